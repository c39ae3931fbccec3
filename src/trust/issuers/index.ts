import { bitbucketIssuer } from './bitbucket.ts';
import { buildkiteIssuer } from './buildkite.ts';
import { circleciIssuer } from './circleci.ts';
import { codefreshIssuer } from './codefresh.ts';
import { eksIssuer } from './eks.ts';
import { flyIssuer } from './fly.ts';
import { githubIssuer } from './github.ts';
import { gitlabIssuer } from './gitlab.ts';
import { googleIssuer } from './google.ts';
import type { IdentityClaim, Issuer } from './issuer.ts';
import { oracleIssuer } from './oracle.ts';
import { semaphoreIssuer } from './semaphore.ts';
import { spaceliftIssuer } from './spacelift.ts';
import { terraformIssuer } from './terraform.ts';
import { vercelIssuer } from './vercel.ts';

/** Every issuer of which something is known. Where two could be meant, the first one is. */
export const issuers: readonly Issuer[] = [
  githubIssuer,
  gitlabIssuer,
  circleciIssuer,
  semaphoreIssuer,
  buildkiteIssuer,
  bitbucketIssuer,
  codefreshIssuer,
  spaceliftIssuer,
  terraformIssuer,
  vercelIssuer,
  flyIssuer,
  eksIssuer,
  googleIssuer,
  oracleIssuer,
];

/** The issuer with this path, where the path alone tells. */
export function issuerAt(path: string): Issuer | undefined {
  return issuers.find(({ paths }) => paths.cloud?.test(path) || paths.selfHosted?.test(path));
}

/** The claims of an issuer that are condition keys of AWS beside `sub`, `aud` and `amr`, which every issuer has. */
export function extraClaimKeys(path: string): readonly string[] {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path))?.claimKeys ?? [];
}

/** How AWS comes to the keys that are not the claims of their name. */
export function derivedKeys(path: string): NonNullable<Issuer['derivedKeys']> {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path))?.derivedKeys ?? {};
}

/** Every claim of an issuer that is a condition key of AWS. */
export function claimKeys(path: string): readonly string[] {
  return ['sub', 'aud', 'amr', ...extraClaimKeys(path)];
}

/** The claims, of all issuers, that say whose job it is. */
export const identityClaims: readonly IdentityClaim[] = issuers.flatMap((issuer) => issuer.identityClaims ?? []);
