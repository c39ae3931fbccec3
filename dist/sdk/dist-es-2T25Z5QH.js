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
  credentialsTreatedAsExpired: () => import_chunk_DSSTFR4B.credentialsTreatedAsExpired,
  credentialsWillNeedRefresh: () => import_chunk_DSSTFR4B.credentialsWillNeedRefresh,
  defaultProvider: () => import_chunk_DSSTFR4B.defaultProvider
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_DSSTFR4B = require("./chunk-DSSTFR4B.js");
var import_chunk_QJVNEJO2 = require("./chunk-QJVNEJO2.js");
var import_chunk_V6LNCII3 = require("./chunk-V6LNCII3.js");
var import_chunk_KJOZHYHA = require("./chunk-KJOZHYHA.js");
var import_chunk_NKPD22GT = require("./chunk-NKPD22GT.js");
var import_chunk_DOIRAMYV = require("./chunk-DOIRAMYV.js");
var import_chunk_TGVDEP7W = require("./chunk-TGVDEP7W.js");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  credentialsTreatedAsExpired,
  credentialsWillNeedRefresh,
  defaultProvider
});
