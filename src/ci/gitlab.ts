// https://docs.gitlab.com/ci/secrets/id_token_authentication/
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { audiencesOf, type Token } from '../token/token.ts';
import type { CiProvider } from './provider.ts';
import { severalTokens, tokenByForm, tokenList, tokensByForm } from './tokens-by-form.ts';

/** Set by servers before 17.0: https://docs.gitlab.com/update/deprecations/ */
const legacyVariables = ['CI_JOB_JWT_V2', 'CI_JOB_JWT', 'CI_JOB_JWT_V1'];

const defaultAudience = 'sts.amazonaws.com';

export const gitlab: CiProvider = {
  id: 'gitlab',
  name: 'GitLab CI',
  docs: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  detect: (env) => env.GITLAB_CI === 'true',
  jobIdParts: (env) => ['gitlab', env.CI_PROJECT_ID, env.CI_JOB_ID],
  // A retried job has a new ID; IDs are unique per server.
  owner: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST],
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  slot: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST, env.CI_RUNNER_ID, env.CI_CONCURRENT_ID],
  checkouts: (env) => [env.CI_PROJECT_DIR],
  async token(audience, io) {
    const tokens = tokensByForm(io.env, legacyVariables);
    const fitting = tokens.filter(({ claims }) => audiencesOf(claims).includes(audience ?? defaultAudience));
    const candidates = fitting.length === 0 && audience === undefined ? tokens.filter(isFromGitlab) : fitting;
    const [token, another] = candidates;
    if (token !== undefined && another !== undefined) throw severalTokens(candidates);
    if (token !== undefined) return token;
    const legacy = legacyToken(io.env);
    if (legacy === undefined) throw noToken({ audience: audience ?? defaultAudience, others: tokens, env: io.env });
    io.log.notice(legacyNotice(legacy.source));
    return legacy;
  },
  noticeOn: (from) =>
    from.kind === 'env' && legacyVariables.includes(from.name) ? legacyNotice(`the variable ${from.name}`) : undefined,
  whyMissing(from, { env }) {
    if (from.kind !== 'env') return undefined;
    if (!legacyVariables.includes(from.name)) return undeclared(env, defaultAudience, from.name);
    return isBefore(env, [17, 0]) === true ? undefined : removed(env);
  },
  tokenVariables: legacyVariables,
  audienceAdvice: (audience) => `Request it in the job:\n\n${jobYaml(audience)}`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

function legacyToken(env: Env): Token | undefined {
  return legacyVariables.flatMap((name) => tokenByForm(name, env))[0];
}

function legacyNotice(source: string): string {
  return `Using ${source}, which GitLab 17.0 removes. Declare id_tokens before you upgrade the server.`;
}

function isFromGitlab({ claims }: Token): boolean {
  return typeof claims.project_path === 'string';
}

interface Search {
  readonly audience: string;
  /** The tokens of the job that have another audience. */
  readonly others: readonly Token[];
  readonly env: Env;
}

function noToken({ audience, others, env }: Search): HelperError {
  if (others.length > 0) {
    return new HelperError(
      'token-audience',
      `No token of this job has the audience ${audience}: ${tokenList(others)}.`,
      {
        hint: `Set --audience to the token's audience if the identity provider in IAM has it, or request this one in the job:\n\n${jobYaml(audience)}`,
      },
    );
  }
  return undeclared(env, audience);
}

/** A job gets only the tokens that it declares, from GitLab 15.7 on. */
function undeclared(env: Env, audience: string, variable?: string): HelperError {
  const isOld = isBefore(env, [15, 7]);
  if (isOld) {
    return new HelperError(
      'token-missing',
      `This job has no OIDC token: id_tokens require GitLab 15.7, and this server runs ${env.CI_SERVER_VERSION}.`,
      { hint: 'Upgrade the server, or use the token in CI_JOB_JWT_V2.' },
    );
  }
  const before =
    isOld === undefined ? ' GitLab before 15.7 does not support id_tokens; CI_JOB_JWT_V2 is used there.' : '';
  return new HelperError('token-missing', 'This job has no OIDC token.', {
    hint: `Declare one in the job; GitLab passes it as a variable:\n\n${jobYaml(audience, variable)}\n\nYou can choose any name.${before}`,
  });
}

function removed(env: Env): HelperError {
  const own = isBefore(env, [17, 0]) === undefined ? '' : `, and this server runs ${env.CI_SERVER_VERSION}`;
  return new HelperError('token-missing', `GitLab 17.0 removed this variable${own}.`, {
    hint: `Declare an ID token in the job, and set --token-env to its variable or omit --token-env:\n\n${jobYaml(defaultAudience)}`,
  });
}

/** Whether the server is older than a version; `undefined` if its version is unknown. */
function isBefore(
  { CI_SERVER_VERSION: version = '' }: Env,
  [major, minor]: readonly [number, number],
): boolean | undefined {
  const [, ownMajor, ownMinor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (ownMajor === undefined) return undefined;
  return Number(ownMajor) < major || (Number(ownMajor) === major && Number(ownMinor) < minor);
}

function jobYaml(audience: string, variable = 'AWS_ID_TOKEN'): string {
  return `    id_tokens:\n      ${variable}:\n        aud: ${audience}`;
}
