# Components: one object library a folder of src/. What a component may use is what NEEDS says, and
# its tests are linked with nothing else, so that a call in the wrong direction does not link.

# tariff_component(NAME [NEEDS component...] [LIBRARIES target...])
# A folder without sources is a component without objects.
function(tariff_component name)
  cmake_parse_arguments(arg "" "" "NEEDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)

  set(closure ${arg_NEEDS})
  foreach(need IN LISTS arg_NEEDS)
    get_property(needs_of_need GLOBAL PROPERTY tariff_closure_${need})
    list(APPEND closure ${needs_of_need})
  endforeach()
  list(APPEND closure ${name})
  list(REMOVE_DUPLICATES closure)
  set_property(GLOBAL PROPERTY tariff_closure_${name} ${closure})
  set_property(GLOBAL APPEND PROPERTY tariff_components ${name})
  if(NOT sources)
    return()
  endif()

  add_library(tariff_${name} OBJECT ${sources})
  target_compile_features(tariff_${name} PUBLIC cxx_std_20)
  target_include_directories(tariff_${name} PUBLIC
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  set_target_properties(tariff_${name} PROPERTIES
    POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_link_libraries(tariff_${name} PRIVATE ${arg_LIBRARIES} $<BUILD_INTERFACE:tariff_warnings>)
endfunction()

# A folder of src/ that nobody declared would be left out of the library without a word.
function(tariff_no_other_folder)
  get_property(components GLOBAL PROPERTY tariff_components)
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/src/*/*.cpp)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    if(NOT folder IN_LIST components)
      message(FATAL_ERROR "src/${folder} is not a component: declare it in CMakeLists.txt")
    endif()
  endforeach()
endfunction()

# The objects of every component and of the catalog's image.
function(tariff_objects out)
  get_property(components GLOBAL PROPERTY tariff_components)
  set(objects "")
  foreach(component IN LISTS components ITEMS image)
    if(TARGET tariff_${component})
      list(APPEND objects $<TARGET_OBJECTS:tariff_${component}>)
    endif()
  endforeach()
  set(${out} ${objects} PARENT_SCOPE)
endfunction()

# Links a target of ours with components and all that they need. `all` means every component.
function(tariff_link target)
  get_property(all GLOBAL PROPERTY tariff_components)
  set(closure "")
  foreach(component IN LISTS ARGN)
    if(component STREQUAL "all")
      list(APPEND closure ${all})
    else()
      get_property(needs GLOBAL PROPERTY tariff_closure_${component})
      list(APPEND closure ${needs})
    endif()
  endforeach()
  if("catalog" IN_LIST closure)
    list(APPEND closure image)
  endif()
  list(REMOVE_DUPLICATES closure)
  foreach(component IN LISTS closure)
    if(TARGET tariff_${component})
      target_link_libraries(${target} PRIVATE tariff_${component})
    endif()
  endforeach()
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_include_directories(${target} PRIVATE
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${target} PRIVATE tariff_warnings)
endfunction()

# The command line program: build/<preset>/tariff.
function(tariff_program)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/apps/tariff/*.cpp)
  if(NOT sources)
    return()
  endif()
  find_package(CLI11 REQUIRED)
  add_executable(tariff_program ${sources})
  tariff_link(tariff_program all)
  target_include_directories(tariff_program PRIVATE ${PROJECT_SOURCE_DIR}/apps/tariff)
  target_link_libraries(tariff_program PRIVATE
    CLI11::CLI11 fmt::fmt)
  set_target_properties(tariff_program PROPERTIES
    OUTPUT_NAME tariff RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()
