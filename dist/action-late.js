var {
  parseRegistry,
  exportTargets,
  parseReceipts,
  readReceipts,
  receiptFiles,
  rewriteReceipts,
  toolsOf,
  AssumeRoleRequest$,
  GetCallerIdentityRequest$,
  buildRequest,
  exchange,
  exchangeToken,
  parseRegionOf,
  parseRole,
  parseSessionResponse,
  printable,
  readRefusal,
  readResult,
  sessionInput,
  signingScope,
  stsEndpoint,
  temporaryCredentials,
  tokenSupply,
  whyNoToken,
  audiencesOf,
  ciProviders,
  isUnknownHost,
  memberOf,
  parseToken,
  severalTokens,
  tokenList,
  tokenOfService,
  tokensByForm,
  withAudience,
  withRetries,
  systemCode,
  draftsOf,
  removePrivateFiles,
  textsOf,
  awsFiles,
  beginsWith,
  headerFor,
  isEmptyAwsIni,
  removeSection,
  replaceText,
  sectionsOf,
  hasJobFolder,
  malformedPart,
  removeJobFolder,
  Secret,
  posixQuote,
  flag,
  integer,
  lines,
  oneOf,
  words,
  folderOf,
  envValue,
  isObject,
  numberAt,
  parseJson,
  stringAt,
  HelperError,
  errorCodes,
  reworded
} = require("./action-shared.js");
var {
  homedir
} = require("node:os");
var {
  STATUS_CODES
} = require("node:http");
var {
  setTimeout
} = require("node:timers/promises");

// src/core/stray-character.ts
var names = {
  " ": "a space",
  "	": "a tab",
  "\n": "a line break",
  "\r": "a carriage return",
  "\xA0": "a non-breaking space",
  '"': "a quotation mark",
  "'": "an apostrophe",
  "\u2018": "a typographic quotation mark",
  "\u2019": "a typographic apostrophe",
  "\u201C": "a typographic quotation mark",
  "\u201D": "a typographic quotation mark"
};
function strayCharacter(text, allowed2) {
  const characters = [...text];
  const at = characters.findIndex((character) => !allowed2.test(character));
  const stray = characters[at];
  return stray === void 0 ? void 0 : `${names[stray] ?? visible(stray)} (character ${at + 1})`;
}
function visible(character) {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? `the invisible character U+${code}` : JSON.stringify(character);
}

// src/aws/session-tags.ts
var limits = { tags: 50, key: 128, value: 256 };
var allowed = /[\p{L}\p{Z}\p{N}_.:/=+\-@]/u;
var builtIn = [
  ["Repository", "GITHUB_REPOSITORY", false],
  ["Workflow", "GITHUB_WORKFLOW", false],
  ["Action", "GITHUB_ACTION", false],
  ["Actor", "GITHUB_ACTOR", false],
  ["Commit", "GITHUB_SHA", false],
  ["Branch", "GITHUB_REF", false],
  ["EventName", "GITHUB_EVENT_NAME", true],
  ["BaseRef", "GITHUB_BASE_REF", true],
  ["HeadRef", "GITHUB_HEAD_REF", true],
  ["RunId", "GITHUB_RUN_ID", true],
  ["Job", "GITHUB_JOB", true],
  ["TriggeringActor", "GITHUB_TRIGGERING_ACTOR", true]
];
var protectedKeys = ["GitHub", ...builtIn.map(([key]) => key)];
function builtInTags(env) {
  if (env.GITHUB_ACTIONS !== "true") return [];
  const tags = builtIn.flatMap(([Key, variable]) => {
    const value = env[variable] ?? "";
    return value === "" ? [] : [{ Key, Value: cleaned(value) }];
  });
  return [{ Key: "GitHub", Value: "Actions" }, ...tags];
}
function cleaned(value) {
  return value.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, "_").slice(0, limits.value);
}
function withoutDroppableTags(tags) {
  const droppable = builtIn.filter(([, , drop]) => drop).map(([key]) => key);
  return tags.filter(({ Key }) => !droppable.includes(Key));
}
function transitiveKeys(wanted, tags) {
  return wanted.filter((key) => tags.some(({ Key }) => Key === key));
}
function parseCustomTags(text) {
  const value = parseJson(text);
  if (value === void 0) throw invalid("input is not valid JSON");
  if (!isObject(value)) throw invalid("input must be a JSON object (not an array or primitive)");
  const tags = Object.entries(value).map(([key, entry]) => parseTag(key, entry));
  const total = tags.length + protectedKeys.length;
  if (total > limits.tags) throw invalid(`total session tags (${total}) would exceed the AWS limit of ${limits.tags}`);
  return tags;
}
function parseTag(key, value) {
  if (!["string", "number", "boolean"].includes(typeof value)) {
    throw invalid(`value for key '${key}' must be a string, number, or boolean (not an object or array)`);
  }
  const text = String(value);
  if (key.length < 1 || key.length > limits.key)
    throw invalid(`key '${key}' must be between 1 and ${limits.key} characters`);
  if (text.length > limits.value)
    throw invalid(`value for key '${key}' exceeds maximum length of ${limits.value} characters`);
  for (const [what, part] of [
    [`key '${key}'`, key],
    [`value for key '${key}'`, text]
  ]) {
    const stray = strayCharacter(part, allowed);
    if (stray === void 0) continue;
    throw invalid(
      // The message of configure-aws-credentials, with the character added.
      `${what} contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@. The first invalid one is ${stray}`
    );
  }
  if (protectedKeys.includes(key)) {
    throw invalid(`key '${key}' conflicts with a protected session tag set by this action and cannot be overridden`);
  }
  return { Key: key, Value: text };
}
function invalid(what) {
  return new HelperError("option-invalid", `custom-tags: ${what}`, {
    hint: 'Use a JSON object of strings, numbers or booleans: {"Team": "payments", "CostCenter": 42}.'
  });
}

// src/aws-api/assume-role.ts
var action = "AssumeRole";
async function assumeRole(request, credentials, io) {
  try {
    return await send(request, credentials, io);
  } catch (error) {
    const fewer = withoutDroppableTags(request.tags);
    const tooLarge = error instanceof HelperError && error.code === "sts-policy-too-large";
    if (!tooLarge || fewer.length === request.tags.length) throw error;
    io.log.info(
      "The session tags exceed the AWS size limit. Asking again without EventName, BaseRef, HeadRef, RunId, Job and TriggeringActor."
    );
    return send({ ...request, tags: fewer }, credentials, io);
  }
}
async function send(request, credentials, { http, sign }) {
  const transitive = transitiveKeys(request.transitive, request.tags);
  const input = {
    ...sessionInput(request),
    ExternalId: request.externalId,
    Tags: request.tags.length === 0 ? void 0 : request.tags,
    TransitiveTagKeys: transitive.length === 0 ? void 0 : transitive
  };
  const unsigned = buildRequest(request.endpoint, { action, shape: AssumeRoleRequest$, input });
  const response = await http.send(await sign(unsigned, credentials, signingScope(request.endpoint, request.region)));
  const session = parseSessionResponse(request, { action, response, how: "with user credentials" });
  return { ...session, transitiveTags: transitive };
}

// src/aws-api/ambient-credentials.ts
function ambientCredentials(settings, { withoutVariables }, io) {
  return io.ambientCredentials({ withoutVariables, limit: io.clock.remaining(), takeRole: takeRole(settings, io) });
}
function takeRole(place, io) {
  return async ({ endpoint: named, externalId, ...role }, source2) => {
    const { region } = role;
    const endpoint = stsEndpoint({ ...place, region, stsEndpoint: place.stsEndpoint ?? named });
    const request = { ...role, endpoint, inlinePolicy: void 0, managedPolicies: [] };
    const send2 = () => source2 instanceof Secret ? exchangeToken(request, { jwt: source2 }, io) : assumeRole({ ...request, externalId, tags: [], transitive: [] }, source2, io);
    const { credentials } = await withRetries(send2, io, { maxAttempts: Number.POSITIVE_INFINITY });
    return credentials;
  };
}

// src/core/retry-policy.ts
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
  // Thrown only for a token that can be renewed.
  "sts-token-expired": { maxAttempts: 2, ceilings: [0] },
  "sts-access-denied": {
    maxAttempts: 3,
    ceilings: [800, 1600],
    says: "AWS refused. A new role or trust policy can take a few seconds to take effect."
  }
};
var shortestAttempt = 500;
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
function isUnknownHost2({ code, cause }) {
  const reason = isObject(cause) ? cause.code : void 0;
  return code === "network-failed" && (reason === "ENOTFOUND" || reason === "EAI_AGAIN");
}
function policyFor(error) {
  const { code, retryAfterSeconds } = error;
  if (isUnknownHost2(error)) return unknownHost;
  return retryPolicies[code] === outage && retryAfterSeconds !== void 0 ? crowd : retryPolicies[code];
}
function isCutShort({ code }, left) {
  return code === "deadline-exceeded" && left < shortestAttempt;
}
function announcement(error, { delay, attemptsLeft }, end) {
  const { says = error.message } = retryPolicies[error.code] ?? {};
  const next = `${says} Trying again in ${(delay / 1e3).toFixed(1)} s`;
  if (attemptsLeft < Number.POSITIVE_INFINITY)
    return `${next} (at most ${attemptsLeft} more ${attemptsLeft === 1 ? "attempt" : "attempts"}).`;
  return `${next}, then again until ${new Date(end).toISOString().slice(11, 19)} UTC if necessary.`;
}
function retryAfter({ headers }) {
  const text = headers["retry-after"];
  return text !== void 0 && /^\d{1,4}$/.test(text) ? Number(text) : void 0;
}

// src/aws-api/refusal.ts
var meanings = [
  [/^ExpiredTokenException$/, /^/, "sts-token-expired"],
  [/^IDPCommunicationError(Exception)?$/, /^/, "sts-idp-unreachable"],
  [/^InvalidIdentityToken(Exception)?$/, /verification key/i, "sts-idp-unreachable"],
  [/^InvalidIdentityToken(Exception)?$/, /audience/i, "sts-audience"],
  [/^InvalidIdentityToken(Exception)?$/, /No OpenIDConnect provider/i, "sts-provider-missing"],
  [/^InvalidIdentityToken(Exception)?$/, /roles claim/i, "sts-role-pinned"],
  [/^(InvalidIdentityToken(Exception)?|IDPRejectedClaim(Exception)?)$/, /^/, "sts-token-rejected"],
  [/^AccessDenied(Exception)?$/, /^/, "sts-access-denied"],
  [
    /^(InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|MissingAuthenticationToken|IncompleteSignature)$/,
    /^/,
    "credentials-invalid"
  ],
  [/^ValidationError$/, /^/, "sts-validation"],
  [/^MalformedPolicyDocument(Exception)?$/, /^/, "sts-policy-malformed"],
  [/^PackedPolicyTooLarge(Exception)?$/, /^/, "sts-policy-too-large"],
  [/^RegionDisabled(Exception)?$/, /^/, "sts-region-disabled"],
  [
    /^(Throttling(Exception)?|ThrottledException|RequestLimitExceeded|TooManyRequests(Exception)?|SlowDown)$/,
    /^/,
    "sts-throttled"
  ],
  [/^(ServiceUnavailable|InternalFailure|InternalError|RequestTimeout(Exception)?)$/, /^/, "sts-unavailable"]
];
var hints = {
  "sts-access-denied": "AWS does not say why. Either the role does not exist in that account, or its trust policy does not accept this token: compare its conditions with the token's claims.",
  "credentials-invalid": "AWS does not recognize these keys, or the secret does not match the access key. Check that access key, secret key and session token belong together, and that the clock of this machine is right to within five minutes.",
  "sts-token-expired": "Exchange the token earlier in the job.",
  "sts-token-rejected": "AWS could not validate the token. Check its signature, its algorithm (RS256 or ES256) and its claims.",
  "sts-audience": "Add the token's audience to the audiences (client IDs) of the identity provider in IAM, or request a token for one of them.",
  "sts-provider-missing": "Create the identity provider in the role's account. Its URL must be exactly the token's issuer, with the path.",
  "sts-role-pinned": "The token lists the roles that it may be used for (claim https://aws.amazon.com/roles). Assume one of those, or add this role to the list.",
  "sts-validation": "A value is outside the limits of AWS. For DurationSeconds: lower role-duration-seconds, or raise the maximum session duration of the role.",
  "sts-policy-malformed": "Check inline-session-policy against the IAM policy grammar.",
  "sts-policy-too-large": "Shorten inline-session-policy or use fewer managed-session-policies.",
  "sts-region-disabled": "The region is not enabled in the account, or STS is deactivated there. Use STS in another region with sts-endpoint; changing aws-region would also move all later calls of the job.",
  "sts-throttled": "AWS limits the number of calls per account. Spread out the jobs, or request longer sessions.",
  "sts-unavailable": "Usually temporary: run the job again. If it lasts, check the AWS Health Dashboard.",
  "sts-idp-unreachable": "AWS could not fetch the issuer's public keys to verify the token. The issuer must be reachable from the internet and respond within a few seconds.",
  "sts-refused": "If sts-endpoint or a proxy leads to a server other than AWS, ask the operator of that server."
};
var callerRefused = "The role must exist, its trust policy must allow this user, and the policies of the user must allow that action on it.";
function errorFromResponse(response, asked) {
  const refusal = readRefusal(response);
  if (refusal === void 0) return notFromAws(response, asked);
  const code = meaningOf(refusal);
  return new HelperError(code, `${asked.failure}: ${describedRefusal(refusal, asked)}`, {
    hint: code === "sts-access-denied" && refusal.message.startsWith("User: ") ? callerRefused : hints[code],
    retryAfterSeconds: retryAfter(response)
  });
}
function isFromSts({ code }) {
  return code.startsWith("sts-") && code !== "sts-answer-unreadable";
}
function notFromAws({ status, headers, via }, { service, endpoint, failure }) {
  const { host } = new URL(endpoint);
  const [type] = /^[\w.+-]+\/[\w.+-]+/.exec(headers["content-type"] ?? "") ?? [];
  const answer = `${status}${type === void 0 ? "" : ` (${type})`}`;
  return new HelperError(
    meaningOfStatus(status) ?? "sts-answer-unreadable",
    via === void 0 ? `${failure}: ${host} answered ${answer}, which is not a response of ${service}.` : `${failure}: ${via} answered ${answer}, not ${service} at ${host}.`,
    {
      hint: `Another server answers instead of ${service}: a proxy, a firewall's block page, a network login page or another service. Check sts-endpoint, http-proxy and no-proxy, and that this machine may reach ${host}.`,
      retryAfterSeconds: retryAfter({ headers })
    }
  );
}
function meaningOf({ status, code, message }) {
  const row = meanings.find(([codes, messages]) => codes.test(code) && messages.test(message));
  return row?.[2] ?? meaningOfStatus(status) ?? "sts-refused";
}
function meaningOfStatus(status) {
  if (status === 429) return "sts-throttled";
  return status >= 500 ? "sts-unavailable" : void 0;
}
function describedRefusal({ status, code, message, requestId }, { endpoint }) {
  const said = [code, message].filter((part) => part !== "").join(": ") || "no reason given";
  const origin = `${status} from ${new URL(endpoint).host}${requestId === void 0 ? "" : `, request ${requestId}`}`;
  return `${said.replace(/[.\s]+$/, "")} (${origin}).`;
}

