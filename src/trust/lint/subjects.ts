import { identityClaims, issuers } from '../issuers/index.ts';
import type { SubjectForm } from '../issuers/issuer.ts';
import { wildcard } from './lint-policy.ts';

const forms = issuers.flatMap(({ subjectForms = [] }) => subjectForms);

/** How a subject or a pattern for one begins; case is that of the CI, always lower. */
export function subjectForm(value: string): SubjectForm | undefined {
  return forms.find(({ start }) => value.startsWith(start));
}

/** The same, whatever the case. */
export function subjectFormIgnoringCase(value: string): SubjectForm | undefined {
  return subjectForm(value.toLowerCase());
}

/** Whether a pattern can begin as another tenant's subject does: a wildcard comes before the tenant has ended. */
export function wildcardReachesTenant(pattern: string): boolean {
  const at = pattern.search(wildcard);
  if (at < 0) return false;
  const form = subjectForm(pattern);
  if (form !== undefined) {
    const end = pattern.indexOf(form.end, form.start.length);
    return end < 0 || end > at || end === form.start.length;
  }
  // A wildcard inside the first words, or first of all.
  const literal = pattern.slice(0, at);
  return forms.some(({ start }) => start.startsWith(literal));
}

/** `acme/app:ref…` of `repo:acme/app:ref…`, where a form names tenant and project up to the colon; else empty. */
export function tenantAndProject(pattern: string): string {
  const form = subjectForm(pattern);
  return form?.namesProject ? pattern.slice(form.start.length) : '';
}

/** Issuers that are made for one organization: whoever has a token of them belongs to it. */
export function isPrivateIssuer(path: string): boolean {
  return issuers.some(({ paths }) => paths.oneTenant?.test(path));
}

/** A subject that names the organization and leaves the project open. */
export function takesWholeTenant(pattern: string): boolean {
  return forms.some(({ wholeTenant }) => wholeTenant?.test(pattern));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
/** Issuers for which IAM stores no trust policy without a condition on the subject. */
export function subjectIsRequired(path: string): boolean {
  return issuers.some(({ paths }) => paths.subjectRequired?.test(path));
}

/** Claims that are numbers or random: never given to somebody else later. */
export const immutableClaims: readonly string[] = identityClaims.flatMap(({ claim, immutable }) =>
  immutable ? [claim] : [],
);
