import { wildcard } from './lint-policy.ts';

/** How a subject begins, and where its tenant ends: what belongs to one customer of the issuer. */
interface SubjectForm {
  readonly start: string;
  /** The character after the tenant. */
  readonly end: string;
  /** What the tenant is called there. */
  readonly tenant: string;
}

const forms: readonly SubjectForm[] = [
  // https://docs.github.com/en/actions/reference/security/oidc, also Forgejo
  { start: 'repo:', end: '/', tenant: 'owner' },
  { start: 'repository:', end: '/', tenant: 'owner' },
  { start: 'repository_owner:', end: ':', tenant: 'owner' },
  { start: 'repository_owner_id:', end: ':', tenant: 'owner' },
  { start: 'repository_id:', end: ':', tenant: 'repository' },
  { start: 'job_workflow_ref:', end: '/', tenant: 'owner' },
  { start: 'enterprise:', end: ':', tenant: 'enterprise' },
  { start: 'enterprise_id:', end: ':', tenant: 'enterprise' },
  // https://docs.gitlab.com/ci/secrets/id_token_authentication/
  { start: 'project_path:', end: '/', tenant: 'group' },
  { start: 'project_id:', end: ':', tenant: 'project' },
  { start: 'namespace_path:', end: ':', tenant: 'group' },
  { start: 'namespace_id:', end: ':', tenant: 'group' },
  // https://buildkite.com/docs/agent/v3/cli-oidc, also HCP Terraform
  { start: 'organization:', end: ':', tenant: 'organization' },
  // https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
  { start: 'org/', end: '/', tenant: 'organization' },
  // https://docs.semaphoreci.com/reference/openid
  { start: 'org:', end: ':', tenant: 'organization' },
  // https://codefresh.io/docs/docs/integrations/oidc-pipelines/
  { start: 'account:', end: ':', tenant: 'account' },
  // https://vercel.com/docs/oidc/reference
  { start: 'owner:', end: ':', tenant: 'team' },
  // https://docs.spacelift.io/integrations/cloud-providers/oidc/
  { start: 'space:', end: ':', tenant: 'space' },
  // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
  { start: 'system:serviceaccount:', end: ':', tenant: 'namespace' },
];

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

/** Issuers that are made for one organisation: whoever has a token of them belongs to it. */
export function isPrivateIssuer(path: string): boolean {
  return /^(oidc\.circleci\.com\/org\/|[^./]+\.semaphoreci\.com$|api\.bitbucket\.org\/2\.0\/workspaces\/|[^./]+\.app\.(us\.)?spacelift\.io$|oidc\.fly\.io\/|oidc\.vercel\.com\/|oidc\.eks\.)/.test(
    path,
  );
}

/** A subject of CircleCI or Semaphore that names the organisation and leaves the project open. */
export function takesWholeOrganization(pattern: string): boolean {
  return /^org[/:](\*|[^/:]+[/:](\*|project[/:]\*([/:]user[/:]\*)?))$/.test(pattern);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
/** Issuers for which IAM stores no trust policy without a condition on the subject. */
export function subjectIsRequired(path: string): boolean {
  return /^(token\.actions\.githubusercontent\.com|gitlab\.com|agent\.buildkite\.com|app\.terraform\.io|oidc\.codefresh\.io)$/.test(
    path,
  );
}

/** Claims beside `sub` that say whose job it is. */
export const identityClaims: readonly string[] = [
  'repository_id',
  'repository_owner_id',
  'repository',
  'job_workflow_ref',
  'enterprise_id',
  'project_id',
  'namespace_id',
  'organization_id',
  'organization_slug',
  'pipeline_id',
  'cluster_id',
  'oidc.circleci.com/project-id',
  'rpst_id',
];

/** Of those, the ones that are numbers or random: never given to somebody else later. */
export const immutableClaims: readonly string[] = identityClaims.filter((claim) => /[_-]id$/.test(claim));
