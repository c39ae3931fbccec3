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
  HelperError: () => HelperError,
  errorCodes: () => errorCodes,
  exitCodeOf: () => exitCodeOf,
  reworded: () => reworded
});
module.exports = __toCommonJS(stdin_exports);
// src/core/errors.ts
var errorCodes = {
  // 2: what was asked for cannot be right; nothing was sent anywhere
  "command-unknown": 2,
  "option-unknown": 2,
  "option-invalid": 2,
  "option-conflict": 2,
  "role-missing": 2,
  "role-invalid": 2,
  "region-invalid": 2,
  "session-name-invalid": 2,
  "duration-invalid": 2,
  "policy-invalid": 2,
  "profile-invalid": 2,
  "proxy-invalid": 2,
  "environment-conflict": 2,
  "stdout-refused": 2,
  "input-unreadable": 2,
  // 3: there is no usable token
  "ci-unknown": 3,
  "ci-without-oidc": 3,
  "credentials-missing": 3,
  "token-missing": 3,
  "token-permission-missing": 3,
  "token-fork": 3,
  "token-dependabot": 3,
  "token-ambiguous": 3,
  "token-unreadable": 3,
  "token-endpoint-failed": 3,
  "token-malformed": 3,
  "token-expired": 3,
  "token-not-yet-valid": 3,
  "token-audience": 3,
  "token-claim-missing": 3,
  // 4: AWS said no, and will say no again
  "sts-access-denied": 4,
  "credentials-invalid": 4,
  "credentials-unsuitable": 4,
  "sts-token-expired": 4,
  "sts-token-rejected": 4,
  "sts-audience": 4,
  "sts-provider-missing": 4,
  "sts-role-pinned": 4,
  "sts-validation": 4,
  "sts-policy-malformed": 4,
  "sts-policy-too-large": 4,
  "sts-region-disabled": 4,
  "sts-refused": 4,
  // 5: it may work another time
  "token-endpoint-unavailable": 5,
  "sts-throttled": 5,
  "sts-unavailable": 5,
  "sts-idp-unreachable": 5,
  "sts-answer-unreadable": 5,
  "network-failed": 5,
  "proxy-refused": 5,
  "tls-untrusted": 5,
  "deadline-exceeded": 5,
  // 6: the credentials are good, and not the ones that were allowed
  "account-not-allowed": 6,
  // 7: the credentials could not be handed over
  "profile-exists": 7,
  "profile-unreadable": 7,
  "file-unsafe": 7,
  "file-not-writable": 7,
  "file-locked": 7,
  "runner-file-missing": 7
};
var brand = /* @__PURE__ */ Symbol.for("ci-aws-credentials.HelperError");
var HelperError = class extends Error {
  name = "HelperError";
  [brand] = true;
  code;
  details;
  constructor(code, message, details = {}) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
  get hint() {
    return this.details.hint;
  }
  get diagnosis() {
    return this.details.diagnosis;
  }
  get retryAfterSeconds() {
    return this.details.retryAfterSeconds;
  }
  /** By the brand, not by the class: bundles that are made apart (`scripts/build.ts`) have a copy of the class each. */
  static [Symbol.hasInstance](value) {
    return typeof value === "object" && value !== null && brand in value;
  }
};
function reworded(error, reword) {
  const details = Object.entries(error.details).map(([name, detail]) => [name, rewordedDetail(detail, reword)]);
  return new HelperError(error.code, reword(error.message), Object.fromEntries(details));
}
function rewordedDetail(detail, reword) {
  if (detail instanceof HelperError) return reworded(detail, reword);
  return typeof detail === "string" ? reword(detail) : detail;
}
function exitCodeOf(error) {
  return error instanceof HelperError ? errorCodes[error.code] : 1;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  HelperError,
  errorCodes,
  exitCodeOf,
  reworded
});
