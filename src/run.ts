import { ambientCredentials } from './aws-api/ambient-credentials.ts';
import { identify } from './aws-api/caller-identity.ts';
import { stsEndpoint } from './aws-api/sts-endpoint.ts';
import { detectCi } from './ci/index.ts';
import { rollBack } from './cleanup.ts';
import { envValue } from './core/env-value.ts';
import { HelperError } from './core/errors.ts';
import type { Env, Io } from './core/io.ts';
import type { RegistryLogin } from './core/registry-login.ts';
import type { Session } from './core/session.ts';
import { githubEnv, githubRegion, githubUnset } from './export/github-env.ts';
import { githubOutputs, setIdentityOutputs } from './export/github-outputs.ts';
import { chooseTargets } from './export/index.ts';
import { weigh } from './export/precedence.ts';
import { registryLogin } from './export/registry-login.ts';
import { type ExportTarget, type Handover, type HandoverPlan, type Outcome, writesProfile } from './export/target.ts';
import { usualProfileType } from './export/usual-profile-type.ts';
import { jobOf, removeJobFolder } from './job/job.ts';
import { openJournal, type Receipt, type ReceiptJournal } from './job/receipts.ts';
import { isOwnToken } from './options/credential-source.ts';
import { validateProfileName } from './options/profile-name.ts';
import type { Settings } from './options/settings.ts';
import { assumeGuardedRoles, guardAccount, guardKnownAccounts, maskAccounts } from './session/account-guard.ts';
import { withinRunLimits } from './session/run-limits.ts';
import type { SessionOrder } from './session/session-order.ts';

export interface RunOptions {
  /** Export targets to use instead of those from the settings. */
  readonly targets?: readonly ExportTarget[];
  /**
   * Called before anything is done that can be undone, with the path of the receipts or, if none has a secret, with the
   * receipts. They can then be found however this run ends.
   */
  readonly onReceipts?: (receipts: string) => void;
  /** Throws what `onReceipts` would throw, before anything is sent. */
  readonly checkReceipts?: () => void;
}

/**
 * The program: detects the CI, gets the job's token, exchanges it, checks the account, exports. Everything that can be
 * refused is refused before anything is sent; nothing is exported before everything has succeeded; an export that fails
 * halfway is rolled back.
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
  // With `use-existing-credentials` there may be nothing to export.
  if (!settings.useExisting) refuseConflict(plan, io);
  for (const target of targets) await target.check(plan, io);
  const undoable = targets.filter(({ undo }) => undo !== undefined);
  if (settings.unsetCurrent || undoable.length > 0) options.checkReceipts?.();
  const journal = openJournal(job, { ...io, onReceipts: options.onReceipts });
  const needsFile = options.onReceipts === undefined || !undoable.every(({ isOpen }) => isOpen?.(io));
  if (undoable.length > 0 && needsFile) io.files.checkReplaceable(journal.path);
  await guardKnownAccounts(settings, io);

  // Not rolled back if the rest fails: later steps must not continue with credentials that were to be removed.
  if (settings.unsetCurrent && ci.variables === 'github-env') githubUnset(plan, io, journal.record);
  if (source === undefined) return { kind: 'unset', ...plan };
  if (settings.useExisting) {
    const existing = await existingSession(settings, io);
    if (existing !== undefined) return keepExisting(existing, { plan, journal }, io);
    refuseConflict(plan, io);
  }

  const keyMeetsGitBash = io.platform === 'win32' && targets.some(({ hands }) => hands === 'variables');
  const order = { ...plan, keyMeetsGitBash, explain: explainWith(plan, io), explainToken };
  const assumed = await assumeGuardedRoles(source, order, io);
  const handover = { ...plan, ...assumed, logins: await logIn(assumed.sessions, settings, io) };
  await handOver(handover, journal, io);
  return { kind: 'handed-over', ...handover };
}

/** Loaded only if AWS refuses, since most runs do not need it. */
function explainWith({ settings, ci }: HandoverPlan, io: Io): Required<SessionOrder>['explain'] {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await import('./session/diagnose-refusal.ts');
    return withDiagnosis(refusal, { ...exchange, settings, ci: isOwnToken(settings.source) ? ci : undefined }, io);
  };
}

