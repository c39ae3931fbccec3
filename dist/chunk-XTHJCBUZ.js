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
  env: () => env,
  refuseToShow: () => refuseToShow
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_6GMERR7C = require("./chunk-6GMERR7C.js");
var import_chunk_PSKD4XTI = require("./chunk-PSKD4XTI.js");
var import_chunk_YQEH5LD4 = require("./chunk-YQEH5LD4.js");
var import_chunk_HWPDUU2V = require("./chunk-HWPDUU2V.js");
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
function shellExport(shell) {
  return {
    name: "shell",
    check() {
    },
    write: ({ session }, io) => io.print((0, import_chunk_HWPDUU2V.shellLines)(shell, (0, import_chunk_YQEH5LD4.credentialVariables)(session, io.env)))
  };
}
var accepted = {
  options: (0, import_chunk_YHADPTRT.tableOptions)(),
  flags: [
    {
      name: "shell",
      value: "SHELL",
      help: `The shell that will read the lines: ${import_chunk_HWPDUU2V.shells.join(", ")}. Default: sh, on Windows powershell.`
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
    const { given, flags } = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    const shell = parseShell(flags.shell, io.platform);
    if (!flags["allow-tty"]) refuseToShow(io);
    const settings = { ...(0, import_chunk_PSKD4XTI.readSettings)(given, io), exports: ["none"] };
    const outcome = await (0, import_chunk_6GMERR7C.run)(settings, io, { targets: [shellExport(shell)] });
    (0, import_chunk_PSKD4XTI.announce)(outcome, io);
    return 0;
  }
};
function parseShell(given, platform) {
  if (given === void 0) return platform === "win32" ? "powershell" : "sh";
  const word = String(given);
  const shell = import_chunk_HWPDUU2V.shells.find((name) => name === word) ?? (["bash", "zsh", "dash", "ksh"].includes(word) ? "sh" : void 0);
  if (shell !== void 0) return shell;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `--shell cannot be ${JSON.stringify(word)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(word, import_chunk_HWPDUU2V.shells) ?? `Choose from ${import_chunk_HWPDUU2V.shells.join(", ")}; bash and zsh read the lines for sh.`
  });
}
function refuseToShow(io) {
  const place = io.stdoutIsSeen();
  if (place === void 0) return;
  throw new import_chunk_L5BOO6NY.HelperError("stdout-refused", `Standard output is ${place}, and the lines to print hold secrets.`, {
    hint: 'Have the shell read them: eval "$(ci-aws-credentials env \u2026)". --allow-tty prints them all the same.'
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  env,
  refuseToShow
});
