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
  fingerprint: () => fingerprint,
  hasJobFolder: () => hasJobFolder,
  jobFolderOrReason: () => jobFolderOrReason,
  jobOf: () => jobOf,
  makeJobFolder: () => makeJobFolder,
  removeJobFolder: () => removeJobFolder
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_errors = require("./shared-core-errors.js");
// src/core/fingerprint.ts
function fingerprint(value) {
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify(value)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36).padStart(13, "0");
}
// src/aws/session-name.ts
function sessionNameFrom(parts) {
  const name = parts.flatMap((part) => part ?? []).join("-").replace(/[^\w+=,.@-]+/g, "-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "").slice(0, 64);
  return name.length < 2 ? `ci-${name || "job"}` : name;
}
// src/job/job.ts
function jobOf(ci, { env, privateRoot }) {
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
      folder ??= `${privateRoot(ci.checkouts(env))}/${id}`;
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
function jobFolderOrReason(job, io) {
  try {
    return makeJobFolder(job, io);
  } catch (error) {
    if (error instanceof import_shared_core_errors.HelperError) return error;
    throw error;
  }
}
function hasJobFolder(folder, files) {
  return files.isOwnFolder(rootOf(folder)) && files.isOwnFolder(folder);
}
function removeJobFolder(folder, files) {
  const root = rootOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(rootOf(root))) files.removeFolder(rootOf(root));
}
function rootOf(folder) {
  return folder.slice(0, Math.max(folder.lastIndexOf("/"), folder.lastIndexOf("\\")));
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  fingerprint,
  hasJobFolder,
  jobFolderOrReason,
  jobOf,
  makeJobFolder,
  removeJobFolder
});
