#include "tariff/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/near_name.hpp"
#include "catalog/model.hpp"

namespace tariff::catalog {

auto CatalogData::find_symbol(std::string_view text) const noexcept -> Symbol {
  const auto found = std::lower_bound(
      sorted_symbols.begin(), sorted_symbols.end(), text,
      [this](Symbol symbol, std::string_view wanted) { return symbols[symbol] < wanted; });
  if (found == sorted_symbols.end() || symbols[*found] != text) return base::no_symbol;
  return *found;
}

}  // namespace tariff::catalog

namespace tariff {
inline namespace v0 {
namespace {

using catalog::CatalogData;
using catalog::Offer;
using catalog::OfferName;
using Names = std::span<const OfferName>;

auto complain(std::string_view code, std::string_view path, std::string message) -> Diagnostic {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.path = path;
  diagnostic.message = std::move(message);
  return diagnostic;
}

// The names are sorted by provider, then model.
auto names_of_provider(const CatalogData& data, std::string_view provider) -> Names {
  const auto [first, last] = std::equal_range(
      data.names.begin(), data.names.end(), provider, [](const auto& a, const auto& b) {
        if constexpr (std::is_same_v<std::decay_t<decltype(a)>, OfferName>) {
          return std::string_view{a.provider} < b;
        } else {
          return a < std::string_view{b.provider};
        }
      });
  return {first, last};
}

auto names_of_model(Names names, std::string_view model) -> Names {
  const auto first = std::lower_bound(
      names.begin(), names.end(), model,
      [](const OfferName& name, std::string_view wanted) { return name.model < wanted; });
  const auto last =
      std::find_if(first, names.end(), [&](const OfferName& name) { return name.model != model; });
  return {first, last};
}

// "; did you mean 'x'?", or nothing.
auto did_you_mean(std::string_view name, const std::vector<std::string_view>& known)
    -> std::string {
  const auto nearest = base::nearest_name(name, known);
  return nearest.empty() ? std::string{} : fmt::format("; did you mean '{}'?", nearest);
}

auto unknown_provider(const CatalogData& data, std::string_view provider) -> Diagnostic {
  std::vector<std::string_view> known;
  for (const auto& name : data.names) {
    if (known.empty() || known.back() != name.provider) known.emplace_back(name.provider);
  }
  auto message = provider.empty() ? std::string{"the request names no provider"}
                                  : fmt::format("no provider '{}'", provider);
  return complain("REQ-PROVIDER", "provider", message + did_you_mean(provider, known));
}

auto unknown_model(Names names, const Request& request) -> Diagnostic {
  std::vector<std::string_view> known;
  for (const auto& name : names) known.emplace_back(name.model);
  auto message = request.model.empty()
                     ? std::string{"the request names no model"}
                     : fmt::format("{} has no model '{}'", request.provider, request.model);
  return complain("REQ-MODEL", "model", message + did_you_mean(request.model, known));
}

// Looks among the offers that a name means.
class OperationFinder {
 public:
  OperationFinder(const CatalogData& data, Names names) : data_(data), names_(names) {}

  [[nodiscard]] auto with_operation(std::string_view operation) const -> const OfferName* {
    return find([&](const Offer& offer) { return offer.operation == operation; });
  }
  [[nodiscard]] auto with_endpoint(std::string_view endpoint) const -> const OfferName* {
    return find([&](const Offer& offer) { return offer.endpoint == endpoint; });
  }
  // What a request that says neither means.
  [[nodiscard]] auto usual() const -> const OfferName* {
    const auto* generate = with_operation("generate");
    return generate == nullptr ? &names_.front() : generate;
  }

  [[nodiscard]] auto unknown_operation(const Request& request) const -> Diagnostic {
    return complain("REQ-OPERATION", "operation",
                    fmt::format("{}/{} has no operation '{}'", request.provider, request.model,
                                request.operation) +
                        choices(request.operation, &Offer::operation));
  }
  [[nodiscard]] auto unknown_endpoint(const Request& request) const -> Diagnostic {
    return complain("REQ-OPERATION", "endpoint",
                    fmt::format("{}/{} has no endpoint '{}'", request.provider, request.model,
                                request.endpoint) +
                        choices(request.endpoint, &Offer::endpoint));
  }

 private:
  template <class Wanted>
  [[nodiscard]] auto find(Wanted wanted) const -> const OfferName* {
    const auto found = std::find_if(names_.begin(), names_.end(), [&](const OfferName& name) {
      return wanted(data_.offers[name.offer]);
    });
    return found == names_.end() ? nullptr : &*found;
  }
  [[nodiscard]] auto choices(std::string_view name, std::string Offer::*member) const
      -> std::string {
    std::vector<std::string_view> known;
    for (const auto& each : names_) known.emplace_back(data_.offers[each.offer].*member);
    return did_you_mean(name, known);
  }

  const CatalogData& data_;
  Names names_;
};

auto status_of(const catalog::Lifecycle& life, Date as_of) -> std::string {
  const auto reached = [&](const std::optional<Date>& day) { return day && *day <= as_of; };
  if (reached(life.shut_down)) return "shut down";
  if (reached(life.deprecated)) return "deprecated";
  const bool waits = life.available ? *life.available > as_of : life.preview.has_value();
  if (!waits) return "current";
  return reached(life.preview) ? "preview" : "not yet available";
}

}  // namespace

Catalog::Catalog(std::shared_ptr<const catalog::CatalogData> data) noexcept
    : data_(std::move(data)) {}

auto Catalog::find(const Request& request, OfferId& out, Diagnostic& why) const -> bool {
  const auto of_provider = names_of_provider(*data_, request.provider);
  if (of_provider.empty()) {
    why = unknown_provider(*data_, request.provider);
    return false;
  }
  const auto of_model = names_of_model(of_provider, request.model);
  if (of_model.empty()) {
    why = unknown_model(of_provider, request);
    return false;
  }
  const OperationFinder finder{*data_, of_model};
  const OfferName* found = nullptr;
  if (!request.operation.empty()) {
    found = finder.with_operation(request.operation);
    if (found == nullptr) why = finder.unknown_operation(request);
  } else if (!request.endpoint.empty()) {
    found = finder.with_endpoint(request.endpoint);
    if (found == nullptr) why = finder.unknown_endpoint(request);
  } else {
    found = finder.usual();
  }
  if (found == nullptr) return false;
  out = OfferId{found->offer};
  return true;
}

auto Catalog::offer_count() const noexcept -> std::size_t {
  return data_->offers.size();
}

auto Catalog::summary(OfferId offer, Date as_of) const -> OfferSummary {
  const auto& data = data_->offers[static_cast<std::size_t>(offer)];
  return {offer,
          data.name(),
          data.provider,
          data.model,
          data.operation,
          data.title,
          status_of(data.lifecycle, as_of)};
}

auto Catalog::summaries(Date as_of) const -> std::vector<OfferSummary> {
  std::vector<OfferSummary> out;
  for (std::uint32_t i = 0; i < offer_count(); ++i) out.push_back(summary(OfferId{i}, as_of));
  return out;
}

auto Catalog::hash() const noexcept -> std::string_view {
  return data_->hash;
}

}  // namespace v0
}  // namespace tariff
