#include "tests/csv/reference_table.h"

namespace tessera::csv::reference {
namespace {

class Reader {
 public:
  Reader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  Table read() {
    if (text_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
    while (at_ < text_.size()) {
      const size_t begin = at_;
      Record record = read_record();
      if (!is_blank(text_.substr(begin, record.end - begin))) table_.records.push_back(record);
    }
    return table_;
  }

 private:
  bool more() const { return at_ < text_.size(); }
  bool at_line_end() const { return more() && (text_[at_] == '\n' || text_[at_] == '\r'); }

  void pass_line_end() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  Record read_record() {
    Record record;
    record.line = line_;
    for (;;) {
      record.cells.push_back(read_cell());
      if (!more() || at_line_end()) break;
      ++at_;  // the delimiter
    }
    record.end = at_;
    record.end_line = line_;
    if (more()) pass_line_end();
    return record;
  }

  Cell read_cell() {
    Cell cell;
    cell.byte = at_;
    cell.line = line_;
    const bool quoted = more() && text_[at_] == '"';
    if (quoted) read_quoted(cell);
    while (more() && text_[at_] != delimiter_ && !at_line_end()) {
      if (quoted && text_[at_] != ' ' && text_[at_] != '\t') cell.junk = true;
      cell.text += text_[at_++];
    }
    cell.end = at_;
    return cell;
  }

  void read_quoted(Cell& cell) {
    ++at_;
    for (;;) {
      if (!more()) {
        table_.unterminated_line = cell.line;
        return;
      }
      if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.text += '"';
        at_ += 2;
      } else if (text_[at_] == '"') {
        ++at_;
        return;
      } else if (at_line_end()) {
        const size_t begin = at_;
        // A CR inside quotes is one line end with the LF after it, as outside.
        pass_line_end();
        cell.text += text_.substr(begin, at_ - begin);
      } else {
        cell.text += text_[at_++];
      }
    }
  }

  bool is_blank(std::string_view line) const {
    for (const char c : line) {
      if (c != ' ' && !(c == '\t' && delimiter_ != '\t')) return false;
    }
    return true;
  }

  std::string_view text_;
  char delimiter_;
  size_t at_ = 0;
  size_t line_ = 1;
  Table table_;
};

}  // namespace

Table read_table(std::string_view text, char delimiter) { return Reader(text, delimiter).read(); }

}  // namespace tessera::csv::reference
