// https://docs.github.com/en/actions/reference/security/oidc
import { claimText } from '../generate/read-claims.ts';
import { policyLiteral } from '../generate/trust-plan.ts';
import { hasWildcard } from '../pattern.ts';
import type { SubjectMismatch, TokenSubject } from './subject-mismatch.ts';

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

/** The preview of April 2026 used hyphens and was withdrawn, because an owner can have such a name. */
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
    const pins = { repository_owner_id: known.ownerId, repository_id: known.id };
    return { pattern: `repo:${repo}${rest}`, ...(withIds(token.subject) === undefined ? { pins } : {}) };
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
    // Other repositories that a wildcard is for may still have names alone.
    return { pattern: `repo:${newOwner}/${newName}${rest}`, keepsOld: hasWildcard(`${owner}/${name}`) };
  },
};

/** Repositories created before July 2026 and not renamed since, and GitHub Enterprise Server. */
const namesOnly: SubjectMismatch = {
  id: 'github-names-subject',
  title: 'The policy has the IDs of owner and repository, but the subjects of this repository contain only names.',
  page,
  explains(pattern, token) {
    if (withIds(token.subject) !== undefined || !/^repo:[^:]*@\d+/.test(pattern)) return undefined;
    const bare = pattern.replace(/^repo:([^/:]+?)(?:@\d+)?\/([^:]+?)(?:@\d+)?(?=:|$)/, 'repo:$1/$2');
    if (!sameRepository(bare, token)) return undefined;
    const { ownerId, id } = withIds(`${pattern}:`) ?? {};
    const [ownOwner, own] = ['repository_owner_id', 'repository_id'].map((claim) => claimText(token.claims, claim));
    const isKnown = id !== undefined && ownOwner !== undefined && own !== undefined;
    if (isKnown && (own !== id || ownOwner !== ownerId)) return otherId;
    // The name alone could be taken over, so the IDs are pinned.
    const pins = isKnown ? { pins: { repository_owner_id: ownOwner, repository_id: own } } : {};
    return { pattern: bare, keepsOld: true, ...pins };
  },
};

const otherId = {
  title:
    'The names of owner and repository are those of the policy, and their IDs are not: the repository was made anew, or somebody else has its name now.',
  jobOnly: true,
  anotherKind: ['repo'],
  job: 'Find out whose it is: `gh api repos/OWNER/REPO --jq .owner.id,.id`. Only if it is yours, write its IDs into the policy.',
} as const;

/** Names can be taken over; the IDs show it. */
const foreignIds: SubjectMismatch = {
  id: 'github-other-id',
  title: otherId.title,
  page: 'docs/lint/name-only-subject.md',
  explains(pattern, { subject }) {
    const [own, theirs] = [withIds(subject), withIds(pattern)];
    if (own === undefined || theirs === undefined) return undefined;
    const isNamesake = own.owner === theirs.owner && own.name === theirs.name;
    return isNamesake && (own.ownerId !== theirs.ownerId || own.id !== theirs.id) ? otherId : undefined;
  },
};

/** GitHub separates the parts of a subject with colons. */
const encodedColon: SubjectMismatch = {
  id: 'github-encoded-colon',
  title: 'GitHub writes a colon in a name as %3A.',
  page,
  explains(pattern, { subject }) {
    const [, head = '', name] = /^(repo:[^:]+:environment:)(.+:.+)$/s.exec(pattern) ?? [];
    if (name === undefined || !subject.includes('%3A')) return undefined;
    return { pattern: `${head}${name.replaceAll(':', '%3A')}` };
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
  explains(pattern, token) {
    const [, own] = /^(repo:[^:]+):environment:/.exec(token.subject) ?? [];
    if (own === undefined || pattern.includes(':environment:') || !pattern.startsWith('repo:')) return undefined;
    const [, theirs = '', ref] = /^(repo:[^:]+):ref:(refs\/heads\/[^*?]+)$/.exec(pattern) ?? [];
    if (ref === undefined) return { anotherKind: [] };
    const isSame = withoutNumbers(theirs) === withoutNumbers(own) && token.claims.ref === ref;
    const kept = isSame ? { pattern: policyLiteral(token.subject), keepsOld: true, pins: { ref } } : {};
    return { anotherKind: [], ...kept, loses: anyBranch };
  },
};

function withoutNumbers(repository: string): string {
  return repository.replace(/@\d+(?=\/|$)/g, '');
}

const anyBranch =
  'Every branch that may deploy to the environment has this subject: limit the branches in the settings of the environment.';

/** Its subjects contain no environment: https://forgejo.org/docs/next/user/actions/security-openid-connect */
export function isForgejo(path: string): boolean {
  return path.endsWith('/api/actions');
}

const environmentMissing: SubjectMismatch = {
  id: 'github-environment-missing',
  title: 'The policy is for jobs with an environment, and this job has none.',
  page,
  explains(pattern, token) {
    const [, name] = /:environment:([^:]+)$/.exec(pattern) ?? [];
    if (name === undefined || !/^repo:/.test(token.subject) || token.subject.includes(':environment:'))
      return undefined;
    if (isForgejo(token.path)) {
      return {
        title: 'The policy is for jobs with an environment, which subjects of Forgejo never contain.',
        jobOnly: true,
        job: 'Name the branch that deploys in the policy instead: repo:OWNER/REPO:ref:refs/heads/BRANCH',
      };
    }
    const yaml = hasWildcard(name) ? 'NAME' : name.replaceAll('%3A', ':');
    const set = token.subject.endsWith(':pull_request')
      ? 'Skip the step for pull requests, because their code is not reviewed yet. Or set'
      : 'Set';
    return {
      jobOnly: true,
      job: `${set} the environment in the job; its protection rules then guard the role:\n    environment: ${yaml}`,
    };
  },
};

/** An organization or a repository can customize its subjects. */
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
      isTemplate(token) && !token.subject.startsWith(pattern.replace(/[*?].*$/s, ''))
        ? { anotherKind: [], pins: ownId(pattern, token) }
        : undefined,
  };
}

/** The ID of what the pattern names: other repositories can have the same customized subject. */
function ownId(pattern: string, { claims }: TokenSubject): Readonly<Record<string, string>> {
  const [, owner, name] = /^repo:([^/:@]+)(?:@\d+)?\/([^:@]*)/.exec(pattern) ?? [];
  const [ownOwner, ownName] = (claimText(claims, 'repository') ?? '').split('/');
  const claim = name === ownName ? 'repository_id' : 'repository_owner_id';
  const id = claimText(claims, claim);
  return owner !== ownOwner || id === undefined ? {} : { [claim]: id };
}

const usualForm = /^repo:[^:]+:(ref:refs\/[^:]+|environment:[^:]+|pull_request)$/;

function sameRepository(pattern: string, { subject }: TokenSubject): boolean {
  const [repo = ''] = /^repo:[^:]+/.exec(pattern) ?? [];
  return subject.startsWith(`${policyLiteral(repo)}:`);
}

/** The mismatches of GitHub's subjects; `cloud` matches the issuers that support customization. */
export function githubMismatches(cloud: RegExp): readonly SubjectMismatch[] {
  return [hyphenIds, immutable, namesOnly, foreignIds, encodedColon, environment, environmentMissing, template(cloud)];
}
