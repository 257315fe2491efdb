#include "tests/check.h"

int main() { return tessera::test::run_all(); }
