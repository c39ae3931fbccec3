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
  flagValue: () => flagValue,
  parseArguments: () => parseArguments,
  tableOptions: () => tableOptions
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_node_util = require("node:util");
function tableOptions(...names) {
  const ofCommandLine = import_chunk_4SR2BHRQ.options.filter((option) => option.door !== "action");
  return names.length === 0 ? ofCommandLine : ofCommandLine.filter(({ name }) => names.includes(name));
}
function parseArguments(args, accepted) {
  const given = {};
  const own = {};
  const lists = {};
  const operands = [];
  for (const token of tokensOf(args, accepted)) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      if (!accepted.operands) throw strayArgument(token.value);
      operands.push(token.value);
      continue;
    }
    const { name, rawName } = token;
    const flag = accepted.flags.find((candidate) => candidate.name === name);
    const option = accepted.options.find((candidate) => candidate.name === name || candidate.aliases?.includes(name));
    if (flag?.value !== void 0) {
      const value = needed(token, flag.value);
      own[name] = value;
      if (flag.multiple) lists[name] = [...lists[name] ?? [], value];
    } else if (flag !== void 0) own[name] = noValue(token);
    else if (option !== void 0) add(given, option, option.kind === "flag" ? token.value ?? "true" : needed(token));
    else throw unknownOption(rawName, accepted);
  }
  return { given, flags: own, lists, operands };
}
function flagValue({ flags }, name) {
  const value = Object.hasOwn(flags, name) ? flags[name] : void 0;
  return value === true ? void 0 : value;
}
function tokensOf(args, { options: inTable, flags }) {
  const withValue = inTable.filter(({ kind }) => kind !== "flag");
  const names = [
    ...withValue.flatMap(({ name, aliases }) => [name, ...aliases ?? []]),
    ...flags.flatMap(({ name, value }) => value === void 0 ? [] : [name])
  ];
  return (0, import_node_util.parseArgs)({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: "string", multiple: true }])),
    strict: false,
    allowPositionals: true,
    tokens: true
  }).tokens;
}
function strayArgument(text) {
  return new import_chunk_L5BOO6NY.HelperError("option-unknown", `This argument belongs to no option: ${JSON.stringify(text)}.`, {
    hint: /^(true|false)$/i.test(text) ? "A flag takes its value in the same word: --flag=false." : "Put a value that holds blanks in quotes, and give every option by its name."
  });
}
function add(given, option, value) {
  const name = option.name;
  const before = given[name];
  const several = option.kind === "list" || option.kind === "lines";
  if (value === "") return;
  given[name] = several && before !== void 0 ? `${before}
${value}` : value;
}
function needed({ rawName, value, inlineValue }, stands = "VALUE") {
  if (value === void 0) {
    throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${rawName} has no value.`, { hint: `Give one: ${rawName} ${stands}.` });
  }
  if (inlineValue || !value.startsWith("--")) return value;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${rawName} has no value: ${value} follows it.`, {
    hint: `Give one: ${rawName} ${stands}. One that begins with -- is given in one word: ${rawName}=${stands}.`
  });
}
function noValue({ rawName, value }) {
  if (value === void 0) return true;
  throw new import_chunk_L5BOO6NY.HelperError("option-invalid", `${rawName} takes no value, and has ${JSON.stringify(value)}.`);
}
function unknownOption(rawName, accepted) {
  const names = accepted.options.flatMap(({ name, aliases }) => [name, ...aliases ?? []]);
  const known = [...names, ...accepted.flags.map(({ name }) => name)].map((name) => `--${name}`);
  return new import_chunk_L5BOO6NY.HelperError("option-unknown", `There is no option ${rawName}.`, {
    hint: (0, import_chunk_BLPOU3UF.suggestion)(rawName, known) ?? "--help lists all options."
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  flagValue,
  parseArguments,
  tableOptions
});
