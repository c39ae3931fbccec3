// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { parseToken, type Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';
import type { CiIo, CiProvider } from './provider.ts';
import { unlistedJob } from './unlisted-job.ts';

/** CIs that have no OIDC token for a job, by the variable that gives them away. */
const without: readonly { readonly variable: string; readonly name: string }[] = [
  { variable: 'TRAVIS', name: 'Travis CI' },
  { variable: 'DRONE', name: 'Drone' },
  { variable: 'CI_PIPELINE_FORGE_URL', name: 'Woodpecker' },
  { variable: 'NETLIFY', name: 'Netlify' },
  { variable: 'CM_BUILD_ID', name: 'Codemagic' },
];

/**
 * https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
 * https://buildkite.com/docs/pipelines/configure/environment-variables
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
 */
const checkoutVariables = [
  'WORKSPACE',
  'BUILDKITE_BUILD_CHECKOUT_PATH',
  'BITBUCKET_CLONE_DIR',
  'BUILD_SOURCESDIRECTORY',
];

/** Any place that we do not know: the user says where the token is, or the variable that AWS's own tools read does. */
export const custom: CiProvider = {
  id: 'custom',
  name: 'this CI',
  docs: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
  detect: () => true,
  jobIdParts: (env) => unlistedJob(env).jobIdParts,
  owner: (env) => unlistedJob(env).owner,
  slot: (env) => unlistedJob(env).slot,
  tokenFile: (env) => envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE'),
  checkouts: (env) => checkoutVariables.map((name) => env[name]),
  async token(_audience, io) {
    const path = custom.tokenFile?.(io.env);
    if (path !== undefined) return tokenFrom({ kind: 'file', path }, io);
    const known = without.find(({ variable }) => envValue(io.env, variable) !== undefined);
    if (known !== undefined) {
      throw new HelperError('ci-without-oidc', `${known.name} gives its jobs no OIDC token.`, {
        hint: 'If you bring a token of your own, say where it is: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND.',
      });
    }
    throw new HelperError('ci-unknown', 'Unknown CI, and no token source is set.', {
      hint: 'Say it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. On a CI that we do know, --ci NAME skips the detection.',
    });
  },
  audienceAdvice: (audience) => `Have the CI issue its token for ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

/** AWS takes 20,000 characters. */
const largestToken = 100_000;

/** @throws HelperError `token-missing`, `token-unreadable`, `token-malformed`, `input-unreadable` */
export async function tokenFrom(source: TokenSource, io: CiIo): Promise<Token> {
  if (source.kind === 'env') {
    const value = envValue(io.env, source.name);
    if (value !== undefined) return parseToken(value, `the variable ${source.name}`, false);
    throw new HelperError(
      'token-missing',
      `The variable ${source.name} (token-env) is ${io.env[source.name] === undefined ? 'not set' : 'empty'}.`,
      {
        hint: 'Check its name, and that the CI gives it to this job: many pass no secrets to builds of forks.',
      },
    );
  }
  if (source.kind === 'file') {
    const text = io.files.read(source.path, { bytes: largestToken });
    if (text !== undefined) return { ...parseToken(text, `the file ${source.path}`, true), path: source.path };
    throw new HelperError('token-unreadable', `There is no token file ${source.path}.`, {
      hint: 'Check the path (a relative one counts from the current folder) and that the step that writes it came before.',
    });
  }
  const { status, stdout, stderr } = await io.processes.shell(source.line);
  if (status === 0) return parseToken(stdout, 'the output of token-command', true);
  throw new HelperError(
    'token-unreadable',
    `The token-command ended with ${status}: ${stderr.trim().split(/\r?\n/).at(-1) || 'no message'}`,
    {
      hint: 'Run it by itself in the job, with its output sent to /dev/null, to see what it says.',
    },
  );
}
