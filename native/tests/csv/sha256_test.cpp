#include "csv/bytes/sha256.h"

#include <string>

#include "tests/check.h"

namespace tessera::csv {
namespace {

std::string digest(const std::string& text, Sha256::Compress compress) {
  Sha256 hash(compress);
  hash.update(text.data(), text.size());
  return hash.finish();
}

// The values of FIPS 180-4's examples.
TEST(known_digests) {
  for (const Sha256::Compress compress : {&Sha256::compress_portable, Sha256::accelerated()}) {
    if (compress == nullptr) continue;
    CHECK_EQ(digest("", compress), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK_EQ(digest("abc", compress), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK_EQ(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", compress),
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK_EQ(digest(std::string(1'000'000, 'a'), compress), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }
}

TEST(pieces_of_any_size_give_the_same_digest) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(i * 7);
  const std::string whole = digest(text, &Sha256::compress_portable);
  for (size_t step = 1; step < 200; ++step) {
    Sha256 hash;
    for (size_t at = 0; at < text.size(); at += step) hash.update(text.data() + at, std::min(step, text.size() - at));
    CHECK_EQ(hash.finish(), whole);
  }
}

}  // namespace
}  // namespace tessera::csv
