import { expect, it } from 'vitest';
import type { Http, Io } from '../../src/core/io.ts';
import { withDeadline } from '../../src/session/run-limits.ts';
import { failureOf } from '../fakes.ts';
import { makeWorld, type World } from '../world.ts';

/** What each wait of a world was limited to. */
function watched(world: World): { readonly io: Io; readonly limits: unknown[] } {
  const limits: unknown[] = [];
  const http: Http = {
    ...world.io.http,
    send: async (_request, limit) => {
      limits.push(limit);
      return { status: 200, headers: {}, body: '' };
    },
    viaProxy: () => http,
  };
  const io: Io = {
    ...world.io,
    http,
    files: {
      ...world.io.files,
      read: (_path, limit) => {
        limits.push(limit);
        return undefined;
      },
    },
    processes: {
      run: async (_command, _args, options) => {
        limits.push(options);
        return { status: 0, stdout: '', stderr: '' };
      },
      shell: async (_line, options) => {
        limits.push(options);
        return { status: 0, stdout: '', stderr: '' };
      },
    },
  };
  return { io, limits };
}

const request = { method: 'GET', url: 'https://a.example', headers: {} } as const;

it('whatever waits has what is left of the budget, and no more', async () => {
  const world = makeWorld();
  const { io, limits } = watched(world);
  const bounded = withDeadline(io, 10);
  expect(bounded.clock.remaining()).toBe(10_000);
  await bounded.http.send(request);
  world.pass(4000);
  await bounded.processes.run('x', [], { env: { A: '1' } });
  await bounded.http.viaProxy({ proxy: undefined, noProxy: [] }).send(request);
  world.pass(5999);
  await bounded.processes.shell('x');
  expect(limits).toEqual([10_000, { limit: 6000, env: { A: '1' } }, 6000, { limit: 1 }]);
});

it('the budget stays the same when the clock of the machine is set', () => {
  const { io } = makeWorld();
  let ahead = 0;
  const bounded = withDeadline({ ...io, clock: { ...io.clock, now: () => io.clock.now() + ahead } }, 10);
  for (ahead of [3_600_000, -3_600_000]) expect(bounded.clock.remaining()).toBe(10_000);
});

it('nothing begins when the budget is used up, and the option is named', async () => {
  const world = makeWorld();
  const { io, limits } = watched(world);
  const bounded = withDeadline(io, 10);
  world.pass(10_000);
  expect(bounded.clock.remaining()).toBe(0);
  for (const task of [
    () => bounded.http.send(request),
    () => bounded.processes.run('x', []),
    () => bounded.processes.shell('x'),
  ]) {
    expect(await failureOf(task)).toMatchObject({
      code: 'deadline-exceeded',
      message: 'Timed out after 10 s.',
      hint: expect.stringContaining('timeout'),
    });
  }
  world.pass(60_000);
  expect(bounded.clock.remaining()).toBe(0);
  expect(limits).toEqual([]);
});

it('a file that may be a pipe holds up the rest for ten seconds at most, and a plain file is read at any time', () => {
  const world = makeWorld();
  const { io, limits } = watched(world);
  const bounded = withDeadline(io, 60);
  bounded.files.read('x', { bytes: 7 });
  world.pass(58_000);
  bounded.files.read('x');
  world.pass(5_000);
  bounded.files.read('x');
  expect(limits).toEqual([{ milliseconds: 10_000, bytes: 7 }, { milliseconds: 2_000 }, { milliseconds: 0 }]);
});