// src/aws-api/caller-identity.ts
var action2 = "GetCallerIdentity";
function identityRequest(endpoint) {
  return buildRequest(endpoint, { action: action2, shape: GetCallerIdentityRequest$, input: {} });
}
async function identify(credentials, { endpoint, region, failure = "Credentials could not be loaded, please check your action inputs" }, { http, sign }) {
  const response = await http.send(await sign(identityRequest(endpoint), credentials, signingScope(endpoint, region)));
  const asked = { service: "STS", endpoint, failure };
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const result = readResult(action2, response.body);
  const [accountId, arn, principalId] = ["Account", "Arn", "UserId"].map(
    (name) => isObject(result) && stringAt(result, name)
  );
  if (!accountId || !arn || !principalId) throw notFromAws(response, asked);
  return { accountId, arn, principalId };
}

// src/aws/role-fault.ts
function roleFault(text, option) {
  const fault2 = faultIn(text);
  return new HelperError(
    "role-invalid",
    `${option} is not the ARN of a role: ${JSON.stringify(text)}.${fault2 === void 0 ? "" : ` ${fault2}`}`,
    { hint: adviceFor(text) }
  );
}
function faultIn(text) {
  if (!text.includes(":")) return void 0;
  const stray = strayCharacter(text, /[\x21-\x7e]/) ?? strayCharacter(text, /[^"']/);
  if (stray !== void 0) return `It contains ${stray}.`;
  const [start, partition = "", service, region, account = "", ...rest] = text.split(":");
  if (start !== "arn" || rest.length === 0) {
    return start === "arn" ? `An ARN has six parts separated by colons; this one has ${text.split(":").length}.` : void 0;
  }
  if (!/^aws(-[a-z]+)*$/.test(partition))
    return partFault("partition (the second part)", partition, "it must be aws, aws-cn or aws-us-gov");
  if (service !== "iam") return partFault("service (the third part)", service, "it must be iam for a role");
  if (region !== "") return partFault("region (the fourth part)", region, "it must be empty, as roles have no region");
  if (!/^\d{12}$/.test(account)) return partFault("account (the fifth part)", account, accountFault(account));
  return nameFault(rest.join(":"), text.length);
}
function partFault(part, text, says) {
  return `The ${part} is ${text ? JSON.stringify(text) : "empty"}; ${says}.`;
}
function accountFault(account) {
  if (account === "") return "the variable for it may not be set";
  return /^\d+$/.test(account) ? `it has ${account.length} digits, but an account ID has 12` : "an account ID has 12 digits";
}
function nameFault(resource, length) {
  const [kind] = resource.split("/");
  if (kind !== "role") return void 0;
  const name = resource.includes("/") ? resource.split("/").at(-1) ?? "" : "";
  const stray = strayCharacter(name, /[\w+=,.@-]/);
  if (name === "") return "The role name (after the last slash) is empty.";
  if (stray !== void 0) return `The role name contains ${stray}.`;
  return name.length > 64 ? `The role name has ${name.length} characters; the maximum is 64.` : `It has ${length} characters; the maximum is 2048.`;
}
function adviceFor(text) {
  const form = "arn:aws:iam::123456789012:role/NAME";
  const accountAndName = /^(\d{12})[:/](?:role\/)?([\w+=,.@/-]+)$/.exec(text);
  if (accountAndName !== null) return `Did you mean arn:aws:iam::${accountAndName[1]}:role/${accountAndName[2]}?`;
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(text);
  if (session !== null) {
    return `This is the ARN of a session. The ARN of its role is arn:${session[1]}:iam::${session[2]}:role/${session[3]} (with its path, if it has one).`;
  }
  if (/^arn:aws[a-z-]*:iam::\d{12}:user\//.test(text)) {
    return `A user cannot be assumed. Use the ARN of a role: ${form}.`;
  }
  if (/^[\w+=,.@-]{1,64}$/.test(text)) {
    return `A token does not name an AWS account. Use the full ARN: arn:aws:iam::<12-digit account>:role/${text}.`;
  }
  return `Use the role's ARN as IAM shows it: ${form}. Check the job's YAML for quotes, spaces and unset variables.`;
}

// src/ci/github-permission.ts
function whyNoGithubToken(io) {
  const { env } = io;
  if ([env.FORGEJO_ACTIONS, env.GITEA_ACTIONS].includes("true")) {
    return new HelperError("token-permission-missing", "This job cannot request an OIDC token.", {
      hint: "On Forgejo, enable it for the workflow or the job:\n\n    enable-openid-connect: true\n\nGitea issues no OIDC tokens to jobs yet; there, set token-env or web-identity-token-file."
    });
  }
  if (env.ACT === "true") {
    return new HelperError("ci-without-oidc", "This workflow runs in act, which issues no OIDC tokens to jobs.", {
      hint: "Try it with an emulated AWS, which has tokens: `ci-aws-credentials emulator --ci github` prints the variables for act (--env NAME=VALUE). Or use a token of your own (token-env, web-identity-token-file), or skip the step:\n\n    if: env.ACT != 'true'"
    });
  }
  if (env.GITHUB_ACTOR === "dependabot[bot]") {
    return new HelperError(
      "token-dependabot",
      "Dependabot started this run, and Dependabot runs get no OIDC token by default.",
      {
        hint: "Skip the step for Dependabot:\n\n    if: github.actor != 'dependabot[bot]'\n\nor, if the code of new dependencies may use your role, add the permission to the job:\n\n    permissions:\n      id-token: write\n      contents: read"
      }
    );
  }
  const isOfFork = isForkPullRequest(io);
  if (isOfFork && !runsForBase(io)) {
    return new HelperError(
      "token-fork",
      "This run is for a pull request from a fork; GitHub issues no OIDC tokens to forks.",
      {
        hint: "This protects your role: anyone could run code with it. Skip the step for forks:\n\n    if: github.event.pull_request.head.repo.full_name == github.repository"
      }
    );
  }
  const caution = isOfFork ? "\n\nThis run is for a pull request from a fork: never run its code in a job with this permission." : "";
  return new HelperError(
    "token-permission-missing",
    "This job cannot request an OIDC token: the id-token permission is missing.",
    {
      hint: `Add it to the job or the workflow:

    permissions:
      id-token: write
      contents: read

(\`contents: read\`, because setting one permission removes those not listed.) For a reusable workflow, the calling job needs it as well.${caution}`
    }
  );
}
var largestEvent = 5e7;
function isForkPullRequest({ env, files }) {
  const event = parseJson(readIfReadable(envValue(env, "GITHUB_EVENT_PATH"), files) ?? "");
  const pullRequest = isObject(event) ? event.pull_request : void 0;
  const head = isObject(pullRequest) ? pullRequest.head : void 0;
  if (!isObject(head) || !Object.hasOwn(head, "repo")) return false;
  return !isObject(head.repo) || stringAt(head.repo, "full_name") !== env.GITHUB_REPOSITORY;
}
function runsForBase({ env }) {
  return env.GITHUB_EVENT_NAME === "pull_request_target";
}
function readIfReadable(path, files) {
  try {
    return path === void 0 ? void 0 : files.read(path, { bytes: largestEvent });
  } catch (error) {
    if (error instanceof HelperError) return void 0;
    throw error;
  }
}

// src/ci/azure-pipelines.ts
var audience = "api://AzureADTokenExchange";
var mapping = "    - script: npx ci-aws-credentials --role-to-assume \u2026\n      env:\n        SYSTEM_ACCESSTOKEN: $(System.AccessToken)";
var azurePipelines = {
  id: "azure-pipelines",
  name: "Azure Pipelines",
  docs: "https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create",
  detect: (env) => /^true$/i.test(env.TF_BUILD ?? ""),
  jobIdParts: (env) => ["azp", env.BUILD_BUILDID ?? env.RELEASE_RELEASEID, env.SYSTEM_JOBID],
  owner: (env) => [env.SYSTEM_COLLECTIONURI, env.SYSTEM_JOBATTEMPT, env.AGENT_NAME],
  // An agent runs one job at a time and empties its temporary folder after each job.
  slot: (env) => [env.SYSTEM_COLLECTIONURI, env.AGENT_NAME, env.AGENT_TEMPDIRECTORY],
  checkouts: (env) => [env.BUILD_SOURCESDIRECTORY, env.SYSTEM_DEFAULTWORKINGDIRECTORY],
  hasServiceConnections: true,
  async token(_audience, io, { serviceConnectionId } = {}) {
    const { env } = io;
    const url = requestUrl(env);
    if (url === void 0) throw noService(env);
    const password = envValue(env, "SYSTEM_ACCESSTOKEN");
    if (password === void 0 || password.startsWith("$(")) throw unmapped(password);
    const connection = serviceConnectionId === void 0 ? "" : `&serviceConnectionId=${serviceConnectionId}`;
    return tokenOfService(
      {
        url: { variable: "SYSTEM_OIDCREQUESTURI", value: url },
        password: { variable: "SYSTEM_ACCESSTOKEN", value: password },
        request: {
          method: "POST",
          url: `${url.replace(/\/$/, "")}?api-version=7.1${connection}`,
          headers: {
            authorization: `Bearer ${password}`,
            accept: "application/json",
            "content-type": "application/json",
            // Otherwise an invalid password is answered with a sign-in page.
            "x-tfs-fedauthredirect": "Suppress"
          }
        },
        tokenIn: memberOf("oidcToken"),
        reasonIn: (answer) => stringAt(answer, "message"),
        hint: (status) => hintFor(status, serviceConnectionId)
      },
      io
    );
  },
  tokenVariables: ["SYSTEM_ACCESSTOKEN", "SYSTEM_OIDCREQUESTURI"],
  audienceAdvice: () => `On Azure Pipelines the audience is ${audience} and cannot be changed. Register it as the client ID of the provider in IAM, and omit audience.`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value, "##vso[task.setsecret]");
  },
  defaults: { exports: ["profile"], profileType: "process" },
  setVariable: (name, value) => `##vso[task.setvariable variable=${name}]${escaped(value)}`
};
function escaped(value) {
  return value.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function requestUrl(env) {
  const given = envValue(env, "SYSTEM_OIDCREQUESTURI");
  if (given !== void 0) return given;
  const names3 = ["SYSTEM_COLLECTIONURI", "SYSTEM_TEAMPROJECTID", "SYSTEM_HOSTTYPE", "SYSTEM_PLANID", "SYSTEM_JOBID"];
  const [collection = "", project, hub, plan, job] = names3.map((name) => envValue(env, name));
  if (!isCloud(collection) || [project, hub, plan, job].includes(void 0)) return void 0;
  const start = collection.replace(/\/?$/, "/");
  return `${start}${project}/_apis/distributedtask/hubs/${hub}/plans/${plan}/jobs/${job}/oidctoken`;
}
function isCloud(collection) {
  return /^https:\/\/(dev\.azure\.com|[^/.]+\.visualstudio\.com)(\/|$)/.test(collection);
}
function noService(env) {
  const collection = envValue(env, "SYSTEM_COLLECTIONURI");
  if (collection !== void 0 && !isCloud(collection)) {
    return new HelperError(
      "ci-without-oidc",
      "Azure DevOps Server issues no OIDC tokens to jobs; only Azure DevOps Services does.",
      {
        hint: "If you have a token of your own, set its source: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND."
      }
    );
  }
  return new HelperError("token-missing", "This step cannot request an OIDC token: SYSTEM_OIDCREQUESTURI is not set.", {
    hint: "The agent sets it for every step of a job. Pass it with SYSTEM_ACCESSTOKEN to a container that a step starts: docker run -e SYSTEM_OIDCREQUESTURI -e SYSTEM_ACCESSTOKEN \u2026"
  });
}
function unmapped(password) {
  return new HelperError(
    "token-permission-missing",
    password === void 0 ? "This step cannot request an OIDC token: SYSTEM_ACCESSTOKEN is not mapped." : "This step cannot request an OIDC token: SYSTEM_ACCESSTOKEN contains an unexpanded macro.",
    {
      hint: `Map it in the env: of this step:

${mapping}

In a template or a task, set env: on that step.`
    }
  );
}
function hintFor(status, serviceConnectionId) {
  if (serviceConnectionId !== void 0 && [400, 403, 404].includes(status)) {
    return "Check the ID of the service connection (`resourceId` in the URL of its page), that it is in this project, and that this pipeline is authorized to use it (Security of the connection).";
  }
  if ([200, 203, 302, 401, 403].includes(status)) {
    return `A sign-in page or 401 means that SYSTEM_ACCESSTOKEN is not a valid token of this job. Map it in this step:

${mapping}`;
  }
  return "A 404 means that this server does not offer OIDC tokens. For any other status, check https://status.dev.azure.com";
}

// src/ci/bitbucket.ts
var bitbucket = {
  id: "bitbucket",
  name: "Bitbucket Pipelines",
  docs: "https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/",
  // Bitbucket plugins of other CIs set variables with the same prefix, but not this one.
  detect: (env) => envValue(env, "BITBUCKET_STEP_UUID") !== void 0,
  jobIdParts: (env) => ["bitbucket", env.BITBUCKET_STEP_UUID],
  owner: (env) => [env.BITBUCKET_REPO_UUID, env.BITBUCKET_PIPELINE_UUID, env.BITBUCKET_STEP_RUN_NUMBER],
  checkouts: (env) => [env.BITBUCKET_CLONE_DIR],
  async token(audience2 = "sts.amazonaws.com", { env }) {
    const value = envValue(env, "BITBUCKET_STEP_OIDC_TOKEN");
    if (value !== void 0) return parseToken(value, "the variable BITBUCKET_STEP_OIDC_TOKEN", false);
    throw new HelperError("token-missing", "This step has no OIDC token: BITBUCKET_STEP_OIDC_TOKEN is not set.", {
      hint: `Request one in the step:

${stepYaml(audience2)}

To a pipe, pass it in the pipe's \`variables\`: BITBUCKET_STEP_OIDC_TOKEN: $BITBUCKET_STEP_OIDC_TOKEN.`
    });
  },
  tokenVariables: ["BITBUCKET_STEP_OIDC_TOKEN"],
  audienceAdvice: (audience2) => `Request it in the step, as the only one:

${stepYaml(audience2)}

Or omit audience, and register the token's audience as a client ID of the provider in IAM.`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function stepYaml(audience2) {
  return `    - step:
        oidc:
          audiences: [${audience2}]`;
}

// src/ci/bitrise.ts
var bitrise = {
  id: "bitrise",
  name: "Bitrise",
  docs: "https://docs.bitrise.io/en/bitrise-platform/integrations/oidc-authentication/oidc-for-aws.html",
  // BITRISE_BUILD_NUMBER and others are also set in a local run of the CLI.
  detect: (env) => env.BITRISE_IO === "true",
  jobIdParts: (env) => ["bitrise", env.BITRISE_BUILD_SLUG],
  owner: () => [],
  checkouts: (env) => [env.BITRISE_SOURCE_DIR],
  async token(audience2, io) {
    const url = envValue(io.env, "BITRISE_BUILD_URL");
    const password = envValue(io.env, "BITRISE_BUILD_API_TOKEN");
    if (url === void 0 || password === void 0) {
      throw new HelperError(
        "token-missing",
        "This build cannot request an OIDC token: BITRISE_BUILD_URL or BITRISE_BUILD_API_TOKEN is not set.",
        {
          hint: "Bitrise sets both for every Step of a build on bitrise.io. Pass them to a container that a Script Step starts: --env BITRISE_BUILD_URL --env BITRISE_BUILD_API_TOKEN."
        }
      );
    }
    return tokenOfService(
      {
        url: { variable: "BITRISE_BUILD_URL", value: url },
        password: { variable: "BITRISE_BUILD_API_TOKEN", value: password },
        request: {
          method: "POST",
          url: `${url.replace(/\/$/, "")}/id_token.json`,
          headers: {
            authorization: password,
            build_api_token: password,
            "content-type": "application/json; charset=utf-8"
          },
          body: JSON.stringify({ aud: audience2 ?? "sts.amazonaws.com" })
        },
        tokenIn: memberOf("id_token"),
        reasonIn: memberOf("message"),
        hint: () => "A 401 or 403 means that BITRISE_BUILD_API_TOKEN is not valid; it expires with the build. For any other status, check the Bitrise status page."
      },
      io
    );
  },
  tokenVariables: ["BITRISE_BUILD_API_TOKEN"],
  audienceAdvice: (audience2) => `Request it: --audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "process" }
};

// src/ci/buildkite.ts
var program = "buildkite-agent";
var source = "the command buildkite-agent oidc request-token";
var idClaims = ["organization_id", "pipeline_id", "cluster_id"];
var buildkite = {
  id: "buildkite",
  name: "Buildkite",
  docs: "https://buildkite.com/docs/agent/cli/reference/oidc",
  detect: (env) => env.BUILDKITE === "true",
  jobIdParts: (env) => ["buildkite-job", env.BUILDKITE_JOB_ID],
  owner: () => [],
  slot: (env) => [env.BUILDKITE_AGENT_ID],
  checkouts: (env) => [env.BUILDKITE_BUILD_CHECKOUT_PATH],
  async token(audience2 = "sts.amazonaws.com", io) {
    return await tokenOfAgent(audience2, io) ?? tokenOfServer(audience2, io);
  },
  tokenVariables: ["BUILDKITE_AGENT_ACCESS_TOKEN"],
  audienceAdvice: (audience2) => `Request it: --audience ${audience2}.`,
  async mask(values, { processes, log }) {
    if (values.length === 0) return;
    const reason = await whyNotHidden(values, processes);
    if (reason === void 0 || values.length === 1) return;
    log.notice(`The keys cannot be redacted in the log of this job (${reason}). Do not print them.`);
  },
  defaults: { exports: ["profile"], profileType: "process" }
};
var redactorLimit = 1e4;
async function whyNotHidden(values, processes) {
  const input = JSON.stringify(Object.fromEntries(values.map((value, index) => [index, value.reveal()])));
  const options = { input, limit: redactorLimit };
  try {
    const result = await processes.run(program, ["redactor", "add", "--format", "json"], options);
    if (result === void 0) return `${program} is not on the PATH`;
    return result.status === 0 ? void 0 : lastLine(result.stderr);
  } catch (error) {
    if (error instanceof HelperError) return error.message.replace(/\.$/, "");
    throw error;
  }
}
function claimsIn(env) {
  return [.../* @__PURE__ */ new Set([...idClaims, ...words(env.BUILDKITE_OIDC_TOKEN_CLAIMS ?? "")])];
}
async function tokenOfAgent(audience2, { processes, env, log }) {
  const ask = (claims2, more) => processes.run(program, ["oidc", "request-token", "--audience", audience2, ...claims2, ...more]);
  let claims = ["--claim", claimsIn(env).join(",")];
  let skip = [];
  for (; ; ) {
    const result = await ask(claims, skip);
    if (result === void 0) return void 0;
    if (result.status === 0) return parseToken(lastToken(result.stdout), source, true);
    const { stderr } = result;
    if (skip.length === 0 && /skip-redaction|job api/i.test(stderr)) skip = ["--skip-redaction"];
    else if (claims.length > 0 && /claim/i.test(stderr)) {
      log.info(withoutIds(lastLine(stderr)));
      claims = [];
    } else throw agentFailed(result);
  }
}
function withoutIds(reason) {
  return `The token has no ${idClaims.join(", ")}, which a trust policy may require. ${reason}`;
}
function lastToken(stdout) {
  const lines2 = stdout.split(/\r?\n/).map((line) => line.trim());
  return lines2.findLast((line) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(line)) ?? stdout;
}
function agentFailed({ status, stderr }) {
  return new HelperError(
    "token-endpoint-failed",
    `buildkite-agent oidc failed with exit code ${status}: ${lastLine(stderr)}`,
    {
      hint: /not defined|no help topic|unknown/i.test(stderr) ? "Update the agent: it is too old for this request." : "The last line comes from the agent or Buildkite. 401 and 403 mean that BUILDKITE_AGENT_ACCESS_TOKEN does not belong to this job; 422 means that Buildkite does not support what was requested (BUILDKITE_OIDC_TOKEN_CLAIMS, BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM, \u2026)."
    }
  );
}
function lastLine(text) {
  return text.trim().split(/\r?\n/).at(-1) || "no message";
}
async function tokenOfServer(audience2, io) {
  const claims = claimsIn(io.env);
  try {
    return await tokenOfService(serviceFor(audience2, claims, io.env), io);
  } catch (error) {
    if (!(error instanceof HelperError) || !/ answered 422\b.*claim/is.test(error.message)) throw error;
    io.log.info(withoutIds(error.message));
    return tokenOfService(serviceFor(audience2, [], io.env), io);
  }
}
function serviceFor(audience2, claims, env) {
  const [password, job] = ["BUILDKITE_AGENT_ACCESS_TOKEN", "BUILDKITE_JOB_ID"].map((name) => envValue(env, name));
  if (password === void 0 || job === void 0) throw noAgent();
  const endpoint = envValue(env, "BUILDKITE_AGENT_ENDPOINT") ?? "https://agent.buildkite.com/v3";
  const tags = words(env.BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS ?? "");
  const subject = envValue(env, "BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM");
  return {
    url: { variable: "BUILDKITE_AGENT_ENDPOINT", value: endpoint },
    password: { variable: "BUILDKITE_AGENT_ACCESS_TOKEN", value: password },
    request: {
      method: "POST",
      url: `${endpoint.replace(/\/$/, "")}/jobs/${job}/oidc/tokens`,
      headers: {
        authorization: `Token ${password}`,
        accept: "application/json",
        "content-type": "application/json"
      },
      body: JSON.stringify({
        audience: audience2,
        ...claims.length === 0 ? {} : { claims },
        ...tags.length === 0 ? {} : { aws_session_tags: tags },
        ...subject === void 0 ? {} : { subject_claim: subject }
      })
    },
    tokenIn: memberOf("token"),
    reasonIn: (answer) => stringAt(answer, "message"),
    hint: (status) => status === 422 ? "Buildkite does not support what was requested. Check BUILDKITE_OIDC_TOKEN_CLAIMS, BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS and BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM." : "A 401 or 403 means that BUILDKITE_AGENT_ACCESS_TOKEN does not belong to this job or has expired. For any other status, check https://www.buildkitestatus.com"
  };
}
function noAgent() {
  return new HelperError(
    "token-missing",
    "This job cannot request an OIDC token: buildkite-agent is not on the PATH, and BUILDKITE_AGENT_ACCESS_TOKEN is not set.",
    {
      hint: "In a container, mount the agent or pass the variable. With the docker plugin:\n\n    - docker#v5:\n        mount-buildkite-agent: true\n        propagate-environment: true\n\nWithout the plugin: docker run -e BUILDKITE -e BUILDKITE_JOB_ID -e BUILDKITE_AGENT_ENDPOINT -e BUILDKITE_AGENT_ACCESS_TOKEN \u2026"
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
  // The containers of one job with `parallelism` differ only in their index.
  owner: (env) => [env.CIRCLE_NODE_INDEX],
  // https://circleci.com/docs/variables/: as the configuration has it, `~/project`.
  checkouts: (env) => [env.CIRCLE_WORKING_DIRECTORY],
  async token(audience2, io) {
    const token = tokenInVariables(io);
    if (audience2 !== void 0 && (token === void 0 || !audiencesOf(token.claims).includes(audience2))) {
      return mintToken(audience2, io);
    }
    if (token !== void 0) return endsSoon(token, io) ? successorOf(token, io) : token;
    throw noToken();
  },
  whyMissing: (from) => from.kind === "env" && variables.includes(from.name) ? noToken() : void 0,
  tokenVariables: ["CIRCLE_OIDC_TOKEN", "CIRCLE_OIDC_TOKEN_V2"],
  audienceAdvice: (audience2) => `The tokens in variables always have the organization ID as their audience. Register that ID as an audience of the provider in IAM, or request ${audience2} with --audience, which runs \`circleci run oidc get\`.`,
  defaults: { exports: ["env"], profileType: "process" },
  variables: "bash-env"
};
function noToken() {
  return new HelperError("token-missing", "This job has no OIDC token: CIRCLE_OIDC_TOKEN_V2 is not set.", {
    hint: "CircleCI issues one to jobs on its cloud and on server 4.4 or later. Builds of forked pull requests get none unless the project passes secrets to them (Project Settings > Advanced). If you enable that, anyone can run code with your role: have the trust policy check the origin of the code."
  });
}
function tokenInVariables({ env }) {
  for (const name of variables) {
    const value = envValue(env, name);
    if (value !== void 0) return parseToken(value, `the variable ${name}`, true);
  }
  return void 0;
}
function endsSoon({ claims }, { clock }) {
  return claims.exp !== void 0 && claims.exp * 1e3 < clock.now() + 6e4;
}
async function successorOf(token, io) {
  const [audience2 = ""] = audiencesOf(token.claims);
  try {
    return await mintToken(audience2, io);
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === "deadline-exceeded") throw error;
    io.log.info(`Using the token in ${token.source}, as no fresh one is available. ${error.message}`);
    return token;
  }
}
async function mintToken(audience2, io) {
  const args = ["run", "oidc", "get", "--claims", JSON.stringify({ aud: audience2 })];
  const result = await io.processes.run("circleci", args);
  if (result?.status === 0) return parseToken(result.stdout, "the command circleci run oidc get", true);
  throw new HelperError(
    "token-endpoint-failed",
    result === void 0 ? `A token for the audience ${audience2} requires the program circleci, which is not on the PATH of this job.` : `circleci run oidc get failed with exit code ${result.status}: ${firstLine(result.stderr)}`,
    {
      hint: "Use a CircleCI executor, which includes the program, or omit --audience to use the variable CIRCLE_OIDC_TOKEN_V2, whose audience is the organization ID. In a custom image, the program may be missing or too old."
    }
  );
}
function firstLine(text) {
  return text.trim().split(/\r?\n/)[0] || "no message";
}

// src/ci/codefresh.ts
var codefresh = {
  id: "codefresh",
  name: "Codefresh",
  docs: "https://codefresh.io/docs/docs/integrations/oidc-pipelines/",
  detect: (env) => envValue(env, "CF_BUILD_ID") !== void 0,
  jobIdParts: (env) => ["codefresh", env.CF_BUILD_ID],
  owner: () => [],
  checkouts: (env) => [env.CF_VOLUME_PATH],
  async token(audience2, io) {
    const url = envValue(io.env, "CF_OIDC_REQUEST_URL");
    const password = envValue(io.env, "CF_OIDC_REQUEST_TOKEN");
    if (url === void 0 || password === void 0) {
      throw new HelperError(
        "token-missing",
        "This step cannot request an OIDC token: CF_OIDC_REQUEST_URL or CF_OIDC_REQUEST_TOKEN is not set.",
        {
          hint: "Codefresh sets both for every step. Pass them to a container that the step itself starts (docker run, a composition): --env CF_OIDC_REQUEST_URL --env CF_OIDC_REQUEST_TOKEN."
        }
      );
    }
    return tokenOfService(
      {
        url: { variable: "CF_OIDC_REQUEST_URL", value: url },
        password: { variable: "CF_OIDC_REQUEST_TOKEN", value: password },
        request: {
          method: "GET",
          url: withAudience(url, audience2 ?? "sts.amazonaws.com"),
          headers: { authorization: password, accept: "application/json" }
        },
        tokenIn: memberOf("id_token"),
        hint: () => "A 401 or 403 means that the request token is not valid; it expires with the build. For any other status, check the Codefresh status page."
      },
      io
    );
  },
  tokenVariables: ["CF_OIDC_REQUEST_TOKEN", "CF_OIDC_REQUEST_URL"],
  audienceAdvice: (audience2) => `Request it: --audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "static" }
};

// late-module:src/ci/token-from.ts
var tokenFrom = (...given) => require("./action-late.js").tokenFrom(...given);

// src/ci/unlisted-job.ts
var names2 = ["JOB_NAME", "CI_JOB_NAME", "PIPELINE_NAME", "CI_PIPELINE_NAME", "CI_REPO", "DRONE_REPO"];
var numbers = ["BUILD_ID", "CI_JOB_ID", "BUILD_NUMBER", "CI_PIPELINE_NUMBER", "DRONE_BUILD_NUMBER", "CI_PIPELINE_ID"];
var others = [
  "BUILD_TAG",
  "BUILD_URL",
  "CI_JOB_URL",
  "CI_PIPELINE_URL",
  "CI_WORKFLOW_NAME",
  "DRONE_STAGE_NAME",
  // On a CI with build numbers per project, only this distinguishes two builds.
  "HOME",
  "USERPROFILE"
];
function unlistedJob(env) {
  const pod = envValue(env, "KUBERNETES_SERVICE_HOST") === void 0 ? [] : ["HOSTNAME"];
  return {
    jobIdParts: ["ci", lastOf(firstOf([...names2, ...pod], env)), firstOf(numbers, env)],
    owner: [...names2, ...numbers, ...others].map((variable) => env[variable])
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
  { variable: "CM_BUILD_ID", name: "Codemagic" },
  { variable: "GO_PIPELINE_LABEL", name: "GoCD" },
  { variable: "RAILWAY_PROJECT_ID", name: "Railway" }
];
var filledByUsers = [
  {
    variable: "SCALR_RUN_ID",
    name: "Scalr",
    line: "--token-env SCALR_OIDC_TOKEN, if the hooks of your runs have that variable"
  }
];
var custom = {
  id: "custom",
  name: "this CI",
  docs: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html",
  detect: () => true,
  jobIdParts: (env) => unlistedJob(env).jobIdParts,
  owner: (env) => unlistedJob(env).owner,
  tokenFile: (env) => envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE"),
  checkouts: (env) => [env.WORKSPACE],
  async token(_audience, io) {
    const path = custom.tokenFile?.(io.env);
    if (path !== void 0) return tokenFrom({ kind: "file", path }, io);
    throw noToken2(io.env);
  },
  audienceAdvice: (audience2) => `Have the CI issue its token for the audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function noToken2(env) {
  const isHere = ({ variable }) => envValue(env, variable) !== void 0;
  if (envValue(env, "CODEBUILD_BUILD_ARN") !== void 0) {
    return new HelperError(
      "ci-without-oidc",
      "AWS CodeBuild gives builds the credentials of a role, not an OIDC token.",
      {
        hint: "AWS tools find these credentials without this program. To use them here, add --use-existing-credentials; to assume another role with them, --role-chaining."
      }
    );
  }
  const known = without.find(isHere);
  if (known !== void 0) {
    return new HelperError("ci-without-oidc", `${known.name} issues no OIDC tokens to jobs.`, {
      hint: "If you have a token of your own, set its source: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND."
    });
  }
  const filled = filledByUsers.find(isHere);
  if (filled !== void 0) {
    return new HelperError("ci-unknown", `No token source is set, and ${filled.name} has no default one.`, {
      hint: `Set it: ${filled.line}. See docs/ci/custom.md.`
    });
  }
  return new HelperError("ci-unknown", "Unknown CI, and no token source is set.", {
    hint: "Set it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. For Octopus Deploy, Concourse, RWX, Pulumi and Scalr, see docs/ci/custom.md. In a pod, project a token of its service account: docs/ci/kubernetes.md. On a supported CI, --ci NAME skips the detection."
  });
}

// src/ci/provided-token.ts
function providedToken(provided2) {
  const { variable } = provided2;
  return {
    token: async (_audience, io) => tokenInVariable(io, provided2),
    whyMissing: (from) => from.kind === "env" && from.name === variable ? notSet(provided2) : void 0,
    tokenVariables: [variable]
  };
}
function tokenInVariable({ env }, provided2) {
  const value = envValue(env, provided2.variable);
  if (value !== void 0) return parseToken(value, `the variable ${provided2.variable}`, false);
  throw notSet(provided2);
}
function notSet({ variable, hint }) {
  return new HelperError("token-missing", `This job has no OIDC token: ${variable} is not set.`, { hint });
}
function fixedAudience(ci, audience2) {
  return () => `On ${ci} the audience is ${audience2} and cannot be changed. Register it as the audience of the provider in IAM, and omit audience.`;
}

// src/ci/env0.ts
var env0 = {
  id: "env0",
  name: "env zero",
  docs: "https://docs.envzero.com/guides/integrations/oidc-integrations",
  detect: (env) => ["ENV0_ENVIRONMENT_ID", "ENV0_OIDC_TOKEN"].some((name) => envValue(env, name) !== void 0),
  jobIdParts: (env) => ["env0", env.ENV0_DEPLOYMENT_LOG_ID ?? env.ENV0_ENVIRONMENT_ID],
  owner: () => [],
  checkouts: () => [],
  ...providedToken({
    variable: "ENV0_OIDC_TOKEN",
    hint: "Enable it for the organization (Organization Settings > Policies > Enable OIDC during deployments), or assign the project a credential of an OIDC type."
  }),
  audienceAdvice: fixedAudience(
    "env zero",
    "the one in the env zero documentation (AWS compares the claim azp of these tokens)"
  ),
  defaults: { exports: ["profile"], profileType: "web-identity" }
};

// src/ci/fly.ts
var usualSocket = "/.fly/api";
var placeVariable = "CI_AWS_CREDENTIALS_FLY_API";
var fly = {
  id: "fly",
  name: "Fly.io",
  docs: "https://fly.io/docs/security/openid-connect/",
  detect: (env) => envValue(env, "FLY_APP_NAME") !== void 0 && envValue(env, "FLY_MACHINE_ID") !== void 0 && envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE") === void 0,
  jobIdParts: (env) => ["fly", env.FLY_APP_NAME, env.FLY_MACHINE_ID],
  owner: () => [],
  checkouts: () => [],
  async token(audience2, io) {
    const place = envValue(io.env, placeVariable) ?? usualSocket;
    const isUrl = /^https?:/.test(place);
    if (!isUrl && io.files.identity(place) === void 0) {
      throw new HelperError(
        "token-missing",
        `The socket ${place}, where a Machine requests its tokens, does not exist.`,
        {
          hint: `Every Fly.io Machine has it. In a container inside a Machine, mount it (--volume ${usualSocket}:${usualSocket}); if it is at another path, set ${placeVariable}=PATH.`
        }
      );
    }
    const origin = isUrl ? place.replace(/\/$/, "") : "http://localhost";
    return tokenOfService(
      {
        url: { variable: placeVariable, value: origin },
        request: {
          method: "POST",
          url: `${origin}/v1/tokens/oidc`,
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ aud: audience2 ?? "sts.amazonaws.com" }),
          ...isUrl ? {} : { socketPath: place }
        },
        tokenIn: (_answer, text) => text.trim() || void 0,
        reasonIn: ({ error }) => typeof error === "string" ? error : void 0,
        hint: () => "The Machine itself answers there. Check its log and the Fly.io status page."
      },
      io
    );
  },
  audienceAdvice: (audience2) => `Request it: --audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "process" }
};

// src/ci/google.ts
var direct = { proxy: void 0, noProxy: [] };
var google = {
  id: "google",
  name: "Google Cloud",
  docs: "https://docs.cloud.google.com/compute/docs/instances/verifying-instance-identity",
  // The metadata server is not queried: elsewhere its name does not resolve, and its address times out.
  detect: (env) => ["BUILDER_OUTPUT", "CLOUD_RUN_JOB", "GCE_METADATA_HOST"].some((name) => envValue(env, name) !== void 0) && envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE") === void 0,
  jobIdParts: (env) => ["google", env.CLOUD_RUN_EXECUTION ?? env.BUILD_ID, env.CLOUD_RUN_TASK_INDEX],
  // The steps of a build are containers that share a home folder.
  owner: (env) => [env.CLOUD_RUN_TASK_ATTEMPT, env.HOME],
  checkouts: (env) => env.BUILDER_OUTPUT === void 0 ? [] : ["/workspace"],
  async token(audience2, io) {
    const host = envValue(io.env, "GCE_METADATA_HOST") ?? "metadata.google.internal";
    const url = `http://${host}/computeMetadata/v1/instance/service-accounts/default/identity?format=full`;
    try {
      return await tokenOfService(
        {
          url: { variable: "GCE_METADATA_HOST", value: url },
          request: {
            method: "GET",
            url: withAudience(url, audience2 ?? "sts.amazonaws.com"),
            headers: { "metadata-flavor": "Google" }
          },
          tokenIn: (_answer, text) => text.trim() || void 0,
          hint: (status) => status === 404 ? "Assign a service account to the machine, the build or the job; a GKE pod needs Workload Identity Federation with a linked IAM service account." : "Check the Google Cloud status page, and that no proxy stands between this machine and its metadata server."
        },
        { http: io.http.viaProxy(direct) }
      );
    } catch (error) {
      if (!(error instanceof HelperError) || !(isUnknownHost(error) || error.code === "deadline-exceeded")) throw error;
      throw new HelperError(
        "token-missing",
        `The Google Cloud metadata server could not be reached: ${error.message}`,
        {
          hint: "It exists only on Google Cloud. There, run a container of your own in the network of the machine (docker run --network cloudbuild in Cloud Build); elsewhere, omit --ci google.",
          cause: error
        }
      );
    }
  },
  audienceAdvice: (audience2) => `Request it: --audience ${audience2}. In the trust policy, compare it with the key accounts.google.com:oaud; :aud is the numeric ID of the service account.`,
  defaults: { exports: ["profile"], profileType: "process" }
};

