// https://docs.spacelift.io/integrations/cloud-providers/oidc/
import { groupsOf, namesGenerator } from '../generate/names-generator.ts';
import { assumeAction } from '../generate/trust-plan.ts';
import { barePath, providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const generator = namesGenerator({
  names: { namespace: 'the ID of the space', project: 'the ID of the stack' },
  hint: 'Use --issuer https://ACCOUNT.app.spacelift.io, --namespace SPACE and --project STACK. Tracked runs get the role; proposed runs, which pull requests start, do not.',
  isFrom: ({ iss = '', sub = '' }) =>
    cloud.test(providerPath(iss)) || /^space:[^:]+:(stack|module):[^:]+:run_type:/.test(sub),
  namesIn: groupsOf(/^space:(?<namespace>[^:]+):stack:(?<project>[^:]+):run_type:TRACKED:scope:(?:read|write)$/),
  audience: (_names, issuer) => barePath(issuer),
  subjects: ({ namespace, project }) =>
    ['read', 'write'].map((scope) => `space:${namespace}:stack:${project}:run_type:TRACKED:scope:${scope}`),
  // A label of the stack enables session tags, which AWS refuses without this.
  rest: () => ({ actions: [assumeAction, 'sts:TagSession'] }),
});

const cloud = /^[^./]+\.app\.(us\.)?spacelift\.io$/;

export const spaceliftIssuer: Issuer = {
  id: 'spacelift',
  name: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/cloud-providers/oidc/',
  generator,
  audience: {
    says: "Spacelift's audience is the host name of the account, without https://, and cannot be changed.",
    fixed: true,
    page: 'docs/ci/spacelift.md#aws',
  },
  lifetime: 'A token of Spacelift is valid for one hour, and each phase of a run gets only one: exchange it earlier.',
  shownClaims: ['spaceId', 'callerType', 'callerId', 'runType', 'scope'],
  paths: { cloud, oneTenant: cloud },
  subjectForms: [{ start: 'space:', end: ':', tenant: 'space' }],
  wholeTenant: /^(space:)?\*(:\*)*$/,
  traps: [
    {
      id: 'spacelift-trap-run',
      page: 'docs/ci/spacelift.md#aws',
      weigh: ({ subject }) => (/:run_type:PROPOSED:|:scope:read$/.test(subject) ? 75 : 45),
      title: () =>
        'The subject ends with the type of the run and its scope (read for proposed runs and most plans): a policy for other runs refuses it.',
      fix: 'List the allowed types.',
    },
  ],
  unreviewedJobs: [
    {
      jobs: 'proposed runs, which pull requests start',
      pullRequest: true,
      subjects: ['space:*:stack:*:run_type:PROPOSED:scope:read', 'space:*:module:*:run_type:PROPOSED:scope:read'],
    },
  ],
  subjectFaults: [
    {
      rule: 'ambiguous-wildcard',
      value: /^\*:(stack|module):/,
      why: 'the wildcard also matches a space or a stack whose name contains what follows it.',
      fix: 'Begin with space:SPACE:, the ID of the space.',
    },
    {
      rule: 'impossible-value',
      value: /:run_type:(?!(PROPOSED|TRACKED|TASK|TESTING|DESTROY)(:|$)|[^:]*[*?])/,
      why: 'Spacelift writes the types of runs in capitals: PROPOSED, TRACKED, TASK, TESTING, DESTROY.',
      fix: 'Write one of those.',
    },
  ],
  sessionTags: { setBy: 'organization', identity: [] },
};
