// https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions
import type { Env } from '../core/io.ts';

/**
 * The warning for an action that is used by a branch or a tag, which can be moved to other code. `undefined` for a full
 * commit hash, and for an action in the same repository, which has no name.
 */
export function movingTagAdvice(env: Env): string | undefined {
  const { GITHUB_ACTION_REF: ref = '', GITHUB_ACTION_REPOSITORY: repository = '' } = env;
  if (ref === '' || repository === '' || /^([\da-f]{40}|[\da-f]{64})$/i.test(ref)) return undefined;
  return `This workflow uses ${repository}@${ref}, a reference that can be moved to other code. Pin the full commit hash: uses: ${repository}@SHA # ${ref}`;
}
