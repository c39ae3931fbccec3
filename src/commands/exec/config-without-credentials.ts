// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html

import { headerFor } from '../../export/aws-files.ts';
import { editSections, findSections, parseAwsIni, sectionsOf } from '../../export/aws-ini.ts';
import { identitySettings } from '../../export/identity-settings.ts';

/**
 * A config file with only a default profile: it has the settings of the user's profile (endpoints, retries, CA
 * bundle) without credentials.
 */
export function configWithoutCredentials(config: string, profile: string, region: string): string {
  const header = headerFor('config', profile);
  const [section] = findSections(config, header);
  const alone = parseAwsIni(section?.text ?? `[${header}]`);
  editSections(alone, header, { set: [['region', region]], remove: identitySettings });
  const [own = ''] = sectionsOf(alone, header).map(({ text }) => text);
  const services = /^services\s*=\s*(\S+)/m.exec(own)?.[1];
  const named = services === undefined ? [] : findSections(config, `services ${services}`).map(({ text }) => text);
  return [own.replace(/^.*/, '[default]'), ...named, ''].join('\n');
}
