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
  assume: () => assume
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_N46G7T37 = require("./chunk-N46G7T37.js");
var import_chunk_RKOVXUID = require("./chunk-RKOVXUID.js");
var import_chunk_X2INUBOY = require("./chunk-X2INUBOY.js");
var import_chunk_LJ2L5QHJ = require("./chunk-LJ2L5QHJ.js");
var import_chunk_SZ2R54QW = require("./chunk-SZ2R54QW.js");
var import_chunk_KUYJIJUQ = require("./chunk-KUYJIJUQ.js");
var import_chunk_ZN6H7P5L = require("./chunk-ZN6H7P5L.js");
var import_chunk_QD6VNDEF = require("./chunk-QD6VNDEF.js");
var import_chunk_2NZT6RFR = require("./chunk-2NZT6RFR.js");
var import_chunk_XQGXVLBP = require("./chunk-XQGXVLBP.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_VFP6R5FQ = require("./chunk-VFP6R5FQ.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var accepted = {
  options: (0, import_chunk_2NZT6RFR.tableOptions)(),
  flags: [{ name: "json", help: "Print who one is now as JSON: account, ARN, session name, region, expiry." }]
};
var assume = {
  help: `Usage: ci-aws-credentials [assume] --role-to-assume ARN [options]

Takes the job's OIDC token, exchanges it at AWS STS and hands the credentials over in the way of this
CI: variables on GitHub and CircleCI, a profile elsewhere.

Example:
  npx ci-aws-credentials --role-to-assume arn:aws:iam::123456789012:role/deploy --aws-region eu-central-1
  aws s3 ls

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const { given, flags } = (0, import_chunk_2NZT6RFR.parseArguments)(args, accepted);
    const settings = (0, import_chunk_N46G7T37.readSettings)(given, io);
    const outcome = await (0, import_chunk_N46G7T37.run)(settings, io);
    (0, import_chunk_N46G7T37.announce)(outcome, io);
    if (flags.json) io.print(`${JSON.stringify(summaryOf(outcome))}
`);
    return 0;
  }
};
function summaryOf(outcome) {
  const { ci } = outcome.plan;
  if (outcome.kind === "unset") return { ci: ci.id };
  if (outcome.kind === "kept") return { ci: ci.id, ...outcome.identity };
  const { session, sessionName } = outcome.handover;
  const { accountId, arn, principalId, roleArn, region, credentials } = session;
  const expiration = credentials.expiresAt === void 0 ? void 0 : new Date(credentials.expiresAt).toISOString();
  return { ci: ci.id, accountId, arn, principalId, roleArn, sessionName, region, expiration };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  assume
});
