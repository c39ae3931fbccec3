import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';

const folder = new URL('../../src/', import.meta.url);

const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path !== 'errors.ts')
  .map((path) => readFileSync(new URL(path, folder), 'utf8'))
  .join('\n');

it.each(Object.entries(errorCodes))('%s has exit code %i, and something in the program throws it', (code, exitCode) => {
  expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect([2, 3, 4, 5, 6, 7]).toContain(exitCode);
  // Compared by hand: a failure would print all sources.
  expect(sources.includes(`'${code}'`)).toBe(true);
});
