import { mkdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { accountId } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const role = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const receiptsOf = (run: string): string => `private/gha-${run}-1-deploy/receipts.json`;

/** A leg of a matrix: another runner of the same user, in the same home folder, with the same run, attempt and job. */
function startLeg(scene: Scene, leg: string) {
  mkdirSync(scene.path(leg), { recursive: true });
  Object.assign(scene.env, { RUNNER_NAME: leg, RUNNER_TEMP: scene.path(leg) });
  return (inputs: Readonly<Record<string, string>> = {}) =>
    scene.action({
      'role-to-assume': role('github-deploy'),
      'aws-region': 'eu-central-1',
      'aws-profile': 'deploy',
      ...inputs,
    });
}

describe('two legs of a matrix on one machine', () => {
  scenario(
    'that write one profile: the second is refused while the first runs',
    {
      ci: 'github',
      secretsIn: ['home/.aws/credentials', receiptsOf('9876543210')],
    },
    async (scene) => {
      const first = await startLeg(scene, 'leg1')();
      expect(first).toMatchObject({ exitCode: 0, error: undefined });
      scene.requests();
      const files = ['config', 'credentials'].map((name) => scene.read(`home/.aws/${name}`));
      const leg2 = startLeg(scene, 'leg2');
      const refused = await leg2();
      expect(refused).toMatchObject({ exitCode: 1, error: 'profile-exists', changed: [] });
      expect(refused.log.join('\n')).toMatch(/belongs to another job.*gha-9876543210-1-deploy.*aws-profile/);
      expect(scene.requests()).toEqual([]);
      await refused.post();
      expect(['config', 'credentials'].map((name) => scene.read(`home/.aws/${name}`))).toEqual(files);

      const second = await leg2({ 'aws-profile': 'deploy-2' });
      expect(second).toMatchObject({ exitCode: 0, error: undefined });
      scene.requests();
      await first.post();
      expect(scene.read('home/.aws/config')).toMatch(/^\s*\[profile deploy-2\][^[]*$/);
      await second.post();
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario(
    'one after the other on one runner: what the first left is replaced',
    {
      ci: 'github',
      secretsIn: ['home/.aws/credentials', ...['9876543210', '9876543211'].map(receiptsOf)],
    },
    async (scene) => {
      await startLeg(scene, 'leg1')();
      Object.assign(scene.env, { GITHUB_RUN_ID: '9876543211' });
      const next = await startLeg(scene, 'leg1')({ 'role-session-name': 'next' });
      expect(next).toMatchObject({ exitCode: 0, error: undefined });
      expect(next.log.join('\n')).not.toContain('another job');
      scene.requests();
      expect(scene.read('home/.aws/config')).toMatch(/^# managed by ci-aws-credentials; job gha-9876543211-1-deploy-/m);
    },
  );
});

describe('two builds of one number on one agent', () => {
  const ask = ['--role-to-assume', role('gitlab-deploy'), '--aws-region', 'eu-central-1', '--token-env', 'TOKEN'];

  scenarioOnEveryNode(
    'do not get each other’s keys, token or profile',
    {
      env: { JENKINS_URL: 'https://ci.example/', BUILD_ID: '17', BUILD_NUMBER: '17', NODE_NAME: 'agent' },
      secretsIn: ['shop', 'blog']
        .flatMap((project) => [
          `private/jenkins-${project}-17/cache-x`,
          `private/jenkins-${project}-17/token-${project}`,
        ])
        .concat(['step1/stdout', 'step2/stdout', 'step3/stdout']),
    },
    async (scene) => {
      const build = async (project: string): Promise<void> => {
        const TOKEN = await scene.token('gitlab', { claims: { pipeline_id: project } });
        const EXECUTOR_NUMBER = project === 'shop' ? '0' : '1';
        Object.assign(scene.env, { JOB_NAME: project, EXECUTOR_NUMBER, TOKEN });
      };
      const keys = new Set<string>();
      for (const project of ['shop', 'blog', 'shop']) {
        await build(project);
        keys.add((await scene.cli('credential-process', ...ask)).stdout);
      }
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200']);
      expect(keys.size).toBe(2);

      await build('shop');
      await scene.cli(...ask, '--aws-profile', 'shop');
      const config = scene.read('home/.aws/config');
      await build('blog');
      expect(await scene.cli(...ask, '--aws-profile', 'shop')).toMatchObject({ error: 'profile-exists', changed: [] });
      await scene.cli(...ask, '--aws-profile', 'blog');
      await scene.cli('cleanup');
      expect(scene.read('home/.aws/config')).toBe(config);
      await build('shop');
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
      scene.requests();
    },
  );
});
