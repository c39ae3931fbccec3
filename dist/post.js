var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var import_post_shared = require("./post-shared.js");
var import_post_shared2 = require("./post-shared.js");
var import_post_shared3 = require("./post-shared.js");
var os = require("os");
var os2 = require("os");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var import_promises = require("node:timers/promises");
var import_node_buffer = require("node:buffer");
var import_node_fs2 = require("node:fs");
var import_node_path2 = require("node:path");
var import_node_fs3 = require("node:fs");
var import_node_os2 = require("node:os");
var import_node_path3 = require("node:path");
var import_node_fs4 = require("node:fs");
var import_node_fs5 = require("node:fs");
var import_node_path4 = require("node:path");
var import_node_fs6 = require("node:fs");
var import_node_path5 = require("node:path");
var import_node_fs7 = require("node:fs");
var import_node_path6 = require("node:path");
var import_node_fs8 = require("node:fs");
var import_node_fs9 = require("node:fs");
var import_node_fs10 = require("node:fs");
var import_node_os3 = require("node:os");
var import_node_path7 = require("node:path");
var import_node_fs11 = require("node:fs");
// node_modules/@actions/core/lib/command.js
// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}
// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os2.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}
function getState(name) {
  return process.env[`STATE_${name}`] || "";
}
// src/export/variables.ts
function credentialVariables({ credentials, region }, env) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = (0, import_post_shared.envValue)(env, "AWS_SESSION_TOKEN") !== void 0;
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey.reveal(),
    ...sessionToken !== void 0 || stale ? { AWS_SESSION_TOKEN: sessionToken?.reveal() ?? "" } : {}
  };
}
var choosers = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
var companions = ["AWS_SECURITY_TOKEN", "AWS_CREDENTIAL_EXPIRATION"];
function rivalsUnset(io) {
  return { ...changed([...choosers, ...companions], void 0, io), ...otherSpellings(io) };
}
function otherSpellings({ env, platform }) {
  const isOther = (name) => name !== name.toUpperCase() && name.toUpperCase() in emptyCredentialVariables;
  return Object.fromEntries(
    (platform === "win32" ? Object.keys(env) : []).filter(isOther).map((name) => [name, void 0])
  );
}
function rivalsOverwritten(profile2, io) {
  const chosen = profile2 === void 0 ? {} : changed(choosers, profile2, io);
  return { ...chosen, ...changed(companions, "", io) };
}
function changed(names, to, { env, platform }) {
  const isMeant = (name) => names.includes(platform === "win32" ? name.toUpperCase() : name);
  return Object.fromEntries(
    Object.entries(env).flatMap(
      ([name, value]) => isMeant(name) && value !== void 0 && value !== to ? [[name, to]] : []
    )
  );
}
var emptyCredentialVariables = {
  AWS_ACCESS_KEY_ID: "",
  AWS_SECRET_ACCESS_KEY: "",
  AWS_SESSION_TOKEN: "",
  AWS_REGION: "",
  AWS_DEFAULT_REGION: ""
};
// src/export/bash-env.ts
var bashEnv = {
  name: "bash-env",
  hands: "variables",
  rivals: (_request, io) => rivalsUnset(io),
  check(plan, io) {
    const path = pathIn(io.env);
    io.files.checkAppendable(path);
    (0, import_post_shared.warnOfCheckout)(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = pathIn(io.env);
    const before = io.files.read(path) ?? "";
    const lines = (0, import_post_shared.shellLines)("sh", { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
    const block = before === "" || before.endsWith("\n") ? lines : `
${lines}`;
    record({ kind: "bash-env", path, block });
    io.files.append(path, lines);
  },
  undo({ path, block }, io) {
    if (typeof path !== "string" || typeof block !== "string") return;
    const text = io.files.read(path);
    const start = text?.lastIndexOf(block) ?? -1;
    if (text === void 0 || start === -1) return;
    io.files.replace(path, text.slice(0, start) + text.slice(start + block.length));
  }
};
function pathIn(env) {
  const path = (0, import_post_shared.envValue)(env, "BASH_ENV");
  if (path !== void 0) return path;
  throw new import_post_shared3.HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so environment variables cannot be passed to later steps.",
    {
      hint: 'Use --export profile, or eval "$(ci-aws-credentials env \u2026)". CircleCI sets BASH_ENV in every job.'
    }
  );
}
// src/export/target.ts
function writesProfile({ targets }) {
  return targets.some(({ hands }) => hands === "profile");
}
// src/export/github-env.ts
var githubEnv = {
  name: "github-env",
  hands: "variables",
  rivals,
  check: (_plan, io) => io.runner.check(["variables"]),
  write(handover, io, record) {
    const variables = { ...credentialVariables(handover.sessions[0], io.env), ...rivals(handover, io) };
    exportVariables(onlyTexts(variables), io, record);
  },
  /** The runner cannot unset a variable; all AWS tools treat an empty one as unset. */
  undo({ before }, io) {
    if ((0, import_post_shared.isObject)(before)) io.runner.exportVariables(onlyTexts(before));
  }
};
function rivals(request, io) {
  return rivalsOverwritten(writesProfile(request) ? request.profileName : void 0, io);
}
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) (0, import_post_shared.oneLine)(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", before });
  io.runner.exportVariables(variables);
}
function onlyTexts(object) {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : [])
  );
}
// src/core/secret.ts
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Map();
var longestFirst;
var shortest = 8;
var Secret = class {
  constructor(value) {
    values.set(this, value);
    hideFromNowOn(value);
  }
  reveal() {
    return values.get(this) ?? "";
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  /** Called by Node's `util.inspect`. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
function hideFromNowOn(value) {
  const text = value.trim();
  if (text.length < shortest || /^\d{12}$/.test(text) || known.has(text)) return;
  known.set(text, void 0);
  longestFirst = void 0;
}
function withoutSecrets(text) {
  longestFirst ??= [...known].flatMap(([secret, found]) => found ?? remember(secret)).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shown2, spelling) => shown2.replaceAll(spelling, "***"), text).replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, "***");
}
function remember(secret) {
  const spellings = spellingsOf(secret);
  known.set(secret, spellings);
  return spellings;
}
function spellingsOf(secret) {
  const [, payload, signature] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
  const encoded = encodeURIComponent(secret);
  const strictly = encoded.replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
  const base64 = [0, 1, 2].map((before) => base64Within(secret, before));
  return [
    .../* @__PURE__ */ new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
      ...[encoded, strictly, strictly.replaceAll("%20", "+")].flatMap(withLowerEscapes),
      ...base64,
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
      ...[payload, signature].filter((part) => part !== void 0 && part.length >= shortest)
    ])
  ].filter((spelling) => spelling !== void 0);
}
function withLowerEscapes(text) {
  return [text, text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}
function base64Within(secret, before) {
  const bytes = bytesOf(secret);
  const text = btoa("\0".repeat(before) + bytes);
  return text.slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
}
function bytesOf(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
// src/core/fingerprint.ts
function fingerprint(value) {
  let [high, low] = [3421674724, 2216829733];
  for (const character of JSON.stringify(value)) {
    low = (low ^ (character.codePointAt(0) ?? 0)) >>> 0;
    const product = low * prime;
    high = (high * prime + Math.floor(product / 2 ** 32) + low * 2 ** 8) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return (BigInt(high) << 32n | BigInt(low)).toString(36).padStart(13, "0");
}
var prime = 435;
// src/job/job.ts
function makeJobFolder({ folder }, { files }) {
  const root = rootOf(folder);
  files.privateFolder(root);
  files.privateFolder(folder);
  files.privateFolder(root);
  return folder;
}
function hasJobFolder(folder, files) {
  return files.isOwnFolder(rootOf(folder)) && files.isOwnFolder(folder);
}
function removeJobFolder(folder, files) {
  const root = rootOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(rootOf(root))) files.removeFolder(rootOf(root));
}
function rootOf(folder) {
  return folder.slice(0, Math.max(folder.lastIndexOf("/"), folder.lastIndexOf("\\")));
}
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
  const read2 = (path) => {
    try {
      return files.read(path)?.trim() || void 0;
    } catch {
      return void 0;
    }
  };
  return {
    host: read2("/proc/sys/kernel/hostname") ?? env.COMPUTERNAME ?? "this",
    boot: read2("/proc/sys/kernel/random/boot_id")?.slice(0, 8)
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
function awsFilePaths(env, homeFolder2, platform) {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder: homeFolder2, platform }));
  if (config === void 0 || credentials === void 0) {
    throw new import_post_shared3.HelperError(
      "file-not-writable",
      "No home folder for the AWS files: HOME is not set, and the system has none for this user.",
      { hint: "Set HOME, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to absolute paths." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new import_post_shared3.HelperError(
    "environment-conflict",
    `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
    { hint: "Unset one of them, or set it to another file: profile headers differ between the two files." }
  );
}
function locateAwsFile(file, { env, homeFolder: homeFolder2, platform }) {
  const separator = platform === "win32" ? "\\" : "/";
  const inHome = (path) => homeFolder2 === void 0 ? void 0 : homeFolder2 + separator + path;
  const given = env[awsFileVariables[file]] ?? "";
  if (given === "") return inHome([".aws", file].join(separator));
  const expands = given.startsWith("~/") || platform === "win32" && given.startsWith("~\\");
  return expands ? inHome(given.slice(2)) : given;
}
function headerFor(file, profile2) {
  return file === "credentials" || profile2 === "default" ? profile2 : `profile ${profile2}`;
}
function editAwsFiles(files, paths, plan) {
  const edit = () => {
    const before = { config: files.read(paths.config), credentials: files.read(paths.credentials) };
    const planned = plan(before);
    const changed2 = awsFiles.filter((file) => planned.texts[file] !== before[file]);
    for (const file of changed2) files.checkReplaceable(paths[file]);
    changed2.forEach((file, index) => {
      try {
        put(files, paths[file], planned.texts[file]);
      } catch (error2) {
        for (const written2 of changed2.slice(0, index)) put(files, paths[written2], before[written2]);
        throw error2;
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
var MARK = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;
function markLine(verb, { job, until, traces = {} }) {
  const end = until === void 0 ? [] : [["until", new Date(until).toISOString()]];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)])];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair) => `; ${pair.join(" ")}`).join("")}`;
  if (!MARK.test(line)) throw new Error(`${JSON.stringify(job)} cannot name a job in a mark`);
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
var BOM = "\uFEFF";
function parseAwsIni(text) {
  const top = { header: void 0, text: "", above: void 0, below: void 0 };
  const ini = { top, last: top, byHeader: /* @__PURE__ */ new Map() };
  const from = text.startsWith(BOM) ? BOM.length : 0;
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
  const isFirst = last === top && (top.text === "" || top.text === BOM);
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
  const before = readLines((above?.text ?? "").replace(/^\uFEFF/, "")).findLast(({ kind }) => kind !== "blank");
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
  const isBlank = shorter !== text && (shorter === "" || shorter === BOM || endsInEol(shorter));
  return isBlank ? shorter : text;
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
  for (const line of linesOf(file, /\r\n|\r|\n/g)) {
    number += 1;
    const unreadable = (what) => ({ problem: { line: number, what } });
    const text = withoutBlanks(line);
    if (/^[#;]/.test(text)) continue;
    if (text === "") {
      if (section !== void 0 && open !== void 0) section.values.set(open, `${section.values.get(open)}
`);
      continue;
    }
    const indent = line.indexOf(text);
    if (section !== void 0 && open !== void 0 && indent > level) {
      const value2 = section.values.get(open) ?? "";
      if (/^(?:$|\n)/.test(value2) && !text.includes("="))
        return unreadable(`the value of ${open} contains a line without a key`);
      section.values.set(open, `${value2}
${text}`);
      continue;
    }
    level = indent;
    const [, name] = /^\[(.+)\]/.exec(text) ?? [];
    if (name !== void 0) {
      if (seen.has(name)) return unreadable(`the section [${name}] occurs twice`);
      section = { name, values: name === "DEFAULT" ? defaults : /* @__PURE__ */ new Map() };
      if (name !== "DEFAULT") seen.add(name);
      if (name !== "DEFAULT" && isWanted(name, wanted)) sections.set(name, section.values);
      open = void 0;
      continue;
    }
    if (section === void 0) return unreadable(outside(text));
    const [, key, value = ""] = /^([^=:]+)[=:](.*)$/.exec(text) ?? [];
    if (key === void 0) return unreadable("the line is neither a header nor a setting");
    open = withoutBlanks(key).toLowerCase();
    if (section.values.has(open)) return unreadable(`${open} occurs twice in [${section.name}]`);
    section.values.set(open, withoutBlanks(value));
  }
  const whole = [...sections].map(([name, values2]) => {
    const all = [...defaults, ...values2].map(([key, value]) => [key, withoutLastBlanks(value)]);
    return [name, new Map(all)];
  });
  return { reading: new Map(whole) };
}
function* linesOf(text, ending) {
  let start = 0;
  for (const { index, 0: eol } of text.matchAll(ending)) {
    yield text.slice(start, index);
    start = index + eol.length;
  }
  yield text.slice(start);
}
function isWanted(name, wanted) {
  return wanted === void 0 || wanted.has(name);
}
var blank = /[^\S\uFEFF]/;
function withoutBlanks(text) {
  let start = 0;
  while (start < text.length && blank.test(text.charAt(start))) start += 1;
  return withoutLastBlanks(text.slice(start));
}
function withoutLastBlanks(text) {
  let end = text.length;
  while (end > 0 && blank.test(text.charAt(end - 1))) end -= 1;
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
  for (const line of linesOf(file, /\r?\n/g)) {
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
    const values2 = sections.get(section) ?? /* @__PURE__ */ new Map();
    sections.set(section, values2.set(nesting === void 0 ? key : `${nesting}.${key}`, value));
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
      const read2 = new Map([...profileIn(config, name) ?? [], ...credentials.get(name) ?? []]);
      const odd = oddSetting(read2, settings);
      if (odd !== void 0) {
        throw new import_post_shared3.HelperError(
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
  const { reading: reading2, problem } = { reading: void 0, ...client.read(text ?? "", names) };
  if (reading2 !== void 0) return reading2;
  throw new import_post_shared3.HelperError("profile-unreadable", `${path}, line ${problem?.line}: ${problem?.what}.`, {
    hint: `Fix the line: because of it, ${client.name} cannot read any profile in this file. Or use separate files for the job: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.`
  });
}
function profileIn(config, name) {
  return headersOf(name).map((header) => config.get(header)).find((values2) => values2 !== void 0);
}
function headersOf(name) {
  return [`profile ${name}`, `profile "${name}"`, `profile '${name}'`, ...name === "default" ? [name] : []];
}
function oddSetting(read2, settings) {
  const changed2 = settings.find(([key, value]) => read2.get(key) !== value);
  if (changed2 !== void 0) return `its ${changed2[0]} would be ${read2.has(changed2[0]) ? "different" : "missing"}`;
  const written2 = new Set(settings.map(([key]) => key));
  const foreign = [...read2.keys()].find((key) => identitySettings.includes(key) && !written2.has(key));
  return foreign === void 0 ? void 0 : `it would have ${foreign}, which ci-aws-credentials did not set`;
}
// src/export/plan-profiles.ts
var REPLACED_KEYS = [...identitySettings, "region"];
function planProfiles(texts, profiles, rules) {
  const drafts = draftsOf(texts);
  const plans = profiles.map((profile2) => planProfile(drafts, profile2, rules));
  const plan = {
    texts: textsOf(drafts),
    undo: plans.map(({ undo: undo2 }) => undo2),
    notices: plans.flatMap(({ notices }) => notices)
  };
  const written2 = profiles.map((profile2) => ({
    name: profile2.name,
    settings: Object.values(settingsOf(profile2)).flat()
  }));
  checkReadable(plan.texts, written2, rules.paths);
  return plan;
}
function planProfile(drafts, profile2, rules) {
  const settings = settingsOf(profile2);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile2.name, key, value);
  const plans = awsFiles.map((file) => ({
    file,
    ...planFile(drafts[file], { file, profile: profile2.name, settings: settings[file] }, rules)
  }));
  return {
    undo: {
      profile: profile2.name,
      files: Object.fromEntries(plans.flatMap(({ file, undo: undo2 }) => undo2 === void 0 ? [] : [[file, undo2]]))
    },
    notices: [...new Set(plans.flatMap(({ notices }) => notices))]
  };
}
function settingsOf(profile2) {
  const region = ["region", profile2.region];
  switch (profile2.type) {
    case "web-identity":
      return {
        config: [
          ["role_arn", profile2.roleArn],
          ["web_identity_token_file", profile2.tokenFile],
          ["role_session_name", profile2.sessionName],
          region
        ],
        credentials: []
      };
    case "assume-role":
      return {
        config: [
          ["role_arn", profile2.roleArn],
          ["source_profile", profile2.sourceProfile],
          ["role_session_name", profile2.sessionName],
          ...profile2.externalId === void 0 ? [] : [["external_id", profile2.externalId]],
          region
        ],
        credentials: []
      };
    case "process":
      return { config: [["credential_process", profile2.command], region], credentials: [] };
    case "static": {
      const { accessKeyId, secretAccessKey, sessionToken } = profile2.credentials;
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
function checkValue(profile2, key, value) {
  const problem = problemOfValue(value);
  if (problem === void 0) return;
  throw new import_post_shared3.HelperError("profile-invalid", `The profile "${profile2}" cannot be written: its ${key} ${problem}.`, {
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
    const changed2 = editSections(ini, header, { set: goal.settings, remove: REPLACED_KEYS, mark: rules.mark });
    return { undo: { fileMade, changed: changed2 }, notices };
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
  const whose2 = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new import_post_shared3.HelperError("profile-exists", `The profile "${goal.profile}" (${place}) ${whose2}.`, {
      hint: "Use a different profile name for each job that shares this home folder, with `aws-profile` (`--aws-profile NAME`): include what distinguishes the jobs. If the other job is certainly over, `overwrite-aws-profile: true` (`--overwrite-aws-profile`) replaces its profile."
    });
  }
  return [
    `The profile "${goal.profile}" ${whose2}, and is replaced (overwrite-aws-profile). From now on, that job also uses this role.`
  ];
}
function removeLeftovers(ini, header, { job }) {
  const made = sectionsOf(ini, header).filter((section) => section.made);
  for (const section of made.toReversed()) removeSection(ini, section);
  editSections(ini, header, {
    set: [],
    remove: REPLACED_KEYS,
    where: ({ mark }) => mark !== void 0 && mark.job !== job
  });
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || REPLACED_KEYS.some((key) => section.keys.has(key));
}
function decidesIdentity({ keys }) {
  return identitySettings.some((key) => keys.has(key));
}
function profileExists(section, goal, rules) {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), with credentials that are not from ci-aws-credentials.`;
  return new import_post_shared3.HelperError("profile-exists", message, {
    hint: "Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`) to replace the credentials and the region of the profile until the end of the job; its other settings stay."
  });
}
// src/job/private-files.ts
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  for (const folder of foldersOf(texts).sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
function foldersOf(paths) {
  return [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/"))))];
}
// src/export/process-program.ts
function sharedProgram(jobFolder, { files, self }) {
  const { executable, file } = self;
  if (file === void 0) {
    return { folder: `${jobFolder}/program`, contents: /* @__PURE__ */ new Map(), command: [executable, renewArgument] };
  }
  const built = (0, import_post_shared.parseJson)(files.read(`${file.folder}/credential-process.json`) ?? "");
  const copied = (0, import_post_shared.isObject)(built) ? built[file.name] : void 0;
  const id = (0, import_post_shared.isObject)(copied) ? (0, import_post_shared.stringAt)(copied, "id") : void 0;
  if (!(0, import_post_shared.isObject)(copied) || id === void 0 || !(0, import_post_shared.isObject)(copied.files))
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
    for (const profile2 of foldersOf(profileFiles)) files.privateFolder(profile2);
    for (const [name, text] of contents) {
      const path = `${folder}/${name}`;
      if (!holds(path, text, files)) files.replace(path, text);
    }
  });
}
function holds(path, text, files) {
  try {
    return files.readPrivate(path) === text;
  } catch (error2) {
    if (error2 instanceof import_post_shared3.HelperError) return false;
    throw error2;
  }
}
function programReceipt({ folder, contents }) {
  return { folder, files: [...contents.keys()].map((name) => `${folder}/${name}`) };
}
async function removeProfileFiles({ files: own, program }, files) {
  const folder = (0, import_post_shared.isObject)(program) ? (0, import_post_shared.stringAt)(program, "folder") : void 0;
  if (!(0, import_post_shared.isObject)(program) || folder === void 0 || files.identity(folder) === void 0) {
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
  const [to, from] = [path, folder].map((one) => one.split(/[\\/]/));
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
folder=${(0, import_post_shared.posixQuote)(folder)}
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
exec ${command.map(import_post_shared.posixQuote).join(" ")} "$folder"
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
  return /["$`\\]/.test(path) ? (0, import_post_shared.posixQuote)(path) : `"${path}"`;
}
// src/export/process-folder.ts
function processFiles(handover, session, { run, io }) {
  const launcher2 = launcherOf(run, io);
  const files = [
    ["spec.json", JSON.stringify(specOf(handover, session))],
    ["cache", cacheOf(session, io)],
    ...launcher2 === void 0 ? [] : [[launcher2.name, launcher2.text]]
  ];
  return new Map(files.map(([name, text]) => [`${run.folder}/${name}`, text]));
}
function ownName(profile2, token) {
  return `${profile2}-${fingerprint([profile2, token?.claims.iss, token?.claims.sub])}`;
}
function specOf({ settings, ci, sessionName }, { profile: profile2, via, roleArn, region }) {
  const same = options.flatMap(({ name, handover }) => {
    const value = settings.given[name];
    return value === void 0 || handover ? [] : [[name, value]];
  });
  const { source } = settings;
  const alone = settings.chain.length > 0 && source?.kind === "token" ? source.role.arn : roleArn;
  const [first = alone, ...further] = via === void 0 ? [] : wayTo(profile2, settings.roles);
  return {
    ...Object.fromEntries(same),
    ...further.length === 0 ? {} : { "then-assume": further.join("\n") },
    ci: ci.id,
    "aws-region": region,
    "role-session-name": sessionName,
    ...first === void 0 ? {} : { "role-to-assume": first }
  };
}
function wayTo(profile2, roles) {
  const entry2 = roles.find((role) => role.profile === profile2);
  return entry2 === void 0 ? [] : [...wayTo(entry2.via, roles), entry2.role.arn];
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
  const usual2 = absolutePaths(io);
  if (ci.setVariable === void 0) return { paths: usual2, usual: usual2, isOwn: false };
  const own = { config: `${job.folder}/aws-config`, credentials: `${job.folder}/aws-credentials` };
  const isNamed = (file) => Boolean(io.env[awsFileVariables[file]]) && usual2[file] !== own[file];
  const paths = {
    config: isNamed("config") ? usual2.config : own.config,
    credentials: isNamed("credentials") ? usual2.credentials : own.credentials
  };
  return { paths, usual: usual2, isOwn: !awsFiles.some(isNamed) };
}
function absolutePaths({ env, homeFolder: homeFolder2, platform, files }) {
  const { config, credentials } = awsFilePaths(env, homeFolder2, platform);
  if (files.isSame(config, credentials)) throw oneFile(config);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}
function textsAt({ paths, usual: usual2 }, files) {
  const textOf2 = (file) => files.read(paths[file]) ?? files.read(usual2[file]);
  return { config: textOf2("config"), credentials: textOf2("credentials") };
}
function copyFiles(place, { job }, { io, record }) {
  const { paths, usual: usual2 } = place;
  const missing = awsFiles.filter((file) => paths[file] !== usual2[file] && io.files.read(paths[file]) === void 0);
  if (missing.length === 0) return;
  makeJobFolder(job, io);
  record({ kind: "files", files: missing.map((file) => paths[file]) });
  for (const file of missing) {
    const text = io.files.read(usual2[file]);
    if (text !== void 0) io.files.replace(paths[file], text);
  }
}
function namingCommands({ paths, usual: usual2 }, { ci }) {
  const files = awsFiles.filter((file) => paths[file] !== usual2[file]);
  const commands = (places) => files.flatMap((file) => ci.setVariable?.(awsFileVariables[file], places[file]) ?? []);
  return { name: commands(paths), putBack: commands(usual2) };
}
function obey(commands, { log }) {
  if (!Array.isArray(commands)) return;
  for (const line of commands) if (typeof line === "string") log.command(line);
}
// src/export/profile-undo.ts
function undoProfiles(texts, undo2, paths) {
  const drafts = draftsOf(texts);
  const kept = undo2.toReversed().flatMap(({ profile: profile2, files }) => {
    const changed2 = awsFiles.filter((file) => !undoFile(drafts[file], headerFor(file, profile2), files[file]));
    return changed2.map(
      (file) => `The profile "${profile2}" in ${paths[file]} was changed in the meantime and is left unchanged.`
    );
  });
  return { texts: textsOf(drafts), kept };
}
function undoFile(draft, header, undo2) {
  if (!draft.exists || undo2 === void 0) return true;
  const { ini } = draft;
  const intact = undo2.added === void 0 ? restoreChanged(ini, header, undo2.changed) : removeAdded(ini, header, undo2.added);
  if (undo2.fileMade && isEmptyAwsIni(ini)) draft.exists = false;
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
  if (!(0, import_post_shared.isObject)(value) || !(0, import_post_shared.isObject)(value.files)) return void 0;
  const profile2 = (0, import_post_shared.stringAt)(value, "profile");
  if (profile2 === void 0) return void 0;
  const given = value.files;
  const files = awsFiles.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!(0, import_post_shared.isObject)(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed2 = value.changed.flatMap((change) => {
    if (!(0, import_post_shared.isObject)(change)) return [];
    const before = (0, import_post_shared.stringAt)(change, "before");
    const after = (0, import_post_shared.stringAt)(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed2.length !== value.changed.length) return void 0;
  const added = (0, import_post_shared.stringAt)(value, "added");
  return { fileMade: value.fileMade, changed: changed2, ...added === void 0 ? {} : { added } };
}
// src/export/two-homes.ts
function twoHomes({
  env,
  platform,
  homeFolder: homeFolder2,
  files
}) {
  const home = (0, import_post_shared.envValue)(env, "HOME");
  if (platform !== "win32" || home === void 0 || homeFolder2 === void 0) return void 0;
  const bothAreNamed = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].every((name) => (0, import_post_shared.envValue)(env, name));
  if (bothAreNamed || files.isSame(home, homeFolder2)) return void 0;
  return `HOME is ${home}, and USERPROFILE is ${homeFolder2}. The AWS CLI, boto3 and Terraform look for profiles under USERPROFILE; tools with the AWS SDK for JavaScript, under HOME. Set HOME to USERPROFILE, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE in all steps.`;
}
// src/export/profile.ts
var profile = {
  name: "profile",
  hands: "profile",
  check(plan, io) {
    refuseType(plan);
    const place = profilePlaceOf(plan, io);
    for (const path of Object.values(place.paths)) io.files.checkReplaceable(path);
    const apart = place.isOwn ? void 0 : twoHomes(io);
    if (apart !== void 0) io.log.warning(`The profile is written under USERPROFILE. ${apart}`);
    if (plan.precedence.profileType === "static") (0, import_post_shared.warnOfCheckout)(place.paths.credentials, plan, io);
    planProfiles(textsAt(place, io.files), standIns(plan), rulesFor(plan, place, io));
  },
  async write(handover, io, record) {
    const place = profilePlaceOf(handover, io);
    const { paths } = place;
    copyFiles(place, handover, { io, record });
    const profiles = await writePrivateFiles(handover, io, record);
    const rules = { ...rulesFor(handover, place, io), mark: markOf(handover, io) };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, profiles, rules);
      record({ kind: "profile", paths, undo: planned.undo });
      return planned;
    });
    for (const notice2 of notices) io.log.notice(notice2);
    const { name, putBack } = namingCommands(place, handover);
    if (name.length === 0) return;
    record({ kind: "profile", commands: putBack });
    obey(name, io);
    io.log.info(
      'Later steps of the job find the profile through AWS_CONFIG_FILE. In this step, use exec, or eval "$(ci-aws-credentials env \u2026)".'
    );
  },
  async undo(receipt, io) {
    obey(receipt.commands, io);
    await removeProfileFiles(receipt, io.files);
    const paths = parsePaths(receipt.paths);
    const undo2 = parseUndo(receipt.undo);
    if (paths === void 0 || undo2 === void 0) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo2, paths));
    for (const notice2 of kept) io.log.notice(notice2);
  }
};
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
    isOver: ({ until, traces = {} }) => isOwn || until !== void 0 && until <= now || isOver(traces, job, io)
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
    throw new import_post_shared3.HelperError(
      "option-conflict",
      `A profile of type ${type} requires a token, but other credentials are used.`,
      {
        hint: "Set profile-type: static, or assume the role with the token of the job."
      }
    );
  }
  const lost = lostInWebIdentity(settings);
  if (type === "web-identity" && lost !== void 0) {
    throw new import_post_shared3.HelperError(
      "option-conflict",
      `${lost} has no effect in a profile of type web-identity, where AWS tools exchange the token themselves.`,
      { hint: "Set profile-type: process, which runs this program for credentials, or static." }
    );
  }
}
function lostInWebIdentity({ inlinePolicy, managedPolicies, chain }) {
  if (inlinePolicy !== void 0) return "inline-session-policy";
  if (managedPolicies.length > 0) return "managed-session-policies";
  return chain.length > 0 ? "then-assume" : void 0;
}
function parsePaths(value) {
  const config = (0, import_post_shared.isObject)(value) ? (0, import_post_shared.stringAt)(value, "config") : void 0;
  const credentials = (0, import_post_shared.isObject)(value) ? (0, import_post_shared.stringAt)(value, "credentials") : void 0;
  return config === void 0 || credentials === void 0 ? void 0 : { config, credentials };
}
function parseUndo(value) {
  const undo2 = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo2.every((entry2) => entry2 !== void 0) ? undo2 : void 0;
}
// src/export/registry-login.ts
var load = () => Promise.resolve().then(() => __toESM(require("./post-export-container-logins.js")));
var registryLogin = {
  name: "registry-login",
  check: async (plan, io) => (await load()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoLogins(receipt, io)
};
// src/export/index.ts
var exportTargets = [profile, registryLogin, bashEnv, githubEnv, import_post_shared.githubOutputs];
// src/job/receipts.ts
function readReceipts(path, files) {
  const list = (0, import_post_shared.parseJson)(files.readPrivate(path) ?? "");
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}
function rewriteReceipts(path, receipts, files) {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}
function isReceipt(value) {
  return (0, import_post_shared.isObject)(value) && typeof value.kind === "string";
}
// src/cleanup.ts
var nothing = { undone: 0, left: 0 };
function sayCleanedUp({ undone, left }, whose2, log) {
  log.info(undone + left === 0 ? "Nothing to clean up." : `Cleaned up: ${things(undone)}${whose2}.`);
  if (left === 0) return;
  log.warning(`Not cleaned up: ${things(left)}. Fix the cause, then run ci-aws-credentials cleanup in this job.`);
}
function things(count) {
  return `${count} ${count === 1 ? "item" : "items"}`;
}
async function cleanUp(receiptsPath, io) {
  const folder = receiptsPath.slice(0, Math.max(receiptsPath.lastIndexOf("/"), receiptsPath.lastIndexOf("\\")));
  if (!hasJobFolder(folder, io.files)) return nothing;
  const cleaned = await undoJournal(receiptsPath, io);
  await tidy(folder, io);
  return cleaned;
}
async function undoJournal(path, io) {
  let receipts = [];
  const readable = await attempt(
    `read ${path}`,
    () => {
      receipts = readReceipts(path, io.files);
    },
    io
  );
  if (!readable) return { undone: 0, left: 1 };
  const left = await rollBack(receipts, path, io);
  return { undone: receipts.length - left, left };
}
async function tidy(jobFolder, io) {
  await attempt(
    `remove ${jobFolder}`,
    () => {
      io.files.removeLeftovers(jobFolder);
      removeJobFolder(jobFolder, io.files);
    },
    io
  );
}
async function rollBack(receipts, journal, io) {
  const left = [];
  for (const receipt of receipts) {
    if (!await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io)) left.push(receipt);
  }
  if (journal === void 0) return left.length;
  if (left.length === 0) await attempt(`remove ${journal}`, () => io.files.remove(journal), io);
  else await attempt(`shorten ${journal}`, () => rewriteReceipts(journal, left, io.files), io);
  return left.length;
}
function undo(receipt, io) {
  if (receipt.kind === "files") return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}
async function attempt(what, task, { log }) {
  try {
    await task();
    return true;
  } catch (error2) {
    log.warning(`Could not ${what}: ${error2 instanceof Error ? error2.message : String(error2)}`);
    return false;
  }
}
// src/node/export-io.ts
// src/core/environment.ts
function environmentOf(variables, platform) {
  const copy = Object.assign(/* @__PURE__ */ Object.create(null), variables);
  if (platform !== "win32") return copy;
  const spellings = new Map(Object.keys(copy).map((name) => [name.toUpperCase(), name]));
  const own = (name) => spellings.get(String(name).toUpperCase()) ?? String(name);
  return new Proxy(copy, { get: (target, name) => target[own(name)], has: (target, name) => own(name) in target });
}
// src/node/clock.ts
var nodeClock = {
  now: Date.now,
  sleep: (milliseconds) => (0, import_promises.setTimeout)(milliseconds),
  sleepUnref: (milliseconds) => (0, import_promises.setTimeout)(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
// src/node/files.ts
// src/node/file-lock.ts
// src/node/is-alive.ts
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error2) {
    return (0, import_post_shared2.systemCode)(error2) === "EPERM";
  }
  return !isZombie(pid);
}
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  const status = (0, import_post_shared2.unless)(["ENOENT", "ESRCH", "EACCES"], () => (0, import_node_fs4.readFileSync)(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
// src/node/replace-file.ts
// src/node/trusted-path.ts
var ownUser = process.geteuid?.();
var STICKY = 512;
var MAX_LINKS = 40;
function followTrustedLinks(path) {
  return walk((0, import_node_path5.resolve)(path)).target;
}
function walk(absolute) {
  if (ownUser === void 0) return { target: absolute, passed: [] };
  if (hasNoLinks(absolute)) return { target: absolute, passed: foldersAbove(absolute) };
  const passed = [];
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === void 0) return { target: done, passed };
    passed.push(done);
    const next = (0, import_node_path5.join)(done, name);
    const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(next));
    if (stats === void 0) return { target: (0, import_node_path5.join)(next, ...further), passed };
    if (stats.isSymbolicLink()) {
      const target = (0, import_node_fs6.readlinkSync)(next);
      links += 1;
      requireTrustedLink(next, { target, owner: stats.uid, links });
      ({ done, rest } = split((0, import_node_path5.join)((0, import_node_path5.resolve)(done, target), ...further)));
    } else {
      done = next;
      rest = further;
    }
  }
}
function hasNoLinks(absolute) {
  const real = (path) => {
    try {
      return import_node_fs6.realpathSync.native(path);
    } catch {
      return void 0;
    }
  };
  if (real(absolute) === absolute) return true;
  const folder = (0, import_node_path5.dirname)(absolute);
  return real(folder) === folder && (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(absolute)) === void 0;
}
function foldersAbove(absolute) {
  const folder = (0, import_node_path5.dirname)(absolute);
  return folder === absolute ? [] : [...foldersAbove(folder), folder];
}
function split(absolute) {
  const { root } = (0, import_node_path5.parse)(absolute);
  return { done: root, rest: absolute.slice(root.length).split(import_node_path5.sep).filter(Boolean) };
}
function requireTrustedLink(path, link) {
  if (link.links > MAX_LINKS) {
    throw new import_post_shared3.HelperError("file-unsafe", `${path} is a circular link.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new import_post_shared3.HelperError(
    "file-unsafe",
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: "Remove the link, or choose another path: the link could redirect the write to another file." }
  );
}
function whyRecreatable(path) {
  if (ownUser === void 0) return void 0;
  const { target, passed } = walk((0, import_node_path5.resolve)(path));
  for (const folder of /* @__PURE__ */ new Set([...passed, target])) {
    const { uid } = (0, import_node_fs6.statSync)(folder);
    if (uid !== ownUser && uid !== 0) return `${folder} belongs to another user (${uid})`;
    const reason = whyShared(folder);
    if (reason !== void 0) return reason;
  }
  return void 0;
}
function replaceableTarget(path) {
  const target = followTrustedLinks(path);
  if (ownUser === void 0) return { target, mode: void 0 };
  for (const folder of /* @__PURE__ */ new Set([followTrustedLinks((0, import_node_path5.dirname)((0, import_node_path5.resolve)(path))), (0, import_node_path5.dirname)(target)])) {
    requireUnsharedFolder(folder);
  }
  const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
  if (stats !== void 0) requireAppendable(target, stats);
  return target;
}
function requireAppendable(target, stats) {
  requireRegularFile(target, stats);
  if (ownUser === void 0 || stats.uid === ownUser || stats.uid === 0) return;
  if (((0, import_node_fs6.statSync)((0, import_node_path5.dirname)(target)).mode & 18) !== 0) throw foreignFile(target, stats);
}
function whyShared(folder) {
  if (ownUser === void 0) return void 0;
  const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
  return stats !== void 0 && isShared(stats) ? `other users may write to ${folder} (mode ${octal(stats)})` : void 0;
}
function isShared({ mode, uid, gid }) {
  if ((mode & 18) === 0) return false;
  return (mode & 2) !== 0 || uid !== ownUser || gid !== uid;
}
function octal({ mode }) {
  return (mode & 4095).toString(8);
}
function requireUnsharedFolder(folder) {
  const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || !isShared(stats)) return;
  throw new import_post_shared3.HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), so no secret is written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new import_post_shared3.HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new import_post_shared3.HelperError("file-unsafe", `${path} is a device, a pipe or a socket, not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new import_post_shared3.HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: "Remove the file, or choose another path."
  });
}
// src/node/replace-file.ts
var MAX_AGE = 12e4;
var temporaryName = /^\.(?<name>.+)\.(?<pid>\d+)\.[\w-]+\.tmp$/s;
var written = 0;
function replaceFile(target, { text, oldMode, timeoutMs }, clock) {
  removeLeftovers2((0, import_node_path4.dirname)(target), clock, (0, import_node_path4.basename)(target));
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = (0, import_node_path4.join)((0, import_node_path4.dirname)(target), `.${(0, import_node_path4.basename)(target)}.${process.pid}.${unique}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL } = import_node_fs5.constants;
  const file = (0, import_node_fs5.openSync)(temporary, O_WRONLY | O_CREAT | O_EXCL, (oldMode ?? 384) & 384);
  try {
    try {
      (0, import_node_fs5.writeFileSync)(file, text);
      if (oldMode !== void 0) (0, import_node_fs5.fsyncSync)(file);
    } finally {
      (0, import_node_fs5.closeSync)(file);
    }
    (0, import_post_shared2.whenShared)(() => (0, import_node_fs5.renameSync)(temporary, target), timeoutMs);
  } catch (error2) {
    (0, import_node_fs5.rmSync)(temporary, { force: true });
    throw error2;
  }
}
function removeLeftovers2(folder, clock, beside) {
  const inUse = beside === void 0 ? [] : import_post_shared2.sharingViolations;
  for (const entry2 of (0, import_post_shared2.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs5.readdirSync)(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry2)?.groups ?? {};
    if (name === void 0 || beside !== void 0 && name !== beside) continue;
    const path = (0, import_node_path4.join)(folder, entry2);
    const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs5.lstatSync)(path));
    if (stats === void 0 || !stats.isFile() || ownUser !== void 0 && stats.uid !== ownUser) continue;
    const old = Math.abs(clock.now() - stats.mtimeMs) > MAX_AGE;
    if (old || !isAlive(Number(pid))) (0, import_post_shared2.unless)(["ENOENT", ...inUse], () => (0, import_node_fs5.unlinkSync)(path));
  }
}
// src/node/file-lock.ts
var WAIT = 15e3;
var MAX_HELD = 12e4;
var MAX_EMPTY = 2e3;
var MAX_BREAKING = 5e3;
var MAX_AHEAD = 6e4;
var taken = 0;
var suffix = ".ci-aws-credentials.lock";
async function holdLock(target, clock, { task, timeout = WAIT }) {
  const lock = (0, import_node_path3.join)((0, import_node_path3.dirname)(target), `.${(0, import_node_path3.basename)(target)}${suffix}`);
  const text = await acquire({ target, lock }, clock, timeout);
  try {
    return await task();
  } finally {
    (0, import_post_shared2.whenShared)(() => {
      if (lookAt(lock)?.text === text) (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
    });
  }
}
async function acquire(paths, clock, timeout) {
  const deadline = clock.now() + timeout;
  for (; ; ) {
    const late = clock.now() >= deadline;
    const text = (0, import_post_shared2.writing)(paths.lock, () => tryOnce(paths, late, clock), 0);
    if (text !== void 0) return text;
    await clock.sleep(2 + clock.random() * 40);
  }
}
function tryOnce(paths, late, clock) {
  const text = take(paths.lock, late, clock);
  if (text !== void 0) return text;
  const held = readHeld(paths.lock);
  if (held !== void 0 && isStale(held, clock)) breakLock(paths, held, clock);
  if (late) throw fileLocked(paths, held);
  return void 0;
}
function take(lock, late, clock) {
  taken += 1;
  const heldCodes = late ? ["EEXIST"] : ["EEXIST", ...import_post_shared2.sharingViolations];
  const file = (0, import_post_shared2.unless)(heldCodes, () => (0, import_node_fs3.openSync)(lock, "wx", 384));
  if (file === void 0) return void 0;
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    (0, import_node_fs3.writeFileSync)(file, text);
  } catch (error2) {
    (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
    throw error2;
  } finally {
    (0, import_node_fs3.closeSync)(file);
  }
  return (0, import_post_shared2.whenShared)(() => lookAt(lock))?.text === text ? text : void 0;
}
function readHeld(lock) {
  return (0, import_post_shared2.unless)(import_post_shared2.sharingViolations, () => lookAt(lock));
}
function lookAt(lock) {
  return (0, import_post_shared2.unless)(["ENOENT"], () => ({ changedAt: (0, import_node_fs3.statSync)(lock).mtimeMs, text: (0, import_node_fs3.readFileSync)(lock, "utf8") }));
}
function isStale(held, clock) {
  const owner = readOwner(held.text);
  if (owner === void 0) return isOlder(held, MAX_EMPTY, clock);
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return isOlder(held, MAX_HELD, clock);
}
function isOlder({ changedAt }, limit, clock) {
  const age = clock.now() - changedAt;
  return age > limit || age < -Math.max(limit, MAX_AHEAD);
}
function breakLock({ target, lock }, held, clock) {
  const guard = `${lock}.break`;
  const guarded = (0, import_post_shared2.unless)(["EEXIST", ...import_post_shared2.sharingViolations], () => {
    (0, import_node_fs3.writeFileSync)(guard, "", { flag: "wx", mode: 384 });
    return true;
  });
  if (guarded === void 0) {
    removeOldGuard(guard, clock);
    return;
  }
  try {
    const now = readHeld(lock);
    if (now?.text !== held.text || now.changedAt !== held.changedAt) return;
    const owner = readOwner(held.text);
    if (owner !== void 0) removeLeftovers2((0, import_node_path3.dirname)(target), clock, (0, import_node_path3.basename)(target));
    (0, import_post_shared2.unless)(import_post_shared2.sharingViolations, () => (0, import_node_fs3.unlinkSync)(lock));
  } finally {
    (0, import_post_shared2.unless)(["ENOENT", ...import_post_shared2.sharingViolations], () => (0, import_node_fs3.unlinkSync)(guard));
  }
}
function removeOldGuard(guard, clock) {
  const held = readHeld(guard);
  if (held !== void 0 && isOlder(held, MAX_BREAKING, clock))
    (0, import_post_shared2.unless)(["ENOENT", ...import_post_shared2.sharingViolations], () => (0, import_node_fs3.unlinkSync)(guard));
}
function removeStaleLocks(folder, clock) {
  const names = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs3.readdirSync)(folder)) ?? [];
  for (const name of names.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard((0, import_node_path3.join)(folder, name), clock);
  for (const name of names.filter((one) => one.endsWith(suffix))) {
    const lock = (0, import_node_path3.join)(folder, name);
    const held = readHeld(lock);
    const target = (0, import_node_path3.join)(folder, name.slice(1, -suffix.length));
    if (held !== void 0 && isStale(held, clock)) breakLock({ target, lock }, held, clock);
  }
}
function readOwner(text) {
  const value = (0, import_post_shared.parseJson)(text);
  if (!(0, import_post_shared.isObject)(value)) return void 0;
  const pid = (0, import_post_shared.numberAt)(value, "pid");
  const machine2 = (0, import_post_shared.stringAt)(value, "machine");
  const since = (0, import_post_shared.stringAt)(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? (0, import_post_shared2.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs3.readlinkSync)("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? (0, import_node_os2.hostname)() : `${(0, import_node_os2.hostname)()} ${namespace}`;
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new import_post_shared3.HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process no longer exists, remove the lock file."
  });
}
// src/node/make-folders.ts
function makeFolders(path, { again = false } = {}) {
  try {
    (0, import_node_fs7.mkdirSync)(path, { mode: 448 });
  } catch (error2) {
    if (isFolder(path)) return;
    const parent = (0, import_node_path6.dirname)(path);
    const hasParent = isFolder(parent);
    if ((0, import_post_shared2.systemCode)(error2) !== "ENOENT" || hasParent && again) throw error2;
    if (!hasParent) makeFolders(parent);
    makeFolders(path, { again: hasParent });
  }
}
function isFolder(path) {
  return (0, import_post_shared2.unless)(["ENOENT", "ENOTDIR"], () => (0, import_node_fs7.statSync)(path))?.isDirectory() === true;
}
// src/node/read-bytes.ts
var usual = { bytes: 2e7, milliseconds: 1e4 };
function readBytes(path, limits = {}) {
  const { O_RDONLY, O_NONBLOCK = 0 } = import_node_fs8.constants;
  const file = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs8.openSync)(path, O_RDONLY | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    return readAll({ path, file, stats: (0, import_node_fs8.fstatSync)(file) }, { ...usual, ...limits });
  } finally {
    (0, import_node_fs8.closeSync)(file);
  }
}
function readAll({ path, file, stats }, { bytes, milliseconds }) {
  if (stats.isFile() && stats.size > bytes) throw tooLarge(path, bytes);
  const end = (0, import_post_shared2.uptime)() + milliseconds;
  const chunks = [];
  let size = 0;
  for (; ; ) {
    const chunk = Buffer.allocUnsafe(Math.max(65536, Math.min(stats.size, bytes + 1) - size));
    const count = (0, import_post_shared2.unless)(["EAGAIN"], () => (0, import_node_fs8.readSync)(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    if (count === 0 && (size > 0 || !stats.isFIFO())) return joined(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && (0, import_post_shared2.uptime)() >= end) throw endless(path, size, milliseconds);
    if (!count) (0, import_post_shared2.pause)(10);
  }
}
function joined(chunks) {
  const [first, ...more] = chunks;
  return first !== void 0 && more.length === 0 ? first : Buffer.concat(chunks);
}
function tooLarge(path, bytes) {
  return new import_post_shared3.HelperError("input-unreadable", `${path} is larger than the limit of ${bytes / 1e3} kB.`, {
    hint: "Check the path: no valid file of this kind is that large."
  });
}
function endless(path, size, milliseconds) {
  const seconds = (milliseconds / 1e3).toFixed(1);
  return new import_post_shared3.HelperError(
    "input-unreadable",
    size === 0 ? `${path} returned no data within ${seconds} s.` : `${path} did not end within ${seconds} s.`,
    { hint: "Check the path, which is a pipe or a device, and that its writer runs and closes it." }
  );
}
// src/node/read-private.ts
var MAX_SIZE = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs9.constants;
  const file = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs9.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = process.platform === "win32" ? (0, import_node_fs9.lstatSync)(path) : (0, import_node_fs9.fstatSync)(file);
    if (!stats.isFile()) throw unsafe(path, "is not a regular file");
    requireOurs(path, stats);
    if (stats.size > MAX_SIZE) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return (0, import_node_fs9.readFileSync)(file, "utf8");
  } finally {
    (0, import_node_fs9.closeSync)(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = import_node_fs9.constants;
  if (process.platform === "win32") return isPlainFolder(path);
  const folder = (0, import_post_shared2.unless)(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder === void 0) return false;
  try {
    const { uid, mode } = (0, import_node_fs9.fstatSync)(folder);
    if (repair && uid === process.geteuid?.() && (mode & 511) !== 448) (0, import_node_fs9.fchmodSync)(folder, 448);
    requireOurs(path, (0, import_node_fs9.fstatSync)(folder));
    return true;
  } finally {
    (0, import_node_fs9.closeSync)(folder);
  }
}
function isPlainFolder(path) {
  const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs9.lstatSync)(path));
  if (stats === void 0 || stats.isDirectory()) return stats !== void 0;
  throw notAFolder(path);
}
function openFolder(path, flags) {
  const folder = (0, import_post_shared2.unless)(["ELOOP", "ENOTDIR"], () => (0, import_node_fs9.openSync)(path, flags));
  if (folder !== void 0) return folder;
  throw notAFolder(path);
}
function notAFolder(path) {
  return unsafe(path, "is a link or a file, but must be a folder");
}
function requireOurs(path, { uid, mode }) {
  const user = process.geteuid?.();
  if (user !== void 0 && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== "win32" && (mode & 63) !== 0) throw unsafe(path, "can be read or written by others");
}
function unsafe(path, what) {
  return new import_post_shared3.HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program creates it with access for its own user only; another program changed that."
  });
}
// src/node/utf16.ts
function utf16Text(bytes) {
  const [first, second] = bytes;
  if (bytes.length % 2 !== 0) return void 0;
  if (first === 255 && second === 254) return bytes.toString("utf16le");
  if (first === 254 && second === 255) return Buffer.from(bytes).swap16().toString("utf16le");
  return void 0;
}
// src/node/files.ts
var leastTimeoutMs = 2e3;
function nodeFiles(clock) {
  let end;
  const sharingTimeoutMs = () => end === void 0 ? import_post_shared2.usualTimeoutMs : Math.max(leastTimeoutMs, Math.min(import_post_shared2.usualTimeoutMs, end - clock.now()));
  const reads = (path, step) => (0, import_post_shared2.reading)(path, step, sharingTimeoutMs());
  const writes = (path, step) => (0, import_post_shared2.writing)(path, step, sharingTimeoutMs());
  return {
    waitUntil: (time) => {
      end = time;
    },
    read: (path, limits) => reads(path, () => read(path, limits)),
    readPrivate: (path) => reads(path, () => readPrivate(path)),
    replace: (path, text) => {
      writes(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, oldMode: mode, timeoutMs: sharingTimeoutMs() }, clock);
      });
    },
    append: (path, text) => writes(path, () => append(path, text, clock)),
    identity: (path) => reads(path, () => {
      const stats = (0, import_post_shared2.unless)(["ENOENT", "ENOTDIR"], () => (0, import_node_fs2.statSync)(path, { bigint: true }));
      return stats && `${stats.dev}:${stats.ino}`;
    }),
    withoutBlanks: async (folder) => process.platform === "win32" && folder.includes(" ") ? (await Promise.resolve().then(() => __toESM(require("./post-node-short-path.js")))).shortPath(folder) : folder,
    // The current folder may have been deleted.
    absolute: (path) => reads(path, () => (0, import_node_path2.resolve)(path)),
    isSame: (path, other) => writes(path, () => isSame(path, other)),
    list: (folder) => reads(folder, () => (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      writes(path, () => (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      writes(path, () => (0, import_post_shared2.unless)(["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
    removeLeftovers: (folder) => writes(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      writes(path, () => requireWritableFolder((0, import_node_path2.dirname)(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      writes(path, () => {
        const target = appendableTarget(path);
        const exists = (0, import_post_shared2.unless)(["ENOENT"], () => {
          (0, import_node_fs2.accessSync)(target, import_node_fs2.constants.R_OK | import_node_fs2.constants.W_OK);
          return true;
        });
        if (exists === void 0) (0, import_node_fs2.accessSync)((0, import_node_path2.dirname)(target), import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
      });
    },
    privateFolder: (path) => writes(path, () => privateFolder(path)),
    isOwnFolder: (path) => reads(path, () => isOwnFolder(path)),
    locked: async (path, task, timeout) => {
      const target = writes(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, timeout });
    }
  };
}
function read(path, limits) {
  const bytes = readBytes(path, limits);
  if (bytes === void 0 || (0, import_node_buffer.isUtf8)(bytes)) return bytes?.toString("utf8");
  const text = limits?.utf16 === true ? utf16Text(bytes) : void 0;
  if (text !== void 0) return text;
  throw new import_post_shared3.HelperError("input-unreadable", `${path} is not UTF-8 text.`, {
    hint: "Save the file as UTF-8; otherwise it could not be written back unchanged."
  });
}
function isSame(path, other) {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const [stats, otherStats] = [target, otherTarget].map((file) => (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(file)));
  if (stats === void 0 || otherStats === void 0) return target === otherTarget;
  return stats.ino === otherStats.ino && stats.dev === otherStats.dev;
}
function makeParent(path) {
  makeFolders(followTrustedLinks((0, import_node_path2.dirname)((0, import_node_path2.resolve)(path))));
}
function requireWritableFolder(folder) {
  const stats = (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(folder));
  if (stats === void 0) {
    requireWritableFolder((0, import_node_path2.dirname)(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new import_post_shared3.HelperError("file-not-writable", `${folder} is a file, but must be a folder.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  (0, import_node_fs2.accessSync)(folder, import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
}
function append(path, text, clock) {
  const target = appendableTarget(path);
  removeLeftovers2((0, import_node_path2.dirname)(target), clock, (0, import_node_path2.basename)(target));
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs2.constants;
  const file = (0, import_node_fs2.openSync)(target, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 384);
  try {
    const stats = (0, import_node_fs2.fstatSync)(file);
    requireAppendable(target, stats);
    if (stats.uid === ownUser && (stats.mode & 63) !== 0) (0, import_node_fs2.fchmodSync)(file, stats.mode & 448);
    (0, import_node_fs2.writeFileSync)(file, endsInNewline(file, stats.size) ? text : `
${text}`);
  } finally {
    (0, import_node_fs2.closeSync)(file);
  }
}
function endsInNewline(file, size) {
  if (size === 0) return true;
  const last = new Uint8Array(1);
  (0, import_node_fs2.readSync)(file, last, 0, 1, size - 1);
  return last[0] === 10;
}
function removeAllLeftovers(folder, clock) {
  removeLeftovers2(folder, clock);
  removeStaleLocks(folder, clock);
  for (const entry2 of (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder, { withFileTypes: true })) ?? []) {
    if (entry2.isDirectory()) removeAllLeftovers((0, import_node_path2.join)(folder, entry2.name), clock);
  }
}
function privateFolder(path) {
  makeFolders(path);
  isOwnFolder(path, { repair: true });
  return path;
}
// src/node/private-root.ts
function windowsCandidates({ LOCALAPPDATA }, home) {
  return [
    { name: "LOCALAPPDATA", folder: LOCALAPPDATA, flaw: () => void 0 },
    { name: "USERPROFILE", folder: home && (0, import_node_path7.join)(home, ".aws"), flaw: () => void 0 }
  ];
}
function candidates(env, home) {
  if (process.platform === "win32") return windowsCandidates(env, home);
  const { RUNNER_TEMP, AGENT_TEMPDIRECTORY, XDG_RUNTIME_DIR } = env;
  return [
    AGENT_TEMPDIRECTORY === void 0 || RUNNER_TEMP !== void 0 ? { name: "RUNNER_TEMP", folder: RUNNER_TEMP, flaw: whyRecreatable } : { name: "AGENT_TEMPDIRECTORY", folder: AGENT_TEMPDIRECTORY, flaw: whyRecreatable },
    { name: "HOME", folder: home && (0, import_node_path7.join)(home, ".aws"), flaw: whyShared },
    { name: "XDG_RUNTIME_DIR", folder: XDG_RUNTIME_DIR, flaw: whyRecreatable }
  ];
}
var settable = process.platform === "win32" ? "LOCALAPPDATA to a folder outside the checkout that other users cannot access" : "HOME to a folder of your own outside the checkout, or XDG_RUNTIME_DIR to one that only you can write to";
function privateRoot(env, home, checkouts) {
  const reasons = [];
  for (const candidate of candidates(env, home)) {
    const found = examine(candidate, home, checkouts);
    if ("folder" in found) return (0, import_node_path7.join)(found.folder, `ci-aws-credentials-${userName()}`);
    reasons.push(`${candidate.name}: ${found.reason}`);
  }
  throw new import_post_shared3.HelperError(
    "file-unsafe",
    `No folder is suitable for files that only this job may read (token, keys, receipts). ${reasons.join("; ")}.`,
    {
      hint: `Set ${settable}, in every step. Or use ci-aws-credentials env, which writes no file.`
    }
  );
}
function examine({ folder = "", flaw }, home, checkouts) {
  if (folder === "") return { reason: "is not set" };
  if (!(0, import_node_path7.isAbsolute)(folder)) return { reason: `${folder} is not an absolute path` };
  try {
    return (0, import_post_shared2.writing)(
      folder,
      () => {
        const target = followTrustedLinks(folder);
        const checkout = checkoutAround(target, home, checkouts);
        if (checkout !== void 0) return { reason: `${folder} is in the checkout ${checkout}` };
        (0, import_node_fs10.accessSync)(existing(target), import_node_fs10.constants.W_OK | import_node_fs10.constants.X_OK);
        const reason = flaw(folder);
        return reason === void 0 ? { folder: target } : { reason };
      },
      0
    );
  } catch (error2) {
    return { reason: error2 instanceof Error ? error2.message.replace(/\.$/, "") : String(error2) };
  }
}
function existing(folder) {
  return (0, import_post_shared2.unless)(["ENOENT"], () => (0, import_node_fs10.statSync)(folder)) === void 0 ? (0, import_node_path7.dirname)(folder) : folder;
}
function checkoutAround(path, home, checkouts) {
  const target = followTrustedLinks(path);
  const named = checkouts.flatMap((checkout) => checkout ? [withoutLinks(fromHome(checkout, home))] : []);
  return named.find((checkout) => !isRoot(checkout) && isWithin(target, checkout)) ?? workTreeAround(target);
}
function fromHome(path, home = "") {
  return (0, import_node_path7.resolve)(home, path.replace(/^~(?=[/\\]|$)/, "."));
}
function withoutLinks(path) {
  try {
    return import_node_fs10.realpathSync.native(path);
  } catch {
    return path;
  }
}
function isWithin(path, folder) {
  const way = (0, import_node_path7.relative)(folder, path);
  return way === "" || way !== ".." && !way.startsWith(`..${import_node_path7.sep}`) && !(0, import_node_path7.isAbsolute)(way);
}
function workTreeAround(path) {
  if (isRoot(path)) return void 0;
  const found = (0, import_post_shared2.unless)(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs10.lstatSync)((0, import_node_path7.join)(path, ".git")));
  return found === void 0 ? workTreeAround((0, import_node_path7.dirname)(path)) : path;
}
function isRoot(path) {
  return path === (0, import_node_path7.parse)(path).root;
}
function knownHome() {
  try {
    return (0, import_node_os3.homedir)();
  } catch {
    return void 0;
  }
}
function userName() {
  return process.getuid?.() ?? (0, import_node_os3.userInfo)().username.replace(/\W/g, "");
}
// src/node/processes.ts
var load2 = () => Promise.resolve().then(() => __toESM(require("./post-node-run-program.js")));
var nodeProcesses = {
  async run(command, args, options2 = {}) {
    return (await load2()).runProgram({ command, args, shell: false }, options2);
  },
  async shell(line, options2 = {}) {
    const result = await (await load2()).runProgram({ command: line, args: [], shell: true }, options2);
    return result ?? { status: 127, stdout: "", stderr: "there is no shell" };
  }
};
// src/node/runner.ts
var fileVariables = { variables: "GITHUB_ENV", outputs: "GITHUB_OUTPUT", state: "GITHUB_STATE" };
function githubRunner(env) {
  return {
    check(needs) {
      for (const need of needs) fileFor(need, env);
    },
    exportVariables: (variables) => write(fileFor("variables", env), variables),
    setOutputs: (outputs) => write(fileFor("outputs", env), outputs),
    saveState: (state) => write(fileFor("state", env), state),
    addSummary(markdown) {
      const path = (0, import_post_shared.envValue)(env, "GITHUB_STEP_SUMMARY");
      if (path !== void 0) (0, import_post_shared2.whenShared)(() => (0, import_node_fs11.appendFileSync)(path, withoutSecrets(markdown)));
    }
  };
}
function write(path, values2) {
  const entries = Object.entries(values2).map(([name, value]) => entry(name, value));
  (0, import_post_shared2.writing)(path, () => (0, import_node_fs11.appendFileSync)(path, entries.join("")));
}
function entry(name, value) {
  if (!/[\r\n]/.test(value)) return `${name}=${value}
`;
  const delimiter = `end-${crypto.randomUUID()}`;
  return `${name}<<${delimiter}
${value}
${delimiter}
`;
}
function fileFor(kind, env) {
  const variable = fileVariables[kind];
  const path = (0, import_post_shared.envValue)(env, variable);
  if (path === void 0) {
    throw new import_post_shared3.HelperError("runner-file-missing", `${variable} is not set, so values cannot be passed to later steps.`, {
      hint: 'Outside the GitHub runner, which sets it for every step, use --export profile or eval "$(ci-aws-credentials env \u2026)".'
    });
  }
  try {
    (0, import_post_shared2.whenShared)(() => (0, import_node_fs11.closeSync)((0, import_node_fs11.openSync)(path, import_node_fs11.constants.O_WRONLY | import_node_fs11.constants.O_APPEND)));
  } catch (cause) {
    throw new import_post_shared3.HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${(0, import_post_shared2.systemCode)(cause) ?? "unknown"}${whose(path)}.`,
      { hint: hintFor(path), cause }
    );
  }
  return path;
}
function hintFor(path) {
  const owner = foreignOwner(path);
  if (owner === void 0) {
    return "If a step sets this variable, set it to a writable file. The GitHub runner creates a new file for every step.";
  }
  return `Run the job's container as the user of the runner:

    container:
      image: \u2026
      options: --user ${owner}`;
}
function whose(path) {
  const owner = foreignOwner(path);
  return owner === void 0 ? "" : `: it belongs to another user (${owner}), and this step runs as ${ownUser}`;
}
function foreignOwner(path) {
  const uid = (0, import_post_shared2.unless)(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs11.statSync)(path).uid);
  return ownUser === void 0 || uid === ownUser ? void 0 : uid;
}
// src/node/export-io.ts
function nodeExportIo(log) {
  return {
    env: environmentOf(process.env, process.platform),
    platform: process.platform,
    homeFolder: homeFolder(),
    privateRoot: (checkouts) => privateRoot(process.env, knownHome(), checkouts),
    checkoutAround: (path, checkouts) => checkoutAround(path, knownHome(), checkouts),
    self: runningProgram(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    processes: nodeProcesses,
    log,
    runner: githubRunner(process.env),
    print: (text) => void process.stdout.write(text)
  };
}
function homeFolder() {
  try {
    return (0, import_node_os.homedir)() || void 0;
  } catch (error2) {
    if ((0, import_post_shared2.systemCode)(error2) === void 0) throw error2;
    return process.env.HOME || void 0;
  }
}
function runningProgram() {
  const executable = process.execPath;
  const file = (0, import_post_shared2.unless)(["ENOENT"], () => import_node_fs.realpathSync.native(process.argv[1] ?? ""));
  if (file === void 0 || file === import_node_fs.realpathSync.native(executable)) return { executable };
  return { executable, file: { folder: (0, import_node_path.dirname)(file), name: (0, import_node_path.basename)(file) } };
}
// src/core/log-safe.ts
function printable(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n\t]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).replace(/^(\s*):(?=:)/gm, "$1: ").replace(/##(?=(vso)?\[)/gi, "## ").replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, "***");
}
// src/node/log.ts
var shown = (text) => printable(withoutSecrets(text));
var actionLog = {
  debug: (message) => debug(shown(message)),
  info: (message) => info(shown(message)),
  notice: (message) => notice(shown(message)),
  warning: (message) => warning(shown(message)),
  error: (message, title) => error(shown(message), title === void 0 ? {} : { title }),
  group(title, text) {
    startGroup(shown(title));
    info(shown(text));
    endGroup();
  },
  mask: (value) => setSecret(value.reveal()),
  command: (line) => info(line)
};
// src/node/output.ts
var closed = ["EPIPE", "ECONNRESET", "EOF"];
function outliveReader(stream, lost = () => {
}) {
  let told = false;
  stream.on("error", (error2) => {
    if (told || closed.includes((0, import_post_shared2.systemCode)(error2) ?? "")) return;
    told = true;
    lost((0, import_post_shared2.notWritable)("standard output", error2));
  });
}
// src/entry/post.ts
outliveReader(process.stdout);
main().catch((error2) => {
  actionLog.warning(`Cleanup failed: ${error2 instanceof Error ? error2.message : String(error2)}`);
});
async function main() {
  if (process.env.AWS_SKIP_CLEANUP_STEP === "true")
    return actionLog.info("Skipping cleanup: AWS_SKIP_CLEANUP_STEP is true.");
  const receiptsPath = getState("receipts");
  if (receiptsPath === "") return actionLog.info("Nothing to clean up.");
  sayCleanedUp(await cleanUp(receiptsPath, nodeExportIo(actionLog)), "", actionLog);
}
