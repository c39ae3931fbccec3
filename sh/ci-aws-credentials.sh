#!/bin/sh
# AWS credentials for a CI job in an image without Node: writes a profile with the job's OIDC token, which the AWS tools
# exchange themselves. One POSIX shell file that does not need curl, jq or the AWS CLI.
set -eu
umask 077
unset IFS
LC_ALL=C break='
'
usage='Usage: sh ci-aws-credentials.sh --role-to-assume ARN [options]
       sh ci-aws-credentials.sh cleanup

Writes a profile of the type web-identity. The options are some of those of ci-aws-credentials, with the same meaning:
  --role-to-assume ARN   --aws-region REGION   --aws-profile NAME   --role-session-name NAME
  --audience AUDIENCE    --token-env NAME      --web-identity-token-file FILE
It does not renew a token, explain a refusal, check the account or take a lock: ci-aws-credentials does, with Node.'

# fail STATUS CODE MESSAGE [HINT]: ends like ci-aws-credentials.
fail() {
  printf 'error %s: %s\n' "$2" "$3${4+$break$4}" >&2
  exit "$1"
}
value() { eval "printf '%s' \"\${$1-}\""; }
# absolute PATH: as AWS tools read it, in every folder.
absolute() { case $1 in /*) printf '%s' "$1" ;; \~/*) printf '%s' "${HOME-}${1#?}" ;; *) printf '%s' "$PWD/$1" ;; esac }
# only CHARACTERS TEXT: whether TEXT has only these characters.
only() { case $2 in '' | *[!$1]*) return 1 ;; esac }
# json TEXT: its form in a JSON string. Not every sed prints the last line at an N.
json() { printf '%s' "$1" | sed -e 's/[\\"]/\\&/g' -e ':all' -e '$!{' -e 'N' -e 'b all' -e '}' -e 's/\n/\\n/g'; }

# The same as in ci-aws-credentials: the name of the job, the folder of the checkout, the variables with a token.
know_job() {
  case ${GITLAB_CI-}:${CIRCLECI-}:${SEMAPHORE-}:${BITBUCKET_STEP_UUID:+true}:${TF_VAR_spacelift_run_id:+true}:${TFC_RUN_ID:+true} in
  true:*) checkout=${CI_PROJECT_DIR-} tokens='CI_JOB_JWT_V2 CI_JOB_JWT' && set -- gitlab "${CI_PROJECT_ID-}" "${CI_JOB_ID-}" ;;
  *:true:*:*:*:*) checkout=${CIRCLE_WORKING_DIRECTORY-} tokens='CIRCLE_OIDC_TOKEN_V2 CIRCLE_OIDC_TOKEN' && set -- circleci "${CIRCLE_WORKFLOW_JOB_ID-}" ;;
  *:*:true:*:*:*) checkout=${SEMAPHORE_GIT_DIR-} tokens=SEMAPHORE_OIDC_TOKEN && set -- semaphore-job "${SEMAPHORE_JOB_ID-}" ;;
  *:*:*:true:*:*) checkout=${BITBUCKET_CLONE_DIR-} tokens=BITBUCKET_STEP_OIDC_TOKEN && set -- bitbucket "$BITBUCKET_STEP_UUID" ;;
  *:*:*:*:true:*) checkout=/mnt/workspace/source tokens=SPACELIFT_OIDC_TOKEN && set -- spacelift-run "$TF_VAR_spacelift_run_id" ;;
  *:*:*:*:*:true) checkout=${TFC_CONFIGURATION_VERSION_GIT_DIR-} tokens='TFC_WORKLOAD_IDENTITY_TOKEN_AWS TFC_WORKLOAD_IDENTITY_TOKEN' && set -- terraform "$TFC_RUN_ID" ;;
  *) checkout='' tokens='' && set -- ci "${JOB_NAME:-${CI_JOB_NAME-}}" "${BUILD_ID:-${CI_JOB_ID-}}" ;;
  esac
  job=$(printf '%s-' "$@" | tr -s -c 'A-Za-z0-9_+=,.@' - | sed 's/-*$//' | cut -c 1-64)
}

# A location where no one else can create this folder, outside the checkout.
find_folder() {
  root=${HOME:+$HOME/.aws/ci-aws-credentials-$(id -u)} folder=$root/sh-$job
  place=$(cd -P "${HOME:-/}" && pwd) && within=$(cd "$place" && cd -P "${checkout:-/}" 2>/dev/null && pwd) || within=/
  case $within:$place/ in /:*) ;; "$within:$within"/*) root='' ;; esac
  while [ -n "${place%/}" ]; do [ ! -e "$place/.git" ] || root=''; place=${place%/*}; done
  [ -n "$root" ] || fail 7 file-unsafe 'HOME is not set or is in a checkout: there is no safe folder for private files.' 'Set HOME to another folder in every step.'
}

# is_ours FOLDER: whether it exists, is not a link, and no one else can access it.
is_ours() {
  [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] || return 1
  case $(ls -ld "$1") in d???------*) ;; *) return 1 ;; esac
}

# without JOBS FILE [HEADER]: its lines without the sections of these jobs, or the one, and the empty line before each.
without() {
  [ -r "$2" ] || fail 2 input-unreadable "$2 cannot be read." 'Check that the user of the job may read it.'
  kept='' section='' made='' head=''
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in '['*) [ -n "$made" ] && kept=${kept%"$break"} || kept=$kept$section; section='' made='' head=$line ;; esac
    # shellcheck disable=SC2027,SC2254 # A pattern.
    case $line${3-$head} in "# managed by ci-aws-credentials; job "$1"$head") made=yes ;; esac
    section=$section$line$break
  done <"$2" || return
  [ -n "$made" ] && kept=${kept%"$break"} || kept=$kept$section
  printf '%s' "$kept"
}

# replace FILE TEXT: in one step. A link stays a link; an empty file is removed.
replace() {
  [ -L "$1" ] && target=$(readlink -f "$1") || target=$1
  if [ -z "$2" ]; then rm -f "$target" && return; fi
  new=${target%/*}/.${target##*/}.$$.sh.tmp && rm -f "$new"
  { (set -C && printf '%s' "$2" >"$new") && mv -f "$new" "$target"; } || { rm -f "$new" && return 1; }
}

