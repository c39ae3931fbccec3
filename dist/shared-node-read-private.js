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
  isOwnFolder: () => isOwnFolder,
  readPrivate: () => readPrivate
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_node_file_error = require("./shared-node-file-error.js");
var import_shared_core_errors = require("./shared-core-errors.js");
var import_node_fs = require("node:fs");
// src/node/read-private.ts
var MAX_SIZE = 16 * 1024 * 1024;
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs.constants;
  const file = (0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = (0, import_node_fs.fstatSync)(file);
    if (!stats.isFile()) throw unsafe(path, "is not a plain file");
    requireOurs(path, stats);
    if (stats.size > MAX_SIZE) throw unsafe(path, `has ${stats.size} bytes, far more than this program writes`);
    return (0, import_node_fs.readFileSync)(file, "utf8");
  } finally {
    (0, import_node_fs.closeSync)(file);
  }
}
function isOwnFolder(path, { repair = false } = {}) {
  const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = import_node_fs.constants;
  if (process.platform === "win32") return true;
  const folder = (0, import_shared_node_file_error.unless)(["ENOENT"], () => openFolder(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (folder === void 0) return false;
  try {
    const { uid, mode } = (0, import_node_fs.fstatSync)(folder);
    if (repair && uid === process.geteuid?.() && (mode & 511) !== 448) (0, import_node_fs.fchmodSync)(folder, 448);
    requireOurs(path, (0, import_node_fs.fstatSync)(folder));
    return true;
  } finally {
    (0, import_node_fs.closeSync)(folder);
  }
}
function openFolder(path, flags) {
  const folder = (0, import_shared_node_file_error.unless)(["ELOOP", "ENOTDIR"], () => (0, import_node_fs.openSync)(path, flags));
  if (folder !== void 0) return folder;
  throw unsafe(path, "is a link or a file, where a folder of our own is needed");
}
function requireOurs(path, { uid, mode }) {
  const user = process.geteuid?.();
  if (user !== void 0 && uid !== user) throw unsafe(path, `belongs to another user (${uid}), not to you (${user})`);
  if (process.platform !== "win32" && (mode & 63) !== 0) throw unsafe(path, "can be read or written by others");
}
function unsafe(path, what) {
  return new import_shared_core_errors.HelperError("file-unsafe", `${path} ${what}.`, {
    hint: "Remove it. This program keeps it for its own user alone; something else has changed that."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  isOwnFolder,
  readPrivate
});
