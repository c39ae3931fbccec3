import { processOutput } from '../core/credential-cache.ts';
import { exitCodeOf, HelperError } from '../core/errors.ts';
import { isObject, parseJson } from '../core/json.ts';
import { quietLog } from '../core/quiet-log.ts';
import { nodeIo } from '../node/io.ts';
import { stderrLog } from '../node/log.ts';
import { outliveReader } from '../node/output.ts';
import { parseSettings, type Settings } from '../options/settings.ts';
import { type GivenOptions, options } from '../options/table.ts';
import { reportError } from '../reporting/report-error.ts';
import { cachedCredentials } from '../session/cached-credentials.ts';

/** Renews the cache in a folder that the profile export made, and prints what an AWS tool expects. */
export async function renewProcess(folder: string): Promise<void> {
  // Standard error of this process ends up in the log of the tool that started it: no masks, no talk but of faults.
  const log = { ...quietLog(stderrLog({ debug: false, color: false })), mask() {} };
  outliveReader(process.stderr);
  try {
    const io = nodeIo(log);
    // What stands in a folder that others may write to is theirs, whoever owns the files.
    io.files.isOwnFolder(folder);
    const settings = (): Settings => parseSettings(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await cachedCredentials({ settings, path: `${folder}/cache.json` }, io);
    process.stdout.write(processOutput(renewed));
  } catch (error) {
    reportError(error, log);
    process.exitCode = exitCodeOf(error);
    // What the SDK still waits for must not outlive the error.
    process.stderr.write('', () => process.exit());
  }
}

function readSpec(path: string, read: (path: string) => string | undefined): GivenOptions {
  const spec = parseJson(read(path) ?? '');
  if (!isObject(spec)) {
    throw new HelperError('input-unreadable', `${path} is gone, or is not what was written there.`, {
      hint: 'Something removed the private folder of the job, or the job is over. Run ci-aws-credentials again.',
    });
  }
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
