# The vocabulary of an encoding: the merges in data/tokens/ are expanded at build time, by a host
# tool, into the tables that src/tokens reads, and these go into the library as they are.

function(tariff_embed_vocabulary name)
  set(tool ${PROJECT_SOURCE_DIR}/tools/expand_tokens.cpp)
  if(NOT TARGET tariff_expand_tokens)
    add_executable(tariff_expand_tokens ${tool})
    target_compile_features(tariff_expand_tokens PRIVATE cxx_std_20)
    target_include_directories(tariff_expand_tokens PRIVATE ${PROJECT_SOURCE_DIR}/src)
    # Runs in every build: optimised in all of them.
    target_compile_options(tariff_expand_tokens PRIVATE -O2)
    target_link_libraries(tariff_expand_tokens PRIVATE tariff_warnings)
  endif()

  set(merges ${PROJECT_SOURCE_DIR}/data/tokens/${name}.pairs)
  set(tables ${PROJECT_BINARY_DIR}/${name}.bin)
  set(source ${PROJECT_BINARY_DIR}/${name}.cpp)
  add_custom_command(
    OUTPUT ${source} ${tables}
    COMMAND tariff_expand_tokens ${merges} ${tables} ${source} ${name}
    DEPENDS tariff_expand_tokens ${merges}
    COMMENT "Expanding the vocabulary ${name}"
    VERBATIM)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${tables})
  target_sources(tariff_tokens PRIVATE ${source})
endfunction()
