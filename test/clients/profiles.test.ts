import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsByName, startAwsByName } from './aws.ts';
import { clients, sdkFiles, tokenFileClient } from './clients.ts';
import { assuming, expectIdentity, sessionName, startJob } from './job.ts';

let aws: AwsByName;
beforeAll(async () => {
  aws = await startAwsByName();
});
afterAll(() => aws.close());

const readers = [...clients, sdkFiles];

interface Case {
  readonly name: string;
  readonly ci: string;
  readonly args?: readonly string[];
  readonly profile?: string;
  /** Variables of the whole job. */
  readonly env?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  { name: 'the default profile with the token of GitLab', ci: 'gitlab' },
  { name: 'the default profile with the token of Semaphore', ci: 'semaphore' },
  { name: 'the default profile in files of the job, on Azure Pipelines', ci: 'azure-pipelines' },
  {
    name: 'a named profile with the token',
    ci: 'gitlab',
    args: ['--aws-profile', 'deploy.1+eu@ci'],
    profile: 'deploy.1+eu@ci',
  },
  { name: 'the default profile with keys', ci: 'gitlab', args: ['--profile-type', 'static'] },
  {
    name: 'a named profile with keys',
    ci: 'semaphore',
    args: ['--profile-type', 'static', '--aws-profile', 'ci'],
    profile: 'ci',
  },
  {
    name: 'a profile with the token of CircleCI',
    ci: 'circleci',
    args: ['--export', 'profile', '--profile-type', 'web-identity'],
  },
  {
    name: 'a profile that asks the program, on GitHub',
    ci: 'github',
    args: ['--export', 'profile', '--profile-type', 'process'],
  },
  {
    name: 'a profile that asks the program, by name',
    ci: 'circleci',
    args: ['--export', 'profile', '--profile-type', 'process', '--aws-profile', 'ci'],
    profile: 'ci',
  },
  {
    name: 'files in other places',
    ci: 'gitlab',
    env: { AWS_CONFIG_FILE: 'elsewhere/config', AWS_SHARED_CREDENTIALS_FILE: 'elsewhere/credentials' },
    args: ['--profile-type', 'static'],
  },
  { name: 'a config file in another place', ci: 'gitlab', env: { AWS_CONFIG_FILE: 'elsewhere/config' } },
];

describe.each(cases)('$name', ({ ci, args = [], profile, env }) => {
  it.each(readers)('is read by $name', async (client) => {
    const job = await startJob(aws, ci, env);
    await job.tool(...assuming(job, ...args));
    await expectIdentity(aws, job, client, { profile });
  });
});

describe('a named profile', () => {
  it.each(readers)('is chosen by AWS_PROFILE for $name', async (client) => {
    const job = await startJob(aws, 'gitlab');
    await job.tool(...assuming(job, '--aws-profile', 'ci'));
    await expectIdentity(aws, job, client, { env: { AWS_PROFILE: 'ci' } });
  });

  it.each(readers)('is written by the action, and read by $name', async (client) => {
    const job = await startJob(aws, 'github');
    await job.act({ 'aws-profile': 'ci' });
    await expectIdentity(aws, job, client, { profile: 'ci' });
  });

  it.each(readers)('carries a profile of the user’s on top of it, for $name', async (client) => {
    const job = await startJob(aws, 'gitlab');
    const config = path.join(job.home, '.aws/config');
    mkdirSync(path.dirname(config));
    const chained = 'arn:aws:iam::123456789012:role/chained';
    const ours = `# ours\n[profile next]\nrole_arn = ${chained}\nsource_profile = ci\nrole_session_name = second\nregion = eu-central-1`;
    writeFileSync(config, ours);
    await job.tool(...assuming(job, '--aws-profile', 'ci'));
    expect(readFileSync(config, 'utf8')).toContain(ours);
    const { stdout, stderr } = await job.ask(client, { profile: 'next' });
    expect(stdout.trim(), stderr).toBe('arn:aws:sts::123456789012:assumed-role/chained/second');
  });
});

describe('the token of a profile', () => {
  it('is exchanged by fromTokenFile of the SDK for JavaScript', async () => {
    const job = await startJob(aws, 'gitlab');
    await job.tool(...assuming(job));
    const config = readFileSync(path.join(job.home, '.aws/config'), 'utf8');
    const tokenFile = /^web_identity_token_file *= *(.*)$/m.exec(config)?.[1] ?? '';
    await expectIdentity(aws, job, tokenFileClient(tokenFile, job.roleArn, sessionName));
  });

  it.each(readers)('is gone after cleanup, and so is $name', async (client) => {
    const job = await startJob(aws, 'gitlab');
    await job.tool(...assuming(job));
    await job.tool('cleanup');
    const ended = await job.ask(client, { env: { AWS_REGION: 'eu-central-1' } });
    expect(ended).toMatchObject({ stdout: '' });
    expect(ended.exitCode).not.toBe(0);
    expect(ended.stderr).toMatch(/credentials/i);
  });
});

describe('a credential_process of the user’s own', () => {
  const scripts = {
    'the program in its place': (line: string) => `exec env ${line}`,
    'a script that goes on after it': (line: string) => `${line}\ntrue`,
  };

  describe.each(Object.entries(scripts))('is %s', (_what, script) => {
    // In a job whose log is a pipe for each stream: what the client captures is not taken for it.
    it.each(clients)('and is read by $name', async (client) => {
      const job = await startJob(aws, 'gitlab');
      const ask = path.join(job.home, 'ask');
      writeFileSync(ask, script(job.toolLine('credential-process', ...assuming(job))));
      mkdirSync(path.join(job.home, '.aws'));
      const config = `[profile own]\ncredential_process = sh ${ask}\nregion = eu-central-1\n`;
      writeFileSync(path.join(job.home, '.aws/config'), config);
      await expectIdentity(aws, job, client, { profile: 'own', shell: ['bash', '-c', '"$@"; exit', 'bash'] });
    });
  });
});
