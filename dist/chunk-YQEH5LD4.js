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
  awsFilePaths: () => awsFilePaths,
  chooseWays: () => chooseWays,
  cleanUp: () => cleanUp,
  cleanUpJob: () => cleanUpJob,
  credentialVariables: () => credentialVariables,
  githubRegion: () => githubRegion,
  githubUnset: () => githubUnset,
  lostInWebIdentity: () => lostInWebIdentity,
  openReceiptBook: () => openReceiptBook,
  setIdentityOutputs: () => setIdentityOutputs,
  takeBack: () => takeBack,
  targetsFor: () => targetsFor
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_HWPDUU2V = require("./chunk-HWPDUU2V.js");
var import_chunk_QAST5BHQ = require("./chunk-QAST5BHQ.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
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
    throw new import_chunk_L5BOO6NY.HelperError(
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
  const problem = (0, import_chunk_V54TCRLP.problemOfValue)(value);
  if (problem === void 0) return;
  throw new import_chunk_L5BOO6NY.HelperError("profile-invalid", `The profile "${profile2}" cannot be written: its ${key} ${problem}.`, {
    hint: "Not every AWS client would read such a value back as it is. Use a plain one, without line breaks and without # or ; after a blank."
  });
}
function planFile(text, goal, rules) {
  const header = headerFor(goal.file, goal.profile);
  const ours = (0, import_chunk_V54TCRLP.findSections)(text ?? "", header).filter(({ mark }) => mark !== void 0);
  const cleared = ours.reduceRight(import_chunk_V54TCRLP.removeSection, text ?? "");
  const notices = ours.flatMap((section) => noticeOf(section, goal.profile, rules));
  const theirs = (0, import_chunk_V54TCRLP.findSections)(cleared, header).filter((section) => isInTheWay(section, goal));
  const [first] = theirs;
  if (first !== void 0 && !rules.overwrite) throw profileExists(first, goal, rules);
  const undo2 = { fileMade: text === void 0, changed: [] };
  if (first !== void 0) {
    const edited = (0, import_chunk_V54TCRLP.editSections)(cleared, header, { set: goal.settings, remove: IDENTITY_KEYS });
    return { text: edited.text, undo: { ...undo2, changed: edited.changes }, notices };
  }
  if (goal.settings.length > 0) {
    const extended = (0, import_chunk_V54TCRLP.appendSection)(cleared, header, { set: goal.settings, mark: rules.mark });
    return { text: extended, undo: { ...undo2, added: (0, import_chunk_V54TCRLP.findSections)(extended, header).at(-1)?.text ?? "" }, notices };
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
  return new import_chunk_L5BOO6NY.HelperError("profile-exists", message, {
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
  const sections = (0, import_chunk_V54TCRLP.findSections)(text, header);
  const section = sections.find((candidate) => candidate.text === added);
  if (section === void 0) return { text, intact: sections.length === 0 };
  return { text: (0, import_chunk_V54TCRLP.removeSection)(text, section), intact: true };
}
function restoreChanged(text, header, changes) {
  let done = text;
  let from = 0;
  let intact = true;
  for (const { before, after } of changes) {
    const section = (0, import_chunk_V54TCRLP.findSections)(done, header).find(
      ({ start }) => start >= from && beginsWith(done.slice(start), after)
    );
    if (section === void 0) {
      intact = false;
    } else {
      done = (0, import_chunk_V54TCRLP.replaceText)(done, { start: section.start, text: after }, before);
      from = section.start + before.length;
    }
  }
  return { text: done, intact };
}
function beginsWith(text, lines) {
  return text.startsWith(lines) && /^[\r\n]?$/.test(text.charAt(lines.length));
}
function parseProfileUndo(value) {
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value) || !(0, import_chunk_2ZDYLNSC.isObject)(value.files)) return void 0;
  const profile2 = (0, import_chunk_2ZDYLNSC.stringAt)(value, "profile");
  if (profile2 === void 0) return void 0;
  const given = value.files;
  const files = FILES.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed = value.changed.flatMap((change) => {
    if (!(0, import_chunk_2ZDYLNSC.isObject)(change)) return [];
    const before = (0, import_chunk_2ZDYLNSC.stringAt)(change, "before");
    const after = (0, import_chunk_2ZDYLNSC.stringAt)(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed.length !== value.changed.length) return void 0;
  const added = (0, import_chunk_2ZDYLNSC.stringAt)(value, "added");
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
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  const folders = new Set(texts.map((path) => path.slice(0, path.lastIndexOf("/"))));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) files.removeFolder(folder);
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
  const folder = `${(0, import_chunk_V54TCRLP.makeJobFolder)(handover.job, io)}/process-${grant.profile}`;
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
  const names = (0, import_chunk_2ZDYLNSC.parseJson)(files.read(`${folder}/credential-process.json`) ?? "");
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
  const entry = roles.find((role) => role.profile === profile2);
  return entry === void 0 ? [] : [...wayTo(entry.via, roles), entry.role.arn];
}
function cacheOf({ session: { credentials } }, { clock }) {
  const { sessionToken, expiresAt } = credentials;
  if (sessionToken === void 0 || expiresAt === void 0) return void 0;
  const renewAt = (0, import_chunk_QAST5BHQ.renewalTime)(clock.now(), expiresAt, clock.random());
  return (0, import_chunk_QAST5BHQ.printCache)({ credentials: { ...credentials, sessionToken, expiresAt }, renewAt });
}
function quoted(path, platform) {
  return platform === "win32" ? `"${path}"` : `'${path.replaceAll("'", String.raw`'\''`)}'`;
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
    for (const notice of notices) io.log.notice(notice);
  },
  async undo(receipt, io) {
    removePrivateFiles(receipt.files, io.files);
    const paths = parsePaths(receipt.paths);
    const undo2 = parseUndo(receipt.undo);
    if (paths === void 0 || undo2 === void 0) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo2, paths));
    for (const notice of kept) io.log.notice(notice);
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
  const none = { accessKeyId: "none", secretAccessKey: new import_chunk_2ZDYLNSC.Secret("none") };
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
  throw new import_chunk_L5BOO6NY.HelperError(
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
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", `A profile of the type ${type} needs a token, and none is used here.`, {
      hint: "Give profile-type: static, or assume the role with the job\u2019s token."
    });
  }
  const lost = lostInWebIdentity(settings);
  if (type === "web-identity" && lost !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError(
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
  const path = `${(0, import_chunk_V54TCRLP.makeJobFolder)(handover.job, io)}/token-${profile2}`;
  willWrite([path]);
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
  const undo2 = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo2.every((entry) => entry !== void 0) ? undo2 : void 0;
}
var fileName = /^receipts-(\d+)-\w+\.json$/;
function openReceiptBook(job, io) {
  const { files, clock, willLeave } = io;
  const suffix = Math.floor(clock.random() * 16777215).toString(36);
  const path = `${job.folder}/receipts-${clock.now()}-${suffix}.json`;
  const receipts = [];
  return {
    path,
    receipts,
    record(receipt) {
      if (receipts.length === 0) {
        (0, import_chunk_V54TCRLP.makeJobFolder)(job, io);
        willLeave?.(path);
      }
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
  const list = (0, import_chunk_2ZDYLNSC.parseJson)(files.read(path) ?? "");
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : [];
}
function isReceipt(value) {
  return (0, import_chunk_2ZDYLNSC.isObject)(value) && typeof value.kind === "string";
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
    const lines = (0, import_chunk_HWPDUU2V.shellLines)("sh", credentialVariables(session, io.env));
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
  throw new import_chunk_L5BOO6NY.HelperError(
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
    if ((0, import_chunk_2ZDYLNSC.isObject)(before)) io.runner.exportVariables(onlyTexts(before));
  }
};
var githubUnset = (_plan, io, record) => exportVariables(emptyCredentialVariables, io, record);
var githubRegion = ({ settings: { region } }, io, record) => exportVariables({ AWS_DEFAULT_REGION: region, AWS_REGION: region }, io, record);
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) (0, import_chunk_HWPDUU2V.oneLine)(name, value);
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
function setIdentityOutputs(identity, io) {
  setOutputs(identityOutputs(identity), io);
}
function identityOutputs({ accountId, arn }) {
  return { "aws-account-id": accountId, "authenticated-arn": arn };
}
function setOutputs(outputs, { runner }) {
  for (const [name, value] of Object.entries(outputs)) (0, import_chunk_HWPDUU2V.oneLine)(name, value);
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
var exportTargets = [profile, bashEnv, githubEnv, githubOutputs];
function chooseWays(settings, ci) {
  if (settings.roles.length > 0) return waysForRoles(settings);
  if (settings.exports !== void 0) return settings.exports;
  const named = settings.profile.name !== void 0;
  const wanted = (way) => way !== "env" || (settings.outputEnvCredentials ?? !named);
  return [.../* @__PURE__ */ new Set([...named ? ["profile"] : [], ...ci.defaults.exports])].filter(wanted);
}
function waysForRoles({ exports: exports2 = ["profile"] }) {
  const other = exports2.find((way) => way !== "profile" && way !== "none");
  if (other === void 0) return exports2;
  throw new import_chunk_L5BOO6NY.HelperError("option-conflict", `Several roles cannot be handed over by export: ${other}.`, {
    hint: "Leave export out: each role becomes the profile that its line names."
  });
}
function targetsFor({ ways }, ci) {
  const chosen = ways.map((way) => targetFor(way, ci));
  return exportTargets.filter((target) => chosen.includes(target));
}
function targetFor(way, ci) {
  if (way === "none") return void 0;
  if (way === "profile") return profile;
  if (way === "env" && ci.variables === "bash-env") return bashEnv;
  if (ci.variables === "github-env") return way === "env" ? githubEnv : githubOutputs;
  throw new import_chunk_L5BOO6NY.HelperError(
    "option-invalid",
    `export: ${way} is not possible on ${ci.name}: it carries no ${way === "env" ? "variables" : "outputs"} from one step to the next.`,
    {
      hint: 'Give --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
    }
  );
}
async function cleanUp(receiptsPath, io) {
  const receipts = readReceipts(receiptsPath, io.files);
  await takeBack(receipts, receiptsPath, io);
  const [jobFolder, privateRoot] = [folderOf(receiptsPath), folderOf(folderOf(receiptsPath))];
  for (const folder of [jobFolder, privateRoot]) await attempt(`remove ${folder}`, () => removeOwn(folder, io), io);
  return receipts.length;
}
async function cleanUpJob(jobFolder, io) {
  let undone = 0;
  for (const path of receiptFiles(jobFolder, io.files)) undone += await cleanUp(path, io);
  for (const folder of [jobFolder, io.privateRoot]) io.files.removeFolder(folder);
  return undone;
}
function removeOwn(folder, { files, privateRoot }) {
  if (folder === privateRoot || folder.startsWith(`${privateRoot}/`)) files.removeFolder(folder);
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
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  awsFilePaths,
  chooseWays,
  cleanUp,
  cleanUpJob,
  credentialVariables,
  githubRegion,
  githubUnset,
  lostInWebIdentity,
  openReceiptBook,
  setIdentityOutputs,
  takeBack,
  targetsFor
});
