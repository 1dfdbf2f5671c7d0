#!/bin/sh
# A run that is stopped, gently or not, leaves a dataset that opens, verifies, and is
# completed by running again to what an undisturbed run gives.
. "${srcdir:-.}/tests/commands/lib.sh"

mkdir docs
for copy in 1 2 3 4 5 6 7 8; do
  for review in "$sample"/*-20*.*; do
    # Another area each, so that every copy is a review of its own.
    name=$(basename "$review")
    case $name in
    calderwick* | elverton* | wexcombe-2013*) sed "s/\(Calderwick\|Elverton\|Wexcombe\)/\1$copy/g" \
      "$review" >"docs/$copy-$name" ;;
    esac
  done
done

expect_status 0 conspectus run docs -o whole.db --quiet
expect_status 0 conspectus export whole.db -o whole

for signal in INT TERM KILL; do
  for wait in 0.02 0.1 0.2; do
    rm -f part.db part.db-journal
    "$CONSPECTUS" run docs -o part.db --quiet >stopped.out 2>stopped.err </dev/null &
    run=$!
    sleep $wait
    kill -$signal $run 2>/dev/null
    wait $run 2>/dev/null
    status=$?
    if [ $signal = INT ] && [ $status -ne 0 ]; then
      # A shell without job control starts background programs with SIGINT ignored.
      [ $status -eq 3 ] || [ $status -eq 130 ] || fail "exit status $status after SIGINT"
    fi
    if [ -e part.db ]; then
      expect_status 0 conspectus verify part.db
    fi
    expect_status 0 conspectus run docs -o part.db --quiet
    expect_status 0 conspectus verify part.db
    expect_status 0 conspectus export part.db -o "part-$signal-$wait"
    diff -r whole "part-$signal-$wait" >/dev/null ||
      fail "after $signal at $wait s the export differs from that of a whole run"
  done
done

# ---- Killed at random instants: everything at once, the coordinator alone, a worker alone ----

need_tools=
for tool in setsid ps awk; do
  command -v $tool >/dev/null 2>&1 || need_tools="$need_tools $tool"
done

# expect_completed WHAT: part.db verifies, as it is and completed, and is whole by then.
expect_completed() {
  if [ -e part.db ]; then
    expect_status 0 conspectus verify part.db
  fi
  expect_status 0 conspectus run docs -o part.db --quiet
  expect_status 0 conspectus verify part.db
  rm -rf part
  expect_status 0 conspectus export part.db -o part
  diff -r whole part >differs || fail "$1: the export differs: $(head -n 3 differs)"
}

# workers PID: the processes that it started and that live.
workers() {
  ps -o pid= --ppid "$1" 2>/dev/null
}

# seconds COMMAND...: how long it takes.
seconds() {
  begun=$(date +%s.%N)
  "$@" >/dev/null 2>&1
  date +%s.%N | awk -v begun="$begun" '{ printf "%.3f", $1 - begun }'
}

# kill_once WHO SECONDS: a run, killed after so long; `landed` is 1 where it, or the worker, was
# still there.
kill_once() {
  touch docs/*-calderwick* # something to do also where the last one completed it
  setsid "$CONSPECTUS" run docs -o part.db --quiet --jobs 3 >stopped.out 2>stopped.err </dev/null &
  run=$!
  sleep "$2"
  children=$(workers $run)
  landed=0
  case $1 in
  group) kill -KILL -$run $children 2>/dev/null ;;
  coordinator) kill -KILL $run 2>/dev/null ;;
  worker)
    if [ -n "$children" ] && kill -KILL $(echo "$children" | head -n 1) 2>/dev/null; then
      landed=1
    fi
    ;;
  esac
  wait $run 2>/dev/null
  status=$?
  if [ $1 != worker ]; then
    [ $status -ne 137 ] || landed=1
  elif [ $status -ne 0 ]; then
    fail "the run ended with $status because a worker was killed (seed $seed, $2 s)"
  fi
  # No worker outlives the run; its parent may take a moment to bury it.
  for child in $children; do
    tries=0
    while kill -0 "$child" 2>/dev/null && [ $tries -lt 50 ]; do
      tries=$((tries + 1))
      sleep 0.1
    done
    [ $tries -lt 50 ] || fail "worker $child outlived its run (seed $seed, $1, $2 s)"
  done
}

if [ -z "$need_tools" ]; then
  seed=$(awk 'BEGIN { srand(); print int(rand() * 100000) }')
  turn=0
  rm -f part.db*
  long=$(seconds "$CONSPECTUS" run docs -o part.db --quiet --jobs 3)
  for who in group coordinator worker; do
    hits=0 tries=0
    while [ $hits -lt 3 ]; do
      turn=$((turn + 1)) tries=$((tries + 1))
      [ $tries -le 60 ] || fail "of 60 runs only $hits were there to be killed ($who, $long s long)"
      wait=$(awk -v seed=$((seed + turn)) -v long="$long" \
        'BEGIN { srand(seed); rand(); printf "%.3f", long * rand() }')
      [ $((turn % 2)) -eq 0 ] || rm -f part.db part.db-journal part.db.new*
      kill_once $who "$wait"
      hits=$((hits + landed))
      expect_completed "$who killed after $wait s (seed $seed)"
    done
  done
else
  echo "note: no process was killed at random:$need_tools is not installed"
fi

# ---- Two runs on one dataset at once: the second says so and stops ----

if command -v mkfifo >/dev/null 2>&1 && command -v sqlite3 >/dev/null 2>&1; then
  # Whoever holds the write lock looks like a run to the second.
  mkfifo orders
  sqlite3 part.db <orders >/dev/null &
  holder=$!
  exec 5>orders
  echo 'BEGIN IMMEDIATE;' >&5
  sleep 0.5
  expect_status 3 conspectus run docs -o part.db
  expect_err 'another run is writing it'
  expect_err 'part.db'
  expect_status 0 conspectus summary part.db
  exec 5>&-
  wait $holder
  expect_completed 'after somebody else wrote it'
fi
rm -f part.db
pids=
for number in 1 2 3 4; do
  "$CONSPECTUS" run docs -o part.db --quiet >/dev/null 2>both.$number </dev/null &
  pids="$pids $!"
done
done=0
number=0
for pid in $pids; do
  number=$((number + 1))
  wait "$pid"
  status=$?
  case $status in
  0) done=$((done + 1)) ;;
  3) grep -q 'another run' both.$number || fail "a second run: $(cat both.$number)" ;;
  *) fail "one of four runs at once ended with $status: $(cat both.$number)" ;;
  esac
done
[ $done -ge 1 ] || fail 'of four runs at once none came to its end'
expect_completed 'four at once'

# ---- Where nothing can be written ----

# as_nobody COMMAND...: as somebody who may not write everywhere.
as_nobody() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  else
    setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
  fi
}

chmod 755 "$tmp" . docs
if as_nobody test -x "$CONSPECTUS" 2>/dev/null && as_nobody test -r "$srcdir/plugins/themes"; then
  touch docs/*-calderwick*
  mkdir held
  cp part.db held/
  cp part.db before.db
  chmod 444 held/part.db
  chmod 555 held
  expect_status 3 as_nobody "$CONSPECTUS" run docs -o held/part.db
  expect_err 'held/part.db'
  expect_err 'permission'
  expect_status 3 as_nobody "$CONSPECTUS" merge whole.db -o held/new.db
  expect_err 'held/new.db'
  expect_status 3 as_nobody "$CONSPECTUS" run docs -o held/new.db
  expect_err 'held/new.db'
  chmod 777 held
  expect_status 3 as_nobody "$CONSPECTUS" run docs -o held/part.db
  expect_err 'held/part.db'
  cmp -s held/part.db before.db || fail 'a dataset that may not be written was changed'
  expect_status 0 as_nobody "$CONSPECTUS" verify held/part.db
else
  echo 'note: read-only files were not tried: this is root, and there is no setpriv'
fi
expect_status 3 conspectus run docs -o gone/part.db
expect_err 'there is no folder gone'

# A disk that fills up in the middle: a small one of its own where that is allowed, and a
# limit on the size of files anywhere.
cp part.db limited.db
touch docs/*
(
  ulimit -f $(($(wc -c <limited.db) / 512 + 8))
  "$CONSPECTUS" run docs -o limited.db --theme it_fragmentation --plugins "$srcdir/plugins" \
    >full.out 2>full.err </dev/null
  echo $? >full.status
) 2>/dev/null
case $(cat full.status) in
0 | 3) ;;
*) fail "no room: exit status $(cat full.status): $(cat full.err)" ;;
esac
expect_status 0 conspectus verify limited.db
mkdir small
trap 'umount "$tmp/work/small" "$tmp/work/kept" 2>/dev/null; clean_up' EXIT
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=256k none small 2>/dev/null; then
  expect_status 3 conspectus run docs -o small/part.db
  expect_err 'small/part.db'
  expect_err 'full'
  expect_status 3 conspectus merge whole.db -o small/merged.db
  expect_err 'small/merged.db'
  [ ! -e small/merged.db ] || fail 'a merge without room left a dataset'
  if [ -e small/part.db ]; then
    expect_status 0 conspectus verify small/part.db
  fi
  mount -o remount,size=100m small
  expect_status 0 conspectus run docs -o small/part.db --quiet
  cp small/part.db part.db
  # The disk is gone for good.
  umount small
  expect_completed 'after a full disk'
  expect_status 3 conspectus summary small/part.db
  expect_err 'small/part.db'
  # It goes away while a run writes to it, and comes back under another name.
  mkdir kept
  for wait in 0.05 0.2 0.5; do
    mount -t tmpfs -o size=100m none small
    mount --bind small kept
    "$CONSPECTUS" run docs -o small/part.db --quiet >gone.out 2>gone.err </dev/null &
    run=$!
    sleep $wait
    umount -l small
    wait $run
    status=$?
    case $status in
    0) ;;
    3) grep -qF small/part.db gone.err || fail "the disk is gone: $(cat gone.err)" ;;
    *) fail "the disk is gone: exit status $status: $(cat gone.err)" ;;
    esac
    [ ! -e small/part.db ] || expect_status 0 conspectus verify small/part.db
    rm -f small/part.db*
    if [ -e kept/part.db ]; then
      expect_status 0 conspectus verify kept/part.db
    fi
    expect_status 0 conspectus run docs -o kept/part.db --quiet
    cp kept/part.db part.db
    umount kept
    expect_completed "after a disk that was gone at $wait s"
  done
else
  echo 'note: a full disk was not tried: no small file system can be mounted here'
fi
