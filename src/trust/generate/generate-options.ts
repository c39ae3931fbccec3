import { HelperError } from '../../core/errors.ts';
import { policyLiteral, refPattern } from './trust-plan.ts';

/** What a trust policy is made for. Names are those of the flags of `trust generate`, in camel case. */
export interface GenerateOptions {
  readonly issuer?: string;
  readonly audience?: string;
  /** The whole subject, where the CI is not known or its subject was customized. */
  readonly subject?: string;
  /** `owner/name`; of Semaphore the name alone. */
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ownerId?: string;
  /** GitLab: `group/project`. */
  readonly project?: string;
  readonly projectId?: string;
  readonly organization?: string;
  readonly organizationId?: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly environment?: string;
  readonly pullRequest?: boolean;
}

/** What AWS documents as the audience of most CIs. */
export const awsAudience = 'sts.amazonaws.com';

/** What the options that most CIs take mean there. */
export const issuerOption = { issuer: 'another issuer, self-managed or of an enterprise' } as const;
export const tokenOptions = {
  audience: 'the audience of the token',
  subject: 'the whole subject, where it was customized',
} as const;
export const refOptions = {
  branch: 'jobs on this branch; * is a wildcard',
  tag: 'jobs on this tag; * is a wildcard',
} as const;

/** The value of an option that this CI cannot do without. */
export function requiredOption(options: GenerateOptions, name: keyof GenerateOptions, hint: string): string {
  const value = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new HelperError('option-invalid', `${flagOf(name)} is missing.`, { hint });
}

/** Refuses a name with a wildcard: what stands for the owner must be one owner. */
export function exactName(value: string, name: keyof GenerateOptions): string {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new HelperError('option-invalid', `${flagOf(name)} is not an exact name: ${JSON.stringify(value)}.`, {
    hint: 'Write it in full, without wildcards. Wildcards are for branches and tags.',
  });
}

/** The same of an option that may be left out. */
export function optionalName(
  options: GenerateOptions,
  name: 'repositoryId' | 'ownerId' | 'projectId',
): string | undefined {
  const value = options[name];
  return value === undefined ? undefined : exactName(value, name);
}

/** The subjects for the branch and the tag, or the one that was given whole. */
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
  throw new HelperError('option-invalid', 'No option says which jobs of the project can have the role.', {
    hint: 'Give --branch, --tag or both.',
  });
}

/** `--owner-id` for `ownerId`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
