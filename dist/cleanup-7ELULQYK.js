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
var import_chunk_AWC5HH73 = require("./chunk-AWC5HH73.js");
var import_chunk_JON573BR = require("./chunk-JON573BR.js");
var import_chunk_QD6VNDEF = require("./chunk-QD6VNDEF.js");
var import_chunk_FXZDY35B = require("./chunk-FXZDY35B.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_VS2KHB7N = require("./chunk-VS2KHB7N.js");
var import_chunk_JOQOFO4Q = require("./chunk-JOQOFO4Q.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var accepted = { options: (0, import_chunk_FXZDY35B.tableOptions)("ci"), flags: [] };
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
    const { given } = (0, import_chunk_FXZDY35B.parseArguments)(args, accepted);
    const undone = await (0, import_chunk_AWC5HH73.cleanUpJob)((0, import_chunk_AWC5HH73.jobOf)((0, import_chunk_JON573BR.detectCi)(io.env, given.ci), io).folder, io);
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
