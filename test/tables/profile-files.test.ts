import { externalDataInterceptor, parseKnownFiles } from '@smithy/core/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import { Secret } from '../../src/core/secret.ts';
import { type AwsFileTexts, awsFilePaths, editAwsFiles } from '../../src/export/aws-files.ts';
import { problemOfValue, type Setting } from '../../src/export/aws-ini-section.ts';
import {
  type ProfilePlan,
  type ProfileRules,
  type ProfileSettings,
  planProfiles,
} from '../../src/export/plan-profiles.ts';
import { parseProfileUndo, undoProfiles } from '../../src/export/profile-undo.ts';
import { checkReadable } from '../../src/export/read-back.ts';

const paths = { config: '/home/u/.aws/config', credentials: '/home/u/.aws/credentials' };
const now = Date.UTC(2026, 10, 20, 12);
const hour = 3_600_000;
/** Of the other jobs, that called `over` is over. */
const rules: ProfileRules = {
  paths,
  overwrite: false,
  mark: { job: 'job-2', until: now + hour },
  isOver: ({ job }) => job === 'over',
};
const overwrite: ProfileRules = { ...rules, overwrite: true };

const roleArn = 'arn:aws:iam::123456789012:role/x';
const webIdentity = (name: string): ProfileSettings => ({
  type: 'web-identity',
  name,
  region: 'eu-west-1',
  roleArn,
  tokenFile: '/run/token',
  sessionName: 'ci-42',
});
const processProfile = (name: string) => ({
  type: 'process' as const,
  name,
  region: 'eu-west-1',
  command: '"/usr/bin/node" "/x/cli.js" credential-process',
});
const staticProfile = (name: string): ProfileSettings => ({
  type: 'static',
  name,
  region: 'eu-west-1',
  credentials: {
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: new Secret('example+secret'),
    sessionToken: new Secret('example/token=='),
  },
});
const kinds = [webIdentity, processProfile, staticProfile];

const none: AwsFileTexts = { config: undefined, credentials: undefined };
const markText = (job: string, until: number) =>
  `# managed by ci-aws-credentials; job ${job}; until ${new Date(until).toISOString()}`;
const ourMark = markText('job-2', now + hour);

const plan = (texts: AwsFileTexts, profile: ProfileSettings, with_ = rules) => planProfiles(texts, [profile], with_);
const undo = (texts: AwsFileTexts, { undo }: ProfilePlan) => undoProfiles(texts, undo, paths);

/** The one profile as the SDK merges it from both files. */
let read = 0;
async function readBySdk(texts: AwsFileTexts, profile: string) {
  read += 1;
  const [filepath, configFilepath] = [`credentials-${read}`, `config-${read}`];
  externalDataInterceptor.interceptFile(filepath, texts.credentials ?? '');
  externalDataInterceptor.interceptFile(configFilepath, texts.config ?? '');
  return (await parseKnownFiles({ filepath, configFilepath }))[profile];
}

