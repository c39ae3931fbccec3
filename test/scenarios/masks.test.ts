import { describe, expect } from 'vitest';
import { scenario } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1', '--token-env', 'MY_TOKEN'];

type Call = (...given: readonly string[]) => readonly string[];
const calls: readonly (readonly [name: string, call: Call, masksKeys: boolean])[] = [
  ['assume', (...given) => [...asked, ...given, '--export', 'none'], true],
  ['doctor', (...given) => ['doctor', ...asked, ...given, '--try'], false],
  ['exec', (...given) => ['exec', ...asked, ...given, '--', 'true'], true],
];

describe('masks are for the runner that reads them', () => {
  for (const [name, call, masksKeys] of calls) {
    scenario(`${name}: elsewhere --ci github prints none`, {}, async (scene) => {
      scene.env.MY_TOKEN = await scene.token('gitlab');
      // That no secret is printed is what every scenario ends with.
      expect(await scene.cli(...call('--ci', 'github'))).toMatchObject({ exitCode: 0, masks: [] });
      expect(scene.requests()).toContain('exchange 200');
    });

    scenario(`${name}: on GitHub --ci custom leaves none out`, { ci: 'github' }, async (scene) => {
      const token = await scene.token('gitlab');
      scene.env.MY_TOKEN = token;
      const { exitCode, masks } = await scene.cli(...call('--ci', 'custom'));
      expect(exitCode).toBe(0);
      expect(masks).toContain(token);
      expect(masks.some((mask) => mask.startsWith('FakeSessionToken'))).toBe(masksKeys);
      expect(scene.requests()).toContain('exchange 200');
    });
  }
});
