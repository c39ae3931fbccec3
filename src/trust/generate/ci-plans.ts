import { HelperError } from '../../errors.ts';
import { extraClaimKeys, providerPath } from '../issuers.ts';
import { exactName, type GenerateOptions, needed, optionalName, refuse } from './generate-options.ts';
import { policyText, refPattern, type TrustPlan } from './trust-plan.ts';

/** How the tokens of one CI are told apart. */
export interface CiPlan {
  readonly id: string;
  readonly name: string;
  plan(options: GenerateOptions): TrustPlan;
}

const assume = 'sts:AssumeRoleWithWebIdentity';
const audience = 'sts.amazonaws.com';
const refHint = 'Say which jobs are meant: --branch, --tag, --environment or --pull-request. Several may be given.';

// https://docs.github.com/en/actions/reference/security/oidc
const github: CiPlan = {
  id: 'github',
  name: 'GitHub Actions',
  plan(options) {
    refuse(options, ['project', 'projectId', 'organization', 'organizationId'], 'GitHub: --repository OWNER/NAME.');
    const issuer = options.issuer ?? 'https://token.actions.githubusercontent.com';
    const [owner = '', name = '', ...rest] = exactName(
      needed(options, 'repository', 'Write --repository OWNER/NAME.'),
      'repository',
    ).split('/');
    if (owner === '' || name === '' || rest.length > 0) {
      throw new HelperError('option-invalid', '--repository is not OWNER/NAME.');
    }
    const repositoryId = optionalName(options, 'repositoryId');
    const ownerId = optionalName(options, 'ownerId');
    const hasIds = extraClaimKeys(providerPath(issuer)).includes('repository_id');
    const names = [`repo:${owner}/${name}`];
    // A repository has one of the two forms, by its age and settings. The IDs below keep both to the same repository.
    if (hasIds && repositoryId && ownerId) names.push(`repo:${owner}@${ownerId}/${name}@${repositoryId}`);
    const contexts = githubContexts(options);
    const subjects = names.flatMap((start) => contexts.map((context) => `${start}:${context}`));
    return {
      issuer,
      audience: options.audience ?? audience,
      actions: [assume],
      subjects: options.subject === undefined ? subjects : [policyText(options.subject)],
      exact: hasIds ? present({ repository_id: repositoryId, repository_owner_id: ownerId }) : {},
    };
  },
};

function githubContexts({ branch, tag, environment, pullRequest, subject }: GenerateOptions): readonly string[] {
  const contexts = [
    ...(branch === undefined ? [] : [`ref:refs/heads/${refPattern(branch)}`]),
    ...(tag === undefined ? [] : [`ref:refs/tags/${refPattern(tag)}`]),
    // GitHub writes a colon inside a value as %3A.
    ...(environment === undefined ? [] : [`environment:${policyText(environment.replaceAll(':', '%3A'))}`]),
    ...(pullRequest ? ['pull_request'] : []),
  ];
  if (contexts.length > 0 || subject !== undefined) return contexts;
  throw new HelperError('option-invalid', 'Nothing says which jobs of the repository may have the role.', {
    hint: refHint,
  });
}

// https://docs.gitlab.com/ci/secrets/id_token_authentication/
const gitlab: CiPlan = {
  id: 'gitlab',
  name: 'GitLab CI',
  plan(options) {
    refuse(
      options,
      ['environment', 'pullRequest'],
      'GitLab: the subject names a branch or a tag. A merge request pipeline has the one of its source branch.',
    );
    const issuer = options.issuer ?? 'https://gitlab.com';
    const project = exactName(needed(options, 'project', 'Write --project GROUP/PROJECT.'), 'project');
    const hasIds = extraClaimKeys(providerPath(issuer)).includes('project_id');
    return {
      issuer,
      audience: options.audience ?? audience,
      actions: [assume],
      subjects: subjectsOf(options, (type, ref) => `project_path:${project}:ref_type:${type}:ref:${ref}`),
      exact: hasIds ? present({ project_id: optionalName(options, 'projectId') }) : {},
    };
  },
};

// https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
const circleci: CiPlan = {
  id: 'circleci',
  name: 'CircleCI',
  plan(options) {
    refuse(
      options,
      ['branch', 'tag', 'environment', 'pullRequest', 'issuer'],
      'CircleCI: a branch name can hold what the subject ends in, so that AWS cannot tell branches apart. Give what deploys a project of its own.',
    );
    const organization = exactName(
      needed(options, 'organizationId', 'Write --organization-id UUID.'),
      'organizationId',
    );
    const project = exactName(needed(options, 'projectId', 'Write --project-id UUID.'), 'projectId');
    return {
      issuer: `https://oidc.circleci.com/org/${organization}`,
      audience: options.audience ?? organization,
      actions: [assume],
      // The user who started the job follows, and after that the branch.
      subjects: [`org/${organization}/project/${project}/user/*`],
      exact: { 'oidc.circleci.com/project-id': [project] },
    };
  },
};

// https://docs.semaphoreci.com/reference/openid
const semaphore: CiPlan = {
  id: 'semaphore',
  name: 'Semaphore',
  plan(options) {
    refuse(options, ['environment', 'pullRequest'], 'Semaphore: use --branch or --tag.');
    const organization = exactName(needed(options, 'organization', 'Write --organization NAME.'), 'organization');
    const project = exactName(needed(options, 'projectId', 'Write --project-id UUID.'), 'projectId');
    const repository = exactName(needed(options, 'repository', 'Write --repository NAME.'), 'repository');
    const issuer = options.issuer ?? `https://${organization}.semaphoreci.com`;
    const start = `org:${organization}:project:${project}:repo:${repository}`;
    return {
      issuer,
      audience: options.audience ?? issuer,
      // Organisations may have session tags in their tokens, which AWS refuses without this.
      actions: [assume, 'sts:TagSession'],
      subjects: subjectsOf(options, (type, ref) => {
        const folder = type === 'tag' ? 'tags' : 'heads';
        return `${start}:ref_type:${type}:ref:refs/${folder}/${ref}`;
      }),
      exact: {},
    };
  },
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
const generic: CiPlan = {
  id: 'generic',
  name: 'any OIDC issuer',
  plan(options) {
    return {
      issuer: needed(options, 'issuer', 'Write --issuer URL, the `iss` of the token.'),
      audience: options.audience ?? audience,
      actions: [assume],
      subjects: [policyText(needed(options, 'subject', 'Write --subject TEXT, the `sub` of the token.'))],
      exact: {},
    };
  },
};

/** The CIs that policies are made for. */
export const ciPlans: readonly CiPlan[] = [github, gitlab, circleci, semaphore, generic];

function subjectsOf(
  { branch, tag, subject }: GenerateOptions,
  write: (type: string, ref: string) => string,
): readonly string[] {
  if (subject !== undefined) return [policyText(subject)];
  const subjects = [
    ...(branch === undefined ? [] : [write('branch', refPattern(branch))]),
    ...(tag === undefined ? [] : [write('tag', refPattern(tag))]),
  ];
  if (subjects.length > 0) return subjects;
  throw new HelperError('option-invalid', 'Nothing says which jobs of the project may have the role.', {
    hint: 'Say which: --branch or --tag. Both may be given.',
  });
}

function present(claims: Readonly<Record<string, string | undefined>>): TrustPlan['exact'] {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => (value ? [[claim, [value]]] : [])));
}
