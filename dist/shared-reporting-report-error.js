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
  reportError: () => reportError
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_errors = require("./shared-core-errors.js");
// src/reporting/report-error.ts
function reportError(error, log) {
  if (error instanceof import_shared_core_errors.HelperError) {
    log.error(error.hint === void 0 ? error.message : `${error.message}
${error.hint}`, error.code);
    if (error.diagnosis !== void 0) log.group("Why AWS refused", error.diagnosis);
    return;
  }
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  log.error(`This is a bug in ci-aws-credentials. Please report it with these lines:
${stack}`);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  reportError
});
