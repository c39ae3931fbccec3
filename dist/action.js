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
var import_action_shared_node_pause = require("./action-shared-node-pause.js");
var import_action_shared_node_file_error = require("./action-shared-node-file-error.js");
var import_action_shared_core_ip_range = require("./action-shared-core-ip-range.js");
var import_action_shared_core_errors = require("./action-shared-core-errors.js");
var os = require("os");
var os2 = require("os");
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
var import_node_fs9 = require("node:fs");
var import_node_os3 = require("node:os");
var import_node_path7 = require("node:path");
var import_node_fs10 = require("node:fs");
var import_node_http = require("node:http");
var import_node_net = require("node:net");
// node_modules/@actions/core/lib/command.js
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
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
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
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options2) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options2 && options2.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options2 && options2.trimWhitespace === false) {
    return val;
  }
  return val.trim();
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
  process.stdout.write(message + os2.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}
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
// src/core/header-text.ts
function isHeaderText(text) {
  return /^[\x21-\x7e]+$/.test(text);
}
// src/core/session.ts
function isTemporary(credentials) {
  return credentials.sessionToken !== void 0 && credentials.expiresAt !== void 0;
}
function secretsOf({ accessKeyId, secretAccessKey, sessionToken }) {
  return [new import_action_shared_core_ip_range.Secret(accessKeyId), secretAccessKey, ...sessionToken === void 0 ? [] : [sessionToken]];
}
function malformedPart(credentials, isOwnServer) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const id = isOwnServer ? /^[\w.+=@-]+$/ : /^\w+$/;
  const secret = isOwnServer ? isHeaderText : (text) => /^[\w/+=.-]+$/.test(text);
  if (!id.test(accessKeyId)) return "access key ID";
  if (!secret(secretAccessKey.reveal())) return "secret access key";
  return sessionToken === void 0 || secret(sessionToken.reveal()) ? void 0 : "session token";
}
// src/core/sendable-keys.ts
function requireSendable(credentials) {
  const part = malformedPart(credentials, true);
  if (part === void 0) return;
  throw new import_action_shared_core_errors.HelperError(
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
  const listed3 = names.map((name) => env[name] ?? "");
  const tokens = Object.values(env).filter((value = "") => isToken(value));
  return [...listed3, ...tokens].filter((value) => value !== void 0);
}
function isToken(value) {
  return /^\s*e[wy]/.test(value) && (0, import_action_shared_core_ip_range.tryParseToken)(value, "the environment", false) !== void 0;
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
  } catch (error2) {
    return (0, import_action_shared_node_file_error.systemCode)(error2) === "EPERM";
  }
  return !isZombie(pid);
}
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  const status = (0, import_action_shared_node_file_error.unless)(["ENOENT", "ESRCH", "EACCES"], () => (0, import_node_fs4.readFileSync)(`/proc/${pid}/stat`, "utf8")) ?? "";
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
    const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(next));
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
    throw new import_action_shared_core_errors.HelperError("file-unsafe", `${path} is a link that leads in a circle.`, { hint: "Remove the link." });
  }
  if (link.owner === ownUser || link.owner === 0) return;
  throw new import_action_shared_core_errors.HelperError(
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
  const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
  if (stats === void 0) return { target, mode: void 0 };
  requireRegularFile(target, stats);
  if (stats.uid !== ownUser) throw foreignFile(target, stats);
  return { target, mode: stats.mode };
}
function appendableTarget(path) {
  const target = followTrustedLinks(path);
  const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.lstatSync)(target));
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
  const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
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
  const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs6.statSync)(folder));
  if (stats === void 0 || (stats.mode & STICKY) !== 0 || !isShared(stats)) return;
  throw new import_action_shared_core_errors.HelperError(
    "file-unsafe",
    `Other users may replace the files in ${folder} (mode ${octal(stats)}), and a secret is to be written there.`,
    { hint: `Run \`chmod go-w ${folder}\`, or choose a path in a folder that only you can write to.` }
  );
}
function requireRegularFile(path, stats) {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw new import_action_shared_core_errors.HelperError("file-not-writable", `${path} cannot be written: it is a folder.`, {
      hint: "Remove that folder, or choose another path."
    });
  }
  throw new import_action_shared_core_errors.HelperError("file-unsafe", `${path} is a device, a pipe or a socket and not a file.`, {
    hint: "Choose another path."
  });
}
function foreignFile(path, stats) {
  return new import_action_shared_core_errors.HelperError("file-unsafe", `${path} belongs to another user (${stats.uid}), not to you (${ownUser}).`, {
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
  } catch (error2) {
    (0, import_node_fs5.rmSync)(temporary, { force: true });
    throw error2;
  }
}
function removeLeftovers(folder, clock, beside) {
  for (const entry2 of (0, import_action_shared_node_file_error.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs5.readdirSync)(folder)) ?? []) {
    const { name, pid } = temporaryName.exec(entry2)?.groups ?? {};
    if (name === void 0 || beside !== void 0 && name !== beside) continue;
    const path = (0, import_node_path4.join)(folder, entry2);
    const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs5.lstatSync)(path));
    if (stats === void 0 || !stats.isFile() || ownUser !== void 0 && stats.uid !== ownUser) continue;
    const old = Math.abs(clock.now() - stats.mtimeMs) > MAX_AGE;
    if (old || !isAlive(Number(pid))) (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs5.unlinkSync)(path));
  }
}
function rename(from, to) {
  for (let attempt2 = 1; ; attempt2 += 1) {
    try {
      (0, import_node_fs5.renameSync)(from, to);
      return;
    } catch (error2) {
      const passing = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes((0, import_action_shared_node_file_error.systemCode)(error2) ?? "");
      if (!passing || attempt2 === 8) throw error2;
      (0, import_action_shared_node_pause.pause)(2 ** attempt2);
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
    if (readHeld(lock)?.text === text) (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
  }
}
async function acquire(paths, clock, timeout) {
  const deadline = clock.now() + timeout;
  for (; ; ) {
    const late = clock.now() >= deadline;
    const text = (0, import_action_shared_node_file_error.writing)(paths.lock, () => tryOnce(paths, late, clock));
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
  const file = (0, import_action_shared_node_file_error.unless)(heldCodes, () => (0, import_node_fs3.openSync)(lock, "wx", 384));
  if (file === void 0) return void 0;
  const owner = { pid: process.pid, machine: machine(), since: new Date(clock.now()).toISOString() };
  const text = JSON.stringify({ ...owner, id: `${taken}-${clock.random()}` });
  try {
    (0, import_node_fs3.writeFileSync)(file, text);
  } catch (error2) {
    (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(lock));
    throw error2;
  } finally {
    (0, import_node_fs3.closeSync)(file);
  }
  return readHeld(lock)?.text === text ? text : void 0;
}
function readHeld(lock) {
  return (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => ({ changedAt: (0, import_node_fs3.statSync)(lock).mtimeMs, text: (0, import_node_fs3.readFileSync)(lock, "utf8") }));
}
function isStale(held, clock) {
  const owner = readOwner(held.text);
  if (owner === void 0) return isOlder(held, MAX_EMPTY, clock);
  if (owner.machine === machine() && !isAlive(owner.pid)) return true;
  return isOlder(held, MAX_HELD, clock);
}
function isOlder({ changedAt }, limit2, clock) {
  const age = clock.now() - changedAt;
  return age > limit2 || age < -Math.max(limit2, MAX_AHEAD);
}
function breakLock({ target, lock }, held, clock) {
  const guard = `${lock}.break`;
  const guarded = (0, import_action_shared_node_file_error.unless)(["EEXIST"], () => {
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
    (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
  }
}
function removeOldGuard(guard, clock) {
  const held = readHeld(guard);
  if (held !== void 0 && isOlder(held, MAX_BREAKING, clock)) (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.unlinkSync)(guard));
}
function removeStaleLocks(folder, clock) {
  const names3 = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs3.readdirSync)(folder)) ?? [];
  for (const name of names3.filter((one) => one.endsWith(`${suffix}.break`))) removeOldGuard((0, import_node_path3.join)(folder, name), clock);
  for (const name of names3.filter((one) => one.endsWith(suffix))) {
    const lock = (0, import_node_path3.join)(folder, name);
    const held = readHeld(lock);
    const target = (0, import_node_path3.join)(folder, name.slice(1, -suffix.length));
    if (held !== void 0 && isStale(held, clock)) breakLock({ target, lock }, held, clock);
  }
}
function readOwner(text) {
  const value = (0, import_action_shared_core_ip_range.parseJson)(text);
  if (!(0, import_action_shared_core_ip_range.isObject)(value)) return void 0;
  const pid = (0, import_action_shared_core_ip_range.numberAt)(value, "pid");
  const machine2 = (0, import_action_shared_core_ip_range.stringAt)(value, "machine");
  const since = (0, import_action_shared_core_ip_range.stringAt)(value, "since");
  if (pid === void 0 || pid < 1 || machine2 === void 0 || since === void 0) return void 0;
  return { pid, machine: machine2, since };
}
function machine() {
  const namespace = process.platform === "linux" ? (0, import_action_shared_node_file_error.unless)(["ENOENT", "EACCES"], () => (0, import_node_fs3.readlinkSync)("/proc/self/ns/pid")) : void 0;
  return namespace === void 0 ? (0, import_node_os2.hostname)() : `${(0, import_node_os2.hostname)()} ${namespace}`;
}
function fileLocked({ target, lock }, held) {
  const owner = readOwner(held?.text ?? "");
  const holder = owner === void 0 ? "an unknown process" : `process ${owner.pid} on ${owner.machine}, since ${owner.since}`;
  return new import_action_shared_core_errors.HelperError("file-locked", `${target} is being edited by ${holder} (lock: ${lock}).`, {
    hint: "Run the job again. If that process does not exist any more, remove the lock file."
  });
}
// src/node/make-folders.ts
function makeFolders(path) {
  try {
    (0, import_node_fs7.mkdirSync)(path, { mode: 448 });
  } catch (error2) {
    if (isFolder(path)) return;
    const parent = (0, import_node_path6.dirname)(path);
    if ((0, import_action_shared_node_file_error.systemCode)(error2) !== "ENOENT" || isFolder(parent)) throw error2;
    makeFolders(parent);
    makeFolders(path);
  }
}
function isFolder(path) {
  return (0, import_action_shared_node_file_error.unless)(["ENOENT", "ENOTDIR"], () => (0, import_node_fs7.statSync)(path))?.isDirectory() === true;
}
// src/node/read-private.ts
var MAX_SIZE = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs8.constants;
  const file = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs8.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = (0, import_node_fs8.fstatSync)(file);
    if (!stats.isFile()) throw unsafe(path, "is not a plain file");
    requireOurs(path, stats);
    if (stats.size > MAX_SIZE) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return (0, import_node_fs8.readFileSync)(file, "utf8");
  } finally {
    (0, import_node_fs8.closeSync)(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = import_node_fs8.constants;
  if (process.platform === "win32") return true;
  const folder = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder === void 0) return false;
  try {
    const { uid, mode } = (0, import_node_fs8.fstatSync)(folder);
    if (repair && uid === process.geteuid?.() && (mode & 511) !== 448) (0, import_node_fs8.fchmodSync)(folder, 448);
    requireOurs(path, (0, import_node_fs8.fstatSync)(folder));
    return true;
  } finally {
    (0, import_node_fs8.closeSync)(folder);
  }
}
function openFolder(path, flags) {
  const folder = (0, import_action_shared_node_file_error.unless)(["ELOOP", "ENOTDIR"], () => (0, import_node_fs8.openSync)(path, flags));
  if (folder !== void 0) return folder;
  throw unsafe(path, "is a link or a file, where a folder of our own is needed");
}
function requireOurs(path, { uid, mode }) {
  const user = process.geteuid?.();
  if (user !== void 0 && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== "win32" && (mode & 63) !== 0) throw unsafe(path, "can be read or written by others");
}
function unsafe(path, what) {
  return new import_action_shared_core_errors.HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program keeps it for its own user alone; something else has changed that."
  });
}
// src/node/files.ts
function nodeFiles(clock) {
  return {
    read,
    readPrivate: (path) => (0, import_action_shared_node_file_error.reading)(path, () => readPrivate(path)),
    replace: (path, text) => {
      (0, import_action_shared_node_file_error.writing)(path, () => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, mode: (mode ?? 384) & 384 }, clock);
      });
    },
    append: (path, text) => append(path, text, clock),
    identity: (path) => (0, import_action_shared_node_file_error.reading)(path, () => {
      const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT", "ENOTDIR"], () => (0, import_node_fs2.statSync)(path, { bigint: true }));
      return stats && `${stats.dev}:${stats.ino}`;
    }),
    // The folder that a relative path counts from may be gone.
    absolute: (path) => (0, import_action_shared_node_file_error.reading)(path, () => (0, import_node_path2.resolve)(path)),
    isSame: (path, other) => (0, import_action_shared_node_file_error.writing)(path, () => isSame(path, other)),
    list: (folder) => (0, import_action_shared_node_file_error.reading)(folder, () => (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder)) ?? []),
    remove: (path) => {
      (0, import_action_shared_node_file_error.writing)(path, () => (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.unlinkSync)(path)));
    },
    removeFolder: (path) => {
      (0, import_action_shared_node_file_error.writing)(path, () => (0, import_action_shared_node_file_error.unless)(["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY"], () => (0, import_node_fs2.rmdirSync)(path)));
    },
    removeLeftovers: (folder) => (0, import_action_shared_node_file_error.writing)(folder, () => removeAllLeftovers(folder, clock)),
    checkReplaceable: (path) => {
      (0, import_action_shared_node_file_error.writing)(path, () => requireWritableFolder((0, import_node_path2.dirname)(replaceableTarget(path).target)));
    },
    checkAppendable: (path) => {
      (0, import_action_shared_node_file_error.writing)(path, () => {
        const target = appendableTarget(path);
        const exists = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => {
          (0, import_node_fs2.accessSync)(target, import_node_fs2.constants.R_OK | import_node_fs2.constants.W_OK);
          return true;
        });
        if (exists === void 0) (0, import_node_fs2.accessSync)((0, import_node_path2.dirname)(target), import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
      });
    },
    privateFolder,
    isOwnFolder: (path) => (0, import_action_shared_node_file_error.reading)(path, () => isOwnFolder(path)),
    locked: async (path, task, timeout) => {
      const target = (0, import_action_shared_node_file_error.writing)(path, () => {
        makeParent(path);
        return followTrustedLinks(path);
      });
      return holdLock(target, clock, { task, timeout });
    }
  };
}
function read(path, limits2) {
  return (0, import_action_shared_node_file_error.reading)(path, () => {
    const bytes2 = (0, import_action_shared_node_pause.readBytes)(path, limits2);
    if (bytes2 === void 0 || (0, import_node_buffer.isUtf8)(bytes2)) return bytes2?.toString("utf8");
    throw new import_action_shared_core_errors.HelperError("input-unreadable", `${path} is not text in UTF-8.`, {
      hint: "Save the file as UTF-8: read as anything else, it could not be written back as it is."
    });
  });
}
function isSame(path, other) {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const [stats, otherStats] = [target, otherTarget].map((file) => (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(file)));
  if (stats === void 0 || otherStats === void 0) return target === otherTarget;
  return stats.ino === otherStats.ino && stats.dev === otherStats.dev;
}
function makeParent(path) {
  makeFolders(followTrustedLinks((0, import_node_path2.dirname)((0, import_node_path2.resolve)(path))));
}
function requireWritableFolder(folder) {
  const stats = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.statSync)(folder));
  if (stats === void 0) {
    requireWritableFolder((0, import_node_path2.dirname)(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new import_action_shared_core_errors.HelperError("file-not-writable", `${folder} is a file, and a folder is needed there.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  (0, import_node_fs2.accessSync)(folder, import_node_fs2.constants.W_OK | import_node_fs2.constants.X_OK);
}
function append(path, text, clock) {
  (0, import_action_shared_node_file_error.writing)(path, () => {
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
  for (const entry2 of (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs2.readdirSync)(folder, { withFileTypes: true })) ?? []) {
    if (entry2.isDirectory()) removeAllLeftovers((0, import_node_path2.join)(folder, entry2.name), clock);
  }
}
function privateFolder(path) {
  return (0, import_action_shared_node_file_error.writing)(path, () => {
    makeFolders(path);
    isOwnFolder(path, { repair: true });
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
  throw new import_action_shared_core_errors.HelperError(
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
    return (0, import_action_shared_node_file_error.writing)(folder, () => {
      const target = followTrustedLinks(folder);
      const checkout = checkoutAround(target, home, checkouts);
      if (checkout !== void 0) return { reason: `${folder} is in the checkout ${checkout}` };
      (0, import_node_fs9.accessSync)(existing(target), import_node_fs9.constants.W_OK | import_node_fs9.constants.X_OK);
      const reason = flaw(folder);
      return reason === void 0 ? { folder: target } : { reason };
    });
  } catch (error2) {
    return { reason: error2 instanceof Error ? error2.message.replace(/\.$/, "") : String(error2) };
  }
}
function existing(folder) {
  return (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs9.statSync)(folder)) === void 0 ? (0, import_node_path7.dirname)(folder) : folder;
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
    return (0, import_node_fs9.realpathSync)(path);
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
  const found = (0, import_action_shared_node_file_error.unless)(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs9.lstatSync)((0, import_node_path7.join)(path, ".git")));
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
// src/core/env-value.ts
function envValue(env, name) {
  return env[name] || void 0;
}
// src/node/runner.ts
var fileVariables = { variables: "GITHUB_ENV", outputs: "GITHUB_OUTPUT", state: "GITHUB_STATE" };
function githubRunner(env) {
  return {
    check(needs) {
      for (const need of needs) fileFor(need, env);
    },
    exportVariables: (variables2) => write(fileFor("variables", env), variables2),
    setOutputs: (outputs) => write(fileFor("outputs", env), outputs),
    saveState: (state) => write(fileFor("state", env), state),
    addSummary(markdown) {
      const path = envValue(env, "GITHUB_STEP_SUMMARY");
      if (path !== void 0) (0, import_node_fs10.appendFileSync)(path, (0, import_action_shared_core_ip_range.withoutSecrets)(markdown));
    }
  };
}
function write(path, values) {
  const entries = Object.entries(values).map(([name, value]) => entry(name, value));
  (0, import_action_shared_node_file_error.writing)(path, () => (0, import_node_fs10.appendFileSync)(path, entries.join("")));
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
    throw new import_action_shared_core_errors.HelperError(
      "runner-file-missing",
      `${variable} is not set: the runner gave no file to hand values over.`,
      {
        hint: 'GitHub\u2019s runner sets it for every step. On another runner, or by hand, give --export profile, or use eval "$(ci-aws-credentials env \u2026)".'
      }
    );
  }
  try {
    (0, import_node_fs10.closeSync)((0, import_node_fs10.openSync)(path, import_node_fs10.constants.O_WRONLY | import_node_fs10.constants.O_APPEND));
  } catch (cause) {
    throw new import_action_shared_core_errors.HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${(0, import_action_shared_node_file_error.systemCode)(cause) ?? "unknown"}${whose(path)}.`,
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
  const uid = (0, import_action_shared_node_file_error.unless)(["ENOENT", "ENOTDIR", "EACCES"], () => (0, import_node_fs10.statSync)(path).uid);
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
  } catch (error2) {
    if ((0, import_action_shared_node_file_error.systemCode)(error2) === void 0) throw error2;
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
// src/core/http-url.ts
function isHttpUrl(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
// src/core/proxy.ts
function parseProxy(text) {
  if (text === void 0) return void 0;
  if (isHttpUrl(text)) {
    hidePassword(new URL(text));
    return text;
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0] ?? "";
  const foreign = /^(socks|pac)/i.test(scheme);
  throw new import_action_shared_core_errors.HelperError(
    "proxy-invalid",
    foreign ? `A proxy of the kind ${scheme} is not supported.` : "http-proxy is not the URL of a proxy.",
    {
      hint: foreign ? "Give the URL of an HTTP proxy: http://proxy.example.com:3128. For a PAC file, give the proxy that it names for AWS." : "It looks like http://proxy.example.com:3128, with http:// in front. It may hold user:password@; special characters in them must be percent-encoded."
    }
  );
}
function hidePassword({ username, password }) {
  if (password === "") return;
  for (const text of [password, `${username}:${password}`]) {
    (0, import_action_shared_core_ip_range.hideFromNowOn)(text);
    (0, import_action_shared_core_ip_range.hideFromNowOn)(percentDecoded(text));
  }
}
function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function proxyFor(url, { proxy, noProxy }) {
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, "").toLowerCase(),
    port: url.port || (url.protocol === "https:" ? "443" : "80")
  };
  return noProxy.some((entry2) => covers(entry2.toLowerCase(), target)) ? void 0 : proxy;
}
function covers(entry2, { host, port }) {
  if (entry2 === "*") return true;
  if ((0, import_action_shared_core_ip_range.inIpRange)(host, entry2)) return true;
  if (entry2.includes("/")) return false;
  const [, name = "", wantedPort] = /^(?:\*?\.)?(?:\[(?=.*\]))?([^\]]*?)\]?(?::(\d+))?$/.exec(entry2) ?? [];
  if (name === "" || wantedPort !== void 0 && wantedPort !== port) return false;
  return host === name || host.endsWith(`.${name}`);
}
// src/node/http.ts
var connectLimit = 1e4;
var answerLimit = 3e4;
var bodyLimit = 1e6;
var direct = { proxy: void 0, noProxy: [] };
function nodeHttp(userAgent, proxying = direct) {
  const warm = /* @__PURE__ */ new Map();
  return {
    async send(request, limit2 = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const proxy = proxyFor(url, proxying);
      const route = proxy === void 0 ? await directRoute(url, warm) : await routeThrough(new URL(proxy), url);
      return send(
        { ...request, headers: { "user-agent": userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit2, answerLimit) }
      );
    },
    preconnect(text) {
      const url = new URL(text);
      if (proxyFor(url, proxying) === void 0) warm.set(url.origin, connect(url));
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
async function send(request, { url, route, limit: limit2 }) {
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
      outgoing.destroy(connected ? noAnswer(url, limit2) : noConnection(url, route, Math.min(limit2, connectLimit)));
    };
    const connecting = setTimeout(giveUp, Math.min(limit2, connectLimit));
    const answering = setTimeout(giveUp, limit2);
    const settle = () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    };
    const fail = (error2) => {
      settle();
      reject(error2 instanceof import_action_shared_core_errors.HelperError ? error2 : failed(url, route, error2));
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
    return new import_action_shared_core_errors.HelperError("network-failed", `The proxy ${proxy.host} could not reach ${url.host}: ${reason}.`, {
      hint: `Check that there is such a host, and that the proxy may reach it.`
    });
  }
  return new import_action_shared_core_errors.HelperError(
    "proxy-refused",
    `The proxy ${proxy.host} does not let us through to ${url.host}: ${reason}.`,
    {
      hint: status === 407 ? "It wants a user and a password that it knows: http-proxy http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded. A proxy that wants Kerberos or NTLM cannot be used." : `Have ${url.host} put on the proxy's list of allowed hosts; or, if it is reached without a proxy (a VPC endpoint, say), name it in no-proxy.`
    }
  );
}
function noConnection(url, { proxy }, limit2) {
  const other = proxy === void 0 ? url.host : nameOf(proxy);
  return new import_action_shared_core_errors.HelperError("deadline-exceeded", `${other} did not take a connection within ${seconds(limit2)} s.`, {
    hint: "Check that this machine may reach it: firewall, security group, proxy, VPC endpoint."
  });
}
function noAnswer(url, limit2) {
  return new import_action_shared_core_errors.HelperError(
    "deadline-exceeded",
    `${url.host} took the request and did not answer within ${seconds(limit2)} s.`,
    { hint: "A proxy or a firewall that swallows packets looks like this, and so does a server that is overloaded." }
  );
}
function failed(url, { proxy }, error2) {
  const place = proxy === void 0 ? url.host : `${url.host} through ${nameOf(proxy)}`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error2.code ?? "")) {
    return new import_action_shared_core_errors.HelperError("tls-untrusted", `The certificate of ${url.host} is not trusted (${error2.code}).`, {
      hint: "Behind a proxy that opens TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate before this program starts.",
      cause: error2
    });
  }
  return new import_action_shared_core_errors.HelperError("network-failed", `The request to ${place} failed: ${error2.code ?? error2.message}.`, {
    hint: error2.code === "ENOTFOUND" ? "There is no such name, as far as this machine knows: check aws-region, sts-endpoint and the DNS." : "Check that this machine may reach it: firewall, proxy, VPC endpoint.",
    cause: error2
  });
}
function seconds(milliseconds) {
  return (milliseconds / 1e3).toFixed(milliseconds < 1e4 ? 1 : 0);
}
// src/node/processes.ts
var nodeProcesses = {
  async run(command, args, options2 = {}) {
    const { runProgram } = await Promise.resolve().then(() => __toESM(require("./action-node-run-program.js")));
    return runProgram({ command, args, shell: false }, options2);
  },
  async shell(line, options2 = {}) {
    const { runProgram } = await Promise.resolve().then(() => __toESM(require("./action-node-run-program.js")));
    const result = await runProgram({ command: line, args: [], shell: true }, options2);
    return result ?? { status: 127, stdout: "", stderr: "there is no shell" };
  }
};
// src/node/io.ts
function nodeIo(log) {
  for (const secret of secretsInEnvironment(process.env)) (0, import_action_shared_core_ip_range.hideFromNowOn)(secret);
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
async function ambientCredentials({ withoutVariables, limit: limit2 }) {
  if (withoutVariables) {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete process.env[name];
  }
  try {
    const { ambientCredentials: search } = await loadSdk();
    return wrapped(await within(limit2, search()));
  } catch (cause) {
    if (cause instanceof import_action_shared_core_errors.HelperError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new import_action_shared_core_errors.HelperError(
      "credentials-missing",
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: "The AWS tools of this machine find no credentials either: no variables, no profile, no container or instance that has any.",
        cause
      }
    );
  }
}
function wrapped({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
  const expiresAt = expiration?.getTime() ?? Number.NaN;
  return {
    accessKeyId,
    secretAccessKey: new import_action_shared_core_ip_range.Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new import_action_shared_core_ip_range.Secret(sessionToken) },
    // What a credential_process says need not be a time.
    ...Number.isNaN(expiresAt) ? {} : { expiresAt }
  };
}
async function within(limit2, task) {
  if (!Number.isFinite(limit2)) return task;
  const ending = new AbortController();
  const end = (0, import_promises.setTimeout)(limit2, void 0, { signal: ending.signal }).then(() => {
    throw new import_action_shared_core_errors.HelperError("deadline-exceeded", "The credentials of this machine were not found in time.", {
      hint: "Something that the AWS tools ask here does not answer: a credential_process of the profile, the container or the instance."
    });
  });
  return Promise.race([task, end]).finally(() => ending.abort());
}
async function loadSdk() {
  const { checkSdkFiles } = await Promise.resolve().then(() => __toESM(require("./action-node-sdk-files.js")));
  checkSdkFiles(process.env);
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  return Promise.resolve().then(() => __toESM(require("./sdk/sdk.js")));
}
// src/core/log-safe.ts
function printable(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n\t]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [").replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, "***");
}
// src/node/log.ts
var shown = (text) => printable((0, import_action_shared_core_ip_range.withoutSecrets)(text));
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
  mask: (value) => setSecret(value.reveal())
};
// src/node/output.ts
var closed = ["EPIPE", "ECONNRESET", "EOF"];
function outliveReader(stream, lost = () => {
}) {
  let told2 = false;
  stream.on("error", (error2) => {
    if (told2 || closed.includes((0, import_action_shared_node_file_error.systemCode)(error2) ?? "")) return;
    told2 = true;
    lost((0, import_action_shared_node_file_error.notWritable)("standard output", error2));
  });
}
// src/core/parse-values.ts
function integer(name, text, { least, most }) {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new import_action_shared_core_errors.HelperError(
    "option-invalid",
    `${name} must be a whole number from ${least} to ${most}, and is ${JSON.stringify(text)}.`
  );
}
function flag(name, text) {
  if (text === void 0) return void 0;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new import_action_shared_core_errors.HelperError("option-invalid", `${name} must be true or false, and is ${JSON.stringify(text)}.`);
}
function oneOf(name, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== void 0) return choice;
  throw notAmong(choices, name, text);
}
function withId(name, id, entries) {
  const entry2 = entries.find((candidate) => candidate.id === id);
  if (entry2 !== void 0) return entry2;
  throw notAmong(
    entries.map((candidate) => candidate.id),
    name,
    id
  );
}
function notAmong(choices, name, text) {
  return new import_action_shared_core_errors.HelperError("option-invalid", `${name} cannot be ${JSON.stringify(text)}.`, {
    hint: (0, import_action_shared_core_ip_range.didYouMean)(text, choices) ?? `Choose from ${choices.join(", ")}.`
  });
}
function words(text) {
  return (text ?? "").split(/[\s,]+/).filter((word) => word !== "");
}
function lines(text) {
  return (text ?? "").split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== "");
}
// src/ci/circleci.ts
var variables = ["CIRCLE_OIDC_TOKEN_V2", "CIRCLE_OIDC_TOKEN"];
var circleci = {
  id: "circleci",
  name: "CircleCI",
  docs: "https://circleci.com/docs/openid-connect-tokens/",
  detect: (env) => env.CIRCLECI === "true",
  jobIdParts: (env) => ["circleci", env.CIRCLE_WORKFLOW_JOB_ID],
  // The containers of one job with `parallelism` differ in their index alone.
  owner: (env) => [env.CIRCLE_NODE_INDEX],
  // https://circleci.com/docs/variables/ – as the configuration has it: `~/project`.
  checkouts: (env) => [env.CIRCLE_WORKING_DIRECTORY],
  async token(audience, io) {
    const token = tokenInVariables(io);
    if (audience !== void 0 && (token === void 0 || !(0, import_action_shared_core_ip_range.audiencesOf)(token.claims).includes(audience))) {
      return mintToken(audience, io);
    }
    if (token !== void 0) return endsSoon(token, io) ? successorOf(token, io) : token;
    throw new import_action_shared_core_errors.HelperError("token-missing", "This job has no OIDC token: CIRCLE_OIDC_TOKEN_V2 is not set.", {
      hint: "CircleCI gives one to jobs on its cloud and on servers from 4.4 on, but not to builds of forked pull requests, unless the project passes secrets to them (Project Settings > Advanced). Then anybody can run code with your role; the trust policy should check where the code is from."
    });
  },
  tokenVariables: ["CIRCLE_OIDC_TOKEN", "CIRCLE_OIDC_TOKEN_V2"],
  audienceAdvice: (audience) => `The variables' audience is always the organization's ID. Either register that ID as the provider's audience in IAM, or ask for ${audience} with --audience, which runs \`circleci run oidc get\`.`,
  defaults: { exports: ["env"], profileType: "process" },
  variables: "bash-env"
};
function tokenInVariables({ env }) {
  for (const name of variables) {
    const value = envValue(env, name);
    if (value !== void 0) return (0, import_action_shared_core_ip_range.parseToken)(value, `the variable ${name}`, true);
  }
  return void 0;
}
function endsSoon({ claims }, { clock }) {
  return claims.exp !== void 0 && claims.exp * 1e3 < clock.now() + 6e4;
}
async function successorOf(token, io) {
  const [audience = ""] = (0, import_action_shared_core_ip_range.audiencesOf)(token.claims);
  try {
    return await mintToken(audience, io);
  } catch (error2) {
    if (!(error2 instanceof import_action_shared_core_errors.HelperError) || error2.code === "deadline-exceeded") throw error2;
    io.log.info(`There is no other token than that of ${token.source}. ${error2.message}`);
    return token;
  }
}
async function mintToken(audience, io) {
  const args = ["run", "oidc", "get", "--claims", JSON.stringify({ aud: audience })];
  const result = await io.processes.run("circleci", args);
  if (result?.status === 0) return (0, import_action_shared_core_ip_range.parseToken)(result.stdout, "the command circleci run oidc get", true);
  throw new import_action_shared_core_errors.HelperError(
    "token-endpoint-failed",
    result === void 0 ? `The audience ${audience} needs the program circleci, which is not on the PATH of this job.` : `circleci run oidc get ended with ${result.status}: ${firstLine(result.stderr)}`,
    {
      hint: "The program comes with CircleCI's executors; in an image of your own with a step before the job's steps, it may be missing or too old. Without --audience the variable CIRCLE_OIDC_TOKEN_V2 is used, whose audience is the organization's ID."
    }
  );
}
function firstLine(text) {
  return text.trim().split(/\r?\n/)[0] || "no message";
}
// src/ci/unlisted-job.ts
var unlistedCis = [
  {
    // A server that was not told its own URL sets the second only.
    signs: ["JENKINS_URL", "EXECUTOR_NUMBER"],
    // Steps set BUILD_ID to something else to keep processes alive, so the number comes first.
    jobIdParts: (env) => ["jenkins", lastOf(env.JOB_NAME), env.BUILD_NUMBER ?? env.BUILD_ID],
    // Numbers count per project, and parallel stages of one build share all but their executor.
    owner: (env) => [env.JENKINS_URL, env.JOB_NAME, env.BUILD_TAG, env.BUILD_URL, env.NODE_NAME, env.EXECUTOR_NUMBER],
    slot: (env) => [env.JENKINS_URL ?? "jenkins", env.NODE_NAME, env.EXECUTOR_NUMBER]
  },
  {
    signs: ["BUILDKITE_JOB_ID"],
    jobIdParts: (env) => ["buildkite-job", env.BUILDKITE_JOB_ID],
    owner: () => [],
    slot: (env) => [env.BUILDKITE_AGENT_ID]
  },
  {
    signs: ["SYSTEM_JOBID"],
    jobIdParts: (env) => ["azp", env.BUILD_BUILDID, env.SYSTEM_JOBID],
    owner: (env) => [env.SYSTEM_COLLECTIONURI, env.SYSTEM_JOBATTEMPT, env.AGENT_NAME],
    slot: (env) => [env.SYSTEM_COLLECTIONURI, env.AGENT_NAME, env.AGENT_TEMPDIRECTORY]
  },
  {
    signs: ["BITBUCKET_STEP_UUID"],
    jobIdParts: (env) => ["bitbucket", env.BITBUCKET_STEP_UUID],
    owner: (env) => [env.BITBUCKET_REPO_UUID, env.BITBUCKET_PIPELINE_UUID, env.BITBUCKET_STEP_RUN_NUMBER]
  },
  { signs: ["BITRISE_BUILD_SLUG"], jobIdParts: (env) => ["bitrise", env.BITRISE_BUILD_SLUG], owner: () => [] },
  { signs: ["CF_BUILD_ID"], jobIdParts: (env) => ["codefresh", env.CF_BUILD_ID], owner: () => [] },
  {
    signs: ["TF_VAR_spacelift_run_id"],
    jobIdParts: (env) => ["spacelift-run", env.TF_VAR_spacelift_run_id],
    owner: () => []
  },
  {
    signs: ["TFC_RUN_ID"],
    jobIdParts: (env) => ["terraform", env.TFC_RUN_ID],
    owner: (env) => [env.TFC_WORKSPACE_NAME]
  }
];
var names2 = ["JOB_NAME", "CI_JOB_NAME", "PIPELINE_NAME", "CI_PIPELINE_NAME", "CI_REPO", "DRONE_REPO"];
var numbers = ["BUILD_ID", "CI_JOB_ID", "BUILD_NUMBER", "CI_PIPELINE_NUMBER", "DRONE_BUILD_NUMBER", "CI_PIPELINE_ID"];
var others = [
  "BUILD_TAG",
  "BUILD_URL",
  "CI_JOB_URL",
  "CI_PIPELINE_URL",
  "CI_WORKFLOW_NAME",
  "DRONE_STAGE_NAME",
  "TEAMCITY_PROJECT_NAME",
  "TEAMCITY_BUILDCONF_NAME",
  "HARNESS_STAGE_ID",
  // Nothing else tells two builds apart where a CI counts per project and says no more.
  "HOME",
  "USERPROFILE"
];
function unlistedJob(env) {
  const ci = unlistedCis.find(({ signs }) => firstOf(signs, env) !== void 0);
  if (ci !== void 0) return { jobIdParts: ci.jobIdParts(env), owner: ci.owner(env), slot: ci.slot?.(env) ?? [] };
  const pod = envValue(env, "KUBERNETES_SERVICE_HOST") === void 0 ? [] : ["HOSTNAME"];
  return {
    jobIdParts: ["ci", lastOf(firstOf([...names2, ...pod], env)), firstOf(numbers, env)],
    owner: [...names2, ...numbers, ...others].map((variable) => env[variable]),
    slot: []
  };
}
function lastOf(name) {
  return name?.slice(-40);
}
function firstOf(variables2, env) {
  return variables2.map((variable) => env[variable]).find(Boolean);
}
// src/ci/custom.ts
var without = [
  { variable: "TRAVIS", name: "Travis CI" },
  { variable: "DRONE", name: "Drone" },
  { variable: "CI_PIPELINE_FORGE_URL", name: "Woodpecker" },
  { variable: "NETLIFY", name: "Netlify" },
  { variable: "CM_BUILD_ID", name: "Codemagic" }
];
var checkoutVariables = [
  "WORKSPACE",
  "BUILDKITE_BUILD_CHECKOUT_PATH",
  "BITBUCKET_CLONE_DIR",
  "BUILD_SOURCESDIRECTORY"
];
var custom = {
  id: "custom",
  name: "this CI",
  docs: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html",
  detect: () => true,
  jobIdParts: (env) => unlistedJob(env).jobIdParts,
  owner: (env) => unlistedJob(env).owner,
  slot: (env) => unlistedJob(env).slot,
  tokenFile: (env) => envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE"),
  checkouts: (env) => checkoutVariables.map((name) => env[name]),
  async token(_audience, io) {
    const path = custom.tokenFile?.(io.env);
    if (path !== void 0) return tokenFrom({ kind: "file", path }, io);
    const known = without.find(({ variable }) => envValue(io.env, variable) !== void 0);
    if (known !== void 0) {
      throw new import_action_shared_core_errors.HelperError("ci-without-oidc", `${known.name} gives its jobs no OIDC token.`, {
        hint: "If you bring a token of your own, say where it is: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND."
      });
    }
    throw new import_action_shared_core_errors.HelperError("ci-unknown", "Unknown CI, and no token source is set.", {
      hint: "Say it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. On a CI that we do know, --ci NAME skips the detection."
    });
  },
  audienceAdvice: (audience) => `Have the CI issue its token for ${audience}.`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
var largestToken = 1e5;
async function tokenFrom(source, io) {
  if (source.kind === "env") {
    const value = envValue(io.env, source.name);
    if (value !== void 0) return (0, import_action_shared_core_ip_range.parseToken)(value, `the variable ${source.name}`, false);
    throw new import_action_shared_core_errors.HelperError(
      "token-missing",
      `The variable ${source.name} (token-env) is ${io.env[source.name] === void 0 ? "not set" : "empty"}.`,
      {
        hint: "Check its name, and that the CI gives it to this job: many pass no secrets to builds of forks."
      }
    );
  }
  if (source.kind === "file") {
    const text = io.files.read(source.path, { bytes: largestToken });
    if (text !== void 0) return { ...(0, import_action_shared_core_ip_range.parseToken)(text, `the file ${source.path}`, true), path: source.path };
    throw new import_action_shared_core_errors.HelperError("token-unreadable", `There is no token file ${source.path}.`, {
      hint: "Check the path (a relative one counts from the current folder) and that the step that writes it came before."
    });
  }
  const { status, stdout, stderr } = await io.processes.shell(source.line);
  if (status === 0) return (0, import_action_shared_core_ip_range.parseToken)(stdout, "the output of token-command", true);
  throw new import_action_shared_core_errors.HelperError(
    "token-unreadable",
    `The token-command ended with ${status}: ${stderr.trim().split(/\r?\n/).at(-1) || "no message"}`,
    {
      hint: "Run it by itself in the job, with its output sent to /dev/null, to see what it says."
    }
  );
}
// src/core/retry.ts
var outage = { ceilings: [500, 1e3, 2e3, 4e3, 8e3, 16e3, 2e4] };
var crowd = { ceilings: [3500, 7e3, 2e4] };
var unknownHost = { maxAttempts: 4, ceilings: [500, 1e3, 2e3] };
var retryPolicies = {
  "network-failed": outage,
  "deadline-exceeded": outage,
  "token-endpoint-unavailable": outage,
  "sts-unavailable": outage,
  "sts-idp-unreachable": outage,
  "sts-throttled": crowd,
  // Only ever thrown for a token that can be had anew.
  "sts-token-expired": { maxAttempts: 2, ceilings: [0] },
  // A role or trust policy made seconds ago is not known everywhere in AWS yet.
  "sts-access-denied": { maxAttempts: 3, ceilings: [800, 1600] }
};
var unlimitedWait = 6e5;
var shortestAttempt = 500;
async function withRetries(task, io, { maxAttempts, isRetryable = () => true, announced = /* @__PURE__ */ new Set() }) {
  const { clock, log } = io;
  const budget = clock.remaining();
  const end = clock.now() + (budget === Number.POSITIVE_INFINITY ? unlimitedWait : budget);
  const failures = [];
  let next;
  for (; ; ) {
    try {
      return await task(failures.at(-1));
    } catch (error2) {
      if (!(error2 instanceof import_action_shared_core_errors.HelperError)) throw error2;
      const left = end - clock.now();
      const mayPass = next?.isLast !== true && isRetryable(error2);
      next = mayPass ? nextAttempt(error2, failures, { maxAttempts, left, clock }) : void 0;
      if (next === void 0) throw isCutShort(error2, left) ? failures.at(-1) ?? error2 : error2;
      failures.push(error2);
      if (!announced.has(error2.code)) log.info(`${error2.message} ${announcement(next, end)}`);
      announced.add(error2.code);
      await clock.sleep(next.delay);
    }
  }
}
function nextAttempt(error2, before, { maxAttempts, left, clock }) {
  const policy = policyFor(error2) ?? { maxAttempts: 1, ceilings: [0] };
  const ofItsKind = before.filter(({ code }) => code === error2.code).length;
  const attemptsLeft = Math.min((policy.maxAttempts ?? Number.POSITIVE_INFINITY) - ofItsKind, maxAttempts - before.length) - 1;
  const asked = (error2.retryAfterSeconds ?? 0) * 1e3;
  const room = left - asked - shortestAttempt;
  if (attemptsLeft < 1 || room < 0) return void 0;
  const jitter = clock.random() * (policy.ceilings[Math.min(before.length, policy.ceilings.length - 1)] ?? 0);
  const isLast = jitter > room;
  const delay = asked + (isLast ? room * (1 + clock.random()) / 2 : jitter);
  return { delay: Math.round(delay), attemptsLeft, isLast };
}
function policyFor({ code, cause, retryAfterSeconds }) {
  const reason = (0, import_action_shared_core_ip_range.isObject)(cause) ? cause.code : void 0;
  if (code === "network-failed" && (reason === "ENOTFOUND" || reason === "EAI_AGAIN")) return unknownHost;
  return retryPolicies[code] === outage && retryAfterSeconds !== void 0 ? crowd : retryPolicies[code];
}
function isCutShort({ code }, left) {
  return code === "deadline-exceeded" && left < shortestAttempt;
}
function announcement({ delay, attemptsLeft }, end) {
  const next = `Trying again in ${(delay / 1e3).toFixed(1)} s`;
  if (attemptsLeft < Number.POSITIVE_INFINITY)
    return `${next} (${attemptsLeft} more ${attemptsLeft === 1 ? "try" : "tries"} at most).`;
  return `${next}, and until ${new Date(end).toISOString().slice(11, 19)} UTC if need be.`;
}
function retryAfter({ headers }) {
  const text = headers["retry-after"];
  return text !== void 0 && /^\d{1,4}$/.test(text) ? Number(text) : void 0;
}
// src/ci/github.ts
var github = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  detect: (env) => env.GITHUB_ACTIONS === "true",
  jobIdParts: (env) => ["gha", env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB],
  // The legs of a matrix share run, attempt and job, as do two calls of one reusable workflow. The runner names each job
  // that it starts, but not to containers; its folder for temporary files is its own.
  // https://github.com/actions/runner/blob/main/src/Runner.Worker/JobExtension.cs
  owner: (env) => [
    env.GITHUB_SERVER_URL,
    env.GITHUB_REPOSITORY,
    env.RUNNER_NAME,
    env.RUNNER_TEMP,
    env.RUNNER_TRACKING_ID
  ],
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables: "emptied at the beginning and end of
  // each job". Others that speak the protocol may give one folder to all.
  slot: (env) => [env.FORGEJO_ACTIONS, env.GITEA_ACTIONS, env.ACT].includes("true") ? [] : [env.RUNNER_NAME ?? "runner", env.RUNNER_TEMP],
  checkouts: (env) => [env.GITHUB_WORKSPACE],
  async token(audience, io) {
    const url = envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_URL");
    const bearer = envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    if (url === void 0 || bearer === void 0) throw whyNoToken(io);
    requireSendable2(url, bearer);
    const response = await io.http.send({
      method: "GET",
      url: `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience ?? "sts.amazonaws.com")}`,
      headers: { authorization: `Bearer ${bearer}`, accept: "application/json" }
    });
    const answer = (0, import_action_shared_core_ip_range.parseJson)(response.body);
    const value = (0, import_action_shared_core_ip_range.isObject)(answer) ? (0, import_action_shared_core_ip_range.stringAt)(answer, "value") : void 0;
    if (response.status === 200 && value !== void 0) return (0, import_action_shared_core_ip_range.parseToken)(value, "the token endpoint", true);
    throw new import_action_shared_core_errors.HelperError(
      response.status === 429 || response.status >= 500 ? "token-endpoint-unavailable" : "token-endpoint-failed",
      `The token endpoint ${new URL(url).origin} answered ${response.status}${response.via === void 0 ? "" : ` through ${response.via}`}${value === void 0 && response.status === 200 ? " and no token" : ""}.`,
      {
        hint: "A 401 or 403 means that the request token is not (or no longer) good: it ends with the job. Anything else is a matter of the CI server; its status page may know.",
        retryAfterSeconds: retryAfter(response)
      }
    );
  },
  tokenVariables: ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"],
  audienceAdvice: (audience) => `Ask for it: audience: ${audience} (--audience ${audience}).`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value);
  },
  defaults: { exports: ["env", "outputs"], profileType: "static" },
  variables: "github-env"
};
function requireSendable2(url, bearer) {
  const wrong = !isHttpUrl(url) ? "URL" : isHeaderText(bearer) ? void 0 : "TOKEN";
  if (wrong === void 0) return;
  throw new import_action_shared_core_errors.HelperError(
    "token-endpoint-failed",
    wrong === "URL" ? "ACTIONS_ID_TOKEN_REQUEST_URL is not an http or https URL." : "ACTIONS_ID_TOKEN_REQUEST_TOKEN holds a blank, a line end or another character that no header can carry.",
    {
      hint: "The runner sets it. Find the step or the wrapper that sets it again, and pass the value on as it is, without quotes and line ends."
    }
  );
}
function whyNoToken(io) {
  const { env } = io;
  if ([env.FORGEJO_ACTIONS, env.GITEA_ACTIONS].includes("true")) {
    return new import_action_shared_core_errors.HelperError("token-permission-missing", "This job may not ask for an OIDC token.", {
      hint: "On Forgejo, switch it on for the workflow or the job:\n\n    enable-openid-connect: true\n\nGitea has no OIDC tokens for jobs yet; there, say where a token is with token-env or web-identity-token-file."
    });
  }
  if (env.ACT === "true") {
    return new import_action_shared_core_errors.HelperError("ci-without-oidc", "act runs this workflow, and act gives its jobs no OIDC token.", {
      hint: "Try it with an emulated AWS, which has tokens: `ci-aws-credentials emulator --ci github` prints the variables for act (--env NAME=VALUE). Or bring a token of your own (token-env, web-identity-token-file), or skip the step:\n\n    if: env.ACT != 'true'"
    });
  }
  if (env.GITHUB_ACTOR === "dependabot[bot]") {
    return new import_action_shared_core_errors.HelperError(
      "token-dependabot",
      "Dependabot started this run, and Dependabot runs get no OIDC token by default.",
      {
        hint: "Skip the step in them:\n\n    if: github.actor != 'dependabot[bot]'\n\nor, if the code of new dependencies may use your role, name the permission in the job:\n\n    permissions:\n      id-token: write\n      contents: read"
      }
    );
  }
  if (isForkPullRequest(io)) {
    return new import_action_shared_core_errors.HelperError("token-fork", "This run is of a pull request from a fork, and forks get no OIDC token.", {
      hint: "That protects you: anybody could run code with your role. Skip the step for forks:\n\n    if: github.event.pull_request.head.repo.full_name == github.repository"
    });
  }
  return new import_action_shared_core_errors.HelperError(
    "token-permission-missing",
    "This job may not ask for an OIDC token: the permission id-token is missing.",
    {
      hint: "Give it to the job, or to the workflow:\n\n    permissions:\n      id-token: write\n      contents: read\n\n(`contents: read`, because naming one permission takes away those not named.) In a reusable workflow, the calling job needs it as well."
    }
  );
}
var largestEvent = 5e7;
function isForkPullRequest({ env, files }) {
  const event = (0, import_action_shared_core_ip_range.parseJson)(readIfReadable(envValue(env, "GITHUB_EVENT_PATH"), files) ?? "");
  const pullRequest = (0, import_action_shared_core_ip_range.isObject)(event) ? event.pull_request : void 0;
  const head = (0, import_action_shared_core_ip_range.isObject)(pullRequest) ? pullRequest.head : void 0;
  const repository = (0, import_action_shared_core_ip_range.isObject)(head) ? head.repo : void 0;
  return (0, import_action_shared_core_ip_range.isObject)(repository) && (0, import_action_shared_core_ip_range.stringAt)(repository, "full_name") !== env.GITHUB_REPOSITORY;
}
function readIfReadable(path, files) {
  try {
    return path === void 0 ? void 0 : files.read(path, { bytes: largestEvent });
  } catch (error2) {
    if (error2 instanceof import_action_shared_core_errors.HelperError) return void 0;
    throw error2;
  }
}
// src/ci/gitlab.ts
var legacyVariables = ["CI_JOB_JWT_V2", "CI_JOB_JWT", "CI_JOB_JWT_V1"];
var defaultAudience = "sts.amazonaws.com";
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  detect: (env) => env.GITLAB_CI === "true",
  jobIdParts: (env) => ["gitlab", env.CI_PROJECT_ID, env.CI_JOB_ID],
  // A retry is a job of a new ID; IDs count per server.
  owner: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST],
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  slot: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST, env.CI_RUNNER_ID, env.CI_CONCURRENT_ID],
  checkouts: (env) => [env.CI_PROJECT_DIR],
  async token(audience, io) {
    const tokens = idTokens(io.env);
    const fitting = tokens.filter(({ claims }) => (0, import_action_shared_core_ip_range.audiencesOf)(claims).includes(audience ?? defaultAudience));
    const candidates2 = fitting.length === 0 && audience === void 0 ? tokens.filter(isFromGitlab) : fitting;
    const [token, another] = candidates2;
    if (token !== void 0 && another !== void 0) throw ambiguous(candidates2);
    if (token !== void 0) return token;
    const legacy = legacyToken(io.env);
    if (legacy === void 0) throw noToken(audience ?? defaultAudience, tokens);
    io.log.notice(
      `Using ${legacy.source}, which GitLab 17.0 removes: declare id_tokens before the server is upgraded.`
    );
    return legacy;
  },
  tokenVariables: legacyVariables,
  audienceAdvice: (audience) => `Ask for it in the job:

${jobYaml(audience)}`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function idTokens(env) {
  const seen = /* @__PURE__ */ new Set();
  return Object.keys(env).filter((name) => !legacyVariables.includes(name)).sort().flatMap((name) => tokenIn(name, env)).filter(({ jwt }) => !seen.has(jwt.reveal()) && seen.add(jwt.reveal()));
}
function legacyToken(env) {
  return legacyVariables.flatMap((name) => tokenIn(name, env))[0];
}
function tokenIn(name, env) {
  const text = env[name] ?? "";
  const token = /^\s*eyJ/.test(text) ? (0, import_action_shared_core_ip_range.tryParseToken)(text, `the variable ${name}`, false) : void 0;
  return token === void 0 ? [] : [token];
}
function isFromGitlab({ claims }) {
  return typeof claims.project_path === "string";
}
function ambiguous(tokens) {
  return new import_action_shared_core_errors.HelperError("token-ambiguous", `Several variables contain a matching ID token: ${listed(tokens)}.`, {
    hint: "Name one: --token-env NAME. Or give audience, if they differ in it."
  });
}
function noToken(audience, others2) {
  if (others2.length > 0) {
    return new import_action_shared_core_errors.HelperError("token-audience", `No token of this job has the audience ${audience}: ${listed(others2)}.`, {
      hint: `Give the audience that the token has (--audience), if IAM's identity provider knows it, or ask for this one in the job:

${jobYaml(audience)}`
    });
  }
  return new import_action_shared_core_errors.HelperError("token-missing", "This job has no OIDC token.", {
    hint: `Declare one in the job, and it arrives as a variable:

${jobYaml(audience)}

The name is yours to choose. On GitLab before 15.7 there are no id_tokens; CI_JOB_JWT_V2 is used there.`
  });
}
function listed(tokens) {
  return tokens.map(({ source, claims }) => `${source} (audience ${(0, import_action_shared_core_ip_range.audiencesOf)(claims).join(", ") || "none"})`).join(", ");
}
function jobYaml(audience) {
  return `    id_tokens:
      AWS_ID_TOKEN:
        aud: ${audience}`;
}
// src/ci/semaphore.ts
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  detect: (env) => env.SEMAPHORE === "true",
  jobIdParts: (env) => ["semaphore-job", env.SEMAPHORE_JOB_ID],
  owner: () => [],
  // https://docs.semaphoreci.com/reference/env-vars – a name, in the home folder.
  checkouts: (env) => [env.SEMAPHORE_GIT_DIR],
  async token(_audience, { env }) {
    const value = envValue(env, "SEMAPHORE_OIDC_TOKEN");
    if (value !== void 0) return (0, import_action_shared_core_ip_range.parseToken)(value, "the variable SEMAPHORE_OIDC_TOKEN", false);
    throw new import_action_shared_core_errors.HelperError("token-missing", "This job has no OIDC token: SEMAPHORE_OIDC_TOKEN is not set.", {
      hint: "OpenID Connect is part of the hosted plans and of the Enterprise Edition, and is switched on for the organization under Settings > OpenID Connect. The Community Edition has none."
    });
  },
  tokenVariables: ["SEMAPHORE_OIDC_TOKEN"],
  audienceAdvice: () => "On Semaphore the audience is the address of the organization (https://<org>.semaphoreci.com) and cannot be chosen: register that as the audience of the provider in IAM, and leave audience out.",
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
// src/ci/index.ts
var ciProviders = [github, gitlab, circleci, semaphore, custom];
function detectCi(env, override) {
  if (override !== void 0) return withId("ci", override, ciProviders);
  return ciProviders.find((ci) => ci.detect(env)) ?? custom;
}
function isKnownCi(env) {
  return detectCi(env, void 0) !== custom;
}
async function maskInLog(values, io) {
  await detectCi(io.env, void 0).mask?.(values, io);
}
// src/core/redact-account-ids.ts
function redactAccountIds(text) {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, "***");
}
function redactingLog(log) {
  return {
    debug: (message) => log.debug(redactAccountIds(message)),
    info: (message) => log.info(redactAccountIds(message)),
    notice: (message) => log.notice(redactAccountIds(message)),
    warning: (message) => log.warning(redactAccountIds(message)),
    error: (message, title) => log.error(redactAccountIds(message), title),
    group: (title, text) => log.group(redactAccountIds(title), redactAccountIds(text)),
    mask: log.mask
  };
}
function redactedError(error2) {
  return error2 instanceof import_action_shared_core_errors.HelperError ? (0, import_action_shared_core_errors.reworded)(error2, redactAccountIds) : error2;
}
// src/options/table.ts
var options = [
  {
    name: "role-to-assume",
    legacyVariable: true,
    kind: "text",
    value: "ARN",
    aliases: ["role-arn"],
    environment: ["AWS_ROLE_ARN"],
    help: "The role to assume, as an ARN. With other credentials than a token, its name is enough."
  },
  {
    name: "aws-region",
    kind: "text",
    value: "REGION",
    aliases: ["region"],
    environment: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    help: "The region of the STS endpoint, and of the job's AWS calls. Without one, a region of the role's partition is taken."
  },
  {
    name: "audience",
    legacyVariable: true,
    kind: "text",
    value: "AUD",
    actionDefault: "sts.amazonaws.com",
    help: "The audience of the token: a client ID of the identity provider in IAM."
  },
  {
    name: "role-session-name",
    legacyVariable: true,
    kind: "text",
    value: "NAME",
    environment: ["AWS_ROLE_SESSION_NAME"],
    help: "The session name, as CloudTrail shows it. Default: made of the job\u2019s id."
  },
  {
    name: "role-duration-seconds",
    legacyVariable: true,
    kind: "number",
    value: "SECONDS",
    default: "3600",
    help: "How long the credentials live: 900 to 43200, and not above the role\u2019s own maximum."
  },
  {
    name: "inline-session-policy",
    legacyVariable: true,
    kind: "json",
    value: "JSON",
    help: "A policy that narrows what the session may do."
  },
  {
    name: "managed-session-policies",
    legacyVariable: true,
    kind: "lines",
    value: "ARN",
    help: "Managed policies that narrow what the session may do, at most ten."
  },
  {
    name: "trust-policy",
    kind: "text",
    value: "FILE",
    help: "The role's trust policy, or the role as `aws iam get-role` prints it. Read only when AWS refuses, to say which condition refused."
  },
  {
    name: "then-assume",
    kind: "lines",
    value: "ARN",
    help: "Further roles to assume, one after the other, each with the credentials of the one before. AWS caps such sessions at one hour."
  },
  {
    name: "roles",
    handover: true,
    kind: "lines",
    value: "LINE",
    help: "Several roles at once, one a line, each as a profile: `NAME = ARN`, then `, via = NAME` to assume it with the credentials of another, and `, region = REGION`."
  },
  {
    name: "allowed-account-ids",
    kind: "list",
    value: "ID",
    help: "Fail unless the credentials belong to one of these accounts; nothing is handed over before."
  },
  {
    name: "ci",
    kind: "text",
    value: "NAME",
    help: "The CI, where it should not be detected: {ci}."
  },
  {
    name: "token-env",
    kind: "text",
    value: "NAME",
    help: "The variable that holds the OIDC token."
  },
  {
    name: "token-command",
    kind: "text",
    value: "COMMAND",
    frontEnd: "cli",
    help: "A shell command that prints a fresh OIDC token."
  },
  {
    name: "web-identity-token-file",
    legacyVariable: true,
    kind: "text",
    value: "FILE",
    help: "The file that holds the OIDC token."
  },
  {
    name: "export",
    handover: true,
    kind: "list",
    value: "TARGET",
    help: "How the credentials are handed over: env, outputs, profile or none (only prove that the role can be assumed). Default: by CI."
  },
  {
    name: "aws-profile",
    handover: true,
    kind: "text",
    value: "NAME",
    aliases: ["profile"],
    help: "The profile to write. Default: `default`, where a profile is written at all."
  },
  {
    name: "profile-type",
    handover: true,
    kind: "text",
    value: "TYPE",
    help: "web-identity (the token in a private file, no AWS secret on the disk), process (asks this program, which renews) or static (keys). Default: by CI."
  },
  {
    name: "overwrite-aws-profile",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "Replace a profile of that name that something else wrote."
  },
  {
    name: "output-env-credentials",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Export the credentials as environment variables. Default: true, unless `aws-profile` is given."
  },
  {
    name: "output-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Set the credentials as outputs of the step."
  },
  {
    name: "aws-access-key-id",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the access key ID. With a role, they assume it; without, they are what is handed over."
  },
  {
    name: "aws-secret-access-key",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the secret access key."
  },
  {
    name: "aws-session-token",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the session token, if they have one."
  },
  {
    name: "role-chaining",
    legacyVariable: true,
    kind: "flag",
    help: "Assume the role with the credentials that are already there (variables, profile, container, instance) instead of a token."
  },
  {
    name: "use-existing-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "If the credentials that are already there work, keep them and do nothing else."
  },
  {
    name: "force-skip-oidc",
    kind: "flag",
    frontEnd: "action",
    help: "Never use the job\u2019s token, even where there is one."
  },
  {
    name: "unset-current-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Empty the credential variables of earlier steps. Works by itself, too."
  },
  {
    name: "role-external-id",
    legacyVariable: true,
    kind: "text",
    value: "ID",
    help: "The external ID that the trust policy asks for. AssumeRole only: a token has none."
  },
  {
    name: "role-skip-session-tagging",
    legacyVariable: true,
    kind: "flag",
    help: "Assume a role without session tags. With a token there are none in any case."
  },
  { name: "custom-tags", kind: "json", value: "JSON", help: "More session tags for AssumeRole, as a JSON object." },
  {
    name: "transitive-tag-keys",
    legacyVariable: true,
    kind: "lines",
    value: "KEY",
    help: "Session tags that go on to the roles assumed next."
  },
  {
    name: "special-characters-workaround",
    legacyVariable: true,
    kind: "flag",
    help: "Ask again, at most ten times, until the secret key has letters and digits only."
  },
  { name: "disable-retry", legacyVariable: true, kind: "flag", help: "Try everything once only." },
  {
    name: "retry-max-attempts",
    legacyVariable: true,
    kind: "number",
    value: "N",
    help: "Try nothing more often than this. Permanent refusals are never tried again, whatever it says."
  },
  {
    name: "http-proxy",
    kind: "text",
    value: "URL",
    environment: ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"],
    help: "The proxy for all requests, http:// or https://."
  },
  {
    name: "no-proxy",
    kind: "list",
    value: "HOST",
    environment: ["no_proxy", "NO_PROXY"],
    help: "What is reached without the proxy: hosts, .suffixes, host:port, CIDR ranges, or *."
  },
  {
    name: "summary",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Write a job summary: role, account, session name, region, expiry. Never a secret."
  },
  {
    name: "mask-aws-account-id",
    legacyVariable: true,
    kind: "flag",
    help: "Mask the account ID in the log where the CI can mask, and leave it out of what is said everywhere."
  },
  {
    name: "sts-endpoint",
    kind: "text",
    value: "URL",
    environment: ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"],
    help: "Another STS endpoint than that of the region."
  },
  {
    name: "timeout",
    kind: "number",
    value: "SECONDS",
    default: "90",
    aliases: ["action-timeout-s"],
    help: "The most that the whole step may take. What may pass is tried again until then."
  }
];
// src/options/from-environment.ts
function fillFromEnvironment(given, env, onKnownCi) {
  const foreign = envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 || given["aws-access-key-id"] !== void 0;
  const variables2 = (option) => variablesFor(option, env).filter((name) => !(name === "AWS_ROLE_ARN" && foreign && onKnownCi));
  const pickUps = [];
  const filled = { ...given };
  for (const option of options) {
    if (filled[option.name] !== void 0) continue;
    for (const variable of variables2(option)) {
      const value = envValue(env, variable);
      if (value === void 0) continue;
      filled[option.name] = value;
      pickUps.push({ option: option.name, variable });
      break;
    }
  }
  return { given: filled, pickUps };
}
function variablesFor(option, env) {
  const legacyVariable = option.legacyVariable === true && env.GITHUB_ACTIONS === "true";
  return [...legacyVariable ? [option.name.toUpperCase().replaceAll("-", "_")] : [], ...option.environment ?? []];
}
// src/aws/profile-type.ts
var profileTypes = ["web-identity", "process", "static"];
// src/aws/region.ts
function parseRegionOf(text, role, isOwnServer = false) {
  const partition = (0, import_action_shared_core_ip_range.partitionById)(role?.partition ?? "aws");
  if (text !== void 0) {
    const region = checkedRegion(text, isOwnServer);
    if (role !== void 0 && partition !== void 0) refuseForeign(region, role);
    return region;
  }
  if (partition !== void 0) return partition.defaultRegion;
  throw new import_action_shared_core_errors.HelperError("region-invalid", `No region is set, and the partition ${role?.partition} is not known.`, {
    hint: "Give aws-region."
  });
}
function refuseForeign(region, { arn, partition }) {
  const theirs = (0, import_action_shared_core_ip_range.partitionOfRegion)(region).id;
  if (theirs === partition) return;
  throw new import_action_shared_core_errors.HelperError(
    "region-invalid",
    `The region ${region} is of the partition ${theirs}, the role ${arn} of ${partition}. They never meet.`,
    {
      hint: `Give a region of ${partition} (${(0, import_action_shared_core_ip_range.partitionById)(partition)?.defaultRegion}, for instance), or a role of ${theirs}.`
    }
  );
}
function checkedRegion(text, isOwnServer) {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  const zone = /^([a-z]{2,}(?:-[a-z]+)+-\d{1,2})[a-z]$/.exec(text);
  if (isOwnServer && zone === null && /^[a-z0-9-]+$/.test(text)) return text;
  throw new import_action_shared_core_errors.HelperError("region-invalid", `aws-region is not a region: ${JSON.stringify(text)}.`, {
    hint: zone === null ? "It looks like eu-central-1." : `This is an availability zone. Its region is ${zone[1]}.`
  });
}
// src/aws/role.ts
function isRoleName(text) {
  return /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && !/^\d{12}\//.test(text);
}
var roleArn = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;
function parseRole(text) {
  const [, partition, accountId, name] = roleArn.exec(text) ?? [];
  if (partition === void 0 || accountId === void 0 || name === void 0 || text.length > 2048) {
    throw new import_action_shared_core_errors.HelperError("role-invalid", `role-to-assume is not the ARN of a role: ${JSON.stringify(text)}.`, {
      hint: adviceFor(text)
    });
  }
  return { arn: text, partition, accountId, name };
}
function adviceFor(text) {
  const form = "arn:aws:iam::123456789012:role/NAME";
  const accountAndName = /^(\d{12})[:/](?:role\/)?([\w+=,.@/-]+)$/.exec(text);
  if (accountAndName !== null) return `Did you mean arn:aws:iam::${accountAndName[1]}:role/${accountAndName[2]}?`;
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(text);
  if (session !== null) {
    return `This is the ARN of a session. The role's own is arn:${session[1]}:iam::${session[2]}:role/${session[3]} (with its path, if it has one).`;
  }
  if (/^arn:aws[a-z-]*:iam::\d{12}:user\//.test(text)) {
    return `A user cannot be assumed. Give the ARN of a role: ${form}.`;
  }
  if (/^[\w+=,.@-]{1,64}$/.test(text)) {
    return `A token does not say which AWS account is meant. Give the whole ARN: arn:aws:iam::<12-digit account>:role/${text}.`;
  }
  return `Give the role's ARN as IAM shows it: ${form}. Quotes, blanks and unset variables in the job's YAML are the usual suspects.`;
}
// src/aws/session-tags.ts
var limits = { tags: 50, key: 128, value: 256 };
var allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
var builtIn = [
  ["Repository", "GITHUB_REPOSITORY", false],
  ["Workflow", "GITHUB_WORKFLOW", false],
  ["Action", "GITHUB_ACTION", false],
  ["Actor", "GITHUB_ACTOR", false],
  ["Commit", "GITHUB_SHA", false],
  ["Branch", "GITHUB_REF", false],
  ["EventName", "GITHUB_EVENT_NAME", true],
  ["BaseRef", "GITHUB_BASE_REF", true],
  ["HeadRef", "GITHUB_HEAD_REF", true],
  ["RunId", "GITHUB_RUN_ID", true],
  ["Job", "GITHUB_JOB", true],
  ["TriggeringActor", "GITHUB_TRIGGERING_ACTOR", true]
];
var protectedKeys = ["GitHub", ...builtIn.map(([key]) => key)];
function builtInTags(env) {
  if (env.GITHUB_ACTIONS !== "true") return [];
  const tags = builtIn.flatMap(([Key, variable]) => {
    const value = env[variable] ?? "";
    return value === "" ? [] : [{ Key, Value: cleaned(value) }];
  });
  return [{ Key: "GitHub", Value: "Actions" }, ...tags];
}
function cleaned(value) {
  return value.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, "_").slice(0, limits.value);
}
function withoutDroppableTags(tags) {
  const droppable = builtIn.filter(([, , drop]) => drop).map(([key]) => key);
  return tags.filter(({ Key }) => !droppable.includes(Key));
}
function transitiveKeys(wanted, tags) {
  return wanted.filter((key) => tags.some(({ Key }) => Key === key));
}
function parseCustomTags(text) {
  if (text === void 0) return [];
  const value = (0, import_action_shared_core_ip_range.parseJson)(text);
  if (value === void 0) throw invalid("input is not valid JSON");
  if (!(0, import_action_shared_core_ip_range.isObject)(value)) throw invalid("input must be a JSON object (not an array or primitive)");
  const tags = Object.entries(value).map(([key, entry2]) => parseTag(key, entry2));
  const total = tags.length + protectedKeys.length;
  if (total > limits.tags) throw invalid(`total session tags (${total}) would exceed the AWS limit of ${limits.tags}`);
  return tags;
}
function parseTag(key, value) {
  if (!["string", "number", "boolean"].includes(typeof value)) {
    throw invalid(`value for key '${key}' must be a string, number, or boolean (not an object or array)`);
  }
  const text = String(value);
  if (key.length < 1 || key.length > limits.key)
    throw invalid(`key '${key}' must be between 1 and ${limits.key} characters`);
  if (text.length > limits.value)
    throw invalid(`value for key '${key}' exceeds maximum length of ${limits.value} characters`);
  const signs = "contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@";
  if (!allowed.test(key)) throw invalid(`key '${key}' ${signs}`);
  if (!allowed.test(text)) throw invalid(`value for key '${key}' ${signs}`);
  if (protectedKeys.includes(key)) {
    throw invalid(`key '${key}' conflicts with a protected session tag set by this action and cannot be overridden`);
  }
  return { Key: key, Value: text };
}
function invalid(what) {
  return new import_action_shared_core_errors.HelperError("option-invalid", `custom-tags: ${what}`, {
    hint: 'Give a JSON object of texts, numbers or booleans: {"Team": "payments", "CostCenter": 42}.'
  });
}
// src/options/profile-name.ts
var NAME = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;
function validateProfileName(name, source) {
  if (!NAME.test(name)) {
    throw new import_action_shared_core_errors.HelperError("profile-invalid", `${source} cannot be the name of a profile: ${shown2(name)}.`, {
      hint: "Use up to 64 letters, digits and the characters _.@+-, beginning with a letter, a digit or _: blanks, brackets, slashes and line breaks would break the file for other tools."
    });
  }
  if (name === "__proto__") {
    throw new import_action_shared_core_errors.HelperError("profile-invalid", `${source} cannot be "__proto__".`, {
      hint: "The AWS SDK for JavaScript reads nothing at all from a file with such a profile. Choose another name."
    });
  }
  if (name === "DEFAULT") {
    throw new import_action_shared_core_errors.HelperError("profile-invalid", `${source} cannot be "DEFAULT".`, {
      hint: "The AWS CLI gives the settings of [DEFAULT] to every profile of the file. Write `default`, in lower case."
    });
  }
  return name;
}
function shown2(name) {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}\u2026` : name);
}
// src/options/roles-option.ts
function parseRoles(text, region) {
  const entries = lines(text).map((line) => parseEntry(line, region));
  const names3 = entries.map(({ profile: profile2 }) => profile2);
  const twice = names3.find((name, index) => names3.indexOf(name) !== index);
  if (twice !== void 0) throw invalid2(`names the profile ${twice} twice`, "Give every role a profile of its own.");
  for (const { profile: profile2, via } of entries) {
    if (via === void 0 || names3.includes(via)) continue;
    throw invalid2(
      `has ${profile2} go via ${via}, which is not in the list`,
      (0, import_action_shared_core_ip_range.didYouMean)(via, names3) ?? `Add a line for ${via}.`
    );
  }
  return inOrder(entries, []);
}
function parseEntry(line, commonRegion) {
  const [first = "", ...rest] = line.split(",").map((part) => part.trim());
  const [profile2, arn] = pair(first, line);
  const settings = new Map(rest.map((part) => pair(part, line)));
  for (const name of settings.keys()) {
    if (name === "via" || name === "region") continue;
    throw invalid2(
      `holds ${JSON.stringify(name)} in the line for ${profile2}`,
      (0, import_action_shared_core_ip_range.didYouMean)(name, ["via", "region"]) ?? "A line may hold via and region."
    );
  }
  const role = parseRole(arn);
  const via = settings.get("via");
  return {
    profile: validateProfileName(profile2, "roles"),
    role,
    via,
    region: parseRegionOf(settings.get("region") ?? commonRegion, role)
  };
}
function pair(part, line) {
  const [, name, value] = /^([^=\s]+)\s*=\s*(\S+)$/.exec(part) ?? [];
  if (name !== void 0 && value !== void 0) return [name, value];
  throw invalid2(
    `has a line that is not understood: ${JSON.stringify(line)}`,
    "It looks like: staging = arn:aws:iam::123456789012:role/deploy, via = base, region = eu-central-1"
  );
}
function inOrder(left, done) {
  if (left.length === 0) return done;
  const ready = left.filter(({ via }) => via === void 0 || done.some(({ profile: profile2 }) => profile2 === via));
  if (ready.length > 0)
    return inOrder(
      left.filter((entry2) => !ready.includes(entry2)),
      [...done, ...ready]
    );
  const circle = left.map(({ profile: profile2, via }) => `${profile2} via ${via}`).join(", ");
  throw invalid2(`goes round in a circle: ${circle}`, "At least one of them must be assumed with the token.");
}
function invalid2(what, hint) {
  return new import_action_shared_core_errors.HelperError("option-invalid", `roles ${what}.`, { hint });
}
// src/options/credential-source.ts
function parseSource(given, env) {
  if (given.roles !== void 0) return sourceOfRoles(given, env);
  const text = given["role-to-assume"];
  const keys2 = parseKeys(given);
  const from = parseTokenSource(given);
  if (text !== void 0 && from !== void 0) return { kind: "token", role: parseRole(text), from };
  if (keys2 !== void 0) return { kind: "keys", role: roleOrName(text), credentials: keys2 };
  const chaining = flag("role-chaining", given["role-chaining"]) ?? false;
  if (chaining && text === void 0) throw roleMissing("role-chaining needs a role to go on to.", env);
  if (chaining) return { kind: "ambient", role: roleOrName(text) };
  const skipsToken = flag("force-skip-oidc", given["force-skip-oidc"]) ?? false;
  if (skipsToken && text !== void 0) {
    throw new import_action_shared_core_errors.HelperError(
      "option-conflict",
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: "Or role-chaining, to assume the role with credentials that are already there." }
    );
  }
  const unset = flag("unset-current-credentials", given["unset-current-credentials"]) ?? false;
  const hasSigns = hasAmbientSigns(unset ? { ...env, AWS_ACCESS_KEY_ID: void 0 } : env);
  if (text !== void 0) {
    const ambient = hasNoToken(env) && hasSigns;
    return ambient ? { kind: "ambient", role: roleOrName(text) } : { kind: "token", role: parseRole(text), from };
  }
  const useExisting = flag("use-existing-credentials", given["use-existing-credentials"]) ?? false;
  if (skipsToken || useExisting) return { kind: "ambient", role: void 0 };
  if (unset) return void 0;
  if (env.GITHUB_ACTIONS === "true" && hasSigns) return { kind: "ambient", role: void 0 };
  throw roleMissing("No role is given.", env);
}
function sourceOfRoles(given, env) {
  const [first] = parseRoles(given.roles, given["aws-region"]);
  if (first === void 0) throw roleMissing("roles names no role.", env);
  for (const name of ["role-to-assume", "aws-access-key-id", "role-chaining", "aws-profile"]) {
    if (given[name] === void 0) continue;
    throw new import_action_shared_core_errors.HelperError("option-conflict", `roles and ${name} exclude each other.`, {
      hint: "roles says which roles, and which profile each becomes; the job\u2019s token assumes them."
    });
  }
  return { kind: "token", role: first.role, from: parseTokenSource(given) };
}
function hasNoToken(env) {
  return env.GITHUB_ACTIONS === "true" && envValue(env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") === void 0;
}
function hasAmbientSigns(env) {
  return ambientVariables.some((name) => envValue(env, name) !== void 0);
}
var ambientVariables = [
  "AWS_ACCESS_KEY_ID",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_PROFILE"
];
function parseKeys(given) {
  const accessKeyId = given["aws-access-key-id"];
  const secretAccessKey = given["aws-secret-access-key"];
  const sessionToken = given["aws-session-token"];
  if (accessKeyId === void 0) return void 0;
  if (secretAccessKey === void 0) {
    throw new import_action_shared_core_errors.HelperError(
      "option-conflict",
      "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
      { hint: `Give both, or neither. ${emptyInputs}` }
    );
  }
  const credentials = {
    accessKeyId,
    secretAccessKey: new import_action_shared_core_ip_range.Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new import_action_shared_core_ip_range.Secret(sessionToken) }
  };
  const malformed = malformedPart(credentials, given["sts-endpoint"] !== void 0);
  if (malformed === void 0) return credentials;
  throw new import_action_shared_core_errors.HelperError("option-invalid", `aws-${malformed.toLowerCase().replaceAll(" ", "-")} is no ${malformed}.`, {
    hint: "AWS makes them of letters and digits, and the secret parts of / + = as well. A $ too many before the expression, quotes or a blank in the secret itself look like this."
  });
}
function roleOrName(text) {
  if (text === void 0) return void 0;
  return isRoleName(text) ? { name: text } : parseRole(text);
}
function knownRole(source) {
  return source?.role !== void 0 && "arn" in source.role ? source.role : void 0;
}
function parseTokenSource(given) {
  const sources = [];
  const name = given["token-env"];
  if (name !== void 0) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new import_action_shared_core_errors.HelperError("option-invalid", "token-env is not the name of a variable.", {
        hint: "Give the name (AWS_ID_TOKEN), not the value: what starts with $ has been replaced by the shell, and a token must not be on a command line."
      });
    }
    sources.push({ kind: "env", name });
  }
  const path = given["web-identity-token-file"];
  if (path !== void 0) sources.push({ kind: "file", path });
  const line = given["token-command"];
  if (line !== void 0) sources.push({ kind: "command", line });
  if (sources.length > 1) {
    throw new import_action_shared_core_errors.HelperError("option-conflict", "More than one token source is set.", {
      hint: "Give one of token-env, web-identity-token-file and token-command."
    });
  }
  return sources[0];
}
function roleMissing(message, env) {
  const hint = "Say which role to assume: role-to-assume (--role-to-assume on the command line), or the variable AWS_ROLE_ARN. It looks like arn:aws:iam::123456789012:role/NAME.";
  return new import_action_shared_core_errors.HelperError("role-missing", message, {
    hint: env.GITHUB_ACTIONS === "true" ? `${hint}
