import { createHash, createHmac } from 'node:crypto';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import type { EmulatorConfig } from '../../src/emulator/account.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';

export const deployRole = 'arn:aws:iam::123456789012:role/github-deploy';

/** An emulator that lives as long as the test. */
export async function startForTest(
  config: Partial<EmulatorConfig> = {},
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const emulator = await startEmulator({ ...defaultConfig(), ...config }, options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** A call in the query protocol, without any client between. */
export function post(emulator: Emulator, parameters: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(emulator.url, { method: 'POST', body: new URLSearchParams(parameters) });
}

/** The parameters of an exchange that succeeds, but for what the test wants otherwise. */
export async function exchangeParameters(
  emulator: Emulator,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Readonly<Record<string, string>>> {
  const parameters = {
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: deployRole,
    RoleSessionName: 'gha-1',
    WebIdentityToken: await emulator.issueToken('github'),
    ...changes,
  };
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(given);
}

export interface TestCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The text of the first element of this name. */
export function textOf(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

/** The credentials of the role that a job on main gets. */
export async function exchange(emulator: Emulator): Promise<TestCredentials> {
  const response = await post(emulator, await exchangeParameters(emulator));
  return credentialsIn(await response.text());
}

function credentialsIn(xml: string): TestCredentials {
  return {
    accessKeyId: textOf(xml, 'AccessKeyId'),
    secretAccessKey: textOf(xml, 'SecretAccessKey'),
    sessionToken: textOf(xml, 'SessionToken'),
  };
}

/** AWS's own client, one attempt. */
export function stsClient(emulator: Emulator, credentials?: TestCredentials): STSClient {
  return new STSClient({
    endpoint: emulator.url,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: credentials ?? { accessKeyId: 'none', secretAccessKey: 'none' },
  });
}

export interface SignedPost {
  readonly credentials: TestCredentials;
  readonly service: 'sts' | 'iam';
  readonly parameters: Readonly<Record<string, string>>;
  /** What is sent in the place of what was signed. */
  readonly tampered?: Readonly<Record<string, string>>;
}

/** A signed call without any client between, for what no client would do. */
export function postSigned(
  emulator: Emulator,
  { credentials, service, parameters, tampered }: SignedPost,
): Promise<Response> {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [timestamp.slice(0, 8), 'us-east-1', service, 'aws4_request'];
  const headers = { 'x-amz-date': timestamp, 'x-amz-security-token': credentials.sessionToken ?? '' };
  const signed = ['host', ...Object.keys(headers)].join(';');
  const canonical = [
    'POST',
    '/',
    '',
    `host:${new URL(emulator.url).host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    '',
    signed,
    sha256(new URLSearchParams(parameters).toString()),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', timestamp, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(
    (previous, part) => hmac(previous, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  const credential = [credentials.accessKeyId, ...scope].join('/');
  const signature = hmac(key, toSign).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;
  const body = new URLSearchParams(tampered ?? parameters).toString();
  const contentType = 'application/x-www-form-urlencoded';
  return fetch(emulator.url, {
    method: 'POST',
    headers: { ...headers, authorization, 'content-type': contentType },
    body,
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
