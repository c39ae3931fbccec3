import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  failingLine,
  newFileLines,
  oneLine,
  parseShell,
  type Shell,
  shellLines,
} from '../../src/export/shell-quote.ts';

describe('a line for', () => {
  it.each<[shell: Shell, value: string, line: string]>([
    ['sh', 'plain', "export A='plain'"],
    ['sh', '', "export A=''"],
    ['sh', "it's", "export A='it'\\''s'"],
    ['sh', '$(id) `id` $HOME "x" \\ !!', 'export A=\'$(id) `id` $HOME "x" \\ !!\''],
    ['powershell', 'plain', "$env:A = 'plain'"],
    ['powershell', "it's", "$env:A = 'it''s'"],
    ['powershell', '\u2018\u2019\u201a\u201b', "$env:A = '\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'"],
    ['powershell', '$env:X `n $(id) "x"', '$env:A = \'$env:X `n $(id) "x"\''],
    ['cmd', 'plain', 'set "A=plain"'],
    ['cmd', 'a b&c|d=/+', 'set "A=a b&c|d=/+"'],
    ['fish', 'plain', "set -gx A 'plain'"],
    ['fish', "it's", "set -gx A 'it\\'s'"],
    ['fish', 'a\\b $x (id)', "set -gx A 'a\\\\b $x (id)'"],
  ])('%s holds %j as a literal', (shell, value, line) => {
    expect(shellLines(shell, { A: value })).toBe(`${line}\n`);
  });

  it.each<[shell: Shell, line: string]>([
    ['sh', 'unset A'],
    ['powershell', 'Remove-Item -ErrorAction Ignore Env:A'],
    ['cmd', 'set "A="'],
    ['fish', 'set -e A'],
  ])('%s takes a variable away', (shell, line) => {
    expect(shellLines(shell, { A: undefined })).toBe(`${line}\n`);
  });

  it.each(['\n', '\r', '\0'])('no shell holds %j: it would be a new command', (sign) => {
    const refuse = () => shellLines('sh', { AWS_SESSION_TOKEN: `secret${sign}id` });
    expect(refuse).toThrow(expect.objectContaining({ code: 'sts-answer-unreadable' }));
    expect(refuse).toThrow('AWS_SESSION_TOKEN');
    expect(refuse).not.toThrow('secret');
  });

  it.each(['"', '%', '!', '^'])('cmd holds no %s, which it would change', (sign) => {
    const refuse = () => shellLines('cmd', { A: `secret${sign}id` });
    expect(refuse).toThrow(expect.objectContaining({ code: 'sts-answer-unreadable' }));
    expect(refuse).not.toThrow('secret');
  });

  it.each<[shell: Shell, lines: string]>([
    ['sh', 'export A="$(mktemp)"\n'],
    ['powershell', '$env:A = (New-TemporaryFile).FullName\n'],
    ['cmd', 'set "A=%TEMP%\\A-%RANDOM%"\ntype nul > "%A%"\n'],
    ['fish', 'set -gx A (mktemp)\n'],
  ])('%s makes a file', (shell, lines) => {
    expect(newFileLines(shell, 'A')).toBe(lines);
  });

  it('a value of one line is left as it is', () => {
    expect(oneLine('A', 'x y')).toBe('x y');
  });
});

it.each(['tcsh', 'constructor'])('%s is not a shell that this program knows', (name) => {
  expect(() => parseShell(name, { env: {}, platform: 'linux' })).toThrow(`--shell has an unknown value: "${name}".`);
});

it.each<[shell: Shell, line: string]>([
  ['sh', '(exit 3)\n'],
  ['powershell', "throw 'ci-aws-credentials env failed with exit code 3.'\n"],
  ['cmd', 'cmd /c exit 3\n'],
  ['fish', "sh -c 'exit 3'\n"],
])('a line that fails in %s is %j', (shell, line) => {
  expect(failingLine(shell, 3)).toBe(line);
});

it.runIf(process.platform !== 'win32')('a real shell reads back whatever the values hold', () => {
  const value = fc.oneof(
    fc.string({
      unit: fc.constantFrom("'", '"', '\\', '$', '`', '(', ')', '!', ' ', '\t', ';', '&', '#', '%', 'n', '{'),
    }),
    fc.string({ unit: 'grapheme' }),
  );
  const readable = value.filter((text) => !/[\r\n\0\p{Cs}]/u.test(text));
  fc.assert(
    fc.property(fc.array(readable, { minLength: 1, maxLength: 40 }), (values) => {
      const variables = Object.fromEntries(values.map((text, index) => [`V${index}`, text]));
      const script = `${shellLines('sh', variables)}printf '%s\\0' ${values.map((_, index) => `"$V${index}"`).join(' ')}`;
      const read = execFileSync('sh', { input: script, env: {} }).toString('utf8').split('\0').slice(0, -1);
      expect(read).toEqual(values);
    }),
    { numRuns: 30 },
  );
});
