import { describe, expect } from 'vitest';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/jenkins-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const session = 'arn:aws:sts::123456789012:assumed-role/jenkins-deploy/jenkins-shop-main-17';
const bound = 'work@tmp/secretFiles/1/id_token';

describe('the command line on Jenkins', () => {
  scenarioOnEveryNode(
    'writes the default profile for the steps of a block, from a file that Jenkins removes after it',
    { ci: 'jenkins', env: { AWS_ID_TOKEN: undefined }, secretsIn: [bound] },
    async (scene) => {
      scene.write(bound, await scene.token('jenkins'));
      scene.env.AWS_WEB_IDENTITY_TOKEN_FILE = scene.path(bound);
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 0, stdout: '', masks: [] });
      expect(step.log).toContain(
        `Assumed ${role} as jenkins-shop-main-17 in eu-central-1, with the token from the file <folder>/${bound}.`,
      );
      expect((await scene.cli('whoami')).stdout).toBe(`${session}\n`);
      expect(scene.requests()).toEqual(['exchange 200', 'exchange 200', 'GetCallerIdentity 200']);
      scene.write(bound, '');
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario(
    'finds a token that is bound to a variable, runs a command with the role, and keeps the token from it',
    { ci: 'jenkins' },
    async (scene) => {
      const step = await scene.bash(
        `npx ci-aws-credentials exec ${asked.join(' ')} -- sh -c 'echo "\${AWS_ID_TOKEN-gone}"; npx ci-aws-credentials whoami'`,
      );
      expect(step).toMatchObject({ exitCode: 0, stdout: `gone\n${session}\n`, masks: [] });
      expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
      expect(scene.secretPlaces()).toEqual([]);
    },
  );

  scenario('shows the block to write where no credential is bound', { ci: 'jenkins' }, async (scene) => {
    delete scene.env.AWS_ID_TOKEN;
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({ exitCode: 3, error: 'token-missing', changed: [] });
    expect(step.stderr).toContain("withCredentials([file(credentialsId: 'aws'");
    scene.env.AWS_WEB_IDENTITY_TOKEN_FILE = scene.path('gone');
    const after = await scene.cli(...asked);
    expect(after).toMatchObject({ exitCode: 3, error: 'token-unreadable', changed: [] });
    expect(after.stderr).toContain('Run this program inside the withCredentials block');
  });

  scenario('tells where the audience is set', { ci: 'jenkins', job: { audience: 'vault' } }, async (scene) => {
    const asking = await scene.cli(...asked, '--audience', 'sts.amazonaws.com');
    expect(asking).toMatchObject({ exitCode: 3, error: 'token-audience', changed: [] });
    expect(asking.stderr).toContain('the Audience field of the credential');
    const refused = await scene.cli(...asked);
    expect(refused).toMatchObject({ exitCode: 4, error: 'sts-audience', changed: [] });
    expect(refused.stderr).toContain("Jenkins' audience is a field of the credential.");
    expect(scene.requests()).toEqual(['exchange 400 InvalidIdentityToken']);
  });

  scenario('tells of a token that has ended', { ci: 'jenkins', job: { lifetimeSeconds: -120 } }, async (scene) => {
    expect(await scene.cli(...asked)).toMatchObject({ exitCode: 3, error: 'token-expired', changed: [] });
  });
});
