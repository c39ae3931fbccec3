import { parseArgs } from 'node:util';
import type { EmulatorConfig } from '../emulator/account.ts';
import { parseConfig } from '../emulator/config.ts';
import { defaultConfig } from '../emulator/default-config.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { describeRequest } from '../emulator/requests.ts';
import { configForRole } from '../emulator/role-config.ts';
import { emulatedCis, findCi } from '../emulator/tokens.ts';
import { HelperError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Files } from '../ports.ts';

/** What the command does to the world, beside listening. */
export interface EmulatorIo {
  readonly files: Pick<Files, 'read'>;
  /** A line on standard output: data. */
  print(line: string): void;
  /** A line on standard error: talk. */
  say(line: string): void;
  /** Done when the command is to end. */
  untilInterrupted(): Promise<void>;
}

const options = {
  config: { type: 'string' },
  port: { type: 'string' },
  role: { type: 'string' },
  'trust-policy': { type: 'string' },
  ci: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const help = `ci-aws-credentials emulator [OPTIONS]

Runs an OIDC issuer, a CI's token endpoint and AWS STS on this machine, for trying a pipeline and a trust
policy without AWS. Signatures, audiences and trust policies are checked as AWS does; each request is logged
with what was decided and why. The credentials it gives are good for nothing but itself.

  --role ARN            one role, with the trust policy from --trust-policy
  --trust-policy FILE
  --config FILE         a whole account: providers, roles, users, jobs, faults (JSON)
  --ci NAME             also print what makes this terminal a job: ${emulatedCis.map((ci) => ci.id).join(', ')}
  --port N              where to listen; a free port by default
  --json                print one line of JSON when ready
  --help

Without --role and --config there is a role for the branch main of each CI, named CI-deploy.

Example:
  ci-aws-credentials emulator --role arn:aws:iam::123456789012:role/deploy --trust-policy trust.json --ci github
  # in another terminal: paste what it printed, then
  ci-aws-credentials assume --role-to-assume arn:aws:iam::123456789012:role/deploy`;

/**
 * Runs the emulator until it is interrupted.
 *
 * @throws HelperError
 */
export async function emulator(args: readonly string[], io: EmulatorIo): Promise<number> {
  const flags = parseFlags(args);
  if (flags.help) {
    io.print(help);
    return 0;
  }
  const ci = flags.ci === undefined ? undefined : findCi(flags.ci);
  const config = readConfig(flags, io.files);
  const port = portOf(flags.port);
  const interrupted = io.untilInterrupted();
  const running = await startEmulator(config, { port, onRequest: (request) => io.say(describeRequest(request)) });
  try {
    const job = ci === undefined ? {} : await running.jobEnvironment(ci.id);
    const roles = config.roles.map(({ arn }) => arn);
    const scene: Scene = {
      url: running.url,
      roles,
      environment: { AWS_ENDPOINT_URL_STS: running.url, ...job },
      files: ci?.files ?? [],
    };
    if (flags.json) io.print(JSON.stringify(scene));
    else introduce(scene, io);
    await interrupted;
  } finally {
    await running.close();
  }
  return 0;
}

/** What a user, or with `--json` a program, needs to know of a running emulator. */
interface Scene {
  readonly url: string;
  readonly roles: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that are to name an empty file each. */
  readonly files: readonly string[];
}

function introduce({ url, roles, environment, files }: Scene, io: EmulatorIo): void {
  io.say(`AWS is emulated at ${url}, for this machine only. Ctrl-C ends it. Its roles:`);
  for (const role of roles) io.say(`  ${role}`);
  io.say('Paste these lines into another terminal:');
  for (const [name, value] of Object.entries(environment))
    io.print(`export ${name}='${value.replaceAll("'", "'\\''")}'`);
  for (const name of files) io.print(`export ${name}="$(mktemp)"`);
}

type Flags = ReturnType<typeof parseStrictly>;

function parseFlags(args: readonly string[]): Flags {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new HelperError('option-unknown', `emulator takes no argument ${token.value}.`);
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) throw unknownOption(token.name);
  }
  try {
    return parseStrictly(args);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new HelperError('option-invalid', error.message, { cause: error });
  }
}

function parseStrictly(args: readonly string[]) {
  return parseArgs({ args: [...args], options }).values;
}

function unknownOption(name: string): HelperError {
  const meant = nearest(name, Object.keys(options));
  const hint = meant === undefined ? 'See emulator --help.' : `Did you mean --${meant}?`;
  return new HelperError('option-unknown', `emulator has no option --${name}.`, { hint });
}

function readConfig(flags: Flags, files: EmulatorIo['files']): EmulatorConfig {
  const { config, role, 'trust-policy': trustPolicy } = flags;
  if (config !== undefined && (role ?? trustPolicy) !== undefined) {
    throw new HelperError('option-conflict', 'The options --config and --role exclude each other.', {
      hint: 'Put the role into the config, under "roles".',
    });
  }
  if (config !== undefined) {
    const text = files.read(config);
    if (text === undefined) throw new HelperError('input-unreadable', `There is no config at ${config}.`);
    return parseConfig(text, config, files);
  }
  if (role === undefined && trustPolicy === undefined) return defaultConfig();
  if (role === undefined || trustPolicy === undefined) {
    const [given, missing] = role === undefined ? ['--trust-policy', '--role'] : ['--role', '--trust-policy'];
    throw new HelperError('option-conflict', `The option ${given} needs ${missing}, too.`);
  }
  return configForRole(role, trustPolicy, files);
}

/** 0 stands for a free port. */
function portOf(text = '0'): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new HelperError('option-invalid', `${text} is not a port.`, { hint: 'A port is a number up to 65535.' });
}
