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
  accountlessError: () => accountlessError,
  accountlessLog: () => accountlessLog,
  announce: () => announce,
  fillFromEnvironment: () => fillFromEnvironment,
  readSettings: () => readSettings
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_U5XZBYQ2 = require("./chunk-U5XZBYQ2.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
function fillFromEnvironment(given, env) {
  const pickUps = [];
  const filled = { ...given };
  for (const option of import_chunk_4SR2BHRQ.options) {
    if (filled[option.name] !== void 0) continue;
    const variable = variablesFor(option, given, env).find((name) => (env[name] ?? "") !== "");
    const value = variable === void 0 ? void 0 : env[variable];
    if (variable === void 0 || value === void 0) continue;
    filled[option.name] = value;
    pickUps.push({ option: option.name, variable });
  }
  return { given: filled, pickUps };
}
function variablesFor(option, given, env) {
  const capitals = option.capitals === true && env.GITHUB_ACTIONS === "true";
  const names = [...capitals ? [option.name.toUpperCase().replaceAll("-", "_")] : [], ...option.environment ?? []];
  const foreign = (env.AWS_WEB_IDENTITY_TOKEN_FILE ?? "") !== "" || given["aws-access-key-id"] !== void 0;
  return names.filter((name) => !(name === "AWS_ROLE_ARN" && foreign && isKnownCi(env)));
}
function isKnownCi(env) {
  return [env.GITHUB_ACTIONS, env.GITLAB_CI, env.CIRCLECI, env.SEMAPHORE].includes("true");
}
function withoutAccounts(text) {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, "***");
}
function accountlessLog(log) {
  return {
    debug: (message) => log.debug(withoutAccounts(message)),
    info: (message) => log.info(withoutAccounts(message)),
    notice: (message) => log.notice(withoutAccounts(message)),
    warning: (message) => log.warning(withoutAccounts(message)),
    error: (message, title) => log.error(withoutAccounts(message), title),
    group: (title, text) => log.group(withoutAccounts(title), withoutAccounts(text)),
    mask: log.mask
  };
}
function accountlessError(error) {
  if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) return error;
  const { code, hint, retryAfterSeconds } = error;
  return new import_chunk_L5BOO6NY.HelperError(code, withoutAccounts(error.message), {
    ...hint === void 0 ? {} : { hint: withoutAccounts(hint) },
    retryAfterSeconds
  });
}
function readSettings(options2, io) {
  const { given, pickUps } = fillFromEnvironment(options2, io.env);
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = parsed(given, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_chunk_U5XZBYQ2.partitionOfRegion)(settings.region);
    io.log.notice(`No region is given: ${settings.region} is taken, as the role is of the partition ${id}.`);
  }
  return settings;
}
function parsed(given, env) {
  try {
    return (0, import_chunk_U5XZBYQ2.parseSettings)(given, env);
  } catch (error) {
    throw /^true$/i.test(given["mask-aws-account-id"] ?? "") ? accountlessError(error) : error;
  }
}
function announce(outcome, { log, clock }) {
  if (outcome.kind === "unset") log.info("The credential variables of earlier steps are emptied.");
  if (outcome.kind === "kept") log.notice("Pre-existing credentials are valid. No need to generate new ones.");
  if (outcome.kind !== "handed-over") return;
  const { grants, sessionName, by, ways } = outcome.handover;
  for (const { session, via } of grants) {
    const { roleArn, principalId, region } = session;
    const means = via === void 0 ? by : `the profile ${via}`;
    if (roleArn === void 0) log.info(`Proceeding with the credentials of ${session.arn} (${by}).`);
    else log.info(`Assumed ${roleArn} as ${sessionName} in ${region}, with ${means}.`);
    const who = roleArn === void 0 ? principalId : `assumedRoleId ${principalId}`;
    log.info(`Authenticated as ${who}${validity(session, clock.now())}.`);
  }
  if (!ways.includes("profile")) return;
  for (const { profile } of grants) {
    const use = profile === "default" ? "" : ` Use it with AWS_PROFILE=${profile}, or --profile ${profile}.`;
    log.info(`The profile ${profile} is written.${use}`);
  }
}
function validity({ credentials: { expiresAt } }, now) {
  if (expiresAt === void 0) return "";
  return `, until ${new Date(expiresAt).toISOString()} (${Math.round((expiresAt - now) / 6e4)} min)`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  accountlessError,
  accountlessLog,
  announce,
  fillFromEnvironment,
  readSettings
});
