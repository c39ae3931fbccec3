import { describe, expect } from 'vitest';
import { scenario } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/circleci-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a';
/** Prints what a step has without showing it. */
const lengths = `for name in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
do eval "value=\\$$name"; printf '%s %s\\n' "$name" "$(printf %s "$value" | wc -c)"; done`;

describe('the command line on CircleCI', () => {
  scenario(
    'exports variables to every later step through BASH_ENV',
    { ci: 'circleci', secretsIn: ['bash-env', `private/${jobName}/receipts.json`] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({
        exitCode: 0,
        stdout: '',
        log: [
          'Taken from the environment: sts-endpoint (AWS_ENDPOINT_URL_STS).',
          `Assumed ${role} as ${jobName} in eu-central-1, with the variable CIRCLE_OIDC_TOKEN_V2.`,
          `Authenticated as assumedRoleId <role id>:${jobName}, until <time> (60 min).`,
        ],
        changed: ['bash-env', 'private/', `private/${jobName}/`, `private/${jobName}/receipts.json`],
      });
      expect(scene.requests()).toEqual(['exchange 200']);
      // A shell that is not interactive reads the file by itself, as in CircleCI's steps.
      expect((await scene.bash(`${lengths}; echo "$AWS_REGION $AWS_DEFAULT_REGION"`)).stdout).toBe(
        'AWS_ACCESS_KEY_ID 20\nAWS_SECRET_ACCESS_KEY 40\nAWS_SESSION_TOKEN 346\neu-central-1 eu-central-1\n',
      );
    },
  );
});
