import type { CiProvider } from '../ci/provider.ts';
import { tokenFrom } from '../ci/token-from.ts';
import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import type { Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';

/** The token from the user's source. If it is missing, the CI may know why. */
export async function givenToken(
  { ci, from }: { readonly ci: CiProvider; readonly from: TokenSource },
  io: Io,
): Promise<Token> {
  try {
    return await tokenFrom(from, io);
  } catch (error) {
    const reason = isMissing(error) ? ci.whyMissing?.(from, io) : undefined;
    if (!isMissing(error) || reason === undefined) throw error;
    const code = reason.code === 'token-missing' ? error.code : reason.code;
    throw new HelperError(code, `${error.message} ${reason.message}`, { hint: reason.hint, cause: error });
  }
}

function isMissing(error: unknown): error is HelperError {
  return error instanceof HelperError && ['token-missing', 'token-unreadable'].includes(error.code);
}
