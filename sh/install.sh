#!/bin/sh
# Installs ci-aws-credentials as one executable, where there is no Node: sh install.sh [VERSION] [FOLDER]
# VERSION is a tag such as v1.2.3, or latest; FOLDER is usually on the PATH. Needs curl or wget.
set -eu
version=${1:-latest} folder=${2:-/usr/local/bin}
releases=${CI_AWS_CREDENTIALS_RELEASES:-https://github.com/ci-aws-credentials/ci-aws-credentials/releases}

fail() {
  printf 'error: %s\n' "$@" >&2
  exit 1
}

case $version in
latest) from=$releases/latest/download ;;
v[0-9]*) from=$releases/download/$version ;;
*) fail "$version is not a version: pass a tag such as v1.2.3, or latest." ;;
esac

case $(uname -s) in
Linux) system=linux ;;
Darwin) system=macos ;;
*) fail "there is no executable for $(uname -s) that this script can install. Use npx ci-aws-credentials, which runs wherever Node does." ;;
esac
case $(uname -m) in
x86_64 | amd64) machine=x64 ;;
aarch64 | arm64) machine=arm64 ;;
*) fail "there is no executable for $(uname -m). Use npx ci-aws-credentials, which runs wherever Node does." ;;
esac
for library in /lib/ld-musl-*; do
  [ ! -e "$library" ] || fail 'this image has musl, but the executable needs glibc. Instead: apk add nodejs npm && npx ci-aws-credentials'
done

name=ci-aws-credentials-$system-$machine
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$name" SHA256SUMS; do
  if command -v curl >/dev/null; then curl -fsSL -o "$work/$file" "$from/$file"
  elif command -v wget >/dev/null; then wget -qO "$work/$file" "$from/$file"
  else fail 'neither curl nor wget is installed.'; fi || fail "$from/$file cannot be downloaded."
done

cd "$work"
grep " \*\{0,1\}$name\$" SHA256SUMS >wanted || fail "SHA256SUMS does not list $name."
if command -v sha256sum >/dev/null; then sha256sum -c wanted >/dev/null 2>&1; else shasum -a 256 -c wanted >/dev/null 2>&1; fi ||
  fail "$name does not have the checksum in SHA256SUMS. Nothing was installed."
chmod 755 "$name"
mkdir -p "$folder"
mv -f "$name" "$folder/ci-aws-credentials" || fail "$folder is not writable. Choose another: sh install.sh $version FOLDER"
printf 'Installed %s.\n' "$("$folder/ci-aws-credentials" --version) as $folder/ci-aws-credentials"
