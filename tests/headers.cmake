# One object a public header, from a file that includes nothing else.
file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include
  ${PROJECT_SOURCE_DIR}/include/tariff/*.hpp)
set(lonely "")
foreach(header IN LISTS headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  file(GENERATE OUTPUT headers/${name}.cpp CONTENT "#include \"${header}\"  // compiles alone\n")
  list(APPEND lonely ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp)
endforeach()
add_library(tariff_headers_alone OBJECT ${lonely})
target_compile_features(tariff_headers_alone PRIVATE cxx_std_20)
target_include_directories(tariff_headers_alone PRIVATE ${PROJECT_SOURCE_DIR}/include)
target_link_libraries(tariff_headers_alone PRIVATE tariff_warnings)
