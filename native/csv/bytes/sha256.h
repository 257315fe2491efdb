// SHA-256 (FIPS 180-4), with the processor's own instructions where it has them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace tessera::csv {

class Sha256 {
 public:
  static constexpr size_t kBlockBytes = 64;
  using State = std::array<uint32_t, 8>;
  /** Takes `blocks` blocks of 64 bytes into the state. */
  using Compress = void (*)(State& state, const uint8_t* data, size_t blocks);

  Sha256();
  explicit Sha256(Compress compress) : compress_(compress) {}

  void update(const void* data, size_t size);
  /** Lower-case hexadecimal. The object is spent afterwards. */
  std::string finish();

  static void compress_portable(State& state, const uint8_t* data, size_t blocks);
  /** nullptr when this processor has no instructions for it. */
  static Compress accelerated();

 private:
  State state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, kBlockBytes> pending_{};
  uint64_t size_ = 0;
  Compress compress_;
};

/** Round constants: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
extern const std::array<uint32_t, 64> kSha256Constants;

}  // namespace tessera::csv
