import { HelperError } from '../core/errors.ts';
import type { ExportIo, Files } from '../core/io.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';
import { foldersOf, removePrivateFiles } from '../job/private-files.ts';
import type { Receipt } from '../job/receipts.ts';

/**
 * The copy of this program that the `process` profiles of a job share, because the package's folder may be a cache that
 * is emptied. The folders of profiles are inside that of the program, so that it shows whether any are left.
 */
export interface SharedProgram {
  /** Named after its content, so that another version in another step has its own. */
  readonly folder: string;
  /** By their names in that folder. */
  readonly contents: ReadonlyMap<string, string>;
  /** Started with the folder of a profile as its argument. */
  readonly command: readonly [executable: string, argument: string];
}

/** The build writes the list; the action has its own. The single executable is not copied. */
export function sharedProgram(jobFolder: string, { files, self }: Pick<ExportIo, 'files' | 'self'>): SharedProgram {
  const { executable, file } = self;
  if (file === undefined) {
    return { folder: `${jobFolder}/program`, contents: new Map(), command: [executable, renewArgument] };
  }
  const built = parseJson(files.read(`${file.folder}/credential-process.json`) ?? '');
  const copied = isObject(built) ? built[file.name] : undefined;
  const id = isObject(copied) ? stringAt(copied, 'id') : undefined;
  if (!isObject(copied) || id === undefined || !isObject(copied.files))
    throw new Error(`${file.folder} does not contain the built program`);
  const folder = `${jobFolder}/program-${id}`;
  return {
    folder,
    contents: new Map(
      Object.entries(copied.files).map(([name, built]) => [name, files.read(`${file.folder}/${built}`) ?? '']),
    ),
    command: [executable, `${folder}/credential-process.js`],
  };
}

/** Makes the single executable answer a profile instead of running the command line. */
export const renewArgument = '--profile-folder';

/** The folder for a profile's own files. */
export function profileFolder({ folder }: Pick<SharedProgram, 'folder'>, ownName: string): string {
  return `${folder}/${prefix}${ownName}`;
}

const prefix = 'process-';

/**
 * Creates the program if it does not exist, and the folders of its profiles. The lock prevents another step from
 * removing it in between, with its last profile.
 */
export async function writeProgram(
  { folder, contents }: SharedProgram,
  profileFiles: readonly string[],
  files: Files,
): Promise<void> {
  await files.locked(folder, () => {
    files.privateFolder(folder);
    for (const profile of foldersOf(profileFiles)) files.privateFolder(profile);
    for (const [name, text] of contents) {
      const path = `${folder}/${name}`;
      if (!holds(path, text, files)) files.replace(path, text);
    }
  });
}

/** Files that others may have written are replaced. */
function holds(path: string, text: string, files: Pick<Files, 'readPrivate'>): boolean {
  try {
    return files.readPrivate(path) === text;
  } catch (error) {
    if (error instanceof HelperError) return false;
    throw error;
  }
}

/** For the receipt of the profiles that use it. */
export function programReceipt({ folder, contents }: SharedProgram) {
  return { folder, files: [...contents.keys()].map((name) => `${folder}/${name}`) };
}

/** Removes the files in a receipt: those of profiles, and the program unless another profile is in its folder. */
export async function removeProfileFiles({ files: own, program }: Receipt, files: Files): Promise<void> {
  const folder = isObject(program) ? stringAt(program, 'folder') : undefined;
  if (!isObject(program) || folder === undefined || files.identity(folder) === undefined) {
    removePrivateFiles(own, files);
    return;
  }
  await files.locked(folder, () => {
    // Files of a process that was killed while renewing would keep its folder, and with it the program.
    files.removeLeftovers(folder);
    removePrivateFiles(own, files);
    if (files.list(folder).some((name) => name.startsWith(prefix))) return;
    removePrivateFiles(program.files, files);
    files.removeFolder(folder);
  });
}
