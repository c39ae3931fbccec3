/**
 * Makes a text safe for a log. Text from others (a server's message, a claim) must neither move the cursor nor be
 * parsed as a runner command: GitHub's start a line with `::` or contain `##[`, those of the Azure agent contain `##vso[`,
 * TeamCity's `##teamcity[`. Quoted tokens are removed.
 */
export function printable(text: string): string {
  // The classes of Unicode take longer to load than all the rest.
  const shown = /^[\n\t\x20-\x7e]*$/.test(text) ? text : withoutControls(text.replace(/\r\n?/g, '\n'));
  return shown
    .replace(/^(\s*):(?=:)/gm, '$1: ')
    .replace(/##(?=\w*\[)/g, '## ')
    .replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, '***');
}

function withoutControls(text: string): string {
  return text.replace(
    /[^\P{C}\n\t]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
