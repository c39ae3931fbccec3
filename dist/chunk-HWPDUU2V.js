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
  oneLine: () => oneLine,
  shellLines: () => shellLines,
  shells: () => shells
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var shells = ["sh", "powershell", "fish"];
function shellLines(shell, variables) {
  return Object.entries(variables).map(([name, value]) => `${printers[shell](name, oneLine(name, value))}
`).join("");
}
var printers = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`,
  // In single quotes PowerShell takes the typographic ones for quotes, too.
  powershell: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`
};
function oneLine(name, value) {
  if (!/[\r\n\0]/.test(value)) return value;
  throw new import_chunk_L5BOO6NY.HelperError("sts-answer-unreadable", `The value for ${name} holds a line end and cannot be handed over.`, {
    hint: "STS never answers so. If sts-endpoint or a proxy leads elsewhere, ask whoever runs that server."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  oneLine,
  shellLines,
  shells
});
