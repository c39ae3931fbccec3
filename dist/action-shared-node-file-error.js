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
  notWritable: () => notWritable,
  reading: () => reading,
  reasonFor: () => reasonFor,
  systemCode: () => systemCode,
  unless: () => unless,
  writing: () => writing
});
module.exports = __toCommonJS(stdin_exports);
var import_action_shared_core_errors = require("./action-shared-core-errors.js");
// src/node/file-error.ts
function systemCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
function reasonFor(code) {
  return reasons[code] ?? code;
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
    if (code === void 0 || error instanceof import_action_shared_core_errors.HelperError) throw error;
    throw new import_action_shared_core_errors.HelperError("input-unreadable", `${path} cannot be read: ${reasonFor(code)}.`, {
      hint: "Check the path and that the user who runs the job may read the file.",
      cause: error
    });
  }
}
function writing(path, step) {
  try {
    return step();
  } catch (error) {
    if (systemCode(error) === void 0 || error instanceof import_action_shared_core_errors.HelperError) throw error;
    throw notWritable(path, error);
  }
}
function notWritable(path, cause) {
  const code = systemCode(cause) ?? "";
  return new import_action_shared_core_errors.HelperError("file-not-writable", `${path} cannot be written: ${reasonFor(code)}.`, {
    hint: hints[code] ?? "Let the user who runs the job write to that folder, or choose another path.",
    cause
  });
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
  E2BIG: "its arguments and variables are too long (E2BIG)",
  EAGAIN: "the system has no room for another process (EAGAIN)",
  ENOMEM: "the system has no memory left (ENOMEM)",
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  notWritable,
  reading,
  reasonFor,
  systemCode,
  unless,
  writing
});
