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
  pause: () => pause,
  readBytes: () => readBytes
});
module.exports = __toCommonJS(stdin_exports);
var import_action_shared_node_file_error = require("./action-shared-node-file-error.js");
var import_action_shared_core_errors = require("./action-shared-core-errors.js");
var import_node_fs = require("node:fs");
// src/node/read-bytes.ts
// src/node/pause.ts
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
// src/node/read-bytes.ts
var usual = { bytes: 5e6, milliseconds: 1e4 };
function readBytes(path, limits = {}) {
  const { O_RDONLY, O_NONBLOCK = 0 } = import_node_fs.constants;
  const file = (0, import_action_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs.openSync)(path, O_RDONLY | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    return readAll({ path, file, stats: (0, import_node_fs.fstatSync)(file) }, { ...usual, ...limits });
  } finally {
    (0, import_node_fs.closeSync)(file);
  }
}
function readAll({ path, file, stats }, { bytes, milliseconds }) {
  const end = performance.now() + milliseconds;
  const chunks = [];
  let size = 0;
  for (; ; ) {
    const chunk = Buffer.allocUnsafe(65536);
    const count = (0, import_action_shared_node_file_error.unless)(["EAGAIN"], () => (0, import_node_fs.readSync)(file, chunk));
    size += count ?? 0;
    if (size > bytes) throw tooLarge(path, bytes);
    if (count === 0 && (size > 0 || !stats.isFIFO())) return Buffer.concat(chunks);
    if (count) chunks.push(chunk.subarray(0, count));
    if (!stats.isFile() && performance.now() >= end) throw endless(path, size, milliseconds);
    if (!count) pause(10);
  }
}
function tooLarge(path, bytes) {
  return new import_action_shared_core_errors.HelperError("input-unreadable", `${path} is larger than ${bytes / 1e3} kB and was not read on.`, {
    hint: "Nothing that belongs there is as large. Check the path."
  });
}
function endless(path, size, milliseconds) {
  const seconds = (milliseconds / 1e3).toFixed(1);
  return new import_action_shared_core_errors.HelperError(
    "input-unreadable",
    size === 0 ? `Nothing came from ${path} within ${seconds} s.` : `${path} did not come to an end within ${seconds} s.`,
    { hint: "It is a pipe or a device, and not a file. Check the path, and that its writer runs and closes it." }
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  pause,
  readBytes
});
