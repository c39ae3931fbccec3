import type { Claims } from '../../token/token.ts';
import { policyLiteral } from '../generate/trust-plan.ts';
import { compilePattern, matchesPattern } from '../pattern.ts';

/** A way in which a subject is not what the author of the policy thought it was. */
export interface SubjectMismatch {
  readonly id: string;
  readonly title: string;
  /** Our page about it, from the root of the repository. */
  readonly page: string;
  /** What is to be thought of it without a policy. Absent: only a policy shows it. */
  readonly hint?: SubjectHint;
  /** With a policy: what to do, if this is what keeps its value and the subject apart. */
  readonly explains: (pattern: string, token: TokenSubject) => SubjectFix | undefined;
}

/** A subject, and what came with it. */
export interface TokenSubject {
  readonly subject: string;
  readonly claims: Claims;
  /** The issuer, as ARNs have it. */
  readonly path: string;
}

interface SubjectHint {
  /** Whether tokens like this one are known for it. */
  readonly when: (token: TokenSubject) => boolean;
  readonly title: string;
  /** Likely, unless said. */
  readonly likelihood?: 'possible';
}

/** What puts a subject and a policy together again. */
export interface SubjectFix {
  /** The value for the policy, a pattern. */
  readonly pattern?: string;
  /** Whether the policy's own value stays beside the new one; else the new one takes its place. */
  readonly keepsOld?: boolean;
  /** What to change in the job instead, or before. */
  readonly job?: string;
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern.replace(/\$\{[*?$]\}/g, ''));
}

/** Whether a value of a policy takes a text, with its wildcards. */
export function patternMatches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern, { wildcards: true, variable: () => undefined });
  return compiled !== undefined && matchesPattern(text, compiled);
}

/** The token's subject, for a policy that should take it as well. */
export function addSubject({ subject }: Pick<TokenSubject, 'subject'>): SubjectFix {
  return { pattern: policyLiteral(subject), keepsOld: true };
}

/** The corrected value in the place of the old one, if it takes the subject; else the subject beside it. */
export function correctedPattern(pattern: string, token: Pick<TokenSubject, 'subject'>): SubjectFix {
  return patternMatches(pattern, token.subject) ? { pattern } : addSubject(token);
}
