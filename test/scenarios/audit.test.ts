import { describe, expect } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { trusting } from './account.ts';
import { scenario } from './scenario.ts';
import type { Scene } from './scene.ts';

const auditor = {
  arn: 'arn:aws:iam::123456789012:user/auditor',
  accessKeyId: 'AKIAFAKEAUDITOR00001',
  secretAccessKey: 'FakeUserSecretOfTheAuditor',
};
const env = {
  AWS_ACCESS_KEY_ID: auditor.accessKeyId,
  AWS_SECRET_ACCESS_KEY: auditor.secretAccessKey,
  AWS_REGION: 'eu-central-1',
};
const setting = { aws: { users: [auditor] }, env };

function audit(scene: Scene, ...args: readonly string[]) {
  scene.env.AWS_ENDPOINT_URL_IAM = scene.url;
  return scene.cli('trust', 'audit', ...args);
}

describe('trust audit', () => {
  scenario('reads the whole account, and finds nothing worse than before in a second run', setting, async (scene) => {
    const first = await audit(scene, '--json');
    // One of the roles has errors.
    expect(first, first.stderr).toMatchObject({ exitCode: 1, changed: [] });
    const report = JSON.parse(first.stdout);
    const forCi = defaultConfig().roles.filter(({ arn }) => !arn.endsWith('/chained'));
    expect(report).toMatchObject({ account: '123456789012', seen: forCi.length + 1, missing: [], unread: [] });
    expect(report.roles.map(({ arn }: { arn: string }) => arn)).toEqual(forCi.map(({ arn }) => arn));
    expect(report.roles[0]).toMatchObject({ lastUsed: null, maxSessionSeconds: 3600 });
    const asked = scene.requests();
    expect(asked.slice(0, 2)).toEqual(['GetCallerIdentity 200', 'ListRoles 200']);
    expect(asked.filter((one) => one === 'GetRole 200')).toHaveLength(forCi.length);

    scene.write('work/before.json', first.stdout);
    expect(await audit(scene, '--since', 'before.json')).toMatchObject({ exitCode: 0 });
    scene.requests();
  });

  const odd = trusting('arn:aws:iam::123456789012:role/odd', {
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'gitlab.com:sub': 'a ##[b] \u202e c' } },
  });

  scenario(
    'keeps every value for a second run',
    { ...setting, aws: { users: [auditor], roles: [odd] } },
    async (scene) => {
      const first = await audit(scene, '--json');
      expect(JSON.parse(first.stdout).roles[0].entrants[0].demands[0].values).toEqual(['a ##[b] \u202e c']);
      scene.write('work/before.json', first.stdout);
      expect(await audit(scene, '--since', 'before.json')).toMatchObject({ exitCode: 0 });
      scene.requests();
    },
  );

  scenario('needs no region', { ...setting, env: { ...env, AWS_REGION: '' } }, async (scene) => {
    expect(await audit(scene, '--ci', 'fly')).toMatchObject({ exitCode: 0 });
    scene.requests();
  });

  scenario('says which role lets in more than before', setting, async (scene) => {
    const { stdout } = await audit(scene, '--ci', 'gitlab', '--json');
    expect(JSON.parse(stdout).roles).toHaveLength(1);
    scene.write('work/before.json', stdout.replaceAll('main', 'release'));
    const step = await audit(scene, '--ci', 'gitlab', '--since', 'before.json');
    expect(step.exitCode).toBe(9);
    expect(step.stdout).toContain(
      'Wider than before\n  arn:aws:iam::123456789012:role/gitlab-deploy: project mygroup/myproject, branch main, on GitLab CI\n',
    );
    scene.requests();
  });

  scenario(
    'goes on where it is throttled',
    { ...setting, faults: [{ on: 'sts', kind: 'throttle', action: 'ListRoles' }] },
    async (scene) => {
      expect((await audit(scene, '--ci', 'fly')).stdout).toContain('1 of 24 roles are for tokens of a CI.');
      expect(scene.requests()).toContain('ListRoles 400 Throttling');
    },
  );

  const withPermissions = (...permissions: readonly string[]) => ({
    ci: 'gitlab',
    aws: { roles: defaultConfig().roles.map((role) => ({ ...role, permissions })) },
  });
  const asRole = async (scene: Scene, ...args: readonly string[]) => {
    scene.env.AWS_ENDPOINT_URL_IAM = scene.url;
    const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
    const region = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
    const step = await scene.cli(
      'exec',
      '--static',
      ...region,
      '--',
      'npx',
      'ci-aws-credentials',
      'trust',
      'audit',
      ...args,
    );
    scene.requests();
    return step;
  };

  scenario('says what must be allowed', withPermissions('s3:*'), async (scene) => {
    const step = await asRole(scene);
    expect(step).toMatchObject({ exitCode: 4, stdout: '' });
    expect(step.stderr).toContain('error iam-access-denied: The roles cannot be listed');
    expect(step.stderr).toContain('"Action":["iam:ListRoles","iam:GetRole",');
  });

  scenario('goes on without what is not essential', withPermissions('iam:ListRoles'), async (scene) => {
    const step = await asRole(scene, '--ci', 'gitlab');
    expect(step, step.stderr).toMatchObject({ exitCode: 0 });
    expect(step.stdout).toContain('last use not known');
    expect(step.stdout).toContain('Not read\n  AWS refuses iam:GetRole, iam:ListOpenIDConnectProviders.');
    expect(step.stdout).toContain('"Action":["iam:GetRole","iam:ListOpenIDConnectProviders"]');
  });

  scenario('refuses what cannot be right before anything is sent', setting, async (scene) => {
    scene.write('work/list.json', '[]');
    scene.write('work/other.json', '{"roles":[{}]}');
    scene.write('work/elsewhere.json', '{"account":"999999999999","roles":[]}');
    for (const [args, error] of [
      [['--format', 'yaml'], 'option-invalid'],
      [['--ci', 'githb'], 'option-invalid'],
      [['--since', 'nowhere.json'], 'input-unreadable'],
      [['--since', 'list.json'], 'input-unreadable'],
      [['--since', 'other.json'], 'input-unreadable'],
      [['role'], 'option-unknown'],
    ] as const) {
      expect(await audit(scene, ...args), args.join(' ')).toMatchObject({ error, stdout: '' });
    }
    expect(scene.requests()).toEqual([]);
    expect(await audit(scene, '--since', 'elsewhere.json')).toMatchObject({ error: 'option-invalid' });
    scene.requests();
  });
});
