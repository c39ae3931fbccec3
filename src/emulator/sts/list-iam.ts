// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html
import { isBuiltIn } from '../../trust/federated-principal.ts';
import { providerArn, providerPath } from '../../trust/provider-name.ts';
import { type EmulatedProvider, type EmulatedRole, parseIamArn } from '../account.ts';
import type { SignedCall } from './call.ts';
import { acceptCall, type CallOutcome, noSuchEntity, refuseCall, validationError } from './call-outcome.ts';
import { checkParameters } from './parameters.ts';
import { uniqueId } from './sessions.ts';
import type { Element } from './xml.ts';

/** The elements of a role that all calls return. */
export function roleElements(role: EmulatedRole): readonly Element[] {
  const name = parseIamArn(role.arn, 'role')?.name ?? '';
  return [
    ['Path', pathOfRole(role)],
    ['RoleName', name],
    ['RoleId', uniqueId('AROA', role.arn)],
    ['Arn', role.arn],
    ['CreateDate', '2026-01-01T00:00:00Z'],
    ['AssumeRolePolicyDocument', encodeURIComponent(role.trustPolicyText)],
    ['MaxSessionDuration', String(role.maxSessionDuration)],
  ];
}

function pathOfRole({ arn }: EmulatedRole): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}

/** The roles of the caller's account, in pages. */
export function handleListRoles({ aws, parameters, caller }: SignedCall): CallOutcome {
  const invalid = checkParameters(parameters, [
    { name: 'MaxItems', range: [1, 1000] },
    { name: 'PathPrefix', length: [1, 512], pattern: /^\/[!-~]*$/ },
  ]);
  if (invalid !== undefined) return refuseCall(invalid);
  const prefix = parameters.get('PathPrefix') ?? '/';
  const own = aws.roles.filter(
    (role) => parseIamArn(role.arn, 'role')?.accountId === caller.accountId && pathOfRole(role).startsWith(prefix),
  );
  const start = Number(parameters.get('Marker') ?? 0);
  if (!Number.isInteger(start) || start < 0 || start > own.length) {
    return refuseCall(validationError('Invalid Marker.'));
  }
  const end = start + Number(parameters.get('MaxItems') ?? 100);
  const page = own.slice(start, end);
  return acceptCall(
    [
      ['Roles', page.map((role): Element => ['member', roleElements(role)])],
      ['IsTruncated', String(end < own.length)],
      ...(end < own.length ? [['Marker', String(end)] as const] : []),
    ],
    `${page.length} of ${own.length} roles`,
  );
}

/** The providers of the caller's account, without those built into AWS. */
export function handleListProviders(call: SignedCall): CallOutcome {
  const list = providersOf(call).map((provider): Element => ['member', [['Arn', arnOf(provider)]]]);
  return acceptCall([['OpenIDConnectProviderList', list]], `${list.length} providers`);
}

export function handleGetProvider(call: SignedCall): CallOutcome {
  const arn = call.parameters.get('OpenIDConnectProviderArn') ?? '';
  const provider = providersOf(call).find((candidate) => arnOf(candidate) === arn);
  if (provider === undefined) {
    return refuseCall(noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`));
  }
  const members = (texts: readonly string[]) => texts.map((text): Element => ['member', text]);
  return acceptCall(
    [
      ['Url', providerPath(provider.url)],
      ['ClientIDList', members(provider.clientIds)],
      ['ThumbprintList', members(provider.thumbprints ?? [])],
      ['CreateDate', '2026-01-01T00:00:00Z'],
    ],
    `this is ${arn}`,
  );
}

function providersOf({ aws, caller }: SignedCall): readonly EmulatedProvider[] {
  return aws.providers.filter(({ url, accountId }) => accountId === caller.accountId && !isBuiltIn(url));
}

function arnOf({ url, accountId }: EmulatedProvider): string {
  return providerArn(url, { accountId, partition: 'aws' });
}
