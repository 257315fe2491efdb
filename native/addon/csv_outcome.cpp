#include "addon/csv_outcome.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

namespace tessera::addon {

namespace {

/** Makes strings and remembers some: weekdays, zones, regimes and dates come again and again. */
class StringMaker {
 public:
  explicit StringMaker(napi_env env) : env_(env) {}

  napi_value make(std::string_view text) {
    Entry& entry = cache_[std::hash<std::string_view>{}(text) % cache_.size()];
    if (entry.string == nullptr || entry.text != text) entry = {text, create(text)};
    return entry.string;
  }

 private:
  struct Entry {
    std::string_view text;
    napi_value string = nullptr;  // lives as long as the caller's handle scope
  };

  napi_value create(std::string_view text) const {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    napi_value string = nullptr;
    // One byte per character is stored as it is; UTF-8 is counted and converted first.
    const napi_status status = ascii ? napi_create_string_latin1(env_, text.data(), text.size(), &string)
                                     : napi_create_string_utf8(env_, text.data(), text.size(), &string);
    NAPI_THROW_IF_FAILED(env_, status, nullptr);
    return string;
  }

  napi_env env_;
  std::array<Entry, 256> cache_{};
};

}  // namespace

Napi::Array csv_strings(Napi::Env env, const csv::StringTable& table) {
  const Napi::Array array = Napi::Array::New(env, table.size());
  StringMaker maker(env);
  for (size_t i = 0; i < table.size(); ++i) {
    const napi_status status = napi_set_element(env, array, static_cast<uint32_t>(i), maker.make(table[i]));
    NAPI_THROW_IF_FAILED(env, status, array);
  }
  return array;
}

}  // namespace tessera::addon
