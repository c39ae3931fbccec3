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
  renewProcess: () => renewProcess
});
module.exports = __toCommonJS(stdin_exports);
var import_action_shared = require("./action-shared.js");
var import_action_shared2 = require("./action-shared.js");
var import_action_shared3 = require("./action-shared.js");
var import_action_shared4 = require("./action-shared.js");
var import_action_shared5 = require("./action-shared.js");
var import_action_shared6 = require("./action-shared.js");
var import_action_shared7 = require("./action-shared.js");
var import_action_shared8 = require("./action-shared.js");
var import_action_shared9 = require("./action-shared.js");
var import_action_shared10 = require("./action-shared.js");
// src/core/quiet-log.ts
function quietLog(log) {
  return { ...log, info() {
  }, notice() {
  } };
}
var silentLog = { warning() {
} };
// src/session/renew.ts
var longestRest = 24 * 36e5;
async function renewCredentials(settings, world) {
  const issued = world.clock.now();
  const { credentials, token } = await (0, import_action_shared.withinRunLimits)(settings, world, (io) => freshSession(settings, io));
  const { expiresAt } = credentials;
  return { credentials, token, issuedAt: issued, renewAt: (0, import_action_shared3.renewalTime)(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, io) {
  const { source } = settings;
  if (source === void 0) throw endless();
  const ci = (0, import_action_shared6.detectCi)(io.env, settings.ci);
  const sessionName = settings.sessionName ?? (0, import_action_shared4.jobOf)(ci, io).name;
  await (0, import_action_shared.guardKnownAccounts)(settings, io);
  const order = { settings, ci, sessionName, profileName: "default" };
  const { sessions, token } = await (0, import_action_shared.assumeGuardedRoles)(source, order, io);
  const { credentials } = sessions[0];
  if (!(0, import_action_shared4.isTemporary)(credentials)) throw endless();
  sayWhenTheTokenEnds(token, io);
  return { credentials, token };
}
function endless() {
  return new import_action_shared10.HelperError("option-conflict", "Only the credentials of a role can be renewed.", {
    hint: "Set role-to-assume."
  });
}
function sayWhenTheTokenEnds(token, { log }) {
  const end = (0, import_action_shared.endOfToken)(token);
  if (token === void 0 || end === void 0) return;
  log.notice(
    `The token (${token.source}) is the only one of this job. Credentials can be renewed until it expires at ${end}.`
  );
}
// src/session/cached-credentials.ts
var lockTimeoutWhileUsable = 1e4;
var lockTimeoutForOthers = 1e4;
async function cachedCredentials(caching, io) {
  const since = io.clock.now();
  const cached = readCache(caching.path, io);
  if (cached !== void 0 && (0, import_action_shared3.isFresh)(cached, since)) return cached;
  const usable = cached !== void 0 && (0, import_action_shared3.isUsable)(cached, since);
  try {
    const timeout = usable ? lockTimeoutWhileUsable : caching.settings().timeoutSeconds * 1e3 + lockTimeoutForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), timeout);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: silentLog });
    if (error instanceof import_action_shared10.HelperError && last !== void 0 && (0, import_action_shared3.isUsable)(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof import_action_shared10.HelperError) || error.code !== "file-not-writable") throw error;
    io.log.warning(`The credentials cannot be cached. ${error.message}`);
    return renewCredentials(caching.settings(), io);
  }
}
async function renewCache(caching, since, io) {
  const last = readCache(caching.path, { ...io, log: silentLog });
  if (last !== void 0 && (0, import_action_shared3.isFresh)(last, io.clock.now())) return last;
  const failure = readFailure(caching.path, since, io);
  if (failure !== void 0) throw failure;
  const usable = last !== void 0 && (0, import_action_shared3.isUsable)(last, io.clock.now());
  try {
    const settings = caching.settings();
    const timeoutSeconds = Math.min(settings.timeoutSeconds, usable ? lockTimeoutWhileUsable / 1e3 : Infinity);
    const renewed = await renewCredentials({ ...settings, timeoutSeconds }, io);
    keep((0, import_action_shared3.printCache)(renewed), caching, io);
    return renewed;
  } catch (error) {
    if (!(error instanceof import_action_shared10.HelperError)) throw error;
    const now = io.clock.now();
    if (last === void 0 || !(0, import_action_shared3.isUsable)(last, now)) {
      if (isOfAws(error)) keep((0, import_action_shared3.printFailure)(error, now), caching, { ...io, log: silentLog });
      throw error;
    }
    sayItServes(last, error, io);
    const kept = { ...last, renewAt: now + (0, import_action_shared3.pauseAfterFailure)(last.credentials.expiresAt - now) };
    keep((0, import_action_shared3.printCache)(kept), caching, io);
    return kept;
  }
}
function isOfAws(error) {
  return [4, 5].includes((0, import_action_shared10.exitCodeOf)(error));
}
function sayItServes({ credentials }, error, { log }) {
  const until = new Date(credentials.expiresAt).toISOString();
  log.warning(`The credentials could not be renewed; the previous ones are valid until ${until}. ${error.message}`);
}
function keep(text, { path, beforeCreate }, { files, log }) {
  try {
    if (readIfPrivate(path, files) === void 0) {
      beforeCreate?.();
      files.remove(path);
    }
    files.replace(path, text);
  } catch (error) {
    if (!(error instanceof import_action_shared10.HelperError)) throw error;
    log.warning(`The credentials cannot be cached. ${error.message}`);
  }
}
function readIfPrivate(path, files) {
  return readOr(path, files, () => void 0);
}
function readCache(path, { files, log }) {
  const text = readOr(path, files, ({ message }) => log.warning(`Ignoring the credential cache: ${message}`));
  return text === void 0 ? void 0 : (0, import_action_shared3.parseCache)(text);
}
function readFailure(path, since, { files, clock }) {
  return (0, import_action_shared3.parseFailure)(readIfPrivate(path, files) ?? "", { since, until: clock.now() });
}
function readOr(path, files, refused) {
  try {
    return files.readPrivate(path);
  } catch (error) {
    if (!(error instanceof import_action_shared10.HelperError)) throw error;
    refused(error);
    return void 0;
  }
}
// src/entry/renew-process.ts
async function renewProcess(folder) {
  const log = { ...quietLog((0, import_action_shared.stderrLog)({ debug: false, color: false })), mask() {
  } };
  (0, import_action_shared.outliveReader)(process.stderr);
  try {
    const io = (0, import_action_shared.nodeIo)(log);
    io.files.isOwnFolder(folder);
    const settings = () => (0, import_action_shared.parseSettings)(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await cachedCredentials({ settings, path: `${folder}/cache` }, io);
    process.stdout.write((0, import_action_shared3.processOutput)(renewed));
  } catch (error) {
    (0, import_action_shared.reportError)(error, log);
    process.exitCode = (0, import_action_shared10.exitCodeOf)(error);
    process.stderr.write("", () => process.exit());
  }
}
function readSpec(path, read) {
  const spec = (0, import_action_shared9.parseJson)(read(path) ?? "");
  if (!(0, import_action_shared9.isObject)(spec)) {
    throw new import_action_shared10.HelperError("input-unreadable", `${path} was removed or changed.`, {
      hint: "Run ci-aws-credentials again: the job is over, or its private folder was removed."
    });
  }
  return Object.fromEntries(
    import_action_shared4.options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === "string" ? [[name, value]] : [];
    })
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renewProcess
});
