import { accountOfArn } from '../trust/context.ts';
import { barePath, isProviderArn, providerNameInArn, providerPath, splitKey } from '../trust/provider-name.ts';
import type { RefusalContext } from './refusal-context.ts';

/** The audiences that the trust policy requires of this issuer's tokens; empty without a policy. */
export function policyAudiences({ policy, path }: Pick<RefusalContext, 'policy' | 'path'>): readonly string[] {
  const statements = policy?.statements.filter(({ effect }) => effect === 'Allow') ?? [];
  const conditions = statements.flatMap(({ conditions: all }) => all);
  const values = conditions
    .filter(({ key, operator }) => isAudienceOf(key, path) && ['StringEquals', 'StringLike'].includes(operator.name))
    .flatMap((condition) => condition.values);
  return [...new Set(values)];
}

function isAudienceOf(key: string, path: string): boolean {
  const { host, claim } = splitKey(key);
  return (
    claim.toLowerCase() === 'aud' && host !== undefined && barePath(host).toLowerCase() === barePath(path).toLowerCase()
  );
}

/** The provider in the trust policy that differs from the token's, and how. */
export interface NamedProvider {
  readonly arn: string;
  /** A sentence. */
  readonly difference: string;
}

/**
 * The provider in the trust policy that is nearest to the token's; `undefined` if the policy names the right one, or
 * there is no policy.
 */
export function nearestProvider(context: RefusalContext): NamedProvider | undefined {
  const arns = (context.policy?.statements ?? [])
    .filter(({ effect, principals }) => effect === 'Allow' && !principals.negated)
    .flatMap(({ principals }) => principals.federated)
    .filter(isProviderArn);
  if (arns.length === 0 || arns.includes(context.providerArn)) return undefined;
  const rows = arns.flatMap((arn) =>
    differences.flatMap((row, rank) => (row.is(arn, context) ? [{ arn, row, rank }] : [])),
  );
  const [nearest] = rows.sort((a, b) => a.rank - b.rank);
  return nearest && { arn: nearest.arn, difference: nearest.row.says };
}

interface Difference {
  readonly is: (arn: string, context: RefusalContext) => boolean;
  readonly says: string;
}

/** Nearest first. */
const differences: readonly Difference[] = [
  {
    is: (arn, { path }) => arn.endsWith('/') && bareName(arn) === path,
    says: 'The provider in the policy ends in a slash, but the issuer of the token does not.',
  },
  {
    is: (arn, { path }) => !arn.endsWith('/') && `${bareName(arn)}/` === path,
    says: 'The issuer of the token ends in a slash, so the URL of the provider must also end in one.',
  },
  {
    is: (arn, { path, account }) => nameOf(arn) === path && accountOfArn(arn).partition !== account.partition,
    says: 'The provider in the policy is in a different partition than the role.',
  },
  {
    is: (arn, { path, account }) => nameOf(arn) === path && accountOfArn(arn).accountId !== account.accountId,
    says: 'The provider in the policy is in a different account than the role.',
  },
  {
    is: (arn, { path }) => bareName(arn).toLowerCase() === barePath(path).toLowerCase(),
    says: 'The provider in the policy differs from the issuer in upper and lower case.',
  },
  {
    is: (arn, { path }) => hostOf(bareName(arn)) === hostOf(path),
    says: 'The provider in the policy has a different path than the issuer: two paths on one host are two issuers.',
  },
  { is: () => true, says: 'The provider in the policy is for a different host than the one that issued the token.' },
];

function nameOf(arn: string): string {
  return providerPath(providerNameInArn(arn));
}

function bareName(arn: string): string {
  return barePath(providerNameInArn(arn));
}

function hostOf(path: string): string {
  return (path.split('/')[0] ?? '').toLowerCase();
}
