import { HelperError } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { type Diagnosis, diagnose } from '../../diagnose/diagnose.ts';
import { causesHeading, findingsText } from '../../diagnose/diagnosis-report.ts';
import { plainClaims } from '../../diagnose/refusal-context.ts';
import { type Claims, parseToken } from '../../token/token.ts';
import { explain } from '../../trust/explain.ts';
import { policyForRole } from '../../trust/policy-for-role.ts';
import { accountIn, standInRole } from '../../trust/stand-in-role.ts';
import { type Accepted, type Arguments, flagValue, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { accountFlag, readClaims, readPolicyFile, readText, type TrustCommand, type TrustIo } from './command.ts';
import { requestFlags, requestKeysOf } from './request-flags.ts';

const acceptedOptions: Accepted = {
  options: [],
  flags: [
    { name: 'claims', value: 'FILE', help: 'The claims of a token: its payload as JSON, or lines of a log.' },
    { name: 'token-file', value: 'FILE', help: 'The token itself.' },
    { name: 'provider-url', value: 'URL', help: 'The URL of the provider in IAM.' },
    {
      name: 'client-id',
      value: 'ID',
      help: 'A client ID (audience) of the provider. Can be repeated.',
      multiple: true,
    },
    { name: 'account-id', value: 'ID', help: 'The account of the role, if the file does not contain it.' },
    ...requestFlags,
    { name: 'session-name', value: 'NAME', help: 'The session name, for conditions on sts:RoleSessionName.' },
    { name: 'json', help: 'Print JSON.' },
  ],
  operands: true,
};

export const trustCheck: TrustCommand = {
  help: `Usage: ci-aws-credentials trust check POLICY [options]

Checks whether a trust policy accepts a token and, if not, shows why and what to change, like doctor. POLICY is a
trust policy or the output of \`aws iam get-role\`. Default: the token of this job. The signature and the expiry
of the token are not checked.

Example:
  aws iam get-role --role-name deploy > role.json
  npx ci-aws-credentials trust check role.json --client-id sts.amazonaws.com

Options:
${optionsHelp(acceptedOptions)}

Exit codes: 0 accepted, 1 refused, 2 or 3 something cannot be read, 8 accepted if conditions hold that only AWS
can evaluate; --source-ip, --time and --request-key set their values.
`,
  async run(args, io) {
    const given = parseArguments(args, acceptedOptions);
    const [file, ...others] = given.operands;
    if (file === undefined || others.length > 0)
      throw new HelperError('option-invalid', 'Pass exactly one policy file.');
    const { policy, roleArn } = policyForRole(readPolicyFile(file, io), file);
    const accountId = accountFlag(given);
    const account = { ...accountIn(policy), ...(accountId === undefined ? {} : { accountId }) };
    const claims = plainClaims(await claimsFor(given, io));
    const { findings, problems, verdict, answer, dependsOn } = diagnose({
      claims,
      request: {
        roleArn: roleArn ?? standInRole(account),
        sessionName: flagValue(given, 'session-name') ?? io.sessionName,
        durationSeconds: 3600,
        region: '',
        extra: requestKeysOf(given),
      },
      now: io.clock.now(),
      policy,
      provider: { url: flagValue(given, 'provider-url'), clientIds: given.lists['client-id'] },
    });
    const accepted = answer === 'accepted';
    if (given.flags.json) {
      const report = { accepted, answer, dependsOn, problems, findings, actions: verdict?.actions };
      io.print(`${JSON.stringify(report, undefined, 2)}\n`);
    } else {
      const comparison = verdict === undefined ? [] : explain(verdict, claims);
      const causes = findings.length === 0 ? [] : ['', causesHeading, findingsText(findings), ''];
      io.print(printable(`${[...comparison, ...causes, answerText(answer, dependsOn)].join('\n')}\n`));
    }
    return exitCodes[answer ?? 'refused'];
  },
};

/** Not the exit code of an error: nothing failed. */
const exitCodes = { accepted: 0, refused: 1, depends: 8 } as const;

function answerText(answer: Diagnosis['answer'], dependsOn: readonly string[]): string {
  if (answer !== 'depends') return answer === 'accepted' ? 'Accepted.' : 'Refused.';
  return ['Accepted if', ...dependsOn.map((line) => `  ${line}`)].join('\n');
}

async function claimsFor(given: Arguments, io: TrustIo): Promise<Claims> {
  const [claims, token] = [flagValue(given, 'claims'), flagValue(given, 'token-file')];
  if (claims !== undefined && token !== undefined) {
    throw new HelperError('option-conflict', '--claims and --token-file cannot be combined.');
  }
  if (claims !== undefined) return readClaims(claims, io);
  if (token !== undefined) return parseToken(readText(token, io), token, false).claims;
  if (io.claims !== undefined) return io.claims();
  throw new HelperError('token-missing', 'No token to check.', {
    hint: 'Pass --claims FILE or --token-file FILE, or run this in a CI job.',
  });
}
