// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
import { requiredActions } from '../trust/context.ts';
import type { Cause } from './cause.ts';
import { jsonLine, logLine } from './log-text.ts';
import type { RefusalContext } from './refusal-context.ts';

/** What a token brings along needs a permission of its own, and AWS names only the first one when it is missing. */
function permissionCause(id: string, action: string, what: string): Cause {
  return {
    id,
    page: 'docs/lint/missing-tag-session.md',
    codes: ['sts-access-denied'],
    find({ claims, comparison }) {
      const needed = requiredActions(claims);
      if (!needed.includes(action)) return undefined;
      if (comparison !== undefined && comparison.refused?.action !== action) return undefined;
      return {
        title: `The token contains ${what}, so the policy must allow ${action}.`,
        likelihood: comparison === undefined ? 'likely' : 'certain',
        evidence: evidenceOf({ claims, comparison }),
        change: `"Action": ${jsonLine(needed)}`,
      };
    },
  };
}

function evidenceOf({ claims, comparison }: Pick<RefusalContext, 'claims' | 'comparison'>): readonly string[] {
  const brought = Object.keys(claims)
    .filter((name) => /^https:\/\/aws\.amazon\.com\/(tags|source_identity)/.test(name))
    .map((name) => `token:  ${logLine(name)}`);
  const allowed = comparison?.nearest?.statement.actions.patterns.map(logLine).join(', ');
  return [...(allowed === undefined ? [] : [`policy: ${allowed}`]), ...brought.slice(0, 3)];
}

export const tagCauses: readonly Cause[] = [
  permissionCause('session-tags', 'sts:TagSession', 'session tags'),
  permissionCause('source-identity', 'sts:SetSourceIdentity', 'a source identity'),
];
