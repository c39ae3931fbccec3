// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
import { HelperError } from '../errors.ts';
import type { Mark } from '../ini.ts';
import { makeJobFolder } from '../job.ts';
import type { Token } from '../jwt.ts';
import type { ProfileType } from '../settings.ts';
import {
  type AwsFilePaths,
  awsFilePaths,
  editAwsFiles,
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
    refuseWithoutToken(plan);
    for (const path of Object.values(pathsOf(io))) io.files.checkReplaceable(path);
  },
  async write(handover, io, record) {
    const paths = pathsOf(io);
    const settings = profileSettings(handover, io, (path) => record({ kind: 'profile', tokenFile: path }));
    const rules = {
      paths,
      overwrite: handover.settings.profile.overwrite,
      mark: markOf(handover),
      now: io.clock.now(),
    };
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

/** Absolute, because whoever undoes it may stand in another folder. */
function pathsOf({ env, homeFolder, platform, files }: ExportIo): AwsFilePaths {
  const { config, credentials } = awsFilePaths(env, homeFolder, platform);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}

function markOf({ job, session }: Handover): Mark {
  const { expiresAt } = session.credentials;
  return { job: job.name, ...(expiresAt === undefined ? {} : { until: expiresAt }) };
}

/** Keys in the environment beat every profile: the job would go on as somebody else, and nothing would say so. */
function refuseShadow({ profileName, ways, settings, ci }: HandoverPlan, { env, log }: ExportIo): void {
  const unset = settings.unsetCurrent && ci.variables === 'github-env';
  if (ways.includes('env') || unset) return;
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

function refuseWithoutToken(plan: HandoverPlan): void {
  if (typeOf(plan) === 'static' || plan.settings.source?.kind === 'token') return;
  throw new HelperError('option-conflict', 'A profile of the type web-identity needs a token, and none is used here.', {
    hint: 'Give profile-type: static, or assume the role with the job’s token.',
  });
}

function profileSettings(handover: Handover, io: ExportIo, willWrite: (path: string) => void): ProfileSettings {
  const { session, sessionName, token, profileName: name } = handover;
  const common = { name, region: session.region };
  const { roleArn } = session;
  if (typeOf(handover) === 'static' || token === undefined || roleArn === undefined) {
    return { ...common, type: 'static', credentials: session.credentials };
  }
  const tokenFile =
    token.path === undefined ? keepToken(token, handover, io, willWrite) : io.files.absolute(token.path);
  return { ...common, type: 'web-identity', roleArn, sessionName, tokenFile };
}

/** Without a token there are only keys to write. */
function typeOf({ settings, ci }: HandoverPlan): ProfileType {
  const fallback = settings.source?.kind === 'token' ? ci.defaults.profileType : 'static';
  return settings.profile.type ?? fallback;
}

/** A token that nothing else keeps in a file goes into the job's private folder. */
function keepToken(
  token: Token,
  { job, profileName }: HandoverPlan,
  io: ExportIo,
  willWrite: (path: string) => void,
): string {
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
