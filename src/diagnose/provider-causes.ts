// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
import { issuerAt, issuerOfClaims } from '../trust/issuers/index.ts';
import { barePath, providerNameInArn } from '../trust/provider-name.ts';
import { usualAudience } from './audience-causes.ts';
import type { Cause } from './cause.ts';
import { jsonLine, logLine, shellWord } from './log-text.ts';
import { nearestProvider } from './policy-providers.ts';
import type { RefusalContext } from './refusal-context.ts';

const page = 'docs/troubleshooting.md#sts-provider-missing';
const codes = ['sts-provider-missing'] as const;

const missing: Cause = {
  id: 'provider-missing',
  page,
  codes,
  find(context) {
    const named = nearestProvider(context);
    const own = ownServer(context);
    return {
      title: [
        `The account of the role, ${logLine(context.account.accountId)}, has no identity provider for the token's issuer.`,
        ...(named === undefined ? [] : [named.difference]),
        ...(own === undefined ? [] : [own]),
      ].join(' '),
      likelihood: 'certain',
      evidence: [
        `iss:      ${logLine(context.issuer)}`,
        ...(named === undefined ? [] : [`policy:   ${logLine(named.arn)}`]),
        `provider: ${logLine(context.providerArn)}`,
      ],
      change: [
        'Create it in that account. Its URL must match the issuer exactly:',
        creation(context),
        ...(named === undefined ? [nearMisses] : policyChange(context, named.arn)),
      ].join('\n'),
    };
  },
};

const nearMisses =
  'A provider that differs in the host, the path or a trailing slash does not match:\n    aws iam list-open-id-connect-providers';

/** What the policy must contain instead: its provider, and condition keys that begin with the provider's name. */
function policyChange({ providerArn, path }: RefusalContext, arn: string): readonly string[] {
  const keys = providerNameInArn(arn) === path ? [] : [`and begin the condition keys with ${logLine(path)}:`];
  return ['Name it in the trust policy:', `"Principal": { "Federated": ${jsonLine(providerArn)} }`, ...keys];
}

/** A self-hosted server is a separate issuer from the vendor's cloud service. */
function ownServer({ path, subject, claims }: RefusalContext): string | undefined {
  if (issuerAt(path)?.paths.cloud?.test(path)) return undefined;
  const issuer = issuerOfClaims(claims);
  if (issuer === undefined || subject === '') return undefined;
  return `The token is from a self-hosted server (${logLine(path.split('/')[0] ?? '')}): a provider for another ${issuer.name} does not match it.`;
}

function creation({ issuer, account, audiences: [audience = usualAudience({ account })] }: RefusalContext): string {
  return `    aws iam create-open-id-connect-provider --url ${shellWord(issuer)} --client-id-list ${shellWord(audience)}`;
}

/** `https://oidc.circleci.com/org/…`, an enterprise's or a workspace's own issuer. */
const providerPathCause: Cause = {
  id: 'provider-path',
  page,
  codes,
  find(context) {
    const [host, ...rest] = barePath(context.path).split('/');
    if (rest.length === 0 || nearestProvider(context) !== undefined) return undefined;
    return {
      title: `The issuer has a path (/${logLine(rest.join('/'))}), and a provider for ${logLine(host ?? '')} alone does not match it.`,
      likelihood: 'likely',
      evidence: [],
      change: listing,
    };
  },
};

const listing = 'Check the URLs of the existing providers:\n    aws iam list-open-id-connect-providers';

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
const port: Cause = {
  id: 'provider-port',
  page,
  codes,
  find({ path }) {
    const [number] = /(?<=^[^/]*:)\d+/.exec(path) ?? [];
    if (number === undefined) return undefined;
    return {
      title: `The issuer has a port (${number}), which the URL of a provider should not contain.`,
      likelihood: 'likely',
      evidence: [],
      change: 'Serve the issuer on port 443, and set its URL without a port in the OIDC settings of the server.',
    };
  },
};

const slash: Cause = {
  id: 'provider-slash',
  page,
  codes,
  find(context) {
    if (nearestProvider(context) !== undefined) return undefined;
    const ends = context.issuer.endsWith('/');
    return {
      title: ends
        ? 'The issuer ends in a slash, so the provider URL must also end in one.'
        : 'A provider whose URL ends in a slash does not match this issuer.',
      likelihood: ends ? 'likely' : 'possible',
      evidence: [],
      change: listing,
    };
  },
};

/** Compares the given provider with the issuer. */
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

/** IAM lists provider URLs without the scheme. */
function urlFault(url: string, issuer: string): string | undefined {
  if (url === issuer) return undefined;
  if (url.startsWith('http://')) return "The provider's URL must be https.";
  if (barePath(url) !== barePath(issuer)) {
    const [host, own] = [url, issuer].map((address) => barePath(address).split('/')[0]);
    return host === own
      ? "The provider's URL has a different path than the token's issuer: two paths on one host are two issuers."
      : 'The provider is for a different issuer than the token.';
  }
  if (url.endsWith('/') === issuer.endsWith('/')) return undefined;
  return url.endsWith('/')
    ? "The provider's URL ends in a slash, but the token's issuer does not."
    : "The token's issuer ends in a slash, but the provider's URL does not.";
}

/** Self-managed servers: AWS must be able to reach them. */
const unreachable: Cause = {
  id: 'issuer-unreachable',
  page: 'docs/troubleshooting.md#sts-idp-unreachable',
  codes: ['sts-idp-unreachable'],
  find({ issuer, path: name }) {
    const isCloud = issuerAt(barePath(name))?.paths.cloud?.test(barePath(name)) === true;
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

export const providerCauses: readonly Cause[] = [missing, port, providerPathCause, slash, otherUrl, unreachable];
