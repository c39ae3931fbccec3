// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { HelperError } from '../errors.ts';
import { isHeaderText } from '../header-text.ts';
import type { HttpRequest, SigningScope } from '../ports.ts';
import type { Credentials } from '../session.ts';

/**
 * Signs a request to AWS. The host is signed as it will be sent.
 *
 * @throws HelperError `credentials-invalid` for keys that no header can carry
 */
export async function sign(request: HttpRequest, credentials: Credentials, scope: SigningScope): Promise<HttpRequest> {
  requireSendable(credentials);
  const url = new URL(request.url);
  const signer = new SignatureV4({
    ...scope,
    sha256: Sha256,
    credentials: {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey.reveal(),
      ...(credentials.sessionToken === undefined ? {} : { sessionToken: credentials.sessionToken.reveal() }),
    },
  });
  const { headers } = await signer.sign({
    method: request.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { ...request.headers, host: url.host },
    body: request.body,
  });
  return { ...request, headers };
}

function requireSendable({ accessKeyId, sessionToken }: Credentials): void {
  const wrong = !isHeaderText(accessKeyId)
    ? 'The access key ID'
    : sessionToken === undefined || isHeaderText(sessionToken.reveal())
      ? undefined
      : 'The session token';
  if (wrong === undefined) return;
  throw new HelperError(
    'credentials-invalid',
    `${wrong} holds a blank, a line end or another character that no key has. Nothing was sent.`,
    {
      hint: 'Set it again where it comes from (variable, secret, profile, credential_process): often a line end at its end, or a quote, was copied with it.',
    },
  );
}
