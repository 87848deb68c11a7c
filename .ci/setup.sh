#!/bin/sh
# Installs the Debian packages that are missing. Names of groups as arguments:
#   build   what compiling Searchlight needs
#   samples what Samples/run needs besides
#   test    what Tests/run needs besides
#   bench   what benchmarks/run needs besides
# Says what it installs; asks for sudo where the user is not root.
set -eu

packages="git pkg-config g++ libpcre2-dev libsimdjson-dev libarchive-dev zlib1g-dev libbz2-dev
liblzma-dev libzstd-dev libxml2-dev libicu-dev libssl-dev libcurl4-openssl-dev libisal-dev
libsqlite3-dev"
for group in "$@"; do
  case "$group" in
    build) ;;
    samples) packages="$packages nginx-light" ;;
    test) packages="$packages python3 python3-venv zip bzip2 xz-utils zstd time nginx-light openssl wget" ;;
    bench)
      packages="$packages python3 python3-venv libvectorscan-dev libre2-dev ripgrep curl nginx-light time" ;;
    *) echo "setup.sh: error: unknown group '$group'; known are build, samples, test, bench" >&2; exit 64 ;;
  esac
done

missing=""
for package in $packages; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done

if [ -n "$missing" ]; then
  echo "Installing Debian packages:$missing" >&2
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      echo "setup.sh: error: not root and no sudo; as root run: apt-get install$missing" >&2
      exit 2
    }
    as_root=sudo
  fi
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
fi

command -v swift >/dev/null 2>&1 || {
  echo "setup.sh: error: no swift command; install a Swift 6 toolchain (swift.org/install)" >&2
  exit 2
}
