// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
import { HelperError } from '../core/errors.ts';
import type { Env, Files, Io } from '../core/io.ts';
import { isObject, stringAt } from '../core/json.ts';
import type { Credentials } from '../core/session.ts';
import {
  appendSection,
  editSections,
  findSections,
  type Mark,
  problemOfValue,
  removeSection,
  replaceText,
  type Section,
  type SectionChange,
  type Setting,
} from './aws-ini.ts';
import { identitySettings } from './identity-settings.ts';
import { checkReadable } from './read-back.ts';

type AwsFile = 'config' | 'credentials';

export type AwsFilePaths = Readonly<Record<AwsFile, string>>;

/** What the two files hold; `undefined` for one that does not exist. */
export type AwsFileTexts = Readonly<Record<AwsFile, string | undefined>>;

export type ProfileSettings = {
  /** Valid by `validateProfileName`. */
  readonly name: string;
  readonly region: string;
} & (
  | {
      readonly type: 'web-identity';
      readonly roleArn: string;
      readonly tokenFile: string;
      readonly sessionName: string;
    }
  | {
      readonly type: 'assume-role';
      readonly roleArn: string;
      readonly sourceProfile: string;
      readonly sessionName: string;
      readonly externalId: string | undefined;
    }
  | { readonly type: 'process'; readonly command: string }
  | { readonly type: 'static'; readonly credentials: Credentials }
);

export interface ProfileRules {
  /** For messages. */
  readonly paths: AwsFilePaths;
  /** Whether a profile that somebody else wrote may be changed for the length of the job. */
  readonly overwrite: boolean;
  /** Of the job that writes. */
  readonly mark: Mark;
  /** Whether the job that left a mark is certainly over. */
  readonly isOver: (mark: Mark) => boolean;
}

export interface ProfilePlan {
  readonly texts: AwsFileTexts;
  /** One for each profile, in the order they were written; undo them in the opposite order. */
  readonly undo: readonly ProfileUndo[];
  /** For the user: what is taken from a job that may still run. */
  readonly notices: readonly string[];
}

/**
 * What takes a profile out of the files again. Plain JSON; it holds what the sections hold, secrets included, and
 * belongs into a file of mode 0600.
 */
export interface ProfileUndo {
  readonly profile: string;
  readonly files: Readonly<Partial<Record<AwsFile, FileUndo>>>;
}

interface FileUndo {
  /** The file did not exist before. */
  readonly fileMade: boolean;
  /** The section that was added, as written. */
  readonly added?: string;
  /** Sections of the user's that were changed, and what they were. */
  readonly changed: readonly SectionChange[];
}

const FILES = ['config', 'credentials'] as const;

/**
 * What goes from a profile that is overwritten, in both files: a client that finds two kinds of credentials in a profile
 * takes one of them by rules of its own. The region is no matter of identity, but the credentials file wins there, too.
 */
const REPLACED_KEYS = [...identitySettings, 'region'];

/**
 * Where the AWS clients look.
 *
 * @throws HelperError `environment-conflict` where both are one file, `file-not-writable` where there is no place for one
 */
