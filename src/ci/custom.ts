// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import type { CiProvider } from './provider.ts';
import { tokenFrom } from './token-from.ts';
import { unlistedJob } from './unlisted-job.ts';

interface UnservedCi {
  /** The variable that identifies the CI. */
  readonly variable: string;
  readonly name: string;
}

/** CIs that issue no OIDC tokens to jobs; the sources are in docs/ci/custom.md. */
const without: readonly UnservedCi[] = [
  { variable: 'TRAVIS', name: 'Travis CI' },
  { variable: 'DRONE', name: 'Drone' },
  { variable: 'CI_PIPELINE_FORGE_URL', name: 'Woodpecker' },
  { variable: 'NETLIFY', name: 'Netlify' },
  { variable: 'CM_BUILD_ID', name: 'Codemagic' },
  { variable: 'GO_PIPELINE_LABEL', name: 'GoCD' },
  { variable: 'RAILWAY_PROJECT_ID', name: 'Railway' },
];

/** CIs whose users configure the variable of the token. Only those that a job can detect. */
const filledByUsers: readonly (UnservedCi & { readonly line: string })[] = [
  {
    variable: 'SCALR_RUN_ID',
    name: 'Scalr',
    line: '--token-env SCALR_OIDC_TOKEN, if the hooks of your runs have that variable',
  },
];

/** Any other CI: the user sets the source of the token, or the variables of AWS tools do. */
export const custom: CiProvider = {
  id: 'custom',
  name: 'this CI',
  docs: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
  detect: () => true,
  jobIdParts: (env) => unlistedJob(env).jobIdParts,
  owner: (env) => unlistedJob(env).owner,
  tokenFile: (env) => envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE'),
  checkouts: (env) => [env.WORKSPACE],
  async token(_audience, io) {
    const path = custom.tokenFile?.(io.env);
    if (path !== undefined) return tokenFrom({ kind: 'file', path }, io);
    throw noToken(io.env);
  },
  audienceAdvice: (audience) => `Have the CI issue its token for the audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

function noToken(env: Env): HelperError {
  const isHere = ({ variable }: UnservedCi): boolean => envValue(env, variable) !== undefined;
  if (envValue(env, 'CODEBUILD_BUILD_ARN') !== undefined) {
    return new HelperError(
      'ci-without-oidc',
      'AWS CodeBuild gives builds the credentials of a role, not an OIDC token.',
      {
        hint: 'AWS tools find these credentials without this program. To use them here, add --use-existing-credentials; to assume another role with them, --role-chaining.',
      },
    );
  }
  const known = without.find(isHere);
  if (known !== undefined) {
    return new HelperError('ci-without-oidc', `${known.name} issues no OIDC tokens to jobs.`, {
      hint: 'If you have a token of your own, set its source: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND.',
    });
  }
  const filled = filledByUsers.find(isHere);
  if (filled !== undefined) {
    return new HelperError('ci-unknown', `No token source is set, and ${filled.name} has no default one.`, {
      hint: `Set it: ${filled.line}. See docs/ci/custom.md.`,
    });
  }
  return new HelperError('ci-unknown', 'Unknown CI, and no token source is set.', {
    hint: 'Set it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. For Octopus Deploy, Concourse, RWX, Pulumi and Scalr, see docs/ci/custom.md. In a pod, project a token of its service account: docs/ci/kubernetes.md. On a supported CI, --ci NAME skips the detection.',
  });
}
