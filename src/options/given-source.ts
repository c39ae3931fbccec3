import type { Role } from '../aws/role.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { flag } from '../core/parse-values.ts';
import { Secret } from '../core/secret.ts';
import { type Credentials, malformedPart } from '../core/session.ts';
import type { TokenSource } from '../token/token-source.ts';
import { parseRoles } from './roles-option.ts';
import type { GivenOptions } from './table.ts';

interface FirstOfRoles {
  readonly kind: 'token';
  readonly role: Role;
  readonly from: TokenSource | undefined;
}

/** Several roles need the token. Messages about one role use the first. */
export function sourceOfRoles(given: GivenOptions, env: Env): FirstOfRoles {
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

/** Given keys. */
export function parseKeys(accessKeyId: string, given: GivenOptions): Credentials {
  const secretAccessKey = given['aws-secret-access-key'];
  const sessionToken = given['aws-session-token'];
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

/** Where the user says that the token is, if anywhere. */
export function parseTokenSource(given: GivenOptions): TokenSource | undefined {
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

export function roleMissing(message: string, env: Env): HelperError {
  const hint =
    'Set role-to-assume (--role-to-assume on the command line) or AWS_ROLE_ARN to the ARN of the role, such as arn:aws:iam::123456789012:role/NAME.';
  return new HelperError('role-missing', message, {
    hint: env.GITHUB_ACTIONS === 'true' ? `${hint}\n${emptyInputs}` : hint,
  });
}

/** The runner does not distinguish a missing input from an empty expression. */
const emptyInputs =
  'If the workflow sets it with an expression, the expression was empty: the secret or variable is not set for this repository or environment, the pull request is from a fork, or a reusable workflow was called without `secrets: inherit`.';
