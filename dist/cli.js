#!/usr/bin/env node
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var import_chunk_KTRKXHQF = require("./chunk-KTRKXHQF.js");
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_G3MI2DIH = require("./chunk-G3MI2DIH.js");
var import_chunk_75IQJKCF = require("./chunk-75IQJKCF.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var commands = {
  assume: {
    summary: "Exchange the job\u2019s token for credentials and hand them over (the default)",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./assume-4ZZ6ULG3.js")))).assume
  },
  exec: {
    summary: "Run one command with credentials of its own, renewed while it runs",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./exec-GZARBPFA.js")))).exec
  },
  "credential-process": {
    summary: "Print credentials for credential_process, cached and renewed",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./credential-process-BNNVPDBI.js")))).credentialProcess
  },
  env: {
    summary: "Print shell lines that set the credentials, for eval",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./env-BIHQFDCG.js")))).env
  },
  cleanup: {
    summary: "Remove what this job left behind",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./cleanup-QRI2VSVK.js")))).cleanup
  },
  whoami: {
    summary: "Show who the AWS tools of this job are",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./whoami-JWZ4E44K.js")))).whoami
  },
  doctor: {
    summary: "Say what is wrong with token, trust policy or network, and what to change",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./doctor-NE2OMVUL.js")))).doctor
  },
  trust: {
    summary: "Generate, lint and check trust policies for every CI",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./trust-LRYYFOB6.js")))).trust
  },
  emulator: {
    summary: "Run a local OIDC issuer and STS that evaluate real trust policies",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./emulator-3D4CFYWC.js")))).emulator
  },
  demo: {
    summary: "Show the whole story on this machine, without AWS",
    load: async () => (await Promise.resolve().then(() => __toESM(require("./demo-YAQYEZPJ.js")))).demo
  }
};
async function runCommandLine(args, io) {
  const [first, ...rest] = args;
  if (first === "--version" || first === "-v") {
    io.print(`${(await Promise.resolve().then(() => __toESM(require("./version-FLOZGX4Y.js")))).version}
`);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    io.print(await overview());
    return 0;
  }
  const named = first !== void 0 && !first.startsWith("-");
  const name = named ? first : "assume";
  const entry = Object.hasOwn(commands, name) ? commands[name] : void 0;
  if (entry === void 0) throw unknownCommand(name);
  const command = await entry.load();
  const own = named ? rest : args;
  const end2 = own.indexOf("--");
  if (own.slice(0, end2 === -1 ? void 0 : end2).some((arg) => arg === "--help" || arg === "-h")) {
    io.print(command.helpFor?.(own) ?? command.help);
    return 0;
  }
  return command.run(own, io);
}
function unknownCommand(name) {
  const names = Object.keys(commands);
  return new import_chunk_L5BOO6NY.HelperError("command-unknown", `There is no command ${JSON.stringify(name)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(name, names) ?? `Choose from ${names.join(", ")}. ci-aws-credentials --help says what they do.`
  });
}
async function overview() {
  const { assume } = await Promise.resolve().then(() => __toESM(require("./assume-4ZZ6ULG3.js")));
  return `${assume.help}
Commands:
${(0, import_chunk_YJBW4IWP.columns)(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}

\`ci-aws-credentials COMMAND --help\` says more. Exit codes: 0 done, 2 the command line or an option is
wrong, 3 no usable token, 4 AWS refused, 5 it may work another time, 6 the account is not allowed,
7 the credentials could not be handed over, 1 a bug of this program.
`;
}
var state = { abandoned: false, sharesOutput: false };
var log = (0, import_chunk_KTRKXHQF.stderrLog)({
  linesMayBeOpen: () => state.sharesOutput,
  debug: process.env.RUNNER_DEBUG === "1" || (process.env.CI_AWS_CREDENTIALS_DEBUG ?? "") !== "",
  color: process.stderr.isTTY === true && !process.env.NO_COLOR
});
runCommandLine(process.argv.slice(2), {
  ...(0, import_chunk_KTRKXHQF.nodeIo)(log),
  program: [process.execPath, (0, import_node_fs.realpathSync)(process.argv[1] ?? "")],
  inTemporaryFolder,
  serveCredentials: async (current) => (await Promise.resolve().then(() => __toESM(require("./credential-endpoint-DVYDTFLU.js")))).serveCredentials(current),
  runInPlace: async (command, args, env) => {
    const { runInPlace } = await Promise.resolve().then(() => __toESM(require("./child-XI5BY7GO.js")));
    state.sharesOutput = true;
    return runInPlace(command, args, env).finally(() => {
      state.sharesOutput = false;
    });
  },
  abandonRest: () => {
    state.abandoned = true;
  },
  stdoutIsSeen,
  untilInterrupted,
  callerIdentity: async (options) => (await (0, import_chunk_KTRKXHQF.loadSdk)()).callerIdentity(options)
}).then(end, (error) => {
  (0, import_chunk_KTRKXHQF.report)(error, log);
  end((0, import_chunk_L5BOO6NY.exitCodeOf)(error));
});
function end(exitCode) {
  process.exitCode = exitCode;
  if (state.abandoned) process.stderr.write("", () => process.exit());
}
async function inTemporaryFolder(task) {
  const path = (0, import_node_fs.mkdtempSync)((0, import_node_path.join)((0, import_node_os.tmpdir)(), "ci-aws-credentials-"));
  try {
    return await task(path);
  } finally {
    (0, import_node_fs.rmSync)(path, { recursive: true, force: true });
  }
}
function untilInterrupted() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve());
  });
}
function stdoutIsSeen() {
  if (process.stdout.isTTY) return "a terminal";
  try {
    const [out, err] = [(0, import_node_fs.fstatSync)(1), (0, import_node_fs.fstatSync)(2)];
    return out.ino === err.ino && out.dev === err.dev && out.ino !== 0 ? "the log" : void 0;
  } catch {
    return void 0;
  }
}
