import { isOpaque } from '../opaque.ts';
import { demandedValues, demandsValue, type LintPolicy } from './lint-policy.ts';
import type { Finding, Rule } from './rule.ts';
import { immutableClaims, subjectForm, subjectFormIgnoringCase } from './subjects.ts';

const gitlabTokens = 'https://docs.gitlab.com/ci/secrets/id_token_authentication/';
const githubTokens = 'https://docs.github.com/en/actions/reference/security/oidc';

interface Form {
  readonly value: RegExp;
  readonly why: string;
  readonly fix: string;
}

/** Subjects that look right and that no job ever has. */
const impossible: readonly Form[] = [
  {
    value: /:ref_type:(mr|merge_request|pull_request)(:|$)/,
    why: 'GitLab knows the ref types branch and tag only; a merge request pipeline has the one of its source branch.',
    fix: 'Use ref_type:branch with the source branch.',
  },
  {
    value: /^organization:[^:]+:pipeline:.*:ref:(?!refs\/|\*)[^:]/,
    why: 'Buildkite writes the whole reference.',
    fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
  },
  {
    value: /^repo:[^:]+:ref:(?!refs\/|\*)[^:]/,
    why: 'GitHub writes the whole reference.',
    fix: 'Write ref:refs/heads/BRANCH or ref:refs/tags/TAG.',
  },
  {
    value: /^repo:[^:]+:(branch|tag|refs\/[^:]*)(:|$)/,
    why: 'GitHub has ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME and pull_request after the repository.',
    fix: 'Write one of those.',
  },
  { value: /^repo:(https?:|github\.com\/)/, why: 'The owner follows directly.', fix: 'Write repo:OWNER/REPO:….' },
];

/** Subjects that exist where somebody changed the template of the issuer, and nowhere else. */
const customised: readonly Form[] = [
  {
    value: /^repo:[^:*?]+$/,
    why: 'more follows the repository in every subject of GitHub that was not customised.',
    fix: 'Add :ref:refs/heads/BRANCH or :environment:NAME.',
  },
  {
    value: /^repo:[^:]+:(environment:[^:]*:ref:|ref:[^:]*:environment:)/,
    why: 'the environment of a GitHub job takes the place of its reference.',
    fix: 'Write environment:NAME alone, and restrict the branches in the settings of the environment.',
  },
  {
    value: /^project_path:[^:]+:ref:/,
    why: 'GitLab puts ref_type before ref.',
    fix: 'Write project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH.',
  },
];

function demandedSubjects(policy: LintPolicy) {
  return demandedValues(policy).filter(({ condition, value }) => condition.claim === 'sub' && !isOpaque(value));
}

function findForms(policy: LintPolicy, forms: readonly Form[]): readonly Finding[] {
  return demandedSubjects(policy).flatMap(({ condition, value }) => {
    const form = forms.find((entry) => entry.value.test(value));
    return form ? [{ message: `${value}: ${form.why}`, fix: form.fix, path: condition.path }] : [];
  });
}

export const impossibleValue: Rule = {
  id: 'impossible-value',
  severity: 'error',
  title: 'No job has such a subject',
  docs: gitlabTokens,
  check: (policy) => findForms(policy, impossible),
};

export const customisedSubject: Rule = {
  id: 'customised-subject',
  severity: 'warning',
  title: 'Only a customised subject looks like this',
  docs: githubTokens,
  check: (policy) => findForms(policy, customised),
};

export const subjectCase: Rule = {
  id: 'subject-case',
  severity: 'error',
  title: 'IAM tells upper case from lower case, and the subject begins in lower case',
  docs: githubTokens,
  check: (policy) =>
    demandedSubjects(policy)
      .filter(({ condition, value }) => {
        if (condition.operator.name === 'StringEqualsIgnoreCase') return false;
        return subjectForm(value) === undefined && subjectFormIgnoringCase(value) !== undefined;
      })
      .map(({ condition, value }) => ({
        message: `${value} fits no subject: they begin with ${subjectFormIgnoringCase(value)?.start}`,
        fix: `Write ${subjectFormIgnoringCase(value)?.start} in lower case.`,
        path: condition.path,
      })),
};

/** What whoever starts a job chooses freely, in a repository of their own too. */
const chosenByTheJob =
  /^(workflow|workflow_ref|environment|ref|ref_type|ref_path|head_ref|base_ref|actor|event_name|context|run_id|sha|runner_environment|pipeline_source|user_login|user_email):/;

export const abusableClaim: Rule = {
  id: 'abusable-claim',
  severity: 'error',
  title: 'The subject begins with something that any job can have',
  docs: 'https://unit42.paloaltonetworks.com/oidc-misconfigurations-in-ci-cd/',
  check: (policy) =>
    demandedSubjects(policy)
      .filter(({ statement, value }) => {
        const pinned = statement.claims.some(
          (condition) => immutableClaims.includes(condition.claim) && demandsValue(condition),
        );
        return (
          chosenByTheJob.test(value) &&
          !/:(repo|repository|repository_id|project_path|project_id):/.test(value) &&
          !pinned
        );
      })
      .map(({ condition, value }) => ({
        message: `${value} names no owner: a job in a stranger's project can have the same.`,
        fix: 'Let the subject begin with the repository or project, or add a condition on its ID.',
        path: condition.path,
      })),
};

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  severity: 'error',
  title: 'A member of the JSON is there twice',
  docs: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  check: ({ duplicates }) =>
    duplicates.map((path) => ({
      message: `${path} is there twice; parsers keep the last one without a word.`,
      fix: 'Keep one, with the values of both in a list if both are meant.',
      path,
    })),
};
