import { HelperError } from './errors.ts';
import { type Credentials, malformedPart } from './session.ts';

/**
 * Keys that no header can carry would fail in the midst of the request that they sign.
 *
 * @throws HelperError `credentials-invalid`
 */
export function requireSendable(credentials: Credentials): void {
  const part = malformedPart(credentials, true);
  if (part === undefined) return;
  throw new HelperError(
    'credentials-invalid',
    `The ${part} holds a blank, a line end or another character that no key has. Nothing was sent.`,
    {
      hint: 'Set it again where it comes from (variable, secret, profile, credential_process): often a line end at its end, or a quote, was copied with it.',
    },
  );
}
