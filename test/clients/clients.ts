import path from 'node:path';
import { type AwsByName, region } from './aws.ts';

const folder = import.meta.dirname;
export const cli = path.resolve(folder, '../../dist/cli.js');
export const action = path.resolve(folder, '../../dist/action.js');

/** A program that finds credentials, asks AWS whose they are and prints the ARN. */
export interface Client {
  readonly name: string;
  /** `profile` is named only where the job does not use the default one. */
  command(profile?: string): readonly string[];
  /** How it is led to the emulated AWS. */
  way(aws: AwsByName): Readonly<Record<string, string>>;
}

export const awsCli: Client = {
  name: 'the AWS CLI',
  command: (profile) => [
    ...['aws', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'],
    ...(profile === undefined ? [] : ['--profile', profile]),
  ],
  way: byName,
};

const boto3: Client = {
  name: 'boto3',
  command: (profile) => ['python3', path.join(folder, 'identity.py'), ...given(profile)],
  way: byName,
};

const sdkChain: Client = {
  name: 'fromNodeProviderChain of the SDK for JavaScript',
  command: (profile) => sdkCommand('fromNodeProviderChain', ...given(profile)),
  way: byEndpoint,
};

/** The SDK's reading of the files alone, whatever the environment says. */
export const sdkFiles: Client = {
  name: 'fromIni of the SDK for JavaScript',
  command: (profile) => sdkCommand('fromIni', ...given(profile)),
  way: byEndpoint,
};

const whoami: Client = {
  name: 'whoami',
  command: (profile) => [
    ...[process.execPath, cli, 'whoami'],
    ...(profile === undefined ? [] : ['--aws-profile', profile]),
  ],
  way: byEndpoint,
};

/** All that take whatever there is. */
export const clients: readonly Client[] = [awsCli, boto3, sdkChain, whoami];

/** A client that exchanges the token itself. */
export function tokenFileClient(tokenFile: string, roleArn: string, sessionName: string): Client {
  return {
    name: 'fromTokenFile of the SDK for JavaScript',
    command: () => sdkCommand('fromTokenFile', tokenFile, roleArn, sessionName),
    way: (aws) => ({ ...byEndpoint(aws), AWS_REGION: region }),
  };
}

function sdkCommand(...args: readonly string[]): readonly string[] {
  return [process.execPath, path.join(folder, 'identity.ts'), ...args];
}

function given(profile: string | undefined): readonly string[] {
  return profile === undefined ? [] : [profile];
}

export function byName({ proxyPort, caFile }: AwsByName): Readonly<Record<string, string>> {
  return {
    HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
    AWS_CA_BUNDLE: caFile,
    // Old clients go to the one global endpoint unless told.
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
  };
}

/** The program itself goes where AWS is, too: through the proxy, to a name that a certificate vouches for. */
export function toolByName({ proxyPort, caFile }: AwsByName): Readonly<Record<string, string>> {
  return { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, NODE_EXTRA_CA_CERTS: caFile };
}

/** The SDK for JavaScript goes through no proxy of its own accord. */
export function byEndpoint({ emulator }: AwsByName): Readonly<Record<string, string>> {
  return { AWS_ENDPOINT_URL_STS: emulator.url };
}
