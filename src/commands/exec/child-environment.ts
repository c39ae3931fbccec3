// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
import { ciProviders } from '../../ci/index.ts';
import { HelperError } from '../../core/errors.ts';
import type { Env } from '../../core/io.ts';

/** AWS variables that configure tools without changing their identity. */
const settings = [
  'AWS_ACCOUNT_ID_ENDPOINT_MODE',
  'AWS_AUTH_SCHEME_PREFERENCE',
  'AWS_CA_BUNDLE',
  'AWS_CLI_AUTO_PROMPT',
  'AWS_CLI_FILE_ENCODING',
  'AWS_CLI_HISTORY_FILE',
  'AWS_CONFIG_FILE',
  'AWS_DATA_PATH',
  'AWS_DEFAULTS_MODE',
  'AWS_DEFAULT_OUTPUT',
  'AWS_DEFAULT_REGION',
  'AWS_DISABLE_HOST_PREFIX_INJECTION',
  'AWS_DISABLE_REQUEST_COMPRESSION',
  'AWS_ENABLE_ENDPOINT_DISCOVERY',
  'AWS_ENDPOINT_DISCOVERY_ENABLED',
  'AWS_ENDPOINT_URL',
  'AWS_EXECUTION_ENV',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_MAX_ATTEMPTS',
  'AWS_PAGER',
  'AWS_REGION',
  'AWS_REQUEST_CHECKSUM_CALCULATION',
  'AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES',
  'AWS_RESPONSE_CHECKSUM_VALIDATION',
  'AWS_RETRY_MODE',
  'AWS_S3_DISABLE_EXPRESS_SESSION_AUTH',
  'AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS',
  'AWS_S3_USE_ARN_REGION',
  'AWS_S3_US_EAST_1_REGIONAL_ENDPOINT',
  'AWS_SDK_LOAD_CONFIG',
  'AWS_SDK_UA_APP_ID',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_SIGV4A_SIGNING_REGION_SET',
  'AWS_STS_REGIONAL_ENDPOINTS',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_USE_FIPS_ENDPOINT',
];

/** The endpoint of one service: `AWS_ENDPOINT_URL_S3`. */
const endpointOfService = /^AWS_ENDPOINT_URL_\w+$/;

/** Variables that would take precedence and give the command another identity. */
const identity = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];

/** Run by bash before a script. On CircleCI it exports variables of earlier steps, keys included; the shell of the step has already run it. */
const sourced = 'BASH_ENV';

const tokenVariables: readonly string[] = ciProviders().flatMap(({ tokenVariables: names = [] }) => names);

export interface ChildSetting {
  readonly platform: string;
  /** The text of the token, to find the variables that contain it. */
  readonly token: string | undefined;
  /** The variables of `--pass-env`. */
  readonly passed: readonly string[];
}

export interface ChildEnvironment {
  readonly env: Env;
  /** The names of variables that the command does not get, except AWS identities. */
  readonly withheld: readonly string[];
}

/**
 * The environment of a command with its own credentials: that of the parent without the token and with only those
 * `AWS_…` variables that are known not to change the identity; then `given`. A tool that does not find our credentials
 * must not fall back to those of the machine.
 */
export function childEnvironment(
  parent: Env,
  given: Readonly<Record<string, string>>,
  { platform, token, passed }: ChildSetting,
): ChildEnvironment {
  // On Windows, `Path` and `PATH` are the same variable.
  const plain = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const wanted = passed.map(plain);
  const isWithheld = (name: string, value: string | undefined): boolean =>
    !wanted.includes(name) &&
    (tokenVariables.includes(name) || name === sourced || isForeign(name) || holds(value, token));
  const [withheld, kept] = [true, false].map((held) =>
    Object.entries(parent).filter(([name, value]) => isWithheld(plain(name), value) === held),
  );
  const replaced = new Set(Object.keys(given));
  const rest = (kept ?? []).filter(([name]) => !replaced.has(plain(name)));
  return {
    env: { ...Object.fromEntries(rest), AWS_EC2_METADATA_DISABLED: 'true', ...given },
    withheld: (withheld ?? [])
      .flatMap(([name, value]) => (value && !identity.includes(plain(name)) ? name : []))
      .sort(),
  };
}

function isForeign(name: string): boolean {
  return name.startsWith('AWS_') && !settings.includes(name) && !endpointOfService.test(name);
}

function holds(value: string | undefined, token: string | undefined): boolean {
  return token !== undefined && value?.trim() === token;
}

/** @throws HelperError `option-invalid`, `option-conflict` for a variable that would change the identity */
export function checkPassed(names: readonly string[]): void {
  for (const name of names) {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      throw new HelperError('option-invalid', '--pass-env contains a value that is not a variable name.', {
        hint: 'Use the name (MY_VARIABLE), not the value. Separate several names with commas.',
      });
    }
    if (!identity.includes(name.toUpperCase())) continue;
    throw new HelperError(
      'option-conflict',
      `--pass-env ${name} would give the command a different identity from that of exec.`,
      {
        hint: 'Omit it. To use the identity in the environment, run the command without exec.',
      },
    );
  }
}

/** `no_proxy` in lower and upper case with the loopback address added, as a proxy could not reach our endpoint. */
export function withoutProxyOnLoopback(parent: Env): Readonly<Record<string, string>> {
  const withLoopback = (listed: string): string =>
    [...new Set([...listed.split(',').filter((host) => host !== ''), '127.0.0.1'])].join(',');
  const { no_proxy: lower, NO_PROXY: upper } = parent;
  return { no_proxy: withLoopback(lower ?? upper ?? ''), NO_PROXY: withLoopback(upper ?? lower ?? '') };
}
