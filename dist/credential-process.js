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
var import_shared_node_read_private = require("./shared-node-read-private.js");
var import_shared_node_file_error = require("./shared-node-file-error.js");
var import_shared_core_credential_cache = require("./shared-core-credential-cache.js");
var import_shared_core_temporary_credentials = require("./shared-core-temporary-credentials.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
var import_node_path = require("node:path");
// src/entry/credential-process.ts
process.stdout.on("error", () => {
});
var folder = (0, import_node_path.dirname)(process.argv[1] ?? "");
var cached = fromCache();
if (cached !== void 0 && (0, import_shared_core_credential_cache.isFresh)(cached, Date.now())) process.stdout.write((0, import_shared_core_credential_cache.processOutput)(cached));
else Promise.resolve().then(() => __toESM(require("./entry-renew-process.js"))).then(({ renewProcess }) => renewProcess(folder));
function fromCache() {
  try {
    return (0, import_shared_node_read_private.isOwnFolder)(folder) ? (0, import_shared_core_credential_cache.parseCache)((0, import_shared_node_read_private.readPrivate)((0, import_node_path.join)(folder, "cache.json")) ?? "") : void 0;
  } catch {
    return void 0;
  }
}
