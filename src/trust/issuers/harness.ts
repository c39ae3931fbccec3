// https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity
import { namesGenerator } from '../generate/names-generator.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';

const cloud = /^(?:[a-z\d-]+\.)*harness\.io(?:\/|$)/;

/** The account defines the subject by a template, and connectors and workload identities have different issuers. */
export const harnessIssuer: Issuer = {
  id: 'harness',
  name: 'Harness',
  docs: 'https://developer.harness.io/harness-platform/use-harness-platform/pipelines/workload-identity',
  paths: { cloud, oneTenant: /^[^/]+\.harness\.io\/ng\/api\/oidc\/account\/[^/]+$/ },
  subjectForms: [{ start: 'account/', end: ':', tenant: 'account' }],
  audience: {
    says: 'The audience is part of the identity that the pipeline declares.',
    fixed: false,
    page: 'docs/ci/harness.md#aws',
  },
  shownClaims: ['account_id', 'organization_id', 'project_id', 'pipeline_id'],
  generator: namesGenerator({
    names: {},
    hint: 'Use --issuer and --subject as in the token: `doctor` shows both in a step.',
    isFrom: ({ iss = '' }) => cloud.test(providerPath(iss)),
    namesIn: () => undefined,
    subjects: () => [],
  }),
};
