import { describe, expect, it } from 'vitest';
import { takeRole } from '../../src/aws-api/ambient-credentials.ts';
import type { NamedRole } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import { assumed, granted, refusal, roleArn } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const nowhere = { stsEndpoint: undefined, useFips: false, useDualStack: false };
const role: NamedRole = {
  roleArn,
  sessionName: 'hop',
  durationSeconds: 1800,
  externalId: undefined,
  region: 'eu-west-1',
  endpoint: undefined,
};
const keys = { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('fake-key-of-a-profile') };

describe('a role that the search for credentials comes to', () => {
  it('is assumed with the credentials of another profile', async () => {
    const { io, requests } = makeWorld({ answer: () => assumed() });
    const taken = await takeRole(nowhere, io)({ ...role, externalId: 'partner-7' }, keys);
    expect(taken.accessKeyId).toBe('ASIAFAKE1');
    const [request] = requests;
    expect(request).toMatchObject({
      url: 'https://sts.eu-west-1.amazonaws.com',
      headers: { authorization: 'signed with AKIAFAKE' },
    });
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: roleArn,
      RoleSessionName: 'hop',
      DurationSeconds: '1800',
      ExternalId: 'partner-7',
    });
  });

  it('is assumed with a token, unsigned', async () => {
    const { io, requests } = makeWorld({ answer: () => granted() });
    await takeRole(nowhere, io)(role, new Secret('fake-token-of-a-pod'));
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
    expect(new URLSearchParams(requests[0]?.body).get('WebIdentityToken')).toBe('fake-token-of-a-pod');
  });

  it.each([
    [undefined, undefined, 'https://sts.eu-west-1.amazonaws.com'],
    [undefined, 'https://profile.example', 'https://profile.example'],
    ['https://option.example', 'https://profile.example', 'https://option.example'],
  ])(
    'is asked for at the endpoint of the option (%s), of the profile (%s), or of the region',
    async (option, profile, url) => {
      const { io, requests } = makeWorld({ answer: () => assumed() });
      await takeRole({ ...nowhere, stsEndpoint: option }, io)({ ...role, endpoint: profile }, keys);
      expect(requests.map((request) => request.url)).toEqual([url]);
    },
  );

  it('is asked for again where that may help', async () => {
    const { io, requests } = makeWorld({
      answer: (_request, index) => (index === 0 ? refusal(400, 'Throttling', 'Rate exceeded') : assumed()),
    });
    await takeRole(nowhere, io)(role, keys);
    expect(requests).toHaveLength(2);
  });
});
