import type { ProxySettings } from './proxy.ts';
import type { Secret } from './secret.ts';
import type { Credentials } from './session.ts';

/** The environment of the process, as a value; it has no prototype, so that every name may be looked up. */
export type Env = Readonly<Record<string, string | undefined>>;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** As `sleep`, but the process does not stay for it: where nothing else is under way, it ends. */
  sleepUnref(milliseconds: number): Promise<void>;
  /** Milliseconds that are left for the whole job; infinite where there is no deadline. */
  remaining(): number;
  /** A number in [0, 1), for jitter; not for secrets. */
  random(): number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The proxy that it came through, for people: `the proxy proxy.example.com:3128`. Absent where there is none. */
  readonly via?: string;
}

export interface Http {
  /**
   * Sends one request, follows nothing, retries nothing. Without an answer it gives up after `limit` milliseconds.
   *
   * @throws HelperError `network-failed`, `proxy-refused`, or `deadline-exceeded` when no whole answer came in time; all
   * name the host
   */
  send(request: HttpRequest, limit?: number): Promise<HttpResponse>;
  /** Opens a connection that the next request to this origin will use. Fails silently: the request will say why. */
  preconnect(url: string): void;
  /** The same, by way of a proxy. */
  viaProxy(proxy: ProxySettings): Http;
}

export interface ReadLimits {
  /** More of them are something else than what is looked for. */
  readonly bytes?: number;
  /** For a pipe or a device, which may never come to an end. */
  readonly milliseconds?: number;
}

/**
 * Files, as this program needs them: small texts, read whole and replaced whole.
 * Every operation throws HelperError with the path in its message: `file-unsafe`, `file-not-writable`.
 */
export interface Files {
  /**
   * The text, or `undefined` where there is no such file. Follows links, and reads pipes.
   *
   * @throws HelperError `input-unreadable`, also for a file that is not UTF-8: it could not be written back as it is
   */
  read(path: string, limits?: ReadLimits): string | undefined;
  /**
   * As `read`, for what only we may have written and read.
   *
   * @throws HelperError `file-unsafe` where it belongs to somebody else, is a link, or is open to others
   */
  readPrivate(path: string): string | undefined;
  /** Replaces or creates the file in one step, mode 0600, by a new file renamed over it; missing folders are made 0700. */
  replace(path: string, text: string): void;
  /**
   * What the system calls the file or folder of this path: the same for one and the same only. `undefined` where there
   * is none. Follows links.
   *
   * @throws HelperError `input-unreadable`
   */
  identity(path: string): string | undefined;
  /** The names in a folder; none where there is no such folder. */
  list(folder: string): readonly string[];
  /** Adds to the end of a file, beginning on a line of its own; a file that is not there is made, mode 0600. */
  append(path: string, text: string): void;
  /** Removes a file; one that is not there is no error. */
  remove(path: string): void;
  /** Removes a folder if it is empty; otherwise leaves it. */
  removeFolder(path: string): void;
  /** Removes what processes that were killed as they wrote left in a private folder, and in those within: with secrets. */
  removeLeftovers(folder: string): void;
  /** The absolute form of a path that a user gave; it need not exist. */
  absolute(path: string): string;
  /** Whether two paths lead to one file, however they are spelled: by links, dots, or another case. */
  isSame(path: string, other: string): boolean;
  /** Throws as `replace` would, without writing. */
  checkReplaceable(path: string): void;
  /** Throws as `append` would, without writing. */
  checkAppendable(path: string): void;
  /** A folder of mode 0700 that belongs to us alone, made if needed; a foreign one is refused. Returns its path. */
  privateFolder(path: string): string;
  /**
   * Whether such a folder is there. Asked before anything in it is listed, read or obeyed.
   *
   * @throws HelperError `file-unsafe` where there is one that others own or may use
   */
  isOwnFolder(path: string): boolean;
  /**
   * Holds the lock of a path until the task has ended, against other processes too. Tasks are short: they edit the file.
   * Where they are not, `timeout` says for how many milliseconds others may have to wait.
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
  /** Milliseconds after which the program is killed, with all that it started. */
  readonly limit?: number | undefined;
  /** Instead of our own environment. */
  readonly env?: Env;
}

