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
  withDiagnosis: () => withDiagnosis
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_AK3BJWUF = require("./chunk-AK3BJWUF.js");
var import_chunk_DYX7TILT = require("./chunk-DYX7TILT.js");
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var explainable = [
  "sts-access-denied",
  "sts-audience",
  "sts-idp-unreachable",
  "sts-policy-malformed",
  "sts-policy-too-large",
  "sts-provider-missing",
  "sts-refused",
  "sts-region-disabled",
  "sts-role-pinned",
  "sts-token-expired",
  "sts-token-rejected",
  "sts-validation"
];
function withDiagnosis(refusal, { claims, request, ci, settings }, io) {
  if (!explainable.includes(refusal.code)) return refusal;
  const diagnosis = (0, import_chunk_AK3BJWUF.diagnose)({
    claims,
    request,
    ci: ci.id,
    now: io.clock.now(),
    refusal,
    policy: settings.trustPolicy === void 0 ? void 0 : readTrustPolicy(settings.trustPolicy, request, io)
  });
  const hint = (0, import_chunk_AK3BJWUF.headline)(diagnosis, refusal);
  return new import_chunk_L5BOO6NY.HelperError(refusal.code, refusal.message, {
    ...hint === void 0 ? {} : { hint },
    diagnosis: (0, import_chunk_AK3BJWUF.reportOf)(diagnosis),
    cause: refusal
  });
}
function readTrustPolicy(path, { roleArn }, { files, log }) {
  try {
    const text = files.read(path);
    if (text === void 0) throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `There is no file ${path}.`);
    return (0, import_chunk_DYX7TILT.policyForRole)(text, path, roleArn).policy;
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) throw error;
    log.warning(`trust-policy explains nothing: ${error.message}`);
    return void 0;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  withDiagnosis
});
