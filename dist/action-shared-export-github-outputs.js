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
  checkLoginOutputs: () => checkLoginOutputs,
  githubOutputs: () => githubOutputs,
  oneLine: () => oneLine,
  posixQuote: () => posixQuote,
  setIdentityOutputs: () => setIdentityOutputs,
  setLoginOutputs: () => setLoginOutputs,
  shellLines: () => shellLines,
  warnOfCheckout: () => warnOfCheckout
});
module.exports = __toCommonJS(stdin_exports);
var import_action_shared = require("./action-shared.js");
// src/export/checkout-warning.ts
function warnOfCheckout(path, { ci }, { env, log, checkoutAround }) {
  const checkout = checkoutAround(path, ci.checkouts(env));
  if (checkout === void 0) return;
  log.warning(
    `The credentials are written to ${path}, inside the checkout ${checkout}: they may end up in a commit, an image or an artifact. Use a file outside the checkout.`
  );
}
// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// src/export/shell-quote.ts
var shells = ["sh", "powershell", "cmd", "fish"];
function shellLines(shell, variables) {
  return Object.entries(variables).map(([name, value]) => value === void 0 ? removers[shell](name) : printers[shell](name, oneLine(name, value))).map((line) => `${line}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}=${posixQuote(value)}`,
  // In single quotes, PowerShell also treats typographic quotes as quotes.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  cmd: (name, value) => `set "${name}=${forCmd(name, value)}"`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
var removers = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  cmd: (name) => `set "${name}="`,
  fish: (name) => `set -e ${name}`
};
function forCmd(name, value) {
  if (!/["%!^]/.test(value)) return value;
  throw new import_action_shared.HelperError("sts-answer-unreadable", `The value for ${name} contains a character that cmd would change.`, {
    hint: "Use PowerShell: --shell powershell. Credentials from AWS contain no such character."
  });
}
function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new import_action_shared.HelperError(
    "sts-answer-unreadable",
    `The value for ${name} contains a line break and cannot be passed on.`,
    {
      hint: "Check sts-endpoint and the proxy: credentials from AWS contain no line break."
    }
  );
}
var shellFlag = {
  name: "shell",
  value: "SHELL",
  help: `The shell that evaluates the lines: ${shells.join(", ")}. Default: sh; on Windows powershell, except in Git Bash (sh).`
};
// src/export/github-outputs.ts
var githubOutputs = {
  name: "github-outputs",
  check: (_plan, io) => io.runner.check(["outputs"]),
  write({ sessions: [session], settings }, io) {
    const more = settings.outputCredentials ? credentialOutputs(session.credentials) : {};
    setOutputs({ ...identityOutputs(session), ...more }, io);
  }
};
function setIdentityOutputs(identity, io) {
  setOutputs(identityOutputs(identity), io);
}
function checkLoginOutputs({ ci }, io) {
  if (ci.variables === "github-env") io.runner.check(["outputs"]);
}
function setLoginOutputs({ ci, logins, settings }, io) {
  if (ci.variables !== "github-env") return;
  const secret = logins.flatMap(({ host, username, password }) => {
    const suffix = host.replace(/\W+/g, "_");
    return [
      [`docker_username_${suffix}`, username],
      [`docker_password_${suffix}`, password.reveal()]
    ];
  });
  const only = logins.length === 1 ? logins[0] : void 0;
  const passwords = settings.outputCredentials ? Object.fromEntries(secret) : {};
  setOutputs({ ...only && { registry: only.host }, ...passwords }, io);
}
function identityOutputs({ accountId, arn }) {
  return { "aws-account-id": accountId, "authenticated-arn": arn };
}
function setOutputs(outputs, { runner }) {
  for (const [name, value] of Object.entries(outputs)) oneLine(name, value);
  runner.setOutputs(outputs);
}
function credentialOutputs({ accessKeyId, secretAccessKey, sessionToken, expiresAt }) {
  return {
    "aws-access-key-id": accessKeyId,
    "aws-secret-access-key": secretAccessKey.reveal(),
    ...sessionToken === void 0 ? {} : { "aws-session-token": sessionToken.reveal() },
    ...expiresAt === void 0 ? {} : { "aws-expiration": new Date(expiresAt).toISOString() }
  };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  checkLoginOutputs,
  githubOutputs,
  oneLine,
  posixQuote,
  setIdentityOutputs,
  setLoginOutputs,
  shellLines,
  warnOfCheckout
});
