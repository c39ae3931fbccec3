import { HelperError } from '../core/errors.ts';
import type { AwsFilePaths, AwsFileTexts } from './aws-files.ts';
import { type Readable, type Reading, readAsBotocore, readAsJavaScriptSdk } from './aws-ini-readers.ts';
import type { Setting } from './aws-ini-section.ts';
import { identitySettings } from './identity-settings.ts';

const clients: readonly {
  readonly name: string;
  readonly read: (file: string, wanted: ReadonlySet<string>) => Readable;
}[] = [
  { name: 'the AWS CLI and boto3', read: readAsBotocore },
  { name: 'the AWS SDK for JavaScript', read: readAsJavaScriptSdk },
];

/**
 * Reads the result like the clients: a file that works for other tools may not work for them.
 *
 * @throws HelperError `profile-unreadable`
 */
export function checkReadable(
  texts: AwsFileTexts,
  profiles: readonly { readonly name: string; readonly settings: readonly Setting[] }[],
  paths: AwsFilePaths,
): void {
  const names = new Set(profiles.flatMap(({ name }) => [name, ...headersOf(name)]));
  for (const client of clients) {
    const config = readingOf(texts.config, paths.config, { client, names });
    const credentials = readingOf(texts.credentials, paths.credentials, { client, names });
    for (const { name, settings } of profiles) {
      const read = new Map([...(profileIn(config, name) ?? []), ...(credentials.get(name) ?? [])]);
      const odd = oddSetting(read, settings);
      if (odd !== undefined) {
        throw new HelperError(
          'profile-unreadable',
          `The other content of ${paths.config} and ${paths.credentials} would make ${client.name} misread the profile "${name}": ${odd}.`,
          {
            hint: 'Check for indented lines, malformed headers and a [DEFAULT] section near that profile. Or use separate files for the job: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.',
          },
        );
      }
    }
  }
}

function readingOf(
  text: string | undefined,
  path: string,
  { client, names }: { readonly client: (typeof clients)[number]; readonly names: ReadonlySet<string> },
): Reading {
  const { reading, problem } = { reading: undefined, ...client.read(text ?? '', names) };
  if (reading !== undefined) return reading;
  throw new HelperError('profile-unreadable', `${path}, line ${problem?.line}: ${problem?.what}.`, {
    hint: `Fix the line: because of it, ${client.name} cannot read any profile in this file. Or use separate files for the job: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.`,
  });
}

/** It does not matter which of `[default]` and `[profile default]` a client uses, since both are written. */
function profileIn(config: Reading, name: string): ReadonlyMap<string, string> | undefined {
  return headersOf(name)
    .map((header) => config.get(header))
    .find((values) => values !== undefined);
}

function headersOf(name: string): readonly string[] {
  return [`profile ${name}`, `profile "${name}"`, `profile '${name}'`, ...(name === 'default' ? [name] : [])];
}

/**
 * Settings that are read differently, or that determine the identity and were not written. The value may be a secret.
 */
function oddSetting(read: ReadonlyMap<string, string>, settings: readonly Setting[]): string | undefined {
  const changed = settings.find(([key, value]) => read.get(key) !== value);
  if (changed !== undefined) return `its ${changed[0]} would be ${read.has(changed[0]) ? 'different' : 'missing'}`;
  const written = new Set(settings.map(([key]) => key));
  const foreign = [...read.keys()].find((key) => identitySettings.includes(key) && !written.has(key));
  return foreign === undefined ? undefined : `it would have ${foreign}, which ci-aws-credentials did not set`;
}
