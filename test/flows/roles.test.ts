import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/core/io.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { run } from '../../src/run.ts';
import { accessDenied, assumed, failureOf, fakeToken, granted, jobs, memoryOf, roleArn } from '../fakes.ts';
import type { Scenery, World } from '../world.ts';
import { assume, cleanUp, jobWorld } from './scene.ts';

const arn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const program = {
  '/opt/ci-aws-credentials/dist/credential-process.json':
    '{"cli.js":{"id":"1","files":{"credential-process.js":"credential-process.js","part/sdk.js":"part/sdk.js"}}}',
  '/opt/ci-aws-credentials/dist/part/sdk.js': '// a part of it\n',
  '/opt/ci-aws-credentials/dist/credential-process.js': '// the program\n',
};

function answer({ method, body = '' }: HttpRequest) {
  if (method === 'GET') return { status: 200, body: JSON.stringify({ value: fakeToken('github') }) };
  return body.includes('Action=AssumeRoleWithWebIdentity') ? granted() : assumed(2);
}

function github(scenery: Scenery = {}): World {
  return jobWorld('github', { answer, files: program, ...scenery });
}

async function assumeAll(world: World, given: GivenOptions): Promise<void> {
  await run(readSettings({ 'aws-region': 'eu-central-1', ...given }, world.io), world.io);
}

