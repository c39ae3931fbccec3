import { byId } from './element.ts';

export interface Tabs {
  /** The view that is open. */
  readonly current: string;
  open(view: string): void;
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/: arrow keys move between tabs, Tab moves into the panel. */
export function tabsOf(views: readonly [string, ...string[]], onOpen: (view: string) => void): Tabs {
  const tabs = views.map((view) => byId(`tab-${view}`, HTMLButtonElement));
  let [current] = views;
  const open = (view: string): void => {
    current = view;
    for (const [index, tab] of tabs.entries()) {
      const isOpen = views[index] === view;
      tab.setAttribute('aria-selected', String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      if (isOpen) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      byId(`view-${views[index]}`, HTMLElement).hidden = !isOpen;
    }
    onOpen(view);
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => open(views[index] ?? ''));
    tab.addEventListener('keydown', ({ key }) => {
      const next = { ArrowRight: index + 1, ArrowLeft: index - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[key];
      if (next === undefined) return;
      const at = next % tabs.length;
      open(views[at] ?? '');
      tabs[at]?.focus();
    });
  }
  return {
    get current() {
      return current;
    },
    open,
  };
}
