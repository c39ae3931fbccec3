// https://buildkite.com/docs/agent/cli/reference/oidc
// https://buildkite.com/docs/agent/cli/reference/redactor
// https://buildkite.com/docs/pipelines/configure/environment-variables
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { CommandResult, Env } from '../core/io.ts';
import { stringAt } from '../core/json.ts';
import { words } from '../core/parse-values.ts';
import type { Secret } from '../core/secret.ts';
import { parseToken, type Token } from '../token/token.ts';
import type { CiIo, CiProvider } from './provider.ts';
import { memberOf, type TokenService, tokenOfService } from './token-service.ts';

const program = 'buildkite-agent';
const source = 'the command buildkite-agent oidc request-token';

/** AWS has condition keys for these IDs, which, unlike names, cannot be reused. */
const idClaims = ['organization_id', 'pipeline_id', 'cluster_id'];

export const buildkite: CiProvider = {
  id: 'buildkite',
  name: 'Buildkite',
  docs: 'https://buildkite.com/docs/agent/cli/reference/oidc',
  detect: (env) => env.BUILDKITE === 'true',
  jobIdParts: (env) => ['buildkite-job', env.BUILDKITE_JOB_ID],
  owner: () => [],
  slot: (env) => [env.BUILDKITE_AGENT_ID],
  checkouts: (env) => [env.BUILDKITE_BUILD_CHECKOUT_PATH],
  async token(audience = 'sts.amazonaws.com', io) {
    return (await tokenOfAgent(audience, io)) ?? tokenOfServer(audience, io);
  },
  tokenVariables: ['BUILDKITE_AGENT_ACCESS_TOKEN'],
  audienceAdvice: (audience) => `Request it: --audience ${audience}.`,
  async mask(values, { processes, log }) {
    if (values.length === 0) return;
    const reason = await whyNotHidden(values, processes);
    // The keys come last, several at a time: report the failure once, for them.
    if (reason === undefined || values.length === 1) return;
    log.notice(`The keys cannot be redacted in the log of this job (${reason}). Do not print them.`);
  },
  defaults: { exports: ['profile'], profileType: 'process' },
};

/** Milliseconds. The program talks to the agent on this machine. */
const redactorLimit = 10_000;