/** Likewise, for a token with a fault. */
const explainToken: Required<SessionOrder>['explainToken'] = async (error, claims) =>
  (await import('./session/diagnose-refusal.ts')).tokenFault(error, claims);

function planHandover(settings: Settings, given: RunOptions['targets'], io: Io): HandoverPlan {
  const ci = detectCi(io.env, settings.ci);
  const chosen = given ?? chooseTargets(settings, ci);
  const targets = settings.registries.length === 0 ? chosen : [registryLogin, ...chosen];
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

/** A tool that would use another identity is an error; a tool that would stop reports that itself. */
function refuseConflict({ precedence }: HandoverPlan, { log }: Io): void {
  const { conflict, warnings, notices } = precedence;
  if (conflict !== undefined) {
    throw new HelperError('environment-conflict', conflict.message, { hint: conflict.hint });
  }
  for (const { message, hint } of warnings) log.warning(`${message} ${hint}`);
  for (const { message, hint } of notices) log.notice(`${message} ${hint}`);
}

/** The profile that AWS tools of the job use, by AWS_PROFILE: another one would have no effect on them. */
function profileInEnvironment(env: Env): string {
  const name = envValue(env, 'AWS_PROFILE');
  return name === undefined ? 'default' : validateProfileName(name, 'AWS_PROFILE');
}

/** Loaded only if requested. */
async function logIn(sessions: Handover['sessions'], settings: Settings, io: Io): Promise<readonly RegistryLogin[]> {
  if (settings.registries.length === 0) return [];
  return (await import('./session/registry-logins.ts')).registryLogins(sessions, settings, io);
}

/** The existing credentials and their identity; `undefined` if there are none that work. */
async function existingSession(settings: Settings, io: Io): Promise<Session | undefined> {
  const { region } = settings;
  try {
    const credentials = await ambientCredentials(settings, { withoutVariables: settings.unsetCurrent }, io);
    const identity = await identify(credentials, { endpoint: stsEndpoint(settings), region }, io);
    guardAccount(identity.accountId, settings);
    return { ...identity, credentials, roleArn: undefined, region };
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === 'account-not-allowed') throw error;
    io.log.notice('No valid credentials exist. Running as normal.');
    return undefined;
  }
}

/** The credentials stay where they are, but later steps also need the region and the identity. */
async function keepExisting(
  existing: Session,
  { plan, journal }: { readonly plan: HandoverPlan; readonly journal: ReceiptJournal },
  io: Io,
): Promise<Outcome> {
  const { settings, targets, profileName: profile } = plan;
  const { accountId, arn, principalId } = existing;
  const identity = { accountId, arn, principalId };
  await maskAccounts([accountId], settings, io);
  const sessions = [{ ...existing, profile, via: undefined }] as const;
  const logins = await logIn(sessions, settings, io);
  const unchanged = { ...plan, sessions, logins, token: undefined, credentialOrigin: '' };
  await handOver({ ...unchanged, targets: targets.filter((target) => target === registryLogin) }, journal, io);
  if (targets.includes(githubEnv)) githubRegion(plan, io, journal.record);
  if (targets.includes(githubOutputs)) setIdentityOutputs(identity, io);
  return { kind: 'kept', ...plan, identity, logins };
}

async function handOver(handover: Handover, journal: ReceiptJournal, io: Io): Promise<void> {
  const before = journal.receipts.length;
  try {
    for (const target of handover.targets) await target.write(handover, io, journal.record);
  } catch (error) {
    const [kept, undone] = [journal.receipts.slice(0, before), journal.receipts.slice(before)];
    const keep = (rest: readonly Receipt[]): void => journal.keep([...kept, ...rest.toReversed()]);
    await rollBack(undone.toReversed(), { name: 'the receipts', keep }, io);
    if (before === 0) removeJobFolder(handover.job.folder, io.files);
    throw error;
  }
}
