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
  defaultAccountId: () => defaultAccountId,
  defaultConfig: () => defaultConfig,
  describeRequest: () => describeRequest,
  emulatedCis: () => emulatedCis,
  findCi: () => findCi,
  parseIamArn: () => parseIamArn,
  startEmulator: () => startEmulator,
  stsFaults: () => stsFaults,
  tokenFaults: () => tokenFaults
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_node_crypto = require("node:crypto");
var import_node_crypto2 = require("node:crypto");
var import_node_crypto3 = require("node:crypto");
var import_promises = require("node:timers/promises");
var import_node_crypto4 = require("node:crypto");
var import_node_crypto5 = require("node:crypto");
var import_node_crypto6 = require("node:crypto");
var import_node_crypto7 = require("node:crypto");
var import_node_http = require("node:http");
var import_node_crypto8 = require("node:crypto");
var sourceBranch = "feature";
var commit = "714a629c0b401fdce83e847fc9589983fc6f46bc";
var organization = "5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a";
var project = "c9d0e1f2-a3b4-4c5d-8e6f-7a8b9c0d1e2f";
var user = "0b1c2d3e-4f5a-4b6c-8d7e-8f9a0b1c2d3e";
var context = "d4e5f6a7-b8c9-4d0e-9f1a-2b3c4d5e6f70";
var pipeline = "1a2b3c4d-5e6f-4a7b-8c8d-9e0f1a2b3c4d";
var pipelineDefinition = "2b3c4d5e-6f7a-4b8c-9d9e-0f1a2b3c4d5e";
var workflow = "3c4d5e6f-7a8b-4c9d-8e0f-1a2b3c4d5e6f";
var jobId = "4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a";
var provider = `oidc.circleci.com/org/${organization}`;
var origin = "github.com/my-org/my-repo";
var circleci = {
  id: "circleci",
  name: "CircleCI",
  docs: "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
  // The token in CIRCLE_OIDC_TOKEN, whose subject does not know the repository; without it the V2 token.
  variants: ["v1"],
  issuer: `https://${provider}`,
  audience: organization,
  lifetimeSeconds: 3600,
  notBeforeSeconds: void 0,
  files: ["BASH_ENV"],
  sessionTags: false,
  trustCondition: {
    StringEquals: {
      [`${provider}:aud`]: organization,
      [`${provider}:oidc.circleci.com/project-id`]: project
    },
    // The user in the middle is whoever pushed.
    StringLike: {
      [`${provider}:sub`]: `org/${organization}/project/${project}/user/*/vcs-origin/${origin}/vcs-ref/refs/heads/main`
    }
  },
  claims: (job) => ({
    sub: subjectOf(job),
    "oidc.circleci.com/context-ids": [context],
    "oidc.circleci.com/job-id": jobId,
    "oidc.circleci.com/org-id": organization,
    "oidc.circleci.com/pipeline-definition-id": pipelineDefinition,
    "oidc.circleci.com/pipeline-id": pipeline,
    "oidc.circleci.com/project-id": project,
    "oidc.circleci.com/ssh-rerun": false,
    "oidc.circleci.com/vcs-origin": origin,
    "oidc.circleci.com/vcs-ref": refOf(job),
    "oidc.circleci.com/workflow-id": workflow
  }),
  environment: async ({ job, token }) => ({
    CI: "true",
    CIRCLECI: "true",
    CIRCLE_BUILD_NUM: "42",
    CIRCLE_BUILD_URL: "https://circleci.com/gh/my-org/my-repo/42",
    [job.refType === "tag" ? "CIRCLE_TAG" : "CIRCLE_BRANCH"]: refOf(job).replace(/^refs\/(heads|tags)\//, ""),
    CIRCLE_JOB: "deploy",
    CIRCLE_OIDC_TOKEN: await token({ variant: "v1" }),
    CIRCLE_OIDC_TOKEN_V2: await token({ variant: void 0 }),
    CIRCLE_ORGANIZATION_ID: organization,
    CIRCLE_PIPELINE_ID: pipeline,
    CIRCLE_PROJECT_ID: project,
    CIRCLE_PROJECT_REPONAME: "my-repo",
    CIRCLE_PROJECT_USERNAME: "my-org",
    CIRCLE_SHA1: commit,
    CIRCLE_WORKFLOW_ID: workflow,
    CIRCLE_WORKFLOW_JOB_ID: jobId
  })
};
function subjectOf(job) {
  const subject = `org/${organization}/project/${project}/user/${user}`;
  return job.variant === "v1" ? subject : `${subject}/vcs-origin/${origin}/vcs-ref/${refOf(job)}`;
}
function refOf(job) {
  return job.pullRequest === void 0 ? job.ref : `refs/heads/${sourceBranch}`;
}
var owner = { name: "octo-org", id: "123456" };
var repository = { name: "octo-repo", id: "456789" };
var fullName = `${owner.name}/${repository.name}`;
var fullNameWithIds = `${owner.name}@${owner.id}/${repository.name}@${repository.id}`;
var actor = { name: "octocat", id: "583231" };
var run = { id: "9876543210", number: "10", attempt: "1", checkRunId: "26543210987" };
var github = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  variants: ["immutable-subject"],
  issuer: "https://token.actions.githubusercontent.com",
  audience: "sts.amazonaws.com",
  lifetimeSeconds: 300,
  notBeforeSeconds: 600,
  tokenEndpoint: { path: "/github/idtoken", audience: `https://github.com/${owner.name}` },
  files: ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"],
  sessionTags: false,
  trustCondition: {
    StringEquals: {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": [
        `repo:${fullName}:ref:refs/heads/main`,
        `repo:${fullNameWithIds}:ref:refs/heads/main`
      ]
    }
  },
  claims: (job) => ({
    jti: (0, import_node_crypto.randomUUID)(),
    sub: subjectOf2(job),
    actor: actor.name,
    actor_id: actor.id,
    base_ref: isPullRequest(job) ? job.refName : "",
    check_run_id: run.checkRunId,
    ...job.environment === void 0 ? {} : { environment: job.environment },
    event_name: eventOf(job),
    head_ref: isPullRequest(job) ? sourceBranch : "",
    job_workflow_ref: workflowRef(job),
    job_workflow_sha: commit,
    ref: refOf2(job),
    ref_protected: String(!isPullRequest(job)),
    ref_type: job.refType,
    repository: fullName,
    repository_id: repository.id,
    repository_owner: owner.name,
    repository_owner_id: owner.id,
    repository_visibility: "private",
    run_attempt: run.attempt,
    run_id: run.id,
    run_number: run.number,
    runner_environment: "github-hosted",
    sha: commit,
    workflow: "Deploy",
    workflow_ref: workflowRef(job),
    workflow_sha: commit
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    ...actionsEnvironment(job),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${emulatorUrl}/github/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: "https://api.github.com",
    RUNNER_ENVIRONMENT: "github-hosted"
  })
};
function actionsEnvironment(job) {
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTOR: actor.name,
    GITHUB_ACTOR_ID: actor.id,
    GITHUB_BASE_REF: isPullRequest(job) ? job.refName : "",
    GITHUB_EVENT_NAME: eventOf(job),
    GITHUB_HEAD_REF: isPullRequest(job) ? sourceBranch : "",
    GITHUB_JOB: "deploy",
    GITHUB_REF: refOf2(job),
    GITHUB_REF_NAME: refOf2(job).replace(/^refs\/(heads|tags|pull)\//, ""),
    GITHUB_REF_PROTECTED: String(!isPullRequest(job)),
    GITHUB_REF_TYPE: job.refType,
    GITHUB_REPOSITORY: fullName,
    GITHUB_REPOSITORY_ID: repository.id,
    GITHUB_REPOSITORY_OWNER: owner.name,
    GITHUB_REPOSITORY_OWNER_ID: owner.id,
    GITHUB_RUN_ATTEMPT: run.attempt,
    GITHUB_RUN_ID: run.id,
    GITHUB_RUN_NUMBER: run.number,
    GITHUB_SHA: commit,
    GITHUB_WORKFLOW: "Deploy",
    GITHUB_WORKFLOW_REF: workflowRef(job),
    GITHUB_WORKFLOW_SHA: commit,
    RUNNER_ARCH: "X64",
    RUNNER_OS: "Linux"
  };
}
function subjectOf2(job) {
  const repo = job.variant === "immutable-subject" ? fullNameWithIds : fullName;
  if (job.environment !== void 0) return `repo:${repo}:environment:${job.environment.replaceAll(":", "%3A")}`;
  return isPullRequest(job) ? `repo:${repo}:pull_request` : `repo:${repo}:ref:${job.ref}`;
}
function isPullRequest(job) {
  return job.pullRequest !== void 0;
}
function eventOf(job) {
  return isPullRequest(job) ? "pull_request" : "push";
}
function refOf2(job) {
  return isPullRequest(job) ? `refs/pull/${job.pullRequest}/merge` : job.ref;
}
function workflowRef(job) {
  return `${fullName}/.github/workflows/deploy.yml@${refOf2(job)}`;
}
var instance = "https://codeberg.org";
var repository2 = "octo-org/octo-repo";
var forgejo = {
  id: "forgejo",
  name: "Forgejo Actions",
  docs: "https://forgejo.org/docs/next/user/actions/security-openid-connect",
  variants: [],
  issuer: `${instance}/api/actions`,
  audience: "sts.amazonaws.com",
  lifetimeSeconds: 3600,
  notBeforeSeconds: 0,
  tokenEndpoint: { path: "/forgejo/idtoken", audience: `${instance}/octo-org` },
  files: ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"],
  sessionTags: false,
  trustCondition: {
    StringEquals: {
      "codeberg.org/api/actions:aud": "sts.amazonaws.com",
      "codeberg.org/api/actions:sub": `repo:${repository2}:ref:refs/heads/main`
    }
  },
  claims: (job) => ({
    sub: subjectOf3(job),
    actor: "octocat",
    base_ref: job.pullRequest === void 0 ? "" : job.refName,
    event_name: job.pullRequest === void 0 ? "push" : "pull_request",
    head_ref: job.pullRequest === void 0 ? "" : sourceBranch,
    ref: refOf3(job),
    ref_protected: String(job.pullRequest === void 0),
    ref_type: job.refType,
    repository: repository2,
    repository_owner: "octo-org",
    run_attempt: "1",
    run_id: "9876543210",
    run_number: "10",
    sha: commit,
    workflow: "deploy.yml",
    workflow_ref: `${repository2}/.forgejo/workflows/deploy.yml@${refOf3(job)}`
  }),
  environment: async ({ job, emulatorUrl, requestToken }) => ({
    ...actionsEnvironment(job),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${emulatorUrl}/forgejo/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    FORGEJO_ACTIONS: "true",
    GITEA_ACTIONS: "true",
    GITHUB_SERVER_URL: instance,
    GITHUB_API_URL: `${instance}/api/v1`
  })
};
function subjectOf3(job) {
  return job.pullRequest === void 0 ? `repo:${repository2}:ref:${job.ref}` : `repo:${repository2}:pull_request`;
}
function refOf3(job) {
  return job.pullRequest === void 0 ? job.ref : `refs/pull/${job.pullRequest}/head`;
}
var server = "https://gitlab.com";
var project2 = { id: "20", path: "mygroup/myproject" };
var namespace = { id: "72", path: "mygroup" };
var user2 = { id: "1", login: "sample-user", email: "sample-user@example.com" };
var pipelineId = "574";
var jobId2 = "302";
var runnerId = 12270835;
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  // The token of servers before 17.0, in CI_JOB_JWT_V2: of the same shape, but for the server itself.
  variants: ["ci-job-jwt-v2"],
  issuer: server,
  audience: "sts.amazonaws.com",
  lifetimeSeconds: 3600,
  notBeforeSeconds: 5,
  files: [],
  sessionTags: false,
  trustCondition: {
    StringEquals: {
      "gitlab.com:aud": "sts.amazonaws.com",
      "gitlab.com:sub": `project_path:${project2.path}:ref_type:branch:ref:main`
    }
  },
  claims: (job) => ({
    namespace_id: namespace.id,
    namespace_path: namespace.path,
    project_id: project2.id,
    project_path: project2.path,
    user_id: user2.id,
    user_login: user2.login,
    user_email: user2.email,
    user_access_level: "developer",
    job_project_id: project2.id,
    job_project_path: project2.path,
    pipeline_id: pipelineId,
    pipeline_source: job.pullRequest === void 0 ? "push" : "merge_request_event",
    job_id: jobId2,
    ref: refOf4(job),
    ref_type: job.refType,
    ref_path: `refs/${job.refType === "tag" ? "tags" : "heads"}/${refOf4(job)}`,
    ref_protected: String(job.pullRequest === void 0),
    ...environmentClaims(job),
    runner_id: runnerId,
    runner_environment: "gitlab-hosted",
    sha: commit,
    project_visibility: "private",
    ci_config_ref_uri: `gitlab.com/${project2.path}//.gitlab-ci.yml@refs/heads/${refOf4(job)}`,
    ci_config_sha: commit,
    jti: (0, import_node_crypto2.randomUUID)(),
    sub: `project_path:${project2.path}:ref_type:${job.refType}:ref:${refOf4(job)}`,
    ...job.variant === "ci-job-jwt-v2" ? { aud: server } : {}
  }),
  environment: async ({ job, token }) => ({
    CI: "true",
    GITLAB_CI: "true",
    CI_COMMIT_REF_NAME: refOf4(job),
    CI_COMMIT_SHA: commit,
    [job.refType === "tag" ? "CI_COMMIT_TAG" : "CI_COMMIT_BRANCH"]: refOf4(job),
    ...job.environment === void 0 ? {} : { CI_ENVIRONMENT_NAME: job.environment },
    CI_JOB_ID: jobId2,
    CI_JOB_NAME: "deploy",
    CI_JOB_URL: `${server}/${project2.path}/-/jobs/${jobId2}`,
    CI_PIPELINE_ID: pipelineId,
    CI_PROJECT_ID: project2.id,
    CI_PROJECT_PATH: project2.path,
    CI_SERVER_HOST: "gitlab.com",
    CI_SERVER_URL: server,
    GITLAB_USER_LOGIN: user2.login,
    [job.variant === "ci-job-jwt-v2" ? "CI_JOB_JWT_V2" : "AWS_ID_TOKEN"]: await token()
  })
};
function environmentClaims({ environment }) {
  if (environment === void 0) return {};
  return { environment, environment_protected: "true", deployment_tier: "production", environment_action: "start" };
}
function refOf4(job) {
  return job.pullRequest === void 0 ? job.refName : sourceBranch;
}
var organization2 = {
  name: "my-org",
  id: "d7dd33ad-9317-498c-9cc6-51c250749be7",
  url: "https://my-org.semaphoreci.com"
};
var project3 = { name: "web", id: "936a5312-a3b8-4921-8b3f-2cec8baac574" };
var repository3 = { name: "web", slug: "my-org/web" };
var workflow2 = "1be81412-6ab8-4fc0-9d0d-7af33335a6ec";
var pipeline2 = "1e1fcfb5-09c0-487e-b051-2d0b5514c42a";
var jobId3 = "c117e453-1189-4eaf-b03a-dd6538eb49b2";
var trigger = "h:f-i:f";
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphore.io/reference/openid",
  // An organisation may have the job's names put in as AWS session tags: its roles must then allow sts:TagSession.
  variants: ["aws-tags"],
  issuer: organization2.url,
  audience: organization2.url,
  lifetimeSeconds: 24 * 3600,
  notBeforeSeconds: 0,
  files: [],
  sessionTags: true,
  trustCondition: {
    StringEquals: {
      "my-org.semaphoreci.com:aud": organization2.url,
      "my-org.semaphoreci.com:sub": `org:${organization2.name}:project:${project3.id}:repo:${repository3.name}:ref_type:branch:ref:refs/heads/main`
    }
  },
  claims: (job) => ({
    jti: (0, import_node_crypto3.randomBytes)(12).toString("hex"),
    // Nobody can choose another one.
    aud: organization2.url,
    sub: `org:${organization2.name}:project:${project3.id}:repo:${repository3.name}:ref_type:${refTypeOf(job)}:ref:${refOf5(job)}`,
    sub127: `${organization2.name}:${project3.id}:${repository3.name}:${shortRefType(job)}:${refOf5(job).replace(/^refs\//, "")}`,
    org: organization2.name,
    org_id: organization2.id,
    prj: project3.name,
    prj_id: project3.id,
    wf_id: workflow2,
    ppl_id: pipeline2,
    job_id: jobId3,
    job_type: "pipeline_job",
    ...gitClaims(job),
    tag: job.refType === "tag" ? job.refName : "",
    ref: refOf5(job),
    pr: job.pullRequest === void 0 ? "" : String(job.pullRequest),
    ...job.variant === "aws-tags" ? { "https://aws.amazon.com/tags": tagsOf(job) } : {}
  }),
  environment: async ({ job, token }) => ({
    CI: "true",
    SEMAPHORE: "true",
    SEMAPHORE_GIT_BRANCH: job.refName,
    SEMAPHORE_GIT_REF: refOf5(job),
    SEMAPHORE_GIT_REF_TYPE: refTypeOf(job),
    SEMAPHORE_GIT_REPO_NAME: repository3.name,
    SEMAPHORE_GIT_REPO_SLUG: repository3.slug,
    SEMAPHORE_GIT_SHA: commit,
    SEMAPHORE_JOB_ID: jobId3,
    SEMAPHORE_JOB_NAME: "deploy",
    SEMAPHORE_OIDC_TOKEN: await token(),
    SEMAPHORE_ORGANIZATION_URL: organization2.url,
    SEMAPHORE_PIPELINE_ID: pipeline2,
    SEMAPHORE_PROJECT_ID: project3.id,
    SEMAPHORE_PROJECT_NAME: project3.name,
    SEMAPHORE_WORKFLOW_ID: workflow2
  })
};
function gitClaims(job) {
  return {
    repo: repository3.name,
    branch: job.refType === "branch" ? job.refName : "",
    ref_type: refTypeOf(job),
    pr_branch: job.pullRequest === void 0 ? "" : sourceBranch,
    repo_slug: repository3.slug,
    trg: trigger
  };
}
function tagsOf(job) {
  const tags = { prj_id: project3.id, job_type: "pipeline_job", ...gitClaims(job) };
  return {
    principal_tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [value]])),
    transitive_tag_keys: Object.keys(tags)
  };
}
function refTypeOf(job) {
  return job.pullRequest === void 0 ? job.refType : "pull-request";
}
function shortRefType(job) {
  if (job.pullRequest !== void 0) return "pr";
  return job.refType === "tag" ? "tg" : "br";
}
function refOf5(job) {
  return job.pullRequest === void 0 ? job.ref : `refs/pull/${job.pullRequest}/head`;
}
var emulatedCis = [github, forgejo, gitlab, circleci, semaphore];
function findCi(id) {
  const found = emulatedCis.find((ci) => ci.id === id);
  if (found !== void 0) return found;
  const ids = emulatedCis.map((ci) => ci.id);
  const hint = (0, import_chunk_BLPOU3UF.suggestion)(id, ids) ?? `It knows ${ids.join(", ")}.`;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `The emulator knows no CI named ${id}.`, { hint });
}
function makeJob(ci, options) {
  const { variant, ref = "refs/heads/main" } = options;
  if (variant !== void 0 && !ci.variants.includes(variant)) {
    throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${ci.name} has no tokens of the variant ${variant}.`, {
      hint: ci.variants.length === 0 ? "It has only one kind." : `It has ${ci.variants.join(", ")}.`
    });
  }
  return {
    ...options,
    ref,
    refType: ref.startsWith("refs/tags/") ? "tag" : "branch",
    refName: ref.replace(/^refs\/(heads|tags)\//, ""),
    audience: options.audience ?? ci.audience
  };
}
function claimsOf(ci, job, now) {
  const issuedAt = Math.floor(now / 1e3) + (job.clockSkewSeconds ?? 0);
  const claims = {
    iss: ci.issuer,
    aud: job.audience,
    ...ci.claims(job),
    iat: issuedAt,
    ...ci.notBeforeSeconds === void 0 ? {} : { nbf: issuedAt - ci.notBeforeSeconds },
    exp: issuedAt + (job.lifetimeSeconds ?? ci.lifetimeSeconds),
    ...job.claims
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== void 0 && value !== null));
}
var defaultAccountId = "123456789012";
function defaultConfig(accountId = defaultAccountId) {
  const account = { accountId, partition: "aws" };
  const deployRoles = emulatedCis.map(
    (ci) => makeRole(roleArn(account, `${ci.id}-deploy`), deployStatement(ci, account))
  );
  const chained = makeRole(roleArn(account, "chained"), {
    Effect: "Allow",
    Principal: { AWS: deployRoles.map((role) => role.arn) },
    Action: ["sts:AssumeRole", "sts:TagSession"]
  });
  return {
    providers: emulatedCis.map((ci) => ({ url: ci.issuer, clientIds: [ci.audience], accountId })),
    roles: [...deployRoles, makeRole(roleArn(account, "refuses"), refusingStatement(account)), chained],
    users: [],
    jobs: {},
    faults: [],
    sessionSeconds: void 0,
    signingAlgorithm: "ES256"
  };
}
function roleArn({ accountId, partition }, name) {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}
function makeRole(arn, statement) {
  const policy = { Version: "2012-10-17", Statement: [statement] };
  return {
    arn,
    trustPolicy: (0, import_chunk_FB3SQ7ZW.readPolicy)(policy, arn),
    trustPolicyText: JSON.stringify(policy),
    maxSessionDuration: 3600
  };
}
function deployStatement(ci, account) {
  const actions = ["sts:AssumeRoleWithWebIdentity", ...ci.sessionTags ? ["sts:TagSession"] : []];
  return {
    Effect: "Allow",
    Principal: { Federated: (0, import_chunk_FB3SQ7ZW.providerArn)(ci.issuer, account) },
    Action: actions.length === 1 ? actions[0] : actions,
    Condition: ci.trustCondition
  };
}
function refusingStatement(account) {
  return {
    Effect: "Allow",
    Principal: { Federated: emulatedCis.map((ci) => (0, import_chunk_FB3SQ7ZW.providerArn)(ci.issuer, account)) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": "repo:octo-org/another-repo:ref:refs/heads/main"
      }
    }
  };
}
var maskedNames = /token|secret|credential|signature|password/i;
var secrets = /eyJ[\w-]*\.[\w-]+\.?[\w-]*|Fake(?:SecretKey|SessionToken|RequestToken)[\w+/=]+/g;
var controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
function recordable(request) {
  const parameters = Object.entries(request.parameters).map(([name, value]) => [
    withoutSecrets(name),
    maskedNames.test(name) ? "***" : withoutSecrets(value)
  ]);
  return {
    ...request,
    path: withoutSecrets(request.path),
    ...request.action === void 0 ? {} : { action: withoutSecrets(request.action) },
    parameters: Object.fromEntries(parameters),
    reason: withoutSecrets(request.reason)
  };
}
function describeRequest({
  method,
  path,
  action,
  parameters,
  status,
  outcome,
  reason
}) {
  const details = Object.entries(parameters).filter(([name]) => name !== "Action" && name !== "Version").map(([name, value]) => `${name}=${value}`);
  const asked = [action ?? `${method} ${path}`, ...details].join(" ");
  const answered = [status, outcome].filter((part) => part !== void 0).join(" ");
  return `${asked} -> ${answered}: ${reason}`.replace(
    controlCharacters,
    (character) => JSON.stringify(character).slice(1, -1)
  );
}
function withoutSecrets(text) {
  return text.replace(secrets, "***");
}
var tokenFaults = ["throttle", "status", "reset", "silence", "slow", "garbage"];
var stsFaults = [...tokenFaults, "ceph", "minio", "clock-skew", "idp-communication", "jwks"];
function createFaults(initial) {
  let waiting = initial.map(counted);
  function take(meets) {
    const met = waiting.find(({ fault }) => meets(fault));
    if (met === void 0) return void 0;
    waiting = waiting.flatMap((one) => one === met ? used(one) : [one]);
    return meets(met.fault) ? met.fault : void 0;
  }
  return {
    add: (fault) => {
      waiting = [...waiting, counted(fault)];
    },
    nextForSts: (action) => take((fault) => fault.on === "sts" && (fault.action ?? action) === action),
    nextForToken: () => take((fault) => fault.on === "token")
  };
}
function counted(fault) {
  return { fault, left: fault.times ?? 1 };
}
function used({ fault, left }) {
  return left > 1 ? [{ fault, left: left - 1 }] : [];
}
function jsonReply(status, content, record) {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { answer: { status, headers, body: JSON.stringify(content) }, record };
}
var asRequested = "a fault was asked for";
function brokenReply(kind, action) {
  const answer = kind === "garbage" ? loginPage : kind;
  return { answer, record: { ...action === void 0 ? {} : { action }, outcome: kind, reason: asRequested } };
}
function withRetryAfter({ retryAfter }, reply) {
  if (retryAfter === void 0 || typeof reply.answer === "string") return reply;
  const headers = { ...reply.answer.headers, "retry-after": String(retryAfter) };
  return { ...reply, answer: { ...reply.answer, headers } };
}
var loginPage = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html>\n<html><body><h1>Please log in to the network</h1></body></html>\n"
};
function parseIamArn(arn, kind) {
  const match = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  const [, partition, accountId, found, name] = match ?? [];
  if (found !== kind || partition === void 0 || accountId === void 0 || name === void 0) return void 0;
  return { partition, accountId, name };
}
function durationOf({ parameters }) {
  return Number(parameters.get("DurationSeconds") ?? 3600);
}
function sessionEnd(call) {
  return call.now + (call.aws.sessionSeconds ?? durationOf(call)) * 1e3;
}
function accept(result, reason) {
  return { ok: true, result, reason };
}
function refuse(refusal, reason = refusal.message) {
  return { ok: false, refusal, reason };
}
function refusalOf(code, status) {
  return (message) => ({ code, status, message });
}
var accessDenied = refusalOf("AccessDenied", 403);
var expiredToken = refusalOf("ExpiredToken", 403);
var expiredWebToken = refusalOf("ExpiredTokenException", 400);
var idpCommunicationError = refusalOf("IDPCommunicationError", 400);
var incompleteSignature = refusalOf("IncompleteSignature", 403);
var invalidAction = refusalOf("InvalidAction", 400);
var invalidClientTokenId = refusalOf("InvalidClientTokenId", 403);
var invalidIdentityToken = refusalOf("InvalidIdentityToken", 400);
var malformedPolicy = refusalOf("MalformedPolicyDocument", 400);
var missingAction = refusalOf("MissingAction", 400);
var missingAuthenticationToken = refusalOf("MissingAuthenticationToken", 403);
var noSuchEntity = refusalOf("NoSuchEntity", 404);
var packedPolicyTooLarge = refusalOf("PackedPolicyTooLarge", 400);
var signatureDoesNotMatch = refusalOf("SignatureDoesNotMatch", 403);
var throttling = refusalOf("Throttling", 400);
var validationError = refusalOf("ValidationError", 400);
var roleArn2 = { name: "RoleArn", required: true, length: [20, 2048] };
var roleSessionName = {
  name: "RoleSessionName",
  required: true,
  length: [2, 64],
  pattern: /^[\w+=,.@-]*$/
};
var durationSeconds = { name: "DurationSeconds", range: [900, 43200] };
var sessionPolicy = { name: "Policy", length: [1, 2048] };
function checkParameters(parameters, constraints3) {
  const problems = constraints3.flatMap((constraint) => problemsOf(parameters.get(constraint.name), constraint));
  if (problems.length === 0) return void 0;
  const count = `${problems.length} validation ${problems.length === 1 ? "error" : "errors"} detected`;
  return validationError(`${count}: ${problems.join("; ")}`);
}
function problemsOf(value, constraint) {
  const member = constraint.name.charAt(0).toLowerCase() + constraint.name.slice(1);
  if (value === void 0) {
    return constraint.required ? [`Value null at '${member}' failed to satisfy constraint: Member must not be null`] : [];
  }
  const shown = constraint.sensitive ? "" : ` '${value}'`;
  return brokenRules(value, constraint).map(
    (rule) => `Value${shown} at '${member}' failed to satisfy constraint: Member must ${rule}`
  );
}
function brokenRules(value, { length, pattern, range }) {
  const rules = [
    length && value.length > length[1] && `have length less than or equal to ${length[1]}`,
    length && value.length < length[0] && `have length greater than or equal to ${length[0]}`,
    pattern && !pattern.test(value) && `satisfy regular expression pattern: ${pattern.source.replace(/^\^|\$$/g, "")}`
  ];
  if (range !== void 0) {
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    rules.push(
      Number.isNaN(number) && "be an integer",
      number > range[1] && `have value less than or equal to ${range[1]}`,
      number < range[0] && `have value greater than or equal to ${range[0]}`
    );
  }
  return rules.filter((rule) => typeof rule === "string");
}
function listOf(parameters, name) {
  const members = /* @__PURE__ */ new Map();
  for (const [key, value] of parameters) {
    const match = new RegExp(`^${name}\\.member\\.(\\d+)(?:\\.(.+))?$`).exec(key);
    if (match === null) continue;
    const index = Number(match[1]);
    const member = members.get(index) ?? /* @__PURE__ */ new Map();
    members.set(index, member.set(match[2] ?? "", value));
  }
  return [...members].sort(([one], [other]) => one - other).map(([, member]) => member);
}
function explainToken(verdict, claims) {
  const refused = verdict.actions.find((action) => !action.allowed);
  if (refused === void 0) return "the trust policy allows it";
  const notes = (condition) => (0, import_chunk_FB3SQ7ZW.explainCondition)(condition, claims).notes;
  return `${refused.action}: ${explainVerdict(refused, notes)}`;
}
function explainVerdict({ statements }, notes = () => []) {
  const denial = statements.find((statement) => statement.applies && statement.effect === "Deny");
  if (denial !== void 0) return `${denial.path} denies it`;
  const allows = statements.filter((statement) => statement.effect === "Allow");
  if (allows.length === 0) return "the trust policy has no Allow";
  return allows.map((statement) => `${statement.path} ${obstacles(statement, notes).join(", ")}`).join("; ");
}
function obstacles({ principalMatched, actionMatched, conditions }, notes) {
  if (!principalMatched) return ["is for other principals"];
  if (!actionMatched) return ["is for other actions"];
  return conditions.filter((condition) => !condition.matched).map((condition) => [mismatch(condition), ...notes(condition).map((note) => `(${note})`)].join(" "));
}
function mismatch({ operator, key, patterns, values }) {
  const found = values === void 0 ? "the request has none" : `the request has ${values.join(", ")}`;
  return `wants ${key} ${operator.text} ${patterns.join(" or ")} and ${found}`;
}
var spaceForPolicies = 2048;
var maxManagedPolicies = 10;
function checkSessionPolicies(parameters) {
  const policy = parameters.get("Policy");
  if (policy !== void 0) {
    const json = (0, import_chunk_2ZDYLNSC.parseJson)(policy);
    if (json === void 0) return malformedPolicy("This policy contains invalid Json");
    if (!(0, import_chunk_2ZDYLNSC.isObject)(json) || !("Statement" in json)) return malformedPolicy("Syntax errors in policy.");
  }
  const count = listOf(parameters, "PolicyArns").length;
  if (count > maxManagedPolicies) {
    return validationError(
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${maxManagedPolicies}`
    );
  }
  const size = packedSize(parameters);
  if (size <= 100) return void 0;
  return packedPolicyTooLarge(`Packed policy consumes ${size}% of allotted space, please use smaller policy.`);
}
function packedPolicySize(parameters) {
  const size = packedSize(parameters);
  return size === 0 ? [] : [["PackedPolicySize", String(size)]];
}
function packedSize(parameters) {
  const texts = [
    parameters.get("Policy") ?? "",
    ...listOf(parameters, "PolicyArns").map((arn) => arn.get("arn") ?? ""),
    ...listOf(parameters, "Tags").map((tag) => `${tag.get("Key")}${tag.get("Value")}`)
  ];
  return Math.ceil(100 * texts.join("").length / spaceForPolicies);
}
function createSessions(users) {
  const callers = new Map(users.map((user3) => [user3.accessKeyId, callerOf(user3)]));
  return {
    find: (accessKeyId) => callers.get(accessKeyId),
    open(request) {
      const caller = newCaller(request);
      callers.set(caller.accessKeyId, caller);
      return caller;
    }
  };
}
function sessionElements({
  arn,
  userId,
  accessKeyId,
  secretAccessKey,
  session
}) {
  return {
    assumedRoleUser: [
      "AssumedRoleUser",
      [
        ["AssumedRoleId", userId],
        ["Arn", arn]
      ]
    ],
    credentials: [
      "Credentials",
      [
        ["AccessKeyId", accessKeyId],
        ["SecretAccessKey", secretAccessKey],
        ["SessionToken", session.sessionToken],
        ["Expiration", new Date(session.expiresAt).toISOString().replace(/\.\d{3}/, "")]
      ]
    ]
  };
}
function uniqueId(prefix, arn) {
  return `${prefix}FAKE${base32((0, import_node_crypto4.createHash)("sha256").update(arn).digest()).slice(0, 13)}`;
}
function newCaller(request) {
  const role = parseIamArn(request.roleArn, "role");
  if (role === void 0) throw new Error(`a session of ${request.roleArn}, which is no role`);
  return {
    accessKeyId: `ASIAFAKE${base32((0, import_node_crypto4.randomBytes)(20)).slice(0, 12)}`,
    secretAccessKey: `FakeSecretKey${(0, import_node_crypto4.randomBytes)(30).toString("base64").slice(0, 27)}`,
    arn: `arn:${role.partition}:sts::${role.accountId}:assumed-role/${role.name}/${request.sessionName}`,
    userId: `${uniqueId("AROA", request.roleArn)}:${request.sessionName}`,
    accountId: role.accountId,
    session: {
      roleArn: request.roleArn,
      sessionToken: `FakeSessionToken//////////${(0, import_node_crypto4.randomBytes)(240).toString("base64")}`,
      expiresAt: request.expiresAt,
      sourceIdentity: request.sourceIdentity,
      transitiveTags: request.transitiveTags ?? /* @__PURE__ */ new Map()
    }
  };
}
function callerOf({ arn, accessKeyId, secretAccessKey }) {
  const accountId = parseIamArn(arn, "user")?.accountId ?? "";
  return { accessKeyId, secretAccessKey, arn, userId: uniqueId("AIDA", arn), accountId, session: void 0 };
}
function base32(bytes) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return [...bytes].map((byte) => alphabet.charAt(byte % 32)).join("");
}
var constraints = [
  roleArn2,
  roleSessionName,
  sessionPolicy,
  durationSeconds,
  { name: "ExternalId", length: [2, 1224], pattern: /^[\w+=,.@:\\/-]*$/ },
  { name: "SourceIdentity", length: [2, 64], pattern: /^[\w+=,.@-]*$/ }
];
var longestChainedSession = 3600;
function assumeRole(call) {
  const { aws, parameters, caller } = call;
  const invalid = checkParameters(parameters, constraints);
  if (invalid !== void 0) return refuse(invalid);
  const arn = parameters.get("RoleArn") ?? "";
  if (parseIamArn(arn, "role") === void 0) return refuse(validationError(`${arn} is invalid`));
  const role = aws.roles.find((known) => known.arn === arn);
  const refusal = checkTags(call) ?? checkTrust(call, role) ?? checkDuration(call, role);
  if (refusal !== void 0) return refusal;
  const unsuitable = checkSessionPolicies(parameters);
  if (unsuitable !== void 0) return refuse(unsuitable);
  const tags = requestedTags(parameters);
  const transitiveTags = new Map([
    ...caller.session?.transitiveTags ?? [],
    ...transitiveKeys(parameters).map((key) => [key, tags.get(key) ?? ""])
  ]);
  const sessionName = parameters.get("RoleSessionName") ?? "";
  const sourceIdentity = sourceIdentityOf(call);
  const session = aws.sessions.open({
    roleArn: arn,
    sessionName,
    expiresAt: sessionEnd(call),
    sourceIdentity,
    transitiveTags
  });
  const { credentials, assumedRoleUser } = sessionElements(session);
  const result = [
    credentials,
    assumedRoleUser,
    ...packedPolicySize(parameters),
    ...sourceIdentity === void 0 ? [] : [["SourceIdentity", sourceIdentity]]
  ];
  return accept(result, `${caller.arn} is now ${session.arn}`);
}
function checkTags({ parameters, caller }) {
  const tags = requestedTags(parameters);
  const stray = transitiveKeys(parameters).find((key) => !tags.has(key));
  if (stray !== void 0) {
    return refuse(
      validationError(`The specified transitive tag key must be included in the requested tags.`),
      `${stray} is no tag of this call`
    );
  }
  const overwritten = [...tags.keys()].find((key) => caller.session?.transitiveTags.has(key));
  if (overwritten === void 0) return void 0;
  return refuse(
    validationError(
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.`
    ),
    `${overwritten} came with the calling session`
  );
}
function checkTrust(call, role) {
  const { caller, parameters } = call;
  const denied = (action) => accessDenied(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${parameters.get("RoleArn")}`
  );
  if (role === void 0) return refuse(denied("sts:AssumeRole"), `there is no role ${parameters.get("RoleArn")}`);
  const context2 = contextOf(call);
  const verdicts = requiredActions(call).map((action) => ({
    action,
    verdict: judge(role, action, { caller, context: context2 })
  }));
  const refused = verdicts.find(({ verdict }) => !verdict.allowed);
  return refused === void 0 ? void 0 : refuse(denied(refused.action), `${refused.action}: ${explainVerdict(refused.verdict)}`);
}
function requiredActions(call) {
  const { parameters, caller } = call;
  const tagged = requestedTags(parameters).size + (caller.session?.transitiveTags.size ?? 0) > 0;
  return [
    "sts:AssumeRole",
    ...tagged ? ["sts:TagSession"] : [],
    ...sourceIdentityOf(call) !== void 0 ? ["sts:SetSourceIdentity"] : []
  ];
}
function contextOf(call) {
  const { parameters, caller } = call;
  const tags = new Map([...caller.session?.transitiveTags ?? [], ...requestedTags(parameters)]);
  const known = {
    "aws:PrincipalArn": [caller.session?.roleArn ?? caller.arn],
    "aws:PrincipalAccount": [caller.accountId],
    "aws:userid": [caller.userId],
    "sts:RoleSessionName": [parameters.get("RoleSessionName") ?? ""],
    "sts:ExternalId": [parameters.get("ExternalId")],
    "sts:SourceIdentity": [sourceIdentityOf(call)],
    "aws:TagKeys": [...tags.keys()],
    "sts:TransitiveTagKeys": transitiveKeys(parameters)
  };
  const requestTags = [...tags].map(([key, value]) => [`aws:RequestTag/${key}`, [value]]);
  const present = Object.entries(known).map(
    ([key, values]) => [key, values.filter((value) => value !== void 0)]
  );
  return Object.fromEntries([...present, ...requestTags].filter(([, values]) => values.length > 0));
}
function judge(role, action, { caller, context: context2 }) {
  const principals = awsPrincipals(role.trustPolicyText);
  const statements = role.trustPolicy.statements.map((statement, index) => {
    const meant = (principals[index] ?? []).some((principal) => means(principal, caller));
    return { ...statement, principals: { ...statement.principals, federated: meant ? [caller.arn] : [] } };
  });
  return (0, import_chunk_FB3SQ7ZW.evaluate)({ ...role.trustPolicy, statements }, { action, federated: caller.arn, context: context2 });
}
function awsPrincipals(policyText) {
  const policy = (0, import_chunk_2ZDYLNSC.parseJson)(policyText);
  const statements = (0, import_chunk_2ZDYLNSC.isObject)(policy) ? [policy.Statement].flat() : [];
  return statements.map((statement) => {
    const principal = (0, import_chunk_2ZDYLNSC.isObject)(statement) ? statement.Principal ?? statement.NotPrincipal : void 0;
    const arns = (0, import_chunk_2ZDYLNSC.isObject)(principal) ? [principal.AWS].flat() : [];
    return arns.filter((arn) => typeof arn === "string");
  });
}
function means(principal, { arn, accountId, session }) {
  const account = principal === accountId || new RegExp(`^arn:aws[a-z-]*:iam::${accountId}:root$`).test(principal);
  return account || principal === arn || principal === session?.roleArn;
}
function checkDuration(call, role) {
  const duration = durationOf(call);
  if (call.caller.session !== void 0 && duration > longestChainedSession) {
    return refuse(
      validationError(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
      )
    );
  }
  if (role === void 0 || duration <= role.maxSessionDuration) return void 0;
  return refuse(validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
}
function sourceIdentityOf({ caller, parameters }) {
  return caller.session?.sourceIdentity ?? parameters.get("SourceIdentity");
}
function requestedTags(parameters) {
  return new Map(listOf(parameters, "Tags").map((tag) => [tag.get("Key") ?? "", tag.get("Value") ?? ""]));
}
function transitiveKeys(parameters) {
  return listOf(parameters, "TransitiveTagKeys").map((key) => key.get("") ?? "");
}
function getCallerIdentity({ caller }) {
  return accept(
    [
      ["Arn", caller.arn],
      ["UserId", caller.userId],
      ["Account", caller.accountId]
    ],
    `this is ${caller.arn}`
  );
}
function getRole({ aws, parameters, caller }) {
  const invalid = checkParameters(parameters, [
    { name: "RoleName", required: true, length: [1, 64], pattern: /^[\w+=,.@-]+$/ }
  ]);
  if (invalid !== void 0) return refuse(invalid);
  const name = parameters.get("RoleName") ?? "";
  const role = aws.roles.find(({ arn }) => {
    const parts = parseIamArn(arn, "role");
    return parts?.name === name && parts.accountId === caller.accountId;
  });
  if (role === void 0) return refuse(noSuchEntity(`The role with name ${name} cannot be found.`));
  return accept(
    [
      [
        "Role",
        [
          ["Path", role.arn.slice(role.arn.indexOf("/"), -name.length)],
          ["RoleName", name],
          ["RoleId", uniqueId("AROA", role.arn)],
          ["Arn", role.arn],
          ["CreateDate", "2026-01-01T00:00:00Z"],
          ["AssumeRolePolicyDocument", encodeURIComponent(role.trustPolicyText)],
          ["MaxSessionDuration", String(role.maxSessionDuration)]
        ]
      ]
    ],
    `this is ${role.arn}`
  );
}
function pathOf({ target }) {
  return target.split("?")[0] ?? "/";
}
var algorithm = "AWS4-HMAC-SHA256";
var clockToleranceMs = 15 * 6e4;
function readSignature(request) {
  const header = request.headers.get("authorization");
  if (header === void 0) return missingAuthenticationToken("Request is missing Authentication Token");
  if (!header.startsWith(`${algorithm} `)) {
    return incompleteSignature("Unsupported AWS 'algorithm'.");
  }
  const fields = new Map(
    header.slice(algorithm.length).split(",").map((field) => {
      const [name = "", ...value] = field.trim().split("=");
      return [name, value.join("=")];
    })
  );
  const missing = ["Credential", "SignedHeaders", "Signature"].filter((name) => !fields.get(name));
  const timestamp = request.headers.get("x-amz-date");
  if (missing.length > 0 || timestamp === void 0) {
    const wanted = missing.map((name) => `Authorization header requires '${name}' parameter.`);
    const dated = timestamp === void 0 ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."] : [];
    return incompleteSignature([...wanted, ...dated].join(" "));
  }
  const [accessKeyId = "", ...scope] = (fields.get("Credential") ?? "").split("/");
  const service = scope[2];
  if (scope.length !== 4 || service === void 0 || scope[3] !== "aws4_request") {
    return signatureDoesNotMatch("Credential should be scoped with a valid terminator: 'aws4_request'.");
  }
  return {
    accessKeyId,
    sessionToken: request.headers.get("x-amz-security-token"),
    scope: scope.join("/"),
    service,
    timestamp,
    signedHeaders: (fields.get("SignedHeaders") ?? "").split(";"),
    signature: fields.get("Signature") ?? ""
  };
}
function checkSignature(request, signature, { secret, service, now }) {
  if (signature.service !== service) {
    return signatureDoesNotMatch(`Credential should be scoped to correct service: '${service}'.`);
  }
  if (!signature.signedHeaders.includes("host")) {
    return signatureDoesNotMatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const untimely = checkTimestamp(signature, now);
  if (untimely !== void 0) return untimely;
  const expected = Buffer.from(sign(request, signature, secret));
  const given = Buffer.from(signature.signature);
  if (expected.length === given.length && (0, import_node_crypto5.timingSafeEqual)(expected, given)) return void 0;
  return signatureDoesNotMatch(
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
  );
}
function checkTimestamp({ timestamp, scope }, now) {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt)) {
    return incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`
    );
  }
  if (!scope.startsWith(`${timestamp.slice(0, 8)}/`)) {
    return signatureDoesNotMatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.split("/")[0]}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`
    );
  }
  if (signedAt < now - clockToleranceMs) {
    return signatureDoesNotMatch(
      `Signature expired: ${timestamp} is now earlier than ${basicTime(now - clockToleranceMs)} (${basicTime(now)} - 15 min.)`
    );
  }
  if (signedAt > now + clockToleranceMs) {
    return signatureDoesNotMatch(
      `Signature not yet current: ${timestamp} is still later than ${basicTime(now + clockToleranceMs)} (${basicTime(now)} + 15 min.)`
    );
  }
  return void 0;
}
function basicTime(milliseconds) {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
function sign(request, signature, secret) {
  const toSign = [algorithm, signature.timestamp, signature.scope, sha256(canonicalRequest(request, signature))];
  const key = signature.scope.split("/").reduce((previous, part) => hmac(previous, part), `AWS4${secret}`);
  return hmac(key, toSign.join("\n")).toString("hex");
}
function canonicalRequest(request, { signedHeaders }) {
  const [path = "/", query = ""] = request.target.split("?");
  const headers = signedHeaders.map((name) => {
    const value = request.headers.get(name) ?? "";
    return `${name}:${value.trim().replace(/ +/g, " ")}
`;
  });
  return [
    request.method,
    path.split("/").map(encodeSegment).join("/"),
    canonicalQuery(query),
    headers.join(""),
    signedHeaders.join(";"),
    sha256(request.body)
  ].join("\n");
}
function encodeSegment(segment) {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
}
function canonicalQuery(query) {
  const pairs = query.split("&").filter((pair) => pair !== "").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return `${name}=${value.join("=")}`;
  });
  return pairs.sort().join("&");
}
function sha256(data) {
  return (0, import_node_crypto5.createHash)("sha256").update(data).digest("hex");
}
function hmac(key, data) {
  return (0, import_node_crypto5.createHmac)("sha256", key).update(data).digest();
}
var constraints2 = [
  roleArn2,
  roleSessionName,
  { name: "WebIdentityToken", required: true, sensitive: true, length: [4, 2e4] },
  { name: "ProviderId", length: [4, 2048] },
  sessionPolicy,
  durationSeconds
];
var noVerificationKey = invalidIdentityToken(
  "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements"
);
async function assumeRoleWithWebIdentity(call) {
  const { aws, parameters } = call;
  const invalid = checkParameters(parameters, constraints2);
  if (invalid !== void 0) return refuse(invalid);
  const arn = parameters.get("RoleArn") ?? "";
  if (parseIamArn(arn, "role") === void 0) {
    return refuse(validationError("Request ARN is invalid"), `${arn} is not the ARN of a role`);
  }
  const token = await aws.issuer.inspect(parameters.get("WebIdentityToken") ?? "");
  if (token === void 0) {
    return refuse(
      invalidIdentityToken(
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
      )
    );
  }
  const { claims } = token;
  const role = aws.roles.find((known) => known.arn === arn);
  const refusal = checkProvider(call, token, arn) ?? checkTimes(claims, call.now) ?? checkAudience(claims, findProvider(call, claims, arn)) ?? checkPinning(claims, arn) ?? checkTrust2(call, claims, role) ?? checkDuration2(call, role);
  if (refusal !== void 0) return refusal;
  const unsuitable = checkSessionPolicies(parameters);
  return unsuitable === void 0 ? openSession(call, claims) : refuse(unsuitable);
}
function findProvider({ aws }, claims, arn) {
  const { accountId } = (0, import_chunk_FB3SQ7ZW.accountOf)(arn);
  return aws.providers.find((known) => known.url === claims.iss && known.accountId === accountId);
}
function checkProvider(call, { claims, signature }, arn) {
  if (findProvider(call, claims, arn) === void 0) {
    const { accountId } = (0, import_chunk_FB3SQ7ZW.accountOf)(arn);
    const known = call.aws.providers.filter((provider2) => provider2.accountId === accountId).map(({ url }) => url);
    return refuse(
      invalidIdentityToken(`No OpenIDConnect provider found in your account for ${claims.iss}`),
      `account ${accountId} has no provider for the issuer ${claims.iss}, only for ${known.join(", ") || "nobody"}`
    );
  }
  if (signature === "foreign") {
    return refuse(
      noVerificationKey,
      "the token was not issued by this emulator; one of a real CI works with the real AWS only"
    );
  }
  if (signature === "forged") {
    return refuse(notValidated, "the signature is not of these claims: the token was changed after it was issued");
  }
  return void 0;
}
var notValidated = invalidIdentityToken(
  "The web identity token that was passed could not be validated by AWS. Get a new identity token from the identity provider and then retry the request."
);
function checkTimes(claims, now) {
  const seconds = Math.floor(now / 1e3);
  const missing = ["exp", "iat"].find((claim) => (0, import_chunk_2ZDYLNSC.numberAt)(claims, claim) === void 0) ?? missingText(claims);
  if (missing !== void 0) return refuse(invalidIdentityToken(`Missing a required claim: ${missing}`));
  const { exp = 0, nbf = 0 } = claims;
  if (seconds >= exp) {
    const message = `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`;
    return refuse(expiredWebToken(message), `the token expired ${seconds - exp} s ago`);
  }
  if (seconds >= nbf) return void 0;
  return refuse(
    notValidated,
    `the token is not valid for another ${nbf - seconds} s: the clocks of issuer and AWS differ`
  );
}
function missingText(claims) {
  if ((0, import_chunk_2ZDYLNSC.stringAt)(claims, "sub") === void 0) return "sub";
  return (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims).length === 0 ? "aud" : void 0;
}
function checkAudience(claims, provider2) {
  const audiences = (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims);
  const known = provider2?.clientIds ?? [];
  if (audiences.some((audience) => known.includes(audience))) return void 0;
  const claim = claims.azp === void 0 ? "aud" : "azp";
  return refuse(
    invalidIdentityToken("Incorrect token audience"),
    `${claim} is ${audiences.join(", ")}; the client IDs of the provider are ${known.join(", ")}`
  );
}
function checkPinning(claims, arn) {
  const roles = (0, import_chunk_FB3SQ7ZW.authorizedRoles)(claims);
  if (roles === void 0 || roles.includes(arn)) return void 0;
  return refuse(
    invalidIdentityToken("The target role ARN is not present in the roles claim of the identity token"),
    `the token is for ${roles.join(", ") || "no role"} only`
  );
}
function checkTrust2({ aws, parameters }, claims, role) {
  const refusal = accessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
  if (role === void 0) {
    const roles = aws.roles.map(({ arn }) => arn).join(", ");
    return refuse(refusal, `there is no role ${parameters.get("RoleArn")}, only ${roles}`);
  }
  const sessionName = parameters.get("RoleSessionName") ?? "";
  const verdict = (0, import_chunk_FB3SQ7ZW.evaluateToken)(role.trustPolicy, { claims, roleArn: role.arn, sessionName });
  return verdict.allowed ? void 0 : refuse(refusal, explainToken(verdict, claims));
}
function checkDuration2(call, role) {
  if (role === void 0 || durationOf(call) <= role.maxSessionDuration) return void 0;
  return refuse(
    validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
    `${durationOf(call)} s were asked for, the role allows ${role.maxSessionDuration} s`
  );
}
function openSession(call, claims) {
  const roleArn3 = call.parameters.get("RoleArn") ?? "";
  const sessionName = call.parameters.get("RoleSessionName") ?? "";
  const context2 = (0, import_chunk_FB3SQ7ZW.webIdentityContext)(claims, { roleArn: roleArn3, sessionName });
  const sourceIdentity = context2["sts:SourceIdentity"]?.[0];
  const transitiveTags = new Map(
    (context2["sts:TransitiveTagKeys"] ?? []).map((key) => [key, context2[`aws:RequestTag/${key}`]?.[0] ?? ""])
  );
  const caller = call.aws.sessions.open({
    roleArn: roleArn3,
    sessionName,
    expiresAt: sessionEnd(call),
    sourceIdentity,
    transitiveTags
  });
  const { credentials, assumedRoleUser } = sessionElements(caller);
  const result = [
    credentials,
    ["SubjectFromWebIdentityToken", claims.sub ?? ""],
    assumedRoleUser,
    ...packedPolicySize(call.parameters),
    // The API reference says `iss`; what AWS answers is the provider's ARN.
    ["Provider", (0, import_chunk_FB3SQ7ZW.providerArn)(claims.iss ?? "", (0, import_chunk_FB3SQ7ZW.accountOf)(roleArn3))],
    ["Audience", (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims)[0] ?? ""],
    ...sourceIdentity === void 0 ? [] : [["SourceIdentity", sourceIdentity]]
  ];
  return accept(result, `${claims.sub} is ${caller.arn}`);
}
var sts = {
  name: "sts",
  version: "2011-06-15",
  namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  unsigned: { AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity },
  signed: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity }
};
var iam = {
  name: "iam",
  version: "2010-05-08",
  namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
  unsigned: {},
  signed: { GetRole: getRole }
};
function parametersOf(request) {
  const [, query = ""] = request.target.split("?");
  return new Map([...new URLSearchParams(query), ...new URLSearchParams(request.body.toString())]);
}
function readCall(request) {
  const parameters = parametersOf(request);
  return { action: parameters.get("Action") ?? "none", version: parameters.get("Version"), parameters, request };
}
function namespaceOf({ version }) {
  return serviceOf(version).namespace;
}
async function handle({ aws, now }, awsCall) {
  const { action, version, parameters, request } = awsCall;
  const service = serviceOf(version);
  const call = { aws, parameters, now };
  if (!parameters.has("Action")) {
    return refuse(missingAction("The request is missing an action or a required parameter."));
  }
  const actions = version === service.version ? service : { unsigned: {}, signed: {} };
  const unsigned = memberOf(actions.unsigned, action);
  if (unsigned !== void 0) return unsigned(call);
  const signed = memberOf(actions.signed, action);
  if (signed === void 0) {
    return refuse(invalidAction(`Could not find operation ${action} for version ${version ?? "NO_VERSION_SPECIFIED"}`));
  }
  const caller = authenticate(call, request, service.name);
  return "refusal" in caller ? caller : signed({ ...call, caller });
}
function serviceOf(version) {
  return version === iam.version ? iam : sts;
}
function memberOf(members, name) {
  return Object.hasOwn(members, name) ? members[name] : void 0;
}
function authenticate({ aws, now }, request, service) {
  const signature = readSignature(request);
  if ("code" in signature) return refuse(signature);
  const { accessKeyId, sessionToken } = signature;
  const caller = aws.sessions.find(accessKeyId);
  if (caller === void 0) return refuse(invalidToken, `${accessKeyId} is no key that this emulator gave away`);
  if (caller.session?.sessionToken !== sessionToken) {
    return refuse(
      invalidToken,
      sessionToken === void 0 ? `no session token, as ${accessKeyId} needs` : `another session token than that of ${accessKeyId}`
    );
  }
  const wrong = checkSignature(request, signature, { secret: caller.secretAccessKey, service, now });
  if (wrong !== void 0) return refuse(wrong);
  if (caller.session === void 0 || now < caller.session.expiresAt) return caller;
  const seconds = Math.floor((now - caller.session.expiresAt) / 1e3);
  return refuse(expiredToken("The security token included in the request is expired"), `it expired ${seconds} s ago`);
}
var invalidToken = invalidClientTokenId("The security token included in the request is invalid.");
function isTokenEndpoint(path) {
  return emulatedCis.some((ci) => ci.tokenEndpoint?.path === path);
}
async function answerTokenRequest(request, { jobs, fault }) {
  switch (fault?.kind) {
    case void 0:
    case "slow":
      return giveToken(request, jobs);
    case "reset":
    case "silence":
    case "garbage":
      return brokenReply(fault.kind);
    case "throttle":
      return withRetryAfter(fault, failure(429, fault.kind));
    case "status":
      return withRetryAfter(fault, failure(fault.status ?? 503, fault.kind));
  }
}
async function giveToken(request, jobs) {
  const [, requestToken] = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (requestToken === void 0) return unauthorized("there is no bearer token");
  const job = jobs.find(requestToken);
  const endpoint = job?.ci.tokenEndpoint;
  if (job === void 0 || endpoint?.path !== pathOf(request))
    return unauthorized("the bearer token is of no job here");
  const audience = parametersOf(request).get("audience") ?? endpoint.audience;
  const value = await jobs.issue(job, { audience });
  const reason = `a token of ${job.ci.name} for ${audience}`;
  return jsonReply(200, { count: value.length, value }, { outcome: "ok", reason });
}
function unauthorized(reason) {
  return jsonReply(401, { message: "Unauthorized" }, { outcome: "unauthorized", reason });
}
function failure(status, outcome) {
  return jsonReply(status, { message: "Try again later" }, { outcome, reason: asRequested });
}
async function createIssuer(algorithm2) {
  const { privateKey, publicKey } = await (0, import_chunk_HRDKHYRD.generateKeyPair)(algorithm2);
  const keyId = (0, import_node_crypto6.randomUUID)();
  const jwk = { ...await (0, import_chunk_HRDKHYRD.exportJWK)(publicKey), kid: keyId, alg: algorithm2, use: "sig" };
  return {
    algorithm: algorithm2,
    keys: { keys: [jwk] },
    sign: (claims) => new import_chunk_HRDKHYRD.SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm2, kid: keyId, typ: "JWT" }).sign(privateKey),
    async inspect(jwt) {
      const decoded = decode(jwt);
      if (decoded === void 0) return void 0;
      if (decoded.keyId !== keyId) return { claims: decoded.claims, signature: "foreign" };
      return { claims: decoded.claims, signature: await isSigned(jwt, publicKey) ? "good" : "forged" };
    }
  };
}
function answerDiscovery(path, { algorithm: algorithm2, keys }, origin2) {
  const [, issuerPath, document] = /^(\/issuer\/.+)\/\.well-known\/(openid-configuration|jwks)$/.exec(path) ?? [];
  if (document === void 0) return void 0;
  if (document === "jwks") return jsonReply(200, keys, { outcome: "ok", reason: "the key of the issuer" });
  const issuer = `${origin2}${issuerPath}`;
  const configuration = {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [algorithm2],
    claims_supported: ["sub", "aud", "exp", "iat", "iss", "jti", "nbf"],
    scopes_supported: ["openid"]
  };
  return jsonReply(200, configuration, { outcome: "ok", reason: "the configuration of the issuer" });
}
function decode(jwt) {
  try {
    return { claims: (0, import_chunk_HRDKHYRD.decodeJwt)(jwt), keyId: (0, import_chunk_HRDKHYRD.decodeProtectedHeader)(jwt).kid };
  } catch {
    return void 0;
  }
}
async function isSigned(jwt, key) {
  try {
    await (0, import_chunk_HRDKHYRD.compactVerify)(jwt, key);
    return true;
  } catch {
    return false;
  }
}
function createJobs({ issuer, configured, now }) {
  const running = /* @__PURE__ */ new Map();
  function issue({ ci, options }, more = {}) {
    return issuer.sign(claimsOf(ci, makeJob(ci, { ...options, ...more }), now()));
  }
  return {
    find: (requestToken) => running.get(requestToken),
    describe(ciId, options = {}) {
      const usual = configured[ciId];
      const claims = { ...usual?.claims, ...options.claims };
      return { ci: findCi(ciId), options: { ...usual, ...options, claims } };
    },
    issue,
    start(job, emulatorUrl) {
      const requestToken = `FakeRequestToken${(0, import_node_crypto7.randomBytes)(24).toString("hex")}`;
      running.set(requestToken, job);
      return job.ci.environment({
        job: makeJob(job.ci, job.options),
        emulatorUrl,
        requestToken,
        token: (more) => issue(job, more)
      });
    }
  };
}
var loopback = "127.0.0.1";
var largestBody = 1024 * 1024;
async function serve(port, handler) {
  const server2 = (0, import_node_http.createServer)((message, response) => {
    respond(message, response, handler).catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server2.once("error", (error) => reject(portError(error, port)));
    server2.listen(port, loopback, resolve);
  });
  const address = server2.address();
  return {
    url: `http://${loopback}:${address.port}`,
    close: () => new Promise((resolve) => {
      server2.close(() => resolve());
      server2.closeAllConnections();
    })
  };
}
async function respond(message, response, handler) {
  const body = await readBody(message);
  if (body === void 0) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const request = {
    method: message.method ?? "",
    target: message.url ?? "/",
    headers: headersOf(message),
    body
  };
  const reply = await handler.reply(request).catch(bugReply);
  handler.replied(request, reply);
  const { answer } = reply;
  if (answer === "silence") return;
  if (answer === "reset") {
    message.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(answer.body);
}
function bugReply(error) {
  const reason = error instanceof Error ? error.stack ?? error.message : String(error);
  return jsonReply(500, { message: "This is a bug of the emulator; its log has more" }, { outcome: "bug", reason });
}
async function readBody(message) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > largestBody) return void 0;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
function headersOf({ rawHeaders }) {
  const headers = /* @__PURE__ */ new Map();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? "";
    const value = rawHeaders[i + 1] ?? "";
    const earlier = headers.get(name);
    headers.set(name, earlier === void 0 ? value : `${earlier},${value}`);
  }
  return headers;
}
function portError(error, port) {
  if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return error;
  const fault = error.code === "EADDRINUSE" ? "is taken by another program" : "is not open to you";
  return new import_chunk_L5BOO6NY.HelperError("option-invalid", `The port ${port} ${fault}.`, {
    hint: "Choose another one with --port, or leave it out to get a free one.",
    cause: error
  });
}
function renderElement([name, content], indent = "") {
  if (typeof content === "string") return `${indent}<${name}>${escapeXml(content)}</${name}>`;
  if (content.length === 0) return `${indent}<${name}/>`;
  const children = content.map((child) => renderElement(child, `${indent}  `));
  return `${indent}<${name}>
${children.join("\n")}
${indent}</${name}>`;
}
function escapeXml(text) {
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\uFFFD");
  return legal.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}
