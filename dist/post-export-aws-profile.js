var {
  Secret,
  fingerprint,
  foldersOf,
  makeJobFolder,
  removePrivateFiles,
  shellFormId,
  envValue,
  isObject,
  parseJson,
  posixQuote,
  stringAt,
  warnOfCheckout,
  HelperError
} = require("./post-shared.js");

// src/job/job-traces.ts
function tracesOf({ folder, slot }, io) {
  const traces = { ...hereAndNow(io), folder, site: siteOf(folder, io.files), slot };
  return Object.fromEntries(Object.entries(traces).flatMap(([name, value]) => value ? [[name, value]] : []));
}
function isOver(traces, job, io) {
  const { host, boot } = hereAndNow(io);
  if (traces.host !== host) return false;
  const another = (before, now) => before !== void 0 && now !== void 0 && before !== now;
  if (another(traces.boot, boot)) return true;
  if (traces.slot !== void 0 && traces.slot === job.slot) return true;
  const { folder, site } = traces;
  if (folder === void 0 || site === void 0 || site !== siteOf(folder, io.files)) return false;
  return identityOr("unseen", folder, io.files) === void 0;
}
function hereAndNow({ files, env }) {
  const read = (path) => {
    try {
      return files.read(path)?.trim() || void 0;
    } catch {
      return void 0;
    }
  };
  return {
    host: read("/proc/sys/kernel/hostname") ?? env.COMPUTERNAME ?? "this",
    boot: read("/proc/sys/kernel/random/boot_id")?.slice(0, 8)
  };
}
function siteOf(folder, files) {
  const parent = folder.replace(/(?:[\\/][^\\/]+){2}$/, "");
  return parent === "" ? void 0 : identityOr(void 0, parent, files);
}
function identityOr(otherwise, path, files) {
  try {
    return files.identity(path);
  } catch {
    return otherwise;
  }
}

