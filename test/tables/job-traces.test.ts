import { describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import type { Files } from '../../src/core/io.ts';
import type { Job } from '../../src/job/job.ts';
import { isOver, tracesOf } from '../../src/job/job-traces.ts';
import { makeWorld } from '../world.ts';

const job: Job = { name: 'a', id: 'a-1', slot: 'runner 1', folder: '/tmp/private/a-1' };
const other: Job = { name: 'b', id: 'b-1', slot: 'runner 2', folder: '/tmp/private/b-1' };
const linux = { '/proc/sys/kernel/hostname': 'host-1\n', '/proc/sys/kernel/random/boot_id': '0a1b2c3d-0000\n' };
const running = { ...linux, [`${job.folder}/receipts-1-a.json`]: '[]' };

/** A machine with these files, and what is different about it. */
function machine(files: Readonly<Record<string, string>>, { identity }: Partial<Pick<Files, 'identity'>> = {}) {
  const { io } = makeWorld({ files });
  return { ...io, files: { ...io.files, ...(identity === undefined ? {} : { identity }) } };
}

const traces = tracesOf(job, machine(running));

it('a job leaves its folder, where that is, its host, the start of that, and its slot', () => {
  expect(traces).toEqual({
    host: 'host-1',
    boot: '0a1b2c3d',
    folder: '/tmp/private/a-1',
    site: '1:/tmp',
    slot: 'runner 1',
  });
});

it('a job leaves what there is to know, where that is little', () => {
  const { slot: _, ...without } = job;
  const { io } = makeWorld({ env: { COMPUTERNAME: 'WIN-1' } });
  const files = { ...io.files, identity: () => undefined };
  expect(tracesOf(without, { ...io, files })).toEqual({ host: 'WIN-1', folder: '/tmp/private/a-1' });
});

describe('a job', () => {
  it.each([
    ['with its folder', running],
    ['with a folder of another name beside', { ...running, '/tmp/private/c-1/x': '' }],
    ['on a host of another name', { ...linux, '/proc/sys/kernel/hostname': 'host-2\n' }],
    [
      'on a host of another name that started since',
      { '/proc/sys/kernel/hostname': 'host-2\n', '/proc/sys/kernel/random/boot_id': '11111111-0000\n' },
    ],
  ])('%s may still run', (_, files) => {
    expect(isOver(traces, other, machine(files))).toBe(false);
  });

  it('of the same slot on another host may still run', () => {
    const files = { ...running, '/proc/sys/kernel/hostname': 'host-2\n' };
    expect(isOver(traces, { slot: 'runner 1' }, machine(files))).toBe(false);
  });

  it.each([
    ['whose folder is gone', linux, other],
    ['in whose slot another one runs', running, { slot: 'runner 1' }],
    ['whose host has started since', { ...running, '/proc/sys/kernel/random/boot_id': '11111111-0000\n' }, other],
  ])('%s is over', (_, files, asking) => {
    expect(isOver(traces, asking, machine(files))).toBe(true);
  });

  it.each([
    ['the folder around it is another one of that name, as in a container', () => '2:another'],
    ['the folder around it is gone', () => undefined],
    [
      'the folder may not be looked at',
      (path: string) => {
        if (path === '/tmp') return '1:/tmp';
        throw new HelperError('input-unreadable', path);
      },
    ],
  ])('may still run where its folder is not to be seen because %s', (_, identity) => {
    expect(isOver(traces, other, machine(linux, { identity }))).toBe(false);
  });

  it.each([
    ['nothing', {}],
    ['its folder alone', { folder: '/tmp/private/a-1' }],
    ['its folder and host', { folder: '/tmp/private/a-1', host: 'host-1' }],
  ])('that left %s may still run', (_, left) => {
    expect(isOver(left, other, machine(linux))).toBe(false);
  });

  it('is not over because neither has a slot, or only one knows when the host started', () => {
    const { slot: _, boot: __, ...without } = traces;
    expect(isOver(without, {}, machine(running))).toBe(false);
  });

  it('has its folder found under the names of Windows', () => {
    const folder = String.raw`C:\Users\a b\Temp\private\a-1`;
    const seen = ['C:\\Users\\a b\\Temp'];
    const identity = (path: string) => (seen.includes(path) ? '7:1' : undefined);
    const left = tracesOf({ ...job, folder }, machine(linux, { identity }));
    expect(left).toMatchObject({ site: '7:1' });
    expect(isOver(left, other, machine(linux, { identity }))).toBe(true);
    seen.push(folder);
    expect(isOver(left, other, machine(linux, { identity }))).toBe(false);
  });
});
