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
var import_chunk_W3IOYQGO = require("./chunk-W3IOYQGO.js");
var import_chunk_OTMBUEBB = require("./chunk-OTMBUEBB.js");
var import_chunk_SUG77UWV = require("./chunk-SUG77UWV.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_HN4C6YXK = require("./chunk-HN4C6YXK.js");
var import_chunk_OK7FZRFM = require("./chunk-OK7FZRFM.js");
var import_chunk_JOQOFO4Q = require("./chunk-JOQOFO4Q.js");
var import_chunk_3HVV6MUR = require("./chunk-3HVV6MUR.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var accepted = { options: (0, import_chunk_HN4C6YXK.tableOptions)("ci"), flags: [] };
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
    const { given } = (0, import_chunk_HN4C6YXK.parseArguments)(args, accepted);
    const undone = await (0, import_chunk_W3IOYQGO.cleanUpJob)((0, import_chunk_W3IOYQGO.jobOf)((0, import_chunk_OTMBUEBB.detectCi)(io.env, given.ci), io).folder, io);
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
