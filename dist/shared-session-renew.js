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
  quietLog: () => quietLog,
  renewCredentials: () => renewCredentials,
  renewToken: () => renewToken,
  silentLog: () => silentLog
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_session_account_guard = require("./shared-session-account-guard.js");
var import_shared_aws_api_sts_endpoint = require("./shared-aws-api-sts-endpoint.js");
var import_shared_session_token_supply = require("./shared-session-token-supply.js");
var import_shared_job_job = require("./shared-job-job.js");
var import_shared_core_session = require("./shared-core-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_credential_cache = require("./shared-core-credential-cache.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/core/quiet-log.ts
function quietLog(log) {
  return { ...log, info() {
  }, notice() {
  } };
}
var silentLog = { warning() {
} };
// src/session/renew.ts
async function renewToken(settings, world) {
  const { source } = settings;
  if (source?.kind !== "token") throw new Error("only a token is renewed here");
  const ci = (0, import_shared_ci.detectCi)(world.env, settings.ci);
  const request = { settings, ci, from: source.from };
  const token = await (0, import_shared_aws_api_sts_endpoint.withinRunLimits)(settings, world, (io) => (0, import_shared_session_token_supply.usableToken)(request, io));
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
async function renewCredentials(settings, world) {
  const issued = world.clock.now();
  const { credentials, token } = await (0, import_shared_aws_api_sts_endpoint.withinRunLimits)(settings, world, (io) => freshSession(settings, io));
  const { expiresAt } = credentials;
  return { credentials, token, issuedAt: issued, renewAt: (0, import_shared_core_credential_cache.renewalTime)(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, io) {
  const { source } = settings;
  if (source === void 0) throw endless();
  const ci = (0, import_shared_ci.detectCi)(io.env, settings.ci);
  const sessionName = settings.sessionName ?? (0, import_shared_job_job.jobOf)(ci, io).name;
  await (0, import_shared_session_account_guard.guardKnownAccounts)(settings, io);
  const order = { settings, ci, sessionName, profileName: "default" };
  const { sessions, token } = await (0, import_shared_session_account_guard.assumeGuardedRoles)(source, order, io);
  const { credentials } = sessions[0];
  if (!(0, import_shared_core_session.isTemporary)(credentials)) throw endless();
  sayWhenTheTokenEnds(token, io);
  return { credentials, token };
}
function endless() {
  return new import_shared_core_errors.HelperError("option-conflict", "Only the credentials of a role end, and can be renewed.", {
    hint: "Give role-to-assume."
  });
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
  quietLog,
  renewCredentials,
  renewToken,
  silentLog
});
