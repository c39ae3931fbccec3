// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
import { HelperError } from '../core/errors.ts';
import type { Env, Files, Io } from '../core/io.ts';

export type AwsFile = 'config' | 'credentials';

/** The variables that point AWS clients to other files. */
export const awsFileVariables = { config: 'AWS_CONFIG_FILE', credentials: 'AWS_SHARED_CREDENTIALS_FILE' } as const;

export type AwsFilePaths = Readonly<Record<AwsFile, string>>;

/** The content of the two files; `undefined` for a file that does not exist. */
export type AwsFileTexts = Readonly<Record<AwsFile, string | undefined>>;

/** In the order of editing. */
export const awsFiles = ['config', 'credentials'] as const;

/**
 * The files that AWS clients use.
 *
 * @throws HelperError `environment-conflict` if both are the same file, `file-not-writable` if there is no location for one
 */
export function awsFilePaths(env: Env, homeFolder: string | undefined, platform: string): AwsFilePaths {
  const [config, credentials] = awsFiles.map((file) => locateAwsFile(file, { env, homeFolder, platform }));
  if (config === undefined || credentials === undefined) {
    throw new HelperError(
      'file-not-writable',
      'No home folder for the AWS files: HOME is not set, and the system has none for this user.',
      { hint: 'Set HOME, or set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to absolute paths.' },
    );
  }
  if (config === credentials) throw oneFile(config);
  return { config, credentials };
}

/** Two names of one file would wait for each other's lock, and each edit would undo the other. */
export function oneFile(config: string): HelperError {
  return new HelperError(
    'environment-conflict',
    `AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name the same file, ${config}.`,
    { hint: 'Unset one of them, or set it to another file: profile headers differ between the two files.' },
  );
}

/**
 * The path that clients use for one of the files; `undefined` if it is in the home folder and there is none. All
 * clients expand only a leading `~/`.
 */
export function locateAwsFile(
  file: AwsFile,
  { env, homeFolder, platform }: Pick<Io, 'env' | 'homeFolder' | 'platform'>,
): string | undefined {
  const separator = platform === 'win32' ? '\\' : '/';
  const inHome = (path: string) => (homeFolder === undefined ? undefined : homeFolder + separator + path);
  const given = env[awsFileVariables[file]] ?? '';
  if (given === '') return inHome(['.aws', file].join(separator));
  const expands = given.startsWith('~/') || (platform === 'win32' && given.startsWith('~\\'));
  return expands ? inHome(given.slice(2)) : given;
}

/**
 * The header of a profile's section: `profile NAME` in the config file, only the name in the credentials file and for
 * the default profile.
 */
export function headerFor(file: AwsFile, profile: string): string {
  return file === 'credentials' || profile === 'default' ? profile : `profile ${profile}`;
}

/**
 * Edits both files under their locks: reads, plans, and writes only what the plan changed. If the second file cannot be
 * written, the first is restored.
 */
export function editAwsFiles<T extends { readonly texts: AwsFileTexts }>(
  files: Pick<Files, 'read' | 'replace' | 'remove' | 'checkReplaceable' | 'locked'>,
  paths: AwsFilePaths,
  plan: (texts: AwsFileTexts) => T,
): Promise<T> {
  const edit = (): T => {
    const before = { config: files.read(paths.config), credentials: files.read(paths.credentials) };
    const planned = plan(before);
    const changed = awsFiles.filter((file) => planned.texts[file] !== before[file]);
    for (const file of changed) files.checkReplaceable(paths[file]);
    changed.forEach((file, index) => {
      try {
        put(files, paths[file], planned.texts[file]);
      } catch (error) {
        for (const written of changed.slice(0, index)) put(files, paths[written], before[written]);
        throw error;
      }
    });
    return planned;
  };
  // Always in the same order, so that two jobs cannot wait for each other.
  const [first, second] =
    paths.config < paths.credentials
      ? ([paths.config, paths.credentials] as const)
      : ([paths.credentials, paths.config] as const);
  return files.locked(first, () => files.locked(second, edit));
}

function put(files: Pick<Files, 'replace' | 'remove'>, path: string, text: string | undefined): void {
  if (text === undefined) files.remove(path);
  else files.replace(path, text);
}
