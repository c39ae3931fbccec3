var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
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
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var stdin_exports = {};
__export(stdin_exports, {
  trust: () => trust
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_U7JMB2E2 = require("./chunk-U7JMB2E2.js");
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_DYX7TILT = require("./chunk-DYX7TILT.js");
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
function checkToken(policy, request, provider = {}) {
  const problems = [
    ...claimProblems(request),
    ...provider.url === void 0 ? [] : providerProblems(provider.url, request.claims.iss ?? ""),
    ...audienceProblems(request, provider.clientIds),
    ...roleProblems(request)
  ];
  const verdict = (0, import_chunk_FB3SQ7ZW.evaluateToken)(policy, request);
  const explanation = (0, import_chunk_FB3SQ7ZW.explain)(verdict, request.claims);
  return { accepted: problems.length === 0 && verdict.allowed, problems, verdict, explanation };
}
function claimProblems({ claims }) {
  const missing = ["iss", "sub", "aud"].filter((claim) => claims[claim] === void 0);
  return missing.map((claim) => `The token has no claim ${claim}, which AWS needs.`);
}
function providerProblems(url, issuer) {
  const shown = (0, import_chunk_FB3SQ7ZW.escapeControls)(url);
  if (url === issuer) return [];
  if (url.startsWith("http://")) return [`The provider's URL must be https: ${shown}`];
  if (!issuer.endsWith("/") && url.endsWith("/")) {
    return [`The provider's URL ends in a slash, and the token's issuer does not: ${shown}`];
  }
  if ((0, import_chunk_FB3SQ7ZW.providerPath)(url) === (0, import_chunk_FB3SQ7ZW.providerPath)(issuer)) return [];
  return [`The provider is of ${shown}; the token is of ${(0, import_chunk_FB3SQ7ZW.escapeControls)(issuer)}.`];
}
function audienceProblems({ claims }, clientIds) {
  const audiences = (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims);
  const shown = audiences.map(import_chunk_FB3SQ7ZW.escapeControls).join(", ");
  if (audiences.length > 1) return [`The token has several audiences and no azp, which AWS does not take: ${shown}`];
  if (clientIds === void 0 || audiences.every((audience) => clientIds.includes(audience))) return [];
  return [
    `The token's audience is ${shown}; the provider's client IDs are ${clientIds.map(import_chunk_FB3SQ7ZW.escapeControls).join(", ") || "none"}.`
  ];
}
function roleProblems({ claims, roleArn }) {
  const roles = (0, import_chunk_FB3SQ7ZW.authorizedRoles)(claims);
  if (roles === void 0 || roles.includes(roleArn)) return [];
  return [`The issuer lets this token have other roles only: ${roles.map(import_chunk_FB3SQ7ZW.escapeControls).join(", ") || "none"}.`];
}
var accepted = {
  options: [],
  flags: [
    { name: "claims", value: "FILE", help: "The payload of a token, as JSON." },
    { name: "token-file", value: "FILE", help: "The token itself." },
    { name: "provider-url", value: "URL", help: "The URL that the provider has in IAM." },
    {
      name: "client-id",
      value: "ID",
      help: "A client ID (audience) of the provider; may be repeated.",
      multiple: true
    },
    { name: "account-id", value: "ID", help: "The account of the role, where the file does not say it." },
    { name: "session-name", value: "NAME", help: "For policies with a condition on sts:RoleSessionName." },
    { name: "json", help: "Print JSON." }
  ],
  operands: true
};
var trustCheck = {
  help: `Usage: ci-aws-credentials trust check POLICY [options]

Says whether AWS would give the role to a token, and if not, why. POLICY is a trust policy, or a role
as \`aws iam get-role\` prints it. Without --claims and --token-file, the token of this job is taken.
The token's signature and expiry are not checked.

Example:
  aws iam get-role --role-name deploy > role.json
  npx ci-aws-credentials trust check role.json --client-id sts.amazonaws.com

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}

Exit codes: 0 accepted, 1 refused, 2 or 3 something cannot be read.
`,
  async run(args, io) {
    const given = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    const [file, ...others] = given.operands;
    if (file === void 0 || others.length > 0) throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "Name one policy file.");
    const { policy, roleArn } = (0, import_chunk_DYX7TILT.policyForRole)((0, import_chunk_U7JMB2E2.readText)(file, io), file);
    const request = {
      claims: await claimsFor(given, io),
      roleArn: roleArn ?? someRole(policy, (0, import_chunk_YHADPTRT.flagValue)(given, "account-id")),
      sessionName: (0, import_chunk_YHADPTRT.flagValue)(given, "session-name") ?? "ci-aws-credentials"
    };
    const url = (0, import_chunk_YHADPTRT.flagValue)(given, "provider-url");
    const result = checkToken(policy, request, {
      ...url === void 0 ? {} : { url },
      ...given.lists["client-id"] === void 0 ? {} : { clientIds: given.lists["client-id"] }
    });
    const { accepted: isAccepted, problems, verdict, explanation } = result;
    if (given.flags.json) {
      io.print(`${JSON.stringify({ accepted: isAccepted, problems, actions: verdict.actions }, void 0, 2)}
`);
    } else {
      io.print((0, import_chunk_F573UN4B.printable)(`${[...problems, ...explanation, isAccepted ? "Accepted." : "Refused."].join("\n")}
`));
    }
    return isAccepted ? 0 : 1;
  }
};
async function claimsFor(given, io) {
  const [claims, token] = [(0, import_chunk_YHADPTRT.flagValue)(given, "claims"), (0, import_chunk_YHADPTRT.flagValue)(given, "token-file")];
  if (claims !== void 0 && token !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "--claims and --token-file are both given.");
  }
  if (claims !== void 0) return (0, import_chunk_U7JMB2E2.readObject)(claims, io);
  if (token !== void 0) return (0, import_chunk_HRDKHYRD.parseToken)((0, import_chunk_U7JMB2E2.readText)(token, io), token, false).claims;
  if (io.claims !== void 0) return io.claims();
  throw new import_chunk_L5BOO6NY.HelperError("token-missing", "There is no token to check.", {
    hint: "Give --claims FILE or --token-file FILE, or run this inside a CI job."
  });
}
function someRole(policy, accountId) {
  const [provider = ""] = policy.statements.flatMap(({ principals: principals2 }) => principals2.federated);
  const account = (0, import_chunk_FB3SQ7ZW.accountOf)(provider);
  return `arn:${account.partition}:iam::${accountId ?? account.accountId}:role/some-role`;
}
var cli = {
  id: "cli",
  needsAccount: true,
  write(role) {
    const files = [
      ["provider.json", providerInput(role)],
      ["trust-policy.json", (0, import_chunk_DYX7TILT.trustPolicyIn)(role.trust, role.account)],
      ...role.permissions === void 0 ? [] : [["permissions.json", role.permissions]]
    ];
    const writes = files.map(([name, content]) => `cat > ${name} <<'JSON'
${pretty(content)}
JSON
`);
    return [
      "#!/bin/sh\nset -eu\n",
      ...writes,
      "# An account has one provider for an issuer: leave this line out if it is there already.\naws iam create-open-id-connect-provider --cli-input-json file://provider.json\n",
      `aws iam create-role --role-name '${role.roleName}' --assume-role-policy-document file://trust-policy.json
`,
      ...role.permissions === void 0 ? [] : [
        `aws iam put-role-policy --role-name '${role.roleName}' --policy-name permissions --policy-document file://permissions.json
`
      ]
    ].join("\n");
  }
};
var terraform = {
  id: "terraform",
  needsAccount: false,
  write({ trust: trust2, roleName, thumbprint, permissions }) {
    const reference = "aws_iam_openid_connect_provider.ci.arn";
    const policy = hcl((0, import_chunk_DYX7TILT.trustPolicyOf)(trust2, reference)).replace(hcl(reference), reference);
    return `resource "aws_iam_openid_connect_provider" "ci" {
  url            = ${hcl(providerUrl(trust2))}
  client_id_list = [${hcl(trust2.audience)}]
${thumbprint === void 0 ? "" : `  thumbprint_list = [${hcl(thumbprint)}]
`}}

resource "aws_iam_role" "ci" {
  name               = ${hcl(roleName)}
  assume_role_policy = jsonencode(${indented(policy)})
}
${permissions === void 0 ? "" : `
resource "aws_iam_role_policy" "ci" {
  name   = "permissions"
  role   = aws_iam_role.ci.id
  policy = jsonencode(${indented(hcl(permissions))})
}
`}`;
  }
};
var cloudformation = {
  id: "cloudformation",
  needsAccount: false,
  write({ trust: trust2, roleName, thumbprint, permissions }) {
    const template = {
      AWSTemplateFormatVersion: "2010-09-09",
      Resources: {
        Provider: {
          Type: "AWS::IAM::OIDCProvider",
          Properties: {
            Url: providerUrl(trust2),
            ClientIdList: [trust2.audience],
            ...thumbprint === void 0 ? {} : { ThumbprintList: [thumbprint] }
          }
        },
        Role: {
          Type: "AWS::IAM::Role",
          Properties: {
            RoleName: roleName,
            AssumeRolePolicyDocument: (0, import_chunk_DYX7TILT.trustPolicyOf)(trust2, { Ref: "Provider" }),
            ...permissions === void 0 ? {} : { Policies: [{ PolicyName: "permissions", PolicyDocument: permissions }] }
          }
        }
      },
      Outputs: { RoleArn: { Value: { "Fn::GetAtt": ["Role", "Arn"] } } }
    };
    return `${pretty(template)}
`;
  }
};
var json = {
  id: "json",
  needsAccount: true,
  write(role) {
    const { trust: trust2, roleName, account, permissions } = role;
    const parts = {
      provider: providerInput(role),
      role: { RoleName: roleName, AssumeRolePolicyDocument: (0, import_chunk_DYX7TILT.trustPolicyIn)(trust2, account) },
      ...permissions === void 0 ? {} : { permissions }
    };
    return `${pretty(parts)}
`;
  }
};
var formats = [cli, terraform, cloudformation, json];
function providerInput({ trust: trust2, thumbprint }) {
  return {
    Url: providerUrl(trust2),
    ClientIDList: [trust2.audience],
    ...thumbprint === void 0 ? {} : { ThumbprintList: [thumbprint] }
  };
}
function providerUrl({ issuer }) {
  return `https://${(0, import_chunk_FB3SQ7ZW.providerPath)(issuer)}`;
}
function pretty(value) {
  return JSON.stringify(value, void 0, 2);
}
function hcl(value) {
  return pretty(value).replace(/[$%](?=\{)/g, "$&$&");
}
function indented(text) {
  return text.replaceAll("\n", "\n  ");
}
var ciNames = import_chunk_DYX7TILT.ciPlans.map(({ id }) => id);
var formatNames = formats.map(({ id }) => id);
var jobFlags = [
  { name: "repository", value: "OWNER/NAME", help: "GitHub; for Semaphore the name alone." },
  { name: "repository-id", value: "ID", help: "GitHub: the number that stays when names change." },
  { name: "owner-id", value: "ID", help: "GitHub: the number of the owner." },
  { name: "project", value: "GROUP/NAME", help: "GitLab." },
  { name: "project-id", value: "ID", help: "GitLab, CircleCI, Semaphore." },
  { name: "organization", value: "NAME", help: "Semaphore." },
  { name: "organization-id", value: "ID", help: "CircleCI." },
  { name: "branch", value: "NAME", help: "Jobs on this branch; * is a wildcard." },
  { name: "tag", value: "NAME", help: "Jobs on this tag; * is a wildcard." },
  { name: "environment", value: "NAME", help: "GitHub: jobs of this environment." },
  { name: "pull-request", help: "GitHub: jobs of pull requests." },
  { name: "issuer", value: "URL", help: "Another issuer: self-managed, of an enterprise, or unknown here." },
  { name: "audience", value: "TEXT", help: "The audience of the token." },
  { name: "subject", value: "TEXT", help: "The whole subject, where it was customised." }
];
var accepted2 = {
  options: [],
  flags: [
    { name: "ci", value: "CI", help: `${ciNames.join(", ")}; default: that of the job's token.` },
    ...jobFlags,
    { name: "format", value: "FORMAT", help: `${formatNames.join(", ")}; default: cli.` },
    { name: "account-id", value: "ID", help: "The account, for the formats that name it (cli, json)." },
    { name: "partition", value: "NAME", help: "aws (default), aws-cn, aws-us-gov." },
    { name: "role-name", value: "NAME", help: "Default: ci-deploy." },
    { name: "permissions", value: "FILE", help: "A policy that says what the role may do." },
    { name: "thumbprint", value: "HEX", help: "Only for an issuer whose certificate no public authority signed." }
  ]
};
var trustGenerate = {
  help: `Usage: ci-aws-credentials trust generate [options]

Writes the identity provider, the role and its trust policy for the jobs of a project. Run inside a job
without --ci, it fills itself from the job's token; options win over what the token says.

Example:
  npx ci-aws-credentials trust generate --ci github --repository acme/app --repository-id 456789 \\
    --owner-id 123456 --environment production --account-id 111122223333

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted2)}
`,
  async run(args, io) {
    const given = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted2);
    const format = pick(formats, "--format", (0, import_chunk_YHADPTRT.flagValue)(given, "format") ?? "cli");
    const token = given.flags.ci !== void 0 ? void 0 : await tokenOf(io);
    const ci = pick(import_chunk_DYX7TILT.ciPlans, "--ci", (0, import_chunk_YHADPTRT.flagValue)(given, "ci") ?? token?.ci ?? "");
    const trust2 = ci.plan({ ...token?.options, ...jobOptions(given) });
    const [permissions, thumbprint] = [(0, import_chunk_YHADPTRT.flagValue)(given, "permissions"), (0, import_chunk_YHADPTRT.flagValue)(given, "thumbprint")];
    io.print(
      format.write({
        trust: trust2,
        roleName: matching("--role-name", (0, import_chunk_YHADPTRT.flagValue)(given, "role-name") ?? "ci-deploy", /^[\w+=,.@-]{1,64}$/),
        account: {
          accountId: accountFor(given, format),
          partition: (0, import_chunk_U7JMB2E2.choose)("--partition", (0, import_chunk_YHADPTRT.flagValue)(given, "partition") ?? "aws", ["aws", "aws-cn", "aws-us-gov"])
        },
        ...thumbprint === void 0 ? {} : { thumbprint: matching("--thumbprint", thumbprint, /^[0-9a-f]{40}$/i) },
        ...permissions === void 0 ? {} : { permissions: (0, import_chunk_U7JMB2E2.readObject)(permissions, io) }
      })
    );
    return 0;
  }
};
async function tokenOf(io) {
  return io.claims === void 0 ? void 0 : (0, import_chunk_DYX7TILT.optionsFromClaims)(await io.claims());
}
function jobOptions(given) {
  const names = jobFlags.map(({ name }) => name).filter((name) => given.flags[name] !== void 0);
  return Object.fromEntries(
    names.map((name) => [name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()), given.flags[name]])
  );
}
function pick(entries, flag, id) {
  const found = entries.find((entry) => entry.id === id);
  if (found !== void 0) return found;
  const hint = `Choose from ${entries.map((entry) => entry.id).join(", ")}.`;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", id === "" ? `${flag} is missing.` : `${flag} cannot be ${id}.`, { hint });
}
function accountFor(given, format) {
  const id = (0, import_chunk_YHADPTRT.flagValue)(given, "account-id");
  if (id !== void 0) return matching("--account-id", id, /^\d{12}$/);
  if (!format.needsAccount) return "";
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "--account-id is missing.", {
    hint: `The format ${format.id} names the provider by its ARN. Give --account-id, or take --format terraform or cloudformation.`
  });
}
function matching(flag, value, pattern) {
  if (pattern.test(value)) return value;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${flag} cannot be ${JSON.stringify(value)}.`);
}
var wildcard = /(?<!\$\{)[*?]/;
var webIdentityAction = "sts:AssumeRoleWithWebIdentity";
function lintPolicyOf(policy, { roleArn, duplicates = [] } = {}) {
  return { policy, statements: policy.statements.map(lintStatement), roleArn, duplicates };
}
function lintStatement(statement) {
  const { principals: principals2, conditions } = statement;
  const arns = principals2.federated.filter((arn) => arn.includes(":oidc-provider/"));
  const open = principals2.anyone || principals2.negated || principals2.federated.some((arn) => (0, import_chunk_DYX7TILT.isOpaque)(arn));
  const claims = conditions.flatMap((condition) => {
    const { host, claim } = (0, import_chunk_FB3SQ7ZW.splitKey)(condition.key);
    return host === void 0 ? [] : [{ ...condition, host, claim: claim.toLowerCase() }];
  });
  return {
    ...statement,
    isWebIdentity: namesAction(statement, webIdentityAction) && (arns.length > 0 || open),
    providers: arns.map((arn) => arn.slice(arn.indexOf(":oidc-provider/") + ":oidc-provider/".length)),
    claims
  };
}
function namesAction({ actions }, action) {
  return actions.negated !== actions.patterns.some((pattern) => (0, import_chunk_FB3SQ7ZW.matchesActionPattern)(action, pattern));
}
function doors(policy) {
  return policy.statements.filter(({ effect, isWebIdentity }) => effect === "Allow" && isWebIdentity);
}
function issuersOf({ providers, claims }) {
  const names = providers.length > 0 ? providers : claims.map(({ host }) => host);
  return [...new Set(names.map((name) => name.replace(/\/$/, "").toLowerCase()))];
}
function isNegated({ operator }) {
  return operator.name !== "Null" && import_chunk_FB3SQ7ZW.operators[operator.name].negated;
}
function takesWildcards({ operator }) {
  return operator.name !== "Null" && import_chunk_FB3SQ7ZW.operators[operator.name].wildcards;
}
function demandsValue(condition) {
  const { name, set, ifExists: ifExists2 } = condition.operator;
  if (name === "Null" || isNegated(condition) || set === "ForAllValues") return false;
  if (ifExists2 && set === void 0) return false;
  return !takesWildcards(condition) || condition.values.every((value) => /[^*?]/.test(value));
}
function demandedValues(policy) {
  return doors(policy).flatMap(
    (statement) => statement.claims.filter((condition) => !isNegated(condition) && condition.operator.name !== "Null").flatMap((condition) => condition.values.map((value) => ({ statement, condition, value })))
  );
}
var forms = [
  // https://docs.github.com/en/actions/reference/security/oidc, also Forgejo
  { start: "repo:", end: "/", tenant: "owner" },
  { start: "repository:", end: "/", tenant: "owner" },
  { start: "repository_owner:", end: ":", tenant: "owner" },
  { start: "repository_owner_id:", end: ":", tenant: "owner" },
  { start: "repository_id:", end: ":", tenant: "repository" },
  { start: "job_workflow_ref:", end: "/", tenant: "owner" },
  { start: "enterprise:", end: ":", tenant: "enterprise" },
  { start: "enterprise_id:", end: ":", tenant: "enterprise" },
  // https://docs.gitlab.com/ci/secrets/id_token_authentication/
  { start: "project_path:", end: "/", tenant: "group" },
  { start: "project_id:", end: ":", tenant: "project" },
  { start: "namespace_path:", end: ":", tenant: "group" },
  { start: "namespace_id:", end: ":", tenant: "group" },
  // https://buildkite.com/docs/agent/v3/cli-oidc, also HCP Terraform
  { start: "organization:", end: ":", tenant: "organization" },
  // https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
  { start: "org/", end: "/", tenant: "organization" },
  // https://docs.semaphoreci.com/reference/openid
  { start: "org:", end: ":", tenant: "organization" },
  // https://codefresh.io/docs/docs/integrations/oidc-pipelines/
  { start: "account:", end: ":", tenant: "account" },
  // https://vercel.com/docs/oidc/reference
  { start: "owner:", end: ":", tenant: "team" },
  // https://docs.spacelift.io/integrations/cloud-providers/oidc/
  { start: "space:", end: ":", tenant: "space" },
  // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
  { start: "system:serviceaccount:", end: ":", tenant: "namespace" }
];
function subjectForm(value) {
  return forms.find(({ start }) => value.startsWith(start));
}
function subjectFormIgnoringCase(value) {
  return subjectForm(value.toLowerCase());
}
function wildcardReachesTenant(pattern) {
  const at = pattern.search(wildcard);
  if (at < 0) return false;
  const form = subjectForm(pattern);
  if (form !== void 0) {
    const end = pattern.indexOf(form.end, form.start.length);
    return end < 0 || end > at || end === form.start.length;
  }
  const literal = pattern.slice(0, at);
  return forms.some(({ start }) => start.startsWith(literal));
}
function isPrivateIssuer(path) {
  return /^(oidc\.circleci\.com\/org\/|[^./]+\.semaphoreci\.com$|api\.bitbucket\.org\/2\.0\/workspaces\/|[^./]+\.app\.(us\.)?spacelift\.io$|oidc\.fly\.io\/|oidc\.vercel\.com\/|oidc\.eks\.)/.test(
    path
  );
}
function takesWholeOrganization(pattern) {
  return /^org[/:](\*|[^/:]+[/:](\*|project[/:]\*([/:]user[/:]\*)?))$/.test(pattern);
}
function subjectIsRequired(path) {
  return /^(token\.actions\.githubusercontent\.com|gitlab\.com|agent\.buildkite\.com|app\.terraform\.io|oidc\.codefresh\.io)$/.test(
    path
  );
}
var identityClaims = [
  "repository_id",
  "repository_owner_id",
  "repository",
  "job_workflow_ref",
  "enterprise_id",
  "project_id",
  "namespace_id",
  "organization_id",
  "organization_slug",
  "pipeline_id",
  "cluster_id",
  "oidc.circleci.com/project-id",
  "rpst_id"
];
var immutableClaims = identityClaims.filter((claim) => /[_-]id$/.test(claim));
var secureByDefault = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html";
function demands(statement, claims) {
  return statement.claims.some((condition) => claims.includes(condition.claim) && demandsValue(condition));
}
function demandsIdentityTag({ conditions }) {
  return conditions.some(
    (condition) => /^aws:requesttag\/(prj_id|organization_id|pipeline_id)$/i.test(condition.key) && demandsValue(condition)
  );
}
function isPinned(statement) {
  if (demands(statement, identityClaims)) return true;
  const subjects = statement.claims.filter((condition) => condition.claim === "sub" && demandsValue(condition));
  if (subjects.some(({ values }) => !values.some(takesWholeOrganization))) return true;
  return issuersOf(statement).every(isPrivateIssuer) && demandsIdentityTag(statement);
}
var missingSubject = {
  id: "missing-subject",
  severity: "error",
  title: "No condition says whose jobs may have the role",
  docs: secureByDefault,
  check: (policy) => doors(policy).filter((statement) => !isPinned(statement)).map((statement) => {
    const issuers = issuersOf(statement);
    const whoever = issuers.length > 0 && issuers.every(isPrivateIssuer) ? "Every project of the organisation gets the role" : "Whoever gets a token from the issuer gets the role, whatever the account or project";
    const [issuer = "<issuer>"] = issuers;
    return {
      message: `${whoever}: nothing demands a certain subject or ID.`,
      fix: `Add a condition on ${issuer}:sub${(0, import_chunk_FB3SQ7ZW.extraClaimKeys)(issuer).some((claim) => immutableClaims.includes(claim)) ? " and on an ID of the project" : ""}.`,
      path: statement.path
    };
  })
};
var subjectRequired = {
  id: "subject-required",
  severity: "warning",
  title: "AWS stores no policy for this issuer without a condition on sub",
  docs: secureByDefault,
  check: (policy) => doors(policy).filter((statement) => isPinned(statement) && !demands(statement, ["sub"])).flatMap(
    (statement) => issuersOf(statement).filter(subjectIsRequired).map((issuer) => ({
      message: `IAM refuses to create or update a role that trusts ${issuer} without a condition on ${issuer}:sub.`,
      fix: `Add ${issuer}:sub beside the ID.`,
      path: statement.path
    }))
  )
};
var missingAudience = {
  id: "missing-audience",
  severity: "note",
  title: "No condition on the audience",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
  check: (policy) => doors(policy).filter((statement) => !demands(statement, ["aud"])).map((statement) => ({
    message: "Tokens for every audience that the provider registers are taken, also such as were meant for others.",
    fix: `Add a StringEquals condition on ${issuersOf(statement)[0] ?? "<issuer>"}:aud.`,
    path: statement.path
  }))
};
var subjectWithId = /^repo:[^/:]+@\d+\/[^/:]+@\d+:|^(repository_id|repository_owner_id|project_id|namespace_id):/;
var projectIds = [
  "repository_id",
  "repository_owner_id",
  "project_id",
  "namespace_id",
  "pipeline_id",
  "organization_id"
];
var nameOnlySubject = {
  id: "name-only-subject",
  severity: "note",
  title: "The subject is made of names, which can be given to somebody else",
  docs: "https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/",
  check: (policy) => demandedValues(policy).filter(({ statement, condition, value }) => {
    const ids = (0, import_chunk_FB3SQ7ZW.extraClaimKeys)(condition.host).filter((claim) => immutableClaims.includes(claim));
    if (condition.claim !== "sub" || ids.length === 0 || demands(statement, ids)) return false;
    if (isPrivateIssuer(condition.host)) return false;
    return !subjectWithId.test(value) && !wildcardReachesTenant(value) && !(0, import_chunk_DYX7TILT.isOpaque)(value);
  }).map(({ condition, value }) => {
    const ids = projectIds.filter((claim) => (0, import_chunk_FB3SQ7ZW.extraClaimKeys)(condition.host).includes(claim));
    return {
      message: `${value} names a project that could be renamed or deleted, and its name taken by others.`,
      fix: `Add a condition on an ID, which is never given again: ${ids.map((id) => `${condition.host}:${id}`).join(" or ")}.`,
      path: condition.path
    };
  })
};
var webIdentityKeys = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif";
function isUrl(name) {
  return /^https?:/i.test(name) || name.endsWith("/");
}
function plainClaims({ claims }) {
  return claims.filter(({ key, host }) => !isUrl(host) && !(0, import_chunk_DYX7TILT.isOpaque)(key));
}
var urlInKey = {
  id: "url-in-key",
  severity: "error",
  title: "Keys and ARNs hold the issuer without https:// and without a slash at the end",
  docs: webIdentityKeys,
  check: (policy) => policy.statements.flatMap((statement) => [
    ...statement.claims.filter(({ host }) => isUrl(host)).map(({ key, host, claim, path }) => ({
      message: `No token has a key ${key}.`,
      fix: `Write ${(0, import_chunk_FB3SQ7ZW.providerPath)(host)}:${claim}.`,
      path
    })),
    ...statement.providers.filter(isUrl).map((provider) => ({
      message: `No provider has the ARN \u2026:oidc-provider/${provider}.`,
      fix: `Write \u2026:oidc-provider/${(0, import_chunk_FB3SQ7ZW.providerPath)(provider)}.`,
      path: `${statement.path}.${statement.principals.negated ? "NotPrincipal" : "Principal"}.Federated`
    }))
  ])
};
var wrongKeyHost = {
  id: "wrong-key-host",
  severity: "error",
  title: "The key belongs to another issuer than the principal",
  docs: webIdentityKeys,
  check: (policy) => policy.statements.filter(({ providers }) => providers.length > 0 && !providers.some(import_chunk_DYX7TILT.isOpaque)).flatMap(
    (statement) => plainClaims(statement).filter(({ host }) => !issuersOf(statement).includes(host.toLowerCase())).map(({ key, claim, path }) => ({
      message: `Tokens of ${statement.providers.join(" and ")} have no key ${key}.`,
      fix: `Write ${issuersOf(statement)[0]}:${claim}.`,
      path
    }))
  )
};
var unknownClaim = {
  id: "unknown-claim",
  severity: "error",
  title: "AWS does not read this claim",
  docs: webIdentityKeys,
  check: (policy) => policy.statements.filter(({ isWebIdentity }) => isWebIdentity).flatMap(
    (statement) => plainClaims(statement).filter(({ host, claim }) => !(0, import_chunk_FB3SQ7ZW.claimKeys)(host.toLowerCase()).includes(claim)).map(({ key, host, claim, path }) => ({
      message: `AWS makes no key ${key} of this issuer's tokens, whatever they hold.`,
      fix: (0, import_chunk_BLPOU3UF.suggestion)(claim, (0, import_chunk_FB3SQ7ZW.claimKeys)(host)) ?? `There are ${(0, import_chunk_FB3SQ7ZW.claimKeys)(host).join(", ")}.`,
      path
    }))
  )
};
var sharedRootIssuer = {
  id: "circleci-root-issuer",
  severity: "warning",
  title: "The root issuer of CircleCI is shared by all of its customers",
  docs: "https://circleci.com/docs/guides/permissions-authentication/oidc-tokens-with-custom-claims/",
  check: (policy) => policy.statements.filter(({ effect, isWebIdentity }) => effect === "Allow" && isWebIdentity).filter((statement) => issuersOf(statement).includes("oidc.circleci.com")).map((statement) => ({
    message: "oidc.circleci.com signs for every organisation, and AWS reads no project ID of its tokens.",
    fix: `Trust oidc.circleci.com/org/ORGANIZATION_ID, which has ${(0, import_chunk_FB3SQ7ZW.extraClaimKeys)("oidc.circleci.com/org/x").join("")}.`,
    path: statement.path
  }))
};
var setOperators = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html";
var conditionOperators = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
function findings(policy, isTrap, fix2) {
  return doors(policy).flatMap(({ claims }) => claims).filter(isTrap).map(({ operator, key, path }) => ({
    message: `${operator.text} on ${key} is true for a token that does not have the claim at all.`,
    fix: fix2,
    path
  }));
}
var forAllValues = {
  id: "for-all-values",
  severity: "error",
  title: "ForAllValues is true when there is no value",
  docs: setOperators,
  check: (policy) => findings(policy, ({ operator }) => operator.set === "ForAllValues", "Drop ForAllValues: the claim has one value.")
};
var ifExists = {
  id: "if-exists",
  severity: "error",
  title: "IfExists is true when the claim is absent",
  docs: `${conditionOperators}#Conditions_IfExists`,
  check: (policy) => findings(
    policy,
    ({ operator }) => operator.ifExists && operator.set !== "ForAnyValue",
    "Drop IfExists, so that the claim must be there."
  )
};
var negatedOperator = {
  id: "negated-operator",
  severity: "error",
  title: "A negated operator lets in everything that nobody thought of",
  docs: conditionOperators,
  check: (policy) => doors(policy).flatMap(
    ({ claims }) => claims.filter(
      (condition) => isNegated(condition) && !claims.some((other) => other.claim === condition.claim && !isNegated(other))
    ).map(({ operator, key, path }) => ({
      message: `${operator.text} on ${key} lets in all other values, and tokens without the claim.`,
      fix: "Say which values are right, or exclude in a Deny statement beside an Allow that does.",
      path
    }))
  )
};
var principals = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";
var principalAnyone = {
  id: "principal-anyone",
  severity: "error",
  title: "The principal is everyone",
  docs: principals,
  check: (policy) => doors(policy).filter((statement) => statement.principals.anyone && !statement.principals.negated).map(({ path }) => ({
    message: "Every identity provider of the account may give this role, whichever is added later.",
    fix: 'Name the provider: {"Federated": "arn:aws:iam::ACCOUNT:oidc-provider/ISSUER"}.',
    path: `${path}.Principal`
  }))
};
var notPrincipal = {
  id: "not-principal",
  severity: "error",
  title: "NotPrincipal names those who are left out, not those who are meant",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
  check: (policy) => policy.statements.filter((statement) => statement.principals.negated && namesAction(statement, webIdentityAction)).map(({ effect, path }) => ({
    message: effect === "Allow" ? "Allow with NotPrincipal lets in everyone else, anonymous callers among them." : "Deny with NotPrincipal also hits the sessions of the principals that it names.",
    fix: effect === "Allow" ? "Use Principal." : 'Use Principal "*" with a condition.',
    path: `${path}.NotPrincipal`
  }))
};
var wildcardAction = {
  id: "wildcard-action",
  severity: "warning",
  title: "More actions are allowed than a token needs",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
  check: (policy) => doors(policy).filter(({ actions }) => actions.negated || actions.patterns.some((pattern) => /[*?]/.test(pattern))).map(({ actions, path }) => ({
    message: "The statement allows actions that come with no conditions of their own, tagging the session among them.",
    fix: `List them: ${webIdentityAction}, and sts:TagSession where the CI sends tags.`,
    path: `${path}.${actions.negated ? "NotAction" : "Action"}`
  }))
};
var foreignProvider = {
  id: "foreign-provider",
  severity: "error",
  title: "The provider is of another account",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  check: ({ roleArn, ...policy }) => {
    if (roleArn === void 0) return [];
    const { accountId } = (0, import_chunk_FB3SQ7ZW.accountOf)(roleArn);
    return doors({ roleArn, ...policy }).flatMap(
      ({ principals: { federated }, path }) => federated.filter((arn) => arn.includes(":oidc-provider/") && !(0, import_chunk_DYX7TILT.isOpaque)(arn) && (0, import_chunk_FB3SQ7ZW.accountOf)(arn).accountId !== accountId).map((arn) => ({
        message: `${arn} is not of the role's account ${accountId}, and only a provider of the same account can give a role.`,
        fix: `Register the provider in account ${accountId} too, and name it here.`,
        path: `${path}.Principal.Federated`
      }))
    );
  }
};
var docs = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required";
var fix = 'Add "sts:TagSession" to the Action of the statement.';
function allowsTags({ policy }) {
  return policy.statements.some(
    (statement) => statement.effect === "Allow" && namesAction(statement, "sts:TagSession")
  );
}
var tagConditionWithoutPermission = {
  id: "request-tag-without-tag-session",
  severity: "error",
  title: "A condition asks for session tags, and no statement allows them",
  docs,
  check: (policy) => allowsTags(policy) ? [] : doors(policy).flatMap(
    ({ conditions }) => conditions.filter(({ key }) => /^aws:(requesttag\/|tagkeys$)/i.test(key)).map(({ key, path }) => ({
      message: `${key} is there only when the token brings session tags, and AWS refuses those without sts:TagSession.`,
      fix,
      path
    }))
  )
};
var missingTagSession = {
  id: "missing-tag-session",
  severity: "note",
  title: "This CI can put session tags into its tokens, which need a permission",
  docs,
  check: (policy) => allowsTags(policy) ? [] : doors(policy).flatMap(
    (statement) => issuersOf(statement).filter((issuer) => /\.semaphoreci\.com$|\.spacelift\.io$/.test(issuer)).map((issuer) => ({
      message: `A token of ${issuer} with session tags is refused as a whole while sts:TagSession is not allowed.`,
      fix,
      path: `${statement.path}.Action`
    }))
  )
};
var gitlabTokens = "https://docs.gitlab.com/ci/secrets/id_token_authentication/";
var githubTokens = "https://docs.github.com/en/actions/reference/security/oidc";
var impossible = [
  {
    value: /:ref_type:(mr|merge_request|pull_request)(:|$)/,
    why: "GitLab knows the ref types branch and tag only; a merge request pipeline has the one of its source branch.",
    fix: "Use ref_type:branch with the source branch."
  },
  {
    value: /^organization:[^:]+:pipeline:.*:ref:(?!refs\/|\*)[^:]/,
    why: "Buildkite writes the whole reference.",
    fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
  },
  {
    value: /^repo:[^:]+:ref:(?!refs\/|\*)[^:]/,
    why: "GitHub writes the whole reference.",
    fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
  },
  {
    value: /^repo:[^:]+:(branch|tag|refs\/[^:]*)(:|$)/,
    why: "GitHub has ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME and pull_request after the repository.",
    fix: "Write one of those."
  },
  { value: /^repo:(https?:|github\.com\/)/, why: "The owner follows directly.", fix: "Write repo:OWNER/REPO:\u2026." }
];
var customised = [
  {
    value: /^repo:[^:*?]+$/,
    why: "more follows the repository in every subject of GitHub that was not customised.",
    fix: "Add :ref:refs/heads/BRANCH or :environment:NAME."
  },
  {
    value: /^repo:[^:]+:(environment:[^:]*:ref:|ref:[^:]*:environment:)/,
    why: "the environment of a GitHub job takes the place of its reference.",
    fix: "Write environment:NAME alone, and restrict the branches in the settings of the environment."
  },
  {
    value: /^project_path:[^:]+:ref:/,
    why: "GitLab puts ref_type before ref.",
    fix: "Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH."
  }
];
function demandedSubjects(policy) {
  return demandedValues(policy).filter(({ condition, value }) => condition.claim === "sub" && !(0, import_chunk_DYX7TILT.isOpaque)(value));
}
function findForms(policy, forms2) {
  return demandedSubjects(policy).flatMap(({ condition, value }) => {
    const form = forms2.find((entry) => entry.value.test(value));
    return form ? [{ message: `${value}: ${form.why}`, fix: form.fix, path: condition.path }] : [];
  });
}
var impossibleValue = {
  id: "impossible-value",
  severity: "error",
  title: "No job has such a subject",
  docs: gitlabTokens,
  check: (policy) => findForms(policy, impossible)
};
var customisedSubject = {
  id: "customised-subject",
  severity: "warning",
  title: "Only a customised subject looks like this",
  docs: githubTokens,
  check: (policy) => findForms(policy, customised)
};
var subjectCase = {
  id: "subject-case",
  severity: "error",
  title: "IAM tells upper case from lower case, and the subject begins in lower case",
  docs: githubTokens,
  check: (policy) => demandedSubjects(policy).filter(({ condition, value }) => {
    if (condition.operator.name === "StringEqualsIgnoreCase") return false;
    return subjectForm(value) === void 0 && subjectFormIgnoringCase(value) !== void 0;
  }).map(({ condition, value }) => ({
    message: `${value} fits no subject: they begin with ${subjectFormIgnoringCase(value)?.start}`,
    fix: `Write ${subjectFormIgnoringCase(value)?.start} in lower case.`,
    path: condition.path
  }))
};
var chosenByTheJob = /^(workflow|workflow_ref|environment|ref|ref_type|ref_path|head_ref|base_ref|actor|event_name|context|run_id|sha|runner_environment|pipeline_source|user_login|user_email):/;
var abusableClaim = {
  id: "abusable-claim",
  severity: "error",
  title: "The subject begins with something that any job can have",
  docs: "https://unit42.paloaltonetworks.com/oidc-misconfigurations-in-ci-cd/",
  check: (policy) => demandedSubjects(policy).filter(({ statement, value }) => {
    const pinned = statement.claims.some(
      (condition) => immutableClaims.includes(condition.claim) && demandsValue(condition)
    );
    return chosenByTheJob.test(value) && !/:(repo|repository|repository_id|project_path|project_id):/.test(value) && !pinned;
  }).map(({ condition, value }) => ({
    message: `${value} names no owner: a job in a stranger's project can have the same.`,
    fix: "Let the subject begin with the repository or project, or add a condition on its ID.",
    path: condition.path
  }))
};
var duplicateKey = {
  id: "duplicate-key",
  severity: "error",
  title: "A member of the JSON is there twice",
  docs: "https://www.rfc-editor.org/rfc/rfc8259#section-4",
  check: ({ duplicates }) => duplicates.map((path) => ({
    message: `${path} is there twice; parsers keep the last one without a word.`,
    fix: "Keep one, with the values of both in a list if both are meant.",
    path
  }))
};
var stringOperators = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String";
function patternsOf(policy, claims) {
  return demandedValues(policy).filter(
    ({ condition, value }) => claims.includes(condition.claim) && takesWildcards(condition) && wildcard.test(value) && /[^*?]/.test(value)
  );
}
var wildcardIdPattern = /^repo:[^/:]*@[^/:]*[*?][^/:]*\/|^repo:[^/]*\/[^:]*@[^:]*[*?]/;
var ownerClaims = ["repository", "job_workflow_ref"];
var wholeClaims = ["organization_slug", ...immutableClaims];
var wildcardTenant = {
  id: "wildcard-tenant",
  severity: "error",
  title: "A wildcard reaches into the name of the owner",
  docs: stringOperators,
  check: (policy) => [
    ...patternsOf(policy, ["sub"]).filter(({ statement, value }) => {
      if ((0, import_chunk_DYX7TILT.isOpaque)(value.split(/[*?]/)[0] ?? "") || wildcardIdPattern.test(value)) return false;
      return wildcardReachesTenant(value) && !issuersOf(statement).every(isPrivateIssuer);
    }).map(reachesTenant),
    ...patternsOf(policy, ownerClaims).filter(({ value }) => !/^[^*?/]+\//.test(value)).map(reachesTenant),
    ...patternsOf(policy, wholeClaims).map(reachesTenant)
  ]
};
function reachesTenant({ condition, value }) {
  const tenant = subjectForm(value)?.tenant ?? "owner";
  return {
    message: `${value} also fits names that strangers can register: \`*\` goes on across every character.`,
    fix: `Write the ${tenant} in full, with the separator that follows it, before the first wildcard.`,
    path: condition.path
  };
}
var wildcardId = {
  id: "wildcard-id",
  severity: "error",
  title: "A wildcard stands where an ID should be",
  docs: "https://astrix.security/learn/blog/subjugation-hijacking-cloud-identities-by-recycling-namespaces-in-global-oidc-issuers/",
  check: (policy) => patternsOf(policy, ["sub"]).filter(({ value }) => wildcardIdPattern.test(value)).map(({ condition, value }) => ({
    message: `${value} takes any ID, so also that of somebody who registers the name after you.`,
    fix: "Write the numbers: `gh api repos/OWNER/REPO --jq .owner.id,.id`.",
    path: condition.path
  }))
};
var hyphenId = {
  id: "hyphen-id",
  severity: "error",
  title: "IDs behind hyphens are part of a name that anybody may register",
  docs: "https://threat.wiki/patterns/github-actions-oidc-subject-claim-collisions/",
  check: (policy) => demandedValues(policy).filter(
    ({ condition, value }) => condition.claim === "sub" && /^repo:[^/@:]+-\d{5,}\/[^/@:]+-\d{5,}(:|$)/.test(value)
  ).map(({ condition, value }) => ({
    message: `${value} is the form of a withdrawn preview; today it is the subject of an owner who is really called that.`,
    fix: `Use the form with @: ${value.replace(/-(\d{5,})(?=[/:]|$)/g, "@$1")}.`,
    path: condition.path
  }))
};
var wildcardName = {
  id: "wildcard-name",
  severity: "warning",
  title: "A wildcard continues the name of a project",
  docs: stringOperators,
  check: (policy) => patternsOf(policy, ["sub"]).filter(({ value }) => !wildcardReachesTenant(value) && /^(repo|project_path):[^:]*[\w.-][*?]/.test(value)).filter(({ value }) => !wildcardIdPattern.test(value)).map(({ condition, value }) => ({
    message: `${value} also fits projects whose name only begins alike, \`app-playground\` for \`app*\`.`,
    fix: "End the name with `:` before the wildcard, or list the projects.",
    path: condition.path
  }))
};
var wideSubject = {
  id: "wide-subject",
  severity: "note",
  title: "Any branch, tag, environment and pull request will do",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  check: (policy) => patternsOf(policy, ["sub"]).filter(({ value }) => !wildcardReachesTenant(value) && /^(repo|project_path):[^*?:]*[/:]\*$/.test(value)).map(({ condition, value }) => ({
    message: `${value} lets every job in, also one on a branch that nobody reviewed.`,
    fix: "Name the branch or the environment that deploys.",
    path: condition.path
  }))
};
var ambiguousWildcard = {
  id: "ambiguous-wildcard",
  severity: "warning",
  title: "A branch name can pretend to be the rest of the subject",
  docs: "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
  check: (policy) => patternsOf(policy, ["sub"]).filter(({ value }) => value.startsWith("org/") && /[*].*\/vcs-ref\/[^*]*$/.test(value)).map(({ condition, value }) => ({
    message: `${value}: branch names may hold slashes, so that a branch called x/\u2026${/\/vcs-(origin|ref)\/.*$/.exec(value.slice(value.indexOf("*")))?.[0] ?? ""} ends alike.`,
    fix: "Pin oidc.circleci.com/project-id, and give what deploys a project of its own; or write the whole subject, user included, with StringEquals.",
    path: condition.path
  }))
};
var literalWildcard = {
  id: "literal-wildcard",
  severity: "error",
  title: "StringEquals takes * and ? for ordinary characters",
  docs: stringOperators,
  check: (policy) => policy.statements.flatMap(({ claims }) => claims).filter((condition) => condition.operator.name !== "Null" && !takesWildcards(condition)).flatMap(
    (condition) => condition.values.filter((value) => wildcard.test(value)).map((value) => ({
      message: `${condition.operator.text} compares ${value} character by character, and no token holds a star: ${isNegated(condition) ? "the condition is always true" : "the condition is never true"}.`,
      fix: `Use ${isNegated(condition) ? "StringNotLike" : "StringLike"}, or write the value in full.`,
      path: condition.path
    }))
  )
};
var rules = [
  missingSubject,
  subjectRequired,
  missingAudience,
  nameOnlySubject,
  wildcardTenant,
  wildcardId,
  hyphenId,
  wildcardName,
  wideSubject,
  ambiguousWildcard,
  literalWildcard,
  forAllValues,
  ifExists,
  negatedOperator,
  urlInKey,
  wrongKeyHost,
  unknownClaim,
  sharedRootIssuer,
  principalAnyone,
  notPrincipal,
  wildcardAction,
  foreignProvider,
  tagConditionWithoutPermission,
  missingTagSession,
  impossibleValue,
  customisedSubject,
  subjectCase,
  abusableClaim,
  duplicateKey
];
function lint(text, file, parseYaml) {
  return (0, import_chunk_DYX7TILT.findPolicies)(text, file, parseYaml).flatMap((document) => {
    const name = document.path === "" ? file : `${file}: ${document.path}`;
    const policy = lintPolicyOf((0, import_chunk_FB3SQ7ZW.readPolicy)(document.json, name), document);
    return rules.flatMap(
      ({ id, severity, check }) => check(policy).map((finding) => ({
        rule: id,
        severity,
        message: (0, import_chunk_DYX7TILT.withoutOpaque)(finding.message),
        fix: (0, import_chunk_DYX7TILT.withoutOpaque)(finding.fix),
        file,
        // Duplicates are found in the text of the file, and know their whole path.
        path: id === "duplicate-key" ? finding.path : [document.path, finding.path].filter(Boolean).join(".")
      }))
    );
  });
}
function textReport(findings2) {
  const paragraphs = findings2.map(
    ({ severity, rule, message, fix: fix2, file, path }) => `${(0, import_chunk_FB3SQ7ZW.escapeControls)(file)}: ${(0, import_chunk_FB3SQ7ZW.escapeControls)(path)}
  ${severity} ${rule}: ${(0, import_chunk_FB3SQ7ZW.escapeControls)(message)}
  ${(0, import_chunk_FB3SQ7ZW.escapeControls)(fix2)}
`
  );
  const count = (severity) => findings2.filter((finding) => finding.severity === severity).length;
  return [...paragraphs, `${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes.
`].join(
    "\n"
  );
}
function sarifReport(findings2) {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "ci-aws-credentials",
            rules: rules.map(({ id, severity, title, docs: docs2 }) => ({
              id,
              shortDescription: { text: title },
              helpUri: docs2,
              defaultConfiguration: { level: severity }
            }))
          }
        },
        results: findings2.map(({ rule, severity, message, fix: fix2, file, path }) => ({
          ruleId: rule,
          ruleIndex: rules.findIndex(({ id }) => id === rule),
          level: severity,
          message: { text: `${message} ${fix2}` },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: encodeURI(file.replaceAll("\\", "/")) } },
              logicalLocations: [{ fullyQualifiedName: path }]
            }
          ]
        }))
      }
    ]
  };
}
var accepted3 = {
  options: [],
  flags: [
    { name: "format", value: "FORMAT", help: "text (default), json or sarif." },
    { name: "json", help: "The same as --format json." }
  ],
  operands: true
};
var trustLint = {
  help: `Usage: ci-aws-credentials trust lint FILE... [options]

Finds the traps of trust policies: in policies, in roles as \`aws iam get-role\` prints them, in Terraform
plans (\`terraform show -json\`) and in CloudFormation templates (JSON or YAML).

Example:
  npx ci-aws-credentials trust lint --format sarif template.yaml > trust.sarif

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted3)}

Exit codes: 0 no errors, 1 errors, 2 something cannot be read.
`,
  async run(args, io) {
    const given = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted3);
    if (given.operands.length === 0) throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "Name the files to check.");
    const format = given.flags.json ? "json" : (0, import_chunk_U7JMB2E2.choose)("--format", (0, import_chunk_YHADPTRT.flagValue)(given, "format") ?? "text", formats2);
    const texts = given.operands.map((file) => ({ file, text: (0, import_chunk_U7JMB2E2.readText)(file, io) }));
    const isJson = texts.every(({ text }) => (0, import_chunk_2ZDYLNSC.parseJson)(text) !== void 0);
    const yaml = isJson ? void 0 : await Promise.resolve().then(() => __toESM(require("./template-yaml/template-yaml.js")));
    const findings2 = texts.flatMap(
      ({ file, text }) => lint(text, file, yaml && ((template) => yaml.parseTemplateYaml(template, file)))
    );
    if (format === "text") io.print((0, import_chunk_F573UN4B.printable)(textReport(findings2)));
    else io.print(`${JSON.stringify(format === "sarif" ? sarifReport(findings2) : findings2, void 0, 2)}
`);
    return findings2.some(({ severity }) => severity === "error") ? 1 : 0;
  }
};
var formats2 = ["text", "json", "sarif"];
var commands = {
  check: trustCheck,
  lint: trustLint,
  generate: trustGenerate
};
var trustHelp = `Usage: ci-aws-credentials trust check|lint|generate [options]

  check     Would AWS give this role to this token?
  lint      Find the traps of trust policies
  generate  Write provider, role and trust policy

Example:
  npx ci-aws-credentials trust lint trust-policy.json

\`ci-aws-credentials trust COMMAND --help\` says more.
`;
var trust = {
  help: trustHelp,
  helpFor: ([name = ""]) => commandNamed(name)?.help ?? trustHelp,
  async run([name = "", ...rest], io) {
    const command = commandNamed(name);
    if (command !== void 0) return command.run(rest, { ...io, ...claimsOfJob(io) });
    throw new import_chunk_L5BOO6NY.HelperError(
      "command-unknown",
      name === "" ? "trust needs a command." : `There is no command trust ${name}.`,
      { hint: (0, import_chunk_BLPOU3UF.suggestion)(name, Object.keys(commands)) ?? "Choose from check, lint and generate." }
    );
  }
};
function commandNamed(name) {
  return Object.hasOwn(commands, name) ? commands[name] : void 0;
}
function claimsOfJob(io) {
  const ci = (0, import_chunk_B3XS7SUY.detectCi)(io.env, void 0);
  if (ci.id === "custom" && (io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? "") === "") return {};
  return { claims: async () => (await ci.token(void 0, io)).claims };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  trust
});
