// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity
import { issuers } from './issuers/index.ts';
import { type AccountRef, providerArn, providerPath } from './provider-name.ts';

/** Whether AWS has this issuer built in: it needs no provider in IAM and has no audience check. */
export function isBuiltIn(issuer: string): boolean {
  return issuers.some(({ paths }) => paths.builtIn?.test(providerPath(issuer)));
}

/** The principal for an issuer: the ARN of its provider in the account, or its name if it is built in. */
export function federatedPrincipal(issuer: string, account: AccountRef): string {
  return isBuiltIn(issuer) ? providerPath(issuer) : providerArn(issuer, account);
}
