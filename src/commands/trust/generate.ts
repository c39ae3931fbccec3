import { HelperError } from '../../core/errors.ts';
import { oneOf, withId } from '../../core/parse-values.ts';
import { type CiPlan, ciPlans } from '../../trust/generate/ci-plans.ts';
import { type Format, formats } from '../../trust/generate/formats.ts';
import type { GenerateOptions } from '../../trust/generate/generate-options.ts';
import { optionsFromClaims, type RecognizedToken } from '../../trust/generate/options-from-claims.ts';
import { type Accepted, type Arguments, type Flag, flagValue, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { readObject, type TrustCommand, type TrustIo } from './command.ts';

const ciNames = ciPlans.map(({ id }) => id);
const formatNames = formats.map(({ id }) => id);

/** The flags that say whose jobs are meant; the rest say what is written for them. */
const jobFlags: readonly Flag[] = (
  [
    ['repository', 'NAME'],
    ['repository-id', 'ID'],
    ['owner-id', 'ID'],
    ['project', 'NAME'],
    ['project-id', 'ID'],
    ['organization', 'NAME'],
    ['organization-id', 'ID'],
    ['branch', 'NAME'],
    ['tag', 'NAME'],
    ['environment', 'NAME'],
    ['pull-request', undefined],
    ['issuer', 'URL'],
    ['audience', 'TEXT'],
    ['subject', 'TEXT'],
  ] as const
).map(([name, value]) => ({ name, help: optionMeaning(optionOf(name)), ...(value === undefined ? {} : { value }) }));

/** What an option means on the CIs that take it: `GitHub Actions: OWNER/NAME. Semaphore: the name alone.` */
function optionMeaning(option: string): string {
  const meanings = ciPlans.flatMap(({ name, optionHelp }) =>
    Object.entries(optionHelp).flatMap(([accepted, meaning]) => (accepted === option ? [{ name, meaning }] : [])),
  );
  return [...new Set(meanings.map(({ meaning }) => meaning))]
    .map((meaning) => {
      const names = meanings.filter((other) => other.meaning === meaning).map(({ name }) => name);
      return `${names.length === ciPlans.length ? 'All' : names.join(', ')}: ${meaning}.`;
    })
    .join(' ');
}

const accepted: Accepted = {
  options: [],
  flags: [
    { name: 'ci', value: 'CI', help: `${ciNames.join(', ')}; default: that of the job's token.` },
    ...jobFlags,
    { name: 'format', value: 'FORMAT', help: `${formatNames.join(', ')}; default: cli.` },
    { name: 'account-id', value: 'ID', help: 'The account, for the formats that name it (cli, json).' },
    { name: 'partition', value: 'NAME', help: 'aws (default), aws-cn, aws-us-gov.' },
    { name: 'role-name', value: 'NAME', help: 'Default: ci-deploy.' },
    { name: 'permissions', value: 'FILE', help: 'A policy that says what the role may do.' },
    { name: 'thumbprint', value: 'HEX', help: 'Only for an issuer whose certificate no public authority signed.' },
  ],
};

/** Provider, role and trust policy for the jobs of a project. */
export const trustGenerate: TrustCommand = {
  help: `Usage: ci-aws-credentials trust generate [options]

Writes the identity provider, the role and its trust policy for the jobs of a project. Run inside a job
without --ci, it fills itself from the job's token; options win over what the token says.

Example:
  npx ci-aws-credentials trust generate --ci github --repository acme/app --repository-id 456789 \\
    --owner-id 123456 --environment production --account-id 111122223333

Options:
${optionsHelp(accepted)}
`,
  async run(args, io) {
    const given = parseArguments(args, accepted);
    const format = withId('--format', flagValue(given, 'format') ?? 'cli', formats);
    const token = given.flags.ci !== undefined ? undefined : await recognizedToken(io);
    const ci = planNamed(flagValue(given, 'ci') ?? token?.ci);
    const trust = ci.plan({ ...token?.options, ...jobOptions(given) });
    const [permissions, thumbprint] = [flagValue(given, 'permissions'), flagValue(given, 'thumbprint')];
    io.print(
      format.write({
        trust,
        roleName: matchingFlag('--role-name', flagValue(given, 'role-name') ?? 'ci-deploy', /^[\w+=,.@-]{1,64}$/),
        account: {
          accountId: accountFor(given, format),
          partition: oneOf('--partition', flagValue(given, 'partition') ?? 'aws', ['aws', 'aws-cn', 'aws-us-gov']),
        },
        ...(thumbprint === undefined
          ? {}
          : { thumbprint: matchingFlag('--thumbprint', thumbprint, /^[0-9a-f]{40}$/i) }),
        ...(permissions === undefined ? {} : { permissions: readObject(permissions, io) }),
      }),
    );
    return 0;
  },
};

async function recognizedToken(io: TrustIo): Promise<RecognizedToken | undefined> {
  return io.claims === undefined ? undefined : optionsFromClaims(await io.claims());
}

/** The flags under the names that the generator has for them. */
function jobOptions(given: Arguments): GenerateOptions {
  const names = jobFlags.map(({ name }) => name).filter((name) => given.flags[name] !== undefined);
  return Object.fromEntries(names.map((name) => [optionOf(name), given.flags[name]]));
}

/** `ownerId` for `owner-id`. */
function optionOf(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The named CI, else that of the job's token. */
function planNamed(name: string | undefined): CiPlan {
  if (name !== undefined) return withId('--ci', name, ciPlans);
  throw new HelperError('option-invalid', '--ci is missing.', { hint: `Choose from ${ciNames.join(', ')}.` });
}

function accountFor(given: Arguments, format: Format): string {
  const id = flagValue(given, 'account-id');
  if (id !== undefined) return matchingFlag('--account-id', id, /^\d{12}$/);
  if (!format.needsAccount) return '';
  throw new HelperError('option-invalid', '--account-id is missing.', {
    hint: `The format ${format.id} names the provider by its ARN. Give --account-id, or take --format terraform or cloudformation.`,
  });
}

function matchingFlag(flag: string, value: string, pattern: RegExp): string {
  if (pattern.test(value)) return value;
  throw new HelperError('option-invalid', `${flag} cannot be ${JSON.stringify(value)}.`);
}
