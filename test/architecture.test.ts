import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '../src');

interface Room {
  /** The rooms whose code it may use. */
  readonly uses: readonly string[];
  /** The rooms of which it may know types as well: they leave nothing behind in the program. */
  readonly knows?: readonly string[];
}

/** One row a folder, the lowest first: a room uses only rooms above it in this list. */
const rooms: Readonly<Record<string, Room>> = {
  core: { uses: [] },
  aws: { uses: ['core'] },
  token: { uses: ['core'] },
  trust: { uses: ['core', 'aws', 'token'] },
  job: { uses: ['core', 'aws'] },
  ci: { uses: ['core', 'token'], knows: ['aws', 'job'] },
  options: { uses: ['core', 'aws', 'ci'], knows: ['token'] },
  'aws-api': { uses: ['core', 'aws'], knows: ['options', 'token'] },
  diagnose: { uses: ['core', 'aws', 'token', 'trust'] },
  export: { uses: ['core', 'aws', 'job', 'options'], knows: ['ci', 'token'] },
  session: { uses: ['core', 'aws', 'token', 'trust', 'job', 'ci', 'aws-api', 'diagnose'], knows: ['options'] },
  reporting: { uses: ['core', 'token'], knows: ['export'] },
  /** `run.ts` and `cleanup.ts`, the only files beside the folders. */
  flow: { uses: ['core', 'job', 'ci', 'aws-api', 'options', 'export', 'session'] },
  emulator: { uses: ['core', 'trust'], knows: ['token'] },
  commands: {
    uses: [
      ...['core', 'aws', 'token', 'trust', 'job', 'ci', 'options', 'aws-api', 'diagnose', 'export', 'session'],
      ...['reporting', 'flow', 'emulator'],
    ],
  },
  /** The only files that touch the world. */
  node: { uses: ['core', 'aws', 'token'] },
  entry: { uses: ['core', 'ci', 'options', 'session', 'reporting', 'flow', 'commands', 'node'] },
};

function roomOf(file: string): string {
  const [folder = '', ...rest] = path.relative(source, file).split(path.sep);
  return rest.length > 0 ? folder : 'flow';
}

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsIn(file: string): readonly Import[] {
  const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|import\('(\.[^']+)'\)/gm;
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, type, fixed, dynamic]) => ({
    file,
    target: path.resolve(path.dirname(file), fixed ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
}

const imports = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => importsIn(path.join(source, name)))
  .filter(({ target }) => target.startsWith(source) && existsSync(target));

const between = imports
  .map((one) => ({ ...one, from: roomOf(one.file), to: roomOf(one.target) }))
  .filter(({ from, to }) => from !== to);

const exportedNames = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => {
    const text = readFileSync(path.join(source, name), 'utf8');
    const pattern = /^export (?:async )?(?:function|const|interface|type|class) (\w+)/gm;
    return [...text.matchAll(pattern)].map(([, exported = '']) => exported);
  });

/** The rooms that the playground uses: what a browser has is enough for them. The reader of YAML stands apart, with its parser. */
const inBrowser = ['core', 'token', 'trust', 'diagnose', 'commands/trust/template-yaml.ts'];

const site = path.resolve(source, '../site');

const importsOfSite = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => importsIn(path.join(site, name)));

describe('the playground', () => {
  it('uses only what a browser can run', () => {
    const used = importsOfSite.filter(({ target }) => target.startsWith(source));
    expect(used.length).toBeGreaterThan(30);
    const wrong = used.filter(({ target }) => {
      const file = path.relative(source, target).replaceAll('\\', '/');
      return !inBrowser.some((room) => file === room || file.startsWith(`${room}/`));
    });
    expect(wrong).toEqual([]);
  });

  it('decides without knowing how it is shown', () => {
    const fromModel = importsOfSite.filter(({ file }) => file.startsWith(path.join(site, 'model')));
    expect(fromModel.filter(({ target }) => target.startsWith(path.join(site, 'app')))).toEqual([]);
  });
});

describe('the source', () => {
  it('exports no name twice, so that a search finds one place', () => {
    expect(exportedNames.length).toBeGreaterThan(600);
    const twice = exportedNames.filter((exported, index) => exportedNames.indexOf(exported) !== index);
    expect(twice).toEqual([]);
  });

  it('is in rooms, each of which has a row; only the flow is beside them', () => {
    const entries = readdirSync(source, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect([...names, 'flow'].sort()).toEqual(Object.keys(rooms).sort());
    expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['cleanup.ts', 'run.ts']);
  });

  it('has no circle of files, not even of types', () => {
    const targetsOf = new Map(imports.map(({ file }) => [file, imports.filter((one) => one.file === file)]));
    const reachedFrom = (start: string): ReadonlySet<string> => {
      const reached = new Set<string>();
      const pending = [start];
      for (const file of pending) {
        const next = (targetsOf.get(file) ?? []).map(({ target }) => target).filter((target) => !reached.has(target));
        for (const target of next) reached.add(target);
        pending.push(...next);
      }
      return reached;
    };
    const inCircles = [...targetsOf.keys()].filter((file) => reachedFrom(file).has(file));
    expect(inCircles.map((file) => path.relative(source, file))).toEqual([]);
  });

  it('uses and knows only what the rows allow', () => {
    expect(imports.length).toBeGreaterThan(800);
    const wrong = between
      .filter(({ from, to, typeOnly }) => {
        const { uses = [], knows = [] } = rooms[from] ?? {};
        return !uses.includes(to) && !(typeOnly && knows.includes(to));
      })
      .map(({ file, target }) => `${path.relative(source, file)} -> ${path.relative(source, target)}`);
    expect(wrong).toEqual([]);
  });

  it('has no row that allows what nobody needs', () => {
    const needed = (from: string, to: string, asType: boolean): boolean =>
      between.some((one) => one.from === from && one.to === to && (asType || !one.typeOnly));
    const idle = Object.entries(rooms).flatMap(([from, { uses, knows = [] }]) => [
      ...uses.filter((to) => !needed(from, to, false)).map((to) => `${from} uses ${to}`),
      ...knows.filter((to) => !needed(from, to, true)).map((to) => `${from} knows ${to}`),
    ]);
    expect(idle).toEqual([]);
  });

  it('points one way: no room uses or knows one that stands below it in the list', () => {
    const order = Object.keys(rooms);
    const up = Object.entries(rooms).flatMap(([from, { uses, knows = [] }]) =>
      [...uses, ...knows].filter((to) => order.indexOf(to) >= order.indexOf(from)).map((to) => `${from} -> ${to}`),
    );
    expect(up).toEqual([]);
  });
});