export interface Processes {
  /**
   * Runs a program and waits for it; its standard input is empty. `undefined` where there is no such program. As in a
   * shell, one that the system refuses to start ends with 126.
   *
   * @throws HelperError `deadline-exceeded`
   */
  run(command: string, args: readonly string[], options?: ProcessOptions): Promise<CommandResult | undefined>;
  /** Runs a line of shell (`sh -c`, `cmd /c`), for commands that a user gave as one text. */
  shell(line: string, options?: ProcessOptions): Promise<CommandResult>;
}

/** What is said to people. Never holds a secret; on a CI that masks, `mask` comes first. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  notice(message: string): void;
  warning(message: string): void;
  error(message: string, title?: string): void;
  /** Many lines below a title, folded where the CI folds. */
  group(title: string, text: string): void;
  /** Hides a value in all that is printed from now on, on a CI that can; elsewhere does nothing, and prints nothing. */
  mask(value: Secret): void;
}

/** The files through which a step of a GitHub workflow speaks to the runner. */
export interface Runner {
  /** For the steps that follow: all of them or none. Throws HelperError `runner-file-missing` where the runner gave no file. */
  exportVariables(variables: Readonly<Record<string, string>>): void;
  setOutputs(outputs: Readonly<Record<string, string>>): void;
  /** For the action's own post step. */
  saveState(state: Readonly<Record<string, string>>): void;
  /** Adds Markdown to the summary of the job; where the runner gave no file for it, nothing happens. */
  addSummary(markdown: string): void;
  /** Throws as they would, without writing. */
  check(needs: readonly ('variables' | 'outputs' | 'state')[]): void;
}

/** What a signature is good for. */
export interface SigningScope {
  readonly service: 'sts' | 'iam';
  readonly region: string;
}

export interface AmbientOptions {
  /** Whether the variables with keys are passed over, as if they were not set. */
  readonly withoutVariables: boolean;
  /** Milliseconds after which nobody waits for them any longer. */
  readonly limit: number;
}

/** Folders as a CI names them. One that is not absolute, or begins with `~`, counts from the home folder. */
export type Checkouts = readonly (string | undefined)[];

/** Everything that the program can do to the world. A function takes the part that it uses. */
export interface Io {
  readonly env: Env;
  readonly platform: string;
  /** Absent where neither HOME nor the system names one. */
  readonly homeFolder: string | undefined;
  /**
   * Where this user's private files go, one folder a job. No other user can make a folder of that name, not even once
   * ours is gone, and it is in none of these checkouts. It need not exist yet.
   *
   * @throws HelperError `file-unsafe` where there is no such place
   */
  readonly privateRoot: (checkouts: Checkouts) => string;
  /** The checkout that a path lies in: one of these, or any work tree of Git. */
  readonly checkoutAround: (path: string, checkouts: Checkouts) => string | undefined;
  /** What runs now: Node, the file that it was started with, and the folder of that: the built program. */
  readonly self: { readonly node: string; readonly file: string; readonly folder: string };
  readonly clock: Clock;
  readonly http: Http;
  readonly files: Files;
  readonly processes: Processes;
  readonly log: Log;
  readonly runner: Runner;
  /** Signs a request to AWS: Signature Version 4, with these credentials and no others. */
  readonly sign: (request: HttpRequest, credentials: Credentials, scope: SigningScope) => Promise<HttpRequest>;
  /**
   * The credentials that the AWS tools of this machine would find: variables, profiles, container, instance.
   *
   * @throws HelperError `credentials-missing`, `deadline-exceeded`
   */
  readonly ambientCredentials: (options: AmbientOptions) => Promise<Credentials>;
  /** Standard output, for data that a program reads; all talk goes to `log`. */
  readonly print: (text: string) => void;
}

/** The part of the world that handing over, and taking back, need: no network. */
export type ExportIo = Pick<
  Io,
  | 'env'
  | 'platform'
  | 'homeFolder'
  | 'privateRoot'
  | 'checkoutAround'
  | 'self'
  | 'files'
  | 'runner'
  | 'log'
  | 'print'
  | 'clock'
>;

/** Credentials on the loopback address, for the command of `exec`. */
export interface CredentialEndpoint {
  readonly url: string;
  /** 256 random bits. Whoever has it gets the credentials. */
  readonly authorization: string;
  close(): void;
}

/** What a tool was told; the rest it finds. */
export interface ToolSearch {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** What a tool would go to AWS with, and where. */
export interface ToolFindings {
  readonly credentials: Credentials;
  readonly region: string;
  /** Where a variable or a profile names one of its own. */
  readonly endpoint: string | undefined;
}
