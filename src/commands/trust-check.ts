import { HelperError } from '../errors.ts';
import { type Claims, parseToken } from '../jwt.ts';
import { printable } from '../printable.ts';
import { checkToken } from '../trust/check.ts';
import { accountOf } from '../trust/context.ts';
import type { TrustPolicy } from '../trust/policy.ts';
import { policyForRole } from '../trust/policy-for-role.ts';
import { flagsHelp, parseTrustArguments, type TrustArguments, type TrustFlag } from './trust-arguments.ts';
import { readObject, readText, type TrustCommand, type TrustIo } from './trust-command.ts';

const flags: Readonly<Record<string, TrustFlag>> = {
  claims: { value: 'FILE', help: 'The payload of a token, as JSON' },
  'token-file': { value: 'FILE', help: 'The token itself' },
  'provider-url': { value: 'URL', help: 'The URL that the provider has in IAM' },
  'client-id': { value: 'ID', help: 'A client ID (audience) of the provider; may be repeated', multiple: true },
  'account-id': { value: 'ID', help: 'The account of the role, where the file does not say it' },
  'session-name': { value: 'NAME', help: 'For policies with a condition on sts:RoleSessionName' },
  json: { help: 'Print JSON' },
};

/** Would AWS give this role to this token? */
export const trustCheck: TrustCommand = {
  help: `Usage: ci-aws-credentials trust check POLICY [options]

Says whether AWS would give the role to a token, and if not, why. POLICY is a trust policy, or a role
as \`aws iam get-role\` prints it. Without --claims and --token-file, the token of this job is taken.
The token's signature and expiry are not checked.

Example:
  aws iam get-role --role-name deploy > role.json
  npx ci-aws-credentials trust check role.json --client-id sts.amazonaws.com

Options:
${flagsHelp(flags)}

Exit codes: 0 accepted, 1 refused, 2 or 3 something cannot be read.
`,
  async run(args, io) {
    const given = parseTrustArguments(args, flags);
    const [file, ...others] = given.files;
    if (file === undefined || others.length > 0) throw new HelperError('option-invalid', 'Name one policy file.');
    const { policy, roleArn } = policyForRole(readText(file, io), file);
    const request = {
      claims: await claimsFor(given, io),
      roleArn: roleArn ?? someRole(policy, given.value('account-id')),
      sessionName: given.value('session-name') ?? 'ci-aws-credentials',
    };
    const url = given.value('provider-url');
    const result = checkToken(policy, request, {
      ...(url === undefined ? {} : { url }),
      ...(given.has('client-id') ? { clientIds: given.values('client-id') } : {}),
    });
    const { accepted, problems, verdict, explanation } = result;
    if (given.has('json')) {
      io.stdout(`${JSON.stringify({ accepted, problems, actions: verdict.actions }, undefined, 2)}\n`);
    } else {
      io.stdout(printable(`${[...problems, ...explanation, accepted ? 'Accepted.' : 'Refused.'].join('\n')}\n`));
    }
    return accepted ? 0 : 1;
  },
};

async function claimsFor(given: TrustArguments, io: TrustIo): Promise<Claims> {
  const [claims, token] = [given.value('claims'), given.value('token-file')];
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

/** A role of the account that the policy speaks of: what it is called does not matter to its trust policy. */
function someRole(policy: TrustPolicy, accountId: string | undefined): string {
  const [provider = ''] = policy.statements.flatMap(({ principals }) => principals.federated);
  const account = accountOf(provider);
  return `arn:${account.partition}:iam::${accountId ?? account.accountId}:role/some-role`;
}
