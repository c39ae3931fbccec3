import { describe, expect } from 'vitest';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/bitbucket-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'bitbucket-9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b';
const session = `arn:aws:sts::123456789012:assumed-role/bitbucket-deploy/${jobName}`;
const tokenFile = `private/${jobName}/token-default`;

describe('the command line on Bitbucket Pipelines', () => {
  scenarioOnEveryNode(
    'writes the default profile of the step; cleanup leaves nothing',
    { ci: 'bitbucket', secretsIn: [tokenFile] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 0, stdout: '', masks: [] });
      expect(step.log).toContain(
        `Assumed ${role} as ${jobName} in eu-central-1, with the token from the variable BITBUCKET_STEP_OIDC_TOKEN.`,
      );
      expect(step.log).toContain("AWS tools can renew the credentials until the job's only token expires at <time>.");
      expect((await scene.cli('whoami')).stdout).toBe(`${session}\n`);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200', 'GetCallerIdentity 200']);
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario('shows the step to write where there is no token', { ci: 'bitbucket' }, async (scene) => {
    delete scene.env.BITBUCKET_STEP_OIDC_TOKEN;
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({ exitCode: 3, error: 'token-missing', changed: [] });
    expect(step.stderr).toContain('        oidc:\n          audiences: [sts.amazonaws.com]\n');
  });

  scenario(
    'tells which audience the token has where the step names none',
    { ci: 'bitbucket', job: { variant: 'workspace-audience' } },
    async (scene) => {
      const refused = await scene.cli(...asked);
      expect(refused).toMatchObject({ exitCode: 4, error: 'sts-audience', changed: [] });
      expect(refused.stderr).toContain("--client-id 'ari:cloud:bitbucket::workspace/3c1f7c1a");
      expect(scene.requests()).toEqual(['exchange 400 InvalidIdentityToken']);
      const asking = await scene.cli(...asked, '--audience', 'sts.amazonaws.com');
      expect(asking).toMatchObject({ exitCode: 3, error: 'token-audience', changed: [] });
      expect(asking.stderr).toContain('audiences: [sts.amazonaws.com]');
    },
  );

  scenario('tells of a token that has ended', { ci: 'bitbucket', job: { lifetimeSeconds: -120 } }, async (scene) => {
    expect(await scene.cli(...asked)).toMatchObject({ exitCode: 3, error: 'token-expired', changed: [] });
  });
});
