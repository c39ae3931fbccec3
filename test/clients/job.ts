import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { emulatedCi } from '../../src/emulator/make-job.ts';
import { type Ended, runProgram } from '../program.ts';
import { variablesSetIn } from '../scenarios/runner.ts';
import { type AwsByName, region } from './aws.ts';
import { action, type Client, cli, toolByName } from './clients.ts';
import { systemPath } from './requirements.ts';

export const sessionName = 'client-test';

/** A job of an emulated CI, on a machine of its own: nobody has used its home folder before. */
export interface TestJob {
  readonly home: string;
  /** The role that its CI's jobs may take. */
  readonly roleArn: string;
  /** Who the job is once it has taken the role. */
  readonly arn: string;
  /** Runs the command line as a step, however it ends. */
  attempt(...args: readonly string[]): Promise<Ended>;
  /** The same for the action. */
  attemptAction(inputs?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Runs the command line as a step, which must succeed. */
  tool(...args: readonly string[]): Promise<void>;
  /** Runs the action as a step, which must succeed. */
  act(inputs?: Readonly<Record<string, string>>): Promise<void>;
  /** The command line, for a shell that is to evaluate what it prints. */
  toolLine(...args: readonly string[]): string;
  /** The variables of a later step. */
  variables(): Readonly<Record<string, string>>;
  /** Runs a client in a later step. */
  ask(client: Client, step?: Step): Promise<Ended>;
}

interface Step {
  readonly profile?: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** The shell of the step; the client and its arguments follow. */
  readonly shell?: readonly string[];
}

const options = ['--aws-region', region, '--role-session-name', sessionName];

export async function startJob(
  aws: AwsByName,
  ciId: string,
  more: Readonly<Record<string, string>> = {},
): Promise<TestJob> {
  const machine = mkdtempSync(path.join(tmpdir(), 'client-test-'));
  onTestFinished(() => rmSync(machine, { recursive: true }));
  const home = path.join(machine, 'home');
  const temp = path.join(machine, 'temp');
  for (const folder of [home, temp]) mkdirSync(folder);

  const roleArn = `arn:aws:iam::123456789012:role/${ciId}-deploy`;
  const files = Object.fromEntries(emulatedCi(ciId).files.map((name) => [name, path.join(temp, name)]));
  for (const file of Object.values(files)) writeFileSync(file, '');
  const job = {
    PATH: systemPath,
    HOME: home,
    TMPDIR: temp,
    RUNNER_TEMP: temp,
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1',
    ...(await aws.emulator.jobEnvironment(ciId)),
    ...files,
    ...more,
  };

  const told: Record<string, string> = {};
  const later = (): Readonly<Record<string, string>> => ({ ...job, ...variablesOf(files.GITHUB_ENV), ...told });
  const run = (command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runProgram({ command, env: { ...job, ...toolByName(aws), ...env }, cwd: machine });
  const attempt: TestJob['attempt'] = async (...args) => {
    const ended = await run([process.execPath, cli, ...args]);
    Object.assign(told, variablesSetIn(ended.stderr));
    return ended;
  };
  const attemptAction: TestJob['attemptAction'] = (inputs = {}) => {
    const all = { 'role-to-assume': roleArn, 'aws-region': region, 'role-session-name': sessionName, ...inputs };
    const named = Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    return run([process.execPath, action], Object.fromEntries(named));
  };
  const succeeds = (ended: Ended): void => expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });

  return {
    home,
    roleArn,
    arn: `arn:aws:sts::123456789012:assumed-role/${ciId}-deploy/${sessionName}`,
    attempt,
    attemptAction,
    tool: async (...args) => succeeds(await attempt(...args)),
    act: async (inputs) => succeeds(await attemptAction(inputs)),
    toolLine: (...args) =>
      [`AWS_ENDPOINT_URL_STS=${aws.emulator.url}`, ...[process.execPath, cli, ...args].map((word) => `'${word}'`)].join(
        ' ',
      ),
    variables: later,
    ask: (client, { profile, env = {}, shell = [] } = {}) =>
      runProgram({
        command: [...shell, ...client.command(profile)],
        env: { ...later(), ...client.way(aws), ...env },
        cwd: machine,
      }),
  };
}

/** The arguments that take the job's role. */
export function assuming({ roleArn }: Pick<TestJob, 'roleArn'>, ...more: readonly string[]): readonly string[] {
  return ['--role-to-assume', roleArn, ...options, ...more];
}

/** The same by `roles`, with a profile. */
export function assumingAs(profile: string, { roleArn }: Pick<TestJob, 'roleArn'>): readonly string[] {
  return ['--roles', `${profile} = ${roleArn}`, ...options];
}

/** A client in a later step is who the emulator says, and asked nobody else. */
export async function expectIdentity(
  aws: AwsByName,
  job: TestJob,
  ...asked: Parameters<TestJob['ask']>
): Promise<void> {
  const { stdout, stderr } = await job.ask(...asked);
  expect(stdout.trim(), stderr).toBe(job.arn);
  expect(aws.emulator.requests.at(-1)).toMatchObject({ action: 'GetCallerIdentity', outcome: 'ok' });
  expect(aws.strangers).toEqual([]);
}

/** What the runner makes of the file: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files */
function variablesOf(file: string | undefined): Readonly<Record<string, string>> {
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  const entries = text.matchAll(/^(\w+)(?:=(.*)|<<(.+)\n([\s\S]*?)\n\3)$/gm);
  return Object.fromEntries([...entries].map(([, name, line, , lines]) => [name, line ?? lines]));
}
