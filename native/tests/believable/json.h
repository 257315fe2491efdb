#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tessera::test {

/** A value of strict JSON, as far as golden files go: objects, arrays, numbers and strings. */
class Json {
 public:
  /** Throws std::runtime_error where the text is no JSON. */
  static Json parse(const std::string& text);
  static Json read_file(const std::string& path);

  /** Throws std::out_of_range where there is no such member. */
  const Json& operator[](const std::string& key) const { return members_.at(key); }
  const std::vector<Json>& items() const { return items_; }
  double number() const { return number_; }
  std::vector<double> numbers() const;
  std::vector<uint32_t> indices() const;

 private:
  friend class JsonReader;
  std::map<std::string, Json> members_;
  std::vector<Json> items_;
  std::string text_;
  double number_ = 0.0;
};

}  // namespace tessera::test
