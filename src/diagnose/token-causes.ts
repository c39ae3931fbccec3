import { numberAt } from '../core/json.ts';
import { listed } from '../core/listed.ts';
import { spanText, timeText } from '../core/time-text.ts';
import { isRequestToken } from '../token/check-token.ts';
import { authorizedRoles } from '../trust/context.ts';
import { issuerOfClaims, issuers } from '../trust/issuers/index.ts';
import type { Cause } from './cause.ts';
import { jsonLine, logLine } from './log-text.ts';
import type { RefusalContext } from './refusal-context.ts';

const rejected = 'docs/troubleshooting.md#sts-token-rejected';

// https://docs.github.com/en/actions/reference/security/oidc
const requestToken: Cause = {
  id: 'request-token',
  page: 'docs/troubleshooting.md#token-malformed',
  codes: ['sts-token-rejected', 'sts-provider-missing', 'sts-access-denied'],
  offlineCode: 'token-malformed',
  find({ claims }) {
    if (!isRequestToken(claims)) return undefined;
    return {
      title:
        "This is a token of the CI's own API (ACTIONS_ID_TOKEN_REQUEST_TOKEN), which only authorizes the request for an ID token.",
      likelihood: 'certain',
      evidence: [`scp: ${logLine(String(claims.scp))}`],
      change: 'On GitHub, remove token-env and web-identity-token-file: the token is fetched automatically.',
    };
  },
};

const claimMissing: Cause = {
  id: 'claim-missing',
  page: 'docs/troubleshooting.md#token-claim-missing',
  codes: ['sts-token-rejected', 'sts-provider-missing', 'sts-access-denied'],
  offlineCode: 'token-claim-missing',
  find({ issuer, subject, audiences, claims }) {
    const absent = [
      ...(issuer === '' ? ['iss'] : []),
      ...(subject === '' ? ['sub'] : []),
      ...(audiences.length === 0 ? ['aud'] : []),
    ];
    if (absent.length === 0) return undefined;
    return {
      title: `The token lacks ${listed(absent)}, which AWS requires.`,
      likelihood: 'certain',
      evidence: [`claims: ${logLine(Object.keys(claims).slice(0, 20).join(', ')) || 'none'}`],
      change: "Restore the claim in the CI's OIDC settings.",
    };
  },
};

/** The variable was set by hand, or passed on to a job of another CI. */
const tokenOfOtherCi: Cause = {
  id: 'token-of-another-ci',
  page: 'docs/troubleshooting.md#sts-provider-missing',
  codes: ['sts-idp-unreachable', 'sts-provider-missing', 'sts-token-rejected', 'sts-access-denied', 'sts-audience'],
  find({ ci, claims, path }) {
    const issuer = issuerOfClaims(claims);
    const isOther = issuer?.paths.cloud?.test(path) === true && issuer.id !== ci?.id && issuer.jobsOf !== ci?.id;
    if (ci === undefined || !isOther || issuers.every(({ id }) => id !== ci.id)) return undefined;
    return {
      title: `The token is from ${issuer.name}, but this is a ${ci.name} job.`,
      likelihood: 'likely',
      evidence: [`iss: ${logLine(claims.iss ?? '')}`],
      change: `Remove the setting that puts this token into the variable, and use the token of ${ci.name}.`,
    };
  },
};

// https://awsteele.com/blog/2026/07/13
const roleNotAuthorized: Cause = {
  id: 'roles-claim',
  page: 'docs/troubleshooting.md#sts-role-pinned',
  codes: ['sts-role-pinned', 'sts-access-denied'],
  offlineCode: 'sts-role-pinned',
  find({ claims, request }) {
    const roles = authorizedRoles(claims);
    if (roles === undefined || roles.includes(request.roleArn)) return undefined;
    return {
      title: 'The issuer allows this token to assume other roles only.',
      likelihood: 'certain',
      evidence: [`https://aws.amazon.com/roles: ${logLine(jsonLine(roles))}`, `role: ${logLine(request.roleArn)}`],
      change: `Assume one of those roles, or have the issuer add this one to the claim:\n    ${jsonLine(request.roleArn)}`,
    };
  },
};

const clock: Cause = {
  id: 'clock-skew',
  page: 'docs/troubleshooting.md#token-not-yet-valid',
  codes: ['sts-token-expired', 'sts-token-rejected', 'sts-access-denied'],
  find({ claims, now, refusal }) {
    // Without a refusal, the token may be an old or invented one.
    if (refusal === undefined) return undefined;
    const seconds = now / 1000;
    const [issued, begins, ends] = ['iat', 'nbf', 'exp'].map((name) => numberAt(claims, name));
    const early = Math.max(issued ?? 0, begins ?? 0) - seconds;
    if (early > 60) {
      return {
        title: `The token was issued ${spanText(early)} in the future: the clock of this machine is behind, or the clock of the CI is ahead.`,
        likelihood: refusal.code === 'sts-access-denied' ? 'possible' : 'likely',
        evidence: times({ claims, now }),
        change: 'Synchronize both clocks with NTP.',
      };
    }
    if (refusal.code !== 'sts-token-expired' || ends === undefined || ends < seconds) return undefined;
    return {
      title: `The clock of this machine is behind: by it, the token is valid for another ${spanText(ends - seconds)}, but AWS says that it has expired.`,
      likelihood: 'likely',
      evidence: times({ claims, now }),
      change: 'Synchronize the clock of this machine with NTP.',
    };
  },
};

const usedTooLate: Cause = {
  id: 'token-expired',
  page: 'docs/troubleshooting.md#sts-token-expired',
  codes: ['sts-token-expired'],
  find({ claims, now }) {
    return {
      title: 'The token was fetched too long before it was used.',
      likelihood: 'likely',
      evidence: times({ claims, now }),
      change:
        issuerOfClaims(claims)?.lifetime ??
        'Run this step earlier in the job, or have the CI issue longer-lived tokens.',
    };
  },
};

function times({ claims, now }: Pick<RefusalContext, 'claims' | 'now'>): readonly string[] {
  const claimed = ['iat', 'nbf', 'exp'].flatMap((name) => {
    const value = numberAt(claims, name);
    return value === undefined ? [] : [`${name}: ${timeText(value) ?? value}`];
  });
  return [...claimed, `now: ${timeText(now / 1000)} (this machine)`];
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
const tokenChanged: Cause = {
  id: 'token-changed',
  page: rejected,
  codes: ['sts-token-rejected'],
  find({ issuer }) {
    return {
      title: 'The token was modified, or the issuer signs with keys that it does not publish.',
      likelihood: 'possible',
      evidence: [`iss: ${logLine(issuer)}`],
      change:
        'Pass on the whole token, without quotes or line breaks, and not a masked ***. AWS accepts RS256/384/512 and ES256/384/512.',
    };
  },
};

export const tokenCauses: readonly Cause[] = [
  requestToken,
  claimMissing,
  tokenOfOtherCi,
  roleNotAuthorized,
  clock,
  usedTooLate,
  tokenChanged,
];
