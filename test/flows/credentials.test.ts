import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Credentials } from '../../src/core/session.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import { jobSummary } from '../../src/reporting/job-summary.ts';
import { run } from '../../src/run.ts';
import { assumed, githubAndSts, identity, jobs, memoryOf, refusal, roleArn } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';
import { assume, cleanUp, jobWorld, refusalOf } from './scene.ts';

const keys = { 'aws-access-key-id': 'AKIAFAKE', 'aws-secret-access-key': 'fake-given-key' };
const ambient: Credentials = {
  accessKeyId: 'ASIAFAKEAMBIENT',
  secretAccessKey: new Secret('fake-ambient-key'),
  sessionToken: new Secret('fake-ambient-token'),
};

/** STS as it answers signed calls: who one is, and AssumeRole. */
function sts({ body = '' }: HttpRequest) {
  return body.includes('Action=GetCallerIdentity') ? identity() : assumed();
}

function world(scenery: Scenery = {}): World {
  return jobWorld('github', { answer: sts, ...scenery });
}

describe('keys that are given', () => {
  it('assume a role, signed, with tags that say where the call is from', async () => {
    const { said, ...job } = world();
    await assume({ said, ...job }, keys);
    expect(memoryOf({ said, ...job })).toMatchInlineSnapshot(`
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
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "authorization: signed with AKIAFAKE",
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&DurationSeconds=3600&Tags.member.1.Key=GitHub&Tags.member.1.Value=Actions&Tags.member.2.Key=Repository&Tags.member.2.Value=octo-org%2Focto-repo&Tags.member.3.Key=RunId&Tags.member.3.Value=9876543210&Tags.member.4.Key=Job&Tags.member.4.Value=deploy",
          ],
        ],
        "said": [
          "mask: AKIAFAKE",
          "mask: fake-given-key",
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
  });

  it('assume a role of their own account by its name', async () => {
    const job = world();
    await assume(job, {
      ...keys,
      'role-to-assume': 'teams/deploy',
      'role-skip-session-tagging': 'true',
      export: 'none',
    });
    expect(job.requests.map(({ body }) => decodeURIComponent(body ?? ''))).toMatchInlineSnapshot(`
      [
        "Action=GetCallerIdentity&Version=2011-06-15",
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/teams/deploy&RoleSessionName=gha-9876543210-1-deploy&DurationSeconds=3600",
      ]
    `);
  });

  it('carry an external ID, and no tags at all where tags are left out', async () => {
    const job = world();
    await assume(job, {
      ...keys,
      export: 'none',
      'role-external-id': 'partner-7',
      'role-skip-session-tagging': 'true',
      'custom-tags': '{"Team": "payments"}',
      'transitive-tag-keys': 'Team\nOther',
    });
    expect(
      decodeURIComponent(job.requests[0]?.body ?? '')
        .split('&')
        .slice(2),
    ).toMatchInlineSnapshot(`
      [
        "RoleArn=arn:aws:iam::123456789012:role/deploy",
        "RoleSessionName=gha-9876543210-1-deploy",
        "DurationSeconds=3600",
        "ExternalId=partner-7",
      ]
    `);
  });

  it('ask once more with fewer tags where they are too large together', async () => {
    const tooLarge = refusal(400, 'PackedPolicyTooLarge', 'x');
    const job = world({ answer: ({ body = '' }) => (body.includes('RunId') ? tooLarge : assumed()) });
    await assume(job, { ...keys, export: 'none' });
    expect(job.requests).toHaveLength(2);
    expect(job.said.find((line) => line.includes('too large') || line.includes('size limit'))).toContain(
      'Asking again without EventName',
    );
  });

  it('ask no third time', async () => {
    const job = world({ answer: () => refusal(400, 'PackedPolicyTooLarge', 'x') });
    expect(await refusalOf(job, { ...keys, 'role-skip-session-tagging': 'true' })).toMatchObject({
      code: 'sts-policy-too-large',
    });
    expect(job.requests).toHaveLength(1);
    expect(await refusalOf(job, keys)).toMatchObject({ code: 'sts-policy-too-large' });
    expect(job.requests).toHaveLength(3);
  });

  it('are handed over themselves without a role, once they are known to work', async () => {
    const job = makeWorld({ env: { ...jobs.github, AWS_SESSION_TOKEN: 'of-others' }, answer: sts });
    await run(readSettings({ ...keys, 'aws-region': 'eu-central-1', 'output-credentials': 'true' }, job.io), job.io);
    expect(memoryOf(job)).toMatchInlineSnapshot(`
      {
        "files": {
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "github-env",
        },
        "outputs": {
          "authenticated-arn": "arn:aws:iam::123456789012:user/bob",
          "aws-access-key-id": "AKIAFAKE",
          "aws-account-id": "123456789012",
          "aws-secret-access-key": "fake-given-key",
        },
        "requests": [
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "authorization: signed with AKIAFAKE",
            "Action=GetCallerIdentity&Version=2011-06-15",
          ],
        ],
        "said": [
          "mask: AKIAFAKE",
          "mask: fake-given-key",
          "mask: AKIAFAKE",
          "mask: fake-given-key",
        ],
        "variables": {
          "AWS_ACCESS_KEY_ID": "AKIAFAKE",
          "AWS_DEFAULT_REGION": "eu-central-1",
          "AWS_REGION": "eu-central-1",
          "AWS_SECRET_ACCESS_KEY": "fake-given-key",
          "AWS_SESSION_TOKEN": "",
        },
      }
    `);
    await cleanUp(job);
    expect(job.variables.AWS_SESSION_TOKEN).toBe('of-others');
  });

  it('that do not work are handed over to nobody', async () => {
    const job = makeWorld({
      env: jobs.github ?? {},
      answer: () => refusal(403, 'InvalidClientTokenId', 'The security token is invalid.'),
    });
    const settings = readSettings(keys, job.io);
    await expect(run(settings, job.io)).rejects.toMatchObject({
      code: 'credentials-invalid',
      message: expect.stringContaining(
        'Credentials could not be loaded, please check your action inputs: InvalidClientTokenId',
      ),
    });
    expect(job.variables).toEqual({});
  });

  it.each([
    '',
    '<html></html>',
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
  ])('are not believed to work by the answer %j', async (body) => {
    const job = makeWorld({ env: jobs.github ?? {}, answer: () => ({ status: 200, body }) });
    await expect(run(readSettings(keys, job.io), job.io)).rejects.toMatchObject({ code: 'sts-answer-unreadable' });
  });

  it('become a static profile, as there is no token to renew from', async () => {
    const job = makeWorld({ env: jobs.gitlab ?? {}, answer: sts });
    await run(readSettings({ ...keys, 'aws-region': 'eu-central-1' }, job.io), job.io);
    expect(Object.fromEntries(job.files)).toMatchObject({
      '/home/ci/.aws/credentials': expect.stringContaining('aws_access_key_id = AKIAFAKE'),
    });
    await cleanUp(job);
    expect(job.files).toEqual(new Map());
    await expect(run(readSettings({ ...keys, 'profile-type': 'web-identity' }, job.io), job.io)).rejects.toMatchObject({
      code: 'option-conflict',
    });
  });
});

describe('what a token cannot carry', () => {
  const tags = { 'custom-tags': '{"Team":"payments"}' };
  it.each([
    ['session tags', tags, "'custom-tags' is set but will be ignored: with a token,"],
    ['an external ID', { 'role-external-id': 'shared-1' }, "'role-external-id' is set but will be ignored:"],
  ])('is said: %s', async (_what, given, warning) => {
    const job = jobWorld('github', { answer: githubAndSts() });
    await assume(job, given);
    expect(job.said.filter((line) => line.startsWith('warning:'))).toEqual([expect.stringContaining(warning)]);
  });

  it('is said of tags that are to be left out, too', async () => {
    const job = world();
    await assume(job, { ...keys, ...tags, 'role-skip-session-tagging': 'true' });
    expect(job.said).toContainEqual(expect.stringContaining("'role-skip-session-tagging' leaves out all tags"));
    expect(job.requests[0]?.body).not.toContain('Tags');
  });
});

describe('credentials that are already there', () => {
  it('assume the next role', async () => {
    const job = world({ ambient });
    await assume(job, { 'role-chaining': 'true', export: 'none', 'role-skip-session-tagging': 'true' });
    expect(memoryOf(job)).toMatchInlineSnapshot(`
      {
        "requests": [
          [
            "POST https://sts.eu-central-1.amazonaws.com",
            "content-type: application/x-www-form-urlencoded; charset=utf-8",
            "authorization: signed with ASIAFAKEAMBIENT",
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=gha-9876543210-1-deploy&DurationSeconds=3600",
          ],
        ],
        "said": [
          "mask: ASIAFAKE1",
          "mask: fake-secret-key-1",
          "mask: fake-session-token-1",
        ],
      }
    `);
  });

  it('are kept where they work', async () => {
    const job = world({ ambient });
    await assume(job, { 'use-existing-credentials': 'true' });
    expect(job.requests).toHaveLength(1);
    expect(job.variables).toEqual({ AWS_DEFAULT_REGION: 'eu-central-1', AWS_REGION: 'eu-central-1' });
  });

  it.each([
    ['do not work', { ambient, answer: githubAndSts(refusal(403, 'ExpiredToken', 'x'), assumed()) }],
    ['are not there', { answer: githubAndSts() }],
  ])('give way to new ones where they %s', async (_what, scenery) => {
    const job = world(scenery);
    await assume(job, { 'use-existing-credentials': 'true', export: 'none' }).catch(() => {});
    expect(job.said).toContain('notice: No valid credentials exist. Running as normal.');
    expect(job.requests.some(({ method }) => method === 'GET')).toBe(true);
  });

  it('of an account that is not allowed are an error', async () => {
    const job = world({ ambient });
    const given = { 'use-existing-credentials': 'true', 'allowed-account-ids': '999999999999' };
    expect(await refusalOf(job, given)).toMatchObject({ code: 'account-not-allowed' });
  });

  describe('and are used because the job has no token', () => {
    const noPermission = {
      ambient,
      env: {
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
      },
    };
    const notAllowed = refusal(403, 'AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole');
    const reason = /because the job has no token\. .*permission is missing\..*permissions:\n +id-token: write/s;

    it('are refused with the permission that is missing', async () => {
      const error = await refusalOf(world({ ...noPermission, answer: () => notAllowed }));
      expect(error.code).toBe('sts-access-denied');
      expect(error.hint).toMatch(/^The role must exist/);
      expect(error.hint).toMatch(reason);
    });

    it.each([
      ['by wish', noPermission, { 'role-chaining': 'true' }, notAllowed],
      ['and AWS is busy', noPermission, {}, refusal(400, 'Throttling', 'Rate exceeded')],
      ['on a CI that was set and has one', noPermission, { ci: 'gitlab' }, notAllowed],
    ])('are refused without that %s', async (_what, scenery, given, answer) => {
      const { env } = scenery;
      const job = world({ ...scenery, env: { ...jobs.gitlab, ...env }, answer: () => answer });
      expect((await refusalOf(job, given)).hint).not.toMatch(/no token/);
    });
  });

  it('are forgotten on request, and come back at the end', async () => {
    const env = { ...jobs.github, AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_REGION: 'eu-west-1' };
    const job = makeWorld({ env: { ...env, GITHUB_ACTIONS: 'true' }, answer: githubAndSts() });
    await assume(job, { 'unset-current-credentials': 'true', 'aws-profile': 'default' });
    expect(job.variables).toMatchInlineSnapshot(`
      {
        "AWS_ACCESS_KEY_ID": "",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_REGION": "eu-central-1",
        "AWS_SECRET_ACCESS_KEY": "",
        "AWS_SESSION_TOKEN": "",
      }
    `);
    await cleanUp(job);
    expect(job.variables).toMatchInlineSnapshot(`
      {
        "AWS_ACCESS_KEY_ID": "AKIAFAKE",
        "AWS_DEFAULT_REGION": "",
        "AWS_REGION": "eu-west-1",
        "AWS_SECRET_ACCESS_KEY": "",
        "AWS_SESSION_TOKEN": "",
      }
    `);
  });

  it('are forgotten, and that is all', async () => {
    const job = makeWorld({ env: jobs.github ?? {} });
    await run(readSettings({ 'unset-current-credentials': 'true' }, job.io), job.io);
    expect(memoryOf(job)).toMatchInlineSnapshot(`
      {
        "files": {
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "github-env",
        },
        "variables": {
          "AWS_ACCESS_KEY_ID": "",
          "AWS_DEFAULT_REGION": "",
          "AWS_REGION": "",
          "AWS_SECRET_ACCESS_KEY": "",
          "AWS_SESSION_TOKEN": "",
        },
      }
    `);
  });
});

describe('a secret key without special characters', () => {
  it('is asked for until there is one', async () => {
    let number = 0;
    const job = world({ answer: () => assumed(++number, ['a/b', 'a+b', 'abc9'][number - 1]) });
    await assume(job, { ...keys, 'special-characters-workaround': 'true' });
    expect(job.variables.AWS_SECRET_ACCESS_KEY).toBe('abc9');
    expect(job.pauses).toEqual([200, 400]);
    expect(job.said.join('\n')).toContain('Requesting another (3 of 10).');
    expect(job.said.join('\n')).not.toContain('(4 of 10)');
  });

  it('is given up in the end', async () => {
    const job = world();
    expect(await refusalOf(job, { ...keys, 'special-characters-workaround': 'true' })).toMatchObject({
      code: 'credentials-unsuitable',
      message: 'All 10 secret keys had special characters.',
      hint: expect.stringContaining('aws-profile'),
    });
    expect(job.requests).toHaveLength(10);
    expect(job.pauses).toEqual([200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800]);
    expect(job.variables).toEqual({});
  });
});

describe('a secret key that begins with a slash', () => {
  const answering = (...secrets: readonly string[]) => {
    let number = 0;
    return () => assumed(++number, secrets[Math.min(number, secrets.length) - 1]);
  };
  const path = /^warning: The secret key begins with a slash\./;

  it.each([
    ['is asked for anew on Windows', 'win32', {}, ['/a', '/b', 'c/d'], 3, 'c/d', false],
    ['is handed over in the end', 'win32', {}, ['/a'], 4, '/a', true],
    ['does no harm elsewhere', 'linux', {}, ['/a'], 1, '/a', false],
    [
      'does none where letters and digits are asked for',
      'win32',
      { 'special-characters-workaround': 'true' },
      ['/a', 'b'],
      2,
      'b',
      false,
    ],
  ])('%s', async (_what, platform, given, secrets, requests, key, isWarned) => {
    const job = world({ platform, answer: answering(...secrets) });
    await assume(job, { ...keys, ...given });
    expect(job.requests).toHaveLength(requests);
    expect(job.variables.AWS_SECRET_ACCESS_KEY).toBe(key);
    expect(job.said.some((line) => path.test(line))).toBe(isWarned);
  });

  it('of keys that are handed over as they are given is the same each time', async () => {
    const job = world({ platform: 'win32', answer: () => identity() });
    await run(readSettings({ ...keys, 'aws-secret-access-key': '/fake', 'aws-region': 'eu-west-1' }, job.io), job.io);
    expect(job.requests).toHaveLength(1);
    expect(job.said.some((line) => path.test(line))).toBe(true);
  });

  it('does none in a profile', async () => {
    const job = world({ platform: 'win32', answer: answering('/a') });
    await assume(job, { ...keys, export: 'profile' });
    expect(job.requests).toHaveLength(1);
    expect(job.said.some((line) => path.test(line))).toBe(false);
  });
});

describe('the summary of a job', () => {
  it.each([
    ['of a role', {}, true],
    ['of a role whose account is masked', { 'mask-aws-account-id': 'true' }, false],
  ])('%s says who one is, and nothing secret', async (_what, given, visible) => {
    const job = world({ answer: githubAndSts() });
    const outcome = await run(
      readSettings({ 'role-to-assume': roleArn, 'aws-region': 'eu-central-1', ...given }, job.io),
      job.io,
    );
    const summary = outcome.kind === 'handed-over' ? jobSummary(outcome) : '';
    expect(summary).toContain('| Region | `eu-central-1` |');
    expect(summary.includes('123456789012')).toBe(visible);
    expect(summary).not.toMatch(/fake-|eyJ/);
  });

  it('of keys without an end says so', async () => {
    const job = makeWorld({ env: jobs.github ?? {}, answer: sts });
    const outcome = await run(readSettings({ ...keys, 'aws-region': 'eu-central-1' }, job.io), job.io);
    expect(outcome.kind === 'handed-over' && jobSummary(outcome)).toMatchInlineSnapshot(`
      "### AWS credentials

      | | |
      | --- | --- |
      | Role | \`none (existing credentials)\` |
      | Account | \`123456789012\` |
      | Session name | \`gha-9876543210-1-deploy\` |
      | Region | \`eu-central-1\` |
      | Obtained with | \`the given access keys\` |
      | Expires | \`unknown\` |

      "
    `);
  });
});
