#include "catalog/image.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/image_frame.hpp"
#include "catalog/validate.hpp"
#include "support/random_catalog.hpp"
#include "tariff/catalog.hpp"

namespace {

using tariff::Value;
using tariff::catalog::CatalogData;
using tariff::catalog::embedded_image;
using tariff::catalog::frame_image;
using tariff::catalog::Offer;
using tariff::catalog::OfferKey;
using tariff::catalog::open_image;
using tariff::catalog::read_image;
using tariff::catalog::unframe_image;
using tariff::catalog::write_image;
using tariff::lang::Op;
using tariff::test::random_catalog;

auto reads(const CatalogData& data) -> bool {
  CatalogData out;
  return read_image(write_image(data), out);
}

auto key_of(const Offer& offer) -> OfferKey {
  return {offer.provider, offer.model, offer.operation, offer.endpoint};
}

// Asks for everything that is read late; gives how much there is, so that nothing is left out.
auto touch(const CatalogData& data) -> std::size_t {
  std::size_t items = data.boards.size();
  for (const auto& source : data.sources) items += source.url.size();
  for (const auto& offer : data.offers) {
    items += offer.rules.size() + offer.conflicts.size() + offer.examples.size() +
             offer.published.size();
  }
  return items;
}

// The image of an opened catalog with one byte of its first offer changed.
auto with_damage(std::string image, std::size_t at, char byte) -> std::string {
  CatalogData data;
  REQUIRE(open_image(image, data));
  const auto section = data.offers.held(0).bytes();
  image[static_cast<std::size_t>(section.data() - image.data()) + at % section.size()] = byte;
  return image;
}

}  // namespace

TEST_CASE("an image gives back the catalog it was written from") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    const auto data = random_catalog(seed);
    REQUIRE(is_consistent(data));
    const auto image = write_image(data);
    CatalogData back;
    REQUIRE(read_image(image, back));
    CHECK(back == data);
    CHECK(write_image(back) == image);
  }
}

TEST_CASE("different catalogs have different images") {
  CHECK(write_image(random_catalog(1)) != write_image(random_catalog(2)));
}

TEST_CASE("an image that is cut short or lengthened is not read") {
  const auto image = write_image(random_catalog(7));
  CatalogData out;
  for (std::size_t size = 0; size < image.size(); size += 1 + size / 64) {
    CHECK_FALSE(read_image(std::string_view{image}.substr(0, size), out));
  }
  CHECK_FALSE(read_image(image + '\0', out));
}

TEST_CASE("damage is found") {
  const auto image = write_image(random_catalog(7));
  CatalogData out;
  for (std::size_t at = 0; at < image.size(); at += 1 + at / 64) {
    auto damaged = image;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    CAPTURE(at);
    CHECK_FALSE(read_image(damaged, out));
  }
}

TEST_CASE("another format version is not read") {
  auto image = write_image(random_catalog(7));
  ++image[8];
  CatalogData out;
  CHECK_FALSE(read_image(image, out));
}

TEST_CASE("a payload with a good checksum is still read with suspicion") {
  const auto image = write_image(random_catalog(3));
  std::string_view payload;
  REQUIRE(unframe_image(image, payload));
  CatalogData out;
  SUBCASE("every byte changed in turn, as a huge count or index may be") {
    for (std::size_t at = 0; at < payload.size(); at += 1 + at / 256) {
      std::string forged{payload};
      forged[at] = '\xff';
      CAPTURE(at);
      const auto framed = frame_image(forged);
      if (read_image(framed, out)) CHECK(write_image(out) == framed);
    }
  }
  SUBCASE("nothing after the end") {
    CHECK_FALSE(read_image(frame_image(std::string{payload} + "x"), out));
  }
  SUBCASE("nothing at all") {
    CHECK_FALSE(read_image(frame_image(""), out));
  }
}

TEST_CASE("a failed reading leaves the value as it was") {
  auto out = random_catalog(1);
  const auto before = out;
  CHECK_FALSE(read_image("no image", out));
  CHECK(out == before);
}

