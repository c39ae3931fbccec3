import { HelperError } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { diagnose } from '../../diagnose/diagnose.ts';
import { causesHeading, findingsText } from '../../diagnose/diagnosis-report.ts';
import { plainClaims } from '../../diagnose/refusal-context.ts';
import { type Claims, parseToken } from '../../token/token.ts';
import { explain } from '../../trust/explain.ts';
import { policyForRole } from '../../trust/policy-for-role.ts';
import { accountIn, standInRole } from '../../trust/stand-in-role.ts';
import { type Accepted, type Arguments, flagValue, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { readObject, readText, type TrustCommand, type TrustIo } from './command.ts';

const acceptedOptions: Accepted = {
  options: [],
  flags: [
    { name: 'claims', value: 'FILE', help: 'The payload of a token, as JSON.' },
    { name: 'token-file', value: 'FILE', help: 'The token itself.' },
    { name: 'provider-url', value: 'URL', help: 'The URL that the provider has in IAM.' },
    {
      name: 'client-id',
      value: 'ID',
      help: 'A client ID (audience) of the provider; may be repeated.',
      multiple: true,
    },
    { name: 'account-id', value: 'ID', help: 'The account of the role, where the file does not say it.' },
    { name: 'session-name', value: 'NAME', help: 'For policies with a condition on sts:RoleSessionName.' },
    { name: 'json', help: 'Print JSON.' },
  ],
  operands: true,
};

/** Would AWS give this role to this token? */
export const trustCheck: TrustCommand = {
  help: `Usage: ci-aws-credentials trust check POLICY [options]

Says whether AWS would give the role to a token, and if not, why and what to change, as doctor does. POLICY is a trust policy, or a role
as \`aws iam get-role\` prints it. Without --claims and --token-file, the token of this job is taken.
The token's signature and expiry are not checked.

Example:
  aws iam get-role --role-name deploy > role.json
  npx ci-aws-credentials trust check role.json --client-id sts.amazonaws.com

Options:
${optionsHelp(acceptedOptions)}

Exit codes: 0 accepted, 1 refused, 2 or 3 something cannot be read.
`,
  async run(args, io) {
    const given = parseArguments(args, acceptedOptions);
    const [file, ...others] = given.operands;
    if (file === undefined || others.length > 0) throw new HelperError('option-invalid', 'Name one policy file.');
    const { policy, roleArn } = policyForRole(readText(file, io), file);
    const accountId = flagValue(given, 'account-id');
    const account = { ...accountIn(policy), ...(accountId === undefined ? {} : { accountId }) };
    const claims = plainClaims(await claimsFor(given, io));
    const { findings, problems, verdict } = diagnose({
      claims,
      request: {
        roleArn: roleArn ?? standInRole(account),
        sessionName: flagValue(given, 'session-name') ?? io.sessionName,
        durationSeconds: 3600,
        region: '',
      },
      now: io.clock.now(),
      policy,
      provider: { url: flagValue(given, 'provider-url'), clientIds: given.lists['client-id'] },
    });
    const accepted = verdict?.allowed === true && problems.length === 0;
    if (given.flags.json) {
      io.print(`${JSON.stringify({ accepted, problems, findings, actions: verdict?.actions }, undefined, 2)}\n`);
    } else {
      const comparison = verdict === undefined ? [] : explain(verdict, claims);
      const causes = findings.length === 0 ? [] : ['', causesHeading, findingsText(findings), ''];
      io.print(printable(`${[...comparison, ...causes, accepted ? 'Accepted.' : 'Refused.'].join('\n')}\n`));
    }
    return accepted ? 0 : 1;
  },
};

async function claimsFor(given: Arguments, io: TrustIo): Promise<Claims> {
  const [claims, token] = [flagValue(given, 'claims'), flagValue(given, 'token-file')];
  if (claims !== undefined && token !== undefined) {
    throw new HelperError('option-conflict', '--claims and --token-file are both given.');
  }
  if (claims !== undefined) return readObject(claims, io);
  if (token !== undefined) return parseToken(readText(token, io), token, false).claims;
  if (io.claims !== undefined) return io.claims();
  throw new HelperError('token-missing', 'There is no token to check.', {
    hint: 'Give --claims FILE or --token-file FILE, or run this inside a CI job.',
  });
}
