import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What the build makes, by path. */
function built(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.js(on)?$/.test(name),
  );
  const paths = ['THIRD-PARTY-LICENSES', ...names.map((name) => path.join('dist', name))].sort();
  return Object.fromEntries(paths.map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]));
}

it('the bundle in the repository is what the sources give, byte for byte: else run npm run build', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'build-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const command = [process.execPath, path.join(root, 'scripts/build.ts'), folder];
  const ended = await runProgram({ command, env: {}, cwd: folder });
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
  const [ours, fresh] = [built(root), built(folder)];
  expect(Object.keys(ours)).toEqual(Object.keys(fresh));
  expect(Object.keys(ours).filter((name) => ours[name] !== fresh[name])).toEqual([]);
});
