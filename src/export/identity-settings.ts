// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html

/** The settings of a profile that determine the identity of an AWS tool. */
export const identitySettings: readonly string[] = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
  'aws_credential_scope',
  'aws_account_id',
  'role_arn',
  'role_session_name',
  'source_profile',
  'credential_source',
  'web_identity_token_file',
  'credential_process',
  'duration_seconds',
  'external_id',
  'mfa_serial',
  'login_session',
  'sso_session',
  'sso_start_url',
  'sso_region',
  'sso_account_id',
  'sso_role_name',
  'sso_registration_scopes',
];
