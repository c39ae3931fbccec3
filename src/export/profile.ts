// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

import type { ProfileType } from '../aws/profile-type.ts';
import { HelperError } from '../core/errors.ts';
import type { ExportIo } from '../core/io.ts';
import { isObject, stringAt } from '../core/json.ts';
import { Secret } from '../core/secret.ts';
import type { ProfileSession } from '../core/session.ts';
import { makeJobFolder } from '../job/job.ts';
import { isOver, tracesOf } from '../job/job-traces.ts';
import { removePrivateFiles } from '../job/private-files.ts';
import type { Settings } from '../options/settings.ts';
import type { Token } from '../token/token.ts';
import { type AwsFilePaths, awsFilePaths, editAwsFiles, oneFile } from './aws-files.ts';
import type { Mark } from './aws-ini.ts';
import { warnOfCheckout } from './checkout-warning.ts';
import { type ProfileRules, type ProfileSettings, planProfiles } from './plan-profiles.ts';
import { makeProcessFolder, ownName } from './process-folder.ts';
import { type ProfileUndo, parseProfileUndo, undoProfiles } from './profile-undo.ts';
import type { ExportTarget, Handover, HandoverPlan, HandoverRequest } from './target.ts';

/** A profile in the files that every AWS tool reads. */
export const profile: ExportTarget = {
  name: 'profile',
  hands: 'profile',
  check(plan, io) {
    refuseType(plan);
    const paths = pathsOf(io);
    for (const path of Object.values(paths)) io.files.checkReplaceable(path);
    if (plan.precedence.profileType === 'static') warnOfCheckout(paths.credentials, plan, io);
    const texts = { config: io.files.read(paths.config), credentials: io.files.read(paths.credentials) };
    planProfiles(texts, standIns(plan), rulesFor(plan, paths, io));
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const beforeWrite = (files: readonly string[]): void => record({ kind: 'profile', files });
    const profiles = handover.sessions.map((session) => profileSettings(handover, session, { io, beforeWrite }));
    const rules = { ...rulesFor(handover, paths, io), mark: markOf(handover, io) };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, profiles, rules);
      record({ kind: 'profile', paths, undo: planned.undo });
      return planned;
    });
    for (const notice of notices) io.log.notice(notice);
  },
  async undo(receipt, io) {
    removePrivateFiles(receipt.files, io.files);
    const paths = parsePaths(receipt.paths);
    const undo = parseUndo(receipt.undo);
    if (paths === undefined || undo === undefined) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo, paths));
    for (const notice of kept) io.log.notice(notice);
  },
};

/** Absolute, because whoever undoes it may stand in another folder. */
function pathsOf({ env, homeFolder, platform, files }: ExportIo): AwsFilePaths {
  const { config, credentials } = awsFilePaths(env, homeFolder, platform);
  if (files.isSame(config, credentials)) throw oneFile(config);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}

/** The folder is made first: where it is, is a part of the mark. */
function markOf(handover: Handover, io: ExportIo): Mark {
  makeJobFolder(handover.job, io);
  const until = endOfProfile(handover);
  return { job: handover.job.id, ...(until === undefined ? {} : { until }), traces: tracesOf(handover.job, io) };
}

/** When nothing new can be had with the profile: of keys their end, of a token that nobody writes anew the token's. */
function endOfProfile(handover: Handover): number | undefined {
  const { token, sessions, precedence } = handover;
  const { profileType: type } = precedence;
  if (type === 'static') return sessions[0].credentials.expiresAt;
  if (type === 'process' || token?.path !== undefined || token?.claims.exp === undefined) return undefined;
  // What somebody else wrote need not be a time.
  return Number.isNaN(new Date(token.claims.exp * 1000).getTime()) ? undefined : token.claims.exp * 1000;
}

function rulesFor({ settings, job }: HandoverPlan, paths: AwsFilePaths, io: ExportIo): ProfileRules {
  const now = io.clock.now();
  return {
    paths,
    overwrite: settings.profile.overwrite,
    mark: { job: job.id },
    isOver: ({ until, traces = {} }) => (until !== undefined && until <= now) || isOver(traces, job, io),
  };
}

