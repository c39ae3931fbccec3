import { HelperError } from '../core/errors.ts';
import type { Io } from '../core/io.ts';
import type { Session } from '../core/session.ts';

interface Wish {
  /** Whether only letters and digits are allowed: `special-characters-workaround`. */
  readonly plain: boolean;
  /** Whether it is passed to Git Bash in a variable. */
  readonly meetsGitBash: boolean;
  /** Whether another key can be requested. */
  readonly varies: boolean;
}

interface Obtained {
  readonly session: Session;
}

type Waiting = Pick<Io, 'log' | 'clock'>;

/**
 * Repeats the request, within limits, until the secret key can be passed on unchanged.
 *
 * @throws HelperError `credentials-unsuitable`
 */
export function withSuitableKey<T extends Obtained>(
  obtain: () => Promise<T>,
  { plain, meetsGitBash, varies }: Wish,
  io: Waiting,
): Promise<T> {
  if (plain) return withPlainKey(obtain, io);
  return meetsGitBash ? withKeyThatIsNoPath(obtain, varies, io) : obtain();
}

/** Two of 64 characters are special, so 28 of 100 keys have none, and ten attempts fail once in 27 times. */
const attemptsForPlainKey = 10;
/** Milliseconds, times the number of the attempt. */
const delayForPlainKey = 200;

async function withPlainKey<T extends Obtained>(obtain: () => Promise<T>, { log, clock }: Waiting): Promise<T> {
  for (let attempt = 1; attempt <= attemptsForPlainKey; attempt += 1) {
    const obtained = await obtain();
    if (/^[A-Za-z0-9]+$/.test(keyOf(obtained))) return obtained;
    if (attempt === attemptsForPlainKey) break;
    log.info(`The secret key has special characters. Requesting another (${attempt + 1} of ${attemptsForPlainKey}).`);
    await clock.sleep(delayForPlainKey * attempt);
  }
  throw new HelperError('credentials-unsuitable', `All ${attemptsForPlainKey} secret keys had special characters.`, {
    hint: 'Use a profile (aws-profile) instead of special-characters-workaround: the key then passes through no shell. About one key in four has no special characters.',
  });
}

/** One key in 64 begins with a slash. */
const attemptsForNoPath = 4;

/** https://www.msys2.org/docs/filesystem-paths/#automatic-unix-windows-path-conversion */
async function withKeyThatIsNoPath<T extends Obtained>(
  obtain: () => Promise<T>,
  varies: boolean,
  { log }: Waiting,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const obtained = await obtain();
    if (!keyOf(obtained).startsWith('/')) return obtained;
    if (attempt < attemptsForNoPath && varies) {
      log.info('The secret key begins with a slash, and Git Bash would treat it as a path. Requesting another.');
      continue;
    }
    log.warning(
      'The secret key begins with a slash. Git Bash converts it like a path, and AWS then refuses it (SignatureDoesNotMatch). Use a profile or another shell.',
    );
    return obtained;
  }
}

function keyOf({ session }: Obtained): string {
  return session.credentials.secretAccessKey.reveal();
}
