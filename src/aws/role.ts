// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { roleFault } from './role-fault.ts';

export interface Role {
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly accountId: string;
  /** Without the path. */
  readonly name: string;
}

/** Whether the text is a role name, with or without a path, and not an ARN. */
export function isRoleName(text: string): boolean {
  return /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && !/^\d{12}\//.test(text);
}

const roleArn = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

/**
 * @param option the option that contains it, for the message
 * @throws HelperError `role-invalid`, with a suggestion
 */
export function parseRole(text: string, option = 'role-to-assume'): Role {
  const [, partition, accountId, name] = roleArn.exec(text) ?? [];
  if (partition === undefined || accountId === undefined || name === undefined || text.length > 2048) {
    throw roleFault(text, option);
  }
  return { arn: text, partition, accountId, name };
}
