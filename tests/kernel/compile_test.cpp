#include "kernel/compile.hpp"

#include <doctest/doctest.h>

#include "catalog/image.hpp"
#include "tariff/catalog.hpp"

using namespace tariff;

TEST_CASE("kernels that are taken over are those that would have been made") {
  std::vector<catalog::SourceFile> files = catalog::embedded_files();
  const catalog::CatalogData& shipped = default_catalog().data();
  const auto alone = kernel::compile(files);
  const auto shared = kernel::compile(files, &shipped);
  REQUIRE(alone.data != nullptr);
  REQUIRE(shared.data != nullptr);
  CHECK(*alone.data == shipped);
  CHECK(*shared.data == shipped);
}

TEST_CASE("an offer that an overlay changes gets a kernel of its own") {
  std::vector<catalog::SourceFile> files = catalog::embedded_files();
  for (catalog::SourceFile& file : files) {
    const std::size_t at = file.text.find("rate: {amount: 30,");
    if (at != std::string::npos) file.text.replace(at, 18, "rate: {amount: 31,");
  }
  const catalog::CatalogData& shipped = default_catalog().data();
  const auto alone = kernel::compile(files);
  const auto shared = kernel::compile(files, &shipped);
  REQUIRE(shared.data != nullptr);
  CHECK(*alone.data == *shared.data);
  CHECK_FALSE(shared.data->offers == shipped.offers);
}
