import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { runProgram } from '../program.ts';
import { tokenRole } from './action-account.ts';
import { type Relay, startRelay } from './relay.ts';

const action = join(import.meta.dirname, '../../dist/action.js');
/** Milliseconds. */
const limit = 60_000;

/** The user's own, with no line end at the last line. */
const own = {
  config: '# mine\n[default]\nregion = us-west-2\n\n[profile a b]\ns3 =\n  addressing_style = path',
  credentials:
    '[legacy]\naws_access_key_id = AKIAOLD\naws_secret_access_key = old ; not a comment\n# by hand\ncolour = red',
};

let folder: string;
let emulator: Emulator;
let relay: Relay;
let token: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'concurrency-'));
  emulator = await startEmulator(defaultConfig());
  relay = await startRelay(emulator.url);
  token = join(folder, 'token');
  writeFileSync(token, await emulator.issueToken('github'));
  mkdirSync(join(folder, '.aws'));
  for (const [name, text] of Object.entries(own)) writeFileSync(file(name), text);
});

afterEach(async () => {
  await relay.close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string): string {
  return join(folder, '.aws', name);
}

/** A step that writes a profile: a job of its own on a machine that all jobs share. */
function step(profile: string) {
  writeFileSync(join(folder, `env-${profile}`), '');
  return {
    command: [process.execPath, action],
    cwd: folder,
    env: {
      HOME: folder,
      TMPDIR: folder,
      PATH: '/usr/bin:/bin',
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: profile,
      ...Object.fromEntries(
        ['ENV', 'OUTPUT', 'STATE'].map((name) => [`GITHUB_${name}`, join(folder, `env-${profile}`)]),
      ),
      AWS_ENDPOINT_URL_STS: relay.url,
      'INPUT_ROLE-TO-ASSUME': tokenRole,
      'INPUT_ROLE-SESSION-NAME': profile,
      'INPUT_AWS-REGION': 'eu-central-1',
      'INPUT_AWS-PROFILE': profile,
      'INPUT_WEB-IDENTITY-TOKEN-FILE': token,
    },
  };
}

/** The profiles that were added; a file in which anything else has changed, or anything is half there, has none. */
function profilesIn(name: keyof typeof own): readonly string[] {
  const text = readFileSync(file(name), 'utf8');
  expect(text.slice(0, own[name].length)).toBe(own[name]);
  const keys = { config: ['region'], credentials: ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'] };
  const lines = keys[name].map((key) => `${key} = \\S+\\n?`).join('');
  const section = new RegExp(`\\n+\\[(?:profile )?(\\w+)\\]\\n# managed by [^\\n]+\\n${lines}`, 'g');
  const added = text.slice(own[name].length);
  expect(added.replace(section, '').trim()).toBe('');
  return [...added.matchAll(section)].map(([, profile = '']) => profile);
}

describe('many jobs on one HOME', () => {
  it('lose no profile of theirs, and no byte of the user’s', { timeout: limit }, async () => {
    const names = Array.from({ length: 12 }, (_, index) => `job${index}`);
    const ended = await Promise.all(names.map((name) => runProgram(step(name))));
    expect(ended.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    for (const name of ['config', 'credentials'] as const) {
      expect(profilesIn(name).toSorted()).toEqual(names.toSorted());
    }
  });

  it('may be killed at any moment: every file is as it was, or as it should be', { timeout: limit }, async () => {
    const kills = 60;
    const atOnce = 6;
    const written = { before: 0, after: 0 };
    /** How late a step is killed at most, in milliseconds: it follows the machine, for a busy one writes late. */
    let latest = 64;
    /** What kills a step some time after it has asked for its session: it is about to write then. */
    const doomed = new Map<string, () => void>();
    relay.interpose(({ body }) => {
      doomed.get(new URLSearchParams(body).get('RoleSessionName') ?? '')?.();
      return undefined;
    });

    const killOne = async (profile: string): Promise<void> => {
      const { command, env, cwd } = step(profile);
      const child = spawn(command[0] ?? '', command.slice(1), { env, cwd, stdio: 'ignore' });
      doomed.set(profile, () => setTimeout(() => child.kill('SIGKILL'), Math.random() * latest));
      await new Promise((resolve) => child.on('close', resolve));
      const found = profilesIn('credentials').includes(profile);
      profilesIn('config');
      // What is written can be taken back: the state names the receipts before.
      if (found) expect(readFileSync(join(folder, `env-${profile}`), 'utf8')).toContain('receipts=');
      written[found ? 'after' : 'before'] += 1;
      latest *= found ? 0.8 : 1.25;
    };

    const names = Array.from({ length: kills }, (_, index) => `kill${index}`);
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let name = names.pop(); name !== undefined; name = names.pop()) await killOne(name);
      }),
    );
    expect(written.before).toBeGreaterThan(0);
    expect(written.after).toBeGreaterThan(0);

    expect((await runProgram(step('last'))).exitCode).toBe(0);
    expect(profilesIn('credentials')).toContain('last');
    expect(profilesIn('config')).toContain('last');
    // Nothing that the killed had begun is left, nor a lock of theirs.
    // What is left of ours is in our own folder.
    const found = readdirSync(join(folder, '.aws')).filter((name) => !name.startsWith('ci-aws-credentials-'));
    expect(found.toSorted()).toEqual(['config', 'credentials']);
  });
});
