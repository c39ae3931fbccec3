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
  diagnose: () => diagnose,
  findingsText: () => findingsText,
  headline: () => headline,
  jsonBlock: () => jsonBlock,
  plainClaims: () => plainClaims,
  reportOf: () => reportOf,
  shown: () => shown
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_DYX7TILT = require("./chunk-DYX7TILT.js");
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
function acceptingPlan(one) {
  if (one.issuer === "" || one.subject === "" || one.audiences.length !== 1) return void 0;
  return [recognized(one), perRun(one), exact(one)].flatMap((plan) => plan === void 0 ? [] : [withActions(plan, one)]).find((plan) => accepts((0, import_chunk_DYX7TILT.trustPolicyIn)(plan, one.account), one));
}
function acceptingPolicy(one) {
  const plan = acceptingPlan(one);
  return plan === void 0 ? void 0 : (0, import_chunk_DYX7TILT.trustPolicyIn)(plan, one.account);
}
function recognized({ claims }) {
  const { ci, options } = (0, import_chunk_DYX7TILT.optionsFromClaims)(claims);
  if (ci === "generic") return void 0;
  try {
    return import_chunk_DYX7TILT.ciPlans.find(({ id }) => id === ci)?.plan(options);
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) throw error;
    return void 0;
  }
}
var lasting = [
  // https://buildkite.com/docs/agent/v3/cli-oidc
  /^organization:[^:]+:pipeline:[^:]+:ref:[^:]+:/,
  // https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
  /^\{[\da-f-]{36}\}:(?=\{)/i
];
function perRun(one) {
  const [start] = lasting.flatMap((form) => form.exec(one.subject)?.[0] ?? []);
  return start === void 0 ? void 0 : { ...bare(one), subjects: [`${(0, import_chunk_DYX7TILT.policyText)(start)}*`] };
}
function exact(one) {
  return { ...bare(one), subjects: [(0, import_chunk_DYX7TILT.policyText)(one.subject)] };
}
function bare({ issuer, audiences: [audience2 = ""] }) {
  return { issuer, audience: audience2, actions: [], exact: {} };
}
function withActions(plan, { claims }) {
  return { ...plan, actions: [.../* @__PURE__ */ new Set([...(0, import_chunk_FB3SQ7ZW.requiredActions)(claims), ...plan.actions])] };
}
function accepts(policy, { claims, request }) {
  return (0, import_chunk_FB3SQ7ZW.evaluateToken)((0, import_chunk_FB3SQ7ZW.readPolicy)(policy, "the policy"), { claims, ...request }).allowed;
}
function caseOf(question) {
  const claims = plainClaims(question.claims);
  const issuer = claims.iss ?? "";
  const account = (0, import_chunk_FB3SQ7ZW.accountOf)(question.request.roleArn);
  const path2 = (0, import_chunk_FB3SQ7ZW.providerPath)(issuer);
  return {
    ...question,
    claims,
    issuer,
    path: path2,
    subject: claims.sub ?? "",
    audiences: (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims),
    account,
    providerArn: (0, import_chunk_FB3SQ7ZW.providerArn)(issuer, account),
    comparison: question.policy && compare(question.policy, { claims, request: question.request, path: path2 })
  };
}
function plainClaims(claims) {
  const { iss, sub, azp, ...rest } = (0, import_chunk_2ZDYLNSC.isObject)(claims) ? claims : {};
  return {
    ...rest,
    ...typeof iss === "string" ? { iss } : {},
    ...typeof sub === "string" ? { sub } : {},
    ...typeof azp === "string" ? { azp } : {}
  };
}
function compare(policy, { claims, request, path: path2 }) {
  const verdict = (0, import_chunk_FB3SQ7ZW.evaluateToken)(policy, { claims, ...request });
  const refused = verdict.actions.find((action2) => !action2.allowed);
  const denial2 = refused?.statements.find(({ effect, applies }) => effect === "Deny" && applies);
  const [nearest] = (refused?.statements ?? []).flatMap((result, index) => {
    const statement = policy.statements[index];
    return result.effect === "Allow" && statement !== void 0 ? [{ result, statement }] : [];
  }).sort((one, other2) => distance(one.result) - distance(other2.result));
  const concerned = nearest !== void 0 && (nearest.result.principalMatched || namesProvider(nearest.statement, path2));
  return {
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
  return principals.federated.some((arn) => (0, import_chunk_FB3SQ7ZW.providerPath)(nameInArn(arn)).toLowerCase() === path2.toLowerCase());
}
function nameInArn(arn) {
  return arn.replace(/^.*:oidc-provider\//, "");
}
function failingCondition({ comparison, path: path2 }, claim) {
  const key = `${path2}:${claim}`.toLowerCase();
  return comparison?.failing.find((condition) => condition.key.toLowerCase() === key);
}
function shown(text) {
  const line = (0, import_chunk_FB3SQ7ZW.escapeControls)(text);
  return line.length <= 400 ? line : `${line.slice(0, 400)}\u2026 (${line.length} characters)`;
}
function jsonLine(value) {
  return (0, import_chunk_FB3SQ7ZW.escapeControls)(JSON.stringify(value));
}
function jsonBlock(value) {
  return JSON.stringify(value, void 0, 2).split("\n").map(import_chunk_FB3SQ7ZW.escapeControls).join("\n");
}
function conditionLine(operator, key, values) {
  const [first = "", ...others] = values;
  const name = typeof operator === "string" ? operator : operator.text;
  return `"${name}": { ${jsonLine(key)}: ${jsonLine(others.length === 0 ? first : values)} }`;
}
function shellWord(text) {
  return `'${(0, import_chunk_FB3SQ7ZW.escapeControls)(text).replaceAll("'", String.raw`'\''`)}'`;
}
var page = "docs/troubleshooting.md#sts-audience";
var several = {
  id: "audience-list",
  page,
  codes: ["sts-audience", "sts-access-denied", "sts-token-rejected"],
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
  page,
  codes: ["sts-audience"],
  find(one) {
    const { azp } = one.claims;
    if (azp === void 0) return void 0;
    return {
      title: "The token has an azp, and AWS takes that for the audience.",
      likelihood: "certain",
      evidence: [`azp: ${shown(String(azp))}`, `aud: ${(0, import_chunk_HRDKHYRD.audiencesOf)(one.claims).map(shown).join(", ")}`],
      change: registration(one)
    };
  }
};
var issuers = [
  {
    path: /^oidc\.circleci\.com/,
    says: "CircleCI's audience is the ID of the organization, unless the job asks for another.",
    fixed: true,
    page: "docs/ci/circleci.md#another-audience"
  },
  {
    path: /\.semaphoreci\.com$/,
    says: "Semaphore's audience is the address of the organization, and cannot be chosen.",
    fixed: true,
    page: "docs/ci/semaphore.md#aws"
  },
  {
    path: /^token\.actions\./,
    says: "GitHub issues the token for whom the job asks: `audience`.",
    fixed: false,
    page: "docs/ci/github.md#aws"
  },
  {
    path: /^gitlab\.com$/,
    says: "GitLab's audience is the `aud` below `id_tokens` in the job.",
    fixed: false,
    page: "docs/ci/gitlab.md#the-job"
  }
];
var mismatch = {
  id: "audience-mismatch",
  page,
  codes: ["sts-audience"],
  find(one) {
    const known = issuers.find(({ path: path2 }) => path2.test(one.path));
    const isUsual = one.audiences[0] === "sts.amazonaws.com";
    return {
      title: `The provider in IAM does not have the token's audience among its client IDs.${known === void 0 ? "" : ` ${known.says}`}`,
      likelihood: "certain",
      evidence: [`aud: ${one.audiences.map(shown).join(", ") || "none"}`, `provider: ${shown(one.providerArn)}`],
      change: known?.fixed === false && !isUsual ? `Have the token issued for the audience that is registered (usually sts.amazonaws.com). Or register this one:
${registration(one)}` : `Register it:
${registration(one)}`
    };
  }
};
function registration({ providerArn: providerArn2, audiences: [audience2 = ""] }) {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn2)} --client-id ${shellWord(audience2)}`;
}
var audienceCauses = [several, authorizedParty, mismatch];
function subjectCause({ id, title, page: page6, suspicion, explains }) {
  return {
    id,
    page: page6,
    codes: ["sts-access-denied"],
    find(one) {
      const { comparison, claims, subject, path: path2 } = one;
      const token = { claims, subject, path: path2 };
      if (comparison === void 0) {
        if (subject === "" || suspicion === void 0 || !suspicion.when(token)) return void 0;
        return {
          title: suspicion.title,
          likelihood: suspicion.likelihood ?? "likely",
          evidence: [`sub: ${shown(subject)}`],
          change: `The trust policy must take this subject:
${withoutPolicy(one)}`
        };
      }
      const condition = failingSubject(one);
      const [remedied] = (condition?.patterns ?? []).flatMap((pattern) => {
        const remedy = explains(pattern, token);
        return remedy === void 0 ? [] : [{ pattern, remedy }];
      });
      if (condition === void 0 || remedied === void 0) return void 0;
      return {
        title,
        likelihood: "certain",
        evidence: comparisonLines(condition, claims),
        change: remedyText(condition, remedied.pattern, remedied.remedy)
      };
    }
  };
}
function failingSubject(one) {
  const condition = failingCondition(one, "sub");
  const compares = /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(condition?.operator.name ?? "");
  return compares && condition?.values !== void 0 ? condition : void 0;
}
function withoutPolicy(one) {
  const { subjects } = acceptingPlan(one) ?? { subjects: [(0, import_chunk_DYX7TILT.policyText)(one.subject)] };
  return conditionLine(subjects.some(hasWildcard) ? "StringLike" : "StringEquals", `${one.path}:sub`, subjects);
}
function comparisonLines(condition, claims) {
  const { differences, notes } = (0, import_chunk_FB3SQ7ZW.explainCondition)(condition, claims);
  const [nearest] = [...differences].sort((one, other2) => other2.patternAt - one.patternAt);
  const others = differences.length - 1;
  return [
    ...nearest === void 0 || nearest.pattern.length + nearest.value.length > 600 ? [] : (0, import_chunk_FB3SQ7ZW.drawDifference)(nearest),
    ...others > 0 ? [`(and ${others} more ${others === 1 ? "value" : "values"} in the policy)`] : [],
    ...notes
  ];
}
function remedyText(condition, old, { pattern, keeps, job }) {
  const line = pattern === void 0 ? [] : [correctedLine(condition, { old, pattern, keeps: keeps === true })];
  if (job === void 0) return line.join("\n");
  return [job, ...line.length === 0 ? [] : ["Or, if such jobs are meant to have the role:", ...line]].join("\n");
}
function correctedLine({ operator, key, patterns }, { old, pattern, keeps }) {
  const values = keeps ? [...patterns, pattern] : patterns.map((value) => value === old ? pattern : value);
  const isWild = hasWildcard(pattern) && operator.name === "StringEquals";
  return conditionLine(isWild ? operator.text.replace("Equals", "Like") : operator, key, [...new Set(values)]);
}
function hasWildcard(pattern) {
  return /[*?]/.test(pattern.replace(/\$\{[*?$]\}/g, ""));
}
function takes(pattern, text) {
  const compiled = (0, import_chunk_FB3SQ7ZW.compilePattern)(pattern, { wildcards: true, variable: () => void 0 });
  return compiled !== void 0 && (0, import_chunk_FB3SQ7ZW.matchesPattern)(text, compiled);
}
function subjectBeside({ subject }) {
  return { pattern: (0, import_chunk_DYX7TILT.policyText)(subject), keeps: true };
}
function correctedOr(pattern, token) {
  return takes(pattern, token.subject) ? { pattern } : subjectBeside(token);
}
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
    const known = withIds(token.subject) ?? { ownerId: String(repository_owner_id), id: String(repository_id) };
    if (owner === void 0 || known.ownerId !== ownerId || known.id !== id) return void 0;
    const rest = pattern.slice(pattern.indexOf(":", "repo:".length));
    const repo = withIds(token.subject) === void 0 ? `${owner}/${name}` : `${owner}@${ownerId}/${name}@${id}`;
    const corrected = correctedOr(`repo:${repo}${rest}`, token);
    return { ...corrected, keeps: false };
  }
};
var immutable = {
  id: "github-immutable-subject",
  title: "The subject has the IDs of owner and repository, and the policy only their names.",
  page: page2,
  suspicion: {
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
    const { pattern: corrected = "", keeps } = correctedOr(bare2, token);
    return sameRepository(bare2, token) ? { pattern: corrected, keeps: keeps !== false } : void 0;
  }
};
var environment = {
  id: "github-environment-subject",
  title: "The job has an `environment:`, which takes the place of the branch in the subject.",
  page: page2,
  suspicion: {
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
var template = {
  id: "github-subject-template",
  title: "The subject is made by a template of the organization or the repository.",
  page: page2,
  suspicion: {
    when: isTemplate,
    title: "The subject is made by a template of the organization or the repository: a policy for the usual form refuses it."
  },
  explains: (pattern, token) => isTemplate(token) && !token.subject.startsWith(pattern.replace(/[*?].*$/s, "")) ? subjectBeside(token) : void 0
};
var usualForm = /^repo:[^:]+:(ref:refs\/[^:]+|environment:[^:]+|pull_request)$/;
function isTemplate({ subject, path: path2 }) {
  return /^token\.actions\./.test(path2) && !usualForm.test(subject);
}
function sameRepository(pattern, { subject }) {
  const [repo = ""] = /^repo:[^:]+/.exec(pattern) ?? [];
  return subject.startsWith(`${(0, import_chunk_DYX7TILT.policyText)(repo)}:`);
}
var githubSubjects = [
  hyphenIds,
  immutable,
  namesOnly,
  environment,
  environmentMissing,
  template
].map(subjectCause);
var gitlabPage = "docs/ci/gitlab.md#aws";
var circleciPage = "docs/ci/circleci.md#aws";
var mergeRequest = {
  id: "gitlab-merge-request",
  title: "A merge request pipeline has the subject of its source branch; none says mr or merge_request.",
  page: gitlabPage,
  suspicion: {
    when: ({ claims }) => claims.pipeline_source === "merge_request_event",
    title: "The job is of a merge request: its subject names the source branch."
  },
  explains(pattern, token) {
    if (!isGitlab(token)) return void 0;
    if (/:ref_type:(?!branch|tag|[*?])/.test(pattern)) return { pattern: (0, import_chunk_DYX7TILT.policyText)(token.subject) };
    return token.claims.pipeline_source === "merge_request_event" && /:ref_type:branch:/.test(pattern) ? {
      ...subjectBeside(token),
      job: "Run the job after the merge only:\n    rules:\n      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    } : void 0;
  }
};
var components = {
  id: "gitlab-subject-components",
  title: "The project's settings make its subjects of other parts than the policy has.",
  page: gitlabPage,
  suspicion: {
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
  page: gitlabPage,
  explains(pattern, token) {
    const start = /^project_path:[^:]+/;
    const [own] = start.exec(token.subject) ?? [];
    const [theirs] = start.exec(pattern) ?? [];
    if (own === void 0 || theirs === void 0 || takes(theirs.toLowerCase(), own.toLowerCase())) return void 0;
    return correctedOr(pattern.replace(theirs, (0, import_chunk_DYX7TILT.policyText)(own)), token);
  }
};
function isGitlab({ claims, subject }) {
  return typeof claims.project_path === "string" || /^project_(path|id):/.test(subject);
}
var circleciForm = {
  id: "circleci-subject-version",
  title: "CircleCI has two subjects: that of CIRCLE_OIDC_TOKEN_V2 goes on with the repository and the branch.",
  page: circleciPage,
  suspicion: {
    when: ({ path: path2 }) => isCircleci(path2),
    title: "The subject names the user who started the job, and the newer one the branch: a policy must leave both open.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    const [own, theirs] = [token.subject, pattern].map((text) => text.includes("/vcs-origin/"));
    if (!isCircleci(token.path) || own === theirs) return void 0;
    if (own) return correctedOr(`${pattern.replace(/\/user\/[^/]*$/, "/user/*")}`, token);
    return { job: "Give the job the newer token, which names the branch:\n    token-env: CIRCLE_OIDC_TOKEN_V2" };
  }
};
var circleciUser = {
  id: "circleci-user",
  title: "The subject names the user who started the job, and the policy another one.",
  page: circleciPage,
  explains(pattern, token) {
    const [, user] = /\/user\/([^/]+)/.exec(token.subject) ?? [];
    const [, theirs] = /\/user\/([^/]+)/.exec(pattern) ?? [];
    if (!isCircleci(token.path) || user === void 0 || theirs === void 0 || takes(theirs, user)) return void 0;
    return correctedOr(pattern.replace(/\/user\/[^/]+/, "/user/*"), token);
  }
};
function isCircleci(path2) {
  return path2.startsWith("oidc.circleci.com");
}
var buildkiteSubject = {
  id: "buildkite-subject",
  title: "A subject of Buildkite goes on after the branch, with commit and step.",
  page: "docs/ci/custom.md#aws",
  suspicion: {
    when: ({ path: path2 }) => path2 === "agent.buildkite.com",
    title: "The subject names commit and step: a policy must leave them open.",
    likelihood: "possible"
  },
  explains(pattern, token) {
    if (!/^organization:[^:]+:pipeline:[^:]+:ref:refs\/[^:*]+$/.test(pattern)) return void 0;
    return takes(`${pattern}:*`, token.subject) ? { pattern: `${pattern}:*` } : void 0;
  }
};
var otherCiSubjects = [
  mergeRequest,
  components,
  renamed,
  circleciForm,
  circleciUser,
  buildkiteSubject
].map(subjectCause);
var page3 = "docs/troubleshooting.md#sts-access-denied";
var codes = ["sts-access-denied"];
var denial = {
  id: "policy-deny",
  page: page3,
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
  page: page3,
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
  find(one) {
    const { comparison, providerArn: providerArn2 } = one;
    if (comparison?.nearest === void 0 || comparison.nearest.result.principalMatched) return void 0;
    const { federated, negated } = comparison.nearest.statement.principals;
    return {
      title: federated.map((arn) => principalFault(arn, one)).find(Boolean) ?? "The policy is for another issuer.",
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
  page: page3,
  codes,
  find({ comparison, claims }) {
    const { refused, nearest } = comparison ?? {};
    if (refused?.action !== "sts:AssumeRoleWithWebIdentity" || nearest === void 0) return void 0;
    if (nearest.result.actionMatched) return void 0;
    const needed = (0, import_chunk_FB3SQ7ZW.requiredActions)(claims);
    return {
      title: "The statement does not allow sts:AssumeRoleWithWebIdentity.",
      likelihood: "certain",
      evidence: [`policy: ${nearest.statement.actions.patterns.map(shown).join(", ")}`],
      change: `"Action": ${jsonLine(needed.length === 1 ? needed[0] : needed)}`
    };
  }
};
var audience = {
  id: "policy-audience",
  page: "docs/troubleshooting.md#sts-audience",
  codes,
  find(one) {
    const condition = failingCondition(one, "aud");
    const [aud, another] = one.audiences;
    if (condition?.values === void 0 || aud === void 0 || another !== void 0) return void 0;
    return {
      title: "The policy is for another audience than that of the token.",
      likelihood: "certain",
      evidence: [
        `policy: ${condition.patterns.map(shown).join(", ")}`,
        `token:  ${shown(aud)}${one.claims.azp === void 0 ? "" : " (azp, which AWS takes for the audience)"}`
      ],
      change: conditionLine("StringEquals", condition.key, [(0, import_chunk_DYX7TILT.policyText)(aud)])
    };
  }
};
var absentKey = {
  id: "policy-key",
  page: "docs/lint/unknown-claim.md",
  codes,
  find(one) {
    const condition = one.comparison?.failing.find(
      ({ values: values2, operator }) => values2 === void 0 && operator.name !== "Null"
    );
    if (condition === void 0) return void 0;
    const { host, claim } = (0, import_chunk_FB3SQ7ZW.splitKey)(condition.key);
    const isForeign = host !== void 0 && host.toLowerCase() !== one.path.toLowerCase();
    const values = isForeign ? valuesOf(one, claim) : void 0;
    return {
      title: "The policy has a condition on a key that the request does not have.",
      likelihood: "certain",
      evidence: [
        `policy: ${conditionLine(condition.operator, condition.key, condition.patterns)}`,
        ...(0, import_chunk_FB3SQ7ZW.explainCondition)(condition, one.claims).notes
      ],
      change: values === void 0 ? removal(one, condition.key) : conditionLine(condition.operator, `${one.path}:${claim}`, values.map(import_chunk_DYX7TILT.policyText))
    };
  }
};
function valuesOf({ claims, request, path: path2 }, claim) {
  const key = `${path2}:${claim}`.toLowerCase();
  return Object.entries((0, import_chunk_FB3SQ7ZW.webIdentityContext)(claims, request)).find(([name]) => name.toLowerCase() === key)?.[1];
}
function removal({ comparison, path: path2, subject }, key) {
  const subjectKey = `${path2}:sub`;
  const conditions = comparison?.nearest?.result.conditions ?? [];
  const isAsked = conditions.some((one) => one.key.toLowerCase() === subjectKey.toLowerCase());
  const line = isAsked ? "" : `, and ask for the subject:
${conditionLine("StringEquals", subjectKey, [(0, import_chunk_DYX7TILT.policyText)(subject)])}`;
  return `Remove the condition on ${shown(key)}${line}`;
}
var otherCondition = {
  id: "policy-condition",
  page: page3,
  codes,
  find(one) {
    const handled = [failingSubject(one), failingCondition(one, "aud")];
    const condition = one.comparison?.failing.find(
      (candidate) => candidate.values !== void 0 && !handled.includes(candidate)
    );
    if (condition?.values === void 0) return void 0;
    const { notes } = (0, import_chunk_FB3SQ7ZW.explainCondition)(condition, one.claims);
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
  const added = [...patterns, ...(values ?? []).map(import_chunk_DYX7TILT.policyText)];
  const isEquality = /^(ForAnyValue:)?String(Equals|Like)/.test(operator.text);
  const line = isEquality ? `:
${conditionLine(operator, key, added)}` : `, change the condition on ${shown(key)}.`;
  return `Run the job where the policy expects it. Or, if this job is meant to have the role${line}`;
}
var accepted = {
  id: "policy-accepts",
  page: page3,
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
  page: page3,
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
var page4 = "docs/troubleshooting.md#sts-provider-missing";
var codes2 = ["sts-provider-missing"];
var missing = {
  id: "provider-missing",
  page: page4,
  codes: codes2,
  find(one) {
    return {
      title: `Account ${shown(one.account.accountId)}, which is that of the role, has no identity provider for the token's issuer.`,
      likelihood: "certain",
      evidence: [`iss:      ${shown(one.issuer)}`, `provider: ${shown(one.providerArn)}`],
      change: `Create it there; its URL is the issuer to the letter:
${creation(one)}`
    };
  }
};
function creation({ issuer, audiences: [audience2 = "sts.amazonaws.com"] }) {
  return `    aws iam create-open-id-connect-provider --url ${shellWord(issuer)} --client-id-list ${shellWord(audience2)}`;
}
var path = {
  id: "provider-path",
  page: page4,
  codes: codes2,
  find(one) {
    const [host, ...rest] = one.path.split("/");
    if (rest.length === 0) return void 0;
    return {
      title: `The issuer has a path (/${shown(rest.join("/"))}), and a provider for ${shown(host ?? "")} alone is another provider.`,
      likelihood: "likely",
      evidence: [`iss: ${shown(one.issuer)}`],
      change: creation(one)
    };
  }
};
var slash = {
  id: "provider-slash",
  page: page4,
  codes: codes2,
  find(one) {
    const ends = one.issuer.endsWith("/");
    return {
      title: ends ? "The issuer ends in a slash, and the URL of the provider must, too." : "A provider whose URL ends in a slash is another provider.",
      likelihood: ends ? "likely" : "possible",
      evidence: [`iss: ${shown(one.issuer)}`],
      change: `Look at the URLs of the providers; one with another form must be made anew:
    aws iam list-open-id-connect-providers`
    };
  }
};
var unreachable = {
  id: "issuer-unreachable",
  page: "docs/troubleshooting.md#sts-idp-unreachable",
  codes: ["sts-idp-unreachable"],
  find({ issuer, path: name }) {
    const isCloud = /^(token\.actions\.|gitlab\.com$|oidc\.circleci\.com|agent\.buildkite\.com$|[^/]+\.semaphoreci\.com$)/.test(name);
    return {
      title: isCloud ? "AWS could not fetch the CI's keys; this passes." : "AWS could not fetch the keys of the issuer: it must be reachable from the internet, quickly, with a trusted certificate.",
      likelihood: isCloud ? "likely" : "certain",
      evidence: [`iss: ${shown(issuer)}`],
      change: `From outside of your network:
    curl ${shellWord(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)}`
    };
  }
};
var providerCauses = [missing, path, slash, unreachable];
var duration = {
  id: "duration",
  page: "docs/troubleshooting.md#sts-validation",
  codes: ["sts-validation", "sts-access-denied"],
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
var page5 = "docs/troubleshooting.md#sts-access-denied";
var wildcardInEquals = {
  id: "subject-wildcard",
  page: "docs/lint/literal-wildcard.md",
  codes: ["sts-access-denied"],
  find(one) {
    const condition = failingSubject(one);
    if (condition === void 0 || !/^StringEquals/.test(condition.operator.name)) return void 0;
    if (!condition.patterns.some((pattern) => takes(pattern, one.subject))) return void 0;
    const operator = condition.operator.text.replace(/StringEquals(IgnoreCase)?/, "StringLike");
    return {
      title: `${condition.operator.text} takes * for an ordinary character; wildcards need StringLike.`,
      likelihood: "certain",
      evidence: comparisonLines(condition, one.claims),
      change: conditionLine(operator, condition.key, condition.patterns)
    };
  }
};
var letterCase = {
  id: "subject-case",
  title: "The subject differs in upper and lower case, which IAM tells apart.",
  page: "docs/lint/subject-case.md",
  suspicion: {
    when: ({ subject }) => /^(repo|project_path):[^:]*[A-Z]/.test(subject),
    title: "The subject has capital letters, and IAM tells upper from lower case.",
    likelihood: "possible"
  },
  explains: (pattern, { subject }) => !takes(pattern, subject) && takes(pattern.toLowerCase(), subject.toLowerCase()) ? { pattern: inCaseOf(pattern, subject) } : void 0
};
function inCaseOf(pattern, subject) {
  let at = 0;
  const pieces = pattern.split(/([*?])/).map((piece) => {
    if (piece === "*") return piece;
    const found = piece === "?" ? at : subject.toLowerCase().indexOf(piece.toLowerCase(), at);
    at = found + piece.length;
    return piece === "?" ? piece : (0, import_chunk_DYX7TILT.policyText)(subject.slice(found, at));
  });
  const corrected = pieces.join("");
  return takes(corrected, subject) ? corrected : (0, import_chunk_DYX7TILT.policyText)(subject);
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
  page: page5,
  suspicion: {
    when: ({ subject }) => isTag(subject),
    title: "The job runs for a tag: a policy for a branch refuses it."
  },
  explains: (pattern, token) => isTag(token.subject) && !isTag(pattern) && /:ref(_type)?:/.test(pattern) ? { pattern: (0, import_chunk_DYX7TILT.policyText)(token.subject), keeps: true } : void 0
};
function isTag(subject) {
  return /:ref:refs\/tags\/|:ref_type:tag(:|$)/.test(subject);
}
var pullRequest = {
  id: "subject-pull-request",
  title: "The job is of a pull request, and the subject names no branch.",
  page: page5,
  suspicion: {
    when: ({ subject }) => isPullRequest(subject),
    title: "The job is of a pull request: a policy for a branch refuses it."
  },
  explains: (pattern, { subject }) => isPullRequest(subject) && !/pull[_-]request/.test(pattern) ? {
    pattern: (0, import_chunk_DYX7TILT.policyText)(subject),
    keeps: true,
    job: subject.endsWith(":pull_request") ? "Skip the step for pull requests, whose code nobody has reviewed yet:\n    if: github.event_name != 'pull_request'" : "Skip the job for pull requests, whose code nobody has reviewed yet."
  } : void 0
};
function isPullRequest(subject) {
  return /:pull_request$|:ref_type:pull[_-]request:/.test(subject);
}
var other = {
  id: "subject-mismatch",
  page: page5,
  codes: ["sts-access-denied"],
  find(one) {
    const condition = failingSubject(one);
    if (condition === void 0) return void 0;
    const values = [...condition.patterns, (0, import_chunk_DYX7TILT.policyText)(one.subject)];
    return {
      title: "The policy is for other jobs: the subject is not among its values.",
      likelihood: "certain",
      evidence: comparisonLines(condition, one.claims),
      change: `Run the job where the policy expects it. Or, if this job is meant to have the role:
${conditionLine(condition.operator, condition.key, values)}`
    };
  }
};
var commonSubjectCauses = [
  wildcardInEquals,
  ...[letterCase, referenceForm, tag, pullRequest].map(subjectCause)
];
var otherSubject = other;
function permissionCause(id, action2, what) {
  return {
    id,
    page: "docs/lint/missing-tag-session.md",
    codes: ["sts-access-denied"],
    find({ claims, comparison }) {
      const needed = (0, import_chunk_FB3SQ7ZW.requiredActions)(claims);
      if (!needed.includes(action2)) return void 0;
      if (comparison !== void 0 && comparison.refused?.action !== action2) return void 0;
      return {
        title: `The token brings ${what}, and the policy must allow ${action2} for it.`,
        likelihood: comparison === void 0 ? "likely" : "certain",
        evidence: evidenceOf({ claims, comparison }),
        change: `"Action": ${jsonLine(needed)}`
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
var rejected = "docs/troubleshooting.md#sts-token-rejected";
var requestToken = {
  id: "request-token",
  page: "docs/troubleshooting.md#token-malformed",
  codes: ["sts-token-rejected", "sts-provider-missing", "sts-access-denied"],
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
  find({ claims, request }) {
    const roles = (0, import_chunk_FB3SQ7ZW.authorizedRoles)(claims);
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
    const [issued, begins, ends] = ["iat", "nbf", "exp"].map((name) => (0, import_chunk_2ZDYLNSC.numberAt)(claims, name));
    const early = Math.max(issued ?? 0, begins ?? 0) - seconds;
    if (early > 60) {
      return {
        title: `The token was issued ${round(early)} from now: the clock of this machine is behind, or that of the CI ahead.`,
        likelihood: refusal?.code === "sts-access-denied" ? "possible" : "likely",
        evidence: times({ claims, now }),
        change: "Set both clocks by NTP."
      };
    }
    if (refusal?.code !== "sts-token-expired" || ends === void 0 || ends < seconds) return void 0;
    return {
      title: `By the clock of this machine the token lives for another ${round(ends - seconds)}; AWS says that it has expired. The clock is behind.`,
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
    const value = (0, import_chunk_2ZDYLNSC.numberAt)(claims, name);
    return value === void 0 ? [] : [`${name}: ${instant(value)}`];
  });
  return [...claimed, `now: ${instant(now / 1e3)} (this machine)`];
}
function instant(seconds) {
  const date = new Date(seconds * 1e3);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(/\.\d+Z$/, "Z");
}
function round(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
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
var causes = [
  ...tokenCauses,
  ...providerCauses,
  ...audienceCauses,
  ...requestCauses,
  ...statementCauses,
  ...githubSubjects,
  ...otherCiSubjects,
  ...commonSubjectCauses,
  otherSubject,
  ...conditionCauses,
  ...tagCauses,
  ...elsewhereCauses
];
var names = [
  "iss",
  "sub",
  "aud",
  "azp",
  "repository",
  "repository_id",
  "repository_owner_id",
  "environment",
  "event_name",
  "job_workflow_ref",
  "project_path",
  "project_id",
  "namespace_id",
  "pipeline_source",
  "ref_type",
  "ref",
  "ref_protected",
  "oidc.circleci.com/org-id",
  "oidc.circleci.com/project-id",
  "oidc.circleci.com/vcs-origin",
  "oidc.circleci.com/vcs-ref",
  "org_id",
  "prj_id",
  "repo_slug",
  "job_type",
  "organization_slug",
  "organization_id",
  "pipeline_slug",
  "pipeline_id",
  "build_branch",
  "https://aws.amazon.com/roles",
  "https://aws.amazon.com/source_identity",
  "https://aws.amazon.com/tags"
];
function shownClaims(claims) {
  return names.flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : void 0;
    if (value === void 0 || value === "") return [];
    return [{ name, value: shown(typeof value === "string" ? value : JSON.stringify(value) ?? "") }];
  });
}
var order = ["certain", "likely", "possible"];
function diagnose(question) {
  const one = caseOf(question);
  const code = question.refusal?.code ?? "sts-access-denied";
  const found = causes.flatMap((cause) => {
    const finding = cause.codes.includes(code) ? cause.find(one) : void 0;
    return finding === void 0 ? [] : [{ id: cause.id, page: cause.page, ...finding }];
  });
  const findings = withoutLastResort(found).sort((a, b) => order.indexOf(a.likelihood) - order.indexOf(b.likelihood));
  return {
    claims: shownClaims(one.claims),
    findings,
    policy: code === "sts-access-denied" && one.comparison?.allowed !== true ? acceptingPolicy(one) : void 0
  };
}
function withoutLastResort(findings) {
  const isExplained = findings.some(
    ({ id, likelihood }) => likelihood === "certain" && /^(subject|github|gitlab|circleci|buildkite)-/.test(id) && id !== "subject-mismatch"
  );
  return findings.filter(({ id }) => id !== "subject-mismatch" || !isExplained);
}
function headline({ findings: [first] }, { code, hint }) {
  if (first === void 0 || first.likelihood === "possible") return hint;
  const likely = `The likeliest cause: ${first.title}
${first.change}`;
  const usual = first.likelihood === "certain" && code === "sts-access-denied" ? void 0 : hint;
  return [usual, first.likelihood === "certain" ? findingText(first) : likely].filter(Boolean).join("\n");
}
var mostCauses = 5;
function reportOf({ claims, findings, policy }) {
  const width = Math.min(24, Math.max(0, ...claims.map(({ name }) => name.length)));
  return [
    "The claims that a trust policy is about:",
    ...claims.map(({ name, value }) => `  ${name.padEnd(width)}  ${value}`),
    ...findings.length === 0 ? [] : ["", "Causes, the likeliest first:", findingsText(findings)],
    ...policy === void 0 ? [] : ["", "A trust policy that accepts this token, and no other job\u2019s:", jsonBlock(policy)]
  ].join("\n");
}
function findingsText(findings) {
  return findings.slice(0, mostCauses).map((finding, index) => {
    const isRepeated = findings.slice(0, index).some(({ change }) => change === finding.change);
    return indented(findingText(finding, isRepeated), `${index + 1}. `);
  }).join("\n");
}
function findingText({ id, title, evidence, change, page: page6 }, isRepeated = false) {
  return [
    `${title} [${id}]`,
    ...evidence.map((line) => `  ${line}`),
    ...isRepeated ? [] : ["  Change:", ...change.split("\n").map((line) => `    ${line}`)],
    `  ${page6}`
  ].join("\n");
}
function indented(text, mark) {
  return text.split("\n").map((line, index) => `${index === 0 ? mark : " ".repeat(mark.length)}${line}`).join("\n");
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  diagnose,
  findingsText,
  headline,
  jsonBlock,
  plainClaims,
  reportOf,
  shown
});
