var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  appendSection: () => appendSection,
  editSections: () => editSections,
  findSections: () => findSections,
  problemOfValue: () => problemOfValue,
  removeSection: () => removeSection,
  replaceText: () => replaceText,
  validateProfileName: () => validateProfileName
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_errors = require("./shared-errors.js");
// src/ini.ts
var BOM = "\uFEFF";
var NAME = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;
var MARK = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;
function validateProfileName(name, source) {
  if (!NAME.test(name)) {
    throw new import_shared_errors.HelperError("profile-invalid", `${source} cannot be the name of a profile: ${shown(name)}.`, {
      hint: "Use up to 64 letters, digits and _.@+- signs, beginning with a letter, a digit or _: blanks, brackets, slashes and line ends would break the file for other tools."
    });
  }
  if (name === "__proto__") {
    throw new import_shared_errors.HelperError("profile-invalid", `${source} cannot be "__proto__".`, {
      hint: "The AWS SDK for JavaScript reads nothing at all from a file with such a profile. Choose another name."
    });
  }
  if (name === "DEFAULT") {
    throw new import_shared_errors.HelperError("profile-invalid", `${source} cannot be "DEFAULT".`, {
      hint: "The AWS CLI gives the settings of [DEFAULT] to every profile of the file. Write `default`, in lower case."
    });
  }
  return name;
}
function shown(name) {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}\u2026` : name);
}
function problemOfValue(value) {
  if (value === "") return "is empty";
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return "contains a line break or another control character";
  if (value !== value.trim()) return "begins or ends with a blank";
  if (/(?:^|\s)[;#]/.test(value)) return "contains # or ; after a blank, where a comment would begin";
  return void 0;
}
function findSections(text, header) {
  return blocksOf(text).filter(({ name }) => name === header).map(({ start, end }) => {
    const own = sectionLines(readLines(text.slice(start, end), 0));
    const mark = readMark(own[1]?.text);
    return {
      text: joinLines(own),
      start,
      line: (text.slice(0, start).match(/\r\n|\r|\n/g)?.length ?? 0) + 1,
      keys: new Set(own.flatMap(({ keys }) => keys)),
      mark: mark?.mark,
      made: mark?.made ?? false
    };
  });
}
function blocksOf(text) {
  const from = afterMark(text);
  const headers = [...text.slice(from).matchAll(/(^|[\r\n])([^\S\r\n]*\[[^\r\n]*)/g)].flatMap((match) => {
    const [, before = "", line = ""] = match;
    const name = headerOf(line);
    return name === void 0 ? [] : [{ name, start: from + match.index + before.length }];
  });
  return headers.map((header, index) => ({ ...header, end: headers[index + 1]?.start ?? text.length }));
}
function afterMark(text) {
  return text.startsWith(BOM) ? BOM.length : 0;
}
function appendSection(text, header, content) {
  const eol = eolOf(text);
  const section = [`[${header}]`, markLine("managed", content.mark), ...content.set.map(settingLine)].join(eol);
  if (text === "" || text === BOM) return `${text}${section}${eol}`;
  return /[\r\n]$/.test(text) ? `${text}${eol}${section}${eol}` : `${text}${eol}${eol}${section}`;
}
function removeSection(text, section) {
  const rest = text.slice(section.start + section.text.length);
  const above = withoutBlankLine(text.slice(0, section.start));
  return rest === "" ? withoutEol(above) : above + withoutFirstEol(rest);
}
function editSections(text, header, edit) {
  const eol = eolOf(text);
  const start = { text, changes: [] };
  const lines = readLines(text);
  const sections = findSections(text, header).filter((section) => edit.where?.(section) ?? true);
  return sections.reduceRight((edited, section) => {
    const after = editSection(section, header, { edit, eol, ...indentsAround(lines, section) });
    if (after === section.text) return edited;
    return {
      text: replaceText(edited.text, section, after),
      changes: [{ before: section.text, after }, ...edited.changes]
    };
  }, start);
}
function replaceText(text, place, replacement) {
  return text.slice(0, place.start) + replacement + text.slice(place.start + place.text.length);
}
function editSection({ text, mark }, header, { edit, eol, above, below }) {
  const dropped = /* @__PURE__ */ new Set([...edit.remove, ...edit.set.map(([key]) => key)]);
  const [first, ...rest] = readLines(text);
  const kept = (mark === void 0 ? rest : rest.slice(1)).filter((line) => !line.keys.some((key) => dropped.has(key)));
  const next = kept.find((line) => line.kind === "setting");
  const own = next === void 0 ? below : indentOf(next.text);
  const [plain = "", ...notes] = headerLines((first?.text ?? "").trimStart(), header);
  const edited = [
    above + plain + (first?.eol || eol),
    ...edit.mark === void 0 ? [] : [own + markLine("changed", edit.mark) + eol],
    ...notes.map((line) => line + (first?.eol || eol)),
    ...edit.set.map((setting) => own + settingLine(setting) + eol),
    ...kept.map((line) => line.text + (line.eol || eol))
  ];
  return withoutEol(edited.join(""));
}
function indentsAround(lines, { start, text }) {
  const speaking = lines.filter(({ kind }) => kind !== "blank");
  const position = speaking.findIndex((line) => line.start === start);
  const [before, header] = [speaking[position - 1], speaking[position]];
  const own = indentOf(header?.text ?? "");
  const isFree = before === void 0 || before.kind === "header" || indentOf(before.text).length >= own.length;
  const next = speaking.find((line) => line.start >= start + text.length);
  return { above: isFree ? own : "", below: indentOf(next?.text ?? "") };
}
function indentOf(text) {
  return /^\s*/.exec(text)?.[0] ?? "";
}
function headerLines(line, header) {
  const [, name = "", comment = ""] = /^\[([^\]]*)\](.*)$/.exec(line) ?? [];
  const plain = name.replace(/^(profile)\s(["']?)(\S+)\2$/, "$1 $3");
  if ((plain === header || plain === `profile ${header}`) && /^(?:\s+[;#][^\]]*)?\s*$/.test(comment)) return [line];
  const note = line.slice(line.indexOf("]") + 1).trim();
  if (note === "") return [`[${header}]`];
  return [`[${header}]`, /^[;#]/.test(note) ? note : `# ${note}`];
}
function settingLine([key, value]) {
  const problem = problemOfValue(value);
  if (problem !== void 0) throw new Error(`The value of ${key} ${problem}`);
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${shown(key)} is no key`);
  return `${key} = ${value}`;
}
function markLine(verb, { job, until, traces = {} }) {
  const end = until === void 0 ? [] : [["until", new Date(until).toISOString()]];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)])];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair) => `; ${pair.join(" ")}`).join("")}`;
  if (!MARK.test(line)) throw new Error(`${shown(job)} cannot name a job in a mark`);
  return line;
}
function escaped(value) {
  return value.replace(new RegExp("\\p{Cs}", "gu"), "?").replace(/[^\w./:@+-]/gu, encodeURIComponent);
}
function unescaped(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
function readMark(line) {
  const [, verb, job, details = ""] = MARK.exec(line?.trim() ?? "") ?? [];
  if (job === void 0) return void 0;
  const pairs = [...details.matchAll(/; ([a-z]+) ([^\s;]+)/g)].map(
    ([, name = "", value = ""]) => [name, value]
  );
  const until = Date.parse(pairs.find(([name]) => name === "until")?.[1] ?? "");
  const traces = pairs.flatMap(([name, value]) => name === "until" ? [] : [[name, unescaped(value)]]);
  return {
    made: verb === "managed",
    mark: {
      job,
      ...Number.isNaN(until) ? {} : { until },
      ...traces.length === 0 ? {} : { traces: Object.fromEntries(traces) }
    }
  };
}
function readLines(text, from = afterMark(text)) {
  const lines = [];
  let owner;
  for (const match of text.slice(from).matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, content = "", eol = ""] = match;
    if (whole === "") continue;
    const line = { text: content, eol, start: from + match.index };
    const trimmed = content.trim();
    if (trimmed === "" || /^[;#]/.test(trimmed)) {
      lines.push({ ...line, kind: "blank", keys: [] });
      continue;
    }
    if (headerOf(content) !== void 0) {
      owner = void 0;
      lines.push({ ...line, kind: "header", keys: [] });
      continue;
    }
    const indent = content.length - content.trimStart().length;
    if (owner !== void 0 && indent > owner.indent) {
      lines.push({ ...line, kind: "setting", keys: owner.nested ? owner.keys : [...owner.keys, ...keysOf(trimmed)] });
      continue;
    }
    owner = { indent, keys: keysOf(trimmed), nested: /^[^=:]*[=:]\s*(?:\s[;#].*)?$/.test(trimmed) };
    lines.push({ ...line, kind: "setting", keys: owner.keys });
  }
  return lines;
}
function sectionLines(lines) {
  const marked = readMark(lines[1]?.text) === void 0 ? 0 : 1;
  const last = lines.findLastIndex((line) => line.kind === "setting");
  return lines.slice(0, Math.max(last, marked) + 1);
}
function headerOf(line) {
  const [bare = ""] = line.split(/\s[;#]/, 1);
  const [, inside] = /^\[(.*)\]/.exec(bare.trim()) ?? [];
  if (inside === void 0) return void 0;
  const [, prefix = "", , name = ""] = /^(profile\s+)?(["']?)(.*)\2$/.exec(inside.trim()) ?? [];
  if (prefix === "" || name === "default") return name;
  return `profile ${name}`;
}
function keysOf(line) {
  return [/^([^=]+)=/, /^([^=:]+)[=:]/].flatMap((pattern) => {
    const [, key] = pattern.exec(line) ?? [];
    return key === void 0 ? [] : [key.trim().toLowerCase()];
  });
}
function joinLines(lines) {
  return withoutEol(lines.map((line) => line.text + line.eol).join(""));
}
function eolOf(text) {
  if (text.endsWith("\r")) return "\r\n";
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}
function withoutEol(text) {
  return text.replace(/(?:\r\n|\r|\n)$/, "");
}
function withoutFirstEol(text) {
  return text.replace(/^(?:\r\n|\r|\n)/, "");
}
function withoutBlankLine(text) {
  const shorter = withoutEol(text);
  const isBlank = shorter !== text && (shorter === "" || shorter === BOM || /[\r\n]$/.test(shorter));
  return isBlank ? shorter : text;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  appendSection,
  editSections,
  findSections,
  problemOfValue,
  removeSection,
  replaceText,
  validateProfileName
});
