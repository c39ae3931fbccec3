import { pageUrl } from '../../core/docs-page.ts';
import { findPolicies, type Parsing } from '../documents.ts';
import { withoutOpaque } from '../opaque.ts';
import { readPolicy } from '../policy.ts';
import { lintPolicyOf } from './lint-policy.ts';
import type { RuleFinding, Severity } from './rule.ts';
import { rules } from './rules.ts';

/** A finding, printed or as JSON. */
export interface LintFinding extends RuleFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  /** The URL of the documentation of the rule. */
  readonly page: string;
}

/**
 * Checks every trust policy of a file.
 *
 * @throws HelperError `policy-invalid`
 */
export function lint(text: string, file: string, parsing?: Parsing): readonly LintFinding[] {
  return findPolicies(text, file, parsing).flatMap((document) => {
    const name = document.path === '' ? file : `${file}: ${document.path}`;
    const policy = lintPolicyOf(readPolicy(document.json, name), document);
    return rules.flatMap(({ id, severity, check }) =>
      check(policy).map((finding) => ({
        rule: id,
        severity,
        message: withoutOpaque(finding.message),
        fix: withoutOpaque(finding.fix),
        file,
        page: pageUrl(`docs/lint/${id}.md`),
        // Duplicates are found in the text of the file and have complete paths.
        path: id === 'duplicate-key' ? finding.path : [document.path, finding.path].filter(Boolean).join('.'),
      })),
    );
  });
}
