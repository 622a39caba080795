// The encodings whose vocabularies are in the library.
#pragma once

#include "tokens/vocabulary.hpp"

namespace tariff::tokens {

extern const Vocabulary o200k_base;

}  // namespace tariff::tokens
