import { type GivenOptions, type Option, type OptionName, options } from './options.ts';
import type { Env } from './ports.ts';

/** An option that a variable filled. */
export interface PickUp {
  readonly option: OptionName;
  readonly variable: string;
}

/** Fills what was not given from the variables that the table names. */
export function fillFromEnvironment(
  given: GivenOptions,
  env: Env,
): { readonly given: GivenOptions; readonly pickUps: readonly PickUp[] } {
  const pickUps: PickUp[] = [];
  const filled: Partial<Record<OptionName, string>> = { ...given };
  for (const option of options) {
    if (filled[option.name] !== undefined) continue;
    const variable = variablesFor(option, given, env).find((name) => (env[name] ?? '') !== '');
    const value = variable === undefined ? undefined : env[variable];
    if (variable === undefined || value === undefined) continue;
    filled[option.name] = value;
    pickUps.push({ option: option.name, variable });
  }
  return { given: filled, pickUps };
}

function variablesFor(option: Option, given: GivenOptions, env: Env): readonly string[] {
  const capitals = option.capitals === true && env.GITHUB_ACTIONS === 'true';
  // First those that configure-aws-credentials knows: it reads no others.
  const names = [...(capitals ? [option.name.toUpperCase().replaceAll('-', '_')] : []), ...(option.environment ?? [])];
  // Beside a token file this is the role of the machine (a pod, say), and beside static keys nobody meant a role at all.
  const foreign = (env.AWS_WEB_IDENTITY_TOKEN_FILE ?? '') !== '' || given['aws-access-key-id'] !== undefined;
  return names.filter((name) => !(name === 'AWS_ROLE_ARN' && foreign && isKnownCi(env)));
}

function isKnownCi(env: Env): boolean {
  return [env.GITHUB_ACTIONS, env.GITLAB_CI, env.CIRCLECI, env.SEMAPHORE].includes('true');
}
