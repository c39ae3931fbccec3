// https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
import type { Issuer } from './issuer.ts';

const cloud = /^api\.bitbucket\.org\/2\.0\/workspaces\//;

export const bitbucketIssuer: Issuer = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
  paths: { cloud, oneTenant: cloud },
  // The step's UUID comes last.
  lastingSubject: /^\{[\da-f-]{36}\}:(?=\{)/i,
};
