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
  checkToken: () => checkToken,
  obtainGrants: () => obtainGrants,
  obtainToken: () => obtainToken
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_aws_api_endpoint = require("./shared-aws-api-endpoint.js");
var import_shared_core_time_text = require("./shared-core-time-text.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/token/check-token.ts
var leewaySeconds = 60;
function checkToken({ claims, source }, { audience, audienceAdvice, now }) {
  const seconds = now / 1e3;
  const [expires, begins] = [(0, import_shared_core_secret.numberAt)(claims, "exp"), (0, import_shared_core_secret.numberAt)(claims, "nbf")];
  if (isRequestToken(claims)) {
    throw new import_shared_core_errors.HelperError(
      "token-malformed",
      `${capital(source)} holds a token of the CI's own API, not an OIDC token.`,
      {
        hint: "ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for an ID token. On GitHub give no token at all: it is fetched."
      }
    );
  }
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === void 0) {
      throw new import_shared_core_errors.HelperError(
        "token-claim-missing",
        `The token (${source}) has no claim ${name}; AWS takes none without it.`,
        {
          hint: `Check the CI's settings for OIDC claims: ${name} must not be left out.`
        }
      );
    }
  }
  if (expires !== void 0 && expires + leewaySeconds < seconds) {
    throw new import_shared_core_errors.HelperError(
      "token-expired",
      `The token (${source}) expired ${(0, import_shared_core_time_text.spanText)(seconds - expires)} ago, at ${(0, import_shared_core_time_text.timeText)(expires) ?? expires}.`,
      {
        hint: "Exchange it earlier in the job, or let the CI issue longer-lived tokens. If the job has only just started, this machine's clock is wrong."
      }
    );
  }
  if (begins !== void 0 && begins - leewaySeconds > seconds) {
    throw new import_shared_core_errors.HelperError(
      "token-not-yet-valid",
      `The token (${source}) is valid from ${(0, import_shared_core_time_text.timeText)(begins) ?? begins} on, in ${(0, import_shared_core_time_text.spanText)(begins - seconds)}.`,
      {
        hint: "This machine's clock is behind, or that of the CI server ahead: set it by NTP."
      }
    );
  }
  const audiences = (0, import_shared_token_token.audiencesOf)(claims);
  if (audience !== void 0 && !audiences.includes(audience)) {
    throw new import_shared_core_errors.HelperError(
      "token-audience",
      `The token (${source}) is for ${audiences.join(", ")}, not for ${audience}.`,
      {
        hint: audienceAdvice(audience)
      }
    );
  }
}
function isRequestToken(claims) {
  return typeof claims.scp === "string" && claims.scp.startsWith("Actions.");
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/aws-api/session-request.ts
function commonInput(request) {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.inlinePolicy,
    PolicyArns: request.managedPolicies.length === 0 ? void 0 : request.managedPolicies.map((arn) => ({ arn }))
  };
}
function understandSession(request, { action: action3, response, how }) {
  const asked = { service: "STS", endpoint: request.endpoint, failure: `Could not assume role ${how}` };
  if (response.status !== 200) throw (0, import_shared_aws_api_endpoint.refused)(response, asked);
  const session = readSession(request, (0, import_shared_aws_api_endpoint.readResult)(action3, response.body));
  if (session !== void 0) return session;
  throw (0, import_shared_aws_api_endpoint.notFromAws)(response, asked);
}
function readSession({ roleArn, region }, result) {
  const credentials = objectAt(result, "Credentials");
  const user = objectAt(result, "AssumedRoleUser");
  const accessKeyId = credentials && (0, import_shared_core_secret.stringAt)(credentials, "AccessKeyId");
  const secretAccessKey = credentials && (0, import_shared_core_secret.stringAt)(credentials, "SecretAccessKey");
  const sessionToken = credentials && (0, import_shared_core_secret.stringAt)(credentials, "SessionToken");
  const expiresAt = Date.parse((credentials && (0, import_shared_core_secret.stringAt)(credentials, "Expiration")) ?? "");
  const arn = (user && (0, import_shared_core_secret.stringAt)(user, "Arn")) ?? "";
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAt)) return void 0;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: new import_shared_core_secret.Secret(secretAccessKey),
      sessionToken: new import_shared_core_secret.Secret(sessionToken),
      expiresAt
    },
    arn,
    accountId: accountOf(arn),
    principalId: (user && (0, import_shared_core_secret.stringAt)(user, "AssumedRoleId")) ?? "",
    roleArn,
    region
  };
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
    const fewer = (0, import_shared_aws_api_endpoint.withoutDroppable)(request.tags);
    const tooLarge = error instanceof import_shared_core_errors.HelperError && error.code === "sts-policy-too-large";
    if (!tooLarge || fewer.length === request.tags.length) throw error;
    io.log.info(
      "The session tags are too large together. Asking again without EventName, BaseRef, HeadRef, RunId, Job and TriggeringActor."
    );
    return send({ ...request, tags: fewer }, credentials, io);
  }
}
async function send(request, credentials, { http, sign }) {
  const transitive = (0, import_shared_aws_api_endpoint.transitiveKeys)(request.transitive, request.tags);
  const input = {
    ...commonInput(request),
    ExternalId: request.externalId,
    Tags: request.tags.length === 0 ? void 0 : request.tags,
    TransitiveTagKeys: transitive.length === 0 ? void 0 : transitive
  };
  const unsigned = (0, import_shared_aws_api_endpoint.buildRequest)(action, import_shared_aws_api_endpoint.AssumeRoleRequest$, input, request.endpoint);
  const response = await http.send(await sign(unsigned, credentials, { service: "sts", region: request.region }));
  const session = understandSession(request, { action, response, how: "with user credentials" });
  return { ...session, transitiveTags: transitive };
}
// src/aws-api/exchange.ts
var action2 = "AssumeRoleWithWebIdentity";
async function exchangeToken(request, token, { http }) {
  const input = { ...commonInput(request), WebIdentityToken: token.jwt.reveal() };
  const response = await http.send((0, import_shared_aws_api_endpoint.buildRequest)(action2, import_shared_aws_api_endpoint.AssumeRoleWithWebIdentityRequest$, input, request.endpoint));
  const how = token.path === void 0 ? "with OIDC" : "with web identity token file";
  return understandSession(request, { action: action2, response, how });
}
// src/session/assume-roles.ts
async function obtainGrants(source, wanted, io) {
  const { settings, profileName } = wanted;
  const obtaining = { ...wanted, retries: { mostTries: settings.mostTries, announced: /* @__PURE__ */ new Set() } };
  warnOfIgnored(source, settings, io);
  if (settings.durationSeconds > longestAfterRole && goesOn(settings)) {
    io.log.notice(
      `AWS gives an hour at most to whoever comes from another role: ${longestAfterRole} s are asked for there.`
    );
  }
  if (settings.roles.length > 0 && source.kind === "token") return obtainRoles(source, obtaining, io);
  const { session, token, by } = await obtainSession(source, obtaining, io);
  const later = { ...afterRole(obtaining), io };
  const last = await settings.chain.reduce(
    async (before, role) => goOn(await before, role, later),
    Promise.resolve(session)
  );
  return { grants: [{ profile: profileName, via: void 0, session: last }], token, by };
}
async function obtainRoles(source, obtaining, io) {
  const supply = tokenSupply(source, obtaining, io);
  const grants = /* @__PURE__ */ new Map();
  for (const { profile, role, via, region } of obtaining.settings.roles) {
    const own = { ...obtaining, settings: { ...obtaining.settings, region } };
    const before = via === void 0 ? void 0 : grants.get(via);
    const session = before === void 0 ? exchange(role, supply, { ...own, io }) : before.then((grant) => goOn(grant.session, role, { ...afterRole(own), io }));
    grants.set(
      profile,
      session.then((granted) => ({ profile, via, session: granted }))
    );
  }
  const all = await allOrNone(grants, io);
  const token = supply.latest();
  return { grants: all, token, by: token.source };
}
async function allOrNone(pending, { log }) {
  const ends = await Promise.allSettled(pending.values());
  const refused2 = ends.find((end) => end.status === "rejected");
  if (refused2 === void 0) return Promise.all(pending.values());
  const names = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === "fulfilled") log.info(`${names[index]}: assumed, but not handed over.`);
    else log.info(`${names[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused2.reason;
}
var longestAfterRole = 3600;
function afterRole(obtaining) {
  const durationSeconds = Math.min(obtaining.settings.durationSeconds, longestAfterRole);
  return { ...obtaining, settings: { ...obtaining.settings, durationSeconds } };
}
function goesOn({ chain, roles }) {
  return chain.length > 0 || roles.some(({ via }) => via !== void 0);
}
async function obtainSession(source, obtaining, io) {
  if (!obtaining.settings.plainSecretKey) return obtainOnce(source, obtaining, io);
  for (let attempt = 1; attempt <= triesForPlainKey; attempt += 1) {
    const obtained = await obtainOnce(source, obtaining, io);
    if (/^[A-Za-z0-9]+$/.test(obtained.session.credentials.secretAccessKey.reveal())) return obtained;
    if (attempt === triesForPlainKey) break;
    io.log.info(`The secret key has special characters. Asking for another (${attempt + 1} of ${triesForPlainKey}).`);
    await io.clock.sleep(pauseForPlainKey * attempt);
  }
  throw new import_shared_core_errors.HelperError(
    "credentials-unsuitable",
    `None of ${triesForPlainKey} secret keys was without special characters.`,
    {
      hint: "About one key in four has none. Better do without special-characters-workaround: with a profile (aws-profile) the key passes through no shell."
    }
  );
}
function warnOfIgnored(source, settings, { log }) {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === "token" && !goesOn(settings);
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
var triesForPlainKey = 10;
var pauseForPlainKey = 200;
async function obtainOnce(source, obtaining, io) {
  if (source.kind === "token") {
    const supply = tokenSupply(source, obtaining, io);
    const session2 = await exchange(source.role, supply, { ...obtaining, io });
    const token = supply.latest();
    return { session: session2, token, by: token.source };
  }
  if (source.kind === "keys") {
    const session2 = await withCredentials(source.credentials, source.role, { ...obtaining, io });
    return { session: session2, token: void 0, by: "the keys that were given" };
  }
  const credentials = await io.ambientCredentials({
    withoutVariables: obtaining.settings.unsetCurrent,
    limit: io.clock.remaining()
  });
  const session = await withCredentials(credentials, source.role, { ...obtaining, io });
  return { session, token: void 0, by: "the credentials that were there" };
}
async function exchange(role, supply, { io, ...obtaining }) {
  const request = sessionRequest(obtaining, role.arn);
  io.http.warm(request.endpoint);
  return (0, import_shared_ci.withRetries)(async (failure) => exchangeToken(request, await supply.token(failure), io), io, {
    ...obtaining.retries,
    worthwhile: (error) => error !== supply.failure() && (error.code !== "sts-token-expired" || supply.latest().renewable)
  }).catch(async (error) => {
    const isRefusal = error instanceof import_shared_core_errors.HelperError && (0, import_shared_aws_api_endpoint.isFromSts)(error);
    if (!isRefusal || obtaining.explain === void 0) throw error;
    throw await obtaining.explain(error, { request, claims: supply.latest().claims });
  });
}
function tokenSupply(source, obtaining, io) {
  let current;
  let latest;
  let reason;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => void 0);
      const worn = token === void 0 || token.renewable && wornOut(token, failure, io.clock.now());
      if (worn && current === seen) current = void 0;
      current ??= obtainToken(source, obtaining, io).catch((error) => {
        reason = error;
        throw error;
      });
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === void 0) throw new Error("no token was fetched");
      return latest;
    },
    failure: () => reason
  };
}
function wornOut({ claims }, failure, now) {
  const endsSoon = claims.exp !== void 0 && claims.exp * 1e3 < now + 3e4;
  return endsSoon || failure?.code === "sts-token-expired" || failure?.code === "sts-idp-unreachable";
}
async function obtainToken({ from }, { ci, settings }, io) {
  const fetchToken = () => from === void 0 ? ci.token(settings.audience, io) : (0, import_shared_ci.tokenFrom)(from, io);
  const token = await (0, import_shared_ci.withRetries)(fetchToken, io, { mostTries: settings.mostTries });
  await (0, import_shared_ci.maskInLog)([token.jwt], io);
  if ((io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? "") !== "" && ci.id !== "custom" && from === void 0) {
    io.log.notice(
      `AWS_WEB_IDENTITY_TOKEN_FILE is set, too: it is the identity of the machine, and is not used. The job's own token (${token.source}) is.`
    );
  }
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
  return token;
}
async function withCredentials(credentials, role, world) {
  const { settings, retries, io } = world;
  const who = { endpoint: (0, import_shared_aws_api_endpoint.stsEndpoint)(settings), region: settings.region };
  if (role !== void 0 && "arn" in role) return goOn({ credentials }, role, world);
  const identity = await (0, import_shared_ci.withRetries)(() => (0, import_shared_aws_api_endpoint.identify)(credentials, who, io), io, retries);
  if (role !== void 0) return goOn({ credentials }, siblingRole(role, identity), world);
  return { ...identity, credentials, roleArn: void 0, region: settings.region };
}
async function goOn({ credentials, transitiveTags = [] }, { arn }, { io, ...obtaining }) {
  const { settings } = obtaining;
  const { tags } = settings;
  const wanted = tags.skip ? [] : [...(0, import_shared_aws_api_endpoint.builtInTags)(io.env), ...tags.custom];
  const request = {
    ...sessionRequest(obtaining, arn),
    externalId: settings.externalId,
    tags: wanted.filter(({ Key }) => !transitiveTags.includes(Key)),
    transitive: tags.transitive
  };
  const session = await (0, import_shared_ci.withRetries)(() => assumeRole(request, credentials, io), io, obtaining.retries);
  return { ...session, transitiveTags: [...transitiveTags, ...session.transitiveTags ?? []] };
}
function siblingRole({ name }, { arn, accountId }) {
  return { arn: `arn:${arn.split(":")[1]}:iam::${accountId}:role/${name}` };
}
function sessionRequest({ settings, sessionName }, roleArn) {
  return {
    endpoint: (0, import_shared_aws_api_endpoint.stsEndpoint)(settings),
    region: settings.region,
    roleArn,
    sessionName,
    durationSeconds: settings.durationSeconds,
    inlinePolicy: settings.inlinePolicy,
    managedPolicies: settings.managedPolicies
  };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  checkToken,
  obtainGrants,
  obtainToken
});
