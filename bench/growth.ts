// The cost of large files: profiles in a config of thousands, many roles, plans of megabytes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  dist,
  type Environment,
  freshJob,
  type Measurement,
  median,
  region,
  roleOf,
  runtimes,
  startEmulator,
  startMeter,
} from './machine.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, profiles: { type: 'string', default: '20000' } },
});
const [rounds, profiles] = [Number(values.rounds), Number(values.profiles)];

interface Task {
  readonly name: string;
  readonly bar?: { readonly seconds: number; readonly mib?: number };
  readonly args: readonly string[];
}

/** Like a tool that knows all accounts of a company. */
const config = Array.from(
  { length: profiles },
  (_, index) => `[profile team-${index}-production]
role_arn = arn:aws:iam::${100_000_000_000 + index}:role/some-role-name
source_profile = base-${index % 7}
region = ${region}
output = json
# written by a tool that knows all accounts of the company: what is changed here is lost

`,
).join('');

const profileTypes = ['web-identity', 'static', 'process'];

function profileTasks(): readonly Task[] {
  const one = ['--role-to-assume', roleOf('github'), '--export', 'profile', '--aws-profile', 'mine'];
  const many = Array.from({ length: 200 }, (_, index) => `role-${index} = ${roleOf('github')}`).join('\n');
  return profileTypes.flatMap((type) => {
    const common = ['--aws-region', region, '--profile-type', type];
    return [
      { name: `one profile, ${type}`, bar: { seconds: 0.5, mib: 150 }, args: [...one, ...common] },
      { name: `200 roles, ${type}`, bar: { seconds: 2 }, args: ['--roles', many, ...common] },
    ];
  });
}

/** A plan with one role and this many bytes of other resources. */
function planOf(resources: readonly object[]): string {
  const statement = { Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' };
  const role = {
    address: 'aws_iam_role.deploy',
    type: 'aws_iam_role',
    values: { assume_role_policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
  };
  return JSON.stringify({ planned_values: { root_module: { resources: [role, ...resources] } } });
}

function planTasks(folder: string): readonly Task[] {
  const object = (content: string) => ({ address: 'aws_s3_object.x', type: 'aws_s3_object', values: { content } });
  const plans = {
    'a plan with a text of 10 MB': planOf([object('x'.repeat(10_000_000))]),
    'a plan of 50 MB': planOf(Array.from({ length: 100_000 }, () => object('x'.repeat(430)))),
  };
  return Object.entries(plans).map(([name, text], index) => {
    const file = path.join(folder, `plan-${index}.json`);
    writeFileSync(file, text);
    return { name, args: ['trust', 'lint', file] };
  });
}

const machine = mkdtempSync(path.join(tmpdir(), 'growth-'));
const emulator = await startEmulator('github');
const meter = startMeter();
const [[version, node] = ['', process.execPath]] = runtimes();

function jobWithProfiles(folder: string): Environment {
  mkdirSync(folder, { mode: 0o700 });
  const files = { AWS_CONFIG_FILE: `${folder}/config`, AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials` };
  writeFileSync(files.AWS_CONFIG_FILE, config, { mode: 0o600 });
  return { ...freshJob(folder, emulator), ...files };
}

async function measure({ name, args }: Task): Promise<readonly Measurement[]> {
  const results: Measurement[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const folder = path.join(machine, 'job');
    const env = jobWithProfiles(folder);
    const result = await meter.run([node, dist('cli.js'), ...args], env, path.join(machine, 'log'));
    if (result.exitCode !== 0) throw new Error(`${name} ended with ${result.exitCode}`);
    results.push(result);
    rmSync(folder, { recursive: true });
  }
  return results;
}

console.log(`\nNode ${version}, ${profiles} profiles in a config of ${(config.length / 1e6).toFixed(1)} MB\n`);
console.log('| | wall s | cpu s | peak MiB | aim |\n| --- | --- | --- | --- | --- |');
for (const task of [...profileTasks(), ...planTasks(machine)]) {
  const results = await measure(task);
  const seconds = median(results.map(({ wallMs }) => wallMs)) / 1000;
  const cpu = median(results.map(({ cpuMs }) => cpuMs)) / 1000;
  const mib = median(results.map(({ peakMib }) => peakMib));
  console.log(
    `| ${[task.name, seconds.toFixed(2), cpu.toFixed(2), mib.toFixed(0), verdict(task, seconds, mib)].join(' | ')} |`,
  );
}
meter.end();
emulator.end();
rmSync(machine, { recursive: true });

function verdict({ bar }: Task, seconds: number, mib: number): string {
  if (bar === undefined) return '';
  const aim = bar.mib === undefined ? `≤ ${bar.seconds} s` : `≤ ${bar.seconds} s, ${bar.mib} MiB`;
  return `${aim}: ${seconds <= bar.seconds && mib <= (bar.mib ?? Infinity) ? 'kept' : 'NOT KEPT'}`;
}
