var {
  spawnSync
} = require("node:child_process");
var {
  statSync
} = require("node:fs");
// src/node/short-path.ts
function shortPath(folder) {
  if (folder.includes("%")) return folder;
  const line = `"for %I in ("${folder.replaceAll("/", "\\")}") do @echo %~sI"`;
  const { stdout } = spawnSync(process.env.ComSpec || "cmd.exe", ["/d", "/v:off", "/u", "/s", "/c", line], {
    windowsVerbatimArguments: true,
    windowsHide: true
  });
  const short = stdout?.toString("utf16le").trim() ?? "";
  return short !== "" && identity(short) === identity(folder) ? short : folder;
}
function identity(folder) {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return void 0;
  }
}
module.exports = {
  shortPath
};
