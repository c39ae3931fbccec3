import { HelperError } from './errors.ts';
import { isHttpUrl } from './http-url.ts';
import { inIpRange } from './ip-range.ts';
import { hideFromNowOn } from './secret.ts';

/** The proxy settings of all requests. */
export interface ProxySettings {
  /** Absent for direct connections. */
  readonly proxy: string | undefined;
  readonly noProxy: readonly string[];
}

/** @throws HelperError `proxy-invalid` for what is not an http or https proxy */
export function parseProxy(text: string): string {
  if (isHttpUrl(text)) {
    hidePassword(new URL(text));
    return text;
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0] ?? '';
  const foreign = /^(socks|pac)/i.test(scheme);
  throw new HelperError(
    'proxy-invalid',
    foreign ? `Proxies of the kind ${scheme} are not supported.` : 'http-proxy is not a proxy URL.',
    {
      hint: foreign
        ? 'Use the URL of an HTTP proxy: http://proxy.example.com:3128. For a PAC file, use the proxy that it names for AWS.'
        : 'Use the form http://proxy.example.com:3128, starting with http:// or https://. It may contain user:password@; percent-encode special characters in both.',
    },
  );
}

/** Masks the password also by itself and in the header: a proxy that refuses may quote either. */
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
    // The percent character is literal.
    return text;
  }
}

/** The proxy for a URL; `undefined` for a direct connection. */
export function proxyFor(url: URL, { proxy, noProxy }: ProxySettings): string | undefined {
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
    port: url.port || (url.protocol === 'https:' ? '443' : '80'),
  };
  return noProxy.some((entry) => covers(entry.toLowerCase(), target)) ? undefined : proxy;
}

/** Like curl, Go and Python: a domain covers its subdomains, with or without a leading dot. */
function covers(entry: string, { host, port }: { readonly host: string; readonly port: string }): boolean {
  if (entry === '*') return true;
  // First, as the last group of an IPv6 address without brackets would look like a port.
  if (inIpRange(host, entry)) return true;
  if (entry.includes('/')) return false;
  const [, name = '', wantedPort] = /^(?:\*?\.)?(?:\[(?=.*\]))?([^\]]*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
  if (name === '' || (wantedPort !== undefined && wantedPort !== port)) return false;
  return host === name || host.endsWith(`.${name}`);
}
