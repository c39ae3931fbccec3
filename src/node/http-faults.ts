import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { HelperError } from '../core/errors.ts';

/** A proxy's answer to `CONNECT`, or instead of the server's. */
export type ProxyAnswer = Pick<IncomingMessage, 'statusCode'>;

export function proxyName(proxy: URL): string {
  return `the proxy ${proxy.host}`;
}

export function proxyRefused(proxy: URL, url: URL, { statusCode: status = 0 }: ProxyAnswer): HelperError {
  const reason = [status, STATUS_CODES[status]].filter(Boolean).join(' ');
  // The proxy accepted, but the server behind it is not reachable: transient.
  if (status >= 500) {
    return new HelperError('network-failed', `The proxy ${proxy.host} could not reach ${url.host}: ${reason}.`, {
      hint: 'Check that the host exists and that the proxy may reach it.',
    });
  }
  return new HelperError('proxy-refused', `The proxy ${proxy.host} refused the connection to ${url.host}: ${reason}.`, {
    hint:
      status === 407
        ? 'Set a valid user and password: http-proxy http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded. Proxies that require Kerberos or NTLM are not supported.'
        : `Have ${url.host} added to the proxy's list of allowed hosts. If the host needs no proxy (for example a VPC endpoint), add it to no-proxy.`,
  });
}

export function connectionTimedOut(url: URL, proxy: URL | undefined, limit: number): HelperError {
  const other = proxy === undefined ? url.host : proxyName(proxy);
  return new HelperError('deadline-exceeded', `${other} did not accept a connection within ${seconds(limit)} s.`, {
    hint: 'Check that this machine may reach it: firewall, security group, proxy, VPC endpoint.',
  });
}

export function answerTimedOut(url: URL, limit: number): HelperError {
  return new HelperError('deadline-exceeded', `${url.host} did not respond within ${seconds(limit)} s.`, {
    hint: 'Check for a proxy or firewall that drops packets. The server may also be overloaded.',
  });
}

export function requestFailed(url: URL, proxy: URL | undefined, error: NodeJS.ErrnoException): HelperError {
  const place = proxy === undefined ? url.host : `${url.host} through ${proxyName(proxy)}`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? '')) {
    return new HelperError('tls-untrusted', `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: 'Behind a proxy that decrypts TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of the CA certificate before this program starts.',
      cause: error,
    });
  }
  return new HelperError('network-failed', `The request to ${place} failed: ${error.code ?? error.message}.`, {
    hint: /^(ENOTFOUND|EAI_AGAIN)$/.test(error.code ?? '')
      ? `Check ${proxy === undefined ? 'aws-region, sts-endpoint' : 'http-proxy'} and DNS: the host name could not be resolved.`
      : 'Check that this machine may reach it: firewall, proxy, VPC endpoint.',
    cause: error,
  });
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0);
}
