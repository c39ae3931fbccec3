// https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
import type { Element } from './xml.ts';

/** What AWS tells the client: deliberately little. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** What a call came to. `reason` is for the emulator's log: the truth that AWS keeps to itself. */
export type Outcome = Accepted | Refused;

export interface Accepted {
  readonly ok: true;
  readonly result: readonly Element[];
  readonly reason: string;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
  readonly reason: string;
}

export function accept(result: readonly Element[], reason: string): Accepted {
  return { ok: true, result, reason };
}

/** A refusal; without a reason, AWS's own message says it all. */
export function refuse(refusal: Refusal, reason: string = refusal.message): Refused {
  return { ok: false, refusal, reason };
}

function refusalOf(code: string, status: number): (message: string) => Refusal {
  return (message) => ({ code, status, message });
}

export const accessDenied = refusalOf('AccessDenied', 403);
export const expiredToken = refusalOf('ExpiredToken', 403);
export const expiredWebToken = refusalOf('ExpiredTokenException', 400);
export const idpCommunicationError = refusalOf('IDPCommunicationError', 400);
export const incompleteSignature = refusalOf('IncompleteSignature', 403);
export const invalidAction = refusalOf('InvalidAction', 400);
export const invalidClientTokenId = refusalOf('InvalidClientTokenId', 403);
export const invalidIdentityToken = refusalOf('InvalidIdentityToken', 400);
export const malformedPolicy = refusalOf('MalformedPolicyDocument', 400);
export const missingAction = refusalOf('MissingAction', 400);
export const missingAuthenticationToken = refusalOf('MissingAuthenticationToken', 403);
export const noSuchEntity = refusalOf('NoSuchEntity', 404);
export const packedPolicyTooLarge = refusalOf('PackedPolicyTooLarge', 400);
export const signatureDoesNotMatch = refusalOf('SignatureDoesNotMatch', 403);
export const throttling = refusalOf('Throttling', 400);
export const validationError = refusalOf('ValidationError', 400);