// src/ci/harness.ts
var harness = {
  id: "harness",
  name: "Harness",
  docs: "https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity",
  detect: (env) => envValue(env, "HARNESS_BUILD_ID") !== void 0,
  jobIdParts: (env) => ["harness", env.HARNESS_PIPELINE_ID?.slice(-40), env.HARNESS_BUILD_ID],
  owner: (env) => [
    env.HARNESS_ACCOUNT_ID,
    env.HARNESS_ORG_ID,
    env.HARNESS_PROJECT_ID,
    env.HARNESS_PIPELINE_ID,
    env.HARNESS_EXECUTION_ID,
    env.HARNESS_STAGE_ID
  ],
  checkouts: () => ["/harness"],
  ...providedToken({
    variable: "AWS_ID_TOKEN",
    hint: "Harness issues one for each identity that the pipeline declares (feature flag PIPE_PIPELINE_IDENTITY). Pass it to the step as a variable of this name, or use the identity's own variable: --token-env NAME."
  }),
  // Users choose the name.
  tokenVariables: [],
  audienceAdvice: (audience2) => `Set it in the identity that the pipeline declares: audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "static" }
};

// src/ci/hcp-terraform.ts
var untagged = "TFC_WORKLOAD_IDENTITY_TOKEN";
var hcpTerraform = {
  id: "hcp-terraform",
  name: "HCP Terraform",
  docs: "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
  detect: (env) => envValue(env, "TFC_RUN_ID") !== void 0,
  jobIdParts: (env) => ["terraform", env.TFC_RUN_ID],
  owner: (env) => [env.TFC_WORKSPACE_NAME],
  checkouts: (env) => [env.TFC_CONFIGURATION_VERSION_GIT_DIR],
  async token(audience2, io) {
    const tokens = tokensOf(io);
    const fitting = audience2 === void 0 ? usual(tokens) : tokens.filter((token2) => isFor(token2, audience2));
    const [token, another] = fitting;
    if (token !== void 0 && another === void 0) return token;
    if (token !== void 0) {
      throw new HelperError("token-ambiguous", `This run has several tokens: ${tokenList(fitting)}.`, {
        hint: "Select one with --token-env NAME, or with audience if their audiences differ."
      });
    }
    if (audience2 !== void 0 && tokens.length > 0) {
      throw new HelperError(
        "token-audience",
        `No token of this run has the audience ${audience2}: ${tokenList(tokens)}.`,
        {
          hint: hcpTerraform.audienceAdvice(audience2)
        }
      );
    }
    throw noToken3(audience2);
  },
  whyMissing: (from) => from.kind === "env" && from.name.startsWith(untagged) ? noToken3(void 0) : void 0,
  tokenVariables: [untagged],
  audienceAdvice: (audience2) => `Set an environment variable of the workspace: TFC_WORKLOAD_IDENTITY_AUDIENCE = ${audience2}. Or register the token's audience as a client ID of the provider in IAM.`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function noToken3(audience2 = "aws.workload.identity") {
  return new HelperError("token-missing", `This run has no OIDC token: ${untagged} is not set.`, {
    hint: `Set an environment variable of the workspace for the next run:

    TFC_WORKLOAD_IDENTITY_AUDIENCE = ${audience2}

Agents must be version 1.7 or later, or 1.12 for variables with a tag (TFC_WORKLOAD_IDENTITY_AUDIENCE_TAG).`
  });
}
function tokensOf({ env }) {
  return Object.keys(env).filter((name) => name === untagged || name.startsWith(`${untagged}_`)).sort().flatMap((name) => {
    const value = envValue(env, name);
    return value === void 0 ? [] : [parseToken(value, `the variable ${name}`, false)];
  });
}
function usual(tokens) {
  const plain = tokens.filter(({ source: source2 }) => source2.endsWith(untagged));
  const forAws = tokens.filter((token) => isFor(token, "sts.amazonaws.com") || isFor(token, "aws.workload.identity"));
  return [plain, forAws, tokens].find((some) => some.length > 0) ?? [];
}
function isFor({ claims }, audience2) {
  return audiencesOf(claims).includes(audience2);
}

