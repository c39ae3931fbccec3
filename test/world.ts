import type { CommandIo } from '../src/commands/command.ts';
import { environmentOf } from '../src/core/environment.ts';
import { HelperError } from '../src/core/errors.ts';
import type { CommandResult, Env, HttpRequest, HttpResponse } from '../src/core/io.ts';
import type { Credentials } from '../src/core/session.ts';

type Answer = Omit<HttpResponse, 'headers'> & { readonly headers?: HttpResponse['headers'] };

export interface Scenery {
  readonly env?: Env;
  readonly platform?: string;
  /** Milliseconds since the epoch. */
  readonly now?: number;
  readonly files?: Readonly<Record<string, string>>;
  /** Called for each request; an error stands for a network that fails. A request that nothing answers fails the test. */
  readonly answer?: (request: HttpRequest, index: number) => Answer | HelperError;
  readonly programs?: Readonly<Record<string, CommandResult>>;
  readonly stdoutAudience?: 'a terminal' | 'the log';
  /** What goes wrong when a path, or the runner's GITHUB_ENV or GITHUB_OUTPUT, is written; the check before saw nothing. */
  readonly failing?: Readonly<Record<string, HelperError>>;
  readonly toolCredentials?: CommandIo['toolCredentials'];
  /** What the AWS tools of this machine would find. */
  readonly ambient?: Credentials;
}

/** A world that remembers: what was said, sent, written and slept is all in it, and nothing else happened. */
export interface World {
  readonly io: CommandIo;
  readonly said: string[];
  readonly printed: string[];
  readonly requests: HttpRequest[];
  readonly ran: string[];
  /** What programs read on their standard input. */
  readonly inputs: string[];
  readonly files: Map<string, string>;
  readonly variables: Record<string, string>;
  readonly outputs: Record<string, string>;
  readonly state: Record<string, string>;
  readonly pauses: number[];
  /** The program ends with this exit code. */
  exit(exitCode: number): void;
  /** Time goes by, in milliseconds. */
  pass(milliseconds: number): void;
  interrupt(): void;
}

/** What the build leaves for profiles of the type `process`. */
const builtProgram = new Map([
  [
    '/opt/ci-aws-credentials/dist/credential-process.json',
    '{"cli.js":{"id":"1","files":{"credential-process.js":"credential-process.js"}}}',
  ],
  ['/opt/ci-aws-credentials/dist/credential-process.js', '// the program'],
]);

