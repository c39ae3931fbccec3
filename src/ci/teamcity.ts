// https://github.com/OctopusDeploy/teamcity-oidc-plugin
// https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html
import { envValue } from '../core/env-value.ts';
import { providedToken } from './provided-token.ts';
import type { CiProvider } from './provider.ts';

export const teamcity: CiProvider = {
  id: 'teamcity',
  name: 'TeamCity',
  docs: 'https://github.com/OctopusDeploy/teamcity-oidc-plugin',
  detect: (env) => envValue(env, 'TEAMCITY_VERSION') !== undefined,
  jobIdParts: (env) => ['teamcity', env.TEAMCITY_BUILDCONF_NAME?.slice(-40), env.BUILD_NUMBER],
  // Build numbers are unique per build configuration, whose names are unique per project.
  owner: (env) => [env.TEAMCITY_PROJECT_NAME, env.TEAMCITY_BUILDCONF_NAME, env.BUILD_URL],
  checkouts: () => [],
  ...providedToken({
    variable: 'AWS_ID_TOKEN',
    hint: 'Install the plugin teamcity-oidc-plugin (TeamCity 2025.11 or later). Add its build feature with the audience sts.amazonaws.com, and a parameter of the build configuration that passes the token as a variable:\n\n    env.AWS_ID_TOKEN = %jwt.token%',
  }),
  // Users choose the name.
  tokenVariables: [],
  audienceAdvice: (audience) => `Set it in the plugin's build feature: audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'static' },
};
