// Which functions are compiled together with their file, and why: docs/adr/0003-bundle.md.
import path from 'node:path';

/** The functions that a plain run calls, by program; written by plain-run.ts. */
export const listFile = path.join(import.meta.dirname, 'plain-run.json');

const originMark = /^(?=\/\/ \S+\.[cm]?[jt]s\n)/m;
/** A function that is in no other one, as esbuild writes it. */
const declaration = /^(?:async )?function\*? (\w+)\(.*?^\}\n/gms;

/**
 * A file of a bundle in which the listed functions are in parentheses: V8 compiles them with the file. All others it only reads to
 * their ends, and reads again when they are first called.
 */
export function compiledAtOnce(text: string, list: ReadonlySet<string>): string {
  return text
    .split(originMark)
    .map((section) => {
      const module = originOf(section);
      const first: string[] = [];
      const rest = section.replace(declaration, (whole, name: string) => {
        if (!list.has(listed(module, name))) return whole;
        first.push(`var ${name} = (${whole.trimEnd()});\n`);
        return '';
      });
      // Before the rest of the module, which may call them from above.
      return first.length === 0 ? section : rest.replace(/^.*\n/, (mark) => mark + first.join(''));
    })
    .join('');
}

/** A function on the list, without the digit by which esbuild tells equal names apart. */
export function listed(module: string, name: string): string {
  return `${module} ${name.replace(/(?<!\d)\d$/, '')}`;
}

export function moduleAt(text: string, position: number): string {
  return originOf(text.slice(0, position).split(originMark).at(-1) ?? '');
}

function originOf(section: string): string {
  return /^\/\/ (\S+)\n/.exec(section)?.[1] ?? '';
}
