# The embedded catalog: all YAML is compiled into one .cpp at build time, by a host tool that is
# made of the same components. At run time nothing is parsed and no file is read.

function(tariff_embed_catalog)
  set(tool ${PROJECT_SOURCE_DIR}/tools/embed_catalog.cpp)
  if(NOT EXISTS ${tool})
    return()
  endif()

  # An archive, not objects: what asks for the image (which does not exist yet) stays out. Only what
  # loads a catalog, so that other changes do not compile it anew.
  get_property(closure GLOBAL PROPERTY tariff_closure_kernel)
  set(objects "")
  foreach(component IN LISTS closure)
    if(TARGET tariff_${component})
      list(APPEND objects $<TARGET_OBJECTS:tariff_${component}>)
    endif()
  endforeach()
  add_library(tariff_without_image STATIC ${objects})
  set_target_properties(tariff_without_image PROPERTIES LINKER_LANGUAGE CXX)

  add_executable(tariff_embed ${tool})
  target_compile_features(tariff_embed PRIVATE cxx_std_20)
  target_include_directories(tariff_embed PRIVATE
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(tariff_embed PRIVATE
    tariff_without_image tariff_warnings ${tariff_yaml} fmt::fmt simdjson::simdjson)

  file(GLOB_RECURSE yaml CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/rules/*.yaml ${PROJECT_SOURCE_DIR}/data/pricing/*.yaml
    ${PROJECT_SOURCE_DIR}/data/quality/*.yaml)
  set(image ${PROJECT_BINARY_DIR}/embedded_catalog.cpp)
  add_custom_command(
    OUTPUT ${image}
    COMMAND tariff_embed ${image} --root ${PROJECT_SOURCE_DIR}
    DEPENDS tariff_embed ${yaml}
    COMMENT "Compiling the catalog"
    VERBATIM)
  add_library(tariff_image OBJECT ${image})
  target_compile_features(tariff_image PUBLIC cxx_std_20)
  target_include_directories(tariff_image PUBLIC
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  set_target_properties(tariff_image PROPERTIES
    POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()
