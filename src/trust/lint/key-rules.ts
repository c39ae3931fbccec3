import { didYouMean } from '../../core/did-you-mean.ts';
import { coversAction } from '../evaluate.ts';
import {
  claimKey,
  claimKeys,
  correctPath,
  endsWrongly,
  extraClaimKeys,
  issuerAt,
  issuers,
  unreadClaim,
} from '../issuers/index.ts';
import { isOpaque } from '../opaque.ts';
import { splitKey } from '../provider-name.ts';
import { demandsValue, issuersOf, type LintStatement, webIdentityAction } from './lint-policy.ts';
import type { Rule, RuleFinding } from './rule.ts';

const webIdentityKeys =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif';

function isUrl(name: string): boolean {
  return /^https?:/i.test(name) || endsWrongly(name);
}

/** Conditions on keys of issuers, spelled like the principal. */
function comparableClaims({ claims }: LintStatement) {
  return claims.filter(({ key, host }) => !isUrl(host) && !isOpaque(key));
}

export const urlInKey: Rule = {
  id: 'url-in-key',
  severity: 'error',
  title: 'Keys and ARNs contain the issuer without https://, and with a trailing slash only where it has one',
  docs: webIdentityKeys,
  check: (policy) =>
    policy.statements.flatMap((statement) => [
      ...statement.claims
        .filter(({ host }) => isUrl(host))
        .map(({ key, host, claim, path }) => ({
          message: `No token has a key ${key}.`,
          fix: `Write ${correctPath(host)}:${claim}.`,
          path,
        })),
      ...statement.providers.filter(isUrl).map((provider) => ({
        message: `No provider has the ARN …:oidc-provider/${provider}.`,
        fix: `Write …:oidc-provider/${correctPath(provider)}.`,
        path: `${statement.path}.${statement.principals.negated ? 'NotPrincipal' : 'Principal'}.Federated`,
      })),
    ]),
};

export const wrongKeyHost: Rule = {
  id: 'wrong-key-host',
  severity: 'error',
  title: 'The key belongs to a different issuer than the principal',
  docs: webIdentityKeys,
  check: (policy) =>
    policy.statements.flatMap((statement) => {
      if (statement.providers.length === 0) return withoutProvider(statement);
      if (statement.providers.some(isOpaque)) return [];
      return [...keysOfOthers(statement), ...keysOfTwo(statement)];
    }),
};

/** Conditions on claims, and a principal that is no identity provider. */
function withoutProvider(statement: LintStatement): readonly RuleFinding[] {
  const { effect, claims, isWebIdentity, principals, path } = statement;
  const [other] = claims.filter(({ host }) => !principals.federated.includes(host));
  const isMeant = effect === 'Allow' && !isWebIdentity && coversAction(statement, webIdentityAction);
  if (!isMeant || other === undefined) return [];
  return [
    {
      message: `The principal is no identity provider for ${other.host}, so no token gets the role.`,
      fix: `Write {"Federated": "arn:aws:iam::ACCOUNT:oidc-provider/${other.host}"}.`,
      path: `${path}.Principal`,
    },
  ];
}

function keysOfOthers(statement: LintStatement): readonly RuleFinding[] {
  return comparableClaims(statement)
    .filter(({ host }) => !issuersOf(statement).includes(host))
    .map(({ key, claim, path }) => ({
      message: `Tokens of ${statement.providers.join(' and ')} have no key ${key}.`,
      fix: [`Write ${ownName(statement)}:${claim}.`, ...otherPrincipal(statement, key)].join(' '),
      path,
    }));
}

/** The issuer of a statement, in the case of its principal, or else of its keys. */
function ownName({ providers, conditions }: LintStatement): string {
  const names = [...providers, ...conditions.flatMap(({ key }) => splitKey(key).host ?? [])];
  return correctPath(names[0] ?? '');
}

/** If only the key is of a known issuer, the principal may be what is misspelled. */
function otherPrincipal(statement: LintStatement, key: string): readonly string[] {
  const { host = '' } = splitKey(key);
  if (issuerAt(ownName(statement)) !== undefined || issuerAt(host) === undefined) return [];
  return [`Or, if the principal is misspelled, write …:oidc-provider/${host}.`];
}

/** Conditions on keys of two issuers, both of which the principal has. */
function keysOfTwo(statement: LintStatement): readonly RuleFinding[] {
  const demanded = comparableClaims(statement).filter(
    (condition) => demandsValue(condition) && issuersOf(statement).includes(condition.host),
  );
  const [first] = demanded;
  const other = demanded.find(({ host }) => host !== first?.host);
  if (first === undefined || other === undefined) return [];
  return [
    {
      message: `A token has one issuer, so the conditions for ${first.host} and ${other.host} are never both met.`,
      fix: 'Write a separate statement for each provider.',
      path: statement.path,
    },
  ];
}

export const unknownClaim: Rule = {
  id: 'unknown-claim',
  severity: 'error',
  title: 'AWS does not read this claim',
  docs: webIdentityKeys,
  check: (policy) =>
    policy.statements
      .filter(({ isWebIdentity }) => isWebIdentity)
      .flatMap((statement) => [
        ...comparableClaims(statement)
          .filter(({ host, claim }) => !claimKeys(host).includes(claim))
          // True for every token: the principal already restricts the issuer, so no restriction is lost.
          .filter(({ operator, claim }) => operator.set !== 'ForAllValues' || claim !== 'iss')
          .map(({ key, host, claim, path }) => unread(key, path, wordsFor(host, claim))),
        ...keysWithoutHost(statement),
      ]),
};

function unread(key: string, path: string, fix: string): RuleFinding {
  return { message: `AWS creates no key ${key} from this issuer's tokens, whatever they contain.`, fix, path };
}

/** What to use instead of a claim that AWS does not read. */
function wordsFor(host: string, claim: string): string {
  const { sameAs, nearest } = unreadClaim(host, claim) ?? {};
  if (sameAs !== undefined) return `Use ${sameAs}.`;
  return nearest ?? didYouMean(claim, claimKeys(host)) ?? `AWS reads ${claimKeys(host).join(', ')}.`;
}

/** Claims without the issuer, such as `sub`. */
function keysWithoutHost(statement: LintStatement): readonly RuleFinding[] {
  const issuer = ownName(statement);
  if (issuer === '') return [];
  return statement.conditions
    .map(({ key, path }) => ({ key, path, ...splitKey(key) }))
    .filter(({ host, claim }) => host === undefined && claimKey(issuer, claim) !== undefined)
    .map(({ key, path, claim }) => unread(key, path, `Write ${issuer}:${claim}.`));
}

const sharedRoots = issuers.flatMap(({ paths }) => (paths.sharedRoot === undefined ? [] : [paths.sharedRoot]));

export const sharedRootIssuer: Rule = {
  id: 'circleci-root-issuer',
  severity: 'warning',
  title: 'All customers of CircleCI share its root issuer',
  docs: 'https://circleci.com/docs/guides/permissions-authentication/oidc-tokens-with-custom-claims/',
  check: (policy) =>
    policy.statements
      .filter(({ effect, isWebIdentity }) => effect === 'Allow' && isWebIdentity)
      .flatMap((statement) =>
        sharedRoots
          .filter(({ path }) => issuersOf(statement).includes(path))
          .map(({ path, instead }) => ({
            message: `${path} issues the tokens of every organization, and AWS reads no project ID from its tokens.`,
            fix: `Trust ${instead}, which has ${extraClaimKeys(instead).join(', ')}.`,
            path: statement.path,
          })),
      ),
};
