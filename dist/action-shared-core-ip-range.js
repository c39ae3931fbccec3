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
  Secret: () => Secret,
  audiencesOf: () => audiencesOf,
  didYouMean: () => didYouMean,
  hideFromNowOn: () => hideFromNowOn,
  inIpRange: () => inIpRange,
  isObject: () => isObject2,
  numberAt: () => numberAt,
  parseJson: () => parseJson,
  parseToken: () => parseToken,
  partitionById: () => partitionById,
  partitionOfRegion: () => partitionOfRegion,
  partitions: () => partitions,
  posixQuote: () => posixQuote,
  spanText: () => spanText,
  stringAt: () => stringAt,
  timeText: () => timeText,
  tryParseToken: () => tryParseToken,
  withoutSecrets: () => withoutSecrets
});
module.exports = __toCommonJS(stdin_exports);
var import_action_shared_core_errors = require("./action-shared-core-errors.js");
// src/core/secret.ts
var values = /* @__PURE__ */ new WeakMap();
var known = /* @__PURE__ */ new Map();
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
  /** What Node's `util.inspect` calls. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
function hideFromNowOn(value) {
  const text = value.trim();
  if (text.length >= shortest && !/^\d{12}$/.test(text) && !known.has(text)) known.set(text, void 0);
}
function withoutSecrets(text) {
  const spellings = [...known].flatMap(([secret, found]) => found ?? remember(secret));
  return spellings.sort((a, b) => b.length - a.length).reduce((shown, spelling) => shown.replaceAll(spelling, "***"), text).replace(/(?<=[a-z]:\/\/)[^\s/?#@"']+(?=@)/gi, "***");
}
function remember(secret) {
  const spellings = spellingsOf(secret);
  known.set(secret, spellings);
  return spellings;
}
function spellingsOf(secret) {
  const [, payload, signature] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(secret) ?? [];
  const encoded = encodeURIComponent(secret);
  const strictly = encoded.replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
  const base64 = [0, 1, 2].map((before) => base64Within(secret, before));
  return [
    .../* @__PURE__ */ new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
      ...[encoded, strictly, strictly.replaceAll("%20", "+")].flatMap(withLowerEscapes),
      ...base64,
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
      ...[payload, signature].filter((part) => part !== void 0 && part.length >= shortest)
    ])
  ].filter((spelling) => spelling !== void 0);
}
function withLowerEscapes(text) {
  return [text, text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}
function base64Within(secret, before) {
  const bytes = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join("");
  const text = btoa("\0".repeat(before) + bytes);
  return text.slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
}
// src/aws/partition.ts
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
// src/core/time-text.ts
function timeText(seconds) {
  const date = new Date(seconds * 1e3);
  return Number.isNaN(date.getTime()) ? void 0 : date.toISOString().replace(".000Z", "Z");
}
function spanText(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
// node_modules/jose/dist/webapi/lib/buffer_utils.js
var encoder = new TextEncoder();
var decoder = new TextDecoder();
var strictDecoder = new TextDecoder("utf-8", { fatal: true });
var UINT32_RANGE = 2 ** 32;
function decodeBase64(encoded, url = false) {
  if (Uint8Array.fromBase64)
    return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
  if (url) {
    if (encoded.includes("+") || encoded.includes("/"))
      throw new TypeError("Invalid base64url");
    encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
  }
  const binary = atob(encoded), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++)
    bytes[i] = binary.charCodeAt(i);
  return bytes;
}
// node_modules/jose/dist/webapi/util/errors.js
var JOSEError = class extends Error {
  static code = "ERR_JOSE_GENERIC";
  code = "ERR_JOSE_GENERIC";
  constructor(message, options) {
    super(message, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
  }
};
var JWTInvalid = class extends JOSEError {
  static code = "ERR_JWT_INVALID";
  code = "ERR_JWT_INVALID";
};
// node_modules/jose/dist/webapi/util/base64url.js
var invalid = "The input to be decoded is not correctly encoded.";
function decode(input) {
  try {
    return decodeBase64(typeof input == "string" ? input : decoder.decode(input), true);
  } catch (cause) {
    throw new TypeError(invalid, { cause });
  }
}
// node_modules/jose/dist/webapi/lib/validate.js
function isObject(input) {
  if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]")
    return false;
  const prototype = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
// node_modules/jose/dist/webapi/util/decode_jwt.js
function decodeJwt(jwt) {
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
  if (!isObject(claimsSet))
    throw new JWTInvalid("Invalid JWT Claims Set");
  return claimsSet;
}
// src/token/token.ts
function parseToken(text, source, renewable) {
  const token = tryParseToken(text, source, renewable);
  if (token !== void 0) return token;
  throw new import_action_shared_core_errors.HelperError("token-malformed", `What ${source} holds is not a JWT (${shapeOf(text.trim())}).`, {
    hint: "An OIDC token has three parts of base64url text, separated by dots. Check that the variable or file holds the token itself and not a path, a URL, an access key or JSON around it."
  });
}
function tryParseToken(text, source, renewable) {
  const jwt = text.trim();
  const claims = claimsOf(jwt);
  return claims === void 0 ? void 0 : { jwt: new Secret(jwt), claims, source, renewable };
}
function claimsOf(jwt) {
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(jwt)) return void 0;
  try {
    return decodeJwt(jwt);
  } catch {
    return void 0;
  }
}
function shapeOf(text) {
  if (text === "") return "it is empty";
  const parts = text.split(".").length;
  return `${text.length} characters, ${parts} ${parts === 1 ? "part" : "parts"}`;
}
function audiencesOf(claims) {
  if (typeof claims.aud === "string") return [claims.aud];
  return Array.isArray(claims.aud) ? claims.aud.filter((entry) => typeof entry === "string") : [];
}
// src/core/json.ts
function isObject2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function stringAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "string" ? value : void 0;
}
function numberAt(object, key) {
  const value = Object.hasOwn(object, key) ? object[key] : void 0;
  return typeof value === "number" && Number.isFinite(value) ? value : void 0;
}
// src/core/did-you-mean.ts
function nearest(word, candidates) {
  const distances = candidates.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase(), candidate.toLowerCase())
  }));
  const best = distances.sort((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.max(2, word.length / 3) ? best.candidate : void 0;
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
// src/core/posix-quote.ts
function posixQuote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// src/core/ip-range.ts
function inIpRange(address, range) {
  const [base = "", length] = range.split("/");
  const wanted = parseAddress(base);
  const given = parseAddress(address);
  if (!wanted || !given || wanted.bits !== given.bits) return false;
  const prefix = length === void 0 ? wanted.bits : Number(length);
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  Secret,
  audiencesOf,
  didYouMean,
  hideFromNowOn,
  inIpRange,
  isObject,
  numberAt,
  parseJson,
  parseToken,
  partitionById,
  partitionOfRegion,
  partitions,
  posixQuote,
  spanText,
  stringAt,
  timeText,
  tryParseToken,
  withoutSecrets
});
