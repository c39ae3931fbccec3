// https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
// https://github.com/aws/amazon-eks-pod-identity-webhook
import type { EmulatedCi } from './emulated-ci.ts';

const provider = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const subject = 'system:serviceaccount:ci:deploy';

export const emulatedKubernetes: EmulatedCi = {
  id: 'kubernetes',
  name: 'Kubernetes',
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  // The token of every pod for the API server.
  variants: ['api-server'],
  issuer: `https://${provider}`,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 86_400,
  notBeforeSeconds: 0,
  files: [],
  trustCondition: { StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: subject } },
  claims: (job) => ({
    sub: subject,
    aud: [job.variant === 'api-server' ? 'https://kubernetes.default.svc' : job.audience],
    'kubernetes.io': {
      namespace: 'ci',
      pod: { name: 'deploy-x7k2p', uid: '0f0d1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b' },
      serviceaccount: { name: 'deploy', uid: '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d' },
    },
  }),
  environment: async ({ tokenFile }) => ({
    AWS_WEB_IDENTITY_TOKEN_FILE: await tokenFile(),
    HOSTNAME: 'deploy-x7k2p',
    KUBERNETES_SERVICE_HOST: '10.100.0.1',
    KUBERNETES_SERVICE_PORT: '443',
  }),
};
