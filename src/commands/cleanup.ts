import { detectCi } from '../ci/index.ts';
import { cleanUpJob, sayCleanedUp } from '../cleanup.ts';
import { jobOf } from '../job/job.ts';
import { type Accepted, parseArguments, tableOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';

const accepted: Accepted = { options: tableOptions('ci'), flags: [] };

export const cleanup: Command = {
  help: `Usage: ci-aws-credentials cleanup [--ci NAME]

Removes what the steps of this job left behind: profiles, token files, variables. What was there
before is put back. A second run finds nothing to do.

Example:
  npx ci-aws-credentials cleanup

Options:
${optionsHelp(accepted)}
`,
  async run(args, io) {
    const { given } = parseArguments(args, accepted);
    const cleaned = await cleanUpJob(jobOf(detectCi(io.env, given.ci), io).folder, io);
    sayCleanedUp(cleaned, ' of this job', io.log);
    return 0;
  },
};
