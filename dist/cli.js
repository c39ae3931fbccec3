#!/usr/bin/env node
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
var import_chunk_WKTBW62H = require("./chunk-WKTBW62H.js");
var import_chunk_I5LSVNUX = require("./chunk-I5LSVNUX.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_JOQOFO4Q = require("./chunk-JOQOFO4Q.js");
var import_chunk_3HVV6MUR = require("./chunk-3HVV6MUR.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var import_node_os2 = require("node:os");
var import_node_path2 = require("node:path");
var import_promises = require("node:timers/promises");
var import_node_buffer = require("node:buffer");
var import_node_fs2 = require("node:fs");
var import_node_path3 = require("node:path");
var import_node_fs3 = require("node:fs");
var import_node_os3 = require("node:os");
var import_node_path4 = require("node:path");
var import_node_fs4 = require("node:fs");
var import_node_path5 = require("node:path");
var import_node_fs5 = require("node:fs");
var import_node_path6 = require("node:path");
var import_node_fs6 = require("node:fs");
var import_node_http = require("node:http");
var commands = {
  assume: {
    summary: "Exchange the job\u2019s token for credentials and hand them over (the default)",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./assume-VYFI76CQ.js")))).assume
  },
  env: {
    summary: "Print shell lines that set the credentials, for eval",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./env-C7X65UGV.js")))).env
  },
  cleanup: {
    summary: "Remove what this job left behind",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./cleanup-PW6WHDCA.js")))).cleanup
  },
  whoami: {
    summary: "Show who the AWS tools of this job are",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./whoami-KDFWHGEY.js")))).whoami
  },
  trust: {
    summary: "Generate, lint and check trust policies for every CI",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./trust-VFZQBKLI.js")))).trust
  },
  emulator: {
    summary: "Run a local OIDC issuer and STS that evaluate real trust policies",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./emulator-4PS3EATG.js")))).emulator
  },
  demo: {
    summary: "Show the whole story on this machine, without AWS",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./demo-FHSLB4PI.js")))).demo
  }
};
async function runCommandLine(args, io) {
  const [first, ...rest] = args;
  if (first === "--version" || first === "-v") {
    io.print(`${(await Promise.resolve().then(() => __toESM(require("./version-KZYP3VUJ.js")))).version}
`);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    io.print(await overview());
    return 0;
  }
  const named = first !== void 0 && !first.startsWith("-");
  const name = named ? first : "assume";
  const entry2 = Object.hasOwn(commands, name) ? commands[name] : void 0;
  if (entry2 === void 0) throw unknownCommand(name);
  const command = await entry2.load();
  const own = named ? rest : args;
  const end = own.indexOf("--");
  if (own.slice(0, end === -1 ? void 0 : end).some((arg) => arg === "--help" || arg === "-h")) {
    io.print(command.helpFor?.(own) ?? command.help);
    return 0;
  }
  return command.run(own, io);
}
function unknownCommand(name) {
  const names = Object.keys(commands);
  return new import_chunk_3HVV6MUR.HelperError("command-unknown", `There is no command ${JSON.stringify(name)}.`, {
    hint: (0, import_chunk_3HVV6MUR.suggestion)(name, names) ?? `Choose from ${names.join(", ")}. ci-aws-credentials --help says what they do.`
  });
}
async function overview() {
  const { assume } = await Promise.resolve().then(() => __toESM(require("./assume-VYFI76CQ.js")));
  return `${assume.help}
Commands:
${(0, import_chunk_YJBW4IWP.columns)(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}

\`ci-aws-credentials COMMAND --help\` says more. Exit codes: 0 done, 2 the command line or an option is
wrong, 3 no usable token, 4 AWS refused, 5 it may work another time, 6 the account is not allowed,
7 the credentials could not be handed over, 1 a bug of this program.
`;
}
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
var nodeClock = {
  now: Date.now,
  sleep: (milliseconds) => (0, import_promises.setTimeout)(milliseconds),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
function systemCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
function unless(codes, step) {
  try {
    return step();
  } catch (error) {
    if (codes.includes(systemCode(error) ?? "")) return void 0;
    throw error;
  }
}
function reading(path, step) {
  try {
    return step();
  } catch (error) {
    const code = systemCode(error);
    if (code === void 0 || error instanceof import_chunk_3HVV6MUR.HelperError) throw error;
    throw new import_chunk_3HVV6MUR.HelperError("input-unreadable", `${path} cannot be read: ${reasons[code] ?? code}.`, {
      hint: "Check the path and that the user who runs the job may read the file.",
      cause: error
    });
  }
}
function writing(path, step) {
  try {
    return step();
  } catch (error) {
    const code = systemCode(error);
    if (code === void 0 || error instanceof import_chunk_3HVV6MUR.HelperError) throw error;
    throw new import_chunk_3HVV6MUR.HelperError("file-not-writable", `${path} cannot be written: ${reasons[code] ?? code}.`, {
      hint: hints[code] ?? "Let the user who runs the job write to that folder, or choose another path.",
      cause: error
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
  const temporary = (0, import_node_path5.join)((0, import_node_path5.dirname)(target), `${temporaryPrefix(target, process.pid)}${unique}.tmp`);
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
  } catch (error) {
    (0, import_node_fs4.rmSync)(temporary, { force: true });
    throw error;
  }
}
function removeLeftovers(target, pid) {
  const folder = (0, import_node_path5.dirname)(target);
  const prefix = temporaryPrefix(target, pid);
  for (const name of (0, import_node_fs4.readdirSync)(folder)) {
    if (name.startsWith(prefix)) unless(["ENOENT"], () => (0, import_node_fs4.unlinkSync)((0, import_node_path5.join)(folder, name)));
  }
}
function temporaryPrefix(target, pid) {
  return `.${(0, import_node_path5.basename)(target)}.${pid}.`;
}
function rename(from, to) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      (0, import_node_fs4.renameSync)(from, to);
      return;
    } catch (error) {
      const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error) ?? "");
      if (!passing || attempt === 8) throw error;
      pause(2 ** attempt);
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
async function holdLock(target, clock, task) {
  const lock = (0, import_node_path4.join)((0, import_node_path4.dirname)(target), `.${(0, import_node_path4.basename)(target)}.ci-aws-credentials.lock`);
  const text = await acquire({ target, lock }, clock);
  try {
    return await task();
  } finally {
    if (readHeld(lock)?.text === text) unless(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
  }
}
async function acquire(paths, clock) {
  const deadline = clock.now() + WAIT;
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
  } catch (error) {
    const windows = process.platform === "win32" && systemCode(error) === "EPERM";
    if (systemCode(error) === "EEXIST" || windows) return void 0;
    throw error;
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
  const value = (0, import_chunk_JOQOFO4Q.parseJson)(text);
  if (!(0, import_chunk_JOQOFO4Q.isObject)(value)) return void 0;
  const pid = (0, import_chunk_JOQOFO4Q.numberAt)(value, "pid");
  const machine2 = (0, import_chunk_JOQOFO4Q.stringAt)(value, "machine");
  const since = (0, import_chunk_JOQOFO4Q.stringAt)(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? unless(["ENOENT", "EACCES"], () => (0, import_node_fs3.readlinkSync)("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? (0, import_node_os3.hostname)() : `${(0, import_node_os3.hostname)()} ${namespace}`;
}
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
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
  return new import_chunk_3HVV6MUR.HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process does not exist any more, remove the lock file."
  });
}
var ownUser = process.geteuid?.();
var STICKY = 512;
var MAX_LINKS = 40;
function followTrustedLinks(path) {
  const absolute = (0, import_node_path6.resolve)(path);
  if (ownUser === void 0) return absolute;
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === void 0) return done;
    const next = (0, import_node_path6.join)(done, name);
    const stats = unless(["ENOENT"], () => (0, import_node_fs5.lstatSync)(next));
    if (stats === void 0) return (0, import_node_path6.join)(next, ...further);
    if (stats.isSymbolicLink()) {
      const target = (0, import_node_fs5.readlinkSync)(next);
      links += 1;
      requireTrustedLink(next, { target, owner: stats.uid, links });
      ({ done, rest } = split((0, import_node_path6.join)((0, import_node_path6.resolve)(done, target), ...further)));
    } else {
      done = next;
      rest = further;
    }
  }
}
function split(absolute) {
  const { root } = (0, import_node_path6.parse)(absolute);
  return { done: root, rest: absolute.slice(root.length).split(import_node_path6.sep).filter(Boolean) };
}
function requireTrustedLink(path, link) {
  if (link.links > MAX_LINKS) {
    throw new import_chunk_3HVV6MUR.HelperError("file-unsafe", `${path} is a link that leads in a circle.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new import_chunk_3HVV6MUR.HelperError(
    "file-unsafe",
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: "It may have been put there to have another file overwritten. Remove the link, or choose another path." }
  );
}
function replaceableTarget(path) {
  const target = followTrustedLinks(path);
  if (ownUser === void 0) return { target, mode: void 0 };
  for (const folder of /* @__PURE__ */ new Set([followTrustedLinks((0, import_node_path6.dirname)((0, import_node_path6.resolve)(path))), (0, import_node_path6.dirname)(target)])) {
    requireUnsharedFolder(folder);
  }
  const stats = unless(["ENOENT"], () => (0, import_node_fs5.lstatSync)(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = unless(["ENOENT"], () => (0, import_node_fs5.lstatSync)(target));
  if (stats !== void 0) requireAppendable(target, stats);
  return target;
}
function requireAppendable(target, stats) {
  requireRegularFile(target, stats);
  if (ownUser === void 0 || stats.uid === ownUser || stats.uid === 0) return;
  if (((0, import_node_fs5.statSync)((0, import_node_path6.dirname)(target)).mode & 18) !== 0) throw foreignFile(target, stats);
}
function requireOwnFolder(path, stats) {
  if (stats.uid === ownUser) return;
  throw new import_chunk_3HVV6MUR.HelperError("file-unsafe", `The folder ${path} belongs to another user (${stats.uid}).`, {
    hint: "Remove it, or choose another folder for temporary files."
  });
}
function requireUnsharedFolder(folder) {
  const stats = unless(["ENOENT"], () => (0, import_node_fs5.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || (stats.mode & 18) === 0) return;
  if ((stats.mode & 2) === 0 && stats.uid === ownUser && stats.gid === stats.uid) return;
  throw new import_chunk_3HVV6MUR.HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${(stats.mode & 4095).toString(8)}), and a secret is to be written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new import_chunk_3HVV6MUR.HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new import_chunk_3HVV6MUR.HelperError("file-unsafe", `${path} is a device, a pipe or a socket and not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new import_chunk_3HVV6MUR.HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: "Remove the file, or choose another path."
  });
}
function nodeFiles(clock) {
  return {
    read,
    replace: (path, text) => {
      writing(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, mode: (mode ?? 384) & 384 }, clock);
      });
    },
    append,
    absolute: (path) => (0, import_node_path3.resolve)(path),
    list: (folder) => reading(folder, () => unless(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      writing(path, () => unless(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      writing(path, () => unless(["ENOENT", "ENOTEMPTY", "EEXIST"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
    checkReplaceable: (path) => {
      writing(path, () => requireWritableFolder((0, import_node_path3.dirname)(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      writing(path, () => {
        const target = appendableTarget(path);
        const exists = unless(["ENOENT"], () => {
          (0, import_node_fs2.accessSync)(target, import_node_fs2.constants.R_OK | import_node_fs2.constants.W_OK);
          return true;
        });
        if (exists === void 0) (0, import_node_fs2.accessSync)((0, import_node_path3.dirname)(target), import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
      });
    },
    privateFolder,
    locked: async (path, task) => {
      const target = writing(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, task);
    }
  };
}
function read(path) {
  return reading(path, () => {
    const bytes = unless(["ENOENT"], () => (0, import_node_fs2.readFileSync)(path));
    if (bytes === void 0 || (0, import_node_buffer.isUtf8)(bytes)) return bytes?.toString("utf8");
    throw new import_chunk_3HVV6MUR.HelperError("input-unreadable", `${path} is not text in UTF-8.`, {
      hint: "Save the file as UTF-8: read as anything else, it could not be written back as it is."
    });
  });
}
function makeParent(path) {
  (0, import_node_fs2.mkdirSync)(followTrustedLinks((0, import_node_path3.dirname)((0, import_node_path3.resolve)(path))), { recursive: true, mode: 448 });
}
function requireWritableFolder(folder) {
  const stats = unless(["ENOENT"], () => (0, import_node_fs2.statSync)(folder));
  if (stats === void 0) {
    requireWritableFolder((0, import_node_path3.dirname)(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new import_chunk_3HVV6MUR.HelperError("file-not-writable", `${folder} is a file, and a folder is needed there.`, {
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
  throw new import_chunk_3HVV6MUR.HelperError("file-unsafe", `${path} is a link, and a folder of our own is needed there.`, {
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
    if (path !== "") (0, import_node_fs6.appendFileSync)(path, markdown);
  }
};
function write(kind, values) {
  (0, import_node_fs6.appendFileSync)(
    fileFor(kind),
    Object.entries(values).map(([name, value]) => entry(name, value)).join("")
  );
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
    throw new import_chunk_3HVV6MUR.HelperError(
      "runner-file-missing",
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub\u2019s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env \u2026)".'
      }
    );
  }
  try {
    (0, import_node_fs6.accessSync)(path, import_node_fs6.constants.W_OK);
  } catch (cause) {
    throw new import_chunk_3HVV6MUR.HelperError("file-not-writable", `The file ${path} (${variable}) cannot be written.`, { cause });
  }
  return path;
}
function nodeExportIo(log2) {
  return {
    env: { ...process.env },
    platform: process.platform,
    homeFolder: (0, import_node_os2.homedir)(),
    privateRoot: privateRoot(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    log: log2,
    runner: githubRunner,
    print: (text) => void process.stdout.write(text)
  };
}
function privateRoot() {
  const parent = process.env.RUNNER_TEMP || (0, import_node_os2.tmpdir)();
  const user = process.getuid?.() ?? (0, import_node_os2.userInfo)().username.replace(/\W/g, "");
  return (0, import_node_path2.join)(parent, `ci-aws-credentials-${user}`);
}
var connectLimit = 1e4;
var answerLimit = 3e4;
var bodyLimit = 1e6;
var direct = { proxy: void 0, noProxy: [] };
function nodeHttp(userAgent, proxying = direct) {
  const warm = /* @__PURE__ */ new Map();
  return {
    async send(request, limit = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const proxy = (0, import_chunk_WKTBW62H.proxyFor)(url, proxying);
      const route = proxy === void 0 ? await directRoute(url, warm) : await routeThrough(proxy, url);
      return send(
        { ...request, headers: { "user-agent": userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit, answerLimit) }
      );
    },
    warm(text) {
      const url = new URL(text);
      if ((0, import_chunk_WKTBW62H.proxyFor)(url, proxying) === void 0) warm.set(url.origin, connect(url));
    },
    through: (proxy) => nodeHttp(userAgent, proxy)
  };
}
async function directRoute(url, warm) {
  const ready = await warm.get(url.origin);
  warm.delete(url.origin);
  const usable = ready !== void 0 && !ready.destroyed;
  return { options: { agent: false, ...usable ? { createConnection: () => ready.ref() } : {} }, via: url.host };
}
async function routeThrough(proxy, url) {
  const { host, hostname: hostname2, port, protocol, username, password } = new URL(proxy);
  const via = `the proxy ${host}`;
  if (url.protocol === "https:" || protocol === "https:") {
    const { HttpsProxyAgent } = await Promise.resolve().then(() => __toESM(require("./dist-R6ADFUDX.js")));
    return { options: { agent: new HttpsProxyAgent(proxy) }, via };
  }
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username === "" ? {} : { "proxy-authorization": `Basic ${btoa(credentials)}` };
  return {
    options: {
      agent: false,
      host: hostname2,
      port: port || 80,
      path: url.href,
      headers: { host: url.host, ...authorization }
    },
    via
  };
}
async function connect(url) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const secure = url.protocol === "https:";
  const port = Number(url.port) || (secure ? 443 : 80);
  const socket = secure ? (await Promise.resolve().then(() => __toESM(require("node:tls")))).connect({ host, port, servername: host, ALPNProtocols: ["http/1.1"] }) : (await Promise.resolve().then(() => __toESM(require("node:net")))).connect({ host, port });
  socket.on("error", () => {
  }).unref();
  return socket;
}
async function send(request, { url, route, limit }) {
  const open = url.protocol === "https:" ? (await Promise.resolve().then(() => __toESM(require("node:https")))).request : import_node_http.request;
  const { method, body = "" } = request;
  const length = method === "POST" ? { "content-length": Buffer.byteLength(body) } : {};
  const headers = { ...request.headers, ...length, ...route.options.headers };
  return new Promise((resolve3, reject) => {
    let connected = false;
    const giveUp = () => {
      outgoing.destroy(connected ? noAnswer(url, limit) : noConnection(route.via, Math.min(limit, connectLimit)));
    };
    const connecting = setTimeout(giveUp, Math.min(limit, connectLimit));
    const answering = setTimeout(giveUp, limit);
    const settle = () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    const fail = (error) => {
      settle();
      reject(error instanceof import_chunk_3HVV6MUR.HelperError ? error : failed(url, route.via, error));
    };
    const outgoing = open(url, { ...route.options, method, headers });
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
      readAll(incoming, (text) => {
        settle();
        resolve3({ status: incoming.statusCode ?? 0, headers: textHeaders(incoming.headers), body: text });
      });
      incoming.on("error", fail);
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
function noConnection(via, limit) {
  return new import_chunk_3HVV6MUR.HelperError("deadline-exceeded", `${via} did not take a connection within ${seconds(limit)} s.`, {
    hint: "Check that this machine may reach it: firewall, security group, proxy, VPC endpoint."
  });
}
function noAnswer(url, limit) {
  return new import_chunk_3HVV6MUR.HelperError(
    "deadline-exceeded",
    `${url.host} took the request and did not answer within ${seconds(limit)} s.`,
    { hint: "A proxy or a firewall that swallows packets looks like this, and so does a server that is overloaded." }
  );
}
function failed(url, via, error) {
  const place = via === url.host ? url.host : `${url.host}, by way of ${via},`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? "")) {
    return new import_chunk_3HVV6MUR.HelperError("tls-untrusted", `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: "Behind a proxy that opens TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate before this program starts.",
      cause: error
    });
  }
  return new import_chunk_3HVV6MUR.HelperError("network-failed", `The request to ${place} failed: ${error.code ?? error.message}.`, {
    hint: error.code === "ENOTFOUND" ? "There is no such name, as far as this machine knows: check aws-region, sts-endpoint and the DNS." : "Check that this machine may reach it: firewall, proxy, VPC endpoint.",
    cause: error
  });
}
function seconds(milliseconds) {
  return (milliseconds / 1e3).toFixed(milliseconds < 1e4 ? 1 : 0);
}
var outputLimit = 1e6;
var nodeProcesses = {
  run,
  async shell(line, options) {
    const result = await run(line, [], { ...options, shell: true });
    return result ?? { status: 127, stdout: "", stderr: "there is no shell" };
  }
};
async function run(command, args, { limit, env = process.env, shell = false } = {}) {
  const { spawn } = await Promise.resolve().then(() => __toESM(require("node:child_process")));
  return new Promise((resolve3, reject) => {
    const child = spawn(command, args, { env, shell, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name]?.setEncoding("utf8").on("data", (text) => {
        if (output[name].length < outputLimit) output[name] += text;
      });
    }
    const finite = limit !== void 0 && Number.isFinite(limit);
    const timer = finite ? setTimeout(() => child.kill("SIGKILL") && reject(tooLong(command, limit)), limit) : void 0;
    child.on("error", (error) => {
      clearTimeout(timer);
      if (error.code === "ENOENT") resolve3(void 0);
      else reject(error);
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve3({ status: status ?? 128, ...output });
    });
  });
}
function tooLong(command, limit) {
  return new import_chunk_3HVV6MUR.HelperError(
    "deadline-exceeded",
    `${command} was still running after ${Math.round(limit / 1e3)} s and was ended.`,
    {
      hint: "The step\u2019s budget is used up; timeout sets another."
    }
  );
}
function nodeIo(log2) {
  return {
    ...nodeExportIo(log2),
    http: nodeHttp(userAgentOf(process.env)),
    processes: nodeProcesses,
    sign: async (request, credentials, region) => (await Promise.resolve().then(() => __toESM(require("./sign/sign.js")))).sign(request, credentials, region),
    ambientCredentials
  };
}
async function ambientCredentials({ withoutVariables }) {
  if (withoutVariables) {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete process.env[name];
  }
  try {
    const found = await (await loadSdk()).ambientCredentials();
    return {
      accessKeyId: found.accessKeyId,
      secretAccessKey: new import_chunk_JOQOFO4Q.Secret(found.secretAccessKey),
      ...found.sessionToken === void 0 ? {} : { sessionToken: new import_chunk_JOQOFO4Q.Secret(found.sessionToken) },
      ...found.expiration === void 0 ? {} : { expiresAt: found.expiration.getTime() }
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new import_chunk_3HVV6MUR.HelperError(
      "credentials-missing",
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: "The AWS tools of this machine find no credentials either: no variables, no profile, no container or instance that has any.",
        cause
      }
    );
  }
}
function loadSdk() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  return Promise.resolve().then(() => __toESM(require("./sdk/sdk.js")));
}
function stderrLog({ debug, color }) {
  const say = (text) => void process.stderr.write(`${text}
`);
  const label = (name, code) => color ? `\x1B[1;${code}m${name}\x1B[0m` : name;
  return {
    debug: (message) => debug && say(`debug: ${(0, import_chunk_I5LSVNUX.printable)(message)}`),
    info: (message) => say((0, import_chunk_I5LSVNUX.printable)(message)),
    notice: (message) => say(`${label("note:", 36)} ${(0, import_chunk_I5LSVNUX.printable)(message)}`),
    warning: (message) => say(`${label("warning:", 33)} ${(0, import_chunk_I5LSVNUX.printable)(message)}`),
    error: (message, title) => say(`${label(title === void 0 ? "error:" : `error ${title}:`, 31)} ${(0, import_chunk_I5LSVNUX.printable)(message)}`),
    // The runner reads commands on either stream. Each line of a value is masked by itself there.
    mask: (value) => say(value.reveal().replace(/^.+$/gm, "::add-mask::$&"))
  };
}
function report(error, log2) {
  if (error instanceof import_chunk_3HVV6MUR.HelperError) {
    log2.error(error.hint === void 0 ? error.message : `${error.message}
${error.hint}`, error.code);
    return;
  }
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  log2.error(`This is a bug in ci-aws-credentials. Please report it with these lines:
${stack}`);
}
var log = stderrLog({
  debug: process.env.RUNNER_DEBUG === "1" || (process.env.CI_AWS_CREDENTIALS_DEBUG ?? "") !== "",
  color: process.stderr.isTTY === true && !process.env.NO_COLOR
});
runCommandLine(process.argv.slice(2), {
  ...nodeIo(log),
  program: [process.execPath, (0, import_node_fs.realpathSync)(process.argv[1] ?? "")],
  inTemporaryFolder,
  stdoutIsSeen,
  untilInterrupted,
  callerIdentity: async (options) => (await loadSdk()).callerIdentity(options)
}).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    report(error, log);
    process.exitCode = (0, import_chunk_3HVV6MUR.exitCodeOf)(error);
  }
);
async function inTemporaryFolder(task) {
  const path = (0, import_node_fs.mkdtempSync)((0, import_node_path.join)((0, import_node_os.tmpdir)(), "ci-aws-credentials-"));
  try {
    return await task(path);
  } finally {
    (0, import_node_fs.rmSync)(path, { recursive: true, force: true });
  }
}
function untilInterrupted() {
  return new Promise((resolve3) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve3());
  });
}
function stdoutIsSeen() {
  if (process.stdout.isTTY) return "a terminal";
  try {
    const [out, err] = [(0, import_node_fs.fstatSync)(1), (0, import_node_fs.fstatSync)(2)];
    return out.ino === err.ino && out.dev === err.dev && out.ino !== 0 ? "the log" : void 0;
  } catch {
    return void 0;
  }
}
