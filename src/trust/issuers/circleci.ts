// https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
import { stringAt } from '../../core/json.ts';
import { exactName, requiredOption, tokenOptions } from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { definedOptions } from '../generate/read-claims.ts';
import { assumeAction, policyLiteral } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import { patternMatches, type SubjectMismatch } from './subject-mismatch.ts';

const cloud = /^oidc\.circleci\.com(\/|$)/;
const ofOrganization = /^oidc\.circleci\.com\/org\/([^/]+)$/;
const projectClaim = 'oidc.circleci.com/project-id';
const page = 'docs/ci/circleci.md#aws';

const circleciGenerator: Generator = {
  optionHelp: {
    audience: tokenOptions.audience,
    organizationId: 'the UUID of the organization',
    projectId: 'the UUID of the project',
  },
  hint: 'A branch name can contain the end of the subject, so AWS cannot tell branches apart. Use a separate project for deployments: --organization-id and --project-id.',
  plan(options) {
    const organization = exactName(
      requiredOption(options, 'organizationId', 'Write --organization-id UUID.'),
      'organizationId',
    );
    const project = exactName(requiredOption(options, 'projectId', 'Write --project-id UUID.'), 'projectId');
    return {
      issuer: `https://oidc.circleci.com/org/${organization}`,
      audience: options.audience ?? organization,
      actions: [assumeAction],
      // The user who started the job follows, then the branch.
      subjects: [`org/${organization}/project/${project}/user/*`],
      exact: { [projectClaim]: [project] },
    };
  },
  optionsFrom(claims) {
    const [, organizationId] = ofOrganization.exec(providerPath(claims.iss ?? '')) ?? [];
    if (organizationId === undefined) return undefined;
    return definedOptions({ organizationId, projectId: stringAt(claims, projectClaim) });
  },
};

const subjectVersion: SubjectMismatch = {
  id: 'circleci-subject-version',
  title: 'CircleCI has two forms of subject: the one in CIRCLE_OIDC_TOKEN_V2 also names the repository and the branch.',
  page,
  hint: {
    when: ({ path }) => cloud.test(path),
    title:
      'The subject names the user who started the job, and its newer form also the branch: a policy must not pin the user.',
    likelihood: 'possible',
  },
  explains(pattern, token) {
    const tail = /\/vcs-origin\/.*$/s;
    const [[own] = [], [theirs] = []] = [token.subject, pattern].map((text) => tail.exec(text) ?? []);
    if (!cloud.test(token.path) || (own === undefined) === (theirs === undefined)) return undefined;
    if (own === undefined) {
      return {
        jobOnly: true,
        job: 'Use the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2',
      };
    }
    if (pattern.endsWith('*')) return undefined;
    return {
      title: `The subject continues with ${own} after the policy's value, because the token is CIRCLE_OIDC_TOKEN_V2: CircleCI has two forms of subject, and this one also names the repository and the branch.`,
      pattern: `${pattern}${policyLiteral(own)}`,
      keepsOld: true,
    };
  },
};

const userMismatch: SubjectMismatch = {
  id: 'circleci-user',
  title: 'The subject names the user who started the job; the policy names a different user.',
  page,
  // The policy decides who may start the job: the advice keeps that.
  explains(pattern, token) {
    const [, own] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!cloud.test(token.path) || own === undefined || theirs === undefined) return undefined;
    if (patternMatches(theirs, own)) return undefined;
    return {
      jobOnly: true,
      anotherKind: ['user'],
      job: 'Have that user start the job. If everyone who can start jobs of the project may have the role, write user/* in the policy.',
    };
  },
};

export const circleciIssuer: Issuer = {
  id: 'circleci',
  name: 'CircleCI',
  docs: 'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/',
  paths: {
    cloud,
    withClaimKeys: ofOrganization,
    oneTenant: /^oidc\.circleci\.com\/org\//,
    sharedRoot: { path: 'oidc.circleci.com', instead: 'oidc.circleci.com/org/ORGANIZATION_ID' },
  },
  claimKeys: [projectClaim],
  claimForms: [{ claim: projectClaim, value: /^[^/]+$/, says: 'the UUID of the project, not its slug' }],
  identityClaims: [{ claim: projectClaim, immutable: true, advised: true }],
  subjectForms: [{ start: 'org/', end: '/', tenant: 'organization' }],
  lifetime:
    "A token in CircleCI's variables is valid for one hour from the start of the job. `circleci run oidc get` returns a new one: set audience, or remove token-env.",
  subjectFormsAreAll: true,
  // A leading wildcard leaves the project open, unless the ID of a project follows.
  wholeTenant: /^org\/(\*|[^/]+\/(\*|project\/\*(\/user\/\*)?))$|^\*(?!.*project\/[^*?])/,
  subjectNames: { separator: '/', names: ['org', 'project', 'user', 'vcs-origin', 'vcs-ref'] },
  subjectTails: [
    {
      tail: /^\/vcs-origin\//,
      why: 'the token is CIRCLE_OIDC_TOKEN_V2, which names the repository and the branch after the user',
    },
    { tail: /^\//, why: 'a CircleCI subject names the user who started the job after the project' },
  ],
  runNames: ['user', 'oidc.circleci.com/job-id', 'oidc.circleci.com/pipeline-id', 'oidc.circleci.com/workflow-id'],
  unreadClaims: {
    'oidc.circleci.com/org-id': {
      guards: 'which organization the job belongs to',
      nearest: 'The issuer belongs to the organization alone.',
    },
    'oidc.circleci.com/vcs-origin': { guards: 'which repository the job runs for', nearest: `Use ${projectClaim}.` },
    'oidc.circleci.com/vcs-ref': {
      guards: 'which branch the job runs for',
      nearest: `AWS cannot tell branches apart: use a separate project for deployments, and ${projectClaim}.`,
    },
  },
  audience: {
    says: "CircleCI's audience is the ID of the organization, unless the job requests another.",
    fixed: true,
    page: 'docs/ci/circleci.md#another-audience',
  },
  shownClaims: ['oidc.circleci.com/org-id', projectClaim, 'oidc.circleci.com/vcs-origin', 'oidc.circleci.com/vcs-ref'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^org\/[^/*?]+\/(?!project\/|[*?])|\/project\/[^/*?]+\/(?!user\/|[^/]*[*?])/,
      why: 'one ID of the project follows the organization, then the user.',
      fix: 'Write org/ORGANIZATION/project/PROJECT/user/*, with the IDs of both.',
    },
    {
      rule: 'impossible-value',
      value: /\/vcs-ref\/(?!refs\/|[*?])/,
      why: 'CircleCI writes the full reference.',
      fix: 'Write vcs-ref/refs/heads/BRANCH or vcs-ref/refs/tags/TAG.',
    },
    {
      rule: 'ambiguous-wildcard',
      value: /^org\/.*\*.*\/vcs-ref\/[^*]*$/s,
      why: 'branch names can contain slashes, so a branch name can imitate everything after the wildcard.',
      fix: `Pin ${projectClaim}, and use a separate project for deployments; or write the full subject, user included, with StringEquals.`,
    },
  ],
  subjectMismatches: [subjectVersion, userMismatch],
  generator: circleciGenerator,
};
