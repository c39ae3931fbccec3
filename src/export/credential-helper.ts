// https://github.com/docker/docker-credential-helpers#development
import { HelperError } from '../core/errors.ts';
import type { CommandResult, ExportIo } from '../core/io.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';

/** Where a login is stored. */
interface HelperEntry {
  /** As in Docker's config: `NAME` of the program `docker-credential-NAME`. */
  readonly helper: string;
  readonly host: string;
}

/** A login as stored by a helper. */
export interface StoredLogin {
  readonly username: string;
  readonly password: string;
}

/** Gets credentials for ECR itself and stores none: https://github.com/awslabs/amazon-ecr-credential-helper */
export const ownFinder = 'ecr-login';

/** Milliseconds. A helper may prompt, and no one answers. */
const limit = 30_000;

type RunsHelpers = Pick<ExportIo, 'processes'>;

/** @throws HelperError `registry-login-failed` if the program does not exist */
export async function requireHelper(helper: string, io: RunsHelpers): Promise<void> {
  await run(helper, { action: 'version', input: '' }, io);
}

/** The stored login for a host; `undefined` if there is none. */
export async function storedLogin({ helper, host }: HelperEntry, io: RunsHelpers): Promise<StoredLogin | undefined> {
  const { status, stdout } = await run(helper, { action: 'get', input: host }, io);
  const answer = status === 0 ? parseJson(stdout) : undefined;
  if (!isObject(answer)) return undefined;
  const [username, password] = [stringAt(answer, 'Username'), stringAt(answer, 'Secret')];
  // Some return empty values for unknown hosts.
  return username && password ? { username, password } : undefined;
}

/** @throws HelperError `registry-login-failed` */
export async function storeLogin({ helper, host }: HelperEntry, login: StoredLogin, io: RunsHelpers): Promise<void> {
  const input = JSON.stringify({ ServerURL: host, Username: login.username, Secret: login.password });
  requireSuccess(await run(helper, { action: 'store', input }, io), `store the login to ${host}`, helper);
}

/** @throws HelperError `registry-login-failed` */
export async function eraseLogin({ helper, host }: HelperEntry, io: RunsHelpers): Promise<void> {
  requireSuccess(await run(helper, { action: 'erase', input: host }, io), `erase the login to ${host}`, helper);
}

async function run(
  helper: string,
  { action, input }: { readonly action: string; readonly input: string },
  { processes }: RunsHelpers,
): Promise<CommandResult> {
  const result = /^[\w.-]+$/.test(helper)
    ? await processes.run(programOf(helper), [action], { input, limit })
    : undefined;
  if (result !== undefined) return result;
  throw new HelperError(
    'registry-login-failed',
    `The program ${programOf(helper)}, which Docker's config names, was not found.`,
    {
      hint: 'Install it, or remove it from credsStore or credHelpers to store the login in the file.',
    },
  );
}

function programOf(helper: string): string {
  return `docker-credential-${helper}`;
}

/** Helpers print errors to standard output. */
function requireSuccess({ status, stdout, stderr }: CommandResult, what: string, helper: string): void {
  if (status === 0) return;
  const said = (stdout.trim() || stderr.trim() || `exit code ${status}`).replace(/[.\s]+$/, '');
  throw new HelperError('registry-login-failed', `${programOf(helper)} could not ${what}: ${said}.`, {
    hint: 'Run the helper by hand to see the error, or remove it from credsStore or credHelpers to store the login in the file.',
  });
}
