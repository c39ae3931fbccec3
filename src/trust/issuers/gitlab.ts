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
import { hasWildcard } from '../pattern.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import { patternMatches, type SubjectMismatch, type TokenSubject } from './subject-mismatch.ts';

/** A self-managed server can have any URL, and AWS reads no further claims from it. */
const cloud = /^gitlab\.com$/;
const page = 'docs/ci/gitlab.md#aws';

const gitlabGenerator: Generator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    project: 'GROUP/NAME',
    projectId: 'the number that stays the same when names change',
  },
  hint: 'Use --project GROUP/NAME. The subject names a branch or a tag; merge request pipelines have that of their source branch.',
  plan(options) {
    const issuer = options.issuer ?? 'https://gitlab.com';
    const project = (): string =>
      exactName(requiredOption(options, 'project', 'Write --project GROUP/PROJECT, or --subject TEXT.'), 'project');
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: refSubjects(options, (type, ref) => `project_path:${project()}:ref_type:${type}:ref:${ref}`),
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
  title: 'Merge request pipelines have the subject of their source branch, never mr or merge_request.',
  page,
  hint: {
    when: ({ claims }) => isOfMergeRequest(claims),
    title: 'The job runs for a merge request: its subject names the source branch.',
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return undefined;
    const tail = /:ref_type:.*$/s;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) {
      return { pattern: pattern.replace(tail, () => policyLiteral(tail.exec(token.subject)?.[0] ?? '')) };
    }
    return isOfMergeRequest(token.claims) && /:ref_type:branch:/.test(pattern)
      ? {
          anotherKind: ['ref'],
          job: 'Run the job only after the merge:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
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
    const [[own] = [], [theirs] = []] = [token.subject, pattern].map((text) => start.exec(text) ?? []);
    if (!isGitlab(token) || theirs === undefined) return undefined;
    const isId = theirs.startsWith('project_id:');
    if (own?.startsWith('project_id:') === isId) return undefined;
    const [path, id] = ['project_path', 'project_id'].map((claim) => claimText(token.claims, claim));
    const known = isId ? id : path;
    if (known !== undefined && !patternMatches(theirs, `project_${isId ? 'id' : 'path'}:${known}`)) return undefined;
    const pins = id === undefined || hasWildcard(theirs) ? {} : { project_id: id };
    // Every project that has these claims in its subject can have the same.
    if (own === undefined) return { anotherKind: [], pins };
    const changed = { pattern: pattern.replace(theirs, () => policyLiteral(own)), keepsOld: hasWildcard(theirs) };
    return isId ? { ...changed, pins } : changed;
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
    return {
      pattern: pattern.replace(theirs, () => policyLiteral(own)),
      job: 'If it is a different project, run the job of the project that the policy is for.',
    };
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
  serverClaims: ['project_path'],
  lifetime:
    "A token of GitLab is valid from the start of the job for the job's timeout, or for five minutes without one: exchange it earlier, or raise `timeout` in the job.",
  unusableTokens: [
    {
      // https://docs.gitlab.com/update/deprecations/ – CI_JOB_JWT and CI_JOB_JWT_V1
      isOne: ({ iss, aud }) => typeof iss === 'string' && iss !== '' && !iss.includes('://') && aud === undefined,
      says: "This is GitLab's old token, CI_JOB_JWT. AWS does not accept it: its issuer has no https://, and it has no audience.",
      fix: 'Declare an ID token in the job (GitLab 15.7 and later). GitLab sets it as a variable:\n\n    id_tokens:\n      AWS_ID_TOKEN:\n        aud: sts.amazonaws.com\n\nOn a server before 15.7, use CI_JOB_JWT_V2.',
    },
  ],
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
  claimForms: [
    ...['project_id', 'namespace_id', 'user_id'].map((claim) => ({ claim, value: /^\d+$/, says: 'a number' })),
    { claim: 'ref_protected', value: /^(true|false)$/, says: 'true or false' },
    { claim: 'runner_environment', value: /^(gitlab-hosted|self-hosted)$/, says: 'gitlab-hosted or self-hosted' },
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
  unreviewedJobs: [
    {
      jobs: 'any branch and its merge requests',
      subjects: ['project_path:*:ref_type:branch:ref:any-branch', 'project_id:*:ref_type:branch:ref:any-branch'],
    },
  ],
  refClaims: ['ref_protected'],
  subjectTails: [
    { tail: /^:ref_type:/, why: 'a GitLab subject names the branch or the tag after the project' },
    { tail: /^:/, why: "the project's settings put more claims into the subject" },
  ],
  runNames: ['ci_config_sha', 'job_id', 'pipeline_id', 'runner_id', 'sha', 'user_email', 'user_id', 'user_login'],
  guardClaims: ['pipeline_source', 'ref_protected', 'runner_environment', 'user_access_level'],
  unreadClaims: {
    environment: {
      guards: 'which environment the job deploys to',
      nearest:
        'Use ref_protected, and protect the branch; from GitLab 18.7 on, the subject can contain deployment_tier, but not the name of the environment.',
    },
    namespace_path: { guards: 'which group the project belongs to', nearest: 'Use its ID.', sameAs: 'namespace_id' },
    project_path: { guards: 'which project the job belongs to', nearest: 'Use its ID.', sameAs: 'project_id' },
    ref: { guards: 'which branch or tag the job runs for', nearest: 'The subject ends in :ref:NAME.' },
    ref_type: {
      guards: 'whether the job runs for a branch or a tag',
      nearest: 'The subject has :ref_type:branch or :ref_type:tag.',
    },
  },
  audience: {
    says: "GitLab's audience is `aud` under `id_tokens` in the job.",
    fixed: false,
    page: 'docs/ci/gitlab.md#the-job',
  },
  shownClaims: ['project_path', 'project_id', 'namespace_id', 'pipeline_source', 'ref_type', 'ref', 'ref_protected'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /:ref_type:(mr|merge_request|pull_request)(:|$)/,
      why: 'GitLab has only the ref types branch and tag; merge request pipelines have branch.',
      fix: 'Use ref_type:branch with the source branch.',
    },
    {
      rule: 'impossible-value',
      value: /:ref_type:(branch|tag):ref:refs\//,
      why: 'GitLab writes only the name of the branch or the tag.',
      fix: 'Write ref:BRANCH, without refs/heads/.',
    },
    {
      // https://docs.gitlab.com/api/projects/#edit-a-project (ci_id_token_sub_claim_components)
      rule: 'impossible-value',
      value: /^project_(path|id):[^:]+:(.*:)?environment:/,
      why: 'GitLab subjects never contain the name of an environment.',
      fix: 'Write ref_type:branch:ref:BRANCH, and protect the branch. From GitLab 18.7 on, the subject can contain deployment_tier.',
    },
    {
      rule: 'impossible-value',
      value: /^project_path:[^/:*?]+(:|$)/,
      why: 'a project path begins with a group or a user.',
      fix: 'Write project_path:GROUP/PROJECT:….',
    },
    {
      rule: 'customized-subject',
      value: /^project_path:[^:]+:ref:/,
      why: 'GitLab puts ref_type before ref.',
      fix: 'Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH.',
    },
  ],
  subjectMismatches: [mergeRequest, components, renamed],
  traps: [
    {
      id: 'gitlab-trap-environment',
      page,
      weigh: ({ claims }) => (typeof claims.environment === 'string' ? 72 : 0),
      title: ({ claims }) =>
        `The job has the environment ${claims.environment}, but GitLab subjects contain no environment: a policy for it refuses every job.`,
      fix: 'Write the branch in the policy, and protect the branch.',
    },
  ],
  generator: gitlabGenerator,
};
