import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { parseToken, type Token } from '../token/token.ts';
import type { CiIo, CiProvider } from './provider.ts';

/** The variable of a token that the CI creates before the step, and what to do if it is missing. */
interface ProvidedToken {
  readonly variable: string;
  /** How to enable it. */
  readonly hint: string;
}

/** The members of a CI whose jobs have exactly one token, in a variable. */
export function providedToken(
  provided: ProvidedToken,
): Required<Pick<CiProvider, 'token' | 'whyMissing' | 'tokenVariables'>> {
  const { variable } = provided;
  return {
    token: async (_audience, io) => tokenInVariable(io, provided),
    whyMissing: (from) => (from.kind === 'env' && from.name === variable ? notSet(provided) : undefined),
    tokenVariables: [variable],
  };
}

/** @throws HelperError `token-missing`, `token-malformed` */
export function tokenInVariable({ env }: Pick<CiIo, 'env'>, provided: ProvidedToken): Token {
  const value = envValue(env, provided.variable);
  if (value !== undefined) return parseToken(value, `the variable ${provided.variable}`, false);
  throw notSet(provided);
}

function notSet({ variable, hint }: ProvidedToken): HelperError {
  return new HelperError('token-missing', `This job has no OIDC token: ${variable} is not set.`, { hint });
}

/** The advice if jobs cannot choose the audience. */
export function fixedAudience(ci: string, audience: string): () => string {
  return () =>
    `On ${ci} the audience is ${audience} and cannot be changed. Register it as the audience of the provider in IAM, and omit audience.`;
}
