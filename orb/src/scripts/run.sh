#!/bin/sh
# One step of the orb. What the parameters are is in variables, and stays data: no part of it becomes a part of a command.
set -eu

# fail CODE MESSAGE: ends as ci-aws-credentials does where it is called in a wrong way.
fail() {
  printf 'error %s: %s\n' "$1" "$2" >&2
  exit 2
}

# expand TEXT: sets `expanded` to TEXT with variables of the job for $NAME and ${NAME}. What is in them is not expanded again.
expand() {
  rest=$1 expanded=''
  while :; do
    case $rest in *'$'*) ;; *) break ;; esac
    expanded=$expanded${rest%%'$'*} rest=${rest#*'$'}
    case $rest in
    '{'*'}'*) name=${rest%%'}'*} && name=${name#'{'} after=${rest#*'}'} ;;
    *) name=${rest%%[!A-Za-z0-9_]*} && after=${rest#"$name"} ;;
    esac
    case $name in
    '' | [!A-Za-z_]* | *[!A-Za-z0-9_]*) expanded=$expanded'$' ;;
    *)
      eval "expanded=\$expanded\${$name-}"
      rest=$after
      ;;
    esac
  done
  expanded=$expanded$rest
}

# Without Node the AWS tools exchange the token themselves, for an hour.
command -v npx >/dev/null || [ "${ORB_SESSION_DURATION-}" != 3600 ] || ORB_SESSION_DURATION=''

set --
for pair in ROLE_ARN:role-to-assume REGION:aws-region PROFILE_NAME:aws-profile ROLE_SESSION_NAME:role-session-name \
  SESSION_DURATION:role-duration-seconds AUDIENCE:audience; do
  eval "expand \"\${ORB_${pair%%:*}-}\""
  [ -z "$expanded" ] || set -- "$@" "--${pair#*:}=$expanded"
done
# A line each, with nothing in it that stands for the names of files.
set -f
IFS='
'
for line in ${ORB_ARGUMENTS-}; do
  expand "$line"
  set -- "$@" "$expanded"
done
set +f
unset IFS

if ! command -v npx >/dev/null; then
  [ "${ORB_SHELL_FORM+given}" ] || fail command-unknown "$ORB_COMMAND needs Node, and there is no npx in this image."
  [ -z "${ORB_AUDIENCE-}" ] || fail option-unknown "audience needs Node, and there is no npx in this image."
  # As a part of this script it would need a here-document, whose first characters begin a parameter in a config.
  exec sh -c "$ORB_SHELL_FORM" ci-aws-credentials.sh "$ORB_COMMAND" "$@"
fi

case $ORB_VERSION in '' | *[!0-9A-Za-z.-]*) fail option-invalid "This cannot be a version: '$ORB_VERSION'." ;; esac
# Only bash reads BASH_ENV.
command -v bash >/dev/null || ORB_SET_AWS_ENV_VARS=0
case $ORB_COMMAND:${ORB_SET_AWS_ENV_VARS-}:${ORB_PROFILE_NAME:+named} in
assume:1:named | assume:true:named) set -- --export=env,profile "$@" ;;
assume:0: | assume:false:) set -- --export=profile "$@" ;;
esac
if [ "$ORB_COMMAND" = exec ]; then
  # With BASH_ENV, bash would replace what it is given by what an earlier step has written there.
  unset BASH_ENV
  if command -v bash >/dev/null; then set -- "$@" -- bash -eo pipefail -c "$ORB_RUN"; else set -- "$@" -- sh -e -c "$ORB_RUN"; fi
fi
exec npx --yes "ci-aws-credentials@$ORB_VERSION" "$ORB_COMMAND" "$@"
