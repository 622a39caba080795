// Ctrl-C and its like: what has been begun is brought to the end of a line, then the program ends.
// A second one ends it at once.
#pragma once

namespace tariff::app {

// Call once, before anything is read.
void catch_interrupts();

[[nodiscard]] auto interrupted() noexcept -> bool;
// A file descriptor that can be read from once interrupted, or -1.
[[nodiscard]] auto interrupt_signal() noexcept -> int;

// Ends the program as the signal would have. Returns when there was none.
void end_if_interrupted();

}  // namespace tariff::app
