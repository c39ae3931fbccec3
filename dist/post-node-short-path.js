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
  shortPath: () => shortPath
});
module.exports = __toCommonJS(stdin_exports);
var import_node_child_process = require("node:child_process");
var import_node_fs = require("node:fs");
// src/node/short-path.ts
function shortPath(folder) {
  if (folder.includes("%")) return folder;
  const line = `"for %I in ("${folder.replaceAll("/", "\\")}") do @echo %~sI"`;
  const { stdout } = (0, import_node_child_process.spawnSync)(process.env.ComSpec || "cmd.exe", ["/d", "/v:off", "/u", "/s", "/c", line], {
    windowsVerbatimArguments: true,
    windowsHide: true
  });
  const short = stdout?.toString("utf16le").trim() ?? "";
  return short !== "" && identity(short) === identity(folder) ? short : folder;
}
function identity(folder) {
  try {
    const { dev, ino } = (0, import_node_fs.statSync)(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return void 0;
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  shortPath
});
