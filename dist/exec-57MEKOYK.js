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
  exec: () => exec
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_BRNSUXPD = require("./chunk-BRNSUXPD.js");
var import_chunk_SFOFQ7QZ = require("./chunk-SFOFQ7QZ.js");
var import_chunk_BNWEIYDZ = require("./chunk-BNWEIYDZ.js");
var import_chunk_2KFD76P6 = require("./chunk-2KFD76P6.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
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
var identity = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
];
function childEnvironment(parent, given) {
  const rest = Object.entries(parent).filter(([name]) => !identity.includes(name));
  return { ...Object.fromEntries(rest), AWS_EC2_METADATA_DISABLED: "true", ...given };
}
function withoutProxyOnLoopback(parent) {
  const listed = parent.no_proxy ?? parent.NO_PROXY ?? "";
  const hosts = [.../* @__PURE__ */ new Set([...listed.split(",").filter((host) => host !== ""), "127.0.0.1"])].join(",");
  return { no_proxy: hosts, NO_PROXY: hosts };
}
var longestPause = 6e4;
var shortestPause = 1e3;
function keepFresh(first, renew, { clock, log, what }) {
  let current = first;
  let stopped = false;
  const keep = async () => {
    let pause = current.renewAt - clock.now();
    while (!stopped) {
      await clock.sleep(Math.max(0, pause));
      if (stopped) return;
      try {
        current = await renew();
        pause = Math.max(shortestPause, current.renewAt - clock.now());
      } catch (error) {
        if (!(error instanceof import_chunk_BNVIA6TS.HelperError)) throw error;
        const left = Math.max(0, current.endsAt - clock.now());
        pause = Math.min(longestPause, Math.max(shortestPause, left / 4));
        const state = left === 0 ? "have ended" : `serve until ${new Date(current.endsAt).toISOString()}`;
        log.warning(`${what} could not be renewed; the last ones ${state}. ${error.message}`);
      }
    }
  };
  void keep();
  return {
    current: () => current,
    stop() {
      stopped = true;
    }
  };
}
var accepted = {
  options: (0, import_chunk_YDLEBEMZ.tableOptions)().filter(
    ({ name }) => !["export", "aws-profile", "profile-type", "overwrite-aws-profile", "roles"].includes(name)
  ),
  flags: [
    { name: "static", help: "Give the command plain variables, which are not renewed, instead of an endpoint." },
    { name: "token-file", help: "Give the command a token file, kept fresh, for tools that read nothing else." }
  ]
};
var exec = {
  help: `Usage: ci-aws-credentials exec --role-to-assume ARN [options] -- COMMAND [ARGS]

Runs one command with credentials of its own. They are in no file and no variable: the command gets
the address of an endpoint on this machine that answers from memory, and renews them for as long as
the command runs. AWS variables of the job are kept from it. Its exit code is that of the command.

Examples:
  npx ci-aws-credentials exec --role-to-assume arn:aws:iam::123456789012:role/deploy -- aws s3 ls
  npx ci-aws-credentials exec --role-to-assume arn:aws:iam::123456789012:role/deploy -- ./deploy.sh

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const end = args.indexOf("--");
    const [command, ...rest] = end === -1 ? [] : args.slice(end + 1);
    const { given, flags } = (0, import_chunk_YDLEBEMZ.parseArguments)(end === -1 ? args : args.slice(0, end), accepted);
    if (command === void 0) {
      throw new import_chunk_BNVIA6TS.HelperError("option-invalid", "exec has no command to run.", {
        hint: "Put it behind two dashes: ci-aws-credentials exec --role-to-assume ARN -- COMMAND ARGS."
      });
    }
    if (flags.static && flags["token-file"]) {
      throw new import_chunk_BNVIA6TS.HelperError("option-conflict", "--static and --token-file exclude each other.");
    }
    const settings = (0, import_chunk_SFOFQ7QZ.readSettings)(given, io);
    const region = { AWS_REGION: settings.region, AWS_DEFAULT_REGION: settings.region };
    const handing = { settings, io, region };
    const handOver = flags.static ? plainVariables : flags["token-file"] ? freshTokenFile : endpoint;
    return handOver(
      handing,
      (variables) => runCommand(command, rest, childEnvironment(io.env, { ...region, ...variables }), io)
    );
  }
};
async function plainVariables({ settings, io }, runWith) {
  const { credentials } = await (0, import_chunk_BRNSUXPD.obtainAnew)(settings, io);
  return runWith({
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey.reveal(),
    AWS_SESSION_TOKEN: credentials.sessionToken.reveal()
  });
}
async function endpoint({ settings, io }, runWith) {
  const obtain = async () => {
    const cached = await (0, import_chunk_BRNSUXPD.obtainAnew)(settings, io);
    return { ...cached, endsAt: cached.credentials.expiresAt };
  };
  const keeper = keepFresh(await obtain(), obtain, { ...io, what: "The credentials" });
  const served = await io.serveCredentials(keeper.current);
  try {
    return await inPrivateFolder({ settings, io }, async (folder) => {
      io.files.replace(`${folder}/authorization`, served.authorization);
      io.files.replace(`${folder}/config`, `[default]
region = ${settings.region}
`);
      io.files.replace(`${folder}/credentials`, "");
      return runWith({
        AWS_CONTAINER_CREDENTIALS_FULL_URI: served.url,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${folder}/authorization`,
        // For tools that know no file yet: the AWS CLI before 2.13, say.
        AWS_CONTAINER_AUTHORIZATION_TOKEN: served.authorization,
        // A default profile in the user's files would come before the endpoint.
        AWS_CONFIG_FILE: `${folder}/config`,
        AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials`,
        ...withoutProxyOnLoopback(io.env)
      });
    });
  } finally {
    keeper.stop();
    served.close();
  }
}
async function freshTokenFile({ settings, io }, runWith) {
  const { source } = settings;
  if (source?.kind !== "token") {
    throw new import_chunk_BNVIA6TS.HelperError("option-conflict", "--token-file needs a token, and none is used here.", {
      hint: "Leave --token-file out."
    });
  }
  await (0, import_chunk_BRNSUXPD.obtainAnew)(settings, io);
  return inPrivateFolder({ settings, io }, async (folder) => {
    const path = `${folder}/token`;
    const write = async () => {
      const { jwt, ...times } = await (0, import_chunk_BRNSUXPD.tokenAnew)(settings, io);
      io.files.replace(path, jwt.reveal());
      return times;
    };
    const keeper = keepFresh(await write(), write, { ...io, what: "The token" });
    try {
      return await runWith({
        AWS_ROLE_ARN: source.role.arn,
        AWS_WEB_IDENTITY_TOKEN_FILE: path,
        AWS_ROLE_SESSION_NAME: settings.sessionName ?? (0, import_chunk_NQX3ACOD.jobOf)((0, import_chunk_F53XI7SP.detectCi)(io.env, settings.ci), io).name
      });
    } finally {
      keeper.stop();
    }
  });
}
async function inPrivateFolder({ settings, io }, task) {
  const job = (0, import_chunk_NQX3ACOD.makeJobFolder)((0, import_chunk_NQX3ACOD.jobOf)((0, import_chunk_F53XI7SP.detectCi)(io.env, settings.ci), io), io);
  const folder = io.files.privateFolder(`${job}/exec-${io.clock.now()}-${Math.floor(io.clock.random() * 1e9)}`);
  try {
    return await task(folder);
  } finally {
    for (const name of io.files.list(folder)) io.files.remove(`${folder}/${name}`);
    io.files.removeFolder(folder);
    io.files.removeFolder(job);
  }
}
async function runCommand(command, args, env, io) {
  const exitCode = await io.runInPlace(command, args, env);
  if (exitCode === 127) io.log.error(`${command}: there is no such command, or it said so itself (127).`);
  if (exitCode === 126) io.log.error(`${command}: it cannot be run, or it said so itself (126).`);
  return exitCode;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  exec
});
