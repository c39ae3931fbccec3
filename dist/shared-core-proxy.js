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
  parseProxy: () => parseProxy,
  proxyFor: () => proxyFor
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_core_ip_range = require("./shared-core-ip-range.js");
var import_shared_ci = require("./shared-ci.js");
var import_shared_core_secret = require("./shared-core-secret.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/core/proxy.ts
function parseProxy(text) {
  if (text === void 0) return void 0;
  if ((0, import_shared_ci.isHttpUrl)(text)) {
    hidePassword(new URL(text));
    return text;
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0] ?? "";
  const foreign = /^(socks|pac)/i.test(scheme);
  throw new import_shared_core_errors.HelperError(
    "proxy-invalid",
    foreign ? `A proxy of the kind ${scheme} is not supported.` : "http-proxy is not the URL of a proxy.",
    {
      hint: foreign ? "Give the URL of an HTTP proxy: http://proxy.example.com:3128. For a PAC file, give the proxy that it names for AWS." : "It looks like http://proxy.example.com:3128, with http:// in front. It may hold user:password@; special characters in them must be percent-encoded."
    }
  );
}
function hidePassword({ username, password }) {
  if (password === "") return;
  for (const text of [password, `${username}:${password}`]) {
    (0, import_shared_core_secret.hideFromNowOn)(text);
    (0, import_shared_core_secret.hideFromNowOn)(percentDecoded(text));
  }
}
function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function proxyFor(url, { proxy, noProxy }) {
  const target = {
    host: url.hostname.replace(/^\[|\]$/g, "").toLowerCase(),
    port: url.port || (url.protocol === "https:" ? "443" : "80")
  };
  return noProxy.some((entry) => covers(entry.toLowerCase(), target)) ? void 0 : proxy;
}
function covers(entry, { host, port }) {
  if (entry === "*") return true;
  if ((0, import_shared_core_ip_range.inIpRange)(host, entry)) return true;
  if (entry.includes("/")) return false;
  const [, name = "", wantedPort] = /^(?:\*?\.)?(?:\[(?=.*\]))?([^\]]*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
  if (name === "" || wantedPort !== void 0 && wantedPort !== port) return false;
  return host === name || host.endsWith(`.${name}`);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  parseProxy,
  proxyFor
});
