// https://docs.aws.amazon.com/cli/latest/reference/sts/get-caller-identity.html
import { asClientsRead, type Deviation, deviationsFrom, type Handed, toolsOf } from '../aws/client-table.ts';
import { takeRole } from '../aws-api/ambient-credentials.ts';
import { identify } from '../aws-api/caller-identity.ts';
import { stsEndpoint } from '../aws-api/sts-endpoint.ts';
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { ToolFindings, ToolSearch } from '../core/io.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';
import { listed } from '../core/listed.ts';
import { withRetries } from '../core/retry.ts';
import type { Identity } from '../core/session.ts';
import { reasonsOf, unsetting } from '../export/precedence-messages.ts';
import { profileSections } from '../export/profile-sections.ts';
import { parseEndpointVariants } from '../options/settings.ts';
import type { GivenOptions } from '../options/table.ts';
import type { CommandIo } from './command.ts';

/** The identity that a tool has, or why it has none. */
export type ToolAnswer = { readonly identity: Identity } | { readonly failure: HelperError };

/** The exit code for a program that cannot be started; see `src/node/run-program.ts`. */
const cannotBeStarted = 126;

/** Milliseconds to wait for a tool. */
const awsCliLimit = 20_000;

/** The settings of a search in the options. The search itself reads AWS_PROFILE, which fills no option. */
export function toolSearch(given: GivenOptions): ToolSearch {
  return { profile: given['aws-profile'], region: given['aws-region'], endpoint: given['sts-endpoint'] };
}

/** The identity by the SDK's search, or why there is none. */
export async function askSdk(search: ToolSearch, io: CommandIo): Promise<ToolAnswer> {
  try {
    return { identity: (await identifyAsSdk(search, io)).identity };
  } catch (error) {
    if (error instanceof HelperError) return { failure: error };
    throw error;
  }
}

/** Uses the SDK's search, and our own request. Throws like `findAsSdk`. */
export async function identifyAsSdk(
  search: ToolSearch,
  io: CommandIo,
): Promise<ToolFindings & { readonly identity: Identity }> {
  const found = await findAsSdk(search, io);
  const { credentials, region } = found;
  const endpoint = stsEndpoint({ region, stsEndpoint: found.endpoint, ...parseEndpointVariants(io.env) });
  const failure = 'The credentials that AWS tools find are not valid';
  const ask = (): Promise<Identity> => identify(credentials, { endpoint, region, failure }, io);
  return { ...found, identity: await withRetries(ask, io, { maxAttempts: Number.POSITIVE_INFINITY }) };
}

/**
 * The credentials, region and endpoint that a program with the SDK would use.
 *
 * @throws HelperError `credentials-missing`, `region-invalid`, `sts-…`, `network-failed`, `deadline-exceeded`
 */
export async function findAsSdk(search: ToolSearch, io: CommandIo): Promise<ToolFindings> {
  const onTheWay = takeRole({ stsEndpoint: search.endpoint, ...parseEndpointVariants(io.env) }, io);
  return io.toolCredentials(search, onTheWay, io).catch((error: unknown) => {
    throw whyNot(error, search.profile ?? envValue(io.env, 'AWS_PROFILE'));
  });
}

/** Translates errors of the SDK's search. Throws anything that is not an `Error`. */
function whyNot(error: unknown, profile: string | undefined): HelperError {
  if (error instanceof HelperError) return error;
  if (!(error instanceof Error)) throw error;
  const where = profile === undefined ? '' : `, with the profile ${JSON.stringify(profile)}`;
  const advice =
    profile === undefined
      ? 'For a profile other than `default`, set AWS_PROFILE or --aws-profile.'
      : 'Check the name of the profile.';
  if (error.name === 'CredentialsProviderError') {
    return new HelperError(
      'credentials-missing',
      `AWS tools find no credentials in this job${where}: ${error.message}`,
      {
        hint: `Run ci-aws-credentials with --role-to-assume first. ${advice}`,
      },
    );
  }
  if (error.message.includes('Region is missing')) {
    return new HelperError('region-invalid', `AWS tools find no region in this job${where}.`, {
      hint: `Set --aws-region or AWS_REGION. ${advice}`,
    });
  }
  return new HelperError('sts-refused', `AWS tools find no working credentials: ${error.name}: ${error.message}`, {
    hint: 'Check the credentials that they find: AWS refuses to exchange them. The message gives the reason.',
  });
}

