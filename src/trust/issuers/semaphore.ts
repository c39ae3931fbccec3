// https://docs.semaphoreci.com/reference/openid
import {
  exactName,
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
  hint: 'name the jobs with --organization, --project-id, --repository, and --branch or --tag.',
  plan(options) {
    const organization = exactName(
      requiredOption(options, 'organization', 'Write --organization NAME.'),
      'organization',
    );
    const project = exactName(requiredOption(options, 'projectId', 'Write --project-id UUID.'), 'projectId');
    const repository = exactName(requiredOption(options, 'repository', 'Write --repository NAME.'), 'repository');
    const issuer = options.issuer ?? `https://${organization}.semaphoreci.com`;
    const start = `org:${organization}:project:${project}:repo:${repository}`;
    return {
      issuer,
      audience: options.audience ?? issuer,
      // Organizations may have session tags in their tokens, which AWS refuses without this.
      actions: [assumeAction, 'sts:TagSession'],
      subjects: refSubjects(options, (type, ref) => {
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
  subjectForms: [{ start: 'org:', end: ':', tenant: 'organization', wholeTenant: /^org:(\*|[^:]+:(\*|project:\*))$/ }],
  pullRequests: { subject: /:ref_type:pull[_-]request:/ },
  audience: {
    says: "Semaphore's audience is the URL of the organization and cannot be changed.",
    fixed: true,
    page: 'docs/ci/semaphore.md#aws',
  },
  sessionTags: { setBy: 'organization', identity: ['prj_id'] },
  shownClaims: ['ref_type', 'ref', 'org_id', 'prj_id', 'repo_slug', 'job_type'],
  generator: semaphoreGenerator,
};
