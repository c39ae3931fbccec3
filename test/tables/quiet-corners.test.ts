import { expect, it } from 'vitest';
import { detectCi } from '../../src/ci/index.ts';
import { cleanUp } from '../../src/cleanup.ts';
import { HelperError } from '../../src/core/errors.ts';
import { quietLog, silentLog } from '../../src/core/quiet-log.ts';
import { findSections } from '../../src/export/aws-ini.ts';
import { warnOfCheckout } from '../../src/export/checkout-warning.ts';
import type { HandoverPlan } from '../../src/export/target.ts';
import { jobFolderOrReason, jobOf } from '../../src/job/job.ts';
import { tracesOf } from '../../src/job/job-traces.ts';
import { tokenSupply } from '../../src/session/token-supply.ts';
import { failureOf, jobs } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const bug = new TypeError('a bug');
const fail = (error: unknown) => () => {
  throw error;
};

it('a quiet log hears faults and masks, a silent one nothing', () => {
  const world = makeWorld();
  const quiet = quietLog(world.io.log);
  quiet.info('x');
  quiet.notice('x');
  silentLog.warning('x');
  quiet.warning('faulty');
  expect(world.said).toEqual(['warning: faulty']);
});

it('an event of GitHub that cannot be read explains nothing; a bug is one', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: '/event.json' };
  const { io } = makeWorld({ env });
  const with_ = (error: unknown) => ({ ...io, files: { ...io.files, read: fail(error) } });
  const token = (error: unknown) => detectCi(env, undefined).token(undefined, with_(error));
  expect(await failureOf(() => token(new HelperError('input-unreadable', 'x')))).toMatchObject({
    code: 'token-permission-missing',
  });
  await expect(token(bug)).rejects.toBe(bug);
});

it('a mark that somebody changed by hand is read as it stands', () => {
  const text = '[ci]\n# managed by ci-aws-credentials; job a; folder /%zz\n';
  expect(findSections(text, 'ci')[0]?.mark?.traces).toEqual({ folder: '/%zz' });
});

it('keys that go into the checkout are told', () => {
  const world = makeWorld({ env: { ...jobs.gitlab, CI_PROJECT_DIR: '/code' } });
  const plan = { ci: detectCi(world.io.env, undefined) } as HandoverPlan;
  warnOfCheckout('/code/credentials', plan, world.io);
  warnOfCheckout('/home/credentials', plan, world.io);
  expect(world.said).toEqual([expect.stringContaining('warning: The credentials are written to /code/credentials')]);
});

it('the folder of a job is made, or there is a reason; a bug is none', () => {
  const { io } = makeWorld({ env: jobs.gitlab ?? {} });
  const job = jobOf(detectCi(io.env, undefined), io);
  const reason = new HelperError('file-unsafe', 'x');
  expect(jobFolderOrReason(job, io)).toBe(job.folder);
  expect(jobFolderOrReason(job, { files: { privateFolder: fail(reason) } })).toBe(reason);
  expect(() => jobFolderOrReason(job, { files: { privateFolder: fail(bug) } })).toThrow(bug);
});

it('a machine that does not show its name or start is still this one', () => {
  const { io } = makeWorld();
  const job = { name: 'a', id: 'a-1', folder: '/tmp/private/a-1' };
  const hidden = { ...io, files: { ...io.files, read: fail(new HelperError('input-unreadable', 'x')) } };
  expect(tracesOf(job, hidden)).toMatchObject({ host: 'this' });
});

it('a post step finds nothing where the folder of its journal is gone, and undoes what is in one', async () => {
  const world = makeWorld({
    files: { '/tmp/private/a/receipts-1-a.json': '[{"kind":"files","files":["/x"]}]', '/x': '' },
  });
  expect(await cleanUp('/tmp/private/gone/receipts-1-a.json', world.io)).toEqual({ undone: 0, left: 0 });
  expect(await cleanUp('/tmp/private/a/receipts-1-a.json', world.io)).toEqual({ undone: 1, left: 0 });
  expect(world.files.has('/x')).toBe(false);
});

it('a supply of tokens has none before the first is fetched, and keeps the reason where it fails', async () => {
  const { io } = makeWorld({ env: { GITHUB_ACTIONS: 'true' } });
  const ci = detectCi(io.env, undefined);
  const supply = tokenSupply({ ci, from: undefined, settings: { audience: undefined, maxAttempts: 1 } }, io);
  expect(() => supply.latest()).toThrow('no token was fetched');
  expect(supply.failure()).toBeUndefined();
  const error = await failureOf(() => supply.token(undefined));
  expect(supply.failure()).toBe(error);
  // Whoever asks again after that gets the reason of the next attempt.
  const again = await failureOf(() => supply.token(undefined));
  expect(again).not.toBe(error);
  expect(supply.failure()).toBe(again);
});
