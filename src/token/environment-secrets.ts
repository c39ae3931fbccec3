// https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
// https://docs.github.com/en/actions/reference/security/oidc

import type { Env } from '../core/io.ts';
import { tryParseToken } from './token.ts';

/** Variables whose values are always secrets. Tokens of a CI are recognized by their form instead. */
const names = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
];

/** The passwords of CIs for their own services, such as `ACTIONS_ID_TOKEN_REQUEST_TOKEN` and `SYSTEM_ACCESSTOKEN`. */
const jobPassword = /_(ACCESS|API|REQUEST|RUNTIME)_?TOKEN$/;

/** The secrets in the environment, which the SDK and child programs use directly. */
export function secretsInEnvironment(env: Env): readonly string[] {
  return Object.entries(env).flatMap(([spelling, value = '']) => {
    // Windows has names in any case.
    const name = spelling.toUpperCase();
    return names.includes(name) || isPassword(name, value) || isToken(value) ? [value] : [];
  });
}

/** An unexpanded macro is not a secret. */
function isPassword(name: string, value: string): boolean {
  return jobPassword.test(name) && !value.startsWith('$(');
}

/** `eyJ`, a brace in base64, is how a JWT begins. Decoding every variable would take longer than the rest. */
function isToken(value: string): boolean {
  return /^\s*e[wy]/.test(value) && tryParseToken(value, 'the environment', false) !== undefined;
}
