import { closeSync, openSync, readdirSync, readlinkSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { HelperError } from '../core/errors.ts';
import type { Clock } from '../core/io.ts';
import { isObject, numberAt, parseJson, stringAt } from '../core/json.ts';
import { unless, writing } from './file-error.ts';
import { isAlive } from './is-alive.ts';
import { readBytes } from './read-bytes.ts';
import { removeLeftovers } from './replace-file.ts';
import { sharingViolations, whenShared } from './sharing.ts';

// All in milliseconds.
const usualWait = 15_000;
/** A lock is held for the edit of a small file; after this long, its process hangs or its number is reused. */
const longestHeld = 120_000;
/** A lock is empty between its creation and its content; after this long, its process has died in between. */
const longestEmpty = 2_000;
/** The same for the file under which a stale lock is removed. */
const longestBreaking = 5_000;
/** A file from further in the future shows that the clock was set back, and nothing about its age. */
const farthestAhead = 60_000;

/** In a folder like `/tmp`, anyone can put a pipe or a link to a device where the lock will be. */
const lockLimits = { bytes: 10_000, milliseconds: 0 };

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

const suffix = '.ci-aws-credentials.lock';

/**
 * Runs a task while holding a lock: a file next to the target, created exclusively. The lock of a process that died on
 * this machine is removed at once; otherwise it waits.
 *
 * @throws HelperError `file-locked`
 */
export async function holdLock<T>(
  target: string,
  clock: Clock,
  { task, timeout = usualWait }: { readonly task: () => T | Promise<T>; readonly timeout?: number | undefined },
): Promise<T> {
  const lock = join(dirname(target), `.${basename(target)}${suffix}`);
  const text = await acquire({ target, lock }, clock, timeout);
  try {
    return await task();
  } finally {
    writing(lock, () => {
      if (lookAt(lock)?.text === text) unless(['ENOENT'], () => unlinkSync(lock));
    });
  }
}

async function acquire(paths: { target: string; lock: string }, clock: Clock, timeout: number): Promise<string> {
  const deadline = clock.uptime() + timeout;
  for (;;) {
    const late = clock.uptime() >= deadline;
    const text = writing(paths.lock, () => tryOnce(paths, late, clock), 0);
    if (text !== undefined) return text;
    await clock.sleep(2 + clock.random() * 40);
  }
}

function tryOnce(paths: { target: string; lock: string }, late: boolean, clock: Clock): string | undefined {
  const text = take(paths.lock, late, clock);
  if (text !== undefined) return text;
  const held = readHeld(paths.lock);
  if (held !== undefined && isStale(held, clock)) breakLock(paths, held, clock);
  if (late) throw fileLocked(paths, held);
  return undefined;
}

/** The text of the lock that this process now holds; `undefined` if another one holds it. */
function take(lock: string, late: boolean, clock: Clock): string | undefined {
  taken += 1;
  // A lock that is being removed, or that a virus scanner has open, counts as held; missing permission shows in the
  // end.
  const heldCodes = late ? ['EEXIST'] : ['EEXIST', ...sharingViolations];
  const file = unless(heldCodes, () => openSync(lock, 'wx', 0o600));
  if (file === undefined) return undefined;
  const owner: Owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    writeFileSync(file, text);
  } catch (error) {
    // The disk is full: an empty lock would block the next process.
    unless(['ENOENT'], () => unlinkSync(lock));
    throw error;
  } finally {
    closeSync(file);
  }
  // If this process was stopped for so long that its empty lock was considered dead, the lock now belongs to another
  // one.
  return whenShared(() => lookAt(lock))?.text === text ? text : undefined;
}

/** `undefined` also if it cannot be read now. */
function readHeld(lock: string): Held | undefined {
  return unless(sharingViolations, () => lookAt(lock));
}

function lookAt(lock: string): Held | undefined {
  return unless(['ENOENT'], () => ({
    changedAt: statSync(lock).mtimeMs,
    text: readBytes(lock, lockLimits)?.toString() ?? '',
  }));
}

function isStale(held: Held, clock: Clock): boolean {
  const owner = readOwner(held.text);
  if (owner === undefined) return isOlder(held, longestEmpty, clock);
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return isOlder(held, longestHeld, clock);
}

function isOlder({ changedAt }: Pick<Held, 'changedAt'>, limit: number, clock: Clock): boolean {
  const age = clock.now() - changedAt;
  return age > limit || age < -Math.max(limit, farthestAhead);
}

/**
 * Removes a stale lock. If two processes see it, only one may remove it: the slower one would remove the new lock of
 * the faster one. So it is checked again under a second exclusive file.
 */
function breakLock({ target, lock }: { target: string; lock: string }, held: Held, clock: Clock): void {
  const guard = `${lock}.break`;
  const guarded = unless(['EEXIST', ...sharingViolations], () => {
    writeFileSync(guard, '', { flag: 'wx', mode: 0o600 });
    return true;
  });
  if (guarded === undefined) {
    removeOldGuard(guard, clock);
    return;
  }
  try {
    const now = readHeld(lock);
    if (now?.text !== held.text || now.changedAt !== held.changedAt) return;
    const owner = readOwner(held.text);
    if (owner !== undefined) removeLeftovers(dirname(target), clock, basename(target));
    unless(sharingViolations, () => unlinkSync(lock));
  } finally {
    unless(['ENOENT', ...sharingViolations], () => unlinkSync(guard));
  }
}

function removeOldGuard(guard: string, clock: Clock): void {
  const held = readHeld(guard);
  if (held !== undefined && isOlder(held, longestBreaking, clock))
    unless(['ENOENT', ...sharingViolations], () => unlinkSync(guard));
}

/** Removes the locks of dead processes in a folder. */
export function removeStaleLocks(folder: string, clock: Clock): void {
  const names = unless(['ENOENT'], () => readdirSync(folder)) ?? [];
  for (const name of names.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard(join(folder, name), clock);
  for (const name of names.filter((one) => one.endsWith(suffix))) {
    const lock = join(folder, name);
    const held = readHeld(lock);
    const target = join(folder, name.slice(1, -suffix.length));
    if (held !== undefined && isStale(held, clock)) breakLock({ target, lock }, held, clock);
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

/** Two containers may share a host name and a home folder, but not process numbers. */
function machine(): string {
  const namespace =
    process.platform === 'linux' ? unless(['ENOENT', 'EACCES'], () => readlinkSync('/proc/self/ns/pid')) : undefined;
  return namespace === undefined ? hostname() : `${hostname()} ${namespace}`;
}

function fileLocked({ target, lock }: { target: string; lock: string }, held: Held | undefined): HelperError {
  const owner = readOwner(held?.text ?? '');
  const holder =
    owner === undefined ? 'an unknown process' : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new HelperError('file-locked', `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: 'Run the job again. If that process no longer exists, remove the lock file.',
  });
}
