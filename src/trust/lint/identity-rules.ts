import { holdsWithoutKey } from '../evaluate.ts';
import { isBuiltIn } from '../federated-principal.ts';
import { claimKey, extraClaimKeys, identityClaims, issuers } from '../issuers/index.ts';
import { isOpaque } from '../opaque.ts';
import type { PolicyCondition } from '../policy.ts';
import { splitKey } from '../provider-name.ts';
import {
  allowStatements,
  demandedValues,
  demandsValue,
  issuersOf,
  type LintStatement,
  takesWildcards,
  wildcard,
} from './lint-policy.ts';
import type { Rule } from './rule.ts';
import {
  arePrivateIssuers,
  calledCodeClaims,
  immutableClaims,
  isPrivateIssuer,
  subjectIsRequired,
  takesWholeTenant,
  wildcardReachesTenant,
} from './subjects.ts';

const secureByDefault =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html';

/** Whether a statement requires a value of one of the claims. */
export function demands(statement: LintStatement, claims: readonly string[]): boolean {
  return statement.claims.some((condition) => claims.includes(condition.claim) && demandsValue(condition));
}

const identityNames = identityClaims.map(({ claim }) => claim).filter((claim) => !calledCodeClaims.includes(claim));
const identityTags = issuers
  .flatMap(({ sessionTags }) => sessionTags?.identity ?? [])
  .map((tag) => `aws:requesttag/${tag.toLowerCase()}`);

/** Session tags that the issuer sets from the job itself. */
function demandsIdentityTag({ conditions }: LintStatement): boolean {
  return conditions.some((condition) => identityTags.includes(condition.key.toLowerCase()) && demandsValue(condition));
}

/** Whether the audience is the number of an account or application: a built-in issuer has there who requested the token. */
function demandsRequester({ claims }: LintStatement): boolean {
  const own = claims.filter((condition) => condition.claim === 'aud' && demandsValue(condition));
  return own.some(({ values }) => values.every((value) => /^\d/.test(value)));
}

/** Whether a statement restricts whose jobs it is for. */
export function isPinned(statement: LintStatement): boolean {
  if (demands(statement, identityNames)) return true;
  const paths = issuersOf(statement);
  if (paths.every(isBuiltIn) && demandsRequester(statement)) return true;
  const subjects = statement.claims.filter((condition) => condition.claim === 'sub' && demandsValue(condition));
  if (subjects.some(({ values }) => !values.some((value) => takesWholeTenant(value, paths)))) return true;
  return arePrivateIssuers(paths) && demandsIdentityTag(statement);
}

/** Whether a statement requires an exact ID that is never reused: then names cannot admit others. */
export function isPinnedById({ claims }: LintStatement): boolean {
  return claims.some(
    (condition) =>
      immutableClaims.includes(condition.claim) &&
      demandsValue(condition) &&
      !(takesWildcards(condition) && condition.values.some((value) => wildcard.test(value))),
  );
}

/** Who a statement without restrictions admits; empty for one that no token can meet. */
function openTo(statement: LintStatement): string {
  if (statement.conditions.some((condition) => isNeverMet(condition, statement))) return '';
  const called = calledCodeClaims.find((claim) => demands(statement, [claim]));
  if (called !== undefined) {
    return `Anyone who can call that workflow gets the role, even from their own repository: ${called} names the called code, not the caller.`;
  }
  return arePrivateIssuers(issuersOf(statement))
    ? 'Every token of the issuer gets the role, from any project or namespace.'
    : 'Anyone with a token from the issuer gets the role, from any account or project.';
}

/** Whether a condition requires a claim that AWS never reads, or a claim without its issuer. */
function isNeverMet(condition: PolicyCondition, statement: LintStatement): boolean {
  const { host, claim } = splitKey(condition.key.toLowerCase());
  const [path = ''] = host === undefined ? issuersOf(statement) : [host];
  const isRead = claimKey(path, claim) !== undefined;
  return isRead === (host === undefined) && !isOpaque(condition.key) && !holdsWithoutKey(condition);
}

export const missingSubject: Rule = {
  id: 'missing-subject',
  severity: 'error',
  title: 'No condition restricts whose jobs can assume the role',
  docs: secureByDefault,
  check: (policy) =>
    allowStatements(policy)
      .filter((statement) => !isPinned(statement))
      .map((statement) => {
        const [issuer = '<issuer>'] = issuersOf(statement);
        return {
          message: [openTo(statement), 'No condition requires a specific subject or ID.'].filter(Boolean).join(' '),
          fix: `Add a condition on ${issuer}:sub${extraClaimKeys(issuer).some((claim) => immutableClaims.includes(claim)) ? ' and on an ID of the project' : ''}.`,
          path: statement.path,
        };
      }),
};

export const subjectRequired: Rule = {
  id: 'subject-required',
  severity: 'warning',
  title: 'AWS rejects a policy for this issuer without a condition on sub',
  docs: secureByDefault,
  check: (policy) =>
    allowStatements(policy)
      .filter((statement) => isPinned(statement) && !demands(statement, ['sub']))
      .flatMap((statement) =>
        issuersOf(statement)
          .filter(subjectIsRequired)
          .map((issuer) => ({
            message: `IAM refuses to create or update a role that trusts ${issuer} without a condition on ${issuer}:sub.`,
            fix: `Add ${issuer}:sub beside the ID.`,
            path: statement.path,
          })),
      ),
};

export const missingAudience: Rule = {
  id: 'missing-audience',
  severity: 'note',
  title: 'No condition on the audience',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  check: (policy) =>
    allowStatements(policy)
      .filter((statement) => !demands(statement, ['aud']))
      .map((statement) => ({
        message: 'Tokens for every audience of the provider are accepted, even those meant for other services.',
        fix: `Add a StringEquals condition on ${issuersOf(statement)[0] ?? '<issuer>'}:aud.`,
        path: statement.path,
      })),
};

/** `repo:acme@1/app@2:…` and `project_id:20:…` contain the IDs in the subject itself. */
const subjectWithId = /^repo:[^/:]+@\d+\/[^/:]+@\d+:|^(repository_id|repository_owner_id|project_id|namespace_id):/;

/** The IDs to recommend: an enterprise or a cluster has many projects. */
const advisedIds = identityClaims.flatMap(({ claim, immutable, advised }) => (immutable && advised ? [claim] : []));

export const nameOnlySubject: Rule = {
  id: 'name-only-subject',
  severity: 'note',
  title: 'The subject consists of names, which someone else can take over',
  docs: 'https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/',
  check: (policy) =>
    demandedValues(policy)
      .filter(({ statement, condition, value }) => {
        const ids = extraClaimKeys(condition.host).filter((claim) => immutableClaims.includes(claim));
        if (condition.claim !== 'sub' || ids.length === 0 || demands(statement, ids)) return false;
        if (isPrivateIssuer(condition.host)) return false;
        // A wildcard that admits strangers is worse, and has its own rule.
        return !subjectWithId.test(value) && !wildcardReachesTenant(value) && !isOpaque(value);
      })
      .map(({ condition, value }) => {
        const ids = advisedIds.filter((claim) => extraClaimKeys(condition.host).includes(claim));
        return {
          message: `${value} names an owner or project that could be renamed or deleted; someone else could then take the name.`,
          fix: `Add a condition on an ID, which is never reused: ${ids.map((id) => `${condition.host}:${id}`).join(' or ')}.`,
          path: condition.path,
        };
      }),
};
