import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from '../program.ts';
import { type AwsByName, startAwsByName } from './aws.ts';
import { byEndpoint, byName, type Client, cli } from './clients.ts';
import { assuming, startJob, type TestJob } from './job.ts';

const sessionSeconds = 4;
/** Three lives of a session and a bit. */
const seconds = 14;

let aws: AwsByName;
beforeAll(async () => {
  aws = await startAwsByName({ sessionSeconds });
});
afterAll(() => aws.close());

const folder = import.meta.dirname;

/** A shell script that starts one `aws` after the other: each finds its credentials anew. At least seven, however slow the machine. */
const script = `end=$(($(date +%s) + ${seconds})); left=7; while [ $left -gt 0 ] || [ $(date +%s) -lt $end ]; do left=$((left - 1)); aws sts get-caller-identity --query Arn --output text || exit 1; done`;

const callers: readonly Client[] = [
  { name: 'a script that starts many AWS CLIs', command: () => ['sh', '-c', script], way: byName },
  { name: 'a program with boto3', command: () => ['python3', path.join(folder, 'loop.py'), `${seconds}`], way: byName },
  {
    name: 'a program with the SDK for JavaScript',
    command: () => [process.execPath, path.join(folder, 'loop.ts'), `${seconds}`],
    way: byEndpoint,
  },
];

/** Nobody was refused or sent elsewhere, and about one exchange was made in each life of a session. */
function expectRenewals(job: TestJob, { exitCode, stdout, stderr }: Ended, before: number): void {
  expect(exitCode, stderr).toBe(0);
  const answers = stdout.trim().split('\n');
  expect(new Set(answers)).toEqual(new Set([job.arn]));
  expect(answers.length).toBeGreaterThan(6);
  const requests = aws.emulator.requests.slice(before);
  expect(requests.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  const exchanges = requests.filter(({ action }) => action === 'AssumeRoleWithWebIdentity').length;
  expect(exchanges).toBeGreaterThanOrEqual(3);
  // They are renewed with a third of their life left.
  expect(exchanges).toBeLessThanOrEqual(Math.ceil(seconds / (sessionSeconds / 2)) + 2);
  expect(aws.strangers).toEqual([]);
}

describe('credentials outlive their session', () => {
  it.each(callers)('by credential_process, for $name', async (caller) => {
    const job = await startJob(aws, 'github');
    await job.tool(...assuming(job, '--export', 'profile', '--profile-type', 'process'));
    const before = aws.emulator.requests.length;
    // Its own requests go where AWS is, too.
    expectRenewals(job, await job.ask(caller, { env: { NODE_EXTRA_CA_CERTS: aws.caFile } }), before);
  });

  it.each(callers)('by exec, for $name', async (caller) => {
    const job = await startJob(aws, 'github');
    const before = aws.emulator.requests.length;
    const shell = [process.execPath, cli, 'exec', ...assuming(job), '--'];
    expectRenewals(job, await job.ask(caller, { shell, env: { NODE_EXTRA_CA_CERTS: aws.caFile } }), before);
  });
});
