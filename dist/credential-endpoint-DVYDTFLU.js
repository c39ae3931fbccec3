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
  serveCredentials: () => serveCredentials
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var import_node_crypto = require("node:crypto");
var import_node_http = require("node:http");
async function serveCredentials(current) {
  const authorization = (0, import_node_crypto.randomBytes)(32).toString("base64url");
  const path = "/credentials";
  const server = (0, import_node_http.createServer)((request, response) => {
    const { status, body } = answer(request);
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify(body));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address();
  function answer(request) {
    const host = request.headers.host;
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return refusal(403, "wrong Host");
    if (request.headers["x-forwarded-for"] !== void 0) return refusal(403, "not for proxies");
    if (request.url !== path) return refusal(404, "no such path");
    if (request.method !== "GET") return refusal(405, "GET only");
    if (!isSame(request.headers.authorization ?? "", authorization)) return refusal(401, "wrong Authorization");
    const { credentials } = current();
    if (credentials.expiresAt <= Date.now()) return refusal(503, "the credentials have ended and could not be renewed");
    return {
      status: 200,
      body: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey.reveal(),
        Token: credentials.sessionToken.reveal(),
        Expiration: new Date(credentials.expiresAt).toISOString()
      }
    };
  }
  return {
    url: `http://127.0.0.1:${port}${path}`,
    authorization,
    close() {
      server.close();
      server.closeAllConnections();
    }
  };
}
function refusal(status, message) {
  return { status, body: { message } };
}
function isSame(given, expected) {
  const digest = (text) => (0, import_node_crypto.createHash)("sha256").update(text).digest();
  return (0, import_node_crypto.timingSafeEqual)(digest(given), digest(expected));
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  serveCredentials
});
