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
  whoami: () => whoami
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var accepted = {
  options: (0, import_chunk_YHADPTRT.tableOptions)("aws-profile", "aws-region", "sts-endpoint"),
  flags: [{ name: "json", help: "Print JSON." }]
};
var whoami = {
  help: `Usage: ci-aws-credentials whoami [options]

Finds credentials as the AWS SDKs do (variables, profiles, containers, instances) and asks AWS whose
they are.

Example:
  npx ci-aws-credentials whoami

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const { given, flags } = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    try {
      const identity = await io.callerIdentity({
        profile: given["aws-profile"],
        // The SDK for JavaScript does not read AWS_DEFAULT_REGION.
        region: given["aws-region"] ?? io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION,
        endpoint: given["sts-endpoint"]
      });
      io.print(flags.json ? `${JSON.stringify(identity)}
` : `${identity.arn}
`);
      return 0;
    } catch (error) {
      throw whyNot(error);
    }
  }
};
function whyNot(error) {
  if (!(error instanceof Error)) return error;
  if (error.name === "CredentialsProviderError") {
    return new import_chunk_L5BOO6NY.HelperError("credentials-missing", `The AWS tools of this job find no credentials: ${error.message}`, {
      hint: "Run ci-aws-credentials with --role-to-assume before. A profile other than `default` needs AWS_PROFILE or --aws-profile."
    });
  }
  if (error.message.includes("Region is missing")) {
    return new import_chunk_L5BOO6NY.HelperError("region-invalid", "No region is given, and no profile or variable names one.", {
      hint: "Give --aws-region, or set AWS_REGION."
    });
  }
  return new import_chunk_L5BOO6NY.HelperError("sts-refused", `GetCallerIdentity failed: ${error.name}: ${error.message}`, {
    hint: "The credentials that the AWS tools find are not good (any more). The message says which part AWS does not take."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  whoami
});
