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
  detectCi: () => detectCi,
  retryAfter: () => retryAfter,
  tokenFrom: () => tokenFrom,
  withRetries: () => withRetries
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var variables = ["CIRCLE_OIDC_TOKEN_V2", "CIRCLE_OIDC_TOKEN"];
var circleci = {
  id: "circleci",
  name: "CircleCI",
  docs: "https://circleci.com/docs/openid-connect-tokens/",
  detect: (env) => env.CIRCLECI === "true",
  jobId: (env) => ["circleci", env.CIRCLE_WORKFLOW_JOB_ID],
  async token(audience, io) {
    const token = tokenInVariables(io);
    if (audience !== void 0 && (token === void 0 || !(0, import_chunk_HRDKHYRD.audiencesOf)(token.claims).includes(audience))) {
      return mintToken(audience, io);
    }
    if (token !== void 0) return endsSoon(token, io) ? successorOf(token, io) : token;
    throw new import_chunk_L5BOO6NY.HelperError("token-missing", "This job has no OIDC token: CIRCLE_OIDC_TOKEN_V2 is not set.", {
      hint: "CircleCI gives one to jobs on its cloud and on servers from 4.4 on, but not to builds of forked pull requests, unless the project passes secrets to them (Project Settings > Advanced). Then anybody can run code with your role; the trust policy should check where the code is from."
    });
  },
  audienceAdvice: (audience) => `The variables' audience is always the organization's ID. Either register that ID as the provider's audience in IAM, or ask for ${audience} with --audience, which runs \`circleci run oidc get\`.`,
  defaults: { exports: ["env"], profileType: "process" },
  variables: "bash-env"
};
function tokenInVariables({ env }) {
  const name = variables.find((variable) => (env[variable] ?? "") !== "");
  return name === void 0 ? void 0 : (0, import_chunk_HRDKHYRD.parseToken)(env[name] ?? "", `the variable ${name}`, true);
}
function endsSoon({ claims }, { clock }) {
  return claims.exp !== void 0 && claims.exp * 1e3 < clock.now() + 6e4;
}
async function successorOf(token, io) {
  const [audience = ""] = (0, import_chunk_HRDKHYRD.audiencesOf)(token.claims);
  try {
    return await mintToken(audience, io);
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError) || error.code === "deadline-exceeded") throw error;
    io.log.info(`There is no other token than that of ${token.source}. ${error.message}`);
    return token;
  }
}
async function mintToken(audience, io) {
  const args = ["run", "oidc", "get", "--claims", JSON.stringify({ aud: audience })];
  const result = await io.processes.run("circleci", args);
  if (result?.status === 0) return (0, import_chunk_HRDKHYRD.parseToken)(result.stdout, "the command circleci run oidc get", true);
  throw new import_chunk_L5BOO6NY.HelperError(
    "token-endpoint-failed",
    result === void 0 ? `A token for ${audience} needs the program circleci, which is not on the PATH of this job.` : `circleci run oidc get ended with ${result.status}: ${firstLine(result.stderr)}`,
    {
      hint: "The program comes with CircleCI's executors; in an image of your own with a step before the job's steps, it may be missing or too old. Without --audience the variable CIRCLE_OIDC_TOKEN_V2 is used, whose audience is the organization's ID."
    }
  );
}
function firstLine(text) {
  return text.trim().split(/\r?\n/)[0] || "no message";
}
var without = [
  { variable: "TRAVIS", name: "Travis CI" },
  { variable: "DRONE", name: "Drone" },
  { variable: "CI_PIPELINE_FORGE_URL", name: "Woodpecker" },
  { variable: "NETLIFY", name: "Netlify" },
  { variable: "CM_BUILD_ID", name: "Codemagic" }
];
var custom = {
  id: "custom",
  name: "this CI",
  docs: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html",
  detect: () => true,
  jobId: (env) => ["ci", env.BUILD_ID ?? env.CI_JOB_ID ?? env.BUILD_NUMBER],
  async token(_audience, io) {
    const path = io.env.AWS_WEB_IDENTITY_TOKEN_FILE;
    if (path !== void 0 && path !== "") return tokenFrom({ kind: "file", path }, io);
    const known = without.find(({ variable }) => (io.env[variable] ?? "") !== "");
    if (known !== void 0) {
      throw new import_chunk_L5BOO6NY.HelperError("ci-without-oidc", `${known.name} gives its jobs no OIDC token.`, {
        hint: "If you bring a token of your own, say where it is: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND."
      });
    }
    throw new import_chunk_L5BOO6NY.HelperError("ci-unknown", "No CI that we know runs this, and nothing says where the token is.", {
      hint: "Say it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. On a CI that we do know, --ci NAME skips the detection."
    });
  },
  audienceAdvice: (audience) => `Have the CI issue its token for ${audience}.`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
async function tokenFrom(source, io) {
  if (source.kind === "env") {
    const value = io.env[source.name] ?? "";
    if (value !== "") return (0, import_chunk_HRDKHYRD.parseToken)(value, `the variable ${source.name}`, false);
    throw new import_chunk_L5BOO6NY.HelperError(
      "token-missing",
      `The variable ${source.name} (token-env) is ${io.env[source.name] === void 0 ? "not set" : "empty"}.`,
      {
        hint: "Check its name, and that the CI gives it to this job: many pass no secrets to builds of forks."
      }
    );
  }
  if (source.kind === "file") {
    const text = io.files.read(source.path);
    if (text !== void 0) return { ...(0, import_chunk_HRDKHYRD.parseToken)(text, `the file ${source.path}`, true), path: source.path };
    throw new import_chunk_L5BOO6NY.HelperError("token-unreadable", `There is no token file ${source.path}.`, {
      hint: "Check the path (a relative one counts from the current folder) and that the step that writes it came before."
    });
  }
  const { status, stdout, stderr } = await io.processes.shell(source.line);
  if (status === 0) return (0, import_chunk_HRDKHYRD.parseToken)(stdout, "the output of token-command", true);
  throw new import_chunk_L5BOO6NY.HelperError(
    "token-unreadable",
    `The token-command ended with ${status}: ${stderr.trim().split(/\r?\n/).at(-1) || "no message"}`,
    {
      hint: "Run it by itself in the job, with its output sent to /dev/null, to see what it says."
    }
  );
}
var patience = {
  "network-failed": { tries: 4, pause: 250 },
  "deadline-exceeded": { tries: 3, pause: 250 },
  "token-endpoint-unavailable": { tries: 5, pause: 250 },
  "sts-throttled": { tries: 6, pause: 500 },
  "sts-unavailable": { tries: 5, pause: 250 },
  "sts-idp-unreachable": { tries: 5, pause: 500 },
  // Only ever thrown for a token that can be had anew.
  "sts-token-expired": { tries: 2, pause: 0 },
  // A role or trust policy made seconds ago is not known everywhere in AWS yet.
  "sts-access-denied": { tries: 3, pause: 400 }
};
var longestPause = 2e4;
async function withRetries(task, io, { mostTries, worthwhile = () => true }) {
  let failure;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task(failure);
    } catch (error) {
      if (!(error instanceof import_chunk_L5BOO6NY.HelperError) || !worthwhile(error)) throw error;
      const tries = Math.min(mostTries, patience[error.code]?.tries ?? 1);
      if (attempt >= tries) throw error;
      const pause = pauseBefore(error, attempt, io.clock.random());
      if (pause >= io.clock.remaining()) throw error;
      io.log.info(`${error.message} Trying again in ${(pause / 1e3).toFixed(1)} s (${attempt} of ${tries - 1}).`);
      await io.clock.sleep(pause);
      failure = error;
    }
  }
}
function pauseBefore(error, attempt, random) {
  const ceiling = Math.min(longestPause, (patience[error.code]?.pause ?? 0) * 2 ** attempt);
  return Math.max(Math.round(random * ceiling), (error.retryAfterSeconds ?? 0) * 1e3);
}
function retryAfter(response) {
  const text = response.headers["retry-after"];
  return text !== void 0 && /^\d{1,4}$/.test(text) ? Number(text) : void 0;
}
var github = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  detect: (env) => env.GITHUB_ACTIONS === "true",
  jobId: (env) => ["gha", env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB],
  async token(audience, io) {
    const url = io.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "";
    const bearer = io.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? "";
    if (url === "" || bearer === "") throw whyNoToken(io);
    const response = await io.http.send({
      method: "GET",
      url: `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience ?? "sts.amazonaws.com")}`,
      headers: { authorization: `Bearer ${bearer}`, accept: "application/json" }
    });
    const answer = (0, import_chunk_2ZDYLNSC.parseJson)(response.body);
    const value = (0, import_chunk_2ZDYLNSC.isObject)(answer) ? (0, import_chunk_2ZDYLNSC.stringAt)(answer, "value") : void 0;
    if (response.status === 200 && value !== void 0) return (0, import_chunk_HRDKHYRD.parseToken)(value, "the token endpoint", true);
    throw new import_chunk_L5BOO6NY.HelperError(
      response.status === 429 || response.status >= 500 ? "token-endpoint-unavailable" : "token-endpoint-failed",
      `The token endpoint ${new URL(url).origin} answered ${response.status}${value === void 0 && response.status === 200 ? " and no token" : ""}.`,
      {
        hint: "A 401 or 403 means that the request token is not (or no longer) good: it ends with the job. Anything else is a matter of the CI server; its status page may know.",
        retryAfterSeconds: retryAfter(response)
      }
    );
  },
  audienceAdvice: (audience) => `Ask for it: audience: ${audience} (--audience ${audience}).`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value);
  },
  defaults: { exports: ["env", "outputs"], profileType: "static" },
  variables: "github-env"
};
function whyNoToken(io) {
  const { env } = io;
  if ([env.FORGEJO_ACTIONS, env.GITEA_ACTIONS].includes("true")) {
    return new import_chunk_L5BOO6NY.HelperError("token-permission-missing", "This job may not ask for an OIDC token.", {
      hint: "On Forgejo, switch it on for the workflow or the job:\n\n    enable-openid-connect: true\n\nGitea has no OIDC tokens for jobs yet; there, say where a token is with token-env or web-identity-token-file."
    });
  }
  if (env.GITHUB_ACTOR === "dependabot[bot]") {
    return new import_chunk_L5BOO6NY.HelperError(
      "token-dependabot",
      "Dependabot started this run, and such runs get no OIDC token of their own accord.",
      {
        hint: "Skip the step in them:\n\n    if: github.actor != 'dependabot[bot]'\n\nor, if the code of new dependencies may use your role, name the permission in the job:\n\n    permissions:\n      id-token: write\n      contents: read"
      }
    );
  }
  if (isForkPullRequest(io)) {
    return new import_chunk_L5BOO6NY.HelperError("token-fork", "This run is of a pull request from a fork, and forks get no OIDC token.", {
      hint: "That protects you: anybody could run code with your role. Skip the step for forks:\n\n    if: github.event.pull_request.head.repo.full_name == github.repository"
    });
  }
  return new import_chunk_L5BOO6NY.HelperError(
    "token-permission-missing",
    "This job may not ask for an OIDC token: the permission id-token is missing.",
    {
      hint: "Give it to the job, or to the workflow:\n\n    permissions:\n      id-token: write\n      contents: read\n\n(`contents: read`, because naming one permission takes away those not named.) In a reusable workflow, the calling job needs it as well."
    }
  );
}
function isForkPullRequest({ env, files }) {
  const text = env.GITHUB_EVENT_PATH === void 0 ? void 0 : files.read(env.GITHUB_EVENT_PATH);
  const event = text === void 0 ? void 0 : (0, import_chunk_2ZDYLNSC.parseJson)(text);
  const pullRequest = (0, import_chunk_2ZDYLNSC.isObject)(event) ? event.pull_request : void 0;
  const head = (0, import_chunk_2ZDYLNSC.isObject)(pullRequest) ? pullRequest.head : void 0;
  const repository = (0, import_chunk_2ZDYLNSC.isObject)(head) ? head.repo : void 0;
  return (0, import_chunk_2ZDYLNSC.isObject)(repository) && (0, import_chunk_2ZDYLNSC.stringAt)(repository, "full_name") !== env.GITHUB_REPOSITORY;
}
var legacyVariables = ["CI_JOB_JWT_V2", "CI_JOB_JWT", "CI_JOB_JWT_V1"];
var defaultAudience = "sts.amazonaws.com";
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  detect: (env) => env.GITLAB_CI === "true",
  jobId: (env) => ["gitlab", env.CI_PROJECT_ID, env.CI_JOB_ID],
  async token(audience, io) {
    const tokens = idTokens(io.env);
    const fitting = tokens.filter(({ claims }) => (0, import_chunk_HRDKHYRD.audiencesOf)(claims).includes(audience ?? defaultAudience));
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
  const token = /^\s*eyJ/.test(text) ? (0, import_chunk_HRDKHYRD.findToken)(text, `the variable ${name}`, false) : void 0;
  return token === void 0 ? [] : [token];
}
function isFromGitlab({ claims }) {
  return typeof claims.project_path === "string";
}
function ambiguous(tokens) {
  return new import_chunk_L5BOO6NY.HelperError("token-ambiguous", `Several variables hold a token that could be meant: ${listed(tokens)}.`, {
    hint: "Name one: --token-env NAME. Or give audience, if they differ in it."
  });
}
function noToken(audience, others) {
  if (others.length > 0) {
    return new import_chunk_L5BOO6NY.HelperError("token-audience", `No token of this job has the audience ${audience}: ${listed(others)}.`, {
      hint: `Give the audience that the token has (--audience), if IAM's identity provider knows it, or ask for this one in the job:

${jobYaml(audience)}`
    });
  }
  return new import_chunk_L5BOO6NY.HelperError("token-missing", "This job has no OIDC token.", {
    hint: `Declare one in the job, and it arrives as a variable:

${jobYaml(audience)}

The name is yours to choose. On GitLab before 15.7 there are no id_tokens; CI_JOB_JWT_V2 is used there.`
  });
}
function listed(tokens) {
  return tokens.map(({ source, claims }) => `${source} (audience ${(0, import_chunk_HRDKHYRD.audiencesOf)(claims).join(", ") || "none"})`).join(", ");
}
function jobYaml(audience) {
  return `    id_tokens:
      AWS_ID_TOKEN:
        aud: ${audience}`;
}
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  detect: (env) => env.SEMAPHORE === "true",
  jobId: (env) => ["semaphore-job", env.SEMAPHORE_JOB_ID],
  async token(_audience, { env }) {
    const value = env.SEMAPHORE_OIDC_TOKEN ?? "";
    if (value !== "") return (0, import_chunk_HRDKHYRD.parseToken)(value, "the variable SEMAPHORE_OIDC_TOKEN", false);
    throw new import_chunk_L5BOO6NY.HelperError("token-missing", "This job has no OIDC token: SEMAPHORE_OIDC_TOKEN is not set.", {
      hint: "OpenID Connect is part of the hosted plans and of the Enterprise Edition, and is switched on for the organization under Settings > OpenID Connect. The Community Edition has none."
    });
  },
  audienceAdvice: () => "On Semaphore the audience is the address of the organization (https://<org>.semaphoreci.com) and cannot be chosen: register that as the audience of the provider in IAM, and leave audience out.",
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
var ciProviders = [github, gitlab, circleci, semaphore, custom];
function detectCi(env, override) {
  const provider = ciProviders.find((ci) => override === void 0 ? ci.detect(env) : ci.id === override);
  if (provider !== void 0) return provider;
  const ids = ciProviders.map(({ id }) => id);
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `ci cannot be ${JSON.stringify(override)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(override ?? "", ids) ?? `Choose from ${ids.join(", ")}.`
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  detectCi,
  retryAfter,
  tokenFrom,
  withRetries
});
