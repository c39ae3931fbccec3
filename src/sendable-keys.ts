import { HelperError } from './errors.ts';
import { isHeaderText } from './header-text.ts';
import type { Credentials } from './session.ts';

/**
 * Keys that no header can carry would fail in the midst of the request that they sign.
 *
 * @throws HelperError `credentials-invalid`
 */
export function requireSendable({ accessKeyId, sessionToken }: Credentials): void {
  if (!isHeaderText(accessKeyId)) throw unsendable('The access key ID');
  if (sessionToken !== undefined && !isHeaderText(sessionToken.reveal())) throw unsendable('The session token');
}

function unsendable(part: string): HelperError {
  return new HelperError(
    'credentials-invalid',
    `${part} holds a blank, a line end or another character that no key has. Nothing was sent.`,
    {
      hint: 'Set it again where it comes from (variable, secret, profile, credential_process): often a line end at its end, or a quote, was copied with it.',
    },
  );
}
