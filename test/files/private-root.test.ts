import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HelperError } from '../../src/core/errors.ts';
import { checkoutAround, privateRoot } from '../../src/node/private-root.ts';

const isRoot = process.geteuid?.() === 0;
const STRANGER = 65534;
const name = `ci-aws-credentials-${process.getuid?.()}`;

/** Where nobody else may write on the way there. `HOME` may name a folder in the system's temporary one, where all may. */
function closedFolder(): string {
  const homes = [homedir(), userInfo().homedir];
  return realpathSync(homes.find(isClosed) ?? homedir());
}

function isClosed(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o022) !== 0) return false;
  const isOurs = [0, process.geteuid?.()].includes(found.uid);
  return isOurs && (path === dirname(path) || isClosed(dirname(path)));
}

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(closedFolder(), '.ci-aws-credentials-test-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const at = (...names: string[]): string => join(base, ...names);

function folder(path: string, mode = 0o700, owner?: number): string {
  mkdirSync(path, { recursive: true });
  if (owner !== undefined) chownSync(path, owner, owner);
  chmodSync(path, mode);
  return path;
}

function rootWith(env: Readonly<Record<string, string>>, checkouts: readonly string[] = []): string {
  return privateRoot(env, env.HOME, checkouts);
}

describe.runIf(process.platform !== 'win32')('private files go', () => {
  it('to the runner’s folder, where only we can write on the way there', () => {
    const env = { RUNNER_TEMP: folder(at('temp')), HOME: folder(at('home')) };
    expect(rootWith(env)).toBe(at('temp', name));
  });

  it('to that of Azure’s agent, where there is no other runner’s', () => {
    const env = { AGENT_TEMPDIRECTORY: folder(at('agent')), HOME: folder(at('home')) };
    expect(rootWith(env)).toBe(at('agent', name));
    expect(rootWith({ ...env, RUNNER_TEMP: folder(at('temp')) })).toBe(at('temp', name));
  });

  it.each([
    ['that everybody may write to', () => folder(at('temp'), 0o777)],
    ['that is sticky', () => folder(at('temp'), 0o1777)],
    ['in one that everybody may write to', () => folder(join(folder(at('open'), 0o1777), 'temp'))],
    [
      'that a link in such a folder leads to',
      () => {
        symlinkSync(folder(at('temp')), join(folder(at('open'), 0o1777), 'link'));
        return at('open', 'link');
      },
    ],
    ['that is not absolute', () => 'temp'],
    ['that is not there', () => at('missing')],
  ])('beside the AWS files, with a folder of the runner’s %s', (_what, make) => {
    expect(rootWith({ RUNNER_TEMP: make(), HOME: folder(at('home')) })).toBe(at('home', '.aws', name));
  });

  it.runIf(isRoot)('beside the AWS files, where the runner’s folder or its link is another user’s', () => {
    const HOME = folder(at('home'));
    expect(rootWith({ RUNNER_TEMP: folder(at('temp'), 0o755, STRANGER), HOME })).toBe(at('home', '.aws', name));
    symlinkSync(folder(at('mine')), at('link'));
    lchownSync(at('link'), STRANGER, STRANGER);
    expect(rootWith({ RUNNER_TEMP: at('link'), HOME })).toBe(at('home', '.aws', name));
  });

  it('beside the AWS files where the home folder is open: whoever can put a folder there can put a config there', () => {
    expect(rootWith({ HOME: folder(at('home'), 0o1777) })).toBe(at('home', '.aws', name));
  });

  it('to the folder of the login session where the home folder will not do', () => {
    const XDG_RUNTIME_DIR = folder(at('run'));
    const checkout = folder(at('home'));
    expect(rootWith({ HOME: checkout, XDG_RUNTIME_DIR }, [checkout])).toBe(at('run', name));
    expect(rootWith({ HOME: '', XDG_RUNTIME_DIR })).toBe(at('run', name));
    folder(at('open', '.aws'), 0o777);
    expect(rootWith({ HOME: at('open'), XDG_RUNTIME_DIR })).toBe(at('run', name));
  });

  it('nowhere else: the error says why each will not do, and what to set', () => {
    const env = { RUNNER_TEMP: 'temp', HOME: folder(at('home')), XDG_RUNTIME_DIR: folder(at('run'), 0o1777) };
    const attempt = (): string => rootWith(env, [at('home')]);
    expect(attempt).toThrow(HelperError);
    expect(attempt).toThrow(
      `RUNNER_TEMP: temp is not an absolute path; HOME: ${at('home', '.aws')} is in the checkout ${at('home')}; XDG_RUNTIME_DIR: other users may write to ${at('run')} (mode 1777).`,
    );
  });
});

describe.runIf(process.platform !== 'win32')('a checkout', () => {
  const around = (path: string, checkouts: readonly (string | undefined)[] = []): string | undefined =>
    checkoutAround(path, base, checkouts);

  it.each([
    ['absolute', () => at('project')],
    ['with a tilde, as CircleCI has it', () => '~/project'],
    ['by a name in the home folder, as Semaphore has it', () => 'project'],
    [
      'by a link',
      () => {
        symlinkSync(at('project'), at('link'));
        return at('link');
      },
    ],
  ])('is known by the CI’s variable: %s', (_what, named) => {
    folder(at('project'));
    const checkouts = [undefined, '', named()];
    expect(around(at('project'), checkouts)).toBe(at('project'));
    expect(around(at('project', 'a', 'b'), checkouts)).toBe(at('project'));
    expect(around(at('project-2'), checkouts)).toBeUndefined();
    expect(around(base, checkouts)).toBeUndefined();
  });

  it('is known by its .git, which may be a file', () => {
    folder(at('project', '.git'));
    expect(around(at('project', 'a', 'b'))).toBe(at('project'));
    expect(around(at('other'))).toBeUndefined();
  });

  it('is not the whole file system, whatever a variable says', () => {
    expect(around(at('x'), ['/'])).toBeUndefined();
  });
});
