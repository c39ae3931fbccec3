import type { Claims } from '../../token/token.ts';
import { barePath, providerPath } from '../provider-name.ts';
import { azurePipelinesIssuer } from './azure-pipelines.ts';
import { bitbucketIssuer } from './bitbucket.ts';
import { bitriseIssuer } from './bitrise.ts';
import { buildkiteIssuer } from './buildkite.ts';
import { circleciIssuer } from './circleci.ts';
import { codefreshIssuer } from './codefresh.ts';
import { depotIssuer } from './depot.ts';
import { env0Issuer } from './env0.ts';
import { flyIssuer } from './fly.ts';
import { githubIssuer } from './github.ts';
import { gitlabIssuer } from './gitlab.ts';
import { googleIssuer } from './google.ts';
import { harnessIssuer } from './harness.ts';
import { hcpTerraformIssuer } from './hcp-terraform.ts';
import type { IdentityClaim, Issuer, UnreadClaim } from './issuer.ts';
import { jenkinsIssuer } from './jenkins.ts';
import { kubernetesIssuer } from './kubernetes.ts';
import { oracleIssuer } from './oracle.ts';
import { semaphoreIssuer } from './semaphore.ts';
import { spaceliftIssuer } from './spacelift.ts';
import { teamcityIssuer } from './teamcity.ts';
import { vercelIssuer } from './vercel.ts';

/** All known issuers. If several match, the first one is used. */
export const issuers: readonly Issuer[] = [
  githubIssuer,
  gitlabIssuer,
  circleciIssuer,
  semaphoreIssuer,
  azurePipelinesIssuer,
  buildkiteIssuer,
  bitbucketIssuer,
  jenkinsIssuer,
  codefreshIssuer,
  bitriseIssuer,
  harnessIssuer,
  teamcityIssuer,
  spaceliftIssuer,
  env0Issuer,
  hcpTerraformIssuer,
  vercelIssuer,
  flyIssuer,
  kubernetesIssuer,
  googleIssuer,
  depotIssuer,
  oracleIssuer,
];

/** The issuer with this path, if the path identifies it. */
export function issuerAt(path: string): Issuer | undefined {
  return issuers.find(({ paths }) => paths.cloud?.test(path) || paths.selfHosted?.test(path));
}

/**
 * Whether the name of an issuer has a trailing slash where its `iss` has none, or the reverse. For unknown issuers both
 * are valid.
 */
export function endsWrongly(path: string): boolean {
  const bare = barePath(path);
  const known = issuerAt(bare);
  return known !== undefined && (known.paths.endsInSlash?.test(bare) === true) !== path.endsWith('/');
}

/** The name of an issuer with the trailing slash of its `iss`, if known. */
export function correctPath(path: string): string {
  const name = providerPath(path);
  if (!endsWrongly(name)) return name;
  return name.endsWith('/') ? barePath(name) : `${name}/`;
}

/** The issuer of a token, even if it is a self-hosted server with any URL. */
export function issuerOfClaims(claims: Claims): Issuer | undefined {
  const path = typeof claims.iss === 'string' ? providerPath(claims.iss) : '';
  return issuerAt(path) ?? issuers.find(({ serverClaims = [] }) => serverClaims.some((claim) => claim in claims));
}

/** The claims that AWS reads in addition to `sub`, `aud` and `amr`. */
export function extraClaimKeys(path: string): readonly string[] {
  return withClaimKeys(path)?.claimKeys ?? [];
}

/** Condition keys that AWS does not take from the claim of the same name. */
export function derivedKeys(path: string): NonNullable<Issuer['derivedKeys']> {
  return withClaimKeys(path)?.derivedKeys ?? {};
}

function withClaimKeys(path: string): Issuer | undefined {
  return issuers.find(({ paths }) => paths.withClaimKeys?.test(path));
}

/** All claims of an issuer that are condition keys. */
export function claimKeys(path: string): readonly string[] {
  return ['sub', 'aud', 'amr', ...extraClaimKeys(path)];
}

/** A claim that is a condition key, as AWS spells it. */
export function claimKey(path: string, claim: string): string | undefined {
  return claimKeys(path).find((name) => name.toLowerCase() === claim.toLowerCase());
}

/** A claim in policies that AWS does not read. */
export function unreadClaim(path: string, claim: string): UnreadClaim | undefined {
  const { unreadClaims = {} } = issuerAt(path) ?? {};
  return Object.hasOwn(unreadClaims, claim) ? unreadClaims[claim] : undefined;
}

/** The claims of all issuers that identify a project or its owner. */
export const identityClaims: readonly IdentityClaim[] = issuers.flatMap((issuer) => issuer.identityClaims ?? []);
