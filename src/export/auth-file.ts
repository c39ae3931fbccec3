// https://docs.docker.com/reference/cli/docker/login/#credential-stores
// https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
import { HelperError } from '../core/errors.ts';
import { isObject, type JsonObject, parseJson, stringAt } from '../core/json.ts';

/** What clients send to a registry, by host: base64 of `USERNAME:PASSWORD`. */
export type Auths = Readonly<Record<string, string>>;

/**
 * Parses a file with logins; an empty file has none, as for Docker.
 *
 * @throws HelperError `input-unreadable`: a file that cannot be parsed is never replaced
 */
export function parseAuthFile(text: string | undefined, path: string): JsonObject {
  const content = withoutMark(text ?? '').trim();
  const json = content === '' ? {} : parseJson(content);
  const fault = faultOf(json);
  if (fault === undefined && isObject(json)) return json;
  throw new HelperError('input-unreadable', `${path} ${fault}, so no login can be added to it.`, {
    hint: 'Correct or move the file, or set DOCKER_CONFIG to another folder.',
  });
}

function faultOf(json: unknown): string | undefined {
  if (!isObject(json)) return json === undefined ? 'is not JSON' : 'is not a JSON object';
  const wrong = ['auths', 'credHelpers'].find((key) => json[key] !== undefined && !isObject(json[key]));
  if (wrong !== undefined) return `has a member ${wrong} that is not an object`;
  return json.credsStore === undefined || typeof json.credsStore === 'string'
    ? undefined
    : 'has a member credsStore that is not a string';
}

/** The credential helper that stores the login of a host instead of the file. Only Docker has one for all hosts. */
export function credentialHelper(json: JsonObject, host: string, isDocker: boolean): string | undefined {
  const own = isObject(json.credHelpers) ? stringAt(json.credHelpers, host) : undefined;
  return own || (isDocker ? stringAt(json, 'credsStore') : undefined) || undefined;
}

/** Whether the file has a login of any kind for this host. */
export function hasLogin({ auths, credHelpers }: JsonObject, host: string): boolean {
  return [auths, credHelpers].some((logins) => isObject(logins) && Object.hasOwn(logins, host));
}

/** The text with these logins added. Everything else keeps its order; the format is Docker's or the file's own. */
export function addLogins(text: string | undefined, auths: Auths, path: string): string {
  const json = parseAuthFile(text, path);
  const entries = Object.entries(auths).map(([host, auth]) => [host, { auth }] as const);
  return printed(
    { ...json, auths: { ...(isObject(json.auths) ? json.auths : {}), ...Object.fromEntries(entries) } },
    text,
  );
}

/**
 * The text without these logins: the text `before` if no one has changed it since, otherwise with the previous logins
 * of their hosts. A login that was replaced since stays. `undefined` if the file is no longer needed.
 *
 * @throws HelperError `input-unreadable`
 */
export function removeLogins(
  text: string,
  auths: Auths,
  { before, path }: { readonly before: string | undefined; readonly path: string },
): string | undefined {
  if (text === before || text === addLogins(before, auths, path)) return before;
  const json = parseAuthFile(text, path);
  const earlier = parseAuthFile(before, path).auths;
  const now = isObject(json.auths) ? json.auths : {};
  const kept = Object.entries(now).flatMap(([host, entry]) => {
    const isOurs = Object.hasOwn(auths, host) && isObject(entry) && stringAt(entry, 'auth') === auths[host];
    if (!isOurs) return [[host, entry] as const];
    return isObject(earlier) && Object.hasOwn(earlier, host) ? [[host, earlier[host]] as const] : [];
  });
  const { auths: _, ...rest } = json;
  const needed = kept.length > 0 || earlier !== undefined;
  if (!needed && before === undefined && Object.keys(rest).length === 0) return undefined;
  return printed(needed ? { ...json, auths: Object.fromEntries(kept) } : rest, text);
}

/** Docker indents with tabs. */
function printed(json: JsonObject, like = ''): string {
  const mark = like.length - withoutMark(like).length;
  const indent =
    /^\uFEFF?\s*\{(?:\r?\n([ \t]+))?/.exec(like)?.[1] ?? (/\S/.test(like) && !like.includes('\n') ? '' : '\t');
  const end = /\r?\n$/.exec(like)?.[0] ?? '';
  const text = JSON.stringify(json, undefined, indent);
  return like.slice(0, mark) + (like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text) + end;
}

/** Windows editors write a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
