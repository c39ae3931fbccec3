// https://docs.github.com/en/actions/reference/security/oidc
import { policyLiteral } from '../generate/trust-plan.ts';
import {
  addSubject,
  correctedPattern,
  hasWildcard,
  type SubjectMismatch,
  type TokenSubject,
} from './subject-mismatch.ts';

const page = 'docs/ci/github.md#the-subject';

interface Repository {
  readonly owner: string;
  readonly ownerId: string;
  readonly name: string;
  readonly id: string;
}

/** `repo:octo-org@123456/octo-repo@456789:…` */
function withIds(subject: string): Repository | undefined {
  const [, owner, ownerId, name, id] = /^repo:([^/@:]+)@(\d+)\/([^/@:]+)@(\d+):/.exec(subject) ?? [];
  if (owner === undefined || ownerId === undefined || name === undefined || id === undefined) return undefined;
  return { owner, ownerId, name, id };
}

/** The preview of April 2026 had hyphens; an owner may be called so, and GitHub took it back. */
const hyphenIds: SubjectMismatch = {
  id: 'github-hyphen-subject',
  title:
    'The policy has the IDs after hyphens: only a withdrawn preview had that form, and anyone can give an owner such a name.',
  page: 'docs/lint/hyphen-id.md',
  explains(pattern, token) {
    const [, owner, ownerId, name, id] = /^repo:(.+)-(\d+)\/([^:]+)-(\d+)(?=:)/.exec(pattern) ?? [];
    const { repository_owner_id, repository_id } = token.claims;
    const known = withIds(token.subject) ?? { ownerId: String(repository_owner_id), id: String(repository_id) };
    if (owner === undefined || known.ownerId !== ownerId || known.id !== id) return undefined;
    const rest = pattern.slice(pattern.indexOf(':', 'repo:'.length));
    const repo = withIds(token.subject) === undefined ? `${owner}/${name}` : `${owner}@${ownerId}/${name}@${id}`;
    const corrected = correctedPattern(`repo:${repo}${rest}`, token);
    // Never beside the old value, which is dangerous.
    return { ...corrected, keepsOld: false };
  },
};

// https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
const immutable: SubjectMismatch = {
  id: 'github-immutable-subject',
  title: 'The subject contains the IDs of owner and repository, the policy only their names.',
  page,
  hint: {
    when: ({ subject }) => withIds(subject) !== undefined,
    title: 'The subject contains the IDs of owner and repository: a policy with their names alone refuses it.',
  },
  explains(pattern, token) {
    const repository = withIds(token.subject);
    const [, owner, name, rest = ''] = /^repo:([^/:@]+)\/([^:@]+)(:.*)?$/s.exec(pattern) ?? [];
    if (repository === undefined || owner === undefined || name === undefined) return undefined;
    const isOwner = owner === repository.owner;
    const isName = name === repository.name;
    if (!isOwner && !isName) return undefined;
    const newOwner = isOwner ? `${owner}@${repository.ownerId}` : owner;
    const newName = isName ? `${name}@${repository.id}` : name;
    return correctedPattern(`repo:${newOwner}/${newName}${rest}`, token);
  },
};

/** Repositories from before July 2026 that nobody renamed, and GitHub Enterprise Server. */
const namesOnly: SubjectMismatch = {
  id: 'github-names-subject',
  title: 'The policy has the IDs of owner and repository, but the subjects of this repository contain only names.',
  page,
  explains(pattern, token) {
    if (withIds(token.subject) !== undefined || !/^repo:[^:]*@\d+/.test(pattern)) return undefined;
    const bare = pattern.replace(/^repo:([^/:]+?)(?:@\d+)?\/([^:]+?)(?:@\d+)?(?=:|$)/, 'repo:$1/$2');
    const { pattern: corrected = '', keepsOld } = correctedPattern(bare, token);
    return sameRepository(bare, token) ? { pattern: corrected, keepsOld: keepsOld !== false } : undefined;
  },
};

const environment: SubjectMismatch = {
  id: 'github-environment-subject',
  title: 'The job has an `environment:`, which replaces the branch in the subject.',
  page,
  hint: {
    when: ({ subject }) => /^repo:[^:]+:environment:/.test(subject),
    title: 'The job has an `environment:`: its subject names no branch, and a policy for a branch refuses it.',
  },
  explains: (pattern, token) =>
    /^repo:[^:]+:environment:/.test(token.subject) && !pattern.includes(':environment:') && /^repo:/.test(pattern)
      ? addSubject(token)
      : undefined,
};

const environmentMissing: SubjectMismatch = {
  id: 'github-environment-missing',
  title: 'The policy is for jobs with an environment, and this job has none.',
  page,
  explains(pattern, token) {
    const [, name] = /:environment:([^:]+)$/.exec(pattern) ?? [];
    if (name === undefined || !/^repo:/.test(token.subject) || token.subject.includes(':environment:'))
      return undefined;
    const yaml = hasWildcard(name) ? 'NAME' : name.replaceAll('%3A', ':');
    return {
      job: `Set the environment in the job; its protection rules then guard the role:\n    environment: ${yaml}`,
    };
  },
};

/** An organization or a repository may choose the parts of its subjects. */
function template(cloud: RegExp): SubjectMismatch {
  const isTemplate = ({ subject, path }: TokenSubject) => cloud.test(path) && !usualForm.test(subject);
  return {
    id: 'github-subject-template',
    title: 'The subject is customized by the organization or the repository.',
    page,
    hint: {
      when: isTemplate,
      title:
        'The subject is customized by the organization or the repository: a policy for the default form refuses it.',
    },
    explains: (pattern, token) =>
      isTemplate(token) && !token.subject.startsWith(pattern.replace(/[*?].*$/s, '')) ? addSubject(token) : undefined,
  };
}

const usualForm = /^repo:[^:]+:(ref:refs\/[^:]+|environment:[^:]+|pull_request)$/;

function sameRepository(pattern: string, { subject }: TokenSubject): boolean {
  const [repo = ''] = /^repo:[^:]+/.exec(pattern) ?? [];
  return subject.startsWith(`${policyLiteral(repo)}:`);
}

/** The mismatches of GitHub's subjects; `cloud` are the issuers whose owners may set a template. */
export function githubMismatches(cloud: RegExp): readonly SubjectMismatch[] {
  return [hyphenIds, immutable, namesOnly, environment, environmentMissing, template(cloud)];
}
