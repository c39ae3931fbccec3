import { type ProfileType, profileTypes } from '../aws/profile-type.ts';
import { parseRegionOf } from '../aws/region.ts';
import { parseRegistry, type Registry, type RegistryPlace } from '../aws/registry.ts';
import { parseRole, type Role } from '../aws/role.ts';
import { parseCustomTags, type Tag } from '../aws/session-tags.ts';
import { HelperError } from '../core/errors.ts';
import { isHttpUrl } from '../core/http-url.ts';
import type { Env } from '../core/io.ts';
import { flag, integer, lines, oneOf, words } from '../core/parse-values.ts';
import { type ProxySettings, parseProxy } from '../core/proxy.ts';
import { strayCharacter } from '../core/stray-character.ts';
import { type CredentialSource, knownRole, parseSource } from './credential-source.ts';
import type { PickUp } from './from-environment.ts';
import { validateProfileName } from './profile-name.ts';
import { parseRoles, type RoleEntry } from './roles-option.ts';
import { parseSessionPolicies, type SessionPolicies } from './session-policies.ts';
import { type GivenOptions, options } from './table.ts';

export const exportNames = ['env', 'outputs', 'profile', 'none'] as const;
export type ExportName = (typeof exportNames)[number];

/** The checked options: nothing in here can fail later because of its form. */
export interface Settings extends SessionPolicies {
  /** The given options without keys, for renewal with the same settings. */
  readonly given: GivenOptions;
  readonly ci: string | undefined;
  /** Absent if only `unset-current-credentials` is set. */
  readonly source: CredentialSource | undefined;
  readonly region: string;
  /** Whether the region is from an option and not from a variable, which an earlier step may have set. */
  readonly regionIsGiven: boolean;
  readonly audience: string | undefined;
  readonly serviceConnectionId: string | undefined;
  readonly sessionName: string | undefined;
  readonly durationSeconds: number;
  /** Roles to assume after the first, in this order. */
  readonly chain: readonly Role[];
  /** Several roles; then the source has no role, and only profiles are written. */
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
  /** Amazon ECR registries to log in to. */
  readonly registries: readonly Registry[];
  readonly outputEnvCredentials: boolean | undefined;
  readonly outputCredentials: boolean;
  readonly maskAccountId: boolean;
  readonly summary: boolean;
  readonly stsEndpoint: string | undefined;
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  readonly proxy: ProxySettings;
  /** The maximum number of attempts. */
  readonly maxAttempts: number;
  readonly timeoutSeconds: number;
}

/**
 * @param pickUps the options that were filled from variables
 * @throws HelperError for the first invalid option
 */
