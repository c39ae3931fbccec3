import { type ProfileType, profileTypes } from '../aws/profile-type.ts';
import { parseRegionOf } from '../aws/region.ts';
import type { Registry } from '../aws/registry.ts';
import type { Role } from '../aws/role.ts';
import { parseCustomTags, type Tag } from '../aws/session-tags.ts';
import { HelperError } from '../core/errors.ts';
import { isHttpUrl, withoutUser } from '../core/http-url.ts';
import type { Env } from '../core/io.ts';
import { flag, integer, lines, oneOf, words } from '../core/parse-values.ts';
import { type ProxySettings, parseProxy } from '../core/proxy.ts';
import { type CredentialSource, knownRole, parseSource } from './credential-source.ts';
import type { ExportName } from './export-name.ts';
import type { PickUp } from './from-environment.ts';
import {
  parseAccounts,
  parseChain,
  parseDuration,
  parseExports,
  parseExternalId,
  parseRegistries,
  parseSessionName,
  parseUuid,
} from './option-values.ts';
import { validateProfileName } from './profile-name.ts';
import { parseRoles, type RoleEntry } from './roles-option.ts';
import { parseSessionPolicies, type SessionPolicies } from './session-policies.ts';
import { type GivenOptions, options } from './table.ts';

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
    serviceConnectionId: optional(given['service-connection-id'], (id) => parseUuid('service-connection-id', id)),
    sessionName: optional(given['role-session-name'], parseSessionName),
    durationSeconds: optional(given['role-duration-seconds'], parseDuration) ?? 3600,
    ...sessionPolicies(given),
    chain: optional(given['then-assume'], (text) => parseChain(text, given)) ?? [],
    roles: given.roles === undefined ? [] : parseRoles(given),
    externalId: optional(given['role-external-id'], parseExternalId),
    trustPolicy: given['trust-policy'],
    tags: {
      skip: flag('role-skip-session-tagging', given['role-skip-session-tagging']) ?? false,
      custom: optional(given['custom-tags'], parseCustomTags) ?? [],
      transitive: lines(given['transitive-tag-keys']),
    },
    allowedAccounts: optional(given['allowed-account-ids'], parseAccounts) ?? [],
    useExisting: flag('use-existing-credentials', given['use-existing-credentials']) ?? false,
    unsetCurrent: flag('unset-current-credentials', given['unset-current-credentials']) ?? false,
    plainSecretKey: flag('special-characters-workaround', given['special-characters-workaround']) ?? false,
    exports: optional(given.export, parseExports),
    profile: {
      name: optional(given['aws-profile'], (name) => validateProfileName(name, 'aws-profile')),
      type: optional(given['profile-type'], (text) => oneOf('profile-type', text, profileTypes)),
      overwrite: flag('overwrite-aws-profile', given['overwrite-aws-profile']) ?? false,
    },
    registries:
      optional(given['ecr-login'], (text) => parseRegistries(text, { region, useFips, useDualStack }, source)) ?? [],
    outputEnvCredentials: flag('output-env-credentials', given['output-env-credentials']),
    outputCredentials: flag('output-credentials', given['output-credentials']) ?? false,
    maskAccountId: flag('mask-aws-account-id', given['mask-aws-account-id']) ?? false,
    summary: flag('summary', given.summary) ?? false,
    stsEndpoint: optional(given['sts-endpoint'], (url) => parseEndpoint(url, useFips || useDualStack)),
    useFips,
    useDualStack,
    maxAttempts: parseMaxAttempts(given),
    ...parseRunLimits(given),
  };
}

/** Most options are not set, and what parses them is loaded late. */
function optional<T>(text: string | undefined, parse: (text: string) => T): T | undefined {
  return text === undefined ? undefined : parse(text);
}

function sessionPolicies(given: GivenOptions): SessionPolicies {
  const hasSome = given['inline-session-policy'] !== undefined || given['managed-session-policies'] !== undefined;
  return hasSome ? parseSessionPolicies(given) : { inlinePolicy: undefined, managedPolicies: [] };
}

/** How requests are sent, and the time limit for all of them. */
export function parseRunLimits(given: GivenOptions): Pick<Settings, 'proxy' | 'timeoutSeconds'> {
  const timeout = integer('timeout', given.timeout ?? '90', { least: 0, most: 86_400 });
  return {
    proxy: { proxy: optional(given['http-proxy'], parseProxy), noProxy: words(given['no-proxy']) },
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

/** 12 attempts in configure-aws-credentials; here the retry table decides, and this is only an upper limit. */
function parseMaxAttempts(given: GivenOptions): number {
  if (flag('disable-retry', given['disable-retry'])) return 1;
  const text = given['retry-max-attempts'];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer('retry-max-attempts', /^-\d+$/.test(text) ? '0' : text, { least: 0, most: 1_000_000 }));
}

function parseEndpoint(text: string, special: boolean): string {
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
