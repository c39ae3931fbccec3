import { describe, expect, it } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import { cleanUpState, sayCleanedUp } from '../../src/cleanup.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Env } from '../../src/core/io.ts';
import {
  accessDenied,
  fakeToken,
  githubAndSts,
  granted,
  jobFiles,
  memoryOf,
  noon,
  refusal,
  servicesAndSts,
} from '../fakes.ts';
import { assume, cleanUp, folderOf, jobWorld, refusalOf } from './scene.ts';

describe('a job hands over in the way of its CI', () => {
  it('GitHub: variables and outputs, masked before', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    await assume(world);
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "files": {
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "github-env",
        },
        "outputs": {
          "authenticated-arn": "arn:aws:sts::123456789012:assumed-role/deploy/job-1",
          "aws-account-id": "123456789012",
        },
        "requests": [
          [
            "GET https://run.actions.example/idtoken?api-version=2.0&audience=sts.amazonaws.com",
            "authorization: Bearer fake-request-token",
            "accept: application/json",
          ],
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&WebIdentityToken=<token github-1>&DurationSeconds=3600",
          ],
        ],
        "said": [
          "mask: <token github-1>",
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
        "variables": {
          "AWS_ACCESS_KEY_ID": "ASIAFAKE1",
          "AWS_DEFAULT_REGION": "eu-central-1",
          "AWS_REGION": "eu-central-1",
          "AWS_SECRET_ACCESS_KEY": "fake-secret-key-1",
          "AWS_SESSION_TOKEN": "fake-session-token-1",
        },
      }
    `);
    await cleanUp(world);
    expect(world.variables).toMatchInlineSnapshot(`
      {
        "AWS_ACCESS_KEY_ID": "",
        "AWS_DEFAULT_REGION": "",
        "AWS_REGION": "",
        "AWS_SECRET_ACCESS_KEY": "",
        "AWS_SESSION_TOKEN": "",
      }
    `);
    expect(world.files).toEqual(new Map());
  });

  it('GitLab: the default profile, which holds no AWS secret', async () => {
    const world = jobWorld('gitlab');
    await assume(world);
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[default]
      # managed by ci-aws-credentials; job gitlab-20-302; until 2026-11-20T12:05:00.000Z; host this; folder /tmp/private/gitlab-20-302; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/deploy
      web_identity_token_file = /tmp/private/gitlab-20-302/token-default
      role_session_name = gitlab-20-302
      region = eu-central-1
      ",
          "/tmp/private/gitlab-20-302/receipts-1795176000000-4zsov.json": "profile, profile",
          "/tmp/private/gitlab-20-302/token-default": "<token gitlab>",
        },
        "requests": [
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gitlab-20-302&WebIdentityToken=<token gitlab>&DurationSeconds=3600",
          ],
        ],
      }
    `);
    await cleanUp(world);
    expect(world.files).toEqual(new Map());
  });

  it('CircleCI: lines in BASH_ENV', async () => {
    const world = jobWorld('circleci', { files: { '/tmp/.bash_env-1': 'export MINE=1' } });
    await assume(world);
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "files": {
          "/tmp/.bash_env-1": "export MINE=1
      export AWS_DEFAULT_REGION='eu-central-1'
      export AWS_REGION='eu-central-1'
      export AWS_ACCESS_KEY_ID='ASIAFAKE1'
      export AWS_SECRET_ACCESS_KEY='fake-secret-key-1'
      export AWS_SESSION_TOKEN='fake-session-token-1'
      ",
          "/tmp/private/circleci-5c6ccd8f-8b2e-4d2b-9a0a-0a4a3d4b9a11/receipts-1795176000000-4zsov.json": "bash-env",
        },
        "requests": [
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=circleci-5c6ccd8f-8b2e-4d2b-9a0a-0a4a3d4b9a11&WebIdentityToken=<token circleci>&DurationSeconds=3600",
          ],
        ],
      }
    `);
    await cleanUp(world);
    expect(memoryOf({ ...world, said: [], requests: [] })).toMatchInlineSnapshot(`
      {
        "files": {
          "/tmp/.bash_env-1": "export MINE=1",
        },
      }
    `);
  });

  it('Semaphore: the default profile, beside those of the user', async () => {
    const before = { '/home/ci/.aws/config': '# mine\n[profile mine]\nregion = us-west-2' };
    const world = jobWorld('semaphore', { files: before });
    await assume(world);
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "# mine
      [profile mine]
      region = us-west-2

      [default]
      # managed by ci-aws-credentials; job semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de; until 2026-11-20T12:05:00.000Z; host this; folder /tmp/private/semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/deploy
      web_identity_token_file = /tmp/private/semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de/token-default
      role_session_name = semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de
      region = eu-central-1",
          "/tmp/private/semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de/receipts-1795176000000-4zsov.json": "profile, profile",
          "/tmp/private/semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de/token-default": "<token semaphore>",
        },
        "requests": [
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=semaphore-job-c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de&WebIdentityToken=<token semaphore>&DurationSeconds=3600",
          ],
        ],
      }
    `);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual(before);
  });

  it('anything else: the default profile, with the token file that was there', async () => {
    const token = `${fakeToken('file')}\n`;
    const world = jobWorld('custom', { files: { '/run/token': token } });
    await assume(world);
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[default]
      # managed by ci-aws-credentials; job ci-77; host this; folder /tmp/private/ci-77; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/deploy
      web_identity_token_file = /run/token
      role_session_name = ci-77
      region = eu-central-1
      ",
          "/run/token": "<token file>
      ",
          "/tmp/private/ci-77/receipts-1795176000000-4zsov.json": "profile",
        },
        "requests": [
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=ci-77&WebIdentityToken=<token file>&DurationSeconds=3600",
          ],
        ],
      }
    `);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual({ '/run/token': token });
  });
});

describe('a job hands over as it is told', () => {
  it('nothing: the role is proved, and nothing is left', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    await assume(world, { export: 'none' });
    expect({ ...memoryOf(world), requests: world.requests.length }).toMatchInlineSnapshot(`
      {
        "requests": 2,
        "said": [
          "mask: <token github-1>",
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
      }
    `);
  });

  it('a static profile by name, on GitHub, in place of variables', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    await assume(world, { 'aws-profile': 'deploy' });
    expect({ ...memoryOf(world), requests: [] }).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[profile deploy]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      region = eu-central-1
      ",
          "/home/ci/.aws/credentials": "[deploy]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      aws_access_key_id = ASIAFAKE1
      aws_secret_access_key = fake-secret-key-1
      aws_session_token = fake-session-token-1
      ",
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "profile",
        },
        "outputs": {
          "authenticated-arn": "arn:aws:sts::123456789012:assumed-role/deploy/job-1",
          "aws-account-id": "123456789012",
        },
        "requests": [],
        "said": [
          "mask: <token github-1>",
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
      }
    `);
    await cleanUp(world);
    expect(world.files).toEqual(new Map());
  });

  it('a web identity profile and variables, which need no AWS_PROFILE', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    await assume(world, { 'aws-profile': 'deploy', 'profile-type': 'web-identity', export: 'env profile' });
    expect({ ...memoryOf(world), requests: [] }).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[profile deploy]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T12:05:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/deploy
      web_identity_token_file = /tmp/private/gha-9876543210-1-deploy/token-deploy
      role_session_name = gha-9876543210-1-deploy
      region = eu-central-1
      ",
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "profile, profile, github-env",
          "/tmp/private/gha-9876543210-1-deploy/token-deploy": "<token github-1>",
        },
        "requests": [],
        "said": [
          "mask: <token github-1>",
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
        "variables": {
          "AWS_ACCESS_KEY_ID": "ASIAFAKE1",
          "AWS_DEFAULT_REGION": "eu-central-1",
          "AWS_REGION": "eu-central-1",
          "AWS_SECRET_ACCESS_KEY": "fake-secret-key-1",
          "AWS_SESSION_TOKEN": "fake-session-token-1",
        },
      }
    `);
    await cleanUp(world);
    expect(world.files).toEqual(new Map());
  });

  it('keys in a profile on GitLab, under the name that AWS_PROFILE gives', async () => {
    const world = jobWorld('gitlab', { env: { AWS_PROFILE: 'team' } });
    await assume(world, { 'profile-type': 'static' });
    expect({ ...memoryOf(world), requests: [] }).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[profile team]
      # managed by ci-aws-credentials; job gitlab-20-302; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gitlab-20-302; site 1:/tmp
      region = eu-central-1
      ",
          "/home/ci/.aws/credentials": "[team]
      # managed by ci-aws-credentials; job gitlab-20-302; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gitlab-20-302; site 1:/tmp
      aws_access_key_id = ASIAFAKE1
      aws_secret_access_key = fake-secret-key-1
      aws_session_token = fake-session-token-1
      ",
          "/tmp/private/gitlab-20-302/receipts-1795176000000-4zsov.json": "profile",
        },
        "requests": [],
      }
    `);
    await cleanUp(world);
    expect(world.files).toEqual(new Map());
  });

  it('credentials as outputs, and no variables', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    await assume(world, { 'output-credentials': 'true', 'output-env-credentials': 'false' });
    expect(world.variables).toEqual({});
    expect(world.outputs).toMatchInlineSnapshot(`
      {
        "authenticated-arn": "arn:aws:sts::123456789012:assumed-role/deploy/job-1",
        "aws-access-key-id": "ASIAFAKE1",
        "aws-account-id": "123456789012",
        "aws-expiration": "2026-11-20T13:00:00.000Z",
        "aws-secret-access-key": "fake-secret-key-1",
        "aws-session-token": "fake-session-token-1",
      }
    `);
    expect(world.files).toEqual(new Map());
  });

  it.each([
    ['gitlab', 'env', 'option-invalid', 'it cannot pass environment variables'],
    ['circleci', 'outputs', 'option-invalid', 'it cannot pass outputs'],
  ])('but %s cannot do %s, and nothing is asked', async (ci, way, code, words) => {
    const world = jobWorld(ci);
    expect(await refusalOf(world, { export: way })).toMatchObject({
      code,
      message: expect.stringContaining(words),
      hint: expect.stringContaining('--export profile'),
    });
    expect(world.requests).toEqual([]);
  });

  it('but CircleCI without BASH_ENV cannot, and nothing is asked', async () => {
    const world = jobWorld('circleci', { env: { BASH_ENV: '' } });
    expect(await refusalOf(world)).toMatchObject({ code: 'runner-file-missing' });
    expect(world.requests).toEqual([]);
  });
});

