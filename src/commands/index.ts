import { didYouMean } from '../core/did-you-mean.ts';
import { HelperError } from '../core/errors.ts';
import { withoutSecrets } from '../core/secret.ts';
import { assume } from './assume.ts';
import type { Command, CommandIo } from './command.ts';
import { columns } from './help.ts';

interface Entry {
  readonly summary: string;
  /** Commands are loaded when called, so that none pays for the imports of another. */
  readonly load: () => Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  assume: {
    summary: "Exchange the job's OIDC token for credentials and pass them to the job (default)",
    load: async () => assume,
  },
  exec: {
    summary: 'Run a command with its own credentials, renewed while it runs',
    load: async () => (await import('./for-jobs.ts')).exec,
  },
  'credential-process': {
    summary: 'Print credentials for credential_process, cached and renewed',
    load: async () => (await import('./for-jobs.ts')).credentialProcess,
  },
  env: {
    summary: 'Print shell lines that set the credentials, for eval',
    load: async () => (await import('./for-jobs.ts')).env,
  },
  'ecr-login': {
    summary: 'Log container clients in to Amazon ECR with the credentials of this job',
    load: async () => (await import('./for-jobs.ts')).ecrLogin,
  },
  cleanup: {
    summary: 'Remove what this job left behind',
    load: async () => (await import('./for-jobs.ts')).cleanup,
  },
  whoami: {
    summary: 'Show the identity that AWS tools have in this job',
    load: async () => (await import('./for-jobs.ts')).whoami,
  },
  doctor: {
    summary: 'Find what is wrong with the token, trust policy or network, and how to fix it',
    load: async () => (await import('./for-people.ts')).doctor,
  },
  trust: {
    summary: 'Generate, lint, check, explain and audit trust policies',
    load: async () => (await import('./for-people.ts')).trust,
  },
  emulator: {
    summary: 'Run a local OIDC issuer and STS that evaluate real trust policies',
    load: async () => (await import('./for-people.ts')).emulator,
  },
  demo: {
    summary: 'Run a self-contained demo, no AWS needed',
    load: async () => (await import('./for-people.ts')).demo,
  },
};

/** Runs a command line. Returns the exit code; throws on failure. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v' || first === 'version') {
    io.print(`${(await import('./version.ts')).version}\n`);
    return 0;
  }
  if (first === 'help' && rest.length > 0) return runCommandLine([...rest, '--help'], io);
  if (first === '--help' || first === '-h' || first === 'help') {
    io.print(await overview());
    return 0;
  }
  const named = first !== undefined && !first.startsWith('-');
  const name = named ? first : 'assume';
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) throw unknownCommand(name);
  const command = await entry.load();
  const own = named ? rest : args;
  const end = own.indexOf('--');
  if (own.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h')) {
    io.print(command.helpFor?.(own) ?? command.help);
    return 0;
  }
  const print = (text: string): void => io.print(withoutSecrets(text));
  return command.run(own, command.printsCredentials ? io : { ...io, print });
}

function unknownCommand(name: string): HelperError {
  const names = Object.keys(commands);
  return new HelperError('command-unknown', `Unknown command: ${JSON.stringify(name)}.`, {
    hint: didYouMean(name, names) ?? `Use one of ${names.join(', ')}. Run ci-aws-credentials --help for details.`,
  });
}

async function overview(): Promise<string> {
  return `${assume.help}
Commands:
${columns(Object.entries(commands).map(([name, { summary }]) => [name, summary] as const))}

Run \`ci-aws-credentials COMMAND --help\` for details. Exit codes: 0 success, 2 invalid command line or
option, 3 no usable token, 4 refused by AWS, 5 transient error (retry later), 6 account not allowed,
7 the credentials could not be passed on, 1 bug in this program.
`;
}
