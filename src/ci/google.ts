// https://docs.cloud.google.com/compute/docs/instances/verifying-instance-identity
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { isUnknownHost } from '../core/retry-policy.ts';
import type { CiProvider } from './provider.ts';
import { tokenOfService, withAudience } from './token-service.ts';

const direct = { proxy: undefined, noProxy: [] };

/** Cloud Build, Cloud Run jobs, and with `--ci google` any machine or pod with a Google service account. */
export const google: CiProvider = {
  id: 'google',
  name: 'Google Cloud',
  docs: 'https://docs.cloud.google.com/compute/docs/instances/verifying-instance-identity',
  // The metadata server is not queried: elsewhere its name does not resolve, and its address times out.
  detect: (env) =>
    ['BUILDER_OUTPUT', 'CLOUD_RUN_JOB', 'GCE_METADATA_HOST'].some((name) => envValue(env, name) !== undefined) &&
    envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE') === undefined,
  jobIdParts: (env) => ['google', env.CLOUD_RUN_EXECUTION ?? env.BUILD_ID, env.CLOUD_RUN_TASK_INDEX],
  // The steps of a build are containers that share a home folder.
  owner: (env) => [env.CLOUD_RUN_TASK_ATTEMPT, env.HOME],
  checkouts: (env) => (env.BUILDER_OUTPUT === undefined ? [] : ['/workspace']),
  async token(audience, io) {
    const host = envValue(io.env, 'GCE_METADATA_HOST') ?? 'metadata.google.internal';
    const url = `http://${host}/computeMetadata/v1/instance/service-accounts/default/identity?format=full`;
    try {
      return await tokenOfService(
        {
          url: { variable: 'GCE_METADATA_HOST', value: url },
          request: {
            method: 'GET',
            url: withAudience(url, audience ?? 'sts.amazonaws.com'),
            headers: { 'metadata-flavor': 'Google' },
          },
          tokenIn: (_answer, text) => text.trim() || undefined,
          hint: (status) =>
            status === 404
              ? 'Assign a service account to the machine, the build or the job; a GKE pod needs Workload Identity Federation with a linked IAM service account.'
              : 'Check the Google Cloud status page, and that no proxy stands between this machine and its metadata server.',
        },
        { http: io.http.viaProxy(direct) },
      );
    } catch (error) {
      // On Google Cloud, a server that refuses the connection is starting.
      if (!(error instanceof HelperError) || !(isUnknownHost(error) || error.code === 'deadline-exceeded')) throw error;
      throw new HelperError(
        'token-missing',
        `The Google Cloud metadata server could not be reached: ${error.message}`,
        {
          hint: 'It exists only on Google Cloud. There, run a container of your own in the network of the machine (docker run --network cloudbuild in Cloud Build); elsewhere, omit --ci google.',
          cause: error,
        },
      );
    }
  },
  audienceAdvice: (audience) =>
    `Request it: --audience ${audience}. In the trust policy, compare it with the key accounts.google.com:oaud; :aud is the numeric ID of the service account.`,
  defaults: { exports: ['profile'], profileType: 'process' },
};