describe('a session is asked for', () => {
  it('with all that was given, and nothing else', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    await assume(world, {
      audience: 'my-audience',
      'role-session-name': 'my-session',
      'role-duration-seconds': '900',
      'inline-session-policy': '{}',
      'managed-session-policies': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'sts-endpoint': 'http://127.0.0.1:4566',
      'web-identity-token-file': '/t',
      export: 'none',
    }).catch((error: unknown) => expect(error).toMatchObject({ code: 'token-unreadable' }));
    world.files.set('/t', fakeToken('from-file', { aud: 'my-audience' }));
    await assume(world, {
      audience: 'my-audience',
      'role-session-name': 'my-session',
      'role-duration-seconds': '900',
      'inline-session-policy': '{}',
      'managed-session-policies': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'sts-endpoint': 'http://127.0.0.1:4566',
      'web-identity-token-file': '/t',
      export: 'none',
    });
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "files": {
          "/t": "<token from-file>",
        },
        "requests": [
          [
            "POST http://127.0.0.1:4566",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=my-session&WebIdentityToken=<token from-file>&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess&Policy=%7B%7D&DurationSeconds=900",
          ],
        ],
        "said": [
          "mask: <token from-file>",
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
      }
    `);
  });

  it("with the job's token, though the machine has one of its own", async () => {
    const world = jobWorld('gitlab', { env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/irsa' } });
    await assume(world, { export: 'none' });
    expect(world.said).toMatchInlineSnapshot(`
      [
        "notice: Ignoring AWS_WEB_IDENTITY_TOKEN_FILE (the machine's identity); using the job's token (the variable AWS_ID_TOKEN).",
      ]
    `);
    expect(memoryOf(world)).toHaveProperty('requests.0.2', expect.stringContaining('<token gitlab>'));
  });

  it('over and over where AWS is busy, each time with the token that is still good', async () => {
    const busy = refusal(400, 'Throttling', 'Rate exceeded');
    const world = jobWorld('github', { answer: githubAndSts(busy, busy, granted(3)) });
    await assume(world, { export: 'none' });
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "pauses": [
          1750,
          3500,
        ],
        "requests": [
          [
            "GET https://run.actions.example/idtoken?api-version=2.0&audience=sts.amazonaws.com",
            "authorization: Bearer fake-request-token",
            "accept: application/json",
          ],
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&WebIdentityToken=<token github-1>&DurationSeconds=3600",
          ],
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&WebIdentityToken=<token github-1>&DurationSeconds=3600",
          ],
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&WebIdentityToken=<token github-1>&DurationSeconds=3600",
          ],
        ],
        "said": [
          "mask: <token github-1>",
          "info: Could not assume role with OIDC: Throttling: Rate exceeded (400 from sts.eu-central-1.amazonaws.com, request fake-request-2). Trying again in 1.8 s, then again until 12:01:30 UTC if necessary.",
          "mask: ASIAFAKE3",
          "mask: fake-secret-key-3",
          "mask: fake-session-token-3",
        ],
      }
    `);
  });

  it('with a fresh token where AWS found the last one expired', async () => {
    const expired = refusal(400, 'ExpiredTokenException', 'Token expired');
    const world = jobWorld('github', { answer: githubAndSts(expired, granted()) });
    await assume(world, { export: 'none' });
    expect(memoryOf(world)).toMatchInlineSnapshot(`
      {
        "pauses": [
          0,
        ],
        "requests": [
          [
            "GET https://run.actions.example/idtoken?api-version=2.0&audience=sts.amazonaws.com",
            "authorization: Bearer fake-request-token",
            "accept: application/json",
          ],
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&WebIdentityToken=<token github-1>&DurationSeconds=3600",
          ],
          [
            "GET https://run.actions.example/idtoken?api-version=2.0&audience=sts.amazonaws.com",
            "authorization: Bearer fake-request-token",
            "accept: application/json",
          ],
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&WebIdentityToken=<token github-2>&DurationSeconds=3600",
          ],
        ],
        "said": [
          "mask: <token github-1>",
          "info: Could not assume role with OIDC: ExpiredTokenException: Token expired (400 from sts.eu-central-1.amazonaws.com, request fake-request-2). Trying again in 0.0 s (at most 1 more attempt).",
          "mask: <token github-2>",
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
      }
    `);
  });

  it('with a fresh token where the last one ended while AWS was busy', async () => {
    const sts = githubAndSts({ status: 503, body: '' }, granted());
    const world = jobWorld('github', {
      answer: (request) => {
        if (request.method === 'POST') world.pass(280_000);
        return sts(request);
      },
    });
    await assume(world, { export: 'none', timeout: '600' });
    expect(world.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  it('with a fresh token where AWS could not fetch the keys for the last one', async () => {
    const unreachable = refusal(
      400,
      'InvalidIdentityToken',
      "Couldn't retrieve verification key from your identity provider",
    );
    const world = jobWorld('github', { answer: githubAndSts(unreachable, granted()) });
    await assume(world, { export: 'none' });
    expect(world.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  it('again where the token endpoint is down for a moment', async () => {
    let tries = 0;
    const good = githubAndSts();
    const answer: typeof good = (request) => (++tries < 3 ? { status: 503, body: '' } : good(request));
    const world = jobWorld('github', { answer });
    await assume(world, { export: 'none' });
    expect(world.pauses).toEqual([250, 500]);
  });

  it('no second time where the CI cannot give another token', async () => {
    const world = jobWorld('gitlab', { answer: () => refusal(400, 'ExpiredTokenException', 'Token expired') });
    expect(await refusalOf(world)).toMatchObject({ code: 'sts-token-expired' });
    expect(world.requests).toHaveLength(1);
    expect(world.files).toEqual(new Map());
  });

  it.each([
    ['InvalidIdentityToken', 'Incorrect token audience', 'sts-audience', 1],
    ['ValidationError', 'DurationSeconds', 'sts-validation', 1],
    ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 'sts-access-denied', 3],
  ])('no more often than makes sense: %s, %s', async (code, message, ours, times) => {
    const world = jobWorld('gitlab', { answer: () => refusal(403, code, message) });
    expect(await refusalOf(world)).toMatchObject({ code: ours });
    expect(world.requests).toHaveLength(times);
    expect(world.pauses).toHaveLength(times - 1);
    expect(world.files).toEqual(new Map());
  });

  it('no longer than the budget of the step', async () => {
    const world = jobWorld('gitlab', {
      answer: () => {
        world.pass(3000);
        return new HelperError('network-failed', 'No connection to sts.example.');
      },
    });
    expect(await refusalOf(world, { timeout: '5' })).toMatchObject({ code: 'network-failed' });
    expect(world.requests).toHaveLength(2);
  });

  it.each([
    ['expired', { exp: noon - 3600 }, {}, 'token-expired'],
    ['for another audience', {}, { audience: 'x' }, 'token-audience'],
    ['without a subject', { sub: undefined }, {}, 'token-claim-missing'],
  ] as const)('not at all with a token that is %s', async (_what, claims, given, code) => {
    const world = jobWorld('semaphore', { env: { SEMAPHORE_OIDC_TOKEN: fakeToken('bad', claims) } });
    expect(await refusalOf(world, given)).toMatchObject({ code });
    expect(world.requests).toEqual([]);
    expect(world.files).toEqual(new Map());
  });
});

describe('all or nothing', () => {
  const full = new HelperError('file-not-writable', 'No space left.');

  it('a second target that fails takes the first one back', async () => {
    const before = { '/home/ci/.aws/config': '[default]\nregion = us-west-2\n', '/tmp/.bash_env-1': 'export A=1\n' };
    const world = jobWorld('circleci', { files: before, failing: { '/tmp/.bash_env-1': full } });
    const given = { export: 'profile env', 'profile-type': 'web-identity', 'aws-profile': 'deploy' };
    expect(await refusalOf(world, given)).toBe(full);
    expect(Object.fromEntries(world.files)).toEqual(before);
  });

  it('outputs that fail take the variables back', async () => {
    const env = { AWS_REGION: 'us-west-2' };
    const world = jobWorld('github', { env, answer: githubAndSts(), failing: { GITHUB_OUTPUT: full } });
    expect(await refusalOf(world)).toBe(full);
    expect(world.variables).toMatchInlineSnapshot(`
      {
        "AWS_ACCESS_KEY_ID": "",
        "AWS_DEFAULT_REGION": "",
        "AWS_REGION": "us-west-2",
        "AWS_SECRET_ACCESS_KEY": "",
        "AWS_SESSION_TOKEN": "",
      }
    `);
    expect(world.files).toEqual(new Map());
  });

  it('a profile that somebody else wrote is left alone, without a token is left behind', async () => {
    const before = { '/home/ci/.aws/config': '[default]\nrole_arn = theirs\n' };
    const world = jobWorld('gitlab', { files: before });
    expect(await refusalOf(world)).toMatchObject({ code: 'profile-exists' });
    expect(Object.fromEntries(world.files)).toEqual(before);
  });

  it('… unless it is to be replaced, for as long as the job runs', async () => {
    const before = { '/home/ci/.aws/config': '[default]\nrole_arn = theirs\noutput = json\n' };
    const world = jobWorld('gitlab', { files: before });
    await assume(world, { 'overwrite-aws-profile': 'true' });
    expect(world.files.get('/home/ci/.aws/config')).toMatchInlineSnapshot(`
      "[default]
      # changed by ci-aws-credentials; job gitlab-20-302-21zqp2m4myiob; until 2026-11-20T12:05:00.000Z; host this; folder /tmp/private/gitlab-20-302-21zqp2m4myiob; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/deploy
      web_identity_token_file = /tmp/private/gitlab-20-302-21zqp2m4myiob/token-default-1dvry2i33vagz
      role_session_name = gitlab-20-302
      region = eu-central-1
      output = json
      "
    `);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual(before);
  });

  it('what cannot be taken back is a warning, and the failure is the first one', async () => {
    const world = jobWorld('github', { answer: githubAndSts(), failing: { GITHUB_ENV: full } });
    expect(await refusalOf(world)).toBe(full);
    expect(world.said.at(-1)).toBe('warning: Could not undo github-env: No space left.');
  });
});

describe('receipts in the state of a step', () => {
  const unsafe = new HelperError('file-unsafe', 'No folder is suitable.');
  const nowhere = (env: Env = {}, failing = {}) => {
    const world = jobWorld('github', { env, answer: githubAndSts(), failing });
    const privateRoot = (): never => {
      throw unsafe;
    };
    return { ...world, io: { ...world.io, privateRoot } };
  };

  it('need no private folder while nothing secret is replaced, and undo the variables', async () => {
    const world = nowhere({ AWS_REGION: 'us-west-2' });
    const states: string[] = [];
    await assume(world, {}, { onReceipts: (state) => states.push(state) });
    expect(world.variables).toMatchObject({ AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'ASIAFAKE1' });
    expect(states).toHaveLength(1);
    expect(await cleanUpState(states[0] ?? '', world.io)).toEqual({ undone: 1, left: 0, endsWithJob: true });
    expect(world.variables).toMatchObject({ AWS_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: '', AWS_SESSION_TOKEN: '' });
  });

  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'])(
    'do not contain an earlier %s: without a private folder, nothing is sent',
    async (name) => {
      const world = nowhere({ [name]: 'fake-older-value' });
      const states: string[] = [];
      expect(await refusalOf(world, {}, { onReceipts: (state) => states.push(state) })).toBe(unsafe);
      expect([states, world.requests]).toEqual([[], []]);
    },
  );

  it('are emptied by a roll-back', async () => {
    const world = nowhere({}, { GITHUB_OUTPUT: new HelperError('file-not-writable', 'No space left.') });
    const states: string[] = [];
    await refusalOf(world, {}, { onReceipts: (state) => states.push(state) });
    expect(states.at(-1)).toBe('[]');
    expect(await cleanUpState('[]', world.io)).toEqual({ undone: 0, left: 0, endsWithJob: true });
  });

  it('are counted if they cannot be undone', async () => {
    const world = nowhere({}, { GITHUB_ENV: new HelperError('file-not-writable', 'No space left.') });
    const state = JSON.stringify([{ kind: 'github-env', open: true, before: { AWS_REGION: '' } }]);
    const cleaned = await cleanUpState(state, world.io);
    expect(cleaned).toEqual({ undone: 0, left: 1, endsWithJob: true });
    sayCleanedUp(cleaned, '', world.io.log);
    expect(world.said).toEqual([
      'warning: Could not undo github-env: No space left.',
      'info: Cleaned up: 0 items.',
      'warning: Not cleaned up: 1 item. What is left ends with this job.',
    ]);
  });
});

describe('the guard', () => {
  it('refuses a role of another account before anything is asked', async () => {
    const world = jobWorld('github', { answer: githubAndSts() });
    expect(await refusalOf(world, { 'allowed-account-ids': '999999999999' })).toMatchObject({
      code: 'account-not-allowed',
      message:
        'The account ID of the provided credentials (123456789012) does not match any of the expected account IDs: 999999999999',
      hint: expect.stringContaining('No credentials were exported.'),
    });
    expect(memoryOf(world)).toEqual({});
  });

  it('refuses credentials of another account before anything is handed over', async () => {
    const world = jobWorld('github', { answer: githubAndSts(granted(1, '666666666666')) });
    expect(await refusalOf(world, { 'allowed-account-ids': '123456789012' })).toMatchObject({
      code: 'account-not-allowed',
      message: expect.stringContaining('666666666666'),
    });
    expect(world.variables).toEqual({});
    expect(world.outputs).toEqual({});
    expect(world.files).toEqual(new Map());
  });

  it('lets an account of the list pass', async () => {
    const world = jobWorld('gitlab');
    await assume(world, { 'allowed-account-ids': '999999999999 123456789012', export: 'none' });
    expect(world.requests).toHaveLength(1);
  });
});

describe('keys that are left in the environment', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'fake' };

  it('make the default profile useless, which is an error that names them', async () => {
    const world = jobWorld('gitlab', { env: keys });
    const error = await refusalOf(world);
    expect(error).toMatchObject({
      code: 'environment-conflict',
      message:
        'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set. Every AWS tool would then have a different identity from that of the default profile.',
      hint: expect.stringContaining('unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY'),
    });
    expect(world.requests).toEqual([]);
  });

  it('are a warning for a profile with a name', async () => {
    const world = jobWorld('gitlab', { env: keys });
    await assume(world, { 'aws-profile': 'deploy' });
    expect(world.said[0]).toBe(
      'warning: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set. With AWS_PROFILE=deploy, the AWS CLI, boto3, the SDKs for Go and Java and Terraform would have a different identity. Use --profile deploy in each call, or unset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  });

  it('are no matter when the variables are replaced, too, or only half there', async () => {
    const replaced = jobWorld('github', { env: keys, answer: githubAndSts() });
    await assume(replaced, { export: 'env profile' });
    const half = jobWorld('gitlab', { env: { AWS_SECRET_ACCESS_KEY: 'fake' } });
    await assume(half);
    expect([...replaced.said, ...half.said].filter((line) => line.startsWith('warning'))).toEqual([]);
  });
});

describe('what is secret', () => {
  it('is masked on GitHub before anything else is said: the account first, then the token, then the keys', async () => {
    const world = jobWorld('github', { answer: githubAndSts(accessDenied, granted()) });
    await assume(world, { 'mask-aws-account-id': 'true' });
    expect(memoryOf(world)).toHaveProperty('said', [
      'mask: 123456789012',
      'mask: <token github-1>',
      expect.stringMatching(/^info: .*Trying again/),
      'mask: ASIAFAKE1',
      'mask: fake-secret-key-1',
      'mask: fake-session-token-1',
    ]);
  });

  it.each(
    ciProviders()
      .filter(({ mask }) => mask === undefined)
      .map(({ id }) => id),
  )('is never printed on %s, which would not mask it', async (id) => {
    const token = fakeToken('asked');
    const world = jobWorld(id, { files: jobFiles(token), answer: servicesAndSts(token) });
    await assume(world, { 'mask-aws-account-id': 'true' });
    expect([...world.said, ...world.printed].join('\n')).not.toMatch(/eyJ|fake-s|ASIA|mask/);
  });

  it('is masked before anything else on Azure, by a command of its own', async () => {
    const world = jobWorld('azure-pipelines', { answer: githubAndSts() });
    await assume(world, { 'mask-aws-account-id': 'true' });
    const { said } = memoryOf(world) as { readonly said: readonly string[] };
    const secrets = [
      '123456789012',
      '<token azure-pipelines>',
      'ASIAFAKE1',
      'fake-secret-key-1',
      'fake-session-token-1',
    ];
    expect(said.slice(0, 5)).toEqual(secrets.map((secret) => `mask: ##vso[task.setsecret]${secret}`));
    expect(said.slice(5).join('\n')).not.toMatch(/eyJ|fake-s|ASIA|mask/);
  });
});

describe('cleaning up', () => {
  it('undoes several steps of one job, the last one first', async () => {
    const world = jobWorld('circleci', { files: { '/tmp/.bash_env-1': 'export A=1\n' } });
    await assume(world);
    world.pass(1000);
    await assume(world, { export: 'profile', 'profile-type': 'static' });
    world.pass(1000);
    await assume(world);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual({ '/tmp/.bash_env-1': 'export A=1\n' });
    await cleanUp(world);
    expect(world.said.slice(-2)).toEqual(['info: Cleaned up: 3 items from this job.', 'info: Nothing to clean up.']);
  });

  it('leaves what others wrote meanwhile, and says so', async () => {
    const world = jobWorld('gitlab');
    await assume(world, { 'profile-type': 'static' });
    const path = '/home/ci/.aws/credentials';
    world.files.set(path, `${world.files.get(path)}aws_account_id = 1\n\n[other]\naws_access_key_id = AKIAFAKE\n`);
    await cleanUp(world);
    expect(world.said.at(-2)).toMatch(/changed in the meantime and is left/);
    expect(world.files.get(path)).toContain('[other]');
  });

  it('goes on where one thing cannot be undone, says so, and does that the next time', async () => {
    const failing: Record<string, HelperError> = {};
    const world = jobWorld('circleci', { failing });
    await assume(world, { export: 'profile env', 'profile-type': 'static' });
    failing['/tmp/.bash_env-1'] = new HelperError('file-not-writable', 'No space left.');
    await cleanUp(world);
    expect(world.said.slice(-3)).toEqual([
      'warning: Could not undo bash-env: No space left.',
      'info: Cleaned up: 1 item from this job.',
      'warning: Not cleaned up: 1 item. Fix the cause, then run ci-aws-credentials cleanup in this job.',
    ]);
    expect([...world.files.keys()].map((path) => path.replace(/\d.*/, '')).sort()).toEqual([
      '/tmp/.bash_env-',
      '/tmp/private/circleci-',
    ]);
    delete failing['/tmp/.bash_env-1'];
    await cleanUp(world);
    expect(world.said.at(-1)).toBe('info: Cleaned up: 1 item from this job.');
    expect(Object.fromEntries(world.files)).toEqual({ '/tmp/.bash_env-1': '' });
  });

  it('keeps the order of what could not be undone: the last one first', async () => {
    const failing: Record<string, HelperError> = {};
    const world = jobWorld('gitlab', { failing, files: { '/a': 'a1a2', '/b': 'b' } });
    const journal = `${folderOf(world)}/receipts-1-a.json`;
    const receipts = [
      { kind: 'bash-env', path: '/a', block: '1' },
      { kind: 'bash-env', path: '/b', block: 'b' },
      { kind: 'bash-env', path: '/a', block: '2' },
    ];
    world.files.set(journal, JSON.stringify(receipts));
    failing['/a'] = new HelperError('file-not-writable', 'No.');
    await cleanUp(world);
    expect(JSON.parse(world.files.get(journal) ?? '')).toEqual([receipts[0], receipts[2]]);
  });

  it.each([
    ['of another kind', [{ kind: 'of-tomorrow' }]],
    ['without their details', [{ kind: 'profile' }, { kind: 'bash-env' }, { kind: 'github-env' }]],
    [
      'with details that are none',
      [
        { kind: 'profile', paths: {}, undo: [{}] },
        { kind: 'bash-env', path: 1 },
        { kind: 'github-env', before: { A: 1 } },
      ],
    ],
    [
      'with paths alone',
      [
        { kind: 'profile', paths: { config: '/c', credentials: '/d' } },
        { kind: 'profile', paths: { config: 1 }, undo: [] },
      ],
    ],
    ['for a file that is gone', [{ kind: 'bash-env', path: '/gone', block: 'x' }]],
    ['for a block that is gone', [{ kind: 'bash-env', path: '/there', block: 'x' }]],
  ])('does nothing for receipts %s', async (_what, receipts) => {
    const world = jobWorld('gitlab', { files: { '/there': 'mine' } });
    world.files.set(`${folderOf(world)}/receipts-1-a.json`, JSON.stringify(receipts));
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual({ '/there': 'mine' });
    expect(world.said.filter((line) => !line.startsWith('info'))).toEqual([]);
  });
});
