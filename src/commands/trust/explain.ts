import { HelperError } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { findPolicies } from '../../trust/documents.ts';
import { readPolicy } from '../../trust/policy.ts';
import { isForTokens, readingLines, readTrust, type TrustReading } from '../../trust/reading.ts';
import { type Accepted, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { parsingOf, readPolicyFile, type TrustCommand, type TrustIo } from './command.ts';

const accepted: Accepted = {
  options: [],
  flags: [{ name: 'json', help: 'Print JSON.' }],
  operands: true,
};

export const trustExplain: TrustCommand = {
  help: `Usage: ci-aws-credentials trust explain FILE... [options]

Describes in plain words who can assume a role. The description never covers less than the policy allows, but may
leave out conditions that restrict it further. It reads the same files as lint.

Example:
  aws iam get-role --role-name deploy > role.json
  npx ci-aws-credentials trust explain role.json

Options:
${optionsHelp(accepted)}

Exit codes: 0 done, 2 something cannot be read.
`,
  async run(args, io) {
    const { operands, flags } = parseArguments(args, accepted);
    if (operands.length === 0) throw new HelperError('option-invalid', 'Pass the files to explain.');
    const read: PolicyInFile[] = [];
    for (const file of operands) read.push(...(await readFile(file, io)));
    if (flags.json) io.print(`${JSON.stringify(read, undefined, 2)}\n`);
    else io.print(printable(read.map(paragraph).join('\n')));
    return 0;
  },
};

interface PolicyInFile extends TrustReading {
  readonly file: string;
  readonly path: string;
  readonly roleArn: string | undefined;
  readonly isForTokens: boolean;
}

async function readFile(file: string, io: TrustIo): Promise<readonly PolicyInFile[]> {
  const text = readPolicyFile(file, io);
  return findPolicies(text, file, await parsingOf(text, file)).map(({ path, json, roleArn }) => {
    const policy = readPolicy(json, path === '' ? file : `${file}: ${path}`);
    return { file, path, roleArn, ...readTrust(policy), isForTokens: isForTokens(policy) };
  });
}

function paragraph({ file, path, roleArn, ...reading }: PolicyInFile): string {
  const title = roleArn ?? [file, path].filter(Boolean).join(': ');
  const lines = readingLines(reading, reading.isForTokens).map((line) => `  ${line}\n`);
  return `${title}\n${lines.join('')}`;
}
