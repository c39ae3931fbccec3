/**
 * All error codes, for faults in the user's input, the CI or AWS, with the exit code of the
 * command line. Both are public: scripts branch on them, and `docs/troubleshooting.md` has a
 * section for each. Codes are added, never renamed.
 */
export const errorCodes = {
  // 2: invalid input; nothing was sent
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
  // 3: no usable token
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
  // 4: refused by AWS, permanently
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
  'iam-access-denied': 4,
  'ecr-access-denied': 4,
  'ecr-refused': 4,
  // 5: transient
  'token-endpoint-unavailable': 5,
  'sts-throttled': 5,
  'sts-unavailable': 5,
  'sts-idp-unreachable': 5,
  'sts-answer-unreadable': 5,
  'network-failed': 5,
  'proxy-refused': 5,
  'tls-untrusted': 5,
  'deadline-exceeded': 5,
  // 6: the credentials work, but are not allowed
  'account-not-allowed': 6,
  // 7: the credentials could not be passed on
  'profile-exists': 7,
  'profile-unreadable': 7,
  'file-unsafe': 7,
  'file-not-writable': 7,
  'file-locked': 7,
  'runner-file-missing': 7,
  'registry-login-failed': 7,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetails {
  /** What to do, in the imperative; may have several lines, ready to paste. */
  readonly hint?: string | undefined;
  /** A detailed explanation of several lines, printed after the message and the hint. */
  readonly diagnosis?: string;
  readonly cause?: unknown;
  /** The wait that the server requested before the next attempt. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The same symbol in every copy of this file. */
const brand = Symbol.for('ci-aws-credentials.HelperError');

/**
 * A fault that the user can fix. The message says what happened and names the input, the file or
 * the endpoint; the hint says what to do. Any other error is a bug in this program.
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

  /** Checks the brand, not the class: each separate bundle (`scripts/build.ts`) has its own copy of the class. */
  static override [Symbol.hasInstance](value: unknown): value is HelperError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

/** A copy of the error with `reword` applied to all its texts, including future details. */
export function reworded(error: HelperError, reword: (text: string) => string): HelperError {
  const details = Object.entries(error.details).map(([name, detail]) => [name, rewordedDetail(detail, reword)]);
  return new HelperError(error.code, reword(error.message), Object.fromEntries(details));
}

function rewordedDetail(detail: unknown, reword: (text: string) => string): unknown {
  if (detail instanceof HelperError) return reworded(detail, reword);
  return typeof detail === 'string' ? reword(detail) : detail;
}

/** The exit code of the command line; 1 for a bug. */
export function exitCodeOf(error: unknown): number {
  return error instanceof HelperError ? errorCodes[error.code] : 1;
}
