import { readFileSync, readlinkSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { HelperError } from '../errors.ts';
import { isObject, numberAt, parseJson, stringAt } from '../json.ts';
import type { Clock } from '../ports.ts';
import { systemCode, unless, writing } from './file-error.ts';
import { removeLeftovers } from './replace-file.ts';

const WAIT = 15_000;
/** A lock is held for the edit of a small file; after this long its process hangs, or is another one by now. */
const MAX_HELD = 120_000;
/** A lock is empty between its making and its writing; after this long its process died in between. */
const MAX_EMPTY = 2_000;
/** The same for the file under which a stale lock is removed. */
const MAX_BREAKING = 5_000;

interface Held {
  readonly text: string;
  readonly changedAt: number;
}

interface Owner {
  readonly pid: number;
  readonly machine: string;
  readonly since: string;
}

let taken = 0;

/**
 * Runs a task while a file beside the target, made exclusively, says that we edit it. The lock of a process that died on
 * this machine is removed at once; one that may be alive is waited for.
 *
 * @throws HelperError `file-locked`
 */
export async function holdLock<T>(
  target: string,
  clock: Clock,
  { task, patience = WAIT }: { readonly task: () => T | Promise<T>; readonly patience?: number | undefined },
): Promise<T> {
  const lock = join(dirname(target), `.${basename(target)}.ci-aws-credentials.lock`);
  const text = await acquire({ target, lock }, clock, patience);
  try {
    return await task();
  } finally {
    if (readHeld(lock)?.text === text) unless(['ENOENT'], () => unlinkSync(lock));
  }
}

async function acquire(paths: { target: string; lock: string }, clock: Clock, patience: number): Promise<string> {
  const deadline = clock.now() + patience;
  for (;;) {
    const late = clock.now() >= deadline;
    const text = writing(paths.lock, () => tryOnce(paths, late, clock));
    if (text !== undefined) return text;
    await clock.sleep(2 + clock.random() * 40);
  }
}

function tryOnce(paths: { target: string; lock: string }, late: boolean, clock: Clock): string | undefined {
  const text = take(paths.lock, clock);
  if (text !== undefined) return text;
  const held = readHeld(paths.lock);
  if (held !== undefined && isStale(held, clock)) breakLock(paths, held, clock);
  if (late) throw fileLocked(paths, held);
  return undefined;
}

/** The text of the lock that we now hold, or `undefined` where somebody holds it. */
function take(lock: string, clock: Clock): string | undefined {
  taken += 1;
  const owner: Owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    writeFileSync(lock, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // On Windows, EPERM is what a file gives that is being deleted.
    const windows = process.platform === 'win32' && systemCode(error) === 'EPERM';
    if (systemCode(error) === 'EEXIST' || windows) return undefined;
    throw error;
  }
  // Had this process been stopped for so long that the empty lock was taken for dead, the lock is another's now.
  return readHeld(lock)?.text === text ? text : undefined;
}

function readHeld(lock: string): Held | undefined {
  return unless(['ENOENT'], () => ({ changedAt: statSync(lock).mtimeMs, text: readFileSync(lock, 'utf8') }));
}

function isStale(held: Held, clock: Clock): boolean {
  const age = clock.now() - held.changedAt;
  const owner = readOwner(held.text);
  if (owner === undefined) return age > MAX_EMPTY;
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return age > MAX_HELD;
}

/**
 * Removes a stale lock. Two processes that see it must not both do so: the slower one would remove the lock that the
 * faster one has made since. So it is looked at once more under a second, exclusive file.
 */
function breakLock({ target, lock }: { target: string; lock: string }, held: Held, clock: Clock): void {
  const guard = `${lock}.break`;
  const guarded = unless(['EEXIST'], () => {
    writeFileSync(guard, '', { flag: 'wx', mode: 0o600 });
    return true;
  });
  if (guarded === undefined) {
    const age = clock.now() - (readHeld(guard)?.changedAt ?? clock.now());
    if (age > MAX_BREAKING) unless(['ENOENT'], () => unlinkSync(guard));
    return;
  }
  try {
    const now = readHeld(lock);
    if (now?.text !== held.text || now.changedAt !== held.changedAt) return;
    const owner = readOwner(held.text);
    if (owner !== undefined) removeLeftovers(target, owner.pid);
    unlinkSync(lock);
  } finally {
    unless(['ENOENT'], () => unlinkSync(guard));
  }
}

function readOwner(text: string): Owner | undefined {
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  const pid = numberAt(value, 'pid');
  const machine = stringAt(value, 'machine');
  const since = stringAt(value, 'since');
  if (pid === undefined || pid < 1 || machine === undefined || since === undefined) return undefined;
  return { pid, machine, since };
}

/** Two containers may share a name and a home folder, but not the numbers of their processes. */
function machine(): string {
  const namespace =
    process.platform === 'linux' ? unless(['ENOENT', 'EACCES'], () => readlinkSync('/proc/self/ns/pid')) : undefined;
  return namespace === undefined ? hostname() : `${hostname()} ${namespace}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  return !isZombie(pid);
}

/** In a container whose first process does not wait for orphans, the killed stay in the table. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  const status = unless(['ENOENT', 'ESRCH', 'EACCES'], () => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
  return /^\d+ \(.*\) [ZX] /s.test(status);
}

function fileLocked({ target, lock }: { target: string; lock: string }, held: Held | undefined): HelperError {
  const owner = readOwner(held?.text ?? '');
  const holder =
    owner === undefined ? 'an unknown process' : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new HelperError('file-locked', `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: 'Run the job again. If that process does not exist any more, remove the lock file.',
  });
}
