var {
  writeSync,
  realpathSync,
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync: fstatSync2,
  openSync,
  readdirSync,
  rmdirSync,
  statSync,
  unlinkSync,
  fstatSync,
  ftruncateSync,
  readSync,
  writeFileSync,
  appendFileSync,
  closeSync: closeSync2,
  constants: constants2,
  openSync: openSync2,
  statSync: statSync2
} = require("node:fs");
var {
  basename: basename2,
  dirname: dirname2,
  basename,
  dirname,
  join,
  resolve
} = require("node:path");
var {
  isUtf8
} = require("node:buffer");
var {
  request: httpRequest
} = require("node:http");
var {
  isIP
} = require("node:net");
// src/core/secret.ts
var hideFromNowOn = (function hideFromNowOn(value) {
  const text = value.trim();
  if (text.length < shortest || /^\d{12}$/.test(text) || known.has(text)) return;
  known.add(text);
  unspelled.set(text, spellingsOf);
  for (const part of partsOf(text)) unspelled.set(part, ((plain) => [plain]));
});
var withoutSecrets = (function withoutSecrets(text) {
  const found = [...unspelled].filter((([secret]) => secret.length <= text.length));
  if (found.length > 0) {
    for (const [secret] of found) unspelled.delete(secret);
    const added = found.flatMap((([secret, spell]) => spell(secret)));
    spellings = [...spellings, ...added].sort(((a, b) => b.length - a.length));
  }
  return spellings.reduce(((shown2, spelling) => shown2.replaceAll(spelling, "***")), text).replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, "***");
});
var partsOf = (function partsOf(secret) {
  const [, ...parts] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
  return parts.filter(((part) => part.length >= shortest));
});
var spellingsOf = (function spellingsOf(secret) {
  const encoded2 = encodeURIComponent(secret);
  const strictly = encoded2.replace(
    /[!'()*~]/g,
    ((character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  );
  const base64 = [0, 1, 2].map(((before) => base64Within(secret, before)));
  return [
    .../* @__PURE__ */ new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
      ...[encoded2, strictly, strictly.replaceAll("%20", "+")].flatMap(withLowerEscapes),
      ...base64,
      ...base64.map(((text) => text.replaceAll("+", "-").replaceAll("/", "_")))
    ])
  ];
});
var withLowerEscapes = (function withLowerEscapes(text) {
  return [text, text.replace(/%[\dA-F]{2}/g, ((code) => code.toLowerCase()))];
});
var base64Within = (function base64Within(secret, before) {
  const bytes2 = bytesOf(secret);
  const text = btoa("\0".repeat(before) + bytes2);
  return text.slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes2.length) * 8 / 6));
});
var bytesOf = (function bytesOf(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), ((byte) => String.fromCharCode(byte))).join("");
});
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Set();
var unspelled = /* @__PURE__ */ new Map();
var spellings = [];
var shortest = 8;
var Secret = class {
  constructor(value) {
    values.set(this, value);
    hideFromNowOn(value);
  }
  reveal() {
    return values.get(this) ?? "";
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  /** Called by Node's `util.inspect`. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
// src/core/header-text.ts
var isHeaderText = (function isHeaderText(text) {
  return /^[\x21-\x7e]+$/.test(text);
});

// src/core/errors.ts
var errorCodes = {
  // 2: invalid input; nothing was sent
  "command-unknown": 2,
  "option-unknown": 2,
  "option-invalid": 2,
  "option-conflict": 2,
  "role-missing": 2,
  "role-invalid": 2,
  "region-invalid": 2,
  "session-name-invalid": 2,
  "duration-invalid": 2,
  "policy-invalid": 2,
  "profile-invalid": 2,
  "proxy-invalid": 2,
  "environment-conflict": 2,
  "stdout-refused": 2,
  "input-unreadable": 2,
  // 3: no usable token
  "ci-unknown": 3,
  "ci-without-oidc": 3,
  "credentials-missing": 3,
  "token-missing": 3,
  "token-permission-missing": 3,
  "token-fork": 3,
  "token-dependabot": 3,
  "token-ambiguous": 3,
  "token-unreadable": 3,
  "token-endpoint-failed": 3,
  "token-malformed": 3,
  "token-expired": 3,
  "token-not-yet-valid": 3,
  "token-audience": 3,
  "token-claim-missing": 3,
  // 4: refused by AWS, permanently
  "sts-access-denied": 4,
  "credentials-invalid": 4,
  "credentials-unsuitable": 4,
  "sts-token-expired": 4,
  "sts-token-rejected": 4,
  "sts-audience": 4,
  "sts-provider-missing": 4,
  "sts-role-pinned": 4,
  "sts-validation": 4,
  "sts-policy-malformed": 4,
  "sts-policy-too-large": 4,
  "sts-region-disabled": 4,
  "sts-refused": 4,
  "iam-access-denied": 4,
  "ecr-access-denied": 4,
  "ecr-refused": 4,
  // 5: transient
  "token-endpoint-unavailable": 5,
  "sts-throttled": 5,
  "sts-unavailable": 5,
  "sts-idp-unreachable": 5,
  "sts-answer-unreadable": 5,
  "network-failed": 5,
  "proxy-refused": 5,
  "tls-untrusted": 5,
  "deadline-exceeded": 5,
  // 6: the credentials work, but are not allowed
  "account-not-allowed": 6,
  // 7: the credentials could not be passed on
  "profile-exists": 7,
  "profile-unreadable": 7,
  "file-unsafe": 7,
  "file-not-writable": 7,
  "file-locked": 7,
  "runner-file-missing": 7,
  "registry-login-failed": 7
};
var brand = /* @__PURE__ */ Symbol.for("ci-aws-credentials.HelperError");
var HelperError = class extends Error {
  name = "HelperError";
  [brand] = true;
  code;
  details;
  constructor(code, message, details = {}) {
    super(message, details.cause === void 0 ? void 0 : { cause: details.cause });
    this.code = code;
    this.details = details;
  }
  get hint() {
    return this.details.hint;
  }
  get diagnosis() {
    return this.details.diagnosis;
  }
  get retryAfterSeconds() {
    return this.details.retryAfterSeconds;
  }
  /** Checks the brand, not the class: each separate bundle (`scripts/build.ts`) has its own copy of the class. */
  static [Symbol.hasInstance](value) {
    return typeof value === "object" && value !== null && brand in value;
  }
};
function reworded(error2, reword) {
  const details = Object.entries(error2.details).map(([name, detail]) => [name, rewordedDetail(detail, reword)]);
  return new HelperError(error2.code, reword(error2.message), Object.fromEntries(details));
}
function rewordedDetail(detail, reword) {
  if (detail instanceof HelperError) return reworded(detail, reword);
  return typeof detail === "string" ? reword(detail) : detail;
}
function exitCodeOf(error2) {
  return error2 instanceof HelperError ? errorCodes[error2.code] : 1;
}

// late-module:src/core/did-you-mean.ts
var didYouMean = (...given) => require("./action-late.js").didYouMean(...given);
// src/core/parse-values.ts
var flag = (function flag(name, text) {
  if (text === void 0) return void 0;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new HelperError("option-invalid", `${name} must be true or false, but is ${JSON.stringify(text)}.`);
});
var words = (function words(text) {
  return (text ?? "").split(/[\s,]+/).filter(((word) => word !== ""));
});
var lines = (function lines(text) {
  return (text ?? "").split(/[\r\n]+/).map(((line) => line.trim())).filter(((line) => line !== ""));
});
var integer = (function integer(name, text, { least, most }) {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new HelperError(
    "option-invalid",
    `${name} must be a whole number from ${least} to ${most}, but is ${JSON.stringify(text)}.`
  );
});
function oneOf(name, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== void 0) return choice;
  throw notAmong(choices, name, text);
}
function withId(name, id, entries) {
  const entry2 = entries.find((candidate) => candidate.id === id);
  if (entry2 !== void 0) return entry2;
  throw notAmong(
    entries.map((candidate) => candidate.id),
    name,
    id
  );
}
function notAmong(choices, name, text) {
  return new HelperError("option-invalid", `${name} has an unknown value: ${JSON.stringify(text)}.`, {
    hint: didYouMean(text, choices) ?? `Use one of ${choices.join(", ")}.`
  });
}

// src/core/env-value.ts
var envValue = (function envValue(env, name) {
  return env[name] || void 0;
});

// src/core/json.ts
var parseJson = (function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
});
var stringAt = (function stringAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "string" ? value : void 0;
});
var numberAt = (function numberAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "number" && Number.isFinite(value) ? value : void 0;
});
var textsIn = (function textsIn(object) {
  return Object.fromEntries(
    Object.entries(object).flatMap((([name, value]) => typeof value === "string" ? [[name, value]] : []))
  );
});
var isObject = (function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
});

