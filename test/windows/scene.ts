import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { EmulatorConfig } from '../../src/emulator/account.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { parseRunnerFile } from '../scenarios/runner.ts';
import { type Ended, sendOrder } from './orders.ts';
import { type Folder, windowsPath } from './paths.ts';

const machine = inject('machine');

export const role = (ci: string): string => `arn:aws:iam::123456789012:role/${ci}-deploy`;

interface Setting {
  readonly ci: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly aws?: Partial<EmulatorConfig>;
  /** Which of the machine's; the newest if not given. */
  readonly node?: string;
}

interface ActionStep extends Ended {
  readonly variables: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  post(): Promise<Ended>;
}

export interface Scene {
  readonly emulator: Emulator;
  /** Of the next step. */
  readonly env: Record<string, string>;
  readonly node: string;
  readonly cliFile: string;
  /** The user's folder, that of the runner's temporary files, and that of the code. */
  readonly home: Folder;
  readonly temp: Folder;
  readonly work: Folder;
  write(folder: Folder, name: string, text: string | Uint8Array): string;
  read(folder: Folder, name: string): string | undefined;
  run(file: string, ...args: readonly string[]): Promise<Ended>;
  cli(...args: readonly string[]): Promise<Ended>;
  /** cmd, with what stands behind its name on a command line. */
  cmd(rest: string): Promise<Ended>;
  action(inputs: Readonly<Record<string, string>>): Promise<ActionStep>;
  /** Presses Ctrl-C as soon as the command line prints something. */
  interruptedCli(...args: readonly string[]): Promise<Ended>;
  /** Opens a file so that nobody else can, for some time. */
  hold(path: string, milliseconds: number): Promise<void>;
}

/** A job on Windows: of a user whose name has a blank and an umlaut, with its temporary files on another drive. */
export async function startScene({ ci, env: given = {}, aws = {}, node: version }: Setting): Promise<Scene> {
  const emulator = await startEmulator({ ...defaultConfig(), ...aws });
  onTestFinished(() => emulator.close());
  const user = 'Jörg Müller';
  const home = below(own(machine.folders.c), user);
  const onD = own(machine.folders.d);
  const [temp, work] = [below(onD, '_temp'), below(onD, 'project')];
  const local = below(home, 'AppData', 'Local');
  const node = (machine.nodes.find((one) => one.version === version) ?? machine.nodes[0])?.file ?? '';
  const env: Record<string, string> = {};
  const all = {
    ...machine.system,
    USERNAME: user,
    USERPROFILE: home.there,
    APPDATA: below(home, 'AppData', 'Roaming').there,
    LOCALAPPDATA: local.there,
    TEMP: below(local, 'Temp').there,
    TMP: below(local, 'Temp').there,
    AWS_ENDPOINT_URL_STS: emulator.url,
    ...(await emulator.jobEnvironment(ci)),
    ...(ci === 'github' ? { GITHUB_WORKSPACE: work.there, RUNNER_TEMP: temp.there, RUNNER_OS: 'Windows' } : {}),
    ...given,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) env[name] = value;
  const cliFile = windowsPath(machine.dist, 'cli.js');
  const launch = (
    file: string,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
    verbatim = false,
  ) => {
    const launched = { kind: 'launch', file, args, env: { ...env, ...more }, cwd: work.there, verbatim } as const;
    return sendOrder(machine.portFile, launched) as Promise<Ended>;
  };
  return {
    emulator,
    env,
    node,
    cliFile,
    home,
    temp,
    work,
    write(folder, name, text) {
      const path = join(folder.here, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return windowsPath(folder.there, ...name.split('/'));
    },
    read(folder, name) {
      const path = join(folder.here, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    },
    run: (file, ...args) => launch(file, args),
    cli: (...args) => launch(node, [cliFile, ...args]),
    cmd: (rest) => launch('cmd.exe', [rest], {}, true),
    async action(inputs) {
      const files = runnerFiles(temp);
      const given = Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      );
      const step = await launch(node, [windowsPath(machine.dist, 'action.js')], { ...given, ...files.env });
      const state = Object.entries(files.read('GITHUB_STATE')).map(([name, value]) => [`STATE_${name}`, value]);
      const variables = files.read('GITHUB_ENV');
      Object.assign(env, variables);
      return {
        ...step,
        variables,
        outputs: files.read('GITHUB_OUTPUT'),
        post: () => launch(node, [windowsPath(machine.dist, 'post.js')], { ...given, ...Object.fromEntries(state) }),
      };
    },
    interruptedCli: (...args) =>
      launch(machine.nodes[0]?.file ?? '', [
        '--disable-warning=ExperimentalWarning',
        windowsPath(machine.tests, 'press-ctrl-c.ts'),
        machine.koffi,
        node,
        cliFile,
        ...args,
      ]),
    hold: async (path, milliseconds) => void (await sendOrder(machine.portFile, { kind: 'hold', path, milliseconds })),
  };
}

/** A new folder in one that the tests share. */
function own({ here, there }: Folder): Folder {
  mkdirSync(here, { recursive: true });
  const made = mkdtempSync(join(here, 'scene-'));
  return { here: made, there: windowsPath(there, basename(made)) };
}

function below({ here, there }: Folder, ...names: readonly string[]): Folder {
  const folder = { here: join(here, ...names), there: windowsPath(there, ...names) };
  mkdirSync(folder.here, { recursive: true });
  return folder;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files */
function runnerFiles(temp: Folder) {
  const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE'];
  const folder = own(below(temp, '_runner_file_commands'));
  for (const name of names) writeFileSync(join(folder.here, name), '');
  return {
    env: Object.fromEntries(names.map((name) => [name, windowsPath(folder.there, name)])),
    read: (name: string) => parseRunnerFile(readFileSync(join(folder.here, name), 'utf8')),
  };
}
