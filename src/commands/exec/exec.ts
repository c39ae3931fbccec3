import { detectCi } from '../../ci/index.ts';
import type { CiProvider } from '../../ci/provider.ts';
import { cleanUp } from '../../cleanup.ts';
import { HelperError } from '../../core/errors.ts';
import { words } from '../../core/parse-values.ts';
import { quietLog } from '../../core/quiet-log.ts';
import { locateAwsFile } from '../../export/aws-files.ts';
import { lostInWebIdentity } from '../../export/usual-profile-type.ts';
import { jobFolderOrReason, jobOf } from '../../job/job.ts';
import { openJournal } from '../../job/receipts.ts';
import { readSettings } from '../../options/read-settings.ts';
import type { Settings } from '../../options/settings.ts';
import { type Expiring, startRefreshing } from '../../session/refresh-loop.ts';
import { type RenewedCredentials, renewCredentials, renewToken } from '../../session/renew.ts';
import type { Token } from '../../token/token.ts';
import { type Accepted, parseArguments, sessionOptions } from '../arguments.ts';
import type { Command, CommandIo } from '../command.ts';
import { optionsHelp } from '../help.ts';
import { checkPassed, childEnvironment, withoutProxyOnLoopback } from './child-environment.ts';
import { configWithoutCredentials } from './config-without-credentials.ts';
import { windowsCommand } from './windows-command.ts';

const accepted: Accepted = {
  options: sessionOptions(),
  flags: [
    {
      name: 'static',
      help: 'Pass the credentials in environment variables, which are not renewed, instead of an endpoint.',
    },
    { name: 'token-file', help: 'Pass the token in a file that is kept fresh, for tools that support nothing else.' },
    {
      name: 'pass-env',
      value: 'NAMES',
      help: 'Pass these environment variables, which the command does not get by default (see above).',
      multiple: true,
    },
  ],
};

export const exec: Command = {
  get help() {
    return `Usage: ci-aws-credentials exec --role-to-assume ARN [options] -- COMMAND [ARGS]

Runs one command with credentials of its own. They are in no file and no environment variable: the
command gets the URL of an endpoint on this machine, which serves them from memory and renews them
while the command runs. The exit code is that of the command.

The command gets the environment variables of the job except those that contain or fetch the OIDC
token. Of AWS_…, it gets only settings that AWS documents (region, retries, endpoints and others), as
the rest could change its identity. --pass-env NAME passes a variable anyway.

Examples:
  npx ci-aws-credentials exec --role-to-assume arn:aws:iam::123456789012:role/deploy -- aws s3 ls
  npx ci-aws-credentials exec --role-to-assume arn:aws:iam::123456789012:role/deploy -- ./deploy.sh

Options:
${optionsHelp(accepted)}
`;
  },
  async run(args, io) {
    const end = args.indexOf('--');
    const [command, ...rest] = end === -1 ? [] : args.slice(end + 1);
    if (command === undefined || command === '') throw noCommand(command);
    const { given, flags, lists } = parseArguments(args.slice(0, end), accepted);
    if (flags.static && flags['token-file']) {
      throw new HelperError('option-conflict', '--static and --token-file cannot be combined.');
    }
    const passed = (lists['pass-env'] ?? []).flatMap(words);
    checkPassed(passed);
    const settings = readSettings(given, io);
    const started = io.platform === 'win32' ? windowsCommand(command, rest, io) : { file: command, args: rest };
    if ('exitCode' in started) {
      io.log.error(started.reason);
      return started.exitCode;
    }
    const region = { AWS_REGION: settings.region, AWS_DEFAULT_REGION: settings.region };
    const handing = { settings, io };
    const handOver = flags.static ? plainVariables : flags['token-file'] ? freshTokenFile : endpoint;
    try {
      return await handOver(handing, async (variables, token) => {
        const child = { platform: io.platform, token: token?.jwt.reveal(), passed };
        const { env, withheld } = childEnvironment(io.env, { ...region, ...variables }, child);
        sayWhatIsWithheld(withheld, io);
        const exitCode = await io.runForeground(started, env);
        explainExit(exitCode, command, io);
        return exitCode;
      });
    } finally {
      // A pending renewal is no longer needed, and could take until its timeout.
      io.exitNow();
    }
  },
};

function noCommand(given: '' | undefined): HelperError {
  return given === undefined
    ? new HelperError('option-invalid', 'No command for exec.', {
        hint: 'Write it after two dashes: ci-aws-credentials exec --role-to-assume ARN -- COMMAND ARGS.',
      })
    : new HelperError('option-invalid', 'The command for exec is an empty string.', {
        hint: 'Check the text after the two dashes: a variable there is empty or not set.',
      });
}

interface Handing {
  readonly settings: Settings;
  readonly io: CommandIo;
}

type RunWith = (variables: Readonly<Record<string, string>>, token: Token | undefined) => Promise<number>;

function sayWhatIsWithheld(names: readonly string[], { log }: Pick<CommandIo, 'log'>): void {
  if (names.length > 0) log.info(`Not passed to the command: ${names.join(', ')}. --pass-env NAME passes a variable.`);
}

/** `--static`: environment variables cannot be renewed. */
async function plainVariables({ settings, io }: Handing, runWith: RunWith): Promise<number> {
  const { credentials, token } = await renewCredentials(settings, io);
  io.log.info(
    `The credentials expire at ${new Date(credentials.expiresAt).toISOString()} and are not renewed (--static).`,
  );
  const keys = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey.reveal(),
    AWS_SESSION_TOKEN: credentials.sessionToken.reveal(),
  };
  return runWith(keys, token);
}

