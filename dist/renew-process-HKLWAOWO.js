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
var import_chunk_KTRKXHQF = require("./chunk-KTRKXHQF.js");
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_G3MI2DIH = require("./chunk-G3MI2DIH.js");
var import_chunk_RNMOOPR3 = require("./chunk-RNMOOPR3.js");
var import_chunk_MWPKQT5K = require("./chunk-MWPKQT5K.js");
var import_chunk_U5XZBYQ2 = require("./chunk-U5XZBYQ2.js");
var import_chunk_75IQJKCF = require("./chunk-75IQJKCF.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_QAST5BHQ = require("./chunk-QAST5BHQ.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
async function renewProcess(folder) {
  const log = { ...(0, import_chunk_KTRKXHQF.stderrLog)({ debug: false, color: false }), info() {
  }, notice() {
  }, mask() {
  } };
  try {
    const io = (0, import_chunk_KTRKXHQF.nodeIo)(log);
    const settings = () => (0, import_chunk_U5XZBYQ2.parseSettings)(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await (0, import_chunk_RNMOOPR3.renewedCredentials)({ settings, path: `${folder}/cache.json` }, io);
    process.stdout.write((0, import_chunk_QAST5BHQ.processOutput)(renewed));
  } catch (error) {
    (0, import_chunk_KTRKXHQF.report)(error, log);
    process.exitCode = (0, import_chunk_L5BOO6NY.exitCodeOf)(error);
  }
}
function readSpec(path, read) {
  const spec = (0, import_chunk_2ZDYLNSC.parseJson)(read(path) ?? "");
  if (!(0, import_chunk_2ZDYLNSC.isObject)(spec)) {
    throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `${path} is gone, or is not what was written there.`, {
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
