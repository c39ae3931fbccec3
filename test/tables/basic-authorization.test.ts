import { expect, it } from 'vitest';
import { basicAuthorization } from '../../src/core/basic-authorization.ts';

it.each([
  ['http://proxy.example', undefined],
  ['http://me:pass@proxy.example', 'me:pass'],
  ['http://me@proxy.example', 'me:'],
  ['http://:pass@proxy.example', ':pass'],
  ['http://me:p%40ss%3Aword@proxy.example', 'me:p@ss:word'],
  ['http://me:p%zz@proxy.example', 'me:p%zz'],
  ['http://me:100%@proxy.example', 'me:100%'],
  ['http://me:%e2%82@proxy.example', 'me:\u00e2\u0082'],
  ['http://mé:p€ss@proxy.example', 'm\u00c3\u00a9:p\u00e2\u0082\u00acss'],
  ['http://me:p%E2%82%ACss@proxy.example', 'me:p\u00e2\u0082\u00acss'],
])('%s is authorized as %j, a character for each byte', (url, expected) => {
  expect(basicAuthorization(new URL(url))).toBe(expected === undefined ? undefined : `Basic ${btoa(expected)}`);
});
