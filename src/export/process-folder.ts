// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html

import { printCache, renewalTime } from '../core/credential-cache.ts';
import { fingerprint } from '../core/fingerprint.ts';
import type { ExportIo } from '../core/io.ts';
import type { ProfileSession } from '../core/session.ts';
import { isTemporary } from '../core/session.ts';
import type { RoleEntry } from '../options/roles-option.ts';
import { type GivenOptions, type Option, type OptionName, options } from '../options/table.ts';
import type { Token } from '../token/token.ts';
import { launcherOf } from './process-launcher.ts';
import type { ProfileProgram } from './profile-program.ts';
import type { Handover } from './target.ts';

/** The files of a folder for one profile: the options of the request, the current credentials, and the launcher. */
export function processFiles(
  handover: Handover,
  session: ProfileSession,
  { run, io }: { readonly run: ProfileProgram; readonly io: ExportIo },
): ReadonlyMap<string, string> {
  const launcher = launcherOf(run, io);
  const files = [
    ['spec.json', JSON.stringify(specOf(handover, session, io))],
    ['cache', cacheOf(session, io)],
    ...(launcher === undefined ? [] : ([[launcher.name, launcher.text]] as const)),
  ] as const;
  return new Map(files.map(([name, text]) => [`${run.folder}/${name}`, text]));
}

/**
 * The names of a profile's files: unique on every file system, including case-insensitive ones, and for each subject of
 * the token.
 */
export function ownName(profile: string, token: Token | undefined): string {
  return `${profile}-${fingerprint([profile, token?.claims.iss, token?.claims.sub])}`;
}

function specOf(
  { settings, ci, sessionName }: Handover,
  { profile, via, roleArn, region }: ProfileSession,
  { files }: Pick<ExportIo, 'files'>,
): GivenOptions {
  const same = options.flatMap(({ name, handover, value: placeholder }: Option) => {
    // The assertion is correct: these are the table's own names.
    const value = settings.given[name as OptionName];
    if (value === undefined || handover) return [];
    // Absolute, because AWS tools run the profile in any folder.
    return [[name, placeholder === 'FILE' ? files.absolute(value) : value] as const];
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

/** Empty if nothing can be renewed. */
function cacheOf({ credentials }: ProfileSession, { clock }: ExportIo): string {
  if (!isTemporary(credentials)) return '';
  const issuedAt = clock.now();
  return printCache({
    credentials,
    issuedAt,
    renewAt: renewalTime(issuedAt, credentials.expiresAt, clock.random()),
  });
}
