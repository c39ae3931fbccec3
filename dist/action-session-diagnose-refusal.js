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
var bitbucketIssuer = {
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
function providerNameInArn(arn) {
  return arn.replace(/^.*?:oidc-provider\//s, "");
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
  const path = providerPath(plan.issuer);
  const hasPattern = plan.subjects.some((subject2) => /[*?]/.test(subject2.replaceAll(/\$\{[*?$]\}/g, "")));
  const subject = { [`${path}:sub`]: oneOrList(plan.subjects) };
  const exact = Object.entries(plan.exact).map(([claim, values]) => [
    `${path}:${claim}`,
    oneOrList(values.map(policyLiteral))
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
            [`${path}:aud`]: policyLiteral(plan.audience),
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
  return trustPolicyOf(plan, providerArn(plan.issuer, account));
}
function refPattern(ref) {
  return ref.replace(/\$(?=\{)/g, "${$$}");
}
function policyLiteral(text) {
  return text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}
function oneOrList(values) {
  const [first = "", ...others] = values;
  return others.length === 0 ? first : values;
}
// src/trust/pattern.ts
var anyRun = /* @__PURE__ */ Symbol("*");
var anyCharacter = /* @__PURE__ */ Symbol("?");
function compilePattern(text, syntax) {
  const { wildcards, variable } = syntax;
  const glyphs = [];
  for (const [token, expression] of text.matchAll(variable ? /\$\{([^}]*)\}|[\s\S]/gu : /[\s\S]/gu)) {
    if (variable && expression !== void 0) {
      const value = resolve(expression, variable);
      if (value === void 0) return void 0;
      glyphs.push(...value);
    } else if (wildcards && token === "*") glyphs.push(anyRun);
    else if (wildcards && token === "?") glyphs.push(anyCharacter);
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
    if (pattern[glyph] === anyRun) {
      retryGlyph = ++glyph;
      retryAt = at;
    } else if (pattern[glyph] === anyCharacter || pattern[glyph] === characters[at]) {
      glyph++;
      at++;
    } else if (retryGlyph >= 0) {
      glyph = retryGlyph;
      at = ++retryAt;
    } else return false;
  }
  return pattern.slice(glyph).every((rest) => rest === anyRun);
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
function patternMatches(pattern, text) {
  const compiled = compilePattern(pattern, { wildcards: true, variable: () => void 0 });
  return compiled !== void 0 && matchesPattern(text, compiled);
}
function addSubject({ subject }) {
  return { pattern: policyLiteral(subject), keepsOld: true };
}
function correctedPattern(pattern, token) {
  return patternMatches(pattern, token.subject) ? { pattern } : addSubject(token);
}
// src/trust/issuers/buildkite.ts
var cloud2 = /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/;
var commitAndStep = {
  id: "buildkite-subject",
  title: "A Buildkite subject continues after the branch with the commit and the step.",
  page: "docs/ci/custom.md#aws",
  hint: {
    when: ({ path }) => cloud2.test(path),
    title: "The subject names the commit and the step: a policy must not pin them.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    if (!/^organization:[^:]+:pipeline:[^:]+:ref:refs\/[^:*]+$/.test(pattern)) return void 0;
    return patternMatches(`${pattern}:*`, token.subject) ? { pattern: `${pattern}:*` } : void 0;
  }
};
var buildkiteIssuer = {
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
function requiredOption(options, name, hint) {
  const value = options[name];
  if (typeof value === "string" && value !== "") return value;
  throw new import_action_shared_core_errors.HelperError("option-invalid", `${flagOf(name)} is missing.`, { hint });
}
function exactName(value, name) {
  if (!/[*?:$\s]/.test(value)) return value;
  throw new import_action_shared_core_errors.HelperError("option-invalid", `${flagOf(name)} is not an exact name: ${JSON.stringify(value)}.`, {
    hint: "Write it in full, without wildcards. Wildcards are for branches and tags."
  });
}
function optionalName(options, name) {
  const value = options[name];
  return value === void 0 ? void 0 : exactName(value, name);
}
function refSubjects({ branch, tag: tag2, subject }, write) {
  if (subject !== void 0) return [policyLiteral(subject)];
  const subjects = [
    ...branch === void 0 ? [] : [write("branch", refPattern(branch))],
    ...tag2 === void 0 ? [] : [write("tag", refPattern(tag2))]
  ];
  if (subjects.length > 0) return subjects;
  throw new import_action_shared_core_errors.HelperError("option-invalid", "No option says which jobs of the project can have the role.", {
    hint: "Give --branch, --tag or both."
  });
}
function flagOf(option) {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
// src/trust/generate/read-claims.ts
function claimText(claims, claim) {
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
var circleciGenerator = {
  optionHelp: {
    audience: tokenOptions.audience,
    organizationId: "the UUID of the organization",
    projectId: "the UUID of the project"
  },
  hint: "a branch name can contain the end of the subject, so AWS cannot tell branches apart. Move deployments to a project of their own: --organization-id and --project-id.",
  plan(options) {
    const organization = exactName(
      requiredOption(options, "organizationId", "Write --organization-id UUID."),
      "organizationId"
    );
    const project = exactName(requiredOption(options, "projectId", "Write --project-id UUID."), "projectId");
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
  title: "CircleCI has two forms of subject: the one in CIRCLE_OIDC_TOKEN_V2 also names the repository and the branch.",
  page,
  hint: {
    when: ({ path }) => cloud3.test(path),
    title: "The subject names the user who started the job, and its newer form also the branch: a policy must not pin the user.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    const [own, theirs] = [token.subject, pattern].map((text) => text.includes("/vcs-origin/"));
    if (!cloud3.test(token.path) || own === theirs) return void 0;
    if (own) return correctedPattern(`${pattern.replace(/\/user\/[^/]*$/, "/user/*")}`, token);
    return { job: "Use the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2" };
  }
};
var userMismatch = {
  id: "circleci-user",
  title: "The subject names the user who started the job; the policy names a different user.",
  page,
  explains(pattern, token) {
    const [, own] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!cloud3.test(token.path) || own === void 0 || theirs === void 0) return void 0;
    return patternMatches(theirs, own) ? void 0 : correctedPattern(pattern.replace(/\/user\/[^/]+/, "/user/*"), token);
  }
};
var circleciIssuer = {
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
      why: "branch names can contain slashes, so a branch can be named like everything after the wildcard.",
      fix: `Pin ${projectClaim}, and move deployments to a project of their own; or write the whole subject, user included, with StringEquals.`
    }
  ],
  subjectMismatches: [subjectVersion, userMismatch],
  generator: circleciGenerator
};
// src/trust/issuers/codefresh.ts
var cloud4 = /^oidc\.codefresh\.io$/;
var codefreshIssuer = {
  id: "codefresh",
  name: "Codefresh",
  docs: "https://codefresh.io/docs/docs/integrations/oidc-pipelines/",
  paths: { cloud: cloud4, subjectRequired: cloud4 },
  subjectForms: [{ start: "account:", end: ":", tenant: "account" }]
};
// src/trust/issuers/eks.ts
var suffixes = import_action_shared_core_ip_range.partitions.map(({ dnsSuffix }) => dnsSuffix.replaceAll(".", "\\.")).join("|");
var cloud5 = new RegExp(`^oidc\\.eks\\.[^./]+\\.(${suffixes})/`);
var eksIssuer = {
  id: "eks",
  name: "Amazon EKS",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
  paths: { cloud: cloud5, oneTenant: cloud5 },
  subjectForms: [{ start: "system:serviceaccount:", end: ":", tenant: "namespace" }]
};
// src/trust/issuers/fly.ts
var cloud6 = /^oidc\.fly\.io\//;
var flyIssuer = {
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
  title: "The policy has the IDs after hyphens: only a withdrawn preview had that form, and anyone can give an owner such a name.",
  page: "docs/lint/hyphen-id.md",
  explains(pattern, token) {
    const [, owner, ownerId, name, id] = /^repo:(.+)-(\d+)\/([^:]+)-(\d+)(?=:)/.exec(pattern) ?? [];
    const { repository_owner_id, repository_id } = token.claims;
    const known = withIds(token.subject) ?? { ownerId: String(repository_owner_id), id: String(repository_id) };
    if (owner === void 0 || known.ownerId !== ownerId || known.id !== id) return void 0;
    const rest = pattern.slice(pattern.indexOf(":", "repo:".length));
    const repo = withIds(token.subject) === void 0 ? `${owner}/${name}` : `${owner}@${ownerId}/${name}@${id}`;
    const corrected = correctedPattern(`repo:${repo}${rest}`, token);
    return { ...corrected, keepsOld: false };
  }
};
var immutable = {
  id: "github-immutable-subject",
  title: "The subject contains the IDs of owner and repository, the policy only their names.",
  page: page2,
  hint: {
    when: ({ subject }) => withIds(subject) !== void 0,
    title: "The subject contains the IDs of owner and repository: a policy with their names alone refuses it."
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
    return correctedPattern(`repo:${newOwner}/${newName}${rest}`, token);
  }
};
var namesOnly = {
  id: "github-names-subject",
  title: "The policy has the IDs of owner and repository, but the subjects of this repository contain only names.",
  page: page2,
  explains(pattern, token) {
    if (withIds(token.subject) !== void 0 || !/^repo:[^:]*@\d+/.test(pattern)) return void 0;
    const bare = pattern.replace(/^repo:([^/:]+?)(?:@\d+)?\/([^:]+?)(?:@\d+)?(?=:|$)/, "repo:$1/$2");
    const { pattern: corrected = "", keepsOld } = correctedPattern(bare, token);
    return sameRepository(bare, token) ? { pattern: corrected, keepsOld: keepsOld !== false } : void 0;
  }
};
var environment = {
  id: "github-environment-subject",
  title: "The job has an `environment:`, which replaces the branch in the subject.",
  page: page2,
  hint: {
    when: ({ subject }) => /^repo:[^:]+:environment:/.test(subject),
    title: "The job has an `environment:`: its subject names no branch, and a policy for a branch refuses it."
  },
  explains: (pattern, token) => /^repo:[^:]+:environment:/.test(token.subject) && !pattern.includes(":environment:") && /^repo:/.test(pattern) ? addSubject(token) : void 0
};
var environmentMissing = {
  id: "github-environment-missing",
  title: "The policy is for jobs with an environment, and this job has none.",
  page: page2,
  explains(pattern, token) {
    const [, name] = /:environment:([^:]+)$/.exec(pattern) ?? [];
    if (name === void 0 || !/^repo:/.test(token.subject) || token.subject.includes(":environment:"))
      return void 0;
    const yaml = hasWildcard(name) ? "NAME" : name.replaceAll("%3A", ":");
    return {
      job: `Set the environment in the job; its protection rules then guard the role:
    environment: ${yaml}`
    };
  }
};
function template(cloud14) {
  const isTemplate = ({ subject, path }) => cloud14.test(path) && !usualForm.test(subject);
  return {
    id: "github-subject-template",
    title: "The subject is customized by the organization or the repository.",
    page: page2,
    hint: {
      when: isTemplate,
      title: "The subject is customized by the organization or the repository: a policy for the default form refuses it."
    },
    explains: (pattern, token) => isTemplate(token) && !token.subject.startsWith(pattern.replace(/[*?].*$/s, "")) ? addSubject(token) : void 0
  };
}
var usualForm = /^repo:[^:]+:(ref:refs\/[^:]+|environment:[^:]+|pull_request)$/;
function sameRepository(pattern, { subject }) {
  const [repo = ""] = /^repo:[^:]+/.exec(pattern) ?? [];
  return subject.startsWith(`${policyLiteral(repo)}:`);
}
function githubMismatches(cloud14) {
  return [hyphenIds, immutable, namesOnly, environment, environmentMissing, template(cloud14)];
}
// src/trust/issuers/github.ts
var cloud7 = /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/;
var usualSubject = /^repo:[^:]+:(?:ref:refs\/(heads|tags)\/([^:]+)|environment:([^:]+)|(pull_request))$/;
var githubGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    repository: "OWNER/NAME",
    repositoryId: "the number that stays when names change",
    ownerId: "the number of the owner",
    environment: "jobs of this environment",
    pullRequest: "jobs of pull requests"
  },
  hint: "name the project with --repository OWNER/NAME.",
  plan(options) {
    const issuer = options.issuer ?? "https://token.actions.githubusercontent.com";
    const [owner = "", name = "", ...rest] = exactName(
      requiredOption(options, "repository", "Write --repository OWNER/NAME."),
      "repository"
    ).split("/");
    if (owner === "" || name === "" || rest.length > 0) {
      throw new import_action_shared_core_errors.HelperError("option-invalid", "--repository is not OWNER/NAME.");
    }
    const repositoryId = optionalName(options, "repositoryId");
    const ownerId = optionalName(options, "ownerId");
    const hasIds = cloud7.test(providerPath(issuer));
    const names = [`repo:${owner}/${name}`];
    if (hasIds && repositoryId && ownerId) names.push(`repo:${owner}@${ownerId}/${name}@${repositoryId}`);
    const contexts = contextsOf(options);
    const subjects = names.flatMap((start) => contexts.map((context) => `${start}:${context}`));
    return {
      issuer,
      audience: options.audience ?? awsAudience,
      actions: [assumeAction],
      subjects: options.subject === void 0 ? subjects : [policyLiteral(options.subject)],
      exact: hasIds ? exactClaims({ repository_id: repositoryId, repository_owner_id: ownerId }) : {}
    };
  },
  optionsFrom(claims) {
    const { iss = "", sub = "" } = claims;
    if (!cloud7.test(providerPath(iss)) && !/^repo:[^:]+:(ref|environment|pull_request)/.test(sub)) return void 0;
    return tokenJob(claims, sub);
  }
};
function contextsOf({ branch, tag: tag2, environment: environment2, pullRequest: pullRequest2, subject }) {
  const contexts = [
    ...branch === void 0 ? [] : [`ref:refs/heads/${refPattern(branch)}`],
    ...tag2 === void 0 ? [] : [`ref:refs/tags/${refPattern(tag2)}`],
    // GitHub writes a colon inside a value as %3A.
    ...environment2 === void 0 ? [] : [`environment:${policyLiteral(environment2.replaceAll(":", "%3A"))}`],
    ...pullRequest2 ? ["pull_request"] : []
  ];
  if (contexts.length > 0 || subject !== void 0) return contexts;
  throw new import_action_shared_core_errors.HelperError("option-invalid", "No option says which jobs of the repository can have the role.", {
    hint: "Say which jobs are meant: --branch, --tag, --environment or --pull-request. Several may be given."
  });
}
function tokenJob(claims, subject) {
  const [, folder, ref, environment2, pullRequest2] = usualSubject.exec(subject) ?? [];
  return definedOptions({
    repository: (0, import_action_shared_core_ip_range.stringAt)(claims, "repository") ?? /^repo:([^:]+)/.exec(subject)?.[1]?.replace(/@\d+/g, ""),
    repositoryId: claimText(claims, "repository_id"),
    ownerId: claimText(claims, "repository_owner_id"),
    branch: folder === "heads" ? ref : void 0,
    tag: folder === "tags" ? ref : void 0,
    environment: environment2?.replaceAll("%3A", ":"),
    pullRequest: pullRequest2 === void 0 ? void 0 : true,
    // A subject of the organization's own making is taken as it is.
    subject: usualSubject.test(subject) ? void 0 : subject
  });
}
var githubIssuer = {
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
    says: "On GitHub the option `audience` chooses the audience.",
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
      rule: "customized-subject",
      value: /^repo:[^:*?]+$/,
      why: "in a GitHub subject that was not customized, more follows the repository.",
      fix: "Add :ref:refs/heads/BRANCH or :environment:NAME."
    },
    {
      rule: "customized-subject",
      value: /^repo:[^:]+:(environment:[^:]*:ref:|ref:[^:]*:environment:)/,
      why: "the environment of a GitHub job replaces its reference.",
      fix: "Write environment:NAME alone, and restrict the branches in the settings of the environment."
    },
    {
      rule: "wildcard-id",
      value: /^repo:[^/:]*@[^/:]*[*?][^/:]*\/|^repo:[^/]*\/[^:]*@[^:]*[*?]/,
      why: "this matches any ID, including that of someone who registers the name after you.",
      fix: "Write the numbers: `gh api repos/OWNER/REPO --jq .owner.id,.id`."
    },
    {
      rule: "hyphen-id",
      value: /^repo:[^/@:]+-\d{5,}\/[^/@:]+-\d{5,}(:|$)/,
      why: "this is the form of a withdrawn preview; today it is the subject of an owner who has this very name.",
      fix: (value) => `Use the form with @: ${value.replace(/-(\d{5,})(?=[/:]|$)/g, "@$1")}.`
    }
  ],
  subjectMismatches: githubMismatches(cloud7),
  generator: githubGenerator
};
// src/trust/issuers/gitlab.ts
var cloud8 = /^gitlab\.com$/;
var page3 = "docs/ci/gitlab.md#aws";
var gitlabGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    project: "GROUP/NAME",
    projectId: "the number that stays when names change"
  },
  hint: "name the project with --project GROUP/NAME. The subject names a branch or a tag; a merge request pipeline has the one of its source branch.",
  plan(options) {
    const issuer = options.issuer ?? "https://gitlab.com";
    const project = exactName(requiredOption(options, "project", "Write --project GROUP/PROJECT."), "project");
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
      projectId: claimText(claims, "project_id"),
      ...type === void 0 ? { subject: sub } : { [type]: ref }
    });
  }
};
var mergeRequest = {
  id: "gitlab-merge-request",
  title: "A merge request pipeline has the subject of its source branch, never mr or merge_request.",
  page: page3,
  hint: {
    when: ({ claims }) => isOfMergeRequest(claims),
    title: "The job runs for a merge request: its subject names the source branch."
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return void 0;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) return { pattern: policyLiteral(token.subject) };
    return isOfMergeRequest(token.claims) && /:ref_type:branch:/.test(pattern) ? {
      ...addSubject(token),
      job: "Run the job after the merge only:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    } : void 0;
  }
};
var components = {
  id: "gitlab-subject-components",
  title: "The project's settings build the subject from other claims than the policy expects.",
  page: page3,
  hint: {
    when: (token) => isGitlab(token) && !/^project_path:[^:]+:ref_type:[^:]+:ref:[^:]+$/.test(token.subject),
    title: "The project's settings build the subject from other claims: a policy for the default form refuses it."
  },
  explains(pattern, token) {
    const start = /^project_(path|id):[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (!isGitlab(token) || own === void 0 || theirs === void 0) return void 0;
    if (own.startsWith("project_id:") === theirs.startsWith("project_id:")) return void 0;
    return correctedPattern(pattern.replace(theirs, own), token);
  }
};
var renamed = {
  id: "gitlab-project-path",
  title: "The project path differs from the policy: the project was renamed or moved, or it is a different project.",
  page: page3,
  explains(pattern, token) {
    const start = /^project_path:[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (own === void 0 || theirs === void 0) return void 0;
    if (patternMatches(theirs.toLowerCase(), own.toLowerCase())) return void 0;
    return correctedPattern(pattern.replace(theirs, policyLiteral(own)), token);
  }
};
function isGitlab({ claims, subject }) {
  return typeof claims.project_path === "string" || /^project_(path|id):/.test(subject);
}
function isOfMergeRequest({ pipeline_source }) {
  return pipeline_source === "merge_request_event";
}
var gitlabIssuer = {
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
      why: "GitLab has only the ref types branch and tag; a merge request pipeline has the ref type of its source branch.",
      fix: "Use ref_type:branch with the source branch."
    },
    {
      rule: "customized-subject",
      value: /^project_path:[^:]+:ref:/,
      why: "GitLab puts ref_type before ref.",
      fix: "Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH."
    }
  ],
  subjectMismatches: [mergeRequest, components, renamed],
  generator: gitlabGenerator
};
// src/trust/issuers/google.ts
var cloud9 = /^accounts\.google\.com$/;
var googleIssuer = {
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
var oracleIssuer = {
  id: "oracle",
  name: "Oracle Cloud",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
  paths: { cloud: cloud10, withClaimKeys: cloud10 },
  claimKeys: ["rpst_id"],
  identityClaims: [{ claim: "rpst_id", immutable: true, advised: true }]
};
// src/trust/issuers/semaphore.ts
var cloud11 = /^[^./]+\.semaphoreci\.com$/;
var semaphoreGenerator = {
  optionHelp: {
    ...refOptions,
    ...issuerOption,
    ...tokenOptions,
    organization: "its name",
    projectId: "the UUID of the project",
    repository: "the name alone"
  },
  hint: "name the jobs with --organization, --project-id, --repository, and --branch or --tag.",
  plan(options) {
    const organization = exactName(
      requiredOption(options, "organization", "Write --organization NAME."),
      "organization"
    );
    const project = exactName(requiredOption(options, "projectId", "Write --project-id UUID."), "projectId");
    const repository = exactName(requiredOption(options, "repository", "Write --repository NAME."), "repository");
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
var semaphoreIssuer = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  paths: { cloud: cloud11, oneTenant: cloud11 },
  subjectForms: [{ start: "org:", end: ":", tenant: "organization", wholeTenant: /^org:(\*|[^:]+:(\*|project:\*))$/ }],
  pullRequests: { subject: /:ref_type:pull[_-]request:/ },
  audience: {
    says: "Semaphore's audience is the URL of the organization and cannot be changed.",
    fixed: true,
    page: "docs/ci/semaphore.md#aws"
  },
  sessionTags: { setBy: "organization", identity: ["prj_id"] },
  shownClaims: ["ref_type", "ref", "org_id", "prj_id", "repo_slug", "job_type"],
  generator: semaphoreGenerator
};
// src/trust/issuers/spacelift.ts
var cloud12 = /^[^./]+\.app\.(us\.)?spacelift\.io$/;
var spaceliftIssuer = {
  id: "spacelift",
  name: "Spacelift",
  docs: "https://docs.spacelift.io/integrations/cloud-providers/oidc/",
  paths: { cloud: cloud12, oneTenant: cloud12 },
  subjectForms: [{ start: "space:", end: ":", tenant: "space" }],
  sessionTags: { setBy: "organization", identity: [] }
};
// src/trust/issuers/terraform.ts
var cloud13 = /^app\.terraform\.io$/;
var terraformIssuer = {
  id: "terraform",
  name: "HCP Terraform",
  docs: "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
  paths: { cloud: cloud13, subjectRequired: cloud13 },
  subjectForms: [{ start: "organization:", end: ":", tenant: "organization" }]
};
// src/trust/issuers/vercel.ts
var vercelIssuer = {
  id: "vercel",
  name: "Vercel",
  docs: "https://vercel.com/docs/oidc/reference",
  paths: { cloud: /^oidc\.vercel\.com(\/|$)/, oneTenant: /^oidc\.vercel\.com\// },
  subjectForms: [{ start: "owner:", end: ":", tenant: "team" }]
};
// src/trust/issuers/index.ts
var issuers = [
  githubIssuer,
  gitlabIssuer,
  circleciIssuer,
  semaphoreIssuer,
  buildkiteIssuer,
  bitbucketIssuer,
  codefreshIssuer,
  spaceliftIssuer,
  terraformIssuer,
  vercelIssuer,
  flyIssuer,
  eksIssuer,
  googleIssuer,
  oracleIssuer
];
function issuerAt(path) {
  return issuers.find(({ paths }) => paths.cloud?.test(path) || paths.selfHosted?.test(path));
}
function extraClaimKeys(path) {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path))?.claimKeys ?? [];
}
function derivedKeys(path) {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path))?.derivedKeys ?? {};
}
function claimKeys(path) {
  return ["sub", "aud", "amr", ...extraClaimKeys(path)];
}
var identityClaims = issuers.flatMap((issuer) => issuer.identityClaims ?? []);
// src/trust/context.ts
function webIdentityContext(claims, request) {
  const issuer = claims.iss ?? "";
  const path = providerPath(issuer);
  const tags = sessionTags(claims);
  const roles = authorizedRoles(claims);
  const context = {
    ...request.extra,
    [`${path}:aud`]: effectiveAudiences(claims),
    "aws:FederatedProvider": [providerArn(issuer, accountOfArn(request.roleArn))],
    "sts:RoleSessionName": [request.sessionName],
    "sts:SourceIdentity": stringValues(claims[sourceIdentityClaim]),
    "sts:RoleAuthorizedByIdp": roles ? [String(roles.includes(request.roleArn))] : [],
    "sts:TransitiveTagKeys": tags.transitiveKeys,
    "aws:TagKeys": Object.keys(tags.values)
  };
  const derived = derivedKeys(path);
  for (const claim of ["sub", "amr", ...extraClaimKeys(path)]) {
    context[`${path}:${claim}`] = derived[claim]?.(claims) ?? stringValues(claims[claim]);
  }
  for (const [key, value] of Object.entries(tags.values)) context[`aws:RequestTag/${key}`] = [value];
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}
function requiredActions(claims) {
  const tagged = Object.keys(sessionTags(claims).values).length > 0;
  const named = stringValues(claims[sourceIdentityClaim]).length > 0;
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
  return roles === void 0 ? void 0 : stringValues(roles);
}
function accountOfArn(arn) {
  const [, partition = "aws", , , accountId = ""] = arn.split(":");
  return { accountId, partition };
}
function roleNameInArn(arn) {
  return arn.split("/").at(-1) ?? arn;
}
var sourceIdentityClaim = "https://aws.amazon.com/source_identity";
var tagsClaim = "https://aws.amazon.com/tags";
function sessionTags(claims) {
  const nested = claims[tagsClaim];
  if ((0, import_action_shared_core_ip_range.isObject)(nested)) {
    const tags = (0, import_action_shared_core_ip_range.isObject)(nested.principal_tags) ? Object.entries(nested.principal_tags) : [];
    return { values: tagValues(tags), transitiveKeys: stringValues(nested.transitive_tag_keys) };
  }
  const prefix = `${tagsClaim}/principal_tags/`;
  const flat = Object.entries(claims).filter(([claim]) => claim.startsWith(prefix));
  return {
    values: tagValues(flat.map(([claim, value]) => [claim.slice(prefix.length), value])),
    transitiveKeys: stringValues(claims[`${tagsClaim}/transitive_tag_keys`])
  };
}
function tagValues(tags) {
  return Object.fromEntries(tags.flatMap(([key, value]) => stringValues(value).map((text) => [key, text])));
}
function stringValues(claim) {
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
  const lookUp = keyLookup(request.context);
  const variables = policy.version === "2012-10-17";
  const statements = policy.statements.map((statement) => evaluateStatement(statement, { request, lookUp, variables }));
  const applying = (effect) => statements.some((result) => result.applies && result.effect === effect);
  const explicitDeny2 = applying("Deny");
  return { allowed: applying("Allow") && !explicitDeny2, explicitDeny: explicitDeny2, statements };
}
function keyLookup(context) {
  const values = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]));
  return (key) => values.get(key.toLowerCase());
}
function evaluateStatement(statement, scene) {
  const principalMatched = matchesPrincipal(statement.principals, scene.request.federated);
  const actionMatched = matchesAction(statement.actions, scene.request.action);
  const conditions = statement.conditions.map((condition) => {
    const { path: path2, operator, key, values: patterns } = condition;
    const values = scene.lookUp(key);
    return { path: path2, operator, key, patterns, values, matched: conditionHolds(condition, values ?? [], scene) };
  });
  const { path, sid, effect } = statement;
  const applies = principalMatched && actionMatched && conditions.every((condition) => condition.matched);
  return { path, sid, effect, principalMatched, actionMatched, conditions, applies };
}
function matchesPrincipal(principals, federated) {
  return principals.negated !== (principals.anyone || principals.federated.includes(federated));
}
function matchesAction(actions, action) {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action, pattern));
}
function matchesActionPattern(action, pattern) {
  const compiled = compilePattern(pattern.toLowerCase(), { wildcards: true });
  return compiled !== void 0 && matchesPattern(action.toLowerCase(), compiled);
}
function conditionHolds(condition, values, scene) {
  const { name, set, ifExists } = condition.operator;
  const absent = values.length === 0;
  if (name === "Null") return condition.values.some((wanted) => wanted.toLowerCase() === String(absent));
  const { negated, wildcards, variables, matches } = operators[name];
  if (absent) return set === "ForAllValues" || set === void 0 && (ifExists || negated);
  const variable = variables && scene.variables ? (key) => singleValue(scene.lookUp(key)) : void 0;
  const patterns = condition.values.map((text) => compilePattern(text, { wildcards, variable })).filter((pattern) => pattern !== void 0);
  const test = (value) => negated !== patterns.some((pattern) => matches(value, pattern));
  if (set === "ForAllValues") return values.every(test);
  if (set === "ForAnyValue") return values.some(test);
  return values.length === 1 && values.every(test);
}
function singleValue(values) {
  return values?.length === 1 ? values[0] : void 0;
}
// src/trust/evaluate-token.ts
function evaluateToken(policy, request) {
  const { claims, roleArn } = request;
  const federated = providerArn(claims.iss ?? "", accountOfArn(roleArn));
  const context = webIdentityContext(claims, request);
  const actions = requiredActions(claims).map((action) => ({
    action,
    ...evaluate(policy, { action, federated, context })
  }));
  return { allowed: actions.every((action) => action.allowed), actions };
}
// src/trust/generate/ci-plans.ts
var generic = {
  optionHelp: { ...issuerOption, ...tokenOptions },
  hint: "An issuer that is not known here has --subject alone.",
  plan: (options) => ({
    issuer: requiredOption(options, "issuer", "Write --issuer URL, the `iss` of the token."),
    audience: options.audience ?? awsAudience,
    actions: [assumeAction],
    subjects: [policyLiteral(requiredOption(options, "subject", "Write --subject TEXT, the `sub` of the token."))],
    exact: {}
  }),
  optionsFrom: ({ sub: subject = "" }) => ({ subject })
};
var knownGenerators = issuers.flatMap(
  ({ id, name, generator }) => generator === void 0 ? [] : [{ id, name, generator }]
);
var anyIssuer = { id: "generic", name: "Any OIDC issuer", generator: generic };
function generatorFor(claims) {
  return knownGenerators.find(({ generator }) => generator.optionsFrom(claims) !== void 0) ?? anyIssuer;
}
var ciPlans = [...knownGenerators, anyIssuer].map(({ id, name, generator }) => ({
  id,
  name,
  optionHelp: generator.optionHelp,
  plan(options) {
    refuseOtherOptions(options, generator, name);
    return generator.plan(options);
  }
}));
function refuseOtherOptions(options, { optionHelp, hint }, name) {
  const other = Object.entries(options).find(
    ([option, value]) => value !== void 0 && !Object.hasOwn(optionHelp, option)
  );
  if (other === void 0) return;
  throw new import_action_shared_core_errors.HelperError("option-conflict", `${flagOf(other[0])} cannot be used here.`, { hint: `${name}: ${hint}` });
}
// src/trust/generate/options-from-claims.ts
function optionsFromClaims(claims) {
  const { id, generator } = generatorFor(claims);
  const common = definedOptions({ issuer: claims.iss ?? "", audience: effectiveAudiences(claims)[0] });
  const taken = Object.entries(common).filter(([option]) => Object.hasOwn(generator.optionHelp, option));
  return { ci: id, options: { ...Object.fromEntries(taken), ...generator.optionsFrom(claims) } };
}
// src/core/json-place.ts
function invalidPlace({ path, document }, fault, hint) {
  const message = `${document.name}: ${path || document.whole} ${fault}.`;
  return new import_action_shared_core_errors.HelperError(document.code, message, { hint });
}
function objectOf(place) {
  if ((0, import_action_shared_core_ip_range.isObject)(place.value)) return place.value;
  throw invalidPlace(place, place.value === void 0 ? "is missing" : "is not an object");
}
function strayMember(object, names) {
  return Object.keys(object).find((key) => !names.includes(key));
}
function itemsOf(place) {
  if (!Array.isArray(place.value)) throw invalidPlace(place, "is not a list");
  return place.value.map((value, index) => ({ ...place, path: `${place.path}[${index}]`, value }));
}
function memberAt(place, name) {
  const value = (0, import_action_shared_core_ip_range.isObject)(place.value) && Object.hasOwn(place.value, name) ? place.value[name] : void 0;
  return { ...place, path: memberPath(place.path, name), value };
}
function memberPath(path, key) {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
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
function extend(path, frame) {
  return frame.kind === "array" ? `${path}[${frame.index}]` : memberPath(path, frame.key);
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
      return { path: inKey.path, operator, key, values: conditionValues(inKey) };
    });
  });
}
function readOperator(text, place) {
  const [, set, bare = text, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  const isNull = bare === "Null" && !set && !ifExists;
  if (!isNull && !Object.hasOwn(operators, bare)) {
    throw invalidPlace(
      place,
      "is not an IAM condition operator",
      (0, import_action_shared_core_ip_range.didYouMean)(bare, [...Object.keys(operators), "Null"])
    );
  }
  return {
    text,
    // Both assertions: the expression and the look-up above admit nothing else.
    name: bare,
    set,
    ifExists: ifExists !== void 0
  };
}
function conditionValues(place) {
  return asList(place).map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw invalidPlace(place, "is not a string, a number or a Boolean");
  });
}
function stringsOf(place) {
  return asList(place).map((value) => {
    if (typeof value === "string") return value;
    throw invalidPlace(place, "is neither a string nor a list of strings");
  });
}
function asList({ value }) {
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
  throw invalidPlace(memberAt(place, stray), "is not a member that IAM knows here", (0, import_action_shared_core_ip_range.didYouMean)(stray, allowed));
}
// src/diagnose/accepting-policy.ts
function acceptingPlan(context) {
  if (context.issuer === "" || context.subject === "" || context.audiences.length !== 1) return void 0;
  return [generatedPlan(context), lastingSubjectPlan(context), exactPlan(context)].flatMap((plan) => plan === void 0 ? [] : [withActions(plan, context)]).find((plan) => accepts(trustPolicyIn(plan, context.account), context));
}
function acceptingPolicy(context) {
  const plan = acceptingPlan(context);
  return plan === void 0 ? void 0 : trustPolicyIn(plan, context.account);
}
function generatedPlan({ claims }) {
  const { ci, options } = optionsFromClaims(claims);
  if (ci === "generic") return void 0;
  try {
    return ciPlans.find(({ id }) => id === ci)?.plan(options);
  } catch (error) {
    if (!(error instanceof import_action_shared_core_errors.HelperError)) throw error;
    return void 0;
  }
}
function lastingSubjectPlan(context) {
  const [start] = issuerAt(context.path)?.lastingSubject?.exec(context.subject) ?? [];
  return start === void 0 ? void 0 : { ...basePlan(context), subjects: [`${policyLiteral(start)}*`] };
}
function exactPlan(context) {
  return { ...basePlan(context), subjects: [policyLiteral(context.subject)] };
}
function basePlan({ issuer, audiences: [audience = ""] }) {
  return { issuer, audience, actions: [], exact: {} };
}
function withActions(plan, { claims }) {
  return { ...plan, actions: [.../* @__PURE__ */ new Set([...requiredActions(claims), ...plan.actions])] };
}
function accepts(policy, { claims, request }) {
  return evaluateToken(readPolicy(policy, "the policy"), { claims, ...request }).allowed;
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
  if (operator.name === "Null") return { notes: ["The key must be absent, but the token has it."], differences: [] };
  if (values.length > 1 && operator.set === void 0) {
    return {
      notes: ["The key has several values; only ForAnyValue: and ForAllValues: compare those."],
      differences: []
    };
  }
  const shown = values.map(escapeControls).join(", ");
  const { negated, variables, wildcards } = operators[operator.name];
  if (negated) return { notes: [`The policy excludes this value: ${shown}`], differences: [] };
  if (!variables || patterns.some((pattern) => pattern.includes("${"))) {
    return { notes: [`policy: ${patterns.map(escapeControls).join(", ")}`, `token:  ${shown}`], differences: [] };
  }
  const comparison = { wildcards, ignoresCase: operator.name === "StringEqualsIgnoreCase" };
  const differences = values.flatMap((value) => {
    const found = patterns.map((pattern) => differenceOf(pattern, value, comparison));
    return found.every((difference) => difference !== void 0) ? found : [];
  });
  return {
    notes: [
      ...patterns.length === 0 ? ["The policy lists no values, so nothing matches."] : [],
      ...differences.some(({ caseOnly }) => caseOnly) ? ["The two differ only in case, and IAM is case-sensitive."] : [],
      ...!wildcards && patterns.some((pattern) => /[*?]/.test(pattern)) ? [`${operator.text} treats \`*\` and \`?\` as ordinary characters; wildcards need StringLike.`] : []
    ],
    differences
  };
}
function absenceNotes({ key, operator }, claims) {
  if (operator.name === "Null") return ["The key must be present, but the token does not have it."];
  const path = providerPath(claims.iss ?? "");
  const { host, claim } = splitKey(key);
  if (host === void 0) return ["The request has no such key."];
  if (host.toLowerCase() !== path.toLowerCase()) {
    return [`The key belongs to the issuer ${escapeControls(host)}; the token is from ${escapeControls(path)}.`];
  }
  const known = claimKeys(path);
  if (!known.some((name) => name.toLowerCase() === claim.toLowerCase())) {
    const meant = (0, import_action_shared_core_ip_range.didYouMean)(claim, known);
    return [
      `AWS does not read the claim ${escapeControls(claim)} from this issuer.${meant === void 0 ? "" : ` ${meant}`}`
    ];
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
// src/diagnose/log-text.ts
function logLine(text) {
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
  return (0, import_action_shared_core_ip_range.posixQuote)(escapeControls(text));
}
// src/diagnose/audience-causes.ts
var page4 = "docs/troubleshooting.md#sts-audience";
var severalAudiences = {
  id: "audience-list",
  page: page4,
  codes: ["sts-audience", "sts-access-denied", "sts-token-rejected"],
  offlineCode: "sts-audience",
  find({ audiences }) {
    if (audiences.length < 2) return void 0;
    return {
      title: "The token has several audiences and no azp claim; AWS accepts only one audience.",
      likelihood: "certain",
      evidence: [`aud: ${logLine(jsonLine(audiences))}`],
      change: "Request the token for one audience only:\n    aud: sts.amazonaws.com"
    };
  }
};
var authorizedParty = {
  id: "audience-azp",
  page: page4,
  codes: ["sts-audience"],
  find(context) {
    const { azp } = context.claims;
    if (azp === void 0) return void 0;
    return {
      title: "The token has an azp claim, and AWS uses it as the audience.",
      likelihood: "certain",
      evidence: [`azp: ${logLine(String(azp))}`, `aud: ${(0, import_action_shared_core_ip_range.audiencesOf)(context.claims).map(logLine).join(", ")}`],
      change: registration(context)
    };
  }
};
var unregisteredAudience = {
  id: "audience-mismatch",
  page: page4,
  codes: ["sts-audience", "sts-access-denied"],
  offlineCode: "sts-audience",
  find(context) {
    const registered = context.provider?.clientIds;
    if (context.refusal?.code !== "sts-audience" && !lacksAudience(registered, context.audiences)) return void 0;
    const known = issuerAt(context.path)?.audience;
    const isUsual = context.audiences[0] === "sts.amazonaws.com";
    return {
      title: `The identity provider in IAM does not list the token's audience as a client ID.${known === void 0 ? "" : ` ${known.says}`}`,
      likelihood: "certain",
      evidence: [
        `aud: ${context.audiences.map(logLine).join(", ") || "none"}`,
        `provider: ${logLine(context.providerArn)}`,
        ...registered === void 0 ? [] : [`client IDs: ${registered.map(logLine).join(", ")}`]
      ],
      change: known?.fixed === false && !isUsual ? `Request a token for the registered audience (usually sts.amazonaws.com). Or register this one:
${registration(context)}` : `Register it:
${registration(context)}`
    };
  }
};
function lacksAudience(clientIds, [audience, another]) {
  return clientIds !== void 0 && audience !== void 0 && another === void 0 && !clientIds.includes(audience);
}
function registration({ providerArn: providerArn2, audiences: [audience = ""] }) {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn2)} --client-id ${shellWord(audience)}`;
}
var audienceCauses = [severalAudiences, authorizedParty, unregisteredAudience];
// src/diagnose/refusal-context.ts
function refusalContext(question) {
  const claims = plainClaims(question.claims);
  const issuer = claims.iss ?? "";
  const account = accountOfArn(question.request.roleArn);
  const path = providerPath(issuer);
  return {
    ...question,
    claims,
    issuer,
    path,
    subject: claims.sub ?? "",
    audiences: effectiveAudiences(claims),
    account,
    providerArn: providerArn(issuer, account),
    comparison: question.policy && compareWithPolicy(question.policy, { claims, request: question.request, path })
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
function compareWithPolicy(policy, { claims, request, path }) {
  const verdict = evaluateToken(policy, { claims, ...request });
  const refused = verdict.actions.find((action) => !action.allowed);
  const denial = refused?.statements.find(({ effect, applies }) => effect === "Deny" && applies);
  const [nearest] = (refused?.statements ?? []).flatMap((result, index) => {
    const statement = policy.statements[index];
    return result.effect === "Allow" && statement !== void 0 ? [{ result, statement }] : [];
  }).sort((a, b) => distance(a.result) - distance(b.result));
  const concerned = nearest !== void 0 && (nearest.result.principalMatched || namesProvider(nearest.statement, path));
  return {
    verdict,
    allowed: verdict.allowed,
    refused,
    denial,
    nearest,
    failing: concerned ? nearest.result.conditions.filter(({ matched }) => !matched) : []
  };
}
function distance({ principalMatched, actionMatched, conditions }) {
  const failing = conditions.filter(({ matched }) => !matched).length;
  return (principalMatched ? 0 : 1e3) + (actionMatched ? 0 : 500) + failing;
}
function namesProvider({ principals }, path) {
  return principals.federated.some((arn) => providerPath(providerNameInArn(arn)).toLowerCase() === path.toLowerCase());
}
function failingCondition({ comparison, path }, claim) {
  const key = `${path}:${claim}`.toLowerCase();
  return comparison?.failing.find((condition) => condition.key.toLowerCase() === key);
}
// src/diagnose/subject-mismatch-cause.ts
function subjectMismatchCause({ id, title, page: page8, hint, explains }) {
  return {
    id,
    page: page8,
    codes: ["sts-access-denied"],
    find(context) {
      const { comparison, claims, subject, path } = context;
      const token = { claims, subject, path };
      if (comparison === void 0) {
        if (subject === "" || hint === void 0 || !hint.when(token)) return void 0;
        return {
          title: hint.title,
          likelihood: hint.likelihood ?? "likely",
          evidence: [`sub: ${logLine(subject)}`],
          change: `The trust policy must accept this subject:
${requiredCondition(context)}`
        };
      }
      const condition = failingSubject(context);
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
function failingSubject(context) {
  const condition = failingCondition(context, "sub");
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? "");
  return compares && condition?.values !== void 0 ? condition : void 0;
}
function requiredCondition(context) {
  const { subjects } = acceptingPlan(context) ?? { subjects: [policyLiteral(context.subject)] };
  return conditionLine(subjects.some(hasWildcard) ? "StringLike" : "StringEquals", `${context.path}:sub`, subjects);
}
function comparisonLines(condition, claims) {
  const { differences, notes } = explainCondition(condition, claims);
  const [nearest] = [...differences].sort((a, b) => b.patternAt - a.patternAt);
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
  return [job, ...line.length === 0 ? [] : ["Or, if such jobs should have the role:", ...line]].join("\n");
}
function correctedLine({ operator, key, patterns }, { old, pattern, keepsOld }) {
  const values = keepsOld ? [...patterns, pattern] : patterns.map((value) => value === old ? pattern : value);
  const isWild = hasWildcard(pattern) && operator.name === "StringEquals";
  return conditionLine(isWild ? operator.text.replace("Equals", "Like") : operator, key, [...new Set(values)]);
}
// src/diagnose/policy-causes.ts
var page5 = "docs/troubleshooting.md#sts-access-denied";
var codes = ["sts-access-denied"];
var explicitDeny = {
  id: "policy-deny",
  page: page5,
  codes,
  find({ comparison }) {
    if (comparison?.denial === void 0) return void 0;
    const { path, sid, conditions } = comparison.denial;
    return {
      title: "A Deny statement applies, and a Deny overrides every Allow.",
      likelihood: "certain",
      evidence: [
        `${path}${sid === void 0 ? "" : ` ${jsonLine(sid)}`}`,
        ...conditions.map(({ operator, key, patterns }) => conditionLine(operator, key, patterns))
      ],
      change: `If this job should have the role, narrow or remove ${path}.`
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
      title: "The policy has no Allow statement.",
      likelihood: "certain",
      evidence: [],
      change: "Use the policy below."
    };
  }
};
var otherPrincipal = {
  id: "policy-principal",
  page: "docs/lint/foreign-provider.md",
  codes,
  find(context) {
    const { comparison, providerArn: providerArn2 } = context;
    if (comparison?.nearest === void 0 || comparison.nearest.result.principalMatched) return void 0;
    const { federated, negated } = comparison.nearest.statement.principals;
    return {
      title: federated.map((arn) => principalFault(arn, context)).find(Boolean) ?? "The policy trusts a different issuer.",
      likelihood: "certain",
      evidence: [
        `policy: ${negated ? "all but " : ""}${federated.map(logLine).join(", ") || "no identity provider"}`,
        `token:  ${logLine(providerArn2)}`
      ],
      change: `"Principal": { "Federated": ${jsonLine(providerArn2)} }`
    };
  }
};
function principalFault(arn, { account, path }) {
  const name = providerNameInArn(arn);
  const bare = name.replace(/^https?:\/\//i, "").replace(/\/+$/, "");
  if (bare.toLowerCase() !== path.toLowerCase()) {
    return path.startsWith(`${bare}/`) ? "The provider ARN in the policy lacks the path of the issuer." : void 0;
  }
  if (name !== bare) return "A provider ARN contains no https:// and no trailing slash.";
  if (bare !== path) return "The provider ARN in the policy differs in case.";
  const [, partition, , , accountId] = arn.split(":");
  if (accountId !== account.accountId) return "The provider in the policy is in a different account than the role.";
  if (partition !== account.partition) return "The provider in the policy is in a different partition than the role.";
  return "The part before oidc-provider/ is not a valid IAM ARN.";
}
var actionNotAllowed = {
  id: "policy-action",
  page: page5,
  codes,
  find({ comparison, claims }) {
    const { refused, nearest } = comparison ?? {};
    if (refused?.action !== "sts:AssumeRoleWithWebIdentity" || nearest === void 0) return void 0;
    if (nearest.result.actionMatched) return void 0;
    const needed = requiredActions(claims);
    return {
      title: "The statement does not allow sts:AssumeRoleWithWebIdentity.",
      likelihood: "certain",
      evidence: [`policy: ${nearest.statement.actions.patterns.map(logLine).join(", ")}`],
      change: `"Action": ${jsonLine(needed.length === 1 ? needed[0] : needed)}`
    };
  }
};
var otherAudience = {
  id: "policy-audience",
  page: "docs/troubleshooting.md#sts-audience",
  codes,
  find(context) {
    const condition = failingCondition(context, "aud");
    const [aud, another] = context.audiences;
    if (condition?.values === void 0 || aud === void 0 || another !== void 0) return void 0;
    return {
      title: "The policy requires a different audience than the token has.",
      likelihood: "certain",
      evidence: [
        `policy: ${condition.patterns.map(logLine).join(", ")}`,
        `token:  ${logLine(aud)}${context.claims.azp === void 0 ? "" : " (azp, which AWS uses as the audience)"}`
      ],
      change: conditionLine("StringEquals", condition.key, [policyLiteral(aud)])
    };
  }
};
var absentKey = {
  id: "policy-key",
  page: "docs/lint/unknown-claim.md",
  codes,
  find(context) {
    const condition = context.comparison?.failing.find(
      ({ values: values2, operator }) => values2 === void 0 && operator.name !== "Null"
    );
    if (condition === void 0) return void 0;
    const { host, claim } = splitKey(condition.key);
    const isForeign = host !== void 0 && host.toLowerCase() !== context.path.toLowerCase();
    const values = isForeign ? claimValues(context, claim) : void 0;
    return {
      title: "The policy has a condition on a key that is not in the request.",
      likelihood: "certain",
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        ...explainCondition(condition, context.claims).notes
      ],
      change: values === void 0 ? removal(context, condition.key) : conditionLine(condition.operator, `${context.path}:${claim}`, values.map(policyLiteral))
    };
  }
};
function claimValues({ claims, request, path }, claim) {
  const key = `${path}:${claim}`.toLowerCase();
  return Object.entries(webIdentityContext(claims, request)).find(([name]) => name.toLowerCase() === key)?.[1];
}
function removal({ comparison, path, subject }, key) {
  const subjectKey = `${path}:sub`;
  const conditions = comparison?.nearest?.result.conditions ?? [];
  const isAsked = conditions.some((condition) => condition.key.toLowerCase() === subjectKey.toLowerCase());
  const line = isAsked ? "" : `, and add one on the subject:
${conditionLine("StringEquals", subjectKey, [policyLiteral(subject)])}`;
  return `Remove the condition on ${logLine(key)}${line}`;
}
var otherCondition = {
  id: "policy-condition",
  page: page5,
  codes,
  find(context) {
    const handled = [failingSubject(context), failingCondition(context, "aud")];
    const condition = context.comparison?.failing.find(
      (candidate) => candidate.values !== void 0 && !handled.includes(candidate)
    );
    if (condition?.values === void 0) return void 0;
    const { notes } = explainCondition(condition, context.claims);
    return {
      title: "A condition of the policy is not met.",
      likelihood: "certain",
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        `token:  ${condition.values.map(logLine).join(", ")}`,
        ...notes.filter((note) => !/^(policy|token): /.test(note))
      ],
      change: changeForCondition(condition)
    };
  }
};
function changeForCondition({ operator, key, patterns, values }) {
  const added = [...patterns, ...(values ?? []).map(policyLiteral)];
  const isEquality = /^(ForAnyValue:)?String(Equals|Like)/.test(operator.text);
  const line = isEquality ? `:
${conditionLine(operator, key, added)}` : `, change the condition on ${logLine(key)}.`;
  return `Run a job that the policy is for. Or, if this job should have the role${line}`;
}
var policyAccepts = {
  id: "policy-accepts",
  page: page5,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison?.allowed !== true || refusal === void 0) return void 0;
    return {
      title: "The given policy accepts this token: the role in AWS has a different policy, or does not exist.",
      likelihood: "certain",
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Compare it with what account ${logLine(account.accountId)} has; a change takes a few seconds to apply. If it is the same, an organization policy (SCP or RCP) may deny the call:
    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} --query Role.AssumeRolePolicyDocument`
    };
  }
};
var roleElsewhere = {
  id: "role-or-policy",
  page: page5,
  codes,
  find({ comparison, refusal, request, account }) {
    if (comparison !== void 0 || refusal === void 0) return void 0;
    return {
      title: "The trust policy is for other jobs, or the role does not exist; AWS returns the same error for both.",
      likelihood: "possible",
      evidence: [`role: ${logLine(request.roleArn)}`],
      change: `Fetch the role with credentials for account ${logLine(account.accountId)}, and pass the file as trust-policy:
    aws iam get-role --role-name ${logLine(roleNameInArn(request.roleArn))} > role.json`
    };
  }
};
var statementCauses = [explicitDeny, noAllow, otherPrincipal, actionNotAllowed];
var conditionCauses = [otherAudience, absentKey, otherCondition];
var elsewhereCauses = [policyAccepts, roleElsewhere];
// src/diagnose/provider-causes.ts
var page6 = "docs/troubleshooting.md#sts-provider-missing";
var codes2 = ["sts-provider-missing"];
var missing = {
  id: "provider-missing",
  page: page6,
  codes: codes2,
  find(context) {
    return {
      title: `The account of the role, ${logLine(context.account.accountId)}, has no identity provider for the token's issuer.`,
      likelihood: "certain",
      evidence: [`iss:      ${logLine(context.issuer)}`, `provider: ${logLine(context.providerArn)}`],
      change: `Create it in that account. Its URL must match the issuer exactly:
${creation(context)}`
    };
  }
};
function creation({ issuer, audiences: [audience = "sts.amazonaws.com"] }) {
  return `    aws iam create-open-id-connect-provider --url ${shellWord(issuer)} --client-id-list ${shellWord(audience)}`;
}
var providerPathCause = {
  id: "provider-path",
  page: page6,
  codes: codes2,
  find(context) {
    const [host, ...rest] = context.path.split("/");
    if (rest.length === 0) return void 0;
    return {
      title: `The issuer has a path (/${logLine(rest.join("/"))}), and a provider for ${logLine(host ?? "")} alone does not match it.`,
      likelihood: "likely",
      evidence: [`iss: ${logLine(context.issuer)}`],
      change: creation(context)
    };
  }
};
var slash = {
  id: "provider-slash",
  page: page6,
  codes: codes2,
  find(context) {
    const ends = context.issuer.endsWith("/");
    return {
      title: ends ? "The issuer ends in a slash, so the provider URL must also end in one." : "A provider whose URL ends in a slash does not match this issuer.",
      likelihood: ends ? "likely" : "possible",
      evidence: [`iss: ${logLine(context.issuer)}`],
      change: `Check the provider URLs, and recreate one that differs:
    aws iam list-open-id-connect-providers`
    };
  }
};
var otherUrl = {
  id: "provider-url",
  page: page6,
  codes: ["sts-access-denied"],
  offlineCode: "sts-provider-missing",
  find(context) {
    const url = context.provider?.url;
    const title = url === void 0 ? void 0 : urlFault(url, context.issuer);
    if (url === void 0 || title === void 0) return void 0;
    return {
      title,
      likelihood: "certain",
      evidence: [`iss:      ${logLine(context.issuer)}`, `provider: ${logLine(url)}`],
      change: `Create a provider whose URL matches the issuer exactly:
${creation(context)}`
    };
  }
};
function urlFault(url, issuer) {
  if (url === issuer) return void 0;
  if (url.startsWith("http://")) return "The provider's URL must be https.";
  if (providerPath(url) !== providerPath(issuer)) return "The provider is for a different issuer than the token.";
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
      title: isCloud ? "AWS could not fetch the CI's keys; this is usually temporary." : "AWS could not fetch the keys of the issuer: it must answer quickly on the public internet, with a trusted certificate.",
      likelihood: isCloud ? "likely" : "certain",
      evidence: [`iss: ${logLine(issuer)}`],
      change: `Run this outside your network:
    curl ${shellWord(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)}`
    };
  }
};
var providerCauses = [missing, providerPathCause, slash, otherUrl, unreachable];
// src/diagnose/request-causes.ts
var durationTooLong = {
  id: "duration",
  page: "docs/troubleshooting.md#sts-validation",
  codes: ["sts-validation", "sts-access-denied"],
  offlineCode: "sts-validation",
  find({ refusal, request, maxSessionSeconds }) {
    const isAbove = maxSessionSeconds !== void 0 && request.durationSeconds > maxSessionSeconds;
    const isSaid = refusal?.code === "sts-validation" && /MaxSessionDuration|DurationSeconds/i.test(refusal.message);
    if (!isAbove && !isSaid) return void 0;
    const most = maxSessionSeconds ?? 3600;
    return {
      title: `${request.durationSeconds} seconds is longer than the role allows${maxSessionSeconds === void 0 ? " (one hour by default)" : ""}.`,
      likelihood: "certain",
      evidence: [
        `role-duration-seconds: ${request.durationSeconds}`,
        ...maxSessionSeconds === void 0 ? [] : [`MaxSessionDuration of the role: ${maxSessionSeconds}`]
      ],
      change: `role-duration-seconds: ${most}
Or raise the limit of the role:
    aws iam update-role --role-name ${shellWord(roleNameInArn(request.roleArn))} --max-session-duration ${request.durationSeconds}`
    };
  }
};
var regionDisabled = {
  id: "region-disabled",
  page: "docs/troubleshooting.md#sts-region-disabled",
  codes: ["sts-region-disabled"],
  find({ request, account }) {
    return {
      title: `The region ${logLine(request.region)}, or STS in it, is not enabled in account ${logLine(account.accountId)}.`,
      likelihood: "certain",
      evidence: [`aws-region: ${logLine(request.region)}`],
      change: `Use STS in an enabled region:
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
      title: "The packed session policies and token tags are too large together.",
      likelihood: "certain",
      evidence: percent === void 0 ? [] : [`${percent} % of the allowed size`],
      change: "Move inline-session-policy to a managed policy, and name it here:\n    managed-session-policies: arn:aws:iam::ACCOUNT:policy/NAME"
    };
  }
};
var policyForm = {
  id: "session-policy-form",
  page: "docs/troubleshooting.md#sts-policy-malformed",
  codes: ["sts-policy-malformed"],
  find() {
    return {
      title: "The session policy is not a policy that AWS understands.",
      likelihood: "certain",
      evidence: [],
      change: "Check inline-session-policy: it needs Version and Statement, each statement needs Effect, Action and Resource, and none has a Principal:\n    aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json"
    };
  }
};
var requestCauses = [durationTooLong, regionDisabled, policySize, policyForm];
// src/diagnose/subject-causes.ts
var page7 = "docs/troubleshooting.md#sts-access-denied";
var wildcardInEquals = {
  id: "subject-wildcard",
  page: "docs/lint/literal-wildcard.md",
  codes: ["sts-access-denied"],
  find(context) {
    const condition = failingSubject(context);
    if (condition === void 0 || !/^StringEquals/.test(condition.operator.name)) return void 0;
    if (!condition.patterns.some((pattern) => patternMatches(pattern, context.subject))) return void 0;
    const operator = condition.operator.text.replace(/StringEquals(IgnoreCase)?/, "StringLike");
    return {
      title: `${condition.operator.text} treats * as an ordinary character; wildcards need StringLike.`,
      likelihood: "certain",
      evidence: comparisonLines(condition, context.claims),
      change: conditionLine(operator, condition.key, condition.patterns)
    };
  }
};
var caseInsensitiveForms = issuers.flatMap(
  ({ subjectForms = [] }) => subjectForms.filter(({ ignoresCase }) => ignoresCase)
);
var letterCase = {
  id: "subject-case",
  title: "The subject differs in case, and IAM is case-sensitive.",
  page: "docs/lint/subject-case.md",
  hint: {
    when: ({ subject }) => caseInsensitiveForms.some(
      ({ start }) => subject.startsWith(start) && /^[^:]*[A-Z]/.test(subject.slice(start.length))
    ),
    title: "The subject has capital letters, and IAM is case-sensitive.",
    likelihood: "possible"
  },
  explains: (pattern, { subject }) => !patternMatches(pattern, subject) && patternMatches(pattern.toLowerCase(), subject.toLowerCase()) ? { pattern: inCaseOf(pattern, subject) } : void 0
};
function inCaseOf(pattern, subject) {
  let at = 0;
  const pieces = pattern.split(/([*?])/).map((piece) => {
    if (piece === "*") return piece;
    const found = piece === "?" ? at : subject.toLowerCase().indexOf(piece.toLowerCase(), at);
    at = found + piece.length;
    return piece === "?" ? piece : policyLiteral(subject.slice(found, at));
  });
  const corrected = pieces.join("");
  return patternMatches(corrected, subject) ? corrected : policyLiteral(subject);
}
var referenceForm = {
  id: "subject-ref-form",
  title: "The policy and the CI write the branch or tag differently.",
  page: "docs/lint/impossible-value.md",
  explains(pattern, token) {
    const [, folder] = /:ref:refs\/(heads|tags)\//.exec(token.subject) ?? [];
    const isShort = /:ref:(?!refs\/|\*)/.test(pattern);
    if (folder !== void 0 && isShort)
      return correctedPattern(pattern.replace(/:ref:/, `:ref:refs/${folder}/`), token);
    const isLong = /:ref:(?!refs\/)/.test(token.subject) && /:ref:refs\/(heads|tags)\//.test(pattern);
    return isLong ? correctedPattern(pattern.replace(/:ref:refs\/(heads|tags)\//, ":ref:"), token) : void 0;
  }
};
var tag = {
  id: "subject-tag",
  title: "The job runs for a tag, so the subject names the tag instead of a branch.",
  page: page7,
  hint: {
    when: ({ subject }) => isTag(subject),
    title: "The job runs for a tag: a policy for a branch refuses it."
  },
  explains: (pattern, token) => isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern) ? addSubject(token) : void 0
};
function isTag(subject) {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}
var pullRequest = {
  id: "subject-pull-request",
  title: "The job runs for a pull request, so the subject names no branch.",
  page: page7,
  hint: {
    when: ({ subject }) => pullRequestsOf(subject) !== void 0,
    title: "The job runs for a pull request: a policy for a branch refuses it."
  },
  explains(pattern, token) {
    const rule = pullRequestsOf(token.subject);
    if (rule === void 0 || /pull[_-]request/.test(pattern)) return void 0;
    const [what, lines] = rule.skip === void 0 ? ["job", ""] : ["step", `:
    ${rule.skip}`];
    const job = `Skip the ${what} for pull requests, whose code nobody has reviewed yet${lines || "."}`;
    return { ...addSubject(token), job };
  }
};
function pullRequestsOf(subject) {
  return pullRequestRules.find((rule) => rule.subject.test(subject));
}
var pullRequestRules = issuers.flatMap(({ pullRequests }) => pullRequests === void 0 ? [] : [pullRequests]);
var otherSubject = {
  id: "subject-mismatch",
  page: page7,
  codes: ["sts-access-denied"],
  find(context) {
    const condition = failingSubject(context);
    if (condition === void 0) return void 0;
    const values = [...condition.patterns, policyLiteral(context.subject)];
    return {
      title: "The policy is for other jobs: none of its values matches the subject.",
      likelihood: "certain",
      evidence: comparisonLines(condition, context.claims),
      change: `Run a job that the policy is for. Or, if this job should have the role:
${conditionLine(condition.operator, condition.key, values)}`
    };
  }
};
var subjectCauses = [
  ...issuers.flatMap(({ subjectMismatches = [] }) => subjectMismatches.map(subjectMismatchCause)),
  wildcardInEquals,
  ...[letterCase, referenceForm, tag, pullRequest].map(subjectMismatchCause)
];
// src/diagnose/tag-causes.ts
function permissionCause(id, action, what) {
  return {
    id,
    page: "docs/lint/missing-tag-session.md",
    codes: ["sts-access-denied"],
    find({ claims, comparison }) {
      const needed = requiredActions(claims);
      if (!needed.includes(action)) return void 0;
      if (comparison !== void 0 && comparison.refused?.action !== action) return void 0;
      return {
        title: `The token contains ${what}, so the policy must allow ${action}.`,
        likelihood: comparison === void 0 ? "likely" : "certain",
        evidence: evidenceOf({ claims, comparison }),
        change: `"Action": ${jsonLine(needed)}`
      };
    }
  };
}
function evidenceOf({ claims, comparison }) {
  const brought = Object.keys(claims).filter((name) => /^https:\/\/aws\.amazon\.com\/(tags|source_identity)/.test(name)).map((name) => `token:  ${logLine(name)}`);
  const allowed = comparison?.nearest?.statement.actions.patterns.map(logLine).join(", ");
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
  offlineCode: "token-malformed",
  find({ claims }) {
    const { scp } = claims;
    if (typeof scp !== "string" || !scp.startsWith("Actions.")) return void 0;
    return {
      title: "This is a token of the CI's own API (ACTIONS_ID_TOKEN_REQUEST_TOKEN), which only authorizes the request for an ID token.",
      likelihood: "certain",
      evidence: [`scp: ${logLine(scp)}`],
      change: "On GitHub, remove token-env and web-identity-token-file: the token is fetched automatically."
    };
  }
};
var claimMissing = {
  id: "claim-missing",
  page: "docs/troubleshooting.md#token-claim-missing",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
  offlineCode: "token-claim-missing",
  find({ issuer, subject, audiences, claims }) {
    const absent = [
      ...issuer === "" ? ["iss"] : [],
      ...subject === "" ? ["sub"] : [],
      ...audiences.length === 0 ? ["aud"] : []
    ];
    if (absent.length === 0) return void 0;
    return {
      title: `The token lacks ${absent.join(" and ")}, which AWS requires.`,
      likelihood: "certain",
      evidence: [`claims: ${logLine(Object.keys(claims).slice(0, 20).join(", ")) || "none"}`],
      change: "Restore the claim in the CI's OIDC settings."
    };
  }
};
var roleNotAuthorized = {
  id: "roles-claim",
  page: "docs/troubleshooting.md#sts-role-pinned",
  codes: ["sts-role-pinned", "sts-access-denied"],
  offlineCode: "sts-role-pinned",
  find({ claims, request }) {
    const roles = authorizedRoles(claims);
    if (roles === void 0 || roles.includes(request.roleArn)) return void 0;
    return {
      title: "The issuer allows this token to assume other roles only.",
      likelihood: "certain",
      evidence: [`https://aws.amazon.com/roles: ${logLine(jsonLine(roles))}`, `role: ${logLine(request.roleArn)}`],
      change: `Assume one of those roles, or have the issuer add this one to the claim:
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
        title: `The token was issued ${(0, import_action_shared_core_ip_range.spanText)(early)} in the future: the clock of this machine is behind, or the clock of the CI is ahead.`,
        likelihood: refusal?.code === "sts-access-denied" ? "possible" : "likely",
        evidence: times({ claims, now }),
        change: "Synchronize both clocks with NTP."
      };
    }
    if (refusal?.code !== "sts-token-expired" || ends === void 0 || ends < seconds) return void 0;
    return {
      title: `By the clock of this machine the token is valid for another ${(0, import_action_shared_core_ip_range.spanText)(ends - seconds)}, but AWS says that it has expired. The clock is behind.`,
      likelihood: "likely",
      evidence: times({ claims, now }),
      change: "Synchronize the clock of this machine with NTP."
    };
  }
};
var usedTooLate = {
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
var tokenChanged = {
  id: "token-changed",
  page: rejected,
  codes: ["sts-token-rejected"],
  find({ issuer }) {
    return {
      title: "The token was changed on the way, or the issuer signs with keys that it does not publish.",
      likelihood: "possible",
      evidence: [`iss: ${logLine(issuer)}`],
      change: "Pass on the whole token, without quotes or line breaks, and not a masked ***. AWS accepts RS256/384/512 and ES256/384/512."
    };
  }
};
var tokenCauses = [
  requestToken,
  claimMissing,
  roleNotAuthorized,
  clock,
  usedTooLate,
  tokenChanged
];
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
var shownNames = /* @__PURE__ */ new Set([
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
  return [...shownNames].flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : void 0;
    if (value === void 0 || value === "") return [];
    return [{ name, value: logLine(typeof value === "string" ? value : JSON.stringify(value) ?? "") }];
  });
}
// src/diagnose/diagnose.ts
var order = ["certain", "likely", "possible"];
function diagnose(question) {
  const context = refusalContext(question);
  const code = question.refusal?.code ?? "sts-access-denied";
  const found = causes.flatMap((cause) => {
    const finding = cause.codes.includes(code) ? cause.find(context) : void 0;
    return finding === void 0 ? [] : [{ id: cause.id, page: cause.page, ...finding }];
  });
  const findings = withoutLastResort(found).sort((a, b) => order.indexOf(a.likelihood) - order.indexOf(b.likelihood));
  return {
    claims: shownClaims(context.claims),
    findings,
    problems: findings.flatMap(problemOf),
    verdict: context.comparison?.verdict,
    policy: code === "sts-access-denied" && context.comparison?.allowed !== true ? acceptingPolicy(context) : void 0
  };
}
function problemOf({ id, title, likelihood }) {
  const code = causes.find((cause) => cause.id === id)?.offlineCode ?? "sts-access-denied";
  return likelihood === "certain" ? [{ code, message: title }] : [];
}
function withoutLastResort(findings) {
  const isExplained = findings.some(
    ({ id, likelihood }) => likelihood === "certain" && subjectCauses.some((cause) => cause.id === id)
  );
  return findings.filter(({ id }) => id !== otherSubject.id || !isExplained);
}
// src/diagnose/diagnosis-report.ts
function headline({ findings: [first] }, { code, hint }) {
  if (first === void 0 || first.likelihood === "possible") return hint;
  const likely = `Most likely cause: ${first.title}
${first.change}`;
  const usual = first.likelihood === "certain" && code === "sts-access-denied" ? void 0 : hint;
  return [usual, first.likelihood === "certain" ? findingText(first) : likely].filter(Boolean).join("\n");
}
var mostCauses = 5;
var causesHeading = "Causes, most likely first:";
function diagnosisReport({ claims, findings, policy }) {
  const width = Math.min(24, Math.max(0, ...claims.map(({ name }) => name.length)));
  return [
    "The claims that matter to a trust policy:",
    ...claims.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`),
    ...findings.length === 0 ? [] : ["", causesHeading, findingsText(findings)],
    ...policy === void 0 ? [] : ["", acceptingPolicyText(policy)]
  ].join("\n");
}
function acceptingPolicyText(policy) {
  return `A trust policy that accepts tokens of this job only:
${jsonBlock(policy)}`;
}
function findingsText(findings) {
  return findings.slice(0, mostCauses).map((finding, index) => {
    const isRepeated = findings.slice(0, index).some(({ change }) => change === finding.change);
    return indentItem(findingText(finding, isRepeated), `${index + 1}. `);
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
function indentItem(text, mark) {
  return text.split("\n").map((line, index) => `${index === 0 ? mark : " ".repeat(mark.length)}${line}`).join("\n");
}
// src/trust/opaque.ts
var opaque = "\uFFFC";
// src/trust/cloudformation.ts
function resolveIntrinsics(value, resources) {
  if (Array.isArray(value)) return value.map((entry) => resolveIntrinsics(entry, resources));
  if (!(0, import_action_shared_core_ip_range.isObject)(value)) return value;
  const [[name, argument] = ["", void 0], ...others] = Object.entries(value);
  if (others.length === 0 && (name === "Ref" || name.startsWith("Fn::")))
    return resolveFunction(name, argument, resources);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveIntrinsics(entry, resources)]));
}
function resolveFunction(name, argument, resources) {
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
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${name} contains neither a JSON object nor a CloudFormation template.`);
  }
  return documentsIn(value).map((document) => ({
    ...document,
    duplicates: [...document.duplicates, ...duplicates.filter((path) => path.startsWith(document.path))]
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
function roleDocument(role, path) {
  const inRole = memberPath(path, "AssumeRolePolicyDocument");
  return embedded(role.AssumeRolePolicyDocument, { path: inRole, roleArn: (0, import_action_shared_core_ip_range.stringAt)(role, "Arn") });
}
function embedded(value, place) {
  if (typeof value !== "string") return { ...place, json: value, duplicates: [] };
  const text = value.startsWith("%7B") ? decodeUrl(value, place.path) : value;
  const json = (0, import_action_shared_core_ip_range.parseJson)(text);
  const duplicates = json === void 0 ? [] : duplicateKeys(text).map((path) => `${place.path}.${path}`);
  return { ...place, json, duplicates };
}
function decodeUrl(text, path) {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${path} looks URL-encoded but is not.`, { cause });
  }
}
function templateDocuments(resources) {
  return Object.entries(resources).flatMap(([id, resource]) => {
    if (!(0, import_action_shared_core_ip_range.isObject)(resource) || resource.Type !== "AWS::IAM::Role" || !(0, import_action_shared_core_ip_range.isObject)(resource.Properties)) return [];
    const path = `${memberPath("Resources", id)}.Properties.AssumeRolePolicyDocument`;
    const document = resolveIntrinsics(resource.Properties.AssumeRolePolicyDocument, resources);
    return [embedded(document, { path, roleArn: void 0 })];
  });
}
function planDocuments(modules) {
  const resources = modules.flatMap((values) => (0, import_action_shared_core_ip_range.isObject)(values) ? resourcesOf(values.root_module) : []);
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
    throw new import_action_shared_core_errors.HelperError("policy-invalid", `${name}: ${duplicate} appears twice; only the last one would count.`);
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
  return new import_action_shared_core_errors.HelperError(refusal.code, refusal.message, {
    hint: headline(diagnosis, refusal),
    diagnosis: diagnosisReport(diagnosis),
    cause: refusal
  });
}
function readTrustPolicy(path, { roleArn }, { files, log }) {
  try {
    const text = files.read(path);
    if (text === void 0) throw new import_action_shared_core_errors.HelperError("input-unreadable", `There is no file ${path}.`);
    return policyForRole(text, path, roleArn).policy;
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
