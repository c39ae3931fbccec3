// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
import { issuerAt } from '../trust/issuers/index.ts';
import { providerPath } from '../trust/provider-name.ts';
import type { Cause } from './cause.ts';
import { logLine, shellWord } from './log-text.ts';
import type { RefusalContext } from './refusal-context.ts';

const page = 'docs/troubleshooting.md#sts-provider-missing';
const codes = ['sts-provider-missing'] as const;

const missing: Cause = {
  id: 'provider-missing',
  page,
  codes,
  find(context) {
    return {
      title: `The account of the role, ${logLine(context.account.accountId)}, has no identity provider for the token's issuer.`,
      likelihood: 'certain',
      evidence: [`iss:      ${logLine(context.issuer)}`, `provider: ${logLine(context.providerArn)}`],
      change: `Create it in that account. Its URL must match the issuer exactly:\n${creation(context)}`,
    };
  },
};

function creation({ issuer, audiences: [audience = 'sts.amazonaws.com'] }: RefusalContext): string {
  return `    aws iam create-open-id-connect-provider --url ${shellWord(issuer)} --client-id-list ${shellWord(audience)}`;
}

/** `https://oidc.circleci.com/org/…`, an enterprise's or a workspace's own issuer. */
const providerPathCause: Cause = {
  id: 'provider-path',
  page,
  codes,
  find(context) {
    const [host, ...rest] = context.path.split('/');
    if (rest.length === 0) return undefined;
    return {
      title: `The issuer has a path (/${logLine(rest.join('/'))}), and a provider for ${logLine(host ?? '')} alone does not match it.`,
      likelihood: 'likely',
      evidence: [`iss: ${logLine(context.issuer)}`],
      change: creation(context),
    };
  },
};

const slash: Cause = {
  id: 'provider-slash',
  page,
  codes,
  find(context) {
    const ends = context.issuer.endsWith('/');
    return {
      title: ends
        ? 'The issuer ends in a slash, so the provider URL must also end in one.'
        : 'A provider whose URL ends in a slash does not match this issuer.',
      likelihood: ends ? 'likely' : 'possible',
      evidence: [`iss: ${logLine(context.issuer)}`],
      change: `Check the provider URLs, and recreate one that differs:\n    aws iam list-open-id-connect-providers`,
    };
  },
};

/** The provider that somebody named, held against the issuer. */
const otherUrl: Cause = {
  id: 'provider-url',
  page,
  codes: ['sts-access-denied'],
  offlineCode: 'sts-provider-missing',
  find(context) {
    const url = context.provider?.url;
    const title = url === undefined ? undefined : urlFault(url, context.issuer);
    if (url === undefined || title === undefined) return undefined;
    return {
      title,
      likelihood: 'certain',
      evidence: [`iss:      ${logLine(context.issuer)}`, `provider: ${logLine(url)}`],
      change: `Create a provider whose URL matches the issuer exactly:\n${creation(context)}`,
    };
  },
};

/** IAM lists the URL of a provider without its scheme. */
function urlFault(url: string, issuer: string): string | undefined {
  if (url === issuer) return undefined;
  if (url.startsWith('http://')) return "The provider's URL must be https.";
  if (providerPath(url) !== providerPath(issuer)) return 'The provider is for a different issuer than the token.';
  if (url.endsWith('/') === issuer.endsWith('/')) return undefined;
  return url.endsWith('/')
    ? "The provider's URL ends in a slash, and the token's issuer does not."
    : "The token's issuer ends in a slash, and the provider's URL does not.";
}

/** Self-managed servers: AWS must be able to reach them. */
const unreachable: Cause = {
  id: 'issuer-unreachable',
  page: 'docs/troubleshooting.md#sts-idp-unreachable',
  codes: ['sts-idp-unreachable'],
  find({ issuer, path: name }) {
    const isCloud = issuerAt(name)?.paths.cloud?.test(name) === true;
    return {
      title: isCloud
        ? "AWS could not fetch the CI's keys; this is usually temporary."
        : 'AWS could not fetch the keys of the issuer: it must answer quickly on the public internet, with a trusted certificate.',
      likelihood: isCloud ? 'likely' : 'certain',
      evidence: [`iss: ${logLine(issuer)}`],
      change: `Run this outside your network:\n    curl ${shellWord(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)}`,
    };
  },
};

export const providerCauses: readonly Cause[] = [missing, providerPathCause, slash, otherUrl, unreachable];
