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
  chooseWays: () => chooseWays,
  cleanUpJob: () => cleanUpJob,
  credentialVariables: () => credentialVariables,
  githubUnset: () => githubUnset,
  jobOf: () => jobOf,
  openReceiptBook: () => openReceiptBook,
  targetsFor: () => targetsFor,
  undoAll: () => undoAll
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_SUG77UWV = require("./chunk-SUG77UWV.js");
var import_chunk_JOQOFO4Q = require("./chunk-JOQOFO4Q.js");
var import_chunk_3HVV6MUR = require("./chunk-3HVV6MUR.js");
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
  return files.privateFolder(folder);
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
var emptyCredentialVariables = {
  AWS_ACCESS_KEY_ID: "",
  AWS_SECRET_ACCESS_KEY: "",
  AWS_SESSION_TOKEN: "",
  AWS_REGION: "",
  AWS_DEFAULT_REGION: ""
};
var bashEnv = {
  name: "bash-env",
  check: (_plan, io) => io.files.checkAppendable(pathIn(io.env)),
  write({ session }, io, record) {
    const path = pathIn(io.env);
    const before = io.files.read(path) ?? "";
    const lines = (0, import_chunk_SUG77UWV.shellLines)("sh", credentialVariables(session, io.env));
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
  throw new import_chunk_3HVV6MUR.HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so there is no file for variables of later steps.",
    {
      hint: 'CircleCI sets it in every job. Elsewhere give --export profile, or eval "$(ci-aws-credentials env \u2026)".'
    }
  );
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
    if ((0, import_chunk_JOQOFO4Q.isObject)(before)) io.runner.exportVariables(onlyTexts(before));
  }
};
var githubUnset = {
  name: "github-unset",
  check: (_plan, io) => io.runner.check(["variables"]),
  write: (_plan, io, record) => exportVariables(emptyCredentialVariables, io, record),
  undo() {
  }
};
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) (0, import_chunk_SUG77UWV.oneLine)(name, value);
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
    const outputs = {
      "aws-account-id": session.accountId,
      "authenticated-arn": session.arn,
      ...settings.outputCredentials ? credentialOutputs(session.credentials) : {}
    };
    for (const [name, value] of Object.entries(outputs)) (0, import_chunk_SUG77UWV.oneLine)(name, value);
    io.runner.setOutputs(outputs);
  },
  undo() {
  }
};
function credentialOutputs({ accessKeyId, secretAccessKey, sessionToken, expiresAt }) {
  return {
    "aws-access-key-id": accessKeyId,
    "aws-secret-access-key": secretAccessKey.reveal(),
    ...sessionToken === void 0 ? {} : { "aws-session-token": sessionToken.reveal() },
    ...expiresAt === void 0 ? {} : { "aws-expiration": new Date(expiresAt).toISOString() }
  };
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
var FILES = ["config", "credentials"];
var IDENTITY_KEYS = [
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
  "sso_registration_scopes",
  // Not identity, but the credentials file wins over the config file here, too.
  "region"
];
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
    throw new import_chunk_3HVV6MUR.HelperError(
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
        files: Object.fromEntries(plans.flatMap(({ file, undo }) => undo === void 0 ? [] : [[file, undo]]))
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
  throw new import_chunk_3HVV6MUR.HelperError("profile-invalid", `The profile "${profile2}" cannot be written: its ${key} ${problem}.`, {
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
  const undo = { fileMade: text === void 0, changed: [] };
  if (first !== void 0) {
    const edited = editSections(cleared, header, { set: goal.settings, remove: IDENTITY_KEYS });
    return { text: edited.text, undo: { ...undo, changed: edited.changes }, notices };
  }
  if (goal.settings.length > 0) {
    const extended = appendSection(cleared, header, { set: goal.settings, mark: rules.mark });
    return { text: extended, undo: { ...undo, added: findSections(extended, header).at(-1)?.text ?? "" }, notices };
  }
  return { text: text === void 0 ? void 0 : cleared, undo: void 0, notices };
}
function headerFor(file, profile2) {
  return file === "credentials" || profile2 === "default" ? profile2 : `profile ${profile2}`;
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || IDENTITY_KEYS.some((key) => section.keys.has(key));
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
  return new import_chunk_3HVV6MUR.HelperError("profile-exists", message, {
    hint: "Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`): the credentials and the region of the profile are then replaced until the end of the job, and its other settings stay."
  });
}
function undoProfiles(texts, undo, paths) {
  const start = { texts, kept: [] };
  return undo.reduceRight((done, { profile: profile2, files }) => {
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
function undoFile(text, { header, undo }) {
  if (text === void 0 || undo === void 0) return { text, intact: true };
  const done = undo.added === void 0 ? restoreChanged(text, header, undo.changed) : removeAdded(text, header, undo.added);
  return undo.fileMade && done.text === "" ? { ...done, text: void 0 } : done;
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
  if (!(0, import_chunk_JOQOFO4Q.isObject)(value) || !(0, import_chunk_JOQOFO4Q.isObject)(value.files)) return void 0;
  const profile2 = (0, import_chunk_JOQOFO4Q.stringAt)(value, "profile");
  if (profile2 === void 0) return void 0;
  const given = value.files;
  const files = FILES.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo]) => undo === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!(0, import_chunk_JOQOFO4Q.isObject)(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed = value.changed.flatMap((change) => {
    if (!(0, import_chunk_JOQOFO4Q.isObject)(change)) return [];
    const before = (0, import_chunk_JOQOFO4Q.stringAt)(change, "before");
    const after = (0, import_chunk_JOQOFO4Q.stringAt)(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed.length !== value.changed.length) return void 0;
  const added = (0, import_chunk_JOQOFO4Q.stringAt)(value, "added");
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
var profile = {
  name: "profile",
  check(plan, io) {
    refuseShadow(plan, io);
    refuseWithoutToken(plan);
    for (const path of Object.values(pathsOf(io))) io.files.checkReplaceable(path);
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const settings = profileSettings(handover, io, (path) => record({ kind: "profile", tokenFile: path }));
    const rules = {
      paths,
      overwrite: handover.settings.profile.overwrite,
      mark: markOf(handover),
      now: io.clock.now()
    };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, [settings], rules);
      record({ kind: "profile", paths, undo: planned.undo });
      return planned;
    });
    for (const notice of notices) io.log.notice(notice);
  },
  async undo(receipt, io) {
    if (typeof receipt.tokenFile === "string") io.files.remove(receipt.tokenFile);
    const paths = parsePaths(receipt.paths);
    const undo = parseUndo(receipt.undo);
    if (paths === void 0 || undo === void 0) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo, paths));
    for (const notice of kept) io.log.notice(notice);
  }
};
function pathsOf({ env, homeFolder, platform, files }) {
  const { config, credentials } = awsFilePaths(env, homeFolder, platform);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}
function markOf({ job, session }) {
  const { expiresAt } = session.credentials;
  return { job: job.name, ...expiresAt === void 0 ? {} : { until: expiresAt } };
}
function refuseShadow({ profileName, ways }, { env, log }) {
  if (ways.includes("env")) return;
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
  throw new import_chunk_3HVV6MUR.HelperError(
    "environment-conflict",
    `${variables} ${names.length === 1 ? "is" : "are"} set, and every AWS tool prefers them to the default profile.`,
    {
      hint: `Remove them from the job's settings or unset them before (unset ${names.join(" ")}). Or give the profile a name with --aws-profile and use it by name.`
    }
  );
}
function refuseWithoutToken(plan) {
  if (typeOf(plan) === "static" || plan.settings.source?.kind === "token") return;
  throw new import_chunk_3HVV6MUR.HelperError("option-conflict", "A profile of the type web-identity needs a token, and none is used here.", {
    hint: "Give profile-type: static, or assume the role with the job\u2019s token."
  });
}
function profileSettings(handover, io, willWrite) {
  const { session, sessionName, token, profileName: name } = handover;
  const common = { name, region: session.region };
  const { roleArn } = session;
  if (typeOf(handover) === "static" || token === void 0 || roleArn === void 0) {
    return { ...common, type: "static", credentials: session.credentials };
  }
  const tokenFile = token.path === void 0 ? keepToken(token, handover, io, willWrite) : io.files.absolute(token.path);
  return { ...common, type: "web-identity", roleArn, sessionName, tokenFile };
}
function typeOf({ settings, ci }) {
  const fallback = settings.source?.kind === "token" ? ci.defaults.profileType : "static";
  return settings.profile.type ?? fallback;
}
function keepToken(token, { job, profileName }, io, willWrite) {
  const path = `${makeJobFolder(job, io)}/token-${profileName}`;
  willWrite(path);
  io.files.replace(path, token.jwt.reveal());
  return path;
}
function parsePaths(value) {
  if (typeof value !== "object" || value === null || !("config" in value) || !("credentials" in value))
    return void 0;
  const { config, credentials } = value;
  return typeof config === "string" && typeof credentials === "string" ? { config, credentials } : void 0;
}
function parseUndo(value) {
  const undo = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo.every((entry) => entry !== void 0) ? undo : void 0;
}
var exportTargets = [profile, bashEnv, githubEnv, githubOutputs];
function chooseWays(settings, ci) {
  if (settings.exports !== void 0) return settings.exports;
  const named = settings.profile.name !== void 0;
  const wanted = (way) => way !== "env" || (settings.outputEnvCredentials ?? !named);
  return [.../* @__PURE__ */ new Set([...named ? ["profile"] : [], ...ci.defaults.exports])].filter(wanted);
}
function targetsFor({ ways, settings }, ci) {
  const unset = settings.unsetCurrent && ci.variables === "github-env" && !ways.includes("env");
  const chosen = ways.map((way) => targetFor(way, ci));
  return [...unset ? [githubUnset] : [], ...exportTargets.filter((target) => chosen.includes(target))];
}
function targetFor(way, ci) {
  if (way === "none") return void 0;
  if (way === "profile") return profile;
  if (way === "env" && ci.variables === "bash-env") return bashEnv;
  if (ci.variables === "github-env") return way === "env" ? githubEnv : githubOutputs;
  throw new import_chunk_3HVV6MUR.HelperError(
    "option-invalid",
    `export: ${way} is not possible on ${ci.name}: it carries no ${way === "env" ? "variables" : "outputs"} from one step to the next.`,
    {
      hint: 'Give --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
    }
  );
}
var fileName = /^receipts-(\d+)-\w+\.json$/;
function openReceiptBook(job, io) {
  const { files, clock } = io;
  const suffix = Math.floor(clock.random() * 16777215).toString(36);
  const path = `${job.folder}/receipts-${clock.now()}-${suffix}.json`;
  const receipts = [];
  return {
    path,
    receipts,
    record(receipt) {
      if (receipts.length === 0) makeJobFolder(job, io);
      receipts.push(receipt);
      files.replace(path, JSON.stringify(receipts));
    }
  };
}
function receiptFiles(jobFolder, files) {
  return files.list(jobFolder).filter((name) => fileName.test(name)).sort((a, b) => timeOf(b) - timeOf(a)).map((name) => `${jobFolder}/${name}`);
}
function timeOf(name) {
  return Number(fileName.exec(name)?.[1] ?? 0);
}
function readReceipts(path, files) {
  const list = (0, import_chunk_JOQOFO4Q.parseJson)(files.read(path) ?? "");
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}
function isReceipt(value) {
  return (0, import_chunk_JOQOFO4Q.isObject)(value) && typeof value.kind === "string";
}
async function cleanUp(receiptsPath, io) {
  const receipts = readReceipts(receiptsPath, io.files);
  await undoAll(receipts, io);
  io.files.remove(receiptsPath);
  return receipts.length;
}
async function cleanUpJob(jobFolder, io) {
  let undone = 0;
  for (const path of receiptFiles(jobFolder, io.files)) undone += await cleanUp(path, io);
  io.files.removeFolder(jobFolder);
  return undone;
}
async function undoAll(receipts, io) {
  for (const receipt of receipts) {
    try {
      await exportTargets.find(({ name }) => name === receipt.kind)?.undo(receipt, io);
    } catch (error) {
      io.log.warning(`Could not undo ${receipt.kind}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  chooseWays,
  cleanUpJob,
  credentialVariables,
  githubUnset,
  jobOf,
  openReceiptBook,
  targetsFor,
  undoAll
});
