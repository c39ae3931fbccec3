import { identify } from './aws-api/caller-identity.ts';
import { stsEndpoint } from './aws-api/sts-endpoint.ts';
import { detectCi, maskInLog } from './ci/index.ts';
import type { CiProvider } from './ci/provider.ts';
import { rollBack } from './cleanup.ts';
import { HelperError } from './core/errors.ts';
import type { Env, Io } from './core/io.ts';
import { Secret } from './core/secret.ts';
import type { ProfileSession } from './core/session.ts';
import { type Identity, secretsOf } from './core/session.ts';
import { githubRegion, githubUnset } from './export/github-env.ts';
import { setIdentityOutputs } from './export/github-outputs.ts';
import { chooseWays, targetsFor } from './export/index.ts';
import { weigh } from './export/precedence.ts';
import { usualProfileType } from './export/profile.ts';
import type { ExportTarget, Handover, HandoverPlan, HandoverRequest, Outcome } from './export/target.ts';
import { jobOf, removeJobFolder } from './job/job.ts';
import { openJournal, type ReceiptJournal } from './job/receipts.ts';
import { validateProfileName } from './options/profile-name.ts';
import type { Settings } from './options/settings.ts';
import { guardAccount, knownAccounts } from './session/account-guard.ts';
import { assumeRoles, type Obtaining } from './session/assume-roles.ts';
import { withinRunLimits } from './session/limits.ts';

export interface RunOptions {
  /** Instead of those that the settings choose. */
  readonly targets?: readonly ExportTarget[];
  /** Told where the receipts are, before anything is done that leaves one: however this run ends, they can be found. */
  readonly onReceipts?: (receiptsPath: string) => void;
  /** Throws as that would, before anything is sent. */
  readonly checkReceipts?: () => void;
}

/**
 * The program: detect the CI, get the job's token, exchange it, guard, hand over. Whatever can be refused is refused
 * before anything is sent; nothing is handed over before everything has succeeded; a hand-over that fails half-way is
 * taken back.
 *
 * @throws HelperError
 */
export function run(settings: Settings, world: Io, options: RunOptions = {}): Promise<Outcome> {
  return withinRunLimits(settings, world, (io) => flow(settings, io, options));
}

async function flow(settings: Settings, io: Io, options: RunOptions): Promise<Outcome> {
  const { targets: chosen, onReceipts, checkReceipts } = options;
  const ci = detectCi(io.env, settings.ci);
  const request = requestHandover(settings, ci, io);
  const targets = chosen ?? targetsFor(request, ci);
  const plan = planHandover(request, targets, io);
  // With `use-existing-credentials` there may be nothing to hand over.
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) target.check(plan, io);
  if (settings.unsetCurrent || targets.some(({ undo }) => undo !== undefined)) checkReceipts?.();
  const journal = openJournal(plan.job, { ...io, onReceipts });
  if (targets.some(({ undo }) => undo !== undefined)) io.files.checkReplaceable(journal.path);
  await maskWhatIsKnown(plan, io);

  const { source } = settings;
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
  // Not taken back when the rest fails: the steps that follow must not go on with what was to be forgotten.
  if (settings.unsetCurrent && ci.variables === 'github-env') githubUnset(plan, io, journal.record);
  if (source === undefined) return { kind: 'unset', plan };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== undefined) return keep(identity, { plan, journal }, io);
    refuseConflict(plan, io);
  }

  const sessionName = settings.sessionName ?? plan.job.name;
  const obtaining = { settings, ci, sessionName, profileName: plan.profileName };
  const obtained = await assumeRoles(source, { ...obtaining, explain: explainWith({ settings, ci }, io) }, io);
  await maskAccounts(newAccounts(obtained.grants, settings), plan, io);
  for (const { session } of obtained.grants) guardAccount(session.accountId, settings);
  await maskInLog(
    obtained.grants.flatMap(({ session }) => secretsOf(session.credentials)),
    io,
  );

  const [first] = obtained.grants;
  if (first === undefined) throw new Error('no session was obtained');
  const handover = { ...plan, ...obtained, session: first.session, sessionName };
  await handOver(targets, { handover, journal }, io);
  return { kind: 'handed-over', plan, handover };
}

