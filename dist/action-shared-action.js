var {
  makeJobFolder,
  HelperError,
  envValue,
  isObject,
  parseJson,
  textsIn,
  HelperError: HelperError2,
  HelperError: HelperError3
} = require("./action-shared.js");

// src/export/checkout-warning.ts
function warnOfCheckout(path, { ci }, { env, log, checkoutAround }) {
  const checkout = checkoutAround(path, ci.checkouts(env));
  if (checkout === void 0) return;
  log.warning(
    `The credentials are written to ${path}, inside the checkout ${checkout}: they may end up in a commit, an image or an artifact. Use a file outside the checkout.`
  );
}
// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

// src/export/shell-quote.ts
var shells = ["sh", "powershell", "cmd", "fish"];
function shellLines(shell, variables) {
  return Object.entries(variables).map(([name, value]) => value === void 0 ? removers[shell](name) : printers[shell](name, oneLine(name, value))).map((line) => `${line}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}=${posixQuote(value)}`,
  // In single quotes, PowerShell also treats typographic quotes as quotes.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  cmd: (name, value) => `set "${name}=${forCmd(name, value)}"`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
var removers = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  cmd: (name) => `set "${name}="`,
  fish: (name) => `set -e ${name}`
};
function forCmd(name, value) {
  if (!/["%!^]/.test(value)) return value;
  throw new HelperError("sts-answer-unreadable", `The value for ${name} contains a character that cmd would change.`, {
    hint: "Use PowerShell: --shell powershell. Credentials from AWS contain no such character."
  });
}
function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new HelperError(
    "sts-answer-unreadable",
    `The value for ${name} contains a line break and cannot be passed on.`,
    {
      hint: "Check sts-endpoint and the proxy: credentials from AWS contain no line break."
    }
  );
}
var shellFlag = {
  name: "shell",
  value: "SHELL",
  help: `The shell that evaluates the lines: ${shells.join(", ")}. Default: sh; on Windows powershell, except in Git Bash (sh).`
};
// src/export/github-outputs.ts
var githubOutputs = {
  name: "github-outputs",
  check: (_plan, io) => io.runner.check(["outputs"]),
  write({ sessions: [session], settings }, io) {
    const more = settings.outputCredentials ? credentialOutputs(session.credentials) : {};
    setOutputs({ ...identityOutputs(session), ...more }, io);
  }
};
function setIdentityOutputs(identity, io) {
  setOutputs(identityOutputs(identity), io);
}
function checkLoginOutputs({ ci }, io) {
  if (ci.variables === "github-env") io.runner.check(["outputs"]);
}
function setLoginOutputs({ ci, logins, settings }, io) {
  if (ci.variables !== "github-env") return;
  const secret = logins.flatMap(({ host, username, password }) => {
    const suffix = host.replace(/\W+/g, "_");
    return [
      [`docker_username_${suffix}`, username],
      [`docker_password_${suffix}`, password.reveal()]
    ];
  });
  const only = logins.length === 1 ? logins[0] : void 0;
  const passwords = settings.outputCredentials ? Object.fromEntries(secret) : {};
  setOutputs({ ...only && { registry: only.host }, ...passwords }, io);
}
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

// src/export/target.ts
function writesProfile({ targets }) {
  return targets.some(({ hands }) => hands === "profile");
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
// src/export/github-env.ts
var githubEnv = {
  name: "github-env",
  hands: "variables",
  rivals,
  check: (_plan, io) => io.runner.check(["variables"]),
  write(handover, io, record) {
    const variables = { ...credentialVariables(handover.sessions[0], io.env), ...rivals(handover, io) };
    exportVariables(textsIn(variables), io, record);
  },
  isOpen: ({ env }) => secretVariables.every((name) => !env[name]),
  /** The runner cannot unset a variable; all AWS tools treat an empty one as unset. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(textsIn(before));
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
var secretVariables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"];
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", open: secretVariables.every((name) => !before[name]), before });
  io.runner.exportVariables(variables);
}
// src/export/registry-login.ts
var load = () => Promise.resolve().then(() => require("./action-export-container-logins.js"));
var registryLogin = {
  name: "registry-login",
  check: async (plan, io) => (await load()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoLogins(receipt, io)
};
// src/export/bash-env.ts
var bashEnv = {
  name: "bash-env",
  hands: "variables",
  rivals: (_request, io) => rivalsUnset(io),
  check(plan, io) {
    const path = pathIn(io.env);
    io.files.checkAppendable(path);
    io.files.read(path);
    warnOfCheckout(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = io.files.absolute(pathIn(io.env));
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
  throw new HelperError2(
    "runner-file-missing",
    "BASH_ENV is not set, so environment variables cannot be passed to later steps.",
    {
      hint: 'Use --export profile, or eval "$(ci-aws-credentials env \u2026)". CircleCI sets BASH_ENV in every job.'
    }
  );
}
// src/export/profile.ts
var load2 = () => Promise.resolve().then(() => require("./action-export-aws-profile.js"));
var profile = {
  name: "profile",
  hands: "profile",
  check: async (plan, io) => (await load2()).checkProfile(plan, io),
  write: async (handover, io, record) => (await load2()).writeProfile(handover, { io, record }),
  undo: async (receipt, io) => (await load2()).undoProfile(receipt, io)
};
// src/export/index.ts
var exportTargets = [profile, registryLogin, bashEnv, githubEnv, githubOutputs];
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
function namesForRoles({ exports = ["profile"] }) {
  const other = exports.find((name) => name !== "profile" && name !== "none");
  if (other === void 0) return exports;
  throw new HelperError2("option-conflict", `export: ${other} cannot be used with several roles.`, {
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
  if (ci.variables === "github-env") return name === "env" ? githubEnv : githubOutputs;
  throw new HelperError2("option-invalid", `export: ${name} is not possible on ${ci.name}: ${whyNot(name, ci)}.`, {
    hint: 'Use --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
  });
}
// src/aws/client-table.ts
var clients = ["botocore", "javascript", "go-java"];
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
  return clients.flatMap((client) => {
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
// src/job/receipts.ts
var fileName = /^receipts-(\d+)-\w+\.json$/;
function openJournal(job, io) {
  const { files, clock, onReceipts } = io;
  const suffix = Math.floor(clock.random() * 16777215).toString(36);
  const name = `receipts-${clock.now()}-${suffix}.json`;
  const pathOf = () => `${job.folder}/${name}`;
  let receipts = [];
  let isFile = false;
  const save = () => {
    const text = JSON.stringify(receipts);
    if (isFile) files.replace(pathOf(), text);
    else onReceipts?.(text);
  };
  return {
    get path() {
      return pathOf();
    },
    get receipts() {
      return receipts;
    },
    record(receipt) {
      receipts = [...receipts, receipt];
      if (!isFile && (onReceipts === void 0 || !receipt.open)) {
        files.removeLeftovers(makeJobFolder(job, io));
        onReceipts?.(pathOf());
        isFile = true;
      }
      save();
    },
    keep(rest) {
      if (receipts.length === 0) return;
      receipts = rest;
      if (isFile && rest.length === 0) files.remove(pathOf());
      else save();
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
  return parseReceipts(files.readPrivate(path) ?? "") ?? [];
}
function parseReceipts(text) {
  const list = parseJson(text);
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : void 0;
}
function rewriteReceipts(path, receipts, files) {
  if (receipts.length === 0) files.remove(path);
  else files.replace(path, JSON.stringify(receipts.toReversed()));
}
function isReceipt(value) {
  return isObject(value) && typeof value.kind === "string";
}

// src/export/usual-profile-type.ts
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

// src/export/aws-files.ts
var awsFileVariables = { config: "AWS_CONFIG_FILE", credentials: "AWS_SHARED_CREDENTIALS_FILE" };
var awsFiles = ["config", "credentials"];
function awsFilePaths(env, homeFolder, platform) {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder, platform }));
  if (config === void 0 || credentials === void 0) {
    throw new HelperError3(
      "file-not-writable",
      "No home folder for the AWS files: HOME is not set, and the system has none for this user.",
      { hint: "Set HOME, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to absolute paths." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new HelperError3(
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
  const isBlank = shorter !== text && (shorter === "" || shorter === byteOrderMark || endsInEol(shorter));
  return isBlank ? shorter : text;
}
module.exports = {
  appendSection,
  asClientsRead,
  awsFilePaths,
  awsFileVariables,
  awsFiles,
  beginsWith,
  checkLoginOutputs,
  chooseTargets,
  deviationsFrom,
  editAwsFiles,
  editSections,
  emptyCredentialVariables,
  exportTargets,
  githubEnv,
  githubOutputs,
  githubRegion,
  githubUnset,
  headerFor,
  isEmptyAwsIni,
  lostInWebIdentity,
  oneFile,
  oneLine,
  openJournal,
  parseAwsIni,
  parseReceipts,
  posixQuote,
  printAwsIni,
  problemOfValue,
  readReceipts,
  receiptFiles,
  registryLogin,
  removeSection,
  replaceText,
  rewriteReceipts,
  sectionsOf,
  setIdentityOutputs,
  setLoginOutputs,
  shellLines,
  toolsOf,
  usualProfileType,
  warnOfCheckout,
  writesProfile
};