${emptyInputs}` : hint
  });
}
var emptyInputs = "If the workflow does give it, by an expression, that came out empty: the secret or variable is not set for this repository or environment, pull requests from forks get none, or a reusable workflow was called without `secrets: inherit`.";
// src/options/session-policies.ts
var limit = 2048;
function parseSessionPolicies(given) {
  const inlinePolicy = given["inline-session-policy"];
  const managedPolicies = lines(given["managed-session-policies"]);
  const wrong = managedPolicies.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== void 0) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `managed-session-policies holds no policy ARN: ${JSON.stringify(wrong)}.`, {
      hint: "Give one ARN a line: arn:aws:iam::aws:policy/ReadOnlyAccess."
    });
  }
  if (managedPolicies.length > 10) {
    throw new import_action_shared_core_errors.HelperError(
      "policy-invalid",
      `managed-session-policies holds ${managedPolicies.length} policies; STS takes ten.`
    );
  }
  if (inlinePolicy === void 0) return { inlinePolicy, managedPolicies };
  if (!(0, import_action_shared_core_ip_range.isObject)((0, import_action_shared_core_ip_range.parseJson)(inlinePolicy))) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", "inline-session-policy is not a JSON object.", {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[\u2026]}. In YAML, put it in a block scalar (|).'
    });
  }
  const length = inlinePolicy.length + managedPolicies.join("").length;
  if (length > limit) {
    throw new import_action_shared_core_errors.HelperError(
      "policy-invalid",
      `The session policies are ${length} characters long together; STS takes ${limit}.`,
      { hint: "Drop white space and Sids, or use managed-session-policies." }
    );
  }
  return { inlinePolicy, managedPolicies };
}
// src/options/settings.ts
var exportNames = ["env", "outputs", "profile", "none"];
function parseSettings(given, env, pickUps = []) {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const { useFips, useDualStack } = parseEndpointVariants(env);
  return {
    given: withoutKeys(given),
    ci: given.ci,
    source,
    region: parseRegionOf(given["aws-region"], knownRole(source), given["sts-endpoint"] !== void 0),
    regionIsGiven: given["aws-region"] !== void 0 && !pickUps.some(({ option }) => option === "aws-region"),
    audience: given.audience,
    sessionName: parseSessionName(given["role-session-name"]),
    durationSeconds: parseDuration(given["role-duration-seconds"]),
    ...parseSessionPolicies(given),
    chain: parseChain(given),
    roles: parseRoles(given.roles, given["aws-region"]),
    externalId: parseExternalId(given["role-external-id"]),
    trustPolicy: given["trust-policy"],
    tags: {
      skip: flag("role-skip-session-tagging", given["role-skip-session-tagging"]) ?? false,
      custom: parseCustomTags(given["custom-tags"]),
      transitive: lines(given["transitive-tag-keys"])
    },
    allowedAccounts: parseAccounts(given["allowed-account-ids"]),
    useExisting: flag("use-existing-credentials", given["use-existing-credentials"]) ?? false,
    unsetCurrent: flag("unset-current-credentials", given["unset-current-credentials"]) ?? false,
    plainSecretKey: flag("special-characters-workaround", given["special-characters-workaround"]) ?? false,
    exports: parseExports(given.export),
    profile: {
      name: given["aws-profile"] === void 0 ? void 0 : validateProfileName(given["aws-profile"], "aws-profile"),
      type: given["profile-type"] === void 0 ? void 0 : oneOf("profile-type", given["profile-type"], profileTypes),
      overwrite: flag("overwrite-aws-profile", given["overwrite-aws-profile"]) ?? false
    },
    outputEnvCredentials: flag("output-env-credentials", given["output-env-credentials"]),
    outputCredentials: flag("output-credentials", given["output-credentials"]) ?? false,
    maskAccountId: flag("mask-aws-account-id", given["mask-aws-account-id"]) ?? false,
    summary: flag("summary", given.summary) ?? false,
    stsEndpoint: parseEndpoint(given["sts-endpoint"], useFips || useDualStack),
    useFips,
    useDualStack,
    maxAttempts: parseMaxAttempts(given),
    ...parseRunLimits(given)
  };
}
function parseRunLimits(given) {
  const timeout = integer("timeout", given.timeout ?? "90", { least: 0, most: 86400 });
  return {
    proxy: { proxy: parseProxy(given["http-proxy"]), noProxy: words(given["no-proxy"]) },
    // configure-aws-credentials counts 0 as no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout
  };
}
function withoutKeys(given) {
  const { "aws-access-key-id": _id, "aws-secret-access-key": _key, "aws-session-token": _token, ...rest } = given;
  return rest;
}
function checkText(name, value) {
  if (/eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) {
    throw new import_action_shared_core_errors.HelperError("option-invalid", `${name} holds a token. No option takes one.`, {
      hint: "Say where the token is, so that it is on no command line and in no log: token-env NAME (a variable) or web-identity-token-file FILE."
    });
  }
  const kind = options.find((option) => option.name === name)?.kind;
  const forbidden = kind === "list" || kind === "lines" || kind === "json" ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    throw new import_action_shared_core_errors.HelperError("option-invalid", `${name} contains a line break or a NUL character.`, {
      hint: `Give ${name} as one line of text. In YAML, a block scalar (| or >) ends in a line end; write the value after the colon.`
    });
  }
}
function parseChain(given) {
  const roles = lines(given["then-assume"]).map(parseRole);
  if (roles.length > 0 && given.roles !== void 0) {
    throw new import_action_shared_core_errors.HelperError("option-conflict", "then-assume and roles exclude each other.", {
      hint: "In roles, `via` chains: last = ARN, via = first."
    });
  }
  return roles;
}
function parseMaxAttempts(given) {
  if (flag("disable-retry", given["disable-retry"])) return 1;
  const text = given["retry-max-attempts"];
  if (text === void 0) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer("retry-max-attempts", /^-\d+$/.test(text) ? "0" : text, { least: 0, most: 1e6 }));
}
function parseExternalId(text) {
  if (text === void 0 || /^[\w+=,.@:/-]{2,1224}$/.test(text)) return text;
  throw new import_action_shared_core_errors.HelperError(
    "option-invalid",
    "role-external-id must be 2 to 1224 letters, digits and the characters _+=,.@:/-."
  );
}
function parseSessionName(text) {
  if (text === void 0 || /^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new import_action_shared_core_errors.HelperError(
    "session-name-invalid",
    `role-session-name must be 2 to 64 letters, digits and the characters _+=,.@-, and is ${JSON.stringify(text)} (${text.length}).`,
    {
      hint: "Shorten it or replace the other characters, or leave it out: the default is derived from the job ID and always fits."
    }
  );
}
function parseDuration(text) {
  try {
    return integer("role-duration-seconds", text ?? "3600", { least: 900, most: 43200 });
  } catch (error2) {
    if (!(error2 instanceof import_action_shared_core_errors.HelperError)) throw error2;
    throw new import_action_shared_core_errors.HelperError("duration-invalid", error2.message, {
      hint: "Give seconds, from 900 (15 minutes) to 43200 (12 hours) and not more than the role\u2019s own maximum session duration."
    });
  }
}
function parseAccounts(text) {
  if (text === void 0) return [];
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === void 0 && ids.length > 0) return ids;
  throw new import_action_shared_core_errors.HelperError(
    "option-invalid",
    `allowed-account-ids holds something that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: "Give 12-digit account IDs, separated by commas, blanks or line ends. In YAML, quote an ID that starts with 0."
    }
  );
}
function parseExports(text) {
  if (text === void 0) return void 0;
  const names3 = [...new Set(words(text))].map((word) => oneOf("export", word, exportNames));
  if (names3.includes("none") && names3.length > 1) {
    throw new import_action_shared_core_errors.HelperError("option-conflict", "export: none cannot be combined with other targets.");
  }
  return names3;
}
function parseEndpoint(text, special) {
  if (text === void 0) return void 0;
  if (!isHttpUrl(text)) {
    throw new import_action_shared_core_errors.HelperError(
      "option-invalid",
      `sts-endpoint is not an http or https URL: ${JSON.stringify(withoutUser(text))}.`,
      {
        hint: "It looks like https://sts.eu-central-1.amazonaws.com."
      }
    );
  }
  if (special) {
    throw new import_action_shared_core_errors.HelperError("option-conflict", "A custom sts-endpoint cannot be FIPS or dual-stack as well.", {
      hint: "Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or drop the endpoint."
    });
  }
  return text;
}
function withoutUser(url) {
  return url.replace(/\/\/[^/?#]*@/, "//***@");
}
function parseEndpointVariants(env) {
  return { useFips: isTrue(env.AWS_USE_FIPS_ENDPOINT), useDualStack: isTrue(env.AWS_USE_DUALSTACK_ENDPOINT) };
}
function isTrue(variable) {
  return variable?.toLowerCase() === "true";
}
// src/options/read-settings.ts
function readSettings(options2, io) {
  const filled = fillFromEnvironment(options2, io.env, isKnownCi(io.env));
  const { given, pickUps } = filled;
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = parsed(filled, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_action_shared_core_ip_range.partitionOfRegion)(settings.region);
    io.log.notice(`No region is set; using ${settings.region} (partition ${id}).`);
  }
  if (settings.stsEndpoint !== void 0 && goesInTheClear(settings.stsEndpoint)) {
    const shown3 = withoutUser(settings.stsEndpoint);
    io.log.warning(`sts-endpoint is ${shown3}: the token and the credentials travel there unencrypted.`);
  }
  return settings;
}
function goesInTheClear(endpoint) {
  const { protocol, hostname: hostname2 } = new URL(endpoint);
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname2);
}
function parsed({ given, pickUps }, env) {
  try {
    return parseSettings(given, env, pickUps);
  } catch (error2) {
    throw /^true$/i.test(given["mask-aws-account-id"] ?? "") ? redactedError(error2) : error2;
  }
}
// src/token/end-of-token.ts
function endOfToken(token) {
  const exp = token?.claims.exp;
  if (token === void 0 || token.renewable || exp === void 0) return void 0;
  return (0, import_action_shared_core_ip_range.timeText)(exp);
}
// src/reporting/announce.ts
function announce(outcome, io) {
  const { clock } = io;
  const log = outcome.settings.maskAccountId ? redactingLog(io.log) : io.log;
  if (outcome.kind === "unset") log.info("The credential variables of earlier steps are emptied.");
  if (outcome.kind === "kept") log.notice("Pre-existing credentials are valid. No need to generate new ones.");
  if (outcome.kind !== "handed-over") return;
  const { sessions, sessionName, credentialOrigin, targets, precedence, token } = outcome;
  for (const session of sessions) {
    const { roleArn: roleArn2, principalId, region, via } = session;
    const means = via === void 0 ? credentialOrigin : `the profile ${via}`;
    if (roleArn2 === void 0) log.info(`Proceeding with the credentials of ${session.arn} (${credentialOrigin}).`);
    else log.info(`Assumed ${roleArn2} as ${sessionName} in ${region}, with ${means}.`);
    const who = roleArn2 === void 0 ? principalId : `assumedRoleId ${principalId}`;
    log.info(`Authenticated as ${who}${validity(session, clock.now())}.`);
  }
  if (!targets.some(({ hands }) => hands === "profile")) return;
  for (const { profile: profile2 } of sessions) {
    const byVariable = precedence.byOptionOnly.includes(profile2) ? "" : `AWS_PROFILE=${profile2}, or `;
    const use = profile2 === "default" ? "" : ` Use it with ${byVariable}--profile ${profile2}.`;
    log.info(`The profile ${profile2} is written.${use}`);
  }
  const ends = endOfToken(token);
  if (ends === void 0 || precedence.profileType === "static") return;
  log.info(`The AWS tools renew the credentials until the job's only token expires, at ${ends}.`);
}
function validity({ credentials: { expiresAt } }, now) {
  if (expiresAt === void 0) return "";
  return `, until ${new Date(expiresAt).toISOString()} (${(0, import_action_shared_core_ip_range.spanText)((expiresAt - now) / 1e3)})`;
}
// src/reporting/job-summary.ts
function jobSummary({ sessions: [session], sessionName, settings, credentialOrigin }) {
  const { expiresAt } = session.credentials;
  const visible = (text) => settings.maskAccountId && session.accountId !== "" ? text.replaceAll(session.accountId, "***") : text;
  const rows = [
    ["Role", session.roleArn ?? "none: the credentials are handed over as they are"],
    ["Account", session.accountId],
    ["Session name", sessionName],
    ["Region", session.region],
    ["Obtained with", credentialOrigin],
    ["Expires", expiresAt === void 0 ? "not known" : new Date(expiresAt).toISOString()]
  ];
  const lines2 = rows.map(([name, value = ""]) => `| ${name} | ${cell(visible(value))} |`);
  return ["### AWS credentials", "", "| | |", "| --- | --- |", ...lines2, "", ""].join("\n");
}
function cell(text) {
  return `\`${text.replace(/[`|\r\n]/g, " ")}\``;
}
// src/reporting/moving-tag.ts
function movingTagAdvice(env) {
  const { GITHUB_ACTION_REF: ref = "", GITHUB_ACTION_REPOSITORY: repository = "" } = env;
  if (ref === "" || repository === "" || /^([\da-f]{40}|[\da-f]{64})$/i.test(ref)) return void 0;
  return `This action is used as ${repository}@${ref}, which can be moved to other code. The full commit hash cannot: uses: ${repository}@SHA # ${ref}`;
}
// src/reporting/report-error.ts
function reportError(error2, log) {
  if (error2 instanceof import_action_shared_core_errors.HelperError) {
    log.error(error2.hint === void 0 ? error2.message : `${error2.message}
${error2.hint}`, error2.code);
    if (error2.diagnosis !== void 0) log.group("Why AWS refused", error2.diagnosis);
    return;
  }
  const stack = error2 instanceof Error ? error2.stack ?? error2.message : String(error2);
  log.error(`This is a bug in ci-aws-credentials. Please report it with these lines:
${stack}`);
}
// node_modules/@smithy/core/dist-es/submodules/schema/TypeRegistry.js
var TypeRegistry = class _TypeRegistry {
  namespace;
  schemas;
  exceptions;
  static registries = /* @__PURE__ */ new Map();
  constructor(namespace, schemas = /* @__PURE__ */ new Map(), exceptions = /* @__PURE__ */ new Map()) {
    this.namespace = namespace;
    this.schemas = schemas;
    this.exceptions = exceptions;
    if (!_TypeRegistry.registries.has(namespace)) {
      _TypeRegistry.registries.set(namespace, this);
    }
  }
  static for(namespace) {
    return _TypeRegistry.registries.get(namespace) ?? new _TypeRegistry(namespace);
  }
  copyFrom(other) {
    const { schemas, exceptions } = this;
    for (const [k, v] of other.schemas) {
      if (!schemas.has(k)) {
        schemas.set(k, v);
      }
    }
    for (const [k, v] of other.exceptions) {
      if (!exceptions.has(k)) {
        exceptions.set(k, v);
      }
    }
  }
  register(shapeId, schema) {
    const qualifiedName = this.normalizeShapeId(shapeId);
    for (const r of [this, _TypeRegistry.for(qualifiedName.split("#")[0])]) {
      if (!r.schemas.has(qualifiedName)) {
        r.schemas.set(qualifiedName, schema);
      }
    }
  }
  getSchema(shapeId) {
    const id = this.normalizeShapeId(shapeId);
    if (!this.schemas.has(id)) {
      if (!shapeId.includes("#")) {
        const suffix2 = "#" + shapeId;
        const candidates2 = [];
        for (const [shapeId2, schema] of this.schemas.entries()) {
          if (shapeId2.endsWith(suffix2)) {
            candidates2.push(schema);
          }
        }
        if (candidates2.length === 1) {
          return candidates2[0];
        }
      }
      throw new Error(`@smithy/core/schema - schema not found for ${id}`);
    }
    return this.schemas.get(id);
  }
  registerError(es, ctor) {
    const $error = es;
    const ns = $error[1];
    const qualifiedName = ns + "#" + $error[2];
    if (!ctor.hasOwnProperty?.("shapeId")) {
      ctor.shapeId = qualifiedName;
    }
    for (const r of [this, _TypeRegistry.for(ns)]) {
      if (!r.schemas.has(qualifiedName) && !r.exceptions.has($error)) {
        r.schemas.set(qualifiedName, $error);
        r.exceptions.set($error, ctor);
      }
    }
  }
  getErrorCtor(es) {
    const $error = es;
    if (this.exceptions.has($error)) {
      return this.exceptions.get($error);
    }
    const registry = _TypeRegistry.for($error[1]);
    return registry.exceptions.get($error);
  }
  getBaseException() {
    for (const exceptionKey of this.exceptions.keys()) {
      if (Array.isArray(exceptionKey)) {
        const [, ns, name] = exceptionKey;
        const id = ns + "#" + name;
        if (id.startsWith("smithy.ts.sdk.synthetic.") && id.endsWith("ServiceException")) {
          return exceptionKey;
        }
      }
    }
    return void 0;
  }
  find(predicate) {
    for (const schema of this.schemas.values()) {
      if (predicate(schema)) {
        return schema;
      }
    }
    return void 0;
  }
  clear() {
    this.schemas.clear();
    this.exceptions.clear();
  }
  normalizeShapeId(shapeId) {
    if (shapeId.includes("#")) {
      return shapeId;
    }
    return this.namespace + "#" + shapeId;
  }
};
// node_modules/@smithy/core/dist-es/submodules/client/smithy-client/exceptions.js
var ServiceException = class _ServiceException extends Error {
  static shapeId = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
  $fault;
  $response;
  $retryable;
  $metadata;
  constructor(options2) {
    super(options2.message);
    Object.setPrototypeOf(this, Object.getPrototypeOf(this).constructor.prototype);
    this.name = options2.name;
    this.$fault = options2.$fault;
    this.$metadata = options2.$metadata;
  }
  static isInstance(value) {
    if (!value) {
      return false;
    }
    const candidate = value;
    return _ServiceException.prototype.isPrototypeOf(candidate) || Boolean(candidate.$fault) && Boolean(candidate.$metadata) && (candidate.$fault === "client" || candidate.$fault === "server");
  }
  static [Symbol.hasInstance](instance) {
    if (!instance) {
      return false;
    }
    const candidate = instance;
    if (this === _ServiceException) {
      return _ServiceException.isInstance(instance);
    }
    if (_ServiceException.isInstance(instance)) {
      if (this.prototype.isPrototypeOf(instance)) {
        return true;
      }
      const targetId = Object.prototype.hasOwnProperty.call(this, "shapeId") ? this.shapeId : void 0;
      let candidateHasShapeId = false;
      if (targetId) {
        let proto = Object.getPrototypeOf(candidate);
        while (proto && proto !== Object.prototype) {
          const ctor = proto.constructor;
          const candidateId = ctor !== _ServiceException && Object.prototype.hasOwnProperty.call(ctor, "shapeId") ? ctor?.shapeId : void 0;
          if (candidateId) {
            candidateHasShapeId = true;
            if (candidateId === targetId) {
              return true;
            }
          }
          proto = Object.getPrototypeOf(proto);
        }
      }
      if (targetId && candidateHasShapeId) {
        return false;
      }
      const targetName = this.name;
      if (targetName && targetName.length >= 6) {
        if (candidate.name === targetName) {
          return true;
        }
        let proto = Object.getPrototypeOf(candidate);
        while (proto && proto !== Object.prototype) {
          const ctorName = proto.constructor?.name;
          if (ctorName && ctorName !== "Error" && ctorName === targetName) {
            return true;
          }
          proto = Object.getPrototypeOf(proto);
        }
      }
    }
    return false;
  }
};
// node_modules/@aws-sdk/xml-builder/dist-es/xml-parser.js
function writeKey(obj) {
  Object.defineProperty(obj, "__proto__", { value: void 0, writable: true, enumerable: true, configurable: true });
}
function parseXML(xml) {
  const state = new AwsXmlParser(xml);
  return state.parse();
}
var AwsXmlParser = class _AwsXmlParser {
  x;
  i = 0;
  z;
  constructor(x) {
    this.x = x;
    this.x = x.replace(/\r\n?/g, "\n");
    this.z = this.x.length;
  }
  parse() {
    const p = this;
    const { z } = p;
    while (p.i < z) {
      p.trim();
      if (p.i >= z) {
        break;
      }
      if (p.isNext("<?")) {
        p.readTo("?>");
        p.trim();
      } else if (p.isNext("<!--")) {
        p.readTo("-->");
        p.trim();
      } else if (p.isNext("<!DOCTYPE", false)) {
        p.skipDoctype();
        p.trim();
      } else if (p.x[p.i] === "<") {
        const root = p.parseTag();
        return { [root.tag]: root.value };
      } else {
        throw new Error("@aws-sdk XML parse error: unexpected content.");
      }
    }
    throw new Error("@aws-sdk XML parse error: no root element.");
  }
  isNext(s, caseSensitive = true) {
    const p = this;
    if (caseSensitive) {
      return p.x.startsWith(s, p.i);
    }
    return p.x.toLowerCase().startsWith(s.toLowerCase(), p.i);
  }
  readTo(stop) {
    const p = this;
    const _i = p.x.indexOf(stop, p.i);
    if (_i === -1) {
      throw new Error(`@aws-sdk XML parse error: expected "${stop}" not found.`);
    }
    const result = p.x.slice(p.i, _i);
    p.i = _i + stop.length;
    return result;
  }
  trim() {
    const p = this;
    while (p.i < p.z && " 	\r\n".includes(p.x[p.i])) {
      ++p.i;
    }
  }
  readAttrValue() {
    const p = this;
    const quote = p.x[p.i];
    ++p.i;
    let value = "";
    while (p.i < p.z && p.x[p.i] !== quote) {
      value += p.x[p.i++];
    }
    ++p.i;
    return p.decodeEntities(value);
  }
  parseTag() {
    const p = this;
    ++p.i;
    let tag = "";
    while (p.i < p.z && !" 	\r\n>/".includes(p.x[p.i])) {
      tag += p.x[p.i++];
    }
    let hasAttrs = false;
    const attrs = {};
    while (p.i < p.z) {
      p.trim();
      if (">/".includes(p.x[p.i])) {
        break;
      }
      let name = "";
      while (p.i < p.z && !"= 	\r\n>/?".includes(p.x[p.i])) {
        name += p.x[p.i++];
      }
      p.trim();
      if (p.x[p.i] !== "=") {
        break;
      }
      ++p.i;
      p.trim();
      if (name === "__proto__") {
        writeKey(attrs);
      }
      attrs[name] = p.readAttrValue();
      hasAttrs = true;
    }
    if (p.i >= p.z) {
      throw new Error("@aws-sdk XML parse error: unexpected end of input.");
    }
    if (p.x[p.i] === "/") {
      ++p.i;
      if (p.i >= p.z || p.x[p.i] !== ">") {
        throw new Error("@aws-sdk XML parse error: expected > at the end of self-closing tag.");
      }
      ++p.i;
      return { tag, value: hasAttrs ? attrs : "" };
    }
    if (p.x[p.i] !== ">") {
      throw new Error("@aws-sdk XML parse error: expected > at the end of opening tag.");
    }
    ++p.i;
    const textParts = [];
    const childTags = [];
    let hasElementChild = false;
    while (p.i < p.z) {
      if (p.isNext("</")) {
        break;
      }
      if (p.x[p.i] === "<") {
        if (p.isNext("<!--")) {
          p.readTo("-->");
        } else if (p.isNext("<![CDATA[")) {
          p.i += 9;
          textParts.push(p.readTo("]]>"));
        } else if (p.isNext("<?")) {
          p.readTo("?>");
        } else {
          hasElementChild = true;
          childTags.push(p.parseTag());
        }
      } else {
        let text = "";
        while (p.i < p.z && p.x[p.i] !== "<") {
          text += p.x[p.i++];
        }
        textParts.push(p.decodeEntities(text));
      }
    }
    if (!p.isNext("</")) {
      throw new Error(`@aws-sdk XML parse error: missing closing tag </${tag}>.`);
    }
    p.i += 2;
    const closeTag = p.readTo(">").trim();
    if (closeTag !== tag) {
      throw new Error(`@aws-sdk XML parse error: mismatched tags <${tag}> and </${closeTag}>.`);
    }
    if (!hasAttrs && textParts.length === 0 && !hasElementChild) {
      return { tag, value: "" };
    }
    if (!hasAttrs && !hasElementChild) {
      const text = textParts.length === 1 ? textParts[0] : textParts.join("");
      if (text.trim() === "" && text.includes("\n")) {
        return { tag, value: "" };
      }
      return { tag, value: text };
    }
    const obj = {};
    for (const text of textParts) {
      if (text.trim() === "" && text.includes("\n")) {
        continue;
      }
      obj["#text"] = "#text" in obj ? obj["#text"] + text : text;
    }
    for (const child of childTags) {
      if (child.tag === "__proto__") {
        writeKey(obj);
      }
      if (child.tag in obj) {
        if (Array.isArray(obj[child.tag])) {
          obj[child.tag].push(child.value);
        } else {
          obj[child.tag] = [obj[child.tag], child.value];
        }
      } else {
        obj[child.tag] = child.value;
      }
    }
    for (const [k, v] of Object.entries(attrs)) {
      if (k === "__proto__") {
        writeKey(obj);
      }
      obj[k] = v;
    }
    return { tag, value: obj };
  }
  static ENTITIES = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'"
  };
  skipDoctype() {
    const p = this;
    p.i += 9;
    let depth = 0;
    while (p.i < p.z) {
      const c = p.x[p.i];
      if (c === "[") {
        ++depth;
      } else if (c === "]") {
        --depth;
      } else if (c === ">" && depth === 0) {
        ++p.i;
        return;
      }
      ++p.i;
    }
    throw new Error("@aws-sdk XML parse error: unclosed DOCTYPE.");
  }
  decodeEntities(s) {
    return s.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{0,30}));/g, (_, hex, dec, named) => {
      if (hex) {
        return String.fromCharCode(parseInt(hex, 16));
      }
      if (dec) {
        return String.fromCharCode(parseInt(dec, 10));
      }
      return _AwsXmlParser.ENTITIES[named] ?? "";
    });
  }
};
// node_modules/@aws-sdk/client-sts/dist-es/models/STSServiceException.js
var STSServiceException = class _STSServiceException extends ServiceException {
  static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.sts#STSServiceException";
  constructor(options2) {
    super(options2);
    Object.setPrototypeOf(this, _STSServiceException.prototype);
  }
};
// node_modules/@aws-sdk/client-sts/dist-es/models/errors.js
var ExpiredTokenException = class _ExpiredTokenException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#ExpiredTokenException";
  name = "ExpiredTokenException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ExpiredTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ExpiredTokenException.prototype);
  }
};
var MalformedPolicyDocumentException = class _MalformedPolicyDocumentException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#MalformedPolicyDocumentException";
  name = "MalformedPolicyDocumentException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "MalformedPolicyDocumentException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _MalformedPolicyDocumentException.prototype);
  }
};
var PackedPolicyTooLargeException = class _PackedPolicyTooLargeException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#PackedPolicyTooLargeException";
  name = "PackedPolicyTooLargeException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "PackedPolicyTooLargeException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _PackedPolicyTooLargeException.prototype);
  }
};
var RegionDisabledException = class _RegionDisabledException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#RegionDisabledException";
  name = "RegionDisabledException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "RegionDisabledException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _RegionDisabledException.prototype);
  }
};
var IDPRejectedClaimException = class _IDPRejectedClaimException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#IDPRejectedClaimException";
  name = "IDPRejectedClaimException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "IDPRejectedClaimException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _IDPRejectedClaimException.prototype);
  }
};
var InvalidIdentityTokenException = class _InvalidIdentityTokenException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#InvalidIdentityTokenException";
  name = "InvalidIdentityTokenException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidIdentityTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidIdentityTokenException.prototype);
  }
};
var IDPCommunicationErrorException = class _IDPCommunicationErrorException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#IDPCommunicationErrorException";
  name = "IDPCommunicationErrorException";
  $fault = "client";
  $retryable = {};
  constructor(opts) {
    super({
      name: "IDPCommunicationErrorException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _IDPCommunicationErrorException.prototype);
  }
};
var InvalidAuthorizationMessageException = class _InvalidAuthorizationMessageException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#InvalidAuthorizationMessageException";
  name = "InvalidAuthorizationMessageException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidAuthorizationMessageException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidAuthorizationMessageException.prototype);
  }
};
var ExpiredTradeInTokenException = class _ExpiredTradeInTokenException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#ExpiredTradeInTokenException";
  name = "ExpiredTradeInTokenException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ExpiredTradeInTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ExpiredTradeInTokenException.prototype);
  }
};
var JWTPayloadSizeExceededException = class _JWTPayloadSizeExceededException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#JWTPayloadSizeExceededException";
  name = "JWTPayloadSizeExceededException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "JWTPayloadSizeExceededException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _JWTPayloadSizeExceededException.prototype);
  }
};
var OutboundWebIdentityFederationDisabledException = class _OutboundWebIdentityFederationDisabledException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#OutboundWebIdentityFederationDisabledException";
  name = "OutboundWebIdentityFederationDisabledException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "OutboundWebIdentityFederationDisabledException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _OutboundWebIdentityFederationDisabledException.prototype);
  }
};
var SessionDurationEscalationException = class _SessionDurationEscalationException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#SessionDurationEscalationException";
  name = "SessionDurationEscalationException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "SessionDurationEscalationException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _SessionDurationEscalationException.prototype);
  }
};
// node_modules/@aws-sdk/client-sts/dist-es/schemas/schemas_0.js
var _ARR = "AssumeRoleRequest";
var _ARWWIR = "AssumeRoleWithWebIdentityRequest";
var _Au = "Audience";
var _CA = "ContextAssertion";
var _DS = "DurationSeconds";
var _EI = "ExternalId";
var _ETE = "ExpiredTokenException";
var _ETITE = "ExpiredTradeInTokenException";
var _GCIR = "GetCallerIdentityRequest";
var _GWITR = "GetWebIdentityTokenRequest";
var _IAME = "InvalidAuthorizationMessageException";
var _IDPCEE = "IDPCommunicationErrorException";
var _IDPRCE = "IDPRejectedClaimException";
var _IITE = "InvalidIdentityTokenException";
var _JWTPSEE = "JWTPayloadSizeExceededException";
var _K = "Key";
var _MPDE = "MalformedPolicyDocumentException";
var _MSTS = "MinimumSessionTokenSize";
var _OWIFDE = "OutboundWebIdentityFederationDisabledException";
var _P = "Policy";
var _PA = "PolicyArns";
var _PAro = "ProviderArn";
var _PC = "ProvidedContexts";
var _PCLT = "ProvidedContextsListType";
var _PCr = "ProvidedContext";
var _PDT = "PolicyDescriptorType";
var _PI = "ProviderId";
var _PPTLE = "PackedPolicyTooLargeException";
var _RA = "RoleArn";
var _RDE = "RegionDisabledException";
var _RSN = "RoleSessionName";
var _SA = "SigningAlgorithm";
var _SDEE = "SessionDurationEscalationException";
var _SI = "SourceIdentity";
var _SN = "SerialNumber";
var _T = "Tags";
var _TC = "TokenCode";
var _TTK = "TransitiveTagKeys";
var _Ta = "Tag";
var _V = "Value";
var _WIT = "WebIdentityToken";
var _a = "arn";
var _aQE = "awsQueryError";
var _c = "client";
var _cTT = "clientTokenType";
var _e = "error";
var _hE = "httpError";
var _m = "message";
var _pDLT = "policyDescriptorListType";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.sts";
var _tLT = "tagListType";
var n0 = "com.amazonaws.sts";
var _s_registry = new TypeRegistry(_s);
var STSServiceException$ = [-3, _s, "STSServiceException", 0, [], []];
_s_registry.registerError(STSServiceException$, STSServiceException);
var n0_registry = new TypeRegistry(n0);
var ExpiredTokenException$ = [
  -3,
  n0,
  _ETE,
  { [_aQE]: [`ExpiredTokenException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(ExpiredTokenException$, ExpiredTokenException);
var ExpiredTradeInTokenException$ = [
  -3,
  n0,
  _ETITE,
  { [_aQE]: [`ExpiredTradeInTokenException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(ExpiredTradeInTokenException$, ExpiredTradeInTokenException);
var IDPCommunicationErrorException$ = [
  -3,
  n0,
  _IDPCEE,
  { [_aQE]: [`IDPCommunicationError`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(IDPCommunicationErrorException$, IDPCommunicationErrorException);
var IDPRejectedClaimException$ = [
  -3,
  n0,
  _IDPRCE,
  { [_aQE]: [`IDPRejectedClaim`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(IDPRejectedClaimException$, IDPRejectedClaimException);
var InvalidAuthorizationMessageException$ = [
  -3,
  n0,
  _IAME,
  { [_aQE]: [`InvalidAuthorizationMessageException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(InvalidAuthorizationMessageException$, InvalidAuthorizationMessageException);
var InvalidIdentityTokenException$ = [
  -3,
  n0,
  _IITE,
  { [_aQE]: [`InvalidIdentityToken`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(InvalidIdentityTokenException$, InvalidIdentityTokenException);
var JWTPayloadSizeExceededException$ = [
  -3,
  n0,
  _JWTPSEE,
  { [_aQE]: [`JWTPayloadSizeExceededException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(JWTPayloadSizeExceededException$, JWTPayloadSizeExceededException);
var MalformedPolicyDocumentException$ = [
  -3,
  n0,
  _MPDE,
  { [_aQE]: [`MalformedPolicyDocument`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(MalformedPolicyDocumentException$, MalformedPolicyDocumentException);
var OutboundWebIdentityFederationDisabledException$ = [
  -3,
  n0,
  _OWIFDE,
  { [_aQE]: [`OutboundWebIdentityFederationDisabledException`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(OutboundWebIdentityFederationDisabledException$, OutboundWebIdentityFederationDisabledException);
var PackedPolicyTooLargeException$ = [
  -3,
  n0,
  _PPTLE,
  { [_aQE]: [`PackedPolicyTooLarge`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(PackedPolicyTooLargeException$, PackedPolicyTooLargeException);
var RegionDisabledException$ = [
  -3,
  n0,
  _RDE,
  { [_aQE]: [`RegionDisabledException`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(RegionDisabledException$, RegionDisabledException);
var SessionDurationEscalationException$ = [
  -3,
  n0,
  _SDEE,
  { [_aQE]: [`SessionDurationEscalationException`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(SessionDurationEscalationException$, SessionDurationEscalationException);
var clientTokenType = [0, n0, _cTT, 8, 0];
var AssumeRoleRequest$ = [
  3,
  n0,
  _ARR,
  0,
  [_RA, _RSN, _PA, _P, _DS, _T, _TTK, _EI, _SN, _TC, _SI, _PC, _MSTS],
  [0, 0, () => policyDescriptorListType, 0, 1, () => tagListType, 64 | 0, 0, 0, 0, 0, () => ProvidedContextsListType, 1],
  2
];
var AssumeRoleWithWebIdentityRequest$ = [
  3,
  n0,
  _ARWWIR,
  0,
  [_RA, _RSN, _WIT, _PI, _PA, _P, _DS, _MSTS],
  [0, 0, [() => clientTokenType, 0], 0, () => policyDescriptorListType, 0, 1, 1],
  3
];
var GetCallerIdentityRequest$ = [
  3,
  n0,
  _GCIR,
  0,
  [],
  []
];
var GetWebIdentityTokenRequest$ = [
  3,
  n0,
  _GWITR,
  0,
  [_Au, _SA, _DS, _T],
  [64 | 0, 0, 1, () => tagListType],
  2
];
var PolicyDescriptorType$ = [
  3,
  n0,
  _PDT,
  0,
  [_a],
  [0]
];
var ProvidedContext$ = [
  3,
  n0,
  _PCr,
  0,
  [_PAro, _CA],
  [0, 0]
];
var Tag$ = [
  3,
  n0,
  _Ta,
  0,
  [_K, _V],
  [0, 0],
  2
];
var policyDescriptorListType = [
  1,
  n0,
  _pDLT,
  0,
  () => PolicyDescriptorType$
];
var ProvidedContextsListType = [
  1,
  n0,
  _PCLT,
  0,
  () => ProvidedContext$
];
var tagKeyListType = 64 | 0;
var tagListType = [
  1,
  n0,
  _tLT,
  0,
  () => Tag$
];
var webIdentityTokenAudienceListType = 64 | 0;
// src/aws-api/query-protocol.ts
function buildRequest(action4, shape, input, endpoint) {
  return {
    method: "POST",
    url: endpoint,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: `Action=${action4}&Version=2011-06-15${parameters(shape, input, "")}`
  };
}
function parameters(schema, value, name) {
  const shape = shapeOf(schema);
  if (value === void 0) return "";
  if (Array.isArray(value)) {
    const item = Array.isArray(shape) ? shape[4] : 0;
    return value.map((entry2, index) => parameters(item, entry2, `${name}.member.${index + 1}`)).join("");
  }
  if (!(0, import_action_shared_core_ip_range.isObject)(value)) return `&${encoded(name)}=${encoded(String(value))}`;
  const [, , , , members, schemas] = shape;
  return members.map((member, index) => parameters(schemas[index], value[member], name === "" ? member : `${name}.${member}`)).join("");
}
function shapeOf(schema) {
  if (typeof schema === "function") return schema();
  return Array.isArray(schema) && typeof schema[0] === "function" ? schema[0]() : schema;
}
function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
function readResult(action4, body) {
  try {
    const [answer] = Object.values(parseXML(body));
    return (0, import_action_shared_core_ip_range.isObject)(answer) ? answer[`${action4}Result`] : void 0;
  } catch {
    return void 0;
  }
}
function readRefusal({ status, headers, body }) {
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<(?:ErrorResponse|Error)[\s/>]/.test(body)) return void 0;
  return {
    status,
    code: elementText("Code", body) ?? "",
    message: elementText("Message", body) ?? "",
    requestId: headers["x-amzn-requestid"] ?? elementText("RequestId", body)
  };
}
function elementText(element, xml) {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`, "i").exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp|#39|#x27|#34|#x22);/gi, (_, name) => entities[name.toLowerCase()] ?? "").replace(/\s+/g, " ").trim();
}
var entities = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  "#34": '"',
  "#x22": '"',
  apos: "'",
  "#39": "'",
  "#x27": "'"
};
// src/aws-api/refusal.ts
var meanings = [
  [/^ExpiredTokenException$/, /^/, "sts-token-expired"],
  [/^IDPCommunicationError(Exception)?$/, /^/, "sts-idp-unreachable"],
  [/^InvalidIdentityToken(Exception)?$/, /verification key/i, "sts-idp-unreachable"],
  [/^InvalidIdentityToken(Exception)?$/, /audience/i, "sts-audience"],
  [/^InvalidIdentityToken(Exception)?$/, /No OpenIDConnect provider/i, "sts-provider-missing"],
  [/^InvalidIdentityToken(Exception)?$/, /roles claim/i, "sts-role-pinned"],
  [/^(InvalidIdentityToken(Exception)?|IDPRejectedClaim(Exception)?)$/, /^/, "sts-token-rejected"],
  [/^AccessDenied(Exception)?$/, /^/, "sts-access-denied"],
  [
    /^(InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|MissingAuthenticationToken|IncompleteSignature)$/,
    /^/,
    "credentials-invalid"
  ],
  [/^ValidationError$/, /^/, "sts-validation"],
  [/^MalformedPolicyDocument(Exception)?$/, /^/, "sts-policy-malformed"],
  [/^PackedPolicyTooLarge(Exception)?$/, /^/, "sts-policy-too-large"],
  [/^RegionDisabled(Exception)?$/, /^/, "sts-region-disabled"],
  [
    /^(Throttling(Exception)?|ThrottledException|RequestLimitExceeded|TooManyRequests(Exception)?|SlowDown)$/,
    /^/,
    "sts-throttled"
  ],
  [/^(ServiceUnavailable|InternalFailure|InternalError|RequestTimeout(Exception)?)$/, /^/, "sts-unavailable"]
];
var hints = {
  "sts-access-denied": "AWS does not say why. Either there is no such role in that account, or the role's trust policy does not accept this token: compare its conditions with the token's claims.",
  "credentials-invalid": "AWS does not know these keys (any more), or the secret is not theirs. Check that key, secret and session token belong together; a clock that is wrong by more than five minutes looks like this, too.",
  "sts-token-expired": "Exchange the token earlier in the job, or let the CI issue longer-lived ones.",
  "sts-token-rejected": "AWS could not validate the token: its signature, its algorithm (RS256 or ES256) or a claim is not as AWS needs it.",
  "sts-audience": "The token's audience is not among the audiences (client IDs) of the identity provider in IAM.",
  "sts-provider-missing": "Create the identity provider in the role's account, with exactly the token's issuer as its URL: with the path, without a slash at the end.",
  "sts-role-pinned": "The token names the roles that it may be used for (claim https://aws.amazon.com/roles), and this is none of them.",
  "sts-validation": "A value is out of its limits. For DurationSeconds: lower role-duration-seconds, or raise the maximum session duration of the role.",
  "sts-policy-malformed": "Check inline-session-policy against the grammar of IAM policies.",
  "sts-policy-too-large": "Shorten inline-session-policy, or use fewer managed-session-policies.",
  "sts-region-disabled": "STS is not activated for this region in the account: activate it (IAM, account settings), or give another aws-region.",
  "sts-throttled": "AWS limits the calls of an account. Spread the jobs, or ask for longer sessions.",
  "sts-unavailable": "This passes: run the job again. The AWS Health Dashboard knows more.",
  "sts-idp-unreachable": "AWS fetches the CI's public keys to check the token, and could not. The issuer must be reachable from the internet, and answer within a few seconds.",
  "sts-refused": "If sts-endpoint or a proxy leads elsewhere than to AWS, ask whoever runs that server."
};
function errorFromResponse(response, asked) {
  const refusal = readRefusal(response);
  if (refusal === void 0) return notFromAws(response, asked);
  const code = meaningOf(refusal);
  return new import_action_shared_core_errors.HelperError(code, `${asked.failure}: ${described(refusal, new URL(asked.endpoint).host)}`, {
    hint: hints[code],
    retryAfterSeconds: retryAfter(response)
  });
}
function isFromSts({ code }) {
  return code.startsWith("sts-") && code !== "sts-answer-unreadable";
}
function notFromAws({ status, headers, via }, { service, endpoint, failure }) {
  const { host } = new URL(endpoint);
  const [type] = /^[\w.+-]+\/[\w.+-]+/.exec(headers["content-type"] ?? "") ?? [];
  const answer = `${status}${type === void 0 ? "" : ` (${type})`}`;
  return new import_action_shared_core_errors.HelperError(
    meaningOfStatus(status) ?? "sts-answer-unreadable",
    via === void 0 ? `${failure}: ${host} answered ${answer}, but not as ${service} does.` : `${failure}: ${via} answered ${answer}, not ${service} at ${host}.`,
    {
      hint: `Something else answers in the place of ${service}: a proxy, a firewall's block page, the network's login page, another service. Check sts-endpoint, http-proxy and no-proxy, and that this machine may reach ${host}.`,
      retryAfterSeconds: retryAfter({ headers })
    }
  );
}
function meaningOf({ status, code, message }) {
  const row = meanings.find(([codes, messages]) => codes.test(code) && messages.test(message));
  return row?.[2] ?? meaningOfStatus(status) ?? "sts-refused";
}
function meaningOfStatus(status) {
  if (status === 429) return "sts-throttled";
  return status >= 500 ? "sts-unavailable" : void 0;
}
function described({ status, code, message, requestId }, host) {
  const said = [code, message].filter((part) => part !== "").join(": ") || "no reason given";
  const origin = `${status} from ${host}${requestId === void 0 ? "" : `, request ${requestId}`}`;
  return `${said.replace(/[.\s]+$/, "")} (${origin}).`;
}
// src/aws-api/caller-identity.ts
var action = "GetCallerIdentity";
function identityRequest(endpoint) {
  return buildRequest(action, GetCallerIdentityRequest$, {}, endpoint);
}
async function identify(credentials, { endpoint, region, failure = "Credentials could not be loaded, please check your action inputs" }, { http, sign }) {
  const response = await http.send(await sign(identityRequest(endpoint), credentials, { service: "sts", region }));
  const asked = { service: "STS", endpoint, failure };
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const result = readResult(action, response.body);
  const [accountId, arn, principalId] = ["Account", "Arn", "UserId"].map(
    (name) => (0, import_action_shared_core_ip_range.isObject)(result) && (0, import_action_shared_core_ip_range.stringAt)(result, name)
  );
  if (!accountId || !arn || !principalId) throw notFromAws(response, asked);
  return { accountId, arn, principalId };
}
// src/aws-api/sts-endpoint.ts
function stsEndpoint({
  region,
  stsEndpoint: custom2,
  useFips,
  useDualStack
}) {
  if (custom2 !== void 0) return custom2;
  const partition = (0, import_action_shared_core_ip_range.partitionOfRegion)(region);
  const suffix2 = useDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
  const fips = useFips && (useDualStack || partition.id !== "aws-us-gov");
  return `https://${fips ? "sts-fips" : "sts"}.${region}.${suffix2}`;
}
// src/export/checkout-warning.ts
function warnOfCheckout(path, { ci }, { env, log, checkoutAround: checkoutAround2 }) {
  const checkout = checkoutAround2(path, ci.checkouts(env));
  if (checkout === void 0) return;
  log.warning(
    `The keys of the job go to ${path}, in the checkout ${checkout}: a commit, an image or an artifact may take them along. Name a file outside of it.`
  );
}
// src/export/shell-quote.ts
function shellLines(shell, variables2) {
  return Object.entries(variables2).map(([name, value]) => value === void 0 ? removers[shell](name) : printers[shell](name, oneLine(name, value))).map((line) => `${line}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}=${(0, import_action_shared_core_ip_range.posixQuote)(value)}`,
  // In single quotes PowerShell takes the typographic ones for quotes, too.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
var removers = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  fish: (name) => `set -e ${name}`
};
function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new import_action_shared_core_errors.HelperError("sts-answer-unreadable", `The value for ${name} holds a line end and cannot be handed over.`, {
    hint: "STS never answers so. If sts-endpoint or a proxy leads elsewhere, ask whoever runs that server."
  });
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
  return changed([...choosers, ...companions], void 0, io);
}
function rivalsOverwritten(profile2, io) {
  const chosen = profile2 === void 0 ? {} : changed(choosers, profile2, io);
  return { ...chosen, ...changed(companions, "", io) };
}
function changed(names3, to, { env, platform }) {
  const isMeant2 = (name) => names3.includes(platform === "win32" ? name.toUpperCase() : name);
  return Object.fromEntries(
    Object.entries(env).flatMap(
      ([name, value]) => isMeant2(name) && value !== void 0 && value !== to ? [[name, to]] : []
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
    warnOfCheckout(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = pathIn(io.env);
    const before = io.files.read(path) ?? "";
    const lines2 = shellLines("sh", { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
    const block = before === "" || before.endsWith("\n") ? lines2 : `
${lines2}`;
    record({ kind: "bash-env", path, block });
    io.files.append(path, lines2);
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
  throw new import_action_shared_core_errors.HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so there is no file for variables of later steps.",
    {
      hint: 'CircleCI sets it in every job. Elsewhere give --export profile, or eval "$(ci-aws-credentials env \u2026)".'
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
    const variables2 = { ...credentialVariables(handover.sessions[0], io.env), ...rivals(handover, io) };
    exportVariables(onlyTexts(variables2), io, record);
  },
  /** The runner cannot unset a variable; an empty one is what every AWS tool takes for none. */
  undo({ before }, io) {
    if ((0, import_action_shared_core_ip_range.isObject)(before)) io.runner.exportVariables(onlyTexts(before));
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
function exportVariables(variables2, io, record) {
  for (const [name, value] of Object.entries(variables2)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables2).map((name) => [name, io.env[name] ?? ""]));
  record({ kind: "github-env", before });
  io.runner.exportVariables(variables2);
}
function onlyTexts(object) {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : [])
  );
}
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
// src/aws/session-name.ts
function sessionNameFrom(parts) {
  const name = parts.flatMap((part) => part ?? []).join("-").replace(/[^\w+=,.@-]+/g, "-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "").slice(0, 64);
  return name.length < 2 ? `ci-${name || "job"}` : name;
}
// src/core/fingerprint.ts
function fingerprint(value) {
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify(value)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36).padStart(13, "0");
}
// src/job/job.ts
function jobOf(ci, { env, privateRoot: privateRoot2 }) {
  const jobIdParts = ci.jobIdParts(env);
  const name = sessionNameFrom(jobIdParts);
  const id = `${name}-${fingerprint([ci.id, jobIdParts, ci.owner(env)])}`;
  const slot = ci.slot?.(env) ?? [];
  const isPlace = slot.length > 0 && slot.every(Boolean);
  let folder;
  return {
    name,
    id,
    ...isPlace ? { slot: fingerprint([ci.id, slot]) } : {},
    get folder() {
      folder ??= `${privateRoot2(ci.checkouts(env))}/${id}`;
      return folder;
    }
  };
}
function makeJobFolder({ folder }, { files }) {
  const root = rootOf(folder);
  files.privateFolder(root);
  files.privateFolder(folder);
  files.privateFolder(root);
  return folder;
}
function removeJobFolder(folder, files) {
  const root = rootOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(rootOf(root))) files.removeFolder(rootOf(root));
}
function rootOf(folder) {
  return folder.slice(0, Math.max(folder.lastIndexOf("/"), folder.lastIndexOf("\\")));
}
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
  const read2 = (path) => {
    try {
      return files.read(path)?.trim() || void 0;
    } catch {
      return void 0;
    }
  };
  return {
    host: read2("/proc/sys/kernel/hostname") ?? env.COMPUTERNAME ?? "this",
    boot: read2("/proc/sys/kernel/random/boot_id")?.slice(0, 8)
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
// src/job/private-files.ts
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  const folders = new Set(texts.map((path) => path.slice(0, path.lastIndexOf("/"))));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
// src/export/aws-files.ts
var awsFiles = ["config", "credentials"];
function awsFilePaths(env, homeFolder2, platform) {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder: homeFolder2, platform }));
  if (config === void 0 || credentials === void 0) {
    throw new import_action_shared_core_errors.HelperError(
      "file-not-writable",
      "There is no home folder for the AWS files: HOME is not set, and the system knows none of this user.",
      { hint: "Set HOME, or name both files by their whole paths: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new import_action_shared_core_errors.HelperError(
    "environment-conflict",
    `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
    { hint: "Unset one of them, or give it a file of its own: profiles have other headers in the two files." }
  );
}
function locateAwsFile(file, { env, homeFolder: homeFolder2, platform }) {
  const separator = platform === "win32" ? "\\" : "/";
  const inHome = (path) => homeFolder2 === void 0 ? void 0 : homeFolder2 + separator + path;
  const given = (file === "config" ? env.AWS_CONFIG_FILE : env.AWS_SHARED_CREDENTIALS_FILE) ?? "";
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
      } catch (error2) {
        for (const written2 of changed2.slice(0, index)) put(files, paths[written2], before[written2]);
        throw error2;
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
// src/export/aws-ini.ts
var BOM = "\uFEFF";
var MARK = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;
function problemOfValue(value) {
  if (value === "") return "is empty";
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return "contains a line break or another control character";
  if (value !== value.trim()) return "begins or ends with a blank";
  if (/(?:^|\s)[;#]/.test(value)) return "contains # or ; after a blank, where a comment would begin";
  return void 0;
}
function findSections(text, header) {
  return blocksOf(text).filter(({ name }) => name === header).map(({ start, end }) => {
    const own = sectionLines(readLines(text.slice(start, end), 0));
    const mark = readMark(own[1]?.text);
    return {
      text: joinLines(own),
      start,
      line: (text.slice(0, start).match(/\r\n|\r|\n/g)?.length ?? 0) + 1,
      keys: new Set(own.flatMap(({ keys: keys2 }) => keys2)),
      mark: mark?.mark,
      made: mark?.made ?? false
    };
  });
}
function blocksOf(text) {
  const from = afterMark(text);
  const headers = [...text.slice(from).matchAll(/(^|[\r\n])([^\S\r\n]*\[[^\r\n]*)/g)].flatMap((match) => {
    const [, before = "", line = ""] = match;
    const name = headerOf(line);
    return name === void 0 ? [] : [{ name, start: from + match.index + before.length }];
  });
  return headers.map((header, index) => ({ ...header, end: headers[index + 1]?.start ?? text.length }));
}
function afterMark(text) {
  return text.startsWith(BOM) ? BOM.length : 0;
}
function appendSection(text, header, content) {
  const eol = eolOf(text);
  const section = [`[${header}]`, markLine("managed", content.mark), ...content.set.map(settingLine)].join(eol);
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
  const lines2 = readLines(text);
  const sections = findSections(text, header).filter((section) => edit.where?.(section) ?? true);
  return sections.reduceRight((edited, section) => {
    const after = editSection(section, header, { edit, eol, ...indentsAround(lines2, section) });
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
function editSection({ text, mark }, header, { edit, eol, above, below }) {
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
function indentsAround(lines2, { start, text }) {
  const speaking = lines2.filter(({ kind }) => kind !== "blank");
  const position = speaking.findIndex((line) => line.start === start);
  const [before, header] = [speaking[position - 1], speaking[position]];
  const own = indentOf(header?.text ?? "");
  const isFree = before === void 0 || before.kind === "header" || indentOf(before.text).length >= own.length;
  const next = speaking.find((line) => line.start >= start + text.length);
  return { above: isFree ? own : "", below: indentOf(next?.text ?? "") };
}
function indentOf(text) {
  return /^\s*/.exec(text)?.[0] ?? "";
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
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`${JSON.stringify(key)} is no key`);
  return `${key} = ${value}`;
}
function markLine(verb, { job, until, traces = {} }) {
  const end = until === void 0 ? [] : [["until", new Date(until).toISOString()]];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)])];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair2) => `; ${pair2.join(" ")}`).join("")}`;
  if (!MARK.test(line)) throw new Error(`${JSON.stringify(job)} cannot name a job in a mark`);
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
  const [, verb, job, details = ""] = MARK.exec(line?.trim() ?? "") ?? [];
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
function readLines(text, from = afterMark(text)) {
  const lines2 = [];
  let owner;
  for (const match of text.slice(from).matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, content = "", eol = ""] = match;
    if (whole === "") continue;
    const line = { text: content, eol, start: from + match.index };
    const trimmed = content.trim();
    if (trimmed === "" || /^[;#]/.test(trimmed)) {
      lines2.push({ ...line, kind: "blank", keys: [] });
      continue;
    }
    if (headerOf(content) !== void 0) {
      owner = void 0;
      lines2.push({ ...line, kind: "header", keys: [] });
      continue;
    }
    const indent = content.length - content.trimStart().length;
    if (owner !== void 0 && indent > owner.indent) {
      lines2.push({ ...line, kind: "setting", keys: owner.nested ? owner.keys : [...owner.keys, ...keysOf(trimmed)] });
      continue;
    }
    owner = { indent, keys: keysOf(trimmed), nested: /^[^=:]*[=:]\s*(?:\s[;#].*)?$/.test(trimmed) };
    lines2.push({ ...line, kind: "setting", keys: owner.keys });
  }
  return lines2;
}
function sectionLines(lines2) {
  const marked = readMark(lines2[1]?.text) === void 0 ? 0 : 1;
  const last = lines2.findLastIndex((line) => line.kind === "setting");
  return lines2.slice(0, Math.max(last, marked) + 1);
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
function joinLines(lines2) {
  return withoutEol(lines2.map((line) => line.text + line.eol).join(""));
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
function readAsBotocore(file) {
  const sections = /* @__PURE__ */ new Map();
  const defaults = /* @__PURE__ */ new Map();
  let section;
  let open;
  let level = 0;
  for (const [index, line] of file.split(/\r\n|\r|\n/).entries()) {
    const unreadable = (what) => ({ problem: { line: index + 1, what } });
    const text = withoutBlanks(line);
    if (/^[#;]/.test(text)) continue;
    if (text === "") {
      if (section !== void 0 && open !== void 0) section.values.set(open, `${section.values.get(open)}
`);
      continue;
    }
    const indent = line.indexOf(text);
    if (section !== void 0 && open !== void 0 && indent > level) {
      const value2 = section.values.get(open) ?? "";
      if (/^(?:$|\n)/.test(value2) && !text.includes("=")) return unreadable(`${open} has a value without a key in it`);
      section.values.set(open, `${value2}
${text}`);
      continue;
    }
    level = indent;
    const [, name] = /^\[(.+)\]/.exec(text) ?? [];
    if (name !== void 0) {
      if (sections.has(name)) return unreadable(`the section [${name}] is there twice`);
      section = { name, values: name === "DEFAULT" ? defaults : /* @__PURE__ */ new Map() };
      if (name !== "DEFAULT") sections.set(name, section.values);
      open = void 0;
      continue;
    }
    if (section === void 0) return unreadable(outside(text));
    const [, key, value = ""] = /^([^=:]+)[=:](.*)$/.exec(text) ?? [];
    if (key === void 0) return unreadable("it is neither a header nor a setting");
    open = withoutBlanks(key).toLowerCase();
    if (section.values.has(open)) return unreadable(`[${section.name}] has ${open} twice`);
    section.values.set(open, withoutBlanks(value));
  }
  const whole = [...sections].map(([name, values]) => {
    const all = [...defaults, ...values].map(([key, value]) => [key, value.replace(/[^\S\uFEFF]+$/, "")]);
    return [name, new Map(all)];
  });
  return { reading: new Map(whole) };
}
function withoutBlanks(text) {
  return text.replace(/^[^\S\uFEFF]+|[^\S\uFEFF]+$/g, "");
}
function outside(text) {
  return text.startsWith("\uFEFF") ? "the file begins with a byte order mark (BOM)" : "it stands above the first header";
}
function readAsJavaScriptSdk(file) {
  const sections = /* @__PURE__ */ new Map();
  let section;
  let nesting;
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    const text = (line.split(/(?:^|\s)[;#]/, 1)[0] ?? "").trim();
    if (text.startsWith("[") && text.endsWith("]")) {
      const name = text.slice(1, -1);
      if (/^(?:profile )?__proto__$/.test(name))
        return { problem: { line: index + 1, what: "a profile is called __proto__" } };
      const [, prefix, , own] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(name) ?? [];
      const isKnown = prefix === "profile" || prefix === "sso-session" || prefix === "services";
      section = prefix === void 0 ? name : isKnown ? `${prefix} ${own}` : void 0;
      nesting = void 0;
      continue;
    }
    const equals = text.indexOf("=");
    if (!section || equals <= 0) continue;
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
// src/export/read-back.ts
var clients = [
  { name: "the AWS CLI and boto3", read: readAsBotocore },
  { name: "the AWS SDK for JavaScript", read: readAsJavaScriptSdk }
];
function checkReadable(texts, profiles2, paths) {
  for (const client of clients) {
    const config = readingOf(texts.config, paths.config, client);
    const credentials = readingOf(texts.credentials, paths.credentials, client);
    for (const { name, settings } of profiles2) {
      const read2 = new Map([...profileIn(config, name) ?? [], ...credentials.get(name) ?? []]);
      const odd = oddSetting(read2, settings);
      if (odd !== void 0) {
        throw new import_action_shared_core_errors.HelperError(
          "profile-unreadable",
          `With what else is in ${paths.config} and ${paths.credentials}, ${client.name} would not read the profile "${name}" as it is written: ${odd}.`,
          {
            hint: "Look for indented lines, odd headers and a [DEFAULT] section near that profile. Or give the job files of its own: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE."
          }
        );
      }
    }
  }
}
function readingOf(text, path, { name, read: read2 }) {
  const { reading: reading2, problem } = { reading: void 0, ...read2(text ?? "") };
  if (reading2 !== void 0) return reading2;
  throw new import_action_shared_core_errors.HelperError("profile-unreadable", `${path}, line ${problem?.line}: ${problem?.what}.`, {
    hint: `With such a line ${name} read nothing from this file, and so no profile at all. Mend it, or give the job files of its own: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.`
  });
}
function profileIn(config, name) {
  const headers = [`profile ${name}`, `profile "${name}"`, `profile '${name}'`, ...name === "default" ? [name] : []];
  return headers.map((header) => config.get(header)).find((values) => values !== void 0);
}
function oddSetting(read2, settings) {
  const changed2 = settings.find(([key, value]) => read2.get(key) !== value);
  if (changed2 !== void 0) return `its ${changed2[0]} would be ${read2.has(changed2[0]) ? "another" : "missing"}`;
  const written2 = new Set(settings.map(([key]) => key));
  const foreign = [...read2.keys()].find((key) => identitySettings.includes(key) && !written2.has(key));
  return foreign === void 0 ? void 0 : `it would have ${foreign}, which somebody else set`;
}
// src/export/plan-profiles.ts
var REPLACED_KEYS = [...identitySettings, "region"];
function planProfiles(texts, profiles2, rules) {
  const start = { texts, undo: [], notices: [] };
  const plan = profiles2.reduce((before, profile2) => {
    const next = planProfile(before.texts, profile2, rules);
    return {
      texts: next.texts,
      undo: [...before.undo, ...next.undo],
      notices: [...before.notices, ...next.notices]
    };
  }, start);
  const written2 = profiles2.map((profile2) => ({
    name: profile2.name,
    settings: Object.values(settingsOf(profile2)).flat()
  }));
  checkReadable(plan.texts, written2, rules.paths);
  return plan;
}
function planProfile(texts, profile2, rules) {
  const settings = settingsOf(profile2);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile2.name, key, value);
  const plans = awsFiles.map((file) => ({
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
  const problem = problemOfValue(value);
  if (problem === void 0) return;
  throw new import_action_shared_core_errors.HelperError("profile-invalid", `The profile "${profile2}" cannot be written: its ${key} ${problem}.`, {
    hint: "Not every AWS client would read such a value back as it is. Use a plain one, without line breaks and without # or ; after a blank."
  });
}
function planFile(text, goal, rules) {
  const header = headerFor(goal.file, goal.profile);
  const notices = findSections(text ?? "", header).flatMap((section) => takeFromOthers(section, goal, rules));
  const cleared = withoutLeftovers(text ?? "", header, rules.mark);
  const theirs = findSections(cleared, header).filter((section) => isInTheWay(section, goal));
  const foreign = theirs.find((section) => section.mark === void 0 && decidesIdentity(section));
  if (foreign !== void 0 && !rules.overwrite) throw profileExists(foreign, goal, rules);
  const undo2 = { fileMade: text === void 0, changed: [] };
  if (theirs.length > 0) {
    const edited = editSections(cleared, header, { set: goal.settings, remove: REPLACED_KEYS, mark: rules.mark });
    return { text: edited.text, undo: { ...undo2, changed: edited.changes }, notices };
  }
  if (goal.settings.length > 0) {
    const extended = appendSection(cleared, header, { set: goal.settings, mark: rules.mark });
    return { text: extended, undo: { ...undo2, added: findSections(extended, header).at(-1)?.text ?? "" }, notices };
  }
  return { text: text === void 0 ? void 0 : cleared, undo: void 0, notices };
}
function takeFromOthers(section, goal, rules) {
  const { mark } = section;
  if (mark === void 0 || mark.job === rules.mark.job || rules.isOver(mark)) return [];
  const until = mark.until === void 0 ? "" : `, until ${new Date(mark.until).toISOString()}`;
  const whose2 = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new import_action_shared_core_errors.HelperError("profile-exists", `The profile "${goal.profile}" (${place}) ${whose2}.`, {
      hint: "Give each job that shares this home folder a profile name of its own, with `aws-profile` (`--aws-profile NAME`): put what tells the jobs apart into it. If you know that the other job is over, `overwrite-aws-profile: true` (`--overwrite-aws-profile`) replaces what it left."
    });
  }
  return [
    `The profile "${goal.profile}" ${whose2}, and is replaced (overwrite-aws-profile): from now on that job is this role, too.`
  ];
}
function withoutLeftovers(text, header, { job }) {
  const made = findSections(text, header).filter((section) => section.made);
  return editSections(
    made.reduceRight((rest, section) => removeSection(rest, section), text),
    header,
    {
      set: [],
      remove: REPLACED_KEYS,
      where: ({ mark }) => mark !== void 0 && mark.job !== job
    }
  ).text;
}
function isInTheWay(section, goal) {
  return goal.settings.length > 0 || REPLACED_KEYS.some((key) => section.keys.has(key));
}
function decidesIdentity({ keys: keys2 }) {
  return identitySettings.some((key) => keys2.has(key));
}
function profileExists(section, goal, rules) {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), and its credentials are not from ci-aws-credentials.`;
  return new import_action_shared_core_errors.HelperError("profile-exists", message, {
    hint: "Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`): the credentials and the region of the profile are then replaced until the end of the job, and its other settings stay."
  });
}
// src/core/temporary-credentials.ts
function temporaryCredentials(parts) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = parts;
  if (!accessKeyId || !secretAccessKey || !sessionToken) return void 0;
  if (expiresAt === void 0 || Number.isNaN(new Date(expiresAt).getTime())) return void 0;
  return {
    accessKeyId,
    secretAccessKey: new import_action_shared_core_ip_range.Secret(secretAccessKey),
    sessionToken: new import_action_shared_core_ip_range.Secret(sessionToken),
    expiresAt
  };
}
// src/core/credential-cache.ts
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function printCache({ credentials, issuedAt, renewAt }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  return JSON.stringify({
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
    expiresAt,
    issuedAt,
    renewAt
  });
}
// src/export/process-folder.ts
function makeProcessFolder(handover, session, { io, beforeWrite }) {
  const { files, self } = io;
  const folder = `${makeJobFolder(handover.job, io)}/process-${ownName(session.profile, handover.token)}`;
  const contents = programFiles(io);
  contents.set("spec.json", JSON.stringify(specOf(handover, session)));
  const cache = cacheOf(session, io);
  if (cache !== void 0) contents.set("cache.json", cache);
  beforeWrite([...contents.keys(), "cache.json"].map((name) => `${folder}/${name}`));
  files.privateFolder(folder);
  for (const [name, text] of contents) files.replace(`${folder}/${name}`, text);
  return [self.node, `${folder}/credential-process.js`].map((path) => quoted(path, io.platform)).join(" ");
}
function ownName(profile2, token) {
  return `${profile2}-${fingerprint([profile2, token?.claims.iss, token?.claims.sub])}`;
}
function programFiles({ files, self: { folder } }) {
  const names3 = (0, import_action_shared_core_ip_range.parseJson)(files.read(`${folder}/credential-process.json`) ?? "");
  if (!Array.isArray(names3)) throw new Error(`${folder} does not hold the built program`);
  return new Map(names3.map((name) => [String(name), files.read(`${folder}/${name}`) ?? ""]));
}
function specOf({ settings, ci, sessionName }, { profile: profile2, via, roleArn: roleArn2, region }) {
  const same = options.flatMap(({ name, handover }) => {
    const value = settings.given[name];
    return value === void 0 || handover ? [] : [[name, value]];
  });
  const { source } = settings;
  const alone = settings.chain.length > 0 && source?.kind === "token" ? source.role.arn : roleArn2;
  const [first = alone, ...further] = via === void 0 ? [] : wayTo(profile2, settings.roles);
  return {
    ...Object.fromEntries(same),
    ...further.length === 0 ? {} : { "then-assume": further.join("\n") },
    ci: ci.id,
    "aws-region": region,
    "role-session-name": sessionName,
    ...first === void 0 ? {} : { "role-to-assume": first }
  };
}
function wayTo(profile2, roles) {
  const entry2 = roles.find((role) => role.profile === profile2);
  return entry2 === void 0 ? [] : [...wayTo(entry2.via, roles), entry2.role.arn];
}
function cacheOf({ credentials }, { clock }) {
  if (!isTemporary(credentials)) return void 0;
  const issuedAt = clock.now();
  return printCache({
    credentials,
    issuedAt,
    renewAt: renewalTime(issuedAt, credentials.expiresAt, clock.random())
  });
}
function quoted(path, platform) {
  if (platform === "win32") return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? (0, import_action_shared_core_ip_range.posixQuote)(path) : `"${path}"`;
}
// src/export/profile-undo.ts
function undoProfiles(texts, undo2, paths) {
  const start = { texts, kept: [] };
  return undo2.reduceRight((done, { profile: profile2, files }) => {
    const results = awsFiles.map((file) => {
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
function beginsWith(text, lines2) {
  return text.startsWith(lines2) && /^[\r\n]?$/.test(text.charAt(lines2.length));
}
function parseProfileUndo(value) {
  if (!(0, import_action_shared_core_ip_range.isObject)(value) || !(0, import_action_shared_core_ip_range.isObject)(value.files)) return void 0;
  const profile2 = (0, import_action_shared_core_ip_range.stringAt)(value, "profile");
  if (profile2 === void 0) return void 0;
  const given = value.files;
  const files = awsFiles.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile: profile2, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!(0, import_action_shared_core_ip_range.isObject)(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed2 = value.changed.flatMap((change) => {
    if (!(0, import_action_shared_core_ip_range.isObject)(change)) return [];
    const before = (0, import_action_shared_core_ip_range.stringAt)(change, "before");
    const after = (0, import_action_shared_core_ip_range.stringAt)(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed2.length !== value.changed.length) return void 0;
  const added = (0, import_action_shared_core_ip_range.stringAt)(value, "added");
  return { fileMade: value.fileMade, changed: changed2, ...added === void 0 ? {} : { added } };
}
// src/export/profile.ts
var profile = {
  name: "profile",
  hands: "profile",
  check(plan, io) {
    refuseType(plan);
    const paths = pathsOf(io);
    for (const path of Object.values(paths)) io.files.checkReplaceable(path);
    if (plan.precedence.profileType === "static") warnOfCheckout(paths.credentials, plan, io);
    const texts = { config: io.files.read(paths.config), credentials: io.files.read(paths.credentials) };
    planProfiles(texts, standIns(plan), rulesFor(plan, paths, io));
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const beforeWrite = (files) => record({ kind: "profile", files });
    const profiles2 = handover.sessions.map((session) => profileSettings(handover, session, { io, beforeWrite }));
    const rules = { ...rulesFor(handover, paths, io), mark: markOf(handover, io) };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, profiles2, rules);
      record({ kind: "profile", paths, undo: planned.undo });
      return planned;
    });
    for (const notice2 of notices) io.log.notice(notice2);
  },
  async undo(receipt, io) {
    removePrivateFiles(receipt.files, io.files);
    const paths = parsePaths(receipt.paths);
    const undo2 = parseUndo(receipt.undo);
    if (paths === void 0 || undo2 === void 0) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo2, paths));
    for (const notice2 of kept) io.log.notice(notice2);
  }
};
function pathsOf({ env, homeFolder: homeFolder2, platform, files }) {
  const { config, credentials } = awsFilePaths(env, homeFolder2, platform);
  if (files.isSame(config, credentials)) throw oneFile(config);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
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
function rulesFor({ settings, job }, paths, io) {
  const now = io.clock.now();
  return {
    paths,
    overwrite: settings.profile.overwrite,
    mark: { job: job.id },
    isOver: ({ until, traces = {} }) => until !== void 0 && until <= now || isOver(traces, job, io)
  };
}
function standIns(plan) {
  const { settings, profileName } = plan;
  const names3 = settings.roles.length > 0 ? settings.roles.map(({ profile: name }) => name) : [profileName];
  const none = { accessKeyId: "none", secretAccessKey: new import_action_shared_core_ip_range.Secret("none") };
  return names3.map((name) => ({
    name,
    region: settings.region,
    ...plan.precedence.profileType === "static" ? { type: "static", credentials: none } : { type: "process", command: "none" }
  }));
}
function refuseType(plan) {
  const { settings, precedence } = plan;
  const { profileType: type } = precedence;
  if (type !== "static" && settings.source?.kind !== "token") {
    throw new import_action_shared_core_errors.HelperError("option-conflict", `A profile of the type ${type} needs a token, and none is used here.`, {
      hint: "Give profile-type: static, or assume the role with the job\u2019s token."
    });
  }
  const lost = lostInWebIdentity(settings);
  if (type === "web-identity" && lost !== void 0) {
    throw new import_action_shared_core_errors.HelperError(
      "option-conflict",
      `${lost} would be lost in a profile of the type web-identity: there the AWS tools exchange the token by themselves.`,
      { hint: "Give profile-type: process, which asks this program each time, or static." }
    );
  }
}
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
function profileSettings(handover, session, making) {
  const { profile: name, via, region, roleArn: roleArn2 } = session;
  const common = { name, region };
  const { profileType: type } = handover.precedence;
  if (type === "static" || handover.token === void 0 || roleArn2 === void 0) {
    return { ...common, type: "static", credentials: session.credentials };
  }
  if (type === "process") return { ...common, type, command: makeProcessFolder(handover, session, making) };
  if (via !== void 0) {
    const { externalId } = handover.settings;
    return {
      ...common,
      type: "assume-role",
      roleArn: roleArn2,
      sourceProfile: via,
      sessionName: handover.sessionName,
      externalId
    };
  }
  return {
    ...common,
    type,
    roleArn: roleArn2,
    sessionName: handover.sessionName,
    tokenFile: tokenFile(handover.token, session, { ...making, handover })
  };
}
function tokenFile(token, { profile: profile2 }, { io, beforeWrite, handover }) {
  if (token.path !== void 0) return io.files.absolute(token.path);
  const path = `${makeJobFolder(handover.job, io)}/token-${ownName(profile2, token)}`;
  beforeWrite([path]);
  io.files.replace(path, token.jwt.reveal());
  return path;
}
function parsePaths(value) {
  const config = (0, import_action_shared_core_ip_range.isObject)(value) ? (0, import_action_shared_core_ip_range.stringAt)(value, "config") : void 0;
  const credentials = (0, import_action_shared_core_ip_range.isObject)(value) ? (0, import_action_shared_core_ip_range.stringAt)(value, "credentials") : void 0;
  return config === void 0 || credentials === void 0 ? void 0 : { config, credentials };
}
function parseUndo(value) {
  const undo2 = Array.isArray(value) ? value.map(parseProfileUndo) : [void 0];
  return undo2.every((entry2) => entry2 !== void 0) ? undo2 : void 0;
}
// src/export/index.ts
var exportTargets = [profile, bashEnv, githubEnv, githubOutputs];
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
function namesForRoles({ exports: exports2 = ["profile"] }) {
  const other = exports2.find((name) => name !== "profile" && name !== "none");
  if (other === void 0) return exports2;
  throw new import_action_shared_core_errors.HelperError("option-conflict", `Several roles cannot be handed over by export: ${other}.`, {
    hint: "Leave export out: each role becomes the profile that its line names."
  });
}
function targetNamed(name, ci) {
  if (name === "none") return void 0;
  if (name === "profile") return profile;
  if (name === "env" && ci.variables === "bash-env") return bashEnv;
  if (ci.variables === "github-env") return name === "env" ? githubEnv : githubOutputs;
  throw new import_action_shared_core_errors.HelperError(
    "option-invalid",
    `export: ${name} is not possible on ${ci.name}: it carries no ${name === "env" ? "variables" : "outputs"} from one step to the next.`,
    {
      hint: 'Give --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
    }
  );
}
// src/job/receipts.ts
function openJournal(job, io) {
  const { files, clock, onReceipts } = io;
  const suffix2 = Math.floor(clock.random() * 16777215).toString(36);
  const name = `receipts-${clock.now()}-${suffix2}.json`;
  const receipts = [];
  const pathOf = () => `${job.folder}/${name}`;
  return {
    get path() {
      return pathOf();
    },
    receipts,
    record(receipt) {
      if (receipts.length === 0) {
        files.removeLeftovers(makeJobFolder(job, io));
        onReceipts?.(pathOf());
      }
      receipts.push(receipt);
      files.replace(pathOf(), JSON.stringify(receipts));
    }
  };
}
function rewriteReceipts(path, receipts, files) {
  files.replace(path, JSON.stringify(receipts.toReversed()));
}
// src/cleanup.ts
async function rollBack(receipts, journal, io) {
  const left = [];
  for (const receipt of receipts) {
    if (!await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io)) left.push(receipt);
  }
  if (journal === void 0) return left.length;
  if (left.length === 0) await attempt(`remove ${journal}`, () => io.files.remove(journal), io);
  else await attempt(`shorten ${journal}`, () => rewriteReceipts(journal, left, io.files), io);
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
// src/aws/client-table.ts
var clients2 = ["botocore", "javascript", "go-java"];
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
var tokenFile2 = { AWS_WEB_IDENTITY_TOKEN_FILE: "set" };
var clientTable = {
  botocore: [
    // The profile is looked up before any credentials are, and AWS_DEFAULT_PROFILE is asked first.
    { when: { AWS_DEFAULT_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "missing" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "missing" }, over: anything, effect: "stops" },
    // Both go with whatever keys there are; the first one instead of AWS_SESSION_TOKEN.
    { when: { AWS_SECURITY_TOKEN: "set" }, over: ["variables"], effect: "stops" },
    { when: { AWS_CREDENTIAL_EXPIRATION: "set" }, over: ["variables"], effect: "stops" },
    { when: keys, over: profiles, effect: "other-identity" },
    { when: halfOfKeys, over: profiles, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    // A web identity is asked for before stored keys and processes are.
    { when: { ...tokenFile2, AWS_ROLE_ARN: "foreign" }, over: stored, effect: "other-identity" },
    { when: { ...tokenFile2, AWS_ROLE_ARN: "unset" }, over: stored, effect: "stops" },
    // Without a session name, or with an empty one, botocore makes one up.
    { when: { ...tokenFile2, AWS_ROLE_SESSION_NAME: "unset" }, over: stored, effect: "other-session" },
    { when: { ...tokenFile2, AWS_ROLE_SESSION_NAME: "foreign" }, over: stored, effect: "other-session" },
    // Each of its variables replaces the profile's own setting, with nothing if it is empty.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "empty" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_ARN: "foreign" }, over: ["web-identity"], effect: "other-identity" },
    { when: { AWS_ROLE_ARN: "empty" }, over: ["web-identity"], effect: "stops" },
    // The same role with a token of somebody else's, which AWS may well refuse.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "foreign" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_SESSION_NAME: "empty" }, over: ["web-identity"], effect: "other-session" },
    { when: { AWS_ROLE_SESSION_NAME: "foreign" }, over: ["web-identity"], effect: "other-session" }
  ],
  javascript: [
    // The keys are then passed over, even where there is no such profile: it is the next source's turn.
    { when: { AWS_PROFILE: "foreign" }, over: anything, effect: "other-identity" },
    { when: { AWS_PROFILE: "absent", ...keys }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "empty", ...keys }, over: profiles, effect: "other-identity" }
  ],
  // Profiles and variables are separate sources here, and the variables come first.
  "go-java": [
    { when: keys, over: profiles, effect: "other-identity" },
    { when: { ...tokenFile2, AWS_ROLE_ARN: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" }
  ]
};
function deviationsFrom(handed, surroundings) {
  return clients2.flatMap((client) => {
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
function ownValue(variable, { profile: profile2, roleArn: roleArn2, sessionName, tokenFile: file }) {
  if (variable === "AWS_PROFILE" || variable === "AWS_DEFAULT_PROFILE") return profile2;
  if (variable === "AWS_ROLE_ARN") return roleArn2;
  if (variable === "AWS_ROLE_SESSION_NAME") return sessionName;
  return variable === "AWS_WEB_IDENTITY_TOKEN_FILE" ? file : void 0;
}
function asClientsRead(env, platform) {
  if (platform !== "win32") return env;
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}
// src/export/precedence-messages.ts
function otherIdentity({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} would go by that before ${nameOf2(handed)}, and run as somebody else.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function willStop({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will stop with an error before they use ${nameOf2(handed)}.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function otherSession({ deviations }) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will be this role under another session name.`,
    hint: `Where the name matters, unset ${listed2(namesIn(deviations))}.`
  };
}
function byOptionOnly({ handed: { profile: profile2 }, deviations }) {
  const concerned = deviations.filter(({ effect }) => effect !== "other-session");
  return {
    message: `${reasonsOf(concerned)}. With AWS_PROFILE=${profile2}, ${toolsIn(concerned)} would go by that first.`,
    hint: `Name the profile in each call (--profile ${profile2}), or unset ${listed2(namesIn(concerned))}.`
  };
}
function typeChange(deviations) {
  return {
    message: `${reasonsOf(deviations)}. In a profile of the type web-identity that would replace the profile\u2019s own setting for ${toolsIn(deviations)}.`,
    hint: "So the profile is of the type process, which asks this program each time. profile-type says otherwise."
  };
}
function nameOf2({ kind, profile: profile2 }) {
  if (kind === "variables") return "the keys in the variables";
  return profile2 === "default" ? "the default profile" : `the profile ${profile2}`;
}
function waysOut(deviations, { handed, request: { ci } }) {
  const names3 = namesIn(deviations);
  const hasKeys = names3.includes("AWS_ACCESS_KEY_ID");
  const onGithub = ci.variables === "github-env";
  const others2 = [
    ...onGithub && hasKeys ? ["empty the keys of earlier steps with unset-current-credentials: true"] : [],
    ...onGithub && handed.kind === "variables" ? ["let it name a profile of this step (aws-profile, with output-env-credentials: true)"] : [],
    ...handed.kind === "variables" ? [] : ["give the profile a name of its own (aws-profile NAME) and use that (aws --profile NAME)"],
    ...ci.variables === void 0 ? ['take variables instead: eval "$(ci-aws-credentials env \u2026)"'] : [],
    "run the command by ci-aws-credentials exec \u2026 -- COMMAND"
  ];
  return `${unsetting(names3, ci.variables)} Or ${others2.join("; or ")}.`;
}
function unsetting(names3, carried) {
  if (carried === "github-env") {
    return `Take ${listed2(names3)} out of the env: of the workflow or the job, or of the runner: no step can unset a variable for the next.`;
  }
  if (carried === "bash-env")
    return `Unset before: echo 'unset ${names3.join(" ")}' >> "$BASH_ENV", in an earlier step.`;
  return `Remove ${listed2(names3)} from the settings of the job, or unset before: unset ${names3.join(" ")}.`;
}
var words2 = {
  set: "set",
  foreign: "set",
  empty: "set to nothing",
  missing: "set to a profile that does not exist",
  unset: "not set",
  absent: "not set"
};
function reasonsOf(deviations) {
  const wordOf = new Map(
    deviations.flatMap(({ because }) => [...because].map(([name, condition]) => [name, words2[condition]]))
  );
  const reasons = [...new Set(wordOf.values())].map((word) => {
    const names3 = [...wordOf].flatMap(([name, own]) => own === word ? [name] : []);
    return `${names3.join(", ")} ${names3.length === 1 ? "is" : "are"} ${word}`;
  });
  return reasons.join(" and ");
}
function namesIn(deviations) {
  const present = deviations.flatMap(({ because }) => [...because].filter(([, condition]) => condition !== "unset"));
  return [...new Set(present.map(([name]) => name))];
}
function toolsIn(deviations) {
  const concerned = [...new Set(deviations.map(({ client }) => client))];
  return concerned.length === Object.keys(toolsOf).length ? "every AWS tool" : listed2(concerned.flatMap((client) => toolsOf[client]));
}
function listed2(words3) {
  return words3.length < 2 ? words3.join() : `${words3.slice(0, -1).join(", ")} and ${words3.at(-1)}`;
}
function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/export/precedence.ts
function weigh(request, usualType, io) {
  const verdictsWith = (type) => {
    const surroundings = surroundingsAfter(request, io);
    return handedOver(request, type, io).map((handed) => judge(handed, { request, surroundings }));
  };
  const usual = verdictsWith(usualType);
  const replaceable = usualType === "web-identity" && request.settings.profile.type === void 0;
  const other = replaceable && worst(usual) > 0 ? verdictsWith("process") : usual;
  if (worst(other) >= worst(usual)) return { profileType: usualType, ...told(usual, request) };
  const { notices, ...rest } = told(other, request);
  const deviations = usual.flatMap((verdict) => verdict.deviations);
  return { profileType: "process", ...rest, notices: [typeChange(deviations), ...notices] };
}
var ranks = { "other-session": 1, stops: 2, "other-identity": 3 };
function worst(verdicts) {
  return Math.max(0, ...verdicts.flatMap(({ deviations }) => deviations.map(({ effect }) => ranks[effect])));
}
function handedOver(request, type, io) {
  const { settings, targets, profileName, sessionName } = request;
  const { source } = settings;
  if (targets.some(({ hands }) => hands === "variables")) {
    const asFound = source?.kind === "ambient" && source.role === void 0;
    const written2 = writesProfile(request) ? profileName : void 0;
    return [{ kind: "variables", profile: asFound ? io.env.AWS_PROFILE : written2 }];
  }
  if (!writesProfile(request)) return [];
  const common = { sessionName, tokenFile: tokenFileOf(request, io) };
  if (settings.roles.length > 0) {
    return settings.roles.map(({ profile: profile2, role, via }) => ({
      ...common,
      kind: via !== void 0 && type === "web-identity" ? "assume-role" : type,
      profile: profile2,
      roleArn: role.arn
    }));
  }
  const roleArn2 = (settings.chain.at(-1) ?? knownRole(source))?.arn;
  return [{ ...common, kind: type, profile: profileName, roleArn: roleArn2 }];
}
function tokenFileOf({ settings: { source }, ci }, { env, files }) {
  if (source?.kind !== "token") return void 0;
  const path = source.from === void 0 ? ci.tokenFile?.(env) : source.from.kind === "file" ? source.from.path : void 0;
  if (path === void 0) return void 0;
  const variable = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  return variable !== void 0 && files.absolute(variable) === files.absolute(path) ? variable : path;
}
function surroundingsAfter(request, io) {
  const { settings, ci, targets } = request;
  const unset = settings.unsetCurrent && ci.variables === "github-env" ? emptyCredentialVariables : {};
  const changes = targets.map(({ rivals: rivals2 }) => rivals2?.(request, io) ?? {});
  const env = Object.fromEntries([io.env, unset, ...changes].flatMap((variables2) => Object.entries(variables2)));
  return {
    env: asClientsRead(env, io.platform),
    hasProfile: (name) => writtenNames(request).includes(name) || isInFiles(name, io)
  };
}
function writtenNames(request) {
  const { settings, profileName } = request;
  if (settings.roles.length > 0) return settings.roles.map(({ profile: profile2 }) => profile2);
  return writesProfile(request) ? [profileName] : [];
}
function isInFiles(name, { env, homeFolder: homeFolder2, platform, files }) {
  const paths = awsFilePaths(env, homeFolder2, platform);
  return ["config", "credentials"].some(
    (file) => findSections(files.read(paths[file]) ?? "", headerFor(file, name)).length > 0
  );
}
function judge(handed, { request, surroundings }) {
  const { env } = surroundings;
  const selected = env.AWS_PROFILE || "default";
  const { kind, profile: profile2 } = handed;
  const plain = kind === "variables" || profile2 === selected || // What AWS_PROFILE names is somebody else's, unless it is another profile of this run.
  profile2 === "default" && !writtenNames(request).includes(selected);
  const named = plain ? surroundings : { ...surroundings, env: { ...env, AWS_PROFILE: profile2 } };
  return { handed, plain, deviations: deviationsFrom(handed, named) };
}
function told(verdicts, request) {
  const plain = verdicts.filter((verdict) => verdict.plain);
  const hidden = verdicts.filter(
    (verdict) => !verdict.plain && verdict.deviations.some(({ effect }) => effect !== "other-session")
  );
  const sayOf = (effect, say) => plain.flatMap((verdict) => {
    const deviations = verdict.deviations.filter((deviation) => deviation.effect === effect);
    return deviations.length === 0 ? [] : [say({ ...verdict, deviations }, request)];
  });
  const conflicts = sayOf("other-identity", otherIdentity);
  const meant = isMeant(plain, request);
  return {
    conflict: meant ? void 0 : conflicts[0],
    warnings: [...meant ? conflicts : [], ...sayOf("stops", willStop), ...hidden.map(byOptionOnly)],
    notices: sayOf("other-session", otherSession),
    byOptionOnly: hidden.flatMap(({ handed: { profile: profile2 } }) => profile2 ?? [])
  };
}
function isMeant(verdicts, { settings: { source } }) {
  const serious = verdicts.flatMap(
    ({ handed, deviations }) => deviations.filter(({ effect }) => effect === "other-identity").map(({ because }) => ({ handed, because }))
  );
  return source?.kind === "ambient" && serious.every(({ handed, because }) => handed.kind === "variables" && [...because.keys()].join() === "AWS_PROFILE");
}
// src/aws-api/session-request.ts
function sessionInput(request) {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.inlinePolicy,
    PolicyArns: request.managedPolicies.length === 0 ? void 0 : request.managedPolicies.map((arn) => ({ arn }))
  };
}
function parseSessionResponse(request, { action: action4, response, how }) {
  const asked = { service: "STS", endpoint: request.endpoint, failure: `Could not assume role ${how}` };
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const session = readSession(request, readResult(action4, response.body));
  if (session !== void 0) return session;
  throw notFromAws(response, asked);
}
function readSession({ roleArn: roleArn2, region }, result) {
  const keys2 = objectAt(result, "Credentials");
  const user = objectAt(result, "AssumedRoleUser");
  const credentials = temporaryCredentials({
    accessKeyId: textAt(keys2, "AccessKeyId"),
    secretAccessKey: textAt(keys2, "SecretAccessKey"),
    sessionToken: textAt(keys2, "SessionToken"),
    expiresAt: Date.parse(textAt(keys2, "Expiration") ?? "")
  });
  if (credentials === void 0) return void 0;
  const arn = textAt(user, "Arn") ?? "";
  return {
    credentials,
    arn,
    accountId: accountOf(arn),
    principalId: textAt(user, "AssumedRoleId") ?? "",
    roleArn: roleArn2,
    region
  };
}
function textAt(object, key) {
  return object && (0, import_action_shared_core_ip_range.stringAt)(object, key);
}
function accountOf(arn) {
  return arn.split(":")[4] ?? "";
}
function objectAt(value, key) {
  const member = (0, import_action_shared_core_ip_range.isObject)(value) ? value[key] : void 0;
  return (0, import_action_shared_core_ip_range.isObject)(member) ? member : void 0;
}
// src/aws-api/assume-role.ts
var action2 = "AssumeRole";
async function assumeRole(request, credentials, io) {
  try {
    return await send2(request, credentials, io);
  } catch (error2) {
    const fewer = withoutDroppableTags(request.tags);
    const tooLarge = error2 instanceof import_action_shared_core_errors.HelperError && error2.code === "sts-policy-too-large";
    if (!tooLarge || fewer.length === request.tags.length) throw error2;
    io.log.info(
      "The session tags are too large together. Asking again without EventName, BaseRef, HeadRef, RunId, Job and TriggeringActor."
    );
    return send2({ ...request, tags: fewer }, credentials, io);
  }
}
async function send2(request, credentials, { http, sign }) {
  const transitive = transitiveKeys(request.transitive, request.tags);
  const input = {
    ...sessionInput(request),
    ExternalId: request.externalId,
    Tags: request.tags.length === 0 ? void 0 : request.tags,
    TransitiveTagKeys: transitive.length === 0 ? void 0 : transitive
  };
  const unsigned = buildRequest(action2, AssumeRoleRequest$, input, request.endpoint);
  const response = await http.send(await sign(unsigned, credentials, { service: "sts", region: request.region }));
  const session = parseSessionResponse(request, { action: action2, response, how: "with user credentials" });
  return { ...session, transitiveTags: transitive };
}
// src/aws-api/exchange-token.ts
var action3 = "AssumeRoleWithWebIdentity";
async function exchangeToken(request, token, { http }) {
  const input = { ...sessionInput(request), WebIdentityToken: token.jwt.reveal() };
  const response = await http.send(buildRequest(action3, AssumeRoleWithWebIdentityRequest$, input, request.endpoint));
  const how = token.path === void 0 ? "with OIDC" : "with web identity token file";
  return parseSessionResponse(request, { action: action3, response, how });
}
// src/token/check-token.ts
var leewaySeconds = 60;
function checkToken({ claims, source }, { audience, audienceAdvice, now }) {
  const seconds2 = now / 1e3;
  const [expires, begins] = [(0, import_action_shared_core_ip_range.numberAt)(claims, "exp"), (0, import_action_shared_core_ip_range.numberAt)(claims, "nbf")];
  if (isRequestToken(claims)) {
    throw new import_action_shared_core_errors.HelperError(
      "token-malformed",
      `${capital(source)} holds a token of the CI's own API, not an OIDC token.`,
      {
        hint: "ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for an ID token. On GitHub give no token at all: it is fetched."
      }
    );
  }
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === void 0) {
      throw new import_action_shared_core_errors.HelperError("token-claim-missing", `The token (${source}) has no claim ${name}; AWS requires it.`, {
        hint: `Check the CI's settings for OIDC claims: ${name} must not be left out.`
      });
    }
  }
  if (expires !== void 0 && expires + leewaySeconds < seconds2) {
    throw new import_action_shared_core_errors.HelperError(
      "token-expired",
      `The token (${source}) expired ${(0, import_action_shared_core_ip_range.spanText)(seconds2 - expires)} ago, at ${(0, import_action_shared_core_ip_range.timeText)(expires) ?? expires}.`,
      {
        hint: "Exchange it earlier in the job, or let the CI issue longer-lived tokens. If the job has only just started, this machine's clock is wrong."
      }
    );
  }
  if (begins !== void 0 && begins - leewaySeconds > seconds2) {
    throw new import_action_shared_core_errors.HelperError(
      "token-not-yet-valid",
      `The token (${source}) is valid from ${(0, import_action_shared_core_ip_range.timeText)(begins) ?? begins} on, in ${(0, import_action_shared_core_ip_range.spanText)(begins - seconds2)}.`,
      {
        hint: "This machine's clock is behind, or that of the CI server ahead: set it by NTP."
      }
    );
  }
  const audiences = (0, import_action_shared_core_ip_range.audiencesOf)(claims);
  if (audience !== void 0 && !audiences.includes(audience)) {
    throw new import_action_shared_core_errors.HelperError(
      "token-audience",
      `The token (${source}) is for ${audiences.join(", ")}, not for ${audience}.`,
      {
        hint: audienceAdvice(audience)
      }
    );
  }
}
function isRequestToken(claims) {
  return typeof claims.scp === "string" && claims.scp.startsWith("Actions.");
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/session/token-supply.ts
function tokenSupply(request, io) {
  let current;
  let latest;
  let reason;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => void 0);
      const isStale2 = token === void 0 || token.renewable && needsNewToken(token, failure, io.clock.now());
      if (isStale2 && current === seen) current = void 0;
      current ??= usableToken(request, io).catch((error2) => {
        reason = error2;
        throw error2;
      });
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === void 0) throw new Error("no token was fetched");
      return latest;
    },
    failure: () => reason
  };
}
function needsNewToken({ claims }, failure, now) {
  const endsSoon2 = claims.exp !== void 0 && claims.exp * 1e3 < now + 3e4;
  return endsSoon2 || failure?.code === "sts-token-expired" || failure?.code === "sts-idp-unreachable";
}
async function usableToken(request, io) {
  const { ci, from } = request;
  const token = await fetchToken(request, io);
  if (envValue(io.env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 && ci.id !== "custom" && from === void 0) {
    io.log.notice(
      `Ignoring AWS_WEB_IDENTITY_TOKEN_FILE, which is the identity of the machine; using the job's own token (${token.source}).`
    );
  }
  checkFetchedToken(token, request, io);
  return token;
}
async function fetchToken({ ci, settings, from }, io) {
  const attempt2 = () => from === void 0 ? ci.token(settings.audience, io) : tokenFrom(from, io);
  const token = await withRetries(attempt2, io, { maxAttempts: settings.maxAttempts });
  await maskInLog([token.jwt], io);
  return token;
}
function checkFetchedToken(token, { ci, settings }, { clock }) {
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: clock.now() });
}
// src/session/assume-roles.ts
async function assumeRoles(source, order, io) {
  const { settings, profileName } = order;
  const run2 = { ...order, io, retries: { maxAttempts: settings.maxAttempts, announced: /* @__PURE__ */ new Set() } };
  const request = commonRequest(order, io);
  warnOfIgnored(source, settings, io);
  if (settings.durationSeconds > longestFromRole && chains(settings)) {
    io.log.notice(`AWS limits chained roles to one hour: ${longestFromRole} s are requested for them.`);
  }
  if (settings.roles.length > 0 && source.kind === "token") return assumeListed(source, request, run2);
  const { session, ...origin } = await assumeFirst(source, request, run2);
  const last = await settings.chain.reduce(
    async (before, { arn }) => assumeNextRole(await before, { ...fromRole(request), roleArn: arn }, run2),
    Promise.resolve(session)
  );
  return { sessions: [{ ...last, profile: profileName, via: void 0 }], ...origin };
}
function commonRequest({ settings, sessionName }, { env }) {
  const { region, durationSeconds, inlinePolicy, managedPolicies, externalId, tags } = settings;
  return {
    endpoint: stsEndpoint(settings),
    region,
    sessionName,
    durationSeconds,
    inlinePolicy,
    managedPolicies,
    externalId,
    tags: tags.skip ? [] : [...builtInTags(env), ...tags.custom],
    transitive: tags.transitive
  };
}
var longestFromRole = 3600;
function fromRole(request) {
  return { ...request, durationSeconds: Math.min(request.durationSeconds, longestFromRole) };
}
function chains({ chain, roles }) {
  return chain.length > 0 || roles.some(({ via }) => via !== void 0);
}
function warnOfIgnored(source, settings, { log }) {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === "token" && !chains(settings);
  if (tags.custom.length > 0 && onlyToken) {
    log.warning(
      "'custom-tags' is set but will be ignored: with a token, session tags are claims of the token, and only the CI can set those."
    );
  } else if (tags.custom.length > 0 && tags.skip) {
    log.warning("'custom-tags' is set but will be ignored: 'role-skip-session-tagging' leaves out all tags.");
  }
  if (externalId !== void 0 && onlyToken) {
    log.warning(
      "'role-external-id' is set but will be ignored: AssumeRoleWithWebIdentity has no external ID. Have the trust policy check the token's claims instead."
    );
  }
}
async function assumeListed({ from }, common, run2) {
  const { settings, ci, io } = run2;
  const supply = tokenSupply({ ci, settings, from }, io);
  const pending = /* @__PURE__ */ new Map();
  for (const { profile: profile2, role, via, region } of settings.roles) {
    const request = { ...common, region, endpoint: stsEndpoint({ ...settings, region }), roleArn: role.arn };
    const before = via === void 0 ? void 0 : pending.get(via);
    const session = before === void 0 ? exchange(request, supply, run2) : before.then((session2) => assumeNextRole(session2, { ...fromRole(request), roleArn: role.arn }, run2));
    pending.set(
      profile2,
      session.then((assumed) => ({ ...assumed, profile: profile2, via }))
    );
  }
  const [first, ...others2] = await allOrNone(pending, io);
  if (first === void 0) throw new Error("no role is listed");
  const token = supply.latest();
  return { sessions: [first, ...others2], token, credentialOrigin: token.source };
}
async function allOrNone(pending, { log }) {
  const ends = await Promise.allSettled(pending.values());
  const refused = ends.find((end) => end.status === "rejected");
  if (refused === void 0) return Promise.all(pending.values());
  const names3 = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === "fulfilled") log.info(`${names3[index]}: assumed, but not handed over.`);
    else log.info(`${names3[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused.reason;
}
var attemptsForPlainKey = 10;
var delayForPlainKey = 200;
async function assumeFirst(source, request, run2) {
  const { settings, io } = run2;
  if (!settings.plainSecretKey) return assumeFirstOnce(source, request, run2);
  for (let attempt2 = 1; attempt2 <= attemptsForPlainKey; attempt2 += 1) {
    const first = await assumeFirstOnce(source, request, run2);
    if (/^[A-Za-z0-9]+$/.test(first.session.credentials.secretAccessKey.reveal())) return first;
    if (attempt2 === attemptsForPlainKey) break;
    io.log.info(
      `The secret key has special characters. Asking for another (${attempt2 + 1} of ${attemptsForPlainKey}).`
    );
    await io.clock.sleep(delayForPlainKey * attempt2);
  }
  throw new import_action_shared_core_errors.HelperError(
    "credentials-unsuitable",
    `None of ${attemptsForPlainKey} secret keys was without special characters.`,
    {
      hint: "About one key in four has none. Better do without special-characters-workaround: with a profile (aws-profile) the key passes through no shell."
    }
  );
}
async function assumeFirstOnce(source, request, run2) {
  const { settings, ci, io } = run2;
  if (source.kind === "token") {
    const supply = tokenSupply({ ci, settings, from: source.from }, io);
    const session2 = await exchange({ ...request, roleArn: source.role.arn }, supply, run2);
    const token = supply.latest();
    return { session: session2, token, credentialOrigin: token.source };
  }
  if (source.kind === "keys") {
    const session2 = await useCredentials(source, request, run2);
    return { session: session2, token: void 0, credentialOrigin: "the keys that were given" };
  }
  const limits2 = { withoutVariables: settings.unsetCurrent, limit: io.clock.remaining() };
  const ambient = { role: source.role, credentials: await io.ambientCredentials(limits2) };
  const session = await useCredentials(ambient, request, run2);
  return { session, token: void 0, credentialOrigin: "the credentials that were there" };
}
async function exchange(request, supply, { io, retries, explain }) {
  io.http.preconnect(request.endpoint);
  return withRetries(async (failure) => exchangeToken(request, await supply.token(failure), io), io, {
    ...retries,
    isRetryable: (error2) => error2 !== supply.failure() && (error2.code !== "sts-token-expired" || supply.latest().renewable)
  }).catch(async (error2) => {
    const isRefusal = error2 instanceof import_action_shared_core_errors.HelperError && isFromSts(error2);
    if (!isRefusal || explain === void 0) throw error2;
    throw await explain(error2, { request, claims: supply.latest().claims });
  });
}
async function useCredentials({ credentials, role }, request, run2) {
  const { io, retries } = run2;
  if (role !== void 0 && "arn" in role)
    return assumeNextRole({ credentials }, { ...request, roleArn: role.arn }, run2);
  const identity = await withRetries(() => identify(credentials, request, io), io, retries);
  if (role === void 0) return { ...identity, credentials, roleArn: void 0, region: request.region };
  return assumeNextRole({ credentials }, { ...request, roleArn: roleInSameAccount(role, identity) }, run2);
}
async function assumeNextRole({ credentials, transitiveTags = [] }, request, { io, retries }) {
  const tags = request.tags.filter(({ Key }) => !transitiveTags.includes(Key));
  const session = await withRetries(() => assumeRole({ ...request, tags }, credentials, io), io, retries);
  return { ...session, transitiveTags: [...transitiveTags, ...session.transitiveTags ?? []] };
}
function roleInSameAccount({ name }, { arn, accountId }) {
  return `arn:${arn.split(":")[1]}:iam::${accountId}:role/${name}`;
}
// src/session/account-guard.ts
async function guardKnownAccounts(settings, io) {
  const { source } = settings;
  if (source?.kind === "keys") await maskInLog(secretsOf(source.credentials), io);
  await maskAccounts(knownAccounts(settings), settings, io);
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
}
async function assumeGuardedRoles(source, order, io) {
  const { settings } = order;
  const assumed = await assumeRoles(source, order, io);
  const known = knownAccounts(settings);
  const accounts = [...new Set(assumed.sessions.map(({ accountId }) => accountId))];
  await maskAccounts(
    accounts.filter((accountId) => !known.includes(accountId)),
    settings,
    io
  );
  for (const accountId of accounts) guardAccount(accountId, settings);
  await maskInLog(
    assumed.sessions.flatMap(({ credentials }) => secretsOf(credentials)),
    io
  );
  return assumed;
}
async function maskAccounts(accountIds, { maskAccountId }, io) {
  if (!maskAccountId) return;
  const secrets = accountIds.filter((accountId) => accountId !== "").map((accountId) => new import_action_shared_core_ip_range.Secret(accountId));
  await maskInLog(secrets, io);
}
function knownAccounts({ source, chain, roles }) {
  const first = source?.role !== void 0 && "accountId" in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map(({ role }) => role)];
  return [...new Set(all.map(({ accountId }) => accountId))];
}
function guardAccount(accountId, { allowedAccounts }) {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new import_action_shared_core_errors.HelperError(
    "account-not-allowed",
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(", ")}`,
    { hint: "Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids." }
  );
}
// src/session/run-limits.ts
async function withinRunLimits(settings, world, task) {
  if (!settings.maskAccountId) return task(withRunLimits(settings, world));
  try {
    return await task(withRunLimits(settings, { ...world, log: redactingLog(world.log) }));
  } catch (error2) {
    throw redactedError(error2);
  }
}
function withRunLimits({ proxy, timeoutSeconds }, world) {
  return withDeadline({ ...world, http: world.http.viaProxy(proxy) }, timeoutSeconds);
}
var longestRead = 1e4;
function withDeadline(io, seconds2) {
  const end = io.clock.now() + seconds2 * 1e3;
  const remaining = () => Math.max(0, end - io.clock.now());
  const left = () => {
    if (remaining() > 0) return remaining();
    throw new import_action_shared_core_errors.HelperError("deadline-exceeded", `Timed out after ${seconds2} s.`, {
      hint: "The lines above say what it was waiting for. Set timeout to allow more time."
    });
  };
  const least = ({ limit: limit2 = Number.POSITIVE_INFINITY } = {}) => Math.min(limit2, left());
  return {
    ...io,
    clock: { ...io.clock, remaining },
    // Files are read, and written, after the end as well; only what may come from a pipe is not waited for.
    files: {
      ...io.files,
      read: (path, limits2) => io.files.read(path, { milliseconds: Math.min(remaining(), longestRead), ...limits2 })
    },
    http: { ...io.http, send: (request) => io.http.send(request, left()) },
    processes: {
      run: (command, args, options2) => io.processes.run(command, args, { ...options2, limit: least(options2) }),
      shell: (line, options2) => io.processes.shell(line, { ...options2, limit: least(options2) })
    }
  };
}
// src/run.ts
function run(settings, world, options2 = {}) {
  return withinRunLimits(settings, world, (io) => flow(settings, io, options2));
}
async function flow(settings, io, options2) {
  const plan = planHandover(settings, options2.targets, io);
  const { source } = settings;
  const { ci, targets, job } = plan;
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) target.check(plan, io);
  const leavesReceipts = targets.some(({ undo: undo2 }) => undo2 !== void 0);
  if (settings.unsetCurrent || leavesReceipts) options2.checkReceipts?.();
  const journal = openJournal(job, { ...io, onReceipts: options2.onReceipts });
  if (leavesReceipts) io.files.checkReplaceable(journal.path);
  await guardKnownAccounts(settings, io);
  if (settings.unsetCurrent && ci.variables === "github-env") githubUnset(plan, io, journal.record);
  if (source === void 0) return { kind: "unset", ...plan };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== void 0) return keepExisting(identity, { plan, journal }, io);
    refuseConflict(plan, io);
  }
  const assumed = await assumeGuardedRoles(source, { ...plan, explain: explainWith(settings, io) }, io);
  const handover = { ...plan, ...assumed };
  await handOver(handover, journal, io);
  return { kind: "handed-over", ...handover };
}
function explainWith(settings, io) {
  return async (refusal, exchange2) => {
    const { withDiagnosis } = await Promise.resolve().then(() => __toESM(require("./action-session-diagnose-refusal.js")));
    return withDiagnosis(refusal, { ...exchange2, settings }, io);
  };
}
function planHandover(settings, given, io) {
  const ci = detectCi(io.env, settings.ci);
  const targets = given ?? chooseTargets(settings, ci);
  const job = jobOf(ci, io);
  const request = {
    settings,
    ci,
    job,
    targets,
    profileName: settings.profile.name ?? (writesProfile({ targets }) ? profileInEnvironment(io.env) : "default"),
    sessionName: settings.sessionName ?? job.name
  };
  return { ...request, precedence: weigh(request, usualProfileType(request), io) };
}
function refuseConflict({ precedence }, { log }) {
  const { conflict, warnings, notices } = precedence;
  if (conflict !== void 0) {
    throw new import_action_shared_core_errors.HelperError("environment-conflict", conflict.message, { hint: conflict.hint });
  }
  for (const { message, hint } of warnings) log.warning(`${message} ${hint}`);
  for (const { message, hint } of notices) log.notice(`${message} ${hint}`);
}
function profileInEnvironment(env) {
  const name = envValue(env, "AWS_PROFILE");
  return name === void 0 ? "default" : validateProfileName(name, "AWS_PROFILE");
}
async function existingIdentity(settings, io) {
  try {
    const credentials = await io.ambientCredentials({
      withoutVariables: settings.unsetCurrent,
      limit: io.clock.remaining()
    });
    const identity = await identify(credentials, { endpoint: stsEndpoint(settings), region: settings.region }, io);
    guardAccount(identity.accountId, settings);
    return identity;
  } catch (error2) {
    if (!(error2 instanceof import_action_shared_core_errors.HelperError) || error2.code === "account-not-allowed") throw error2;
    io.log.notice("No valid credentials exist. Running as normal.");
    return void 0;
  }
}
async function keepExisting(identity, { plan, journal }, io) {
  const { settings, targets } = plan;
  await maskAccounts([identity.accountId], settings, io);
  if (targets.includes(githubEnv)) githubRegion(plan, io, journal.record);
  if (targets.includes(githubOutputs)) setIdentityOutputs(identity, io);
  return { kind: "kept", ...plan, identity };
}
async function handOver(handover, journal, io) {
  const before = journal.receipts.length;
  try {
    for (const target of handover.targets) await target.write(handover, io, journal.record);
  } catch (error2) {
    await rollBack(journal.receipts.slice(before).toReversed(), before === 0 ? journal.path : void 0, io);
    if (before === 0) removeJobFolder(handover.job.folder, io.files);
    throw error2;
  }
}
// src/entry/action.ts
outliveReader(process.stdout);
main().catch((error2) => {
  reportError(error2, actionLog);
  if (process.env.SHOW_STACK_TRACE === "true" && error2 instanceof Error) actionLog.info(error2.stack ?? "");
  process.exitCode = 1;
  process.stdout.write("", () => process.exit());
});
async function main() {
  const io = nodeIo(actionLog);
  const advice = movingTagAdvice(io.env);
  if (advice !== void 0) io.log.debug(advice);
  const settings = readSettings(inputs(), io);
  const outcome = await run(settings, io, {
    onReceipts: (receipts) => io.runner.saveState({ receipts }),
    checkReceipts: () => io.runner.check(["state"])
  });
  announce(outcome, io);
  if (settings.summary && outcome.kind === "handed-over") io.runner.addSummary(jobSummary(outcome));
}
function inputs() {
  return Object.fromEntries(
    options.flatMap((option) => {
      const names3 = [option.name, ...option.aliases ?? []];
      const value = names3.map((name) => getInput(name)).find((text) => text !== "");
      return value === void 0 ? [] : [[option.name, value]];
    })
  );
}
