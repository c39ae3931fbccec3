import { describe, expect, it } from 'vitest';
import { parseRegistry, type Registry } from '../../src/aws/registry.ts';
import { ecrEndpoint } from '../../src/aws-api/ecr.ts';
import { failureOf } from '../fakes.ts';

const place = { region: 'eu-central-1', useFips: false, useDualStack: false };
const account = '123456789012';
const frankfurt = { accountId: account, region: 'eu-central-1', isPublic: false };

describe('a registry is named', () => {
  it.each<[word: string, registry: Registry]>([
    ['true', { region: 'eu-central-1', isPublic: false }],
    [account, { ...frankfurt, host: `${account}.dkr.ecr.eu-central-1.amazonaws.com` }],
    ['public', { host: 'public.ecr.aws', region: 'us-east-1', isPublic: true }],
    ['public.ecr.aws/nginx/nginx', { host: 'public.ecr.aws', region: 'us-east-1', isPublic: true }],
    ...[
      ['eu-central-1', `${account}.dkr.ecr.eu-central-1.amazonaws.com`],
      ['us-west-2', `${account}.dkr.ecr-fips.us-west-2.amazonaws.com`],
      ['eu-west-1', `${account}.dkr-ecr.eu-west-1.on.aws`],
    ].map(([region = '', host = '']): [string, Registry] => [host, { ...frankfurt, region, host }]),
    [
      `https://${account}.dkr.ecr.eu-west-3.amazonaws.com/shop/web:1.2`,
      { ...frankfurt, region: 'eu-west-3', host: `${account}.dkr.ecr.eu-west-3.amazonaws.com` },
    ],
  ])('by %s', (word, registry) => {
    expect(parseRegistry(word, place)).toEqual(registry);
  });

  it.each([
    ['cn-north-1', false, false, `${account}.dkr.ecr.cn-north-1.amazonaws.com.cn`],
    ['us-gov-west-1', true, false, `${account}.dkr.ecr-fips.us-gov-west-1.amazonaws.com`],
    ['eu-west-1', false, true, `${account}.dkr-ecr.eu-west-1.on.aws`],
    ['us-east-2', true, true, `${account}.dkr-ecr-fips.us-east-2.on.aws`],
  ])('by its account, in %s (FIPS %s, dual stack %s)', (region, useFips, useDualStack, host) => {
    const registry = { host, accountId: account, region, isPublic: false };
    expect(parseRegistry(account, { region, useFips, useDualStack })).toEqual(registry);
    expect(parseRegistry(host, { ...place, region })).toEqual(registry);
  });

  it.each([
    ['docker.io', 'option-invalid'],
    ['12345678901', 'option-invalid'],
    ['yes', 'option-invalid'],
    // The suffix of another partition, or of nobody.
    [`${account}.dkr.ecr.cn-north-1.amazonaws.com`, 'option-invalid'],
    [`${account}.dkr.ecr.eu-central-1.amazonaws.com.example.com`, 'option-invalid'],
    [`${account}.dkr.ecr.eu-central-1.example.com`, 'option-invalid'],
    [`${account}.dkr.ecr.cn-north-1.amazonaws.com.cn`, 'region-invalid'],
  ])('not by %s', async (word, code) => {
    const error = await failureOf(() => parseRegistry(word, place));
    expect([error.code, error.message, error.hint]).toEqual([
      code,
      expect.stringContaining(word),
      expect.stringMatching(/./),
    ]);
  });

  it('that is public, in no other partition', async () => {
    expect((await failureOf(() => parseRegistry('public', { ...place, region: 'cn-north-1' }))).code).toBe(
      'region-invalid',
    );
  });
});

describe('ECR is asked', () => {
  it.each([
    [{ ...place, isPublic: false }, {}, 'https://api.ecr.eu-central-1.amazonaws.com'],
    [{ ...place, region: 'cn-north-1', isPublic: false }, {}, 'https://api.ecr.cn-north-1.amazonaws.com.cn'],
    [{ ...place, useFips: true, region: 'us-east-1', isPublic: false }, {}, 'https://ecr-fips.us-east-1.amazonaws.com'],
    [{ ...place, useDualStack: true, isPublic: false }, {}, 'https://ecr.eu-central-1.api.aws'],
    [{ ...place, region: 'us-east-1', isPublic: true }, {}, 'https://api.ecr-public.us-east-1.amazonaws.com'],
    [{ ...place, isPublic: false }, { AWS_ENDPOINT_URL: 'http://aws.example' }, 'http://aws.example'],
    [
      { ...place, isPublic: true },
      { AWS_ENDPOINT_URL_ECR_PUBLIC: 'http://b.example', AWS_ENDPOINT_URL_ECR: 'http://a.example' },
      'http://b.example',
    ],
  ])('%#: at its endpoint', (request, env, url) => {
    expect(ecrEndpoint(request, env)).toBe(url);
  });

  it('at no endpoint that is no URL', async () => {
    for (const [isPublic, variable] of [
      [false, 'AWS_ENDPOINT_URL_ECR'],
      [true, 'AWS_ENDPOINT_URL_ECR_PUBLIC'],
      [true, 'AWS_ENDPOINT_URL'],
    ] as const) {
      const error = await failureOf(() => ecrEndpoint({ ...place, isPublic }, { [variable]: 'ecr.example' }));
      expect(error.message).toBe(`${variable} is not an http or https URL.`);
    }
  });
});
