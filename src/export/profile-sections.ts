import type { Io } from '../core/io.ts';
import { awsFilePaths, awsFiles, headerFor } from './aws-files.ts';
import { parseAwsIni, type Section, sectionsOf } from './aws-ini.ts';

/** The sections of a profile in both files, read once, on first use. */
export function profileSections(
  io: Pick<Io, 'env' | 'homeFolder' | 'platform' | 'files'>,
): (profile: string) => readonly Section[] {
  let files: ReturnType<typeof readFiles> | undefined;
  return (profile) => {
    files ??= readFiles(io);
    return files.flatMap(({ file, ini }) => sectionsOf(ini, headerFor(file, profile)));
  };
}

function readFiles({ env, homeFolder, platform, files }: Parameters<typeof profileSections>[0]) {
  const paths = awsFilePaths(env, homeFolder, platform);
  return awsFiles.map((file) => ({ file, ini: parseAwsIni(files.read(paths[file]) ?? '') }));
}
