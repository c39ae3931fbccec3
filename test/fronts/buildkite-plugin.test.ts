// https://buildkite.com/docs/plugins/writing
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Option, options } from '../../src/options/table.ts';
import { type AwsByName, startAwsByName } from '../clients/aws.ts';
import { byName } from '../clients/clients.ts';
import { startJob } from '../clients/job.ts';
import { systemPath } from '../clients/requirements.ts';
import { type Ended, runProgram } from '../program.ts';
import { imagePrograms } from './image.ts';

const root = path.resolve(import.meta.dirname, '../..');
const plugin = path.join(root, 'buildkite/ci-aws-credentials');
const read = (file: string): string => readFileSync(path.join(plugin, file), 'utf8');

interface Property {
  readonly type: string | readonly string[];
  readonly enum?: readonly string[];
}

const { configuration, ...described } = load(read('plugin.yml')) as {
  readonly configuration: {
    readonly properties: Readonly<Record<string, Property>>;
    readonly required: readonly string[];
    readonly additionalProperties: boolean;
  };
};
const role = 'arn:aws:iam::123456789012:role/buildkite-deploy';
const session = 'arn:aws:sts::123456789012:assumed-role/buildkite-deploy/plugin';

type Value = string | number | readonly string[];
type Options = Readonly<Record<string, Value>>;

const asking: Options = { 'role-arn': role, region: 'eu-central-1', 'role-session-name': 'plugin' };

/** The variables that an agent makes of a plugin's options. */
function variablesOf(given: Options): Readonly<Record<string, string>> {
  const named = Object.entries(given).flatMap(([name, value]) => {
    const variable = `BUILDKITE_PLUGIN_CI_AWS_CREDENTIALS_${name.toUpperCase().replaceAll('-', '_')}`;
    return typeof value === 'object'
      ? value.map((item, index) => [`${variable}_${index}`, item] as const)
      : [[variable, String(value)] as const];
  });
  return Object.fromEntries(named);
}

let aws: AwsByName;
let images: string;
beforeAll(async () => {
  aws = await startAwsByName();
  images = mkdtempSync(path.join(tmpdir(), 'buildkite-images-'));
  for (const name of ['with Node', 'without Node']) {
    mkdirSync(path.join(images, name));
    imagePrograms(path.join(images, name), name === 'with Node');
  }
});
afterAll(async () => {
  rmSync(images, { recursive: true });
  await aws.close();
});

type Image = 'with Node' | 'without Node';
const everyImage = [['with Node'], ['without Node']] as const;

interface Setting {
  readonly image?: Image;
  readonly command?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A script in the place of the agent's program; none for a container that does not have it. */
  readonly agent?: string | undefined;
  /** Where the plugin is, as the agent has fetched it. */
  readonly from?: string;
}

interface Run extends Ended {
  /** What is below the home folder at the end, but for what the AWS CLI keeps for itself. */
  readonly left: readonly string[];
  /** What the agent's program was asked, and what it was to hide. */
  readonly asked: string;
  readonly hidden: string;
  /** What the hooks have changed of the shell, but for variables that begin with AWS. */
  readonly traces: string;
}

/** Asks the emulator for a token as the agent does, hides, and notes both. */
const agentScript = `#!/bin/bash
cd "\${0%/*}/.."
echo "$*" >>asked
case $1 in
redactor) cat >>hidden ;;
oidc)
  while [ $# -gt 0 ]; do
    case $1 in --audience) audience=$2 ;; --claim) BUILDKITE_OIDC_TOKEN_CLAIMS=$2 ;; --lifetime) lifetime=$2 ;; esac
    shift
  done
  list() { [ -z "$1" ] || printf '"%s"' "$1" | sed 's/,/","/g'; }
  body=$(printf '{"audience":"%s","lifetime":%s,"claims":[%s],"aws_session_tags":[%s]}' "$audience" "\${lifetime:-300}" \\
    "$(list "$BUILDKITE_OIDC_TOKEN_CLAIMS")" "$(list "$BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS")")
  curl -sf -X POST -H "Authorization: Token $BUILDKITE_AGENT_ACCESS_TOKEN" -d "$body" \\
    "$BUILDKITE_AGENT_ENDPOINT/jobs/$BUILDKITE_JOB_ID/oidc/tokens" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/'
  ;;
esac
`;

