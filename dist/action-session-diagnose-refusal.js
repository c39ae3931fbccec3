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
var import_action_shared_core_ip_range = require("./action-shared-core-ip-range.js");
var import_action_shared_core_errors = require("./action-shared-core-errors.js");
// src/trust/issuers/bitbucket.ts
var cloud = /^api\.bitbucket\.org\/2\.0\/workspaces\//;
var bitbucket = {
  id: "bitbucket",
  name: "Bitbucket Pipelines",
  docs: "https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/",
  paths: { cloud, oneTenant: cloud },
  // The step's UUID comes last.
  lastingSubject: /^\{[\da-f-]{36}\}:(?=\{)/i
};
// src/trust/provider-name.ts
function splitKey(key) {
  const scheme = /^https?:\/\//i.exec(key)?.[0] ?? "";
  const colon = key.indexOf(":", scheme.length);
  const host = colon < 0 ? "" : key.slice(0, colon);
  return { host: host.includes(".") ? host : void 0, claim: key.slice(colon + 1) };
}
function providerPath(issuer) {
  return issuer.replace(/^https?:\/\//i, "").replace(/\/+$/, "");
}
function providerArn(issuer, { accountId, partition }) {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${providerPath(issuer)}`;
}
// src/trust/generate/trust-plan.ts
var assumeAction = "sts:AssumeRoleWithWebIdentity";
function exactClaims(claims) {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => value ? [[claim, [value]]] : []));
}
function trustPolicyOf(plan, provider) {
  const path2 = providerPath(plan.issuer);
  const hasPattern = plan.subjects.some((subject2) => /[*?]/.test(subject2.replaceAll(/\$\{[*?$]\}/g, "")));
  const subject = { [`${path2}:sub`]: oneOrList(plan.subjects) };
  const exact2 = Object.entries(plan.exact).map(([claim, values]) => [
    `${path2}:${claim}`,
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
            [`${path2}:aud`]: policyText(plan.audience),
            ...hasPattern ? {} : subject,
            ...Object.fromEntries(exact2)
          },
          ...hasPattern ? { StringLike: subject } : {}
        }
      }
    ]
  };
}
function trustPolicyIn(plan, account) {
  return trustPolicyOf(plan, providerArn(plan.issuer, account));
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
// src/trust/pattern.ts
var many = /* @__PURE__ */ Symbol("*");
var one = /* @__PURE__ */ Symbol("?");
function compilePattern(text, syntax) {
  const { wildcards, variable } = syntax;
  const glyphs = [];
  for (const [token, expression] of text.matchAll(variable ? /\$\{([^}]*)\}|[\s\S]/gu : /[\s\S]/gu)) {
    if (variable && expression !== void 0) {
      const value = resolve(expression, variable);
      if (value === void 0) return void 0;
      glyphs.push(...value);
    } else if (wildcards && token === "*") glyphs.push(many);
    else if (wildcards && token === "?") glyphs.push(one);
    else glyphs.push(token);
  }
  return glyphs;
}
function resolve(expression, variable) {
  if (["*", "?", "$"].includes(expression)) return expression;
  const [, key = expression, fallback] = /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(expression) ?? [];
  return variable(key.trim()) ?? fallback;
}
function matchesPattern(text, pattern) {
  const characters = Array.from(text);
  let at = 0;
  let glyph = 0;
  let retryGlyph = -1;
  let retryAt = 0;
  while (at < characters.length) {
    if (pattern[glyph] === many) {
      retryGlyph = ++glyph;
      retryAt = at;
    } else if (pattern[glyph] === one || pattern[glyph] === characters[at]) {
      glyph++;
      at++;
    } else if (retryGlyph >= 0) {
      glyph = retryGlyph;
      at = ++retryAt;
    } else return false;
  }
  return pattern.slice(glyph).every((rest) => rest === many);
}
function literalOf(pattern) {
  return pattern.join("");
}
function splitAtColons(pattern, parts) {
  const colon = pattern.indexOf(":");
  if (parts === 1 || colon < 0) return [pattern];
  return [pattern.slice(0, colon), ...splitAtColons(pattern.slice(colon + 1), parts - 1)];
}
// src/trust/issuers/subject-mismatch.ts
function hasWildcard(pattern) {
  return /[*?]/.test(pattern.replace(/\$\{[*?$]\}/g, ""));
}
function patternTakes(pattern, text) {
  const compiled = compilePattern(pattern, { wildcards: true, variable: () => void 0 });
  return compiled !== void 0 && matchesPattern(text, compiled);
}
function subjectBeside({ subject }) {
  return { pattern: policyText(subject), keepsOld: true };
}
function correctedOr(pattern, token) {
  return patternTakes(pattern, token.subject) ? { pattern } : subjectBeside(token);
}
// src/trust/issuers/buildkite.ts
var cloud2 = /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/;
var commitAndStep = {
  id: "buildkite-subject",
  title: "A subject of Buildkite goes on after the branch, with commit and step.",
  page: "docs/ci/custom.md#aws",
  hint: {
    when: ({ path: path2 }) => cloud2.test(path2),
    title: "The subject names commit and step: a policy must leave them open.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    if (!/^organization:[^:]+:pipeline:[^:]+:ref:refs\/[^:*]+$/.test(pattern)) return void 0;
    return patternTakes(`${pattern}:*`, token.subject) ? { pattern: `${pattern}:*` } : void 0;
  }
};
var buildkite = {
  id: "buildkite",
  name: "Buildkite",
  docs: "https://buildkite.com/docs/agent/v3/cli-oidc",
  paths: { cloud: cloud2, withClaimKeys: cloud2, subjectRequired: /^agent\.buildkite\.com$/ },
  claimKeys: [
    "build_branch",
    "cluster_id",
    "cluster_name",
    "organization_id",
    "organization_slug",
    "pipeline_id",
    "pipeline_slug"
  ],
  identityClaims: [
    { claim: "pipeline_id", immutable: true, advised: true },
    { claim: "organization_id", immutable: true, advised: true },
    { claim: "organization_slug" },
    { claim: "cluster_id", immutable: true }
  ],
  subjectForms: [{ start: "organization:", end: ":", tenant: "organization" }],
  lastingSubject: /^organization:[^:]+:pipeline:[^:]+:ref:[^:]+:/,
  sessionTags: { setBy: "job", identity: ["organization_id", "pipeline_id"] },
  shownClaims: ["organization_slug", "organization_id", "pipeline_slug", "pipeline_id", "build_branch"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^organization:[^:]+:pipeline:.*:ref:(?!refs\/|\*)[^:]/,
      why: "Buildkite writes the whole reference.",
      fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
    }
  ],
  subjectMismatches: [commitAndStep]
};
// src/trust/generate/generate-options.ts
var awsAudience = "sts.amazonaws.com";
var issuerOption = { issuer: "another issuer, self-managed or of an enterprise" };
var tokenOptions = {
  audience: "the audience of the token",
  subject: "the whole subject, where it was customized"
};
var refOptions = {
  branch: "jobs on this branch; * is a wildcard",
  tag: "jobs on this tag; * is a wildcard"
};
function needed(options, name, hint) {
  const value = options[name];
  if (typeof value === "string" && value !== "") return value;
  throw new import_action_shared_core_errors.HelperError("option-invalid", `${flagOf(name)} is missing.`, { hint });
}
function exactName(value, name) {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new import_action_shared_core_errors.HelperError("option-invalid", `${flagOf(name)} is no name: ${JSON.stringify(value)}.`, {
    hint: "Write it in full, without wildcards. Wildcards are for branches and tags."
  });
}
function optionalName(options, name) {
  const value = options[name];
  return value === void 0 ? void 0 : exactName(value, name);
}
function refSubjects({ branch, tag: tag2, subject }, write) {
  if (subject !== void 0) return [policyText(subject)];
  const subjects = [
    ...branch === void 0 ? [] : [write("branch", refPattern(branch))],
    ...tag2 === void 0 ? [] : [write("tag", refPattern(tag2))]
  ];
  if (subjects.length > 0) return subjects;
  throw new import_action_shared_core_errors.HelperError("option-invalid", "Nothing says which jobs of the project may have the role.", {
    hint: "Say which: --branch or --tag. Both may be given."
  });
}
function flagOf(option) {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
// src/trust/generate/read-claims.ts
function textAt(claims, claim) {
  const value = claims[claim];
  return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
}
function definedOptions(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0));
}
// src/trust/issuers/circleci.ts
var cloud3 = /^oidc\.circleci\.com(\/|$)/;
var ofOrganization = /^oidc\.circleci\.com\/org\/([^/]+)$/;
var projectClaim = "oidc.circleci.com/project-id";
var page = "docs/ci/circleci.md#aws";
var generator = {
  takes: {
    audience: tokenOptions.audience,
    organizationId: "the UUID of the organization",
    projectId: "the UUID of the project"
  },
  instead: "a branch name can hold what the subject ends in, so that AWS cannot tell branches apart. Give what deploys a project of its own: --organization-id and --project-id.",
  plan(options) {
    const organization = exactName(
      needed(options, "organizationId", "Write --organization-id UUID."),
      "organizationId"
    );
    const project = exactName(needed(options, "projectId", "Write --project-id UUID."), "projectId");
    return {
      issuer: `https://oidc.circleci.com/org/${organization}`,
      audience: options.audience ?? organization,
      actions: [assumeAction],
      // The user who started the job follows, and after that the branch.
      subjects: [`org/${organization}/project/${project}/user/*`],
      exact: { [projectClaim]: [project] }
    };
  },
  optionsFrom(claims) {
    const [, organizationId] = ofOrganization.exec(providerPath(claims.iss ?? "")) ?? [];
    if (organizationId === void 0) return void 0;
    return definedOptions({ organizationId, projectId: (0, import_action_shared_core_ip_range.stringAt)(claims, projectClaim) });
  }
};
var subjectVersion = {
  id: "circleci-subject-version",
  title: "CircleCI has two subjects: that of CIRCLE_OIDC_TOKEN_V2 goes on with the repository and the branch.",
  page,
  hint: {
    when: ({ path: path2 }) => cloud3.test(path2),
    title: "The subject names the user who started the job, and the newer one the branch: a policy must leave both open.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    const [own, theirs] = [token.subject, pattern].map((text) => text.includes("/vcs-origin/"));
    if (!cloud3.test(token.path) || own === theirs) return void 0;
    if (own) return correctedOr(`${pattern.replace(/\/user\/[^/]*$/, "/user/*")}`, token);
    return { job: "Give the job the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2" };
  }
};
var user = {
  id: "circleci-user",
  title: "The subject names the user who started the job, and the policy another one.",
  page,
  explains(pattern, token) {
    const [, own] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!cloud3.test(token.path) || own === void 0 || theirs === void 0) return void 0;
    return patternTakes(theirs, own) ? void 0 : correctedOr(pattern.replace(/\/user\/[^/]+/, "/user/*"), token);
  }
};
var circleci = {
  id: "circleci",
  name: "CircleCI",
  docs: "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
  paths: {
    cloud: cloud3,
    withClaimKeys: ofOrganization,
    oneTenant: /^oidc\.circleci\.com\/org\//,
    sharedRoot: { path: "oidc.circleci.com", instead: "oidc.circleci.com/org/ORGANIZATION_ID" }
  },
  claimKeys: [projectClaim],
  identityClaims: [{ claim: projectClaim, immutable: true, advised: true }],
  subjectForms: [
    {
      start: "org/",
      end: "/",
      tenant: "organization",
      wholeTenant: /^org\/(\*|[^/]+\/(\*|project\/\*(\/user\/\*)?))$/
    }
  ],
  audience: {
    says: "CircleCI's audience is the ID of the organization, unless the job asks for another.",
    fixed: true,
    page: "docs/ci/circleci.md#another-audience"
  },
  shownClaims: ["oidc.circleci.com/org-id", projectClaim, "oidc.circleci.com/vcs-origin", "oidc.circleci.com/vcs-ref"],
  subjectFaults: [
    {
      rule: "ambiguous-wildcard",
      value: /^org\/.*\*.*\/vcs-ref\/[^*]*$/s,
      why: "branch names may hold slashes, so that a branch can be called like all that follows the wildcard.",
      fix: `Pin ${projectClaim}, and give what deploys a project of its own; or write the whole subject, user included, with StringEquals.`
    }
  ],
  subjectMismatches: [subjectVersion, user],
  generator
};
// src/trust/issuers/codefresh.ts
var cloud4 = /^oidc\.codefresh\.io$/;
var codefresh = {
  id: "codefresh",
  name: "Codefresh",
  docs: "https://codefresh.io/docs/docs/integrations/oidc-pipelines/",
  paths: { cloud: cloud4, subjectRequired: cloud4 },
  subjectForms: [{ start: "account:", end: ":", tenant: "account" }]
};
// src/trust/issuers/eks.ts
var suffixes = import_action_shared_core_ip_range.partitions.map(({ dnsSuffix }) => dnsSuffix.replaceAll(".", "\\.")).join("|");
var cloud5 = new RegExp(`^oidc\\.eks\\.[^./]+\\.(${suffixes})/`);
var eks = {
  id: "eks",
  name: "Amazon EKS",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
  paths: { cloud: cloud5, oneTenant: cloud5 },
  subjectForms: [{ start: "system:serviceaccount:", end: ":", tenant: "namespace" }]
};
// src/trust/issuers/fly.ts
var cloud6 = /^oidc\.fly\.io\//;
var fly = {
  id: "fly",
  name: "Fly.io",
  docs: "https://fly.io/docs/security/openid-connect/",
  paths: { cloud: cloud6, oneTenant: cloud6 }
};
// src/trust/issuers/github-mismatches.ts
var page2 = "docs/ci/github.md#the-subject";
function withIds(subject) {
  const [, owner, ownerId, name, id] = /^repo:([^/@:]+)@(\d+)\/([^/@:]+)@(\d+):/.exec(subject) ?? [];
  if (owner === void 0 || ownerId === void 0 || name === void 0 || id === void 0) return void 0;
  return { owner, ownerId, name, id };
}
var hyphenIds = {
  id: "github-hyphen-subject",
  title: "The policy has the IDs behind hyphens, as only a withdrawn preview had them, and as anybody may name an owner.",
  page: "docs/lint/hyphen-id.md",
  explains(pattern, token) {
    const [, owner, ownerId, name, id] = /^repo:(.+)-(\d+)\/([^:]+)-(\d+)(?=:)/.exec(pattern) ?? [];
    const { repository_owner_id, repository_id } = token.claims;
    const known2 = withIds(token.subject) ?? { ownerId: String(repository_owner_id), id: String(repository_id) };
    if (owner === void 0 || known2.ownerId !== ownerId || known2.id !== id) return void 0;
    const rest = pattern.slice(pattern.indexOf(":", "repo:".length));
    const repo = withIds(token.subject) === void 0 ? `${owner}/${name}` : `${owner}@${ownerId}/${name}@${id}`;
    const corrected = correctedOr(`repo:${repo}${rest}`, token);
    return { ...corrected, keepsOld: false };
  }
};
var immutable = {
  id: "github-immutable-subject",
  title: "The subject has the IDs of owner and repository, and the policy only their names.",
  page: page2,
  hint: {
    when: ({ subject }) => withIds(subject) !== void 0,
    title: "The subject has the IDs of owner and repository: a policy with their names alone refuses it."
  },
  explains(pattern, token) {
    const repository = withIds(token.subject);
    const [, owner, name, rest = ""] = /^repo:([^/:@]+)\/([^:@]+)(:.*)?$/s.exec(pattern) ?? [];
    if (repository === void 0 || owner === void 0 || name === void 0) return void 0;
    const isOwner = owner === repository.owner;
    const isName = name === repository.name;
    if (!isOwner && !isName) return void 0;
    const newOwner = isOwner ? `${owner}@${repository.ownerId}` : owner;
    const newName = isName ? `${name}@${repository.id}` : name;
    return correctedOr(`repo:${newOwner}/${newName}${rest}`, token);
  }
};
var namesOnly = {
  id: "github-names-subject",
  title: "The policy has the IDs of owner and repository, and the subjects of this repository have only names.",
  page: page2,
  explains(pattern, token) {
    if (withIds(token.subject) !== void 0 || !/^repo:[^:]*@\d+/.test(pattern)) return void 0;
    const bare2 = pattern.replace(/^repo:([^/:]+?)(?:@\d+)?\/([^:]+?)(?:@\d+)?(?=:|$)/, "repo:$1/$2");
    const { pattern: corrected = "", keepsOld } = correctedOr(bare2, token);
    return sameRepository(bare2, token) ? { pattern: corrected, keepsOld: keepsOld !== false } : void 0;
  }
};
var environment = {
  id: "github-environment-subject",
  title: "The job has an `environment:`, which takes the place of the branch in the subject.",
  page: page2,
  hint: {
    when: ({ subject }) => /^repo:[^:]+:environment:/.test(subject),
    title: "The job has an `environment:`: its subject names no branch, and a policy for a branch refuses it."
  },
  explains: (pattern, token) => /^repo:[^:]+:environment:/.test(token.subject) && !pattern.includes(":environment:") && /^repo:/.test(pattern) ? subjectBeside(token) : void 0
};
var environmentMissing = {
  id: "github-environment-missing",
  title: "The policy is for jobs of an environment, and this job names none.",
  page: page2,
  explains(pattern, token) {
    const [, name] = /:environment:([^:]+)$/.exec(pattern) ?? [];
    if (name === void 0 || !/^repo:/.test(token.subject) || token.subject.includes(":environment:"))
      return void 0;
    const yaml = hasWildcard(name) ? "NAME" : name.replaceAll("%3A", ":");
    return { job: `Name the environment in the job, whose own rules then guard the role:
    environment: ${yaml}` };
  }
};
function template(cloud14) {
  const isTemplate = ({ subject, path: path2 }) => cloud14.test(path2) && !usualForm.test(subject);
  return {
    id: "github-subject-template",
    title: "The subject is made by a template of the organization or the repository.",
    page: page2,
    hint: {
      when: isTemplate,
      title: "The subject is made by a template of the organization or the repository: a policy for the usual form refuses it."
    },
    explains: (pattern, token) => isTemplate(token) && !token.subject.startsWith(pattern.replace(/[*?].*$/s, "")) ? subjectBeside(token) : void 0
  };
}
var usualForm = /^repo:[^:]+:(ref:refs\/[^:]+|environment:[^:]+|pull_request)$/;
function sameRepository(pattern, { subject }) {
  const [repo = ""] = /^repo:[^:]+/.exec(pattern) ?? [];
  return subject.startsWith(`${policyText(repo)}:`);
}
function githubMismatches(cloud14) {
  return [hyphenIds, immutable, namesOnly, environment, environmentMissing, template(cloud14)];
}
// src/trust/issuers/github.ts
var cloud7 = /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/;
var usualSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;
var generator2 = {
  takes: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    repository: "OWNER/NAME",
    repositoryId: "the number that stays when names change",
    ownerId: "the number of the owner",
    environment: "jobs of this environment",
    pullRequest: "jobs of pull requests"
  },
  instead: "name the project with --repository OWNER/NAME.",
  plan(options) {
    const issuer = options.issuer ?? "https://token.actions.githubusercontent.com";
    const [owner = "", name = "", ...rest] = exactName(
      needed(options, "repository", "Write --repository OWNER/NAME."),
      "repository"
    ).split("/");
    if (owner === "" || name === "" || rest.length > 0) {
      throw new import_action_shared_core_errors.HelperError("option-invalid", "--repository is not OWNER/NAME.");
    }
    const repositoryId = optionalName(options, "repositoryId");
    const ownerId = optionalName(options, "ownerId");
    const hasIds = cloud7.test(providerPath(issuer));
    const names2 = [`repo:${owner}/${name}`];
    if (hasIds && repositoryId && ownerId) names2.push(`repo:${owner}@${ownerId}/${name}@${repositoryId}`);
    const contexts = contextsOf(options);
    const subjects = names2.flatMap((start) => contexts.map((context) => `${start}:${context}`));
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: options.subject === void 0 ? subjects : [policyText(options.subject)],
      exact: hasIds ? exactClaims({ repository_id: repositoryId, repository_owner_id: ownerId }) : {}
    };
  },
  optionsFrom(claims) {
    const { iss = "", sub = "" } = claims;
    if (!cloud7.test(providerPath(iss)) && !/^repo:[^:]+:(ref|environment|pull_request)/.test(sub)) return void 0;
    return jobOf(claims, sub);
  }
};
function contextsOf({ branch, tag: tag2, environment: environment2, pullRequest: pullRequest2, subject }) {
  const contexts = [
    ...branch === void 0 ? [] : [`ref:refs/heads/${refPattern(branch)}`],
    ...tag2 === void 0 ? [] : [`ref:refs/tags/${refPattern(tag2)}`],
    // GitHub writes a colon inside a value as %3A.
    ...environment2 === void 0 ? [] : [`environment:${policyText(environment2.replaceAll(":", "%3A"))}`],
    ...pullRequest2 ? ["pull_request"] : []
  ];
  if (contexts.length > 0 || subject !== void 0) return contexts;
  throw new import_action_shared_core_errors.HelperError("option-invalid", "Nothing says which jobs of the repository may have the role.", {
    hint: "Say which jobs are meant: --branch, --tag, --environment or --pull-request. Several may be given."
  });
}
function jobOf(claims, subject) {
  const [, folder, ref, environment2, pullRequest2] = usualSubject.exec(subject) ?? [];
  return definedOptions({
    repository: (0, import_action_shared_core_ip_range.stringAt)(claims, "repository") ?? /^repo:([^:]+)/.exec(subject)?.[1]?.replace(/@\d+/g, ""),
    repositoryId: textAt(claims, "repository_id"),
    ownerId: textAt(claims, "repository_owner_id"),
    branch: folder === "heads" ? ref : void 0,
    tag: folder === "tags" ? ref : void 0,
    environment: environment2?.replaceAll("%3A", ":"),
    pullRequest: pullRequest2 === void 0 ? void 0 : true,
    // A subject of the organization's own making is taken as it is.
    subject: usualSubject.test(subject) ? void 0 : subject
  });
}
var github = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  paths: {
    cloud: cloud7,
    // GitHub Enterprise Server, and Forgejo.
    selfHosted: /\/_services\/token$|\/api\/actions$/,
    withClaimKeys: cloud7,
    subjectRequired: /^token\.actions\.githubusercontent\.com$/
  },
  claimKeys: [
    "actor",
    "actor_id",
    "enterprise_id",
    "environment",
    "job_workflow_ref",
    "ref",
    "repository",
    "repository_id",
    "repository_owner_id",
    "workflow"
  ],
  identityClaims: [
    { claim: "repository_id", immutable: true, advised: true },
    { claim: "repository_owner_id", immutable: true, advised: true },
    { claim: "repository", tenantEnd: "/" },
    { claim: "job_workflow_ref", tenantEnd: "/" },
    { claim: "enterprise_id", immutable: true }
  ],
  jobChosenClaims: [
    "workflow",
    "workflow_ref",
    "environment",
    "ref",
    "ref_type",
    "head_ref",
    "base_ref",
    "actor",
    "event_name",
    "context",
    "run_id",
    "sha",
    "runner_environment"
  ],
  subjectForms: [
    { start: "repo:", end: "/", tenant: "owner", namesProject: true, ignoresCase: true },
    { start: "repository:", end: "/", tenant: "owner" },
    { start: "repository_owner:", end: ":", tenant: "owner" },
    { start: "repository_owner_id:", end: ":", tenant: "owner" },
    { start: "repository_id:", end: ":", tenant: "repository" },
    { start: "job_workflow_ref:", end: "/", tenant: "owner" },
    { start: "enterprise:", end: ":", tenant: "enterprise" },
    { start: "enterprise_id:", end: ":", tenant: "enterprise" }
  ],
  pullRequests: { subject: /:pull_request$/, skip: "if: github.event_name != 'pull_request'" },
  audience: {
    says: "GitHub issues the token for whom the job asks: `audience`.",
    fixed: false,
    page: "docs/ci/github.md#aws"
  },
  shownClaims: [
    "repository",
    "repository_id",
    "repository_owner_id",
    "environment",
    "event_name",
    "job_workflow_ref",
    "ref_type",
    "ref",
    "ref_protected"
  ],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /^repo:[^:]+:ref:(?!refs\/|\*)[^:]/,
      why: "GitHub writes the whole reference.",
      fix: "Write ref:refs/heads/BRANCH or ref:refs/tags/TAG."
    },
    {
      rule: "impossible-value",
      value: /^repo:[^:]+:(branch|tag|refs\/[^:]*)(:|$)/,
      why: "GitHub has ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME and pull_request after the repository.",
      fix: "Write one of those."
    },
    {
      rule: "impossible-value",
      value: /^repo:(https?:|github\.com\/)/,
      why: "The owner follows directly.",
      fix: "Write repo:OWNER/REPO:\u2026."
    },
    {
      rule: "customised-subject",
      value: /^repo:[^:*?]+$/,
      why: "more follows the repository in every subject of GitHub that was not customised.",
      fix: "Add :ref:refs/heads/BRANCH or :environment:NAME."
    },
    {
      rule: "customised-subject",
      value: /^repo:[^:]+:(environment:[^:]*:ref:|ref:[^:]*:environment:)/,
      why: "the environment of a GitHub job takes the place of its reference.",
      fix: "Write environment:NAME alone, and restrict the branches in the settings of the environment."
    },
    {
      rule: "wildcard-id",
      value: /^repo:[^/:]*@[^/:]*[*?][^/:]*\/|^repo:[^/]*\/[^:]*@[^:]*[*?]/,
      why: "this takes any ID, so also that of somebody who registers the name after you.",
      fix: "Write the numbers: `gh api repos/OWNER/REPO --jq .owner.id,.id`."
    },
    {
      rule: "hyphen-id",
      value: /^repo:[^/@:]+-\d{5,}\/[^/@:]+-\d{5,}(:|$)/,
      why: "this is the form of a withdrawn preview; today it is the subject of an owner who is really called that.",
      fix: (value) => `Use the form with @: ${value.replace(/-(\d{5,})(?=[/:]|$)/g, "@$1")}.`
    }
  ],
  subjectMismatches: githubMismatches(cloud7),
  generator: generator2
};
// src/trust/issuers/gitlab.ts
var cloud8 = /^gitlab\.com$/;
var page3 = "docs/ci/gitlab.md#aws";
var generator3 = {
  takes: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    project: "GROUP/NAME",
    projectId: "the number that stays when names change"
  },
  instead: "name the project with --project GROUP/NAME. The subject names a branch or a tag; a merge request pipeline has the one of its source branch.",
  plan(options) {
    const issuer = options.issuer ?? "https://gitlab.com";
    const project = exactName(needed(options, "project", "Write --project GROUP/PROJECT."), "project");
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: refSubjects(options, (type, ref) => `project_path:${project}:ref_type:${type}:ref:${ref}`),
      exact: cloud8.test(providerPath(issuer)) ? exactClaims({ project_id: optionalName(options, "projectId") }) : {}
    };
  },
  optionsFrom(claims) {
    const { sub = "" } = claims;
    if (!sub.startsWith("project_path:")) return void 0;
    const [, project, type, ref] = /^project_path:([^:]+):ref_type:(branch|tag):ref:([^:]+)$/.exec(sub) ?? [];
    return definedOptions({
      project: project ?? (0, import_action_shared_core_ip_range.stringAt)(claims, "project_path"),
      projectId: textAt(claims, "project_id"),
      ...type === void 0 ? { subject: sub } : { [type]: ref }
    });
  }
};
var mergeRequest = {
  id: "gitlab-merge-request",
  title: "A merge request pipeline has the subject of its source branch; none says mr or merge_request.",
  page: page3,
  hint: {
    when: ({ claims }) => isOfMergeRequest(claims),
    title: "The job is of a merge request: its subject names the source branch."
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return void 0;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) return { pattern: policyText(token.subject) };
    return isOfMergeRequest(token.claims) && /:ref_type:branch:/.test(pattern) ? {
      ...subjectBeside(token),
      job: "Run the job after the merge only:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    } : void 0;
  }
};
var components = {
  id: "gitlab-subject-components",
  title: "The project's settings make its subjects of other parts than the policy has.",
  page: page3,
  hint: {
    when: (token) => isGitlab(token) && !/^project_path:[^:]+:ref_type:[^:]+:ref:[^:]+$/.test(token.subject),
    title: "The project's settings make its subjects of other parts: a policy for the usual form refuses it."
  },
  explains(pattern, token) {
    const start = /^project_(path|id):[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (!isGitlab(token) || own === void 0 || theirs === void 0) return void 0;
    if (own.startsWith("project_id:") === theirs.startsWith("project_id:")) return void 0;
    return correctedOr(pattern.replace(theirs, own), token);
  }
};
var renamed = {
  id: "gitlab-project-path",
  title: "The project has another path than in the policy: it was renamed or moved, or it is another project.",
  page: page3,
  explains(pattern, token) {
    const start = /^project_path:[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (own === void 0 || theirs === void 0) return void 0;
    if (patternTakes(theirs.toLowerCase(), own.toLowerCase())) return void 0;
    return correctedOr(pattern.replace(theirs, policyText(own)), token);
  }
};
function isGitlab({ claims, subject }) {
  return typeof claims.project_path === "string" || /^project_(path|id):/.test(subject);
}
function isOfMergeRequest({ pipeline_source }) {
  return pipeline_source === "merge_request_event";
}
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  paths: { cloud: cloud8, withClaimKeys: cloud8, subjectRequired: cloud8 },
  claimKeys: [
    "namespace_id",
    "pipeline_source",
    "project_id",
    "ref_protected",
    "runner_environment",
    "user_access_level",
    "user_email",
    "user_id",
    "user_login"
  ],
  identityClaims: [
    { claim: "project_id", immutable: true, advised: true },
    { claim: "namespace_id", immutable: true, advised: true }
  ],
  jobChosenClaims: [
    "ref",
    "ref_type",
    "ref_path",
    "environment",
    "sha",
    "runner_environment",
    "pipeline_source",
    "user_login",
    "user_email"
  ],
  subjectForms: [
    { start: "project_path:", end: "/", tenant: "group", namesProject: true, ignoresCase: true },
    { start: "project_id:", end: ":", tenant: "project" },
    { start: "namespace_path:", end: ":", tenant: "group" },
    { start: "namespace_id:", end: ":", tenant: "group" }
  ],
  audience: {
    says: "GitLab's audience is the `aud` below `id_tokens` in the job.",
    fixed: false,
    page: "docs/ci/gitlab.md#the-job"
  },
  shownClaims: ["project_path", "project_id", "namespace_id", "pipeline_source", "ref_type", "ref", "ref_protected"],
  subjectFaults: [
    {
      rule: "impossible-value",
      value: /:ref_type:(mr|merge_request|pull_request)(:|$)/,
      why: "GitLab knows the ref types branch and tag only; a merge request pipeline has the one of its source branch.",
      fix: "Use ref_type:branch with the source branch."
    },
    {
      rule: "customised-subject",
      value: /^project_path:[^:]+:ref:/,
      why: "GitLab puts ref_type before ref.",
      fix: "Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH."
    }
  ],
  subjectMismatches: [mergeRequest, components, renamed],
  generator: generator3
};
// src/trust/issuers/google.ts
var cloud9 = /^accounts\.google\.com$/;
var google = {
  id: "google",
  name: "Google",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
  paths: { cloud: cloud9, withClaimKeys: cloud9 },
  claimKeys: ["oaud", "google/organization_number"],
  // What the token was asked for; `aud` is the authorized party.
  derivedKeys: { oaud: import_action_shared_core_ip_range.audiencesOf }
};
// src/trust/issuers/oracle.ts
var cloud10 = /^idcs-[^./]+\.identity\.oraclecloud\.com$/;
var oracle = {
  id: "oracle",
  name: "Oracle Cloud",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
  paths: { cloud: cloud10, withClaimKeys: cloud10 },
  claimKeys: ["rpst_id"],
  identityClaims: [{ claim: "rpst_id", immutable: true, advised: true }]
};
// src/trust/issuers/semaphore.ts
var cloud11 = /^[^./]+\.semaphoreci\.com$/;
var generator4 = {
  takes: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    organization: "its name",
    projectId: "the UUID of the project",
    repository: "the name alone"
  },
  instead: "name the jobs with --organization, --project-id, --repository, and --branch or --tag.",
  plan(options) {
    const organization = exactName(needed(options, "organization", "Write --organization NAME."), "organization");
    const project = exactName(needed(options, "projectId", "Write --project-id UUID."), "projectId");
    const repository = exactName(needed(options, "repository", "Write --repository NAME."), "repository");
    const issuer = options.issuer ?? `https://${organization}.semaphoreci.com`;
    const start = `org:${organization}:project:${project}:repo:${repository}`;
    return {
      issuer,
      audience: options.audience ?? issuer,
      // Organizations may have session tags in their tokens, which AWS refuses without this.
      actions: [assumeAction, "sts:TagSession"],
      subjects: refSubjects(options, (type, ref) => {
        const folder = type === "tag" ? "tags" : "heads";
        return `${start}:ref_type:${type}:ref:refs/${folder}/${ref}`;
      }),
      exact: {}
    };
  },
  optionsFrom({ sub = "" }) {
    const subject = /^org:([^:]+):project:([^:]+):repo:([^:]+):ref_type:(branch|tag):ref:refs\/(?:heads|tags)\/(.+)$/.exec(sub);
    if (subject === null) return void 0;
    const [, organization = "", projectId = "", repository = "", type = "", ref = ""] = subject;
    return { organization, projectId, repository, [type]: ref };
  }
};
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  paths: { cloud: cloud11, oneTenant: cloud11 },
  subjectForms: [{ start: "org:", end: ":", tenant: "organization", wholeTenant: /^org:(\*|[^:]+:(\*|project:\*))$/ }],
  pullRequests: { subject: /:ref_type:pull[_-]request:/ },
  audience: {
    says: "Semaphore's audience is the address of the organization, and cannot be chosen.",
    fixed: true,
    page: "docs/ci/semaphore.md#aws"
  },
  sessionTags: { setBy: "organization", identity: ["prj_id"] },
  shownClaims: ["ref_type", "ref", "org_id", "prj_id", "repo_slug", "job_type"],
  generator: generator4
};
// src/trust/issuers/spacelift.ts
var cloud12 = /^[^./]+\.app\.(us\.)?spacelift\.io$/;
var spacelift = {
  id: "spacelift",
  name: "Spacelift",
  docs: "https://docs.spacelift.io/integrations/cloud-providers/oidc/",
  paths: { cloud: cloud12, oneTenant: cloud12 },
  subjectForms: [{ start: "space:", end: ":", tenant: "space" }],
  sessionTags: { setBy: "organization", identity: [] }
};
// src/trust/issuers/terraform.ts
var cloud13 = /^app\.terraform\.io$/;
var terraform = {
  id: "terraform",
  name: "HCP Terraform",
  docs: "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
  paths: { cloud: cloud13, subjectRequired: cloud13 },
  subjectForms: [{ start: "organization:", end: ":", tenant: "organization" }]
};
// src/trust/issuers/vercel.ts
var vercel = {
  id: "vercel",
  name: "Vercel",
  docs: "https://vercel.com/docs/oidc/reference",
  paths: { cloud: /^oidc\.vercel\.com(\/|$)/, oneTenant: /^oidc\.vercel\.com\// },
  subjectForms: [{ start: "owner:", end: ":", tenant: "team" }]
};
// src/trust/issuers/index.ts
var issuers = [
  github,
  gitlab,
  circleci,
  semaphore,
  buildkite,
  bitbucket,
  codefresh,
  spacelift,
  terraform,
  vercel,
  fly,
  eks,
  google,
  oracle
];
function issuerAt(path2) {
  return issuers.find(({ paths }) => paths.cloud?.test(path2) || paths.selfHosted?.test(path2));
}
function extraClaimKeys(path2) {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path2))?.claimKeys ?? [];
}
function derivedKeys(path2) {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path2))?.derivedKeys ?? {};
}
function claimKeys(path2) {
  return ["sub", "aud", "amr", ...extraClaimKeys(path2)];
}
var identityClaims = issuers.flatMap((issuer) => issuer.identityClaims ?? []);
// src/trust/context.ts
function webIdentityContext(claims, request) {
  const issuer = claims.iss ?? "";
  const path2 = providerPath(issuer);
  const tags = sessionTags(claims);
  const roles = authorizedRoles(claims);
  const context = {
    ...request.extra,
    [`${path2}:aud`]: effectiveAudiences(claims),
    "aws:FederatedProvider": [providerArn(issuer, accountOf(request.roleArn))],
    "sts:RoleSessionName": [request.sessionName],
    "sts:SourceIdentity": textsOf(claims[sourceIdentityClaim]),
    "sts:RoleAuthorizedByIdp": roles ? [String(roles.includes(request.roleArn))] : [],
    "sts:TransitiveTagKeys": tags.transitiveKeys,
    "aws:TagKeys": Object.keys(tags.values)
  };
  const derived = derivedKeys(path2);
  for (const claim of ["sub", "amr", ...extraClaimKeys(path2)]) {
    context[`${path2}:${claim}`] = derived[claim]?.(claims) ?? textsOf(claims[claim]);
  }
  for (const [key, value] of Object.entries(tags.values)) context[`aws:RequestTag/${key}`] = [value];
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}
function requiredActions(claims) {
  const tagged = Object.keys(sessionTags(claims).values).length > 0;
  const named = textsOf(claims[sourceIdentityClaim]).length > 0;
  return [
    "sts:AssumeRoleWithWebIdentity",
    ...tagged ? ["sts:TagSession"] : [],
    ...named ? ["sts:SetSourceIdentity"] : []
  ];
}
function effectiveAudiences(claims) {
  return typeof claims.azp === "string" ? [claims.azp] : (0, import_action_shared_core_ip_range.audiencesOf)(claims);
}
function authorizedRoles(claims) {
  const roles = claims["https://aws.amazon.com/roles"];
  return roles === void 0 ? void 0 : textsOf(roles);
}
function accountOf(arn) {
  const [, partition = "aws", , , accountId = ""] = arn.split(":");
  return { accountId, partition };
}
var sourceIdentityClaim = "https://aws.amazon.com/source_identity";
var tagsClaim = "https://aws.amazon.com/tags";
function sessionTags(claims) {
  const nested = claims[tagsClaim];
  if ((0, import_action_shared_core_ip_range.isObject)(nested)) {
    const tags = (0, import_action_shared_core_ip_range.isObject)(nested.principal_tags) ? Object.entries(nested.principal_tags) : [];
    return { values: tagValues(tags), transitiveKeys: textsOf(nested.transitive_tag_keys) };
  }
  const prefix = `${tagsClaim}/principal_tags/`;
  const flat = Object.entries(claims).filter(([claim]) => claim.startsWith(prefix));
  return {
    values: tagValues(flat.map(([claim, value]) => [claim.slice(prefix.length), value])),
    transitiveKeys: textsOf(claims[`${tagsClaim}/transitive_tag_keys`])
  };
}
function tagValues(tags) {
  return Object.fromEntries(tags.flatMap(([key, value]) => textsOf(value).map((text) => [key, text])));
}
function textsOf(claim) {
  const values = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => ["string", "number", "boolean"].includes(typeof value)).map(String);
}
// src/trust/operators.ts
var stringEquals = exactly((value, wanted) => value === wanted);
var stringEqualsIgnoreCase = exactly((value, wanted) => value.toLowerCase() === wanted.toLowerCase());
var stringLike = { wildcards: true, variables: true, matches: matchesPattern };
var arnLike = { wildcards: true, variables: true, matches: matchesArn };
var numeric = (test) => ordered(readNumber, test);
var date = (test) => ordered(readDate, test);
var ipAddress = typed(import_action_shared_core_ip_range.inIpRange);
var operators = {
  StringEquals: is(stringEquals),
  StringNotEquals: isNot(stringEquals),
  StringEqualsIgnoreCase: is(stringEqualsIgnoreCase),
  StringNotEqualsIgnoreCase: isNot(stringEqualsIgnoreCase),
  StringLike: is(stringLike),
  StringNotLike: isNot(stringLike),
  // The two pairs of ARN operators behave alike, AWS says so.
  ArnEquals: is(arnLike),
  ArnNotEquals: isNot(arnLike),
  ArnLike: is(arnLike),
  ArnNotLike: isNot(arnLike),
  NumericEquals: is(numeric((a, b) => a === b)),
  NumericNotEquals: isNot(numeric((a, b) => a === b)),
  NumericLessThan: is(numeric((a, b) => a < b)),
  NumericLessThanEquals: is(numeric((a, b) => a <= b)),
  NumericGreaterThan: is(numeric((a, b) => a > b)),
  NumericGreaterThanEquals: is(numeric((a, b) => a >= b)),
  DateEquals: is(date((a, b) => a === b)),
  DateNotEquals: isNot(date((a, b) => a === b)),
  DateLessThan: is(date((a, b) => a < b)),
  DateLessThanEquals: is(date((a, b) => a <= b)),
  DateGreaterThan: is(date((a, b) => a > b)),
  DateGreaterThanEquals: is(date((a, b) => a >= b)),
  Bool: is(exactly((value, wanted) => isBoolean(value) && value.toLowerCase() === wanted.toLowerCase())),
  BinaryEquals: is(typed((value, wanted) => value === wanted)),
  IpAddress: is(ipAddress),
  NotIpAddress: isNot(ipAddress)
};
function is(comparison) {
  return { ...comparison, negated: false };
}
function isNot(comparison) {
  return { ...comparison, negated: true };
}
function exactly(test) {
  return { wildcards: false, variables: true, matches: (value, pattern) => test(value, literalOf(pattern)) };
}
function typed(test) {
  return { ...exactly(test), variables: false };
}
function ordered(read, test) {
  return typed((value, wanted) => test(read(value), read(wanted)));
}
function readNumber(text) {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
function readDate(text) {
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  return /^\d{4}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}
function isBoolean(text) {
  return /^(true|false)$/i.test(text);
}
function matchesArn(value, pattern) {
  const wanted = splitAtColons(pattern, 6);
  const given = splitAtColons(Array.from(value), 6).map(literalOf);
  return wanted.length === 6 && given.length === 6 && given.every((part, i) => matchesPattern(part, wanted[i] ?? []));
}
// src/trust/evaluate.ts
function evaluate(policy, request) {
  const lookUp = reader(request.context);
  const variables = policy.version === "2012-10-17";
  const statements = policy.statements.map((statement) => judge(statement, { request, lookUp, variables }));
  const applying = (effect) => statements.some((result) => result.applies && result.effect === effect);
  const explicitDeny = applying("Deny");
  return { allowed: applying("Allow") && !explicitDeny, explicitDeny, statements };
}
function reader(context) {
  const values = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]));
  return (key) => values.get(key.toLowerCase());
}
function judge(statement, scene) {
  const principalMatched = matchesPrincipal(statement.principals, scene.request.federated);
  const actionMatched = matchesAction(statement.actions, scene.request.action);
  const conditions = statement.conditions.map((condition) => {
    const { path: path3, operator, key, values: patterns } = condition;
    const values = scene.lookUp(key);
    return { path: path3, operator, key, patterns, values, matched: holds(condition, values ?? [], scene) };
  });
  const { path: path2, sid, effect } = statement;
  const applies = principalMatched && actionMatched && conditions.every((condition) => condition.matched);
  return { path: path2, sid, effect, principalMatched, actionMatched, conditions, applies };
}
function matchesPrincipal(principals, federated) {
  return principals.negated !== (principals.anyone || principals.federated.includes(federated));
}
function matchesAction(actions, action2) {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action2, pattern));
}
function matchesActionPattern(action2, pattern) {
  const compiled = compilePattern(pattern.toLowerCase(), { wildcards: true });
  return compiled !== void 0 && matchesPattern(action2.toLowerCase(), compiled);
}
function holds(condition, values, scene) {
  const { name, set, ifExists } = condition.operator;
  const absent = values.length === 0;
  if (name === "Null") return condition.values.some((wanted) => wanted.toLowerCase() === String(absent));
  const { negated, wildcards, variables, matches } = operators[name];
  if (absent) return set === "ForAllValues" || set === void 0 && (ifExists || negated);
  const variable = variables && scene.variables ? (key) => single(scene.lookUp(key)) : void 0;
  const patterns = condition.values.map((text) => compilePattern(text, { wildcards, variable })).filter((pattern) => pattern !== void 0);
  const test = (value) => negated !== patterns.some((pattern) => matches(value, pattern));
  if (set === "ForAllValues") return values.every(test);
  if (set === "ForAnyValue") return values.some(test);
  return values.length === 1 && values.every(test);
}
function single(values) {
  return values?.length === 1 ? values[0] : void 0;
}
// src/trust/evaluate-token.ts
function evaluateToken(policy, request) {
  const { claims, roleArn } = request;
  const federated = providerArn(claims.iss ?? "", accountOf(roleArn));
  const context = webIdentityContext(claims, request);
  const actions = requiredActions(claims).map((action2) => ({
    action: action2,
    ...evaluate(policy, { action: action2, federated, context })
  }));
  return { allowed: actions.every((action2) => action2.allowed), actions };
}
// src/trust/generate/ci-plans.ts
var generic = {
  takes: { ...issuerOption, ...tokenOptions },
  instead: "An issuer that is not known here has --subject alone.",
  plan: (options) => ({
    issuer: needed(options, "issuer", "Write --issuer URL, the `iss` of the token."),
    audience: options.audience ?? awsAudience,
    actions: [assumeAction],
    subjects: [policyText(needed(options, "subject", "Write --subject TEXT, the `sub` of the token."))],
    exact: {}
  }),
  optionsFrom: ({ sub: subject = "" }) => ({ subject })
};
var known = issuers.flatMap(
  ({ id, name, generator: generator5 }) => generator5 === void 0 ? [] : [{ id, name, generator: generator5 }]
);
var anyIssuer = { id: "generic", name: "Any OIDC issuer", generator: generic };
function generatorFor(claims) {
  return known.find(({ generator: generator5 }) => generator5.optionsFrom(claims) !== void 0) ?? anyIssuer;
}
var ciPlans = [...known, anyIssuer].map(({ id, name, generator: generator5 }) => ({
  id,
  name,
  takes: generator5.takes,
  plan(options) {
    refuseOthers(options, generator5, name);
    return generator5.plan(options);
  }
}));
function refuseOthers(options, { takes, instead }, name) {
  const other2 = Object.entries(options).find(([option, value]) => value !== void 0 && !Object.hasOwn(takes, option));
  if (other2 === void 0) return;
  throw new import_action_shared_core_errors.HelperError("option-conflict", `${flagOf(other2[0])} cannot be used here.`, { hint: `${name}: ${instead}` });
}
// src/trust/generate/options-from-claims.ts
function optionsFromClaims(claims) {
  const { id, generator: generator5 } = generatorFor(claims);
  const common = definedOptions({ issuer: claims.iss ?? "", audience: effectiveAudiences(claims)[0] });
  const taken = Object.entries(common).filter(([option]) => Object.hasOwn(generator5.takes, option));
  return { ci: id, options: { ...Object.fromEntries(taken), ...generator5.optionsFrom(claims) } };
}
// src/core/json-place.ts
function invalidPlace({ path: path2, document }, fault, hint) {
  const message = `${document.name}: ${path2 || document.whole} ${fault}.`;
  return new import_action_shared_core_errors.HelperError(document.code, message, hint === void 0 ? {} : { hint });
}
function objectOf(place) {
  if ((0, import_action_shared_core_ip_range.isObject)(place.value)) return place.value;
  throw invalidPlace(place, place.value === void 0 ? "is missing" : "is not an object");
}
function strayMember(object, names2) {
  return Object.keys(object).find((key) => !names2.includes(key));
}
function itemsOf(place) {
  if (!Array.isArray(place.value)) throw invalidPlace(place, "is not a list");
  return place.value.map((value, index) => ({ ...place, path: `${place.path}[${index}]`, value }));
}
function memberAt(place, name) {
  const value = (0, import_action_shared_core_ip_range.isObject)(place.value) && Object.hasOwn(place.value, name) ? place.value[name] : void 0;
  return { ...place, path: memberPath(place.path, name), value };
}
function memberPath(path2, key) {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path2}[${JSON.stringify(key)}]`;
  return path2 === "" ? key : `${path2}.${key}`;
}
// src/trust/duplicate-keys.ts
function duplicateKeys(text) {
  const found = [];
  const stack = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const frame = stack.at(-1);
    if (token === "{") stack.push({ kind: "object", keys: /* @__PURE__ */ new Set(), key: "", expectsKey: true });
    else if (token === "[") stack.push({ kind: "array", index: 0 });
    else if (token === "}" || token === "]") stack.pop();
    else if (frame?.kind === "array") {
      if (token === ",") frame.index++;
    } else if (frame && token === ",") frame.expectsKey = true;
    else if (frame?.expectsKey) {
      frame.expectsKey = false;
      frame.key = String(JSON.parse(token));
      if (frame.keys.has(frame.key)) found.push(stack.reduce(extend, ""));
      frame.keys.add(frame.key);
    }
  }
  return found;
}
function extend(path2, frame) {
  return frame.kind === "array" ? `${path2}[${frame.index}]` : memberPath(path2, frame.key);
}
// src/trust/policy.ts
function documentOf(name) {
  return { name, whole: "the policy", code: "policy-invalid" };
}
function readPolicy(json, name) {
  const place = { value: json, path: "", document: documentOf(name) };
  onlyMembers(place, ["Version", "Id", "Statement"]);
  const { value: version = "2008-10-17", ...inVersion } = memberAt(place, "Version");
  if (version !== "2008-10-17" && version !== "2012-10-17") {
    throw invalidPlace(inVersion, 'is neither "2012-10-17" nor "2008-10-17"');
  }
  const statements = memberAt(place, "Statement");
  const places = Array.isArray(statements.value) ? itemsOf(statements) : [statements];
  return { version, statements: places.map(readStatement) };
}
function readStatement(place) {
  const statement = objectOf(place);
  if ("Resource" in statement || "NotResource" in statement) {
    throw invalidPlace(place, "has a Resource", "Remove it: a trust policy speaks of its own role only.");
  }
  onlyMembers(place, ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition"]);
  const { Sid: sid, Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") {
    throw invalidPlace(memberAt(place, "Effect"), 'is neither "Allow" nor "Deny"');
  }
  if (sid !== void 0 && typeof sid !== "string") throw invalidPlace(memberAt(place, "Sid"), "is not text");
  return {
    path: place.path,
    sid,
    effect,
    principals: readPrincipals(place),
    actions: readActions(place),
    conditions: readConditions(memberAt(place, "Condition"))
  };
}
function readPrincipals(statement) {
  const member = oneMember(statement, ["Principal", "NotPrincipal"]);
  const negated = member === "NotPrincipal";
  const place = memberAt(statement, member);
  if (place.value === "*") return { negated, anyone: true, federated: [] };
  onlyMembers(place, ["AWS", "Federated", "Service", "CanonicalUser"]);
  const list = (kind) => Object.hasOwn(objectOf(place), kind) ? stringsOf(memberAt(place, kind)) : [];
  const federated = list("Federated");
  return { negated, anyone: [...list("AWS"), ...federated].includes("*"), federated };
}
function readActions(statement) {
  const member = oneMember(statement, ["Action", "NotAction"]);
  return { negated: member === "NotAction", patterns: stringsOf(memberAt(statement, member)) };
}
function readConditions(place) {
  if (place.value === void 0) return [];
  return Object.keys(objectOf(place)).flatMap((name) => {
    const inOperator = memberAt(place, name);
    const operator = readOperator(name, inOperator);
    return Object.keys(objectOf(inOperator)).map((key) => {
      const inKey = memberAt(inOperator, key);
      return { path: inKey.path, operator, key, values: valuesOf(inKey) };
    });
  });
}
function readOperator(text, place) {
  const [, set, bare2 = text, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  const isNull = bare2 === "Null" && !set && !ifExists;
  if (!isNull && !Object.hasOwn(operators, bare2)) {
    throw invalidPlace(place, "is no condition operator of IAM", (0, import_action_shared_core_ip_range.suggestion)(bare2, [...Object.keys(operators), "Null"]));
  }
  return {
    text,
    // Both assertions: the expression and the look-up above admit nothing else.
    name: bare2,
    set,
    ifExists: ifExists !== void 0
  };
}
function valuesOf(place) {
  return listOf(place).map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw invalidPlace(place, "is neither text, a number nor true or false");
  });
}
function stringsOf(place) {
  return listOf(place).map((value) => {
    if (typeof value === "string") return value;
    throw invalidPlace(place, "is neither text nor a list of texts");
  });
}
function listOf({ value }) {
  return Array.isArray(value) ? value : [value];
}
function oneMember(place, members) {
  const object = objectOf(place);
  const [first, second] = members.filter((member) => Object.hasOwn(object, member));
  if (first === void 0) throw invalidPlace(place, `has neither ${members[0]} nor ${members[1]}`);
  if (second !== void 0) throw invalidPlace(place, `has both ${first} and ${second}`);
  return first;
}
function onlyMembers(place, allowed) {
  const stray = strayMember(objectOf(place), allowed);
  if (stray === void 0) return;
  throw invalidPlace(memberAt(place, stray), "is no member that IAM knows here", (0, import_action_shared_core_ip_range.suggestion)(stray, allowed));
}
// src/diagnose/accepting-policy.ts
function acceptingPlan(one2) {
  if (one2.issuer === "" || one2.subject === "" || one2.audiences.length !== 1) return void 0;
  return [recognized(one2), perRun(one2), exact(one2)].flatMap((plan) => plan === void 0 ? [] : [withActions(plan, one2)]).find((plan) => accepts(trustPolicyIn(plan, one2.account), one2));
}
function acceptingPolicy(one2) {
  const plan = acceptingPlan(one2);
  return plan === void 0 ? void 0 : trustPolicyIn(plan, one2.account);
}
function recognized({ claims }) {
  const { ci, options } = optionsFromClaims(claims);
  if (ci === "generic") return void 0;
  try {
    return ciPlans.find(({ id }) => id === ci)?.plan(options);
  } catch (error) {
    if (!(error instanceof import_action_shared_core_errors.HelperError)) throw error;
    return void 0;
  }
}
function perRun(one2) {
  const [start] = issuerAt(one2.path)?.lastingSubject?.exec(one2.subject) ?? [];
  return start === void 0 ? void 0 : { ...bare(one2), subjects: [`${policyText(start)}*`] };
}
function exact(one2) {
  return { ...bare(one2), subjects: [policyText(one2.subject)] };
}
function bare({ issuer, audiences: [audience2 = ""] }) {
  return { issuer, audience: audience2, actions: [], exact: {} };
}
function withActions(plan, { claims }) {
  return { ...plan, actions: [.../* @__PURE__ */ new Set([...requiredActions(claims), ...plan.actions])] };
}
function accepts(policy, { claims, request }) {
  return evaluateToken(readPolicy(policy, "the policy"), { claims, ...request }).allowed;
}
// src/diagnose/case.ts
function caseOf(question) {
  const claims = plainClaims(question.claims);
  const issuer = claims.iss ?? "";
  const account = accountOf(question.request.roleArn);
  const path2 = providerPath(issuer);
  return {
    ...question,
    claims,
    issuer,
    path: path2,
    subject: claims.sub ?? "",
    audiences: effectiveAudiences(claims),
    account,
    providerArn: providerArn(issuer, account),
    comparison: question.policy && compare(question.policy, { claims, request: question.request, path: path2 })
  };
}
function plainClaims(claims) {
  const { iss, sub, azp, ...rest } = (0, import_action_shared_core_ip_range.isObject)(claims) ? claims : {};
  return {
    ...rest,
    ...typeof iss === "string" ? { iss } : {},
    ...typeof sub === "string" ? { sub } : {},
    ...typeof azp === "string" ? { azp } : {}
  };
}
function compare(policy, { claims, request, path: path2 }) {
  const verdict = evaluateToken(policy, { claims, ...request });
  const refused = verdict.actions.find((action2) => !action2.allowed);
  const denial2 = refused?.statements.find(({ effect, applies }) => effect === "Deny" && applies);
  const [nearest] = (refused?.statements ?? []).flatMap((result, index) => {
    const statement = policy.statements[index];
    return result.effect === "Allow" && statement !== void 0 ? [{ result, statement }] : [];
  }).sort((one2, other2) => distance(one2.result) - distance(other2.result));
  const concerned = nearest !== void 0 && (nearest.result.principalMatched || namesProvider(nearest.statement, path2));
  return {
    verdict,
    allowed: verdict.allowed,
    refused,
    denial: denial2,
    nearest,
    failing: concerned ? nearest.result.conditions.filter(({ matched }) => !matched) : []
  };
}
function distance({ principalMatched, actionMatched, conditions }) {
  const failing = conditions.filter(({ matched }) => !matched).length;
  return (principalMatched ? 0 : 1e3) + (actionMatched ? 0 : 500) + failing;
}
function namesProvider({ principals }, path2) {
  return principals.federated.some((arn) => providerPath(nameInArn(arn)).toLowerCase() === path2.toLowerCase());
}
function nameInArn(arn) {
  return arn.replace(/^.*:oidc-provider\//, "");
}
function failingCondition({ comparison, path: path2 }, claim) {
  const key = `${path2}:${claim}`.toLowerCase();
  return comparison?.failing.find((condition) => condition.key.toLowerCase() === key);
}
// src/trust/explain.ts
function drawDifference(difference) {
  const caret = (text, at) => " ".repeat(escapeControls(text.slice(0, at)).length);
  return [
    `policy: ${escapeControls(difference.pattern)}`,
    `        ${caret(difference.pattern, difference.patternAt)}^`,
    `token:  ${escapeControls(difference.value)}`,
    `        ${caret(difference.value, difference.valueAt)}^`
  ];
}
function explainCondition(condition, claims) {
  const { operator, patterns, values } = condition;
  if (values === void 0) return { notes: absenceNotes(condition, claims), differences: [] };
  if (operator.name === "Null") return { notes: ["The key must be absent, and the token has it."], differences: [] };
  if (values.length > 1 && operator.set === void 0) {
    return {
      notes: ["The key has several values: only ForAnyValue: and ForAllValues: compare those."],
      differences: []
    };
  }
  const shown2 = values.map(escapeControls).join(", ");
  const { negated, variables, wildcards } = operators[operator.name];
  if (negated) return { notes: [`The policy excludes this value: ${shown2}`], differences: [] };
  if (!variables || patterns.some((pattern) => pattern.includes("${"))) {
    return { notes: [`policy: ${patterns.map(escapeControls).join(", ")}`, `token:  ${shown2}`], differences: [] };
  }
  const comparison = { wildcards, ignoresCase: operator.name === "StringEqualsIgnoreCase" };
  const differences = values.flatMap((value) => {
    const found = patterns.map((pattern) => differenceOf(pattern, value, comparison));
    return found.every((difference) => difference !== void 0) ? found : [];
  });
  return {
    notes: [
      ...patterns.length === 0 ? ["The policy lists no value, so that none fits."] : [],
      ...differences.some(({ caseOnly }) => caseOnly) ? ["The two differ in upper and lower case only; IAM tells them apart."] : [],
      ...!wildcards && patterns.some((pattern) => /[*?]/.test(pattern)) ? [`${operator.text} takes \`*\` and \`?\` for themselves: wildcards need StringLike.`] : []
    ],
    differences
  };
}
function absenceNotes({ key, operator }, claims) {
  if (operator.name === "Null") return ["The key must be there, and the token does not have it."];
  const path2 = providerPath(claims.iss ?? "");
  const { host, claim } = splitKey(key);
  if (host === void 0) return ["The request has no such key."];
  if (host.toLowerCase() !== path2.toLowerCase()) {
    return [`The key is one of the issuer ${escapeControls(host)}; the token is of ${escapeControls(path2)}.`];
  }
  const known2 = claimKeys(path2);
  if (!known2.some((name) => name.toLowerCase() === claim.toLowerCase())) {
    const meant = (0, import_action_shared_core_ip_range.suggestion)(claim, known2);
    return [`AWS reads no claim ${escapeControls(claim)} of this issuer.${meant === void 0 ? "" : ` ${meant}`}`];
  }
  return [`The token has no claim ${escapeControls(claim)}.`];
}
function differenceOf(pattern, value, { wildcards, ignoresCase }) {
  const lower = { pattern: pattern.toLowerCase(), value: value.toLowerCase() };
  const position = ignoresCase ? firstDifference(lower.pattern, lower.value, wildcards) : firstDifference(pattern, value, wildcards);
  return position && { pattern, value, ...position, caseOnly: lower.pattern === lower.value };
}
function firstDifference(pattern, value, wildcards) {
  const pieces = wildcards ? pattern.split("*") : [pattern];
  let patternAt = 0;
  let valueAt = 0;
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1;
    const found = i === 0 ? 0 : findPiece(piece, value, { from: valueAt, atEnd: isLast, wildcards });
    if (found === void 0) return { patternAt, valueAt };
    const common = commonLength(piece, value.slice(found), wildcards);
    if (common < piece.length || isLast && found + piece.length < value.length) {
      return { patternAt: patternAt + common, valueAt: found + common };
    }
    patternAt += piece.length + 1;
    valueAt = found + piece.length;
  }
  return void 0;
}
function findPiece(piece, value, { from, atEnd, wildcards }) {
  const last = value.length - piece.length;
  for (let at = atEnd ? Math.max(from, last) : from; at <= last; at++) {
    if (commonLength(piece, value.slice(at), wildcards) === piece.length) return at;
  }
  return void 0;
}
function commonLength(piece, value, wildcards) {
  let length = 0;
  while (length < piece.length && length < value.length) {
    if (piece[length] !== value[length] && !(wildcards && piece[length] === "?")) break;
    length++;
  }
  return length;
}
function escapeControls(text) {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
// src/diagnose/wording.ts
function shown(text) {
  const line = escapeControls(text);
  return line.length <= 400 ? line : `${[...line].slice(0, 400).join("")}\u2026 (${line.length} characters)`;
}
function jsonLine(value) {
  return escapeControls(JSON.stringify(value));
}
function jsonBlock(value) {
  return JSON.stringify(value, void 0, 2).split("\n").map(escapeControls).join("\n");
}
function conditionLine(operator, key, values) {
  const [first = "", ...others] = values;
  const name = typeof operator === "string" ? operator : operator.text;
  return `"${name}": { ${jsonLine(key)}: ${jsonLine(others.length === 0 ? first : values)} }`;
}
function shellWord(text) {
  return `'${escapeControls(text).replaceAll("'", String.raw`'\''`)}'`;
}
// src/diagnose/audience-causes.ts
var page4 = "docs/troubleshooting.md#sts-audience";
var several = {
  id: "audience-list",
  page: page4,
  codes: ["sts-audience", "sts-access-denied", "sts-token-rejected"],
  unasked: "sts-audience",
  find({ audiences }) {
    if (audiences.length < 2) return void 0;
    return {
      title: "The token has several audiences and no azp; AWS takes one.",
      likelihood: "certain",
      evidence: [`aud: ${shown(jsonLine(audiences))}`],
      change: "Have the CI issue the token for one audience:\n    aud: sts.amazonaws.com"
    };
  }
};
var authorizedParty = {
  id: "audience-azp",
  page: page4,
  codes: ["sts-audience"],
  find(one2) {
    const { azp } = one2.claims;
    if (azp === void 0) return void 0;
    return {
      title: "The token has an azp, and AWS takes that for the audience.",
      likelihood: "certain",
      evidence: [`azp: ${shown(String(azp))}`, `aud: ${(0, import_action_shared_core_ip_range.audiencesOf)(one2.claims).map(shown).join(", ")}`],
      change: registration(one2)
    };
  }
};
var mismatch = {
  id: "audience-mismatch",
  page: page4,
  codes: ["sts-audience", "sts-access-denied"],
  unasked: "sts-audience",
  find(one2) {
    const registered = one2.provider?.clientIds;
    if (one2.refusal?.code !== "sts-audience" && !lacks(registered, one2.audiences)) return void 0;
    const known2 = issuerAt(one2.path)?.audience;
    const isUsual = one2.audiences[0] === "sts.amazonaws.com";
    return {
      title: `The provider in IAM does not have the token's audience among its client IDs.${known2 === void 0 ? "" : ` ${known2.says}`}`,
      likelihood: "certain",
      evidence: [
        `aud: ${one2.audiences.map(shown).join(", ") || "none"}`,
        `provider: ${shown(one2.providerArn)}`,
        ...registered === void 0 ? [] : [`client IDs: ${registered.map(shown).join(", ")}`]
      ],
      change: known2?.fixed === false && !isUsual ? `Have the token issued for the audience that is registered (usually sts.amazonaws.com). Or register this one:
${registration(one2)}` : `Register it:
${registration(one2)}`
    };
  }
};
function lacks(clientIds, [audience2, another]) {
  return clientIds !== void 0 && audience2 !== void 0 && another === void 0 && !clientIds.includes(audience2);
}
function registration({ providerArn: providerArn2, audiences: [audience2 = ""] }) {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn2)} --client-id ${shellWord(audience2)}`;
}
var audienceCauses = [several, authorizedParty, mismatch];
// src/diagnose/subject-mismatch-cause.ts
function subjectCause({ id, title, page: page8, hint, explains }) {
  return {
    id,
    page: page8,
    codes: ["sts-access-denied"],
    find(one2) {
      const { comparison, claims, subject, path: path2 } = one2;
      const token = { claims, subject, path: path2 };
      if (comparison === void 0) {
        if (subject === "" || hint === void 0 || !hint.when(token)) return void 0;
        return {
          title: hint.title,
          likelihood: hint.likelihood ?? "likely",
          evidence: [`sub: ${shown(subject)}`],
          change: `The trust policy must take this subject:
