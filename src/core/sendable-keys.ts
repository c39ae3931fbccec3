import { HelperError } from './errors.ts';
import { type Credentials, malformedPart } from './session.ts';

/**
 * Refuses keys that are invalid in a header, before the request that they sign fails.
 *
 * @throws HelperError `credentials-invalid`
 */
export function requireSendable(credentials: Credentials): void {
  const part = malformedPart(credentials, true);
  if (part === undefined) return;
  throw new HelperError(
    'credentials-invalid',
    `The ${part} contains a space, a line break or another character that no key has. Nothing was sent.`,
    {
      hint: 'Set it again at its source (variable, secret, profile, credential_process), without a trailing line break and without quotes.',
    },
  );
}
