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
  runProgram: () => runProgram
});
module.exports = __toCommonJS(stdin_exports);
var import_action_shared = require("./action-shared.js");
var import_action_shared2 = require("./action-shared.js");
var import_node_path = require("node:path");
// src/node/end-tree.ts
function endTree(child, by) {
  if (child.pid === void 0) return;
  const taskkill = (0, import_node_path.join)(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
  by.spawnSync(taskkill, ["/PID", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
  child.kill("SIGKILL");
}
// src/node/run-program.ts
var outputLimit = 1e6;
var drainLimit = 1e3;
var childProcess;
async function runProgram(program, { limit = Number.POSITIVE_INFINITY, env = process.env, input }) {
  childProcess ??= await Promise.resolve().then(() => __toESM(require("node:child_process")));
  const run = {};
  const release = endWithUs(run);
  try {
    const child = start(program, env, input === void 0 ? "ignore" : "pipe");
    run.child = child;
    child.stdin?.on("error", () => {
    }).end(input);
    return await endOf(child, { name: program.command, limit });
  } catch (error) {
    const code = (0, import_action_shared.systemCode)(error) ?? "";
    if (code === "ENOENT") return void 0;
    if (!/^E[A-Z0-9]+$/.test(code)) throw error;
    return ended(126, `it cannot be started: ${(0, import_action_shared.reasonFor)(code)}`);
  } finally {
    release();
  }
}
function endOf(child, { name, limit }) {
  return new Promise((resolve, reject) => {
    const output = { stdout: "", stderr: "" };
    let timer;
    const finish = () => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      child.removeAllListeners().unref();
    };
    const done = (status) => {
      finish();
      resolve({ status: status ?? 128, ...output });
    };
    const stop = () => {
      endGroup(child);
      finish();
    };
    if (Number.isFinite(limit)) {
      timer = setTimeout(() => {
        stop();
        reject(tooLong(name, limit));
      }, limit);
    }
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output.stdout += text;
      if (output.stdout.length <= outputLimit) return;
      stop();
      resolve(ended(137, `it printed more than ${outputLimit} characters and was stopped`));
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      if (output.stderr.length < outputLimit) output.stderr += text;
    });
    child.on("error", (error) => {
      finish();
      reject(error);
    });
    child.on("exit", (status) => {
      clearTimeout(timer);
      timer = setTimeout(() => done(status), drainLimit);
    });
    child.on("close", done);
  });
}
function start({ command, args, shell }, env, stdin) {
  const child = childProcess.spawn(command, args, {
    env,
    shell,
    stdio: [stdin, "pipe", "pipe"],
    windowsHide: true,
    detached: process.platform !== "win32"
  });
  return child;
}
function ended(status, reason) {
  return { status, stdout: "", stderr: reason };
}
function endGroup(child) {
  if (process.platform === "win32") {
    endTree(child, childProcess);
    return;
  }
  if (child.pid === void 0) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
  }
}
var running = /* @__PURE__ */ new Set();
var fatal = ["SIGINT", "SIGTERM", "SIGHUP"];
function endWithUs(run) {
  if (running.size === 0) {
    for (const signal of fatal) process.on(signal, endBySignal);
    process.on("exit", endAll);
  }
  running.add(run);
  return () => {
    if (!running.delete(run) || running.size > 0) return;
    for (const signal of fatal) process.off(signal, endBySignal);
    process.off("exit", endAll);
  };
}
function endBySignal(signal) {
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}
function endAll() {
  for (const { child } of running) if (child !== void 0) endGroup(child);
}
function tooLong(command, limit) {
  return new import_action_shared2.HelperError(
    "deadline-exceeded",
    `${command} was still running after ${Math.round(limit / 1e3)} s and was stopped.`,
    { hint: "Set timeout to allow more time for the step." }
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  runProgram
});
