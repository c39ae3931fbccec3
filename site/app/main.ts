import { partsOfFragment, unpacked } from '../model/shared-link.ts';
import { announce } from './announce.ts';
import { byId } from './element.ts';
import { examplesView, firstQuestion } from './examples-view.ts';
import { lintView } from './lint-view.ts';
import { makeView } from './make-view.ts';
import { tabsOf } from './tabs.ts';
import { whyView } from './why-view.ts';

// Before the views draw, which resets the address.
const firstFragment = location.hash;
const views = ['why', 'lint', 'make', 'examples'] as const;

const tabs = tabsOf(views, (view) => {
  if (view === 'examples') cases.draw();
  history.replaceState(undefined, '', `#${view}`);
});
const openLint = (policy: string): void => {
  lint.check(policy);
  tabs.open('lint');
  byId('tab-lint', HTMLElement).focus();
};
const why = whyView(openLint);
const lint = lintView();
makeView(openLint);
const cases = examplesView((question) => {
  why.ask(question);
  tabs.open('why');
  byId('tab-why', HTMLElement).focus();
  scrollTo({ top: 0 });
});

/** Shows the view in the address, and the content of the link. */
async function openFragment(fragment: string): Promise<void> {
  const { view, packed } = partsOfFragment(fragment);
  const named = views.find((one) => one === view) ?? tabs.current;
  if (packed === undefined) return tabs.open(named);
  const shared = await unpacked(packed);
  tabs.open(named);
  if (shared === undefined) {
    why.ask({
      policy: '',
      claims: '',
      note: 'This link is damaged. Ask for a new one, or paste the policy and the claims.',
    });
    announce('This link is damaged.');
  } else if (named === 'lint') lint.check(shared.policy ?? '');
  else
    why.ask({
      policy: laidOut(shared.policy),
      claims: laidOut(shared.claims),
      note: 'Policy and claims from a link.',
    });
  // The content stays in the address, so that the link can be shared.
  history.replaceState(undefined, '', fragment);
}

/** Links contain JSON without whitespace. */
function laidOut(text = ''): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

why.ask(firstQuestion());
addEventListener('hashchange', () => openFragment(location.hash));
openFragment(firstFragment);
