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
  readSettings: () => readSettings,
  run: () => run
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_74WPHOUS = require("./chunk-74WPHOUS.js");
var import_chunk_RI6UZGHD = require("./chunk-RI6UZGHD.js");
var import_chunk_SZ2R54QW = require("./chunk-SZ2R54QW.js");
var import_chunk_ZN6H7P5L = require("./chunk-ZN6H7P5L.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
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
    mask: log.mask
  };
}
function accountlessError(error) {
  if (!(error instanceof import_chunk_WRHR6QYG.HelperError)) return error;
  const { code, hint, retryAfterSeconds } = error;
  return new import_chunk_WRHR6QYG.HelperError(code, withoutAccounts(error.message), {
    ...hint === void 0 ? {} : { hint: withoutAccounts(hint) },
    retryAfterSeconds
  });
}
async function run(settings, world, options = {}) {
  const log = settings.maskAccountId ? accountlessLog(world.log) : world.log;
  const io = (0, import_chunk_74WPHOUS.withDeadline)({ ...world, log, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  try {
    return await flow(settings, io, options);
  } catch (error) {
    throw settings.maskAccountId ? accountlessError(error) : error;
  }
}
async function flow(settings, io, { targets: chosen, willLeave }) {
  const ci = (0, import_chunk_ZN6H7P5L.detectCi)(io.env, settings.ci);
  const plan = planHandover(settings, ci, io);
  const targets = chosen ?? (0, import_chunk_RI6UZGHD.targetsFor)(plan, ci);
  for (const target of targets) target.check(plan, io);
  await maskWhatIsKnown(plan, io);
  const { source } = settings;
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
  const book = (0, import_chunk_RI6UZGHD.openReceiptBook)(plan.job, { ...io, willLeave });
  if (settings.unsetCurrent && ci.variables === "github-env") (0, import_chunk_RI6UZGHD.githubUnset)(plan, io, book.record);
  if (source === void 0) return { kind: "unset", plan };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== void 0) return keep(identity, { plan, book }, io);
  }
  if (settings.durationSeconds > import_chunk_74WPHOUS.longestAfterRole && goesOn(settings)) {
    io.log.notice(
      `AWS gives an hour at most to whoever comes from another role: ${import_chunk_74WPHOUS.longestAfterRole} s are asked for there.`
    );
  }
  const sessionName = settings.sessionName ?? plan.job.name;
  const obtained = await (0, import_chunk_74WPHOUS.obtainGrants)(source, { settings, ci, sessionName, profileName: plan.profileName }, io);
  await maskAccounts(newAccounts(obtained.grants, settings), plan, io);
  for (const { session } of obtained.grants) guardAccount(session.accountId, settings);
  await ci.mask?.(
    obtained.grants.flatMap(({ session }) => secretsOf(session.credentials)),
    io
  );
  const [first] = obtained.grants;
  if (first === void 0) throw new Error("no session was obtained");
  const handover = { ...plan, ...obtained, session: first.session, sessionName };
  await handOver(targets, { handover, book }, io);
  return { kind: "handed-over", plan, handover };
}
function planHandover(settings, ci, io) {
  const ways = (0, import_chunk_RI6UZGHD.chooseWays)(settings, ci);
  const profileName = settings.profile.name ?? (ways.includes("profile") ? profileInEnvironment(io.env) : void 0);
  return { settings, ci, job: (0, import_chunk_SZ2R54QW.jobOf)(ci, io), ways, profileName: profileName ?? "default" };
}
function profileInEnvironment({ AWS_PROFILE }) {
  return AWS_PROFILE ? (0, import_chunk_SZ2R54QW.validateProfileName)(AWS_PROFILE, "AWS_PROFILE") : void 0;
}
async function maskWhatIsKnown(plan, io) {
  const { source } = plan.settings;
  if (source?.kind === "keys") await plan.ci.mask?.(secretsOf(source.credentials), io);
  await maskAccounts(knownAccounts(plan.settings), plan, io);
}
async function maskAccounts(accountIds, { settings, ci }, io) {
  const known = accountIds.filter((accountId) => accountId !== "");
  if (settings.maskAccountId)
    await ci.mask?.(
      known.map((accountId) => new import_chunk_2ZDYLNSC.Secret(accountId)),
      io
    );
}
function knownAccounts({ source, chain, roles }) {
  const first = source?.role !== void 0 && "accountId" in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map(({ role }) => role)];
  return [...new Set(all.map(({ accountId }) => accountId))];
}
function newAccounts(grants, settings) {
  const known = knownAccounts(settings);
  return [...new Set(grants.map(({ session }) => session.accountId))].filter((accountId) => !known.includes(accountId));
}
function goesOn({ chain, roles }) {
  return chain.length > 0 || roles.some(({ via }) => via !== void 0);
}
function secretsOf({ accessKeyId, secretAccessKey, sessionToken }) {
  return [new import_chunk_2ZDYLNSC.Secret(accessKeyId), secretAccessKey, ...sessionToken === void 0 ? [] : [sessionToken]];
}
function guardAccount(accountId, { allowedAccounts }) {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new import_chunk_WRHR6QYG.HelperError(
    "account-not-allowed",
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(", ")}`,
    { hint: "Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids." }
  );
}
async function existingIdentity(settings, io) {
  try {
    const credentials = await io.ambientCredentials({
      withoutVariables: settings.unsetCurrent,
      limit: io.clock.remaining()
    });
    const identity = await (0, import_chunk_74WPHOUS.identify)(credentials, { endpoint: (0, import_chunk_74WPHOUS.stsEndpoint)(settings), region: settings.region }, io);
    guardAccount(identity.accountId, settings);
    return identity;
  } catch (error) {
    if (!(error instanceof import_chunk_WRHR6QYG.HelperError) || error.code === "account-not-allowed") throw error;
    io.log.notice("No valid credentials exist. Running as normal.");
    return void 0;
  }
}
async function keep(identity, { plan, book }, io) {
  const { ci, ways } = plan;
  await maskAccounts([identity.accountId], plan, io);
  if (ci.variables === "github-env" && ways.includes("env")) (0, import_chunk_RI6UZGHD.githubRegion)(plan, io, book.record);
  if (ci.variables === "github-env" && ways.includes("outputs")) (0, import_chunk_RI6UZGHD.setIdentityOutputs)(identity, io);
  return { kind: "kept", plan, identity };
}
async function handOver(targets, { handover, book }, io) {
  const before = book.receipts.length;
  try {
    for (const target of targets) await target.write(handover, io, book.record);
  } catch (error) {
    await (0, import_chunk_RI6UZGHD.takeBack)(book.receipts.slice(before).toReversed(), before === 0 ? book.path : void 0, io);
    if (before === 0) io.files.removeFolder(handover.job.folder);
    throw error;
  }
}
function readSettings(options, io) {
  const { given, pickUps } = (0, import_chunk_74WPHOUS.fillFromEnvironment)(options, io.env);
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = (0, import_chunk_74WPHOUS.parseSettings)(given, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_chunk_74WPHOUS.partitionOfRegion)(settings.region);
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
  readSettings,
  run
});
