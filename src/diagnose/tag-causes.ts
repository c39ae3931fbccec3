// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
import { requiredActions } from '../trust/context.ts';
import type { Cause } from './cause.ts';
import { jsonLine, logLine } from './log-text.ts';
import { addActions } from './policy-fix.ts';
import type { RefusalContext } from './refusal-context.ts';

/** Session tags and source identities need extra permissions, and AWS names only the first missing one. */
function permissionCause(id: string, action: string, what: string): Cause {
  return {
    id,
    page: 'docs/lint/missing-tag-session.md',
    codes: ['sts-access-denied'],
    find({ claims, comparison }) {
      const needed = requiredActions(claims);
      if (!needed.includes(action)) return undefined;
      if (comparison !== undefined && !(comparison.concerned && comparison.refused?.action === action))
        return undefined;
      const nearest = comparison?.nearest;
      return {
        title: `The token contains ${what}, so the policy must allow ${action}.`,
        likelihood: comparison === undefined ? 'likely' : 'certain',
        evidence: evidenceOf({ claims, comparison }),
        change: nearest === undefined ? `"Action": ${jsonLine(needed)}` : '',
        // Those that other statements allow stay theirs, with their conditions.
        ...(nearest === undefined ? {} : { fix: addActions(nearest.statement.path, missingIn(comparison)) }),
      };
    },
  };
}

function missingIn(comparison: RefusalContext['comparison']): readonly string[] {
  const actions = comparison?.verdict.actions ?? [];
  return actions.flatMap(({ action, allowed }) => (allowed === true ? [] : [action]));
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
