import { coversAction, holdsWithoutKey } from '../evaluate.ts';
import { issuerAt } from '../issuers/index.ts';
import { allowStatements, issuersOf, type LintPolicy } from './lint-policy.ts';
import type { Rule } from './rule.ts';

const docs =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required';
const fix = 'Add "sts:TagSession" to the Action of the statement.';

function allowsTags({ policy }: LintPolicy): boolean {
  return policy.statements.some(
    (statement) => statement.effect === 'Allow' && coversAction(statement, 'sts:TagSession'),
  );
}

export const tagConditionWithoutPermission: Rule = {
  id: 'request-tag-without-tag-session',
  severity: 'error',
  title: 'A condition requires session tags, but no statement allows them',
  docs,
  check: (policy) =>
    allowsTags(policy)
      ? []
      : allowStatements(policy).flatMap(({ conditions }) =>
          conditions
            .filter((condition) => /^aws:(requesttag\/|tagkeys$)/i.test(condition.key) && !holdsWithoutKey(condition))
            .map(({ key, path }) => ({
              message: `${key} is present only when the token has session tags, and AWS refuses those without sts:TagSession.`,
              fix,
              path,
            })),
        ),
};

export const missingTagSession: Rule = {
  id: 'missing-tag-session',
  severity: 'note',
  title: 'This CI can put session tags into its tokens, which require a permission',
  docs,
  check: (policy) =>
    allowsTags(policy)
      ? []
      : allowStatements(policy).flatMap((statement) =>
          issuersOf(statement)
            .filter((issuer) => issuerAt(issuer)?.sessionTags?.setBy === 'organization')
            .map((issuer) => ({
              message: `Without sts:TagSession, AWS refuses every token of ${issuer} that has session tags.`,
              fix,
              path: `${statement.path}.Action`,
            })),
        ),
};