function failureOf(action: () => unknown): HelperError {
  try {
    action();
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('the paths of the two files', () => {
  it.each([
    ['the home folder', {}, 'linux', '/h/.aws/config', '/h/.aws/credentials'],
    ['on Windows', {}, 'win32', '/h\\.aws\\config', '/h\\.aws\\credentials'],
    ['a variable', { AWS_CONFIG_FILE: '/x/c' }, 'linux', '/x/c', '/h/.aws/credentials'],
    ['the other one', { AWS_SHARED_CREDENTIALS_FILE: 'rel/c' }, 'linux', '/h/.aws/config', 'rel/c'],
    [
      'an empty one',
      { AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '' },
      'linux',
      '/h/.aws/config',
      '/h/.aws/credentials',
    ],
    ['a tilde', { AWS_CONFIG_FILE: '~/c' }, 'linux', '/h/c', '/h/.aws/credentials'],
    ['a tilde on Windows', { AWS_CONFIG_FILE: '~\\c' }, 'win32', '/h\\c', '/h\\.aws\\credentials'],
    ["another's tilde", { AWS_CONFIG_FILE: '~other/c' }, 'linux', '~other/c', '/h/.aws/credentials'],
  ])('%s', (_, env, platform, config, credentials) => {
    expect(awsFilePaths(env, '/h', platform)).toEqual({ config, credentials });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['the config file', { AWS_SHARED_CREDENTIALS_FILE: '/c' }],
    ['the credentials file', { AWS_CONFIG_FILE: '/c' }],
    ['a tilde', { AWS_CONFIG_FILE: '~/c', AWS_SHARED_CREDENTIALS_FILE: '/d' }],
  ])('without a home folder, there is no place for %s', (_, env) => {
    const error = failureOf(() => awsFilePaths(env, undefined, 'linux'));
    expect(error).toMatchObject({ code: 'file-not-writable', hint: expect.stringContaining('AWS_CONFIG_FILE') });
  });

  it('need no home folder where both are named', () => {
    const env = { AWS_CONFIG_FILE: '/c', AWS_SHARED_CREDENTIALS_FILE: '/d' };
    expect(awsFilePaths(env, undefined, 'linux')).toEqual({ config: '/c', credentials: '/d' });
  });

  it('must differ', () => {
    const error = failureOf(() => awsFilePaths({ AWS_CONFIG_FILE: '~/.aws/credentials' }, '/h', 'linux'));
    expect(error).toMatchObject({ code: 'environment-conflict' });
    expect(error.message).toContain('/h/.aws/credentials');
  });
});

describe('a new profile', () => {
  it('of a web identity', () => {
    expect(plan(none, webIdentity('ci')).texts).toEqual({
      config: `[profile ci]\n${ourMark}\nrole_arn = ${roleArn}\nweb_identity_token_file = /run/token\nrole_session_name = ci-42\nregion = eu-west-1\n`,
      credentials: undefined,
    });
  });

  it('of a process', () => {
    expect(plan(none, processProfile('default')).texts).toEqual({
      config: `[default]\n${ourMark}\ncredential_process = "/usr/bin/node" "/x/cli.js" credential-process\nregion = eu-west-1\n`,
      credentials: undefined,
    });
  });

  it('of keys', () => {
    expect(plan(none, staticProfile('ci')).texts).toEqual({
      config: `[profile ci]\n${ourMark}\nregion = eu-west-1\n`,
      credentials: `[ci]\n${ourMark}\naws_access_key_id = ASIAEXAMPLE\naws_secret_access_key = example+secret\naws_session_token = example/token==\n`,
    });
  });

  it('of long-lived keys has no session token', () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret('example') };
    const { texts } = plan(none, { type: 'static', name: 'ci', region: 'eu-west-1', credentials });
    expect(texts.credentials).toBe(
      `[ci]\n${ourMark}\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n`,
    );
  });

  it.each(['default', 'ci', '123456789012', 'a.b'])('named %s is read by the SDK', async (name) => {
    const texts = { config: '[profile b]\nregion = x', credentials: '[b]\nx = y\n' };
    for (const kind of kinds) {
      expect(await readBySdk(plan(texts, kind(name)).texts, name)).toMatchObject({ region: 'eu-west-1' });
    }
    expect(await readBySdk(plan(texts, staticProfile(name)).texts, name)).toEqual({
      region: 'eu-west-1',
      aws_access_key_id: 'ASIAEXAMPLE',
      aws_secret_access_key: 'example+secret',
      aws_session_token: 'example/token==',
    });
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '007'])('named %s is no other than the rest', (name) => {
    for (const kind of kinds) {
      const planned = plan(none, kind(name));
      expect(planned.texts.config).toMatch(new RegExp(`^\\[profile ${name}\\]`));
      expect(undo(planned.texts, planned)).toEqual({ texts: none, kept: [] });
    }
  });

  it('is undone without a trace', () => {
    for (const config of [undefined, '', '[profile a]\nregion = x', '# c\r\n[default]\r\n\r\n']) {
      for (const kind of kinds) {
        const texts = { config, credentials: config };
        const planned = plan(texts, kind('ci'));
        expect(planned.notices).toEqual([]);
        expect(undo(planned.texts, planned)).toEqual({ texts, kept: [] });
      }
    }
  });

  it.each([
    { ...webIdentity('ci'), tokenFile: '/a\n[profile x]' },
    { ...webIdentity('ci'), tokenFile: '/a #b' },
    { ...processProfile('ci'), command: ' x' },
    { ...staticProfile('ci'), region: '' },
  ] as const)('cannot hold every value: %#', (profile) => {
    expect(failureOf(() => plan(none, profile)).code).toBe('profile-invalid');
  });

  it('does not show the value that it cannot hold', () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret('example\nsecret') };
    const error = failureOf(() => plan(none, { type: 'static', name: 'ci', region: 'eu-west-1', credentials }));
    expect(`${error.message}${error.hint}`).not.toContain('example');
    expect(error.message).toContain('aws_secret_access_key');
  });
});

