import { HelperError } from '../core/errors.ts';
import type { AwsFilePaths, AwsFileTexts } from './aws-files.ts';
import type { Setting } from './aws-ini.ts';
import { type Readable, type Reading, readAsBotocore, readAsJavaScriptSdk } from './aws-ini-readers.ts';
import { identitySettings } from './identity-settings.ts';

const clients: readonly { readonly name: string; readonly read: (file: string) => Readable }[] = [
  { name: 'the AWS CLI and boto3', read: readAsBotocore },
  { name: 'the AWS SDK for JavaScript', read: readAsJavaScriptSdk },
];

/**
 * Reads what will be written as the clients will: files that are fit for other tools may be none for them.
 *
 * @throws HelperError `profile-unreadable`
 */
export function checkReadable(
  texts: AwsFileTexts,
  profiles: readonly { readonly name: string; readonly settings: readonly Setting[] }[],
  paths: AwsFilePaths,
): void {
  for (const client of clients) {
    const config = readingOf(texts.config, paths.config, client);
    const credentials = readingOf(texts.credentials, paths.credentials, client);
    for (const { name, settings } of profiles) {
      const read = new Map([...(profileIn(config, name) ?? []), ...(credentials.get(name) ?? [])]);
      const odd = oddSetting(read, settings);
      if (odd !== undefined) {
        throw new HelperError(
          'profile-unreadable',
          `With what else is in ${paths.config} and ${paths.credentials}, ${client.name} would not read the profile "${name}" as it is written: ${odd}.`,
          {
            hint: 'Look for indented lines, odd headers and a [DEFAULT] section near that profile. Or give the job files of its own: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.',
          },
        );
      }
    }
  }
}

function readingOf(text: string | undefined, path: string, { name, read }: (typeof clients)[number]): Reading {
  const { reading, problem } = { reading: undefined, ...read(text ?? '') };
  if (reading !== undefined) return reading;
  throw new HelperError('profile-unreadable', `${path}, line ${problem?.line}: ${problem?.what}.`, {
    hint: `With such a line ${name} read nothing from this file, and so no profile at all. Mend it, or give the job files of its own: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.`,
  });
}

/** The one of `[default]` and `[profile default]` that a client takes is no matter: where both are, both are written. */
function profileIn(config: Reading, name: string): ReadonlyMap<string, string> | undefined {
  const headers = [`profile ${name}`, `profile "${name}"`, `profile '${name}'`, ...(name === 'default' ? [name] : [])];
  return headers.map((header) => config.get(header)).find((values) => values !== undefined);
}

/** What is read other than it was written, or decides who one is and was not written. The value may be a secret. */
function oddSetting(read: ReadonlyMap<string, string>, settings: readonly Setting[]): string | undefined {
  const changed = settings.find(([key, value]) => read.get(key) !== value);
  if (changed !== undefined) return `its ${changed[0]} would be ${read.has(changed[0]) ? 'another' : 'missing'}`;
  const written = new Set(settings.map(([key]) => key));
  const foreign = [...read.keys()].find((key) => identitySettings.includes(key) && !written.has(key));
  return foreign === undefined ? undefined : `it would have ${foreign}, which somebody else set`;
}
