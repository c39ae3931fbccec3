var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var import_chunk_G3MI2DIH = require("./chunk-G3MI2DIH.js");
var import_chunk_QAST5BHQ = require("./chunk-QAST5BHQ.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var import_node_path = require("node:path");
var folder = (0, import_node_path.dirname)(process.argv[1] ?? "");
var cached = fromCache((0, import_node_path.join)(folder, "cache.json"));
if (cached !== void 0 && (0, import_chunk_QAST5BHQ.isFresh)(cached, Date.now())) process.stdout.write((0, import_chunk_QAST5BHQ.processOutput)(cached));
else Promise.resolve().then(() => __toESM(require("./renew-process-HKLWAOWO.js"))).then(({ renewProcess }) => renewProcess(folder));
function fromCache(path) {
  try {
    return (0, import_chunk_QAST5BHQ.parseCache)((0, import_chunk_G3MI2DIH.readPrivate)(path) ?? "");
  } catch {
    return void 0;
  }
}
