import { describe, expect } from 'vitest';
import { scenario, scenarioOnEveryNode } from './scenario.ts';

const role = 'arn:aws:iam::123456789012:role/azure-pipelines-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'azp-1234-12f1170f-54f2-53f3-20dd-22fc7dff55f9';
const session = `arn:aws:sts::123456789012:assumed-role/azure-pipelines-deploy/${jobName}`;
const folder = `private/${jobName}`;
const cache = `${folder}/process-default/cache`;
/** The agent's temporary folder, if this machine's is safe. */
const named = (variable: string, file: string): RegExp =>
  new RegExp(`^##vso\\[task\\.setvariable variable=${variable}\\]<folder>/.*/${jobName}/${file}$`);

describe('the command line on Azure Pipelines', () => {
  scenarioOnEveryNode(
    'names a profile to the later steps, which renews itself; cleanup leaves nothing',
    { ci: 'azure-pipelines', secretsIn: [cache] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({
        exitCode: 0,
        stdout: '',
        log: [
          'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
          expect.stringMatching(named('AWS_CONFIG_FILE', 'aws-config')),
          expect.stringMatching(named('AWS_SHARED_CREDENTIALS_FILE', 'aws-credentials')),
          'Later steps of the job find the profile through AWS_CONFIG_FILE. In this step, use exec, or eval "$(ci-aws-credentials env …)".',
          `Assumed ${role} as ${jobName} in eu-central-1, with the token from the token endpoint.`,
          `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
          'Wrote the profile default.',
        ],
      });
      expect(step.masks).toHaveLength(4);
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      // Only the step that maps it has the access token; the cached keys serve all the same.
      const { SYSTEM_ACCESSTOKEN: password = '' } = scene.env;
      delete scene.env.SYSTEM_ACCESSTOKEN;
      expect((await scene.cli('whoami')).stdout).toBe(`${session}\n`);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
      expect(password).not.toBe('');
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
      expect(scene.plain(scene.env.AWS_CONFIG_FILE)).toBe('<folder>/home/.aws/config');
      expect(scene.read('private')).toBeUndefined();
    },
  );

  scenario(
    'renews where the step has the access token, and says what is missing where it has not',
    { ci: 'azure-pipelines', aws: { sessionSeconds: 2 }, secretsIn: [cache] },
    async (scene) => {
      await scene.cli(...asked);
      const { SYSTEM_ACCESSTOKEN: password = '' } = scene.env;
      delete scene.env.SYSTEM_ACCESSTOKEN;
      const run = `sh "$(dirname "$AWS_CONFIG_FILE")"/program-*/process-*/credential-process.sh`;
      const late = await scene.bash(`sleep 2.2; ${run}`);
      expect(late).toMatchObject({ exitCode: 3, stdout: '', error: 'token-permission-missing' });
      expect(late.stderr).toContain('SYSTEM_ACCESSTOKEN is not mapped');
      scene.env.SYSTEM_ACCESSTOKEN = password;
      expect((await scene.cli('whoami')).stdout).toBe(`${session}\n`);
      expect(scene.requests()).toEqual([
        'token 200',
        'exchange 200',
        'token 200',
        'exchange 200',
        'GetCallerIdentity 200',
      ]);
    },
  );

  scenario(
    'asks for the token of a service connection, and has it in a shell, masked, and for one command',
    { ci: 'azure-pipelines' },
    async (scene) => {
      const connection = '--service-connection-id 0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
      const given = `--role-to-assume ${role} --aws-region eu-central-1 ${connection}`;
      const inShell = await scene.bash(`eval "$(npx ci-aws-credentials env ${given})"; npx ci-aws-credentials whoami`);
      expect(inShell).toMatchObject({ exitCode: 0, stdout: `${session}\n` });
      expect(inShell.masks).toHaveLength(4);
      const inCommand = await scene.bash(`npx ci-aws-credentials exec ${given} -- npx ci-aws-credentials whoami`);
      expect(inCommand.stdout).toContain(session);
      expect(scene.sent[0]?.target).toContain('&serviceConnectionId=0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d');
      const once = ['token 200', 'exchange 200', 'GetCallerIdentity 200'];
      expect(scene.requests()).toEqual([...once, ...once]);
    },
  );

  scenario(
    'shows the lines to paste where the access token is not mapped',
    { ci: 'azure-pipelines' },
    async (scene) => {
      scene.env.SYSTEM_ACCESSTOKEN = '$(System.AccessToken)';
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 3, error: 'token-permission-missing', changed: [] });
      expect(step.stderr).toContain('      env:\n        SYSTEM_ACCESSTOKEN: $(System.AccessToken)\n');
    },
  );

  scenario('says whose the access token is not', { ci: 'azure-pipelines' }, async (scene) => {
    scene.env.SYSTEM_ACCESSTOKEN = 'FakeRequestTokenOfAnotherJob';
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({ exitCode: 3, error: 'token-endpoint-failed', changed: [] });
    expect(step.stderr).toContain('is not a valid token of this job');
    expect(scene.requests()).toEqual(['token 401']);
  });

  scenario('tells which audience it has', { ci: 'azure-pipelines' }, async (scene) => {
    const step = await scene.cli(...asked, '--audience', 'sts.amazonaws.com');
    expect(step).toMatchObject({ exitCode: 3, error: 'token-audience', changed: [] });
    expect(step.stderr).toContain('the audience is api://AzureADTokenExchange and cannot be changed');
    expect(scene.requests()).toEqual(['token 200']);
  });

  scenario(
    'tells of a token that has ended',
    { ci: 'azure-pipelines', job: { lifetimeSeconds: -120 } },
    async (scene) => {
      expect(await scene.cli(...asked)).toMatchObject({ exitCode: 3, error: 'token-expired', changed: [] });
      expect(scene.requests()).toEqual(['token 200']);
    },
  );
});
