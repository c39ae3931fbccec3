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
  doctor: () => doctor
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_U7JMB2E2 = require("./chunk-U7JMB2E2.js");
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_AK3BJWUF = require("./chunk-AK3BJWUF.js");
var import_chunk_DYX7TILT = require("./chunk-DYX7TILT.js");
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_PSKD4XTI = require("./chunk-PSKD4XTI.js");
var import_chunk_U5XZBYQ2 = require("./chunk-U5XZBYQ2.js");
var import_chunk_75IQJKCF = require("./chunk-75IQJKCF.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
async function getRole({ name, partition }, credentials, io) {
  const { endpoint, region } = iamOf(partition, io.env);
  const unsigned = {
    method: "POST",
    url: endpoint,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: `Action=GetRole&Version=2010-05-08&RoleName=${encodeURIComponent(name)}`
  };
  const response = await io.http.send(await io.sign(unsigned, credentials, { service: "iam", region }));
  if (response.status === 404 && (0, import_chunk_U5XZBYQ2.elementText)("Code", response.body) === "NoSuchEntity") return void 0;
  if (response.status !== 200) throw (0, import_chunk_U5XZBYQ2.refused)(response, endpoint, `The role ${name} cannot be read`);
  const document = (0, import_chunk_U5XZBYQ2.elementText)("AssumeRolePolicyDocument", response.body);
  const seconds = Number((0, import_chunk_U5XZBYQ2.elementText)("MaxSessionDuration", response.body) ?? 3600);
  if (document === void 0) throw (0, import_chunk_U5XZBYQ2.notFromSts)(endpoint);
  return { trustPolicy: document, maxSessionSeconds: seconds };
}
function iamOf(partitionId, env) {
  const { id, defaultRegion, dnsSuffix } = (0, import_chunk_U5XZBYQ2.partitionById)(partitionId) ?? {
    id: partitionId,
    defaultRegion: "us-east-1",
    dnsSuffix: "amazonaws.com"
  };
  const region = id === "aws-cn" ? "cn-north-1" : defaultRegion;
  const custom = env.AWS_ENDPOINT_URL_IAM || env.AWS_ENDPOINT_URL;
  if (custom) return { endpoint: custom, region };
  if (id === "aws") return { endpoint: `https://iam.${dnsSuffix}`, region };
  if (id === "aws-us-gov") return { endpoint: `https://iam.us-gov.${dnsSuffix}`, region };
  return { endpoint: `https://iam.${region}.${dnsSuffix}`, region };
}
async function examine(visit, world) {
  const { settings } = visit;
  const io = (0, import_chunk_U5XZBYQ2.withDeadline)({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  const ci = (0, import_chunk_B3XS7SUY.detectCi)(io.env, settings.ci);
  const room = { visit, ci, io };
  const given = policyInFile(room);
  const token = await tokenOf(room);
  const fetched = given === void 0 && visit.fetches ? await roleInIam(room) : void 0;
  const tried = visit.tries && token.problem === void 0 ? await tryExchange(room) : void 0;
  const sts = tried === void 0 ? await reachSts(room) : void 0;
  const known = given ?? fetched;
  const roleArn = visit.role?.arn ?? given?.roleArn ?? someRole(known?.policy);
  const request = { ...settings, roleArn, sessionName: sessionNameIn(room) };
  const { claims } = token;
  const diagnosis = claims && (0, import_chunk_AK3BJWUF.diagnose)({
    claims,
    request,
    ci: ci.id,
    now: io.clock.now(),
    refusal: tried?.refusal,
    policy: known?.policy,
    maxSessionSeconds: fetched?.maxSessionSeconds
  });
  const verdict = claims && known?.policy && (0, import_chunk_FB3SQ7ZW.evaluateToken)(known.policy, { claims, ...request });
  const problems = [token.problem, fetched?.problem, tried?.problem, sts?.problem];
  return {
    ci: { id: ci.id, name: ci.name },
    role: visit.role?.arn,
    token: token.token && timesOf(token.token, io),
    claims: diagnosis?.claims ?? [],
    provider: claims && providerFor(claims, roleArn),
    sts: {
      endpoint: (0, import_chunk_U5XZBYQ2.stsEndpoint)(settings),
      reachable: sts?.problem === void 0,
      ...sts?.milliseconds === void 0 ? {} : { milliseconds: sts.milliseconds }
    },
    trustPolicy: verdict && {
      source: settings.trustPolicy ?? "the role in IAM",
      accepts: verdict.allowed,
      comparison: (0, import_chunk_FB3SQ7ZW.explain)(verdict, claims)
    },
    notFetched: fetched?.reason,
    answer: tried?.answer,
    problems: [
      ...problems.filter((problem) => problem !== void 0),
      ...tried === void 0 ? (diagnosis?.findings ?? []).flatMap(problemOf) : []
    ],
    findings: diagnosis?.findings ?? [],
    acceptingPolicy: diagnosis?.policy
  };
}
async function tokenOf({ visit, ci, io }) {
  const { settings, claimsFile } = visit;
  if (claimsFile !== void 0) return { claims: (0, import_chunk_AK3BJWUF.plainClaims)((0, import_chunk_U7JMB2E2.readObject)(claimsFile, io)) };
  const from = settings.source?.kind === "token" ? settings.source.from : void 0;
  try {
    const token = await (from === void 0 ? ci.token(settings.audience, io) : (0, import_chunk_B3XS7SUY.tokenFrom)(from, io));
    await ci.mask?.([token.jwt], io);
    const found = { token, claims: (0, import_chunk_AK3BJWUF.plainClaims)(token.claims) };
    const problem = problemIn(() => {
      (0, import_chunk_U5XZBYQ2.checkToken)(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
    });
    return problem === void 0 ? found : { ...found, problem };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}
function problemIn(check) {
  try {
    check();
    return void 0;
  } catch (error) {
    return asProblem(error);
  }
}
function asProblem(error) {
  if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) throw error;
  const { code, message, hint } = error;
  return { code, message, hint };
}
function policyInFile({ visit: { role, settings }, io }) {
  const file = settings.trustPolicy;
  return file === void 0 ? void 0 : (0, import_chunk_DYX7TILT.policyForRole)((0, import_chunk_U7JMB2E2.readText)(file, io), file, role?.arn);
}
async function roleInIam({ visit: { role, settings }, io }) {
  if (role === void 0) return {};
  try {
    const credentials = await io.ambientCredentials({ withoutVariables: false, limit: io.clock.remaining() });
    const who = await (0, import_chunk_U5XZBYQ2.identify)(credentials, { endpoint: (0, import_chunk_U5XZBYQ2.stsEndpoint)(settings), region: settings.region }, io);
    if (who.accountId !== role.accountId) {
      return { reason: `The credentials here are of account ${who.accountId}, the role is of ${role.accountId}.` };
    }
    const found = await getRole(role, credentials, io);
    if (found === void 0) {
      const message = `There is no role ${role.name} in account ${role.accountId}.`;
      return { reason: message, problem: { code: "sts-access-denied", message, hint: "Check role-to-assume." } };
    }
    const document = { Role: { Arn: role.arn, AssumeRolePolicyDocument: found.trustPolicy } };
    const { policy } = (0, import_chunk_DYX7TILT.policyForRole)(JSON.stringify(document), role.arn, role.arn);
    return { policy, maxSessionSeconds: found.maxSessionSeconds };
  } catch (error) {
    return { reason: asProblem(error).message };
  }
}
async function tryExchange(room) {
  const { visit, ci, io } = room;
  const { source } = visit.settings;
  if (source === void 0) return { answer: { accepted: false, said: "" } };
  try {
    const obtaining = { settings: visit.settings, ci, sessionName: sessionNameIn(room), profileName: "default" };
    const { grants } = await (0, import_chunk_U5XZBYQ2.obtainGrants)(source, obtaining, io);
    return { answer: { accepted: true, said: grants.map(({ session }) => session.arn).join(", ") } };
  } catch (error) {
    const problem = asProblem(error);
    return { answer: { accepted: false, said: problem.message }, refusal: problem, problem };
  }
}
async function reachSts({ visit: { settings }, io }) {
  const begin = io.clock.now();
  try {
    await io.http.send({ method: "GET", url: (0, import_chunk_U5XZBYQ2.stsEndpoint)(settings), headers: {} });
    return { milliseconds: io.clock.now() - begin };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}
function sessionNameIn({ visit: { settings }, ci, io }) {
  return settings.sessionName ?? (0, import_chunk_V54TCRLP.jobOf)(ci, io).name;
}
function problemOf({ id, title, likelihood }) {
  return likelihood === "certain" ? [{ code: codes[id] ?? "sts-access-denied", message: title }] : [];
}
var codes = {
  "audience-list": "sts-audience",
  "claim-missing": "token-claim-missing",
  duration: "sts-validation",
  "request-token": "token-malformed",
  "roles-claim": "sts-role-pinned"
};
function timesOf({ source, claims }, { clock }) {
  const ends = (0, import_chunk_2ZDYLNSC.numberAt)(claims, "exp") ?? 0;
  const date = new Date(ends * 1e3);
  return {
    source,
    expires: Number.isNaN(date.getTime()) ? String(ends) : date.toISOString(),
    secondsLeft: Math.round(ends - clock.now() / 1e3)
  };
}
function providerFor(claims, roleArn) {
  const issuer = claims.iss ?? "";
  const [clientId = ""] = (0, import_chunk_FB3SQ7ZW.effectiveAudiences)(claims);
  return { arn: (0, import_chunk_FB3SQ7ZW.providerArn)(issuer, (0, import_chunk_FB3SQ7ZW.accountOf)(roleArn)), url: `https://${(0, import_chunk_FB3SQ7ZW.providerPath)(issuer)}`, clientId };
}
function someRole(policy) {
  const [provider = "arn:aws:iam::ACCOUNT:"] = policy?.statements.flatMap(({ principals }) => principals.federated) ?? [];
  const { partition, accountId } = (0, import_chunk_FB3SQ7ZW.accountOf)(provider);
  return `arn:${partition}:iam::${accountId}:role/ROLE`;
}
function exitCodeFor({ problems: [first] }) {
  return first === void 0 ? 0 : import_chunk_L5BOO6NY.errorCodes[first.code];
}
function printout(found) {
  const { ci, role, token, claims, provider, sts, trustPolicy, notFetched, answer } = found;
  const rows = [
    ["CI", `${ci.name} (${ci.id})`],
    role !== void 0 && ["Role", role],
    token && ["Token", `from ${token.source}, ${lifeOf(token)}`],
    ...claims.map(({ name, value }) => [`  ${name}`, value]),
    provider && ["In IAM", `the provider ${(0, import_chunk_AK3BJWUF.shown)(provider.arn)}`],
    provider && ["", `with the URL ${(0, import_chunk_AK3BJWUF.shown)(provider.url)} and the client ID ${(0, import_chunk_AK3BJWUF.shown)(provider.clientId)}`],
    ["STS", `${sts.endpoint} ${reachedText(sts)}`],
    trustPolicy && ["Trust policy", `${trustPolicy.source} ${trustPolicy.accepts ? "accepts" : "refuses"} this token`],
    notFetched !== void 0 && ["Trust policy", `not read: ${notFetched}`],
    answer && ["AWS", `${answer.accepted ? "gave the role" : "refused"}: ${answer.said}`]
  ];
  const shownRows = rows.filter((row) => typeof row === "object");
  const width = Math.max(...shownRows.map(([name]) => name.length).filter((length) => length < 26)) + 2;
  const lines = shownRows.map(([name, text]) => `${name.padEnd(width)}${name.length < width ? "" : " "}${text}`);
  const parts = [
    lines.join("\n"),
    trustPolicy === void 0 ? "" : trustPolicy.comparison.join("\n"),
    causesText(found),
    found.acceptingPolicy === void 0 ? "" : `A trust policy that accepts this token, and no other job\u2019s:
${(0, import_chunk_AK3BJWUF.jsonBlock)(found.acceptingPolicy)}`,
    verdictText(found)
  ];
  return (0, import_chunk_F573UN4B.printable)(`${parts.filter(Boolean).join("\n\n")}
`);
}
function lifeOf({ expires, secondsLeft }) {
  const minutes = Math.round(Math.abs(secondsLeft) / 60);
  const span = Math.abs(secondsLeft) < 120 ? `${Math.abs(secondsLeft)} s` : `${minutes} min`;
  return secondsLeft < 0 ? `expired ${span} ago (${expires})` : `valid for another ${span} (until ${expires})`;
}
function reachedText({ reachable, milliseconds }) {
  if (!reachable) return "does not answer";
  return milliseconds === void 0 ? "answers" : `answers (${milliseconds} ms)`;
}
function causesText({ findings, trustPolicy, answer }) {
  if (findings.length === 0) return "";
  const isKnown = trustPolicy !== void 0 || answer?.accepted === false;
  return `${isKnown ? "Causes, the likeliest first:" : "What a trust policy must take into account:"}
${(0, import_chunk_AK3BJWUF.findingsText)(findings)}`;
}
function verdictText({ problems, trustPolicy, answer }) {
  const [first] = problems;
  if (first !== void 0) {
    const all = problems.map(
      ({ code, message, hint }) => [`${code}: ${message}`, ...hint ? [hint] : []].join("\n  ")
    );
    return `What is wrong (exit code ${import_chunk_L5BOO6NY.errorCodes[first.code]}):
${all.map((text) => `- ${text}`).join("\n")}`;
  }
  if (trustPolicy !== void 0 || answer !== void 0) return "Nothing is wrong.";
  return "Nothing is wrong so far. Whether the role accepts the token, --trust-policy, --fetch-trust-policy or --try tells.";
}
var accepted = {
  options: (0, import_chunk_YHADPTRT.tableOptions)(
    "role-to-assume",
    "aws-region",
    "audience",
    "role-session-name",
    "role-duration-seconds",
    "trust-policy",
    "ci",
    "token-env",
    "token-command",
    "http-proxy",
    "no-proxy",
    "sts-endpoint",
    "timeout"
  ),
  flags: [
    { name: "token-file", value: "FILE", help: "The token, where this is not the job itself." },
    { name: "claims", value: "FILE", help: "The payload of a token as JSON, where the token is not at hand." },
    {
      name: "fetch-trust-policy",
      help: "Read the role with the credentials that are around (iam:GetRole), and compare with its trust policy."
    },
    { name: "try", help: "Ask AWS for the role, too. Nothing is handed over." },
    { name: "json", help: "Print JSON." }
  ]
};
var doctor = {
  help: `Usage: ci-aws-credentials doctor [options]

Looks at all that an exchange needs: the CI, the token and the claims that matter, the provider that
IAM must have, the way to AWS, and the trust policy, condition by condition. Says what is wrong and
what to change. Changes nothing itself, and shows no token.

Examples:
  npx ci-aws-credentials doctor --role-to-assume arn:aws:iam::123456789012:role/deploy --try
  npx ci-aws-credentials doctor --claims claims.json --trust-policy role.json

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}

Exit codes: 0 nothing is wrong, 2 the command line or a file is wrong, 3 no usable token, 4 AWS
refuses or would refuse, 5 AWS cannot be reached.
`,
  async run(args, io) {
    const given = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    const found = await examine(visitOf(given, io), io);
    io.print(given.flags.json ? `${JSON.stringify(found, void 0, 2)}
` : printout(found));
    return exitCodeFor(found);
  }
};
function visitOf(given, io) {
  const [tokenFile, claimsFile] = [(0, import_chunk_YHADPTRT.flagValue)(given, "token-file"), (0, import_chunk_YHADPTRT.flagValue)(given, "claims")];
  const options = {
    ...given.given,
    ...tokenFile === void 0 ? {} : { "web-identity-token-file": tokenFile }
  };
  if (tokenFile !== void 0 && claimsFile !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "--claims and --token-file are both given.");
  }
  const named = options["role-to-assume"] ?? (io.env.AWS_ROLE_ARN || void 0);
  const role = named === void 0 ? void 0 : (0, import_chunk_U5XZBYQ2.parseRole)(named);
  const visit = {
    role,
    settings: (0, import_chunk_PSKD4XTI.readSettings)({ ...options, "role-to-assume": role?.arn ?? anyRole(options["aws-region"]) }, io),
    claimsFile,
    fetches: given.flags["fetch-trust-policy"] === true,
    tries: given.flags.try === true
  };
  refuseUnanswerable(visit);
  return visit;
}
function refuseUnanswerable({ role, settings, claimsFile, fetches, tries }) {
  if (role === void 0 && (fetches || tries)) {
    throw new import_chunk_L5BOO6NY.HelperError("role-missing", `${tries ? "--try" : "--fetch-trust-policy"} needs a role.`, {
      hint: "Give --role-to-assume ARN."
    });
  }
  if (tries && claimsFile !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "--try needs a token, and --claims has none.", {
      hint: "Give --token-file FILE, or run it in the job."
    });
  }
  if (fetches && settings.trustPolicy !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "--trust-policy and --fetch-trust-policy are both given.");
  }
}
function anyRole(region) {
  return `arn:${(0, import_chunk_U5XZBYQ2.partitionOfRegion)(region ?? "").id}:iam::000000000000:role/unknown`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  doctor
});
