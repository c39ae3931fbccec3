import { HelperError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import { trustCheck } from './trust-check.ts';
import type { TrustCommand, TrustIo } from './trust-command.ts';
import { trustGenerate } from './trust-generate.ts';
import { trustLint } from './trust-lint.ts';

const commands: Readonly<Record<string, TrustCommand>> = {
  check: trustCheck,
  lint: trustLint,
  generate: trustGenerate,
};

/** The help of `trust`; each of its commands has its own. */
export const trustHelp = `Usage: ci-aws-credentials trust check|lint|generate [options]

  check     Would AWS give this role to this token?
  lint      Find the traps of trust policies
  generate  Write provider, role and trust policy

Example:
  npx ci-aws-credentials trust lint trust-policy.json

\`ci-aws-credentials trust COMMAND --help\` says more.
`;

/** Runs `trust check`, `trust lint` or `trust generate`. Returns the exit code; what went wrong is thrown. */
export async function trust(args: readonly string[], io: TrustIo): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(command?.help ?? trustHelp);
    return 0;
  }
  if (command !== undefined) return command.run(rest, io);
  throw new HelperError(
    'command-unknown',
    name === '' ? 'trust needs a command.' : `There is no command trust ${name}.`,
    {
      hint: suggestion(name, Object.keys(commands)) ?? 'Choose from check, lint and generate.',
    },
  );
}
