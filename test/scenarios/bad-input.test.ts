import { describe, expect } from 'vitest';
import { type ErrorCode, errorCodes } from '../../src/core/errors.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene, Setting } from './scene.ts';

const roleOf = (ci: string): string => `arn:aws:iam::123456789012:role/${ci}-deploy`;

/**
 * Something that only a process can show, and one mistake for each exit code; the many that are found in options and
 * texts alone are in test/flows/bad-input.test.ts. Nothing is written, and where nothing has to be asked nothing is sent.
 */
interface Mistake {
  /** `gitlab` if not said. */
  readonly ci?: string | undefined;
  readonly job?: JobOptions;
  readonly env?: Setting['env'];
  readonly files?: Setting['files'];
  readonly prepare?: (scene: Scene) => void | Promise<void>;
  /** The role and a region if not said. */
  readonly args?: readonly string[];
  /** Besides the role and a region. */
  readonly more?: readonly string[];
  /** For one of each exit code. */
  readonly onEveryNode?: true;
  readonly code: ErrorCode;
  /** A part of what is said. */
  readonly says: string;
  readonly requests?: readonly string[];
  readonly changed?: readonly string[];
  readonly secretsIn?: Setting['secretsIn'];
  readonly needs?: Setting['needs'];
}

function settingOf({ ci = 'gitlab', job = {}, env = {}, files = {}, secretsIn = [], needs = [] }: Mistake): Setting {
  return { ci, job, env, files, secretsIn, needs };
}

/** By the command line. */
function refuses(title: string, mistakes: Readonly<Record<string, Mistake>>): void {
  describe(title, () => {
    for (const [sentence, mistake] of Object.entries(mistakes)) {
      const { ci = 'gitlab', code, says, prepare, requests = [], changed = [], more = [] } = mistake;
      const args = mistake.args ?? ['--role-to-assume', roleOf(ci), '--aws-region', 'eu-central-1'];
      const play = mistake.onEveryNode ? scenarioOnEveryNode : scenario;
      play(sentence, settingOf(mistake), async (scene) => {
        await prepare?.(scene);
        const step = await scene.cli(...args, ...more);
        expect(step).toMatchObject({ error: code, exitCode: errorCodes[code], stdout: '', changed });
        expect(step.stderr).toContain(says);
        expect(step.stderr.match(/^error/gm)).toHaveLength(1);
        expect(scene.requests()).toEqual(requests);
      });
    }
  });
}

/** By the action, whose log has an annotation with the code as its title. */
function actionRefuses(
  title: string,
  mistakes: Readonly<Record<string, Mistake & { readonly inputs?: Readonly<Record<string, string>> }>>,
): void {
  describe(title, () => {
    for (const [sentence, mistake] of Object.entries(mistakes)) {
      const { ci = 'github', code, says, prepare, requests = [], inputs = {} } = mistake;
      scenario(sentence, settingOf({ ...mistake, ci }), async (scene) => {
        await prepare?.(scene);
        const step = await scene.action({ 'role-to-assume': roleOf(ci), 'aws-region': 'eu-central-1', ...inputs });
        expect(step).toMatchObject({ error: code, exitCode: 1, stderr: '', changed: [] });
        expect(step.stdout.match(/^::error .*$/gm)).toEqual([expect.stringContaining(says)]);
        expect(scene.requests()).toEqual(requests);
        expect(await step.post()).toMatchObject({ exitCode: 0, log: ['Nothing to clean up.'], changed: [] });
      });
    }
  });
}

refuses('a command line is refused', {
  'with an option that is not known, naming the nearest': {
    onEveryNode: true,
    more: ['--role-session-nmae', 'x'],
    code: 'option-unknown',
    says: 'Did you mean --role-session-name?',
  },
  // What every object has is in no environment.
  ...Object.fromEntries(
    ['toString', '__proto__'].map((name) => [
      `where token-env is ${name}, which is no variable`,
      {
        more: ['--token-env', name],
        code: 'token-missing',
        says: `The variable ${name} (token-env) is not set`,
      } as const,
    ]),
  ),
});

refuses('a profile is refused', {
  'whose keys somebody else has written': {
    onEveryNode: true,
    files: { 'home/.aws/credentials': '[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n' },
    code: 'profile-exists',
    says: '.aws/credentials, line 1',
  },
});

