// https://fly.io/docs/security/openid-connect/
import { groupsOf, namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const generator = namesGenerator({
  names: { organization: 'the slug of the organization', project: 'the name of the app' },
  hint: 'Use --organization and --project APP.',
  isFrom: ({ iss = '' }) => cloud.test(providerPath(iss)),
  namesIn: groupsOf(/^(?<organization>[^:]+):(?<project>[^:]+):[^:]+$/),
  issuer: ({ organization }) => organization && `https://oidc.fly.io/${organization}`,
  // The name of the Machine follows.
  subjects: ({ organization, project }) => [`${organization}:${project}:*`],
});

const cloud = /^oidc\.fly\.io\//;

export const flyIssuer: Issuer = {
  id: 'fly',
  name: 'Fly.io',
  docs: 'https://fly.io/docs/security/openid-connect/',
  generator,
  audience: {
    says: 'On Fly.io the option `audience` chooses the audience.',
    fixed: false,
    page: 'docs/ci/fly.md#aws',
  },
  lifetime:
    'A token of Fly.io is valid for ten minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.',
  shownClaims: ['org_id', 'app_id', 'machine_name', 'region'],
  paths: { cloud, oneTenant: cloud },
  // The organization, the app, the Machine.
  wholeTenant: /^[^:]*\*(:\*)*$|^[^:*?]+:\*(:\*)?$/,
  subjectTails: [{ tail: /^:/, why: 'a Fly.io subject ends in the name of the machine' }],
  unnamedSubjects: [/^(?<organization>[^:]+):(?<app>[^:]+):(?<machine>[^:]+)$/],
  // The Machine comes last.
  lastingSubject: /^[^:]+:[^:]+:(?=[^:]+$)/,
};
