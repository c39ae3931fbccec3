import { byId } from './element.ts';

/** Announces a text to screen readers; repeating it announces it once. */
export function announce(sentence: string): void {
  byId('announcer', HTMLElement).textContent = sentence.replaceAll('`', '');
}
