#!/bin/sh
# Builds the backends, then checks and times the CUDA one on this machine's GPUs. Needs nvcc, cmake and ninja; the comparison
# wants python3 with CuPy and PyTorch. Results go to $OUT (default: gpu-suite).
#   native/bench/gpu_suite.sh [build] [parity] [precisions] [check] [bench] [groups] [search] [long-search] [islands] [plan] [believable]
#     [large] [long] [streamed] [arrow] [pyarrow] [libraries] [scaling] [all-devices] [node] [verdict] [few-jobs] [jobs] [builds]
#     [architectures]
# builds: times the developer's and the release build of the library, and checks what the release build packs.
# arrow: the matrix of a session as CuPy sees it through Arrow's C device interface.
# pyarrow: blocks to and from pyarrow, which python3 must have; needs neither nvcc nor a GPU.
# architectures: after `build`, the code of older cards on this one, with their shared memory: PTX of one architecture alone.
# node: the product itself under Node; verdict: the verdict to the letter on processor and GPU; jobs: the whole job, few-jobs: at 20,000
# evaluations alone. TESSERA_NODE is the program (22 or newer), TESSERA_CLI the command line (dist/hosts/cli.js; the packages of
# config/tooling/packages-beside.ts in a node_modules above it), TESSERA_NODE_PACKAGES a folder with node-api-headers and
# node-addon-api; all three before `build`.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${OUT:-gpu-suite}
work=${TESSERA_GPU_BUILD:-.native/gpu-suite}
mkdir -p "$out" "$work"
PATH=$PATH:/usr/local/cuda/bin
failed=0

# step NAME SECONDS COMMAND...: runs, keeps the whole output, shows its end.
step() {
  name=$1 limit=$2
  shift 2
  start=$(date +%s)
  timeout "$limit" "$@" >"$out/$name.txt" 2>&1
  code=$?
  echo "== $name: exit $code, $(($(date +%s) - start)) s"
  tail -n "${SHOW:-15}" "$out/$name.txt"
  [ $code -eq 0 ] || failed=1
  return $code
}

addon=-DTESSERA_ADDON=OFF
if [ -n "${TESSERA_NODE_PACKAGES:-}" ]; then
  addon="-DTESSERA_ADDON=ON -DTESSERA_NODE_INCLUDE=$TESSERA_NODE_PACKAGES/node-api-headers/include
    -DTESSERA_NAPI_INCLUDE=$TESSERA_NODE_PACKAGES/node-addon-api"
fi

