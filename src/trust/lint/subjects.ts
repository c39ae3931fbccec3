import { identityClaims, issuerAt, issuers } from '../issuers/index.ts';
import type { Issuer, SubjectForm } from '../issuers/issuer.ts';
import { wildcard } from './lint-policy.ts';

const forms = issuers.flatMap(({ subjectForms = [] }) => subjectForms);

/** How a subject or pattern begins, in the case of the CI, which is always lower. */
export function subjectForm(value: string): SubjectForm | undefined {
  return forms.find(({ start }) => value.startsWith(start));
}

/** The same, ignoring case. */
export function subjectFormIgnoringCase(value: string): SubjectForm | undefined {
  return subjectForm(value.toLowerCase());
}

/** Whether a pattern can match subjects of other tenants: a wildcard comes before the end of the tenant. */
export function wildcardReachesTenant(pattern: string): boolean {
  const at = pattern.search(wildcard);
  if (at < 0) return false;
  const form = subjectForm(pattern);
  if (form !== undefined) {
    const end = pattern.indexOf(form.end, form.start.length);
    return end < 0 || end > at || end === form.start.length;
  }
  // A wildcard within the first words or at the start.
  const literal = pattern.slice(0, at);
  return forms.some(({ start }) => start.startsWith(literal));
}

/** `acme/app:ref…` of `repo:acme/app:ref…`, if a form has tenant and project up to the colon; otherwise empty. */
export function tenantAndProject(pattern: string): string {
  const form = subjectForm(pattern);
  return form?.namesProject ? pattern.slice(form.start.length) : '';
}

/** Issuers of a single organization: only its members have tokens. */
export function isPrivateIssuer(path: string): boolean {
  return issuers.some(({ paths }) => paths.oneTenant?.test(path));
}

/** The same for all issuers of a statement; not if it names none. */
export function arePrivateIssuers(paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every(isPrivateIssuer);
}

/** A subject that identifies the organization but leaves the project open. */
export function takesWholeTenant(pattern: string, paths: readonly string[]): boolean {
  return paths.some((path) => issuerAt(path)?.wholeTenant?.test(pattern));
}

/** Those issuers whose subjects all have known beginnings, none of which matches the pattern. */
export function issuersWithout(pattern: string, paths: readonly string[]): readonly Issuer[] {
  const [start = ''] = pattern.split(wildcard);
  return paths.flatMap((path) => {
    const issuer = issuerAt(path);
    const starts = issuer?.subjectFormsAreAll ? (issuer.subjectForms ?? []) : [];
    const fits = starts.some((form) => start.startsWith(form.start) || form.start.startsWith(start));
    return issuer === undefined || starts.length === 0 || fits ? [] : [issuer];
  });
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
/** Issuers for which IAM requires a condition on the subject. */
export function subjectIsRequired(path: string): boolean {
  return issuers.some(({ paths }) => paths.subjectRequired?.test(path));
}

/** Claims of the called code, which every caller of it gets. */
export const calledCodeClaims: readonly string[] = identityClaims.flatMap(({ claim, ofCalledCode }) =>
  ofCalledCode ? [claim] : [],
);

/** Claims that are numbers or random and never reused. */
export const immutableClaims: readonly string[] = identityClaims.flatMap(({ claim, immutable }) =>
  immutable ? [claim] : [],
);
