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
var import_chunk_RNMOOPR3 = require("./chunk-RNMOOPR3.js");
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
  const withLoopback = (listed) => [.../* @__PURE__ */ new Set([...listed.split(",").filter((host) => host !== ""), "127.0.0.1"])].join(",");
  const { no_proxy: lower, NO_PROXY: upper } = parent;
  return { no_proxy: withLoopback(lower ?? upper ?? ""), NO_PROXY: withLoopback(upper ?? lower ?? "") };
}
var identity2 = [
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_security_token",
  "aws_account_id",
  "credential_process",
  "credential_source",
  "source_profile",
  "role_arn",
  "role_session_name",
  "web_identity_token_file",
  "external_id",
  "mfa_serial",
  "duration_seconds",
  "sso_session",
  "sso_start_url",
  "sso_region",
  "sso_account_id",
  "sso_role_name",
  "login_session"
];
function settingsOnly(config, profile, region) {
  const header = profile === "default" ? "default" : `profile ${profile}`;
  const [section] = (0, import_chunk_V54TCRLP.findSections)(config, header);
  const edited = (0, import_chunk_V54TCRLP.editSections)(section?.text ?? `[${header}]`, header, { set: [["region", region]], remove: identity2 });
  const [own = ""] = (0, import_chunk_V54TCRLP.findSections)(edited.text, header).map(({ text }) => text);
  const services = /^services\s*=\s*(\S+)/m.exec(own)?.[1];
  const named = services === void 0 ? [] : (0, import_chunk_V54TCRLP.findSections)(config, `services ${services}`).map(({ text }) => text);
  return [own.replace(/^.*/, "[default]"), ...named, ""].join("\n");
}
var longestRest = 3e4;
var shortestPause = 1e3;
var longestPause = 6e4;
function keepFresh(first, renew, { clock, log, what, renewed }) {
  let current = first;
  let stopped = false;
  async function restUntil(due) {
    for (let left = due - clock.now(); left > 0 && !stopped; left = due - clock.now()) {
      await clock.rest(Math.min(left, longestRest));
    }
  }
  async function keep() {
    let due = current.renewAt;
    let afterEnd = shortestPause;
    while (!stopped) {
      await restUntil(due);
      if (stopped) return;
      try {
        const next = await renew();
        if (stopped) return;
        current = next;
        renewed?.(next);
        due = Math.max(current.renewAt, clock.now() + shortestPause);
        afterEnd = shortestPause;
      } catch (error) {
        if (stopped) return;
        const left = current.endsAt - clock.now();
        due = clock.now() + (left > 0 ? (0, import_chunk_QAST5BHQ.pauseAfterFailure)(left) : afterEnd);
        if (left <= 0) afterEnd = Math.min(longestPause, afterEnd * 2);
        const state = left <= 0 ? "have ended" : `serve until ${new Date(current.endsAt).toISOString()}`;
        const reason = error instanceof import_chunk_L5BOO6NY.HelperError ? error.message : `This is a bug in ci-aws-credentials: ${error}`;
        log.warning(`${what} could not be renewed; the last ones ${state}. ${reason}`);
      }
    }
  }
  void keep();
  return {
    current: () => current,
    stop() {
      stopped = true;
    }
  };
}
var accepted = {
  options: (0, import_chunk_YHADPTRT.tableOptions)().filter(
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
    const { given, flags } = (0, import_chunk_YHADPTRT.parseArguments)(end === -1 ? args : args.slice(0, end), accepted);
    if (command === void 0) {
      throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "exec has no command to run.", {
        hint: "Put it behind two dashes: ci-aws-credentials exec --role-to-assume ARN -- COMMAND ARGS."
      });
    }
    if (flags.static && flags["token-file"]) {
      throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "--static and --token-file exclude each other.");
    }
    const settings = (0, import_chunk_PSKD4XTI.readSettings)(given, io);
    const region = { AWS_REGION: settings.region, AWS_DEFAULT_REGION: settings.region };
    const handing = { settings, io };
    const handOver = flags.static ? plainVariables : flags["token-file"] ? freshTokenFile : endpoint;
    try {
      return await handOver(
        handing,
        (variables) => runCommand(command, rest, childEnvironment(io.env, { ...region, ...variables }), io)
      );
    } finally {
      io.abandonRest();
    }
  }
};
async function plainVariables({ settings, io }, runWith) {
  const { credentials } = await (0, import_chunk_RNMOOPR3.obtainAnew)(settings, io);
  io.log.info(
    `The credentials end at ${new Date(credentials.expiresAt).toISOString()} and are not renewed (--static).`
  );
  return runWith({
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey.reveal(),
    AWS_SESSION_TOKEN: credentials.sessionToken.reveal()
  });
}
async function endpoint({ settings, io }, runWith) {
  const obtain = async (world) => {
    const cached = await (0, import_chunk_RNMOOPR3.obtainAnew)(settings, world);
    return { ...cached, endsAt: cached.credentials.expiresAt };
  };
  const first = await obtain(io);
  const keeper = keepFresh(first, () => obtain(quiet(io)), { ...io, what: "The credentials" });
  const served = await io.serveCredentials(keeper.current);
  try {
    return await inPrivateFolder(["authorization", "config", "credentials"], { settings, io }, (folder) => {
      io.files.replace(`${folder}/authorization`, served.authorization);
      return runWith({
        AWS_CONTAINER_CREDENTIALS_FULL_URI: served.url,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${folder}/authorization`,
        // For tools that know no file yet: the AWS CLI before 2.13, say.
        AWS_CONTAINER_AUTHORIZATION_TOKEN: served.authorization,
        ...ownFiles(folder, { settings, io }),
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
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "--token-file needs a token, and none is used here.", {
      hint: "Leave --token-file out."
    });
  }
  const lost = (0, import_chunk_YQEH5LD4.lostInWebIdentity)(settings);
  if (lost !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "option-conflict",
      `${lost} would be lost with --token-file: there the command exchanges the token by itself.`,
      { hint: "Leave --token-file out." }
    );
  }
  await (0, import_chunk_RNMOOPR3.obtainAnew)(settings, io);
  const first = await (0, import_chunk_RNMOOPR3.tokenAnew)(settings, io);
  return inPrivateFolder(["token", "config", "credentials"], { settings, io }, async (folder) => {
    const path = `${folder}/token`;
    const write = ({ token }) => io.files.replace(path, token.jwt.reveal());
    write(first);
    const renew = () => (0, import_chunk_RNMOOPR3.tokenAnew)(settings, quiet(io));
    const keeper = first.token.renewable ? keepFresh(first, renew, { ...io, what: "The tokens", renewed: write }) : void 0;
    try {
      return await runWith({
        AWS_ROLE_ARN: source.role.arn,
        AWS_WEB_IDENTITY_TOKEN_FILE: path,
        AWS_ROLE_SESSION_NAME: settings.sessionName ?? (0, import_chunk_V54TCRLP.jobOf)((0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci), io).name,
        ...ownFiles(folder, { settings, io })
      });
    } finally {
      keeper?.stop();
    }
  });
}
function quiet(io) {
  return { ...io, log: { ...io.log, info() {
  }, notice() {
  } } };
}
function ownFiles(folder, { settings, io }) {
  const { files, env } = io;
  const { config } = (0, import_chunk_YQEH5LD4.awsFilePaths)(env, io.homeFolder, io.platform);
  const profile = env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE || "default";
  files.replace(`${folder}/config`, settingsOnly(files.read(config) ?? "", profile, settings.region));
  files.replace(`${folder}/credentials`, "");
  return { AWS_CONFIG_FILE: `${folder}/config`, AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials` };
}
async function inPrivateFolder(names, { settings, io }, task) {
  const job = (0, import_chunk_V54TCRLP.jobOf)((0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci), io);
  const folder = `${(0, import_chunk_V54TCRLP.makeJobFolder)(job, io)}/exec-${io.clock.now()}-${Math.floor(io.clock.random() * 1e9)}`;
  const book = (0, import_chunk_YQEH5LD4.openReceiptBook)(job, io);
  book.record({ kind: "files", files: names.map((name) => `${folder}/${name}`) });
  try {
    return await task(io.files.privateFolder(folder));
  } finally {
    await (0, import_chunk_YQEH5LD4.cleanUp)(book.path, io);
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
