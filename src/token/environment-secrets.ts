// https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
// https://docs.github.com/en/actions/reference/security/oidc

import type { Env } from '../core/io.ts';
import { tryParseToken } from './token.ts';

/** Variables whose values are secrets, whoever uses them. Tokens of a CI need not be listed: they are known by their form. */
const names = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
];

/** The secrets that the environment holds: the SDK and the programs that we start use them without our seeing it. */
export function secretsInEnvironment(env: Env): readonly string[] {
  const listed = names.map((name) => env[name] ?? '');
  const tokens = Object.values(env).filter((value = '') => isToken(value));
  return [...listed, ...tokens].filter((value) => value !== undefined);
}

/** A brace in base64 is what a JWT begins with. Decoding every variable would take longer than all the rest. */
function isToken(value: string): boolean {
  return /^\s*e[wy]/.test(value) && tryParseToken(value, 'the environment', false) !== undefined;
}
