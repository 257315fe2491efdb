#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>

#include <algorithm>
#include <system_error>

#include "csv/bytes/byte_file.h"

namespace tessera::csv {
namespace {

HANDLE handle_of(std::intptr_t handle) { return reinterpret_cast<HANDLE>(handle); }

std::string reason(DWORD code) { return std::system_category().message(static_cast<int>(code)); }

std::wstring utf16(const std::string& text) {
  const int bytes = static_cast<int>(text.size());
  std::wstring wide(static_cast<size_t>(MultiByteToWideChar(CP_UTF8, 0, text.data(), bytes, nullptr, 0)), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.data(), bytes, wide.data(), static_cast<int>(wide.size()));
  return wide;
}

/** A path that opens however long it is: above a length Windows takes only whole paths that are marked. */
std::wstring openable(const std::string& path) {
  const std::wstring given = utf16(path);
  std::wstring whole(GetFullPathNameW(given.c_str(), 0, nullptr, nullptr), L'\0');
  whole.resize(GetFullPathNameW(given.c_str(), static_cast<DWORD>(whole.size()), whole.data(), nullptr));
  if (whole.starts_with(L"\\\\?\\")) return given;
  if (whole.size() < MAX_PATH) return given.size() < MAX_PATH ? given : whole;
  return whole.starts_with(L"\\\\") ? L"\\\\?\\UNC" + whole.substr(1) : L"\\\\?\\" + whole;
}

}  // namespace

ByteFile::~ByteFile() {
  if (handle_ != -1) CloseHandle(handle_of(handle_));
}

Error ByteFile::open(const std::string& path) {
  path_ = path;
  const std::wstring name = openable(path);
  const DWORD attributes = GetFileAttributesW(name.c_str());
  if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
    return {Fault::not_a_file, path + " is a folder, not a file", 0};
  }
  // Others may go on writing, renaming and deleting, as on other systems; a change is noticed by check_unchanged.
  const HANDLE handle = CreateFileW(name.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (handle == INVALID_HANDLE_VALUE) {
    const DWORD code = GetLastError();
    if (code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND || code == ERROR_INVALID_NAME) {
      return {Fault::not_found, path + " does not exist", 0};
    }
    if (code == ERROR_ACCESS_DENIED || code == ERROR_SHARING_VIOLATION) {
      return {Fault::no_permission, path + " may not be read: " + reason(code), 0};
    }
    return {Fault::io, path + " cannot be opened: " + reason(code), 0};
  }
  handle_ = reinterpret_cast<std::intptr_t>(handle);
  if (GetFileType(handle) != FILE_TYPE_DISK) return {Fault::not_a_file, path + " is not a regular file", 0};
  return identify(identity_);
}

Error ByteFile::identify(Identity& identity) const {
  LARGE_INTEGER size;
  FILETIME written;
  if (!GetFileSizeEx(handle_of(handle_), &size) || !GetFileTime(handle_of(handle_), nullptr, nullptr, &written)) {
    return {Fault::io, path_ + " cannot be examined: " + reason(GetLastError()), 0};
  }
  identity.size = static_cast<uint64_t>(size.QuadPart);
  identity.changed_at = static_cast<uint64_t>(written.dwHighDateTime) << 32 | written.dwLowDateTime;
  return {};
}

Error ByteFile::read_at(uint64_t offset, char* target, size_t count) const {
  constexpr size_t kLargestRead = size_t{1} << 30;
  while (count > 0) {
    OVERLAPPED position{};
    position.Offset = static_cast<DWORD>(offset);
    position.OffsetHigh = static_cast<DWORD>(offset >> 32);
    DWORD got = 0;
    const DWORD wanted = static_cast<DWORD>(std::min(count, kLargestRead));
    if (!ReadFile(handle_of(handle_), target, wanted, &got, &position)) {
      const DWORD code = GetLastError();
      return code == ERROR_HANDLE_EOF ? changed() : Error{Fault::io, path_ + " cannot be read: " + reason(code), 0};
    }
    if (got == 0) return changed();
    offset += got;
    target += got;
    count -= got;
  }
  return {};
}

}  // namespace tessera::csv
