#!/usr/bin/env bash
# Tests both commands of the README on a bare Debian 12: a root with only a JDK, Maven and git. It has no FFmpeg, browser, X
# libraries or locale. Runs there, from a fresh clone of the last commit:
#   1. deploy/weir demo, until the page answers and shows masks
#   2. mvn verify, with CI unset; then prints every test that was skipped, with its reason
#
#   deploy/e2e/bare-root.sh                     both
#   deploy/e2e/bare-root.sh demo                the first command only
#   deploy/e2e/bare-root.sh verify [ARGUMENTS]  the second command only, with arguments for Maven such as -pl ingest/capture -am
#   deploy/e2e/bare-root.sh run COMMAND...      any other command in the clone
#
# Needs Linux, root, debootstrap and unshare (Debian: apt install debootstrap util-linux). The root is made once and kept in
# WEIR_BARE_ROOT (default: /var/cache/weir/bare-root, 1 GB). Your local Maven repository is shared with it, so nothing is
# downloaded twice. The root uses this machine's host names, certificates, proxies and Maven settings.
set -euo pipefail

suite=bookworm
packages=ca-certificates,openjdk-17-jdk-headless,maven,git
source=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
base=${WEIR_BARE_ROOT:-/var/cache/weir/bare-root}
patience=1200 # seconds for the demo, its build included

die() {
  echo "bare-root: $1" >&2
  exit 2
}
say() { echo "bare-root: $1"; }

[ "$(uname -s)" = Linux ] || die "this is $(uname -s), expected Linux: it changes into a root of its own"
[ "$(id -u)" = 0 ] || die "not root, expected root: run it with sudo"
for tool in debootstrap unshare git; do
  command -v "$tool" >/dev/null || die "no $tool; install it (Debian: apt install debootstrap util-linux git)"
done

# A mount and a process space of its own: whatever ends this script also ends all that it started and mounted.
if [ -z "${WEIR_BARE_ROOT_APART:-}" ]; then
  WEIR_BARE_ROOT_APART=1 exec unshare --mount --propagation private --pid --fork --kill-child "$0" "$@"
fi
unset WEIR_BARE_ROOT_APART

