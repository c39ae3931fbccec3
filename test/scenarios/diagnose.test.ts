import { describe, expect } from 'vitest';
import { errorPage, pageUrl } from '../../src/core/docs-page.ts';
import { isObject, type JsonObject, parseJson } from '../../src/core/json.ts';
import type { EmulatorConfig } from '../../src/emulator/account.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCi } from '../../src/emulator/make-job.ts';
import { accountId, trusting } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const hosts: Readonly<Record<string, string>> = {
  github: 'token.actions.githubusercontent.com',
  gitlab: 'gitlab.com',
  circleci: 'oidc.circleci.com/org/5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a',
  semaphore: 'my-org.semaphoreci.com',
};
const circleciProject = 'org/5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a/project/c9d0e1f2-a3b4-4c5d-8e6f-7a8b9c0d1e2f';
const semaphoreProject = 'org:my-org:project:936a5312-a3b8-4921-8b3f-2cec8baac574:repo:web';

interface Refused {
  readonly ci: string;
  readonly job?: JobOptions;
  /** What the policy asks of the subject. */
  readonly sub?: string;
  readonly operator?: string;
  /** Anything else in the statement. */
  readonly statement?: JsonObject;
  /** Whether the job has the policy, too. */
  readonly knows?: boolean;
  readonly aws?: Partial<EmulatorConfig>;
  readonly faults?: readonly Fault[];
  readonly more?: readonly string[];
  /** The first cause, and a line of the change. */
  readonly cause: string;
  readonly change: string;
  readonly requests?: readonly string[];
}

const denied = 'exchange 403 AccessDenied';
const invalid = 'exchange 400 InvalidIdentityToken';
const thrice = [denied, denied, denied];

