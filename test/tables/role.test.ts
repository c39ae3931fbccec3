import { describe, expect, it } from 'vitest';
import { parseRole } from '../../src/aws/role.ts';

describe('the ARN of a role', () => {
  it.each([
    ['arn:aws:iam::123456789012:role/deploy', 'aws', '123456789012', 'deploy'],
    ['arn:aws:iam::012345678901:role/ci/teams/Deploy_1+=,.@-', 'aws', '012345678901', 'Deploy_1+=,.@-'],
    ['arn:aws-cn:iam::123456789012:role/deploy', 'aws-cn', '123456789012', 'deploy'],
    ['arn:aws-us-gov:iam::123456789012:role/deploy', 'aws-us-gov', '123456789012', 'deploy'],
    ['arn:aws-iso-b:iam::123456789012:role/deploy', 'aws-iso-b', '123456789012', 'deploy'],
    [`arn:aws:iam::123456789012:role/${'x'.repeat(64)}`, 'aws', '123456789012', 'x'.repeat(64)],
  ])('%s is read', (arn, partition, accountId, name) => {
    expect(parseRole(arn)).toEqual({ arn, partition, accountId, name });
  });

  it.each([
    ['deploy', 'arn:aws:iam::<12-digit account>:role/deploy'],
    ['123456789012:deploy', 'Did you mean arn:aws:iam::123456789012:role/deploy?'],
    ['123456789012/deploy', 'Did you mean arn:aws:iam::123456789012:role/deploy?'],
    ['123456789012:role/ci/deploy', 'Did you mean arn:aws:iam::123456789012:role/ci/deploy?'],
    [
      'arn:aws-cn:sts::123456789012:assumed-role/deploy/gha-1',
      "This is the ARN of a session. The role's own is arn:aws-cn:iam::123456789012:role/deploy",
    ],
    ['arn:aws:iam::123456789012:user/bob', 'A user cannot be assumed.'],
    ['', "Give the role's ARN as IAM shows it"],
    ['"arn:aws:iam::123456789012:role/deploy"', 'Quotes, blanks and unset variables'],
    [' arn:aws:iam::123456789012:role/deploy', 'Quotes, blanks and unset variables'],
    ['arn:aws:iam::123456789012:role/deploy ', 'Quotes, blanks and unset variables'],
    ['arn:aws:iam:::role/deploy', 'unset variables'],
    ['arn:aws:iam::12345678901:role/deploy', 'as IAM shows it'],
    ['arn:aws:iam::123456789012:role/', 'as IAM shows it'],
    ['arn:aws:iam::123456789012:role/a b', 'as IAM shows it'],
    ['arn:aws:iam::123456789012:role/déploy', 'as IAM shows it'],
    ['arn:gcp:iam::123456789012:role/deploy', 'as IAM shows it'],
    [`arn:aws:iam::123456789012:role/${'x'.repeat(65)}`, 'as IAM shows it'],
    [`arn:aws:iam::123456789012:role/${'x/'.repeat(1010)}y`, 'as IAM shows it'],
    ['arn:aws:iam::123456789012:role/deploy\nAWS_X=1', 'as IAM shows it'],
  ])('%j is refused, with what was probably meant', (text, advice) => {
    expect(() => parseRole(text)).toThrow(
      expect.objectContaining({
        code: 'role-invalid',
        message: expect.stringContaining(JSON.stringify(text)),
        hint: expect.stringContaining(advice),
      }),
    );
  });
});
