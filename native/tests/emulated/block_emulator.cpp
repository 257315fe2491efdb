// Some compilers ask for checks under which a jump from stack to stack is an error.
#undef _FORTIFY_SOURCE

#include "tests/emulated/block_emulator.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <ucontext.h>

#include <memory>
#include <stdexcept>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace tessera::test {

namespace {

constexpr size_t kStackBytes = 256 << 10;

enum class State { ready, at_block, at_warp, done };

struct Fiber {
  ucontext_t begin{};
  jmp_buf place;  // where it waits
  char* stack = nullptr;
  bool begun = false;
  void* fake_stack = nullptr;  // the sanitizer's
  State state = State::ready;
};

/** The block that runs. */
struct Block {
  std::vector<Fiber> fibers;
  std::vector<uint64_t> brought;  // [thread] see exchange
  jmp_buf scheduler;
  const std::function<void()>* body = nullptr;
  uint32_t current = 0;
  void* fake_stack = nullptr;
  const void* scheduler_stack = nullptr;
  size_t scheduler_bytes = 0;
};
thread_local Block* running = nullptr;
/** Of one block after another: fresh memory costs more than what most blocks do. */
thread_local std::vector<std::unique_ptr<char[]>> stacks;

void start_switch([[maybe_unused]] void** save, [[maybe_unused]] const void* stack, [[maybe_unused]] size_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(save, stack, bytes);
#endif
}
void finish_switch([[maybe_unused]] void* save, [[maybe_unused]] const void** stack, [[maybe_unused]] size_t* bytes) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(save, stack, bytes);
#endif
}

using Jump = void (*)(jmp_buf, int);

Jump find_jump() {
  void* const library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  void* const found = library == nullptr ? nullptr : dlsym(library, "_longjmp");
  return found == nullptr ? static_cast<Jump>(&_longjmp) : reinterpret_cast<Jump>(found);
}

/**
 * The C library's own jump. The sanitizer's, like its swapcontext, cleans a stack at every switch, for frames that are never
 * returned to. Of the functions here that are not, none has a variable that the sanitizer watches.
 */
const Jump jump = find_jump();

/** Out of the running fiber. It does not return, which the sanitizer need not know: see jump. */
void leave(void** save) {
  start_switch(save, running->scheduler_stack, running->scheduler_bytes);
  jump(running->scheduler, 1);
}

void enter() {
  finish_switch(nullptr, &running->scheduler_stack, &running->scheduler_bytes);
  (*running->body)();
  running->fibers[running->current].state = State::done;
  leave(nullptr);
}

void prepare(Fiber& fiber) {
  getcontext(&fiber.begin);
  fiber.begin.uc_stack.ss_sp = fiber.stack;
  fiber.begin.uc_stack.ss_size = kStackBytes;
  fiber.begin.uc_link = nullptr;
  makecontext(&fiber.begin, &enter, 0);
}

void wait_as(State state) {
  Fiber& own = running->fibers[running->current];
  own.state = state;
  if (_setjmp(own.place) == 0) leave(&own.fake_stack);
  finish_switch(running->fibers[running->current].fake_stack, &running->scheduler_stack, &running->scheduler_bytes);
}

void go_on(Fiber& fiber) {
  start_switch(&running->fake_stack, fiber.stack, kStackBytes);
  if (fiber.begun) jump(fiber.place, 1);
  fiber.begun = true;
  setcontext(&fiber.begin);
}

void resume(uint32_t thread) {
  running->current = thread;
  if (_setjmp(running->scheduler) == 0) go_on(running->fibers[thread]);
  finish_switch(running->fake_stack, nullptr, nullptr);
}

/** Lets go those of threads first .. first + count that wait as `state`, where all that are not done do. */
bool release(uint32_t first, uint32_t count, State state) {
  bool any = false;
  for (uint32_t k = first; k < first + count; ++k) {
    const State now = running->fibers[k].state;
    if (now != state && now != State::done) return false;
    any = any || now == state;
  }
  for (uint32_t k = first; any && k < first + count; ++k) {
    if (running->fibers[k].state == state) running->fibers[k].state = State::ready;
  }
  return any;
}

}  // namespace

void BlockEmulator::run(uint32_t threads, uint64_t seed, const std::function<void()>& body) {
  Block own;
  own.fibers = std::vector<Fiber>(threads);
  own.brought.resize(threads);
  own.body = &body;
  running = &own;
  while (stacks.size() < threads) stacks.emplace_back(new char[kStackBytes]);
  for (uint32_t k = 0; k < threads; ++k) {
    own.fibers[k].stack = stacks[k].get();
    prepare(own.fibers[k]);
  }
  std::vector<uint32_t> ready;
  while (true) {
    ready.clear();
    uint32_t done = 0;
    for (uint32_t k = 0; k < threads; ++k) {
      if (own.fibers[k].state == State::ready) ready.push_back(k);
      done += own.fibers[k].state == State::done ? 1 : 0;
    }
    if (done == threads) break;
    for (size_t k = ready.size(); k > 0; --k) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      std::swap(ready[k - 1], ready[(seed >> 33) % k]);
      resume(ready[k - 1]);
    }
    bool released = false;
    for (uint32_t warp = 0; warp < threads; warp += 32) released = release(warp, 32, State::at_warp) || released;
    if (!released && !release(0, threads, State::at_block) && !ready.empty()) continue;
    if (!released && ready.empty()) {
      running = nullptr;
      stacks.clear();  // half-used ones
      throw std::logic_error("threads of a block wait for each other for ever");
    }
  }
  running = nullptr;
}

uint32_t BlockEmulator::thread() { return running->current; }
void BlockEmulator::sync_block() { wait_as(State::at_block); }
void BlockEmulator::sync_warp() { wait_as(State::at_warp); }

void BlockEmulator::exchange(uint64_t value, uint64_t (&values)[32]) {
  const uint32_t first = running->current / 32 * 32;
  running->brought[running->current] = value;
  sync_warp();
  for (uint32_t lane = 0; lane < 32; ++lane) values[lane] = running->brought[first + lane];
  sync_warp();
}

}  // namespace tessera::test
