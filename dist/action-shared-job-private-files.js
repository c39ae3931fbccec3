var {
  parseAwsIni,
  printAwsIni
} = require("./action-shared-action.js");
var {
  folderOf
} = require("./action-shared.js");

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

module.exports = {
  draftsOf,
  textsOf,
  removePrivateFiles,
  foldersOf
};