export function awsFilePaths(env: Env, homeFolder: string | undefined, platform: string): AwsFilePaths {
  const [config, credentials] = FILES.map((file) => locateAwsFile(file, { env, homeFolder, platform }));
  if (config === undefined || credentials === undefined) {
    throw new HelperError(
      'file-not-writable',
      'There is no home folder for the AWS files: HOME is not set, and the system knows none of this user.',
      { hint: 'Set HOME, or name both files by their whole paths: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.' },
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
    { hint: 'Unset one of them, or give it a file of its own: profiles have other headers in the two files.' },
  );
}

/**
 * Where the clients look for one of the files; `undefined` where that is in the home folder and there is none. They
 * expand a leading `~/` and nothing else that all of them would agree on.
 */
export function locateAwsFile(
  file: AwsFile,
  { env, homeFolder, platform }: Pick<Io, 'env' | 'homeFolder' | 'platform'>,
): string | undefined {
  const separator = platform === 'win32' ? '\\' : '/';
  const inHome = (path: string) => (homeFolder === undefined ? undefined : homeFolder + separator + path);
  const given = (file === 'config' ? env.AWS_CONFIG_FILE : env.AWS_SHARED_CREDENTIALS_FILE) ?? '';
  if (given === '') return inHome(['.aws', file].join(separator));
  const expands = given.startsWith('~/') || (platform === 'win32' && given.startsWith('~\\'));
  return expands ? inHome(given.slice(2)) : given;
}

/**
 * Writes profiles into the texts of the two files; nothing is touched yet.
 *
 * @throws HelperError `profile-exists`, `profile-invalid`, `profile-unreadable`
 */
export function planProfiles(
  texts: AwsFileTexts,
  profiles: readonly ProfileSettings[],
  rules: ProfileRules,
): ProfilePlan {
  const start: ProfilePlan = { texts, undo: [], notices: [] };
  const plan = profiles.reduce((before, profile) => {
    const next = planProfile(before.texts, profile, rules);
    return {
      texts: next.texts,
      undo: [...before.undo, ...next.undo],
      notices: [...before.notices, ...next.notices],
    };
  }, start);
  const written = profiles.map((profile) => ({
    name: profile.name,
    settings: Object.values(settingsOf(profile)).flat(),
  }));
  checkReadable(plan.texts, written, rules.paths);
  return plan;
}

function planProfile(texts: AwsFileTexts, profile: ProfileSettings, rules: ProfileRules): ProfilePlan {
  const settings = settingsOf(profile);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile.name, key, value);
  const plans = FILES.map((file) => ({
    file,
    ...planFile(texts[file], { file, profile: profile.name, settings: settings[file] }, rules),
  }));
  return {
    texts: { ...texts, ...Object.fromEntries(plans.map(({ file, text }) => [file, text])) },
    undo: [
      {
        profile: profile.name,
        files: Object.fromEntries(plans.flatMap(({ file, undo }) => (undo === undefined ? [] : [[file, undo]]))),
      },
    ],
    notices: [...new Set(plans.flatMap(({ notices }) => notices))],
  };
}

function settingsOf(profile: ProfileSettings): Readonly<Record<AwsFile, readonly Setting[]>> {
  const region: Setting = ['region', profile.region];
  switch (profile.type) {
    case 'web-identity':
      return {
        config: [
          ['role_arn', profile.roleArn],
          ['web_identity_token_file', profile.tokenFile],
          ['role_session_name', profile.sessionName],
          region,
        ],
        credentials: [],
      };
    case 'assume-role':
      return {
        config: [
          ['role_arn', profile.roleArn],
          ['source_profile', profile.sourceProfile],
          ['role_session_name', profile.sessionName],
          ...(profile.externalId === undefined ? [] : ([['external_id', profile.externalId]] as const)),
          region,
        ],
        credentials: [],
      };
    case 'process':
      return { config: [['credential_process', profile.command], region], credentials: [] };
    case 'static': {
      const { accessKeyId, secretAccessKey, sessionToken } = profile.credentials;
      const token: readonly Setting[] =
        sessionToken === undefined ? [] : [['aws_session_token', sessionToken.reveal()]];
      return {
        config: [region],
        credentials: [
          ['aws_access_key_id', accessKeyId],
          ['aws_secret_access_key', secretAccessKey.reveal()],
          ...token,
        ],
      };
    }
  }
}

/** The value is not shown: it may be a secret. */
function checkValue(profile: string, key: string, value: string): void {
  const problem = problemOfValue(value);
  if (problem === undefined) return;
  throw new HelperError('profile-invalid', `The profile "${profile}" cannot be written: its ${key} ${problem}.`, {
    hint: 'Not every AWS client would read such a value back as it is. Use a plain one, without line breaks and without # or ; after a blank.',
  });
}

interface FileGoal {
  readonly file: AwsFile;
  readonly profile: string;
  /** None where this file only has to be kept out of the way of the other. */
  readonly settings: readonly Setting[];
}

interface FilePlan {
  readonly text: string | undefined;
  readonly undo: FileUndo | undefined;
  readonly notices: readonly string[];
}

