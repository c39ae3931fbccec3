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
  demo: () => demo
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_WBYWNBOH = require("./chunk-WBYWNBOH.js");
var import_chunk_FB3SQ7ZW = require("./chunk-FB3SQ7ZW.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_YHADPTRT = require("./chunk-YHADPTRT.js");
var import_chunk_4SR2BHRQ = require("./chunk-4SR2BHRQ.js");
var import_chunk_HRDKHYRD = require("./chunk-HRDKHYRD.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_L5BOO6NY = require("./chunk-L5BOO6NY.js");
var import_chunk_V3BU2VDU = require("./chunk-V3BU2VDU.js");
var cis = import_chunk_WBYWNBOH.emulatedCis.filter(({ id }) => id !== "forgejo");
var region = "eu-central-1";
var demo = {
  help: `Usage: ci-aws-credentials demo

Plays one job on each of ${cis.length} CIs on this machine: starts an emulator of the CIs' tokens and of AWS STS, runs this
very program in each job's environment, shows what the job got, and asks who it is with that. Then one
job that AWS refuses. Needs no AWS account, no network and no installation; leaves nothing behind.

Example:
  node dist/cli.js demo

The exit code is 0 when every job came out as told.
`,
  async run(args, io) {
    (0, import_chunk_YHADPTRT.parseArguments)(args, { options: [], flags: [] });
    const emulator = await (0, import_chunk_WBYWNBOH.startEmulator)((0, import_chunk_WBYWNBOH.defaultConfig)());
    try {
      return await io.inTemporaryFolder(async (folder) => {
        const story = { emulator, folder, io };
        io.print(`An emulator of CI tokens and AWS STS runs at ${emulator.url}, on this machine only.
`);
        const outcomes = [];
        for (const [index, ci] of cis.entries()) {
          io.print(`
${index + 1}. ${ci.name}
`);
          outcomes.push(await playJob(ci, story));
        }
        io.print(`
${cis.length + 1}. A job that AWS refuses
`);
        outcomes.push(await playRefusal(story));
        const failed = outcomes.filter((held) => !held).length;
        io.print(
          failed === 0 ? "\nAll of it held.\n" : `
${failed} of ${outcomes.length} did not come out as told.
`
        );
        return failed === 0 ? 0 : 1;
      });
    } finally {
      await emulator.close();
    }
  }
};
async function playJob(ci, story) {
  const role = `arn:aws:iam::123456789012:role/${ci.id}-deploy`;
  const env = await jobEnvironment(ci, story);
  const assumed = await call(["--role-to-assume", role, "--aws-region", region], env, story);
  if (assumed.status !== 0) return false;
  const { got, next } = handedOver(env, story);
  for (const line of got) story.io.print(`   ${line}
`);
  const whoami = await call(["whoami"], { ...env, ...next }, story);
  return whoami.status === 0 && whoami.stdout.startsWith(`arn:aws:sts::123456789012:assumed-role/${ci.id}-deploy/`);
}
async function playRefusal(story) {
  const [ci] = cis;
  if (ci === void 0) return false;
  const env = await jobEnvironment(ci, story, "refused");
  const refused = await call(
    ["--role-to-assume", "arn:aws:iam::123456789012:role/refuses", "--aws-region", region],
    env,
    story
  );
  const reason = story.emulator.requests.at(-1)?.reason ?? "";
  story.io.print(`   The emulator's own log says what AWS keeps to itself: ${reason}
`);
  return refused.status === 4;
}
async function call(args, env, { io }) {
  const [node, file] = io.program;
  io.print(`   $ ci-aws-credentials ${args.join(" ")}
`);
  const result = await io.processes.run(node, [file, ...args], { env });
  if (result === void 0) throw new Error(`${node} is gone`);
  const lines = `${result.stderr}${result.stdout}`.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("::add-mask::"));
  for (const line of lines) io.print(`     ${line}
`);
  return result;
}
async function jobEnvironment(ci, { emulator, folder, io }, name = ci.id) {
  const home = `${folder}/${name}`;
  io.files.privateFolder(home);
  const files = Object.fromEntries(ci.files.map((variable) => [variable, `${home}/${variable.toLowerCase()}`]));
  for (const path of Object.values(files)) io.files.replace(path, "");
  return {
    ...await emulator.jobEnvironment(ci.id),
    ...files,
    AWS_ENDPOINT_URL_STS: emulator.url,
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    RUNNER_TEMP: home,
    NO_COLOR: "1",
    PATH: io.env.PATH,
    SYSTEMROOT: io.env.SYSTEMROOT
  };
}
function handedOver(env, { io }) {
  for (const variable of ["GITHUB_ENV", "BASH_ENV"]) {
    const text = io.files.read(env[variable] ?? "") ?? "";
    const pairs = [...text.matchAll(/^(?:export )?(\w+)='?(.*?)'?$/gm)].map(
      ([, name = "", value = ""]) => [name, value]
    );
    if (pairs.length === 0) continue;
    return {
      got: [`The job got, in ${variable}:`, ...pairs.map(([name, value]) => `  ${name}=${hidden(name, value)}`)],
      next: Object.fromEntries(pairs)
    };
  }
  const config = io.files.read(`${env.HOME}/.aws/config`) ?? "";
  const lines = config.split("\n").filter((line) => line !== "");
  return { got: ["The job got, in ~/.aws/config:", ...lines.map((line) => `  ${line}`)], next: {} };
}
function hidden(name, value) {
  if (name === "AWS_ACCESS_KEY_ID") return `${value.slice(0, 8)}\u2026`;
  return /SECRET|TOKEN/.test(name) ? `*** (${value.length} characters)` : value;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  demo
});
