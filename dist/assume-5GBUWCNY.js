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
var import_chunk_NVVHA6MC = require("./chunk-NVVHA6MC.js");
var import_chunk_R3K7MTVS = require("./chunk-R3K7MTVS.js");
var import_chunk_RAX7YSQO = require("./chunk-RAX7YSQO.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_IA234DL7 = require("./chunk-IA234DL7.js");
var import_chunk_RZDKDQDV = require("./chunk-RZDKDQDV.js");
var import_chunk_UGD4SSS5 = require("./chunk-UGD4SSS5.js");
var import_chunk_6BXSTNH3 = require("./chunk-6BXSTNH3.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var accepted = {
  options: (0, import_chunk_UGD4SSS5.tableOptions)(),
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
    const { given, flags } = (0, import_chunk_UGD4SSS5.parseArguments)(args, accepted);
    const settings = (0, import_chunk_NVVHA6MC.readSettings)(given, io);
    const outcome = await (0, import_chunk_NVVHA6MC.run)(settings, io);
    (0, import_chunk_NVVHA6MC.announce)(outcome, io);
    if (flags.json) io.print(`${JSON.stringify(summaryOf(outcome))}
`);
    return 0;
  }
};
function summaryOf({ session, sessionName, ci }) {
  return {
    ci: ci.id,
    accountId: session.accountId,
    arn: session.assumedRoleArn,
    assumedRoleId: session.assumedRoleId,
    role: session.roleArn,
    sessionName,
    region: session.region,
    expiration: new Date(session.credentials.expiresAt).toISOString()
  };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  assume
});
