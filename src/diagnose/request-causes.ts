// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors
import { isOptIn, partitionOfRegion } from '../aws/partition.ts';
import { roleNameInArn } from '../trust/context.ts';
import type { Cause } from './cause.ts';
import { logLine, shellWord } from './log-text.ts';

const durationTooLong: Cause = {
  id: 'duration',
  page: 'docs/troubleshooting.md#sts-validation',
  codes: ['sts-validation', 'sts-access-denied'],
  offlineCode: 'sts-validation',
  find({ refusal, request, maxSessionSeconds }) {
    const isAbove = maxSessionSeconds !== undefined && request.durationSeconds > maxSessionSeconds;
    const isSaid = refusal?.code === 'sts-validation' && /MaxSessionDuration|DurationSeconds/i.test(refusal.message);
    if (!isAbove && !isSaid) return undefined;
    const most = maxSessionSeconds ?? 3600;
    return {
      title: `${request.durationSeconds} seconds is longer than the role allows${maxSessionSeconds === undefined ? ' (one hour by default)' : ''}.`,
      likelihood: 'certain',
      evidence: [
        `role-duration-seconds: ${request.durationSeconds}`,
        ...(maxSessionSeconds === undefined ? [] : [`MaxSessionDuration of the role: ${maxSessionSeconds}`]),
      ],
      change: `role-duration-seconds: ${most}\nOr raise the limit of the role:\n    aws iam update-role --role-name ${shellWord(roleNameInArn(request.roleArn))} --max-session-duration ${request.durationSeconds}`,
    };
  },
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
const regionDisabled: Cause = {
  id: 'region-disabled',
  page: 'docs/troubleshooting.md#sts-region-disabled',
  codes: ['sts-region-disabled'],
  find({ request: { region }, account }) {
    const mustBeEnabled = isOptIn(region);
    const { defaultRegion, dnsSuffix } = partitionOfRegion(region);
    const [where, id] = [logLine(region), logLine(account.accountId)];
    return {
      title: mustBeEnabled
        ? `The region ${where} must be enabled before it can be used, and account ${id} has not enabled it.`
        : `STS is deactivated in ${where} for account ${id}.`,
      likelihood: 'certain',
      evidence: [`aws-region: ${where}`],
      change: [
        'Get the credentials from STS in another region; they work in all regions, and aws-region stays the same:',
        `    sts-endpoint: https://sts.${defaultRegion}.${dnsSuffix}`,
        ...(mustBeEnabled
          ? [
              `Or, if the job works in ${where}, enable the region, which takes minutes to hours:`,
              `    aws account enable-region --region-name ${shellWord(region)}`,
            ]
          : [`Or activate STS for ${where} in the IAM console: Account settings, Endpoints.`]),
        'Another aws-region would move all later calls of the job to that region.',
      ].join('\n'),
    };
  },
};

const policySize: Cause = {
  id: 'session-policy-size',
  page: 'docs/troubleshooting.md#sts-policy-too-large',
  codes: ['sts-policy-too-large'],
  find({ refusal }) {
    const [, percent] = /(\d+)\s?%/.exec(refusal?.message ?? '') ?? [];
    return {
      title: 'The packed session policies and token tags are too large together.',
      likelihood: 'certain',
      evidence: percent === undefined ? [] : [`${percent} % of the allowed size`],
      change:
        'Move inline-session-policy to a managed policy, and name it here:\n    managed-session-policies: arn:aws:iam::ACCOUNT:policy/NAME',
    };
  },
};

const policyForm: Cause = {
  id: 'session-policy-form',
  page: 'docs/troubleshooting.md#sts-policy-malformed',
  codes: ['sts-policy-malformed'],
  find() {
    return {
      title: 'The session policy is not a valid IAM policy.',
      likelihood: 'certain',
      evidence: [],
      change:
        'Check inline-session-policy: it needs Version and Statement, each statement needs Effect, Action and Resource, and none has a Principal:\n    aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json',
    };
  },
};

export const requestCauses: readonly Cause[] = [durationTooLong, regionDisabled, policySize, policyForm];
