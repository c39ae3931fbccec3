import { describe, expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

const options = ['--role-to-assume', role('circleci'), '--aws-region', 'eu-central-1'];

describe('on Windows', () => {
  it.each(['--static', '--token-file'])('exec %s gives the command what it says', async (way) => {
    const scene = await startScene({ ci: 'circleci' });
    const step = await scene.cli('exec', ...options, way, '--', scene.node, scene.cliFile, 'whoami');
    expect(step.stdout, step.stderr).toContain('assumed-role/circleci-deploy');
    expect(step.exitCode).toBe(0);
  });

  it('credential-process prints what AWS tools read, from its cache the second time', async () => {
    const scene = await startScene({ ci: 'circleci' });
    const first = await scene.cli('credential-process', ...options);
    expect(JSON.parse(first.stdout)).toMatchObject({ Version: 1 });
    expect(await scene.cli('credential-process', ...options)).toMatchObject({ exitCode: 0, stdout: first.stdout });
    expect(scene.emulator.requests).toHaveLength(1);
  });

  it('the file of CircleCI’s shells gets lines for sh', async () => {
    const scene = await startScene({ ci: 'circleci' });
    scene.env.BASH_ENV = scene.write(scene.temp, 'bash-env', 'export MINE=1\r\n');
    const step = await scene.cli(...options);
    expect(step.exitCode, step.stderr).toBe(0);
    expect(scene.read(scene.temp, 'bash-env')).toMatch(/^export MINE=1\r\n(export \w+='[^']*'\n)+$/);
    expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0 });
  });

  it('the action masks each secret before it can be seen', async () => {
    const scene = await startScene({ ci: 'github' });
    const step = await scene.action({ 'role-to-assume': role('github'), 'aws-region': 'eu-central-1' });
    const masked = [...step.stdout.matchAll(/^::add-mask::(.*?)\r?$/gm)].map(([, value]) => value);
    expect(masked).toEqual(
      expect.arrayContaining([step.variables.AWS_SECRET_ACCESS_KEY, step.variables.AWS_SESSION_TOKEN]),
    );
  });

  it('eight jobs at once lose nothing of one config', async () => {
    const scene = await startScene({ ci: 'circleci' });
    const names = Array.from({ length: 8 }, (_, index) => `job-${index}`);
    const steps = await Promise.all(
      names.map((name) =>
        scene.cli(...options, '--export', 'profile', '--profile-type', 'process', '--aws-profile', name),
      ),
    );
    for (const step of steps) expect(step.exitCode, step.stderr).toBe(0);
    const config = scene.read(scene.home, '.aws/config') ?? '';
    expect([...config.matchAll(/^\[profile (.*)\]$/gm)].map(([, name]) => name).sort()).toEqual(names);
  });

  it('a config with a byte order mark is refused, and stays', async () => {
    const scene = await startScene({ ci: 'circleci' });
    const text = '\ufeff[profile mine]\r\nregion = us-west-2\r\n';
    scene.write(scene.home, '.aws/config', text);
    const step = await scene.cli(...options, '--export', 'profile');
    expect(step.stderr).toContain('error profile-unreadable');
    expect(scene.read(scene.home, '.aws/config')).toBe(text);
  });

  it('the demo is played', async () => {
    const scene = await startScene({ ci: 'circleci' });
    const step = await scene.cli('demo');
    expect(step.exitCode, step.stdout + step.stderr).toBe(0);
  });
});
