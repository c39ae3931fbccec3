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
var import_shared_session_account_guard = require("./shared-session-account-guard.js");
var import_shared_session_assume_roles = require("./shared-session-assume-roles.js");
var import_shared_aws_api_endpoint = require("./shared-aws-api-endpoint.js");
var import_shared_job_job = require("./shared-job-job.js");
var import_shared_core_session = require("./shared-core-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_credential_cache = require("./shared-core-credential-cache.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/session/renew.ts
var patienceWhileUsable = 1e4;
var patienceForOthers = 1e4;
async function renewedCredentials(caching, io) {
  const since = io.clock.now();
  const cached = readCache(caching.path, io);
  if (cached !== void 0 && (0, import_shared_core_credential_cache.isFresh)(cached, since)) return cached;
  const usable = cached !== void 0 && (0, import_shared_core_credential_cache.isUsable)(cached, since);
  try {
    const patience = usable ? patienceWhileUsable : caching.settings().timeoutSeconds * 1e3 + patienceForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), patience);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: unheard });
    if (error instanceof import_shared_core_errors.HelperError && last !== void 0 && (0, import_shared_core_credential_cache.isUsable)(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof import_shared_core_errors.HelperError) || error.code !== "file-not-writable") throw error;
    io.log.warning(`The credentials cannot be kept for the next call. ${error.message}`);
    return obtainAnew(caching.settings(), io);
  }
}
async function renewCache(caching, since, io) {
  const last = readCache(caching.path, { ...io, log: unheard });
  if (last !== void 0 && (0, import_shared_core_credential_cache.isFresh)(last, io.clock.now())) return last;
  const failure = readFailure(caching.path, since, io);
  if (failure !== void 0) throw failure;
  const usable = last !== void 0 && (0, import_shared_core_credential_cache.isUsable)(last, io.clock.now());
  try {
    const settings = caching.settings();
    const timeoutSeconds = Math.min(settings.timeoutSeconds, usable ? patienceWhileUsable / 1e3 : Infinity);
    const renewed = await obtainAnew({ ...settings, timeoutSeconds }, io);
    keep((0, import_shared_core_credential_cache.printCache)(renewed), caching, io);
    return renewed;
  } catch (error) {
    if (!(error instanceof import_shared_core_errors.HelperError)) throw error;
    const now = io.clock.now();
    if (last === void 0 || !(0, import_shared_core_credential_cache.isUsable)(last, now)) {
      if (isOfAws(error)) keep((0, import_shared_core_credential_cache.printFailure)(error, now), caching, { ...io, log: unheard });
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
function keep(text, { path, willMake }, { files, log }) {
  try {
    if (readIfPrivate(path, files) === void 0) {
      willMake?.();
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
var unheard = { warning() {
} };
async function tokenAnew(settings, world) {
  const { source } = settings;
  if (source?.kind !== "token") throw new Error("only a token is renewed here");
  const ci = (0, import_shared_ci.detectCi)(world.env, settings.ci);
  const token = await (0, import_shared_aws_api_endpoint.withinBounds)(settings, world, (io) => (0, import_shared_session_assume_roles.obtainToken)(source, { settings, ci }, io));
  const now = world.clock.now();
  const endsAt = endOf(token);
  const rest = Math.min(Math.max((endsAt - now) / 3 * 2, shortestRest), longestRest);
  return { token, endsAt, renewAt: now + rest };
}
var longestRest = 24 * 36e5;
var shortestRest = 5e3;
function endOf({ claims }) {
  return claims.exp === void 0 ? Number.POSITIVE_INFINITY : claims.exp * 1e3;
}
async function obtainAnew(settings, world) {
  const issued = world.clock.now();
  const { credentials, token } = await (0, import_shared_aws_api_endpoint.withinBounds)(settings, world, (io) => freshSession(settings, io));
  const { expiresAt } = credentials;
  return { credentials, token, issuedAt: issued, renewAt: (0, import_shared_core_credential_cache.renewalTime)(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, io) {
  const ci = (0, import_shared_ci.detectCi)(io.env, settings.ci);
  const sessionName = settings.sessionName ?? (0, import_shared_job_job.jobOf)(ci, io).name;
  const { source } = settings;
  for (const accountId of (0, import_shared_session_account_guard.knownAccounts)(settings)) (0, import_shared_session_account_guard.guardAccount)(accountId, settings);
  const obtained = source && await (0, import_shared_session_assume_roles.obtainGrants)(source, { settings, ci, sessionName, profileName: "default" }, io);
  const session = obtained?.grants[0]?.session;
  if (session === void 0 || !(0, import_shared_core_session.isTemporary)(session.credentials)) {
    throw new import_shared_core_errors.HelperError("option-conflict", "Only the credentials of a role end, and can be renewed.", {
      hint: "Give role-to-assume."
    });
  }
  (0, import_shared_session_account_guard.guardAccount)(session.accountId, settings);
  const hidden = settings.maskAccountId ? [...(0, import_shared_session_account_guard.knownAccounts)(settings), session.accountId] : [];
  const accounts = [...new Set(hidden)].filter((accountId) => accountId !== "").map((id) => new import_shared_core_secret.Secret(id));
  await (0, import_shared_ci.maskInLog)([...accounts, ...(0, import_shared_core_session.secretsOf)(session.credentials)], io);
  sayWhenTheTokenEnds(obtained?.token, io);
  return { credentials: session.credentials, token: obtained?.token };
}
function sayWhenTheTokenEnds(token, { log }) {
  const end = (0, import_shared_session_account_guard.endOfToken)(token);
  if (token === void 0 || end === void 0) return;
  log.notice(
    `The token (${token.source}) is the only one of this job: credentials are renewed until it ends, at ${end}.`
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  obtainAnew,
  renewedCredentials,
  tokenAnew
});
