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
var import_chunk_22H55G53 = require("./chunk-22H55G53.js");
function readSettings(options, io) {
  const { given, pickUps } = (0, import_chunk_22H55G53.fillFromEnvironment)(options, io.env);
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = (0, import_chunk_22H55G53.parseSettings)(given, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_chunk_22H55G53.partitionOfRegion)(settings.region);
    io.log.notice(`No region is given: ${settings.region} is taken, as the role is of the partition ${id}.`);
  }
  return settings;
}
function announce(outcome, { log, clock }) {
  if (outcome.kind === "unset") log.info("The credential variables of earlier steps are emptied.");
  if (outcome.kind === "kept") log.notice("Pre-existing credentials are valid. No need to generate new ones.");
  if (outcome.kind !== "handed-over") return;
  const { session, sessionName, by, ways, profileName } = outcome.handover;
  if (session.roleArn === void 0) log.info(`Proceeding with the credentials of ${session.arn} (${by}).`);
  else log.info(`Assumed ${session.roleArn} as ${sessionName} in ${session.region}, with ${by}.`);
  const until = validity(session, clock.now());
  log.info(`Authenticated as ${session.roleArn === void 0 ? "" : "assumedRoleId "}${session.principalId}${until}.`);
  if (!ways.includes("profile")) return;
  const use = profileName === "default" ? "" : ` Use it with AWS_PROFILE=${profileName}, or --profile ${profileName}.`;
  log.info(`The profile ${profileName} is written.${use}`);
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
