#include "search/parameters.h"

#include <sstream>

#include "search/search_error.h"

namespace tessera::search {

Parameters::Parameters(std::span<const ParameterSpec> specs, const std::map<std::string, double>& overrides) {
  for (const auto& spec : specs) values_[spec.name] = spec.value;
  for (const auto& [name, value] : overrides) {
    const ParameterSpec* found = nullptr;
    for (const auto& spec : specs) {
      if (name == spec.name) found = &spec;
    }
    std::ostringstream text;
    if (!found) {
      text << "Unknown parameter \"" << name << "\"; this algorithm has";
      for (const auto& spec : specs) text << " " << spec.name;
      throw SearchError(TSR_BAD_ARGUMENT, text.str());
    }
    if (!(value >= found->minimum && value <= found->maximum)) {
      text << "Parameter " << name << " is " << value << ", allowed is " << found->minimum << " to " << found->maximum;
      throw SearchError(TSR_BAD_ARGUMENT, text.str());
    }
    values_[name] = value;
    asked_.insert(name);
  }
}

double Parameters::get(const char* name) const { return values_.at(name); }

}  // namespace tessera::search
