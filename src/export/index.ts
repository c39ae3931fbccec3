import type { CiProvider } from '../ci/provider.ts';
import { HelperError } from '../core/errors.ts';
import type { ExportName, Settings } from '../options/settings.ts';
import { bashEnv } from './bash-env.ts';
import { githubEnv } from './github-env.ts';
import { githubOutputs } from './github-outputs.ts';
import { profile } from './profile.ts';
import type { ExportTarget, HandoverRequest } from './target.ts';

/** Every target that leaves something behind, in the order of writing: what can be taken back first, what cannot last. */
export const exportTargets: readonly ExportTarget[] = [profile, bashEnv, githubEnv, githubOutputs];

/**
 * How this run hands over. Naming a profile replaces the variables by it, as in configure-aws-credentials; `export` and
 * `output-env-credentials` say otherwise.
 */
export function chooseWays(settings: Settings, ci: CiProvider): readonly ExportName[] {
  if (settings.roles.length > 0) return waysForRoles(settings);
  if (settings.exports !== undefined) return settings.exports;
  const named = settings.profile.name !== undefined;
  const wanted = (way: ExportName): boolean => way !== 'env' || (settings.outputEnvCredentials ?? !named);
  return [...new Set<ExportName>([...(named ? (['profile'] as const) : []), ...ci.defaults.exports])].filter(wanted);
}

/** Several roles are several profiles; variables could hold only one of them. */
function waysForRoles({ exports = ['profile'] }: Settings): readonly ExportName[] {
  const other = exports.find((way) => way !== 'profile' && way !== 'none');
  if (other === undefined) return exports;
  throw new HelperError('option-conflict', `Several roles cannot be handed over by export: ${other}.`, {
    hint: 'Leave export out: each role becomes the profile that its line names.',
  });
}

/** @throws HelperError `option-invalid` for a way that this CI does not have */
export function targetsFor({ ways }: HandoverRequest, ci: CiProvider): readonly ExportTarget[] {
  const chosen = ways.map((way) => targetFor(way, ci));
  return exportTargets.filter((target) => chosen.includes(target));
}

function targetFor(way: ExportName, ci: CiProvider): ExportTarget | undefined {
  if (way === 'none') return undefined;
  if (way === 'profile') return profile;
  if (way === 'env' && ci.variables === 'bash-env') return bashEnv;
  if (ci.variables === 'github-env') return way === 'env' ? githubEnv : githubOutputs;
  throw new HelperError(
    'option-invalid',
    `export: ${way} is not possible on ${ci.name}: it carries no ${way === 'env' ? 'variables' : 'outputs'} from one step to the next.`,
    {
      hint: 'Give --export profile, or set the variables in the shell that needs them: eval "$(ci-aws-credentials env …)".',
    },
  );
}
