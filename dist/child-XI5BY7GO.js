var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  runInPlace: () => runInPlace
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var import_node_child_process = require("node:child_process");
var import_node_os = require("node:os");
var forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"];
function runInPlace(command, args, env) {
  return new Promise((resolve, reject) => {
    const forward = (signal) => {
      if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
    };
    const listened = process.platform === "win32" ? ["SIGINT", "SIGTERM"] : forwarded;
    for (const signal of listened) process.on(signal, forward);
    const child = (0, import_node_child_process.spawn)(command, args, { env, stdio: "inherit" });
    const done = () => {
      for (const signal of listened) process.off(signal, forward);
    };
    child.on("error", (error) => {
      done();
      if (error.code === "ENOENT") resolve(127);
      else if (error.code === "EACCES") resolve(126);
      else reject(error);
    });
    child.on("exit", (code, signal) => {
      done();
      resolve(code ?? 128 + (signal === null ? 0 : import_node_os.constants.signals[signal]));
    });
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  runInPlace
});
