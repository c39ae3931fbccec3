// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { HelperError } from '../core/errors.ts';

export interface Role {
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly accountId: string;
  /** Without the path. */
  readonly name: string;
}

/** A role's name without its ARN, with its path if it has one. */
export function isRoleName(text: string): boolean {
  return /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && !/^\d{12}\//.test(text);
}

const roleArn = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

/** @throws HelperError `role-invalid`, with the ARN that was probably meant */
export function parseRole(text: string): Role {
  const [, partition, accountId, name] = roleArn.exec(text) ?? [];
  if (partition === undefined || accountId === undefined || name === undefined || text.length > 2048) {
    throw new HelperError('role-invalid', `role-to-assume is not the ARN of a role: ${JSON.stringify(text)}.`, {
      hint: adviceFor(text),
    });
  }
  return { arn: text, partition, accountId, name };
}

function adviceFor(text: string): string {
  const form = 'arn:aws:iam::123456789012:role/NAME';
  const accountAndName = /^(\d{12})[:/](?:role\/)?([\w+=,.@/-]+)$/.exec(text);
  if (accountAndName !== null) return `Did you mean arn:aws:iam::${accountAndName[1]}:role/${accountAndName[2]}?`;
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(text);
  if (session !== null) {
    return `This is the ARN of a session. The role's own is arn:${session[1]}:iam::${session[2]}:role/${session[3]} (with its path, if it has one).`;
  }
  if (/^arn:aws[a-z-]*:iam::\d{12}:user\//.test(text)) {
    return `A user cannot be assumed. Give the ARN of a role: ${form}.`;
  }
  if (/^[\w+=,.@-]{1,64}$/.test(text)) {
    return `A token does not say which AWS account is meant. Give the whole ARN: arn:aws:iam::<12-digit account>:role/${text}.`;
  }
  return `Give the role's ARN as IAM shows it: ${form}. Quotes, blanks and unset variables in the job's YAML are the usual suspects.`;
}
