// What every command needs: options, day, catalog, output. The catalog is opened when it is first
// asked for.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/judge_record.hpp"
#include "options.hpp"
#include "output.hpp"
#include "tariff/catalog.hpp"
#include "tariff/report.hpp"

namespace tariff::app {

class Context {
 public:
  explicit Context(const Options& options);

  // False: said on standard error.
  [[nodiscard]] auto open_output() -> bool;
  [[nodiscard]] auto open_catalog() -> bool;

  [[nodiscard]] auto options() const noexcept -> const Options& { return options_; }
  [[nodiscard]] auto today() const noexcept -> Date { return today_; }
  [[nodiscard]] auto catalog() const noexcept -> const Catalog& { return *catalog_; }
  [[nodiscard]] auto judge_context() const -> lint::JudgeContext {
    return {*catalog_, today_, options_.fixes};
  }
  [[nodiscard]] auto text_options() const -> TextOptions { return {.color = color_}; }
  [[nodiscard]] auto run_info() const -> RunInfo { return {std::string{catalog_->hash()}, today_}; }

  [[nodiscard]] auto writes_to_terminal() const -> bool { return output_.is_terminal(); }

  auto write(std::string_view text) -> bool { return output_.write(text); }
  // Writes text that is whole lines, and what has been written before, through to the output.
  auto write_lines(std::string_view text) -> bool { return output_.write(text) && output_.flush(); }
  // Closes the output; a status that says what went wrong with it.
  [[nodiscard]] auto finish(int status) -> int;

 private:
  const Options& options_;
  Date today_;
  Output output_;
  bool color_ = false;
  std::shared_ptr<const Catalog> overlaid_;
  const Catalog* catalog_ = nullptr;
};

// The shipped catalog with these folders laid over it, which `overlaid` then keeps. Null: said on
// standard error.
[[nodiscard]] auto lay_over_catalog(const std::vector<std::string>& folders,
                                    std::shared_ptr<const Catalog>& overlaid) -> const Catalog*;

// "tariff: …" on standard error, with what a terminal would act on made visible.
void complain(std::string_view what);

}  // namespace tariff::app
