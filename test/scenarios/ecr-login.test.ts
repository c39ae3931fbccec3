import { chownSync, mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { aws, jobName, usual } from './action-account.ts';
import { scenario } from './scenario.ts';

const docker = 'home/.docker/config.json';
const receipts = `private/${jobName}/receipts.json`;
const registry = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const asked = ['token 200', 'exchange 200', 'GetAuthorizationToken 200'];

describe('a login to ECR', () => {
  scenario(
    'is an output of the step, masked, and taken back by the post step',
    {
      ci: 'github',
      aws,
      files: { [docker]: '{"proxies":{"default":{"noProxy":"*.example.com"}}}\n' },
      secretsIn: ['step1/GITHUB_ENV', docker, receipts],
    },
    async (job) => {
      const before = job.read(docker);
      job.env.AWS_ENDPOINT_URL_ECR = job.url;
      const step = await job.action({ ...usual, 'ecr-login': 'true' });
      expect(step, step.stdout).toMatchObject({ exitCode: 0, outputs: { registry } });
      expect(job.requests()).toEqual(asked);
      const { auths, ...rest } = JSON.parse(job.read(docker) ?? '');
      expect(rest).toEqual({ proxies: { default: { noProxy: '*.example.com' } } });
      expect(step.masks).toEqual(expect.arrayContaining([auths[registry].auth, atob(auths[registry].auth).slice(4)]));
      expect(step.log).toContain(`Logged in to ${registry} until <time>; the login is not renewed.`);
      await step.post();
      expect(job.read(docker)).toBe(before);
    },
  );

  scenario(
    'is refused before anything is sent where another user decides where the file leads',
    { ci: 'github', aws },
    async (job) => {
      const nobody = 65_534;
      mkdirSync(job.path('home/.docker'));
      job.write('theirs/config.json', '{}');
      symlinkSync(job.path('theirs/config.json'), job.path(docker));
      chownSync(job.path('theirs'), nobody, nobody);
      chownSync(job.path('theirs/config.json'), nobody, nobody);
      const step = await job.action({ ...usual, 'ecr-login': 'true' });
      expect(step, step.stdout).toMatchObject({ exitCode: 1, error: 'file-unsafe', variables: {} });
      expect(job.requests()).toEqual([]);
      expect(job.read('theirs/config.json')).toBe('{}');
    },
  );
});
