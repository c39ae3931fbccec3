// https://vercel.com/docs/oidc/reference
import { groupsOf, namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const generator = namesGenerator({
  names: {
    organization: 'the slug of the team',
    project: 'the name of the project',
    environment: 'production, preview or development',
  },
  hint: 'Use --organization TEAM, --project and --environment. Pull requests from anyone run as preview.',
  isFrom: ({ iss = '' }) => /^oidc\.vercel\.com(\/|$)/.test(providerPath(iss)),
  namesIn: groupsOf(/^owner:(?<organization>[^:]+):project:(?<project>[^:]+):environment:(?<environment>[^:]+)$/),
  issuer: ({ organization }) => organization && `https://oidc.vercel.com/${organization}`,
  audience: ({ organization }) => organization && `https://vercel.com/${organization}`,
  subjects: ({ organization, project, environment }) => [
    `owner:${organization}:project:${project}:environment:${environment}`,
  ],
});

export const vercelIssuer: Issuer = {
  id: 'vercel',
  name: 'Vercel',
  docs: 'https://vercel.com/docs/oidc/reference',
  generator,
  audience: {
    says: "Vercel's audience is https://vercel.com/TEAM, unless the job requests another.",
    fixed: true,
    page: 'docs/ci/vercel.md#aws',
  },
  lifetime: 'A build on Vercel gets one token: exchange it earlier in the build.',
  traps: [
    {
      id: 'vercel-trap-environment',
      page: 'docs/ci/vercel.md#aws',
      weigh: ({ subject }) => (subject.endsWith(':environment:preview') ? 75 : 45),
      title: ({ subject }) =>
        `The subject ends with the environment, here ${subject.split(':').at(-1)}: a policy for another one refuses it.`,
      fix: 'Write the allowed environment. Every pull request runs as preview.',
    },
  ],
  shownClaims: ['owner_id', 'project_id', 'environment'],
  paths: { cloud: /^oidc\.vercel\.com(\/|$)/, oneTenant: /^oidc\.vercel\.com\// },
  subjectForms: [{ start: 'owner:', end: ':', tenant: 'team' }],
  subjectFormsAreAll: true,
  wholeTenant: /^(owner:)?\*(:\*)*$|^owner:[^:]+:(\*|project:\*(:\*)*)$/,
  unreviewedJobs: [
    { jobs: 'previews of pull requests', pullRequest: true, subjects: ['owner:*:project:*:environment:preview'] },
  ],
};
