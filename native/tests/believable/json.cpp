#include "tests/believable/json.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tessera::test {

class JsonReader {
 public:
  explicit JsonReader(const std::string& text) : at_(text.c_str()) {}

  Json value() {
    Json json;
    skip();
    if (*at_ == '{') {
      list('}', [&] {
        const std::string key = string();
        expect(':');
        json.members_.emplace(key, value());
      });
    } else if (*at_ == '[') {
      list(']', [&] { json.items_.push_back(value()); });
    } else if (*at_ == '"') {
      json.text_ = string();
    } else {
      char* end = nullptr;
      json.number_ = std::strtod(at_, &end);
      if (end == at_) throw std::runtime_error("JSON: a value was expected at " + std::string(at_).substr(0, 20));
      at_ = end;
    }
    return json;
  }

 private:
  template <class Item>
  void list(char close, const Item& item) {
    ++at_;
    skip();
    if (*at_ == close) {
      ++at_;
      return;
    }
    do {
      skip();
      item();
      skip();
    } while (*at_++ == ',');
    if (at_[-1] != close) throw std::runtime_error("JSON: a list does not end");
  }
  std::string string() {
    const char* const begin = ++at_;
    while (*at_ != '"' && *at_ != '\0') ++at_;
    return {begin, at_++};
  }
  void expect(char c) {
    skip();
    if (*at_++ != c) throw std::runtime_error("JSON: a colon is missing");
  }
  void skip() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
  }

  const char* at_;
};

Json Json::parse(const std::string& text) { return JsonReader(text).value(); }

Json Json::read_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return parse(text.str());
}

std::vector<double> Json::numbers() const {
  std::vector<double> all;
  for (const Json& item : items_) all.push_back(item.number_);
  return all;
}

std::vector<uint32_t> Json::indices() const {
  std::vector<uint32_t> all;
  for (const Json& item : items_) all.push_back(static_cast<uint32_t>(item.number_));
  return all;
}

}  // namespace tessera::test
