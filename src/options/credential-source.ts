import { isRoleName, parseRole, type Role } from '../aws/role.ts';
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { flag } from '../core/parse-values.ts';
import { Secret } from '../core/secret.ts';
import { type Credentials, malformedPart } from '../core/session.ts';
import type { TokenSource } from '../token/token-source.ts';
import { parseRoles } from './roles-option.ts';
import type { GivenOptions } from './table.ts';

/**
 * What assumes the role, or, where there is no role, is handed over itself: the job's token, keys that were given, or
 * the credentials that the AWS tools of this machine would find.
 */
export type CredentialSource =
  | { readonly kind: 'token'; readonly role: Role; readonly from: TokenSource | undefined }
  | { readonly kind: 'keys'; readonly role: Role | RoleName | undefined; readonly credentials: Credentials }
  | { readonly kind: 'ambient'; readonly role: Role | RoleName | undefined };

/** A role of the account, and in the partition, of whoever assumes it. */
export interface RoleName {
  readonly name: string;
}

/**
 * Which credentials are meant: a token that is pointed out, then keys that are given, then what was asked for by name,
 * then the job's token. `undefined` where none are, and unsetting is all that is asked for.
 *
 * @throws HelperError `role-missing`, `role-invalid`, `option-conflict`, `option-invalid`
 */
export function parseSource(given: GivenOptions, env: Env): CredentialSource | undefined {
  if (given.roles !== undefined) return sourceOfRoles(given, env);
  const text = given['role-to-assume'];
  const keys = parseKeys(given);
  const from = parseTokenSource(given);
  // As in configure-aws-credentials.
  if (text !== undefined && from !== undefined) return { kind: 'token', role: parseRole(text), from };
  if (keys !== undefined) return { kind: 'keys', role: roleOrName(text), credentials: keys };
  const chaining = flag('role-chaining', given['role-chaining']) ?? false;
  if (chaining && text === undefined) throw roleMissing('role-chaining needs a role to go on to.', env);
  if (chaining) return { kind: 'ambient', role: roleOrName(text) };
  const skipsToken = flag('force-skip-oidc', given['force-skip-oidc']) ?? false;
  if (skipsToken && text !== undefined) {
    throw new HelperError(
      'option-conflict',
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: 'Or role-chaining, to assume the role with credentials that are already there.' },
    );
  }
  const unset = flag('unset-current-credentials', given['unset-current-credentials']) ?? false;
  // What is about to be emptied is no sign of credentials to use.
  const hasSigns = hasAmbientSigns(unset ? { ...env, AWS_ACCESS_KEY_ID: undefined } : env);
  if (text !== undefined) {
    const ambient = hasNoToken(env) && hasSigns;
    return ambient ? { kind: 'ambient', role: roleOrName(text) } : { kind: 'token', role: parseRole(text), from };
  }
  const useExisting = flag('use-existing-credentials', given['use-existing-credentials']) ?? false;
  if (skipsToken || useExisting) return { kind: 'ambient', role: undefined };
  if (unset) return undefined;
  if (env.GITHUB_ACTIONS === 'true' && hasSigns) return { kind: 'ambient', role: undefined };
  throw roleMissing('No role is given.', env);
}

/** Several roles are for the token. The one that stands first is where messages that need one role look. */
function sourceOfRoles(given: GivenOptions, env: Env): CredentialSource {
  const [first] = parseRoles(given.roles, given['aws-region']);
  if (first === undefined) throw roleMissing('roles names no role.', env);
  for (const name of ['role-to-assume', 'aws-access-key-id', 'role-chaining', 'aws-profile'] as const) {
    if (given[name] === undefined) continue;
    throw new HelperError('option-conflict', `roles and ${name} exclude each other.`, {
      hint: 'roles says which roles, and which profile each becomes; the job’s token assumes them.',
    });
  }
  return { kind: 'token', role: first.role, from: parseTokenSource(given) };
}

/** A GitHub job that may not have a token. On any other CI, only asking tells. */
function hasNoToken(env: Env): boolean {
  return env.GITHUB_ACTIONS === 'true' && envValue(env, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN') === undefined;
}

/** Signs, in the environment, of credentials that an AWS tool would find. Instance credentials leave none. */
function hasAmbientSigns(env: Env): boolean {
  return ambientVariables.some((name) => envValue(env, name) !== undefined);
}

const ambientVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_PROFILE',
];

function parseKeys(given: GivenOptions): Credentials | undefined {
  const accessKeyId = given['aws-access-key-id'];
  const secretAccessKey = given['aws-secret-access-key'];
  const sessionToken = given['aws-session-token'];
  if (accessKeyId === undefined) return undefined;
  if (secretAccessKey === undefined) {
    throw new HelperError(
      'option-conflict',
      "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
      { hint: `Give both, or neither. ${emptyInputs}` },
    );
  }
  const credentials = {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
  };
  const malformed = malformedPart(credentials, given['sts-endpoint'] !== undefined);
  if (malformed === undefined) return credentials;
  // Without the value: it may be the secret, or hold it.
  throw new HelperError('option-invalid', `aws-${malformed.toLowerCase().replaceAll(' ', '-')} is no ${malformed}.`, {
    hint: 'AWS makes them of letters and digits, and the secret parts of / + = as well. A $ too many before the expression, quotes or a blank in the secret itself look like this.',
  });
}

/** With other credentials than a token, a role may be named alone: its account is that of whoever assumes it. */
function roleOrName(text: string | undefined): Role | RoleName | undefined {
  if (text === undefined) return undefined;
  return isRoleName(text) ? { name: text } : parseRole(text);
}

/** The role that comes first, where its partition is known. */
export function knownRole(source: CredentialSource | undefined): Role | undefined {
  return source?.role !== undefined && 'arn' in source.role ? source.role : undefined;
}

function parseTokenSource(given: GivenOptions): TokenSource | undefined {
  const sources: TokenSource[] = [];
  const name = given['token-env'];
  if (name !== undefined) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new HelperError('option-invalid', 'token-env is not the name of a variable.', {
        hint: 'Give the name (AWS_ID_TOKEN), not the value: what starts with $ has been replaced by the shell, and a token must not be on a command line.',
      });
    }
    sources.push({ kind: 'env', name });
  }
  const path = given['web-identity-token-file'];
  if (path !== undefined) sources.push({ kind: 'file', path });
  const line = given['token-command'];
  if (line !== undefined) sources.push({ kind: 'command', line });
  if (sources.length > 1) {
    throw new HelperError('option-conflict', 'More than one token source is set.', {
      hint: 'Give one of token-env, web-identity-token-file and token-command.',
    });
  }
  return sources[0];
}

function roleMissing(message: string, env: Env): HelperError {
  const hint =
    'Say which role to assume: role-to-assume (--role-to-assume on the command line), or the variable AWS_ROLE_ARN. It looks like arn:aws:iam::123456789012:role/NAME.';
  return new HelperError('role-missing', message, {
    hint: env.GITHUB_ACTIONS === 'true' ? `${hint}\n${emptyInputs}` : hint,
  });
}

/** The runner does not tell an input that was left out from one whose expression came to nothing. */
const emptyInputs =
  'If the workflow does give it, by an expression, that came out empty: the secret or variable is not set for this repository or environment, pull requests from forks get none, or a reusable workflow was called without `secrets: inherit`.';
