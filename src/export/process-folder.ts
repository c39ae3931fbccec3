// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html

import { printCache, renewalTime } from '../core/credential-cache.ts';
import { fingerprint } from '../core/fingerprint.ts';
import type { ExportIo } from '../core/io.ts';
import { parseJson } from '../core/json.ts';
import { posixQuote } from '../core/posix-quote.ts';
import type { ProfileSession } from '../core/session.ts';
import { isTemporary } from '../core/session.ts';
import { makeJobFolder } from '../job/job.ts';
import type { RoleEntry } from '../options/roles-option.ts';
import { type GivenOptions, type Option, type OptionName, options } from '../options/table.ts';
import type { Token } from '../token/token.ts';
import type { Handover } from './target.ts';

/**
 * A folder that serves one profile: a copy of the program (the package's own folder may be a cache that is emptied),
 * what it is to ask for, and the credentials of now. Returns the command line.
 */
export function makeProcessFolder(
  handover: Handover,
  session: ProfileSession,
  { io, beforeWrite }: { readonly io: ExportIo; readonly beforeWrite: (paths: readonly string[]) => void },
): string {
  const { files, self } = io;
  const folder = `${makeJobFolder(handover.job, io)}/process-${ownName(session.profile, handover.token)}`;
  const contents = programFiles(io);
  contents.set('spec.json', JSON.stringify(specOf(handover, session)));
  const cache = cacheOf(session, io);
  if (cache !== undefined) contents.set('cache.json', cache);
  beforeWrite([...contents.keys(), 'cache.json'].map((name) => `${folder}/${name}`));
  files.privateFolder(folder);
  for (const [name, text] of contents) files.replace(`${folder}/${name}`, text);
  return [self.node, `${folder}/credential-process.js`].map((path) => quoted(path, io.platform)).join(' ');
}

/**
 * What the files of a profile are called: in a way that no file system takes for another profile's, where capitals do
 * not count, say; and that no token of another subject shares.
 */
export function ownName(profile: string, token: Token | undefined): string {
  return `${profile}-${fingerprint([profile, token?.claims.iss, token?.claims.sub])}`;
}

/** The list is made by the build. */
function programFiles({ files, self: { folder } }: ExportIo): Map<string, string> {
  const names = parseJson(files.read(`${folder}/credential-process.json`) ?? '');
  if (!Array.isArray(names)) throw new Error(`${folder} does not hold the built program`);
  return new Map(names.map((name) => [String(name), files.read(`${folder}/${name}`) ?? '']));
}

function specOf(
  { settings, ci, sessionName }: Handover,
  { profile, via, roleArn, region }: ProfileSession,
): GivenOptions {
  const same = options.flatMap(({ name, handover }: Option) => {
    // The assertion: the table's own names, which its type forgets.
    const value = settings.given[name as OptionName];
    return value === undefined || handover ? [] : [[name, value] as const];
  });
  const { source } = settings;
  const alone = settings.chain.length > 0 && source?.kind === 'token' ? source.role.arn : roleArn;
  const [first = alone, ...further] = via === undefined ? [] : wayTo(profile, settings.roles);
  return {
    ...Object.fromEntries(same),
    ...(further.length === 0 ? {} : { 'then-assume': further.join('\n') }),
    ci: ci.id,
    'aws-region': region,
    'role-session-name': sessionName,
    ...(first === undefined ? {} : { 'role-to-assume': first }),
  };
}

/** The roles on the way to a profile, from the one that the token assumes. */
function wayTo(profile: string | undefined, roles: readonly RoleEntry[]): readonly string[] {
  const entry = roles.find((role) => role.profile === profile);
  return entry === undefined ? [] : [...wayTo(entry.via, roles), entry.role.arn];
}

function cacheOf({ credentials }: ProfileSession, { clock }: ExportIo): string | undefined {
  if (!isTemporary(credentials)) return undefined;
  const issuedAt = clock.now();
  return printCache({
    credentials,
    issuedAt,
    renewAt: renewalTime(issuedAt, credentials.expiresAt, clock.random()),
  });
}

/**
 * Some tools hand the line to a shell, others split it as one would, and some split it at blanks: no quotes where none
 * are needed. Double quotes are what AWS documents, and all that Windows knows; no path there can hold one. Elsewhere
 * they would not hide a `$`, say, from a shell: single quotes mean the same to all that know them.
 */
function quoted(path: string, platform: string): string {
  if (platform === 'win32') return /^[\w\\/:.~-]+$/.test(path) ? path : `"${path}"`;
  if (/^[\w/.,:@%+=-]+$/.test(path)) return path;
  return /["$`\\]/.test(path) ? posixQuote(path) : `"${path}"`;
}
