// https://circleci.com/docs/openid-connect-tokens/
// https://circleci.com/docs/oidc-tokens-with-custom-claims/
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { audiencesOf, parseToken, type Token } from '../token/token.ts';
import type { CiIo, CiProvider } from './provider.ts';

const variables = ['CIRCLE_OIDC_TOKEN_V2', 'CIRCLE_OIDC_TOKEN'];

export const circleci: CiProvider = {
  id: 'circleci',
  name: 'CircleCI',
  docs: 'https://circleci.com/docs/openid-connect-tokens/',
  detect: (env) => env.CIRCLECI === 'true',
  jobIdParts: (env) => ['circleci', env.CIRCLE_WORKFLOW_JOB_ID],
  // The containers of one job with `parallelism` differ only in their index.
  owner: (env) => [env.CIRCLE_NODE_INDEX],
  // https://circleci.com/docs/variables/: as the configuration has it, `~/project`.
  checkouts: (env) => [env.CIRCLE_WORKING_DIRECTORY],
  async token(audience, io) {
    const token = tokenInVariables(io);
    if (audience !== undefined && (token === undefined || !audiencesOf(token.claims).includes(audience))) {
      return mintToken(audience, io);
    }
    if (token !== undefined) return endsSoon(token, io) ? successorOf(token, io) : token;
    throw noToken();
  },
  whyMissing: (from) => (from.kind === 'env' && variables.includes(from.name) ? noToken() : undefined),
  tokenVariables: ['CIRCLE_OIDC_TOKEN', 'CIRCLE_OIDC_TOKEN_V2'],
  audienceAdvice: (audience) =>
    `The tokens in variables always have the organization ID as their audience. Register that ID as an audience of the provider in IAM, or request ${audience} with --audience, which runs \`circleci run oidc get\`.`,
  defaults: { exports: ['env'], profileType: 'process' },
  variables: 'bash-env',
};

function noToken(): HelperError {
  return new HelperError('token-missing', 'This job has no OIDC token: CIRCLE_OIDC_TOKEN_V2 is not set.', {
    hint: 'CircleCI issues one to jobs on its cloud and on server 4.4 or later. Builds of forked pull requests get none unless the project passes secrets to them (Project Settings > Advanced). If you enable that, anyone can run code with your role: have the trust policy check the origin of the code.',
  });
}

function tokenInVariables({ env }: Pick<CiIo, 'env'>): Token | undefined {
  for (const name of variables) {
    const value = envValue(env, name);
    if (value !== undefined) return parseToken(value, `the variable ${name}`, true);
  }
  return undefined;
}

/** The variable contains a token from the start of the job, valid for an hour: jobs may take longer. */
function endsSoon({ claims }: Token, { clock }: CiIo): boolean {
  return claims.exp !== undefined && claims.exp * 1000 < clock.now() + 60_000;
}

/** A fresh token like this one; if that fails, this one, which is checked later. */
async function successorOf(token: Token, io: CiIo): Promise<Token> {
  const [audience = ''] = audiencesOf(token.claims);
  try {
    return await mintToken(audience, io);
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === 'deadline-exceeded') throw error;
    io.log.info(`Using the token in ${token.source}, as no fresh one is available. ${error.message}`);
    return token;
  }
}

async function mintToken(audience: string, io: CiIo): Promise<Token> {
  const args = ['run', 'oidc', 'get', '--claims', JSON.stringify({ aud: audience })];
  const result = await io.processes.run('circleci', args);
  if (result?.status === 0) return parseToken(result.stdout, 'the command circleci run oidc get', true);
  throw new HelperError(
    'token-endpoint-failed',
    result === undefined
      ? `A token for the audience ${audience} requires the program circleci, which is not on the PATH of this job.`
      : `circleci run oidc get failed with exit code ${result.status}: ${firstLine(result.stderr)}`,
    {
      hint: 'Use a CircleCI executor, which includes the program, or omit --audience to use the variable CIRCLE_OIDC_TOKEN_V2, whose audience is the organization ID. In a custom image, the program may be missing or too old.',
    },
  );
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/)[0] || 'no message';
}
