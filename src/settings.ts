import { HelperError } from './errors.ts';
import { validateProfileName } from './ini.ts';
import { isObject, parseJson } from './json.ts';
import { type GivenOptions, type Option, type OptionName, options } from './options.ts';
import type { Env } from './ports.ts';
import { type ProxySettings, parseProxy } from './proxy.ts';
import { parseRegionOf } from './region.ts';
import { isRoleName, parseRole, type Role } from './role.ts';
import { parseRoles, type RoleEntry } from './roles.ts';
import { Secret } from './secret.ts';
import type { Credentials } from './session.ts';
import { parseCustomTags, type Tag } from './session-tags.ts';
import { flag, integer, lines, oneOf, words } from './values.ts';

export const exportNames = ['env', 'outputs', 'profile', 'none'] as const;
export type ExportName = (typeof exportNames)[number];

const profileTypes = ['web-identity', 'process', 'static'] as const;
export type ProfileType = (typeof profileTypes)[number];

/** Where the user says that the token is. Exactly one, or the CI's own way. */
export type TokenSource =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly line: string };

/**
 * What assumes the role, or, where there is no role, is handed over itself: the job's token, keys that were given, or
 * the credentials that the AWS tools of this machine would find.
 */
export type Source =
  | { readonly kind: 'token'; readonly role: Role; readonly from: TokenSource | undefined }
  | { readonly kind: 'keys'; readonly role: Role | RoleName | undefined; readonly credentials: Credentials }
  | { readonly kind: 'ambient'; readonly role: Role | RoleName | undefined };

/** A role of the account, and in the partition, of whoever assumes it. */
export interface RoleName {
  readonly name: string;
}

/** What was asked for, checked: nothing in here can make a later stage fail for its form. */
export interface Settings {
  /** As it was given, for whoever has to ask for the same again. */
  readonly given: GivenOptions;
  readonly ci: string | undefined;
  /** Absent where only `unset-current-credentials` is asked for. */
  readonly source: Source | undefined;
  readonly region: string;
  readonly audience: string | undefined;
  readonly sessionName: string | undefined;
  readonly durationSeconds: number;
  readonly inlinePolicy: string | undefined;
  readonly managedPolicies: readonly string[];
  /** Roles to assume after the first, in this order. */
  readonly chain: readonly Role[];
  /** Several roles at once; then there is no role in the source, and nothing but profiles is written. */
  readonly roles: readonly RoleEntry[];
  readonly externalId: string | undefined;
  /** The file with the role's trust policy, for the diagnosis. */
  readonly trustPolicy: string | undefined;
  readonly tags: { readonly skip: boolean; readonly custom: readonly Tag[]; readonly transitive: readonly string[] };
  readonly allowedAccounts: readonly string[];
  readonly useExisting: boolean;
  readonly unsetCurrent: boolean;
  readonly plainSecretKey: boolean;
  readonly exports: readonly ExportName[] | undefined;
  readonly profile: {
    readonly name: string | undefined;
    readonly type: ProfileType | undefined;
    readonly overwrite: boolean;
  };
  readonly outputEnvCredentials: boolean | undefined;
  readonly outputCredentials: boolean;
  readonly maskAccountId: boolean;
  readonly summary: boolean;
  readonly stsEndpoint: string | undefined;
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  readonly proxy: ProxySettings;
  /** No error is tried more often than this. */
  readonly mostTries: number;
  readonly timeoutSeconds: number;
}

/** An option that a variable filled. */
export interface PickUp {
  readonly option: OptionName;
  readonly variable: string;
}

/** Fills what was not given from the variables that the table names. */
export function fillFromEnvironment(
  given: GivenOptions,
  env: Env,
): { readonly given: GivenOptions; readonly pickUps: readonly PickUp[] } {
  const pickUps: PickUp[] = [];
  const filled: Partial<Record<OptionName, string>> = { ...given };
  for (const option of options) {
    if (filled[option.name] !== undefined) continue;
    const variable = variablesFor(option, given, env).find((name) => (env[name] ?? '') !== '');
    const value = variable === undefined ? undefined : env[variable];
    if (variable === undefined || value === undefined) continue;
    filled[option.name] = value;
    pickUps.push({ option: option.name, variable });
  }
  return { given: filled, pickUps };
}

