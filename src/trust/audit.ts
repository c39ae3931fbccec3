import { isObject } from '../core/json.ts';
import { listed } from '../core/listed.ts';
import { issuerAt } from './issuers/index.ts';
import { type LintFinding, lint } from './lint/lint.ts';
import { demandsValue } from './lint/lint-policy.ts';
import type { TrustPolicy } from './policy.ts';
import { policyForRole } from './policy-for-role.ts';
import { isProviderArn, providerNameInArn, splitKey } from './provider-name.ts';
import {
  conditionsGone,
  type Entrant,
  isForTokens,
  isLimitedAs,
  isWithin,
  readTrust,
  type TrustReading,
} from './reading.ts';

/** A role as listed by IAM. */
export interface RoleToAudit {
  readonly arn: string;
  /** JSON, URL-encoded. */
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number;
}

/** A role that a CI can assume. */
export interface AuditedRole extends TrustReading {
  readonly arn: string;
  readonly maxSessionSeconds: number;
  /** ISO 8601; `null` if not used in the last 400 days, absent if unknown. */
  readonly lastUsed?: string | null;
  readonly findings: readonly LintFinding[];
  /** The ARNs of the trusted providers. */
  readonly providers: readonly string[];
  /** The accepted audiences; absent if any is accepted. */
  readonly audiences?: readonly string[];
}

/** A provider as listed by IAM. */
export interface ProviderToAudit {
  readonly arn: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
}

export interface Audit {
  readonly account: string;
  readonly roles: readonly AuditedRole[];
  readonly providers: readonly AuditedProvider[];
  readonly missing: readonly MissingProvider[];
  /** What could not be read and why, one sentence each. */
  readonly unread: readonly string[];
  /** The number of roles in the audit, most of which no CI can assume. */
  readonly seen: number;
}

/** A provider that roles trust but the account does not have. */
export interface MissingProvider {
  readonly arn: string;
  readonly roles: readonly string[];
}

