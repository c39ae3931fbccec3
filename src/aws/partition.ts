// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
// A test holds this table against the SDK's own endpoint rules.

/** A part of AWS with its own IAM, regions and endpoints: a role cannot be used in another partition. */
export interface Partition {
  /** As in `arn:PARTITION:iam::…`. */
  readonly id: string;
  readonly regionPattern: RegExp;
  /** The region of STS if none is set. */
  readonly defaultRegion: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  /** The usual audience of a CI's token: https://github.com/aws-actions/configure-aws-credentials#oidc-audience */
  readonly audience: string;
}

const usualAudience = 'sts.amazonaws.com';

/** Includes every region that no other partition claims, as new regions are usually commercial. */
const commercial: Partition = {
  id: 'aws',
  regionPattern: /^/,
  defaultRegion: 'us-east-1',
  dnsSuffix: 'amazonaws.com',
  dualStackDnsSuffix: 'api.aws',
  audience: usualAudience,
};

export const partitions: readonly Partition[] = [
  {
    id: 'aws-cn',
    regionPattern: /^cn-/,
    defaultRegion: 'cn-northwest-1',
    dnsSuffix: 'amazonaws.com.cn',
    dualStackDnsSuffix: 'api.amazonwebservices.com.cn',
    audience: 'sts.amazonaws.com.cn',
  },
  {
    id: 'aws-us-gov',
    regionPattern: /^us-gov-/,
    defaultRegion: 'us-gov-west-1',
    dnsSuffix: 'amazonaws.com',
    dualStackDnsSuffix: 'api.aws',
    audience: usualAudience,
  },
  {
    id: 'aws-eusc',
    regionPattern: /^eusc-/,
    defaultRegion: 'eusc-de-east-1',
    dnsSuffix: 'amazonaws.eu',
    dualStackDnsSuffix: 'api.amazonwebservices.eu',
    audience: usualAudience,
  },
  {
    id: 'aws-iso',
    regionPattern: /^us-iso-/,
    defaultRegion: 'us-iso-east-1',
    dnsSuffix: 'c2s.ic.gov',
    dualStackDnsSuffix: 'api.aws.ic.gov',
    audience: usualAudience,
  },
  {
    id: 'aws-iso-b',
    regionPattern: /^us-isob-/,
    defaultRegion: 'us-isob-east-1',
    dnsSuffix: 'sc2s.sgov.gov',
    dualStackDnsSuffix: 'api.aws.scloud',
    audience: usualAudience,
  },
  {
    id: 'aws-iso-e',
    regionPattern: /^eu-isoe-/,
    defaultRegion: 'eu-isoe-west-1',
    dnsSuffix: 'cloud.adc-e.uk',
    dualStackDnsSuffix: 'api.cloud-aws.adc-e.uk',
    audience: usualAudience,
  },
  {
    id: 'aws-iso-f',
    regionPattern: /^us-isof-/,
    defaultRegion: 'us-isof-south-1',
    dnsSuffix: 'csp.hci.ic.gov',
    dualStackDnsSuffix: 'api.aws.hci.ic.gov',
    audience: usualAudience,
  },
  commercial,
];

export function partitionOfRegion(region: string): Partition {
  return partitions.find(({ regionPattern }) => regionPattern.test(region)) ?? commercial;
}

export function partitionById(id: string): Partition | undefined {
  return partitions.find((partition) => partition.id === id);
}

// https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
/** Enabled in every account. Regions since March 2019 are opt-in, so this list does not grow. */
const regionsByDefault = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
];

/** Whether an account must enable the region before using it; only the commercial partition has such regions. */
export function isOptIn(region: string): boolean {
  return partitionOfRegion(region) === commercial && !regionsByDefault.includes(region);
}
