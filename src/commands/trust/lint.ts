import { HelperError } from '../../core/errors.ts';
import { printable } from '../../core/log-safe.ts';
import { oneOf } from '../../core/parse-values.ts';
import { reportError } from '../../reporting/report-error.ts';
import { type LintFinding, lint } from '../../trust/lint/lint.ts';
import { sarifReport, textReport } from '../../trust/lint/lint-report.ts';
import { type Accepted, flagValue, parseArguments } from '../arguments.ts';
import { optionsHelp } from '../help.ts';
import { parsingOf, readPolicyFile, type TrustCommand, type TrustIo } from './command.ts';

const accepted: Accepted = {
  options: [],
  flags: [
    { name: 'format', value: 'FORMAT', help: 'Format: text (default), json or sarif.' },
    { name: 'json', help: 'The same as --format json.' },
  ],
  operands: true,
};

export const trustLint: TrustCommand = {
  help: `Usage: ci-aws-credentials trust lint FILE... [options]

Finds mistakes in trust policies. It reads policies, the output of \`aws iam get-role\`, Terraform JSON (plans
from \`terraform show -json\`, states, configurations) and CloudFormation templates (JSON or YAML).

Example:
  npx ci-aws-credentials trust lint --format sarif template.yaml > trust.sarif

Options:
${optionsHelp(accepted)}

Exit codes: 0 no errors, 1 errors, 2 something cannot be read.
`,
  async run(args, io) {
    const given = parseArguments(args, accepted);
    if (given.operands.length === 0) throw new HelperError('option-invalid', 'Pass the files to check.');
    const format = given.flags.json ? 'json' : oneOf('--format', flagValue(given, 'format') ?? 'text', lintFormats);
    const findings: LintFinding[] = [];
    const faults: HelperError[] = [];
    // A fault in one file must not prevent checking the others.
    for (const file of given.operands) {
      try {
        findings.push(...(await lintFile(file, io)));
      } catch (error) {
        if (!(error instanceof HelperError)) throw error;
        faults.push(error);
      }
    }
    if (faults.length < given.operands.length) {
      if (format === 'text') io.print(printable(textReport(findings)));
      else io.print(`${JSON.stringify(format === 'sarif' ? sarifReport(findings) : findings, undefined, 2)}\n`);
    }
    const [first, ...others] = faults;
    for (const other of others) reportError(other, io.log);
    if (first !== undefined) throw first;
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};

async function lintFile(file: string, io: TrustIo): Promise<readonly LintFinding[]> {
  const text = readPolicyFile(file, io);
  return lint(text, file, await parsingOf(text, file));
}

const lintFormats = ['text', 'json', 'sarif'];
