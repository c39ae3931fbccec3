/** Faults of any emulated server. */
export const tokenFaults = ['throttle', 'status', 'reset', 'silence', 'slow', 'garbage'] as const;

/** STS can also respond like another server, have a wrong clock, or fail to fetch the issuer's keys. */
export const stsFaults = [...tokenFaults, 'ceph', 'minio', 'clock-skew', 'idp-communication', 'jwks'] as const;

/** A fault to inject. */
export type Fault = StsFault | TokenFault;

export interface StsFault extends FaultDetails {
  readonly on: 'sts';
  readonly kind: (typeof stsFaults)[number];
  /** Affects only this action. */
  readonly action?: string;
}

export interface TokenFault extends FaultDetails {
  readonly on: 'token';
  readonly kind: (typeof tokenFaults)[number];
}

export interface FaultDetails {
  /** The number of requests. Default: 1. */
  readonly times?: number;
  /** For `status`: the status. Default: 503. */
  readonly status?: number;
  /** For `status` and `throttle`: the `Retry-After` header in seconds. */
  readonly retryAfter?: number;
  /** For `slow`: the delay, default 5; for `clock-skew`: how far the server's clock is ahead. */
  readonly seconds?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The next fault for an STS call, in the order added, each for its number of requests. */
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
