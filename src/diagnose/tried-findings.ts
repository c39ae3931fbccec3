import { evaluateToken } from '../trust/evaluate-token.ts';
import type { TrustPolicy } from '../trust/policy.ts';
import type { Truth } from '../trust/truth.ts';
import type { Cause, Finding, Found, Likelihood } from './cause.ts';
import { type RefusalContext, refusalContext } from './refusal-context.ts';
import { editText, type StatementEdit, statementEdit } from './statement-edit.ts';
import { letsInOthers } from './strangers.ts';

export type NamedFound = Found & Pick<Cause, 'id' | 'page'>;
type Find = (context: RefusalContext) => readonly NamedFound[];

const order: readonly Likelihood[] = ['certain', 'likely', 'possible'];

function byLikelihood(a: NamedFound, b: NamedFound): number {
  return order.indexOf(a.likelihood) - order.indexOf(b.likelihood);
}

/**
 * The findings, most likely first. Every policy change is tried: a cause is certain only if its own change makes the
 * policy accept the token, and the change shown fixes all of them without admitting anyone else.
 */
export function triedFindings(context: RefusalContext, find: Find): readonly Finding[] {
  const { policy, comparison } = context;
  if (policy === undefined || comparison?.allowed !== false) return shown([...find(context)].sort(byLikelihood), []);
  const { found, fixed } = fixAll(context, policy, find);
  const isSafe =
    verdictOf(fixed, context) !== false &&
    !letsInOthers(policy, fixed, { ...context, conditions: comparison.nearest?.statement.conditions ?? [] });
  const judged = found.map((one): NamedFound => {
    const isOfPolicy = one.aside !== undefined || one.fix !== undefined;
    return isOfPolicy && one.likelihood === 'certain' && !isOnlyReason(one, policy, context)
      ? { ...one, likelihood: 'likely' }
      : one;
  });
  return shown(judged.sort(byLikelihood), isSafe ? editsBetween(policy, fixed) : []);
}

/** Enough for all kinds of faults to appear, one after another. */
const mostRounds = 4;

interface FixedPolicy {
  readonly found: readonly NamedFound[];
  readonly fixed: TrustPolicy;
}

/** Fixes the findings and looks again, since one fault can hide another. */
function fixAll(context: RefusalContext, policy: TrustPolicy, find: Find): FixedPolicy {
  let state: FixedPolicy = { found: find(context), fixed: policy };
  let news = state.found;
  for (let round = 0; round < mostRounds; round++) {
    const before = state.fixed;
    const fixed = news.reduce((so, { fix }) => fix?.(so) ?? so, before);
    if (fixed === before) break;
    const next = refusalContext({ ...context, policy: fixed });
    state = { ...state, fixed };
    if (next.comparison?.allowed !== false) break;
    news = find(next).filter(
      ({ id, aside, fix }) => (aside ?? fix) !== undefined && !state.found.some((known) => known.id === id),
    );
    state = { found: [...state.found, ...news], fixed };
  }
  return state;
}

/** Whether a finding is the only reason: with its change, or with the fault ignored, the token is accepted. */
function isOnlyReason({ fix, aside }: Found, policy: TrustPolicy, context: RefusalContext): boolean {
  const fixed = fix?.(policy) ?? aside?.(policy);
  return fixed !== undefined && verdictOf(fixed, context) !== false;
}

function verdictOf(policy: TrustPolicy, { claims, request }: RefusalContext): Truth {
  return evaluateToken(policy, { ...request, claims }).allowed;
}

function editsBetween(before: TrustPolicy, after: TrustPolicy): readonly StatementEdit[] {
  return after.statements.flatMap((statement, index) => statementEdit(before.statements[index], statement) ?? []);
}

/** One change for all findings, attached to the first one that it fixes. */
function shown(found: readonly NamedFound[], edits: readonly StatementEdit[]): readonly Finding[] {
  const first = found.find(({ fix }) => fix !== undefined);
  return found.map((one) => {
    const { fix, aside: _, change, ...finding } = one;
    if (fix === undefined) return { ...finding, change };
    const other = change === '' ? [] : [change];
    if (edits.length === 0) return { ...finding, change: [...other, noSafeChange].join('\n') };
    const lead = change === '' || one !== first ? [] : ['Or, if this job should have the role:'];
    const text = one === first ? edits.map(editText) : [`The change of ${first?.id} also fixes this.`];
    return { ...finding, change: [...other, ...lead, ...text].join('\n'), edits };
  });
}

const noSafeChange =
  'No policy change is shown: none was found that lets this job in and nothing else that the policy refuses today.';
