// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import type { SignedCall } from './call.ts';
import { accept, type Outcome } from './outcome.ts';

export function getCallerIdentity({ caller }: SignedCall): Outcome {
  return accept(
    [
      ['Arn', caller.arn],
      ['UserId', caller.userId],
      ['Account', caller.accountId],
    ],
    `this is ${caller.arn}`,
  );
}
