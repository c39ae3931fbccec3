import { type ProfileType, profileTypes } from '../aws/profile-type.ts';
import { parseRegionOf } from '../aws/region.ts';
import { parseRole, type Role } from '../aws/role.ts';
import { parseCustomTags, type Tag } from '../aws/session-tags.ts';
import { HelperError } from '../core/errors.ts';
import { isHttpUrl } from '../core/http-url.ts';
import type { Env } from '../core/io.ts';
import { flag, integer, lines, oneOf, words } from '../core/parse-values.ts';
import { type ProxySettings, parseProxy } from '../core/proxy.ts';
import { type CredentialSource, knownRole, parseSource } from './credential-source.ts';
import type { PickUp } from './from-environment.ts';
import { validateProfileName } from './profile-name.ts';
import { parseRoles, type RoleEntry } from './roles-option.ts';
import { parseSessionPolicies, type SessionPolicies } from './session-policies.ts';
import { type GivenOptions, options } from './table.ts';

export const exportNames = ['env', 'outputs', 'profile', 'none'] as const;
export type ExportName = (typeof exportNames)[number];

/** What was asked for, checked: nothing in here can make a later stage fail for its form. */
export interface Settings extends SessionPolicies {
  /** As it was given but for keys, for whoever has to ask for the same again. */
  readonly given: GivenOptions;
  readonly ci: string | undefined;
  /** Absent where only `unset-current-credentials` is asked for. */
  readonly source: CredentialSource | undefined;
  readonly region: string;
  /** Whether that region was given, and not found in a variable, which may be of an earlier step. */
  readonly regionIsGiven: boolean;
  readonly audience: string | undefined;
  readonly sessionName: string | undefined;
  readonly durationSeconds: number;
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
  readonly maxAttempts: number;
  readonly timeoutSeconds: number;
}

/**
 * @param pickUps which of the options variables have filled
 * @throws HelperError for the first option that cannot be right
 */
export function parseSettings(given: GivenOptions, env: Env, pickUps: readonly PickUp[] = []): Settings {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const { useFips, useDualStack } = parseEndpointVariants(env);
  return {
    given: withoutKeys(given),
    ci: given.ci,
    source,
    region: parseRegionOf(given['aws-region'], knownRole(source), given['sts-endpoint'] !== undefined),
    regionIsGiven: given['aws-region'] !== undefined && !pickUps.some(({ option }) => option === 'aws-region'),
    audience: given.audience,
    sessionName: parseSessionName(given['role-session-name']),
    durationSeconds: parseDuration(given['role-duration-seconds']),
    ...parseSessionPolicies(given),
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
    maxAttempts: parseMaxAttempts(given),
    ...parseRunLimits(given),
  };
}

/** How requests leave this machine, and how long all of them may take. */
export function parseRunLimits(given: GivenOptions): Pick<Settings, 'proxy' | 'timeoutSeconds'> {
  const timeout = integer('timeout', given.timeout ?? '90', { least: 0, most: 86_400 });
  return {
    proxy: { proxy: parseProxy(given['http-proxy']), noProxy: words(given['no-proxy']) },
    // configure-aws-credentials counts 0 as no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout,
  };
}

/** Keys are kept in the source only, as secrets. */
function withoutKeys(given: GivenOptions): GivenOptions {
  const { 'aws-access-key-id': _id, 'aws-secret-access-key': _key, 'aws-session-token': _token, ...rest } = given;
  return rest;
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
    throw new HelperError('option-invalid', `${name} contains a line break or a NUL character.`, {
      hint: `Give ${name} as one line of text. In YAML, a block scalar (| or >) ends in a line end; write the value after the colon.`,
    });
  }
}

function parseChain(given: GivenOptions): readonly Role[] {
  const roles = lines(given['then-assume']).map(parseRole);
  if (roles.length > 0 && given.roles !== undefined) {
    throw new HelperError('option-conflict', 'then-assume and roles exclude each other.', {
      hint: 'In roles, `via` chains: last = ARN, via = first.',
    });
  }
  return roles;
}

/** 12 tries in configure-aws-credentials; here the table of retries says how often, and this only caps it. */
function parseMaxAttempts(given: GivenOptions): number {
  if (flag('disable-retry', given['disable-retry'])) return 1;
  const text = given['retry-max-attempts'];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer('retry-max-attempts', /^-\d+$/.test(text) ? '0' : text, { least: 0, most: 1_000_000 }));
}

function parseExternalId(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w+=,.@:/-]{2,1224}$/.test(text)) return text;
  throw new HelperError(
    'option-invalid',
    'role-external-id must be 2 to 1224 letters, digits and the characters _+=,.@:/-.',
  );
}

function parseSessionName(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new HelperError(
    'session-name-invalid',
    `role-session-name must be 2 to 64 letters, digits and the characters _+=,.@-, and is ${JSON.stringify(text)} (${text.length}).`,
    {
      hint: 'Shorten it or replace the other characters, or leave it out: the default is derived from the job ID and always fits.',
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
    throw new HelperError('option-conflict', 'export: none cannot be combined with other targets.');
  }
  return names;
}

function parseEndpoint(text: string | undefined, special: boolean): string | undefined {
  if (text === undefined) return undefined;
  if (!isHttpUrl(text)) {
    throw new HelperError(
      'option-invalid',
      `sts-endpoint is not an http or https URL: ${JSON.stringify(withoutUser(text))}.`,
      {
        hint: 'It looks like https://sts.eu-central-1.amazonaws.com.',
      },
    );
  }
  if (special) {
    throw new HelperError('option-conflict', 'A custom sts-endpoint cannot be FIPS or dual-stack as well.', {
      hint: 'Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or drop the endpoint.',
    });
  }
  return text;
}

/** A URL as it may be shown: without `user:password@`. */
export function withoutUser(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, '//***@');
}

/** Which of a region's endpoints the environment asks for: https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html */
export function parseEndpointVariants(env: Env): Pick<Settings, 'useFips' | 'useDualStack'> {
  return { useFips: isTrue(env.AWS_USE_FIPS_ENDPOINT), useDualStack: isTrue(env.AWS_USE_DUALSTACK_ENDPOINT) };
}

/** As the AWS SDKs read their variables. */
function isTrue(variable: string | undefined): boolean {
  return variable?.toLowerCase() === 'true';
}
