import { HelperError } from '../../core/errors.ts';
import { oneOf, withId } from '../../core/parse-values.ts';
import { type CiPlan, ciPlans } from '../../trust/generate/ci-plans.ts';
import { type Format, formats } from '../../trust/generate/formats.ts';
import type { GenerateOptions } from '../../trust/generate/generate-options.ts';
import { optionsFromClaims, type RecognizedToken } from '../../trust/generate/options-from-claims.ts';
import { withoutRun } from '../../trust/generate/without-run.ts';
import { type Accepted, type Arguments, type Flag, flagValue, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { accountFlag, matchingFlag, readObject, type TrustCommand, type TrustIo } from './command.ts';

const ciNames = ciPlans.map(({ id }) => id);
const formatNames = formats.map(({ id }) => id);

/** The flags that select the jobs; the others control the output. */
const jobFlags: readonly Flag[] = (
  [
    ['repository', 'NAME'],
    ['repository-id', 'ID'],
    ['owner-id', 'ID'],
    ['project', 'NAME'],
    ['project-id', 'ID'],
    ['pipeline', 'NAME'],
    ['organization', 'NAME'],
    ['organization-id', 'ID'],
    ['branch', 'NAME'],
    ['tag', 'NAME'],
    ['environment', 'NAME'],
    ['workspace', 'NAME'],
    ['namespace', 'NAME'],
    ['service-account', 'NAME'],
    ['pull-request', undefined],
    ['issuer', 'URL'],
    ['audience', 'TEXT'],
    ['subject', 'TEXT'],
  ] as const
).map(([name, value]) => ({ name, help: optionMeaning(optionOf(name)), ...(value === undefined ? {} : { value }) }));

/** The meaning of an option for each CI: `GitHub Actions: OWNER/NAME. Semaphore: the name alone.` A long list is `Most CIs`. */
function optionMeaning(option: string): string {
  const meanings = ciPlans.flatMap(({ name, optionHelp }) =>
    Object.entries(optionHelp).flatMap(([accepted, meaning]) => (accepted === option ? [{ name, meaning }] : [])),
  );
  return [...new Set(meanings.map(({ meaning }) => meaning))]
    .map((meaning) => {
      const names = meanings.filter((other) => other.meaning === meaning).map(({ name }) => name);
      return `${names.length > ciPlans.length / 2 ? 'Most CIs' : names.join(', ')}: ${meaning}.`;
    })
    .join(' ');
}

const accepted: Accepted = {
  options: [],
  flags: [
    { name: 'ci', value: 'CI', help: `${ciNames.join(', ')}. Default: the CI of this job.` },
    ...jobFlags,
    { name: 'format', value: 'FORMAT', help: `${formatNames.join(', ')}. Default: cli.` },
    { name: 'account-id', value: 'ID', help: 'The account, required for the formats cli and json.' },
    { name: 'partition', value: 'NAME', help: 'Partition: aws (default), aws-cn or aws-us-gov.' },
    { name: 'role-name', value: 'NAME', help: 'Default: ci-deploy.' },
    { name: 'permissions', value: 'FILE', help: 'A permissions policy for the role.' },
    { name: 'thumbprint', value: 'HEX', help: 'Only if the certificate of the issuer is not from a public authority.' },
  ],
};

export const trustGenerate: TrustCommand = {
  help: `Usage: ci-aws-credentials trust generate [options]

Prints the identity provider, the role and its trust policy for the jobs of a project. In a CI job, the
defaults of the options come from the job's token.

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
    const plan = ci.plan({ ...token?.options, ...jobOptions(given) });
    const trust = token === undefined || given.flags.subject !== undefined ? plan : withoutRun(plan, token.claims);
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

/** The flags by their names in the generator. */
function jobOptions(given: Arguments): GenerateOptions {
  const names = jobFlags.map(({ name }) => name).filter((name) => given.flags[name] !== undefined);
  return Object.fromEntries(names.map((name) => [optionOf(name), given.flags[name]]));
}

/** `ownerId` for `owner-id`. */
function optionOf(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The CI from --ci, or else that of the job's token. */
function planNamed(name: string | undefined): CiPlan {
  if (name !== undefined) return withId('--ci', name, ciPlans);
  throw new HelperError('option-invalid', '--ci is missing.', { hint: `Choose from ${ciNames.join(', ')}.` });
}

function accountFor(given: Arguments, format: Format): string {
  const id = accountFlag(given);
  if (id !== undefined) return id;
  if (!format.needsAccount) return '';
  throw new HelperError('option-invalid', '--account-id is missing.', {
    hint: `The format ${format.id} contains the ARN of the provider. Pass --account-id, or use --format terraform or cloudformation.`,
  });
}
