import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import type { Clock } from '../../src/core/io.ts';
import { nodeClock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';

const clock: Clock = { ...nodeClock, sleep: () => Promise.resolve() };
const files = nodeFiles(clock);
const isRoot = process.geteuid?.() === 0;
const onPosix = process.platform !== 'win32';
const STRANGER = 65534;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const at = (...names: string[]) => join(home, ...names);
const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);
const folder = (path: string, mode: number) => {
  mkdirSync(path);
  chmodSync(path, mode);
  return path;
};
const file = (path: string, mode: number, text = 'old') => {
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

const makePipe = (path: string) => execFileSync('sh', ['-c', `mkfifo '${path}'`]);

function failureOf(action: () => unknown): HelperError {
  try {
    action();
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

/** Fails with this code, names the path, says what to do, and `check` says the same without having written. */
function expectRefusal(operation: 'replace' | 'append', path: string, code: string, ...words: string[]) {
  const check = operation === 'replace' ? files.checkReplaceable : files.checkAppendable;
  for (const error of [failureOf(() => check(path)), failureOf(() => files[operation](path, 'new'))]) {
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(/\w+/);
    for (const word of words) expect(error.message).toContain(word);
  }
}

it('a file or folder is the same by every path to it, and no other', () => {
  for (const name of ['a', 'b']) mkdirSync(join(home, name));
  writeFileSync(join(home, 'file'), '');
  symlinkSync(join(home, 'a'), join(home, 'link'));
  const [a, b, file, link, gone, below] = ['a', 'b', 'file', 'link', 'gone', 'file/below'].map((name) =>
    files.identity(join(home, name)),
  );
  expect(link).toBe(a);
  expect(new Set([a, b, file]).size).toBe(3);
  expect(files.identity(join(home, 'a/../b'))).toBe(b);
  expect([gone, below]).toEqual([undefined, undefined]);
  expect(() => files.identity(join(home, 'x'.repeat(300)))).toThrow(
    expect.objectContaining({ code: 'input-unreadable' }),
  );
});

describe('reading', () => {
  it('gives the text, byte order mark included, and undefined where there is no file', () => {
    expect(files.read(file(at('x'), 0o600, '\uFEFFé\r\n'))).toBe('\uFEFFé\r\n');
    expect(files.read(at('missing'))).toBeUndefined();
    expect(files.read(at('missing', 'x'))).toBeUndefined();
  });

  it('refuses what is not text in UTF-8, since it could not be written back', () => {
    writeFileSync(at('x'), new Uint8Array([0x23, 0xe9, 0x0a]));
    const error = failureOf(() => files.read(at('x')));
    expect(error).toMatchObject({ code: 'input-unreadable', message: `${at('x')} is not UTF-8 text.` });
  });

  it('says what stands in the way', () => {
    expect(failureOf(() => files.read(home))).toMatchObject({ code: 'input-unreadable' });
    expect(failureOf(() => files.read(join(file(at('x'), 0o600), 'y'))).message).toContain('ENOTDIR');
  });
});

describe('reading what has no end', () => {
  it.runIf(onPosix)('ends at the size that makes sense', () => {
    expect(failureOf(() => files.read('/dev/zero'))).toMatchObject({
      code: 'input-unreadable',
      message: '/dev/zero is larger than the limit of 20000 kB.',
    });
    file(at('x'), 0o600, 'x'.repeat(101));
    expect(failureOf(() => files.read(at('x'), { bytes: 100 })).message).toContain(
      'x is larger than the limit of 0.1 kB',
    );
    expect(files.read(at('x'), { bytes: 101 })).toHaveLength(101);
  });

  it.runIf(onPosix)('ends in time for a pipe that nobody writes to', () => {
    makePipe(at('pipe'));
    expect(failureOf(() => files.read(at('pipe'), { milliseconds: 50 }))).toMatchObject({
      code: 'input-unreadable',
      message: `${at('pipe')} returned no data within 0.1 s.`,
    });
  });

  it.runIf(onPosix).each([
    ['says nothing', 'sleep 20', 'returned no data'],
    ['never stops', 'while :; do echo x; sleep 0.01; done', 'did not end within'],
  ])('ends in time for a pipe whose writer %s', (_what, script, says) => {
    makePipe(at('pipe'));
    const writer = spawn('sh', ['-c', `${script} > '${at('pipe')}'`], { detached: true, stdio: 'ignore' });
    try {
      expect(failureOf(() => files.read(at('pipe'), { milliseconds: 2_000 })).message).toContain(says);
    } finally {
      process.kill(-Number(writer.pid), 'SIGKILL');
    }
  });

  it.runIf(onPosix)('reads a pipe to its end, however late that comes', () => {
    makePipe(at('pipe'));
    const writer = spawn('sh', ['-c', `sleep 0.2; (echo one; sleep 0.2; echo two) > '${at('pipe')}'`]);
    expect(files.read(at('pipe'))).toBe('one\ntwo\n');
    writer.kill();
  });

  it.runIf(onPosix)('finds nothing in /dev/null, at once', () => {
    expect(files.read('/dev/null', { milliseconds: 0 })).toBe('');
  });
});

describe('replacing', () => {
  it('makes the file and its folders, for us alone', () => {
    files.checkReplaceable(at('a', 'b', 'config'));
    expect(existsSync(at('a'))).toBe(false);
    files.replace(at('a', 'b', 'config'), 'new');
    expect(readFileSync(at('a', 'b', 'config'), 'utf8')).toBe('new');
    if (onPosix) expect([at('a'), at('a', 'b'), at('a', 'b', 'config')].map(modeOf)).toEqual(['700', '700', '600']);
  });

  it('leaves nothing beside the file', () => {
    files.replace(at('config'), 'one');
    files.replace(at('config'), 'two');
    expect(readdirSync(home)).toEqual(['config']);
  });

  it('leaves other names of the old file alone', () => {
    linkSync(file(at('config'), 0o600), at('other'));
    files.replace(at('config'), 'new');
    expect(readFileSync(at('other'), 'utf8')).toBe('old');
  });

  it.runIf(onPosix).each([
    [0o644, '600'],
    [0o666, '600'],
    [0o600, '600'],
    [0o400, '400'],
    [0o755, '600'],
  ])('turns mode %o into %s', (mode, expected) => {
    files.replace(file(at('config'), mode), 'new');
    expect(modeOf(at('config'))).toBe(expected);
    expect(readFileSync(at('config'), 'utf8')).toBe('new');
  });

  it('refuses a folder in its place, and leaves nothing behind', () => {
    mkdirSync(at('config'));
    expectRefusal('replace', at('config'), 'file-not-writable', at('config'));
    expect(readdirSync(home)).toEqual(['config']);
  });

  it('refuses a file in the place of its folder', () => {
    expectRefusal('replace', join(file(at('x'), 0o600), 'config'), 'file-not-writable', at('x'));
  });

  it('refuses a name that is too long', () => {
    expect(failureOf(() => files.replace(at('x'.repeat(300)), 'new')).code).toBe('file-not-writable');
  });

  it.runIf(existsSync('/proc/self/status'))('says so where no file can be made', () => {
    expectRefusal('replace', '/proc/self/nothing-here', 'file-not-writable', '/proc/self/nothing-here');
  });

  it.runIf(onPosix)('refuses a socket', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(at('config'), done));
    expectRefusal('replace', at('config'), 'file-unsafe', at('config'));
    await new Promise((done) => server.close(done));
  });
});

describe.runIf(onPosix)('a folder', () => {
  it.each([0o777, 0o757])('of mode %o is refused: others may replace the file', (mode) => {
    expectRefusal('replace', join(folder(at('shared'), mode), 'config'), 'file-unsafe', at('shared'), mode.toString(8));
    expect(readdirSync(at('shared'))).toEqual([]);
  });

  it.each([0o700, 0o755, 0o1777])('of mode %o will do', (mode) => {
    files.replace(join(folder(at('x'), mode), 'config'), 'new');
    expect(readFileSync(at('x', 'config'), 'utf8')).toBe('new');
  });

  it('that the group of our own may write to will do', () => {
    folder(at('x'), 0o775);
    const { uid, gid } = statSync(at('x'));
    const replace = () => files.replace(at('x', 'config'), 'new');
    if (uid === gid) expect(replace).not.toThrow();
    else expect(failureOf(replace).code).toBe('file-unsafe');
  });

  it.runIf(isRoot)('that another group may write to is refused', () => {
    chownSync(folder(at('x'), 0o775), 0, STRANGER);
    expectRefusal('replace', at('x', 'config'), 'file-unsafe', at('x'), '775');
  });
});

describe.runIf(isRoot)("another user's file", () => {
  it('is not replaced', () => {
    chownSync(file(at('config'), 0o666), STRANGER, STRANGER);
    expectRefusal('replace', at('config'), 'file-unsafe', at('config'), String(STRANGER));
    expect(readFileSync(at('config'), 'utf8')).toBe('old');
  });

  it('is appended to where only the owner of the folder can have put it', () => {
    chownSync(file(at('env'), 0o644, 'A=1\n'), STRANGER, STRANGER);
    files.checkAppendable(at('env'));
    files.append(at('env'), 'B=2\n');
    expect(readFileSync(at('env'), 'utf8')).toBe('A=1\nB=2\n');
    expect(modeOf(at('env'))).toBe('644');
  });

  it.each([0o777, 0o1777, 0o775])('is not appended to in a folder of mode %o', (mode) => {
    chownSync(file(join(folder(at('shared'), mode), 'env'), 0o666), STRANGER, STRANGER);
    expectRefusal('append', at('shared', 'env'), 'file-unsafe', at('shared', 'env'), String(STRANGER));
    expect(readFileSync(at('shared', 'env'), 'utf8')).toBe('old');
  });
});

describe.runIf(onPosix)('a link', () => {
  it.each(['absolute', 'relative'])('of ours to a file of ours stays, and the file is replaced: %s', (kind) => {
    file(join(folder(at('dotfiles'), 0o755), 'config'), 0o644);
    symlinkSync(kind === 'absolute' ? at('dotfiles', 'config') : 'dotfiles/config', at('config'));
    files.checkReplaceable(at('config'));
    files.replace(at('config'), 'new');
    expect(lstatSync(at('config')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('dotfiles', 'config'), 'utf8')).toBe('new');
    expect(readdirSync(at('dotfiles'))).toEqual(['config']);
  });

  it('of ours to a folder of ours is followed', () => {
    symlinkSync('dotfiles/aws', at('.aws'));
    mkdirSync(at('dotfiles', 'aws'), { recursive: true });
    files.replace(at('.aws', 'config'), 'new');
    expect(readFileSync(at('dotfiles', 'aws', 'config'), 'utf8')).toBe('new');
    expect(readlinkSync(at('.aws'))).toBe('dotfiles/aws');
  });

  it('of ours to what does not exist yet is followed', () => {
    symlinkSync('dotfiles/aws', at('.aws'));
    files.replace(at('.aws', 'config'), 'new');
    expect(readFileSync(at('dotfiles', 'aws', 'config'), 'utf8')).toBe('new');
  });

  it('in a folder that others may write to is refused', () => {
    file(at('secret'), 0o600);
    symlinkSync(at('secret'), join(folder(at('shared'), 0o777), 'config'));
    expectRefusal('replace', at('shared', 'config'), 'file-unsafe', at('shared'));
    expect(readFileSync(at('secret'), 'utf8')).toBe('old');
  });

  it('into a folder that others may write to is refused', () => {
    symlinkSync(file(join(folder(at('shared'), 0o777), 'config'), 0o600), at('config'));
    expectRefusal('replace', at('config'), 'file-unsafe', at('shared'));
  });

  it('that leads in a circle is refused', () => {
    symlinkSync('b', at('a'));
    symlinkSync('a', at('b'));
    expectRefusal('replace', at('a'), 'file-unsafe', 'is a circular link');
    expectRefusal('append', at('a'), 'file-unsafe', 'is a circular link');
  });

  describe.runIf(isRoot)('of another user', () => {
    const plant = (target: string, path: string) => {
      symlinkSync(target, path);
      lchownSync(path, STRANGER, STRANGER);
    };

    it.each([
      ['replace', 0o700],
      ['replace', 0o1777],
      ['append', 0o700],
      ['append', 0o1777],
    ] as const)('is never followed, to %s in a folder of mode %o', (operation, mode) => {
      file(at('secret'), 0o600);
      plant(at('secret'), join(folder(at('x'), mode), 'config'));
      expectRefusal(operation, at('x', 'config'), 'file-unsafe', at('x', 'config'), at('secret'));
      expect(readFileSync(at('secret'), 'utf8')).toBe('old');
    });

    it('is not followed further up either', () => {
      file(join(folder(at('private'), 0o700), 'config'), 0o600);
      plant(at('private'), join(folder(at('tmp'), 0o1777), 'aws'));
      expectRefusal('replace', at('tmp', 'aws', 'config'), 'file-unsafe', at('tmp', 'aws'), at('private'));
      expect(readdirSync(at('private'))).toEqual(['config']);
    });

    it('is not followed behind one of ours either', () => {
      file(at('secret'), 0o600);
      plant(at('secret'), at('theirs'));
      symlinkSync('theirs', at('config'));
      expectRefusal('replace', at('config'), 'file-unsafe', at('theirs'), at('secret'));
    });

    it('makes no folders behind it', () => {
      plant(at('private'), at('aws'));
      expect(failureOf(() => files.replace(at('aws', 'config'), 'new')).code).toBe('file-unsafe');
      expect(existsSync(at('private'))).toBe(false);
    });
  });
});

describe('appending', () => {
  it('makes a file that is not there, for us alone', () => {
    files.checkAppendable(at('env'));
    expect(existsSync(at('env'))).toBe(false);
    files.append(at('env'), 'A=1\n');
    expect(readFileSync(at('env'), 'utf8')).toBe('A=1\n');
    if (onPosix) expect(modeOf(at('env'))).toBe('600');
  });

  it('begins on a line of its own', () => {
    file(at('env'), 0o600, 'A=1');
    files.append(at('env'), 'B=2\n');
    files.append(at('env'), 'C=3\n');
    expect(readFileSync(at('env'), 'utf8')).toBe('A=1\nB=2\nC=3\n');
  });

  it.runIf(onPosix)('takes from a file of ours what others may do with it', () => {
    files.append(file(at('env'), 0o755, ''), 'A=1\n');
    expect(modeOf(at('env'))).toBe('700');
  });

  it('refuses a folder, and a folder that is not there', () => {
    mkdirSync(at('env'));
    expectRefusal('append', at('env'), 'file-not-writable', at('env'));
    expectRefusal('append', join(file(at('x'), 0o600), 'env'), 'file-not-writable', at('x'));
    expectRefusal('append', at('missing', 'env'), 'file-not-writable', 'folder does not exist');
  });

  it.runIf(existsSync('/dev/full'))('refuses a device', () => {
    expectRefusal('append', '/dev/full', 'file-unsafe', '/dev/full');
  });

  it.runIf(onPosix)('follows a link of ours', () => {
    symlinkSync(file(at('env'), 0o600, ''), at('link'));
    files.append(at('link'), 'A=1\n');
    expect(readFileSync(at('env'), 'utf8')).toBe('A=1\n');
  });
});

describe('what is laid out beforehand', () => {
  it('in the place of a temporary file is not written to, and not followed', () => {
    file(at('secret'), 0o600);
    // The names of this process's next temporary files, whichever is next.
    const now = Date.now();
    const still = nodeFiles({ ...clock, now: () => now, random: () => 0.5 });
    const unique = `${now.toString(36)}-i`;
    const names = Array.from({ length: 500 }, (_, number) => `.config.${process.pid}.${number}-${unique}.tmp`);
    for (const name of names) linkSync(at('secret'), at(name));
    expect(failureOf(() => still.replace(at('config'), 'new'))).toMatchObject({ code: 'file-not-writable' });
    expect(readFileSync(at('secret'), 'utf8')).toBe('old');
    expect(existsSync(at('config'))).toBe(false);
  });

  it.runIf(onPosix)('as a link, between the look and the opening, is not appended to', () => {
    file(at('secret'), 0o600);
    file(at('env'), 0o600);
    // What another process is writing beside it is looked at in between, and the clock with it.
    file(at(`.env.${process.pid}.1-x.tmp`), 0o600);
    const swapping = nodeFiles({
      ...clock,
      now: () => {
        rmSync(at('env'));
        symlinkSync(at('secret'), at('env'));
        return Date.now();
      },
    });
    expect(failureOf(() => swapping.append(at('env'), 'A=1\n'))).toMatchObject({ code: 'file-not-writable' });
    expect(readFileSync(at('secret'), 'utf8')).toBe('old');
  });
});

describe('removing', () => {
  it('removes a file, and is content where there is none', () => {
    files.remove(file(at('x'), 0o600));
    files.remove(at('x'));
    expect(readdirSync(home)).toEqual([]);
  });

  it('refuses a folder', () => {
    mkdirSync(at('x'));
    expect(failureOf(() => files.remove(at('x')))).toMatchObject({ code: 'file-not-writable' });
  });

  it.runIf(onPosix)('removes a link and not what it leads to', () => {
    symlinkSync(file(at('x'), 0o600), at('link'));
    files.remove(at('link'));
    expect(readdirSync(home)).toEqual(['x']);
  });

  it('removes a folder only if it is empty', () => {
    mkdirSync(at('empty'));
    file(join(folder(at('full'), 0o700), 'x'), 0o600);
    for (const name of ['empty', 'full', 'missing']) files.removeFolder(at(name));
    expect(readdirSync(home)).toEqual(['full']);
  });

  it('refuses a file where a folder is to go', () => {
    expect(failureOf(() => files.removeFolder(file(at('x'), 0o600)))).toMatchObject({ code: 'file-not-writable' });
  });
});

describe('what killed processes left', () => {
  const left = (pid: number): string => file(at(`.config.${pid}.1-x.tmp`), 0o600);
  const dead = (): number => spawnSync(process.execPath, ['--version']).pid;

  it.each([
    ['replaced', (path: string) => files.replace(path, 'new')],
    ['appended to', (path: string) => files.append(path, 'new')],
  ])('beside a file is removed when that is %s', (_how, write) => {
    left(dead());
    left(process.pid);
    file(at(`.other.${dead()}.1-x.tmp`), 0o600);
    write(at('config'));
    expect(readdirSync(home).sort()).toEqual([
      expect.stringMatching(/^\.config\.\d+\.1-x\.tmp$/),
      expect.stringMatching(/^\.other\./),
      'config',
    ]);
    expect(existsSync(at(`.config.${process.pid}.1-x.tmp`))).toBe(true);
  });

  it.each([3600, -3600])('is removed when it is %i seconds old, whoever has the number now', (age) => {
    utimesSync(left(process.pid), Date.now() / 1000 - age, Date.now() / 1000 - age);
    files.replace(at('config'), 'new');
    expect(readdirSync(home)).toEqual(['config']);
  });

  it.runIf(isRoot)('is no business of ours if it is another user’s', () => {
    chownSync(left(1_999_999), STRANGER, STRANGER);
    files.replace(at('config'), 'new');
    expect(readdirSync(home)).toHaveLength(2);
  });

  it('in a private folder goes all at once, stale locks included', () => {
    const own = files.privateFolder(at('own', 'deep'));
    file(join(own, `.cache.json.${dead()}.1-x.tmp`), 0o600);
    for (const name of ['.cache.json.ci-aws-credentials.lock', '.cache.json.ci-aws-credentials.lock.break']) {
      utimesSync(file(join(own, name), 0o600, ''), 0, 0);
    }
    file(join(own, 'cache.json'), 0o600);
    files.removeLeftovers(at('own'));
    expect(readdirSync(own)).toEqual(['cache.json']);
    files.removeLeftovers(at('missing'));
  });
});

describe('two paths', () => {
  it('are the same file by where they lead', () => {
    file(at('config'), 0o600);
    expect(files.isSame(at('config'), `${home}//x/../config`)).toBe(true);
    expect(files.isSame(at('config'), at('other'))).toBe(false);
    expect(files.isSame(at('other'), `${home}/./other`)).toBe(true);
    linkSync(at('config'), at('second'));
    expect(files.isSame(at('config'), at('second'))).toBe(true);
  });
});

describe('a private folder', () => {
  it('is made, and found again', () => {
    expect(files.privateFolder(at('a', 'b'))).toBe(at('a', 'b'));
    expect(files.privateFolder(at('a', 'b'))).toBe(at('a', 'b'));
    if (onPosix) expect(modeOf(at('a', 'b'))).toBe('700');
  });

  it.runIf(onPosix)('becomes private', () => {
    files.privateFolder(folder(at('x'), 0o777));
    expect(modeOf(at('x'))).toBe('700');
  });

  it('is not a file', () => {
    expect(failureOf(() => files.privateFolder(file(at('x'), 0o600))).code).toBe('file-not-writable');
  });

  it.runIf(onPosix)('is not a link, whoever made it', () => {
    symlinkSync(folder(at('x'), 0o700), at('link'));
    expect(failureOf(() => files.privateFolder(at('link')))).toMatchObject({ code: 'file-unsafe' });
  });

  it.runIf(onPosix)('is one only as long as nobody else may use it, for whoever reads in it', () => {
    expect(files.isOwnFolder(at('missing'))).toBe(false);
    expect(files.isOwnFolder(folder(at('x'), 0o700))).toBe(true);
    for (const mode of [0o750, 0o707, 0o1777]) {
      chmodSync(at('x'), mode);
      expect(failureOf(() => files.isOwnFolder(at('x')))).toMatchObject({ code: 'file-unsafe' });
    }
    symlinkSync(folder(at('y'), 0o700), at('link'));
    for (const path of [at('link'), file(at('z'), 0o600)]) {
      expect(failureOf(() => files.isOwnFolder(path))).toMatchObject({ code: 'file-unsafe' });
    }
  });

  it('holds no file that is larger than anything this program writes', () => {
    truncateSync(file(at('x'), 0o600), 17 * 1024 * 1024);
    expect(failureOf(() => files.readPrivate(at('x')))).toMatchObject({ code: 'file-unsafe' });
  });

  it.runIf(isRoot)("is not another user's", () => {
    chownSync(folder(at('x'), 0o700), STRANGER, STRANGER);
    const error = failureOf(() => files.privateFolder(at('x')));
    expect(error).toMatchObject({ code: 'file-unsafe' });
    expect(error.message).toContain(String(STRANGER));
  });
});
