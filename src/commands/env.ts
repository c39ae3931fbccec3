import { HelperError } from '../errors.ts';
import { shellExport } from '../export/shell.ts';
import { type Shell, shells } from '../export/shell-quote.ts';
import { run } from '../run.ts';
import { oneOf } from '../values.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command, CommandIo } from './command.ts';
import { optionsHelp } from './help.ts';
import { announce, readSettings } from './talk.ts';

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
lines hold secrets: they are refused a terminal and a log.

Examples:
  eval "$(npx ci-aws-credentials env --role-to-assume arn:aws:iam::123456789012:role/deploy)"
  npx ci-aws-credentials env --shell powershell --role-to-assume … | Out-String | Invoke-Expression
  npx ci-aws-credentials env --shell fish --role-to-assume … | source

Options:
${optionsHelp(accepted)}
`,
  async run(args, io) {
    const { given, flags } = parseArguments(args, accepted);
    const shell = parseShell(flags.shell, io.platform);
    if (!flags['allow-tty']) refuseToShow(io);
    const settings = { ...readSettings(given, io), exports: ['none'] as const };
    const outcome = await run(settings, io, { targets: [shellExport(shell)] });
    announce(outcome, io);
    return 0;
  },
};

function parseShell(given: string | true | undefined, platform: string): Shell {
  if (given === undefined) return platform === 'win32' ? 'powershell' : 'sh';
  const word = String(given);
  return ['bash', 'zsh', 'dash', 'ksh'].includes(word) ? 'sh' : oneOf('--shell', word, shells);
}

/** Where people or a log read along, secrets are not printed unless that was asked for. */
export function refuseToShow(io: CommandIo): void {
  const place = io.stdoutIsSeen();
  if (place === undefined) return;
  throw new HelperError('stdout-refused', `Standard output is ${place}, and the lines to print hold secrets.`, {
    hint: 'Have the shell read them: eval "$(ci-aws-credentials env …)". --allow-tty prints them all the same.',
  });
}
