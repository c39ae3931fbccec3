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
  ciPlans: () => ciPlans,
  findPolicies: () => findPolicies,
  isOpaque: () => isOpaque,
  optionsFromClaims: () => optionsFromClaims,
  policyForRole: () => policyForRole,
  policyText: () => policyText,
  trustPolicyIn: () => trustPolicyIn,
  trustPolicyOf: () => trustPolicyOf,
  withoutOpaque: () => withoutOpaque
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
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
  return url === void 0 ? opaque : `arn:aws:iam::${opaque}:oidc-provider/${(0, import_chunk_FB3SQ7ZW.providerPath)(url)}`;
}
function findPolicies(text, name, parseYaml) {
  const json = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  const duplicates = json === void 0 ? [] : (0, import_chunk_FB3SQ7ZW.duplicateKeys)(text);
  const value = json ?? parseYaml?.(text);
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value)) {
    throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", `${name} holds neither a JSON object nor a CloudFormation template.`);
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
  const inRole = (0, import_chunk_FB3SQ7ZW.memberPath)(path, "AssumeRolePolicyDocument");
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: (0, import_chunk_2ZDYLNSC.stringAt)(role, "Arn") });
}
function embedded(value, place) {
  if (typeof value !== "string") return { ...place, json: value, duplicates: [] };
  const text = value.startsWith("%7B") ? decodeUrl(value, place.path) : value;
  const json = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  const duplicates = json === void 0 ? [] : (0, import_chunk_FB3SQ7ZW.duplicateKeys)(text).map((path) => `${place.path}.${path}`);
  return { ...place, json, duplicates };
}
function decodeUrl(text, path) {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", `${path} looks URL-encoded and is not.`, { cause });
  }
}
function templateDocuments(resources) {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!(0, import_chunk_2ZDYLNSC.isObject)(resource) || resource.Type !== "AWS::IAM::Role" || !(0, import_chunk_2ZDYLNSC.isObject)(resource.Properties)) return [];
    const path = `${(0, import_chunk_FB3SQ7ZW.memberPath)("Resources", id)}.Properties.AssumeRolePolicyDocument`;
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path, roleArn: void 0 })];
  });
}
function planDocuments(modules) {
  const resources = modules.flatMap((values) => (0, import_chunk_2ZDYLNSC.isObject)(values) ? resourcesOf(values.root_module) : []);
  const roles = resources.filter(({ type }) => type === "aws_iam_role").flatMap(planDocument("assume_role_policy"));
  const known = new Set(roles.map(({ json }) => JSON.stringify(json)));
  const sources = resources.filter(({ type }) => type === "aws_iam_policy_document").flatMap(planDocument("json"));
  const trusts = sources.filter(({ json }) => {
    const text = JSON.stringify(json);
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
function policyForRole(text, name, roleArn) {
  const documents = findPolicies(text, name);
  const own = documents.filter((document2) => roleArn !== void 0 && document2.roleArn === roleArn);
  const [document, another] = own.length > 0 ? own : documents;
  if (document === void 0 || another !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", `${name} holds ${document ? "several policies" : "no policy"}.`);
  }
  const [duplicate] = document.duplicates;
  if (duplicate !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", `${name}: ${duplicate} is there twice; only the last one would count.`);
  }
  return { policy: (0, import_chunk_FB3SQ7ZW.readPolicy)(document.json, name), roleArn: document.roleArn };
}
function needed(options, name, hint) {
  const value = options[name];
  if (typeof value === "string" && value !== "") return value;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `--${flagOf(name)} is missing.`, { hint });
}
function refuse(options, names, hint) {
  const given = names.find((name) => options[name] !== void 0);
  if (given !== void 0)
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", `--${flagOf(given)} cannot be used here.`, { hint });
}
function exactName(value, name) {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `--${flagOf(name)} is no name: ${JSON.stringify(value)}.`, {
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
  const path = (0, import_chunk_FB3SQ7ZW.providerPath)(plan.issuer);
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
  return trustPolicyOf(plan, (0, import_chunk_FB3SQ7ZW.providerArn)(plan.issuer, account));
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
      throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "--repository is not OWNER/NAME.");
    }
    const repositoryId = optionalName(options, "repositoryId");
    const ownerId = optionalName(options, "ownerId");
    const hasIds = (0, import_chunk_FB3SQ7ZW.extraClaimKeys)((0, import_chunk_FB3SQ7ZW.providerPath)(issuer)).includes("repository_id");
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
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "Nothing says which jobs of the repository may have the role.", {
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
    const hasIds = (0, import_chunk_FB3SQ7ZW.extraClaimKeys)((0, import_chunk_FB3SQ7ZW.providerPath)(issuer)).includes("project_id");
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
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "Nothing says which jobs of the project may have the role.", {
    hint: "Say which: --branch or --tag. Both may be given."
  });
}
function present(claims) {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => value ? [[claim, [value]]] : []));
}
function optionsFromClaims(claims) {
  const { iss: issuer = "", sub: subject = "" } = claims;
  const [audience2] = (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims);
  const given = { issuer, ...audience2 === void 0 ? {} : { audience: audience2 } };
  const path = (0, import_chunk_FB3SQ7ZW.providerPath)(issuer);
  if ((0, import_chunk_FB3SQ7ZW.extraClaimKeys)(path).includes("repository_id") || /^repo:[^:]+:(ref|environment|pull_request)/.test(subject)) {
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  ciPlans,
  findPolicies,
  isOpaque,
  optionsFromClaims,
  policyForRole,
  policyText,
  trustPolicyIn,
  trustPolicyOf,
  withoutOpaque
});
