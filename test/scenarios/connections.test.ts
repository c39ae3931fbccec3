import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { makeCertificate } from '../certificate.ts';
import { type FarServer, startFarServer } from '../far-server.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'connections-'));
const certificate = makeCertificate(folder, ['127.0.0.1']);
afterAll(() => rmSync(folder, { recursive: true }));

const role = 'arn:aws:iam::123456789012:role/github-deploy';
const usual = { 'role-to-assume': role, 'aws-region': 'eu-central-1' };

interface Servers {
  readonly ci: FarServer;
  readonly sts: FarServer;
}

/** GitHub's token endpoint and STS behind TLS, each at an address of its own. */
async function withTls(scene: Scene, play: (servers: Servers) => Promise<void>): Promise<void> {
  const ci = await startFarServer(scene.url, { certificate });
  const sts = await startFarServer(scene.url, { certificate });
  const { ACTIONS_ID_TOKEN_REQUEST_URL: tokens = '' } = scene.env;
  Object.assign(scene.env, {
    NODE_EXTRA_CA_CERTS: certificate.file,
    ACTIONS_ID_TOKEN_REQUEST_URL: tokens.replace(scene.url, ci.url),
    AWS_ENDPOINT_URL_STS: sts.url,
  });
  try {
    await play({ ci, sts });
  } finally {
    ci.close();
    sts.close();
  }
}

describe('connections over TLS', () => {
  scenarioOnEveryNode(
    'are one to the CI and one to STS, and nothing is said of either',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      await withTls(scene, async ({ ci, sts }) => {
        const step = await scene.action(usual);
        expect(step).toMatchObject({ exitCode: 0, stderr: '' });
        expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
        expect({ ci: ci.connections(), sts: sts.connections() }).toEqual({ ci: 1, sts: 1 });
      });
    },
  );

  scenarioOnEveryNode(
    'that were opened ahead and broke are replaced without a word',
    { ci: 'github', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      await withTls(scene, async ({ sts }) => {
        let broken = 0;
        scene.interpose(({ target }) => {
          if (target.includes('/idtoken')) broken = sts.breakConnections();
          return undefined;
        });
        const step = await scene.action(usual);
        expect(step).toMatchObject({ exitCode: 0, stderr: '' });
        expect(step.log.filter((line) => /retry|again|failed/i.test(line))).toEqual([]);
        expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
        expect({ broken, taken: sts.connections() }).toEqual({ broken: 1, taken: 2 });
      });
    },
  );

  scenario(
    'of many roles are as many as exchanges: none is opened in vain',
    { ci: 'github', secretsIn: ['home/.aws/credentials', 'private/gha-9876543210-1-deploy/receipts.json'] },
    async (scene) => {
      await withTls(scene, async ({ ci, sts }) => {
        const roles = Array.from({ length: 20 }, (_, n) => `r${n} = ${role}`).join('\n');
        const step = await scene.action({ roles, 'aws-region': 'eu-central-1' });
        expect(step, step.log.join('\n')).toMatchObject({ exitCode: 0 });
        expect(scene.requests()).toEqual(['token 200', ...Array.from({ length: 20 }, () => 'exchange 200')]);
        expect({ ci: ci.connections(), sts: sts.connections() }).toEqual({ ci: 1, sts: 20 });
      });
    },
  );
});