refuses('a file that cannot be written is told before anything is sent:', {
  'a temporary folder whose path is longer than any can be, for the demo': {
    args: ['demo'],
    env: { TMPDIR: `/tmp${`/${'h'.repeat(250)}`.repeat(20)}` },
    code: 'file-not-writable',
    says: 'the name is too long (ENAMETOOLONG)',
  },
  'a home folder that nobody names': {
    env: { HOME: '' },
    code: 'file-not-writable',
    says: 'HOME is not set',
  },
  'a home folder whose path is longer than any can be': {
    env: { HOME: `/tmp${`/${'h'.repeat(250)}`.repeat(20)}` },
    code: 'file-not-writable',
    says: 'the name is too long (ENAMETOOLONG)',
  },
  'a folder in the place of the config file': {
    prepare: (scene) => scene.write('home/.aws/config/x', ''),
    code: 'file-not-writable',
    says: '.aws/config cannot be written: it is a folder',
  },
  'a folder in the place of the credentials file': {
    prepare: (scene) => scene.write('home/.aws/credentials/x', ''),
    code: 'file-not-writable',
    says: '.aws/credentials cannot be written',
  },
  'a file in the place of the folder': {
    files: { 'home/.aws': 'in the way' },
    code: 'file-not-writable',
    says: '.aws',
  },
  'a config file that is not a string': {
    prepare: (scene) => scene.write('home/.aws/config', Uint8Array.of(0x5b, 0xff, 0x5d)),
    code: 'input-unreadable',
    says: 'UTF-8',
  },
  'a folder in the place of BASH_ENV': {
    ci: 'circleci',
    prepare: (scene) => void Object.assign(scene.env, { BASH_ENV: scene.path('work') }),
    code: 'file-not-writable',
    says: 'work cannot be written',
  },
  'a BASH_ENV that is not UTF-8': {
    ci: 'circleci',
    prepare: (scene) => scene.write('bash-env', Uint8Array.of(0xff, 0x0a)),
    code: 'input-unreadable',
    says: 'UTF-8',
  },
  'no BASH_ENV': {
    ci: 'circleci',
    env: { BASH_ENV: undefined },
    code: 'runner-file-missing',
    says: 'BASH_ENV is not set',
  },
  'a file in the place of the private folder': {
    prepare: (scene) => scene.write(`home/.aws/ci-aws-credentials-${process.getuid?.()}`, 'in the way'),
    code: 'file-not-writable',
    says: 'ci-aws-credentials-',
  },
});

refuses('what only shows at the end leaves no more than what takes it back:', {
  'a disk that is full': {
    ci: 'github',
    env: { GITHUB_ENV: '/dev/full' },
    needs: ['/dev/full'],
    code: 'file-not-writable',
    says: 'no space left on the device',
    requests: ['token 200', 'exchange 200'],
    // Nothing can be taken back on that disk either: the receipt waits for the post step, or for cleanup.
    changed: [
      'home/.aws/',
      'private/',
      'private/gha-9876543210-1-deploy/',
      'private/gha-9876543210-1-deploy/receipts.json',
    ],
  },
});

refuses('an account that is not allowed is told before anything is sent:', {
  'by the role’s ARN': {
    onEveryNode: true,
    more: ['--allowed-account-ids', '111111111111 222222222222'],
    code: 'account-not-allowed',
    says: '(123456789012) does not match any of the expected account IDs: 111111111111, 222222222222',
  },
});

refuses('there is no token', {
  'on GitLab, where none is declared': {
    onEveryNode: true,
    env: { AWS_ID_TOKEN: undefined },
    code: 'token-missing',
    says: 'id_tokens:',
  },
  'in a file that is not there': {
    more: ['--web-identity-token-file', '/nowhere/token'],
    code: 'token-unreadable',
    says: 'The token file /nowhere/token does not exist.',
  },
  'in a file that is a folder': {
    more: ['--web-identity-token-file', '.'],
    code: 'input-unreadable',
    says: 'it is a folder',
  },
  'in a pipe that nobody writes to': {
    prepare: async (scene) => void (await scene.bash('mkfifo token')),
    more: ['--web-identity-token-file', 'token', '--timeout', '1'],
    code: 'input-unreadable',
    says: 'token returned no data within',
  },
  'in a device without an end': {
    more: ['--web-identity-token-file', '/dev/zero'],
    code: 'input-unreadable',
    says: '/dev/zero is larger than the limit of 100 kB',
  },
  'of a command that fails': {
    more: ['--token-command', 'echo "vault is sealed" >&2; exit 3'],
    code: 'token-unreadable',
    says: 'failed with exit code 3: vault is sealed',
  },
  'of a command that is not there': {
    more: ['--token-command', 'no-such-program'],
    code: 'token-unreadable',
    says: '127',
  },
  'of a command that takes too long': {
    more: ['--token-command', 'sleep 20', '--timeout', '1'],
    code: 'deadline-exceeded',
    says: 'still running after',
  },
  'of a pipeline that takes too long': {
    more: ['--token-command', 'sleep 20 | cat', '--timeout', '1'],
    code: 'deadline-exceeded',
    says: 'still running after',
  },
  'of a command that prints without end': {
    more: ['--token-command', 'yes | cat'],
    code: 'token-unreadable',
    says: 'failed with exit code 137: it printed more than 1000000 characters',
  },
});

