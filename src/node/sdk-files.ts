import { statSync } from 'node:fs';
import { join } from 'node:path';
import { HelperError } from '../core/errors.ts';
import { reading, unless } from './file-error.ts';
import { readBytes } from './read-bytes.ts';

/**
 * Refuses files that the SDK would read forever. No deadline ends its reading: a pipe without a writer even keeps the
 * process from exiting.
 *
 * @throws HelperError `input-unreadable`
 */
export function checkSdkFiles(env: NodeJS.ProcessEnv): void {
  const home = env.HOME || env.USERPROFILE;
  const usual = (name: string): string | undefined => (home ? join(home, '.aws', name) : undefined);
  const paths = [
    env.AWS_CONFIG_FILE || usual('config'),
    env.AWS_SHARED_CREDENTIALS_FILE || usual('credentials'),
    env.AWS_WEB_IDENTITY_TOKEN_FILE,
  ];
  for (const path of paths) if (path) reading(path, () => checkEnd(path));
}

function checkEnd(path: string): void {
  if (unless(['ENOENT'], () => statSync(path))?.isFIFO()) {
    throw new HelperError('input-unreadable', `${path} is a pipe, but the AWS SDK requires a file.`, {
      hint: 'Correct AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE or AWS_WEB_IDENTITY_TOKEN_FILE.',
    });
  }
  readBytes(path);
}
