var {
  lostInWebIdentity,
  printCache,
  renewalTime,
  options,
  draftsOf,
  foldersOf,
  removePrivateFiles,
  textsOf,
  appendSection,
  awsFilePaths,
  awsFileVariables,
  awsFiles,
  editAwsFiles,
  editSections,
  headerFor,
  oneFile,
  removeSection,
  sectionsOf,
  fingerprint,
  isTemporary,
  makeJobFolder,
  shellFormId,
  Secret,
  warnOfCheckout,
  envValue,
  isObject,
  parseJson,
  stringAt,
  HelperError
} = require("./action-shared.js");

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

// late-module:src/export/aws-ini-section.ts
var problemOfValue = (...given) => require("./action-late-files.js").problemOfValue(...given);

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

// late-module:src/export/process-launcher.ts
var launcherOf = (...given) => require("./action-late.js").launcherOf(...given);
var commandLine = (...given) => require("./action-late.js").commandLine(...given);

// src/export/process-folder.ts
function processFiles(handover, session, { run, io }) {
  const launcher = launcherOf(run, io);
  const files = [
    ["spec.json", JSON.stringify(specOf(handover, session, io))],
    ["cache", cacheOf(session, io)],
    ...launcher === void 0 ? [] : [[launcher.name, launcher.text]]
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
  const textOf = (file) => files.read(paths[file]) ?? files.read(usual[file]);
  return { config: textOf("config"), credentials: textOf("credentials") };
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

// late-module:src/export/profile-undo.ts
var undoProfiles = (...given) => require("./action-late.js").undoProfiles(...given);
var parseProfileUndo = (...given) => require("./action-late.js").parseProfileUndo(...given);

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