refuses('the credentials of this machine are not waited for', {
  'where a program does not give them': {
    env: { AWS_PROFILE: 'slow', AWS_CONFIG_FILE: 'config' },
    files: { 'work/config': '[profile slow]\ncredential_process = sleep 20\n' },
    more: ['--role-chaining', '--timeout', '1', '--export', 'none'],
    code: 'deadline-exceeded',
    says: 'Timed out while searching for the credentials of this machine.',
  },
  'where their file is a pipe': {
    env: { AWS_CONFIG_FILE: 'config' },
    prepare: async (scene) => void (await scene.bash('mkfifo config')),
    more: ['--role-chaining', '--export', 'none'],
    code: 'input-unreadable',
    says: 'config is a pipe, but the AWS SDK requires a file.',
  },
  'where their file has no end': {
    env: { AWS_SHARED_CREDENTIALS_FILE: '/dev/zero' },
    more: ['--role-chaining', '--export', 'none'],
    code: 'input-unreadable',
    says: '/dev/zero is larger than the limit of 20000 kB',
  },
  'where their session token holds a line end': {
    env: { AWS_ACCESS_KEY_ID: 'AKIAFAKE', AWS_SECRET_ACCESS_KEY: 'fake', AWS_SESSION_TOKEN: 'FakeSessionToken\n' },
    more: ['--role-chaining', '--export', 'none'],
    code: 'credentials-invalid',
    says: 'The session token contains a space, a line break or another character that no key has.',
  },
  'where their key ID is no word': {
    env: { AWS_ACCESS_KEY_ID: 'AKIA FAKE', AWS_SECRET_ACCESS_KEY: 'fake' },
    more: ['--role-chaining', '--export', 'none'],
    code: 'credentials-invalid',
    says: 'The access key ID contains a space',
  },
});

actionRefuses('the action says at once why there is no token', {
  'where a fork’s pull request is built': {
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined },
    files: { 'event.json': JSON.stringify({ pull_request: { head: { repo: { full_name: 'somebody/octo-repo' } } } }) },
    code: 'token-fork',
    says: 'github.event.pull_request.head.repo.full_name == github.repository',
  },
});

actionRefuses('the action refuses', {
  'to run without a role': { inputs: { 'role-to-assume': '' }, code: 'role-missing', says: 'No role is set' },
  'a session name with a line end in it': {
    inputs: { 'role-session-name': 'a\nb' },
    code: 'option-invalid',
    says: 'role-session-name contains a line break',
  },
  'to go on without GITHUB_ENV': {
    env: { GITHUB_ENV: undefined },
    code: 'runner-file-missing',
    says: 'GITHUB_ENV is not set',
  },
  'to go on without GITHUB_STATE, which leads its post step to what it leaves': {
    env: { GITHUB_STATE: undefined },
    code: 'runner-file-missing',
    says: 'GITHUB_STATE is not set',
  },
  'to go on where GITHUB_STATE is a folder': {
    env: { GITHUB_STATE: '/' },
    code: 'file-not-writable',
    says: 'The file / (GITHUB_STATE) cannot be written',
  },
  'to go on without GITHUB_OUTPUT': {
    env: { GITHUB_OUTPUT: undefined },
    code: 'runner-file-missing',
    says: 'GITHUB_OUTPUT is not set',
  },
  'to go on where GITHUB_ENV is a folder': {
    env: { GITHUB_ENV: '/' },
    code: 'file-not-writable',
    says: 'GITHUB_ENV',
  },
  'a token that has expired on its way': {
    job: { lifetimeSeconds: -600 },
    requests: ['token 200'],
    code: 'token-expired',
    says: 'expired 10 min ago',
  },
});
