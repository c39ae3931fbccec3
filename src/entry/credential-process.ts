// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
// Run by the `credential_process` of our profiles if the launcher has no fresh cache, or there is no launcher. As long as the
// cache is fresh, it reads one file and prints it without loading anything else: the build puts it into one file, and it does
// not use standard output as a stream of Node, which would load more than all of this.
import { isFresh, parseCache, processOutput } from '../core/credential-cache.ts';
import { directly } from '../node/output.ts';
import { isOwnFolder, readPrivate } from '../node/read-private.ts';

/** The folder of the profile. */
const folder = process.argv[2] ?? '';
/** The tool may have exited, which is ignored. */
const output = directly(1, () => process.stdout.on('error', () => {}));
const cached = fromCache();
if (cached !== undefined && isFresh(cached, Date.now())) output.write(processOutput(cached));
else import('./renew-process.ts').then(({ renewProcess }) => renewProcess(folder));

/** Ignores faults of the cache and its folder: the renewal reports them. */
function fromCache() {
  try {
    return isOwnFolder(folder) ? parseCache(readPrivate(`${folder}/cache`) ?? '') : undefined;
  } catch {
    return undefined;
  }
}
