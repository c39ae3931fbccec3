// https://docs.github.com/en/actions/reference/security/oidc
// https://forgejo.org/docs/next/user/actions/security-openid-connect/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';
import type { CiIo, CiProvider } from './provider.ts';
import { memberOf, type TokenService, tokenOfService, withAudience } from './token-service.ts';

/** GitHub Actions (github.com, GHE.com and GHES), and Forgejo and Gitea, which use the same protocol. */
export const github: CiProvider = {
  id: 'github',
  name: 'GitHub Actions',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  detect: (env) => env.GITHUB_ACTIONS === 'true',
  jobIdParts: (env) => ['gha', env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB],
  // Matrix jobs share run, attempt and job, as do two calls of one reusable workflow. The runner gives each job a name,
  // but not inside containers; its temporary folder is unique.
  // https://github.com/actions/runner/blob/main/src/Runner.Worker/JobExtension.cs
  owner: (env) => [
    env.GITHUB_SERVER_URL,
    env.GITHUB_REPOSITORY,
    env.RUNNER_NAME,
    env.RUNNER_TEMP,
    env.RUNNER_TRACKING_ID,
  ],
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables: "emptied at the beginning and end of
  // each job". Other runners with this protocol may share one folder among jobs.
  slot: (env) =>
    [env.FORGEJO_ACTIONS, env.GITEA_ACTIONS, env.ACT].includes('true')
      ? []
      : [env.RUNNER_NAME ?? 'runner', env.RUNNER_TEMP],
  checkouts: (env) => [env.GITHUB_WORKSPACE],
  async token(audience, io) {
    const url = envValue(io.env, 'ACTIONS_ID_TOKEN_REQUEST_URL');
    const bearer = envValue(io.env, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN');
    if (url === undefined || bearer === undefined) throw whyNoToken(io);
    const service: TokenService = {
      url: { variable: 'ACTIONS_ID_TOKEN_REQUEST_URL', value: url },
      password: { variable: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', value: bearer },
      request: {
        method: 'GET',
        url: withAudience(url, audience ?? 'sts.amazonaws.com'),
        headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
      },
      tokenIn: memberOf('value'),
      hint: () =>
        'A 401 or 403 means that the request token is not valid; it expires with the job. For any other status, check the status page of the CI server.',
    };
    return tokenOfService(service, io);
  },
  whyMissing(from, io) {
    // A command reports its own error.
    if (from.kind === 'command') return undefined;
    if (envValue(io.env, 'ACTIONS_ID_TOKEN_REQUEST_URL') === undefined) return whyNoToken(io);
    return new HelperError('token-missing', 'This job needs no token source.', {
      hint: 'Omit token-env and web-identity-token-file: the job has the id-token permission, so the token is fetched when it is needed.',
    });
  },
  tokenVariables: ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'],
  audienceAdvice: (audience) => `Request it: audience: ${audience} (--audience ${audience}).`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value);
  },
  defaults: { exports: ['env', 'outputs'], profileType: 'static' },
  variables: 'github-env',
};

/** The runner sets the two variables only for jobs that may request a token. The rest of the environment shows why this one may not. */
function whyNoToken(io: CiIo): HelperError {
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
