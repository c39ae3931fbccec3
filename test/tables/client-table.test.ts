import { describe, expect, it } from 'vitest';
import { asClientsRead, type Client, deviationsFrom, type Effect, type Handed } from '../../src/aws/client-table.ts';
import type { Env } from '../../src/core/io.ts';

const role = 'arn:aws:iam::123456789012:role/deploy';
const other = 'arn:aws:iam::123456789012:role/other';

const variables: Handed = { kind: 'variables' };
const common = { profile: 'default', roleArn: role, sessionName: 'job-1' };
const stored: Handed = { ...common, kind: 'static' };
const process: Handed = { ...common, kind: 'process' };
const webIdentity: Handed = { ...common, kind: 'web-identity', tokenFile: '/run/token' };
const assumeRole: Handed = { ...common, kind: 'assume-role' };

const keys = { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'fake' };
const pod = { AWS_WEB_IDENTITY_TOKEN_FILE: '/pod/token', AWS_ROLE_ARN: other };

function effects(handed: Handed, env: Env): Partial<Record<Client, Effect>> {
  const hasProfile = (name: string): boolean => ['default', 'there'].includes(name);
  return Object.fromEntries(deviationsFrom(handed, { env, hasProfile }).map(({ client, effect }) => [client, effect]));
}

const allProfiles = [stored, process, webIdentity, assumeRole];
const everything = [variables, ...allProfiles];
const storedOnes = [stored, process];

const everyone = { botocore: 'other-identity', javascript: 'other-identity', 'go-java': 'other-identity' } as const;
const notJavascript = { botocore: 'other-identity', 'go-java': 'other-identity' } as const;
const stops = { botocore: 'stops' } as const;
const otherSession = { botocore: 'other-session' } as const;

/** What the clients themselves do is tried in test/clients/precedence.test.ts. Over what is not listed, nothing comes. */
const rows: readonly (readonly [Env, readonly (readonly [readonly Handed[], ReturnType<typeof effects>])[]])[] = [
  [{}, []],
  [{ AWS_SECRET_ACCESS_KEY: 'fake', AWS_SESSION_TOKEN: 'fake' }, []],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/' }, []],

  [{ AWS_PROFILE: 'default' }, [[[variables], { javascript: 'other-identity' }]]],
  [
    { AWS_PROFILE: 'there' },
    [
      [[variables], { javascript: 'other-identity' }],
      [allProfiles, everyone],
    ],
  ],
  [
    { AWS_PROFILE: 'gone' },
    [
      [[variables], { botocore: 'stops', javascript: 'other-identity' }],
      [allProfiles, { ...everyone, botocore: 'stops' }],
    ],
  ],
  [{ AWS_PROFILE: '' }, [[everything, stops]]],
  [{ AWS_DEFAULT_PROFILE: 'default' }, []],
  [{ AWS_DEFAULT_PROFILE: 'there' }, [[allProfiles, { botocore: 'other-identity' }]]],
  [{ AWS_DEFAULT_PROFILE: 'gone' }, [[everything, stops]]],
  [{ AWS_DEFAULT_PROFILE: '' }, [[everything, stops]]],
  [{ AWS_DEFAULT_PROFILE: 'default', AWS_PROFILE: '' }, []],
  [
    { AWS_DEFAULT_PROFILE: '', AWS_PROFILE: 'default' },
    [
      [allProfiles, stops],
      [[variables], { botocore: 'stops', javascript: 'other-identity' }],
    ],
  ],

  [keys, [[allProfiles, everyone]]],
  [
    { ...keys, AWS_PROFILE: 'default' },
    [
      [[variables], { javascript: 'other-identity' }],
      [allProfiles, notJavascript],
    ],
  ],
  [
    { ...keys, AWS_PROFILE: '' },
    [
      [[variables], stops],
      [allProfiles, { ...everyone, botocore: 'stops' }],
    ],
  ],
  [{ AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: '' }, [[allProfiles, stops]]],
  [{ AWS_SECURITY_TOKEN: 'fake' }, [[[variables], stops]]],
  [{ AWS_SECURITY_TOKEN: '' }, []],
  [{ AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z' }, [[[variables], stops]]],

  [{ AWS_ROLE_ARN: other }, [[[webIdentity], { botocore: 'other-identity' }]]],
  [{ AWS_ROLE_ARN: role }, []],
  [{ AWS_ROLE_ARN: '' }, [[[webIdentity], stops]]],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/pod/token' }, [[[stored, process, webIdentity], stops]]],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/run/token' }, [[storedOnes, stops]]],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '' }, [[[webIdentity], stops]]],
  [{ AWS_ROLE_SESSION_NAME: 'job-2' }, [[[webIdentity], otherSession]]],
  [{ AWS_ROLE_SESSION_NAME: 'job-1' }, []],
  [{ AWS_ROLE_SESSION_NAME: '' }, [[[webIdentity], otherSession]]],
  [
    pod,
    [
      [[stored, process, webIdentity], notJavascript],
      [[assumeRole], { 'go-java': 'other-identity' }],
    ],
  ],
  [
    { ...pod, AWS_ROLE_ARN: role },
    [
      [storedOnes, otherSession],
      [[webIdentity], stops],
    ],
  ],
  [{ ...pod, AWS_ROLE_ARN: role, AWS_ROLE_SESSION_NAME: 'job-1' }, [[[webIdentity], stops]]],
  [
    { ...pod, AWS_ROLE_ARN: role, AWS_ROLE_SESSION_NAME: 'job-2' },
    [
      [storedOnes, otherSession],
      [[webIdentity], stops],
    ],
  ],
  [
    { ...pod, AWS_ROLE_ARN: role, AWS_ROLE_SESSION_NAME: '' },
    [
      [storedOnes, otherSession],
      [[webIdentity], stops],
    ],
  ],
  [{ ...pod, AWS_ROLE_ARN: role, AWS_WEB_IDENTITY_TOKEN_FILE: '/run/token' }, [[storedOnes, otherSession]]],
];

