import { describe, expect, it } from 'vitest';
import { isJob, isSameJob } from '../../src/ci/index.ts';
import { goesToTheLog, type SeenProcess } from '../../src/core/seen-output.ts';

const marks = { CI: 'true', GITLAB_CI: 'true' };

interface Sketch {
  readonly program: string;
  readonly out: string | undefined;
  readonly err?: string;
  readonly in?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly children?: readonly Sketch[];
}

/** Of the system, as a line from the first process to ours; `children` are others of them. */
function seen(...line: readonly Sketch[]): boolean {
  const processes = new Map<number, SeenProcess>();
  const add = ({ program, out, err = 'err', in: stdin, env = marks }: Sketch, parent: number, pid: number): number => {
    processes.set(pid, { parent, children: [], program, env, stdin, stdout: out, stderr: err });
    return pid;
  };
  let parent = 0;
  for (const [index, sketch] of line.entries()) {
    const pid = add(sketch, parent, index + 1);
    const children = (sketch.children ?? []).map((child, at) => add(child, pid, 100 * pid + at));
    const own = processes.get(pid);
    if (own !== undefined) processes.set(pid, { ...own, children });
    parent = pid;
  }
  return goesToTheLog(parent, (pid) => processes.get(pid), { isJob, isSameJob });
}

const us = (out: string | undefined, more: Partial<Sketch> = {}): Sketch => ({ program: 'node', out, ...more });
const bash = (out: string, more: Partial<Sketch> = {}): Sketch => ({ program: 'bash', out, ...more });
const daemon: Sketch = { program: 'Runner.Worker', out: 'journal', env: { PATH: '/bin' } };
const none = { env: {} };

describe('an output is seen', () => {
  it.each<[where: string, line: readonly Sketch[]]>([
    ['in a container, in the script of the job', [bash('log'), us('log')]],
    ['by way of npx', [bash('log'), us('log'), { program: 'dash', out: 'log' }, us('log')]],
    ['on a machine, below the runner', [{ program: 'systemd', out: 'null', env: {} }, daemon, bash('log'), us('log')]],
    ['where the script sets the variables of the job itself', [daemon, bash('log', none), us('log')]],
    ['in a script of the script', [daemon, bash('log', none), bash('log'), us('log')]],
    ['on standard error', [daemon, bash('log', { err: 'errors' }), us('errors')]],
    ['where an init is the first process', [{ program: 'tini', out: 'log' }, bash('log'), us('log')]],
    ['where tee copies it', [bash('log', { children: [{ program: 'tee', in: 'p', out: 'log' }] }), bash('p'), us('p')]],
    [
      'where cat copies it, as its own child',
      [bash('log'), us('p', { children: [{ program: 'cat', in: 'p', out: 'log' }] })],
    ],
    [
      'where two copy it',
      [
        bash('log', {
          children: [
            { program: 'cat', in: 'q', out: 'log' },
            { program: 'tee', in: 'p', out: 'q' },
          ],
        }),
        us('p'),
      ],
    ],
  ])('%s', (_where, line) => {
    expect(seen(...line)).toBe(true);
  });

  it.each<[where: string, line: readonly Sketch[]]>([
    ['that the shell captures', [daemon, bash('log'), us('p')]],
    ['that the shell captures by way of npx', [bash('log'), us('p'), { program: 'dash', out: 'p' }, us('p')]],
    ['that a script prints which is captured', [bash('log'), bash('p'), us('p')]],
    [
      'that a script prints which is captured, where the shell was started without variables',
      [daemon, bash('log', none), bash('p'), us('p')],
    ],
    ['that the AWS CLI captures', [daemon, bash('log'), { program: 'python3.11', out: 'log' }, us('p')]],
    ['that the AWS CLI captures through a script', [bash('log'), { program: 'aws', out: 'log' }, bash('p'), us('p')]],
    ['that a tool captures which is all of a container', [{ program: 'terraform', out: 'log' }, us('p')]],
    ['of a container whose output is captured outside', [us('log')]],
    ['of npx in a container whose output is captured outside', [us('log'), { program: 'dash', out: 'log' }, us('log')]],
    ['that goes to a file', [bash('log'), us('file')]],
    ['that is copied to a file', [bash('log', { children: [{ program: 'cat', in: 'p', out: 'file' }] }), us('p')]],
    ['that another program reads', [bash('log', { children: [{ program: 'jq', in: 'p', out: 'log' }] }), us('p')]],
    [
      'beside what tee copies of others',
      [bash('log', { children: [{ program: 'tee', in: 'q', out: 'log' }] }), us('p')],
    ],
    [
      'beside a copier with one and the same socket for both',
      [bash('log', { children: [{ program: 'cat', in: 'p', out: 'p' }] }), us('p')],
    ],
    ['that is closed', [bash('log'), us(undefined)]],
    ['where no variable tells of a job', [bash('log', none), us('log', none)]],
    [
      'that a program captures which runs no jobs',
      [{ program: 'make', out: 'log', ...none }, bash('p', none), us('p', none)],
    ],
    ['of the job of somebody else’s runner', [{ program: 'act', out: 'log', env: { CI: 'true' } }, us('p')]],
  ])('but not %s', (_where, line) => {
    expect(seen(...line)).toBe(false);
  });

  it('but not where the processes around may not be looked at', () => {
    const own = { parent: 7, children: [], program: 'node', env: marks, stdin: 'null', stdout: 'p', stderr: 'p' };
    expect(goesToTheLog(9, (pid) => (pid === 9 ? own : undefined), { isJob, isSameJob })).toBe(false);
    expect(goesToTheLog(9, () => undefined, { isJob, isSameJob })).toBe(false);
  });
});
