// What variables of a job make of a hand-over, by the clients themselves: src/aws/client-table.ts is only our reading.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsByName, startAwsByName } from './aws.ts';
import { awsCli, boto3, type Client, sdkChain } from './clients.ts';
import { assuming, startJob, type TestJob } from './job.ts';

const someone = { accessKeyId: 'AKIAFAKESOMEONE00001', secretAccessKey: 'FakeSecretOfSomeone' };
const podRole = 'arn:aws:iam::123456789012:role/semaphore-deploy';
const pod = mkdtempSync(path.join(tmpdir(), 'pod-'));
const podToken = path.join(pod, 'token');

let aws: AwsByName;
beforeAll(async () => {
  aws = await startAwsByName({ users: [{ arn: 'arn:aws:iam::123456789012:user/someone', ...someone }] });
  writeFileSync(podToken, (await aws.emulator.jobEnvironment('semaphore')).SEMAPHORE_OIDC_TOKEN ?? '');
});
afterAll(async () => {
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

const inBash = ['bash', '-c', '"$@"', 'bash'];

const handOvers: readonly HandOver[] = [
  {
    name: 'variables on GitHub',
    ci: 'github',
    start: (job) => job.attemptAction(),
    but: {
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
    but: {},
  },
  {
    name: 'variables on CircleCI',
    ci: 'circleci',
    start: (job) => job.attempt(...assuming(job)),
    shell: inBash,
    but: {},
  },
  {
    name: 'the default profile on GitLab',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default')),
    but: {},
  },
  {
    name: 'the default profile with a token',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default', '--profile-type', 'web-identity')),
    but: {},
  },
  {
    name: 'the default profile with keys',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default', '--profile-type', 'static')),
    but: {},
  },
  {
    name: 'the default profile that asks the program',
    ci: 'gitlab',
    start: (job) => job.attempt(...assuming(job, '--aws-profile', 'default', '--profile-type', 'process')),
    but: {},
  },
  {
    name: 'the profile that AWS_PROFILE names',
    ci: 'gitlab',
    env: { AWS_PROFILE: 'team' },
    start: (job) => job.attempt(...assuming(job)),
    but: {},
  },
];

/** An `Outcome`, or what is wrong. */
async function outcomeOf({ ci, env, start, shell = [] }: HandOver, variables: Variables): Promise<string> {
  const ownRole = `arn:aws:iam::123456789012:role/${ci}-deploy`;
  const own = Object.entries(variables).map(([name, value]) => [name, value.replace('OWN', ownRole)]);
  const job = await startJob(aws, ci, { ...Object.fromEntries(own), ...env });
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
  const answers = await Promise.all([awsCli, boto3, sdkChain].map((client) => answerOf(client, job, shell)));
  const who = new Set(answers.map(({ arn }) => arn));
  const shown = JSON.stringify(answers);
  if (!warned && who.size === 1 && who.has(job.arn)) return noticed ? 'the role, with a notice' : 'the role';
  if (warned && who.size === 2 && who.has(job.arn) && who.has('')) return 'warned';
  if (noticed && [...who].every((arn) => path.dirname(arn) === path.dirname(job.arn))) return 'the role, with a notice';
  return `wrong: ${shown}`;
}

async function answerOf(
  client: Client,
  job: TestJob,
  shell: readonly string[],
): Promise<{ name: string; arn: string; error: string }> {
  const { stdout, stderr } = await job.ask(client, {
    shell,
    env: { AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1' },
  });
  return { name: client.name, arn: stdout.trim(), error: stdout.trim() === '' ? stderr.trim().slice(-200) : '' };
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
