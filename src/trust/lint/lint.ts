import { findPolicies, type ParseYaml } from '../documents.ts';
import { withoutOpaque } from '../opaque.ts';
import { readPolicy } from '../policy.ts';
import { lintPolicyOf } from './lint-policy.ts';
import type { RuleFinding, Severity } from './rule.ts';
import { rules } from './rules.ts';

/** A finding as it is printed and handed to programs. */
export interface LintFinding extends RuleFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
}

/**
 * Checks every trust policy of a file.
 *
 * @throws HelperError `policy-invalid`
 */
export function lint(text: string, file: string, parseYaml?: ParseYaml): readonly LintFinding[] {
  return findPolicies(text, file, parseYaml).flatMap((document) => {
    const name = document.path === '' ? file : `${file}: ${document.path}`;
    const policy = lintPolicyOf(readPolicy(document.json, name), document);
    return rules.flatMap(({ id, severity, check }) =>
      check(policy).map((finding) => ({
        rule: id,
        severity,
        message: withoutOpaque(finding.message),
        fix: withoutOpaque(finding.fix),
        file,
        // Duplicates are found in the text of the file, and know their whole path.
        path: id === 'duplicate-key' ? finding.path : [document.path, finding.path].filter(Boolean).join('.'),
      })),
    );
  });
}
