import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionYaml, filledReference } from '../../scripts/docs.ts';
import { flowSvg } from '../../scripts/flow.ts';
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

  it('the tables of docs/reference.md are as `npm run docs` writes them', () => {
    expect(read('docs/reference.md')).toBe(filledReference(read('docs/reference.md')));
  });

  it('docs/flow.svg is as `npm run docs` draws it', async () => {
    expect(read('docs/flow.svg')).toBe(await flowSvg());
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

describe('the README', () => {
  it('fits on a screen or two', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(130);
  });
});

describe('docs/README.md', () => {
  it('leads to every page', () => {
    const linked = linksOf(read('docs/README.md')).map((link) => link.split('#')[0]);
    const known = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
    expect(known.filter((name) => !linked.includes(name))).toEqual([]);
  });
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

/** The lines of a page in which our program is called, as somebody would paste them. */
function commandsOf(page: string): readonly string[] {
  const blocks = [...read(page).matchAll(/^ *```(?:sh|yaml|groovy)?\n([\s\S]*?)^ *```/gm)].map(
    ([, block = '']) => block,
  );
  const indented = [...read(page).matchAll(/^ {4}(npx .*)$/gm)].map(([, line = '']) => line);
  return [...blocks, ...indented].flatMap((block) =>
    [...block.replace(/\\\n\s*/g, ' ').matchAll(/\bnpx ci-aws-credentials(?:@[\w.]+)? ([^\n]*)/g)].map(
      ([, rest = '']) => rest,
    ),
  );
}

/** Its own options, up to what a shell makes of the line, or another command. */
function optionsIn(line: string): readonly string[] {
  const [own = ''] = line.replace(/'[^']*'/g, '').split(/ -- | [|>&;] |\)"|…/);
  return [...own.matchAll(/(?:^| )--([a-z-]+)/g)].map(([, name = '']) => name);
}

it('the options that the pages show are options of ours', async () => {
  const known = new Set(['help', 'version', ...table.flatMap(({ name, aliases = [] }) => [name, ...aliases])]);
  const folder = path.join(root, 'src');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /commands|export/.test(name),
  );
  for (const file of sources.filter((name) => name.endsWith('.ts'))) {
    for (const [, name = ''] of readFileSync(path.join(folder, file), 'utf8').matchAll(/name: '([a-z-]+)'/g))
      known.add(name);
  }
  const lines = pages.filter((page) => !page.includes('/adr/')).flatMap(commandsOf);
  expect(lines.length).toBeGreaterThan(60);
  const generated = /^trust generate/;
  expect(
    lines
      .filter((line) => !generated.test(line))
      .flatMap(optionsIn)
      .filter((name) => !known.has(name)),
  ).toEqual([]);
});
