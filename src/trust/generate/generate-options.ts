import { HelperError } from '../../core/errors.ts';
import { policyLiteral, refPattern } from './trust-plan.ts';

/** The input of a generator. The names are those of the flags of `trust generate`, in camel case. */
export interface GenerateOptions {
  readonly issuer?: string;
  readonly audience?: string;
  /** The complete subject, for an unknown CI or a customized subject. */
  readonly subject?: string;
  /** `owner/name`; for Semaphore the name only. */
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ownerId?: string;
  /** GitLab: `group/project`. */
  readonly project?: string;
  readonly projectId?: string;
  readonly pipeline?: string;
  readonly organization?: string;
  readonly organizationId?: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly environment?: string;
  readonly workspace?: string;
  /** Spacelift: the space. */
  readonly namespace?: string;
  readonly serviceAccount?: string;
  readonly pullRequest?: boolean;
}

/** The audience that AWS documents for most CIs. */
export const awsAudience = 'sts.amazonaws.com';

/** The help texts of options that mean the same for most CIs. */
export const issuerOption = { issuer: 'another issuer, self-managed or of an enterprise' } as const;
export const tokenOptions = {
  audience: 'the audience of the token',
  subject: 'the whole subject, where it was customized',
} as const;
export const refOptions = {
  branch: 'jobs on this branch; * is a wildcard',
  tag: 'jobs on this tag; * is a wildcard',
} as const;

/** The value of a required option. */
export function requiredOption(options: GenerateOptions, name: keyof GenerateOptions, hint: string): string {
  const value = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new HelperError('option-invalid', `${flagOf(name)} is missing.`, { hint });
}

/** Refuses wildcards: the owner must be exact. */
export function exactName(value: string, name: keyof GenerateOptions): string {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new HelperError('option-invalid', `${flagOf(name)} is not an exact name: ${JSON.stringify(value)}.`, {
    hint: 'Write it in full, without wildcards. Wildcards are for branches and tags.',
  });
}

/** The same for an optional option. */
export function optionalName(
  options: GenerateOptions,
  name: 'repositoryId' | 'ownerId' | 'projectId',
): string | undefined {
  const value = options[name];
  return value === undefined ? undefined : exactName(value, name);
}

/** The subjects for the branch and the tag, or the given subject. */
export function refSubjects(
  { branch, tag, subject }: GenerateOptions,
  write: (type: 'branch' | 'tag', ref: string) => string,
): readonly string[] {
  if (subject !== undefined) return [policyLiteral(subject)];
  const subjects = [
    ...(branch === undefined ? [] : [write('branch', refPattern(branch))]),
    ...(tag === undefined ? [] : [write('tag', refPattern(tag))]),
  ];
  if (subjects.length > 0) return subjects;
  throw new HelperError('option-invalid', 'No option selects the jobs of the project that can assume the role.', {
    hint: 'Pass --branch, --tag or both.',
  });
}

/** `--owner-id` for `ownerId`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
