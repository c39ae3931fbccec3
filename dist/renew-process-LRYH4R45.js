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
  renewProcess: () => renewProcess
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_Z2WNDRSU = require("./chunk-Z2WNDRSU.js");
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_T74FXMI5 = require("./chunk-T74FXMI5.js");
var import_chunk_BRNSUXPD = require("./chunk-BRNSUXPD.js");
var import_chunk_BNWEIYDZ = require("./chunk-BNWEIYDZ.js");
var import_chunk_2KFD76P6 = require("./chunk-2KFD76P6.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_NQX3ACOD = require("./chunk-NQX3ACOD.js");
var import_chunk_F53XI7SP = require("./chunk-F53XI7SP.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_KUYJIJUQ = require("./chunk-KUYJIJUQ.js");
var import_chunk_5LNBDT4I = require("./chunk-5LNBDT4I.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_BNVIA6TS = require("./chunk-BNVIA6TS.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
async function renewProcess(folder) {
  const log = { ...(0, import_chunk_Z2WNDRSU.stderrLog)({ debug: false, color: false }), info() {
  }, notice() {
  }, mask() {
  } };
  try {
    const io = (0, import_chunk_Z2WNDRSU.nodeIo)(log);
    const settings = (0, import_chunk_BNWEIYDZ.parseSettings)(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    process.stdout.write((0, import_chunk_KUYJIJUQ.processOutput)(await (0, import_chunk_BRNSUXPD.renewedCredentials)(settings, `${folder}/cache.json`, io)));
  } catch (error) {
    (0, import_chunk_Z2WNDRSU.report)(error, log);
    process.exitCode = (0, import_chunk_BNVIA6TS.exitCodeOf)(error);
  }
}
function readSpec(path, read) {
  const spec = (0, import_chunk_2ZDYLNSC.parseJson)(read(path) ?? "");
  if (!(0, import_chunk_2ZDYLNSC.isObject)(spec)) {
    throw new import_chunk_BNVIA6TS.HelperError("input-unreadable", `${path} is gone, or is not what was written there.`, {
      hint: "Something removed the private folder of the job, or the job is over. Run ci-aws-credentials again."
    });
  }
  return Object.fromEntries(
    import_chunk_4SR2BHRQ.options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === "string" ? [[name, value]] : [];
    })
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renewProcess
});