function renderOutcome(dialect, outcome, context2) {
  const render = dialects[dialect];
  const body = outcome.ok ? render.success(outcome.result, context2) : render.refusal(outcome.refusal, context2);
  const status = outcome.ok ? 200 : render.refusalStatus ?? outcome.refusal.status;
  return { status, headers: { "content-type": "text/xml", "x-amzn-RequestId": context2.requestId }, body };
}
var dialects = {
  aws: { success: awsSuccess, refusal: awsRefusal },
  // https://docs.ceph.com/en/latest/radosgw/STS/: success without a declaration, a namespace or metadata,
  // times with nanoseconds, keys of its own form; every refusal is S3's 403 with an empty message.
  ceph: {
    success: (result, { action }) => renderElement([`${action}Response`, [[`${action}Result`, result.map(cephElement)]]]),
    refusal: (_refusal, { requestId }) => `<Error><Code>AccessDenied</Code><Message></Message><RequestId>${requestId}</RequestId><HostId>emulator</HostId></Error>`,
    refusalStatus: 403
  },
  // https://min.io/docs/minio/linux/developers/security-token-service/AssumeRoleWithWebIdentity.html: an XML
  // declaration, no white space, and nobody in AssumedRoleUser.
  minio: {
    success: (result, context2) => `${declaration}${unindented(awsSuccess(result.map(minioElement), context2))}`,
    refusal: (refusal, context2) => `${declaration}${unindented(awsRefusal(refusal, context2)).replace("Sender", "")}`
  }
};
var declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
function awsSuccess(result, { action, namespace: namespace2, requestId }) {
  const children = [
    [`${action}Result`, result],
    ["ResponseMetadata", [["RequestId", requestId]]]
  ];
  return withNamespace(renderElement([`${action}Response`, children]), namespace2);
}
function awsRefusal(refusal, { namespace: namespace2, requestId }) {
  const error = [
    ["Type", refusal.status < 500 ? "Sender" : "Receiver"],
    ["Code", refusal.code],
    ["Message", refusal.message]
  ];
  const children = [
    ["Error", error],
    ["RequestId", requestId]
  ];
  return withNamespace(renderElement(["ErrorResponse", children]), namespace2);
}
function withNamespace(xml, namespace2) {
  return `${xml.replace(">", ` xmlns="${escapeXml(namespace2)}">`)}
`;
}
function unindented(xml) {
  return xml.replace(/>\n\s*/g, ">");
}
function cephElement([name, content]) {
  if (typeof content !== "string") return [name, content.map(cephElement)];
  return [name, name === "Expiration" ? content.replace("Z", ".918273645Z") : content];
}
function minioElement([name, content]) {
  if (name !== "AssumedRoleUser") return [name, content];
  return [
    name,
    [
      ["Arn", ""],
      ["AssumeRoleId", ""]
    ]
  ];
}
async function answerSts(call, { aws, now, fault }) {
  switch (fault?.kind) {
    case void 0:
    case "slow":
      return replyWith("aws", call, await handle({ aws, now }, call));
    case "clock-skew":
      return replyWith("aws", call, await handle({ aws, now: now + (fault.seconds ?? 0) * 1e3 }, call));
    case "ceph":
    case "minio":
      return replyWith(fault.kind, call, await handle({ aws, now }, call));
    case "reset":
    case "silence":
    case "garbage":
      return brokenReply(fault.kind, call.action);
    case "throttle":
      return withRetryAfter(fault, refusalReply(call, throttling("Rate exceeded")));
    case "status":
      return withRetryAfter(fault, refusalReply(call, unavailable(fault.status ?? 503)));
    case "idp-communication":
      return refusalReply(call, idpUnreachable);
    case "jwks":
      return refusalReply(call, noVerificationKey);
  }
}
var idpUnreachable = idpCommunicationError(
  "The identity provider could not be reached to verify the incoming identity token."
);
function unavailable(status) {
  const code = status === 500 ? "InternalFailure" : "ServiceUnavailable";
  return { code, status, message: "Service is unable to handle request." };
}
function refusalReply(call, refusal) {
  return replyWith("aws", call, refuse(refusal, asRequested));
}
function replyWith(dialect, call, outcome) {
  const context2 = { action: call.action, namespace: namespaceOf(call), requestId: (0, import_node_crypto8.randomUUID)() };
  return {
    answer: renderOutcome(dialect, outcome, context2),
    record: { action: call.action, outcome: outcome.ok ? "ok" : outcome.refusal.code, reason: outcome.reason }
  };
}
async function startEmulator(config, options = {}) {
  const { onRequest, now = Date.now } = options;
  const issuer = await createIssuer(config.signingAlgorithm);
  const aws = { ...config, issuer, sessions: createSessions(config.users) };
  const jobs = createJobs({ issuer, configured: config.jobs, now });
  const faults = createFaults(config.faults);
  const requests = [];
  async function reply(request) {
    const path = pathOf(request);
    if (path === "/") {
      const call = readCall(request);
      const fault = faults.nextForSts(call.action);
      await slowness(fault);
      return answerSts(call, { aws, now: now(), fault });
    }
    if (isTokenEndpoint(path)) {
      const fault = faults.nextForToken();
      await slowness(fault);
      return answerTokenRequest(request, { jobs, fault });
    }
    return answerDiscovery(path, issuer, server2.url) ?? notFound;
  }
  function replied(request, { answer, record }) {
    const recorded = recordable({
      method: request.method,
      path: pathOf(request),
      parameters: Object.fromEntries(parametersOf(request)),
      ...typeof answer === "string" ? {} : { status: answer.status },
      ...record
    });
    requests.push(recorded);
    onRequest?.(recorded);
  }
  const server2 = await serve(options.port ?? 0, { reply, replied });
  return {
    url: server2.url,
    requests,
    issueToken: async (ciId, jobOptions) => jobs.issue(jobs.describe(ciId, jobOptions)),
    jobEnvironment: async (ciId, jobOptions) => jobs.start(jobs.describe(ciId, jobOptions), server2.url),
    fault: faults.add,
    close: server2.close
  };
}
var notFound = jsonReply(404, { message: "Not found" }, { outcome: "not-found", reason: "nothing has this path" });
async function slowness(fault) {
  if (fault?.kind === "slow") await (0, import_promises.setTimeout)((fault.seconds ?? 5) * 1e3, void 0, { ref: false });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  defaultAccountId,
  defaultConfig,
  describeRequest,
  emulatedCis,
  findCi,
  parseIamArn,
  startEmulator,
  stsFaults,
  tokenFaults
});
