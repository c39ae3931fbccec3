import { HelperError } from '../../errors.ts';

/** What a trust policy is made for. Names are those of the flags of `trust generate`, in camel case. */
export interface GenerateOptions {
  readonly issuer?: string;
  readonly audience?: string;
  /** The whole subject, where the CI is not known or its subject was customised. */
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

/** The value of an option that this CI cannot do without. */
export function needed(options: GenerateOptions, name: keyof GenerateOptions, hint: string): string {
  const value = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new HelperError('option-invalid', `--${flagOf(name)} is missing.`, { hint });
}

/** Refuses options that this CI cannot express, rather than making a policy without them. */
export function refuse(options: GenerateOptions, names: readonly (keyof GenerateOptions)[], hint: string): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined)
    throw new HelperError('option-conflict', `--${flagOf(given)} cannot be used here.`, { hint });
}

/** Refuses a name with a wildcard: what stands for the owner must be one owner. */
export function exactName(value: string, name: keyof GenerateOptions): string {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new HelperError('option-invalid', `--${flagOf(name)} is no name: ${JSON.stringify(value)}.`, {
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

function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
