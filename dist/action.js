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
var import_action_shared = require("./action-shared.js");
var import_action_shared2 = require("./action-shared.js");
var import_action_shared_export_github_outputs = require("./action-shared-export-github-outputs.js");
var import_action_shared3 = require("./action-shared.js");
var import_action_shared4 = require("./action-shared.js");
var import_action_shared5 = require("./action-shared.js");
// src/options/from-environment.ts
function fillFromEnvironment(given, env, onKnownCi) {
  const foreign = (0, import_action_shared4.envValue)(env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 || given["aws-access-key-id"] !== void 0;
  const variables = (option) => variablesFor(option, env).filter((name) => !(name === "AWS_ROLE_ARN" && foreign && onKnownCi));
  const pickUps = [];
  const filled = { ...given };
  for (const option of import_action_shared.options) {
    if (filled[option.name] !== void 0) continue;
    for (const variable of variables(option)) {
      const value = (0, import_action_shared4.envValue)(env, variable);
      if (value === void 0) continue;
      filled[option.name] = value;
      pickUps.push({ option: option.name, variable });
      break;
    }
  }
  return { given: filled, pickUps };
}
function variablesFor(option, env) {
  const legacyVariable = option.legacyVariable === true && env.GITHUB_ACTIONS === "true";
  return [...legacyVariable ? [option.name.toUpperCase().replaceAll("-", "_")] : [], ...option.environment ?? []];
}
// src/options/read-settings.ts
function readSettings(options2, io) {
  const filled = fillFromEnvironment(options2, io.env, (0, import_action_shared3.isKnownCi)(io.env));
  const { given, pickUps } = filled;
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = parsed(filled, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_action_shared3.partitionOfRegion)(settings.region);
    io.log.notice(`No region is set; using ${settings.region} (partition ${id}).`);
  }
  if (settings.stsEndpoint !== void 0 && goesInTheClear(settings.stsEndpoint)) {
    const shown = (0, import_action_shared.withoutUser)(settings.stsEndpoint);
    io.log.warning(`sts-endpoint is ${shown}: the token and the credentials are sent unencrypted.`);
  }
  return settings;
}
function goesInTheClear(endpoint) {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
function parsed({ given, pickUps }, env) {
  try {
    return (0, import_action_shared.parseSettings)(given, env, pickUps);
  } catch (error) {
    throw /^true$/i.test(given["mask-aws-account-id"] ?? "") ? (0, import_action_shared.redactedError)(error) : error;
  }
}
// src/reporting/announce.ts
function announce(outcome, io) {
  const { clock } = io;
  const log = outcome.settings.maskAccountId ? (0, import_action_shared.redactingLog)(io.log) : io.log;
  if (outcome.kind === "unset") log.info("Cleared the credential environment variables of earlier steps.");
  if (outcome.kind === "kept") log.notice("Pre-existing credentials are valid. No need to generate new ones.");
  if (outcome.kind === "kept") sayLogins(outcome, log);
  if (outcome.kind !== "handed-over") return;
  const { sessions, sessionName, credentialOrigin, targets, precedence, token } = outcome;
  for (const session of sessions) {
    const { roleArn, principalId, region, via } = session;
    const means = via === void 0 ? credentialOrigin : `the profile ${via}`;
    if (roleArn === void 0) log.info(`Proceeding with the credentials of ${session.arn} (${credentialOrigin}).`);
    else log.info(`Assumed ${roleArn} as ${sessionName} in ${region}, with ${means}.`);
    const who = roleArn === void 0 ? principalId : `assumedRoleId ${principalId}`;
    log.info(`Authenticated as ${who}${validity(session, clock.now())}.`);
  }
  sayLogins(outcome, log);
  if (!targets.some(({ hands }) => hands === "profile")) return;
  for (const { profile: profile2 } of sessions) {
    const byVariable = precedence.byOptionOnly.includes(profile2) ? "" : `AWS_PROFILE=${profile2}, or `;
    const use = profile2 === "default" ? "" : ` Use it with ${byVariable}--profile ${profile2}.`;
    log.info(`Wrote the profile ${profile2}.${use}`);
  }
  const ends = (0, import_action_shared.endOfToken)(token);
  if (ends === void 0 || precedence.profileType === "static") return;
  log.info(`AWS tools can renew the credentials until the job's only token expires at ${ends}.`);
}
function sayLogins({ logins }, log) {
  for (const { host, expiresAt } of logins) {
    log.info(`Logged in to ${host} until ${new Date(expiresAt).toISOString()}; the login is not renewed.`);
  }
}
function validity({ credentials: { expiresAt } }, now) {
  if (expiresAt === void 0) return "";
  return `, until ${new Date(expiresAt).toISOString()} (${(0, import_action_shared.spanText)((expiresAt - now) / 1e3)})`;
}
// src/reporting/job-summary.ts
function jobSummary({ sessions: [session], sessionName, settings, credentialOrigin }) {
  const { expiresAt } = session.credentials;
  const visible = (text) => settings.maskAccountId && session.accountId !== "" ? text.replaceAll(session.accountId, "***") : text;
  const rows = [
    ["Role", session.roleArn ?? "none (existing credentials)"],
    ["Account", session.accountId],
    ["Session name", sessionName],
    ["Region", session.region],
    ["Obtained with", credentialOrigin],
    ["Expires", expiresAt === void 0 ? "unknown" : new Date(expiresAt).toISOString()]
  ];
  const lines = rows.map(([name, value = ""]) => `| ${name} | ${cell(visible(value))} |`);
  return ["### AWS credentials", "", "| | |", "| --- | --- |", ...lines, "", ""].join("\n");
}
function cell(text) {
  return `\`${text.replace(/[`|\r\n]/g, " ")}\``;
}
// src/reporting/moving-tag.ts
function movingTagAdvice(env) {
  const { GITHUB_ACTION_REF: ref = "", GITHUB_ACTION_REPOSITORY: repository = "" } = env;
  if (ref === "" || repository === "" || /^([\da-f]{40}|[\da-f]{64})$/i.test(ref)) return void 0;
  return `This workflow uses ${repository}@${ref}, a reference that can be moved to other code. Pin the full commit hash: uses: ${repository}@SHA # ${ref}`;
}
// src/export/variables.ts
function credentialVariables({ credentials, region }, env) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = (0, import_action_shared4.envValue)(env, "AWS_SESSION_TOKEN") !== void 0;
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
  const isMeant2 = (name) => names.includes(platform === "win32" ? name.toUpperCase() : name);
  return Object.fromEntries(
    Object.entries(env).flatMap(
      ([name, value]) => isMeant2(name) && value !== void 0 && value !== to ? [[name, to]] : []
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
    (0, import_action_shared_export_github_outputs.warnOfCheckout)(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = pathIn(io.env);
    const before = io.files.read(path) ?? "";
    const lines = (0, import_action_shared_export_github_outputs.shellLines)("sh", { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
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
  const path = (0, import_action_shared4.envValue)(env, "BASH_ENV");
  if (path !== void 0) return path;
  throw new import_action_shared5.HelperError(
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
    if ((0, import_action_shared4.isObject)(before)) io.runner.exportVariables(onlyTexts(before));
  }
};
function rivals(request, io) {
  return rivalsOverwritten(writesProfile(request) ? request.profileName : void 0, io);
}
var githubUnset = ({ settings: { regionIsGiven, region } }, io, record) => {
  const regions = regionIsGiven ? regionVariables(region) : {};
  exportVariables({ ...emptyCredentialVariables, ...regions }, io, record);
};
var githubRegion = ({ settings: { region } }, io, record) => exportVariables(regionVariables(region), io, record);
function regionVariables(region) {
  return { AWS_DEFAULT_REGION: region, AWS_REGION: region };
}
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) (0, import_action_shared_export_github_outputs.oneLine)(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", before });
  io.runner.exportVariables(variables);
}
function onlyTexts(object) {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : [])
  );
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
    throw new import_action_shared5.HelperError(
      "file-not-writable",
      "No home folder for the AWS files: HOME is not set, and the system has none for this user.",
      { hint: "Set HOME, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to absolute paths." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new import_action_shared5.HelperError(
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
      } catch (error) {
        for (const written of changed2.slice(0, index)) put(files, paths[written], before[written]);
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
      keys: new Set(own.flatMap(({ keys: keys2 }) => keys2)),
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
  const whole = [...sections].map(([name, values]) => {
    const all = [...defaults, ...values].map(([key, value]) => [key, withoutLastBlanks(value)]);
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
function checkReadable(texts, profiles2, paths) {
  const names = new Set(profiles2.flatMap(({ name }) => [name, ...headersOf(name)]));
  for (const client of clients) {
    const config = readingOf(texts.config, paths.config, { client, names });
    const credentials = readingOf(texts.credentials, paths.credentials, { client, names });
    for (const { name, settings } of profiles2) {
      const read = new Map([...profileIn(config, name) ?? [], ...credentials.get(name) ?? []]);
      const odd = oddSetting(read, settings);
      if (odd !== void 0) {
        throw new import_action_shared5.HelperError(
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
  throw new import_action_shared5.HelperError("profile-unreadable", `${path}, line ${problem?.line}: ${problem?.what}.`, {
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
  const changed2 = settings.find(([key, value]) => read.get(key) !== value);
  if (changed2 !== void 0) return `its ${changed2[0]} would be ${read.has(changed2[0]) ? "different" : "missing"}`;
  const written = new Set(settings.map(([key]) => key));
  const foreign = [...read.keys()].find((key) => identitySettings.includes(key) && !written.has(key));
  return foreign === void 0 ? void 0 : `it would have ${foreign}, which ci-aws-credentials did not set`;
}
// src/export/plan-profiles.ts
var REPLACED_KEYS = [...identitySettings, "region"];
function planProfiles(texts, profiles2, rules) {
  const drafts = draftsOf(texts);
  const plans = profiles2.map((profile2) => planProfile(drafts, profile2, rules));
  const plan = {
    texts: textsOf(drafts),
    undo: plans.map(({ undo: undo2 }) => undo2),
    notices: plans.flatMap(({ notices }) => notices)
  };
  const written = profiles2.map((profile2) => ({
    name: profile2.name,
    settings: Object.values(settingsOf(profile2)).flat()
  }));
  checkReadable(plan.texts, written, rules.paths);
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
  throw new import_action_shared5.HelperError("profile-invalid", `The profile "${profile2}" cannot be written: its ${key} ${problem}.`, {
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
  const whose = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new import_action_shared5.HelperError("profile-exists", `The profile "${goal.profile}" (${place}) ${whose}.`, {
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
    remove: REPLACED_KEYS,
    where: ({ mark }) => mark !== void 0 && mark.job !== job
  });
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || REPLACED_KEYS.some((key) => section.keys.has(key));
}
function decidesIdentity({ keys: keys2 }) {
  return identitySettings.some((key) => keys2.has(key));
}
function profileExists(section, goal, rules) {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), with credentials that are not from ci-aws-credentials.`;
  return new import_action_shared5.HelperError("profile-exists", message, {
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
  const built = (0, import_action_shared4.parseJson)(files.read(`${file.folder}/credential-process.json`) ?? "");
  const copied = (0, import_action_shared4.isObject)(built) ? built[file.name] : void 0;
  const id = (0, import_action_shared4.isObject)(copied) ? (0, import_action_shared4.stringAt)(copied, "id") : void 0;
  if (!(0, import_action_shared4.isObject)(copied) || id === void 0 || !(0, import_action_shared4.isObject)(copied.files))
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
  } catch (error) {
    if (error instanceof import_action_shared5.HelperError) return false;
    throw error;
  }
}
function programReceipt({ folder, contents }) {
  return { folder, files: [...contents.keys()].map((name) => `${folder}/${name}`) };
}
async function removeProfileFiles({ files: own, program }, files) {
  const folder = (0, import_action_shared4.isObject)(program) ? (0, import_action_shared4.stringAt)(program, "folder") : void 0;
  if (!(0, import_action_shared4.isObject)(program) || folder === void 0 || files.identity(folder) === void 0) {
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
function launcherOf(run2, { files, platform }) {
  const text = platform === "win32" ? windowsLauncher(run2) : files.identity("/bin/sh") && launcher(run2);
  return text === void 0 ? void 0 : { name: platform === "win32" ? windowsLauncherName : launcherName, text };
}
var launcherName = "credential-process.sh";
function launcher({ command, folder }) {
  return `# Written by ci-aws-credentials: prints the cached credentials while they are fresh; Node renews them.
set +x # Bash takes SHELLOPTS from the environment, and a trace would show the credentials.
folder=${(0, import_action_shared_export_github_outputs.posixQuote)(folder)}
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
exec ${command.map(import_action_shared_export_github_outputs.posixQuote).join(" ")} "$folder"
`;
}
function commandLine(run2, io) {
  const { command, folder, plainFolder } = run2;
  const found = launcherOf(run2, io);
  if (found !== void 0 && io.platform === "win32") return windowsPath(`${plainFolder}/${found.name}`);
  const words2 = found === void 0 ? [...command, folder] : ["/bin/sh", `${folder}/${found.name}`];
  return words2.map((word) => quoted(word, io.platform)).join(" ");
}
function quoted(path, platform) {
  if (platform === "win32") return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? (0, import_action_shared_export_github_outputs.posixQuote)(path) : `"${path}"`;
}
// src/export/process-folder.ts
function processFiles(handover, session, { run: run2, io }) {
  const launcher2 = launcherOf(run2, io);
  const files = [
    ["spec.json", JSON.stringify(specOf(handover, session))],
    ["cache", cacheOf(session, io)],
    ...launcher2 === void 0 ? [] : [[launcher2.name, launcher2.text]]
  ];
  return new Map(files.map(([name, text]) => [`${run2.folder}/${name}`, text]));
}
function ownName(profile2, token) {
  return `${profile2}-${(0, import_action_shared.fingerprint)([profile2, token?.claims.iss, token?.claims.sub])}`;
}
function specOf({ settings, ci, sessionName }, { profile: profile2, via, roleArn, region }) {
  const same = import_action_shared.options.flatMap(({ name, handover }) => {
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
  const entry = roles.find((role) => role.profile === profile2);
  return entry === void 0 ? [] : [...wayTo(entry.via, roles), entry.role.arn];
}
function cacheOf({ credentials }, { clock }) {
  if (!(0, import_action_shared.isTemporary)(credentials)) return "";
  const issuedAt = clock.now();
  return (0, import_action_shared.printCache)({
    credentials,
    issuedAt,
    renewAt: (0, import_action_shared.renewalTime)(issuedAt, credentials.expiresAt, clock.random())
  });
}
// src/export/profile-files.ts
async function writePrivateFiles(handover, io, record) {
  const { precedence, sessions, job } = handover;
  const program = precedence.profileType === "process" ? sharedProgram((0, import_action_shared.makeJobFolder)(job, io), io) : void 0;
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
  const tokenFile2 = `${(0, import_action_shared.makeJobFolder)(handover.job, place.io)}/token-${ownName(name, token)}`;
  return { settings: { ...webIdentity, tokenFile: tokenFile2 }, files: /* @__PURE__ */ new Map([[tokenFile2, token.jwt.reveal()]]) };
}
function planProcess(handover, session, { program, plainJobFolder, io }) {
  const folder = profileFolder(program, ownName(session.profile, handover.token));
  const plainFolder = folder.replace(handover.job.folder, () => plainJobFolder);
  const run2 = { command: program.command, folder, plainFolder };
  const { profile: name, region } = session;
  return {
    settings: { name, region, type: "process", command: commandLine(run2, io) },
    files: processFiles(handover, session, { run: run2, io })
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
  (0, import_action_shared.makeJobFolder)(job, io);
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
  if (!(0, import_action_shared4.isObject)(value) || !(0, import_action_shared4.isObject)(value.files)) return void 0;
  const profile2 = (0, import_action_shared4.stringAt)(value, "profile");
  if (profile2 === void 0) return void 0;
  const given = value.files;
  const files = awsFiles.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!(0, import_action_shared4.isObject)(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed2 = value.changed.flatMap((change) => {
    if (!(0, import_action_shared4.isObject)(change)) return [];
    const before = (0, import_action_shared4.stringAt)(change, "before");
    const after = (0, import_action_shared4.stringAt)(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed2.length !== value.changed.length) return void 0;
  const added = (0, import_action_shared4.stringAt)(value, "added");
  return { fileMade: value.fileMade, changed: changed2, ...added === void 0 ? {} : { added } };
}
// src/export/two-homes.ts
function twoHomes({
  env,
  platform,
  homeFolder,
  files
}) {
  const home = (0, import_action_shared4.envValue)(env, "HOME");
  if (platform !== "win32" || home === void 0 || homeFolder === void 0) return void 0;
  const bothAreNamed = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].every((name) => (0, import_action_shared4.envValue)(env, name));
  if (bothAreNamed || files.isSame(home, homeFolder)) return void 0;
  return `HOME is ${home}, and USERPROFILE is ${homeFolder}. The AWS CLI, boto3 and Terraform look for profiles under USERPROFILE; tools with the AWS SDK for JavaScript, under HOME. Set HOME to USERPROFILE, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE in all steps.`;
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
    if (plan.precedence.profileType === "static") (0, import_action_shared_export_github_outputs.warnOfCheckout)(place.paths.credentials, plan, io);
    planProfiles(textsAt(place, io.files), standIns(plan), rulesFor(plan, place, io));
  },
  async write(handover, io, record) {
    const place = profilePlaceOf(handover, io);
    const { paths } = place;
    copyFiles(place, handover, { io, record });
    const profiles2 = await writePrivateFiles(handover, io, record);
    const rules = { ...rulesFor(handover, place, io), mark: markOf(handover, io) };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, profiles2, rules);
      record({ kind: "profile", paths, undo: planned.undo });
      return planned;
    });
    for (const notice of notices) io.log.notice(notice);
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
    for (const notice of kept) io.log.notice(notice);
  }
};
function markOf(handover, io) {
  (0, import_action_shared.makeJobFolder)(handover.job, io);
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
  const none = { accessKeyId: "none", secretAccessKey: new import_action_shared3.Secret("none") };
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
    throw new import_action_shared5.HelperError(
      "option-conflict",
      `A profile of type ${type} requires a token, but other credentials are used.`,
      {
        hint: "Set profile-type: static, or assume the role with the token of the job."
      }
    );
  }
  const lost = lostInWebIdentity(settings);
  if (type === "web-identity" && lost !== void 0) {
    throw new import_action_shared5.HelperError(
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
function usualProfileType({ settings, ci }) {
  const { source, profile: profile2 } = settings;
  if (profile2.type !== void 0) return profile2.type;
  if (source?.kind !== "token") return "static";
  if (source.from?.kind === "command") return "process";
  const type = ci.defaults.profileType;
  return type === "web-identity" && lostInWebIdentity(settings) !== void 0 ? "process" : type;
}
function parsePaths(value) {
  const config = (0, import_action_shared4.isObject)(value) ? (0, import_action_shared4.stringAt)(value, "config") : void 0;
  const credentials = (0, import_action_shared4.isObject)(value) ? (0, import_action_shared4.stringAt)(value, "credentials") : void 0;
  return config === void 0 || credentials === void 0 ? void 0 : { config, credentials };
}
function parseUndo(value) {
  const undo2 = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo2.every((entry) => entry !== void 0) ? undo2 : void 0;
}
// src/export/registry-login.ts
var load = () => Promise.resolve().then(() => __toESM(require("./action-export-container-logins.js")));
var registryLogin = {
  name: "registry-login",
  check: async (plan, io) => (await load()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoLogins(receipt, io)
};
// src/export/index.ts
var exportTargets = [profile, registryLogin, bashEnv, githubEnv, import_action_shared_export_github_outputs.githubOutputs];
function chooseTargets(settings, ci) {
  const chosen = chooseNames(settings, ci).map((name) => targetNamed(name, ci));
  return exportTargets.filter((target) => chosen.includes(target));
}
function chooseNames(settings, ci) {
  if (settings.roles.length > 0) return namesForRoles(settings);
  if (settings.exports !== void 0) return settings.exports;
  if (settings.profile.name === void 0) return usualNames(settings.outputEnvCredentials ?? true, ci);
  return [.../* @__PURE__ */ new Set(["profile", ...usualNames(settings.outputEnvCredentials ?? false, ci)])];
}
function usualNames(withVariables, ci) {
  return ci.defaults.exports.filter((name) => name !== "env" || withVariables);
}
function namesForRoles({ exports: exports2 = ["profile"] }) {
  const other = exports2.find((name) => name !== "profile" && name !== "none");
  if (other === void 0) return exports2;
  throw new import_action_shared5.HelperError("option-conflict", `export: ${other} cannot be used with several roles.`, {
    hint: "Omit export: each role becomes the profile named in its line."
  });
}
function whyNot(name, ci) {
  if (name === "env" && ci.setVariable !== void 0) {
    return "variables of later steps are visible to everyone";
  }
  return `it cannot pass ${name === "env" ? "environment variables" : "outputs"} to later steps`;
}
function targetNamed(name, ci) {
  if (name === "none") return void 0;
  if (name === "profile") return profile;
  if (name === "env" && ci.variables === "bash-env") return bashEnv;
  if (ci.variables === "github-env") return name === "env" ? githubEnv : import_action_shared_export_github_outputs.githubOutputs;
  throw new import_action_shared5.HelperError("option-invalid", `export: ${name} is not possible on ${ci.name}: ${whyNot(name, ci)}.`, {
    hint: 'Use --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
  });
}
// src/job/receipts.ts
function openJournal(job, io) {
  const { files, clock, onReceipts } = io;
  const suffix = Math.floor(clock.random() * 16777215).toString(36);
  const name = `receipts-${clock.now()}-${suffix}.json`;
  const receipts = [];
  const pathOf = () => `${job.folder}/${name}`;
  return {
    get path() {
      return pathOf();
    },
    receipts,
    record(receipt) {
      if (receipts.length === 0) {
        files.removeLeftovers((0, import_action_shared.makeJobFolder)(job, io));
        onReceipts?.(pathOf());
      }
      receipts.push(receipt);
      files.replace(pathOf(), JSON.stringify(receipts));
    }
  };
}
function rewriteReceipts(path, receipts, files) {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}
// src/cleanup.ts
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
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
// src/aws/client-table.ts
var clients2 = ["botocore", "javascript", "go-java"];
var toolsOf = {
  botocore: ["the AWS CLI", "boto3"],
  javascript: ["the SDK for JavaScript", "the CDK"],
  "go-java": ["the SDKs for Go and Java", "Terraform"]
};
var profiles = ["static", "process", "web-identity", "assume-role"];
var anything = ["variables", ...profiles];
var stored = ["static", "process"];
var keys = { AWS_ACCESS_KEY_ID: "set", AWS_SECRET_ACCESS_KEY: "set" };
var halfOfKeys = { AWS_ACCESS_KEY_ID: "set", AWS_SECRET_ACCESS_KEY: "unset" };
var tokenFile = { AWS_WEB_IDENTITY_TOKEN_FILE: "set" };
var clientTable = {
  botocore: [
    // The profile is looked up before any credentials, and AWS_DEFAULT_PROFILE is read first.
    { when: { AWS_DEFAULT_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "missing" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "missing" }, over: anything, effect: "stops" },
    // Both are sent with any keys; the first one instead of AWS_SESSION_TOKEN.
    { when: { AWS_SECURITY_TOKEN: "set" }, over: ["variables"], effect: "stops" },
    { when: { AWS_CREDENTIAL_EXPIRATION: "set" }, over: ["variables"], effect: "stops" },
    { when: keys, over: profiles, effect: "other-identity" },
    { when: halfOfKeys, over: profiles, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    // A web identity takes precedence over stored keys and processes.
    { when: { ...tokenFile, AWS_ROLE_ARN: "foreign" }, over: stored, effect: "other-identity" },
    { when: { ...tokenFile, AWS_ROLE_ARN: "unset" }, over: stored, effect: "stops" },
    // Without a session name, or with an empty one, botocore makes one up.
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: "unset" }, over: stored, effect: "other-session" },
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: "foreign" }, over: stored, effect: "other-session" },
    // Each variable overrides the setting of the profile, also with an empty value.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "empty" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_ARN: "foreign" }, over: ["web-identity"], effect: "other-identity" },
    { when: { AWS_ROLE_ARN: "empty" }, over: ["web-identity"], effect: "stops" },
    // The same role with another token, which AWS may refuse.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "foreign" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_SESSION_NAME: "empty" }, over: ["web-identity"], effect: "other-session" },
    { when: { AWS_ROLE_SESSION_NAME: "foreign" }, over: ["web-identity"], effect: "other-session" }
  ],
  javascript: [
    // The keys are then skipped, even if that profile does not exist, and the next source is used.
    { when: { AWS_PROFILE: "foreign" }, over: anything, effect: "other-identity" },
    { when: { AWS_PROFILE: "absent", ...keys }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "empty", ...keys }, over: profiles, effect: "other-identity" }
  ],
  // Profiles and environment variables are separate sources here, and the variables come first.
  "go-java": [
    { when: keys, over: profiles, effect: "other-identity" },
    { when: { ...tokenFile, AWS_ROLE_ARN: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" }
  ]
};
function deviationsFrom(handed, surroundings) {
  return clients2.flatMap((client) => {
    const rows = clientTable[client].filter((row) => applies(row, handed, surroundings));
    const [first] = rows;
    if (first === void 0) return [];
    const serious = rows.filter(({ effect }) => effect !== "other-session" || effect === first.effect);
    return [{ client, effect: first.effect, because: firstOfEach(serious.flatMap(conditionsOf)) }];
  });
}
function applies(row, handed, surroundings) {
  if (!row.over.includes(handed.kind)) return false;
  return Object.entries(row.when).every(([variable, condition]) => {
    const value = surroundings.env[variable];
    if (condition === "absent") return value === void 0;
    if (condition === "empty") return value === "";
    if (value === void 0 || value === "") return condition === "unset";
    if (condition === "unset") return false;
    if (condition === "set") return true;
    if (value === ownValue(variable, handed)) return false;
    return condition === "foreign" || !surroundings.hasProfile(value);
  });
}
function conditionsOf({ when }) {
  const entries = Object.entries(when);
  return entries.filter(([, condition]) => condition !== "absent");
}
function firstOfEach(entries) {
  return new Map(entries.filter(([key], index) => entries.findIndex(([other]) => other === key) === index));
}
function ownValue(variable, { profile: profile2, roleArn, sessionName, tokenFile: file }) {
  if (variable === "AWS_PROFILE" || variable === "AWS_DEFAULT_PROFILE") return profile2;
  if (variable === "AWS_ROLE_ARN") return roleArn;
  if (variable === "AWS_ROLE_SESSION_NAME") return sessionName;
  return variable === "AWS_WEB_IDENTITY_TOKEN_FILE" ? file : void 0;
}
function asClientsRead(env, platform) {
  if (platform !== "win32") return env;
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}
// src/export/precedence-messages.ts
function otherIdentity({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} would use that instead of ${nameOf(handed)} and have another identity.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function willStop({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will fail before they use ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function otherSession({ deviations }) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will use this role with another session name.`,
    hint: `If the session name matters, unset ${listed(namesIn(deviations))}.`
  };
}
function byOptionOnly({ handed: { profile: profile2 }, deviations }) {
  const concerned = deviations.filter(({ effect }) => effect !== "other-session");
  return {
    message: `${reasonsOf(concerned)}. With AWS_PROFILE=${profile2}, ${toolsIn(concerned)} would use that instead.`,
    hint: `Use --profile ${profile2} in each call, or unset ${listed(namesIn(concerned))}.`
  };
}
function typeChange(deviations) {
  return {
    message: `${reasonsOf(deviations)}. In a profile of type web-identity, that would override the profile's setting for ${toolsIn(deviations)}.`,
    hint: "The profile is written with type process, which runs this program for credentials. Set profile-type to change this."
  };
}
function nameOf({ kind, profile: profile2 }) {
  if (kind === "variables") return "the keys in environment variables";
  return profile2 === "default" ? "the default profile" : `the profile ${profile2}`;
}
function waysOut(deviations, { handed, request: { ci } }) {
  const names = namesIn(deviations);
  const hasKeys = names.includes("AWS_ACCESS_KEY_ID");
  const onGithub = ci.variables === "github-env";
  const others = [
    ...onGithub && hasKeys ? ["clear the keys of earlier steps with unset-current-credentials: true"] : [],
    ...onGithub && handed.kind === "variables" ? ["set it to a profile of this step (aws-profile, with output-env-credentials: true)"] : [],
    ...handed.kind === "variables" ? [] : ["name the profile (aws-profile NAME) and use that name (aws --profile NAME)"],
    ...ci.variables === void 0 ? ['use environment variables instead: eval "$(ci-aws-credentials env \u2026)"'] : [],
    "run the command with ci-aws-credentials exec \u2026 -- COMMAND"
  ];
  return `${unsetting(names, ci.variables)} Or ${others.join("; or ")}.`;
}
function unsetting(names, carried) {
  if (carried === "github-env") {
    return `Remove ${listed(names)} from the env: of the workflow, the job or the runner: a step cannot unset a variable for later steps.`;
  }
  if (carried === "bash-env") return `In an earlier step, run: echo 'unset ${names.join(" ")}' >> "$BASH_ENV".`;
  return `Remove ${listed(names)} from the settings of the job, or run: unset ${names.join(" ")}.`;
}
var words = {
  set: "set",
  foreign: "set",
  empty: "empty",
  missing: "set to a profile that does not exist",
  unset: "not set",
  absent: "not set"
};
function reasonsOf(deviations) {
  const wordOf = new Map(
    deviations.flatMap(({ because }) => [...because].map(([name, condition]) => [name, words[condition]]))
  );
  const reasons = [...new Set(wordOf.values())].map((word) => {
    const names = [...wordOf].flatMap(([name, own]) => own === word ? [name] : []);
    return `${names.join(", ")} ${names.length === 1 ? "is" : "are"} ${word}`;
  });
  return reasons.join(" and ");
}
function namesIn(deviations) {
  const present = deviations.flatMap(({ because }) => [...because].filter(([, condition]) => condition !== "unset"));
  return [...new Set(present.map(([name]) => name))];
}
function toolsIn(deviations) {
  const concerned = [...new Set(deviations.map(({ client }) => client))];
  return concerned.length === Object.keys(toolsOf).length ? "every AWS tool" : listed(concerned.flatMap((client) => toolsOf[client]));
}
function listed(words2) {
  return words2.length < 2 ? words2.join() : `${words2.slice(0, -1).join(", ")} and ${words2.at(-1)}`;
}
function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/export/profile-sections.ts
function profileSections(io) {
  let files;
  return (profile2) => {
    files ??= readFiles(io);
    return files.flatMap(({ file, ini }) => sectionsOf(ini, headerFor(file, profile2)));
  };
}
function readFiles({ env, homeFolder, platform, files }) {
  const paths = awsFilePaths(env, homeFolder, platform);
  return awsFiles.map((file) => ({ file, ini: parseAwsIni(files.read(paths[file]) ?? "") }));
}
// src/export/precedence.ts
function weigh(request, usualType, io) {
  const verdictsWith = (type) => {
    const surroundings = surroundingsAfter(request, io);
    return handedOver(request, type, io).map((handed) => judge(handed, { request, surroundings }));
  };
  const usual = verdictsWith(usualType);
  const replaceable = usualType === "web-identity" && request.settings.profile.type === void 0;
  const other = replaceable && worst(usual) > 0 ? verdictsWith("process") : usual;
  if (worst(other) >= worst(usual)) return { profileType: usualType, ...told(usual, request) };
  const { notices, ...rest } = told(other, request);
  const deviations = usual.flatMap((verdict) => verdict.deviations);
  return { profileType: "process", ...rest, notices: [typeChange(deviations), ...notices] };
}
var ranks = { "other-session": 1, stops: 2, "other-identity": 3 };
function worst(verdicts) {
  return Math.max(0, ...verdicts.flatMap(({ deviations }) => deviations.map(({ effect }) => ranks[effect])));
}
function handedOver(request, type, io) {
  const { settings, targets, profileName, sessionName } = request;
  const { source } = settings;
  if (targets.some(({ hands }) => hands === "variables")) {
    const asFound = source?.kind === "ambient" && source.role === void 0;
    const written = writesProfile(request) ? profileName : void 0;
    return [{ kind: "variables", profile: asFound ? io.env.AWS_PROFILE : written }];
  }
  if (!writesProfile(request)) return [];
  const common = { sessionName, tokenFile: tokenFileOf(request, io) };
  if (settings.roles.length > 0) {
    return settings.roles.map(({ profile: profile2, role, via }) => ({
      ...common,
      kind: via !== void 0 && type === "web-identity" ? "assume-role" : type,
      profile: profile2,
      roleArn: role.arn
    }));
  }
  const roleArn = (settings.chain.at(-1) ?? (0, import_action_shared.knownRole)(source))?.arn;
  return [{ ...common, kind: type, profile: profileName, roleArn }];
}
function tokenFileOf({ settings: { source }, ci }, { env, files }) {
  if (source?.kind !== "token") return void 0;
  const path = source.from === void 0 ? ci.tokenFile?.(env) : source.from.kind === "file" ? source.from.path : void 0;
  if (path === void 0) return void 0;
  const variable = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  return variable !== void 0 && files.absolute(variable) === files.absolute(path) ? variable : path;
}
function surroundingsAfter(request, io) {
  const { settings, ci, targets } = request;
  const unset = settings.unsetCurrent && ci.variables === "github-env" ? emptyCredentialVariables : {};
  const changes = targets.map(({ rivals: rivals2 }) => rivals2?.(request, io) ?? {});
  const env = Object.fromEntries([io.env, unset, ...changes].flatMap((variables) => Object.entries(variables)));
  return {
    env: asClientsRead(env, io.platform),
    hasProfile: hasProfileIn(request, io)
  };
}
function writtenNames(request) {
  const { settings, profileName } = request;
  if (settings.roles.length > 0) return settings.roles.map(({ profile: profile2 }) => profile2);
  return writesProfile(request) ? [profileName] : [];
}
function hasProfileIn(request, io) {
  const written = new Set(writtenNames(request));
  const sectionsNamed = profileSections(io);
  return (name) => written.has(name) || sectionsNamed(name).length > 0;
}
function judge(handed, { request, surroundings }) {
  const { env } = surroundings;
  const selected = env.AWS_PROFILE || "default";
  const { kind, profile: profile2 } = handed;
  const plain = kind === "variables" || profile2 === selected || // The profile in AWS_PROFILE has another identity, unless it is another profile of this run.
  profile2 === "default" && !writtenNames(request).includes(selected);
  const named = plain ? surroundings : { ...surroundings, env: { ...env, AWS_PROFILE: profile2 } };
  return { handed, plain, deviations: deviationsFrom(handed, named) };
}
function told(verdicts, request) {
  const plain = verdicts.filter((verdict) => verdict.plain);
  const hidden = verdicts.filter(
    (verdict) => !verdict.plain && verdict.deviations.some(({ effect }) => effect !== "other-session")
  );
  const sayOf = (effect, say) => plain.flatMap((verdict) => {
    const deviations = verdict.deviations.filter((deviation) => deviation.effect === effect);
    return deviations.length === 0 ? [] : [say({ ...verdict, deviations }, request)];
  });
  const conflicts = sayOf("other-identity", otherIdentity);
  const meant = isMeant(plain, request);
  return {
    conflict: meant ? void 0 : conflicts[0],
    warnings: [...meant ? conflicts : [], ...sayOf("stops", willStop), ...hidden.map(byOptionOnly)],
    notices: sayOf("other-session", otherSession),
    byOptionOnly: hidden.flatMap(({ handed: { profile: profile2 } }) => profile2 ?? [])
  };
}
function isMeant(verdicts, { settings: { source } }) {
  const serious = verdicts.flatMap(
    ({ handed, deviations }) => deviations.filter(({ effect }) => effect === "other-identity").map(({ because }) => ({ handed, because }))
  );
  return source?.kind === "ambient" && serious.every(({ handed, because }) => handed.kind === "variables" && [...because.keys()].join() === "AWS_PROFILE");
}
// src/run.ts
function run(settings, world, options2 = {}) {
  return (0, import_action_shared.withinRunLimits)(settings, world, (io) => flow(settings, io, options2));
}
async function flow(settings, io, options2) {
  const plan = planHandover(settings, options2.targets, io);
  const { source } = settings;
  const { ci, targets, job } = plan;
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) await target.check(plan, io);
  const leavesReceipts = targets.some(({ undo: undo2 }) => undo2 !== void 0);
  if (settings.unsetCurrent || leavesReceipts) options2.checkReceipts?.();
  const journal = openJournal(job, { ...io, onReceipts: options2.onReceipts });
  if (leavesReceipts) io.files.checkReplaceable(journal.path);
  await (0, import_action_shared.guardKnownAccounts)(settings, io);
  if (settings.unsetCurrent && ci.variables === "github-env") githubUnset(plan, io, journal.record);
  if (source === void 0) return { kind: "unset", ...plan };
  if (settings.useExisting) {
    const existing = await existingSession(settings, io);
    if (existing !== void 0) return keepExisting(existing, { plan, journal }, io);
    refuseConflict(plan, io);
  }
  const keyMeetsGitBash = io.platform === "win32" && targets.some(({ hands }) => hands === "variables");
  const order = { ...plan, keyMeetsGitBash, explain: explainWith(plan, io), explainToken };
  const assumed = await (0, import_action_shared.assumeGuardedRoles)(source, order, io);
  const handover = { ...plan, ...assumed, logins: await logIn(assumed.sessions, settings, io) };
  await handOver(handover, journal, io);
  return { kind: "handed-over", ...handover };
}
function explainWith({ settings, ci }, io) {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await Promise.resolve().then(() => __toESM(require("./action-diagnose-refusal.js")));
    return withDiagnosis(refusal, { ...exchange, settings, ci: (0, import_action_shared.isOwnToken)(settings.source) ? ci : void 0 }, io);
  };
}
var explainToken = async (error, claims) => (await Promise.resolve().then(() => __toESM(require("./action-diagnose-refusal.js")))).tokenFault(error, claims);
function planHandover(settings, given, io) {
  const ci = (0, import_action_shared3.detectCi)(io.env, settings.ci);
  const chosen = given ?? chooseTargets(settings, ci);
  const targets = settings.registries.length === 0 ? chosen : [registryLogin, ...chosen];
  const job = (0, import_action_shared.jobOf)(ci, io);
  const request = {
    settings,
    ci,
    job,
    targets,
    profileName: settings.profile.name ?? (writesProfile({ targets }) ? profileInEnvironment(io.env) : "default"),
    sessionName: settings.sessionName ?? job.name
  };
  return { ...request, precedence: weigh(request, usualProfileType(request), io) };
}
function refuseConflict({ precedence }, { log }) {
  const { conflict, warnings, notices } = precedence;
  if (conflict !== void 0) {
    throw new import_action_shared5.HelperError("environment-conflict", conflict.message, { hint: conflict.hint });
  }
  for (const { message, hint } of warnings) log.warning(`${message} ${hint}`);
  for (const { message, hint } of notices) log.notice(`${message} ${hint}`);
}
function profileInEnvironment(env) {
  const name = (0, import_action_shared4.envValue)(env, "AWS_PROFILE");
  return name === void 0 ? "default" : (0, import_action_shared.validateProfileName)(name, "AWS_PROFILE");
}
async function logIn(sessions, settings, io) {
  if (settings.registries.length === 0) return [];
  return (await Promise.resolve().then(() => __toESM(require("./action-session-registry-logins.js")))).registryLogins(sessions, settings, io);
}
async function existingSession(settings, io) {
  const { region } = settings;
  try {
    const credentials = await (0, import_action_shared.ambientCredentials)(settings, { withoutVariables: settings.unsetCurrent }, io);
    const identity = await (0, import_action_shared.identify)(credentials, { endpoint: (0, import_action_shared.stsEndpoint)(settings), region }, io);
    (0, import_action_shared.guardAccount)(identity.accountId, settings);
    return { ...identity, credentials, roleArn: void 0, region };
  } catch (error) {
    if (!(error instanceof import_action_shared5.HelperError) || error.code === "account-not-allowed") throw error;
    io.log.notice("No valid credentials exist. Running as normal.");
    return void 0;
  }
}
async function keepExisting(existing, { plan, journal }, io) {
  const { settings, targets, profileName: profile2 } = plan;
  const { accountId, arn, principalId } = existing;
  const identity = { accountId, arn, principalId };
  await (0, import_action_shared.maskAccounts)([accountId], settings, io);
  const sessions = [{ ...existing, profile: profile2, via: void 0 }];
  const logins = await logIn(sessions, settings, io);
  const unchanged = { ...plan, sessions, logins, token: void 0, credentialOrigin: "" };
  await handOver({ ...unchanged, targets: targets.filter((target) => target === registryLogin) }, journal, io);
  if (targets.includes(githubEnv)) githubRegion(plan, io, journal.record);
  if (targets.includes(import_action_shared_export_github_outputs.githubOutputs)) (0, import_action_shared_export_github_outputs.setIdentityOutputs)(identity, io);
  return { kind: "kept", ...plan, identity, logins };
}
async function handOver(handover, journal, io) {
  const before = journal.receipts.length;
  try {
    for (const target of handover.targets) await target.write(handover, io, journal.record);
  } catch (error) {
    await rollBack(journal.receipts.slice(before).toReversed(), before === 0 ? journal.path : void 0, io);
    if (before === 0) (0, import_action_shared.removeJobFolder)(handover.job.folder, io.files);
    throw error;
  }
}
// src/entry/action.ts
(0, import_action_shared.outliveReader)(process.stdout);
main().catch((error) => {
  (0, import_action_shared.reportError)(error, import_action_shared.actionLog);
  if (process.env.SHOW_STACK_TRACE === "true" && error instanceof Error) import_action_shared.actionLog.info(error.stack ?? "");
  process.exitCode = 1;
  process.stdout.write("", () => process.exit());
});
async function main() {
  const io = (0, import_action_shared.nodeIo)(import_action_shared.actionLog);
  const advice = movingTagAdvice(io.env);
  if (advice !== void 0) io.log.debug(advice);
  const settings = readSettings(inputs(), io);
  const outcome = await run(settings, io, {
    onReceipts: (receipts) => io.runner.saveState({ receipts }),
    checkReceipts: () => io.runner.check(["state"])
  });
  announce(outcome, io);
  if (settings.summary && outcome.kind === "handed-over") io.runner.addSummary(jobSummary(outcome));
}
function inputs() {
  return Object.fromEntries(
    import_action_shared.options.flatMap((option) => {
      const names = [option.name, ...option.aliases ?? []];
      const value = names.map((name) => (0, import_action_shared.getInput)(name)).find((text) => text !== "");
      return value === void 0 ? [] : [[option.name, value]];
    })
  );
}