# Also removes the files of ci-aws-credentials, except sections of the user that it changed.
cleanup() {
  is_ours "$root" || return 0
  hash='?????????????' # No more: the name of another job may begin like this one's.
  for file in "$config" "$credentials"; do
    [ -f "$file" ] || continue
    left=$(without "sh-$job" "$file" >"$root/left" && without "$job-$hash;*" "$root/left" && printf .)
    replace "$file" "${left%.}"
  done
  for path in "$root/sh-$job" "$root/$job"-$hash; do if is_ours "$path"; then rm -rf "$path"; fi; done
  rm -f "$root/left"
  rmdir "$root" "${root%/*}" 2>/dev/null || :
}

# Refuses variables that would give a tool another identity.
refuse_conflict() {
  for name in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_ROLE_ARN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_WEB_IDENTITY_TOKEN_FILE; do
    case $name in *ROLE_ARN) own=$role ;; *PROFILE) own=$profile ;; *) own='' ;; esac
    case $(value "$name") in '' | "$own") continue ;; esac
    [ "$profile" = default ] || { printf 'warning: %s is set. Use the tools with --profile %s.\n' "$name" "$profile" >&2 && continue; }
    fail 2 environment-conflict "$name is set. AWS tools would prefer it to the default profile." "Unset it, or use --aws-profile NAME and call the tools with --profile NAME."
  done
}

is_jwt() { only 'A-Za-z0-9_.-' "$1" && case $1 in eyJ*.*.*) ;; *) return 1 ;; esac }
claims() {
  part=${1#*.} && part=$(printf '%s' "${part%%.*}" | tr -- '-_' '+/')
  while [ $((${#part} % 4)) != 0 ]; do part=$part=; done
  printf '%s' "$part" | base64 -d 2>/dev/null || :
}

# GitLab's jobs choose the name: find the token with the expected audience.
find_token() {
  token='' variable=$token_env names=''
  [ -n "$variable" ] || [ "${GITLAB_CI-}" != true ] || names=$(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=eyJ.*/\1/p')
  for name in $names; do
    found=$(value "$name")
    case " $tokens " in *" $name "*) continue ;; esac
    is_jwt "$found" && [ "$found" != "$token" ] || continue
    case $(claims "$found") in *"\"$audience\""*) ;; *) continue ;; esac
    [ -z "$token" ] || fail 3 token-ambiguous "$variable and $name both contain an ID token with the audience $audience." 'Choose one: --token-env NAME.'
    token=$found variable=$name
  done
  for name in ${variable:-$tokens}; do [ -n "$token" ] || { token=$(value "$name") && variable=$name; }; done
  [ -n "$token" ] || fail 3 token-missing "This job has no OIDC token${token_env:+: $token_env is not set}." "Enable it in the CI (GitLab: id_tokens, aud: $audience), and set its variable: --token-env NAME."
  is_jwt "$token" || fail 3 token-malformed "The content of $variable is not an OIDC token." 'Set the correct variable: --token-env NAME.'
}

check_options() {
  [ -n "$role" ] || fail 2 role-missing 'No role is set.' 'Add --role-to-assume arn:aws:iam::123456789012:role/NAME'
  case $(printf '%s' "$role" | tr -c 'A-Za-z0-9_+=,.@:/-' '!') in
  *!*) main='' ;; arn:aws:iam::*:role/?*) main=us-east-1 ;; arn:aws-cn:iam::*:role/?*) main=cn-northwest-1 ;; arn:aws-us-gov:iam::*:role/?*) main=us-gov-west-1 ;; *) main='' ;;
  esac
  [ -n "$main" ] || fail 2 role-invalid "role-to-assume is not the ARN of a role: '$role'." 'Use the form arn:aws:iam::123456789012:role/NAME.'
  region=${region:-$main} session=${session:-$job}
  only 'a-z0-9-' "$region" || fail 2 region-invalid "aws-region is not the name of a region: '$region'."
  only 'A-Za-z0-9_.@+-' "$profile" || fail 2 profile-invalid "aws-profile is not a valid profile name: '$profile'."
  only 'A-Za-z0-9_+=,.@-' "$session" || fail 2 session-name-invalid "role-session-name accepts only letters, digits and _+=,.@-: '$session'."
}

