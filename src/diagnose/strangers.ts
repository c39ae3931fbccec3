// Tokens that a change must not admit: those that resemble this job's but belong to others.
import type { Claims } from '../token/token.ts';
import { evaluateToken } from '../trust/evaluate-token.ts';
import { claimKeys, issuerOfClaims } from '../trust/issuers/index.ts';
import { patternMatches } from '../trust/issuers/subject-mismatch.ts';
import { immutableClaims, isPrivateIssuer, subjectForm, tenantAndProject } from '../trust/lint/subjects.ts';
import type { PolicyCondition, TrustPolicy } from '../trust/policy.ts';
import { splitKey } from '../trust/provider-name.ts';
import { namedParts, partNamed, withoutForm, withoutIds } from '../trust/subject-names.ts';
import type { Truth } from '../trust/truth.ts';
import type { RefusalContext } from './refusal-context.ts';

type Case = Pick<RefusalContext, 'claims' | 'path' | 'subject' | 'request'>;

/**
 * Whether a policy admits a token that another one refuses: that of another tenant, or of a job that differs in what
 * `conditions` pin.
 */
export function letsInOthers(
  before: TrustPolicy,
  after: TrustPolicy,
  { conditions, ...scene }: Case & { readonly conditions: readonly PolicyCondition[] },
): boolean {
  const answer = (policy: TrustPolicy, claims: Claims) => evaluateToken(policy, { ...scene.request, claims }).allowed;
  return strangers(scene, conditions).some((claims) => {
    const now = openness.indexOf(answer(after, claims));
    return now > 0 && now > openness.indexOf(answer(before, claims));
  });
}

const openness: readonly Truth[] = [false, 'unknown', true];

function strangers(scene: Case, conditions: readonly PolicyCondition[]): readonly Claims[] {
  const { claims } = scene;
  const subjects = [...otherTenants(scene), ...otherJobs(scene, conditions)];
  return [
    ...subjects.map((sub) => ({ ...claims, sub })),
    ...otherTenants(scene).map((sub) => ({ ...claims, ...foreignIds(scene), sub })),
    ...namesakes(scene, conditions),
    ...otherClaims(scene, conditions),
  ];
}

/** The subject of the same job at other tenants, including one whose name only has the same prefix. */
function otherTenants({ subject, path }: Case): readonly string[] {
  const form = subjectForm(subject);
  if (form === undefined || isPrivateIssuer(path)) return [];
  const [tenant = '', ...rest] = subject.slice(form.start.length).split(form.end);
  const behind = rest.map((part) => `${form.end}${part}`).join('');
  const names = [`${tenant}-evil`, `evil-${tenant}`, 'stranger', tenant.replace(/@\d+$/, '@1')];
  return names.filter((name) => name !== tenant).map((name) => `${form.start}${name}${behind}`);
}

/**
 * The same subject with foreign IDs: a subject that names no project, or no tenant, can belong to others, and a name may
 * have been taken over, unless the policy already accepts the name alone.
 */
function namesakes(scene: Case, conditions: readonly PolicyCondition[]): readonly Claims[] {
  const { claims, subject, path } = scene;
  const foreign = foreignIds(scene);
  const patterns = subjectsIn(conditions);
  const isNamed =
    namesProject(subject, claims) ||
    (subjectForm(subject) !== undefined && !patterns.some((pattern) => namesProject(pattern, claims)));
  const hasIds = Object.keys(foreign).some((claim) => Object.hasOwn(claims, claim));
  const isAsked =
    hasIds &&
    !hasId(subject, path) &&
    patterns.some((pattern) => hasId(pattern, path)) &&
    !patterns.some((pattern) => !hasId(pattern, path) && namesTheSame(pattern, scene));
  return Object.keys(foreign).length > 0 && (!isNamed || isAsked) ? [{ ...claims, ...foreign }] : [];
}

/** Whether a subject names the project, and not only its owner or the code that it calls. */
function namesProject(pattern: string, claims: Claims): boolean {
  const [project] = issuerOfClaims(claims)?.identityClaims ?? [];
  return tenantAndProject(pattern) !== '' || (project !== undefined && pattern.startsWith(`${project.claim}:`));
}

/** Whether a pattern has the tenant and project names of the subject. */
function namesTheSame(pattern: string, { subject, path }: Case): boolean {
  const [first] = namedParts(subject, path);
  const wanted = first && partNamed(namedParts(pattern, path), first.name);
  return first !== undefined && wanted !== undefined && patternMatches(wanted, first.value);
}

function hasId(pattern: string, path: string): boolean {
  return (
    withoutIds(pattern) !== pattern || namedParts(pattern, path).some(({ name }) => immutableClaims.includes(name))
  );
}

function subjectsIn(conditions: readonly PolicyCondition[]): readonly string[] {
  return conditions.filter(({ key }) => splitKey(key).claim === 'sub').flatMap(({ values }) => values);
}

function foreignIds({ claims: own }: Case): Claims {
  // Strangers can call the same code.
  const claims = (issuerOfClaims(own)?.identityClaims ?? []).filter(({ ofCalledCode }) => !ofCalledCode);
  return Object.fromEntries(claims.map(({ claim }) => [claim, 'stranger']));
}

/** The subject with each part changed in turn, except parts that the policy leaves open. */
function otherJobs({ subject, path }: Case, conditions: readonly PolicyCondition[]): readonly string[] {
  const patterns = subjectsIn(conditions);
  const parts = namedParts(subject, path);
  const isPinned = (name: string, value: string) =>
    patterns.some((pattern) => {
      const wanted = partNamed(namedParts(pattern, path), name);
      return (
        wanted !== undefined && !patternMatches(withoutForm(wanted).toLowerCase(), withoutForm(value).toLowerCase())
      );
    });
  const others = parts.flatMap(({ name, value, at }) =>
    othersThan(value)
      .filter((other) => isPinned(name, other))
      .map((other) => `${subject.slice(0, at)}${other}${subject.slice(at + value.length)}`),
  );
  if (patterns.length === 0) return [];
  const isNameless = parts.every(({ value }) => value === '');
  return [...others, `evil-${subject}`, ...(isNameless ? [`${subject}-evil`] : [])];
}

/** Values with the same prefix or form. */
function othersThan(value: string): readonly string[] {
  const steps = value.split('/');
  return [
    `${value}-evil`,
    ...steps.flatMap((_, at) => [
      [...steps.slice(0, at), 'stranger', ...steps.slice(at + 1)].join('/'),
      [...steps.slice(0, at), 'stranger'].join('/'),
    ]),
  ];
}

/** The token with another value in each claim that has a condition; AWS takes the audience from `azp`, if there is one. */
function otherClaims({ claims, path }: Case, conditions: readonly PolicyCondition[]): readonly Claims[] {
  const asked = claimKeys(path).filter((claim) => claim !== 'sub' && typeof claims[claim] === 'string');
  return asked.flatMap((claim) => {
    const own = conditions.filter(({ key }) => splitKey(key).claim === claim);
    const values = [`${claims[claim]}-evil`, 'stranger'];
    return values
      .filter((value) => own.some((one) => !one.values.some((pattern) => patternMatches(pattern, value))))
      .map((value) => ({ ...claims, [claim === 'aud' && claims.azp !== undefined ? 'azp' : claim]: value }));
  });
}
