import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/core/did-you-mean.ts';

const names = ['role-to-assume', 'role-session-name', 'aws-region', 'audience', 'export', 'timeout'];

describe('a mistyped word', () => {
  it.each([
    ['role-session-nmae', 'role-session-name'],
    ['role-to-asume', 'role-to-assume'],
    ['role_to_assume', 'role-to-assume'],
    ['AWS-REGION', 'aws-region'],
    ['awsregion', 'aws-region'],
    ['exprot', 'export'],
    ['exports', 'export'],
    ['tiemout', 'timeout'],
    ['itmeuot', 'timeout'],
    ['audience', 'audience'],
    ['audi', 'audience'],
    ['export-to', 'export'],
    ['timeout-in-minutes', 'timeout'],
    ['role', 'role-to-assume'],
    ['rol', undefined],
    ['xyz', undefined],
    ['', undefined],
    ['completely-different-thing', undefined],
  ])('%s most likely meant %s', (word, meant) => {
    expect(nearest(word, names)).toBe(meant);
    expect(didYouMean(word, names)).toBe(meant === undefined ? undefined : `Did you mean ${meant}?`);
  });

  it('is the longest word that it begins with', () => {
    expect(nearest('audience-of-the-token', ['aud', 'audience', 'aws-region'])).toBe('audience');
  });

  it('means nothing where there is nothing to mean', () => {
    expect(nearest('a', [])).toBeUndefined();
  });
});