export function parseSettings(given: GivenOptions, env: Env, pickUps: readonly PickUp[] = []): Settings {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const { useFips, useDualStack } = parseEndpointVariants(env);
  const region = parseRegionOf(given['aws-region'], knownRole(source), given['sts-endpoint'] !== undefined);
  return {
    given: withoutKeys(given),
    ci: given.ci,
    source,
    region,
    regionIsGiven: given['aws-region'] !== undefined && !pickUps.some(({ option }) => option === 'aws-region'),
    audience: given.audience,
    serviceConnectionId: parseUuid('service-connection-id', given['service-connection-id']),
    sessionName: parseSessionName(given['role-session-name']),
    durationSeconds: parseDuration(given['role-duration-seconds']),
    ...sessionPolicies(given),
    chain: parseChain(given),
    roles: given.roles === undefined ? [] : parseRoles(given),
    externalId: parseExternalId(given['role-external-id']),
    trustPolicy: given['trust-policy'],
    tags: {
      skip: flag('role-skip-session-tagging', given['role-skip-session-tagging']) ?? false,
      custom: given['custom-tags'] === undefined ? [] : parseCustomTags(given['custom-tags']),
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
    registries: parseRegistries(given['ecr-login'], { region, useFips, useDualStack }, source),
    outputEnvCredentials: flag('output-env-credentials', given['output-env-credentials']),
    outputCredentials: flag('output-credentials', given['output-credentials']) ?? false,
    maskAccountId: flag('mask-aws-account-id', given['mask-aws-account-id']) ?? false,
    summary: flag('summary', given.summary) ?? false,
    stsEndpoint: parseEndpoint(given['sts-endpoint'], useFips || useDualStack),
    useFips,
    useDualStack,
    maxAttempts: parseMaxAttempts(given),
    ...parseRunLimits(given),
  };
}

function sessionPolicies(given: GivenOptions): SessionPolicies {
  const hasSome = given['inline-session-policy'] !== undefined || given['managed-session-policies'] !== undefined;
  return hasSome ? parseSessionPolicies(given) : { inlinePolicy: undefined, managedPolicies: [] };
}

/** How requests are sent, and the time limit for all of them. */
export function parseRunLimits(given: GivenOptions): Pick<Settings, 'proxy' | 'timeoutSeconds'> {
  const timeout = integer('timeout', given.timeout ?? '90', { least: 0, most: 86_400 });
  return {
    proxy: { proxy: parseProxy(given['http-proxy']), noProxy: words(given['no-proxy']) },
    // In configure-aws-credentials, 0 means no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout,
  };
}

/** Keys are only in the source, as secrets. */
function withoutKeys(given: GivenOptions): GivenOptions {
  const { 'aws-access-key-id': _id, 'aws-secret-access-key': _key, 'aws-session-token': _token, ...rest } = given;
  return rest;
}

/**
 * Values for files, shell lines and requests must be one line; policies are JSON, in which line breaks have no meaning.
 */
function checkText(name: string, value: string): void {
  if (/eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) {
    throw new HelperError('option-invalid', `${name} contains a token, which no option accepts.`, {
      hint: 'Set the source of the token, to keep it off the command line and out of the log: token-env NAME (a variable) or web-identity-token-file FILE.',
    });
  }
  const kind = options.find((option) => option.name === name)?.kind;
  const forbidden = kind === 'list' || kind === 'lines' || kind === 'json' ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    // Without the value: because of a mistake in YAML it may be a secret.
    throw new HelperError('option-invalid', `${name} contains a line break or a NUL character.`, {
      hint: `Write ${name} on one line. In YAML, write the value after the colon: a block scalar (| or >) ends with a line break.`,
    });
  }
}

function parseChain(given: GivenOptions): readonly Role[] {
  const roles = lines(given['then-assume']).map((arn) => parseRole(arn, 'then-assume'));
  if (roles.length > 0 && given.roles !== undefined) {
    throw new HelperError('option-conflict', 'then-assume and roles cannot be combined.', {
      hint: 'In roles, use `via` to chain: last = ARN, via = first.',
    });
  }
  return roles;
}

/** 12 attempts in configure-aws-credentials; here the retry table decides, and this is only an upper limit. */
function parseMaxAttempts(given: GivenOptions): number {
  if (flag('disable-retry', given['disable-retry'])) return 1;
  const text = given['retry-max-attempts'];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer('retry-max-attempts', /^-\d+$/.test(text) ? '0' : text, { least: 0, most: 1_000_000 }));
}

function parseExternalId(text: string | undefined): string | undefined {
  const fault = text === undefined ? undefined : textFault(text, { allowed: /[\w+=,.@:/-]/, least: 2, most: 1224 });
  if (fault === undefined) return text;
  throw new HelperError(
    'option-invalid',
    `role-external-id ${fault}. AWS accepts 2 to 1224 letters, digits and the characters _+=,.@:/-.`,
  );
}

