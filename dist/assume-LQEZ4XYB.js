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
var accepted = {
  options: (0, import_chunk_YDLEBEMZ.tableOptions)(),
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
    const { given, flags } = (0, import_chunk_YDLEBEMZ.parseArguments)(args, accepted);
    const settings = (0, import_chunk_SFOFQ7QZ.readSettings)(given, io);
    const outcome = await (0, import_chunk_NG5SYKPP.run)(settings, io);
    (0, import_chunk_SFOFQ7QZ.announce)(outcome, io);
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