/** Loaded only when AWS refuses: most runs need none of it. */
function explainWith(job: Pick<HandoverPlan, 'settings' | 'ci'>, io: Io): Required<Obtaining>['explain'] {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await import('./session/diagnose-refusal.ts');
    return withDiagnosis(refusal, { ...exchange, ...job }, io);
  };
}

function requestHandover(settings: Settings, ci: CiProvider, io: Io): HandoverRequest {
  const ways = chooseWays(settings, ci);
  const profileName = settings.profile.name ?? (ways.includes('profile') ? profileInEnvironment(io.env) : undefined);
  return { settings, ci, job: jobOf(ci, io), ways, profileName: profileName ?? 'default' };
}

function planHandover(request: HandoverRequest, targets: readonly ExportTarget[], io: Io): HandoverPlan {
  const precedence = weigh(request, { targets, usualType: usualProfileType(request) }, io);
  return { ...request, precedence, profileType: precedence.profileType };
}

/** A tool that would be somebody else than the log says is an error; one that would stop says so itself. */
function refuseConflict({ precedence }: HandoverPlan, { log }: Io): void {
  const { conflict, warnings, notices } = precedence;
  if (conflict !== undefined) {
    throw new HelperError('environment-conflict', conflict.message, { hint: conflict.hint });
  }
  for (const { message, hint } of warnings) log.warning(`${message} ${hint}`);
  for (const { message, hint } of notices) log.notice(`${message} ${hint}`);
}

/** What AWS's tools would use. Read only where it names what to write: else it is no matter of ours, whatever it holds. */
function profileInEnvironment({ AWS_PROFILE }: Env): string | undefined {
  return AWS_PROFILE ? validateProfileName(AWS_PROFILE, 'AWS_PROFILE') : undefined;
}

/** Before anything can be said that holds it. */
async function maskWhatIsKnown(plan: HandoverPlan, io: Io): Promise<void> {
  const { source } = plan.settings;
  if (source?.kind === 'keys') await maskInLog(secretsOf(source.credentials), io);
  await maskAccounts(knownAccounts(plan.settings), plan, io);
}

async function maskAccounts(accountIds: readonly string[], { settings }: HandoverPlan, io: Io): Promise<void> {
  const known = accountIds.filter((accountId) => accountId !== '');
  if (settings.maskAccountId)
    await maskInLog(
      known.map((accountId) => new Secret(accountId)),
      io,
    );
}

function newAccounts(grants: readonly ProfileSession[], settings: Settings): readonly string[] {
  const known = knownAccounts(settings);
  return [...new Set(grants.map(({ session }) => session.accountId))].filter((accountId) => !known.includes(accountId));
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
async function keep(
  identity: Identity,
  { plan, journal }: { readonly plan: HandoverPlan; readonly journal: ReceiptJournal },
  io: Io,
): Promise<Outcome> {
  const { ci, ways } = plan;
  await maskAccounts([identity.accountId], plan, io);
  if (ci.variables === 'github-env' && ways.includes('env')) githubRegion(plan, io, journal.record);
  if (ci.variables === 'github-env' && ways.includes('outputs')) setIdentityOutputs(identity, io);
  return { kind: 'kept', plan, identity };
}

async function handOver(
  targets: readonly ExportTarget[],
  { handover, journal }: { readonly handover: Handover; readonly journal: ReceiptJournal },
  io: Io,
): Promise<void> {
  const before = journal.receipts.length;
  try {
    for (const target of targets) await target.write(handover, io, journal.record);
  } catch (error) {
    await rollBack(journal.receipts.slice(before).toReversed(), before === 0 ? journal.path : undefined, io);
    if (before === 0) removeJobFolder(handover.job.folder, io.files);
    throw error;
  }
}