// src/ci/jenkins.ts
var block = `    withCredentials([file(credentialsId: 'aws', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE')]) {
      sh 'npx ci-aws-credentials exec --role-to-assume \u2026 -- ./deploy.sh'
    }`;
var jenkins = {
  id: "jenkins",
  name: "Jenkins",
  docs: "https://plugins.jenkins.io/oidc-provider/",
  // A server without a configured URL sets only the number of the executor.
  detect: (env) => [env.JENKINS_URL, env.EXECUTOR_NUMBER].some(Boolean) && [env.BUILD_NUMBER, env.BUILD_ID].some(Boolean),
  // Like BUILD_TAG, but with the end of a long name, which is more specific. Steps change BUILD_ID to keep
  // processes alive, so the number comes first.
  jobIdParts: (env) => ["jenkins", env.JOB_NAME?.slice(-40), env.BUILD_NUMBER ?? env.BUILD_ID],
  // Build numbers are unique per project, and parallel stages of one build differ only in their executor.
  owner: (env) => [env.JENKINS_URL, env.JOB_NAME, env.BUILD_TAG, env.BUILD_URL, env.NODE_NAME, env.EXECUTOR_NUMBER],
  slot: (env) => [env.JENKINS_URL ?? "jenkins", env.NODE_NAME, env.EXECUTOR_NUMBER],
  checkouts: (env) => [env.WORKSPACE],
  // A file credential bound to the variable that AWS tools read. An agent in a pod has its own token file there.
  tokenFile: (env) => tokensOfBuild(env).length > 0 ? void 0 : envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE"),
  async token(audience2, io) {
    const token = await boundToken(audience2, io);
    if (audiencesOf(token.claims).length > 0) return token;
    throw new HelperError(
      "token-audience",
      `The token (${token.source}) has no audience, as its credential in Jenkins has none.`,
      {
        hint: "Set the Audience field of the credential to sts.amazonaws.com (Manage Jenkins > Credentials)."
      }
    );
  },
  audienceAdvice: (audience2) => `Set the Audience field of the credential to ${audience2} (Manage Jenkins > Credentials).`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
async function boundToken(audience2, io) {
  const path = jenkins.tokenFile?.(io.env);
  if (path !== void 0) return fileToken(path, io);
  const own = tokensOfBuild(io.env);
  const known = own.length > 0 ? own : tokensByForm(io.env);
  const fitting = known.filter(({ claims }) => audiencesOf(claims).includes(audience2 ?? "sts.amazonaws.com"));
  const candidates = fitting.length > 0 ? fitting : known;
  const [token, another] = candidates;
  if (token === void 0) throw notBound();
  if (another !== void 0) throw severalTokens(candidates);
  return token;
}
var isOfPod = "The token in AWS_WEB_IDENTITY_TOKEN_FILE is the identity of the agent's pod, shared by all its builds. For a token of this build, bind a token credential (withCredentials).";
async function fileToken(path, io) {
  if (io.files.read(path) !== void 0) {
    const token = await tokenFrom({ kind: "file", path }, io);
    if (String(token.claims.sub).startsWith("system:serviceaccount:")) io.log.notice(isOfPod);
    return token;
  }
  throw new HelperError("token-unreadable", `The token file ${path} (AWS_WEB_IDENTITY_TOKEN_FILE) does not exist.`, {
    hint: `Run this program inside the withCredentials block; Jenkins removes the file at its end.

${block}`
  });
}
function tokensOfBuild(env) {
  return tokensByForm(env).filter(({ claims }) => String(claims.build_number) === env.BUILD_NUMBER);
}
function notBound() {
  return new HelperError("token-missing", "This build has no OIDC token: no token credential is bound.", {
    hint: `Install the plugin OpenID Connect Provider (oidc-provider). Create a credential of the kind "OpenID Connect id token as file" with the audience sts.amazonaws.com, and bind it where it is needed:

${block}

Bind a credential of the kind "OpenID Connect id token" with string(\u2026), under any variable name.`
  });
}

// src/ci/kubernetes.ts
var apiServerFile = "/var/run/secrets/kubernetes.io/serviceaccount/token";
var projectedVolume = (audience2) => `    volumes:
      - name: aws-token
        projected:
          sources:
            - serviceAccountToken: { path: token, audience: ${audience2} }`;
var kubernetes = {
  id: "kubernetes",
  name: "Kubernetes",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html",
  detect: (env) => hasPodIdentity(env) || tokenFileIn(env) !== void 0 && (envValue(env, "KUBERNETES_SERVICE_HOST") !== void 0 || tokenFileIn(env)?.startsWith("/var/run/secrets/") === true),
  // Argo, Tekton and others name the pod after what runs in it; for a long-lived agent, its variables are more specific.
  jobIdParts(env) {
    const [, ...parts] = unlistedJob(env).jobIdParts;
    return ["kubernetes", ...parts];
  },
  owner: (env) => unlistedJob(env).owner,
  checkouts: () => [],
  tokenFile: tokenFileIn,
  async token(audience2, io) {
    const path = tokenFileIn(io.env);
    if (path === void 0) throw noFile(io.env);
    const token = await tokenFrom({ kind: "file", path }, io);
    if (audience2 === void 0 && isForApiServer(token)) throw forApiServer(token);
    return token;
  },
  audienceAdvice: (audience2) => `Set it in the pod's specification:

${projectedVolume(audience2)}`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function tokenFileIn(env) {
  return envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE");
}
function hasPodIdentity(env) {
  return /^http:\/\/(169\.254\.170\.23|\[fd00:ec2::23\])\//.test(env.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? "");
}
function isForApiServer({ claims, path }) {
  return path === apiServerFile || audiencesOf(claims).some((one) => one === claims.iss || /^https:\/\/kubernetes\.default\b/.test(one));
}
function forApiServer({ claims, source: source2 }) {
  const audiences = audiencesOf(claims).join(", ");
  return new HelperError(
    "token-audience",
    `The token (${source2}) is for the cluster's API server (audience ${audiences}), not for AWS.`,
    {
      hint: `Project another token, and set AWS_WEB_IDENTITY_TOKEN_FILE to its path:

${projectedVolume("sts.amazonaws.com")}

If the provider in IAM has this audience as a client ID, use --audience ${audiences}.`
    }
  );
}
function noFile(env) {
  if (hasPodIdentity(env)) {
    return new HelperError(
      "ci-without-oidc",
      "EKS Pod Identity gives this pod the credentials of a role, not a token.",
      {
        hint: "AWS tools find these credentials without this program. To use them here, add --use-existing-credentials; to assume another role with them, --role-chaining. For a token, annotate the service account for IRSA (eks.amazonaws.com/role-arn) or project one."
      }
    );
  }
  return new HelperError("token-missing", "This pod has no token for AWS: AWS_WEB_IDENTITY_TOKEN_FILE is not set.", {
    hint: `On EKS, annotate the service account (eks.amazonaws.com/role-arn) and restart the pod. On any cluster, project a token and set the variable to its path:

${projectedVolume("sts.amazonaws.com")}`
  });
}

// src/ci/semaphore.ts
var semaphore = {
  id: "semaphore",
  name: "Semaphore",
  docs: "https://docs.semaphoreci.com/reference/openid",
  detect: (env) => env.SEMAPHORE === "true",
  jobIdParts: (env) => ["semaphore-job", env.SEMAPHORE_JOB_ID],
  owner: () => [],
  // https://docs.semaphoreci.com/reference/env-vars: a folder name, relative to the home folder.
  checkouts: (env) => [env.SEMAPHORE_GIT_DIR],
  ...providedToken({
    variable: "SEMAPHORE_OIDC_TOKEN",
    hint: "Enable it for the organization under Settings > OpenID Connect. The hosted plans and the Enterprise Edition support it; the Community Edition does not."
  }),
  audienceAdvice: fixedAudience("Semaphore", "the URL of the organization (https://<org>.semaphoreci.com)"),
  defaults: { exports: ["profile"], profileType: "web-identity" }
};

// src/ci/spacelift.ts
var spacelift = {
  id: "spacelift",
  name: "Spacelift",
  docs: "https://docs.spacelift.io/integrations/cloud-providers/oidc/",
  detect: (env) => ["TF_VAR_spacelift_run_id", "SPACELIFT_OIDC_TOKEN"].some((name) => envValue(env, name) !== void 0),
  jobIdParts: (env) => ["spacelift-run", env.TF_VAR_spacelift_run_id],
  owner: () => [],
  checkouts: () => ["/mnt/workspace/source"],
  ...providedToken({
    variable: "SPACELIFT_OIDC_TOKEN",
    hint: "Spacelift issues one to every run of a paid account. If a script clears the environment (env -i, sudo), pass the variable on or use --web-identity-token-file /mnt/workspace/spacelift.oidc."
  }),
  audienceAdvice: fixedAudience(
    "Spacelift",
    "the host name of the account (ACCOUNT.app.spacelift.io, without https://)"
  ),
  defaults: { exports: ["profile"], profileType: "web-identity" }
};

// src/ci/teamcity.ts
var teamcity = {
  id: "teamcity",
  name: "TeamCity",
  docs: "https://github.com/OctopusDeploy/teamcity-oidc-plugin",
  detect: (env) => envValue(env, "TEAMCITY_VERSION") !== void 0,
  jobIdParts: (env) => ["teamcity", env.TEAMCITY_BUILDCONF_NAME?.slice(-40), env.BUILD_NUMBER],
  // Build numbers are unique per build configuration, whose names are unique per project.
  owner: (env) => [env.TEAMCITY_PROJECT_NAME, env.TEAMCITY_BUILDCONF_NAME, env.BUILD_URL],
  checkouts: () => [],
  ...providedToken({
    variable: "AWS_ID_TOKEN",
    hint: "Install the plugin teamcity-oidc-plugin (TeamCity 2025.11 or later). Add its build feature with the audience sts.amazonaws.com, and a parameter of the build configuration that passes the token as a variable:\n\n    env.AWS_ID_TOKEN = %jwt.token%"
  }),
  // Users choose the name.
  tokenVariables: [],
  audienceAdvice: (audience2) => `Set it in the plugin's build feature: audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "static" }
};

// src/ci/vercel.ts
var exchange2 = "https://oidc.vercel.com/~token";
var provided = {
  variable: "VERCEL_OIDC_TOKEN",
  hint: "Enable it for the project (Settings > Security > Secure Backend Access with OIDC Federation) and deploy again."
};
var vercel = {
  id: "vercel",
  name: "Vercel",
  docs: "https://vercel.com/docs/oidc/reference",
  // The token is no evidence of a build: `vercel env pull` writes one on a developer's machine.
  detect: (env) => env.VERCEL === "1" && envValue(env, "AWS_WEB_IDENTITY_TOKEN_FILE") === void 0,
  jobIdParts: (env) => ["vercel", env.VERCEL_DEPLOYMENT_ID ?? env.VERCEL_GIT_COMMIT_SHA],
  owner: (env) => [env.VERCEL_PROJECT_ID, env.VERCEL_URL],
  checkouts: () => ["/vercel"],
  ...providedToken(provided),
  async token(audience2, io) {
    const token = tokenInVariable(io, provided);
    if (audience2 === void 0 || audiencesOf(token.claims).includes(audience2)) return token;
    return tokenOfService(
      {
        url: { variable: "VERCEL_OIDC_TOKEN", value: exchange2 },
        request: {
          method: "POST",
          url: exchange2,
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ token: token.jwt.reveal(), aud: audience2 })
        },
        tokenIn: memberOf("token"),
        reasonIn: memberOf("message"),
        hint: () => "Check the Vercel status page. Without --audience, the token in the variable is used; its audience is the team's URL (https://vercel.com/TEAM), which must be registered in IAM."
      },
      io
    );
  },
  audienceAdvice: (audience2) => `The token in the variable has the audience https://vercel.com/TEAM. Register that in IAM, or request another: --audience ${audience2}.`,
  defaults: { exports: ["profile"], profileType: "process" }
};

// src/ci/other-cis.ts
var cis = [
  circleci,
  semaphore,
  azurePipelines,
  bitbucket,
  buildkite,
  codefresh,
  bitrise,
  harness,
  teamcity,
  // Other software also sets Jenkins's variables, such as the number of the executor.
  jenkins
];
var terraformRunners = [spacelift, env0, hcpTerraform];
var hosts = [vercel, fly, google, kubernetes];
function otherCis() {
  return [...cis, ...terraformRunners, ...hosts, custom];
}
function otherCi(env) {
  return otherCis().find((ci) => ci.detect(env)) ?? custom;
}

// src/ci/token-from.ts
var largestToken = 1e5;
async function tokenFrom2(source2, io) {
  if (source2.kind === "env") {
    const value = envValue(io.env, source2.name);
    if (value !== void 0) return parseToken(value, `the variable ${source2.name}`, false);
    throw new HelperError(
      "token-missing",
      `The variable ${source2.name} (token-env) is ${io.env[source2.name] === void 0 ? "not set" : "empty"}.`,
      {
        hint: "Check its name, and that the CI passes it to this job: many CIs pass no secrets to builds of forks."
      }
    );
  }
  if (source2.kind === "file") {
    const text = io.files.read(source2.path, { bytes: largestToken, utf16: true });
    const token = text === void 0 ? void 0 : parseToken(text, `the file ${source2.path}`, true);
    if (token !== void 0) return text?.startsWith("\uFEFF") ? token : { ...token, path: source2.path };
    throw new HelperError("token-unreadable", `The token file ${source2.path} does not exist.`, {
      hint: "Check the path (a relative one starts at the current folder), and that an earlier step writes the file."
    });
  }
  return tokenOfCommand(await io.processes.shell(source2.line));
}
function tokenOfCommand({ status, stdout, stderr }) {
  const said = lastLines(stderr);
  if (status !== 0) {
    throw new HelperError(
      "token-unreadable",
      `The token-command failed with exit code ${status}: ${said.at(-1) ?? "no message"}`,
      {
        hint: said.length > 1 ? quoted(said) : "Run the command alone in the job, with its output sent to /dev/null, to see its error messages."
      }
    );
  }
  try {
    return parseToken(stdout, "the output of token-command", true);
  } catch (error) {
    if (!(error instanceof HelperError) || said.length === 0) throw error;
    throw new HelperError(error.code, error.message, { hint: `${quoted(said)}
${error.hint}`, cause: error });
  }
}
var shownLines = 10;
var shownCharacters = 300;
function lastLines(stderr) {
  return printable(stderr).split("\n").map((line) => line.trim()).filter((line) => line !== "").slice(-shownLines).map((line) => line.length > shownCharacters ? `${[...line].slice(0, shownCharacters).join("")}\u2026` : line);
}
function quoted(said) {
  return `See its standard error:
${said.map((line) => `    ${line}`).join("\n")}`;
}

// src/cleanup.ts
var nothing = { undone: 0, left: 0 };
function sayCleanedUp({ undone, left, endsWithJob }, whose, log) {
  log.info(undone + left === 0 ? "Nothing to clean up." : `Cleaned up: ${things(undone)}${whose}.`);
  if (left === 0) return;
  const wayOut = endsWithJob ? "What is left ends with this job." : "Fix the cause, then run ci-aws-credentials cleanup in this job.";
  log.warning(`Not cleaned up: ${things(left)}. ${wayOut}`);
}
function things(count) {
  return `${count} ${count === 1 ? "item" : "items"}`;
}
async function cleanUpState(state, io) {
  const receipts = parseReceipts(state);
  if (receipts === void 0) return cleanUp(state, io);
  const left = await rollBack(receipts, { name: "the state", keep: () => {
  } }, io);
  return { undone: receipts.length - left, left, endsWithJob: true };
}
async function cleanUp(receiptsPath, io) {
  const folder = folderOf(receiptsPath);
  if (!hasJobFolder(folder, io.files)) return nothing;
  const cleaned2 = await undoJournal(receiptsPath, io);
  await tidy(folder, io);
  return cleaned2;
}
async function cleanUpJob(jobFolders, io) {
  let sum = nothing;
  for (const folder of jobFolders.filter((path) => hasJobFolder(path, io.files))) {
    for (const path of receiptFiles(folder, io.files)) {
      const { undone, left } = await undoJournal(path, io);
      sum = { undone: sum.undone + undone, left: sum.left + left };
    }
    await tidy(folder, io);
  }
  return sum;
}
async function undoJournal(path, io) {
  let receipts = [];
  const readable = await attempt(
    `read ${path}`,
    () => {
      receipts = readReceipts(path, io.files);
    },
    io
  );
  if (!readable) return { undone: 0, left: 1 };
  const keep = (rest) => rewriteReceipts(path, rest, io.files);
  const left = await rollBack(receipts, { name: path, keep }, io);
  return { undone: receipts.length - left, left };
}
async function tidy(jobFolder, io) {
  await attempt(
    `remove ${jobFolder}`,
    () => {
      io.files.removeLeftovers(jobFolder);
      removeJobFolder(jobFolder, io.files);
    },
    io
  );
}
async function rollBack(receipts, { name, keep }, io) {
  const left = [];
  for (const receipt of receipts) {
    if (!await attempt(`undo ${receipt.kind}`, () => undo(receipt, io), io)) left.push(receipt);
  }
  await attempt(`${left.length === 0 ? "remove" : "shorten"} ${name}`, () => keep(left), io);
  return left.length;
}
function undo(receipt, io) {
  if (receipt.kind === "files") return removePrivateFiles(receipt.files, io.files);
  return exportTargets.find(({ name }) => name === receipt.kind)?.undo?.(receipt, io);
}
async function attempt(what, task, { log }) {
  try {
    await task();
    return true;
  } catch (error) {
    log.warning(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

// src/commands/help.ts
function columns(rows) {
  const left = Math.min(34, Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows.map(([name, help]) => {
    const [first = "", ...rest] = wrap(help, 96 - left);
    const head = name.length + 2 > left ? `  ${name}
  ${" ".repeat(left)}${first}` : `  ${name.padEnd(left)}${first}`;
    return [head, ...rest.map((line) => `  ${" ".repeat(left)}${line}`)].join("\n");
  }).join("\n");
}
function optionsHelp({ options, flags }) {
  const table = options.map((option) => [written(option), textOf(option)]);
  const own = flags.map((flag2) => [written(flag2), flag2.help]);
  return columns([...table, ...own, ["--help", "Print this help."]]);
}
function written({ name, value }) {
  return value === void 0 ? `--${name}` : `--${name} ${value}`;
}
function helpOf({ help }) {
  return help.replace(
    "{ci}",
    ciProviders().map(({ id }) => id).join(", ")
  );
}
function textOf(option) {
  return [
    helpOf(option),
    ...option.default === void 0 ? [] : [`Default: ${option.default}.`],
    ...option.aliases === void 0 ? [] : [`Also ${option.aliases.map((alias) => `--${alias}`).join(", ")}.`],
    ...option.environment === void 0 ? [] : [`From ${option.environment.join(", ")}.`]
  ].join(" ");
}
function wrap(text, width) {
  const lines2 = [];
  for (const word of text.split(" ")) {
    const last = lines2.at(-1);
    if (last !== void 0 && last.length + word.length < width) lines2[lines2.length - 1] = `${last} ${word}`;
    else lines2.push(word);
  }
  return lines2;
}

// src/core/credential-cache.ts
var minute = 6e4;
function renewalTime(now, expiresAt, random) {
  const life = Math.max(0, expiresAt - now);
  const ahead = Math.min(life / 3, (15 + 5 * random) * minute);
  return Math.round(expiresAt - ahead - life / 20 * random);
}
function pauseAfterFailure(left) {
  return Math.round(Math.min(minute, Math.max(1e3, left / 4)));
}
function isFresh(cached, now) {
  return now < cached.renewAt && !isBefore(cached, now);
}
function isUsable(cached, now) {
  return now + 1e3 < cached.credentials.expiresAt && !isBefore(cached, now);
}
function isBefore({ issuedAt }, now) {
  return now < issuedAt - 5 * minute;
}
var cacheFormat = /^(-?\d+) (-?\d+)\n(.+)\n$/;
function parseCache(text) {
  const [, issuedAt, renewAt, answer = ""] = cacheFormat.exec(text) ?? [];
  const value = parseJson(answer);
  if (!isObject(value)) return void 0;
  const credentials = temporaryCredentials({
    accessKeyId: stringAt(value, "AccessKeyId"),
    secretAccessKey: stringAt(value, "SecretAccessKey"),
    sessionToken: stringAt(value, "SessionToken"),
    expiresAt: Date.parse(stringAt(value, "Expiration") ?? "")
  });
  return credentials && { credentials, issuedAt: Number(issuedAt), renewAt: Number(renewAt) };
}
function printCache(cached) {
  return `${cached.issuedAt} ${cached.renewAt}
${processOutput(cached)}`;
}
function printFailure({ code, message, hint }, at) {
  return JSON.stringify({ failed: { code, message, hint }, at });
}
function parseFailure(text, { since, until }) {
  const value = parseJson(text);
  if (!isObject(value) || !isObject(value.failed)) return void 0;
  const at = numberAt(value, "at");
  const code = stringAt(value.failed, "code");
  const message = stringAt(value.failed, "message");
  const hint = stringAt(value.failed, "hint");
  if (at === void 0 || at < since || at > until || !isErrorCode(code) || message === void 0) return void 0;
  return new HelperError(code, message, { hint });
}
function isErrorCode(text) {
  return text !== void 0 && Object.hasOwn(errorCodes, text);
}
function processOutput({ credentials }) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
  const answer = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey.reveal(),
    SessionToken: sessionToken.reveal(),
    Expiration: new Date(expiresAt).toISOString()
  };
  return `${JSON.stringify(answer)}
`;
}

// src/core/did-you-mean.ts
function nearest(word, candidates) {
  const distances = candidates.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase(), candidate.toLowerCase())
  }));
  const best = distances.sort((a, b) => a.distance - b.distance)[0];
  if (best === void 0 || best.distance <= 1) return best?.candidate;
  const limit2 = Math.max(2, word.length / 3);
  if (best.distance > limit2) return longForm(word, candidates) ?? shortForm(word, candidates);
  return longForm(word, candidates) ?? best.candidate;
}
function longForm(word, candidates) {
  if (word.length < 4) return void 0;
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  return longer.sort((a, b) => a.length - b.length)[0];
}
function shortForm(word, candidates) {
  const shorter = candidates.filter((candidate) => candidate.length > 2 && word.startsWith(candidate));
  return shorter.sort((a, b) => b.length - a.length)[0];
}
function didYouMean(word, candidates) {
  const candidate = nearest(word, candidates);
  return candidate === void 0 ? void 0 : `Did you mean ${candidate}?`;
}
function editDistance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
        )
      );
    }
  }
  return at(from.length, to.length);
}

