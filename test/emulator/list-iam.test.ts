import { describe, expect, it } from 'vitest';
import { getProvider, listProviders, listRoles } from '../../src/aws-api/list-iam.ts';
import { Secret } from '../../src/core/secret.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { nodeHttp } from '../../src/node/http.ts';
import { sign } from '../../src/node/sign.ts';
import { failureOf } from '../fakes.ts';
import { makeWorld } from '../world.ts';
import { startForTest } from './start-for-test.ts';

const auditor = {
  arn: 'arn:aws:iam::123456789012:user/auditor',
  accessKeyId: 'AKIAFAKE',
  secretAccessKey: 'FakeSecret',
};
const caller = {
  partition: 'aws',
  credentials: { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('FakeSecret') },
};
const ioOf = ({ url }: Emulator) => ({ http: nodeHttp('test'), sign, env: { AWS_ENDPOINT_URL_IAM: url } });

/** An IAM that says this, whatever it is asked. */
const saying = (body: string, status = 200) => makeWorld({ answer: () => ({ status, body }) }).io;

describe('the roles of an account', () => {
  it('are listed, with all that an audit needs of each', async () => {
    const emulator = await startForTest({ users: [auditor] });
    const page = await listRoles({ pathPrefix: '/', marker: undefined }, caller, ioOf(emulator));
    expect(page.marker).toBeUndefined();
    expect(page.roles).toHaveLength(defaultConfig().roles.length);
    expect(page.roles[0]).toEqual({
      arn: 'arn:aws:iam::123456789012:role/github-deploy',
      name: 'github-deploy',
      trustPolicy: encodeURIComponent(defaultConfig().roles[0]?.trustPolicyText ?? ''),
      maxSessionSeconds: 3600,
    });
  });

  it('come in pages, and only those below a path', async () => {
    const usual = defaultConfig().roles;
    const below = usual
      .slice(0, 1)
      .flatMap((role) =>
        Array.from({ length: 1001 }, (_, index) => ({ ...role, arn: `arn:aws:iam::123456789012:role/ci/r${index}` })),
      );
    const roles = [...usual, ...below];
    const emulator = await startForTest({ users: [auditor], roles });
    const first = await listRoles({ pathPrefix: '/ci/', marker: undefined }, caller, ioOf(emulator));
    expect([first.roles.length, first.marker]).toEqual([1000, '1000']);
    const last = await listRoles({ pathPrefix: '/ci/', marker: first.marker }, caller, ioOf(emulator));
    // One alone is a list as well.
    expect([last.roles.map(({ name }) => name), last.marker]).toEqual([['r1000'], undefined]);
  });

  it('may be none', async () => {
    const emulator = await startForTest({ users: [auditor] });
    const page = await listRoles({ pathPrefix: '/none/', marker: undefined }, caller, ioOf(emulator));
    expect(page).toEqual({ roles: [], marker: undefined });
  });

  it.each([
    ['a page that does not exist', { pathPrefix: '/', marker: '99999' }],
    ['a path that is none', { pathPrefix: 'ci', marker: undefined }],
  ])('are not listed by %s', async (_what, wanted) => {
    const emulator = await startForTest({ users: [auditor] });
    expect((await failureOf(() => listRoles(wanted, caller, ioOf(emulator)))).code).toBe('sts-validation');
  });
});

describe('the identity providers of an account', () => {
  it('are listed, but for those that AWS knows by itself', async () => {
    const thumbprints = ['6938fd4d98bab03faadb97b34396831e3780aea1'];
    const providers = defaultConfig().providers.map((provider, index) =>
      index === 0 ? { ...provider, thumbprints } : provider,
    );
    const emulator = await startForTest({ users: [auditor], providers });
    const arns = await listProviders(caller, ioOf(emulator));
    expect(arns).toHaveLength(providers.length);
    const [arn = ''] = arns;
    expect(await getProvider(arn, caller, ioOf(emulator))).toEqual({
      arn,
      clientIds: ['sts.amazonaws.com'],
      thumbprints,
    });
  });

  it('that was deleted meanwhile is no error', async () => {
    const emulator = await startForTest({ users: [auditor] });
    expect(await getProvider('arn:gone', caller, ioOf(emulator))).toBeUndefined();
  });
});

describe('an answer of IAM', () => {
  it('without a result has nothing in it', async () => {
    const body =
      '<ListOpenIDConnectProvidersResponse><ListOpenIDConnectProvidersResult/></ListOpenIDConnectProvidersResponse>';
    expect(await listProviders(caller, saying(body))).toEqual([]);
  });

  it('with less than IAM gives is read as far as it goes', async () => {
    const body =
      '<ListRolesResponse><ListRolesResult><Roles><member><Path>/</Path></member></Roles></ListRolesResult></ListRolesResponse>';
    const { roles } = await listRoles({ pathPrefix: '/', marker: undefined }, caller, saying(body));
    expect(roles).toEqual([{ arn: '', name: '', trustPolicy: '', maxSessionSeconds: 3600 }]);
  });

  it('that is none is told', async () => {
    const gone = '<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>';
    expect((await failureOf(() => listProviders(caller, saying(gone, 404)))).code).toBe('sts-answer-unreadable');
    expect((await failureOf(() => listProviders(caller, saying('<html>')))).code).toBe('sts-answer-unreadable');
  });
});
