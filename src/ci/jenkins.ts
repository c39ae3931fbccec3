// https://plugins.jenkins.io/oidc-provider/
// https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables (and /env-vars.html of a server)
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { audiencesOf, type Token } from '../token/token.ts';
import type { CiIo, CiProvider } from './provider.ts';
import { tokenFrom } from './token-from.ts';
import { severalTokens, tokensByForm } from './tokens-by-form.ts';

const block = `    withCredentials([file(credentialsId: 'aws', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE')]) {
      sh 'npx ci-aws-credentials exec --role-to-assume … -- ./deploy.sh'
    }`;

export const jenkins: CiProvider = {
  id: 'jenkins',
  name: 'Jenkins',
  docs: 'https://plugins.jenkins.io/oidc-provider/',
  // A server without a configured URL sets only the number of the executor.
  detect: (env) =>
    [env.JENKINS_URL, env.EXECUTOR_NUMBER].some(Boolean) && [env.BUILD_NUMBER, env.BUILD_ID].some(Boolean),
  // Like BUILD_TAG, but with the end of a long name, which is more specific. Steps change BUILD_ID to keep
  // processes alive, so the number comes first.
  jobIdParts: (env) => ['jenkins', env.JOB_NAME?.slice(-40), env.BUILD_NUMBER ?? env.BUILD_ID],
  // Build numbers are unique per project, and parallel stages of one build differ only in their executor.
  owner: (env) => [env.JENKINS_URL, env.JOB_NAME, env.BUILD_TAG, env.BUILD_URL, env.NODE_NAME, env.EXECUTOR_NUMBER],
  slot: (env) => [env.JENKINS_URL ?? 'jenkins', env.NODE_NAME, env.EXECUTOR_NUMBER],
  checkouts: (env) => [env.WORKSPACE],
  // A file credential bound to the variable that AWS tools read. An agent in a pod has its own token file there.
  tokenFile: (env) => (tokensOfBuild(env).length > 0 ? undefined : envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE')),
  async token(audience, io) {
    const token = await boundToken(audience, io);
    if (audiencesOf(token.claims).length > 0) return token;
    throw new HelperError(
      'token-audience',
      `The token (${token.source}) has no audience, as its credential in Jenkins has none.`,
      {
        hint: 'Set the Audience field of the credential to sts.amazonaws.com (Manage Jenkins > Credentials).',
      },
    );
  },
  audienceAdvice: (audience) =>
    `Set the Audience field of the credential to ${audience} (Manage Jenkins > Credentials).`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

/** A token with the claims of this build, then a file, then any variable that contains a token. */
async function boundToken(audience: string | undefined, io: CiIo): Promise<Token> {
  const path = jenkins.tokenFile?.(io.env);
  if (path !== undefined) return fileToken(path, io);
  const own = tokensOfBuild(io.env);
  const known = own.length > 0 ? own : tokensByForm(io.env);
  const fitting = known.filter(({ claims }) => audiencesOf(claims).includes(audience ?? 'sts.amazonaws.com'));
  const candidates = fitting.length > 0 ? fitting : known;
  const [token, another] = candidates;
  if (token === undefined) throw notBound();
  if (another !== undefined) throw severalTokens(candidates);
  return token;
}

const isOfPod =
  "The token in AWS_WEB_IDENTITY_TOKEN_FILE is the identity of the agent's pod, shared by all its builds. For a token of this build, bind a token credential (withCredentials).";

async function fileToken(path: string, io: CiIo): Promise<Token> {
  if (io.files.read(path) !== undefined) {
    const token = await tokenFrom({ kind: 'file', path }, io);
    if (String(token.claims.sub).startsWith('system:serviceaccount:')) io.log.notice(isOfPod);
    return token;
  }
  throw new HelperError('token-unreadable', `The token file ${path} (AWS_WEB_IDENTITY_TOKEN_FILE) does not exist.`, {
    hint: `Run this program inside the withCredentials block; Jenkins removes the file at its end.\n\n${block}`,
  });
}

function tokensOfBuild(env: Env): readonly Token[] {
  return tokensByForm(env).filter(({ claims }) => String(claims.build_number) === env.BUILD_NUMBER);
}

function notBound(): HelperError {
  return new HelperError('token-missing', 'This build has no OIDC token: no token credential is bound.', {
    hint: `Install the plugin OpenID Connect Provider (oidc-provider). Create a credential of the kind "OpenID Connect id token as file" with the audience sts.amazonaws.com, and bind it where it is needed:\n\n${block}\n\nBind a credential of the kind "OpenID Connect id token" with string(…), under any variable name.`,
  });
}
