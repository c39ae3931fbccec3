import type { ProxySettings } from './proxy.ts';
import type { Secret } from './secret.ts';
import type { Credentials } from './session.ts';

/** A snapshot of the environment, created by `environmentOf`, so that any name can be looked up safely. */
export type Env = Readonly<Record<string, string | undefined>>;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that only ever increase, for time limits: the clock of the machine may be set meanwhile. */
  uptime(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Like `sleep`, but does not keep the process alive. */
  sleepUnref(milliseconds: number): Promise<void>;
  /** Milliseconds left until the deadline; infinite without one. */
  remaining(): number;
  /** A number in [0, 1), for jitter; not for secrets. */
  random(): number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sends over this Unix socket without a proxy; of the URL, only the path is used. */
  readonly socketPath?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The proxy that it came through, for messages: `the proxy proxy.example.com:3128`. Absent without a proxy. */
  readonly via?: string;
}

export interface Http {
  /**
   * Sends one request, without redirects and retries. Gives up after `limit` milliseconds without a response.
   *
   * @throws HelperError `network-failed`, `proxy-refused`, or `deadline-exceeded` without a complete response in time; all
   * name the host
   */
  send(request: HttpRequest, limit?: number): Promise<HttpResponse>;
  /** Opens a connection for the next request to this origin. Fails silently: that request reports the error. */
  preconnect(url: string): void;
  /** The same through a proxy. */
  viaProxy(proxy: ProxySettings): Http;
}

export interface ReadLimits {
  /** Larger files are refused. */
  readonly bytes?: number;
  /** Time limit for a pipe or a device, which may never end. */
  readonly milliseconds?: number;
  /** Whether UTF-16 with a byte order mark is accepted: only for files that are never written back. */
  readonly utf16?: boolean;
}

interface Use {
  /** Whether it is worthless after the job: then the disk is not waited for. */
  readonly forJob?: boolean;
}

/**
 * Files as this program uses them: small texts, read and replaced as a whole.
 * Every operation throws HelperError with the path in its message: `file-unsafe`, `file-not-writable`.
 */
export interface Files {
  /**
   * Sets when to stop waiting for other programs to close a file, as {@link Clock.uptime}. Windows refuses a file that
   * a virus scanner or an editor has open, so access is retried for some seconds.
   */
  waitUntil(time: number): void;
  /**
   * The text, or `undefined` if the file does not exist. Follows links and reads pipes.
   *
   * @throws HelperError `input-unreadable`, also for a file that is not UTF-8: it could not be written back as it is
   */
  read(path: string, limits?: ReadLimits): string | undefined;
  /**
   * Like `read`, for files that only this user may have written and read.
   *
   * @throws HelperError `file-unsafe` if it belongs to another user, is a link, or is accessible to others
   */
  readPrivate(path: string): string | undefined;
  /** Replaces or creates the file atomically (new file, then rename), mode 0600; missing folders get mode 0700. */
  replace(path: string, text: string, use?: Use): void;
  /**
   * An ID of the file or folder: equal only for the same one. `undefined` if it does not
   * exist. Follows links.
   *
   * @throws HelperError `input-unreadable`
   */
  identity(path: string): string | undefined;
  /** The names in a folder; empty if the folder does not exist. */
  list(folder: string): readonly string[];
  /** Appends to a file, starting on a new line; creates a missing file with mode 0600. */
  append(path: string, text: string): void;
  /** Removes a file, if it exists. */
  remove(path: string): void;
  /** Removes a folder if it is empty; otherwise leaves it. */
  removeFolder(path: string): void;
  /** Removes temporary files of killed processes, which contain secrets, from a private folder and its subfolders. */
  removeLeftovers(folder: string): void;
  /** A path of the folder without spaces, if the system has one; otherwise the same path. */
  withoutBlanks(folder: string): Promise<string>;
  /** The absolute form of a path, which need not exist. */
  absolute(path: string): string;
  /** Whether two paths point to the same file: through links, dots, or in another case. */
  isSame(path: string, other: string): boolean;
  /** Throws as `replace` would, without writing. */
  checkReplaceable(path: string): void;
  /** Throws as `append` would, without writing. */
  checkAppendable(path: string): void;
  /** Ensures a folder with mode 0700 that belongs to this user; refuses another user's. Returns its path. */
  privateFolder(path: string): string;
  /**
   * Whether such a folder exists. To be called before anything in it is listed, read or used.
   *
   * @throws HelperError `file-unsafe` if it belongs to another user or is accessible to others
   */
  isOwnFolder(path: string): boolean;
  /**
   * Holds the lock of a path during the task, also against other processes. Tasks are short: they edit the file.
   * For longer ones, `timeout` is how many milliseconds to wait for the lock.
   *
   * @throws HelperError `file-locked`
   */
  locked<T>(path: string, task: () => T | Promise<T>, timeout?: number): Promise<T>;
}

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  /** Milliseconds after which the program and its child processes are killed. */
  readonly limit?: number | undefined;
  /** Default: our own environment. */
  readonly env?: Env;
  /** Its standard input. Default: empty. */
  readonly input?: string;
}

