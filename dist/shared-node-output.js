var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
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
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  nodeIo: () => nodeIo,
  outliveReader: () => outliveReader,
  stderrLog: () => stderrLog,
  toolCredentials: () => toolCredentials
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_log_safe = require("./shared-core-log-safe.js");
var import_shared_node_pause = require("./shared-node-pause.js");
var import_shared_node_read_private = require("./shared-node-read-private.js");
var import_shared_node_file_error = require("./shared-node-file-error.js");
var import_shared_core_proxy = require("./shared-core-proxy.js");
var import_shared_core_session = require("./shared-core-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
var import_promises = require("node:timers/promises");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var import_promises2 = require("node:timers/promises");
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
var import_node_os3 = require("node:os");
var import_node_path7 = require("node:path");
var import_node_fs9 = require("node:fs");
var import_node_http = require("node:http");
var import_node_net = require("node:net");
// src/node/io.ts
// src/aws/user-agent.ts
function userAgentOf(env) {
  if (env.GITHUB_ACTIONS !== "true") return "ci-aws-credentials";
  const details = [
    ["action", env.GITHUB_ACTION_REPOSITORY || env.GITHUB_ACTION],
    ["run_id", env.GITHUB_RUN_ID],
    ["attempt", env.GITHUB_RUN_ATTEMPT]
  ].flatMap(
    ([name, value]) => value !== void 0 && /^[\w./-]+$/.test(value) ? [`md/${name}#${value.replaceAll("/", "-")}`] : []
  );
  return ["ci-aws-credentials", "configure-aws-credentials-for-github-actions", ...details].join(" ");
}
// src/core/sendable-keys.ts
function requireSendable(credentials) {
  const part = (0, import_shared_core_session.malformedPart)(credentials, true);
  if (part === void 0) return;
  throw new import_shared_core_errors.HelperError(
    "credentials-invalid",
    `The ${part} holds a blank, a line end or another character that no key has. Nothing was sent.`,
    {
      hint: "Set it again where it comes from (variable, secret, profile, credential_process): often a line end at its end, or a quote, was copied with it."
    }
  );
}
// src/token/environment-secrets.ts
var names = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_BEARER_TOKEN_BEDROCK",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "ACTIONS_RUNTIME_TOKEN"
];
function secretsInEnvironment(env) {
  const listed = names.map((name) => env[name] ?? "");
  const tokens = Object.values(env).filter((value = "") => isToken(value));
  return [...listed, ...tokens].filter((value) => value !== void 0);
}
function isToken(value) {
  return /^\s*e[wy]/.test(value) && (0, import_shared_token_token.tryParseToken)(value, "the environment", false) !== void 0;
}
// src/node/export-io.ts
// src/node/clock.ts
var nodeClock = {
  now: Date.now,
  sleep: (milliseconds) => (0, import_promises2.setTimeout)(milliseconds),
  sleepUnref: (milliseconds) => (0, import_promises2.setTimeout)(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
// src/node/files.ts
// src/node/file-lock.ts
// src/node/is-alive.ts
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (0, import_shared_node_file_error.systemCode)(error) === "EPERM";
  }
  return !isZombie(pid);
}
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  const status = (0, import_shared_node_file_error.unless)(["ENOENT", "ESRCH", "EACCES"], () => (0, import_node_fs4.readFileSync)(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
// src/node/replace-file.ts
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
    const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(next));
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
    throw new import_shared_core_errors.HelperError("file-unsafe", `${path} is a link that leads in a circle.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new import_shared_core_errors.HelperError(
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
  const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
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
  const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
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
  const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || !isShared(stats)) return;
  throw new import_shared_core_errors.HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), and a secret is to be written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new import_shared_core_errors.HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new import_shared_core_errors.HelperError("file-unsafe", `${path} is a device, a pipe or a socket and not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new import_shared_core_errors.HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
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
  } catch (error) {
    (0, import_node_fs5.rmSync)(temporary, { force: true });
    throw error;
  }
}
function removeLeftovers(folder, clock, beside) {
  for (const entry2 of (0, import_shared_node_file_error.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs5.readdirSync)(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry2)?.groups ?? {};
    if (name === void 0 || beside !== void 0 && name !== beside) continue;
    const path = (0, import_node_path4.join)(folder, entry2);
    const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs5.lstatSync)(path));
    if (stats === void 0 || !stats.isFile() || ownUser !== void 0 && stats.uid !== ownUser) continue;
    const old = Math.abs(clock.now() - stats.mtimeMs) > MAX_AGE;
    if (old || !isAlive(Number(pid))) (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs5.unlinkSync)(path));
  }
}
function rename(from, to) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      (0, import_node_fs5.renameSync)(from, to);
      return;
    } catch (error) {
      const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes((0, import_shared_node_file_error.systemCode)(error) ?? "");
      if (!passing || attempt === 8) throw error;
      (0, import_shared_node_pause.pause)(2 ** attempt);
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
    if (readHeld(lock)?.text === text) (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
  }
}
async function acquire(paths, clock, timeout) {
  const deadline = clock.now() + timeout;
  for (; ; ) {
    const late = clock.now() >= deadline;
    const text = (0, import_shared_node_file_error.writing)(paths.lock, () => tryOnce(paths, late, clock));
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
  const file = (0, import_shared_node_file_error.unless)(heldCodes, () => (0, import_node_fs3.openSync)(lock, "wx", 384));
  if (file === void 0) return void 0;
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    (0, import_node_fs3.writeFileSync)(file, text);
  } catch (error) {
    (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
    throw error;
  } finally {
    (0, import_node_fs3.closeSync)(file);
  }
  return readHeld(lock)?.text === text ? text : void 0;
}
function readHeld(lock) {
  return (0, import_shared_node_file_error.unless)(["ENOENT"], () => ({ changedAt: (0, import_node_fs3.statSync)(lock).mtimeMs, text: (0, import_node_fs3.readFileSync)(lock, "utf8") }));
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
  const guarded = (0, import_shared_node_file_error.unless)(["EEXIST"], () => {
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
    (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
  }
}
function removeOldGuard(guard, clock) {
  const held = readHeld(guard);
  if (held !== void 0 && isOlder(held, MAX_BREAKING, clock)) (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
}
function removeStaleLocks(folder, clock) {
  const names2 = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.readdirSync)(folder)) ?? [];
  for (const name of names2.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard((0, import_node_path3.join)(folder, name), clock);
  for (const name of names2.filter((one) => one.endsWith(suffix))) {
    const lock = (0, import_node_path3.join)(folder, name);
    const held = readHeld(lock);
    const target = (0, import_node_path3.join)(folder, name.slice(1, -suffix.length));
    if (held !== void 0 && isStale(held, clock)) breakLock({ target, lock }, held, clock);
  }
}
function readOwner(text) {
  const value = (0, import_shared_core_secret.parseJson)(text);
  if (!(0, import_shared_core_secret.isObject)(value)) return void 0;
  const pid = (0, import_shared_core_secret.numberAt)(value, "pid");
  const machine2 = (0, import_shared_core_secret.stringAt)(value, "machine");
  const since = (0, import_shared_core_secret.stringAt)(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? (0, import_shared_node_file_error.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs3.readlinkSync)("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? (0, import_node_os2.hostname)() : `${(0, import_node_os2.hostname)()} ${namespace}`;
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new import_shared_core_errors.HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process does not exist any more, remove the lock file."
  });
}
// src/node/make-folders.ts
function makeFolders(path) {
  try {
    (0, import_node_fs7.mkdirSync)(path, { mode: 448 });
  } catch (error) {
    if (isFolder(path)) return;
    const parent = (0, import_node_path6.dirname)(path);
    if ((0, import_shared_node_file_error.systemCode)(error) !== "ENOENT" || isFolder(parent)) throw error;
    makeFolders(parent);
    makeFolders(path);
  }
}
function isFolder(path) {
  return (0, import_shared_node_file_error.unless)(["ENOENT", "ENOTDIR"], () => (0, import_node_fs7.statSync)(path))?.isDirectory() === true;
}
// src/node/files.ts
function nodeFiles(clock) {
  return {
    read,
    readPrivate: (path) => (0, import_shared_node_file_error.reading)(path, () => (0, import_shared_node_read_private.readPrivate)(path)),
    replace: (path, text) => {
      (0, import_shared_node_file_error.writing)(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, mode: (mode ?? 384) & 384 }, clock);
      });
    },
    append: (path, text) => append(path, text, clock),
    identity: (path) => (0, import_shared_node_file_error.reading)(path, () => {
      const stats = (0, import_shared_node_file_error.unless)(["ENOENT", "ENOTDIR"], () => (0, import_node_fs2.statSync)(path, { bigint: true }));
      return stats && `${stats.dev}:${stats.ino}`;
    }),
    // The folder that a relative path counts from may be gone.
    absolute: (path) => (0, import_shared_node_file_error.reading)(path, () => (0, import_node_path2.resolve)(path)),
    isSame: (path, other) => (0, import_shared_node_file_error.writing)(path, () => isSame(path, other)),
    list: (folder) => (0, import_shared_node_file_error.reading)(folder, () => (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      (0, import_shared_node_file_error.writing)(path, () => (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      (0, import_shared_node_file_error.writing)(path, () => (0, import_shared_node_file_error.unless)(["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
    removeLeftovers: (folder) => (0, import_shared_node_file_error.writing)(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      (0, import_shared_node_file_error.writing)(path, () => requireWritableFolder((0, import_node_path2.dirname)(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      (0, import_shared_node_file_error.writing)(path, () => {
        const target = appendableTarget(path);
        const exists = (0, import_shared_node_file_error.unless)(["ENOENT"], () => {
          (0, import_node_fs2.accessSync)(target, import_node_fs2.constants.R_OK | import_node_fs2.constants.W_OK);
          return true;
        });
        if (exists === void 0) (0, import_node_fs2.accessSync)((0, import_node_path2.dirname)(target), import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
      });
    },
    privateFolder,
    isOwnFolder: (path) => (0, import_shared_node_file_error.reading)(path, () => (0, import_shared_node_read_private.isOwnFolder)(path)),
    locked: async (path, task, timeout) => {
      const target = (0, import_shared_node_file_error.writing)(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, timeout });
    }
  };
}
function read(path, limits) {
  return (0, import_shared_node_file_error.reading)(path, () => {
    const bytes2 = (0, import_shared_node_pause.readBytes)(path, limits);
    if (bytes2 === void 0 || (0, import_node_buffer.isUtf8)(bytes2)) return bytes2?.toString("utf8");
    throw new import_shared_core_errors.HelperError("input-unreadable", `${path} is not text in UTF-8.`, {
      hint: "Save the file as UTF-8: read as anything else, it could not be written back as it is."
    });
  });
}
function isSame(path, other) {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const [stats, otherStats] = [target, otherTarget].map((file) => (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(file)));
  if (stats === void 0 || otherStats === void 0) return target === otherTarget;
  return stats.ino === otherStats.ino && stats.dev === otherStats.dev;
}
function makeParent(path) {
  makeFolders(followTrustedLinks((0, import_node_path2.dirname)((0, import_node_path2.resolve)(path))));
}
function requireWritableFolder(folder) {
  const stats = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(folder));
  if (stats === void 0) {
    requireWritableFolder((0, import_node_path2.dirname)(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new import_shared_core_errors.HelperError("file-not-writable", `${folder} is a file, and a folder is needed there.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  (0, import_node_fs2.accessSync)(folder, import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
}
function append(path, text, clock) {
  (0, import_shared_node_file_error.writing)(path, () => {
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
  for (const entry2 of (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder, { withFileTypes: true })) ?? []) {
    if (entry2.isDirectory()) removeAllLeftovers((0, import_node_path2.join)(folder, entry2.name), clock);
  }
}
function privateFolder(path) {
  return (0, import_shared_node_file_error.writing)(path, () => {
    makeFolders(path);
    (0, import_shared_node_read_private.isOwnFolder)(path, { repair: true });
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
  const reasons = [];
  for (const candidate of candidates(env, home)) {
    const found = examine(candidate, home, checkouts);
    if ("folder" in found) return (0, import_node_path7.join)(found.folder, `ci-aws-credentials-${userName()}`);
    reasons.push(`${candidate.name}: ${found.reason}`);
  }
  throw new import_shared_core_errors.HelperError(
    "file-unsafe",
    `No folder will do for what only this job may read (its token, keys, receipts). ${reasons.join("; ")}.`,
    {
      hint: 'Set HOME to a folder of your own outside of the checkout, or XDG_RUNTIME_DIR to one that only you can write to, in every step. Without any: eval "$(ci-aws-credentials env \u2026)" writes no file.'
    }
  );
}
function examine({ folder = "", flaw }, home, checkouts) {
  if (folder === "") return { reason: "is not set" };
  if (!(0, import_node_path7.isAbsolute)(folder)) return { reason: `${folder} is not an absolute path` };
  try {
    return (0, import_shared_node_file_error.writing)(folder, () => {
      const target = followTrustedLinks(folder);
      const checkout = checkoutAround(target, home, checkouts);
      if (checkout !== void 0) return { reason: `${folder} is in the checkout ${checkout}` };
      (0, import_node_fs8.accessSync)(existing(target), import_node_fs8.constants.W_OK | import_node_fs8.constants.X_OK);
      const reason = flaw(folder);
      return reason === void 0 ? { folder: target } : { reason };
    });
  } catch (error) {
    return { reason: error instanceof Error ? error.message.replace(/\.$/, "") : String(error) };
  }
}
function existing(folder) {
  return (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs8.statSync)(folder)) === void 0 ? (0, import_node_path7.dirname)(folder) : folder;
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
    return (0, import_node_fs8.realpathSync)(path);
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
  const found = (0, import_shared_node_file_error.unless)(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs8.lstatSync)((0, import_node_path7.join)(path, ".git")));
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
      const path = (0, import_shared_ci.envValue)(env, "GITHUB_STEP_SUMMARY");
      if (path !== void 0) (0, import_node_fs9.appendFileSync)(path, (0, import_shared_core_secret.withoutSecrets)(markdown));
    }
  };
}
function write(path, values) {
  const entries = Object.entries(values).map(([name, value]) => entry(name, value));
  (0, import_shared_node_file_error.writing)(path, () => (0, import_node_fs9.appendFileSync)(path, entries.join("")));
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
  const path = (0, import_shared_ci.envValue)(env, variable);
  if (path === void 0) {
    throw new import_shared_core_errors.HelperError(
      "runner-file-missing",
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub\u2019s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env \u2026)".'
      }
    );
  }
  try {
    (0, import_node_fs9.closeSync)((0, import_node_fs9.openSync)(path, import_node_fs9.constants.O_WRONLY | import_node_fs9.constants.O_APPEND));
  } catch (cause) {
    throw new import_shared_core_errors.HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${(0, import_shared_node_file_error.systemCode)(cause) ?? "unknown"}${whose(path)}.`,
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
  const uid = (0, import_shared_node_file_error.unless)(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs9.statSync)(path).uid);
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
  } catch (error) {
    if ((0, import_shared_node_file_error.systemCode)(error) === void 0) throw error;
    return process.env.HOME || void 0;
  }
}
function runningProgram() {
  const file = (0, import_node_fs.realpathSync)(process.argv[1] ?? "");
  return { node: process.execPath, file, folder: (0, import_node_path.dirname)(file) };
}
// src/node/http.ts
// src/core/basic-authorization.ts
function basicAuthorization({ username, password }) {
  return username === "" && password === "" ? void 0 : `Basic ${btoa(`${bytes(username)}:${bytes(password)}`)}`;
}
function bytes(text) {
  return text.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
// src/node/http.ts
var connectLimit = 1e4;
var answerLimit = 3e4;
var bodyLimit = 1e6;
var direct = { proxy: void 0, noProxy: [] };
function nodeHttp(userAgent, proxying = direct) {
  const warm = /* @__PURE__ */ new Map();
  return {
    async send(request, limit = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const proxy = (0, import_shared_core_proxy.proxyFor)(url, proxying);
      const route = proxy === void 0 ? await directRoute(url, warm) : await routeThrough(new URL(proxy), url);
      return send(
        { ...request, headers: { "user-agent": userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit, answerLimit) }
      );
    },
    preconnect(text) {
      const url = new URL(text);
      if ((0, import_shared_core_proxy.proxyFor)(url, proxying) === void 0) warm.set(url.origin, connect(url));
    },
    viaProxy: (proxy) => nodeHttp(userAgent, proxy)
  };
}
async function directRoute(url, warm) {
  const ready = await warm.get(url.origin);
  warm.delete(url.origin);
  const usable = ready !== void 0 && !ready.destroyed;
  return {
    options: { ...addressOf(url), agent: false, ...usable ? { createConnection: () => ready.ref() } : {} }
  };
}
async function routeThrough(proxy, url) {
  const authorization = basicAuthorization(proxy);
  const headers = authorization === void 0 ? {} : { "proxy-authorization": authorization };
  if (url.protocol === "https:" || proxy.protocol === "https:") {
    const { proxyAgent } = await Promise.resolve().then(() => __toESM(require("./proxy-agent/proxy-agent.js")));
    return { options: { ...addressOf(url), agent: proxyAgent(proxy, headers) }, proxy };
  }
  const path = `${url.origin}${url.pathname}${url.search}`;
  return { options: { ...addressOf(proxy), agent: false, path, headers }, proxy };
}
function addressOf(url) {
  const { protocol, port } = url;
  return { protocol, hostname: hostOf(url), port, path: `${url.pathname}${url.search}` };
}
function hostOf({ hostname: hostname2 }) {
  return hostname2.replace(/^\[|\]$/g, "");
}
async function connect(url) {
  const host = hostOf(url);
  const secure = url.protocol === "https:";
  const port = Number(url.port) || (secure ? 443 : 80);
  const socket = secure ? (await Promise.resolve().then(() => __toESM(require("node:tls")))).connect({
    host,
    port,
    ALPNProtocols: ["http/1.1"],
    // A name, by RFC 6066: Node warns where it is an address.
    ...(0, import_node_net.isIP)(host) === 0 ? { servername: host } : {}
  }) : (await Promise.resolve().then(() => __toESM(require("node:net")))).connect({ host, port });
  socket.on("error", () => {
  }).unref();
  return socket;
}
async function send(request, { url, route, limit }) {
  const open = url.protocol === "https:" ? (await Promise.resolve().then(() => __toESM(require("node:https")))).request : import_node_http.request;
  const { method, body = "" } = request;
  const length = method === "POST" ? { "content-length": Buffer.byteLength(body) } : {};
  const authorization = basicAuthorization(url);
  const headers = {
    host: url.host,
    ...authorization === void 0 ? {} : { authorization },
    ...request.headers,
    ...length,
    ...route.options.headers
  };
  const via = route.proxy === void 0 ? {} : { via: nameOf(route.proxy) };
  return new Promise((resolve4, reject) => {
    const outgoing = open({ ...route.options, method, headers });
    let connected = false;
    const giveUp = () => {
      outgoing.destroy(connected ? noAnswer(url, limit) : noConnection(url, route, Math.min(limit, connectLimit)));
    };
    const connecting = setTimeout(giveUp, Math.min(limit, connectLimit));
    const answering = setTimeout(giveUp, limit);
    const settle = () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    const fail = (error) => {
      settle();
      reject(error instanceof import_shared_core_errors.HelperError ? error : failed(url, route, error));
    };
    outgoing.on("socket", (socket) => {
      const whenConnected = () => {
        connected = true;
        clearTimeout(connecting);
      };
      if (!socket.connecting) return whenConnected();
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", whenConnected);
    });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      const { statusCode: status = 0 } = incoming;
      if (status === 407 && route.proxy !== void 0) outgoing.destroy(refusedBy(route.proxy, url, incoming));
      readAll(incoming, (text) => {
        settle();
        resolve4({ status, headers: textHeaders(incoming.headers), body: text, ...via });
      });
      incoming.on("error", fail);
    });
    outgoing.on("proxyConnect", (answer) => {
      if (route.proxy !== void 0 && answer.statusCode !== 200) outgoing.destroy(refusedBy(route.proxy, url, answer));
    });
    outgoing.end(body);
  });
}
function readAll(incoming, done) {
  const chunks = [];
  let size = 0;
  incoming.on("data", (chunk) => {
    size += chunk.length;
    if (size > bodyLimit) incoming.destroy(new Error(`an answer of more than ${bodyLimit} bytes`));
    else chunks.push(chunk);
  });
  incoming.on("end", () => done(Buffer.concat(chunks).toString("utf8")));
}
function textHeaders(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])
  );
}
function nameOf(proxy) {
  return `the proxy ${proxy.host}`;
}
function refusedBy(proxy, url, { statusCode: status = 0 }) {
  const reason = [status, import_node_http.STATUS_CODES[status]].filter(Boolean).join(" ");
  if (status >= 500) {
    return new import_shared_core_errors.HelperError("network-failed", `The proxy ${proxy.host} could not reach ${url.host}: ${reason}.`, {
      hint: `Check that there is such a host, and that the proxy may reach it.`
    });
  }
  return new import_shared_core_errors.HelperError(
    "proxy-refused",
    `The proxy ${proxy.host} does not let us through to ${url.host}: ${reason}.`,
    {
      hint: status === 407 ? "It wants a user and a password that it knows: http-proxy http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded. A proxy that wants Kerberos or NTLM cannot be used." : `Have ${url.host} put on the proxy's list of allowed hosts; or, if it is reached without a proxy (a VPC endpoint, say), name it in no-proxy.`
    }
  );
}
function noConnection(url, { proxy }, limit) {
  const other = proxy === void 0 ? url.host : nameOf(proxy);
  return new import_shared_core_errors.HelperError("deadline-exceeded", `${other} did not take a connection within ${seconds(limit)} s.`, {
    hint: "Check that this machine may reach it: firewall, security group, proxy, VPC endpoint."
  });
}
function noAnswer(url, limit) {
  return new import_shared_core_errors.HelperError(
    "deadline-exceeded",
    `${url.host} took the request and did not answer within ${seconds(limit)} s.`,
    { hint: "A proxy or a firewall that swallows packets looks like this, and so does a server that is overloaded." }
  );
}
function failed(url, { proxy }, error) {
  const place = proxy === void 0 ? url.host : `${url.host} through ${nameOf(proxy)}`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? "")) {
    return new import_shared_core_errors.HelperError("tls-untrusted", `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: "Behind a proxy that opens TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate before this program starts.",
      cause: error
    });
  }
  return new import_shared_core_errors.HelperError("network-failed", `The request to ${place} failed: ${error.code ?? error.message}.`, {
    hint: error.code === "ENOTFOUND" ? "There is no such name, as far as this machine knows: check aws-region, sts-endpoint and the DNS." : "Check that this machine may reach it: firewall, proxy, VPC endpoint.",
    cause: error
  });
}
function seconds(milliseconds) {
  return (milliseconds / 1e3).toFixed(milliseconds < 1e4 ? 1 : 0);
}
// src/node/processes.ts
var nodeProcesses = {
  async run(command, args, options = {}) {
    const { runProgram } = await Promise.resolve().then(() => __toESM(require("./node-run-program.js")));
    return runProgram({ command, args, shell: false }, options);
  },
  async shell(line, options = {}) {
    const { runProgram } = await Promise.resolve().then(() => __toESM(require("./node-run-program.js")));
    const result = await runProgram({ command: line, args: [], shell: true }, options);
    return result ?? { status: 127, stdout: "", stderr: "there is no shell" };
  }
};
// src/node/io.ts
function nodeIo(log) {
  for (const secret of secretsInEnvironment(process.env)) (0, import_shared_core_secret.hideFromNowOn)(secret);
  return {
    ...nodeExportIo(log),
    http: nodeHttp(userAgentOf(process.env)),
    processes: nodeProcesses,
    sign: async (request, credentials, scope) => {
      requireSendable(credentials);
      return (await Promise.resolve().then(() => __toESM(require("./sign/sign.js")))).sign(request, credentials, scope);
    },
    ambientCredentials
  };
}
async function ambientCredentials({ withoutVariables, limit }) {
  if (withoutVariables) {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete process.env[name];
  }
  try {
    const { ambientCredentials: search } = await loadSdk();
    return wrapped(await within(limit, search()));
  } catch (cause) {
    if (cause instanceof import_shared_core_errors.HelperError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new import_shared_core_errors.HelperError(
      "credentials-missing",
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: "The AWS tools of this machine find no credentials either: no variables, no profile, no container or instance that has any.",
        cause
      }
    );
  }
}
async function toolCredentials(search, { http, clock }) {
  const { searchAsSdk } = await loadSdk();
  const { credentials, ...place } = await within(clock.remaining(), searchAsSdk(search, http));
  return { ...place, credentials: wrapped(credentials) };
}
function wrapped({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
  const expiresAt = expiration?.getTime() ?? Number.NaN;
  return {
    accessKeyId,
    secretAccessKey: new import_shared_core_secret.Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new import_shared_core_secret.Secret(sessionToken) },
    // What a credential_process says need not be a time.
    ...Number.isNaN(expiresAt) ? {} : { expiresAt }
  };
}
async function within(limit, task) {
  if (!Number.isFinite(limit)) return task;
  const ending = new AbortController();
  const end = (0, import_promises.setTimeout)(limit, void 0, { signal: ending.signal }).then(() => {
    throw new import_shared_core_errors.HelperError("deadline-exceeded", "The credentials of this machine were not found in time.", {
      hint: "Something that the AWS tools ask here does not answer: a credential_process of the profile, the container or the instance."
    });
  });
  return Promise.race([task, end]).finally(() => ending.abort());
}
async function loadSdk() {
  const { checkSdkFiles } = await Promise.resolve().then(() => __toESM(require("./node-sdk-files.js")));
  checkSdkFiles(process.env);
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  return Promise.resolve().then(() => __toESM(require("./sdk/sdk.js")));
}
// src/node/log.ts
var shown = (text) => (0, import_shared_core_log_safe.printable)((0, import_shared_core_secret.withoutSecrets)(text));
function stderrLog({ debug, color, linesMayBeOpen = () => false }) {
  const say = (text) => void process.stderr.write(`${text}
`);
  const label = (name, code) => color ? `\x1B[1;${code}m${name}\x1B[0m` : name;
  return {
    debug: (message) => debug && say(`debug: ${shown(message)}`),
    info: (message) => say(shown(message)),
    notice: (message) => say(`${label("note:", 36)} ${shown(message)}`),
    warning: (message) => say(`${label("warning:", 33)} ${shown(message)}`),
    error: (message, title) => say(`${label(title === void 0 ? "error:" : `error ${title}:`, 31)} ${shown(message)}`),
    group: (title, text) => say(`${shown(title)}:
${shown(text).replace(/^(?=.)/gm, "  ")}`),
    // The runner reads commands on either stream. Each line of a value is masked by itself there.
    // Behind anything else on its line, it would be no command but a secret in the log.
    mask: (value) => say(`${linesMayBeOpen() ? "\n" : ""}${value.reveal().replace(/^.+$/gm, "::add-mask::$&")}`)
  };
}
// src/node/output.ts
var closed = ["EPIPE", "ECONNRESET", "EOF"];
function outliveReader(stream, lost = () => {
}) {
  let told = false;
  stream.on("error", (error) => {
    if (told || closed.includes((0, import_shared_node_file_error.systemCode)(error) ?? "")) return;
    told = true;
    lost((0, import_shared_node_file_error.notWritable)("standard output", error));
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  nodeIo,
  outliveReader,
  stderrLog,
  toolCredentials
});
