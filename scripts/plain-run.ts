// Writes which functions a plain run calls: of the action on GitHub, and of the command on GitHub and GitLab, with the emulator.
// To be run after a larger change of what such a run does. An old list costs a little time, and nothing else.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assuming, type Emulated, type Environment, freshJob, inputs, startEmulator } from '../bench/machine.ts';
import { functionsIn, listFile } from './compiled-at-once.ts';

// As in a job, and not in a temporary folder that is writable by everyone.
const machine = mkdtempSync(path.join(homedir(), 'plain-run-'));
execFileSync(process.execPath, [path.join(import.meta.dirname, 'build.ts'), machine, '--readable']);

const github = await startEmulator('github');
const gitlab = await startEmulator('gitlab');
const called: Readonly<Record<string, readonly string[]>> = {
  action: calledBy('action.js', github, { env: inputs('github') }),
  cli: [
    ...calledBy('cli.js', github, { args: assuming('github') }),
    ...calledBy('cli.js', gitlab, { args: assuming('gitlab') }),
  ],
};
github.end();
gitlab.end();
rmSync(machine, { recursive: true });
const lists = Object.entries(called).map(([program, functions]) => [program, [...new Set(functions)].sort()]);
writeFileSync(listFile, `${JSON.stringify(Object.fromEntries(lists), null, 2)}\n`);

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      /** The first is the whole function. */
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
    }[];
  }[];
}

/** Reads https://nodejs.org/api/cli.html#node_v8_coveragedir. */
function calledBy(
  program: string,
  ci: Emulated,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Environment },
): readonly string[] {
  const coverage = mkdtempSync(path.join(machine, 'coverage-'));
  const job = freshJob(mkdtempSync(path.join(machine, 'job-')), ci);
  execFileSync(process.execPath, [path.join(machine, 'dist', program), ...args], {
    env: { ...job, ...env, NODE_V8_COVERAGE: coverage },
    stdio: 'ignore',
  });
  const reports = readdirSync(coverage).map(
    (name): Coverage => JSON.parse(readFileSync(path.join(coverage, name), 'utf8')),
  );
  const files = reports.flatMap(({ result }) => result).filter(({ url }) => url.startsWith(`file://${machine}`));
  return files.flatMap(({ url, functions }) => {
    const starts = new Set(functions.flatMap(({ ranges: [whole] }) => (whole?.count ? [whole.startOffset] : [])));
    const named = functionsIn(readFileSync(fileURLToPath(url), 'utf8'));
    return named.filter(({ span }) => starts.has(span.start)).map(({ listed }) => listed);
  });
}
