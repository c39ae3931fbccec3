import { describe, expect } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { accountId, trusting } from './account.ts';
import { expireCache } from './edit-cache.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const arn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const region = ['--aws-region', 'eu-central-1'];
const githubJob = 'private/gha-9876543210-1-deploy';
const folder = `private/gha-9876543210-1-deploy`;

/** Besides the usual roles one that asks for an external ID and tags, and one behind it that asks for a tag that came along. */
const aws = {
  roles: [
    ...defaultConfig().roles.map((role) => ({ ...role, maxSessionDuration: 7200 })),
    trusting(arn('partner'), {
      Effect: 'Allow',
      Principal: { AWS: arn('github-deploy') },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'sts:ExternalId': 'partner-7', 'aws:RequestTag/team': 'payments' } },
    }),
    trusting(arn('behind'), {
      Effect: 'Allow',
      Principal: { AWS: arn('partner') },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'aws:RequestTag/team': 'payments' } },
    }),
  ],
};
const tagged = ['--role-external-id', 'partner-7', '--custom-tags', '{"team":"payments"}'];

function bodies(scene: Scene, action: string): readonly URLSearchParams[] {
  return scene.sent.map(({ body }) => new URLSearchParams(body)).filter((body) => body.get('Action') === action);
}

describe('several roles', () => {
  const roles = `one = ${arn('github-deploy')}\ntwo = ${arn('chained')}, via = one, region = eu-west-1\nthree = ${arn('github-deploy')}`;

  scenarioOnEveryNode('take one token, and are told to programs one by one', { ci: 'github' }, async (scene) => {
    const step = await scene.cli('--roles', roles, ...region, '--export', 'none', '--json');
    expect(step.exitCode).toBe(0);
    expect(scene.requests().toSorted()).toEqual(['AssumeRole 200', 'exchange 200', 'exchange 200', 'token 200']);
    const told = JSON.parse(step.stdout);
    expect(told).toMatchObject({ ci: 'github', roleArn: arn('github-deploy') });
    expect(told.roles).toMatchObject([
      { profile: 'one', roleArn: arn('github-deploy'), region: 'eu-central-1' },
      { profile: 'three', roleArn: arn('github-deploy'), region: 'eu-central-1' },
      { profile: 'two', via: 'one', roleArn: arn('chained'), region: 'eu-west-1' },
    ]);
  });

  scenario('say each what became of it, if one is refused', { ci: 'github' }, async (scene) => {
    const wrong = `${roles}\nfour = ${arn('refuses')}\nfive = ${arn('chained')}, via = four`;
    const step = await scene.cli('--roles', wrong, ...region, '--profile-type', 'static', '--disable-retry');
    expect(step).toMatchObject({ exitCode: 4, error: 'sts-access-denied', changed: [] });
    const lines = step.log.filter((line) => /^(one|two|three|four|five): /.test(line));
    expect(lines.map((line) => line.replace(/: (Not|.*[Nn]ot authorized).*/, ': refused'))).toEqual([
      'one: assumed, but not exported.',
      'three: assumed, but not exported.',
      'four: refused',
      'two: assumed, but not exported.',
      'five: refused',
    ]);
    expect(scene.requests().toSorted()).toEqual([
      ...['AssumeRole 200', 'exchange 200', 'exchange 200', 'exchange 403 AccessDenied', 'token 200'],
    ]);
  });

  scenario(
    'are renewed each by itself, also by way of another, with the policy that was asked for',
    { ci: 'github', secretsIn: [`${githubJob}/process-one/cache`, `${githubJob}/process-two/cache`] },
    async (scene) => {
      const two = `one = ${arn('github-deploy')}\ntwo = ${arn('chained')}, via = one`;
      const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
      const asked = ['--roles', two, ...region, '--profile-type', 'process', '--inline-session-policy', policy];
      expect((await scene.cli(...asked)).exitCode).toBe(0);
      expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'AssumeRole 200']);
      const cache = `${folder}/process-two/cache`;
      expireCache(scene, cache);
      expect((await scene.cli('whoami', '--profile', 'two')).stdout).toContain(':assumed-role/chained/');
      expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'AssumeRole 200', 'GetCallerIdentity 200']);
      expect(bodies(scene, 'AssumeRole').map((body) => body.get('Policy'))).toEqual([policy, policy]);
      await scene.cli('cleanup');
      expect((await scene.bash('ls ../tmp')).stdout).toBe('');
    },
  );
});

describe('a chain of roles', () => {
  const chain = [
    '--role-to-assume',
    arn('github-deploy'),
    '--then-assume',
    `${arn('partner')}\n${arn('behind')}`,
    ...region,
  ];

  scenario('takes external ID and tags along, and says what AWS allows', { ci: 'github', aws }, async (scene) => {
    const more = ['--transitive-tag-keys', 'team', '--role-duration-seconds', '3601', '--export', 'none'];
    const step = await scene.cli(...chain, ...tagged, ...more);
    expect(step.exitCode).toBe(0);
    expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'AssumeRole 200', 'AssumeRole 200']);
    expect(bodies(scene, 'AssumeRole').map((body) => body.get('TransitiveTagKeys.member.1'))).toEqual(['team', null]);
    expect(step.log.join('\n')).toContain('AWS limits chained roles to one hour; requesting 3600 s');
  });

  scenarioOnEveryNode(
    'is gone through anew by exec for each renewal',
    { ci: 'github', aws: { ...aws, sessionSeconds: 3 } },
    async (scene) => {
      const line = [...chain, ...tagged].map((word) => `'${word}'`).join(' ');
      const step = await scene.bash(`ci-aws-credentials exec ${line} -- sh -c 'sleep 4; ci-aws-credentials whoami'`);
      expect(step.stdout).toContain(':assumed-role/behind/');
      const requests = scene.requests();
      expect(requests.filter((request) => request === 'AssumeRole 200').length).toBeGreaterThanOrEqual(4);
      expect(bodies(scene, 'AssumeRole').every((body) => body.get('ExternalId') === 'partner-7')).toBe(true);
    },
  );
});
