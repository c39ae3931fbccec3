import { HelperError } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { findPolicies } from '../../trust/documents.ts';
import { readPolicy } from '../../trust/policy.ts';
import { isForTokens, readingLines, readTrust } from '../../trust/reading.ts';
import { type Accepted, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { parsingOf, readPolicyFile, type TrustCommand } from './command.ts';

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
    const read = [];
    for (const file of operands) {
      const text = readPolicyFile(file, io);
      for (const { path, json, roleArn } of findPolicies(text, file, await parsingOf(text, file))) {
        const policy = readPolicy(json, path === '' ? file : `${file}: ${path}`);
        read.push({ file, path, roleArn, ...readTrust(policy), isForTokens: isForTokens(policy) });
      }
    }
    if (flags.json) io.print(`${JSON.stringify(read, undefined, 2)}\n`);
    else
      io.print(
        printable(
          read
            .map(
              (one) =>
                `${titleOf(one)}\n${readingLines(one, one.isForTokens)
                  .map((line) => `  ${line}`)
                  .join('\n')}\n`,
            )
            .join('\n'),
        ),
      );
    return 0;
  },
};

function titleOf({ file, path, roleArn }: { file: string; path: string; roleArn: string | undefined }): string {
  return roleArn ?? [file, path].filter(Boolean).join(': ');
}