# A home of its own for each run, in the place of root's: Java takes that place from the list of users, not from HOME.
home=/home/weir-$(date +%s)
mounted=()
clean_up() {
  local i
  for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do
    umount -l "${mounted[$i]}" || true
  done
  # Never while something is still mounted there: the local Maven repository would go with it.
  if [ -d "$base$home" ] && ! grep -q " $base/" /proc/self/mounts; then
    rm -rf "${base:?}$home"
  fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

mount_at() { # mount_at PLACE ARGUMENTS...
  local place=$1
  shift
  mkdir -p "$place"
  mount "$@" "$place"
  mounted+=("$place")
}

make_root() {
  local wanted="$suite $packages"
  [ "$(cat "$base.made-of" 2>/dev/null)" != "$wanted" ] || return 0
  if [ ! -e "$base.made-of" ] && [ -n "$(ls -A "$base" 2>/dev/null)" ]; then
    die "$base holds files that this script did not make; expected an empty or new folder in WEIR_BARE_ROOT"
  fi
  # This machine's own mirror, if it is a Debian with that release.
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $suite" 'Created-By: Packages' 2>/dev/null | head -n 1 || true)
  say "making a $suite with $packages in $base ..."
  mkdir -p "$(dirname "$base")"
  echo unfinished >"$base.made-of"
  rm -rf "$base"
  debootstrap --variant=minbase --include="$packages" "$suite" "$base" ${mirror:+"$mirror"} >"$base.log" 2>&1 || {
    tail -n 20 "$base.log" >&2
    die "debootstrap failed; its whole log is $base.log"
  }
  rm -rf "$base"/var/cache/apt/archives/*.deb
  echo "$wanted" >"$base.made-of"
}

# What a user on this machine has to reach the registries; nothing of it is needed where they are reached directly.
reach_registries() {
  cp -L /etc/resolv.conf "$base/etc/resolv.conf"
  cp -L /etc/hosts "$base/etc/hosts"
  local certificates=("/usr/local/share/ca-certificates"/*.crt)
  if [ -e "${certificates[0]}" ]; then
    cp "${certificates[@]}" "$base/usr/local/share/ca-certificates/"
    chroot "$base" update-ca-certificates >/dev/null 2>&1
  fi
  [ ! -e /etc/maven/settings.xml ] || cp -L /etc/maven/settings.xml "$base/etc/maven/settings.xml"
  mkdir -p "$base$home/.m2"
  local file
  for file in settings.xml settings-security.xml; do
    [ ! -e "${HOME:-/root}/.m2/$file" ] || cp -L "${HOME:-/root}/.m2/$file" "$base$home/.m2/"
  done
  [ ! -e "${HOME:-/root}/.mavenrc" ] || cp -L "${HOME:-/root}/.mavenrc" "$base$home/"
  mount_at "$base/root" --bind "$base$home"
  if [ -d "${HOME:-/root}/.m2/repository" ]; then
    mount_at "$base/root/.m2/repository" --bind "${HOME:-/root}/.m2/repository"
  fi
}

# inside COMMAND...: in the clone, in an environment with nothing of this machine but its access to the registries
inside() {
  local variables=() name
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY MAVEN_OPTS; do
    [ -z "${!name+set}" ] || variables+=("$name=${!name}")
  done
  # A job of `nohup ... &` ignores interrupts, and so would the demo.
  env -i --default-signal=INT HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${variables[@]}" \
    WEIR_PORT=0 WEIR_BROKER_PORT=0 \
    chroot "$base" /bin/sh -c 'cd /root/weir && exec "$@"' sh "$@"
}

get() { # get URL: what a page on this machine says, by nothing but bash; for a root without curl
  local address=${1#http://} path
  path=/${address#*/}
  address=${address%%/*}
  exec 3<>"/dev/tcp/127.0.0.1/${address##*:}" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$path" "$address" >&3
  timeout 10 cat <&3
  exec 3<&-
}

masks_of() { # the most masks of one camera, from the page's metrics
  sed -n 's/^weir_masks_total{[^}]*} \([0-9]*\).*/\1/p' | sort -n | tail -n 1
}

demo() {
  say "deploy/weir demo"
  local log="$base$home/demo.log" pid page masks=0 deadline=$((SECONDS + patience))
  set -m # an interrupt is not ignored by a job of its own
  inside deploy/weir demo >"$log" 2>&1 &
  pid=$!
  set +m
  until page=$(sed -n 's/.*dashboard=\(http:[^ ]*[^ /]\)[ /].*/\1/p' "$log" | head -n 1) && [ -n "$page" ]; do
    waiting "$pid" "$deadline" "$log" "says where its page is" || return 1
  done
  until [[ "$(get "$page/" 2>/dev/null)" == *'<title>Weir'* ]]; do
    waiting "$pid" "$deadline" "$log" "answers at $page" || return 1
  done
  until [ "${masks:-0}" -gt 0 ]; do
    waiting "$pid" "$deadline" "$log" "shows masks" || return 1
    masks=$(get "$page/metrics" 2>/dev/null | masks_of)
  done
  kill -INT -- "-$pid"
  local code=0
  wait "$pid" || code=$?
  tail -n 1 "$log"
  if [ "$code" != 130 ] || ! tail -n 1 "$log" | grep -q '^in=.* masks=.* dropped=.* dead='; then
    cat "$log" >&2
    say "FAILED: the demo ended with exit code $code, expected 130, as after Ctrl-C, and a last line of counts"
    return 1
  fi
  say "ok: the page answered at $page and showed masks"
}

waiting() { # waiting PID DEADLINE LOG EVENT: a moment, or a failure once it cannot come any more
  if ! kill -0 "$1" 2>/dev/null || [ "$SECONDS" -ge "$2" ]; then
    cat "$3" >&2
    say "FAILED: the demo ended, or $patience s went by, before it $4"
    kill -KILL -- "-$1" 2>/dev/null || true
    return 1
  fi
  sleep 1
}

verify() {
  say "mvn verify $*"
  local code=0
  inside mvn -B -ntp verify "$@" || code=$?
  skipped
  if [ "$code" != 0 ]; then
    say "FAILED: mvn verify ended with exit code $code"
    return 1
  fi
  say "ok: mvn verify"
}

skipped() { # every skipped test by its reason, and every class of which no test ran
  say "tests skipped here, by reason:"
  find "$base$home/weir" -path '*-reports/TEST-*.xml' -exec awk '
    function value(name) {
      return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<testsuite / && value("tests") == "0" { print "no test of the class ran\t" value("name") }
    /<testcase / {
      test = value("classname")
      sub(/.*\./, "", test)
      if (value("name") != "") test = test "." value("name")
    }
    /<skipped/ { # a reason is an attribute, or the first line of the exception in the element
      reason = value("message")
      if (reason == "" && match($0, /<!\[CDATA\[.*/)) {
        reason = substr($0, RSTART + 9)
        sub(/^[A-Za-z0-9.]*: /, "", reason)
        sub(/^Assumption failed: /, "", reason)
        sub(/\]\]>.*/, "", reason)
      }
      print (reason == "" ? "no reason given" : reason) "\t" test
    }
  ' {} + | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#10;/ /g; s/&amp;/\&/g' | sort |
    awk -F '\t' '$1 != last { print "  " $1; last = $1 } { print "    " $2 }'
}

make_root
mount_at "$base/proc" -t proc proc
mount_at "$base/dev" --rbind /dev
mount_at "$base/tmp" -t tmpfs -o mode=1777 tmpfs
reach_registries
git clone -q --no-hardlinks "$source" "$base$home/weir"
commit=$(git -C "$source" log -1 --format='commit %h, %s')
say "$commit, in a bare Debian $(cat "$base/etc/debian_version") of $(chroot "$base" dpkg-query -f '.\n' -W | wc -l) packages"

failed=0
case ${1:-both} in
  both)
    demo || failed=1
    verify || failed=1
    ;;
  demo) demo || failed=1 ;;
  verify)
    shift
    verify "$@" || failed=1
    ;;
  run)
    shift
    inside "$@" || failed=1
    ;;
  *) die "'$1': expected demo, verify, run, or nothing for the first two" ;;
esac
exit "$failed"
