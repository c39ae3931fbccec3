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
  credentialProcess: () => credentialProcess
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_BRNSUXPD = require("./chunk-BRNSUXPD.js");
var import_chunk_MOPVJTCY = require("./chunk-MOPVJTCY.js");
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
var handingOver = ["export", "aws-profile", "profile-type", "overwrite-aws-profile", "roles"];
var accepted = {
  options: (0, import_chunk_YDLEBEMZ.tableOptions)().filter(({ name }) => !handingOver.includes(name)),
  flags: [{ name: "allow-tty", help: "Print the credentials even where they can be seen." }]
};
var credentialProcess = {
  help: `Usage: credential_process = ci-aws-credentials credential-process --role-to-assume ARN [options]

Prints credentials as AWS tools expect them of \`credential_process\`. They are kept in a private file
and renewed ahead of their end; however many tools ask at once, one exchange is made. If renewing
fails, the last ones serve as long as they are valid.

--export profile with --profile-type process writes such a profile, with absolute paths, for you.

Example, in ~/.aws/config:
  [profile deploy]
  credential_process = npx ci-aws-credentials credential-process --role-to-assume arn:aws:iam::123456789012:role/deploy

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const { given, flags } = (0, import_chunk_YDLEBEMZ.parseArguments)(args, accepted);
    if (!flags["allow-tty"]) (0, import_chunk_MOPVJTCY.refuseToShow)(io);
    const quiet = { ...io, log: { ...io.log, info() {
    }, notice() {
    }, mask() {
    } } };
    const filled = (0, import_chunk_SFOFQ7QZ.fillFromEnvironment)(given, io.env).given;
    const settings = (0, import_chunk_BNWEIYDZ.parseSettings)(filled, io.env);
    const job = (0, import_chunk_NQX3ACOD.jobOf)((0, import_chunk_F53XI7SP.detectCi)(io.env, settings.ci), io);
    const path = `${(0, import_chunk_NQX3ACOD.makeJobFolder)(job, io)}/cache-${fingerprint(settings)}.json`;
    io.print((0, import_chunk_KUYJIJUQ.processOutput)(await (0, import_chunk_BRNSUXPD.renewedCredentials)(settings, path, quiet)));
    return 0;
  }
};
function fingerprint({ given }) {
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify(Object.entries(given).sort())) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  credentialProcess
});
