// https://docs.github.com/en/actions/reference/security/oidc
// https://forgejo.org/docs/next/user/actions/security-openid-connect/
import { HelperError } from '../../core/errors.ts';
import { stringAt } from '../../core/json.ts';
import type { Claims } from '../../token/token.ts';
import {
  awsAudience,
  exactName,
  type GenerateOptions,
  issuerOption,
  optionalName,
  refOptions,
  requiredOption,
  tokenOptions,
} from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { claimText, definedOptions } from '../generate/read-claims.ts';
import { assumeAction, exactClaims, policyLiteral, refPattern } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import { githubMismatches, isForgejo } from './github-mismatches.ts';
import type { Issuer } from './issuer.ts';

/** github.com, an enterprise's own issuer there, and GHE.com. */
const cloud =
  /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/;

const usualSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;

const githubGenerator: Generator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    repository: 'OWNER/NAME',
    repositoryId: 'the number that stays the same when names change',
    ownerId: 'the number of the owner',
    environment: 'jobs of this environment',
    pullRequest: 'jobs of pull requests',
  },
  hint: 'Use --repository OWNER/NAME.',
  plan(options) {
    const issuer = options.issuer ?? 'https://token.actions.githubusercontent.com';
    const repositoryId = optionalName(options, 'repositoryId');
    const ownerId = optionalName(options, 'ownerId');
    if (options.environment !== undefined && isForgejo(providerPath(issuer))) throw noEnvironments();
    const ids = cloud.test(providerPath(issuer)) ? { repository_id: repositoryId, repository_owner_id: ownerId } : {};
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: options.subject === undefined ? usualSubjects(options, ids) : [policyLiteral(options.subject)],
      exact: exactClaims(ids),
    };
  },
  optionsFrom(claims) {
    const { iss = '', sub = '' } = claims;
    // Forgejo and GitHub Enterprise Server have other URLs and the same subjects.
    if (!cloud.test(providerPath(iss)) && !/^repo:[^:]+:(ref|environment|pull_request)/.test(sub)) return undefined;
    return tokenJob(claims, sub);
  },
};

function noEnvironments(): HelperError {
  return new HelperError(
    'option-invalid',
    '--environment cannot be used: subjects of Forgejo contain no environment.',
    {
      hint: 'Pass the branch that deploys: --branch NAME.',
    },
  );
}

interface Ids {
  readonly repository_id?: string | undefined;
  readonly repository_owner_id?: string | undefined;
}

function usualSubjects(
  options: GenerateOptions,
  { repository_id: id, repository_owner_id: ownerId }: Ids,
): readonly string[] {
  const hint = 'Write --repository OWNER/NAME, or --subject TEXT.';
  const repository = exactName(requiredOption(options, 'repository', hint), 'repository');
  const [owner = '', name = '', ...rest] = repository.split('/');
  if (owner === '' || name === '' || rest.length > 0) {
    throw new HelperError('option-invalid', '--repository is not OWNER/NAME.');
  }
  // A repository has one of the two forms, depending on its age and settings. The IDs restrict both to the same one.
  const names = [`repo:${owner}/${name}`, ...(id && ownerId ? [`repo:${owner}@${ownerId}/${name}@${id}`] : [])];
  const contexts = contextsOf(options);
  return names.flatMap((start) => contexts.map((context) => `${start}:${context}`));
}

function contextsOf({ branch, tag, environment, pullRequest }: GenerateOptions): readonly string[] {
  const contexts = [
    ...(branch === undefined ? [] : [`ref:refs/heads/${refPattern(branch)}`]),
    ...(tag === undefined ? [] : [`ref:refs/tags/${refPattern(tag)}`]),
    // GitHub writes a colon in a value as %3A.
    ...(environment === undefined ? [] : [`environment:${policyLiteral(environment.replaceAll(':', '%3A'))}`]),
    ...(pullRequest ? ['pull_request'] : []),
  ];
  if (contexts.length > 0) return contexts;
  throw new HelperError('option-invalid', 'No option selects the jobs of the repository that can assume the role.', {
    hint: 'Pass one or more of --branch, --tag, --environment and --pull-request.',
  });
}

function tokenJob(claims: Claims, subject: string): GenerateOptions {
  const [, folder, ref, environment, pullRequest] = usualSubject.exec(subject) ?? [];
  return definedOptions({
    repository: stringAt(claims, 'repository') ?? /^repo:([^:]+)/.exec(subject)?.[1]?.replace(/@\d+/g, ''),
    repositoryId: claimText(claims, 'repository_id'),
    ownerId: claimText(claims, 'repository_owner_id'),
    branch: folder === 'heads' ? ref : undefined,
    tag: folder === 'tags' ? ref : undefined,
    environment: environment?.replaceAll('%3A', ':'),
    pullRequest: pullRequest === undefined ? undefined : true,
    // A customized subject is used unchanged.
    subject: usualSubject.test(subject) ? undefined : subject,
  });
}

