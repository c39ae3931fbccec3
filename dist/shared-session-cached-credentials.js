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
  cachedCredentials: () => cachedCredentials
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_session_renew = require("./shared-session-renew.js");
var import_shared_core_credential_cache = require("./shared-core-credential-cache.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/session/cached-credentials.ts
var lockTimeoutWhileUsable = 1e4;
var lockTimeoutForOthers = 1e4;
async function cachedCredentials(caching, io) {
  const since = io.clock.now();
  const cached = readCache(caching.path, io);
  if (cached !== void 0 && (0, import_shared_core_credential_cache.isFresh)(cached, since)) return cached;
  const usable = cached !== void 0 && (0, import_shared_core_credential_cache.isUsable)(cached, since);
  try {
    const timeout = usable ? lockTimeoutWhileUsable : caching.settings().timeoutSeconds * 1e3 + lockTimeoutForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), timeout);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: import_shared_session_renew.silentLog });
    if (error instanceof import_shared_core_errors.HelperError && last !== void 0 && (0, import_shared_core_credential_cache.isUsable)(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof import_shared_core_errors.HelperError) || error.code !== "file-not-writable") throw error;
    io.log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
    return (0, import_shared_session_renew.renewCredentials)(caching.settings(), io);
  }
}
async function renewCache(caching, since, io) {
  const last = readCache(caching.path, { ...io, log: import_shared_session_renew.silentLog });
  if (last !== void 0 && (0, import_shared_core_credential_cache.isFresh)(last, io.clock.now())) return last;
  const failure = readFailure(caching.path, since, io);
  if (failure !== void 0) throw failure;
  const usable = last !== void 0 && (0, import_shared_core_credential_cache.isUsable)(last, io.clock.now());
  try {
    const settings = caching.settings();
    const timeoutSeconds = Math.min(settings.timeoutSeconds, usable ? lockTimeoutWhileUsable / 1e3 : Infinity);
    const renewed = await (0, import_shared_session_renew.renewCredentials)({ ...settings, timeoutSeconds }, io);
    keep((0, import_shared_core_credential_cache.printCache)(renewed), caching, io);
    return renewed;
  } catch (error) {
    if (!(error instanceof import_shared_core_errors.HelperError)) throw error;
    const now = io.clock.now();
    if (last === void 0 || !(0, import_shared_core_credential_cache.isUsable)(last, now)) {
      if (isOfAws(error)) keep((0, import_shared_core_credential_cache.printFailure)(error, now), caching, { ...io, log: import_shared_session_renew.silentLog });
      throw error;
    }
    sayItServes(last, error, io);
    const kept = { ...last, renewAt: now + (0, import_shared_core_credential_cache.pauseAfterFailure)(last.credentials.expiresAt - now) };
    keep((0, import_shared_core_credential_cache.printCache)(kept), caching, io);
    return kept;
  }
}
function isOfAws(error) {
  return [4, 5].includes((0, import_shared_core_errors.exitCodeOf)(error));
}
function sayItServes({ credentials }, error, { log }) {
  const until = new Date(credentials.expiresAt).toISOString();
  log.warning(`The credentials could not be renewed; the last ones serve until ${until}. ${error.message}`);
}
function keep(text, { path, beforeCreate }, { files, log }) {
  try {
    if (readIfPrivate(path, files) === void 0) {
      beforeCreate?.();
      files.remove(path);
    }
    files.replace(path, text);
  } catch (error) {
    if (!(error instanceof import_shared_core_errors.HelperError)) throw error;
    log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
  }
}
function readIfPrivate(path, files) {
  return readOr(path, files, () => void 0);
}
function readCache(path, { files, log }) {
  const text = readOr(path, files, ({ message }) => log.warning(`The cache is not used: ${message}`));
  return text === void 0 ? void 0 : (0, import_shared_core_credential_cache.parseCache)(text);
}
function readFailure(path, since, { files, clock }) {
  return (0, import_shared_core_credential_cache.parseFailure)(readIfPrivate(path, files) ?? "", { since, until: clock.now() });
}
function readOr(path, files, refused) {
  try {
    return files.readPrivate(path);
  } catch (error) {
    if (!(error instanceof import_shared_core_errors.HelperError)) throw error;
    refused(error);
    return void 0;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  cachedCredentials
});
