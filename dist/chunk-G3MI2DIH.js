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
  readPrivate: () => readPrivate,
  reading: () => reading,
  systemCode: () => systemCode,
  unless: () => unless,
  writing: () => writing
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_node_fs = require("node:fs");
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
    if (code === void 0 || error instanceof import_chunk_L5BOO6NY.HelperError) throw error;
    throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `${path} cannot be read: ${reasons[code] ?? code}.`, {
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
    if (code === void 0 || error instanceof import_chunk_L5BOO6NY.HelperError) throw error;
    throw new import_chunk_L5BOO6NY.HelperError("file-not-writable", `${path} cannot be written: ${reasons[code] ?? code}.`, {
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
  ELOOP: "it is a link (ELOOP)",
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
function readPrivate(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = import_node_fs.constants;
  const file = unless(["ENOENT"], () => (0, import_node_fs.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (file === void 0) return void 0;
  try {
    const stats = (0, import_node_fs.fstatSync)(file);
    const foreign = process.geteuid !== void 0 && stats.uid !== process.geteuid();
    const open = process.platform !== "win32" && (stats.mode & 63) !== 0;
    if (stats.isFile() && !foreign && !open) return (0, import_node_fs.readFileSync)(file, "utf8");
    const what = foreign ? "belongs to another user" : "can be read or written by others";
    throw new import_chunk_L5BOO6NY.HelperError("file-unsafe", `${path} ${stats.isFile() ? what : "is not a plain file"}.`, {
      hint: "Remove it. This program keeps it readable for its own user alone; something else has changed that."
    });
  } finally {
    (0, import_node_fs.closeSync)(file);
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  readPrivate,
  reading,
  systemCode,
  unless,
  writing
});