/** A job as the agent runs it: hooks are sourced one after the other, each by a shell that hands on what it exports. */
async function run(given: Options, setting: Setting = {}): Promise<Run> {
  const { image = 'with Node', command = ':', env = {}, from = plugin } = setting;
  const agent = 'agent' in setting ? setting.agent : agentScript;
  const job = await startJob(aws, 'buildkite', { PATH: path.join(images, image), ...env });
  const cwd = path.join(job.home, '..', 'build');
  const bin = path.join(job.home, '..', 'bin');
  for (const folder of [cwd, bin]) mkdirSync(folder);
  if (agent !== undefined) writeFileSync(path.join(bin, 'buildkite-agent'), agent, { mode: 0o755 });
  const hook = (name: string): string => `. '${from}/hooks/${name}'`;
  const script = `
before=$(set -o; compgen -A function; compgen -v)
trap 'status=$?; (${hook('pre-exit')}); exit $status' EXIT
${hook('environment')}
${hook('pre-command')}
after=$(set -o; compgen -A function; compgen -v)
diff <(echo "$before") <(echo "$after") | grep '^[<>]' | grep -Ev ' (BASH_|AWS_|BASE_AWS_|PIPESTATUS|FUNCNAME|after|before|_$)' >traces
cd '${cwd}'
set -e
${command}`;
  const all = { ...job.variables(), ...byName(aws), ...variablesOf(given) };
  const path_ = `${bin}:${path.join(images, image)}`;
  const folder = path.dirname(bin);
  const ended = await runProgram({ command: ['bash', '-c', script], env: { ...all, PATH: path_ }, cwd: folder });
  const noted = (name: string): string => {
    try {
      return readFileSync(path.join(folder, name), 'utf8');
    } catch {
      return '';
    }
  };
  const below = readdirSync(job.home, { recursive: true, encoding: 'utf8' });
  const left = [...below.filter((name) => !/^\.aws(\/cli.*)?$/.test(name)), ...readdirSync(cwd)];
  return { ...ended, left, asked: noted('asked'), hidden: noted('hidden'), traces: noted('traces') };
}

const whoami = 'aws sts get-caller-identity --query Arn --output text';

describe.each(everyImage)('the plugin, on an agent %s', (image) => {
  it('makes the command the role, and leaves nothing', async () => {
    const done = await run(asking, { image, command: whoami });
    expect(done, done.stderr).toMatchObject({ exitCode: 0, stdout: `${session}\n`, left: [], traces: '' });
  });

  it('writes the profile that is asked for', async () => {
    const done = await run({ ...asking, profile: 'ours' }, { image, command: `${whoami} --profile ours` });
    expect(done, done.stderr).toMatchObject({ exitCode: 0, stdout: `${session}\n`, left: [], traces: '' });
  });

  it('waits for the hook that is named', async () => {
    const done = await run({ ...asking, hook: 'pre-command' }, { image, command: whoami });
    expect(done.stdout, done.stderr).toBe(`${session}\n`);
  });

  it.each<[string, Options, RegExp]>([
    ['no role', { 'role-arn': '' }, /^error role-missing: /m],
    ['a role with a typo', { 'role-arn': role.replace('role/', 'rol/') }, /^error role-invalid: /m],
    ['a refused exchange', { 'role-arn': role.replace('buildkite', 'gitlab') }, /^error sts-/m],
    ['a hook that is none', { hook: 'post-command' }, /^error option-invalid: hook /m],
    [
      'a role that is more',
      { 'role-arn': `${role}"; touch pwned; '$(touch pwned)\`touch pwned\`` },
      /^error role-invalid: /m,
    ],
    ['a region that is more', { region: "eu'; touch pwned; '$(touch pwned)" }, /^error region-invalid: /m],
    ['a profile that is more', { profile: 'x] `touch pwned`' }, /^error profile-invalid: /m],
    ['a session that is more', { 'role-session-name': '$(touch pwned)' }, /^error session-name-invalid: /m],
  ])('says what is wrong, goes no further and executes nothing: %s', async (_what, given, says) => {
    const failed = await run({ ...asking, ...given }, { image, command: 'echo reached' });
    expect(failed.exitCode).not.toBe(0);
    expect(failed.stderr).toMatch(says);
    expect(failed.stdout + failed.stderr).not.toMatch(/reached|eyJ/);
    expect(failed.left).toEqual([]);
  });

  it('says so where there is no token', async () => {
    const env = { BUILDKITE_AGENT_ACCESS_TOKEN: '' };
    const failed = await run(asking, { image, env, agent: undefined, command: 'echo reached' });
    expect(failed).toMatchObject({ exitCode: expect.any(Number), stdout: '', left: [] });
    expect(failed.stderr).toMatch(/^error token-missing: /m);
  });
});

