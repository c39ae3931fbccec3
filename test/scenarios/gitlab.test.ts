import { describe, expect } from 'vitest';
import { scenario } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const job = 'private/gitlab-20-302';

describe('the command line on GitLab', () => {
  scenario(
    'writes the default profile, from which the AWS tools renew by themselves',
    { ci: 'gitlab', secretsIn: [`${job}/token-default`] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({
        exitCode: 0,
        stdout: '',
        log: [
          'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
          `Assumed ${role} as gitlab-20-302 in eu-central-1, with the variable AWS_ID_TOKEN.`,
          'Authenticated as assumedRoleId <role id>:gitlab-20-302, until <time> (60 min).',
          'The profile default is written.',
        ],
        changed: [
          'home/.aws/',
          'home/.aws/config',
          'private/',
          `${job}/`,
          `${job}/receipts.json`,
          `${job}/token-default`,
        ],
      });
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(scene.plain(scene.read('home/.aws/config'))).toBe(
        [
          '[default]',
          '# managed by ci-aws-credentials; job gitlab-20-302; until <time>',
          `role_arn = ${role}`,
          'web_identity_token_file = <folder>/tmp/ci-aws-credentials-<user>/gitlab-20-302/token-default',
          'role_session_name = gitlab-20-302',
          'region = eu-central-1',
          '',
        ].join('\n'),
      );
      expect(await scene.cli('whoami')).toMatchObject({
        exitCode: 0,
        stdout: 'arn:aws:sts::123456789012:assumed-role/gitlab-deploy/gitlab-20-302\n',
      });
      expect(scene.requests()).toEqual(['exchange 200', 'GetCallerIdentity 200']);
    },
  );
});
