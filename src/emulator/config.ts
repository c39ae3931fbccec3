import { dirname, resolve } from 'node:path';
import { HelperError } from '../errors.ts';
import { parseJson } from '../json.ts';
import type { Files } from '../ports.ts';
import { parsePolicy, readPolicy } from '../trust/policy.ts';
import { type EmulatorConfig, type Provider, parseIamArn, type Role, type User } from './account.ts';
import { defaultAccountId, defaultConfig } from './default-config.ts';
import { type Fault, faultKinds } from './faults.ts';
import type { EmulatedCi, JobOptions } from './jobs/job.ts';
import {
  choiceOf,
  invalidPlace,
  itemsOf,
  matching,
  membersOf,
  objectOf,
  optional,
  type Place,
  readMembers,
  required,
  textOf,
  wholeNumberOf,
} from './json-place.ts';
import { emulatedCis, findCi } from './tokens.ts';

type ReadsFiles = Pick<Files, 'read'>;

const roleDurations = [3600, 43_200] as const;
const natural = [1, Number.MAX_SAFE_INTEGER] as const;
const integer = [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/**
 * Reads a config in JSON. What it leaves out is as in {@link defaultConfig}; a member that is not known is an error.
 *
 * @throws HelperError `option-invalid` with the path in the JSON, `policy-invalid`, or `input-unreadable` for a policy file
 */
export function parseConfig(text: string, file: string, files: ReadsFiles): EmulatorConfig {
  const value = parseJson(text);
  if (value === undefined) throw new HelperError('option-invalid', `${file} is not JSON.`);
  const config = membersOf({ value, path: '', file }, [
    'accountId',
    'providers',
    'roles',
    'users',
    'jobs',
    'faults',
    'sessionSeconds',
    'signingAlgorithm',
  ]);
  const accountId = optional(config.accountId, accountIdOf) ?? defaultAccountId;
  const defaults = defaultConfig(accountId);
  return {
    providers:
      optional(config.providers, (list) => itemsOf(list).map((item) => readProvider(item, accountId))) ??
      defaults.providers,
    roles: optional(config.roles, (list) => itemsOf(list).map((item) => readRole(item, files))) ?? defaults.roles,
    users: optional(config.users, (list) => itemsOf(list).map(readUser)) ?? defaults.users,
    jobs: optional(config.jobs, readJobs) ?? defaults.jobs,
    faults: optional(config.faults, (list) => itemsOf(list).map(readFault)) ?? defaults.faults,
    sessionSeconds: optional(config.sessionSeconds, (place) => wholeNumberOf(place, natural)),
    signingAlgorithm:
      optional(config.signingAlgorithm, (place) => choiceOf(place, ['ES256', 'RS256'])) ?? defaults.signingAlgorithm,
  };
}

function accountIdOf(place: Place): string {
  return matching(place, /^\d{12}$/, 'an account ID: a text of twelve digits');
}

function readProvider(place: Place, ownAccountId: string): Provider {
  const { url, clientIds, accountId } = membersOf(place, ['url', 'clientIds', 'accountId']);
  return {
    // To the letter: AWS compares it with `iss`, and a slash at the end is a difference.
    url: matching(required(url, place, 'url'), /^https?:\/\/[^/\s][^\s]*$/, 'a URL with https://'),
    clientIds: itemsOf(required(clientIds, place, 'clientIds')).map(textOf),
    accountId: optional(accountId, accountIdOf) ?? ownAccountId,
  };
}

function readRole(place: Place, files: ReadsFiles): Role {
  const { arn, trustPolicy, maxSessionDuration } = membersOf(place, ['arn', 'trustPolicy', 'maxSessionDuration']);
  return {
    arn: arnOf(required(arn, place, 'arn'), 'role'),
    ...readTrustPolicy(required(trustPolicy, place, 'trustPolicy'), files),
    maxSessionDuration:
      optional(maxSessionDuration, (number) => wholeNumberOf(number, roleDurations)) ?? roleDurations[0],
  };
}

function arnOf(place: Place, kind: 'role' | 'user'): string {
  const text = textOf(place);
  if (parseIamArn(text, kind) !== undefined) return text;
  throw invalidPlace(place, `is not the ARN of a ${kind}`, `It looks like arn:aws:iam::123456789012:${kind}/NAME.`);
}

function readTrustPolicy(place: Place, files: ReadsFiles): Pick<Role, 'trustPolicy' | 'trustPolicyText'> {
  if (typeof place.value === 'string') return loadTrustPolicy(resolve(dirname(place.file), place.value), files);
  const policy = objectOf(place);
  return { trustPolicy: readPolicy(policy, `${place.file}: ${place.path}`), trustPolicyText: JSON.stringify(policy) };
}

/** @throws HelperError `input-unreadable`, `policy-invalid` */
export function loadTrustPolicy(path: string, files: ReadsFiles): Pick<Role, 'trustPolicy' | 'trustPolicyText'> {
  const text = files.read(path);
  if (text === undefined) throw new HelperError('input-unreadable', `There is no trust policy at ${path}.`);
  return { trustPolicy: parsePolicy(text, path), trustPolicyText: text };
}

function readUser(place: Place): User {
  const { arn, accessKeyId, secretAccessKey } = membersOf(place, ['arn', 'accessKeyId', 'secretAccessKey']);
  return {
    arn: arnOf(required(arn, place, 'arn'), 'user'),
    accessKeyId: textOf(required(accessKeyId, place, 'accessKeyId')),
    secretAccessKey: textOf(required(secretAccessKey, place, 'secretAccessKey')),
  };
}

function readJobs(place: Place): EmulatorConfig['jobs'] {
  const members = Object.entries(
    membersOf(
      place,
      emulatedCis.map((ci) => ci.id),
    ),
  );
  return Object.fromEntries(
    members.map(([id, member]) => [id, member === undefined ? {} : readJob(member, findCi(id))]),
  );
}

function readJob(place: Place, ci: EmulatedCi): JobOptions {
  return readMembers<JobOptions>(place, {
    audience: textOf,
    ref: (ref) => matching(ref, /^refs\/(heads|tags)\/./, 'a ref like refs/heads/main'),
    environment: textOf,
    pullRequest: (number) => wholeNumberOf(number, natural),
    variant: (variant) => choiceOf(variant, ci.variants),
    claims: objectOf,
    lifetimeSeconds: (seconds) => wholeNumberOf(seconds, integer),
    clockSkewSeconds: (seconds) => wholeNumberOf(seconds, integer),
  });
}

function readFault(place: Place): Fault {
  const { on, kind, ...details } = readMembers<Fault>(place, {
    on: (member) => choiceOf(member, ['sts', 'token']),
    kind: (member) => choiceOf(member, faultKinds),
    times: (times) => wholeNumberOf(times, natural),
    action: textOf,
    status: (status) => wholeNumberOf(status, [400, 599]),
    retryAfter: (seconds) => wholeNumberOf(seconds, natural),
    seconds: (seconds) => wholeNumberOf(seconds, integer),
  });
  if (on === undefined || kind === undefined) throw invalidPlace(place, 'needs both on and kind');
  return { on, kind, ...details };
}
