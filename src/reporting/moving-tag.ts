// https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions
import type { Env } from '../core/io.ts';

/**
 * What to tell of an action that a workflow uses by a branch or a tag: both can be moved to other code. `undefined` for
 * a full commit hash, and for an action of the repository itself, which the runner gives no name.
 */
export function movingTagAdvice(env: Env): string | undefined {
  const { GITHUB_ACTION_REF: ref = '', GITHUB_ACTION_REPOSITORY: repository = '' } = env;
  if (ref === '' || repository === '' || /^([\da-f]{40}|[\da-f]{64})$/i.test(ref)) return undefined;
  return `This action is used as ${repository}@${ref}, which can be moved to other code. The full commit hash cannot: uses: ${repository}@SHA # ${ref}`;
}
