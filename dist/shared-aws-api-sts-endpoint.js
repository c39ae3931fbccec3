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
  AssumeRoleRequest$: () => AssumeRoleRequest$,
  AssumeRoleWithWebIdentityRequest$: () => AssumeRoleWithWebIdentityRequest$,
  buildRequest: () => buildRequest,
  builtInTags: () => builtInTags,
  elementText: () => elementText,
  errorFromResponse: () => errorFromResponse,
  identify: () => identify,
  identityRequest: () => identityRequest,
  isFromSts: () => isFromSts,
  knownRole: () => knownRole,
  notFromAws: () => notFromAws,
  parseEndpointVariants: () => parseEndpointVariants,
  parseRole: () => parseRole,
  parseRunLimits: () => parseRunLimits,
  parseSettings: () => parseSettings,
  readRefusal: () => readRefusal,
  readResult: () => readResult,
  redactedError: () => redactedError,
  redactingLog: () => redactingLog,
  stsEndpoint: () => stsEndpoint,
  transitiveKeys: () => transitiveKeys,
  validateProfileName: () => validateProfileName,
  withRunLimits: () => withRunLimits,
  withinRunLimits: () => withinRunLimits,
  withoutDroppableTags: () => withoutDroppableTags,
  withoutUser: () => withoutUser
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_proxy = require("./shared-core-proxy.js");
var import_shared_aws_partition = require("./shared-aws-partition.js");
var import_shared_options_table = require("./shared-options-table.js");
var import_shared_core_session = require("./shared-core-session.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_parse_values = require("./shared-core-parse-values.js");
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/aws/role.ts
function isRoleName(text) {
  return /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && !/^\d{12}\//.test(text);
}
var roleArn = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;
function parseRole(text) {
  const [, partition, accountId, name] = roleArn.exec(text) ?? [];
  if (partition === void 0 || accountId === void 0 || name === void 0 || text.length > 2048) {
    throw new import_shared_core_errors.HelperError("role-invalid", `role-to-assume is not the ARN of a role: ${JSON.stringify(text)}.`, {
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
// src/aws/profile-type.ts
var profileTypes = ["web-identity", "process", "static"];
// src/aws/region.ts
function parseRegionOf(text, role, isOwnServer = false) {
  const partition = (0, import_shared_aws_partition.partitionById)(role?.partition ?? "aws");
  if (text !== void 0) {
    const region = checkedRegion(text, isOwnServer);
    if (role !== void 0 && partition !== void 0) refuseForeign(region, role);
    return region;
  }
  if (partition !== void 0) return partition.defaultRegion;
  throw new import_shared_core_errors.HelperError("region-invalid", `No region is set, and the partition ${role?.partition} is not known.`, {
    hint: "Give aws-region."
  });
}
function refuseForeign(region, { arn, partition }) {
  const theirs = (0, import_shared_aws_partition.partitionOfRegion)(region).id;
  if (theirs === partition) return;
  throw new import_shared_core_errors.HelperError(
    "region-invalid",
    `The region ${region} is of the partition ${theirs}, the role ${arn} of ${partition}. They never meet.`,
    {
      hint: `Give a region of ${partition} (${(0, import_shared_aws_partition.partitionById)(partition)?.defaultRegion}, for instance), or a role of ${theirs}.`
    }
  );
}
function checkedRegion(text, isOwnServer) {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  const zone = /^([a-z]{2,}(?:-[a-z]+)+-\d{1,2})[a-z]$/.exec(text);
  if (isOwnServer && zone === null && /^[a-z0-9-]+$/.test(text)) return text;
  throw new import_shared_core_errors.HelperError("region-invalid", `aws-region is not a region: ${JSON.stringify(text)}.`, {
    hint: zone === null ? "It looks like eu-central-1." : `This is an availability zone. Its region is ${zone[1]}.`
  });
}
// src/aws/session-tags.ts
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
function withoutDroppableTags(tags) {
  const droppable = builtIn.filter(([, , drop]) => drop).map(([key]) => key);
  return tags.filter(({ Key }) => !droppable.includes(Key));
}
function transitiveKeys(wanted, tags) {
  return wanted.filter((key) => tags.some(({ Key }) => Key === key));
}
function parseCustomTags(text) {
  if (text === void 0) return [];
  const value = (0, import_shared_core_secret.parseJson)(text);
  if (value === void 0) throw invalid("input is not valid JSON");
  if (!(0, import_shared_core_secret.isObject)(value)) throw invalid("input must be a JSON object (not an array or primitive)");
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
  const signs = "contains invalid characters. Allowed: unicode letters, digits, spaces, and _.:/=+-@";
  if (!allowed.test(key)) throw invalid(`key '${key}' ${signs}`);
  if (!allowed.test(text)) throw invalid(`value for key '${key}' ${signs}`);
  if (protectedKeys.includes(key)) {
    throw invalid(`key '${key}' conflicts with a protected session tag set by this action and cannot be overridden`);
  }
  return { Key: key, Value: text };
}
function invalid(what) {
  return new import_shared_core_errors.HelperError("option-invalid", `custom-tags: ${what}`, {
    hint: 'Give a JSON object of texts, numbers or booleans: {"Team": "payments", "CostCenter": 42}.'
  });
}
// src/options/profile-name.ts
var NAME = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$/;
function validateProfileName(name, source) {
  if (!NAME.test(name)) {
    throw new import_shared_core_errors.HelperError("profile-invalid", `${source} cannot be the name of a profile: ${shown(name)}.`, {
      hint: "Use up to 64 letters, digits and the characters _.@+-, beginning with a letter, a digit or _: blanks, brackets, slashes and line breaks would break the file for other tools."
    });
  }
  if (name === "__proto__") {
    throw new import_shared_core_errors.HelperError("profile-invalid", `${source} cannot be "__proto__".`, {
      hint: "The AWS SDK for JavaScript reads nothing at all from a file with such a profile. Choose another name."
    });
  }
  if (name === "DEFAULT") {
    throw new import_shared_core_errors.HelperError("profile-invalid", `${source} cannot be "DEFAULT".`, {
      hint: "The AWS CLI gives the settings of [DEFAULT] to every profile of the file. Write `default`, in lower case."
    });
  }
  return name;
}
function shown(name) {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}\u2026` : name);
}
// src/options/roles-option.ts
function parseRoles(text, region) {
  const entries = (0, import_shared_core_parse_values.lines)(text).map((line) => parseEntry(line, region));
  const names = entries.map(({ profile }) => profile);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== void 0) throw invalid2(`names the profile ${twice} twice`, "Give every role a profile of its own.");
  for (const { profile, via } of entries) {
    if (via === void 0 || names.includes(via)) continue;
    throw invalid2(
      `has ${profile} go via ${via}, which is not in the list`,
      (0, import_shared_token_token.didYouMean)(via, names) ?? `Add a line for ${via}.`
    );
  }
  return inOrder(entries, []);
}
function parseEntry(line, commonRegion) {
  const [first = "", ...rest] = line.split(",").map((part) => part.trim());
  const [profile, arn] = pair(first, line);
  const settings = new Map(rest.map((part) => pair(part, line)));
  for (const name of settings.keys()) {
    if (name === "via" || name === "region") continue;
    throw invalid2(
      `holds ${JSON.stringify(name)} in the line for ${profile}`,
      (0, import_shared_token_token.didYouMean)(name, ["via", "region"]) ?? "A line may hold via and region."
    );
  }
  const role = parseRole(arn);
  const via = settings.get("via");
  return {
    profile: validateProfileName(profile, "roles"),
    role,
    via,
    region: parseRegionOf(settings.get("region") ?? commonRegion, role)
  };
}
function pair(part, line) {
  const [, name, value] = /^([^=\s]+)\s*=\s*(\S+)$/.exec(part) ?? [];
  if (name !== void 0 && value !== void 0) return [name, value];
  throw invalid2(
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
  throw invalid2(`goes round in a circle: ${circle}`, "At least one of them must be assumed with the token.");
}
function invalid2(what, hint) {
  return new import_shared_core_errors.HelperError("option-invalid", `roles ${what}.`, { hint });
}
// src/options/credential-source.ts
function parseSource(given, env) {
  if (given.roles !== void 0) return sourceOfRoles(given, env);
  const text = given["role-to-assume"];
  const keys = parseKeys(given);
  const from = parseTokenSource(given);
  if (text !== void 0 && from !== void 0) return { kind: "token", role: parseRole(text), from };
  if (keys !== void 0) return { kind: "keys", role: roleOrName(text), credentials: keys };
  const chaining = (0, import_shared_core_parse_values.flag)("role-chaining", given["role-chaining"]) ?? false;
  if (chaining && text === void 0) throw roleMissing("role-chaining needs a role to go on to.", env);
  if (chaining) return { kind: "ambient", role: roleOrName(text) };
  const skipsToken = (0, import_shared_core_parse_values.flag)("force-skip-oidc", given["force-skip-oidc"]) ?? false;
  if (skipsToken && text !== void 0) {
    throw new import_shared_core_errors.HelperError(
      "option-conflict",
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: "Or role-chaining, to assume the role with credentials that are already there." }
    );
  }
  const unset = (0, import_shared_core_parse_values.flag)("unset-current-credentials", given["unset-current-credentials"]) ?? false;
  const hasSigns = hasAmbientSigns(unset ? { ...env, AWS_ACCESS_KEY_ID: void 0 } : env);
  if (text !== void 0) {
    const ambient = hasNoToken(env) && hasSigns;
    return ambient ? { kind: "ambient", role: roleOrName(text) } : { kind: "token", role: parseRole(text), from };
  }
  const useExisting = (0, import_shared_core_parse_values.flag)("use-existing-credentials", given["use-existing-credentials"]) ?? false;
  if (skipsToken || useExisting) return { kind: "ambient", role: void 0 };
  if (unset) return void 0;
  if (env.GITHUB_ACTIONS === "true" && hasSigns) return { kind: "ambient", role: void 0 };
  throw roleMissing("No role is given.", env);
}
function sourceOfRoles(given, env) {
  const [first] = parseRoles(given.roles, given["aws-region"]);
  if (first === void 0) throw roleMissing("roles names no role.", env);
  for (const name of ["role-to-assume", "aws-access-key-id", "role-chaining", "aws-profile"]) {
    if (given[name] === void 0) continue;
    throw new import_shared_core_errors.HelperError("option-conflict", `roles and ${name} exclude each other.`, {
      hint: "roles says which roles, and which profile each becomes; the job\u2019s token assumes them."
    });
  }
  return { kind: "token", role: first.role, from: parseTokenSource(given) };
}
function hasNoToken(env) {
  return env.GITHUB_ACTIONS === "true" && (0, import_shared_ci.envValue)(env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") === void 0;
}
function hasAmbientSigns(env) {
  return ambientVariables.some((name) => (0, import_shared_ci.envValue)(env, name) !== void 0);
}
var ambientVariables = [
  "AWS_ACCESS_KEY_ID",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_PROFILE"
];
function parseKeys(given) {
  const accessKeyId = given["aws-access-key-id"];
  const secretAccessKey = given["aws-secret-access-key"];
  const sessionToken = given["aws-session-token"];
  if (accessKeyId === void 0) return void 0;
  if (secretAccessKey === void 0) {
    throw new import_shared_core_errors.HelperError(
      "option-conflict",
      "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided",
      { hint: `Give both, or neither. ${emptyInputs}` }
    );
  }
  const credentials = {
    accessKeyId,
    secretAccessKey: new import_shared_core_secret.Secret(secretAccessKey),
    ...sessionToken === void 0 ? {} : { sessionToken: new import_shared_core_secret.Secret(sessionToken) }
  };
  const malformed = (0, import_shared_core_session.malformedPart)(credentials, given["sts-endpoint"] !== void 0);
  if (malformed === void 0) return credentials;
  throw new import_shared_core_errors.HelperError("option-invalid", `aws-${malformed.toLowerCase().replaceAll(" ", "-")} is no ${malformed}.`, {
    hint: "AWS makes them of letters and digits, and the secret parts of / + = as well. A $ too many before the expression, quotes or a blank in the secret itself look like this."
  });
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
      throw new import_shared_core_errors.HelperError("option-invalid", "token-env is not the name of a variable.", {
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
    throw new import_shared_core_errors.HelperError("option-conflict", "More than one token source is set.", {
      hint: "Give one of token-env, web-identity-token-file and token-command."
    });
  }
  return sources[0];
}
function roleMissing(message, env) {
  const hint = "Say which role to assume: role-to-assume (--role-to-assume on the command line), or the variable AWS_ROLE_ARN. It looks like arn:aws:iam::123456789012:role/NAME.";
  return new import_shared_core_errors.HelperError("role-missing", message, {
    hint: env.GITHUB_ACTIONS === "true" ? `${hint}
${emptyInputs}` : hint
  });
}
var emptyInputs = "If the workflow does give it, by an expression, that came out empty: the secret or variable is not set for this repository or environment, pull requests from forks get none, or a reusable workflow was called without `secrets: inherit`.";
// src/options/session-policies.ts
var limit = 2048;
function parseSessionPolicies(given) {
  const inlinePolicy = given["inline-session-policy"];
  const managedPolicies = (0, import_shared_core_parse_values.lines)(given["managed-session-policies"]);
  const wrong = managedPolicies.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== void 0) {
    throw new import_shared_core_errors.HelperError("policy-invalid", `managed-session-policies holds no policy ARN: ${JSON.stringify(wrong)}.`, {
      hint: "Give one ARN a line: arn:aws:iam::aws:policy/ReadOnlyAccess."
    });
  }
  if (managedPolicies.length > 10) {
    throw new import_shared_core_errors.HelperError(
      "policy-invalid",
      `managed-session-policies holds ${managedPolicies.length} policies; STS takes ten.`
    );
  }
  if (inlinePolicy === void 0) return { inlinePolicy, managedPolicies };
  if (!(0, import_shared_core_secret.isObject)((0, import_shared_core_secret.parseJson)(inlinePolicy))) {
    throw new import_shared_core_errors.HelperError("policy-invalid", "inline-session-policy is not a JSON object.", {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[\u2026]}. In YAML, put it in a block scalar (|).'
    });
  }
  const length = inlinePolicy.length + managedPolicies.join("").length;
  if (length > limit) {
    throw new import_shared_core_errors.HelperError(
      "policy-invalid",
      `The session policies are ${length} characters long together; STS takes ${limit}.`,
      { hint: "Drop white space and Sids, or use managed-session-policies." }
    );
  }
  return { inlinePolicy, managedPolicies };
}
// src/options/settings.ts
var exportNames = ["env", "outputs", "profile", "none"];
function parseSettings(given, env, pickUps = []) {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const { useFips, useDualStack } = parseEndpointVariants(env);
  return {
    given: withoutKeys(given),
    ci: given.ci,
    source,
    region: parseRegionOf(given["aws-region"], knownRole(source), given["sts-endpoint"] !== void 0),
    regionIsGiven: given["aws-region"] !== void 0 && !pickUps.some(({ option }) => option === "aws-region"),
    audience: given.audience,
    sessionName: parseSessionName(given["role-session-name"]),
    durationSeconds: parseDuration(given["role-duration-seconds"]),
    ...parseSessionPolicies(given),
    chain: parseChain(given),
    roles: parseRoles(given.roles, given["aws-region"]),
    externalId: parseExternalId(given["role-external-id"]),
    trustPolicy: given["trust-policy"],
    tags: {
      skip: (0, import_shared_core_parse_values.flag)("role-skip-session-tagging", given["role-skip-session-tagging"]) ?? false,
      custom: parseCustomTags(given["custom-tags"]),
      transitive: (0, import_shared_core_parse_values.lines)(given["transitive-tag-keys"])
    },
    allowedAccounts: parseAccounts(given["allowed-account-ids"]),
    useExisting: (0, import_shared_core_parse_values.flag)("use-existing-credentials", given["use-existing-credentials"]) ?? false,
    unsetCurrent: (0, import_shared_core_parse_values.flag)("unset-current-credentials", given["unset-current-credentials"]) ?? false,
    plainSecretKey: (0, import_shared_core_parse_values.flag)("special-characters-workaround", given["special-characters-workaround"]) ?? false,
    exports: parseExports(given.export),
    profile: {
      name: given["aws-profile"] === void 0 ? void 0 : validateProfileName(given["aws-profile"], "aws-profile"),
      type: given["profile-type"] === void 0 ? void 0 : (0, import_shared_core_parse_values.oneOf)("profile-type", given["profile-type"], profileTypes),
      overwrite: (0, import_shared_core_parse_values.flag)("overwrite-aws-profile", given["overwrite-aws-profile"]) ?? false
    },
    outputEnvCredentials: (0, import_shared_core_parse_values.flag)("output-env-credentials", given["output-env-credentials"]),
    outputCredentials: (0, import_shared_core_parse_values.flag)("output-credentials", given["output-credentials"]) ?? false,
    maskAccountId: (0, import_shared_core_parse_values.flag)("mask-aws-account-id", given["mask-aws-account-id"]) ?? false,
    summary: (0, import_shared_core_parse_values.flag)("summary", given.summary) ?? false,
    stsEndpoint: parseEndpoint(given["sts-endpoint"], useFips || useDualStack),
    useFips,
    useDualStack,
    maxAttempts: parseMaxAttempts(given),
    ...parseRunLimits(given)
  };
}
function parseRunLimits(given) {
  const timeout = (0, import_shared_core_parse_values.integer)("timeout", given.timeout ?? "90", { least: 0, most: 86400 });
  return {
    proxy: { proxy: (0, import_shared_core_proxy.parseProxy)(given["http-proxy"]), noProxy: (0, import_shared_core_parse_values.words)(given["no-proxy"]) },
    // configure-aws-credentials counts 0 as no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout
  };
}
function withoutKeys(given) {
  const { "aws-access-key-id": _id, "aws-secret-access-key": _key, "aws-session-token": _token, ...rest } = given;
  return rest;
}
function checkText(name, value) {
  if (/eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) {
    throw new import_shared_core_errors.HelperError("option-invalid", `${name} holds a token. No option takes one.`, {
      hint: "Say where the token is, so that it is on no command line and in no log: token-env NAME (a variable) or web-identity-token-file FILE."
    });
  }
  const kind = import_shared_options_table.options.find((option) => option.name === name)?.kind;
  const forbidden = kind === "list" || kind === "lines" || kind === "json" ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    throw new import_shared_core_errors.HelperError("option-invalid", `${name} contains a line break or a NUL character.`, {
      hint: `Give ${name} as one line of text. In YAML, a block scalar (| or >) ends in a line end; write the value after the colon.`
    });
  }
}
function parseChain(given) {
  const roles = (0, import_shared_core_parse_values.lines)(given["then-assume"]).map(parseRole);
  if (roles.length > 0 && given.roles !== void 0) {
    throw new import_shared_core_errors.HelperError("option-conflict", "then-assume and roles exclude each other.", {
      hint: "In roles, `via` chains: last = ARN, via = first."
    });
  }
  return roles;
}
function parseMaxAttempts(given) {
  if ((0, import_shared_core_parse_values.flag)("disable-retry", given["disable-retry"])) return 1;
  const text = given["retry-max-attempts"];
  if (text === void 0) return Number.POSITIVE_INFINITY;
  return Math.max(1, (0, import_shared_core_parse_values.integer)("retry-max-attempts", /^-\d+$/.test(text) ? "0" : text, { least: 0, most: 1e6 }));
}
function parseExternalId(text) {
  if (text === void 0 || /^[\w+=,.@:/-]{2,1224}$/.test(text)) return text;
  throw new import_shared_core_errors.HelperError(
    "option-invalid",
    "role-external-id must be 2 to 1224 letters, digits and the characters _+=,.@:/-."
  );
}
function parseSessionName(text) {
  if (text === void 0 || /^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new import_shared_core_errors.HelperError(
    "session-name-invalid",
    `role-session-name must be 2 to 64 letters, digits and the characters _+=,.@-, and is ${JSON.stringify(text)} (${text.length}).`,
    {
      hint: "Shorten it or replace the other characters, or leave it out: the default is derived from the job ID and always fits."
    }
  );
}
function parseDuration(text) {
  try {
    return (0, import_shared_core_parse_values.integer)("role-duration-seconds", text ?? "3600", { least: 900, most: 43200 });
  } catch (error) {
    if (!(error instanceof import_shared_core_errors.HelperError)) throw error;
    throw new import_shared_core_errors.HelperError("duration-invalid", error.message, {
      hint: "Give seconds, from 900 (15 minutes) to 43200 (12 hours) and not more than the role\u2019s own maximum session duration."
    });
  }
}
function parseAccounts(text) {
  if (text === void 0) return [];
  const ids = (0, import_shared_core_parse_values.words)(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === void 0 && ids.length > 0) return ids;
  throw new import_shared_core_errors.HelperError(
    "option-invalid",
    `allowed-account-ids holds something that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: "Give 12-digit account IDs, separated by commas, blanks or line ends. In YAML, quote an ID that starts with 0."
    }
  );
}
function parseExports(text) {
  if (text === void 0) return void 0;
  const names = [...new Set((0, import_shared_core_parse_values.words)(text))].map((word) => (0, import_shared_core_parse_values.oneOf)("export", word, exportNames));
  if (names.includes("none") && names.length > 1) {
    throw new import_shared_core_errors.HelperError("option-conflict", "export: none cannot be combined with other targets.");
  }
  return names;
}
function parseEndpoint(text, special) {
  if (text === void 0) return void 0;
  if (!(0, import_shared_ci.isHttpUrl)(text)) {
    throw new import_shared_core_errors.HelperError(
      "option-invalid",
      `sts-endpoint is not an http or https URL: ${JSON.stringify(withoutUser(text))}.`,
      {
        hint: "It looks like https://sts.eu-central-1.amazonaws.com."
      }
    );
  }
  if (special) {
    throw new import_shared_core_errors.HelperError("option-conflict", "A custom sts-endpoint cannot be FIPS or dual-stack as well.", {
      hint: "Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or drop the endpoint."
    });
  }
  return text;
}
function withoutUser(url) {
  return url.replace(/\/\/[^/?#]*@/, "//***@");
}
function parseEndpointVariants(env) {
  return { useFips: isTrue(env.AWS_USE_FIPS_ENDPOINT), useDualStack: isTrue(env.AWS_USE_DUALSTACK_ENDPOINT) };
}
function isTrue(variable) {
  return variable?.toLowerCase() === "true";
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
    mask: log.mask
  };
}
function redactedError(error) {
  return error instanceof import_shared_core_errors.HelperError ? (0, import_shared_core_errors.reworded)(error, redactAccountIds) : error;
}
// src/session/run-limits.ts
async function withinRunLimits(settings, world, task) {
  if (!settings.maskAccountId) return task(withRunLimits(settings, world));
  try {
    return await task(withRunLimits(settings, { ...world, log: redactingLog(world.log) }));
  } catch (error) {
    throw redactedError(error);
  }
}
function withRunLimits({ proxy, timeoutSeconds }, world) {
  return withDeadline({ ...world, http: world.http.viaProxy(proxy) }, timeoutSeconds);
}
var longestRead = 1e4;
function withDeadline(io, seconds) {
  const end = io.clock.now() + seconds * 1e3;
  const remaining = () => Math.max(0, end - io.clock.now());
  const left = () => {
    if (remaining() > 0) return remaining();
    throw new import_shared_core_errors.HelperError("deadline-exceeded", `Timed out after ${seconds} s.`, {
      hint: "The lines above say what it was waiting for. Set timeout to allow more time."
    });
  };
  const least = ({ limit: limit2 = Number.POSITIVE_INFINITY } = {}) => Math.min(limit2, left());
  return {
    ...io,
    clock: { ...io.clock, remaining },
    // Files are read, and written, after the end as well; only what may come from a pipe is not waited for.
    files: {
      ...io.files,
      read: (path, limits2) => io.files.read(path, { milliseconds: Math.min(remaining(), longestRead), ...limits2 })
    },
    http: { ...io.http, send: (request) => io.http.send(request, left()) },
    processes: {
      run: (command, args, options2) => io.processes.run(command, args, { ...options2, limit: least(options2) }),
      shell: (line, options2) => io.processes.shell(line, { ...options2, limit: least(options2) })
    }
  };
}
// node_modules/@aws-sdk/xml-builder/dist-es/xml-parser.js
function writeKey(obj) {
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
        writeKey(attrs);
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
        writeKey(obj);
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
        writeKey(obj);
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
// src/aws-api/query-protocol.ts
function buildRequest(action2, shape, input, endpoint) {
  return {
    method: "POST",
    url: endpoint,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: `Action=${action2}&Version=2011-06-15${parameters(shape, input, "")}`
  };
}
function parameters(schema, value, name) {
  const shape = shapeOf(schema);
  if (value === void 0) return "";
  if (Array.isArray(value)) {
    const item = Array.isArray(shape) ? shape[4] : 0;
    return value.map((entry, index) => parameters(item, entry, `${name}.member.${index + 1}`)).join("");
  }
  if (!(0, import_shared_core_secret.isObject)(value)) return `&${encoded(name)}=${encoded(String(value))}`;
  const [, , , , members, schemas] = shape;
  return members.map((member, index) => parameters(schemas[index], value[member], name === "" ? member : `${name}.${member}`)).join("");
}
function shapeOf(schema) {
  if (typeof schema === "function") return schema();
  return Array.isArray(schema) && typeof schema[0] === "function" ? schema[0]() : schema;
}
function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
function readResult(action2, body) {
  try {
    const [answer] = Object.values(parseXML(body));
    return (0, import_shared_core_secret.isObject)(answer) ? answer[`${action2}Result`] : void 0;
  } catch {
    return void 0;
  }
}
function readRefusal({ status, headers, body }) {
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<(?:ErrorResponse|Error)[\s/>]/.test(body)) return void 0;
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
function errorFromResponse(response, asked) {
  const refusal = readRefusal(response);
  if (refusal === void 0) return notFromAws(response, asked);
  const code = meaningOf(refusal);
  return new import_shared_core_errors.HelperError(code, `${asked.failure}: ${described(refusal, new URL(asked.endpoint).host)}`, {
    hint: hints[code],
    retryAfterSeconds: (0, import_shared_ci.retryAfter)(response)
  });
}
function isFromSts({ code }) {
  return code.startsWith("sts-") && code !== "sts-answer-unreadable";
}
function notFromAws({ status, headers, via }, { service, endpoint, failure }) {
  const { host } = new URL(endpoint);
  const [type] = /^[\w.+-]+\/[\w.+-]+/.exec(headers["content-type"] ?? "") ?? [];
  const answer = `${status}${type === void 0 ? "" : ` (${type})`}`;
  return new import_shared_core_errors.HelperError(
    meaningOfStatus(status) ?? "sts-answer-unreadable",
    via === void 0 ? `${failure}: ${host} answered ${answer}, but not as ${service} does.` : `${failure}: ${via} answered ${answer}, not ${service} at ${host}.`,
    {
      hint: `Something else answers in the place of ${service}: a proxy, a firewall's block page, the network's login page, another service. Check sts-endpoint, http-proxy and no-proxy, and that this machine may reach ${host}.`,
      retryAfterSeconds: (0, import_shared_ci.retryAfter)({ headers })
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
function described({ status, code, message, requestId }, host) {
  const said = [code, message].filter((part) => part !== "").join(": ") || "no reason given";
  const origin = `${status} from ${host}${requestId === void 0 ? "" : `, request ${requestId}`}`;
  return `${said.replace(/[.\s]+$/, "")} (${origin}).`;
}
// node_modules/@smithy/core/dist-es/submodules/schema/TypeRegistry.js
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
// node_modules/@smithy/core/dist-es/submodules/client/smithy-client/exceptions.js
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
// node_modules/@aws-sdk/client-sts/dist-es/models/STSServiceException.js
var STSServiceException = class _STSServiceException extends ServiceException {
  static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.sts#STSServiceException";
  constructor(options2) {
    super(options2);
    Object.setPrototypeOf(this, _STSServiceException.prototype);
  }
};
// node_modules/@aws-sdk/client-sts/dist-es/models/errors.js
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
// node_modules/@aws-sdk/client-sts/dist-es/schemas/schemas_0.js
var _ARR = "AssumeRoleRequest";
var _ARWWIR = "AssumeRoleWithWebIdentityRequest";
var _Au = "Audience";
var _CA = "ContextAssertion";
var _DS = "DurationSeconds";
var _EI = "ExternalId";
var _ETE = "ExpiredTokenException";
var _ETITE = "ExpiredTradeInTokenException";
var _GCIR = "GetCallerIdentityRequest";
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
var _PPTLE = "PackedPolicyTooLargeException";
var _RA = "RoleArn";
var _RDE = "RegionDisabledException";
var _RSN = "RoleSessionName";
var _SA = "SigningAlgorithm";
var _SDEE = "SessionDurationEscalationException";
var _SI = "SourceIdentity";
var _SN = "SerialNumber";
var _T = "Tags";
var _TC = "TokenCode";
var _TTK = "TransitiveTagKeys";
var _Ta = "Tag";
var _V = "Value";
var _WIT = "WebIdentityToken";
var _a = "arn";
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
var clientTokenType = [0, n0, _cTT, 8, 0];
var AssumeRoleRequest$ = [
  3,
  n0,
  _ARR,
  0,
  [_RA, _RSN, _PA, _P, _DS, _T, _TTK, _EI, _SN, _TC, _SI, _PC, _MSTS],
  [0, 0, () => policyDescriptorListType, 0, 1, () => tagListType, 64 | 0, 0, 0, 0, 0, () => ProvidedContextsListType, 1],
  2
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
var GetCallerIdentityRequest$ = [
  3,
  n0,
  _GCIR,
  0,
  [],
  []
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
// src/aws-api/caller-identity.ts
var action = "GetCallerIdentity";
function identityRequest(endpoint) {
  return buildRequest(action, GetCallerIdentityRequest$, {}, endpoint);
}
async function identify(credentials, { endpoint, region, failure = "Credentials could not be loaded, please check your action inputs" }, { http, sign }) {
  const response = await http.send(await sign(identityRequest(endpoint), credentials, { service: "sts", region }));
  const asked = { service: "STS", endpoint, failure };
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const result = readResult(action, response.body);
  const [accountId, arn, principalId] = ["Account", "Arn", "UserId"].map(
    (name) => (0, import_shared_core_secret.isObject)(result) && (0, import_shared_core_secret.stringAt)(result, name)
  );
  if (!accountId || !arn || !principalId) throw notFromAws(response, asked);
  return { accountId, arn, principalId };
}
// src/aws-api/sts-endpoint.ts
function stsEndpoint({
  region,
  stsEndpoint: custom,
  useFips,
  useDualStack
}) {
  if (custom !== void 0) return custom;
  const partition = (0, import_shared_aws_partition.partitionOfRegion)(region);
  const suffix = useDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
  const fips = useFips && (useDualStack || partition.id !== "aws-us-gov");
  return `https://${fips ? "sts-fips" : "sts"}.${region}.${suffix}`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  AssumeRoleRequest$,
  AssumeRoleWithWebIdentityRequest$,
  buildRequest,
  builtInTags,
  elementText,
  errorFromResponse,
  identify,
  identityRequest,
  isFromSts,
  knownRole,
  notFromAws,
  parseEndpointVariants,
  parseRole,
  parseRunLimits,
  parseSettings,
  readRefusal,
  readResult,
  redactedError,
  redactingLog,
  stsEndpoint,
  transitiveKeys,
  validateProfileName,
  withRunLimits,
  withinRunLimits,
  withoutDroppableTags,
  withoutUser
});
