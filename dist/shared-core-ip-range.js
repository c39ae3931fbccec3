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
  inIpRange: () => inIpRange
});
module.exports = __toCommonJS(stdin_exports);
// src/core/ip-range.ts
function inIpRange(address, range) {
  const [base = "", length] = range.split("/");
  const wanted = parseAddress(base);
  const given = parseAddress(address);
  if (!wanted || !given || wanted.bits !== given.bits) return false;
  const prefix = length === void 0 ? wanted.bits : Number(length);
  if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= wanted.bits)) return false;
  const ignored = BigInt(wanted.bits - prefix);
  return wanted.value >> ignored === given.value >> ignored;
}
function parseAddress(text) {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}
function parseIpv4(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return void 0;
  return { bits: 32, value: parts.reduce((value, part) => value << 8n | BigInt(part), 0n) };
}
function parseIpv6(text) {
  const halves = text.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const [head = [], tail = []] = halves;
  const missing = 8 - head.length - tail.length;
  const groups = [...head, ...Array(Math.max(missing, 0)).fill("0"), ...tail];
  const complete = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
  if (!complete || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return void 0;
  return { bits: 128, value: groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n) };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  inIpRange
});
