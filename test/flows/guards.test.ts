import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import type { ProfileSession } from '../../src/core/session.ts';
import { githubEnv } from '../../src/export/github-env.ts';
import { githubOutputs } from '../../src/export/github-outputs.ts';
import type { Handover } from '../../src/export/target.ts';
import { readSettings } from '../../src/options/read-settings.ts';
import { run } from '../../src/run.ts';
import { renewCredentials } from '../../src/session/renew.ts';
import { failureOf, githubAndSts, granted, roleArn } from '../fakes.ts';
import type { World } from '../world.ts';
import { jobWorld, refusalOf } from './scene.ts';

async function handedOver(world: World): Promise<Handover> {
  const given = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1', 'output-credentials': 'true' };
  const outcome = await run(readSettings(given, world.io), world.io);
  if (outcome.kind !== 'handed-over') throw new Error('nothing was handed over');
  return outcome;
}

describe('a value with a line end in it', () => {
  const evil = 'fake\nEVIL=1';

  it.each<[what: string, change: (session: ProfileSession) => Partial<ProfileSession>]>([
    ['the session token', ({ credentials }) => ({ credentials: { ...credentials, sessionToken: new Secret(evil) } })],
    ['the secret key', ({ credentials }) => ({ credentials: { ...credentials, secretAccessKey: new Secret(evil) } })],
    ['the access key ID', ({ credentials }) => ({ credentials: { ...credentials, accessKeyId: evil } })],
  ])('is handed over neither as a variable nor as an output: %s', async (_what, change) => {
    const handover = await handedOver(jobWorld('github', { answer: githubAndSts() }));
    for (const target of [githubEnv, githubOutputs]) {
      const world = jobWorld('github');
      const session = { ...handover.sessions[0], ...change(handover.sessions[0]) };
      const records: object[] = [];
      const task = () =>
        target.write({ ...handover, sessions: [session] as const }, world.io, (receipt) => records.push(receipt));
      expect((await failureOf(task)).message).not.toContain('EVIL');
      expect({ ...world.variables, ...world.outputs }).toEqual({});
      expect(records).toEqual([]);
    }
  });

  it('is handed over as no output: the ARN', async () => {
    const handover = await handedOver(jobWorld('github', { answer: githubAndSts() }));
    const world = jobWorld('github');
    const session = { ...handover.sessions[0], arn: evil };
    await failureOf(() => githubOutputs.write({ ...handover, sessions: [session] as const }, world.io, () => {}));
    expect(world.outputs).toEqual({});
  });
});

describe('an account that nobody knew of before AWS answered', () => {
  const answer = githubAndSts(granted(1, '999999999999'));

  it('is masked before it is said, and before it is refused', async () => {
    const world = jobWorld('github', { answer });
    const error = await refusalOf(world, { 'mask-aws-account-id': 'true', 'allowed-account-ids': '123456789012' });
    expect(error.code).toBe('account-not-allowed');
    expect(world.said).toContain('mask: 999999999999');
    expect(world.variables).toEqual({});
  });

  it('is masked at a renewal, too', async () => {
    const world = jobWorld('github', { answer });
    const given = { 'role-to-assume': roleArn, 'aws-region': 'eu-central-1', 'mask-aws-account-id': 'true' };
    await renewCredentials(readSettings(given, world.io), world.io);
    expect(world.said).toContain('mask: 999999999999');
  });

  it('is not masked unless that is asked for', async () => {
    const world = jobWorld('github', { answer });
    await refusalOf(world, { 'allowed-account-ids': '123456789012' });
    expect(world.said).not.toContain('mask: 999999999999');
  });
});
