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
 * What assumes the role or, without a role, is exported itself: the job's token, given keys, or the credentials that
 * AWS tools find on this machine.
 */
export type CredentialSource =
  | { readonly kind: 'token'; readonly role: Role; readonly from: TokenSource | undefined }
  | { readonly kind: 'keys'; readonly role: Role | RoleName | undefined; readonly credentials: Credentials }
  | {
      readonly kind: 'ambient';
      readonly role: Role | RoleName | undefined;
      /** Used only because the job has no token. */
      readonly insteadOfToken?: true;
    };

/** A role in the account and partition of the credentials that assume it. */
export interface RoleName {
  readonly name: string;
}

/** Whether it is the CI's own token, without a token source set by the user. */
export function isOwnToken(source: CredentialSource | undefined): boolean {
  return source?.kind === 'token' && source.from === undefined;
}

/**
 * Selects the credentials: a token source, then given keys, then an explicit request, then the job's token. `undefined`
 * if there are none and only unsetting is requested.
 *
 * @throws HelperError `role-missing`, `role-invalid`, `option-conflict`, `option-invalid`
 */
export function parseSource(given: GivenOptions, env: Env): CredentialSource | undefined {
  if (given.roles !== undefined) return sourceOfRoles(given, env);
  const text = given['role-to-assume'];
  const keys = parseKeys(given);
  const from = parseTokenSource(given);
  // The behavior of configure-aws-credentials.
  if (text !== undefined && from !== undefined) return { kind: 'token', role: parseRole(text), from };
  if (keys !== undefined) return { kind: 'keys', role: roleOrName(text), credentials: keys };
  const chaining = flag('role-chaining', given['role-chaining']) ?? false;
  if (chaining && text === undefined) throw roleMissing('role-chaining requires a role to assume.', env);
  if (chaining) return { kind: 'ambient', role: roleOrName(text) };
  const skipsToken = flag('force-skip-oidc', given['force-skip-oidc']) ?? false;
  if (skipsToken && text !== undefined) {
    throw new HelperError(
      'option-conflict',
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: 'Set one of them, or role-chaining to assume the role with existing credentials.' },
    );
  }
  const unset = flag('unset-current-credentials', given['unset-current-credentials']) ?? false;
  const hasSigns = hasAmbientSigns(env, unset);
  if (text !== undefined) {
    const insteadOfToken = hasNoToken(env) && hasSigns;
    return insteadOfToken
      ? { kind: 'ambient', role: roleOrName(text), insteadOfToken }
      : { kind: 'token', role: parseRole(text), from };
  }
  const useExisting = flag('use-existing-credentials', given['use-existing-credentials']) ?? false;
  if (skipsToken || useExisting) return { kind: 'ambient', role: undefined };
  if (unset) return undefined;
  if (env.GITHUB_ACTIONS === 'true' && hasSigns) return { kind: 'ambient', role: undefined };
  throw roleMissing('No role is set.', env);
}

/** Several roles need the token. Messages about one role use the first. */
function sourceOfRoles(given: GivenOptions, env: Env): CredentialSource {
  const [first] = parseRoles(given);
  if (first === undefined) throw roleMissing('roles contains no role.', env);
  const from = parseTokenSource(given);
  const others = {
    'role-to-assume': given['role-to-assume'] !== undefined,
    'aws-access-key-id': given['aws-access-key-id'] !== undefined,
    'aws-profile': given['aws-profile'] !== undefined,
    'role-chaining': flag('role-chaining', given['role-chaining']),
    // It is about the job's own token.
    'force-skip-oidc': flag('force-skip-oidc', given['force-skip-oidc']) && from === undefined,
  };
  const [clash] = Object.entries(others).find(([, isSet]) => isSet) ?? [];
  if (clash === undefined) return { kind: 'token', role: first.role, from };
  throw new HelperError('option-conflict', `roles and ${clash} cannot be combined.`, {
    hint: 'List all roles in roles, with the profile for each: they are assumed with the token of the job.',
  });
}

/** A GitHub job without permission for a token. On other CIs, only a request shows that. */
function hasNoToken(env: Env): boolean {
  return env.GITHUB_ACTIONS === 'true' && envValue(env, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN') === undefined;
}

/** Variables that point to credentials for AWS tools. Instance credentials have none. */
function hasAmbientSigns(env: Env, unset: boolean): boolean {
  // Variables that will be emptied do not count.
  const signs = unset ? ambientVariables.filter((name) => name !== 'AWS_ACCESS_KEY_ID') : ambientVariables;
  return signs.some((name) => envValue(env, name) !== undefined);
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
      { hint: `Set both or neither. ${emptyInputs}` },
    );
  }
  const credentials = {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
  };
  const malformed = malformedPart(credentials, given['sts-endpoint'] !== undefined);
  if (malformed === undefined) return credentials;
  // Without the value, which may contain the secret.
  throw new HelperError(
    'option-invalid',
    `aws-${malformed.toLowerCase().replaceAll(' ', '-')} is not a valid ${malformed}.`,
    {
      hint: 'Check for an extra $ before the expression, and for quotes or spaces in the secret. Keys contain letters and digits only; secret keys and session tokens also / + =.',
    },
  );
}

/** With credentials other than a token, a role name is enough: its account is that of the credentials. */
function roleOrName(text: string | undefined): Role | RoleName | undefined {
  if (text === undefined) return undefined;
  return isRoleName(text) ? { name: text } : parseRole(text);
}

/** The first role, if its partition is known. */
export function knownRole(source: CredentialSource | undefined): Role | undefined {
  return source?.role !== undefined && 'arn' in source.role ? source.role : undefined;
}

function parseTokenSource(given: GivenOptions): TokenSource | undefined {
  const sources: TokenSource[] = [];
  const name = given['token-env'];
  if (name !== undefined) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new HelperError('option-invalid', 'token-env is not a variable name.', {
        hint: 'Use the name (AWS_ID_TOKEN), not $AWS_ID_TOKEN: the shell replaces that with the token, which must not be on a command line.',
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
      hint: 'Set only one of token-env, web-identity-token-file and token-command.',
    });
  }
  return sources[0];
}

function roleMissing(message: string, env: Env): HelperError {
  const hint =
    'Set role-to-assume (--role-to-assume on the command line) or AWS_ROLE_ARN to the ARN of the role, such as arn:aws:iam::123456789012:role/NAME.';
  return new HelperError('role-missing', message, {
    hint: env.GITHUB_ACTIONS === 'true' ? `${hint}\n${emptyInputs}` : hint,
  });
}

/** The runner does not distinguish a missing input from an empty expression. */
const emptyInputs =
  'If the workflow sets it with an expression, the expression was empty: the secret or variable is not set for this repository or environment, the pull request is from a fork, or a reusable workflow was called without `secrets: inherit`.';
