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
var import_shared_report = require("./shared-report.js");
var import_shared_printable = require("./shared-printable.js");
var import_shared_node_pause = require("./shared-node-pause.js");
var import_shared_node_read_private = require("./shared-node-read-private.js");
var import_shared_node_file_error = require("./shared-node-file-error.js");
var import_shared_renew = require("./shared-renew.js");
var import_shared_accounts = require("./shared-accounts.js");
var import_shared_token_end = require("./shared-token-end.js");
var import_shared_sts_caller_identity = require("./shared-sts-caller-identity.js");
var import_shared_proxy = require("./shared-proxy.js");
var import_shared_time_text = require("./shared-time-text.js");
var import_shared_partition = require("./shared-partition.js");
var import_shared_ip_range = require("./shared-ip-range.js");
var import_shared_ini = require("./shared-ini.js");
var import_shared_job = require("./shared-job.js");
var import_shared_options = require("./shared-options.js");
var import_shared_session = require("./shared-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_values = require("./shared-values.js");
var import_shared_credential_cache = require("./shared-credential-cache.js");
var import_shared_jwt = require("./shared-jwt.js");
var import_shared_secret = require("./shared-secret.js");
var import_shared_errors = require("./shared-errors.js");
// src/entry/renew-process.ts
async function renewProcess(folder) {
  const log = { ...(0, import_shared_node_output.stderrLog)({ debug: false, color: false }), info() {
  }, notice() {
  }, mask() {
  } };
  (0, import_shared_node_output.outliveReader)(process.stderr);
  try {
    const io = (0, import_shared_node_output.nodeIo)(log);
    io.files.isOwnFolder(folder);
    const settings = () => (0, import_shared_sts_caller_identity.parseSettings)(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    const renewed = await (0, import_shared_renew.renewedCredentials)({ settings, path: `${folder}/cache.json` }, io);
    process.stdout.write((0, import_shared_credential_cache.processOutput)(renewed));
  } catch (error) {
    (0, import_shared_report.report)(error, log);
    process.exitCode = (0, import_shared_errors.exitCodeOf)(error);
    process.stderr.write("", () => process.exit());
  }
}
function readSpec(path, read) {
  const spec = (0, import_shared_secret.parseJson)(read(path) ?? "");
  if (!(0, import_shared_secret.isObject)(spec)) {
    throw new import_shared_errors.HelperError("input-unreadable", `${path} is gone, or is not what was written there.`, {
      hint: "Something removed the private folder of the job, or the job is over. Run ci-aws-credentials again."
    });
  }
  return Object.fromEntries(
    import_shared_options.options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === "string" ? [[name, value]] : [];
    })
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renewProcess
});
