// https://github.com/boto/botocore/blob/develop/botocore/configloader.py, which is Python's configparser
// https://github.com/smithy-lang/smithy-typescript/blob/main/packages/core/src/submodules/config/shared-ini-file-loader/parseIni.ts

/** The sections of an AWS file as a client reads them, by the names that the client gives them. */
export type Reading = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What a client makes of a file; `problem` says why it reads nothing from it at all. */
export type Readable =
  | { readonly reading: Reading; readonly problem?: undefined }
  | { readonly problem: { readonly line: number; readonly what: string } };

type Sections = Map<string, Map<string, string>>;

/**
 * As the AWS CLI and boto3 read. What is indented more than the line of a key belongs to its value; what is neither a
 * header nor a key, or is there twice, makes the whole file unreadable.
 */
export function readAsBotocore(file: string): Readable {
  const sections: Sections = new Map();
  const defaults = new Map<string, string>();
  let section: { readonly name: string; readonly values: Map<string, string> } | undefined;
  let open: string | undefined;
  let level = 0;
  for (const [index, line] of file.split(/\r\n|\r|\n/).entries()) {
    const unreadable = (what: string): Readable => ({ problem: { line: index + 1, what } });
    const text = withoutBlanks(line);
    if (/^[#;]/.test(text)) continue;
    if (text === '') {
      // A part of the value above, should that go on.
      if (section !== undefined && open !== undefined) section.values.set(open, `${section.values.get(open)}\n`);
      continue;
    }
    const indent = line.indexOf(text);
    if (section !== undefined && open !== undefined && indent > level) {
      const value = section.values.get(open) ?? '';
      if (/^(?:$|\n)/.test(value) && !text.includes('=')) return unreadable(`${open} has a value without a key in it`);
      section.values.set(open, `${value}\n${text}`);
      continue;
    }
    level = indent;
    const [, name] = /^\[(.+)\]/.exec(text) ?? [];
    if (name !== undefined) {
      if (sections.has(name)) return unreadable(`the section [${name}] is there twice`);
      section = { name, values: name === 'DEFAULT' ? defaults : new Map() };
      if (name !== 'DEFAULT') sections.set(name, section.values);
      open = undefined;
      continue;
    }
    if (section === undefined) return unreadable(outside(text));
    const [, key, value = ''] = /^([^=:]+)[=:](.*)$/.exec(text) ?? [];
    if (key === undefined) return unreadable('it is neither a header nor a setting');
    open = withoutBlanks(key).toLowerCase();
    if (section.values.has(open)) return unreadable(`[${section.name}] has ${open} twice`);
    section.values.set(open, withoutBlanks(value));
  }
  const whole = [...sections].map(([name, values]) => {
    const all = [...defaults, ...values].map(([key, value]) => [key, value.replace(/[^\S\uFEFF]+$/, '')] as const);
    return [name, new Map(all)] as const;
  });
  return { reading: new Map(whole) };
}

/** Python does not take a byte order mark for a blank. */
function withoutBlanks(text: string): string {
  return text.replace(/^[^\S\uFEFF]+|[^\S\uFEFF]+$/g, '');
}

function outside(text: string): string {
  return text.startsWith('\uFEFF')
    ? 'the file begins with a byte order mark (BOM)'
    : 'it stands above the first header';
}

/** As the AWS SDK for JavaScript reads: a section of which it knows no header is a part of the one above. */
export function readAsJavaScriptSdk(file: string): Readable {
  const sections: Sections = new Map();
  let section: string | undefined;
  let nesting: string | undefined;
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    const text = (line.split(/(?:^|\s)[;#]/, 1)[0] ?? '').trim();
    if (text.startsWith('[') && text.endsWith(']')) {
      const name = text.slice(1, -1);
      if (/^(?:profile )?__proto__$/.test(name))
        return { problem: { line: index + 1, what: 'a profile is called __proto__' } };
      const [, prefix, , own] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(name) ?? [];
      const isKnown = prefix === 'profile' || prefix === 'sso-session' || prefix === 'services';
      section = prefix === undefined ? name : isKnown ? `${prefix} ${own}` : undefined;
      nesting = undefined;
      continue;
    }
    const equals = text.indexOf('=');
    if (!section || equals <= 0) continue;
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