// src/core/ip-range.ts
function inIpRange(address, range) {
  const [base = "", length] = range.split("/");
  const wanted = parseAddress(base);
  const given = parseAddress(address);
  if (!wanted || !given || wanted.bits !== given.bits) return false;
  const prefix = length === void 0 ? wanted.bits : Number.parseInt(length, 10);
  if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= wanted.bits)) return false;
  const ignored = BigInt(wanted.bits - prefix);
  return wanted.value >> ignored === given.value >> ignored;
}
function parseAddress(text) {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}
function parseIpv4(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return void 0;
  return { bits: 32, value: parts.reduce((value, part) => value << 8n | BigInt(part), 0n) };
}
function parseIpv6(text) {
  const halves = text.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const [head = [], tail = []] = halves;
  const missing = 8 - head.length - tail.length;
  const groups = [...head, ...Array(Math.max(missing, 0)).fill("0"), ...tail];
  const complete = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
  if (!complete || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return void 0;
  return { bits: 128, value: groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n) };
}

// src/core/redact-account-ids.ts
function redactAccountIds(text) {
  return text.replace(/(?<![\w-])\d{12}(?![\w-])/g, "***");
}
function redactingLog(log) {
  return {
    debug: (message) => log.debug(redactAccountIds(message)),
    info: (message) => log.info(redactAccountIds(message)),
    notice: (message) => log.notice(redactAccountIds(message)),
    warning: (message) => log.warning(redactAccountIds(message)),
    error: (message, title) => log.error(redactAccountIds(message), title),
    group: (title, text) => log.group(redactAccountIds(title), redactAccountIds(text)),
    mask: log.mask,
    command: log.command
  };
}
function redactedError(error) {
  return error instanceof HelperError ? reworded(error, redactAccountIds) : error;
}

