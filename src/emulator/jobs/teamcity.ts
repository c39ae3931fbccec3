// https://github.com/OctopusDeploy/teamcity-oidc-plugin
import { commit, type EmulatedCi } from './emulated-ci.ts';

const server = 'teamcity.example.com';
const configuration = 'Shop_Deploy';

export const emulatedTeamcity: EmulatedCi = {
  id: 'teamcity',
  name: 'TeamCity',
  docs: 'https://github.com/OctopusDeploy/teamcity-oidc-plugin',
  variants: [],
  issuer: `https://${server}`,
  audience: 'sts.amazonaws.com',
  lifetimeSeconds: 600,
  notBeforeSeconds: undefined,
  files: [],
  trustCondition: {
    StringEquals: { [`${server}:aud`]: 'sts.amazonaws.com', [`${server}:sub`]: configuration },
  },
  claims: (job) => ({
    sub: configuration,
    branch: job.ref,
    build_number: '42',
    build_type_external_id: configuration,
    project_external_id: 'Shop',
    triggered_by: 'sample-user',
  }),
  environment: async ({ token }) => ({
    // Set by the parameter env.AWS_ID_TOKEN = %jwt.token%.
    AWS_ID_TOKEN: await token(),
    BUILD_NUMBER: '42',
    BUILD_VCS_NUMBER: commit,
    TEAMCITY_BUILDCONF_NAME: 'Deploy',
    TEAMCITY_PROJECT_NAME: 'Shop',
    TEAMCITY_VERSION: '2026.1 (build 200000)',
  }),
};
