import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** Opens tunnels through a proxy. */
export function proxyAgent(proxy: string): Agent {
  // An agent by what it does; its types know a narrower one.
  return new HttpsProxyAgent(proxy) as unknown as Agent;
}