export interface AuditedProvider extends ProviderToAudit {
  /** Findings about it, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Audits a role; `undefined` if it is not for tokens of a CI, or not for a wanted issuer.
 *
 * @throws HelperError `policy-invalid`
 */
export function auditRole(role: RoleToAudit, isWanted: (path: string) => boolean): AuditedRole | undefined {
  const document = JSON.stringify({ Role: { Arn: role.arn, AssumeRolePolicyDocument: role.trustPolicy } });
  const { policy } = policyForRole(document, role.arn, role.arn);
  if (!isForTokens(policy)) return undefined;
  const reading = readTrust(policy);
  const providers = providersIn(policy);
  const issuersIn = reading.entrants.map(({ issuer }) => issuer);
  const paths = issuersIn.length > 0 ? issuersIn : providers.map(providerNameInArn);
  if (!paths.some(isWanted)) return undefined;
  const audiences = audiencesIn(policy);
  return {
    arn: role.arn,
    ...reading,
    maxSessionSeconds: role.maxSessionSeconds,
    findings: lint(document, fileOf(role.arn)),
    providers,
    ...(audiences === undefined ? {} : { audiences }),
  };
}

/** The location for code scanning, since there is no file. */
function fileOf(arn: string): string {
  const [, , , , account = '', name = ''] = arn.split(':');
  return `iam/${account}/${name}`;
}

function providersIn({ statements }: TrustPolicy): readonly string[] {
  const named = statements.filter(({ effect }) => effect === 'Allow').flatMap(({ principals }) => principals.federated);
  return [...new Set(named.filter(isProviderArn))];
}

/** All required audiences; `undefined` if a statement accepts any. */
function audiencesIn({ statements }: TrustPolicy): readonly string[] | undefined {
  const wanted = statements
    .filter(({ effect, principals }) => effect === 'Allow' && principals.federated.length > 0)
    .map(({ conditions }) =>
      conditions
        .filter((condition) => splitKey(condition.key).claim.toLowerCase() === 'aud' && demandsValue(condition))
        .flatMap(({ values }) => values),
    );
  return wanted.some((values) => values.length === 0 || values.some((value) => /[*?$]/.test(value)))
    ? undefined
    : wanted.flat();
}

/** The providers of an account with findings about each. */
export function auditProviders(
  providers: readonly ProviderToAudit[],
  roles: readonly AuditedRole[],
): readonly AuditedProvider[] {
  return providers.map((provider) => ({ ...provider, notes: notesOn(provider, roles) }));
}

/** Trusted providers that the account does not have. */
export function missingProviders(
  providers: readonly ProviderToAudit[],
  roles: readonly AuditedRole[],
): readonly MissingProvider[] {
  const named = [...new Set(roles.flatMap((role) => role.providers))];
  return named
    .filter((arn) => !providers.some((provider) => provider.arn === arn))
    .map((arn) => ({ arn, roles: roles.filter((role) => role.providers.includes(arn)).map((role) => role.arn) }));
}

function notesOn({ arn, clientIds, thumbprints }: ProviderToAudit, roles: readonly AuditedRole[]): readonly string[] {
  const trusting = roles.filter(({ providers }) => providers.includes(arn));
  if (trusting.length === 0) return ['No audited role trusts it.'];
  const takesAny = trusting.some(({ audiences }) => audiences === undefined);
  const used = new Set(trusting.flatMap(({ audiences = [] }) => audiences));
  const unused = takesAny ? [] : clientIds.filter((id) => !used.has(id));
  const isPublic = issuerAt(providerNameInArn(arn))?.paths.cloud?.test(providerNameInArn(arn)) === true;
  return [
    ...(unused.length === 0
      ? []
      : [`No audited role takes the client ${unused.length === 1 ? 'ID' : 'IDs'} ${listed(unused)}.`]),
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html
    ...(isPublic && thumbprints.length > 0
      ? ['AWS uses its thumbprints only if the certificate is not signed by an authority that AWS trusts.']
      : []),
  ];
}

/** The part of an audited role that audits compare. */
export type ComparedRole = TrustReading & Pick<AuditedRole, 'arn'>;

/** Checks the shape of a role from a JSON report. */
export function isComparedRole(value: unknown): value is ComparedRole {
  if (!isObject(value)) return false;
  const { arn, entrants, others, denies } = value;
  return typeof arn === 'string' && isListOf(isEntrant, entrants) && isListOf(isGuest, others) && isTexts(denies);
}

function isEntrant(value: unknown): boolean {
  return isObject(value) && isGuest(value) && typeof value.issuer === 'string' && isListOf(isDemand, value.demands);
}

function isGuest(value: unknown): boolean {
  return isObject(value) && typeof value.words === 'string' && isTexts(value.limits);
}

function isDemand(value: unknown): boolean {
  return isObject(value) && isTexts([value.claim, value.operator]) && isTexts(value.values);
}

function isTexts(value: unknown): boolean {
  return isListOf((item) => typeof item === 'string', value);
}

function isListOf(isItem: (item: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && value.every(isItem);
}

/** Someone whom a role admits now but not in the earlier audit. */
export interface Widening {
  readonly arn: string;
  readonly words: string;
}

/** Who roles admit that they did not admit before. In doubt, they are listed. */
export function widenings(before: readonly ComparedRole[], now: readonly ComparedRole[]): readonly Widening[] {
  return now.flatMap((role) => {
    const earlier = before.find(({ arn }) => arn === role.arn) ?? { entrants: [], others: [], denies: [] };
    return [
      ...role.entrants
        .filter((entrant) => !earlier.entrants.some((other) => isWithin(entrant, other)))
        .map((entrant) => sinceBefore(entrant, earlier.entrants)),
      ...role.others
        .filter((guest) => !earlier.others.some((other) => other.words === guest.words && isLimitedAs(guest, other)))
        .map(({ words }) => words),
      ...earlier.denies
        .filter((deny) => !role.denies.includes(deny))
        .map((deny) => `no longer excluded by a Deny: ${deny}`),
    ].map((words) => ({ arn: role.arn, words }));
  });
}

/** The description; if it did not change, with the conditions that are gone. */
function sinceBefore(entrant: Entrant, earlier: readonly Entrant[]): string {
  const same = earlier.find(({ words }) => words === entrant.words);
  return same === undefined
    ? entrant.words
    : `${entrant.words}; previously only with ${conditionsGone(entrant, same).join(' and ')}`;
}
