import type { CiPlan } from '../../src/trust/generate/ci-plans.ts';
import { formats } from '../../src/trust/generate/formats.ts';
import { flagOf, type GenerateOptions } from '../../src/trust/generate/generate-options.ts';
import { trustPolicyIn } from '../../src/trust/generate/trust-plan.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { isForTokens, readingLines, readTrust } from '../../src/trust/reading.ts';
import { attempt, type Fault } from './fault.ts';

export interface RoleForm {
  readonly ci: CiPlan;
  readonly options: GenerateOptions;
  readonly format: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly partition: string;
}

export interface MadePolicy {
  readonly text: string;
  /** Only the trust policy. */
  readonly policy: string;
  readonly letsIn: readonly string[];
  /** A placeholder to fill in. */
  readonly missing: string | undefined;
}

/** The placeholder for an unknown account. */
const standInAccount = 'ACCOUNT_ID';

/** Generates a role like `trust generate`. Errors use the labels of the fields. */
export function makePolicy(form: RoleForm): { readonly value: MadePolicy } | { readonly fault: Fault } {
  const made = attempt((): MadePolicy => {
    const format = formats.find(({ id }) => id === form.format) ?? formats[0];
    const trust = form.ci.plan(form.options);
    const account = { accountId: form.accountId || standInAccount, partition: form.partition };
    const policy = trustPolicyIn(trust, account);
    const read = readPolicy(policy, 'the policy');
    return {
      text: format?.write({ trust, roleName: form.roleName, account }) ?? '',
      policy: JSON.stringify(policy, undefined, 2),
      letsIn: readingLines(readTrust(read), isForTokens(read)),
      missing: format?.needsAccount && form.accountId === '' ? standInAccount : undefined,
    };
  });
  const fault = 'fault' in made ? made.fault : faultOfRole(form);
  if (fault === undefined) return made;
  return { fault: { message: inFieldNames(fault.message), hint: fault.hint && inFieldNames(fault.hint) } };
}

function faultOfRole({ accountId, roleName }: RoleForm): Fault | undefined {
  if (!/^(\d{12})?$/.test(accountId)) return { message: 'The account ID is not 12 digits.' };
  if (!/^[\w+=,.@-]{1,64}$/.test(roleName)) {
    return { message: 'This is not a valid role name.', hint: 'Up to 64 letters, digits and + = , . @ - _' };
  }
  return undefined;
}

/** The options from the fields; empty ones are absent. */
export function optionsOf(fields: ReadonlyMap<string, string | boolean>): GenerateOptions {
  return Object.fromEntries([...fields].filter(([, value]) => value !== '' && value !== false));
}

/** `Repository ID` for `repositoryId`. */
export function fieldName(option: string): string {
  const words = flagOf(option).slice(2).replaceAll('-', ' ').replace(/\bid$/, 'ID');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Messages contain flags, `Write --repository OWNER/NAME.`; here they become labels of fields. */
function inFieldNames(text: string): string {
  return text
    .replace(/\bWrite (--[a-z-]+) /g, 'Fill in $1: ')
    .replace(/, or (--[a-z-]+) /g, ', or $1: ')
    .replace(/--([a-z]+(?:-[a-z]+)*)/g, (_, flag: string) => `"${fieldName(optionOf(flag))}"`);
}

/** `ownerId` for `owner-id`. */
function optionOf(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
