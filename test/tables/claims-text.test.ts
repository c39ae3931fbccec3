import { describe, expect, it } from 'vitest';
import { claimsInText } from '../../src/token/claims-text.ts';

const claims = { iss: 'https://gitlab.com', sub: 'project_path:acme/app:ref_type:branch:ref:main', aud: ['a', 'b'] };

const report = [
  'The claims that matter to a trust policy:',
  `  iss  ${claims.iss}`,
  `  sub  ${claims.sub}`,
  '  aud  ["a","b"]',
  '',
];
const json = JSON.stringify(claims, undefined, 2).split('\n');

/** What CIs and terminals add to a line. */
const marks: readonly (readonly [string, (line: string) => string])[] = [
  ['nothing', (line) => line],
  ['the time of a raw log of GitHub or Azure', (line) => `2026-11-26T21:00:00.1234567Z ${line}`],
  [
    'job, step and time of `gh run view --log`',
    (line) => `deploy (a b)\tGet credentials\t2026-11-26T21:00:00.1Z ${line}`,
  ],
  ['time and stream of GitLab', (line) => `2026-11-26T21:00:00.123456Z 01O ${line}`],
  ['the time of Jenkins', (line) => `[2026-11-26T21:00:00.123Z] ${line}`],
  ['date and time with a space', (line) => `2026-11-26 21:00:00,123 ${line}`],
  ['the time of day', (line) => `21:00:00 ${line}`],
  ['a time with an offset', (line) => `2026-11-26T21:00:00+01:00 ${line}`],
  ['colors', (line) => `\u001b[36;1m${line}\u001b[0m`],
  ['time and colors', (line) => `2026-11-26T21:00:00Z \u001b[31m${line}\u001b[0m`],
  ['colors and time', (line) => `\u001b[90m[21:00:00]\u001b[0m ${line}`],
  ['the times of Buildkite, and the end of a Windows line', (line) => `\u001b_bk;t=1732654800000\u0007${line}\r`],
  ['a byte order mark', (line) => `\uFEFF${line}`],
];

describe.each(marks)('claims with %s', (_, marked) => {
  it.each([
    ['as a report shows them', report],
    ['as JSON', json],
  ])('%s', (_form, lines) => {
    expect(claimsInText(lines.map(marked).join('\n'))).toEqual(claims);
  });
});

it('claims without the blanks before the first', () => {
  expect(claimsInText(report.slice(1).join('\n').trimStart())).toEqual(claims);
});

it.each(['', '[]', '"text"', 'hello', '  sub  repo:acme/app', '12:00:00 {'])('%j has no claims', (text) => {
  expect(claimsInText(text)).toBeUndefined();
});

it('JSON keeps what looks like a time', () => {
  const text = JSON.stringify({ sub: '21:00:00 x', name: '\u001b[0m' });
  expect(claimsInText(text)).toEqual({ sub: '21:00:00 x', name: '\u001b[0m' });
});