/** Asks the AWS CLI on the PATH; `undefined` if it cannot be started or has no network. */
export async function askAwsCli(
  { profile, region, endpoint }: ToolSearch,
  io: CommandIo,
): Promise<ToolAnswer | undefined> {
  const args = [
    ...['sts', 'get-caller-identity', '--output', 'json'],
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(region === undefined ? [] : ['--region', region]),
    ...(endpoint === undefined ? [] : ['--endpoint-url', endpoint]),
  ];
  const limit = Math.min(awsCliLimit, io.clock.remaining());
  const ended = await io.processes.run('aws', args, { limit, env: { ...io.env, AWS_PAGER: '' } }).catch(unanswered);
  // The job cannot use a program that does not start.
  if (ended === undefined || ended.status === cannotBeStarted) return undefined;
  const answer = ended.status === 0 ? parseJson(ended.stdout) : undefined;
  const [accountId, arn, principalId] = ['Account', 'Arn', 'UserId'].map(
    (name) => (isObject(answer) && stringAt(answer, name)) || '',
  );
  if (accountId && arn && principalId) return { identity: { accountId, arn, principalId } };
  const reason = ended.stderr.trim().split(/\r?\n/).at(-1) || `it failed with exit code ${ended.status}`;
  if (/could not connect|timed? ?out|proxy|SSL/i.test(reason)) {
    io.log.warning(`The AWS CLI received no response: ${reason}`);
    return undefined;
  }
  return { failure: new HelperError('credentials-missing', reason) };
}

/** A CLI that does not respond is not a disagreement. */
function unanswered(error: unknown): undefined {
  if (error instanceof HelperError) return undefined;
  throw error;
}

export interface Answers {
  readonly sdk: ToolAnswer;
  readonly awsCli: ToolAnswer | undefined;
  /** The profile given to all tools; if set, variables have no effect. */
  readonly profile: string | undefined;
}

/** The error if tools have different identities; `undefined` if none is known to differ. */
export function disagreement({ sdk, awsCli, profile }: Answers, io: CommandIo): HelperError | undefined {
  const deviations = profile === undefined && 'identity' in sdk ? deviationsNow(io) : [];
  const asked = awsCli !== undefined && differs(sdk, awsCli) ? [said('botocore', awsCli)] : [];
  const unasked = deviations.filter(({ client }) => client !== 'javascript' && !(client === 'botocore' && awsCli));
  const others = [...asked, ...unasked.map(expected)];
  if (others.length === 0) return undefined;
  const names = [...new Set(deviations.flatMap(({ because }) => [...because.keys()]))];
  return new HelperError(
    'environment-conflict',
    `AWS tools have different identities in this job: ${[said('javascript', sdk), ...others].join('; ')}.`,
    {
      hint:
        names.length === 0
          ? 'Check the environment variables that begin with AWS_: tools read them in different orders.'
          : `${reasonsOf(deviations)}. ${unsetting(names, undefined)}`,
    },
  );
}

/** Compares roles without session names, as each tool makes up its own. */
function differs(one: ToolAnswer, other: ToolAnswer): boolean {
  const [a, b] = [one, other].map((answer) => ('identity' in answer ? roleIn(answer.identity.arn) : undefined));
  return a !== b;
}

function roleIn(arn: string): string {
  return arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}

function said(client: keyof typeof toolsOf, answer: ToolAnswer): string {
  const tools = listed(toolsOf[client]);
  return 'identity' in answer ? `${tools} use ${answer.identity.arn}` : `${tools} fail (${answer.failure.message})`;
}

function expected({ client, effect }: Deviation): string {
  return `${listed(toolsOf[client])} ${effect === 'stops' ? 'fail' : 'use another identity'}`;
}

/** The tools that, by the table, have another identity than the SDK for JavaScript finds. */
function deviationsNow(io: CommandIo): readonly Deviation[] {
  const env = asClientsRead(io.env, io.platform);
  const sectionsNamed = profileSections(io);
  const sectionOf = (name: string): string =>
    sectionsNamed(name)
      .map(({ text }) => text)
      .join('\n');
  const handed = handedNow(env, sectionOf);
  const deviations =
    handed === undefined ? [] : deviationsFrom(handed, { env, hasProfile: (name) => sectionOf(name) !== '' });
  return deviations.filter(({ effect }) => effect !== 'other-session');
}

/** What the SDK for JavaScript uses. After variables and profiles, all tools search in the same order. */
function handedNow(env: CommandIo['env'], sectionOf: (profile: string) => string): Handed | undefined {
  if (!env.AWS_PROFILE && env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return { kind: 'variables' };
  const profile = env.AWS_PROFILE || 'default';
  const section = sectionOf(profile);
  const setting = (key: string): string | undefined =>
    new RegExp(`^\\s*${key}\\s*=\\s*(.*?)\\s*$`, 'm').exec(section)?.[1];
  const tokenFile = setting('web_identity_token_file');
  const [roleArn, sessionName] = [setting('role_arn'), setting('role_session_name')];
  if (tokenFile !== undefined) return { kind: 'web-identity', profile, roleArn, sessionName, tokenFile };
  if (roleArn !== undefined) return { kind: 'assume-role', profile, roleArn };
  if (setting('aws_access_key_id') !== undefined) return { kind: 'static', profile };
  return setting('credential_process') === undefined ? undefined : { kind: 'process', profile };
}
