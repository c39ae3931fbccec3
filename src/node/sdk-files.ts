import { statSync } from 'node:fs';
import { join } from 'node:path';
import { HelperError } from '../core/errors.ts';
import { reading, unless } from './file-error.ts';
import { readBytes } from './read-bytes.ts';

/**
 * Refuses the files that the SDK would read for ever. It reads them in a way that no deadline ends: a pipe without a
 * writer even keeps the process from exiting.
 *
 * @throws HelperError `input-unreadable`
 */
export function checkSdkFiles({ HOME, ...env }: NodeJS.ProcessEnv): void {
  const usual = (name: string): string | undefined => (HOME ? join(HOME, '.aws', name) : undefined);
  const paths = [
    env.AWS_CONFIG_FILE || usual('config'),
    env.AWS_SHARED_CREDENTIALS_FILE || usual('credentials'),
    env.AWS_WEB_IDENTITY_TOKEN_FILE,
  ];
  for (const path of paths) if (path) reading(path, () => checkEnd(path));
}

function checkEnd(path: string): void {
  if (unless(['ENOENT'], () => statSync(path))?.isFIFO()) {
    throw new HelperError('input-unreadable', `${path} is a pipe, and the AWS SDK needs a file there.`, {
      hint: 'Correct AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE or AWS_WEB_IDENTITY_TOKEN_FILE.',
    });
  }
  readBytes(path);
}