function statementOf({ ci, sub, operator = 'StringEquals', statement }: Refused): JsonObject {
  const host = hosts[ci];
  return {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}` },
    Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    Condition: { [operator]: { [`${host}:sub`]: sub ?? '*' } },
    ...statement,
  };
}

function explained(title: string, refusals: Readonly<Record<string, Refused>>): void {
  describe(title, () => {
    for (const [sentence, refused] of Object.entries(refusals)) {
      const { ci, job = {}, aws, faults = [], knows, more = [], cause, change, requests } = refused;
      const statement = statementOf(refused);
      const setting = { ci, job, faults, aws: { roles: [trusting(role, statement)], ...aws } };
      scenario(sentence, setting, async (scene) => {
        const policy = knows ? ['--trust-policy', 'trust.json'] : [];
        scene.write('work/trust.json', JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
        const step = await scene.cli(...asked, ...more, ...policy);
        expect(step.exitCode).toBeGreaterThanOrEqual(4);
        const { first, text } = diagnosisIn(step.stderr);
        expect(first).toBe(cause);
        expect(text).toContain(change);
        expect(scene.requests()).toEqual([...(ci === 'github' ? ['token 200'] : []), ...(requests ?? thrice)]);
      });
    }
  });
}

/** The diagnosis is there once, after the error. */
function diagnosisIn(log: string): { readonly first: string | undefined; readonly text: string } {
  const [before = '', text = '', ...more] = log.split('Why AWS refused:\n');
  expect(before).toMatch(/^error sts-[a-z-]+: /m);
  expect(more).toEqual([]);
  expect(text).toContain('  iss  ');
  return { first: /\[([a-z-]+)\]$/m.exec(log)?.[1], text: log };
}

explained('AWS says AccessDenied and nothing else, and the token tells:', {
  'the subject has immutable IDs': {
    ci: 'github',
    job: { variant: 'immutable-subject' },
    sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
    cause: 'github-immutable-subject',
    change: '"repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main"',
  },
  'the job has an environment': {
    ci: 'github',
    job: { environment: 'production' },
    sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
    cause: 'github-environment-subject',
    change: '"repo:octo-org/octo-repo:environment:production"',
  },
  'the subject is made by a template': {
    ci: 'github',
    job: { claims: { sub: 'repository_owner:octo-org:job_workflow_ref:octo-org/ci/.github/workflows/x.yml@main' } },
    sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
    cause: 'github-subject-template',
    change: '"repository_owner:octo-org:job_workflow_ref:octo-org/ci/.github/workflows/x.yml@main"',
  },
  'the job is of a pull request': {
    ci: 'github',
    job: { pullRequest: 7 },
    sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
    cause: 'subject-pull-request',
    change: '"repo:octo-org/octo-repo:pull_request"',
  },
  'the job is of a merge request': {
    ci: 'gitlab',
    job: { pullRequest: 7 },
    sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
    cause: 'gitlab-merge-request',
    change: '"project_path:mygroup/myproject:ref_type:branch:ref:feature"',
  },
  'the job runs for a tag': {
    ci: 'gitlab',
    job: { ref: 'refs/tags/v1' },
    sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
    cause: 'subject-tag',
    change: '"project_path:mygroup/myproject:ref_type:tag:ref:v1"',
  },
  'the subject of the project begins with its ID': {
    ci: 'gitlab',
    job: { claims: { sub: 'project_id:20:ref_type:branch:ref:main' } },
    sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
    cause: 'gitlab-subject-components',
    change: '"project_id:20:ref_type:branch:ref:main"',
  },
  'the subject names the user who started the job': {
    ci: 'circleci',
    sub: `${circleciProject}/user/somebody`,
    cause: 'circleci-subject-version',
    change: `${circleciProject}/user/*`,
  },
  'the token brings session tags': {
    ci: 'semaphore',
    job: { variant: 'aws-tags' },
    sub: `${semaphoreProject}:ref_type:branch:ref:refs/heads/main`,
    statement: { Action: 'sts:AssumeRoleWithWebIdentity' },
    cause: 'session-tags',
    change: '"Action": ["sts:AssumeRoleWithWebIdentity","sts:TagSession"]',
  },
  'there is no such role': {
    ci: 'gitlab',
    aws: { roles: [] },
    cause: 'trap-branch',
    change: 'aws iam get-role --role-name deploy --query Role.AssumeRolePolicyDocument',
  },
});

explained('AWS says AccessDenied and nothing else, and the trust policy tells:', {
  'a * under StringEquals': {
    ci: 'gitlab',
    sub: 'project_path:mygroup/myproject:*',
    knows: true,
    cause: 'subject-wildcard',
    change: '+    "StringLike": {',
  },
  'upper and lower case': {
    ci: 'gitlab',
    sub: 'project_path:MyGroup/MyProject:*',
    operator: 'StringLike',
    knows: true,
    cause: 'subject-case',
    change: '+      "gitlab.com:sub": "project_path:mygroup/myproject:*"',
  },
  'a value without the beginning of the subject': {
    ci: 'github',
    sub: 'octo-org/octo-repo:*',
    operator: 'StringLike',
    knows: true,
    cause: 'subject-start',
    change: '+      "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:*"',
  },
  'IDs with the hyphens of the withdrawn preview': {
    ci: 'github',
    job: { variant: 'immutable-subject' },
    sub: 'repo:octo-org-123456/octo-repo-456789:ref:refs/heads/main',
    knows: true,
    cause: 'github-hyphen-subject',
    change:
      '+      "token.actions.githubusercontent.com:sub": "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main"',
  },
  'a project that was renamed': {
    ci: 'gitlab',
    sub: 'project_path:mygroup/oldname:ref_type:branch:ref:main',
    knows: true,
    cause: 'gitlab-project-path',
    change: '+      "gitlab.com:sub": "project_path:mygroup/myproject:ref_type:branch:ref:main"',
  },
  'a merge request that no token names': {
    ci: 'gitlab',
    job: { pullRequest: 7 },
    sub: 'project_path:mygroup/myproject:ref_type:mr:ref:feature',
    knows: true,
    cause: 'gitlab-merge-request',
    change: '+      "gitlab.com:sub": "project_path:mygroup/myproject:ref_type:branch:ref:feature"',
  },
  'the older subject of CircleCI': {
    ci: 'circleci',
    sub: `${circleciProject}/user/0b1c2d3e-4f5a-4b6c-8d7e-8f9a0b1c2d3e`,
    knows: true,
    cause: 'circleci-subject-version',
    change: `+        "${circleciProject}/user/0b1c2d3e-4f5a-4b6c-8d7e-8f9a0b1c2d3e/vcs-origin/`,
  },
  'another environment': {
    ci: 'github',
    sub: 'repo:octo-org/octo-repo:environment:production',
    knows: true,
    cause: 'github-environment-missing',
    change: 'environment: production',
  },
  'another audience': {
    ci: 'gitlab',
    statement: {
      Condition: {
        StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' },
        StringLike: { 'gitlab.com:sub': 'project_path:mygroup/myproject:*' },
      },
    },
    knows: true,
    cause: 'policy-audience',
    change: '+        "sts.amazonaws.com"',
  },
  'a condition on a claim that AWS does not read': {
    ci: 'gitlab',
    statement: { Condition: { StringEquals: { 'gitlab.com:ref': 'main' } } },
    knows: true,
    cause: 'policy-key',
    change: 'The condition was meant to restrict which branch or tag the job runs for. The subject ends in :ref:NAME.',
  },
  'the provider of another account': {
    ci: 'gitlab',
    statement: { Principal: { Federated: 'arn:aws:iam::999999999999:oidc-provider/gitlab.com' } },
    sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
    knows: true,
    cause: 'policy-principal',
    change: '+    "Federated": "arn:aws:iam::123456789012:oidc-provider/gitlab.com"',
  },
  'the provider of another partition': {
    ci: 'gitlab',
    statement: { Principal: { Federated: 'arn:aws-us-gov:iam::123456789012:oidc-provider/gitlab.com' } },
    sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
    knows: true,
    cause: 'policy-principal',
    change: '+    "Federated": "arn:aws:iam::123456789012:oidc-provider/gitlab.com"',
  },
  'a provider without the path of the organization': {
    ci: 'circleci',
    statement: { Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/oidc.circleci.com' } },
    knows: true,
    cause: 'policy-principal',
    operator: 'StringLike',
    sub: `${circleciProject}/user/*`,
    change: `+    "Federated": "arn:aws:iam::123456789012:oidc-provider/${hosts.circleci}"`,
  },
  'the action for principals of IAM': {
    ci: 'gitlab',
    statement: { Action: 'sts:AssumeRole' },
    sub: 'project_path:mygroup/myproject:ref_type:branch:ref:main',
    knows: true,
    cause: 'policy-action',
    change: '+    "sts:AssumeRoleWithWebIdentity"',
  },
  'a Deny': {
    ci: 'gitlab',
    statement: { Effect: 'Deny' },
    operator: 'StringLike',
    knows: true,
    cause: 'policy-deny',
    change: 'Statement[0] denies such jobs',
  },
  'it is not the one that the role has': {
    ci: 'gitlab',
    sub: '*',
    operator: 'StringLike',
    aws: { roles: [] },
    knows: true,
    cause: 'policy-accepts',
    change: 'aws iam get-role --role-name deploy',
  },
});

const provider = { url: 'https://gitlab.com', clientIds: ['sts.amazonaws.com'], accountId };

explained('AWS says a little more:', {
  'there is no provider': {
    ci: 'gitlab',
    aws: { providers: [] },
    cause: 'provider-missing',
    change: "aws iam create-open-id-connect-provider --url 'https://gitlab.com' --client-id-list 'sts.amazonaws.com'",
    requests: [invalid],
  },
  'the provider’s URL ends in a slash': {
    ci: 'gitlab',
    aws: { providers: [{ ...provider, url: 'https://gitlab.com/' }] },
    cause: 'provider-missing',
    change: 'differs in the host, the path or a trailing slash',
    requests: [invalid],
  },
  'the provider has another client ID': {
    ci: 'semaphore',
    aws: { providers: [{ ...provider, url: 'https://my-org.semaphoreci.com' }] },
    cause: 'audience-mismatch',
    change: "--client-id 'https://my-org.semaphoreci.com'",
    requests: [invalid],
  },
  'the token has an azp': {
    ci: 'gitlab',
    job: { claims: { azp: 'client' } },
    cause: 'audience-azp',
    change: "--client-id 'client'",
    requests: [invalid],
  },
  'the token has several audiences': {
    ci: 'gitlab',
    job: { claims: { aud: ['mine', 'yours'] } },
    cause: 'audience-list',
    change: 'aud: sts.amazonaws.com',
    more: ['--token-env', 'AWS_ID_TOKEN'],
    requests: [invalid],
  },
  'the token is for other roles': {
    ci: 'gitlab',
    job: { claims: { 'https://aws.amazon.com/roles': ['arn:aws:iam::123456789012:role/other'] } },
    cause: 'roles-claim',
    change: '"arn:aws:iam::123456789012:role/deploy"',
    requests: [invalid],
  },
  'the role lasts an hour': {
    ci: 'gitlab',
    operator: 'StringLike',
    more: ['--role-duration-seconds', '7200'],
    cause: 'duration',
    change: 'role-duration-seconds: 3600',
    requests: ['exchange 400 ValidationError'],
  },
  'the session policy is none': {
    ci: 'gitlab',
    operator: 'StringLike',
    more: ['--inline-session-policy', '{"Version":"2012-10-17"}'],
    cause: 'session-policy-form',
    change: 'Check inline-session-policy',
    requests: ['exchange 400 MalformedPolicyDocument'],
  },
  'the clock of this machine is behind': {
    ci: 'gitlab',
    faults: [{ on: 'sts', kind: 'clock-skew', seconds: 7200, times: 9 }],
    cause: 'clock-skew',
    change: 'Synchronize the clock of this machine with NTP.',
    requests: ['exchange 400 ExpiredTokenException'],
  },
  'AWS cannot fetch the keys': {
    ci: 'gitlab',
    faults: [{ on: 'sts', kind: 'jwks', times: 9 }],
    more: ['--retry-max-attempts', '1'],
    cause: 'issuer-unreachable',
    change: "curl 'https://gitlab.com/.well-known/openid-configuration'",
    requests: [invalid],
  },
});

describe('what the emulator cannot be made to say', () => {
  const answers: Readonly<Record<string, readonly [code: string, message: string, cause: string]>> = {
    'the region is not enabled': ['RegionDisabledException', 'STS is not activated in this region', 'region-disabled'],
    'policies and tags are too large': [
      'PackedPolicyTooLarge',
      'Packed policy consumes 112% of allotted space',
      'session-policy-size',
    ],
    'the token was changed': ['InvalidIdentityToken', 'The web identity token could not be validated', 'token-changed'],
  };
  for (const [sentence, [code, message, cause]] of Object.entries(answers)) {
    scenario(sentence, { ci: 'gitlab' }, async (scene) => {
      scene.interpose(() => ({
        status: 400,
        body: `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      }));
      expect(diagnosisIn((await scene.cli(...asked)).stderr).first).toBe(cause);
      expect(scene.requests()).toHaveLength(1);
    });
  }
});

describe('the action', () => {
  const inputs = { 'role-to-assume': role, 'aws-region': 'eu-central-1' };
  const statement = statementOf({
    ci: 'github',
    sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
    cause: '',
    change: '',
  });
  const setting = { ci: 'github', job: { environment: 'production' }, aws: { roles: [trusting(role, statement)] } };

  scenarioOnEveryNode('has the cause in the annotation, and the rest in a group, once', setting, async (scene) => {
    scene.write('work/trust.json', JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
    const step = await scene.action({ ...inputs, 'trust-policy': 'trust.json' });
    expect(step).toMatchObject({ exitCode: 1, error: 'sts-access-denied', variables: {} });
    const [, annotation = ''] = /^::error title=sts-access-denied::(.*)$/m.exec(step.stdout) ?? [];
    expect(annotation.split('%0A').slice(1)).toEqual([
      'The job has an `environment:`, which replaces the branch in the subject. [github-environment-subject]',
      '  policy: repo:octo-org/octo-repo:ref:refs/heads/main',
      '                                  ^',
      '  token:  repo:octo-org/octo-repo:environment:production',
      '                                  ^',
      '  Change:',
      '    In Statement[0]:',
      '       "Condition": {',
      '         "StringEquals": {',
      '    -      "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"',
      '    +      "token.actions.githubusercontent.com:sub": [',
      '    +        "repo:octo-org/octo-repo:ref:refs/heads/main",',
      '    +        "repo:octo-org/octo-repo:environment:production"',
      '    +      ],',
      '    +      "token.actions.githubusercontent.com:ref": "refs/heads/main"',
      '         }',
      '       }',
      `  ${pageUrl('docs/ci/github.md#the-subject')}`,
      errorPage('sts-access-denied'),
    ]);
    expect(step.stdout.match(/^::group::Why AWS refused$/gm)).toHaveLength(1);
    expect(step.stdout.match(/^::endgroup::$/gm)).toHaveLength(1);
    expect(scene.requests()).toEqual(['token 200', ...thrice]);
  });

  scenario('goes on without a policy that cannot be read', setting, async (scene) => {
    const step = await scene.action({ ...inputs, 'trust-policy': 'none.json' });
    expect(step.log).toContain(
      '::warning::trust-policy cannot be used for the diagnosis: The file none.json does not exist.',
    );
    expect(step).toMatchObject({ exitCode: 1, error: 'sts-access-denied' });
    expect(scene.requests()).toEqual(['token 200', ...thrice]);
  });

  scenario(
    'lets no claim speak to the runner',
    {
      ...setting,
      job: { claims: { sub: 'repo:a/b:environment:x\n::set-env name=a::b', environment: '::warning::x\r\n##[error]' } },
    },
    async (scene) => {
      const step = await scene.action(inputs);
      expect(step.stdout).not.toMatch(/^\s*::(set-env|warning)/m);
      expect(step.stdout).not.toContain('##[error]');
      expect(step.stdout).toContain(String.raw`repo:a/b:environment:x\u000a::set-env`);
      expect(scene.requests()).toEqual(['token 200', ...thrice]);
    },
  );
});

describe('the policy that the log offers', () => {
  for (const ci of Object.keys(hosts)) {
    scenario(`is one that lets the job on ${ci} in`, { ci, aws: { roles: [] } }, async (scene) => {
      const { text } = diagnosisIn((await scene.cli(...asked)).stderr);
      const policy = parseJson(text.slice(text.indexOf('\n  {') + 1));
      if (!isObject(policy) || !Array.isArray(policy.Statement)) throw new Error(text);
      expect(await accepts(scene, policy)).toBe(0);
      expect(scene.requests().filter((request) => request.startsWith('exchange'))).toEqual(thrice);
    });
  }
});

/** The exit code of `trust check`. */
async function accepts(scene: Scene, policy: JsonObject): Promise<number | null> {
  scene.write('work/offered.json', JSON.stringify(policy));
  return (await scene.cli('trust', 'check', 'offered.json')).exitCode;
}

describe('a run that AWS does not refuse', () => {
  scenario(
    'loads nothing of the diagnosis',
    { ci: 'gitlab', job: {}, secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      scene.env.NODE_DEBUG = 'module';
      const step = await scene.cli(
        '--role-to-assume',
        'arn:aws:iam::123456789012:role/gitlab-deploy',
        '--aws-region',
        'eu-central-1',
        '--trust-policy',
        'none.json',
      );
      expect(step.exitCode).toBe(0);
      expect(step.stderr).toContain('cli.js');
      expect(step.stderr).not.toContain('explain-refusal');
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});

if (Object.keys(hosts).some((ci) => emulatedCi(ci).issuer !== `https://${hosts[ci]}`))
  throw new Error('another issuer');
