import { didYouMean } from '../core/did-you-mean.ts';
import { HelperError } from '../core/errors.ts';
import { withoutSecrets } from '../core/secret.ts';
import type { Command, CommandIo } from './command.ts';
import { columns } from './help.ts';

interface Entry {
  readonly summary: string;
  /** A command is loaded when it is called: none pays for what another one needs. */
  readonly load: () => Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  assume: {
    summary: 'Exchange the job’s token for credentials and hand them over (the default)',
    load: async () => (await import('./assume.ts')).assume,
  },
  exec: {
    summary: 'Run one command with credentials of its own, renewed while it runs',
    load: async () => (await import('./exec/exec.ts')).exec,
  },
  'credential-process': {
    summary: 'Print credentials for credential_process, cached and renewed',
    load: async () => (await import('./credential-process.ts')).credentialProcess,
  },
  env: {
    summary: 'Print shell lines that set the credentials, for eval',
    load: async () => (await import('./env.ts')).env,
  },
  cleanup: {
    summary: 'Remove what this job left behind',
    load: async () => (await import('./cleanup.ts')).cleanup,
  },
  whoami: {
    summary: 'Show who the AWS tools of this job are',
    load: async () => (await import('./whoami.ts')).whoami,
  },
  doctor: {
    summary: 'Say what is wrong with token, trust policy or network, and what to change',
    load: async () => (await import('./doctor/doctor.ts')).doctor,
  },
  trust: {
    summary: 'Generate, lint and check trust policies for every CI',
    load: async () => (await import('./trust/trust.ts')).trust,
  },
  emulator: {
    summary: 'Run a local OIDC issuer and STS that evaluate real trust policies',
    load: async () => (await import('./emulator.ts')).emulator,
  },
  demo: {
    summary: 'Show the whole story on this machine, without AWS',
    load: async () => (await import('./demo.ts')).demo,
  },
};

/** Runs a command line. Returns the exit code; what went wrong is thrown. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v') {
    io.print(`${(await import('./version.ts')).version}\n`);
    return 0;
  }
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
  return new HelperError('command-unknown', `There is no command ${JSON.stringify(name)}.`, {
    hint: didYouMean(name, names) ?? `Choose from ${names.join(', ')}. ci-aws-credentials --help says what they do.`,
  });
}

async function overview(): Promise<string> {
  const { assume } = await import('./assume.ts');
  return `${assume.help}
Commands:
${columns(Object.entries(commands).map(([name, { summary }]) => [name, summary] as const))}

\`ci-aws-credentials COMMAND --help\` says more. Exit codes: 0 done, 2 the command line or an option is
wrong, 3 no usable token, 4 AWS refused, 5 it may work another time, 6 the account is not allowed,
7 the credentials could not be handed over, 1 a bug of this program.
`;
}