TEST_CASE("an opened image is the catalog that a read one is") {
  CatalogData read;
  CatalogData opened;
  REQUIRE(read_image(embedded_image(), read));
  REQUIRE(open_image(embedded_image(), opened));
  REQUIRE(opened.offers.size() == read.offers.size());
  for (std::size_t i = 0; i < read.offers.size(); ++i) {
    CHECK(opened.offers.held(i).peek() == nullptr);
    const auto key = opened.key(i);
    CHECK(key == read.key(i));
    CHECK(key == key_of(opened.offers[i]));
    CHECK(key == opened.key(i));  // now that it is read
  }
  const CatalogData copy = opened;  // its examples are still unread
  CHECK(opened == read);
  CHECK(copy == read);
  CHECK(write_image(opened) == embedded_image());
  CHECK(is_consistent(opened));
}

TEST_CASE("random catalogs open as they are") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const auto image = write_image(random_catalog(seed));
    CatalogData opened;
    REQUIRE(open_image(image, opened));
    CHECK(opened == random_catalog(seed));
  }
}

TEST_CASE("a request reads one offer, and not what people read of it") {
  CatalogData opened;
  REQUIRE(open_image(embedded_image(), opened));
  const auto& offer = std::as_const(opened).offers[3];
  CHECK(&offer == opened.offers.held(3).peek());
  CHECK(opened.offers.held(2).peek() == nullptr);
  CHECK(opened.sources.held(1).peek() == nullptr);
}

TEST_CASE("warming up reads all offers, and still not what people read of them") {
  auto data = std::make_shared<CatalogData>();
  REQUIRE(open_image(embedded_image(), *data));
  const tariff::Catalog catalog{data};
  catalog.warm_up();
  for (std::size_t i = 0; i < data->offers.size(); ++i) {
    REQUIRE(data->offers.held(i).peek() != nullptr);
  }
  CHECK(data->sources.held(1).peek() != nullptr);
}

TEST_CASE("threads may ask a fresh catalog for everything at once") {
  CatalogData whole;
  REQUIRE(read_image(embedded_image(), whole));
  const auto expected = touch(whole);
  for (int round = 0; round < 5; ++round) {
    CatalogData opened;
    REQUIRE(open_image(embedded_image(), opened));
    std::atomic<int> ready{0};
    std::array<std::size_t, 8> touched{};
    std::array<const Offer*, 8> last{};
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < touched.size(); ++i) {
      threads.emplace_back([&, i] {
        const CatalogData& shared = opened;
        for (++ready; ready < static_cast<int>(touched.size());) std::this_thread::yield();
        touched[i] = touch(shared);
        last[i] = &shared.offers[shared.offers.size() - 1];
      });
    }
    for (auto& thread : threads) thread.join();
    for (const auto items : touched) CHECK(items == expected);
    for (const auto* offer : last) CHECK(offer == last.front());
    CHECK(opened == whole);
  }
}

TEST_CASE("a section that cannot be read refuses every request") {
  const auto image = with_damage(write_image(random_catalog(4)), 3, '\x7f');  // provider: 2 GB
  CatalogData out;
  CHECK_FALSE(read_image(image, out));
  REQUIRE(open_image(image, out));
  CHECK(out.key(0) == OfferKey{});
  const auto& offer = std::as_const(out).offers[0];
  CHECK(is_consistent(out));
  REQUIRE(offer.rules.size() == 1);
  CHECK(offer.rules[0].code == "CATALOG-DAMAGED");
  CHECK(offer.cards.empty());
  CHECK(offer.examples.empty());
}

TEST_CASE("a damaged section never leads out of its bytes") {
  const auto image = write_image(random_catalog(6));
  for (std::size_t at = 0; at < 4000; at += 1 + at / 64) {
    CatalogData out;
    const auto damaged = with_damage(image, at, '\xff');
    REQUIRE(open_image(damaged, out));
    CAPTURE(at);
    const CatalogData copy = out;
    CHECK(touch(out) == touch(copy));
  }
}

TEST_CASE("only an image of this version opens") {
  const auto image = write_image(random_catalog(7));
  CatalogData out = random_catalog(1);
  CHECK_FALSE(open_image("", out));
  CHECK_FALSE(open_image("no image", out));
  for (std::size_t size = 0; size < image.size(); size += 1 + size / 64) {
    CHECK_FALSE(open_image(std::string_view{image}.substr(0, size), out));
  }
  auto other = image;
  ++other[8];
  CHECK_FALSE(open_image(other, out));
  CHECK(out == random_catalog(1));
}

