import { detectCi } from '../../src/ci/index.ts';
import { cleanup } from '../../src/commands/cleanup.ts';
import type { HelperError } from '../../src/core/errors.ts';
import { jobOf } from '../../src/job/job.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { type RunOptions, run } from '../../src/run.ts';
import { failureOf, granted, jobs, roleArn } from '../fakes.ts';
import { makeWorld, type Scenery, type World } from '../world.ts';

/** A job of a CI that has all it needs, and an STS that grants; the scenery says what is otherwise. */
export function jobWorld(ci: string, { env, ...scenery }: Scenery = {}): World {
  return makeWorld({ answer: () => granted(), ...scenery, env: { ...jobs[ci], ...env } });
}

const options: GivenOptions = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1' };

export async function assume(world: World, given: GivenOptions = {}, how: RunOptions = {}): Promise<void> {
  await run(readSettings({ ...options, ...given }, world.io), world.io, how);
}

export function refusalOf(world: World, given: GivenOptions = {}, how: RunOptions = {}): Promise<HelperError> {
  return failureOf(() => assume(world, given, how));
}

/** What a later step of the same job does, or the end of it. */
export async function cleanUp(world: World): Promise<void> {
  await cleanup.run([], world.io);
}

/** The private folder of the job. */
export function folderOf({ io }: World): string {
  return jobOf(detectCi(io.env, undefined), io).folder;
}