function variablesFor(option: Option, given: GivenOptions, env: Env): readonly string[] {
  const capitals = option.capitals === true && env.GITHUB_ACTIONS === 'true';
  const names = [...(option.environment ?? []), ...(capitals ? [option.name.toUpperCase().replaceAll('-', '_')] : [])];
  // Beside a token file this is the role of the machine (a pod, say), and beside static keys nobody meant a role at all.
  const foreign = (env.AWS_WEB_IDENTITY_TOKEN_FILE ?? '') !== '' || given['aws-access-key-id'] !== undefined;
  return names.filter((name) => !(name === 'AWS_ROLE_ARN' && foreign && isKnownCi(env)));
}

function isKnownCi(env: Env): boolean {
  return [env.GITHUB_ACTIONS, env.GITLAB_CI, env.CIRCLECI, env.SEMAPHORE].includes('true');
}

/** @throws HelperError for the first option that cannot be right */
export function parseSettings(given: GivenOptions, env: Env): Settings {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const timeout = integer('timeout', given.timeout ?? '90', { least: 0, most: 86_400 });
  const useFips = isTrue(env.AWS_USE_FIPS_ENDPOINT);
  const useDualStack = isTrue(env.AWS_USE_DUALSTACK_ENDPOINT);
  return {
    given,
    ci: given.ci,
    source,
    region: parseRegionOf(given['aws-region'], knownRole(source)),
    audience: given.audience,
    sessionName: parseSessionName(given['role-session-name']),
    durationSeconds: parseDuration(given['role-duration-seconds']),
    inlinePolicy: parsePolicies(given),
    managedPolicies: lines(given['managed-session-policies']),
    chain: parseChain(given),
    roles: parseRoles(given.roles, given['aws-region']),
    externalId: parseExternalId(given['role-external-id']),
    trustPolicy: given['trust-policy'],
    tags: {
      skip: flag('role-skip-session-tagging', given['role-skip-session-tagging']) ?? false,
      custom: parseCustomTags(given['custom-tags']),
      transitive: lines(given['transitive-tag-keys']),
    },
    allowedAccounts: parseAccounts(given['allowed-account-ids']),
    useExisting: flag('use-existing-credentials', given['use-existing-credentials']) ?? false,
    unsetCurrent: flag('unset-current-credentials', given['unset-current-credentials']) ?? false,
    plainSecretKey: flag('special-characters-workaround', given['special-characters-workaround']) ?? false,
    exports: parseExports(given.export),
    profile: {
      name: given['aws-profile'] === undefined ? undefined : validateProfileName(given['aws-profile'], 'aws-profile'),
      type:
        given['profile-type'] === undefined ? undefined : oneOf('profile-type', given['profile-type'], profileTypes),
      overwrite: flag('overwrite-aws-profile', given['overwrite-aws-profile']) ?? false,
    },
    outputEnvCredentials: flag('output-env-credentials', given['output-env-credentials']),
    outputCredentials: flag('output-credentials', given['output-credentials']) ?? false,
    maskAccountId: flag('mask-aws-account-id', given['mask-aws-account-id']) ?? false,
    summary: flag('summary', given.summary) ?? false,
    stsEndpoint: parseEndpoint(given['sts-endpoint'], useFips || useDualStack),
    useFips,
    useDualStack,
    proxy: { proxy: parseProxy(given['http-proxy']), noProxy: words(given['no-proxy']) },
    mostTries: parseMostTries(given),
    // configure-aws-credentials counts 0 as no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout,
  };
}

/** What ends up in files, shell lines and requests must be one line; policies are JSON, where line ends mean nothing. */
function checkText(name: string, value: string): void {
  if (/eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) {
    throw new HelperError('option-invalid', `${name} holds a token. No option takes one.`, {
      hint: 'Say where the token is, so that it is on no command line and in no log: token-env NAME (a variable) or web-identity-token-file FILE.',
    });
  }
  const kind = options.find((option) => option.name === name)?.kind;
  const forbidden = kind === 'list' || kind === 'lines' || kind === 'json' ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    // Without the value: a mistake in YAML can put a secret here.
    throw new HelperError('option-invalid', `${name} holds a line end or a NUL.`, {
      hint: `Give ${name} as one line of text. In YAML, a block scalar (| or >) ends in a line end; write the value after the colon.`,
    });
  }
}