// late-module:src/ci/github-permission.ts
var whyNoGithubToken = (...given) => require("./action-late.js").whyNoGithubToken(...given);
// src/core/http-url.ts
var isHttpUrl = (function isHttpUrl(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
});
function withoutUser(url) {
  return url.replace(/\/\/[^/?#]*@/, "//***@");
}
// late-module:src/core/retry-policy.ts
var nextAttempt = (...given) => require("./action-late.js").nextAttempt(...given);
var isUnknownHost = (...given) => require("./action-late.js").isUnknownHost(...given);
var isCutShort = (...given) => require("./action-late.js").isCutShort(...given);
var announcement = (...given) => require("./action-late.js").announcement(...given);
var retryAfter = (...given) => require("./action-late.js").retryAfter(...given);
// node_modules/jose/dist/webapi/lib/buffer_utils.js
var decodeBase64 = (function decodeBase64(encoded2, url = false) {
  if (Uint8Array.fromBase64)
    return Uint8Array.fromBase64(encoded2, { alphabet: url ? "base64url" : "base64" });
  if (url) {
    if (encoded2.includes("+") || encoded2.includes("/"))
      throw new TypeError("Invalid base64url");
    encoded2 = encoded2.replace(/-/g, "+").replace(/_/g, "/");
  }
  const binary = atob(encoded2), bytes2 = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++)
    bytes2[i] = binary.charCodeAt(i);
  return bytes2;
});
var encoder = new TextEncoder();
var decoder = new TextDecoder();
var strictDecoder = new TextDecoder("utf-8", { fatal: true });
var UINT32_RANGE = 2 ** 32;
// node_modules/jose/dist/webapi/util/base64url.js
var decode = (function decode(input) {
  try {
    return decodeBase64(typeof input == "string" ? input : decoder.decode(input), true);
  } catch (cause) {
    throw new TypeError(invalid, { cause });
  }
});
var invalid = "The input to be decoded is not correctly encoded.";
// node_modules/jose/dist/webapi/util/errors.js
var JOSEError = class extends Error {
  static code = "ERR_JOSE_GENERIC";
  code = "ERR_JOSE_GENERIC";
  constructor(message, options2) {
    super(message, options2), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
  }
};
var JWTInvalid = class extends JOSEError {
  static code = "ERR_JWT_INVALID";
  code = "ERR_JWT_INVALID";
};
// node_modules/jose/dist/webapi/lib/validate.js
var isObject2 = (function isObject2(input) {
  if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]")
    return false;
  const prototype = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
});
// node_modules/jose/dist/webapi/util/decode_jwt.js
var decodeJwt = (function decodeJwt(jwt) {
  if (typeof jwt != "string")
    throw new JWTInvalid("JWTs must use Compact JWS serialization, JWT must be a string");
  const { 1: encodedPayload, length } = jwt.split(".");
  if (length === 5)
    throw new JWTInvalid("Only JWTs using Compact JWS serialization can be decoded");
  if (length !== 3)
    throw new JWTInvalid("Invalid JWT");
  if (!encodedPayload)
    throw new JWTInvalid("JWTs must contain a payload");
  let claimsSetBytes;
  try {
    claimsSetBytes = decode(encodedPayload);
  } catch (cause) {
    throw new JWTInvalid("Failed to base64url decode the payload", { cause });
  }
  let claimsSet;
  try {
    claimsSet = JSON.parse(strictDecoder.decode(claimsSetBytes));
  } catch (cause) {
    throw new JWTInvalid("Failed to parse the decoded payload as JSON", { cause });
  }
  if (!isObject2(claimsSet))
    throw new JWTInvalid("Invalid JWT Claims Set");
  return claimsSet;
});
// src/token/token.ts
var tryParseToken = (function tryParseToken(text, source, renewable) {
  const jwt = text.trim();
  const claims = claimsOf(jwt);
  return claims === void 0 ? void 0 : { jwt: new Secret(jwt), claims, source, renewable };
});
var claimsOf = (function claimsOf(jwt) {
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(jwt)) return void 0;
  try {
    return decodeJwt(jwt);
  } catch {
    return void 0;
  }
});
var audiencesOf = (function audiencesOf(claims) {
  if (typeof claims.aud === "string") return [claims.aud];
  return Array.isArray(claims.aud) ? claims.aud.filter(((entry2) => typeof entry2 === "string")) : [];
});
var parseToken = (function parseToken(text, source, renewable) {
  const token = tryParseToken(text, source, renewable);
  if (token !== void 0) return token;
  throw new HelperError("token-malformed", `The content of ${source} is not a JWT (${shapeOf(text.trim())}).`, {
    hint: "Check that the variable or file contains the token itself, not a path, a URL, an access key or JSON around it. An OIDC token has three base64url parts separated by dots."
  });
});
function shapeOf(text) {
  if (text === "") return "it is empty";
  const known2 = shapes.find(([form]) => form.test(text));
  const parts = text.split(".").length;
  const size = `${text.length} characters, ${parts} ${parts === 1 ? "part" : "parts"}`;
  return known2 === void 0 ? size : `${known2[1]}; ${size}`;
}
var shapes = [
  [/^\*+$/, "it is ***, a masked value"],
  [/^\$|^%\w+%$/, "it is an unexpanded variable"],
  [/^[{[]/, "it is JSON"],
  [/^["']/, "it has quotes around it"],
  [/^bearer\s/i, "it begins with Bearer"],
  [/^https?:\/\//i, "it is a URL"],
  [/^(\/|\.{1,2}\/|[A-Za-z]:\\)[^\s]*$/, "it is a path"],
  [/^(AKIA|ASIA)[A-Z0-9]{12,}$/, "it is an access key ID"],
  [/\s/, "it contains spaces or line breaks"]
];
// src/ci/token-service.ts
var memberOf = (function memberOf(name) {
  return ((answer) => stringAt(answer, name) || void 0);
});
var withAudience = (function withAudience(url, audience) {
  return `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience)}`;
});
var requireSendable = (function requireSendable({ url, password }) {
  const wrong = !isHttpUrl(url.value) ? `${url.variable} is not an http or https URL.` : password === void 0 || isHeaderText(password.value) ? void 0 : `${password.variable} contains a space, a line break or another character that is invalid in an HTTP header.`;
  if (wrong === void 0) return;
  throw new HelperError("token-endpoint-failed", wrong, {
    hint: "Find the step or wrapper that changes the value set by the runner. Pass it on unchanged, without quotes and line breaks."
  });
});
var tokenOfService = (async function tokenOfService(service, { http }) {
  requireSendable(service);
  const response = await http.send(service.request);
  const { status, via } = response;
  const parsed = parseJson(response.body);
  const answer = isObject(parsed) ? parsed : {};
  const token = service.tokenIn(answer, response.body);
  const succeeded = status === 200 || status === 201;
  if (succeeded && token !== void 0) return parseToken(token, "the token endpoint", true);
  const reason = service.reasonIn?.(answer);
  const said = [
    `The token endpoint ${new URL(service.request.url).origin} answered ${status}`,
    ...via === void 0 ? [] : [`through ${via}`],
    ...succeeded ? ["without a token"] : []
  ].join(" ");
  throw new HelperError(
    status === 429 || status >= 500 ? "token-endpoint-unavailable" : "token-endpoint-failed",
    reason === void 0 ? `${said}.` : `${said}: ${reason}`,
    { hint: service.hint(status), retryAfterSeconds: retryAfter(response) }
  );
});
// src/ci/github.ts
var github = {
  id: "github",
  name: "GitHub Actions",
  docs: "https://docs.github.com/en/actions/reference/security/oidc",
  detect: (env) => env.GITHUB_ACTIONS === "true",
  jobIdParts: (env) => ["gha", env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB],
  // Matrix jobs share run, attempt and job, as do two calls of one reusable workflow. The runner gives each job a name,
  // but not inside containers; its temporary folder is unique.
  // https://github.com/actions/runner/blob/main/src/Runner.Worker/JobExtension.cs
  owner: (env) => [
    env.GITHUB_SERVER_URL,
    env.GITHUB_REPOSITORY,
    env.RUNNER_NAME,
    env.RUNNER_TEMP,
    env.RUNNER_TRACKING_ID
  ],
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables: "emptied at the beginning and end of
  // each job". Other runners with this protocol may share one folder among jobs.
  slot: (env) => [env.FORGEJO_ACTIONS, env.GITEA_ACTIONS, env.ACT].includes("true") ? [] : [env.RUNNER_NAME ?? "runner", env.RUNNER_TEMP],
  checkouts: (env) => [env.GITHUB_WORKSPACE],
  async token(audience, io) {
    const url = envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_URL");
    const bearer = envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    if (url === void 0 || bearer === void 0) throw whyNoGithubToken(io);
    const service = {
      url: { variable: "ACTIONS_ID_TOKEN_REQUEST_URL", value: url },
      password: { variable: "ACTIONS_ID_TOKEN_REQUEST_TOKEN", value: bearer },
      request: {
        method: "GET",
        url: withAudience(url, audience ?? "sts.amazonaws.com"),
        headers: { authorization: `Bearer ${bearer}`, accept: "application/json" }
      },
      tokenIn: memberOf("value"),
      hint: () => "A 401 or 403 means that the request token is not valid; it expires with the job. For any other status, check the status page of the CI server."
    };
    return tokenOfService(service, io);
  },
  whyMissing(from, io) {
    if (from.kind === "command") return void 0;
    if (envValue(io.env, "ACTIONS_ID_TOKEN_REQUEST_URL") === void 0) return whyNoGithubToken(io);
    return new HelperError("token-missing", "This job needs no token source.", {
      hint: "Omit token-env and web-identity-token-file: the job has the id-token permission, so the token is fetched when it is needed."
    });
  },
  tokenVariables: ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"],
  audienceAdvice: (audience) => `Request it: audience: ${audience} (--audience ${audience}).`,
  async mask(values2, io) {
    for (const value of values2) io.log.mask(value);
  },
  defaults: { exports: ["env", "outputs"], profileType: "static" },
  variables: "github-env"
};
// src/ci/tokens-by-form.ts
function tokensByForm(env, passedOver = []) {
  const seen = /* @__PURE__ */ new Set();
  return Object.keys(env).filter((name) => !passedOver.includes(name)).sort().flatMap((name) => tokenByForm(name, env)).filter(({ jwt }) => !seen.has(jwt.reveal()) && seen.add(jwt.reveal()));
}
function tokenByForm(name, env) {
  const text = env[name] ?? "";
  const token = /^\s*eyJ/.test(text) ? tryParseToken(text, `the variable ${name}`, false) : void 0;
  return token === void 0 ? [] : [token];
}
function severalTokens(tokens) {
  return new HelperError("token-ambiguous", `Several variables contain a matching ID token: ${tokenList(tokens)}.`, {
    hint: "Select one with --token-env NAME, or with audience if their audiences differ."
  });
}
function tokenList(tokens) {
  return tokens.map(({ source, claims }) => `${source} (audience ${audiencesOf(claims).join(", ") || "none"})`).join(", ");
}
// src/ci/gitlab.ts
var legacyVariables = ["CI_JOB_JWT_V2", "CI_JOB_JWT", "CI_JOB_JWT_V1"];
var defaultAudience = "sts.amazonaws.com";
var gitlab = {
  id: "gitlab",
  name: "GitLab CI",
  docs: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
  detect: (env) => env.GITLAB_CI === "true",
  jobIdParts: (env) => ["gitlab", env.CI_PROJECT_ID, env.CI_JOB_ID],
  // A retried job has a new ID; IDs are unique per server.
  owner: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST],
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  slot: (env) => [env.CI_SERVER_URL ?? env.CI_SERVER_HOST, env.CI_RUNNER_ID, env.CI_CONCURRENT_ID],
  checkouts: (env) => [env.CI_PROJECT_DIR],
  async token(audience, io) {
    const tokens = tokensByForm(io.env, legacyVariables);
    const fitting = tokens.filter(({ claims }) => audiencesOf(claims).includes(audience ?? defaultAudience));
    const candidates = fitting.length === 0 && audience === void 0 ? tokens.filter(isFromGitlab) : fitting;
    const [token, another] = candidates;
    if (token !== void 0 && another !== void 0) throw severalTokens(candidates);
    if (token !== void 0) return token;
    const legacy = legacyToken(io.env);
    if (legacy === void 0) throw noToken({ audience: audience ?? defaultAudience, others: tokens, env: io.env });
    io.log.notice(legacyNotice(legacy.source));
    return legacy;
  },
  noticeOn: (from) => from.kind === "env" && legacyVariables.includes(from.name) ? legacyNotice(`the variable ${from.name}`) : void 0,
  whyMissing(from, { env }) {
    if (from.kind !== "env") return void 0;
    if (!legacyVariables.includes(from.name)) return undeclared(env, defaultAudience, from.name);
    return isBefore(env, [17, 0]) === true ? void 0 : removed(env);
  },
  tokenVariables: legacyVariables,
  audienceAdvice: (audience) => `Request it in the job:

${jobYaml(audience)}`,
  defaults: { exports: ["profile"], profileType: "web-identity" }
};
function legacyToken(env) {
  return legacyVariables.flatMap((name) => tokenByForm(name, env))[0];
}
function legacyNotice(source) {
  return `Using ${source}, which GitLab 17.0 removes. Declare id_tokens before you upgrade the server.`;
}
function isFromGitlab({ claims }) {
  return typeof claims.project_path === "string";
}
function noToken({ audience, others, env }) {
  if (others.length > 0) {
    return new HelperError(
      "token-audience",
      `No token of this job has the audience ${audience}: ${tokenList(others)}.`,
      {
        hint: `Set --audience to the token's audience if the identity provider in IAM has it, or request this one in the job:

${jobYaml(audience)}`
      }
    );
  }
  return undeclared(env, audience);
}
function undeclared(env, audience, variable) {
  const isOld = isBefore(env, [15, 7]);
  if (isOld) {
    return new HelperError(
      "token-missing",
      `This job has no OIDC token: id_tokens require GitLab 15.7, and this server runs ${env.CI_SERVER_VERSION}.`,
      { hint: "Upgrade the server, or use the token in CI_JOB_JWT_V2." }
    );
  }
  const before = isOld === void 0 ? " GitLab before 15.7 does not support id_tokens; CI_JOB_JWT_V2 is used there." : "";
  return new HelperError("token-missing", "This job has no OIDC token.", {
    hint: `Declare one in the job; GitLab passes it as a variable:

${jobYaml(audience, variable)}

You can choose any name.${before}`
  });
}
function removed(env) {
  const own = isBefore(env, [17, 0]) === void 0 ? "" : `, and this server runs ${env.CI_SERVER_VERSION}`;
  return new HelperError("token-missing", `GitLab 17.0 removed this variable${own}.`, {
    hint: `Declare an ID token in the job, and set --token-env to its variable or omit --token-env:

${jobYaml(defaultAudience)}`
  });
}
function isBefore({ CI_SERVER_VERSION: version = "" }, [major, minor]) {
  const [, ownMajor, ownMinor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (ownMajor === void 0) return void 0;
  return Number(ownMajor) < major || Number(ownMajor) === major && Number(ownMinor) < minor;
}
function jobYaml(audience, variable = "AWS_ID_TOKEN") {
  return `    id_tokens:
      ${variable}:
        aud: ${audience}`;
}
// late-module:src/ci/other-cis.ts
var otherCis = (...given) => require("./action-late.js").otherCis(...given);
var otherCi = (...given) => require("./action-late.js").otherCi(...given);
// src/ci/index.ts
var detectCi = (function detectCi(env, override) {
  if (override !== void 0) return withId("ci", override, ciProviders());
  return mostUsed.find(((ci) => ci.detect(env))) ?? otherCi(env);
});
var isKnownCi = (function isKnownCi(env) {
  const ci = detectCi(env, void 0);
  return ci.id !== "custom" && ci.tokenFile === void 0;
});
var tokenOfJob = (async function tokenOfJob(ci, wishes, io) {
  try {
    return await ci.token(wishes.audience, io, wishes);
  } catch (error2) {
    const others = ciProviders().filter(((other) => other !== ci && other.id !== "custom" && other.detect(io.env)));
    if (!(error2 instanceof HelperError) || others.length === 0) throw error2;
    const also = others.map((({ id, name }) => `${name} (--ci ${id})`)).join(", ");
    throw new HelperError(error2.code, error2.message, {
      ...error2.details,
      hint: `${error2.hint}

The CI was detected as ${ci.name}. The environment also matches ${also}.`
    });
  }
});
var maskInLog = (async function maskInLog(values2, io) {
  await detectCi(io.env, void 0).mask?.(values2, io);
});
var mostUsed = [github, gitlab];
function ciProviders() {
  return [...mostUsed, ...otherCis()];
}
// src/core/retry.ts
var withRetries = (async function withRetries(task, io, { maxAttempts, isRetryable = (() => true), announced = /* @__PURE__ */ new Set() }) {
  const { clock, log } = io;
  const budget = clock.remaining();
  const end = clock.uptime() + (budget === Number.POSITIVE_INFINITY ? unlimitedWait : budget);
  const failures = [];
  let next;
  for (; ; ) {
    try {
      return await task(failures.at(-1));
    } catch (error2) {
      if (!(error2 instanceof HelperError)) throw error2;
      const left = end - clock.uptime();
      const mayPass = next?.isLast !== true && isRetryable(error2);
      next = mayPass ? nextAttempt(error2, failures, { maxAttempts, left, clock }) : void 0;
      if (next === void 0) throw isCutShort(error2, left) ? failures.at(-1) ?? error2 : error2;
      failures.push(error2);
      if (!announced.has(error2.code)) log.info(announcement(error2, next, clock.now() + left));
      announced.add(error2.code);
      await clock.sleep(next.delay);
    }
  }
});
var unlimitedWait = 6e5;
// src/aws/partition.ts
var partitionOfRegion = (function partitionOfRegion(region) {
  return partitions.find((({ regionPattern }) => regionPattern.test(region))) ?? commercial;
});
var partitionById = (function partitionById(id) {
  return partitions.find(((partition) => partition.id === id));
});
var usualAudience = "sts.amazonaws.com";
var commercial = {
  id: "aws",
  regionPattern: /^/,
  defaultRegion: "us-east-1",
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws",
  audience: usualAudience
};
var partitions = [
  {
    id: "aws-cn",
    regionPattern: /^cn-/,
    defaultRegion: "cn-northwest-1",
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn",
    audience: "sts.amazonaws.com.cn"
  },
  {
    id: "aws-us-gov",
    regionPattern: /^us-gov-/,
    defaultRegion: "us-gov-west-1",
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws",
    audience: usualAudience
  },
  {
    id: "aws-eusc",
    regionPattern: /^eusc-/,
    defaultRegion: "eusc-de-east-1",
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu",
    audience: usualAudience
  },
  {
    id: "aws-iso",
    regionPattern: /^us-iso-/,
    defaultRegion: "us-iso-east-1",
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov",
    audience: usualAudience
  },
  {
    id: "aws-iso-b",
    regionPattern: /^us-isob-/,
    defaultRegion: "us-isob-east-1",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud",
    audience: usualAudience
  },
  {
    id: "aws-iso-e",
    regionPattern: /^eu-isoe-/,
    defaultRegion: "eu-isoe-west-1",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk",
    audience: usualAudience
  },
  {
    id: "aws-iso-f",
    regionPattern: /^us-isof-/,
    defaultRegion: "us-isof-south-1",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov",
    audience: usualAudience
  },
  commercial
];
// late-module:src/aws-api/refusal.ts
var errorFromResponse = (...given) => require("./action-late.js").errorFromResponse(...given);
var isFromSts = (...given) => require("./action-late.js").isFromSts(...given);
var notFromAws = (...given) => require("./action-late.js").notFromAws(...given);
var meaningOfStatus = (...given) => require("./action-late.js").meaningOfStatus(...given);
var describedRefusal = (...given) => require("./action-late.js").describedRefusal(...given);

// src/core/log-safe.ts
var printable = (function printable(text) {
  const shown2 = /^[\n\t\x20-\x7e]*$/.test(text) ? text : withoutControls(text.replace(/\r\n?/g, "\n"));
  return shown2.replace(/^(\s*):(?=:)/gm, "$1: ").replace(/##(?=\w*\[)/g, "## ").replace(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, "***");
});
function withoutControls(text) {
  return text.replace(
    /[^\P{C}\n\t]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`
  );
}
// src/aws/region.ts
var refuseForeign = (function refuseForeign(region, { arn, partition }) {
  const theirs = partitionOfRegion(region).id;
  if (theirs === partition) return;
  throw new HelperError(
    "region-invalid",
    `The region ${region} is in the partition ${theirs}, the role ${arn} in ${partition}.`,
    {
      hint: `Use a region in ${partition} (for example ${partitionById(partition)?.defaultRegion}) or a role in ${theirs}: role and region must be in the same partition.`
    }
  );
});
var checkedRegion = (function checkedRegion(text, isOwnServer) {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  const zone = /^([a-z]{2,}(?:-[a-z]+)+-\d{1,2})[a-z]$/.exec(text);
  if (isOwnServer && zone === null && /^[a-z0-9-]+$/.test(text)) return text;
  throw new HelperError("region-invalid", `aws-region is not a region: ${JSON.stringify(text)}.`, {
    hint: zone === null ? "A region looks like eu-central-1." : `This is an availability zone; its region is ${zone[1]}.`
  });
});
var parseRegionOf = (function parseRegionOf(text, role, isOwnServer = false) {
  const partition = partitionById(role?.partition ?? "aws");
  if (text !== void 0) {
    const region = checkedRegion(text, isOwnServer);
    if (role !== void 0 && partition !== void 0) refuseForeign(region, role);
    return region;
  }
  if (partition !== void 0) return partition.defaultRegion;
  throw new HelperError(
    "region-invalid",
    `No region is set, and the partition ${role?.partition} has no known default region.`,
    {
      hint: "Set aws-region."
    }
  );
});
// late-module:src/aws/role-fault.ts
var roleFault = (...given) => require("./action-late.js").roleFault(...given);
// src/aws/role.ts
var parseRole = (function parseRole(text, option = "role-to-assume") {
  const [, partition, accountId, name] = roleArn.exec(text) ?? [];
  if (partition === void 0 || accountId === void 0 || name === void 0 || text.length > 2048) {
    throw roleFault(text, option);
  }
  return { arn: text, partition, accountId, name };
});
function isRoleName(text) {
  return /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && !/^\d{12}\//.test(text);
}
var roleArn = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;
// src/core/time-text.ts
var spanText = (function spanText(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
});
function timeText(seconds) {
  const date = new Date(seconds * 1e3);
  return Number.isNaN(date.getTime()) ? void 0 : date.toISOString().replace(".000Z", "Z");
}
// src/aws-api/sts-endpoint.ts
var stsEndpoint = (function stsEndpoint({
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
});
function signingScope(endpoint, region) {
  const { hostname } = new URL(endpoint);
  const [, own] = /(?:^|\.)sts(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d{1,2})\./.exec(hostname) ?? [];
  return { service: "sts", region: own ?? (hostname === "sts.amazonaws.com" ? "us-east-1" : region) };
}
// node_modules/@aws-sdk/client-sts/dist-es/schemas/schemas_0.js
var _ARR = "AssumeRoleRequest";
var _ARWWIR = "AssumeRoleWithWebIdentityRequest";
var _Au = "Audience";
var _CA = "ContextAssertion";
var _DS = "DurationSeconds";
var _EI = "ExternalId";
var _GCIR = "GetCallerIdentityRequest";
var _GWITR = "GetWebIdentityTokenRequest";
var _K = "Key";
var _MSTS = "MinimumSessionTokenSize";
var _P = "Policy";
var _PA = "PolicyArns";
var _PAro = "ProviderArn";
var _PC = "ProvidedContexts";
var _PCLT = "ProvidedContextsListType";
var _PCr = "ProvidedContext";
var _PDT = "PolicyDescriptorType";
var _PI = "ProviderId";
var _RA = "RoleArn";
var _RSN = "RoleSessionName";
var _SA = "SigningAlgorithm";
var _SI = "SourceIdentity";
var _SM = "SubjectMode";
var _SN = "SerialNumber";
var _Sc = "Scope";
var _T = "Tags";
var _TC = "TokenCode";
var _TTK = "TransitiveTagKeys";
var _Ta = "Tag";
var _V = "Value";
var _WIT = "WebIdentityToken";
var _a = "arn";
var _cTT = "clientTokenType";
var _pDLT = "policyDescriptorListType";
var _tLT = "tagListType";
var n0 = "com.amazonaws.sts";
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
  [_Au, _SA, _DS, _Sc, _SM, _T],
  [64 | 0, 0, 1, 0, 0, () => tagListType],
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
// node_modules/@aws-sdk/xml-builder/dist-es/xml-parser.js
var parseXML = (function parseXML(xml) {
  const state = new AwsXmlParser(xml);
  return state.parse();
});
function writeKey(obj) {
  Object.defineProperty(obj, "__proto__", { value: void 0, writable: true, enumerable: true, configurable: true });
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
var parameters = (function parameters(schema, value, name) {
  const shape = shapeOf2(schema);
  if (value === void 0) return "";
  if (Array.isArray(value)) {
    const item = Array.isArray(shape) ? shape[4] : 0;
    return value.map(((entry2, index) => parameters(item, entry2, `${name}.member.${index + 1}`))).join("");
  }
  if (!isObject(value)) return `&${encoded(name)}=${encoded(String(value))}`;
  const [, , , , members, schemas] = shape;
  return members.map(((member, index) => parameters(schemas[index], value[member], name === "" ? member : `${name}.${member}`))).join("");
});
var shapeOf2 = (function shapeOf2(schema) {
  if (typeof schema === "function") return schema();
  return Array.isArray(schema) && typeof schema[0] === "function" ? schema[0]() : schema;
});
var encoded = (function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, ((sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`));
});
var readResult = (function readResult(action2, body) {
  try {
    const [answer] = Object.values(parseXML(body));
    return isObject(answer) ? answer[`${action2}Result`] : void 0;
  } catch {
    return void 0;
  }
});
var buildRequest = (function buildRequest(endpoint, { action: action2, shape, input }) {
  return {
    method: "POST",
    url: endpoint,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: `Action=${action2}&Version=2011-06-15${parameters(shape, input, "")}`
  };
});
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
// src/core/temporary-credentials.ts
var temporaryCredentials = (function temporaryCredentials(parts) {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = parts;
  if (!accessKeyId || !secretAccessKey || !sessionToken) return void 0;
  if (expiresAt === void 0 || Number.isNaN(new Date(expiresAt).getTime())) return void 0;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: new Secret(sessionToken),
    expiresAt
  };
});
// src/aws-api/session-request.ts
var parseSessionResponse = (function parseSessionResponse(request, { action: action2, response, how }) {
  const asked = { service: "STS", endpoint: request.endpoint, failure: `Could not assume role ${how}` };
  if (response.status !== 200) throw errorFromResponse(response, asked);
  const session = readSession(request, readResult(action2, response.body));
  if (session !== void 0) return session;
  throw notFromAws(response, asked);
});
var readSession = (function readSession({ roleArn: roleArn2, region }, result) {
  const keys2 = objectAt(result, "Credentials");
  const user = objectAt(result, "AssumedRoleUser");
  const credentials = temporaryCredentials({
    accessKeyId: textAt(keys2, "AccessKeyId"),
    secretAccessKey: textAt(keys2, "SecretAccessKey"),
    sessionToken: textAt(keys2, "SessionToken"),
    expiresAt: Date.parse(textAt(keys2, "Expiration") ?? "")
  });
  if (credentials === void 0) return void 0;
  const arn = textAt(user, "Arn") ?? "";
  return {
    credentials,
    arn,
    accountId: accountOf(arn),
    principalId: textAt(user, "AssumedRoleId") ?? "",
    roleArn: roleArn2,
    region
  };
});
var textAt = (function textAt(object, key) {
  return object && stringAt(object, key);
});
var accountOf = (function accountOf(arn) {
  return arn.split(":")[4] ?? "";
});
var objectAt = (function objectAt(value, key) {
  const member = isObject(value) ? value[key] : void 0;
  return isObject(member) ? member : void 0;
});
var sessionInput = (function sessionInput(request) {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.inlinePolicy,
    PolicyArns: request.managedPolicies.length === 0 ? void 0 : request.managedPolicies.map(((arn) => ({ arn })))
  };
});
// src/aws-api/exchange-token.ts
var exchangeToken = (async function exchangeToken(request, token, { http }) {
  const input = { ...sessionInput(request), WebIdentityToken: token.jwt.reveal() };
  const shape = AssumeRoleWithWebIdentityRequest$;
  const response = await http.send(buildRequest(request.endpoint, { action, shape, input }));
  const how = token.path === void 0 ? "with OIDC" : "with web identity token file";
  return parseSessionResponse(request, { action, response, how });
});
var action = "AssumeRoleWithWebIdentity";
// src/session/exchange.ts
var exchange = (async function exchange(request, supply, run) {
  const { io, retries, inTurn, explain } = run;
  io.http.preconnect(request.endpoint);
  const send2 = (async (failure) => {
    const token = await supply.token(failure);
    return inTurn((() => exchangeToken(request, token, io)));
  });
  return withRetries(send2, io, {
    ...retries,
    isRetryable: ((error2) => error2 !== supply.failure() && (error2.code !== "sts-token-expired" || supply.latest().renewable))
  }).catch((async (error2) => {
    const isRefusal = error2 instanceof HelperError && isFromSts(error2);
    if (!isRefusal || explain === void 0) throw error2;
    throw await explain(error2, { request, claims: supply.latest().claims });
  }));
});
// src/token/check-token.ts
var checkToken = (function checkToken({ claims, source }, { audience, audienceAdvice, now }) {
  const seconds = now / 1e3;
  const [expires, begins] = [numberAt(claims, "exp"), numberAt(claims, "nbf")];
  if (isRequestToken(claims)) {
    throw new HelperError("token-malformed", `The token (${source}) is for the CI's API and not an OIDC token.`, {
      hint: "On GitHub, set no token source: the token is fetched. ACTIONS_ID_TOKEN_REQUEST_TOKEN and ACTIONS_RUNTIME_TOKEN only authorize the request for it."
    });
  }
  for (const name of ["iss", "sub", "aud"]) {
    if (claims[name] === void 0) {
      throw new HelperError("token-claim-missing", `The token (${source}) has no claim ${name}; AWS requires it.`, {
        hint: `Check the CI's settings for OIDC claims: ${name} must be included.`
      });
    }
  }
  if (expires !== void 0 && expires + leewaySeconds < seconds) {
    throw new HelperError(
      "token-expired",
      `The token (${source}) expired ${spanText(seconds - expires)} ago, at ${timeText(expires) ?? expires}.`,
      {
        hint: "Exchange it earlier in the job, or let the CI issue longer-lived tokens. If the job has only just started, this machine's clock is wrong."
      }
    );
  }
  if (begins !== void 0 && begins - leewaySeconds > seconds) {
    throw new HelperError(
      "token-not-yet-valid",
      `The token (${source}) is not valid until ${timeText(begins) ?? begins}, in ${spanText(begins - seconds)}.`,
      {
        hint: "Synchronize the clocks with NTP: this machine's clock is slow, or the CI server's is fast."
      }
    );
  }
  const audiences = audiencesOf(claims);
  if (audience !== void 0 && !audiences.includes(audience)) {
    throw new HelperError(
      "token-audience",
      `The token (${source}) has the audience ${audiences.join(", ")}, not ${audience}.`,
      {
        hint: audienceAdvice(audience)
      }
    );
  }
});
var isRequestToken = (function isRequestToken(claims) {
  return typeof claims.scp === "string" && claims.scp.startsWith("Actions.");
});
var leewaySeconds = 60;
// late-module:src/session/given-token.ts
var givenToken = (...given) => require("./action-late.js").givenToken(...given);
// src/session/token-supply.ts
var usableToken = (async function usableToken(request, io) {
  const { ci, from } = request;
  const token = await fetchToken(request, io);
  if (envValue(io.env, "AWS_WEB_IDENTITY_TOKEN_FILE") !== void 0 && ci.tokenFile?.(io.env) === void 0 && from === void 0) {
    io.log.notice(
      `Ignoring AWS_WEB_IDENTITY_TOKEN_FILE (the machine's identity); using the job's token (${token.source}).`
    );
  }
  await checkFetchedToken(token, request, io);
  const notice2 = from === void 0 ? void 0 : ci.noticeOn?.(from);
  if (notice2 !== void 0) io.log.notice(notice2);
  return token;
});
var fetchToken = (async function fetchToken({ ci, settings, from }, io) {
  if (settings.serviceConnectionId !== void 0 && (from !== void 0 || !ci.hasServiceConnections)) {
    throw new HelperError(
      "option-conflict",
      `service-connection-id has no effect here: the token of this job comes from ${from === void 0 ? ci.name : "the token source that you set"}.`,
      { hint: "Omit service-connection-id." }
    );
  }
  const attempt = (() => from === void 0 ? tokenOfJob(ci, settings, io) : givenToken({ ci, from }, io));
  const token = await withRetries(attempt, io, { maxAttempts: settings.maxAttempts });
  await maskInLog([token.jwt], io);
  return token;
});
var checkFetchedToken = (async function checkFetchedToken(token, { ci, settings, explainToken }, { clock }) {
  try {
    checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: clock.now() });
  } catch (error2) {
    throw explainToken === void 0 ? error2 : await explainToken(error2, token.claims);
  }
});
var tokenSupply = (function tokenSupply(request, io) {
  let current;
  let latest;
  let reason;
  return {
    async token(failure) {
      const seen = current;
      const token = await seen?.catch((() => void 0));
      const isStale = token === void 0 || token.renewable && needsNewToken(token, failure, io.clock.now());
      if (isStale && current === seen) current = void 0;
      current ??= usableToken(request, io).catch(((error2) => {
        reason = error2;
        throw error2;
      }));
      latest = await current;
      return latest;
    },
    latest() {
      if (latest === void 0) throw new Error("no token was fetched");
      return latest;
    },
    failure: (() => reason)
  };
});
function needsNewToken({ claims }, failure, now) {
  const endsSoon = claims.exp !== void 0 && claims.exp * 1e3 < now + 3e4;
  return endsSoon || failure?.code === "sts-token-expired" || failure?.code === "sts-idp-unreachable";
}
async function whyNoToken(ci, io) {
  const reason = await ci.token(void 0, io).catch((thrown) => thrown);
  return reason instanceof HelperError ? reason : void 0;
}

