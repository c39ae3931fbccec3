// https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
import { stringAt } from '../../core/json.ts';
import { exactName, requiredOption, tokenOptions } from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { definedOptions } from '../generate/read-claims.ts';
import { assumeAction } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import { correctedPattern, patternMatches, type SubjectMismatch } from './subject-mismatch.ts';

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
  hint: 'a branch name can contain the end of the subject, so AWS cannot tell branches apart. Move deployments to a project of their own: --organization-id and --project-id.',
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
      // The user who started the job follows, and after that the branch.
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
    const [own, theirs] = [token.subject, pattern].map((text) => text.includes('/vcs-origin/'));
    if (!cloud.test(token.path) || own === theirs) return undefined;
    if (own) return correctedPattern(`${pattern.replace(/\/user\/[^/]*$/, '/user/*')}`, token);
    return { job: 'Use the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2' };
  },
};

const userMismatch: SubjectMismatch = {
  id: 'circleci-user',
  title: 'The subject names the user who started the job; the policy names a different user.',
  page,
  explains(pattern, token) {
    const [, own] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!cloud.test(token.path) || own === undefined || theirs === undefined) return undefined;
    return patternMatches(theirs, own)
      ? undefined
      : correctedPattern(pattern.replace(/\/user\/[^/]+/, '/user/*'), token);
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
  identityClaims: [{ claim: projectClaim, immutable: true, advised: true }],
  subjectForms: [
    {
      start: 'org/',
      end: '/',
      tenant: 'organization',
      wholeTenant: /^org\/(\*|[^/]+\/(\*|project\/\*(\/user\/\*)?))$/,
    },
  ],
  audience: {
    says: "CircleCI's audience is the ID of the organization, unless the job asks for another.",
    fixed: true,
    page: 'docs/ci/circleci.md#another-audience',
  },
  shownClaims: ['oidc.circleci.com/org-id', projectClaim, 'oidc.circleci.com/vcs-origin', 'oidc.circleci.com/vcs-ref'],
  subjectFaults: [
    {
      rule: 'ambiguous-wildcard',
      value: /^org\/.*\*.*\/vcs-ref\/[^*]*$/s,
      why: 'branch names can contain slashes, so a branch can be named like everything after the wildcard.',
      fix: `Pin ${projectClaim}, and move deployments to a project of their own; or write the whole subject, user included, with StringEquals.`,
    },
  ],
  subjectMismatches: [subjectVersion, userMismatch],
  generator: circleciGenerator,
};
