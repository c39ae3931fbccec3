import type { SessionRequest } from '../aws-api/session-request.ts';
import { type ErrorCode, HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { diagnosisReport, headline } from '../diagnose/diagnosis-report.ts';
import type { Settings } from '../options/settings.ts';
import type { TrustPolicy } from '../trust/policy.ts';
import { policyForRole } from '../trust/policy-for-role.ts';
import type { RefusedExchange } from './assume-roles.ts';

/** Refusals of which the token, the trust policy or the request are the reason. */
const explainable: readonly ErrorCode[] = [
  'sts-access-denied',
  'sts-audience',
  'sts-idp-unreachable',
  'sts-policy-malformed',
  'sts-policy-too-large',
  'sts-provider-missing',
  'sts-refused',
  'sts-region-disabled',
  'sts-role-pinned',
  'sts-token-expired',
  'sts-token-rejected',
  'sts-validation',
];

/** The refusal of an exchange with all that can be said of its reason. */
export function withDiagnosis(
  refusal: HelperError,
  { claims, request, settings }: RefusedExchange & { readonly settings: Pick<Settings, 'trustPolicy'> },
  io: Pick<Io, 'clock' | 'files' | 'log'>,
): HelperError {
  if (!explainable.includes(refusal.code)) return refusal;
  const diagnosis = diagnose({
    claims,
    request,
    now: io.clock.now(),
    refusal,
    policy: settings.trustPolicy === undefined ? undefined : readTrustPolicy(settings.trustPolicy, request, io),
  });
  return new HelperError(refusal.code, refusal.message, {
    hint: headline(diagnosis, refusal),
    diagnosis: diagnosisReport(diagnosis),
    cause: refusal,
  });
}

/** A policy that cannot be read explains nothing; the refusal remains the error. */
function readTrustPolicy(
  path: string,
  { roleArn }: SessionRequest,
  { files, log }: Pick<Io, 'files' | 'log'>,
): TrustPolicy | undefined {
  try {
    const text = files.read(path);
    if (text === undefined) throw new HelperError('input-unreadable', `There is no file ${path}.`);
    return policyForRole(text, path, roleArn).policy;
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`trust-policy explains nothing: ${error.message}`);
    return undefined;
  }
}
