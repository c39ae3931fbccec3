// https://docs.aws.amazon.com/general/latest/gr/sts.html
import { partitionOfRegion } from '../aws/partition.ts';
import type { Settings } from '../options/settings.ts';

/** The URL of STS for these settings: the region's own endpoint, never the global one. */
export function stsEndpoint({
  region,
  stsEndpoint: custom,
  useFips,
  useDualStack,
}: Pick<Settings, 'region' | 'stsEndpoint' | 'useFips' | 'useDualStack'>): string {
  if (custom !== undefined) return custom;
  const partition = partitionOfRegion(region);
  const suffix = useDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
  // GovCloud's plain endpoints are the FIPS ones.
  const fips = useFips && (useDualStack || partition.id !== 'aws-us-gov');
  return `https://${fips ? 'sts-fips' : 'sts'}.${region}.${suffix}`;
}