assume() {
  check_options
  refuse_conflict
  [ -z "$token_file" ] || token_file=$(absolute "$token_file")
  case $folder$config$token_file in *"$break"* | *' #'* | *' ;'*) fail 2 profile-invalid "A path contains a line break, or # or ; after a space: $folder, $config or $token_file." 'Use another: not every AWS tool would read it back unchanged.' ;; esac
  [ ! -e "$config" ] || [ -f "$config" ] || fail 7 file-not-writable "$config is not a file." 'Set AWS_CONFIG_FILE to another path.'
  if [ -z "$token_file" ]; then find_token; elif [ ! -s "$token_file" ]; then fail 3 token-unreadable "The file $token_file does not exist or is empty."; fi
  before='' made=true && if [ "$profile" = default ]; then header=default; else header="profile $profile"; fi
  if [ -f "$config" ]; then made=false before=$(without "sh-$job" "$config" "[$header]" && printf .); before=${before%.}; fi
  case "$break$before$break$(cat "$credentials" 2>/dev/null || :)$break" in
  *"${break}[$header]"* | *"${break}[$profile]"*) fail 7 profile-exists "The profile $profile exists and is not from this job." 'Use another name: --aws-profile NAME.' ;;
  esac
  for path in "$root" "$folder"; do
    mkdir -p "$path"
    is_ours "$path" || fail 7 file-unsafe "$path belongs to another user, or others can access it." 'Remove it.'
  done
  if [ -z "$token_file" ]; then token_file=$folder/token-$profile && printf '%s' "$token" >"$token_file"; fi
  section="[$header]
# managed by ci-aws-credentials; job sh-$job
role_arn = $role
web_identity_token_file = $token_file
role_session_name = $session
region = $region"
  printf '[{"kind":"profile","files":["%s"],"paths":{"config":"%s","credentials":"%s"},"undo":[{"profile":"%s","files":{"config":{"fileMade":%s,"added":"%s","changed":[]}}}]}]' \
    "$(json "$folder/token-$profile")" "$(json "$config")" "$(json "$credentials")" "$profile" "$made" "$(json "$section")" >"$folder/receipts-$(date +%s)000-sh$$.json"
  mkdir -p "${config%/*}"
  replace "$config" "$before${before:+$break}$section$break"
  printf 'Wrote the profile %s for %s as %s in %s.\n' "$profile" "$role" "$session" "$region" >&2
  command -v aws >/dev/null || return 0
  said=$(aws sts get-caller-identity --profile "$profile" --region "$region" --query Arn --output text 2>&1) || {
    cleanup
    case $said in *'endpoint URL'* | *'proxy URL'* | *'SSL validation'*) fail 5 network-failed "The AWS CLI cannot reach STS: $said" 'Check the network, the proxy and the certificates of the job.' ;; esac
    fail 4 sts-refused "The AWS CLI cannot assume $role with this token: $said" 'Run ci-aws-credentials doctor in an image with Node to see why.'
  }
  printf 'The AWS tools of this job have the identity %s.\n' "$said" >&2
}

command=assume role=${AWS_ROLE_ARN-} region=${AWS_REGION:-${AWS_DEFAULT_REGION-}} profile=${AWS_PROFILE:-default}
audience=sts.amazonaws.com token_env='' token_file='' session=${AWS_ROLE_SESSION_NAME-}
config=$(absolute "${AWS_CONFIG_FILE:-${HOME-}/.aws/config}") credentials=$(absolute "${AWS_SHARED_CREDENTIALS_FILE:-${HOME-}/.aws/credentials}")
case ${1-} in cleanup | assume) command=$1 && shift ;; esac
while [ $# -gt 0 ]; do
  case $1 in
  --help | -h) printf '%s\n' "$usage" && exit ;;
  --*=*) option=${1%%=*} given=${1#*=} && shift ;;
  --*) [ $# -gt 1 ] || fail 2 option-invalid "$1 has no value."; option=$1 given=$2 && shift 2 ;;
  *) fail 2 command-unknown "Unknown command: '$1'." 'Run sh ci-aws-credentials.sh --help.' ;;
  esac
  case $option in
  --role-to-assume | --role-arn) role=$given ;;
  --aws-region) region=$given ;;
  --aws-profile | --profile) profile=$given ;;
  --audience) audience=$given ;;
  --token-env) only 'A-Za-z0-9_' "$given" && only 'A-Za-z_' "${given%"${given#?}"}" || fail 2 option-invalid "token-env is not the name of a variable: '$given'."; token_env=$given ;;
  --web-identity-token-file) token_file=$given ;;
  --role-session-name) session=$given ;;
  *) fail 2 option-unknown "Unknown option: $option." 'ci-aws-credentials, which needs Node, has more options.' ;;
  esac
done
know_job && find_folder && "$command"
