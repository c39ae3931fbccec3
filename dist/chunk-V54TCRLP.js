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
  jobOf: () => jobOf,
  makeJobFolder: () => makeJobFolder,
  problemOfValue: () => problemOfValue,
  removeSection: () => removeSection,
  replaceText: () => replaceText,
  validateProfileName: () => validateProfileName
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
function sessionNameFrom(parts) {
  const name = parts.flatMap((part) => part ?? []).join("-").replace(/[^\w+=,.@-]+/g, "-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "").slice(0, 64);
  return name.length < 2 ? `ci-${name || "job"}` : name;
}
function jobOf(ci, { env, privateRoot }) {
  const name = sessionNameFrom(ci.jobId(env));
  return { name, folder: `${privateRoot}/${name}` };
}
function makeJobFolder({ folder }, { files, privateRoot }) {
  files.privateFolder(privateRoot);
  files.privateFolder(folder);
  files.privateFolder(privateRoot);
  return folder;
}
var BOM = "\uFEFF";
var NAME = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;
var MARK = /^# managed by ci-aws-credentials; job ([^\s;]+)(?:; until (\S+))?$/;
function validateProfileName(name, source) {
  if (!NAME.test(name)) {
    throw new import_chunk_L5BOO6NY.HelperError("profile-invalid", `${source} cannot be the name of a profile: ${shown(name)}.`, {
      hint: "Use up to 64 letters, digits and _.@+- signs, beginning with a letter, a digit or _: blanks, brackets, slashes and line ends would break the file for other tools."
    });
  }
  if (name === "__proto__") {
    throw new import_chunk_L5BOO6NY.HelperError("profile-invalid", `${source} cannot be "__proto__".`, {
      hint: "The AWS SDK for JavaScript reads nothing at all from a file with such a profile. Choose another name."
    });
  }
  if (name === "DEFAULT") {
    throw new import_chunk_L5BOO6NY.HelperError("profile-invalid", `${source} cannot be "DEFAULT".`, {
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
  const lines = readLines(text);
  return lines.flatMap((line, index) => {
    if (line.kind !== "header" || headerOf(line.text) !== header) return [];
    const own = sectionLines(lines, index);
    return [
      {
        text: joinLines(own),
        start: line.start,
        line: index + 1,
        keys: new Set(own.flatMap(({ keys }) => keys)),
        mark: readMark(own[1]?.text)
      }
    ];
  });
}
function appendSection(text, header, content) {
  const eol = eolOf(text);
  const section = [`[${header}]`, markLine(content.mark), ...content.set.map(settingLine)].join(eol);
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
  return findSections(text, header).reduceRight((edited, section) => {
    const after = editSection(section.text, header, { edit, eol });
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
function editSection(section, header, { edit, eol }) {
  const dropped = /* @__PURE__ */ new Set([...edit.remove, ...edit.set.map(([key]) => key)]);
  const [first, ...rest] = readLines(section);
  const kept = rest.filter((line) => !line.keys.some((key) => dropped.has(key)));
  const indent = /^\s*/.exec(kept.find((line) => line.kind === "setting")?.text ?? "")?.[0] ?? "";
  const edited = [
    ...headerLines(first?.text ?? "", header).map((line) => line + (first?.eol || eol)),
    ...edit.set.map((setting) => indent + settingLine(setting) + eol),
    ...kept.map((line) => line.text + (line.eol || eol))
  ];
  return withoutEol(edited.join(""));
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
function markLine({ job, until }) {
  const end = until === void 0 ? "" : `; until ${new Date(until).toISOString()}`;
  const line = `# managed by ci-aws-credentials; job ${job}${end}`;
  if (!MARK.test(line)) throw new Error(`${shown(job)} cannot name a job in a mark`);
  return line;
}
function readMark(line) {
  const [, job, until] = MARK.exec(line?.trim() ?? "") ?? [];
  if (job === void 0) return void 0;
  const time = Date.parse(until ?? "");
  return Number.isNaN(time) ? { job } : { job, until: time };
}
function readLines(text) {
  const lines = [];
  let owner;
  const from = text.startsWith(BOM) ? BOM.length : 0;
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
function sectionLines(lines, index) {
  const next = lines.findIndex((line, position) => position > index && line.kind === "header");
  const body = lines.slice(index, next === -1 ? void 0 : next);
  const marked = readMark(body[1]?.text) === void 0 ? 0 : 1;
  const last = body.findLastIndex((line) => line.kind === "setting");
  return body.slice(0, Math.max(last, marked) + 1);
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
  jobOf,
  makeJobFolder,
  problemOfValue,
  removeSection,
  replaceText,
  validateProfileName
});
