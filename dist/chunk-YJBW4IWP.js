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
  columns: () => columns,
  optionsHelp: () => optionsHelp
});
module.exports = __toCommonJS(stdin_exports);
function columns(rows) {
  const left = Math.min(34, Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows.map(([name, help]) => {
    const [first = "", ...rest] = wrap(help, 96 - left);
    const head = name.length + 2 > left ? `  ${name}
  ${" ".repeat(left)}${first}` : `  ${name.padEnd(left)}${first}`;
    return [head, ...rest.map((line) => `  ${" ".repeat(left)}${line}`)].join("\n");
  }).join("\n");
}
function optionsHelp({ options, flags }) {
  const table = options.map(
    (option) => [`--${option.name}${option.value === void 0 ? "" : ` ${option.value}`}`, textOf(option)]
  );
  const own = flags.map(
    ({ name, value, help }) => [`--${name}${value === void 0 ? "" : ` ${value}`}`, help]
  );
  return columns([...table, ...own, ["--help", "Print this help."]]);
}
function textOf(option) {
  return [
    option.help,
    ...option.default === void 0 ? [] : [`Default: ${option.default}.`],
    ...option.aliases === void 0 ? [] : [`Also ${option.aliases.map((alias) => `--${alias}`).join(", ")}.`],
    ...option.environment === void 0 ? [] : [`From ${option.environment.join(", ")}.`]
  ].join(" ");
}
function wrap(text, width) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== void 0 && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  columns,
  optionsHelp
});
