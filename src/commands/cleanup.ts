import { detectCi } from '../ci/index.ts';
import { cleanUpJob, sayCleanedUp } from '../cleanup.ts';
import { jobOf, shellFormFolder } from '../job/job.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = { options: tableOptions('ci'), flags: [] };

export const cleanup: Command = {
  get help() {
    return `Usage: ci-aws-credentials cleanup [--ci NAME]

Removes what the steps of this job left behind (profiles, token files, variables) and restores what
was there before. It can be run more than once.

Example:
  npx ci-aws-credentials cleanup

Options:
${optionsHelp(accepted)}
`;
  },
  async run(args, io) {
    const { given } = parseArguments(args, accepted);
    const job = jobOf(detectCi(io.env, given.ci), io);
    sayCleanedUp(await cleanUpJob([job.folder, shellFormFolder(job)], io), ' from this job', io.log);
    return 0;
  },
};
