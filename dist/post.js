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
var import_node_path4 = require("node:path");
var import_node_fs5 = require("node:fs");
var import_node_fs6 = require("node:fs");
var import_node_path5 = require("node:path");
var import_node_fs7 = require("node:fs");
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
var HelperError = class extends Error {
  name = "HelperError";
  code;
  hint;
  diagnosis;
  retryAfterSeconds;
  constructor(code, message, details = {}) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.diagnosis = details.diagnosis;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
};
function shellLines(shell, variables) {
  return Object.entries(variables).map(([name, value]) => `${printers[shell](name, oneLine(name, value))}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`,
  // In single quotes PowerShell takes the typographic ones for quotes, too.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new HelperError("sts-answer-unreadable", `The value for ${name} holds a line end and cannot be handed over.`, {
    hint: "STS never answers so. If sts-endpoint or a proxy leads elsewhere, ask whoever runs that server."
  });
}
function credentialVariables({ credentials, region }, env) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = (env.AWS_SESSION_TOKEN ?? "") !== "";
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey.reveal(),
    ...sessionToken !== void 0 || stale ? { AWS_SESSION_TOKEN: sessionToken?.reveal() ?? "" } : {}
  };
}
var bashEnv = {
  name: "bash-env",
  check: (_plan, io) => io.files.checkAppendable(pathIn(io.env)),
  write({ session }, io, record) {
    const path = pathIn(io.env);
    const before = io.files.read(path) ?? "";
    const lines = shellLines("sh", credentialVariables(session, io.env));
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
  const path = env.BASH_ENV ?? "";
  if (path !== "") return path;
  throw new HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so there is no file for variables of later steps.",
    {
      hint: 'CircleCI sets it in every job. Elsewhere give --export profile, or eval "$(ci-aws-credentials env \u2026)".'
    }
  );
}
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
var githubEnv = {
  name: "github-env",
  check: (_plan, io) => io.runner.check(["variables"]),
  write({ session, ways, profileName }, io, record) {
    const profile2 = ways.includes("profile") ? { AWS_PROFILE: profileName } : {};
    exportVariables({ ...credentialVariables(session, io.env), ...profile2 }, io, record);
  },
  /** The runner cannot unset a variable; an empty one is what every AWS tool takes for none. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(onlyTexts(before));
  }
};
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
var githubOutputs = {
  name: "github-outputs",
  check: (_plan, io) => io.runner.check(["outputs"]),
  write({ session, settings }, io) {
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
function makeJobFolder({ folder }, { files, privateRoot: privateRoot2 }) {
  files.privateFolder(privateRoot2);
  files.privateFolder(folder);
  files.privateFolder(privateRoot2);
  return folder;
}
var values = /* @__PURE__ */ new WeakMap();
var Secret = class {
  constructor(value) {
    values.set(this, value);
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
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  const folders = new Set(texts.map((path) => path.slice(0, path.lastIndexOf("/"))));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function printCache({ credentials, renewAt }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  return JSON.stringify({
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
    expiresAt,
    renewAt
  });
}
function isTemporary(credentials) {
  return credentials.sessionToken !== void 0 && credentials.expiresAt !== void 0;
}
var shaping = [
  "audience",
  "token-env",
  "token-command",
  "web-identity-token-file",
  "role-duration-seconds",
  "inline-session-policy",
  "managed-session-policies",
  "role-chain",
  "role-external-id",
  "role-skip-session-tagging",
  "custom-tags",
  "transitive-tag-keys",
  "allowed-account-ids",
  "sts-endpoint",
  "http-proxy",
  "no-proxy",
  "disable-retry",
  "retry-max-attempts"
];
function makeProcessFolder(handover, grant, { io, willWrite }) {
  const { files, processProgram } = io;
  const folder = `${makeJobFolder(handover.job, io)}/process-${grant.profile}`;
  const contents = programFiles(io);
  contents.set("spec.json", JSON.stringify(specOf(handover, grant)));
  const cache = cacheOf(grant, io);
  if (cache !== void 0) contents.set("cache.json", cache);
  willWrite([...contents.keys(), "cache.json"].map((name) => `${folder}/${name}`));
  files.privateFolder(folder);
  for (const [name, text] of contents) files.replace(`${folder}/${name}`, text);
  return [processProgram.node, `${folder}/credential-process.js`].map((path) => quoted(path, io.platform)).join(" ");
}
function programFiles({ files, processProgram: { folder } }) {
  const names = parseJson(files.read(`${folder}/credential-process.json`) ?? "");
  if (!Array.isArray(names)) throw new Error(`${folder} does not hold the built program`);
  return new Map(names.map((name) => [String(name), files.read(`${folder}/${name}`) ?? ""]));
}
function specOf({ settings, ci, sessionName }, { session, profile: profile2, via }) {
  const same = shaping.flatMap((name) => {
    const value = settings.given[name];
    return value === void 0 ? [] : [[name, value]];
  });
  const { source } = settings;
  const alone = settings.chain.length > 0 && source?.kind === "token" ? source.role.arn : session.roleArn;
  const [first = alone, ...further] = via === void 0 ? [] : wayTo(profile2, settings.roles);
  return {
    ...Object.fromEntries(same),
    ...further.length === 0 ? {} : { "role-chain": further.join("\n") },
    ci: ci.id,
    "aws-region": session.region,
    "role-session-name": sessionName,
    ...first === void 0 ? {} : { "role-to-assume": first }
  };
}
function wayTo(profile2, roles) {
  const entry2 = roles.find((role) => role.profile === profile2);
  return entry2 === void 0 ? [] : [...wayTo(entry2.via, roles), entry2.role.arn];
}
function cacheOf({ session: { credentials } }, { clock }) {
  if (!isTemporary(credentials)) return void 0;
  return printCache({ credentials, renewAt: renewalTime(clock.now(), credentials.expiresAt, clock.random()) });
}
function quoted(path, platform) {
  return platform === "win32" ? `"${path}"` : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
var BOM = "\uFEFF";
var MARK = /^# managed by ci-aws-credentials; job ([^\s;]+)(?:; until (\S+))?$/;
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
var FILES = ["config", "credentials"];
var REPLACED_KEYS = [...identitySettings, "region"];
function awsFilePaths(env, homeFolder, platform) {
  const separator = platform === "win32" ? "\\" : "/";
  const locate = (value, file) => {
    if (value === void 0 || value === "") return [homeFolder, ".aws", file].join(separator);
    const expands = value.startsWith("~/") || platform === "win32" && value.startsWith("~\\");
    return expands ? homeFolder + separator + value.slice(2) : value;
  };
  const config = locate(env.AWS_CONFIG_FILE, "config");
  const credentials = locate(env.AWS_SHARED_CREDENTIALS_FILE, "credentials");
  if (config === credentials) {
    throw new HelperError(
      "environment-conflict",
      `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
      { hint: "Unset one of them, or give it a file of its own: profiles have other headers in the two files." }
    );
  }
  return { config, credentials };
}
function planProfiles(texts, profiles, rules) {
  const start = { texts, undo: [], notices: [] };
  return profiles.reduce((plan, profile2) => {
    const next = planProfile(plan.texts, profile2, rules);
    return {
      texts: next.texts,
      undo: [...plan.undo, ...next.undo],
      notices: [...plan.notices, ...next.notices]
    };
  }, start);
}
function planProfile(texts, profile2, rules) {
  const settings = settingsOf(profile2);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile2.name, key, value);
  const plans = FILES.map((file) => ({
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
  const ours = findSections(text ?? "", header).filter(({ mark }) => mark !== void 0);
  const cleared = ours.reduceRight(removeSection, text ?? "");
  const notices = ours.flatMap((section) => noticeOf(section, goal.profile, rules));
  const theirs = findSections(cleared, header).filter((section) => isInTheWay(section, goal));
  const [first] = theirs;
  if (first !== void 0 && !rules.overwrite) throw profileExists(first, goal, rules);
  const undo2 = { fileMade: text === void 0, changed: [] };
  if (first !== void 0) {
    const edited = editSections(cleared, header, { set: goal.settings, remove: REPLACED_KEYS });
    return { text: edited.text, undo: { ...undo2, changed: edited.changes }, notices };
  }
  if (goal.settings.length > 0) {
    const extended = appendSection(cleared, header, { set: goal.settings, mark: rules.mark });
    return { text: extended, undo: { ...undo2, added: findSections(extended, header).at(-1)?.text ?? "" }, notices };
  }
  return { text: text === void 0 ? void 0 : cleared, undo: void 0, notices };
}
function headerFor(file, profile2) {
  return file === "credentials" || profile2 === "default" ? profile2 : `profile ${profile2}`;
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || REPLACED_KEYS.some((key) => section.keys.has(key));
}
function noticeOf(section, profile2, rules) {
  const { mark } = section;
  if (mark === void 0 || mark.job === rules.mark.job) return [];
  if (mark.until !== void 0 && mark.until <= rules.now) return [];
  const until = mark.until === void 0 ? "" : `, valid until ${new Date(mark.until).toISOString()}`;
  return [
    `The profile "${profile2}" was written by another job (${mark.job}${until}) and is replaced. If that job still runs, it continues with the credentials of this one: give each job that shares this home folder a profile name of its own.`
  ];
}
function profileExists(section, goal, rules) {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), and was not written by ci-aws-credentials.`;
  return new HelperError("profile-exists", message, {
    hint: "Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`): the credentials and the region of the profile are then replaced until the end of the job, and its other settings stay."
  });
}
function undoProfiles(texts, undo2, paths) {
  const start = { texts, kept: [] };
  return undo2.reduceRight((done, { profile: profile2, files }) => {
    const results = FILES.map((file) => {
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
  const files = FILES.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
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
function editAwsFiles(files, paths, plan) {
  const edit = () => {
    const before = { config: files.read(paths.config), credentials: files.read(paths.credentials) };
    const planned = plan(before);
    const changed = FILES.filter((file) => planned.texts[file] !== before[file]);
    for (const file of changed) files.checkReplaceable(paths[file]);
    changed.forEach((file, index) => {
      try {
        put(files, paths[file], planned.texts[file]);
      } catch (error2) {
        for (const written2 of changed.slice(0, index)) put(files, paths[written2], before[written2]);
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
var profile = {
  name: "profile",
  check(plan, io) {
    refuseShadow(plan, io);
    refuseType(plan);
    const paths = pathsOf(io);
    for (const path of Object.values(paths)) io.files.checkReplaceable(path);
    const texts = { config: io.files.read(paths.config), credentials: io.files.read(paths.credentials) };
    planProfiles(texts, standIns(plan), rulesFor(plan, paths, io));
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const willWrite = (files) => record({ kind: "profile", files });
    const profiles = handover.grants.map((grant) => profileSettings(handover, grant, { io, willWrite }));
    const rules = { ...rulesFor(handover, paths, io), mark: markOf(handover) };
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
function pathsOf({ env, homeFolder, platform, files }) {
  const { config, credentials } = awsFilePaths(env, homeFolder, platform);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}
function markOf(handover) {
  const { expiresAt } = handover.session.credentials;
  const ends = expiresAt !== void 0 && profileTypeOf(handover) !== "process";
  return { job: handover.job.name, ...ends ? { until: expiresAt } : {} };
}
function rulesFor({ settings, job }, paths, { clock }) {
  return { paths, overwrite: settings.profile.overwrite, mark: { job: job.name }, now: clock.now() };
}
function standIns(plan) {
  const { settings, profileName } = plan;
  const names = settings.roles.length > 0 ? settings.roles.map(({ profile: name }) => name) : [profileName];
  const none = { accessKeyId: "none", secretAccessKey: new Secret("none") };
  return names.map((name) => ({
    name,
    region: settings.region,
    ...profileTypeOf(plan) === "static" ? { type: "static", credentials: none } : { type: "process", command: "none" }
  }));
}
function refuseShadow({ profileName, ways, settings, ci }, { env, log }) {
  const emptied = settings.unsetCurrent && ci.variables === "github-env";
  if (ways.includes("env") || emptied) return;
  const names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].filter(
    (name) => (env[name] ?? "") !== ""
  );
  if (!names.includes("AWS_ACCESS_KEY_ID")) return;
  const variables = names.join(", ");
  if (profileName !== "default") {
    log.warning(
      `${variables} ${names.length === 1 ? "is" : "are"} set: AWS tools prefer them to AWS_PROFILE. Unset them, or name the profile in each call.`
    );
    return;
  }
  throw new HelperError(
    "environment-conflict",
    `${variables} ${names.length === 1 ? "is" : "are"} set, and every AWS tool prefers them to the default profile.`,
    {
      hint: `Remove them from the job's settings or unset them before (unset ${names.join(" ")}). Or give the profile a name with --aws-profile and use it by name.`
    }
  );
}
function refuseType(plan) {
  const { settings } = plan;
  const type = profileTypeOf(plan);
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
  return chain.length > 0 ? "role-chain" : void 0;
}
function profileTypeOf({ settings, ci }) {
  const { source, profile: profile2 } = settings;
  if (profile2.type !== void 0) return profile2.type;
  if (source?.kind !== "token") return "static";
  if (source.from?.kind === "command") return "process";
  const type = ci.defaults.profileType;
  return type === "web-identity" && lostInWebIdentity(settings) !== void 0 ? "process" : type;
}
function profileSettings(handover, grant, making) {
  const { session, via } = grant;
  const common = { name: grant.profile, region: session.region };
  const { roleArn } = session;
  const type = profileTypeOf(handover);
  if (type === "static" || handover.token === void 0 || roleArn === void 0) {
    return { ...common, type: "static", credentials: session.credentials };
  }
  if (type === "process") return { ...common, type, command: makeProcessFolder(handover, grant, making) };
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
    tokenFile: tokenFile(handover.token, grant, { ...making, handover })
  };
}
function tokenFile(token, { profile: profile2 }, { io, willWrite, handover }) {
  if (token.path !== void 0) return io.files.absolute(token.path);
  const path = `${makeJobFolder(handover.job, io)}/token-${profile2}`;
  willWrite([path]);
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
var exportTargets = [profile, bashEnv, githubEnv, githubOutputs];
function readReceipts(path, files) {
  const list = parseJson(files.read(path) ?? "");
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}
function isReceipt(value) {
  return isObject(value) && typeof value.kind === "string";
}
async function cleanUp(receiptsPath, io) {
  const receipts = readReceipts(receiptsPath, io.files);
  await takeBack(receipts, receiptsPath, io);
  const [jobFolder, privateRoot2] = [folderOf(receiptsPath), folderOf(folderOf(receiptsPath))];
  for (const folder of [jobFolder, privateRoot2]) await attempt(`remove ${folder}`, () => removeOwn(folder, io), io);
  return receipts.length;
}
function removeOwn(folder, { files, privateRoot: privateRoot2 }) {
  if (folder === privateRoot2 || folder.startsWith(`${privateRoot2}/`)) files.removeFolder(folder);
}
function folderOf(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
}
async function takeBack(receipts, book, io) {
  for (const receipt of receipts) {
    await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io);
  }
  if (book !== void 0) await attempt(`remove ${book}`, () => io.files.remove(book), io);
}
function undo(receipt, io) {
  if (receipt.kind === "files") return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}
async function attempt(what, task, { log }) {
  try {
    await task();
  } catch (error2) {
    log.warning(`Could not ${what}: ${error2 instanceof Error ? error2.message : String(error2)}`);
  }
}
var nodeClock = {
  now: Date.now,
  sleep: (milliseconds) => (0, import_promises.setTimeout)(milliseconds),
  rest: (milliseconds) => (0, import_promises.setTimeout)(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
function systemCode(error2) {
  return error2 instanceof Error && "code" in error2 && typeof error2.code === "string" ? error2.code : void 0;
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
    throw new HelperError("input-unreadable", `${path} cannot be read: ${reasons[code] ?? code}.`, {
      hint: "Check the path and that the user who runs the job may read the file.",
      cause: error2
    });
  }
}
function writing(path, step) {
  try {
    return step();
  } catch (error2) {
    const code = systemCode(error2);
    if (code === void 0 || error2 instanceof HelperError) throw error2;
    throw new HelperError("file-not-writable", `${path} cannot be written: ${reasons[code] ?? code}.`, {
      hint: hints[code] ?? "Let the user who runs the job write to that folder, or choose another path.",
      cause: error2
    });
  }
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
var written = 0;
function replaceFile(target, content, clock) {
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = (0, import_node_path4.join)((0, import_node_path4.dirname)(target), `${temporaryPrefix(target, process.pid)}${unique}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = import_node_fs4.constants;
  const file = (0, import_node_fs4.openSync)(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, content.mode);
  try {
    try {
      (0, import_node_fs4.writeFileSync)(file, content.text);
      (0, import_node_fs4.fsyncSync)(file);
    } finally {
      (0, import_node_fs4.closeSync)(file);
    }
    rename(temporary, target);
  } catch (error2) {
    (0, import_node_fs4.rmSync)(temporary, { force: true });
    throw error2;
  }
}
function removeLeftovers(target, pid) {
  const folder = (0, import_node_path4.dirname)(target);
  const prefix = temporaryPrefix(target, pid);
  for (const name of (0, import_node_fs4.readdirSync)(folder)) {
    if (name.startsWith(prefix)) unless(["ENOENT"], () => (0, import_node_fs4.unlinkSync)((0, import_node_path4.join)(folder, name)));
  }
}
function temporaryPrefix(target, pid) {
  return `.${(0, import_node_path4.basename)(target)}.${pid}.`;
}
function rename(from, to) {
  for (let attempt2 = 1; ; attempt2 += 1) {
    try {
      (0, import_node_fs4.renameSync)(from, to);
      return;
    } catch (error2) {
      const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error2) ?? "");
      if (!passing || attempt2 === 8) throw error2;
      pause(2 ** attempt2);
    }
  }
}
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
var WAIT = 15e3;
var MAX_HELD = 12e4;
var MAX_EMPTY = 2e3;
var MAX_BREAKING = 5e3;
var taken = 0;
async function holdLock(target, clock, { task, patience = WAIT }) {
  const lock = (0, import_node_path3.join)((0, import_node_path3.dirname)(target), `.${(0, import_node_path3.basename)(target)}.ci-aws-credentials.lock`);
  const text = await acquire({ target, lock }, clock, patience);
  try {
    return await task();
  } finally {
    if (readHeld(lock)?.text === text) unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
  }
}
async function acquire(paths, clock, patience) {
  const deadline = clock.now() + patience;
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
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    (0, import_node_fs3.writeFileSync)(lock, text, { flag: "wx", mode: 384 });
  } catch (error2) {
    const windows = process.platform === "win32" && systemCode(error2) === "EPERM";
    if (systemCode(error2) === "EEXIST" || windows) return void 0;
    throw error2;
  }
  return readHeld(lock)?.text === text ? text : void 0;
}
function readHeld(lock) {
  return unless(["ENOENT"], () => ({ changedAt: (0, import_node_fs3.statSync)(lock).mtimeMs, text: (0, import_node_fs3.readFileSync)(lock, "utf8") }));
}
function isStale(held, clock) {
  const age = clock.now() - held.changedAt;
  const owner = readOwner(held.text);
  if (owner === void 0) return age > MAX_EMPTY;
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return age > MAX_HELD;
}
function breakLock({ target, lock }, held, clock) {
  const guard = `${lock}.break`;
  const guarded = unless(["EEXIST"], () => {
    (0, import_node_fs3.writeFileSync)(guard, "", { flag: "wx", mode: 384 });
    return true;
  });
  if (guarded === void 0) {
    const age = clock.now() - (readHeld(guard)?.changedAt ?? clock.now());
    if (age > MAX_BREAKING) unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
    return;
  }
  try {
    const now = readHeld(lock);
    if (now?.text !== held.text || now.changedAt !== held.changedAt) return;
    const owner = readOwner(held.text);
    if (owner !== void 0) removeLeftovers(target, owner.pid);
    (0, import_node_fs3.unlinkSync)(lock);
  } finally {
    unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
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
  const status = unless(["ENOENT", "ESRCH", "EACCES"], () => (0, import_node_fs3.readFileSync)(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process does not exist any more, remove the lock file."
  });
}
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs5.constants;
  const file = unless(["ENOENT"], () => (0, import_node_fs5.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = (0, import_node_fs5.fstatSync)(file);
    const foreign = process.geteuid !== void 0 && stats.uid !== process.geteuid();
    const open = process.platform !== "win32" && (stats.mode & 63) !== 0;
    if (stats.isFile() && !foreign && !open) return (0, import_node_fs5.readFileSync)(file, "utf8");
    const what = foreign ? "belongs to another user" : "can be read or written by others";
    throw new HelperError("file-unsafe", `${path} ${stats.isFile() ? what : "is not a plain file"}.`, {
      hint: "Remove it. This program keeps it readable for its own user alone; something else has changed that."
    });
  } finally {
    (0, import_node_fs5.closeSync)(file);
  }
}
var ownUser = process.geteuid?.();
var STICKY = 512;
var MAX_LINKS = 40;
function followTrustedLinks(path) {
  const absolute = (0, import_node_path5.resolve)(path);
  if (ownUser === void 0) return absolute;
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === void 0) return done;
    const next = (0, import_node_path5.join)(done, name);
    const stats = unless(["ENOENT"], () => (0, import_node_fs6.lstatSync)(next));
    if (stats === void 0) return (0, import_node_path5.join)(next, ...further);
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
function requireOwnFolder(path, stats) {
  if (stats.uid === ownUser) return;
  throw new HelperError("file-unsafe", `The folder ${path} belongs to another user (${stats.uid}).`, {
    hint: "Remove it, or choose another folder for temporary files."
  });
}
function requireUnsharedFolder(folder) {
  const stats = unless(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || (stats.mode & 18) === 0) return;
  if ((stats.mode & 2) === 0 && stats.uid === ownUser && stats.gid === stats.uid) return;
  throw new HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${(stats.mode & 4095).toString(8)}), and a secret is to be written there.`,
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
    append,
    absolute: (path) => (0, import_node_path2.resolve)(path),
    list: (folder) => reading(folder, () => unless(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      writing(path, () => unless(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      writing(path, () => unless(["ENOENT", "ENOTEMPTY", "EEXIST"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
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
    locked: async (path, task, patience) => {
      const target = writing(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, patience });
    }
  };
}
function read(path) {
  return reading(path, () => {
    const bytes = unless(["ENOENT"], () => (0, import_node_fs2.readFileSync)(path));
    if (bytes === void 0 || (0, import_node_buffer.isUtf8)(bytes)) return bytes?.toString("utf8");
    throw new HelperError("input-unreadable", `${path} is not text in UTF-8.`, {
      hint: "Save the file as UTF-8: read as anything else, it could not be written back as it is."
    });
  });
}
function makeParent(path) {
  (0, import_node_fs2.mkdirSync)(followTrustedLinks((0, import_node_path2.dirname)((0, import_node_path2.resolve)(path))), { recursive: true, mode: 448 });
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
function append(path, text) {
  writing(path, () => {
    const target = appendableTarget(path);
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
function privateFolder(path) {
  return writing(path, () => {
    (0, import_node_fs2.mkdirSync)(path, { recursive: true, mode: 448 });
    if (ownUser === void 0) return path;
    const folder = openFolder(path);
    try {
      const stats = (0, import_node_fs2.fstatSync)(folder);
      requireOwnFolder(path, stats);
      if ((stats.mode & 511) !== 448) (0, import_node_fs2.fchmodSync)(folder, 448);
    } finally {
      (0, import_node_fs2.closeSync)(folder);
    }
    return path;
  });
}
function openFolder(path) {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = import_node_fs2.constants;
  const folder = unless(["ELOOP", "ENOTDIR"], () => (0, import_node_fs2.openSync)(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder !== void 0) return folder;
  throw new HelperError("file-unsafe", `${path} is a link, and a folder of our own is needed there.`, {
    hint: "Remove the link, or choose another folder for temporary files."
  });
}
var fileVariables = { variables: "GITHUB_ENV", outputs: "GITHUB_OUTPUT", state: "GITHUB_STATE" };
var githubRunner = {
  check(needs) {
    for (const need of needs) fileFor(need);
  },
  exportVariables: (variables) => write("variables", variables),
  setOutputs: (outputs) => write("outputs", outputs),
  saveState: (state) => write("state", state),
  addSummary(markdown) {
    const path = process.env.GITHUB_STEP_SUMMARY ?? "";
    if (path !== "") (0, import_node_fs7.appendFileSync)(path, markdown);
  }
};
function write(kind, values2) {
  const path = fileFor(kind);
  const entries = Object.entries(values2).map(([name, value]) => entry(name, value));
  writing(path, () => (0, import_node_fs7.appendFileSync)(path, entries.join("")));
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
function fileFor(kind) {
  const variable = fileVariables[kind];
  const path = process.env[variable] ?? "";
  if (path === "") {
    throw new HelperError(
      "runner-file-missing",
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub\u2019s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env \u2026)".'
      }
    );
  }
  try {
    (0, import_node_fs7.closeSync)((0, import_node_fs7.openSync)(path, import_node_fs7.constants.O_WRONLY | import_node_fs7.constants.O_APPEND));
  } catch (cause) {
    throw new HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${systemCode(cause) ?? "unknown"}.`,
      {
        hint: "GitHub\u2019s runner makes a new file for every step. If a step sets the variable itself, let it name a file that can be written.",
        cause
      }
    );
  }
  return path;
}
function nodeExportIo(log) {
  return {
    env: { ...process.env },
    platform: process.platform,
    homeFolder: (0, import_node_os.homedir)(),
    privateRoot: privateRoot(),
    processProgram: { node: process.execPath, folder: ownFolder() },
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    log,
    runner: githubRunner,
    print: (text) => void process.stdout.write(text)
  };
}
function ownFolder() {
  return (0, import_node_path.dirname)((0, import_node_fs.realpathSync)(process.argv[1] ?? ""));
}
function privateRoot() {
  const parent = process.env.RUNNER_TEMP || (0, import_node_os.tmpdir)();
  const user = process.getuid?.() ?? (0, import_node_os.userInfo)().username.replace(/\W/g, "");
  return (0, import_node_path.join)(parent, `ci-aws-credentials-${user}`);
}
function printable(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n\t]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [").replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, "***");
}
var actionLog = {
  debug: (message) => debug(printable(message)),
  info: (message) => info(printable(message)),
  notice: (message) => notice(printable(message)),
  warning: (message) => warning(printable(message)),
  error: (message, title) => error(printable(message), title === void 0 ? {} : { title }),
  group(title, text) {
    startGroup(title);
    info(printable(text));
    endGroup();
  },
  mask: (value) => setSecret(value.reveal())
};
main().catch((error2) => {
  warning(`Cleaning up failed: ${error2 instanceof Error ? error2.message : String(error2)}`);
});
async function main() {
  if (process.env.AWS_SKIP_CLEANUP_STEP === "true")
    return info("AWS_SKIP_CLEANUP_STEP is true: nothing is cleaned up.");
  const receiptsPath = getState("receipts");
  if (receiptsPath === "") return info("Nothing to clean up.");
  const undone = await cleanUp(receiptsPath, nodeExportIo(actionLog));
  info(`Cleaned up: ${undone} ${undone === 1 ? "thing" : "things"}.`);
}
