import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionYaml, filledReadme } from '../../scripts/docs.ts';
import { assume } from '../../src/commands/assume.ts';
import { helpOf } from '../../src/commands/help.ts';
import { errorCodes } from '../../src/core/errors.ts';
import { type Option, options } from '../../src/options/table.ts';

const root = path.resolve(import.meta.dirname, '../..');
const table: readonly Option[] = options;
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

describe('what is written from the tables', () => {
  it('action.yml is as `npm run docs` writes it', () => {
    expect(read('action.yml')).toBe(actionYaml());
  });

  it('the tables of the README are as `npm run docs` writes them', () => {
    expect(read('README.md')).toBe(filledReadme(read('README.md')));
  });

  it('--help names every option of the command line, and no other', () => {
    const listed = [...assume.help.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
    const expected = table.filter(({ frontEnd }) => frontEnd !== 'action').map(({ name }) => name);
    expect(listed).toEqual([...expected, 'json', 'help']);
  });

  it.each(table.filter(({ frontEnd }) => frontEnd !== 'action'))(
    '--help says of $name what the table says',
    (option) => {
      const flat = assume.help.replace(/\s+/g, ' ');
      expect(flat).toContain(helpOf(option));
      for (const alias of option.aliases ?? []) expect(flat).toContain(`--${alias}`);
      for (const variable of option.environment ?? []) expect(flat).toContain(variable);
    },
  );
});

describe('docs/troubleshooting.md', () => {
  it('has a heading for every error code, under that of its exit code, and no other', () => {
    let exit: number | undefined;
    const found: Record<string, number | undefined> = {};
    for (const line of read('docs/troubleshooting.md').split('\n')) {
      exit = /^## Exit code (\d)/.test(line) ? Number(/\d/.exec(line)?.[0]) : exit;
      const code = /^### (.+)$/.exec(line)?.[1];
      if (code !== undefined) found[code] = exit;
    }
    expect(found).toEqual(errorCodes);
  });
});

describe.each(pages)('%s', (page) => {
  it('links only to what is there', () => {
    const dead = linksOf(read(page)).filter((link) => !leadsSomewhere(page, link));
    expect(dead).toEqual([]);
  });
});

/** The relative links outside of code. */
function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, 'code');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .flatMap(([, link]) => link ?? [])
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
  if (!existsSync(path.join(root, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
