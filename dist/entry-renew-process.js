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
var import_shared_node_output = require("./shared-node-output.js");
var import_shared_reporting_report_error = require("./shared-reporting-report-error.js");
var import_shared_core_log_safe = require("./shared-core-log-safe.js");
var import_shared_node_pause = require("./shared-node-pause.js");
var import_shared_node_read_private = require("./shared-node-read-private.js");
var import_shared_node_file_error = require("./shared-node-file-error.js");
var import_shared_session_cached_credentials = require("./shared-session-cached-credentials.js");
var import_shared_session_renew = require("./shared-session-renew.js");
var import_shared_session_account_guard = require("./shared-session-account-guard.js");
var import_shared_session_assume_roles = require("./shared-session-assume-roles.js");
var import_shared_aws_api_sts_endpoint = require("./shared-aws-api-sts-endpoint.js");
var import_shared_session_token_supply = require("./shared-session-token-supply.js");
var import_shared_core_proxy = require("./shared-core-proxy.js");
var import_shared_core_time_text = require("./shared-core-time-text.js");
var import_shared_aws_partition = require("./shared-aws-partition.js");
var import_shared_core_ip_range = require("./shared-core-ip-range.js");
var import_shared_job_job = require("./shared-job-job.js");
var import_shared_options_table = require("./shared-options-table.js");
var import_shared_core_session = require("./shared-core-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_parse_values = require("./shared-core-parse-values.js");
var import_shared_core_credential_cache = require("./shared-core-credential-cache.js");
var import_shared_core_temporary_credentials = require("./shared-core-temporary-credentials.js");
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/entry/renew-process.ts
async function renewProcess(folder) {
  const log = { ...(0, import_shared_session_renew.quietLog)((0, import_shared_node_output.stderrLog)({ debug: false, color: false })), mask() {
  } };
  (0, import_shared_node_output.outliveReader)(process.stderr);
  try {
    const io = (0, import_shared_node_output.nodeIo)(log);
    io.files.isOwnFolder(folder);
    const settings = () => (0, import_shared_aws_api_sts_endpoint.parseSettings)(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await (0, import_shared_session_cached_credentials.cachedCredentials)({ settings, path: `${folder}/cache.json` }, io);
    process.stdout.write((0, import_shared_core_credential_cache.processOutput)(renewed));
  } catch (error) {
    (0, import_shared_reporting_report_error.reportError)(error, log);
    process.exitCode = (0, import_shared_core_errors.exitCodeOf)(error);
    process.stderr.write("", () => process.exit());
  }
}
function readSpec(path, read) {
  const spec = (0, import_shared_core_secret.parseJson)(read(path) ?? "");
  if (!(0, import_shared_core_secret.isObject)(spec)) {
    throw new import_shared_core_errors.HelperError("input-unreadable", `${path} is gone, or is not what was written there.`, {
      hint: "Something removed the private folder of the job, or the job is over. Run ci-aws-credentials again."
    });
  }
  return Object.fromEntries(
    import_shared_options_table.options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === "string" ? [[name, value]] : [];
    })
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renewProcess
});
