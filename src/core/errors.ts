/**
 * Every way in which a user's input, their CI or AWS can stop the program, with the exit code of the
 * command line. Both are interface: scripts branch on them, and `docs/troubleshooting.md` has a
 * section for each. Codes are added, never renamed.
 */
export const errorCodes = {
  // 2: what was asked for cannot be right; nothing was sent anywhere
  'command-unknown': 2,
  'option-unknown': 2,
  'option-invalid': 2,
  'option-conflict': 2,
  'role-missing': 2,
  'role-invalid': 2,
  'region-invalid': 2,
  'session-name-invalid': 2,
  'duration-invalid': 2,
  'policy-invalid': 2,
  'profile-invalid': 2,
  'proxy-invalid': 2,
  'environment-conflict': 2,
  'stdout-refused': 2,
  'input-unreadable': 2,
  // 3: there is no usable token
  'ci-unknown': 3,
  'ci-without-oidc': 3,
  'credentials-missing': 3,
  'token-missing': 3,
  'token-permission-missing': 3,
  'token-fork': 3,
  'token-dependabot': 3,
  'token-ambiguous': 3,
  'token-unreadable': 3,
  'token-endpoint-failed': 3,
  'token-malformed': 3,
  'token-expired': 3,
  'token-not-yet-valid': 3,
  'token-audience': 3,
  'token-claim-missing': 3,
  // 4: AWS said no, and will say no again
  'sts-access-denied': 4,
  'credentials-invalid': 4,
  'credentials-unsuitable': 4,
  'sts-token-expired': 4,
  'sts-token-rejected': 4,
  'sts-audience': 4,
  'sts-provider-missing': 4,
  'sts-role-pinned': 4,
  'sts-validation': 4,
  'sts-policy-malformed': 4,
  'sts-policy-too-large': 4,
  'sts-region-disabled': 4,
  'sts-refused': 4,
  // 5: it may work another time
  'token-endpoint-unavailable': 5,
  'sts-throttled': 5,
  'sts-unavailable': 5,
  'sts-idp-unreachable': 5,
  'sts-answer-unreadable': 5,
  'network-failed': 5,
  'proxy-refused': 5,
  'tls-untrusted': 5,
  'deadline-exceeded': 5,
  // 6: the credentials are good, and not the ones that were allowed
  'account-not-allowed': 6,
  // 7: the credentials could not be handed over
  'profile-exists': 7,
  'profile-unreadable': 7,
  'file-unsafe': 7,
  'file-not-writable': 7,
  'file-locked': 7,
  'runner-file-missing': 7,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetails {
  /** What to do about it, in the imperative; may hold several lines, ready to paste. */
  readonly hint?: string | undefined;
  /** All that is known of the reason, over many lines; said after the message and the hint. */
  readonly diagnosis?: string;
  readonly cause?: unknown;
  /** What the server asked us to wait before the next try. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The same symbol in every copy of this file. */
const brand = Symbol.for('ci-aws-credentials.HelperError');

/**
 * Something that the user can act on. The message says what happened and names the input, the file or
 * the endpoint at fault; the hint says what to do. Anything else that is thrown is a bug of ours.
 */
export class HelperError extends Error {
  override readonly name = 'HelperError';
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  get hint(): string | undefined {
    return this.details.hint;
  }

  get diagnosis(): string | undefined {
    return this.details.diagnosis;
  }

  get retryAfterSeconds(): number | undefined {
    return this.details.retryAfterSeconds;
  }

  /** By the brand, not by the class: bundles that are made apart (`scripts/build.ts`) have a copy of the class each. */
  static override [Symbol.hasInstance](value: unknown): value is HelperError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

/** The same error in other words. Every text of it goes through `reword`, those of details yet to come as well. */
export function reworded(error: HelperError, reword: (text: string) => string): HelperError {
  const details = Object.entries(error.details).map(([name, detail]) => [name, rewordedDetail(detail, reword)]);
  return new HelperError(error.code, reword(error.message), Object.fromEntries(details));
}

function rewordedDetail(detail: unknown, reword: (text: string) => string): unknown {
  if (detail instanceof HelperError) return reworded(detail, reword);
  return typeof detail === 'string' ? reword(detail) : detail;
}

/** The exit code of the command line; 1 says that this is a bug. */
export function exitCodeOf(error: unknown): number {
  return error instanceof HelperError ? errorCodes[error.code] : 1;
}
