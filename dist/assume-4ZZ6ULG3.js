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
var import_chunk_6GMERR7C = require("./chunk-6GMERR7C.js");
var import_chunk_MWPKQT5K = require("./chunk-MWPKQT5K.js");
var import_chunk_PSKD4XTI = require("./chunk-PSKD4XTI.js");
var import_chunk_U5XZBYQ2 = require("./chunk-U5XZBYQ2.js");
var import_chunk_75IQJKCF = require("./chunk-75IQJKCF.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_YQEH5LD4 = require("./chunk-YQEH5LD4.js");
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_HWPDUU2V = require("./chunk-HWPDUU2V.js");
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_QAST5BHQ = require("./chunk-QAST5BHQ.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var accepted = {
  options: (0, import_chunk_YHADPTRT.tableOptions)(),
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
    const { given, flags } = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    const settings = (0, import_chunk_PSKD4XTI.readSettings)(given, io);
    const outcome = await (0, import_chunk_6GMERR7C.run)(settings, io);
    (0, import_chunk_PSKD4XTI.announce)(outcome, io);
    if (flags.json) io.print(`${JSON.stringify(summaryOf(outcome))}
`);
    return 0;
  }
};
function summaryOf(outcome) {
  const { ci } = outcome.plan;
  if (outcome.kind === "unset") return { ci: ci.id };
  if (outcome.kind === "kept") return { ci: ci.id, ...outcome.identity };
  const { session, sessionName, grants, settings } = outcome.handover;
  const first = { ...sessionSummary(session), sessionName };
  if (settings.roles.length === 0) return { ci: ci.id, ...first };
  const roles = grants.map(({ profile, via, session: own }) => ({ profile, via, ...sessionSummary(own), sessionName }));
  return { ci: ci.id, ...first, roles };
}
function sessionSummary({ accountId, arn, principalId, roleArn, region, credentials }) {
  const expiration = credentials.expiresAt === void 0 ? void 0 : new Date(credentials.expiresAt).toISOString();
  return { accountId, arn, principalId, roleArn, region, expiration };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  assume
});
