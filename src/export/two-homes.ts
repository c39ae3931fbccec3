// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
import { envValue } from '../core/env-value.ts';
import type { Io } from '../core/io.ts';

/**
 * The warning if tools use two folders for the AWS files: Git Bash in a domain, Cygwin and Jenkins set `HOME`, which
 * some tools prefer to the user's folder in Windows. `undefined` if all use the same.
 */
export function twoHomes({
  env,
  platform,
  homeFolder,
  files,
}: Pick<Io, 'env' | 'platform' | 'homeFolder'> & { readonly files: Pick<Io['files'], 'isSame'> }): string | undefined {
  const home = envValue(env, 'HOME');
  if (platform !== 'win32' || home === undefined || homeFolder === undefined) return undefined;
  const bothAreNamed = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'].every((name) => envValue(env, name));
  if (bothAreNamed || files.isSame(home, homeFolder)) return undefined;
  return `HOME is ${home}, and USERPROFILE is ${homeFolder}. The AWS CLI, boto3 and Terraform look for profiles under USERPROFILE; tools with the AWS SDK for JavaScript, under HOME. Set HOME to USERPROFILE, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE in all steps.`;
}
