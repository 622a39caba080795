# Small programs that the README shows.
file(GLOB examples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*.cpp)
foreach(source IN LISTS examples)
  cmake_path(GET source STEM name)
  add_executable(example_${name} ${source})
  target_link_libraries(example_${name} PRIVATE tariff::tariff tariff_warnings)
  add_test(NAME example.${name} COMMAND example_${name})
endforeach()