function parseUuid(name: string, text: string | undefined): string | undefined {
  if (text === undefined || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text;
  throw new HelperError('option-invalid', `${name} is not a UUID: ${JSON.stringify(text)}.`, {
    hint: 'Use the ID, not the name: it is `resourceId` in the URL of its page.',
  });
}

function parseSessionName(text: string | undefined): string | undefined {
  const fault = text === undefined ? undefined : textFault(text, { allowed: /[\w+=,.@-]/, least: 2, most: 64 });
  if (fault === undefined) return text;
  throw new HelperError('session-name-invalid', `role-session-name ${fault}: ${JSON.stringify(text)}.`, {
    hint: 'Use 2 to 64 letters, digits and the characters _+=,.@-. Or omit it: the default is derived from the job ID and is always valid.',
  });
}

interface TextRule {
  /** Matches one character. */
  readonly allowed: RegExp;
  readonly least: number;
  readonly most: number;
}

/** Why AWS would refuse a string; a clause that follows its name. */
function textFault(text: string, { allowed, least, most }: TextRule): string | undefined {
  const stray = strayCharacter(text, allowed);
  if (stray !== undefined) return `contains ${stray}, which AWS does not accept`;
  if (text.length > most) return `has ${text.length} characters, ${text.length - most} too many`;
  return text.length < least ? `is shorter than ${least} characters` : undefined;
}

function parseDuration(text: string | undefined): number {
  try {
    return integer('role-duration-seconds', text ?? '3600', { least: 900, most: 43_200 });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    throw new HelperError('duration-invalid', error.message, {
      hint: 'Use seconds, from 900 (15 minutes) to 43200 (12 hours), up to the maximum session duration of the role.',
    });
  }
}

function parseAccounts(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === undefined && ids.length > 0) return ids;
  throw new HelperError(
    'option-invalid',
    `allowed-account-ids contains a value that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: 'Use 12-digit account IDs, separated by commas, spaces or line breaks. In YAML, quote an ID that starts with 0.',
    },
  );
}

function parseExports(text: string | undefined): readonly ExportName[] | undefined {
  if (text === undefined) return undefined;
  const names = [...new Set(words(text))].map((word) => oneOf('export', word, exportNames));
  if (names.includes('none') && names.length > 1) {
    throw new HelperError('option-conflict', 'export: none cannot be combined with other targets.');
  }
  return names;
}

function parseRegistries(
  text: string | undefined,
  place: RegistryPlace,
  source: CredentialSource | undefined,
): readonly Registry[] {
  const named = words(text).filter((word) => !/^false$/i.test(word));
  if (named.length > 0 && source === undefined) {
    throw new HelperError(
      'option-conflict',
      'ecr-login requires credentials, but unset-current-credentials leaves none.',
      {
        hint: 'Set role-to-assume as well, or use-existing-credentials.',
      },
    );
  }
  return named.map((word) => parseRegistry(word, place));
}

function parseEndpoint(text: string | undefined, special: boolean): string | undefined {
  if (text === undefined) return undefined;
  if (!isHttpUrl(text)) {
    throw new HelperError(
      'option-invalid',
      `sts-endpoint is not an http or https URL: ${JSON.stringify(withoutUser(text))}.`,
      {
        hint: 'Use a URL like https://sts.eu-central-1.amazonaws.com.',
      },
    );
  }
  if (special) {
    throw new HelperError(
      'option-conflict',
      'A custom sts-endpoint cannot be combined with FIPS or dual-stack endpoints.',
      {
        hint: 'Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or omit sts-endpoint.',
      },
    );
  }
  return text;
}

/** A URL for messages: without `user:password@`. */
export function withoutUser(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, '//***@');
}

/**
 * The endpoint variants of a region that the environment selects:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
 */
export function parseEndpointVariants(env: Env): Pick<Settings, 'useFips' | 'useDualStack'> {
  return { useFips: isTrue(env.AWS_USE_FIPS_ENDPOINT), useDualStack: isTrue(env.AWS_USE_DUALSTACK_ENDPOINT) };
}

/** The rules of the AWS SDKs for their variables. */
function isTrue(variable: string | undefined): boolean {
  return variable?.toLowerCase() === 'true';
}
