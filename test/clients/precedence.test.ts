// What variables of a job make of a hand-over, by the clients themselves: src/aws/client-table.ts is only our reading.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../program.ts';
import { type AwsByName, region, startAwsByName } from './aws.ts';
import { type Answer, type Boto3, startBoto3 } from './boto3-server.ts';
import { awsCli, byEndpoint, byName } from './clients.ts';
import { assuming, assumingAs, startJob, type TestJob } from './job.ts';

const someone = { accessKeyId: 'AKIAFAKESOMEONE00001', secretAccessKey: 'FakeSecretOfSomeone' };
const podRole = 'arn:aws:iam::123456789012:role/semaphore-deploy';
const pod = mkdtempSync(path.join(tmpdir(), 'pod-'));
const podToken = path.join(pod, 'token');

let aws: AwsByName;
let boto3: Boto3;
beforeAll(async () => {
  boto3 = startBoto3();
  aws = await startAwsByName({ users: [{ arn: 'arn:aws:iam::123456789012:user/someone', ...someone }] });
  writeFileSync(podToken, (await aws.emulator.jobEnvironment('semaphore')).SEMAPHORE_OIDC_TOKEN ?? '');
});
afterAll(async () => {
  boto3.close();
  rmSync(pod, { recursive: true });
  await aws.close();
});

type Variables = Readonly<Record<string, string>>;

const keys = { AWS_ACCESS_KEY_ID: someone.accessKeyId, AWS_SECRET_ACCESS_KEY: someone.secretAccessKey };
const session = { AWS_ROLE_SESSION_NAME: 'other' };
const podFile = { AWS_WEB_IDENTITY_TOKEN_FILE: podToken };

