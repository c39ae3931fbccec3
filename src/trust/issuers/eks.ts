// https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
import { partitions } from '../../aws/partition.ts';
import type { Issuer } from './issuer.ts';

const suffixes = partitions.map(({ dnsSuffix }) => dnsSuffix.replaceAll('.', '\\.')).join('|');
// To the end of the host: anybody can be called oidc.eks.…
const cloud = new RegExp(`^oidc\\.eks\\.[^./]+\\.(${suffixes})/`);

/** The service accounts of a Kubernetes cluster; on a cluster elsewhere the subjects are the same. */
export const eksIssuer: Issuer = {
  id: 'eks',
  name: 'Amazon EKS',
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  paths: { cloud, oneTenant: cloud },
  subjectForms: [{ start: 'system:serviceaccount:', end: ':', tenant: 'namespace' }],
};
