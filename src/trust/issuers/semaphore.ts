// https://docs.semaphoreci.com/reference/openid
import {
  exactName,
  flagOf,
  issuerOption,
  refOptions,
  refSubjects,
  requiredOption,
  tokenOptions,
} from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { assumeAction } from '../generate/trust-plan.ts';
import type { Issuer } from './issuer.ts';

const cloud = /^[^./]+\.semaphoreci\.com$/;

const semaphoreGenerator: Generator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    organization: 'its name',
    projectId: 'the UUID of the project',
    repository: 'the name alone',
  },
  hint: 'Use --organization, --project-id, --repository, and --branch or --tag.',
  plan(options) {
    const nameOf = (name: 'organization' | 'projectId' | 'repository'): string =>
      exactName(requiredOption(options, name, `Write ${flagOf(name)} VALUE, or --subject TEXT.`), name);
    const issuer = options.issuer ?? `https://${nameOf('organization')}.semaphoreci.com`;
    return {
      issuer,
      audience: options.audience ?? issuer,
      // Organizations can enable session tags in their tokens, which AWS refuses without this.
      actions: [assumeAction, 'sts:TagSession'],
      subjects: refSubjects(options, (type, ref) => {
        const start = `org:${nameOf('organization')}:project:${nameOf('projectId')}:repo:${nameOf('repository')}`;
        const folder = type === 'tag' ? 'tags' : 'heads';
        return `${start}:ref_type:${type}:ref:refs/${folder}/${ref}`;
      }),
      exact: {},
    };
  },
  optionsFrom({ sub = '' }) {
    const subject =
      /^org:([^:]+):project:([^:]+):repo:([^:]+):ref_type:(branch|tag):ref:refs\/(?:heads|tags)\/(.+)$/.exec(sub);
    if (subject === null) return undefined;
    const [, organization = '', projectId = '', repository = '', type = '', ref = ''] = subject;
    return { organization, projectId, repository, [type]: ref };
  },
};

export const semaphoreIssuer: Issuer = {
  id: 'semaphore',
  name: 'Semaphore',
  docs: 'https://docs.semaphoreci.com/reference/openid',
  paths: { cloud, oneTenant: cloud },
  subjectForms: [{ start: 'org:', end: ':', tenant: 'organization' }],
  lifetime:
    'A token of Semaphore is valid for 24 hours from the start of the job, which gets only one: exchange it earlier.',
  subjectFormsAreAll: true,
  wholeTenant: /^org:(\*|[^:]+:(\*|project:\*))$|^\*(?!.*(project|repo):[^*?])/,
  unreviewedJobs: [
    {
      jobs: 'pull requests',
      pullRequest: true,
      subjects: ['org:*:project:*:repo:*:ref_type:pull-request:ref:*'],
    },
    { jobs: 'any branch', subjects: ['org:*:project:*:repo:*:ref_type:branch:ref:refs/heads/any-branch'] },
  ],
  subjectTails: [
    {
      tail: /^:(repo|ref_type|ref):/,
      why: 'a Semaphore subject names the repository and the branch after the project',
    },
  ],
  runNames: ['job_id', 'ppl_id', 'wf_id'],
  pullRequests: { subject: /:ref_type:pull[_-]request:/ },
  audience: {
    says: "Semaphore's audience is the URL of the organization and cannot be changed.",
    fixed: true,
    page: 'docs/ci/semaphore.md#aws',
  },
  sessionTags: { setBy: 'organization', identity: ['prj_id'] },
  shownClaims: ['ref_type', 'ref', 'org_id', 'prj_id', 'repo_slug', 'job_type'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^org:.*:ref:(?!refs\/|[*?])[^:]/,
      why: 'Semaphore writes the full reference.',
      fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
    },
  ],
  generator: semaphoreGenerator,
};
