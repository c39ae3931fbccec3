// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
import { HelperError } from '../core/errors.ts';
import type { Credentials } from '../core/session.ts';
import { type AwsDraft, type AwsDrafts, draftsOf, textsOf } from './aws-draft.ts';
import { type AwsFile, type AwsFilePaths, type AwsFileTexts, awsFiles, headerFor } from './aws-files.ts';
import { type AwsIni, appendSection, editSections, removeSection, type Section, sectionsOf } from './aws-ini.ts';
import type { Mark } from './aws-ini-mark.ts';
import { problemOfValue, type Setting } from './aws-ini-section.ts';
import { identitySettings } from './identity-settings.ts';
import type { FileUndo, ProfileUndo } from './profile-undo.ts';
import { checkReadable } from './read-back.ts';

export type ProfileSettings = {
  /** Checked by `validateProfileName`. */
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
  /** Whether a profile of another owner may be changed for the duration of the job. */
  readonly overwrite: boolean;
  /** The mark of the job that writes. */
  readonly mark: Mark;
  /** Whether the job of a mark has certainly ended. */
  readonly isOver: (mark: Mark) => boolean;
}

export interface ProfilePlan {
  readonly texts: AwsFileTexts;
  /** One for each profile, in the order of writing; undo them in reverse. */
  readonly undo: readonly ProfileUndo[];
  /** Warnings about profiles taken from a job that may still run. */
  readonly notices: readonly string[];
}

/**
 * The settings to remove from an overwritten profile, in both files: with two kinds of credentials, each client chooses
 * by its own rules. The region is not an identity, but the credentials file takes precedence for it as well.
 */
const replacedKeys = [...identitySettings, 'region'];

/**
 * Adds profiles to the texts of the two files; nothing is written yet.
 *
 * @throws HelperError `profile-exists`, `profile-invalid`, `profile-unreadable`
 */
export function planProfiles(
  texts: AwsFileTexts,
  profiles: readonly ProfileSettings[],
  rules: ProfileRules,
): ProfilePlan {
  const drafts = draftsOf(texts);
  const plans = profiles.map((profile) => planProfile(drafts, profile, rules));
  const plan = {
    texts: textsOf(drafts),
    undo: plans.map(({ undo }) => undo),
    notices: plans.flatMap(({ notices }) => notices),
  };
  const written = profiles.map((profile) => ({
    name: profile.name,
    settings: Object.values(settingsOf(profile)).flat(),
  }));
  // Only other content can make a client misread a profile.
  if (awsFiles.some((file) => texts[file])) checkReadable(plan.texts, written, rules.paths);
  return plan;
}

