// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif

export interface ConditionKey {
  /** `gitlab.com` of `gitlab.com:sub`; `undefined` for keys that are not an issuer's, as `aws:TagKeys`. */
  readonly host: string | undefined;
  readonly claim: string;
}

/** Takes a condition key apart. A path may hold a colon only before a port, and AWS takes no issuer with one. */
export function splitKey(key: string): ConditionKey {
  const scheme = /^https?:\/\//i.exec(key)?.[0] ?? '';
  const colon = key.indexOf(':', scheme.length);
  const host = colon < 0 ? '' : key.slice(0, colon);
  return { host: host.includes('.') ? host : undefined, claim: key.slice(colon + 1) };
}

/** What an issuer is called in ARNs and condition keys: without scheme and trailing slash. */
export function providerPath(issuer: string): string {
  return issuer.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
}

export interface AccountRef {
  readonly accountId: string;
  readonly partition: string;
}

/** `gitlab.com` of `arn:aws:iam::123456789012:oidc-provider/gitlab.com`; any other text as it is. */
export function providerNameInArn(arn: string): string {
  return arn.replace(/^.*?:oidc-provider\//s, '');
}

/** The ARN that the provider of an issuer has in an account. */
export function providerArn(issuer: string, { accountId, partition }: AccountRef): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${providerPath(issuer)}`;
}
