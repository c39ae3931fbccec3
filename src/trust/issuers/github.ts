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
import { githubMismatches } from './github-mismatches.ts';
import type { Issuer } from './issuer.ts';

/** github.com, an enterprise's own issuer on it, and GHE.com. */
const cloud =
  /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/;

const usualSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;

const githubGenerator: Generator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    repository: 'OWNER/NAME',
    repositoryId: 'the number that stays when names change',
    ownerId: 'the number of the owner',
    environment: 'jobs of this environment',
    pullRequest: 'jobs of pull requests',
  },
  hint: 'name the project with --repository OWNER/NAME.',
  plan(options) {
    const issuer = options.issuer ?? 'https://token.actions.githubusercontent.com';
    const [owner = '', name = '', ...rest] = exactName(
      requiredOption(options, 'repository', 'Write --repository OWNER/NAME.'),
      'repository',
    ).split('/');
    if (owner === '' || name === '' || rest.length > 0) {
      throw new HelperError('option-invalid', '--repository is not OWNER/NAME.');
    }
    const repositoryId = optionalName(options, 'repositoryId');
    const ownerId = optionalName(options, 'ownerId');
    const hasIds = cloud.test(providerPath(issuer));
    const names = [`repo:${owner}/${name}`];
    // A repository has one of the two forms, by its age and settings. The IDs below keep both to the same repository.
    if (hasIds && repositoryId && ownerId) names.push(`repo:${owner}@${ownerId}/${name}@${repositoryId}`);
    const contexts = contextsOf(options);
    const subjects = names.flatMap((start) => contexts.map((context) => `${start}:${context}`));
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: options.subject === undefined ? subjects : [policyLiteral(options.subject)],
      exact: hasIds ? exactClaims({ repository_id: repositoryId, repository_owner_id: ownerId }) : {},
    };
  },
  optionsFrom(claims) {
    const { iss = '', sub = '' } = claims;
    // Forgejo and GitHub Enterprise Server have addresses of their own, and the same subjects.
    if (!cloud.test(providerPath(iss)) && !/^repo:[^:]+:(ref|environment|pull_request)/.test(sub)) return undefined;
    return tokenJob(claims, sub);
  },
};

function contextsOf({ branch, tag, environment, pullRequest, subject }: GenerateOptions): readonly string[] {
  const contexts = [
    ...(branch === undefined ? [] : [`ref:refs/heads/${refPattern(branch)}`]),
    ...(tag === undefined ? [] : [`ref:refs/tags/${refPattern(tag)}`]),
    // GitHub writes a colon inside a value as %3A.
    ...(environment === undefined ? [] : [`environment:${policyLiteral(environment.replaceAll(':', '%3A'))}`]),
    ...(pullRequest ? ['pull_request'] : []),
  ];
  if (contexts.length > 0 || subject !== undefined) return contexts;
  throw new HelperError('option-invalid', 'No option says which jobs of the repository can have the role.', {
    hint: 'Say which jobs are meant: --branch, --tag, --environment or --pull-request. Several may be given.',
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
    // A subject of the organization's own making is taken as it is.
    subject: usualSubject.test(subject) ? undefined : subject,
  });
}

/** GitHub Actions on github.com, GHE.com and GitHub Enterprise Server, and Forgejo Actions, which speak its protocol. */
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
  identityClaims: [
    { claim: 'repository_id', immutable: true, advised: true },
    { claim: 'repository_owner_id', immutable: true, advised: true },
    { claim: 'repository', tenantEnd: '/' },
    { claim: 'job_workflow_ref', tenantEnd: '/' },
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
    { start: 'repository:', end: '/', tenant: 'owner' },
    { start: 'repository_owner:', end: ':', tenant: 'owner' },
    { start: 'repository_owner_id:', end: ':', tenant: 'owner' },
    { start: 'repository_id:', end: ':', tenant: 'repository' },
    { start: 'job_workflow_ref:', end: '/', tenant: 'owner' },
    { start: 'enterprise:', end: ':', tenant: 'enterprise' },
    { start: 'enterprise_id:', end: ':', tenant: 'enterprise' },
  ],
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
      value: /^repo:[^:]+:ref:(?!refs\/|\*)[^:]/,
      why: 'GitHub writes the whole reference.',
      fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
    },
    {
      rule: 'impossible-value',
      value: /^repo:[^:]+:(branch|tag|refs\/[^:]*)(:|$)/,
      why: 'GitHub has ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME and pull_request after the repository.',
      fix: 'Write one of those.',
    },
    {
      rule: 'impossible-value',
      value: /^repo:(https?:|github\.com\/)/,
      why: 'The owner follows directly.',
      fix: 'Write repo:OWNER/REPO:….',
    },
    {
      rule: 'customized-subject',
      value: /^repo:[^:*?]+$/,
      why: 'in a GitHub subject that was not customized, more follows the repository.',
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
      why: 'this is the form of a withdrawn preview; today it is the subject of an owner who has this very name.',
      fix: (value) => `Use the form with @: ${value.replace(/-(\d{5,})(?=[/:]|$)/g, '@$1')}.`,
    },
  ],
  subjectMismatches: githubMismatches(cloud),
  generator: githubGenerator,
};
