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
  checkFetchedToken: () => checkFetchedToken,
  fetchToken: () => fetchToken,
  tokenSupply: () => tokenSupply,
  usableToken: () => usableToken
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_time_text = require("./shared-core-time-text.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/token/check-token.ts
var leewaySeconds = 60;
function checkToken({ claims, source }, { audience, audienceAdvice, now }) {
  const seconds = now / 1e3;
  const [expires, begins] = [(0, import_shared_core_secret.numberAt)(claims, "exp"), (0, import_shared_core_secret.numberAt)(claims, "nbf")];
  if (isRequestToken(claims)) {
    throw new import_shared_core_errors.HelperError(
      "token-malformed",
      `${capital(source)} holds a token of the CI's own API, not an OIDC token.`,
      {
        hint: "ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for an ID token. On GitHub give no token at all: it is fetched."
      }
    );
  }
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === void 0) {
      throw new import_shared_core_errors.HelperError("token-claim-missing", `The token (${source}) has no claim ${name}; AWS requires it.`, {
        hint: `Check the CI's settings for OIDC claims: ${name} must not be left out.`
      });
    }
  }
  if (expires !== void 0 && expires + leewaySeconds < seconds) {
    throw new import_shared_core_errors.HelperError(
      "token-expired",
      `The token (${source}) expired ${(0, import_shared_core_time_text.spanText)(seconds - expires)} ago, at ${(0, import_shared_core_time_text.timeText)(expires) ?? expires}.`,
      {
        hint: "Exchange it earlier in the job, or let the CI issue longer-lived tokens. If the job has only just started, this machine's clock is wrong."
      }
    );
  }
  if (begins !== void 0 && begins - leewaySeconds > seconds) {
    throw new import_shared_core_errors.HelperError(
      "token-not-yet-valid",
      `The token (${source}) is valid from ${(0, import_shared_core_time_text.timeText)(begins) ?? begins} on, in ${(0, import_shared_core_time_text.spanText)(begins - seconds)}.`,
      {
        hint: "This machine's clock is behind, or that of the CI server ahead: set it by NTP."
      }
    );
  }
  const audiences = (0, import_shared_token_token.audiencesOf)(claims);
  if (audience !== void 0 && !audiences.includes(audience)) {
    throw new import_shared_core_errors.HelperError(
      "token-audience",
      `The token (${source}) is for ${audiences.join(", ")}, not for ${audience}.`,
      {
        hint: audienceAdvice(audience)
      }
    );
  }
}
function isRequestToken(claims) {
  return typeof claims.scp === "string" && claims.scp.startsWith("Actions.");
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/session/token-supply.ts
function tokenSupply(request, io) {
  let current;
  let latest;
  let reason;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => void 0);
      const isStale = token === void 0 || token.renewable && needsNewToken(token, failure, io.clock.now());
      if (isStale && current === seen) current = void 0;
      current ??= usableToken(request, io).catch((error) => {
        reason = error;
        throw error;
      });
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === void 0) throw new Error("no token was fetched");
      return latest;
    },
    failure: () => reason
  };
}
function needsNewToken({ claims }, failure, now) {
  const endsSoon = claims.exp !== void 0 && claims.exp * 1e3 < now + 3e4;
  return endsSoon || failure?.code === "sts-token-expired" || failure?.code === "sts-idp-unreachable";
}
async function usableToken(request, io) {
  const { ci, from } = request;
  const token = await fetchToken(request, io);
  if ((0, import_shared_ci.envValue)(io.env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 && ci.id !== "custom" && from === void 0) {
    io.log.notice(
      `Ignoring AWS_WEB_IDENTITY_TOKEN_FILE, which is the identity of the machine; using the job's own token (${token.source}).`
    );
  }
  checkFetchedToken(token, request, io);
  return token;
}
async function fetchToken({ ci, settings, from }, io) {
  const attempt = () => from === void 0 ? ci.token(settings.audience, io) : (0, import_shared_ci.tokenFrom)(from, io);
  const token = await (0, import_shared_ci.withRetries)(attempt, io, { maxAttempts: settings.maxAttempts });
  await (0, import_shared_ci.maskInLog)([token.jwt], io);
  return token;
}
function checkFetchedToken(token, { ci, settings }, { clock }) {
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: clock.now() });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  checkFetchedToken,
  fetchToken,
  tokenSupply,
  usableToken
});
