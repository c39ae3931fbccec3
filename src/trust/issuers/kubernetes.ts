// https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
import { partitions } from '../../aws/partition.ts';
import { groupsOf, namesGenerator } from '../generate/names-generator.ts';
import type { Issuer } from './issuer.ts';
import { patternMatches, type SubjectMismatch } from './subject-mismatch.ts';

const suffixes = partitions.map(({ dnsSuffix }) => dnsSuffix.replaceAll('.', '\\.')).join('|');
// Up to the end of the host, because anyone can register a name that begins with oidc.eks.
const cloud = new RegExp(`^oidc\\.eks\\.[^./]+\\.(${suffixes})/`);

const generator = namesGenerator({
  names: { namespace: 'the namespace', serviceAccount: 'the name of the service account' },
  hint: 'Use --namespace and --service-account, and for the cluster --issuer URL (`kubectl get --raw /.well-known/openid-configuration`).',
  isFrom: ({ sub = '' }) => sub.startsWith('system:serviceaccount:'),
  namesIn: groupsOf(/^system:serviceaccount:(?<namespace>[^:]+):(?<serviceAccount>[^:]+)$/),
  subjects: ({ namespace, serviceAccount }) => [`system:serviceaccount:${namespace}:${serviceAccount}`],
});

const accountForm = /^system:serviceaccount:([^:]+):([^:]+)$/;

const otherAccount: SubjectMismatch = {
  id: 'kubernetes-account',
  title: 'The pod runs as a different service account than the policy names.',
  page: 'docs/ci/kubernetes.md#aws',
  explains(pattern, { subject }) {
    const [, namespace, name] = accountForm.exec(subject) ?? [];
    const [, theirs, account] = accountForm.exec(pattern) ?? [];
    if (namespace === undefined || theirs === undefined || patternMatches(pattern.toLowerCase(), subject))
      return undefined;
    return {
      title: `The pod runs as the service account ${name} in the namespace ${namespace}; the policy is for ${account} in ${theirs}.`,
      job: 'Set the namespace and serviceAccountName in the pod specification.',
      anotherKind: ['namespace', 'service_account'],
    };
  },
};

/** Service accounts of a Kubernetes cluster; all clusters have the same form of subject. */
export const kubernetesIssuer: Issuer = {
  id: 'kubernetes',
  name: 'Kubernetes',
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  generator,
  audience: {
    says: 'The audience of a projected token is set in the pod specification; the default is the API server.',
    fixed: false,
    page: 'docs/ci/kubernetes.md#aws',
  },
  lifetime:
    'The kubelet replaces the file of a projected token before it expires: use the file itself (web-identity-token-file), not a copy.',
  traps: [
    {
      id: 'kubernetes-trap-account',
      page: 'docs/ci/kubernetes.md#aws',
      weigh: ({ subject }) => (/^system:serviceaccount:[^:]+:default$/.test(subject) ? 75 : 0),
      title: () => 'The pod runs as the service account `default`: a policy for another one refuses it.',
      fix: 'Set serviceAccountName in the pod specification.',
    },
  ],
  shownClaims: ['kubernetes.io'],
  paths: { cloud, oneTenant: cloud },
  subjectForms: [{ start: 'system:serviceaccount:', end: ':', tenant: 'namespace' }],
  unnamedSubjects: [/^system:serviceaccount:(?<namespace>[^:]+):(?<service_account>[^:]+)$/],
  subjectFormsAreAll: true,
  wholeTenant: /^(system:(serviceaccount:)?)?\*(:[^:]*)?$/,
  subjectMismatches: [otherAccount],
};
