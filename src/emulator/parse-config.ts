import { dirname, resolve } from 'node:path';
import { HelperError } from '../core/errors.ts';
import { inputText } from '../core/input-text.ts';
import type { Files } from '../core/io.ts';
import { parseJson } from '../core/json.ts';
import { invalidJson } from '../core/json-fault.ts';
import {
  choiceOf,
  invalidPlace,
  itemsOf,
  matching,
  objectOf,
  type Place,
  type Readers,
  readMembers,
  textOf,
  wholeNumberOf,
} from '../core/json-place.ts';
import { parsePolicy, readPolicy } from '../trust/policy.ts';
import {
  type EmulatedProvider,
  type EmulatedRole,
  type EmulatedUser,
  type EmulatorConfig,
  parseIamArn,
} from './account.ts';
import { defaultAccountId, defaultConfig } from './default-config.ts';
import { type Fault, type FaultDetails, type StsFault, stsFaults, type TokenFault, tokenFaults } from './faults.ts';
import type { EmulatedCi, JobOptions } from './jobs/emulated-ci.ts';
import { emulatedCis } from './jobs/index.ts';

type ReadsFiles = Pick<Files, 'read'>;

/** The config file, in which all members are optional. */
type ConfigFile = Partial<Omit<EmulatorConfig, 'providers'>> & {
  readonly accountId?: string;
  readonly providers?: readonly ProviderConfig[];
};

type ProviderConfig = Omit<EmulatedProvider, 'accountId'> & Partial<EmulatedProvider>;

interface RoleConfig {
  readonly arn: string;
  readonly trustPolicy: Pick<EmulatedRole, 'trustPolicy' | 'trustPolicyText'>;
  readonly maxSessionDuration?: number;
  readonly permissions?: readonly string[];
  readonly lastUsed?: string;
}

