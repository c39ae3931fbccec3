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
var import_chunk_RNMOOPR3 = require("./chunk-RNMOOPR3.js");
var import_chunk_XTHJCBUZ = require("./chunk-XTHJCBUZ.js");
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
var handingOver = ["export", "aws-profile", "profile-type", "overwrite-aws-profile", "roles"];
var accepted = {
  options: (0, import_chunk_YHADPTRT.tableOptions)().filter(({ name }) => !handingOver.includes(name)),
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
    const { given, flags } = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    if (!flags["allow-tty"]) (0, import_chunk_XTHJCBUZ.refuseToShow)(io);
    const quiet = { ...io, log: { ...io.log, info() {
    }, notice() {
    }, mask() {
    } } };
    const filled = (0, import_chunk_PSKD4XTI.fillFromEnvironment)(given, io.env).given;
    const settings = (0, import_chunk_U5XZBYQ2.parseSettings)(filled, io.env);
    const job = (0, import_chunk_V54TCRLP.jobOf)((0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci), io);
    const path = `${(0, import_chunk_V54TCRLP.makeJobFolder)(job, io)}/cache-${fingerprint(settings, io.env)}.json`;
    const willMake = () => (0, import_chunk_YQEH5LD4.openReceiptBook)(job, io).record({ kind: "files", files: [path] });
    io.print((0, import_chunk_QAST5BHQ.processOutput)(await (0, import_chunk_RNMOOPR3.renewedCredentials)({ settings: () => settings, path, willMake }, quiet)));
    return 0;
  }
};
var shaping = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"];
var shapingAmbient = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"];
function fingerprint({ given, source }, env) {
  const names = source?.kind === "ambient" ? [...shaping, ...shapingAmbient] : shaping;
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify([Object.entries(given).sort(), names.map((name) => env[name] ?? "")])) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  credentialProcess
});
