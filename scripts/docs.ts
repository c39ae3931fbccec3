// Writes action.yml, and the tables of the README, from the program's own tables. A test holds the files against them.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { helpOf } from '../src/commands/help.ts';
import { type ErrorCode, errorCodes } from '../src/core/errors.ts';
import { type Option, options } from '../src/options/table.ts';

const root = path.resolve(import.meta.dirname, '..');
const table: readonly Option[] = options;

export function actionYaml(): string {
  const inputs = table
    .filter(({ frontEnd }) => frontEnd !== 'cli')
    .flatMap((option) => [inputYaml(option), ...aliasesYaml(option)]);
  return `${actionHead}inputs:\n${inputs.join('')}${actionTail}`;
}

const actionHead = `name: CI AWS credentials
description: Short-lived AWS credentials for this job, from its OIDC token. No stored keys.
author: The ci-aws-credentials authors
branding:
  icon: key
  color: orange
`;

const actionTail = `outputs:
  aws-account-id:
    description: The account of the credentials.
  authenticated-arn:
    description: The ARN of the session.
  aws-access-key-id:
    description: The access key ID, with \`output-credentials\`.
  aws-secret-access-key:
    description: The secret access key, with \`output-credentials\`.
  aws-session-token:
    description: The session token, with \`output-credentials\`.
  aws-expiration:
    description: When the credentials expire (ISO 8601), with \`output-credentials\`.
runs:
  using: node24
  main: dist/action.js
  post: dist/post.js
  post-if: env.AWS_SKIP_CLEANUP_STEP != 'true'
`;

function inputYaml({ name, help, actionDefault }: Option): string {
  const lines = [`  ${name}:`, `    description: ${JSON.stringify(helpOf({ help }))}`, '    required: false'];
  if (actionDefault !== undefined) lines.push(`    default: ${JSON.stringify(actionDefault)}`);
  return `${lines.join('\n')}\n`;
}

/** Declared, because the runner warns about inputs that are not. */
function aliasesYaml({ name, aliases = [] }: Option): readonly string[] {
  return aliases.map((alias) => inputYaml({ name: alias, kind: 'text', help: `Another name of ${name}.` }));
}

/** The README's table of options. */
export function optionsTable(): string {
  const rows = table.map((option) => [nameCell(option), helpOf(option), option.default ?? '', filledFrom(option)]);
  return markdownTable(['option', 'meaning', 'default', 'filled from'], rows);
}

function nameCell({ name, aliases = [], frontEnd }: Option): string {
  const others = aliases.map((alias) => `, \`${alias}\``).join('');
  const where = frontEnd === undefined ? '' : ` *(${frontEnd === 'cli' ? 'command line' : 'action'} only)*`;
  return `\`${name}\`${others}${where}`;
}

function filledFrom({ name, environment = [], legacyVariable }: Option): string {
  const onGithub = legacyVariable === true ? [`\`${name.toUpperCase().replaceAll('-', '_')}\` (GitHub)`] : [];
  return [...environment.map((variable) => `\`${variable}\``), ...onGithub].join(', ');
}

/** The README's table of exit codes. */
export function exitCodesTable(): string {
  const rows = [...new Set(Object.values(errorCodes))].map((exit) => [String(exit), meanings[exit], codesOf(exit)]);
  return markdownTable(
    ['exit code', 'meaning', 'error codes'],
    [['0', 'done', ''], ['1', 'a bug of this program', ''], ...rows],
  );
}

type ExitCode = (typeof errorCodes)[ErrorCode];

function codesOf(exit: ExitCode): string {
  const codes = Object.entries(errorCodes).filter(([, own]) => own === exit);
  return codes.map(([code]) => `\`${code}\``).join(', ');
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

const meanings: Readonly<Record<ExitCode, string>> = {
  2: 'the command line or an option is wrong; nothing was sent',
  3: 'there is no usable token',
  4: 'AWS refused, and would refuse again',
  5: 'it may work another time',
  6: 'the account is not among those allowed',
  7: 'the credentials could not be handed over',
};

/** The README with its tables as they should be. */
export function filledReadme(text: string): string {
  return fillIn(fillIn(text, 'options', optionsTable()), 'exit-codes', exitCodesTable());
}

/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
function fillIn(text: string, name: string, content: string): string {
  const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`there is no place for ${name}`);
  return text.replace(place, (_, start: string, end: string) => `${start}\n${content}\n\n${end}`);
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(path.join(root, 'action.yml'), actionYaml());
  const readme = path.join(root, 'README.md');
  writeFileSync(readme, filledReadme(readFileSync(readme, 'utf8')));
}
