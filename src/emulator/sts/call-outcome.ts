// https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
import type { Element } from './xml.ts';

/** What AWS tells the client: deliberately little. */
export interface AwsError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** What a call came to. `reason` is for the emulator's log: the truth that AWS keeps to itself. */
export type CallOutcome = AcceptedCall | RefusedCall;

export interface AcceptedCall {
  readonly ok: true;
  readonly result: readonly Element[];
  readonly reason: string;
}

export interface RefusedCall {
  readonly ok: false;
  readonly error: AwsError;
  readonly reason: string;
}

export function acceptCall(result: readonly Element[], reason: string): AcceptedCall {
  return { ok: true, result, reason };
}

/** A refusal; without a reason, AWS's own message says it all. */
export function refuseCall(refusal: AwsError, reason: string = refusal.message): RefusedCall {
  return { ok: false, error: refusal, reason };
}

function errorMaker(code: string, status: number): (message: string) => AwsError {
  return (message) => ({ code, status, message });
}

export const accessDenied = errorMaker('AccessDenied', 403);
export const expiredToken = errorMaker('ExpiredToken', 403);
export const expiredWebToken = errorMaker('ExpiredTokenException', 400);
export const idpCommunicationError = errorMaker('IDPCommunicationError', 400);
export const incompleteSignature = errorMaker('IncompleteSignature', 403);
export const invalidAction = errorMaker('InvalidAction', 400);
export const invalidClientTokenId = errorMaker('InvalidClientTokenId', 403);
export const invalidIdentityToken = errorMaker('InvalidIdentityToken', 400);
export const malformedPolicy = errorMaker('MalformedPolicyDocument', 400);
export const missingAction = errorMaker('MissingAction', 400);
export const missingAuthenticationToken = errorMaker('MissingAuthenticationToken', 403);
export const noSuchEntity = errorMaker('NoSuchEntity', 404);
export const packedPolicyTooLarge = errorMaker('PackedPolicyTooLarge', 400);
export const signatureDoesNotMatch = errorMaker('SignatureDoesNotMatch', 403);
export const throttling = errorMaker('Throttling', 400);
export const validationError = errorMaker('ValidationError', 400);
