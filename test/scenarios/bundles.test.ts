import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioOnEveryNode } from './scenario.ts';
import type { Setting } from './scene.ts';

/**
 * For each bundle that is made apart, a command that loads it and fails in it or right after it. In the bundle, the
 * classes of this program are copies.
 */
const failures: Readonly<
  Record<string, { readonly setting: Setting; readonly args: readonly string[]; readonly fails: object }>
> = {
  'proxy-agent': {
    setting: { ci: 'gitlab' },
    args: [
      ...['--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--aws-region', 'eu-central-1'],
      ...['--sts-endpoint', 'https://sts.example', '--http-proxy', 'http://127.0.0.1:9', '--disable-retry'],
    ],
    fails: { exitCode: 5, error: 'network-failed' },
  },
  sdk: {
    setting: { ci: 'gitlab', env: { AWS_EC2_METADATA_DISABLED: 'true' } },
    args: [
      ...['--role-chaining', '--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy'],
      ...['--aws-region', 'eu-central-1', '--profile-type', 'static'],
    ],
    fails: { exitCode: 3, error: 'credentials-missing' },
  },
  sign: {
    setting: {
      ci: 'gitlab',
      env: {
        AWS_ACCESS_KEY_ID: 'AKIAFAKEUNKNOWN00001',
        AWS_SECRET_ACCESS_KEY: 'FakeSecretKeyOfNobody',
        AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9',
      },
    },
    args: [
      ...['--role-chaining', '--role-to-assume', 'arn:aws:iam::123456789012:role/gitlab-deploy', '--disable-retry'],
      ...['--aws-region', 'eu-central-1', '--aws-profile', 'named', '--profile-type', 'static'],
    ],
    fails: { exitCode: 5, error: 'network-failed' },
  },
  'template-yaml': {
    setting: { files: { 'work/broken.yaml': 'Resources: [ {' } },
    args: ['trust', 'lint', 'broken.yaml'],
    fails: { exitCode: 2, error: 'policy-invalid' },
  },
};

it('there is a failure for each bundle that is made apart', () => {
  const dist = readdirSync(join(import.meta.dirname, '../../dist'), { withFileTypes: true });
  const folders = dist.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(Object.keys(failures)).toEqual(folders.toSorted());
});

describe('a failure is one that a user can act on, and no bug, in the bundle', () => {
  for (const [bundle, { setting, args, fails }] of Object.entries(failures)) {
    scenarioOnEveryNode(bundle, setting, async (scene) => {
      const step = await scene.cli(...args);
      expect(step).toMatchObject({ ...fails, stdout: '' });
      expect(step.stderr).not.toMatch(/bug|\n\s+at /);
    });
  }
});
