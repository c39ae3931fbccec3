// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
import { HelperError } from '../errors.ts';
import { makeJobFolder } from '../job.ts';
import { Secret } from '../secret.ts';
import {
  type AwsFilePaths,
  awsFilePaths,
  editAwsFiles,
  type ProfileRules,
  type ProfileSettings,
  type ProfileUndo,
  parseProfileUndo,
  planProfiles,
  undoProfiles,
} from './profile-files.ts';
import type { ExportIo, ExportTarget, Handover, HandoverPlan } from './target.ts';

/** A profile in the files that every AWS tool reads. */
export const profile: ExportTarget = {
  name: 'profile',
  check(plan, io) {
    refuseShadow(plan, io);
    const paths = pathsOf(io);
    for (const path of Object.values(paths)) io.files.checkReplaceable(path);
    const texts = { config: io.files.read(paths.config), credentials: io.files.read(paths.credentials) };
    planProfiles(texts, [standIn(plan)], rulesFor(plan, paths, io));
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const settings = profileSettings(handover, io, (path) => record({ kind: 'profile', tokenFile: path }));
    const { job, session } = handover;
    const mark = { job: job.name, until: session.credentials.expiresAt };
    const rules = { ...rulesFor(handover, paths, io), mark };
    const { notices } = await editAwsFiles(io.files, paths, (texts) => {
      const planned = planProfiles(texts, [settings], rules);
      record({ kind: 'profile', paths, undo: planned.undo });
      return planned;
    });
    for (const notice of notices) io.log.notice(notice);
  },
  async undo(receipt, io) {
    if (typeof receipt.tokenFile === 'string') io.files.remove(receipt.tokenFile);
    const paths = parsePaths(receipt.paths);
    const undo = parseUndo(receipt.undo);
    if (paths === undefined || undo === undefined) return;
    const { kept } = await editAwsFiles(io.files, paths, (texts) => undoProfiles(texts, undo, paths));
    for (const notice of kept) io.log.notice(notice);
  },
};

function pathsOf({ env, homeFolder, platform }: ExportIo): AwsFilePaths {
  return awsFilePaths(env, homeFolder, platform);
}

function rulesFor({ settings, job }: HandoverPlan, paths: AwsFilePaths, { clock }: ExportIo): ProfileRules {
  return { paths, overwrite: settings.profile.overwrite, mark: { job: job.name }, now: clock.now() };
}

/** A profile of the kind that will be written: what is in the way of this one would be in the way of that one. */
function standIn({ settings, ci, profileName: name }: HandoverPlan): ProfileSettings {
  const common = { name, region: settings.region };
  const type = settings.profile.type ?? ci.defaults.profileType;
  if (type === 'static') {
    return { ...common, type, credentials: { accessKeyId: 'none', secretAccessKey: new Secret('none') } };
  }
  return { ...common, type, roleArn: settings.role.arn, sessionName: 'none', tokenFile: 'none' };
}

/** Keys in the environment beat every profile: the job would go on as somebody else, and nothing would say so. */
function refuseShadow({ profileName, ways }: HandoverPlan, { env, log }: ExportIo): void {
  if (ways.includes('env')) return;
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].filter(
    (name) => (env[name] ?? '') !== '',
  );
  if (!names.includes('AWS_ACCESS_KEY_ID')) return;
  const variables = names.join(', ');
  if (profileName !== 'default') {
    log.warning(
      `${variables} ${names.length === 1 ? 'is' : 'are'} set: AWS tools prefer them to AWS_PROFILE. Unset them, or name the profile in each call.`,
    );
    return;
  }
  throw new HelperError(
    'environment-conflict',
    `${variables} ${names.length === 1 ? 'is' : 'are'} set, and every AWS tool prefers them to the default profile.`,
    {
      hint: `Remove them from the job's settings or unset them before (unset ${names.join(' ')}). Or give the profile a name with --aws-profile and use it by name.`,
    },
  );
}

function profileSettings(handover: Handover, io: ExportIo, willWrite: (path: string) => void): ProfileSettings {
  const { settings, session, sessionName, ci, profileName: name } = handover;
  const common = { name, region: session.region };
  const type = settings.profile.type ?? ci.defaults.profileType;
  if (type === 'static') return { ...common, type, credentials: session.credentials };
  return { ...common, type, roleArn: session.roleArn, sessionName, tokenFile: tokenFile(handover, io, willWrite) };
}

/** A file that something else keeps fresh is used in its place; any other token is put into the job's private folder. */
function tokenFile({ token, job, profileName }: Handover, io: ExportIo, willWrite: (path: string) => void): string {
  if (token.path !== undefined) return io.files.absolute(token.path);
  const path = `${makeJobFolder(job, io)}/token-${profileName}`;
  willWrite(path);
  io.files.replace(path, token.jwt.reveal());
  return path;
}

function parsePaths(value: unknown): AwsFilePaths | undefined {
  if (typeof value !== 'object' || value === null || !('config' in value) || !('credentials' in value))
    return undefined;
  const { config, credentials } = value;
  return typeof config === 'string' && typeof credentials === 'string' ? { config, credentials } : undefined;
}

function parseUndo(value: unknown): readonly ProfileUndo[] | undefined {
  const undo = Array.isArray(value) ? value.map(parseProfileUndo) : [undefined];
  return undo.every((entry) => entry !== undefined) ? undo : undefined;
}
