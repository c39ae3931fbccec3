// https://github.com/OctopusDeploy/teamcity-oidc-plugin
import { namesGenerator } from '../generate/names-generator.ts';
import type { Issuer } from './issuer.ts';

/** A self-hosted server at any URL; the tokens are issued by a plugin. */
export const teamcityIssuer: Issuer = {
  id: 'teamcity',
  name: 'TeamCity',
  docs: 'https://github.com/OctopusDeploy/teamcity-oidc-plugin',
  paths: {},
  serverClaims: ['build_type_external_id'],
  audience: {
    says: "The audience is a setting of the plugin's build feature; the default is the URL of the server.",
    fixed: false,
    page: 'docs/ci/teamcity.md#aws',
  },
  lifetime:
    'A token of the plugin is valid for ten minutes (configurable in its build feature): raise that, or exchange the token in the first step.',
  traps: [
    {
      id: 'teamcity-trap-configuration',
      page: 'docs/ci/teamcity.md#aws',
      weigh: ({ claims }) => (claims.build_type_external_id === undefined ? 0 : 60),
      title: () =>
        'The subject is the ID of the build configuration: a policy with its name, or with a branch, refuses it.',
      fix: 'Write only the ID, which Administration shows for the build configuration.',
    },
  ],
  shownClaims: ['build_type_external_id', 'project_external_id', 'branch', 'triggered_by'],
  generator: namesGenerator({
    names: { projectId: 'the ID of the build configuration' },
    hint: 'Use --issuer https://SERVER and --project-id, the ID of the build configuration. The subject contains no branch.',
    isFrom: ({ build_type_external_id: id }) => typeof id === 'string',
    namesIn: ({ sub }) => ({ projectId: sub }),
    subjects: ({ projectId = '' }) => [projectId],
  }),
};