/** Which credentials are meant. Keys that are given come first, then what was asked for by name, then the token. */
function parseSource(given: GivenOptions, env: Env): Source | undefined {
  if (given.roles !== undefined) return sourceOfRoles(given);
  const text = given['role-to-assume'];
  const keys = parseKeys(given);
  if (keys !== undefined) return { kind: 'keys', role: roleOrName(text), credentials: keys };
  const chaining = flag('role-chaining', given['role-chaining']) ?? false;
  if (chaining && text === undefined) throw roleMissing('role-chaining needs a role to go on to.');
  if (chaining) return { kind: 'ambient', role: roleOrName(text) };
  const from = parseTokenSource(given);
  const skipsToken = (flag('force-skip-oidc', given['force-skip-oidc']) ?? false) && from === undefined;
  if (skipsToken && text !== undefined) {
    throw new HelperError(
      'option-conflict',
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: 'Or role-chaining, to assume the role with credentials that are already there.' },
    );
  }
  if (text !== undefined) {
    const ambient = from === undefined && hasNoToken(env) && hasAmbientSigns(env);
    return ambient ? { kind: 'ambient', role: roleOrName(text) } : { kind: 'token', role: parseRole(text), from };
  }
  const useExisting = flag('use-existing-credentials', given['use-existing-credentials']) ?? false;
  if (skipsToken || useExisting || (env.GITHUB_ACTIONS === 'true' && hasAmbientSigns(env))) {
    return { kind: 'ambient', role: undefined };
  }
  if (flag('unset-current-credentials', given['unset-current-credentials'])) return undefined;
  throw roleMissing('No role is given.');
}

/** Several roles are for the token. The one that stands first is where messages that need one role look. */
function sourceOfRoles(given: GivenOptions): Source {
  const [first] = parseRoles(given.roles, given['aws-region']);
  if (first === undefined) throw roleMissing('roles names no role.');
  for (const name of ['role-to-assume', 'aws-access-key-id', 'role-chaining', 'aws-profile'] as const) {
    if (given[name] === undefined) continue;
    throw new HelperError('option-conflict', `roles and ${name} exclude each other.`, {
      hint: 'roles says which roles, and which profile each becomes; the job’s token assumes them.',
    });
  }
  return { kind: 'token', role: first.role, from: parseTokenSource(given) };
}

/** A GitHub job that may not have a token. On any other CI, only asking tells. */
function hasNoToken(env: Env): boolean {
  return env.GITHUB_ACTIONS === 'true' && (env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '') === '';
}

/** Signs, in the environment, of credentials that an AWS tool would find. Instance credentials leave none. */
function hasAmbientSigns(env: Env): boolean {
  const signs = [
    env.AWS_ACCESS_KEY_ID,
    env.AWS_CONTAINER_CREDENTIALS_FULL_URI,
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
    env.AWS_WEB_IDENTITY_TOKEN_FILE,
    env.AWS_PROFILE,
  ];
  return signs.some((sign) => (sign ?? '') !== '');
}

function parseKeys(given: GivenOptions): Credentials | undefined {
  const accessKeyId = given['aws-access-key-id'];
  const secretAccessKey = given['aws-secret-access-key'];
  const sessionToken = given['aws-session-token'];
  if (accessKeyId === undefined) return undefined;
  if (secretAccessKey === undefined) {
    throw new HelperError(
      'option-conflict',
      "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
      { hint: 'A secret that is not set, or not given to this repository or to forks, arrives as nothing.' },
    );
  }
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
  };
}

/** With other credentials than a token, a role may be named alone: its account is that of whoever assumes it. */
function roleOrName(text: string | undefined): Role | RoleName | undefined {
  if (text === undefined) return undefined;
  return isRoleName(text) ? { name: text } : parseRole(text);
}

/** The role that comes first, where its partition is known. */
function knownRole(source: Source | undefined): Role | undefined {
  return source?.role !== undefined && 'arn' in source.role ? source.role : undefined;
}

function parseChain(given: GivenOptions): readonly Role[] {
  const roles = lines(given['role-chain']).map(parseRole);
  if (roles.length > 0 && given.roles !== undefined) {
    throw new HelperError('option-conflict', 'role-chain and roles exclude each other.', {
      hint: 'In roles, `via` chains: last = ARN, via = first.',
    });
  }
  return roles;
}

function roleMissing(message: string): HelperError {
  return new HelperError('role-missing', message, {
    hint: 'Say which role to assume: role-to-assume (--role-to-assume on the command line), or the variable AWS_ROLE_ARN. It looks like arn:aws:iam::123456789012:role/NAME.',
  });
}

/** 12 tries in configure-aws-credentials; here the table of retries says how often, and this only caps it. */
function parseMostTries(given: GivenOptions): number {
  if (flag('disable-retry', given['disable-retry'])) return 1;
  const text = given['retry-max-attempts'];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer('retry-max-attempts', /^-\d+$/.test(text) ? '0' : text, { least: 0, most: 1_000_000 }));
}

