import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const setpriv = '/usr/bin/setpriv';
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Sends itself a signal while its command runs, as another user. */
const program = `
  const { runForeground } = await import(process.argv[1]);
  process.setgid(65534);
  process.setuid(65534);
  setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200);
  console.log(await runForeground({ file: process.argv[2], args: ['--reuid=0', 'sh', '-c', 'sleep 1; exit 7'] }, process.env));
`;

it.runIf(isRoot && existsSync(setpriv))('a command of another user is waited for after a signal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foreground-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  // Changes its user like sudo.
  const asRoot = join(folder, 'as-root');
  copyFileSync(setpriv, asRoot);
  chmodSync(asRoot, 0o4755);
  const source = new URL('../../src/node/run-foreground.ts', import.meta.url).href;
  const { stdout } = spawnSync(node, ['--input-type=module', '-e', program, source, asRoot], { encoding: 'utf8' });
  expect(stdout).toBe('7\n');
});
