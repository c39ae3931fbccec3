import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { STSClient } from '@aws-sdk/client-sts';
import { partition as partitionOfSdk } from '@aws-sdk/core/client';
import { describe, expect, it } from 'vitest';
import { isOptIn, partitionById, partitionOfRegion, partitions } from '../../src/aws/partition.ts';
import { signingScope, stsEndpoint } from '../../src/aws-api/sts-endpoint.ts';

/** Every region that the SDK lists; the pseudo region `aws-global` and its like are none of them. */
function regionsOfSdk(): readonly string[] {
  const resolve = createRequire(import.meta.url).resolve;
  const file = resolve('@aws-sdk/core/package.json').replace(
    'package.json',
    'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
  );
  const names = [...readFileSync(file, 'utf8').matchAll(/^\s+"([a-z]+(?:-[a-z]+)+-\d+)": \{/gm)];
  return names.map(([, region]) => region ?? '');
}

const regions = regionsOfSdk();

async function endpointOfSdk(region: string, useFips: boolean, useDualStack: boolean): Promise<string> {
  const { config } = new STSClient({ region });
  const endpoint = config.endpointProvider({ Region: region, UseFIPS: useFips, UseDualStack: useDualStack });
  return endpoint.url.href.replace(/\/$/, '');
}

it('the SDK knows dozens of regions, of every partition in our table', () => {
  expect(regions.length).toBeGreaterThan(40);
  expect(new Set(regions.map((region) => partitionOfRegion(region).id))).toEqual(
    new Set(partitions.map(({ id }) => id)),
  );
});

describe.each(regions)('%s', (region) => {
  it('is of the partition that the SDK says', () => {
    expect(partitionOfRegion(region).id).toBe(partitionOfSdk(region).name);
  });

  it.each([
    ['plain', false, false],
    ['FIPS', true, false],
    ['dual-stack', false, true],
    ['FIPS and dual-stack', true, true],
  ])('has the %s endpoint that the SDK uses', async (_name, useFips, useDualStack) => {
    expect(stsEndpoint({ region, stsEndpoint: undefined, useFips, useDualStack })).toBe(
      await endpointOfSdk(region, useFips, useDualStack),
    );
  });
});

it.each(partitions.map((partition) => [partition.id, partition] as const))(
  'the default region of %s is one of its own, and exists',
  (id, { defaultRegion }) => {
    expect(partitionOfRegion(defaultRegion).id).toBe(id);
    expect(regions).toContain(defaultRegion);
    expect(partitionById(id)?.defaultRegion).toBe(defaultRegion);
  },
);

it('a region of tomorrow is taken for a commercial one, a partition of tomorrow for none', () => {
  expect(partitionOfRegion('mx-south-7').id).toBe('aws');
  expect(partitionById('aws-moon')).toBeUndefined();
});

it('an endpoint of the user’s own is used as it is', () => {
  const own = { region: 'eu-central-1', stsEndpoint: 'http://127.0.0.1:4566', useFips: false, useDualStack: false };
  expect(stsEndpoint(own)).toBe('http://127.0.0.1:4566');
});

it.each([
  ['us-east-1', false],
  ['eu-west-3', false],
  ['eu-south-1', true],
  ['me-central-1', true],
  ['ap-southeast-7', true],
  ['cn-north-1', false],
  ['us-gov-east-1', false],
])('%s has to be enabled by the account: %s', (region, optIn) => {
  expect(isOptIn(region)).toBe(optIn);
});

it.each([
  ['https://sts.us-east-1.amazonaws.com', 'us-east-1'],
  ['https://sts-fips.us-west-2.amazonaws.com', 'us-west-2'],
  ['https://sts.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['https://vpce-0a1b.sts.eu-west-1.vpce.amazonaws.com', 'eu-west-1'],
  ['https://sts.amazonaws.com', 'us-east-1'],
  ['http://127.0.0.1:4566', 'eu-south-1'],
  ['https://sts.acme.example', 'eu-south-1'],
])('a request to %s is signed for %s in a job of eu-south-1', (endpoint, region) => {
  expect(signingScope(endpoint, 'eu-south-1')).toEqual({ service: 'sts', region });
});
