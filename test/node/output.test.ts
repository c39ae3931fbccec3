import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directly } from '../../src/node/output.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function unused(): never {
  throw new Error('no stream is needed');
}

describe('text that is written without a stream', () => {
  it.each(['', 'one line\n', 'ünïcödé …\n', 'long '.repeat(100_000)])('is all there: %.20j', (text) => {
    const file = openSync(path.join(folder, 'out'), 'w');
    const output = directly(file, unused);
    output.write(text);
    closeSync(file);
    expect(output.isDirect()).toBe(true);
    expect(readFileSync(path.join(folder, 'out'), 'utf8')).toBe(text);
  });

  it('goes to the stream from the first failure on, whole and in order', () => {
    const file = openSync(path.join(folder, 'out'), 'a+');
    const streams: PassThrough[] = [];
    const output = directly(file, () => {
      streams.push(new PassThrough());
      return streams[0] ?? unused();
    });
    output.write('first ');
    closeSync(file);
    for (const text of ['second ', 'third']) output.write(text);
    expect(output.isDirect()).toBe(false);
    expect(readFileSync(path.join(folder, 'out'), 'utf8')).toBe('first ');
    expect(streams.map((stream) => String(stream.read()))).toEqual(['second third']);
  });
});
