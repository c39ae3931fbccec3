// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files

import { appendFileSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env, Runner } from '../core/io.ts';
import { withoutSecrets } from '../core/secret.ts';
import { appendWhole } from './append-whole.ts';
import { unless, writing } from './file-error.ts';
import { ownUser } from './own-user.ts';
import { whenShared } from './sharing.ts';
import { systemCode } from './system-code.ts';

const fileVariables = { variables: 'GITHUB_ENV', outputs: 'GITHUB_OUTPUT', state: 'GITHUB_STATE' } as const;

/**
 * The toolkit writes values one at a time, and prints secrets if a file is missing. This writes all values in one call,
 * or none.
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
      if (path !== undefined) writing(path, () => appendFileSync(path, withoutSecrets(markdown)));
    },
  };
}

function write(path: string, values: Readonly<Record<string, string>>): void {
  const entries = Object.entries(values).map(([name, value]) => entry(name, value));
  writing(path, () => {
    const file = openSync(path, 'a+');
    try {
      appendWhole(file, entries.join(''));
    } finally {
      closeSync(file);
    }
  });
}

/** A value without line breaks cannot be confused with another entry and needs no delimiter. */
function entry(name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`;
  const delimiter = `end-${crypto.randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function fileFor(kind: keyof typeof fileVariables, env: Env): string {
  const variable = fileVariables[kind];
  const path = envValue(env, variable);
  if (path === undefined) {
    throw new HelperError('runner-file-missing', `${variable} is not set, so values cannot be passed to later steps.`, {
      hint: 'Outside the GitHub runner, which sets it for every step, use --export profile or eval "$(ci-aws-credentials env …)".',
    });
  }
  try {
    // Unlike a permission check, this also fails for a folder.
    whenShared(() => closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND)));
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
    return 'If a step sets this variable, set it to a writable file. The GitHub runner creates a new file for every step.';
  }
  return `Run the job's container as the user of the runner:\n\n    container:\n      image: …\n      options: --user ${owner}`;
}

function whose(path: string): string {
  const owner = foreignOwner(path);
  return owner === undefined ? '' : `: it belongs to another user (${owner}), and this step runs as ${ownUser}`;
}

function foreignOwner(path: string): number | undefined {
  const uid = unless(['ENOENT', 'ENOTDIR', 'EACCES'], () => statSync(path).uid);
  return ownUser === undefined || uid === ownUser ? undefined : uid;
}
