import { nearest } from '../core/did-you-mean.ts';
import type { ConditionResult } from '../trust/evaluate.ts';
import { explainCondition, sideOf } from '../trust/explain.ts';
import { policyLiteral } from '../trust/generate/trust-plan.ts';
import { claimKey, claimKeys, derivedKeys, identityClaims, issuerAt, unreadClaim } from '../trust/issuers/index.ts';
import { patternMatches } from '../trust/issuers/subject-mismatch.ts';
import { likeOperator } from '../trust/like-operator.ts';
import { hasWildcard } from '../trust/pattern.ts';
import { namesSameIssuer, splitKey } from '../trust/provider-name.ts';
import { isOfOneRun } from '../trust/subject-names.ts';
import type { Cause } from './cause.ts';
import { placeOf, withReplaced, withValue } from './fix-subject.ts';
import { conditionLine, literalWildcardTitle, logLine } from './log-text.ts';
import { addCondition, allFixes, changeCondition, type PolicyFix, withoutConditions } from './policy-fix.ts';
import { failingCondition, type RefusalContext } from './refusal-context.ts';
import { failingSubject } from './subject-mismatch-cause.ts';

const page = 'docs/troubleshooting.md#sts-access-denied';
const codes = ['sts-access-denied'] as const;

const otherAudience: Cause = {
  id: 'policy-audience',
  page: 'docs/troubleshooting.md#sts-audience',
  codes,
  find(context) {
    const condition = failingAudience(context);
    const [aud, another] = context.audiences;
    if (condition?.values === undefined || aud === undefined || another !== undefined) return undefined;
    const rule = issuerAt(context.path)?.audience;
    const [wanted, ...others] = condition.patterns;
    const misspelled = condition.patterns.find((pattern) => withoutScheme(pattern) === withoutScheme(aud));
    const canAsk =
      wanted !== undefined &&
      others.length === 0 &&
      misspelled === undefined &&
      !hasWildcard(wanted) &&
      // The party is the same for every audience.
      context.claims.azp === undefined &&
      rule?.fixed !== true;
    return {
      title:
        misspelled === undefined
          ? 'The policy requires a different audience than the token has.'
          : 'The policy spells the audience differently: AWS compares every character.',
      likelihood: 'certain',
      evidence: [
        `policy: ${condition.patterns.map(logLine).join(', ')}`,
        `token:  ${logLine(aud)}${context.claims.azp === undefined ? '' : ' (azp, which AWS uses as the audience)'}`,
      ],
      change: canAsk ? `Request the token for ${logLine(wanted)}.${rule === undefined ? '' : ` ${rule.says}`}` : '',
      aside: withoutConditions([condition]),
      fix:
        requestedAudience(context, condition) ??
        changeCondition(
          placeOf(context, condition),
          misspelled === undefined
            ? withValue(condition, policyLiteral(aud))
            : withReplaced(condition, misspelled, policyLiteral(aud)),
        ),
    };
  },
};

function withoutScheme(audience: string): string {
  return audience
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
}

/** For an issuer whose requested audience is in another key than `aud`: both values, each under its own key. */
function requestedAudience(context: RefusalContext, condition: ConditionResult): PolicyFix | undefined {
  const { path, claims, audiences } = context;
  const place = placeOf(context, condition);
  const [fix] = Object.entries(derivedKeys(path)).flatMap(([key, valuesIn]) => {
    const wanted = valuesIn(claims).find((value) =>
      condition.patterns.some((pattern) => patternMatches(pattern, value)),
    );
    return wanted === undefined
      ? []
      : [
          allFixes([
            changeCondition(place, { values: audiences.map(policyLiteral) }),
            addCondition(place.statement, `${path}:${key}`, wanted),
          ]),
        ];
  });
  return fix;
}

/** The failing condition on the audience, if another value could satisfy it. */
function failingAudience(context: RefusalContext): ConditionResult | undefined {
  const condition = failingCondition(context, 'aud');
  return condition !== undefined && comparesTexts(condition) ? condition : undefined;
}

function comparesTexts({ operator, values }: ConditionResult): boolean {
  return values !== undefined && /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(operator.name);
}

/** Conditions that fail for every token, or because the token lacks the claim. */
function failingAbsent({ comparison }: RefusalContext): readonly ConditionResult[] {
  return (comparison?.failing ?? []).filter(({ values, operator }) => values === undefined && operator.name !== 'Null');
}

/** The claim of the token's own issuer that a condition refers to. */
function ownClaim({ path }: RefusalContext, { key }: ConditionResult): string | undefined {
  const { host, claim } = splitKey(key);
  return host?.toLowerCase() === path.toLowerCase() ? claim : undefined;
}

function isRead(context: RefusalContext, condition: ConditionResult): boolean {
  const claim = ownClaim(context, condition);
  return claim !== undefined && claimKey(context.path, claim) !== undefined;
}

