import { describe, expect, it } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import { exportTargets } from '../../src/export/index.ts';
import { exportNames } from '../../src/options/export-name.ts';
import type { GivenOptions } from '../../src/options/table.ts';
import { fakeToken, jobFiles, jobs, servicesAndSts } from '../fakes.ts';
import { assume, cleanUp, refusalOf } from '../flows/scene.ts';
import { makeWorld, type World } from '../world.ts';

/** A run that uses the target: a new one adds its line. */
const uses: Readonly<Record<string, readonly [ci: string, given: GivenOptions]>> = {
  profile: ['gitlab', { export: 'profile' }],
  'registry-login': ['gitlab', { export: 'none', 'ecr-login': 'true' }],
  'bash-env': ['circleci', { export: 'env' }],
  'github-env': ['github', { export: 'env' }],
  'github-outputs': ['github', { export: 'outputs' }],
};

function worldOf(ci: string): World {
  const token = fakeToken('asked');
  const answer = servicesAndSts(token);
  const program = { '/opt/ci-aws-credentials/dist/credential-process.json': '{"cli.js":{"id":"1","files":{}}}' };
  const files = {
    ...program,
    ...jobFiles(token),
    '/run/token': '',
    '/tmp/.bash_env-1': 'export A=1\n',
    '/home/ci/.aws/config': '[profile mine]\n',
  };
  return makeWorld({ env: jobs[ci] ?? {}, answer, files });
}

describe.each(exportTargets.map((target) => [target.name, target] as const))('the target %s', (name, target) => {
  const [ci, given] = uses[name] ?? ['no run uses it: add a line to `uses`', {}];

  it('has a name of its own, which is that of its receipts', async () => {
    expect(exportTargets.filter((other) => other.name === name)).toHaveLength(1);
    const world = worldOf(ci);
    await assume(world, given);
    const [journal] = [...world.files]
      .filter(([path]) => path.includes('/receipts-'))
      .map(([, text]) => JSON.parse(text));
    expect(new Set((journal ?? []).map(({ kind }: { readonly kind: string }) => kind))).toEqual(
      new Set(target.undo === undefined ? [] : [name]),
    );
  });

  it('leaves the files of the job as they were, once they are cleaned up', async () => {
    const world = worldOf(ci);
    const before = new Map(world.files);
    await assume(world, given);
    await cleanUp(world);
    expect(world.files).toEqual(before);
    expect(Object.values(world.variables).filter((value) => value !== '')).toEqual([]);
  });

  it('takes back nothing for a receipt that says nothing', async () => {
    const world = worldOf(ci);
    const before = new Map(world.files);
    await target.undo?.({ kind: name }, world.io);
    expect(world.files).toEqual(before);
    expect(world.variables).toEqual({});
  });
});

describe.each(ciProviders().map(({ id }) => id))('on %s', (id) => {
  it.each(exportNames)('export: %s works, or says what else to do', async (way) => {
    const world = worldOf(id);
    world.files.set('/run/token', jobs.semaphore?.SEMAPHORE_OIDC_TOKEN ?? '');
    const before = new Map(world.files);
    const possible = ciProviders().find((ci) => ci.id === id)?.variables;
    const works = { env: possible !== undefined, outputs: possible === 'github-env', profile: true, none: true }[way];
    if (works) {
      await assume(world, { export: way });
      await cleanUp(world);
    } else {
      expect(await refusalOf(world, { export: way })).toMatchObject({
        code: 'option-invalid',
        hint: expect.stringContaining('--export profile'),
      });
      expect(world.requests).toEqual([]);
    }
    expect(world.files).toEqual(before);
  });
});
