import { HelperError } from '../core/errors.ts';
import { posixQuote } from '../core/posix-quote.ts';
import type { VariableChanges } from './variables.ts';

export const shells = ['sh', 'powershell', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * Lines that set and export variables, or unset them, when the shell evaluates them. The values are literals, whatever
 * they hold.
 */
export function shellLines(shell: Shell, variables: VariableChanges): string {
  return Object.entries(variables)
    .map(([name, value]) => (value === undefined ? removers[shell](name) : printers[shell](name, oneLine(name, value))))
    .map((line) => `${line}\n`)
    .join('');
}

const printers: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}=${posixQuote(value)}`,
  // In single quotes PowerShell takes the typographic ones for quotes, too.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`,
};

/** A command that fails when the shell evaluates it, with this exit code where the shell has such a thing. */
export function failingLine(shell: Shell, exitCode: number): string {
  return `${failures[shell](exitCode)}\n`;
}

const failures: Readonly<Record<Shell, (exitCode: number) => string>> = {
  sh: (exitCode) => `(exit ${exitCode})`,
  powershell: (exitCode) => `throw 'ci-aws-credentials env failed with exit code ${exitCode}.'`,
  // fish has no subshells, and `return` means different things to its eval and source.
  fish: (exitCode) => `sh -c 'exit ${exitCode}'`,
};

const removers: Readonly<Record<Shell, (name: string) => string>> = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  fish: (name) => `set -e ${name}`,
};

/** A line end in a value would be a new command, or a new variable, for whoever reads the lines. */
export function oneLine(name: string, value: string): string {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new HelperError('sts-answer-unreadable', `The value for ${name} holds a line end and cannot be handed over.`, {
    hint: 'STS never answers so. If sts-endpoint or a proxy leads elsewhere, ask whoever runs that server.',
  });
}
