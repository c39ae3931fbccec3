import { describe, expect, it } from 'vitest';
import { reading, writing } from '../../src/node/file-error.ts';

const failing = (code: string) => () => {
  throw Object.assign(new Error(`${code}: open`), { code });
};

/** What these mean cannot be provoked everywhere: root may do anything, and a full disk is hard to come by. */
describe('what the system refuses', () => {
  it.each([
    ['EACCES', 'permission denied'],
    ['EPERM', 'not permitted'],
    ['EROFS', 'the file system is read-only'],
    ['ENOSPC', 'no space left'],
    ['EDQUOT', 'disk quota exceeded'],
    ['EBUSY', 'in use'],
    ['EMFILE', 'EMFILE'],
  ])('%s names the path and the reason', (code, reason) => {
    expect(() => writing('/a/config', failing(code))).toThrow(
      expect.objectContaining({ code: 'file-not-writable', message: expect.stringMatching(`^/a/config .*${reason}`) }),
    );
    expect(() => reading('/a/config', failing(code))).toThrow(
      expect.objectContaining({ code: 'input-unreadable', message: expect.stringMatching(`^/a/config .*${reason}`) }),
    );
  });

  it('is not confused with a bug', () => {
    const bug = () => {
      throw new TypeError('undefined is not a function');
    };
    expect(() => writing('/a/config', bug)).toThrow(TypeError);
  });
});
