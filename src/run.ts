import { detectCi } from './ci/index.ts';
import type { CiProvider } from './ci/provider.ts';
import { takeBack } from './cleanup.ts';
import { withDeadline } from './deadline.ts';
import { HelperError } from './errors.ts';
import { githubUnset } from './export/github-env.ts';
import { chooseWays, targetsFor } from './export/index.ts';
import type { ExportTarget, Handover, HandoverPlan } from './export/target.ts';
import { validateProfileName } from './ini.ts';
import { jobOf } from './job.ts';
import { longestAfterRole, type Obtaining, obtainGrants } from './obtain.ts';
import type { Env, Io } from './ports.ts';
import { openReceiptBook, type Receipt } from './receipts.ts';
import { Secret } from './secret.ts';
import type { Credentials, Identity } from './session.ts';
import type { Settings } from './settings.ts';
import { identify } from './sts/caller-identity.ts';
import { stsEndpoint } from './sts/endpoint.ts';

export type Outcome = {
  readonly plan: HandoverPlan;
  /** Where the receipts are; absent where nothing was left behind. */
  readonly receiptsPath: string | undefined;
} & (
  | { readonly kind: 'handed-over'; readonly handover: Handover }
  /** `use-existing-credentials`: those that were there work. */
  | { readonly kind: 'kept'; readonly identity: Identity }
  /** `unset-current-credentials`, and nothing else. */
  | { readonly kind: 'unset' }
);

/**
 * The program: detect the CI, get the job's token, exchange it, guard, hand over. Whatever can be refused is refused
 * before anything is sent; nothing is handed over before everything has succeeded; a hand-over that fails half-way is
 * taken back.
 *
 * @param chosen targets other than those that the settings choose
 * @throws HelperError
 */
export async function run(settings: Settings, world: Io, chosen?: readonly ExportTarget[]): Promise<Outcome> {
  const io = withDeadline({ ...world, http: world.http.through(settings.proxy) }, settings.timeoutSeconds);
  const ci = detectCi(io.env, settings.ci);
  const plan = planHandover(settings, ci, io);
  const targets = chosen ?? targetsFor(plan, ci);
  for (const target of targets) target.check(plan, io);
  await maskWhatIsKnown(plan, io);

  const { source } = settings;
  if (source === undefined) return { kind: 'unset', plan, receiptsPath: await handOver([githubUnset], plan, io) };
  if (settings.useExisting) {
    const identity = await existingIdentity(settings, io);
    if (identity !== undefined) return { kind: 'kept', plan, identity, receiptsPath: undefined };
  }
  for (const accountId of knownAccounts(settings)) guardAccount(accountId, settings);
  if (settings.durationSeconds > longestAfterRole && goesOn(settings)) {
    io.log.notice(
      `AWS gives an hour at most to whoever comes from another role: ${longestAfterRole} s are asked for there.`,
    );
  }

  const sessionName = settings.sessionName ?? plan.job.name;
  const obtaining = { settings, ci, sessionName, profileName: plan.profileName };
  const obtained = await obtainGrants(source, { ...obtaining, explain: explainWith({ settings, ci }, io) }, io);
  for (const { session } of obtained.grants) guardAccount(session.accountId, settings);
  await ci.mask?.(
    obtained.grants.flatMap(({ session }) => secretsOf(session.credentials)),
    io,
  );

  const [first] = obtained.grants;
  if (first === undefined) throw new Error('no session was obtained');
  const handover = { ...plan, ...obtained, session: first.session, sessionName };
  return { kind: 'handed-over', plan, handover, receiptsPath: await handOver(targets, handover, io) };
}

/** Loaded only when AWS refuses: most runs need none of it. */
function explainWith(job: Pick<HandoverPlan, 'settings' | 'ci'>, io: Io): Required<Obtaining>['explain'] {
  return async (refusal, exchange) => {
    const { withDiagnosis } = await import('./explain-refusal.ts');
    return withDiagnosis(refusal, { ...exchange, ...job }, io);
  };
}

function planHandover(settings: Settings, ci: CiProvider, io: Io): HandoverPlan {
  const ways = chooseWays(settings, ci);
  const profileName = settings.profile.name ?? (ways.includes('profile') ? profileInEnvironment(io.env) : undefined);
  return { settings, ci, job: jobOf(ci, io), ways, profileName: profileName ?? 'default' };
}

/** What AWS's tools would use. Read only where it names what to write: else it is no matter of ours, whatever it holds. */
function profileInEnvironment({ AWS_PROFILE }: Env): string | undefined {
  return AWS_PROFILE ? validateProfileName(AWS_PROFILE, 'AWS_PROFILE') : undefined;
}

/** Before anything can be said that holds it. */
async function maskWhatIsKnown({ settings, ci }: HandoverPlan, io: Io): Promise<void> {
  const given = settings.source?.kind === 'keys' ? secretsOf(settings.source.credentials) : [];
  const accounts = settings.maskAccountId ? knownAccounts(settings).map((accountId) => new Secret(accountId)) : [];
  await ci.mask?.([...given, ...accounts], io);
}

/** The accounts of all roles that are named by their ARN. */
function knownAccounts({ source, chain, roles }: Settings): readonly string[] {
  const first = source?.role !== undefined && 'accountId' in source.role ? [source.role] : [];
  const all = [...first, ...chain, ...roles.map(({ role }) => role)];
  return [...new Set(all.map(({ accountId }) => accountId))];
}

function goesOn({ chain, roles }: Settings): boolean {
  return chain.length > 0 || roles.some(({ via }) => via !== undefined);
}

function secretsOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): readonly Secret[] {
  return [new Secret(accessKeyId), secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

function guardAccount(accountId: string, { allowedAccounts }: Settings): void {
  if (allowedAccounts.length === 0 || allowedAccounts.includes(accountId)) return;
  throw new HelperError(
    'account-not-allowed',
    `The account ID of the provided credentials (${accountId}) does not match any of the expected account IDs: ${allowedAccounts.join(', ')}`,
    { hint: 'Nothing was handed over. Check the account in role-to-assume, or add it to allowed-account-ids.' },
  );
}

/** Whose the credentials are that are already there; `undefined` where there are none that work. */
async function existingIdentity(settings: Settings, io: Io): Promise<Identity | undefined> {
  try {
    const credentials = await io.ambientCredentials({ withoutVariables: settings.unsetCurrent });
    const identity = await identify(credentials, { endpoint: stsEndpoint(settings), region: settings.region }, io);
    guardAccount(identity.accountId, settings);
    return identity;
  } catch (error) {
    if (!(error instanceof HelperError) || error.code === 'account-not-allowed') throw error;
    io.log.notice('No valid credentials exist. Running as normal.');
    return undefined;
  }
}

async function handOver<T extends HandoverPlan>(
  targets: readonly { write(handover: T, io: Io, record: (receipt: Receipt) => void): void | Promise<void> }[],
  handover: T,
  io: Io,
): Promise<string | undefined> {
  if (targets.length === 0) return undefined;
  const book = openReceiptBook(handover.job, io);
  try {
    for (const target of targets) await target.write(handover, io, book.record);
  } catch (error) {
    await takeBack(book.receipts.toReversed(), book.path, io);
    io.files.removeFolder(handover.job.folder);
    throw error;
  }
  return book.receipts.length === 0 ? undefined : book.path;
}
