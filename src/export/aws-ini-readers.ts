// https://github.com/boto/botocore/blob/develop/botocore/configloader.py, which is Python's configparser
// https://github.com/smithy-lang/smithy-typescript/blob/main/packages/core/src/submodules/config/shared-ini-file-loader/parseIni.ts

/** The sections of an AWS file as a client reads them, by the client's names. */
export type Reading = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** How a client reads a file; `problem` says why it cannot read it. */
export type Readable =
  | { readonly reading: Reading; readonly problem?: undefined }
  | { readonly problem: { readonly line: number; readonly what: string } };

type Sections = Map<string, Map<string, string>>;

/**
 * Reads like the AWS CLI and boto3. Lines indented more than the line of a key belong to its value; a line that is
 * neither a header nor a key, or a duplicate, makes the whole file unreadable. Keeps only the wanted sections, since
 * some files have thousands.
 */
export function readAsBotocore(file: string, wanted?: ReadonlySet<string>): Readable {
  const sections: Sections = new Map();
  const seen = new Set<string>();
  const defaults = new Map<string, string>();
  let section: { readonly name: string; readonly values: Map<string, string> } | undefined;
  let open: string | undefined;
  let level = 0;
  let number = 0;
  const unreadable = (what: string): Readable => ({ problem: { line: number, what } });
  for (const line of linesOf(file.includes('\r') ? file.replaceAll(/\r\n?/g, '\n') : file)) {
    number += 1;
    const text = withoutBlanks(line);
    if (text.startsWith('#') || text.startsWith(';')) continue;
    if (text === '') {
      // A part of the value above, if that continues.
      if (section !== undefined && open !== undefined) section.values.set(open, `${section.values.get(open)}\n`);
      continue;
    }
    const indent = line.indexOf(text);
    if (section !== undefined && open !== undefined && indent > level) {
      const value = section.values.get(open) ?? '';
      if (/^(?:$|\n)/.test(value) && !text.includes('='))
        return unreadable(`the value of ${open} contains a line without a key`);
      section.values.set(open, `${value}\n${text}`);
      continue;
    }
    level = indent;
    const [, name] = (text.startsWith('[') && /^\[(.+)\]/.exec(text)) || [];
    if (name !== undefined) {
      if (seen.has(name)) return unreadable(`the section [${name}] occurs twice`);
      section = { name, values: name === 'DEFAULT' ? defaults : new Map() };
      if (name !== 'DEFAULT') seen.add(name);
      if (name !== 'DEFAULT' && isWanted(name, wanted)) sections.set(name, section.values);
      open = undefined;
      continue;
    }
    if (section === undefined) return unreadable(outside(text));
    const delimiter = text.search(/[=:]/);
    if (delimiter <= 0) return unreadable('the line is neither a header nor a setting');
    open = withoutBlanks(text.slice(0, delimiter)).toLowerCase();
    if (section.values.has(open)) return unreadable(`${open} occurs twice in [${section.name}]`);
    section.values.set(open, withoutBlanks(text.slice(delimiter + 1)));
  }
  const whole = [...sections].map(([name, values]) => {
    const all = [...defaults, ...values].map(([key, value]) => [key, withoutLastBlanks(value)] as const);
    return [name, new Map(all)] as const;
  });
  return { reading: new Map(whole) };
}

/** One at a time: all at once would take several times the memory of the file. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  yield text.slice(start);
}

function isWanted(name: string, wanted: ReadonlySet<string> | undefined): boolean {
  return wanted === undefined || wanted.has(name);
}

/** Python does not treat a byte order mark as whitespace. */
function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const isPlain = code > 0x20 && code < 0x7f;
  return !isPlain && /[^\S\uFEFF]/.test(text.charAt(index));
}

function withoutBlanks(text: string): string {
  let start = 0;
  while (start < text.length && isBlank(text, start)) start += 1;
  return withoutLastBlanks(text.slice(start));
}

function withoutLastBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text, end - 1)) end -= 1;
  return text.slice(0, end);
}

function outside(text: string): string {
  return text.startsWith('\uFEFF')
    ? 'the file begins with a byte order mark (BOM)'
    : 'the line is above the first header';
}

/** Reads like the AWS SDK for JavaScript: a section with an unknown header is part of the one above. */
export function readAsJavaScriptSdk(file: string, wanted?: ReadonlySet<string>): Readable {
  const sections: Sections = new Map();
  let section: string | undefined;
  let nesting: string | undefined;
  let number = 0;
  for (const line of linesOf(file)) {
    number += 1;
    const text = withoutComment(line).trim();
    if (text.startsWith('[') && text.endsWith(']')) {
      const name = text.slice(1, -1);
      if (/^(?:profile )?__proto__$/.test(name))
        return { problem: { line: number, what: 'a profile is named __proto__' } };
      const [, prefix, , own] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(name) ?? [];
      const isKnown = prefix === 'profile' || prefix === 'sso-session' || prefix === 'services';
      section = prefix === undefined ? name : isKnown ? `${prefix} ${own}` : undefined;
      nesting = undefined;
      continue;
    }
    const equals = text.indexOf('=');
    if (!section || equals <= 0 || !isWanted(section, wanted)) continue;
    const [key, value] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
    if (value === '') {
      nesting = key;
      continue;
    }
    if (line.trimStart() === line) nesting = undefined;
    const values = sections.get(section) ?? new Map<string, string>();
    sections.set(section, values.set(nesting === undefined ? key : `${nesting}.${key}`, value));
  }
  return { reading: sections };
}

function withoutComment(line: string): string {
  return /[;#]/.test(line) ? (line.split(/(?:^|\s)[;#]/, 1)[0] ?? '') : line;
}
