# Windows on x86-64, from any system: clang with MinGW's headers and libraries (Debian: clang lld g++-mingw-w64-x86-64-posix).
# Not GCC, whose searches crash there: it keeps 32-byte vectors on a stack that Win64 aligns to 16 bytes.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
find_program(clang_c NAMES clang clang-19 clang-18 clang-17 clang-16 clang-15 clang-14 REQUIRED)
find_program(clang_cxx NAMES clang++ clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14 REQUIRED)
set(CMAKE_C_COMPILER ${clang_c})
set(CMAKE_CXX_COMPILER ${clang_cxx})
set(CMAKE_C_COMPILER_TARGET x86_64-w64-mingw32)
set(CMAKE_CXX_COMPILER_TARGET x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
# clang looks for a folder named after a version alone; Debian's is "12-posix". Where that is, GCC tells.
# With the threads of C++, which Debian's "-win32" has not.
find_program(mingw_gcc NAMES x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-g++ REQUIRED)
execute_process(COMMAND ${mingw_gcc} -print-libgcc-file-name OUTPUT_VARIABLE libgcc OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
get_filename_component(gcc_folder ${libgcc} DIRECTORY)
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES ${gcc_folder}/include/c++ ${gcc_folder}/include/c++/x86_64-w64-mingw32 ${gcc_folder}/include/c++/backward)
# The runtime of the language is linked in: a user's machine has none of MinGW's libraries.
foreach(kind EXE SHARED MODULE)
  set(CMAKE_${kind}_LINKER_FLAGS_INIT "-fuse-ld=lld -static -B${gcc_folder} -L${gcc_folder}")
endforeach()
