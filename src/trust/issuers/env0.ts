// https://docs.envzero.com/guides/integrations/oidc-integrations/oidc-with-aws
import { isObject } from '../../core/json.ts';
import type { Claims } from '../../token/token.ts';
import { namesGenerator } from '../generate/names-generator.ts';
import { assumeAction } from '../generate/trust-plan.ts';
import { barePath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const host = /^login\.app\.env0\.com$/;
/** The audience to register according to the documentation: the `azp` of the tokens, which AWS uses as the audience. */
const audience = 'hoMiq9PdkRh9LUvVpH4wIErWg50VSG1b';

const generator = namesGenerator({
  names: {},
  more: { projectId: 'the UUID of the project, which AWS reads from a session tag' },
  hint: 'Use --subject for the organization (trust generate sets it in a deployment) and --project-id for the project.',
  isFrom: ({ iss = '' }) => host.test(barePath(iss)),
  namesIn: (claims) => ({ subject: claims.sub, projectId: projectTag(claims) }),
  issuer: () => 'https://login.app.env0.com/',
  audience: () => audience,
  subjects: () => [],
  rest: ({ projectId }) => ({
    actions: [assumeAction, 'sts:TagSession'],
    tags: projectId === undefined ? {} : { projectId: [projectId] },
  }),
});

function projectTag(claims: Claims): string | undefined {
  const tags = claims['https://aws.amazon.com/tags'];
  const values = isObject(tags) && isObject(tags.principal_tags) ? tags.principal_tags.projectId : undefined;
  const [first] = Array.isArray(values) ? values : [];
  return typeof first === 'string' ? first : undefined;
}

export const env0Issuer: Issuer = {
  id: 'env0',
  name: 'env zero',
  docs: 'https://docs.envzero.com/guides/integrations/oidc-integrations/oidc-with-aws',
  paths: { cloud: /^login\.app\.env0\.com\/?$/, endsInSlash: host },
  audience: {
    says: 'AWS uses the claim azp of these tokens as the audience, and no job can choose it.',
    fixed: true,
    page: 'docs/ci/env0.md#aws',
  },
  sessionTags: { setBy: 'organization', identity: ['projectId', 'environmentId', 'organizationId'] },
  lifetime:
    'A token of env zero is valid for 24 hours from the start of the deployment, which gets only one: exchange it earlier.',
  shownClaims: ['azp', 'organizationId', 'projectId', 'environmentId'],
  traps: [
    {
      id: 'env0-trap-organization',
      page: 'docs/ci/env0.md#aws',
      weigh: () => 60,
      title: () =>
        'The whole organization has one subject: a policy with a project or an environment in it refuses it.',
      fix: 'Copy the subject. For projects, add a condition on the session tag aws:RequestTag/projectId, and allow sts:TagSession.',
    },
  ],
  generator,
};