describe('the plugin', () => {
  it('has the agent hide token and keys before they are used', async () => {
    const { asked, hidden, stdout } = await run(asking, { command: 'printf %s "$AWS_SECRET_ACCESS_KEY"' });
    expect(asked.split('\n').map((line) => line.split(' ')[0])).toEqual(['oidc', 'redactor', 'redactor', '']);
    expect(hidden).toContain(stdout);
  });

  it('sets the region, and unsets what would come before the keys', async () => {
    const env = { AWS_PROFILE: 'other' };
    const { stdout, stderr } = await run(asking, {
      env,
      command: 'echo "$AWS_REGION $AWS_DEFAULT_REGION [$AWS_PROFILE]"',
    });
    expect(stdout, stderr).toBe('eu-central-1 eu-central-1 []\n');
  });

  it('leaves the region of the job alone where none is named', async () => {
    const { region: _, ...rest } = asking;
    const without = { ...rest, arguments: [`--sts-endpoint=${aws.emulator.url}`] };
    const command = 'echo "$AWS_REGION [$AWS_DEFAULT_REGION]"';
    expect((await run(without, { env: { AWS_REGION: 'us-west-2' }, command })).stdout).toBe('us-west-2 []\n');
    expect((await run(without, { command })).stdout).toBe(' []\n');
    expect((await run({ ...asking, 'credential-name-prefix': 'BASE_' }, { command })).stdout).toBe(
      'eu-central-1 [eu-central-1]\n',
    );
  });

  it('takes back a profile that the command itself has written', async () => {
    const command = `node '${path.join(root, 'dist/cli.js')}' --role-to-assume '${role}' --aws-profile own --aws-region eu-central-1`;
    const done = await run(asking, {
      command: `unset AWS_ACCESS_KEY_ID; NODE_EXTRA_CA_CERTS=$AWS_CA_BUNDLE ${command}`,
    });
    expect(done, done.stderr).toMatchObject({ exitCode: 0, left: [] });
  });

  it('sets the keys under other names', async () => {
    const command = `[ -z "\${AWS_ACCESS_KEY_ID-}" ] && AWS_ACCESS_KEY_ID=$BASE_AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=$BASE_AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN=$BASE_AWS_SESSION_TOKEN AWS_REGION=eu-central-1 ${whoami}`;
    const done = await run({ ...asking, 'credential-name-prefix': 'BASE_' }, { command });
    expect(done.stdout, done.stderr).toBe(`${session}\n`);
    const wrong = await run({ ...asking, 'credential-name-prefix': '1; touch pwned;' }, { command });
    expect(wrong.stderr).toMatch(/^error option-invalid: credential-name-prefix /m);
    expect(wrong.left).toEqual([]);
  });

  it('passes on durations, accounts, tags and other options', async () => {
    const own = { 'role-session-duration': 900, arguments: ['--disable-retry'] };
    const done = await run({ ...asking, ...own }, { command: whoami });
    expect(done.stdout, done.stderr).toBe(`${session}\n`);
    expect(done.stderr).toContain('(15 min)');
    // The role does not allow them.
    const tagged = await run({ ...asking, ...own, 'session-tags': ['pipeline_id', 'cluster_id'] });
    expect(tagged.stderr).toContain('The token contains session tags, so the policy must allow sts:TagSession.');
    const refused = await run({ ...asking, 'allowed-account-ids': ['999999999999', '888888888888'] });
    expect(refused).toMatchObject({ exitCode: 6, left: [] });
  });

  it.each(['credential-name-prefix', 'arguments', 'allowed-account-ids', 'role-session-duration'])(
    'says that %s needs Node',
    async (name) => {
      const failed = await run(
        { ...asking, [name]: name === 'role-session-duration' ? 900 : ['x'] },
        { image: 'without Node' },
      );
      expect(failed).toMatchObject({ exitCode: 2, left: [] });
      expect(failed.stderr).toContain(`error option-unknown: ${name} needs Node 20`);
    },
  );

  it('asks for a token that lives as long as Buildkite lets one, without Node', async () => {
    const { asked } = await run(asking, { image: 'without Node' });
    expect(asked).toBe('oidc request-token --audience sts.amazonaws.com --lifetime 7200\n');
  });

  it('says what is missing where it came alone, to an agent without Node', async () => {
    const from = mkdtempSync(path.join(tmpdir(), 'plugin-'));
    const copy = await runProgram({ command: ['cp', '-r', `${plugin}/.`, from], env: { PATH: systemPath }, cwd: root });
    expect(copy.exitCode).toBe(0);
    const failed = await run(asking, { image: 'without Node', from });
    rmSync(from, { recursive: true });
    expect(failed).toMatchObject({ exitCode: 2, left: [] });
    expect(failed.stderr).toContain('error command-unknown: The plugin is incomplete');
  });

  it('passes shellcheck', async () => {
    const files = ['hooks/environment', 'hooks/pre-command', 'hooks/pre-exit', 'lib/plugin.bash'];
    const checked = await runProgram({
      command: ['shellcheck', '-x', ...files],
      env: { PATH: systemPath },
      cwd: plugin,
    });
    expect(checked.stdout).toBe('');
  });
});

