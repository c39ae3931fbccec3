import { isObject, stringAt } from '../core/json.ts';
import { type AwsFile, type AwsFilePaths, type AwsFileTexts, awsFiles, headerFor } from './aws-files.ts';
import { findSections, removeSection, replaceText, type SectionChange } from './aws-ini.ts';

/**
 * What takes a profile out of the files again. Plain JSON; it holds what the sections hold, secrets included, and
 * belongs into a file of mode 0600.
 */
export interface ProfileUndo {
  readonly profile: string;
  readonly files: Readonly<Partial<Record<AwsFile, FileUndo>>>;
}

export interface FileUndo {
  /** The file did not exist before. */
  readonly fileMade: boolean;
  /** The section that was added, as written. */
  readonly added?: string;
  /** Sections of the user's that were changed, and what they were. */
  readonly changed: readonly SectionChange[];
}

export interface UndoneProfiles {
  readonly texts: AwsFileTexts;
  /** Sentences about what was left because somebody changed it meanwhile. */
  readonly kept: readonly string[];
}

/**
 * Takes profiles out of the texts again, the last one first, and puts back what they replaced. What others did to the
 * files meanwhile stays.
 */
export function undoProfiles(texts: AwsFileTexts, undo: readonly ProfileUndo[], paths: AwsFilePaths): UndoneProfiles {
  const start: UndoneProfiles = { texts, kept: [] };
  return undo.reduceRight((done, { profile, files }) => {
    const results = awsFiles.map((file) => {
      const sections = { header: headerFor(file, profile), undo: files[file] };
      return { file, ...undoFile(done.texts[file], sections) };
    });
    return {
      texts: { ...done.texts, ...Object.fromEntries(results.map(({ file, text }) => [file, text])) },
      kept: [
        ...done.kept,
        ...results
          .filter(({ intact }) => !intact)
          .map(({ file }) => `The profile "${profile}" in ${paths[file]} was changed meanwhile and is left as it is.`),
      ],
    };
  }, start);
}

function undoFile(
  text: string | undefined,
  { header, undo }: { header: string; undo: FileUndo | undefined },
): { text: string | undefined; intact: boolean } {
  if (text === undefined || undo === undefined) return { text, intact: true };
  const done =
    undo.added === undefined ? restoreChanged(text, header, undo.changed) : removeAdded(text, header, undo.added);
  return undo.fileMade && done.text === '' ? { ...done, text: undefined } : done;
}

/** A section that is not there any more needs no removing. */
function removeAdded(text: string, header: string, added: string): { text: string; intact: boolean } {
  const sections = findSections(text, header);
  const section = sections.find((candidate) => candidate.text === added);
  if (section === undefined) return { text, intact: sections.length === 0 };
  return { text: removeSection(text, section), intact: true };
}

/**
 * Puts sections back in the order in which they stand in the file: two of them may look alike once changed. Settings
 * that somebody added below ours stay, below what is put back.
 */
function restoreChanged(
  text: string,
  header: string,
  changes: readonly SectionChange[],
): { text: string; intact: boolean } {
  let done = text;
  let from = 0;
  let intact = true;
  for (const { before, after } of changes) {
    const section = findSections(done, header).find(
      ({ start }) => start >= from && beginsWith(done.slice(start), after),
    );
    if (section === undefined) {
      intact = false;
    } else {
      done = replaceText(done, { start: section.start, text: after }, before);
      from = section.start + before.length;
    }
  }
  return { text: done, intact };
}

/** Whether the text has these lines first. */
function beginsWith(text: string, lines: string): boolean {
  return text.startsWith(lines) && /^[\r\n]?$/.test(text.charAt(lines.length));
}

/** The undo of one profile as it comes back from JSON, parsed; `undefined` for anything else. */
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
