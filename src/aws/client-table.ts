// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
// https://github.com/boto/botocore/blob/1.43.11/botocore/credentials.py (create_credential_resolver)
// https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-provider-node
import type { Env } from '../core/io.ts';

/** Clients that search for credentials in the same order are one client here. */
const clients = ['botocore', 'javascript', 'go-java'] as const;
export type Client = (typeof clients)[number];

export const toolsOf: Readonly<Record<Client, readonly string[]>> = {
  botocore: ['the AWS CLI', 'boto3'],
  javascript: ['the SDK for JavaScript', 'the CDK'],
  'go-java': ['the SDKs for Go and Java', 'Terraform'],
};

/** What a job was given: keys in environment variables, or a profile. */
export interface Handed {
  readonly kind: 'variables' | 'static' | 'process' | 'web-identity' | 'assume-role';
  /** The profile; with environment variables, a profile with the same credentials. */
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly sessionName?: string | undefined;
  /** The token file, if the job itself sets one. */
  readonly tokenFile?: string | undefined;
}

/** What a client does instead: use the role with another session name, fail, or use another identity. */
export type Effect = 'other-session' | 'stops' | 'other-identity';

/**
 * - `absent`: not set. `empty`: set to an empty value. `unset`: absent or empty. `set`: has a value.
 * - `foreign`: set to a value other than the one that was exported.
 * - `missing`: foreign, and neither AWS file has a profile of that name.
 */
export type VariableState = 'absent' | 'empty' | 'unset' | 'set' | 'foreign' | 'missing';

type Variable =
  | 'AWS_PROFILE'
  | 'AWS_DEFAULT_PROFILE'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SECURITY_TOKEN'
  | 'AWS_CREDENTIAL_EXPIRATION'
  | 'AWS_ROLE_ARN'
  | 'AWS_WEB_IDENTITY_TOKEN_FILE'
  | 'AWS_ROLE_SESSION_NAME';

interface Row {
  readonly when: Readonly<Partial<Record<Variable, VariableState>>>;
  /** The kinds that the client would use this instead of. */
  readonly over: readonly Handed['kind'][];
  readonly effect: Effect;
}

const profiles = ['static', 'process', 'web-identity', 'assume-role'] as const;
const anything = ['variables', ...profiles] as const;
const stored = ['static', 'process'] as const;

const keys = { AWS_ACCESS_KEY_ID: 'set', AWS_SECRET_ACCESS_KEY: 'set' } as const;
const halfOfKeys = { AWS_ACCESS_KEY_ID: 'set', AWS_SECRET_ACCESS_KEY: 'unset' } as const;
const tokenFile = { AWS_WEB_IDENTITY_TOKEN_FILE: 'set' } as const;

/**
 * What takes precedence over the exported credentials: for each client in its search order, so that the first row
 * that applies decides. If none applies, the client uses the exported credentials. With `--profile`, none applies.
 */
