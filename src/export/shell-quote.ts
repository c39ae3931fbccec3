import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { oneOf } from '../core/parse-values.ts';
import { posixQuote } from '../core/posix-quote.ts';
import type { VariableChanges } from './variables.ts';

const shells = ['sh', 'powershell', 'cmd', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** Lines for a shell that set and export variables, or unset them. Values are quoted as literals. */
export function shellLines(shell: Shell, variables: VariableChanges): string {
  return Object.entries(variables)
    .map(([name, value]) => (value === undefined ? removers[shell](name) : printers[shell](name, oneLine(name, value))))
    .map((line) => `${line}\n`)
    .join('');
}

const printers: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}=${posixQuote(value)}`,
  // In single quotes, PowerShell also treats typographic quotes as quotes.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`,
  cmd: (name, value) => `set "${name}=${forCmd(name, value)}"`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`,
};

/** A command that fails in the shell, with this exit code if the shell supports that. */
export function failingLine(shell: Shell, exitCode: number): string {
  return `${failures[shell](exitCode)}\n`;
}

const failures: Readonly<Record<Shell, (exitCode: number) => string>> = {
  sh: (exitCode) => `(exit ${exitCode})`,
  powershell: (exitCode) => `throw 'ci-aws-credentials env failed with exit code ${exitCode}.'`,
  cmd: (exitCode) => `cmd /c exit ${exitCode}`,
  // fish has no subshells, and `return` differs between its eval and source.
  fish: (exitCode) => `sh -c 'exit ${exitCode}'`,
};

const removers: Readonly<Record<Shell, (name: string) => string>> = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  cmd: (name) => `set "${name}="`,
  fish: (name) => `set -e ${name}`,
};

/** Lines that set a variable to the path of a new empty file that only this user can access. */
export function newFileLines(shell: Shell, name: string): string {
  return `${newFiles[shell](name)}\n`;
}

const newFiles: Readonly<Record<Shell, (name: string) => string>> = {
  sh: (name) => `export ${name}="$(mktemp)"`,
  powershell: (name) => `$env:${name} = (New-TemporaryFile).FullName`,
  cmd: (name) => `set "${name}=%TEMP%\\${name}-%RANDOM%"\ntype nul > "%${name}%"`,
  fish: (name) => `set -gx ${name} (mktemp)`,
};

/** No quoting protects these from cmd. AWS secrets and tokens do not contain them. */
function forCmd(name: string, value: string): string {
  if (!/["%!^]/.test(value)) return value;
  throw new HelperError('sts-answer-unreadable', `The value for ${name} contains a character that cmd would change.`, {
    hint: 'Use PowerShell: --shell powershell. Credentials from AWS contain no such character.',
  });
}

/** A line break in a value would start a new command or variable. */
export function oneLine(name: string, value: string): string {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new HelperError(
    'sts-answer-unreadable',
    `The value for ${name} contains a line break and cannot be passed on.`,
    {
      hint: 'Check sts-endpoint and the proxy: credentials from AWS contain no line break.',
    },
  );
}

/** For commands that print lines for a shell. */
export const shellFlag = {
  name: 'shell',
  value: 'SHELL',
  help: `The shell that evaluates the lines: ${shells.join(', ')}. Default: sh; on Windows powershell, except in Git Bash (sh).`,
};

type Surroundings = Pick<Io, 'env' | 'platform'>;

/**
 * The default shell: on Windows PowerShell, except in Git Bash, MSYS2 and Cygwin.
 * https://www.msys2.org/docs/environments/
 */
export function usualShell({ env, platform }: Surroundings): Shell {
  const isPosix = envValue(env, 'MSYSTEM') !== undefined || /[\\/](ba|z|da|k)?sh(\.exe)?$/.test(env.SHELL ?? '');
  return platform === 'win32' && !isPosix ? 'powershell' : 'sh';
}

export function shellNamed(word: string): Shell | undefined {
  return shells.find((name) => name === word) ?? aliases.get(word);
}

const aliases: ReadonlyMap<string, Shell> = new Map([
  ['bash', 'sh'],
  ['zsh', 'sh'],
  ['dash', 'sh'],
  ['ksh', 'sh'],
  ['pwsh', 'powershell'],
]);

export function parseShell(given: string | undefined, surroundings: Surroundings): Shell {
  if (given === undefined) return usualShell(surroundings);
  return shellNamed(given) ?? oneOf('--shell', given, shells);
}