function planFile(text: string | undefined, goal: FileGoal, rules: ProfileRules): FilePlan {
  const header = headerFor(goal.file, goal.profile);
  const notices = findSections(text ?? '', header).flatMap((section) => takeFromOthers(section, goal, rules));
  const cleared = withoutLeftovers(text ?? '', header, rules.mark);
  const theirs = findSections(cleared, header).filter((section) => isInTheWay(section, goal));
  const foreign = theirs.find((section) => section.mark === undefined && decidesIdentity(section));
  if (foreign !== undefined && !rules.overwrite) throw profileExists(foreign, goal, rules);

  const undo = { fileMade: text === undefined, changed: [] };
  if (theirs.length > 0) {
    const edited = editSections(cleared, header, { set: goal.settings, remove: REPLACED_KEYS, mark: rules.mark });
    return { text: edited.text, undo: { ...undo, changed: edited.changes }, notices };
  }
  if (goal.settings.length > 0) {
    const extended = appendSection(cleared, header, { set: goal.settings, mark: rules.mark });
    return { text: extended, undo: { ...undo, added: findSections(extended, header).at(-1)?.text ?? '' }, notices };
  }
  return { text: text === undefined ? undefined : cleared, undo: undefined, notices };
}

/**
 * What is said when a section of another job is replaced.
 *
 * @throws HelperError `profile-exists` where that job may still run, and nobody said that its profile may go
 */
function takeFromOthers(section: Section, goal: FileGoal, rules: ProfileRules): readonly string[] {
  const { mark } = section;
  if (mark === undefined || mark.job === rules.mark.job || rules.isOver(mark)) return [];
  const until = mark.until === undefined ? '' : `, until ${new Date(mark.until).toISOString()}`;
  const whose = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new HelperError('profile-exists', `The profile "${goal.profile}" (${place}) ${whose}.`, {
      hint: 'Give each job that shares this home folder a profile name of its own, with `aws-profile` (`--aws-profile NAME`): put what tells the jobs apart into it. If you know that the other job is over, `overwrite-aws-profile: true` (`--overwrite-aws-profile`) replaces what it left.',
    });
  }
  return [
    `The profile "${goal.profile}" ${whose}, and is replaced (overwrite-aws-profile): from now on that job is this role, too.`,
  ];
}

/** Sections that this program made go; from those of the user's that another job changed, what it put in. */
function withoutLeftovers(text: string, header: string, { job }: Mark): string {
  const made = findSections(text, header).filter((section) => section.made);
  return editSections(
    made.reduceRight((rest, section) => removeSection(rest, section), text),
    header,
    {
      set: [],
      remove: REPLACED_KEYS,
      where: ({ mark }) => mark !== undefined && mark.job !== job,
    },
  ).text;
}

/** The header of a profile's section: `profile NAME` in the config file, the name alone elsewhere and for the default one. */
export function headerFor(file: AwsFile, profile: string): string {
  return file === 'credentials' || profile === 'default' ? profile : `profile ${profile}`;
}

/** In the file that gets no settings of ours, a section of the user's may stay if it does not change who one is. */
function isInTheWay(section: Section, goal: FileGoal): boolean {
  return goal.settings.length > 0 || REPLACED_KEYS.some((key) => section.keys.has(key));
}

/** One that holds other settings only is nobody's identity: it is extended for the length of the job. */
function decidesIdentity({ keys }: Section): boolean {
  return identitySettings.some((key) => keys.has(key));
}

function profileExists(section: Section, goal: FileGoal, rules: ProfileRules): HelperError {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), and its credentials are not from ci-aws-credentials.`;
  return new HelperError('profile-exists', message, {
    hint: 'Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`): the credentials and the region of the profile are then replaced until the end of the job, and its other settings stay.',
  });
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
    const results = FILES.map((file) => {
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
  const files = FILES.flatMap((file) => (given[file] === undefined ? [] : [[file, parseFileUndo(given[file])]]));
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

/**
 * Edits both files under their locks: reads, plans, and only then writes what the plan changed. If the second file
 * cannot be written the first is put back.
 */
export function editAwsFiles<T extends { readonly texts: AwsFileTexts }>(
  files: Pick<Files, 'read' | 'replace' | 'remove' | 'checkReplaceable' | 'locked'>,
  paths: AwsFilePaths,
  plan: (texts: AwsFileTexts) => T,
): Promise<T> {
  const edit = (): T => {
    const before = { config: files.read(paths.config), credentials: files.read(paths.credentials) };
    const planned = plan(before);
    const changed = FILES.filter((file) => planned.texts[file] !== before[file]);
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
