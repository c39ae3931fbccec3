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
  obtainAnew: () => obtainAnew,
  renewedCredentials: () => renewedCredentials,
  tokenAnew: () => tokenAnew
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_MWPKQT5K = require("./chunk-MWPKQT5K.js");
var import_chunk_U5XZBYQ2 = require("./chunk-U5XZBYQ2.js");
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_QAST5BHQ = require("./chunk-QAST5BHQ.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var patienceWhileUsable = 1e4;
var patienceForOthers = 1e5;
async function renewedCredentials(caching, io) {
  const cached = readCache(caching.path, io);
  if (cached !== void 0 && (0, import_chunk_QAST5BHQ.isFresh)(cached, io.clock.now())) return cached;
  const usable = cached !== void 0 && (0, import_chunk_QAST5BHQ.isUsable)(cached, io.clock.now());
  try {
    const patience = usable ? patienceWhileUsable : patienceForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, io), patience);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: silent });
    if (error instanceof import_chunk_L5BOO6NY.HelperError && last !== void 0 && (0, import_chunk_QAST5BHQ.isUsable)(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError) || error.code !== "file-not-writable") throw error;
    io.log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
    return obtainAnew(caching.settings(), io);
  }
}
async function renewCache(caching, io) {
  const last = readCache(caching.path, { ...io, log: silent });
  if (last !== void 0 && (0, import_chunk_QAST5BHQ.isFresh)(last, io.clock.now())) return last;
  const usable = last !== void 0 && (0, import_chunk_QAST5BHQ.isUsable)(last, io.clock.now());
  try {
    const settings = caching.settings();
    const timeoutSeconds = Math.min(settings.timeoutSeconds, usable ? patienceWhileUsable / 1e3 : Infinity);
    const renewed = await obtainAnew({ ...settings, timeoutSeconds }, io);
    keep(renewed, caching, io);
    return renewed;
  } catch (error) {
    const now = io.clock.now();
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError) || last === void 0 || !(0, import_chunk_QAST5BHQ.isUsable)(last, now)) throw error;
    sayItServes(last, error, io);
    const kept = { ...last, renewAt: now + (0, import_chunk_QAST5BHQ.pauseAfterFailure)(last.credentials.expiresAt - now) };
    keep(kept, caching, io);
    return kept;
  }
}
function sayItServes({ credentials }, error, { log }) {
  const until = new Date(credentials.expiresAt).toISOString();
  log.warning(`The credentials could not be renewed; the last ones serve until ${until}. ${error.message}`);
}
function keep(cached, { path, willMake }, { files, log }) {
  try {
    if (readIfPrivate(path, files) === void 0) {
      willMake?.();
      files.remove(path);
    }
    files.replace(path, (0, import_chunk_QAST5BHQ.printCache)(cached));
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) throw error;
    log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
  }
}
function readIfPrivate(path, files) {
  return readOr(path, files, () => void 0);
}
function readCache(path, { files, log }) {
  const text = readOr(path, files, ({ message }) => log.warning(`The cache is not used: ${message}`));
  return text === void 0 ? void 0 : (0, import_chunk_QAST5BHQ.parseCache)(text);
}
function readOr(path, files, refused) {
  try {
    return files.readPrivate(path);
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) throw error;
    refused(error);
    return void 0;
  }
}
var silent = { debug() {
}, info() {
}, notice() {
}, warning() {
}, error() {
}, group() {
}, mask() {
} };
async function tokenAnew(settings, world) {
  const io = inTime(settings, world);
  const { source } = settings;
  if (source?.kind !== "token") throw new Error("only a token is renewed here");
  const token = await (0, import_chunk_U5XZBYQ2.obtainToken)(source, { settings, ci: (0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci) }, io);
  const now = io.clock.now();
  const endsAt = endOf(token);
  return { token, endsAt, renewAt: Math.min(endsAt - (endsAt - now) / 3, now + longestRest) };
}
var longestRest = 24 * 36e5;
function endOf({ claims }) {
  return claims.exp === void 0 ? Number.POSITIVE_INFINITY : claims.exp * 1e3;
}
function inTime(settings, world) {
  return (0, import_chunk_U5XZBYQ2.withDeadline)({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
}
async function obtainAnew(settings, world) {
  const issued = world.clock.now();
  const { credentials } = await freshSession(settings, world);
  const { expiresAt } = credentials;
  return { credentials, renewAt: (0, import_chunk_QAST5BHQ.renewalTime)(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, world) {
  const io = inTime(settings, world);
  const ci = (0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci);
  const sessionName = settings.sessionName ?? (0, import_chunk_V54TCRLP.jobOf)(ci, io).name;
  const { source } = settings;
  for (const accountId of (0, import_chunk_MWPKQT5K.knownAccounts)(settings)) (0, import_chunk_MWPKQT5K.guardAccount)(accountId, settings);
  const obtained = source && await (0, import_chunk_U5XZBYQ2.obtainGrants)(source, { settings, ci, sessionName, profileName: "default" }, io);
  const session = obtained?.grants[0]?.session;
  if (session === void 0 || !isTemporary(session)) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "Only the credentials of a role end, and can be renewed.", {
      hint: "Give role-to-assume."
    });
  }
  (0, import_chunk_MWPKQT5K.guardAccount)(session.accountId, settings);
  await ci.mask?.((0, import_chunk_MWPKQT5K.secretsOf)(session.credentials), io);
  sayWhenTheTokenEnds(obtained?.token, io);
  return session;
}
function sayWhenTheTokenEnds(token, { log }) {
  if (token === void 0 || token.renewable || !Number.isFinite(endOf(token))) return;
  const end = new Date(endOf(token)).toISOString();
  log.notice(
    `The token (${token.source}) is the only one of this job: credentials are renewed until it ends, at ${end}.`
  );
}
function isTemporary(session) {
  return session.credentials.sessionToken !== void 0 && session.credentials.expiresAt !== void 0;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  obtainAnew,
  renewedCredentials,
  tokenAnew
});
