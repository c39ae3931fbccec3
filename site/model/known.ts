import { inIpRange } from '../../src/core/ip-range.ts';
import { words } from '../../src/core/parse-values.ts';
import type { RegisteredProvider } from '../../src/diagnose/refusal-context.ts';
import type { ConditionContext } from '../../src/trust/evaluate.ts';
import type { Fault } from './fault.ts';

/** Input that neither the policy nor the token contains. */
export interface KnownTexts {
  readonly clientIds: string;
  readonly url: string;
  readonly address: string;
  readonly time: string;
}

export interface Known {
  readonly provider: RegisteredProvider;
  /** Condition keys that otherwise only AWS knows. */
  readonly extra: ConditionContext;
}

export const nothingKnown: Known = { provider: {}, extra: {} };

export function readKnown({
  clientIds,
  url,
  address,
  time,
}: KnownTexts): { readonly value: Known } | { readonly fault: Fault } {
  if (address !== '' && !inIpRange(address, address)) {
    return {
      fault: { message: 'The address is not an IP address.', hint: 'Write one address, not a range: 198.51.100.7' },
    };
  }
  const milliseconds = /^\d{4}-\d{2}-\d{2}(T|$)/.test(time) ? Date.parse(time) : Number.NaN;
  if (time !== '' && Number.isNaN(milliseconds)) {
    return {
      fault: { message: 'The time is not an ISO 8601 time.', hint: 'Write it like this: 2026-11-20T12:00:00Z' },
    };
  }
  const ids = words(clientIds);
  return {
    value: {
      provider: { ...(url === '' ? {} : { url }), ...(ids.length === 0 ? {} : { clientIds: ids }) },
      extra: {
        ...(address === '' ? {} : { 'aws:SourceIp': [address] }),
        ...(time === '' ? {} : timeKeys(milliseconds)),
      },
    },
  };
}

function timeKeys(milliseconds: number): ConditionContext {
  return {
    'aws:CurrentTime': [new Date(milliseconds).toISOString()],
    'aws:EpochTime': [String(Math.floor(milliseconds / 1000))],
  };
}
