import type { CachedCredentials } from '../core/credential-cache.ts';
import type { CredentialEndpoint, Env, Io, TakeRole, ToolFindings, ToolSearch } from '../core/io.ts';

/** The ports of a command: those of the flow, and those of a program in a terminal. */
export interface CommandIo extends Io {
  /** Who can see standard output, besides the program that reads it. */
  stdoutAudience(): Promise<'a terminal' | 'the log' | undefined>;
  /** Prints a text when the program ends, however it ends. */
  printAtExit(text: (exitCode: number) => string): void;
  /** Runs a task with a new empty folder, and removes it afterwards. */
  inTemporaryFolder<T>(task: (path: string) => Promise<T>): Promise<T>;
  /** Serves credentials on the loopback address; see `src/node/credential-endpoint.ts`. */
  serveCredentials(current: () => CachedCredentials): Promise<CredentialEndpoint>;
  /** Runs a command in the foreground and returns its exit code like a shell; see `src/node/run-foreground.ts`. */
  runForeground(command: StartedCommand, env: Env): Promise<number>;
  /** Whether the path exists and is not a folder. */
  isFile(path: string): boolean;
  /** On a terminal, replaces the previous progress line; elsewhere does nothing. */
  progress(text: string): void;
  /** Lets the program exit when the command is done, even if something is still pending. */
  exitNow(): void;
  /** Resolves on Ctrl-C or a termination signal. */
  untilInterrupted(): Promise<void>;
  /**
   * Searches like a program with the SDK for JavaScript. Failures are errors of the SDK.
   *
   * @throws HelperError `deadline-exceeded`, and those of `takeRole`
   */
  toolCredentials(search: ToolSearch, takeRole: TakeRole, io: Pick<Io, 'clock'>): Promise<ToolFindings>;
}

/** The program to start. */
export interface StartedCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether the arguments are already quoted for a Windows command line. */
  readonly verbatim?: boolean;
}

/** A command of the command line. */
export interface Command {
  /** The complete help text. A getter if it is composed: few runs need it. */
  readonly help: string;
  /** The help text for these arguments, if the command has subcommands. */
  readonly helpFor?: (args: readonly string[]) => string;
  /** Whether its output is credentials. From the output of other commands, secrets are removed. */
  readonly printsCredentials?: true;
  /** Returns the exit code; throws on failure. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}
