// https://docs.github.com/en/actions/reference/security/oidc
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';
import type { CiIo } from './provider.ts';

/** The runner sets the two variables only for jobs that may request a token. The rest of the environment shows why this one may not. */
export function whyNoGithubToken(io: CiIo): HelperError {
  const { env } = io;
  if ([env.FORGEJO_ACTIONS, env.GITEA_ACTIONS].includes('true')) {
    return new HelperError('token-permission-missing', 'This job cannot request an OIDC token.', {
      hint: 'On Forgejo, enable it for the workflow or the job:\n\n    enable-openid-connect: true\n\nGitea issues no OIDC tokens to jobs yet; there, set token-env or web-identity-token-file.',
    });
  }
  // https://github.com/nektos/act#skipping-steps: act sets it.
  if (env.ACT === 'true') {
    return new HelperError('ci-without-oidc', 'This workflow runs in act, which issues no OIDC tokens to jobs.', {
      hint: "Try it with an emulated AWS, which has tokens: `ci-aws-credentials emulator --ci github` prints the variables for act (--env NAME=VALUE). Or use a token of your own (token-env, web-identity-token-file), or skip the step:\n\n    if: env.ACT != 'true'",
    });
  }
  if (env.GITHUB_ACTOR === 'dependabot[bot]') {
    return new HelperError(
      'token-dependabot',
      'Dependabot started this run, and Dependabot runs get no OIDC token by default.',
      {
        hint: "Skip the step for Dependabot:\n\n    if: github.actor != 'dependabot[bot]'\n\nor, if the code of new dependencies may use your role, add the permission to the job:\n\n    permissions:\n      id-token: write\n      contents: read",
      },
    );
  }
  const isOfFork = isForkPullRequest(io);
  if (isOfFork && !runsForBase(io)) {
    return new HelperError(
      'token-fork',
      'This run is for a pull request from a fork; GitHub issues no OIDC tokens to forks.',
      {
        hint: 'This protects your role: anyone could run code with it. Skip the step for forks:\n\n    if: github.event.pull_request.head.repo.full_name == github.repository',
      },
    );
  }
  const caution = isOfFork
    ? '\n\nThis run is for a pull request from a fork: never run its code in a job with this permission.'
    : '';
  return new HelperError(
    'token-permission-missing',
    'This job cannot request an OIDC token: the id-token permission is missing.',
    {
      hint: `Add it to the job or the workflow:\n\n    permissions:\n      id-token: write\n      contents: read\n\n(\`contents: read\`, because setting one permission removes those not listed.) For a reusable workflow, the calling job needs it as well.${caution}`,
    },
  );
}

/** Bytes. GitHub sends 25 MB at most, and the runner writes them with indents: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const largestEvent = 50_000_000;

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
function isForkPullRequest({ env, files }: Pick<CiIo, 'env' | 'files'>): boolean {
  const event = parseJson(readIfReadable(envValue(env, 'GITHUB_EVENT_PATH'), files) ?? '');
  const pullRequest = isObject(event) ? event.pull_request : undefined;
  const head = isObject(pullRequest) ? pullRequest.head : undefined;
  if (!isObject(head) || !Object.hasOwn(head, 'repo')) return false;
  // Null if the fork was deleted.
  return !isObject(head.repo) || stringAt(head.repo, 'full_name') !== env.GITHUB_REPOSITORY;
}

/** With the permissions of the base repository: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request_target */
function runsForBase({ env }: Pick<CiIo, 'env'>): boolean {
  return env.GITHUB_EVENT_NAME === 'pull_request_target';
}

/** Reading details about a failure must not fail itself. */
function readIfReadable(path: string | undefined, files: Pick<CiIo['files'], 'read'>): string | undefined {
  try {
    return path === undefined ? undefined : files.read(path, { bytes: largestEvent });
  } catch (error) {
    if (error instanceof HelperError) return undefined;
    throw error;
  }
}
