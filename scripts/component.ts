// Writes templates/aws-credentials.yml, the GitLab CI/CD component. It contains the shell script, because a job's image
// may have no tool to download it. A test compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

export function component(): string {
  const script = readFileSync(path.join(root, 'sh/ci-aws-credentials.sh'), 'utf8').trimEnd();
  return head.replace('SCRIPT', () => script.replaceAll(/\n(?=.)/g, '\n      '));
}

// https://docs.gitlab.com/ci/components/ and https://docs.gitlab.com/ci/inputs/
const head = `# A hidden job: \`extends: .aws-credentials\` gives a job AWS credentials, in any image that has a shell.
# https://docs.gitlab.com/ci/components/
spec:
  inputs:
    role-to-assume:
      description: ARN of the role to assume.
      regex: ^arn:aws(-[a-z]+)*:iam::\\d{12}:role/[\\w+=,.@/-]+$
    aws-region:
      description: "AWS region. Default: a region in the role's partition."
      default: ""
      regex: ^[a-z0-9-]*$
    aws-profile:
      description: Name of the profile to write.
      default: default
      regex: ^[A-Za-z0-9_][A-Za-z0-9._@+-]*$
    audience:
      description: Audience of the token; must be a client ID of the identity provider in IAM.
      default: sts.amazonaws.com
      regex: ^[\\w:/.@+-]+$
    role-session-name:
      description: "Session name, as shown in CloudTrail. Default: derived from the job ID."
      default: ""
      regex: ^[\\w+=,.@-]*$
    version:
      description: The version of the npm package, for images with Node.
      default: "1"
      regex: ^[0-9A-Za-z.-]+$
---
.aws-credentials:
  id_tokens:
    AWS_ID_TOKEN:
      aud: "$[[ inputs.audience ]]"
  before_script:
    - |
      mkdir -p "$HOME/.aws"
      cat >"$HOME/.aws/ci-aws-credentials.sh" <<'CI_AWS_CREDENTIALS'
      SCRIPT
      CI_AWS_CREDENTIALS
    - |
      ci_aws_credentials() {
        if command -v npx >/dev/null; then npx --yes 'ci-aws-credentials@$[[ inputs.version ]]' "$@"; else sh "$HOME/.aws/ci-aws-credentials.sh" "$@"; fi
      }
      set -- --role-to-assume '$[[ inputs.role-to-assume ]]' --aws-profile '$[[ inputs.aws-profile ]]' --audience '$[[ inputs.audience ]]'
      [ -z '$[[ inputs.aws-region ]]' ] || set -- "$@" --aws-region '$[[ inputs.aws-region ]]'
      [ -z '$[[ inputs.role-session-name ]]' ] || set -- "$@" --role-session-name '$[[ inputs.role-session-name ]]'
      ci_aws_credentials "$@"
  after_script:
    - if command -v npx >/dev/null; then npx --yes 'ci-aws-credentials@$[[ inputs.version ]]' cleanup; else sh "$HOME/.aws/ci-aws-credentials.sh" cleanup; fi
    - rm -f "$HOME/.aws/ci-aws-credentials.sh"
`;

if (process.argv[1] === import.meta.filename)
  writeFileSync(path.join(root, 'templates/aws-credentials.yml'), component());
