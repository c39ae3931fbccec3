import { describe, expect, it } from 'vitest';
import { doctor } from '../../src/commands/doctor/doctor.ts';
import { trust } from '../../src/commands/trust/trust.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { emulatedCi, makeJob, tokenClaims } from '../../src/emulator/make-job.ts';
import type { Claims } from '../../src/token/token.ts';
import { makeWorld } from '../world.ts';
import { now, type PolicyParts, policyOf } from './refusal-facts.ts';

function tokenOf(id: string): Claims {
  const ci = emulatedCi(id);
  return { ...tokenClaims(ci, makeJob(ci, {}), now) };
}

interface Answer {
  readonly code: number;
  readonly said: { readonly problems: object; readonly findings: object };
}

/** What both commands say of one token and one policy, in one and the same place. */
async function answers(
  claims: object,
  policy: object,
  more: readonly string[] = [],
): Promise<readonly [check: Answer, doctor: Answer]> {
  const files = { 'claims.json': JSON.stringify(claims), 'policy.json': JSON.stringify(policy) };
  const env = { AWS_REGION: 'eu-central-1' };
  const answerOf = async (run: (io: ReturnType<typeof makeWorld>['io']) => Promise<number>): Promise<Answer> => {
    const { io, printed } = makeWorld({ files, env, answer: () => ({ status: 200, body: '' }) });
    const code = await run(io);
    const { problems, findings } = JSON.parse(printed.join(''));
    return { code, said: { problems, findings } };
  };
  return [
    await answerOf((io) => trust.run(['check', 'policy.json', '--claims', 'claims.json', '--json', ...more], io)),
    await answerOf((io) =>
      doctor.run(['--claims', 'claims.json', '--trust-policy', 'policy.json', '--json', ...more], io),
    ),
  ];
}

it('doctor without a role is in the partition of the region, wherever that is set', async () => {
  const files = { 'claims.json': JSON.stringify(tokenOf('github')) };
  const { io, printed } = makeWorld({ files, env: { AWS_REGION: 'cn-north-1' } });
  expect(await doctor.run(['--claims', 'claims.json', '--json'], io)).toBe(0);
  const { provider } = JSON.parse(printed.join(''));
  expect(provider.arn).toBe(`arn:aws-cn:iam::ACCOUNT:oidc-provider/${github}`);
});

it.each([
  ['of the job', { GITHUB_ACTIONS: 'true', ROLE_TO_ASSUME: role('job') }, 'job'],
  [
    'of the machine',
    { GITHUB_ACTIONS: 'true', AWS_WEB_IDENTITY_TOKEN_FILE: '/pod', AWS_ROLE_ARN: role('pod') },
    undefined,
  ],
  ['of a program', { AWS_ROLE_ARN: role('program') }, 'program'],
])('doctor takes the role %s from a variable as assume does', async (_whose, env, name) => {
  const files = { 'claims.json': JSON.stringify(tokenOf('github')) };
  const { io, printed } = makeWorld({ files, env: { ...env, AWS_REGION: 'eu-central-1' } });
  await doctor.run(['--claims', 'claims.json', '--json'], io);
  expect(JSON.parse(printed.join('')).role).toBe(name && role(name));
});

function role(name: string): string {
  return `arn:aws:iam::123456789012:role/${name}`;
}

const github = 'token.actions.githubusercontent.com';
const sub = 'repo:octo-org/octo-repo:ref:refs/heads/main';

describe('trust check and doctor say the same of', () => {
  it.each<[what: string, changes: object, parts: PolicyParts, accepted: boolean]>([
    ['a token that fits', {}, { condition: { StringEquals: { sub } } }, true],
    ['another subject', {}, { condition: { StringEquals: { sub: 'repo:octo-org/other:*' } } }, false],
    ['a policy of another account', {}, { federated: `arn:aws:iam::999999999999:oidc-provider/${github}` }, true],
    ['a policy of another issuer', {}, { federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' }, false],
    ['a Deny', {}, { effect: 'Deny' }, false],
    ['an action that is not allowed', {}, { action: 'sts:AssumeRole' }, false],
    ['no audience', { aud: undefined }, {}, false],
    ['no subject', { sub: undefined }, {}, false],
    ['a subject that is no text', { sub: 7 }, {}, false],
    ['an issuer that is no text', { iss: { x: 1 } }, {}, false],
    ['several audiences', { aud: ['a', 'b'] }, {}, false],
    ['other roles only', { 'https://aws.amazon.com/roles': ['arn:aws:iam::123456789012:role/other'] }, {}, false],
    ['the request token', { scp: 'Actions.GenericRead' }, {}, false],
    ['tags that are not allowed', { 'https://aws.amazon.com/tags': { principal_tags: { a: ['b'] } } }, {}, false],
    [
      'no subject and an address that only AWS knows',
      { sub: undefined },
      { condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
      false,
    ],
    ['a clock that is ahead', { iat: now / 1000 + 600 }, {}, true],
  ])('%s', async (_what, changes, parts, accepted) => {
    const [check, doctorSays] = await answers({ ...tokenOf('github'), ...changes }, policyOf(github, parts));
    expect(check.said).toEqual(doctorSays.said);
    expect([check.code === 0, doctorSays.code === 0]).toEqual([accepted, accepted]);
  });

  it('a session name, which is not known outside a job', async () => {
    const policy = policyOf(github, { condition: { StringEquals: { 'sts:RoleSessionName': 'ci' } } });
    expect((await answers(tokenOf('github'), policy)).map(({ code }) => code)).toEqual([8, 0]);
  });

  it('an address that only AWS knows, until somebody says it', async () => {
    const policy = policyOf(github, { condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });
    const codes = async (...more: readonly string[]) =>
      (await answers(tokenOf('github'), policy, more)).map(({ code }) => code);
    expect(await codes()).toEqual([8, 0]);
    expect(await codes('--source-ip', '10.0.0.7')).toEqual([0, 0]);
    expect(await codes('--source-ip', '11.0.0.7')).toEqual([1, 4]);
  });

  it.each(emulatedCis.map((ci) => ci.id))('a token of %s and the policy of another job', async (id) => {
    const { trustCondition, issuer } = emulatedCi(id);
    const policy = policyOf(issuer.replace('https://', ''), {
      condition: trustCondition as PolicyParts['condition'] & {},
    });
    for (const changes of [{}, { sub: 'another' }, { aud: 'another' }]) {
      const [check, doctorSays] = await answers({ ...tokenOf(id), ...changes }, policy);
      expect(check.said).toEqual(doctorSays.said);
      expect(check.code === 0).toBe(doctorSays.code === 0);
    }
  });
});
