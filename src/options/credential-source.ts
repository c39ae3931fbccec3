import { isRoleName, parseRole, type Role } from '../aws/role.ts';
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { flag } from '../core/parse-values.ts';
import type { Credentials } from '../core/session.ts';
import type { TokenSource } from '../token/token-source.ts';
import { parseKeys, parseTokenSource, roleMissing, sourceOfRoles } from './given-source.ts';
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
  const accessKeyId = given['aws-access-key-id'];
  const keys = accessKeyId === undefined ? undefined : parseKeys(accessKeyId, given);
  const from = tokenOptions.some((name) => given[name] !== undefined) ? parseTokenSource(given) : undefined;
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

const tokenOptions = ['token-env', 'web-identity-token-file', 'token-command'] as const;

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

/** With credentials other than a token, a role name is enough: its account is that of the credentials. */
function roleOrName(text: string | undefined): Role | RoleName | undefined {
  if (text === undefined) return undefined;
  return isRoleName(text) ? { name: text } : parseRole(text);
}

/** The first role, if its partition is known. */
export function knownRole(source: CredentialSource | undefined): Role | undefined {
  return source?.role !== undefined && 'arn' in source.role ? source.role : undefined;
}
