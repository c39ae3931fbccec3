// Many jobs with an STS that is down or throttles: first the program's retries on a virtual clock, then processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { HelperError } from '../src/core/errors.ts';
import { jobs as ciJobs, fakeToken, granted, roleArn } from '../test/fakes.ts';
import { breaking, downFor, type Herd, playHerd, throttling, tokenBucket, unavailable } from '../test/herd.ts';

interface Figures {
  readonly jobs: number;
  readonly succeeded: number;
  readonly requests: number;
  /** Of the last job. */
  readonly seconds: number;
}

/** The goals: the share of jobs that succeed, and the requests per job. */
interface Bar {
  readonly succeeded: number;
  readonly requestsEach?: number;
}

interface Crowd extends Herd {
  readonly name: string;
  readonly bar: Bar;
}

const everybody = { succeeded: 1 };
const frugal = { succeeded: 1, requestsEach: 2.6 };
const perSecond = 100;

const crowds: readonly Crowd[] = [
  { name: 'one job, throttled once', jobs: 1, server: downFor(0.1, throttling), bar: everybody },
  { name: 'down for 20 s (503)', jobs: 40, server: downFor(20, unavailable()), bar: everybody },
  { name: 'down for 60 s (503)', jobs: 40, server: downFor(60, unavailable()), bar: everybody },
  { name: 'down for 20 s (reset)', jobs: 40, server: downFor(20, breaking), bar: everybody },
  { name: 'down for 60 s (reset)', jobs: 40, server: downFor(60, breaking), bar: everybody },
  { name: 'Throttling', jobs: 1000, server: tokenBucket(perSecond, throttling), bar: frugal },
  { name: '503 with Retry-After: 1', jobs: 1000, server: tokenBucket(perSecond, unavailable(1)), bar: frugal },
  { name: '503 with Retry-After: 5', jobs: 1000, server: tokenBucket(perSecond, unavailable(5)), bar: frugal },
  // In 90 s, a server with 100 a second serves 9,100, including its first burst.
  { name: 'Throttling', jobs: 10_000, server: tokenBucket(perSecond, throttling), bar: { succeeded: 0.9 } },
];

const { values } = parseArgs({
  options: { processes: { type: 'string', default: '200' }, rate: { type: 'string', default: '30' } },
});

let missed = 0;
console.log('| what | jobs | succeeded | requests each | the last after | |\n| --- | --- | --- | --- | --- | --- |');
for (const { name, bar, ...herd } of crowds) {
  const { succeeded, arrivals, ends } = await playHerd(herd);
  const seconds = Math.max(...ends) / 1000;
  report(name, bar, { jobs: herd.jobs, succeeded, requests: arrivals.length, seconds });
}
const [processes, rate] = [Number(values.processes), Number(values.rate)];
report(`processes at ${rate} a second`, { ...everybody, requestsEach: 2 }, await playProcesses(processes, rate));
process.exitCode = missed > 0 ? 1 : 0;

function report(name: string, bar: Bar, { jobs, succeeded, requests, seconds }: Figures): void {
  const requestsEach = requests / jobs;
  const isKept = succeeded >= bar.succeeded * jobs && requestsEach <= (bar.requestsEach ?? Number.POSITIVE_INFINITY);
  if (!isKept) missed += 1;
  const cells = [
    name,
    jobs,
    `${((succeeded / jobs) * 100).toFixed(1)} %`,
    requestsEach.toFixed(2),
    `${seconds.toFixed(1)} s`,
    isKept ? 'kept' : 'NOT KEPT',
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/**
 * Processes that start at the same moment, each a job in its own folders, with a server that serves a number of
 * requests per second.
 */
async function playProcesses(jobs: number, perSecond: number): Promise<Figures> {
  const start = performance.now();
  const bucket = tokenBucket(perSecond, throttling);
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const answer = bucket(performance.now() - start);
    if (answer instanceof HelperError) throw answer;
    request
      .resume()
      .on('end', () => response.writeHead(answer.status).end(answer.status === 200 ? credentials() : answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this type.
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(path.join(tmpdir(), 'herd-'));
  const exits = await Promise.all(
    Array.from({ length: jobs }, (_, n) => runJob(path.join(folder, String(n)), `http://127.0.0.1:${port}`)),
  );
  const seconds = (performance.now() - start) / 1000;
  server.close();
  rmSync(folder, { recursive: true });
  return { jobs, succeeded: exits.filter((code) => code === 0).length, requests, seconds };
}

async function runJob(home: string, endpoint: string): Promise<number | null> {
  mkdirSync(home, { mode: 0o700 });
  const now = Math.floor(Date.now() / 1000);
  const env = {
    ...ciJobs.gitlab,
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: home,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ID_TOKEN: fakeToken('gitlab', { iss: 'https://gitlab.com', iat: now, exp: now + 3600 }),
  };
  const cli = path.resolve(import.meta.dirname, '../dist/cli.js');
  const child = spawn(process.execPath, [cli, '--role-to-assume', roleArn, '--aws-region', 'eu-central-1'], {
    env,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code;
}

function credentials(): string {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  return granted().body.replace(/(<Expiration>)[^<]*/, `$1${inAnHour}`);
}
