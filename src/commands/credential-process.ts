// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
import { detectCi, isKnownCi } from '../ci/index.ts';
import { processOutput } from '../credential-cache.ts';
import { fillFromEnvironment } from '../fill-from-environment.ts';
import { jobOf, makeJobFolder } from '../job.ts';
import type { Env } from '../ports.ts';
import { openReceiptBook } from '../receipts.ts';
import { renewedCredentials } from '../renew.ts';
import { parseSettings, type Settings } from '../settings.ts';
import { type Accepted, parseArguments, sessionOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { refuseToShow } from './env.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = {
  options: sessionOptions(),
  flags: [{ name: 'allow-tty', help: 'Print the credentials even where they can be seen.' }],
};

export const credentialProcess: Command = {
  help: `Usage: credential_process = ci-aws-credentials credential-process --role-to-assume ARN [options]

Prints credentials as AWS tools expect them of \`credential_process\`. They are kept in a private file
and renewed ahead of their end; however many tools ask at once, one exchange is made. If renewing
fails, the last ones serve as long as they are valid.

--export profile with --profile-type process writes such a profile, with absolute paths, for you.

Example, in ~/.aws/config:
  [profile deploy]
  credential_process = npx ci-aws-credentials credential-process --role-to-assume arn:aws:iam::123456789012:role/deploy

Options:
${optionsHelp(accepted)}
`,
  printsCredentials: true,
  async run(args, io) {
    const { given, flags } = parseArguments(args, accepted);
    const hint =
      'AWS tools run this command by themselves, where a profile names it as its credential_process (see --help).';
    if (!flags['allow-tty']) await refuseToShow(io, { what: 'the credentials', hint });
    // Standard error of this command ends up in the log of the tool that started it: faults only.
    const quiet = { ...io, log: { ...io.log, info() {}, notice() {}, mask() {} } };
    const filled = fillFromEnvironment(given, io.env, isKnownCi(io.env)).given;
    const settings = parseSettings(filled, io.env);
    const job = jobOf(detectCi(io.env, settings.ci), io);
    const path = `${makeJobFolder(job, io)}/cache-${fingerprint(settings, io.env)}.json`;
    const willMake = (): void => openReceiptBook(job, io).record({ kind: 'files', files: [path] });
    io.print(processOutput(await renewedCredentials({ settings: () => settings, path, willMake }, quiet)));
    return 0;
  },
};

/** Variables that no option is filled from, and that say which token or endpoint is meant. */
const shaping = ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];
/** The same, where the credentials of the environment assume the role. */
const shapingAmbient = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE'];

/**
 * Names the cache for everything that was asked for: sessions that differ in anything share no cache. FNV-1a with 64
 * bits is enough among the calls of one job, and needs no `node:crypto`.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
function fingerprint({ given, source }: Settings, env: Env): string {
  const names = source?.kind === 'ambient' ? [...shaping, ...shapingAmbient] : shaping;
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify([Object.entries(given).sort(), names.map((name) => env[name] ?? '')])) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36);
}
