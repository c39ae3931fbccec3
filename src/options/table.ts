/**
 * The table of all options, with which `action.yml`, `--help` and docs/reference.md are checked.
 *
 * - `flag`: true or false, as in YAML's core schema.
 * - `list`: several values, separated by commas, whitespace or line breaks; the flag can be repeated.
 * - `lines`: several values, one per line; the flag can be repeated.
 * - `json`: can contain line breaks, which have no meaning.
 *
 * `{ci}` in a help text is replaced with the known CIs.
 */
export interface Option {
  readonly name: string;
  readonly kind: 'text' | 'flag' | 'number' | 'list' | 'lines' | 'json';
  readonly help: string;
  /** The placeholder for the value in `--help`; `FILE` for every path. */
  readonly value?: string;
  readonly default?: string;
  /** The default in the action, unless empty. */
  readonly actionDefault?: string;
  readonly aliases?: readonly string[];
  /** Variables that fill the option if it is not set, in order of precedence. */
  readonly environment?: readonly string[];
  /**
   * On GitHub, whether configure-aws-credentials reads it from the variable with the same name in capitals
   * (`ROLE_TO_ASSUME`), so that this program must as well.
   */
  readonly legacyVariable?: true;
  /** Whether it is about the export of a session. All other options shape the session and apply to renewals. */
  readonly handover?: true;
  /** Where it is available. Default: both front ends. */
  readonly frontEnd?: 'action' | 'cli';
}

