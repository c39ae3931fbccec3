import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { audiencesOf, type Token, tryParseToken } from '../token/token.ts';

/**
 * Finds tokens by their form, for CIs where jobs choose the variable names: each token once, in the order of the names.
 * `passedOver` lists variables whose tokens the job did not request.
 */
export function tokensByForm(env: Env, passedOver: readonly string[] = []): readonly Token[] {
  const seen = new Set<string>();
  return Object.keys(env)
    .filter((name) => !passedOver.includes(name))
    .sort()
    .flatMap((name) => tokenByForm(name, env))
    .filter(({ jwt }) => !seen.has(jwt.reveal()) && seen.add(jwt.reveal()));
}

/** Ignores a variable that looks like a JWT but is not one. */
export function tokenByForm(name: string, env: Env): readonly Token[] {
  const text = env[name] ?? '';
  // Decoding every variable would take longer than everything else.
  const token = /^\s*eyJ/.test(text) ? tryParseToken(text, `the variable ${name}`, false) : undefined;
  return token === undefined ? [] : [token];
}

export function severalTokens(tokens: readonly Token[]): HelperError {
  return new HelperError('token-ambiguous', `Several variables contain a matching ID token: ${tokenList(tokens)}.`, {
    hint: 'Select one with --token-env NAME, or with audience if their audiences differ.',
  });
}

/** For messages. */
export function tokenList(tokens: readonly Token[]): string {
  return tokens
    .map(({ source, claims }) => `${source} (audience ${audiencesOf(claims).join(', ') || 'none'})`)
    .join(', ');
}