// src/node/own-user.ts
var ownUser = process.geteuid?.();

// src/node/system-code.ts
function systemCode(error2) {
  return error2 instanceof Error && "code" in error2 && typeof error2.code === "string" ? error2.code : void 0;
}

// src/node/pause.ts
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
// src/node/uptime.ts
var uptime = (function uptime() {
  return process.uptime() * 1e3;
});
// src/node/sharing.ts
var whenShared = (function whenShared(step, timeoutMs = usualTimeoutMs) {
  const end = uptime() + timeoutMs;
  for (let wait = 4; ; wait = Math.min(wait * 2, 250)) {
    try {
      return step();
    } catch (error2) {
      if (!sharingViolations.includes(systemCode(error2) ?? "") || uptime() >= end) throw error2;
    }
    pause(wait);
  }
});
var sharingViolations = process.platform === "win32" ? ["EPERM", "EACCES", "EBUSY"] : [];
var usualTimeoutMs = 1e4;
// src/node/file-error.ts
var unless = (function unless(codes, step) {
  try {
    return step();
  } catch (error2) {
    if (codes.includes(systemCode(error2) ?? "")) return void 0;
    throw error2;
  }
});
var writing = (function writing(path, step, timeoutMs) {
  try {
    return whenShared(step, timeoutMs);
  } catch (error2) {
    if (systemCode(error2) === void 0 || error2 instanceof HelperError) throw error2;
    throw notWritable(path, error2);
  }
});
function reasonFor(code) {
  return reasons[code] ?? code;
}
function reading(path, step, timeoutMs) {
  try {
    return whenShared(step, timeoutMs);
  } catch (error2) {
    const code = systemCode(error2);
    if (code === void 0 || error2 instanceof HelperError) throw error2;
    throw new HelperError("input-unreadable", `${path} cannot be read: ${reasonFor(code)}.`, {
      hint: sharingHint(code) ?? "Check the path, and that the user of the job may read the file.",
      cause: error2
    });
  }
}
function notWritable(path, cause) {
  const code = systemCode(cause) ?? "";
  return new HelperError("file-not-writable", `${path} cannot be written: ${reasonFor(code)}.`, {
    hint: sharingHint(code) ?? hints[code] ?? "Allow the user of the job to write to that folder, or choose another path.",
    cause
  });
}
function sharingHint(code) {
  return sharingViolations.includes(code) ? "Close the program that has the file open (a virus scanner or an editor, for example), exclude the folder from scanning, or give the user of the job access." : void 0;
}
var reasons = {
  EACCES: "permission denied (EACCES)",
  EPERM: "not permitted (EPERM)",
  ENOENT: "its folder does not exist (ENOENT)",
  EROFS: "the file system is read-only (EROFS)",
  ENOSPC: "no space left on the device (ENOSPC)",
  EDQUOT: "disk quota exceeded (EDQUOT)",
  ELOOP: "it is a link (ELOOP)",
  ENOTDIR: "a part of the path is a file, not a folder (ENOTDIR)",
  EEXIST: "a part of the path is a file, not a folder (EEXIST)",
  EISDIR: "it is a folder (EISDIR)",
  ENAMETOOLONG: "the name is too long (ENAMETOOLONG)",
  E2BIG: "its arguments and variables are too long (E2BIG)",
  EAGAIN: "the system cannot start another process (EAGAIN)",
  ENOMEM: "the system is out of memory (ENOMEM)",
  EBUSY: "it is in use or is a mount point (EBUSY)"
};
var hints = {
  ENOENT: "Create the folder, or choose another path.",
  EROFS: "Choose a path on a writable file system.",
  ENOSPC: "Free some space, or choose a path on another file system.",
  EDQUOT: "Free some space, or choose a path on another file system.",
  ENOTDIR: "Remove that file, or choose another path.",
  EEXIST: "Remove that file, or choose another path.",
  EISDIR: "Remove that folder, or choose another path.",
  EBUSY: "Mount the folder that contains the file into the container, not the file alone: a mounted file cannot be replaced."
};

