import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type Certificate, makeCertificate } from '../certificate.ts';
import { aws, deployer, keysOf, target, usual } from './action-account.ts';
import { type Inputs, playRows } from './action-table.ts';
import { type HttpProxy, startProxy, startTlsFront } from './proxy.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const stsHost = 'sts.eu-central-1.amazonaws.com';
let folder = '';
let certificate: Certificate;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-'));
  certificate = makeCertificate(folder, [stsHost, 'proxy.example']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  readonly name: string;
  /** With the proxy's port in the place of PORT. */
  readonly inputs?: Inputs;
  readonly env?: Readonly<Record<string, string>>;
  /** What goes through the proxy; nothing, if nothing is said. */
  readonly asked?: readonly string[];
  readonly credentials?: string;
}

const both = ['GET http://127.0.0.1', 'POST http://127.0.0.1'];

const cases: readonly Case[] = [
  { name: 'http-proxy serves both requests', inputs: { 'http-proxy': 'http://127.0.0.1:PORT' }, asked: both },
  ...['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].map((variable) => ({
    name: `${variable} does, too`,
    env: { [variable]: 'http://127.0.0.1:PORT' },
    asked: both,
  })),
  {
    name: 'the input beats the variables',
    inputs: { 'http-proxy': 'http://127.0.0.1:PORT' },
    env: { HTTPS_PROXY: 'http://127.0.0.1:1' },
    asked: both,
  },
  {
    name: 'a user and a password are for the proxy only',
    inputs: { 'http-proxy': 'http://me:p%40ss@127.0.0.1:PORT' },
    asked: both,
    credentials: `Basic ${btoa('me:p@ss')}`,
  },
  ...['127.0.0.1', '*', '127.0.0.0/8', 'other.example, 127.0.0.1', '.example 127.0.0.1:STS'].map((list) => ({
    name: `no-proxy: ${list} goes past it`,
    inputs: { 'http-proxy': 'http://127.0.0.1:PORT', 'no-proxy': list },
  })),
  ...['no_proxy', 'NO_PROXY'].map((variable) => ({
    name: `${variable} goes past it, too`,
    inputs: { 'http-proxy': 'http://127.0.0.1:PORT' },
    env: { [variable]: '127.0.0.1' },
  })),
  ...['127.0.0.1:1', '10.0.0.0/8', 'example.com'].map((list) => ({
    name: `no-proxy: ${list} does not`,
    inputs: { 'http-proxy': 'http://127.0.0.1:PORT', 'no-proxy': list },
    asked: both,
  })),
];

