// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { CommandResult, Env } from '../core/io.ts';
import { printable } from '../core/log-safe.ts';
import { parseToken, type Token } from '../token/token.ts';
import type { TokenSource } from '../token/token-source.ts';
import type { CiIo, CiProvider } from './provider.ts';
import { unlistedJob } from './unlisted-job.ts';

interface UnservedCi {
  /** The variable that identifies the CI. */
  readonly variable: string;
  readonly name: string;
}

/** CIs that issue no OIDC tokens to jobs; the sources are in docs/ci/custom.md. */
const without: readonly UnservedCi[] = [
  { variable: 'TRAVIS', name: 'Travis CI' },
  { variable: 'DRONE', name: 'Drone' },
  { variable: 'CI_PIPELINE_FORGE_URL', name: 'Woodpecker' },
  { variable: 'NETLIFY', name: 'Netlify' },
  { variable: 'CM_BUILD_ID', name: 'Codemagic' },
  { variable: 'GO_PIPELINE_LABEL', name: 'GoCD' },
  { variable: 'RAILWAY_PROJECT_ID', name: 'Railway' },
];

/** CIs whose users configure the variable of the token. Only those that a job can detect. */
const filledByUsers: readonly (UnservedCi & { readonly line: string })[] = [
  {
    variable: 'SCALR_RUN_ID',
    name: 'Scalr',
    line: '--token-env SCALR_OIDC_TOKEN, if the hooks of your runs have that variable',
  },
];

/** Any other CI: the user sets the source of the token, or the variables of AWS tools do. */
export const custom: CiProvider = {
  id: 'custom',
  name: 'this CI',
  docs: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
  detect: () => true,
  jobIdParts: (env) => unlistedJob(env).jobIdParts,
  owner: (env) => unlistedJob(env).owner,
  tokenFile: (env) => envValue(env, 'AWS_WEB_IDENTITY_TOKEN_FILE'),
  checkouts: (env) => [env.WORKSPACE],
  async token(_audience, io) {
    const path = custom.tokenFile?.(io.env);
    if (path !== undefined) return tokenFrom({ kind: 'file', path }, io);
    throw noToken(io.env);
  },
  audienceAdvice: (audience) => `Have the CI issue its token for the audience ${audience}.`,
  defaults: { exports: ['profile'], profileType: 'web-identity' },
};

function noToken(env: Env): HelperError {
  const isHere = ({ variable }: UnservedCi): boolean => envValue(env, variable) !== undefined;
  if (envValue(env, 'CODEBUILD_BUILD_ARN') !== undefined) {
    return new HelperError(
      'ci-without-oidc',
      'AWS CodeBuild gives builds the credentials of a role, not an OIDC token.',
      {
        hint: 'AWS tools find these credentials without this program. To use them here, add --use-existing-credentials; to assume another role with them, --role-chaining.',
      },
    );
  }
  const known = without.find(isHere);
  if (known !== undefined) {
    return new HelperError('ci-without-oidc', `${known.name} issues no OIDC tokens to jobs.`, {
      hint: 'If you have a token of your own, set its source: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND.',
    });
  }
  const filled = filledByUsers.find(isHere);
  if (filled !== undefined) {
    return new HelperError('ci-unknown', `No token source is set, and ${filled.name} has no default one.`, {
      hint: `Set it: ${filled.line}. See docs/ci/custom.md.`,
    });
  }
  return new HelperError('ci-unknown', 'Unknown CI, and no token source is set.', {
    hint: 'Set it: --token-env NAME (a variable), --web-identity-token-file FILE or --token-command COMMAND. For Octopus Deploy, Concourse, RWX, Pulumi and Scalr, see docs/ci/custom.md. In a pod, project a token of its service account: docs/ci/kubernetes.md. On a supported CI, --ci NAME skips the detection.',
  });
}

/** Bytes. AWS accepts up to 20,000 characters. */
const largestToken = 100_000;

/** @throws HelperError `token-missing`, `token-unreadable`, `token-malformed`, `input-unreadable` */
export async function tokenFrom(source: TokenSource, io: CiIo): Promise<Token> {
  if (source.kind === 'env') {
    const value = envValue(io.env, source.name);
    if (value !== undefined) return parseToken(value, `the variable ${source.name}`, false);
    throw new HelperError(
      'token-missing',
      `The variable ${source.name} (token-env) is ${io.env[source.name] === undefined ? 'not set' : 'empty'}.`,
      {
        hint: 'Check its name, and that the CI passes it to this job: many CIs pass no secrets to builds of forks.',
      },
    );
  }
  if (source.kind === 'file') {
    const text = io.files.read(source.path, { bytes: largestToken, utf16: true });
    const token = text === undefined ? undefined : parseToken(text, `the file ${source.path}`, true);
    // AWS tools cannot read a file with a byte order mark, as Windows PowerShell writes it.
    if (token !== undefined) return text?.startsWith('\ufeff') ? token : { ...token, path: source.path };
    throw new HelperError('token-unreadable', `The token file ${source.path} does not exist.`, {
      hint: 'Check the path (a relative one starts at the current folder), and that an earlier step writes the file.',
    });
  }
  return tokenOfCommand(await io.processes.shell(source.line));
}

/** The token that a command printed. If it is not a token, the standard error usually has the reason. */
function tokenOfCommand({ status, stdout, stderr }: CommandResult): Token {
  const said = lastLines(stderr);
  if (status !== 0) {
    throw new HelperError(
      'token-unreadable',
      `The token-command failed with exit code ${status}: ${said.at(-1) ?? 'no message'}`,
      {
        hint:
          said.length > 1
            ? quoted(said)
            : 'Run the command alone in the job, with its output sent to /dev/null, to see its error messages.',
      },
    );
  }
  try {
    return parseToken(stdout, 'the output of token-command', true);
  } catch (error) {
    if (!(error instanceof HelperError) || said.length === 0) throw error;
    throw new HelperError(error.code, error.message, { hint: `${quoted(said)}\n${error.hint}`, cause: error });
  }
}

const shownLines = 10;
const shownCharacters = 300;

/** The last lines of the standard error, safe to log. */
function lastLines(stderr: string): readonly string[] {
  return printable(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-shownLines)
    .map((line) => (line.length > shownCharacters ? `${[...line].slice(0, shownCharacters).join('')}…` : line));
}

function quoted(said: readonly string[]): string {
  return `See its standard error:\n${said.map((line) => `    ${line}`).join('\n')}`;
}