describe.each(rows)('with %j', (env, expected) => {
  it.each(everything)('over $kind', (handed) => {
    const [, effect = {}] = expected.find(([over]) => over.includes(handed)) ?? [];
    expect(effects(handed, env)).toEqual(effect);
  });
});

describe('the reasons', () => {
  const hasProfile = (name: string): boolean => name === 'default';
  const because = (env: Env, handed = stored): object =>
    Object.fromEntries(deviationsFrom(handed, { env, hasProfile }).map((one) => [one.client, [...one.because]]));

  it('are all that stand in the way, each once, the first one first', () => {
    expect(because({ ...keys, ...pod, AWS_PROFILE: 'gone' })).toMatchObject({
      botocore: [
        ['AWS_PROFILE', 'missing'],
        ['AWS_ACCESS_KEY_ID', 'set'],
        ['AWS_SECRET_ACCESS_KEY', 'set'],
        ['AWS_WEB_IDENTITY_TOKEN_FILE', 'set'],
        ['AWS_ROLE_ARN', 'foreign'],
      ],
    });
  });

  it('do not hold the name of a session that nobody will have', () => {
    expect(because({ AWS_ROLE_ARN: other, AWS_ROLE_SESSION_NAME: 'job-2' }, webIdentity)).toEqual({
      botocore: [['AWS_ROLE_ARN', 'foreign']],
    });
  });
});

describe('the names of variables', () => {
  it('are in capitals for the clients of Windows, and as they are for all others', () => {
    const env = { Aws_Profile: 'there', PATH: '/bin' };
    expect(asClientsRead(env, 'win32')).toEqual({ AWS_PROFILE: 'there', PATH: '/bin' });
    expect(asClientsRead(env, 'linux')).toEqual(env);
  });
});
