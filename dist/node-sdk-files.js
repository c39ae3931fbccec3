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
  checkSdkFiles: () => checkSdkFiles
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_node_pause = require("./shared-node-pause.js");
var import_shared_node_file_error = require("./shared-node-file-error.js");
var import_shared_core_errors = require("./shared-core-errors.js");
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
// src/node/sdk-files.ts
function checkSdkFiles({ HOME, ...env }) {
  const usual = (name) => HOME ? (0, import_node_path.join)(HOME, ".aws", name) : void 0;
  const paths = [
    env.AWS_CONFIG_FILE || usual("config"),
    env.AWS_SHARED_CREDENTIALS_FILE || usual("credentials"),
    env.AWS_WEB_IDENTITY_TOKEN_FILE
  ];
  for (const path of paths) if (path) (0, import_shared_node_file_error.reading)(path, () => checkEnd(path));
}
function checkEnd(path) {
  if ((0, import_shared_node_file_error.unless)(["ENOENT"], () => (0, import_node_fs.statSync)(path))?.isFIFO()) {
    throw new import_shared_core_errors.HelperError("input-unreadable", `${path} is a pipe, and the AWS SDK needs a file there.`, {
      hint: "Correct AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE or AWS_WEB_IDENTITY_TOKEN_FILE."
    });
  }
  (0, import_shared_node_pause.readBytes)(path);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  checkSdkFiles
});
