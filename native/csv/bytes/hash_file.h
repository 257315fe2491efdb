// Checksum of a whole file, on a thread of its own while others scan it.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "csv/bytes/byte_file.h"
#include "csv/bytes/tasks.h"

namespace tessera::csv {

class HashingThread {
 public:
  /** Starts at once when `wanted`; file and watch must outlive this object. */
  HashingThread(const ByteFile& file, const Watch& watch, bool wanted);
  ~HashingThread() { stop(); }
  HashingThread(const HashingThread&) = delete;
  HashingThread& operator=(const HashingThread&) = delete;

  /** Once. Waits. "" when it was not wanted. */
  Error result(std::string& sha256);

 private:
  void run() noexcept;
  void stop();

  const ByteFile& file_;
  const Watch& watch_;
  std::atomic<bool> stopped_{false};
  bool is_late_ = false;  ///< there was no thread: the work is done by result()
  std::string sha256_;
  Error error_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace tessera::csv
