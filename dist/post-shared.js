// src/core/folder-of.ts
function folderOf(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
}
// src/export/checkout-warning.ts
function warnOfCheckout(path, { ci }, { env, log, checkoutAround }) {
  const checkout = checkoutAround(path, ci.checkouts(env));
  if (checkout === void 0) return;
  log.warning(
    `The credentials are written to ${path}, inside the checkout ${checkout}: they may end up in a commit, an image or an artifact. Use a file outside the checkout.`
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
function textsIn(object) {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : [])
  );
}
// src/core/env-value.ts
function envValue(env, name) {
  return env[name] || void 0;
}
// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

// src/core/secret.ts
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Set();
var unspelled = /* @__PURE__ */ new Map();
var spellings = [];
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
  known.add(text);
  unspelled.set(text, spellingsOf);
  for (const part of partsOf(text)) unspelled.set(part, (plain) => [plain]);
}
function withoutSecrets(text) {
  const found = [...unspelled].filter(([secret]) => secret.length <= text.length);
  if (found.length > 0) {
    for (const [secret] of found) unspelled.delete(secret);
    const added = found.flatMap(([secret, spell]) => spell(secret));
    spellings = [...spellings, ...added].sort((a, b) => b.length - a.length);
  }
  return spellings.reduce((shown, spelling) => shown.replaceAll(spelling, "***"), text).replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, "***");
}
function partsOf(secret) {
  const [, ...parts] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
  return parts.filter((part) => part.length >= shortest);
}
function spellingsOf(secret) {
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
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))
    ])
  ];
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
function shellFormId({ name }) {
  return `sh-${name}`;
}
function makeJobFolder({ folder }, { files }) {
  const root = folderOf(folder);
  files.privateFolder(root);
  files.privateFolder(folder);
  files.privateFolder(root);
  return folder;
}
function hasJobFolder(folder, files) {
  return files.isOwnFolder(folderOf(folder)) && files.isOwnFolder(folder);
}
function removeJobFolder(folder, files) {
  const root = folderOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(folderOf(root))) files.removeFolder(folderOf(root));
}
// src/job/private-files.ts
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  for (const folder of foldersOf(texts).sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
function foldersOf(paths) {
  return [...new Set(paths.map(folderOf))];
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
  /** Checks the brand, not the class: each separate bundle (`scripts/build.ts`) has its own copy of the class. */
  static [Symbol.hasInstance](value) {
    return typeof value === "object" && value !== null && brand in value;
  }
};

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

// src/node/system-code.ts
function systemCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
// src/node/pause.ts
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
// src/node/uptime.ts
function uptime() {
  return process.uptime() * 1e3;
}
// src/node/sharing.ts
var sharingViolations = process.platform === "win32" ? ["EPERM", "EACCES", "EBUSY"] : [];
var usualTimeoutMs = 1e4;
function whenShared(step, timeoutMs = usualTimeoutMs) {
  const end = uptime() + timeoutMs;
  for (let wait = 4; ; wait = Math.min(wait * 2, 250)) {
    try {
      return step();
    } catch (error) {
      if (!sharingViolations.includes(systemCode(error) ?? "") || uptime() >= end) throw error;
    }
    pause(wait);
  }
}
// src/node/file-error.ts
function reasonFor(code) {
  return reasons[code] ?? code;
}
function unless(codes, step) {
  try {
    return step();
  } catch (error) {
    if (codes.includes(systemCode(error) ?? "")) return void 0;
    throw error;
  }
}
function reading(path, step, timeoutMs) {
  try {
    return whenShared(step, timeoutMs);
  } catch (error) {
    const code = systemCode(error);
    if (code === void 0 || error instanceof HelperError) throw error;
    throw new HelperError("input-unreadable", `${path} cannot be read: ${reasonFor(code)}.`, {
      hint: sharingHint(code) ?? "Check the path, and that the user of the job may read the file.",
      cause: error
    });
  }
}
function writing(path, step, timeoutMs) {
  try {
    return whenShared(step, timeoutMs);
  } catch (error) {
    if (systemCode(error) === void 0 || error instanceof HelperError) throw error;
    throw notWritable(path, error);
  }
}
function notWritable(path, cause) {
  const code = systemCode(cause) ?? "";
  return new HelperError("file-not-writable", `${path} cannot be written: ${reasonFor(code)}.`, {
    hint: sharingHint(code) ?? hints[code] ?? "Allow the user of the job to write to that folder, or choose another path.",
    cause
  });
}
function sharingHint(code) {
  return sharingViolations.includes(code) ? "Close the program that has the file open (a virus scanner or an editor, for example), exclude the folder from scanning, or give the user of the job access." : void 0;
}
var reasons = {
  EACCES: "permission denied (EACCES)",
  EPERM: "not permitted (EPERM)",
  ENOENT: "its folder does not exist (ENOENT)",
  EROFS: "the file system is read-only (EROFS)",
  ENOSPC: "no space left on the device (ENOSPC)",
  EDQUOT: "disk quota exceeded (EDQUOT)",
  ELOOP: "it is a link (ELOOP)",
  ENOTDIR: "a part of the path is a file, not a folder (ENOTDIR)",
  EEXIST: "a part of the path is a file, not a folder (EEXIST)",
  EISDIR: "it is a folder (EISDIR)",
  ENAMETOOLONG: "the name is too long (ENAMETOOLONG)",
  E2BIG: "its arguments and variables are too long (E2BIG)",
  EAGAIN: "the system cannot start another process (EAGAIN)",
  ENOMEM: "the system is out of memory (ENOMEM)",
  EBUSY: "it is in use or is a mount point (EBUSY)"
};
var hints = {
  ENOENT: "Create the folder, or choose another path.",
  EROFS: "Choose a path on a writable file system.",
  ENOSPC: "Free some space, or choose a path on another file system.",
  EDQUOT: "Free some space, or choose a path on another file system.",
  ENOTDIR: "Remove that file, or choose another path.",
  EEXIST: "Remove that file, or choose another path.",
  EISDIR: "Remove that folder, or choose another path.",
  EBUSY: "Mount the folder that contains the file into the container, not the file alone: a mounted file cannot be replaced."
};
module.exports = {
  HelperError,
  Secret,
  checkLoginOutputs,
  envValue,
  fingerprint,
  folderOf,
  foldersOf,
  githubOutputs,
  hasJobFolder,
  isObject,
  makeJobFolder,
  notWritable,
  numberAt,
  oneLine,
  parseJson,
  pause,
  posixQuote,
  reading,
  reasonFor,
  removeJobFolder,
  removePrivateFiles,
  setLoginOutputs,
  sharingViolations,
  shellFormId,
  shellLines,
  stringAt,
  systemCode,
  textsIn,
  unless,
  uptime,
  usualTimeoutMs,
  warnOfCheckout,
  whenShared,
  withoutSecrets,
  writing
};
