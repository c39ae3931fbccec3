// https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
// https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { audiencesOf, type Token } from '../token/token.ts';
import type { CiProvider } from './provider.ts';
import { tokenFrom } from './token-from.ts';
import { unlistedJob } from './unlisted-job.ts';

/** The token that every pod has for the API server. */
const apiServerFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const projectedVolume = (audience: string): string => `    volumes:
      - name: aws-token
        projected:
          sources:
            - serviceAccountToken: { path: token, audience: ${audience} }`;

/** A pod with a service account token for AWS: projected, or set up by EKS. */
export const kubernetes: CiProvider = {
  id: 'kubernetes',
  name: 'Kubernetes',
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  detect: (env) =>
    hasPodIdentity(env) ||
    (tokenFileIn(env) !== undefined &&
      (envValue(env, 'KUBERNETES_SERVICE_HOST') !== undefined ||
        tokenFileIn(env)?.startsWith('/var/run/secrets/') === true)),
  // Argo, Tekton and others name the pod after what runs in it; for a long-lived agent, its variables are more specific.
  jobIdParts(env) {
    const [, ...parts] = unlistedJob(env).jobIdParts;
    return ['kubernetes', ...parts];
  },
  owner: (env) => unlistedJob(env).owner,
  checkouts: () => [],
  tokenFile: tokenFileIn,
  async token(audience, io) {
    const path = tokenFileIn(io.env);
    if (path === undefined) throw noFile(io.env);
    const token = await tokenFrom({ kind: 'file', path }, io);
    if (audience === undefined && isForApiServer(token)) throw forApiServer(token);
    return token;
  },
  audienceAdvice: (audience) => `Set it in the pod's specification:\n\n${projectedVolume(audience)}`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

function tokenFileIn(env: Env): string | undefined {
  return envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE');
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html: the addresses of its agent. */
function hasPodIdentity(env: Env): boolean {
  return /^http:\/\/(169\.254\.170\.23|\[fd00:ec2::23\])\//.test(env.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '');
}

function isForApiServer({ claims, path }: Token): boolean {
  return (
    path === apiServerFile ||
    audiencesOf(claims).some((one) => one === claims.iss || /^https:\/\/kubernetes\.default\b/.test(one))
  );
}

function forApiServer({ claims, source }: Token): HelperError {
  const audiences = audiencesOf(claims).join(', ');
  return new HelperError(
    'token-audience',
    `The token (${source}) is for the cluster's API server (audience ${audiences}), not for AWS.`,
    {
      hint: `Project another token, and set AWS_WEB_IDENTITY_TOKEN_FILE to its path:\n\n${projectedVolume('sts.amazonaws.com')}\n\nIf the provider in IAM has this audience as a client ID, use --audience ${audiences}.`,
    },
  );
}

function noFile(env: Env): HelperError {
  if (hasPodIdentity(env)) {
    return new HelperError(
      'ci-without-oidc',
      'EKS Pod Identity gives this pod the credentials of a role, not a token.',
      {
        hint: 'AWS tools find these credentials without this program. To use them here, add --use-existing-credentials; to assume another role with them, --role-chaining. For a token, annotate the service account for IRSA (eks.amazonaws.com/role-arn) or project one.',
      },
    );
  }
  return new HelperError('token-missing', 'This pod has no token for AWS: AWS_WEB_IDENTITY_TOKEN_FILE is not set.', {
    hint: `On EKS, annotate the service account (eks.amazonaws.com/role-arn) and restart the pod. On any cluster, project a token and set the variable to its path:\n\n${projectedVolume('sts.amazonaws.com')}`,
  });
}
