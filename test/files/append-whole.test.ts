import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const script = fileURLToPath(new URL('edit.ts', import.meta.url));

describe.runIf(process.platform !== 'win32')('on a disk that becomes full halfway', () => {
  it.each([
    ['BASH_ENV', 'append'],
    ['GITHUB_ENV', 'export'],
  ])('nothing is added to %s', (_name, command) => {
    const folder = mkdtempSync(join(tmpdir(), 'full-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'variables');
    writeFileSync(path, '# mine\n');
    // Shells count in blocks of 512 or 1024 bytes.
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', 'trap "" XFSZ; ulimit -f 2; exec "$@"', 'sh', node, script, path, command],
      { encoding: 'utf8', env: {} },
    );
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('EFBIG') });
    expect(readFileSync(path, 'utf8')).toBe('# mine\n');
  });
});