// src/export/aws-files.ts
var awsFileVariables = { config: "AWS_CONFIG_FILE", credentials: "AWS_SHARED_CREDENTIALS_FILE" };
var awsFiles = ["config", "credentials"];
function awsFilePaths(env, homeFolder, platform) {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder, platform }));
  if (config === void 0 || credentials === void 0) {
    throw new HelperError(
      "file-not-writable",
      "No home folder for the AWS files: HOME is not set, and the system has none for this user.",
      { hint: "Set HOME, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to absolute paths." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new HelperError(
    "environment-conflict",
    `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
    { hint: "Unset one of them, or set it to another file: profile headers differ between the two files." }
  );
}
function locateAwsFile(file, { env, homeFolder, platform }) {
  const separator = platform === "win32" ? "\\" : "/";
  const inHome = (path) => homeFolder === void 0 ? void 0 : homeFolder + separator + path;
  const given = env[awsFileVariables[file]] ?? "";
  if (given === "") return inHome([".aws", file].join(separator));
  const expands = given.startsWith("~/") || platform === "win32" && given.startsWith("~\\");
  return expands ? inHome(given.slice(2)) : given;
}
function headerFor(file, profile) {
  return file === "credentials" || profile === "default" ? profile : `profile ${profile}`;
}
function editAwsFiles(files, paths, plan) {
  const edit = () => {
    const before = { config: files.read(paths.config), credentials: files.read(paths.credentials) };
    const planned = plan(before);
    const changed = awsFiles.filter((file) => planned.texts[file] !== before[file]);
    for (const file of changed) files.checkReplaceable(paths[file]);
    changed.forEach((file, index) => {
      try {
        put(files, paths[file], planned.texts[file]);
      } catch (error) {
        for (const written of changed.slice(0, index)) put(files, paths[written], before[written]);
        throw error;
      }
    });
    return planned;
  };
  const [first, second] = paths.config < paths.credentials ? [paths.config, paths.credentials] : [paths.credentials, paths.config];
  return files.locked(first, () => files.locked(second, edit));
}
function put(files, path, text) {
  if (text === void 0) files.remove(path);
  else files.replace(path, text);
}

// src/export/aws-ini-mark.ts
var markForm = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;
function markLine(verb, { job, until, traces = {} }) {
  const end = until === void 0 ? [] : [["until", new Date(until).toISOString()]];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)])];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair) => `; ${pair.join(" ")}`).join("")}`;
  if (!markForm.test(line)) throw new Error(`${JSON.stringify(job)} cannot name a job in a mark`);
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
  const [, verb, job, details = ""] = markForm.exec(line?.trim() ?? "") ?? [];
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

// src/export/aws-ini-lines.ts
function readLines(text) {
  const lines = [];
  let owner;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, content = "", eol = ""] = match;
    if (whole === "") continue;
    const line = { text: content, eol };
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
  const [, prefix2 = "", , name = ""] = /^(profile\s+)?(["']?)(.*)\2$/.exec(inside.trim()) ?? [];
  if (prefix2 === "" || name === "default") return name;
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
function indentOf(text) {
  return /^\s*/.exec(text)?.[0] ?? "";
}
function withoutEol(text) {
  if (text.endsWith("\r\n")) return text.slice(0, -2);
  return endsInEol(text) ? text.slice(0, -1) : text;
}
function endsInEol(text) {
  return text.endsWith("\n") || text.endsWith("\r");
}

// src/export/aws-ini-section.ts
function problemOfValue(value) {
  if (value === "") return "is empty";
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return "contains a line break or another control character";
  if (value !== value.trim()) return "begins or ends with a space";
  if (/(?:^|\s)[;#]/.test(value)) return "contains # or ; after a space, which would begin a comment";
  return void 0;
}
function sectionText(header, { set, mark }, eol) {
  return [`[${header}]`, markLine("managed", mark), ...set.map(settingLine)].join(eol);
}
function editedText({ text, mark }, header, { edit, eol, above, below }) {
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
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${JSON.stringify(key)} is not a key`);
  return `${key} = ${value}`;
}

// src/export/aws-ini.ts
var byteOrderMark = "\uFEFF";
function parseAwsIni(text) {
  const top = { header: void 0, text: "", above: void 0, below: void 0 };
  const ini = { top, last: top, byHeader: /* @__PURE__ */ new Map() };
  const from = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  let start = 0;
  let header;
  const cut = (end) => {
    if (header === void 0) top.text = text.slice(start, end);
    else addBlock(ini, header, text.slice(start, end));
    start = end;
  };
  for (const { 1: before = "", 2: line = "", index } of text.slice(from).matchAll(/(^|[\r\n])([^\S\r\n]*\[[^\r\n]*)/g)) {
    const next = headerOf(line);
    if (next === void 0) continue;
    cut(from + index + before.length);
    header = next;
  }
  cut(text.length);
  return ini;
}
function printAwsIni({ top }) {
  return [...blocksFrom(top)].map(({ text }) => text).join("");
}
function isEmptyAwsIni({ top }) {
  return top.text === "" && top.below === void 0;
}
function sectionsOf({ top, byHeader }, header) {
  return (byHeader.get(header) ?? []).map((block) => {
    const own = sectionLines(readLines(block.text));
    const mark = readMark(own[1]?.text);
    return {
      text: joinLines(own),
      get line() {
        return lineOf(block, top);
      },
      keys: new Set(own.flatMap(({ keys }) => keys)),
      mark: mark?.mark,
      made: mark?.made ?? false,
      block
    };
  });
}
function appendSection(ini, header, content) {
  const eol = eolOf(ini);
  const text = sectionText(header, content, eol);
  const { last, top } = ini;
  const isFirst = last === top && (top.text === "" || top.text === byteOrderMark);
  const hasEnd = isFirst || endsInEol(last.text);
  if (!isFirst) last.text += hasEnd ? eol : eol + eol;
  addBlock(ini, header, hasEnd ? text + eol : text);
  return text;
}
function removeSection(ini, { text, block }) {
  const { above = ini.top, below } = block;
  const rest = block.text.slice(text.length);
  const upper = withoutBlankLine(above.text);
  above.text = rest === "" && below === void 0 ? withoutEol(upper) : upper + withoutFirstEol(rest);
  above.below = below;
  if (below === void 0) ini.last = above;
  else below.above = above;
  const { header = "" } = block;
  const same = ini.byHeader.get(header) ?? [];
  ini.byHeader.set(
    header,
    same.filter((other) => other !== block)
  );
}
function editSections(ini, header, edit) {
  const eol = eolOf(ini);
  const edited = sectionsOf(ini, header).filter((section) => edit.where?.(section) ?? true).map((section) => ({ section, after: editedText(section, header, { edit, eol, ...indentsAround(section) }) })).filter(({ section, after }) => after !== section.text);
  for (const { section, after } of edited) replaceText(section, section.text, after);
  return edited.map(({ section, after }) => ({ before: section.text, after }));
}
function beginsWith({ block: { text } }, lines) {
  return text.startsWith(lines) && /^[\r\n]?$/.test(text.charAt(lines.length));
}
function replaceText({ block }, beginning, replacement) {
  block.text = replacement + block.text.slice(beginning.length);
}
function addBlock(ini, header, text) {
  const block = { header, text, above: ini.last, below: void 0 };
  ini.last.below = block;
  ini.last = block;
  const same = ini.byHeader.get(header);
  if (same === void 0) ini.byHeader.set(header, [block]);
  else same.push(block);
}
function* blocksFrom(top) {
  for (let block = top; block !== void 0; block = block.below) yield block;
}
function lineOf(block, top) {
  let line = 1;
  for (const { text, below } of blocksFrom(top)) {
    line += text.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (below === block) break;
  }
  return line;
}
function indentsAround({ block: { above, below, text } }) {
  const own = indentOf(text);
  const before = readLines((above?.text ?? "").replace(/^\uFEFF/, "")).findLast(({ kind: kind2 }) => kind2 !== "blank");
  const isFree = before === void 0 || before.kind === "header" || indentOf(before.text).length >= own.length;
  return { above: isFree ? own : "", below: indentOf(below?.text ?? "") };
}
function eolOf({ top, last }) {
  if (last.text.endsWith("\r")) return "\r\n";
  for (const { text } of blocksFrom(top)) {
    const [eol] = /\r?\n/.exec(text) ?? [];
    if (eol !== void 0) return eol;
  }
  return "\n";
}
function withoutFirstEol(text) {
  return text.replace(/^(?:\r\n|\r|\n)/, "");
}
function withoutBlankLine(text) {
  const shorter = withoutEol(text);
  const isBlank2 = shorter !== text && (shorter === "" || shorter === byteOrderMark || endsInEol(shorter));
  return isBlank2 ? shorter : text;
}

// src/export/aws-draft.ts
function draftsOf({ config, credentials }) {
  return { config: draftOf(config), credentials: draftOf(credentials) };
}
function textsOf({ config, credentials }) {
  return { config: textOf(config), credentials: textOf(credentials) };
}
function draftOf(text) {
  return { ini: parseAwsIni(text ?? ""), exists: text !== void 0 };
}
function textOf({ ini, exists }) {
  return exists ? printAwsIni(ini) : void 0;
}

// src/export/identity-settings.ts
var identitySettings = [
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_security_token",
  "aws_credential_scope",
  "aws_account_id",
  "role_arn",
  "role_session_name",
  "source_profile",
  "credential_source",
  "web_identity_token_file",
  "credential_process",
  "duration_seconds",
  "external_id",
  "mfa_serial",
  "login_session",
  "sso_session",
  "sso_start_url",
  "sso_region",
  "sso_account_id",
  "sso_role_name",
  "sso_registration_scopes"
];

// src/export/aws-ini-readers.ts
function readAsBotocore(file, wanted) {
  const sections = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const defaults = /* @__PURE__ */ new Map();
  let section;
  let open;
  let level = 0;
  let number = 0;
  const unreadable = (what) => ({ problem: { line: number, what } });
  for (const line of linesOf(file.includes("\r") ? file.replaceAll(/\r\n?/g, "\n") : file)) {
    number += 1;
    const text = withoutBlanks(line);
    if (text.startsWith("#") || text.startsWith(";")) continue;
    if (text === "") {
      if (section !== void 0 && open !== void 0) section.values.set(open, `${section.values.get(open)}
`);
      continue;
    }
    const indent = line.indexOf(text);
    if (section !== void 0 && open !== void 0 && indent > level) {
      const value = section.values.get(open) ?? "";
      if (/^(?:$|\n)/.test(value) && !text.includes("="))
        return unreadable(`the value of ${open} contains a line without a key`);
      section.values.set(open, `${value}
${text}`);
      continue;
    }
    level = indent;
    const [, name] = text.startsWith("[") && /^\[(.+)\]/.exec(text) || [];
    if (name !== void 0) {
      if (seen.has(name)) return unreadable(`the section [${name}] occurs twice`);
      section = { name, values: name === "DEFAULT" ? defaults : /* @__PURE__ */ new Map() };
      if (name !== "DEFAULT") seen.add(name);
      if (name !== "DEFAULT" && isWanted(name, wanted)) sections.set(name, section.values);
      open = void 0;
      continue;
    }
    if (section === void 0) return unreadable(outside(text));
    const delimiter = text.search(/[=:]/);
    if (delimiter <= 0) return unreadable("the line is neither a header nor a setting");
    open = withoutBlanks(text.slice(0, delimiter)).toLowerCase();
    if (section.values.has(open)) return unreadable(`${open} occurs twice in [${section.name}]`);
    section.values.set(open, withoutBlanks(text.slice(delimiter + 1)));
  }
  const whole = [...sections].map(([name, values]) => {
    const all = [...defaults, ...values].map(([key, value]) => [key, withoutLastBlanks(value)]);
    return [name, new Map(all)];
  });
  return { reading: new Map(whole) };
}
function* linesOf(text) {
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  yield text.slice(start);
}
function isWanted(name, wanted) {
  return wanted === void 0 || wanted.has(name);
}
function isBlank(text, index) {
  const code = text.charCodeAt(index);
  const isPlain = code > 32 && code < 127;
  return !isPlain && /[^\S\uFEFF]/.test(text.charAt(index));
}
function withoutBlanks(text) {
  let start = 0;
  while (start < text.length && isBlank(text, start)) start += 1;
  return withoutLastBlanks(text.slice(start));
}
function withoutLastBlanks(text) {
  let end = text.length;
  while (end > 0 && isBlank(text, end - 1)) end -= 1;
  return text.slice(0, end);
}
function outside(text) {
  return text.startsWith("\uFEFF") ? "the file begins with a byte order mark (BOM)" : "the line is above the first header";
}
function readAsJavaScriptSdk(file, wanted) {
  const sections = /* @__PURE__ */ new Map();
  let section;
  let nesting;
  let number = 0;
  for (const line of linesOf(file)) {
    number += 1;
    const text = withoutComment(line).trim();
    if (text.startsWith("[") && text.endsWith("]")) {
      const name = text.slice(1, -1);
      if (/^(?:profile )?__proto__$/.test(name))
        return { problem: { line: number, what: "a profile is named __proto__" } };
      const [, prefix2, , own] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(name) ?? [];
      const isKnown = prefix2 === "profile" || prefix2 === "sso-session" || prefix2 === "services";
      section = prefix2 === void 0 ? name : isKnown ? `${prefix2} ${own}` : void 0;
      nesting = void 0;
      continue;
    }
    const equals = text.indexOf("=");
    if (!section || equals <= 0 || !isWanted(section, wanted)) continue;
    const [key, value] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
    if (value === "") {
      nesting = key;
      continue;
    }
    if (line.trimStart() === line) nesting = void 0;
    const values = sections.get(section) ?? /* @__PURE__ */ new Map();
    sections.set(section, values.set(nesting === void 0 ? key : `${nesting}.${key}`, value));
  }
  return { reading: sections };
}
function withoutComment(line) {
  return /[;#]/.test(line) ? line.split(/(?:^|\s)[;#]/, 1)[0] ?? "" : line;
}

// src/export/read-back.ts
var clients = [
  { name: "the AWS CLI and boto3", read: readAsBotocore },
  { name: "the AWS SDK for JavaScript", read: readAsJavaScriptSdk }
];
function checkReadable(texts, profiles, paths) {
  const names = new Set(profiles.flatMap(({ name }) => [name, ...headersOf(name)]));
  for (const client of clients) {
    const config = readingOf(texts.config, paths.config, { client, names });
    const credentials = readingOf(texts.credentials, paths.credentials, { client, names });
    for (const { name, settings } of profiles) {
      const read = new Map([...profileIn(config, name) ?? [], ...credentials.get(name) ?? []]);
      const odd = oddSetting(read, settings);
      if (odd !== void 0) {
        throw new HelperError(
          "profile-unreadable",
          `The other content of ${paths.config} and ${paths.credentials} would make ${client.name} misread the profile "${name}": ${odd}.`,
          {
            hint: "Check for indented lines, malformed headers and a [DEFAULT] section near that profile. Or use separate files for the job: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE."
          }
        );
      }
    }
  }
}
function readingOf(text, path, { client, names }) {
  const { reading, problem } = { reading: void 0, ...client.read(text ?? "", names) };
  if (reading !== void 0) return reading;
  throw new HelperError("profile-unreadable", `${path}, line ${problem?.line}: ${problem?.what}.`, {
    hint: `Fix the line: because of it, ${client.name} cannot read any profile in this file. Or use separate files for the job: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.`
  });
}
function profileIn(config, name) {
  return headersOf(name).map((header) => config.get(header)).find((values) => values !== void 0);
}
function headersOf(name) {
  return [`profile ${name}`, `profile "${name}"`, `profile '${name}'`, ...name === "default" ? [name] : []];
}
function oddSetting(read, settings) {
  const changed = settings.find(([key, value]) => read.get(key) !== value);
  if (changed !== void 0) return `its ${changed[0]} would be ${read.has(changed[0]) ? "different" : "missing"}`;
  const written = new Set(settings.map(([key]) => key));
  const foreign = [...read.keys()].find((key) => identitySettings.includes(key) && !written.has(key));
  return foreign === void 0 ? void 0 : `it would have ${foreign}, which ci-aws-credentials did not set`;
}

// src/export/plan-profiles.ts
var replacedKeys = [...identitySettings, "region"];
function planProfiles(texts, profiles, rules) {
  const drafts = draftsOf(texts);
  const plans = profiles.map((profile) => planProfile(drafts, profile, rules));
  const plan = {
    texts: textsOf(drafts),
    undo: plans.map(({ undo }) => undo),
    notices: plans.flatMap(({ notices }) => notices)
  };
  const written = profiles.map((profile) => ({
    name: profile.name,
    settings: Object.values(settingsOf(profile)).flat()
  }));
  if (awsFiles.some((file) => texts[file])) checkReadable(plan.texts, written, rules.paths);
  return plan;
}
function planProfile(drafts, profile, rules) {
  const settings = settingsOf(profile);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile.name, key, value);
  const plans = awsFiles.map((file) => ({
    file,
    ...planFile(drafts[file], { file, profile: profile.name, settings: settings[file] }, rules)
  }));
  return {
    undo: {
      profile: profile.name,
      files: Object.fromEntries(plans.flatMap(({ file, undo }) => undo === void 0 ? [] : [[file, undo]]))
    },
    notices: [...new Set(plans.flatMap(({ notices }) => notices))]
  };
}
function settingsOf(profile) {
  const region = ["region", profile.region];
  switch (profile.type) {
    case "web-identity":
      return {
        config: [
          ["role_arn", profile.roleArn],
          ["web_identity_token_file", profile.tokenFile],
          ["role_session_name", profile.sessionName],
          region
        ],
        credentials: []
      };
    case "assume-role":
      return {
        config: [
          ["role_arn", profile.roleArn],
          ["source_profile", profile.sourceProfile],
          ["role_session_name", profile.sessionName],
          ...profile.externalId === void 0 ? [] : [["external_id", profile.externalId]],
          region
        ],
        credentials: []
      };
    case "process":
      return { config: [["credential_process", profile.command], region], credentials: [] };
    case "static": {
      const { accessKeyId, secretAccessKey, sessionToken } = profile.credentials;
      const token = sessionToken === void 0 ? [] : [["aws_session_token", sessionToken.reveal()]];
      return {
        config: [region],
        credentials: [
          ["aws_access_key_id", accessKeyId],
          ["aws_secret_access_key", secretAccessKey.reveal()],
          ...token
        ]
      };
    }
  }
}
function checkValue(profile, key, value) {
  const problem = problemOfValue(value);
  if (problem === void 0) return;
  throw new HelperError("profile-invalid", `The profile "${profile}" cannot be written: its ${key} ${problem}.`, {
    hint: "Use a value without line breaks and without # or ; after a space: not every AWS client would read such a value back unchanged."
  });
}
function planFile(draft, goal, rules) {
  const { ini } = draft;
  const header = headerFor(goal.file, goal.profile);
  const notices = sectionsOf(ini, header).flatMap((section) => takeFromOthers(section, goal, rules));
  removeLeftovers(ini, header, rules.mark);
  const theirs = sectionsOf(ini, header).filter((section) => isInTheWay(section, goal));
  const foreign = theirs.find((section) => section.mark === void 0 && decidesIdentity(section));
  if (foreign !== void 0 && !rules.overwrite) throw profileExists(foreign, goal, rules);
  const fileMade = !draft.exists;
  if (theirs.length > 0) {
    const changed = editSections(ini, header, { set: goal.settings, remove: replacedKeys, mark: rules.mark });
    return { undo: { fileMade, changed }, notices };
  }
  if (goal.settings.length > 0) {
    draft.exists = true;
    const added = appendSection(ini, header, { set: goal.settings, mark: rules.mark });
    return { undo: { fileMade, changed: [], added }, notices };
  }
  return { undo: void 0, notices };
}
function takeFromOthers(section, goal, rules) {
  const { mark } = section;
  if (mark === void 0 || mark.job === rules.mark.job || rules.isOver(mark)) return [];
  const until = mark.until === void 0 ? "" : `, until ${new Date(mark.until).toISOString()}`;
  const whose = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new HelperError("profile-exists", `The profile "${goal.profile}" (${place}) ${whose}.`, {
      hint: "Use a different profile name for each job that shares this home folder, with `aws-profile` (`--aws-profile NAME`): include what distinguishes the jobs. If the other job is certainly over, `overwrite-aws-profile: true` (`--overwrite-aws-profile`) replaces its profile."
    });
  }
  return [
    `The profile "${goal.profile}" ${whose}, and is replaced (overwrite-aws-profile). From now on, that job also uses this role.`
  ];
}
function removeLeftovers(ini, header, { job }) {
  const made = sectionsOf(ini, header).filter((section) => section.made);
  for (const section of made.toReversed()) removeSection(ini, section);
  editSections(ini, header, {
    set: [],
    remove: replacedKeys,
    where: ({ mark }) => mark !== void 0 && mark.job !== job
  });
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || replacedKeys.some((key) => section.keys.has(key));
}
function decidesIdentity({ keys }) {
  return identitySettings.some((key) => keys.has(key));
}
function profileExists(section, goal, rules) {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), with credentials that are not from ci-aws-credentials.`;
  return new HelperError("profile-exists", message, {
    hint: "Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`) to replace the credentials and the region of the profile until the end of the job; its other settings stay."
  });
}

// src/export/process-program.ts
function sharedProgram(jobFolder, { files, self }) {
  const { executable, file } = self;
  if (file === void 0) {
    return { folder: `${jobFolder}/program`, contents: /* @__PURE__ */ new Map(), command: [executable, renewArgument] };
  }
  const built = parseJson(files.read(`${file.folder}/credential-process.json`) ?? "");
  const copied = isObject(built) ? built[file.name] : void 0;
  const id = isObject(copied) ? stringAt(copied, "id") : void 0;
  if (!isObject(copied) || id === void 0 || !isObject(copied.files))
    throw new Error(`${file.folder} does not contain the built program`);
  const folder = `${jobFolder}/program-${id}`;
  return {
    folder,
    contents: new Map(
      Object.entries(copied.files).map(([name, built2]) => [name, files.read(`${file.folder}/${built2}`) ?? ""])
    ),
    command: [executable, `${folder}/credential-process.js`]
  };
}
var renewArgument = "--profile-folder";
function profileFolder({ folder }, ownName2) {
  return `${folder}/${prefix}${ownName2}`;
}
var prefix = "process-";
async function writeProgram({ folder, contents }, profileFiles, files) {
  await files.locked(folder, () => {
    files.privateFolder(folder);
    for (const profile of foldersOf(profileFiles)) files.privateFolder(profile);
    for (const [name, text] of contents) {
      const path = `${folder}/${name}`;
      if (!holds(path, text, files)) files.replace(path, text);
    }
  });
}
function holds(path, text, files) {
  try {
    return files.readPrivate(path) === text;
  } catch (error) {
    if (error instanceof HelperError) return false;
    throw error;
  }
}
function programReceipt({ folder, contents }) {
  return { folder, files: [...contents.keys()].map((name) => `${folder}/${name}`) };
}
async function removeProfileFiles({ files: own, program }, files) {
  const folder = isObject(program) ? stringAt(program, "folder") : void 0;
  if (!isObject(program) || folder === void 0 || files.identity(folder) === void 0) {
    removePrivateFiles(own, files);
    return;
  }
  await files.locked(folder, () => {
    files.removeLeftovers(folder);
    removePrivateFiles(own, files);
    if (files.list(folder).some((name) => name.startsWith(prefix))) return;
    removePrivateFiles(program.files, files);
    files.removeFolder(folder);
  });
}

// src/core/credential-cache.ts
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function printCache(cached) {
  return `${cached.issuedAt} ${cached.renewAt}
${processOutput(cached)}`;
}
function processOutput({ credentials }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  const answer = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey.reveal(),
    SessionToken: sessionToken.reveal(),
    Expiration: new Date(expiresAt).toISOString()
  };
  return `${JSON.stringify(answer)}
`;
}

// src/core/session.ts
function isTemporary(credentials) {
  return credentials.sessionToken !== void 0 && credentials.expiresAt !== void 0;
}

// src/options/table.ts
var options = [
  {
    name: "role-to-assume",
    legacyVariable: true,
    kind: "text",
    value: "ARN",
    aliases: ["role-arn"],
    environment: ["AWS_ROLE_ARN"],
    help: "ARN of the role to assume. A role name is enough unless an OIDC token is used."
  },
  {
    name: "aws-region",
    kind: "text",
    value: "REGION",
    aliases: ["region"],
    environment: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    help: "AWS region, for STS and for the AWS calls of the job. Default: a region in the role's partition."
  },
  {
    name: "audience",
    legacyVariable: true,
    kind: "text",
    value: "AUD",
    actionDefault: "sts.amazonaws.com",
    help: "Audience of the OIDC token; must be a client ID of the identity provider in IAM."
  },
  {
    name: "role-session-name",
    legacyVariable: true,
    kind: "text",
    value: "NAME",
    environment: ["AWS_ROLE_SESSION_NAME"],
    help: "Session name, as shown in CloudTrail. Default: derived from the job ID."
  },
  {
    name: "role-duration-seconds",
    legacyVariable: true,
    kind: "number",
    value: "SECONDS",
    default: "3600",
    help: "Lifetime of the credentials: 900 to 43200, up to the role's maximum session duration."
  },
  {
    name: "inline-session-policy",
    legacyVariable: true,
    kind: "json",
    value: "JSON",
    help: "Inline session policy that restricts the permissions of the session."
  },
  {
    name: "managed-session-policies",
    legacyVariable: true,
    kind: "lines",
    value: "ARN",
    help: "ARNs of managed policies that restrict the permissions of the session, at most ten."
  },
  {
    name: "trust-policy",
    kind: "text",
    value: "FILE",
    help: "File with the role's trust policy, or with the output of `aws iam get-role`. Read only when AWS refuses, to find the condition that failed."
  },
  {
    name: "then-assume",
    kind: "lines",
    value: "ARN",
    help: "Roles to assume after the first, in order, each with the credentials of the previous one. AWS limits such sessions to one hour."
  },
  {
    name: "roles",
    handover: true,
    kind: "lines",
    value: "LINE",
    help: "Several roles, one per line, each written as a profile: `NAME = ARN`, optionally followed by `, via = NAME` to assume it with the credentials of another profile, and `, region = REGION`."
  },
  {
    name: "allowed-account-ids",
    kind: "list",
    value: "ID",
    help: "Fail unless the credentials belong to one of these accounts. Checked before anything is exported."
  },
  {
    name: "ci",
    kind: "text",
    value: "NAME",
    help: "Override CI detection: {ci}."
  },
  {
    name: "token-env",
    kind: "text",
    value: "NAME",
    help: "Environment variable that contains the OIDC token."
  },
  {
    name: "token-command",
    kind: "text",
    value: "COMMAND",
    frontEnd: "cli",
    help: "Shell command that prints a fresh OIDC token."
  },
  {
    name: "web-identity-token-file",
    legacyVariable: true,
    kind: "text",
    value: "FILE",
    help: "File that contains the OIDC token."
  },
  {
    name: "service-connection-id",
    kind: "text",
    value: "ID",
    frontEnd: "cli",
    help: "Azure Pipelines: ID of the service connection whose token is used instead of the token of the pipeline."
  },
  {
    name: "export",
    handover: true,
    kind: "list",
    value: "TARGET",
    help: "How to pass the credentials to the job: env, outputs, profile or none (only check that the role can be assumed). Default: depends on the CI."
  },
  {
    name: "aws-profile",
    handover: true,
    kind: "text",
    value: "NAME",
    aliases: ["profile"],
    help: "Name of the profile to write. Default: `default`, if a profile is written."
  },
  {
    name: "profile-type",
    handover: true,
    kind: "text",
    value: "TYPE",
    help: "web-identity (the token in a private file, no AWS secret on disk), process (runs this program, which renews the credentials) or static (keys). Default: depends on the CI."
  },
  {
    name: "overwrite-aws-profile",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "Replace an existing profile of the same name."
  },
  {
    name: "ecr-login",
    handover: true,
    kind: "list",
    value: "REGISTRY",
    help: "Also log in to Amazon ECR: true (the registry of the role's account), account IDs, registry hosts in any region, public."
  },
  {
    name: "output-env-credentials",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Export the credentials as environment variables. Default: true, unless `aws-profile` is set."
  },
  {
    name: "output-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Set the credentials as step outputs."
  },
  {
    name: "aws-access-key-id",
    kind: "text",
    frontEnd: "action",
    help: "Access key ID of static credentials. They assume the role, or are exported as they are if no role is set."
  },
  {
    name: "aws-secret-access-key",
    kind: "text",
    frontEnd: "action",
    help: "Secret access key of static credentials."
  },
  {
    name: "aws-session-token",
    kind: "text",
    frontEnd: "action",
    help: "Session token of static credentials, if they have one."
  },
  {
    name: "role-chaining",
    legacyVariable: true,
    kind: "flag",
    help: "Assume the role with existing credentials (environment variables, profile, container, instance) instead of a token."
  },
  {
    name: "use-existing-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "If existing credentials work, keep them and do nothing else."
  },
  {
    name: "force-skip-oidc",
    kind: "flag",
    frontEnd: "action",
    help: "Never use the OIDC token of the job."
  },
  {
    name: "unset-current-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Clear the credential environment variables of earlier steps. Can be used alone."
  },
  {
    name: "role-external-id",
    legacyVariable: true,
    kind: "text",
    value: "ID",
    help: "External ID that the trust policy requires. AssumeRole only: not used with a token."
  },
  {
    name: "role-skip-session-tagging",
    legacyVariable: true,
    kind: "flag",
    help: "Do not set session tags. With a token, none are set in any case."
  },
  {
    name: "custom-tags",
    kind: "json",
    value: "JSON",
    help: "Additional session tags for AssumeRole, as a JSON object."
  },
  {
    name: "transitive-tag-keys",
    legacyVariable: true,
    kind: "lines",
    value: "KEY",
    help: "Keys of session tags that are passed on to the roles assumed next."
  },
  {
    name: "special-characters-workaround",
    legacyVariable: true,
    kind: "flag",
    help: "Request new credentials, at most ten times, until the secret key contains only letters and digits."
  },
  { name: "disable-retry", legacyVariable: true, kind: "flag", help: "Do not retry failed requests." },
  {
    name: "retry-max-attempts",
    legacyVariable: true,
    kind: "number",
    value: "N",
    help: "Maximum attempts per request. Permanent errors are never retried."
  },
  {
    name: "http-proxy",
    kind: "text",
    value: "URL",
    environment: ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"],
    help: "Proxy for all requests, starting with http:// or https://."
  },
  {
    name: "no-proxy",
    kind: "list",
    value: "HOST",
    environment: ["no_proxy", "NO_PROXY"],
    help: "Hosts to reach without the proxy: host names, .suffixes, host:port, CIDR ranges, or *."
  },
  {
    name: "summary",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Write a job summary with role, account, session name, region and expiry, without secrets."
  },
  {
    name: "mask-aws-account-id",
    legacyVariable: true,
    kind: "flag",
    help: "Mask the account ID in the log, if the CI can, and omit it from all messages of this program."
  },
  {
    name: "sts-endpoint",
    kind: "text",
    value: "URL",
    environment: ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"],
    help: "Custom STS endpoint URL."
  },
  {
    name: "timeout",
    kind: "number",
    value: "SECONDS",
    default: "90",
    aliases: ["action-timeout-s"],
    help: "Time limit for the whole step (0: none). Transient errors are retried until then."
  }
];

// src/export/windows-launcher.ts
var windowsLauncherName = "credential-process.cmd";
var longestPath = 250;
function windowsLauncher({ command, folder }) {
  const [executable, argument] = command.map((word) => inBatch(fromFolder(word, folder)));
  const text = `@${executable} ${argument} "%~dp0."\r
`;
  const isTooLong = folder.length + windowsLauncherName.length >= longestPath;
  return isTooLong || !isAscii(text) ? void 0 : text;
}
function isAscii(text) {
  return /^[ -~\r\n]*$/.test(text);
}
function windowsPath(path) {
  const own = path.replaceAll("/", "\\");
  return /^[\p{L}\p{N}_\\:.~@+-]+$/u.test(own) ? own : `"${own}"`;
}
function fromFolder(path, folder) {
  if (isAscii(path)) return path;
  const [to, from] = [path.split(/[\\/]/), folder.split(/[\\/]/)];
  const firstOther = from.findIndex((name, index) => name !== to[index]);
  const shared = firstOther === -1 ? from.length : firstOther;
  if (shared === 0) return path;
  return [here, ...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("\\").replace(`${here}\\`, here);
}
var here = "%~dp0";
function inBatch(word) {
  if (/^[\w-]+$/.test(word)) return word;
  const literal = (text) => text.replaceAll("%", "%%");
  return word.startsWith(here) ? `"${here}${literal(word.slice(here.length))}"` : `"${literal(word)}"`;
}

// src/export/process-launcher.ts
function launcherOf(run, { files, platform }) {
  const text = platform === "win32" ? windowsLauncher(run) : files.identity("/bin/sh") && launcher(run);
  return text === void 0 ? void 0 : { name: platform === "win32" ? windowsLauncherName : launcherName, text };
}
var launcherName = "credential-process.sh";
function launcher({ command, folder }) {
  return `# Written by ci-aws-credentials: prints the cached credentials while they are fresh; Node renews them.
set +x # Bash takes SHELLOPTS from the environment, and a trace would show the credentials.
folder=${posixQuote(folder)}
cache=$folder/cache

fresh() {
  [ -O "$folder" ] && [ -O "$cache" ] || return 1
  # A folder and a plain file, no links, and closed to others.
  case $(/bin/ls -dn "$folder" "$cache") in
  d???--[S-]--[T-]*'
'-???------*) ;;
  *) return 1 ;;
  esac
  # A line without its ending is not whole.
  { read -r issued renewal && IFS= read -r answer; } <"$cache" || return 1
  # Every shell has echo built in: no other process sees what is printed. Some change backslashes.
  case $answer in
  *\\\\*) return 1 ;;
  '{'*'}') ;;
  *) return 1 ;;
  esac
  now=$(/bin/date +%s)999
  [ "$now" -ge "$issued" ] && [ "$now" -lt "$renewal" ]
}

if fresh 2>/dev/null; then
  echo "$answer"
  exit
fi
exec ${command.map(posixQuote).join(" ")} "$folder"
`;
}
function commandLine(run, io) {
  const { command, folder, plainFolder } = run;
  const found = launcherOf(run, io);
  if (found !== void 0 && io.platform === "win32") return windowsPath(`${plainFolder}/${found.name}`);
  const words = found === void 0 ? [...command, folder] : ["/bin/sh", `${folder}/${found.name}`];
  return words.map((word) => quoted(word, io.platform)).join(" ");
}
function quoted(path, platform) {
  if (platform === "win32") return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? posixQuote(path) : `"${path}"`;
}

// src/export/process-folder.ts
function processFiles(handover, session, { run, io }) {
  const launcher2 = launcherOf(run, io);
  const files = [
    ["spec.json", JSON.stringify(specOf(handover, session, io))],
    ["cache", cacheOf(session, io)],
    ...launcher2 === void 0 ? [] : [[launcher2.name, launcher2.text]]
  ];
  return new Map(files.map(([name, text]) => [`${run.folder}/${name}`, text]));
}
function ownName(profile, token) {
  return `${profile}-${fingerprint([profile, token?.claims.iss, token?.claims.sub])}`;
}
function specOf({ settings, ci, sessionName }, { profile, via, roleArn, region }, { files }) {
  const same = options.flatMap(({ name, handover, value: placeholder }) => {
    const value = settings.given[name];
    if (value === void 0 || handover) return [];
    return [[name, placeholder === "FILE" ? files.absolute(value) : value]];
  });
  const { source } = settings;
  const alone = settings.chain.length > 0 && source?.kind === "token" ? source.role.arn : roleArn;
  const [first = alone, ...further] = via === void 0 ? [] : wayTo(profile, settings.roles);
  return {
    ...Object.fromEntries(same),
    ...further.length === 0 ? {} : { "then-assume": further.join("\n") },
    ci: ci.id,
    "aws-region": region,
    "role-session-name": sessionName,
    ...first === void 0 ? {} : { "role-to-assume": first }
  };
}
function wayTo(profile, roles) {
  const entry = roles.find((role) => role.profile === profile);
  return entry === void 0 ? [] : [...wayTo(entry.via, roles), entry.role.arn];
}
function cacheOf({ credentials }, { clock }) {
  if (!isTemporary(credentials)) return "";
  const issuedAt = clock.now();
  return printCache({
    credentials,
    issuedAt,
    renewAt: renewalTime(issuedAt, credentials.expiresAt, clock.random())
  });
}

// src/export/profile-files.ts
async function writePrivateFiles(handover, io, record) {
  const { precedence, sessions, job } = handover;
  const program = precedence.profileType === "process" ? sharedProgram(makeJobFolder(job, io), io) : void 0;
  const plainJobFolder = program === void 0 ? "" : await io.files.withoutBlanks(job.folder);
  const place = { program, plainJobFolder, io };
  const planned = sessions.map((session) => planProfileFiles(handover, session, place));
  const contents = new Map(planned.flatMap(({ files: files2 = [] }) => [...files2]));
  const files = [...contents.keys()];
  if (program !== void 0) record({ kind: "profile", files, program: programReceipt(program) });
  else if (files.length > 0) record({ kind: "profile", files });
  if (program !== void 0) await writeProgram(program, files, io.files);
  for (const [path, text] of contents) io.files.replace(path, text);
  return planned.map(({ settings }) => settings);
}
function planProfileFiles(handover, session, place) {
  const { settings, sessionName, token, precedence } = handover;
  const { profile: name, via, region, roleArn } = session;
  const common = { name, region };
  if (precedence.profileType === "static" || token === void 0 || roleArn === void 0) {
    return { settings: { ...common, type: "static", credentials: session.credentials } };
  }
  if (place.program !== void 0) return planProcess(handover, session, { ...place, program: place.program });
  if (via !== void 0) {
    const { externalId } = settings;
    return { settings: { ...common, type: "assume-role", roleArn, sourceProfile: via, sessionName, externalId } };
  }
  const webIdentity = { ...common, type: "web-identity", roleArn, sessionName };
  if (token.path !== void 0) {
    return { settings: { ...webIdentity, tokenFile: place.io.files.absolute(token.path) } };
  }
  const tokenFile = `${makeJobFolder(handover.job, place.io)}/token-${ownName(name, token)}`;
  return { settings: { ...webIdentity, tokenFile }, files: /* @__PURE__ */ new Map([[tokenFile, token.jwt.reveal()]]) };
}
function planProcess(handover, session, { program, plainJobFolder, io }) {
  const folder = profileFolder(program, ownName(session.profile, handover.token));
  const plainFolder = folder.replace(handover.job.folder, () => plainJobFolder);
  const run = { command: program.command, folder, plainFolder };
  const { profile: name, region } = session;
  return {
    settings: { name, region, type: "process", command: commandLine(run, io) },
    files: processFiles(handover, session, { run, io })
  };
}

// src/export/profile-place.ts
function profilePlaceOf({ ci, job }, io) {
  const usual = absolutePaths(io);
  if (ci.setVariable === void 0) return { paths: usual, usual, isOwn: false };
  const own = { config: `${job.folder}/aws-config`, credentials: `${job.folder}/aws-credentials` };
  const isNamed = (file) => Boolean(io.env[awsFileVariables[file]]) && usual[file] !== own[file];
  const paths = {
    config: isNamed("config") ? usual.config : own.config,
    credentials: isNamed("credentials") ? usual.credentials : own.credentials
  };
  return { paths, usual, isOwn: !awsFiles.some(isNamed) };
}
function absolutePaths({ env, homeFolder, platform, files }) {
  const { config, credentials } = awsFilePaths(env, homeFolder, platform);
  if (files.isSame(config, credentials)) throw oneFile(config);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}
function textsAt({ paths, usual }, files) {
  const textOf2 = (file) => files.read(paths[file]) ?? files.read(usual[file]);
  return { config: textOf2("config"), credentials: textOf2("credentials") };
}
function copyFiles(place, { job }, { io, record }) {
  const { paths, usual } = place;
  const missing = awsFiles.filter((file) => paths[file] !== usual[file] && io.files.read(paths[file]) === void 0);
  if (missing.length === 0) return;
  makeJobFolder(job, io);
  record({ kind: "files", files: missing.map((file) => paths[file]) });
  for (const file of missing) {
    const text = io.files.read(usual[file]);
    if (text !== void 0) io.files.replace(paths[file], text);
  }
}
function namingCommands({ paths, usual }, { ci }) {
  const files = awsFiles.filter((file) => paths[file] !== usual[file]);
  const commands = (places) => files.flatMap((file) => ci.setVariable?.(awsFileVariables[file], places[file]) ?? []);
  return { name: commands(paths), putBack: commands(usual) };
}
function obey(commands, { log }) {
  if (!Array.isArray(commands)) return;
  for (const line of commands) if (typeof line === "string") log.command(line);
}

// src/export/profile-undo.ts
function undoProfiles(texts, undo, paths) {
  const drafts = draftsOf(texts);
  const kept = undo.toReversed().flatMap(({ profile, files }) => {
    const changed = awsFiles.filter((file) => !undoFile(drafts[file], headerFor(file, profile), files[file]));
    return changed.map(
      (file) => `The profile "${profile}" in ${paths[file]} was changed in the meantime and is left unchanged.`
    );
  });
  return { texts: textsOf(drafts), kept };
}
function undoFile(draft, header, undo) {
  if (!draft.exists || undo === void 0) return true;
  const { ini } = draft;
  const intact = undo.added === void 0 ? restoreChanged(ini, header, undo.changed) : removeAdded(ini, header, undo.added);
  if (undo.fileMade && isEmptyAwsIni(ini)) draft.exists = false;
  return intact;
}
function removeAdded(ini, header, added) {
  const sections = sectionsOf(ini, header);
  const section = sections.find(({ text }) => text === added);
  if (section === void 0) return sections.length === 0;
  removeSection(ini, section);
  return true;
}
function restoreChanged(ini, header, changes) {
  let left = sectionsOf(ini, header);
  let intact = true;
  for (const { before, after } of changes) {
    const index = left.findIndex((section2) => beginsWith(section2, after));
    const section = left[index];
    if (section === void 0) {
      intact = false;
    } else {
      replaceText(section, after, before);
      left = left.slice(index + 1);
    }
  }
  return intact;
}
function parseProfileUndo(value) {
  if (!isObject(value) || !isObject(value.files)) return void 0;
  const profile = stringAt(value, "profile");
  if (profile === void 0) return void 0;
  const given = value.files;
  const files = awsFiles.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo]) => undo === void 0)) return void 0;
  return { profile, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!isObject(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed = value.changed.flatMap((change) => {
    if (!isObject(change)) return [];
    const before = stringAt(change, "before");
    const after = stringAt(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed.length !== value.changed.length) return void 0;
  const added = stringAt(value, "added");
  return { fileMade: value.fileMade, changed, ...added === void 0 ? {} : { added } };
}

// src/export/two-homes.ts
function twoHomes({
  env,
  platform,
  homeFolder,
  files
}) {
  const home = envValue(env, "HOME");
  if (platform !== "win32" || home === void 0 || homeFolder === void 0) return void 0;
  const bothAreNamed = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].every((name) => envValue(env, name));
  if (bothAreNamed || files.isSame(home, homeFolder)) return void 0;
  return `HOME is ${home}, and USERPROFILE is ${homeFolder}. The AWS CLI, boto3 and Terraform look for profiles under USERPROFILE; tools with the AWS SDK for JavaScript, under HOME. Set HOME to USERPROFILE, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE in all steps.`;
}

// src/export/usual-profile-type.ts
function lostInWebIdentity({ inlinePolicy, managedPolicies, chain }) {
  if (inlinePolicy !== void 0) return "inline-session-policy";
  if (managedPolicies.length > 0) return "managed-session-policies";
  return chain.length > 0 ? "then-assume" : void 0;
}

// src/export/aws-profile.ts
var kind = "profile";
function checkProfile(plan, io) {
  refuseType(plan);
  const place = profilePlaceOf(plan, io);
  for (const path of Object.values(place.paths)) io.files.checkReplaceable(path);
  const apart = place.isOwn ? void 0 : twoHomes(io);
  if (apart !== void 0) io.log.warning(`The profile is written under USERPROFILE. ${apart}`);
  if (plan.precedence.profileType === "static") warnOfCheckout(place.paths.credentials, plan, io);
  planProfiles(textsAt(place, io.files), standIns(plan), rulesFor(plan, place, io));
}
async function writeProfile(handover, { io, record }) {
  const place = profilePlaceOf(handover, io);
  const { paths } = place;
  copyFiles(place, handover, { io, record });
  const profiles = await writePrivateFiles(handover, io, record);
  const rules = { ...rulesFor(handover, place, io), mark: markOf(handover, io) };
  const { notices } = await editAwsFiles(io.files, paths, (texts) => {
    const planned = planProfiles(texts, profiles, rules);
    record({ kind, paths, undo: planned.undo });
    return planned;
  });
  for (const notice of notices) io.log.notice(notice);
  const { name, putBack } = namingCommands(place, handover);
  if (name.length === 0) return;
  record({ kind, commands: putBack });
  obey(name, io);
  io.log.info(
    'Later steps of the job find the profile through AWS_CONFIG_FILE. In this step, use exec, or eval "$(ci-aws-credentials env \u2026)".'
  );
}
async function undoProfile(receipt, io) {
  obey(receipt.commands, io);
  await removeProfileFiles(receipt, io.files);
  const paths = parsePaths(receipt.paths);
  const undo = parseUndo(receipt.undo);
  if (paths === void 0 || undo === void 0) return;
  const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo, paths));
  for (const notice of kept) io.log.notice(notice);
}
function markOf(handover, io) {
  makeJobFolder(handover.job, io);
  const until = endOfProfile(handover);
  return { job: handover.job.id, ...until === void 0 ? {} : { until }, traces: tracesOf(handover.job, io) };
}
function endOfProfile(handover) {
  const { token, sessions, precedence } = handover;
  const { profileType: type } = precedence;
  if (type === "static") return sessions[0].credentials.expiresAt;
  if (type === "process" || token?.path !== void 0 || token?.claims.exp === void 0) return void 0;
  return Number.isNaN(new Date(token.claims.exp * 1e3).getTime()) ? void 0 : token.claims.exp * 1e3;
}
function rulesFor({ settings, job }, { paths, isOwn }, io) {
  const now = io.clock.now();
  return {
    paths,
    overwrite: settings.profile.overwrite || isOwn,
    mark: { job: job.id },
    isOver: ({ job: id, until, traces = {} }) => isOwn || id === shellFormId(job) || until !== void 0 && until <= now || isOver(traces, job, io)
  };
}
function standIns(plan) {
  const { settings, profileName } = plan;
  const names = settings.roles.length > 0 ? settings.roles.map(({ profile: name }) => name) : [profileName];
  const none = { accessKeyId: "none", secretAccessKey: new Secret("none") };
  return names.map((name) => ({
    name,
    region: settings.region,
    ...plan.precedence.profileType === "static" ? { type: "static", credentials: none } : { type: "process", command: "none" }
  }));
}
function refuseType(plan) {
  const { settings, precedence } = plan;
  const { profileType: type } = precedence;
  if (type !== "static" && settings.source?.kind !== "token") {
    throw new HelperError(
      "option-conflict",
      `A profile of type ${type} requires a token, but other credentials are used.`,
      {
        hint: "Set profile-type: static, or assume the role with the token of the job."
      }
    );
  }
  const lost = lostInWebIdentity(settings);
  if (type === "web-identity" && lost !== void 0) {
    throw new HelperError(
      "option-conflict",
      `${lost} has no effect in a profile of type web-identity, where AWS tools exchange the token themselves.`,
      { hint: "Set profile-type: process, which runs this program for credentials, or static." }
    );
  }
}
function parsePaths(value) {
  const config = isObject(value) ? stringAt(value, "config") : void 0;
  const credentials = isObject(value) ? stringAt(value, "credentials") : void 0;
  return config === void 0 || credentials === void 0 ? void 0 : { config, credentials };
}
function parseUndo(value) {
  const undo = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo.every((entry) => entry !== void 0) ? undo : void 0;
}
module.exports = {
  checkProfile,
  undoProfile,
  writeProfile
};