// src/core/sendable-keys.ts
function requireSendable(credentials) {
  const part = malformedPart(credentials, true);
  if (part === void 0) return;
  throw new HelperError(
    "credentials-invalid",
    `The ${part} contains a space, a line break or another character that no key has. Nothing was sent.`,
    {
      hint: "Set it again at its source (variable, secret, profile, credential_process), without a trailing line break and without quotes."
    }
  );
}

// src/core/listed.ts
function listed(words3) {
  return words3.length < 2 ? words3.join() : `${words3.slice(0, -1).join(", ")} and ${words3.at(-1)}`;
}

// src/export/precedence-messages.ts
function told(verdicts, request) {
  const plain = verdicts.filter((verdict) => verdict.plain);
  const hidden = verdicts.filter(
    (verdict) => !verdict.plain && verdict.deviations.some(({ effect }) => effect !== "other-session")
  );
  const sayOf = (effect, say) => plain.flatMap((verdict) => {
    const deviations = verdict.deviations.filter((deviation) => deviation.effect === effect);
    return deviations.length === 0 ? [] : [say({ ...verdict, deviations }, request)];
  });
  const conflicts = sayOf("other-identity", otherIdentity);
  const meant = isMeant(plain, request);
  return {
    conflict: meant ? void 0 : conflicts[0],
    warnings: [...meant ? conflicts : [], ...sayOf("stops", willStop), ...hidden.map(byOptionOnly)],
    notices: sayOf("other-session", otherSession),
    byOptionOnly: hidden.flatMap(({ handed: { profile } }) => profile ?? [])
  };
}
function isMeant(verdicts, { settings: { source: source2 } }) {
  const serious = verdicts.flatMap(
    ({ handed, deviations }) => deviations.filter(({ effect }) => effect === "other-identity").map(({ because }) => ({ handed, because }))
  );
  return source2?.kind === "ambient" && serious.every(({ handed, because }) => handed.kind === "variables" && [...because.keys()].join() === "AWS_PROFILE");
}
function otherIdentity({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} would then have a different identity from that of ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function willStop({ handed, deviations }, request) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will fail before they use ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request })
  };
}
function otherSession({ deviations }) {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will use this role with another session name.`,
    hint: `If the session name matters, unset ${listed(namesIn(deviations))}.`
  };
}
function byOptionOnly({ handed: { profile }, deviations }) {
  const concerned = deviations.filter(({ effect }) => effect !== "other-session");
  return {
    message: `${reasonsOf(concerned)}. With AWS_PROFILE=${profile}, ${toolsIn(concerned)} would have a different identity.`,
    hint: `Use --profile ${profile} in each call, or unset ${listed(namesIn(concerned))}.`
  };
}
function typeChange(deviations) {
  return {
    message: `${reasonsOf(deviations)}. In a profile of type web-identity, this would override the profile's setting for ${toolsIn(deviations)}.`,
    hint: "The profile is written with type process, which runs this program for credentials. Set profile-type to change this."
  };
}
function nameOf({ kind, profile }) {
  if (kind === "variables") return "the keys in environment variables";
  return profile === "default" ? "the default profile" : `the profile ${profile}`;
}
function waysOut(deviations, { handed, request: { ci } }) {
  const names3 = namesIn(deviations);
  const hasKeys = names3.includes("AWS_ACCESS_KEY_ID");
  const onGithub = ci.variables === "github-env";
  const others2 = [
    ...onGithub && hasKeys ? ["clear the keys of earlier steps with unset-current-credentials: true"] : [],
    ...onGithub && handed.kind === "variables" ? ["set it to a profile of this step (aws-profile, with output-env-credentials: true)"] : [],
    ...handed.kind === "variables" ? [] : ["name the profile (aws-profile NAME) and use that name (aws --profile NAME)"],
    ...ci.variables === void 0 ? ['use environment variables instead: eval "$(ci-aws-credentials env \u2026)"'] : [],
    "run the command with ci-aws-credentials exec \u2026 -- COMMAND"
  ];
  return `${unsetting(names3, ci.variables)} Or ${others2.join("; or ")}.`;
}
function unsetting(names3, carried) {
  if (carried === "github-env") {
    return `Remove ${listed(names3)} from the env: of the workflow, the job or the runner: a step cannot unset a variable for later steps.`;
  }
  if (carried === "bash-env") return `In an earlier step, run: echo 'unset ${names3.join(" ")}' >> "$BASH_ENV".`;
  return `Remove ${listed(names3)} from the settings of the job, or run: unset ${names3.join(" ")}.`;
}
var words2 = {
  set: "set",
  foreign: "set",
  empty: "empty",
  missing: "set to a profile that does not exist",
  unset: "not set",
  absent: "not set"
};
function reasonsOf(deviations) {
  const wordOf = new Map(
    deviations.flatMap(({ because }) => [...because].map(([name, condition]) => [name, words2[condition]]))
  );
  const reasons = [...new Set(wordOf.values())].map((word) => {
    const names3 = [...wordOf].flatMap(([name, own]) => own === word ? [name] : []);
    return `${listed(names3)} ${names3.length === 1 ? "is" : "are"} ${word}`;
  });
  return reasons.join(" and ");
}
function namesIn(deviations) {
  const present = deviations.flatMap(({ because }) => [...because].filter(([, condition]) => condition !== "unset"));
  return [...new Set(present.map(([name]) => name))];
}
function toolsIn(deviations) {
  const concerned = [...new Set(deviations.map(({ client }) => client))];
  return concerned.length === Object.keys(toolsOf).length ? "every AWS tool" : listed(concerned.flatMap((client) => toolsOf[client]));
}
function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/export/windows-launcher.ts
var windowsLauncherName = "credential-process.cmd";
var longestPath = 250;
function windowsLauncher({ command, folder }) {
  const [executable, argument] = command.map((word) => inBatch(fromFolder(word, folder)));
  const text = `@${executable} ${argument} "%~dp0."\r
`;
  const isTooLong = folder.length + windowsLauncherName.length >= longestPath;
  return isTooLong || !isAscii(text) ? void 0 : text;
}
function isAscii(text) {
  return /^[ -~\r\n]*$/.test(text);
}
function windowsPath(path) {
  const own = path.replaceAll("/", "\\");
  return /^[\p{L}\p{N}_\\:.~@+-]+$/u.test(own) ? own : `"${own}"`;
}
function fromFolder(path, folder) {
  if (isAscii(path)) return path;
  const [to, from] = [path.split(/[\\/]/), folder.split(/[\\/]/)];
  const firstOther = from.findIndex((name, index) => name !== to[index]);
  const shared = firstOther === -1 ? from.length : firstOther;
  if (shared === 0) return path;
  return [here, ...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("\\").replace(`${here}\\`, here);
}
var here = "%~dp0";
function inBatch(word) {
  if (/^[\w-]+$/.test(word)) return word;
  const literal = (text) => text.replaceAll("%", "%%");
  return word.startsWith(here) ? `"${here}${literal(word.slice(here.length))}"` : `"${literal(word)}"`;
}

// src/export/process-launcher.ts
function launcherOf(run, { files, platform }) {
  const text = platform === "win32" ? windowsLauncher(run) : files.identity("/bin/sh") && launcher(run);
  return text === void 0 ? void 0 : { name: platform === "win32" ? windowsLauncherName : launcherName, text };
}
var launcherName = "credential-process.sh";
function launcher({ command, folder }) {
  return `# Written by ci-aws-credentials: prints the cached credentials while they are fresh; Node renews them.
set +x # Bash takes SHELLOPTS from the environment, and a trace would show the credentials.
folder=${posixQuote(folder)}
cache=$folder/cache

fresh() {
  [ -O "$folder" ] && [ -O "$cache" ] || return 1
  # A folder and a plain file, no links, and closed to others.
  case $(/bin/ls -dn "$folder" "$cache") in
  d???--[S-]--[T-]*'
'-???------*) ;;
  *) return 1 ;;
  esac
  # A line without its ending is not whole.
  { read -r issued renewal && IFS= read -r answer; } <"$cache" || return 1
  # Every shell has echo built in: no other process sees what is printed. Some change backslashes.
  case $answer in
  *\\\\*) return 1 ;;
  '{'*'}') ;;
  *) return 1 ;;
  esac
  now=$(/bin/date +%s)999
  [ "$now" -ge "$issued" ] && [ "$now" -lt "$renewal" ]
}

if fresh 2>/dev/null; then
  echo "$answer"
  exit
fi
exec ${command.map(posixQuote).join(" ")} "$folder"
`;
}
function commandLine(run, io) {
  const { command, folder, plainFolder } = run;
  const found = launcherOf(run, io);
  if (found !== void 0 && io.platform === "win32") return windowsPath(`${plainFolder}/${found.name}`);
  const words3 = found === void 0 ? [...command, folder] : ["/bin/sh", `${folder}/${found.name}`];
  return words3.map((word) => quoted2(word, io.platform)).join(" ");
}
function quoted2(path, platform) {
  if (platform === "win32") return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? posixQuote(path) : `"${path}"`;
}

// src/export/profile-undo.ts
function undoProfiles(texts, undo2, paths) {
  const drafts = draftsOf(texts);
  const kept = undo2.toReversed().flatMap(({ profile, files }) => {
    const changed = awsFiles.filter((file) => !undoFile(drafts[file], headerFor(file, profile), files[file]));
    return changed.map(
      (file) => `The profile "${profile}" in ${paths[file]} was changed in the meantime and is left unchanged.`
    );
  });
  return { texts: textsOf(drafts), kept };
}
function undoFile(draft, header, undo2) {
  if (!draft.exists || undo2 === void 0) return true;
  const { ini } = draft;
  const intact = undo2.added === void 0 ? restoreChanged(ini, header, undo2.changed) : removeAdded(ini, header, undo2.added);
  if (undo2.fileMade && isEmptyAwsIni(ini)) draft.exists = false;
  return intact;
}
function removeAdded(ini, header, added) {
  const sections = sectionsOf(ini, header);
  const section = sections.find(({ text }) => text === added);
  if (section === void 0) return sections.length === 0;
  removeSection(ini, section);
  return true;
}
function restoreChanged(ini, header, changes) {
  let left = sectionsOf(ini, header);
  let intact = true;
  for (const { before, after } of changes) {
    const index = left.findIndex((section2) => beginsWith(section2, after));
    const section = left[index];
    if (section === void 0) {
      intact = false;
    } else {
      replaceText(section, after, before);
      left = left.slice(index + 1);
    }
  }
  return intact;
}
function parseProfileUndo(value) {
  if (!isObject(value) || !isObject(value.files)) return void 0;
  const profile = stringAt(value, "profile");
  if (profile === void 0) return void 0;
  const given = value.files;
  const files = awsFiles.flatMap((file) => given[file] === void 0 ? [] : [[file, parseFileUndo(given[file])]]);
  if (files.some(([, undo2]) => undo2 === void 0)) return void 0;
  return { profile, files: Object.fromEntries(files) };
}
function parseFileUndo(value) {
  if (!isObject(value) || typeof value.fileMade !== "boolean" || !Array.isArray(value.changed)) return void 0;
  const changed = value.changed.flatMap((change) => {
    if (!isObject(change)) return [];
    const before = stringAt(change, "before");
    const after = stringAt(change, "after");
    return before === void 0 || after === void 0 ? [] : [{ before, after }];
  });
  if (changed.length !== value.changed.length) return void 0;
  const added = stringAt(value, "added");
  return { fileMade: value.fileMade, changed, ...added === void 0 ? {} : { added } };
}

// src/node/home-of-user.ts
function homeOfUser() {
  try {
    return homedir() || void 0;
  } catch (error) {
    if (systemCode(error) === void 0) throw error;
    return process.env.HOME || void 0;
  }
}

// src/node/http-faults.ts
function proxyName(proxy) {
  return `the proxy ${proxy.host}`;
}
function proxyRefused(proxy, url, { statusCode: status = 0 }) {
  const reason = [status, STATUS_CODES[status]].filter(Boolean).join(" ");
  if (status >= 500) {
    return new HelperError("network-failed", `The proxy ${proxy.host} could not reach ${url.host}: ${reason}.`, {
      hint: "Check that the host exists and that the proxy may reach it."
    });
  }
  return new HelperError("proxy-refused", `The proxy ${proxy.host} refused the connection to ${url.host}: ${reason}.`, {
    hint: status === 407 ? "Set a valid user and password: http-proxy http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded. Proxies that require Kerberos or NTLM are not supported." : `Have ${url.host} added to the proxy's list of allowed hosts. If the host needs no proxy (for example a VPC endpoint), add it to no-proxy.`
  });
}
function connectionTimedOut(url, proxy, limit2) {
  const other = proxy === void 0 ? url.host : proxyName(proxy);
  return new HelperError("deadline-exceeded", `${other} did not accept a connection within ${seconds(limit2)} s.`, {
    hint: "Check that this machine may reach it: firewall, security group, proxy, VPC endpoint."
  });
}
function answerTimedOut(url, limit2) {
  return new HelperError("deadline-exceeded", `${url.host} did not respond within ${seconds(limit2)} s.`, {
    hint: "Check for a proxy or firewall that drops packets. The server may also be overloaded."
  });
}
function requestFailed(url, proxy, error) {
  const place = proxy === void 0 ? url.host : `${url.host} through ${proxyName(proxy)}`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(error.code ?? "")) {
    return new HelperError("tls-untrusted", `The certificate of ${url.host} is not trusted (${error.code}).`, {
      hint: "Behind a proxy that decrypts TLS, or with a private CA, set NODE_EXTRA_CA_CERTS to the file of the CA certificate before this program starts.",
      cause: error
    });
  }
  return new HelperError("network-failed", `The request to ${place} failed: ${error.code ?? error.message}.`, {
    hint: /^(ENOTFOUND|EAI_AGAIN)$/.test(error.code ?? "") ? `Check ${proxy === void 0 ? "aws-region, sts-endpoint" : "http-proxy"} and DNS: the host name could not be resolved.` : "Check that this machine may reach it: firewall, proxy, VPC endpoint.",
    cause: error
  });
}
function seconds(milliseconds) {
  return (milliseconds / 1e3).toFixed(milliseconds < 1e4 ? 1 : 0);
}

