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
  isTemporary: () => isTemporary,
  malformedPart: () => malformedPart,
  secretsOf: () => secretsOf
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_secret = require("./shared-core-secret.js");
// src/core/session.ts
function isTemporary(credentials) {
  return credentials.sessionToken !== void 0 && credentials.expiresAt !== void 0;
}
function secretsOf({ accessKeyId, secretAccessKey, sessionToken }) {
  return [new import_shared_core_secret.Secret(accessKeyId), secretAccessKey, ...sessionToken === void 0 ? [] : [sessionToken]];
}
function malformedPart(credentials, isOwnServer) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const id = isOwnServer ? /^[\w.+=@-]+$/ : /^\w+$/;
  const secret = isOwnServer ? import_shared_ci.isHeaderText : (text) => /^[\w/+=.-]+$/.test(text);
  if (!id.test(accessKeyId)) return "access key ID";
  if (!secret(secretAccessKey.reveal())) return "secret access key";
  return sessionToken === void 0 || secret(sessionToken.reveal()) ? void 0 : "session token";
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  isTemporary,
  malformedPart,
  secretsOf
});
