import type { CiProvider } from '../ci/provider.ts';
import { HelperError } from '../core/errors.ts';
import type { ExportName } from '../options/export-name.ts';
import type { Settings } from '../options/settings.ts';
import { bashEnv } from './bash-env.ts';
import { githubEnv } from './github-env.ts';
import { githubOutputs } from './github-outputs.ts';
import { profile } from './profile.ts';
import { registryLogin } from './registry-login.ts';
import type { ExportTarget } from './target.ts';

/** The targets that later steps use, in the order of writing: those that can be rolled back come first. */
export const exportTargets: readonly ExportTarget[] = [profile, registryLogin, bashEnv, githubEnv, githubOutputs];

/**
 * The targets of this run, in the order of writing. A profile name replaces the variables, as in
 * configure-aws-credentials, unless `export` or `output-env-credentials` is set.
 *
 * @throws HelperError `option-invalid` for a target that this CI does not have, `option-conflict`
 */
export function chooseTargets(settings: Settings, ci: CiProvider): readonly ExportTarget[] {
  const chosen = chooseNames(settings, ci).map((name) => targetNamed(name, ci));
  return exportTargets.filter((target) => chosen.includes(target));
}

function chooseNames(settings: Settings, ci: CiProvider): readonly ExportName[] {
  if (settings.roles.length > 0) return namesForRoles(settings);
  if (settings.exports !== undefined) return settings.exports;
  if (settings.profile.name === undefined) return usualNames(settings.outputEnvCredentials ?? true, ci);
  return [...new Set<ExportName>(['profile', ...usualNames(settings.outputEnvCredentials ?? false, ci)])];
}

function usualNames(withVariables: boolean, ci: CiProvider): readonly ExportName[] {
  return ci.defaults.exports.filter((name) => name !== 'env' || withVariables);
}

/** Several roles are several profiles, since variables can contain only one. */
function namesForRoles({ exports = ['profile'] }: Settings): readonly ExportName[] {
  const other = exports.find((name) => name !== 'profile' && name !== 'none');
  if (other === undefined) return exports;
  throw new HelperError('option-conflict', `export: ${other} cannot be used with several roles.`, {
    hint: 'Omit export: each role becomes the profile named in its line.',
  });
}

function whyNot(name: ExportName, ci: CiProvider): string {
  if (name === 'env' && ci.setVariable !== undefined) {
    return 'variables of later steps are visible to everyone';
  }
  return `it cannot pass ${name === 'env' ? 'environment variables' : 'outputs'} to later steps`;
}

function targetNamed(name: ExportName, ci: CiProvider): ExportTarget | undefined {
  if (name === 'none') return undefined;
  if (name === 'profile') return profile;
  if (name === 'env' && ci.variables === 'bash-env') return bashEnv;
  if (ci.variables === 'github-env') return name === 'env' ? githubEnv : githubOutputs;
  throw new HelperError('option-invalid', `export: ${name} is not possible on ${ci.name}: ${whyNot(name, ci)}.`, {
    hint: 'Use --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env …)".',
  });
}
