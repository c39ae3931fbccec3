var {
  hasJobFolder,
  removeJobFolder,
  removePrivateFiles,
  withoutSecrets,
  githubOutputs,
  oneLine,
  shellLines,
  envValue,
  folderOf,
  isObject,
  numberAt,
  parseJson,
  stringAt,
  textsIn,
  warnOfCheckout,
  notWritable,
  pause,
  reading,
  sharingViolations,
  systemCode,
  unless,
  uptime,
  usualTimeoutMs,
  whenShared,
  writing,
  HelperError
} = require("./post-shared.js");
var {
  writeSync,
  realpathSync: realpathSync3,
  accessSync,
  closeSync: closeSync5,
  constants: constants4,
  fchmodSync: fchmodSync2,
  fstatSync: fstatSync4,
  openSync: openSync5,
  readdirSync: readdirSync3,
  rmdirSync,
  statSync: statSync4,
  unlinkSync: unlinkSync3,
  fstatSync,
  ftruncateSync,
  readSync,
  writeFileSync,
  closeSync: closeSync3,
  openSync: openSync3,
  readdirSync: readdirSync2,
  readlinkSync,
  statSync,
  unlinkSync: unlinkSync2,
  writeFileSync: writeFileSync3,
  readFileSync,
  closeSync,
  constants,
  fstatSync: fstatSync2,
  openSync,
  readSync: readSync2,
  closeSync: closeSync2,
  constants: constants2,
  fsyncSync,
  lstatSync,
  openSync: openSync2,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync: writeFileSync2,
  mkdirSync,
  statSync: statSync2,
  closeSync: closeSync4,
  constants: constants3,
  fchmodSync,
  fstatSync: fstatSync3,
  lstatSync: lstatSync2,
  openSync: openSync4,
  readFileSync: readFileSync2,
  lstatSync: lstatSync3,
  readlinkSync: readlinkSync2,
  realpathSync,
  statSync: statSync3,
  accessSync: accessSync2,
  constants: constants5,
  lstatSync: lstatSync4,
  realpathSync: realpathSync2,
  statSync: statSync5,
  appendFileSync,
  closeSync: closeSync6,
  constants: constants6,
  openSync: openSync6,
  statSync: statSync6
} = require("node:fs");
var {
  basename: basename4,
  dirname: dirname7,
  basename: basename3,
  dirname: dirname5,
  join: join4,
  resolve: resolve2,
  basename: basename2,
  dirname: dirname2,
  join: join2,
  basename,
  dirname,
  join,
  dirname: dirname3,
  dirname: dirname4,
  join: join3,
  parse,
  resolve,
  sep,
  dirname: dirname6,
  isAbsolute,
  join: join5,
  parse: parse2,
  relative,
  resolve: resolve3,
  sep: sep2
} = require("node:path");
var {
  isUtf8
} = require("node:buffer");
var {
  hostname,
  homedir,
  userInfo
} = require("node:os");

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
var os = { EOL: process.platform === "win32" ? "\r\n" : "\n" };
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  standardOutput.write(cmd.toString() + os.EOL);
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
var os2 = { EOL: process.platform === "win32" ? "\r\n" : "\n" };
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
  standardOutput.write(message + os2.EOL);
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
  throw new HelperError(
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
var secretVariables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"];
function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", open: secretVariables.every((name) => !before[name]), before });
  io.runner.exportVariables(variables);
}

// src/export/profile.ts
var load = () => Promise.resolve().then(() => require("./post-export-aws-profile.js"));
var profile = {
  name: "profile",
  hands: "profile",
  check: async (plan, io) => (await load()).checkProfile(plan, io),
  write: async (handover, io, record) => (await load()).writeProfile(handover, { io, record }),
  undo: async (receipt, io) => (await load()).undoProfile(receipt, io)
};

// src/export/registry-login.ts
var load2 = () => Promise.resolve().then(() => require("./post-export-container-logins.js"));
var registryLogin = {
  name: "registry-login",
  check: async (plan, io) => (await load2()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load2()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load2()).undoLogins(receipt, io)
};

// src/export/index.ts
var exportTargets = [profile, registryLogin, bashEnv, githubEnv, githubOutputs];

