import { stsEndpoint } from '../aws-api/sts-endpoint.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import type { Session } from '../core/session.ts';
import type { CredentialSource } from '../options/credential-source.ts';
import type { Settings } from '../options/settings.ts';
import { assumeListed } from './assume-listed.ts';
import { assumeNextRole, fromRole, sayIfShortened } from './assume-next-role.ts';
import { exchange } from './exchange.ts';
import type { AssumedRoles, CommonRequest, Origin, Run, SessionOrder } from './session-order.ts';
import { withSuitableKey } from './suitable-key.ts';
import { tokenSupply } from './token-supply.ts';
import { useCredentials, useExisting, withWhyNoToken } from './use-credentials.ts';

/**
 * The sessions for the settings, all of them or none, with retries.
 *
 * @throws HelperError
 */
export async function assumeRoles(source: CredentialSource, order: SessionOrder, io: Io): Promise<AssumedRoles> {
  const { settings, profileName } = order;
  const retries = { maxAttempts: settings.maxAttempts, announced: new Set<ErrorCode>() };
  const run: Run = { ...order, io, retries, inTurn: (send) => send() };
  const request = commonRequest(order);
  warnOfIgnored(source, settings, io);
  if (chains(settings)) sayIfShortened(settings, io);
  if (settings.roles.length > 0 && source.kind === 'token') {
    return assumeListed(source, request, run);
  }
  const wish = {
    plain: settings.plainSecretKey,
    meetsGitBash: order.keyMeetsGitBash === true,
    varies: source.role !== undefined || settings.chain.length > 0,
  };
  const { session, ...origin } = await withSuitableKey(() => assumeChain(source, request, run), wish, io);
  return { sessions: [{ ...session, profile: profileName, via: undefined }], ...origin };
}

function commonRequest({ settings, sessionName }: SessionOrder): CommonRequest {
  const { region, durationSeconds, inlinePolicy, managedPolicies } = settings;
  return { endpoint: stsEndpoint(settings), region, sessionName, durationSeconds, inlinePolicy, managedPolicies };
}

function chains({ chain, roles }: Settings): boolean {
  return chain.length > 0 || roles.some(({ via }) => via !== undefined);
}

/** Options that this source does not support. */
function warnOfIgnored(source: CredentialSource, settings: Settings, { log }: Pick<Io, 'log'>): void {
  const { tags, externalId } = settings;
  const onlyToken = source.kind === 'token' && !chains(settings);
  if (tags.custom.length > 0 && onlyToken) {
    log.warning(
      "'custom-tags' is set but will be ignored: with a token, session tags are claims that only the CI can set.",
    );
  } else if (tags.custom.length > 0 && tags.skip) {
    log.warning("'custom-tags' is set but will be ignored: 'role-skip-session-tagging' leaves out all tags.");
  }
  if (externalId !== undefined && onlyToken) {
    log.warning(
      "'role-external-id' is set but will be ignored: AssumeRoleWithWebIdentity has no external ID. Have the trust policy check the token's claims instead.",
    );
  }
}

type OneSession = Origin & { readonly session: Session };

/** The session at the end of the chain. */
async function assumeChain(source: CredentialSource, request: CommonRequest, run: Run): Promise<OneSession> {
  const { session, ...origin } = await assumeFirst(source, request, run);
  const last = await run.settings.chain.reduce(
    async (before, { arn }) => assumeNextRole(await before, { ...fromRole(request), roleArn: arn }, run),
    Promise.resolve(session),
  );
  return { session: last, ...origin };
}

async function assumeFirst(source: CredentialSource, request: CommonRequest, run: Run): Promise<OneSession> {
  const { settings, ci, io, explainToken } = run;
  if (source.kind === 'token') {
    const supply = tokenSupply({ ci, settings, from: source.from, explainToken }, io);
    const session = await exchange({ ...request, roleArn: source.role.arn }, supply, run);
    const token = supply.latest();
    return { session, token, credentialOrigin: token.source };
  }
  if (source.kind === 'keys') {
    const session = await useCredentials(source, request, run);
    return { session, token: undefined, credentialOrigin: 'the given access keys' };
  }
  const session = await useExisting(source.role, request, run).catch(async (error: unknown) => {
    throw source.insteadOfToken ? await withWhyNoToken(error, run) : error;
  });
  return { session, token: undefined, credentialOrigin: 'existing credentials' };
}
