// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
// A test holds this table against the SDK's own endpoint rules.

/** An island of AWS with its own IAM: roles, regions and endpoints of two partitions never meet. */
export interface Partition {
  /** As in `arn:PARTITION:iam::…`. */
  readonly id: string;
  readonly regionPattern: RegExp;
  /** Where STS is asked when no region was given. */
  readonly defaultRegion: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
}

/** Takes every region that no other partition claims: new regions appear here. */
const commercial: Partition = {
  id: 'aws',
  regionPattern: /^/,
  defaultRegion: 'us-east-1',
  dnsSuffix: 'amazonaws.com',
  dualStackDnsSuffix: 'api.aws',
};

export const partitions: readonly Partition[] = [
  {
    id: 'aws-cn',
    regionPattern: /^cn-/,
    defaultRegion: 'cn-northwest-1',
    dnsSuffix: 'amazonaws.com.cn',
    dualStackDnsSuffix: 'api.amazonwebservices.com.cn',
  },
  {
    id: 'aws-us-gov',
    regionPattern: /^us-gov-/,
    defaultRegion: 'us-gov-west-1',
    dnsSuffix: 'amazonaws.com',
    dualStackDnsSuffix: 'api.aws',
  },
  {
    id: 'aws-eusc',
    regionPattern: /^eusc-/,
    defaultRegion: 'eusc-de-east-1',
    dnsSuffix: 'amazonaws.eu',
    dualStackDnsSuffix: 'api.amazonwebservices.eu',
  },
  {
    id: 'aws-iso',
    regionPattern: /^us-iso-/,
    defaultRegion: 'us-iso-east-1',
    dnsSuffix: 'c2s.ic.gov',
    dualStackDnsSuffix: 'api.aws.ic.gov',
  },
  {
    id: 'aws-iso-b',
    regionPattern: /^us-isob-/,
    defaultRegion: 'us-isob-east-1',
    dnsSuffix: 'sc2s.sgov.gov',
    dualStackDnsSuffix: 'api.aws.scloud',
  },
  {
    id: 'aws-iso-e',
    regionPattern: /^eu-isoe-/,
    defaultRegion: 'eu-isoe-west-1',
    dnsSuffix: 'cloud.adc-e.uk',
    dualStackDnsSuffix: 'api.cloud-aws.adc-e.uk',
  },
  {
    id: 'aws-iso-f',
    regionPattern: /^us-isof-/,
    defaultRegion: 'us-isof-south-1',
    dnsSuffix: 'csp.hci.ic.gov',
    dualStackDnsSuffix: 'api.aws.hci.ic.gov',
  },
  commercial,
];

export function partitionOfRegion(region: string): Partition {
  return partitions.find(({ regionPattern }) => regionPattern.test(region)) ?? commercial;
}

export function partitionById(id: string): Partition | undefined {
  return partitions.find((partition) => partition.id === id);
}
