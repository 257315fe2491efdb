#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>

namespace tessera::search {

/** A knob of an algorithm with its documented default and range. */
struct ParameterSpec {
  const char* name;
  double value;
  double minimum, maximum;
  const char* meaning;
};

/** The knobs in force for one run: the defaults of `specs`, overridden by name. */
class Parameters {
 public:
  /** Throws SearchError(TSR_BAD_ARGUMENT) naming an unknown parameter or a value out of range. */
  Parameters(std::span<const ParameterSpec> specs, const std::map<std::string, double>& overrides);

  /** `name` must be one of the specs. */
  double get(const char* name) const;
  uint32_t count(const char* name) const { return static_cast<uint32_t>(get(name)); }
  /** Whether it was given, and is not the default. */
  bool asked(const char* name) const { return asked_.contains(name); }

 private:
  std::map<std::string, double> values_;
  std::set<std::string> asked_;
};

}  // namespace tessera::search
