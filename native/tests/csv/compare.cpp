#include "tests/csv/compare.h"

#include <bit>
#include <cmath>
#include <sstream>

#include "tests/csv/reference_table.h"

namespace tessera::csv::testing {
namespace {

template <class... Parts>
std::string say(const Parts&... parts) {
  std::ostringstream out;
  out.precision(17);
  (out << ... << parts);
  return out.str();
}

bool same(double a, double b) {
  return std::isnan(a) ? std::isnan(b) : std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b);
}

bool agrees(RejectReason reason, reference::Kind kind) {
  switch (kind) {
    case reference::Kind::blank: return reason == RejectReason::blank;
    case reference::Kind::infinite: return reason == RejectReason::infinite;
    case reference::Kind::thousands: return reason == RejectReason::thousands;
    case reference::Kind::other: return reason == RejectReason::text || reason == RejectReason::na_token;
    case reference::Kind::number: break;
  }
  return false;
}

/** Walks the reference's cells and takes what the reader must have said of each. */
class Comparison {
 public:
  Comparison(const Reading& reading, const reference::Table& table, std::string_view text, const How& how)
      : reading_(reading), table_(table), text_(text), how_(how), roles_(roles_of(how.roles, reading.file->header().size())) {}

  std::string run() {
    for (size_t row = 0; row + 1 < table_.records.size() && difference_.empty(); ++row) compare_row(row);
    if (difference_.empty() && rejects_ != reading_.rows.rejects.count) {
      difference_ = say("rejects counted: ", reading_.rows.rejects.count, ", expected ", rejects_);
    }
    return difference_;
  }

 private:
  void compare_row(size_t row) {
    const reference::Record& record = table_.records[row + 1];
    check(reading_.rows.lines[row] == static_cast<double>(record.line), "line of row ", row);
    size_t number = row * reading_.numbers;
    size_t text = 0;
    for (size_t column = 0; column < roles_.size(); ++column) {
      const Role role = roles_[column];
      if (role == Role::ignore) continue;
      const bool present = column < record.cells.size();
      if (role == Role::text) {
        const std::string& expected = present ? record.cells[column].text : std::string();
        check(reading_.rows.texts[text++][row] == expected, "text at row ", row, " column ", column);
      } else {
        const double value = reading_.matrix[number++];
        present ? compare_number(row, column, record.cells[column], value)
                : check(std::isnan(value), "value of a missing cell");
      }
      if (!present) reject({row, uint32_t(column), RejectReason::missing_cell, record.end_line, record.end}, "");
    }
    if (record.cells.size() <= roles_.size()) return;
    const reference::Cell& extra = record.cells[roles_.size()];
    const std::string rest(text_.substr(extra.byte, record.end - extra.byte));
    reject({row, uint32_t(roles_.size()), RejectReason::extra_cell, extra.line, extra.byte}, rest);
  }

  void compare_number(size_t row, size_t column, const reference::Cell& cell, double value) {
    const Dialect& dialect = how_.dialect;
    reference::Number expected = reference::read_number(cell.text, dialect.delimiter, dialect.decimal, dialect.thousands);
    if (cell.junk && expected.kind == reference::Kind::number) expected = {reference::Kind::other, std::nan("")};
    check(same(value, expected.value), "value at row ", row, " column ", column, ": ", value, " for ", expected.value);
    if (expected.kind == reference::Kind::number) return;
    const size_t index = rejects_;
    reject({row, uint32_t(column), RejectReason::none, cell.line, cell.byte}, cell.text);
    const auto& cells = reading_.rows.rejects.cells;
    if (index < cells.size()) check(agrees(cells[index].reason, expected.kind), "reason at row ", row, " column ", column);
  }

  /** The next reject of the reader's list must be this one. RejectReason::none: the reason is compared elsewhere. */
  void reject(const Reject& expected, const std::string& text) {
    const RejectList& list = reading_.rows.rejects;
    const size_t index = rejects_++;
    if (index >= how_.reject_limit) return;
    check(index < list.cells.size(), "reject of row ", expected.row, " column ", expected.column, " is not listed");
    if (index >= list.cells.size()) return;
    const Reject& cell = list.cells[index];
    check(cell.row == expected.row && cell.column == expected.column && cell.line == expected.line &&
              cell.byte == expected.byte && (expected.reason == RejectReason::none || cell.reason == expected.reason),
          "reject ", index, " is row ", cell.row, " column ", cell.column, " line ", cell.line, " byte ", cell.byte,
          ", expected row ", expected.row, " column ", expected.column, " line ", expected.line, " byte ", expected.byte);
    check(text.size() > kMaxRejectText ? text.starts_with(list.texts[index]) : list.texts[index] == text, "text of reject ",
          index, ": ", list.texts[index], " for ", text);
  }

  template <class... Parts>
  void check(bool condition, const Parts&... parts) {
    if (!condition && difference_.empty()) difference_ = say(parts...);
  }

  const Reading& reading_;
  const reference::Table& table_;
  std::string_view text_;
  const How& how_;
  std::vector<Role> roles_;
  size_t rejects_ = 0;
  std::string difference_;
};

}  // namespace

std::string difference(const std::string& path, std::string_view text, const How& how) {
  const reference::Table table = reference::read_table(text, how.dialect.delimiter);
  const Reading reading = read_file(path, how);
  if (table.unterminated_line != 0) {
    if (reading.error.fault != Fault::unterminated_quote) return "the open quote was not seen: " + reading.error.message;
    return reading.error.line == table.unterminated_line ? "" : say("open quote on line ", reading.error.line);
  }
  if (table.records.empty()) return reading.error.fault == Fault::empty ? "" : "not seen as empty";
  if (reading.error) return reading.error.message;

  const auto& names = table.records[0].cells;
  if (reading.file->header().size() != names.size()) return say(reading.file->header().size(), " columns");
  for (size_t i = 0; i < names.size(); ++i) {
    if (reading.file->header()[i] != names[i].text) return say("name of column ", i);
  }
  if (reading.file->row_count() + 1 != table.records.size()) return say(reading.file->row_count(), " rows");
  return Comparison(reading, table, text, how).run();
}

}  // namespace tessera::csv::testing
