import { HelperError } from '../core/errors.ts';
import { folderOf } from '../core/folder-of.ts';
import type { ExportIo } from '../core/io.ts';
import { isObject, stringAt, textsIn } from '../core/json.ts';
import { authOf, type RegistryLogin } from '../core/registry-login.ts';
import type { Receipt } from '../job/receipts.ts';
import { type Auths, addLogins, credentialHelper, hasLogin, parseAuthFile, removeLogins } from './auth-file.ts';
import { warnOfCheckout } from './checkout-warning.ts';
import {
  eraseLogin,
  ownFinder,
  requireHelper,
  type StoredLogin,
  storedLogin,
  storeLogin,
} from './credential-helper.ts';
import { checkLoginOutputs, setLoginOutputs } from './github-outputs.ts';
import type { Handover, HandoverPlan, Recording } from './target.ts';

/** A file with logins, and whether its clients support `credsStore`. */
interface AuthFile {
  readonly path: string;
  readonly isDocker: boolean;
}

const kind = 'registry-login';

/** Refuses early what {@link writeLogins} would refuse, for the known hosts. */
export async function checkLogins(plan: Pick<HandoverPlan, 'settings' | 'ci'>, io: ExportIo): Promise<void> {
  const { registries } = plan.settings;
  checkLoginOutputs(plan, io);
  for (const file of authFiles(io)) {
    const json = parseAuthFile(io.files.read(file.path), file.path);
    const hosts = registries.map(({ host = '' }) => host);
    const helpers = new Set(hosts.map((host) => credentialHelper(json, host, file.isDocker)));
    for (const helper of helpers) {
      if (helper !== undefined && helper !== ownFinder) await requireHelper(helper, io);
    }
    if (!helpers.has(undefined)) continue;
    io.files.checkReplaceable(file.path);
    warnOfCheckout(file.path, plan, io);
  }
}

export async function writeLogins(
  handover: Pick<Handover, 'logins' | 'settings' | 'ci'>,
  recording: Recording,
): Promise<void> {
  const { logins } = handover;
  const { io } = recording;
  for (const file of authFiles(io)) {
    const json = parseAuthFile(io.files.read(file.path), file.path);
    // Podman also reads Docker's file for hosts that its own does not have.
    const wanted = file.isDocker || isNamed(io) ? logins : logins.filter(({ host }) => hasLogin(json, host));
    const kept = wanted.filter(({ host }) => credentialHelper(json, host, file.isDocker) === undefined);
    if (kept.length > 0) await writeFile(file.path, kept, recording);
    for (const login of wanted) {
      const helper = credentialHelper(json, login.host, file.isDocker);
      if (helper !== undefined) await handToHelper(helper, login, recording);
    }
  }
  setLoginOutputs(handover, io);
}

async function writeFile(path: string, logins: readonly RegistryLogin[], { io, record }: Recording): Promise<void> {
  const auths = Object.fromEntries(logins.map((login) => [login.host, authOf(login)]));
  await io.files.locked(path, () => {
    const before = io.files.read(path);
    const text = addLogins(before, auths, path);
    record({ kind, path, auths, ...(before === undefined ? {} : { before }) });
    io.files.replace(path, text);
  });
}

async function handToHelper(helper: string, login: RegistryLogin, { io, record }: Recording): Promise<void> {
  const { host, username, password } = login;
  if (helper === ownFinder) {
    io.log.notice(`docker-credential-${helper} finds credentials for ${host} itself; no login is stored in it.`);
    return;
  }
  const before = await storedLogin({ helper, host }, io);
  const own = { username, password: password.reveal() };
  record({ kind, helper, host, own, ...(before === undefined ? {} : { before }) });
  await storeLogin({ helper, host }, own, io);
}

/** Restores the previous content, except for changes by others since. */
export async function undoLogins(receipt: Receipt, io: ExportIo): Promise<void> {
  const [path, helper, host] = ['path', 'helper', 'host'].map((key) => stringAt(receipt, key));
  const auths = isObject(receipt.auths) ? textsIn(receipt.auths) : undefined;
  if (path !== undefined && auths !== undefined)
    return undoFile({ path, auths, before: stringAt(receipt, 'before') }, io);
  const own = parseLogin(receipt.own);
  if (helper === undefined || host === undefined || own === undefined) return;
  const now = await storedLogin({ helper, host }, io);
  if (now?.password !== own.password) return;
  const before = parseLogin(receipt.before);
  if (before === undefined) await eraseLogin({ helper, host }, io);
  else await storeLogin({ helper, host }, before, io);
}

async function undoFile(
  { path, auths, before }: { readonly path: string; readonly auths: Auths; readonly before: string | undefined },
  { files }: ExportIo,
): Promise<void> {
  await files.locked(path, () => {
    const text = files.read(path);
    if (text === undefined) return;
    const left = removeLogins(text, auths, { before, path });
    if (left === undefined) files.remove(path);
    else if (left !== text) files.replace(path, left);
  });
  // A folder that was created for the file and contains nothing else.
  if (before === undefined) files.removeFolder(folderOf(path));
}

function parseLogin(value: unknown): StoredLogin | undefined {
  const [username, password] = ['username', 'password'].map((key) =>
    isObject(value) ? stringAt(value, key) : undefined,
  );
  return username === undefined || password === undefined ? undefined : { username, password };
}

/**
 * Docker's config, and the files that podman, buildah and skopeo prefer. Absolute, because the undo may run in another
 * folder.
 *
 * @throws HelperError `file-not-writable` if there is no location for Docker's
 */
function authFiles(io: ExportIo): readonly AuthFile[] {
  const docker = { path: io.files.absolute(dockerConfig(io)), isDocker: true };
  const others = podmanFiles(io)
    .map((path) => io.files.absolute(path))
    .filter((path) => !io.files.isSame(path, docker.path));
  const wanted = others.filter((path) => isNamed(io) || io.files.read(path) !== undefined);
  return [docker, ...wanted.map((path) => ({ path, isDocker: false }))];
}

/** https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties */
function dockerConfig({ env, homeFolder, platform }: ExportIo): string {
  const separator = platform === 'win32' ? '\\' : '/';
  const folder = env.DOCKER_CONFIG || (homeFolder && `${homeFolder}${separator}.docker`);
  if (folder) return `${folder}${separator}config.json`;
  throw new HelperError('file-not-writable', "No folder for Docker's config: HOME is not set.", {
    hint: 'Set HOME, or set DOCKER_CONFIG to the folder that contains config.json.',
  });
}

/** https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md */
function podmanFiles({ env, homeFolder }: ExportIo): readonly string[] {
  if (env.REGISTRY_AUTH_FILE) return [env.REGISTRY_AUTH_FILE];
  const folders = [env.XDG_RUNTIME_DIR, env.XDG_CONFIG_HOME || (homeFolder && `${homeFolder}/.config`)];
  return folders.filter(Boolean).map((folder) => `${folder}/containers/auth.json`);
}

/** Whether their file is set: newer versions then read no other. */
function isNamed({ env }: ExportIo): boolean {
  return Boolean(env.REGISTRY_AUTH_FILE);
}
