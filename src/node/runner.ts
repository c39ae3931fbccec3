import { accessSync, constants } from 'node:fs';
import * as core from '@actions/core';
import { HelperError } from '../errors.ts';
import type { Runner } from '../ports.ts';

const fileVariables = { variables: 'GITHUB_ENV', outputs: 'GITHUB_OUTPUT' } as const;

export const githubRunner: Runner = {
  check(needs) {
    for (const need of needs) checkFile(fileVariables[need]);
  },
  exportVariables(variables) {
    checkFile('GITHUB_ENV');
    for (const [name, value] of Object.entries(variables)) core.exportVariable(name, value);
  },
  setOutputs(outputs) {
    checkFile('GITHUB_OUTPUT');
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  },
};

/** Without the file the toolkit falls back to commands on standard output, and so prints the secrets. */
function checkFile(variable: string): void {
  const path = process.env[variable] ?? '';
  if (path === '') {
    throw new HelperError(
      'runner-file-missing',
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub’s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env …)".',
      },
    );
  }
  try {
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new HelperError('file-not-writable', `The file ${path} (${variable}) cannot be written.`, { cause });
  }
}
