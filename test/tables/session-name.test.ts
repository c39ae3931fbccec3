import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionNameFrom } from '../../src/aws/session-name.ts';

describe('a session name', () => {
  it.each<[parts: readonly (string | undefined)[], name: string]>([
    [['gha', '9876543210', '1', 'deploy'], 'gha-9876543210-1-deploy'],
    [['gitlab', undefined, '302'], 'gitlab-302'],
    [['bitbucket', '{a1b2-c3}'], 'bitbucket-a1b2-c3'],
    [['gha', '1', '1', 'build the (big) thing'], 'gha-1-1-build-the-big-thing'],
    [['gha', 'Größe', '日本'], 'gha-Gr-e'],
    [['a_b', 'c=d', 'e+f,g.h@i'], 'a_b-c=d-e+f,g.h@i'],
    [['a--b', '', 'c'], 'a-b-c'],
    [['x', 'y\nz'], 'x-y-z'],
    [['../..', '/etc'], '..-..-etc'],
    [['gha', 'x'.repeat(100)], `gha-${'x'.repeat(60)}`],
    [[], 'ci-job'],
    [['', undefined, '🚀'], 'ci-job'],
    [['7'], 'ci-7'],
  ])('of %j is %s', (parts, name) => {
    expect(sessionNameFrom(parts)).toBe(name);
  });

  it('is one that STS takes, whatever it is made of', () => {
    const part = fc.option(fc.string({ unit: 'binary', maxLength: 90 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(sessionNameFrom(parts)).toMatch(/^[\w+=,.@-]{2,64}$/);
      }),
    );
  });
});
