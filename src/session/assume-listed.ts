import pLimit from 'p-limit';
import { stsEndpoint } from '../aws-api/sts-endpoint.ts';
import type { Io } from '../core/io.ts';
import type { ProfileSession } from '../core/session.ts';
import type { CredentialSource } from '../options/credential-source.ts';
import { assumeNextRole, fromRole } from './assume-next-role.ts';
import { exchange } from './exchange.ts';
import type { AssumedRoles, CommonRequest, Run } from './session-order.ts';
import { tokenSupply } from './token-supply.ts';

/** Parallel requests, each with its own connection. */
const mostAtOnce = 8;

type FromToken = CredentialSource & { readonly kind: 'token' };

/** Several roles: one token for all, with parallel exchanges. */
export async function assumeListed({ from }: FromToken, common: CommonRequest, order: Run): Promise<AssumedRoles> {
  const run = { ...order, inTurn: pLimit(mostAtOnce) };
  const { settings, ci, io, explainToken } = run;
  const supply = tokenSupply({ ci, settings, from, explainToken }, io);
  const pending = new Map<string, Promise<ProfileSession>>();
  for (const { profile, role, via, region } of settings.roles) {
    const request = { ...common, region, endpoint: stsEndpoint({ ...settings, region }), roleArn: role.arn };
    const before = via === undefined ? undefined : pending.get(via);
    const session =
      before === undefined
        ? exchange(request, supply, run)
        : before.then((session) => assumeNextRole(session, { ...fromRole(request), roleArn: role.arn }, run));
    pending.set(
      profile,
      session.then((assumed) => ({ ...assumed, profile, via })),
    );
  }
  const [first, ...others] = await allOrNone(pending, io);
  if (first === undefined) throw new Error('no role is listed');
  const token = supply.latest();
  return { sessions: [first, ...others], token, credentialOrigin: token.source };
}

/** Waits for all sessions; if some were refused, a line about each names it. */
async function allOrNone(
  pending: ReadonlyMap<string, Promise<ProfileSession>>,
  { log }: Pick<Io, 'log'>,
): Promise<readonly ProfileSession[]> {
  const ends = await Promise.allSettled(pending.values());
  const refused = ends.find((end) => end.status === 'rejected');
  if (refused === undefined) return Promise.all(pending.values());
  const names = [...pending.keys()];
  for (const [index, end] of ends.entries()) {
    if (end.status === 'fulfilled') log.info(`${names[index]}: assumed, but not exported.`);
    else log.info(`${names[index]}: ${end.reason instanceof Error ? end.reason.message : String(end.reason)}`);
  }
  throw refused.reason;
}