// src/options/table.ts
var options = [
  {
    name: "role-to-assume",
    legacyVariable: true,
    kind: "text",
    value: "ARN",
    aliases: ["role-arn"],
    environment: ["AWS_ROLE_ARN"],
    help: "ARN of the role to assume. A role name is enough unless an OIDC token is used."
  },
  {
    name: "aws-region",
    kind: "text",
    value: "REGION",
    aliases: ["region"],
    environment: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    help: "AWS region, for STS and for the AWS calls of the job. Default: a region in the role's partition."
  },
  {
    name: "audience",
    legacyVariable: true,
    kind: "text",
    value: "AUD",
    actionDefault: "sts.amazonaws.com",
    help: "Audience of the OIDC token; must be a client ID of the identity provider in IAM."
  },
  {
    name: "role-session-name",
    legacyVariable: true,
    kind: "text",
    value: "NAME",
    environment: ["AWS_ROLE_SESSION_NAME"],
    help: "Session name, as shown in CloudTrail. Default: derived from the job ID."
  },
  {
    name: "role-duration-seconds",
    legacyVariable: true,
    kind: "number",
    value: "SECONDS",
    default: "3600",
    help: "Lifetime of the credentials: 900 to 43200, up to the role's maximum session duration."
  },
  {
    name: "inline-session-policy",
    legacyVariable: true,
    kind: "json",
    value: "JSON",
    help: "Inline session policy that restricts the permissions of the session."
  },
  {
    name: "managed-session-policies",
    legacyVariable: true,
    kind: "lines",
    value: "ARN",
    help: "ARNs of managed policies that restrict the permissions of the session, at most ten."
  },
  {
    name: "trust-policy",
    kind: "text",
    value: "FILE",
    help: "File with the role's trust policy, or with the output of `aws iam get-role`. Read only when AWS refuses, to find the condition that failed."
  },
  {
    name: "then-assume",
    kind: "lines",
    value: "ARN",
    help: "Roles to assume after the first, in order, each with the credentials of the previous one. AWS limits such sessions to one hour."
  },
  {
    name: "roles",
    handover: true,
    kind: "lines",
    value: "LINE",
    help: "Several roles, one per line, each written as a profile: `NAME = ARN`, optionally followed by `, via = NAME` to assume it with the credentials of another profile, and `, region = REGION`."
  },
  {
    name: "allowed-account-ids",
    kind: "list",
    value: "ID",
    help: "Fail unless the credentials belong to one of these accounts. Checked before anything is exported."
  },
  {
    name: "ci",
    kind: "text",
    value: "NAME",
    help: "Override CI detection: {ci}."
  },
  {
    name: "token-env",
    kind: "text",
    value: "NAME",
    help: "Environment variable that contains the OIDC token."
  },
  {
    name: "token-command",
    kind: "text",
    value: "COMMAND",
    frontEnd: "cli",
    help: "Shell command that prints a fresh OIDC token."
  },
  {
    name: "web-identity-token-file",
    legacyVariable: true,
    kind: "text",
    value: "FILE",
    help: "File that contains the OIDC token."
  },
  {
    name: "service-connection-id",
    kind: "text",
    value: "ID",
    frontEnd: "cli",
    help: "Azure Pipelines: ID of the service connection whose token is used instead of the token of the pipeline."
  },
  {
    name: "export",
    handover: true,
    kind: "list",
    value: "TARGET",
    help: "How to pass the credentials to the job: env, outputs, profile or none (only check that the role can be assumed). Default: depends on the CI."
  },
  {
    name: "aws-profile",
    handover: true,
    kind: "text",
    value: "NAME",
    aliases: ["profile"],
    help: "Name of the profile to write. Default: `default`, if a profile is written."
  },
  {
    name: "profile-type",
    handover: true,
    kind: "text",
    value: "TYPE",
    help: "web-identity (the token in a private file, no AWS secret on disk), process (runs this program, which renews the credentials) or static (keys). Default: depends on the CI."
  },
  {
    name: "overwrite-aws-profile",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "Replace an existing profile of the same name."
  },
  {
    name: "ecr-login",
    handover: true,
    kind: "list",
    value: "REGISTRY",
    help: "Also log in to Amazon ECR: true (the registry of the role's account), account IDs, registry hosts in any region, public."
  },
  {
    name: "output-env-credentials",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Export the credentials as environment variables. Default: true, unless `aws-profile` is set."
  },
  {
    name: "output-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Set the credentials as step outputs."
  },
  {
    name: "aws-access-key-id",
    kind: "text",
    frontEnd: "action",
    help: "Access key ID of static credentials. They assume the role, or are exported as they are if no role is set."
  },
  {
    name: "aws-secret-access-key",
    kind: "text",
    frontEnd: "action",
    help: "Secret access key of static credentials."
  },
  {
    name: "aws-session-token",
    kind: "text",
    frontEnd: "action",
    help: "Session token of static credentials, if they have one."
  },
  {
    name: "role-chaining",
    legacyVariable: true,
    kind: "flag",
    help: "Assume the role with existing credentials (environment variables, profile, container, instance) instead of a token."
  },
  {
    name: "use-existing-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    help: "If existing credentials work, keep them and do nothing else."
  },
  {
    name: "force-skip-oidc",
    kind: "flag",
    frontEnd: "action",
    help: "Never use the OIDC token of the job."
  },
  {
    name: "unset-current-credentials",
    handover: true,
    legacyVariable: true,
    kind: "flag",
    frontEnd: "action",
    help: "Clear the credential environment variables of earlier steps. Can be used alone."
  },
  {
    name: "role-external-id",
    legacyVariable: true,
    kind: "text",
    value: "ID",
    help: "External ID that the trust policy requires. AssumeRole only: not used with a token."
  },
  {
    name: "role-skip-session-tagging",
    legacyVariable: true,
    kind: "flag",
    help: "Do not set session tags. With a token, none are set in any case."
  },
  {
    name: "custom-tags",
    kind: "json",
    value: "JSON",
    help: "Additional session tags for AssumeRole, as a JSON object."
  },
  {
    name: "transitive-tag-keys",
    legacyVariable: true,
    kind: "lines",
    value: "KEY",
    help: "Keys of session tags that are passed on to the roles assumed next."
  },
  {
    name: "special-characters-workaround",
    legacyVariable: true,
    kind: "flag",
    help: "Request new credentials, at most ten times, until the secret key contains only letters and digits."
  },
  { name: "disable-retry", legacyVariable: true, kind: "flag", help: "Do not retry failed requests." },
  {
    name: "retry-max-attempts",
    legacyVariable: true,
    kind: "number",
    value: "N",
    help: "Maximum attempts per request. Permanent errors are never retried."
  },
  {
    name: "http-proxy",
    kind: "text",
    value: "URL",
    environment: ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"],
    help: "Proxy for all requests, starting with http:// or https://."
  },
  {
    name: "no-proxy",
    kind: "list",
    value: "HOST",
    environment: ["no_proxy", "NO_PROXY"],
    help: "Hosts to reach without the proxy: host names, .suffixes, host:port, CIDR ranges, or *."
  },
  {
    name: "summary",
    handover: true,
    kind: "flag",
    frontEnd: "action",
    help: "Write a job summary with role, account, session name, region and expiry, without secrets."
  },
  {
    name: "mask-aws-account-id",
    legacyVariable: true,
    kind: "flag",
    help: "Mask the account ID in the log, if the CI can, and omit it from all messages of this program."
  },
  {
    name: "sts-endpoint",
    kind: "text",
    value: "URL",
    environment: ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"],
    help: "Custom STS endpoint URL."
  },
  {
    name: "timeout",
    kind: "number",
    value: "SECONDS",
    default: "90",
    aliases: ["action-timeout-s"],
    help: "Time limit for the whole step (0: none). Transient errors are retried until then."
  }
];

// src/core/folder-of.ts
function folderOf(path) {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
}

