import { afterAll, beforeAll, describe, it } from 'vitest';
import { type AwsByName, startAwsByName } from './aws.ts';
import { clients } from './clients.ts';
import { assuming, expectIdentity, startJob } from './job.ts';

let aws: AwsByName;
beforeAll(async () => {
  aws = await startAwsByName();
});
afterAll(() => aws.close());

describe('variables of later steps', () => {
  it.each(clients)('are left by the action on GitHub for $name', async (client) => {
    const job = await startJob(aws, 'github');
    await job.act();
    await expectIdentity(aws, job, client);
  });

  it.each(clients)('are left by the action on Forgejo for $name', async (client) => {
    const job = await startJob(aws, 'forgejo');
    await job.act();
    await expectIdentity(aws, job, client);
  });

  it.each(clients)('are left by the command line on GitHub for $name', async (client) => {
    const job = await startJob(aws, 'github');
    await job.tool(...assuming(job));
    await expectIdentity(aws, job, client);
  });

  it.each(clients)('come with the profile where both are asked for, for $name', async (client) => {
    const job = await startJob(aws, 'github');
    await job.act({ 'aws-profile': 'ci', 'output-env-credentials': 'true' });
    await expectIdentity(aws, job, client);
  });

  it.each(clients)('are read from BASH_ENV by the bash of the next step, for $name', async (client) => {
    const job = await startJob(aws, 'circleci');
    await job.tool(...assuming(job));
    await expectIdentity(aws, job, client, { shell: ['bash', '-eo', 'pipefail', '-c', '"$@"', 'bash'] });
  });
});

describe('lines for a shell', () => {
  it.each(clients)('are evaluated by bash for $name', async (client) => {
    const job = await startJob(aws, 'gitlab');
    const line = job.toolLine('env', ...assuming(job));
    await expectIdentity(aws, job, client, {
      shell: ['bash', '-euo', 'pipefail', '-c', `eval "$(${line})"; "$@"`, 'bash'],
    });
  });

  it.each(clients)('are evaluated by sh for $name', async (client) => {
    const job = await startJob(aws, 'semaphore');
    const line = job.toolLine('env', ...assuming(job));
    await expectIdentity(aws, job, client, { shell: ['sh', '-eu', '-c', `eval "$(${line})"; "$@"`, 'sh'] });
  });

  it.each(clients)('are read by fish for $name', async (client) => {
    const job = await startJob(aws, 'gitlab');
    const line = job.toolLine('env', '--shell', 'fish', ...assuming(job));
    await expectIdentity(aws, job, client, { shell: ['fish', '-c', `env ${line} | source; and $argv`] });
  });
});
