// Writes action.yml and the tables of docs/reference.md from the program's own tables. A test compares them.
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

/** The outputs of the action; those of a login are named after its registry. */
const outputs: readonly (readonly [name: string, meaning: string])[] = [
  ['aws-account-id', 'The account of the credentials.'],
  ['authenticated-arn', 'The ARN of the session.'],
  ['aws-access-key-id', 'The access key ID, with `output-credentials`.'],
  ['aws-secret-access-key', 'The secret access key, with `output-credentials`.'],
  ['aws-session-token', 'The session token, with `output-credentials`.'],
  ['aws-expiration', 'When the credentials expire (ISO 8601), with `output-credentials`.'],
  ['registry', 'The host of the registry, with `ecr-login` for one registry.'],
];

const actionTail = `outputs:
${outputs.map(([name, meaning]) => `  ${name}:\n    description: ${meaning}\n`).join('')}runs:
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

/** Declared, because the runner warns about undeclared inputs. */
function aliasesYaml({ name, aliases = [] }: Option): readonly string[] {
  return aliases.map((alias) => inputYaml({ name: alias, kind: 'text', help: `Another name for ${name}.` }));
}

/** The table of options. */
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

/** The table of exit codes. */
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
  2: 'invalid command line or option; nothing was sent',
  3: 'no usable token',
  4: 'AWS refused; a retry would not help',
  5: 'a temporary failure: try again',
  6: 'the account is not allowed',
  7: 'the credentials could not be exported',
};

function outputsTable(): string {
  const perRegistry = [
    [
      'docker_username_HOST',
      'The user name for a registry, with `ecr-login` and `output-credentials`; `_` for dots and dashes.',
    ],
    ['docker_password_HOST', 'The password for a registry, likewise.'],
  ];
  return markdownTable(
    ['output', 'meaning'],
    [...outputs, ...perRegistry].map(([name = '', meaning = '']) => [`\`${name}\``, meaning]),
  );
}

/** docs/reference.md with current tables. */
export function filledReference(text: string): string {
  const tables = { options: optionsTable(), outputs: outputsTable(), 'exit-codes': exitCodesTable() };
  return Object.entries(tables).reduce((filled, [name, table]) => fillIn(filled, name, table), text);
}

/** Replaces the part between `<!-- NAME -->` and `<!-- /NAME -->`. */
function fillIn(text: string, name: string, content: string): string {
  const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`there is no place for ${name}`);
  return text.replace(place, (_, start: string, end: string) => `${start}\n${content}\n\n${end}`);
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(path.join(root, 'action.yml'), actionYaml());
  const reference = path.join(root, 'docs/reference.md');
  writeFileSync(reference, filledReference(readFileSync(reference, 'utf8')));
}
