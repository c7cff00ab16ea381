#!/usr/bin/env bash
# Measures Weir on an NVIDIA GPU: the network by precision and batch, the whole pipeline by number of cameras, memory over
# 10,000 frames, and the fallback when the GPU disappears and returns. Prints one line for each at the
# end. The exit code is 1 if memory grew or the fallback failed.
#
#   deploy/e2e/gpu-bench.sh [DIR]              figures and logs go to DIR (default: ./gpu-bench)
#   deploy/e2e/gpu-bench.sh --rehearse [DIR]   the same steps, small and on the CPU: tests the script, without real measurements
#
# Needs Linux on x86_64, an NVIDIA GPU with its driver, CUDA 12 and cuDNN 9 in the library path (ldconfig or
# LD_LIBRARY_PATH), JDK 17, Maven 3.8, 4 GB of disk (the first build downloads 1.1 GB), 16 GB of memory, about 20 minutes.
# Also measures TensorRT 10 if it is installed.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
weir="$root/deploy/weir"

die() {
  echo "gpu-bench: $1" >&2
  exit 3
}

provider=cuda expected=CUDA network=2048x1024 size=1280x720 batches=1,2,4,8,16,32 cameras="1 2 4 8 16 32" fps=100 seconds=100 round=3s
if [ "${1:-}" = --rehearse ]; then
  shift
  provider=cpu expected=CPU network=96x64 size=96x64 batches=1,2 cameras="1 2" fps=20 seconds=5 round=200ms
fi
out=${1:-gpu-bench}

library() { # returns whether the loader finds a library
  ldconfig -p 2>/dev/null | grep -q "$1" && return 0
  local IFS=:
  for directory in ${LD_LIBRARY_PATH:-}; do
    [ -z "$directory" ] || ! compgen -G "$directory/$1*" >/dev/null || return 0
  done
  return 1
}

if [ "$provider" = cuda ]; then
  command -v nvidia-smi >/dev/null || die "no NVIDIA GPU here: nvidia-smi is not installed; expected a machine with a GPU and NVIDIA's driver (--rehearse runs without a GPU)"
  nvidia-smi -L | grep -q '^GPU' || die "no NVIDIA GPU here: nvidia-smi lists no GPU; expected at least one; in a container, pass the GPU in"
  for needed in libcudart.so.12 libcublas.so.12 libcudnn.so.9; do
    library "$needed" || die "$needed is not found; expected CUDA 12 and cuDNN 9 in ldconfig or LD_LIBRARY_PATH"
  done
  export WEIR_MVN_OPTS=-Pgpu
fi

mkdir -p "$out"
out=$(cd "$out" && pwd)
summary="$out/summary.txt"
: >"$summary"
failed=0

say() { echo "$1" | tee -a "$summary"; }
last() { tail -n 1 "$out/$1.txt"; }

# measure NAME ARGUMENTS...: runs a weir command, keeps its table and adds its last line to the summary
measure() {
  local name=$1
  shift
  if "$weir" "$@" --json "$out/$name.json" >"$out/$name.txt" 2>"$out/$name.log"; then
    say "$name: $(last "$name")"
  else
    failed=1
    say "$name: FAILED: $(tail -n 1 "$out/$name.log")"
  fi
}

"$weir" doctor | tee "$out/doctor.txt"
[ "$provider" = cpu ] || nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader | tee -a "$summary"

# The network at Cityscapes size; weights do not affect speed.
for precision in fp32 fp16; do
  "$weir" models export --weights "$root/segmenter/models/icnet-camvid.onnx" --size "$network" --precision "$precision" \
    "$out/icnet-$precision.onnx"
done
for precision in fp32 fp16; do
  measure "engine-$precision" bench engine --provider "$provider" --model "$out/icnet-$precision.onnx" --size "$network" \
    --batch "$batches" --round "$round"
done
measure engine-both bench engine --provider "$provider" --model "$out/icnet-fp32.onnx" --model "$out/icnet-fp16.onnx" \
  --size "$network" --batch 1 --round "$round"
if [ "$provider" = cuda ] && library libnvinfer.so.10; then
  measure tensorrt bench engine --provider tensorrt --model "$out/icnet-fp16.onnx" --size "$network" --batch 1,8 --round "$round"
fi

for n in $cameras; do
  measure "pipeline-$n" bench pipeline --provider "$provider" --cameras "$n" --size "$size" --rounds 3 --round "$round"
done

# Memory: frames at a steady rate; samples the process and the GPU every second.
frames=$((fps * seconds))
"$weir" bench latency --provider "$provider" --fps "$fps" --seconds "$seconds" --size "$size" --freshness latest \
  --json "$out/memory.json" --picture "$out/latency.png" >"$out/memory.txt" 2>"$out/memory.log" &
pid=$!
echo "second,process_mb,gpu_mb" >"$out/memory.csv"
second=0
while kill -0 "$pid" 2>/dev/null; do
  process=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status" 2>/dev/null || true)
  gpu=0
  [ "$provider" = cpu ] || gpu=$(nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits | head -n 1)
  [ -z "$process" ] || echo "$second,$process,$gpu" >>"$out/memory.csv"
  second=$((second + 1))
  sleep 1
done
if wait "$pid"; then
  # Compares memory after a third of the time, when warm-up is over, with the maximum after that.
  growth=$(awk -F, 'NR > 1 {p[NR - 1] = $2; g[NR - 1] = $3} END {
    n = NR - 1; from = int(n / 3) + 1; most = p[from]; gpu = g[from]
    for (i = from; i <= n; i++) { if (p[i] > most) most = p[i]; if (g[i] > gpu) gpu = g[i] }
    printf "process_mb=%d..%d gpu_mb=%d..%d ", p[from], most, g[from], gpu
    print ((most > p[from] * 1.1 + 64 || gpu > g[from] * 1.05 + 64) ? "GREW" : "flat") }' "$out/memory.csv")
  [ "${growth##* }" = flat ] || failed=1
  say "memory over $frames frames: $growth $(last memory)"
else
  failed=1
  say "memory: FAILED: $(tail -n 1 "$out/memory.log")"
fi

# The GPU disappears, as after a fault: a restarted segmenter runs on the CPU, and on the GPU once it is back.
where() { # prints the provider of a segmenter that starts in the given environment
  env "$@" "$weir" bench engine --size 96x64 --batch 1 --round 100ms 2>>"$out/failover.log" | sed -n 's/.*provider=\([A-Z]*\).*/\1/p'
}
away=$(where CUDA_VISIBLE_DEVICES=-1 || true)
back=$(where LC_ALL=C || true)
if [ "$away" = CPU ] && [ "$back" = "$expected" ]; then
  say "failover: away=$away back=$back ok"
else
  failed=1
  say "failover: away=${away:-nothing} back=${back:-nothing} FAILED, expected away=CPU back=$expected"
fi
if [ "$provider" = cuda ] && CUDA_VISIBLE_DEVICES=-1 "$weir" bench engine --provider cuda --size 96x64 --batch 1 --round 100ms \
  >/dev/null 2>>"$out/failover.log"; then
  failed=1
  say "failover: --provider cuda ran without a GPU, expected it to fail"
fi

echo "all figures are in $out"
exit "$failed"
