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
  elementText: () => elementText,
  identify: () => identify,
  notFromSts: () => notFromSts,
  obtainGrants: () => obtainGrants,
  obtainToken: () => obtainToken,
  parseRole: () => parseRole,
  parseSettings: () => parseSettings,
  partitionById: () => partitionById,
  partitionOfRegion: () => partitionOfRegion,
  refused: () => refused,
  stsEndpoint: () => stsEndpoint,
  withDeadline: () => withDeadline
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_75IQJKCF = require("./chunk-75IQJKCF.js");
var import_chunk_V54TCRLP = require("./chunk-V54TCRLP.js");
var import_chunk_B3XS7SUY = require("./chunk-B3XS7SUY.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var crypto_exports = {};
(0, import_chunk_V3BU2VDU.__export)(crypto_exports, {
  createHash: () => createHash,
  createHmac: () => createHmac,
  getRandomValues: () => getRandomValues,
  randomUUID: () => randomUUID
});
var createHash, createHmac, getRandomValues, randomUUID;
var init_crypto = (0, import_chunk_V3BU2VDU.__esm)({
  "late:crypto"() {
    createHash = (...args) => (0, import_chunk_V3BU2VDU.__require)("node:crypto").createHash(...args);
    createHmac = (...args) => (0, import_chunk_V3BU2VDU.__require)("node:crypto").createHmac(...args);
    getRandomValues = (...args) => (0, import_chunk_V3BU2VDU.__require)("node:crypto").getRandomValues(...args);
    randomUUID = (...args) => (0, import_chunk_V3BU2VDU.__require)("node:crypto").randomUUID(...args);
  }
});
var commercial = {
  id: "aws",
  regionPattern: /^/,
  defaultRegion: "us-east-1",
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws"
};
var partitions = [
  {
    id: "aws-cn",
    regionPattern: /^cn-/,
    defaultRegion: "cn-northwest-1",
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn"
  },
  {
    id: "aws-us-gov",
    regionPattern: /^us-gov-/,
    defaultRegion: "us-gov-west-1",
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws"
  },
  {
    id: "aws-eusc",
    regionPattern: /^eusc-/,
    defaultRegion: "eusc-de-east-1",
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu"
  },
  {
    id: "aws-iso",
    regionPattern: /^us-iso-/,
    defaultRegion: "us-iso-east-1",
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov"
  },
  {
    id: "aws-iso-b",
    regionPattern: /^us-isob-/,
    defaultRegion: "us-isob-east-1",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud"
  },
  {
    id: "aws-iso-e",
    regionPattern: /^eu-isoe-/,
    defaultRegion: "eu-isoe-west-1",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk"
  },
  {
    id: "aws-iso-f",
    regionPattern: /^us-isof-/,
    defaultRegion: "us-isof-south-1",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov"
  },
  commercial
];
function partitionOfRegion(region) {
  return partitions.find(({ regionPattern }) => regionPattern.test(region)) ?? commercial;
}
function partitionById(id) {
  return partitions.find((partition) => partition.id === id);
}
function isRoleName(text) {
  return /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && !/^\d{12}\//.test(text);
}
var roleArn = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;
function parseRole(text) {
  const [, partition, accountId, name] = roleArn.exec(text) ?? [];
  if (partition === void 0 || accountId === void 0 || name === void 0 || text.length > 2048) {
    throw new import_chunk_L5BOO6NY.HelperError("role-invalid", `role-to-assume is not the ARN of a role: ${JSON.stringify(text)}.`, {
      hint: adviceFor(text)
    });
  }
  return { arn: text, partition, accountId, name };
}
function adviceFor(text) {
  const form = "arn:aws:iam::123456789012:role/NAME";
  const accountAndName = /^(\d{12})[:/](?:role\/)?([\w+=,.@/-]+)$/.exec(text);
  if (accountAndName !== null) return `Did you mean arn:aws:iam::${accountAndName[1]}:role/${accountAndName[2]}?`;
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(text);
  if (session !== null) {
    return `This is the ARN of a session. The role's own is arn:${session[1]}:iam::${session[2]}:role/${session[3]} (with its path, if it has one).`;
  }
  if (/^arn:aws[a-z-]*:iam::\d{12}:user\//.test(text)) {
    return `A user cannot be assumed. Give the ARN of a role: ${form}.`;
  }
  if (/^[\w+=,.@-]{1,64}$/.test(text)) {
    return `A token does not say which AWS account is meant. Give the whole ARN: arn:aws:iam::<12-digit account>:role/${text}.`;
  }
  return `Give the role's ARN as IAM shows it: ${form}. Quotes, blanks and unset variables in the job's YAML are the usual suspects.`;
}
function parseRegionOf(text, role, isOwnServer = false) {
  const partition = partitionById(role?.partition ?? "aws");
  if (text !== void 0) {
    const region = checkedRegion(text, isOwnServer);
    if (role !== void 0 && partition !== void 0) refuseForeign(region, role);
    return region;
  }
  if (partition !== void 0) return partition.defaultRegion;
  throw new import_chunk_L5BOO6NY.HelperError("region-invalid", `No region is given, and the partition ${role?.partition} is not known.`, {
    hint: "Give aws-region."
  });
}
function refuseForeign(region, { arn, partition }) {
  const theirs = partitionOfRegion(region).id;
  if (theirs === partition) return;
  throw new import_chunk_L5BOO6NY.HelperError(
    "region-invalid",
    `The region ${region} is of the partition ${theirs}, the role ${arn} of ${partition}. They never meet.`,
    {
      hint: `Give a region of ${partition} (${partitionById(partition)?.defaultRegion}, for instance), or a role of ${theirs}.`
    }
  );
}
function checkedRegion(text, isOwnServer) {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  const zone = /^([a-z]{2,}(?:-[a-z]+)+-\d{1,2})[a-z]$/.exec(text);
  if (isOwnServer && zone === null && /^[a-z0-9-]+$/.test(text)) return text;
  throw new import_chunk_L5BOO6NY.HelperError("region-invalid", `aws-region is not a region: ${JSON.stringify(text)}.`, {
    hint: zone === null ? "It looks like eu-central-1." : `This is an availability zone. Its region is ${zone[1]}.`
  });
}
function integer(name, text, { least, most }) {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new import_chunk_L5BOO6NY.HelperError(
    "option-invalid",
    `${name} must be a whole number from ${least} to ${most}, and is ${JSON.stringify(text)}.`
  );
}
function flag(name, text) {
  if (text === void 0) return void 0;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${name} must be true or false, and is ${JSON.stringify(text)}.`);
}
function oneOf(name, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== void 0) return choice;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${name} cannot be ${JSON.stringify(text)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(text, choices) ?? `Choose from ${choices.join(", ")}.`
  });
}
function words(text) {
  return (text ?? "").split(/[\s,]+/).filter((word) => word !== "");
}
function lines(text) {
  return (text ?? "").split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== "");
}
function parseRoles(text, region) {
  const entries = lines(text).map((line) => parseEntry(line, region));
  const names = entries.map(({ profile }) => profile);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== void 0) throw invalid(`names the profile ${twice} twice`, "Give every role a profile of its own.");
  for (const { profile, via } of entries) {
    if (via === void 0 || names.includes(via)) continue;
    throw invalid(
      `has ${profile} go via ${via}, which is not in the list`,
      (0, import_chunk_BLPOU3UF.suggestion)(via, names) ?? `Add a line for ${via}.`
    );
  }
  return inOrder(entries, []);
}
function parseEntry(line, commonRegion) {
  const [first = "", ...rest] = line.split(",").map((part) => part.trim());
  const [profile, arn] = pair(first, line);
  const settings2 = new Map(rest.map((part) => pair(part, line)));
  for (const name of settings2.keys()) {
    if (name === "via" || name === "region") continue;
    throw invalid(
      `holds ${JSON.stringify(name)} in the line for ${profile}`,
      (0, import_chunk_BLPOU3UF.suggestion)(name, ["via", "region"]) ?? "A line may hold via and region."
    );
  }
  const role = parseRole(arn);
  const via = settings2.get("via");
  return {
    profile: (0, import_chunk_V54TCRLP.validateProfileName)(profile, "roles"),
    role,
    via,
    region: parseRegionOf(settings2.get("region") ?? commonRegion, role)
  };
}
function pair(part, line) {
  const [, name, value] = /^([^=\s]+)\s*=\s*(\S+)$/.exec(part) ?? [];
  if (name !== void 0 && value !== void 0) return [name, value];
  throw invalid(
    `has a line that is not understood: ${JSON.stringify(line)}`,
    "It looks like: staging = arn:aws:iam::123456789012:role/deploy, via = base, region = eu-central-1"
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
  throw invalid(`goes round in a circle: ${circle}`, "At least one of them must be assumed with the token.");
}
function invalid(what, hint) {
  return new import_chunk_L5BOO6NY.HelperError("option-invalid", `roles ${what}.`, { hint });
}
var limit = 2048;
function parseSessionPolicies(given) {
  const inlinePolicy = given["inline-session-policy"];
  const managedPolicies = lines(given["managed-session-policies"]);
  const wrong = managedPolicies.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", `managed-session-policies holds no policy ARN: ${JSON.stringify(wrong)}.`, {
      hint: "Give one ARN a line: arn:aws:iam::aws:policy/ReadOnlyAccess."
    });
  }
  if (managedPolicies.length > 10) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "policy-invalid",
      `managed-session-policies holds ${managedPolicies.length} policies; STS takes ten.`
    );
  }
  if (inlinePolicy === void 0) return { inlinePolicy, managedPolicies };
  if (!(0, import_chunk_2ZDYLNSC.isObject)((0, import_chunk_2ZDYLNSC.parseJson)(inlinePolicy))) {
    throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", "inline-session-policy is not a JSON object.", {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[\u2026]}. In YAML, put it in a block scalar (|).'
    });
  }
  const length = inlinePolicy.length + managedPolicies.join("").length;
  if (length > limit) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "policy-invalid",
      `The session policies are ${length} characters long together; STS takes ${limit}.`,
      { hint: "Drop white space and Sids, or use managed-session-policies." }
    );
  }
  return { inlinePolicy, managedPolicies };
}
var limits = { tags: 50, key: 128, value: 256 };
var allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
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
function withoutDroppable(tags) {
  const droppable = builtIn.filter(([, , drop]) => drop).map(([key]) => key);
  return tags.filter(({ Key }) => !droppable.includes(Key));
}
function transitiveKeys(wanted, tags) {
  return wanted.filter((key) => tags.some(({ Key }) => Key === key));
}
function parseCustomTags(text) {
  if (text === void 0) return [];
  const value = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  if (value === void 0) throw invalid2("input is not valid JSON");
  if (!(0, import_chunk_2ZDYLNSC.isObject)(value)) throw invalid2("input must be a JSON object (not an array or primitive)");
  const tags = Object.entries(value).map(([key, entry]) => parseTag(key, entry));
  const total = tags.length + protectedKeys.length;
  if (total > limits.tags) throw invalid2(`total session tags (${total}) would exceed the AWS limit of ${limits.tags}`);
  return tags;
}
function parseTag(key, value) {
  if (!["string", "number", "boolean"].includes(typeof value)) {
    throw invalid2(`value for key '${key}' must be a string, number, or boolean (not an object or array)`);
  }
  const text = String(value);
  if (key.length < 1 || key.length > limits.key)
    throw invalid2(`key '${key}' must be between 1 and ${limits.key} characters`);
  if (text.length > limits.value)
    throw invalid2(`value for key '${key}' exceeds maximum length of ${limits.value} characters`);
  const signs = "contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@";
  if (!allowed.test(key)) throw invalid2(`key '${key}' ${signs}`);
  if (!allowed.test(text)) throw invalid2(`value for key '${key}' ${signs}`);
  if (protectedKeys.includes(key)) {
    throw invalid2(`key '${key}' conflicts with a protected session tag set by this action and cannot be overridden`);
  }
  return { Key: key, Value: text };
}
function invalid2(what) {
  return new import_chunk_L5BOO6NY.HelperError("option-invalid", `custom-tags: ${what}`, {
    hint: 'Give a JSON object of texts, numbers or booleans: {"Team": "payments", "CostCenter": 42}.'
  });
}
function parseSource(given, env) {
  if (given.roles !== void 0) return sourceOfRoles(given);
  const text = given["role-to-assume"];
  const keys = parseKeys(given);
  const from = parseTokenSource(given);
  if (text !== void 0 && from !== void 0) return { kind: "token", role: parseRole(text), from };
  if (keys !== void 0) return { kind: "keys", role: roleOrName(text), credentials: keys };
  const chaining = flag("role-chaining", given["role-chaining"]) ?? false;
  if (chaining && text === void 0) throw roleMissing("role-chaining needs a role to go on to.");
  if (chaining) return { kind: "ambient", role: roleOrName(text) };
  const skipsToken = flag("force-skip-oidc", given["force-skip-oidc"]) ?? false;
  if (skipsToken && text !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "option-conflict",
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: "Or role-chaining, to assume the role with credentials that are already there." }
    );
  }
  const unset = flag("unset-current-credentials", given["unset-current-credentials"]) ?? false;
  const hasSigns = hasAmbientSigns(unset ? { ...env, AWS_ACCESS_KEY_ID: void 0 } : env);
  if (text !== void 0) {
    const ambient = hasNoToken(env) && hasSigns;
    return ambient ? { kind: "ambient", role: roleOrName(text) } : { kind: "token", role: parseRole(text), from };
  }
  const useExisting = flag("use-existing-credentials", given["use-existing-credentials"]) ?? false;
  if (skipsToken || useExisting) return { kind: "ambient", role: void 0 };
  if (unset) return void 0;
  if (env.GITHUB_ACTIONS === "true" && hasSigns) return { kind: "ambient", role: void 0 };
  throw roleMissing("No role is given.");
}
function sourceOfRoles(given) {
  const [first] = parseRoles(given.roles, given["aws-region"]);
  if (first === void 0) throw roleMissing("roles names no role.");
  for (const name of ["role-to-assume", "aws-access-key-id", "role-chaining", "aws-profile"]) {
    if (given[name] === void 0) continue;
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", `roles and ${name} exclude each other.`, {
      hint: "roles says which roles, and which profile each becomes; the job\u2019s token assumes them."
    });
  }
  return { kind: "token", role: first.role, from: parseTokenSource(given) };
}
function hasNoToken(env) {
  return env.GITHUB_ACTIONS === "true" && (env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? "") === "";
}
function hasAmbientSigns(env) {
  const signs = [
    env.AWS_ACCESS_KEY_ID,
    env.AWS_CONTAINER_CREDENTIALS_FULL_URI,
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
    env.AWS_WEB_IDENTITY_TOKEN_FILE,
    env.AWS_PROFILE
  ];
  return signs.some((sign) => (sign ?? "") !== "");
}
function parseKeys(given) {
  const accessKeyId = given["aws-access-key-id"];
  const secretAccessKey = given["aws-secret-access-key"];
  const sessionToken = given["aws-session-token"];
  if (accessKeyId === void 0) return void 0;
  if (secretAccessKey === void 0) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "option-conflict",
      "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
      { hint: "A secret that is not set, or not given to this repository or to forks, arrives as nothing." }
    );
  }
  return {
    accessKeyId,
    secretAccessKey: new import_chunk_2ZDYLNSC.Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new import_chunk_2ZDYLNSC.Secret(sessionToken) }
  };
}
function roleOrName(text) {
  if (text === void 0) return void 0;
  return isRoleName(text) ? { name: text } : parseRole(text);
}
function knownRole(source) {
  return source?.role !== void 0 && "arn" in source.role ? source.role : void 0;
}
function parseTokenSource(given) {
  const sources = [];
  const name = given["token-env"];
  if (name !== void 0) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "token-env is not the name of a variable.", {
        hint: "Give the name (AWS_ID_TOKEN), not the value: what starts with $ has been replaced by the shell, and a token must not be on a command line."
      });
    }
    sources.push({ kind: "env", name });
  }
  const path = given["web-identity-token-file"];
  if (path !== void 0) sources.push({ kind: "file", path });
  const line = given["token-command"];
  if (line !== void 0) sources.push({ kind: "command", line });
  if (sources.length > 1) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "The token is said to be in several places.", {
      hint: "Give one of token-env, web-identity-token-file and token-command."
    });
  }
  return sources[0];
}
function roleMissing(message) {
  return new import_chunk_L5BOO6NY.HelperError("role-missing", message, {
    hint: "Say which role to assume: role-to-assume (--role-to-assume on the command line), or the variable AWS_ROLE_ARN. It looks like arn:aws:iam::123456789012:role/NAME."
  });
}
var exportNames = ["env", "outputs", "profile", "none"];
var profileTypes = ["web-identity", "process", "static"];
function parseSettings(given, env) {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const timeout = integer("timeout", given.timeout ?? "90", { least: 0, most: 86400 });
  const useFips = isTrue(env.AWS_USE_FIPS_ENDPOINT);
  const useDualStack = isTrue(env.AWS_USE_DUALSTACK_ENDPOINT);
  return {
    given: withoutSecrets(given),
    ci: given.ci,
    source,
    region: parseRegionOf(given["aws-region"], knownRole(source), given["sts-endpoint"] !== void 0),
    audience: given.audience,
    sessionName: parseSessionName(given["role-session-name"]),
    durationSeconds: parseDuration(given["role-duration-seconds"]),
    ...parseSessionPolicies(given),
    chain: parseChain(given),
    roles: parseRoles(given.roles, given["aws-region"]),
    externalId: parseExternalId(given["role-external-id"]),
    trustPolicy: given["trust-policy"],
    tags: {
      skip: flag("role-skip-session-tagging", given["role-skip-session-tagging"]) ?? false,
      custom: parseCustomTags(given["custom-tags"]),
      transitive: lines(given["transitive-tag-keys"])
    },
    allowedAccounts: parseAccounts(given["allowed-account-ids"]),
    useExisting: flag("use-existing-credentials", given["use-existing-credentials"]) ?? false,
    unsetCurrent: flag("unset-current-credentials", given["unset-current-credentials"]) ?? false,
    plainSecretKey: flag("special-characters-workaround", given["special-characters-workaround"]) ?? false,
    exports: parseExports(given.export),
    profile: {
      name: given["aws-profile"] === void 0 ? void 0 : (0, import_chunk_V54TCRLP.validateProfileName)(given["aws-profile"], "aws-profile"),
      type: given["profile-type"] === void 0 ? void 0 : oneOf("profile-type", given["profile-type"], profileTypes),
      overwrite: flag("overwrite-aws-profile", given["overwrite-aws-profile"]) ?? false
    },
    outputEnvCredentials: flag("output-env-credentials", given["output-env-credentials"]),
    outputCredentials: flag("output-credentials", given["output-credentials"]) ?? false,
    maskAccountId: flag("mask-aws-account-id", given["mask-aws-account-id"]) ?? false,
    summary: flag("summary", given.summary) ?? false,
    stsEndpoint: parseEndpoint(given["sts-endpoint"], useFips || useDualStack),
    useFips,
    useDualStack,
    proxy: { proxy: (0, import_chunk_75IQJKCF.parseProxy)(given["http-proxy"]), noProxy: words(given["no-proxy"]) },
    mostTries: parseMostTries(given),
    // configure-aws-credentials counts 0 as no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout
  };
}
function withoutSecrets(given) {
  const { "aws-secret-access-key": _key, "aws-session-token": _token, ...rest } = given;
  return rest;
}
function checkText(name, value) {
  if (/eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) {
    throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${name} holds a token. No option takes one.`, {
      hint: "Say where the token is, so that it is on no command line and in no log: token-env NAME (a variable) or web-identity-token-file FILE."
    });
  }
  const kind = import_chunk_4SR2BHRQ.options.find((option) => option.name === name)?.kind;
  const forbidden = kind === "list" || kind === "lines" || kind === "json" ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${name} holds a line end or a NUL.`, {
      hint: `Give ${name} as one line of text. In YAML, a block scalar (| or >) ends in a line end; write the value after the colon.`
    });
  }
}
function parseChain(given) {
  const roles = lines(given["role-chain"]).map(parseRole);
  if (roles.length > 0 && given.roles !== void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "role-chain and roles exclude each other.", {
      hint: "In roles, `via` chains: last = ARN, via = first."
    });
  }
  return roles;
}
function parseMostTries(given) {
  if (flag("disable-retry", given["disable-retry"])) return 1;
  const text = given["retry-max-attempts"];
  if (text === void 0) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer("retry-max-attempts", /^-\d+$/.test(text) ? "0" : text, { least: 0, most: 1e6 }));
}
function parseExternalId(text) {
  if (text === void 0 || /^[\w+=,.@:/-]{2,1224}$/.test(text)) return text;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", "role-external-id must be 2 to 1224 letters, digits and _+=,.@:/- signs.");
}
function parseSessionName(text) {
  if (text === void 0 || /^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new import_chunk_L5BOO6NY.HelperError(
    "session-name-invalid",
    `role-session-name must be 2 to 64 letters, digits and _+=,.@- signs, and is ${JSON.stringify(text)} (${text.length}).`,
    {
      hint: "Shorten it or replace the other signs, or leave it out: the default is made of the job\u2019s id and always fits."
    }
  );
}
function parseDuration(text) {
  try {
    return integer("role-duration-seconds", text ?? "3600", { least: 900, most: 43200 });
  } catch (error) {
    if (!(error instanceof import_chunk_L5BOO6NY.HelperError)) throw error;
    throw new import_chunk_L5BOO6NY.HelperError("duration-invalid", error.message, {
      hint: "Give seconds, from 900 (15 minutes) to 43200 (12 hours) and not more than the role\u2019s own maximum session duration."
    });
  }
}
function parseAccounts(text) {
  if (text === void 0) return [];
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === void 0 && ids.length > 0) return ids;
  throw new import_chunk_L5BOO6NY.HelperError(
    "option-invalid",
    `allowed-account-ids holds something that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: "Give 12-digit account IDs, separated by commas, blanks or line ends. In YAML, quote an ID that starts with 0."
    }
  );
}
function parseExports(text) {
  if (text === void 0) return void 0;
  const names = [...new Set(words(text))].map((word) => oneOf("export", word, exportNames));
  if (names.includes("none") && names.length > 1) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "export says none, and something else too.");
  }
  return names;
}
function parseEndpoint(text, special) {
  if (text === void 0) return void 0;
  const url = URL.canParse(text) ? new URL(text) : void 0;
  if (url === void 0 || !/^https?:$/.test(url.protocol)) {
    throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `sts-endpoint is not an http or https URL: ${JSON.stringify(text)}.`, {
      hint: "It looks like https://sts.eu-central-1.amazonaws.com."
    });
  }
  if (special) {
    throw new import_chunk_L5BOO6NY.HelperError("option-conflict", "A custom sts-endpoint cannot be FIPS or dual-stack as well.", {
      hint: "Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or drop the endpoint."
    });
  }
  return text;
}
function isTrue(variable) {
  return variable?.toLowerCase() === "true";
}
function withDeadline(io, seconds) {
  const end = io.clock.now() + seconds * 1e3;
  const remaining = () => Math.max(0, end - io.clock.now());
  const left = () => {
    if (remaining() > 0) return remaining();
    throw new import_chunk_L5BOO6NY.HelperError("deadline-exceeded", `The step's budget of ${seconds} s is used up.`, {
      hint: "The lines above say what it was waiting for. timeout sets another budget."
    });
  };
  return {
    ...io,
    clock: { ...io.clock, remaining },
    http: { ...io.http, send: (request) => io.http.send(request, left()) },
    processes: {
      run: (command, args, options2) => io.processes.run(command, args, { ...options2, limit: left() }),
      shell: (line, options2) => io.processes.shell(line, { ...options2, limit: left() })
    }
  };
}
init_crypto();
var isArrayBuffer = (arg) => typeof ArrayBuffer === "function" && arg instanceof ArrayBuffer || Object.prototype.toString.call(arg) === "[object ArrayBuffer]";
var fromArrayBuffer = (input, offset = 0, length = input.byteLength - offset) => {
  if (!isArrayBuffer(input)) {
    throw new TypeError(`The "input" argument must be ArrayBuffer. Received type ${typeof input} (${input})`);
  }
  return Buffer.from(input, offset, length);
};
var fromString = (input, encoding) => {
  if (typeof input !== "string") {
    throw new TypeError(`The "input" argument must be of type string. Received type ${typeof input} (${input})`);
  }
  return encoding ? Buffer.from(input, encoding) : Buffer.from(input);
};
var BASE64_REGEX = /^[A-Za-z0-9+/]*={0,2}$/;
var fromBase64 = (input) => {
  if (input.length * 3 % 4 !== 0) {
    throw new TypeError(`Incorrect padding on base64 string.`);
  }
  if (!BASE64_REGEX.exec(input)) {
    throw new TypeError(`Invalid base64 string.`);
  }
  const buffer = fromString(input, "base64");
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
};
var fromUtf8 = (input) => {
  const buf = fromString(input, "utf8");
  return new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength / Uint8Array.BYTES_PER_ELEMENT);
};
var toBase64 = (_input) => {
  let input;
  if (typeof _input === "string") {
    input = fromUtf8(_input);
  } else {
    input = _input;
  }
  if (typeof input !== "object" || typeof input.byteOffset !== "number" || typeof input.byteLength !== "number") {
    throw new Error("@smithy/util-base64: toBase64 encoder function only accepts string | Uint8Array.");
  }
  return fromArrayBuffer(input.buffer, input.byteOffset, input.byteLength).toString("base64");
};
function bindUint8ArrayBlobAdapter(toUtf82, fromUtf82, toBase642, fromBase642) {
  return class Uint8ArrayBlobAdapter2 extends Uint8Array {
    static fromString(source, encoding = "utf-8") {
      if (typeof source === "string") {
        if (encoding === "base64") {
          return Uint8ArrayBlobAdapter2.mutate(fromBase642(source));
        }
        return Uint8ArrayBlobAdapter2.mutate(fromUtf82(source));
      }
      throw new Error(`Unsupported conversion from ${typeof source} to Uint8ArrayBlobAdapter.`);
    }
    static mutate(source) {
      Object.setPrototypeOf(source, Uint8ArrayBlobAdapter2.prototype);
      return source;
    }
    transformToString(encoding = "utf-8") {
      if (encoding === "base64") {
        return toBase642(this);
      }
      return toUtf82(this);
    }
  };
}
var toUtf8 = (input) => {
  if (typeof input === "string") {
    return input;
  }
  if (typeof input !== "object" || typeof input.byteOffset !== "number" || typeof input.byteLength !== "number") {
    throw new Error("@smithy/util-utf8: toUtf8 encoder function only accepts string | Uint8Array.");
  }
  return fromArrayBuffer(input.buffer, input.byteOffset, input.byteLength).toString("utf8");
};
var bindV4 = () => () => (init_crypto(), (0, import_chunk_V3BU2VDU.__toCommonJS)(crypto_exports)).randomUUID();
function hasOwn(o, k) {
  return Object.prototype.hasOwnProperty.call(o, k);
}
var DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dateToUtcString(date2) {
  const year2 = date2.getUTCFullYear();
  const month = date2.getUTCMonth();
  const dayOfWeek = date2.getUTCDay();
  const dayOfMonthInt = date2.getUTCDate();
  const hoursInt = date2.getUTCHours();
  const minutesInt = date2.getUTCMinutes();
  const secondsInt = date2.getUTCSeconds();
  const dayOfMonthString = dayOfMonthInt < 10 ? `0${dayOfMonthInt}` : `${dayOfMonthInt}`;
  const hoursString = hoursInt < 10 ? `0${hoursInt}` : `${hoursInt}`;
  const minutesString = minutesInt < 10 ? `0${minutesInt}` : `${minutesInt}`;
  const secondsString = secondsInt < 10 ? `0${secondsInt}` : `${secondsInt}`;
  return `${DAYS[dayOfWeek]}, ${dayOfMonthString} ${MONTHS[month]} ${year2} ${hoursString}:${minutesString}:${secondsString} GMT`;
}
var RFC3339 = new RegExp(/^(\d{4})-(\d{2})-(\d{2})[tT](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?[zZ]$/);
var RFC3339_WITH_OFFSET = new RegExp(/^(\d{4})-(\d{2})-(\d{2})[tT](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(([-+]\d{2}:\d{2})|[zZ])$/);
var IMF_FIXDATE = new RegExp(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/);
var RFC_850_DATE = new RegExp(/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (\d{2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/);
var ASC_TIME = new RegExp(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ( [1-9]|\d{2}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? (\d{4})$/);
var FIFTY_YEARS_IN_MILLIS = 50 * 365 * 24 * 60 * 60 * 1e3;
var LazyJsonString = function LazyJsonString2(val) {
  const str = Object.assign(new String(val), {
    deserializeJSON() {
      return JSON.parse(String(val));
    },
    toString() {
      return String(val);
    },
    toJSON() {
      return String(val);
    }
  });
  return str;
};
LazyJsonString.from = (object) => {
  if (object && typeof object === "object" && (object instanceof LazyJsonString || "deserializeJSON" in object)) {
    return object;
  } else if (typeof object === "string" || Object.getPrototypeOf(object) === String.prototype) {
    return LazyJsonString(String(object));
  }
  return LazyJsonString(JSON.stringify(object));
};
LazyJsonString.fromObject = LazyJsonString.from;
var ddd = `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[ne|u?r]?s?day)?`;
var mmm = `(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`;
var time = `(\\d?\\d):(\\d{2}):(\\d{2})(?:\\.(\\d+))?`;
var date = `(\\d?\\d)`;
var year = `(\\d{4})`;
var RFC3339_WITH_OFFSET2 = new RegExp(/^(\d{4})-(\d\d)-(\d\d)[tT](\d\d):(\d\d):(\d\d)(\.(\d+))?(([-+]\d\d:\d\d)|[zZ])$/);
var IMF_FIXDATE_NATIVE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?:0[1-9]|[12]\d|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [1-9]\d{3} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d GMT$/;
var IMF_FIXDATE2 = new RegExp(`^${ddd}, ${date} ${mmm} ${year} ${time} GMT$`);
var RFC_850_DATE2 = new RegExp(`^${ddd}, ${date}-${mmm}-(\\d\\d) ${time} GMT$`);
var ASC_TIME2 = new RegExp(`^${ddd} ${mmm} ( [1-9]|\\d\\d) ${time} ${year}$`);
var months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
var _parseEpochTimestamp = (value) => {
  if (value == null) {
    return void 0;
  }
  let num = NaN;
  if (typeof value === "number") {
    num = value;
  } else if (typeof value === "string") {
    if (!/^-?\d*\.?\d+$/.test(value)) {
      throw new TypeError(`parseEpochTimestamp - numeric string invalid.`);
    }
    num = Number.parseFloat(value);
  } else if (typeof value === "object" && value.tag === 1) {
    num = value.value;
  }
  if (isNaN(num) || Math.abs(num) === Infinity) {
    throw new TypeError("Epoch timestamps must be valid finite numbers.");
  }
  return new Date(Math.round(num * 1e3));
};
var _parseRfc3339DateTimeWithOffset = (value) => {
  if (value == null) {
    return void 0;
  }
  if (typeof value !== "string") {
    throw new TypeError("RFC3339 timestamps must be strings");
  }
  const matches = RFC3339_WITH_OFFSET2.exec(value);
  if (!matches) {
    throw new TypeError(`Invalid RFC3339 timestamp format ${value}`);
  }
  const [, yearStr, monthStr, dayStr, hours, minutes, seconds, , ms, offsetStr] = matches;
  range(monthStr, 1, 12);
  range(dayStr, 1, 31);
  range(hours, 0, 23);
  range(minutes, 0, 59);
  range(seconds, 0, 60);
  const date2 = new Date(Date.UTC(Number(yearStr), Number(monthStr) - 1, Number(dayStr), Number(hours), Number(minutes), Number(seconds), Number(ms) ? Math.round(parseFloat(`0.${ms}`) * 1e3) : 0));
  date2.setUTCFullYear(Number(yearStr));
  if (offsetStr.toUpperCase() != "Z") {
    const [, sign, offsetH, offsetM] = /([+-])(\d\d):(\d\d)/.exec(offsetStr) || [void 0, "+", 0, 0];
    const scalar = sign === "-" ? 1 : -1;
    date2.setTime(date2.getTime() + scalar * (Number(offsetH) * 60 * 60 * 1e3 + Number(offsetM) * 60 * 1e3));
  }
  return date2;
};
var _parseRfc7231DateTime = (value) => {
  if (value == null) {
    return void 0;
  }
  if (typeof value !== "string") {
    throw new TypeError("RFC7231 timestamps must be strings.");
  }
  if (IMF_FIXDATE_NATIVE.test(value)) {
    return new Date(value);
  }
  let day;
  let month;
  let year2;
  let hour;
  let minute;
  let second;
  let fraction;
  let matches;
  if (matches = IMF_FIXDATE2.exec(value)) {
    [, day, month, year2, hour, minute, second, fraction] = matches;
  } else if (matches = RFC_850_DATE2.exec(value)) {
    [, day, month, year2, hour, minute, second, fraction] = matches;
    year2 = (Number(year2) + 1900).toString();
  } else if (matches = ASC_TIME2.exec(value)) {
    [, month, day, hour, minute, second, fraction, year2] = matches;
  }
  if (year2 && second) {
    const timestamp = Date.UTC(Number(year2), months.indexOf(month), Number(day), Number(hour), Number(minute), Number(second), fraction ? Math.round(parseFloat(`0.${fraction}`) * 1e3) : 0);
    range(day, 1, 31);
    range(hour, 0, 23);
    range(minute, 0, 59);
    range(second, 0, 60);
    const date2 = new Date(timestamp);
    date2.setUTCFullYear(Number(year2));
    return date2;
  }
  throw new TypeError(`Invalid RFC7231 date-time value ${value}.`);
};
function range(v, min, max) {
  const _v = Number(v);
  if (_v < min || _v > max) {
    throw new Error(`Value ${_v} out of range [${min}, ${max}]`);
  }
}
var splitHeader = (value) => {
  const z = value.length;
  const values = [];
  let withinQuotes = false;
  let escaped = false;
  let anchor = 0;
  for (let i = 0; i < z; ++i) {
    const char = value[i];
    switch (char) {
      case `"`:
        if (!escaped) {
          withinQuotes = !withinQuotes;
        }
        break;
      case ",":
        if (!withinQuotes) {
          values.push(value.slice(anchor, i));
          anchor = i + 1;
        }
        break;
      default:
    }
    escaped = char === "\\" && !escaped;
  }
  values.push(value.slice(anchor));
  return values.map((v) => {
    v = v.trim();
    const z2 = v.length;
    if (z2 < 2) {
      return v;
    }
    if (v[0] === `"` && v[z2 - 1] === `"`) {
      v = v.slice(1, z2 - 1);
      return v.replace(/\\(["\\])/g, "$1");
    }
    return v.replace(/\\"/g, '"');
  });
};
var format = /^-?((0|[1-9]\d*)(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/;
var NumericValue = class _NumericValue {
  string;
  type;
  constructor(string, type) {
    this.string = string;
    this.type = type;
    if (!format.test(string)) {
      throw new Error(`@smithy/core/serde - NumericValue string must conform to the Smithy bigDecimal format. Received: "${string}"`);
    }
  }
  toString() {
    return this.string;
  }
  static [Symbol.hasInstance](object) {
    if (!object || typeof object !== "object") {
      return false;
    }
    const _nv = object;
    return _NumericValue.prototype.isPrototypeOf(object) || _nv.type === "bigDecimal" && format.test(_nv.string);
  }
};
var deref = (schemaRef) => {
  if (typeof schemaRef === "function") {
    return schemaRef();
  }
  return schemaRef;
};
var traitsCache = [];
function translateTraits(indicator) {
  if (typeof indicator === "object") {
    return indicator;
  }
  indicator = indicator | 0;
  if (traitsCache[indicator]) {
    return traitsCache[indicator];
  }
  const traits = {};
  let i = 0;
  for (const trait of [
    "httpLabel",
    "idempotent",
    "idempotencyToken",
    "sensitive",
    "httpPayload",
    "httpResponseCode",
    "httpQueryParams"
  ]) {
    if ((indicator >> i++ & 1) === 1) {
      traits[trait] = 1;
    }
  }
  return traitsCache[indicator] = traits;
}
var anno = {
  it: /* @__PURE__ */ Symbol.for("@smithy/nor-struct-it"),
  ns: /* @__PURE__ */ Symbol.for("@smithy/ns")
};
var simpleSchemaCacheN = [];
var simpleSchemaCacheS = {};
var NormalizedSchema = class _NormalizedSchema {
  ref;
  memberName;
  static symbol = /* @__PURE__ */ Symbol.for("@smithy/nor");
  symbol = _NormalizedSchema.symbol;
  name;
  schema;
  _isMemberSchema;
  traits;
  memberTraits;
  normalizedTraits;
  constructor(ref, memberName) {
    this.ref = ref;
    this.memberName = memberName;
    const traitStack = [];
    let _ref = ref;
    let schema = ref;
    this._isMemberSchema = false;
    while (isMemberSchema(_ref)) {
      traitStack.push(_ref[1]);
      _ref = _ref[0];
      schema = deref(_ref);
      this._isMemberSchema = true;
    }
    if (traitStack.length > 0) {
      this.memberTraits = {};
      for (let i = traitStack.length - 1; i >= 0; --i) {
        const traitSet = traitStack[i];
        Object.assign(this.memberTraits, translateTraits(traitSet));
      }
    } else {
      this.memberTraits = 0;
    }
    if (schema instanceof _NormalizedSchema) {
      const computedMemberTraits = this.memberTraits;
      Object.assign(this, schema);
      this.memberTraits = Object.assign({}, computedMemberTraits, schema.getMemberTraits(), this.getMemberTraits());
      this.normalizedTraits = void 0;
      this.memberName = memberName ?? schema.memberName;
      return;
    }
    this.schema = deref(schema);
    if (isStaticSchema(this.schema)) {
      this.name = `${this.schema[1]}#${this.schema[2]}`;
      this.traits = this.schema[3];
    } else {
      this.name = this.memberName ?? String(schema);
      this.traits = 0;
    }
    if (this._isMemberSchema && !memberName) {
      throw new Error(`@smithy/core/schema - NormalizedSchema member init ${this.getName(true)} missing member name.`);
    }
  }
  static [Symbol.hasInstance](lhs) {
    const isPrototype = this.prototype.isPrototypeOf(lhs);
    if (!isPrototype && typeof lhs === "object" && lhs !== null) {
      const ns = lhs;
      return ns.symbol === this.symbol;
    }
    return isPrototype;
  }
  static of(ref) {
    const keyAble = typeof ref === "function" || typeof ref === "object" && ref !== null;
    if (typeof ref === "number") {
      if (simpleSchemaCacheN[ref]) {
        return simpleSchemaCacheN[ref];
      }
    } else if (typeof ref === "string") {
      if (simpleSchemaCacheS[ref]) {
        return simpleSchemaCacheS[ref];
      }
    } else if (keyAble) {
      if (ref[anno.ns]) {
        return ref[anno.ns];
      }
    }
    const sc = deref(ref);
    if (sc instanceof _NormalizedSchema) {
      return sc;
    }
    if (isMemberSchema(sc)) {
      const [ns2, traits] = sc;
      if (ns2 instanceof _NormalizedSchema) {
        Object.assign(ns2.getMergedTraits(), translateTraits(traits));
        return ns2;
      }
      throw new Error(`@smithy/core/schema - may not init unwrapped member schema=${JSON.stringify(ref, null, 2)}.`);
    }
    const ns = new _NormalizedSchema(sc);
    if (keyAble) {
      return ref[anno.ns] = ns;
    }
    if (typeof sc === "string") {
      return simpleSchemaCacheS[sc] = ns;
    }
    if (typeof sc === "number") {
      return simpleSchemaCacheN[sc] = ns;
    }
    return ns;
  }
  getSchema() {
    const sc = this.schema;
    if (Array.isArray(sc) && sc[0] === 0) {
      return sc[4];
    }
    return sc;
  }
  getName(withNamespace = false) {
    const { name } = this;
    const short = !withNamespace && name && name.includes("#");
    return short ? name.split("#")[1] : name || void 0;
  }
  getMemberName() {
    return this.memberName;
  }
  isMemberSchema() {
    return this._isMemberSchema;
  }
  isListSchema() {
    const sc = this.getSchema();
    return typeof sc === "number" ? sc >= 64 && sc < 128 : sc[0] === 1;
  }
  isMapSchema() {
    const sc = this.getSchema();
    return typeof sc === "number" ? sc >= 128 && sc <= 255 : sc[0] === 2;
  }
  isStructSchema() {
    const sc = this.getSchema();
    if (typeof sc !== "object") {
      return false;
    }
    const id = sc[0];
    return id === 3 || id === -3 || id === 4;
  }
  isUnionSchema() {
    const sc = this.getSchema();
    if (typeof sc !== "object") {
      return false;
    }
    return sc[0] === 4;
  }
  isBlobSchema() {
    const sc = this.getSchema();
    return sc === 21 || sc === 42;
  }
  isTimestampSchema() {
    const sc = this.getSchema();
    return typeof sc === "number" && sc >= 4 && sc <= 7;
  }
  isUnitSchema() {
    return this.getSchema() === "unit";
  }
  isDocumentSchema() {
    return this.getSchema() === 15;
  }
  isStringSchema() {
    return this.getSchema() === 0;
  }
  isBooleanSchema() {
    return this.getSchema() === 2;
  }
  isNumericSchema() {
    return this.getSchema() === 1;
  }
  isBigIntegerSchema() {
    return this.getSchema() === 17;
  }
  isBigDecimalSchema() {
    return this.getSchema() === 19;
  }
  isStreaming() {
    const { streaming } = this.getMergedTraits();
    return !!streaming || this.getSchema() === 42;
  }
  isIdempotencyToken() {
    return !!this.getMergedTraits().idempotencyToken;
  }
  getMergedTraits() {
    return this.normalizedTraits ?? (this.normalizedTraits = {
      ...this.getOwnTraits(),
      ...this.getMemberTraits()
    });
  }
  getMemberTraits() {
    return translateTraits(this.memberTraits);
  }
  getOwnTraits() {
    return translateTraits(this.traits);
  }
  getKeySchema() {
    const [isDoc, isMap] = [this.isDocumentSchema(), this.isMapSchema()];
    if (!isDoc && !isMap) {
      throw new Error(`@smithy/core/schema - cannot get key for non-map: ${this.getName(true)}`);
    }
    const schema = this.getSchema();
    const memberSchema = isDoc ? 15 : schema[4] ?? 0;
    return member([memberSchema, 0], "key");
  }
  getValueSchema() {
    const sc = this.getSchema();
    const [isDoc, isMap, isList] = [this.isDocumentSchema(), this.isMapSchema(), this.isListSchema()];
    const memberSchema = typeof sc === "number" ? 63 & sc : sc && typeof sc === "object" && (isMap || isList) ? sc[3 + sc[0]] : isDoc ? 15 : void 0;
    if (memberSchema != null) {
      return member([memberSchema, 0], isMap ? "value" : "member");
    }
    throw new Error(`@smithy/core/schema - ${this.getName(true)} has no value member.`);
  }
  getMemberSchema(memberName) {
    const struct = this.getSchema();
    if (this.isStructSchema() && struct[4].includes(memberName)) {
      const i = struct[4].indexOf(memberName);
      const memberSchema = struct[5][i];
      return member(isMemberSchema(memberSchema) ? memberSchema : [memberSchema, 0], memberName);
    }
    if (this.isDocumentSchema()) {
      return member([15, 0], memberName);
    }
    throw new Error(`@smithy/core/schema - ${this.getName(true)} has no member=${memberName}.`);
  }
  getMemberSchemas() {
    const buffer = {};
    try {
      for (const [k, v] of this.structIterator()) {
        buffer[k] = v;
      }
    } catch (ignored) {
    }
    return buffer;
  }
  getEventStreamMember() {
    if (this.isStructSchema()) {
      for (const [memberName, memberSchema] of this.structIterator()) {
        if (memberSchema.isStreaming() && memberSchema.isStructSchema()) {
          return memberName;
        }
      }
    }
    return "";
  }
  *structIterator() {
    if (this.isUnitSchema()) {
      return;
    }
    if (!this.isStructSchema()) {
      throw new Error("@smithy/core/schema - cannot iterate non-struct schema.");
    }
    const struct = this.getSchema();
    const z = struct[4].length;
    let it = struct[anno.it];
    if (it && z === it.length) {
      yield* it;
      return;
    }
    it = Array(z);
    for (let i = 0; i < z; ++i) {
      const k = struct[4][i];
      const v = member([struct[5][i], 0], k);
      yield it[i] = [k, v];
    }
    struct[anno.it] = it;
  }
};
function member(memberSchema, memberName) {
  if (memberSchema instanceof NormalizedSchema) {
    return Object.assign(memberSchema, {
      memberName,
      _isMemberSchema: true
    });
  }
  const internalCtorAccess = NormalizedSchema;
  return new internalCtorAccess(memberSchema, memberName);
}
var isMemberSchema = (sc) => Array.isArray(sc) && sc.length === 2;
var isStaticSchema = (sc) => Array.isArray(sc) && sc.length >= 5;
var TypeRegistry = class _TypeRegistry {
  namespace;
  schemas;
  exceptions;
  static registries = /* @__PURE__ */ new Map();
  constructor(namespace, schemas = /* @__PURE__ */ new Map(), exceptions = /* @__PURE__ */ new Map()) {
    this.namespace = namespace;
    this.schemas = schemas;
    this.exceptions = exceptions;
    if (!_TypeRegistry.registries.has(namespace)) {
      _TypeRegistry.registries.set(namespace, this);
    }
  }
  static for(namespace) {
    return _TypeRegistry.registries.get(namespace) ?? new _TypeRegistry(namespace);
  }
  copyFrom(other) {
    const { schemas, exceptions } = this;
    for (const [k, v] of other.schemas) {
      if (!schemas.has(k)) {
        schemas.set(k, v);
      }
    }
    for (const [k, v] of other.exceptions) {
      if (!exceptions.has(k)) {
        exceptions.set(k, v);
      }
    }
  }
  register(shapeId, schema) {
    const qualifiedName = this.normalizeShapeId(shapeId);
    for (const r of [this, _TypeRegistry.for(qualifiedName.split("#")[0])]) {
      if (!r.schemas.has(qualifiedName)) {
        r.schemas.set(qualifiedName, schema);
      }
    }
  }
  getSchema(shapeId) {
    const id = this.normalizeShapeId(shapeId);
    if (!this.schemas.has(id)) {
      if (!shapeId.includes("#")) {
        const suffix = "#" + shapeId;
        const candidates = [];
        for (const [shapeId2, schema] of this.schemas.entries()) {
          if (shapeId2.endsWith(suffix)) {
            candidates.push(schema);
          }
        }
        if (candidates.length === 1) {
          return candidates[0];
        }
      }
      throw new Error(`@smithy/core/schema - schema not found for ${id}`);
    }
    return this.schemas.get(id);
  }
  registerError(es, ctor) {
    const $error = es;
    const ns = $error[1];
    const qualifiedName = ns + "#" + $error[2];
    if (!ctor.hasOwnProperty?.("shapeId")) {
      ctor.shapeId = qualifiedName;
    }
    for (const r of [this, _TypeRegistry.for(ns)]) {
      if (!r.schemas.has(qualifiedName) && !r.exceptions.has($error)) {
        r.schemas.set(qualifiedName, $error);
        r.exceptions.set($error, ctor);
      }
    }
  }
  getErrorCtor(es) {
    const $error = es;
    if (this.exceptions.has($error)) {
      return this.exceptions.get($error);
    }
    const registry = _TypeRegistry.for($error[1]);
    return registry.exceptions.get($error);
  }
  getBaseException() {
    for (const exceptionKey of this.exceptions.keys()) {
      if (Array.isArray(exceptionKey)) {
        const [, ns, name] = exceptionKey;
        const id = ns + "#" + name;
        if (id.startsWith("smithy.ts.sdk.synthetic.") && id.endsWith("ServiceException")) {
          return exceptionKey;
        }
      }
    }
    return void 0;
  }
  find(predicate) {
    for (const schema of this.schemas.values()) {
      if (predicate(schema)) {
        return schema;
      }
    }
    return void 0;
  }
  clear() {
    this.schemas.clear();
    this.exceptions.clear();
  }
  normalizeShapeId(shapeId) {
    if (shapeId.includes("#")) {
      return shapeId;
    }
    return this.namespace + "#" + shapeId;
  }
};
var ServiceException = class _ServiceException extends Error {
  static shapeId = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
  $fault;
  $response;
  $retryable;
  $metadata;
  constructor(options2) {
    super(options2.message);
    Object.setPrototypeOf(this, Object.getPrototypeOf(this).constructor.prototype);
    this.name = options2.name;
    this.$fault = options2.$fault;
    this.$metadata = options2.$metadata;
  }
  static isInstance(value) {
    if (!value) {
      return false;
    }
    const candidate = value;
    return _ServiceException.prototype.isPrototypeOf(candidate) || Boolean(candidate.$fault) && Boolean(candidate.$metadata) && (candidate.$fault === "client" || candidate.$fault === "server");
  }
  static [Symbol.hasInstance](instance) {
    if (!instance) {
      return false;
    }
    const candidate = instance;
    if (this === _ServiceException) {
      return _ServiceException.isInstance(instance);
    }
    if (_ServiceException.isInstance(instance)) {
      if (this.prototype.isPrototypeOf(instance)) {
        return true;
      }
      const targetId = Object.prototype.hasOwnProperty.call(this, "shapeId") ? this.shapeId : void 0;
      let candidateHasShapeId = false;
      if (targetId) {
        let proto = Object.getPrototypeOf(candidate);
        while (proto && proto !== Object.prototype) {
          const ctor = proto.constructor;
          const candidateId = ctor !== _ServiceException && Object.prototype.hasOwnProperty.call(ctor, "shapeId") ? ctor?.shapeId : void 0;
          if (candidateId) {
            candidateHasShapeId = true;
            if (candidateId === targetId) {
              return true;
            }
          }
          proto = Object.getPrototypeOf(proto);
        }
      }
      if (targetId && candidateHasShapeId) {
        return false;
      }
      const targetName = this.name;
      if (targetName && targetName.length >= 6) {
        if (candidate.name === targetName) {
          return true;
        }
        let proto = Object.getPrototypeOf(candidate);
        while (proto && proto !== Object.prototype) {
          const ctorName = proto.constructor?.name;
          if (ctorName && ctorName !== "Error" && ctorName === targetName) {
            return true;
          }
          proto = Object.getPrototypeOf(proto);
        }
      }
    }
    return false;
  }
};
var getValueFromTextNode = (obj) => {
  const textNodeName = "#text";
  for (const key in obj) {
    if (!hasOwn(obj, key)) {
      continue;
    }
    if (obj[key][textNodeName] !== void 0) {
      obj[key] = obj[key][textNodeName];
    } else if (typeof obj[key] === "object" && obj[key] !== null) {
      obj[key] = getValueFromTextNode(obj[key]);
    }
  }
  return obj;
};
function writeKey(obj) {
  Object.defineProperty(obj, "__proto__", { value: void 0, writable: true, enumerable: true, configurable: true });
}
var Uint8ArrayBlobAdapter = class extends bindUint8ArrayBlobAdapter(toUtf8, fromUtf8, toBase64, fromBase64) {
};
var _getRandomValues = getRandomValues;
var v4 = bindV4(_getRandomValues);
var generateIdempotencyToken = v4;
function extendedEncodeURIComponent(str) {
  if (/^[\w.~-]+$/.test(str)) {
    return str;
  }
  return encodeURIComponent(str).replace(/[!'()*]/g, function(c) {
    return "%" + c.charCodeAt(0).toString(16).toUpperCase();
  });
}
var HTTP_BINDINGS = /* @__PURE__ */ Symbol.for("@smithy/schema-x");
var HttpBindingNormalizedSchema = class _HttpBindingNormalizedSchema extends NormalizedSchema {
  static identity = /* @__PURE__ */ Symbol.for("@smithy/HttpBindingNormalizedSchema");
  identity = _HttpBindingNormalizedSchema.identity;
  bindings;
  constructor(schema) {
    super(schema);
  }
  static of(schema) {
    const ns = NormalizedSchema.of(schema);
    if (ns.identity === _HttpBindingNormalizedSchema.identity) {
      return ns;
    }
    const schemaCache = ns.isMemberSchema() ? ns : ns.getSchema();
    const cache = typeof schemaCache === "object" && schemaCache !== null ? schemaCache : ns;
    return cache[HTTP_BINDINGS] ??= new _HttpBindingNormalizedSchema(ns);
  }
  getHttpBindingLocation(traits) {
    if (traits.httpPayload) {
      return 36;
    }
    if (traits.httpLabel) {
      return 33;
    }
    if (traits.httpHeader) {
      return 38;
    }
    if (typeof traits.httpPrefixHeaders === "string") {
      return 39;
    }
    if (traits.httpQuery) {
      return 34;
    }
    if (traits.httpQueryParams) {
      return 35;
    }
    if (traits.httpResponseCode) {
      return 37;
    }
    return 32;
  }
  getHttpBindingValue(location, traits, nested = false) {
    const raw = this.getSchema();
    const type = typeof raw === "number" ? raw & 255 : this.isListSchema() ? 64 : 255;
    const slot = location & 7;
    const media = traits.mediaType ? traits.mediaType === "application/json" || traits.mediaType.endsWith("+json") ? 2 : 1 : 0;
    const stream = traits.streaming || type === 42 ? this.isStructSchema() ? 2 : 1 : 0;
    const timestamp = type >= 4 && type <= 7 ? slot >= 6 ? 2 : slot > 0 && slot < 4 ? 1 : 0 : 0;
    let flags = type | media << 8 | (traits.idempotencyToken ? 1 : 0) << 10 | stream << 11 | (traits.sparse ? 1 : 0) << 13 | timestamp << 14 | (traits.hostLabel ? 1 : 0) << 17 | (location === 36 && typeof raw !== "object" ? 1 : 0) << 18;
    const category = type & 192;
    const collectionValue = slot & 2 && (category === 64 || !nested && slot & 1) ? this.getHttpBindingCollectionValue(location, traits) : void 0;
    const valueType = (collectionValue?.[1] ?? 0) & 255;
    flags |= (slot >= 6 && (valueType === 4 || valueType === 6) ? 1 : 0) << 16;
    return [this, flags, collectionValue];
  }
  getHttpBindingCollectionValue(location, traits = this.getMergedTraits()) {
    const valueSchema = _HttpBindingNormalizedSchema.of(this.getValueSchema());
    return valueSchema.getHttpBindingValue(location, { ...valueSchema.getMergedTraits(), ...traits }, true);
  }
  getHttpBindings() {
    const source = this.getSchema();
    return typeof source !== "object" || source === null ? EMPTY_BINDINGS : this.bindings ??= buildHttpBindings(this);
  }
};
var buildHttpBindings = (schema) => {
  const bodyMemberNames = [];
  const bodyMemberSchemas = [];
  const requestBodyMemberNames = [];
  const requestBodyMemberSchemas = [];
  const memberBindings = [];
  const byName = {};
  const headers = {};
  const prefixHeaders = [];
  const responseBindings = { headers, prefixHeaders };
  const bindings = {
    request: { memberBindings, byName },
    response: {
      bodyMemberNames,
      bindings: responseBindings
    }
  };
  const { request, response } = bindings;
  for (const [name, member2] of schema.structIterator()) {
    const bindingSchema = HttpBindingNormalizedSchema.of(member2);
    const traits = bindingSchema.getMergedTraits();
    const location = bindingSchema.getHttpBindingLocation(traits);
    const wireName = traits.httpHeader?.toLowerCase() ?? traits.httpPrefixHeaders?.toLowerCase() ?? traits.httpQuery;
    const value = bindingSchema.getHttpBindingValue(location, traits);
    const binding = [name, value, location, wireName];
    if (name === "__proto__") {
      writeKey(byName);
    }
    byName[name] = binding;
    if (value[1] >> 10 & 1) {
      request.hasIdempotency = true;
    }
    memberBindings.push(binding);
    const slot = location & 7;
    if (slot === 0) {
      requestBodyMemberNames.push(name);
      requestBodyMemberSchemas.push(member2);
    }
    if ((slot & 4) === 0) {
      bodyMemberNames.push(name);
      bodyMemberSchemas.push(member2);
    } else if ((slot & 6) === 4) {
      if (slot & 1) {
        responseBindings.statusCode = binding;
      } else {
        responseBindings.payload = binding;
        const type = value[1] & 255;
        request.contentTypeInstruction = traits.mediaType ?? (type === 0 ? "text/plain" : type === 21 || type === 42 ? "application/octet-stream" : null);
      }
    } else if (slot & 1) {
      request.hasPrefixHeaders = true;
      prefixHeaders.push(binding);
    } else {
      if (wireName === "__proto__") {
        writeKey(headers);
      }
      headers[wireName] = binding;
    }
  }
  if (request.contentTypeInstruction === void 0 && requestBodyMemberNames.length) {
    request.contentTypeInstruction = null;
  }
  request.syntheticBodySchema = createBodySchema(schema, requestBodyMemberNames, requestBodyMemberSchemas);
  response.syntheticBodySchema = createBodySchema(schema, bodyMemberNames, bodyMemberSchemas);
  return bindings;
};
var EMPTY_BINDINGS = {
  request: { memberBindings: [], byName: {} },
  response: {
    bodyMemberNames: [],
    bindings: { headers: {}, prefixHeaders: [] }
  }
};
var createBodySchema = (schema, memberNames, memberSchemas) => {
  if (!memberNames.length) {
    return void 0;
  }
  const source = schema.getSchema();
  const body = [
    3,
    source[1],
    source[2],
    schema.getMergedTraits(),
    memberNames,
    memberSchemas
  ];
  const required = source[6];
  const bodyRequired = required && memberNames.reduce((count, name) => count + (source[4].indexOf(name) < required ? 1 : 0), 0);
  if (bodyRequired) {
    body[6] = bodyRequired;
  }
  return body;
};
var SerdeContext = class {
  serdeContext;
  setSerdeContext(serdeContext) {
    this.serdeContext = serdeContext;
  }
};
var FromStringShapeDeserializer = class extends SerdeContext {
  settings;
  constructor(settings2) {
    super();
    this.settings = settings2;
  }
  read(_schema, data) {
    const ns = HttpBindingNormalizedSchema.of(_schema);
    const traits = ns.getMergedTraits();
    const location = ns.getHttpBindingLocation(traits);
    return this.readHttpBinding(ns.getHttpBindingValue(location, traits), data, location);
  }
  readHttpBinding([ns, flags, collectionValue], data, location) {
    const schema = flags & 255;
    if ((schema & 192) === 64) {
      collectionValue ??= ns.getHttpBindingCollectionValue(location);
      return splitHeader(data).map((item) => this.readHttpBinding(collectionValue, item, location));
    }
    switch (schema) {
      case 21:
      case 42:
        return (this.serdeContext?.base64Decoder ?? fromBase64)(data);
      case 4:
      case 5:
      case 6:
      case 7: {
        const bindingFormat = this.settings.httpBindings ? flags >> 14 & 3 : 0;
        const format2 = this.settings.timestampFormat.useTrait && schema > 4 ? schema : bindingFormat ? bindingFormat + 4 : this.settings.timestampFormat.default;
        switch (format2) {
          case 5:
            return _parseRfc3339DateTimeWithOffset(data);
          case 6:
            return _parseRfc7231DateTime(data);
          case 7:
            return _parseEpochTimestamp(data);
          default:
            console.warn("Missing timestamp format, parsing value with Date constructor:", data);
            return new Date(data);
        }
      }
      case 0: {
        const media = flags >> 8 & 3;
        if (!media) {
          return data;
        }
        let intermediateValue = data;
        if ((location & 6) === 6) {
          intermediateValue = (this.serdeContext?.utf8Encoder ?? toUtf8)((this.serdeContext?.base64Decoder ?? fromBase64)(intermediateValue));
        }
        return media === 2 ? LazyJsonString.from(intermediateValue) : intermediateValue;
      }
      case 1:
        return Number(data);
      case 2:
        return data.toLowerCase() === "true";
      case 17:
        return BigInt(data);
      case 19:
        return new NumericValue(data, "bigDecimal");
      default:
        return data;
    }
  }
};
function determineTimestampFormat(ns, settings2) {
  if (settings2.timestampFormat.useTrait) {
    const schema = ns.getSchema();
    if (schema === 5 || schema === 6 || schema === 7) {
      return schema;
    }
  }
  const { httpLabel, httpPrefixHeaders, httpHeader, httpQuery } = ns.getMergedTraits();
  const bindingFormat = settings2.httpBindings ? typeof httpPrefixHeaders === "string" || Boolean(httpHeader) ? 6 : Boolean(httpQuery) || Boolean(httpLabel) ? 5 : void 0 : void 0;
  return bindingFormat ?? settings2.timestampFormat.default;
}
function writeKey2(obj) {
  Object.defineProperty(obj, "__proto__", { value: void 0, writable: true, enumerable: true, configurable: true });
}
function parseXML(xml) {
  const state = new AwsXmlParser(xml);
  return state.parse();
}
var AwsXmlParser = class _AwsXmlParser {
  x;
  i = 0;
  z;
  constructor(x) {
    this.x = x;
    this.x = x.replace(/\r\n?/g, "\n");
    this.z = this.x.length;
  }
  parse() {
    const p = this;
    const { z } = p;
    while (p.i < z) {
      p.trim();
      if (p.i >= z) {
        break;
      }
      if (p.isNext("<?")) {
        p.readTo("?>");
        p.trim();
      } else if (p.isNext("<!--")) {
        p.readTo("-->");
        p.trim();
      } else if (p.isNext("<!DOCTYPE", false)) {
        p.skipDoctype();
        p.trim();
      } else if (p.x[p.i] === "<") {
        const root = p.parseTag();
        return { [root.tag]: root.value };
      } else {
        throw new Error("@aws-sdk XML parse error: unexpected content.");
      }
    }
    throw new Error("@aws-sdk XML parse error: no root element.");
  }
  isNext(s, caseSensitive = true) {
    const p = this;
    if (caseSensitive) {
      return p.x.startsWith(s, p.i);
    }
    return p.x.toLowerCase().startsWith(s.toLowerCase(), p.i);
  }
  readTo(stop) {
    const p = this;
    const _i = p.x.indexOf(stop, p.i);
    if (_i === -1) {
      throw new Error(`@aws-sdk XML parse error: expected "${stop}" not found.`);
    }
    const result = p.x.slice(p.i, _i);
    p.i = _i + stop.length;
    return result;
  }
  trim() {
    const p = this;
    while (p.i < p.z && " 	\r\n".includes(p.x[p.i])) {
      ++p.i;
    }
  }
  readAttrValue() {
    const p = this;
    const quote = p.x[p.i];
    ++p.i;
    let value = "";
    while (p.i < p.z && p.x[p.i] !== quote) {
      value += p.x[p.i++];
    }
    ++p.i;
    return p.decodeEntities(value);
  }
  parseTag() {
    const p = this;
    ++p.i;
    let tag = "";
    while (p.i < p.z && !" 	\r\n>/".includes(p.x[p.i])) {
      tag += p.x[p.i++];
    }
    let hasAttrs = false;
    const attrs = {};
    while (p.i < p.z) {
      p.trim();
      if (">/".includes(p.x[p.i])) {
        break;
      }
      let name = "";
      while (p.i < p.z && !"= 	\r\n>/?".includes(p.x[p.i])) {
        name += p.x[p.i++];
      }
      p.trim();
      if (p.x[p.i] !== "=") {
        break;
      }
      ++p.i;
      p.trim();
      if (name === "__proto__") {
        writeKey2(attrs);
      }
      attrs[name] = p.readAttrValue();
      hasAttrs = true;
    }
    if (p.i >= p.z) {
      throw new Error("@aws-sdk XML parse error: unexpected end of input.");
    }
    if (p.x[p.i] === "/") {
      ++p.i;
      if (p.i >= p.z || p.x[p.i] !== ">") {
        throw new Error("@aws-sdk XML parse error: expected > at the end of self-closing tag.");
      }
      ++p.i;
      return { tag, value: hasAttrs ? attrs : "" };
    }
    if (p.x[p.i] !== ">") {
      throw new Error("@aws-sdk XML parse error: expected > at the end of opening tag.");
    }
    ++p.i;
    const textParts = [];
    const childTags = [];
    let hasElementChild = false;
    while (p.i < p.z) {
      if (p.isNext("</")) {
        break;
      }
      if (p.x[p.i] === "<") {
        if (p.isNext("<!--")) {
          p.readTo("-->");
        } else if (p.isNext("<![CDATA[")) {
          p.i += 9;
          textParts.push(p.readTo("]]>"));
        } else if (p.isNext("<?")) {
          p.readTo("?>");
        } else {
          hasElementChild = true;
          childTags.push(p.parseTag());
        }
      } else {
        let text = "";
        while (p.i < p.z && p.x[p.i] !== "<") {
          text += p.x[p.i++];
        }
        textParts.push(p.decodeEntities(text));
      }
    }
    if (!p.isNext("</")) {
      throw new Error(`@aws-sdk XML parse error: missing closing tag </${tag}>.`);
    }
    p.i += 2;
    const closeTag = p.readTo(">").trim();
    if (closeTag !== tag) {
      throw new Error(`@aws-sdk XML parse error: mismatched tags <${tag}> and </${closeTag}>.`);
    }
    if (!hasAttrs && textParts.length === 0 && !hasElementChild) {
      return { tag, value: "" };
    }
    if (!hasAttrs && !hasElementChild) {
      const text = textParts.length === 1 ? textParts[0] : textParts.join("");
      if (text.trim() === "" && text.includes("\n")) {
        return { tag, value: "" };
      }
      return { tag, value: text };
    }
    const obj = {};
    for (const text of textParts) {
      if (text.trim() === "" && text.includes("\n")) {
        continue;
      }
      obj["#text"] = "#text" in obj ? obj["#text"] + text : text;
    }
    for (const child of childTags) {
      if (child.tag === "__proto__") {
        writeKey2(obj);
      }
      if (child.tag in obj) {
        if (Array.isArray(obj[child.tag])) {
          obj[child.tag].push(child.value);
        } else {
          obj[child.tag] = [obj[child.tag], child.value];
        }
      } else {
        obj[child.tag] = child.value;
      }
    }
    for (const [k, v] of Object.entries(attrs)) {
      if (k === "__proto__") {
        writeKey2(obj);
      }
      obj[k] = v;
    }
    return { tag, value: obj };
  }
  static ENTITIES = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'"
  };
  skipDoctype() {
    const p = this;
    p.i += 9;
    let depth = 0;
    while (p.i < p.z) {
      const c = p.x[p.i];
      if (c === "[") {
        ++depth;
      } else if (c === "]") {
        --depth;
      } else if (c === ">" && depth === 0) {
        ++p.i;
        return;
      }
      ++p.i;
    }
    throw new Error("@aws-sdk XML parse error: unclosed DOCTYPE.");
  }
  decodeEntities(s) {
    return s.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{0,30}));/g, (_, hex, dec, named) => {
      if (hex) {
        return String.fromCharCode(parseInt(hex, 16));
      }
      if (dec) {
        return String.fromCharCode(parseInt(dec, 10));
      }
      return _AwsXmlParser.ENTITIES[named] ?? "";
    });
  }
};
var SerdeContextConfig = class {
  serdeContext;
  setSerdeContext(serdeContext) {
    this.serdeContext = serdeContext;
  }
};
var UnionSerde = class {
  from;
  to;
  keys;
  constructor(from, to) {
    this.from = from;
    this.to = to;
    const keys = Object.keys(this.from);
    const set = new Set(keys);
    set.delete("__type");
    this.keys = set;
  }
  mark(key) {
    this.keys.delete(key);
  }
  hasUnknown() {
    return this.keys.size === 1 && Object.keys(this.to).length === 0;
  }
  writeUnknown() {
    if (this.hasUnknown()) {
      const k = this.keys.values().next().value;
      const v = this.from[k];
      this.to.$unknown = [k, v];
    }
  }
};
function writeKey3(obj) {
  Object.defineProperty(obj, "__proto__", { value: void 0, writable: true, enumerable: true, configurable: true });
}
var XmlShapeDeserializer = class extends SerdeContextConfig {
  settings;
  stringDeserializer;
  constructor(settings2) {
    super();
    this.settings = settings2;
    this.stringDeserializer = new FromStringShapeDeserializer(settings2);
  }
  setSerdeContext(serdeContext) {
    this.serdeContext = serdeContext;
    this.stringDeserializer.setSerdeContext(serdeContext);
  }
  read(schema, bytes, key) {
    const ns = NormalizedSchema.of(schema);
    const memberSchemas = ns.getMemberSchemas();
    const isEventPayload = ns.isStructSchema() && ns.isMemberSchema() && !!Object.values(memberSchemas).find((memberNs) => {
      return !!memberNs.getMemberTraits().eventPayload;
    });
    if (isEventPayload) {
      const output = {};
      const memberName = Object.keys(memberSchemas)[0];
      const eventMemberSchema = memberSchemas[memberName];
      if (eventMemberSchema.isBlobSchema()) {
        output[memberName] = bytes;
      } else {
        output[memberName] = this.read(memberSchemas[memberName], bytes);
      }
      return output;
    }
    const xmlString = (this.serdeContext?.utf8Encoder ?? toUtf8)(bytes);
    const parsedObject = this.parseXml(xmlString);
    return this.readSchema(schema, key ? parsedObject[key] : parsedObject);
  }
  readSchema(_schema, value) {
    const ns = NormalizedSchema.of(_schema);
    if (ns.isUnitSchema()) {
      return;
    }
    const traits = ns.getMergedTraits();
    if (ns.isListSchema() && !Array.isArray(value)) {
      return this.readSchema(ns, [value]);
    }
    if (value == null) {
      return value;
    }
    if (typeof value === "object") {
      const flat = !!traits.xmlFlattened;
      if (ns.isListSchema()) {
        const listValue = ns.getValueSchema();
        const buffer2 = [];
        const sourceKey = listValue.getMergedTraits().xmlName ?? "member";
        const source = flat ? value : (value[0] ?? value)[sourceKey];
        if (source == null) {
          return buffer2;
        }
        const sourceArray = Array.isArray(source) ? source : [source];
        for (const v of sourceArray) {
          buffer2.push(this.readSchema(listValue, v));
        }
        return buffer2;
      }
      const buffer = {};
      if (ns.isMapSchema()) {
        const keyNs = ns.getKeySchema();
        const memberNs = ns.getValueSchema();
        let entries;
        if (flat) {
          entries = Array.isArray(value) ? value : [value];
        } else {
          entries = Array.isArray(value.entry) ? value.entry : [value.entry];
        }
        const keyProperty = keyNs.getMergedTraits().xmlName ?? "key";
        const valueProperty = memberNs.getMergedTraits().xmlName ?? "value";
        for (const entry of entries) {
          const key = entry[keyProperty];
          const value2 = entry[valueProperty];
          if (key === "__proto__") {
            writeKey3(buffer);
          }
          buffer[key] = this.readSchema(memberNs, value2);
        }
        return buffer;
      }
      if (ns.isStructSchema()) {
        const union = ns.isUnionSchema();
        let unionSerde;
        if (union) {
          unionSerde = new UnionSerde(value, buffer);
        }
        for (const [memberName, memberSchema] of ns.structIterator()) {
          const memberTraits = memberSchema.getMergedTraits();
          const xmlObjectKey = !memberTraits.httpPayload ? memberSchema.getMemberTraits().xmlName ?? memberName : memberTraits.xmlName ?? memberSchema.getName();
          if (union) {
            unionSerde.mark(xmlObjectKey);
          }
          if (value[xmlObjectKey] != null) {
            buffer[memberName] = this.readSchema(memberSchema, value[xmlObjectKey]);
          }
        }
        if (union) {
          unionSerde.writeUnknown();
        }
        return buffer;
      }
      if (ns.isDocumentSchema()) {
        return value;
      }
      throw new Error(`@aws-sdk/core/protocols - xml deserializer unhandled schema type for ${ns.getName(true)}`);
    }
    if (ns.isListSchema()) {
      return [];
    }
    if (ns.isMapSchema() || ns.isStructSchema()) {
      return {};
    }
    return this.stringDeserializer.read(ns, value);
  }
  parseXml(xml) {
    if (xml.length) {
      let parsedObj;
      try {
        parsedObj = parseXML(xml);
      } catch (e) {
        if (e && typeof e === "object") {
          Object.defineProperty(e, "$responseBodyText", {
            value: xml
          });
        }
        throw e;
      }
      const textNodeName = "#text";
      const key = Object.keys(parsedObj)[0];
      const parsedObjToReturn = parsedObj[key];
      if (parsedObjToReturn[textNodeName]) {
        parsedObjToReturn[key] = parsedObjToReturn[textNodeName];
        delete parsedObjToReturn[textNodeName];
      }
      return getValueFromTextNode(parsedObjToReturn);
    }
    return {};
  }
};
var QueryShapeSerializer = class extends SerdeContextConfig {
  settings;
  buffer;
  constructor(settings2) {
    super();
    this.settings = settings2;
  }
  write(schema, value, prefix = "") {
    if (this.buffer === void 0) {
      this.buffer = "";
    }
    const ns = NormalizedSchema.of(schema);
    if (prefix && !prefix.endsWith(".")) {
      prefix += ".";
    }
    if (ns.isBlobSchema()) {
      if (typeof value === "string" || value instanceof Uint8Array) {
        this.writeKey(prefix);
        this.writeValue((this.serdeContext?.base64Encoder ?? toBase64)(value));
      }
    } else if (ns.isBooleanSchema() || ns.isNumericSchema() || ns.isStringSchema()) {
      if (value != null) {
        this.writeKey(prefix);
        this.writeValue(String(value));
      } else if (ns.isIdempotencyToken()) {
        this.writeKey(prefix);
        this.writeValue(generateIdempotencyToken());
      }
    } else if (ns.isBigIntegerSchema()) {
      if (value != null) {
        this.writeKey(prefix);
        this.writeValue(String(value));
      }
    } else if (ns.isBigDecimalSchema()) {
      if (value != null) {
        this.writeKey(prefix);
        this.writeValue(value instanceof NumericValue ? value.string : String(value));
      }
    } else if (ns.isTimestampSchema()) {
      if (value instanceof Date) {
        this.writeKey(prefix);
        const format2 = determineTimestampFormat(ns, this.settings);
        switch (format2) {
          case 5:
            this.writeValue(value.toISOString().replace(".000Z", "Z"));
            break;
          case 6:
            this.writeValue(dateToUtcString(value));
            break;
          case 7:
            this.writeValue(String(value.getTime() / 1e3));
            break;
        }
      }
    } else if (ns.isDocumentSchema()) {
      if (Array.isArray(value)) {
        this.write(64 | 15, value, prefix);
      } else if (value instanceof Date) {
        this.write(4, value, prefix);
      } else if (value instanceof Uint8Array) {
        this.write(21, value, prefix);
      } else if (value && typeof value === "object") {
        this.write(128 | 15, value, prefix);
      } else {
        this.writeKey(prefix);
        this.writeValue(String(value));
      }
    } else if (ns.isListSchema()) {
      if (Array.isArray(value)) {
        if (value.length === 0) {
          if (this.settings.serializeEmptyLists) {
            this.writeKey(prefix);
            this.writeValue("");
          }
        } else {
          const member2 = ns.getValueSchema();
          const flat = this.settings.flattenLists || ns.getMergedTraits().xmlFlattened;
          let i = 1;
          for (const item of value) {
            if (item == null) {
              continue;
            }
            const traits = member2.getMergedTraits();
            const suffix = this.getKey("member", traits.xmlName, traits.ec2QueryName);
            const key = flat ? `${prefix}${i}` : `${prefix}${suffix}.${i}`;
            this.write(member2, item, key);
            ++i;
          }
        }
      }
    } else if (ns.isMapSchema()) {
      if (value && typeof value === "object") {
        const keySchema = ns.getKeySchema();
        const memberSchema = ns.getValueSchema();
        const flat = ns.getMergedTraits().xmlFlattened;
        let i = 1;
        for (const k in value) {
          const v = value[k];
          if (v == null) {
            continue;
          }
          const keyTraits = keySchema.getMergedTraits();
          const keySuffix = this.getKey("key", keyTraits.xmlName, keyTraits.ec2QueryName);
          const key = flat ? `${prefix}${i}.${keySuffix}` : `${prefix}entry.${i}.${keySuffix}`;
          const valTraits = memberSchema.getMergedTraits();
          const valueSuffix = this.getKey("value", valTraits.xmlName, valTraits.ec2QueryName);
          const valueKey = flat ? `${prefix}${i}.${valueSuffix}` : `${prefix}entry.${i}.${valueSuffix}`;
          this.write(keySchema, k, key);
          this.write(memberSchema, v, valueKey);
          ++i;
        }
      }
    } else if (ns.isStructSchema()) {
      if (value && typeof value === "object") {
        let didWriteMember = false;
        for (const [memberName, member2] of ns.structIterator()) {
          if (value[memberName] == null && !member2.isIdempotencyToken()) {
            continue;
          }
          const traits = member2.getMergedTraits();
          const suffix = this.getKey(memberName, traits.xmlName, traits.ec2QueryName, "struct");
          const key = `${prefix}${suffix}`;
          this.write(member2, value[memberName], key);
          didWriteMember = true;
        }
        if (!didWriteMember && ns.isUnionSchema()) {
          const { $unknown } = value;
          if (Array.isArray($unknown)) {
            const [k, v] = $unknown;
            const key = `${prefix}${k}`;
            this.write(15, v, key);
          }
        }
      }
    } else if (ns.isUnitSchema()) {
    } else {
      throw new Error(`@aws-sdk/core/protocols - QuerySerializer unrecognized schema type ${ns.getName(true)}`);
    }
  }
  flush() {
    if (this.buffer === void 0) {
      throw new Error("@aws-sdk/core/protocols - QuerySerializer cannot flush with nothing written to buffer.");
    }
    const str = this.buffer;
    delete this.buffer;
    return str;
  }
  getKey(memberName, xmlName, ec2QueryName, keySource) {
    const { ec2, capitalizeKeys } = this.settings;
    if (ec2 && ec2QueryName) {
      return ec2QueryName;
    }
    const key = xmlName ?? memberName;
    if (capitalizeKeys && keySource === "struct") {
      return key[0].toUpperCase() + key.slice(1);
    }
    return key;
  }
  writeKey(key) {
    if (key.endsWith(".")) {
      key = key.slice(0, key.length - 1);
    }
    this.buffer += `&${extendedEncodeURIComponent(key)}=`;
  }
  writeValue(value) {
    this.buffer += extendedEncodeURIComponent(value);
  }
};
var STSServiceException = class _STSServiceException extends ServiceException {
  static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.sts#STSServiceException";
  constructor(options2) {
    super(options2);
    Object.setPrototypeOf(this, _STSServiceException.prototype);
  }
};
var ExpiredTokenException = class _ExpiredTokenException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#ExpiredTokenException";
  name = "ExpiredTokenException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ExpiredTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ExpiredTokenException.prototype);
  }
};
var MalformedPolicyDocumentException = class _MalformedPolicyDocumentException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#MalformedPolicyDocumentException";
  name = "MalformedPolicyDocumentException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "MalformedPolicyDocumentException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _MalformedPolicyDocumentException.prototype);
  }
};
var PackedPolicyTooLargeException = class _PackedPolicyTooLargeException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#PackedPolicyTooLargeException";
  name = "PackedPolicyTooLargeException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "PackedPolicyTooLargeException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _PackedPolicyTooLargeException.prototype);
  }
};
var RegionDisabledException = class _RegionDisabledException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#RegionDisabledException";
  name = "RegionDisabledException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "RegionDisabledException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _RegionDisabledException.prototype);
  }
};
var IDPRejectedClaimException = class _IDPRejectedClaimException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#IDPRejectedClaimException";
  name = "IDPRejectedClaimException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "IDPRejectedClaimException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _IDPRejectedClaimException.prototype);
  }
};
var InvalidIdentityTokenException = class _InvalidIdentityTokenException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#InvalidIdentityTokenException";
  name = "InvalidIdentityTokenException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidIdentityTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidIdentityTokenException.prototype);
  }
};
var IDPCommunicationErrorException = class _IDPCommunicationErrorException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#IDPCommunicationErrorException";
  name = "IDPCommunicationErrorException";
  $fault = "client";
  $retryable = {};
  constructor(opts) {
    super({
      name: "IDPCommunicationErrorException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _IDPCommunicationErrorException.prototype);
  }
};
var InvalidAuthorizationMessageException = class _InvalidAuthorizationMessageException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#InvalidAuthorizationMessageException";
  name = "InvalidAuthorizationMessageException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "InvalidAuthorizationMessageException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _InvalidAuthorizationMessageException.prototype);
  }
};
var ExpiredTradeInTokenException = class _ExpiredTradeInTokenException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#ExpiredTradeInTokenException";
  name = "ExpiredTradeInTokenException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "ExpiredTradeInTokenException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _ExpiredTradeInTokenException.prototype);
  }
};
var JWTPayloadSizeExceededException = class _JWTPayloadSizeExceededException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#JWTPayloadSizeExceededException";
  name = "JWTPayloadSizeExceededException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "JWTPayloadSizeExceededException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _JWTPayloadSizeExceededException.prototype);
  }
};
var OutboundWebIdentityFederationDisabledException = class _OutboundWebIdentityFederationDisabledException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#OutboundWebIdentityFederationDisabledException";
  name = "OutboundWebIdentityFederationDisabledException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "OutboundWebIdentityFederationDisabledException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _OutboundWebIdentityFederationDisabledException.prototype);
  }
};
var SessionDurationEscalationException = class _SessionDurationEscalationException extends STSServiceException {
  static shapeId = "com.amazonaws.sts#SessionDurationEscalationException";
  name = "SessionDurationEscalationException";
  $fault = "client";
  constructor(opts) {
    super({
      name: "SessionDurationEscalationException",
      $fault: "client",
      ...opts
    });
    Object.setPrototypeOf(this, _SessionDurationEscalationException.prototype);
  }
};
var _A = "Arn";
var _AKI = "AccessKeyId";
var _ARI = "AssumedRoleId";
var _ARR = "AssumeRoleRequest";
var _ARRs = "AssumeRoleResponse";
var _ARU = "AssumedRoleUser";
var _ARWWIR = "AssumeRoleWithWebIdentityRequest";
var _ARWWIRs = "AssumeRoleWithWebIdentityResponse";
var _Ac = "Account";
var _Au = "Audience";
var _C = "Credentials";
var _CA = "ContextAssertion";
var _DS = "DurationSeconds";
var _E = "Expiration";
var _EI = "ExternalId";
var _ETE = "ExpiredTokenException";
var _ETITE = "ExpiredTradeInTokenException";
var _GCIR = "GetCallerIdentityRequest";
var _GCIRe = "GetCallerIdentityResponse";
var _GWITR = "GetWebIdentityTokenRequest";
var _IAME = "InvalidAuthorizationMessageException";
var _IDPCEE = "IDPCommunicationErrorException";
var _IDPRCE = "IDPRejectedClaimException";
var _IITE = "InvalidIdentityTokenException";
var _JWTPSEE = "JWTPayloadSizeExceededException";
var _K = "Key";
var _MPDE = "MalformedPolicyDocumentException";
var _MSTS = "MinimumSessionTokenSize";
var _OWIFDE = "OutboundWebIdentityFederationDisabledException";
var _P = "Policy";
var _PA = "PolicyArns";
var _PAro = "ProviderArn";
var _PC = "ProvidedContexts";
var _PCLT = "ProvidedContextsListType";
var _PCr = "ProvidedContext";
var _PDT = "PolicyDescriptorType";
var _PI = "ProviderId";
var _PPS = "PackedPolicySize";
var _PPTLE = "PackedPolicyTooLargeException";
var _Pr = "Provider";
var _RA = "RoleArn";
var _RDE = "RegionDisabledException";
var _RSN = "RoleSessionName";
var _SA = "SigningAlgorithm";
var _SAK = "SecretAccessKey";
var _SDEE = "SessionDurationEscalationException";
var _SFWIT = "SubjectFromWebIdentityToken";
var _SI = "SourceIdentity";
var _SN = "SerialNumber";
var _STS = "SessionTokenSize";
var _STU = "SessionTokenUtilization";
var _STe = "SessionToken";
var _T = "Tags";
var _TC = "TokenCode";
var _TTK = "TransitiveTagKeys";
var _Ta = "Tag";
var _UI = "UserId";
var _V = "Value";
var _WIT = "WebIdentityToken";
var _a = "arn";
var _aKST = "accessKeySecretType";
var _aQE = "awsQueryError";
var _c = "client";
var _cTT = "clientTokenType";
var _e = "error";
var _hE = "httpError";
var _m = "message";
var _pDLT = "policyDescriptorListType";
var _s = "smithy.ts.sdk.synthetic.com.amazonaws.sts";
var _tLT = "tagListType";
var n0 = "com.amazonaws.sts";
var _s_registry = new TypeRegistry(_s);
var STSServiceException$ = [-3, _s, "STSServiceException", 0, [], []];
_s_registry.registerError(STSServiceException$, STSServiceException);
var n0_registry = new TypeRegistry(n0);
var ExpiredTokenException$ = [
  -3,
  n0,
  _ETE,
  { [_aQE]: [`ExpiredTokenException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(ExpiredTokenException$, ExpiredTokenException);
var ExpiredTradeInTokenException$ = [
  -3,
  n0,
  _ETITE,
  { [_aQE]: [`ExpiredTradeInTokenException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(ExpiredTradeInTokenException$, ExpiredTradeInTokenException);
var IDPCommunicationErrorException$ = [
  -3,
  n0,
  _IDPCEE,
  { [_aQE]: [`IDPCommunicationError`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(IDPCommunicationErrorException$, IDPCommunicationErrorException);
var IDPRejectedClaimException$ = [
  -3,
  n0,
  _IDPRCE,
  { [_aQE]: [`IDPRejectedClaim`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(IDPRejectedClaimException$, IDPRejectedClaimException);
var InvalidAuthorizationMessageException$ = [
  -3,
  n0,
  _IAME,
  { [_aQE]: [`InvalidAuthorizationMessageException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(InvalidAuthorizationMessageException$, InvalidAuthorizationMessageException);
var InvalidIdentityTokenException$ = [
  -3,
  n0,
  _IITE,
  { [_aQE]: [`InvalidIdentityToken`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(InvalidIdentityTokenException$, InvalidIdentityTokenException);
var JWTPayloadSizeExceededException$ = [
  -3,
  n0,
  _JWTPSEE,
  { [_aQE]: [`JWTPayloadSizeExceededException`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(JWTPayloadSizeExceededException$, JWTPayloadSizeExceededException);
var MalformedPolicyDocumentException$ = [
  -3,
  n0,
  _MPDE,
  { [_aQE]: [`MalformedPolicyDocument`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(MalformedPolicyDocumentException$, MalformedPolicyDocumentException);
var OutboundWebIdentityFederationDisabledException$ = [
  -3,
  n0,
  _OWIFDE,
  { [_aQE]: [`OutboundWebIdentityFederationDisabledException`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(OutboundWebIdentityFederationDisabledException$, OutboundWebIdentityFederationDisabledException);
var PackedPolicyTooLargeException$ = [
  -3,
  n0,
  _PPTLE,
  { [_aQE]: [`PackedPolicyTooLarge`, 400], [_e]: _c, [_hE]: 400 },
  [_m],
  [0]
];
n0_registry.registerError(PackedPolicyTooLargeException$, PackedPolicyTooLargeException);
var RegionDisabledException$ = [
  -3,
  n0,
  _RDE,
  { [_aQE]: [`RegionDisabledException`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(RegionDisabledException$, RegionDisabledException);
var SessionDurationEscalationException$ = [
  -3,
  n0,
  _SDEE,
  { [_aQE]: [`SessionDurationEscalationException`, 403], [_e]: _c, [_hE]: 403 },
  [_m],
  [0]
];
n0_registry.registerError(SessionDurationEscalationException$, SessionDurationEscalationException);
var accessKeySecretType = [0, n0, _aKST, 8, 0];
var clientTokenType = [0, n0, _cTT, 8, 0];
var AssumedRoleUser$ = [
  3,
  n0,
  _ARU,
  0,
  [_ARI, _A],
  [0, 0],
  2
];
var AssumeRoleRequest$ = [
  3,
  n0,
  _ARR,
  0,
  [_RA, _RSN, _PA, _P, _DS, _T, _TTK, _EI, _SN, _TC, _SI, _PC, _MSTS],
  [0, 0, () => policyDescriptorListType, 0, 1, () => tagListType, 64 | 0, 0, 0, 0, 0, () => ProvidedContextsListType, 1],
  2
];
var AssumeRoleResponse$ = [
  3,
  n0,
  _ARRs,
  0,
  [_C, _ARU, _PPS, _SI, _STU, _STS],
  [[() => Credentials$, 0], () => AssumedRoleUser$, 1, 0, 1, 1]
];
var AssumeRoleWithWebIdentityRequest$ = [
  3,
  n0,
  _ARWWIR,
  0,
  [_RA, _RSN, _WIT, _PI, _PA, _P, _DS, _MSTS],
  [0, 0, [() => clientTokenType, 0], 0, () => policyDescriptorListType, 0, 1, 1],
  3
];
var AssumeRoleWithWebIdentityResponse$ = [
  3,
  n0,
  _ARWWIRs,
  0,
  [_C, _SFWIT, _ARU, _PPS, _Pr, _Au, _SI, _STU, _STS],
  [[() => Credentials$, 0], 0, () => AssumedRoleUser$, 1, 0, 0, 0, 1, 1]
];
var Credentials$ = [
  3,
  n0,
  _C,
  0,
  [_AKI, _SAK, _STe, _E],
  [0, [() => accessKeySecretType, 0], 0, 4],
  4
];
var GetCallerIdentityRequest$ = [
  3,
  n0,
  _GCIR,
  0,
  [],
  []
];
var GetCallerIdentityResponse$ = [
  3,
  n0,
  _GCIRe,
  0,
  [_UI, _Ac, _A],
  [0, 0, 0]
];
var GetWebIdentityTokenRequest$ = [
  3,
  n0,
  _GWITR,
  0,
  [_Au, _SA, _DS, _T],
  [64 | 0, 0, 1, () => tagListType],
  2
];
var PolicyDescriptorType$ = [
  3,
  n0,
  _PDT,
  0,
  [_a],
  [0]
];
var ProvidedContext$ = [
  3,
  n0,
  _PCr,
  0,
  [_PAro, _CA],
  [0, 0]
];
var Tag$ = [
  3,
  n0,
  _Ta,
  0,
  [_K, _V],
  [0, 0],
  2
];
var policyDescriptorListType = [
  1,
  n0,
  _pDLT,
  0,
  () => PolicyDescriptorType$
];
var ProvidedContextsListType = [
  1,
  n0,
  _PCLT,
  0,
  () => ProvidedContext$
];
var tagKeyListType = 64 | 0;
var tagListType = [
  1,
  n0,
  _tLT,
  0,
  () => Tag$
];
var webIdentityTokenAudienceListType = 64 | 0;
var settings = {
  timestampFormat: { useTrait: true, default: 5 },
  xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  serviceNamespace: "com.amazonaws.sts",
  serializeEmptyLists: false
};
function buildRequest(action4, shape, input, endpoint) {
  const serializer = new QueryShapeSerializer(settings);
  serializer.write(shape, input);
  return {
    method: "POST",
    url: endpoint,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: `Action=${action4}&Version=2011-06-15${serializer.flush()}`
  };
}
function readResult(action4, shape, body) {
  try {
    return new XmlShapeDeserializer(settings).read(shape, body, `${action4}Result`);
  } catch {
    return void 0;
  }
}
function readRefusal({ status, headers, body }) {
  return {
    status,
    code: elementText("Code", body) ?? "",
    message: elementText("Message", body) ?? "",
    requestId: headers["x-amzn-requestid"] ?? elementText("RequestId", body)
  };
}
function elementText(element, xml) {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`, "i").exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp|#39|#x27|#34|#x22);/gi, (_, name) => entities[name.toLowerCase()] ?? "").replace(/\s+/g, " ").trim();
}
var entities = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  "#34": '"',
  "#x22": '"',
  apos: "'",
  "#39": "'",
  "#x27": "'"
};
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
  "sts-access-denied": "AWS does not say why. Either there is no such role in that account, or the role's trust policy does not accept this token: compare its conditions with the token's claims.",
  "credentials-invalid": "AWS does not know these keys (any more), or the secret is not theirs. Check that key, secret and session token belong together; a clock that is wrong by more than five minutes looks like this, too.",
  "sts-token-expired": "Exchange the token earlier in the job, or let the CI issue longer-lived ones.",
  "sts-token-rejected": "AWS could not validate the token: its signature, its algorithm (RS256 or ES256) or a claim is not as AWS needs it.",
  "sts-audience": "The token's audience is not among the audiences (client IDs) of the identity provider in IAM.",
  "sts-provider-missing": "Create the identity provider in the role's account, with exactly the token's issuer as its URL: with the path, without a slash at the end.",
  "sts-role-pinned": "The token names the roles that it may be used for (claim https://aws.amazon.com/roles), and this is none of them.",
  "sts-validation": "A value is out of its limits. For DurationSeconds: lower role-duration-seconds, or raise the maximum session duration of the role.",
  "sts-policy-malformed": "Check inline-session-policy against the grammar of IAM policies.",
  "sts-policy-too-large": "Shorten inline-session-policy, or use fewer managed-session-policies.",
  "sts-region-disabled": "STS is not activated for this region in the account: activate it (IAM, account settings), or give another aws-region.",
  "sts-throttled": "AWS limits the calls of an account. Spread the jobs, or ask for longer sessions.",
  "sts-unavailable": "This passes: run the job again. The AWS Health Dashboard knows more.",
  "sts-idp-unreachable": "AWS fetches the CI's public keys to check the token, and could not. The issuer must be reachable from the internet, and answer within a few seconds.",
  "sts-refused": "If sts-endpoint or a proxy leads elsewhere than to AWS, ask whoever runs that server."
};
function refused(response, endpoint, what) {
  const refusal = readRefusal(response);
  const code = meaningOf(refusal);
  const hint = hints[code];
  return new import_chunk_L5BOO6NY.HelperError(code, `${what}: ${described(refusal, new URL(endpoint).host)}`, {
    ...hint === void 0 ? {} : { hint },
    retryAfterSeconds: (0, import_chunk_B3XS7SUY.retryAfter)(response)
  });
}
function meaningOf({ status, code, message }) {
  const row = meanings.find(([codes, messages]) => codes.test(code) && messages.test(message));
  if (row !== void 0) return row[2];
  if (status === 429) return "sts-throttled";
  return status >= 500 ? "sts-unavailable" : "sts-refused";
}
function described({ status, code, message, requestId }, host) {
  const said = [code, message].filter((part) => part !== "").join(": ") || "no reason given";
  const origin = `${status} from ${host}${requestId === void 0 ? "" : `, request ${requestId}`}`;
  return `${said.replace(/[.\s]+$/, "")} (${origin}).`;
}
function commonInput(request) {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.inlinePolicy,
    PolicyArns: request.managedPolicies.length === 0 ? void 0 : request.managedPolicies.map((arn) => ({ arn }))
  };
}
function understandSession(request, { action: action4, shape, response, how }) {
  if (response.status !== 200) throw refused(response, request.endpoint, `Could not assume role ${how}`);
  const session = readSession(request, readResult(action4, shape, response.body));
  if (session !== void 0) return session;
  throw notFromSts(request.endpoint);
}
function notFromSts(endpoint) {
  return new import_chunk_L5BOO6NY.HelperError("sts-answer-unreadable", `${new URL(endpoint).host} answered 200, but not as STS does.`, {
    hint: "Something else may be listening there: a proxy, a login page, another service. Check sts-endpoint and the proxy settings."
  });
}
function readSession({ roleArn: roleArn2, region }, result) {
  const credentials = objectAt(result, "Credentials");
  const user = objectAt(result, "AssumedRoleUser");
  const accessKeyId = credentials && (0, import_chunk_2ZDYLNSC.stringAt)(credentials, "AccessKeyId");
  const secretAccessKey = credentials && (0, import_chunk_2ZDYLNSC.stringAt)(credentials, "SecretAccessKey");
  const sessionToken = credentials && (0, import_chunk_2ZDYLNSC.stringAt)(credentials, "SessionToken");
  const expiresAt = credentials?.Expiration instanceof Date ? credentials.Expiration.getTime() : Number.NaN;
  const arn = (user && (0, import_chunk_2ZDYLNSC.stringAt)(user, "Arn")) ?? "";
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAt)) return void 0;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: new import_chunk_2ZDYLNSC.Secret(secretAccessKey),
      sessionToken: new import_chunk_2ZDYLNSC.Secret(sessionToken),
      expiresAt
    },
    arn,
    accountId: accountOf(arn),
    principalId: (user && (0, import_chunk_2ZDYLNSC.stringAt)(user, "AssumedRoleId")) ?? "",
    roleArn: roleArn2,
    region
  };
}
function accountOf(arn) {
  return arn.split(":")[4] ?? "";
}
function objectAt(value, key) {
  const member2 = (0, import_chunk_2ZDYLNSC.isObject)(value) ? value[key] : void 0;
  return (0, import_chunk_2ZDYLNSC.isObject)(member2) ? member2 : void 0;
}
var action = "GetCallerIdentity";
async function identify(credentials, { endpoint, region }, { http, sign }) {
  const unsigned = buildRequest(action, GetCallerIdentityRequest$, {}, endpoint);
  const response = await http.send(await sign(unsigned, credentials, { service: "sts", region }));
  if (response.status !== 200)
    throw refused(response, endpoint, "Credentials could not be loaded, please check your action inputs");
  const result = readResult(action, GetCallerIdentityResponse$, response.body);
  const [accountId, arn, principalId] = ["Account", "Arn", "UserId"].map(
    (name) => (0, import_chunk_2ZDYLNSC.isObject)(result) && (0, import_chunk_2ZDYLNSC.stringAt)(result, name)
  );
  if (!accountId || !arn || !principalId) throw notFromSts(endpoint);
  return { accountId, arn, principalId };
}
function stsEndpoint({
  region,
  stsEndpoint: custom,
  useFips,
  useDualStack
}) {
  if (custom !== void 0) return custom;
  const partition = partitionOfRegion(region);
  const suffix = useDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
  const fips = useFips && (useDualStack || partition.id !== "aws-us-gov");
  return `https://${fips ? "sts-fips" : "sts"}.${region}.${suffix}`;
}
var leewaySeconds = 60;
function checkToken({ claims, source }, { audience, audienceAdvice, now }) {
  const seconds = now / 1e3;
  const [expires, begins] = [(0, import_chunk_2ZDYLNSC.numberAt)(claims, "exp"), (0, import_chunk_2ZDYLNSC.numberAt)(claims, "nbf")];
  if (isRequestToken(claims)) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "token-malformed",
      `${capital(source)} holds a token of the CI's own API, not an OIDC token.`,
      {
        hint: "ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for an ID token. On GitHub give no token at all: it is fetched."
      }
    );
  }
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === void 0) {
      throw new import_chunk_L5BOO6NY.HelperError(
        "token-claim-missing",
        `The token (${source}) has no claim ${name}; AWS takes none without it.`,
        {
          hint: `Check the CI's settings for OIDC claims: ${name} must not be left out.`
        }
      );
    }
  }
  if (expires !== void 0 && expires + leewaySeconds < seconds) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "token-expired",
      `The token (${source}) expired ${ago(seconds - expires)} ago, at ${clock(expires)}.`,
      {
        hint: "Exchange it earlier in the job, or let the CI issue longer-lived tokens. If the job has only just started, this machine's clock is wrong."
      }
    );
  }
  if (begins !== void 0 && begins - leewaySeconds > seconds) {
    throw new import_chunk_L5BOO6NY.HelperError(
      "token-not-yet-valid",
      `The token (${source}) is valid from ${clock(begins)} on, in ${ago(begins - seconds)}.`,
      {
        hint: "This machine's clock is behind, or that of the CI server ahead: set it by NTP."
      }
    );
  }
  const audiences = (0, import_chunk_HRDKHYRD.audiencesOf)(claims);
  if (audience !== void 0 && !audiences.includes(audience)) {
    throw new import_chunk_L5BOO6NY.HelperError(
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
function clock(seconds) {
  const date2 = new Date(seconds * 1e3);
  return Number.isNaN(date2.getTime()) ? String(seconds) : date2.toISOString().replace(".000Z", "Z");
}
function ago(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
var action2 = "AssumeRole";
async function assumeRole(request, credentials, io) {
  try {
    return await send(request, credentials, io);
  } catch (error) {
    const fewer = withoutDroppable(request.tags);
    const tooLarge = error instanceof import_chunk_L5BOO6NY.HelperError && error.code === "sts-policy-too-large";
    if (!tooLarge || fewer.length === request.tags.length) throw error;
    io.log.info(
      "The session tags are too large together. Asking again without EventName, BaseRef, HeadRef, RunId, Job and TriggeringActor."
    );
    return send({ ...request, tags: fewer }, credentials, io);
  }
}
async function send(request, credentials, { http, sign }) {
  const transitive = transitiveKeys(request.transitive, request.tags);
  const input = {
    ...commonInput(request),
    ExternalId: request.externalId,
    Tags: request.tags.length === 0 ? void 0 : request.tags,
    TransitiveTagKeys: transitive.length === 0 ? void 0 : transitive
  };
  const unsigned = buildRequest(action2, AssumeRoleRequest$, input, request.endpoint);
  const response = await http.send(await sign(unsigned, credentials, { service: "sts", region: request.region }));
  return understandSession(request, { action: action2, shape: AssumeRoleResponse$, response, how: "with user credentials" });
}
var action3 = "AssumeRoleWithWebIdentity";
async function exchangeToken(request, token, { http }) {
  const input = { ...commonInput(request), WebIdentityToken: token.jwt.reveal() };
  const response = await http.send(buildRequest(action3, AssumeRoleWithWebIdentityRequest$, input, request.endpoint));
  const how = token.path === void 0 ? "with OIDC" : "with web identity token file";
  return understandSession(request, { action: action3, shape: AssumeRoleWithWebIdentityResponse$, response, how });
}
async function obtainGrants(source, obtaining, io) {
  const { settings: settings2, profileName } = obtaining;
  warnOfIgnored(source, settings2, io);
  if (settings2.durationSeconds > longestAfterRole && goesOn(settings2)) {
    io.log.notice(
      `AWS gives an hour at most to whoever comes from another role: ${longestAfterRole} s are asked for there.`
    );
  }
  if (settings2.roles.length > 0 && source.kind === "token") return obtainRoles(source, obtaining, io);
  const { session, token, by } = await obtainSession(source, obtaining, io);
  const later = { ...afterRole(obtaining), io };
  const last = await settings2.chain.reduce(
    async (before, role) => goOn((await before).credentials, role, later),
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
    const session = before === void 0 ? exchange(role, supply, { ...own, io }) : before.then((grant) => goOn(grant.session.credentials, role, { ...afterRole(own), io }));
    grants.set(
      profile,
      session.then((granted) => ({ profile, via, session: granted }))
    );
  }
  const all = await Promise.all(grants.values());
  const token = supply.latest();
  return { grants: all, token, by: token.source };
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
  throw new import_chunk_L5BOO6NY.HelperError(
    "credentials-unsuitable",
    `None of ${triesForPlainKey} secret keys was without special characters.`,
    {
      hint: "About one key in four has none. Better do without special-characters-workaround: with a profile (aws-profile) the key passes through no shell."
    }
  );
}
function warnOfIgnored(source, settings2, { log }) {
  const { tags, externalId, chain, roles } = settings2;
  const onlyToken = source.kind === "token" && chain.length === 0 && roles.every(({ via }) => via === void 0);
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
  return (0, import_chunk_B3XS7SUY.withRetries)(async (failure) => exchangeToken(request, await supply.token(failure), io), io, {
    mostTries: obtaining.settings.mostTries,
    worthwhile: (error) => error.code !== "sts-token-expired" || supply.latest().renewable
  }).catch(async (error) => {
    const isRefusal = error instanceof import_chunk_L5BOO6NY.HelperError && error.code.startsWith("sts-");
    if (!isRefusal || obtaining.explain === void 0) throw error;
    throw await obtaining.explain(error, { request, claims: supply.latest().claims });
  });
}
function tokenSupply(source, obtaining, io) {
  let current;
  let latest;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch(() => void 0);
      const worn = token === void 0 || token.renewable && wornOut(token, failure, io.clock.now());
      if (worn && current === seen) current = void 0;
      current ??= obtainToken(source, obtaining, io);
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === void 0) throw new Error("no token was fetched");
      return latest;
    }
  };
}
function wornOut({ claims }, failure, now) {
  const endsSoon = claims.exp !== void 0 && claims.exp * 1e3 < now + 3e4;
  return endsSoon || failure?.code === "sts-token-expired" || failure?.code === "sts-idp-unreachable";
}
async function obtainToken({ from }, { ci, settings: settings2 }, io) {
  const token = await (from === void 0 ? ci.token(settings2.audience, io) : (0, import_chunk_B3XS7SUY.tokenFrom)(from, io));
  await ci.mask?.([token.jwt], io);
  if ((io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? "") !== "" && ci.id !== "custom" && from === void 0) {
    io.log.notice(
      `AWS_WEB_IDENTITY_TOKEN_FILE is set, too: it is the identity of the machine, and is not used. The job's own token (${token.source}) is.`
    );
  }
  checkToken(token, { audience: settings2.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
  return token;
}
async function withCredentials(credentials, role, world) {
  const { settings: settings2, io } = world;
  const who = { endpoint: stsEndpoint(settings2), region: settings2.region };
  const asked = { mostTries: settings2.mostTries };
  if (role !== void 0 && "arn" in role) return goOn(credentials, role, world);
  const identity = await (0, import_chunk_B3XS7SUY.withRetries)(() => identify(credentials, who, io), io, asked);
  if (role !== void 0) return goOn(credentials, siblingRole(role, identity), world);
  return { ...identity, credentials, roleArn: void 0, region: settings2.region };
}
async function goOn(credentials, { arn }, { io, ...obtaining }) {
  const { settings: settings2 } = obtaining;
  const { tags } = settings2;
  const request = {
    ...sessionRequest(obtaining, arn),
    externalId: settings2.externalId,
    tags: tags.skip ? [] : [...builtInTags(io.env), ...tags.custom],
    transitive: tags.transitive
  };
  return (0, import_chunk_B3XS7SUY.withRetries)(() => assumeRole(request, credentials, io), io, { mostTries: settings2.mostTries });
}
function siblingRole({ name }, { arn, accountId }) {
  return { arn: `arn:${arn.split(":")[1]}:iam::${accountId}:role/${name}` };
}
function sessionRequest({ settings: settings2, sessionName }, roleArn2) {
  return {
    endpoint: stsEndpoint(settings2),
    region: settings2.region,
    roleArn: roleArn2,
    sessionName,
    durationSeconds: settings2.durationSeconds,
    inlinePolicy: settings2.inlinePolicy,
    managedPolicies: settings2.managedPolicies
  };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  checkToken,
  elementText,
  identify,
  notFromSts,
  obtainGrants,
  obtainToken,
  parseRole,
  parseSettings,
  partitionById,
  partitionOfRegion,
  refused,
  stsEndpoint,
  withDeadline
});