// src/aws/session-name.ts
var sessionNameFrom = (function sessionNameFrom(parts) {
  const name = parts.flatMap(((part) => part ?? [])).join("-").replace(/[^\w+=,.@-]+/g, "-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "").slice(0, 64);
  return name.length < 2 ? `ci-${name || "job"}` : name;
});
// src/core/fingerprint.ts
function fingerprint(value) {
  let [high, low] = [3421674724, 2216829733];
  for (const character of JSON.stringify(value)) {
    low = (low ^ (character.codePointAt(0) ?? 0)) >>> 0;
    const product = low * prime;
    high = (high * prime + Math.floor(product / 2 ** 32) + low * 2 ** 8) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return (BigInt(high) << 32n | BigInt(low)).toString(36).padStart(13, "0");
}
var prime = 435;
// src/job/job.ts
var jobOf = (function jobOf(ci, { env, privateRoot: privateRoot2 }) {
  const jobIdParts = ci.jobIdParts(env);
  const name = sessionNameFrom(jobIdParts);
  const slot = ci.slot?.(env) ?? [];
  const isPlace = slot.length > 0 && slot.every(Boolean);
  let id;
  let folder;
  return {
    name,
    get id() {
      id ??= `${name}-${fingerprint([ci.id, jobIdParts, ci.owner(env)])}`;
      return id;
    },
    get slot() {
      return isPlace ? fingerprint([ci.id, slot]) : void 0;
    },
    get folder() {
      folder ??= `${privateRoot2(ci.checkouts(env))}/${this.id}`;
      return folder;
    }
  };
});
function shellFormId({ name }) {
  return `sh-${name}`;
}
function makeJobFolder({ folder }, { files }) {
  const root = folderOf(folder);
  files.privateFolder(root);
  files.privateFolder(folder);
  files.privateFolder(root);
  return folder;
}
function hasJobFolder(folder, files) {
  return files.isOwnFolder(folderOf(folder)) && files.isOwnFolder(folder);
}
function removeJobFolder(folder, files) {
  const root = folderOf(folder);
  for (const path of [folder, root]) files.removeFolder(path);
  if (/[/\\]\.aws$/.test(folderOf(root))) files.removeFolder(folderOf(root));
}
// src/core/session.ts
var secretsOf = (function secretsOf({ accessKeyId, secretAccessKey, sessionToken }) {
  return [new Secret(accessKeyId), secretAccessKey, ...sessionToken === void 0 ? [] : [sessionToken]];
});
function isTemporary(credentials) {
  return credentials.sessionToken !== void 0 && credentials.expiresAt !== void 0;
}
function malformedPart(credentials, isOwnServer) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const id = isOwnServer ? /^[\w.+=@-]+$/ : /^\w+$/;
  const secret = isOwnServer ? isHeaderText : (text) => /^[\w/+=.-]+$/.test(text);
  if (!id.test(accessKeyId)) return "access key ID";
  if (!secret(secretAccessKey.reveal())) return "secret access key";
  return sessionToken === void 0 || secret(sessionToken.reveal()) ? void 0 : "session token";
}

// src/node/output.ts
var directly = (function directly(file, stream) {
  let fallback;
  return {
    write(text) {
      let rest = Buffer.from(text);
      if (process.platform === "win32" && rest.length > text.length) fallback ??= stream();
      try {
        while (fallback === void 0 && rest.length > 0) rest = rest.subarray(writeSync(file, rest));
      } catch {
        fallback = stream();
      }
      fallback?.write(rest);
    },
    isDirect: (() => fallback === void 0)
  };
});
var closed = ["EPIPE", "ECONNRESET", "EOF"];
function outliveReader(stream, lost = () => {
}) {
  let told = false;
  stream.on("error", (error2) => {
    if (told || closed.includes(systemCode(error2) ?? "")) return;
    told = true;
    lost(notWritable("standard output", error2));
  });
}
var standardError = directly(2, () => {
  outliveReader(process.stderr);
  return process.stderr;
});
var standardOutput = directly(1, () => {
  outliveReader(process.stdout);
  return process.stdout;
});
// node_modules/@actions/core/lib/utils.js
var toCommandValue = (function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
});
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}
// node_modules/@actions/core/lib/command.js
var issueCommand = (function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  standardOutput.write(cmd.toString() + os.EOL);
});
var escapeData = (function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
});
var os = { EOL: process.platform === "win32" ? "\r\n" : "\n" };
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/core.js
var setSecret = (function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
});
var getInput = (function getInput(name, options2) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options2 && options2.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options2 && options2.trimWhitespace === false) {
    return val;
  }
  return val.trim();
});
var info = (function info(message) {
  standardOutput.write(message + os2.EOL);
});
var os2 = { EOL: process.platform === "win32" ? "\r\n" : "\n" };
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}
// src/aws/user-agent.ts
var userAgentOf = (function userAgentOf(env) {
  if (env.GITHUB_ACTIONS !== "true") return "ci-aws-credentials";
  const details = [
    ["action", env.GITHUB_ACTION_REPOSITORY || env.GITHUB_ACTION],
    ["run_id", env.GITHUB_RUN_ID],
    ["attempt", env.GITHUB_RUN_ATTEMPT]
  ].flatMap(
    (([name, value]) => value !== void 0 && /^[\w./-]+$/.test(value) ? [`md/${name}#${value.replaceAll("/", "-")}`] : [])
  );
  return ["ci-aws-credentials", "configure-aws-credentials-for-github-actions", ...details].join(" ");
});
// late-module:src/core/sendable-keys.ts
var requireSendable2 = (...given) => require("./action-late.js").requireSendable(...given);
// src/token/environment-secrets.ts
var secretsInEnvironment = (function secretsInEnvironment(env) {
  return Object.entries(env).flatMap((([spelling, value = ""]) => {
    const name = spelling.toUpperCase();
    return names.includes(name) || isPassword(name, value) || isToken(value) ? [value] : [];
  }));
});
var isPassword = (function isPassword(name, value) {
  return jobPassword.test(name) && !value.startsWith("$(");
});
var isToken = (function isToken(value) {
  return /^\s*e[wy]/.test(value) && tryParseToken(value, "the environment", false) !== void 0;
});
var names = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_BEARER_TOKEN_BEDROCK",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN"
];
var jobPassword = /_(ACCESS|API|REQUEST|RUNTIME)_?TOKEN$/;
// src/node/export-io.ts
// src/core/environment.ts
var environmentOf = (function environmentOf(variables, platform) {
  const copy = Object.assign(/* @__PURE__ */ Object.create(null), variables);
  if (platform !== "win32") return copy;
  const spellings2 = new Map(Object.keys(copy).map(((name) => [name.toUpperCase(), name])));
  const own = ((name) => spellings2.get(String(name).toUpperCase()) ?? String(name));
  return new Proxy(copy, { get: ((target, name) => target[own(name)]), has: ((target, name) => own(name) in target) });
});
// src/node/clock.ts
var timers = () => Promise.resolve().then(() => require("node:timers/promises"));
var nodeClock = {
  now: Date.now,
  uptime,
  sleep: async (milliseconds) => (await timers()).setTimeout(milliseconds),
  sleepUnref: async (milliseconds) => (await timers()).setTimeout(milliseconds, void 0, { ref: false }),
  remaining: () => Number.POSITIVE_INFINITY,
  random: Math.random
};
// src/node/files.ts
// src/node/append-whole.ts
var endsInNewline = (function endsInNewline(file, size) {
  if (size === 0) return true;
  const last = new Uint8Array(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 10;
});
var appendWhole = (function appendWhole(file, text) {
  const stats = fstatSync(file);
  try {
    writeFileSync(file, endsInNewline(file, stats.size) ? text : `
${text}`);
  } catch (error2) {
    if (stats.isFile()) ftruncateSync(file, stats.size);
    throw error2;
  }
});
// late-module:src/node/file-lock.ts
var holdLock = (...given) => require("./action-late-files.js").holdLock(...given);
var removeStaleLocks = (...given) => require("./action-late-files.js").removeStaleLocks(...given);
// late-module:src/node/make-folders.ts
var makeFolders = (...given) => require("./action-late-files.js").makeFolders(...given);
// late-module:src/node/read-bytes.ts
var readBytes = (...given) => require("./action-late-files.js").readBytes(...given);
// late-module:src/node/read-private.ts
var readPrivate = (...given) => require("./action-late-files.js").readPrivate(...given);
var isOwnFolder = (...given) => require("./action-late-files.js").isOwnFolder(...given);
// late-module:src/node/replace-file.ts
var replaceFile = (...given) => require("./action-late-files.js").replaceFile(...given);
var removeLeftovers = (...given) => require("./action-late-files.js").removeLeftovers(...given);
// late-module:src/node/trusted-path.ts
var followTrustedLinks = (...given) => require("./action-late-files.js").followTrustedLinks(...given);
var replaceableTarget = (...given) => require("./action-late-files.js").replaceableTarget(...given);
var appendableTarget = (...given) => require("./action-late-files.js").appendableTarget(...given);
var requireAppendable = (...given) => require("./action-late-files.js").requireAppendable(...given);
// src/node/utf16.ts
function utf16Text(bytes2) {
  const [first, second] = bytes2;
  if (bytes2.length % 2 !== 0) return void 0;
  if (first === 255 && second === 254) return bytes2.toString("utf16le");
  if (first === 254 && second === 255) return Buffer.from(bytes2).swap16().toString("utf16le");
  return void 0;
}
// src/node/files.ts
var nodeFiles = (function nodeFiles(clock) {
  let end;
  const sharingTimeoutMs = (() => end === void 0 ? usualTimeoutMs : Math.max(leastTimeoutMs, Math.min(usualTimeoutMs, end - clock.uptime())));
  const reads = ((path, step) => reading(path, step, sharingTimeoutMs()));
  const writes = ((path, step) => writing(path, step, sharingTimeoutMs()));
  return {
    waitUntil: ((time) => {
      end = time;
    }),
    read: ((path, limits) => reads(path, (() => read(path, limits)))),
    readPrivate: ((path) => reads(path, (() => readPrivate(path)))),
    replace: ((path, text, { forJob = false } = {}) => {
      writes(path, (() => {
        makeParent(path);
        const { target, mode } = replaceableTarget(path);
        replaceFile(target, { text, oldMode: mode, flushes: !forJob, timeoutMs: sharingTimeoutMs() }, clock);
      }));
    }),
    append: ((path, text) => writes(path, (() => append(path, text, clock)))),
    identity: ((path) => reads(path, (() => identity(path)))),
    withoutBlanks: (async (folder) => process.platform === "win32" && folder.includes(" ") ? (await Promise.resolve().then(() => require("./action-node-short-path.js"))).shortPath(folder) : folder),
    // The current folder may have been deleted.
    absolute: ((path) => reads(path, (() => resolve(path)))),
    isSame: ((path, other) => writes(path, (() => isSame(path, other)))),
    list: ((folder) => reads(folder, (() => unless(["ENOENT"], (() => readdirSync(folder))) ?? []))),
    remove: ((path) => {
      writes(path, (() => unless(["ENOENT"], (() => unlinkSync(path)))));
    }),
    removeFolder: ((path) => {
      writes(path, (() => unless(["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY"], (() => rmdirSync(path)))));
    }),
    removeLeftovers: ((folder) => writes(folder, (() => removeAllLeftovers(folder, clock)))),
    checkReplaceable: ((path) => {
      writes(path, (() => requireWritableFolder(dirname(replaceableTarget(path).target))));
    }),
    checkAppendable: ((path) => {
      writes(path, (() => {
        const target = appendableTarget(path);
        const exists = unless(["ENOENT"], (() => {
          accessSync(target, constants.R_OK | constants.W_OK);
          return true;
        }));
        if (exists === void 0) accessSync(dirname(target), constants.W_OK | constants.X_OK);
      }));
    }),
    privateFolder: ((path) => writes(path, (() => privateFolder(path)))),
    isOwnFolder: ((path) => reads(path, (() => isOwnFolder(path)))),
    locked: (async (path, task, timeout) => {
      const target = writes(path, (() => {
        makeParent(path);
        return followTrustedLinks(path);
      }));
      return holdLock(target, clock, { task, timeout });
    })
  };
});
var leastTimeoutMs = 2e3;
function read(path, limits) {
  const bytes2 = readBytes(path, limits);
  if (bytes2 === void 0 || isUtf8(bytes2)) return bytes2?.toString("utf8");
  const text = limits?.utf16 === true ? utf16Text(bytes2) : void 0;
  if (text !== void 0) return text;
  throw new HelperError("input-unreadable", `${path} is not UTF-8 text.`, {
    hint: "Save the file as UTF-8; otherwise it could not be written back unchanged."
  });
}
function identity(path) {
  const stats = unless(["ENOENT", "ENOTDIR"], () => statSync(path, { bigint: true }));
  return stats && `${stats.dev}:${stats.ino}`;
}
function isSame(path, other) {
  const [target, otherTarget] = [followTrustedLinks(path), followTrustedLinks(other)];
  const found = identity(target);
  return found === void 0 ? target === otherTarget : found === identity(otherTarget);
}
function makeParent(path) {
  makeFolders(followTrustedLinks(dirname(resolve(path))));
}
function requireWritableFolder(folder) {
  const stats = unless(["ENOENT"], () => statSync(folder));
  if (stats === void 0) {
    requireWritableFolder(dirname(folder));
    return;
  }
  if (!stats.isDirectory()) {
    throw new HelperError("file-not-writable", `${folder} is a file, but must be a folder.`, {
      hint: "Remove that file, or choose another path."
    });
  }
  accessSync(folder, constants.W_OK | constants.X_OK);
}
function append(path, text, clock) {
  const target = appendableTarget(path);
  removeLeftovers(dirname(target), clock, basename(target));
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = openSync(target, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 384);
  try {
    const stats = fstatSync2(file);
    requireAppendable(target, stats);
    if (stats.uid === ownUser && (stats.mode & 63) !== 0) fchmodSync(file, stats.mode & 448);
    appendWhole(file, text);
  } finally {
    closeSync(file);
  }
}
function removeAllLeftovers(folder, clock) {
  removeLeftovers(folder, clock);
  removeStaleLocks(folder, clock);
  for (const entry2 of unless(["ENOENT"], () => readdirSync(folder, { withFileTypes: true })) ?? []) {
    if (entry2.isDirectory()) removeAllLeftovers(join(folder, entry2.name), clock);
  }
}
function privateFolder(path) {
  makeFolders(path);
  isOwnFolder(path, { repair: true });
  return path;
}
// late-module:src/node/home-of-user.ts
var homeOfUser = (...given) => require("./action-late.js").homeOfUser(...given);
// late-module:src/node/private-root.ts
var privateRoot = (...given) => require("./action-late-files.js").privateRoot(...given);
var checkoutAround = (...given) => require("./action-late-files.js").checkoutAround(...given);
// src/node/processes.ts
var load = () => Promise.resolve().then(() => require("./action-node-run-program.js"));
var nodeProcesses = {
  async run(command, args, options2 = {}) {
    return (await load()).runProgram({ command, args, shell: false }, options2);
  },
  async shell(line, options2 = {}) {
    const result = await (await load()).runProgram({ command: line, args: [], shell: true }, options2);
    return result ?? { status: 127, stdout: "", stderr: "there is no shell" };
  }
};
// src/node/runner.ts
var githubRunner = (function githubRunner(env) {
  return {
    check(needs) {
      for (const need of needs) fileFor(need, env);
    },
    exportVariables: ((variables) => write(fileFor("variables", env), variables)),
    setOutputs: ((outputs) => write(fileFor("outputs", env), outputs)),
    saveState: ((state) => write(fileFor("state", env), state)),
    addSummary(markdown) {
      const path = envValue(env, "GITHUB_STEP_SUMMARY");
      if (path !== void 0) writing(path, (() => appendFileSync(path, withoutSecrets(markdown))));
    }
  };
});
var write = (function write(path, values2) {
  const entries = Object.entries(values2).map((([name, value]) => entry(name, value)));
  writing(path, (() => {
    const file = openSync2(path, "a+");
    try {
      appendWhole(file, entries.join(""));
    } finally {
      closeSync2(file);
    }
  }));
});
var entry = (function entry(name, value) {
  if (!/[\r\n]/.test(value)) return `${name}=${value}
`;
  const delimiter = `end-${crypto.randomUUID()}`;
  return `${name}<<${delimiter}
${value}
${delimiter}
`;
});
var fileFor = (function fileFor(kind, env) {
  const variable = fileVariables[kind];
  const path = envValue(env, variable);
  if (path === void 0) {
    throw new HelperError("runner-file-missing", `${variable} is not set, so values cannot be passed to later steps.`, {
      hint: 'Outside the GitHub runner, which sets it for every step, use --export profile or eval "$(ci-aws-credentials env \u2026)".'
    });
  }
  try {
    whenShared((() => closeSync2(openSync2(path, constants2.O_WRONLY | constants2.O_APPEND))));
  } catch (cause) {
    throw new HelperError(
      "file-not-writable",
      `The file ${path} (${variable}) cannot be written: ${systemCode(cause) ?? "unknown"}${whose(path)}.`,
      { hint: hintFor(path), cause }
    );
  }
  return path;
});
var fileVariables = { variables: "GITHUB_ENV", outputs: "GITHUB_OUTPUT", state: "GITHUB_STATE" };
function hintFor(path) {
  const owner = foreignOwner(path);
  if (owner === void 0) {
    return "If a step sets this variable, set it to a writable file. The GitHub runner creates a new file for every step.";
  }
  return `Run the job's container as the user of the runner:

    container:
      image: \u2026
      options: --user ${owner}`;
}
function whose(path) {
  const owner = foreignOwner(path);
  return owner === void 0 ? "" : `: it belongs to another user (${owner}), and this step runs as ${ownUser}`;
}
function foreignOwner(path) {
  const uid = unless(["ENOENT", "ENOTDIR", "EACCES"], () => statSync2(path).uid);
  return ownUser === void 0 || uid === ownUser ? void 0 : uid;
}
// src/node/export-io.ts
var homeFolder = (function homeFolder({ HOME }) {
  return process.platform !== "win32" && HOME ? HOME : homeOfUser();
});
var runningProgram = (function runningProgram() {
  const executable = process.execPath;
  const file = unless(["ENOENT"], (() => realpathSync.native(process.argv[1] ?? "")));
  if (file === void 0 || file === realpathSync.native(executable)) return { executable };
  return { executable, file: { folder: dirname2(file), name: basename2(file) } };
});
var nodeExportIo = (function nodeExportIo(log) {
  const home = homeFolder(process.env);
  return {
    env: environmentOf(process.env, process.platform),
    platform: process.platform,
    homeFolder: home,
    privateRoot: ((checkouts) => privateRoot(process.env, home, checkouts)),
    checkoutAround: ((path, checkouts) => checkoutAround(path, home, checkouts)),
    self: runningProgram(),
    clock: nodeClock,
    files: nodeFiles(nodeClock),
    processes: nodeProcesses,
    log,
    runner: githubRunner(process.env),
    print: standardOutput.write
  };
});
// src/node/http.ts
// src/core/basic-authorization.ts
var basicAuthorization = (function basicAuthorization({ username, password }) {
  return username === "" && password === "" ? void 0 : `Basic ${btoa(`${bytes(username)}:${bytes(password)}`)}`;
});
function bytes(text) {
  return text.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
// late-module:src/core/ip-range.ts
var inIpRange = (...given) => require("./action-late.js").inIpRange(...given);
// src/core/proxy.ts
var proxyFor = (function proxyFor(url, { proxy, noProxy }) {
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, "").toLowerCase(),
    port: url.port || (url.protocol === "https:" ? "443" : "80")
  };
  return noProxy.some(((entry2) => covers(entry2.toLowerCase(), target))) ? void 0 : proxy;
});
function parseProxy(text) {
  if (isHttpUrl(text)) {
    hidePassword(new URL(text));
    return text;
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0] ?? "";
  const foreign = /^(socks|pac)/i.test(scheme);
  throw new HelperError(
    "proxy-invalid",
    foreign ? `Proxies of the kind ${scheme} are not supported.` : "http-proxy is not a proxy URL.",
    {
      hint: foreign ? "Use the URL of an HTTP proxy: http://proxy.example.com:3128. For a PAC file, use the proxy that it names for AWS." : "Use the form http://proxy.example.com:3128, starting with http:// or https://. It may contain user:password@; percent-encode special characters in both."
    }
  );
}
function hidePassword({ username, password }) {
  if (password === "") return;
  for (const text of [password, `${username}:${password}`]) {
    hideFromNowOn(text);
    hideFromNowOn(percentDecoded(text));
  }
}
function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function covers(entry2, { host, port }) {
  if (entry2 === "*") return true;
  if (inIpRange(host, entry2)) return true;
  if (entry2.includes("/")) return false;
  const [, name = "", wantedPort] = /^(?:\*?\.)?(?:\[(?=.*\]))?([^\]]*?)\]?(?::(\d+))?$/.exec(entry2) ?? [];
  if (name === "" || wantedPort !== void 0 && wantedPort !== port) return false;
  return host === name || host.endsWith(`.${name}`);
}
// late-module:src/node/http-faults.ts
var proxyName = (...given) => require("./action-late.js").proxyName(...given);
var proxyRefused = (...given) => require("./action-late.js").proxyRefused(...given);
var connectionTimedOut = (...given) => require("./action-late.js").connectionTimedOut(...given);
var answerTimedOut = (...given) => require("./action-late.js").answerTimedOut(...given);
var requestFailed = (...given) => require("./action-late.js").requestFailed(...given);
// src/node/http.ts
var nodeHttp = (function nodeHttp(userAgent, proxying = direct) {
  const prepared = /* @__PURE__ */ new Map();
  return {
    async send(request, limit = Number.POSITIVE_INFINITY) {
      const url = new URL(request.url);
      const { socketPath } = request;
      const proxy = socketPath === void 0 ? proxyFor(url, proxying) : void 0;
      const route = socketPath !== void 0 ? { options: { socketPath, path: `${url.pathname}${url.search}`, agent: false } } : proxy === void 0 ? await directRoute(url, prepared) : await routeThrough(new URL(proxy), url);
      return send(
        { ...request, headers: { "user-agent": userAgent, ...request.headers } },
        { url, route, limit: Math.min(limit, answerLimit) }
      );
    },
    preconnect(text) {
      const url = new URL(text);
      if (prepared.has(url.origin) || proxyFor(url, proxying) !== void 0) return;
      prepared.set(url.origin, connect(url));
    },
    viaProxy: ((proxy) => nodeHttp(userAgent, proxy))
  };
});
var directRoute = (async function directRoute(url, prepared) {
  const taken = prepared.get(url.origin);
  prepared.delete(url.origin);
  const socket = await taken;
  const connection = socket === void 0 || socket.destroyed ? { agent: false } : { createConnection: (() => socket.ref()) };
  return { options: { ...addressOf(url), ...connection } };
});
var addressOf = (function addressOf(url) {
  const { protocol, port } = url;
  return { protocol, hostname: hostOf(url), port, path: `${url.pathname}${url.search}` };
});
var hostOf = (function hostOf({ hostname }) {
  return hostname.replace(/^\[|\]$/g, "");
});
var connect = (async function connect(url) {
  const host = hostOf(url);
  const secure = url.protocol === "https:";
  const port = Number(url.port) || (secure ? 443 : 80);
  const socket = secure ? (await Promise.resolve().then(() => require("node:tls"))).connect({
    host,
    port,
    ALPNProtocols: ["http/1.1"],
    // A name, by RFC 6066: Node warns about an address.
    ...isIP(host) === 0 ? { servername: host } : {}
  }) : (await Promise.resolve().then(() => require("node:net"))).connect({ host, port });
  socket.on("error", (() => {
  })).unref();
  return socket;
});
var send = (async function send(request, { url, route, limit }) {
  const open = url.protocol === "https:" ? (await Promise.resolve().then(() => require("node:https"))).request : httpRequest;
  const { method, body = "" } = request;
  const length = method === "POST" ? { "content-length": Buffer.byteLength(body) } : {};
  const authorization = basicAuthorization(url);
  const headers = {
    host: url.host,
    ...authorization === void 0 ? {} : { authorization },
    ...request.headers,
    ...length,
    ...route.options.headers
  };
  const via = route.proxy === void 0 ? {} : { via: proxyName(route.proxy) };
  return new Promise(((resolve2, reject) => {
    const outgoing = open({ ...route.options, method, headers });
    let connected = false;
    const giveUp = (() => {
      outgoing.destroy(
        connected ? answerTimedOut(url, limit) : connectionTimedOut(url, route.proxy, Math.min(limit, connectLimit))
      );
    });
    const connecting = setTimeout(giveUp, Math.min(limit, connectLimit));
    const answering = setTimeout(giveUp, limit);
    const settle = (() => {
      clearTimeout(connecting);
      clearTimeout(answering);
    });
    const fail = ((error2) => {
      settle();
      reject(error2 instanceof HelperError ? error2 : requestFailed(url, route.proxy, error2));
    });
    outgoing.on("socket", ((socket) => {
      const whenConnected = (() => {
        connected = true;
        clearTimeout(connecting);
      });
      if (!isConnecting(socket)) return whenConnected();
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", whenConnected);
    }));
    outgoing.on("error", fail);
    outgoing.on("response", ((incoming) => {
      const { statusCode: status = 0 } = incoming;
      if (status === 407 && route.proxy !== void 0) outgoing.destroy(proxyRefused(route.proxy, url, incoming));
      readAll(incoming, ((text) => {
        settle();
        resolve2({
          status,
          // Read only if something went wrong.
          get headers() {
            return textHeaders(incoming.headers);
          },
          body: text,
          ...via
        });
      }));
      incoming.on("error", fail);
    }));
    outgoing.on("upgrade", ((_, socket) => {
      socket.destroy();
      fail(new Error("101 Switching Protocols"));
    }));
    outgoing.on("proxyConnect", ((answer) => {
      if (route.proxy !== void 0 && answer.statusCode !== 200)
        outgoing.destroy(proxyRefused(route.proxy, url, answer));
    }));
    outgoing.end(body);
  }));
});
var isConnecting = (function isConnecting(socket) {
  return socket.connecting || socket.secureConnecting === true;
});
var readAll = (function readAll(incoming, done) {
  const chunks = [];
  let size = 0;
  incoming.on("data", ((chunk) => {
    size += chunk.length;
    if (size > bodyLimit) incoming.destroy(new Error(`a response of more than ${bodyLimit} bytes`));
    else chunks.push(chunk);
  }));
  incoming.on("end", (() => done(Buffer.concat(chunks).toString("utf8"))));
});
var connectLimit = 1e4;
var answerLimit = 3e4;
var bodyLimit = 1e6;
var direct = { proxy: void 0, noProxy: [] };
async function routeThrough(proxy, url) {
  const authorization = basicAuthorization(proxy);
  const headers = authorization === void 0 ? {} : { "proxy-authorization": authorization };
  if (url.protocol === "https:" || proxy.protocol === "https:") {
    const { proxyAgent } = await Promise.resolve().then(() => require("./proxy-agent/proxy-agent.js"));
    return { options: { ...addressOf(url), agent: proxyAgent(proxy, headers) }, proxy };
  }
  const path = `${url.origin}${url.pathname}${url.search}`;
  return { options: { ...addressOf(proxy), agent: false, path, headers }, proxy };
}
function textHeaders(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])
  );
}
// late-module:src/node/machine-credentials.ts
var machineCredentials = (...given) => require("./action-late.js").machineCredentials(...given);
// src/node/io.ts
var nodeIo = (function nodeIo(log) {
  for (const secret of secretsInEnvironment(process.env)) hideFromNowOn(secret);
  return {
    ...nodeExportIo(log),
    http: nodeHttp(userAgentOf(process.env)),
    sign: (async (request, credentials, scope) => {
      requireSendable2(credentials);
      return (await Promise.resolve().then(() => require("./sign/sign.js"))).sign(request, credentials, scope);
    }),
    ambientCredentials: machineCredentials
  };
});
// src/node/log.ts
var shown = ((text) => printable(withoutSecrets(text)));
var actionLog = {
  debug: (message) => debug(shown(message)),
  info: (message) => info(shown(message)),
  notice: (message) => notice(shown(message)),
  warning: (message) => warning(shown(message)),
  error: (message, title) => error(shown(message), title === void 0 ? {} : { title }),
  group(title, text) {
    startGroup(shown(title));
    info(shown(text));
    endGroup();
  },
  mask: (value) => setSecret(value.reveal()),
  command: (line) => info(line)
};
function stderrLog({ write: write2, debug: debug2, color, linesMayBeOpen = () => false }) {
  const say = (text) => write2(`${text}
`);
  const label = (name, code) => color() ? `\x1B[1;${code}m${name}\x1B[0m` : name;
  return {
    debug: (message) => debug2 && say(`debug: ${shown(message)}`),
    info: (message) => say(shown(message)),
    notice: (message) => say(`${label("note:", 36)} ${shown(message)}`),
    warning: (message) => say(`${label("warning:", 33)} ${shown(message)}`),
    error: (message, title) => say(`${label(title === void 0 ? "error:" : `error ${title}:`, 31)} ${shown(message)}`),
    group: (title, text) => say(`${shown(title)}:
${shown(text).replace(/^(?=.)/gm, "  ")}`),
    // The runner reads commands on both streams, and masks each line of a value separately. After other text on the
    // line, it would not be a command, but a secret in the log.
    mask: (value, command = "::add-mask::") => say(`${linesMayBeOpen() ? "\n" : ""}${value.reveal().replace(/^.+$/gm, `${command}$&`)}`),
    command: say
  };
}
// src/aws/profile-type.ts
var profileTypes = ["web-identity", "process", "static"];
// late-module:src/aws/session-tags.ts
var parseCustomTags = (...given) => require("./action-late.js").parseCustomTags(...given);
// late-module:src/options/given-source.ts
var sourceOfRoles = (...given) => require("./action-late.js").sourceOfRoles(...given);
var parseKeys = (...given) => require("./action-late.js").parseKeys(...given);
var parseTokenSource = (...given) => require("./action-late.js").parseTokenSource(...given);
var roleMissing = (...given) => require("./action-late.js").roleMissing(...given);
// src/options/credential-source.ts
var parseSource = (function parseSource(given, env) {
  if (given.roles !== void 0) return sourceOfRoles(given, env);
  const text = given["role-to-assume"];
  const accessKeyId = given["aws-access-key-id"];
  const keys2 = accessKeyId === void 0 ? void 0 : parseKeys(accessKeyId, given);
  const from = tokenOptions.some(((name) => given[name] !== void 0)) ? parseTokenSource(given) : void 0;
  if (text !== void 0 && from !== void 0) return { kind: "token", role: parseRole(text), from };
  if (keys2 !== void 0) return { kind: "keys", role: roleOrName(text), credentials: keys2 };
  const chaining = flag("role-chaining", given["role-chaining"]) ?? false;
  if (chaining && text === void 0) throw roleMissing("role-chaining requires a role to assume.", env);
  if (chaining) return { kind: "ambient", role: roleOrName(text) };
  const skipsToken = flag("force-skip-oidc", given["force-skip-oidc"]) ?? false;
  if (skipsToken && text !== void 0) {
    throw new HelperError(
      "option-conflict",
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
      { hint: "Set one of them, or role-chaining to assume the role with existing credentials." }
    );
  }
  const unset = flag("unset-current-credentials", given["unset-current-credentials"]) ?? false;
  const hasSigns = hasAmbientSigns(env, unset);
  if (text !== void 0) {
    const insteadOfToken = hasNoToken(env) && hasSigns;
    return insteadOfToken ? { kind: "ambient", role: roleOrName(text), insteadOfToken } : { kind: "token", role: parseRole(text), from };
  }
  const useExisting2 = flag("use-existing-credentials", given["use-existing-credentials"]) ?? false;
  if (skipsToken || useExisting2) return { kind: "ambient", role: void 0 };
  if (unset) return void 0;
  if (env.GITHUB_ACTIONS === "true" && hasSigns) return { kind: "ambient", role: void 0 };
  throw roleMissing("No role is set.", env);
});
var hasNoToken = (function hasNoToken(env) {
  return env.GITHUB_ACTIONS === "true" && envValue(env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN") === void 0;
});
var hasAmbientSigns = (function hasAmbientSigns(env, unset) {
  const signs = unset ? ambientVariables.filter(((name) => name !== "AWS_ACCESS_KEY_ID")) : ambientVariables;
  return signs.some(((name) => envValue(env, name) !== void 0));
});
var knownRole = (function knownRole(source) {
  return source?.role !== void 0 && "arn" in source.role ? source.role : void 0;
});
function isOwnToken(source) {
  return source?.kind === "token" && source.from === void 0;
}
var tokenOptions = ["token-env", "web-identity-token-file", "token-command"];
var ambientVariables = [
  "AWS_ACCESS_KEY_ID",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_PROFILE"
];
function roleOrName(text) {
  if (text === void 0) return void 0;
  return isRoleName(text) ? { name: text } : parseRole(text);
}
// late-module:src/options/option-values.ts
var parseChain = (...given) => require("./action-late.js").parseChain(...given);
var parseExternalId = (...given) => require("./action-late.js").parseExternalId(...given);
var parseUuid = (...given) => require("./action-late.js").parseUuid(...given);
var parseSessionName = (...given) => require("./action-late.js").parseSessionName(...given);
var parseDuration = (...given) => require("./action-late.js").parseDuration(...given);
var parseAccounts = (...given) => require("./action-late.js").parseAccounts(...given);
var parseExports = (...given) => require("./action-late.js").parseExports(...given);
var parseRegistries = (...given) => require("./action-late.js").parseRegistries(...given);
// late-module:src/options/profile-name.ts
var validateProfileName = (...given) => require("./action-late.js").validateProfileName(...given);
// late-module:src/options/roles-option.ts
var parseRoles = (...given) => require("./action-late.js").parseRoles(...given);
// late-module:src/options/session-policies.ts
var parseSessionPolicies = (...given) => require("./action-late.js").parseSessionPolicies(...given);
// src/options/settings.ts
var optional = (function optional(text, parse) {
  return text === void 0 ? void 0 : parse(text);
});
var sessionPolicies = (function sessionPolicies(given) {
  const hasSome = given["inline-session-policy"] !== void 0 || given["managed-session-policies"] !== void 0;
  return hasSome ? parseSessionPolicies(given) : { inlinePolicy: void 0, managedPolicies: [] };
});
var parseRunLimits = (function parseRunLimits(given) {
  const timeout = integer("timeout", given.timeout ?? "90", { least: 0, most: 86400 });
  return {
    proxy: { proxy: optional(given["http-proxy"], parseProxy), noProxy: words(given["no-proxy"]) },
    // In configure-aws-credentials, 0 means no limit.
    timeoutSeconds: timeout === 0 ? Number.POSITIVE_INFINITY : timeout
  };
});
var withoutKeys = (function withoutKeys(given) {
  const { "aws-access-key-id": _id, "aws-secret-access-key": _key, "aws-session-token": _token, ...rest } = given;
  return rest;
});
var checkText = (function checkText(name, value) {
  if (/eyJ[\w-]+\.eyJ[\w-]+\./.test(value)) {
    throw new HelperError("option-invalid", `${name} contains a token, which no option accepts.`, {
      hint: "Set the source of the token, to keep it off the command line and out of the log: token-env NAME (a variable) or web-identity-token-file FILE."
    });
  }
  const kind = options.find(((option) => option.name === name))?.kind;
  const forbidden = kind === "list" || kind === "lines" || kind === "json" ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    throw new HelperError("option-invalid", `${name} contains a line break or a NUL character.`, {
      hint: `Write ${name} on one line. In YAML, write the value after the colon: a block scalar (| or >) ends with a line break.`
    });
  }
});
var parseMaxAttempts = (function parseMaxAttempts(given) {
  if (flag("disable-retry", given["disable-retry"])) return 1;
  const text = given["retry-max-attempts"];
  if (text === void 0) return Number.POSITIVE_INFINITY;
  return Math.max(1, integer("retry-max-attempts", /^-\d+$/.test(text) ? "0" : text, { least: 0, most: 1e6 }));
});
var parseEndpoint = (function parseEndpoint(text, special) {
  if (!isHttpUrl(text)) {
    throw new HelperError(
      "option-invalid",
      `sts-endpoint is not an http or https URL: ${JSON.stringify(withoutUser(text))}.`,
      {
        hint: "Use a URL like https://sts.eu-central-1.amazonaws.com."
      }
    );
  }
  if (special) {
    throw new HelperError(
      "option-conflict",
      "A custom sts-endpoint cannot be combined with FIPS or dual-stack endpoints.",
      {
        hint: "Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or omit sts-endpoint."
      }
    );
  }
  return text;
});
var parseEndpointVariants = (function parseEndpointVariants(env) {
  return { useFips: isTrue(env.AWS_USE_FIPS_ENDPOINT), useDualStack: isTrue(env.AWS_USE_DUALSTACK_ENDPOINT) };
});
var isTrue = (function isTrue(variable) {
  return variable?.toLowerCase() === "true";
});
var parseSettings = (function parseSettings(given, env, pickUps = []) {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const source = parseSource(given, env);
  const { useFips, useDualStack } = parseEndpointVariants(env);
  const region = parseRegionOf(given["aws-region"], knownRole(source), given["sts-endpoint"] !== void 0);
  return {
    given: withoutKeys(given),
    ci: given.ci,
    source,
    region,
    regionIsGiven: given["aws-region"] !== void 0 && !pickUps.some((({ option }) => option === "aws-region")),
    audience: given.audience,
    serviceConnectionId: optional(given["service-connection-id"], ((id) => parseUuid("service-connection-id", id))),
    sessionName: optional(given["role-session-name"], parseSessionName),
    durationSeconds: optional(given["role-duration-seconds"], parseDuration) ?? 3600,
    ...sessionPolicies(given),
    chain: optional(given["then-assume"], ((text) => parseChain(text, given))) ?? [],
    roles: given.roles === void 0 ? [] : parseRoles(given),
    externalId: optional(given["role-external-id"], parseExternalId),
    trustPolicy: given["trust-policy"],
    tags: {
      skip: flag("role-skip-session-tagging", given["role-skip-session-tagging"]) ?? false,
      custom: optional(given["custom-tags"], parseCustomTags) ?? [],
      transitive: lines(given["transitive-tag-keys"])
    },
    allowedAccounts: optional(given["allowed-account-ids"], parseAccounts) ?? [],
    useExisting: flag("use-existing-credentials", given["use-existing-credentials"]) ?? false,
    unsetCurrent: flag("unset-current-credentials", given["unset-current-credentials"]) ?? false,
    plainSecretKey: flag("special-characters-workaround", given["special-characters-workaround"]) ?? false,
    exports: optional(given.export, parseExports),
    profile: {
      name: optional(given["aws-profile"], ((name) => validateProfileName(name, "aws-profile"))),
      type: optional(given["profile-type"], ((text) => oneOf("profile-type", text, profileTypes))),
      overwrite: flag("overwrite-aws-profile", given["overwrite-aws-profile"]) ?? false
    },
    registries: optional(given["ecr-login"], ((text) => parseRegistries(text, { region, useFips, useDualStack }, source))) ?? [],
    outputEnvCredentials: flag("output-env-credentials", given["output-env-credentials"]),
    outputCredentials: flag("output-credentials", given["output-credentials"]) ?? false,
    maskAccountId: flag("mask-aws-account-id", given["mask-aws-account-id"]) ?? false,
    summary: flag("summary", given.summary) ?? false,
    stsEndpoint: optional(given["sts-endpoint"], ((url) => parseEndpoint(url, useFips || useDualStack))),
    useFips,
    useDualStack,
    maxAttempts: parseMaxAttempts(given),
    ...parseRunLimits(given)
  };
});
// late-module:src/reporting/report-error.ts
var reportError = (...given) => require("./action-late.js").reportError(...given);
// late-module:src/core/redact-account-ids.ts
var redactingLog = (...given) => require("./action-late.js").redactingLog(...given);
var redactedError = (...given) => require("./action-late.js").redactedError(...given);
// src/token/end-of-token.ts
function endOfToken(token) {
  const exp = token?.claims.exp;
  if (token === void 0 || token.renewable || exp === void 0) return void 0;
  return timeText(exp);
}
// late-module:src/session/assume-listed.ts
var assumeListed = (...given) => require("./action-late.js").assumeListed(...given);
// late-module:src/session/assume-next-role.ts
var fromRole = (...given) => require("./action-late.js").fromRole(...given);
var sayIfShortened = (...given) => require("./action-late.js").sayIfShortened(...given);
var assumeNextRole = (...given) => require("./action-late.js").assumeNextRole(...given);
// src/session/suitable-key.ts
var withSuitableKey = (function withSuitableKey(obtain, { plain, meetsGitBash, varies }, io) {
  if (plain) return withPlainKey(obtain, io);
  return meetsGitBash ? withKeyThatIsNoPath(obtain, varies, io) : obtain();
});
var attemptsForPlainKey = 10;
var delayForPlainKey = 200;
async function withPlainKey(obtain, { log, clock }) {
  for (let attempt = 1; attempt <= attemptsForPlainKey; attempt += 1) {
    const obtained = await obtain();
    if (/^[A-Za-z0-9]+$/.test(keyOf(obtained))) return obtained;
    if (attempt === attemptsForPlainKey) break;
    log.info(`The secret key has special characters. Requesting another (${attempt + 1} of ${attemptsForPlainKey}).`);
    await clock.sleep(delayForPlainKey * attempt);
  }
  throw new HelperError("credentials-unsuitable", `All ${attemptsForPlainKey} secret keys had special characters.`, {
    hint: "Use a profile (aws-profile) instead of special-characters-workaround: the key then passes through no shell. About one key in four has no special characters."
  });
}
var attemptsForNoPath = 4;
async function withKeyThatIsNoPath(obtain, varies, { log }) {
  for (let attempt = 1; ; attempt += 1) {
    const obtained = await obtain();
    if (!keyOf(obtained).startsWith("/")) return obtained;
    if (attempt < attemptsForNoPath && varies) {
      log.info("The secret key begins with a slash, and Git Bash would treat it as a path. Requesting another.");
      continue;
    }
    log.warning(
      "The secret key begins with a slash. Git Bash converts it like a path, and AWS then refuses it (SignatureDoesNotMatch). Use a profile or another shell."
    );
    return obtained;
  }
}
function keyOf({ session }) {
  return session.credentials.secretAccessKey.reveal();
}
// late-module:src/session/use-credentials.ts
var useExisting = (...given) => require("./action-late.js").useExisting(...given);
var withWhyNoToken = (...given) => require("./action-late.js").withWhyNoToken(...given);
var useCredentials = (...given) => require("./action-late.js").useCredentials(...given);
// src/session/assume-roles.ts
var commonRequest = (function commonRequest({ settings, sessionName }) {
  const { region, durationSeconds, inlinePolicy, managedPolicies } = settings;
  return { endpoint: stsEndpoint(settings), region, sessionName, durationSeconds, inlinePolicy, managedPolicies };
});
var chains = (function chains({ chain, roles }) {
  return chain.length > 0 || roles.some((({ via }) => via !== void 0));
});
var warnOfIgnored = (function warnOfIgnored(source, settings, { log }) {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === "token" && !chains(settings);
  if (tags.custom.length > 0 && onlyToken) {
    log.warning(
      "'custom-tags' is set but will be ignored: with a token, session tags are claims that only the CI can set."
    );
  } else if (tags.custom.length > 0 && tags.skip) {
    log.warning("'custom-tags' is set but will be ignored: 'role-skip-session-tagging' leaves out all tags.");
  }
  if (externalId !== void 0 && onlyToken) {
    log.warning(
      "'role-external-id' is set but will be ignored: AssumeRoleWithWebIdentity has no external ID. Have the trust policy check the token's claims instead."
    );
  }
});
var assumeChain = (async function assumeChain(source, request, run) {
  const { session, ...origin } = await assumeFirst(source, request, run);
  const last = await run.settings.chain.reduce(
    (async (before, { arn }) => assumeNextRole(await before, { ...fromRole(request), roleArn: arn }, run)),
    Promise.resolve(session)
  );
  return { session: last, ...origin };
});
var assumeFirst = (async function assumeFirst(source, request, run) {
  const { settings, ci, io, explainToken } = run;
  if (source.kind === "token") {
    const supply = tokenSupply({ ci, settings, from: source.from, explainToken }, io);
    const session2 = await exchange({ ...request, roleArn: source.role.arn }, supply, run);
    const token = supply.latest();
    return { session: session2, token, credentialOrigin: token.source };
  }
  if (source.kind === "keys") {
    const session2 = await useCredentials(source, request, run);
    return { session: session2, token: void 0, credentialOrigin: "the given access keys" };
  }
  const session = await useExisting(source.role, request, run).catch((async (error2) => {
    throw source.insteadOfToken ? await withWhyNoToken(error2, run) : error2;
  }));
  return { session, token: void 0, credentialOrigin: "existing credentials" };
});
var assumeRoles = (async function assumeRoles(source, order, io) {
  const { settings, profileName } = order;
  const retries = { maxAttempts: settings.maxAttempts, announced: /* @__PURE__ */ new Set() };
  const run = { ...order, io, retries, inTurn: ((send2) => send2()) };
  const request = commonRequest(order);
  warnOfIgnored(source, settings, io);
  if (chains(settings)) sayIfShortened(settings, io);
  if (settings.roles.length > 0 && source.kind === "token") {
    return assumeListed(source, request, run);
  }
  const wish = {
    plain: settings.plainSecretKey,
    meetsGitBash: order.keyMeetsGitBash === true,
    varies: source.role !== void 0 || settings.chain.length > 0
  };
  const { session, ...origin } = await withSuitableKey((() => assumeChain(source, request, run)), wish, io);
  return { sessions: [{ ...session, profile: profileName, via: void 0 }], ...origin };
});
// src/session/account-guard.ts
var assumeGuardedRoles = (async function assumeGuardedRoles(source, order, io) {
  const { settings } = order;
  const assumed = await assumeRoles(source, order, io);
  const known2 = knownAccounts(settings);
  const accounts = [...new Set(assumed.sessions.map((({ accountId }) => accountId)))];
  await maskAccounts(
    accounts.filter(((accountId) => !known2.includes(accountId))),
    settings,
    io
  );
  for (const accountId of accounts) guardAccount(accountId, settings);
  await maskInLog(
    assumed.sessions.flatMap((({ credentials }) => secretsOf(credentials))),
    io
  );
  return assumed;
});
var maskAccounts = (async function maskAccounts(accountIds, { maskAccountId }, io) {
  if (!maskAccountId) return;
  const secrets = accountIds.filter(((accountId) => accountId !== "")).map(((accountId) => new Secret(accountId)));
  await maskInLog(secrets, io);
});
var knownAccounts = (function knownAccounts({ source, chain, roles }) {
  const first = source?.role !== void 0 && "accountId" in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map((({ role }) => role))];
  return [...new Set(all.map((({ accountId }) => accountId)))];
});
var guardAccount = (function guardAccount(accountId, { allowedAccounts }) {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new HelperError(
    "account-not-allowed",
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(", ")}`,
    { hint: "Check the account in role-to-assume, or add it to allowed-account-ids. No credentials were exported." }
  );
});
var guardKnownAccounts = (async function guardKnownAccounts(settings, io) {
  const { source } = settings;
  if (source?.kind === "keys") await maskInLog(secretsOf(source.credentials), io);
  await maskAccounts(knownAccounts(settings), settings, io);
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
});
// src/session/run-limits.ts
var withRunLimits = (function withRunLimits({ proxy, timeoutSeconds }, world) {
  return withDeadline({ ...world, http: world.http.viaProxy(proxy) }, timeoutSeconds);
});
var withDeadline = (function withDeadline(io, seconds) {
  const end = io.clock.uptime() + seconds * 1e3;
  io.files.waitUntil(end);
  const remaining = (() => Math.max(0, end - io.clock.uptime()));
  const left = (() => {
    if (remaining() > 0) return remaining();
    throw new HelperError("deadline-exceeded", `Timed out after ${seconds} s.`, {
      hint: "See the lines above for the cause, or set timeout to allow more time."
    });
  });
  const least = (({ limit = Number.POSITIVE_INFINITY } = {}) => Math.min(limit, left()));
  const bounded = ((http) => ({
    ...http,
    send: ((request) => http.send(request, left())),
    viaProxy: ((proxy) => bounded(http.viaProxy(proxy)))
  }));
  return {
    ...io,
    clock: { ...io.clock, remaining },
    // Files are also read and written after the deadline; only pipes are limited.
    files: {
      ...io.files,
      read: ((path, limits) => io.files.read(path, { milliseconds: Math.min(remaining(), longestRead), ...limits }))
    },
    http: bounded(io.http),
    processes: {
      run: ((command, args, options2) => io.processes.run(command, args, { ...options2, limit: least(options2) })),
      shell: ((line, options2) => io.processes.shell(line, { ...options2, limit: least(options2) }))
    }
  };
});
var withinRunLimits = (async function withinRunLimits(settings, world, task) {
  if (!settings.maskAccountId) return task(withRunLimits(settings, world));
  try {
    return await task(withRunLimits(settings, { ...world, log: redactingLog(world.log) }));
  } catch (error2) {
    throw redactedError(error2);
  }
});
var longestRead = 1e4;

// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// src/export/shell-quote.ts
var oneLine = (function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new HelperError(
    "sts-answer-unreadable",
    `The value for ${name} contains a line break and cannot be passed on.`,
    {
      hint: "Check sts-endpoint and the proxy: credentials from AWS contain no line break."
    }
  );
});
var shells = ["sh", "powershell", "cmd", "fish"];
function shellLines(shell, variables) {
  return Object.entries(variables).map(([name, value]) => value === void 0 ? removers[shell](name) : printers[shell](name, oneLine(name, value))).map((line) => `${line}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}=${posixQuote(value)}`,
  // In single quotes, PowerShell also treats typographic quotes as quotes.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  cmd: (name, value) => `set "${name}=${forCmd(name, value)}"`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
var removers = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  cmd: (name) => `set "${name}="`,
  fish: (name) => `set -e ${name}`
};
function forCmd(name, value) {
  if (!/["%!^]/.test(value)) return value;
  throw new HelperError("sts-answer-unreadable", `The value for ${name} contains a character that cmd would change.`, {
    hint: "Use PowerShell: --shell powershell. Credentials from AWS contain no such character."
  });
}
var shellFlag = {
  name: "shell",
  value: "SHELL",
  help: `The shell that evaluates the lines: ${shells.join(", ")}. Default: sh; on Windows powershell, except in Git Bash (sh).`
};
// src/export/github-outputs.ts
var identityOutputs = (function identityOutputs({ accountId, arn }) {
  return { "aws-account-id": accountId, "authenticated-arn": arn };
});
var setOutputs = (function setOutputs(outputs, { runner }) {
  for (const [name, value] of Object.entries(outputs)) oneLine(name, value);
  runner.setOutputs(outputs);
});
var githubOutputs = {
  name: "github-outputs",
  check: (_plan, io) => io.runner.check(["outputs"]),
  write({ sessions: [session], settings }, io) {
    const more = settings.outputCredentials ? credentialOutputs(session.credentials) : {};
    setOutputs({ ...identityOutputs(session), ...more }, io);
  }
};
function setIdentityOutputs(identity2, io) {
  setOutputs(identityOutputs(identity2), io);
}
function checkLoginOutputs({ ci }, io) {
  if (ci.variables === "github-env") io.runner.check(["outputs"]);
}
function setLoginOutputs({ ci, logins, settings }, io) {
  if (ci.variables !== "github-env") return;
  const secret = logins.flatMap(({ host, username, password }) => {
    const suffix = host.replace(/\W+/g, "_");
    return [
      [`docker_username_${suffix}`, username],
      [`docker_password_${suffix}`, password.reveal()]
    ];
  });
  const only = logins.length === 1 ? logins[0] : void 0;
  const passwords = settings.outputCredentials ? Object.fromEntries(secret) : {};
  setOutputs({ ...only && { registry: only.host }, ...passwords }, io);
}
function credentialOutputs({ accessKeyId, secretAccessKey, sessionToken, expiresAt }) {
  return {
    "aws-access-key-id": accessKeyId,
    "aws-secret-access-key": secretAccessKey.reveal(),
    ...sessionToken === void 0 ? {} : { "aws-session-token": sessionToken.reveal() },
    ...expiresAt === void 0 ? {} : { "aws-expiration": new Date(expiresAt).toISOString() }
  };
}

// src/export/checkout-warning.ts
function warnOfCheckout(path, { ci }, { env, log, checkoutAround: checkoutAround2 }) {
  const checkout = checkoutAround2(path, ci.checkouts(env));
  if (checkout === void 0) return;
  log.warning(
    `The credentials are written to ${path}, inside the checkout ${checkout}: they may end up in a commit, an image or an artifact. Use a file outside the checkout.`
  );
}

// src/export/target.ts
var writesProfile = (function writesProfile({ targets }) {
  return targets.some((({ hands }) => hands === "profile"));
});
// src/export/variables.ts
var rivalsOverwritten = (function rivalsOverwritten(profile2, io) {
  const chosen = profile2 === void 0 ? {} : changed(choosers, profile2, io);
  return { ...chosen, ...changed(companions, "", io) };
});
var changed = (function changed(names2, to, { env, platform }) {
  const isMeant = ((name) => names2.includes(platform === "win32" ? name.toUpperCase() : name));
  return Object.fromEntries(
    Object.entries(env).flatMap(
      (([name, value]) => isMeant(name) && value !== void 0 && value !== to ? [[name, to]] : [])
    )
  );
});
var credentialVariables = (function credentialVariables({ credentials, region }, env) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const stale = envValue(env, "AWS_SESSION_TOKEN") !== void 0;
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey.reveal(),
    ...sessionToken !== void 0 || stale ? { AWS_SESSION_TOKEN: sessionToken?.reveal() ?? "" } : {}
  };
});
var choosers = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
var companions = ["AWS_SECURITY_TOKEN", "AWS_CREDENTIAL_EXPIRATION"];
function rivalsUnset(io) {
  return { ...changed([...choosers, ...companions], void 0, io), ...otherSpellings(io) };
}
function otherSpellings({ env, platform }) {
  const isOther = (name) => name !== name.toUpperCase() && name.toUpperCase() in emptyCredentialVariables;
  return Object.fromEntries(
    (platform === "win32" ? Object.keys(env) : []).filter(isOther).map((name) => [name, void 0])
  );
}
var emptyCredentialVariables = {
  AWS_ACCESS_KEY_ID: "",
  AWS_SECRET_ACCESS_KEY: "",
  AWS_SESSION_TOKEN: "",
  AWS_REGION: "",
  AWS_DEFAULT_REGION: ""
};
// src/export/github-env.ts
var rivals = (function rivals(request, io) {
  return rivalsOverwritten(writesProfile(request) ? request.profileName : void 0, io);
});
var exportVariables = (function exportVariables(variables, io, record) {
  for (const [name, value] of Object.entries(variables)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables).map(((name) => [name, io.env[name] ?? ""])));
  record({ kind: "github-env", open: secretVariables.every(((name) => !before[name])), before });
  io.runner.exportVariables(variables);
});
var githubEnv = {
  name: "github-env",
  hands: "variables",
  rivals,
  check: (_plan, io) => io.runner.check(["variables"]),
  write(handover, io, record) {
    const variables = { ...credentialVariables(handover.sessions[0], io.env), ...rivals(handover, io) };
    exportVariables(textsIn(variables), io, record);
  },
  isOpen: ({ env }) => secretVariables.every((name) => !env[name]),
  /** The runner cannot unset a variable; all AWS tools treat an empty one as unset. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(textsIn(before));
  }
};
var githubUnset = ({ settings: { regionIsGiven, region } }, io, record) => {
  const regions = regionIsGiven ? regionVariables(region) : {};
  exportVariables({ ...emptyCredentialVariables, ...regions }, io, record);
};
var githubRegion = ({ settings: { region } }, io, record) => exportVariables(regionVariables(region), io, record);
function regionVariables(region) {
  return { AWS_DEFAULT_REGION: region, AWS_REGION: region };
}
var secretVariables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"];
// src/export/registry-login.ts
var load2 = () => Promise.resolve().then(() => require("./action-export-container-logins.js"));
var registryLogin = {
  name: "registry-login",
  check: async (plan, io) => (await load2()).checkLogins(plan, io),
  write: async (handover, io, record) => (await load2()).writeLogins(handover, { io, record }),
  undo: async (receipt, io) => (await load2()).undoLogins(receipt, io)
};
// src/export/bash-env.ts
var bashEnv = {
  name: "bash-env",
  hands: "variables",
  rivals: (_request, io) => rivalsUnset(io),
  check(plan, io) {
    const path = pathIn(io.env);
    io.files.checkAppendable(path);
    io.files.read(path);
    warnOfCheckout(path, plan, io);
  },
  write({ sessions: [session] }, io, record) {
    const path = io.files.absolute(pathIn(io.env));
    const before = io.files.read(path) ?? "";
    const lines2 = shellLines("sh", { ...rivalsUnset(io), ...credentialVariables(session, io.env) });
    const block = before === "" || before.endsWith("\n") ? lines2 : `
${lines2}`;
    record({ kind: "bash-env", path, block });
    io.files.append(path, lines2);
  },
  undo({ path, block }, io) {
    if (typeof path !== "string" || typeof block !== "string") return;
    const text = io.files.read(path);
    const start = text?.lastIndexOf(block) ?? -1;
    if (text === void 0 || start === -1) return;
    io.files.replace(path, text.slice(0, start) + text.slice(start + block.length));
  }
};
function pathIn(env) {
  const path = envValue(env, "BASH_ENV");
  if (path !== void 0) return path;
  throw new HelperError(
    "runner-file-missing",
    "BASH_ENV is not set, so environment variables cannot be passed to later steps.",
    {
      hint: 'Use --export profile, or eval "$(ci-aws-credentials env \u2026)". CircleCI sets BASH_ENV in every job.'
    }
  );
}
// src/export/profile.ts
var load22 = () => Promise.resolve().then(() => require("./action-export-aws-profile.js"));
var profile = {
  name: "profile",
  hands: "profile",
  check: async (plan, io) => (await load22()).checkProfile(plan, io),
  write: async (handover, io, record) => (await load22()).writeProfile(handover, { io, record }),
  undo: async (receipt, io) => (await load22()).undoProfile(receipt, io)
};
// src/export/index.ts
var chooseTargets = (function chooseTargets(settings, ci) {
  const chosen = chooseNames(settings, ci).map(((name) => targetNamed(name, ci)));
  return exportTargets.filter(((target) => chosen.includes(target)));
});
var chooseNames = (function chooseNames(settings, ci) {
  if (settings.roles.length > 0) return namesForRoles(settings);
  if (settings.exports !== void 0) return settings.exports;
  if (settings.profile.name === void 0) return usualNames(settings.outputEnvCredentials ?? true, ci);
  return [.../* @__PURE__ */ new Set(["profile", ...usualNames(settings.outputEnvCredentials ?? false, ci)])];
});
var usualNames = (function usualNames(withVariables, ci) {
  return ci.defaults.exports.filter(((name) => name !== "env" || withVariables));
});
var targetNamed = (function targetNamed(name, ci) {
  if (name === "none") return void 0;
  if (name === "profile") return profile;
  if (name === "env" && ci.variables === "bash-env") return bashEnv;
  if (ci.variables === "github-env") return name === "env" ? githubEnv : githubOutputs;
  throw new HelperError("option-invalid", `export: ${name} is not possible on ${ci.name}: ${whyNot(name, ci)}.`, {
    hint: 'Use --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env \u2026)".'
  });
});
var exportTargets = [profile, registryLogin, bashEnv, githubEnv, githubOutputs];
function namesForRoles({ exports = ["profile"] }) {
  const other = exports.find((name) => name !== "profile" && name !== "none");
  if (other === void 0) return exports;
  throw new HelperError("option-conflict", `export: ${other} cannot be used with several roles.`, {
    hint: "Omit export: each role becomes the profile named in its line."
  });
}
function whyNot(name, ci) {
  if (name === "env" && ci.setVariable !== void 0) {
    return "variables of later steps are visible to everyone";
  }
  return `it cannot pass ${name === "env" ? "environment variables" : "outputs"} to later steps`;
}
// src/aws/client-table.ts
var deviationsFrom = (function deviationsFrom(handed, surroundings) {
  return clients.flatMap(((client) => {
    const rows = clientTable[client].filter(((row) => applies(row, handed, surroundings)));
    const [first] = rows;
    if (first === void 0) return [];
    const serious = rows.filter((({ effect }) => effect !== "other-session" || effect === first.effect));
    return [{ client, effect: first.effect, because: firstOfEach(serious.flatMap(conditionsOf)) }];
  }));
});
var applies = (function applies(row, handed, surroundings) {
  if (!row.over.includes(handed.kind)) return false;
  return Object.entries(row.when).every((([variable, condition]) => {
    const value = surroundings.env[variable];
    if (condition === "absent") return value === void 0;
    if (condition === "empty") return value === "";
    if (value === void 0 || value === "") return condition === "unset";
    if (condition === "unset") return false;
    if (condition === "set") return true;
    if (value === ownValue(variable, handed)) return false;
    return condition === "foreign" || !surroundings.hasProfile(value);
  }));
});
var asClientsRead = (function asClientsRead(env, platform) {
  if (platform !== "win32") return env;
  return Object.fromEntries(Object.entries(env).map((([name, value]) => [name.toUpperCase(), value])));
});
var clients = ["botocore", "javascript", "go-java"];
var toolsOf = {
  botocore: ["the AWS CLI", "boto3"],
  javascript: ["the SDK for JavaScript", "the CDK"],
  "go-java": ["the SDKs for Go and Java", "Terraform"]
};
var profiles = ["static", "process", "web-identity", "assume-role"];
var anything = ["variables", ...profiles];
var stored = ["static", "process"];
var keys = { AWS_ACCESS_KEY_ID: "set", AWS_SECRET_ACCESS_KEY: "set" };
var halfOfKeys = { AWS_ACCESS_KEY_ID: "set", AWS_SECRET_ACCESS_KEY: "unset" };
var tokenFile = { AWS_WEB_IDENTITY_TOKEN_FILE: "set" };
var clientTable = {
  botocore: [
    // The profile is looked up before any credentials, and AWS_DEFAULT_PROFILE is read first.
    { when: { AWS_DEFAULT_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "missing" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "empty" }, over: anything, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "missing" }, over: anything, effect: "stops" },
    // Both are sent with any keys; the first one instead of AWS_SESSION_TOKEN.
    { when: { AWS_SECURITY_TOKEN: "set" }, over: ["variables"], effect: "stops" },
    { when: { AWS_CREDENTIAL_EXPIRATION: "set" }, over: ["variables"], effect: "stops" },
    { when: keys, over: profiles, effect: "other-identity" },
    { when: halfOfKeys, over: profiles, effect: "stops" },
    { when: { AWS_DEFAULT_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_DEFAULT_PROFILE: "absent", AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" },
    // A web identity takes precedence over stored keys and processes.
    { when: { ...tokenFile, AWS_ROLE_ARN: "foreign" }, over: stored, effect: "other-identity" },
    { when: { ...tokenFile, AWS_ROLE_ARN: "unset" }, over: stored, effect: "stops" },
    // Without a session name, or with an empty one, botocore makes one up.
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: "unset" }, over: stored, effect: "other-session" },
    { when: { ...tokenFile, AWS_ROLE_SESSION_NAME: "foreign" }, over: stored, effect: "other-session" },
    // Each variable overrides the setting of the profile, also with an empty value.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "empty" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_ARN: "foreign" }, over: ["web-identity"], effect: "other-identity" },
    { when: { AWS_ROLE_ARN: "empty" }, over: ["web-identity"], effect: "stops" },
    // The same role with another token, which AWS may refuse.
    { when: { AWS_WEB_IDENTITY_TOKEN_FILE: "foreign" }, over: ["web-identity"], effect: "stops" },
    { when: { AWS_ROLE_SESSION_NAME: "empty" }, over: ["web-identity"], effect: "other-session" },
    { when: { AWS_ROLE_SESSION_NAME: "foreign" }, over: ["web-identity"], effect: "other-session" }
  ],
  javascript: [
    // The keys are then skipped, even if that profile does not exist, and the next source is used.
    { when: { AWS_PROFILE: "foreign" }, over: anything, effect: "other-identity" },
    { when: { AWS_PROFILE: "absent", ...keys }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "empty", ...keys }, over: profiles, effect: "other-identity" }
  ],
  // Profiles and environment variables are separate sources here, and the variables come first.
  "go-java": [
    { when: keys, over: profiles, effect: "other-identity" },
    { when: { ...tokenFile, AWS_ROLE_ARN: "foreign" }, over: profiles, effect: "other-identity" },
    { when: { AWS_PROFILE: "foreign" }, over: profiles, effect: "other-identity" }
  ]
};
function conditionsOf({ when }) {
  const entries = Object.entries(when);
  return entries.filter(([, condition]) => condition !== "absent");
}
function firstOfEach(entries) {
  return new Map(entries.filter(([key], index) => entries.findIndex(([other]) => other === key) === index));
}
function ownValue(variable, { profile: profile2, roleArn: roleArn2, sessionName, tokenFile: file }) {
  if (variable === "AWS_PROFILE" || variable === "AWS_DEFAULT_PROFILE") return profile2;
  if (variable === "AWS_ROLE_ARN") return roleArn2;
  if (variable === "AWS_ROLE_SESSION_NAME") return sessionName;
  return variable === "AWS_WEB_IDENTITY_TOKEN_FILE" ? file : void 0;
}
// src/job/receipts.ts
var openJournal = (function openJournal(job, io) {
  const { files, clock, onReceipts } = io;
  const suffix = Math.floor(clock.random() * 16777215).toString(36);
  const name = `receipts-${clock.now()}-${suffix}.json`;
  const pathOf = (() => `${job.folder}/${name}`);
  let receipts = [];
  let isFile = false;
  const save = (() => {
    const text = JSON.stringify(receipts);
    if (isFile) files.replace(pathOf(), text, { forJob: true });
    else onReceipts?.(text);
  });
  return {
    get path() {
      return pathOf();
    },
    get receipts() {
      return receipts;
    },
    record(receipt) {
      const isFirst = receipts.length === 0;
      const becomesFile = !isFile && (onReceipts === void 0 || !receipt.open);
      receipts = [...receipts, receipt];
      if (becomesFile) files.removeLeftovers(makeJobFolder(job, io));
      isFile ||= becomesFile;
      if (becomesFile && isFirst) onReceipts?.(pathOf());
      save();
      if (becomesFile && !isFirst) onReceipts?.(pathOf());
    },
    keep(rest) {
      if (receipts.length === 0) return;
      receipts = rest;
      if (isFile && rest.length === 0) files.remove(pathOf());
      else save();
    }
  };
});
var fileName = /^receipts-(\d+)-\w+\.json$/;
function receiptFiles(jobFolder, files) {
  return files.list(jobFolder).filter((name) => fileName.test(name)).sort((a, b) => timeOf(b) - timeOf(a)).map((name) => `${jobFolder}/${name}`);
}
function timeOf(name) {
  return Number(fileName.exec(name)?.[1] ?? 0);
}
function readReceipts(path, files) {
  return parseReceipts(files.readPrivate(path) ?? "") ?? [];
}
function parseReceipts(text) {
  const list = parseJson(text);
  return Array.isArray(list) ? list.filter(isReceipt).reverse() : void 0;
}
function rewriteReceipts(path, receipts, files) {
  if (receipts.length === 0) files.remove(path);
  else files.replace(path, JSON.stringify(receipts.toReversed()), { forJob: true });
}
function isReceipt(value) {
  return isObject(value) && typeof value.kind === "string";
}

// src/export/usual-profile-type.ts
var usualProfileType = (function usualProfileType({ settings, ci }) {
  const { source, profile: profile2 } = settings;
  if (profile2.type !== void 0) return profile2.type;
  if (source?.kind !== "token") return "static";
  if (source.from?.kind === "command") return "process";
  const type = ci.defaults.profileType;
  return type === "web-identity" && lostInWebIdentity(settings) !== void 0 ? "process" : type;
});
function lostInWebIdentity({ inlinePolicy, managedPolicies, chain }) {
  if (inlinePolicy !== void 0) return "inline-session-policy";
  if (managedPolicies.length > 0) return "managed-session-policies";
  return chain.length > 0 ? "then-assume" : void 0;
}

// src/export/aws-files.ts
var awsFileVariables = { config: "AWS_CONFIG_FILE", credentials: "AWS_SHARED_CREDENTIALS_FILE" };
var awsFiles = ["config", "credentials"];
function awsFilePaths(env, homeFolder2, platform) {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder: homeFolder2, platform }));
  if (config === void 0 || credentials === void 0) {
    throw new HelperError(
      "file-not-writable",
      "No home folder for the AWS files: HOME is not set, and the system has none for this user.",
      { hint: "Set HOME, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to absolute paths." }
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}
function oneFile(config) {
  return new HelperError(
    "environment-conflict",
    `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
    { hint: "Unset one of them, or set it to another file: profile headers differ between the two files." }
  );
}
function locateAwsFile(file, { env, homeFolder: homeFolder2, platform }) {
  const separator = platform === "win32" ? "\\" : "/";
  const inHome = (path) => homeFolder2 === void 0 ? void 0 : homeFolder2 + separator + path;
  const given = env[awsFileVariables[file]] ?? "";
  if (given === "") return inHome([".aws", file].join(separator));
  const expands = given.startsWith("~/") || platform === "win32" && given.startsWith("~\\");
  return expands ? inHome(given.slice(2)) : given;
}
function headerFor(file, profile2) {
  return file === "credentials" || profile2 === "default" ? profile2 : `profile ${profile2}`;
}
function editAwsFiles(files, paths, plan) {
  const edit = () => {
    const before = { config: files.read(paths.config), credentials: files.read(paths.credentials) };
    const planned = plan(before);
    const changed2 = awsFiles.filter((file) => planned.texts[file] !== before[file]);
    for (const file of changed2) files.checkReplaceable(paths[file]);
    changed2.forEach((file, index) => {
      try {
        put(files, paths[file], planned.texts[file]);
      } catch (error2) {
        for (const written of changed2.slice(0, index)) put(files, paths[written], before[written]);
        throw error2;
      }
    });
    return planned;
  };
  const [first, second] = paths.config < paths.credentials ? [paths.config, paths.credentials] : [paths.credentials, paths.config];
  return files.locked(first, () => files.locked(second, edit));
}
function put(files, path, text) {
  if (text === void 0) files.remove(path);
  else files.replace(path, text);
}
// late-module:src/export/aws-ini.ts
var parseAwsIni = (...given) => require("./action-late-files.js").parseAwsIni(...given);
var printAwsIni = (...given) => require("./action-late-files.js").printAwsIni(...given);
var isEmptyAwsIni = (...given) => require("./action-late-files.js").isEmptyAwsIni(...given);
var sectionsOf = (...given) => require("./action-late-files.js").sectionsOf(...given);
var appendSection = (...given) => require("./action-late-files.js").appendSection(...given);
var removeSection = (...given) => require("./action-late-files.js").removeSection(...given);
var editSections = (...given) => require("./action-late-files.js").editSections(...given);
var beginsWith = (...given) => require("./action-late-files.js").beginsWith(...given);
var replaceText = (...given) => require("./action-late-files.js").replaceText(...given);

