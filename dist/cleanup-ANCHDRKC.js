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
  cleanup: () => cleanup
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_LJ2L5QHJ = require("./chunk-LJ2L5QHJ.js");
var import_chunk_SZ2R54QW = require("./chunk-SZ2R54QW.js");
var import_chunk_KUYJIJUQ = require("./chunk-KUYJIJUQ.js");
var import_chunk_ZN6H7P5L = require("./chunk-ZN6H7P5L.js");
var import_chunk_QD6VNDEF = require("./chunk-QD6VNDEF.js");
var import_chunk_2NZT6RFR = require("./chunk-2NZT6RFR.js");
var import_chunk_XQGXVLBP = require("./chunk-XQGXVLBP.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_VFP6R5FQ = require("./chunk-VFP6R5FQ.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var accepted = { options: (0, import_chunk_2NZT6RFR.tableOptions)("ci"), flags: [] };
var cleanup = {
  help: `Usage: ci-aws-credentials cleanup [--ci NAME]

Removes what the steps of this job left behind: profiles, token files, variables. What was there
before is put back. A second run finds nothing to do.

Example:
  npx ci-aws-credentials cleanup

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const { given } = (0, import_chunk_2NZT6RFR.parseArguments)(args, accepted);
    const undone = await (0, import_chunk_LJ2L5QHJ.cleanUpJob)((0, import_chunk_SZ2R54QW.jobOf)((0, import_chunk_ZN6H7P5L.detectCi)(io.env, given.ci), io).folder, io);
    io.log.info(
      undone === 0 ? "Nothing to clean up." : `Cleaned up: ${undone} ${undone === 1 ? "thing" : "things"} of this job.`
    );
    return 0;
  }
};
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  cleanup
});
