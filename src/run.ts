import { accountlessError, accountlessLog } from './account-mask.ts';
import { detectCi } from './ci/index.ts';
import type { CiProvider } from './ci/provider.ts';
import { undoAll } from './cleanup.ts';
import { withDeadline } from './deadline.ts';
import { HelperError } from './errors.ts';
import { githubRegion, githubUnset } from './export/github-env.ts';
import { setIdentityOutputs } from './export/github-outputs.ts';
import { chooseWays, targetsFor } from './export/index.ts';
import type { ExportTarget, Handover, HandoverPlan } from './export/target.ts';
import { jobOf } from './job.ts';
import { obtainSession } from './obtain.ts';
import type { Io } from './ports.ts';
import { openReceiptBook, type ReceiptBook } from './receipts.ts';
import { Secret } from './secret.ts';
import type { Credentials, Identity } from './session.ts';
import type { Settings, Source } from './settings.ts';
import { identify } from './sts/caller-identity.ts';
import { stsEndpoint } from './sts/endpoint.ts';

export type Outcome = { readonly plan: HandoverPlan } & (
  | { readonly kind: 'handed-over'; readonly handover: Handover }
  /** `use-existing-credentials`: those that were there work. */
  | { readonly kind: 'kept'; readonly identity: Identity }
  /** `unset-current-credentials`, and nothing else. */
  | { readonly kind: 'unset' }
);

export interface RunOptions {
  /** Instead of those that the settings choose. */
  readonly targets?: readonly ExportTarget[];
  /** Told where the receipts are, before anything is done that leaves one: however this run ends, they can be found. */
  readonly willLeave?: (receiptsPath: string) => void;
}

/**
 * The program: detect the CI, get the job's token, exchange it, guard, hand over. Whatever can be refused is refused
 * before anything is sent; nothing is handed over before everything has succeeded; a hand-over that fails half-way is
 * taken back.
 *
 * @throws HelperError
 */
export async function run(settings: Settings, world: Io, options: RunOptions = {}): Promise<Outcome> {
  const log = settings.maskAccountId ? accountlessLog(world.log) : world.log;
  const io = withDeadline({ ...world, log, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  try {
    return await flow(settings, io, options);
  } catch (error) {
    throw settings.maskAccountId ? accountlessError(error) : error;
  }
}

async function flow(settings: Settings, io: Io, { targets: chosen, willLeave }: RunOptions): Promise<Outcome> {
  const ci = detectCi(io.env, settings.ci);
  const plan = planHandover(settings, ci, io);
  const targets = chosen ?? targetsFor(plan, ci);
  for (const target of targets) target.check(plan, io);
  await maskWhatIsKnown(plan, io);

  const { source } = settings;
  if (source !== undefined) guardAccount(accountIn(source), settings);
  const book = openReceiptBook(plan.job, { ...io, willLeave });
  // Not taken back when the rest fails: the steps that follow must not go on with what was to be forgotten.
  if (settings.unsetCurrent && ci.variables === 'github-env') githubUnset(plan, io, book.record);
  if (source === undefined) return { kind: 'unset', plan };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== undefined) return keep(identity, { plan, book }, io);
  }

  const sessionName = settings.sessionName ?? plan.job.name;
  const obtained = await obtainSession(source, { settings, ci, sessionName }, io);
  await maskAccount(obtained.session.accountId, plan, io);
  guardAccount(obtained.session.accountId, settings);
  await ci.mask?.(secretsOf(obtained.session.credentials), io);

  const handover = { ...plan, ...obtained, sessionName };
  await handOver(targets, { handover, book }, io);
  return { kind: 'handed-over', plan, handover };
}

function planHandover(settings: Settings, ci: CiProvider, io: Io): HandoverPlan {
  const profileName = settings.profile.name ?? (io.env.AWS_PROFILE || 'default');
  return { settings, ci, job: jobOf(ci, io), ways: chooseWays(settings, ci), profileName };
}

/** Before anything can be said that holds it. */
async function maskWhatIsKnown(plan: HandoverPlan, io: Io): Promise<void> {
  const { source } = plan.settings;
  if (source === undefined) return;
  if (source.kind === 'keys') await plan.ci.mask?.(secretsOf(source.credentials), io);
  await maskAccount(accountIn(source), plan, io);
}

async function maskAccount(accountId: string | undefined, { settings, ci }: HandoverPlan, io: Io): Promise<void> {
  if (settings.maskAccountId && accountId) await ci.mask?.([new Secret(accountId)], io);
}

/** The account of the role, where its ARN is known. */
function accountIn({ role }: Source): string | undefined {
  return role !== undefined && 'accountId' in role ? role.accountId : undefined;
}

function secretsOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): readonly Secret[] {
  return [new Secret(accessKeyId), secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

/** An account that is not known yet passes: it is guarded when it is. */
function guardAccount(accountId: string | undefined, { allowedAccounts }: Settings): void {
  if (accountId === undefined || allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new HelperError(
    'account-not-allowed',
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(', ')}`,
    { hint: 'Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids.' },
  );
}

/** Whose the credentials are that are already there; `undefined` where there are none that work. */
async function existingIdentity(settings: Settings, io: Io): Promise<Identity | undefined> {
  try {
    const credentials = await io.ambientCredentials({
      withoutVariables: settings.unsetCurrent,
      limit: io.clock.remaining(),
    });
    const identity = await identify(credentials, { endpoint: stsEndpoint(settings), region: settings.region }, io);
    guardAccount(identity.accountId, settings);
    return identity;
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === 'account-not-allowed') throw error;
    io.log.notice('No valid credentials exist. Running as normal.');
    return undefined;
  }
}

/** The credentials stay where they are. What the steps that follow need besides is told them all the same. */
async function keep(identity: Identity, { plan, book }: Leaving, io: Io): Promise<Outcome> {
  const { ci, ways } = plan;
  await maskAccount(identity.accountId, plan, io);
  if (ci.variables === 'github-env' && ways.includes('env')) githubRegion(plan, io, book.record);
  if (ci.variables === 'github-env' && ways.includes('outputs')) setIdentityOutputs(identity, io);
  return { kind: 'kept', plan, identity };
}

interface Leaving {
  readonly plan: HandoverPlan;
  readonly book: ReceiptBook;
}

async function handOver(
  targets: readonly ExportTarget[],
  { handover, book }: { readonly handover: Handover; readonly book: ReceiptBook },
  io: Io,
): Promise<void> {
  const before = book.receipts.length;
  try {
    for (const target of targets) await target.write(handover, io, book.record);
  } catch (error) {
    await undoAll(book.receipts.slice(before).toReversed(), io);
    throw error;
  }
}