// src/job/receipts.ts
function readReceipts(path, files) {
  return parseReceipts(files.readPrivate(path) ?? "") ?? [];
}
function parseReceipts(text) {
  const list = parseJson(text);
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : void 0;
}
function rewriteReceipts(path, receipts, files) {
  if (receipts.length === 0) files.remove(path);
  else files.replace(path, JSON.stringify(receipts.toReversed()), { forJob: true });
}
function isReceipt(value) {
  return isObject(value) && typeof value.kind === "string";
}

// src/cleanup.ts
var nothing = { undone: 0, left: 0 };
function sayCleanedUp({ undone, left, endsWithJob }, whose2, log) {
  log.info(undone + left === 0 ? "Nothing to clean up." : `Cleaned up: ${things(undone)}${whose2}.`);
  if (left === 0) return;
  const wayOut = endsWithJob ? "What is left ends with this job." : "Fix the cause, then run ci-aws-credentials cleanup in this job.";
  log.warning(`Not cleaned up: ${things(left)}. ${wayOut}`);
}
function things(count) {
  return `${count} ${count === 1 ? "item" : "items"}`;
}
async function cleanUpState(state, io) {
  const receipts = parseReceipts(state);
  if (receipts === void 0) return cleanUp(state, io);
  const left = await rollBack(receipts, { name: "the state", keep: () => {
  } }, io);
  return { undone: receipts.length - left, left, endsWithJob: true };
}
async function cleanUp(receiptsPath, io) {
  const folder = folderOf(receiptsPath);
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
  const keep = (rest) => rewriteReceipts(path, rest, io.files);
  const left = await rollBack(receipts, { name: path, keep }, io);
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
async function rollBack(receipts, { name, keep }, io) {
  const left = [];
  for (const receipt of receipts) {
    if (!await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io)) left.push(receipt);
  }
  await attempt(`${left.length === 0 ? "remove" : "shorten"} ${name}`, () => keep(left), io);
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
var timers = () => Promise.resolve().then(() => require("node:timers/promises"));
var nodeClock = {
  now: Date.now,
  uptime,
  sleep: async (milliseconds) => (await timers()).setTimeout(milliseconds),
  sleepUnref: async (milliseconds) => (await timers()).setTimeout(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};

// src/node/files.ts

// src/node/append-whole.ts
function appendWhole(file, text) {
  const stats = fstatSync(file);
  try {
    writeFileSync(file, endsInNewline(file, stats.size) ? text : `
${text}`);
  } catch (error2) {
    if (stats.isFile()) ftruncateSync(file, stats.size);
    throw error2;
  }
}
function endsInNewline(file, size) {
  if (size === 0) return true;
  const last = new Uint8Array(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 10;
}

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
  const status = unless(["ENOENT", "ESRCH", "EACCES"], () => readFileSync(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}

// src/node/read-bytes.ts
var usual = { bytes: 2e7, milliseconds: 1e4 };
function readBytes(path, limits = {}) {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const file = unless(["ENOENT"], () => openSync(path, O_RDONLY | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    return readAll({ path, file, stats: fstatSync2(file) }, { ...usual, ...limits });
  } finally {
    closeSync(file);
  }
}
function readAll({ path, file, stats }, { bytes, milliseconds }) {
  if (stats.isFile() && stats.size > bytes) throw tooLarge(path, bytes);
  const end = uptime() + milliseconds;
  const chunks = [];
  let size = 0;
  for (; ; ) {
    const chunk = Buffer.allocUnsafe(Math.max(65536, Math.min(stats.size, bytes + 1) - size));
    const count = unless(["EAGAIN"], () => readSync2(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    if (count === 0 && (size > 0 || !stats.isFIFO())) return joined(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && uptime() >= end) throw endless(path, size, milliseconds);
    if (!count) pause(10);
  }
}
function joined(chunks) {
  const [first, ...more] = chunks;
  return first !== void 0 && more.length === 0 ? first : Buffer.concat(chunks);
}
function tooLarge(path, bytes) {
  return new HelperError("input-unreadable", `${path} is larger than the limit of ${bytes / 1e3} kB.`, {
    hint: "Check the path: no valid file of this kind is that large."
  });
}
function endless(path, size, milliseconds) {
  const seconds = (milliseconds / 1e3).toFixed(1);
  return new HelperError(
    "input-unreadable",
    size === 0 ? `${path} returned no data within ${seconds} s.` : `${path} did not end within ${seconds} s.`,
    { hint: "Check the path, which is a pipe or a device, and that its writer runs and closes it." }
  );
}

// src/node/replace-file.ts

// src/node/own-user.ts
var ownUser = process.geteuid?.();

// src/node/replace-file.ts
var longestLife = 12e4;
var temporaryName = /^\.(?<name>.+)\.(?<pid>\d+)\.[\w-]+\.tmp$/s;
var written = 0;
function replaceFile(target, { text, oldMode, flushes, timeoutMs }, clock) {
  removeLeftovers(dirname(target), clock, basename(target));
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${unique}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL } = constants2;
  const file = openSync2(temporary, O_WRONLY | O_CREAT | O_EXCL, (oldMode ?? 384) & 384);
  try {
    try {
      writeFileSync2(file, text);
      if (flushes && oldMode !== void 0) fsyncSync(file);
    } finally {
      closeSync2(file);
    }
    whenShared(() => renameSync(temporary, target), timeoutMs);
  } catch (error2) {
    rmSync(temporary, { force: true });
    throw error2;
  }
}
function removeLeftovers(folder, clock, beside) {
  const inUse = beside === void 0 ? [] : sharingViolations;
  for (const entry2 of unless(["ENOENT", "EACCES"], () => readdirSync(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry2)?.groups ?? {};
    if (name === void 0 || beside !== void 0 && name !== beside) continue;
    const path = join(folder, entry2);
    const stats = unless(["ENOENT"], () => lstatSync(path));
    if (stats === void 0 || !stats.isFile() || ownUser !== void 0 && stats.uid !== ownUser) continue;
    const old = Math.abs(clock.now() - stats.mtimeMs) > longestLife;
    if (old || !isAlive(Number(pid))) unless(["ENOENT", ...inUse], () => unlinkSync(path));
  }
}

// src/node/file-lock.ts
var usualWait = 15e3;
var longestHeld = 12e4;
var longestEmpty = 2e3;
var longestBreaking = 5e3;
var farthestAhead = 6e4;
var lockLimits = { bytes: 1e4, milliseconds: 0 };
var taken = 0;
var suffix = ".ci-aws-credentials.lock";
async function holdLock(target, clock, { task, timeout = usualWait }) {
  const lock = join2(dirname2(target), `.${basename2(target)}${suffix}`);
  const text = await acquire({ target, lock }, clock, timeout);
  try {
    return await task();
  } finally {
    writing(lock, () => {
      if (lookAt(lock)?.text === text) unless(["ENOENT"], () => unlinkSync2(lock));
    });
  }
}
async function acquire(paths, clock, timeout) {
  const deadline = clock.uptime() + timeout;
  for (; ; ) {
    const late = clock.uptime() >= deadline;
    const text = writing(paths.lock, () => tryOnce(paths, late, clock), 0);
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
  const heldCodes = late ? ["EEXIST"] : ["EEXIST", ...sharingViolations];
  const file = unless(heldCodes, () => openSync3(lock, "wx", 384));
  if (file === void 0) return void 0;
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    writeFileSync3(file, text);
  } catch (error2) {
    unless(["ENOENT"], () => unlinkSync2(lock));
    throw error2;
  } finally {
    closeSync3(file);
  }
  return whenShared(() => lookAt(lock))?.text === text ? text : void 0;
}
function readHeld(lock) {
  return unless(sharingViolations, () => lookAt(lock));
}
function lookAt(lock) {
  return unless(["ENOENT"], () => ({
    changedAt: statSync(lock).mtimeMs,
    text: readBytes(lock, lockLimits)?.toString() ?? ""
  }));
}
function isStale(held, clock) {
  const owner = readOwner(held.text);
  if (owner === void 0) return isOlder(held, longestEmpty, clock);
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return isOlder(held, longestHeld, clock);
}
function isOlder({ changedAt }, limit, clock) {
  const age = clock.now() - changedAt;
  return age > limit || age < -Math.max(limit, farthestAhead);
}
function breakLock({ target, lock }, held, clock) {
  const guard = `${lock}.break`;
  const guarded = unless(["EEXIST", ...sharingViolations], () => {
    writeFileSync3(guard, "", { flag: "wx", mode: 384 });
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
    if (owner !== void 0) removeLeftovers(dirname2(target), clock, basename2(target));
    unless(sharingViolations, () => unlinkSync2(lock));
  } finally {
    unless(["ENOENT", ...sharingViolations], () => unlinkSync2(guard));
  }
}
function removeOldGuard(guard, clock) {
  const held = readHeld(guard);
  if (held !== void 0 && isOlder(held, longestBreaking, clock))
    unless(["ENOENT", ...sharingViolations], () => unlinkSync2(guard));
}
function removeStaleLocks(folder, clock) {
  const names = unless(["ENOENT"], () => readdirSync2(folder)) ?? [];
  for (const name of names.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard(join2(folder, name), clock);
  for (const name of names.filter((one) => one.endsWith(suffix))) {
    const lock = join2(folder, name);
    const held = readHeld(lock);
    const target = join2(folder, name.slice(1, -suffix.length));
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
  const namespace = process.platform === "linux" ? unless(["ENOENT", "EACCES"], () => readlinkSync("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? hostname() : `${hostname()} ${namespace}`;
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process no longer exists, remove the lock file."
  });
}

// src/node/make-folders.ts
function makeFolders(path, { again = false } = {}) {
  try {
    mkdirSync(path, { mode: 448 });
  } catch (error2) {
    if (isFolder(path)) return;
    const parent = dirname3(path);
    const hasParent = isFolder(parent);
    if (systemCode(error2) !== "ENOENT" || hasParent && again) throw error2;
    if (!hasParent) makeFolders(parent);
    makeFolders(path, { again: hasParent });
  }
}
function isFolder(path) {
  return unless(["ENOENT", "ENOTDIR"], () => statSync2(path))?.isDirectory() === true;
}

// src/node/read-private.ts
var largestFile = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants3;
  const file = unless(["ENOENT"], () => openSync4(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = process.platform === "win32" ? lstatSync2(path) : fstatSync3(file);
    if (!stats.isFile()) throw unsafe(path, "is not a regular file");
    requireOurs(path, stats);
    if (stats.size > largestFile) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return readFileSync2(file, "utf8");
  } finally {
    closeSync4(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants3;
  if (process.platform === "win32") return isPlainFolder(path);
  const folder = unless(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder === void 0) return false;
  try {
    const { uid, mode } = fstatSync3(folder);
    if (repair && uid === process.geteuid?.() && (mode & 511) !== 448) fchmodSync(folder, 448);
    requireOurs(path, fstatSync3(folder));
    return true;
  } finally {
    closeSync4(folder);
  }
}
function isPlainFolder(path) {
  const stats = unless(["ENOENT"], () => lstatSync2(path));
  if (stats === void 0 || stats.isDirectory()) return stats !== void 0;
  throw notAFolder(path);
}
function openFolder(path, flags) {
  const folder = unless(["ELOOP", "ENOTDIR"], () => openSync4(path, flags));
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
  return new HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program creates it with access for its own user only; another program changed that."
  });
}

// src/node/trusted-path.ts
var sticky = 512;
var mostLinks = 40;
function followTrustedLinks(path) {
  return walk(resolve(path)).target;
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
    const next = join3(done, name);
    const stats = unless(["ENOENT"], () => lstatSync3(next));
    if (stats === void 0) return { target: join3(next, ...further), passed };
    if (stats.isSymbolicLink()) {
      const target = readlinkSync2(next);
      links += 1;
      requireTrustedLink(next, { target, owner: stats.uid, links });
      ({ done, rest } = split(join3(resolve(done, target), ...further)));
    } else {
      done = next;
      rest = further;
    }
  }
}
function hasNoLinks(absolute) {
  const real = (path) => {
    try {
      return realpathSync.native(path);
    } catch {
      return void 0;
    }
  };
  if (real(absolute) === absolute) return true;
  const folder = dirname4(absolute);
  return real(folder) === folder && unless(["ENOENT"], () => lstatSync3(absolute)) === void 0;
}
function foldersAbove(absolute) {
  const folder = dirname4(absolute);
  return folder === absolute ? [] : [...foldersAbove(folder), folder];
}
function split(absolute) {
  const { root } = parse(absolute);
  return { done: root, rest: absolute.slice(root.length).split(sep).filter(Boolean) };
}
function requireTrustedLink(path, link) {
  if (link.links > mostLinks) {
    throw new HelperError("file-unsafe", `${path} is a circular link.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new HelperError(
    "file-unsafe",
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: "Remove the link, or choose another path: the link could redirect the write to another file." }
  );
}
function whyRecreatable(path) {
  if (ownUser === void 0) return void 0;
  const { target, passed } = walk(resolve(path));
  for (const folder of /* @__PURE__ */ new Set([...passed, target])) {
    const { uid } = statSync3(folder);
    if (uid !== ownUser && uid !== 0) return `${folder} belongs to another user (${uid})`;
    const reason = whyShared(folder);
    if (reason !== void 0) return reason;
  }
  return void 0;
}
function replaceableTarget(path) {
  const target = followTrustedLinks(path);
  if (ownUser === void 0) return { target, mode: void 0 };
  for (const folder of /* @__PURE__ */ new Set([followTrustedLinks(dirname4(resolve(path))), dirname4(target)])) {
    requireUnsharedFolder(folder);
  }
  const stats = unless(["ENOENT"], () => lstatSync3(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = unless(["ENOENT"], () => lstatSync3(target));
  if (stats !== void 0) requireAppendable(target, stats);
  return target;
}
function requireAppendable(target, stats) {
  requireRegularFile(target, stats);
  if (ownUser === void 0 || stats.uid === ownUser || stats.uid === 0) return;
  if ((statSync3(dirname4(target)).mode & 18) !== 0) throw foreignFile(target, stats);
}
function whyShared(folder) {
  if (ownUser === void 0) return void 0;
  const stats = unless(["ENOENT"], () => statSync3(folder));
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
  if (ownUser === void 0) return;
  const stats = unless(["ENOENT"], () => statSync3(folder));
  if (stats === void 0 || (stats.mode & sticky) !== 0 || !isShared(stats)) return;
  throw new HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), so no secret is written there.`,
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
  throw new HelperError("file-unsafe", `${path} is a device, a pipe or a socket, not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: "Remove the file, or choose another path."
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
  const sharingTimeoutMs = () => end === void 0 ? usualTimeoutMs : Math.max(leastTimeoutMs, Math.min(usualTimeoutMs, end - clock.uptime()));
  const reads = (path, step) => reading(path, step, sharingTimeoutMs());
  const writes = (path, step) => writing(path, step, sharingTimeoutMs());
  return {
    waitUntil: (time) => {
      end = time;
    },
    read: (path, limits) => reads(path, () => read(path, limits)),
    readPrivate: (path) => reads(path, () => readPrivate(path)),
    replace: (path, text, { forJob = false } = {}) => {
      writes(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, oldMode: mode, flushes: !forJob, timeoutMs: sharingTimeoutMs() }, clock);
      });
    },
    append: (path, text) => writes(path, () => append(path, text, clock)),
    identity: (path) => reads(path, () => identity(path)),
    withoutBlanks: async (folder) => process.platform === "win32" && folder.includes(" ") ? (await Promise.resolve().then(() => require("./post-node-short-path.js"))).shortPath(folder) : folder,
    // The current folder may have been deleted.
    absolute: (path) => reads(path, () => resolve2(path)),
    isSame: (path, other) => writes(path, () => isSame(path, other)),
    list: (folder) => reads(folder, () => unless(["ENOENT"], () => readdirSync3(folder)) ?? []),
    remove: (path) => {
      writes(path, () => unless(["ENOENT"], () => unlinkSync3(path)));
    },
    removeFolder: (path) => {
      writes(path, () => unless(["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY"], () => rmdirSync(path)));
    },
    removeLeftovers: (folder) => writes(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      writes(path, () => requireWritableFolder(dirname5(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      writes(path, () => {
        const target = appendableTarget(path);
        const exists = unless(["ENOENT"], () => {
          accessSync(target, constants4.R_OK | constants4.W_OK);
          return true;
        });
        if (exists === void 0) accessSync(dirname5(target), constants4.W_OK | constants4.X_OK);
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
  if (bytes === void 0 || isUtf8(bytes)) return bytes?.toString("utf8");
  const text = limits?.utf16 === true ? utf16Text(bytes) : void 0;
  if (text !== void 0) return text;
  throw new HelperError("input-unreadable", `${path} is not UTF-8 text.`, {
    hint: "Save the file as UTF-8; otherwise it could not be written back unchanged."
  });
}
function identity(path) {
  const stats = unless(["ENOENT", "ENOTDIR"], () => statSync4(path, { bigint: true }));
  return stats && `${stats.dev}:${stats.ino}`;
}
function isSame(path, other) {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const found = identity(target);
  return found === void 0 ? target === otherTarget : found === identity(otherTarget);
}
function makeParent(path) {
  makeFolders(followTrustedLinks(dirname5(resolve2(path))));
}
function requireWritableFolder(folder) {
  const stats = unless(["ENOENT"], () => statSync4(folder));
  if (stats === void 0) {
    requireWritableFolder(dirname5(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new HelperError("file-not-writable", `${folder} is a file, but must be a folder.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  accessSync(folder, constants4.W_OK | constants4.X_OK);
}
function append(path, text, clock) {
  const target = appendableTarget(path);
  removeLeftovers(dirname5(target), clock, basename3(target));
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants4;
  const file = openSync5(target, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 384);
  try {
    const stats = fstatSync4(file);
    requireAppendable(target, stats);
    if (stats.uid === ownUser && (stats.mode & 63) !== 0) fchmodSync2(file, stats.mode & 448);
    appendWhole(file, text);
  } finally {
    closeSync5(file);
  }
}
function removeAllLeftovers(folder, clock) {
  removeLeftovers(folder, clock);
  removeStaleLocks(folder, clock);
  for (const entry2 of unless(["ENOENT"], () => readdirSync3(folder, { withFileTypes: true })) ?? []) {
    if (entry2.isDirectory()) removeAllLeftovers(join4(folder, entry2.name), clock);
  }
}
function privateFolder(path) {
  makeFolders(path);
  isOwnFolder(path, { repair: true });
  return path;
}

// src/node/home-of-user.ts
function homeOfUser() {
  try {
    return homedir() || void 0;
  } catch (error2) {
    if (systemCode(error2) === void 0) throw error2;
    return process.env.HOME || void 0;
  }
}

// src/node/private-root.ts
function windowsCandidates({ LOCALAPPDATA }, home) {
  return [
    { name: "LOCALAPPDATA", folder: LOCALAPPDATA, flaw: () => void 0 },
    { name: "USERPROFILE", folder: home && join5(home, ".aws"), flaw: () => void 0 }
  ];
}
function candidates(env, home) {
  if (process.platform === "win32") return windowsCandidates(env, home);
  const { RUNNER_TEMP, AGENT_TEMPDIRECTORY, XDG_RUNTIME_DIR } = env;
  return [
    AGENT_TEMPDIRECTORY === void 0 || RUNNER_TEMP !== void 0 ? { name: "RUNNER_TEMP", folder: RUNNER_TEMP, flaw: whyRecreatable } : { name: "AGENT_TEMPDIRECTORY", folder: AGENT_TEMPDIRECTORY, flaw: whyRecreatable },
    { name: "HOME", folder: home && join5(home, ".aws"), flaw: whyShared },
    { name: "XDG_RUNTIME_DIR", folder: XDG_RUNTIME_DIR, flaw: whyRecreatable }
  ];
}
var settable = process.platform === "win32" ? "LOCALAPPDATA to a folder outside the checkout that other users cannot access" : "HOME to a folder of your own outside the checkout, or XDG_RUNTIME_DIR to one that only you can write to";
function privateRoot(env, home, checkouts) {
  const reasons = [];
  for (const candidate of candidates(env, home)) {
    const found = examine(candidate, home, checkouts);
    if ("folder" in found) return join5(found.folder, `ci-aws-credentials-${userName()}`);
    reasons.push(`${candidate.name}: ${found.reason}`);
  }
  throw new HelperError(
    "file-unsafe",
    `No folder is suitable for files that only this job may read (token, keys, receipts). ${reasons.join("; ")}.`,
    {
      hint: `Set ${settable}, in every step. Or use ci-aws-credentials env, which writes no file.`
    }
  );
}
function examine({ folder = "", flaw }, home, checkouts) {
  if (folder === "") return { reason: "is not set" };
  if (!isAbsolute(folder)) return { reason: `${folder} is not an absolute path` };
  try {
    return writing(
      folder,
      () => {
        const target = followTrustedLinks(folder);
        const checkout = checkoutAround(target, home, checkouts);
        if (checkout !== void 0) return { reason: `${folder} is in the checkout ${checkout}` };
        accessSync2(existing(target), constants5.W_OK | constants5.X_OK);
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
  return unless(["ENOENT"], () => statSync5(folder)) === void 0 ? dirname6(folder) : folder;
}
function checkoutAround(path, home, checkouts) {
  const target = followTrustedLinks(path);
  const named = checkouts.flatMap((checkout) => checkout ? [withoutLinks(fromHome(checkout, home))] : []);
  return named.find((checkout) => !isRoot(checkout) && isWithin(target, checkout)) ?? workTreeAround(target);
}
function fromHome(path, home = "") {
  return resolve3(home, path.replace(/^~(?=[/\\]|$)/, "."));
}
function withoutLinks(path) {
  try {
    return realpathSync2.native(path);
  } catch {
    return path;
  }
}
function isWithin(path, folder) {
  const way = relative(folder, path);
  return way === "" || way !== ".." && !way.startsWith(`..${sep2}`) && !isAbsolute(way);
}
function workTreeAround(path) {
  if (isRoot(path)) return void 0;
  const found = unless(["ENOENT", "ENOTDIR", "EACCES"], () => lstatSync4(join5(path, ".git")));
  return found === void 0 ? workTreeAround(dirname6(path)) : path;
}
function isRoot(path) {
  return path === parse2(path).root;
}
function userName() {
  return process.getuid?.() ?? userInfo().username.replace(/\W/g, "");
}

// src/node/processes.ts
var load3 = () => Promise.resolve().then(() => require("./post-node-run-program.js"));
var nodeProcesses = {
  async run(command, args, options = {}) {
    return (await load3()).runProgram({ command, args, shell: false }, options);
  },
  async shell(line, options = {}) {
    const result = await (await load3()).runProgram({ command: line, args: [], shell: true }, options);
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
      const path = envValue(env, "GITHUB_STEP_SUMMARY");
      if (path !== void 0) writing(path, () => appendFileSync(path, withoutSecrets(markdown)));
    }
  };
}
function write(path, values) {
  const entries = Object.entries(values).map(([name, value]) => entry(name, value));
  writing(path, () => {
    const file = openSync6(path, "a+");
    try {
      appendWhole(file, entries.join(""));
    } finally {
      closeSync6(file);
    }
  });
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
    throw new HelperError("runner-file-missing", `${variable} is not set, so values cannot be passed to later steps.`, {
      hint: 'Outside the GitHub runner, which sets it for every step, use --export profile or eval "$(ci-aws-credentials env \u2026)".'
    });
  }
  try {
    whenShared(() => closeSync6(openSync6(path, constants6.O_WRONLY | constants6.O_APPEND)));
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
  const uid = unless(["ENOENT", "ENOTDIR", "EACCES"], () => statSync6(path).uid);
  return ownUser === void 0 || uid === ownUser ? void 0 : uid;
}

// src/node/export-io.ts
function nodeExportIo(log) {
  const home = homeFolder(process.env);
  return {
    env: environmentOf(process.env, process.platform),
    platform: process.platform,
    homeFolder: home,
    privateRoot: (checkouts) => privateRoot(process.env, home, checkouts),
    checkoutAround: (path, checkouts) => checkoutAround(path, home, checkouts),
    self: runningProgram(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    processes: nodeProcesses,
    log,
    runner: githubRunner(process.env),
    print: standardOutput.write
  };
}
function homeFolder({ HOME }) {
  return process.platform !== "win32" && HOME ? HOME : homeOfUser();
}
function runningProgram() {
  const executable = process.execPath;
  const file = unless(["ENOENT"], () => realpathSync3.native(process.argv[1] ?? ""));
  if (file === void 0 || file === realpathSync3.native(executable)) return { executable };
  return { executable, file: { folder: dirname7(file), name: basename4(file) } };
}

// src/core/log-safe.ts
function printable(text) {
  const shown2 = /^[\n\t\x20-\x7e]*$/.test(text) ? text : withoutControls(text.replace(/\r\n?/g, "\n"));
  return shown2.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/##(?=\w*\[)/g, "## ").replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, "***");
}
function withoutControls(text) {
  return text.replace(
    /[^\P{C}\n\t]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`
  );
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

// src/entry/post.ts
main().catch((error2) => {
  actionLog.warning(`Cleanup failed: ${error2 instanceof Error ? error2.message : String(error2)}`);
});
async function main() {
  if (process.env.AWS_SKIP_CLEANUP_STEP === "true")
    return actionLog.info("Skipping cleanup: AWS_SKIP_CLEANUP_STEP is true.");
  const state = getState("receipts");
  if (state === "") return actionLog.info("Nothing to clean up.");
  sayCleanedUp(await cleanUpState(state, nodeExportIo(actionLog)), "", actionLog);
}
