import type { ExportIo } from '../core/io.ts';
import type { HandoverPlan } from './target.ts';

/** The warning if the user's own file for keys is in the checkout; files of this program never are. */
export function warnOfCheckout(
  path: string,
  { ci }: Pick<HandoverPlan, 'ci'>,
  { env, log, checkoutAround }: ExportIo,
): void {
  const checkout = checkoutAround(path, ci.checkouts(env));
  if (checkout === undefined) return;
  log.warning(
    `The credentials are written to ${path}, inside the checkout ${checkout}: they may end up in a commit, an image or an artifact. Use a file outside the checkout.`,
  );
}