${withoutPolicy(one2)}`
        };
      }
      const condition = failingSubject(one2);
      const [fixed] = (condition?.patterns ?? []).flatMap((pattern) => {
        const fix = explains(pattern, token);
        return fix === void 0 ? [] : [{ pattern, fix }];
      });
      if (condition === void 0 || fixed === void 0) return void 0;
      return {
        title,
        likelihood: "certain",
        evidence: comparisonLines(condition, claims),
        change: fixText(condition, fixed.pattern, fixed.fix)
      };
    }
  };
}
function failingSubject(one2) {
  const condition = failingCondition(one2, "sub");
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? "");
  return compares && condition?.values !== void 0 ? condition : void 0;
}
function withoutPolicy(one2) {
  const { subjects } = acceptingPlan(one2) ?? { subjects: [policyText(one2.subject)] };
  return conditionLine(subjects.some(hasWildcard) ? "StringLike" : "StringEquals", `${one2.path}:sub`, subjects);
}
function comparisonLines(condition, claims) {
  const { differences, notes } = explainCondition(condition, claims);
  const [nearest] = [...differences].sort((one2, other2) => other2.patternAt - one2.patternAt);
  const others = differences.length - 1;
  return [
    ...nearest === void 0 || nearest.pattern.length + nearest.value.length > 600 ? [] : drawDifference(nearest),
    ...others > 0 ? [`(and ${others} more ${others === 1 ? "value" : "values"} in the policy)`] : [],
    ...notes
  ];
}
function fixText(condition, old, { pattern, keepsOld, job }) {
  const line = pattern === void 0 ? [] : [correctedLine(condition, { old, pattern, keepsOld: keepsOld === true })];
  if (job === void 0) return line.join("\n");
  return [job, ...line.length === 0 ? [] : ["Or, if such jobs are meant to have the role:", ...line]].join("\n");
}
function correctedLine({ operator, key, patterns }, { old, pattern, keepsOld }) {
  const values = keepsOld ? [...patterns, pattern] : patterns.map((value) => value === old ? pattern : value);
  const isWild = hasWildcard(pattern) && operator.name === "StringEquals";
  return conditionLine(isWild ? operator.text.replace("Equals", "Like") : operator, key, [...new Set(values)]);
}
// src/diagnose/policy-causes.ts
var page5 = "docs/troubleshooting.md#sts-access-denied";
var codes = ["sts-access-denied"];
var denial = {
  id: "policy-deny",
  page: page5,
  codes,
  find({ comparison }) {
    if (comparison?.denial === void 0) return void 0;
    const { path: path2, sid, conditions } = comparison.denial;
    return {
      title: "A Deny of the policy applies, and no Allow wins over it.",
      likelihood: "certain",
      evidence: [
        `${path2}${sid === void 0 ? "" : ` ${jsonLine(sid)}`}`,
        ...conditions.map(({ operator, key, patterns }) => conditionLine(operator, key, patterns))
      ],
      change: `Narrow or remove ${path2}, if this job is meant to have the role.`
    };
  }
};
var noAllow = {
  id: "policy-without-allow",
  page: page5,
  codes,
  find({ comparison }) {
    if (comparison === void 0 || comparison.allowed || comparison.nearest !== void 0) return void 0;
    return {
      title: "The policy has no Allow.",
      likelihood: "certain",
      evidence: [],
      change: "Take the policy below."
    };
  }
};
var principal = {
  id: "policy-principal",
  page: "docs/lint/foreign-provider.md",
  codes,
  find(one2) {
    const { comparison, providerArn: providerArn2 } = one2;
    if (comparison?.nearest === void 0 || comparison.nearest.result.principalMatched) return void 0;
    const { federated, negated } = comparison.nearest.statement.principals;
    return {
      title: federated.map((arn) => principalFault(arn, one2)).find(Boolean) ?? "The policy is for another issuer.",
      likelihood: "certain",
      evidence: [
        `policy: ${negated ? "all but " : ""}${federated.map(shown).join(", ") || "no identity provider"}`,
        `token:  ${shown(providerArn2)}`
      ],
      change: `"Principal": { "Federated": ${jsonLine(providerArn2)} }`
    };
  }
};
function principalFault(arn, { account, path: path2 }) {
  const name = nameInArn(arn);
  const bare2 = name.replace(/^https?:\/\//i, "").replace(/\/+$/, "");
  if (bare2.toLowerCase() !== path2.toLowerCase()) {
    return path2.startsWith(`${bare2}/`) ? "The provider in the policy lacks the path of the issuer." : void 0;
  }
  if (name !== bare2) return "The ARN of a provider has neither https:// nor a slash at the end.";
  if (bare2 !== path2) return "The provider in the policy differs in upper and lower case.";
  const [, partition, , , accountId] = arn.split(":");
  if (accountId !== account.accountId) return "The provider in the policy is of another account than the role.";
  if (partition !== account.partition) return "The provider in the policy is of another partition than the role.";
  return "The text before oidc-provider/ is not that of an IAM ARN.";
}
var action = {
  id: "policy-action",
  page: page5,
  codes,
  find({ comparison, claims }) {
    const { refused, nearest } = comparison ?? {};
    if (refused?.action !== "sts:AssumeRoleWithWebIdentity" || nearest === void 0) return void 0;
    if (nearest.result.actionMatched) return void 0;
    const needed2 = requiredActions(claims);
    return {
      title: "The statement does not allow sts:AssumeRoleWithWebIdentity.",
      likelihood: "certain",
      evidence: [`policy: ${nearest.statement.actions.patterns.map(shown).join(", ")}`],
      change: `"Action": ${jsonLine(needed2.length === 1 ? needed2[0] : needed2)}`
    };
  }
};
var audience = {
  id: "policy-audience",
  page: "docs/troubleshooting.md#sts-audience",
  codes,
  find(one2) {
    const condition = failingCondition(one2, "aud");
    const [aud, another] = one2.audiences;
    if (condition?.values === void 0 || aud === void 0 || another !== void 0) return void 0;
    return {
      title: "The policy is for another audience than that of the token.",
      likelihood: "certain",
      evidence: [
        `policy: ${condition.patterns.map(shown).join(", ")}`,
        `token:  ${shown(aud)}${one2.claims.azp === void 0 ? "" : " (azp, which AWS takes for the audience)"}`
      ],
      change: conditionLine("StringEquals", condition.key, [policyText(aud)])
    };
  }
};
var absentKey = {
  id: "policy-key",
  page: "docs/lint/unknown-claim.md",
  codes,
  find(one2) {
    const condition = one2.comparison?.failing.find(
      ({ values: values2, operator }) => values2 === void 0 && operator.name !== "Null"
    );
    if (condition === void 0) return void 0;
    const { host, claim } = splitKey(condition.key);
    const isForeign = host !== void 0 && host.toLowerCase() !== one2.path.toLowerCase();
    const values = isForeign ? valuesOf2(one2, claim) : void 0;
    return {
      title: "The policy has a condition on a key that the request does not have.",
      likelihood: "certain",
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        ...explainCondition(condition, one2.claims).notes
      ],
      change: values === void 0 ? removal(one2, condition.key) : conditionLine(condition.operator, `${one2.path}:${claim}`, values.map(policyText))
    };
  }
};
function valuesOf2({ claims, request, path: path2 }, claim) {
  const key = `${path2}:${claim}`.toLowerCase();
  return Object.entries(webIdentityContext(claims, request)).find(([name]) => name.toLowerCase() === key)?.[1];
}
function removal({ comparison, path: path2, subject }, key) {
  const subjectKey = `${path2}:sub`;
  const conditions = comparison?.nearest?.result.conditions ?? [];
  const isAsked = conditions.some((one2) => one2.key.toLowerCase() === subjectKey.toLowerCase());
  const line = isAsked ? "" : `, and ask for the subject:
