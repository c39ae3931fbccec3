import { describe, expect, it } from 'vitest';
import { parseRoles } from '../../src/options/roles-option.ts';
import { failureOf } from '../fakes.ts';

const arn = (name: string, partition = 'aws'): string => `arn:${partition}:iam::123456789012:role/${name}`;

describe('the option roles', () => {
  it('reads one role a line, and puts each behind the one it goes by', () => {
    const text = `
      prod = ${arn('prod')}, via = base, region = eu-central-1
      base=${arn('base')}
      deep = ${arn('deep')} , via=prod
      other = ${arn('other')},region=us-west-2
    `;
    expect(
      parseRoles({ roles: text, 'aws-region': 'eu-west-1' }).map(({ profile, role, via, region }) => [
        profile,
        role.name,
        via,
        region,
      ]),
    ).toEqual([
      ['base', 'base', undefined, 'eu-west-1'],
      ['other', 'other', undefined, 'us-west-2'],
      ['prod', 'prod', 'base', 'eu-central-1'],
      ['deep', 'deep', 'prod', 'eu-west-1'],
    ]);
  });

  it.each([
    [{}, []],
    [{ roles: '' }, []],
    [{ roles: `a = ${arn('a')}` }, ['us-east-1']],
    [{ roles: `a = ${arn('a', 'aws-cn')}` }, ['cn-northwest-1']],
    [{ roles: `a = ${arn('a')}`, 'aws-region': 'local', 'sts-endpoint': 'https://minio.example' }, ['local']],
    [{ roles: `a = ${arn('a')}, region = local`, 'sts-endpoint': 'https://minio.example' }, ['local']],
  ])('%j has roles in %j', (given, regions) => {
    expect(parseRoles(given).map(({ region }) => region)).toEqual(regions);
  });

  it.each<[text: string, code: string, message: string, hint: string]>([
    ['deploy', 'option-invalid', 'contains an invalid line: "deploy"', 'via = base'],
    [`a b = ${arn('a')}`, 'option-invalid', 'an invalid line', 'Use the form'],
    [`a = ${arn('a')}, via`, 'option-invalid', 'an invalid line', 'Use the form'],
    [`a = ${arn('a')}, vai = b`, 'option-invalid', '"vai" in the line for a', 'Did you mean via?'],
    [`a = ${arn('a')}, via = b, via = c`, 'option-invalid', 'a setting twice in the line for a', 'Keep one'],
    [`a = ${arn('a')}, duration = 900`, 'option-invalid', '"duration"', 'via and region'],
    [`a = ${arn('a')}\na = ${arn('b')}`, 'option-invalid', 'names the profile a twice', 'a different profile'],
    [
      `base = ${arn('a')}\nb = ${arn('b')}, via = bsae`,
      'option-invalid',
      'via bsae, which is not',
      'Did you mean base?',
    ],
    [`a = ${arn('a')}, via = elsewhere`, 'option-invalid', 'via elsewhere', 'Add a line for elsewhere.'],
    [
      `a = ${arn('a')}, via = b\nb = ${arn('b')}, via = a`,
      'option-invalid',
      'a cycle: a via b, b via a',
      'with the token',
    ],
    [`a = ${arn('a')}, via = a`, 'option-invalid', 'a cycle: a via a', 'with the token'],
    ['a = deploy', 'role-invalid', 'a in roles is not the ARN of a role: "deploy"', 'the full ARN'],
    [`../x = ${arn('a')}`, 'profile-invalid', '"../x"', 'Use up to 64'],
    [`a = ${arn('a')}, region = cn-north-1`, 'region-invalid', 'in the partition aws-cn', 'a region in aws'],
    [`a = ${arn('a')}, region = nowhere`, 'region-invalid', '"nowhere"', 'eu-central-1'],
    [`a = ${arn('a', 'aws-new')}`, 'region-invalid', 'aws-new', 'Set aws-region'],
  ])('refuses %j', async (text, code, message, hint) => {
    expect(await failureOf(() => parseRoles({ roles: text }))).toMatchObject({
      code,
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });
});
