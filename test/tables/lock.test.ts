import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isObject, parseJson, stringAt } from '../../src/core/json.ts';

const lock = parseJson(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
const packages = isObject(lock) && isObject(lock.packages) ? Object.entries(lock.packages) : [];
const fromRegistry = packages.flatMap(([path, entry]) => (path !== '' && isObject(entry) ? [{ path, entry }] : []));

it('every package that is installed, on any system, is one whose content is known', () => {
  expect(fromRegistry.length).toBeGreaterThan(100);
  const unknown = fromRegistry.filter(({ entry }) => !/^sha512-[\w+/]{86}==$/.test(stringAt(entry, 'integrity') ?? ''));
  expect(unknown.map(({ path }) => path)).toEqual([]);
});

it('no package comes from anywhere but the public registry', () => {
  const elsewhere = fromRegistry.filter(({ entry }) => {
    const resolved = stringAt(entry, 'resolved');
    return entry.link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'));
  });
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});
