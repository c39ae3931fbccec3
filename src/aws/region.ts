import { HelperError } from '../core/errors.ts';
import { partitionById, partitionOfRegion } from './partition.ts';
import type { Role } from './role.ts';

/**
 * The given region, or a default in the role's partition.
 *
 * @throws HelperError `region-invalid`, also for a region in another partition
 */
export function parseRegionOf(text: string | undefined, role: Role | undefined, isOwnServer = false): string {
  const partition = partitionById(role?.partition ?? 'aws');
  if (text !== undefined) {
    const region = checkedRegion(text, isOwnServer);
    if (role !== undefined && partition !== undefined) refuseForeign(region, role);
    return region;
  }
  if (partition !== undefined) return partition.defaultRegion;
  throw new HelperError(
    'region-invalid',
    `No region is set, and the partition ${role?.partition} has no known default region.`,
    {
      hint: 'Set aws-region.',
    },
  );
}

function refuseForeign(region: string, { arn, partition }: Role): void {
  const theirs = partitionOfRegion(region).id;
  if (theirs === partition) return;
  throw new HelperError(
    'region-invalid',
    `The region ${region} is in the partition ${theirs}, the role ${arn} in ${partition}.`,
    {
      hint: `Use a region in ${partition} (for example ${partitionById(partition)?.defaultRegion}) or a role in ${theirs}: role and region must be in the same partition.`,
    },
  );
}

/** A custom STS server may have any region names. */
function checkedRegion(text: string, isOwnServer: boolean): string {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  const zone = /^([a-z]{2,}(?:-[a-z]+)+-\d{1,2})[a-z]$/.exec(text);
  if (isOwnServer && zone === null && /^[a-z0-9-]+$/.test(text)) return text;
  throw new HelperError('region-invalid', `aws-region is not a region: ${JSON.stringify(text)}.`, {
    hint:
      zone === null ? 'A region looks like eu-central-1.' : `This is an availability zone; its region is ${zone[1]}.`,
  });
}
