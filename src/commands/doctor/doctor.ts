import { partitionOfRegion } from '../../aws/partition.ts';
import { parseRole } from '../../aws/role.ts';
import { envValue } from '../../core/env-value.ts';
import { HelperError } from '../../core/errors.ts';
import { readSettings } from '../../options/read-settings.ts';
import { standInRole } from '../../trust/stand-in-role.ts';
import { type Accepted, type Arguments, flagValue, parseArguments, tableOptions } from '../arguments.ts';
import type { Command, CommandIo } from '../command.ts';
import { optionsHelp } from '../help.ts';
import { doctorReport } from './doctor-report.ts';
import { type DoctorInput, gatherEvidence } from './gather-evidence.ts';
import { exitCodeFor, printReport } from './print-report.ts';

const accepted: Accepted = {
  options: tableOptions(
    'role-to-assume',
    'aws-region',
    'audience',
    'role-session-name',
    'role-duration-seconds',
    'trust-policy',
    'ci',
    'token-env',
    'token-command',
    'http-proxy',
    'no-proxy',
    'sts-endpoint',
    'timeout',
  ),
  flags: [
    { name: 'token-file', value: 'FILE', help: 'The token, when this is not run in the job itself.' },
    { name: 'claims', value: 'FILE', help: 'The payload of a token as JSON, if you do not have the token.' },
    {
      name: 'fetch-trust-policy',
      help: 'Read the role (iam:GetRole) with the credentials found here, and use its trust policy.',
    },
    { name: 'try', help: 'Also ask AWS for the role. Nothing is exported.' },
    { name: 'json', help: 'Print JSON.' },
  ],
};

/** What token is this, what would AWS say, what is to change. */
export const doctor: Command = {
  help: `Usage: ci-aws-credentials doctor [options]

Checks everything an exchange needs: the CI, the token and the claims that matter, the provider that
IAM must have, the connection to AWS, and the trust policy, condition by condition. Reports what is
wrong and what to change. It changes nothing itself and shows no token.

Examples:
  npx ci-aws-credentials doctor --role-to-assume arn:aws:iam::123456789012:role/deploy --try
  npx ci-aws-credentials doctor --claims claims.json --trust-policy role.json

Options:
${optionsHelp(accepted)}

Exit codes: 0 nothing is wrong, 2 the command line or a file is wrong, 3 no usable token, 4 AWS
refuses or would refuse, 5 AWS cannot be reached.
`,
  async run(args, io) {
    const given = parseArguments(args, accepted);
    const input = doctorInput(given, io);
    const report = doctorReport(input, await gatherEvidence(input, io));
    io.print(given.flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : printReport(report));
    return exitCodeFor(report);
  },
};

function doctorInput(given: Arguments, io: CommandIo): DoctorInput {
  const [tokenFile, claimsFile] = [flagValue(given, 'token-file'), flagValue(given, 'claims')];
  const options = {
    ...given.given,
    ...(tokenFile === undefined ? {} : { 'web-identity-token-file': tokenFile }),
  };
  if (tokenFile !== undefined && claimsFile !== undefined) {
    throw new HelperError('option-conflict', '--claims and --token-file are both given.');
  }
  const named = options['role-to-assume'] ?? envValue(io.env, 'AWS_ROLE_ARN');
  const role = named === undefined ? undefined : parseRole(named);
  const [partition, accountId] = [partitionOfRegion(options['aws-region'] ?? '').id, '000000000000'];
  const input = {
    role,
    // The settings need a role, and nothing is asked of this one.
    settings: readSettings({ ...options, 'role-to-assume': role?.arn ?? standInRole({ partition, accountId }) }, io),
    claimsFile,
    fetchPolicy: given.flags['fetch-trust-policy'] === true,
    tryAssume: given.flags.try === true,
  };
  refuseUnanswerable(input);
  return input;
}

/** What cannot be asked without a role, or without a token. */
function refuseUnanswerable({ role, settings, claimsFile, fetchPolicy, tryAssume }: DoctorInput): void {
  if (role === undefined && (fetchPolicy || tryAssume)) {
    throw new HelperError('role-missing', `${tryAssume ? '--try' : '--fetch-trust-policy'} needs a role.`, {
      hint: 'Give --role-to-assume ARN.',
    });
  }
  if (tryAssume && claimsFile !== undefined) {
    throw new HelperError('option-conflict', '--try needs a token, and --claims has none.', {
      hint: 'Give --token-file FILE, or run it in the job.',
    });
  }
  if (fetchPolicy && settings.trustPolicy !== undefined) {
    throw new HelperError('option-conflict', '--trust-policy and --fetch-trust-policy are both given.');
  }
}
