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
var import_chunk_BNWEIYDZ = require("./chunk-BNWEIYDZ.js");
var import_chunk_NQX3ACOD = require("./chunk-NQX3ACOD.js");
var import_chunk_F53XI7SP = require("./chunk-F53XI7SP.js");
var import_chunk_KUYJIJUQ = require("./chunk-KUYJIJUQ.js");
var import_chunk_BNVIA6TS = require("./chunk-BNVIA6TS.js");
async function renewedCredentials(settings, cachePath, io) {
  const cached = readCache(cachePath, io);
  if (cached !== void 0 && (0, import_chunk_KUYJIJUQ.isFresh)(cached, io.clock.now())) return cached;
  try {
    return await io.files.locked(cachePath, async () => {
      const meanwhile = readCache(cachePath, io);
      if (meanwhile !== void 0 && (0, import_chunk_KUYJIJUQ.isFresh)(meanwhile, io.clock.now())) return meanwhile;
      const renewed = await obtainAnew(settings, io);
      io.files.replace(cachePath, (0, import_chunk_KUYJIJUQ.printCache)(renewed));
      return renewed;
    });
  } catch (error) {
    const last = readCache(cachePath, io);
    if (!(error instanceof import_chunk_BNVIA6TS.HelperError) || last === void 0 || !(0, import_chunk_KUYJIJUQ.isUsable)(last, io.clock.now())) throw error;
    const until = new Date(last.credentials.expiresAt).toISOString();
    io.log.warning(`The credentials could not be renewed; the last ones serve until ${until}. ${error.message}`);
    return last;
  }
}
function readCache(path, { files, log }) {
  try {
    const text = files.readPrivate(path);
    return text === void 0 ? void 0 : (0, import_chunk_KUYJIJUQ.parseCache)(text);
  } catch (error) {
    if (!(error instanceof import_chunk_BNVIA6TS.HelperError)) throw error;
    log.warning(`The cache is not used: ${error.message}`);
    return void 0;
  }
}
async function tokenAnew(settings, world) {
  const io = inTime(settings, world);
  const { source } = settings;
  if (source?.kind !== "token") throw new Error("only a token is renewed here");
  const ci = (0, import_chunk_F53XI7SP.detectCi)(io.env, settings.ci);
  const { jwt, claims } = await (0, import_chunk_BNWEIYDZ.obtainToken)(source, { settings, ci }, io);
  const now = io.clock.now();
  const endsAt = claims.exp === void 0 ? Number.POSITIVE_INFINITY : claims.exp * 1e3;
  return { jwt, endsAt, renewAt: Math.min(endsAt - (endsAt - now) / 3, now + longestRest) };
}
var longestRest = 24 * 36e5;
function inTime(settings, world) {
  return (0, import_chunk_BNWEIYDZ.withDeadline)({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
}
async function obtainAnew(settings, world) {
  const issued = world.clock.now();
  const { credentials } = await freshSession(settings, world);
  const { expiresAt } = credentials;
  return { credentials, renewAt: (0, import_chunk_KUYJIJUQ.renewalTime)(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, world) {
  const io = inTime(settings, world);
  const ci = (0, import_chunk_F53XI7SP.detectCi)(io.env, settings.ci);
  const sessionName = settings.sessionName ?? (0, import_chunk_NQX3ACOD.jobOf)(ci, io).name;
  const { source } = settings;
  const obtained = source && await (0, import_chunk_BNWEIYDZ.obtainGrants)(source, { settings, ci, sessionName, profileName: "default" }, io);
  const session = obtained?.grants[0]?.session;
  if (session === void 0 || !isTemporary(session)) {
    throw new import_chunk_BNVIA6TS.HelperError("option-conflict", "Only the credentials of a role end, and can be renewed.", {
      hint: "Give role-to-assume."
    });
  }
  (0, import_chunk_BNWEIYDZ.guardAccount)(session.accountId, settings);
  return session;
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