/** A condition on a key that no request with a token of this issuer has. */
const absentKey: Cause = {
  id: 'policy-key',
  page: 'docs/lint/unknown-claim.md',
  codes,
  find(context) {
    const conditions = failingAbsent(context).filter((condition) => !isRead(context, condition));
    if (conditions.length === 0) return undefined;
    const keys = conditions.map((condition) => keyChange(context, condition));
    const fixes = keys.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
    return {
      title: 'The policy has a condition on a key that is not in the request.',
      likelihood: 'certain',
      evidence: conditions.flatMap((condition) => [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        ...explainCondition(condition, context.claims).notes,
      ]),
      change: [...new Set(keys.flatMap(({ words = [] }) => words))].join('\n'),
      aside: withoutConditions(conditions),
      ...(fixes.length === conditions.length ? { fix: allFixes(fixes) } : {}),
    };
  },
};

interface KeyChange {
  readonly fix?: PolicyFix;
  readonly words?: string;
}

/** The key to use instead of one that AWS does not read, or what the condition was meant to restrict. */
function keyChange(context: RefusalContext, condition: ConditionResult): KeyChange {
  const { path, claims, comparison } = context;
  const { host, claim } = splitKey(condition.key);
  const renamed = (name: string) => changeCondition(placeOf(context, condition), { key: `${path}:${name}` });
  const own = claimKey(path, claim) ?? claimKeys(path).find((name) => name.endsWith(`/${claim}`));
  if (host === undefined) {
    return own === undefined
      ? { words: `A call with this token has no ${logLine(condition.key)}. ${insteadOfKey(context, condition)}` }
      : { fix: renamed(own) };
  }
  if (ownClaim(context, condition) === undefined) {
    const others = comparison?.nearest?.statement.principals.federated ?? [];
    const isOwn =
      !namesSameIssuer(host, path) && others.some((arn) => arn.toLowerCase().endsWith(`/${host.toLowerCase()}`));
    if (isOwn)
      return { words: `A token has one issuer only: move the condition for ${logLine(host)} to a separate statement.` };
  }
  if (own !== undefined) return { fix: renamed(own) };
  if (claim.toLowerCase() === 'iss') return issuerChange(context, condition);
  const unread = unreadClaim(path, claim);
  if (unread === undefined) {
    const meant = Object.hasOwn(claims, claim) ? undefined : nearest(claim, claimKeys(path));
    if (meant !== undefined) return { fix: renamed(meant) };
    return {
      words: `AWS reads only ${claimKeys(path).join(', ')} from this issuer: use one of them instead of ${logLine(claim)}.`,
    };
  }
  const same = unread.sameAs === undefined ? undefined : claims[unread.sameAs];
  const isMet = condition.patterns.length === 1 && condition.patterns[0] === claims[claim];
  return {
    words: `The condition was meant to restrict ${unread.guards}. ${unread.nearest}`,
    ...(isMet && typeof same === 'string'
      ? {
          fix: changeCondition(placeOf(context, condition), {
            key: `${path}:${unread.sameAs}`,
            values: [policyLiteral(same)],
          }),
        }
      : {}),
  };
}

/** What to do about a key that no call with this token has; some CIs can put session tags into their tokens. */
function insteadOfKey({ path }: RefusalContext, { key }: ConditionResult): string {
  const { name = '', sessionTags } = issuerAt(path) ?? {};
  const [, tag] = /^aws:RequestTag\/(.+)$/i.exec(key) ?? [];
  if (tag === undefined || sessionTags === undefined) return 'Restrict the subject instead.';
  const way =
    sessionTags.setBy === 'job'
      ? `Request the token with the session tag ${logLine(tag)}`
      : `Have ${name} put the session tag ${logLine(tag)} into its tokens`;
  return `${way}, and allow sts:TagSession; or restrict the subject instead.`;
}

/** The provider in the principal already restricts the issuer, so a condition on it can go. */
function issuerChange(
  { claims, path, providerArn, comparison }: RefusalContext,
  condition: ConditionResult,
): KeyChange {
  const { negated = true, anyone, federated } = comparison?.nearest?.statement.principals ?? {};
  const isRestricted = !negated && anyone === false && federated?.every((arn) => arn === providerArn);
  const isOwn = condition.patterns.some((pattern) => [claims.iss, path].includes(pattern));
  return isRestricted && isOwn
    ? { fix: withoutConditions([condition]) }
    : { words: 'Name the provider of the issuer in the principal instead.' };
}

/** A claim that AWS would read but the token lacks. Without `sub` or `aud`, no policy matters: `claim-missing`. */
const absentClaim: Cause = {
  id: 'policy-claim',
  page,
  codes,
  find(context) {
    const conditions = failingAbsent(context).filter(
      (condition) => isRead(context, condition) && !isInEveryToken(splitKey(condition.key).claim),
    );
    if (conditions.length === 0) return undefined;
    const names = conditions.map((condition) => logLine(splitKey(condition.key).claim));
    const { claimsOnRequest = {} } = issuerAt(context.path) ?? {};
    const ways = names.flatMap((name) => (Object.hasOwn(claimsOnRequest, name) ? [claimsOnRequest[name]] : []));
    return {
      title: `The policy requires ${names.join(' and ')}, which the token does not have.`,
      likelihood: 'certain',
      evidence: conditions.map(({ operator, key, patterns }) => `policy: ${conditionLine(operator, key, patterns)}`),
      change: ways.join('\n') || 'Run a job whose token has it.',
      aside: withoutConditions(conditions),
    };
  },
};

