# Properties of the source text itself.
foreach(check no_provider_names no_floating_point)
  add_test(NAME style.${check} COMMAND ${PROJECT_SOURCE_DIR}/tests/style/${check}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(style.${check} PROPERTIES LABELS style)
endforeach()