/** GitHub Actions on github.com, GHE.com and GitHub Enterprise Server, and Forgejo Actions, which uses its protocol. */
export const githubIssuer: Issuer = {
  id: 'github',
  name: 'GitHub Actions',
  docs: 'https://docs.github.com/en/actions/reference/security/oidc',
  paths: {
    cloud,
    // GitHub Enterprise Server, and Forgejo.
    selfHosted: /\/_services\/token$|\/api\/actions$/,
    withClaimKeys: cloud,
    subjectRequired: /^token\.actions\.githubusercontent\.com$/,
  },
  claimKeys: [
    'actor',
    'actor_id',
    'enterprise_id',
    'environment',
    'job_workflow_ref',
    'ref',
    'repository',
    'repository_id',
    'repository_owner_id',
    'workflow',
  ],
  claimForms: [
    ...['repository_id', 'repository_owner_id', 'actor_id', 'enterprise_id'].map((claim) => ({
      claim,
      value: /^\d+$/,
      says: 'a number',
    })),
    { claim: 'repository', value: /^[\w.-]+\/[\w.-]+$/, says: 'OWNER/NAME' },
    {
      claim: 'ref',
      value: /^refs\/(heads|tags|pull)\/./,
      says: 'a whole reference, refs/heads/BRANCH or refs/tags/TAG',
    },
    {
      claim: 'job_workflow_ref',
      value: /^[\w.-]+\/[\w.-]+\/\.(github|forgejo|gitea)\/workflows\/[^@]+@./,
      says: 'OWNER/NAME/.github/workflows/FILE@REF',
    },
  ],
  identityClaims: [
    { claim: 'repository_id', immutable: true, advised: true },
    { claim: 'repository_owner_id', immutable: true, advised: true },
    { claim: 'repository', tenantEnd: '/' },
    { claim: 'job_workflow_ref', tenantEnd: '/', ofCalledCode: true },
    { claim: 'enterprise_id', immutable: true },
  ],
  jobChosenClaims: [
    'workflow',
    'workflow_ref',
    'environment',
    'ref',
    'ref_type',
    'head_ref',
    'base_ref',
    'actor',
    'event_name',
    'context',
    'run_id',
    'sha',
    'runner_environment',
  ],
  subjectForms: [
    { start: 'repo:', end: '/', tenant: 'owner', namesProject: true, ignoresCase: true },
    { start: 'repository:', end: '/', tenant: 'owner', namesProject: true },
    { start: 'repository_owner:', end: ':', tenant: 'owner' },
    { start: 'repository_owner_id:', end: ':', tenant: 'owner' },
    { start: 'repository_id:', end: ':', tenant: 'repository' },
    { start: 'job_workflow_ref:', end: '/', tenant: 'owner' },
    { start: 'enterprise:', end: ':', tenant: 'enterprise' },
    { start: 'enterprise_id:', end: ':', tenant: 'enterprise' },
  ],
  lifetime:
    'A token of GitHub is valid for five minutes, which cannot be changed. Remove token-env and web-identity-token-file: the program requests tokens itself, also for renewal. A token from another step must be used immediately.',
  unreviewedJobs: [
    { jobs: 'pull requests', pullRequest: true, subjects: ['repo:*:pull_request'] },
    { jobs: 'any branch', subjects: ['repo:*:ref:refs/heads/any-branch'] },
    { jobs: 'any environment', subjects: ['repo:*:environment:any-environment'] },
  ],
  refClaims: ['ref', 'environment', 'job_workflow_ref'],
  subjectTails: [
    {
      tail: /^:(ref:[^:]+|environment:[^:]+|pull_request)$/,
      why: 'a GitHub subject names the branch, the tag, the environment or the pull request after the repository',
    },
    { tail: /^:/, why: 'the organization or the repository customizes its subjects' },
  ],
  claimsOnRequest: { environment: 'Give the job an environment; its protection rules then guard the role.' },
  runNames: [
    'actor',
    'actor_id',
    'check_run_id',
    'job_workflow_sha',
    'run_attempt',
    'run_id',
    'run_number',
    'sha',
    'workflow_sha',
  ],
  unreadClaims: {
    event_name: {
      guards: 'which event starts the job',
      nearest: 'A subject with a branch or an environment keeps pull requests out.',
    },
    head_ref: { guards: 'which branch a pull request comes from', nearest: 'The subject tells pull requests apart.' },
    base_ref: { guards: 'which branch a pull request is for', nearest: 'The subject tells pull requests apart.' },
    ref_protected: {
      guards: 'whether the branch is protected',
      nearest: 'Use an environment that only protected branches can deploy to, and name it in the subject.',
    },
    ref_type: {
      guards: 'whether the job runs for a branch or a tag',
      nearest: 'Use the subject or ref: refs/heads/… or refs/tags/….',
    },
    repository_owner: { guards: 'who owns the repository', nearest: 'Use its ID.', sameAs: 'repository_owner_id' },
    repository_visibility: { guards: 'who can see the repository', nearest: 'Use repository_id.' },
    runner_environment: {
      guards: 'whose runners the job runs on',
      nearest: 'Use job_workflow_ref, for a workflow file whose jobs run there, or an environment.',
    },
    workflow_ref: { guards: 'which workflow file the run uses', nearest: 'Use job_workflow_ref.' },
  },
  pullRequests: { subject: /:pull_request$/, skip: "if: github.event_name != 'pull_request'" },
  audience: {
    says: 'On GitHub the option `audience` chooses the audience.',
    fixed: false,
    page: 'docs/ci/github.md#aws',
  },
  shownClaims: [
    'repository',
    'repository_id',
    'repository_owner_id',
    'environment',
    'event_name',
    'job_workflow_ref',
    'ref_type',
    'ref',
    'ref_protected',
  ],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^[\w.-]+\/[\w.-]+(:|$)/,
      why: 'the subject begins with repo:.',
      fix: 'Write repo:OWNER/REPO:….',
    },
    {
      rule: 'impossible-value',
      value: /^repo:[^:]+:ref:(?!refs\/|\*)[^:]/,
      why: 'GitHub writes the full reference.',
      fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
    },
    {
      rule: 'impossible-value',
      value: /^repo:[^:]+:(branch|tag|refs\/[^:]*)(:|$)/,
      why: 'after the repository, GitHub writes ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME or pull_request.',
      fix: 'Write one of those.',
    },
    {
      rule: 'impossible-value',
      value: /:ref:refs\/(?!heads\/|tags\/|[^:/]*[*?])/,
      why: 'a branch is below refs/heads/, a tag below refs/tags/; jobs of pull requests have pull_request instead.',
      fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
    },
    {
      rule: 'impossible-value',
      value: /^repo:[^/:*?]+(:|$)|^repo:[^/:]+\/[^/:]*\/[^:]*:/,
      why: 'the owner and the repository follow repo:, separated by one slash.',
      fix: 'Write repo:OWNER/REPO:….',
    },
    {
      rule: 'impossible-value',
      value: /^repo:[^/:]*[^\w.\-@*?/:][^/:]*\/|^repo:[^/:]+\/[^:]*[^\w.\-@*?/:]/,
      why: 'names of owners and repositories contain only letters, digits, hyphens, underscores and dots.',
      fix: 'Copy the names from the URL of the repository.',
    },
    {
      rule: 'customized-subject',
      value: /^repo:[^:*?]+$/,
      why: 'a GitHub subject does not end after the repository, unless it is customized.',
      fix: 'Add :ref:refs/heads/BRANCH or :environment:NAME.',
    },
    {
      rule: 'customized-subject',
      value: /^repo:[^:]+:(environment:[^:]*:ref:|ref:[^:]*:environment:)/,
      why: 'the environment of a GitHub job replaces its reference.',
      fix: 'Write environment:NAME alone, and restrict the branches in the settings of the environment.',
    },
    {
      rule: 'wildcard-id',
      value: /^repo:[^/:]*@[^/:]*[*?][^/:]*\/|^repo:[^/]*\/[^:]*@[^:]*[*?]/,
      why: 'this matches any ID, including that of someone who registers the name after you.',
      fix: 'Write the numbers: `gh api repos/OWNER/REPO --jq .owner.id,.id`.',
    },
    {
      rule: 'hyphen-id',
      value: /^repo:[^/@:]+-\d{5,}\/[^/@:]+-\d{5,}(:|$)/,
      why: 'this is the form of a withdrawn preview; today it is the subject of an owner with exactly this name.',
      fix: (value) => `Use the form with @: ${value.replace(/-(\d{5,})(?=[/:]|$)/g, '@$1')}.`,
    },
  ],
  subjectMismatches: githubMismatches(cloud),
  traps: [
    {
      id: 'github-trap-called-workflow',
      page: 'docs/ci/github.md#the-subject',
      weigh: ({ claims: { job_workflow_ref: ref, repository } }) =>
        typeof ref === 'string' && typeof repository === 'string' && !ref.startsWith(`${repository}/`) ? 75 : 0,
      title: ({ claims: { repository, job_workflow_ref: ref } }) =>
        `The job is in a reusable workflow (${ref}); the subject names the repository that calls it, ${repository}.`,
      fix: 'Write the calling repository in the policy. A condition on job_workflow_ref can be added to it.',
    },
    {
      id: 'github-trap-ids',
      page: 'docs/ci/github.md#the-subject',
      weigh: ({ subject, path }) => (cloud.test(path) && /^repo:[^@:]+:/.test(subject) ? 35 : 0),
      title: () =>
        'The subject contains the names of owner and repository without their IDs: a policy with the IDs refuses it.',
      fix: 'Write both forms, as `trust generate` does.',
    },
  ],
  generator: githubGenerator,
};
