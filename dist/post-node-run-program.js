var {
  reasonFor,
  systemCode,
  HelperError
} = require("./post-shared.js");
var {
  join
} = require("node:path");

// src/node/end-tree.ts
function endTree(child, by) {
  if (child.pid === void 0) return;
  const taskkill = join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
  by.spawnSync(taskkill, ["/PID", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
  child.kill("SIGKILL");
}

// src/node/run-program.ts
var outputLimit = 1e6;
var drainLimit = 1e3;
var childProcess;
async function runProgram(program, { limit = Number.POSITIVE_INFINITY, env = process.env, input }) {
  childProcess ??= await Promise.resolve().then(() => require("node:child_process"));
  const run = {};
  const release = endWithUs(run);
  try {
    const child = start(program, env, input === void 0 ? "ignore" : "pipe");
    run.child = child;
    child.stdin?.on("error", () => {
    }).end(input);
    return await endOf(child, { name: program.command, limit });
  } catch (error) {
    const code = systemCode(error) ?? "";
    if (code === "ENOENT") return void 0;
    if (!/^E[A-Z0-9]+$/.test(code)) throw error;
    return ended(126, `it cannot be started: ${reasonFor(code)}`);
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
  return new HelperError(
    "deadline-exceeded",
    `${command} was still running after ${Math.round(limit / 1e3)} s and was stopped.`,
    { hint: "Set timeout to allow more time for the step." }
  );
}
module.exports = {
  runProgram
};
