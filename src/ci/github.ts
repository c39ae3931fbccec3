// https://docs.github.com/en/actions/reference/security/oidc
// https://forgejo.org/docs/next/user/actions/security-openid-connect/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { isHeaderText } from '../core/header-text.ts';
import { isHttpUrl } from '../core/http-url.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';
import { retryAfter } from '../core/retry.ts';
import { parseToken } from '../token/token.ts';
import type { CiIo, CiProvider } from './provider.ts';

/** GitHub Actions (github.com, GHE.com and GHES), and Forgejo and Gitea, which speak its protocol. */
export const github: CiProvider = {
  id: 'github',
  name: 'GitHub Actions',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  detect: (env) => env.GITHUB_ACTIONS === 'true',
  jobIdParts: (env) => ['gha', env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB],
  // The legs of a matrix share run, attempt and job, as do two calls of one reusable workflow. The runner names each job
  // that it starts, but not to containers; its folder for temporary files is its own.
  // https://github.com/actions/runner/blob/main/src/Runner.Worker/JobExtension.cs
  owner: (env) => [
    env.GITHUB_SERVER_URL,
    env.GITHUB_REPOSITORY,
    env.RUNNER_NAME,
    env.RUNNER_TEMP,
    env.RUNNER_TRACKING_ID,
  ],
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables: "emptied at the beginning and end of
  // each job". Others that speak the protocol may give one folder to all.
  slot: (env) =>
    [env.FORGEJO_ACTIONS, env.GITEA_ACTIONS, env.ACT].includes('true')
      ? []
      : [env.RUNNER_NAME ?? 'runner', env.RUNNER_TEMP],
  checkouts: (env) => [env.GITHUB_WORKSPACE],
  async token(audience, io) {
    const url = envValue(io.env, 'ACTIONS_ID_TOKEN_REQUEST_URL');
    const bearer = envValue(io.env, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN');
    if (url === undefined || bearer === undefined) throw whyNoToken(io);
    requireSendable(url, bearer);
    const response = await io.http.send({
      method: 'GET',
      url: `${url}${url.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience ?? 'sts.amazonaws.com')}`,
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
    });
    const answer = parseJson(response.body);
    const value = isObject(answer) ? stringAt(answer, 'value') : undefined;
    if (response.status === 200 && value !== undefined) return parseToken(value, 'the token endpoint', true);
    throw new HelperError(
      response.status === 429 || response.status >= 500 ? 'token-endpoint-unavailable' : 'token-endpoint-failed',
      `The token endpoint ${new URL(url).origin} answered ${response.status}${response.via === undefined ? '' : ` through ${response.via}`}${value === undefined && response.status === 200 ? ' and no token' : ''}.`,
      {
        hint: 'A 401 or 403 means that the request token is not (or no longer) good: it ends with the job. Anything else is a matter of the CI server; its status page may know.',
        retryAfterSeconds: retryAfter(response),
      },
    );
  },
  tokenVariables: ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'],
  audienceAdvice: (audience) => `Ask for it: audience: ${audience} (--audience ${audience}).`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value);
  },
  defaults: { exports: ['env', 'outputs'], profileType: 'static' },
  variables: 'github-env',
};

/** What a step or a wrapper has changed would fail in the midst of the request. Neither is shown: one is a secret, and people mix them up. */
function requireSendable(url: string, bearer: string): void {
  const wrong = !isHttpUrl(url) ? 'URL' : isHeaderText(bearer) ? undefined : 'TOKEN';
  if (wrong === undefined) return;
  throw new HelperError(
    'token-endpoint-failed',
    wrong === 'URL'
      ? 'ACTIONS_ID_TOKEN_REQUEST_URL is not an http or https URL.'
      : 'ACTIONS_ID_TOKEN_REQUEST_TOKEN holds a blank, a line end or another character that no header can carry.',
    {
      hint: 'The runner sets it. Find the step or the wrapper that sets it again, and pass the value on as it is, without quotes and line ends.',
    },
  );
}

/** The runner gives the two variables only to a job that may have a token. Why this one may not, it does not say; the rest of its environment does. */
function whyNoToken(io: CiIo): HelperError {
  const { env } = io;
  if ([env.FORGEJO_ACTIONS, env.GITEA_ACTIONS].includes('true')) {
    return new HelperError('token-permission-missing', 'This job may not ask for an OIDC token.', {
      hint: 'On Forgejo, switch it on for the workflow or the job:\n\n    enable-openid-connect: true\n\nGitea has no OIDC tokens for jobs yet; there, say where a token is with token-env or web-identity-token-file.',
    });
  }
  // https://github.com/nektos/act#skipping-steps: act sets it.
  if (env.ACT === 'true') {
    return new HelperError('ci-without-oidc', 'act runs this workflow, and act gives its jobs no OIDC token.', {
      hint: "Try it with an emulated AWS, which has tokens: `ci-aws-credentials emulator --ci github` prints the variables for act (--env NAME=VALUE). Or bring a token of your own (token-env, web-identity-token-file), or skip the step:\n\n    if: env.ACT != 'true'",
    });
  }
  if (env.GITHUB_ACTOR === 'dependabot[bot]') {
    return new HelperError(
      'token-dependabot',
      'Dependabot started this run, and Dependabot runs get no OIDC token by default.',
      {
        hint: "Skip the step in them:\n\n    if: github.actor != 'dependabot[bot]'\n\nor, if the code of new dependencies may use your role, name the permission in the job:\n\n    permissions:\n      id-token: write\n      contents: read",
      },
    );
  }
  if (isForkPullRequest(io)) {
    return new HelperError('token-fork', 'This run is of a pull request from a fork, and forks get no OIDC token.', {
      hint: 'That protects you: anybody could run code with your role. Skip the step for forks:\n\n    if: github.event.pull_request.head.repo.full_name == github.repository',
    });
  }
  return new HelperError(
    'token-permission-missing',
    'This job may not ask for an OIDC token: the permission id-token is missing.',
    {
      hint: 'Give it to the job, or to the workflow:\n\n    permissions:\n      id-token: write\n      contents: read\n\n(`contents: read`, because naming one permission takes away those not named.) In a reusable workflow, the calling job needs it as well.',
    },
  );
}

/** GitHub sends 25 MB at most, and the runner writes them with indents: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const largestEvent = 50_000_000;

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
function isForkPullRequest({ env, files }: Pick<CiIo, 'env' | 'files'>): boolean {
  const event = parseJson(readIfReadable(envValue(env, 'GITHUB_EVENT_PATH'), files) ?? '');
  const pullRequest = isObject(event) ? event.pull_request : undefined;
  const head = isObject(pullRequest) ? pullRequest.head : undefined;
  const repository = isObject(head) ? head.repo : undefined;
  return isObject(repository) && stringAt(repository, 'full_name') !== env.GITHUB_REPOSITORY;
}

/** What only says more of a failure must not become another one. */
function readIfReadable(path: string | undefined, files: Pick<CiIo['files'], 'read'>): string | undefined {
  try {
    return path === undefined ? undefined : files.read(path, { bytes: largestEvent });
  } catch (error) {
    if (error instanceof HelperError) return undefined;
    throw error;
  }
}
