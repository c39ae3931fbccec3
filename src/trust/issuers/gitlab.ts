// https://docs.gitlab.com/ci/secrets/id_token_authentication/
import { stringAt } from '../../core/json.ts';
import type { Claims } from '../../token/token.ts';
import {
  awsAudience,
  exactName,
  issuerOption,
  optionalName,
  refOptions,
  refSubjects,
  requiredOption,
  tokenOptions,
} from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { claimText, definedOptions } from '../generate/read-claims.ts';
import { assumeAction, exactClaims, policyLiteral } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import {
  addSubject,
  correctedPattern,
  patternMatches,
  type SubjectMismatch,
  type TokenSubject,
} from './subject-mismatch.ts';

/** A self-managed server is at any address, and AWS reads no claims of it. */
const cloud = /^gitlab\.com$/;
const page = 'docs/ci/gitlab.md#aws';

const gitlabGenerator: Generator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    project: 'GROUP/NAME',
    projectId: 'the number that stays when names change',
  },
  hint: 'name the project with --project GROUP/NAME. The subject names a branch or a tag; a merge request pipeline has the one of its source branch.',
  plan(options) {
    const issuer = options.issuer ?? 'https://gitlab.com';
    const project = exactName(requiredOption(options, 'project', 'Write --project GROUP/PROJECT.'), 'project');
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: refSubjects(options, (type, ref) => `project_path:${project}:ref_type:${type}:ref:${ref}`),
      exact: cloud.test(providerPath(issuer)) ? exactClaims({ project_id: optionalName(options, 'projectId') }) : {},
    };
  },
  optionsFrom(claims) {
    const { sub = '' } = claims;
    if (!sub.startsWith('project_path:')) return undefined;
    const [, project, type, ref] = /^project_path:([^:]+):ref_type:(branch|tag):ref:([^:]+)$/.exec(sub) ?? [];
    return definedOptions({
      project: project ?? stringAt(claims, 'project_path'),
      projectId: claimText(claims, 'project_id'),
      ...(type === undefined ? { subject: sub } : { [type]: ref }),
    });
  },
};

const mergeRequest: SubjectMismatch = {
  id: 'gitlab-merge-request',
  title: 'A merge request pipeline has the subject of its source branch, never mr or merge_request.',
  page,
  hint: {
    when: ({ claims }) => isOfMergeRequest(claims),
    title: 'The job runs for a merge request: its subject names the source branch.',
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return undefined;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) return { pattern: policyLiteral(token.subject) };
    return isOfMergeRequest(token.claims) && /:ref_type:branch:/.test(pattern)
      ? {
          ...addSubject(token),
          job: 'Run the job after the merge only:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
        }
      : undefined;
  },
};

// https://docs.gitlab.com/api/projects/#edit-a-project (ci_id_token_sub_claim_components)
const components: SubjectMismatch = {
  id: 'gitlab-subject-components',
  title: "The project's settings build the subject from other claims than the policy expects.",
  page,
  hint: {
    when: (token) => isGitlab(token) && !/^project_path:[^:]+:ref_type:[^:]+:ref:[^:]+$/.test(token.subject),
    title: "The project's settings build the subject from other claims: a policy for the default form refuses it.",
  },
  explains(pattern, token) {
    const start = /^project_(path|id):[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (!isGitlab(token) || own === undefined || theirs === undefined) return undefined;
    if (own.startsWith('project_id:') === theirs.startsWith('project_id:')) return undefined;
    return correctedPattern(pattern.replace(theirs, own), token);
  },
};

const renamed: SubjectMismatch = {
  id: 'gitlab-project-path',
  title: 'The project path differs from the policy: the project was renamed or moved, or it is a different project.',
  page,
  explains(pattern, token) {
    const start = /^project_path:[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (own === undefined || theirs === undefined) return undefined;
    if (patternMatches(theirs.toLowerCase(), own.toLowerCase())) return undefined;
    return correctedPattern(pattern.replace(theirs, policyLiteral(own)), token);
  },
};

function isGitlab({ claims, subject }: TokenSubject): boolean {
  return typeof claims.project_path === 'string' || /^project_(path|id):/.test(subject);
}

function isOfMergeRequest({ pipeline_source }: Claims): boolean {
  return pipeline_source === 'merge_request_event';
}

export const gitlabIssuer: Issuer = {
  id: 'gitlab',
  name: 'GitLab CI',
  docs: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  paths: { cloud, withClaimKeys: cloud, subjectRequired: cloud },
  claimKeys: [
    'namespace_id',
    'pipeline_source',
    'project_id',
    'ref_protected',
    'runner_environment',
    'user_access_level',
    'user_email',
    'user_id',
    'user_login',
  ],
  identityClaims: [
    { claim: 'project_id', immutable: true, advised: true },
    { claim: 'namespace_id', immutable: true, advised: true },
  ],
  jobChosenClaims: [
    'ref',
    'ref_type',
    'ref_path',
    'environment',
    'sha',
    'runner_environment',
    'pipeline_source',
    'user_login',
    'user_email',
  ],
  subjectForms: [
    { start: 'project_path:', end: '/', tenant: 'group', namesProject: true, ignoresCase: true },
    { start: 'project_id:', end: ':', tenant: 'project' },
    { start: 'namespace_path:', end: ':', tenant: 'group' },
    { start: 'namespace_id:', end: ':', tenant: 'group' },
  ],
  audience: {
    says: "GitLab's audience is the `aud` below `id_tokens` in the job.",
    fixed: false,
    page: 'docs/ci/gitlab.md#the-job',
  },
  shownClaims: ['project_path', 'project_id', 'namespace_id', 'pipeline_source', 'ref_type', 'ref', 'ref_protected'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /:ref_type:(mr|merge_request|pull_request)(:|$)/,
      why: 'GitLab has only the ref types branch and tag; a merge request pipeline has the ref type of its source branch.',
      fix: 'Use ref_type:branch with the source branch.',
    },
    {
      rule: 'customized-subject',
      value: /^project_path:[^:]+:ref:/,
      why: 'GitLab puts ref_type before ref.',
      fix: 'Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH.',
    },
  ],
  subjectMismatches: [mergeRequest, components, renamed],
  generator: gitlabGenerator,
};
