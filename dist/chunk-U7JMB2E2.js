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
  choose: () => choose,
  readObject: () => readObject,
  readText: () => readText
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
function readText(path, io) {
  const text = io.files.read(path);
  if (text === void 0) throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `There is no file ${path}.`);
  return text;
}
function readObject(path, io) {
  const value = (0, import_chunk_2ZDYLNSC.parseJson)(readText(path, io));
  if ((0, import_chunk_2ZDYLNSC.isObject)(value)) return value;
  throw new import_chunk_L5BOO6NY.HelperError("input-unreadable", `${path} holds no JSON object.`);
}
function choose(flag, value, choices) {
  if (choices.includes(value)) return value;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${flag} cannot be ${JSON.stringify(value)}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(value, choices) ?? `Choose from ${choices.join(", ")}.`
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  choose,
  readObject,
  readText
});
