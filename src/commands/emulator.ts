import { HelperError } from '../core/errors.ts';
import type { Files } from '../core/io.ts';
import type { EmulatorConfig } from '../emulator/account.ts';
import { defaultConfig } from '../emulator/default-config.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { emulatedCis } from '../emulator/jobs/index.ts';
import { emulatedCi } from '../emulator/make-job.ts';
import { parseConfig } from '../emulator/parse-config.ts';
import { describeRequest } from '../emulator/recorded-request.ts';
import { configForRole } from '../emulator/role-config.ts';
import { newFileLines, parseShell, shellFlag, shellLines } from '../export/shell-quote.ts';
import { type Accepted, type Arguments, flagValue, parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { optionsHelp } from './help.ts';
import { readText } from './trust/command.ts';

const accepted: Accepted = {
  options: [],
  flags: [
    { name: 'role', value: 'ARN', help: 'Emulate one role, with the trust policy in --trust-policy.' },
    { name: 'trust-policy', value: 'FILE', help: 'Trust policy of --role.' },
    {
      name: 'config',
      value: 'FILE',
      help: 'Emulate an account from a JSON file: providers, roles, users, jobs, faults.',
    },
    {
      name: 'ci',
      value: 'NAME',
      help: `Also print the environment of a job of this CI: ${emulatedCis.map(({ id }) => id).join(', ')}.`,
    },
    { name: 'port', value: 'N', help: 'Port to listen on. Default: a free port.' },
    shellFlag,
    { name: 'json', help: 'Print one line of JSON when ready.' },
  ],
};

export const emulator: Command = {
  get help() {
    return `Usage: ci-aws-credentials emulator [options]

Runs an OIDC issuer, a CI's token endpoint and AWS STS on this machine, to try a pipeline and a
trust policy without AWS. Signatures, audiences and trust policies are checked as AWS checks them;
each request is logged with the decision and its reason. The credentials do not work with AWS.
Without --role and --config, each CI has a role NAME-deploy for its branch main.

Example:
  ci-aws-credentials emulator --role arn:aws:iam::123456789012:role/deploy --trust-policy trust.json --ci github
  # in another terminal: paste the lines it printed, then
  ci-aws-credentials --role-to-assume arn:aws:iam::123456789012:role/deploy

Options:
${optionsHelp(accepted)}
`;
  },
  async run(args, io) {
    const given = parseArguments(args, accepted);
    const { flags } = given;
    const ciId = flagValue(given, 'ci');
    const ci = ciId === undefined ? undefined : emulatedCi(ciId);
    const config = readConfig(given, io.files);
    const interrupted = io.untilInterrupted();
    const running = await startEmulator(config, {
      port: portOf(flagValue(given, 'port')),
      onRequest: (request) => io.log.info(describeRequest(request)),
    });
    try {
      const job = ci === undefined ? {} : await running.jobEnvironment(ci.id);
      const environment = { ...endpointVariables(running.url), ...job };
      const roles = config.roles.map(({ arn }) => arn);
      const files = ci?.files ?? [];
      if (flags.json) {
        io.print(`${JSON.stringify({ url: running.url, roles, environment, files })}\n`);
      } else {
        io.log.info(`Emulating AWS at ${running.url}, for this machine only. Press Ctrl-C to stop. Roles:`);
        for (const role of roles) io.log.info(`  ${role}`);
        io.log.info('Paste these lines into another terminal:');
        const shell = parseShell(flagValue(given, 'shell'), io);
        io.print(shellLines(shell, environment));
        for (const name of files) io.print(newFileLines(shell, name));
      }
      await interrupted;
    } finally {
      await running.close();
    }
    return 0;
  },
};

function readConfig(given: Arguments, files: Files): EmulatorConfig {
  const [config, role, trustPolicy] = ['config', 'role', 'trust-policy'].map((name) => flagValue(given, name));
  if (config !== undefined) {
    if (role !== undefined || trustPolicy !== undefined) {
      const other = role === undefined ? '--trust-policy' : '--role';
      throw new HelperError('option-conflict', `--config and ${other} cannot be combined.`, {
        hint: 'Add the role to the config, under "roles".',
      });
    }
    return parseConfig(readText(config, { files }), config, files);
  }
  if (role === undefined && trustPolicy === undefined) return defaultConfig();
  if (role === undefined || trustPolicy === undefined) {
    const [one, other] = role === undefined ? ['--trust-policy', '--role'] : ['--role', '--trust-policy'];
    throw new HelperError('option-conflict', `${one} requires ${other}.`);
  }
  return configForRole(role, trustPolicy, files);
}

/** 0 selects a free port. */
function portOf(given = '0'): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port <= 65_535) return port;
  throw new HelperError('option-invalid', `--port is not a port number: ${JSON.stringify(given)}.`, {
    hint: 'Use a number up to 65535.',
  });
}

/** The variables that point AWS tools to the emulator. */
function endpointVariables(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries(['STS', 'IAM', 'ECR', 'ECR_PUBLIC'].map((service) => [`AWS_ENDPOINT_URL_${service}`, url]));
}
