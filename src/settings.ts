import { HelperError } from './errors.ts';
import { isObject, parseJson } from './json.ts';
import { suggestion } from './nearest.ts';
import { type GivenOptions, type Option, type OptionName, options } from './options.ts';
import { partitionById, partitionOfRegion } from './partition.ts';
import type { Env } from './ports.ts';
import { parseRole, type Role } from './role.ts';

export const exportNames = ['env', 'outputs', 'profile', 'none'] as const;
export type ExportName = (typeof exportNames)[number];

export const profileTypes = ['web-identity', 'static'] as const;
export type ProfileType = (typeof profileTypes)[number];

/** Where the user says that the token is. Exactly one, or the CI's own way. */
export type TokenSource =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly line: string };

/** What was asked for, checked: nothing in here can make a later stage fail for its form. */
export interface Settings {
  readonly ci: string | undefined;
  readonly role: Role;
  readonly region: string;
  readonly audience: string | undefined;
  readonly tokenSource: TokenSource | undefined;
  readonly sessionName: string | undefined;
  readonly durationSeconds: number;
  readonly inlinePolicy: string | undefined;
  readonly managedPolicies: readonly string[];
  readonly allowedAccounts: readonly string[];
  readonly exports: readonly ExportName[] | undefined;
  readonly profile: {
    readonly name: string | undefined;
    readonly type: ProfileType | undefined;
    readonly overwrite: boolean;
  };
  readonly outputEnvCredentials: boolean | undefined;
  readonly outputCredentials: boolean;
  readonly maskAccountId: boolean;
  readonly stsEndpoint: string | undefined;
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  readonly timeoutSeconds: number;
}

/** An option that a variable filled. */
export interface PickUp {
  readonly option: OptionName;
  readonly variable: string;
}

/** Fills what was not given from the variables that the table names. */
export function fillFromEnvironment(
  given: GivenOptions,
  env: Env,
): { readonly given: GivenOptions; readonly pickUps: readonly PickUp[] } {
  const pickUps: PickUp[] = [];
  const filled: Partial<Record<OptionName, string>> = { ...given };
  for (const option of options) {
    if (filled[option.name] !== undefined) continue;
    const variable = environmentOf(option).find((name) => (env[name] ?? '') !== '');
    const value = variable === undefined ? undefined : env[variable];
    if (variable === undefined || value === undefined) continue;
    filled[option.name] = value;
    pickUps.push({ option: option.name, variable });
  }
  return { given: filled, pickUps };
}

function environmentOf(option: Option): readonly string[] {
  return option.environment ?? [];
}

/** @throws HelperError for the first option that cannot be right */
export function parseSettings(given: GivenOptions, env: Env): Settings {
  for (const [name, value] of Object.entries(given)) checkText(name, value);
  const role = parseRole(required(given));
  return {
    ci: given.ci,
    role,
    region: parseRegion(given['aws-region'], role),
    audience: given.audience,
    tokenSource: parseTokenSource(given),
    sessionName: parseSessionName(given['role-session-name']),
    durationSeconds: parseDuration(given['role-duration-seconds']),
    inlinePolicy: parsePolicies(given),
    managedPolicies: lines(given['managed-session-policies']),
    allowedAccounts: parseAccounts(given['allowed-account-ids']),
    exports: parseExports(given.export),
    profile: {
      name: parseProfileName('aws-profile', given['aws-profile']),
      type: oneOf('profile-type', given['profile-type'], profileTypes),
      overwrite: flag('overwrite-aws-profile', given['overwrite-aws-profile']) ?? false,
    },
    outputEnvCredentials: flag('output-env-credentials', given['output-env-credentials']),
    outputCredentials: flag('output-credentials', given['output-credentials']) ?? false,
    maskAccountId: flag('mask-aws-account-id', given['mask-aws-account-id']) ?? false,
    stsEndpoint: parseEndpoint(given['sts-endpoint'], env),
    useFips: env.AWS_USE_FIPS_ENDPOINT?.toLowerCase() === 'true',
    useDualStack: env.AWS_USE_DUALSTACK_ENDPOINT?.toLowerCase() === 'true',
    timeoutSeconds: integer('timeout', given.timeout ?? '90', { least: 1, most: 86_400 }),
  };
}

