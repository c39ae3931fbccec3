import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Files } from '../../src/core/io.ts';
import {
  profileFolder,
  programReceipt,
  removeProfileFiles,
  type SharedProgram,
  sharedProgram,
  writeProgram,
} from '../../src/export/process-program.ts';
import { nodeClock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';

const files = nodeFiles(nodeClock);
let machine: string;
let job: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'program-'));
  job = join(machine, 'job');
  mkdirSync(job, { mode: 0o700 });
});
afterEach(() => rmSync(machine, { recursive: true }));

/** As the build leaves it. */
function built(id: string): SharedProgram {
  const folder = join(machine, `dist-${id}`);
  mkdirSync(join(folder, 'part'), { recursive: true });
  const copied = { 'main.js': 'cli-main.js', 'part/one.js': 'part/one.js' };
  const list = { 'cli.js': { id, files: copied }, 'action.js': { id: 'other', files: {} } };
  writeFileSync(join(folder, 'credential-process.json'), JSON.stringify(list));
  for (const [name, file] of Object.entries(copied)) writeFileSync(join(folder, file), `// ${name} of ${id}\n`);
  return sharedProgram(job, { files, self: { executable: 'node', file: { folder, name: 'cli.js' } } });
}

/** What a step does for a profile; returns its receipt. */
async function write(program: SharedProgram, name: string, through: Files = files) {
  const path = `${profileFolder(program, name)}/cache`;
  await writeProgram(program, [path], through);
  files.replace(path, 'kept');
  return { kind: 'profile', files: [path], program: programReceipt(program) };
}

const left = (): readonly string[] => readdirSync(job, { recursive: true, encoding: 'utf8' }).sort();

describe('the program that profiles share', () => {
  it('is there once, in a folder that is named for what it holds', async () => {
    const program = built('1');
    await write(program, 'a');
    await write(program, 'b');
    await write(built('2'), 'c');
    expect(left().filter((name) => name.endsWith('.js'))).toEqual([
      'program-1/main.js',
      'program-1/part/one.js',
      'program-2/main.js',
      'program-2/part/one.js',
    ]);
    expect(readFileSync(join(job, 'program-1/part/one.js'), 'utf8')).toBe('// part/one.js of 1\n');
    expect((statSync(join(job, 'program-1')).mode & 0o777).toString(8)).toBe('700');
  });

  it('goes with the last of them, and not before', async () => {
    const program = built('1');
    const [first, second] = [await write(program, 'a'), await write(program, 'b')];
    await removeProfileFiles(second, files);
    expect(left()).toEqual([
      'program-1',
      'program-1/main.js',
      'program-1/part',
      'program-1/part/one.js',
      'program-1/process-a',
      'program-1/process-a/cache',
    ]);
    await removeProfileFiles(second, files);
    expect(existsSync(join(job, 'program-1/main.js'))).toBe(true);
    await removeProfileFiles(first, files);
    expect(left()).toEqual([]);
    await removeProfileFiles(first, files);
    expect(left()).toEqual([]);
  });

  it('goes although a process was killed as it renewed', async () => {
    const receipt = await write(built('1'), 'a');
    writeFileSync(join(job, 'program-1/process-a/.cache.4194305.1-a.tmp'), 'half', { mode: 0o600 });
    await removeProfileFiles(receipt, files);
    expect(left()).toEqual([]);
  });

  it('is not written again where it is, and is where others may have changed it', async () => {
    const program = built('1');
    await write(program, 'a');
    chmodSync(join(job, 'program-1/part/one.js'), 0o666);
    writeFileSync(join(job, 'program-1/main.js'), 'changed');
    const written: string[] = [];
    const watched = {
      ...files,
      replace: (path: string, text: string) => written.push(path) && files.replace(path, text),
    };
    await write(program, 'b', watched);
    expect(written.map((path) => path.slice(job.length))).toEqual(['/program-1/main.js', '/program-1/part/one.js']);
    written.length = 0;
    await write(program, 'c', watched);
    expect(written).toEqual([]);
  });

  it('is whole for each profile, however many steps come and go at the same time', async () => {
    const program = built('1');
    const cycle = async (name: string) => {
      for (let round = 0; round < 5; round += 1) {
        const receipt = await write(program, `${name}-${round}`);
        for (const [file, text] of program.contents) expect(files.readPrivate(`${program.folder}/${file}`)).toBe(text);
        await removeProfileFiles(receipt, files);
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(cycle));
    expect(left()).toEqual([]);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"action.js":{"id":"1","files":{}}}',
    '{"cli.js":{"files":{}}}',
    '{"cli.js":{"id":"1"}}',
  ])('is not taken from a folder that has %j', (list) => {
    const folder = join(machine, 'dist');
    mkdirSync(folder);
    writeFileSync(join(folder, 'credential-process.json'), list);
    expect(() => sharedProgram(job, { files, self: { executable: 'node', file: { folder, name: 'cli.js' } } })).toThrow(
      'does not contain the built program',
    );
  });

  it('is not copied where it is one executable, which profiles start themselves', async () => {
    const program = sharedProgram(job, { files, self: { executable: '/usr/bin/ci-aws-credentials' } });
    expect(program.command).toEqual(['/usr/bin/ci-aws-credentials', '--profile-folder']);
    const receipt = await write(program, 'a');
    expect(left()).toEqual(['program', 'program/process-a', 'program/process-a/cache']);
    await removeProfileFiles(receipt, files);
    expect(left()).toEqual([]);
  });

  it('that cannot be looked at ends the run', async () => {
    const broken = {
      ...files,
      readPrivate: () => {
        throw new TypeError('a bug');
      },
    };
    await expect(write(built('1'), 'a', broken)).rejects.toThrow('a bug');
  });

  it.each([undefined, 'text', {}, { folder: 1 }])(
    'is not looked for where a receipt says %j of it',
    async (program) => {
      const path = join(job, 'token');
      writeFileSync(path, 'old');
      await removeProfileFiles({ kind: 'profile', files: [path], program }, files);
      expect(existsSync(path)).toBe(false);
    },
  );
});
