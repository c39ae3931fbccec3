// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif

import { isOpaque } from './opaque.ts';

export interface ConditionKey {
  /** `gitlab.com` of `gitlab.com:sub`; `undefined` for keys that are not of an issuer, such as `aws:TagKeys`. */
  readonly host: string | undefined;
  readonly claim: string;
}

/**
 * Splits a condition key. In a key that wrongly has a port, or begins with a URL or with the ARN of the provider, those
 * are part of the host.
 */
export function splitKey(key: string): ConditionKey {
  const start = /^(https?:\/\/|arn:[^/]*:oidc-provider\/)/i.exec(key)?.[0] ?? '';
  const port = /^[^:]*:\d+(?=[:/])/.exec(key.slice(start.length))?.[0] ?? '';
  const colon = key.indexOf(':', start.length + port.length);
  const host = colon < 0 ? '' : key.slice(0, colon);
  return { host: host.includes('.') || isOpaque(host) ? host : undefined, claim: key.slice(colon + 1) };
}

/** The name of an issuer in ARNs and condition keys: without the scheme. A trailing slash is part of it. */
export function providerPath(issuer: string): string {
  return issuer.replace(/^https?:\/\//i, '');
}

/** The same without the trailing slash, to compare names. */
export function barePath(name: string): string {
  return providerPath(name).replace(/\/+$/, '');
}

/** Whether two names of issuers differ only in what AWS does not accept: scheme, ARN, trailing slash, case. */
export function namesSameIssuer(name: string, other: string): boolean {
  const [bare, own] = [name, other].map((text) => barePath(providerNameInArn(text)).toLowerCase());
  return bare === own;
}

export interface AccountRef {
  readonly accountId: string;
  readonly partition: string;
}

/** Whether a federated principal is an OIDC provider in IAM: neither SAML nor built into AWS. */
export function isProviderArn(principal: string): boolean {
  return principal.includes(':oidc-provider/');
}

/** `gitlab.com` of `arn:aws:iam::123456789012:oidc-provider/gitlab.com`; other strings unchanged. */
export function providerNameInArn(arn: string): string {
  return arn.replace(/^.*?:oidc-provider\//s, '');
}

/** The ARN of the issuer's provider in an account. */
export function providerArn(issuer: string, { accountId, partition }: AccountRef): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${providerPath(issuer)}`;
}
