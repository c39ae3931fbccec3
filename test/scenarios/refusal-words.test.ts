import { describe, expect } from 'vitest';
import { errorPage } from '../../src/core/docs-page.ts';
import { accountId, trusting } from './account.ts';
import { scenario } from './scenario.ts';
import type { Step } from './scene.ts';

const role = `arn:aws:iam::${accountId}:role/deploy`;
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const host = 'gitlab.com';

function policy(sub: string, federated = host) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${federated}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: { [`${host}:sub`]: sub } },
      },
    ],
  };
}

/** The lines of the error and what stands right below it. */
function firstLines({ stderr }: Step, count = 10): string {
  const lines = stderr.split('\n');
  return lines
    .slice(lines.findIndex((line) => line.startsWith('error ')))
    .slice(0, count)
    .join('\n');
}

function answer(code: string, message: string) {
  return {
    status: 403,
    body: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

const denied = 'exchange 403 AccessDenied';

describe('what people read of a refusal', () => {
  scenario(
    'without a policy: the command that shows it, two traps and the page',
    { ci: 'gitlab', aws: { roles: [] } },
    async (scene) => {
      const step = await scene.cli(...asked);
      const text = firstLines(step);
      expect(text).toContain(
        'aws iam get-role --role-name deploy --query Role.AssumeRolePolicyDocument > trust.json\n',
      );
      expect(text).toMatch(/^1\. .* \[trap-branch\]\n2\. .* \[trap-wildcard\]$/m);
      expect(text).toContain(`\n${errorPage('sts-access-denied')}\n`);
      expect(step.stderr.match(/Trying again/g)).toHaveLength(1);
      expect(step.stderr.match(/Not authorized to perform/g)).toHaveLength(1);
      expect(scene.requests()).toEqual([denied, denied, denied]);
    },
  );

  scenario(
    'with a policy: the cause, once',
    { ci: 'gitlab', aws: { roles: [trusting(role, policy('x').Statement[0] ?? {})] } },
    async (scene) => {
      scene.write('work/trust.json', JSON.stringify(policy('x')));
      const step = await scene.cli(...asked, '--trust-policy', 'trust.json');
      expect(firstLines(step, 3)).toContain('[subject-mismatch]');
      expect(step.stderr.match(/subject-mismatch/g)).toHaveLength(1);
      expect(step.stderr).not.toContain('AWS does not say why');
      expect(scene.requests()).toEqual([denied, denied, denied]);
    },
  );

  scenario('no provider: how the one in the policy differs', { ci: 'gitlab' }, async (scene) => {
    scene.interpose(() =>
      answer('InvalidIdentityToken', 'No OpenIDConnect provider found in your account for https://gitlab.com'),
    );
    scene.write('work/trust.json', JSON.stringify(policy('x', `${host}/`)));
    const step = await scene.cli(...asked, '--trust-policy', 'trust.json');
    expect(firstLines(step)).toContain('The provider in the policy ends in a slash');
    expect(scene.requests()).toEqual(['exchange 403 InvalidIdentityToken']);
  });

  scenario('a region that is not enabled: STS elsewhere', { ci: 'gitlab' }, async (scene) => {
    scene.interpose(() => answer('RegionDisabledException', 'STS is not activated in this region'));
    const step = await scene.cli('--role-to-assume', role, '--aws-region', 'me-central-1');
    expect(firstLines(step)).toContain('sts-endpoint: https://sts.us-east-1.amazonaws.com\n');
    expect(firstLines(step)).toContain("aws account enable-region --region-name 'me-central-1'");
    expect(scene.requests()).toEqual(['exchange 403 RegionDisabledException']);
  });
});

describe('what people read before AWS is asked', () => {
  scenario(
    'of a variable that GitLab removed',
    { ci: 'gitlab', env: { CI_SERVER_VERSION: '18.2.1' } },
    async (scene) => {
      const step = await scene.cli(...asked, '--token-env', 'CI_JOB_JWT_V2');
      expect(step).toMatchObject({ exitCode: 3, error: 'token-missing' });
      expect(firstLines(step)).toContain('GitLab 17.0 removed this variable, and this server runs 18.2.1.');
    },
  );

  scenario('of a value that AWS would refuse', { ci: 'gitlab' }, async (scene) => {
    const name = await scene.cli(...asked, '--role-session-name', 'deploy of release');
    expect(firstLines(name, 1)).toContain('contains a space (character 7)');
    const arn = await scene.cli('--role-to-assume', 'arn:aws:iam:::role/deploy', '--aws-region', 'eu-central-1');
    expect(firstLines(arn, 1)).toContain('The account (the fifth part) is empty');
  });

  scenario('of a token-command that printed no token', {}, async (scene) => {
    const command = 'echo "vault: sealed" >&2; echo "::error::x" >&2';
    const step = await scene.cli(...asked, '--token-command', command);
    expect(step).toMatchObject({ exitCode: 3, error: 'token-malformed' });
    expect(firstLines(step)).toContain('See its standard error:\n    vault: sealed\n    : :error::x\n');
  });

  scenario('of policies that let in what nobody has reviewed', {}, async (scene) => {
    scene.write('work/trust.json', JSON.stringify(policy('project_path:acme/app:*')));
    scene.write('work/main.tf', 'resource "aws_iam_role" "deploy" {}\n');
    const step = await scene.cli('trust', 'lint', 'trust.json');
    expect(step.exitCode).toBe(0);
    expect(step.stdout).toContain('warning wide-subject: project_path:acme/app:* lets in any branch');
    const terraform = await scene.cli('trust', 'lint', 'main.tf');
    expect(terraform).toMatchObject({ exitCode: 2, error: 'policy-invalid' });
    expect(terraform.stderr).toContain('terraform show -json plan.bin > plan.json');
  });
});

describe('what doctor says first', () => {
  scenario(
    'the verdict, with the line of the command that failed, and to claims without asking anybody',
    {},
    async (scene) => {
      const claims = {
        iss: `https://${host}`,
        aud: 'sts.amazonaws.com',
        sub: 'project_path:acme/app:ref_type:branch:ref:main',
      };
      scene.write('work/claims.json', JSON.stringify(claims));
      scene.write('work/trust.json', JSON.stringify(policy('project_path:acme/other:*')));
      const line = [...asked, '--aws-profile', 'x', '--profile-type', 'static', '--trust-policy', 'trust.json'];
      const step = await scene.cli('doctor', ...line, '--claims', 'claims.json');
      expect(step.exitCode).toBe(4);
      expect(step.stdout).toMatch(
        /^sts-access-denied \(exit code 4\): The trust policy refuses this token\.\n\nCauses/,
      );
      expect(scene.requests()).toEqual([]);
    },
  );
});
