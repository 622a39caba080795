// Text for terminals: digits that matter, columns that line up, nothing that drives a terminal.
#include <doctest/doctest.h>

#include "report/money_text.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"

namespace {

using namespace tariff;
using namespace tariff::report;

auto shown(const char* text, const char* currency = "USD") -> std::string {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  return MoneyText{}.amount(value, currency);
}

auto rounded(const char* text) -> bool {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  MoneyText money;
  (void)money.amount(value, "USD");
  return money.has_rounded();
}

}  // namespace

TEST_CASE("money shows four significant digits below one, and at most four decimals above") {
  CHECK(shown("0.2107") == "$0.2107");
  CHECK(shown("0.210749") == "$0.2107");
  CHECK(shown("0.000001234567") == "$0.000001235");
  CHECK(shown("0.5") == "$0.50");
  CHECK(shown("3") == "$3.00");
  CHECK(shown("0") == "$0.00");
  CHECK(shown("1234567.5") == "$1,234,567.50");
  CHECK(shown("-0.25") == "-$0.25");
  CHECK(shown("12.5", "CHF") == "12.50 CHF");
  CHECK(shown("1/3") == "$0.3333");
}

TEST_CASE("rounding is remembered") {
  CHECK_FALSE(rounded("0.2107"));
  CHECK(rounded("0.21074"));
  CHECK(rounded("1/3"));
}

TEST_CASE("width counts cells") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("山水") == 4);
  CHECK(display_width("\xff") == 1);
}

TEST_CASE("control characters are shown, not sent") {
  CHECK(printable("a\x1b[31mb") == "a\\u{1b}[31mb");
  CHECK(printable("a\tb\nc") == "a b\\u{a}c");
  CHECK(printable("a\nb", LineEnds::keep) == "a\nb");
  CHECK(printable("\xff") == "\xEF\xBF\xBD");
  CHECK(printable("\xE2\x80\xAE") == "\\u{202e}");
}

TEST_CASE("columns line up by cells") {
  Table table{{{"name"}, {"cost", Table::Align::right}}};
  table.add({"山", "$1.00"});
  table.add({"abc", "$10.00"});
  CHECK(table.to_text(Paint{{}}) ==
        "  name    cost\n"
        "  山     $1.00\n"
        "  abc   $10.00\n");
}

TEST_CASE("long cells are cut") {
  CHECK(shorten("abcdef", 4) == "abc…");
  CHECK(shorten("山水画", 5) == "山水…");
  CHECK(shorten("abc", 3) == "abc");
}
