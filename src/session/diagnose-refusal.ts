import type { SessionRequest } from '../aws-api/session-request.ts';
import { type ErrorCode, HelperError } from '../core/errors.ts';
import { inputText } from '../core/input-text.ts';
import type { Io } from '../core/io.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { diagnosisReport, headline } from '../diagnose/diagnosis-report.ts';
import type { RefusalFacts } from '../diagnose/refusal-context.ts';
import type { Settings } from '../options/settings.ts';
import { largestPolicyFile } from '../trust/documents.ts';
import type { TrustPolicy } from '../trust/policy.ts';
import { policyForRole } from '../trust/policy-for-role.ts';
import type { RefusedExchange } from './session-order.ts';

// Imported here so that the issuers are loaded from one chunk.
export { tokenFault } from './token-fault.ts';

/** Refusals caused by the token, the trust policy or the request. */
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

/** The refusal of an exchange with its explanation. */
export function withDiagnosis(
  refusal: HelperError,
  {
    claims,
    request,
    settings,
    ci,
  }: RefusedExchange & { readonly settings: Pick<Settings, 'trustPolicy'>; readonly ci?: RefusalFacts['ci'] },
  io: Pick<Io, 'clock' | 'files' | 'log'>,
): HelperError {
  if (!explainable.includes(refusal.code)) return refusal;
  const diagnosis = diagnose({
    claims,
    request,
    now: io.clock.now(),
    refusal,
    ci,
    policy: settings.trustPolicy === undefined ? undefined : readTrustPolicy(settings.trustPolicy, request, io),
  });
  return new HelperError(refusal.code, refusal.message, {
    hint: headline(diagnosis, refusal),
    diagnosis: diagnosisReport(diagnosis),
    cause: refusal,
  });
}

/** An unreadable policy explains nothing; the refusal remains the error. */
function readTrustPolicy(
  path: string,
  { roleArn }: SessionRequest,
  { files, log }: Pick<Io, 'files' | 'log'>,
): TrustPolicy | undefined {
  try {
    const text = inputText(path, files, { bytes: largestPolicyFile });
    if (text === undefined) throw new HelperError('input-unreadable', `The file ${path} does not exist.`);
    return policyForRole(text, path, roleArn).policy;
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`trust-policy cannot be used for the diagnosis: ${error.message}`);
    return undefined;
  }
}
