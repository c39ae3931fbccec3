var {
  writeSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync
} = require("node:fs");
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

// src/core/secret.ts
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Set();
var unspelled = /* @__PURE__ */ new Map();
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

// src/core/temporary-credentials.ts
function temporaryCredentials(parts) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = parts;
  if (!accessKeyId || !secretAccessKey || !sessionToken) return void 0;
  if (expiresAt === void 0 || Number.isNaN(new Date(expiresAt).getTime())) return void 0;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: new Secret(sessionToken),
    expiresAt
  };
}

// src/core/credential-cache.ts
var minute = 6e4;
function isFresh(cached2, now) {
  return now < cached2.renewAt && !isBefore(cached2, now);
}
function isBefore({ issuedAt }, now) {
  return now < issuedAt - 5 * minute;
}
var cacheFormat = /^(-?\d+) (-?\d+)\n(.+)\n$/;
function parseCache(text) {
  const [, issuedAt, renewAt, answer = ""] = cacheFormat.exec(text) ?? [];
  const value = parseJson(answer);
  if (!isObject(value)) return void 0;
  const credentials = temporaryCredentials({
    accessKeyId: stringAt(value, "AccessKeyId"),
    secretAccessKey: stringAt(value, "SecretAccessKey"),
    sessionToken: stringAt(value, "SessionToken"),
    expiresAt: Date.parse(stringAt(value, "Expiration") ?? "")
  });
  return credentials && { credentials, issuedAt: Number(issuedAt), renewAt: Number(renewAt) };
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

// src/node/output.ts

// src/node/system-code.ts
function systemCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}

// src/node/sharing.ts
var sharingViolations = process.platform === "win32" ? ["EPERM", "EACCES", "EBUSY"] : [];

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

// src/node/output.ts
var closed = ["EPIPE", "ECONNRESET", "EOF"];
function outliveReader(stream, lost = () => {
}) {
  let told = false;
  stream.on("error", (error) => {
    if (told || closed.includes(systemCode(error) ?? "")) return;
    told = true;
    lost(notWritable("standard output", error));
  });
}
function directly(file, stream) {
  let fallback;
  return {
    write(text) {
      let rest = Buffer.from(text);
      if (process.platform === "win32" && rest.length > text.length) fallback ??= stream();
      try {
        while (fallback === void 0 && rest.length > 0) rest = rest.subarray(writeSync(file, rest));
      } catch {
        fallback = stream();
      }
      fallback?.write(rest);
    },
    isDirect: () => fallback === void 0
  };
}
var standardError = directly(2, () => {
  outliveReader(process.stderr);
  return process.stderr;
});
var standardOutput = directly(1, () => {
  outliveReader(process.stdout);
  return process.stdout;
});

// src/node/read-private.ts
var largestFile = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = unless(["ENOENT"], () => openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = process.platform === "win32" ? lstatSync(path) : fstatSync(file);
    if (!stats.isFile()) throw unsafe(path, "is not a regular file");
    requireOurs(path, stats);
    if (stats.size > largestFile) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants;
  if (process.platform === "win32") return isPlainFolder(path);
  const folder2 = unless(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder2 === void 0) return false;
  try {
    const { uid, mode } = fstatSync(folder2);
    if (repair && uid === process.geteuid?.() && (mode & 511) !== 448) fchmodSync(folder2, 448);
    requireOurs(path, fstatSync(folder2));
    return true;
  } finally {
    closeSync(folder2);
  }
}
function isPlainFolder(path) {
  const stats = unless(["ENOENT"], () => lstatSync(path));
  if (stats === void 0 || stats.isDirectory()) return stats !== void 0;
  throw notAFolder(path);
}
function openFolder(path, flags) {
  const folder2 = unless(["ELOOP", "ENOTDIR"], () => openSync(path, flags));
  if (folder2 !== void 0) return folder2;
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
  return new HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program creates it with access for its own user only; another program changed that."
  });
}

// src/entry/credential-process.ts
var folder = process.argv[2] ?? "";
var output = directly(1, () => process.stdout.on("error", () => {
}));
var cached = fromCache();
if (cached !== void 0 && isFresh(cached, Date.now())) output.write(processOutput(cached));
else Promise.resolve().then(() => require("./renew-process.js")).then(({ renewProcess }) => renewProcess(folder));
function fromCache() {
  try {
    return isOwnFolder(folder) ? parseCache(readPrivate(`${folder}/cache`) ?? "") : void 0;
  } catch {
    return void 0;
  }
}
