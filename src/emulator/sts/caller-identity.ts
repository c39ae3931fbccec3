// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import type { SignedCall } from './call.ts';
import { acceptCall, type CallOutcome } from './call-outcome.ts';

export function handleGetCallerIdentity({ caller }: SignedCall): CallOutcome {
  return acceptCall(
    [
      ['Arn', caller.arn],
      ['UserId', caller.userId],
      ['Account', caller.accountId],
    ],
    `this is ${caller.arn}`,
  );
}
