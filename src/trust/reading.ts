// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import type { Claims } from '../token/token.ts';
import { webIdentityContext } from './context.ts';
import { escapeControls } from './escape-controls.ts';
import { coversAction } from './evaluate.ts';
import { isBuiltIn } from './federated-principal.ts';
import { claimKey, correctPath, issuerAt } from './issuers/index.ts';
import { isPinnedById } from './lint/identity-rules.ts';
import {
  type ClaimCondition,
  demandsValue,
  type LintPolicy,
  type LintStatement,
  lintPolicyOf,
  takesWildcards,
  webIdentityAction,
} from './lint/lint-policy.ts';
import { isPrivateIssuer, wildcardReachesTenant } from './lint/subjects.ts';
import { kindsListed, unreviewedIn } from './lint/unreviewed-rules.ts';
import { isOpaque, withoutOpaque } from './opaque.ts';
import { anyRun, compilePattern, matchesPattern } from './pattern.ts';
import type { PolicyCondition, Statement, TrustPolicy } from './policy.ts';
import { isProviderArn, providerNameInArn, providerPath } from './provider-name.ts';
import { partText, subjectWords } from './subject-words.ts';

/** A claim that a policy requires, with its allowed values. */
interface Demand {
  readonly claim: string;
  /** As in the policy: `StringLike`, `ForAnyValue:StringEquals`. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** Someone whom a statement admits. */
export interface Guest {
  /** `account 111122223333`, `repository acme/app, branch main, on GitHub Actions` */
  readonly words: string;
  /** Conditions that restrict it further and are not a {@link Demand}, as strings to compare. */
  readonly limits: readonly string[];
}

/** Jobs that a policy admits, by one subject of one statement. */
export interface Entrant extends Guest {
  /** As in condition keys; `*` for any provider of the account. */
  readonly issuer: string;
  readonly demands: readonly Demand[];
  /** Whether every customer of the CI can get such a token. */
  readonly isOpen: boolean;
}

/** Who can assume a role, according to its trust policy. */
export interface TrustReading {
  readonly entrants: readonly Entrant[];
  /** Principals without a token of a CI: accounts, services, SAML providers. */
  readonly others: readonly Guest[];
  /** The Deny statements, as strings to compare. */
  readonly denies: readonly string[];
}

/** Whether the policy is meant for tokens, even if it accepts none. */
export function isForTokens({ statements }: TrustPolicy): boolean {
  return statements.some((statement) => statement.effect === 'Allow' && providersOf(statement).length > 0);
}

/** The description as lines. If the policy is meant for tokens but accepts none, a line says so. */
export function readingLines({ entrants, others, denies }: TrustReading, isMeantForTokens: boolean): readonly string[] {
  const nobody =
    entrants.length === 0 && isMeantForTokens ? ['no token of a CI: the conditions cannot all be true'] : [];
  const denied = denies.length > 0 ? ['except what a Deny excludes'] : [];
  const lines = new Set([...entrants.map(wordsOf), ...nobody, ...others.map(wordsOf), ...denied]);
  return lines.size === 0 ? ['nobody'] : [...lines];
}

function wordsOf({ words }: Guest): string {
  return words;
}

/** Describes a policy in plain words, which never cover less than it allows. */
export function readTrust(policy: TrustPolicy): TrustReading {
  const known = lintPolicyOf(policy);
  return {
    entrants: unique(known.statements.flatMap((statement) => entrantsOf(statement, known))),
    others: unique(policy.statements.flatMap((statement) => othersOf(statement, policy))),
    denies: policy.statements
      .filter(({ effect }) => effect === 'Deny')
      .map((statement) => statementText(statement, policy)),
  };
}

function unique<T>(guests: readonly T[]): readonly T[] {
  return [...new Map(guests.map((guest) => [JSON.stringify(guest), guest])).values()];
}

/** A statement as a string to compare. */
function statementText(statement: Statement, policy: TrustPolicy): string {
  return JSON.stringify([statement.principals, statement.actions, ...limitsOf(statement, policy)]);
}

/** The conditions of a statement as strings, except those described otherwise. */
function limitsOf(
  { conditions }: Statement,
  { version }: TrustPolicy,
  described: readonly PolicyCondition[] = [],
): readonly string[] {
  const texts = conditions
    .filter(({ path }) => !described.some((other) => other.path === path))
    .map(({ operator, key, values }) => conditionText(operator.text, key, values));
  // Only the later version has variables.
  const hasVariables = conditions.some(({ values }) => values.some((value) => value.includes('${')));
  return hasVariables ? [...texts, `Version ${version}`] : texts;
}

function conditionText(operator: string, key: string, values: readonly string[]): string {
  return `${operator} ${key} ${JSON.stringify(values.toSorted())}`;
}

function entrantsOf(statement: LintStatement, policy: LintPolicy): readonly Entrant[] {
  if (statement.effect !== 'Allow') return [];
  return providersOf(statement).flatMap((path) => entrantsFrom(path, statement, policy));
}

/** The issuers of the tokens that a statement is for, as named in it. */
function providersOf(statement: Statement): readonly string[] {
  const { negated, anyone, federated } = statement.principals;
  if (!coversAction(statement, webIdentityAction) || (negated && anyone)) return [];
  // The account may be opaque; the issuer is known nevertheless.
  if (anyone || negated || federated.map(providerNameInArn).some(isOpaque)) return [anyIssuer];
  return [...new Set(federated.filter(isOfTokens).map(providerNameInArn))];
}

/** Excludes SAML and built-in providers for users of applications, such as Amazon Cognito. */
function isOfTokens(name: string): boolean {
  return isProviderArn(name) || isBuiltIn(name);
}

const anyIssuer = '*';

function entrantsFrom(path: string, statement: LintStatement, policy: LintPolicy): readonly Entrant[] {
  const isOwn = ({ host }: ClaimCondition): boolean => host === path.toLowerCase();
  // ForAllValues is true for a token without the key, such as one of another issuer.
  const demanded = statement.claims.filter(
    (condition) => demandsValue(condition) && (isOwn(condition) || condition.operator.set !== 'ForAllValues'),
  );
  const own = path === anyIssuer ? demanded : demanded.filter(isOwn);
  // A token has only keys of its own issuer, and AWS does not read all claims.
  const isMet =
    own.length === demanded.length &&
    own.every(({ claim }) => path === anyIssuer || claimKey(path, claim) !== undefined);
  if (!isMet) return [];
  if (path === anyIssuer && new Set(own.map(({ host }) => host)).size > 1) return [];
  const issuer = path === anyIssuer ? (own[0]?.host ?? anyIssuer) : path;
  const texts = own.filter(comparesTexts);
  const [subject, ...more] = texts
    .filter(({ claim }) => claim === 'sub')
    .toSorted((a, b) => wildcardsIn(a) - wildcardsIn(b));
  const claims = [...texts.filter(({ claim }) => claim !== 'sub'), ...more];
  const limits = [...limitsOf(statement, policy.policy, texts), ...exceptions(statement, policy.policy)];
  const scene: Scene = { issuer, claims, limits, statement, policy };
  return subject === undefined
    ? [entrant(undefined, scene)]
    : subject.values.map((value) => entrant({ condition: subject, value }, scene));
}

/** Numbers and dates may be compared by size. */
function comparesTexts({ operator }: PolicyCondition): boolean {
  return /^(String|Arn|Bool)/.test(operator.name);
}

function wildcardsIn({ values }: ClaimCondition): number {
  return values.filter((value) => value.includes('*')).length;
}

interface Scene {
  readonly issuer: string;
  /** The required claims other than the subject. */
  readonly claims: readonly ClaimCondition[];
  readonly limits: readonly string[];
  readonly statement: LintStatement;
  readonly policy: LintPolicy;
}

interface Subject {
  readonly condition: ClaimCondition;
  readonly value: string;
}

function entrant(subject: Subject | undefined, scene: Scene): Entrant {
  const { issuer, claims, limits, statement, policy } = scene;
  const known = issuerAt(correctPath(issuer));
  const isOpen = isOpenTo(subject, scene);
  const { parts, words } =
    subject === undefined
      ? { parts: [], words: [isOpen ? 'anyone' : 'any job'] }
      : subjectWords(subject.value, { path: issuer, subject: '' });
  const kinds = subject === undefined ? [] : unreviewedIn({ statement, ...subject }, policy);
  const among = kinds.length === 0 ? [] : [`including ${kindsListed(kinds)}`];
  const more = claims
    .filter(({ claim }) => claim !== 'aud')
    .map(({ claim, values }) => ({ name: claim, value: values.join(' or ') }))
    .filter(({ value }) => !parts.some((part) => part.value === value));
  const where =
    issuer === anyIssuer
      ? 'of any identity provider in the account'
      : `on ${known?.paths.cloud?.test(correctPath(issuer)) ? known.name : issuer}`;
  const open = isOpen && subject !== undefined ? ['any owner'] : [];
  const under = statement.conditions.filter(
    (condition) => /^(aws|sts):/i.test(condition.key) || !comparesTexts(condition),
  );
  return {
    words: sentence([...words, ...more.map(partText), ...among, ...open, where, ...ifFits(under)]),
    limits,
    issuer,
    demands: [
      ...claims.map((condition) => demandOf(condition, condition.values)),
      ...(subject === undefined ? [] : [demandOf(subject.condition, [subject.value])]),
    ],
    isOpen,
  };
}

/** Parts of a description, safe to print. */
function sentence(parts: readonly string[]): string {
  return escapeControls(withoutOpaque(parts.join(', ')));
}

/** Restrictions other than conditions: NotPrincipal, and actions that some tokens also need. */
function exceptions(statement: Statement, policy: TrustPolicy): readonly string[] {
  const { negated, federated, others } = statement.principals;
  const missing = ['sts:TagSession', 'sts:SetSourceIdentity'].filter((action) => !coversAction(statement, action));
  return [
    ...(negated ? [`NotPrincipal ${JSON.stringify([federated, others])}`] : []),
    ...missing.map((action) => {
      const by = policy.statements.filter((other) => other.effect === 'Allow' && coversAction(other, action));
      if (by.length === 0) return `no ${action}`;
      return `${action} by ${by.map((other) => statementText(other, policy)).join(' or ')}`;
    }),
  ];
}

function ifFits(conditions: readonly PolicyCondition[]): readonly string[] {
  const keys = new Set(conditions.map(({ key }) => key));
  return keys.size === 0 ? [] : [`if ${[...keys].join(' and ')} ${keys.size === 1 ? 'matches' : 'match'}`];
}

/** Whether nothing restricts the tenant of an issuer that all its customers share. */
function isOpenTo(subject: Subject | undefined, { issuer, statement }: Scene): boolean {
  if (isPrivateIssuer(correctPath(issuer)) || isPinnedById(statement) || issuerAt(correctPath(issuer)) === undefined)
    return false;
  return subject === undefined || (takesWildcards(subject.condition) && wildcardReachesTenant(subject.value));
}

function demandOf({ claim, operator }: ClaimCondition, values: readonly string[]): Demand {
  return { claim, operator: operator.text, values };
}

/** Whether an entrant describes this token. For each accepted token, there is one. */
export function isFor({ issuer, demands }: Entrant, claims: Claims): boolean {
  const path = providerPath(claims.iss ?? '');
  if (issuer !== anyIssuer && issuer.toLowerCase() !== path.toLowerCase()) return false;
  const request = { claims, roleArn: '', sessionName: '' };
  const context = new Map(
    Object.entries(webIdentityContext(claims, request)).map(([key, values]) => [key.toLowerCase(), values]),
  );
  return demands.every((demand) =>
    (context.get(`${path}:${demand.claim}`.toLowerCase()) ?? []).some((value) => fits(value, demand)),
  );
}

function fits(value: string, { operator, values }: Demand): boolean {
  return values.some((wanted) => {
    // The value of a variable is unknown here, so case is ignored, as in the evaluator.
    const isAnyCase = /IgnoreCase|Bool/.test(operator) || hasVariable(wanted);
    const spelled = (text: string): string => (isAnyCase ? text.toLowerCase() : text);
    const pattern = compilePattern(spelled(wanted), { wildcards: hasWildcards(operator), variable: () => anyRun });
    return matchesPattern(spelled(value), pattern ?? []);
  });
}

function hasWildcards(operator: string): boolean {
  return /Like|Arn/.test(operator);
}

function hasVariable(value: string): boolean {
  return /\$\{(?![*?$]\})/.test(value);
}

/** Whether an entrant admits no more than another one. In doubt, `false`. */
export function isWithin(narrow: Entrant, wide: Entrant): boolean {
  if (wide.issuer !== anyIssuer && narrow.issuer.toLowerCase() !== wide.issuer.toLowerCase()) return false;
  return (
    isLimitedAs(narrow, wide) &&
    wide.demands.every((theirs) => narrow.demands.some((own) => own.claim === theirs.claim && isPartOf(own, theirs)))
  );
}

/** Whether a guest has all the limits of another. */
export function isLimitedAs(narrow: Guest, wide: Guest): boolean {
  return wide.limits.every((limit) => narrow.limits.includes(limit));
}

function isPartOf(own: Demand, theirs: Demand): boolean {
  if (own.operator === theirs.operator && own.values.every((value) => theirs.values.includes(value))) return true;
  if (![own, theirs].every(isPlain) || (/IgnoreCase/.test(own.operator) && own.operator !== theirs.operator))
    return false;
  return own.values.every(
    (value) =>
      startsWithin(value, theirs) || (!(hasWildcards(own.operator) && /[*?]/.test(value)) && fits(value, theirs)),
  );
}

/** Whether the values alone show what they match. */
function isPlain({ operator, values }: Demand): boolean {
  return /^String(Equals(IgnoreCase)?|Like)$/.test(operator) && !values.some((value) => value.includes('${'));
}

/** Whether a pattern matches no more than one that ends with a star. */
function startsWithin(value: string, { operator, values }: Demand): boolean {
  return (
    hasWildcards(operator) &&
    values.some((wanted) => /^[^*?]*\*$/.test(wanted) && value.startsWith(wanted.slice(0, -1)))
  );
}

/** The requirements of an entrant that no longer exist, as in the policy. */
export function conditionsGone(now: Entrant, before: Entrant): readonly string[] {
  const [kept, had] = [now, before].map(({ issuer, demands, limits }) => [
    ...demands.map(({ operator, claim, values }) => conditionText(operator, `${issuer}:${claim}`, values)),
    ...limits,
  ]);
  return (had ?? []).filter((text) => !kept?.includes(text));
}

function othersOf(statement: Statement, policy: TrustPolicy): readonly Guest[] {
  const { effect, conditions } = statement;
  if (effect !== 'Allow') return [];
  const [under, limits] = [ifFits(conditions), limitsOf(statement, policy)];
  return otherNames(statement).map((name) => ({ words: sentence([name, ...under]), limits }));
}

function otherNames(statement: Statement): readonly string[] {
  const { negated, anyone, federated, others } = statement.principals;
  if (negated) return anyone ? [] : ['everyone except those in NotPrincipal'];
  const { AWS: accounts = [], Service: services = [] } = others;
  const isForAccounts = coversAction(statement, 'sts:AssumeRole');
  return [
    ...federated.filter((name) => !isOfTokens(name) && name !== '*').map(federationWords),
    ...services.map((name) => `service ${name}`),
    ...(isForAccounts ? accounts.filter((name) => name !== '*').map(accountWords) : []),
    ...(isForAccounts && anyone ? ['anyone in AWS'] : []),
  ];
}

function federationWords(name: string): string {
  const [, provider] = /:saml-provider\/(.*)$/s.exec(name) ?? [];
  return provider === undefined ? `users of ${name}` : `SAML provider ${provider}`;
}

function accountWords(principal: string): string {
  const [, account] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(principal) ?? [];
  return account === undefined ? principal : `account ${account}`;
}
