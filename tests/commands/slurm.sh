#!/bin/sh
# The job array of scripts/slurm under a real Slurm: a controller and one node of its own, with
# everything below a temporary folder, on free ports. The merged dataset is what one run gives.
# Where Slurm cannot be started the test is skipped, and says why.
. "${srcdir:-.}/tests/commands/lib.sh"

for program in munged slurmctld slurmd sbatch scontrol squeue; do
  PATH=$PATH:/usr/sbin:/sbin
  need $program
done
[ "$(id -u)" -eq 0 ] || skip 'the daemons of Slurm have to be started as root'

slurm=$tmp/slurm
mkdir -p "$slurm/state" "$slurm/spool"
chmod 755 "$tmp" "$slurm"
daemons=

# Ends what was started here, by its id and nothing else.
stop_daemons() {
  for pid in $daemons; do
    kill "$pid" 2>/dev/null
  done
  tries=0
  for pid in $daemons; do
    while kill -0 "$pid" 2>/dev/null && [ $tries -lt 50 ]; do
      tries=$((tries + 1))
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null
  done
  daemons=
}
trap 'stop_daemons; clean_up' EXIT

# give_up WHY LOG: Slurm does not work here, which is not the program's fault.
give_up() {
  [ -z "${2:-}" ] || tail -n 5 "$2"
  skip "$1"
}

# wait_until SECONDS COMMAND...: tries the command again and again.
wait_until() {
  limit=$(($1 * 5))
  shift
  while ! "$@" >/dev/null 2>&1; do
    limit=$((limit - 1))
    [ $limit -gt 0 ] || return 1
    sleep 0.2
  done
}

# ---- munged ----

dd if=/dev/urandom of="$slurm/munge.key" bs=1024 count=1 2>/dev/null
chmod 400 "$slurm/munge.key"
munged --foreground --force --key-file="$slurm/munge.key" --socket="$slurm/munge.socket" \
  --pid-file="$slurm/munged.pid" --log-file="$slurm/munged.log" --seed-file="$slurm/munge.seed" \
  >"$slurm/munged.out" 2>&1 </dev/null &
daemons="$! $daemons"
wait_until 10 test -S "$slurm/munge.socket" || give_up 'munged did not start' "$slurm/munged.out"

# ---- slurmctld and slurmd ----

node=$(hostname -s)
port=$((20000 + $$ % 20000))
cat >"$slurm/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$slurm/munge.socket
CredType=cred/munge
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1
MpiDefault=none
ReturnToService=2
PluginDir=$(find /usr/lib -type d -name slurm-wlm 2>/dev/null | head -n 1)
NodeName=$node NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=10 State=UP
CONF
grep -q '^PluginDir=/' "$slurm/slurm.conf" || sed -i '/^PluginDir/d' "$slurm/slurm.conf"
printf 'CgroupAutomount=no\n' >"$slurm/cgroup.conf"
SLURM_CONF=$slurm/slurm.conf
export SLURM_CONF

slurmctld -D -i >"$slurm/slurmctld.out" 2>&1 </dev/null &
daemons="$! $daemons"
wait_until 20 scontrol ping || give_up 'slurmctld did not start' "$slurm/slurmctld.out"
slurmd -D >"$slurm/slurmd.out" 2>&1 </dev/null &
daemons="$! $daemons"

node_is_idle() {
  scontrol show node "$node" | grep -q 'State=IDLE'
}
wait_until 30 node_is_idle || give_up 'slurmd did not start' "$slurm/slurmd.out"

# ---- The jobs ----

mkdir docs
cp "$sample"/*-20*.* docs/
cp docs/calderwick-2015.txt docs/zz-copy.txt
expect_status 0 conspectus run docs -o whole.db --quiet
expect_status 0 conspectus export whole.db -o whole

scripts=$srcdir/scripts/slurm
expect_status 0 sbatch --parsable --chdir="$PWD" --array=1-3 --output="$PWD/shard-%a.log" \
  "$scripts/shard.sbatch" 3 docs parts
array=$(cut -d ';' -f 1 "$out")
expect_status 0 sbatch --parsable --chdir="$PWD" --dependency="afterok:$array" \
  --kill-on-invalid-dep=yes --output="$PWD/merge.log" "$scripts/merge.sbatch" 3 parts merged.db
merge=$(cut -d ';' -f 1 "$out")

queue_is_empty() {
  [ -z "$(squeue --noheader --states=all --format=%T --jobs "$array,$merge" |
    grep -vE '^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL)$')" ]
}
# A job that runs and does not end is our fault, one that is never begun is not.
expect_ended() {
  wait_until 120 queue_is_empty && return
  squeue --states=all
  [ -z "$(squeue --noheader --states=RUNNING --jobs "$array,$merge")" ] ||
    fail 'a job did not come to its end in two minutes'
  give_up 'the jobs were not begun in two minutes'
}
expect_ended
state() {
  scontrol show job "$1" | sed -n 's/.*JobState=\([A-Z]*\).*/\1/p' | sort -u
}
for log in shard-1.log shard-2.log shard-3.log merge.log; do
  cat "$log"
done >logs 2>&1
[ "$(state "$array")" = COMPLETED ] || fail "the array ended as $(state "$array"): $(cat logs)"
[ "$(state "$merge")" = COMPLETED ] || fail "the merge ended as $(state "$merge"): $(cat logs)"
grep -q 'merged.db is sound' merge.log || fail "the merge did not verify: $(cat merge.log)"

expect_status 0 conspectus export merged.db -o merged
diff -r whole merged >differs || fail "the export differs: $(head -n 5 differs)"

# A shard that fails keeps the merge from being started.
expect_status 0 sbatch --parsable --chdir="$PWD" --array=1-2 --output="$PWD/bad-%a.log" \
  "$scripts/shard.sbatch" 2 nowhere bad-parts
array=$(cut -d ';' -f 1 "$out")
expect_status 0 sbatch --parsable --chdir="$PWD" --dependency="afterok:$array" \
  --kill-on-invalid-dep=yes --output="$PWD/bad-merge.log" "$scripts/merge.sbatch" 2 bad-parts bad.db
merge=$(cut -d ';' -f 1 "$out")
expect_ended
[ "$(state "$merge")" = CANCELLED ] || fail "the merge of a failed array ended as $(state "$merge")"
[ ! -e bad.db ] || fail 'a dataset was made of an array that failed'