async function whyNotHidden(values: readonly Secret[], processes: CiIo['processes']): Promise<string | undefined> {
  const input = JSON.stringify(Object.fromEntries(values.map((value, index) => [index, value.reveal()])));
  const options = { input, limit: redactorLimit };
  try {
    const result = await processes.run(program, ['redactor', 'add', '--format', 'json'], options);
    if (result === undefined) return `${program} is not on the PATH`;
    return result.status === 0 ? undefined : lastLine(result.stderr);
  } catch (error) {
    if (error instanceof HelperError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** Further claims that the job requests: the agent reads these variables itself. */
function claimsIn(env: Env): readonly string[] {
  return [...new Set([...idClaims, ...words(env.BUILDKITE_OIDC_TOKEN_CLAIMS ?? '')])];
}

/**
 * A token from the agent's program, which retries transient errors itself; `undefined` if it is not installed. Agents and
 * servers may not support all requested claims, and a container may lack the Job API, which redacts the token in the
 * log: if only that fails, the program is run again without it.
 */
async function tokenOfAgent(audience: string, { processes, env, log }: CiIo): Promise<Token | undefined> {
  const ask = (claims: readonly string[], more: readonly string[]): Promise<CommandResult | undefined> =>
    processes.run(program, ['oidc', 'request-token', '--audience', audience, ...claims, ...more]);
  let claims: readonly string[] = ['--claim', claimsIn(env).join(',')];
  let skip: readonly string[] = [];
  for (;;) {
    const result = await ask(claims, skip);
    if (result === undefined) return undefined;
    if (result.status === 0) return parseToken(lastToken(result.stdout), source, true);
    const { stderr } = result;
    if (skip.length === 0 && /skip-redaction|job api/i.test(stderr)) skip = ['--skip-redaction'];
    else if (claims.length > 0 && /claim/i.test(stderr)) {
      log.info(withoutIds(lastLine(stderr)));
      claims = [];
    } else throw agentFailed(result);
  }
}

function withoutIds(reason: string): string {
  return `The token has no ${idClaims.join(', ')}, which a trust policy may require. ${reason}`;
}

/** Warnings may precede the token. */
function lastToken(stdout: string): string {
  const lines = stdout.split(/\r?\n/).map((line) => line.trim());
  return lines.findLast((line) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(line)) ?? stdout;
}

function agentFailed({ status, stderr }: CommandResult): HelperError {
  return new HelperError(
    'token-endpoint-failed',
    `buildkite-agent oidc failed with exit code ${status}: ${lastLine(stderr)}`,
    {
      hint: /not defined|no help topic|unknown/i.test(stderr)
        ? 'Update the agent: it is too old for this request.'
        : 'The last line comes from the agent or Buildkite. 401 and 403 mean that BUILDKITE_AGENT_ACCESS_TOKEN does not belong to this job; 422 means that Buildkite does not support what was requested (BUILDKITE_OIDC_TOKEN_CLAIMS, BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM, …).',
    },
  );
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1) || 'no message';
}

/** Sends the agent's own request, for containers that have the variables but not the program. */
async function tokenOfServer(audience: string, io: CiIo): Promise<Token> {
  const claims = claimsIn(io.env);
  try {
    return await tokenOfService(serviceFor(audience, claims, io.env), io);
  } catch (error) {
    if (!(error instanceof HelperError) || !/ answered 422\b.*claim/is.test(error.message)) throw error;
    io.log.info(withoutIds(error.message));
    return tokenOfService(serviceFor(audience, [], io.env), io);
  }
}

function serviceFor(audience: string, claims: readonly string[], env: Env): TokenService {
  const [password, job] = ['BUILDKITE_AGENT_ACCESS_TOKEN', 'BUILDKITE_JOB_ID'].map((name) => envValue(env, name));
  if (password === undefined || job === undefined) throw noAgent();
  const endpoint = envValue(env, 'BUILDKITE_AGENT_ENDPOINT') ?? 'https://agent.buildkite.com/v3';
  const tags = words(env.BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS ?? '');
  const subject = envValue(env, 'BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM');
  return {
    url: { variable: 'BUILDKITE_AGENT_ENDPOINT', value: endpoint },
    password: { variable: 'BUILDKITE_AGENT_ACCESS_TOKEN', value: password },
    request: {
      method: 'POST',
      url: `${endpoint.replace(/\/$/, '')}/jobs/${job}/oidc/tokens`,
      headers: {
        authorization: `Token ${password}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        audience,
        ...(claims.length === 0 ? {} : { claims }),
        ...(tags.length === 0 ? {} : { aws_session_tags: tags }),
        ...(subject === undefined ? {} : { subject_claim: subject }),
      }),
    },
    tokenIn: memberOf('token'),
    reasonIn: (answer) => stringAt(answer, 'message'),
    hint: (status) =>
      status === 422
        ? 'Buildkite does not support what was requested. Check BUILDKITE_OIDC_TOKEN_CLAIMS, BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS and BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM.'
        : 'A 401 or 403 means that BUILDKITE_AGENT_ACCESS_TOKEN does not belong to this job or has expired. For any other status, check https://www.buildkitestatus.com',
  };
}

function noAgent(): HelperError {
  return new HelperError(
    'token-missing',
    'This job cannot request an OIDC token: buildkite-agent is not on the PATH, and BUILDKITE_AGENT_ACCESS_TOKEN is not set.',
    {
      hint: 'In a container, mount the agent or pass the variable. With the docker plugin:\n\n    - docker#v5:\n        mount-buildkite-agent: true\n        propagate-environment: true\n\nWithout the plugin: docker run -e BUILDKITE -e BUILDKITE_JOB_ID -e BUILDKITE_AGENT_ENDPOINT -e BUILDKITE_AGENT_ACCESS_TOKEN …',
    },
  );
}
