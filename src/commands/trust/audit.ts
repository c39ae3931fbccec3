import pLimit from 'p-limit';
import { partitionOfRegion } from '../../aws/partition.ts';
import { getRole } from '../../aws-api/get-role.ts';
import type { IamCaller } from '../../aws-api/iam.ts';
import { getProvider, listProviders, listRoles } from '../../aws-api/list-iam.ts';
import { isKnownCi } from '../../ci/index.ts';
import { type ErrorCode, HelperError } from '../../core/errors.ts';
import type { ToolSearch } from '../../core/io.ts';
import { withId } from '../../core/parse-values.ts';
import { withRetries } from '../../core/retry.ts';
import { fillFromEnvironment } from '../../options/from-environment.ts';
import { parseRunLimits } from '../../options/settings.ts';
import { withRunLimits } from '../../session/run-limits.ts';
import {
  type Audit,
  type AuditedRole,
  auditProviders,
  auditRole,
  type ComparedRole,
  isComparedRole,
  missingProviders,
  type ProviderToAudit,
  widenings,
} from '../../trust/audit.ts';
import { auditFormats } from '../../trust/audit-report.ts';
import { roleNameInArn } from '../../trust/context.ts';
import { correctPath, issuerAt, issuers } from '../../trust/issuers/index.ts';
import { providerNameInArn } from '../../trust/provider-name.ts';
import { type Accepted, flagValue, parseArguments, searchOptions } from '../arguments.ts';
import type { CommandIo } from '../command.ts';
import { optionsHelp } from '../help.ts';
import { identifyAsSdk, toolSearch } from '../tool-identities.ts';
import { readObject, type TrustCommand } from './command.ts';

/** Seconds, unless `timeout` is set: an account can have thousands of roles. */
const usualTimeout = '900';

const accepted: Accepted = {
  options: searchOptions().map((option) => (option.name === 'timeout' ? { ...option, default: usualTimeout } : option)),
  flags: [
    { name: 'ci', value: 'NAME', help: 'Only roles for this CI.' },
    { name: 'role-path', value: 'PATH', help: 'Only roles below this path, such as /ci/. Default: /.' },
    {
      name: 'since',
      value: 'FILE',
      help: 'A JSON report of an earlier audit: list the roles that let in more than they did then.',
    },
    { name: 'format', value: 'FORMAT', help: `${auditFormats.map(({ id }) => id).join(', ')}. Default: text.` },
    { name: 'json', help: 'The same as --format json.' },
  ],
};

/** IAM calls per second; IAM throttles an account that makes many more. */
const rate = 15;

const actions = ['ListRoles', 'GetRole', 'ListOpenIDConnectProviders', 'GetOpenIDConnectProvider'] as const;

type Action = (typeof actions)[number];

export const trustAudit: TrustCommand = {
  help: `Usage: ci-aws-credentials trust audit [options]

Lists every role of the account that a CI can assume: who can assume it, in plain words, when it was last used,
and what trust lint finds. It uses the credentials that AWS tools find, which must allow these actions:
${iamActions(actions).join(', ')}.

Examples:
  npx ci-aws-credentials trust audit
  npx ci-aws-credentials trust audit --json --since last-week.json > this-week.json

Options:
${optionsHelp(accepted)}

Exit codes: 0 done, 1 lint found errors, 9 a role lets in more than before (--since), 2 to 5 something cannot be read.
`,
  async run(args, world) {
    const given = parseArguments(args, accepted);
    const format = given.flags.json ? 'json' : (flagValue(given, 'format') ?? 'text');
    const { write } = withId('--format', format, auditFormats);
    const isWanted = filterOf(flagValue(given, 'ci'));
    const pathPrefix = rolePath(flagValue(given, 'role-path') ?? '/');
    const before = earlierRoles(flagValue(given, 'since'), world);
    const filled = fillFromEnvironment(given.given, world.env, isKnownCi(world.env)).given;
    const io: CommandIo = withRunLimits(parseRunLimits({ timeout: usualTimeout, ...filled }), world);
    try {
      const caller = await callerOf({ ...toolSearch(filled), usualRegion: 'us-east-1' }, io);
      if (before !== undefined && before.account !== caller.account) {
        throw new HelperError(
          'option-invalid',
          `--since is an audit of account ${before.account}, but the credentials are for account ${caller.account}.`,
        );
      }
      const { fault, ...audit } = await auditAccount({ isWanted, pathPrefix }, caller, io);
      const wider = before && widenings(before.roles, audit.roles);
      io.print(write({ ...audit, ...(wider === undefined ? {} : { wider }) }));
      if (wider !== undefined && wider.length > 0) return widerThanBefore;
      // It is unknown who can assume a role that could not be read.
      if (fault !== undefined) throw fault;
      return wider === undefined &&
        audit.roles.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
        ? 1
        : 0;
    } finally {
      io.progress('');
      // Pending requests of the SDK must not keep the process alive.
      io.exitNow();
    }
  },
};

/** Not the exit code of an error: nothing failed. */
const widerThanBefore = 9;

/** Whether roles that trust an issuer are wanted. */
function filterOf(ci: string | undefined): (path: string) => boolean {
  if (ci === undefined) return () => true;
  const { id } = withId('--ci', ci, issuers);
  return (path) => path === '*' || issuerAt(correctPath(path))?.id === id;
}

function rolePath(path: string): string {
  if (/^\/[!-~]{0,511}$/.test(path)) return path;
  throw new HelperError('option-invalid', `--role-path is not a path: ${JSON.stringify(path)}.`, {
    hint: 'Start and end it with a slash: --role-path /ci/.',
  });
}

interface EarlierAudit {
  readonly account: unknown;
  readonly roles: readonly ComparedRole[];
}

