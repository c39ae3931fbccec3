import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFresh, parseCache, printCache, printFailure, processOutput } from '../../src/core/credential-cache.ts';
import { HelperError } from '../../src/core/errors.ts';
import { Secret } from '../../src/core/secret.ts';
import { launcher } from '../../src/export/process-launcher.ts';

/** Those of this machine; each as `sh`. */
const shells = [
  ['sh'],
  ['dash'],
  ['bash', '--posix'],
  ['busybox', 'sh'],
  ['zsh', '--emulate', 'sh'],
  ['yash', '--posixly-correct'],
  ['mksh'],
  ['ksh'],
].flatMap(([name = '', ...args]) => {
  const file = ['/bin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync);
  return file === undefined ? [] : [{ name, file, args }];
});

const minute = 60_000;

function cacheOf(times: { readonly issuedAt?: number; readonly renewAt?: number; readonly token?: string } = {}) {
  const now = Date.now();
  return {
    credentials: {
      accessKeyId: 'ASIAFAKE1',
      secretAccessKey: new Secret('fake/secret+key='),
      sessionToken: new Secret(times.token ?? 'fake-session-token/+='.repeat(80)),
      expiresAt: now + 60 * minute,
    },
    issuedAt: times.issuedAt ?? now - minute,
    renewAt: times.renewAt ?? now + 30 * minute,
  };
}

let machine: string;
let folder: string;
let cache: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'launcher-'));
  folder = join(machine, 'it\'s a $HOME of "mine"');
  mkdirSync(folder, { mode: 0o700 });
  cache = join(folder, 'cache');
});
afterEach(() => rmSync(machine, { recursive: true }));

function keep(text: string, mode = 0o600): void {
  writeFileSync(cache, text, { mode });
}

describe.each(shells)('the launcher of a profile, in $name', ({ name, file, args }) => {
  const renewed = (): string => `Node renews in ${folder}\n`;

  function start(env: Readonly<Record<string, string>> = {}) {
    const script = join(machine, 'launcher.sh');
    writeFileSync(script, launcher({ command: ['/bin/echo', 'Node renews in'], folder }));
    const withPath = { PATH: '/usr/bin:/bin', ...env };
    const { stdout, stderr, status } = spawnSync(file, [...args, script], { env: withPath, encoding: 'utf8' });
    return { stdout, stderr, status };
  }

  it('prints what is fresh, and nothing else', () => {
    const cached = cacheOf();
    keep(printCache(cached));
    expect(start()).toEqual({ stdout: processOutput(cached), stderr: '', status: 0 });
  });

  it('prints it with what is built in: no other program sees it', () => {
    expect(spawnSync(file, [...args, '-c', 'type echo'], { encoding: 'utf8' }).stdout).toMatch(/built-?in/);
  });

  it.each(['', '/nowhere', 'evil'])('needs nothing of PATH, even where that is "%s"', (given) => {
    const evil = join(machine, 'evil');
    mkdirSync(evil);
    for (const tool of ['date', 'ls', 'echo', 'printf', 'read', 'test', '[', 'cat']) {
      writeFileSync(join(evil, tool), '#!/bin/sh\necho evil\n', { mode: 0o755 });
    }
    const cached = cacheOf();
    keep(printCache(cached));
    // This shell looks on PATH for a program of the name before it takes its builtin, as POSIX has it. Then Node answers.
    const isLost = name === 'yash' && given !== 'evil';
    const step = start({ PATH: given === 'evil' ? evil : given });
    expect(step).toEqual({ stdout: isLost ? renewed() : processOutput(cached), stderr: '', status: 0 });
    keep('');
    expect(start({ PATH: given === 'evil' ? evil : given }).stdout).toBe(renewed());
  });

  it('shows nothing where the shell is told to trace what it does', () => {
    const cached = cacheOf();
    keep(printCache(cached));
    const step = start({ SHELLOPTS: 'errexit:nounset:verbose:xtrace' });
    expect(step.stdout).toBe(processOutput(cached));
    expect(step.stderr).not.toContain('ASIAFAKE1');
  });

  it('runs Node where nothing is kept', () => {
    expect(start()).toEqual({ stdout: renewed(), stderr: '', status: 0 });
    expect(start({ SHELLOPTS: 'errexit:nounset' }).stdout).toBe(renewed());
  });

  it('knows no answer as fresh that Node would renew', () => {
    const now = Date.now();
    const times = [-60, -6, -1, 1, 6, 60].map((minutes) => now + minutes * minute);
    const kept = times.flatMap((issuedAt) => times.map((renewAt) => cacheOf({ issuedAt, renewAt })));
    const printed = kept.filter((cached) => {
      keep(printCache(cached));
      return start().stdout === processOutput(cached);
    });
    expect(printed).toEqual(kept.filter(({ issuedAt, renewAt }) => issuedAt < now && renewAt > now));
    expect(printed.every((cached) => isFresh(cached, now))).toBe(true);
  });

  const whole = printCache(cacheOf({ token: 'fake' }));
  it.each([0, 5, 13, 26, 27, 28, 60, whole.length - 2, whole.length - 1])(
    'prints nothing of a cache of which there are %i characters',
    (length) => {
      keep(whole.slice(0, length));
      expect(parseCache(whole.slice(0, length))).toBeUndefined();
      expect(start()).toEqual({ stdout: renewed(), stderr: '', status: 0 });
    },
  );

  it.each([
    ['a failure', printFailure(new HelperError('sts-refused', 'No.'), Date.now())],
    ['an answer that echo might change', printCache(cacheOf({ token: '\\c\\' }))],
    ['another program’s answer', '1 99999999999999\nfake\n'],
    ['times that are none', whole.replace(/^\d+ \d+/, 'x y')],
    ['one time', whole.replace(/ \d+/, '')],
  ])('prints nothing of %s', (_what, text) => {
    keep(text);
    expect(start()).toEqual({ stdout: renewed(), stderr: '', status: 0 });
  });

  const tampering: readonly (readonly [what: string, tamper: () => void])[] = [
    ['can be read by others', () => chmodSync(cache, 0o644)],
    ['can be written by a group', () => chmodSync(cache, 0o620)],
    ['is in a folder that others may enter', () => chmodSync(folder, 0o711)],
    ['is in a folder that a group may write to', () => chmodSync(folder, 0o2770)],
    [
      'is a link',
      () => {
        renameSync(cache, join(folder, 'other'));
        symlinkSync('other', cache);
      },
    ],
    ['is a folder', () => void spawnSync('sh', ['-c', 'rm "$1" && mkdir -m 700 "$1"', 'sh', cache])],
    ['is a pipe', () => void spawnSync('sh', ['-c', 'rm "$1" && mkfifo -m 600 "$1"', 'sh', cache])],
    ...(process.getuid?.() === 0
      ? ([
          ['belongs to another user', () => chownSync(cache, 65_534, 65_534)],
          ['is in another user’s folder', () => chownSync(folder, 65_534, 65_534)],
        ] as const)
      : []),
  ];
  it.each(tampering)('prints nothing of a cache that %s', (_what, tamper) => {
    keep(printCache(cacheOf()));
    tamper();
    expect(start()).toEqual({ stdout: renewed(), stderr: '', status: 0 });
  });

  it.each([0o1700, 0o2700])('does not mind a folder of mode %o', (mode) => {
    chmodSync(folder, mode);
    keep(whole);
    expect(`${whole.slice(0, 28)}${start().stdout}`).toBe(whole);
  });
});
