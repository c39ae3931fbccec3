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
  AssumeRoleCommand: () => import_chunk_NCLW5S7J.AssumeRoleCommand,
  STSClient: () => import_chunk_NCLW5S7J.STSClient
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_NCLW5S7J = require("./chunk-NCLW5S7J.js");
var import_chunk_GC7MF7LF = require("./chunk-GC7MF7LF.js");
var import_chunk_OUWB6GG5 = require("./chunk-OUWB6GG5.js");
var import_chunk_PQI44G4V = require("./chunk-PQI44G4V.js");
var import_chunk_X2UOCTJW = require("./chunk-X2UOCTJW.js");
var import_chunk_JACJK2QL = require("./chunk-JACJK2QL.js");
var import_chunk_V6LNCII3 = require("./chunk-V6LNCII3.js");
var import_chunk_KJOZHYHA = require("./chunk-KJOZHYHA.js");
var import_chunk_NKPD22GT = require("./chunk-NKPD22GT.js");
var import_chunk_DOIRAMYV = require("./chunk-DOIRAMYV.js");
var import_chunk_TGVDEP7W = require("./chunk-TGVDEP7W.js");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  AssumeRoleCommand,
  STSClient
});