/** A token without one of these has a cause of its own. */
function isInEveryToken(claim: string): boolean {
  return ['aud', 'sub'].includes(claim.toLowerCase());
}

const otherCondition: Cause = {
  id: 'policy-condition',
  page,
  codes,
  find(context) {
    const handled = [failingSubject(context), failingAudience(context), ...failingAbsent(context)];
    const conditions = (context.comparison?.failing ?? []).filter((condition) => !handled.includes(condition));
    if (conditions.length === 0) return undefined;
    const fixes = conditions.flatMap((condition) => valueFix(context, condition) ?? []);
    const [first] = conditions.every(hasLiteralWildcard) ? conditions : [];
    return {
      title: first === undefined ? 'A condition of the policy is not met.' : literalWildcardTitle(first.operator),
      likelihood: 'certain',
      evidence: conditions.flatMap((condition) => conditionEvidence(context, condition)),
      change: [...new Set(conditions.flatMap((condition) => valueWords(context, condition) ?? []))].join('\n'),
      aside: withoutConditions(conditions),
      ...(fixes.length === conditions.length ? { fix: allFixes(fixes) } : {}),
    };
  },
};

function conditionEvidence({ claims }: RefusalContext, condition: ConditionResult): readonly string[] {
  const { operator, key, patterns, values } = condition;
  const { notes } = explainCondition(condition, claims);
  return [
    `policy: ${conditionLine(operator, key, patterns)}`,
    ...(values === undefined ? [] : [`${sideOf(key)} ${values.map(logLine).join(', ')}`]),
    ...notes.filter((note) => !/^(policy|token|request): /.test(note)),
  ];
}

/** Whether a value with a wildcard would match, under an operator that has no wildcards. */
function hasLiteralWildcard({ operator, patterns, values: [value, another] = [] }: ConditionResult): boolean {
  if (!/^StringEquals/.test(operator.name) || value === undefined || another !== undefined) return false;
  return patterns.some((pattern) => patternMatches(pattern, value));
}

/** Adds the token's value to those of the policy, if the claim identifies the project and not the user. */
function valueFix(context: RefusalContext, condition: ConditionResult): PolicyFix | undefined {
  if (hasLiteralWildcard(condition)) {
    return changeCondition(placeOf(context, condition), { operator: likeOperator(condition.operator) });
  }
  const claim = ownClaim(context, condition);
  const [value, another] = condition.values ?? [];
  const guards = issuerAt(context.path)?.guardClaims ?? [];
  if (claim === undefined || isOfOneRun(claim) || guards.includes(claim) || !comparesTexts(condition)) return undefined;
  // With another ID, a name may have been taken over: only the owner of the policy knows.
  if (value === undefined || another !== undefined || is('ofCalledCode', claim) || is('immutable', claim))
    return undefined;
  // Unique to one pull request.
  if (/(^|@)refs\/pull\//.test(value)) return undefined;
  return changeCondition(placeOf(context, condition), withValue(condition, policyLiteral(value)));
}

function is(kind: 'ofCalledCode' | 'immutable', claim: string | undefined): boolean {
  return identityClaims.some((identity) => identity.claim === claim && identity[kind]);
}

/** What to do other than change the policy; `undefined` if only that helps. */
function valueWords(context: RefusalContext, condition: ConditionResult): string | undefined {
  if (hasLiteralWildcard(condition)) return undefined;
  const claim = ownClaim(context, condition);
  if (condition.key.toLowerCase() === 'sts:rolesessionname') {
    return `Use a session name that the policy accepts:\n    role-session-name: ${condition.patterns.map(logLine).join(' or ')}`;
  }
  if (/^aws:(currenttime|epochtime)$/i.test(condition.key)) {
    return 'The policy accepts calls only at certain times: call then, or have its owner change them.';
  }
  if (claim !== undefined && isOfOneRun(claim)) {
    return `The policy allows only certain users (${logLine(claim)}) to start the job: one of them must start it.`;
  }
  if (is('ofCalledCode', claim)) {
    return `The policy is for jobs that call ${condition.patterns.map(logLine).join(' or ')}: have the job call it.`;
  }
  if (is('immutable', claim)) {
    return 'Run a job that the policy is for. Names can be taken over, IDs cannot: if the name matches and the ID does not, check who owns it before you add the ID.';
  }
  const form = issuerAt(context.path)?.claimForms?.find((one) => one.claim === claim);
  if (form !== undefined && !condition.patterns.some((pattern) => hasWildcard(pattern) || form.value.test(pattern))) {
    return `No token has such a value: ${logLine(form.claim)} is ${form.says}.`;
  }
  return splitKey(condition.key).host === undefined
    ? `Send the request as the policy requires: ${logLine(condition.key)} must match.`
    : 'Run a job that the policy is for.';
}

export const conditionCauses: readonly Cause[] = [otherAudience, absentKey, absentClaim, otherCondition];
