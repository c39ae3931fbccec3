import type { Fault } from '../model/fault.ts';
import type { KnownTexts } from '../model/known.ts';
import { byId, show } from './element.ts';
import { faultNodes } from './input.ts';

/** The fields for what neither the policy nor the token contains. */
export interface KnownInputs {
  texts(): KnownTexts;
  clear(): void;
  showFault(fault: Fault | undefined): void;
}

export function knownInputs(): KnownInputs {
  const fields = {
    clientIds: byId('known-client-ids', HTMLInputElement),
    url: byId('known-url', HTMLInputElement),
    address: byId('known-address', HTMLInputElement),
    time: byId('known-time', HTMLInputElement),
  };
  const textOf = (name: keyof KnownTexts): string => fields[name].value.trim();
  return {
    texts: () => ({
      clientIds: textOf('clientIds'),
      url: textOf('url'),
      address: textOf('address'),
      time: textOf('time'),
    }),
    clear() {
      for (const field of Object.values(fields)) field.value = '';
    },
    showFault(fault) {
      show(byId('why-known-fault', HTMLElement), fault && faultNodes(fault));
    },
  };
}
