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
  assumeRoles: () => assumeRoles
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_aws_api_sts_endpoint = require("./shared-aws-api-sts-endpoint.js");
var import_shared_session_token_supply = require("./shared-session-token-supply.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_temporary_credentials = require("./shared-core-temporary-credentials.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/aws-api/session-request.ts
function sessionInput(request) {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.inlinePolicy,
    PolicyArns: request.managedPolicies.length === 0 ? void 0 : request.managedPolicies.map((arn) => ({ arn }))
  };
}
function parseSessionResponse(request, { action: action3, response, how }) {
  const asked = { service: "STS", endpoint: request.endpoint, failure: `Could not assume role ${how}` };
  if (response.status !== 200) throw (0, import_shared_aws_api_sts_endpoint.errorFromResponse)(response, asked);
  const session = readSession(request, (0, import_shared_aws_api_sts_endpoint.readResult)(action3, response.body));
  if (session !== void 0) return session;
  throw (0, import_shared_aws_api_sts_endpoint.notFromAws)(response, asked);
}
function readSession({ roleArn, region }, result) {
  const keys = objectAt(result, "Credentials");
  const user = objectAt(result, "AssumedRoleUser");
  const credentials = (0, import_shared_core_temporary_credentials.temporaryCredentials)({
    accessKeyId: textAt(keys, "AccessKeyId"),
    secretAccessKey: textAt(keys, "SecretAccessKey"),
    sessionToken: textAt(keys, "SessionToken"),
    expiresAt: Date.parse(textAt(keys, "Expiration") ?? "")
  });
  if (credentials === void 0) return void 0;
  const arn = textAt(user, "Arn") ?? "";
  return {
    credentials,
    arn,
    accountId: accountOf(arn),
    principalId: textAt(user, "AssumedRoleId") ?? "",
    roleArn,
    region
  };
}
function textAt(object, key) {
  return object && (0, import_shared_core_secret.stringAt)(object, key);
}
function accountOf(arn) {
  return arn.split(":")[4] ?? "";
}
function objectAt(value, key) {
  const member = (0, import_shared_core_secret.isObject)(value) ? value[key] : void 0;
  return (0, import_shared_core_secret.isObject)(member) ? member : void 0;
}
// src/aws-api/assume-role.ts
var action = "AssumeRole";
async function assumeRole(request, credentials, io) {
  try {
    return await send(request, credentials, io);
  } catch (error) {
    const fewer = (0, import_shared_aws_api_sts_endpoint.withoutDroppableTags)(request.tags);
    const tooLarge = error instanceof import_shared_core_errors.HelperError && error.code === "sts-policy-too-large";
    if (!tooLarge || fewer.length === request.tags.length) throw error;
    io.log.info(
      "The session tags are too large together. Asking again without EventName, BaseRef, HeadRef, RunId, Job and TriggeringActor."
    );
    return send({ ...request, tags: fewer }, credentials, io);
  }
}
async function send(request, credentials, { http, sign }) {
  const transitive = (0, import_shared_aws_api_sts_endpoint.transitiveKeys)(request.transitive, request.tags);
  const input = {
    ...sessionInput(request),
    ExternalId: request.externalId,
    Tags: request.tags.length === 0 ? void 0 : request.tags,
    TransitiveTagKeys: transitive.length === 0 ? void 0 : transitive
  };
  const unsigned = (0, import_shared_aws_api_sts_endpoint.buildRequest)(action, import_shared_aws_api_sts_endpoint.AssumeRoleRequest$, input, request.endpoint);
  const response = await http.send(await sign(unsigned, credentials, { service: "sts", region: request.region }));
  const session = parseSessionResponse(request, { action, response, how: "with user credentials" });
  return { ...session, transitiveTags: transitive };
}
// src/aws-api/exchange-token.ts
var action2 = "AssumeRoleWithWebIdentity";
async function exchangeToken(request, token, { http }) {
  const input = { ...sessionInput(request), WebIdentityToken: token.jwt.reveal() };
  const response = await http.send((0, import_shared_aws_api_sts_endpoint.buildRequest)(action2, import_shared_aws_api_sts_endpoint.AssumeRoleWithWebIdentityRequest$, input, request.endpoint));
  const how = token.path === void 0 ? "with OIDC" : "with web identity token file";
  return parseSessionResponse(request, { action: action2, response, how });
}
// src/session/assume-roles.ts
async function assumeRoles(source, order, io) {
  const { settings, profileName } = order;
  const run = { ...order, io, retries: { maxAttempts: settings.maxAttempts, announced: /* @__PURE__ */ new Set() } };
  const request = commonRequest(order, io);
  warnOfIgnored(source, settings, io);
  if (settings.durationSeconds > longestFromRole && chains(settings)) {
    io.log.notice(`AWS limits chained roles to one hour: ${longestFromRole} s are requested for them.`);
  }
  if (settings.roles.length > 0 && source.kind === "token") return assumeListed(source, request, run);
  const { session, ...origin } = await assumeFirst(source, request, run);
  const last = await settings.chain.reduce(
    async (before, { arn }) => assumeNextRole(await before, { ...fromRole(request), roleArn: arn }, run),
    Promise.resolve(session)
  );
  return { sessions: [{ ...last, profile: profileName, via: void 0 }], ...origin };
}
function commonRequest({ settings, sessionName }, { env }) {
  const { region, durationSeconds, inlinePolicy, managedPolicies, externalId, tags } = settings;
  return {
    endpoint: (0, import_shared_aws_api_sts_endpoint.stsEndpoint)(settings),
    region,
    sessionName,
    durationSeconds,
    inlinePolicy,
    managedPolicies,
    externalId,
    tags: tags.skip ? [] : [...(0, import_shared_aws_api_sts_endpoint.builtInTags)(env), ...tags.custom],
    transitive: tags.transitive
  };
}
var longestFromRole = 3600;
function fromRole(request) {
  return { ...request, durationSeconds: Math.min(request.durationSeconds, longestFromRole) };
}
function chains({ chain, roles }) {
  return chain.length > 0 || roles.some(({ via }) => via !== void 0);
}
function warnOfIgnored(source, settings, { log }) {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === "token" && !chains(settings);
  if (tags.custom.length > 0 && onlyToken) {
    log.warning(
      "'custom-tags' is set but will be ignored: with a token, session tags are claims of the token, and only the CI can set those."
    );
  } else if (tags.custom.length > 0 && tags.skip) {
    log.warning("'custom-tags' is set but will be ignored: 'role-skip-session-tagging' leaves out all tags.");
  }
  if (externalId !== void 0 && onlyToken) {
    log.warning(
      "'role-external-id' is set but will be ignored: AssumeRoleWithWebIdentity has no external ID. Have the trust policy check the token's claims instead."
    );
  }
}
async function assumeListed({ from }, common, run) {
  const { settings, ci, io } = run;
  const supply = (0, import_shared_session_token_supply.tokenSupply)({ ci, settings, from }, io);
  const pending = /* @__PURE__ */ new Map();
  for (const { profile, role, via, region } of settings.roles) {
    const request = { ...common, region, endpoint: (0, import_shared_aws_api_sts_endpoint.stsEndpoint)({ ...settings, region }), roleArn: role.arn };
    const before = via === void 0 ? void 0 : pending.get(via);
    const session = before === void 0 ? exchange(request, supply, run) : before.then((session2) => assumeNextRole(session2, { ...fromRole(request), roleArn: role.arn }, run));
    pending.set(
      profile,
      session.then((assumed) => ({ ...assumed, profile, via }))
    );
  }
  const [first, ...others] = await allOrNone(pending, io);
  if (first === void 0) throw new Error("no role is listed");
  const token = supply.latest();
  return { sessions: [first, ...others], token, credentialOrigin: token.source };
}
async function allOrNone(pending, { log }) {
  const ends = await Promise.allSettled(pending.values());
  const refused = ends.find((end) => end.status === "rejected");
  if (refused === void 0) return Promise.all(pending.values());
  const names = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === "fulfilled") log.info(`${names[index]}: assumed, but not handed over.`);
    else log.info(`${names[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused.reason;
}
var attemptsForPlainKey = 10;
var delayForPlainKey = 200;
async function assumeFirst(source, request, run) {
  const { settings, io } = run;
  if (!settings.plainSecretKey) return assumeFirstOnce(source, request, run);
  for (let attempt = 1; attempt <= attemptsForPlainKey; attempt += 1) {
    const first = await assumeFirstOnce(source, request, run);
    if (/^[A-Za-z0-9]+$/.test(first.session.credentials.secretAccessKey.reveal())) return first;
    if (attempt === attemptsForPlainKey) break;
    io.log.info(
      `The secret key has special characters. Asking for another (${attempt + 1} of ${attemptsForPlainKey}).`
    );
    await io.clock.sleep(delayForPlainKey * attempt);
  }
  throw new import_shared_core_errors.HelperError(
    "credentials-unsuitable",
    `None of ${attemptsForPlainKey} secret keys was without special characters.`,
    {
      hint: "About one key in four has none. Better do without special-characters-workaround: with a profile (aws-profile) the key passes through no shell."
    }
  );
}
async function assumeFirstOnce(source, request, run) {
  const { settings, ci, io } = run;
  if (source.kind === "token") {
    const supply = (0, import_shared_session_token_supply.tokenSupply)({ ci, settings, from: source.from }, io);
    const session2 = await exchange({ ...request, roleArn: source.role.arn }, supply, run);
    const token = supply.latest();
    return { session: session2, token, credentialOrigin: token.source };
  }
  if (source.kind === "keys") {
    const session2 = await useCredentials(source, request, run);
    return { session: session2, token: void 0, credentialOrigin: "the keys that were given" };
  }
  const limits = { withoutVariables: settings.unsetCurrent, limit: io.clock.remaining() };
  const ambient = { role: source.role, credentials: await io.ambientCredentials(limits) };
  const session = await useCredentials(ambient, request, run);
  return { session, token: void 0, credentialOrigin: "the credentials that were there" };
}
async function exchange(request, supply, { io, retries, explain }) {
  io.http.preconnect(request.endpoint);
  return (0, import_shared_ci.withRetries)(async (failure) => exchangeToken(request, await supply.token(failure), io), io, {
    ...retries,
    isRetryable: (error) => error !== supply.failure() && (error.code !== "sts-token-expired" || supply.latest().renewable)
  }).catch(async (error) => {
    const isRefusal = error instanceof import_shared_core_errors.HelperError && (0, import_shared_aws_api_sts_endpoint.isFromSts)(error);
    if (!isRefusal || explain === void 0) throw error;
    throw await explain(error, { request, claims: supply.latest().claims });
  });
}
async function useCredentials({ credentials, role }, request, run) {
  const { io, retries } = run;
  if (role !== void 0 && "arn" in role)
    return assumeNextRole({ credentials }, { ...request, roleArn: role.arn }, run);
  const identity = await (0, import_shared_ci.withRetries)(() => (0, import_shared_aws_api_sts_endpoint.identify)(credentials, request, io), io, retries);
  if (role === void 0) return { ...identity, credentials, roleArn: void 0, region: request.region };
  return assumeNextRole({ credentials }, { ...request, roleArn: roleInSameAccount(role, identity) }, run);
}
async function assumeNextRole({ credentials, transitiveTags = [] }, request, { io, retries }) {
  const tags = request.tags.filter(({ Key }) => !transitiveTags.includes(Key));
  const session = await (0, import_shared_ci.withRetries)(() => assumeRole({ ...request, tags }, credentials, io), io, retries);
  return { ...session, transitiveTags: [...transitiveTags, ...session.transitiveTags ?? []] };
}
function roleInSameAccount({ name }, { arn, accountId }) {
  return `arn:${arn.split(":")[1]}:iam::${accountId}:role/${name}`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  assumeRoles
});
