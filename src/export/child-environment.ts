// https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
import type { Env } from '../ports.ts';

/** The variables that decide who an AWS tool is. */
const identity = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];

/**
 * The environment of a command that runs with credentials of its own: that of the parent without anybody else's, and
 * with what is given. A tool that finds none of ours must not go on to those of the machine.
 */
export function childEnvironment(parent: Env, given: Readonly<Record<string, string>>): Env {
  const rest = Object.entries(parent).filter(([name]) => !identity.includes(name));
  return { ...Object.fromEntries(rest), AWS_EC2_METADATA_DISABLED: 'true', ...given };
}

/** `no_proxy` in both cases, with the loopback address added: our endpoint is there, and a proxy would not find it. */
export function withoutProxyOnLoopback(parent: Env): Readonly<Record<string, string>> {
  const withLoopback = (listed: string): string =>
    [...new Set([...listed.split(',').filter((host) => host !== ''), '127.0.0.1'])].join(',');
  const { no_proxy: lower, NO_PROXY: upper } = parent;
  return { no_proxy: withLoopback(lower ?? upper ?? ''), NO_PROXY: withLoopback(upper ?? lower ?? '') };
}
