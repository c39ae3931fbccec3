var {
  publicHost,
  describedRefusal,
  isHttpUrl,
  maskInLog,
  meaningOfStatus,
  notFromAws,
  partitionOfRegion,
  retryAfter,
  withRetries,
  Secret,
  authOf,
  envValue,
  isObject,
  numberAt,
  parseJson,
  stringAt,
  HelperError
} = require("./action-shared.js");

// src/aws-api/custom-endpoint.ts
function customEndpoint(service, env) {
  for (const variable of [`AWS_ENDPOINT_URL_${service}`, "AWS_ENDPOINT_URL"]) {
    const url = envValue(env, variable);
    if (url === void 0) continue;
    if (isHttpUrl(url)) return url;
    throw new HelperError("option-invalid", `${variable} is not an http or https URL.`, {
      hint: "Correct or unset it."
    });
  }
  return void 0;
}

// src/aws-api/ecr.ts
async function getAuthorizationToken(request, credentials, io) {
  const { isPublic, region } = request;
  const endpoint = ecrEndpoint(request, io.env);
  const target = isPublic ? "SpencerFrontendService" : "AmazonEC2ContainerRegistry_V20150921";
  const unsigned = {
    method: "POST",
    url: endpoint,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `${target}.GetAuthorizationToken`
    },
    body: "{}"
  };
  const service = isPublic ? "ecr-public" : "ecr";
  const response = await io.http.send(await io.sign(unsigned, credentials, { service, region }));
  const asked = { service: "ECR", endpoint, failure: "Could not log in to Amazon ECR" };
  if (response.status !== 200) throw refused(response, asked, isPublic);
  const token = readToken(response.body);
  if (token === void 0) throw notFromAws(response, asked);
  return token;
}
function ecrEndpoint({ region, isPublic, useFips, useDualStack }, env) {
  const custom = customEndpoint(isPublic ? "ECR_PUBLIC" : "ECR", env);
  if (custom !== void 0) return custom;
  const { dnsSuffix, dualStackDnsSuffix } = partitionOfRegion(region);
  if (isPublic) return `https://api.ecr-public.${region}.${dnsSuffix}`;
  if (useDualStack) return `https://ecr${useFips ? "-fips" : ""}.${region}.${dualStackDnsSuffix}`;
  return `https://${useFips ? "ecr-fips" : "api.ecr"}.${region}.${dnsSuffix}`;
}
function readToken(body) {
  const answer = parseJson(body);
  const data = isObject(answer) ? [answer.authorizationData].flat()[0] : void 0;
  if (!isObject(data)) return void 0;
  const [username, password] = /^([^:]+):(.+)$/.exec(fromBase64(stringAt(data, "authorizationToken")))?.slice(1) ?? [];
  const expiresAt = (numberAt(data, "expiresAt") ?? Number.NaN) * 1e3;
  if (username === void 0 || password === void 0 || Number.isNaN(new Date(expiresAt).getTime())) return void 0;
  const host = stringAt(data, "proxyEndpoint")?.replace(/^https?:\/\//, "");
  if (host !== void 0 && !/^[\w.:/[\]-]+$/.test(host)) return void 0;
  return { host, username, password: new Secret(password), expiresAt };
}
function fromBase64(text = "") {
  return /^[\w+/]+=*$/.test(text) && text.length % 4 === 0 ? atob(text) : "";
}
var meanings = [
  [/^AccessDenied/, "ecr-access-denied"],
  [
    /^(UnrecognizedClient|InvalidSignature|ExpiredToken|IncompleteSignature|MissingAuthenticationToken)/,
    "credentials-invalid"
  ],
  [/^(Throttl|TooManyRequests|RequestLimitExceeded)/, "sts-throttled"]
];
function refused(response, asked, isPublic) {
  const refusal = readJsonRefusal(response);
  if (refusal === void 0) return notFromAws(response, asked);
  const [, known] = meanings.find(([codes]) => codes.test(refusal.code)) ?? [];
  const code = known ?? meaningOfStatus(response.status) ?? "ecr-refused";
  return new HelperError(code, `${asked.failure}: ${describedRefusal(refusal, asked)}`, {
    hint: hintFor(code, refusal, isPublic),
    retryAfterSeconds: retryAfter(response)
  });
}
function readJsonRefusal({ status, headers, body }) {
  const answer = parseJson(body);
  const type = isObject(answer) ? stringAt(answer, "__type") : void 0;
  if (!isObject(answer) || type === void 0) return void 0;
  return {
    status,
    code: type.replace(/^.*#/, ""),
    message: stringAt(answer, "message") ?? stringAt(answer, "Message") ?? "",
    requestId: headers["x-amzn-requestid"]
  };
}
function hintFor(code, { message }, isPublic) {
  if (code === "credentials-invalid") return "The credentials have expired or AWS does not know them. Use new ones.";
  if (code !== "ecr-access-denied") return void 0;
  if (/explicit deny/i.test(message)) {
    return "A Deny overrides every Allow. Find it in the kind of policy that AWS names.";
  }
  const actions = isPublic ? ["ecr-public:GetAuthorizationToken", "sts:GetServiceBearerToken"] : ["ecr:GetAuthorizationToken"];
  const statement = { Effect: "Allow", Action: actions, Resource: "*" };
  return `Add this statement to a permissions policy of the role; a session policy must allow it as well. Pulling and pushing need further permissions.

${JSON.stringify(statement, void 0, 2)}`;
}

// src/session/registry-logins.ts
async function registryLogins(holders, settings, io) {
  const announced = /* @__PURE__ */ new Set();
  const asked = /* @__PURE__ */ new Map();
  const ask = ({ holder, registry: { region, isPublic } }) => {
    const key = [holder.credentials.accessKeyId, region, isPublic].join(" ");
    const known = asked.get(key);
    if (known !== void 0) return known;
    const send = () => getAuthorizationToken({ ...settings, region, isPublic }, holder.credentials, io);
    const token = withRetries(send, io, { maxAttempts: settings.maxAttempts, announced });
    asked.set(key, token);
    return token;
  };
  const logins = await Promise.all(
    settings.registries.map(async (registry) => {
      const holder = holders.find(({ accountId }) => accountId === registry.accountId) ?? holders[0];
      const { host, ...login } = await ask({ holder, registry });
      return { ...login, host: registry.host ?? host ?? publicHost };
    })
  );
  await maskInLog(
    logins.flatMap((login) => [login.password, new Secret(authOf(login))]),
    io
  );
  return [...new Map(logins.map((login) => [login.host, login])).values()];
}
module.exports = {
  registryLogins
};
