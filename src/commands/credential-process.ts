// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
import { detectCi, isKnownCi } from '../ci/index.ts';
import type { CiProvider } from '../ci/provider.ts';
import { processOutput } from '../core/credential-cache.ts';
import { HelperError } from '../core/errors.ts';
import { fingerprint } from '../core/fingerprint.ts';
import type { Io } from '../core/io.ts';
import { quietLog } from '../core/quiet-log.ts';
import { jobFolderOrReason, jobOf } from '../job/job.ts';
import { openJournal } from '../job/receipts.ts';
import { fillFromEnvironment } from '../options/from-environment.ts';
import { parseSettings, type Settings } from '../options/settings.ts';
import { cachedCredentials } from '../session/cached-credentials.ts';
import { renewCredentials } from '../session/renew.ts';
import { fetchToken } from '../session/token-supply.ts';
import { type Accepted, parseArguments, sessionOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { refuseToShow } from './env.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = {
  options: sessionOptions(),
  flags: [{ name: 'allow-tty', help: 'Print the credentials even if standard output is a terminal or the log.' }],
};

export const credentialProcess: Command = {
  get help() {
    return `Usage: credential_process = ci-aws-credentials credential-process --role-to-assume ARN [options]

Prints credentials in the format of \`credential_process\`. They are cached in a private file and
renewed before they expire. Tools that ask at the same time share one exchange. If a renewal fails,
the cached credentials are used until they expire.

--export profile with --profile-type process writes such a profile for you, with absolute paths.

Example, in ~/.aws/config:
  [profile deploy]
  credential_process = npx ci-aws-credentials credential-process --role-to-assume arn:aws:iam::123456789012:role/deploy

Options:
${optionsHelp(accepted)}
`;
  },
  printsCredentials: true,
  async run(args, io) {
    const { given, flags } = parseArguments(args, accepted);
    const hint =
      'Set this command as the credential_process of a profile (see --help), and AWS tools run it when they need credentials.';
    if (!flags['allow-tty']) await refuseToShow(io, { what: 'the credentials', hint });
    // Standard error ends up in the log of the tool that runs this command: warnings and errors only.
    const quiet = { ...io, log: { ...quietLog(io.log), mask() {} } };
    const filled = fillFromEnvironment(given, io.env, isKnownCi(io.env)).given;
    const settings = parseSettings(filled, io.env);
    const ci = detectCi(io.env, settings.ci);
    const job = jobOf(ci, io);
    const folder = jobFolderOrReason(job, io);
    if (folder instanceof HelperError) {
      quiet.log.warning(`The credentials cannot be cached. ${folder.message}`);
      io.print(processOutput(await renewCredentials(settings, quiet)));
      return 0;
    }
    const path = `${folder}/${await nameOfCache(settings, ci, quiet)}`;
    const beforeCreate = (): void => openJournal(job, io).record({ kind: 'files', files: [path] });
    io.print(processOutput(await cachedCredentials({ settings: () => settings, path, beforeCreate }, quiet)));
    return 0;
  },
};

/** Variables that select the token or the endpoint, but fill no option. */
const shaping = ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];
/** The same, if the credentials of the environment assume the role. */
const shapingAmbient = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE'];

/** Derives the cache name from all options and from the subject of the token: different requests share no cache. */
async function nameOfCache(settings: Settings, ci: CiProvider, io: Io): Promise<string> {
  const { given, source } = settings;
  const names = source?.kind === 'ambient' ? [...shaping, ...shapingAmbient] : shaping;
  const variables = names.map((name) => io.env[name] ?? '');
  return `cache-${fingerprint([Object.entries(given).sort(), variables, await subjectAtHand(settings, ci, io)])}`;
}

/**
 * The subject of a token whose source the user set: another job may come with its own token, which AWS might
 * refuse. The CI's own tokens are distinguished by the job, and a token command would have to be run each time.
 */
async function subjectAtHand(settings: Settings, ci: CiProvider, io: Io): Promise<readonly unknown[]> {
  const { source } = settings;
  if (source?.kind !== 'token' || source.from?.kind === 'command') return [];
  if (source.from === undefined && ci.id !== 'custom') return [];
  const { claims } = await fetchToken({ ci, settings, from: source.from }, io);
  return [claims.iss, claims.sub];
}
