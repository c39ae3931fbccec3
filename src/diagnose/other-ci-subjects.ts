import { policyText } from '../trust/generate/trust-plan.ts';
import type { Cause } from './cause.ts';
import { correctedOr, type Subject, type SubjectTrap, subjectBeside, subjectCause, takes } from './subject-trap.ts';

const gitlabPage = 'docs/ci/gitlab.md#aws';
const circleciPage = 'docs/ci/circleci.md#aws';

// https://docs.gitlab.com/ci/secrets/id_token_authentication/
const mergeRequest: SubjectTrap = {
  id: 'gitlab-merge-request',
  title: 'A merge request pipeline has the subject of its source branch; none says mr or merge_request.',
  page: gitlabPage,
  suspicion: {
    when: ({ claims }) => claims.pipeline_source === 'merge_request_event',
    title: 'The job is of a merge request: its subject names the source branch.',
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return undefined;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) return { pattern: policyText(token.subject) };
    return token.claims.pipeline_source === 'merge_request_event' && /:ref_type:branch:/.test(pattern)
      ? {
          ...subjectBeside(token),
          job: 'Run the job after the merge only:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
        }
      : undefined;
  },
};

// https://docs.gitlab.com/api/projects/#edit-a-project (ci_id_token_sub_claim_components)
const components: SubjectTrap = {
  id: 'gitlab-subject-components',
  title: "The project's settings make its subjects of other parts than the policy has.",
  page: gitlabPage,
  suspicion: {
    when: (token) => isGitlab(token) && !/^project_path:[^:]+:ref_type:[^:]+:ref:[^:]+$/.test(token.subject),
    title: "The project's settings make its subjects of other parts: a policy for the usual form refuses it.",
  },
  explains(pattern, token) {
    const start = /^project_(path|id):[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (!isGitlab(token) || own === undefined || theirs === undefined) return undefined;
    if (own.startsWith('project_id:') === theirs.startsWith('project_id:')) return undefined;
    return correctedOr(pattern.replace(theirs, own), token);
  },
};

const renamed: SubjectTrap = {
  id: 'gitlab-project-path',
  title: 'The project has another path than in the policy: it was renamed or moved, or it is another project.',
  page: gitlabPage,
  explains(pattern, token) {
    const start = /^project_path:[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (own === undefined || theirs === undefined || takes(theirs.toLowerCase(), own.toLowerCase())) return undefined;
    return correctedOr(pattern.replace(theirs, policyText(own)), token);
  },
};

function isGitlab({ claims, subject }: Subject): boolean {
  return typeof claims.project_path === 'string' || /^project_(path|id):/.test(subject);
}

// https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
const circleciForm: SubjectTrap = {
  id: 'circleci-subject-version',
  title: 'CircleCI has two subjects: that of CIRCLE_OIDC_TOKEN_V2 goes on with the repository and the branch.',
  page: circleciPage,
  suspicion: {
    when: ({ path }) => isCircleci(path),
    title:
      'The subject names the user who started the job, and the newer one the branch: a policy must leave both open.',
    likelihood: 'possible',
  },
  explains(pattern, token) {
    const [own, theirs] = [token.subject, pattern].map((text) => text.includes('/vcs-origin/'));
    if (!isCircleci(token.path) || own === theirs) return undefined;
    if (own) return correctedOr(`${pattern.replace(/\/user\/[^/]*$/, '/user/*')}`, token);
    return { job: 'Give the job the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2' };
  },
};

const circleciUser: SubjectTrap = {
  id: 'circleci-user',
  title: 'The subject names the user who started the job, and the policy another one.',
  page: circleciPage,
  explains(pattern, token) {
    const [, user] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!isCircleci(token.path) || user === undefined || theirs === undefined || takes(theirs, user)) return undefined;
    return correctedOr(pattern.replace(/\/user\/[^/]+/, '/user/*'), token);
  },
};

function isCircleci(path: string): boolean {
  return path.startsWith('oidc.circleci.com');
}

// https://buildkite.com/docs/agent/v3/cli-oidc
const buildkiteSubject: SubjectTrap = {
  id: 'buildkite-subject',
  title: 'A subject of Buildkite goes on after the branch, with commit and step.',
  page: 'docs/ci/custom.md#aws',
  suspicion: {
    when: ({ path }) => path === 'agent.buildkite.com',
    title: 'The subject names commit and step: a policy must leave them open.',
    likelihood: 'possible',
  },
  explains(pattern, token) {
    if (!/^organization:[^:]+:pipeline:[^:]+:ref:refs\/[^:*]+$/.test(pattern)) return undefined;
    return takes(`${pattern}:*`, token.subject) ? { pattern: `${pattern}:*` } : undefined;
  },
};

export const otherCiSubjects: readonly Cause[] = [
  mergeRequest,
  components,
  renamed,
  circleciForm,
  circleciUser,
  buildkiteSubject,
].map(subjectCause);
