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
  accountOf: () => accountOf,
  authorizedRoles: () => authorizedRoles,
  claimKeys: () => claimKeys,
  compilePattern: () => compilePattern,
  drawDifference: () => drawDifference,
  duplicateKeys: () => duplicateKeys,
  effectiveAudiences: () => effectiveAudiences,
  escapeControls: () => escapeControls,
  evaluate: () => evaluate,
  evaluateToken: () => evaluateToken,
  explain: () => explain,
  explainCondition: () => explainCondition,
  extraClaimKeys: () => extraClaimKeys,
  matchesActionPattern: () => matchesActionPattern,
  matchesPattern: () => matchesPattern,
  memberPath: () => memberPath,
  operators: () => operators,
  parsePolicy: () => parsePolicy,
  providerArn: () => providerArn,
  providerPath: () => providerPath,
  readPolicy: () => readPolicy,
  requiredActions: () => requiredActions,
  splitKey: () => splitKey,
  webIdentityContext: () => webIdentityContext
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var knownIssuers = [
  {
    // github.com, with an enterprise's own issuer below it, and GHE.com. GitHub Enterprise Server is not among them.
    path: /^(token\.actions\.githubusercontent\.com(\/[^/]+)?|token\.actions\.[^./]+\.ghe\.com|github\.com\/enterprises\/[^/]+)$/,
    claims: [
      "actor",
      "actor_id",
      "enterprise_id",
      "environment",
      "job_workflow_ref",
      "ref",
      "repository",
      "repository_id",
      "repository_owner_id",
      "workflow"
    ]
  },
  {
    // A self-managed GitLab is not among them.
    path: /^gitlab\.com$/,
    claims: [
      "namespace_id",
      "pipeline_source",
      "project_id",
      "ref_protected",
      "runner_environment",
      "user_access_level",
      "user_email",
      "user_id",
      "user_login"
    ]
  },
  {
    path: /^agent\.(buildkite\.com|[^./]+\.buildkite\.(dev|site))$/,
    claims: [
      "build_branch",
      "cluster_id",
      "cluster_name",
      "organization_id",
      "organization_slug",
      "pipeline_id",
      "pipeline_slug"
    ]
  },
  {
    // The root issuer `https://oidc.circleci.com`, which all organisations share, is not among them.
    path: /^oidc\.circleci\.com\/org\/[^/]+$/,
    claims: ["oidc.circleci.com/project-id"]
  },
  { path: /^accounts\.google\.com$/, claims: ["oaud", "google/organization_number"] },
  { path: /^idcs-[^./]+\.identity\.oraclecloud\.com$/, claims: ["rpst_id"] }
];
function extraClaimKeys(path) {
  return knownIssuers.find((issuer) => issuer.path.test(path))?.claims ?? [];
}
function claimKeys(path) {
  return ["sub", "aud", "amr", ...extraClaimKeys(path)];
}
function splitKey(key) {
  const scheme = /^https?:\/\//i.exec(key)?.[0] ?? "";
  const colon = key.indexOf(":", scheme.length);
  const host = colon < 0 ? "" : key.slice(0, colon);
  return { host: host.includes(".") ? host : void 0, claim: key.slice(colon + 1) };
}
function providerPath(issuer) {
  return issuer.replace(/^https?:\/\//i, "").replace(/\/+$/, "");
}
function providerArn(issuer, { accountId, partition }) {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${providerPath(issuer)}`;
}
function webIdentityContext(claims, request) {
  const issuer = claims.iss ?? "";
  const path = providerPath(issuer);
  const tags = sessionTags(claims);
  const roles = authorizedRoles(claims);
  const context = {
    ...request.extra,
    [`${path}:aud`]: effectiveAudiences(claims),
    "aws:FederatedProvider": [providerArn(issuer, accountOf(request.roleArn))],
    "sts:RoleSessionName": [request.sessionName],
    "sts:SourceIdentity": textsOf(claims[sourceIdentityClaim]),
    "sts:RoleAuthorizedByIdp": roles ? [String(roles.includes(request.roleArn))] : [],
    "sts:TransitiveTagKeys": tags.transitiveKeys,
    "aws:TagKeys": Object.keys(tags.values)
  };
  for (const claim of ["sub", "amr", ...extraClaimKeys(path)]) context[`${path}:${claim}`] = textsOf(claims[claim]);
  if (path === "accounts.google.com") context[`${path}:oaud`] = (0, import_chunk_HRDKHYRD.audiencesOf)(claims);
  for (const [key, value] of Object.entries(tags.values)) context[`aws:RequestTag/${key}`] = [value];
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}
function requiredActions(claims) {
  const tagged = Object.keys(sessionTags(claims).values).length > 0;
  const named = textsOf(claims[sourceIdentityClaim]).length > 0;
  return [
    "sts:AssumeRoleWithWebIdentity",
    ...tagged ? ["sts:TagSession"] : [],
    ...named ? ["sts:SetSourceIdentity"] : []
  ];
}
function effectiveAudiences(claims) {
  return typeof claims.azp === "string" ? [claims.azp] : (0, import_chunk_HRDKHYRD.audiencesOf)(claims);
}
function authorizedRoles(claims) {
  const roles = claims["https://aws.amazon.com/roles"];
  return roles === void 0 ? void 0 : textsOf(roles);
}
function accountOf(arn) {
  const [, partition = "aws", , , accountId = ""] = arn.split(":");
  return { accountId, partition };
}
var sourceIdentityClaim = "https://aws.amazon.com/source_identity";
var tagsClaim = "https://aws.amazon.com/tags";
function sessionTags(claims) {
  const nested = claims[tagsClaim];
  if ((0, import_chunk_2ZDYLNSC.isObject)(nested)) {
    const tags = (0, import_chunk_2ZDYLNSC.isObject)(nested.principal_tags) ? Object.entries(nested.principal_tags) : [];
    return { values: tagValues(tags), transitiveKeys: textsOf(nested.transitive_tag_keys) };
  }
  const prefix = `${tagsClaim}/principal_tags/`;
  const flat = Object.entries(claims).filter(([claim]) => claim.startsWith(prefix));
  return {
    values: tagValues(flat.map(([claim, value]) => [claim.slice(prefix.length), value])),
    transitiveKeys: textsOf(claims[`${tagsClaim}/transitive_tag_keys`])
  };
}
function tagValues(tags) {
  return Object.fromEntries(tags.flatMap(([key, value]) => textsOf(value).map((text) => [key, text])));
}
function textsOf(claim) {
  const values = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => ["string", "number", "boolean"].includes(typeof value)).map(String);
}
var many = /* @__PURE__ */ Symbol("*");
var one = /* @__PURE__ */ Symbol("?");
function compilePattern(text, syntax) {
  const { wildcards, variable } = syntax;
  const glyphs = [];
  for (const [token, expression] of text.matchAll(variable ? /\$\{([^}]*)\}|[\s\S]/gu : /[\s\S]/gu)) {
    if (variable && expression !== void 0) {
      const value = resolve(expression, variable);
      if (value === void 0) return void 0;
      glyphs.push(...value);
    } else if (wildcards && token === "*") glyphs.push(many);
    else if (wildcards && token === "?") glyphs.push(one);
    else glyphs.push(token);
  }
  return glyphs;
}
function resolve(expression, variable) {
  if (["*", "?", "$"].includes(expression)) return expression;
  const [, key = expression, fallback] = /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(expression) ?? [];
  return variable(key.trim()) ?? fallback;
}
function matchesPattern(text, pattern) {
  const characters = Array.from(text);
  let at = 0;
  let glyph = 0;
  let retryGlyph = -1;
  let retryAt = 0;
  while (at < characters.length) {
    if (pattern[glyph] === many) {
      retryGlyph = ++glyph;
      retryAt = at;
    } else if (pattern[glyph] === one || pattern[glyph] === characters[at]) {
      glyph++;
      at++;
    } else if (retryGlyph >= 0) {
      glyph = retryGlyph;
      at = ++retryAt;
    } else return false;
  }
  return pattern.slice(glyph).every((rest) => rest === many);
}
function literalOf(pattern) {
  return pattern.join("");
}
function splitAtColons(pattern, parts) {
  const colon = pattern.indexOf(":");
  if (parts === 1 || colon < 0) return [pattern];
  return [pattern.slice(0, colon), ...splitAtColons(pattern.slice(colon + 1), parts - 1)];
}
var stringEquals = exactly((value, wanted) => value === wanted);
var stringEqualsIgnoreCase = exactly((value, wanted) => value.toLowerCase() === wanted.toLowerCase());
var stringLike = { wildcards: true, variables: true, matches: matchesPattern };
var arnLike = { wildcards: true, variables: true, matches: matchesArn };
var numeric = (test) => ordered(readNumber, test);
var date = (test) => ordered(readDate, test);
var ipAddress = typed(import_chunk_4PVH6FKH.inIpRange);
var operators = {
  StringEquals: is(stringEquals),
  StringNotEquals: isNot(stringEquals),
  StringEqualsIgnoreCase: is(stringEqualsIgnoreCase),
  StringNotEqualsIgnoreCase: isNot(stringEqualsIgnoreCase),
  StringLike: is(stringLike),
  StringNotLike: isNot(stringLike),
  // The two pairs of ARN operators behave alike, AWS says so.
  ArnEquals: is(arnLike),
  ArnNotEquals: isNot(arnLike),
  ArnLike: is(arnLike),
  ArnNotLike: isNot(arnLike),
  NumericEquals: is(numeric((a, b) => a === b)),
  NumericNotEquals: isNot(numeric((a, b) => a === b)),
  NumericLessThan: is(numeric((a, b) => a < b)),
  NumericLessThanEquals: is(numeric((a, b) => a <= b)),
  NumericGreaterThan: is(numeric((a, b) => a > b)),
  NumericGreaterThanEquals: is(numeric((a, b) => a >= b)),
  DateEquals: is(date((a, b) => a === b)),
  DateNotEquals: isNot(date((a, b) => a === b)),
  DateLessThan: is(date((a, b) => a < b)),
  DateLessThanEquals: is(date((a, b) => a <= b)),
  DateGreaterThan: is(date((a, b) => a > b)),
  DateGreaterThanEquals: is(date((a, b) => a >= b)),
  Bool: is(exactly((value, wanted) => isBoolean(value) && value.toLowerCase() === wanted.toLowerCase())),
  BinaryEquals: is(typed((value, wanted) => value === wanted)),
  IpAddress: is(ipAddress),
  NotIpAddress: isNot(ipAddress)
};
function is(comparison) {
  return { ...comparison, negated: false };
}
function isNot(comparison) {
  return { ...comparison, negated: true };
}
function exactly(test) {
  return { wildcards: false, variables: true, matches: (value, pattern) => test(value, literalOf(pattern)) };
}
function typed(test) {
  return { ...exactly(test), variables: false };
}
function ordered(read, test) {
  return typed((value, wanted) => test(read(value), read(wanted)));
}
function readNumber(text) {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
function readDate(text) {
  if (/^\d+$/.test(text)) return Number(text) * 1e3;
  return /^\d{4}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}
function isBoolean(text) {
  return /^(true|false)$/i.test(text);
}
function matchesArn(value, pattern) {
  const wanted = splitAtColons(pattern, 6);
  const given = splitAtColons(Array.from(value), 6).map(literalOf);
  return wanted.length === 6 && given.length === 6 && given.every((part, i) => matchesPattern(part, wanted[i] ?? []));
}
function evaluate(policy, request) {
  const lookUp = reader(request.context);
  const variables = policy.version === "2012-10-17";
  const statements = policy.statements.map((statement) => judge(statement, { request, lookUp, variables }));
  const applying = (effect) => statements.some((result) => result.applies && result.effect === effect);
  const explicitDeny = applying("Deny");
  return { allowed: applying("Allow") && !explicitDeny, explicitDeny, statements };
}
function reader(context) {
  const values = new Map(Object.entries(context).map(([key, list]) => [key.toLowerCase(), list]));
  return (key) => values.get(key.toLowerCase());
}
function judge(statement, scene) {
  const principalMatched = matchesPrincipal(statement.principals, scene.request.federated);
  const actionMatched = matchesAction(statement.actions, scene.request.action);
  const conditions = statement.conditions.map((condition) => {
    const { path: path2, operator, key, values: patterns } = condition;
    const values = scene.lookUp(key);
    return { path: path2, operator, key, patterns, values, matched: holds(condition, values ?? [], scene) };
  });
  const { path, sid, effect } = statement;
  const applies = principalMatched && actionMatched && conditions.every((condition) => condition.matched);
  return { path, sid, effect, principalMatched, actionMatched, conditions, applies };
}
function matchesPrincipal(principals, federated) {
  return principals.negated !== (principals.anyone || principals.federated.includes(federated));
}
function matchesAction(actions, action) {
  return actions.negated !== actions.patterns.some((pattern) => matchesActionPattern(action, pattern));
}
function matchesActionPattern(action, pattern) {
  const compiled = compilePattern(pattern.toLowerCase(), { wildcards: true });
  return compiled !== void 0 && matchesPattern(action.toLowerCase(), compiled);
}
function holds(condition, values, scene) {
  const { name, set, ifExists } = condition.operator;
  const absent = values.length === 0;
  if (name === "Null") return condition.values.some((wanted) => wanted.toLowerCase() === String(absent));
  const { negated, wildcards, variables, matches } = operators[name];
  if (absent) return set === "ForAllValues" || set === void 0 && (ifExists || negated);
  const variable = variables && scene.variables ? (key) => single(scene.lookUp(key)) : void 0;
  const patterns = condition.values.map((text) => compilePattern(text, { wildcards, variable })).filter((pattern) => pattern !== void 0);
  const test = (value) => negated !== patterns.some((pattern) => matches(value, pattern));
  if (set === "ForAllValues") return values.every(test);
  if (set === "ForAnyValue") return values.some(test);
  return values.length === 1 && values.every(test);
}
function single(values) {
  return values?.length === 1 ? values[0] : void 0;
}
function evaluateToken(policy, request) {
  const { claims, roleArn } = request;
  const federated = providerArn(claims.iss ?? "", accountOf(roleArn));
  const context = webIdentityContext(claims, request);
  const actions = requiredActions(claims).map((action) => ({
    action,
    ...evaluate(policy, { action, federated, context })
  }));
  return { allowed: actions.every((action) => action.allowed), actions };
}
function duplicateKeys(text) {
  const found = [];
  const stack = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const frame = stack.at(-1);
    if (token === "{") stack.push({ kind: "object", keys: /* @__PURE__ */ new Set(), key: "", expectsKey: true });
    else if (token === "[") stack.push({ kind: "array", index: 0 });
    else if (token === "}" || token === "]") stack.pop();
    else if (frame?.kind === "array") {
      if (token === ",") frame.index++;
    } else if (frame && token === ",") frame.expectsKey = true;
    else if (frame?.expectsKey) {
      frame.expectsKey = false;
      frame.key = String(JSON.parse(token));
      if (frame.keys.has(frame.key)) found.push(stack.reduce(extend, ""));
      frame.keys.add(frame.key);
    }
  }
  return found;
}
function extend(path, frame) {
  return frame.kind === "array" ? `${path}[${frame.index}]` : memberPath(path, frame.key);
}
function memberPath(path, key) {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
function parsePolicy(text, name) {
  const json = (0, import_chunk_2ZDYLNSC.parseJson)(text);
  if (json === void 0) throw new import_chunk_L5BOO6NY.HelperError("policy-invalid", `${name} is not JSON.`);
  const [duplicate] = duplicateKeys(text);
  if (duplicate !== void 0) {
    throw invalid({ name, path: duplicate }, "is there twice; only the last one would count", "Keep one of the two.");
  }
  return readPolicy(json, name);
}
function readPolicy(json, name) {
  const place = { name, path: "" };
  const policy = objectOf(json, place);
  onlyMembers(policy, ["Version", "Id", "Statement"], place);
  const version = policy.Version ?? "2008-10-17";
  if (version !== "2008-10-17" && version !== "2012-10-17") {
    throw invalid(within(place, "Version"), 'is neither "2012-10-17" nor "2008-10-17"');
  }
  const statements = policy.Statement;
  const inStatement = within(place, "Statement");
  if (!Array.isArray(statements)) return { version, statements: [readStatement(statements, inStatement)] };
  return { version, statements: statements.map((statement, i) => readStatement(statement, item(inStatement, i))) };
}
function readStatement(json, place) {
  const statement = objectOf(json, place);
  if ("Resource" in statement || "NotResource" in statement) {
    throw invalid(place, "has a Resource", "Remove it: a trust policy speaks of its own role only.");
  }
  onlyMembers(statement, ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition"], place);
  const { Sid: sid, Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") throw invalid(within(place, "Effect"), 'is neither "Allow" nor "Deny"');
  if (sid !== void 0 && typeof sid !== "string") throw invalid(within(place, "Sid"), "is not text");
  return {
    path: place.path,
    sid,
    effect,
    principals: readPrincipals(statement, place),
    actions: readActions(statement, place),
    conditions: readConditions(statement.Condition, within(place, "Condition"))
  };
}
function readPrincipals(statement, place) {
  const member = oneOf(statement, ["Principal", "NotPrincipal"], place);
  const negated = member === "NotPrincipal";
  const inMember = within(place, member);
  if (statement[member] === "*") return { negated, anyone: true, federated: [] };
  const principals = objectOf(statement[member], inMember);
  onlyMembers(principals, ["AWS", "Federated", "Service", "CanonicalUser"], inMember);
  const list = (kind) => Object.hasOwn(principals, kind) ? stringsOf(principals[kind], within(inMember, kind)) : [];
  const federated = list("Federated");
  return { negated, anyone: [...list("AWS"), ...federated].includes("*"), federated };
}
function readActions(statement, place) {
  const member = oneOf(statement, ["Action", "NotAction"], place);
  return { negated: member === "NotAction", patterns: stringsOf(statement[member], within(place, member)) };
}
function readConditions(json, place) {
  if (json === void 0) return [];
  return Object.entries(objectOf(json, place)).flatMap(([name, keys]) => {
    const inOperator = within(place, name);
    const operator = readOperator(name, inOperator);
    return Object.entries(objectOf(keys, inOperator)).map(([key, value]) => {
      const inKey = within(inOperator, key);
      return { path: inKey.path, operator, key, values: valuesOf(value, inKey) };
    });
  });
}
function readOperator(text, place) {
  const [, set, bare = text, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(text) ?? [];
  const isNull = bare === "Null" && !set && !ifExists;
  if (!isNull && !Object.hasOwn(operators, bare)) {
    throw invalid(place, "is no condition operator of IAM", (0, import_chunk_BLPOU3UF.suggestion)(bare, [...Object.keys(operators), "Null"]));
  }
  return {
    text,
    // Both assertions: the expression and the look-up above admit nothing else.
    name: bare,
    set,
    ifExists: ifExists !== void 0
  };
}
function valuesOf(json, place) {
  const values = Array.isArray(json) ? json : [json];
  return values.map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw invalid(place, "is neither text, a number nor true or false");
  });
}
function stringsOf(json, place) {
  const values = Array.isArray(json) ? json : [json];
  return values.map((value) => {
    if (typeof value === "string") return value;
    throw invalid(place, "is neither text nor a list of texts");
  });
}
function objectOf(json, place) {
  if ((0, import_chunk_2ZDYLNSC.isObject)(json)) return json;
  throw invalid(place, json === void 0 ? "is missing" : "is not an object");
}
function oneOf(object, members, place) {
  const [first, second] = members.filter((member) => Object.hasOwn(object, member));
  if (first === void 0) throw invalid(place, `has neither ${members[0]} nor ${members[1]}`);
  if (second !== void 0) throw invalid(place, `has both ${first} and ${second}`);
  return first;
}
function onlyMembers(object, allowed, place) {
  const stray = Object.keys(object).find((key) => !allowed.includes(key));
  if (stray === void 0) return;
  throw invalid(within(place, stray), "is no member that IAM knows here", (0, import_chunk_BLPOU3UF.suggestion)(stray, allowed));
}
function within(place, key) {
  return { name: place.name, path: memberPath(place.path, key) };
}
function item(place, index) {
  return { name: place.name, path: `${place.path}[${index}]` };
}
function invalid(place, fault, hint) {
  const message = `${place.name}: ${place.path || "the policy"} ${fault}.`;
  return new import_chunk_L5BOO6NY.HelperError("policy-invalid", message, hint === void 0 ? {} : { hint });
}
function explain(verdict, claims) {
  return verdict.actions.flatMap((action) => [
    `${action.action}: ${outcomeOf(action)}`,
    ...action.statements.length === 0 ? ["  The policy has no statement."] : [],
    ...action.statements.flatMap((statement) => indent(explainStatement(statement, claims)))
  ]);
}
function outcomeOf(verdict) {
  if (verdict.allowed) return "allowed";
  return verdict.explicitDeny ? "refused: a Deny applies" : "refused: no Allow applies";
}
function explainStatement(statement, claims) {
  const name = statement.sid === void 0 ? statement.path : `${statement.path} "${escapeControls(statement.sid)}"`;
  return [
    `${name}, ${statement.effect}: ${statement.applies ? "applies" : "does not apply"}`,
    `  ${mark(statement.principalMatched)} principal`,
    `  ${mark(statement.actionMatched)} action`,
    ...statement.conditions.flatMap((condition) => [
      `  ${mark(condition.matched)} ${condition.operator.text} ${escapeControls(condition.key)}`,
      ...condition.matched ? [] : indent(linesOf(explainCondition(condition, claims)), 7)
    ])
  ];
}
function mark(matched) {
  return matched ? "ok " : "NO ";
}
function linesOf({ notes, differences }) {
  return [...differences.flatMap(drawDifference), ...notes];
}
function drawDifference(difference) {
  const caret = (text, at) => " ".repeat(escapeControls(text.slice(0, at)).length);
  return [
    `policy: ${escapeControls(difference.pattern)}`,
    `        ${caret(difference.pattern, difference.patternAt)}^`,
    `token:  ${escapeControls(difference.value)}`,
    `        ${caret(difference.value, difference.valueAt)}^`
  ];
}
function explainCondition(condition, claims) {
  const { operator, patterns, values } = condition;
  if (values === void 0) return { notes: absenceNotes(condition, claims), differences: [] };
  if (operator.name === "Null") return { notes: ["The key must be absent, and the token has it."], differences: [] };
  if (values.length > 1 && operator.set === void 0) {
    return {
      notes: ["The key has several values: only ForAnyValue: and ForAllValues: compare those."],
      differences: []
    };
  }
  const shown = values.map(escapeControls).join(", ");
  const { negated, variables, wildcards } = operators[operator.name];
  if (negated) return { notes: [`The policy excludes this value: ${shown}`], differences: [] };
  if (!variables || patterns.some((pattern) => pattern.includes("${"))) {
    return { notes: [`policy: ${patterns.map(escapeControls).join(", ")}`, `token:  ${shown}`], differences: [] };
  }
  const comparison = { wildcards, ignoresCase: operator.name === "StringEqualsIgnoreCase" };
  const differences = values.flatMap((value) => {
    const found = patterns.map((pattern) => differenceOf(pattern, value, comparison));
    return found.every((difference) => difference !== void 0) ? found : [];
  });
  return {
    notes: [
      ...patterns.length === 0 ? ["The policy lists no value, so that none fits."] : [],
      ...differences.some(({ caseOnly }) => caseOnly) ? ["The two differ in upper and lower case only; IAM tells them apart."] : [],
      ...!wildcards && patterns.some((pattern) => /[*?]/.test(pattern)) ? [`${operator.text} takes \`*\` and \`?\` for themselves: wildcards need StringLike.`] : []
    ],
    differences
  };
}
function absenceNotes({ key, operator }, claims) {
  if (operator.name === "Null") return ["The key must be there, and the token does not have it."];
  const path = providerPath(claims.iss ?? "");
  const { host, claim } = splitKey(key);
  if (host === void 0) return ["The request has no such key."];
  if (host.toLowerCase() !== path.toLowerCase()) {
    return [`The key is one of the issuer ${escapeControls(host)}; the token is of ${escapeControls(path)}.`];
  }
  const known = claimKeys(path);
  if (!known.some((name) => name.toLowerCase() === claim.toLowerCase())) {
    const meant = (0, import_chunk_BLPOU3UF.suggestion)(claim, known);
    return [`AWS reads no claim ${escapeControls(claim)} of this issuer.${meant === void 0 ? "" : ` ${meant}`}`];
  }
  return [`The token has no claim ${escapeControls(claim)}.`];
}
function differenceOf(pattern, value, { wildcards, ignoresCase }) {
  const lower = { pattern: pattern.toLowerCase(), value: value.toLowerCase() };
  const position = ignoresCase ? firstDifference(lower.pattern, lower.value, wildcards) : firstDifference(pattern, value, wildcards);
  return position && { pattern, value, ...position, caseOnly: lower.pattern === lower.value };
}
function firstDifference(pattern, value, wildcards) {
  const pieces = wildcards ? pattern.split("*") : [pattern];
  let patternAt = 0;
  let valueAt = 0;
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1;
    const found = i === 0 ? 0 : findPiece(piece, value, { from: valueAt, atEnd: isLast, wildcards });
    if (found === void 0) return { patternAt, valueAt };
    const common = commonLength(piece, value.slice(found), wildcards);
    if (common < piece.length || isLast && found + piece.length < value.length) {
      return { patternAt: patternAt + common, valueAt: found + common };
    }
    patternAt += piece.length + 1;
    valueAt = found + piece.length;
  }
  return void 0;
}
function findPiece(piece, value, { from, atEnd, wildcards }) {
  const last = value.length - piece.length;
  for (let at = atEnd ? Math.max(from, last) : from; at <= last; at++) {
    if (commonLength(piece, value.slice(at), wildcards) === piece.length) return at;
  }
  return void 0;
}
function commonLength(piece, value, wildcards) {
  let length = 0;
  while (length < piece.length && length < value.length) {
    if (piece[length] !== value[length] && !(wildcards && piece[length] === "?")) break;
    length++;
  }
  return length;
}
function escapeControls(text) {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
function indent(lines, columns = 2) {
  return lines.map((line) => " ".repeat(columns) + line);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  accountOf,
  authorizedRoles,
  claimKeys,
  compilePattern,
  drawDifference,
  duplicateKeys,
  effectiveAudiences,
  escapeControls,
  evaluate,
  evaluateToken,
  explain,
  explainCondition,
  extraClaimKeys,
  matchesActionPattern,
  matchesPattern,
  memberPath,
  operators,
  parsePolicy,
  providerArn,
  providerPath,
  readPolicy,
  requiredActions,
  splitKey,
  webIdentityContext
});