// late-module:src/core/credential-cache.ts
var renewalTime = (...given) => require("./action-late.js").renewalTime(...given);
var pauseAfterFailure = (...given) => require("./action-late.js").pauseAfterFailure(...given);
var isFresh = (...given) => require("./action-late.js").isFresh(...given);
var isUsable = (...given) => require("./action-late.js").isUsable(...given);
var parseCache = (...given) => require("./action-late.js").parseCache(...given);
var printCache = (...given) => require("./action-late.js").printCache(...given);
var printFailure = (...given) => require("./action-late.js").printFailure(...given);
var parseFailure = (...given) => require("./action-late.js").parseFailure(...given);
var processOutput = (...given) => require("./action-late.js").processOutput(...given);

// src/aws/registry.ts
var publicHost = "public.ecr.aws";
var publicRegion = "us-east-1";
function parseRegistry(word, place) {
  const [host = ""] = word.replace(/^https?:\/\//i, "").split("/");
  if (/^true$/i.test(word)) return { region: place.region, isPublic: false };
  if (/^\d{12}$/.test(word)) {
    return { host: hostOf2(word, place), accountId: word, region: place.region, isPublic: false };
  }
  if (word === "public" || host === publicHost) {
    requireSamePartition(publicHost, publicRegion, place);
    return { host: publicHost, region: publicRegion, isPublic: true };
  }
  const [, accountId, region = ""] = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z\d-]+)\./.exec(host) ?? [];
  const suffixes = suffixesOf(region);
  if (accountId === void 0 || !suffixes.some((suffix) => host.endsWith(`.${region}.${suffix}`))) {
    throw new HelperError(
      "option-invalid",
      `ecr-login contains a value that is not an Amazon ECR registry: ${JSON.stringify(word)}.`,
      {
        hint: `Use true (the registry of the role's account), account IDs, public, or hosts like ${hostOf2("123456789012", place)}.`
      }
    );
  }
  requireSamePartition(host, region, place);
  return { host, accountId, region, isPublic: false };
}
function hostOf2(accountId, { region, useFips, useDualStack }) {
  const [plain, dualStack] = suffixesOf(region);
  const service = `ecr${useFips ? "-fips" : ""}`;
  return useDualStack ? `${accountId}.dkr-${service}.${region}.${dualStack}` : `${accountId}.dkr.${service}.${region}.${plain}`;
}
function suffixesOf(region) {
  const { dnsSuffix, dualStackDnsSuffix } = partitionOfRegion(region);
  return [dnsSuffix, dualStackDnsSuffix.replace(/^api\./, "on.")];
}
function requireSamePartition(host, region, place) {
  const [theirs, ours] = [partitionOfRegion(region).id, partitionOfRegion(place.region).id];
  if (theirs === ours) return;
  throw new HelperError(
    "region-invalid",
    `The registry ${host} is in the partition ${theirs}, and this job is in ${ours} (${place.region}).`,
    { hint: `Log in to it in a separate step, with a role in ${theirs}.` }
  );
}

