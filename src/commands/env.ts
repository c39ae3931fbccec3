import { HelperError } from '../core/errors.ts';
import { oneOf } from '../core/parse-values.ts';
import { shellExport } from '../export/shell-export.ts';
import { failingLine, type Shell, shells } from '../export/shell-quote.ts';
import { readSettings } from '../options/read-settings.ts';
import { announce } from '../reporting/announce.ts';
import { run } from '../run.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command, CommandIo } from './command.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = {
  options: tableOptions(),
  flags: [
    {
      name: 'shell',
      value: 'SHELL',
      help: `The shell that will read the lines: ${shells.join(', ')}. Default: sh, on Windows powershell.`,
    },
    { name: 'allow-tty', help: 'Print the credentials even where they can be seen.' },
  ],
};

export const env: Command = {
  help: `Usage: eval "$(ci-aws-credentials env --role-to-assume ARN [options])"

Prints lines that set AWS_ACCESS_KEY_ID and its companions in the shell that evaluates them. The
lines hold secrets: they are refused a terminal and a log. On failure it prints a command that fails
instead, so that \`set -e\` stops the script.

Examples:
  eval "$(npx ci-aws-credentials env --role-to-assume arn:aws:iam::123456789012:role/deploy)"
  npx ci-aws-credentials env --shell powershell --role-to-assume … | Out-String | Invoke-Expression
  npx ci-aws-credentials env --shell fish --role-to-assume … | source; or exit

In two steps the script also stops where npx itself fails, or where \`set -e\` is not in force:
  lines="$(npx ci-aws-credentials env --role-to-assume …)" || exit
  eval "$lines"

Options:
${optionsHelp(accepted)}
`,
  printsCredentials: true,
  async run(args, io) {
    const reader = likelyShell(args, io.platform);
    // Of nothing at all, `eval` would make a success.
    io.printAtExit((exitCode) => (exitCode === 0 ? '' : failingLine(reader, exitCode)));
    const { given, flags } = parseArguments(args, accepted);
    const shell = parseShell(flags.shell, io.platform);
    const hint = 'Have the shell read them: eval "$(ci-aws-credentials env …)".';
    if (!flags['allow-tty']) await refuseToShow(io, { what: 'the lines', hint });
    const outcome = await run(readSettings(given, io), io, { targets: [shellExport(shell)] });
    announce(outcome, io);
    return 0;
  },
};

/** The shell that reads along, also where the command line cannot be understood. */
function likelyShell(args: readonly string[], platform: string): Shell {
  const [, word = ''] = [...args.join('\n').matchAll(/^--shell[=\n](.*)$/gm)].at(-1) ?? [];
  return shellNamed(word) ?? defaultShell(platform);
}

function defaultShell(platform: string): Shell {
  return platform === 'win32' ? 'powershell' : 'sh';
}

function shellNamed(word: string): Shell | undefined {
  return shells.find((name) => name === word) ?? (['bash', 'zsh', 'dash', 'ksh'].includes(word) ? 'sh' : undefined);
}

function parseShell(given: string | true | undefined, platform: string): Shell {
  if (given === undefined) return defaultShell(platform);
  const word = String(given);
  return shellNamed(word) ?? oneOf('--shell', word, shells);
}

/** Where people or a log read along, secrets are not printed unless that was asked for. */
export async function refuseToShow(
  io: CommandIo,
  { what, hint }: { readonly what: string; readonly hint: string },
): Promise<void> {
  const place = await io.stdoutAudience();
  if (place === undefined) return;
  throw new HelperError('stdout-refused', `Standard output is ${place}, and ${what} to print hold secrets.`, {
    hint: `${hint} --allow-tty prints them all the same.`,
  });
}
