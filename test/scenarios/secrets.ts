import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every form in which a secret can stand in a text: as it is, escaped, or in base64 with anything before and after it. */
function formsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  // The signature is what makes a JWT a secret, and is one without the rest too.
  const signature = /^eyJ[\w-]*\.[\w-]*\.([\w-]+)$/.exec(secret)?.[1];
  return [
    ...new Set([
      secret,
      inJson,
      encodeURIComponent(secret),
      new URLSearchParams([['', secret]]).toString().slice(1),
      // In the quotes of sh, fish and PowerShell.
      secret.replaceAll("'", String.raw`'\''`),
      secret.replace(/[\\']/g, String.raw`\$&`),
      secret.replace(/['\u2018-\u201b]/g, '$&$&'),
      ...[0, 1, 2].flatMap((before) => base64Core(secret, before)),
      ...(signature === undefined ? [] : [signature]),
    ]),
  ];
}

/** The characters of a base64 text that are the secret's alone, if `before` bytes come before it. */
function base64Core(secret: string, before: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const text = bytes.toString('base64');
  const core = text.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}

export function holdsSecret(text: string, secrets: Iterable<string>): boolean {
  return [...secrets].some((secret) => formsOf(secret).some((form) => text.includes(form)));
}

export interface FoundFile {
  /** Relative to the folder; a folder ends in a slash. */
  readonly name: string;
  readonly mode: number;
  readonly text: string;
}

/** All that is in a folder and below, in the order of the names. */
export function filesIn(folder: string, top = folder): readonly FoundFile[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    const stats = lstatSync(path);
    const name = relative(top, path);
    const mode = stats.mode & 0o777;
    if (stats.isDirectory()) return [{ name: `${name}/`, mode, text: '' }, ...filesIn(path, top)];
    return [{ name, mode, text: stats.isFile() ? readFileSync(path, 'utf8') : '' }];
  });
}
