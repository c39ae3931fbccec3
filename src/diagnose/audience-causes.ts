import { partitionById, partitions } from '../aws/partition.ts';
import { audiencesOf } from '../token/token.ts';
import { issuerAt } from '../trust/issuers/index.ts';
import type { Cause } from './cause.ts';
import { jsonLine, logLine, shellWord } from './log-text.ts';
import { policyAudiences } from './policy-providers.ts';
import type { RefusalContext } from './refusal-context.ts';

const page = 'docs/troubleshooting.md#sts-audience';

/** The usual audience, which differs in China. */
export function usualAudience({ account }: Pick<RefusalContext, 'account'>): string {
  return partitionById(account.partition)?.audience ?? 'sts.amazonaws.com';
}

const severalAudiences: Cause = {
  id: 'audience-list',
  page,
  codes: ['sts-audience', 'sts-access-denied', 'sts-token-rejected'],
  offlineCode: 'sts-audience',
  find(context) {
    const { audiences } = context;
    if (audiences.length < 2) return undefined;
    return {
      title: 'The token has several audiences and no azp claim; AWS accepts only one audience.',
      likelihood: 'certain',
      evidence: [`aud: ${logLine(jsonLine(audiences))}`],
      change: `Request the token for one audience only:\n    aud: ${usualAudience(context)}`,
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
    const wanted = policyAudiences(context);
    const difference = audienceDifference(context, wanted);
    return {
      title: `The identity provider in IAM does not list the token's audience as a client ID.${difference === undefined && known !== undefined ? ` ${known.says}` : ''}${difference === undefined ? '' : ` ${difference}`}`,
      likelihood: 'certain',
      evidence: [
        `aud: ${context.audiences.map(logLine).join(', ') || 'none'}`,
        ...(wanted.length === 0 ? [] : [`policy: ${wanted.map(logLine).join(', ')}`]),
        `provider: ${logLine(context.providerArn)}`,
        ...(registered === undefined ? [] : [`client IDs: ${registered.map(logLine).join(', ')}`]),
      ],
      // For an unknown CI, only a policy shows that jobs can choose the audience.
      change:
        (known?.fixed ?? wanted.length === 0) ? `Register it:\n${registration(context)}` : requested(context, wanted),
    };
  },
};

/** How the token's audience differs from that of the policy or the partition; `undefined` if it does not. */
function audienceDifference(
  { audiences: [own = ''], account }: RefusalContext,
  wanted: readonly string[],
): string | undefined {
  if (wanted.includes(own)) return 'The policy already has this audience; only the provider lacks it.';
  const near = wanted.find((audience) => withoutSlash(audience) === withoutSlash(own));
  if (near !== undefined) return `The policy's audience differs only in the trailing slash.`;
  const usual = usualAudience({ account });
  if (own !== usual && isUsualElsewhere(own)) {
    return `In the partition ${account.partition} the audience is usually ${usual}.`;
  }
  return wanted.length === 0 ? undefined : 'The policy has another audience.';
}

function isUsualElsewhere(audience: string): boolean {
  return partitions.some((partition) => partition.audience === audience);
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '');
}

/** The change if the job chooses the audience: request the registered one, or register the token's. */
function requested(context: RefusalContext, wanted: readonly string[]): string {
  const usual = usualAudience(context);
  const [own] = context.audiences;
  const better = wanted.length === 0 ? usual : wanted[0];
  if (own === better || better === undefined || wanted.includes(own ?? ''))
    return `Register it:\n${registration(context)}`;
  const whose = wanted.length === 0 ? `usually ${usual}` : `the policy's is ${logLine(better)}`;
  return `Request a token for the registered audience (${whose}). Or register this one:\n${registration(context)}`;
}

/** Whether the client IDs are known and do not contain the token's single audience. */
function lacksAudience(clientIds: readonly string[] | undefined, [audience, another]: readonly string[]): boolean {
  return clientIds !== undefined && audience !== undefined && another === undefined && !clientIds.includes(audience);
}

function registration({ providerArn, audiences: [audience = ''] }: RefusalContext): string {
  return `    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${shellWord(providerArn)} --client-id ${shellWord(audience)}`;
}

export const audienceCauses: readonly Cause[] = [severalAudiences, authorizedParty, unregisteredAudience];
