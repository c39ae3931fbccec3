// https://docs.aws.amazon.com/cli/latest/reference/sts/get-caller-identity.html
import { asClientsRead, type Deviation, deviationsFrom, type Handed, toolsOf } from '../aws/client-table.ts';
import { identify } from '../aws-api/caller-identity.ts';
import { stsEndpoint } from '../aws-api/sts-endpoint.ts';
import { HelperError } from '../core/errors.ts';
import type { ToolSearch } from '../core/io.ts';
import { isObject, parseJson, stringAt } from '../core/json.ts';
import { withRetries } from '../core/retry.ts';
import type { Identity } from '../core/session.ts';
import { awsFilePaths, headerFor } from '../export/aws-files.ts';
import { findSections } from '../export/aws-ini.ts';
import { listed, reasonsOf, unsetting } from '../export/precedence-messages.ts';
import { parseEndpointVariants } from '../options/settings.ts';
import type { CommandIo } from './command.ts';

/** Who a tool is, or why it is nobody. */
export type ToolAnswer = { readonly identity: Identity } | { readonly failure: HelperError };

/** The status of a program that is there and that the system does not start; see `src/node/run-program.ts`. */
const cannotBeStarted = 126;

/** A tool that has not answered by then is not waited for; milliseconds. */
const awsCliLimit = 20_000;

/** By the SDK's own search, and our own request. */
export async function askSdk(search: ToolSearch, io: CommandIo): Promise<ToolAnswer> {
  const failure = 'The credentials that the AWS tools find are not valid';
  try {
    const { credentials, region, endpoint: configured } = await io.toolCredentials(search, io);
    const endpoint = stsEndpoint({ region, stsEndpoint: configured, ...parseEndpointVariants(io.env) });
    const ask = (): Promise<Identity> => identify(credentials, { endpoint, region, failure }, io);
    return { identity: await withRetries(ask, io, { maxAttempts: Number.POSITIVE_INFINITY }) };
  } catch (error) {
    return { failure: whyNot(error) };
  }
}

/** Errors of the SDK's search, in our words. What is no error of a tool is thrown on. */
function whyNot(error: unknown): HelperError {
  if (error instanceof HelperError) return error;
  if (!(error instanceof Error)) throw error;
  if (error.name === 'CredentialsProviderError') {
    return new HelperError('credentials-missing', `The AWS tools of this job find no credentials: ${error.message}`, {
      hint: 'Run ci-aws-credentials with --role-to-assume before. A profile other than `default` needs AWS_PROFILE or --aws-profile.',
    });
  }
  if (error.message.includes('Region is missing')) {
    return new HelperError('region-invalid', 'No region is set, and no profile or variable names one.', {
      hint: 'Give --aws-region, or set AWS_REGION.',
    });
  }
  return new HelperError(
    'sts-refused',
    `The AWS tools find no credentials that work: ${error.name}: ${error.message}`,
    {
      hint: 'What they find must be exchanged at AWS first, and AWS refuses that. The message says why.',
    },
  );
}

/** The AWS CLI of the PATH; `undefined` where there is none that starts, or it got no answer from the network. */
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
  // What cannot be started here is no tool of this job.
  if (ended === undefined || ended.status === cannotBeStarted) return undefined;
  const answer = ended.status === 0 ? parseJson(ended.stdout) : undefined;
  const [accountId, arn, principalId] = ['Account', 'Arn', 'UserId'].map(
    (name) => (isObject(answer) && stringAt(answer, name)) || '',
  );
  if (accountId && arn && principalId) return { identity: { accountId, arn, principalId } };
  const reason = ended.stderr.trim().split(/\r?\n/).at(-1) || `it ended with ${ended.status}`;
  if (/could not connect|timed? ?out|proxy|SSL/i.test(reason)) {
    io.log.warning(`The AWS CLI got no answer: ${reason}`);
    return undefined;
  }
  return { failure: new HelperError('credentials-missing', reason) };
}

/** No answer is no disagreement. */
function unanswered(error: unknown): undefined {
  if (error instanceof HelperError) return undefined;
  throw error;
}

export interface Answers {
  readonly sdk: ToolAnswer;
  readonly awsCli: ToolAnswer | undefined;
  /** The one that all were told; then no variable counts. */
  readonly profile: string | undefined;
}

/** What to say where tools are not the same; `undefined` where they are, as far as is known. */
export function disagreement({ sdk, awsCli, profile }: Answers, io: CommandIo): HelperError | undefined {
  const deviations = profile === undefined && 'identity' in sdk ? deviationsNow(io) : [];
  const asked = awsCli !== undefined && differs(sdk, awsCli) ? [said('botocore', awsCli)] : [];
  const unasked = deviations.filter(({ client }) => client !== 'javascript' && !(client === 'botocore' && awsCli));
  const others = [...asked, ...unasked.map(expected)];
  if (others.length === 0) return undefined;
  const names = [...new Set(deviations.flatMap(({ because }) => [...because.keys()]))];
  return new HelperError(
    'environment-conflict',
    `The AWS tools of this job are not one and the same: ${[said('javascript', sdk), ...others].join('; ')}.`,
    {
      hint:
        names.length === 0
          ? 'Not all tools read the same variables in the same order: look at those that begin with AWS_.'
          : `${reasonsOf(deviations)}. ${unsetting(names, undefined)}`,
    },
  );
}

/** The name of the session is chosen by each tool where nobody says one: it makes no other role. */
function differs(one: ToolAnswer, other: ToolAnswer): boolean {
  const [a, b] = [one, other].map((answer) => ('identity' in answer ? roleIn(answer.identity.arn) : undefined));
  return a !== b;
}

function roleIn(arn: string): string {
  return arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}

function said(client: keyof typeof toolsOf, answer: ToolAnswer): string {
  const tools = listed(toolsOf[client]);
  return 'identity' in answer ? `${tools} are ${answer.identity.arn}` : `${tools} stop (${answer.failure.message})`;
}

function expected({ client, effect }: Deviation): string {
  return `${listed(toolsOf[client])} ${effect === 'stops' ? 'stop with an error' : 'are somebody else'}`;
}

/** By the table: who would not be what the SDK for JavaScript finds. */
function deviationsNow(io: CommandIo): readonly Deviation[] {
  const env = asClientsRead(io.env, io.platform);
  const texts = textsOfFiles(io);
  const sectionOf = (name: string): string =>
    texts
      .flatMap(([file, text]) => findSections(text, headerFor(file, name)).map((section) => section.text))
      .join('\n');
  const handed = handedNow(env, sectionOf);
  const deviations =
    handed === undefined ? [] : deviationsFrom(handed, { env, hasProfile: (name) => sectionOf(name) !== '' });
  return deviations.filter(({ effect }) => effect !== 'other-session');
}

function textsOfFiles({
  env,
  homeFolder,
  platform,
  files,
}: CommandIo): readonly (readonly ['config' | 'credentials', string])[] {
  const paths = awsFilePaths(env, homeFolder, platform);
  return (['config', 'credentials'] as const).map((file) => [file, files.read(paths[file]) ?? '']);
}

/** What the SDK for JavaScript takes. Behind variables and profiles, all tools look in the same order. */
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