export interface Processes {
  /**
   * Runs a program and waits for it. `undefined` if it is not found. As in a
   * shell, the exit code is 126 if the system refuses to start it.
   *
   * @throws HelperError `deadline-exceeded`
   */
  run(command: string, args: readonly string[], options?: ProcessOptions): Promise<CommandResult | undefined>;
  /** Runs a shell command line (`sh -c`, `cmd /c`) from the user. */
  shell(line: string, options?: ProcessOptions): Promise<CommandResult>;
}

/** Messages for people. Never pass a secret; on a CI with masking, call `mask` first. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  notice(message: string): void;
  warning(message: string): void;
  error(message: string, title?: string): void;
  /** Several lines under a title, collapsed if the CI supports it. */
  group(title: string, text: string): void;
  /**
   * Masks a value in all further output, if the CI can; elsewhere does nothing and prints nothing. `command` is the
   * runner command printed before the value. Default: GitHub's.
   */
  mask(value: Secret, command?: string): void;
  /** Prints a runner command unchanged. It must contain no secret and no text from others. */
  command(line: string): void;
}

/** The files through which a step of a GitHub workflow passes values to the runner. */
export interface Runner {
  /** Sets variables for later steps, all or none. Throws HelperError `runner-file-missing` without a runner file. */
  exportVariables(variables: Readonly<Record<string, string>>): void;
  setOutputs(outputs: Readonly<Record<string, string>>): void;
  /** For the action's own post step. */
  saveState(state: Readonly<Record<string, string>>): void;
  /** Adds Markdown to the job summary; does nothing without a runner file. Throws HelperError `file-not-writable`. */
  addSummary(markdown: string): void;
  /** Throws like the methods above, without writing. */
  check(needs: readonly ('variables' | 'outputs' | 'state')[]): void;
}

/** The service and region of a signature. */
export interface SigningScope {
  readonly service: 'sts' | 'iam' | 'ecr' | 'ecr-public';
  readonly region: string;
}

/** A role in a profile or an environment variable of the machine. */
export interface NamedRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId: string | undefined;
  readonly region: string;
  /** The STS endpoint in a variable or a profile. */
  readonly endpoint: string | undefined;
}

/** Assumes a role that the search for credentials finds, with other credentials or a token. */
export type TakeRole = (role: NamedRole, source: Credentials | Secret) => Promise<Credentials>;

export interface AmbientOptions {
  /** Whether to ignore the environment variables with keys. */
  readonly withoutVariables: boolean;
  /** Milliseconds to wait for the credentials. */
  readonly limit: number;
  readonly takeRole: TakeRole;
}

/** Folders as the CI sets them. Relative paths, and those with `~`, start at the home folder. */
export type Checkouts = readonly (string | undefined)[];

/** This program, and how to start it again. */
interface RunningProgram {
  /** Node, or a single executable that contains Node and the program. */
  readonly executable: string;
  /** The script that Node runs, in the folder of the built program; absent for a single executable. */
  readonly file?: { readonly folder: string; readonly name: string };
}

/** All side effects of the program. A function takes the part that it uses. */
export interface Io {
  readonly env: Env;
  readonly platform: string;
  /** Absent if neither HOME nor the system has one. */
  readonly homeFolder: string | undefined;
  /**
   * The folder for this user's private files, with one subfolder per job. No other user can create a folder of that name, even
   * after ours is removed, and it is in none of the checkouts. It need not exist yet.
   *
   * @throws HelperError `file-unsafe` if no folder is suitable
   */
  readonly privateRoot: (checkouts: Checkouts) => string;
  /** The checkout that contains a path: one of these, or any Git work tree. */
  readonly checkoutAround: (path: string, checkouts: Checkouts) => string | undefined;
  readonly self: RunningProgram;
  readonly clock: Clock;
  readonly http: Http;
  readonly files: Files;
  readonly processes: Processes;
  readonly log: Log;
  readonly runner: Runner;
  /** Signs a request to AWS with Signature Version 4. */
  readonly sign: (request: HttpRequest, credentials: Credentials, scope: SigningScope) => Promise<HttpRequest>;
  /**
   * The credentials that AWS tools find on this machine: environment variables, profiles, container, instance.
   *
   * @throws HelperError `credentials-missing`, `deadline-exceeded`
   */
  readonly ambientCredentials: (options: AmbientOptions) => Promise<Credentials>;
  /** Prints to standard output, for data; messages go to `log`. */
  readonly print: (text: string) => void;
}

/** The ports for exporting and undoing: no network. */
export type ExportIo = Pick<
  Io,
  | 'env'
  | 'platform'
  | 'homeFolder'
  | 'privateRoot'
  | 'checkoutAround'
  | 'self'
  | 'files'
  | 'processes'
  | 'runner'
  | 'log'
  | 'print'
  | 'clock'
>;

/** Serves credentials on the loopback address, for the command of `exec`. */
export interface CredentialEndpoint {
  readonly url: string;
  /** 256 random bits. Gives access to the credentials. */
  readonly authorization: string;
  close(): void;
}

/** The explicit settings of a search; the tool finds the rest. */
export interface ToolSearch {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** The region if the tool finds none. Default: an error. */
  readonly usualRegion?: string;
  readonly endpoint: string | undefined;
}

/** The credentials, region and endpoint that a tool would use. */
export interface ToolFindings {
  readonly credentials: Credentials;
  readonly region: string;
  /** The STS endpoint in a variable or a profile. */
  readonly endpoint: string | undefined;
}