TEST_CASE("values keep what JSON tells apart, and nest so deep and no deeper") {
  auto data = random_catalog(5);
  auto& params = data.offers[0].examples[0].params;
  params = Value::object({{"a", Value::integer(1).mark_decimal()}, {"b", Value::integer(1)}});
  CatalogData back;
  REQUIRE(read_image(write_image(data), back));
  const auto& read = back.offers[0].examples[0].params;
  CHECK(read.find("a")->written_as_decimal());
  CHECK_FALSE(read.find("b")->written_as_decimal());

  for (int depth = 0; depth < 60; ++depth) params = Value::array({params});
  CHECK(reads(data));
  for (int depth = 0; depth < 10; ++depth) params = Value::array({params});
  CHECK_FALSE(reads(data));
}

TEST_CASE("an index that stands for nothing is refused") {
  auto data = random_catalog(9);
  auto& offer = data.offers[0];
  auto& code = offer.rule_program.code;
  const auto slots = static_cast<std::uint32_t>(offer.slots.size());
  SUBCASE("slot") {
    code[1].imm = slots;
  }
  SUBCASE("number") {
    code[0].imm = static_cast<std::uint32_t>(offer.rule_program.numbers.size());
  }
  SUBCASE("symbol") {
    code[0] = {Op::text, 0, 0, 0, 0, static_cast<std::uint32_t>(data.symbols.size())};
  }
  SUBCASE("table") {
    code[2] = {Op::lookup, 0, 0,
               0,          0, static_cast<std::uint32_t>(offer.rule_program.tables.size())};
  }
  SUBCASE("operation") {
    code[2].op = static_cast<Op>(200);
  }
  SUBCASE("an operand that comes later") {
    code[2].b = 3;
  }
  SUBCASE("an operand that is the instruction itself") {
    code[2].b = 2;
  }
  SUBCASE("a body that runs past the end") {
    code[4].b = 3;
  }
  SUBCASE("an empty body") {
    code[4].b = 0;
  }
  SUBCASE("a fold inside a fold") {
    code[5] = {Op::fold, 0, 0, 1, 0, 0};
  }
  SUBCASE("a body that reads its own fold") {
    code[6].a = 4;
  }
  SUBCASE("a body's register read outside") {
    code.push_back({Op::add, 0, 5, 1, 0, 0});
  }
  SUBCASE("an element outside a fold") {
    code[1] = {Op::element, 0, 0, 0, 0, 0};
  }
  SUBCASE("a member that elements lack") {
    code[5].imm = 5;
  }
  SUBCASE("a fold over no slot") {
    code[4].a = static_cast<tariff::lang::Register>(slots);
  }
  SUBCASE("a program that is too long") {
    code.resize(tariff::lang::max_registers + 1);
  }
  SUBCASE("a rule's condition") {
    offer.rules[0].require = 7;
  }
  SUBCASE("a rule's condition in a body") {
    offer.rules[0].require = 5;
  }
  SUBCASE("a table without cells") {
    offer.rule_program.tables[0].cells.clear();
  }
  SUBCASE("a parameter's slot") {
    offer.parameters[0].slot = static_cast<tariff::catalog::SlotId>(slots);
  }
  SUBCASE("a source") {
    offer.cards[0].source = static_cast<std::uint32_t>(data.sources.size());
  }
  SUBCASE("a board's source") {
    data.boards[0].source = static_cast<std::uint32_t>(data.sources.size());
  }
  SUBCASE("a rating's source") {
    data.boards[0].ratings[0].source = static_cast<std::uint32_t>(data.sources.size());
  }
  SUBCASE("a day that does not exist") {
    data.boards[0].dated = "2026-02-30";
  }
  SUBCASE("a model that is rated twice") {
    auto& ratings = data.boards[0].ratings;
    ratings.push_back(ratings.back());
  }
  SUBCASE("a name's offer") {
    data.names[0].offer = static_cast<std::uint32_t>(data.offers.size());
  }
  SUBCASE("a finding too few") {
    offer.findings.pop_back();
  }
  SUBCASE("a rounding step of zero") {
    offer.cards[0].rounding[0].step = tariff::Rational{};
  }
  SUBCASE("no symbols") {
    data.symbols.clear();
  }
  CHECK_FALSE(is_consistent(data));
  CHECK_FALSE(reads(data));
}
