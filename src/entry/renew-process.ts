import { processOutput } from '../core/credential-cache.ts';
import { exitCodeOf, HelperError } from '../core/errors.ts';
import { isObject, parseJson } from '../core/json.ts';
import { quietLog } from '../core/quiet-log.ts';
import { nodeIo } from '../node/io.ts';
import { stderrLog } from '../node/log.ts';
import { standardError } from '../node/output.ts';
import { parseSettings, type Settings } from '../options/settings.ts';
import { type GivenOptions, options } from '../options/table.ts';
import { reportError } from '../reporting/report-error.ts';
import { cachedCredentials } from '../session/cached-credentials.ts';

/** Renews the cache in the folder of a profile, and prints the output of a `credential_process`. */
export async function renewProcess(folder: string): Promise<void> {
  // Standard error ends up in the log of the tool that runs this process: warnings and errors only, no masks.
  const log = { ...quietLog(stderrLog({ write: standardError.write, debug: false, color: () => false })), mask() {} };
  try {
    const io = nodeIo(log);
    // Files in a folder that others may write to are not trusted, even if we own them.
    io.files.isOwnFolder(folder);
    const settings = (): Settings => parseSettings(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await cachedCredentials({ settings, path: `${folder}/cache` }, io);
    process.stdout.write(processOutput(renewed));
  } catch (error) {
    reportError(error, log);
    process.exitCode = exitCodeOf(error);
    // Pending requests of the SDK must not keep the process alive.
    process.stderr.write('', () => process.exit());
  }
}

function readSpec(path: string, read: (path: string) => string | undefined): GivenOptions {
  const spec = parseJson(read(path) ?? '');
  if (!isObject(spec)) {
    throw new HelperError('input-unreadable', `${path} was removed or changed.`, {
      hint: 'Run ci-aws-credentials again: the job is over, or its private folder was removed.',
    });
  }
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
