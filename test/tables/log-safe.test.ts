import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/core/log-safe.ts';
import { fakeToken } from '../fakes.ts';

describe('what may stand in a log', () => {
  it.each([
    ['', ''],
    ['plain text, ümläuts, 日本, 🚀', 'plain text, ümläuts, 日本, 🚀'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['a:b ::c arn:aws:iam::123456789012:role/x', 'a:b ::c arn:aws:iam::123456789012:role/x'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['::set-env name=A::b', ': :set-env name=A::b'],
    ['  ::error::x', '  : :error::x'],
    ['\u00a0\u2003::error::x', '\u00a0\u2003: :error::x'],
    ['text\n::add-mask::x', 'text\n: :add-mask::x'],
    ['text\r::add-mask::x', 'text\n: :add-mask::x'],
    [':::', ': ::'],
    ['##[error]x and ##[group]', '## [error]x and ## [group]'],
    ['###[x', '### [x'],
    ['a ##vso[task.setvariable variable=PATH]/evil', 'a ## vso[task.setvariable variable=PATH]/evil'],
    ['##VSO[task.complete]', '## VSO[task.complete]'],
    [
      "a ##teamcity[setParameter name='env.PATH' value='/evil']",
      "a ## teamcity[setParameter name='env.PATH' value='/evil']",
    ],
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['a\bb\u0007\u0000\u007f\u0085\u009b', 'a\\u0008b\\u0007\\u0000\\u007f\\u0085\\u009b'],
    ['\u202eevil\u2066\u2069', '\\u202eevil\\u2066\\u2069'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['\ud800 alone', '\\ud800 alone'],
    ['\u200b::error::x', '\\u200b::error::x'],
    [`echo ${fakeToken('x')} | aws`, 'echo *** | aws'],
    [`["${fakeToken('x')}","${fakeToken('y')}"]`, '["***","***"]'],
  ])('of %j is %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('never holds a command for the runner, nor a sign that moves the cursor', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '::',
        '##[',
        '##vso[',
        '##',
        'vso',
        'teamcity',
        '[',
        ':',
        '\n',
        '\r',
        ' ',
        '\t',
        '\u2028',
        '\0',
        '\u001b',
        'x',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const shown = printable(pieces.join(''));
        expect(shown).not.toMatch(/##\w*\[/);
        expect(shown).not.toMatch(/[^\P{C}\n\t]/u);
        for (const line of shown.split('\n')) expect(line.trimStart().startsWith('::')).toBe(false);
      }),
    );
  });
});
