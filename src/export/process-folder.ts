// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
import { printCache, renewalTime } from '../credential-cache.ts';
import type { Grant } from '../grant.ts';
import { makeJobFolder } from '../job.ts';
import { parseJson } from '../json.ts';
import type { GivenOptions, OptionName } from '../options.ts';
import type { RoleEntry } from '../roles.ts';
import { isTemporary } from '../session.ts';
import type { ExportIo, Handover } from './target.ts';

/** What shapes a session and the way to it. The rest is about handing over, or is a secret. */
const shaping: readonly OptionName[] = [
  'audience',
  'token-env',
  'token-command',
  'web-identity-token-file',
  'role-duration-seconds',
  'inline-session-policy',
  'managed-session-policies',
  'role-chain',
  'role-external-id',
  'role-skip-session-tagging',
  'custom-tags',
  'transitive-tag-keys',
  'allowed-account-ids',
  'sts-endpoint',
  'http-proxy',
  'no-proxy',
  'disable-retry',
  'retry-max-attempts',
];

/**
 * A folder that serves one profile: a copy of the program (the package's own folder may be a cache that is emptied),
 * what it is to ask for, and the credentials of now. Returns the command line.
 */
export function makeProcessFolder(
  handover: Handover,
  grant: Grant,
  { io, willWrite }: { readonly io: ExportIo; readonly willWrite: (paths: readonly string[]) => void },
): string {
  const { files, processProgram } = io;
  const folder = `${makeJobFolder(handover.job, io)}/process-${grant.profile}`;
  const contents = programFiles(io);
  contents.set('spec.json', JSON.stringify(specOf(handover, grant)));
  const cache = cacheOf(grant, io);
  if (cache !== undefined) contents.set('cache.json', cache);
  willWrite([...contents.keys(), 'cache.json'].map((name) => `${folder}/${name}`));
  files.privateFolder(folder);
  for (const [name, text] of contents) files.replace(`${folder}/${name}`, text);
  return [processProgram.node, `${folder}/credential-process.js`].map((path) => quoted(path, io.platform)).join(' ');
}

/** The list is made by the build. */
function programFiles({ files, processProgram: { folder } }: ExportIo): Map<string, string> {
  const names = parseJson(files.read(`${folder}/credential-process.json`) ?? '');
  if (!Array.isArray(names)) throw new Error(`${folder} does not hold the built program`);
  return new Map(names.map((name) => [String(name), files.read(`${folder}/${name}`) ?? '']));
}

function specOf({ settings, ci, sessionName }: Handover, { session, profile, via }: Grant): GivenOptions {
  const same = shaping.flatMap((name) => {
    const value = settings.given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { source } = settings;
  const alone = settings.chain.length > 0 && source?.kind === 'token' ? source.role.arn : session.roleArn;
  const [first = alone, ...further] = via === undefined ? [] : wayTo(profile, settings.roles);
  return {
    ...Object.fromEntries(same),
    ...(further.length === 0 ? {} : { 'role-chain': further.join('\n') }),
    ci: ci.id,
    'aws-region': session.region,
    'role-session-name': sessionName,
    ...(first === undefined ? {} : { 'role-to-assume': first }),
  };
}

/** The roles on the way to a profile, from the one that the token assumes. */
function wayTo(profile: string | undefined, roles: readonly RoleEntry[]): readonly string[] {
  const entry = roles.find((role) => role.profile === profile);
  return entry === undefined ? [] : [...wayTo(entry.via, roles), entry.role.arn];
}

function cacheOf({ session: { credentials } }: Grant, { clock }: ExportIo): string | undefined {
  if (!isTemporary(credentials)) return undefined;
  const issuedAt = clock.now();
  return printCache({
    credentials,
    issuedAt,
    renewAt: renewalTime(issuedAt, credentials.expiresAt, clock.random()),
  });
}

/**
 * Some tools hand the line to a shell, others split it as one would: single quotes mean the same to all of them. On
 * Windows they know double quotes only, and no path there can hold one.
 */
function quoted(path: string, platform: string): string {
  return platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
