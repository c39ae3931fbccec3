var {
  authOf,
  checkLoginOutputs,
  setLoginOutputs,
  warnOfCheckout,
  folderOf,
  isObject,
  parseJson,
  stringAt,
  textsIn,
  HelperError
} = require("./action-shared.js");

// src/export/auth-file.ts
function parseAuthFile(text, path) {
  const content = withoutMark(text ?? "").trim();
  const json = content === "" ? {} : parseJson(content);
  const fault = faultOf(json);
  if (fault === void 0 && isObject(json)) return json;
  throw new HelperError("input-unreadable", `${path} ${fault}, so no login can be added to it.`, {
    hint: "Correct or move the file, or set DOCKER_CONFIG to another folder."
  });
}
function faultOf(json) {
  if (!isObject(json)) return json === void 0 ? "is not JSON" : "is not a JSON object";
  const wrong = ["auths", "credHelpers"].find((key) => json[key] !== void 0 && !isObject(json[key]));
  if (wrong !== void 0) return `has a member ${wrong} that is not an object`;
  return json.credsStore === void 0 || typeof json.credsStore === "string" ? void 0 : "has a member credsStore that is not a string";
}
function credentialHelper(json, host, isDocker) {
  const own = isObject(json.credHelpers) ? stringAt(json.credHelpers, host) : void 0;
  return own || (isDocker ? stringAt(json, "credsStore") : void 0) || void 0;
}
function hasLogin({ auths, credHelpers }, host) {
  return [auths, credHelpers].some((logins) => isObject(logins) && Object.hasOwn(logins, host));
}
function addLogins(text, auths, path) {
  const json = parseAuthFile(text, path);
  const entries = Object.entries(auths).map(([host, auth]) => [host, { auth }]);
  return printed(
    { ...json, auths: { ...isObject(json.auths) ? json.auths : {}, ...Object.fromEntries(entries) } },
    text
  );
}
function removeLogins(text, auths, { before, path }) {
  if (text === before || text === addLogins(before, auths, path)) return before;
  const json = parseAuthFile(text, path);
  const earlier = parseAuthFile(before, path).auths;
  const now = isObject(json.auths) ? json.auths : {};
  const kept = Object.entries(now).flatMap(([host, entry]) => {
    const isOurs = Object.hasOwn(auths, host) && isObject(entry) && stringAt(entry, "auth") === auths[host];
    if (!isOurs) return [[host, entry]];
    return isObject(earlier) && Object.hasOwn(earlier, host) ? [[host, earlier[host]]] : [];
  });
  const { auths: _, ...rest } = json;
  const needed = kept.length > 0 || earlier !== void 0;
  if (!needed && before === void 0 && Object.keys(rest).length === 0) return void 0;
  return printed(needed ? { ...json, auths: Object.fromEntries(kept) } : rest, text);
}
function printed(json, like = "") {
  const mark = like.length - withoutMark(like).length;
  const indent = /^\uFEFF?\s*\{(?:\r?\n([ \t]+))?/.exec(like)?.[1] ?? (/\S/.test(like) && !like.includes("\n") ? "" : "	");
  const end = /\r?\n$/.exec(like)?.[0] ?? "";
  const text = JSON.stringify(json, void 0, indent);
  return like.slice(0, mark) + (like.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text) + end;
}
function withoutMark(text) {
  return text.replace(/^\uFEFF/, "");
}

// src/export/credential-helper.ts
var ownFinder = "ecr-login";
var limit = 3e4;
async function requireHelper(helper, io) {
  await run(helper, { action: "version", input: "" }, io);
}
async function storedLogin({ helper, host }, io) {
  const { status, stdout } = await run(helper, { action: "get", input: host }, io);
  const answer = status === 0 ? parseJson(stdout) : void 0;
  if (!isObject(answer)) return void 0;
  const [username, password] = [stringAt(answer, "Username"), stringAt(answer, "Secret")];
  return username && password ? { username, password } : void 0;
}
async function storeLogin({ helper, host }, login, io) {
  const input = JSON.stringify({ ServerURL: host, Username: login.username, Secret: login.password });
  requireSuccess(await run(helper, { action: "store", input }, io), `store the login to ${host}`, helper);
}
async function eraseLogin({ helper, host }, io) {
  requireSuccess(await run(helper, { action: "erase", input: host }, io), `erase the login to ${host}`, helper);
}
async function run(helper, { action, input }, { processes }) {
  const result = /^[\w.-]+$/.test(helper) ? await processes.run(programOf(helper), [action], { input, limit }) : void 0;
  if (result !== void 0) return result;
  throw new HelperError(
    "registry-login-failed",
    `The program ${programOf(helper)}, which Docker's config names, was not found.`,
    {
      hint: "Install it, or remove it from credsStore or credHelpers to store the login in the file."
    }
  );
}
function programOf(helper) {
  return `docker-credential-${helper}`;
}
function requireSuccess({ status, stdout, stderr }, what, helper) {
  if (status === 0) return;
  const said = (stdout.trim() || stderr.trim() || `exit code ${status}`).replace(/[.\s]+$/, "");
  throw new HelperError("registry-login-failed", `${programOf(helper)} could not ${what}: ${said}.`, {
    hint: "Run the helper by hand to see the error, or remove it from credsStore or credHelpers to store the login in the file."
  });
}

// src/export/container-logins.ts
var kind = "registry-login";
async function checkLogins(plan, io) {
  const { registries } = plan.settings;
  checkLoginOutputs(plan, io);
  for (const file of authFiles(io)) {
    const json = parseAuthFile(io.files.read(file.path), file.path);
    const hosts = registries.map(({ host = "" }) => host);
    const helpers = new Set(hosts.map((host) => credentialHelper(json, host, file.isDocker)));
    for (const helper of helpers) {
      if (helper !== void 0 && helper !== ownFinder) await requireHelper(helper, io);
    }
    if (!helpers.has(void 0)) continue;
    io.files.checkReplaceable(file.path);
    warnOfCheckout(file.path, plan, io);
  }
}
async function writeLogins(handover, recording) {
  const { logins } = handover;
  const { io } = recording;
  for (const file of authFiles(io)) {
    const json = parseAuthFile(io.files.read(file.path), file.path);
    const wanted = file.isDocker || isNamed(io) ? logins : logins.filter(({ host }) => hasLogin(json, host));
    const kept = wanted.filter(({ host }) => credentialHelper(json, host, file.isDocker) === void 0);
    if (kept.length > 0) await writeFile(file.path, kept, recording);
    for (const login of wanted) {
      const helper = credentialHelper(json, login.host, file.isDocker);
      if (helper !== void 0) await handToHelper(helper, login, recording);
    }
  }
  setLoginOutputs(handover, io);
}
async function writeFile(path, logins, { io, record }) {
  const auths = Object.fromEntries(logins.map((login) => [login.host, authOf(login)]));
  await io.files.locked(path, () => {
    const before = io.files.read(path);
    const text = addLogins(before, auths, path);
    record({ kind, path, auths, ...before === void 0 ? {} : { before } });
    io.files.replace(path, text);
  });
}
async function handToHelper(helper, login, { io, record }) {
  const { host, username, password } = login;
  if (helper === ownFinder) {
    io.log.notice(`docker-credential-${helper} finds credentials for ${host} itself; no login is stored in it.`);
    return;
  }
  const before = await storedLogin({ helper, host }, io);
  const own = { username, password: password.reveal() };
  record({ kind, helper, host, own, ...before === void 0 ? {} : { before } });
  await storeLogin({ helper, host }, own, io);
}
async function undoLogins(receipt, io) {
  const [path, helper, host] = ["path", "helper", "host"].map((key) => stringAt(receipt, key));
  const auths = isObject(receipt.auths) ? textsIn(receipt.auths) : void 0;
  if (path !== void 0 && auths !== void 0)
    return undoFile({ path, auths, before: stringAt(receipt, "before") }, io);
  const own = parseLogin(receipt.own);
  if (helper === void 0 || host === void 0 || own === void 0) return;
  const now = await storedLogin({ helper, host }, io);
  if (now?.password !== own.password) return;
  const before = parseLogin(receipt.before);
  if (before === void 0) await eraseLogin({ helper, host }, io);
  else await storeLogin({ helper, host }, before, io);
}
async function undoFile({ path, auths, before }, { files }) {
  await files.locked(path, () => {
    const text = files.read(path);
    if (text === void 0) return;
    const left = removeLogins(text, auths, { before, path });
    if (left === void 0) files.remove(path);
    else if (left !== text) files.replace(path, left);
  });
  if (before === void 0) files.removeFolder(folderOf(path));
}
function parseLogin(value) {
  const [username, password] = ["username", "password"].map(
    (key) => isObject(value) ? stringAt(value, key) : void 0
  );
  return username === void 0 || password === void 0 ? void 0 : { username, password };
}
function authFiles(io) {
  const docker = { path: io.files.absolute(dockerConfig(io)), isDocker: true };
  const others = podmanFiles(io).map((path) => io.files.absolute(path)).filter((path) => !io.files.isSame(path, docker.path));
  const wanted = others.filter((path) => isNamed(io) || io.files.read(path) !== void 0);
  return [docker, ...wanted.map((path) => ({ path, isDocker: false }))];
}
function dockerConfig({ env, homeFolder, platform }) {
  const separator = platform === "win32" ? "\\" : "/";
  const folder = env.DOCKER_CONFIG || homeFolder && `${homeFolder}${separator}.docker`;
  if (folder) return `${folder}${separator}config.json`;
  throw new HelperError("file-not-writable", "No folder for Docker's config: HOME is not set.", {
    hint: "Set HOME, or set DOCKER_CONFIG to the folder that contains config.json."
  });
}
function podmanFiles({ env, homeFolder }) {
  if (env.REGISTRY_AUTH_FILE) return [env.REGISTRY_AUTH_FILE];
  const folders = [env.XDG_RUNTIME_DIR, env.XDG_CONFIG_HOME || homeFolder && `${homeFolder}/.config`];
  return folders.filter(Boolean).map((folder) => `${folder}/containers/auth.json`);
}
function isNamed({ env }) {
  return Boolean(env.REGISTRY_AUTH_FILE);
}
module.exports = {
  checkLogins,
  undoLogins,
  writeLogins
};
