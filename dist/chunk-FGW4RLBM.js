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
  announce: () => announce,
  readSettings: () => readSettings
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_25HJIS5B = require("./chunk-25HJIS5B.js");
function readSettings(options, io) {
  const { given, pickUps } = (0, import_chunk_25HJIS5B.fillFromEnvironment)(options, io.env);
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = (0, import_chunk_25HJIS5B.parseSettings)(given, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_chunk_25HJIS5B.partitionOfRegion)(settings.region);
    io.log.notice(`No region is given: ${settings.region} is taken, as the role is of the partition ${id}.`);
  }
  return settings;
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
  announce,
  readSettings
});
