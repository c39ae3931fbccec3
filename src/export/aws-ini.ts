// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

/**
 * The AWS config and credentials files, edited as text: every byte that is not ours stays.
 *
 * The clients do not agree on how these files read, so a line counts as a header or a key here when *any* of them takes
 * it for one. Otherwise a second section would be written beside one that some client already reads. They differ in:
 *
 * - `[profile  dev]`: botocore reads it, the JavaScript SDK does not. `[ profile dev ]`: neither, others do.
 * - `[dev]; note`, without a blank: botocore reads it; the JavaScript SDK adds its keys to the section above.
 * - `[dev] # see [x]`: the JavaScript SDK reads `dev`; botocore goes to the last bracket.
 * - `[profile default]` beside `[default]`: the JavaScript SDK takes the former, botocore the later one.
 * - A section that occurs twice: the JavaScript SDK merges, botocore refuses the file.
 * - `Region: x`: botocore takes keys in any case and with a colon, the JavaScript SDK does not.
 * - An indented `a = b` below a key that has a value: more of that value to botocore, a key to the JavaScript SDK.
 * - `a = b # c`: the value ends before the comment in the JavaScript SDK, and does not in botocore.
 */
export interface Section {
  /** The section from its header to the end of its last setting, without the line ending there. */
  readonly text: string;
  /** Where {@link text} starts in the file. */
  readonly start: number;
  /** The line of the header, counted from one, for messages. */
  readonly line: number;
  /** Every key that some client reads in it, in lower case. */
  readonly keys: ReadonlySet<string>;
  /** Present when this program made or changed the section. */
  readonly mark: Mark | undefined;
  /** Whether this program made the section. One that it changed is the user's. */
  readonly made: boolean;
}

/** Which job a section is of: a comment below the header of every section that this program makes or changes. */
export interface Mark {
  /** Identifies the job; without blanks and semicolons. */
  readonly job: string;
  /** When its credentials end, in milliseconds since the epoch; absent where they are renewed for as long as the job runs. */
  readonly until?: number;
  /** Where one sees whether the job is over. */
  readonly traces?: Readonly<Record<string, string>>;
}

export type Setting = readonly [key: string, value: string];

/** What to do to the settings of a section; keys are in lower case. */
export interface SectionEdit {
  readonly set: readonly Setting[];
  readonly remove: readonly string[];
  /** Of the job for which the sections are changed. A mark that is there goes in any case. */
  readonly mark?: Mark;
  /** Which of the sections; all of them if it is absent. */
  readonly where?: (section: Section) => boolean;
}

export interface Edited {
  readonly text: string;
  /** The sections that became others. */
  readonly changes: readonly SectionChange[];
}

export interface SectionChange {
  readonly before: string;
  readonly after: string;
}

interface Line {
  readonly text: string;
  /** The line ending; empty at the end of a file without a final newline. */
  readonly eol: string;
  readonly start: number;
  readonly kind: 'header' | 'setting' | 'blank';
  /** The keys that take this line with them when they are removed. */
  readonly keys: readonly string[];
}

const BOM = '\uFEFF';
const MARK = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;

/**
 * Why a value cannot be written so that every client reads it back as it is, to follow "it"; `undefined` when it can.
 */
