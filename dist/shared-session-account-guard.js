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
  assumeGuardedRoles: () => assumeGuardedRoles,
  endOfToken: () => endOfToken,
  guardAccount: () => guardAccount,
  guardKnownAccounts: () => guardKnownAccounts,
  maskAccounts: () => maskAccounts
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_session_assume_roles = require("./shared-session-assume-roles.js");
var import_shared_core_time_text = require("./shared-core-time-text.js");
var import_shared_core_session = require("./shared-core-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/token/end-of-token.ts
function endOfToken(token) {
  const exp = token?.claims.exp;
  if (token === void 0 || token.renewable || exp === void 0) return void 0;
  return (0, import_shared_core_time_text.timeText)(exp);
}
// src/session/account-guard.ts
async function guardKnownAccounts(settings, io) {
  const { source } = settings;
  if (source?.kind === "keys") await (0, import_shared_ci.maskInLog)((0, import_shared_core_session.secretsOf)(source.credentials), io);
  await maskAccounts(knownAccounts(settings), settings, io);
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
}
async function assumeGuardedRoles(source, order, io) {
  const { settings } = order;
  const assumed = await (0, import_shared_session_assume_roles.assumeRoles)(source, order, io);
  const known = knownAccounts(settings);
  const accounts = [...new Set(assumed.sessions.map(({ accountId }) => accountId))];
  await maskAccounts(
    accounts.filter((accountId) => !known.includes(accountId)),
    settings,
    io
  );
  for (const accountId of accounts) guardAccount(accountId, settings);
  await (0, import_shared_ci.maskInLog)(
    assumed.sessions.flatMap(({ credentials }) => (0, import_shared_core_session.secretsOf)(credentials)),
    io
  );
  return assumed;
}
async function maskAccounts(accountIds, { maskAccountId }, io) {
  if (!maskAccountId) return;
  const secrets = accountIds.filter((accountId) => accountId !== "").map((accountId) => new import_shared_core_secret.Secret(accountId));
  await (0, import_shared_ci.maskInLog)(secrets, io);
}
function knownAccounts({ source, chain, roles }) {
  const first = source?.role !== void 0 && "accountId" in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map(({ role }) => role)];
  return [...new Set(all.map(({ accountId }) => accountId))];
}
function guardAccount(accountId, { allowedAccounts }) {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new import_shared_core_errors.HelperError(
    "account-not-allowed",
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(", ")}`,
    { hint: "Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids." }
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  assumeGuardedRoles,
  endOfToken,
  guardAccount,
  guardKnownAccounts,
  maskAccounts
});
