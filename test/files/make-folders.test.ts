import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolders } from '../../src/node/make-folders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'make-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('folders', () => {
  it('are made down to the last, for nobody else', () => {
    makeFolders(join(folder, 'a', 'b', 'c'));
    expect(['a', 'a/b', 'a/b/c'].map((name) => statSync(join(folder, name)).mode & 0o077)).toEqual([0, 0, 0]);
  });

  it('may be there already', () => {
    makeFolders(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it.each(['file', 'file/below'])('are not made in the place of a file, or below it: %s', (name) => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolders(join(folder, name))).toThrow(/EEXIST|ENOTDIR/);
  });

  it.runIf(process.platform === 'linux')('that a file system has no room for are an error, and no loop', () => {
    expect(() => makeFolders('/proc/.aws/private')).toThrow('ENOENT');
  });
});
