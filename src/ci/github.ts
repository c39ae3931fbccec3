// https://docs.github.com/en/actions/reference/security/oidc
// https://forgejo.org/docs/next/user/actions/security-openid-connect/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { whyNoGithubToken } from './github-permission.ts';
import type { CiProvider } from './provider.ts';
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
    if (url === undefined || bearer === undefined) throw whyNoGithubToken(io);
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
    if (envValue(io.env, 'ACTIONS_ID_TOKEN_REQUEST_URL') === undefined) return whyNoGithubToken(io);
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
