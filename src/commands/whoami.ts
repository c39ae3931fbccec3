import { isKnownCi } from '../ci/index.ts';
import type { Identity } from '../core/session.ts';
import { fillFromEnvironment } from '../options/from-environment.ts';
import { parseRunLimits } from '../options/settings.ts';
import { withRunLimits } from '../session/run-limits.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';
import { askAwsCli, askSdk, disagreement } from './tool-identities.ts';

const accepted: Accepted = {
  options: tableOptions('aws-profile', 'aws-region', 'sts-endpoint', 'http-proxy', 'no-proxy', 'timeout'),
  flags: [{ name: 'json', help: 'Print JSON.' }],
};

/** Asks as the AWS tools would, so that the answer is what the job's next tool will get. */
export const whoami: Command = {
  help: `Usage: ci-aws-credentials whoami [options]

Finds credentials as the AWS SDKs do (variables, profiles, containers, instances) and asks AWS whose
they are. Not all tools look in the same order: the AWS CLI is asked, too, where there is one, and
it is an error if one of them would be somebody else.

Example:
  npx ci-aws-credentials whoami

Options:
${optionsHelp(accepted)}
`,
  async run(args, world) {
    const { given, flags } = parseArguments(args, accepted);
    const filled = fillFromEnvironment(given, world.env, isKnownCi(world.env)).given;
    const io = withRunLimits(parseRunLimits(filled), world);
    try {
      // The profile is only what was asked for: what the environment names is for each tool to find.
      const question = {
        profile: given['aws-profile'],
        region: filled['aws-region'],
        endpoint: filled['sts-endpoint'],
      };
      const [sdk, awsCli] = await Promise.all([askSdk(question, io), askAwsCli(question, io)]);
      const conflict = disagreement({ sdk, awsCli, profile: question.profile }, io);
      if (conflict !== undefined) throw conflict;
      if (!('identity' in sdk)) throw sdk.failure;
      io.print(flags.json ? `${JSON.stringify(printed(sdk.identity))}\n` : `${sdk.identity.arn}\n`);
      return 0;
    } finally {
      // What a tool still waits for must not outlive the answer.
      io.exitNow();
    }
  },
};

function printed({ accountId, arn, principalId }: Identity): object {
  return { account: accountId, arn, userId: principalId };
}
