#include "base/sha256.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using tariff::base::Sha256;
using tariff::base::sha256;

TEST_CASE("SHA-256 gives the vectors of FIPS 180-4") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces hash like the whole") {
  const std::string text(200, 'x');
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Sha256 hash;
    hash.add(std::string_view{text}.substr(0, cut));
    hash.add(std::string_view{text}.substr(cut));
    CHECK(hash.finish() == sha256(text));
  }
}

TEST_CASE("both ways of hashing agree, whatever the pieces") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(i * 7 % 251);
  for (std::size_t size = 0; size < text.size(); size += 13) {
    const auto bytes = std::string_view{text}.substr(0, size);
    Sha256 plain{false};
    plain.add(bytes);
    Sha256 quick{true};
    for (auto rest = bytes; !rest.empty();
         rest.remove_prefix(std::min<std::size_t>(rest.size(), 37))) {
      quick.add(rest.substr(0, 37));
    }
    CHECK(plain.finish() == quick.finish());
  }
}
