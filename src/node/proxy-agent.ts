import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** Opens tunnels through a proxy. */
export function proxyAgent({ protocol, host }: URL, headers: Readonly<Record<string, string>>): Agent {
  // Without user and password: those are in the headers, in a form that the agent cannot fail to read.
  // An agent by what it does; its types know a narrower one.
  return new HttpsProxyAgent(`${protocol}//${host}`, { headers: { ...headers } }) as unknown as Agent;
}
