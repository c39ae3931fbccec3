// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
import { editSections, findSections } from '../ini.ts';

/** The settings of a profile that decide who an AWS tool is, or lead to who it is. */
const identity = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
  'aws_account_id',
  'credential_process',
  'credential_source',
  'source_profile',
  'role_arn',
  'role_session_name',
  'web_identity_token_file',
  'external_id',
  'mfa_serial',
  'duration_seconds',
  'sso_session',
  'sso_start_url',
  'sso_region',
  'sso_account_id',
  'sso_role_name',
  'login_session',
];

/**
 * A config file with one profile, the default one: it has the settings of the user's profile (endpoints, retries, a
 * bundle of CAs), and nobody's credentials.
 */
export function settingsOnly(config: string, profile: string, region: string): string {
  const header = profile === 'default' ? 'default' : `profile ${profile}`;
  const [section] = findSections(config, header);
  const edited = editSections(section?.text ?? `[${header}]`, header, { set: [['region', region]], remove: identity });
  const [own = ''] = findSections(edited.text, header).map(({ text }) => text);
  const services = /^services\s*=\s*(\S+)/m.exec(own)?.[1];
  const named = services === undefined ? [] : findSections(config, `services ${services}`).map(({ text }) => text);
  return [own.replace(/^.*/, '[default]'), ...named, ''].join('\n');
}
