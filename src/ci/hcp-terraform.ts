// https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/manual-generation
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { audiencesOf, parseToken, type Token } from '../token/token.ts';
import type { CiIo, CiProvider } from './provider.ts';
import { tokenList } from './tokens-by-form.ts';

const untagged = 'TFC_WORKLOAD_IDENTITY_TOKEN';

/** HCP Terraform and Terraform Enterprise: agent hooks, and programs that a run starts. */
export const hcpTerraform: CiProvider = {
  id: 'hcp-terraform',
  name: 'HCP Terraform',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens',
  detect: (env) => envValue(env, 'TFC_RUN_ID') !== undefined,
  jobIdParts: (env) => ['terraform', env.TFC_RUN_ID],
  owner: (env) => [env.TFC_WORKSPACE_NAME],
  checkouts: (env) => [env.TFC_CONFIGURATION_VERSION_GIT_DIR],
  async token(audience, io) {
    const tokens = tokensOf(io);
    const fitting = audience === undefined ? usual(tokens) : tokens.filter((token) => isFor(token, audience));
    const [token, another] = fitting;
    if (token !== undefined && another === undefined) return token;
    if (token !== undefined) {
      throw new HelperError('token-ambiguous', `This run has several tokens: ${tokenList(fitting)}.`, {
        hint: 'Select one with --token-env NAME, or with audience if their audiences differ.',
      });
    }
    if (audience !== undefined && tokens.length > 0) {
      throw new HelperError(
        'token-audience',
        `No token of this run has the audience ${audience}: ${tokenList(tokens)}.`,
        {
          hint: hcpTerraform.audienceAdvice(audience),
        },
      );
    }
    throw noToken(audience);
  },
  whyMissing: (from) => (from.kind === 'env' && from.name.startsWith(untagged) ? noToken(undefined) : undefined),
  tokenVariables: [untagged],
  audienceAdvice: (audience) =>
    `Set an environment variable of the workspace: TFC_WORKLOAD_IDENTITY_AUDIENCE = ${audience}. Or register the token's audience as a client ID of the provider in IAM.`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

/** The default is the audience that HashiCorp documents for AWS. */
function noToken(audience = 'aws.workload.identity'): HelperError {
  return new HelperError('token-missing', `This run has no OIDC token: ${untagged} is not set.`, {
    hint: `Set an environment variable of the workspace for the next run:\n\n    TFC_WORKLOAD_IDENTITY_AUDIENCE = ${audience}\n\nAgents must be version 1.7 or later, or 1.12 for variables with a tag (TFC_WORKLOAD_IDENTITY_AUDIENCE_TAG).`,
  });
}

/** The token without a tag, and those with a tag from the workspace. */
function tokensOf({ env }: Pick<CiIo, 'env'>): readonly Token[] {
  return Object.keys(env)
    .filter((name) => name === untagged || name.startsWith(`${untagged}_`))
    .sort()
    .flatMap((name) => {
      const value = envValue(env, name);
      return value === undefined ? [] : [parseToken(value, `the variable ${name}`, false)];
    });
}

/** The token to use if no audience is set: the one without a tag, for AWS, or the only one. */
function usual(tokens: readonly Token[]): readonly Token[] {
  const plain = tokens.filter(({ source }) => source.endsWith(untagged));
  const forAws = tokens.filter((token) => isFor(token, 'sts.amazonaws.com') || isFor(token, 'aws.workload.identity'));
  return [plain, forAws, tokens].find((some) => some.length > 0) ?? [];
}

function isFor({ claims }: Token, audience: string): boolean {
  return audiencesOf(claims).includes(audience);
}
