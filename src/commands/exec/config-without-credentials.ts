// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html

import { headerFor } from '../../export/aws-files.ts';
import { editSections, findSections } from '../../export/aws-ini.ts';
import { identitySettings } from '../../export/identity-settings.ts';

/**
 * A config file with one profile, the default one: it has the settings of the user's profile (endpoints, retries, a
 * bundle of CAs), and nobody's credentials.
 */
export function configWithoutCredentials(config: string, profile: string, region: string): string {
  const header = headerFor('config', profile);
  const [section] = findSections(config, header);
  const edited = editSections(section?.text ?? `[${header}]`, header, {
    set: [['region', region]],
    remove: identitySettings,
  });
  const [own = ''] = findSections(edited.text, header).map(({ text }) => text);
  const services = /^services\s*=\s*(\S+)/m.exec(own)?.[1];
  const named = services === undefined ? [] : findSections(config, `services ${services}`).map(({ text }) => text);
  return [own.replace(/^.*/, '[default]'), ...named, ''].join('\n');
}
