import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startRelay } from './relay.ts';
import { makeScene, type Scene, type Setting } from './scene.ts';

type Play = (scene: Scene) => Promise<void>;

/** The newest first: that of the tests, which the action's runner has too, and that of this machine. */
const nodes = differentNodes([process.execPath, process.env.npm_node_execpath, nodeOnPath()]);
const [newest] = nodes;

/**
 * A test of the built programs as processes, with the newest Node. It ends with what holds for every run: no secret is
 * where it does not belong, and nothing was sent that the scenario does not know of.
 */
export function scenario(sentence: string, setting: Setting, play: Play): void {
  playWith(newest, { sentence, setting, play });
}

/**
 * The same with every Node of this machine, for what the version of Node can change: the main path of each CI, each
 * command and exit code once; TLS, proxies, deadlines, signals, streams, child processes, files of AWS SDKs. What is
 * decided from options and texts alone is the same in all of them.
 */
export function scenarioOnEveryNode(sentence: string, setting: Setting, play: Play): void {
  for (const node of nodes) playWith(node, { sentence, setting, play });
}

interface Node {
  readonly path: string;
  readonly major: number;
}

function playWith(
  { path, major }: Node,
  { sentence, setting, play }: { readonly sentence: string; readonly setting: Setting; readonly play: Play },
): void {
  const { needs = [] } = setting;
  const has = process.platform === 'linux' || needs.every((file) => existsSync(file));
  (has ? test.concurrent : test.skip)(`${sentence} (Node ${major})`, async () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'scenario-'));
    const emulator = await startEmulator({ ...defaultConfig(), ...setting.aws, faults: setting.faults ?? [] });
    const relay = await startRelay(emulator.url);
    try {
      const { scene, check } = await makeScene({ node: path, folder, emulator, relay, setting });
      await play(scene);
      check();
    } finally {
      await relay.close();
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** One of each version: the same one may be at several paths. */
function differentNodes([own, ...others]: readonly [string, ...(string | undefined)[]]): readonly [Node, ...Node[]] {
  const first = nodeAt(own);
  const byMajor = new Map([[first.major, first]]);
  for (const path of others) {
    if (path === undefined) continue;
    const node = nodeAt(path);
    if (!byMajor.has(node.major)) byMajor.set(node.major, node);
  }
  const [latest = first, ...older] = [...byMajor.values()].toSorted((a, b) => b.major - a.major);
  return [latest, ...older];
}

function nodeAt(path: string): Node {
  return { path, major: Number(execFileSync(path, ['-p', 'process.versions.node.split(".")[0]'])) };
}

/** The one that is there without this project. */
function nodeOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path));
}
