import { HelperError } from '../../core/errors.ts';
import { inIpRange } from '../../core/ip-range.ts';
import { isKnownToAwsAlone } from '../../trust/context.ts';
import type { ConditionContext } from '../../trust/evaluate.ts';
import { type Arguments, type Flag, flagValue } from '../arguments.ts';

/** Facts about the request that otherwise only AWS knows. */
export const requestFlags: readonly Flag[] = [
  { name: 'source-ip', value: 'ADDRESS', help: 'The address of the caller, for conditions on aws:SourceIp.' },
  {
    name: 'time',
    value: 'TIME',
    help: 'The time of the call, for conditions on aws:CurrentTime (ISO 8601, such as 2026-11-20T12:00:00Z).',
  },
  {
    name: 'request-key',
    value: 'KEY=VALUE',
    help: 'The value of another condition key that only AWS knows. Can be repeated, also for several values of one key.',
    multiple: true,
  },
];

/**
 * The condition keys that these flags set.
 *
 * @throws HelperError `option-invalid`
 */
export function requestKeysOf(given: Arguments): ConditionContext {
  const [address, time] = [flagValue(given, 'source-ip'), flagValue(given, 'time')];
  return {
    ...(address === undefined ? {} : addressKeys(address)),
    ...(time === undefined ? {} : timeKeys(time)),
    ...namedKeys(given.lists['request-key'] ?? []),
  };
}

function namedKeys(pairs: readonly string[]): ConditionContext {
  const keys = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (!isKnownToAwsAlone(key)) {
      throw new HelperError(
        'option-invalid',
        `--request-key is not a condition key that only AWS knows: ${JSON.stringify(pair)}.`,
        {
          hint: "Write KEY=VALUE, such as aws:PrincipalOrgID=o-example. Values of the token's keys come from the token.",
        },
      );
    }
    keys.set(key, [...(keys.get(key) ?? []), value]);
  }
  return Object.fromEntries(keys);
}

function addressKeys(address: string): ConditionContext {
  if (inIpRange(address, address)) return { 'aws:SourceIp': [address] };
  throw new HelperError('option-invalid', `--source-ip is not an IP address: ${JSON.stringify(address)}.`, {
    hint: 'Pass one address, not a range: --source-ip 198.51.100.7.',
  });
}

function timeKeys(time: string): ConditionContext {
  const milliseconds = /^\d{4}-\d{2}-\d{2}(T|$)/.test(time) ? Date.parse(time) : Number.NaN;
  if (!Number.isNaN(milliseconds)) {
    return {
      'aws:CurrentTime': [new Date(milliseconds).toISOString()],
      'aws:EpochTime': [String(Math.floor(milliseconds / 1000))],
    };
  }
  throw new HelperError('option-invalid', `--time is not an ISO 8601 time: ${JSON.stringify(time)}.`, {
    hint: 'Write it like this: --time 2026-11-20T12:00:00Z.',
  });
}
