import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeProcesses } from '../../src/node/processes.ts';
import { failureOf } from '../fakes.ts';

const onPosix = process.platform !== 'win32';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, mode);
  return path;
}

/** The process whose number a script wrote to `pid`. */
const noted = (): number => Number(readFileSync(join(folder, 'pid'), 'utf8'));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // In a container whose first process does not wait for orphans, the killed stay in the table.
  return process.platform !== 'linux' || !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

describe.runIf(onPosix)('a program that does not end', () => {
  it.each([
    ['in a child of its own', 'sleep 20'],
    ['in a pipeline', 'sleep 20 | cat'],
    ['in the background', 'sleep 20 & wait'],
    ['and keeps talking to nobody', 'yes >&2'],
    ['and cannot be asked to', "trap '' TERM INT HUP; while :; do sleep 1; done"],
  ])('%s is ended at its limit', async (_where, line) => {
    const begin = performance.now();
    expect(await failureOf(() => nodeProcesses.shell(line, { limit: 300 }))).toMatchObject({
      code: 'deadline-exceeded',
      message: expect.stringContaining('still running after'),
    });
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  it('is ended with all that it started', async () => {
    const program = script('program', `sleep 20 &\necho $! > ${folder}/pid\nwait`);
    expect(await failureOf(() => nodeProcesses.run(program, [], { limit: 300 }))).toMatchObject({
      code: 'deadline-exceeded',
    });
    await expect.poll(() => isAlive(noted())).toBe(false);
  });
});

describe.runIf(onPosix)('a program', () => {
  it.each([
    ['', undefined],
    [', nor ended with it at its limit', 800],
  ])('that ends is not waited for longer because it left something running%s', async (_more, limit) => {
    const begin = performance.now();
    const left = `sleep 20 & echo $! > ${folder}/pid; echo token; exit 3`;
    expect(await nodeProcesses.shell(left, { limit })).toEqual({ status: 3, stdout: 'token\n', stderr: '' });
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(isAlive(noted())).toBe(true);
    process.kill(noted());
  });

  it.each(['yes', 'yes | cat'])('that prints without end is ended: %s', async (line) => {
    expect(await nodeProcesses.shell(line)).toEqual({
      status: 137,
      stdout: '',
      stderr: 'it printed more than 1000000 characters and was stopped',
    });
  });

  it('may complain at any length', async () => {
    const result = await nodeProcesses.shell('head -c 5000000 /dev/zero | tr "\\0" x >&2; echo token');
    expect(result).toMatchObject({ status: 0, stdout: 'token\n' });
    expect(result.stderr.length).toBeLessThan(1_200_000);
  });

  it('that is not there is told from one that cannot be started', async () => {
    expect(await nodeProcesses.run('no-such-program', [])).toBeUndefined();
    expect(await nodeProcesses.run(script('closed', 'true', 0o644), [])).toEqual({
      status: 126,
      stdout: '',
      stderr: 'it cannot be started: permission denied (EACCES)',
    });
    expect(await nodeProcesses.run(script('program', 'true'), ['x'.repeat(5_000_000)])).toMatchObject({
      status: 126,
      stderr: expect.stringContaining('E2BIG'),
    });
  });

  it('reads what it is given, as far as it wants to, and else nothing', async () => {
    const give = (line: string, input?: string) => nodeProcesses.shell(line, input === undefined ? {} : { input });
    expect(await give('cat', 'fake-secret')).toEqual({ status: 0, stdout: 'fake-secret', stderr: '' });
    expect(await give('exit 3', 'x'.repeat(1_000_000))).toMatchObject({ status: 3 });
    expect(await give('cat')).toMatchObject({ status: 0, stdout: '' });
    expect(await nodeProcesses.run('no-such-program', [], { input: 'x' })).toBeUndefined();
  });

  it('leaves no listener of ours behind', async () => {
    const before = process.listenerCount('SIGTERM') + process.listenerCount('exit');
    await Promise.all([nodeProcesses.shell('true'), nodeProcesses.shell('exit 1'), nodeProcesses.run('no-such', [])]);
    expect(process.listenerCount('SIGTERM') + process.listenerCount('exit')).toBe(before);
  });
});
