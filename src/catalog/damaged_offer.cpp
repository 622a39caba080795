// A part of the library's own bytes that cannot be read is a broken build or machine. Requests get
// an answer all the same, and never a price.
#include "catalog/image.hpp"

namespace tariff::catalog {

auto damaged_offer(const OfferKey& key) -> Offer {
  constexpr auto literal = Template::Piece::Kind::literal;
  Rule never;
  never.code = "CATALOG-DAMAGED";
  never.require_text = "false";
  never.message.pieces = {{literal, "what the library knows of this offer is damaged", 0}};

  Offer offer;
  offer.provider = key.provider;
  offer.model = key.model;
  offer.operation = key.operation;
  offer.endpoint = key.endpoint;
  offer.findings.resize(finding_kinds);
  offer.rule_program.code = {{lang::Op::boolean, 0, 0, 0, 0, 0}};
  offer.rules = {std::move(never)};
  return offer;
}

}  // namespace tariff::catalog
