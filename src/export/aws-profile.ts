// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

import { HelperError } from '../core/errors.ts';
import type { ExportIo } from '../core/io.ts';
import { isObject, stringAt } from '../core/json.ts';
import { Secret } from '../core/secret.ts';
import { makeJobFolder, shellFormId } from '../job/job.ts';
import { isOver, tracesOf } from '../job/job-traces.ts';
import type { Receipt } from '../job/receipts.ts';
import { type AwsFilePaths, editAwsFiles } from './aws-files.ts';
import type { Mark } from './aws-ini-mark.ts';
import { warnOfCheckout } from './checkout-warning.ts';
import { type ProfileRules, type ProfileSettings, planProfiles } from './plan-profiles.ts';
import { removeProfileFiles } from './process-program.ts';
import { writePrivateFiles } from './profile-files.ts';
import { copyFiles, namingCommands, obey, type ProfilePlace, profilePlaceOf, textsAt } from './profile-place.ts';
import { type ProfileUndo, parseProfileUndo, undoProfiles } from './profile-undo.ts';
import type { Handover, HandoverPlan, Recording } from './target.ts';
import { twoHomes } from './two-homes.ts';
import { lostInWebIdentity } from './usual-profile-type.ts';

const kind = 'profile';

export function checkProfile(plan: HandoverPlan, io: ExportIo): void {
  refuseType(plan);
  const place = profilePlaceOf(plan, io);
  for (const path of Object.values(place.paths)) io.files.checkReplaceable(path);
  const apart = place.isOwn ? undefined : twoHomes(io);
  if (apart !== undefined) io.log.warning(`The profile is written under USERPROFILE. ${apart}`);
  if (plan.precedence.profileType === 'static') warnOfCheckout(place.paths.credentials, plan, io);
  planProfiles(textsAt(place, io.files), standIns(plan), rulesFor(plan, place, io));
}

export async function writeProfile(handover: Handover, { io, record }: Recording): Promise<void> {
  const place = profilePlaceOf(handover, io);
  const { paths } = place;
  copyFiles(place, handover, { io, record });
  const profiles = await writePrivateFiles(handover, io, record);
  const rules = { ...rulesFor(handover, place, io), mark: markOf(handover, io) };
  const { notices } = await editAwsFiles(io.files, paths, (texts) => {
    const planned = planProfiles(texts, profiles, rules);
    record({ kind, paths, undo: planned.undo });
    return planned;
  });
  for (const notice of notices) io.log.notice(notice);
  const { name, putBack } = namingCommands(place, handover);
  if (name.length === 0) return;
  record({ kind, commands: putBack });
  obey(name, io);
  io.log.info(
    'Later steps of the job find the profile through AWS_CONFIG_FILE. In this step, use exec, or eval "$(ci-aws-credentials env …)".',
  );
}

export async function undoProfile(receipt: Receipt, io: ExportIo): Promise<void> {
  obey(receipt.commands, io);
  await removeProfileFiles(receipt, io.files);
  const paths = parsePaths(receipt.paths);
  const undo = parseUndo(receipt.undo);
  if (paths === undefined || undo === undefined) return;
  const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo, paths));
  for (const notice of kept) io.log.notice(notice);
}

/** The folder is created first, because its location is part of the mark. */
function markOf(handover: Handover, io: ExportIo): Mark {
  makeJobFolder(handover.job, io);
  const until = endOfProfile(handover);
  return { job: handover.job.id, ...(until === undefined ? {} : { until }), traces: tracesOf(handover.job, io) };
}

/** When the profile stops working: the expiry of keys, or of a token that is not renewed. */
function endOfProfile(handover: Handover): number | undefined {
  const { token, sessions, precedence } = handover;
  const { profileType: type } = precedence;
  if (type === 'static') return sessions[0].credentials.expiresAt;
  if (type === 'process' || token?.path !== undefined || token?.claims.exp === undefined) return undefined;
  // The value in another mark may not be a time.
  return Number.isNaN(new Date(token.claims.exp * 1000).getTime()) ? undefined : token.claims.exp * 1000;
}

/** Files of the job contain only copies, so the originals stay. */
function rulesFor({ settings, job }: HandoverPlan, { paths, isOwn }: ProfilePlace, io: ExportIo): ProfileRules {
  const now = io.clock.now();
  return {
    paths,
    overwrite: settings.profile.overwrite || isOwn,
    mark: { job: job.id },
    isOver: ({ job: id, until, traces = {} }) =>
      isOwn || id === shellFormId(job) || (until !== undefined && until <= now) || isOver(traces, job, io),
  };
}

/** Profiles of the final kind: they have the same conflicts. */
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
    throw new HelperError(
      'option-conflict',
      `A profile of type ${type} requires a token, but other credentials are used.`,
      {
        hint: 'Set profile-type: static, or assume the role with the token of the job.',
      },
    );
  }
  const lost = lostInWebIdentity(settings);
  if (type === 'web-identity' && lost !== undefined) {
    throw new HelperError(
      'option-conflict',
      `${lost} has no effect in a profile of type web-identity, where AWS tools exchange the token themselves.`,
      { hint: 'Set profile-type: process, which runs this program for credentials, or static.' },
    );
  }
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
