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
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_ZN6H7P5L = require("./chunk-ZN6H7P5L.js");
var import_chunk_N4LH4VCY = require("./chunk-N4LH4VCY.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_VFP6R5FQ = require("./chunk-VFP6R5FQ.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
var import_node_util = require("node:util");
function checkToken(policy, request, provider = {}) {
  const problems = [
    ...claimProblems(request),
    ...provider.url === void 0 ? [] : providerProblems(provider.url, request.claims.iss ?? ""),
    ...audienceProblems(request, provider.clientIds),
    ...roleProblems(request)
  ];
  const verdict = (0, import_chunk_N4LH4VCY.evaluateToken)(policy, request);
  const explanation = (0, import_chunk_N4LH4VCY.explain)(verdict, request.claims);
  return { accepted: problems.length === 0 && verdict.allowed, problems, verdict, explanation };
}
function claimProblems({ claims }) {
  const missing = ["iss", "sub", "aud"].filter((claim) => claims[claim] === void 0);
  return missing.map((claim) => `The token has no claim ${claim}, which AWS needs.`);
}
function providerProblems(url, issuer) {
  const shown = (0, import_chunk_N4LH4VCY.escapeControls)(url);
  if (url === issuer) return [];
  if (url.startsWith("http://")) return [`The provider's URL must be https: ${shown}`];
  if (!issuer.endsWith("/") && url.endsWith("/")) {
    return [`The provider's URL ends in a slash, and the token's issuer does not: ${shown}`];
  }
  if ((0, import_chunk_N4LH4VCY.providerPath)(url) === (0, import_chunk_N4LH4VCY.providerPath)(issuer)) return [];
  return [`The provider is of ${shown}; the token is of ${(0, import_chunk_N4LH4VCY.escapeControls)(issuer)}.`];
}
function audienceProblems({ claims }, clientIds) {
  const audiences = (0, import_chunk_N4LH4VCY.effectiveAudiences)(claims);
  const shown = audiences.map(import_chunk_N4LH4VCY.escapeControls).join(", ");
  if (audiences.length > 1) return [`The token has several audiences and no azp, which AWS does not take: ${shown}`];
  if (clientIds === void 0 || audiences.every((audience2) => clientIds.includes(audience2))) return [];
  return [
    `The token's audience is ${shown}; the provider's client IDs are ${clientIds.map(import_chunk_N4LH4VCY.escapeControls).join(", ") || "none"}.`
  ];
}
function roleProblems({ claims, roleArn }) {
  const roles = (0, import_chunk_N4LH4VCY.authorizedRoles)(claims);
  if (roles === void 0 || roles.includes(roleArn)) return [];
  return [`The issuer lets this token have other roles only: ${roles.map(import_chunk_N4LH4VCY.escapeControls).join(", ") || "none"}.`];
}
var opaque = "\uFFFC";
function isOpaque(text) {
  return text.includes(opaque);
}
function withoutOpaque(text) {
  return text.replaceAll(opaque, "<unknown>");
}
function resolveIntrinsics(value, resources) {
  if (Array.isArray(value)) return value.map((entry) => resolveIntrinsics(entry, resources));
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value)) return value;
  const [[name, argument] = ["", void 0], ...others] = Object.entries(value);
  if (others.length === 0 && (name === "Ref" || name.startsWith("Fn::"))) return call(name, argument, resources);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveIntrinsics(entry, resources)]));
}
function call(name, argument, resources) {
  if (name === "Fn::Sub") return substitute(argument, resources);
  if (name === "Fn::Join") return join(argument, resources);
  if (name === "Fn::If" && Array.isArray(argument)) return resolveIntrinsics(argument[1], resources);
  if (name === "Ref") return reference(String(argument), resources);
  if (name === "Fn::GetAtt")
    return reference(Array.isArray(argument) ? argument.join(".") : String(argument), resources);
  return opaque;
}
function substitute(argument, resources) {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal, name) => {
    if (literal) return `\${${name}}`;
    if ((0, import_chunk_2ZDYLNSC.isObject)(variables) && Object.hasOwn(variables, name)) {
      return String(resolveIntrinsics(variables[name], resources));
    }
    return reference(name, resources);
  });
}
function join(argument, resources) {
  const [separator, parts] = Array.isArray(argument) ? argument : [];
  const resolved = resolveIntrinsics(parts, resources);
  return Array.isArray(resolved) ? resolved.join(String(separator)) : opaque;
}
function reference(name, resources) {
  if (name === "AWS::Partition") return "aws";
  const id = name.replace(/\.Arn$/, "");
  const resource = Object.hasOwn(resources, id) ? resources[id] : void 0;
  if (!(0, import_chunk_2ZDYLNSC.isObject)(resource) || resource.Type !== "AWS::IAM::OIDCProvider" || !(0, import_chunk_2ZDYLNSC.isObject)(resource.Properties))
    return opaque;
  const url = (0, import_chunk_2ZDYLNSC.stringAt)(resource.Properties, "Url");
  return url === void 0 ? opaque : `arn:aws:iam::${opaque}:oidc-provider/${(0, import_chunk_N4LH4VCY.providerPath)(url)}`;
}
function findPolicies(text, name, parseYaml) {
  const json2 = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  const duplicates = json2 === void 0 ? [] : (0, import_chunk_N4LH4VCY.duplicateKeys)(text);
  const value = json2 ?? parseYaml?.(text);
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value)) {
    throw new import_chunk_WRHR6QYG.HelperError("policy-invalid", `${name} holds neither a JSON object nor a CloudFormation template.`);
  }
  return documentsIn(value).map((document) => ({
    ...document,
    duplicates: [...document.duplicates, ...duplicates.filter((path) => path.startsWith(document.path))]
  }));
}
function documentsIn(value) {
  if ((0, import_chunk_2ZDYLNSC.isObject)(value.Role)) return [roleDocument(value.Role, "Role")];
  if (Array.isArray(value.Roles)) {
    return value.Roles.flatMap((role, i) => (0, import_chunk_2ZDYLNSC.isObject)(role) ? [roleDocument(role, `Roles[${i}]`)] : []);
  }
  if ("AssumeRolePolicyDocument" in value) return [roleDocument(value, "")];
  if ((0, import_chunk_2ZDYLNSC.isObject)(value.Resources)) return templateDocuments(value.Resources);
  const modules = [value.planned_values, value.values, (0, import_chunk_2ZDYLNSC.isObject)(value.prior_state) && value.prior_state.values];
  if (modules.some(import_chunk_2ZDYLNSC.isObject)) return planDocuments(modules);
  return [{ path: "", json: value, roleArn: void 0, duplicates: [] }];
}
function roleDocument(role, path) {
  const inRole = (0, import_chunk_N4LH4VCY.memberPath)(path, "AssumeRolePolicyDocument");
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: (0, import_chunk_2ZDYLNSC.stringAt)(role, "Arn") });
}
function embedded(value, place) {
  if (typeof value !== "string") return { ...place, json: value, duplicates: [] };
  const text = value.startsWith("%7B") ? decodeUrl(value, place.path) : value;
  const json2 = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  const duplicates = json2 === void 0 ? [] : (0, import_chunk_N4LH4VCY.duplicateKeys)(text).map((path) => `${place.path}.${path}`);
  return { ...place, json: json2, duplicates };
}
function decodeUrl(text, path) {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new import_chunk_WRHR6QYG.HelperError("policy-invalid", `${path} looks URL-encoded and is not.`, { cause });
  }
}
function templateDocuments(resources) {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!(0, import_chunk_2ZDYLNSC.isObject)(resource) || resource.Type !== "AWS::IAM::Role" || !(0, import_chunk_2ZDYLNSC.isObject)(resource.Properties)) return [];
    const path = `${(0, import_chunk_N4LH4VCY.memberPath)("Resources", id)}.Properties.AssumeRolePolicyDocument`;
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path, roleArn: void 0 })];
  });
}
function planDocuments(modules) {
  const resources = modules.flatMap((values) => (0, import_chunk_2ZDYLNSC.isObject)(values) ? resourcesOf(values.root_module) : []);
  const roles = resources.filter(({ type }) => type === "aws_iam_role").flatMap(planDocument("assume_role_policy"));
  const known = new Set(roles.map(({ json: json2 }) => JSON.stringify(json2)));
  const sources = resources.filter(({ type }) => type === "aws_iam_policy_document").flatMap(planDocument("json"));
  const trusts = sources.filter(({ json: json2 }) => {
    const text = JSON.stringify(json2);
    return /"(Not)?Principal"/.test(text) && !/"(Not)?Resource"/.test(text) && !known.has(text);
  });
  return [...roles, ...trusts];
}
function planDocument(member) {
  return ({ address, values }) => {
    const text = (0, import_chunk_2ZDYLNSC.stringAt)(values, member);
    if (text === void 0) return [];
    return [embedded(text, { path: `${address}.${member}`, roleArn: (0, import_chunk_2ZDYLNSC.stringAt)(values, "arn") })];
  };
}
function resourcesOf(module2) {
  if (!(0, import_chunk_2ZDYLNSC.isObject)(module2)) return [];
  const own = Array.isArray(module2.resources) ? module2.resources : [];
  const children = Array.isArray(module2.child_modules) ? module2.child_modules : [];
  const planned = own.filter(import_chunk_2ZDYLNSC.isObject).flatMap(
    ({ address, type, values }) => (0, import_chunk_2ZDYLNSC.isObject)(values) ? [{ address: String(address), type: String(type), values }] : []
  );
  return [...planned, ...children.flatMap(resourcesOf)];
}
function parseTrustArguments(args, flags4) {
  const withValue = Object.keys(flags4).filter((name) => flags4[name]?.value !== void 0);
  const { tokens } = (0, import_node_util.parseArgs)({
    args: [...args],
    options: Object.fromEntries(withValue.map((name) => [name, { type: "string", multiple: true }])),
    // Our own errors name the flag that was probably meant.
    strict: false,
    allowPositionals: true,
    tokens: true
  });
  const given = tokens.filter((token) => token.kind === "option").map((token) => readFlag(token, flags4));
  const values = (name) => given.filter((flag) => flag.name === name).map(({ value }) => value);
  const repeated = Object.keys(flags4).find((name) => !flags4[name]?.multiple && values(name).length > 1);
  if (repeated !== void 0) throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `--${repeated} is given more than once.`);
  return {
    files: tokens.filter((token) => token.kind === "positional").map((token) => token.value),
    has: (name) => values(name).length > 0,
    value: (name) => values(name)[0],
    values
  };
}
function readFlag({ name, rawName, value }, flags4) {
  const flag = Object.hasOwn(flags4, name) ? flags4[name] : void 0;
  if (flag === void 0) {
    const known = Object.keys(flags4).map((candidate) => `--${candidate}`);
    throw new import_chunk_WRHR6QYG.HelperError("option-unknown", `There is no option ${rawName}.`, {
      hint: (0, import_chunk_BLPOU3UF.suggestion)(rawName, known) ?? `Choose from ${known.join(", ")}.`
    });
  }
  if (flag.value === void 0 && value !== void 0) {
    throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `${rawName} takes no value.`);
  }
  if (flag.value !== void 0 && (value === void 0 || value === "" || value.startsWith("--"))) {
    const hint = `Give one: ${rawName} ${flag.value}.`;
    throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `${rawName} has no value.`, { hint });
  }
  return { name, value: value ?? "" };
}
function flagsHelp(flags4) {
  const names = Object.entries(flags4).map(([name, { value }]) => value ? `--${name} ${value}` : `--${name}`);
  const width = Math.max(...names.map((name) => name.length));
  return Object.values(flags4).map(({ help }, i) => `  ${(names[i] ?? "").padEnd(width)}  ${help}`).join("\n");
}
function readText(path, io) {
  const text = io.files.read(path);
  if (text === void 0) throw new import_chunk_WRHR6QYG.HelperError("input-unreadable", `There is no file ${path}.`);
  return text;
}
function readObject(path, io) {
  const value = (0, import_chunk_2ZDYLNSC.parseJson)(readText(path, io));
  if ((0, import_chunk_2ZDYLNSC.isObject)(value)) return value;
  throw new import_chunk_WRHR6QYG.HelperError("input-unreadable", `${path} holds no JSON object.`);
}
function choose(flag, value, choices) {
  if (choices.includes(value)) return value;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `${flag} cannot be ${JSON.stringify(value)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(value, choices) ?? `Choose from ${choices.join(", ")}.`
  });
}
var flags = {
  claims: { value: "FILE", help: "The payload of a token, as JSON" },
  "token-file": { value: "FILE", help: "The token itself" },
  "provider-url": { value: "URL", help: "The URL that the provider has in IAM" },
  "client-id": { value: "ID", help: "A client ID (audience) of the provider; may be repeated", multiple: true },
  "account-id": { value: "ID", help: "The account of the role, where the file does not say it" },
  "session-name": { value: "NAME", help: "For policies with a condition on sts:RoleSessionName" },
  json: { help: "Print JSON" }
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
${flagsHelp(flags)}

Exit codes: 0 accepted, 1 refused, 2 or 3 something cannot be read.
`,
  async run(args, io) {
    const given = parseTrustArguments(args, flags);
    const [file, ...others] = given.files;
    if (file === void 0 || others.length > 0) throw new import_chunk_WRHR6QYG.HelperError("option-invalid", "Name one policy file.");
    const { policy, roleArn } = readTrust(file, io);
    const request = {
      claims: await claimsFor(given, io),
      roleArn: roleArn ?? someRole(policy, given.value("account-id")),
      sessionName: given.value("session-name") ?? "ci-aws-credentials"
    };
    const url = given.value("provider-url");
    const result = checkToken(policy, request, {
      ...url === void 0 ? {} : { url },
      ...given.has("client-id") ? { clientIds: given.values("client-id") } : {}
    });
    const { accepted, problems, verdict, explanation } = result;
    if (given.has("json")) {
      io.stdout(`${JSON.stringify({ accepted, problems, actions: verdict.actions }, void 0, 2)}
`);
    } else {
      io.stdout((0, import_chunk_F573UN4B.printable)(`${[...problems, ...explanation, accepted ? "Accepted." : "Refused."].join("\n")}
`));
    }
    return accepted ? 0 : 1;
  }
};
function readTrust(file, io) {
  const [document, ...others] = findPolicies(readText(file, io), file);
  if (document === void 0 || others.length > 0) {
    throw new import_chunk_WRHR6QYG.HelperError("policy-invalid", `${file} holds ${document ? "several policies" : "no policy"}.`);
  }
  const [duplicate] = document.duplicates;
  if (duplicate !== void 0) {
    throw new import_chunk_WRHR6QYG.HelperError("policy-invalid", `${file}: ${duplicate} is there twice; only the last one would count.`);
  }
  return { policy: (0, import_chunk_N4LH4VCY.readPolicy)(document.json, file), roleArn: document.roleArn };
}
async function claimsFor(given, io) {
  const [claims, token] = [given.value("claims"), given.value("token-file")];
  if (claims !== void 0 && token !== void 0) {
    throw new import_chunk_WRHR6QYG.HelperError("option-conflict", "--claims and --token-file are both given.");
  }
  if (claims !== void 0) return readObject(claims, io);
  if (token !== void 0) return (0, import_chunk_VFP6R5FQ.parseToken)(readText(token, io), token, false).claims;
  if (io.claims !== void 0) return io.claims();
  throw new import_chunk_WRHR6QYG.HelperError("token-missing", "There is no token to check.", {
    hint: "Give --claims FILE or --token-file FILE, or run this inside a CI job."
  });
}
function someRole(policy, accountId) {
  const [provider = ""] = policy.statements.flatMap(({ principals: principals2 }) => principals2.federated);
  const account = (0, import_chunk_N4LH4VCY.accountOf)(provider);
  return `arn:${account.partition}:iam::${accountId ?? account.accountId}:role/some-role`;
}
function needed(options, name, hint) {
  const value = options[name];
  if (typeof value === "string" && value !== "") return value;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `--${flagOf(name)} is missing.`, { hint });
}
function refuse(options, names, hint) {
  const given = names.find((name) => options[name] !== void 0);
  if (given !== void 0)
    throw new import_chunk_WRHR6QYG.HelperError("option-conflict", `--${flagOf(given)} cannot be used here.`, { hint });
}
function exactName(value, name) {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `--${flagOf(name)} is no name: ${JSON.stringify(value)}.`, {
    hint: "Write it in full, without wildcards. Wildcards are for branches and tags."
  });
}
function optionalName(options, name) {
  const value = options[name];
  return value === void 0 ? void 0 : exactName(value, name);
}
function flagOf(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
function trustPolicyOf(plan, provider) {
  const path = (0, import_chunk_N4LH4VCY.providerPath)(plan.issuer);
  const hasPattern = plan.subjects.some((subject2) => /[*?]/.test(subject2.replaceAll(/\$\{[*?$]\}/g, "")));
  const subject = { [`${path}:sub`]: oneOrList(plan.subjects) };
  const exact = Object.entries(plan.exact).map(([claim, values]) => [
    `${path}:${claim}`,
    oneOrList(values.map(policyText))
  ]);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: oneOrList(plan.actions),
        Condition: {
          StringEquals: {
            [`${path}:aud`]: policyText(plan.audience),
            ...hasPattern ? {} : subject,
            ...Object.fromEntries(exact)
          },
          ...hasPattern ? { StringLike: subject } : {}
        }
      }
    ]
  };
}
function trustPolicyIn(plan, account) {
  return trustPolicyOf(plan, (0, import_chunk_N4LH4VCY.providerArn)(plan.issuer, account));
}
function refPattern(ref) {
  return ref.replace(/\$(?=\{)/g, "${$$}");
}
function policyText(text) {
  return text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}
function oneOrList(values) {
  const [first = "", ...others] = values;
  return others.length === 0 ? first : values;
}
var assume = "sts:AssumeRoleWithWebIdentity";
var audience = "sts.amazonaws.com";
var refHint = "Say which jobs are meant: --branch, --tag, --environment or --pull-request. Several may be given.";
var github = {
  id: "github",
  name: "GitHub Actions",
  plan(options) {
    refuse(options, ["project", "projectId", "organization", "organizationId"], "GitHub: --repository OWNER/NAME.");
    const issuer = options.issuer ?? "https://token.actions.githubusercontent.com";
    const [owner = "", name = "", ...rest] = exactName(
      needed(options, "repository", "Write --repository OWNER/NAME."),
      "repository"
    ).split("/");
    if (owner === "" || name === "" || rest.length > 0) {
      throw new import_chunk_WRHR6QYG.HelperError("option-invalid", "--repository is not OWNER/NAME.");
    }
    const repositoryId = optionalName(options, "repositoryId");
    const ownerId = optionalName(options, "ownerId");
    const hasIds = (0, import_chunk_N4LH4VCY.extraClaimKeys)((0, import_chunk_N4LH4VCY.providerPath)(issuer)).includes("repository_id");
    const names = [`repo:${owner}/${name}`];
    if (hasIds && repositoryId && ownerId) names.push(`repo:${owner}@${ownerId}/${name}@${repositoryId}`);
    const contexts = githubContexts(options);
    const subjects = names.flatMap((start) => contexts.map((context) => `${start}:${context}`));
    return {
      issuer,
      audience: options.audience ?? audience,
      actions: [assume],
      subjects: options.subject === void 0 ? subjects : [policyText(options.subject)],
      exact: hasIds ? present({ repository_id: repositoryId, repository_owner_id: ownerId }) : {}
    };
  }
};
function githubContexts({ branch, tag, environment, pullRequest, subject }) {
  const contexts = [
    ...branch === void 0 ? [] : [`ref:refs/heads/${refPattern(branch)}`],
    ...tag === void 0 ? [] : [`ref:refs/tags/${refPattern(tag)}`],
    // GitHub writes a colon inside a value as %3A.
    ...environment === void 0 ? [] : [`environment:${policyText(environment.replaceAll(":", "%3A"))}`],
    ...pullRequest ? ["pull_request"] : []
  ];
  if (contexts.length > 0 || subject !== void 0) return contexts;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", "Nothing says which jobs of the repository may have the role.", {
    hint: refHint
  });
}
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  plan(options) {
    refuse(
      options,
      ["environment", "pullRequest"],
      "GitLab: the subject names a branch or a tag. A merge request pipeline has the one of its source branch."
    );
    const issuer = options.issuer ?? "https://gitlab.com";
    const project = exactName(needed(options, "project", "Write --project GROUP/PROJECT."), "project");
    const hasIds = (0, import_chunk_N4LH4VCY.extraClaimKeys)((0, import_chunk_N4LH4VCY.providerPath)(issuer)).includes("project_id");
    return {
      issuer,
      audience: options.audience ?? audience,
      actions: [assume],
      subjects: subjectsOf(options, (type, ref) => `project_path:${project}:ref_type:${type}:ref:${ref}`),
      exact: hasIds ? present({ project_id: optionalName(options, "projectId") }) : {}
    };
  }
};
var circleci = {
  id: "circleci",
  name: "CircleCI",
  plan(options) {
    refuse(
      options,
      ["branch", "tag", "environment", "pullRequest", "issuer"],
      "CircleCI: a branch name can hold what the subject ends in, so that AWS cannot tell branches apart. Give what deploys a project of its own."
    );
    const organization = exactName(
      needed(options, "organizationId", "Write --organization-id UUID."),
      "organizationId"
    );
    const project = exactName(needed(options, "projectId", "Write --project-id UUID."), "projectId");
    return {
      issuer: `https://oidc.circleci.com/org/${organization}`,
      audience: options.audience ?? organization,
      actions: [assume],
      // The user who started the job follows, and after that the branch.
      subjects: [`org/${organization}/project/${project}/user/*`],
      exact: { "oidc.circleci.com/project-id": [project] }
    };
  }
};
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  plan(options) {
    refuse(options, ["environment", "pullRequest"], "Semaphore: use --branch or --tag.");
    const organization = exactName(needed(options, "organization", "Write --organization NAME."), "organization");
    const project = exactName(needed(options, "projectId", "Write --project-id UUID."), "projectId");
    const repository = exactName(needed(options, "repository", "Write --repository NAME."), "repository");
    const issuer = options.issuer ?? `https://${organization}.semaphoreci.com`;
    const start = `org:${organization}:project:${project}:repo:${repository}`;
    return {
      issuer,
      audience: options.audience ?? issuer,
      // Organisations may have session tags in their tokens, which AWS refuses without this.
      actions: [assume, "sts:TagSession"],
      subjects: subjectsOf(options, (type, ref) => {
        const folder = type === "tag" ? "tags" : "heads";
        return `${start}:ref_type:${type}:ref:refs/${folder}/${ref}`;
      }),
      exact: {}
    };
  }
};
var generic = {
  id: "generic",
  name: "any OIDC issuer",
  plan(options) {
    return {
      issuer: needed(options, "issuer", "Write --issuer URL, the `iss` of the token."),
      audience: options.audience ?? audience,
      actions: [assume],
      subjects: [policyText(needed(options, "subject", "Write --subject TEXT, the `sub` of the token."))],
      exact: {}
    };
  }
};
var ciPlans = [github, gitlab, circleci, semaphore, generic];
function subjectsOf({ branch, tag, subject }, write) {
  if (subject !== void 0) return [policyText(subject)];
  const subjects = [
    ...branch === void 0 ? [] : [write("branch", refPattern(branch))],
    ...tag === void 0 ? [] : [write("tag", refPattern(tag))]
  ];
  if (subjects.length > 0) return subjects;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", "Nothing says which jobs of the project may have the role.", {
    hint: "Say which: --branch or --tag. Both may be given."
  });
}
function present(claims) {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => value ? [[claim, [value]]] : []));
}
var cli = {
  id: "cli",
  needsAccount: true,
  write(role) {
    const files = [
      ["provider.json", providerInput(role)],
      ["trust-policy.json", trustPolicyIn(role.trust, role.account)],
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
    const reference2 = "aws_iam_openid_connect_provider.ci.arn";
    const policy = hcl(trustPolicyOf(trust2, reference2)).replace(hcl(reference2), reference2);
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
            AssumeRolePolicyDocument: trustPolicyOf(trust2, { Ref: "Provider" }),
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
      role: { RoleName: roleName, AssumeRolePolicyDocument: trustPolicyIn(trust2, account) },
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
  return `https://${(0, import_chunk_N4LH4VCY.providerPath)(issuer)}`;
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
function optionsFromClaims(claims) {
  const { iss: issuer = "", sub: subject = "" } = claims;
  const [audience2] = (0, import_chunk_N4LH4VCY.effectiveAudiences)(claims);
  const given = { issuer, ...audience2 === void 0 ? {} : { audience: audience2 } };
  const path = (0, import_chunk_N4LH4VCY.providerPath)(issuer);
  if ((0, import_chunk_N4LH4VCY.extraClaimKeys)(path).includes("repository_id") || /^repo:[^:]+:(ref|environment|pull_request)/.test(subject)) {
    return { ci: "github", options: { ...given, ...fromGithub(claims, subject) } };
  }
  if (subject.startsWith("project_path:"))
    return { ci: "gitlab", options: { ...given, ...fromGitlab(claims, subject) } };
  const circleci2 = /^oidc\.circleci\.com\/org\/([^/]+)$/.exec(path);
  if (circleci2?.[1] !== void 0) {
    const projectId = (0, import_chunk_2ZDYLNSC.stringAt)(claims, "oidc.circleci.com/project-id");
    const { issuer: _, ...rest } = given;
    return { ci: "circleci", options: { ...rest, organizationId: circleci2[1], ...projectId ? { projectId } : {} } };
  }
  const semaphore2 = /^org:([^:]+):project:([^:]+):repo:([^:]+):ref_type:(branch|tag):ref:refs\/(?:heads|tags)\/(.+)$/.exec(subject);
  if (semaphore2) {
    const [, organization = "", projectId = "", repository = "", type = "", ref = ""] = semaphore2;
    return { ci: "semaphore", options: { ...given, organization, projectId, repository, [type]: ref } };
  }
  return { ci: "generic", options: { ...given, subject } };
}
var githubSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;
function fromGithub(claims, subject) {
  const [, folder, ref, environment, pullRequest] = githubSubject.exec(subject) ?? [];
  const repository = (0, import_chunk_2ZDYLNSC.stringAt)(claims, "repository") ?? /^repo:([^:]+)/.exec(subject)?.[1]?.replace(/@\d+/g, "");
  return defined({
    repository,
    repositoryId: textAt(claims, "repository_id"),
    ownerId: textAt(claims, "repository_owner_id"),
    ...folder === "heads" ? { branch: ref } : {},
    ...folder === "tags" ? { tag: ref } : {},
    environment: environment?.replaceAll("%3A", ":"),
    ...pullRequest ? { pullRequest: true } : {},
    // A subject of the organisation's own making is taken as it is.
    ...githubSubject.test(subject) ? {} : { subject }
  });
}
function fromGitlab(claims, subject) {
  const [, project, type, ref] = /^project_path:([^:]+):ref_type:(branch|tag):ref:([^:]+)$/.exec(subject) ?? [];
  return defined({
    project: project ?? (0, import_chunk_2ZDYLNSC.stringAt)(claims, "project_path"),
    projectId: textAt(claims, "project_id"),
    ...type === void 0 ? { subject } : { [type]: ref }
  });
}
function textAt(claims, claim) {
  const value = claims[claim];
  return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
}
function defined(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0));
}
var ciNames = ciPlans.map(({ id }) => id);
var formatNames = formats.map(({ id }) => id);
var jobFlags = {
  repository: { value: "OWNER/NAME", help: "GitHub; for Semaphore the name alone" },
  "repository-id": { value: "ID", help: "GitHub: the number that stays when names change" },
  "owner-id": { value: "ID", help: "GitHub: the number of the owner" },
  project: { value: "GROUP/NAME", help: "GitLab" },
  "project-id": { value: "ID", help: "GitLab, CircleCI, Semaphore" },
  organization: { value: "NAME", help: "Semaphore" },
  "organization-id": { value: "ID", help: "CircleCI" },
  branch: { value: "NAME", help: "Jobs on this branch; * is a wildcard" },
  tag: { value: "NAME", help: "Jobs on this tag; * is a wildcard" },
  environment: { value: "NAME", help: "GitHub: jobs of this environment" },
  "pull-request": { help: "GitHub: jobs of pull requests" },
  issuer: { value: "URL", help: "Another issuer: self-managed, of an enterprise, or unknown here" },
  audience: { value: "TEXT", help: "The audience of the token" },
  subject: { value: "TEXT", help: "The whole subject, where it was customised" }
};
var flags2 = {
  ci: { value: "CI", help: `${ciNames.join(", ")}; default: that of the job's token` },
  ...jobFlags,
  format: { value: "FORMAT", help: `${formatNames.join(", ")}; default: cli` },
  "account-id": { value: "ID", help: "The account, for the formats that name it (cli, json)" },
  partition: { value: "NAME", help: "aws (default), aws-cn, aws-us-gov" },
  "role-name": { value: "NAME", help: "Default: ci-deploy" },
  permissions: { value: "FILE", help: "A policy that says what the role may do" },
  thumbprint: { value: "HEX", help: "Only for an issuer whose certificate no public authority signed" }
};
var trustGenerate = {
  help: `Usage: ci-aws-credentials trust generate [options]

Writes the identity provider, the role and its trust policy for the jobs of a project. Run inside a job
without --ci, it fills itself from the job's token; options win over what the token says.

Example:
  npx ci-aws-credentials trust generate --ci github --repository acme/app --repository-id 456789 \\
    --owner-id 123456 --environment production --account-id 111122223333

Options:
${flagsHelp(flags2)}
`,
  async run(args, io) {
    const given = parseTrustArguments(args, flags2);
    const [stray] = given.files;
    if (stray !== void 0) throw new import_chunk_WRHR6QYG.HelperError("option-unknown", `No option takes ${JSON.stringify(stray)}.`);
    const format = pick(formats, "--format", given.value("format") ?? "cli");
    const token = given.has("ci") ? void 0 : await tokenOf(io);
    const ci = pick(ciPlans, "--ci", given.value("ci") ?? token?.ci ?? "");
    const trust2 = ci.plan({ ...token?.options, ...jobOptions(given) });
    const [permissions, thumbprint] = [given.value("permissions"), given.value("thumbprint")];
    io.stdout(
      format.write({
        trust: trust2,
        roleName: matching("--role-name", given.value("role-name") ?? "ci-deploy", /^[\w+=,.@-]{1,64}$/),
        account: {
          accountId: accountFor(given, format),
          partition: choose("--partition", given.value("partition") ?? "aws", ["aws", "aws-cn", "aws-us-gov"])
        },
        ...thumbprint === void 0 ? {} : { thumbprint: matching("--thumbprint", thumbprint, /^[0-9a-f]{40}$/i) },
        ...permissions === void 0 ? {} : { permissions: readObject(permissions, io) }
      })
    );
    return 0;
  }
};
async function tokenOf(io) {
  return io.claims === void 0 ? void 0 : optionsFromClaims(await io.claims());
}
function jobOptions(given) {
  const names = Object.keys(jobFlags).filter(given.has);
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()),
      jobFlags[name]?.value === void 0 ? true : given.value(name)
    ])
  );
}
function pick(entries, flag, id) {
  const found = entries.find((entry) => entry.id === id);
  if (found !== void 0) return found;
  const hint = `Choose from ${entries.map((entry) => entry.id).join(", ")}.`;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", id === "" ? `${flag} is missing.` : `${flag} cannot be ${id}.`, { hint });
}
function accountFor(given, format) {
  const id = given.value("account-id");
  if (id !== void 0) return matching("--account-id", id, /^\d{12}$/);
  if (!format.needsAccount) return "";
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", "--account-id is missing.", {
    hint: `The format ${format.id} names the provider by its ARN. Give --account-id, or take --format terraform or cloudformation.`
  });
}
function matching(flag, value, pattern) {
  if (pattern.test(value)) return value;
  throw new import_chunk_WRHR6QYG.HelperError("option-invalid", `${flag} cannot be ${JSON.stringify(value)}.`);
}
var wildcard = /(?<!\$\{)[*?]/;
var webIdentityAction = "sts:AssumeRoleWithWebIdentity";
function lintPolicyOf(policy, { roleArn, duplicates = [] } = {}) {
  return { policy, statements: policy.statements.map(lintStatement), roleArn, duplicates };
}
function lintStatement(statement) {
  const { principals: principals2, conditions } = statement;
  const arns = principals2.federated.filter((arn) => arn.includes(":oidc-provider/"));
  const open = principals2.anyone || principals2.negated || principals2.federated.some((arn) => isOpaque(arn));
  const claims = conditions.flatMap((condition) => {
    const { host, claim } = (0, import_chunk_N4LH4VCY.splitKey)(condition.key);
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
  return actions.negated !== actions.patterns.some((pattern) => (0, import_chunk_N4LH4VCY.matchesActionPattern)(action, pattern));
}
function doors(policy) {
  return policy.statements.filter(({ effect, isWebIdentity }) => effect === "Allow" && isWebIdentity);
}
function issuersOf({ providers, claims }) {
  const names = providers.length > 0 ? providers : claims.map(({ host }) => host);
  return [...new Set(names.map((name) => name.replace(/\/$/, "").toLowerCase()))];
}
function isNegated({ operator }) {
  return operator.name !== "Null" && import_chunk_N4LH4VCY.operators[operator.name].negated;
}
function takesWildcards({ operator }) {
  return operator.name !== "Null" && import_chunk_N4LH4VCY.operators[operator.name].wildcards;
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
      fix: `Add a condition on ${issuer}:sub${(0, import_chunk_N4LH4VCY.extraClaimKeys)(issuer).some((claim) => immutableClaims.includes(claim)) ? " and on an ID of the project" : ""}.`,
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
    const ids = (0, import_chunk_N4LH4VCY.extraClaimKeys)(condition.host).filter((claim) => immutableClaims.includes(claim));
    if (condition.claim !== "sub" || ids.length === 0 || demands(statement, ids)) return false;
    if (isPrivateIssuer(condition.host)) return false;
    return !subjectWithId.test(value) && !wildcardReachesTenant(value) && !isOpaque(value);
  }).map(({ condition, value }) => {
    const ids = projectIds.filter((claim) => (0, import_chunk_N4LH4VCY.extraClaimKeys)(condition.host).includes(claim));
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
  return claims.filter(({ key, host }) => !isUrl(host) && !isOpaque(key));
}
var urlInKey = {
  id: "url-in-key",
  severity: "error",
  title: "Keys and ARNs hold the issuer without https:// and without a slash at the end",
  docs: webIdentityKeys,
  check: (policy) => policy.statements.flatMap((statement) => [
    ...statement.claims.filter(({ host }) => isUrl(host)).map(({ key, host, claim, path }) => ({
      message: `No token has a key ${key}.`,
      fix: `Write ${(0, import_chunk_N4LH4VCY.providerPath)(host)}:${claim}.`,
      path
    })),
    ...statement.providers.filter(isUrl).map((provider) => ({
      message: `No provider has the ARN \u2026:oidc-provider/${provider}.`,
      fix: `Write \u2026:oidc-provider/${(0, import_chunk_N4LH4VCY.providerPath)(provider)}.`,
      path: `${statement.path}.${statement.principals.negated ? "NotPrincipal" : "Principal"}.Federated`
    }))
  ])
};
var wrongKeyHost = {
  id: "wrong-key-host",
  severity: "error",
  title: "The key belongs to another issuer than the principal",
  docs: webIdentityKeys,
  check: (policy) => policy.statements.filter(({ providers }) => providers.length > 0 && !providers.some(isOpaque)).flatMap(
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
    (statement) => plainClaims(statement).filter(({ host, claim }) => !(0, import_chunk_N4LH4VCY.claimKeys)(host.toLowerCase()).includes(claim)).map(({ key, host, claim, path }) => ({
      message: `AWS makes no key ${key} of this issuer's tokens, whatever they hold.`,
      fix: (0, import_chunk_BLPOU3UF.suggestion)(claim, (0, import_chunk_N4LH4VCY.claimKeys)(host)) ?? `There are ${(0, import_chunk_N4LH4VCY.claimKeys)(host).join(", ")}.`,
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
    fix: `Trust oidc.circleci.com/org/ORGANIZATION_ID, which has ${(0, import_chunk_N4LH4VCY.extraClaimKeys)("oidc.circleci.com/org/x").join("")}.`,
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
    const { accountId } = (0, import_chunk_N4LH4VCY.accountOf)(roleArn);
    return doors({ roleArn, ...policy }).flatMap(
      ({ principals: { federated }, path }) => federated.filter((arn) => arn.includes(":oidc-provider/") && !isOpaque(arn) && (0, import_chunk_N4LH4VCY.accountOf)(arn).accountId !== accountId).map((arn) => ({
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
  return demandedValues(policy).filter(({ condition, value }) => condition.claim === "sub" && !isOpaque(value));
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
      if (isOpaque(value.split(/[*?]/)[0] ?? "") || wildcardIdPattern.test(value)) return false;
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
  return findPolicies(text, file, parseYaml).flatMap((document) => {
    const name = document.path === "" ? file : `${file}: ${document.path}`;
    const policy = lintPolicyOf((0, import_chunk_N4LH4VCY.readPolicy)(document.json, name), document);
    return rules.flatMap(
      ({ id, severity, check }) => check(policy).map((finding) => ({
        rule: id,
        severity,
        message: withoutOpaque(finding.message),
        fix: withoutOpaque(finding.fix),
        file,
        // Duplicates are found in the text of the file, and know their whole path.
        path: id === "duplicate-key" ? finding.path : [document.path, finding.path].filter(Boolean).join(".")
      }))
    );
  });
}
function textReport(findings2) {
  const paragraphs = findings2.map(
    ({ severity, rule, message, fix: fix2, file, path }) => `${(0, import_chunk_N4LH4VCY.escapeControls)(file)}: ${(0, import_chunk_N4LH4VCY.escapeControls)(path)}
  ${severity} ${rule}: ${(0, import_chunk_N4LH4VCY.escapeControls)(message)}
  ${(0, import_chunk_N4LH4VCY.escapeControls)(fix2)}
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
var flags3 = {
  format: { value: "FORMAT", help: "text (default), json or sarif" },
  json: { help: "The same as --format json" }
};
var trustLint = {
  help: `Usage: ci-aws-credentials trust lint FILE... [options]

Finds the traps of trust policies: in policies, in roles as \`aws iam get-role\` prints them, in Terraform
plans (\`terraform show -json\`) and in CloudFormation templates (JSON or YAML).

Example:
  npx ci-aws-credentials trust lint --format sarif template.yaml > trust.sarif

Options:
${flagsHelp(flags3)}

Exit codes: 0 no errors, 1 errors, 2 something cannot be read.
`,
  async run(args, io) {
    const given = parseTrustArguments(args, flags3);
    if (given.files.length === 0) throw new import_chunk_WRHR6QYG.HelperError("option-invalid", "Name the files to check.");
    const format = given.has("json") ? "json" : choose("--format", given.value("format") ?? "text", formats2);
    const texts = given.files.map((file) => ({ file, text: readText(file, io) }));
    const isJson = texts.every(({ text }) => (0, import_chunk_2ZDYLNSC.parseJson)(text) !== void 0);
    const yaml = isJson ? void 0 : await Promise.resolve().then(() => __toESM(require("./template-yaml/template-yaml.js")));
    const findings2 = texts.flatMap(
      ({ file, text }) => lint(text, file, yaml && ((template) => yaml.parseTemplateYaml(template, file)))
    );
    if (format === "text") io.stdout((0, import_chunk_F573UN4B.printable)(textReport(findings2)));
    else io.stdout(`${JSON.stringify(format === "sarif" ? sarifReport(findings2) : findings2, void 0, 2)}
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
    if (command !== void 0) return command.run(rest, { ...io, stdout: io.print, ...claimsOfJob(io) });
    throw new import_chunk_WRHR6QYG.HelperError(
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
  const ci = (0, import_chunk_ZN6H7P5L.detectCi)(io.env, void 0);
  if (ci.id === "custom" && (io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? "") === "") return {};
  return { claims: async () => (await ci.token(void 0, io)).claims };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  trust
});
