// Tariff: the version of the library, and the two macros that its public headers use.
#pragma once

#define TARIFF_VERSION_MAJOR 0
#define TARIFF_VERSION_MINOR 1
#define TARIFF_VERSION_PATCH 0
#define TARIFF_VERSION "0.1.0"

// Marks what a shared build of the library exports; everything else is hidden.
#if defined(_WIN32)
#define TARIFF_API
#else
#define TARIFF_API __attribute__((visibility("default")))
#endif
