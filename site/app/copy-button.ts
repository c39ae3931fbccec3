import { announce } from './announce.ts';
import { button } from './element.ts';

/** A button that copies a text and briefly confirms it. */
export function copyButton(
  label: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = button(
    label,
    async () => {
      const isCopied = await copy(text);
      made.textContent = isCopied ? 'Copied' : 'Not copied';
      announce(isCopied ? 'Copied.' : 'The browser did not allow copying.');
      setTimeout(() => {
        made.textContent = label;
      }, 2000);
    },
    attributes,
  );
  return made;
}

/** Whether copying succeeded. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers refuse pages without focus, and some refuse pages from a disk.
    return false;
  }
}
