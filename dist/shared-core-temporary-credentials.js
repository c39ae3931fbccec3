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
  temporaryCredentials: () => temporaryCredentials
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_secret = require("./shared-core-secret.js");
// src/core/temporary-credentials.ts
function temporaryCredentials(parts) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = parts;
  if (!accessKeyId || !secretAccessKey || !sessionToken) return void 0;
  if (expiresAt === void 0 || Number.isNaN(new Date(expiresAt).getTime())) return void 0;
  return {
    accessKeyId,
    secretAccessKey: new import_shared_core_secret.Secret(secretAccessKey),
    sessionToken: new import_shared_core_secret.Secret(sessionToken),
    expiresAt
  };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  temporaryCredentials
});
