import { HelperError } from './errors.ts';
import { isHttpUrl } from './http-url.ts';
import { inIpRange } from './ip-range.ts';
import { hideFromNowOn } from './secret.ts';

/** How requests leave this machine. */
export interface ProxySettings {
  /** Absent: directly. */
  readonly proxy: string | undefined;
  readonly noProxy: readonly string[];
}

/** @throws HelperError `proxy-invalid` for what is not an http or https proxy */
export function parseProxy(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (isHttpUrl(text)) {
    hidePassword(new URL(text));
    return text;
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0] ?? '';
  const foreign = /^(socks|pac)/i.test(scheme);
  throw new HelperError(
    'proxy-invalid',
    foreign ? `A proxy of the kind ${scheme} is not supported.` : 'http-proxy is not the URL of a proxy.',
    {
      hint: foreign
        ? 'Give the URL of an HTTP proxy: http://proxy.example.com:3128. For a PAC file, give the proxy that it names for AWS.'
        : 'It looks like http://proxy.example.com:3128, with http:// in front. It may hold user:password@; special characters in them must be percent-encoded.',
    },
  );
}

/** In a URL nobody would see it. A proxy that refuses may quote it alone, or the header that it came in. */
function hidePassword({ username, password }: URL): void {
  if (password === '') return;
  for (const text of [password, `${username}:${password}`]) {
    hideFromNowOn(text);
    hideFromNowOn(percentDecoded(text));
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}

/** The proxy for a URL; `undefined` where it is reached directly. */
export function proxyFor(url: URL, { proxy, noProxy }: ProxySettings): string | undefined {
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
    port: url.port || (url.protocol === 'https:' ? '443' : '80'),
  };
  return noProxy.some((entry) => covers(entry.toLowerCase(), target)) ? undefined : proxy;
}

/** As curl, Go and Python have it, which agree on this much: a domain covers its subdomains, with and without a dot in front. */
function covers(entry: string, { host, port }: { readonly host: string; readonly port: string }): boolean {
  if (entry === '*') return true;
  // Before the rest: in an IPv6 address without brackets the last group would look like a port.
  if (inIpRange(host, entry)) return true;
  if (entry.includes('/')) return false;
  const [, name = '', wantedPort] = /^(?:\*?\.)?(?:\[(?=.*\]))?([^\]]*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
  if (name === '' || (wantedPort !== undefined && wantedPort !== port)) return false;
  return host === name || host.endsWith(`.${name}`);
}
