// https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
import type { Element } from './xml.ts';

/** An error that AWS sends to the client, deliberately with few details. */
export interface AwsError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** The outcome of a call. `reason` is for the emulator's log, and not part of the response. */
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

/** A refusal. Without a reason, the log repeats AWS's message. */
export function refuseCall(error: AwsError, reason: string = error.message): RefusedCall {
  return { ok: false, error, reason };
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
