import { detectCi, isKnownCi } from '../../ci/index.ts';
import { didYouMean } from '../../core/did-you-mean.ts';
import { envValue } from '../../core/env-value.ts';
import { HelperError } from '../../core/errors.ts';
import { jobOf } from '../../job/job.ts';
import { fetchToken } from '../../session/token-supply.ts';
import type { Command, CommandIo } from '../command.ts';
import { trustCheck } from './check.ts';
import type { TrustCommand, TrustIo } from './command.ts';
import { trustGenerate } from './generate.ts';
import { trustLint } from './lint.ts';

const trustCommands: Readonly<Record<string, TrustCommand>> = {
  check: trustCheck,
  lint: trustLint,
  generate: trustGenerate,
};

/** Each of the commands has its own. */
const trustHelp = `Usage: ci-aws-credentials trust check|lint|generate [options]

  check     Would AWS give this role to this token?
  lint      Find mistakes in trust policies
  generate  Write provider, role and trust policy

Example:
  npx ci-aws-credentials trust lint trust-policy.json

\`ci-aws-credentials trust COMMAND --help\` says more.
`;

export const trust: Command = {
  help: trustHelp,
  helpFor: ([name = '']) => commandNamed(name)?.help ?? trustHelp,
  async run([name = '', ...rest], io) {
    const command = commandNamed(name);
    if (command !== undefined) return command.run(rest, { ...io, ...ofJob(io) });
    throw new HelperError(
      'command-unknown',
      name === '' ? 'trust needs a command.' : `There is no command trust ${name}.`,
      { hint: didYouMean(name, Object.keys(trustCommands)) ?? 'Choose from check, lint and generate.' },
    );
  },
};

function commandNamed(name: string): TrustCommand | undefined {
  return Object.hasOwn(trustCommands, name) ? trustCommands[name] : undefined;
}

/** What the job itself brings. Where this is no job there is no token to speak of. */
function ofJob(io: CommandIo): Pick<TrustIo, 'sessionName' | 'claims'> {
  const ci = detectCi(io.env, undefined);
  const sessionName = jobOf(ci, io).name;
  if (!isKnownCi(io.env) && envValue(io.env, 'AWS_WEB_IDENTITY_TOKEN_FILE') === undefined) return { sessionName };
  const request = { ci, from: undefined, settings: { audience: undefined, maxAttempts: 1 } };
  return { sessionName, claims: async () => (await fetchToken(request, io)).claims };
}
