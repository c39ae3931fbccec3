// Predicts which identity the clients will use, before anything is sent: docs/adr/0009-clients-and-precedence.md
import { asClientsRead, deviationsFrom, type Effect, type Handed, type Surroundings } from '../aws/client-table.ts';
import type { ProfileType } from '../aws/profile-type.ts';
import type { ExportIo } from '../core/io.ts';
import { knownRole } from '../options/credential-source.ts';
import { type ToolVerdict, told, typeChange } from './precedence-messages.ts';
import { profileSections } from './profile-sections.ts';
import { type HandoverRequest, type Precedence, writesProfile } from './target.ts';
import { emptyCredentialVariables } from './variables.ts';

type PrecedenceIo = Pick<ExportIo, 'env' | 'platform' | 'homeFolder' | 'files'>;

/**
 * Evaluates an export with the variables of the job. If the profile type is not set, one that every tool uses takes
 * precedence over the usual one.
 */
export function weigh(request: HandoverRequest, usualType: ProfileType, io: PrecedenceIo): Precedence {
  const verdictsWith = (type: ProfileType): readonly ToolVerdict[] => {
    const surroundings = surroundingsAfter(request, io);
    return handedOver(request, type, io).map((handed) => judge(handed, { request, surroundings }));
  };
  const usual = verdictsWith(usualType);
  if (worst(usual) === 0) return { profileType: usualType, ...nothingToTell };
  const replaceable = usualType === 'web-identity' && request.settings.profile.type === undefined;
  const other = replaceable ? verdictsWith('process') : usual;
  if (worst(other) >= worst(usual)) return { profileType: usualType, ...told(usual, request) };
  const { notices, ...rest } = told(other, request);
  const deviations = usual.flatMap((verdict) => verdict.deviations);
  return { profileType: 'process', ...rest, notices: [typeChange(deviations), ...notices] };
}

const nothingToTell = { conflict: undefined, warnings: [], notices: [], byOptionOnly: [] };

const ranks: Readonly<Record<Effect, number>> = { 'other-session': 1, stops: 2, 'other-identity': 3 };

function worst(verdicts: readonly ToolVerdict[]): number {
  return Math.max(0, ...verdicts.flatMap(({ deviations }) => deviations.map(({ effect }) => ranks[effect])));
}

/** Keys in variables count for the profiles next to them, which contain the same credentials. */
function handedOver(request: HandoverRequest, type: ProfileType, io: PrecedenceIo): readonly Handed[] {
  const { settings, targets, profileName, sessionName } = request;
  const { source } = settings;
  if (targets.some(({ hands }) => hands === 'variables')) {
    const asFound = source?.kind === 'ambient' && source.role === undefined;
    const written = writesProfile(request) ? profileName : undefined;
    return [{ kind: 'variables', profile: asFound ? io.env.AWS_PROFILE : written }];
  }
  if (!writesProfile(request)) return [];
  const common = { sessionName, tokenFile: tokenFileOf(request, io) };
  if (settings.roles.length > 0) {
    return settings.roles.map(({ profile, role, via }) => ({
      ...common,
      kind: via !== undefined && type === 'web-identity' ? 'assume-role' : type,
      profile,
      roleArn: role.arn,
    }));
  }
  const roleArn = (settings.chain.at(-1) ?? knownRole(source))?.arn;
  return [{ ...common, kind: type, profile: profileName, roleArn }];
}

/** A profile refers to the file that the user set; other tokens are copied to a private file. */
function tokenFileOf({ settings: { source }, ci }: HandoverRequest, { env, files }: PrecedenceIo): string | undefined {
  if (source?.kind !== 'token') return undefined;
  const path =
    source.from === undefined ? ci.tokenFile?.(env) : source.from.kind === 'file' ? source.from.path : undefined;
  if (path === undefined) return undefined;
  // In the variable's spelling if it is the same file, since only strings are compared later.
  const variable = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  return variable !== undefined && files.absolute(variable) === files.absolute(path) ? variable : path;
}

/** The environment of later steps, as far as it is known here. */
function surroundingsAfter(request: HandoverRequest, io: PrecedenceIo): Surroundings {
  const { settings, ci, targets } = request;
  const unset = settings.unsetCurrent && ci.variables === 'github-env' ? emptyCredentialVariables : {};
  const changes = targets.map(({ rivals }) => rivals?.(request, io) ?? {});
  const env = Object.fromEntries([io.env, unset, ...changes].flatMap((variables) => Object.entries(variables)));
  return {
    env: asClientsRead(env, io.platform),
    hasProfile: hasProfileIn(request, io),
  };
}

function writtenNames(request: HandoverRequest): readonly string[] {
  const { settings, profileName } = request;
  if (settings.roles.length > 0) return settings.roles.map(({ profile }) => profile);
  return writesProfile(request) ? [profileName] : [];
}

function hasProfileIn(request: HandoverRequest, io: PrecedenceIo): (name: string) => boolean {
  const written = new Set(writtenNames(request));
  const sectionsNamed = profileSections(io);
  return (name) => written.has(name) || sectionsNamed(name).length > 0;
}

function judge(
  handed: Handed,
  { request, surroundings }: { readonly request: HandoverRequest; readonly surroundings: Surroundings },
): ToolVerdict {
  const { env } = surroundings;
  const selected = env.AWS_PROFILE || 'default';
  const { kind, profile } = handed;
  const plain =
    kind === 'variables' ||
    profile === selected ||
    // The profile in AWS_PROFILE has another identity, unless it is another profile of this run.
    (profile === 'default' && !writtenNames(request).includes(selected));
  const named = plain ? surroundings : { ...surroundings, env: { ...env, AWS_PROFILE: profile } };
  return { handed, plain, deviations: deviationsFrom(handed, named) };
}
