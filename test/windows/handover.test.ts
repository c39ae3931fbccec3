import { readdirSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { role, startScene } from './scene.ts';

const frankfurt = ['--aws-region', 'eu-central-1'];

describe.each(inject('machine').nodes.map(({ version }) => version))('on Windows, Node %s', (node) => {
  it('hands over by the runner’s files', async () => {
    const scene = await startScene({ ci: 'github', node });
    const step = await scene.action({ 'role-to-assume': role('github'), 'aws-region': 'eu-central-1' });
    expect(step, step.stdout + step.stderr).toMatchObject({ exitCode: 0, variables: { AWS_REGION: 'eu-central-1' } });
    expect(step.variables.AWS_ACCESS_KEY_ID).toMatch(/^ASIA/);
    expect((await scene.cli('whoami')).stdout).toContain('assumed-role/github-deploy');
    expect(await step.post()).toMatchObject({ exitCode: 0 });
  });

  it.each(['process', 'web-identity', 'static'])('writes a profile of the type %s, and takes it back', async (type) => {
    const scene = await startScene({ ci: 'circleci', node });
    scene.write(scene.home, '.aws/config', '[profile mine]\r\nregion = us-west-2\r\n');
    const args = ['--role-to-assume', role('circleci'), ...frankfurt, '--export', 'profile', '--profile-type', type];
    const step = await scene.cli(...args);
    expect(step, step.stderr).toMatchObject({ exitCode: 0 });
    const whoami = await scene.cli('whoami');
    expect(whoami.stdout, whoami.stderr).toContain('assumed-role/circleci-deploy');
    expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0 });
    expect(scene.read(scene.home, '.aws/config')).toBe('[profile mine]\r\nregion = us-west-2\r\n');
    expect(scene.read(scene.home, '.aws/credentials')).toBeUndefined();
    expect(readdirSync(`${scene.home.here}/AppData/Local`)).toEqual(['Temp']);
  });

  it('logs in to ECR in Docker’s config, and takes it back', async () => {
    const scene = await startScene({ ci: 'gitlab', node });
    const before = '{\r\n  "credHelpers": {}\r\n}\r\n';
    scene.write(scene.home, '.docker/config.json', before);
    scene.env.AWS_ENDPOINT_URL_ECR = scene.emulator.url;
    const step = await scene.cli('--role-to-assume', role('gitlab'), ...frankfurt, '--ecr-login', 'true');
    expect(step, step.stderr).toMatchObject({ exitCode: 0 });
    const written = scene.read(scene.home, '.docker/config.json') ?? '';
    expect(Object.keys(JSON.parse(written).auths)).toEqual(['123456789012.dkr.ecr.eu-central-1.amazonaws.com']);
    expect(written.replaceAll('\r\n', '')).not.toContain('\n');
    expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0 });
    expect(scene.read(scene.home, '.docker/config.json')).toBe(before);
  });

  it('runs a command with credentials of its own', async () => {
    const scene = await startScene({ ci: 'circleci', node });
    const args = [
      'exec',
      '--role-to-assume',
      role('circleci'),
      ...frankfurt,
      '--',
      scene.node,
      scene.cliFile,
      'whoami',
    ];
    const step = await scene.cli(...args);
    expect(step.stdout, step.stderr).toContain('assumed-role/circleci-deploy');
    expect(step.exitCode).toBe(0);
  });
});
