/**
 * The one table of options. `action.yml`, `--help` and the README's table are checked against it.
 *
 * - `flag`: true or false, as YAML's core schema spells them.
 * - `list`: several values, separated by commas, blanks or line ends; the flag may be repeated.
 * - `lines`: several values, one a line; the flag may be repeated.
 */
export interface Option {
  readonly name: string;
  readonly kind: 'text' | 'flag' | 'number' | 'list' | 'lines';
  readonly help: string;
  /** What stands for the value in `--help`. */
  readonly value?: string;
  readonly default?: string;
  /** What the action gets when the input is left out, where that is not nothing. */
  readonly actionDefault?: string;
  readonly aliases?: readonly string[];
  /** Variables that fill the option when it is not given, the first one first. */
  readonly environment?: readonly string[];
  /** Where it can be given; both doors unless said. */
  readonly door?: 'action' | 'cli';
}

export const options = [
  {
    name: 'role-to-assume',
    kind: 'text',
    value: 'ARN',
    aliases: ['role-arn'],
    environment: ['AWS_ROLE_ARN'],
    help: 'The role to assume, as an ARN.',
  },
  {
    name: 'aws-region',
    kind: 'text',
    value: 'REGION',
    aliases: ['region'],
    environment: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    help: "The region of the STS endpoint, and of the job's AWS calls. Without one, a region of the role's partition is taken.",
  },
  {
    name: 'audience',
    kind: 'text',
    value: 'AUD',
    help: 'The audience of the token: a client ID of the identity provider in IAM.',
  },
  {
    name: 'role-session-name',
    kind: 'text',
    value: 'NAME',
    environment: ['AWS_ROLE_SESSION_NAME'],
    help: 'The session name, as CloudTrail shows it. Default: made of the job’s id.',
  },
  {
    name: 'role-duration-seconds',
    kind: 'number',
    value: 'SECONDS',
    default: '3600',
    help: 'How long the credentials live: 900 to 43200, and not above the role’s own maximum.',
  },
  {
    name: 'inline-session-policy',
    kind: 'text',
    value: 'JSON',
    help: 'A policy that narrows what the session may do.',
  },
  {
    name: 'managed-session-policies',
    kind: 'lines',
    value: 'ARN',
    help: 'Managed policies that narrow what the session may do, at most ten.',
  },
  {
    name: 'allowed-account-ids',
    kind: 'list',
    value: 'ID',
    help: 'Fail unless the credentials belong to one of these accounts; nothing is handed over before.',
  },
  {
    name: 'ci',
    kind: 'text',
    value: 'NAME',
    help: 'The CI, where it should not be detected: github, gitlab, circleci, semaphore or custom.',
  },
  {
    name: 'token-env',
    kind: 'text',
    value: 'NAME',
    help: 'The variable that holds the OIDC token.',
  },
  {
    name: 'token-command',
    kind: 'text',
    value: 'COMMAND',
    door: 'cli',
    help: 'A shell command that prints a fresh OIDC token.',
  },
  {
    name: 'web-identity-token-file',
    kind: 'text',
    value: 'FILE',
    help: 'The file that holds the OIDC token.',
  },
  {
    name: 'export',
    kind: 'list',
    value: 'WAY',
    help: 'How the credentials are handed over: env, outputs, profile or none (only prove that the role can be assumed). Default: by CI.',
  },
  {
    name: 'aws-profile',
    kind: 'text',
    value: 'NAME',
    aliases: ['profile'],
    help: 'The profile to write. Default: `default`, where a profile is written at all.',
  },
  {
    name: 'profile-type',
    kind: 'text',
    value: 'TYPE',
    help: 'web-identity (the token in a private file, no AWS secret on the disk) or static (keys). Default: by CI.',
  },
  {
    name: 'overwrite-aws-profile',
    kind: 'flag',
    help: 'Replace a profile of that name that something else wrote.',
  },
  {
    name: 'output-env-credentials',
    kind: 'flag',
    door: 'action',
    help: 'Export the credentials as environment variables. Default: true, unless `aws-profile` is given.',
  },
  {
    name: 'output-credentials',
    kind: 'flag',
    door: 'action',
    help: 'Set the credentials as outputs of the step.',
  },
  {
    name: 'mask-aws-account-id',
    kind: 'flag',
    help: 'Mask the account ID in the log, where the CI can mask.',
  },
  {
    name: 'sts-endpoint',
    kind: 'text',
    value: 'URL',
    environment: ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'],
    help: 'Another STS endpoint than that of the region.',
  },
  {
    name: 'timeout',
    kind: 'number',
    value: 'SECONDS',
    default: '90',
    aliases: ['action-timeout-s'],
    help: 'The most that the whole step may take.',
  },
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];

/** What was given, as text and unchecked. An option that was not given, or given as nothing, is absent. */
export type GivenOptions = Readonly<Partial<Record<OptionName, string>>>;
