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
  isFresh: () => isFresh,
  isUsable: () => isUsable,
  parseCache: () => parseCache,
  parseFailure: () => parseFailure,
  pauseAfterFailure: () => pauseAfterFailure,
  printCache: () => printCache,
  printFailure: () => printFailure,
  processOutput: () => processOutput,
  renewalTime: () => renewalTime
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_temporary_credentials = require("./shared-core-temporary-credentials.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/core/credential-cache.ts
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function pauseAfterFailure(left) {
  return Math.min(minute, Math.max(1e3, left / 4));
}
function isFresh(cached, now) {
  return now < cached.renewAt && !isBefore(cached, now);
}
function isUsable(cached, now) {
  return now + 1e3 < cached.credentials.expiresAt && !isBefore(cached, now);
}
function isBefore({ issuedAt }, now) {
  return now < issuedAt - 5 * minute;
}
function parseCache(text) {
  const value = (0, import_shared_core_secret.parseJson)(text);
  if (!(0, import_shared_core_secret.isObject)(value)) return void 0;
  const credentials = (0, import_shared_core_temporary_credentials.temporaryCredentials)({
    accessKeyId: (0, import_shared_core_secret.stringAt)(value, "accessKeyId"),
    secretAccessKey: (0, import_shared_core_secret.stringAt)(value, "secretAccessKey"),
    sessionToken: (0, import_shared_core_secret.stringAt)(value, "sessionToken"),
    expiresAt: (0, import_shared_core_secret.numberAt)(value, "expiresAt")
  });
  const issuedAt = (0, import_shared_core_secret.numberAt)(value, "issuedAt");
  const renewAt = (0, import_shared_core_secret.numberAt)(value, "renewAt");
  if (credentials === void 0 || issuedAt === void 0 || renewAt === void 0) return void 0;
  return { credentials, issuedAt, renewAt };
}
function printCache({ credentials, issuedAt, renewAt }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  return JSON.stringify({
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
    expiresAt,
    issuedAt,
    renewAt
  });
}
function printFailure({ code, message, hint }, at) {
  return JSON.stringify({ failed: { code, message, hint }, at });
}
function parseFailure(text, { since, until }) {
  const value = (0, import_shared_core_secret.parseJson)(text);
  if (!(0, import_shared_core_secret.isObject)(value) || !(0, import_shared_core_secret.isObject)(value.failed)) return void 0;
  const at = (0, import_shared_core_secret.numberAt)(value, "at");
  const code = (0, import_shared_core_secret.stringAt)(value.failed, "code");
  const message = (0, import_shared_core_secret.stringAt)(value.failed, "message");
  const hint = (0, import_shared_core_secret.stringAt)(value.failed, "hint");
  if (at === void 0 || at < since || at > until || !isErrorCode(code) || message === void 0) return void 0;
  return new import_shared_core_errors.HelperError(code, message, { hint });
}
function isErrorCode(text) {
  return text !== void 0 && Object.hasOwn(import_shared_core_errors.errorCodes, text);
}
function processOutput({ credentials }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  const answer = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey.reveal(),
    SessionToken: sessionToken.reveal(),
    Expiration: new Date(expiresAt).toISOString()
  };
  return `${JSON.stringify(answer)}
`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  isFresh,
  isUsable,
  parseCache,
  parseFailure,
  pauseAfterFailure,
  printCache,
  printFailure,
  processOutput,
  renewalTime
});