/** Profiles of the kind that will be written: what is in the way of these would be in the way of those. */
function standIns(plan: HandoverPlan): readonly ProfileSettings[] {
  const { settings, profileName } = plan;
  const names = settings.roles.length > 0 ? settings.roles.map(({ profile: name }) => name) : [profileName];
  const none = { accessKeyId: 'none', secretAccessKey: new Secret('none') };
  return names.map((name) => ({
    name,
    region: settings.region,
    ...(plan.precedence.profileType === 'static'
      ? { type: 'static', credentials: none }
      : { type: 'process', command: 'none' }),
  }));
}

function refuseType(plan: HandoverPlan): void {
  const { settings, precedence } = plan;
  const { profileType: type } = precedence;
  if (type !== 'static' && settings.source?.kind !== 'token') {
    throw new HelperError('option-conflict', `A profile of the type ${type} needs a token, and none is used here.`, {
      hint: 'Give profile-type: static, or assume the role with the job’s token.',
    });
  }
  const lost = lostInWebIdentity(settings);
  if (type === 'web-identity' && lost !== undefined) {
    throw new HelperError(
      'option-conflict',
      `${lost} would be lost in a profile of the type web-identity: there the AWS tools exchange the token by themselves.`,
      { hint: 'Give profile-type: process, which asks this program each time, or static.' },
    );
  }
}

/** What a `web_identity_token_file` profile has no words for. */
export function lostInWebIdentity({ inlinePolicy, managedPolicies, chain }: Settings): string | undefined {
  if (inlinePolicy !== undefined) return 'inline-session-policy';
  if (managedPolicies.length > 0) return 'managed-session-policies';
  return chain.length > 0 ? 'then-assume' : undefined;
}

/** Without a token there are only keys to write; with one, what the CI's tokens are good for. */
export function usualProfileType({ settings, ci }: HandoverRequest): ProfileType {
  const { source, profile } = settings;
  if (profile.type !== undefined) return profile.type;
  if (source?.kind !== 'token') return 'static';
  if (source.from?.kind === 'command') return 'process';
  const type = ci.defaults.profileType;
  return type === 'web-identity' && lostInWebIdentity(settings) !== undefined ? 'process' : type;
}

interface Making {
  readonly io: ExportIo;
  readonly beforeWrite: (paths: readonly string[]) => void;
}

function profileSettings(handover: Handover, session: ProfileSession, making: Making): ProfileSettings {
  const { profile: name, via, region, roleArn } = session;
  const common = { name, region };
  const { profileType: type } = handover.precedence;
  if (type === 'static' || handover.token === undefined || roleArn === undefined) {
    return { ...common, type: 'static', credentials: session.credentials };
  }
  if (type === 'process') return { ...common, type, command: makeProcessFolder(handover, session, making) };
  if (via !== undefined) {
    const { externalId } = handover.settings;
    return {
      ...common,
      type: 'assume-role',
      roleArn,
      sourceProfile: via,
      sessionName: handover.sessionName,
      externalId,
    };
  }
  return {
    ...common,
    type,
    roleArn,
    sessionName: handover.sessionName,
    tokenFile: tokenFile(handover.token, session, { ...making, handover }),
  };
}

/** A token that nothing else keeps in a file goes into the job's private folder. */
function tokenFile(
  token: Token,
  { profile }: ProfileSession,
  { io, beforeWrite, handover }: Making & { handover: Handover },
): string {
  if (token.path !== undefined) return io.files.absolute(token.path);
  const path = `${makeJobFolder(handover.job, io)}/token-${ownName(profile, token)}`;
  beforeWrite([path]);
  io.files.replace(path, token.jwt.reveal());
  return path;
}

function parsePaths(value: unknown): AwsFilePaths | undefined {
  const config = isObject(value) ? stringAt(value, 'config') : undefined;
  const credentials = isObject(value) ? stringAt(value, 'credentials') : undefined;
  return config === undefined || credentials === undefined ? undefined : { config, credentials };
}

function parseUndo(value: unknown): readonly ProfileUndo[] | undefined {
  const undo = Array.isArray(value) ? value.map(parseProfileUndo) : [undefined];
  return undo.every((entry) => entry !== undefined) ? undo : undefined;
}
