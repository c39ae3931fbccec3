// https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
import { awsAudience, exactName, issuerOption, requiredOption, tokenOptions } from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { definedOptions } from '../generate/read-claims.ts';
import { assumeAction, policyLiteral } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import type { SubjectMismatch } from './subject-mismatch.ts';

const cloud = /^api\.bitbucket\.org\/2\.0\/workspaces\//;

const page = 'docs/ci/bitbucket.md#aws';

/** The UUID of the step comes last, after those of the repository and the environment, and changes with each run. */
const lastingSubject = /^(\{[\da-f-]{36}\}:)+(?=\{)/i;

const bitbucketGenerator: Generator = {
  optionHelp: {
    ...issuerOption,
    ...tokenOptions,
    organization: 'the workspace',
    repositoryId: 'the UUID of the repository',
    environment: 'the UUID of the deployment environment',
  },
  hint: 'Use --organization WORKSPACE, --repository-id UUID and, for a deployment, --environment UUID. The subject contains no branch.',
  plan(options) {
    const workspace = (): string =>
      exactName(requiredOption(options, 'organization', 'Write --organization WORKSPACE.'), 'organization');
    const plan = {
      issuer:
        options.issuer ?? `https://api.bitbucket.org/2.0/workspaces/${workspace()}/pipelines-config/identity/oidc`,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      exact: {},
    };
    if (options.subject !== undefined) return { ...plan, subjects: [policyLiteral(options.subject)] };
    const repository = requiredOption(
      options,
      'repositoryId',
      'Write --repository-id UUID (Repository settings > OpenID Connect).',
    );
    const ids = [
      exactName(repository, 'repositoryId'),
      ...(options.environment === undefined ? [] : [exactName(options.environment, 'environment')]),
    ];
    return { ...plan, subjects: [`${ids.map(inBraces).join(':')}:*`] };
  },
  optionsFrom({ iss = '', sub = '', repositoryUuid }) {
    const path = providerPath(iss);
    if (!cloud.test(path)) return undefined;
    const [, repositoryId, environment] = /^(\{[^{}]+\}):(?:(\{[^{}]+\}):)?\{[^{}]+\}$/.exec(sub) ?? [];
    // Other forms have other causes.
    const known = repositoryUuid === undefined || repositoryUuid === repositoryId;
    if (repositoryId === undefined || !known) return { subject: sub };
    return definedOptions({ organization: path.split('/')[3], repositoryId, environment });
  },
};

/** The braces are part of each UUID, even if it was copied without them. */
function inBraces(uuid: string): string {
  return `{${uuid.replace(/^\{|\}$/g, '')}}`;
}

const braces: SubjectMismatch = {
  id: 'bitbucket-braces',
  title: "The policy lacks the braces, which are part of Bitbucket's UUIDs.",
  page: 'docs/lint/impossible-value.md',
  explains(pattern, { path }) {
    if (!cloud.test(path)) return undefined;
    const braced = pattern.replace(/(?<!\{)\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b(?!\})/gi, '{$&}');
    return braced === pattern ? undefined : { pattern: braced };
  },
};

const stepInSubject: SubjectMismatch = {
  id: 'bitbucket-step',
  title: 'The subject ends with the UUID of the step, which changes with each run.',
  page,
  explains(pattern, { subject }) {
    const [start] = lastingSubject.exec(subject) ?? [];
    const isBegin = start !== undefined && `${pattern}:`.startsWith(start);
    if (!isBegin || !/^(\{[^{}*?:]+\})?$/.test(pattern.slice(start.length))) return undefined;
    return { jobOnly: true, job: `If every step may have the role, write under StringLike:\n    "${start}*"` };
  },
};

const deployment: SubjectMismatch = {
  id: 'bitbucket-deployment',
  title: 'Only a step with a deployment has the UUID of its environment in the subject.',
  page,
  explains(pattern, token) {
    const wanted = /^\{[^{}*?]+\}:\{[^{}*?]+\}:\*$/.test(pattern);
    const [repository] = /^\{[^{}]+\}:/.exec(token.subject) ?? [];
    if (!cloud.test(token.path) || !wanted || repository === undefined || !pattern.startsWith(repository))
      return undefined;
    const isDeployment = /^(\{[^{}]+\}:){2}\{/.test(token.subject);
    return {
      ...(isDeployment ? { title: 'The step deploys to another environment than the policy is for.' } : {}),
      jobOnly: true,
      job: 'Run the step as a deployment to that environment:\n    - step:\n        deployment: ENVIRONMENT',
    };
  },
};

export const bitbucketIssuer: Issuer = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
  paths: { cloud, oneTenant: cloud },
  subjectForms: [{ start: '{', end: '}', tenant: 'repository' }],
  subjectFormsAreAll: true,
  // The UUID of an environment belongs to one repository.
  wholeTenant: /^\{?[*?]+\}?(:[*?{}:]*)?$/,
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /(?<![{\da-f-])[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(?!\})/i,
      why: 'Bitbucket writes braces around every UUID.',
      fix: (value) =>
        `Write ${value.replace(/\{?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}?/gi, (id) => `{${id.replace(/[{}]/g, '')}}`)}.`,
    },
    {
      rule: 'impossible-value',
      value: /^(\{[^{}*?]+\}:?)+$/,
      why: 'a subject ends with the UUID of the step, which changes with each run.',
      fix: 'Write {REPOSITORY_UUID}:* with StringLike, or {REPOSITORY_UUID}:{ENVIRONMENT_UUID}:* for a deployment.',
    },
  ],
  traps: [
    {
      id: 'bitbucket-trap-step',
      page: 'docs/ci/bitbucket.md#aws',
      weigh: ({ subject }) => (subject.startsWith('{') ? 75 : 0),
      title: () =>
        'The subject consists of UUIDs in braces; the last one is the step: a policy without braces or for one step refuses it.',
      fix: 'Write "{UUID of the repository}:*", with the braces, under StringLike.',
    },
    {
      id: 'bitbucket-trap-deployment',
      page: 'docs/ci/bitbucket.md#aws',
      weigh: ({ claims }) => (typeof claims.deploymentEnvironmentUuid === 'string' ? 76 : 0),
      title: () => 'The step has a deployment; its UUID follows that of the repository in the subject.',
      fix: 'Write "{UUID of the repository}:{UUID of the environment}:*", or leave the environment to the wildcard.',
    },
  ],
  subjectTails: [{ tail: /^:/, why: "a Bitbucket subject ends in the step's UUID" }],
  subjectMismatches: [braces, deployment, stepInSubject],
  lastingSubject,
  lifetime: 'A token of Bitbucket is valid for about an hour, and the step gets only one: exchange it earlier.',
  audience: {
    says: "Bitbucket's audience is set by `audiences` under `oidc` in the step; the default is the ARI of the workspace.",
    fixed: false,
    page: 'docs/ci/bitbucket.md#the-job',
  },
  shownClaims: ['repositoryUuid', 'workspaceUuid', 'deploymentEnvironmentUuid', 'branchName'],
  generator: bitbucketGenerator,
};