export function problemOfValue(value: string): string | undefined {
  if (value === '') return 'is empty';
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return 'contains a line break or another control character';
  if (value !== value.trim()) return 'begins or ends with a blank';
  if (/(?:^|\s)[;#]/.test(value)) return 'contains # or ; after a blank, where a comment would begin';
  return undefined;
}

/**
 * The sections with this header, which is `default`, `profile ci` (config) or `ci` (credentials). More than one where
 * the user's file has it twice, or has both `[default]` and `[profile default]`.
 */
export function findSections(text: string, header: string): readonly Section[] {
  return blocksOf(text)
    .filter(({ name }) => name === header)
    .map(({ start, end }) => {
      const own = sectionLines(readLines(text.slice(start, end), 0));
      const mark = readMark(own[1]?.text);
      return {
        text: joinLines(own),
        start,
        line: (text.slice(0, start).match(/\r\n|\r|\n/g)?.length ?? 0) + 1,
        keys: new Set(own.flatMap(({ keys }) => keys)),
        mark: mark?.mark,
        made: mark?.made ?? false,
      };
    });
}

/** From each header to the next. Settings are read only of the section that is wanted: some files have thousands. */
function blocksOf(text: string): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
  const from = afterMark(text);
  const headers = [...text.slice(from).matchAll(/(^|[\r\n])([^\S\r\n]*\[[^\r\n]*)/g)].flatMap((match) => {
    const [, before = '', line = ''] = match;
    const name = headerOf(line);
    return name === undefined ? [] : [{ name, start: from + match.index + before.length }];
  });
  return headers.map((header, index) => ({ ...header, end: headers[index + 1]?.start ?? text.length }));
}

function afterMark(text: string): number {
  return text.startsWith(BOM) ? BOM.length : 0;
}

/**
 * Adds a section at the end, after a blank line, in the file's own line endings. A file without a final newline stays
 * one: that is how {@link removeSection} knows what was there before.
 */
export function appendSection(text: string, header: string, content: { set: readonly Setting[]; mark: Mark }): string {
  const eol = eolOf(text);
  const section = [`[${header}]`, markLine('managed', content.mark), ...content.set.map(settingLine)].join(eol);
  if (text === '' || text === BOM) return `${text}${section}${eol}`;
  return /[\r\n]$/.test(text) ? `${text}${eol}${section}${eol}` : `${text}${eol}${eol}${section}`;
}

/** Removes a section together with the blank line above it: after {@link appendSection}, the file is as it was. */
export function removeSection(text: string, section: Section): string {
  const rest = text.slice(section.start + section.text.length);
  const above = withoutBlankLine(text.slice(0, section.start));
  return rest === '' ? withoutEol(above) : above + withoutFirstEol(rest);
}

/**
 * Changes settings in every section with this header and keeps all else. Settings are written at the top of the section
 * rather than in place: there, and with the indent of what follows, no client can take them for nested ones. A header
 * that not every client reads is written anew, its comment moves to the next line.
 */
export function editSections(text: string, header: string, edit: SectionEdit): Edited {
  const eol = eolOf(text);
  const start: Edited = { text, changes: [] };
  const lines = readLines(text);
  const sections = findSections(text, header).filter((section) => edit.where?.(section) ?? true);
  return sections.reduceRight((edited, section) => {
    const after = editSection(section, header, { edit, eol, ...indentsAround(lines, section) });
    if (after === section.text) return edited;
    return {
      text: replaceText(edited.text, section, after),
      changes: [{ before: section.text, after }, ...edited.changes],
    };
  }, start);
}

/** Puts another text in the place of a section's text, or of the beginning of it. */
export function replaceText(text: string, place: { start: number; text: string }, replacement: string): string {
  return text.slice(0, place.start) + replacement + text.slice(place.start + place.text.length);
}

interface Editing {
  readonly edit: SectionEdit;
  readonly eol: string;
  /** The most that the header can have without being a part of the value above, to botocore. */
  readonly above: string;
  /** Of the first line that is not the section's. */
  readonly below: string;
}

function editSection({ text, mark }: Section, header: string, { edit, eol, above, below }: Editing): string {
  const dropped = new Set([...edit.remove, ...edit.set.map(([key]) => key)]);
  const [first, ...rest] = readLines(text);
  const kept = (mark === undefined ? rest : rest.slice(1)).filter((line) => !line.keys.some((key) => dropped.has(key)));
  const next = kept.find((line) => line.kind === 'setting');
  // What is less indented than the line below would have that line as a part of its value, to botocore.
  const own = next === undefined ? below : indentOf(next.text);
  const [plain = '', ...notes] = headerLines((first?.text ?? '').trimStart(), header);
  const edited = [
    above + plain + (first?.eol || eol),
    ...(edit.mark === undefined ? [] : [own + markLine('changed', edit.mark) + eol]),
    ...notes.map((line) => line + (first?.eol || eol)),
    ...edit.set.map((setting) => own + settingLine(setting) + eol),
    ...kept.map((line) => line.text + (line.eol || eol)),
  ];
  return withoutEol(edited.join(''));
}

function indentsAround(lines: readonly Line[], { start, text }: Section): Pick<Editing, 'above' | 'below'> {
  const speaking = lines.filter(({ kind }) => kind !== 'blank');
  const position = speaking.findIndex((line) => line.start === start);
  const [before, header] = [speaking[position - 1], speaking[position]];
  const own = indentOf(header?.text ?? '');
  const isFree = before === undefined || before.kind === 'header' || indentOf(before.text).length >= own.length;
  const next = speaking.find((line) => line.start >= start + text.length);
  return { above: isFree ? own : '', below: indentOf(next?.text ?? '') };
}

function indentOf(text: string): string {
  return /^\s*/.exec(text)?.[0] ?? '';
}

/** The header line as it is where all clients read it, else a plain one and its comment. */
function headerLines(line: string, header: string): readonly string[] {
  const [, name = '', comment = ''] = /^\[([^\]]*)\](.*)$/.exec(line) ?? [];
  const plain = name.replace(/^(profile)\s(["']?)(\S+)\2$/, '$1 $3');
  if ((plain === header || plain === `profile ${header}`) && /^(?:\s+[;#][^\]]*)?\s*$/.test(comment)) return [line];
  const note = line.slice(line.indexOf(']') + 1).trim();
  if (note === '') return [`[${header}]`];
  return [`[${header}]`, /^[;#]/.test(note) ? note : `# ${note}`];
}

function settingLine([key, value]: Setting): string {
  const problem = problemOfValue(value);
  if (problem !== undefined) throw new Error(`The value of ${key} ${problem}`);
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${JSON.stringify(key)} is no key`);
  return `${key} = ${value}`;
}

function markLine(verb: 'managed' | 'changed', { job, until, traces = {} }: Mark): string {
  const end = until === undefined ? [] : [['until', new Date(until).toISOString()] as const];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)] as const)];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair) => `; ${pair.join(' ')}`).join('')}`;
  if (!MARK.test(line)) throw new Error(`${JSON.stringify(job)} cannot name a job in a mark`);
  return line;
}

/** Without blanks, semicolons, and anything that a reader of the file could take for a line end. */
function escaped(value: string): string {
  return value.replace(/\p{Cs}/gu, '?').replace(/[^\w./:@+-]/gu, encodeURIComponent);
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Somebody changed it by hand; then it is a name of nothing.
    return value;
  }
}

function readMark(line: string | undefined): { readonly mark: Mark; readonly made: boolean } | undefined {
  const [, verb, job, details = ''] = MARK.exec(line?.trim() ?? '') ?? [];
  if (job === undefined) return undefined;
  const pairs = [...details.matchAll(/; ([a-z]+) ([^\s;]+)/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const until = Date.parse(pairs.find(([name]) => name === 'until')?.[1] ?? '');
  const traces = pairs.flatMap(([name, value]) => (name === 'until' ? [] : [[name, unescaped(value)] as const]));
  return {
    made: verb === 'managed',
    mark: {
      job,
      ...(Number.isNaN(until) ? {} : { until }),
      ...(traces.length === 0 ? {} : { traces: Object.fromEntries(traces) }),
    },
  };
}

function readLines(text: string, from = afterMark(text)): readonly Line[] {
  const lines: Line[] = [];
  // The key whose value an indented line would continue.
  let owner: { indent: number; keys: readonly string[]; nested: boolean } | undefined;
  for (const match of text.slice(from).matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, content = '', eol = ''] = match;
    if (whole === '') continue;
    const line = { text: content, eol, start: from + match.index };
    const trimmed = content.trim();
    if (trimmed === '' || /^[;#]/.test(trimmed)) {
      lines.push({ ...line, kind: 'blank', keys: [] });
      continue;
    }
    if (headerOf(content) !== undefined) {
      owner = undefined;
      lines.push({ ...line, kind: 'header', keys: [] });
      continue;
    }
    const indent = content.length - content.trimStart().length;
    if (owner !== undefined && indent > owner.indent) {
      lines.push({ ...line, kind: 'setting', keys: owner.nested ? owner.keys : [...owner.keys, ...keysOf(trimmed)] });
      continue;
    }
    owner = { indent, keys: keysOf(trimmed), nested: /^[^=:]*[=:]\s*(?:\s[;#].*)?$/.test(trimmed) };
    lines.push({ ...line, kind: 'setting', keys: owner.keys });
  }
  return lines;
}

/** A section's lines; blank lines and comments below its last setting are not part of it. */
function sectionLines(lines: readonly Line[]): readonly Line[] {
  const marked = readMark(lines[1]?.text) === undefined ? 0 : 1;
  const last = lines.findLastIndex((line) => line.kind === 'setting');
  return lines.slice(0, Math.max(last, marked) + 1);
}

/** What a header names, as `profile ci` or `ci`; `undefined` where the line is no header. */
function headerOf(line: string): string | undefined {
  const [bare = ''] = line.split(/\s[;#]/, 1);
  const [, inside] = /^\[(.*)\]/.exec(bare.trim()) ?? [];
  if (inside === undefined) return undefined;
  const [, prefix = '', , name = ''] = /^(profile\s+)?(["']?)(.*)\2$/.exec(inside.trim()) ?? [];
  if (prefix === '' || name === 'default') return name;
  return `profile ${name}`;
}

/** The keys for which a line may be read: up to the first `=`, and up to the first `=` or `:`. */
function keysOf(line: string): readonly string[] {
  return [/^([^=]+)=/, /^([^=:]+)[=:]/].flatMap((pattern) => {
    const [, key] = pattern.exec(line) ?? [];
    return key === undefined ? [] : [key.trim().toLowerCase()];
  });
}

function joinLines(lines: readonly Line[]): string {
  return withoutEol(lines.map((line) => line.text + line.eol).join(''));
}

/** The line ending to write: the file's first. After a lone CR, an LF would complete the line ending of that line. */
function eolOf(text: string): string {
  if (text.endsWith('\r')) return '\r\n';
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

function withoutEol(text: string): string {
  return text.replace(/(?:\r\n|\r|\n)$/, '');
}

function withoutFirstEol(text: string): string {
  return text.replace(/^(?:\r\n|\r|\n)/, '');
}

function withoutBlankLine(text: string): string {
  const shorter = withoutEol(text);
  const isBlank = shorter !== text && (shorter === '' || shorter === BOM || /[\r\n]$/.test(shorter));
  return isBlank ? shorter : text;
}
