import { tokenFrom } from './ci/custom.ts';
import { detectCi } from './ci/index.ts';
import type { CiProvider } from './ci/provider.ts';
import { undoAll } from './cleanup.ts';
import { withDeadline } from './deadline.ts';
import { HelperError } from './errors.ts';
import { chooseWays, targetsFor } from './export/index.ts';
import type { ExportTarget, Handover, HandoverPlan } from './export/target.ts';
import { jobOf } from './job.ts';
import type { Token } from './jwt.ts';
import type { Env, Io } from './ports.ts';
import { openReceiptBook } from './receipts.ts';
import { withRetries } from './retry.ts';
import { Secret } from './secret.ts';
import type { Session } from './session.ts';
import { parseProfileName, type Settings } from './settings.ts';
import { stsEndpoint } from './sts/endpoint.ts';
import { type Exchange, exchangeToken } from './sts/exchange.ts';
import { checkToken } from './token-check.ts';

export interface Outcome extends Handover {
  /** Where the receipts are; absent where nothing was left behind. */
  readonly receiptsPath: string | undefined;
}

/**
 * The program: detect the CI, get the job's token, exchange it, guard, hand over. Whatever can be refused is refused
 * before anything is sent; nothing is handed over before everything has succeeded; a hand-over that fails half-way is
 * taken back.
 *
 * @param chosen targets other than those that the settings choose
 * @throws HelperError
 */
export async function run(settings: Settings, world: Io, chosen?: readonly ExportTarget[]): Promise<Outcome> {
  const io = withDeadline(world, settings.timeoutSeconds);
  const ci = detectCi(io.env, settings.ci);
  const plan = planHandover(settings, ci, io);
  const targets = chosen ?? targetsFor(plan.ways, ci);
  for (const target of targets) target.check(plan, io);
  guardAccount(settings.role.accountId, settings);
  if (settings.maskAccountId) await ci.mask?.([new Secret(settings.role.accountId)], io);

  const sessionName = settings.sessionName ?? plan.job.name;
  const { session, token } = await obtainSession(settings, { ci, sessionName, io });
  guardAccount(session.accountId, settings);
  const { accessKeyId, secretAccessKey, sessionToken } = session.credentials;
  await ci.mask?.([new Secret(accessKeyId), secretAccessKey, sessionToken], io);

  const handover = { ...plan, session, sessionName, token };
  return { ...handover, receiptsPath: await handOver(targets, handover, io) };
}

function planHandover(settings: Settings, ci: CiProvider, io: Io): HandoverPlan {
  const ways = chooseWays(settings, ci);
  const profileName = settings.profile.name ?? (ways.includes('profile') ? profileInEnvironment(io.env) : undefined);
  return { settings, ci, job: jobOf(ci, io), ways, profileName: profileName ?? 'default' };
}

/** What AWS's tools would use. Read only where it names what to write: else it is no matter of ours, whatever it holds. */
function profileInEnvironment({ AWS_PROFILE }: Env): string | undefined {
  return parseProfileName('AWS_PROFILE', AWS_PROFILE || undefined);
}

function guardAccount(accountId: string, { allowedAccounts }: Settings): void {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new HelperError(
    'account-not-allowed',
    `The account ${accountId} is not among allowed-account-ids: ${allowedAccounts.join(', ')}.`,
    {
      hint: 'Nothing was handed over. Check the account in role-to-assume, or add it to the list.',
    },
  );
}

interface Obtaining {
  readonly ci: CiProvider;
  readonly sessionName: string;
  readonly io: Io;
}

/** A token and the session for it. Tried again, where that makes sense, with a fresh token if the last one is the reason. */
async function obtainSession(
  settings: Settings,
  { ci, sessionName, io }: Obtaining,
): Promise<{ readonly session: Session; readonly token: Token }> {
  const exchange: Exchange = {
    endpoint: stsEndpoint(settings),
    region: settings.region,
    roleArn: settings.role.arn,
    sessionName,
    durationSeconds: settings.durationSeconds,
    inlinePolicy: settings.inlinePolicy,
    managedPolicies: settings.managedPolicies,
  };
  io.http.warm(exchange.endpoint);
  let token: Token | undefined;
  return withRetries(
    async (failure) => {
      const usable = token !== undefined && !(token.renewable && wornOut(token, failure, io.clock.now()));
      token = usable && token !== undefined ? token : await obtainToken(settings, ci, io);
      return { session: await exchangeToken(exchange, token.jwt, io), token };
    },
    io,
    (error) => error.code !== 'sts-token-expired' || token?.renewable === true,
  );
}

/** Whether a new token may succeed where this one failed. */
function wornOut({ claims }: Token, failure: HelperError | undefined, now: number): boolean {
  const endsSoon = claims.exp !== undefined && claims.exp * 1000 < now + 30_000;
  return endsSoon || failure?.code === 'sts-token-expired' || failure?.code === 'sts-idp-unreachable';
}

async function obtainToken(settings: Settings, ci: CiProvider, io: Io): Promise<Token> {
  const token = await (settings.tokenSource === undefined
    ? ci.token(settings.audience, io)
    : tokenFrom(settings.tokenSource, io));
  await ci.mask?.([token.jwt], io);
  const ambient = io.env.AWS_WEB_IDENTITY_TOKEN_FILE ?? '';
  if (ambient !== '' && ci.id !== 'custom' && settings.tokenSource === undefined) {
    io.log.notice(
      `AWS_WEB_IDENTITY_TOKEN_FILE is set, too: it is the identity of the machine, and is not used. The job's own token (${token.source}) is.`,
    );
  }
  checkToken(token, { audience: settings.audience, audienceAdvice: ci.audienceAdvice, now: io.clock.now() });
  return token;
}

async function handOver(targets: readonly ExportTarget[], handover: Handover, io: Io): Promise<string | undefined> {
  if (targets.length === 0) return undefined;
  const book = openReceiptBook(handover.job, io);
  try {
    for (const target of targets) await target.write(handover, io, book.record);
  } catch (error) {
    await undoAll(book.receipts.toReversed(), io);
    io.files.remove(book.path);
    io.files.removeFolder(handover.job.folder);
    throw error;
  }
  return book.receipts.length === 0 ? undefined : book.path;
}
