// https://vercel.com/docs/oidc/reference
import { commit, type EmulatedCi, type EmulatedJob } from './emulated-ci.ts';

const team = 'acme';
const project = 'shop';

export const emulatedVercel: EmulatedCi = {
  id: 'vercel',
  name: 'Vercel',
  docs: 'https://vercel.com/docs/oidc/reference',
  variants: [],
  issuer: `https://oidc.vercel.com/${team}`,
  audience: `https://vercel.com/${team}`,
  lifetimeSeconds: 3600,
  notBeforeSeconds: 0,
  files: [],
  trustCondition: {
    StringEquals: {
      [`oidc.vercel.com/${team}:aud`]: `https://vercel.com/${team}`,
      [`oidc.vercel.com/${team}:sub`]: `owner:${team}:project:${project}:environment:production`,
    },
  },
  claims: (job) => ({
    sub: `owner:${team}:project:${project}:environment:${environmentOf(job)}`,
    scope: `owner:${team}:project:${project}:environment:${environmentOf(job)}`,
    owner: team,
    owner_id: 'team_7Gw5ZMzpQA8h90F832KGp7nwbuh3',
    project,
    project_id: 'prj_7Gw5ZMBpQA8h9GF832KGp7nwbuh3',
    environment: environmentOf(job),
  }),
  environment: async ({ job, token }) => ({
    CI: '1',
    VERCEL: '1',
    VERCEL_DEPLOYMENT_ID: 'dpl_7Gw5ZMBpQA8h9GF832KGp7nwbuh3',
    VERCEL_ENV: environmentOf(job),
    VERCEL_GIT_COMMIT_REF: job.refName,
    VERCEL_GIT_COMMIT_SHA: commit,
    VERCEL_OIDC_TOKEN: await token(),
    VERCEL_PROJECT_ID: 'prj_7Gw5ZMBpQA8h9GF832KGp7nwbuh3',
    VERCEL_URL: `${project}-abc123-${team}.vercel.app`,
  }),
};

/** The environment is production for the production branch, and preview for other branches and pull requests. */
function environmentOf({ environment, pullRequest, ref }: EmulatedJob): string {
  if (environment !== undefined) return environment;
  return pullRequest === undefined && ref === 'refs/heads/main' ? 'production' : 'preview';
}
