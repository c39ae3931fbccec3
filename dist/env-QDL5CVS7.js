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
  env: () => env
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
function shellExport(shell) {
  return {
    name: "shell",
    check() {
    },
    write: ({ session }, io) => io.print((0, import_chunk_QD6VNDEF.shellLines)(shell, (0, import_chunk_LJ2L5QHJ.credentialVariables)(session, io.env)))
  };
}
var accepted = {
  options: (0, import_chunk_2NZT6RFR.tableOptions)(),
  flags: [
    {
      name: "shell",
      value: "SHELL",
      help: `The shell that will read the lines: ${import_chunk_QD6VNDEF.shells.join(", ")}. Default: sh, on Windows powershell.`
    },
    { name: "allow-tty", help: "Print the credentials even where they can be seen." }
  ]
};
var env = {
  help: `Usage: eval "$(ci-aws-credentials env --role-to-assume ARN [options])"

Prints lines that set AWS_ACCESS_KEY_ID and its companions in the shell that evaluates them. The
lines hold secrets: they are refused a terminal and a log.

Examples:
  eval "$(npx ci-aws-credentials env --role-to-assume arn:aws:iam::123456789012:role/deploy)"
  npx ci-aws-credentials env --shell powershell --role-to-assume \u2026 | Out-String | Invoke-Expression
  npx ci-aws-credentials env --shell fish --role-to-assume \u2026 | source

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const { given, flags } = (0, import_chunk_2NZT6RFR.parseArguments)(args, accepted);
    const shell = parseShell(flags.shell, io.platform);
    if (!flags["allow-tty"]) refuseToShow(io);
    const settings = { ...(0, import_chunk_N46G7T37.readSettings)(given, io), exports: ["none"] };
    const outcome = await (0, import_chunk_N46G7T37.run)(settings, io, [shellExport(shell)]);
    (0, import_chunk_N46G7T37.announce)(outcome, io);
    return 0;
  }
};
function parseShell(given, platform) {
  if (given === void 0) return platform === "win32" ? "powershell" : "sh";
  const word = String(given);
  const shell = import_chunk_QD6VNDEF.shells.find((name) => name === word) ?? (["bash", "zsh", "dash", "ksh"].includes(word) ? "sh" : void 0);
  if (shell !== void 0) return shell;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `--shell cannot be ${JSON.stringify(word)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(word, import_chunk_QD6VNDEF.shells) ?? `Choose from ${import_chunk_QD6VNDEF.shells.join(", ")}; bash and zsh read the lines for sh.`
  });
}
function refuseToShow(io) {
  const place = io.stdoutIsSeen();
  if (place === void 0) return;
  throw new import_chunk_WRHR6QYG.HelperError("stdout-refused", `Standard output is ${place}, and the lines to print hold secrets.`, {
    hint: 'Have the shell read them: eval "$(ci-aws-credentials env \u2026)". --allow-tty prints them all the same.'
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  env
});
