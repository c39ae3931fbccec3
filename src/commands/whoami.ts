import { HelperError } from '../errors.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = {
  options: tableOptions('aws-profile', 'aws-region', 'sts-endpoint'),
  flags: [{ name: 'json', help: 'Print JSON.' }],
};

/** Asks as any AWS tool would, so that the answer is what the job's next tool will get. */
export const whoami: Command = {
  help: `Usage: ci-aws-credentials whoami [options]

Finds credentials as the AWS SDKs do (variables, profiles, containers, instances) and asks AWS whose
they are.

Example:
  npx ci-aws-credentials whoami

Options:
${optionsHelp(accepted)}
`,
  async run(args, io) {
    const { given, flags } = parseArguments(args, accepted);
    try {
      const identity = await io.callerIdentity({
        profile: given['aws-profile'],
        // The SDK for JavaScript does not read AWS_DEFAULT_REGION.
        region: given['aws-region'] ?? io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION,
        endpoint: given['sts-endpoint'],
      });
      io.print(flags.json ? `${JSON.stringify(identity)}\n` : `${identity.arn}\n`);
      return 0;
    } catch (error) {
      throw whyNot(error);
    }
  },
};

function whyNot(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'CredentialsProviderError') {
    return new HelperError('credentials-missing', `The AWS tools of this job find no credentials: ${error.message}`, {
      hint: 'Run ci-aws-credentials with --role-to-assume before. A profile other than `default` needs AWS_PROFILE or --aws-profile.',
    });
  }
  if (error.message.includes('Region is missing')) {
    return new HelperError('region-invalid', 'No region is given, and no profile or variable names one.', {
      hint: 'Give --aws-region, or set AWS_REGION.',
    });
  }
  return new HelperError('sts-refused', `GetCallerIdentity failed: ${error.name}: ${error.message}`, {
    hint: 'The credentials that the AWS tools find are not good (any more). The message says which part AWS does not take.',
  });
}
