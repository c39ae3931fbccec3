import { describe, expect, it } from 'vitest';
import { getRole, type RoleInIam } from '../../src/aws-api/get-role.ts';
import type { Env } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
import { failureOf } from '../fakes.ts';
import { makeWorld } from '../world.ts';

const keys = { accessKeyId: 'AKIAFAKE', secretAccessKey: new Secret('fake') };

interface Asked {
  readonly partition?: string;
  readonly env?: Env;
  readonly status?: number;
  readonly body?: string;
}

const found = '<GetRoleResponse><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></GetRoleResponse>';

async function ask({ partition = 'aws', env = {}, status = 200, body = found }: Asked) {
  const scopes: unknown[] = [];
  const { io, requests } = makeWorld({ env, answer: () => ({ status, body }) });
  const sign: typeof io.sign = async (request, _credentials, scope) => {
    scopes.push(scope);
    return request;
  };
  const role: RoleInIam | undefined = await getRole(
    { name: 'de+ploy' },
    { partition, credentials: keys },
    { ...io, sign },
  );
  return { role, request: requests[0], scope: scopes[0] };
}

describe('reading a role from IAM', () => {
  // As the SDK's own endpoint rules for IAM have them.
  it.each<[partition: string, url: string, region: string]>([
    ['aws', 'https://iam.amazonaws.com', 'us-east-1'],
    ['aws-cn', 'https://iam.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['aws-us-gov', 'https://iam.us-gov.amazonaws.com', 'us-gov-west-1'],
    ['aws-eusc', 'https://iam.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
    ['aws-iso', 'https://iam.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1'],
    ['aws-iso-b', 'https://iam.us-isob-east-1.sc2s.sgov.gov', 'us-isob-east-1'],
    ['aws-iso-e', 'https://iam.eu-isoe-west-1.cloud.adc-e.uk', 'eu-isoe-west-1'],
    ['aws-iso-f', 'https://iam.us-isof-south-1.csp.hci.ic.gov', 'us-isof-south-1'],
    ['aws-new', 'https://iam.us-east-1.amazonaws.com', 'us-east-1'],
  ])('of %s asks %s, signed for %s', async (partition, url, region) => {
    expect(await ask({ partition })).toMatchObject({
      request: { method: 'POST', url, body: 'Action=GetRole&Version=2010-05-08&RoleName=de%2Bploy' },
      scope: { service: 'iam', region },
    });
  });

  it.each<[Env, string]>([
    [{ AWS_ENDPOINT_URL: 'http://a' }, 'http://a'],
    [{ AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_IAM: 'http://b' }, 'http://b'],
    [{ AWS_ENDPOINT_URL_IAM: '' }, 'https://iam.amazonaws.com'],
  ])('%j asks %s', async (env, url) => {
    expect((await ask({ env })).request?.url).toBe(url);
  });

  it('gives the policy as it is, and the maximum of an hour where none is said', async () => {
    expect((await ask({})).role).toEqual({ trustPolicy: '%7B%7D', maxSessionSeconds: 3600 });
    const body = found.replace('</Get', '<MaxSessionDuration>7200</MaxSessionDuration></Get');
    expect((await ask({ body })).role?.maxSessionSeconds).toBe(7200);
  });

  it.each(['iam.example', 'ftp://iam.example', '//'])('does not ask at %s', async (url) => {
    expect(await failureOf(() => ask({ env: { AWS_ENDPOINT_URL_IAM: url } }))).toMatchObject({
      code: 'option-invalid',
      message: 'AWS_ENDPOINT_URL_IAM is not an http or https URL.',
    });
  });

  it('gives nothing where there is no such role', async () => {
    expect((await ask({ status: 404, body: '<Code>NoSuchEntity</Code>' })).role).toBeUndefined();
  });

  it.each<[status: number, body: string, code: string]>([
    [
      403,
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
      'iam-access-denied',
    ],
    [404, '<html>', 'sts-answer-unreadable'],
    [200, '<html>', 'sts-answer-unreadable'],
  ])('%s %s is %s', async (status, body, code) => {
    expect(await failureOf(() => ask({ status, body }))).toMatchObject({ code });
  });
});
