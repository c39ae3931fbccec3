import { envValue } from '../core/env-value.ts';
import type { Env } from '../core/io.ts';
import { type GivenOptions, type Option, type OptionName, options } from './table.ts';

/** An option that a variable filled. */
export interface PickUp {
  readonly option: OptionName;
  readonly variable: string;
}

/**
 * Fills what was not given from the variables that the table names. `onKnownCi`: whether the job has a token of its own,
 * so that the role of the machine is not meant.
 */
export function fillFromEnvironment(
  given: GivenOptions,
  env: Env,
  onKnownCi: boolean,
): { readonly given: GivenOptions; readonly pickUps: readonly PickUp[] } {
  // Beside a token file AWS_ROLE_ARN is the role of the machine (a pod, say), and beside static keys nobody meant a role at all.
  const foreign =
    envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined || given['aws-access-key-id'] !== undefined;
  const variables = (option: Option) =>
    variablesFor(option, env).filter((name) => !(name === 'AWS_ROLE_ARN' && foreign && onKnownCi));
  const pickUps: PickUp[] = [];
  const filled: Partial<Record<OptionName, string>> = { ...given };
  for (const option of options) {
    if (filled[option.name] !== undefined) continue;
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
  // First those that configure-aws-credentials knows: it reads no others.
  return [...(legacyVariable ? [option.name.toUpperCase().replaceAll('-', '_')] : []), ...(option.environment ?? [])];
}
