// https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
import { HelperError } from '../core/errors.ts';
import { partitionOfRegion } from './partition.ts';

/** A registry of Amazon ECR. */
export interface Registry {
  /** Absent for the caller's own registry: AWS returns its host. */
  readonly host?: string;
  readonly accountId?: string;
  /** The region that issues its authorization token. */
  readonly region: string;
  readonly isPublic: boolean;
}

/** Which host of a region to use if only an account ID is given. */
export interface RegistryPlace {
  readonly region: string;
  readonly useFips: boolean;
  readonly useDualStack: boolean;
}

export const publicHost = 'public.ecr.aws';

/** ECR Public has its API only here: https://docs.aws.amazon.com/general/latest/gr/ecr-public.html */
const publicRegion = 'us-east-1';

/**
 * Parses a registry: `true` (the caller's account), an account ID, `public`, or a host. An image name stands for its
 * host.
 *
 * @throws HelperError `option-invalid`, or `region-invalid` for one that credentials of this region cannot reach
 */
export function parseRegistry(word: string, place: RegistryPlace): Registry {
  const [host = ''] = word.replace(/^https?:\/\//i, '').split('/');
  if (/^true$/i.test(word)) return { region: place.region, isPublic: false };
  if (/^\d{12}$/.test(word)) {
    return { host: hostOf(word, place), accountId: word, region: place.region, isPublic: false };
  }
  if (word === 'public' || host === publicHost) {
    requireSamePartition(publicHost, publicRegion, place);
    return { host: publicHost, region: publicRegion, isPublic: true };
  }
  const [, accountId, region = ''] = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z\d-]+)\./.exec(host) ?? [];
  const suffixes = suffixesOf(region);
  if (accountId === undefined || !suffixes.some((suffix) => host.endsWith(`.${region}.${suffix}`))) {
    throw new HelperError(
      'option-invalid',
      `ecr-login contains a value that is not an Amazon ECR registry: ${JSON.stringify(word)}.`,
      {
        hint: `Use true (the registry of the role's account), account IDs, public, or hosts like ${hostOf('123456789012', place)}.`,
      },
    );
  }
  requireSamePartition(host, region, place);
  return { host, accountId, region, isPublic: false };
}

function hostOf(accountId: string, { region, useFips, useDualStack }: RegistryPlace): string {
  const [plain, dualStack] = suffixesOf(region);
  const service = `ecr${useFips ? '-fips' : ''}`;
  return useDualStack
    ? `${accountId}.dkr-${service}.${region}.${dualStack}`
    : `${accountId}.dkr.${service}.${region}.${plain}`;
}

/** The suffixes of the IPv4 hosts and of the dual-stack hosts. */
function suffixesOf(region: string): readonly [string, string] {
  const { dnsSuffix, dualStackDnsSuffix } = partitionOfRegion(region);
  return [dnsSuffix, dualStackDnsSuffix.replace(/^api\./, 'on.')];
}

function requireSamePartition(host: string, region: string, place: RegistryPlace): void {
  const [theirs, ours] = [partitionOfRegion(region).id, partitionOfRegion(place.region).id];
  if (theirs === ours) return;
  throw new HelperError(
    'region-invalid',
    `The registry ${host} is in the partition ${theirs}, and this job is in ${ours} (${place.region}).`,
    { hint: `Log in to it in a separate step, with a role in ${theirs}.` },
  );
}
