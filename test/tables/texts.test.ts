import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import { type SourceText, textsIn } from '../source-texts.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Text {
  readonly file: string;
  readonly text: string;
}

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

const sources = filesBelow('src', '.ts').map((file) => ({
  file,
  ...textsIn(readFileSync(path.join(root, file), 'utf8')),
}));
const texts = sources.flatMap(({ file, texts: all }) => all.filter(isProse).map((found) => ({ file, ...found })));
const comments = sources.flatMap(({ file, comments: all }) => all.map((text): Text => ({ file, text })));

/** The paragraphs of the documentation, without code. */
const paragraphs = [...filesBelow('docs', '.md'), 'README.md', 'CONTRIBUTING.md'].flatMap((file) =>
  readFileSync(path.join(root, file), 'utf8')
    .replace(/^( *)```[\s\S]*?^\1```$/gm, '')
    .replace(/`[^`\n]*`/g, '``')
    .split(/\n\s*\n/)
    .map((text): Text => ({ file, text })),
);

/** The texts of errors and options, and others in which two words follow each other. */
function isProse({ text, role }: SourceText): boolean {
  return role !== '' || (/[a-z›]{2}[,:.;]? +[(`"'‹]*[a-z]/i.test(text) && !text.startsWith('<'));
}

/** Of each text that matches, where it is. */
function matching(all: readonly Text[], pattern: RegExp): readonly string[] {
  return all.filter(({ text }) => pattern.test(text)).map(({ file, text }) => `${file}: ${text}`);
}

/** Words that read as translated, and what to write instead. */
const words: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bwhoever\b/i, 'the user, anyone who'],
  [/\b(some|no)body\b/i, 'a user, no one'],
  [/\bnowhere else\b/i, 'only there'],
  [/\bby way of\b/i, 'through, by'],
  [/\bown accord\b/i, 'by default'],
  [/\w, too\b/i, 'also, before the verb'],
  [/\ball the same\b/i, 'still'],
  [/\bso far as\b/i, 'if, as far as'],
  [/\band the like\b/i, 'and others'],
  [/[‘’“”]/, 'straight quotes'],
];

/** Two messages that people search for are those of aws-actions/configure-aws-credentials, word for word. */
const messagesOfThePeer = /^(If )?'(force-skip-oidc|aws-secret-access-key)' /;

describe('the texts of the program', () => {
  it('can be read in one file', async () => {
    const inFile = ({ role, text }: SourceText): string =>
      `- ${role === '' ? '' : `**${role}** `}${text.trim().split('\n').join('\n  ')}`;
    const sections = sources.map(({ file }) => {
      const own = texts.filter((text) => text.file === file);
      return own.length === 0 ? '' : `## ${file}\n\n${own.map(inFile).join('\n')}\n\n`;
    });
    await expect(`# Texts\n\n${sections.join('')}`).toMatchFileSnapshot('__snapshots__/texts.md');
  });

  it('say in a message what happened, in one line', () => {
    const messages = texts
      .filter(({ role }) => role === 'error' || role in errorCodes)
      .filter(({ text }) => !messagesOfThePeer.test(text));
    expect(messages.length).toBeGreaterThan(100);
    expect(matching(messages, /[^.›]$|\n/)).toEqual([]);
  });

  it('say in a hint what to do, with one page at most', () => {
    const hints = texts.filter(({ role }) => role === 'hint');
    expect(hints.length).toBeGreaterThan(100);
    expect(matching(hints, /^[^A-Z‹`-]|https?:\/\/\w.*https?:\/\/\w/)).toEqual([]);
  });

  it('begin and end the help of an option as a sentence', () => {
    const help = texts.filter(({ role, text }) => role === 'help' && !text.startsWith('Usage: '));
    expect(help.length).toBeGreaterThan(40);
    expect(matching(help, /^[^A-Z‹]|[^.›]$/)).toEqual([]);
  });
});

describe.each([
  ['the program', texts],
  ['its comments', comments],
  ['its documentation', paragraphs],
] as const)('plain words in %s', (_where, all) => {
  it.each(words)('%s: %s', (pattern) => {
    expect(all.length).toBeGreaterThan(100);
    expect(matching(all, pattern)).toEqual([]);
  });
});
