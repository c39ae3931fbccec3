import { audiencesOf } from '../token/token.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import type { Cause, Finding } from './cause.ts';
import { jsonLine, logLine, shellWord } from './log-text.ts';
import type { RefusalContext } from './refusal-context.ts';

const page = 'docs/troubleshooting.md#sts-audience';

const severalAudiences: Cause = {
  id: 'audience-list',
  page,
  codes: ['sts-audience', 'sts-access-denied', 'sts-token-rejected'],
  offlineCode: 'sts-audience',
  find({ audiences }) {
    if (audiences.length < 2) return undefined;
    return {
      title: 'The token has several audiences and no azp claim; AWS accepts only one audience.',
      likelihood: 'certain',
      evidence: [`aud: ${logLine(jsonLine(audiences))}`],
      change: 'Request the token for one audience only:\n    aud: sts.amazonaws.com',
    };
  },
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
const authorizedParty: Cause = {
  id: 'audience-azp',
  page,
  codes: ['sts-audience'],
  find(context) {
    const { azp } = context.claims;
    if (azp === undefined) return undefined;
    return {
      title: 'The token has an azp claim, and AWS uses it as the audience.',
      likelihood: 'certain',
      evidence: [`azp: ${logLine(String(azp))}`, `aud: ${audiencesOf(context.claims).map(logLine).join(', ')}`],
      change: registration(context),
    };
  },
};

const unregisteredAudience: Cause = {
  id: 'audience-mismatch',
  page,
  codes: ['sts-audience', 'sts-access-denied'],
  offlineCode: 'sts-audience',
  find(context) {
    const registered = context.provider?.clientIds;
    if (context.refusal?.code !== 'sts-audience' && !lacksAudience(registered, context.audiences)) return undefined;
    const known = issuerAt(context.path)?.audience;
    const isUsual = context.audiences[0] === 'sts.amazonaws.com';
    return {
      title: `The identity provider in IAM does not list the token's audience as a client ID.${known === undefined ? '' : ` ${known.says}`}`,
      likelihood: 'certain',
      evidence: [
        `aud: ${context.audiences.map(logLine).join(', ') || 'none'}`,
        `provider: ${logLine(context.providerArn)}`,
        ...(registered === undefined ? [] : [`client IDs: ${registered.map(logLine).join(', ')}`]),
      ],
      change:
        known?.fixed === false && !isUsual
          ? `Request a token for the registered audience (usually sts.amazonaws.com). Or register this one:\n${registration(context)}`
          : `Register it:\n${registration(context)}`,
    } satisfies Omit<Finding, 'id' | 'page'>;
  },
};

/** Whether the client IDs are known, and the token's one audience is not among them. */
function lacksAudience(clientIds: readonly string[] | undefined, [audience, another]: readonly string[]): boolean {
  return clientIds !== undefined && audience !== undefined && another === undefined && !clientIds.includes(audience);
}

function registration({ providerArn, audiences: [audience = ''] }: RefusalContext): string {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn)} --client-id ${shellWord(audience)}`;
}

export const audienceCauses: readonly Cause[] = [severalAudiences, authorizedParty, unregisteredAudience];