const natural = [1, Number.MAX_SAFE_INTEGER] as const;
const anyInteger = [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/**
 * Parses a JSON config. Missing members are as in {@link defaultConfig}; unknown members are errors.
 *
 * @throws HelperError `option-invalid` with the path in the JSON, `policy-invalid`, or `input-unreadable` for a policy file
 */
export function parseConfig(text: string, file: string, files: ReadsFiles): EmulatorConfig {
  const value = parseJson(text);
  if (value === undefined) throw invalidJson(text, file, 'option-invalid');
  const config = readMembers<ConfigFile>(
    { value, path: '', document: { name: file, whole: 'the config', code: 'option-invalid' } },
    {
      accountId: accountIdOf,
      providers: (list) => itemsOf(list).map(readProvider),
      roles: (list) => itemsOf(list).map((item) => readRole(item, files)),
      users: (list) => itemsOf(list).map(readUser),
      jobs: readJobs,
      faults: (list) => itemsOf(list).map(readFault),
      sessionSeconds: (seconds) => wholeNumberOf(seconds, natural),
      registry: (url) => matching(url, /^https?:\/\/[^/\s]+$/, 'the URL of a registry, without a path'),
      signingAlgorithm: (name) => choiceOf(name, ['ES256', 'RS256']),
    },
  );
  const { accountId = defaultAccountId, providers, ...rest } = config;
  const defaults = defaultConfig(accountId);
  return {
    ...defaults,
    ...rest,
    providers: providers?.map((entry) => ({ accountId, ...entry })) ?? defaults.providers,
  };
}

function accountIdOf(place: Place): string {
  return matching(place, /^\d{12}$/, 'an account ID: a string of 12 digits');
}

function readProvider(place: Place): ProviderConfig {
  const readers: Readers<ProviderConfig> = {
    // Kept exactly: AWS compares it with `iss`, including a trailing slash.
    url: (url) => matching(url, /^https?:\/\/[^/\s]\S*$/, 'a URL with https://'),
    clientIds: (list) => itemsOf(list).map(textOf),
    thumbprints: (list) => itemsOf(list).map(textOf),
    accountId: accountIdOf,
  };
  return readMembers(place, readers, ['url', 'clientIds']);
}

function readRole(place: Place, files: ReadsFiles): EmulatedRole {
  const readers: Readers<RoleConfig> = {
    arn: (arn) => arnOf(arn, 'role'),
    trustPolicy: (policy) => trustPolicyMember(policy, files),
    maxSessionDuration: (seconds) => wholeNumberOf(seconds, [3600, 43_200]),
    permissions: (list) => itemsOf(list).map(textOf),
    lastUsed: (time) => matching(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a time like 2026-01-31T12:00:00Z'),
  };
  const { trustPolicy, maxSessionDuration = 3600, ...rest } = readMembers(place, readers, ['arn', 'trustPolicy']);
  return { ...rest, ...trustPolicy, maxSessionDuration };
}

function arnOf(place: Place, kind: 'role' | 'user'): string {
  const text = textOf(place);
  if (parseIamArn(text, kind) !== undefined) return text;
  throw invalidPlace(place, `is not the ARN of a ${kind}`, `Use the form arn:aws:iam::123456789012:${kind}/NAME.`);
}

/** An inline policy, or the path of its file. */
function trustPolicyMember(place: Place, files: ReadsFiles): RoleConfig['trustPolicy'] {
  if (typeof place.value === 'string')
    return loadTrustPolicy(resolve(dirname(place.document.name), place.value), files);
  const policy = objectOf(place);
  return {
    trustPolicy: readPolicy(policy, `${place.document.name}: ${place.path}`),
    trustPolicyText: JSON.stringify(policy),
  };
}

/** @throws HelperError `input-unreadable`, `policy-invalid` */
export function loadTrustPolicy(path: string, files: ReadsFiles): RoleConfig['trustPolicy'] {
  const text = inputText(path, files);
  if (text === undefined) throw new HelperError('input-unreadable', `The trust policy ${path} does not exist.`);
  return { trustPolicy: parsePolicy(text, path), trustPolicyText: text };
}

function readUser(place: Place): EmulatedUser {
  const readers: Readers<EmulatedUser> = {
    arn: (arn) => arnOf(arn, 'user'),
    accessKeyId: textOf,
    secretAccessKey: textOf,
  };
  return readMembers(place, readers, ['arn', 'accessKeyId', 'secretAccessKey']);
}

function readJobs(place: Place): EmulatorConfig['jobs'] {
  const readers = emulatedCis.map((ci) => [ci.id, (job: Place) => readJob(job, ci)]);
  return readMembers<Record<string, JobOptions>>(place, Object.fromEntries(readers));
}

function readJob(place: Place, ci: EmulatedCi): JobOptions {
  const readers: Readers<JobOptions> = {
    audience: textOf,
    ref: (ref) => matching(ref, /^refs\/(heads|tags)\/./, 'a ref like refs/heads/main'),
    environment: textOf,
    pullRequest: (number) => wholeNumberOf(number, natural),
    variant: (variant) => choiceOf(variant, ci.variants),
    claims: objectOf,
    lifetimeSeconds: (seconds) => wholeNumberOf(seconds, anyInteger),
    clockSkewSeconds: (seconds) => wholeNumberOf(seconds, anyInteger),
  };
  return readMembers(place, readers);
}

function readFault(place: Place): Fault {
  const details: Readers<FaultDetails> = {
    times: (times) => wholeNumberOf(times, natural),
    status: (status) => wholeNumberOf(status, [400, 599]),
    retryAfter: (seconds) => wholeNumberOf(seconds, natural),
    seconds: (seconds) => wholeNumberOf(seconds, anyInteger),
  };
  const { on } = objectOf(place);
  if (on === 'sts') {
    const kind = (member: Place) => choiceOf(member, stsFaults);
    return readMembers<StsFault>(place, { ...details, on: () => on, kind, action: textOf }, ['kind']);
  }
  if (on === 'token') {
    const kind = (member: Place) => choiceOf(member, tokenFaults);
    return readMembers<TokenFault>(place, { ...details, on: () => on, kind }, ['kind']);
  }
  throw invalidPlace(place, 'has an invalid "on"', 'Add "on": "sts" or "on": "token".');
}