export const options = [
  {
    name: 'role-to-assume',
    legacyVariable: true,
    kind: 'text',
    value: 'ARN',
    aliases: ['role-arn'],
    environment: ['AWS_ROLE_ARN'],
    help: 'ARN of the role to assume. A role name is enough unless an OIDC token is used.',
  },
  {
    name: 'aws-region',
    kind: 'text',
    value: 'REGION',
    aliases: ['region'],
    environment: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    help: "AWS region, for STS and for the AWS calls of the job. Default: a region in the role's partition.",
  },
  {
    name: 'audience',
    legacyVariable: true,
    kind: 'text',
    value: 'AUD',
    actionDefault: 'sts.amazonaws.com',
    help: 'Audience of the OIDC token; must be a client ID of the identity provider in IAM.',
  },
  {
    name: 'role-session-name',
    legacyVariable: true,
    kind: 'text',
    value: 'NAME',
    environment: ['AWS_ROLE_SESSION_NAME'],
    help: 'Session name, as shown in CloudTrail. Default: derived from the job ID.',
  },
  {
    name: 'role-duration-seconds',
    legacyVariable: true,
    kind: 'number',
    value: 'SECONDS',
    default: '3600',
    help: "Lifetime of the credentials: 900 to 43200, up to the role's maximum session duration.",
  },
  {
    name: 'inline-session-policy',
    legacyVariable: true,
    kind: 'json',
    value: 'JSON',
    help: 'Inline session policy that restricts the permissions of the session.',
  },
  {
    name: 'managed-session-policies',
    legacyVariable: true,
    kind: 'lines',
    value: 'ARN',
    help: 'ARNs of managed policies that restrict the permissions of the session, at most ten.',
  },
  {
    name: 'trust-policy',
    kind: 'text',
    value: 'FILE',
    help: "File with the role's trust policy, or with the output of `aws iam get-role`. Read only when AWS refuses, to find the condition that failed.",
  },
  {
    name: 'then-assume',
    kind: 'lines',
    value: 'ARN',
    help: 'Roles to assume after the first, in order, each with the credentials of the previous one. AWS limits such sessions to one hour.',
  },
  {
    name: 'roles',
    handover: true,
    kind: 'lines',
    value: 'LINE',
    help: 'Several roles, one per line, each written as a profile: `NAME = ARN`, optionally followed by `, via = NAME` to assume it with the credentials of another profile, and `, region = REGION`.',
  },
  {
    name: 'allowed-account-ids',
    kind: 'list',
    value: 'ID',
    help: 'Fail unless the credentials belong to one of these accounts. Checked before anything is exported.',
  },
  {
    name: 'ci',
    kind: 'text',
    value: 'NAME',
    help: 'Override CI detection: {ci}.',
  },
  {
    name: 'token-env',
    kind: 'text',
    value: 'NAME',
    help: 'Environment variable that contains the OIDC token.',
  },
  {
    name: 'token-command',
    kind: 'text',
    value: 'COMMAND',
    frontEnd: 'cli',
    help: 'Shell command that prints a fresh OIDC token.',
  },
  {
    name: 'web-identity-token-file',
    legacyVariable: true,
    kind: 'text',
    value: 'FILE',
    help: 'File that contains the OIDC token.',
  },
  {
    name: 'service-connection-id',
    kind: 'text',
    value: 'ID',
    frontEnd: 'cli',
    help: 'Azure Pipelines: ID of the service connection whose token is used instead of the token of the pipeline.',
  },
  {
    name: 'export',
    handover: true,
    kind: 'list',
    value: 'TARGET',
    help: 'How to pass the credentials to the job: env, outputs, profile or none (only check that the role can be assumed). Default: depends on the CI.',
  },
  {
    name: 'aws-profile',
    handover: true,
    kind: 'text',
    value: 'NAME',
    aliases: ['profile'],
    help: 'Name of the profile to write. Default: `default`, if a profile is written.',
  },
  {
    name: 'profile-type',
    handover: true,
    kind: 'text',
    value: 'TYPE',
    help: 'web-identity (the token in a private file, no AWS secret on disk), process (runs this program, which renews the credentials) or static (keys). Default: depends on the CI.',
  },
  {
    name: 'overwrite-aws-profile',
    handover: true,
    legacyVariable: true,
    kind: 'flag',
    help: 'Replace an existing profile of the same name.',
  },
  {
    name: 'ecr-login',
    handover: true,
    kind: 'list',
    value: 'REGISTRY',
    help: "Also log in to Amazon ECR: true (the registry of the role's account), account IDs, registry hosts in any region, public.",
  },
  {
    name: 'output-env-credentials',
    handover: true,
    kind: 'flag',
    frontEnd: 'action',
    help: 'Export the credentials as environment variables. Default: true, unless `aws-profile` is set.',
  },
  {
    name: 'output-credentials',
    handover: true,
    legacyVariable: true,
    kind: 'flag',
    frontEnd: 'action',
    help: 'Set the credentials as step outputs.',
  },
  {
    name: 'aws-access-key-id',
    kind: 'text',
    frontEnd: 'action',
    help: 'Access key ID of static credentials. They assume the role, or are exported as they are if no role is set.',
  },
  {
    name: 'aws-secret-access-key',
    kind: 'text',
    frontEnd: 'action',
    help: 'Secret access key of static credentials.',
  },
  {
    name: 'aws-session-token',
    kind: 'text',
    frontEnd: 'action',
    help: 'Session token of static credentials, if they have one.',
  },
  {
    name: 'role-chaining',
    legacyVariable: true,
    kind: 'flag',
    help: 'Assume the role with existing credentials (environment variables, profile, container, instance) instead of a token.',
  },
  {
    name: 'use-existing-credentials',
    handover: true,
    legacyVariable: true,
    kind: 'flag',
    help: 'If existing credentials work, keep them and do nothing else.',
  },
  {
    name: 'force-skip-oidc',
    kind: 'flag',
    frontEnd: 'action',
    help: 'Never use the OIDC token of the job.',
  },
  {
    name: 'unset-current-credentials',
    handover: true,
    legacyVariable: true,
    kind: 'flag',
    frontEnd: 'action',
    help: 'Clear the credential environment variables of earlier steps. Can be used alone.',
  },
  {
    name: 'role-external-id',
    legacyVariable: true,
    kind: 'text',
    value: 'ID',
    help: 'External ID that the trust policy requires. AssumeRole only: not used with a token.',
  },
  {
    name: 'role-skip-session-tagging',
    legacyVariable: true,
    kind: 'flag',
    help: 'Do not set session tags. With a token, none are set in any case.',
  },
  {
    name: 'custom-tags',
    kind: 'json',
    value: 'JSON',
    help: 'Additional session tags for AssumeRole, as a JSON object.',
  },
  {
    name: 'transitive-tag-keys',
    legacyVariable: true,
    kind: 'lines',
    value: 'KEY',
    help: 'Keys of session tags that are passed on to the roles assumed next.',
  },
  {
    name: 'special-characters-workaround',
    legacyVariable: true,
    kind: 'flag',
    help: 'Request new credentials, at most ten times, until the secret key contains only letters and digits.',
  },
  { name: 'disable-retry', legacyVariable: true, kind: 'flag', help: 'Do not retry failed requests.' },
  {
    name: 'retry-max-attempts',
    legacyVariable: true,
    kind: 'number',
    value: 'N',
    help: 'Maximum attempts per request. Permanent errors are never retried.',
  },
  {
    name: 'http-proxy',
    kind: 'text',
    value: 'URL',
    environment: ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'],
    help: 'Proxy for all requests, starting with http:// or https://.',
  },
  {
    name: 'no-proxy',
    kind: 'list',
    value: 'HOST',
    environment: ['no_proxy', 'NO_PROXY'],
    help: 'Hosts to reach without the proxy: host names, .suffixes, host:port, CIDR ranges, or *.',
  },
  {
    name: 'summary',
    handover: true,
    kind: 'flag',
    frontEnd: 'action',
    help: 'Write a job summary with role, account, session name, region and expiry, without secrets.',
  },
  {
    name: 'mask-aws-account-id',
    legacyVariable: true,
    kind: 'flag',
    help: 'Mask the account ID in the log, if the CI can, and omit it from all messages of this program.',
  },
  {
    name: 'sts-endpoint',
    kind: 'text',
    value: 'URL',
    environment: ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'],
    help: 'Custom STS endpoint URL.',
  },
  {
    name: 'timeout',
    kind: 'number',
    value: 'SECONDS',
    default: '90',
    aliases: ['action-timeout-s'],
    help: 'Time limit for the whole step (0: none). Transient errors are retried until then.',
  },
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];

/** The given options as unchecked strings. Missing or empty options are absent. */
export type GivenOptions = Readonly<Partial<Record<OptionName, string>>>;
