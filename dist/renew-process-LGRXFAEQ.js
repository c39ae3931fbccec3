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
  renewProcess: () => renewProcess
});
module.exports = __toCommonJS(stdin_exports);
var import_chunk_Q5EPH5OC = require("./chunk-Q5EPH5OC.js");
var import_chunk_R6NFWCAE = require("./chunk-R6NFWCAE.js");
var import_chunk_RKOVXUID = require("./chunk-RKOVXUID.js");
var import_chunk_X2INUBOY = require("./chunk-X2INUBOY.js");
var import_chunk_SZ2R54QW = require("./chunk-SZ2R54QW.js");
var import_chunk_KUYJIJUQ = require("./chunk-KUYJIJUQ.js");
var import_chunk_F573UN4B = require("./chunk-F573UN4B.js");
var import_chunk_ZN6H7P5L = require("./chunk-ZN6H7P5L.js");
var import_chunk_XQGXVLBP = require("./chunk-XQGXVLBP.js");
var import_chunk_4PVH6FKH = require("./chunk-4PVH6FKH.js");
var import_chunk_VFP6R5FQ = require("./chunk-VFP6R5FQ.js");
var import_chunk_2ZDYLNSC = require("./chunk-2ZDYLNSC.js");
var import_chunk_BLPOU3UF = require("./chunk-BLPOU3UF.js");
var import_chunk_WRHR6QYG = require("./chunk-WRHR6QYG.js");
var import_chunk_75QCMCYK = require("./chunk-75QCMCYK.js");
async function renewedCredentials(settings, cachePath, io) {
  const cached = readCache(cachePath, io);
  if (cached !== void 0 && (0, import_chunk_KUYJIJUQ.isFresh)(cached, io.clock.now())) return cached;
  try {
    return await io.files.locked(cachePath, async () => {
      const meanwhile = readCache(cachePath, io);
      if (meanwhile !== void 0 && (0, import_chunk_KUYJIJUQ.isFresh)(meanwhile, io.clock.now())) return meanwhile;
      const renewed = await obtainAnew(settings, io);
      io.files.replace(cachePath, (0, import_chunk_KUYJIJUQ.printCache)(renewed));
      return renewed;
    });
  } catch (error) {
    const last = readCache(cachePath, io);
    if (!(error instanceof import_chunk_WRHR6QYG.HelperError) || last === void 0 || !(0, import_chunk_KUYJIJUQ.isUsable)(last, io.clock.now())) throw error;
    const until = new Date(last.credentials.expiresAt).toISOString();
    io.log.warning(`The credentials could not be renewed; the last ones serve until ${until}. ${error.message}`);
    return last;
  }
}
function readCache(path, { files, log }) {
  try {
    const text = files.readPrivate(path);
    return text === void 0 ? void 0 : (0, import_chunk_KUYJIJUQ.parseCache)(text);
  } catch (error) {
    if (!(error instanceof import_chunk_WRHR6QYG.HelperError)) throw error;
    log.warning(`The cache is not used: ${error.message}`);
    return void 0;
  }
}
async function obtainAnew(settings, world) {
  const issued = world.clock.now();
  const { credentials } = await freshSession(settings, world);
  const { expiresAt } = credentials;
  return { credentials, renewAt: (0, import_chunk_KUYJIJUQ.renewalTime)(issued, expiresAt, world.clock.random()) };
}
async function freshSession(settings, world) {
  const io = (0, import_chunk_RKOVXUID.withDeadline)({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  const ci = (0, import_chunk_ZN6H7P5L.detectCi)(io.env, settings.ci);
  const sessionName = settings.sessionName ?? (0, import_chunk_SZ2R54QW.jobOf)(ci, io).name;
  const { source } = settings;
  const obtained = source && await (0, import_chunk_RKOVXUID.obtainGrants)(source, { settings, ci, sessionName, profileName: "default" }, io);
  const session = obtained?.grants[0]?.session;
  if (session === void 0 || !isTemporary(session)) {
    throw new import_chunk_WRHR6QYG.HelperError("option-conflict", "Only the credentials of a role end, and can be renewed.", {
      hint: "Give role-to-assume."
    });
  }
  return session;
}
function isTemporary(session) {
  return session.credentials.sessionToken !== void 0 && session.credentials.expiresAt !== void 0;
}
async function renewProcess(folder) {
  const log = { ...(0, import_chunk_Q5EPH5OC.stderrLog)({ debug: false, color: false }), info() {
  }, notice() {
  }, mask() {
  } };
  try {
    const io = (0, import_chunk_Q5EPH5OC.nodeIo)(log);
    const settings = (0, import_chunk_RKOVXUID.parseSettings)(readSpec(`${folder}/spec.json`, io.files.readPrivate), io.env);
    process.stdout.write((0, import_chunk_KUYJIJUQ.processOutput)(await renewedCredentials(settings, `${folder}/cache.json`, io)));
  } catch (error) {
    (0, import_chunk_Q5EPH5OC.report)(error, log);
    process.exitCode = (0, import_chunk_WRHR6QYG.exitCodeOf)(error);
  }
}
function readSpec(path, read) {
  const spec = (0, import_chunk_2ZDYLNSC.parseJson)(read(path) ?? "");
  if (!(0, import_chunk_2ZDYLNSC.isObject)(spec)) {
    throw new import_chunk_WRHR6QYG.HelperError("input-unreadable", `${path} is gone, or is not what was written there.`, {
      hint: "Something removed the private folder of the job, or the job is over. Run ci-aws-credentials again."
    });
  }
  return Object.fromEntries(
    import_chunk_XQGXVLBP.options.flatMap(({ name }) => {
      const value = spec[name];
      return typeof value === "string" ? [[name, value]] : [];
    })
  );
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  renewProcess
});
