import { describe, expect, it } from 'vitest';
import { type GivenOptions, type Option, type OptionName, options } from '../../src/options/table.ts';
import { assumed, fakeToken, granted, roleArn } from '../fakes.ts';
import type { World } from '../world.ts';
import { assume, jobWorld } from './scene.ts';

/** What a profile of the type `process` asks for, each time. */
function specIn(world: World): unknown {
  const path = [...world.files.keys()].find((name) => name.endsWith('/spec.json')) ?? '';
  return JSON.parse(world.files.get(path) ?? '');
}

const table: readonly Option[] = options;

/** A value for each option that shapes a session, as it can be given beside a role. */
const samples: Readonly<Record<string, string>> = {
  'role-to-assume': roleArn,
  'aws-region': 'eu-west-1',
  audience: 'sts.amazonaws.com',
  'role-session-name': 'a-name',
  'role-duration-seconds': '1800',
  'inline-session-policy': '{"Version":"2012-10-17","Statement":[]}',
  'managed-session-policies': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  'trust-policy': '/run/trust.json',
  'then-assume': 'arn:aws:iam::123456789012:role/next',
  'allowed-account-ids': '123456789012',
  ci: 'gitlab',
  'token-env': 'MY_TOKEN',
  'service-connection-id': '0d1c2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  'token-command': 'mint a token',
  'web-identity-token-file': '/run/token',
  'role-external-id': 'external',
  'custom-tags': '{"team":"a"}',
  'transitive-tag-keys': 'team',
  'retry-max-attempts': '2',
  'http-proxy': 'http://proxy.example:3128',
  'no-proxy': 'internal.example',
  'sts-endpoint': 'https://sts.example',
  timeout: '30',
};

/** A token wherever one may be, and an STS that takes it. */
function world(ci: string): World {
  const token = fakeToken('mine', { project_path: 'mygroup/myproject' });
  return jobWorld(ci, {
    env: { MY_TOKEN: token, AWS_ID_TOKEN: undefined },
    files: { '/run/token': token, '../run/token': token },
    programs: { 'mint a token': { status: 0, stdout: token, stderr: '' } },
    answer: ({ url, body = '' }) =>
      url.includes('/oidctoken?')
        ? { status: 200, body: JSON.stringify({ oidcToken: token }) }
        : body.startsWith('Action=AssumeRole&')
          ? assumed(1, 'FakePlainKey')
          : grantedPlainly,
  });
}

const grantedPlainly = { ...granted(), body: granted().body.replace('fake-secret-key-1', 'FakePlainKey') };

async function specFor(given: GivenOptions): Promise<unknown> {
  // Of the CIs, one has service connections.
  const job = world('service-connection-id' in given ? 'azure-pipelines' : 'gitlab');
  await assume(job, { ...given, export: 'profile', 'profile-type': 'process' });
  return specIn(job);
}

describe('a process profile asks for the same again:', () => {
  const keys = ['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'];
  // With these, a token is not what assumes the role, and there is nothing to renew.
  const otherSources = ['role-chaining', 'force-skip-oidc'];
  const shaping = table.filter(({ name, handover }) => !handover && ![...keys, ...otherSources].includes(name));

  it.each(shaping)('$name', async ({ name, kind }) => {
    const value = samples[name] ?? (kind === 'flag' ? 'true' : undefined);
    if (value === undefined) throw new Error(`${name} has no sample`);
    expect(await specFor({ [name]: value })).toMatchObject({ [name]: value });
  });

  it.each([
    ['web-identity-token-file', '../run/token', '/work/../run/token'],
    ['trust-policy', 'trust.json', '/work/trust.json'],
  ] as const)('%s from any folder', async (name, path, absolute) => {
    expect(await specFor({ [name]: path })).toMatchObject({ [name]: absolute });
  });

  it('nothing else is in what it asks for', async () => {
    const handover = table.filter((option) => option.handover && option.name !== 'roles').map(({ name }) => name);
    const flags = Object.fromEntries(
      table
        .filter((option) => handover.includes(option.name) && option.kind === 'flag')
        .map(({ name }) => [name, 'false']),
    );
    const spec = await specFor({ ...flags, 'aws-profile': 'named' });
    const known: readonly OptionName[] = ['ci', 'aws-region', 'role-session-name', 'role-to-assume'];
    expect(Object.keys(spec as object).toSorted()).toEqual(known.toSorted());
  });
});
