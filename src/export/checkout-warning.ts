import type { ExportIo } from '../core/io.ts';
import type { HandoverPlan } from './target.ts';

/** Said where the user's own choice of a file puts keys among the code: what is ours to choose never lies there. */
export function warnOfCheckout(path: string, { ci }: HandoverPlan, { env, log, checkoutAround }: ExportIo): void {
  const checkout = checkoutAround(path, ci.checkouts(env));
  if (checkout === undefined) return;
  log.warning(
    `The keys of the job go to ${path}, in the checkout ${checkout}: a commit, an image or an artifact may take them along. Name a file outside of it.`,
  );
}
