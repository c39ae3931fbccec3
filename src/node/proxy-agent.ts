import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** Opens tunnels through a proxy. */
export function proxyAgent({ protocol, host }: URL, headers: Readonly<Record<string, string>>): Agent {
  // Without user and password, which are in the headers, in a form that the agent always parses. Checked by behavior,
  // since its types know a narrower agent.
  return new HttpsProxyAgent(`${protocol}//${host}`, { headers: { ...headers } }) as unknown as Agent;
}
