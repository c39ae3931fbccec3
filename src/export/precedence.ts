// Who the clients will be, asked before anything is sent: docs/adr/0009-clients-and-precedence.md
import { asClientsRead, type Deviation, deviationsFrom, type Effect, type Handed } from '../aws/client-table.ts';
import type { ProfileType } from '../aws/profile-type.ts';
import type { Env, ExportIo } from '../core/io.ts';
import { knownRole } from '../options/credential-source.ts';
import { awsFilePaths, headerFor } from './aws-files.ts';
import { findSections } from './aws-ini.ts';
import {
  byOptionOnly,
  otherIdentity,
  otherSession,
  type Sentence,
  typeChange,
  willStop,
} from './precedence-messages.ts';
import { type HandoverRequest, writesProfile } from './target.ts';
import { emptyCredentialVariables } from './variables.ts';

/** What the variables of the job make of a hand-over. */
export interface Precedence {
  readonly profileType: ProfileType;
  /** A tool would be somebody else. */
  readonly conflict: Sentence | undefined;
  /** A tool would stop, or a profile is to be had by `--profile` only. */
  readonly warnings: readonly Sentence[];
  /** The type is not the usual one, or the session will have another name. */
  readonly notices: readonly Sentence[];
  /** Profiles that AWS_PROFILE does not lead to, for some tool. */
  readonly byOptionOnly: readonly string[];
}

type PrecedenceIo = Pick<ExportIo, 'env' | 'platform' | 'homeFolder' | 'files'>;

/** What becomes of the tools with one thing that is handed over. */
export interface ToolVerdict {
  readonly handed: Handed;
  /** Whether tools take it that are told nothing; else AWS_PROFILE or --profile must name it. */
  readonly plain: boolean;
  readonly deviations: readonly Deviation[];
}

/**
 * Weighs a hand-over against the variables of the job. Where the type of a profile is not asked for, one that every
 * tool takes as it is comes before the usual one.
 */
export function weigh(request: HandoverRequest, usualType: ProfileType, io: PrecedenceIo): Precedence {
  const verdictsWith = (type: ProfileType): readonly ToolVerdict[] => {
    const surroundings = surroundingsAfter(request, io);
    return handedOver(request, type, io).map((handed) => judge(handed, { request, surroundings }));
  };
  const usual = verdictsWith(usualType);
  const replaceable = usualType === 'web-identity' && request.settings.profile.type === undefined;
  const other = replaceable && worst(usual) > 0 ? verdictsWith('process') : usual;
  if (worst(other) >= worst(usual)) return { profileType: usualType, ...told(usual, request) };
  const { notices, ...rest } = told(other, request);
  const deviations = usual.flatMap((verdict) => verdict.deviations);
  return { profileType: 'process', ...rest, notices: [typeChange(deviations), ...notices] };
}

const ranks: Readonly<Record<Effect, number>> = { 'other-session': 1, stops: 2, 'other-identity': 3 };

function worst(verdicts: readonly ToolVerdict[]): number {
  return Math.max(0, ...verdicts.flatMap(({ deviations }) => deviations.map(({ effect }) => ranks[effect])));
}

/** Keys in variables stand for the profiles beside them: these hold the same credentials. */
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

/** A profile names the file that the user named; any other token is put into one of ours. */
function tokenFileOf({ settings: { source }, ci }: HandoverRequest, { env, files }: PrecedenceIo): string | undefined {
  if (source?.kind !== 'token') return undefined;
  const path =
    source.from === undefined ? ci.tokenFile?.(env) : source.from.kind === 'file' ? source.from.path : undefined;
  if (path === undefined) return undefined;
  // As the variable has it, if it is that file: a comparison of texts is all that follows.
  const variable = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  return variable !== undefined && files.absolute(variable) === files.absolute(path) ? variable : path;
}

interface Situation {
  readonly env: Env;
  readonly hasProfile: (name: string) => boolean;
}

/** The environment of later steps, as far as it is known here. */
function surroundingsAfter(request: HandoverRequest, io: PrecedenceIo): Situation {
  const { settings, ci, targets } = request;
  const unset = settings.unsetCurrent && ci.variables === 'github-env' ? emptyCredentialVariables : {};
  const changes = targets.map(({ rivals }) => rivals?.(request, io) ?? {});
  const env = Object.fromEntries([io.env, unset, ...changes].flatMap((variables) => Object.entries(variables)));
  return {
    env: asClientsRead(env, io.platform),
    hasProfile: (name) => writtenNames(request).includes(name) || isInFiles(name, io),
  };
}

function writtenNames(request: HandoverRequest): readonly string[] {
  const { settings, profileName } = request;
  if (settings.roles.length > 0) return settings.roles.map(({ profile }) => profile);
  return writesProfile(request) ? [profileName] : [];
}

function isInFiles(name: string, { env, homeFolder, platform, files }: PrecedenceIo): boolean {
  const paths = awsFilePaths(env, homeFolder, platform);
  return (['config', 'credentials'] as const).some(
    (file) => findSections(files.read(paths[file]) ?? '', headerFor(file, name)).length > 0,
  );
}

function judge(
  handed: Handed,
  { request, surroundings }: { readonly request: HandoverRequest; readonly surroundings: Situation },
): ToolVerdict {
  const { env } = surroundings;
  const selected = env.AWS_PROFILE || 'default';
  const { kind, profile } = handed;
  const plain =
    kind === 'variables' ||
    profile === selected ||
    // What AWS_PROFILE names is somebody else's, unless it is another profile of this run.
    (profile === 'default' && !writtenNames(request).includes(selected));
  const named = plain ? surroundings : { ...surroundings, env: { ...env, AWS_PROFILE: profile } };
  return { handed, plain, deviations: deviationsFrom(handed, named) };
}

function told(verdicts: readonly ToolVerdict[], request: HandoverRequest): Omit<Precedence, 'profileType'> {
  const plain = verdicts.filter((verdict) => verdict.plain);
  const hidden = verdicts.filter(
    (verdict) => !verdict.plain && verdict.deviations.some(({ effect }) => effect !== 'other-session'),
  );
  const sayOf = (
    effect: Effect,
    say: (verdict: ToolVerdict, request: HandoverRequest) => Sentence,
  ): readonly Sentence[] =>
    plain.flatMap((verdict) => {
      const deviations = verdict.deviations.filter((deviation) => deviation.effect === effect);
      return deviations.length === 0 ? [] : [say({ ...verdict, deviations }, request)];
    });
  const conflicts = sayOf('other-identity', otherIdentity);
  const meant = isMeant(plain, request);
  return {
    conflict: meant ? undefined : conflicts[0],
    warnings: [...(meant ? conflicts : []), ...sayOf('stops', willStop), ...hidden.map(byOptionOnly)],
    notices: sayOf('other-session', otherSession),
    byOptionOnly: hidden.flatMap(({ handed: { profile } }) => profile ?? []),
  };
}

/**
 * Whether AWS_PROFILE says whose credentials assume the role: then it may well be there for this step alone, which
 * nobody can tell from here.
 */
function isMeant(verdicts: readonly ToolVerdict[], { settings: { source } }: HandoverRequest): boolean {
  const serious = verdicts.flatMap(({ handed, deviations }) =>
    deviations.filter(({ effect }) => effect === 'other-identity').map(({ because }) => ({ handed, because })),
  );
  return (
    source?.kind === 'ambient' &&
    serious.every(({ handed, because }) => handed.kind === 'variables' && [...because.keys()].join() === 'AWS_PROFILE')
  );
}
