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
  // The containers of one job with `parallelism` differ in their index alone.
  owner: (env) => [env.CIRCLE_NODE_INDEX],
  // https://circleci.com/docs/variables/ – as the configuration has it: `~/project`.
  checkouts: (env) => [env.CIRCLE_WORKING_DIRECTORY],
  async token(audience, io) {
    const token = tokenInVariables(io);
    if (audience !== undefined && (token === undefined || !audiencesOf(token.claims).includes(audience))) {
      return mintToken(audience, io);
    }
    if (token !== undefined) return endsSoon(token, io) ? successorOf(token, io) : token;
    throw new HelperError('token-missing', 'This job has no OIDC token: CIRCLE_OIDC_TOKEN_V2 is not set.', {
      hint: 'CircleCI gives one to jobs on its cloud and on servers from 4.4 on, but not to builds of forked pull requests, unless the project passes secrets to them (Project Settings > Advanced). Then anybody can run code with your role; the trust policy should check where the code is from.',
    });
  },
  tokenVariables: ['CIRCLE_OIDC_TOKEN', 'CIRCLE_OIDC_TOKEN_V2'],
  audienceAdvice: (audience) =>
    `The variables' audience is always the organization's ID. Either register that ID as the provider's audience in IAM, or ask for ${audience} with --audience, which runs \`circleci run oidc get\`.`,
  defaults: { exports: ['env'], profileType: 'process' },
  variables: 'bash-env',
};

function tokenInVariables({ env }: Pick<CiIo, 'env'>): Token | undefined {
  for (const name of variables) {
    const value = envValue(env, name);
    if (value !== undefined) return parseToken(value, `the variable ${name}`, true);
  }
  return undefined;
}

/** The variable holds the token of the job's start, for an hour: jobs may take longer. */
function endsSoon({ claims }: Token, { clock }: CiIo): boolean {
  return claims.exp !== undefined && claims.exp * 1000 < clock.now() + 60_000;
}

/** A fresh token like this one, or where there is none, this one: what is wrong with it is said later. */
async function successorOf(token: Token, io: CiIo): Promise<Token> {
  const [audience = ''] = audiencesOf(token.claims);
  try {
    return await mintToken(audience, io);
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === 'deadline-exceeded') throw error;
    io.log.info(`There is no other token than that of ${token.source}. ${error.message}`);
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
      ? `The audience ${audience} needs the program circleci, which is not on the PATH of this job.`
      : `circleci run oidc get ended with ${result.status}: ${firstLine(result.stderr)}`,
    {
      hint: "The program comes with CircleCI's executors; in an image of your own with a step before the job's steps, it may be missing or too old. Without --audience the variable CIRCLE_OIDC_TOKEN_V2 is used, whose audience is the organization's ID.",
    },
  );
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/)[0] || 'no message';
}
