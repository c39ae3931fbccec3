// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif

/** An issuer whose tokens AWS reads further than `sub`, `aud` and `amr`. */
interface KnownIssuer {
  readonly path: RegExp;
  /** Claims that are condition keys, `<provider path>:<claim>`. */
  readonly claims: readonly string[];
}

const knownIssuers: readonly KnownIssuer[] = [
  {
    // github.com, with an enterprise's own issuer below it, and GHE.com. GitHub Enterprise Server is not among them.
    path: /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/,
    claims: [
      'actor',
      'actor_id',
      'enterprise_id',
      'environment',
      'job_workflow_ref',
      'ref',
      'repository',
      'repository_id',
      'repository_owner_id',
      'workflow',
    ],
  },
  {
    // A self-managed GitLab is not among them.
    path: /^gitlab\.com$/,
    claims: [
      'namespace_id',
      'pipeline_source',
      'project_id',
      'ref_protected',
      'runner_environment',
      'user_access_level',
      'user_email',
      'user_id',
      'user_login',
    ],
  },
  {
    path: /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/,
    claims: [
      'build_branch',
      'cluster_id',
      'cluster_name',
      'organization_id',
      'organization_slug',
      'pipeline_id',
      'pipeline_slug',
    ],
  },
  {
    // The root issuer `https://oidc.circleci.com`, which all organisations share, is not among them.
    path: /^oidc\.circleci\.com\/org\/[^/]+$/,
    claims: ['oidc.circleci.com/project-id'],
  },
  { path: /^accounts\.google\.com$/, claims: ['oaud', 'google/organization_number'] },
  { path: /^idcs-[^./]+\.identity\.oraclecloud\.com$/, claims: ['rpst_id'] },
];

/** The claims of an issuer that are condition keys of AWS beside `sub`, `aud` and `amr`, which every issuer has. */
export function extraClaimKeys(path: string): readonly string[] {
  return knownIssuers.find((issuer) => issuer.path.test(path))?.claims ?? [];
}

/** Every claim of an issuer that is a condition key of AWS. */
export function claimKeys(path: string): readonly string[] {
  return ['sub', 'aud', 'amr', ...extraClaimKeys(path)];
}

export interface ConditionKey {
  /** `gitlab.com` of `gitlab.com:sub`; `undefined` for keys that are not an issuer's, as `aws:TagKeys`. */
  readonly host: string | undefined;
  readonly claim: string;
}

/** Takes a condition key apart. A path may hold a colon only before a port, and AWS takes no issuer with one. */
export function splitKey(key: string): ConditionKey {
  const scheme = /^https?:\/\//i.exec(key)?.[0] ?? '';
  const colon = key.indexOf(':', scheme.length);
  const host = colon < 0 ? '' : key.slice(0, colon);
  return { host: host.includes('.') ? host : undefined, claim: key.slice(colon + 1) };
}

/** What an issuer is called in ARNs and condition keys: without scheme and trailing slash. */
export function providerPath(issuer: string): string {
  return issuer.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
}

export interface AccountRef {
  readonly accountId: string;
  readonly partition: string;
}

/** The ARN that the provider of an issuer has in an account. */
export function providerArn(issuer: string, { accountId, partition }: AccountRef): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${providerPath(issuer)}`;
}
