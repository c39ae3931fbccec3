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
  ciProviders: () => ciProviders,
  custom: () => custom,
  detectCi: () => detectCi,
  envValue: () => envValue,
  isHeaderText: () => isHeaderText,
  isHttpUrl: () => isHttpUrl,
  isJob: () => isJob,
  isKnownCi: () => isKnownCi,
  isSameJob: () => isSameJob,
  maskInLog: () => maskInLog,
  retryAfter: () => retryAfter,
  tokenFrom: () => tokenFrom,
  withRetries: () => withRetries
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_parse_values = require("./shared-core-parse-values.js");
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/core/env-value.ts
function envValue(env, name) {
  return env[name] || void 0;
}
// src/ci/unlisted-job.ts
var unlistedCis = [
  {
    // A server that was not told its own URL sets the second only.
    signs: ["JENKINS_URL", "EXECUTOR_NUMBER"],
    // Steps set BUILD_ID to something else to keep processes alive, so the number comes first.
    jobIdParts: (env) => ["jenkins", lastOf(env.JOB_NAME), env.BUILD_NUMBER ?? env.BUILD_ID],
    // Numbers count per project, and parallel stages of one build share all but their executor.
    owner: (env) => [env.JENKINS_URL, env.JOB_NAME, env.BUILD_TAG, env.BUILD_URL, env.NODE_NAME, env.EXECUTOR_NUMBER],
    slot: (env) => [env.JENKINS_URL ?? "jenkins", env.NODE_NAME, env.EXECUTOR_NUMBER]
  },
  {
    signs: ["BUILDKITE_JOB_ID"],
    jobIdParts: (env) => ["buildkite-job", env.BUILDKITE_JOB_ID],
    owner: () => [],
    slot: (env) => [env.BUILDKITE_AGENT_ID]
  },
  {
    signs: ["SYSTEM_JOBID"],
    jobIdParts: (env) => ["azp", env.BUILD_BUILDID, env.SYSTEM_JOBID],
    owner: (env) => [env.SYSTEM_COLLECTIONURI, env.SYSTEM_JOBATTEMPT, env.AGENT_NAME],
    slot: (env) => [env.SYSTEM_COLLECTIONURI, env.AGENT_NAME, env.AGENT_TEMPDIRECTORY]
  },
  {
    signs: ["BITBUCKET_STEP_UUID"],
    jobIdParts: (env) => ["bitbucket", env.BITBUCKET_STEP_UUID],
    owner: (env) => [env.BITBUCKET_REPO_UUID, env.BITBUCKET_PIPELINE_UUID, env.BITBUCKET_STEP_RUN_NUMBER]
  },
  { signs: ["BITRISE_BUILD_SLUG"], jobIdParts: (env) => ["bitrise", env.BITRISE_BUILD_SLUG], owner: () => [] },
  { signs: ["CF_BUILD_ID"], jobIdParts: (env) => ["codefresh", env.CF_BUILD_ID], owner: () => [] },
  {
    signs: ["TF_VAR_spacelift_run_id"],
    jobIdParts: (env) => ["spacelift-run", env.TF_VAR_spacelift_run_id],
    owner: () => []
  },
  {
    signs: ["TFC_RUN_ID"],
    jobIdParts: (env) => ["terraform", env.TFC_RUN_ID],
    owner: (env) => [env.TFC_WORKSPACE_NAME]
  }
];
var names = ["JOB_NAME", "CI_JOB_NAME", "PIPELINE_NAME", "CI_PIPELINE_NAME", "CI_REPO", "DRONE_REPO"];
var numbers = ["BUILD_ID", "CI_JOB_ID", "BUILD_NUMBER", "CI_PIPELINE_NUMBER", "DRONE_BUILD_NUMBER", "CI_PIPELINE_ID"];
var others = [
  "BUILD_TAG",
  "BUILD_URL",
  "CI_JOB_URL",
  "CI_PIPELINE_URL",
  "CI_WORKFLOW_NAME",
  "DRONE_STAGE_NAME",
  "TEAMCITY_PROJECT_NAME",
  "TEAMCITY_BUILDCONF_NAME",
  "HARNESS_STAGE_ID",
  // Nothing else tells two builds apart where a CI counts per project and says no more.
  "HOME",
  "USERPROFILE"
];
function unlistedJob(env) {
  const ci = unlistedCis.find(({ signs }) => firstOf(signs, env) !== void 0);
  if (ci !== void 0) return { jobIdParts: ci.jobIdParts(env), owner: ci.owner(env), slot: ci.slot?.(env) ?? [] };
  const pod = envValue(env, "KUBERNETES_SERVICE_HOST") === void 0 ? [] : ["HOSTNAME"];
  return {
    jobIdParts: ["ci", lastOf(firstOf([...names, ...pod], env)), firstOf(numbers, env)],
    owner: [...names, ...numbers, ...others].map((variable) => env[variable]),
    slot: []
  };
}
function lastOf(name) {
  return name?.slice(-40);
}
function firstOf(variables2, env) {
  return variables2.map((variable) => env[variable]).find(Boolean);
}
// src/ci/custom.ts
var without = [
  { variable: "TRAVIS", name: "Travis CI" },
  { variable: "DRONE", name: "Drone" },
  { variable: "CI_PIPELINE_FORGE_URL", name: "Woodpecker" },
  { variable: "NETLIFY", name: "Netlify" },
  { variable: "CM_BUILD_ID", name: "Codemagic" }
];
var checkoutVariables = [
  "WORKSPACE",
  "BUILDKITE_BUILD_CHECKOUT_PATH",
  "BITBUCKET_CLONE_DIR",
  "BUILD_SOURCESDIRECTORY"
];
var custom = {
  id: "custom",
  name: "this CI",
  docs: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html",
  detect: () => true,
  jobIdParts: (env) => unlistedJob(env).jobIdParts,
  owner: (env) => unlistedJob(env).owner,
  slot: (env) => unlistedJob(env).slot,
  tokenFile: (env) => envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE"),
  checkouts: (env) => checkoutVariables.map((name) => env[name]),
  async token(_audience, io) {
    const path = custom.tokenFile?.(io.env);
    if (path !== void 0) return tokenFrom({ kind: "file", path }, io);
    const known = without.find(({ variable }) => envValue(io.env, variable) !== void 0);
    if (known !== void 0) {
      throw new import_shared_core_errors.HelperError("ci-without-oidc", `${known.name} gives its jobs no OIDC token.`, {
        hint: "If you bring a token of your own, say where it is: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND."
      });
    }
    throw new import_shared_core_errors.HelperError("ci-unknown", "Unknown CI, and no token source is set.", {
      hint: "Say it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. On a CI that we do know, --ci NAME skips the detection."
    });
  },
  audienceAdvice: (audience) => `Have the CI issue its token for ${audience}.`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
var largestToken = 1e5;
async function tokenFrom(source, io) {
  if (source.kind === "env") {
    const value = envValue(io.env, source.name);
    if (value !== void 0) return (0, import_shared_token_token.parseToken)(value, `the variable ${source.name}`, false);
    throw new import_shared_core_errors.HelperError(
      "token-missing",
      `The variable ${source.name} (token-env) is ${io.env[source.name] === void 0 ? "not set" : "empty"}.`,
      {
        hint: "Check its name, and that the CI gives it to this job: many pass no secrets to builds of forks."
      }
    );
  }
  if (source.kind === "file") {
    const text = io.files.read(source.path, { bytes: largestToken });
    if (text !== void 0) return { ...(0, import_shared_token_token.parseToken)(text, `the file ${source.path}`, true), path: source.path };
    throw new import_shared_core_errors.HelperError("token-unreadable", `There is no token file ${source.path}.`, {
      hint: "Check the path (a relative one counts from the current folder) and that the step that writes it came before."
    });
  }
  const { status, stdout, stderr } = await io.processes.shell(source.line);
  if (status === 0) return (0, import_shared_token_token.parseToken)(stdout, "the output of token-command", true);
  throw new import_shared_core_errors.HelperError(
    "token-unreadable",
    `The token-command ended with ${status}: ${stderr.trim().split(/\r?\n/).at(-1) || "no message"}`,
    {
      hint: "Run it by itself in the job, with its output sent to /dev/null, to see what it says."
    }
  );
}
// src/ci/circleci.ts
var variables = ["CIRCLE_OIDC_TOKEN_V2", "CIRCLE_OIDC_TOKEN"];
var circleci = {
  id: "circleci",
  name: "CircleCI",
  docs: "https://circleci.com/docs/openid-connect-tokens/",
  detect: (env) => env.CIRCLECI === "true",
  jobIdParts: (env) => ["circleci", env.CIRCLE_WORKFLOW_JOB_ID],
  // The containers of one job with `parallelism` differ in their index alone.
  owner: (env) => [env.CIRCLE_NODE_INDEX],
  // https://circleci.com/docs/variables/ – as the configuration has it: `~/project`.
  checkouts: (env) => [env.CIRCLE_WORKING_DIRECTORY],
  async token(audience, io) {
    const token = tokenInVariables(io);
    if (audience !== void 0 && (token === void 0 || !(0, import_shared_token_token.audiencesOf)(token.claims).includes(audience))) {
      return mintToken(audience, io);
    }
    if (token !== void 0) return endsSoon(token, io) ? successorOf(token, io) : token;
    throw new import_shared_core_errors.HelperError("token-missing", "This job has no OIDC token: CIRCLE_OIDC_TOKEN_V2 is not set.", {
      hint: "CircleCI gives one to jobs on its cloud and on servers from 4.4 on, but not to builds of forked pull requests, unless the project passes secrets to them (Project Settings > Advanced). Then anybody can run code with your role; the trust policy should check where the code is from."
    });
  },
  tokenVariables: ["CIRCLE_OIDC_TOKEN", "CIRCLE_OIDC_TOKEN_V2"],
  audienceAdvice: (audience) => `The variables' audience is always the organization's ID. Either register that ID as the provider's audience in IAM, or ask for ${audience} with --audience, which runs \`circleci run oidc get\`.`,
  defaults: { exports: ["env"], profileType: "process" },
  variables: "bash-env"
};
function tokenInVariables({ env }) {
  for (const name of variables) {
    const value = envValue(env, name);
    if (value !== void 0) return (0, import_shared_token_token.parseToken)(value, `the variable ${name}`, true);
  }
  return void 0;
}
function endsSoon({ claims }, { clock }) {
  return claims.exp !== void 0 && claims.exp * 1e3 < clock.now() + 6e4;
}
async function successorOf(token, io) {
  const [audience = ""] = (0, import_shared_token_token.audiencesOf)(token.claims);
  try {
    return await mintToken(audience, io);
  } catch (error) {
    if (!(error instanceof import_shared_core_errors.HelperError) || error.code === "deadline-exceeded") throw error;
    io.log.info(`There is no other token than that of ${token.source}. ${error.message}`);
    return token;
  }
}
async function mintToken(audience, io) {
  const args = ["run", "oidc", "get", "--claims", JSON.stringify({ aud: audience })];
  const result = await io.processes.run("circleci", args);
  if (result?.status === 0) return (0, import_shared_token_token.parseToken)(result.stdout, "the command circleci run oidc get", true);
  throw new import_shared_core_errors.HelperError(
    "token-endpoint-failed",
    result === void 0 ? `The audience ${audience} needs the program circleci, which is not on the PATH of this job.` : `circleci run oidc get ended with ${result.status}: ${firstLine(result.stderr)}`,
    {
      hint: "The program comes with CircleCI's executors; in an image of your own with a step before the job's steps, it may be missing or too old. Without --audience the variable CIRCLE_OIDC_TOKEN_V2 is used, whose audience is the organization's ID."
    }
  );
}
function firstLine(text) {
  return text.trim().split(/\r?\n/)[0] || "no message";
}
// src/core/header-text.ts
function isHeaderText(text) {
  return /^[\x21-\x7e]+$/.test(text);
}
// src/core/http-url.ts
function isHttpUrl(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
// src/core/retry.ts
var outage = { ceilings: [500, 1e3, 2e3, 4e3, 8e3, 16e3, 2e4] };
var crowd = { ceilings: [3500, 7e3, 2e4] };
var unknownHost = { maxAttempts: 4, ceilings: [500, 1e3, 2e3] };
var retryPolicies = {
  "network-failed": outage,
  "deadline-exceeded": outage,
  "token-endpoint-unavailable": outage,
  "sts-unavailable": outage,
  "sts-idp-unreachable": outage,
  "sts-throttled": crowd,
  // Only ever thrown for a token that can be had anew.
  "sts-token-expired": { maxAttempts: 2, ceilings: [0] },
  // A role or trust policy made seconds ago is not known everywhere in AWS yet.
  "sts-access-denied": { maxAttempts: 3, ceilings: [800, 1600] }
};
var unlimitedWait = 6e5;
var shortestAttempt = 500;
async function withRetries(task, io, { maxAttempts, isRetryable = () => true, announced = /* @__PURE__ */ new Set() }) {
  const { clock, log } = io;
  const budget = clock.remaining();
  const end = clock.now() + (budget === Number.POSITIVE_INFINITY ? unlimitedWait : budget);
  const failures = [];
  let next;
  for (; ; ) {
    try {
      return await task(failures.at(-1));
    } catch (error) {
      if (!(error instanceof import_shared_core_errors.HelperError)) throw error;
      const left = end - clock.now();
      const mayPass = next?.isLast !== true && isRetryable(error);
      next = mayPass ? nextAttempt(error, failures, { maxAttempts, left, clock }) : void 0;
      if (next === void 0) throw isCutShort(error, left) ? failures.at(-1) ?? error : error;
      failures.push(error);
      if (!announced.has(error.code)) log.info(`${error.message} ${announcement(next, end)}`);
      announced.add(error.code);
      await clock.sleep(next.delay);
    }
  }
}
function nextAttempt(error, before, { maxAttempts, left, clock }) {
  const policy = policyFor(error) ?? { maxAttempts: 1, ceilings: [0] };
  const ofItsKind = before.filter(({ code }) => code === error.code).length;
  const attemptsLeft = Math.min((policy.maxAttempts ?? Number.POSITIVE_INFINITY) - ofItsKind, maxAttempts - before.length) - 1;
  const asked = (error.retryAfterSeconds ?? 0) * 1e3;
  const room = left - asked - shortestAttempt;
  if (attemptsLeft < 1 || room < 0) return void 0;
  const jitter = clock.random() * (policy.ceilings[Math.min(before.length, policy.ceilings.length - 1)] ?? 0);
  const isLast = jitter > room;
  const delay = asked + (isLast ? room * (1 + clock.random()) / 2 : jitter);
  return { delay: Math.round(delay), attemptsLeft, isLast };
}
function policyFor({ code, cause, retryAfterSeconds }) {
  const reason = (0, import_shared_core_secret.isObject)(cause) ? cause.code : void 0;
  if (code === "network-failed" && (reason === "ENOTFOUND" || reason === "EAI_AGAIN")) return unknownHost;
  return retryPolicies[code] === outage && retryAfterSeconds !== void 0 ? crowd : retryPolicies[code];
}
function isCutShort({ code }, left) {
  return code === "deadline-exceeded" && left < shortestAttempt;
}
function announcement({ delay, attemptsLeft }, end) {
  const next = `Trying again in ${(delay / 1e3).toFixed(1)} s`;
  if (attemptsLeft < Number.POSITIVE_INFINITY)
    return `${next} (${attemptsLeft} more ${attemptsLeft === 1 ? "try" : "tries"} at most).`;
  return `${next}, and until ${new Date(end).toISOString().slice(11, 19)} UTC if need be.`;
}
function retryAfter({ headers }) {
  const text = headers["retry-after"];
  return text !== void 0 && /^\d{1,4}$/.test(text) ? Number(text) : void 0;
}
// src/ci/github.ts
var github = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  detect: (env) => env.GITHUB_ACTIONS === "true",
  jobIdParts: (env) => ["gha", env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB],
  // The legs of a matrix share run, attempt and job, as do two calls of one reusable workflow. The runner names each job
  // that it starts, but not to containers; its folder for temporary files is its own.
  // https://github.com/actions/runner/blob/main/src/Runner.Worker/JobExtension.cs
  owner: (env) => [
    env.GITHUB_SERVER_URL,
    env.GITHUB_REPOSITORY,
    env.RUNNER_NAME,
    env.RUNNER_TEMP,
    env.RUNNER_TRACKING_ID
  ],
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables: "emptied at the beginning and end of
  // each job". Others that speak the protocol may give one folder to all.
  slot: (env) => [env.FORGEJO_ACTIONS, env.GITEA_ACTIONS, env.ACT].includes("true") ? [] : [env.RUNNER_NAME ?? "runner", env.RUNNER_TEMP],
  checkouts: (env) => [env.GITHUB_WORKSPACE],
  async token(audience, io) {
    const url = envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_URL");
    const bearer = envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    if (url === void 0 || bearer === void 0) throw whyNoToken(io);
    requireSendable(url, bearer);
    const response = await io.http.send({
      method: "GET",
      url: `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience ?? "sts.amazonaws.com")}`,
      headers: { authorization: `Bearer ${bearer}`, accept: "application/json" }
    });
    const answer = (0, import_shared_core_secret.parseJson)(response.body);
    const value = (0, import_shared_core_secret.isObject)(answer) ? (0, import_shared_core_secret.stringAt)(answer, "value") : void 0;
    if (response.status === 200 && value !== void 0) return (0, import_shared_token_token.parseToken)(value, "the token endpoint", true);
    throw new import_shared_core_errors.HelperError(
      response.status === 429 || response.status >= 500 ? "token-endpoint-unavailable" : "token-endpoint-failed",
      `The token endpoint ${new URL(url).origin} answered ${response.status}${response.via === void 0 ? "" : ` through ${response.via}`}${value === void 0 && response.status === 200 ? " and no token" : ""}.`,
      {
        hint: "A 401 or 403 means that the request token is not (or no longer) good: it ends with the job. Anything else is a matter of the CI server; its status page may know.",
        retryAfterSeconds: retryAfter(response)
      }
    );
  },
  tokenVariables: ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"],
  audienceAdvice: (audience) => `Ask for it: audience: ${audience} (--audience ${audience}).`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value);
  },
  defaults: { exports: ["env", "outputs"], profileType: "static" },
  variables: "github-env"
};
function requireSendable(url, bearer) {
  const wrong = !isHttpUrl(url) ? "URL" : isHeaderText(bearer) ? void 0 : "TOKEN";
  if (wrong === void 0) return;
  throw new import_shared_core_errors.HelperError(
    "token-endpoint-failed",
    wrong === "URL" ? "ACTIONS_ID_TOKEN_REQUEST_URL is not an http or https URL." : "ACTIONS_ID_TOKEN_REQUEST_TOKEN holds a blank, a line end or another character that no header can carry.",
    {
      hint: "The runner sets it. Find the step or the wrapper that sets it again, and pass the value on as it is, without quotes and line ends."
    }
  );
}
function whyNoToken(io) {
  const { env } = io;
  if ([env.FORGEJO_ACTIONS, env.GITEA_ACTIONS].includes("true")) {
    return new import_shared_core_errors.HelperError("token-permission-missing", "This job may not ask for an OIDC token.", {
      hint: "On Forgejo, switch it on for the workflow or the job:\n\n    enable-openid-connect: true\n\nGitea has no OIDC tokens for jobs yet; there, say where a token is with token-env or web-identity-token-file."
    });
  }
  if (env.ACT === "true") {
    return new import_shared_core_errors.HelperError("ci-without-oidc", "act runs this workflow, and act gives its jobs no OIDC token.", {
      hint: "Try it with an emulated AWS, which has tokens: `ci-aws-credentials emulator --ci github` prints the variables for act (--env NAME=VALUE). Or bring a token of your own (token-env, web-identity-token-file), or skip the step:\n\n    if: env.ACT != 'true'"
    });
  }
  if (env.GITHUB_ACTOR === "dependabot[bot]") {
    return new import_shared_core_errors.HelperError(
      "token-dependabot",
      "Dependabot started this run, and Dependabot runs get no OIDC token by default.",
      {
        hint: "Skip the step in them:\n\n    if: github.actor != 'dependabot[bot]'\n\nor, if the code of new dependencies may use your role, name the permission in the job:\n\n    permissions:\n      id-token: write\n      contents: read"
      }
    );
  }
  if (isForkPullRequest(io)) {
    return new import_shared_core_errors.HelperError("token-fork", "This run is of a pull request from a fork, and forks get no OIDC token.", {
      hint: "That protects you: anybody could run code with your role. Skip the step for forks:\n\n    if: github.event.pull_request.head.repo.full_name == github.repository"
    });
  }
  return new import_shared_core_errors.HelperError(
    "token-permission-missing",
    "This job may not ask for an OIDC token: the permission id-token is missing.",
    {
      hint: "Give it to the job, or to the workflow:\n\n    permissions:\n      id-token: write\n      contents: read\n\n(`contents: read`, because naming one permission takes away those not named.) In a reusable workflow, the calling job needs it as well."
    }
  );
}
var largestEvent = 5e7;
function isForkPullRequest({ env, files }) {
  const event = (0, import_shared_core_secret.parseJson)(readIfReadable(envValue(env, "GITHUB_EVENT_PATH"), files) ?? "");
  const pullRequest = (0, import_shared_core_secret.isObject)(event) ? event.pull_request : void 0;
  const head = (0, import_shared_core_secret.isObject)(pullRequest) ? pullRequest.head : void 0;
  const repository = (0, import_shared_core_secret.isObject)(head) ? head.repo : void 0;
  return (0, import_shared_core_secret.isObject)(repository) && (0, import_shared_core_secret.stringAt)(repository, "full_name") !== env.GITHUB_REPOSITORY;
}
function readIfReadable(path, files) {
  try {
    return path === void 0 ? void 0 : files.read(path, { bytes: largestEvent });
  } catch (error) {
    if (error instanceof import_shared_core_errors.HelperError) return void 0;
    throw error;
  }
}
// src/ci/gitlab.ts
var legacyVariables = ["CI_JOB_JWT_V2", "CI_JOB_JWT", "CI_JOB_JWT_V1"];
var defaultAudience = "sts.amazonaws.com";
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  detect: (env) => env.GITLAB_CI === "true",
  jobIdParts: (env) => ["gitlab", env.CI_PROJECT_ID, env.CI_JOB_ID],
  // A retry is a job of a new ID; IDs count per server.
  owner: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST],
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  slot: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST, env.CI_RUNNER_ID, env.CI_CONCURRENT_ID],
  checkouts: (env) => [env.CI_PROJECT_DIR],
  async token(audience, io) {
    const tokens = idTokens(io.env);
    const fitting = tokens.filter(({ claims }) => (0, import_shared_token_token.audiencesOf)(claims).includes(audience ?? defaultAudience));
    const candidates = fitting.length === 0 && audience === void 0 ? tokens.filter(isFromGitlab) : fitting;
    const [token, another] = candidates;
    if (token !== void 0 && another !== void 0) throw ambiguous(candidates);
    if (token !== void 0) return token;
    const legacy = legacyToken(io.env);
    if (legacy === void 0) throw noToken(audience ?? defaultAudience, tokens);
    io.log.notice(
      `Using ${legacy.source}, which GitLab 17.0 removes: declare id_tokens before the server is upgraded.`
    );
    return legacy;
  },
  tokenVariables: legacyVariables,
  audienceAdvice: (audience) => `Ask for it in the job:

${jobYaml(audience)}`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function idTokens(env) {
  const seen = /* @__PURE__ */ new Set();
  return Object.keys(env).filter((name) => !legacyVariables.includes(name)).sort().flatMap((name) => tokenIn(name, env)).filter(({ jwt }) => !seen.has(jwt.reveal()) && seen.add(jwt.reveal()));
}
function legacyToken(env) {
  return legacyVariables.flatMap((name) => tokenIn(name, env))[0];
}
function tokenIn(name, env) {
  const text = env[name] ?? "";
  const token = /^\s*eyJ/.test(text) ? (0, import_shared_token_token.tryParseToken)(text, `the variable ${name}`, false) : void 0;
  return token === void 0 ? [] : [token];
}
function isFromGitlab({ claims }) {
  return typeof claims.project_path === "string";
}
function ambiguous(tokens) {
  return new import_shared_core_errors.HelperError("token-ambiguous", `Several variables contain a matching ID token: ${listed(tokens)}.`, {
    hint: "Name one: --token-env NAME. Or give audience, if they differ in it."
  });
}
function noToken(audience, others2) {
  if (others2.length > 0) {
    return new import_shared_core_errors.HelperError("token-audience", `No token of this job has the audience ${audience}: ${listed(others2)}.`, {
      hint: `Give the audience that the token has (--audience), if IAM's identity provider knows it, or ask for this one in the job:

${jobYaml(audience)}`
    });
  }
  return new import_shared_core_errors.HelperError("token-missing", "This job has no OIDC token.", {
    hint: `Declare one in the job, and it arrives as a variable:

${jobYaml(audience)}

The name is yours to choose. On GitLab before 15.7 there are no id_tokens; CI_JOB_JWT_V2 is used there.`
  });
}
function listed(tokens) {
  return tokens.map(({ source, claims }) => `${source} (audience ${(0, import_shared_token_token.audiencesOf)(claims).join(", ") || "none"})`).join(", ");
}
function jobYaml(audience) {
  return `    id_tokens:
      AWS_ID_TOKEN:
        aud: ${audience}`;
}
// src/ci/semaphore.ts
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  detect: (env) => env.SEMAPHORE === "true",
  jobIdParts: (env) => ["semaphore-job", env.SEMAPHORE_JOB_ID],
  owner: () => [],
  // https://docs.semaphoreci.com/reference/env-vars – a name, in the home folder.
  checkouts: (env) => [env.SEMAPHORE_GIT_DIR],
  async token(_audience, { env }) {
    const value = envValue(env, "SEMAPHORE_OIDC_TOKEN");
    if (value !== void 0) return (0, import_shared_token_token.parseToken)(value, "the variable SEMAPHORE_OIDC_TOKEN", false);
    throw new import_shared_core_errors.HelperError("token-missing", "This job has no OIDC token: SEMAPHORE_OIDC_TOKEN is not set.", {
      hint: "OpenID Connect is part of the hosted plans and of the Enterprise Edition, and is switched on for the organization under Settings > OpenID Connect. The Community Edition has none."
    });
  },
  tokenVariables: ["SEMAPHORE_OIDC_TOKEN"],
  audienceAdvice: () => "On Semaphore the audience is the address of the organization (https://<org>.semaphoreci.com) and cannot be chosen: register that as the audience of the provider in IAM, and leave audience out.",
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
// src/ci/index.ts
var ciProviders = [github, gitlab, circleci, semaphore, custom];
function detectCi(env, override) {
  if (override !== void 0) return (0, import_shared_core_parse_values.withId)("ci", override, ciProviders);
  return ciProviders.find((ci) => ci.detect(env)) ?? custom;
}
function isKnownCi(env) {
  return detectCi(env, void 0) !== custom;
}
async function maskInLog(values, io) {
  await detectCi(io.env, void 0).mask?.(values, io);
}
function isJob(env) {
  const [, ...ownParts] = detectCi(env, void 0).jobIdParts(env);
  return envValue(env, "CI") !== void 0 || ownParts.some(Boolean);
}
function isSameJob(env, other) {
  return env.CI === other.CI && jobKey(env) === jobKey(other);
}
function jobKey(env) {
  const ci = detectCi(env, void 0);
  return JSON.stringify([ci.id, ci.jobIdParts(env), ci.owner(env)]);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  ciProviders,
  custom,
  detectCi,
  envValue,
  isHeaderText,
  isHttpUrl,
  isJob,
  isKnownCi,
  isSameJob,
  maskInLog,
  retryAfter,
  tokenFrom,
  withRetries
});
