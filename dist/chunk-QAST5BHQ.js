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
  pauseAfterFailure: () => pauseAfterFailure,
  printCache: () => printCache,
  processOutput: () => processOutput,
  renewalTime: () => renewalTime
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function pauseAfterFailure(left) {
  return Math.min(minute, Math.max(1e3, left / 4));
}
function isFresh({ renewAt }, now) {
  return now < renewAt;
}
function isUsable({ credentials }, now) {
  return now + 1e3 < credentials.expiresAt;
}
function parseCache(text) {
  const value = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value)) return void 0;
  const accessKeyId = (0, import_chunk_2ZDYLNSC.stringAt)(value, "accessKeyId");
  const secretAccessKey = (0, import_chunk_2ZDYLNSC.stringAt)(value, "secretAccessKey");
  const sessionToken = (0, import_chunk_2ZDYLNSC.stringAt)(value, "sessionToken");
  const expiresAt = (0, import_chunk_2ZDYLNSC.numberAt)(value, "expiresAt");
  const renewAt = (0, import_chunk_2ZDYLNSC.numberAt)(value, "renewAt");
  if (!accessKeyId || !secretAccessKey || !sessionToken || expiresAt === void 0 || renewAt === void 0)
    return void 0;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: new import_chunk_2ZDYLNSC.Secret(secretAccessKey),
      sessionToken: new import_chunk_2ZDYLNSC.Secret(sessionToken),
      expiresAt
    },
    renewAt
  };
}
function printCache({ credentials, renewAt }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  return JSON.stringify({
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
    expiresAt,
    renewAt
  });
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
  pauseAfterFailure,
  printCache,
  processOutput,
  renewalTime
});
