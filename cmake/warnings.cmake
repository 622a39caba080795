# Warnings for our own code only, errors when Tariff is the top-level project.
add_library(tariff_warnings INTERFACE)
if(TARIFF_DEVELOPER)
  target_compile_options(tariff_warnings INTERFACE
    -Wall -Wextra -Wpedantic
    $<$<CXX_COMPILER_ID:GNU>:-Werror>  # the compiler that CI holds us to; others may say more
    -Wshadow              # a hidden name is read as the wrong one
    -Wconversion          # a narrowed amount of money is a wrong one
    -Wsign-conversion     # so is a negative one that became large
    -Wnon-virtual-dtor    # deleting through a base leaks
    -Wold-style-cast      # a cast that can do anything hides what it does
    -Wimplicit-fallthrough
    # Designated initialisers leave out, on purpose, what keeps its default.
    -Wno-missing-field-initializers
    # GCC 12 warns of overlapping copies inside its own std::string when optimising (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
endif()
