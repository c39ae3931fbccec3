import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '../src');

/** What may be used by what. Types are free, but for those of `entry`: they leave nothing behind in the program. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  leaf: [],
  aws: ['leaf'],
  ci: ['leaf'],
  sts: ['leaf'],
  export: ['leaf', 'aws'],
  trust: ['leaf'],
  diagnose: ['leaf', 'trust'],
  node: ['leaf'],
  emulator: ['leaf', 'trust'],
  flow: ['leaf', 'aws', 'ci', 'sts', 'export', 'trust', 'diagnose'],
  commands: ['leaf', 'aws', 'ci', 'sts', 'export', 'trust', 'diagnose', 'flow', 'emulator'],
  entry: ['leaf', 'flow', 'commands', 'node'],
};

/** The files beside the folders are leaves, except for those that tell the whole story. */
const flow = ['run.ts', 'obtain.ts', 'explain-refusal.ts', 'renew.ts', 'cleanup.ts'];

function partOf(file: string): string {
  const [folder = '', ...rest] = path.relative(source, file).split(path.sep);
  if (rest.length > 0) return folder;
  return flow.includes(folder) ? 'flow' : 'leaf';
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

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const [from, to] = [partOf(file), partOf(target)];
  return from === to || (typeOnly ? to !== 'entry' : (allowed[from]?.includes(to) ?? false));
}

const imports = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => importsIn(path.join(source, name)))
  .filter(({ target }) => target.startsWith(source));

describe('the source', () => {
  it('points inward: entry, commands, flow, stages, leaves', () => {
    expect(imports.length).toBeGreaterThan(200);
    const wrong = imports
      .filter((one) => !isAllowed(one))
      .map(({ file, target }) => `${path.relative(source, file)} -> ${path.relative(source, target)}`);
    expect(wrong).toEqual([]);
  });
});
