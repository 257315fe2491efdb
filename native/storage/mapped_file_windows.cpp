#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>

#include <atomic>
#include <system_error>
#include <utility>

#include "storage/mapped_file.h"

namespace tessera::storage {
namespace {

std::string reason(DWORD code) { return std::system_category().message(static_cast<int>(code)); }

std::wstring utf16(const std::string& text) {
  const int bytes = static_cast<int>(text.size());
  std::wstring wide(static_cast<size_t>(MultiByteToWideChar(CP_UTF8, 0, text.data(), bytes, nullptr, 0)), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.data(), bytes, wide.data(), static_cast<int>(wide.size()));
  return wide;
}

std::wstring fresh_name() {
  static std::atomic<unsigned> count{0};
  return L"\\.scratch-" + std::to_wstring(GetCurrentProcessId()) + L"-" + std::to_wstring(GetTickCount64()) + L"-" +
         std::to_wstring(count++);
}

}  // namespace

MappedFile::MappedFile(const std::string& folder, size_t bytes, Access) : bytes_(bytes) {
  const auto refuse = [&](const std::string& what, DWORD code) {
    throw StorageError(what + " " + folder + ": " + reason(code) + ", for " + std::to_string((bytes >> 20) + 1) + " MiB");
  };
  const HANDLE file = CreateFileW((utf16(folder) + fresh_name()).c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                  FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE | FILE_FLAG_RANDOM_ACCESS, nullptr);
  if (file == INVALID_HANDLE_VALUE) refuse("no scratch file in", GetLastError());
  handle_ = reinterpret_cast<std::intptr_t>(file);
  // A file that is no sparse one has all of its room once its end is set.
  LARGE_INTEGER end{};
  end.QuadPart = static_cast<LONGLONG>(bytes);
  const bool has_room = SetFilePointerEx(file, end, nullptr, FILE_BEGIN) && SetEndOfFile(file);
  const HANDLE mapping = has_room ? CreateFileMappingW(file, nullptr, PAGE_READWRITE, 0, 0, nullptr) : nullptr;
  if (mapping != nullptr) {
    data_ = MapViewOfFile(mapping, FILE_MAP_ALL_ACCESS, 0, 0, bytes);
    // The view keeps it.
    CloseHandle(mapping);
  }
  if (data_ != nullptr) return;
  const DWORD code = GetLastError();
  CloseHandle(file);
  refuse("no room for a scratch file in", code);
}

MappedFile::~MappedFile() {
  if (data_ == nullptr) return;
  UnmapViewOfFile(data_);
  CloseHandle(reinterpret_cast<HANDLE>(handle_));
}

void MappedFile::settle(size_t from, size_t bytes) const {
  if (data_ == nullptr || bytes == 0) return;
  FlushViewOfFile(static_cast<char*>(data_) + from, bytes);
}

void will_need(const void* from, size_t bytes) {
  WIN32_MEMORY_RANGE_ENTRY range{const_cast<void*>(from), bytes};
  PrefetchVirtualMemory(GetCurrentProcess(), 1, &range, 0);
}

void MappedFile::swap(MappedFile& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(bytes_, other.bytes_);
  std::swap(handle_, other.handle_);
}

}  // namespace tessera::storage
