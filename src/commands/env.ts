import { HelperError } from '../core/errors.ts';
import { shellExport } from '../export/shell-export.ts';
import { failingLine, parseShell, type Shell, shellFlag, shellNamed, usualShell } from '../export/shell-quote.ts';
import { readSettings } from '../options/read-settings.ts';
import { announce } from '../reporting/announce.ts';
import { run } from '../run.ts';
import { type Accepted, flagValue, parseArguments, tableOptions } from './arguments.ts';
import type { Command, CommandIo } from './command.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = {
  options: tableOptions(),
  flags: [
    shellFlag,
    { name: 'allow-tty', help: 'Print the credentials even if standard output is a terminal or the log.' },
  ],
};

export const env: Command = {
  get help() {
    return `Usage: eval "$(ci-aws-credentials env --role-to-assume ARN [options])"

Prints lines that set AWS_ACCESS_KEY_ID and the other credential variables in the shell that evaluates
them. The lines contain secrets, so they are not printed to a terminal or a log. On failure it prints a
command that fails, so that \`set -e\` stops the script.

Examples:
  eval "$(npx ci-aws-credentials env --role-to-assume arn:aws:iam::123456789012:role/deploy)"
  npx ci-aws-credentials env --shell powershell --role-to-assume … | Out-String | Invoke-Expression
  for /f "delims=" %i in ('npx ci-aws-credentials env --shell cmd --role-to-assume …') do @%i
  npx ci-aws-credentials env --shell fish --role-to-assume … | source; or exit

In a batch file, write %%i, and add \`if errorlevel 1 exit /b\` on the next line.

In two steps, the script also stops if npx itself fails or \`set -e\` is not set:
  lines="$(npx ci-aws-credentials env --role-to-assume …)" || exit
  eval "$lines"

Options:
${optionsHelp(accepted)}
`;
  },
  printsCredentials: true,
  async run(args, io) {
    const reader = likelyShell(args, io);
    // `eval` of no output would succeed.
    io.printAtExit((exitCode) => (exitCode === 0 ? '' : failingLine(reader, exitCode)));
    const { given, ...own } = parseArguments(args, accepted);
    const shell = parseShell(flagValue(own, 'shell'), io);
    const hint = 'Evaluate them in the shell: eval "$(ci-aws-credentials env …)".';
    if (!own.flags['allow-tty']) await refuseToShow(io, { what: 'the lines', hint });
    const outcome = await run(readSettings(given, io), io, { targets: [shellExport(shell)] });
    announce(outcome, io);
    return 0;
  },
};

/** The shell that evaluates the output, also if the command line is invalid. */
function likelyShell(args: readonly string[], io: CommandIo): Shell {
  const [, word = ''] = [...args.join('\n').matchAll(/^--shell[=\n](.*)$/gm)].at(-1) ?? [];
  return shellNamed(word) ?? usualShell(io);
}

/** Refuses to print secrets to a terminal or a log, unless `--allow-tty` is given. */
export async function refuseToShow(
  io: CommandIo,
  { what, hint }: { readonly what: string; readonly hint: string },
): Promise<void> {
  const place = await io.stdoutAudience();
  if (place === undefined) return;
  throw new HelperError('stdout-refused', `Standard output is ${place}, and ${what} contain secrets.`, {
    hint: `${hint} To print them anyway, add --allow-tty.`,
  });
}
