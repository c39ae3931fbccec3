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
  emulator: () => emulator
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_WBYWNBOH = require("./chunk-WBYWNBOH.js");
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_HWPDUU2V = require("./chunk-HWPDUU2V.js");
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_YJBW4IWP = require("./chunk-YJBW4IWP.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var import_node_path = require("node:path");
function invalidPlace({ path, file }, fault, hint) {
  return new import_chunk_L5BOO6NY.HelperError(
    "option-invalid",
    `${file}: ${path || "the config"} ${fault}.`,
    hint === void 0 ? {} : { hint }
  );
}
function readMembers(place, readers, needed = []) {
  const object = objectOf(place);
  const names = Object.keys(readers);
  const stray = Object.keys(object).find((key) => !names.some((name) => name === key));
  if (stray !== void 0) {
    throw invalidPlace(
      within(place, stray),
      "is not known",
      (0, import_chunk_BLPOU3UF.suggestion)(stray, names) ?? `Known are ${names.join(", ")}.`
    );
  }
  const missing = needed.find((name) => !Object.hasOwn(object, name));
  if (missing !== void 0) throw invalidPlace(within(place, missing), "is missing");
  const members = names.filter((name) => Object.hasOwn(object, name)).map((name) => [name, readers[name]({ ...within(place, name), value: object[name] })]);
  return Object.fromEntries(members);
}
function objectOf(place) {
  if ((0, import_chunk_2ZDYLNSC.isObject)(place.value)) return place.value;
  throw invalidPlace(place, "is not an object");
}
function itemsOf(place) {
  if (!Array.isArray(place.value)) throw invalidPlace(place, "is not a list");
  return place.value.map((value, index) => ({ ...place, path: `${place.path}[${index}]`, value }));
}
function textOf(place) {
  if (typeof place.value === "string" && place.value !== "") return place.value;
  throw invalidPlace(place, "is not a text");
}
function matching(place, form, meaning) {
  if (typeof place.value === "string" && form.test(place.value)) return place.value;
  throw invalidPlace(place, `is not ${meaning}`);
}
function wholeNumberOf(place, range) {
  const { value } = place;
  if (typeof value === "number" && Number.isInteger(value) && value >= range[0] && value <= range[1]) return value;
  throw invalidPlace(place, `is not a whole number from ${range[0]} to ${range[1]}`);
}
function choiceOf(place, choices) {
  const chosen = choices.find((choice) => choice === place.value);
  if (chosen !== void 0) return chosen;
  throw invalidPlace(place, `is none of ${choices.join(", ")}`);
}
function within(place, name) {
  const path = /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
  return { ...place, path: place.path === "" ? path : `${place.path}.${path}` };
}
var natural = [1, Number.MAX_SAFE_INTEGER];
var integer = [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
function parseConfig(text, file, files) {
  const value = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  if (value === void 0) throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${file} is not JSON.`);
  const config = readMembers(
    { value, path: "", file },
    {
      accountId: accountIdOf,
      providers: (list) => itemsOf(list).map(readProvider),
      roles: (list) => itemsOf(list).map((item) => readRole(item, files)),
      users: (list) => itemsOf(list).map(readUser),
      jobs: readJobs,
      faults: (list) => itemsOf(list).map(readFault),
      sessionSeconds: (seconds) => wholeNumberOf(seconds, natural),
      signingAlgorithm: (name) => choiceOf(name, ["ES256", "RS256"])
    }
  );
  const { accountId = import_chunk_WBYWNBOH.defaultAccountId, providers, ...rest } = config;
  const defaults = (0, import_chunk_WBYWNBOH.defaultConfig)(accountId);
  return {
    ...defaults,
    ...rest,
    providers: providers?.map((entry) => ({ accountId, ...entry })) ?? defaults.providers
  };
}
function accountIdOf(place) {
  return matching(place, /^\d{12}$/, "an account ID: a text of twelve digits");
}
function readProvider(place) {
  const readers = {
    // To the letter: AWS compares it with `iss`, and a slash at the end is a difference.
    url: (url) => matching(url, /^https?:\/\/[^/\s]\S*$/, "a URL with https://"),
    clientIds: (list) => itemsOf(list).map(textOf),
    accountId: accountIdOf
  };
  return readMembers(place, readers, ["url", "clientIds"]);
}
function readRole(place, files) {
  const readers = {
    arn: (arn2) => arnOf(arn2, "role"),
    trustPolicy: (policy) => readTrustPolicy(policy, files),
    maxSessionDuration: (seconds) => wholeNumberOf(seconds, [3600, 43200])
  };
  const { arn, trustPolicy, maxSessionDuration = 3600 } = readMembers(place, readers, ["arn", "trustPolicy"]);
  return { arn, ...trustPolicy, maxSessionDuration };
}
function arnOf(place, kind) {
  const text = textOf(place);
  if ((0, import_chunk_WBYWNBOH.parseIamArn)(text, kind) !== void 0) return text;
  throw invalidPlace(place, `is not the ARN of a ${kind}`, `It looks like arn:aws:iam::123456789012:${kind}/NAME.`);
}
function readTrustPolicy(place, files) {
  if (typeof place.value === "string") return loadTrustPolicy((0, import_node_path.resolve)((0, import_node_path.dirname)(place.file), place.value), files);
  const policy = objectOf(place);
  return { trustPolicy: (0, import_chunk_FB3SQ7ZW.readPolicy)(policy, `${place.file}: ${place.path}`), trustPolicyText: JSON.stringify(policy) };
}
function loadTrustPolicy(path, files) {
  const text = files.read(path);
  if (text === void 0) throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `There is no trust policy at ${path}.`);
  return { trustPolicy: (0, import_chunk_FB3SQ7ZW.parsePolicy)(text, path), trustPolicyText: text };
}
function readUser(place) {
  const readers = {
    arn: (arn) => arnOf(arn, "user"),
    accessKeyId: textOf,
    secretAccessKey: textOf
  };
  return readMembers(place, readers, ["arn", "accessKeyId", "secretAccessKey"]);
}
function readJobs(place) {
  const readers = import_chunk_WBYWNBOH.emulatedCis.map((ci) => [ci.id, (job) => readJob(job, ci)]);
  return readMembers(place, Object.fromEntries(readers));
}
function readJob(place, ci) {
  const readers = {
    audience: textOf,
    ref: (ref) => matching(ref, /^refs\/(heads|tags)\/./, "a ref like refs/heads/main"),
    environment: textOf,
    pullRequest: (number) => wholeNumberOf(number, natural),
    variant: (variant) => choiceOf(variant, ci.variants),
    claims: objectOf,
    lifetimeSeconds: (seconds) => wholeNumberOf(seconds, integer),
    clockSkewSeconds: (seconds) => wholeNumberOf(seconds, integer)
  };
  return readMembers(place, readers);
}
function readFault(place) {
  const details = {
    times: (times) => wholeNumberOf(times, natural),
    status: (status) => wholeNumberOf(status, [400, 599]),
    retryAfter: (seconds) => wholeNumberOf(seconds, natural),
    seconds: (seconds) => wholeNumberOf(seconds, integer)
  };
  const { on } = objectOf(place);
  if (on === "sts") {
    const kind = (member) => choiceOf(member, import_chunk_WBYWNBOH.stsFaults);
    return readMembers(place, { ...details, on: () => on, kind, action: textOf }, ["kind"]);
  }
  if (on === "token") {
    const kind = (member) => choiceOf(member, import_chunk_WBYWNBOH.tokenFaults);
    return readMembers(place, { ...details, on: () => on, kind }, ["kind"]);
  }
  throw invalidPlace(place, "is neither on sts nor on token", 'Add "on": "sts" or "on": "token".');
}
var longestSession = 43200;
function configForRole(arn, policyFile, files) {
  const parts = (0, import_chunk_WBYWNBOH.parseIamArn)(arn, "role");
  if (parts === void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("role-invalid", `${arn} is not the ARN of a role.`, {
      hint: "It looks like arn:aws:iam::123456789012:role/NAME."
    });
  }
  const policy = loadTrustPolicy(policyFile, files);
  const defaults = (0, import_chunk_WBYWNBOH.defaultConfig)(parts.accountId);
  return {
    ...defaults,
    providers: withPolicyProviders(defaults.providers, policy.trustPolicy, parts.accountId),
    roles: [{ arn, ...policy, maxSessionDuration: longestSession }]
  };
}
function withPolicyProviders(known, policy, accountId) {
  const named = policy.statements.flatMap(({ principals }) => principals.federated).map(issuerOf);
  const urls = /* @__PURE__ */ new Set([...known.map(({ url }) => url), ...named]);
  return [...urls].map((url) => {
    const usual = known.find((provider) => provider.url === url)?.clientIds ?? [];
    return { url, accountId, clientIds: [.../* @__PURE__ */ new Set([...usual, ...audiencesIn(policy, url)])] };
  });
}
function issuerOf(providerArn) {
  return `https://${providerArn.replace(/^.*:oidc-provider\//, "")}`;
}
function audiencesIn({ statements }, issuer) {
  const key = `${issuer.replace("https://", "")}:aud`.toLowerCase();
  return statements.flatMap(({ conditions }) => conditions).filter((condition) => condition.key.toLowerCase() === key).flatMap(({ values }) => values);
}
var accepted = {
  options: [],
  flags: [
    { name: "role", value: "ARN", help: "One role, with the trust policy of --trust-policy." },
    { name: "trust-policy", value: "FILE", help: "The trust policy of --role." },
    { name: "config", value: "FILE", help: "A whole account: providers, roles, users, jobs, faults (JSON)." },
    {
      name: "ci",
      value: "NAME",
      help: `Also print what makes a terminal a job of this CI: ${import_chunk_WBYWNBOH.emulatedCis.map(({ id }) => id).join(", ")}.`
    },
    { name: "port", value: "N", help: "Where to listen. Default: a free port." },
    { name: "json", help: "Print one line of JSON when ready." }
  ]
};
var emulator = {
  help: `Usage: ci-aws-credentials emulator [options]

Runs an OIDC issuer, a CI's token endpoint and AWS STS on this machine, for trying a pipeline and a
trust policy without AWS. Signatures, audiences and trust policies are checked as AWS does; each
request is logged with what was decided, and why. The credentials it gives are good for nothing else.
Without --role and --config there is a role NAME-deploy for the branch main of each CI.

Example:
  ci-aws-credentials emulator --role arn:aws:iam::123456789012:role/deploy --trust-policy trust.json --ci github
  # in another terminal: paste what it printed, then
  ci-aws-credentials --role-to-assume arn:aws:iam::123456789012:role/deploy

Options:
${(0, import_chunk_YJBW4IWP.optionsHelp)(accepted)}
`,
  async run(args, io) {
    const { flags } = (0, import_chunk_YHADPTRT.parseArguments)(args, accepted);
    const ci = flags.ci === void 0 ? void 0 : (0, import_chunk_WBYWNBOH.findCi)(String(flags.ci));
    const config = readConfig(flags, io.files);
    const interrupted = io.untilInterrupted();
    const running = await (0, import_chunk_WBYWNBOH.startEmulator)(config, {
      port: portOf(flags.port),
      onRequest: (request) => io.log.info((0, import_chunk_WBYWNBOH.describeRequest)(request))
    });
    try {
      const job = ci === void 0 ? {} : await running.jobEnvironment(ci.id);
      const environment = { AWS_ENDPOINT_URL_STS: running.url, ...job };
      const roles = config.roles.map(({ arn }) => arn);
      const files = ci?.files ?? [];
      if (flags.json) {
        io.print(`${JSON.stringify({ url: running.url, roles, environment, files })}
`);
      } else {
        io.log.info(`AWS is emulated at ${running.url}, for this machine only. Ctrl-C ends it. Its roles:`);
        for (const role of roles) io.log.info(`  ${role}`);
        io.log.info("Paste these lines into another terminal:");
        io.print((0, import_chunk_HWPDUU2V.shellLines)("sh", environment));
        for (const name of files) io.print(`export ${name}="$(mktemp)"
`);
      }
      await interrupted;
    } finally {
      await running.close();
    }
    return 0;
  }
};
function readConfig(flags, files) {
  const { config, role, "trust-policy": trustPolicy } = flags;
  if (config !== void 0 && (role ?? trustPolicy) !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "The options --config and --role exclude each other.", {
      hint: 'Put the role into the config, under "roles".'
    });
  }
  if (config !== void 0) {
    const path = String(config);
    const text = files.read(path);
    if (text === void 0) throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `There is no config at ${path}.`);
    return parseConfig(text, path, files);
  }
  if (role === void 0 && trustPolicy === void 0) return (0, import_chunk_WBYWNBOH.defaultConfig)();
  if (role === void 0 || trustPolicy === void 0) {
    const [given, missing] = role === void 0 ? ["--trust-policy", "--role"] : ["--role", "--trust-policy"];
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", `The option ${given} needs ${missing}, too.`);
  }
  return configForRole(String(role), String(trustPolicy), files);
}
function portOf(given = "0") {
  const port = /^\d{1,5}$/.test(String(given)) ? Number(given) : Number.NaN;
  if (port <= 65535) return port;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `--port cannot be ${JSON.stringify(given)}.`, {
    hint: "A port is a number up to 65535."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  emulator
});
