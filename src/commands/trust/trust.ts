import { detectCi } from '../../ci/index.ts';
import { didYouMean } from '../../core/did-you-mean.ts';
import { envValue } from '../../core/env-value.ts';
import { HelperError } from '../../core/errors.ts';
import { jobOf } from '../../job/job.ts';
import { fetchToken } from '../../session/token-supply.ts';
import type { Command, CommandIo } from '../command.ts';
import { trustAudit } from './audit.ts';
import { trustCheck } from './check.ts';
import type { TrustCommand, TrustIo } from './command.ts';
import { trustExplain } from './explain.ts';
import { trustGenerate } from './generate.ts';
import { trustLint } from './lint.ts';

const trustCommands: Readonly<Record<string, TrustCommand>> = {
  check: trustCheck,
  lint: trustLint,
  explain: trustExplain,
  generate: trustGenerate,
  audit: trustAudit,
};

const trustHelp = `Usage: ci-aws-credentials trust check|lint|explain|generate|audit [options]

  check     Check whether a trust policy accepts a token
  lint      Find mistakes in trust policies
  explain   Describe in plain words who can assume a role
  generate  Print the identity provider, role and trust policy
  audit     List the roles of the account that a CI can assume

Example:
  npx ci-aws-credentials trust lint trust-policy.json

Run \`ci-aws-credentials trust COMMAND --help\` for the options of a command.
`;

export const trust: Command = {
  help: trustHelp,
  helpFor: ([name = '']) => commandNamed(name)?.help ?? trustHelp,
  async run([name = '', ...rest], io) {
    const command = commandNamed(name);
    if (command !== undefined) return command.run(rest, { ...io, ...ofJob(io) });
    throw new HelperError(
      'command-unknown',
      name === '' ? 'trust requires a command.' : `Unknown command: trust ${name}.`,
      { hint: didYouMean(name, Object.keys(trustCommands)) ?? `Choose from ${Object.keys(trustCommands).join(', ')}.` },
    );
  },
};

function commandNamed(name: string): TrustCommand | undefined {
  return Object.hasOwn(trustCommands, name) ? trustCommands[name] : undefined;
}

/** What the job provides; outside a job there is no token. */
function ofJob(io: CommandIo): Pick<TrustIo, 'sessionName' | 'claims'> {
  const ci = detectCi(io.env, undefined);
  if (ci.id === 'custom' && envValue(io.env, 'AWS_WEB_IDENTITY_TOKEN_FILE') === undefined)
    return { sessionName: undefined };
  const request = { ci, from: undefined, settings: { audience: undefined, maxAttempts: 1 } };
  return { sessionName: jobOf(ci, io).name, claims: async () => (await fetchToken(request, io)).claims };
}
