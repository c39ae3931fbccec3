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
  env: () => import_chunk_MOPVJTCY.env,
  refuseToShow: () => import_chunk_MOPVJTCY.refuseToShow
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_MOPVJTCY = require("./chunk-MOPVJTCY.js");
var import_chunk_NG5SYKPP = require("./chunk-NG5SYKPP.js");
var import_chunk_SFOFQ7QZ = require("./chunk-SFOFQ7QZ.js");
var import_chunk_BNWEIYDZ = require("./chunk-BNWEIYDZ.js");
var import_chunk_2KFD76P6 = require("./chunk-2KFD76P6.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_Q7BDJB5E = require("./chunk-Q7BDJB5E.js");
var import_chunk_2E5J6APE = require("./chunk-2E5J6APE.js");
var import_chunk_YDLEBEMZ = require("./chunk-YDLEBEMZ.js");
var import_chunk_NQX3ACOD = require("./chunk-NQX3ACOD.js");
var import_chunk_F53XI7SP = require("./chunk-F53XI7SP.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_KUYJIJUQ = require("./chunk-KUYJIJUQ.js");
var import_chunk_5LNBDT4I = require("./chunk-5LNBDT4I.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_BNVIA6TS = require("./chunk-BNVIA6TS.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  env,
  refuseToShow
});
