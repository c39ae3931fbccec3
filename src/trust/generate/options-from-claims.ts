import { type JsonObject, stringAt } from '../../json.ts';
import type { Claims } from '../../jwt.ts';
import { effectiveAudiences } from '../context.ts';
import { extraClaimKeys, providerPath } from '../issuers.ts';
import type { GenerateOptions } from './generate-options.ts';

export interface RecognizedToken {
  /** The id of a CI plan. */
  readonly ci: string;
  readonly options: GenerateOptions;
}

/** What to generate for jobs like the one that has this token. */
export function optionsFromClaims(claims: Claims): RecognizedToken {
  const { iss: issuer = '', sub: subject = '' } = claims;
  const [audience] = effectiveAudiences(claims);
  const given = { issuer, ...(audience === undefined ? {} : { audience }) };
  const path = providerPath(issuer);
  if (extraClaimKeys(path).includes('repository_id') || /^repo:[^:]+:(ref|environment|pull_request)/.test(subject)) {
    return { ci: 'github', options: { ...given, ...fromGithub(claims, subject) } };
  }
  if (subject.startsWith('project_path:'))
    return { ci: 'gitlab', options: { ...given, ...fromGitlab(claims, subject) } };
  const circleci = /^oidc\.circleci\.com\/org\/([^/]+)$/.exec(path);
  if (circleci?.[1] !== undefined) {
    const projectId = stringAt(claims, 'oidc.circleci.com/project-id');
    const { issuer: _, ...rest } = given;
    return { ci: 'circleci', options: { ...rest, organizationId: circleci[1], ...(projectId ? { projectId } : {}) } };
  }
  const semaphore =
    /^org:([^:]+):project:([^:]+):repo:([^:]+):ref_type:(branch|tag):ref:refs\/(?:heads|tags)\/(.+)$/.exec(subject);
  if (semaphore) {
    const [, organization = '', projectId = '', repository = '', type = '', ref = ''] = semaphore;
    return { ci: 'semaphore', options: { ...given, organization, projectId, repository, [type]: ref } };
  }
  return { ci: 'generic', options: { ...given, subject } };
}

const githubSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;

function fromGithub(claims: JsonObject, subject: string): GenerateOptions {
  const [, folder, ref, environment, pullRequest] = githubSubject.exec(subject) ?? [];
  const repository = stringAt(claims, 'repository') ?? /^repo:([^:]+)/.exec(subject)?.[1]?.replace(/@\d+/g, '');
  return defined({
    repository,
    repositoryId: textAt(claims, 'repository_id'),
    ownerId: textAt(claims, 'repository_owner_id'),
    ...(folder === 'heads' ? { branch: ref } : {}),
    ...(folder === 'tags' ? { tag: ref } : {}),
    environment: environment?.replaceAll('%3A', ':'),
    ...(pullRequest ? { pullRequest: true } : {}),
    // A subject of the organisation's own making is taken as it is.
    ...(githubSubject.test(subject) ? {} : { subject }),
  });
}

function fromGitlab(claims: JsonObject, subject: string): GenerateOptions {
  const [, project, type, ref] = /^project_path:([^:]+):ref_type:(branch|tag):ref:([^:]+)$/.exec(subject) ?? [];
  return defined({
    project: project ?? stringAt(claims, 'project_path'),
    projectId: textAt(claims, 'project_id'),
    ...(type === undefined ? { subject } : { [type]: ref }),
  });
}

/** IDs are text in some tokens and numbers in others. */
function textAt(claims: JsonObject, claim: string): string | undefined {
  const value = claims[claim];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function defined(options: Readonly<Record<string, unknown>>): GenerateOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
