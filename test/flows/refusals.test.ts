import { describe, expect, it } from 'vitest';
import type { HelperError } from '../../src/core/errors.ts';
import { reportError } from '../../src/reporting/report-error.ts';
import { accessDenied, fakeToken, refusal, roleArn } from '../fakes.ts';
import type { World } from '../world.ts';
import { jobWorld, refusalOf } from './scene.ts';

const policy = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'gitlab.com:sub': 'job:*' } },
  },
};
const files = {
  'trust.json': JSON.stringify(policy),
  'roles.json': JSON.stringify({
    Roles: [
      { Arn: `${roleArn}-other`, AssumeRolePolicyDocument: { ...policy, Statement: [] } },
      { Arn: roleArn, AssumeRolePolicyDocument: policy },
    ],
  }),
  'slash.json': JSON.stringify(policy).replace('gitlab.com"}', 'gitlab.com/"}'),
  'broken.json': '{',
};

function deniedWorld(): World {
  return jobWorld('gitlab', { files, answer: () => accessDenied });
}

/** What people see of an error. */
function seen(error: HelperError, world: World): string {
  reportError(error, world.io.log);
  return world.said.join('\n');
}

describe('a refusal', () => {
  it('explains itself once, after the last try', async () => {
    const world = deniedWorld();
    const error = await refusalOf(world, { 'trust-policy': 'trust.json' });
    expect(error.code).toBe('sts-access-denied');
    expect(error.hint).toMatch(/^StringEquals treats \* as an ordinary character/);
    const log = seen(error, world);
    expect(world.requests).toHaveLength(3);
    expect(log.match(/subject-wildcard/g)).toHaveLength(1);
    expect(log.match(/^group \[Why AWS refused\]: /gm)).toHaveLength(1);
    expect(world.said.at(-1)).toMatch(/^group/);
    expect(log).not.toContain('eyJ');
  });

  it('says whose the token is, unless somebody named it', async () => {
    const token = fakeToken('stray', { iss: 'https://gitlab.com' });
    const env = { BITBUCKET_STEP_OIDC_TOKEN: token, STRAY: token };
    const stray = () => jobWorld('bitbucket', { env, answer: () => accessDenied });
    const hint = 'The token is from GitLab CI, but this is a Bitbucket Pipelines job.';
    expect((await refusalOf(stray())).hint).toContain(hint);
    expect((await refusalOf(stray(), { 'token-env': 'STRAY' })).hint).not.toContain(hint);
  });

  it('is explained all the same where the account is to be hidden', async () => {
    const world = deniedWorld();
    const error = await refusalOf(world, { 'trust-policy': 'slash.json', 'mask-aws-account-id': 'true' });
    const log = seen(error, world);
    expect(log).toMatch(/^group \[Why AWS refused\]: /m);
    expect(log).toContain('arn:aws:iam::***:oidc-provider/gitlab.com');
    expect(log).not.toContain('123456789012');
  });

  it('finds the role among several', async () => {
    expect((await refusalOf(deniedWorld(), { 'trust-policy': 'roles.json' })).hint).toContain('[subject-wildcard]');
  });

  it.each([
    ['none.json', 'The file none.json does not exist.'],
    ['broken.json', 'broken.json is not JSON: line 1, column '],
  ])('does without a policy that cannot be read: %s', async (file, reason) => {
    const world = deniedWorld();
    const error = await refusalOf(world, { 'trust-policy': file });
    expect(error).toMatchObject({ code: 'sts-access-denied', hint: expect.stringContaining('aws iam get-role') });
    expect(world.said.join('\n')).toMatch(/^warning: trust-policy cannot be used for the diagnosis: /m);
    expect(world.said.join('\n')).toContain(reason);
  });

  it('that is no matter of token or policy is left as it is', async () => {
    const world = jobWorld('gitlab', { answer: () => refusal(403, 'Throttling', 'Rate exceeded') });
    const error = await refusalOf(world);
    expect(error).toMatchObject({ code: 'sts-throttled', diagnosis: undefined });
    expect(seen(error, world)).not.toContain('group');
  });

  it('has the usual words where nothing is known', async () => {
    const world = jobWorld('gitlab', { answer: () => refusal(403, 'Whatever', 'No') });
    expect(await refusalOf(world)).toMatchObject({
      code: 'sts-refused',
      hint: expect.stringMatching(/^If sts-endpoint or a proxy/),
      diagnosis: expect.stringMatching(/^ {2}iss +https:\/\/gitlab\.com$/m),
    });
  });
});
