import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** What `whoami` asks where it is there, and what each machine has in another version. */
const withheld = ['aws'];

/** A folder for `PATH` with the programs of this machine but the AWS tools: a scenario brings its own. */
export const systemPrograms = mkdtempSync(join(tmpdir(), 'programs-'));

const linked = new Set(withheld);
for (const folder of ['/usr/local/bin', '/usr/bin', '/bin']) {
  for (const name of readdirSync(folder)) {
    if (linked.has(name)) continue;
    linked.add(name);
    symlinkSync(join(folder, name), join(systemPrograms, name));
  }
}

afterAll(() => rmSync(systemPrograms, { recursive: true, force: true }));
