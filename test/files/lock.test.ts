import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/io.ts';
import { findSections } from '../../src/export/aws-ini.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { clock, clockFrom } from './clock.ts';

const files = nodeFiles(clock);
const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const script = fileURLToPath(new URL('edit.ts', import.meta.url));

let folder: string;
let path: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'config');
  lock = join(folder, '.config.ci-aws-credentials.lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function edit(...args: string[]): ChildProcess {
  return spawn(node, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
}

/** What a lock of this process holds. */
async function ownLock(): Promise<string> {
  return files.locked(path, () => readFileSync(lock, 'utf8'));
}

/** Lays out a lock and tries to take it that many milliseconds later. */
async function lockedAfter(milliseconds: number, text: string): Promise<number> {
  writeFileSync(lock, text);
  const later = clockFrom(statSync(lock).mtimeMs + milliseconds);
  await nodeFiles(later).locked(path, () => expect(readFileSync(lock, 'utf8')).not.toBe(text));
  return later.slept();
}

describe('a lock', () => {
  it('is there while the task runs, and gone when it has ended', async () => {
    expect(await files.locked(path, () => readdirSync(folder))).toEqual(['.config.ci-aws-credentials.lock']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is gone after a task that failed, too', async () => {
    const failing = files.locked(path, () => {
      throw new Error('of the task');
    });
    await expect(failing).rejects.toThrow('of the task');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot be removed is no bug of this program', async () => {
    const held = files.locked(path, () => {
      rmSync(lock);
      mkdirSync(lock);
    });
    await expect(held).rejects.toMatchObject({ code: 'file-not-writable', message: expect.stringContaining(lock) });
  });

  it('is waited for just as long when the clock of the machine is set', async () => {
    writeFileSync(lock, await ownLock());
    let pauses = 0;
    const set: Clock = {
      ...clock,
      now: () => Date.now() + pauses * 60_000,
      sleep: async () => {
        pauses += 1;
        if (pauses === 2) rmSync(lock);
      },
    };
    expect(await nodeFiles(set).locked(path, () => 'held')).toBe('held');
  });

  it('makes the folder that it needs', async () => {
    expect(await files.locked(join(folder, 'a', 'b', 'config'), () => readdirSync(join(folder, 'a')))).toEqual(['b']);
  });

  it('of one file can be taken under that of another', async () => {
    const both = files.locked(path, () => files.locked(join(folder, 'credentials'), () => readdirSync(folder)));
    expect(await both).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that lives is waited for, and then named', async () => {
    await files.locked(path, async () => {
      const text = readFileSync(lock, 'utf8');
      const waiting = clockFrom(Date.now());
      const second = nodeFiles(waiting).locked(path, () => 'never');
      await expect(second).rejects.toMatchObject({
        code: 'file-locked',
        hint: expect.stringContaining('remove the lock'),
      });
      await expect(second).rejects.toThrow(`process ${process.pid}`);
      await expect(second).rejects.toThrow(lock);
      expect(waiting.slept()).toBeGreaterThanOrEqual(15_000);
      expect(waiting.slept()).toBeLessThan(16_000);
      expect(readFileSync(lock, 'utf8')).toBe(text);
    });
  });

  it.runIf(process.platform !== 'win32')('of a link is that of the file', async () => {
    writeFileSync(path, '');
    symlinkSync(path, join(folder, 'link'));
    await files.locked(join(folder, 'link'), async () => {
      await expect(nodeFiles(clockFrom(Date.now())).locked(path, () => 'never')).rejects.toThrow(lock);
    });
  });

  it('in a folder that cannot be written to is an error that says so', async () => {
    writeFileSync(path, '');
    await expect(files.locked(join(path, 'x'), () => 'never')).rejects.toMatchObject({
      code: 'file-not-writable',
    });
  });
});

describe('a stale lock', () => {
  it.runIf(process.platform !== 'win32').each([
    ['a pipe', () => spawnSync('mkfifo', [lock]), /returned no data/],
    ['a link to a device', () => symlinkSync('/dev/zero', lock), /is larger than the limit/],
  ])('that is %s is an error at once', async (_what, plant, message) => {
    plant();
    await expect(files.locked(path, () => {})).rejects.toMatchObject({
      code: 'input-unreadable',
      message: expect.stringMatching(message),
    });
  });

  it('of a process that is gone does not hold anybody up, and what that left is removed', async () => {
    const { pid } = spawnSync(node, ['--version']);
    const text = (await ownLock()).replace(String(process.pid), String(pid));
    for (const name of [`.config.${pid}.1-x.tmp`, '.config.1.1-x.tmp', '.other.1.1-x.tmp']) {
      writeFileSync(join(folder, name), 'secret');
    }
    expect(await lockedAfter(0, text)).toBeLessThan(50);
    expect(readdirSync(folder)).toEqual(['.config.1.1-x.tmp', '.other.1.1-x.tmp']);
  });

  it.runIf(process.platform === 'linux')('of a process that nobody waited for does not hold anybody up', async () => {
    // The shell becomes a program that does not know of the child, and so never asks for its end.
    const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60 >&-'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line));
      while (!/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await setTimeout(1);
      const text = (await ownLock()).replace(String(process.pid), String(pid));
      expect(await lockedAfter(0, text)).toBeLessThan(50);
    } finally {
      parent.kill();
    }
  });

  it('that is empty is given two seconds to be filled', async () => {
    expect(await lockedAfter(0, '')).toBeGreaterThan(1900);
    expect(await lockedAfter(2_100, '')).toBeLessThan(50);
  });

  it.each(['{"pid":', '{}', '[]', '{"pid":0,"machine":"x","since":"x"}'])(
    'that holds %s counts as empty',
    async (text) => {
      expect(await lockedAfter(2_100, text)).toBeLessThan(50);
    },
  );

  it('of another machine, or of a process number that lives, is broken after two minutes', async () => {
    for (const text of ['{"pid":1,"machine":"elsewhere","since":"2026"}', await ownLock()]) {
      expect(await lockedAfter(120_100, text)).toBeLessThan(50);
      await expect(lockedAfter(100_000, text)).rejects.toMatchObject({ code: 'file-locked' });
      expect(readFileSync(lock, 'utf8')).toBe(text);
      rmSync(lock);
    }
  });

  it('is broken by one process at a time', async () => {
    writeFileSync(`${lock}.break`, '');
    await expect(lockedAfter(4_000 - 15_000, '')).rejects.toMatchObject({ code: 'file-locked' });
    expect(readFileSync(lock, 'utf8')).toBe('');
  });

  it('is broken in the end when the one that was about to break it is gone', async () => {
    writeFileSync(`${lock}.break`, '');
    expect(await lockedAfter(6_000, '')).toBeLessThan(100);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('between two looks', () => {
  /** A clock that has something happen when the time of day is first read. */
  function clockWith(event: () => void): Clock {
    let read = 0;
    const calm = clockFrom(Date.now());
    return {
      ...calm,
      now() {
        read += 1;
        if (read === 1) event();
        return calm.now();
      },
    };
  }
  const others = '{"pid":1,"machine":"elsewhere","since":"2026"}';

  it('a stale lock may have become the lock of somebody who lives: that stays', async () => {
    writeFileSync(lock, '');
    utimesSync(lock, 0, 0);
    // Read for the age of the stale one.
    const breaking = clockWith(() => {
      rmSync(lock);
      writeFileSync(lock, others);
    });
    await expect(nodeFiles(breaking).locked(path, () => 'never')).rejects.toMatchObject({ code: 'file-locked' });
    expect(readFileSync(lock, 'utf8')).toBe(others);
  });

  it('our own lock may have been taken for dead, and be somebody else’s: we wait', async () => {
    // Read when the lock is ours but still empty.
    const stopped = clockWith(() => {
      expect(readFileSync(lock, 'utf8')).toBe('');
      rmSync(lock);
      writeFileSync(lock, others);
    });
    await expect(nodeFiles(stopped).locked(path, () => 'never')).rejects.toMatchObject({ code: 'file-locked' });
    expect(readFileSync(lock, 'utf8')).toBe(others);
  });
});

describe('a clock that was set back', () => {
  it('does not keep a stale lock from being broken, nor what was to break it', async () => {
    writeFileSync(`${lock}.break`, '');
    const hourAhead = Date.now() / 1000 + 3600;
    utimesSync(`${lock}.break`, hourAhead, hourAhead);
    writeFileSync(lock, '');
    utimesSync(lock, hourAhead, hourAhead);
    const waiting = clockFrom(Date.now());
    await nodeFiles(waiting).locked(path, () => expect(readFileSync(lock, 'utf8')).not.toBe(''));
    expect(waiting.slept()).toBeLessThan(100);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.runIf(process.platform !== 'win32')('a lock that no space is left for', () => {
  it('does not stay', async () => {
    // No file may grow beyond nothing: making one works, writing to it does not.
    const full = spawn(
      'sh',
      ['-c', 'trap "" XFSZ; ulimit -f 0; exec "$@"', 'sh', node, script, path, 'sections', 'dev'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {},
      },
    );
    const [code] = await once(full, 'exit');
    expect(code).not.toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('many processes', () => {
  it('at once lose nothing: 12 on one file', async () => {
    writeFileSync(path, '# mine\n[dev]\nregion = x');
    const names = Array.from({ length: 12 }, (_, index) => `job-${index}`);
    const codes = await Promise.all(
      names.map(async (name) => {
        const [code] = await once(edit(path, 'sections', name, `${name}-again`), 'exit');
        return code;
      }),
    );
    expect(codes).toEqual(names.map(() => 0));
    const text = readFileSync(path, 'utf8');
    for (const name of names) {
      expect(findSections(text, name)).toMatchObject([{ mark: { job: name } }]);
      expect(findSections(text, `${name}-again`)).toHaveLength(1);
    }
    expect(text).toMatch(/^# mine\n\[dev\]\nregion = x\n\n\[job-/);
    expect(readdirSync(folder)).toEqual(['config']);
  });

  it('killed at any moment leave the file whole and the lock to the next: 30 times', async () => {
    const lanes = await Promise.all(
      ['a', 'b', 'c'].map((name) => killRepeatedly(files.privateFolder(join(folder, name)))),
    );
    // Else no process was killed while it held the lock, and nothing was shown.
    expect(lanes.flat().filter((interrupted) => interrupted)).not.toEqual([]);
    expect(lanes.flat()).toHaveLength(30);
  });

  async function killRepeatedly(own: string): Promise<readonly boolean[]> {
    const config = join(own, 'config');
    const interrupted: boolean[] = [];
    while (interrupted.length < 10) {
      const child = edit(config, 'versions');
      if (child.stdout === null) throw new Error('no output');
      await once(child.stdout, 'data');
      await setTimeout(Math.random() * 12);
      child.kill('SIGKILL');
      await once(child, 'exit');
      interrupted.push(existsSync(join(own, '.config.ci-aws-credentials.lock')));

      const left = files.read(config);
      const [first, filling, last] = left?.split('\n') ?? ['', 'x'.repeat(50_000), ''];
      expect(filling).toBe('x'.repeat(50_000));
      expect(last).toBe(first);
      const start = Date.now();
      await files.locked(config, () => expect(files.read(config)).toBe(left));
      expect(Date.now() - start).toBeLessThan(3_000);
      expect(readdirSync(own)).toEqual(left === undefined ? [] : ['config']);
    }
    return interrupted;
  }
});
