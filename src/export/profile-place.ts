// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
import type { ExportIo } from '../core/io.ts';
import { makeJobFolder } from '../job/job.ts';
import {
  type AwsFile,
  type AwsFilePaths,
  type AwsFileTexts,
  awsFilePaths,
  awsFiles,
  awsFileVariables,
  oneFile,
} from './aws-files.ts';
import type { HandoverPlan, Recording } from './target.ts';

/** The two files that profiles are written to. */
export interface ProfilePlace {
  readonly paths: AwsFilePaths;
  /** The files that AWS tools in this step read, of which those in `paths` may be copies. */
  readonly usual: AwsFilePaths;
  /** Whether both files belong to the job. */
  readonly isOwn: boolean;
}

/**
 * The files for the profiles. If the CI can pass other paths to later steps, they are files of the job, so that nothing
 * is left in a shared home folder; files set in variables are used.
 *
 * @throws HelperError `environment-conflict`, `file-not-writable`, `file-unsafe`
 */
export function profilePlaceOf({ ci, job }: Pick<HandoverPlan, 'ci' | 'job'>, io: ExportIo): ProfilePlace {
  const usual = absolutePaths(io);
  if (ci.setVariable === undefined) return { paths: usual, usual, isOwn: false };
  const own = { config: `${job.folder}/aws-config`, credentials: `${job.folder}/aws-credentials` };
  const isNamed = (file: AwsFile): boolean => Boolean(io.env[awsFileVariables[file]]) && usual[file] !== own[file];
  const paths = {
    config: isNamed('config') ? usual.config : own.config,
    credentials: isNamed('credentials') ? usual.credentials : own.credentials,
  };
  return { paths, usual, isOwn: !awsFiles.some(isNamed) };
}

/** Absolute, because the undo may run in another folder. */
function absolutePaths({ env, homeFolder, platform, files }: ExportIo): AwsFilePaths {
  const { config, credentials } = awsFilePaths(env, homeFolder, platform);
  if (files.isSame(config, credentials)) throw oneFile(config);
  return { config: files.absolute(config), credentials: files.absolute(credentials) };
}

/** The content of the files before a profile is added. */
export function textsAt({ paths, usual }: ProfilePlace, files: Pick<ExportIo['files'], 'read'>): AwsFileTexts {
  const textOf = (file: AwsFile): string | undefined => files.read(paths[file]) ?? files.read(usual[file]);
  return { config: textOf('config'), credentials: textOf('credentials') };
}

/** Later steps see only the new files, so the user's profiles are copied. */
export function copyFiles(place: ProfilePlace, { job }: Pick<HandoverPlan, 'job'>, { io, record }: Recording): void {
  const { paths, usual } = place;
  const missing = awsFiles.filter((file) => paths[file] !== usual[file] && io.files.read(paths[file]) === undefined);
  if (missing.length === 0) return;
  makeJobFolder(job, io);
  record({ kind: 'files', files: missing.map((file) => paths[file]) });
  for (const file of missing) {
    const text = io.files.read(usual[file]);
    if (text !== undefined) io.files.replace(paths[file], text);
  }
}

/** The commands that set the files for later steps, and those that restore the usual ones. */
export function namingCommands(
  { paths, usual }: ProfilePlace,
  { ci }: Pick<HandoverPlan, 'ci'>,
): { readonly name: readonly string[]; readonly putBack: readonly string[] } {
  const files = awsFiles.filter((file) => paths[file] !== usual[file]);
  const commands = (places: AwsFilePaths): readonly string[] =>
    files.flatMap((file) => ci.setVariable?.(awsFileVariables[file], places[file]) ?? []);
  return { name: commands(paths), putBack: commands(usual) };
}

/** Commands for the runner. The value from a receipt may not be a list of them. */
export function obey(commands: unknown, { log }: Pick<ExportIo, 'log'>): void {
  if (!Array.isArray(commands)) return;
  for (const line of commands) if (typeof line === 'string') log.command(line);
}
