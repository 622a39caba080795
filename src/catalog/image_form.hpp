// What writing and reading an image agree on, beside the members of structs (members.hpp).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "catalog/bytes.hpp"
#include "lang/program.hpp"

namespace tariff::catalog {

// Lengths, counts and sizes of sections. Unit: items, bytes
using Count = std::uint32_t;

// Types whose bytes in memory are their byte form: vectors of them are copied at once.
template <class T>
inline constexpr bool is_flat = false;
template <WholeNumber T>
inline constexpr bool is_flat<T> = std::endian::native == std::endian::little;
template <class T, std::size_t n>
inline constexpr bool is_flat<std::array<T, n>> = is_flat<T>;
template <>
inline constexpr bool is_flat<lang::Instruction> =
    std::endian::native ==
    std::endian::little&& std::has_unique_object_representations_v<lang::Instruction>;

// The first four bytes of a value: its kind and what JSON tells apart.
constexpr std::uint32_t kind_mask = 0xff;
constexpr std::uint32_t written_as_decimal = 0x100;
constexpr std::uint32_t does_not_fit = 0x200;

}  // namespace tariff::catalog