function earlierRoles(file: string | undefined, io: Pick<CommandIo, 'files'>): EarlierAudit | undefined {
  if (file === undefined) return undefined;
  const { account, roles } = readObject(file, io);
  if (Array.isArray(roles) && roles.every(isComparedRole)) return { account, roles };
  throw new HelperError('input-unreadable', `${file} is not an audit.`, {
    hint: 'Pass the output of an earlier trust audit --json.',
  });
}

interface Caller extends IamCaller {
  readonly account: string;
}

/** IAM is global; the region determines the partition. */
async function callerOf(search: ToolSearch, io: CommandIo): Promise<Caller> {
  const { credentials, region, identity } = await identifyAsSdk(search, io);
  const partition = identity.arn.split(':')[1] || partitionOfRegion(region).id;
  return { credentials, partition, account: identity.accountId };
}

interface Wanted {
  readonly isWanted: (path: string) => boolean;
  readonly pathPrefix: string;
}

interface AuditWithFault extends Audit {
  /** The first reason why a role could not be read. */
  readonly fault: HelperError | undefined;
}

async function auditAccount({ isWanted, pathPrefix }: Wanted, caller: Caller, io: CommandIo): Promise<AuditWithFault> {
  const faults: HelperError[] = [];
  const denied = new Set<Action>();
  const pace = pacer(io);
  const limits = { maxAttempts: Number.POSITIVE_INFINITY, announced: new Set<ErrorCode>() };
  const ask: Ask = (call) => withRetries(() => pace(call), io, limits);
  const inTurn = pLimit(rate);
  const roles: AuditedRole[] = [];
  let seen = 0;
  let marker: string | undefined;
  do {
    const from = marker;
    const page = await orRemedy(() => ask(() => listRoles({ pathPrefix, marker: from }, caller, io)));
    seen += page.roles.length;
    marker = page.marker;
    for (const role of page.roles) {
      const audited = orFault(() => auditRole(role, isWanted), faults);
      if (audited !== undefined) roles.push(audited);
    }
    io.progress(`${seen} roles, ${roles.length} for a CI`);
  } while (marker !== undefined);

  let done = 0;
  const used = await Promise.all(
    roles.map((role) =>
      inTurn(async () => {
        const name = roleNameInArn(role.arn);
        const found = await unlessDenied('GetRole', () => ask(() => getRole({ name }, caller, io)), denied);
        done += 1;
        io.progress(`last use of ${done} of ${roles.length} roles`);
        return found === undefined ? role : { ...role, lastUsed: found.lastUsed ?? null };
      }),
    ),
  );
  // Some of the roles cannot show which providers are unused.
  const providers = pathPrefix === '/' ? await allProviders(caller, { ask, denied }, io) : undefined;
  const audited = auditProviders(providers ?? [], used);
  return {
    account: caller.account,
    roles: used,
    providers: audited.filter(({ arn }) => isWanted(providerNameInArn(arn))),
    missing: providers === undefined ? [] : missingProviders(providers, used),
    unread: [
      ...faults.map(({ message }) => message),
      ...(denied.size === 0 ? [] : [`AWS refuses ${iamActions(denied).join(', ')}. ${remedy(denied)}`]),
    ],
    seen,
    fault: faults[0],
  };
}

/** Starts at most {@link rate} calls per second. */
function pacer({ clock }: Pick<CommandIo, 'clock'>): <T>(call: () => Promise<T>) => Promise<T> {
  let next = 0;
  return async (call) => {
    const now = clock.now();
    const start = Math.max(now, next);
    next = start + 1000 / rate;
    if (start > now) await clock.sleep(start - now);
    return call();
  };
}

function orFault<T>(task: () => T, faults: HelperError[]): T | undefined {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    faults.push(error);
    return undefined;
  }
}

type Ask = <T>(call: () => Promise<T>) => Promise<T>;

/** If a call is denied, the others continue without its result. */
async function unlessDenied<T>(action: Action, task: () => Promise<T>, denied: Set<Action>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (!isDenied(error)) throw error;
    denied.add(action);
    return undefined;
  }
}

/** Without the list of roles there is no audit: the error lists all permissions that it needs. */
async function orRemedy<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!isDenied(error)) throw error;
    throw new HelperError(error.code, error.message, { hint: remedy(actions), cause: error });
  }
}

function isDenied(error: unknown): error is HelperError {
  return error instanceof HelperError && error.code === 'iam-access-denied';
}

function remedy(missing: Iterable<Action>): string {
  const statement = { Effect: 'Allow', Action: iamActions(missing), Resource: '*' };
  return `Add this statement to a policy of the identity that runs the command: ${JSON.stringify(statement)}`;
}

function iamActions(names: Iterable<Action>): readonly string[] {
  return Array.from(names, (name) => `iam:${name}`);
}

async function allProviders(
  caller: Caller,
  { ask, denied }: { readonly ask: Ask; readonly denied: Set<Action> },
  io: CommandIo,
): Promise<readonly ProviderToAudit[] | undefined> {
  const arns = await unlessDenied('ListOpenIDConnectProviders', () => ask(() => listProviders(caller, io)), denied);
  if (arns === undefined) return undefined;
  const read = async (arn: string): Promise<readonly (ProviderToAudit | undefined)[]> => {
    const found = await unlessDenied(
      'GetOpenIDConnectProvider',
      async () => [await ask(() => getProvider(arn, caller, io))],
      denied,
    );
    return found ?? [{ arn, clientIds: [], thumbprints: [] }];
  };
  const providers = await Promise.all(arns.map(read));
  // Without providers that were deleted after they were listed.
  return providers.flat().filter((provider) => provider !== undefined);
}
