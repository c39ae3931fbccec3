import { describe, expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

const frankfurt = ['--aws-region', 'eu-central-1'];
const foreign = { aws_access_key_id: 'AKIAFOREIGN000000001', Aws_Secret_Access_Key: 'FakeSecretKeyOfSomebodyElse' };
const chained = 'arn:aws:iam::123456789012:role/chained';

describe('names without case', () => {
  it('keep profiles apart that differ in nothing else', async () => {
    const scene = await startScene({ ci: 'circleci' });
    const args = ['--roles', `Prod = ${role('circleci')}`, '--roles', `prod = ${chained}, via = Prod`];
    const step = await scene.cli(...args, ...frankfurt, '--profile-type', 'process');
    expect(step.exitCode, step.stderr).toBe(0);
    for (const [profile, name] of [
      ['Prod', 'circleci-deploy'],
      ['prod', 'chained'],
    ] as const) {
      const whoami = await scene.cli('whoami', '--profile', profile);
      expect(whoami.stdout, whoami.stderr).toContain(`assumed-role/${name}/`);
    }
  });

  it('do not hide keys beside the default profile', async () => {
    const scene = await startScene({ ci: 'circleci', env: foreign });
    const step = await scene.cli('--role-to-assume', role('circleci'), ...frankfurt, '--export', 'profile');
    expect(step.stderr).toContain('error environment-conflict');
    expect(step.stderr).toContain('AWS_ACCESS_KEY_ID');
  });

  it('do not hand on keys to the command of exec', async () => {
    const scene = await startScene({ ci: 'circleci', env: foreign });
    const exec = ['exec', '--role-to-assume', role('circleci'), ...frankfurt, '--'];
    const step = await scene.cli(...exec, scene.node, scene.cliFile, 'whoami');
    expect(step.stdout, step.stderr).toContain('assumed-role/circleci-deploy');
    expect((await scene.cli(...exec, 'cmd', '/d', '/c', 'set')).stdout).not.toMatch(/^aws_(access|secret)_/im);
  });

  it('find the token by any spelling', async () => {
    const scene = await startScene({ ci: 'gitlab' });
    const token = await scene.emulator.issueToken('gitlab');
    scene.env.Deploy_Token = token;
    const args = [
      '--role-to-assume',
      role('gitlab'),
      ...frankfurt,
      '--token-env',
      'DEPLOY_TOKEN',
      '--export',
      'profile',
    ];
    const step = await scene.cli(...args);
    expect(step.exitCode, step.stderr).toBe(0);
  });
});
