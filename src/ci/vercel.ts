// https://vercel.com/docs/oidc/reference
import { envValue } from '../core/env-value.ts';
import { audiencesOf } from '../token/token.ts';
import { providedToken, tokenInVariable } from './provided-token.ts';
import type { CiProvider } from './provider.ts';
import { memberOf, tokenOfService } from './token-service.ts';

const exchange = 'https://oidc.vercel.com/~token';

const provided = {
  variable: 'VERCEL_OIDC_TOKEN',
  hint: 'Enable it for the project (Settings > Security > Secure Backend Access with OIDC Federation) and deploy again.',
};

/** A build on Vercel. */
export const vercel: CiProvider = {
  id: 'vercel',
  name: 'Vercel',
  docs: 'https://vercel.com/docs/oidc/reference',
  // The token is no evidence of a build: `vercel env pull` writes one on a developer's machine.
  detect: (env) => env.VERCEL === '1' && envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE') === undefined,
  jobIdParts: (env) => ['vercel', env.VERCEL_DEPLOYMENT_ID ?? env.VERCEL_GIT_COMMIT_SHA],
  owner: (env) => [env.VERCEL_PROJECT_ID, env.VERCEL_URL],
  checkouts: () => ['/vercel'],
  ...providedToken(provided),
  async token(audience, io) {
    const token = tokenInVariable(io, provided);
    if (audience === undefined || audiencesOf(token.claims).includes(audience)) return token;
    return tokenOfService(
      {
        url: { variable: 'VERCEL_OIDC_TOKEN', value: exchange },
        request: {
          method: 'POST',
          url: exchange,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: token.jwt.reveal(), aud: audience }),
        },
        tokenIn: memberOf('token'),
        reasonIn: memberOf('message'),
        hint: () =>
          "Check the Vercel status page. Without --audience, the token in the variable is used; its audience is the team's URL (https://vercel.com/TEAM), which must be registered in IAM.",
      },
      io,
    );
  },
  audienceAdvice: (audience) =>
    `The token in the variable has the audience https://vercel.com/TEAM. Register that in IAM, or request another: --audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'process' },
};
