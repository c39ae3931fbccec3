import { isKnownCi } from '../ci/index.ts';
import type { Identity } from '../core/session.ts';
import { twoHomes } from '../export/two-homes.ts';
import { fillFromEnvironment } from '../options/from-environment.ts';
import { parseRunLimits } from '../options/settings.ts';
import { withRunLimits } from '../session/run-limits.ts';
import { type Accepted, parseArguments, searchOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';
import { askAwsCli, askSdk, disagreement, toolSearch } from './tool-identities.ts';

const accepted: Accepted = {
  options: searchOptions(),
  flags: [{ name: 'json', help: 'Print JSON.' }],
};

/** Searches like AWS tools, so that the result is what the next tool of the job will use. */
export const whoami: Command = {
  get help() {
    return `Usage: ci-aws-credentials whoami [options]

Finds credentials as the AWS SDKs do (environment variables, profiles, containers, instances) and asks
AWS whose they are. As tools search in different orders, it also asks the AWS CLI, if installed, and
fails if a tool would have another identity.

Example:
  npx ci-aws-credentials whoami

Options:
${optionsHelp(accepted)}
`;
  },
  async run(args, world) {
    const { given, flags } = parseArguments(args, accepted);
    const filled = fillFromEnvironment(given, world.env, isKnownCi(world.env)).given;
    const io = withRunLimits(parseRunLimits(filled), world);
    try {
      const search = toolSearch(filled);
      const [sdk, awsCli] = await Promise.all([askSdk(search, io), askAwsCli(search, io)]);
      const conflict = disagreement({ sdk, awsCli, profile: search.profile }, io);
      if (conflict !== undefined) throw conflict;
      if (!('identity' in sdk)) {
        const apart = twoHomes(io);
        if (apart !== undefined) io.log.warning(apart);
        throw sdk.failure;
      }
      io.print(flags.json ? `${JSON.stringify(printed(sdk.identity))}\n` : `${sdk.identity.arn}\n`);
      return 0;
    } finally {
      // Pending requests must not keep the process alive.
      io.exitNow();
    }
  },
};

function printed({ accountId, arn, principalId }: Identity): object {
  return { account: accountId, arn, userId: principalId };
}
