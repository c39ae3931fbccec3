import { parseRegionOf } from '../aws/region.ts';
import { parseRole, type Role } from '../aws/role.ts';
import { didYouMean } from '../core/did-you-mean.ts';
import { HelperError } from '../core/errors.ts';
import { lines } from '../core/parse-values.ts';
import { validateProfileName } from './profile-name.ts';
import type { GivenOptions } from './table.ts';

/** One of several roles, with its profile. */
export interface RoleEntry {
  readonly profile: string;
  readonly role: Role;
  /** The profile whose credentials assume it; absent if the token does. */
  readonly via: string | undefined;
  readonly region: string;
}

/**
 * Parses the option `roles`: one role per line, `NAME = ARN [, via = NAME] [, region = REGION]`. Returns the entries in
 * an order in which each follows its `via`.
 *
 * @throws HelperError `option-invalid`, `profile-invalid`, `role-invalid`, `region-invalid`
 */
export function parseRoles(given: GivenOptions): readonly RoleEntry[] {
  const entries = lines(given.roles).map((line) => parseEntry(line, given));
  const names = entries.map(({ profile }) => profile);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`names the profile ${twice} twice`, 'Use a different profile for each role.');
  for (const { profile, via } of entries) {
    if (via === undefined || names.includes(via)) continue;
    throw invalid(
      `contains ${profile} via ${via}, which is not in the list`,
      didYouMean(via, names) ?? `Add a line for ${via}.`,
    );
  }
  return inOrder(entries, []);
}

function parseEntry(line: string, given: GivenOptions): RoleEntry {
  const [first = '', ...rest] = line.split(',').map((part) => part.trim());
  const [profile, arn] = pair(first, line);
  const settings = new Map(rest.map((part) => pair(part, line)));
  if (settings.size < rest.length)
    throw invalid(`contains a setting twice in the line for ${profile}`, 'Keep one of them.');
  for (const name of settings.keys()) {
    if (name === 'via' || name === 'region') continue;
    throw invalid(
      `contains ${JSON.stringify(name)} in the line for ${profile}`,
      didYouMean(name, ['via', 'region']) ?? 'Use only via and region in a line.',
    );
  }
  const role = parseRole(arn, `${profile} in roles`);
  const via = settings.get('via');
  return {
    profile: validateProfileName(profile, 'roles'),
    role,
    via,
    region: parseRegionOf(settings.get('region') ?? given['aws-region'], role, given['sts-endpoint'] !== undefined),
  };
}

function pair(part: string, line: string): readonly [string, string] {
  const [, name, value] = /^([^=\s]+)\s*=\s*(\S+)$/.exec(part) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw invalid(
    `contains an invalid line: ${JSON.stringify(line)}`,
    'Use the form: staging = arn:aws:iam::123456789012:role/deploy, via = base, region = eu-central-1',
  );
}

/** Roles without open dependencies come first; what remains is a cycle. */
function inOrder(left: readonly RoleEntry[], done: readonly RoleEntry[]): readonly RoleEntry[] {
  if (left.length === 0) return done;
  const ready = left.filter(({ via }) => via === undefined || done.some(({ profile }) => profile === via));
  if (ready.length > 0)
    return inOrder(
      left.filter((entry) => !ready.includes(entry)),
      [...done, ...ready],
    );
  const circle = left.map(({ profile, via }) => `${profile} via ${via}`).join(', ');
  throw invalid(
    `contains a cycle: ${circle}`,
    'Remove via from at least one of them, so that it is assumed with the token.',
  );
}

function invalid(what: string, hint: string): HelperError {
  return new HelperError('option-invalid', `roles ${what}.`, { hint });
}