export function makeWorld(scenery: Scenery = {}): World {
  const files = new Map(Object.entries(scenery.files ?? {}));
  const said: string[] = [];
  const printed: string[] = [];
  const requests: HttpRequest[] = [];
  const ran: string[] = [];
  const inputs: string[] = [];
  const pauses: number[] = [];
  const progress: string[] = [];
  const atExit: ((exitCode: number) => string)[] = [];
  const variables: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  const state: Record<string, string> = {};
  let interrupt = (): void => {};
  const interruption = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  let now = scenery.now ?? Date.parse('2026-11-20T12:00:00Z');

  const say =
    (level: string) =>
    (message: string, title?: string): void =>
      void said.push(title === undefined ? `${level}: ${message}` : `${level} [${title}]: ${message}`);
  const attempt = (place: string): void => {
    const failure = scenery.failing?.[place];
    if (failure !== undefined) throw failure;
  };
  const run = async (line: string): Promise<CommandResult | undefined> => {
    ran.push(line);
    return scenery.programs?.[line];
  };
  const platform = scenery.platform ?? 'linux';
  const io: CommandIo = {
    env: environmentOf(scenery.env ?? {}, platform),
    platform,
    homeFolder: '/home/ci',
    privateRoot: () => '/tmp/private',
    checkoutAround: (path, checkouts) => checkouts.find((folder) => folder && path.startsWith(`${folder}/`)),
    self: { executable: '/usr/bin/node', file: { folder: '/opt/ci-aws-credentials/dist', name: 'cli.js' } },
    clock: {
      now: () => now,
      uptime: () => now,
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
        now += milliseconds;
      },
      sleepUnref: (milliseconds) => io.clock.sleep(milliseconds),
      remaining: () => Number.POSITIVE_INFINITY,
      random: () => 0.5,
    },
    http: {
      async send(request) {
        const answer = scenery.answer?.(request, requests.push(request) - 1);
        if (answer === undefined) throw new Error(`nobody answers ${request.method} ${request.url}`);
        if (answer instanceof HelperError) throw answer;
        return { headers: {}, ...answer };
      },
      preconnect() {},
      viaProxy: () => io.http,
    },
    files: {
      waitUntil() {},
      withoutBlanks: async (folder) => folder.replaceAll(' ', '~'),
      read: (path) => files.get(path) ?? builtProgram.get(path),
      readPrivate: (path) => files.get(path),
      replace: (path, text) => {
        attempt(path);
        files.set(path, text);
      },
      append: (path, text) => {
        attempt(path);
        files.set(path, `${(files.get(path) ?? '').replace(/([^\n])$/, '$1\n')}${text}`);
      },
      identity: (path) =>
        path === '/tmp' ||
        path === '/bin/sh' ||
        [...files.keys()].some((name) => name === path || name.startsWith(`${path}/`))
          ? `1:${path}`
          : undefined,
      absolute: (path) => (path.startsWith('/') ? path : `/work/${path}`),
      isSame: (path, other) => path === other,
      list: (folder) =>
        [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
      remove: (path) => void files.delete(path),
      removeFolder() {},
      removeLeftovers() {},
      checkReplaceable() {},
      checkAppendable() {},
      privateFolder: (path) => path,
      isOwnFolder: (path) => [...files.keys()].some((file) => file.startsWith(`${path}/`)),
      locked: async (_path, task) => task(),
    },
    processes: {
      run: (command, args, { input } = {}) => {
        if (input !== undefined) inputs.push(input);
        return run([command, ...args].join(' '));
      },
      shell: async (line) => (await run(line)) ?? { status: 127, stdout: '', stderr: 'not found' },
    },
    log: {
      debug: say('debug'),
      info: say('info'),
      notice: say('notice'),
      warning: say('warning'),
      error: say('error'),
      group: (title, text) => void said.push(`group [${title}]: ${text}`),
      mask: (value, command = '') => void said.push(`mask: ${command}${value.reveal()}`),
      command: say('command'),
    },
    runner: {
      check() {},
      exportVariables: (values) => {
        attempt('GITHUB_ENV');
        Object.assign(variables, values);
      },
      setOutputs: (values) => {
        attempt('GITHUB_OUTPUT');
        Object.assign(outputs, values);
      },
      saveState: (values) => void Object.assign(state, values),
      addSummary: (markdown) => void said.push(`summary: ${markdown}`),
    },
    sign: async (request, { accessKeyId }) => ({
      ...request,
      headers: { ...request.headers, authorization: `signed with ${accessKeyId}` },
    }),
    ambientCredentials: async () => {
      if (scenery.ambient !== undefined) return scenery.ambient;
      throw new HelperError('credentials-missing', 'Credentials could not be loaded');
    },
    print: (text) => void printed.push(text),
    serveCredentials: async () => ({ url: 'http://127.0.0.1:1/credentials', authorization: 'fake', close() {} }),
    isFile: (path) => files.has(path),
    runForeground: async ({ file: command, args }) => {
      ran.push([command, ...args].join(' '));
      return 0;
    },
    exitNow() {},
    progress: (text) => void progress.push(text),
    printAtExit: (text) => void atExit.push(text),
    inTemporaryFolder: (task) => task('/tmp/own'),
    stdoutAudience: async () => scenery.stdoutAudience,
    untilInterrupted: () => interruption,
    toolCredentials: scenery.toolCredentials ?? (() => Promise.reject(new Error('there is no AWS in this world'))),
  };
  return {
    io,
    said,
    printed,
    requests,
    ran,
    inputs,
    files,
    variables,
    outputs,
    state,
    pauses,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    exit: (exitCode) => void printed.push(...atExit.map((text) => text(exitCode))),
    interrupt: () => interrupt(),
  };
}
