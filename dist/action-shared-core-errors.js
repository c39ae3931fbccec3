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
  reworded: () => reworded
});
module.exports = __toCommonJS(stdin_exports);
// src/core/errors.ts
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  HelperError,
  reworded
});
