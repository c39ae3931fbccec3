import type { Claims } from '../../src/token/token.ts';
import { accountOfArn } from '../../src/trust/context.ts';
import { type Difference, differenceOf } from '../../src/trust/difference.ts';
import { escapeControls } from '../../src/trust/escape-controls.ts';
import type { ConditionResult, StatementResult } from '../../src/trust/evaluate.ts';
import type { TokenVerdict } from '../../src/trust/evaluate-token.ts';
import { explainCondition } from '../../src/trust/explain.ts';
import { federatedPrincipal } from '../../src/trust/federated-principal.ts';
import type { Principals, TrustPolicy } from '../../src/trust/policy.ts';
import type { Truth } from '../../src/trust/truth.ts';

/** An annotation of one place in a policy. */
export interface Annotation {
  readonly matched: Truth;
  readonly differences: readonly Difference[];
  /** One sentence each. */
  readonly notes: readonly string[];
}

interface Asking {
  readonly policy: TrustPolicy | undefined;
  readonly claims: Claims;
  readonly roleArn: string;
}

type Placed = readonly [path: string, annotation: Annotation];

/** The verdict for each condition, by path: of the refused action, or of the first one. */
export function annotationsOf(verdict: TokenVerdict | undefined, asking: Asking): ReadonlyMap<string, Annotation> {
  const action = verdict?.actions.find(({ allowed }) => allowed !== true) ?? verdict?.actions[0];
  return new Map(
    (action?.statements ?? []).flatMap((result, index) => [
      ...principalAnnotations(result, asking.policy?.statements[index]?.principals, asking),
      ...actionAnnotations(result, action?.action ?? ''),
      ...result.conditions.map((condition): Placed => [condition.path, conditionAnnotation(condition, asking.claims)]),
    ]),
  );
}

const met: Annotation = { matched: true, differences: [], notes: [] };

function principalAnnotations(
  { path, principalMatched }: StatementResult,
  principals: Principals | undefined,
  { claims, roleArn }: Asking,
): readonly Placed[] {
  if (principalMatched) return [`${path}.Principal`, `${path}.NotPrincipal`].map((place) => [place, met]);
  const provider = federatedPrincipal(claims.iss ?? '', accountOfArn(roleArn));
  if (principals?.negated) {
    return [[`${path}.NotPrincipal`, unmet('The token comes from a provider that is excluded here.')]];
  }
  const differences = (principals?.federated ?? []).flatMap(
    (arn) => differenceOf(arn, provider, { wildcards: false, ignoresCase: false }) ?? [],
  );
  return differences.length === 0
    ? [[`${path}.Principal`, unmet(`The token comes from ${escapeControls(provider)}.`)]]
    : [[`${path}.Principal.Federated`, { matched: false, differences, notes: [] }]];
}

function actionAnnotations({ path, actionMatched }: StatementResult, action: string): readonly Placed[] {
  const annotation = actionMatched ? met : unmet(`The call needs ${action}.`);
  return [`${path}.Action`, `${path}.NotAction`].map((place) => [place, annotation]);
}

function conditionAnnotation(condition: ConditionResult, claims: Claims): Annotation {
  const { matched, key } = condition;
  if (matched === true) return met;
  if (matched === false) return { matched, ...explainCondition(condition, claims) };
  return { matched, differences: [], notes: [`Only AWS knows the value of ${escapeControls(key)}.`] };
}

function unmet(note: string): Annotation {
  return { matched: false, differences: [], notes: [note] };
}