/** What ends up in files, shell lines and requests must be one line; policies are JSON, where line ends mean nothing. */
function checkText(name: string, value: string): void {
  const several = options.some((option) => option.name === name && (option.kind === 'list' || option.kind === 'lines'));
  const forbidden = name === 'inline-session-policy' || several ? /\0/ : /[\0\r\n]/;
  if (forbidden.test(value)) {
    throw new HelperError('option-invalid', `${name} holds a line end or a NUL: ${JSON.stringify(value)}.`, {
      hint: `Give ${name} as one line of text. In YAML, a block scalar (| or >) ends in a line end; write the value after the colon.`,
    });
  }
}

function required(given: GivenOptions): string {
  const role = given['role-to-assume'];
  if (role !== undefined) return role;
  throw new HelperError('role-missing', 'No role is given.', {
    hint: 'Say which role to assume: role-to-assume (--role-to-assume on the command line), or the variable AWS_ROLE_ARN. It looks like arn:aws:iam::123456789012:role/NAME.',
  });
}

function parseRegion(text: string | undefined, role: Role): string {
  const partition = partitionById(role.partition);
  if (partition === undefined) {
    if (text !== undefined) return checkedRegion(text);
    throw new HelperError('region-invalid', `No region is given, and the partition ${role.partition} is not known.`, {
      hint: 'Give aws-region.',
    });
  }
  if (text === undefined) return partition.defaultRegion;
  const region = checkedRegion(text);
  const theirs = partitionOfRegion(region).id;
  if (theirs === partition.id) return region;
  throw new HelperError(
    'region-invalid',
    `The region ${region} is of the partition ${theirs}, the role ${role.arn} of ${partition.id}. They never meet.`,
    {
      hint: `Give a region of ${partition.id} (${partition.defaultRegion}, for instance), or a role of ${theirs}.`,
    },
  );
}

function checkedRegion(text: string): string {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  const zone = /^([a-z]{2,}(?:-[a-z]+)+-\d{1,2})[a-z]$/.exec(text);
  throw new HelperError('region-invalid', `aws-region is not a region: ${JSON.stringify(text)}.`, {
    hint: zone === null ? 'It looks like eu-central-1.' : `This is an availability zone. Its region is ${zone[1]}.`,
  });
}

function parseTokenSource(given: GivenOptions): TokenSource | undefined {
  const sources: TokenSource[] = [];
  const name = given['token-env'];
  if (name !== undefined) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new HelperError('option-invalid', 'token-env is not the name of a variable.', {
        hint: 'Give the name (AWS_ID_TOKEN), not the value: what starts with $ has been replaced by the shell, and a token must not be on a command line.',
      });
    }
    sources.push({ kind: 'env', name });
  }
  const path = given['web-identity-token-file'];
  if (path !== undefined) sources.push({ kind: 'file', path });
  const line = given['token-command'];
  if (line !== undefined) sources.push({ kind: 'command', line });
  if (sources.length > 1) {
    throw new HelperError('option-conflict', 'The token is said to be in several places.', {
      hint: 'Give one of token-env, web-identity-token-file and token-command.',
    });
  }
  return sources[0];
}

function parseSessionName(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w+=,.@-]{2,64}$/.test(text)) return text;
  throw new HelperError(
    'session-name-invalid',
    `role-session-name must be 2 to 64 letters, digits and _+=,.@- signs, and is ${JSON.stringify(text)} (${text.length}).`,
    {
      hint: 'Shorten it or replace the other signs, or leave it out: the default is made of the job’s id and always fits.',
    },
  );
}