tests=$work/tests/cuda/tessera_cuda_tests
bench=$work/bench/cuda/tessera_bench_cuda
for part in "${@:-build}"; do
  case $part in
    build)
      step configure 120 cmake -S native -B "$work" -G Ninja $addon -DTESSERA_TESTS=ON -DTESSERA_BENCH=ON \
        -DTESSERA_CUDA=ON -DTESSERA_VERSION=0.0.0 || exit 1
      step build 400 cmake --build "$work" --target tessera_cuda_tests tessera_bench_cuda tessera_bench_scaling || exit 1
      [ -z "${TESSERA_NODE_PACKAGES:-}" ] || step addon 200 cmake --build "$work" --target tessera_addon || exit 1 ;;
    parity) step parity 300 "$tests" ;;
    check)
      step memcheck 240 env TESSERA_SMALL_TESTS=1 compute-sanitizer --tool memcheck --error-exitcode 9 "$tests"
      # Test by test, several at a time: one after the other they would take a quarter of an hour.
      grep -rhoE '^TEST\([a-z_]+' native/tests/cuda | cut -c6- | sort -r >"$work/test-names"
      SHOW=1 step racecheck 500 xargs -a "$work/test-names" -P 10 -I{} env TESSERA_SMALL_TESTS=1 TESSERA_ONLY_TESTS={} \
        compute-sanitizer --tool racecheck --error-exitcode 9 "$tests"
      echo "$(grep -c ' 0 hazards' "$out/racecheck.txt") of $(wc -l <"$work/test-names") tests without a hazard" ;;
    bench) SHOW=40 step bench 240 "$bench" 0 correlation scoring groups ;;
    groups) SHOW=20 step groups 120 "$bench" 0 groups ;;
    search | long-search | islands | plan | believable) SHOW=30 step "$part" 300 "$bench" 0 "$part" ;;
    precisions)
      # The correlation pass in both precisions, on the same machine.
      for precision in double single; do
        SHOW=40 step "correlation-$precision" 240 env TESSERA_CUDA_PRECISION=$precision "$bench" 0 correlation large
      done ;;
    large) SHOW=20 step large 240 "$bench" 0 large ;;
    streamed) SHOW=20 step streamed 240 "$bench" 0 streamed ;;
    long) SHOW=20 step long 240 "$bench" 0 long ;;
    scaling)
      # Beside what a product of large matrices and a copy reach in the same run.
      step ceilings 120 python3 native/bench/cuda/compare_libraries.py ceilings
      product=$(sed -n 's/^ceiling.* \([0-9.]*\) TFLOP.*/\1e3/p' "$out/ceilings.txt")
      copied=$(sed -n 's/^ceiling.* \([0-9.]*\) GB.*/\1/p' "$out/ceilings.txt")
      scaling=$work/bench/scaling/tessera_bench_scaling
      SHOW=24 step scaling-device 240 "$scaling" "$work/backends/cuda/libtessera_backend_cuda.so" "$product" "$copied"
      SHOW=24 step scaling-processor 240 "$scaling" ;;
    all-devices)
      SHOW=20 step one-device 240 "$bench" 0 large scoring
      SHOW=20 step all-devices 240 "$bench" -2 large scoring ;;
    arrow) step arrow 200 python3 native/tests/cuda/device_block.py "$work/backends/cuda/libtessera_backend_cuda.so" ;;
    pyarrow)
      folder=$work/pyarrow
      step pyarrow-configure 120 cmake -S native -B "$folder" -G Ninja -DTESSERA_ADDON=OFF -DTESSERA_CUDA=OFF -DTESSERA_TESTS=ON || exit 1
      step pyarrow-build 400 cmake --build "$folder" --target tessera_arrow_border tessera_backend_cpu || exit 1
      step pyarrow 60 python3 native/tests/arrow/pyarrow_border.py "$folder/tests/arrow/libtessera_arrow_border.so" \
        "$folder/backends/cpu/libtessera_backend_cpu.so" ;;
    libraries) SHOW=20 step libraries 240 python3 native/bench/cuda/compare_libraries.py large ;;
    node | verdict | jobs | few-jobs)
      mkdir -p "$work/native"
      cp "$work"/addon/tessera.node "$work"/backends/*/libtessera_backend_*.so "$work/native/"
      script=whole-job.mjs few=
      [ "$part" = node ] && script=exercise-node.mjs
      [ "$part" = verdict ] && script=same-verdict.mjs
      [ "$part" = few-jobs ] && few=few
      SHOW=60 step "$part" 400 env TESSERA_NATIVE_DIR="$work/native" "$TESSERA_NODE" "native/bench/cuda/$script" "$TESSERA_CLI" \
        "$work/node" $few ;;
    builds)
      # A developer's build of the library on two processors, and the release build with every architecture.
      for kind in developer release; do
        folder=$work/$kind
        rm -rf "$folder"
        step "$kind-configure" 120 cmake -S native -B "$folder" -G Ninja -DTESSERA_ADDON=OFF -DTESSERA_CUDA=ON \
          -DTESSERA_VERSION=0.0.0 "-DTESSERA_CUDA_RELEASE=$([ $kind = release ] && echo ON || echo OFF)" >/dev/null || exit 1
        cores=
        [ $kind = developer ] && command -v taskset >/dev/null && cores="taskset -c 0,1"
        SHOW=4 step "$kind-build" 400 sh -c "time $cores cmake --build $folder --target tessera_backend_cuda"
        library=$folder/backends/cuda/libtessera_backend_cuda.so
        echo "$kind: $(stat -c %s "$library") bytes, $(xz -T0 -c "$library" 2>/dev/null | wc -c) packed: $(cuobjdump --list-elf --list-ptx "$library" 2>/dev/null | grep -oE 'sm_[0-9]+|compute_[0-9]+' | sort -u | tr '\n' ' ')"
      done
      step release-parity 300 env TESSERA_CUDA_LIBRARY="$work/release/backends/cuda/libtessera_backend_cuda.so" "$tests" ;;
    architectures)
      for architecture in 75 80 89; do
        folder=$work/ptx-$architecture
        step "ptx-$architecture-configure" 120 cmake -S native -B "$folder" -G Ninja -DTESSERA_ADDON=OFF -DTESSERA_CUDA=ON \
          -DTESSERA_VERSION=0.0.0 -DTESSERA_CUDA_PTX_ONLY=$architecture >/dev/null || exit 1
        SHOW=4 step "ptx-$architecture-build" 400 cmake --build "$folder" --target tessera_backend_cuda || exit 1
        library=$folder/backends/cuda/libtessera_backend_cuda.so
        echo "in it: $(cuobjdump --list-elf --list-ptx "$library" 2>/dev/null | grep -oE '(sm|compute)_[0-9]+.*' | sort -u | tr '\n' ' ')"
        SHOW=40 step "ptx-$architecture-parity" 400 env TESSERA_CUDA_LIBRARY="$library" "$tests"
      done ;;
    *) echo "unknown part: $part"; exit 2 ;;
  esac
done
exit $failed
