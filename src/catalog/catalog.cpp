#include "tariff/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/near_name.hpp"
#include "catalog/find.hpp"
#include "catalog/image.hpp"
#include "catalog/model.hpp"

namespace tariff::catalog {

auto CatalogData::find_symbol(std::string_view text) const noexcept -> Symbol {
  return base::find_symbol(symbols, symbol_cells, text);
}

auto CatalogData::key(std::size_t offer) const noexcept -> OfferKey {
  const auto& held = offers.held(offer);
  const Offer* read = held.peek();
  if (read == nullptr) return read_key(held.bytes());
  return {read->provider, read->model, read->operation, read->endpoint};
}

}  // namespace tariff::catalog

namespace tariff {
inline namespace v0 {
namespace {

using catalog::CatalogData;
using catalog::OfferKey;
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
    return find([&](const OfferKey& key) { return key.operation == operation; });
  }
  [[nodiscard]] auto with_endpoint(std::string_view endpoint) const -> const OfferName* {
    return find([&](const OfferKey& key) { return key.endpoint == endpoint; });
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
                        choices(request.operation, &OfferKey::operation));
  }
  [[nodiscard]] auto unknown_endpoint(const Request& request) const -> Diagnostic {
    return complain("REQ-OPERATION", "endpoint",
                    fmt::format("{}/{} has no endpoint '{}'", request.provider, request.model,
                                request.endpoint) +
                        choices(request.endpoint, &OfferKey::endpoint));
  }

 private:
  template <class Wanted>
  [[nodiscard]] auto find(Wanted wanted) const -> const OfferName* {
    const auto found = std::find_if(names_.begin(), names_.end(), [&](const OfferName& name) {
      return wanted(data_.key(name.offer));
    });
    return found == names_.end() ? nullptr : &*found;
  }
  [[nodiscard]] auto choices(std::string_view name, std::string_view OfferKey::*member) const
      -> std::string {
    std::vector<std::string_view> known;
    for (const auto& each : names_) known.emplace_back(data_.key(each.offer).*member);
    return did_you_mean(name, known);
  }

  const CatalogData& data_;
  Names names_;
};

// What a request means that says neither operation nor endpoint, where there is such an offer.
constexpr std::string_view usual_operation = "generate";

// True only for the name that searching would find: names differ in one of the three.
auto is_meant(const CatalogData& data, const OfferName& name, const Request& request) noexcept
    -> bool {
  if (name.provider != request.provider || name.model != request.model) return false;
  const std::string_view operation = data.key(name.offer).operation;
  if (!request.operation.empty()) return operation == request.operation;
  return request.endpoint.empty() && operation == usual_operation;
}

auto status_of(const catalog::Lifecycle& life, Date as_of) -> std::string {
  const auto reached = [&](const std::optional<Date>& day) { return day && *day <= as_of; };
  if (reached(life.shut_down)) return "shut down";
  if (reached(life.deprecated)) return "deprecated";
  const bool waits = life.available ? *life.available > as_of : life.preview.has_value();
  if (!waits) return "current";
  return reached(life.preview) ? "preview" : "not yet available";
}

}  // namespace
}  // namespace v0

auto catalog::find_name(const CatalogData& data, const Request& request,
                        std::uint32_t& guess) noexcept -> const OfferName* {
  if (guess < data.names.size() && is_meant(data, data.names[guess], request)) {
    return &data.names[guess];
  }
  const auto names = names_of_model(names_of_provider(data, request.provider), request.model);
  if (names.empty()) return nullptr;
  const OperationFinder finder{data, names};
  const OfferName* found = !request.operation.empty()  ? finder.with_operation(request.operation)
                           : !request.endpoint.empty() ? finder.with_endpoint(request.endpoint)
                                                       : finder.usual();
  if (found != nullptr) guess = static_cast<std::uint32_t>(found - data.names.data());
  return found;
}

auto catalog::explain_unknown(const CatalogData& data, const Request& request) -> Diagnostic {
  const auto of_provider = names_of_provider(data, request.provider);
  if (of_provider.empty()) return unknown_provider(data, request.provider);
  const auto of_model = names_of_model(of_provider, request.model);
  if (of_model.empty()) return unknown_model(of_provider, request);
  const OperationFinder finder{data, of_model};
  return request.operation.empty() ? finder.unknown_endpoint(request)
                                   : finder.unknown_operation(request);
}

inline namespace v0 {

Catalog::Catalog(std::shared_ptr<const catalog::CatalogData> data) noexcept
    : data_(std::move(data)) {}

auto Catalog::find(const Request& request, OfferId& out, Diagnostic& why) const -> bool {
  std::uint32_t guess = 0;
  const auto* found = catalog::find_name(*data_, request, guess);
  if (found == nullptr) {
    why = catalog::explain_unknown(*data_, request);
    return false;
  }
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

void Catalog::warm_up() const {
  for (std::size_t i = 0; i < data_->sources.size(); ++i) (void)data_->sources[i];
  for (std::size_t i = 0; i < data_->offers.size(); ++i) (void)data_->offers[i];
}

auto Catalog::hash() const noexcept -> std::string_view {
  return data_->hash;
}

}  // namespace v0
}  // namespace tariff
