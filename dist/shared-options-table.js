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
  options: () => options
});
module.exports = __toCommonJS(stdin_exports);
// src/options/table.ts
var options = [
  {
    name: "role-to-assume",
    legacyVariable: true,
    kind: "text",
    value: "ARN",
    aliases: ["role-arn"],
    environment: ["AWS_ROLE_ARN"],
    help: "The role to assume, as an ARN. With other credentials than a token, its name is enough."
  },
  {
    name: "aws-region",
    kind: "text",
    value: "REGION",
    aliases: ["region"],
    environment: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    help: "The region of the STS endpoint, and of the job's AWS calls. Without one, a region of the role's partition is taken."
  },
  {
    name: "audience",
    legacyVariable: true,
    kind: "text",
    value: "AUD",
    actionDefault: "sts.amazonaws.com",
    help: "The audience of the token: a client ID of the identity provider in IAM."
  },
  {
    name: "role-session-name",
    legacyVariable: true,
    kind: "text",
    value: "NAME",
    environment: ["AWS_ROLE_SESSION_NAME"],
    help: "The session name, as CloudTrail shows it. Default: made of the job\u2019s id."
  },
  {
    name: "role-duration-seconds",
    legacyVariable: true,
    kind: "number",
    value: "SECONDS",
    default: "3600",
    help: "How long the credentials live: 900 to 43200, and not above the role\u2019s own maximum."
  },
  {
    name: "inline-session-policy",
    legacyVariable: true,
    kind: "json",
    value: "JSON",
    help: "A policy that narrows what the session may do."
  },
  {
    name: "managed-session-policies",
    legacyVariable: true,
    kind: "lines",
    value: "ARN",
    help: "Managed policies that narrow what the session may do, at most ten."
  },
  {
    name: "trust-policy",
    kind: "text",
    value: "FILE",
    help: "The role's trust policy, or the role as `aws iam get-role` prints it. Read only when AWS refuses, to say which condition refused."
  },
  {
    name: "then-assume",
    kind: "lines",
    value: "ARN",
    help: "Further roles to assume, one after the other, each with the credentials of the one before. AWS caps such sessions at one hour."
  },
  {
    name: "roles",
    handover: true,
    kind: "lines",
    value: "LINE",
    help: "Several roles at once, one a line, each as a profile: `NAME = ARN`, then `, via = NAME` to assume it with the credentials of another, and `, region = REGION`."
  },
  {
    name: "allowed-account-ids",
    kind: "list",
    value: "ID",
    help: "Fail unless the credentials belong to one of these accounts; nothing is handed over before."
  },
  {
    name: "ci",
    kind: "text",
    value: "NAME",
    help: "The CI, where it should not be detected: {ci}."
  },
  {
    name: "token-env",
    kind: "text",
    value: "NAME",
    help: "The variable that holds the OIDC token."
  },
  {
    name: "token-command",
    kind: "text",
    value: "COMMAND",
    frontEnd: "cli",
    help: "A shell command that prints a fresh OIDC token."
  },
  {
    name: "web-identity-token-file",
    legacyVariable: true,
    kind: "text",
    value: "FILE",
    help: "The file that holds the OIDC token."
  },
  {
    name: "export",
    handover: true,
    kind: "list",
    value: "TARGET",
    help: "How the credentials are handed over: env, outputs, profile or none (only prove that the role can be assumed). Default: by CI."
  },
  {
    name: "aws-profile",
    handover: true,
    kind: "text",
    value: "NAME",
    aliases: ["profile"],
    help: "The profile to write. Default: `default`, where a profile is written at all."
  },
  {
    name: "profile-type",
    handover: true,
    kind: "text",
    value: "TYPE",
    help: "web-identity (the token in a private file, no AWS secret on the disk), process (asks this program, which renews) or static (keys). Default: by CI."
  },
  {
    name: "overwrite-aws-profile",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "Replace a profile of that name that something else wrote."
  },
  {
    name: "output-env-credentials",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Export the credentials as environment variables. Default: true, unless `aws-profile` is given."
  },
  {
    name: "output-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Set the credentials as outputs of the step."
  },
  {
    name: "aws-access-key-id",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the access key ID. With a role, they assume it; without, they are what is handed over."
  },
  {
    name: "aws-secret-access-key",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the secret access key."
  },
  {
    name: "aws-session-token",
    kind: "text",
    frontEnd: "action",
    help: "Static credentials: the session token, if they have one."
  },
  {
    name: "role-chaining",
    legacyVariable: true,
    kind: "flag",
    help: "Assume the role with the credentials that are already there (variables, profile, container, instance) instead of a token."
  },
  {
    name: "use-existing-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "If the credentials that are already there work, keep them and do nothing else."
  },
  {
    name: "force-skip-oidc",
    kind: "flag",
    frontEnd: "action",
    help: "Never use the job\u2019s token, even where there is one."
  },
  {
    name: "unset-current-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Empty the credential variables of earlier steps. Works by itself, too."
  },
  {
    name: "role-external-id",
    legacyVariable: true,
    kind: "text",
    value: "ID",
    help: "The external ID that the trust policy asks for. AssumeRole only: a token has none."
  },
  {
    name: "role-skip-session-tagging",
    legacyVariable: true,
    kind: "flag",
    help: "Assume a role without session tags. With a token there are none in any case."
  },
  { name: "custom-tags", kind: "json", value: "JSON", help: "More session tags for AssumeRole, as a JSON object." },
  {
    name: "transitive-tag-keys",
    legacyVariable: true,
    kind: "lines",
    value: "KEY",
    help: "Session tags that go on to the roles assumed next."
  },
  {
    name: "special-characters-workaround",
    legacyVariable: true,
    kind: "flag",
    help: "Ask again, at most ten times, until the secret key has letters and digits only."
  },
  { name: "disable-retry", legacyVariable: true, kind: "flag", help: "Try everything once only." },
  {
    name: "retry-max-attempts",
    legacyVariable: true,
    kind: "number",
    value: "N",
    help: "Try nothing more often than this. Permanent refusals are never tried again, whatever it says."
  },
  {
    name: "http-proxy",
    kind: "text",
    value: "URL",
    environment: ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"],
    help: "The proxy for all requests, http:// or https://."
  },
  {
    name: "no-proxy",
    kind: "list",
    value: "HOST",
    environment: ["no_proxy", "NO_PROXY"],
    help: "What is reached without the proxy: hosts, .suffixes, host:port, CIDR ranges, or *."
  },
  {
    name: "summary",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Write a job summary: role, account, session name, region, expiry. Never a secret."
  },
  {
    name: "mask-aws-account-id",
    legacyVariable: true,
    kind: "flag",
    help: "Mask the account ID in the log where the CI can mask, and leave it out of what is said everywhere."
  },
  {
    name: "sts-endpoint",
    kind: "text",
    value: "URL",
    environment: ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"],
    help: "Another STS endpoint than that of the region."
  },
  {
    name: "timeout",
    kind: "number",
    value: "SECONDS",
    default: "90",
    aliases: ["action-timeout-s"],
    help: "The most that the whole step may take. What may pass is tried again until then."
  }
];
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  options
});
