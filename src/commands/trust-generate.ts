import { HelperError } from '../errors.ts';
import { ciPlans } from '../trust/generate/ci-plans.ts';
import { type Format, formats } from '../trust/generate/formats.ts';
import type { GenerateOptions } from '../trust/generate/generate-options.ts';
import { optionsFromClaims, type RecognizedToken } from '../trust/generate/options-from-claims.ts';
import { type Accepted, type Arguments, type Flag, flagValue, parseArguments } from './arguments.ts';
import { optionsHelp } from './help.ts';
import { choose, readObject, type TrustCommand, type TrustIo } from './trust-command.ts';

const ciNames = ciPlans.map(({ id }) => id);
const formatNames = formats.map(({ id }) => id);

/** The flags that say whose jobs are meant; the rest say what is written for them. */
const jobFlags: readonly Flag[] = [
  { name: 'repository', value: 'OWNER/NAME', help: 'GitHub; for Semaphore the name alone.' },
  { name: 'repository-id', value: 'ID', help: 'GitHub: the number that stays when names change.' },
  { name: 'owner-id', value: 'ID', help: 'GitHub: the number of the owner.' },
  { name: 'project', value: 'GROUP/NAME', help: 'GitLab.' },
  { name: 'project-id', value: 'ID', help: 'GitLab, CircleCI, Semaphore.' },
  { name: 'organization', value: 'NAME', help: 'Semaphore.' },
  { name: 'organization-id', value: 'ID', help: 'CircleCI.' },
  { name: 'branch', value: 'NAME', help: 'Jobs on this branch; * is a wildcard.' },
  { name: 'tag', value: 'NAME', help: 'Jobs on this tag; * is a wildcard.' },
  { name: 'environment', value: 'NAME', help: 'GitHub: jobs of this environment.' },
  { name: 'pull-request', help: 'GitHub: jobs of pull requests.' },
  { name: 'issuer', value: 'URL', help: 'Another issuer: self-managed, of an enterprise, or unknown here.' },
  { name: 'audience', value: 'TEXT', help: 'The audience of the token.' },
  { name: 'subject', value: 'TEXT', help: 'The whole subject, where it was customised.' },
];

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
    const format = pick(formats, '--format', flagValue(given, 'format') ?? 'cli');
    const token = given.flags.ci !== undefined ? undefined : await tokenOf(io);
    const ci = pick(ciPlans, '--ci', flagValue(given, 'ci') ?? token?.ci ?? '');
    const trust = ci.plan({ ...token?.options, ...jobOptions(given) });
    const [permissions, thumbprint] = [flagValue(given, 'permissions'), flagValue(given, 'thumbprint')];
    io.print(
      format.write({
        trust,
        roleName: matching('--role-name', flagValue(given, 'role-name') ?? 'ci-deploy', /^[\w+=,.@-]{1,64}$/),
        account: {
          accountId: accountFor(given, format),
          partition: choose('--partition', flagValue(given, 'partition') ?? 'aws', ['aws', 'aws-cn', 'aws-us-gov']),
        },
        ...(thumbprint === undefined ? {} : { thumbprint: matching('--thumbprint', thumbprint, /^[0-9a-f]{40}$/i) }),
        ...(permissions === undefined ? {} : { permissions: readObject(permissions, io) }),
      }),
    );
    return 0;
  },
};

async function tokenOf(io: TrustIo): Promise<RecognizedToken | undefined> {
  return io.claims === undefined ? undefined : optionsFromClaims(await io.claims());
}

/** The flags under the names that the generator has for them. */
function jobOptions(given: Arguments): GenerateOptions {
  const names = jobFlags.map(({ name }) => name).filter((name) => given.flags[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => [name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), given.flags[name]]),
  );
}

function pick<T extends { readonly id: string }>(entries: readonly T[], flag: string, id: string): T {
  const found = entries.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const hint = `Choose from ${entries.map((entry) => entry.id).join(', ')}.`;
  throw new HelperError('option-invalid', id === '' ? `${flag} is missing.` : `${flag} cannot be ${id}.`, { hint });
}

function accountFor(given: Arguments, format: Format): string {
  const id = flagValue(given, 'account-id');
  if (id !== undefined) return matching('--account-id', id, /^\d{12}$/);
  if (!format.needsAccount) return '';
  throw new HelperError('option-invalid', '--account-id is missing.', {
    hint: `The format ${format.id} names the provider by its ARN. Give --account-id, or take --format terraform or cloudformation.`,
  });
}

function matching(flag: string, value: string, pattern: RegExp): string {
  if (pattern.test(value)) return value;
  throw new HelperError('option-invalid', `${flag} cannot be ${JSON.stringify(value)}.`);
}