describe('plugin.yml', () => {
  /** Under the names of the AWS plugin; the others are those of the table. */
  const renamed: Readonly<Record<string, string>> = {
    'role-arn': 'role-to-assume',
    region: 'aws-region',
    profile: 'aws-profile',
    'role-session-duration': 'role-duration-seconds',
  };
  const own = ['subject-claim', 'session-tags', 'credential-name-prefix', 'oidc-token-lifetime', 'hook', 'arguments'];

  it('describes the plugin, and takes no option that there is not', () => {
    expect(described).toMatchObject({ name: expect.any(String), requirements: ['bash'] });
    expect(configuration).toMatchObject({ additionalProperties: false, required: ['role-arn'] });
  });

  it('has options of the table, or of its own, and the README lists them', () => {
    const names = Object.keys(configuration.properties);
    const known = (options as readonly Option[]).map(({ name }) => name);
    expect(names.filter((name) => !own.includes(name) && !known.includes(renamed[name] ?? name))).toEqual([]);
    expect([...read('README.md').matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name).slice(0, names.length)).toEqual(
      names,
    );
  });

  it('has every option of the AWS plugin', () => {
    const theirs = [
      'role-arn',
      'role-session-name',
      'role-session-duration',
      'oidc-token-lifetime',
      'region',
      'session-tags',
      'credential-name-prefix',
      'hook',
    ];
    expect(Object.keys(configuration.properties)).toEqual(expect.arrayContaining(theirs));
  });

  it.each([...read('README.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml))(
    'takes what the README shows, which works',
    async (yaml) => {
      const { steps } = load(yaml) as { steps: [{ plugins: [Record<string, Options>] }] };
      const [[address = '', given = {}] = []] = Object.entries(steps[0].plugins[0]);
      expect(address).toBe(
        'https://github.com/ci-aws-credentials/ci-aws-credentials.git/buildkite/ci-aws-credentials#v1.0.0',
      );
      for (const name of Object.keys(given)) expect(configuration.properties).toHaveProperty(name);
      const done = await run({ ...given, 'role-arn': role, 'role-session-name': 'plugin' }, { command: whoami });
      expect(done.stdout, done.stderr).toBe(`${session}\n`);
    },
  );
});
