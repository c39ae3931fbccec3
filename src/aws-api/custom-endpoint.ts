// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import { isHttpUrl } from '../core/http-url.ts';
import type { Env } from '../core/io.ts';

/**
 * The endpoint of a service that a variable sets; `undefined` if none does.
 *
 * @throws HelperError `option-invalid`
 */
export function customEndpoint(service: 'IAM' | 'ECR' | 'ECR_PUBLIC', env: Env): string | undefined {
  for (const variable of [`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL']) {
    const url = envValue(env, variable);
    if (url === undefined) continue;
    if (isHttpUrl(url)) return url;
    throw new HelperError('option-invalid', `${variable} is not an http or https URL.`, {
      hint: 'Correct or unset it.',
    });
  }
  return undefined;
}