// src/node/machine-credentials.ts
async function machineCredentials({ withoutVariables, limit: limit2, takeRole: takeRole2 }) {
  if (withoutVariables) {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) delete process.env[name];
  }
  try {
    const { chainCredentials: search } = await loadSdk();
    return wrapped(await within(limit2, search(withPlainTexts(takeRole2))));
  } catch (cause) {
    if (cause instanceof HelperError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HelperError(
      "credentials-missing",
      `Credentials could not be loaded, please check your action inputs: ${reason}`,
      {
        hint: "Provide credentials in environment variables, a profile, a container or an instance role: AWS tools find none on this machine.",
        cause
      }
    );
  }
}
async function toolCredentials(search, takeRole2, { clock }) {
  const { searchAsSdk } = await loadSdk();
  const { credentials, ...place } = await within(clock.remaining(), searchAsSdk(search, withPlainTexts(takeRole2)));
  return { ...place, credentials: wrapped(credentials) };
}
function withPlainTexts(takeRole2) {
  return async (role, source2) => {
    const taken = await takeRole2(role, typeof source2 === "string" ? new Secret(source2) : wrapped(source2));
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = taken;
    return {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...sessionToken === void 0 ? {} : { sessionToken: sessionToken.reveal() },
      ...expiresAt === void 0 ? {} : { expiration: new Date(expiresAt) }
    };
  };
}
function wrapped({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
  const expiresAt = expiration?.getTime() ?? Number.NaN;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new Secret(sessionToken) },
    // The expiry from a credential_process may not be a date.
    ...Number.isNaN(expiresAt) ? {} : { expiresAt }
  };
}
async function within(limit2, task) {
  if (!Number.isFinite(limit2)) return task;
  const ending = new AbortController();
  const end = setTimeout(limit2, void 0, { signal: ending.signal }).then(() => {
    throw new HelperError("deadline-exceeded", "Timed out while searching for the credentials of this machine.", {
      hint: "Check the sources that AWS tools query: the credential_process of the profile, the container endpoint and the instance metadata service."
    });
  });
  return Promise.race([task, end]).finally(() => ending.abort());
}
async function loadSdk() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const sdk = await Promise.resolve().then(() => require("./sdk/sdk.js"));
  sdk.checkSdkFiles(process.env);
  return sdk;
}

// src/options/profile-name.ts
var validName = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;
function validateProfileName(name, source2) {
  if (!validName.test(name)) {
    throw new HelperError("profile-invalid", `${source2} is not a valid profile name: ${shown(name)} ${fault(name)}.`, {
      hint: "Use up to 64 letters, digits and the characters _.@+-, beginning with a letter, a digit or _. Spaces, brackets, slashes and line breaks would break the file for other tools."
    });
  }
  if (name === "__proto__") {
    throw new HelperError("profile-invalid", `${source2} cannot be "__proto__".`, {
      hint: "Choose another name: the AWS SDK for JavaScript cannot read a file with such a profile."
    });
  }
  if (name === "DEFAULT") {
    throw new HelperError("profile-invalid", `${source2} cannot be "DEFAULT".`, {
      hint: "Use `default`, in lower case: the AWS CLI applies the settings of [DEFAULT] to every profile in the file."
    });
  }
  return name;
}
function fault(name) {
  const stray = strayCharacter(name, /[A-Za-z0-9._@+-]/);
  if (stray !== void 0) return `contains ${stray}`;
  return name.length > 64 ? `has ${name.length} characters` : `begins with ${name.charAt(0)}`;
}
function shown(name) {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}\u2026` : name);
}

// src/options/roles-option.ts
function parseRoles(given) {
  const entries = lines(given.roles).map((line) => parseEntry(line, given));
  const names3 = entries.map(({ profile }) => profile);
  const twice = names3.find((name, index) => names3.indexOf(name) !== index);
  if (twice !== void 0) throw invalid2(`names the profile ${twice} twice`, "Use a different profile for each role.");
  for (const { profile, via } of entries) {
    if (via === void 0 || names3.includes(via)) continue;
    throw invalid2(
      `contains ${profile} via ${via}, which is not in the list`,
      didYouMean(via, names3) ?? `Add a line for ${via}.`
    );
  }
  return inOrder(entries, []);
}
function parseEntry(line, given) {
  const [first = "", ...rest] = line.split(",").map((part) => part.trim());
  const [profile, arn] = pair(first, line);
  const settings = new Map(rest.map((part) => pair(part, line)));
  if (settings.size < rest.length)
    throw invalid2(`contains a setting twice in the line for ${profile}`, "Keep one of them.");
  for (const name of settings.keys()) {
    if (name === "via" || name === "region") continue;
    throw invalid2(
      `contains ${JSON.stringify(name)} in the line for ${profile}`,
      didYouMean(name, ["via", "region"]) ?? "Use only via and region in a line."
    );
  }
  const role = parseRole(arn, `${profile} in roles`);
  const via = settings.get("via");
  return {
    profile: validateProfileName(profile, "roles"),
    role,
    via,
    region: parseRegionOf(settings.get("region") ?? given["aws-region"], role, given["sts-endpoint"] !== void 0)
  };
}
function pair(part, line) {
  const [, name, value] = /^([^=\s]+)\s*=\s*(\S+)$/.exec(part) ?? [];
  if (name !== void 0 && value !== void 0) return [name, value];
  throw invalid2(
    `contains an invalid line: ${JSON.stringify(line)}`,
    "Use the form: staging = arn:aws:iam::123456789012:role/deploy, via = base, region = eu-central-1"
  );
}
function inOrder(left, done) {
  if (left.length === 0) return done;
  const ready = left.filter(({ via }) => via === void 0 || done.some(({ profile }) => profile === via));
  if (ready.length > 0)
    return inOrder(
      left.filter((entry) => !ready.includes(entry)),
      [...done, ...ready]
    );
  const circle = left.map(({ profile, via }) => `${profile} via ${via}`).join(", ");
  throw invalid2(
    `contains a cycle: ${circle}`,
    "Remove via from at least one of them, so that it is assumed with the token."
  );
}
function invalid2(what, hint) {
  return new HelperError("option-invalid", `roles ${what}.`, { hint });
}

// src/options/given-source.ts
function sourceOfRoles(given, env) {
  const [first] = parseRoles(given);
  if (first === void 0) throw roleMissing("roles contains no role.", env);
  const from = parseTokenSource(given);
  const others2 = {
    "role-to-assume": given["role-to-assume"] !== void 0,
    "aws-access-key-id": given["aws-access-key-id"] !== void 0,
    "aws-profile": given["aws-profile"] !== void 0,
    "role-chaining": flag("role-chaining", given["role-chaining"]),
    // It is about the job's own token.
    "force-skip-oidc": flag("force-skip-oidc", given["force-skip-oidc"]) && from === void 0
  };
  const [clash] = Object.entries(others2).find(([, isSet]) => isSet) ?? [];
  if (clash === void 0) return { kind: "token", role: first.role, from };
  throw new HelperError("option-conflict", `roles and ${clash} cannot be combined.`, {
    hint: "List all roles in roles, with the profile for each: they are assumed with the token of the job."
  });
}
function parseKeys(accessKeyId, given) {
  const secretAccessKey = given["aws-secret-access-key"];
  const sessionToken = given["aws-session-token"];
  if (secretAccessKey === void 0) {
    throw new HelperError(
      "option-conflict",
      "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
      { hint: `Set both or neither. ${emptyInputs}` }
    );
  }
  const credentials = {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new Secret(sessionToken) }
  };
  const malformed = malformedPart(credentials, given["sts-endpoint"] !== void 0);
  if (malformed === void 0) return credentials;
  throw new HelperError(
    "option-invalid",
    `aws-${malformed.toLowerCase().replaceAll(" ", "-")} is not a valid ${malformed}.`,
    {
      hint: "Check for an extra $ before the expression, and for quotes or spaces in the secret. Keys contain letters and digits only; secret keys and session tokens also / + =."
    }
  );
}
function parseTokenSource(given) {
  const sources = [];
  const name = given["token-env"];
  if (name !== void 0) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new HelperError("option-invalid", "token-env is not a variable name.", {
        hint: "Use the name (AWS_ID_TOKEN), not $AWS_ID_TOKEN: the shell replaces that with the token, which must not be on a command line."
      });
    }
    sources.push({ kind: "env", name });
  }
  const path = given["web-identity-token-file"];
  if (path !== void 0) sources.push({ kind: "file", path });
  const line = given["token-command"];
  if (line !== void 0) sources.push({ kind: "command", line });
  if (sources.length > 1) {
    throw new HelperError("option-conflict", "More than one token source is set.", {
      hint: "Set only one of token-env, web-identity-token-file and token-command."
    });
  }
  return sources[0];
}
function roleMissing(message, env) {
  const hint = "Set role-to-assume (--role-to-assume on the command line) or AWS_ROLE_ARN to the ARN of the role, such as arn:aws:iam::123456789012:role/NAME.";
  return new HelperError("role-missing", message, {
    hint: env.GITHUB_ACTIONS === "true" ? `${hint}