async function endpoint({ settings, io }: Handing, runWith: RunWith): Promise<number> {
  const obtain = async (world: CommandIo): Promise<RenewedCredentials & Expiring> => {
    const cached = await renewCredentials(settings, world);
    return { ...cached, endsAt: cached.credentials.expiresAt };
  };
  const first = await obtain(io);
  const loop = startRefreshing(first, () => obtain(quiet(io)), { ...io, what: 'The credentials' });
  const served = await io.serveCredentials(loop.current);
  try {
    return await inPrivateFolder(['authorization', 'config', 'credentials'], { settings, io }, (folder) => {
      // Without a line break, which would become part of the header.
      io.files.replace(`${folder}/authorization`, served.authorization);
      const variables = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: served.url,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${folder}/authorization`,
        // For tools that do not support the file, such as the AWS CLI before 2.13.
        AWS_CONTAINER_AUTHORIZATION_TOKEN: served.authorization,
        ...ownFiles(folder, { settings, io }),
        ...withoutProxyOnLoopback(io.env),
      };
      return runWith(variables, first.token);
    });
  } finally {
    loop.stop();
    served.close();
  }
}

async function freshTokenFile({ settings, io }: Handing, runWith: RunWith): Promise<number> {
  const { source } = settings;
  if (source?.kind !== 'token') {
    throw new HelperError('option-conflict', '--token-file requires a token, but other credentials are used.', {
      hint: 'Omit --token-file.',
    });
  }
  const lost = lostInWebIdentity(settings);
  if (lost !== undefined) {
    throw new HelperError(
      'option-conflict',
      `${lost} has no effect with --token-file, where the command exchanges the token itself.`,
      { hint: 'Omit --token-file.' },
    );
  }
  // Check that the exchange works before the command does it.
  await renewCredentials(settings, io);
  const first = await renewToken(settings, io);
  return inPrivateFolder(['token', 'config', 'credentials'], { settings, io }, async (folder) => {
    const path = `${folder}/token`;
    const write = ({ token }: typeof first): void => io.files.replace(path, token.jwt.reveal());
    write(first);
    const renew = (): Promise<typeof first> => renewToken(settings, quiet(io));
    // A token that cannot be renewed is valid until it expires.
    const loop = first.token.renewable
      ? startRefreshing(first, renew, { ...io, what: 'The tokens', renewed: write })
      : undefined;
    try {
      const variables = {
        AWS_ROLE_ARN: source.role.arn,
        AWS_WEB_IDENTITY_TOKEN_FILE: path,
        AWS_ROLE_SESSION_NAME: settings.sessionName ?? jobOf(detectCi(io.env, settings.ci), io).name,
        ...ownFiles(folder, { settings, io }),
      };
      return await runWith(variables, first.token);
    } finally {
      loop?.stop();
    }
  });
}

/** While the command runs, only warnings and errors are logged. */
function quiet(io: CommandIo): CommandIo {
  return { ...io, log: quietLog(io.log) };
}

/** Config files without the user's default profile, which would take precedence, but with its settings. */
function ownFiles(folder: string, { settings, io }: Handing): Readonly<Record<string, string>> {
  const { files, env } = io;
  const path = locateAwsFile('config', io);
  const config = path === undefined ? undefined : files.read(path);
  const profile = env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE || 'default';
  files.replace(`${folder}/config`, configWithoutCredentials(config ?? '', profile, settings.region));
  files.replace(`${folder}/credentials`, '');
  return { AWS_CONFIG_FILE: `${folder}/config`, AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials` };
}

/** Runs the task with a private folder that is removed at the end, or by `cleanup` if the process was killed. */
async function inPrivateFolder(
  names: readonly string[],
  { settings, io }: Handing,
  task: (folder: string) => Promise<number>,
): Promise<number> {
  const ci = detectCi(io.env, settings.ci);
  const job = jobOf(ci, io);
  const made = jobFolderOrReason(job, io);
  if (made instanceof HelperError) return inUnknownFolder(made, { ci, io }, task);
  const folder = `${made}/exec-${io.clock.now()}-${Math.floor(io.clock.random() * 1e9)}`;
  const journal = openJournal(job, io);
  journal.record({ kind: 'files', files: names.map((name) => `${folder}/${name}`) });
  try {
    return await task(io.files.privateFolder(folder));
  } finally {
    await cleanUp(journal.path, io);
  }
}

/**
 * Without a private folder of the job, a new one in the temporary folder is used: its name is unknown to others, and it
 * is not needed after the command. It must not be in a checkout.
 */
function inUnknownFolder(
  reason: HelperError,
  { ci, io }: { readonly ci: CiProvider; readonly io: CommandIo },
  task: (folder: string) => Promise<number>,
): Promise<number> {
  return io.inTemporaryFolder((folder) => {
    if (io.checkoutAround(folder, ci.checkouts(io.env)) !== undefined) throw reason;
    return task(folder);
  });
}

function explainExit(exitCode: number, command: string, { log }: Pick<CommandIo, 'log'>): void {
  if (exitCode === 127) log.error(`${command}: not found, or it exited with code 127.`);
  if (exitCode === 126) log.error(`${command}: cannot be run, or it exited with code 126.`);
}
