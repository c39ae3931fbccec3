import { isKnownCi } from '../ci/index.ts';
import { fillFromEnvironment } from '../options/from-environment.ts';
import { parseRunLimits, parseSettings } from '../options/settings.ts';
import type { GivenOptions } from '../options/table.ts';
import { sayLogins } from '../reporting/announce.ts';
import { run } from '../run.ts';
import { withRunLimits } from '../session/run-limits.ts';
import { type Accepted, parseArguments, searchOptions } from './arguments.ts';
import { loginSummary } from './assume.ts';
import type { Command, CommandIo } from './command.ts';
import { optionsHelp } from './help.ts';
import { findAsSdk, toolSearch } from './tool-identities.ts';

const accepted: Accepted = {
  options: searchOptions('allowed-account-ids', 'ci', 'retry-max-attempts', 'mask-aws-account-id'),
  flags: [{ name: 'json', help: 'Print the registries as JSON: host and expiry.' }],
  operands: true,
};

export const ecrLogin: Command = {
  get help() {
    return `Usage: ci-aws-credentials ecr-login [REGISTRY…] [options]

Logs container clients (Docker, podman and others) in to Amazon ECR, with the credentials that AWS
tools find in this job. A REGISTRY is an account ID, a registry host in any region, or public. Default:
the registry of the account. Docker need not be installed. The cleanup command logs out.

Examples:
  npx ci-aws-credentials ecr-login
  npx ci-aws-credentials ecr-login 123456789012.dkr.ecr.eu-central-1.amazonaws.com public

Options:
${optionsHelp(accepted)}
`;
  },
  async run(args, world) {
    const { given, flags, operands } = parseArguments(args, accepted);
    const filled = ownOptions(fillFromEnvironment(given, world.env, isKnownCi(world.env)).given);
    const io: CommandIo = withRunLimits(parseRunLimits(filled), world);
    const registries = operands.length === 0 ? 'true' : operands.join(' ');
    try {
      const { credentials, region } = await findAsSdk(toolSearch(filled), io);
      const options = { ...filled, 'aws-region': region, 'ecr-login': registries, 'force-skip-oidc': 'true' };
      const settings = parseSettings(options, io.env);
      const outcome = await run({ ...settings, source: { kind: 'keys', role: undefined, credentials } }, io, {
        targets: [],
      });
      if (outcome.kind !== 'unset') {
        sayLogins(outcome, io.log);
        if (flags.json) io.print(`${JSON.stringify(loginSummary(outcome))}\n`);
      }
      return 0;
    } finally {
      // Pending requests of the SDK must not keep the process alive.
      io.exitNow();
    }
  },
};

/** Without what variables say to the command that assumes a role. */
function ownOptions(given: GivenOptions): GivenOptions {
  const isOwn = (name: string): boolean => accepted.options.some((option) => option.name === name);
  return Object.fromEntries(Object.entries(given).filter(([name]) => isOwn(name)));
}
