import type { CiProvider } from '../ci/provider.ts';
import { HelperError } from '../core/errors.ts';
import type { ExportName, Settings } from '../options/settings.ts';
import { bashEnv } from './bash-env.ts';
import { githubEnv } from './github-env.ts';
import { githubOutputs } from './github-outputs.ts';
import { profile } from './profile.ts';
import type { ExportTarget } from './target.ts';

/** Every target that leaves something behind, in the order of writing: what can be rolled back first, what cannot last. */
export const exportTargets: readonly ExportTarget[] = [profile, bashEnv, githubEnv, githubOutputs];

/**
 * The targets of this run, in the order of writing. Naming a profile replaces the variables by it, as in
 * configure-aws-credentials; `export` and `output-env-credentials` say otherwise.
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

/** Several roles are several profiles; variables could hold only one of them. */
function namesForRoles({ exports = ['profile'] }: Settings): readonly ExportName[] {
  const other = exports.find((name) => name !== 'profile' && name !== 'none');
  if (other === undefined) return exports;
  throw new HelperError('option-conflict', `Several roles cannot be handed over by export: ${other}.`, {
    hint: 'Leave export out: each role becomes the profile that its line names.',
  });
}

function targetNamed(name: ExportName, ci: CiProvider): ExportTarget | undefined {
  if (name === 'none') return undefined;
  if (name === 'profile') return profile;
  if (name === 'env' && ci.variables === 'bash-env') return bashEnv;
  if (ci.variables === 'github-env') return name === 'env' ? githubEnv : githubOutputs;
  throw new HelperError(
    'option-invalid',
    `export: ${name} is not possible on ${ci.name}: it carries no ${name === 'env' ? 'variables' : 'outputs'} from one step to the next.`,
    {
      hint: 'Give --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env …)".',
    },
  );
}