describe('a proxy', () => {
  for (const { name, inputs = {}, env = {}, asked = [], credentials } of cases) {
    scenario(name, { ci: 'github', aws, secretsIn: ['step1/GITHUB_ENV'] }, async (scene) => {
      const proxy = await startProxy();
      try {
        const filled = (texts: Inputs): Inputs =>
          Object.fromEntries(
            Object.entries(texts).map(([key, text]) => [
              key,
              text.replace('PORT', String(proxy.port)).replace('STS', new URL(scene.url).port),
            ]),
          );
        Object.assign(scene.env, filled(env));
        expect(await scene.action({ ...usual, ...filled(inputs) })).toMatchObject({ exitCode: 0 });
        expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
        expect(proxy.asked).toEqual(asked);
        if (credentials !== undefined) expect(new Set(proxy.credentials)).toEqual(new Set([credentials]));
      } finally {
        await proxy.close();
      }
    });
  }

  scenarioOnEveryNode(
    'is asked for a tunnel to the region’s own STS, whose certificate NODE_EXTRA_CA_CERTS vouches for',
    { ci: 'github', aws, env: { AWS_ENDPOINT_URL_STS: undefined }, secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      await throughTunnel(scene.url, async (proxy) => {
        Object.assign(scene.env, { NODE_EXTRA_CA_CERTS: certificate.file });
        const inputs = { 'http-proxy': `http://me:secret@127.0.0.1:${proxy.port}`, 'no-proxy': '127.0.0.1' };
        expect(await scene.action({ ...usual, ...inputs })).toMatchObject({ exitCode: 0 });
        expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
        expect(proxy.asked).toEqual([`CONNECT ${stsHost}`]);
        expect(proxy.credentials).toEqual([`Basic ${btoa('me:secret')}`]);
      });
    },
  );

  scenario(
    'is not logged by the agent for tunnels, whatever DEBUG is set for',
    { ci: 'github', aws, env: { AWS_ENDPOINT_URL_STS: undefined, DEBUG: '*' }, secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      await throughTunnel(scene.url, async (proxy) => {
        Object.assign(scene.env, { NODE_EXTRA_CA_CERTS: certificate.file });
        const inputs = { 'http-proxy': `http://127.0.0.1:${proxy.port}`, 'no-proxy': '127.0.0.1' };
        expect(await scene.action({ ...usual, ...inputs })).toMatchObject({ exitCode: 0, stderr: '' });
        expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
        expect(proxy.asked).toEqual([`CONNECT ${stsHost}`]);
      });
    },
  );

  scenarioOnEveryNode(
    'carries what is signed, too',
    { ci: 'github', aws, env: { AWS_ENDPOINT_URL_STS: undefined }, secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      await throughTunnel(scene.url, async (proxy) => {
        Object.assign(scene.env, {
          NODE_EXTRA_CA_CERTS: certificate.file,
          https_proxy: `http://127.0.0.1:${proxy.port}`,
        });
        const step = await scene.action({ ...usual, ...keysOf(deployer), 'role-to-assume': target });
        expect(step).toMatchObject({ exitCode: 0 });
        expect(scene.requests()).toEqual(['AssumeRole 200']);
        expect(proxy.asked).toEqual([`CONNECT ${stsHost}`]);
      });
    },
  );

  scenarioOnEveryNode(
    'that opens TLS is not trusted by itself, and the error says what to set',
    { ci: 'github', aws, env: { AWS_ENDPOINT_URL_STS: undefined } },
    async (scene) => {
      await throughTunnel(scene.url, async (proxy) => {
        Object.assign(scene.env, { https_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: '127.0.0.1' });
        const step = await scene.action(usual);
        expect(step).toMatchObject({ exitCode: 1, error: 'tls-untrusted' });
        expect(step.log.join('\n')).toContain('NODE_EXTRA_CA_CERTS');
        expect(scene.requests()).toEqual(['token 200']);
      });
    },
  );

  playRows([
    ...['socks5://127.0.0.1:1080', 'pac+http://127.0.0.1/proxy.pac'].map((url) => ({
      name: `of another kind is named: ${url}`,
      inputs: { 'http-proxy': url },
      error: 'proxy-invalid' as const,
      log: [/Proxies of the kind (socks5|pac\+http) are not supported/, 'Use the URL of an HTTP proxy'],
    })),
    {
      name: 'needs http:// in front',
      inputs: { 'http-proxy': 'proxy.example.com:3128' },
      error: 'proxy-invalid',
      log: ['starting with http://'],
    },
    {
      name: 'that is not there is named, and its password is not',
      inputs: { 'http-proxy': 'http://me:hush@127.0.0.1:1', 'disable-retry': 'true' },
      error: 'network-failed',
      log: ['through the proxy 127.0.0.1:1 failed: ECONNREFUSED'],
      silence: ['hush'],
    },
  ]);
});

describe('a proxy that says no', () => {
  const refusals = {
    'to the tunnel, as it wants a password': [
      'https://sts.example',
      407,
      'proxy-refused',
      'refused the connection to sts.example: 407 Proxy Authentication Required.',
    ],
    'to the tunnel, as the host is not on its list': [
      'https://sts.example',
      403,
      'proxy-refused',
      'refused the connection to sts.example: 403 Forbidden.',
    ],
    'to a plain request, as it wants a password': [
      'http://sts.example',
      407,
      'proxy-refused',
      'refused the connection to sts.example: 407 Proxy Authentication Required.',
    ],
    'to a plain request, with a page': [
      'http://sts.example',
      403,
      'sts-answer-unreadable',
      'answered 403 (text/html), not STS at sts.example.',
    ],
  } as const;
  for (const [sentence, [endpoint, status, error, says]] of Object.entries(refusals)) {
    scenario(sentence, { ci: 'gitlab', env: { AWS_ENDPOINT_URL_STS: endpoint } }, async (scene) => {
      const proxy = await startProxy(0, status);
      try {
        scene.env.https_proxy = `http://me:hush@127.0.0.1:${proxy.port}`;
        const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
        const step = await scene.cli('--role-to-assume', role, '--aws-region', 'eu-central-1');
        expect(step).toMatchObject({ exitCode: 5, error, stdout: '', changed: [] });
        expect(step.stderr).toContain(
          `the proxy 127.0.0.1:${proxy.port} ${says}`.replace(/^the (?=.* refused)/, 'The '),
        );
        expect(step.stderr).not.toMatch(/Why AWS refused|gitlab\.com|hush/);
        expect(proxy.asked).toEqual([
          endpoint.startsWith('https') ? 'CONNECT sts.example' : 'POST http://sts.example/',
        ]);
        expect(scene.requests()).toEqual([]);
      } finally {
        await proxy.close();
      }
    });
  }
});

async function throughTunnel(url: string, play: (proxy: HttpProxy) => Promise<void>): Promise<void> {
  const front = await startTlsFront(url, certificate);
  const proxy = await startProxy(front.port);
  try {
    await play(proxy);
  } finally {
    await proxy.close();
    await front.close();
  }
}
