import type { ErrorCode } from './errors.ts';

/** The base URL of the pages of this version: log lines need absolute links. */
const docsBase = 'https://github.com/ci-aws-credentials/ci-aws-credentials/blob/v1/';

/** The URL of a page, given by its path in the repository: `docs/doctor.md#exit-codes`. */
export function pageUrl(page: string): string {
  return `${docsBase}${page}`;
}

/** The page that compares a policy with claims in the browser. No link of ours holds either. */
export const playground = 'https://ci-aws-credentials.github.io/ci-aws-credentials/';

/** The section about an error code. */
export function errorPage(code: ErrorCode): string {
  return pageUrl(`docs/troubleshooting.md#${code}`);
}
