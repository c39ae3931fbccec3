/** The result of a policy if only AWS knows some keys of the request: Kleene's three-valued logic. */
export type Truth = boolean | 'unknown';

export function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

/** A false value decides, whatever the unknown ones are. */
export function allTrue(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

/** A true value decides, whatever the unknown ones are. */
export function anyTrue(truths: readonly Truth[]): Truth {
  return not(allTrue(truths.map(not)));
}
