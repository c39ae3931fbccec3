var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
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
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  run: () => run
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_MWPKQT5K = require("./chunk-MWPKQT5K.js");
var import_chunk_PSKD4XTI = require("./chunk-PSKD4XTI.js");
var import_chunk_U5XZBYQ2 = require("./chunk-U5XZBYQ2.js");
var import_chunk_YQEH5LD4 = require("./chunk-YQEH5LD4.js");
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
async function run(settings, world, options = {}) {
  const log = settings.maskAccountId ? (0, import_chunk_PSKD4XTI.accountlessLog)(world.log) : world.log;
  const io = (0, import_chunk_U5XZBYQ2.withDeadline)({ ...world, log, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  try {
    return await flow(settings, io, options);
  } catch (error) {
    throw settings.maskAccountId ? (0, import_chunk_PSKD4XTI.accountlessError)(error) : error;
  }
}
async function flow(settings, io, { targets: chosen, willLeave }) {
  const ci = (0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci);
  const plan = planHandover(settings, ci, io);
  const targets = chosen ?? (0, import_chunk_YQEH5LD4.targetsFor)(plan, ci);
  for (const target of targets) target.check(plan, io);
  await maskWhatIsKnown(plan, io);
  const { source } = settings;
  for (const accountId of (0, import_chunk_MWPKQT5K.knownAccounts)(settings)) (0, import_chunk_MWPKQT5K.guardAccount)(accountId, settings);
  const book = (0, import_chunk_YQEH5LD4.openReceiptBook)(plan.job, { ...io, willLeave });
  if (settings.unsetCurrent && ci.variables === "github-env") (0, import_chunk_YQEH5LD4.githubUnset)(plan, io, book.record);
  if (source === void 0) return { kind: "unset", plan };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== void 0) return keep(identity, { plan, book }, io);
  }
  const sessionName = settings.sessionName ?? plan.job.name;
  const obtaining = { settings, ci, sessionName, profileName: plan.profileName };
  const obtained = await (0, import_chunk_U5XZBYQ2.obtainGrants)(source, { ...obtaining, explain: explainWith({ settings, ci }, io) }, io);
  await maskAccounts(newAccounts(obtained.grants, settings), plan, io);
  for (const { session } of obtained.grants) (0, import_chunk_MWPKQT5K.guardAccount)(session.accountId, settings);
  await ci.mask?.(
    obtained.grants.flatMap(({ session }) => (0, import_chunk_MWPKQT5K.secretsOf)(session.credentials)),
    io
  );
  const [first] = obtained.grants;
  if (first === void 0) throw new Error("no session was obtained");
  const handover = { ...plan, ...obtained, session: first.session, sessionName };
  await handOver(targets, { handover, book }, io);
  return { kind: "handed-over", plan, handover };
}
function explainWith(job, io) {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await Promise.resolve().then(() => __toESM(require("./explain-refusal-BPKWGWWL.js")));
    return withDiagnosis(refusal, { ...exchange, ...job }, io);
  };
}
function planHandover(settings, ci, io) {
  const ways = (0, import_chunk_YQEH5LD4.chooseWays)(settings, ci);
  const profileName = settings.profile.name ?? (ways.includes("profile") ? profileInEnvironment(io.env) : void 0);
  return { settings, ci, job: (0, import_chunk_V54TCRLP.jobOf)(ci, io), ways, profileName: profileName ?? "default" };
}
function profileInEnvironment({ AWS_PROFILE }) {
  return AWS_PROFILE ? (0, import_chunk_V54TCRLP.validateProfileName)(AWS_PROFILE, "AWS_PROFILE") : void 0;
}
async function maskWhatIsKnown(plan, io) {
  const { source } = plan.settings;
  if (source?.kind === "keys") await plan.ci.mask?.((0, import_chunk_MWPKQT5K.secretsOf)(source.credentials), io);
  await maskAccounts((0, import_chunk_MWPKQT5K.knownAccounts)(plan.settings), plan, io);
}
async function maskAccounts(accountIds, { settings, ci }, io) {
  const known = accountIds.filter((accountId) => accountId !== "");
  if (settings.maskAccountId)
    await ci.mask?.(
      known.map((accountId) => new import_chunk_2ZDYLNSC.Secret(accountId)),
      io
    );
}
function newAccounts(grants, settings) {
  const known = (0, import_chunk_MWPKQT5K.knownAccounts)(settings);
  return [...new Set(grants.map(({ session }) => session.accountId))].filter((accountId) => !known.includes(accountId));
}
async function existingIdentity(settings, io) {
  try {
    const credentials = await io.ambientCredentials({
      withoutVariables: settings.unsetCurrent,
      limit: io.clock.remaining()
    });
    const identity = await (0, import_chunk_U5XZBYQ2.identify)(credentials, { endpoint: (0, import_chunk_U5XZBYQ2.stsEndpoint)(settings), region: settings.region }, io);
    (0, import_chunk_MWPKQT5K.guardAccount)(identity.accountId, settings);
    return identity;
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError) || error.code === "account-not-allowed") throw error;
    io.log.notice("No valid credentials exist. Running as normal.");
    return void 0;
  }
}
async function keep(identity, { plan, book }, io) {
  const { ci, ways } = plan;
  await maskAccounts([identity.accountId], plan, io);
  if (ci.variables === "github-env" && ways.includes("env")) (0, import_chunk_YQEH5LD4.githubRegion)(plan, io, book.record);
  if (ci.variables === "github-env" && ways.includes("outputs")) (0, import_chunk_YQEH5LD4.setIdentityOutputs)(identity, io);
  return { kind: "kept", plan, identity };
}
async function handOver(targets, { handover, book }, io) {
  const before = book.receipts.length;
  try {
    for (const target of targets) await target.write(handover, io, book.record);
  } catch (error) {
    await (0, import_chunk_YQEH5LD4.takeBack)(book.receipts.slice(before).toReversed(), before === 0 ? book.path : void 0, io);
    if (before === 0) io.files.removeFolder(handover.job.folder);
    throw error;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  run
});
