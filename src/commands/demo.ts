import type { CommandResult, Env } from '../core/io.ts';
import { defaultConfig } from '../emulator/default-config.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import type { EmulatedCi } from '../emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../emulator/jobs/index.ts';
import { parseArguments } from './arguments.ts';
import type { Command, CommandIo } from './command.ts';

/** Without CIs that are compatible with another one; only the first few run. */
const storied = emulatedCis.filter(({ compatibleWith }) => compatibleWith === undefined);
const [cis, others] = [storied.slice(0, 4), storied.slice(4)];
const region = 'eu-central-1';

export const demo: Command = {
  get help() {
    return `Usage: ci-aws-credentials demo

Runs one job for each of ${cis.length} CIs on this machine: starts an emulator of the CIs' OIDC issuers and of AWS STS, runs
this program in the environment of each job, and shows the result and the identity. Ends with one job
that AWS refuses. Needs no AWS account, no network and no installation, and leaves nothing behind.

Example:
  node dist/cli.js demo

The exit code is 0 if every job ended as expected.
`;
  },
  async run(args, io) {
    parseArguments(args, { options: [], flags: [] });
    const emulator = await startEmulator(defaultConfig());
    try {
      return await io.inTemporaryFolder(async (folder) => {
        const story = { emulator, folder, io };
        io.print(`Emulating the CIs' OIDC issuers and AWS STS at ${emulator.url}, on this machine only.\n`);
        const outcomes: boolean[] = [];
        for (const [index, ci] of cis.entries()) {
          io.print(`\n${index + 1}. ${ci.name}\n`);
          outcomes.push(await playJob(ci, story));
        }
        io.print(`\n${cis.length + 1}. A job that AWS refuses\n`);
        outcomes.push(await playRefusal(story));
        io.print(
          `\nThe emulator supports ${others.length} more CIs: ${others.map(({ name }) => name).join(', ')}. See emulator --help.\n`,
        );
        const failed = outcomes.filter((held) => !held).length;
        io.print(
          failed === 0
            ? '\nEvery job ended as expected.\n'
            : `\n${failed} of ${outcomes.length} jobs did not end as expected.\n`,
        );
        return failed === 0 ? 0 : 1;
      });
    } finally {
      await emulator.close();
    }
  },
};

interface Story {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly io: CommandIo;
}

async function playJob(ci: EmulatedCi, story: Story): Promise<boolean> {
  const role = `arn:aws:iam::123456789012:role/${ci.id}-deploy`;
  const env = await jobEnvironment(ci, story);
  const assumed = await call(['--role-to-assume', role, '--aws-region', region], env, story);
  if (assumed.status !== 0) return false;
  const { got, next } = handedOver(ci, env, story);
  for (const line of got) story.io.print(`   ${line}\n`);
  const whoami = await call(['whoami'], { ...env, ...next }, story);
  return whoami.status === 0 && whoami.stdout.startsWith(`arn:aws:sts::123456789012:assumed-role/${ci.id}-deploy/`);
}

async function playRefusal(story: Story): Promise<boolean> {
  const [ci] = cis;
  if (ci === undefined) return false;
  const env = await jobEnvironment(ci, story, 'refused');
  const refused = await call(
    ['--role-to-assume', 'arn:aws:iam::123456789012:role/refuses', '--aws-region', region],
    env,
    story,
  );
  const reason = story.emulator.requests.at(-1)?.reason ?? '';
  story.io.print(`   The reason in the emulator's log, which AWS does not give the caller: ${reason}\n`);
  return refused.status === 4;
}

/** Runs this program as a step of a job would, and shows the call and its output without masking commands, like a CI's log. */
async function call(args: readonly string[], env: Env, { io }: Story): Promise<CommandResult> {
  const { executable, file } = io.self;
  const own = file === undefined ? [] : [`${file.folder}/${file.name}`];
  io.print(`   $ ci-aws-credentials ${args.join(' ')}\n`);
  const result = await io.processes.run(executable, [...own, ...args], { env });
  if (result === undefined) throw new Error(`${executable} is gone`);
  const lines = `${result.stderr}${result.stdout}`
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('::add-mask::'));
  for (const line of lines) io.print(`     ${line}\n`);
  return result;
}

async function jobEnvironment(ci: EmulatedCi, { emulator, folder, io }: Story, name: string = ci.id): Promise<Env> {
  const home = `${folder}/${name}`;
  io.files.privateFolder(home);
  const files = Object.fromEntries(ci.files.map((variable) => [variable, `${home}/${variable.toLowerCase()}`]));
  for (const path of Object.values(files)) io.files.replace(path, '');
  return {
    ...(await emulator.jobEnvironment(ci.id)),
    ...files,
    AWS_ENDPOINT_URL_STS: emulator.url,
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    RUNNER_TEMP: home,
    NO_COLOR: '1',
    PATH: io.env.PATH,
    SYSTEMROOT: io.env.SYSTEMROOT,
  };
}

/** What the CI would pass to the next step, and the same for people, without secrets. */
function handedOver(
  { files }: EmulatedCi,
  env: Env,
  { io }: Story,
): { readonly got: readonly string[]; readonly next: Env } {
  for (const variable of files) {
    const text = io.files.read(env[variable] ?? '') ?? '';
    const pairs = [...text.matchAll(/^(?:export )?(\w+)='?(.*?)'?$/gm)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    if (pairs.length === 0) continue;
    return {
      got: [`Written to ${variable}:`, ...pairs.map(([name, value]) => `  ${name}=${hidden(name, value)}`)],
      next: Object.fromEntries(pairs),
    };
  }
  const config = io.files.read(`${env.HOME}/.aws/config`) ?? '';
  const lines = config.split('\n').filter((line) => line !== '');
  return { got: ['Written to ~/.aws/config:', ...lines.map((line) => `  ${line}`)], next: {} };
}

function hidden(name: string, value: string): string {
  if (name === 'AWS_ACCESS_KEY_ID') return `${value.slice(0, 8)}…`;
  return /SECRET|TOKEN/.test(name) ? `*** (${value.length} characters)` : value;
}