${emptyInputs}` : hint
  });
}
var emptyInputs = "If the workflow sets it with an expression, the expression was empty: the secret or variable is not set for this repository or environment, the pull request is from a fork, or a reusable workflow was called without `secrets: inherit`.";

// src/options/export-name.ts
var exportNames = ["env", "outputs", "profile", "none"];

// src/options/option-values.ts
function parseChain(text, given) {
  const roles = lines(text).map((arn) => parseRole(arn, "then-assume"));
  if (roles.length > 0 && given.roles !== void 0) {
    throw new HelperError("option-conflict", "then-assume and roles cannot be combined.", {
      hint: "In roles, use `via` to chain: last = ARN, via = first."
    });
  }
  return roles;
}
function parseExternalId(text) {
  const fault2 = textFault(text, { allowed: /[\w+=,.@:/-]/, least: 2, most: 1224 });
  if (fault2 === void 0) return text;
  throw new HelperError(
    "option-invalid",
    `role-external-id ${fault2}. AWS accepts 2 to 1224 letters, digits and the characters _+=,.@:/-.`
  );
}
function parseUuid(name, text) {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text;
  throw new HelperError("option-invalid", `${name} is not a UUID: ${JSON.stringify(text)}.`, {
    hint: "Use the ID, not the name: it is `resourceId` in the URL of its page."
  });
}
function parseSessionName(text) {
  const fault2 = textFault(text, { allowed: /[\w+=,.@-]/, least: 2, most: 64 });
  if (fault2 === void 0) return text;
  throw new HelperError("session-name-invalid", `role-session-name ${fault2}: ${JSON.stringify(text)}.`, {
    hint: "Use 2 to 64 letters, digits and the characters _+=,.@-. Or omit it: the default is derived from the job ID and is always valid."
  });
}
function textFault(text, { allowed: allowed2, least, most }) {
  const stray = strayCharacter(text, allowed2);
  if (stray !== void 0) return `contains ${stray}, which AWS does not accept`;
  if (text.length > most) return `has ${text.length} characters, ${text.length - most} too many`;
  return text.length < least ? `is shorter than ${least} characters` : void 0;
}
function parseDuration(text) {
  try {
    return integer("role-duration-seconds", text, { least: 900, most: 43200 });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    throw new HelperError("duration-invalid", error.message, {
      hint: "Use seconds, from 900 (15 minutes) to 43200 (12 hours), up to the maximum session duration of the role."
    });
  }
}
function parseAccounts(text) {
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === void 0 && ids.length > 0) return ids;
  throw new HelperError(
    "option-invalid",
    `allowed-account-ids contains a value that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: "Use 12-digit account IDs, separated by commas, spaces or line breaks. In YAML, quote an ID that starts with 0."
    }
  );
}
function parseExports(text) {
  const names3 = [...new Set(words(text))].map((word) => oneOf("export", word, exportNames));
  if (names3.includes("none") && names3.length > 1) {
    throw new HelperError("option-conflict", "export: none cannot be combined with other targets.");
  }
  return names3;
}
function parseRegistries(text, place, source2) {
  const named = words(text).filter((word) => !/^false$/i.test(word));
  if (named.length > 0 && source2 === void 0) {
    throw new HelperError(
      "option-conflict",
      "ecr-login requires credentials, but unset-current-credentials leaves none.",
      {
        hint: "Set role-to-assume as well, or use-existing-credentials."
      }
    );
  }
  return named.map((word) => parseRegistry(word, place));
}

// src/options/session-policies.ts
var limit = 2048;
function parseSessionPolicies(given) {
  const inlinePolicy = given["inline-session-policy"];
  const managedPolicies = lines(given["managed-session-policies"]);
  const wrong = managedPolicies.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== void 0) {
    throw new HelperError(
      "policy-invalid",
      `managed-session-policies contains a value that is not a policy ARN: ${JSON.stringify(wrong)}.`,
      {
        hint: "Write one ARN per line, such as arn:aws:iam::aws:policy/ReadOnlyAccess."
      }
    );
  }
  if (managedPolicies.length > 10) {
    throw new HelperError(
      "policy-invalid",
      `managed-session-policies contains ${managedPolicies.length} policies; STS accepts at most ten.`
    );
  }
  if (inlinePolicy !== void 0 && !isObject(parseJson(inlinePolicy))) {
    throw new HelperError("policy-invalid", "inline-session-policy is not a JSON object.", {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[\u2026]}. In YAML, use a block scalar (|).'
    });
  }
  const length = [inlinePolicy, ...managedPolicies].join("").length;
  if (length > limit) {
    throw new HelperError(
      "policy-invalid",
      `The session policies have ${length} characters in total; STS accepts at most ${limit}.`,
      {
        hint: inlinePolicy === void 0 ? "Use fewer managed-session-policies, or policies with shorter names." : "Remove white space and Sids, or use managed-session-policies."
      }
    );
  }
  return { inlinePolicy, managedPolicies };
}

// src/reporting/job-summary.ts
function jobSummary({ sessions: [session], sessionName, settings, credentialOrigin }) {
  const { expiresAt } = session.credentials;
  const visible2 = (text) => settings.maskAccountId && session.accountId !== "" ? text.replaceAll(session.accountId, "***") : text;
  const rows = [
    ["Role", session.roleArn ?? "none (existing credentials)"],
    ["Account", session.accountId],
    ["Session name", sessionName],
    ["Region", session.region],
    ["Obtained with", credentialOrigin],
    ["Expires", expiresAt === void 0 ? "unknown" : new Date(expiresAt).toISOString()]
  ];
  const lines2 = rows.map(([name, value = ""]) => `| ${name} | ${cell(visible2(value))} |`);
  return ["### AWS credentials", "", "| | |", "| --- | --- |", ...lines2, "", ""].join("\n");
}
function cell(text) {
  return `\`${text.replace(/[`|\r\n]/g, " ")}\``;
}

// src/core/docs-page.ts
var docsBase = "https://github.com/ci-aws-credentials/ci-aws-credentials/blob/v1/";
function pageUrl(page) {
  return `${docsBase}${page}`;
}
function errorPage(code) {
  return pageUrl(`docs/troubleshooting.md#${code}`);
}

// src/reporting/report-error.ts
function reportError(error, log) {
  if (error instanceof HelperError) {
    const page = errorPage(error.code);
    const link = error.hint?.includes(page) ? [] : [page];
    log.error([error.message, ...error.hint === void 0 ? [] : [error.hint], ...link].join("\n"), error.code);
    if (error.diagnosis !== void 0) log.group("Why AWS refused", error.diagnosis);
    return;
  }
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  log.error(`This is a bug in ci-aws-credentials. Please report it with this stack trace:
${stack}`);
}

// node_modules/yocto-queue/index.js
var Node = class {
  value;
  next;
  constructor(value) {
    this.value = value;
  }
};
var Queue = class {
  #head;
  #tail;
  #size;
  constructor() {
    this.clear();
  }
  enqueue(value) {
    const node = new Node(value);
    if (this.#head) {
      this.#tail.next = node;
      this.#tail = node;
    } else {
      this.#head = node;
      this.#tail = node;
    }
    this.#size++;
  }
  dequeue() {
    const current = this.#head;
    if (!current) {
      return;
    }
    this.#head = this.#head.next;
    this.#size--;
    if (!this.#head) {
      this.#tail = void 0;
    }
    return current.value;
  }
  peek() {
    if (!this.#head) {
      return;
    }
    return this.#head.value;
  }
  clear() {
    this.#head = void 0;
    this.#tail = void 0;
    this.#size = 0;
  }
  get size() {
    return this.#size;
  }
  *[Symbol.iterator]() {
    let current = this.#head;
    while (current) {
      yield current.value;
      current = current.next;
    }
  }
  *drain() {
    while (this.#head) {
      yield this.dequeue();
    }
  }
};

// node_modules/p-limit/index.js
function pLimit(concurrency) {
  let rejectOnClear = false;
  if (typeof concurrency === "object") {
    ({ concurrency, rejectOnClear = false } = concurrency);
  }
  validateConcurrency(concurrency);
  if (typeof rejectOnClear !== "boolean") {
    throw new TypeError("Expected `rejectOnClear` to be a boolean");
  }
  const queue = new Queue();
  let activeCount = 0;
  const resumeNext = () => {
    if (activeCount < concurrency && queue.size > 0) {
      activeCount++;
      queue.dequeue().run();
    }
  };
  const next = () => {
    activeCount--;
    resumeNext();
  };
  const run = async (function_, resolve, arguments_) => {
    const result = (async () => function_(...arguments_))();
    resolve(result);
    try {
      await result;
    } catch {
    }
    next();
  };
  const enqueue = (function_, resolve, reject, arguments_) => {
    const queueItem = { reject };
    new Promise((internalResolve) => {
      queueItem.run = internalResolve;
      queue.enqueue(queueItem);
    }).then(run.bind(void 0, function_, resolve, arguments_));
    if (activeCount < concurrency) {
      resumeNext();
    }
  };
  const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
    enqueue(function_, resolve, reject, arguments_);
  });
  Object.defineProperties(generator, {
    activeCount: {
      get: () => activeCount
    },
    pendingCount: {
      get: () => queue.size
    },
    clearQueue: {
      value() {
        if (!rejectOnClear) {
          queue.clear();
          return;
        }
        const abortError = AbortSignal.abort().reason;
        while (queue.size > 0) {
          queue.dequeue().reject(abortError);
        }
      }
    },
    concurrency: {
      get: () => concurrency,
      set(newConcurrency) {
        validateConcurrency(newConcurrency);
        concurrency = newConcurrency;
        queueMicrotask(() => {
          while (activeCount < concurrency && queue.size > 0) {
            resumeNext();
          }
        });
      }
    },
    map: {
      async value(iterable, function_) {
        const promises = [];
        try {
          Array.from(iterable, (value, index) => {
            const promise = generator(function_, value, index);
            promises.push(promise);
            return promise;
          });
        } catch (error) {
          for (const promise of promises) {
            promise.catch(() => {
            });
          }
          throw error;
        }
        return Promise.all(promises);
      }
    }
  });
  return generator;
}
function validateConcurrency(concurrency) {
  if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
    throw new TypeError("Expected `concurrency` to be a number from 1 and up");
  }
}

// src/session/assume-next-role.ts
var longestFromRole = 3600;
function fromRole(request) {
  return { ...request, durationSeconds: Math.min(request.durationSeconds, longestFromRole) };
}
function sayIfShortened({ durationSeconds }, { log }) {
  if (durationSeconds <= longestFromRole) return;
  log.notice(`AWS limits chained roles to one hour; requesting ${longestFromRole} s for them.`);
}
async function assumeNextRole({ credentials, transitiveTags = [] }, request, { settings: { tags, externalId }, io, retries, inTurn }) {
  const all = tags.skip ? [] : [...builtInTags(io.env), ...tags.custom];
  const further = {
    externalId,
    tags: all.filter(({ Key }) => !transitiveTags.includes(Key)),
    transitive: tags.transitive
  };
  const send2 = () => inTurn(() => assumeRole({ ...request, ...further }, credentials, io));
  const session = await withRetries(send2, io, retries);
  return { ...session, transitiveTags: [...transitiveTags, ...session.transitiveTags ?? []] };
}

// src/session/assume-listed.ts
var mostAtOnce = 8;
async function assumeListed({ from }, common, order) {
  const run = { ...order, inTurn: pLimit(mostAtOnce) };
  const { settings, ci, io, explainToken } = run;
  const supply = tokenSupply({ ci, settings, from, explainToken }, io);
  const pending = /* @__PURE__ */ new Map();
  for (const { profile, role, via, region } of settings.roles) {
    const request = { ...common, region, endpoint: stsEndpoint({ ...settings, region }), roleArn: role.arn };
    const before = via === void 0 ? void 0 : pending.get(via);
    const session = before === void 0 ? exchange(request, supply, run) : before.then((session2) => assumeNextRole(session2, { ...fromRole(request), roleArn: role.arn }, run));
    pending.set(
      profile,
      session.then((assumed) => ({ ...assumed, profile, via }))
    );
  }
  const [first, ...others2] = await allOrNone(pending, io);
  if (first === void 0) throw new Error("no role is listed");
  const token = supply.latest();
  return { sessions: [first, ...others2], token, credentialOrigin: token.source };
}
async function allOrNone(pending, { log }) {
  const ends = await Promise.allSettled(pending.values());
  const refused = ends.find((end) => end.status === "rejected");
  if (refused === void 0) return Promise.all(pending.values());
  const names3 = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === "fulfilled") log.info(`${names3[index]}: assumed, but not exported.`);
    else log.info(`${names3[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused.reason;
}

// src/session/given-token.ts
async function givenToken({ ci, from }, io) {
  try {
    return await tokenFrom2(from, io);
  } catch (error) {
    const reason = isMissing(error) ? ci.whyMissing?.(from, io) : void 0;
    if (!isMissing(error) || reason === void 0) throw error;
    const code = reason.code === "token-missing" ? error.code : reason.code;
    throw new HelperError(code, `${error.message} ${reason.message}`, { hint: reason.hint, cause: error });
  }
}
function isMissing(error) {
  return error instanceof HelperError && ["token-missing", "token-unreadable"].includes(error.code);
}

// src/session/use-credentials.ts
async function useExisting(role, request, run) {
  const { settings, io } = run;
  const credentials = await ambientCredentials(settings, { withoutVariables: settings.unsetCurrent }, io);
  return useCredentials({ role, credentials }, request, run);
}
async function withWhyNoToken(error, { ci, io }) {
  const codes = ["credentials-missing", "credentials-invalid", "sts-access-denied"];
  if (!(error instanceof HelperError) || !codes.includes(error.code)) return error;
  const reason = await whyNoToken(ci, io);
  if (reason === void 0) return error;
  const why = `The existing credentials were used because the job has no token. ${reason.message}
${reason.hint}`;
  return new HelperError(error.code, error.message, { ...error.details, hint: `${error.hint}

${why}` });
}
async function useCredentials({ credentials, role }, request, run) {
  const { io, retries } = run;
  if (role !== void 0 && "arn" in role)
    return assumeNextRole({ credentials }, { ...request, roleArn: role.arn }, run);
  const identity = await withRetries(() => identify(credentials, request, io), io, retries);
  if (role === void 0) return { ...identity, credentials, roleArn: void 0, region: request.region };
  return assumeNextRole({ credentials }, { ...request, roleArn: roleInSameAccount(role, identity) }, run);
}
function roleInSameAccount({ name }, { arn, accountId }) {
  return `arn:${arn.split(":")[1]}:iam::${accountId}:role/${name}`;
}
module.exports = {
  ambientCredentials,
  announcement,
  answerTimedOut,
  assumeListed,
  assumeNextRole,
  assumeRole,
  builtInTags,
  cleanUp,
  cleanUpJob,
  cleanUpState,
  columns,
  commandLine,
  connectionTimedOut,
  describedRefusal,
  didYouMean,
  errorFromResponse,
  fromRole,
  givenToken,
  helpOf,
  homeOfUser,
  identify,
  identityRequest,
  inIpRange,
  isCutShort,
  isFresh,
  isFromSts,
  isUnknownHost: isUnknownHost2,
  isUsable,
  jobSummary,
  launcher,
  launcherOf,
  machineCredentials,
  meaningOfStatus,
  nearest,
  nextAttempt,
  notFromAws,
  optionsHelp,
  otherCi,
  otherCis,
  parseAccounts,
  parseCache,
  parseChain,
  parseCustomTags,
  parseDuration,
  parseExports,
  parseExternalId,
  parseFailure,
  parseKeys,
  parseProfileUndo,
  parseRegistries,
  parseRoles,
  parseSessionName,
  parseSessionPolicies,
  parseTokenSource,
  parseUuid,
  pauseAfterFailure,
  printCache,
  printFailure,
  processOutput,
  proxyName,
  proxyRefused,
  reasonsOf,
  redactAccountIds,
  redactedError,
  redactingLog,
  renewalTime,
  reportError,
  requestFailed,
  requireSendable,
  retryAfter,
  roleFault,
  roleMissing,
  rollBack,
  sayCleanedUp,
  sayIfShortened,
  sourceOfRoles,
  strayCharacter,
  takeRole,
  tokenFrom: tokenFrom2,
  told,
  toolCredentials,
  transitiveKeys,
  typeChange,
  undoProfiles,
  unsetting,
  useCredentials,
  useExisting,
  validateProfileName,
  whyNoGithubToken,
  withWhyNoToken,
  withoutDroppableTags
};
