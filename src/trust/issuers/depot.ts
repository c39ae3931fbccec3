// https://depot.dev/docs/ci/oidc
import { stringAt } from '../../core/json.ts';
import { namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import type { SubjectMismatch } from './subject-mismatch.ts';

const cloud = /^identity\.depot\.dev$/;
const ofBranch =
  /^spiffe:\/\/identity\.depot\.dev\/org\/(?<organizationId>[^/]+)\/ci\/github\/(?<repository>[^/]+\/[^/]+)\/ref\/refs\/heads\/(?<branch>.+)\/sandbox\/[^/]+$/;

const movedFromGithub: SubjectMismatch = {
  id: 'depot-github-subject',
  title: 'Depot CI runs GitHub workflows with its own tokens: the subject is a SPIFFE ID, never repo:….',
  page: 'docs/ci/github.md#runners-with-an-issuer-of-their-own',
  hint: {
    when: ({ path }) => cloud.test(path),
    title: "Depot CI has its own issuer and subjects: a policy for GitHub's refuses its tokens.",
  },
  explains(pattern, { path, subject }) {
    const [, start, own] =
      /^(spiffe:\/\/identity\.depot\.dev\/org\/[^/]+\/ci\/github\/)([^/]+\/[^/]+)\//.exec(subject) ?? [];
    const [, repository, ref] = /^repo:([^:]+):ref:(refs\/.+)$/.exec(pattern) ?? [];
    if (!cloud.test(path) || own === undefined || repository !== own) return undefined;
    return { pattern: `${start}${own}/ref/${ref}/sandbox/*` };
  },
};

/** Jobs of services with GitHub's protocol: their variables are GitHub's, only the token differs. */
export const depotIssuer: Issuer = {
  id: 'depot',
  name: 'Depot CI',
  jobsOf: 'github',
  docs: 'https://depot.dev/docs/ci/oidc',
  paths: { cloud },
  subjectForms: [{ start: 'spiffe://identity.depot.dev/org/', end: '/', tenant: 'organization' }],
  subjectFormsAreAll: true,
  unreviewedJobs: [
    {
      jobs: 'pull requests',
      pullRequest: true,
      separator: '/',
      subjects: ['spiffe://identity.depot.dev/org/*/ci/github/*/*/ref/refs/pull/7/merge/sandbox/*'],
    },
    {
      jobs: 'any branch',
      separator: '/',
      subjects: ['spiffe://identity.depot.dev/org/*/ci/github/*/*/ref/refs/heads/any-branch/sandbox/*'],
    },
  ],
  unnamedSubjects: [
    /^spiffe:\/\/identity\.depot\.dev\/org\/(?<organization>[^/]+)\/ci\/github\/(?<repository>[^/]+\/[^/]+)\/ref\/(?<ref>.+)\/sandbox\/(?<sandbox>[^/]+)$/,
  ],
  // The sandbox belongs to the run.
  lastingSubject: /^spiffe:\/\/.*\/sandbox\/(?=[^/]+$)/,
  audience: {
    says: 'On Depot CI the option `audience` chooses the audience.',
    fixed: false,
    page: 'docs/ci/github.md#aws',
  },
  lifetime:
    'A token of Depot CI is valid for five minutes. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal.',
  shownClaims: ['repository', 'repository_id', 'ref', 'event_name'],
  subjectMismatches: [movedFromGithub],
  generator: namesGenerator({
    names: {
      organizationId: 'the ID of the organization at Depot',
      repository: 'OWNER/NAME',
      branch: 'jobs on this branch; * is a wildcard',
    },
    hint: 'Use --organization-id ID, --repository OWNER/NAME and --branch.',
    isFrom: ({ iss = '' }) => cloud.test(providerPath(iss)),
    namesIn: (claims) => {
      const { organizationId, repository, branch } = ofBranch.exec(claims.sub ?? '')?.groups ?? {};
      if (organizationId === undefined) return undefined;
      return { organizationId, repository: stringAt(claims, 'repository') ?? repository, branch };
    },
    issuer: () => 'https://identity.depot.dev',
    subjects: ({ organizationId, repository, branch }) => [
      `spiffe://identity.depot.dev/org/${organizationId}/ci/github/${repository}/ref/refs/heads/${branch}/sandbox/*`,
    ],
  }),
};
