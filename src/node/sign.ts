// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest, SigningScope } from '../core/io.ts';
import type { Credentials } from '../core/session.ts';

/** Signs a request to AWS. The host is signed as it is sent. */
export async function sign(request: HttpRequest, credentials: Credentials, scope: SigningScope): Promise<HttpRequest> {
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
