#!/bin/bash
# Sourced by the hooks, whose variables are passed to the command. Options are in variables and stay data: they are never
# evaluated. For bash 3.2, the version of macOS.
# https://buildkite.com/docs/agent/v3/hooks
# https://buildkite.com/docs/plugins/writing

ci_aws_credentials_folder=${BASH_SOURCE[0]%/*}

# The value of an option, by the last part of its variable.
ci_aws_credentials_option() {
  local name=BUILDKITE_PLUGIN_CI_AWS_CREDENTIALS_$1
  printf '%s' "${!name-}"
}

# The values of a list, one per line: the agent numbers their variables. A single value may have no number.
ci_aws_credentials_list() {
  local index=0 name=BUILDKITE_PLUGIN_CI_AWS_CREDENTIALS_$1
  [ -z "${!name-}" ] || printf '%s\n' "${!name}"
  while name=BUILDKITE_PLUGIN_CI_AWS_CREDENTIALS_$1_$index && [ "${!name+given}" ]; do
    printf '%s\n' "${!name}"
    index=$((index + 1))
  done
}

# fail CODE MESSAGE: ends the job like ci-aws-credentials with invalid options.
ci_aws_credentials_fail() {
  printf 'error %s: %s\n' "$1" "$2" >&2
  exit 2
}

# The checkout of the plugin is the whole repository: it contains the program in the same version, without npm.
ci_aws_credentials_program() {
  node "$ci_aws_credentials_folder/../../../dist/cli.js" "$@"
}

ci_aws_credentials_has_node() {
  [ -f "$ci_aws_credentials_folder/../../../dist/cli.js" ] && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
}

# The shell script, for agents without Node.
ci_aws_credentials_form() {
  local form=$ci_aws_credentials_folder/../../../sh/ci-aws-credentials.sh
  [ -f "$form" ] || ci_aws_credentials_fail command-unknown 'The plugin is incomplete: it needs the whole repository, as fetched by the agent.'
  JOB_NAME=buildkite BUILD_ID=$BUILDKITE_JOB_ID sh "$form" "$@"
}

# The agent's variables for token requests, for both.
ci_aws_credentials_export_token_options() {
  local tags subject
  export BUILDKITE_OIDC_TOKEN_CLAIMS=organization_id,pipeline_id,cluster_id${BUILDKITE_OIDC_TOKEN_CLAIMS:+,$BUILDKITE_OIDC_TOKEN_CLAIMS}
  tags=$(ci_aws_credentials_list SESSION_TAGS)
  subject=$(ci_aws_credentials_option SUBJECT_CLAIM)
  [ -z "$tags" ] || export BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS=${tags//$'\n'/,}
  [ -z "$subject" ] || export BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM=$subject
}

ci_aws_credentials_assume_in() {
  local hook
  hook=$(ci_aws_credentials_option HOOK)
  case ${hook:=environment} in
  "$1") ;;
  environment | pre-command) return 0 ;;
  *) ci_aws_credentials_fail option-invalid "hook must be environment or pre-command: '$hook'." ;;
  esac
  [ "$(ci_aws_credentials_option ROLE_ARN)" ] || ci_aws_credentials_fail role-missing 'No role is set: add role-arn.'
  if ci_aws_credentials_has_node; then ci_aws_credentials_assume; else ci_aws_credentials_assume_by_form; fi
}

ci_aws_credentials_assume() {
  local pair value lines profile
  local -a arguments
  profile=$(ci_aws_credentials_option PROFILE)
  arguments=()
  for pair in ROLE_ARN:role-to-assume REGION:aws-region ROLE_SESSION_NAME:role-session-name AUDIENCE:audience \
    ROLE_SESSION_DURATION:role-duration-seconds; do
    value=$(ci_aws_credentials_option "${pair%%:*}")
    [ -z "$value" ] || arguments+=("--${pair#*:}=$value")
  done
  while IFS= read -r value; do arguments+=("--allowed-account-ids=$value"); done < <(ci_aws_credentials_list ALLOWED_ACCOUNT_IDS)
  while IFS= read -r value; do arguments+=("$value"); done < <(ci_aws_credentials_list ARGUMENTS)
  if [ "$profile" ]; then
    (ci_aws_credentials_export_token_options && ci_aws_credentials_program assume "--aws-profile=$profile" "${arguments[@]}") || exit
    return
  fi
  # In two steps, because eval would hide a failure.
  lines=$(ci_aws_credentials_export_token_options && ci_aws_credentials_program env --shell=sh "${arguments[@]}") || exit
  ci_aws_credentials_take "$lines"
}

# Sets the variables of these lines or, with a prefix, only the credentials among them, with other names. The region of the job
# changes only if one is set.
ci_aws_credentials_take() {
  local prefix name region was_region=${AWS_REGION-} was_default=${AWS_DEFAULT_REGION-}
  prefix=$(ci_aws_credentials_option CREDENTIAL_NAME_PREFIX)
  region=$(ci_aws_credentials_option REGION)
  case $prefix in [!A-Za-z_]* | *[!A-Za-z0-9_]*) ci_aws_credentials_fail option-invalid "credential-name-prefix is not valid in a variable name: '$prefix'." ;; esac
  if [ -z "$prefix" ]; then
    eval "$1"
  else
    for name in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN; do
      export "$prefix$name=$(eval "$1" && printf '%s' "${!name}")"
    done
  fi
  if [ -n "$region" ]; then
    export AWS_REGION=$region AWS_DEFAULT_REGION=$region
  else
    unset AWS_REGION AWS_DEFAULT_REGION
    [ -z "$was_region" ] || export AWS_REGION=$was_region
    [ -z "$was_default" ] || export AWS_DEFAULT_REGION=$was_default
  fi
}

ci_aws_credentials_assume_by_form() {
  local name pair value lifetime token
  local -a arguments
  value=$(ci_aws_credentials_option ROLE_SESSION_DURATION)
  case $value in '' | 3600) ;; *) ci_aws_credentials_fail option-unknown "role-session-duration needs Node 20 on the agent." ;; esac
  for name in CREDENTIAL_NAME_PREFIX ARGUMENTS ALLOWED_ACCOUNT_IDS; do
    [ -z "$(ci_aws_credentials_list "$name")" ] || ci_aws_credentials_fail option-unknown "$(tr A-Z_ a-z- <<<"$name") needs Node 20 on the agent."
  done
  command -v buildkite-agent >/dev/null || ci_aws_credentials_fail token-missing 'buildkite-agent, which requests the token, is not on the PATH.'
  value=$(ci_aws_credentials_option AUDIENCE)
  lifetime=$(ci_aws_credentials_option OIDC_TOKEN_LIFETIME)
  # The AWS tools exchange it until it expires: the maximum of Buildkite.
  token=$(ci_aws_credentials_export_token_options && buildkite-agent oidc request-token --audience "${value:-sts.amazonaws.com}" --lifetime "${lifetime:-7200}") || {
    printf 'error token-endpoint-failed: buildkite-agent gave no token.\n' >&2
    exit 3
  }
  arguments=()
  for pair in ROLE_ARN:role-to-assume REGION:aws-region ROLE_SESSION_NAME:role-session-name PROFILE:aws-profile; do
    value=$(ci_aws_credentials_option "${pair%%:*}")
    [ -z "$value" ] || arguments+=("--${pair#*:}=$value")
  done
  CI_AWS_CREDENTIALS_TOKEN=$token ci_aws_credentials_form assume --token-env=CI_AWS_CREDENTIALS_TOKEN "${arguments[@]}" || exit
}

# Variables end with the job; files are removed, including those of the command. The result of the job stays the same.
ci_aws_credentials_cleanup() {
  if ci_aws_credentials_has_node; then
    (ci_aws_credentials_program cleanup) || :
  else
    (ci_aws_credentials_form cleanup) || :
  fi
}

ci_aws_credentials_forget() {
  local name
  unset ci_aws_credentials_folder
  for name in $(compgen -A function ci_aws_credentials_); do unset -f "$name"; done
}
