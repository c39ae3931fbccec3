var {
  assumeGuardedRoles,
  endOfToken,
  guardKnownAccounts,
  nodeIo,
  parseSettings,
  reportError,
  standardError,
  stderrLog,
  withinRunLimits,
  detectCi,
  isFresh,
  isUsable,
  parseCache,
  parseFailure,
  pauseAfterFailure,
  printCache,
  printFailure,
  processOutput,
  renewalTime,
  options,
  isTemporary,
  jobOf,
  isObject,
  parseJson,
  HelperError,
  exitCodeOf
} = require("./action-shared.js");

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
  const { credentials, token } = await withinRunLimits(settings, world, (io) => freshSession(settings, io));
  const { expiresAt } = credentials;
  return { credentials, token, issuedAt: issued, renewAt: renewalTime(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, io) {
  const { source } = settings;
  if (source === void 0) throw endless();
  const ci = detectCi(io.env, settings.ci);
  const sessionName = settings.sessionName ?? jobOf(ci, io).name;
  await guardKnownAccounts(settings, io);
  const order = { settings, ci, sessionName, profileName: "default" };
  const { sessions, token } = await assumeGuardedRoles(source, order, io);
  const { credentials } = sessions[0];
  if (!isTemporary(credentials)) throw endless();
  sayWhenTheTokenEnds(token, io);
  return { credentials, token };
}
function endless() {
  return new HelperError("option-conflict", "Only the credentials of a role can be renewed.", {
    hint: "Set role-to-assume."
  });
}
function sayWhenTheTokenEnds(token, { log }) {
  const end = endOfToken(token);
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
  if (cached !== void 0 && isFresh(cached, since)) return cached;
  const usable = cached !== void 0 && isUsable(cached, since);
  try {
    const timeout = usable ? lockTimeoutWhileUsable : caching.settings().timeoutSeconds * 1e3 + lockTimeoutForOthers;
    return await io.files.locked(caching.path, () => renewCache(caching, since, io), timeout);
  } catch (error) {
    const last = readCache(caching.path, { ...io, log: silentLog });
    if (error instanceof HelperError && last !== void 0 && isUsable(last, io.clock.now())) {
      sayItServes(last, error, io);
      return last;
    }
    if (!(error instanceof HelperError) || error.code !== "file-not-writable") throw error;
    io.log.warning(`The credentials cannot be cached. ${error.message}`);
    return renewCredentials(caching.settings(), io);
  }
}
async function renewCache(caching, since, io) {
  const last = readCache(caching.path, { ...io, log: silentLog });
  if (last !== void 0 && isFresh(last, io.clock.now())) return last;
  const failure = readFailure(caching.path, since, io);
  if (failure !== void 0) throw failure;
  const usable = last !== void 0 && isUsable(last, io.clock.now());
  try {
    const settings = caching.settings();
    const timeoutSeconds = Math.min(settings.timeoutSeconds, usable ? lockTimeoutWhileUsable / 1e3 : Infinity);
    const renewed = await renewCredentials({ ...settings, timeoutSeconds }, io);
    keep(printCache(renewed), caching, io);
    return renewed;
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    const now = io.clock.now();
    if (last === void 0 || !isUsable(last, now)) {
      if (isOfAws(error)) keep(printFailure(error, now), caching, { ...io, log: silentLog });
      throw error;
    }
    sayItServes(last, error, io);
    const kept = { ...last, renewAt: now + pauseAfterFailure(last.credentials.expiresAt - now) };
    keep(printCache(kept), caching, io);
    return kept;
  }
}
function isOfAws(error) {
  return [4, 5].includes(exitCodeOf(error));
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
    files.replace(path, text, { forJob: true });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    log.warning(`The credentials cannot be cached. ${error.message}`);
  }
}
function readIfPrivate(path, files) {
  return readOr(path, files, () => void 0);
}
function readCache(path, { files, log }) {
  const text = readOr(path, files, ({ message }) => log.warning(`Ignoring the credential cache: ${message}`));
  return text === void 0 ? void 0 : parseCache(text);
}
function readFailure(path, since, { files, clock }) {
  return parseFailure(readIfPrivate(path, files) ?? "", { since, until: clock.now() });
}
function readOr(path, files, refused) {
  try {
    return files.readPrivate(path);
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    refused(error);
    return void 0;
  }
}

// src/entry/renew-process.ts
async function renewProcess(folder) {
  const log = { ...quietLog(stderrLog({ write: standardError.write, debug: false, color: () => false })), mask() {
  } };
  try {
    const io = nodeIo(log);
    io.files.isOwnFolder(folder);
    const settings = () => parseSettings(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await cachedCredentials({ settings, path: `${folder}/cache` }, io);
    process.stdout.write(processOutput(renewed));
  } catch (error) {
    reportError(error, log);
    process.exitCode = exitCodeOf(error);
    process.stderr.write("", () => process.exit());
  }
}
function readSpec(path, read) {
  const spec = parseJson(read(path) ?? "");
  if (!isObject(spec)) {
    throw new HelperError("input-unreadable", `${path} was removed or changed.`, {
      hint: "Run ci-aws-credentials again: the job is over, or its private folder was removed."
    });
  }
  return Object.fromEntries(
    options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === "string" ? [[name, value]] : [];
    })
  );
}
module.exports = {
  renewProcess
};
