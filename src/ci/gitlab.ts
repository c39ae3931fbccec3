// https://docs.gitlab.com/ci/secrets/id_token_authentication/
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { audiencesOf, type Token, tryParseToken } from '../token/token.ts';
import type { CiProvider } from './provider.ts';

/** Servers before 17.0 write them: https://docs.gitlab.com/update/deprecations/ */
const legacyVariables = ['CI_JOB_JWT_V2', 'CI_JOB_JWT', 'CI_JOB_JWT_V1'];

const defaultAudience = 'sts.amazonaws.com';

export const gitlab: CiProvider = {
  id: 'gitlab',
  name: 'GitLab CI',
  docs: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  detect: (env) => env.GITLAB_CI === 'true',
  jobIdParts: (env) => ['gitlab', env.CI_PROJECT_ID, env.CI_JOB_ID],
  // A retry is a job of a new ID; IDs count per server.
  owner: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST],
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  slot: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST, env.CI_RUNNER_ID, env.CI_CONCURRENT_ID],
  checkouts: (env) => [env.CI_PROJECT_DIR],
  async token(audience, io) {
    const tokens = idTokens(io.env);
    const fitting = tokens.filter(({ claims }) => audiencesOf(claims).includes(audience ?? defaultAudience));
    const candidates = fitting.length === 0 && audience === undefined ? tokens.filter(isFromGitlab) : fitting;
    const [token, another] = candidates;
    if (token !== undefined && another !== undefined) throw ambiguous(candidates);
    if (token !== undefined) return token;
    const legacy = legacyToken(io.env);
    if (legacy === undefined) throw noToken(audience ?? defaultAudience, tokens);
    io.log.notice(
      `Using ${legacy.source}, which GitLab 17.0 removes: declare id_tokens before the server is upgraded.`,
    );
    return legacy;
  },
  tokenVariables: legacyVariables,
  audienceAdvice: (audience) => `Ask for it in the job:\n\n${jobYaml(audience)}`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

/** The job chooses the variables' names, so the tokens are known by their form: each once, in the order of the names. */
function idTokens(env: Env): readonly Token[] {
  const seen = new Set<string>();
  return Object.keys(env)
    .filter((name) => !legacyVariables.includes(name))
    .sort()
    .flatMap((name) => tokenIn(name, env))
    .filter(({ jwt }) => !seen.has(jwt.reveal()) && seen.add(jwt.reveal()));
}

function legacyToken(env: Env): Token | undefined {
  return legacyVariables.flatMap((name) => tokenIn(name, env))[0];
}

/** What looks like a JWT and is none is somebody else's variable, and no matter of ours. */
function tokenIn(name: string, env: Env): readonly Token[] {
  const text = env[name] ?? '';
  // Decoding every variable would take longer than all the rest.
  const token = /^\s*eyJ/.test(text) ? tryParseToken(text, `the variable ${name}`, false) : undefined;
  return token === undefined ? [] : [token];
}

function isFromGitlab({ claims }: Token): boolean {
  return typeof claims.project_path === 'string';
}

function ambiguous(tokens: readonly Token[]): HelperError {
  return new HelperError('token-ambiguous', `Several variables contain a matching ID token: ${listed(tokens)}.`, {
    hint: 'Name one: --token-env NAME. Or give audience, if they differ in it.',
  });
}

function noToken(audience: string, others: readonly Token[]): HelperError {
  if (others.length > 0) {
    return new HelperError('token-audience', `No token of this job has the audience ${audience}: ${listed(others)}.`, {
      hint: `Give the audience that the token has (--audience), if IAM's identity provider knows it, or ask for this one in the job:\n\n${jobYaml(audience)}`,
    });
  }
  return new HelperError('token-missing', 'This job has no OIDC token.', {
    hint: `Declare one in the job, and it arrives as a variable:\n\n${jobYaml(audience)}\n\nThe name is yours to choose. On GitLab before 15.7 there are no id_tokens; CI_JOB_JWT_V2 is used there.`,
  });
}

function listed(tokens: readonly Token[]): string {
  return tokens
    .map(({ source, claims }) => `${source} (audience ${audiencesOf(claims).join(', ') || 'none'})`)
    .join(', ');
}

function jobYaml(audience: string): string {
  return `    id_tokens:\n      AWS_ID_TOKEN:\n        aud: ${audience}`;
}
