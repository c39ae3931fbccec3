import type { ExportIo } from '../core/io.ts';
import type { ProfileSession } from '../core/session.ts';
import { makeJobFolder } from '../job/job.ts';
import type { Receipt } from '../job/receipts.ts';
import type { ProfileSettings } from './plan-profiles.ts';
import { ownName, processFiles } from './process-folder.ts';
import { commandLine } from './process-launcher.ts';
import { profileFolder, programReceipt, type SharedProgram, sharedProgram, writeProgram } from './process-program.ts';
import type { ProfileProgram } from './profile-program.ts';
import type { Handover } from './target.ts';

/** A profile with the private files that it refers to, by path. */
interface PlannedProfile {
  readonly settings: ProfileSettings;
  readonly files?: ReadonlyMap<string, string>;
}

interface Place {
  /** Absent if no profile needs one. */
  readonly program: SharedProgram | undefined;
  /** The folder of the job, by a path without spaces if the system has one. */
  readonly plainJobFolder: string;
  readonly io: ExportIo;
}

/** Writes the private files of the profiles. Returns the profiles. */
export async function writePrivateFiles(
  handover: Handover,
  io: ExportIo,
  record: (receipt: Receipt) => void,
): Promise<readonly ProfileSettings[]> {
  const { precedence, sessions, job } = handover;
  const program = precedence.profileType === 'process' ? sharedProgram(makeJobFolder(job, io), io) : undefined;
  const plainJobFolder = program === undefined ? '' : await io.files.withoutBlanks(job.folder);
  const place = { program, plainJobFolder, io };
  const planned = sessions.map((session) => planProfileFiles(handover, session, place));
  const contents = new Map(planned.flatMap(({ files = [] }) => [...files]));
  const files = [...contents.keys()];
  if (program !== undefined) record({ kind: 'profile', files, program: programReceipt(program) });
  else if (files.length > 0) record({ kind: 'profile', files });
  if (program !== undefined) await writeProgram(program, files, io.files);
  for (const [path, text] of contents) io.files.replace(path, text);
  return planned.map(({ settings }) => settings);
}

function planProfileFiles(handover: Handover, session: ProfileSession, place: Place): PlannedProfile {
  const { settings, sessionName, token, precedence } = handover;
  const { profile: name, via, region, roleArn } = session;
  const common = { name, region };
  if (precedence.profileType === 'static' || token === undefined || roleArn === undefined) {
    return { settings: { ...common, type: 'static', credentials: session.credentials } };
  }
  if (place.program !== undefined) return planProcess(handover, session, { ...place, program: place.program });
  if (via !== undefined) {
    const { externalId } = settings;
    return { settings: { ...common, type: 'assume-role', roleArn, sourceProfile: via, sessionName, externalId } };
  }
  const webIdentity = { ...common, type: 'web-identity', roleArn, sessionName } as const;
  if (token.path !== undefined) {
    return { settings: { ...webIdentity, tokenFile: place.io.files.absolute(token.path) } };
  }
  // A token that is not in a file of the user is written to the job's private folder.
  const tokenFile = `${makeJobFolder(handover.job, place.io)}/token-${ownName(name, token)}`;
  return { settings: { ...webIdentity, tokenFile }, files: new Map([[tokenFile, token.jwt.reveal()]]) };
}

function planProcess(
  handover: Handover,
  session: ProfileSession,
  { program, plainJobFolder, io }: Place & { readonly program: SharedProgram },
): PlannedProfile {
  const folder = profileFolder(program, ownName(session.profile, handover.token));
  const plainFolder = folder.replace(handover.job.folder, () => plainJobFolder);
  const run: ProfileProgram = { command: program.command, folder, plainFolder };
  const { profile: name, region } = session;
  return {
    settings: { name, region, type: 'process', command: commandLine(run, io) },
    files: processFiles(handover, session, { run, io }),
  };
}