const clientTable: Readonly<Record<Client, readonly Row[]>> = {
  botocore: [
    // The profile is looked up before any credentials, and AWS_DEFAULT_PROFILE is read first.
    { when: { AWS_DEFAULT_PROFILE: 'empty' }, over: anything, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'missing' }, over: anything, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'absent', AWS_PROFILE: 'empty' }, over: anything, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'absent', AWS_PROFILE: 'missing' }, over: anything, effect: 'stops' },
    // Both are sent with any keys; the first one instead of AWS_SESSION_TOKEN.
    { when: { AWS_SECURITY_TOKEN: 'set' }, over: ['variables'], effect: 'stops' },
    { when: { AWS_CREDENTIAL_EXPIRATION: 'set' }, over: ['variables'], effect: 'stops' },
    { when: keys, over: profiles, effect: 'other-identity' },
    { when: halfOfKeys, over: profiles, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'foreign' }, over: profiles, effect: 'other-identity' },
    { when: { AWS_DEFAULT_PROFILE: 'absent', AWS_PROFILE: 'foreign' }, over: profiles, effect: 'other-identity' },
    // A web identity takes precedence over stored keys and processes.
    { when: { ...tokenFile, AWS_ROLE_ARN: 'foreign' }, over: stored, effect: 'other-identity' },
    { when: { ...tokenFile, AWS_ROLE_ARN: 'unset' }, over: stored, effect: 'stops' },
    // Without a session name, or with an empty one, botocore makes one up.
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: 'unset' }, over: stored, effect: 'other-session' },
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: 'foreign' }, over: stored, effect: 'other-session' },
    // Each variable overrides the setting of the profile, also with an empty value.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: 'empty' }, over: ['web-identity'], effect: 'stops' },
    { when: { AWS_ROLE_ARN: 'foreign' }, over: ['web-identity'], effect: 'other-identity' },
    { when: { AWS_ROLE_ARN: 'empty' }, over: ['web-identity'], effect: 'stops' },
    // The same role with another token, which AWS may refuse.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: 'foreign' }, over: ['web-identity'], effect: 'stops' },
    { when: { AWS_ROLE_SESSION_NAME: 'empty' }, over: ['web-identity'], effect: 'other-session' },
    { when: { AWS_ROLE_SESSION_NAME: 'foreign' }, over: ['web-identity'], effect: 'other-session' },
  ],
  javascript: [
    // The keys are then skipped, even if that profile does not exist, and the next source is used.
    { when: { AWS_PROFILE: 'foreign' }, over: anything, effect: 'other-identity' },
    { when: { AWS_PROFILE: 'absent', ...keys }, over: profiles, effect: 'other-identity' },
    { when: { AWS_PROFILE: 'empty', ...keys }, over: profiles, effect: 'other-identity' },
  ],
  // Profiles and environment variables are separate sources here, and the variables come first.
  'go-java': [
    { when: keys, over: profiles, effect: 'other-identity' },
    { when: { ...tokenFile, AWS_ROLE_ARN: 'foreign' }, over: profiles, effect: 'other-identity' },
    { when: { AWS_PROFILE: 'foreign' }, over: profiles, effect: 'other-identity' },
  ],
};

/** Where the clients will run. */
export interface Surroundings {
  /** From {@link asClientsRead}. */
  readonly env: Env;
  /** Whether one of the two files has this profile. */
  readonly hasProfile: (name: string) => boolean;
}

/** What one client does instead, and the variables that cause it. */
export interface Deviation {
  readonly client: Client;
  readonly effect: Effect;
  readonly because: ReadonlyMap<Variable, VariableState>;
}

/** The clients that would use other credentials than the log says. */
export function deviationsFrom(handed: Handed, surroundings: Surroundings): readonly Deviation[] {
  return clients.flatMap((client) => {
    const rows = clientTable[client].filter((row) => applies(row, handed, surroundings));
    const [first] = rows;
    if (first === undefined) return [];
    // If the first one were removed, the next would apply.
    const serious = rows.filter(({ effect }) => effect !== 'other-session' || effect === first.effect);
    return [{ client, effect: first.effect, because: firstOfEach(serious.flatMap(conditionsOf)) }];
  });
}

function applies(row: Row, handed: Handed, surroundings: Surroundings): boolean {
  if (!row.over.includes(handed.kind)) return false;
  return Object.entries(row.when).every(([variable, condition]) => {
    const value = surroundings.env[variable];
    if (condition === 'absent') return value === undefined;
    if (condition === 'empty') return value === '';
    if (value === undefined || value === '') return condition === 'unset';
    if (condition === 'unset') return false;
    if (condition === 'set') return true;
    if (value === ownValue(variable, handed)) return false;
    return condition === 'foreign' || !surroundings.hasProfile(value);
  });
}

/** The conditions of a row, without those that only require absence: such a variable cannot be unset. */
function conditionsOf({ when }: Row): readonly (readonly [Variable, VariableState])[] {
  const entries = Object.entries(when) as [Variable, VariableState][]; // Object.entries loses the key type.
  return entries.filter(([, condition]) => condition !== 'absent');
}

function firstOfEach<K, V>(entries: readonly (readonly [K, V])[]): ReadonlyMap<K, V> {
  return new Map(entries.filter(([key], index) => entries.findIndex(([other]) => other === key) === index));
}

/** The value of a variable that has no effect. */
function ownValue(variable: string, { profile, roleArn, sessionName, tokenFile: file }: Handed): string | undefined {
  if (variable === 'AWS_PROFILE' || variable === 'AWS_DEFAULT_PROFILE') return profile;
  if (variable === 'AWS_ROLE_ARN') return roleArn;
  if (variable === 'AWS_ROLE_SESSION_NAME') return sessionName;
  return variable === 'AWS_WEB_IDENTITY_TOKEN_FILE' ? file : undefined;
}

/** An environment with the names in the case that the clients use: on Windows, names are case-insensitive. */
export function asClientsRead(env: Env, platform: string): Env {
  if (platform !== 'win32') return env;
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}
