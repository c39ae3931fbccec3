import { partitionOfRegion } from '../../aws/partition.ts';
import { isKnownCi } from '../../ci/index.ts';
import { HelperError } from '../../core/errors.ts';
import { knownRole } from '../../options/credential-source.ts';
import { fillFromEnvironment } from '../../options/from-environment.ts';
import { readSettings } from '../../options/read-settings.ts';
import type { GivenOptions } from '../../options/table.ts';
import { standInRole } from '../../trust/stand-in-role.ts';
import { type Accepted, type Arguments, flagValue, parseArguments, tableOptions } from '../arguments.ts';
import type { Command, CommandIo } from '../command.ts';
import { optionsHelp } from '../help.ts';
import { requestFlags, requestKeysOf } from '../trust/request-flags.ts';
import { doctorReport } from './doctor-report.ts';
import { type DoctorInput, gatherEvidence } from './gather-evidence.ts';
import { exitCodeFor, printReport } from './print-report.ts';

const accepted: Accepted = {
  // Accepts the options of the failed command.
  options: tableOptions(),
  flags: [
    { name: 'token-file', value: 'FILE', help: 'A token file, to run this outside the job.' },
    {
      name: 'claims',
      value: 'FILE',
      help: 'The claims of a token (its payload as JSON, or lines of a log), to run this without the token. No request is sent.',
    },
    {
      name: 'fetch-trust-policy',
      help: 'Fetch the trust policy of the role with the credentials of this machine (iam:GetRole).',
    },
    ...requestFlags,
    { name: 'try', help: 'Also call AWS to assume the role. Nothing is exported.' },
    { name: 'json', help: 'Print JSON.' },
  ],
};

export const doctor: Command = {
  get help() {
    return `Usage: ci-aws-credentials doctor [options]

Explains what is wrong and what to change, then shows what it checked: the CI, the token and the
relevant claims, the provider that IAM must have, the connection to AWS, and the trust policy, condition
by condition. Run it with the options of the command that failed: it accepts all options of \`assume\`,
changes nothing and never prints the token.

Examples:
  npx ci-aws-credentials doctor --role-to-assume arn:aws:iam::123456789012:role/deploy --try
  npx ci-aws-credentials doctor --claims claims.json --trust-policy role.json

Options:
${optionsHelp(accepted)}

Exit codes: 0 nothing is wrong, 2 invalid options or files, 3 no usable token, 4 AWS refuses or would
refuse, 5 AWS cannot be reached. With a trust policy, its result decides the exit code.
`;
  },
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
  if (tokenFile !== undefined && claimsFile !== undefined) {
    throw new HelperError('option-conflict', '--claims and --token-file cannot be combined.');
  }
  const options = {
    ...given.given,
    ...(tokenFile === undefined ? {} : { 'web-identity-token-file': tokenFile }),
  };
  const { role, settings } = settingsFor(options, io);
  const input = {
    role,
    settings,
    claimsFile,
    extra: requestKeysOf(given),
    fetchPolicy: given.flags['fetch-trust-policy'] === true,
    tryAssume: given.flags.try === true,
  };
  refuseUnanswerable(input);
  return input;
}

/** The settings require a role; a placeholder role is never requested. */
function settingsFor(options: GivenOptions, io: CommandIo): Pick<DoctorInput, 'role' | 'settings'> {
  const filled = fillFromEnvironment(options, io.env, isKnownCi(io.env)).given;
  if (filled['role-to-assume'] !== undefined || filled.roles !== undefined) {
    const settings = readSettings(options, io);
    return { role: knownRole(settings.source), settings };
  }
  const { 'aws-region': region = '' } = filled;
  const standIn = standInRole({ partition: partitionOfRegion(region).id, accountId: '000000000000' });
  return { role: undefined, settings: readSettings({ ...options, 'role-to-assume': standIn }, io) };
}

/** Checks options that need a role or a token. */
function refuseUnanswerable({ role, settings, claimsFile, fetchPolicy, tryAssume }: DoctorInput): void {
  if (role === undefined && (fetchPolicy || tryAssume)) {
    throw new HelperError('role-missing', `${tryAssume ? '--try' : '--fetch-trust-policy'} requires a role.`, {
      hint: 'Pass --role-to-assume ARN.',
    });
  }
  if (tryAssume && claimsFile !== undefined) {
    throw new HelperError('option-conflict', '--try requires a token; --claims contains none.', {
      hint: 'Pass --token-file FILE, or run it in the job.',
    });
  }
  if (fetchPolicy && settings.trustPolicy !== undefined) {
    throw new HelperError('option-conflict', '--trust-policy and --fetch-trust-policy cannot be combined.');
  }
}
