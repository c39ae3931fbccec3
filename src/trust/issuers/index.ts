import { bitbucket } from './bitbucket.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { codefresh } from './codefresh.ts';
import { eks } from './eks.ts';
import { fly } from './fly.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import type { IdentityClaim, Issuer } from './issuer.ts';
import { oracle } from './oracle.ts';
import { semaphore } from './semaphore.ts';
import { spacelift } from './spacelift.ts';
import { terraform } from './terraform.ts';
import { vercel } from './vercel.ts';

/** Every issuer of which something is known. Where two could be meant, the first one is. */
export const issuers: readonly Issuer[] = [
  github,
  gitlab,
  circleci,
  semaphore,
  buildkite,
  bitbucket,
  codefresh,
  spacelift,
  terraform,
  vercel,
  fly,
  eks,
  google,
  oracle,
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
