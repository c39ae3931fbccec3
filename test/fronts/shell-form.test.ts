import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsCli } from '../clients/clients.ts';
import { expectIdentity, startJob } from '../clients/job.ts';
import { systemPath } from '../clients/requirements.ts';
import { runProgram } from '../program.ts';
import { asking, aws, configOf, describeFormIn, left, run, script, setUpAws, shells } from './shell-form.ts';

setUpAws();

describeFormIn('dash', shells.dash);

describe('the form in shell', () => {
  it.each(['by itself', 'by the program'])(
    'writes two profiles, each the role, and they go together %s',
    async (how) => {
      const job = await startJob(aws, 'gitlab');
      const before = '[profile x]\nregion = us-west-2\n';
      mkdirSync(path.dirname(configOf(job)));
      writeFileSync(configOf(job), before);
      for (const profile of ['one', 'two', 'one'])
        expect(await run(job, shells.dash, [...asking(job), '--aws-profile', profile])).toMatchObject({ exitCode: 0 });
      expect(readFileSync(configOf(job), 'utf8').match(/^\[.*\]$/gm)).toEqual([
        ...['[profile x]', '[profile two]', '[profile one]'],
      ]);
      for (const profile of ['one', 'two']) await expectIdentity(aws, job, awsCli, { profile });
      if (how === 'by the program') await job.tool('cleanup');
      else expect(await run(job, shells.dash, ['cleanup'])).toMatchObject({ exitCode: 0 });
      expect(readFileSync(configOf(job), 'utf8')).toBe(before);
      expect(left(job)).toEqual(['.aws/config']);
    },
  );

  it('leaves its profile to the program, later in the same job', async () => {
    const job = await startJob(aws, 'gitlab');
    expect(await run(job, shells.dash, asking(job))).toMatchObject({ exitCode: 0 });
    await job.tool(...asking(job), '--profile-type', 'process');
    expect(readFileSync(configOf(job), 'utf8').match(/^\[default\]/gm)).toHaveLength(1);
    await expectIdentity(aws, job, awsCli, {});
    await job.tool('cleanup');
    expect(left(job)).toEqual([]);
  });

  it('leaves another job alone whose name begins with its own', async () => {
    const job = await startJob(aws, 'gitlab', { CI_JOB_ID: '7-8' });
    await job.tool(...asking(job), '--aws-profile', 'theirs', '--profile-type', 'web-identity');
    const before = left(job);
    const env = { CI_JOB_ID: '7' };
    expect(await run(job, shells.dash, [...asking(job), '--aws-profile', 'ours'], env)).toMatchObject({ exitCode: 0 });
    expect(await run(job, shells.dash, ['cleanup'], env)).toMatchObject({ exitCode: 0 });
    expect(left(job)).toEqual(before);
    await expectIdentity(aws, job, awsCli, { profile: 'theirs' });
  });

  it('leaves half a file under a name that the program removes', async () => {
    const job = await startJob(aws, 'gitlab');
    const bin = path.join(job.home, '../bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'mv'), '#!/bin/sh\nkill -9 $PPID\n', { mode: 0o755 });
    await run(job, shells.dash, asking(job), { PATH: `${bin}:${systemPath}` });
    expect(left(job).filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
    await job.tool(...asking(job), '--profile-type', 'web-identity');
    await job.tool('cleanup');
    expect(left(job)).toEqual([]);
  });

  it.each(['circleci', 'semaphore', 'bitbucket', 'spacelift', 'hcp-terraform'])(
    'has the name that the program has for a job on %s',
    async (ci) => {
      const job = await startJob(aws, ci);
      expect(await run(job, shells.dash, asking(job))).toMatchObject({ exitCode: 0 });
      await job.tool('cleanup');
      expect(left(job)).toEqual([]);
    },
  );

  it('has nothing that shellcheck would change', async () => {
    const checked = await runProgram({
      command: ['shellcheck', '--shell=sh', '--severity=warning', script],
      env: { PATH: systemPath },
      cwd: '/',
    });
    expect(checked.stdout).toBe('');
    expect(checked.exitCode).toBe(0);
  });

  it('has two hundred lines at most', () => {
    expect(readFileSync(script, 'utf8').split('\n').length).toBeLessThanOrEqual(201);
  });
});
