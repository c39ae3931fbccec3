// https://docs.aws.amazon.com/general/latest/gr/sts.html
import { partitionOfRegion } from '../aws/partition.ts';
import type { SigningScope } from '../core/io.ts';
import type { Settings } from '../options/settings.ts';

/** The STS endpoint for these settings: regional, never the global one. */
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

/**
 * The signing scope for an STS endpoint: the region in its host name, which can differ from the job's region if
 * `sts-endpoint` is set. AWS accepts no other region.
 */
export function signingScope(endpoint: string, region: string): SigningScope {
  const { hostname } = new URL(endpoint);
  const [, own] = /(?:^|\.)sts(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d{1,2})\./.exec(hostname) ?? [];
  return { service: 'sts', region: own ?? (hostname === 'sts.amazonaws.com' ? 'us-east-1' : region) };
}