/** Each variable alone, and the pairs that clients read together. `OWN` stands for the job's role. */
const environments: Readonly<Record<string, Variables>> = {
  nothing: {},
  'a profile': { AWS_PROFILE: 'someone' },
  'no such profile': { AWS_PROFILE: 'gone' },
  'an empty profile': { AWS_PROFILE: '' },
  'a default profile': { AWS_DEFAULT_PROFILE: 'someone' },
  'no such default profile': { AWS_DEFAULT_PROFILE: 'gone' },
  'an empty default profile': { AWS_DEFAULT_PROFILE: '' },
  keys,
  'half of the keys': { AWS_ACCESS_KEY_ID: someone.accessKeyId },
  'keys and a profile': { ...keys, AWS_PROFILE: 'someone' },
  'keys and no such profile': { ...keys, AWS_PROFILE: 'gone' },
  'a session token of old tools': { AWS_SECURITY_TOKEN: 'FakeSessionTokenOfSomeone' },
  'the end of other keys': { AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z' },
  'another role': { AWS_ROLE_ARN: podRole },
  'the same role': { AWS_ROLE_ARN: 'OWN' },
  'an empty role': { AWS_ROLE_ARN: '' },
  'a token file': podFile,
  'an empty token file': { AWS_WEB_IDENTITY_TOKEN_FILE: '' },
  'a session name': session,
  'an empty session name': { AWS_ROLE_SESSION_NAME: '' },
  'a pod': { ...podFile, AWS_ROLE_ARN: podRole },
  'a pod with a session name': { ...podFile, AWS_ROLE_ARN: podRole, ...session },
  'a pod and a profile': { ...podFile, AWS_ROLE_ARN: podRole, AWS_PROFILE: 'someone' },
  'another role and a session name': { AWS_ROLE_ARN: podRole, ...session },
  'a container': { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/credentials' },
};

interface HandOver {
  readonly name: string;
  readonly ci: string;
  readonly env?: Variables;
  readonly start: (job: TestJob) => ReturnType<TestJob['attempt']>;
  readonly shell?: readonly string[];
  /** Whether the AWS CLI answers, too, which takes its time: it looks where boto3 does. */
  readonly withAwsCli?: true;
  /** What is not as with `nothing`. */
  readonly but: Readonly<Record<string, Outcome>>;
}

/**
 * - `the role`: all clients are the role of the log.
 * - `the role, with a notice`: so they are, and the log says why it was done in another way, or under another name.
 * - `warned`: a client stops, and the log has said so; none is somebody else.
 * - `refused`: nothing was handed over.
 */
type Outcome = 'the role' | 'the role, with a notice' | 'warned' | 'refused';

/** What comes before any profile. */
const beforeProfiles: Readonly<Record<string, Outcome>> = {
  'a default profile': 'refused',
  'no such default profile': 'warned',
  'an empty default profile': 'warned',
  keys: 'refused',
  'half of the keys': 'warned',
  'keys and a profile': 'refused',
  'keys and no such profile': 'refused',
  'a token file': 'warned',
  'a pod': 'refused',
  'a pod with a session name': 'refused',
  'a pod and a profile': 'refused',
};
const beforeTheDefault: Readonly<Record<string, Outcome>> = {
  ...beforeProfiles,
  'a profile': 'refused',
  'no such profile': 'refused',
  'an empty profile': 'warned',
};
/** What would replace settings of a profile with a token: it becomes one that asks the program. */
const replacing: Readonly<Record<string, Outcome>> = {
  'another role': 'the role, with a notice',
  'an empty role': 'the role, with a notice',
  'an empty token file': 'the role, with a notice',
  'a session name': 'the role, with a notice',
  'an empty session name': 'the role, with a notice',
  'another role and a session name': 'the role, with a notice',
};

/** The token of a machine is not the job's: nothing comes of it, and that is said. */
const ofTheMachine: Readonly<Record<string, Outcome>> = {
  'a token file': 'the role, with a notice',
  'a pod': 'the role, with a notice',
  'a pod with a session name': 'the role, with a notice',
  'a pod and a profile': 'the role, with a notice',
};

const inBash = ['bash', '-c', '"$@"', 'bash'];

const handOvers: readonly HandOver[] = [
  {
    name: 'variables on GitHub',
    ci: 'github',
    start: (job) => job.attemptAction(),
    but: {
      ...ofTheMachine,
      'a profile': 'refused',
      'no such profile': 'refused',
      'an empty profile': 'warned',
      'no such default profile': 'warned',
      'an empty default profile': 'warned',
      'keys and a profile': 'refused',
      'keys and no such profile': 'refused',
      'a pod and a profile': 'refused',
    },
  },
  {
    name: 'variables and a profile on GitHub',
    ci: 'github',
    start: (job) => job.attemptAction({ 'aws-profile': 'ci', 'output-env-credentials': 'true' }),
    but: ofTheMachine,
  },
  {
    name: 'variables on CircleCI',
    ci: 'circleci',
    start: (job) => job.attempt(...assuming(job)),
    shell: inBash,
    but: ofTheMachine,
  },
  {
    name: 'the default profile on GitLab',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default')),
    but: { ...beforeTheDefault, ...replacing },
  },
  {
    name: 'the default profile with a token',
    ci: 'gitlab',
    withAwsCli: true,
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default', '--profile-type', 'web-identity')),
    but: {
      ...beforeTheDefault,
      'another role': 'refused',
      'an empty role': 'warned',
      'an empty token file': 'warned',
      'a session name': 'the role, with a notice',
      'an empty session name': 'the role, with a notice',
      'another role and a session name': 'refused',
    },
  },
  {
    name: 'the default profile with keys',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default', '--profile-type', 'static')),
    but: beforeTheDefault,
  },
  {
    name: 'the default profile that asks the program',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default', '--profile-type', 'process')),
    but: beforeTheDefault,
  },
  {
    name: 'the profile that AWS_PROFILE names',
    ci: 'gitlab',
    env: { AWS_PROFILE: 'team' },
    start: (job) => job.attempt(...assuming(job)),
    but: { ...beforeProfiles, ...replacing },
  },
  {
    name: 'the one of several roles that AWS_PROFILE names',
    ci: 'gitlab',
    env: { AWS_PROFILE: 'team' },
    start: (job) => job.attempt(...assumingAs('team', job)),
    but: { ...beforeProfiles, ...replacing },
  },
];

/** An `Outcome`, or what is wrong. */
async function outcomeOf(
  { ci, env: own = {}, start, shell, withAwsCli }: HandOver,
  variables: Variables,
): Promise<string> {
  const ownRole = `arn:aws:iam::123456789012:role/${ci}-deploy`;
  const given = Object.entries(variables).map(([name, value]) => [name, value.replace('OWN', ownRole)]);
  const job = await startJob(aws, ci, { ...Object.fromEntries(given), ...own });
  mkdirSync(path.join(job.home, '.aws'));
  writeFileSync(
    path.join(job.home, '.aws/credentials'),
    `[someone]\naws_access_key_id = ${someone.accessKeyId}\naws_secret_access_key = ${someone.secretAccessKey}\n`,
  );

  const { exitCode, stdout, stderr } = await start(job);
  const log = stdout + stderr;
  if (exitCode !== 0) return log.includes('environment-conflict') ? 'refused' : `failed: ${log}`;
  const warned = /^(::warning|warning)/m.test(log);
  const noticed = /^(::notice|note:)/m.test(log);
  const env = { ...(await variablesIn(shell, job)), AWS_REGION: region, AWS_DEFAULT_REGION: region };
  const answers = await Promise.all([
    boto3.identityIn({ ...env, ...byName(aws) }),
    sdkIdentity({ ...env, ...byEndpoint(aws) }),
    ...(withAwsCli ? [awsCliIdentity(job)] : []),
  ]);
  const who = new Set(answers.map(({ arn }) => arn));
  if (!warned && who.size === 1 && who.has(job.arn)) return noticed ? 'the role, with a notice' : 'the role';
  if (warned && who.size === 2 && who.has(job.arn) && who.has('')) return 'warned';
  if (noticed && [...who].every((arn) => path.dirname(arn) === path.dirname(job.arn))) return 'the role, with a notice';
  return `wrong: ${JSON.stringify(answers)}`;
}

/** What a step finds in its environment: what a shell is told to read at its start, too. */
async function variablesIn(shell: readonly string[] | undefined, job: TestJob): Promise<Variables> {
  if (shell === undefined) return job.variables();
  const { stdout } = await runProgram({ command: [...shell, 'env', '-0'], env: job.variables(), cwd: job.home });
  return Object.fromEntries(
    stdout
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** A thread has an environment of its own, and starts sooner than a process. */
async function sdkIdentity(env: Variables): Promise<Answer> {
  const worker = new Worker(path.join(import.meta.dirname, 'identity.ts'), {
    env: { ...env },
    argv: ['fromNodeProviderChain'],
    stdout: true,
    stderr: true,
  });
  const ended = new Promise<string>((resolve) => {
    let failure = '';
    worker.on('error', (error) => {
      failure = `${error}`;
    });
    worker.on('exit', () => resolve(failure));
  });
  const [arn, error] = await Promise.all([text(worker.stdout), ended]);
  return { arn: arn.trim(), error };
}

async function awsCliIdentity(job: TestJob): Promise<Answer> {
  const { stdout, stderr } = await job.ask(awsCli, { env: { AWS_REGION: region, AWS_DEFAULT_REGION: region } });
  return { arn: stdout.trim(), error: stderr.trim() };
}

describe('beside variables of the job', () => {
  it.each(handOvers)(
    '$name: every client is the role, or the log has said so',
    { timeout: 600_000 },
    async (handOver) => {
      const outcomes: Record<string, string> = {};
      const left = Object.entries(environments);
      const work = async (): Promise<void> => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const [name, variables] = next;
          const outcome = await outcomeOf(handOver, variables);
          if (outcome !== 'the role') outcomes[name] = outcome;
        }
      };
      await Promise.all([work(), work(), work(), work()]);
      expect(outcomes).toEqual(handOver.but);
    },
  );
});
