import { HelperError } from '../errors.ts';
import { type Claims, parseToken } from '../jwt.ts';
import { printable } from '../printable.ts';
import { checkToken } from '../trust/check.ts';
import { accountOf } from '../trust/context.ts';
import type { TrustPolicy } from '../trust/policy.ts';
import { policyForRole } from '../trust/policy-for-role.ts';
import { type Accepted, type Arguments, flagValue, parseArguments } from './arguments.ts';
import { optionsHelp } from './help.ts';
import { readObject, readText, type TrustCommand, type TrustIo } from './trust-command.ts';

const accepted: Accepted = {
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

Says whether AWS would give the role to a token, and if not, why. POLICY is a trust policy, or a role
as \`aws iam get-role\` prints it. Without --claims and --token-file, the token of this job is taken.
The token's signature and expiry are not checked.

Example:
  aws iam get-role --role-name deploy > role.json
  npx ci-aws-credentials trust check role.json --client-id sts.amazonaws.com

Options:
${optionsHelp(accepted)}

Exit codes: 0 accepted, 1 refused, 2 or 3 something cannot be read.
`,
  async run(args, io) {
    const given = parseArguments(args, accepted);
    const [file, ...others] = given.operands;
    if (file === undefined || others.length > 0) throw new HelperError('option-invalid', 'Name one policy file.');
    const { policy, roleArn } = policyForRole(readText(file, io), file);
    const request = {
      claims: await claimsFor(given, io),
      roleArn: roleArn ?? someRole(policy, flagValue(given, 'account-id')),
      sessionName: flagValue(given, 'session-name') ?? 'ci-aws-credentials',
    };
    const url = flagValue(given, 'provider-url');
    const result = checkToken(policy, request, {
      ...(url === undefined ? {} : { url }),
      ...(given.lists['client-id'] === undefined ? {} : { clientIds: given.lists['client-id'] }),
    });
    const { accepted: isAccepted, problems, verdict, explanation } = result;
    if (given.flags.json) {
      io.print(`${JSON.stringify({ accepted: isAccepted, problems, actions: verdict.actions }, undefined, 2)}\n`);
    } else {
      io.print(printable(`${[...problems, ...explanation, isAccepted ? 'Accepted.' : 'Refused.'].join('\n')}\n`));
    }
    return isAccepted ? 0 : 1;
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

/** A role of the account that the policy speaks of: what it is called does not matter to its trust policy. */
function someRole(policy: TrustPolicy, accountId: string | undefined): string {
  const [provider = ''] = policy.statements.flatMap(({ principals }) => principals.federated);
  const account = accountOf(provider);
  return `arn:${account.partition}:iam::${accountId ?? account.accountId}:role/some-role`;
}
