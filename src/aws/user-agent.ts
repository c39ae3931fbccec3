// https://github.com/aws-actions/configure-aws-credentials: CloudTrail queries look for its name.
import type { Env } from '../core/io.ts';

/** What CloudTrail shows as the user agent: the program, and on GitHub the action and the run. */
export function userAgentOf(env: Env): string {
  if (env.GITHUB_ACTIONS !== 'true') return 'ci-aws-credentials';
  const details = [
    ['action', env.GITHUB_ACTION_REPOSITORY || env.GITHUB_ACTION],
    ['run_id', env.GITHUB_RUN_ID],
    ['attempt', env.GITHUB_RUN_ATTEMPT],
  ].flatMap(([name, value]) =>
    value !== undefined && /^[\w./-]+$/.test(value) ? [`md/${name}#${value.replaceAll('/', '-')}`] : [],
  );
  return ['ci-aws-credentials', 'configure-aws-credentials-for-github-actions', ...details].join(' ');
}