${conditionLine("StringEquals", subjectKey, [policyText(subject)])}`;
  return `Remove the condition on ${shown(key)}${line}`;
}
var otherCondition = {
  id: "policy-condition",
  page: page5,
  codes,
  find(one2) {
    const handled = [failingSubject(one2), failingCondition(one2, "aud")];
    const condition = one2.comparison?.failing.find(
      (candidate) => candidate.values !== void 0 && !handled.includes(candidate)
    );
    if (condition?.values === void 0) return void 0;
    const { notes } = explainCondition(condition, one2.claims);
    return {
      title: "A condition of the policy does not hold.",
      likelihood: "certain",
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        `token:  ${condition.values.map(shown).join(", ")}`,
        ...notes.filter((note) => !/^(policy|token): /.test(note))
      ],
      change: changeOf(condition)
    };
  }
};
function changeOf({ operator, key, patterns, values }) {
  const added = [...patterns, ...(values ?? []).map(policyText)];
  const isEquality = /^(ForAnyValue:)?String(Equals|Like)/.test(operator.text);
  const line = isEquality ? `:
${conditionLine(operator, key, added)}` : `, change the condition on ${shown(key)}.`;
  return `Run the job where the policy expects it. Or, if this job is meant to have the role${line}`;
}
var accepted = {
  id: "policy-accepts",
  page: page5,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison?.allowed !== true || refusal === void 0) return void 0;
    return {
      title: "The policy that was given accepts this token: the role in AWS has another one, or does not exist.",
      likelihood: "certain",
      evidence: [`role: ${shown(request.roleArn)}`],
      change: `Compare it with what account ${shown(account.accountId)} has; a change takes some seconds to arrive. If it is the same, a policy of the organization may deny the call (SCP, RCP):
    aws iam get-role --role-name ${shown(roleName(request.roleArn))} --query Role.AssumeRolePolicyDocument`
    };
  }
};
function roleName(arn) {
  return arn.split("/").at(-1) ?? arn;
}
var roleElsewhere = {
  id: "role-or-policy",
  page: page5,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison !== void 0 || refusal === void 0) return void 0;
    return {
      title: "The trust policy is for other jobs, or there is no such role; AWS says the same of both.",
      likelihood: "possible",
      evidence: [`role: ${shown(request.roleArn)}`],
      change: `Fetch the role with credentials of account ${shown(account.accountId)}, and give the file as trust-policy:
    aws iam get-role --role-name ${shown(roleName(request.roleArn))} > role.json`
    };
  }
};
var statementCauses = [denial, noAllow, principal, action];
var conditionCauses = [audience, absentKey, otherCondition];
var elsewhereCauses = [accepted, roleElsewhere];
// src/diagnose/provider-causes.ts
var page6 = "docs/troubleshooting.md#sts-provider-missing";
var codes2 = ["sts-provider-missing"];
var missing = {
  id: "provider-missing",
  page: page6,
  codes: codes2,
  find(one2) {
    return {
      title: `Account ${shown(one2.account.accountId)}, which is that of the role, has no identity provider for the token's issuer.`,
      likelihood: "certain",
      evidence: [`iss:      ${shown(one2.issuer)}`, `provider: ${shown(one2.providerArn)}`],
      change: `Create it there; its URL is the issuer to the letter:
${creation(one2)}`
    };
  }
};
function creation({ issuer, audiences: [audience2 = "sts.amazonaws.com"] }) {
  return `    aws iam create-open-id-connect-provider --url ${shellWord(issuer)} --client-id-list ${shellWord(audience2)}`;
}
var path = {
  id: "provider-path",
  page: page6,
  codes: codes2,
  find(one2) {
    const [host, ...rest] = one2.path.split("/");
    if (rest.length === 0) return void 0;
    return {
      title: `The issuer has a path (/${shown(rest.join("/"))}), and a provider for ${shown(host ?? "")} alone is another provider.`,
      likelihood: "likely",
      evidence: [`iss: ${shown(one2.issuer)}`],
      change: creation(one2)
    };
  }
};
var slash = {
  id: "provider-slash",
  page: page6,
  codes: codes2,
  find(one2) {
    const ends = one2.issuer.endsWith("/");
    return {
      title: ends ? "The issuer ends in a slash, and the URL of the provider must, too." : "A provider whose URL ends in a slash is another provider.",
      likelihood: ends ? "likely" : "possible",
      evidence: [`iss: ${shown(one2.issuer)}`],
      change: `Look at the URLs of the providers; one with another form must be made anew:
    aws iam list-open-id-connect-providers`
    };
  }
};
var otherUrl = {
  id: "provider-url",
  page: page6,
  codes: ["sts-access-denied"],
  unasked: "sts-provider-missing",
  find(one2) {
    const url = one2.provider?.url;
    const title = url === void 0 ? void 0 : urlFault(url, one2.issuer);
    if (url === void 0 || title === void 0) return void 0;
    return {
      title,
      likelihood: "certain",
      evidence: [`iss:      ${shown(one2.issuer)}`, `provider: ${shown(url)}`],
      change: `Create a provider whose URL is the issuer to the letter:
${creation(one2)}`
    };
  }
};
function urlFault(url, issuer) {
  if (url === issuer) return void 0;
  if (url.startsWith("http://")) return "The provider's URL must be https.";
  if (providerPath(url) !== providerPath(issuer)) return "The provider is of another issuer than the token.";
  if (url.endsWith("/") === issuer.endsWith("/")) return void 0;
  return url.endsWith("/") ? "The provider's URL ends in a slash, and the token's issuer does not." : "The token's issuer ends in a slash, and the provider's URL does not.";
}
var unreachable = {
  id: "issuer-unreachable",
  page: "docs/troubleshooting.md#sts-idp-unreachable",
  codes: ["sts-idp-unreachable"],
  find({ issuer, path: name }) {
    const isCloud = issuerAt(name)?.paths.cloud?.test(name) === true;
    return {
      title: isCloud ? "AWS could not fetch the CI's keys; this passes." : "AWS could not fetch the keys of the issuer: it must be reachable from the internet, quickly, with a trusted certificate.",
      likelihood: isCloud ? "likely" : "certain",
      evidence: [`iss: ${shown(issuer)}`],
      change: `From outside of your network:
    curl ${shellWord(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)}`
    };
  }
};
var providerCauses = [missing, path, slash, otherUrl, unreachable];
// src/diagnose/request-causes.ts
var duration = {
  id: "duration",
  page: "docs/troubleshooting.md#sts-validation",
  codes: ["sts-validation", "sts-access-denied"],
  unasked: "sts-validation",
  find({ refusal, request, maxSessionSeconds }) {
    const isAbove = maxSessionSeconds !== void 0 && request.durationSeconds > maxSessionSeconds;
    const isSaid = refusal?.code === "sts-validation" && /MaxSessionDuration|DurationSeconds/i.test(refusal.message);
    if (!isAbove && !isSaid) return void 0;
    const most = maxSessionSeconds ?? 3600;
    return {
      title: `${request.durationSeconds} seconds are more than the role allows${maxSessionSeconds === void 0 ? " (one hour, unless it was raised)" : ""}.`,
      likelihood: "certain",
      evidence: [
        `role-duration-seconds: ${request.durationSeconds}`,
        ...maxSessionSeconds === void 0 ? [] : [`MaxSessionDuration of the role: ${maxSessionSeconds}`]
      ],
      change: `role-duration-seconds: ${most}
Or let the role allow more:
    aws iam update-role --role-name ${shellWord(request.roleArn.split("/").at(-1) ?? "")} --max-session-duration ${request.durationSeconds}`
    };
  }
};
var region = {
  id: "region-disabled",
  page: "docs/troubleshooting.md#sts-region-disabled",
  codes: ["sts-region-disabled"],
  find({ request, account }) {
    return {
      title: `Account ${shown(account.accountId)} has not enabled the region ${shown(request.region)}, or not STS in it.`,
      likelihood: "certain",
      evidence: [`aws-region: ${shown(request.region)}`],
      change: `Ask STS in a region that is enabled:
    aws-region: us-east-1
Or enable it:
    aws account enable-region --region-name ${shellWord(request.region)}`
    };
  }
};
var policySize = {
  id: "session-policy-size",
  page: "docs/troubleshooting.md#sts-policy-too-large",
  codes: ["sts-policy-too-large"],
  find({ refusal }) {
    const [, percent] = /(\d+)\s?%/.exec(refusal?.message ?? "") ?? [];
    return {
      title: "The session policies and the tags of the token are too large together, as AWS packs them.",
      likelihood: "certain",
      evidence: percent === void 0 ? [] : [`${percent} % of the space that AWS gives`],
      change: "Move what is in inline-session-policy to a managed policy, and name that:\n    managed-session-policies: arn:aws:iam::ACCOUNT:policy/NAME"
    };
  }
};
var policyForm = {
  id: "session-policy-form",
  page: "docs/troubleshooting.md#sts-policy-malformed",
  codes: ["sts-policy-malformed"],
  find() {
    return {
      title: "The session policy is no policy that AWS understands.",
      likelihood: "certain",
      evidence: [],
      change: "Check inline-session-policy: Version, Statement, and in each Effect, Action and Resource, no Principal:\n    aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json"
    };
  }
};
var requestCauses = [duration, region, policySize, policyForm];
// src/diagnose/subject-causes.ts
var page7 = "docs/troubleshooting.md#sts-access-denied";
var wildcardInEquals = {
  id: "subject-wildcard",
  page: "docs/lint/literal-wildcard.md",
  codes: ["sts-access-denied"],
  find(one2) {
    const condition = failingSubject(one2);
    if (condition === void 0 || !/^StringEquals/.test(condition.operator.name)) return void 0;
    if (!condition.patterns.some((pattern) => patternTakes(pattern, one2.subject))) return void 0;
    const operator = condition.operator.text.replace(/StringEquals(IgnoreCase)?/, "StringLike");
    return {
      title: `${condition.operator.text} takes * for an ordinary character; wildcards need StringLike.`,
      likelihood: "certain",
      evidence: comparisonLines(condition, one2.claims),
      change: conditionLine(operator, condition.key, condition.patterns)
    };
  }
};
var casual = issuers.flatMap(({ subjectForms = [] }) => subjectForms.filter(({ ignoresCase }) => ignoresCase));
var letterCase = {
  id: "subject-case",
  title: "The subject differs in upper and lower case, which IAM tells apart.",
  page: "docs/lint/subject-case.md",
  hint: {
    when: ({ subject }) => casual.some(({ start }) => subject.startsWith(start) && /^[^:]*[A-Z]/.test(subject.slice(start.length))),
    title: "The subject has capital letters, and IAM tells upper from lower case.",
    likelihood: "possible"
  },
  explains: (pattern, { subject }) => !patternTakes(pattern, subject) && patternTakes(pattern.toLowerCase(), subject.toLowerCase()) ? { pattern: inCaseOf(pattern, subject) } : void 0
};
function inCaseOf(pattern, subject) {
  let at = 0;
  const pieces = pattern.split(/([*?])/).map((piece) => {
    if (piece === "*") return piece;
    const found = piece === "?" ? at : subject.toLowerCase().indexOf(piece.toLowerCase(), at);
    at = found + piece.length;
    return piece === "?" ? piece : policyText(subject.slice(found, at));
  });
  const corrected = pieces.join("");
  return patternTakes(corrected, subject) ? corrected : policyText(subject);
}
var referenceForm = {
  id: "subject-ref-form",
  title: "The policy writes the branch or tag in another form than the CI does.",
  page: "docs/lint/impossible-value.md",
  explains(pattern, token) {
    const [, folder] = /:ref:refs\/(heads|tags)\//.exec(token.subject) ?? [];
    const isShort = /:ref:(?!refs\/|\*)/.test(pattern);
    if (folder !== void 0 && isShort) return correctedOr(pattern.replace(/:ref:/, `:ref:refs/${folder}/`), token);
    const isLong = /:ref:(?!refs\/)/.test(token.subject) && /:ref:refs\/(heads|tags)\//.test(pattern);
    return isLong ? correctedOr(pattern.replace(/:ref:refs\/(heads|tags)\//, ":ref:"), token) : void 0;
  }
};
var tag = {
  id: "subject-tag",
  title: "The job runs for a tag, and the subject says so in the place of a branch.",
  page: page7,
  hint: {
    when: ({ subject }) => isTag(subject),
    title: "The job runs for a tag: a policy for a branch refuses it."
  },
  explains: (pattern, token) => isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern) ? subjectBeside(token) : void 0
};
function isTag(subject) {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}
var pullRequest = {
  id: "subject-pull-request",
  title: "The job is of a pull request, and the subject names no branch.",
  page: page7,
  hint: {
    when: ({ subject }) => pullRequestsOf(subject) !== void 0,
    title: "The job is of a pull request: a policy for a branch refuses it."
  },
  explains(pattern, token) {
    const rule = pullRequestsOf(token.subject);
    if (rule === void 0 || /pull[_-]request/.test(pattern)) return void 0;
    const [what, lines] = rule.skip === void 0 ? ["job", ""] : ["step", `:
    ${rule.skip}`];
    const job = `Skip the ${what} for pull requests, whose code nobody has reviewed yet${lines || "."}`;
    return { ...subjectBeside(token), job };
  }
};
function pullRequestsOf(subject) {
  return pullRequestRules.find((rule) => rule.subject.test(subject));
}
var pullRequestRules = issuers.flatMap(({ pullRequests }) => pullRequests === void 0 ? [] : [pullRequests]);
var other = {
  id: "subject-mismatch",
  page: page7,
  codes: ["sts-access-denied"],
  find(one2) {
    const condition = failingSubject(one2);
    if (condition === void 0) return void 0;
    const values = [...condition.patterns, policyText(one2.subject)];
    return {
      title: "The policy is for other jobs: the subject is not among its values.",
      likelihood: "certain",
      evidence: comparisonLines(condition, one2.claims),
      change: `Run the job where the policy expects it. Or, if this job is meant to have the role:
${conditionLine(condition.operator, condition.key, values)}`
    };
  }
};
var subjectCauses = [
  ...issuers.flatMap(({ subjectMismatches = [] }) => subjectMismatches.map(subjectCause)),
  wildcardInEquals,
  ...[letterCase, referenceForm, tag, pullRequest].map(subjectCause)
];
var otherSubject = other;
// src/diagnose/tag-causes.ts
function permissionCause(id, action2, what) {
  return {
    id,
    page: "docs/lint/missing-tag-session.md",
    codes: ["sts-access-denied"],
    find({ claims, comparison }) {
      const needed2 = requiredActions(claims);
      if (!needed2.includes(action2)) return void 0;
      if (comparison !== void 0 && comparison.refused?.action !== action2) return void 0;
      return {
        title: `The token brings ${what}, and the policy must allow ${action2} for it.`,
        likelihood: comparison === void 0 ? "likely" : "certain",
        evidence: evidenceOf({ claims, comparison }),
        change: `"Action": ${jsonLine(needed2)}`
      };
    }
  };
}
function evidenceOf({ claims, comparison }) {
  const brought = Object.keys(claims).filter((name) => /^https:\/\/aws\.amazon\.com\/(tags|source_identity)/.test(name)).map((name) => `token:  ${shown(name)}`);
  const allowed = comparison?.nearest?.statement.actions.patterns.map(shown).join(", ");
  return [...allowed === void 0 ? [] : [`policy: ${allowed}`], ...brought.slice(0, 3)];
}
var tagCauses = [
  permissionCause("session-tags", "sts:TagSession", "session tags"),
  permissionCause("source-identity", "sts:SetSourceIdentity", "a source identity")
];
// src/diagnose/token-causes.ts
var rejected = "docs/troubleshooting.md#sts-token-rejected";
var requestToken = {
  id: "request-token",
  page: "docs/troubleshooting.md#token-malformed",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
  unasked: "token-malformed",
  find({ claims }) {
    const { scp } = claims;
    if (typeof scp !== "string" || !scp.startsWith("Actions.")) return void 0;
    return {
      title: "This is a token of the CI's own API (ACTIONS_ID_TOKEN_REQUEST_TOKEN), which only authorizes the request for an ID token.",
      likelihood: "certain",
      evidence: [`scp: ${shown(scp)}`],
      change: "On GitHub give no token (no token-env, no web-identity-token-file): it is fetched."
    };
  }
};
var claimMissing = {
  id: "claim-missing",
  page: "docs/troubleshooting.md#token-claim-missing",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
  unasked: "token-claim-missing",
  find({ issuer, subject, audiences, claims }) {
    const absent = [
      ...issuer === "" ? ["iss"] : [],
      ...subject === "" ? ["sub"] : [],
      ...audiences.length === 0 ? ["aud"] : []
    ];
    if (absent.length === 0) return void 0;
    return {
      title: `The token lacks ${absent.join(" and ")}, without which AWS takes none.`,
      likelihood: "certain",
      evidence: [`claims: ${shown(Object.keys(claims).slice(0, 20).join(", ")) || "none"}`],
      change: "Put the claim back in the CI's settings for OIDC."
    };
  }
};
var pinned = {
  id: "roles-claim",
  page: "docs/troubleshooting.md#sts-role-pinned",
  codes: ["sts-role-pinned", "sts-access-denied"],
  unasked: "sts-role-pinned",
  find({ claims, request }) {
    const roles = authorizedRoles(claims);
    if (roles === void 0 || roles.includes(request.roleArn)) return void 0;
    return {
      title: "The issuer lets this token have other roles only.",
      likelihood: "certain",
      evidence: [`https://aws.amazon.com/roles: ${shown(jsonLine(roles))}`, `role: ${shown(request.roleArn)}`],
      change: `Take one of those roles, or have the issuer add this one to the claim:
    ${jsonLine(request.roleArn)}`
    };
  }
};
var clock = {
  id: "clock-skew",
  page: "docs/troubleshooting.md#token-not-yet-valid",
  codes: ["sts-token-expired", "sts-token-rejected", "sts-access-denied"],
  find({ claims, now, refusal }) {
    const seconds = now / 1e3;
    const [issued, begins, ends] = ["iat", "nbf", "exp"].map((name) => (0, import_action_shared_core_ip_range.numberAt)(claims, name));
    const early = Math.max(issued ?? 0, begins ?? 0) - seconds;
    if (early > 60) {
      return {
        title: `The token was issued ${(0, import_action_shared_core_ip_range.spanText)(early)} from now: the clock of this machine is behind, or that of the CI ahead.`,
        likelihood: refusal?.code === "sts-access-denied" ? "possible" : "likely",
        evidence: times({ claims, now }),
        change: "Set both clocks by NTP."
      };
    }
    if (refusal?.code !== "sts-token-expired" || ends === void 0 || ends < seconds) return void 0;
    return {
      title: `By the clock of this machine the token lives for another ${(0, import_action_shared_core_ip_range.spanText)(ends - seconds)}; AWS says that it has expired. The clock is behind.`,
      likelihood: "likely",
      evidence: times({ claims, now }),
      change: "Set the clock of this machine by NTP."
    };
  }
};
var waited = {
  id: "token-expired",
  page: "docs/troubleshooting.md#sts-token-expired",
  codes: ["sts-token-expired"],
  find({ claims, now }) {
    return {
      title: "The token was fetched too long before it was used.",
      likelihood: "possible",
      evidence: times({ claims, now }),
      change: "Run this step at the start of the job, or have the CI issue longer-lived tokens."
    };
  }
};
function times({ claims, now }) {
  const claimed = ["iat", "nbf", "exp"].flatMap((name) => {
    const value = (0, import_action_shared_core_ip_range.numberAt)(claims, name);
    return value === void 0 ? [] : [`${name}: ${(0, import_action_shared_core_ip_range.timeText)(value) ?? value}`];
  });
  return [...claimed, `now: ${(0, import_action_shared_core_ip_range.timeText)(now / 1e3)} (this machine)`];
}
var changed = {
  id: "token-changed",
  page: rejected,
  codes: ["sts-token-rejected"],
  find({ issuer }) {
    return {
      title: "The token did not arrive as it was issued, or the issuer signs with other keys than those that it publishes.",
      likelihood: "possible",
      evidence: [`iss: ${shown(issuer)}`],
      change: "Pass the token on whole: no quotes, no line ends inside, no masked *** in its place. AWS takes RS256/384/512 and ES256/384/512."
    };
  }
};
var tokenCauses = [requestToken, claimMissing, pinned, clock, waited, changed];
// src/diagnose/causes.ts
var causes = [
  ...tokenCauses,
  ...providerCauses,
  ...audienceCauses,
  ...requestCauses,
  ...statementCauses,
  ...subjectCauses,
  otherSubject,
  ...conditionCauses,
  ...tagCauses,
  ...elsewhereCauses
];
// src/diagnose/shown-claims.ts
var names = /* @__PURE__ */ new Set([
  "iss",
  "sub",
  "aud",
  "azp",
  ...issuers.flatMap((issuer) => issuer.shownClaims ?? []),
  "https://aws.amazon.com/roles",
  "https://aws.amazon.com/source_identity",
  "https://aws.amazon.com/tags"
]);
function shownClaims(claims) {
  return [...names].flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : void 0;
    if (value === void 0 || value === "") return [];
    return [{ name, value: shown(typeof value === "string" ? value : JSON.stringify(value) ?? "") }];
  });
}
// src/diagnose/diagnose.ts
var order = ["certain", "likely", "possible"];
function diagnose(question) {
  const one2 = caseOf(question);
  const code = question.refusal?.code ?? "sts-access-denied";
  const found = causes.flatMap((cause) => {
    const finding = cause.codes.includes(code) ? cause.find(one2) : void 0;
    return finding === void 0 ? [] : [{ id: cause.id, page: cause.page, ...finding }];
  });
  const findings = withoutLastResort(found).sort((a, b) => order.indexOf(a.likelihood) - order.indexOf(b.likelihood));
  return {
    claims: shownClaims(one2.claims),
    findings,
    problems: findings.flatMap(problemOf),
    verdict: one2.comparison?.verdict,
    policy: code === "sts-access-denied" && one2.comparison?.allowed !== true ? acceptingPolicy(one2) : void 0
  };
}
function problemOf({ id, title, likelihood }) {
  const code = causes.find((cause) => cause.id === id)?.unasked ?? "sts-access-denied";
  return likelihood === "certain" ? [{ code, message: title }] : [];
}
function withoutLastResort(findings) {
  const isExplained = findings.some(
    ({ id, likelihood }) => likelihood === "certain" && subjectCauses.some((cause) => cause.id === id)
  );
  return findings.filter(({ id }) => id !== otherSubject.id || !isExplained);
}
// src/diagnose/report.ts
function headline({ findings: [first] }, { code, hint }) {
  if (first === void 0 || first.likelihood === "possible") return hint;
  const likely = `The likeliest cause: ${first.title}
${first.change}`;
  const usual = first.likelihood === "certain" && code === "sts-access-denied" ? void 0 : hint;
  return [usual, first.likelihood === "certain" ? findingText(first) : likely].filter(Boolean).join("\n");
}
var mostCauses = 5;
var causesHeading = "Causes, the likeliest first:";
function reportOf({ claims, findings, policy }) {
  const width = Math.min(24, Math.max(0, ...claims.map(({ name }) => name.length)));
  return [
    "The claims that a trust policy is about:",
    ...claims.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`),
    ...findings.length === 0 ? [] : ["", causesHeading, findingsText(findings)],
    ...policy === void 0 ? [] : ["", "A trust policy that accepts this token, and no other job\u2019s:", jsonBlock(policy)]
  ].join("\n");
}
function findingsText(findings) {
  return findings.slice(0, mostCauses).map((finding, index) => {
    const isRepeated = findings.slice(0, index).some(({ change }) => change === finding.change);
    return indented(findingText(finding, isRepeated), `${index + 1}. `);
  }).join("\n");
}
function findingText({ id, title, evidence, change, page: page8 }, isRepeated = false) {
  return [
    `${title} [${id}]`,
    ...evidence.map((line) => `  ${line}`),
    ...isRepeated ? [] : ["  Change:", ...change.split("\n").map((line) => `    ${line}`)],
    `  ${page8}`
  ].join("\n");
}
function indented(text, mark) {
  return text.split("\n").map((line, index) => `${index === 0 ? mark : " ".repeat(mark.length)}${line}`).join("\n");
}
// src/trust/opaque.ts
var opaque = "\uFFFC";
// src/trust/cloudformation.ts
function resolveIntrinsics(value, resources) {
  if (Array.isArray(value)) return value.map((entry) => resolveIntrinsics(entry, resources));
  if (!(0, import_action_shared_core_ip_range.isObject)(value)) return value;
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
    if ((0, import_action_shared_core_ip_range.isObject)(variables) && Object.hasOwn(variables, name)) {
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
  if (!(0, import_action_shared_core_ip_range.isObject)(resource) || resource.Type !== "AWS::IAM::OIDCProvider" || !(0, import_action_shared_core_ip_range.isObject)(resource.Properties))
    return opaque;
  const url = (0, import_action_shared_core_ip_range.stringAt)(resource.Properties, "Url");
  return url === void 0 ? opaque : `arn:aws:iam::${opaque}:oidc-provider/${providerPath(url)}`;
}
// src/trust/documents.ts
function findPolicies(text, name, parseYaml) {
  const json = (0, import_action_shared_core_ip_range.parseJson)(text);
  const duplicates = json === void 0 ? [] : duplicateKeys(text);
  const value = json ?? parseYaml?.(text);
  if (!(0, import_action_shared_core_ip_range.isObject)(value)) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${name} holds neither a JSON object nor a CloudFormation template.`);
  }
  return documentsIn(value).map((document) => ({
    ...document,
    duplicates: [...document.duplicates, ...duplicates.filter((path2) => path2.startsWith(document.path))]
  }));
}
function documentsIn(value) {
  if ((0, import_action_shared_core_ip_range.isObject)(value.Role)) return [roleDocument(value.Role, "Role")];
  if (Array.isArray(value.Roles)) {
    return value.Roles.flatMap((role, i) => (0, import_action_shared_core_ip_range.isObject)(role) ? [roleDocument(role, `Roles[${i}]`)] : []);
  }
  if ("AssumeRolePolicyDocument" in value) return [roleDocument(value, "")];
  if ((0, import_action_shared_core_ip_range.isObject)(value.Resources)) return templateDocuments(value.Resources);
  const modules = [value.planned_values, value.values, (0, import_action_shared_core_ip_range.isObject)(value.prior_state) && value.prior_state.values];
  if (modules.some(import_action_shared_core_ip_range.isObject)) return planDocuments(modules);
  return [{ path: "", json: value, roleArn: void 0, duplicates: [] }];
}
function roleDocument(role, path2) {
  const inRole = memberPath(path2, "AssumeRolePolicyDocument");
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: (0, import_action_shared_core_ip_range.stringAt)(role, "Arn") });
}
function embedded(value, place) {
  if (typeof value !== "string") return { ...place, json: value, duplicates: [] };
  const text = value.startsWith("%7B") ? decodeUrl(value, place.path) : value;
  const json = (0, import_action_shared_core_ip_range.parseJson)(text);
  const duplicates = json === void 0 ? [] : duplicateKeys(text).map((path2) => `${place.path}.${path2}`);
  return { ...place, json, duplicates };
}
function decodeUrl(text, path2) {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${path2} looks URL-encoded and is not.`, { cause });
  }
}
function templateDocuments(resources) {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!(0, import_action_shared_core_ip_range.isObject)(resource) || resource.Type !== "AWS::IAM::Role" || !(0, import_action_shared_core_ip_range.isObject)(resource.Properties)) return [];
    const path2 = `${memberPath("Resources", id)}.Properties.AssumeRolePolicyDocument`;
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path: path2, roleArn: void 0 })];
  });
}
function planDocuments(modules) {
  const resources = modules.flatMap((values) => (0, import_action_shared_core_ip_range.isObject)(values) ? resourcesOf(values.root_module) : []);
  const roles = resources.filter(({ type }) => type === "aws_iam_role").flatMap(planDocument("assume_role_policy"));
  const known2 = new Set(roles.map(({ json }) => JSON.stringify(json)));
  const sources = resources.filter(({ type }) => type === "aws_iam_policy_document").flatMap(planDocument("json"));
  const trusts = sources.filter(({ json }) => {
    const text = JSON.stringify(json);
    return /"(Not)?Principal"/.test(text) && !/"(Not)?Resource"/.test(text) && !known2.has(text);
  });
  return [...roles, ...trusts];
}
function planDocument(member) {
  return ({ address, values }) => {
    const text = (0, import_action_shared_core_ip_range.stringAt)(values, member);
    if (text === void 0) return [];
    return [embedded(text, { path: `${address}.${member}`, roleArn: (0, import_action_shared_core_ip_range.stringAt)(values, "arn") })];
  };
}
function resourcesOf(module2) {
  if (!(0, import_action_shared_core_ip_range.isObject)(module2)) return [];
  const own = Array.isArray(module2.resources) ? module2.resources : [];
  const children = Array.isArray(module2.child_modules) ? module2.child_modules : [];
  const planned = own.filter(import_action_shared_core_ip_range.isObject).flatMap(
    ({ address, type, values }) => (0, import_action_shared_core_ip_range.isObject)(values) ? [{ address: String(address), type: String(type), values }] : []
  );
  return [...planned, ...children.flatMap(resourcesOf)];
}
// src/trust/policy-for-role.ts
function policyForRole(text, name, roleArn) {
  const documents = findPolicies(text, name);
  const own = documents.filter((document2) => roleArn !== void 0 && document2.roleArn === roleArn);
  const [document, another] = own.length > 0 ? own : documents;
  if (document === void 0 || another !== void 0) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${name} holds ${document ? "several policies" : "no policy"}.`);
  }
  const [duplicate] = document.duplicates;
  if (duplicate !== void 0) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${name}: ${duplicate} is there twice; only the last one would count.`);
  }
  return { policy: readPolicy(document.json, name), roleArn: document.roleArn };
}
// src/session/diagnose-refusal.ts
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
function withDiagnosis(refusal, { claims, request, settings }, io) {
  if (!explainable.includes(refusal.code)) return refusal;
  const diagnosis = diagnose({
    claims,
    request,
    now: io.clock.now(),
    refusal,
    policy: settings.trustPolicy === void 0 ? void 0 : readTrustPolicy(settings.trustPolicy, request, io)
  });
  const hint = headline(diagnosis, refusal);
  return new import_action_shared_core_errors.HelperError(refusal.code, refusal.message, {
    ...hint === void 0 ? {} : { hint },
    diagnosis: reportOf(diagnosis),
    cause: refusal
  });
}
function readTrustPolicy(path2, { roleArn }, { files, log }) {
  try {
    const text = files.read(path2);
    if (text === void 0) throw new import_action_shared_core_errors.HelperError("input-unreadable", `There is no file ${path2}.`);
    return policyForRole(text, path2, roleArn).policy;
  } catch (error) {
    if (!(error instanceof import_action_shared_core_errors.HelperError)) throw error;
    log.warning(`trust-policy explains nothing: ${error.message}`);
    return void 0;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  withDiagnosis
});
