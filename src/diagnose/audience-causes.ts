import { audiencesOf } from '../jwt.ts';
import type { Case } from './case.ts';
import type { Cause, Finding } from './cause.ts';
import { jsonLine, shellWord, shown } from './wording.ts';

const page = 'docs/troubleshooting.md#sts-audience';

const several: Cause = {
  id: 'audience-list',
  page,
  codes: ['sts-audience', 'sts-access-denied', 'sts-token-rejected'],
  find({ audiences }) {
    if (audiences.length < 2) return undefined;
    return {
      title: 'The token has several audiences and no azp; AWS takes one.',
      likelihood: 'certain',
      evidence: [`aud: ${shown(jsonLine(audiences))}`],
      change: 'Have the CI issue the token for one audience:\n    aud: sts.amazonaws.com',
    };
  },
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
const authorizedParty: Cause = {
  id: 'audience-azp',
  page,
  codes: ['sts-audience'],
  find(one) {
    const { azp } = one.claims;
    if (azp === undefined) return undefined;
    return {
      title: 'The token has an azp, and AWS takes that for the audience.',
      likelihood: 'certain',
      evidence: [`azp: ${shown(String(azp))}`, `aud: ${audiencesOf(one.claims).map(shown).join(', ')}`],
      change: registration(one),
    };
  },
};

/** How each CI comes to its audience. */
const issuers: readonly {
  readonly path: RegExp;
  readonly says: string;
  readonly fixed: boolean;
  readonly page: string;
}[] = [
  {
    path: /^oidc\.circleci\.com/,
    says: "CircleCI's audience is the ID of the organization, unless the job asks for another.",
    fixed: true,
    page: 'docs/ci/circleci.md#another-audience',
  },
  {
    path: /\.semaphoreci\.com$/,
    says: "Semaphore's audience is the address of the organization, and cannot be chosen.",
    fixed: true,
    page: 'docs/ci/semaphore.md#aws',
  },
  {
    path: /^token\.actions\./,
    says: 'GitHub issues the token for whom the job asks: `audience`.',
    fixed: false,
    page: 'docs/ci/github.md#aws',
  },
  {
    path: /^gitlab\.com$/,
    says: "GitLab's audience is the `aud` below `id_tokens` in the job.",
    fixed: false,
    page: 'docs/ci/gitlab.md#the-job',
  },
];

const mismatch: Cause = {
  id: 'audience-mismatch',
  page,
  codes: ['sts-audience'],
  find(one) {
    const known = issuers.find(({ path }) => path.test(one.path));
    const isUsual = one.audiences[0] === 'sts.amazonaws.com';
    return {
      title: `The provider in IAM does not have the token's audience among its client IDs.${known === undefined ? '' : ` ${known.says}`}`,
      likelihood: 'certain',
      evidence: [`aud: ${one.audiences.map(shown).join(', ') || 'none'}`, `provider: ${shown(one.providerArn)}`],
      change:
        known?.fixed === false && !isUsual
          ? `Have the token issued for the audience that is registered (usually sts.amazonaws.com). Or register this one:\n${registration(one)}`
          : `Register it:\n${registration(one)}`,
    } satisfies Omit<Finding, 'id' | 'page'>;
  },
};

function registration({ providerArn, audiences: [audience = ''] }: Case): string {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn)} --client-id ${shellWord(audience)}`;
}

export const audienceCauses: readonly Cause[] = [several, authorizedParty, mismatch];