function parseDuration(text: string | undefined): number {
  try {
    return integer('role-duration-seconds', text ?? '3600', { least: 900, most: 43_200 });
  } catch (error) {
    if (!(error instanceof HelperError)) throw error;
    throw new HelperError('duration-invalid', error.message, {
      hint: 'Give seconds, from 900 (15 minutes) to 43200 (12 hours) and not more than the role’s own maximum session duration.',
    });
  }
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const policyLimit = 2048;

function parsePolicies(given: GivenOptions): string | undefined {
  const inline = given['inline-session-policy'];
  const managed = lines(given['managed-session-policies']);
  const wrong = managed.find((arn) => !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/\S+$/.test(arn));
  if (wrong !== undefined) {
    throw new HelperError('policy-invalid', `managed-session-policies holds no policy ARN: ${JSON.stringify(wrong)}.`, {
      hint: 'Give one ARN a line: arn:aws:iam::aws:policy/ReadOnlyAccess.',
    });
  }
  if (managed.length > 10) {
    throw new HelperError(
      'policy-invalid',
      `managed-session-policies holds ${managed.length} policies; STS takes ten.`,
    );
  }
  if (inline === undefined) return undefined;
  if (!isObject(parseJson(inline))) {
    throw new HelperError('policy-invalid', 'inline-session-policy is not a JSON object.', {
      hint: 'Check quotes and commas: {"Version":"2012-10-17","Statement":[…]}. In YAML, put it in a block scalar (|).',
    });
  }
  const length = inline.length + managed.join('').length;
  if (length > policyLimit) {
    throw new HelperError(
      'policy-invalid',
      `The session policies are ${length} characters long together; STS takes ${policyLimit}.`,
      { hint: 'Drop white space and Sids, or use managed-session-policies.' },
    );
  }
  return inline;
}

function parseAccounts(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const ids = words(text);
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong === undefined && ids.length > 0) return ids;
  throw new HelperError(
    'option-invalid',
    `allowed-account-ids holds something that is not an account ID: ${JSON.stringify(wrong ?? text)}.`,
    {
      hint: 'Give 12-digit account IDs, separated by commas, blanks or line ends. In YAML, quote an ID that starts with 0.',
    },
  );
}

function parseExports(text: string | undefined): readonly ExportName[] | undefined {
  if (text === undefined) return undefined;
  const names = [...new Set(words(text))].map((word) => checkedOneOf('export', word, exportNames));
  if (names.includes('none') && names.length > 1) {
    throw new HelperError('option-conflict', 'export says none, and something else too.');
  }
  return names;
}

/** @throws HelperError `profile-invalid` */
export function parseProfileName(source: string, text: string | undefined): string | undefined {
  if (text === undefined || /^[\w.@+-]{1,64}$/.test(text)) return text;
  throw new HelperError('profile-invalid', `${source} cannot be the name of a profile: ${JSON.stringify(text)}.`, {
    hint: 'Use up to 64 letters, digits and _.@+- signs: blanks, brackets, slashes and line ends would break the file for other tools.',
  });
}

function parseEndpoint(text: string | undefined, env: Env): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new HelperError('option-invalid', `sts-endpoint is not an http or https URL: ${JSON.stringify(text)}.`, {
      hint: 'It looks like https://sts.eu-central-1.amazonaws.com.',
    });
  }
  if (env.AWS_USE_FIPS_ENDPOINT === 'true' || env.AWS_USE_DUALSTACK_ENDPOINT === 'true') {
    throw new HelperError('option-conflict', 'A custom sts-endpoint cannot be FIPS or dual-stack as well.', {
      hint: 'Unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or drop the endpoint.',
    });
  }
  return text;
}

function integer(name: string, text: string, limits: { readonly least: number; readonly most: number }): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= limits.least && number <= limits.most) return number;
  throw new HelperError(
    'option-invalid',
    `${name} must be a whole number from ${limits.least} to ${limits.most}, and is ${JSON.stringify(text)}.`,
  );
}

/** Booleans as YAML 1.2's core schema spells them, which is what GitHub's own toolkit takes. */
function flag(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new HelperError('option-invalid', `${name} must be true or false, and is ${JSON.stringify(text)}.`);
}

function oneOf<T extends string>(name: string, text: string | undefined, choices: readonly T[]): T | undefined {
  return text === undefined ? undefined : checkedOneOf(name, text, choices);
}

function checkedOneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new HelperError('option-invalid', `${name} cannot be ${JSON.stringify(text)}.`, {
    hint: suggestion(text, choices) ?? `Choose from ${choices.join(', ')}.`,
  });
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
