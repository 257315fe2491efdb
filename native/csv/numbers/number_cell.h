// The thorough reading of one number cell: what the fast path (plain_number.h) left over.
#pragma once

#include <string>
#include <string_view>

#include "csv/plan.h"
#include "csv/reject.h"

namespace tessera::csv {

class NumberCell {
 public:
  explicit NumberCell(const Dialect& dialect) : dialect_(dialect) {}

  /**
   * `text` is the decoded cell. RejectReason::none: `value` is the nearest double (underflow gives a signed zero);
   * else NaN. Grammar: blanks, [+-] digits with optional groups, decimal sign, digits, [eE][+-]digits, blanks;
   * a digit before or after the decimal sign; with Dialect::accounting also what strip_signs takes off. One object per
   * thread: it keeps buffers.
   */
  RejectReason read(std::string_view text, double& value);

 private:
  RejectReason convert(double& value) const;
  bool to_plain(std::string_view text, std::string_view separator);

  const Dialect& dialect_;
  std::string plain_;  ///< the number without '+' and groups, with a point
  std::string core_;   ///< the number without the signs around it
};

}  // namespace tessera::csv
