import { envValue } from '../core/env-value.ts';
import type { Env } from '../core/io.ts';
import { type GivenOptions, type Option, type OptionName, options } from './table.ts';

/** An option filled from a variable. */
export interface PickUp {
  readonly option: OptionName;
  readonly variable: string;
}

/**
 * Fills missing options from the variables in the table. `onKnownCi`: the job has its own token, so the machine's role
 * is not meant.
 */
export function fillFromEnvironment(
  given: GivenOptions,
  env: Env,
  onKnownCi: boolean,
): { readonly given: GivenOptions; readonly pickUps: readonly PickUp[] } {
  // With a token file, AWS_ROLE_ARN is the machine's role (such as a pod's); with static keys, no role is meant.
  const foreign =
    envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined || given['aws-access-key-id'] !== undefined;
  const variables = (option: Option) =>
    variablesFor(option, env).filter((name) => !(name === 'AWS_ROLE_ARN' && foreign && onKnownCi));
  const pickUps: PickUp[] = [];
  const filled: Partial<Record<OptionName, string>> = { ...given };
  for (const option of options) {
    // With several roles, a variable with another one is not meant.
    if (filled[option.name] !== undefined || (option.name === 'role-to-assume' && given.roles !== undefined)) continue;
    for (const variable of variables(option)) {
      const value = envValue(env, variable);
      if (value === undefined) continue;
      filled[option.name] = value;
      pickUps.push({ option: option.name, variable });
      break;
    }
  }
  return { given: filled, pickUps };
}

function variablesFor(option: Option, env: Env): readonly string[] {
  const legacyVariable = option.legacyVariable === true && env.GITHUB_ACTIONS === 'true';
  // The variables of configure-aws-credentials first, which reads no others.
  return [...(legacyVariable ? [option.name.toUpperCase().replaceAll('-', '_')] : []), ...(option.environment ?? [])];
}
