// Random fixes of random manifests: the records that were meant change as they should, and nothing
// else does.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "edit/random_manifest.hpp"
#include "edit/support.hpp"

using edit_test::mended;
using edit_test::RandomManifest;
using edit_test::RandomText;
using edit_test::Wish;
using tariff::InputKind;
using tariff::Record;
using tariff::Value;

namespace {

// JSON with sorted names.
auto shown(const Value& value) -> std::string {
  if (!value.is_object()) return value.to_json();
  std::vector<std::string> members;
  for (const auto& member : value.members()) {
    members.push_back(member.name + "=" + shown(member.value) + ";");
  }
  std::sort(members.begin(), members.end());
  std::string text;
  for (const auto& member : members) text += member;
  return "{" + text + "}";
}

auto shown(const Record& record, const Value& params) -> std::string {
  const auto& request = record.request;
  return request.id + " " + record.group + " " + request.provider + "/" + request.model + " " +
         record.weight.to_decimal() + " " + (record.error ? record.error->message : "") +
         shown(params);
}

auto parsed(const std::string& json) -> Value {
  Value value;
  tariff::JsonError error;
  REQUIRE(tariff::parse_json(json, value, error));
  return value;
}

auto random_wish(RandomText& random, const std::vector<std::string>& ids) -> Wish {
  Wish wish;
  for (const auto& id : ids) {
    if (wish.ids.empty() || random.chance(60)) wish.ids.push_back(id);
  }
  wish.fix.params = Value::object();
  if (random.chance(50)) wish.fix.remove.push_back(random.pick(edit_test::parameter_names));
  const auto count = random.below(wish.fix.remove.empty() ? 2 : 3);
  for (int i = 0; i <= count; ++i) {
    const auto name = random.pick(edit_test::parameter_names);
    if (wish.fix.remove.empty() || wish.fix.remove.front() != name) {
      wish.fix.params.set(name, parsed(random.value(name)));
    }
  }
  return wish;
}

auto after(const Record& record, const Wish& wish) -> Value {
  auto params = record.request.params;
  const auto& ids = wish.ids;
  if (std::find(ids.begin(), ids.end(), record.request.id) == ids.end()) return params;
  for (const auto& name : wish.fix.remove) params.erase(name);
  for (const auto& member : wish.fix.params.members()) params.set(member.name, member.value);
  return params;
}

// How many of them could be mended, of how many that a fix would change.
struct Count {
  int mended = 0;
  int wanted = 0;
};

void try_one(InputKind kind, unsigned seed, Count& count) {
  RandomText random{seed};
  RandomManifest manifest{random};
  const auto text = manifest.make(kind);
  const auto before = manifest_test::read(text, kind);
  CAPTURE(seed);
  CAPTURE(text);
  REQUIRE(before.diagnostics.empty());
  REQUIRE(before.records.size() == manifest.ids().size());
  const auto wish = random_wish(random, manifest.ids());
  CAPTURE(shown(wish.fix.params));
  bool changes = false;
  for (const auto& record : before.records) {
    changes = changes || shown(after(record, wish)) != shown(record.request.params);
  }
  if (changes) ++count.wanted;
  const auto changed = mended(text, kind, {wish});
  if (changed.empty()) return;
  ++count.mended;
  CAPTURE(changed);
  CHECK(changed != text);
  const auto again = manifest_test::read(changed, kind);
  REQUIRE(again.records.size() == before.records.size());
  CHECK(again.diagnostics.empty());
  for (std::size_t i = 0; i < before.records.size(); ++i) {
    const auto& record = before.records[i];
    CHECK(shown(again.records[i], again.records[i].request.params) ==
          shown(record, after(record, wish)));
  }
  for (const auto& comment : manifest.comments()) {
    CHECK(changed.find(comment) != std::string::npos);
  }
  CHECK(mended(changed, kind, {wish}).empty());
}

void try_many(InputKind kind, int least_percent) {
  Count count;
  for (unsigned seed = 1; seed <= 1500; ++seed) try_one(kind, seed, count);
  CAPTURE(count.mended);
  CAPTURE(count.wanted);
  CHECK(count.wanted > 1000);
  CHECK(count.mended * 100 >= count.wanted * least_percent);
}

}  // namespace

TEST_CASE("random fixes of YAML manifests") {
  try_many(InputKind::yaml, 85);
}
TEST_CASE("random fixes of JSON manifests") {
  try_many(InputKind::json, 90);
}
TEST_CASE("random fixes of lines of JSON") {
  try_many(InputKind::jsonl, 98);
}
// A column may be missing, and no cell says a list or a mapping.
TEST_CASE("random fixes of comma separated values") {
  try_many(InputKind::csv, 15);
}
