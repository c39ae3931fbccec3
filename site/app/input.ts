import type { Claims } from '../../src/token/token.ts';
import type { Fault } from '../model/fault.ts';
import { claimsOfTokenIn } from '../model/given.ts';
import { byId, element, scrollable, show } from './element.ts';

/** A text field with a place for its error. */
export interface Input {
  readonly area: HTMLTextAreaElement;
  showFault(fault: Fault | undefined): void;
}

export function inputAt(id: string): Input {
  const area = byId(id, HTMLTextAreaElement);
  const place = byId(`${id}-fault`, HTMLElement);
  area.setAttribute('aria-describedby', `${id}-help ${id}-fault`);
  return {
    area,
    showFault(fault) {
      area.setAttribute('aria-invalid', String(fault !== undefined));
      show(place, fault && faultNodes(fault));
    },
  };
}

export function faultNodes({ message, hint, place }: Fault): readonly HTMLElement[] {
  return [
    element('strong', {}, message),
    ...(place === undefined
      ? []
      : [
          scrollable(
            element('pre', {}, `${place.excerpt}\n${' '.repeat(place.caretAt)}^`),
            `Line ${place.line}, column ${place.column}`,
          ),
        ]),
    ...(hint === undefined ? [] : [element('span', {}, hint)]),
  ];
}

/** Calls back when the user stops typing. */
export function afterTyping(area: HTMLElement, react: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(react, 250);
  });
}

/** A token never stays in the field: its claims are passed to the callback. */
export function onToken(area: HTMLTextAreaElement, take: (claims: Claims) => void): void {
  area.addEventListener('paste', (event) => {
    const claims = claimsOfTokenIn(event.clipboardData?.getData('text/plain') ?? '');
    if (claims === undefined) return;
    event.preventDefault();
    take(claims);
  });
  area.addEventListener('input', (event) => {
    const claims = claimsOfTokenIn(area.value);
    if (claims === undefined) return;
    // A pending callback must not report an empty field.
    event.stopImmediatePropagation();
    area.value = '';
    take(claims);
  });
}
