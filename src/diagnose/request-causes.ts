// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors
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
      title: `${request.durationSeconds} seconds are more than the role allows${maxSessionSeconds === undefined ? ' (one hour, unless it was raised)' : ''}.`,
      likelihood: 'certain',
      evidence: [
        `role-duration-seconds: ${request.durationSeconds}`,
        ...(maxSessionSeconds === undefined ? [] : [`MaxSessionDuration of the role: ${maxSessionSeconds}`]),
      ],
      change: `role-duration-seconds: ${most}\nOr let the role allow more:\n    aws iam update-role --role-name ${shellWord(roleNameInArn(request.roleArn))} --max-session-duration ${request.durationSeconds}`,
    };
  },
};

const regionDisabled: Cause = {
  id: 'region-disabled',
  page: 'docs/troubleshooting.md#sts-region-disabled',
  codes: ['sts-region-disabled'],
  find({ request, account }) {
    return {
      title: `Account ${logLine(account.accountId)} has not enabled the region ${logLine(request.region)}, or not STS in it.`,
      likelihood: 'certain',
      evidence: [`aws-region: ${logLine(request.region)}`],
      change: `Ask STS in a region that is enabled:\n    aws-region: us-east-1\nOr enable it:\n    aws account enable-region --region-name ${shellWord(request.region)}`,
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
      title: 'The session policies and the tags of the token are too large together, as AWS packs them.',
      likelihood: 'certain',
      evidence: percent === undefined ? [] : [`${percent} % of the space that AWS gives`],
      change:
        'Move what is in inline-session-policy to a managed policy, and name that:\n    managed-session-policies: arn:aws:iam::ACCOUNT:policy/NAME',
    };
  },
};

const policyForm: Cause = {
  id: 'session-policy-form',
  page: 'docs/troubleshooting.md#sts-policy-malformed',
  codes: ['sts-policy-malformed'],
  find() {
    return {
      title: 'The session policy is no policy that AWS understands.',
      likelihood: 'certain',
      evidence: [],
      change:
        'Check inline-session-policy: Version, Statement, and in each Effect, Action and Resource, no Principal:\n    aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json',
    };
  },
};

export const requestCauses: readonly Cause[] = [durationTooLong, regionDisabled, policySize, policyForm];
