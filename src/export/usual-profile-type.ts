import type { ProfileType } from '../aws/profile-type.ts';
import type { Settings } from '../options/settings.ts';
import type { HandoverRequest } from './target.ts';

/** What a `web_identity_token_file` profile cannot express. */
export function lostInWebIdentity({ inlinePolicy, managedPolicies, chain }: Settings): string | undefined {
  if (inlinePolicy !== undefined) return 'inline-session-policy';
  if (managedPolicies.length > 0) return 'managed-session-policies';
  return chain.length > 0 ? 'then-assume' : undefined;
}

/** Without a token, keys are the only choice; with one, it depends on the CI's tokens. */
export function usualProfileType({ settings, ci }: HandoverRequest): ProfileType {
  const { source, profile } = settings;
  if (profile.type !== undefined) return profile.type;
  if (source?.kind !== 'token') return 'static';
  if (source.from?.kind === 'command') return 'process';
  const type = ci.defaults.profileType;
  return type === 'web-identity' && lostInWebIdentity(settings) !== undefined ? 'process' : type;
}
