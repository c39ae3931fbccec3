import { describe, expect, it } from 'vitest';
import { movingTagAdvice } from '../../src/reporting/moving-tag.ts';

const repository = 'octo-org/ci-aws-credentials';
const advice = (ref: string | undefined, name: string | undefined = repository): string | undefined =>
  movingTagAdvice({ GITHUB_ACTION_REF: ref, GITHUB_ACTION_REPOSITORY: name });

describe('an action that a workflow uses', () => {
  it.each(['v1', 'v1.2.3', 'main', 'abc1234', 'f'.repeat(39), `${'f'.repeat(40)}0`, 'refs/heads/main'])(
    'by %s is told of its full commit hash',
    (ref) => {
      expect(advice(ref)).toContain(`uses: ${repository}@SHA # ${ref}`);
    },
  );

  it.each([
    ['a full commit hash', 'a12a3943b4bdde767164f792f33f40b04645d846', repository],
    ['one of SHA-256', 'a1'.repeat(32), repository],
    ['one in capitals', 'A1'.repeat(20), repository],
    ['nothing, as ./ is', '', repository],
    ['no variable', undefined, repository],
    ['no repository', 'v1', ''],
  ])('by %s is told nothing', (_what, ref, name) => {
    expect(advice(ref, name)).toBeUndefined();
  });
});