function parseExternalId(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w+=,.@:/-]{2,1224}$/.test(text)) return text;
  throw new HelperError('option-invalid', 'role-external-id must be 2 to 1224 letters, digits and _+=,.@:/- signs.');
}

function parseTokenSource(given: GivenOptions): TokenSource | undefined {
  const sources: TokenSource[] = [];
  const name = given['token-env'];
  if (name !== undefined) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new HelperError('option-invalid', 'token-env is not the name of a variable.', {
        hint: 'Give the name (AWS_ID_TOKEN), not the value: what starts with $ has been replaced by the shell, and a token must not be on a command line.',
      });
    }
    sources.push({ kind: 'env', name });
  }
  const path = given['web-identity-token-file'];
  if (path !== undefined) sources.push({ kind: 'file', path });
  const line = given['token-command'];
  if (line !== undefined) sources.push({ kind: 'command', line });
  if (sources.length > 1) {
    throw new HelperError('option-conflict', 'The token is said to be in several places.', {
      hint: 'Give one of token-env, web-identity-token-file and token-command.',
    });
  }
  return sources[0];
}

function parseSessionName(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new HelperError(
    'session-name-invalid',
    `role-session-name must be 2 to 64 letters, digits and _+=,.@- signs, and is ${JSON.stringify(text)} (${text.length}).`,
    {
      hint: 'Shorten it or replace the other signs, or leave it out: the default is made of the job’s id and always fits.',
    },
  );
}

function parseDuration(text: string | undefined): number {
  try {
    return integer('role-duration-seconds', text ?? '3600', { least: 900, most: 43_200 });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    throw new HelperError('duration-invalid', error.message, {
      hint: 'Give seconds, from 900 (15 minutes) to 43200 (12 hours) and not more than the role’s own maximum session duration.',
    });
  }
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const policyLimit = 2048;

function parsePolicies(given: GivenOptions): string | undefined {
  const inline = given['inline-session-policy'];
  const managed = lines(given['managed-session-policies']);
  const wrong = managed.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== undefined) {
    throw new HelperError('policy-invalid', `managed-session-policies holds no policy ARN: ${JSON.stringify(wrong)}.`, {
      hint: 'Give one ARN a line: arn:aws:iam::aws:policy/ReadOnlyAccess.',
    });
  }
  if (managed.length > 10) {
    throw new HelperError(
      'policy-invalid',
      `managed-session-policies holds ${managed.length} policies; STS takes ten.`,
    );
  }
  if (inline === undefined) return undefined;
  if (!isObject(parseJson(inline))) {
    throw new HelperError('policy-invalid', 'inline-session-policy is not a JSON object.', {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[…]}. In YAML, put it in a block scalar (|).',
    });
  }
  const length = inline.length + managed.join('').length;
  if (length > policyLimit) {
    throw new HelperError(
      'policy-invalid',
      `The session policies are ${length} characters long together; STS takes ${policyLimit}.`,
      { hint: 'Drop white space and Sids, or use managed-session-policies.' },
    );
  }
  return inline;
}

function parseAccounts(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === undefined && ids.length > 0) return ids;
  throw new HelperError(
    'option-invalid',
    `allowed-account-ids holds something that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: 'Give 12-digit account IDs, separated by commas, blanks or line ends. In YAML, quote an ID that starts with 0.',
    },
  );
}

function parseExports(text: string | undefined): readonly ExportName[] | undefined {
  if (text === undefined) return undefined;
  const names = [...new Set(words(text))].map((word) => oneOf('export', word, exportNames));
  if (names.includes('none') && names.length > 1) {
    throw new HelperError('option-conflict', 'export says none, and something else too.');
  }
  return names;
}

function parseEndpoint(text: string | undefined, special: boolean): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new HelperError('option-invalid', `sts-endpoint is not an http or https URL: ${JSON.stringify(text)}.`, {
      hint: 'It looks like https://sts.eu-central-1.amazonaws.com.',
    });
  }
  if (special) {
    throw new HelperError('option-conflict', 'A custom sts-endpoint cannot be FIPS or dual-stack as well.', {
      hint: 'Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or drop the endpoint.',
    });
  }
  return text;
}

/** As the AWS SDKs read their variables. */
function isTrue(variable: string | undefined): boolean {
  return variable?.toLowerCase() === 'true';
}
