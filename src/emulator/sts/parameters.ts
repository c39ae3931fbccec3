// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
import { type AwsError, validationError } from './call-outcome.ts';

/** The parameters of a call in the query protocol, as sent. */
export type Parameters = ReadonlyMap<string, string>;

/** A constraint from AWS's service model. */
export interface Constraint {
  readonly name: string;
  readonly required?: boolean;
  /** Whether AWS omits the value from its message. */
  readonly sensitive?: boolean;
  readonly length?: readonly [least: number, most: number];
  readonly pattern?: RegExp;
  /** For integers: the range. */
  readonly range?: readonly [least: number, most: number];
}

export const roleArnConstraint: Constraint = { name: 'RoleArn', required: true, length: [20, 2048] };
export const sessionNameConstraint: Constraint = {
  name: 'RoleSessionName',
  required: true,
  length: [2, 64],
  pattern: /^[\w+=,.@-]*$/,
};
export const durationConstraint: Constraint = { name: 'DurationSeconds', range: [900, 43_200] };
export const sessionPolicyConstraint: Constraint = { name: 'Policy', length: [1, 2048] };

/** AWS's ValidationError with all faults of the parameters; `undefined` if they are valid. */
export function checkParameters(parameters: Parameters, constraints: readonly Constraint[]): AwsError | undefined {
  const problems = constraints.flatMap((constraint) => problemsOf(parameters.get(constraint.name), constraint));
  if (problems.length === 0) return undefined;
  const count = `${problems.length} validation ${problems.length === 1 ? 'error' : 'errors'} detected`;
  return validationError(`${count}: ${problems.join('; ')}`);
}

function problemsOf(value: string | undefined, constraint: Constraint): readonly string[] {
  const member = constraint.name.charAt(0).toLowerCase() + constraint.name.slice(1);
  if (value === undefined) {
    return constraint.required
      ? [`Value null at '${member}' failed to satisfy constraint: Member must not be null`]
      : [];
  }
  const shown = constraint.sensitive ? '' : ` '${value}'`;
  return brokenRules(value, constraint).map(
    (rule) => `Value${shown} at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );
}

function brokenRules(value: string, { length, pattern, range }: Constraint): readonly string[] {
  const rules: (string | false | undefined)[] = [
    length && value.length > length[1] && `have length less than or equal to ${length[1]}`,
    length && value.length < length[0] && `have length greater than or equal to ${length[0]}`,
    pattern && !pattern.test(value) && `satisfy regular expression pattern: ${pattern.source.replace(/^\^|\$$/g, '')}`,
  ];
  if (range !== undefined) {
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    rules.push(
      Number.isNaN(number) && 'be an integer',
      number > range[1] && `have value less than or equal to ${range[1]}`,
      number < range[0] && `have value greater than or equal to ${range[0]}`,
    );
  }
  return rules.filter((rule) => typeof rule === 'string');
}

/** The members of a list in the query protocol, in order: `Tags.member.1.Key`, `Tags.member.1.Value`, … */
export function memberList(parameters: Parameters, name: string): readonly Parameters[] {
  const members = new Map<number, Map<string, string>>();
  for (const [key, value] of parameters) {
    const match = new RegExp(`^${name}\\.member\\.(\\d+)(?:\\.(.+))?$`).exec(key);
    if (match === null) continue;
    const index = Number(match[1]);
    const member = members.get(index) ?? new Map<string, string>();
    members.set(index, member.set(match[2] ?? '', value));
  }
  return [...members].sort(([a], [b]) => a - b).map(([, member]) => member);
}
