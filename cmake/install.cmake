# What is installed: library, headers, program with manual page and completions, a CMake package and a
# pkg-config file.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/tariff)

install(TARGETS tariff EXPORT tariff-targets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/tariff DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.hpp)
if(TARGET tariff_program)
  install(TARGETS tariff_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES docs/man/tariff.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

  # The program writes its completions itself, where what is built here runs here.
  if(NOT CMAKE_CROSSCOMPILING)
    set(completions ${PROJECT_BINARY_DIR}/completions)
    add_custom_command(
      OUTPUT ${completions}/bash ${completions}/zsh ${completions}/fish
      COMMAND ${CMAKE_COMMAND} -E make_directory ${completions}
      COMMAND tariff_program completion bash --output ${completions}/bash
      COMMAND tariff_program completion zsh --output ${completions}/zsh
      COMMAND tariff_program completion fish --output ${completions}/fish
      DEPENDS tariff_program
      COMMENT "Writing the completions of shells"
      VERBATIM)
    add_custom_target(tariff_completions ALL
      DEPENDS ${completions}/bash ${completions}/zsh ${completions}/fish)
    # Left out when only the program was built.
    install(FILES ${completions}/bash OPTIONAL
      DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tariff)
    install(FILES ${completions}/zsh OPTIONAL
      DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _tariff)
    install(FILES ${completions}/fish OPTIONAL
      DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME tariff.fish)
  endif()
endif()

install(FILES LICENSE data/tokens/NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES data/quality/NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME NOTICE.ratings)

# find_package(tariff). Before 1.0 any version may change the interface.
install(EXPORT tariff-targets NAMESPACE tariff:: DESTINATION ${package_dir})
configure_package_config_file(cmake/tariff-config.cmake.in ${PROJECT_BINARY_DIR}/tariff-config.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tariff-config-version.cmake
  COMPATIBILITY ExactVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/tariff-config.cmake ${PROJECT_BINARY_DIR}/tariff-config-version.cmake
  cmake/Findre2.cmake
  DESTINATION ${package_dir})

# pkg-config, movable: the prefix follows from where the file stands. Directories may be absolute.
set(pc_prefix ${CMAKE_INSTALL_PREFIX})
if(NOT IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  set(pc_prefix "\${pcfiledir}/${up}")
endif()
set(pc_libdir "\${prefix}")
set(pc_includedir "\${prefix}")
cmake_path(APPEND pc_libdir ${CMAKE_INSTALL_LIBDIR})
cmake_path(APPEND pc_includedir ${CMAKE_INSTALL_INCLUDEDIR})
configure_file(cmake/tariff.pc.in ${PROJECT_BINARY_DIR}/tariff.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/tariff.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
