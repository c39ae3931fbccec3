// Writes action.yml, and the tables of the README, from the program's own tables. A test holds the files against them.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCodes } from '../src/errors.ts';
import { type Option, options } from '../src/options.ts';

const root = path.resolve(import.meta.dirname, '..');
const table: readonly Option[] = options;

export function actionYaml(): string {
  const inputs = table.filter(({ door }) => door !== 'cli').map(inputYaml);
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
  const lines = [`  ${name}:`, `    description: ${JSON.stringify(help)}`, '    required: false'];
  if (actionDefault !== undefined) lines.push(`    default: ${JSON.stringify(actionDefault)}`);
  return `${lines.join('\n')}\n`;
}

/** The README's table of options. */
export function optionsTable(): string {
  const rows = table.map((option) => {
    const names = [option.name, ...(option.aliases ?? [])].map((name) => `\`${name}\``).join(', ');
    const where = option.door === undefined ? '' : ` *(${option.door === 'cli' ? 'command line' : 'action'} only)*`;
    const filled = (option.environment ?? []).map((name) => `\`${name}\``).join(', ');
    return `| ${names}${where} | ${option.help} | ${option.default ?? ''} | ${filled} |`;
  });
  return ['| option | meaning | default | filled from |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The README's table of exit codes. */
export function exitCodesTable(): string {
  const codes = new Map<number, string[]>();
  for (const [code, exit] of Object.entries(errorCodes)) codes.set(exit, [...(codes.get(exit) ?? []), `\`${code}\``]);
  const rows = [...codes].map(([exit, names]) => `| ${exit} | ${meanings[exit]} | ${names.join(', ')} |`);
  return [
    '| exit code | meaning | error codes |',
    '| --- | --- | --- |',
    '| 0 | done | |',
    '| 1 | a bug of this program | |',
    ...rows,
  ].join('\n');
}

const meanings: Readonly<Record<number, string>> = {
  2: 'the command line or an option is wrong; nothing was sent',
  3: 'there is no usable token',
  4: 'AWS refused, and would refuse again',
  5: 'it may work another time',
  6: 'the account is not among those allowed',
  7: 'the credentials could not be handed over',
};

/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
export function fillIn(text: string, name: string, content: string): string {
  const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`there is no place for ${name}`);
  return text.replace(place, (_, start: string, end: string) => `${start}${content}\n${end}`);
}

export function filledReadme(text: string): string {
  return fillIn(fillIn(text, 'options', optionsTable()), 'exit-codes', exitCodesTable());
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(path.join(root, 'action.yml'), actionYaml());
  const readme = path.join(root, 'README.md');
  writeFileSync(readme, filledReadme(readFileSync(readme, 'utf8')));
}
