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
  loadSdk: () => loadSdk,
  nodeIo: () => nodeIo,
  report: () => report,
  stderrLog: () => stderrLog
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_G3MI2DIH = require("./chunk-G3MI2DIH.js");
var import_chunk_75IQJKCF = require("./chunk-75IQJKCF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
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
var import_node_path4 = require("node:path");
var import_node_fs5 = require("node:fs");
var import_node_path5 = require("node:path");
var import_node_fs6 = require("node:fs");
var import_node_http = require("node:http");
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
  sleep: (milliseconds) => (0, import_promises2.setTimeout)(milliseconds),
  rest: (milliseconds) => (0, import_promises2.setTimeout)(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
var written = 0;
function replaceFile(target, content, clock) {
  written += 1;
  const unique = `${written}-${clock.now().toString(36)}-${clock.random().toString(36).slice(2)}`;
  const temporary = (0, import_node_path4.join)((0, import_node_path4.dirname)(target), `${temporaryPrefix(target, process.pid)}${unique}.tmp`);
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
  const folder = (0, import_node_path4.dirname)(target);
  const prefix = temporaryPrefix(target, pid);
  for (const name of (0, import_node_fs4.readdirSync)(folder)) {
    if (name.startsWith(prefix)) (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs4.unlinkSync)((0, import_node_path4.join)(folder, name)));
  }
}
function temporaryPrefix(target, pid) {
  return `.${(0, import_node_path4.basename)(target)}.${pid}.`;
}
function rename(from, to) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      (0, import_node_fs4.renameSync)(from, to);
      return;
    } catch (error) {
      const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes((0, import_chunk_G3MI2DIH.systemCode)(error) ?? "");
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
async function holdLock(target, clock, { task, patience = WAIT }) {
  const lock = (0, import_node_path3.join)((0, import_node_path3.dirname)(target), `.${(0, import_node_path3.basename)(target)}.ci-aws-credentials.lock`);
  const text = await acquire({ target, lock }, clock, patience);
  try {
    return await task();
  } finally {
    if (readHeld(lock)?.text === text) (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
  }
}
async function acquire(paths, clock, patience) {
  const deadline = clock.now() + patience;
  for (; ; ) {
    const late = clock.now() >= deadline;
    const text = (0, import_chunk_G3MI2DIH.writing)(paths.lock, () => tryOnce(paths, late, clock));
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
    const windows = process.platform === "win32" && (0, import_chunk_G3MI2DIH.systemCode)(error) === "EPERM";
    if ((0, import_chunk_G3MI2DIH.systemCode)(error) === "EEXIST" || windows) return void 0;
    throw error;
  }
  return readHeld(lock)?.text === text ? text : void 0;
}
function readHeld(lock) {
  return (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => ({ changedAt: (0, import_node_fs3.statSync)(lock).mtimeMs, text: (0, import_node_fs3.readFileSync)(lock, "utf8") }));
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
  const guarded = (0, import_chunk_G3MI2DIH.unless)(["EEXIST"], () => {
    (0, import_node_fs3.writeFileSync)(guard, "", { flag: "wx", mode: 384 });
    return true;
  });
  if (guarded === void 0) {
    const age = clock.now() - (readHeld(guard)?.changedAt ?? clock.now());
    if (age > MAX_BREAKING) (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
    return;
  }
  try {
    const now = readHeld(lock);
    if (now?.text !== held.text || now.changedAt !== held.changedAt) return;
    const owner = readOwner(held.text);
    if (owner !== void 0) removeLeftovers(target, owner.pid);
    (0, import_node_fs3.unlinkSync)(lock);
  } finally {
    (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
  }
}
function readOwner(text) {
  const value = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value)) return void 0;
  const pid = (0, import_chunk_2ZDYLNSC.numberAt)(value, "pid");
  const machine2 = (0, import_chunk_2ZDYLNSC.stringAt)(value, "machine");
  const since = (0, import_chunk_2ZDYLNSC.stringAt)(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? (0, import_chunk_G3MI2DIH.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs3.readlinkSync)("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? (0, import_node_os2.hostname)() : `${(0, import_node_os2.hostname)()} ${namespace}`;
}
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (0, import_chunk_G3MI2DIH.systemCode)(error) === "EPERM";
  }
  return !isZombie(pid);
}
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  const status = (0, import_chunk_G3MI2DIH.unless)(["ENOENT", "ESRCH", "EACCES"], () => (0, import_node_fs3.readFileSync)(`/proc/${pid}/stat`, "utf8")) ?? "";
  return /^\d+ \(.*\) [ZX] /s.test(status);
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new import_chunk_L5BOO6NY.HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process does not exist any more, remove the lock file."
  });
}
var ownUser = process.geteuid?.();
var STICKY = 512;
var MAX_LINKS = 40;
function followTrustedLinks(path) {
  const absolute = (0, import_node_path5.resolve)(path);
  if (ownUser === void 0) return absolute;
  let { done, rest } = split(absolute);
  for (let links = 0; ; ) {
    const [name, ...further] = rest;
    if (name === void 0) return done;
    const next = (0, import_node_path5.join)(done, name);
    const stats = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs5.lstatSync)(next));
    if (stats === void 0) return (0, import_node_path5.join)(next, ...further);
    if (stats.isSymbolicLink()) {
      const target = (0, import_node_fs5.readlinkSync)(next);
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
    throw new import_chunk_L5BOO6NY.HelperError("file-unsafe", `${path} is a link that leads in a circle.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new import_chunk_L5BOO6NY.HelperError(
    "file-unsafe",
    `${path} is a link to ${link.target} and belongs to another user (${link.owner}).`,
    { hint: "It may have been put there to have another file overwritten. Remove the link, or choose another path." }
  );
}
function replaceableTarget(path) {
  const target = followTrustedLinks(path);
  if (ownUser === void 0) return { target, mode: void 0 };
  for (const folder of /* @__PURE__ */ new Set([followTrustedLinks((0, import_node_path5.dirname)((0, import_node_path5.resolve)(path))), (0, import_node_path5.dirname)(target)])) {
    requireUnsharedFolder(folder);
  }
  const stats = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs5.lstatSync)(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs5.lstatSync)(target));
  if (stats !== void 0) requireAppendable(target, stats);
  return target;
}
function requireAppendable(target, stats) {
  requireRegularFile(target, stats);
  if (ownUser === void 0 || stats.uid === ownUser || stats.uid === 0) return;
  if (((0, import_node_fs5.statSync)((0, import_node_path5.dirname)(target)).mode & 18) !== 0) throw foreignFile(target, stats);
}
function requireOwnFolder(path, stats) {
  if (stats.uid === ownUser) return;
  throw new import_chunk_L5BOO6NY.HelperError("file-unsafe", `The folder ${path} belongs to another user (${stats.uid}).`, {
    hint: "Remove it, or choose another folder for temporary files."
  });
}
function requireUnsharedFolder(folder) {
  const stats = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs5.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || (stats.mode & 18) === 0) return;
  if ((stats.mode & 2) === 0 && stats.uid === ownUser && stats.gid === stats.uid) return;
  throw new import_chunk_L5BOO6NY.HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${(stats.mode & 4095).toString(8)}), and a secret is to be written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new import_chunk_L5BOO6NY.HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new import_chunk_L5BOO6NY.HelperError("file-unsafe", `${path} is a device, a pipe or a socket and not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new import_chunk_L5BOO6NY.HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
    hint: "Remove the file, or choose another path."
  });
}
function nodeFiles(clock) {
  return {
    read,
    readPrivate: (path) => (0, import_chunk_G3MI2DIH.reading)(path, () => (0, import_chunk_G3MI2DIH.readPrivate)(path)),
    replace: (path, text) => {
      (0, import_chunk_G3MI2DIH.writing)(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, mode: (mode ?? 384) & 384 }, clock);
      });
    },
    append,
    absolute: (path) => (0, import_node_path2.resolve)(path),
    list: (folder) => (0, import_chunk_G3MI2DIH.reading)(folder, () => (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      (0, import_chunk_G3MI2DIH.writing)(path, () => (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      (0, import_chunk_G3MI2DIH.writing)(path, () => (0, import_chunk_G3MI2DIH.unless)(["ENOENT", "ENOTEMPTY", "EEXIST"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
    checkReplaceable: (path) => {
      (0, import_chunk_G3MI2DIH.writing)(path, () => requireWritableFolder((0, import_node_path2.dirname)(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      (0, import_chunk_G3MI2DIH.writing)(path, () => {
        const target = appendableTarget(path);
        const exists = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => {
          (0, import_node_fs2.accessSync)(target, import_node_fs2.constants.R_OK | import_node_fs2.constants.W_OK);
          return true;
        });
        if (exists === void 0) (0, import_node_fs2.accessSync)((0, import_node_path2.dirname)(target), import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
      });
    },
    privateFolder,
    locked: async (path, task, patience) => {
      const target = (0, import_chunk_G3MI2DIH.writing)(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, patience });
    }
  };
}
function read(path) {
  return (0, import_chunk_G3MI2DIH.reading)(path, () => {
    const bytes = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs2.readFileSync)(path));
    if (bytes === void 0 || (0, import_node_buffer.isUtf8)(bytes)) return bytes?.toString("utf8");
    throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `${path} is not text in UTF-8.`, {
      hint: "Save the file as UTF-8: read as anything else, it could not be written back as it is."
    });
  });
}
function makeParent(path) {
  (0, import_node_fs2.mkdirSync)(followTrustedLinks((0, import_node_path2.dirname)((0, import_node_path2.resolve)(path))), { recursive: true, mode: 448 });
}
function requireWritableFolder(folder) {
  const stats = (0, import_chunk_G3MI2DIH.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(folder));
  if (stats === void 0) {
    requireWritableFolder((0, import_node_path2.dirname)(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new import_chunk_L5BOO6NY.HelperError("file-not-writable", `${folder} is a file, and a folder is needed there.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  (0, import_node_fs2.accessSync)(folder, import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
}
function append(path, text) {
  (0, import_chunk_G3MI2DIH.writing)(path, () => {
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
  return (0, import_chunk_G3MI2DIH.writing)(path, () => {
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
  const folder = (0, import_chunk_G3MI2DIH.unless)(["ELOOP", "ENOTDIR"], () => (0, import_node_fs2.openSync)(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder !== void 0) return folder;
  throw new import_chunk_L5BOO6NY.HelperError("file-unsafe", `${path} is a link, and a folder of our own is needed there.`, {
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
  const path = fileFor(kind);
  const entries = Object.entries(values).map(([name, value]) => entry(name, value));
  (0, import_chunk_G3MI2DIH.writing)(path, () => (0, import_node_fs6.appendFileSync)(path, entries.join("")));
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
    throw new import_chunk_L5BOO6NY.HelperError(
      "runner-file-missing",
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub\u2019s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env \u2026)".'
      }
    );
  }
  try {
    (0, import_node_fs6.closeSync)((0, import_node_fs6.openSync)(path, import_node_fs6.constants.O_WRONLY | import_node_fs6.constants.O_APPEND));
  } catch (cause) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${(0, import_chunk_G3MI2DIH.systemCode)(cause) ?? "unknown"}.`,
      {
        hint: "GitHub\u2019s runner makes a new file for every step. If a step sets the variable itself, let it name a file that can be written.",
        cause
      }
    );
  }
  return path;
}
function nodeExportIo(log) {
  return {
    env: { ...process.env },
    platform: process.platform,
    homeFolder: (0, import_node_os.homedir)(),
    privateRoot: privateRoot(),
    processProgram: { node: process.execPath, folder: ownFolder() },
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    log,
    runner: githubRunner,
    print: (text) => void process.stdout.write(text)
  };
}
function ownFolder() {
  return (0, import_node_path.dirname)((0, import_node_fs.realpathSync)(process.argv[1] ?? ""));
}
function privateRoot() {
  const parent = process.env.RUNNER_TEMP || (0, import_node_os.tmpdir)();
  const user = process.getuid?.() ?? (0, import_node_os.userInfo)().username.replace(/\W/g, "");
  return (0, import_node_path.join)(parent, `ci-aws-credentials-${user}`);
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
      const proxy = (0, import_chunk_75IQJKCF.proxyFor)(url, proxying);
      const route = proxy === void 0 ? await directRoute(url, warm) : await routeThrough(proxy, url);
      return send(
        { ...request, headers: { "user-agent": userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit, answerLimit) }
      );
    },
    warm(text) {
      const url = new URL(text);
      if ((0, import_chunk_75IQJKCF.proxyFor)(url, proxying) === void 0) warm.set(url.origin, connect(url));
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
    const { proxyAgent } = await Promise.resolve().then(() => __toESM(require("./proxy-agent/proxy-agent.js")));
    return { options: { agent: proxyAgent(proxy) }, via };
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
      reject(error instanceof import_chunk_L5BOO6NY.HelperError ? error : failed(url, route.via, error));
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
  return new import_chunk_L5BOO6NY.HelperError("deadline-exceeded", `${via} did not take a connection within ${seconds(limit)} s.`, {
    hint: "Check that this machine may reach it: firewall, security group, proxy, VPC endpoint."
  });
}
function noAnswer(url, limit) {
  return new import_chunk_L5BOO6NY.HelperError(
    "deadline-exceeded",
    `${url.host} took the request and did not answer within ${seconds(limit)} s.`,
    { hint: "A proxy or a firewall that swallows packets looks like this, and so does a server that is overloaded." }
  );
}
function failed(url, via, error) {
  const place = via === url.host ? url.host : `${url.host}, by way of ${via},`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? "")) {
    return new import_chunk_L5BOO6NY.HelperError("tls-untrusted", `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: "Behind a proxy that opens TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate before this program starts.",
      cause: error
    });
  }
  return new import_chunk_L5BOO6NY.HelperError("network-failed", `The request to ${place} failed: ${error.code ?? error.message}.`, {
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
  return new import_chunk_L5BOO6NY.HelperError(
    "deadline-exceeded",
    `${command} was still running after ${Math.round(limit / 1e3)} s and was ended.`,
    {
      hint: "The step\u2019s budget is used up; timeout sets another."
    }
  );
}
function nodeIo(log) {
  return {
    ...nodeExportIo(log),
    http: nodeHttp(userAgentOf(process.env)),
    processes: nodeProcesses,
    sign: async (request, credentials, scope) => (await Promise.resolve().then(() => __toESM(require("./sign/sign.js")))).sign(request, credentials, scope),
    ambientCredentials
  };
}
async function ambientCredentials({ withoutVariables, limit }) {
  if (withoutVariables) {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete process.env[name];
  }
  try {
    const { ambientCredentials: search } = await loadSdk();
    const found = await within(limit, search());
    return {
      accessKeyId: found.accessKeyId,
      secretAccessKey: new import_chunk_2ZDYLNSC.Secret(found.secretAccessKey),
      ...found.sessionToken === void 0 ? {} : { sessionToken: new import_chunk_2ZDYLNSC.Secret(found.sessionToken) },
      ...found.expiration === void 0 ? {} : { expiresAt: found.expiration.getTime() }
    };
  } catch (cause) {
    if (cause instanceof import_chunk_L5BOO6NY.HelperError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new import_chunk_L5BOO6NY.HelperError(
      "credentials-missing",
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: "The AWS tools of this machine find no credentials either: no variables, no profile, no container or instance that has any.",
        cause
      }
    );
  }
}
async function within(limit, task) {
  if (!Number.isFinite(limit)) return task;
  const ending = new AbortController();
  const end = (0, import_promises.setTimeout)(limit, void 0, { signal: ending.signal }).then(() => {
    throw new import_chunk_L5BOO6NY.HelperError("deadline-exceeded", "The credentials of this machine were not found in time.", {
      hint: "Something that the AWS tools ask here does not answer: a credential_process of the profile, the container or the instance."
    });
  });
  return Promise.race([task, end]).finally(() => ending.abort());
}
function loadSdk() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  return Promise.resolve().then(() => __toESM(require("./sdk/sdk.js")));
}
function stderrLog({ debug, color, linesMayBeOpen = () => false }) {
  const say = (text) => void process.stderr.write(`${text}
`);
  const label = (name, code) => color ? `\x1B[1;${code}m${name}\x1B[0m` : name;
  return {
    debug: (message) => debug && say(`debug: ${(0, import_chunk_F573UN4B.printable)(message)}`),
    info: (message) => say((0, import_chunk_F573UN4B.printable)(message)),
    notice: (message) => say(`${label("note:", 36)} ${(0, import_chunk_F573UN4B.printable)(message)}`),
    warning: (message) => say(`${label("warning:", 33)} ${(0, import_chunk_F573UN4B.printable)(message)}`),
    error: (message, title) => say(`${label(title === void 0 ? "error:" : `error ${title}:`, 31)} ${(0, import_chunk_F573UN4B.printable)(message)}`),
    group: (title, text) => say(`${title}:
${(0, import_chunk_F573UN4B.printable)(text).replace(/^(?=.)/gm, "  ")}`),
    // The runner reads commands on either stream. Each line of a value is masked by itself there.
    // Behind anything else on its line, it would be no command but a secret in the log.
    mask: (value) => say(`${linesMayBeOpen() ? "\n" : ""}${value.reveal().replace(/^.+$/gm, "::add-mask::$&")}`)
  };
}
function report(error, log) {
  if (error instanceof import_chunk_L5BOO6NY.HelperError) {
    log.error(error.hint === void 0 ? error.message : `${error.message}
${error.hint}`, error.code);
    if (error.diagnosis !== void 0) log.group("Why AWS refused", error.diagnosis);
    return;
  }
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  log.error(`This is a bug in ci-aws-credentials. Please report it with these lines:
${stack}`);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  loadSdk,
  nodeIo,
  report,
  stderrLog
});
