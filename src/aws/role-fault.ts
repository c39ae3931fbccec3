// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { HelperError } from '../core/errors.ts';
import { strayCharacter } from '../core/stray-character.ts';

/** The error for a text that is not the ARN of a role, with a suggestion. */
export function roleFault(text: string, option: string): HelperError {
  const fault = faultIn(text);
  return new HelperError(
    'role-invalid',
    `${option} is not the ARN of a role: ${JSON.stringify(text)}.${fault === undefined ? '' : ` ${fault}`}`,
    { hint: adviceFor(text) },
  );
}

/** A sentence about the part of the ARN that is wrong. */
function faultIn(text: string): string | undefined {
  if (!text.includes(':')) return undefined;
  const stray = strayCharacter(text, /[\x21-\x7e]/) ?? strayCharacter(text, /[^"']/);
  if (stray !== undefined) return `It contains ${stray}.`;
  const [start, partition = '', service, region, account = '', ...rest] = text.split(':');
  if (start !== 'arn' || rest.length === 0) {
    return start === 'arn'
      ? `An ARN has six parts separated by colons; this one has ${text.split(':').length}.`
      : undefined;
  }
  if (!/^aws(-[a-z]+)*$/.test(partition))
    return partFault('partition (the second part)', partition, 'it must be aws, aws-cn or aws-us-gov');
  if (service !== 'iam') return partFault('service (the third part)', service, 'it must be iam for a role');
  if (region !== '') return partFault('region (the fourth part)', region, 'it must be empty, as roles have no region');
  if (!/^\d{12}$/.test(account)) return partFault('account (the fifth part)', account, accountFault(account));
  return nameFault(rest.join(':'), text.length);
}

function partFault(part: string, text: string | undefined, says: string): string {
  return `The ${part} is ${text ? JSON.stringify(text) : 'empty'}; ${says}.`;
}

function accountFault(account: string): string {
  if (account === '') return 'the variable for it may not be set';
  return /^\d+$/.test(account)
    ? `it has ${account.length} digits, but an account ID has 12`
    : 'an account ID has 12 digits';
}

function nameFault(resource: string, length: number): string | undefined {
  const [kind] = resource.split('/');
  if (kind !== 'role') return undefined;
  const name = resource.includes('/') ? (resource.split('/').at(-1) ?? '') : '';
  const stray = strayCharacter(name, /[\w+=,.@-]/);
  if (name === '') return 'The role name (after the last slash) is empty.';
  if (stray !== undefined) return `The role name contains ${stray}.`;
  return name.length > 64
    ? `The role name has ${name.length} characters; the maximum is 64.`
    : `It has ${length} characters; the maximum is 2048.`;
}

function adviceFor(text: string): string {
  const form = 'arn:aws:iam::123456789012:role/NAME';
  const accountAndName = /^(\d{12})[:/](?:role\/)?([\w+=,.@/-]+)$/.exec(text);
  if (accountAndName !== null) return `Did you mean arn:aws:iam::${accountAndName[1]}:role/${accountAndName[2]}?`;
  const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(text);
  if (session !== null) {
    return `This is the ARN of a session. The ARN of its role is arn:${session[1]}:iam::${session[2]}:role/${session[3]} (with its path, if it has one).`;
  }
  if (/^arn:aws[a-z-]*:iam::\d{12}:user\//.test(text)) {
    return `A user cannot be assumed. Use the ARN of a role: ${form}.`;
  }
  if (/^[\w+=,.@-]{1,64}$/.test(text)) {
    return `A token does not name an AWS account. Use the full ARN: arn:aws:iam::<12-digit account>:role/${text}.`;
  }
  return `Use the role's ARN as IAM shows it: ${form}. Check the job's YAML for quotes, spaces and unset variables.`;
}
