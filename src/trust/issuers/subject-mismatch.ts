import type { Claims } from '../../token/token.ts';
import { compilePattern, matchesPattern } from '../pattern.ts';

/** A reason why a subject differs from what the author of the policy expected. */
export interface SubjectMismatch {
  readonly id: string;
  readonly title: string;
  /** The documentation page, from the root of the repository. */
  readonly page: string;
  /** The finding without a policy. Absent: only a policy shows it. */
  readonly hint?: SubjectHint;
  /** With a policy: the fix, if this is why its value does not match the subject. */
  readonly explains: (pattern: string, token: TokenSubject) => SubjectFix | undefined;
}

/** A subject and its token. */
export interface TokenSubject {
  readonly subject: string;
  readonly claims: Claims;
  /** The issuer, as in ARNs. */
  readonly path: string;
}

interface SubjectHint {
  /** Whether it applies to this token. */
  readonly when: (token: TokenSubject) => boolean;
  readonly title: string;
  /** Default: likely. */
  readonly likelihood?: 'possible';
}

/** How to make a policy match a subject. */
export interface SubjectFix {
  /** The policy's value with only this corrected, a pattern. It replaces the old value. */
  readonly pattern?: string;
  /** Whether other jobs still have the old form, so that the old value is kept as well. */
  readonly keepsOld?: boolean;
  /** Claims that the statement must also require, so that the pattern admits no more than the old one. */
  readonly pins?: Readonly<Record<string, string>>;
  /** The token is from another kind of job: the parts of the subject that differ because of that. */
  readonly anotherKind?: readonly string[];
  /** Whether the policy excludes such jobs on purpose, so that only the job can change. */
  readonly jobOnly?: true;
  /** What to change in the job instead, or first. */
  readonly job?: string;
  /** Replaces the title of the mismatch with a more specific one. */
  readonly title?: string;
  /** What the subject cannot restrict, although the policy does. Said if {@link pins} do not restrict it. */
  readonly loses?: string;
}

/** Whether a value of a policy, with its wildcards, matches a string. */
export function patternMatches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern, { wildcards: true, variable: () => undefined });
  return compiled !== undefined && matchesPattern(text, compiled);
}
