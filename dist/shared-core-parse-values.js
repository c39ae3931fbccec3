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
  flag: () => flag,
  integer: () => integer,
  lines: () => lines,
  oneOf: () => oneOf,
  withId: () => withId,
  words: () => words
});
module.exports = __toCommonJS(stdin_exports);
var import_shared_token_token = require("./shared-token-token.js");
var import_shared_core_errors = require("./shared-core-errors.js");
// src/core/parse-values.ts
function integer(name, text, { least, most }) {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new import_shared_core_errors.HelperError(
    "option-invalid",
    `${name} must be a whole number from ${least} to ${most}, and is ${JSON.stringify(text)}.`
  );
}
function flag(name, text) {
  if (text === void 0) return void 0;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new import_shared_core_errors.HelperError("option-invalid", `${name} must be true or false, and is ${JSON.stringify(text)}.`);
}
function oneOf(name, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== void 0) return choice;
  throw notAmong(choices, name, text);
}
function withId(name, id, entries) {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry !== void 0) return entry;
  throw notAmong(
    entries.map((candidate) => candidate.id),
    name,
    id
  );
}
function notAmong(choices, name, text) {
  return new import_shared_core_errors.HelperError("option-invalid", `${name} cannot be ${JSON.stringify(text)}.`, {
    hint: (0, import_shared_token_token.didYouMean)(text, choices) ?? `Choose from ${choices.join(", ")}.`
  });
}
function words(text) {
  return (text ?? "").split(/[\s,]+/).filter((word) => word !== "");
}
function lines(text) {
  return (text ?? "").split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== "");
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  flag,
  integer,
  lines,
  oneOf,
  withId,
  words
});