function planProfile(
  drafts: AwsDrafts,
  profile: ProfileSettings,
  rules: ProfileRules,
): { readonly undo: ProfileUndo; readonly notices: readonly string[] } {
  const settings = settingsOf(profile);
  for (const [key, value] of [...settings.config, ...settings.credentials]) checkValue(profile.name, key, value);
  const plans = awsFiles.map((file) => ({
    file,
    ...planFile(drafts[file], { file, profile: profile.name, settings: settings[file] }, rules),
  }));
  return {
    undo: {
      profile: profile.name,
      files: Object.fromEntries(plans.flatMap(({ file, undo }) => (undo === undefined ? [] : [[file, undo]]))),
    },
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

/** The value may be a secret, so it is not shown. */
function checkValue(profile: string, key: string, value: string): void {
  const problem = problemOfValue(value);
  if (problem === undefined) return;
  throw new HelperError('profile-invalid', `The profile "${profile}" cannot be written: its ${key} ${problem}.`, {
    hint: 'Use a value without line breaks and without # or ; after a space: not every AWS client would read such a value back unchanged.',
  });
}

interface FileGoal {
  readonly file: AwsFile;
  readonly profile: string;
  /** Empty if this file only must not interfere with the other. */
  readonly settings: readonly Setting[];
}

interface FilePlan {
  readonly undo: FileUndo | undefined;
  readonly notices: readonly string[];
}

function planFile(draft: AwsDraft, goal: FileGoal, rules: ProfileRules): FilePlan {
  const { ini } = draft;
  const header = headerFor(goal.file, goal.profile);
  const notices = sectionsOf(ini, header).flatMap((section) => takeFromOthers(section, goal, rules));
  removeLeftovers(ini, header, rules.mark);
  const theirs = sectionsOf(ini, header).filter((section) => isInTheWay(section, goal));
  const foreign = theirs.find((section) => section.mark === undefined && decidesIdentity(section));
  if (foreign !== undefined && !rules.overwrite) throw profileExists(foreign, goal, rules);

  const fileMade = !draft.exists;
  if (theirs.length > 0) {
    const changed = editSections(ini, header, { set: goal.settings, remove: replacedKeys, mark: rules.mark });
    return { undo: { fileMade, changed }, notices };
  }
  if (goal.settings.length > 0) {
    draft.exists = true;
    const added = appendSection(ini, header, { set: goal.settings, mark: rules.mark });
    return { undo: { fileMade, changed: [], added }, notices };
  }
  return { undo: undefined, notices };
}

/**
 * The notice when a section of another job is replaced.
 *
 * @throws HelperError `profile-exists` if that job may still run and overwriting is not allowed
 */
function takeFromOthers(section: Section, goal: FileGoal, rules: ProfileRules): readonly string[] {
  const { mark } = section;
  if (mark === undefined || mark.job === rules.mark.job || rules.isOver(mark)) return [];
  const until = mark.until === undefined ? '' : `, until ${new Date(mark.until).toISOString()}`;
  const whose = `belongs to another job, which may still run (${mark.job}${until})`;
  if (!rules.overwrite) {
    const place = `${rules.paths[goal.file]}, line ${section.line}`;
    throw new HelperError('profile-exists', `The profile "${goal.profile}" (${place}) ${whose}.`, {
      hint: 'Use a different profile name for each job that shares this home folder, with `aws-profile` (`--aws-profile NAME`): include what distinguishes the jobs. If the other job is certainly over, `overwrite-aws-profile: true` (`--overwrite-aws-profile`) replaces its profile.',
    });
  }
  return [
    `The profile "${goal.profile}" ${whose}, and is replaced (overwrite-aws-profile). From now on, that job also uses this role.`,
  ];
}

/** Removes sections that this program created, and its settings from sections of the user that another job changed. */
function removeLeftovers(ini: AwsIni, header: string, { job }: Mark): void {
  const made = sectionsOf(ini, header).filter((section) => section.made);
  for (const section of made.toReversed()) removeSection(ini, section);
  editSections(ini, header, {
    set: [],
    remove: replacedKeys,
    where: ({ mark }) => mark !== undefined && mark.job !== job,
  });
}

/** In the file without new settings, a section of the user may stay if it does not change the identity. */
function isInTheWay(section: Section, goal: FileGoal): boolean {
  return goal.settings.length > 0 || replacedKeys.some((key) => section.keys.has(key));
}

/** A section with other settings only has no identity: it is extended for the duration of the job. */
function decidesIdentity({ keys }: Section): boolean {
  return identitySettings.some((key) => keys.has(key));
}

function profileExists(section: Section, goal: FileGoal, rules: ProfileRules): HelperError {
  const place = `${rules.paths[goal.file]}, line ${section.line}`;
  const message = `The profile "${goal.profile}" already exists (${place}), with credentials that are not from ci-aws-credentials.`;
  return new HelperError('profile-exists', message, {
    hint: 'Choose another name with `aws-profile`. Or set `overwrite-aws-profile: true` (`--overwrite-aws-profile`) to replace the credentials and the region of the profile until the end of the job; its other settings stay.',
  });
}
