/** What a server can do instead of answering properly. */
export const tokenFaults = ['throttle', 'status', 'reset', 'silence', 'slow', 'garbage'] as const;

/** STS can do more: answer in the manner of another server, have a wrong clock, or not get at the issuer's keys. */
export const stsFaults = [...tokenFaults, 'ceph', 'minio', 'clock-skew', 'idp-communication', 'jwks'] as const;

/** Something to go wrong on request. */
export type Fault = StsFault | TokenFault;

export interface StsFault extends FaultDetails {
  readonly on: 'sts';
  readonly kind: (typeof stsFaults)[number];
  /** Only calls of this action. */
  readonly action?: string;
}

export interface TokenFault extends FaultDetails {
  readonly on: 'token';
  readonly kind: (typeof tokenFaults)[number];
}

export interface FaultDetails {
  /** For how many requests; one if not given. */
  readonly times?: number;
  /** For `status`: which; 503 if not given. */
  readonly status?: number;
  /** For `status` and `throttle`: seconds to name in a `Retry-After` header. */
  readonly retryAfter?: number;
  /** For `slow`: how long the answer takes, 5 if not given; for `clock-skew`: how far the server's clock is ahead. */
  readonly seconds?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that a call of STS meets; the oldest first, each as often as it was asked for. */
  nextForSts(action: string): StsFault | undefined;
  nextForToken(): TokenFault | undefined;
}

export function createFaults(initial: readonly Fault[]): Faults {
  let waiting = initial.map(countFault);

  function takeFault<F extends Fault>(meets: (fault: Fault) => fault is F): F | undefined {
    const met = waiting.find(({ fault }) => meets(fault));
    if (met === undefined) return undefined;
    waiting = waiting.flatMap((entry) => (entry === met ? useFault(entry) : [entry]));
    return meets(met.fault) ? met.fault : undefined;
  }

  return {
    add: (fault) => {
      waiting = [...waiting, countFault(fault)];
    },
    nextForSts: (action) =>
      takeFault((fault): fault is StsFault => fault.on === 'sts' && (fault.action ?? action) === action),
    nextForToken: () => takeFault((fault): fault is TokenFault => fault.on === 'token'),
  };
}

interface CountedFault {
  readonly fault: Fault;
  readonly left: number;
}

function countFault(fault: Fault): CountedFault {
  return { fault, left: fault.times ?? 1 };
}

function useFault({ fault, left }: CountedFault): readonly CountedFault[] {
  return left > 1 ? [{ fault, left: left - 1 }] : [];
}
