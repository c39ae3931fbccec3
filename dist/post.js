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
// src/core/errors.ts
var brand = /* @__PURE__ */ Symbol.for("ci-aws-credentials.HelperError");
var HelperError = class extends Error {
  name = "HelperError";
  [brand] = true;
  code;
  details;
  constructor(code, message, details = {}) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
  get hint() {
    return this.details.hint;
  }
  get diagnosis() {
    return this.details.diagnosis;
  }
  get retryAfterSeconds() {
    return this.details.retryAfterSeconds;
  }
  /** By the brand, not by the class: bundles that are made apart (`scripts/build.ts`) have a copy of the class each. */
  static [Symbol.hasInstance](value) {
    return typeof value === "object" && value !== null && brand in value;
  }
};
// src/core/env-value.ts
function envValue(env, name) {
  return env[name] || void 0;
}
// src/export/checkout-warning.ts
function warnOfCheckout(path, { ci }, { env, log, checkoutAround: checkoutAround2 }) {
  const checkout = checkoutAround2(path, ci.checkouts(env));
  if (checkout === void 0) return;
  log.warning(
    `The keys of the job go to ${path}, in the checkout ${checkout}: a commit, an image or an artifact may take them along. Name a file outside of it.`
  );
}
// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// src/export/shell-quote.ts
function shellLines(shell, variables) {
  return Object.entries(variables).map(([name, value]) => value === void 0 ? removers[shell](name) : printers[shell](name, oneLine(name, value))).map((line) => `${line}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}=${posixQuote(value)}`,
  // In single quotes PowerShell takes the typographic ones for quotes, too.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
var removers = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  fish: (name) => `set -e ${name}`
};
function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new HelperError("sts-answer-unreadable", `The value for ${name} holds a line end and cannot be handed over.`, {
    hint: "STS never answers so. If sts-endpoint or a proxy leads elsewhere, ask whoever runs that server."
  });
}
// src/export/variables.ts
function credentialVariables({ credentials, region }, env) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = envValue(env, "AWS_SESSION_TOKEN") !== void 0;
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
  return changed([...choosers, ...companions], void 0, io);
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
// src/export/bash-env.ts
var bashEnv = {
  name: "bash-env",
  hands: "variables",
  rivals: (_request, io) => rivalsUnset(io),
  check(plan, io) {
    const path = pathIn(io.env);
    io.files.checkAppendable(path);
    warnOfCheckout(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = pathIn(io.env);
    const before = io.files.read(path) ?? "";
    const lines = shellLines("sh", { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
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
  const path = envValue(env, "BASH_ENV");
  if (path !== void 0) return path;
  throw new HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so there is no file for variables of later steps.",
    {
      hint: 'CircleCI sets it in every job. Elsewhere give --export profile, or eval "$(ci-aws-credentials env \u2026)".'
    }
  );
}
// src/core/json.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function stringAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "string" ? value : void 0;
}
function numberAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "number" && Number.isFinite(value) ? value : void 0;
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
  /** The runner cannot unset a variable; an empty one is what every AWS tool takes for none. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(onlyTexts(before));
  }
};
function rivals(request, io) {
  return rivalsOverwritten(writesProfile(request) ? request.profileName : void 0, io);
}
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", before });
  io.runner.exportVariables(variables);
}
function onlyTexts(object) {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : [])
  );
}
// src/export/github-outputs.ts
var githubOutputs = {
  name: "github-outputs",
  check: (_plan, io) => io.runner.check(["outputs"]),
  write({ sessions: [session], settings }, io) {
    const more = settings.outputCredentials ? credentialOutputs(session.credentials) : {};
    setOutputs({ ...identityOutputs(session), ...more }, io);
  }
};
function identityOutputs({ accountId, arn }) {
  return { "aws-account-id": accountId, "authenticated-arn": arn };
}
function setOutputs(outputs, { runner }) {
  for (const [name, value] of Object.entries(outputs)) oneLine(name, value);
  runner.setOutputs(outputs);
}
function credentialOutputs({ accessKeyId, secretAccessKey, sessionToken, expiresAt }) {
  return {
    "aws-access-key-id": accessKeyId,
    "aws-secret-access-key": secretAccessKey.reveal(),
    ...sessionToken === void 0 ? {} : { "aws-session-token": sessionToken.reveal() },
    ...expiresAt === void 0 ? {} : { "aws-expiration": new Date(expiresAt).toISOString() }
  };
}
// src/core/secret.ts
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Map();
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
  /** What Node's `util.inspect` calls. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
function hideFromNowOn(value) {
  const text = value.trim();
  if (text.length >= shortest && !/^\d{12}$/.test(text) && !known.has(text)) known.set(text, void 0);
}
function withoutSecrets(text) {
  const spellings = [...known].flatMap(([secret, found]) => found ?? remember(secret));
  return spellings.sort((a, b) => b.length - a.length).reduce((shown2, spelling) => shown2.replaceAll(spelling, "***"), text).replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, "***");
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
  const bytes = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join("");
  const text = btoa("\0".repeat(before) + bytes);
  return text.slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
}
// src/core/fingerprint.ts
function fingerprint(value) {
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify(value)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36).padStart(13, "0");
}
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
// src/job/private-files.ts
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  const folders = new Set(texts.map((path) => path.slice(0, path.lastIndexOf("/"))));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
// src/export/aws-files.ts
var awsFiles = ["config", "credentials"];
function awsFilePaths(env, homeFolder2, platform) {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder: homeFolder2, platform }));
  if (config === void 0 || credentials === void 0) {
    throw new HelperError(
      "file-not-writable",
      "There is no home folder for the AWS files: HOME is not set, and the system knows none of this user.",
      { hint: "Set HOME, or name both files by their whole paths: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new HelperError(
    "environment-conflict",
    `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
    { hint: "Unset one of them, or give it a file of its own: profiles have other headers in the two files." }
  );
}
function locateAwsFile(file, { env, homeFolder: homeFolder2, platform }) {
  const separator = platform === "win32" ? "\\" : "/";
  const inHome = (path) => homeFolder2 === void 0 ? void 0 : homeFolder2 + separator + path;
  const given = (file === "config" ? env.AWS_CONFIG_FILE : env.AWS_SHARED_CREDENTIALS_FILE) ?? "";
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
// src/export/aws-ini.ts
var BOM = "\uFEFF";
var MARK = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;
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
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${JSON.stringify(key)} is no key`);
  return `${key} = ${value}`;
}
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
function readAsBotocore(file) {
  const sections = /* @__PURE__ */ new Map();
  const defaults = /* @__PURE__ */ new Map();
  let section;
  let open;
  let level = 0;
  for (const [index, line] of file.split(/\r\n|\r|\n/).entries()) {
    const unreadable = (what) => ({ problem: { line: index + 1, what } });
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
      if (/^(?:$|\n)/.test(value2) && !text.includes("=")) return unreadable(`${open} has a value without a key in it`);
      section.values.set(open, `${value2}
${text}`);
      continue;
    }
    level = indent;
    const [, name] = /^\[(.+)\]/.exec(text) ?? [];
    if (name !== void 0) {
      if (sections.has(name)) return unreadable(`the section [${name}] is there twice`);
      section = { name, values: name === "DEFAULT" ? defaults : /* @__PURE__ */ new Map() };
      if (name !== "DEFAULT") sections.set(name, section.values);
      open = void 0;
      continue;
    }
    if (section === void 0) return unreadable(outside(text));
    const [, key, value = ""] = /^([^=:]+)[=:](.*)$/.exec(text) ?? [];
    if (key === void 0) return unreadable("it is neither a header nor a setting");
    open = withoutBlanks(key).toLowerCase();
    if (section.values.has(open)) return unreadable(`[${section.name}] has ${open} twice`);
    section.values.set(open, withoutBlanks(value));
  }
  const whole = [...sections].map(([name, values2]) => {
    const all = [...defaults, ...values2].map(([key, value]) => [key, value.replace(/[^\S\uFEFF]+$/, "")]);
    return [name, new Map(all)];
  });
  return { reading: new Map(whole) };
}
function withoutBlanks(text) {
  return text.replace(/^[^\S\uFEFF]+|[^\S\uFEFF]+$/g, "");
}
function outside(text) {
  return text.startsWith("\uFEFF") ? "the file begins with a byte order mark (BOM)" : "it stands above the first header";
}
function readAsJavaScriptSdk(file) {
  const sections = /* @__PURE__ */ new Map();
  let section;
  let nesting;
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    const text = (line.split(/(?:^|\s)[;#]/, 1)[0] ?? "").trim();
    if (text.startsWith("[") && text.endsWith("]")) {
      const name = text.slice(1, -1);
      if (/^(?:profile )?__proto__$/.test(name))
        return { problem: { line: index + 1, what: "a profile is called __proto__" } };
      const [, prefix, , own] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(name) ?? [];
      const isKnown = prefix === "profile" || prefix === "sso-session" || prefix === "services";
      section = prefix === void 0 ? name : isKnown ? `${prefix} ${own}` : void 0;
      nesting = void 0;
      continue;
    }
    const equals = text.indexOf("=");
    if (!section || equals <= 0) continue;
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
// src/export/read-back.ts
var clients = [
  { name: "the AWS CLI and boto3", read: readAsBotocore },
  { name: "the AWS SDK for JavaScript", read: readAsJavaScriptSdk }
];
function checkReadable(texts, profiles, paths) {
  for (const client of clients) {
    const config = readingOf(texts.config, paths.config, client);
    const credentials = readingOf(texts.credentials, paths.credentials, client);
    for (const { name, settings } of profiles) {
      const read2 = new Map([...profileIn(config, name) ?? [], ...credentials.get(name) ?? []]);
      const odd = oddSetting(read2, settings);
      if (odd !== void 0) {
        throw new HelperError(
          "profile-unreadable",
          `With what else is in ${paths.config} and ${paths.credentials}, ${client.name} would not read the profile "${name}" as it is written: ${odd}.`,
          {
            hint: "Look for indented lines, odd headers and a [DEFAULT] section near that profile. Or give the job files of its own: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE."
          }
        );
      }
    }
  }
}
function readingOf(text, path, { name, read: read2 }) {
  const { reading: reading2, problem } = { reading: void 0, ...read2(text ?? "") };
  if (reading2 !== void 0) return reading2;
  throw new HelperError("profile-unreadable", `${path}, line ${problem?.line}: ${problem?.what}.`, {
    hint: `With such a line ${name} read nothing from this file, and so no profile at all. Mend it, or give the job files of its own: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.`
  });
}
function profileIn(config, name) {
  const headers = [`profile ${name}`, `profile "${name}"`, `profile '${name}'`, ...name === "default" ? [name] : []];
  return headers.map((header) => config.get(header)).find((values2) => values2 !== void 0);
}
function oddSetting(read2, settings) {
  const changed2 = settings.find(([key, value]) => read2.get(key) !== value);
  if (changed2 !== void 0) return `its ${changed2[0]} would be ${read2.has(changed2[0]) ? "another" : "missing"}`;
  const written2 = new Set(settings.map(([key]) => key));
  const foreign = [...read2.keys()].find((key) => identitySettings.includes(key) && !written2.has(key));
  return foreign === void 0 ? void 0 : `it would have ${foreign}, which somebody else set`;
}
// src/export/plan-profiles.ts
var REPLACED_KEYS = [...identitySettings, "region"];
function planProfiles(texts, profiles, rules) {
  const start = { texts, undo: [], notices: [] };
  const plan = profiles.reduce((before, profile2) => {
    const next = planProfile(before.texts, profile2, rules);
    return {
      texts: next.texts,
      undo: [...before.undo, ...next.undo],
      notices: [...before.notices, ...next.notices]
    };
  }, start);
  const written2 = profiles.map((profile2) => ({
    name: profile2.name,
    settings: Object.values(settingsOf(profile2)).flat()
  }));
  checkReadable(plan.texts, written2, rules.paths);
  return plan;
}
function planProfile(texts, profile2, rules) {
  const settings = settingsOf(profile2);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile2.name, key, value);
  const plans = awsFiles.map((file) => ({
    file,
    ...planFile(texts[file], { file, profile: profile2.name, settings: settings[file] }, rules)
  }));
  return {
    texts: { ...texts, ...Object.fromEntries(plans.map(({ file, text }) => [file, text])) },
    undo: [
      {
        profile: profile2.name,
        files: Object.fromEntries(plans.flatMap(({ file, undo: undo2 }) => undo2 === void 0 ? [] : [[file, undo2]]))
      }
    ],
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
  throw new HelperError("profile-invalid", `The profile "${profile2}" cannot be written: its ${key} ${problem}.`, {
    hint: "Not every AWS client would read such a value back as it is. Use a plain one, without line breaks and without # or ; after a blank."
  });
}
function planFile(text, goal, rules) {
  const header = headerFor(goal.file, goal.profile);
  const notices = findSections(text ?? "", header).flatMap((section) => takeFromOthers(section, goal, rules));
  const cleared = withoutLeftovers(text ?? "", header, rules.mark);
  const theirs = findSections(cleared, header).filter((section) => isInTheWay(section, goal));
  const foreign = theirs.find((section) => section.mark === void 0 && decidesIdentity(section));
  if (foreign !== void 0 && !rules.overwrite) throw profileExists(foreign, goal, rules);
  const undo2 = { fileMade: text === void 0, changed: [] };
  if (theirs.length > 0) {
    const edited = editSections(cleared, header, { set: goal.settings, remove: REPLACED_KEYS, mark: rules.mark });
    return { text: edited.text, undo: { ...undo2, changed: edited.changes }, notices };
  }
  if (goal.settings.length > 0) {
    const extended = appendSection(cleared, header, { set: goal.settings, mark: rules.mark });
    return { text: extended, undo: { ...undo2, added: findSections(extended, header).at(-1)?.text ?? "" }, notices };
  }
  return { text: text === void 0 ? void 0 : cleared, undo: void 0, notices };
}
function takeFromOthers(section, goal, rules) {
  const { mark } = section;
  if (mark === void 0 || mark.job === rules.mark.job || rules.isOver(mark)) return [];
  const until = mark.until === void 0 ? "" : `, until ${new Date(mark.until).toISOString()}`;
  const whose2 = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new HelperError("profile-exists", `The profile "${goal.profile}" (${place}) ${whose2}.`, {
      hint: "Give each job that shares this home folder a profile name of its own, with `aws-profile` (`--aws-profile NAME`): put what tells the jobs apart into it. If you know that the other job is over, `overwrite-aws-profile: true` (`--overwrite-aws-profile`) replaces what it left."
    });
  }
  return [
    `The profile "${goal.profile}" ${whose2}, and is replaced (overwrite-aws-profile): from now on that job is this role, too.`
  ];
}
function withoutLeftovers(text, header, { job }) {
  const made = findSections(text, header).filter((section) => section.made);
  return editSections(
    made.reduceRight((rest, section) => removeSection(rest, section), text),
    header,
    {
      set: [],
      remove: REPLACED_KEYS,
      where: ({ mark }) => mark !== void 0 && mark.job !== job
    }
  ).text;
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || REPLACED_KEYS.some((key) => section.keys.has(key));
}
function decidesIdentity({ keys }) {
  return identitySettings.some((key) => keys.has(key));
}
function profileExists(section, goal, rules) {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), and its credentials are not from ci-aws-credentials.`;
  return new HelperError("profile-exists", message, {
    hint: "Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`): the credentials and the region of the profile are then replaced until the end of the job, and its other settings stay."
  });
}
// src/core/credential-cache.ts
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function printCache({ credentials, issuedAt, renewAt }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  return JSON.stringify({
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
    expiresAt,
    issuedAt,
    renewAt
  });
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
    help: "The role to assume, as an ARN. With other credentials than a token, its name is enough."
  },
  {
    name: "aws-region",
    kind: "text",
    value: "REGION",
    aliases: ["region"],
    environment: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    help: "The region of the STS endpoint, and of the job's AWS calls. Without one, a region of the role's partition is taken."
  },
  {
    name: "audience",
    legacyVariable: true,
    kind: "text",
    value: "AUD",
    actionDefault: "sts.amazonaws.com",
    help: "The audience of the token: a client ID of the identity provider in IAM."
  },
  {
    name: "role-session-name",
    legacyVariable: true,
    kind: "text",
    value: "NAME",
    environment: ["AWS_ROLE_SESSION_NAME"],
    help: "The session name, as CloudTrail shows it. Default: made of the job\u2019s id."
  },
  {
    name: "role-duration-seconds",
    legacyVariable: true,
    kind: "number",
    value: "SECONDS",
    default: "3600",
    help: "How long the credentials live: 900 to 43200, and not above the role\u2019s own maximum."
  },
  {
    name: "inline-session-policy",
    legacyVariable: true,
    kind: "json",
    value: "JSON",
    help: "A policy that narrows what the session may do."
  },
  {
    name: "managed-session-policies",
    legacyVariable: true,
    kind: "lines",
    value: "ARN",
    help: "Managed policies that narrow what the session may do, at most ten."
  },
  {
    name: "trust-policy",
    kind: "text",
    value: "FILE",
    help: "The role's trust policy, or the role as `aws iam get-role` prints it. Read only when AWS refuses, to say which condition refused."
  },
  {
    name: "then-assume",
    kind: "lines",
    value: "ARN",
    help: "Further roles to assume, one after the other, each with the credentials of the one before. AWS caps such sessions at one hour."
  },
  {
    name: "roles",
    handover: true,
    kind: "lines",
    value: "LINE",
    help: "Several roles at once, one a line, each as a profile: `NAME = ARN`, then `, via = NAME` to assume it with the credentials of another, and `, region = REGION`."
  },
  {
    name: "allowed-account-ids",
    kind: "list",
    value: "ID",
    help: "Fail unless the credentials belong to one of these accounts; nothing is handed over before."
  },
  {
    name: "ci",
    kind: "text",
    value: "NAME",
    help: "The CI, where it should not be detected: {ci}."
  },
  {
    name: "token-env",
    kind: "text",
    value: "NAME",
    help: "The variable that holds the OIDC token."
  },
  {
    name: "token-command",
    kind: "text",
    value: "COMMAND",
    frontEnd: "cli",
    help: "A shell command that prints a fresh OIDC token."
  },
  {
    name: "web-identity-token-file",
    legacyVariable: true,
    kind: "text",
    value: "FILE",
    help: "The file that holds the OIDC token."
  },
  {
    name: "export",
    handover: true,
    kind: "list",
    value: "TARGET",
    help: "How the credentials are handed over: env, outputs, profile or none (only prove that the role can be assumed). Default: by CI."
  },
  {
    name: "aws-profile",
    handover: true,
    kind: "text",
    value: "NAME",
    aliases: ["profile"],
    help: "The profile to write. Default: `default`, where a profile is written at all."
  },
  {
    name: "profile-type",
    handover: true,
    kind: "text",
    value: "TYPE",
    help: "web-identity (the token in a private file, no AWS secret on the disk), process (asks this program, which renews) or static (keys). Default: by CI."
  },
  {
    name: "overwrite-aws-profile",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "Replace a profile of that name that something else wrote."
  },
  {
    name: "output-env-credentials",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Export the credentials as environment variables. Default: true, unless `aws-profile` is given."
  },
  {
    name: "output-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Set the credentials as outputs of the step."
  },
  {
    name: "aws-access-key-id",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the access key ID. With a role, they assume it; without, they are what is handed over."
  },
  {
    name: "aws-secret-access-key",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the secret access key."
  },
  {
    name: "aws-session-token",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the session token, if they have one."
  },
  {
    name: "role-chaining",
    legacyVariable: true,
    kind: "flag",
    help: "Assume the role with the credentials that are already there (variables, profile, container, instance) instead of a token."
  },
  {
    name: "use-existing-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "If the credentials that are already there work, keep them and do nothing else."
  },
  {
    name: "force-skip-oidc",
    kind: "flag",
    frontEnd: "action",
    help: "Never use the job\u2019s token, even where there is one."
  },
  {
    name: "unset-current-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Empty the credential variables of earlier steps. Works by itself, too."
  },
  {
    name: "role-external-id",
    legacyVariable: true,
    kind: "text",
    value: "ID",
    help: "The external ID that the trust policy asks for. AssumeRole only: a token has none."
  },
  {
    name: "role-skip-session-tagging",
    legacyVariable: true,
    kind: "flag",
    help: "Assume a role without session tags. With a token there are none in any case."
  },
  { name: "custom-tags", kind: "json", value: "JSON", help: "More session tags for AssumeRole, as a JSON object." },
  {
    name: "transitive-tag-keys",
    legacyVariable: true,
    kind: "lines",
    value: "KEY",
    help: "Session tags that go on to the roles assumed next."
  },
  {
    name: "special-characters-workaround",
    legacyVariable: true,
    kind: "flag",
    help: "Ask again, at most ten times, until the secret key has letters and digits only."
  },
  { name: "disable-retry", legacyVariable: true, kind: "flag", help: "Try everything once only." },
  {
    name: "retry-max-attempts",
    legacyVariable: true,
    kind: "number",
    value: "N",
    help: "Try nothing more often than this. Permanent refusals are never tried again, whatever it says."
  },
  {
    name: "http-proxy",
    kind: "text",
    value: "URL",
    environment: ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"],
    help: "The proxy for all requests, http:// or https://."
  },
  {
    name: "no-proxy",
    kind: "list",
    value: "HOST",
    environment: ["no_proxy", "NO_PROXY"],
    help: "What is reached without the proxy: hosts, .suffixes, host:port, CIDR ranges, or *."
  },
  {
    name: "summary",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Write a job summary: role, account, session name, region, expiry. Never a secret."
  },
  {
    name: "mask-aws-account-id",
    legacyVariable: true,
    kind: "flag",
    help: "Mask the account ID in the log where the CI can mask, and leave it out of what is said everywhere."
  },
  {
    name: "sts-endpoint",
    kind: "text",
    value: "URL",
    environment: ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"],
    help: "Another STS endpoint than that of the region."
  },
  {
    name: "timeout",
    kind: "number",
    value: "SECONDS",
    default: "90",
    aliases: ["action-timeout-s"],
    help: "The most that the whole step may take. What may pass is tried again until then."
  }
];
// src/export/process-folder.ts
function makeProcessFolder(handover, session, { io, beforeWrite }) {
  const { files, self } = io;
  const folder = `${makeJobFolder(handover.job, io)}/process-${ownName(session.profile, handover.token)}`;
  const contents = programFiles(io);
  contents.set("spec.json", JSON.stringify(specOf(handover, session)));
  const cache = cacheOf(session, io);
  if (cache !== void 0) contents.set("cache.json", cache);
  beforeWrite([...contents.keys(), "cache.json"].map((name) => `${folder}/${name}`));
  files.privateFolder(folder);
  for (const [name, text] of contents) files.replace(`${folder}/${name}`, text);
  return [self.node, `${folder}/credential-process.js`].map((path) => quoted(path, io.platform)).join(" ");
}
function ownName(profile2, token) {
  return `${profile2}-${fingerprint([profile2, token?.claims.iss, token?.claims.sub])}`;
}
function programFiles({ files, self: { folder } }) {
  const names = parseJson(files.read(`${folder}/credential-process.json`) ?? "");
  if (!Array.isArray(names)) throw new Error(`${folder} does not hold the built program`);
  return new Map(names.map((name) => [String(name), files.read(`${folder}/${name}`) ?? ""]));
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
  if (!isTemporary(credentials)) return void 0;
  const issuedAt = clock.now();
  return printCache({
    credentials,
    issuedAt,
    renewAt: renewalTime(issuedAt, credentials.expiresAt, clock.random())
  });
}
function quoted(path, platform) {
  if (platform === "win32") return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? posixQuote(path) : `"${path}"`;
}
// src/export/profile-undo.ts
function undoProfiles(texts, undo2, paths) {
  const start = { texts, kept: [] };
  return undo2.reduceRight((done, { profile: profile2, files }) => {
    const results = awsFiles.map((file) => {
      const sections = { header: headerFor(file, profile2), undo: files[file] };
      return { file, ...undoFile(done.texts[file], sections) };
    });
    return {
      texts: { ...done.texts, ...Object.fromEntries(results.map(({ file, text }) => [file, text])) },
      kept: [
        ...done.kept,
        ...results.filter(({ intact }) => !intact).map(({ file }) => `The profile "${profile2}" in ${paths[file]} was changed meanwhile and is left as it is.`)
      ]
    };
  }, start);
}
function undoFile(text, { header, undo: undo2 }) {
  if (text === void 0 || undo2 === void 0) return { text, intact: true };
  const done = undo2.added === void 0 ? restoreChanged(text, header, undo2.changed) : removeAdded(text, header, undo2.added);
  return undo2.fileMade && done.text === "" ? { ...done, text: void 0 } : done;
}
function removeAdded(text, header, added) {
  const sections = findSections(text, header);
  const section = sections.find((candidate) => candidate.text === added);
  if (section === void 0) return { text, intact: sections.length === 0 };
  return { text: removeSection(text, section), intact: true };
}
function restoreChanged(text, header, changes) {
  let done = text;
  let from = 0;
  let intact = true;
  for (const { before, after } of changes) {
    const section = findSections(done, header).find(
      ({ start }) => start >= from && beginsWith(done.slice(start), after)
    );
    if (section === void 0) {
      intact = false;
    } else {
      done = replaceText(done, { start: section.start, text: after }, before);
      from = section.start + before.length;
    }
  }
  return { text: done, intact };
}
function beginsWith(text, lines) {
  return text.startsWith(lines) && /^[\r\n]?$/.test(text.charAt(lines.length));
}
function parseProfileUndo(value) {
  if (!isObject(value) || !isObject(value.files)) return void 0;
  const profile2 = stringAt(value, "profile");
  if (profile2 === void 0) return void 0;
  const given = value.files;
  const files = awsFiles.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!isObject(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed2 = value.changed.flatMap((change) => {
    if (!isObject(change)) return [];
    const before = stringAt(change, "before");
    const after = stringAt(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed2.length !== value.changed.length) return void 0;
  const added = stringAt(value, "added");
  return { fileMade: value.fileMade, changed: changed2, ...added === void 0 ? {} : { added } };
}
// src/export/profile.ts
var profile = {
  name: "profile",
  hands: "profile",
  check(plan, io) {
    refuseType(plan);
    const paths = pathsOf(io);
    for (const path of Object.values(paths)) io.files.checkReplaceable(path);
    if (plan.precedence.profileType === "static") warnOfCheckout(paths.credentials, plan, io);
    const texts = { config: io.files.read(paths.config), credentials: io.files.read(paths.credentials) };
    planProfiles(texts, standIns(plan), rulesFor(plan, paths, io));
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const beforeWrite = (files) => record({ kind: "profile", files });
    const profiles = handover.sessions.map((session) => profileSettings(handover, session, { io, beforeWrite }));
    const rules = { ...rulesFor(handover, paths, io), mark: markOf(handover, io) };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, profiles, rules);
      record({ kind: "profile", paths, undo: planned.undo });
      return planned;
    });
    for (const notice2 of notices) io.log.notice(notice2);
  },
  async undo(receipt, io) {
    removePrivateFiles(receipt.files, io.files);
    const paths = parsePaths(receipt.paths);
    const undo2 = parseUndo(receipt.undo);
    if (paths === void 0 || undo2 === void 0) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo2, paths));
    for (const notice2 of kept) io.log.notice(notice2);
  }
};
function pathsOf({ env, homeFolder: homeFolder2, platform, files }) {
  const { config, credentials } = awsFilePaths(env, homeFolder2, platform);
  if (files.isSame(config, credentials)) throw oneFile(config);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
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
function rulesFor({ settings, job }, paths, io) {
  const now = io.clock.now();
  return {
    paths,
    overwrite: settings.profile.overwrite,
    mark: { job: job.id },
    isOver: ({ until, traces = {} }) => until !== void 0 && until <= now || isOver(traces, job, io)
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
    throw new HelperError("option-conflict", `A profile of the type ${type} needs a token, and none is used here.`, {
      hint: "Give profile-type: static, or assume the role with the job\u2019s token."
    });
  }
  const lost = lostInWebIdentity(settings);
  if (type === "web-identity" && lost !== void 0) {
    throw new HelperError(
      "option-conflict",
      `${lost} would be lost in a profile of the type web-identity: there the AWS tools exchange the token by themselves.`,
      { hint: "Give profile-type: process, which asks this program each time, or static." }
    );
  }
}
function lostInWebIdentity({ inlinePolicy, managedPolicies, chain }) {
  if (inlinePolicy !== void 0) return "inline-session-policy";
  if (managedPolicies.length > 0) return "managed-session-policies";
  return chain.length > 0 ? "then-assume" : void 0;
}
function profileSettings(handover, session, making) {
  const { profile: name, via, region, roleArn } = session;
  const common = { name, region };
  const { profileType: type } = handover.precedence;
  if (type === "static" || handover.token === void 0 || roleArn === void 0) {
    return { ...common, type: "static", credentials: session.credentials };
  }
  if (type === "process") return { ...common, type, command: makeProcessFolder(handover, session, making) };
  if (via !== void 0) {
    const { externalId } = handover.settings;
    return {
      ...common,
      type: "assume-role",
      roleArn,
      sourceProfile: via,
      sessionName: handover.sessionName,
      externalId
    };
  }
  return {
    ...common,
    type,
    roleArn,
    sessionName: handover.sessionName,
    tokenFile: tokenFile(handover.token, session, { ...making, handover })
  };
}
function tokenFile(token, { profile: profile2 }, { io, beforeWrite, handover }) {
  if (token.path !== void 0) return io.files.absolute(token.path);
  const path = `${makeJobFolder(handover.job, io)}/token-${ownName(profile2, token)}`;
  beforeWrite([path]);
  io.files.replace(path, token.jwt.reveal());
  return path;
}
function parsePaths(value) {
  const config = isObject(value) ? stringAt(value, "config") : void 0;
  const credentials = isObject(value) ? stringAt(value, "credentials") : void 0;
  return config === void 0 || credentials === void 0 ? void 0 : { config, credentials };
}
function parseUndo(value) {
  const undo2 = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo2.every((entry2) => entry2 !== void 0) ? undo2 : void 0;
}
// src/export/index.ts
var exportTargets = [profile, bashEnv, githubEnv, githubOutputs];
// src/job/receipts.ts
function readReceipts(path, files) {
  const list = parseJson(files.readPrivate(path) ?? "");
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}
function rewriteReceipts(path, receipts, files) {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}
function isReceipt(value) {
  return isObject(value) && typeof value.kind === "string";
}
// src/cleanup.ts
var nothing = { undone: 0, left: 0 };
function sayCleanedUp({ undone, left }, whose2, log) {
  log.info(undone + left === 0 ? "Nothing to clean up." : `Cleaned up: ${things(undone)}${whose2}.`);
  if (left === 0) return;
  log.warning(`Still to clean up: ${things(left)}. Run ci-aws-credentials cleanup in this job once the cause is gone.`);
}
function things(count) {
  return `${count} ${count === 1 ? "thing" : "things"}`;
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
// src/node/clock.ts
var nodeClock = {
  now: Date.now,
  sleep: (milliseconds) => (0, import_promises.setTimeout)(milliseconds),
  sleepUnref: (milliseconds) => (0, import_promises.setTimeout)(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
// src/node/file-error.ts
function systemCode(error2) {
  return error2 instanceof Error && "code" in error2 && typeof error2.code === "string" ? error2.code : void 0;
}
function reasonFor(code) {
  return reasons[code] ?? code;
}
function unless(codes, step) {
  try {
    return step();
  } catch (error2) {
    if (codes.includes(systemCode(error2) ?? "")) return void 0;
    throw error2;
  }
}
function reading(path, step) {
  try {
    return step();
  } catch (error2) {
    const code = systemCode(error2);
    if (code === void 0 || error2 instanceof HelperError) throw error2;
    throw new HelperError("input-unreadable", `${path} cannot be read: ${reasonFor(code)}.`, {
      hint: "Check the path and that the user who runs the job may read the file.",
      cause: error2
    });
  }
}
function writing(path, step) {
  try {
    return step();
  } catch (error2) {
    if (systemCode(error2) === void 0 || error2 instanceof HelperError) throw error2;
    throw notWritable(path, error2);
  }
}
function notWritable(path, cause) {
  const code = systemCode(cause) ?? "";
  return new HelperError("file-not-writable", `${path} cannot be written: ${reasonFor(code)}.`, {
    hint: hints[code] ?? "Let the user who runs the job write to that folder, or choose another path.",
    cause
  });
}
var reasons = {
  EACCES: "permission denied (EACCES)",
  EPERM: "not permitted (EPERM)",
  ENOENT: "its folder does not exist (ENOENT)",
  EROFS: "the file system is read-only (EROFS)",
  ENOSPC: "no space is left on the device (ENOSPC)",
  EDQUOT: "the disk quota is used up (EDQUOT)",
  ELOOP: "it is a link (ELOOP)",
  ENOTDIR: "a part of the path is a file and not a folder (ENOTDIR)",
  EEXIST: "a part of the path is a file and not a folder (EEXIST)",
  EISDIR: "it is a folder (EISDIR)",
  ENAMETOOLONG: "the name is too long (ENAMETOOLONG)",
  E2BIG: "its arguments and variables are too long (E2BIG)",
  EAGAIN: "the system has no room for another process (EAGAIN)",
  ENOMEM: "the system has no memory left (ENOMEM)",
  EBUSY: "it is in use or mounted by itself (EBUSY)"
};
var hints = {
  ENOENT: "Make the folder, or choose another path.",
  EROFS: "Choose a path on a file system that can be written to.",
  ENOSPC: "Free some space, or choose a path on another file system.",
  EDQUOT: "Free some space, or choose a path on another file system.",
  ENOTDIR: "Remove that file, or choose another path.",
  EEXIST: "Remove that file, or choose another path.",
  EISDIR: "Remove that folder, or choose another path.",
  EBUSY: "Mount the folder that holds the file into the container, not the file alone: a mounted file cannot be replaced."
};
// src/node/files.ts
// src/node/file-lock.ts
// src/node/is-alive.ts
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error2) {
    return systemCode(error2) === "EPERM";
  }
  return !isZombie(pid);
}
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  const status = unless(["ENOENT", "ESRCH", "EACCES"], () => (0, import_node_fs4.readFileSync)(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
// src/node/replace-file.ts
// src/node/pause.ts
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
// src/node/trusted-path.ts
var ownUser = process.geteuid?.();
var STICKY = 512;
var MAX_LINKS = 40;
function followTrustedLinks(path) {
  return walk(path).target;
}
function walk(path) {
  const absolute = (0, import_node_path5.resolve)(path);
  const passed = [];
  if (ownUser === void 0) return { target: absolute, passed };
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === void 0) return { target: done, passed };
    passed.push(done);
    const next = (0, import_node_path5.join)(done, name);
    const stats = unless(["ENOENT"], () => (0, import_node_fs6.lstatSync)(next));
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
function split(absolute) {
  const { root } = (0, import_node_path5.parse)(absolute);
  return { done: root, rest: absolute.slice(root.length).split(import_node_path5.sep).filter(Boolean) };
}
function requireTrustedLink(path, link) {
  if (link.links > MAX_LINKS) {
    throw new HelperError("file-unsafe", `${path} is a link that leads in a circle.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new HelperError(
    "file-unsafe",
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: "It may have been put there to have another file overwritten. Remove the link, or choose another path." }
  );
}
function whyRecreatable(path) {
  if (ownUser === void 0) return void 0;
  const { target, passed } = walk(path);
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
  const stats = unless(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = unless(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
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
  const stats = unless(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
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
  const stats = unless(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || !isShared(stats)) return;
  throw new HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), and a secret is to be written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new HelperError("file-unsafe", `${path} is a device, a pipe or a socket and not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: "Remove the file, or choose another path."
  });
}
// src/node/replace-file.ts
var MAX_AGE = 12e4;
var temporaryName = /^\.(?<name>.+)\.(?<pid>\d+)\.[\w-]+\.tmp$/s;
var written = 0;
function replaceFile(target, content, clock) {
  removeLeftovers((0, import_node_path4.dirname)(target), clock, (0, import_node_path4.basename)(target));
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = (0, import_node_path4.join)((0, import_node_path4.dirname)(target), `.${(0, import_node_path4.basename)(target)}.${process.pid}.${unique}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL } = import_node_fs5.constants;
  const file = (0, import_node_fs5.openSync)(temporary, O_WRONLY | O_CREAT | O_EXCL, content.mode);
  try {
    try {
      (0, import_node_fs5.writeFileSync)(file, content.text);
      (0, import_node_fs5.fsyncSync)(file);
    } finally {
      (0, import_node_fs5.closeSync)(file);
    }
    rename(temporary, target);
  } catch (error2) {
    (0, import_node_fs5.rmSync)(temporary, { force: true });
    throw error2;
  }
}
function removeLeftovers(folder, clock, beside) {
  for (const entry2 of unless(["ENOENT", "EACCES"], () => (0, import_node_fs5.readdirSync)(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry2)?.groups ?? {};
    if (name === void 0 || beside !== void 0 && name !== beside) continue;
    const path = (0, import_node_path4.join)(folder, entry2);
    const stats = unless(["ENOENT"], () => (0, import_node_fs5.lstatSync)(path));
    if (stats === void 0 || !stats.isFile() || ownUser !== void 0 && stats.uid !== ownUser) continue;
    const old = Math.abs(clock.now() - stats.mtimeMs) > MAX_AGE;
    if (old || !isAlive(Number(pid))) unless(["ENOENT"], () => (0, import_node_fs5.unlinkSync)(path));
  }
}
function rename(from, to) {
  for (let attempt2 = 1; ; attempt2 += 1) {
    try {
      (0, import_node_fs5.renameSync)(from, to);
      return;
    } catch (error2) {
      const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error2) ?? "");
      if (!passing || attempt2 === 8) throw error2;
      pause(2 ** attempt2);
    }
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
    if (readHeld(lock)?.text === text) unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
  }
}
async function acquire(paths, clock, timeout) {
  const deadline = clock.now() + timeout;
  for (; ; ) {
    const late = clock.now() >= deadline;
    const text = writing(paths.lock, () => tryOnce(paths, late, clock));
    if (text !== void 0) return text;
    await clock.sleep(2 + clock.random() * 40);
  }
}
function tryOnce(paths, late, clock) {
  const text = take(paths.lock, clock);
  if (text !== void 0) return text;
  const held = readHeld(paths.lock);
  if (held !== void 0 && isStale(held, clock)) breakLock(paths, held, clock);
  if (late) throw fileLocked(paths, held);
  return void 0;
}
function take(lock, clock) {
  taken += 1;
  const heldCodes = process.platform === "win32" ? ["EEXIST", "EPERM"] : ["EEXIST"];
  const file = unless(heldCodes, () => (0, import_node_fs3.openSync)(lock, "wx", 384));
  if (file === void 0) return void 0;
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    (0, import_node_fs3.writeFileSync)(file, text);
  } catch (error2) {
    unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
    throw error2;
  } finally {
    (0, import_node_fs3.closeSync)(file);
  }
  return readHeld(lock)?.text === text ? text : void 0;
}
function readHeld(lock) {
  return unless(["ENOENT"], () => ({ changedAt: (0, import_node_fs3.statSync)(lock).mtimeMs, text: (0, import_node_fs3.readFileSync)(lock, "utf8") }));
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
  const guarded = unless(["EEXIST"], () => {
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
    if (owner !== void 0) removeLeftovers((0, import_node_path3.dirname)(target), clock, (0, import_node_path3.basename)(target));
    (0, import_node_fs3.unlinkSync)(lock);
  } finally {
    unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
  }
}
function removeOldGuard(guard, clock) {
  const held = readHeld(guard);
  if (held !== void 0 && isOlder(held, MAX_BREAKING, clock)) unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
}
function removeStaleLocks(folder, clock) {
  const names = unless(["ENOENT"], () => (0, import_node_fs3.readdirSync)(folder)) ?? [];
  for (const name of names.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard((0, import_node_path3.join)(folder, name), clock);
  for (const name of names.filter((one) => one.endsWith(suffix))) {
    const lock = (0, import_node_path3.join)(folder, name);
    const held = readHeld(lock);
    const target = (0, import_node_path3.join)(folder, name.slice(1, -suffix.length));
    if (held !== void 0 && isStale(held, clock)) breakLock({ target, lock }, held, clock);
  }
}
function readOwner(text) {
  const value = parseJson(text);
  if (!isObject(value)) return void 0;
  const pid = numberAt(value, "pid");
  const machine2 = stringAt(value, "machine");
  const since = stringAt(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? unless(["ENOENT", "EACCES"], () => (0, import_node_fs3.readlinkSync)("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? (0, import_node_os2.hostname)() : `${(0, import_node_os2.hostname)()} ${namespace}`;
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process does not exist any more, remove the lock file."
  });
}
// src/node/make-folders.ts
function makeFolders(path) {
  try {
    (0, import_node_fs7.mkdirSync)(path, { mode: 448 });
  } catch (error2) {
    if (isFolder(path)) return;
    const parent = (0, import_node_path6.dirname)(path);
    if (systemCode(error2) !== "ENOENT" || isFolder(parent)) throw error2;
    makeFolders(parent);
    makeFolders(path);
  }
}
function isFolder(path) {
  return unless(["ENOENT", "ENOTDIR"], () => (0, import_node_fs7.statSync)(path))?.isDirectory() === true;
}
// src/node/read-bytes.ts
var usual = { bytes: 5e6, milliseconds: 1e4 };
function readBytes(path, limits = {}) {
  const { O_RDONLY, O_NONBLOCK = 0 } = import_node_fs8.constants;
  const file = unless(["ENOENT"], () => (0, import_node_fs8.openSync)(path, O_RDONLY | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    return readAll({ path, file, stats: (0, import_node_fs8.fstatSync)(file) }, { ...usual, ...limits });
  } finally {
    (0, import_node_fs8.closeSync)(file);
  }
}
function readAll({ path, file, stats }, { bytes, milliseconds }) {
  const end = performance.now() + milliseconds;
  const chunks = [];
  let size = 0;
  for (; ; ) {
    const chunk = Buffer.allocUnsafe(65536);
    const count = unless(["EAGAIN"], () => (0, import_node_fs8.readSync)(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    if (count === 0 && (size > 0 || !stats.isFIFO())) return Buffer.concat(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && performance.now() >= end) throw endless(path, size, milliseconds);
    if (!count) pause(10);
  }
}
function tooLarge(path, bytes) {
  return new HelperError("input-unreadable", `${path} is larger than ${bytes / 1e3} kB and was not read on.`, {
    hint: "Nothing that belongs there is as large. Check the path."
  });
}
function endless(path, size, milliseconds) {
  const seconds = (milliseconds / 1e3).toFixed(1);
  return new HelperError(
    "input-unreadable",
    size === 0 ? `Nothing came from ${path} within ${seconds} s.` : `${path} did not come to an end within ${seconds} s.`,
    { hint: "It is a pipe or a device, and not a file. Check the path, and that its writer runs and closes it." }
  );
}
// src/node/read-private.ts
var MAX_SIZE = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs9.constants;
  const file = unless(["ENOENT"], () => (0, import_node_fs9.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = (0, import_node_fs9.fstatSync)(file);
    if (!stats.isFile()) throw unsafe(path, "is not a plain file");
    requireOurs(path, stats);
    if (stats.size > MAX_SIZE) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return (0, import_node_fs9.readFileSync)(file, "utf8");
  } finally {
    (0, import_node_fs9.closeSync)(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = import_node_fs9.constants;
  if (process.platform === "win32") return true;
  const folder = unless(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
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
function openFolder(path, flags) {
  const folder = unless(["ELOOP", "ENOTDIR"], () => (0, import_node_fs9.openSync)(path, flags));
  if (folder !== void 0) return folder;
  throw unsafe(path, "is a link or a file, where a folder of our own is needed");
}
function requireOurs(path, { uid, mode }) {
  const user = process.geteuid?.();
  if (user !== void 0 && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== "win32" && (mode & 63) !== 0) throw unsafe(path, "can be read or written by others");
}
function unsafe(path, what) {
  return new HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program keeps it for its own user alone; something else has changed that."
  });
}
// src/node/files.ts
function nodeFiles(clock) {
  return {
    read,
    readPrivate: (path) => reading(path, () => readPrivate(path)),
    replace: (path, text) => {
      writing(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, mode: (mode ?? 384) & 384 }, clock);
      });
    },
    append: (path, text) => append(path, text, clock),
    identity: (path) => reading(path, () => {
      const stats = unless(["ENOENT", "ENOTDIR"], () => (0, import_node_fs2.statSync)(path, { bigint: true }));
      return stats && `${stats.dev}:${stats.ino}`;
    }),
    // The folder that a relative path counts from may be gone.
    absolute: (path) => reading(path, () => (0, import_node_path2.resolve)(path)),
    isSame: (path, other) => writing(path, () => isSame(path, other)),
    list: (folder) => reading(folder, () => unless(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      writing(path, () => unless(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      writing(path, () => unless(["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
    removeLeftovers: (folder) => writing(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      writing(path, () => requireWritableFolder((0, import_node_path2.dirname)(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      writing(path, () => {
        const target = appendableTarget(path);
        const exists = unless(["ENOENT"], () => {
          (0, import_node_fs2.accessSync)(target, import_node_fs2.constants.R_OK | import_node_fs2.constants.W_OK);
          return true;
        });
        if (exists === void 0) (0, import_node_fs2.accessSync)((0, import_node_path2.dirname)(target), import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
      });
    },
    privateFolder,
    isOwnFolder: (path) => reading(path, () => isOwnFolder(path)),
    locked: async (path, task, timeout) => {
      const target = writing(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, timeout });
    }
  };
}
function read(path, limits) {
  return reading(path, () => {
    const bytes = readBytes(path, limits);
    if (bytes === void 0 || (0, import_node_buffer.isUtf8)(bytes)) return bytes?.toString("utf8");
    throw new HelperError("input-unreadable", `${path} is not text in UTF-8.`, {
      hint: "Save the file as UTF-8: read as anything else, it could not be written back as it is."
    });
  });
}
function isSame(path, other) {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const [stats, otherStats] = [target, otherTarget].map((file) => unless(["ENOENT"], () => (0, import_node_fs2.statSync)(file)));
  if (stats === void 0 || otherStats === void 0) return target === otherTarget;
  return stats.ino === otherStats.ino && stats.dev === otherStats.dev;
}
function makeParent(path) {
  makeFolders(followTrustedLinks((0, import_node_path2.dirname)((0, import_node_path2.resolve)(path))));
}
function requireWritableFolder(folder) {
  const stats = unless(["ENOENT"], () => (0, import_node_fs2.statSync)(folder));
  if (stats === void 0) {
    requireWritableFolder((0, import_node_path2.dirname)(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new HelperError("file-not-writable", `${folder} is a file, and a folder is needed there.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  (0, import_node_fs2.accessSync)(folder, import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
}
function append(path, text, clock) {
  writing(path, () => {
    const target = appendableTarget(path);
    removeLeftovers((0, import_node_path2.dirname)(target), clock, (0, import_node_path2.basename)(target));
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
  });
}
function endsInNewline(file, size) {
  if (size === 0) return true;
  const last = new Uint8Array(1);
  (0, import_node_fs2.readSync)(file, last, 0, 1, size - 1);
  return last[0] === 10;
}
function removeAllLeftovers(folder, clock) {
  removeLeftovers(folder, clock);
  removeStaleLocks(folder, clock);
  for (const entry2 of unless(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder, { withFileTypes: true })) ?? []) {
    if (entry2.isDirectory()) removeAllLeftovers((0, import_node_path2.join)(folder, entry2.name), clock);
  }
}
function privateFolder(path) {
  return writing(path, () => {
    makeFolders(path);
    isOwnFolder(path, { repair: true });
    return path;
  });
}
// src/node/private-root.ts
function candidates({ RUNNER_TEMP, XDG_RUNTIME_DIR }, home) {
  return [
    { name: "RUNNER_TEMP", folder: RUNNER_TEMP, flaw: whyRecreatable },
    { name: "HOME", folder: home && (0, import_node_path7.join)(home, ".aws"), flaw: whyShared },
    { name: "XDG_RUNTIME_DIR", folder: XDG_RUNTIME_DIR, flaw: whyRecreatable }
  ];
}
function privateRoot(env, home, checkouts) {
  const reasons2 = [];
  for (const candidate of candidates(env, home)) {
    const found = examine(candidate, home, checkouts);
    if ("folder" in found) return (0, import_node_path7.join)(found.folder, `ci-aws-credentials-${userName()}`);
    reasons2.push(`${candidate.name}: ${found.reason}`);
  }
  throw new HelperError(
    "file-unsafe",
    `No folder will do for what only this job may read (its token, keys, receipts). ${reasons2.join("; ")}.`,
    {
      hint: 'Set HOME to a folder of your own outside of the checkout, or XDG_RUNTIME_DIR to one that only you can write to, in every step. Without any: eval "$(ci-aws-credentials env \u2026)" writes no file.'
    }
  );
}
function examine({ folder = "", flaw }, home, checkouts) {
  if (folder === "") return { reason: "is not set" };
  if (!(0, import_node_path7.isAbsolute)(folder)) return { reason: `${folder} is not an absolute path` };
  try {
    return writing(folder, () => {
      const target = followTrustedLinks(folder);
      const checkout = checkoutAround(target, home, checkouts);
      if (checkout !== void 0) return { reason: `${folder} is in the checkout ${checkout}` };
      (0, import_node_fs10.accessSync)(existing(target), import_node_fs10.constants.W_OK | import_node_fs10.constants.X_OK);
      const reason = flaw(folder);
      return reason === void 0 ? { folder: target } : { reason };
    });
  } catch (error2) {
    return { reason: error2 instanceof Error ? error2.message.replace(/\.$/, "") : String(error2) };
  }
}
function existing(folder) {
  return unless(["ENOENT"], () => (0, import_node_fs10.statSync)(folder)) === void 0 ? (0, import_node_path7.dirname)(folder) : folder;
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
    return (0, import_node_fs10.realpathSync)(path);
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
  const found = unless(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs10.lstatSync)((0, import_node_path7.join)(path, ".git")));
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
      const path = envValue(env, "GITHUB_STEP_SUMMARY");
      if (path !== void 0) (0, import_node_fs11.appendFileSync)(path, withoutSecrets(markdown));
    }
  };
}
function write(path, values2) {
  const entries = Object.entries(values2).map(([name, value]) => entry(name, value));
  writing(path, () => (0, import_node_fs11.appendFileSync)(path, entries.join("")));
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
  const path = envValue(env, variable);
  if (path === void 0) {
    throw new HelperError(
      "runner-file-missing",
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub\u2019s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env \u2026)".'
      }
    );
  }
  try {
    (0, import_node_fs11.closeSync)((0, import_node_fs11.openSync)(path, import_node_fs11.constants.O_WRONLY | import_node_fs11.constants.O_APPEND));
  } catch (cause) {
    throw new HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${systemCode(cause) ?? "unknown"}${whose(path)}.`,
      { hint: hintFor(path), cause }
    );
  }
  return path;
}
function hintFor(path) {
  const owner = foreignOwner(path);
  if (owner === void 0) {
    return "GitHub\u2019s runner makes a new file for every step. If a step sets the variable itself, let it name a file that can be written.";
  }
  return `The job's container runs as another user than the runner. Run it as the runner's:

    container:
      image: \u2026
      options: --user ${owner}`;
}
function whose(path) {
  const owner = foreignOwner(path);
  return owner === void 0 ? "" : `: it belongs to another user (${owner}), and this step runs as ${ownUser}`;
}
function foreignOwner(path) {
  const uid = unless(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs11.statSync)(path).uid);
  return ownUser === void 0 || uid === ownUser ? void 0 : uid;
}
// src/node/export-io.ts
function nodeExportIo(log) {
  return {
    // Without a prototype: a name that a user gives (`constructor`) must find variables and nothing else.
    env: Object.assign(/* @__PURE__ */ Object.create(null), process.env),
    platform: process.platform,
    homeFolder: homeFolder(),
    privateRoot: (checkouts) => privateRoot(process.env, knownHome(), checkouts),
    checkoutAround: (path, checkouts) => checkoutAround(path, knownHome(), checkouts),
    self: runningProgram(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    log,
    runner: githubRunner(process.env),
    print: (text) => void process.stdout.write(text)
  };
}
function homeFolder() {
  try {
    return (0, import_node_os.homedir)() || void 0;
  } catch (error2) {
    if (systemCode(error2) === void 0) throw error2;
    return process.env.HOME || void 0;
  }
}
function runningProgram() {
  const file = (0, import_node_fs.realpathSync)(process.argv[1] ?? "");
  return { node: process.execPath, file, folder: (0, import_node_path.dirname)(file) };
}
// src/core/log-safe.ts
function printable(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n\t]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [").replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, "***");
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
  mask: (value) => setSecret(value.reveal())
};
// src/node/output.ts
var closed = ["EPIPE", "ECONNRESET", "EOF"];
function outliveReader(stream, lost = () => {
}) {
  let told = false;
  stream.on("error", (error2) => {
    if (told || closed.includes(systemCode(error2) ?? "")) return;
    told = true;
    lost(notWritable("standard output", error2));
  });
}
// src/entry/post.ts
outliveReader(process.stdout);
main().catch((error2) => {
  actionLog.warning(`Cleaning up failed: ${error2 instanceof Error ? error2.message : String(error2)}`);
});
async function main() {
  if (process.env.AWS_SKIP_CLEANUP_STEP === "true")
    return actionLog.info("AWS_SKIP_CLEANUP_STEP is true: nothing is cleaned up.");
  const receiptsPath = getState("receipts");
  if (receiptsPath === "") return actionLog.info("Nothing to clean up.");
  sayCleanedUp(await cleanUp(receiptsPath, nodeExportIo(actionLog)), "", actionLog);
}