// src/export/aws-draft.ts
function draftsOf({ config, credentials }) {
  return { config: draftOf(config), credentials: draftOf(credentials) };
}
function textsOf({ config, credentials }) {
  return { config: textOf(config), credentials: textOf(credentials) };
}
function draftOf(text) {
  return { ini: parseAwsIni(text ?? ""), exists: text !== void 0 };
}
function textOf({ ini, exists }) {
  return exists ? printAwsIni(ini) : void 0;
}
// src/job/private-files.ts
function removePrivateFiles(paths, files) {
  if (!Array.isArray(paths)) return;
  const texts = paths.filter((path) => typeof path === "string");
  for (const path of texts) files.remove(path);
  for (const folder of foldersOf(texts).sort((a, b) => b.length - a.length)) files.removeFolder(folder);
}
function foldersOf(paths) {
  return [...new Set(paths.map(folderOf))];
}

// src/core/registry-login.ts
function authOf({ username, password }) {
  return btoa(`${username}:${password.reveal()}`);
}
module.exports = {
  AssumeRoleRequest$,
  GetCallerIdentityRequest$,
  HelperError,
  Secret,
  actionLog,
  appendSection,
  asClientsRead,
  assumeGuardedRoles,
  audiencesOf,
  authOf,
  awsFilePaths,
  awsFileVariables,
  awsFiles,
  beginsWith,
  buildRequest,
  checkLoginOutputs,
  chooseTargets,
  ciProviders,
  describedRefusal,
  detectCi,
  deviationsFrom,
  draftsOf,
  editAwsFiles,
  editSections,
  emptyCredentialVariables,
  endOfToken,
  envValue,
  errorCodes,
  errorFromResponse,
  exchange,
  exchangeToken,
  exitCodeOf,
  exportTargets,
  fingerprint,
  flag,
  folderOf,
  foldersOf,
  getInput,
  githubEnv,
  githubOutputs,
  githubRegion,
  githubUnset,
  guardAccount,
  guardKnownAccounts,
  hasJobFolder,
  headerFor,
  hideFromNowOn,
  integer,
  isEmptyAwsIni,
  isFresh,
  isFromSts,
  isHeaderText,
  isHttpUrl,
  isKnownCi,
  isObject,
  isOwnToken,
  isRoleName,
  isTemporary,
  isUnknownHost,
  isUsable,
  jobOf,
  knownRole,
  lines,
  lostInWebIdentity,
  makeJobFolder,
  malformedPart,
  maskAccounts,
  maskInLog,
  meaningOfStatus,
  memberOf,
  nodeIo,
  notFromAws,
  notWritable,
  numberAt,
  oneFile,
  oneLine,
  oneOf,
  openJournal,
  options,
  ownUser,
  parseAwsIni,
  parseCache,
  parseFailure,
  parseJson,
  parseReceipts,
  parseRegionOf,
  parseRegistry,
  parseRole,
  parseSessionResponse,
  parseSettings,
  parseToken,
  partitionById,
  partitionOfRegion,
  pause,
  pauseAfterFailure,
  posixQuote,
  printAwsIni,
  printCache,
  printFailure,
  printable,
  processOutput,
  publicHost,
  readReceipts,
  readRefusal,
  readResult,
  reading,
  reasonFor,
  receiptFiles,
  redactedError,
  redactingLog,
  registryLogin,
  removeJobFolder,
  removePrivateFiles,
  removeSection,
  renewalTime,
  replaceText,
  reportError,
  retryAfter,
  reworded,
  rewriteReceipts,
  secretsOf,
  sectionsOf,
  sessionInput,
  setIdentityOutputs,
  setLoginOutputs,
  severalTokens,
  sharingViolations,
  shellFormId,
  shellLines,
  signingScope,
  spanText,
  standardError,
  standardOutput,
  stderrLog,
  stringAt,
  stsEndpoint,
  systemCode,
  temporaryCredentials,
  textsIn,
  textsOf,
  timeText,
  tokenList,
  tokenOfJob,
  tokenOfService,
  tokenSupply,
  tokensByForm,
  toolsOf,
  tryParseToken,
  unless,
  uptime,
  usualProfileType,
  usualTimeoutMs,
  validateProfileName,
  warnOfCheckout,
  whenShared,
  whyNoToken,
  withAudience,
  withId,
  withRetries,
  withinRunLimits,
  withoutSecrets,
  withoutUser,
  words,
  writesProfile,
  writing
};