describe("somebody else's profile", () => {
  const theirs = '[profile ci]\nrole_arn = x\n';
  const keys = '[ci]\naws_access_key_id = A\naws_secret_access_key = B\n';

  it.each([
    [
      'in the config file',
      webIdentity('ci'),
      { config: `\n${theirs}`, credentials: undefined },
      `${paths.config}, line 2`,
    ],
    [
      'with keys that would win',
      webIdentity('ci'),
      { config: undefined, credentials: keys },
      `${paths.credentials}, line 1`,
    ],
    ['in the credentials file', staticProfile('ci'), { config: undefined, credentials: keys }, paths.credentials],
    ['in the config file alone', staticProfile('ci'), { config: theirs, credentials: undefined }, paths.config],
    [
      'by its other name',
      webIdentity('default'),
      { config: '[profile default]\nrole_arn = x\n', credentials: undefined },
      paths.config,
    ],
    [
      'beside one that holds settings only',
      webIdentity('default'),
      { config: '[default]\nregion = x\n[profile default]\nsso_session = x\n', credentials: undefined },
      `${paths.config}, line 3`,
    ],
  ])('%s is refused', (_, profile, texts, place) => {
    const error = failureOf(() => plan(texts, profile));
    expect(error.code).toBe('profile-exists');
    expect(error.message).toContain(`"${profile.name}"`);
    expect(error.message).toContain(place);
    expect(error.hint).toContain('overwrite-aws-profile');
  });

  it('stays where it decides nothing', () => {
    const texts = { config: undefined, credentials: '[ci]\noutput = json\n' };
    expect(plan(texts, webIdentity('ci')).texts.credentials).toBe(texts.credentials);
  });

  it.each([
    ['keys', '[profile ci] ; mine\n# c\naws_access_key_id = A\noutput = json\ns3 =\n  region = y\n', keys],
    ['a role', '[profile ci]\nrole_arn = r\nsource_profile = b\nexternal_id = e\noutput = json\n', undefined],
    ['a process', '[profile ci]\ncredential_process = x\noutput = json\n', '[ci]\nRegion = y\n'],
    ['single sign-on', '[profile ci]\nsso_session = s\nsso_account_id = 1\noutput = json\n', ''],
    ['a header that not all read', '[ profile  ci ]\nregion = x\noutput = json', '[ ci ]\naws_access_key_id=A'],
  ])('with %s is overwritten on request, and put back', async (_, config, credentials) => {
    const texts = { config: `# top\n${config}`, credentials };
    for (const kind of kinds) {
      const planned = plan(texts, kind('ci'), overwrite);
      const fresh = plan(none, kind('ci'));
      const nested = config.includes('s3') ? { 's3.region': 'y' } : {};
      expect(await readBySdk(planned.texts, 'ci')).toEqual({
        ...(await readBySdk(fresh.texts, 'ci')),
        output: 'json',
        ...nested,
      });
      expect(planned.texts.config).toMatch(/^# top\n\[profile ci\]/);
      expect(undo(planned.texts, planned)).toEqual({ texts, kept: [] });
    }
  });

  it('that is default under both of its names is overwritten under both', async () => {
    const texts = { config: '[profile default]\nrole_arn = x\n[default]\nrole_arn = y\n', credentials: undefined };
    const planned = plan(texts, processProfile('default'), overwrite);
    expect(planned.texts.config?.match(/credential_process/g)).toHaveLength(2);
    expect(planned.texts.config).not.toContain('role_arn');
    expect(undo(planned.texts, planned).texts).toEqual(texts);
  });

  it('is refused to a later job as well, until this one is over', () => {
    const before = { config: theirs, credentials: undefined };
    const { texts } = plan(before, webIdentity('ci'), overwrite);
    const later = { ...rules, mark: { job: 'job-3' } };
    const error = failureOf(() => plan(texts, webIdentity('ci'), later));
    expect(error).toMatchObject({ code: 'profile-exists', message: expect.stringContaining('(job-2, until 20') });
    expect(plan(texts, webIdentity('ci'), { ...later, isOver: () => true }).texts.config).toContain('job job-3');
  });
});

describe('a section that holds settings only', () => {
  const settings = [
    'region = x',
    'output = text\nregion = x\ncli_pager =',
    '# mine\n\n; too\noutput = json',
    's3 =\n  max_concurrent_requests = 20\nservices = local',
    '  region = x\n  output = text',
    'Region : x',
    '',
  ];
  const files = settings.flatMap((lines) => [
    `[HEADER]\n${lines}`,
    `[HEADER]\n${lines}\n`,
    `[a]\nx = 1\n\n[HEADER]\n${lines}\n[b]\ny = 2\n`,
  ]);
  const forms = files.flatMap((text) => [text, text.replaceAll('\n', '\r\n')]);

  it.each(['default', 'ci'])('is extended, and is put back byte for byte: %s', async (name) => {
    const header = name === 'default' ? name : `profile ${name}`;
    for (const form of forms) {
      for (const kind of kinds) {
        const texts = { config: form.replace('HEADER', header), credentials: form.replace('HEADER', name) };
        const planned = plan(texts, kind(name));
        expect(planned.notices).toEqual([]);
        expect(await readBySdk(planned.texts, name)).toMatchObject({
          ...(await readBySdk(plan(none, kind(name)).texts, name)),
        });
        expect(undo(planned.texts, planned)).toEqual({ texts, kept: [] });
      }
    }
  });

  it('keeps its other settings meanwhile', async () => {
    const { texts } = plan(
      { config: '[default]\noutput = text\nregion = x\n', credentials: undefined },
      webIdentity('default'),
    );
    expect(await readBySdk(texts, 'default')).toMatchObject({ output: 'text', region: 'eu-west-1', role_arn: roleArn });
    expect(texts.config).toContain(ourMark.replace('managed', 'changed'));
  });

  it('gives way where its region would win', () => {
    const texts = { config: undefined, credentials: '[ci]\nregion = x\noutput = json\n' };
    const planned = plan(texts, processProfile('ci'));
    expect(planned.texts.credentials).not.toContain('region');
    expect(undo(planned.texts, planned)).toEqual({ texts, kept: [] });
  });

  it('is extended by two steps of one job, and put back from the last to the first', () => {
    const texts = { config: '[default]\nregion = x\n', credentials: '[default]\noutput = json' };
    const first = plan(texts, staticProfile('default'));
    const second = plan(first.texts, webIdentity('default'));
    expect(second.texts.config?.match(/by ci-aws-credentials/g)).toHaveLength(1);
    expect(undo(undo(second.texts, second).texts, first)).toEqual({ texts, kept: [] });
  });

  it('is refused to another job while this one may run, and loses what this one left when it is over', () => {
    const before = { config: '[default]\noutput = text\nregion = x\n', credentials: '[default]\ncli_pager =\n' };
    for (const kind of kinds) {
      const { texts } = plan(before, kind('default'), { ...rules, mark: { job: 'job-1' } });
      const error = failureOf(() => plan(texts, webIdentity('default')));
      expect(error).toMatchObject({ code: 'profile-exists', message: expect.stringContaining('(job-1)') });
      const left = plan(before, kind('default'), { ...rules, mark: { job: 'over' } });
      const next = plan(left.texts, webIdentity('default'));
      expect(next.notices).toEqual([]);
      const after = undo(next.texts, next).texts;
      expect(`${after.config}${after.credentials}`).not.toMatch(/aws_|role_|credential_process|by ci-aws/);
      expect(after.config).toContain('output = text');
      expect(after.credentials).toContain('cli_pager =');
      expect(undoProfiles(next.texts, left.undo, paths).texts).toEqual(next.texts);
    }
  });
});

describe('a profile of ours', () => {
  const by = (job: string) => plan(none, staticProfile('ci'), { ...rules, mark: { job } }).texts;

  it.each([
    ['of this job', 'job-2'],
    ['of a job that is over', 'over'],
  ])('%s is replaced, and nothing is said', (_, job) => {
    for (const kind of kinds) {
      const planned = plan(by(job), kind('ci'));
      const { config, credentials } = plan(none, kind('ci')).texts;
      expect(planned).toMatchObject({ notices: [], texts: { config, credentials: credentials ?? '' } });
    }
  });

  it('of another job that may still run is refused, with its job, its end and how to get a name of one’s own', () => {
    for (const kind of kinds) {
      const { texts } = plan(none, kind('ci'), { ...rules, mark: { job: 'job-1', until: now + hour } });
      const error = failureOf(() => plan(texts, webIdentity('ci')));
      expect(error.code).toBe('profile-exists');
      expect(error.message).toContain(`The profile "ci" (${paths.config}, line 1) belongs to another job`);
      expect(error.message).toContain('(job-1, until 2026-11-20T13:00:00.000Z)');
      expect(error.hint).toContain('`aws-profile` (`--aws-profile NAME`)');
      expect(error.hint).toContain('overwrite-aws-profile');
    }
  });

  it('of such a job is replaced on request, which is said; no cleanup of that job takes the new one away', () => {
    for (const kind of kinds) {
      const first = plan(none, kind('ci'), { ...rules, mark: { job: 'job-1' } });
      const second = plan(first.texts, kind('ci'), overwrite);
      expect(second.notices).toEqual([expect.stringMatching(/"ci" belongs to another job.*job-1.*is replaced/)]);
      const undone = undo(second.texts, first);
      expect(undone.texts).toEqual(second.texts);
      expect(undone.kept).toHaveLength(kind === staticProfile ? 2 : 1);
      expect(undo(second.texts, second).texts).toEqual({
        config: '',
        credentials: kind === staticProfile ? '' : undefined,
      });
    }
  });

  it('is replaced beside one of the same name that is not', () => {
    const texts = {
      config: `[profile default]\nrole_arn = x\n\n${by('over').config?.replace('profile ci', 'default')}`,
      credentials: undefined,
    };
    expect(failureOf(() => plan(texts, webIdentity('default'))).message).toContain('line 1');
    const { config } = plan(texts, webIdentity('default'), overwrite).texts;
    expect(config).toContain('[profile default]');
    expect(config).not.toContain('job over');
  });
});

describe('what not every client would read', () => {
  it.each([
    ['a byte order mark', '\uFEFF[a]\nx = 1\n', 'config, line 1: the file begins with a byte order mark (BOM)'],
    ['a byte order mark alone', '\uFEFF', 'config, line 1: the file begins with a byte order mark (BOM)'],
    ['a section twice', '[a]\nx = 1\n[b]\n[a]\n', 'config, line 4: the section [a] occurs twice'],
    ['the section twice', '[profile ci]\noutput = x\n[profile ci]\n', 'the section [profile ci] occurs twice'],
    ['a setting twice', '[a]\nx = 1\nX: 2\n', 'config, line 3: x occurs twice in [a]'],
    ['a line of no kind', '[a]\nx = 1\nnonsense\n', 'config, line 3: the line is neither a header nor a setting'],
    ['a setting of no section', '# c\nx = 1\n[a]\n', 'config, line 2: the line is above the first header'],
    [
      'a nested line of no kind',
      '[a]\ns3 =\n  nonsense\n',
      'config, line 3: the value of s3 contains a line without a key',
    ],
    ['a profile called __proto__', '[profile __proto__]\n', 'config, line 1: a profile is named __proto__'],
    [
      'a default for all profiles',
      '[DEFAULT]\nrole_arn = x\n',
      'it would have role_arn, which ci-aws-credentials did not set',
    ],
    [
      'a header that hides the next',
      '[profile ci]\noutput = x\n[profile b]; c\nregion = y\n',
      'JavaScript misread the profile "ci": its region would be different',
    ],
  ])('is refused: %s', (_, config, said) => {
    for (const profile of [processProfile('ci'), staticProfile('ci')]) {
      const error = failureOf(() => plan({ config, credentials: undefined }, profile, overwrite));
      expect(error.code).toBe('profile-unreadable');
      expect(error.message).toContain(said);
      expect(error.hint).toContain('AWS_CONFIG_FILE');
    }
  });

  it('is refused in the other file, too', () => {
    const error = failureOf(() => plan({ config: undefined, credentials: '[a]\n[a]\n' }, webIdentity('ci')));
    expect(error).toMatchObject({ code: 'profile-unreadable', message: expect.stringContaining(paths.credentials) });
  });

  it.each([
    ['indented as a whole', '  [a]\n  x = 1\n  [profile ci]\n  region = y\n  [b]\n  z = 1\n'],
    ['indented below another', '[a]\n  x = 1\n  [profile ci]\n  output = y\n'],
    ['without settings of its own', '  [profile ci]\n  [b]\n  z = 1\n'],
    ['with CRLF', '[profile ci]\r\noutput = x\r\n\r\n[b]\r\ny = 1'],
    ['with an odd header', '[ profile  "ci" ]; note\noutput = x\n'],
  ])('is written so that every client reads it: %s', async (_, config) => {
    for (const kind of kinds) {
      const texts = { config, credentials: undefined };
      const planned = plan(texts, kind('ci'));
      expect(await readBySdk(planned.texts, 'ci')).toMatchObject({ region: 'eu-west-1' });
      expect(undo(planned.texts, planned)).toEqual({ texts, kept: [] });
    }
  });
});

describe('several profiles', () => {
  const texts = { config: '[profile a]\nrole_arn = x\noutput = json\n', credentials: undefined };
  const profiles = [staticProfile('a'), webIdentity('b'), processProfile('c')];

  it('are written together and undone together', () => {
    const planned = planProfiles(texts, profiles, overwrite);
    for (const name of ['a', 'b', 'c']) expect(planned.texts.config).toContain(`[profile ${name}]`);
    expect(undo(planned.texts, planned)).toEqual({ texts, kept: [] });
  });

  it('are not written at all when one of them cannot be', () => {
    expect(failureOf(() => planProfiles(texts, [...profiles].reverse(), rules)).code).toBe('profile-exists');
  });

  it('of one name, one after the other, are undone to what was first', () => {
    const first = plan(texts, webIdentity('a'), overwrite);
    const second = plan(first.texts, staticProfile('a'), overwrite);
    const restored = undoProfiles(second.texts, [...first.undo, ...second.undo], paths);
    expect(restored).toEqual({ texts, kept: [] });
  });
});

describe('undoing', () => {
  const texts = { config: '[profile a]\nregion = x\n', credentials: undefined };

  it('keeps what others added meanwhile, and the file with it', () => {
    const planned = plan(none, staticProfile('ci'));
    const meanwhile = planProfiles(planned.texts, [webIdentity('b')], rules);
    const undone = undo(meanwhile.texts, planned);
    expect(undone.kept).toEqual([]);
    expect(undone.texts.credentials).toBeUndefined();
    expect(undone.texts.config).not.toContain('[profile ci]');
    expect(undone.texts.config).toContain('[profile b]');
  });

  it('keeps settings that were added to a section that is put back', () => {
    const planned = plan(texts, webIdentity('a'), overwrite);
    const config = `${planned.texts.config}output = json\n`;
    expect(undo({ ...planned.texts, config }, planned)).toEqual({
      texts: { ...texts, config: '[profile a]\nregion = x\noutput = json\n' },
      kept: [],
    });
  });

  it.each([
    ['added', webIdentity('ci')],
    ['overwritten', webIdentity('a')],
  ])('leaves a section that was %s and then changed, and says so', (_, profile) => {
    const planned = plan(texts, profile, overwrite);
    const config = planned.texts.config?.replace('ci-42', 'changed');
    const undone = undo({ ...planned.texts, config }, planned);
    expect(undone.texts.config).toBe(config);
    expect(undone.kept).toEqual([expect.stringContaining(`"${profile.name}" in ${paths.config}`)]);
  });

  it('leaves a section to which somebody added a setting', () => {
    const planned = plan(texts, webIdentity('ci'));
    const config = `${planned.texts.config}output = json\n`;
    expect(undo({ ...planned.texts, config }, planned)).toMatchObject({
      texts: { config },
      kept: [expect.any(String)],
    });
  });

  it('is content where nothing is left', () => {
    const planned = plan(texts, webIdentity('ci'));
    expect(undo(none, planned)).toEqual({ texts: none, kept: [] });
    expect(undo(texts, planned)).toEqual({ texts, kept: [] });
  });

  it('works from what was kept as JSON', () => {
    const planned = plan(texts, staticProfile('a'), overwrite);
    const [kept] = planned.undo;
    expect(parseProfileUndo(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it.each([
    'null',
    '[]',
    '{}',
    '{"profile":"a"}',
    '{"profile":1,"files":{}}',
    '{"profile":"a","files":{"config":1}}',
    '{"profile":"a","files":{"config":{"fileMade":true}}}',
    '{"profile":"a","files":{"config":{"fileMade":true,"changed":[1]}}}',
    '{"profile":"a","files":{"config":{"fileMade":true,"changed":[{"before":"x"}]}}}',
  ])('does not work from %j', (json) => {
    expect(parseProfileUndo(JSON.parse(json))).toBeUndefined();
  });
});

describe('editing both files', () => {
  function memory(initial: Record<string, string>, broken = '') {
    const held = new Map(Object.entries(initial));
    const locks: string[] = [];
    const write = (path: string) => {
      if (path === broken) throw new HelperError('file-not-writable', path);
    };
    return {
      held,
      locks,
      read: (path: string) => held.get(path),
      replace: (path: string, text: string) => {
        write(path);
        held.set(path, text);
      },
      remove: (path: string) => void held.delete(path),
      checkReplaceable: (path: string) => {
        if (broken === `check ${path}`) throw new HelperError('file-unsafe', path);
      },
      locked: async <T>(path: string, task: () => T | Promise<T>): Promise<T> => {
        locks.push(path);
        return task();
      },
    };
  }

  it('locks both, in one order whatever they are called, and writes what changed', async () => {
    const files = memory({ [paths.credentials]: '[a]\n' });
    const { texts } = await editAwsFiles(files, paths, (before) => plan(before, webIdentity('ci')));
    expect(Object.fromEntries(files.held)).toEqual({ [paths.config]: texts.config, [paths.credentials]: '[a]\n' });
    await editAwsFiles(files, { config: paths.credentials, credentials: paths.config }, (before) => ({
      texts: before,
    }));
    expect(files.locks).toEqual([paths.config, paths.credentials, paths.config, paths.credentials]);
  });

  it('writes nothing that did not change', async () => {
    const files = memory({ [paths.config]: '[a]\n' }, paths.config);
    expect(await editAwsFiles(files, paths, (texts) => ({ texts, more: 1 }))).toMatchObject({ more: 1 });
  });

  it('removes a file that it made', async () => {
    const files = memory({});
    const planned = await editAwsFiles(files, paths, (texts) => plan(texts, staticProfile('ci')));
    expect(files.held.size).toBe(2);
    await editAwsFiles(files, paths, (texts) => undo(texts, planned));
    expect(files.held.size).toBe(0);
  });

  it.each([paths.config, paths.credentials, `check ${paths.credentials}`])(
    'changes neither when %s fails',
    async (broken) => {
      for (const held of [{}, { [paths.config]: '[a]\n', [paths.credentials]: '[a]\n' }]) {
        const files = memory(held, broken);
        const editing = editAwsFiles(files, paths, (texts) => plan(texts, staticProfile('ci')));
        await expect(editing).rejects.toBeInstanceOf(HelperError);
        expect(Object.fromEntries(files.held)).toEqual(held);
      }
    },
  );
});

it('what is written into empty files needs no check: every client reads it back', () => {
  const name = fc
    .stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,20}$/)
    .filter((text) => !/^(__proto__|DEFAULT)$/.test(text));
  const value = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });
  fc.assert(
    fc.property(name, value, fc.constantFrom(undefined, ''), (profile, command, empty) => {
      fc.pre(problemOfValue(command) === undefined);
      const { texts } = plan({ config: empty, credentials: empty }, { ...processProfile(profile), command });
      const settings: readonly Setting[] = [
        ['credential_process', command],
        ['region', 'eu-west-1'],
      ];
      expect(() => checkReadable(texts, [{ name: profile, settings }], paths)).not.toThrow();
    }),
  );
});
