// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
import { HelperError } from '../core/errors.ts';
import type { Credentials } from '../core/session.ts';
import { type AwsFile, type AwsFilePaths, type AwsFileTexts, awsFiles, headerFor } from './aws-files.ts';
import {
  appendSection,
  editSections,
  findSections,
  type Mark,
  problemOfValue,
  removeSection,
  type Section,
  type Setting,
} from './aws-ini.ts';
import { identitySettings } from './identity-settings.ts';
import type { FileUndo, ProfileUndo } from './profile-undo.ts';
import { checkReadable } from './read-back.ts';

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
 * What goes from a profile that is overwritten, in both files: a client that finds two kinds of credentials in a profile
 * takes one of them by rules of its own. The region is no matter of identity, but the credentials file wins there, too.
 */
const REPLACED_KEYS = [...identitySettings, 'region'];

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
  const plans = awsFiles.map((file) => ({
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
