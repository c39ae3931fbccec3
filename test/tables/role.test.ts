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
    ['arn:aws:iam:::role/deploy', 'The account (the fifth part) is empty; the variable for it may not be set.'],
    [
      'arn:aws:iam::12345678901:role/deploy',
      'The account (the fifth part) is "12345678901"; it has 11 digits, but an account ID has 12.',
    ],
    ['arn:aws:iam::$ACCOUNT:role/deploy', 'The account (the fifth part) is "$ACCOUNT"; an account ID has 12 digits.'],
    [
      'arn::iam::123456789012:role/deploy',
      'The partition (the second part) is empty; it must be aws, aws-cn or aws-us-gov.',
    ],
    [
      'arn:gcp:iam::123456789012:role/deploy',
      'The partition (the second part) is "gcp"; it must be aws, aws-cn or aws-us-gov.',
    ],
    ['arn:aws:s3::123456789012:role/deploy', 'The service (the third part) is "s3"; it must be iam for a role.'],
    [
      'arn:aws:iam:eu-west-1:123456789012:role/deploy',
      'The region (the fourth part) is "eu-west-1"; it must be empty, as roles have no region.',
    ],
    ['arn:aws:iam:123456789012:role/deploy', 'An ARN has six parts separated by colons; this one has 5.'],
    ['arn:aws:iam::123456789012:role/', 'The role name (after the last slash) is empty.'],
    ['arn:aws:iam::123456789012:role', 'The role name (after the last slash) is empty.'],
    ['arn:aws:iam::123456789012:role/de#ploy', 'The role name contains "#" (character 3).'],
    [`arn:aws:iam::123456789012:role/${'x'.repeat(65)}`, 'The role name has 65 characters; the maximum is 64.'],
    [`arn:aws:iam::123456789012:role/${'x/'.repeat(1010)}y`, 'It has 2052 characters; the maximum is 2048.'],
    ['arn:aws:iam::123456789012:role/a b', 'It contains a space (character 33).'],
    ['"arn:aws:iam::123456789012:role/deploy"', 'It contains a quotation mark (character 1).'],
    ['arn:aws:iam::123456789012:role/d\u200beploy', 'It contains the invisible character U+200B (character 33).'],
  ])('%j is refused by the part that is wrong', (text, fault) => {
    expect(() => parseRole(text)).toThrow(
      expect.objectContaining({
        message: `role-to-assume is not the ARN of a role: ${JSON.stringify(text)}. ${fault}`,
      }),
    );
  });

  it.each(['deploy', '123456789012:deploy', 'arn:aws:iam::123456789012:user/bob'])(
    'of %j no part is wrong: it is something else',
    (text) => {
      expect(() => parseRole(text)).toThrow(
        expect.objectContaining({ message: `role-to-assume is not the ARN of a role: ${JSON.stringify(text)}.` }),
      );
    },
  );

  it.each([
    ['deploy', 'arn:aws:iam::<12-digit account>:role/deploy'],
    ['123456789012:deploy', 'Did you mean arn:aws:iam::123456789012:role/deploy?'],
    ['123456789012/deploy', 'Did you mean arn:aws:iam::123456789012:role/deploy?'],
    ['123456789012:role/ci/deploy', 'Did you mean arn:aws:iam::123456789012:role/ci/deploy?'],
    [
      'arn:aws-cn:sts::123456789012:assumed-role/deploy/gha-1',
      'This is the ARN of a session. The ARN of its role is arn:aws-cn:iam::123456789012:role/deploy',
    ],
    ['arn:aws:iam::123456789012:user/bob', 'A user cannot be assumed.'],
    ['', "Use the role's ARN as IAM shows it"],
    ['"arn:aws:iam::123456789012:role/deploy"', 'quotes, spaces and unset variables'],
    [' arn:aws:iam::123456789012:role/deploy', 'quotes, spaces and unset variables'],
    ['arn:aws:iam::123456789012:role/deploy ', 'quotes, spaces and unset variables'],
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
