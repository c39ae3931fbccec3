import { audiencesOf } from '../token/token.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import type { Case } from './case.ts';
import type { Cause, Finding } from './cause.ts';
import { jsonLine, shellWord, shown } from './wording.ts';

const page = 'docs/troubleshooting.md#sts-audience';

const several: Cause = {
  id: 'audience-list',
  page,
  codes: ['sts-audience', 'sts-access-denied', 'sts-token-rejected'],
  unasked: 'sts-audience',
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

const mismatch: Cause = {
  id: 'audience-mismatch',
  page,
  codes: ['sts-audience', 'sts-access-denied'],
  unasked: 'sts-audience',
  find(one) {
    const registered = one.provider?.clientIds;
    if (one.refusal?.code !== 'sts-audience' && !lacks(registered, one.audiences)) return undefined;
    const known = issuerAt(one.path)?.audience;
    const isUsual = one.audiences[0] === 'sts.amazonaws.com';
    return {
      title: `The provider in IAM does not have the token's audience among its client IDs.${known === undefined ? '' : ` ${known.says}`}`,
      likelihood: 'certain',
      evidence: [
        `aud: ${one.audiences.map(shown).join(', ') || 'none'}`,
        `provider: ${shown(one.providerArn)}`,
        ...(registered === undefined ? [] : [`client IDs: ${registered.map(shown).join(', ')}`]),
      ],
      change:
        known?.fixed === false && !isUsual
          ? `Have the token issued for the audience that is registered (usually sts.amazonaws.com). Or register this one:\n${registration(one)}`
          : `Register it:\n${registration(one)}`,
    } satisfies Omit<Finding, 'id' | 'page'>;
  },
};

/** Whether the client IDs are known, and the token's one audience is not among them. */
function lacks(clientIds: readonly string[] | undefined, [audience, another]: readonly string[]): boolean {
  return clientIds !== undefined && audience !== undefined && another === undefined && !clientIds.includes(audience);
}

function registration({ providerArn, audiences: [audience = ''] }: Case): string {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn)} --client-id ${shellWord(audience)}`;
}

export const audienceCauses: readonly Cause[] = [several, authorizedParty, mismatch];