describe('several roles', () => {
  const roles = `base = ${arn('base')}\nprod = ${arn('prod')}, via = base, region = us-west-2\nlogs = ${arn('logs')}`;

  it('are assumed with one token, and become profiles', async () => {
    const world = github();
    await assumeAll(world, { roles, export: 'profile', 'profile-type': 'static' });
    expect(world.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
    expect(world.requests).toHaveLength(4);
    expect({ ...memoryOf(world), requests: [], said: [] }).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[profile base]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      region = eu-central-1

      [profile logs]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      region = eu-central-1

      [profile prod]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      region = us-west-2
      ",
          "/home/ci/.aws/credentials": "[base]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      aws_access_key_id = ASIAFAKE1
      aws_secret_access_key = fake-secret-key-1
      aws_session_token = fake-session-token-1

      [logs]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      aws_access_key_id = ASIAFAKE1
      aws_secret_access_key = fake-secret-key-1
      aws_session_token = fake-session-token-1

      [prod]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; until 2026-11-20T13:00:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      aws_access_key_id = ASIAFAKE2
      aws_secret_access_key = fake-secret-key-2
      aws_session_token = fake-session-token-2
      ",
          "/opt/ci-aws-credentials/dist/credential-process.js": "// the program
      ",
          "/opt/ci-aws-credentials/dist/credential-process.json": "{"cli.js":{"id":"1","files":{"credential-process.js":"credential-process.js","part/sdk.js":"part/sdk.js"}}}",
          "/opt/ci-aws-credentials/dist/part/sdk.js": "// a part of it
      ",
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "profile",
        },
        "requests": [],
        "said": [],
      }
    `);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual(program);
  });

  it.each(['base', 'prod', 'logs'])('are handed over all or none: %s is refused', async (refused) => {
    const world = github({
      answer: (request) => (request.body?.includes(encodeURIComponent(arn(refused))) ? accessDenied : answer(request)),
    });
    const error = await failureOf(() => assumeAll(world, { roles, export: 'profile', 'profile-type': 'static' }));
    expect(error.code).toBe('sts-access-denied');
    expect(Object.fromEntries(world.files)).toEqual(program);
  });

  it('go with a flag that is off, and with a wish for no token of the job where another is named', async () => {
    const world = github({ env: { ...jobs.github, MY_TOKEN: fakeToken('github') } });
    const given = {
      roles,
      export: 'none',
      'role-chaining': 'false',
      'force-skip-oidc': 'true',
      'token-env': 'MY_TOKEN',
    };
    await assumeAll(world, given);
    expect(world.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
  });

  it('are all held against the list of accounts, before anything is asked', async () => {
    const world = github();
    const foreign = `${roles}\nodd = arn:aws:iam::666666666666:role/x`;
    const given = { roles: foreign, export: 'profile', 'allowed-account-ids': '123456789012' };
    expect((await failureOf(() => assumeAll(world, given))).code).toBe('account-not-allowed');
    expect(world.requests).toEqual([]);
  });
});

describe('many roles', () => {
  it('are asked for eight at a time', async () => {
    const world = github();
    const { send } = world.io.http;
    let underWay = 0;
    let most = 0;
    Object.assign(world.io.http, {
      async send(request: HttpRequest) {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return send(request);
      },
    });
    const roles = Array.from({ length: 20 }, (_, n) => `r${n} = ${arn(`r${n}`)}`).join('\n');
    await assumeAll(world, { roles, export: 'profile', 'profile-type': 'static' });
    expect({ most, exchanges: world.requests.length - 1 }).toEqual({ most: 8, exchanges: 20 });
  });

  /** How often each of the files is read and written, those of the profiles aside. */
  async function effortFor(count: number, type: string) {
    const world = github();
    const effort: Record<string, number> = {};
    const note = (what: string, path: string): void => {
      const name = /config$|credentials$|receipts|program-1\/(?!process-).*$/.exec(path)?.[0];
      if (name !== undefined) effort[`${what} ${name}`] = (effort[`${what} ${name}`] ?? 0) + 1;
    };
    const files = {
      ...world.io.files,
      read: (path: string) => {
        note('read', path);
        return world.io.files.read(path);
      },
      replace: (path: string, text: string) => {
        note('write', path);
        world.io.files.replace(path, text);
      },
    };
    const roles = Array.from({ length: count }, (_, index) => `r${index} = ${arn('base')}`).join('\n');
    const io = { ...world.io, files };
    await run(readSettings({ 'aws-region': 'eu-central-1', roles, 'profile-type': type }, io), io);
    const ofProfiles = [...world.files.keys()].filter((path) => /\/(?:process|token)-r\d+-/.test(path));
    return { effort, filesEach: ofProfiles.length / count };
  }

  it.each([
    ['static', 0],
    ['web-identity', 1],
    ['process', 3],
  ])('take no more than one in the files that they share: %s', async (type, filesEach) => {
    const one = await effortFor(1, type);
    expect(one.filesEach).toBe(filesEach);
    expect(one.effort['write config']).toBe(1);
    expect(await effortFor(40, type)).toEqual(one);
  });
});

describe('several roles, one by way of another', () => {
  const roles = `base = ${arn('base')}\nprod = ${arn('prod')}, via = base`;

  it('that go by another last an hour at most, which is said', async () => {
    const world = github();
    await assumeAll(world, { roles, export: 'none', 'role-duration-seconds': '7200' });
    expect(world.said).toContainEqual(expect.stringMatching(/^notice: AWS limits chained roles to one hour/));
    const alone = github();
    await assumeAll(alone, { roles: `base = ${arn('base')}`, export: 'none', 'role-duration-seconds': '7200' });
    expect(alone.said.filter((line) => line.startsWith('notice'))).toEqual([]);
  });

  it('become profiles that renew themselves, each by the one it goes by', async () => {
    const world = github();
    await assumeAll(world, { roles, 'profile-type': 'web-identity', 'role-external-id': 'partner-7' });
    expect(world.files.get('/home/ci/.aws/config')).toMatchInlineSnapshot(`
      "[profile base]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy-2up36dbcqg27e; until 2026-11-20T12:05:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy-2up36dbcqg27e; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/base
      web_identity_token_file = /tmp/private/gha-9876543210-1-deploy-2up36dbcqg27e/token-base-21pa65u3u4xr0
      role_session_name = gha-9876543210-1-deploy
      region = eu-central-1

      [profile prod]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy-2up36dbcqg27e; until 2026-11-20T12:05:00.000Z; host this; folder /tmp/private/gha-9876543210-1-deploy-2up36dbcqg27e; site 1:/tmp
      role_arn = arn:aws:iam::123456789012:role/prod
      source_profile = base
      role_session_name = gha-9876543210-1-deploy
      external_id = partner-7
      region = eu-central-1
      "
    `);
    expect([...world.files.keys()].filter((path) => path.endsWith('/credentials'))).toEqual([]);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual(program);
  });

  it.each<[what: string, given: GivenOptions, code: string, words: string]>([
    ['no role in the list', { roles: '\n' }, 'role-missing', 'roles contains no role'],
    [
      'another role',
      { roles, 'role-to-assume': roleArn },
      'option-conflict',
      'roles and role-to-assume cannot be combined',
    ],
    [
      'a name for one profile',
      { roles, 'aws-profile': 'x' },
      'option-conflict',
      'roles and aws-profile cannot be combined',
    ],
    [
      'a wish for no token of the job',
      { roles, 'force-skip-oidc': 'true' },
      'option-conflict',
      'roles and force-skip-oidc cannot be combined',
    ],
    ['a chain', { roles, 'then-assume': roleArn }, 'option-conflict', 'then-assume and roles cannot be combined'],
    ['variables', { roles, export: 'env' }, 'option-conflict', 'export: env cannot be used with several roles'],
    [
      'no account',
      { 'role-to-assume': roleArn, 'then-assume': 'deploy' },
      'role-invalid',
      'then-assume is not the ARN',
    ],
  ])('do not go with %s', async (_what, given, code, words) => {
    const world = github();
    const error = await failureOf(() => assumeAll(world, given));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words), hint: expect.stringMatching(/\w/) });
    expect(world.requests).toEqual([]);
  });

  it.each<[lost: string, given: GivenOptions]>([
    ['inline-session-policy', { 'inline-session-policy': '{}' }],
    ['managed-session-policies', { 'managed-session-policies': 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    ['then-assume', { 'then-assume': roleArn }],
  ])('and one alone lose no %s in a profile', async (lost, given) => {
    const asked = { 'role-to-assume': roleArn, 'aws-profile': 'deploy', ...given };
    const error = await failureOf(() => assumeAll(github(), { ...asked, 'profile-type': 'web-identity' }));
    expect(error).toMatchObject({ code: 'option-conflict', message: expect.stringContaining(`${lost} has no effect`) });
    const world = jobWorld('gitlab', { answer, files: program });
    await assumeAll(world, asked);
    expect(world.files.get('/home/ci/.aws/config')).toContain('credential_process = ');
  });
});

describe('a chain of roles', () => {
  it('goes on from one to the next, an hour at most', async () => {
    const world = github();
    await assume(world, {
      'then-assume': `${arn('two')}\n${arn('three')}`,
      'role-duration-seconds': '7200',
      'role-skip-session-tagging': 'true',
      export: 'none',
    });
    expect(world.said).toContain('notice: AWS limits chained roles to one hour; requesting 3600 s for them.');
    expect(
      world.requests
        .slice(1)
        .map(({ headers, body }) => [
          headers.authorization,
          /RoleArn=[^&]+/.exec(body ?? '')?.[0],
          /\d+$/.exec(body ?? '')?.[0],
        ]),
    ).toEqual([
      [undefined, `RoleArn=${encodeURIComponent(roleArn)}`, '7200'],
      ['signed with ASIAFAKE1', `RoleArn=${encodeURIComponent(arn('two'))}`, '3600'],
      ['signed with ASIAFAKE2', `RoleArn=${encodeURIComponent(arn('three'))}`, '3600'],
    ]);
  });
});

/** What AWS tools are told to run. */
function commandIn({ files }: World): string {
  const [, config = ''] = [...files].find(([path]) => path.endsWith('config')) ?? [];
  return /^credential_process = (.*)$/m.exec(config)?.[1] ?? '';
}

describe('a profile that renews itself', () => {
  it.each([
    ['linux', '/usr/bin/node', '/usr/bin/node'],
    ['linux', '/opt/node@24+x=1,2%/.bin/node', '/opt/node@24+x=1,2%/.bin/node'],
    ['linux', '/opt/my node/bin/node', '"/opt/my node/bin/node"'],
    ['linux', "/opt/it's/(x86)/nödé", '"/opt/it\'s/(x86)/nödé"'],
    ['linux', '/opt/$HOME/`x`/"node"', '\'/opt/$HOME/`x`/"node"\''],
    ['linux', "/opt/it's \\$x/node", "'/opt/it'\\''s \\$x/node'"],
    ['win32', 'C:\\RUNNER~1\\nödé.exe', '"C:\\RUNNER~1\\nödé.exe"'],
  ])(
    'where there is no shell, begins its command with the path of Node, on %s quoted where that is needed: %s',
    async (platform, node, quoted) => {
      const world = github();
      const files = { ...world.io.files, identity: () => undefined };
      const io = { ...world.io, platform, files, self: { ...world.io.self, executable: node } };
      const given = { 'role-to-assume': roleArn, export: 'profile', 'profile-type': 'process' };
      await run(readSettings(given, io), io);
      const program = '/tmp/private/gha-9876543210-1-deploy-2up36dbcqg27e/program-1';
      expect(commandIn(world)).toBe(
        `${quoted} ${program}/credential-process.js ${program}/process-default-1qx7u3987333o`,
      );
    },
  );

  it('on Windows is one word, in the place of a folder without blanks', async () => {
    const world = github();
    const self = { ...world.io.self, executable: 'C:\\Program Files\\node.exe' };
    const io = { ...world.io, platform: 'win32', self, privateRoot: () => 'C:\\Users\\A B\\AppData\\Local\\private' };
    const given = { 'role-to-assume': roleArn, export: 'profile', 'profile-type': 'process' };
    await run(readSettings(given, io), io);
    expect(commandIn(world)).toMatch(
      /^C:\\Users\\A~B\\AppData\\Local\\private\\gha-[\w-]+\\program-1\\process-default-\w+\\credential-process\.cmd$/,
    );
    const [, text] = [...world.files].find(([path]) => path.endsWith('/credential-process.cmd')) ?? [];
    expect(text).toMatch(/^@"C:\\Program Files\\node\.exe" "C:\\Users\\.*\/credential-process\.js" "%~dp0\."\r\n$/);
  });

  it.each([
    ['/home/ci/.aws', '/bin/sh /home/ci/.aws/', ''],
    ['/opt/my home', '/bin/sh "/opt/my home/', '"'],
    ["/opt/it's/(x86)", '/bin/sh "/opt/it\'s/(x86)/', '"'],
    ['/opt/$HOME/`x`', "/bin/sh '/opt/$HOME/`x`/", "'"],
  ])('starts a shell, with a path that is quoted where that is needed: %s', async (root, start, end) => {
    const world = github();
    const io = { ...world.io, privateRoot: () => root };
    const given = { 'role-to-assume': roleArn, export: 'profile', 'profile-type': 'process' };
    await run(readSettings(given, io), io);
    expect(commandIn(world).startsWith(start)).toBe(true);
    expect(commandIn(world).endsWith(`/credential-process.sh${end}`)).toBe(true);
  });

  it('has a program of its own beside what it is to ask for, and no key in the user’s files', async () => {
    const world = github();
    await assume(world, { 'aws-profile': 'deploy', 'profile-type': 'process', export: 'profile' });
    expect({ ...memoryOf(world), requests: [], said: [] }).toMatchInlineSnapshot(`
      {
        "files": {
          "/home/ci/.aws/config": "[profile deploy]
      # managed by ci-aws-credentials; job gha-9876543210-1-deploy; host this; folder /tmp/private/gha-9876543210-1-deploy; site 1:/tmp
      credential_process = /bin/sh /tmp/private/gha-9876543210-1-deploy/program-1/process-deploy/credential-process.sh
      region = eu-central-1
      ",
          "/opt/ci-aws-credentials/dist/credential-process.js": "// the program
      ",
          "/opt/ci-aws-credentials/dist/credential-process.json": "{"cli.js":{"id":"1","files":{"credential-process.js":"credential-process.js","part/sdk.js":"part/sdk.js"}}}",
          "/opt/ci-aws-credentials/dist/part/sdk.js": "// a part of it
      ",
          "/tmp/private/gha-9876543210-1-deploy/program-1/credential-process.js": "// the program
      ",
          "/tmp/private/gha-9876543210-1-deploy/program-1/part/sdk.js": "// a part of it
      ",
          "/tmp/private/gha-9876543210-1-deploy/program-1/process-deploy/cache": "1795176000000 1795178460000
      {"Version":1,"AccessKeyId":"ASIAFAKE1","SecretAccessKey":"fake-secret-key-1","SessionToken":"fake-session-token-1","Expiration":"2026-11-20T13:00:00.000Z"}
      ",
          "/tmp/private/gha-9876543210-1-deploy/program-1/process-deploy/credential-process.sh": "# Written by ci-aws-credentials: prints the cached credentials while they are fresh; Node renews them.",
          "/tmp/private/gha-9876543210-1-deploy/program-1/process-deploy/spec.json": "{"role-to-assume":"arn:aws:iam::123456789012:role/deploy","aws-region":"eu-central-1","ci":"github","role-session-name":"gha-9876543210-1-deploy"}",
          "/tmp/private/gha-9876543210-1-deploy/receipts-1795176000000-4zsov.json": "profile, profile",
        },
        "requests": [],
        "said": [],
      }
    `);
    await cleanUp(world);
    expect(Object.fromEntries(world.files)).toEqual(program);
  });

  it('of several goes the whole way by itself, each time', async () => {
    const world = github();
    const roles = `base = ${arn('base')}\nmiddle = ${arn('middle')}, via = base\nlast = ${arn('last')}, via = middle`;
    await assumeAll(world, { roles, 'profile-type': 'process' });
    const [, spec] = [...world.files].find(([path]) => /\/process-last-\w+\/spec\.json$/.test(path)) ?? [];
    expect(JSON.parse(spec ?? '')).toMatchObject({
      'role-to-assume': arn('base'),
      'then-assume': `${arn('middle')}\n${arn('last')}`,
    });
  });
});

describe('several roles, while something is down,', () => {
  const roles = Array.from({ length: 20 }, (_, n) => `role-${n} = ${arn(`role-${n}`)}`).join('\n');
  const given = { roles, export: 'profile', 'profile-type': 'static' };
  const waiting = (world: World): readonly string[] => world.said.filter((line) => line.includes('Trying again in'));

  it('ask for the token as often as one would', async () => {
    let left = 3;
    const world = github({
      answer: (request) => (request.method === 'GET' && left-- > 0 ? { status: 503, body: '' } : answer(request)),
    });
    await assumeAll(world, given);
    expect(world.requests.filter(({ method }) => method === 'GET')).toHaveLength(4);
    expect(waiting(world)).toHaveLength(1);
  });

  it('give up a token together, when one would', async () => {
    const world = github({ answer: () => ({ status: 503, body: '' }) });
    expect(await failureOf(() => assumeAll(world, { ...given, 'retry-max-attempts': '3' }))).toMatchObject({
      code: 'token-endpoint-unavailable',
    });
    expect(world.requests).toHaveLength(3);
  });

  it('say once what they wait for', async () => {
    let left = 30;
    const world = github({
      answer: (request) => (request.method === 'POST' && left-- > 0 ? { status: 503, body: '' } : answer(request)),
    });
    await assumeAll(world, given);
    expect(world.requests).toHaveLength(1 + 20 + 30);
    expect(waiting(world)).toHaveLength(1);
  });
});
