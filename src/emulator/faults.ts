/** What a server can do instead of answering properly. */
export const faultKinds = [
  'throttle',
  'status',
  'reset',
  'silence',
  'slow',
  'garbage',
  'ceph',
  'minio',
  'clock-skew',
  'idp-communication',
  'jwks',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** Something to go wrong on request. */
export interface Fault {
  readonly on: 'sts' | 'token';
  readonly kind: FaultKind;
  /** For how many requests; one if not given. */
  readonly times?: number;
  /** Only calls of this STS action. */
  readonly action?: string;
  /** For `status`: which; 503 if not given. */
  readonly status?: number;
  /** For `status` and `throttle`: seconds to name in a `Retry-After` header. */
  readonly retryAfter?: number;
  /** For `slow`: how long the answer takes; for `clock-skew`: how far the server's clock is ahead. */
  readonly seconds?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that this request meets; the oldest first, each as often as it was asked for. */
  next(on: Fault['on'], action?: string): Fault | undefined;
}

export function createFaults(initial: readonly Fault[]): Faults {
  let waiting = initial.map((fault) => ({ fault, left: fault.times ?? 1 }));
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    next(on, action) {
      const met = waiting.find(
        ({ fault }) => fault.on === on && (fault.action === undefined || fault.action === action),
      );
      if (met === undefined) return undefined;
      met.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return met.fault;
    },
  };
}
