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
var import_chunk_RKOVXUID = require("./chunk-RKOVXUID.js");
var import_chunk_LJ2L5QHJ = require("./chunk-LJ2L5QHJ.js");
var import_chunk_SZ2R54QW = require("./chunk-SZ2R54QW.js");
var import_chunk_ZN6H7P5L = require("./chunk-ZN6H7P5L.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
async function run(settings, world, chosen) {
  const io = (0, import_chunk_RKOVXUID.withDeadline)({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  const ci = (0, import_chunk_ZN6H7P5L.detectCi)(io.env, settings.ci);
  const plan = planHandover(settings, ci, io);
  const targets = chosen ?? (0, import_chunk_LJ2L5QHJ.targetsFor)(plan, ci);
  for (const target of targets) target.check(plan, io);
  await maskWhatIsKnown(plan, io);
  const { source } = settings;
  if (source === void 0) return { kind: "unset", plan, receiptsPath: await handOver([import_chunk_LJ2L5QHJ.githubUnset], plan, io) };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== void 0) return { kind: "kept", plan, identity, receiptsPath: void 0 };
  }
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
  if (settings.durationSeconds > import_chunk_RKOVXUID.longestAfterRole && goesOn(settings)) {
    io.log.notice(
      `AWS gives an hour at most to whoever comes from another role: ${import_chunk_RKOVXUID.longestAfterRole} s are asked for there.`
    );
  }
  const sessionName = settings.sessionName ?? plan.job.name;
  const obtained = await (0, import_chunk_RKOVXUID.obtainGrants)(source, { settings, ci, sessionName, profileName: plan.profileName }, io);
  for (const { session } of obtained.grants) guardAccount(session.accountId, settings);
  await ci.mask?.(
    obtained.grants.flatMap(({ session }) => secretsOf(session.credentials)),
    io
  );
  const [first] = obtained.grants;
  if (first === void 0) throw new Error("no session was obtained");
  const handover = { ...plan, ...obtained, session: first.session, sessionName };
  return { kind: "handed-over", plan, handover, receiptsPath: await handOver(targets, handover, io) };
}
function planHandover(settings, ci, io) {
  const ways = (0, import_chunk_LJ2L5QHJ.chooseWays)(settings, ci);
  const profileName = settings.profile.name ?? (ways.includes("profile") ? profileInEnvironment(io.env) : void 0);
  return { settings, ci, job: (0, import_chunk_SZ2R54QW.jobOf)(ci, io), ways, profileName: profileName ?? "default" };
}
function profileInEnvironment({ AWS_PROFILE }) {
  return AWS_PROFILE ? (0, import_chunk_SZ2R54QW.validateProfileName)(AWS_PROFILE, "AWS_PROFILE") : void 0;
}
async function maskWhatIsKnown({ settings, ci }, io) {
  const given = settings.source?.kind === "keys" ? secretsOf(settings.source.credentials) : [];
  const accounts = settings.maskAccountId ? knownAccounts(settings).map((accountId) => new import_chunk_2ZDYLNSC.Secret(accountId)) : [];
  await ci.mask?.([...given, ...accounts], io);
}
function knownAccounts({ source, chain, roles }) {
  const first = source?.role !== void 0 && "accountId" in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map(({ role }) => role)];
  return [...new Set(all.map(({ accountId }) => accountId))];
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
    const credentials = await io.ambientCredentials({ withoutVariables: settings.unsetCurrent });
    const identity = await (0, import_chunk_RKOVXUID.identify)(credentials, { endpoint: (0, import_chunk_RKOVXUID.stsEndpoint)(settings), region: settings.region }, io);
    guardAccount(identity.accountId, settings);
    return identity;
  } catch (error) {
    if (!(error instanceof import_chunk_WRHR6QYG.HelperError) || error.code === "account-not-allowed") throw error;
    io.log.notice("No valid credentials exist. Running as normal.");
    return void 0;
  }
}
async function handOver(targets, handover, io) {
  if (targets.length === 0) return void 0;
  const book = (0, import_chunk_LJ2L5QHJ.openReceiptBook)(handover.job, io);
  try {
    for (const target of targets) await target.write(handover, io, book.record);
  } catch (error) {
    await (0, import_chunk_LJ2L5QHJ.takeBack)(book.receipts.toReversed(), book.path, io);
    io.files.removeFolder(handover.job.folder);
    throw error;
  }
  return book.receipts.length === 0 ? void 0 : book.path;
}
function readSettings(options, io) {
  const { given, pickUps } = (0, import_chunk_RKOVXUID.fillFromEnvironment)(options, io.env);
  if (pickUps.length > 0) {
    const list = pickUps.map(({ option, variable }) => `${option} (${variable})`).join(", ");
    io.log.info(`Taken from the environment: ${list}.`);
  }
  const settings = (0, import_chunk_RKOVXUID.parseSettings)(given, io.env);
  if (given["aws-region"] === void 0 && settings.source !== void 0) {
    const { id } = (0, import_chunk_RKOVXUID.partitionOfRegion)(settings.region);
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
