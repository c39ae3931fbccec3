// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files

import { appendFileSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env, Runner } from '../core/io.ts';
import { withoutSecrets } from '../core/secret.ts';
import { systemCode, unless, writing } from './file-error.ts';
import { ownUser } from './trusted-path.ts';

const fileVariables = { variables: 'GITHUB_ENV', outputs: 'GITHUB_OUTPUT', state: 'GITHUB_STATE' } as const;

/**
 * The toolkit writes one value at a time, and falls back to printing secrets where a file is missing. Here all values
 * go into a file in one write, or none does.
 */
export function githubRunner(env: Env): Runner {
  return {
    check(needs) {
      for (const need of needs) fileFor(need, env);
    },
    exportVariables: (variables) => write(fileFor('variables', env), variables),
    setOutputs: (outputs) => write(fileFor('outputs', env), outputs),
    saveState: (state) => write(fileFor('state', env), state),
    addSummary(markdown) {
      const path = envValue(env, 'GITHUB_STEP_SUMMARY');
      if (path !== undefined) appendFileSync(path, withoutSecrets(markdown));
    },
  };
}

function write(path: string, values: Readonly<Record<string, string>>): void {
  const entries = Object.entries(values).map(([name, value]) => entry(name, value));
  writing(path, () => appendFileSync(path, entries.join('')));
}

/** A value without line ends cannot be taken for another entry, and needs no delimiter. */
function entry(name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`;
  const delimiter = `end-${crypto.randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function fileFor(kind: keyof typeof fileVariables, env: Env): string {
  const variable = fileVariables[kind];
  const path = envValue(env, variable);
  if (path === undefined) {
    throw new HelperError(
      'runner-file-missing',
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub’s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env …)".',
      },
    );
  }
  try {
    // Unlike asking for permission, this fails for a folder, too.
    closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND));
  } catch (cause) {
    throw new HelperError(
      'file-not-writable',
      `The file ${path} (${variable}) cannot be written: ${systemCode(cause) ?? 'unknown'}${whose(path)}.`,
      { hint: hintFor(path), cause },
    );
  }
  return path;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontaineroptions */
function hintFor(path: string): string {
  const owner = foreignOwner(path);
  if (owner === undefined) {
    return 'GitHub’s runner makes a new file for every step. If a step sets the variable itself, let it name a file that can be written.';
  }
  return `The job's container runs as another user than the runner. Run it as the runner's:\n\n    container:\n      image: …\n      options: --user ${owner}`;
}

function whose(path: string): string {
  const owner = foreignOwner(path);
  return owner === undefined ? '' : `: it belongs to another user (${owner}), and this step runs as ${ownUser}`;
}

function foreignOwner(path: string): number | undefined {
  const uid = unless(['ENOENT', 'ENOTDIR', 'EACCES'], () => statSync(path).uid);
  return ownUser === undefined || uid === ownUser ? undefined : uid;
}
