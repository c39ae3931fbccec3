import { identify } from './aws-api/caller-identity.ts';
import { stsEndpoint } from './aws-api/sts-endpoint.ts';
import { detectCi } from './ci/index.ts';
import { rollBack } from './cleanup.ts';
import { envValue } from './core/env-value.ts';
import { HelperError } from './core/errors.ts';
import type { Env, Io } from './core/io.ts';
import type { Identity } from './core/session.ts';
import { githubEnv, githubRegion, githubUnset } from './export/github-env.ts';
import { githubOutputs, setIdentityOutputs } from './export/github-outputs.ts';
import { chooseTargets } from './export/index.ts';
import { weigh } from './export/precedence.ts';
import { usualProfileType } from './export/profile.ts';
import { type ExportTarget, type Handover, type HandoverPlan, type Outcome, writesProfile } from './export/target.ts';
import { jobOf, removeJobFolder } from './job/job.ts';
import { openJournal, type ReceiptJournal } from './job/receipts.ts';
import { validateProfileName } from './options/profile-name.ts';
import type { Settings } from './options/settings.ts';
import { assumeGuardedRoles, guardAccount, guardKnownAccounts, maskAccounts } from './session/account-guard.ts';
import type { SessionOrder } from './session/assume-roles.ts';
import { withinRunLimits } from './session/run-limits.ts';

export interface RunOptions {
  /** Used instead of those that the settings choose. */
  readonly targets?: readonly ExportTarget[];
  /** Told where the receipts are, before anything is done that leaves one: however this run ends, they can be found. */
  readonly onReceipts?: (receiptsPath: string) => void;
  /** Throws as `onReceipts` would, before anything is sent. */
  readonly checkReceipts?: () => void;
}

/**
 * The program: detect the CI, get the job's token, exchange it, guard, hand over. Whatever can be refused is refused
 * before anything is sent; nothing is handed over before everything has succeeded; a hand-over that fails half-way is
 * rolled back.
 *
 * @throws HelperError
 */
export function run(settings: Settings, world: Io, options: RunOptions = {}): Promise<Outcome> {
  return withinRunLimits(settings, world, (io) => flow(settings, io, options));
}

async function flow(settings: Settings, io: Io, options: RunOptions): Promise<Outcome> {
  const plan = planHandover(settings, options.targets, io);
  const { source } = settings;
  const { ci, targets, job } = plan;
  // With `use-existing-credentials` there may be nothing to hand over.
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) target.check(plan, io);
  const leavesReceipts = targets.some(({ undo }) => undo !== undefined);
  if (settings.unsetCurrent || leavesReceipts) options.checkReceipts?.();
  const journal = openJournal(job, { ...io, onReceipts: options.onReceipts });
  if (leavesReceipts) io.files.checkReplaceable(journal.path);
  await guardKnownAccounts(settings, io);

  // Not rolled back when the rest fails: the steps that follow must not go on with what was to be forgotten.
  if (settings.unsetCurrent && ci.variables === 'github-env') githubUnset(plan, io, journal.record);
  if (source === undefined) return { kind: 'unset', ...plan };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== undefined) return keepExisting(identity, { plan, journal }, io);
    refuseConflict(plan, io);
  }

  const assumed = await assumeGuardedRoles(source, { ...plan, explain: explainWith(settings, io) }, io);
  const handover = { ...plan, ...assumed };
  await handOver(handover, journal, io);
  return { kind: 'handed-over', ...handover };
}

/** Loaded only when AWS refuses: most runs need none of it. */
function explainWith(settings: Settings, io: Io): Required<SessionOrder>['explain'] {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await import('./session/diagnose-refusal.ts');
    return withDiagnosis(refusal, { ...exchange, settings }, io);
  };
}

function planHandover(settings: Settings, given: RunOptions['targets'], io: Io): HandoverPlan {
  const ci = detectCi(io.env, settings.ci);
  const targets = given ?? chooseTargets(settings, ci);
  const job = jobOf(ci, io);
  const request = {
    settings,
    ci,
    job,
    targets,
    profileName: settings.profile.name ?? (writesProfile({ targets }) ? profileInEnvironment(io.env) : 'default'),
    sessionName: settings.sessionName ?? job.name,
  };
  return { ...request, precedence: weigh(request, usualProfileType(request), io) };
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
function profileInEnvironment(env: Env): string {
  const name = envValue(env, 'AWS_PROFILE');
  return name === undefined ? 'default' : validateProfileName(name, 'AWS_PROFILE');
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
async function keepExisting(
  identity: Identity,
  { plan, journal }: { readonly plan: HandoverPlan; readonly journal: ReceiptJournal },
  io: Io,
): Promise<Outcome> {
  const { settings, targets } = plan;
  await maskAccounts([identity.accountId], settings, io);
  if (targets.includes(githubEnv)) githubRegion(plan, io, journal.record);
  if (targets.includes(githubOutputs)) setIdentityOutputs(identity, io);
  return { kind: 'kept', ...plan, identity };
}

async function handOver(handover: Handover, journal: ReceiptJournal, io: Io): Promise<void> {
  const before = journal.receipts.length;
  try {
    for (const target of handover.targets) await target.write(handover, io, journal.record);
  } catch (error) {
    await rollBack(journal.receipts.slice(before).toReversed(), before === 0 ? journal.path : undefined, io);
    if (before === 0) removeJobFolder(handover.job.folder, io.files);
    throw error;
  }
}
