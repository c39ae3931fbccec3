import { isObject, stringAt } from '../core/json.ts';
import { type AwsDraft, draftsOf, textsOf } from './aws-draft.ts';
import { type AwsFile, type AwsFilePaths, type AwsFileTexts, awsFiles, headerFor } from './aws-files.ts';
import {
  type AwsIni,
  beginsWith,
  isEmptyAwsIni,
  removeSection,
  replaceText,
  type SectionChange,
  sectionsOf,
} from './aws-ini.ts';

/**
 * Removes a profile from the files. Plain JSON; it contains the content of the sections, including secrets, and belongs
 * in a file of mode 0600.
 */
export interface ProfileUndo {
  readonly profile: string;
  readonly files: Readonly<Partial<Record<AwsFile, FileUndo>>>;
}

export interface FileUndo {
  /** The file did not exist before. */
  readonly fileMade: boolean;
  /** The added section, as written. */
  readonly added?: string;
  /** The user's sections that were changed, with their previous content. */
  readonly changed: readonly SectionChange[];
}

export interface UndoneProfiles {
  readonly texts: AwsFileTexts;
  /** Sentences about what was kept because it was changed meanwhile. */
  readonly kept: readonly string[];
}

/**
 * Removes profiles from the texts, last one first, and restores what they replaced. Changes by others since are kept.
 */
export function undoProfiles(texts: AwsFileTexts, undo: readonly ProfileUndo[], paths: AwsFilePaths): UndoneProfiles {
  const drafts = draftsOf(texts);
  const kept = undo.toReversed().flatMap(({ profile, files }) => {
    const changed = awsFiles.filter((file) => !undoFile(drafts[file], headerFor(file, profile), files[file]));
    return changed.map(
      (file) => `The profile "${profile}" in ${paths[file]} was changed in the meantime and is left unchanged.`,
    );
  });
  return { texts: textsOf(drafts), kept };
}

/** Whether everything was unchanged. */
function undoFile(draft: AwsDraft, header: string, undo: FileUndo | undefined): boolean {
  if (!draft.exists || undo === undefined) return true;
  const { ini } = draft;
  const intact =
    undo.added === undefined ? restoreChanged(ini, header, undo.changed) : removeAdded(ini, header, undo.added);
  if (undo.fileMade && isEmptyAwsIni(ini)) draft.exists = false;
  return intact;
}

/** A missing section needs no removal. */
function removeAdded(ini: AwsIni, header: string, added: string): boolean {
  const sections = sectionsOf(ini, header);
  const section = sections.find(({ text }) => text === added);
  if (section === undefined) return sections.length === 0;
  removeSection(ini, section);
  return true;
}

/**
 * Restores sections in their order in the file, since two changed ones may look the same. Settings that were added
 * below ours are kept below.
 */
function restoreChanged(ini: AwsIni, header: string, changes: readonly SectionChange[]): boolean {
  let left = sectionsOf(ini, header);
  let intact = true;
  for (const { before, after } of changes) {
    const index = left.findIndex((section) => beginsWith(section, after));
    const section = left[index];
    if (section === undefined) {
      intact = false;
    } else {
      replaceText(section, after, before);
      left = left.slice(index + 1);
    }
  }
  return intact;
}

/** The undo of one profile, parsed from JSON; `undefined` for other values. */
export function parseProfileUndo(value: unknown): ProfileUndo | undefined {
  if (!isObject(value) || !isObject(value.files)) return undefined;
  const profile = stringAt(value, 'profile');
  if (profile === undefined) return undefined;
  const given = value.files;
  const files = awsFiles.flatMap((file) => (given[file] === undefined ? [] : [[file, parseFileUndo(given[file])]]));
  if (files.some(([, undo]) => undo === undefined)) return undefined;
  return { profile, files: Object.fromEntries(files) };
}

function parseFileUndo(value: unknown): FileUndo | undefined {
  if (!isObject(value) || typeof value.fileMade !== 'boolean' || !Array.isArray(value.changed)) return undefined;
  const changed = value.changed.flatMap((change: unknown) => {
    if (!isObject(change)) return [];
    const before = stringAt(change, 'before');
    const after = stringAt(change, 'after');
    return before === undefined || after === undefined ? [] : [{ before, after }];
  });
  if (changed.length !== value.changed.length) return undefined;
  const added = stringAt(value, 'added');
  return { fileMade: value.fileMade, changed, ...(added === undefined ? {} : { added }) };
}
