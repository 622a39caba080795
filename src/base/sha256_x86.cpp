#include "base/sha256_x86.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace tariff::base {

#if defined(__x86_64__)

namespace {

auto find_instructions() noexcept -> bool {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  constexpr unsigned vector_bits = 1U << 9U | 1U << 19U;  // SSSE3, SSE4.1
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & vector_bits) != vector_bits) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & 1U << 29U) != 0;
}

auto at(const void* bytes, std::size_t vector) noexcept -> const __m128i* {
  return static_cast<const __m128i*>(bytes) + vector;
}

}  // namespace

auto has_sha_instructions() noexcept -> bool {
  static const bool has = find_instructions();
  return has;
}

// The instructions keep the eight words as (a, b, e, f) and (c, d, g, h), and do two rounds each.
__attribute__((target("sha,sse4.1,ssse3"))) void compress_with_instructions(
    std::array<std::uint32_t, 8>& state, const std::uint8_t* blocks, std::size_t count,
    const std::array<std::uint32_t, 64>& constants) noexcept {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(at(state.data(), 0)), 0xB1);
  const __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(at(state.data(), 1)), 0x1B);
  __m128i abef = _mm_alignr_epi8(cdab, hgfe, 8);
  __m128i cdgh = _mm_blend_epi16(hgfe, cdab, 0xF0);
  for (; count > 0; --count, blocks += 64) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    __m128i w0 = _mm_shuffle_epi8(_mm_loadu_si128(at(blocks, 0)), big_endian);
    __m128i w1 = _mm_shuffle_epi8(_mm_loadu_si128(at(blocks, 1)), big_endian);
    __m128i w2 = _mm_shuffle_epi8(_mm_loadu_si128(at(blocks, 2)), big_endian);
    __m128i w3 = _mm_shuffle_epi8(_mm_loadu_si128(at(blocks, 3)), big_endian);
    for (std::size_t four = 0; four < 16; ++four) {
      const __m128i sum = _mm_add_epi32(w0, _mm_loadu_si128(at(constants.data(), four)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      const __m128i next = _mm_sha256msg2_epu32(
          _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4)), w3);
      w0 = w1;
      w1 = w2;
      w2 = w3;
      w3 = next;
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  auto* out = reinterpret_cast<__m128i*>(state.data());
  _mm_storeu_si128(out, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(out + 1, _mm_alignr_epi8(dchg, feba, 8));
}

#else

auto has_sha_instructions() noexcept -> bool {
  return false;
}

void compress_with_instructions(std::array<std::uint32_t, 8>& /*state*/,
                                const std::uint8_t* /*blocks*/, std::size_t /*count*/,
                                const std::array<std::uint32_t, 64>& /*constants*/) noexcept {}

#endif

}  // namespace tariff::base
