// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
// What `credential_process` of our profiles runs, at the start of every AWS tool: as long as the cache is fresh, it
// reads one file, prints it and has loaded nothing else.
import { dirname, join } from 'node:path';
import { isFresh, parseCache, processOutput } from '../core/credential-cache.ts';
import { isOwnFolder, readPrivate } from '../node/read-private.ts';

// The tool that asked may have gone: then there is nobody to tell. (`outliveReader` would be one more file to load.)
process.stdout.on('error', () => {});
const folder = dirname(process.argv[1] ?? '');
const cached = fromCache();
if (cached !== undefined && isFresh(cached, Date.now())) process.stdout.write(processOutput(cached));
else import('./renew-process.ts').then(({ renewProcess }) => renewProcess(folder));

/** What is wrong with the cache, or with the folder that holds it, is said by whoever renews it. */
function fromCache() {
  try {
    return isOwnFolder(folder) ? parseCache(readPrivate(join(folder, 'cache.json')) ?? '') : undefined;
  } catch {
    return undefined;
  }
}
