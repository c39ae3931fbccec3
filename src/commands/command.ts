import type { CachedCredentials } from '../core/credential-cache.ts';
import type { CredentialEndpoint, Env, Io, ToolFindings, ToolSearch } from '../core/io.ts';

/** What a command has of the world: all of it, and what only a program in a terminal asks for. */
export interface CommandIo extends Io {
  /** What reads along on standard output, besides the program at its other end. */
  stdoutAudience(): Promise<'a terminal' | 'the log' | undefined>;
  /** Prints a text when the program ends, however it ends. */
  printAtExit(text: (exitCode: number) => string): void;
  /** Runs a task with an empty folder of its own, which is then gone. */
  inTemporaryFolder<T>(task: (path: string) => Promise<T>): Promise<T>;
  /** Serves credentials on the loopback address; see `src/node/credential-endpoint.ts`. */
  serveCredentials(current: () => CachedCredentials): Promise<CredentialEndpoint>;
  /** Runs a command in our place, and returns its exit code as a shell would; see `src/node/run-foreground.ts`. */
  runForeground(command: string, args: readonly string[], env: Env): Promise<number>;
  /** Lets the program end when the command has, whatever is still under way. */
  exitNow(): void;
  /** Done when somebody wants this program to end (Ctrl-C, or a signal to terminate). */
  untilInterrupted(): Promise<void>;
  /**
   * Searches as a program with the SDK for JavaScript does. What it does not find, it says in errors of the SDK.
   *
   * @throws HelperError `network-failed`, `deadline-exceeded`
   */
  toolCredentials(search: ToolSearch, io: Pick<Io, 'http' | 'clock'>): Promise<ToolFindings>;
}

/** A command of the command line. */
export interface Command {
  /** The whole help text. */
  readonly help: string;
  /** The help text for these arguments, where there are commands below the command. */
  readonly helpFor?: (args: readonly string[]) => string;
  /** Whether credentials are what it prints. What any other command prints is rid of them. */
  readonly printsCredentials?: true;
  /** Returns the exit code; whatever went wrong is thrown. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}
