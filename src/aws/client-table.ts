// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
// https://github.com/boto/botocore/blob/1.43.11/botocore/credentials.py (create_credential_resolver)
// https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-provider-node
import type { Env } from '../core/io.ts';

/** Those that look for credentials in the same way are one client here. */
const clients = ['botocore', 'javascript', 'go-java'] as const;
export type Client = (typeof clients)[number];

export const toolsOf: Readonly<Record<Client, readonly string[]>> = {
  botocore: ['the AWS CLI', 'boto3'],
  javascript: ['the SDK for JavaScript', 'the CDK'],
  'go-java': ['the SDKs for Go and Java', 'Terraform'],
};

/** What a job has been given: keys in variables, or a profile of some kind. */
export interface Handed {
  readonly kind: 'variables' | 'static' | 'process' | 'web-identity' | 'assume-role';
  /** The profile; beside variables, one that holds the same credentials. */
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly sessionName?: string | undefined;
  /** The file with the token, where the job itself names one. */
  readonly tokenFile?: string | undefined;
}

/** What becomes of a client: the same role under another session name, nothing but an error, or somebody else. */
export type Effect = 'other-session' | 'stops' | 'other-identity';

/**
 * - `absent`: not there at all. `empty`: there, without a value. `unset`: one or the other. `set`: neither.
 * - `foreign`: set, and not to what was handed over.
 * - `missing`: foreign, and neither file has a profile of that name.
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
  /** What this comes before. */
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
 * What comes before that which was handed over: for each client in the order in which it looks, so that the first row
 * that applies decides. Where none does, the client is who the log says. With `--profile`, none ever does.
 */
const clientTable: Readonly<Record<Client, readonly Row[]>> = {
  botocore: [
    // The profile is looked up before any credentials are, and AWS_DEFAULT_PROFILE is asked first.
    { when: { AWS_DEFAULT_PROFILE: 'empty' }, over: anything, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'missing' }, over: anything, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'absent', AWS_PROFILE: 'empty' }, over: anything, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'absent', AWS_PROFILE: 'missing' }, over: anything, effect: 'stops' },
    // Both go with whatever keys there are; the first one instead of AWS_SESSION_TOKEN.
    { when: { AWS_SECURITY_TOKEN: 'set' }, over: ['variables'], effect: 'stops' },
    { when: { AWS_CREDENTIAL_EXPIRATION: 'set' }, over: ['variables'], effect: 'stops' },
    { when: keys, over: profiles, effect: 'other-identity' },
    { when: halfOfKeys, over: profiles, effect: 'stops' },
    { when: { AWS_DEFAULT_PROFILE: 'foreign' }, over: profiles, effect: 'other-identity' },
    { when: { AWS_DEFAULT_PROFILE: 'absent', AWS_PROFILE: 'foreign' }, over: profiles, effect: 'other-identity' },
    // A web identity is asked for before stored keys and processes are.
    { when: { ...tokenFile, AWS_ROLE_ARN: 'foreign' }, over: stored, effect: 'other-identity' },
    { when: { ...tokenFile, AWS_ROLE_ARN: 'unset' }, over: stored, effect: 'stops' },
    // Without a session name, or with an empty one, botocore makes one up.
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: 'unset' }, over: stored, effect: 'other-session' },
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: 'foreign' }, over: stored, effect: 'other-session' },
    // Each of its variables replaces the profile's own setting, with nothing if it is empty.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: 'empty' }, over: ['web-identity'], effect: 'stops' },
    { when: { AWS_ROLE_ARN: 'foreign' }, over: ['web-identity'], effect: 'other-identity' },
    { when: { AWS_ROLE_ARN: 'empty' }, over: ['web-identity'], effect: 'stops' },
    // The same role with a token of somebody else's, which AWS may well refuse.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: 'foreign' }, over: ['web-identity'], effect: 'stops' },
    { when: { AWS_ROLE_SESSION_NAME: 'empty' }, over: ['web-identity'], effect: 'other-session' },
    { when: { AWS_ROLE_SESSION_NAME: 'foreign' }, over: ['web-identity'], effect: 'other-session' },
  ],
  javascript: [
    // The keys are then passed over, even where there is no such profile: it is the next source's turn.
    { when: { AWS_PROFILE: 'foreign' }, over: anything, effect: 'other-identity' },
    { when: { AWS_PROFILE: 'absent', ...keys }, over: profiles, effect: 'other-identity' },
    { when: { AWS_PROFILE: 'empty', ...keys }, over: profiles, effect: 'other-identity' },
  ],
  // Profiles and variables are separate sources here, and the variables come first.
  'go-java': [
    { when: keys, over: profiles, effect: 'other-identity' },
    { when: { ...tokenFile, AWS_ROLE_ARN: 'foreign' }, over: profiles, effect: 'other-identity' },
    { when: { AWS_PROFILE: 'foreign' }, over: profiles, effect: 'other-identity' },
  ],
};

/** Where the clients will run. */
export interface Surroundings {
  /** As {@link asClientsRead} has it. */
  readonly env: Env;
  /** Whether one of the two files has this profile. */
  readonly hasProfile: (name: string) => boolean;
}

/** What becomes of one client, because of which variables. */
export interface Deviation {
  readonly client: Client;
  readonly effect: Effect;
  readonly because: ReadonlyMap<Variable, VariableState>;
}

/** The clients that would not be who the log says. */
export function deviationsFrom(handed: Handed, surroundings: Surroundings): readonly Deviation[] {
  return clients.flatMap((client) => {
    const rows = clientTable[client].filter((row) => applies(row, handed, surroundings));
    const [first] = rows;
    if (first === undefined) return [];
    // With the first one out of the way, the next would be in it.
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

/** Without those whose absence alone is meant: nobody can take them away. */
function conditionsOf({ when }: Row): readonly (readonly [Variable, VariableState])[] {
  const entries = Object.entries(when) as [Variable, VariableState][]; // Which Object.entries forgets.
  return entries.filter(([, condition]) => condition !== 'absent');
}

function firstOfEach<K, V>(entries: readonly (readonly [K, V])[]): ReadonlyMap<K, V> {
  return new Map(entries.filter(([key], index) => entries.findIndex(([other]) => other === key) === index));
}

/** What a variable may hold without any harm. */
function ownValue(variable: string, { profile, roleArn, sessionName, tokenFile: file }: Handed): string | undefined {
  if (variable === 'AWS_PROFILE' || variable === 'AWS_DEFAULT_PROFILE') return profile;
  if (variable === 'AWS_ROLE_ARN') return roleArn;
  if (variable === 'AWS_ROLE_SESSION_NAME') return sessionName;
  return variable === 'AWS_WEB_IDENTITY_TOKEN_FILE' ? file : undefined;
}

/** An environment by the names that the clients read: on Windows, their case means nothing. */
export function asClientsRead(env: Env, platform: string): Env {
  if (platform !== 'win32') return env;
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}
