/**
 * A text as it may stand in a log. What others wrote (a server's message, a claim) must neither move the cursor nor be
 * taken by GitHub's runner for a command: those start a line with `::` or hold `##[`. A token that somebody quotes is not
 * shown, whoever it was.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
    .replace(/^(\s*):(?=:)/gm, '$1: ')
    .replaceAll('##[', '## [')
    .replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, '***');
}
