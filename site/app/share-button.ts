import { fragmentOf, type Shared } from '../model/shared-link.ts';
import { announce } from './announce.ts';
import { copy } from './copy-button.ts';
import { byId } from './element.ts';

/** Creates the link of a view only when the button is pressed. */
export function offerLink(view: string, shared: () => Shared): void {
  const place = byId(`${view}-shared`, HTMLElement);
  byId(`${view}-share`, HTMLButtonElement).addEventListener('click', async () => {
    const says = await share(view, shared());
    place.textContent = says;
    announce(says);
  });
}

/** Removes a link that no longer matches the fields. */
export function dropLink(view: string): void {
  byId(`${view}-shared`, HTMLElement).textContent = '';
  history.replaceState(undefined, '', `#${view}`);
}

async function share(view: string, shared: Shared): Promise<string> {
  if (shared.policy === undefined && shared.claims === undefined) return 'There is nothing to link to yet.';
  const fragment = await fragmentOf(view, shared);
  if (fragment === undefined) return 'This contains what looks like a token, so no link was created.';
  history.replaceState(undefined, '', fragment);
  const what =
    shared.policy === undefined
      ? 'the claims'
      : shared.claims === undefined
        ? 'the policy'
        : 'the policy and the claims';
  return (await copy(location.href))
    ? `Copied. The link contains ${what} after the #, which browsers do not send.`
    : `The address of this page is now the link. It contains ${what}.`;
}
